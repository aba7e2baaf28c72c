"""Two affine maps in a row are one: lines with a table of values, and a shape in the plane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from nlverify.site.figures.folds import graph, put_in
from nlverify.site.figures.plane import Affine, Point, Tree, evaluate, formula, pieces, rational
from nlverify.site.figures.read import Data, Material, Target
from nlverify.site.figures.svg import INK, ONE, SOFT, ZERO, Figure, Frame, picture, tag, text
from nlverify.site.read import SiteError

LINES, LAYERS = "line-of-a-line", "affine-collapse-2"
EXAMPLE = {"m": Fraction(1, 2), "b": Fraction(1), "p": Fraction(-2), "r": Fraction(3)}
INPUTS = [Fraction(x) for x in (0, 1, 2)]
SHAPE = [(0, 0), (0, 5), (3, 5), (3, 4), (1, 4), (1, 3), (2, 3), (2, 2), (1, 2), (1, 0)]  # the letter F
NUMBERS = {
    "b11": "3/4", "b12": "1/4", "b21": "-1/4", "b22": "3/4", "c1": "0", "c2": "1",
    "a11": "1", "a12": "-1/2", "a21": "1/4", "a22": "1", "d1": "2", "d2": "-1",
}  # fmt: skip


def figures(material: Material) -> Iterator[Figure]:
    """Yield the figures of the claims on two affine maps."""
    if material.id == LINES and (part := material.get("parts", "main")):
        yield lines(material, part)
    rows = [material.get("illustrations", f"{which}-row-of-2x2") for which in ("first", "second")]
    if material.id == LAYERS and rows[0] and rows[1]:
        yield shapes(material, [rows[0].statement, rows[1].statement])


# ------------------------------------------------------------------ lines


def lines(material: Material, part: Target) -> Figure:
    """Draw a line, a second one, and the one after the other, with a table of their values."""
    left, right = part.statement["left"], part.statement["right"]
    numbers = {symbol: str(value) for symbol, value in EXAMPLE.items()}
    inner: Tree = put_in(["+", ["*", "m", "x"], "b"], numbers)
    outer: Tree = put_in(["+", ["*", "p", "y"], "r"], numbers)
    both, one = put_in(left, numbers), put_in(right, numbers)
    rows = []
    for x in INPUTS:
        y = evaluate(inner, {"x": x})
        z = evaluate(outer, {"y": y})
        if not z == evaluate(both, {"x": x}) == evaluate(one, {"x": x}):
            raise SiteError(f"lines: expected both sides to agree at {x}, got different values")
        rows.append((x, y, z, evaluate(one, {"x": x})))
    heads = [_line(inner, "x"), _line(outer, "y"), _line(one, "x")]
    window = (Fraction(-1, 2), Fraction(5, 2), Fraction(-3, 2), Fraction(7, 2))
    side, gap = 96, 22
    panels = (
        (inner, "x", "y", [(x, y) for x, y, _, _ in rows], ONE),
        (outer, "y", "z", [(y, z) for _, y, z, _ in rows], ZERO),
        (one, "x", "z", [(x, z) for x, _, z, _ in rows], INK),
    )
    parts = []
    for k, (tree, across, up, dots, colour) in enumerate(panels):
        frame = Frame(18 + k * (side + gap), 36, side, side, window)
        line = graph(pieces(tree, [across], ((window[0],), (window[1],))))
        parts += [frame.axes(across, up), frame.line(_seen(line, window), colour, stroke_width=2), frame.border()]
        parts += [frame.dot(dot, 3.4, colour) for dot in dots]
        parts.append(frame.title(f"{up} = {heads[k]}", 11))
        parts.append(text(("inner line", "outer line", "both: a line")[k], frame.left + side / 2, 14, anchor="middle",
                          weight="bold", size=11))  # fmt: skip
    parts += _table(rows, ["x", f"y = {heads[0]}", f"z = {heads[1]}", f"z = {heads[2]}"], 160)
    title = "A line of a line, and its table"
    law = ", ".join(f"{symbol} = {rational(value)}" for symbol, value in EXAMPLE.items())
    caption = (
        f"An example: {law}. The value y of the inner line goes into the outer one. The result lies on one line, with "
        "the slope pm and the intercept pb + r: the last two columns of the table are the same."
    )
    alt = (
        f"Three pictures: the line y = {heads[0]}, the line z = {heads[1]}, and the second after the first, which is "
        f"the line z = {heads[2]}. Table: "
        + "; ".join(f"x = {rational(x)} gives y = {rational(y)} and z = {rational(z)}" for x, y, z, _ in rows)
        + "."
    )
    svg = picture(f"{material.id}-lines", title, alt, parts, 160 + 22 * (len(rows) + 1) + 10)
    return Figure("lines", title, svg, caption, alt)


def _line(tree: Tree, variable: str) -> str:
    segment = ((Fraction(0),), (Fraction(1),))
    (piece,) = pieces(tree, [variable], segment)
    return formula(piece.value, [variable])


def _seen(line: Sequence[Point], window: Sequence[Fraction]) -> list[Point]:
    """Return a segment cut off where it leaves the window above or below."""
    (x0, y0), (x1, y1) = line[0], line[-1]
    ends: list[Point] = []
    for x, y in ((x0, y0), (x1, y1)):
        bound = min(max(y, window[2]), window[3])
        ends.append((x if bound == y else x0 + (x1 - x0) * (bound - y0) / (y1 - y0), bound))
    return ends


def _table(rows: Sequence[Sequence[Fraction]], heads: Sequence[str], top: float) -> Iterator[str]:
    columns = (40, 120, 215, 310)
    for x, head in zip(columns, heads, strict=True):
        yield text(head, x, top + 12, anchor="middle", size=11.5, weight="bold")
    yield tag("path", d=f"M12 {top + 18}H348", stroke=SOFT)
    for k, row in enumerate(rows):
        for x, value in zip(columns, row, strict=True):
            yield text(rational(value), x, top + 36 + 22 * k, anchor="middle", size=12)


# ------------------------------------------------------------------ shapes


def layers(p: Sequence[Fraction | int]) -> tuple[Point, Point]:
    """Return where the first layer, and where both layers send a point."""
    n = {symbol: Fraction(value) for symbol, value in NUMBERS.items()}
    inner = Affine.of([n["b11"], n["b12"]], n["c1"]), Affine.of([n["b21"], n["b22"]], n["c2"])
    outer = Affine.of([n["a11"], n["a12"]], n["d1"]), Affine.of([n["a21"], n["a22"]], n["d2"])
    at = tuple(Fraction(c) for c in p)
    middle = tuple(f(at) for f in inner)
    return middle, tuple(f(middle) for f in outer)


def shapes(material: Material, rows: Sequence[Data]) -> Figure:
    """Draw the letter F, what the first layer makes of it, what both do, and on top what the one layer does."""
    start = [tuple(Fraction(c) for c in p) for p in SHAPE]
    after_one = [layers(p)[0] for p in start]
    after_two = [layers(p)[1] for p in start]
    at_once = []
    for p in start:
        values = {**{symbol: Fraction(value) for symbol, value in NUMBERS.items()}, "x1": p[0], "x2": p[1]}
        at_once.append(tuple(evaluate(row["right"], _renamed(row, values)) for row in rows))
    if at_once != after_two:
        raise SiteError("shapes: expected two layers and the one to agree at every corner, got a difference")
    side, gap, window = 96, 22, (Fraction(-3, 2), Fraction(11, 2), Fraction(-3, 2), Fraction(11, 2))
    parts = []
    steps = ((start, "x"), (after_one, "Bx + c"), (after_two, "A(Bx + c) + d"))
    for k, (shape, words) in enumerate(steps):
        frame = Frame(18 + k * (side + gap), 26, side, side, window)
        parts += [frame.axes(), frame.area([shape], ONE, 0.3), frame.line([*shape, shape[0]], ONE, stroke_width=1.6)]
        if k == 2:
            parts += [frame.dot(p, 2.6, INK) for p in at_once]
        parts += [frame.border(), frame.title(words, 11.5)]
    below = (18 + 2 * (side + gap) + side / 2, 26 + side + 15)
    parts.append(text("dots: in one step", *below, anchor="middle", size=10.5))
    title = "A shape through two layers, and through one"
    matrices = ", ".join(f"{letter} = {_matrix(letter.lower())}" for letter in ("A", "B"))
    caption = (
        f"The letter F as it goes through two affine layers (here {matrices}, c = {_vector('c')}, d = {_vector('d')}). "
        "The dots are where the single layer (AB)x + (Ac + d) sends its corners: the same places."
    )
    alt = (
        "Three pictures: the letter F; a slanted F after the first layer; another slanted F after the second, whose "
        "corners are covered by the dots of the single layer."
    )
    svg = picture(f"{material.id}-shapes", title, alt, parts, 26 + side + 24)
    return Figure("shapes", title, svg, caption, alt)


def _renamed(row: Data, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return the values of the symbols that a row of the identity mentions."""
    return {symbol: values[symbol] for symbol in row["symbols"]}


def _matrix(letter: str) -> str:
    rows = (" ".join(rational(Fraction(NUMBERS[f"{letter}{i}{j}"])) for j in (1, 2)) for i in (1, 2))
    return f"({'; '.join(rows)})"


def _vector(letter: str) -> str:
    return "(" + ", ".join(rational(Fraction(NUMBERS[f"{letter}{i}"])) for i in (1, 2)) + ")"
