"""Figures of the demonstrations with ReLU: the largest of five, a circle from three units, folding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from nlverify.site.figures import plane
from nlverify.site.figures.folds import graph, put_in
from nlverify.site.figures.plane import Point, Tree
from nlverify.site.figures.read import Material
from nlverify.site.figures.svg import INK, ONE, SOFT, ZERO, Figure, Frame, picture, tag, text

HALF = Fraction(1, 2)

# ------------------------------------------------------------------ the largest of five

CENTRES = (-1, 2, 0, 1, -2)  # player number i is the tangent of the parabola t² at t = CENTRES[i]
RANGE = (Fraction(-3), Fraction(3))
LOWEST = -12
STYLES = ((ONE, "none"), (ZERO, "none"), (INK, "none"), (ONE, "5 3"), (ZERO, "5 3"), (INK, "5 3"))


def largest(materials: Mapping[str, Material]) -> Figure | None:
    """Draw five lines and the largest of them; beside it, the terms whose sum that is."""
    material = materials.get("max5-two-hidden")
    target = material.get("parts", "main") if material else None
    sides = formula_sides(target.statement) if target else None
    if sides is None:
        return None
    whole, terms = sides
    left = Frame(28, 26, 140, 168, (*RANGE, Fraction(LOWEST), Fraction(9)))
    values = [p for term in terms for p in along(term)]
    low, high = min(v for _, v in values), max(v for _, v in values)
    right = Frame(206, 26, 140, 168, (*RANGE, low - 1, high + 1))
    parts = []
    for i, c in enumerate(CENTRES):
        ends = [(t, 2 * c * t - c * c) for t in (_seen(c, RANGE[0]), _seen(c, RANGE[1]))]
        parts.append(left.line(ends, SOFT, stroke_width=1))
        parts.append(left.write(f"x{'₀₁₂₃₄'[i]}", ends[c >= 0], 9 if c >= 0 else -9, 4, size=10))
    parts += [left.line(along(whole), ONE, stroke_width=3), left.border(), left.title("five lines, and the largest")]
    for k, (term, (colour, dashes)) in enumerate(zip(terms, STYLES, strict=True)):
        parts.append(right.line(along(term), colour, stroke_width=1.8, stroke_dasharray=dashes))
        x = 28 + 56 * k
        parts.append(tag("path", d=f"M{x} 210h24", stroke=colour, stroke_width=2, stroke_dasharray=dashes))
        parts.append(text(f"{k + 1}", x + 29, 214, size=11))
    parts += [right.axes(), right.border(), right.title("the six terms that add up to it")]
    corners = len(along(whole)) - 2
    title = "The largest of five lines, from two layers"
    caption = (
        f"Left: five lines x₀, …, x₄, and the largest of them, which has {corners} corners. Right: the six terms of "
        "the formula on the same lines. Each is a maximum of two sums of maxima of two, so it needs two hidden layers; "
        "their sum is the largest line, everywhere."
    )
    alt = (
        "Left, five straight lines, with their upper edge drawn thick. Right, six zigzag lines, some rising and some "
        "falling at each end."
    )
    return Figure("largest", title, picture("demonstration-largest", title, alt, parts, 222), caption, alt)


def _seen(c: int, t: Fraction) -> Fraction:
    """Return t, or where the tangent at c enters the picture from below, if it is below the picture at t."""
    return t if not c or 2 * c * t - c * c >= LOWEST else Fraction(LOWEST + c * c, 2 * c)


def formula_sides(statement: Mapping[str, Tree]) -> tuple[Tree, list[Tree]] | None:
    """Return the two sides of an equation whose right side is a sum of six terms, or None if it is something else."""
    match statement.get("then"):
        case ["=", whole, ["+", *terms]] if len(terms) == len(STYLES):
            return whole, terms
    return None


def along(tree: Tree) -> list[Point]:
    """Return the corners of the graph of an expression in x0, …, x4 on the five lines."""
    lines = {f"x{i}": ["-", ["*", str(2 * c), "t"], str(c * c)] for i, c in enumerate(CENTRES)}
    found = plane.pieces(put_in(tree, lines), ["t"], tuple((t,) for t in RANGE))
    points = graph(found)
    return [p for k, p in enumerate(points) if k in (0, len(points) - 1) or not _straight(*points[k - 1 : k + 2])]


def _straight(p: Point, q: Point, r: Point) -> bool:
    return (q[0] - p[0]) * (r[1] - p[1]) == (q[1] - p[1]) * (r[0] - p[0])


# ------------------------------------------------------------------ circles and stars

CIRCLES = ((2, 0), (-2, 0), (0, 2), (0, -2))
STARS = ((3, 0), (-3, 0), (0, 3), (0, -3), (2, 2), (2, -2), (-2, 2), (-2, -2))
UNITS: tuple[Tree, ...] = (
    ["relu", ["/", ["*", "10", "y"], "3"]],
    ["relu", ["/", ["*", "-10", "x"], "3"]],
    ["relu", ["+", ["*", "2", "x"], ["*", "-2", "y"], "4"]],
)
SEEN = (Fraction(-4), Fraction(4), Fraction(-4), Fraction(4))


def fence(materials: Mapping[str, Material]) -> Figure | None:
    """Draw where 9 − (two ReLUs) and 9 − (three ReLUs) are positive: without bounds, and with."""
    if "circle-needs-3-relus" not in materials:
        return None
    parts, wrong = [], []
    for k, units in enumerate((UNITS[:2], UNITS)):
        frame = Frame(16 + 176 * k, 26, 152, 152, SEEN)
        tree: Tree = ["-", "9", ["+", *units]]
        parts.append(frame.area(positive(tree), ONE, 0.25))
        parts += [frame.line(edge, SOFT, stroke_width=1, stroke_dasharray="4 3") for edge in bends(units)]
        parts += [frame.axes(), frame.border(), frame.title(f"{('two', 'three')[k]} units")]
        missed = [p for p, label in _points() if (plane.evaluate(tree, {"x": p[0], "y": p[1]}) > 0) != (label == 1)]
        parts += [frame.mark(p, label, bits=False, wrong=p in missed, size=7) for p, label in _points()]
        words = "all right" if not missed else f"{len(missed)} wrong"
        parts.append(text(words, 16 + 176 * k + 76, 196, anchor="middle", size=11))
        wrong.append(len(missed))
    title = "Two ReLUs leave a way out, three close it"
    caption = (
        "Where f > 0. Left: 9 minus two ReLUs; the region goes on for ever, as it does for any two units, whatever "
        f"their weights, and {wrong[0]} of the twelve points are on the wrong side. Right: a third unit closes it, and "
        "all are on the right side. Dashed: where the units bend."
    )
    alt = (
        "Four circles around the middle, eight stars around them. Left, a corner, open to the right and below, with "
        f"{wrong[0]} points marked as wrong. Right, a polygon that holds the circles and no star."
    )
    return Figure("fence", title, picture("demonstration-fence", title, alt, parts, 204), caption, alt)


def positive(tree: Tree) -> list[Sequence[Point]]:
    """Return the polygons in the window on which an expression in x and y is positive."""
    found = plane.pieces(tree, ["x", "y"], plane.box(SEEN))
    cells = (plane.cut(p.cell, p.value)[0] if not p.value.constant else p.cell * (p.value.bias > 0) for p in found)
    return [cell for cell in cells if cell]


def bends(units: Sequence[Tree]) -> list[Sequence[Point]]:
    """Return the lines in the window at which the units bend."""
    lines = [plane.pieces(argument, ["x", "y"], plane.box(SEEN))[0].value for _, argument in units]
    return [segment for f in lines if (segment := plane.chord(plane.box(SEEN), f))]


def _points() -> list[tuple[Point, Fraction]]:
    labelled = [*((p, 1) for p in CIRCLES), *((p, 0) for p in STARS)]
    return [((Fraction(x), Fraction(y)), Fraction(label)) for (x, y), label in labelled]


# ------------------------------------------------------------------ folding


def saws(materials: Mapping[str, Material]) -> Figure | None:
    """Draw the tent, folded again and again, and the parabola with its first approximations."""
    if "telgarsky-sawtooth" not in materials:
        return None
    unit = (Fraction(0), Fraction(1), Fraction(0), Fraction(1))
    parts = []
    for k in range(1, 5):
        frame = Frame(14 + 48 * (k - 1) + 2, 30, 42, 60, unit)
        saw = tent_power(k)
        parts += [frame.border(), frame.line(saw, ONE, stroke_width=1.6)]
        parts.append(frame.title(f"T{'' if k == 1 else '⁰¹²³⁴'[k]}", above=5))
        for line, words in enumerate((f"{2**k} pieces", f"{3 * k} units")):
            parts.append(text(words, 16 + 48 * (k - 1) + 21, 104 + 12 * line, anchor="middle", size=9))
    wide = Frame(30, 140, 164, 90, (Fraction(0), Fraction(10), Fraction(0), Fraction(1024)))
    parts += [wide.border(), wide.title("units for 2ᵏ pieces")]
    parts.append(wide.line([(k, min(2**k - 1, 1024)) for k in range(1, 11)], ZERO, stroke_width=2))
    parts.append(wide.line([(k, 3 * k) for k in range(1, 11)], ONE, stroke_width=2))
    parts += [text("in one layer: 2ᵏ − 1", 150, 172, anchor="end", size=10, fill=ZERO)]
    parts += [
        text("in k layers: 3k", 150, 222, anchor="end", size=10, fill=ONE),
        text("k = 10", 194, 242, anchor="end", size=10),
    ]
    square = Frame(222, 30, 124, 200, unit)
    parabola = [(Fraction(j, 40), Fraction(j * j, 1600)) for j in range(41)]
    parts += [square.border(), square.title("x², and x² up to 4⁻ᵐ⁻¹"), square.line(parabola, INK, stroke_width=2.4)]
    for m, (colour, dashes, at) in enumerate(((SOFT, "none", 2), (ZERO, "6 3", 6), (ONE, "3 2", 5))):
        parts.append(square.line(chords(m), colour, stroke_width=1.6, stroke_dasharray=dashes))
        place = (Fraction(at, 8), chord_value(m, Fraction(at, 8)))
        parts.append(square.write(f"f{'₀₁₂'[m]}", place, 13 if m == 2 else -10, 9 if m == 2 else -2, fill=colour))
    title = "Folding"
    caption = (
        "Top: the tent T, applied once to four times; each time it is folded, the number of pieces doubles, at three "
        "units a time. Bottom: how many units one hidden layer needs for as many pieces. Right: x − T(x)/4 − T²(x)/16 "
        "− … runs along the chords of the parabola."
    )
    alt = (
        "Four zigzags with 2, 4, 8 and 16 pieces. Two curves for k up to 10: 3k stays low, 2ᵏ − 1 shoots up to 1023. A "
        "parabola with one, two and four chords."
    )
    return Figure("saws", title, picture("demonstration-saws", title, alt, parts, 252), caption, alt)


def tent_power(k: int) -> list[Point]:
    """Return the corners of T applied k times.

    >>> [str(y) for _, y in tent_power(2)]
    ['0', '1', '0', '1', '0']
    """
    return [(Fraction(j, 2**k), Fraction(j % 2)) for j in range(2**k + 1)]


def tent(x: Fraction) -> Fraction:
    """Return T(x) for 0 ≤ x ≤ 1."""
    return min(2 * x, 2 - 2 * x)


def chord_value(m: int, x: Fraction) -> Fraction:
    """Return x − T(x)/4 − … − Tᵐ(x)/4ᵐ.

    >>> str(chord_value(1, Fraction(1, 4)))
    '1/8'
    """
    value, folded = x, x
    for level in range(1, m + 1):
        folded = tent(folded)
        value -= folded / 4**level
    return value


def chords(m: int) -> list[Point]:
    """Return the corners of x − T(x)/4 − … − Tᵐ(x)/4ᵐ on [0, 1]."""
    return [(x, chord_value(m, x)) for x in (Fraction(j, 2**m) for j in range(2**m + 1))]
