"""Which factors ReLU respects, and where it does not respect sums."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from nlverify.site.figures.folds import graph, joined, put_in, roomiest
from nlverify.site.figures.plane import Tree, box, evaluate, formula, pieces, point, rational
from nlverify.site.figures.read import Material, Target
from nlverify.site.figures.svg import INK, ONE, WRONG, ZERO, Figure, Frame, picture, tag, text

CLAIM = "relu-pos-homogeneous-not-additive"
WINDOW = (Fraction(-2), Fraction(2), Fraction(-2), Fraction(2))
SIDE, TOP = 148, 26
FACTORS = (Fraction(2), Fraction(-1))


def figures(material: Material) -> Iterator[Figure]:
    """Yield the figures of the claim on ReLU's two laws."""
    if material.id != CLAIM:
        return
    scaling = material.get("parts", "scales-by-c-at-least-0")
    sums = material.get("parts", "subadditive")
    example = material.get("parts", "not-additive")
    if scaling:
        yield factors(material, scaling)
    if sums and example:
        yield additivity(material, sums, example)


def factors(material: Material, part: Target) -> Figure:
    """Draw relu(cx) and c·relu(x) for a factor that the part allows, and for one that it does not."""
    _, left, right = part.statement["then"]
    segment = ((WINDOW[0],), (WINDOW[1],))
    parts, said = [], []
    for k, c in enumerate(FACTORS):
        frame = Frame(20 + k * (SIDE + 32), TOP, SIDE, SIDE, WINDOW)
        sides = [graph(pieces(put_in(side, {"c": str(c)}), ["x"], segment)) for side in (left, right)]
        allowed = all(_holds(r, {"c": c}) for r in part.statement["given"])
        same = sides[0] == sides[1]
        parts += [frame.axes("x", ""), frame.border(), frame.title(f"c = {rational(c)}")]
        parts.append(frame.line(_clipped(sides[0]), ONE, stroke_width=5, stroke_opacity=0.45))
        parts.append(frame.line(_clipped(sides[1]), ZERO, stroke_width=2, stroke_dasharray="6 3"))
        words = "the same" if same else "different"
        parts.append(text(words, frame.left + SIDE / 2, TOP + SIDE + 15, anchor="middle", size=11))
        said.append(f"for c = {rational(c)}{'' if allowed else ', which is < 0,'} they are {words}")
    parts += [
        tag("path", d="M24 206h28", stroke=ONE, stroke_width=5, stroke_opacity=0.45),
        text("relu(cx)", 58, 210, size=11.5),
        tag("path", d="M200 206h28", stroke=ZERO, stroke_width=2, stroke_dasharray="6 3"),
        text("c·relu(x)", 234, 210, size=11.5),
    ]
    title = "relu(cx) and c·relu(x)"
    caption = f"relu(cx), wide, and c·relu(x), dashed: {'; '.join(said)}."
    alt = f"Two pictures of the graphs of relu(cx) and c·relu(x): {'; '.join(said)}."
    svg = picture(f"{material.id}-factors", title, alt, parts, 220)
    return Figure("factors", title, svg, caption, alt)


def _clipped(line: list[tuple[Fraction, ...]]) -> list[tuple[Fraction, ...]]:
    """Return a graph cut off where it leaves the window above or below."""
    crossings = [
        (x0 + (x1 - x0) * (bound - y0) / (y1 - y0), bound)
        for (x0, y0), (x1, y1) in pairwise(line)
        for bound in (WINDOW[2], WINDOW[3])
        if (y0 - bound) * (y1 - bound) < 0
    ]
    return sorted(p for p in (*line, *crossings) if WINDOW[2] <= p[1] <= WINDOW[3])


def _holds(relation: Tree, values: dict[str, Fraction]) -> bool:
    """Return whether a hypothesis of the form a >= b holds."""
    op, left, right = relation
    return bool(op == ">=" and evaluate(left, values) >= evaluate(right, values))


def additivity(material: Material, sums: Target, example: Target) -> Figure:
    """Draw the plane with the difference relu(x) + relu(y) − relu(x + y), piece by piece."""
    _, left, right = sums.statement["then"]
    big = 250
    frame = Frame((360 - big) / 2, 14, big, big, WINDOW)
    found = joined(pieces(["-", right, left], ["x", "y"], box(WINDOW)))
    positive = [p for p in found if not (p.value.constant and p.value.bias == 0)]
    certificate = example.certificate("assignment/1")
    marked = [tuple(Fraction(certificate["values"][v]) for v in ("x", "y"))] if certificate else []
    parts = [frame.area([p.cell for p in positive], ZERO, 0.2), frame.axes("x", "y")]
    edges = {tuple(sorted(edge)) for piece in found for edge in pairwise((*piece.cell, piece.cell[0]))}
    inner = [(p, q) for p, q in sorted(edges) if not any(p[i] == q[i] and abs(p[i]) == 2 for i in (0, 1))]
    parts += [frame.line(edge, INK, stroke_width=1.4, stroke_dasharray="5 3") for edge in inner]
    parts.append(frame.border())
    for piece in found:
        words = formula(piece.value, ("x", "y"))
        x, y = roomiest(frame, piece.cell, marked, 4 * len(words))
        parts.append(text(words, x, y + 4, anchor="middle", size=13, weight="bold" if piece in positive else None))
    notes = []
    for p in marked:
        values = dict(zip(("x", "y"), p, strict=True))
        apart, together = evaluate(right, values), evaluate(left, values)
        parts.append(frame.dot(p, 4.5, WRONG))
        parts.append(frame.write(point(p), p, 8, -6, anchor="start", size=12))
        notes.append(f"at {point(p)} the two sides are {rational(together)} and {rational(apart)}")
    title = "Where relu(x + y) is less than relu(x) + relu(y)"
    caption = (
        f"relu(x) + relu(y) − relu(x + y), piece by piece. It is 0 where x and y have the same sign, and positive, "
        f"shaded, where their signs are opposite: {'; '.join(notes)}."
    )
    alt = (
        f"The plane, cut into {len(found)} pieces by the axes and the line x + y = 0. On them the difference is "
        f"{', '.join(formula(p.value, ('x', 'y')) for p in found)}; it is 0 where the signs agree."
    )
    svg = picture(f"{material.id}-sums", title, alt, parts, 14 + big + 12)
    return Figure("sums", title, svg, caption, alt)
