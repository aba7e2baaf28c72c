"""Why no monotone unit does it: pairs of points whose pre-activations would all have to rise, and cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from nlverify.site.figures.lines import HALF, marks, window
from nlverify.site.figures.plane import Affine, Point, formula, point
from nlverify.site.figures.read import Material, Target
from nlverify.site.figures.svg import INK, SOFT, WRONG, Figure, Frame, number, picture, tag, text

EXAMPLES = ((1, 1), (1, -1), (-1, -2), (2, 1))
Pair = tuple[Point, Point]


def figures(material: Material) -> Iterator[Figure]:
    """Yield one figure of the first statement on monotone units."""
    for target in material.of("not-separable", group="parts"):
        if target.statement["family"] == "monotone-unit" and target.plane and (found := pairs(target)):
            yield arrows(material, target, found)
            return


def pairs(target: Target) -> list[Pair]:
    """Return the pairs (silent point, firing point) that the certificate adds up, or none if it is no single leaf."""
    certificate = target.certificate("cases/1")
    if not certificate or len(certificate["trees"]) != 1 or set(certificate["trees"][0]) != {"rows"}:
        return []
    labelled = list(zip(target.points, target.values, strict=True))
    rows = [(q, p) for p, one in labelled if one == 1 for q, zero in labelled if zero != 1]
    return [rows[k] for k, _ in certificate["trees"][0]["rows"]]


def falling(found: Sequence[Pair], weights: Sequence[int]) -> list[Pair]:
    """Return the pairs along which w·x does not rise."""
    return [(p, q) for p, q in found if dot(weights, q) <= dot(weights, p)]


def dot(weights: Sequence[int], at: Point) -> Fraction:
    """Return w·x."""
    return sum((w * c for w, c in zip(weights, at, strict=True)), Fraction(0))


def arrows(material: Material, target: Target, found: list[Pair]) -> Figure:
    """Draw the pairs as arrows, and for some weights the pre-activations on a line, with an arrow that falls."""
    frame = Frame(18, 26, 130, 130, window(target.points, HALF))
    parts = [frame.axes("x₁", "x₂"), frame.border()]
    parts += [arrow(frame.at(p), frame.at(q), INK, 12) for p, q in found]
    parts += marks(frame, target)
    parts.append(frame.title("z must rise along each arrow"))
    parts.append(text("but they add up to 0", 18 + 65, 26 + 130 + 16, anchor="middle", size=11))
    for row, weights in enumerate(EXAMPLES):
        parts += _line(target, weights, falling(found, weights), 40 + row * 40)
    parts.append(text("z = w·x for some w", 262, 20, anchor="middle", size=11))
    steps = "; ".join(f"from {point(p)}, silent, to {point(q)}, firing" for p, q in found)
    title = "A monotone unit would have to go two ways at once"
    caption = (
        f"Left: the pairs of the certificate, {steps}. For a non-decreasing σ, z = w·x + b must rise along each arrow; "
        "but they add up to 0, so whatever w is, some arrow does not rise. Right: such an arrow, dashed, for some w. "
        "(For a non-increasing σ, replace w by −w.)"
    )
    alt = (
        f"Left, the points with arrows {steps}. Right, the values of w·x at the points on four number lines; on each, "
        "a dashed arrow from a silent to a firing point does not point to the right."
    )
    svg = picture(f"{material.id}-arrows", title, alt, parts, 200)
    return Figure("arrows", title, svg, caption, alt)


def _line(target: Target, weights: Sequence[int], wrong: Sequence[Pair], y: float) -> Iterator[str]:
    """Draw one number line: the points stand at w·x; those with the same value beside each other."""
    values = [dot(weights, p) for p in target.points]
    low, high = min(values), max(values)
    frame = Frame(190, y + 4, 150, 20, (low - HALF, high + HALF, Fraction(-1), Fraction(1)))
    yield text(f"w·x = {formula(Affine.of(weights, 0), ('x1', 'x2'))}", 184, y, size=10.5)
    yield frame.line([(low - HALF, 0), (high + HALF, 0)], SOFT, stroke_width=1)
    place = {}
    for k, (p, value) in enumerate(zip(target.points, values, strict=True)):
        before = values[:k].count(value)
        shift = (before - (values.count(value) - 1) / 2) * 15
        x, line = frame.at((value, Fraction(0)))
        place[p] = (float(x) + shift, float(line))
    for p, label in zip(target.points, target.values, strict=True):
        x, line = place[p]
        spot = Frame(x, line, 1, 1, (Fraction(0), Fraction(1), Fraction(0), Fraction(1)))
        yield spot.mark((Fraction(0), Fraction(1)), label, size=6.5)
    for p, q in wrong[:1]:
        (a, line), (b, _) = place[p], place[q]
        yield bow((a, line + 8), (b, line + 8))


def arrow(start: Sequence[float | Fraction], end: Sequence[float | Fraction], stroke: str, room: float) -> str:
    """Draw an arrow that keeps a distance from the marks at its ends."""
    (x0, y0), (x1, y1) = ((float(a), float(b)) for a, b in (start, end))
    length = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    tip = (x1 - room * ux, y1 - room * uy)
    foot = (tip[0] - 8 * ux, tip[1] - 8 * uy)
    head = [tip, (foot[0] - 4 * uy, foot[1] + 4 * ux), (foot[0] + 4 * uy, foot[1] - 4 * ux)]
    corners = "L".join(f"{number(a)} {number(b)}" for a, b in head)
    shaft = f"M{number(x0 + room * ux)} {number(y0 + room * uy)}L{number(foot[0])} {number(foot[1])}"
    return tag("path", d=shaft, stroke=stroke, stroke_width=2) + tag("path", d=f"M{corners}Z", fill=stroke)


def bow(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Draw a dashed arrow that bows over what is between its ends."""
    (x0, y0), (x1, y1) = start, end
    path = f"M{number(x0)} {number(y0)}Q{number((x0 + x1) / 2)} {number(y0 + 11)} {number(x1)} {number(y1 + 2)}"
    side = 4.5 if x1 < x0 else -4.5
    head = f"M{number(x1 + side)} {number(y1 + 5)}L{number(x1)} {number(y1)}V{number(y1 + 7)}"
    return tag(
        "g", tag("path", d=path, stroke_dasharray="4 2"), tag("path", d=head),
        stroke=WRONG, stroke_width=1.8, fill="none",
    )  # fmt: skip
