"""No line separates them: candidates and the points that they get wrong, and what the certificate adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from nlverify.site.figures.plane import ONE as UNIT
from nlverify.site.figures.plane import Affine, Cell, Point, box, chord, cut, formula, point, rational
from nlverify.site.figures.read import Data, Material, Target
from nlverify.site.figures.svg import INK, ONE, WIDTH, ZERO, Figure, Frame, picture, text

HALF = Fraction(1, 2)
MOST = 6  # candidates that are drawn
COORDINATES = ("x1", "x2")


def figures(material: Material) -> Iterator[Figure]:
    """Yield the figures of the first statement in each way of drawing that says that no affine unit does it."""
    drawn = set()
    for target in material.of("not-separable", "not-affine"):
        if target.group == "controls" or not target.plane or target.statement["family"] == "monotone-unit":
            continue
        for figure in (candidates(material, target), lift(material, target), balance(material, target)):
            if figure and figure.name not in drawn:
                drawn.add(figure.name)
                yield figure


def window(points: Sequence[Point], margin: Fraction = HALF) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Return the square window around some points of the plane."""
    middles = [(min(p[i] for p in points) + max(p[i] for p in points)) / 2 for i in (0, 1)]
    reach = max(abs(p[i] - middles[i]) for p in points for i in (0, 1)) + margin
    return (middles[0] - reach, middles[0] + reach, middles[1] - reach, middles[1] + reach)


# ------------------------------------------------------------------ candidates


def wrong(target: Target, unit: Affine) -> list[Point]:
    """Return the points at which a unit does not do what the table asks."""
    at_zero = target.statement["fires"] == ">="
    labelled = zip(target.points, target.values, strict=True)
    return [p for p, label in labelled if (unit(p) > 0 or (at_zero and unit(p) == 0)) != (label == 1)]


def best_units(material: Material, target: Target) -> list[Affine]:
    """Return the units with the fewest wrong points among those that refute the controls."""
    units = [
        Affine.of(certificate["weights"], certificate["bias"])
        for control in material.of("not-separable", group="controls")
        if (certificate := control.certificate("weights/1")) and len(certificate["weights"]) == 2
    ]
    mistakes = {unit: len(wrong(target, unit)) for unit in units}
    return [unit for unit in mistakes if mistakes[unit] == min(mistakes.values())][:MOST]


def candidates(material: Material, target: Target) -> Figure | None:
    """Draw several units that come close, each with the points that it gets wrong."""
    if target.kind != "not-separable" or len(units := best_units(material, target)) < 2:
        return None
    side, gap, top = 142, 36, 26
    parts, said = [], []
    for k, unit in enumerate(units):
        row, column = divmod(k, 2)
        frame = Frame(20 + column * (side + gap), top + row * (side + 44), side, side, window(target.points))
        bad = wrong(target, unit)
        law = f"{formula(unit, COORDINATES)} > 0"
        parts += [half_plane(frame, unit), frame.axes("x₁", "x₂"), frame.border(), *marks(frame, target, bad)]
        parts.append(frame.title(law, 12))
        label = dict(zip(target.points, target.values, strict=True))
        errors = ", ".join(f"{point(p)} is {'on' if label[p] == 0 else 'off'}" for p in bad)
        parts.append(text(f"wrong: {errors}", frame.left + side / 2, frame.top + side + 14, anchor="middle", size=11))
        said.append(f"{law} is wrong at {' and '.join(point(p) for p in bad)}")
    rows = (len(units) + 1) // 2
    count = len(target.points) - len(wrong(target, units[0]))
    title = f"{_number(len(units)).capitalize()} half-planes that come close"
    caption = (
        f"Shaded: where the unit fires. Each of these {_number(len(units))} gets {_number(count)} of "
        f"{_number(len(target.points))} points right; none gets all. They are the units that refute the controls below."
    )
    alt = (
        f"{_number(len(units)).capitalize()} small pictures of the points {_listed(target)}. Each shows a line and the "
        f"half-plane where a unit fires: {'; '.join(said)}."
    )
    return _figure(material, "candidates", title, parts, top + rows * (side + 44) - 20, caption, alt)


def half_plane(frame: Frame, unit: Affine) -> str:
    """Shade where a unit is positive, and draw the line where it is 0."""
    plane = box(frame.window)
    above, _ = cut(plane, unit)
    line = chord(plane, unit)
    return frame.area([above] if above else []) + (frame.line(line, ONE, stroke_width=2) if line else "")


def marks(frame: Frame, target: Target, bad: Sequence[Point] = (), size: float = 8) -> Iterator[str]:
    """Yield the marks of a table's points."""
    for p, label in zip(target.points, target.values, strict=True):
        yield frame.mark(p, label, wrong=p in bad, bits=target.bits, size=size)


# ------------------------------------------------------------------ the certificate


def balance(material: Material, target: Target) -> Figure | None:
    """Draw the two groups of points that a certificate adds up, and the one point that is the mean of both."""
    if not (sides := balanced(target)):
        return None
    ones, zeros, middle = sides
    big = 230 if target.bits else 270
    frame = Frame((WIDTH - big) / 2, 14, big, big, window(target.points, HALF if target.bits else UNIT))
    size = 11 if target.bits else 9
    parts = [frame.axes("x₁", "x₂"), frame.border()]
    for side, colour, dash in ((ones, ONE, None), (zeros, ZERO, "7 4")):
        corners = _hull([p for p, _ in side])
        if len(corners) > 1:
            style = {"stroke_dasharray": dash} if dash else {}
            parts.append(frame.line([*corners, *corners[:1]], colour, stroke_width=2.4, **style))
    parts += marks(frame, target, size=size)
    x, y = frame.at(middle)
    parts.append(f'<circle cx="{float(x):g}" cy="{float(y):g}" r="{5 if target.bits else 11}" fill="none" '
                 f'stroke="{INK}" stroke-width="2"/>')  # fmt: skip
    if target.bits:
        parts.append(frame.write(point(middle), middle, 24, 4, size=12, anchor="start"))
    law = f"{_sum(ones)} = {_sum(zeros)}"
    parts.append(text(law, WIDTH / 2, 14 + big + 22, anchor="middle", size=13, weight="bold"))
    parts.append(text(f"for every affine f; wanted: {_wanted(target, ones, zeros)}",
                      WIDTH / 2, 14 + big + 40, anchor="middle", size=12))  # fmt: skip
    title = "Two groups of points with the same mean"
    signs = ("with a positive factor", "with a negative factor")
    words = signs if target.kind == "not-affine" else ("with label 1", "with label 0")
    caption = (
        f"The points of the certificate, {words[0]} {_group(ones)}, {words[1]} {_group(zeros)}. Both groups "
        f"have the mean {point(middle)}, so for every affine f: {law}. Wanted is {_wanted(target, ones, zeros)}."
    )
    alt = (
        f"The points {_listed(target)} in the plane. A solid line joins {_group(ones)}, a dashed line {_group(zeros)}; "
        f"their means coincide in {point(middle)}."
    )
    return _figure(material, "balance", title, parts, 14 + big + 50, caption, alt)


Side = list[tuple[Point, Fraction]]


def balanced(target: Target) -> tuple[Side, Side, Point] | None:
    """Return the points that a certificate of one leaf adds up, with their multipliers, and their common mean.

    The first group has label 1 (or the equations with a positive multiplier), the second label 0. None
    if the certificate is not of this form.
    """
    certificate = target.certificate("cases/1")
    if not certificate or len(certificate["trees"]) != 1 or set(tree := certificate["trees"][0]) != {"rows"}:
        return None
    sides: tuple[Side, Side] = ([], [])
    for row, text_ in tree["rows"]:
        factor, label = Fraction(text_), target.values[row]
        second = label != 1 if target.kind == "not-separable" else factor < 0
        sides[second].append((target.points[row], abs(factor)))
    means = {mean(side) for side in sides}
    if len(means) != 1 or len({sum(m for _, m in side) for side in sides}) != 1:
        return None
    return *sides, means.pop()


def mean(side: Sequence[tuple[Point, Fraction]]) -> Point:
    """Return the mean of points with multipliers."""
    total = sum(m for _, m in side)
    return tuple(sum((m * p[i] for p, m in side), Fraction(0)) / total for i in (0, 1))


def _wanted(target: Target, ones: Side, zeros: Side) -> str:
    """Say what the table asks of both sums."""
    if target.kind == "not-affine":
        value = dict(zip(target.points, target.values, strict=True))
        sums = [sum((m * value[p] for p, m in side), Fraction(0)) for side in (ones, zeros)]
        return f"{rational(sums[0])} on the left, {rational(sums[1])} on the right"
    return "left > 0, right ≤ 0" if target.statement["fires"] == ">" else "left ≥ 0, right < 0"


def _sum(side: Side) -> str:
    return " + ".join(f"{'' if m == 1 else rational(m) + '·'}f{point(p)}" for p, m in side)


def _group(side: Side) -> str:
    words = [f"{point(p)}{'' if m == 1 else f' ({rational(m)} times)'}" for p, m in side]
    return " and ".join(words)


def _hull(points: Sequence[Point]) -> Cell:
    """Return the corners of the convex hull, counter-clockwise (Andrew's monotone chain)."""

    def half(order: Sequence[Point]) -> list[Point]:
        chain: list[Point] = []
        for p in order:
            while len(chain) > 1 and _turn(chain[-2], chain[-1], p) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    order = sorted(set(points))
    return (*half(order), *half(order[::-1])) or tuple(order)


def _turn(a: Point, b: Point, c: Point) -> Fraction:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


# ------------------------------------------------------------------ the lift


def radius2(target: Target) -> tuple[Fraction, Fraction] | None:
    """Return r² and the label inside, for a circle around (0,0) halfway between both labels' points, or None."""
    for inside in (Fraction(0), Fraction(1)):
        near = [x * x + y * y for (x, y), v in zip(target.points, target.values, strict=True) if v == inside]
        far = [x * x + y * y for (x, y), v in zip(target.points, target.values, strict=True) if v != inside]
        if max(near) < min(far):
            return (max(near) + min(far)) / 2, inside
    return None


def lift(material: Material, target: Target) -> Figure | None:
    """Draw the points and a circle between them; and the same with squared coordinates, where it is a line."""
    if target.kind != "not-separable" or target.bits or not (found := radius2(target)):
        return None
    r2, inside = found
    side, top = 150, 24
    before = Frame(18, top, side, side, window(target.points, HALF))
    most = max(c * c for p in target.points for c in p) + UNIT
    after = Frame(194, top, side, side, (-UNIT, most, -UNIT, most))
    squared: Data = {**target.statement, "points": [[str(c * c) for c in p] for p in target.points]}
    lifted = Target(target.group, target.name, squared, ())
    law = Affine((UNIT, UNIT), -r2)
    centre, edge = before.at((Fraction(0), Fraction(0))), before.at((Fraction(float(r2) ** 0.5), Fraction(0)))
    corner = cut(cut(cut(box(after.window), -law)[0], Affine.of([1, 0], 0))[0], Affine.of([0, 1], 0))[0]
    line = chord(box(after.window), law)
    parts = [
        before.axes("x₁", "x₂"),
        f'<circle cx="{float(centre[0]):g}" cy="{float(centre[1]):g}" r="{float(edge[0] - centre[0]):.2f}" '
        f'fill="{ONE}" fill-opacity="0.2" stroke="{ONE}" stroke-width="2"/>',
        before.border(),
        *marks(before, target),
        before.title(f"x₁² + x₂² = {rational(r2)}"),
        after.area([corner]),
        after.axes("X₁", "X₂"),
        after.line(line, ONE, stroke_width=2),
        after.border(),
        *marks(after, lifted),
        after.title(f"X₁ + X₂ = {rational(r2)}"),
        text("before", before.left + side / 2, top + side + 16, anchor="middle"),
        text("after: X₁ = x₁², X₂ = x₂²", after.left + side / 2, top + side + 16, anchor="middle"),
    ]
    title = "What squaring the coordinates does"
    seen = "discs" if inside else "stars"
    caption = (
        f"Left, no line separates discs (label 1) and stars (label 0), but the circle x₁² + x₂² = {rational(r2)} does. "
        f"Right, the same points with both coordinates squared: the circle has become a line. (Points with the same "
        f"squares fall on one another.)"
    )
    alt = (
        f"Two pictures. Left, {seen} in the middle and the others around them, with a circle between. "
        f"Right, in the squares, the {seen} lie below a slanting line, the others above it."
    )
    return _figure(material, "lift", title, parts, top + side + 26, caption, alt)


# ------------------------------------------------------------------ words


def _listed(target: Target) -> str:
    values = zip(target.points, target.values, strict=True)
    if len(target.points) > 6:
        ones = sum(v == 1 for v in target.values)
        return f"({ones} with label 1, {len(target.points) - ones} with label 0)"
    return ", ".join(f"{point(p)} with value {rational(v)}" for p, v in values)


def _number(count: int) -> str:
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[count] if count < len(words) else str(count)


def _figure(
    material: Material, name: str, title: str, parts: Sequence[str], height: float, caption: str, alt: str
) -> Figure:
    svg = picture(f"{material.id}-{name}", title, alt, parts, height)
    return Figure(name, title, svg, caption, alt)
