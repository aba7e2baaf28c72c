"""The curve y² = mx² + b by the signs of m and b, and the circle that squaring turns into a line."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from nlverify.site.figures.plane import Affine, Point, box, chord, evaluate, point, rational
from nlverify.site.figures.read import Material
from nlverify.site.figures.svg import INK, ONE, ZERO, Figure, Frame, picture, text
from nlverify.site.read import SiteError

CLAIM = "circle-lift"
SLOPES = (Fraction(-1, 4), Fraction(0), Fraction(1))
HEIGHTS = (Fraction(1), Fraction(0), Fraction(-1))
REACH = Fraction(5, 2)
STEPS = 60
PARAMETERS = [Fraction(t) for t in ("0", "1/4", "-1/2", "1", "3", "-3/2", "7")]


def figures(material: Material) -> Iterator[Figure]:
    """Yield the figures of the claim on circles and their lift."""
    if material.id == CLAIM:
        yield lift(material)
        yield cases(material)


# ------------------------------------------------------------------ the circle and the line


def on_the_circle() -> list[Point]:
    """Return points of the unit circle with rational coordinates, ((1 − t²)/(1 + t²), 2t/(1 + t²))."""
    return [((1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)) for t in PARAMETERS]


def lift(material: Material) -> Figure:
    """Draw exact points of the circle with radius 1, and beside them the same points squared."""
    part = material.get("parts", "circle-is-a-line")
    points = on_the_circle()
    for x, y in points:
        if part and evaluate(part.statement["right"], {"x": x, "y": y, "r": Fraction(1)}):
            raise SiteError(f"circle: expected points that satisfy the equation, got {point((x, y))}")
    side, top, half = 150, 24, Fraction(3, 2)
    before = Frame(18, top, side, side, (-half, half, -half, half))
    after = Frame(194, top, side, side, (Fraction(-1, 4), Fraction(5, 4), Fraction(-1, 4), Fraction(5, 4)))
    centre, edge = before.at((Fraction(0), Fraction(0))), before.at((Fraction(1), Fraction(0)))
    line = chord(box(after.window), Affine.of([1, 1], -1))
    parts = [
        before.axes("x", "y"),
        f'<circle cx="{float(centre[0]):g}" cy="{float(centre[1]):g}" r="{float(edge[0] - centre[0]):g}" '
        f'fill="none" stroke="{ONE}" stroke-width="2"/>',
        *(before.dot(p, 3.2) for p in points),
        *(before.write(str(k + 1), p, 11 * float(p[0]), 4 - 11 * float(p[1])) for k, p in enumerate(points)),
        before.border(),
        before.title("x² + y² = 1"),
        after.axes("X", "Y"),
        after.line(line, ONE, stroke_width=2),
        *(after.dot((x * x, y * y), 3.2) for x, y in points),
        *(after.write(str(k + 1), (x * x, y * y), 9, -4) for k, (x, y) in enumerate(points)),
        after.border(),
        after.title("Y = −X + 1"),
        text("the circle", before.left + side / 2, top + side + 16, anchor="middle"),
        text("the squares X = x², Y = y²", after.left + side / 2, top + side + 16, anchor="middle"),
    ]
    title = "A circle, and its squares on a line"
    caption = (
        f"{len(points)} points of the circle with radius 1, all with rational coordinates, such as "
        f"{point(points[2])}; beside them, with the same numbers, their squares, such as "
        f"{point(tuple(c * c for c in points[2]))}. All of these are on the line Y = −X + 1."
    )
    alt = "Left, points on a circle around (0,0). Right, their squares: points on the line from (0,1) to (1,0)."
    svg = picture(f"{material.id}-lift", title, alt, parts, top + side + 26)
    return Figure("lift", title, svg, caption, alt)


# ------------------------------------------------------------------ the nine cases


def kind(m: Fraction, b: Fraction) -> str:
    """Return what the curve y² = mx² + b is.

    >>> kind(Fraction(-1), Fraction(2)), kind(Fraction(0), Fraction(-1))
    ('circle', 'empty')
    """
    if b < 0 and m <= 0:
        return "empty"
    if m < 0:
        return "one point" if b == 0 else "circle" if m == -1 else "ellipse"
    if m == 0:
        return "one line" if b == 0 else "two parallel lines"
    return "two crossing lines" if b == 0 else "hyperbola"


def branches(m: Fraction, b: Fraction) -> list[list[tuple[float, float]]]:
    """Return the curve y² = mx² + b within the window as polygonal lines, every corner on the curve.

    As a function of x where it is that and flat, of y where it is steep.
    """
    if kind(m, b) in ("empty", "one point"):
        return []
    if m > 0 and b < 0:  # two branches, left and right
        right = [(math.sqrt((y * y - b) / m), y) for y in _steps(-REACH, REACH)]
        return [right, [(-x, y) for x, y in right]]
    if m > 0 and b == 0:
        k = math.sqrt(m)
        return [
            [(float(-REACH), sign * k * float(-REACH)), (float(REACH), sign * k * float(REACH))] for sign in (1, -1)
        ]
    if m < 0:  # once around: x = √(b/−m)·cos, y = √b·sin
        turns = [2 * math.pi * i / (2 * STEPS) for i in range(2 * STEPS + 1)]
        return [[(math.sqrt(b / -m) * math.cos(t), math.sqrt(b) * math.sin(t)) for t in turns]]
    upper = [(x, math.sqrt(m * x * x + b)) for x in _steps(-REACH, REACH)]
    return [upper, [(x, -y) for x, y in upper]] if b else [upper]


def _steps(low: Fraction, high: Fraction) -> list[float]:
    return [float(low + (high - low) * i / STEPS) for i in range(STEPS + 1)]


def cases(material: Material) -> Figure:
    """Draw the nine cases."""
    side, gap, left, top = 92, 14, 46, 40
    parts: list[str] = []
    said = []
    for column, b in enumerate(HEIGHTS):
        parts.append(text(f"b = {rational(b)}", left + column * (side + gap) + side / 2, 14, anchor="middle",
                          weight="bold"))  # fmt: skip
    for row, m in enumerate(SLOPES):
        y = top + row * (side + 28)
        parts.append(text("m =", 6, y + side / 2 - 2, weight="bold"))
        parts.append(text(rational(m), 6, y + side / 2 + 14, weight="bold"))
        for column, b in enumerate(HEIGHTS):
            frame = Frame(left + column * (side + gap), y, side, side, (-REACH, REACH, -REACH, REACH))
            parts += _case(frame, m, b)
            words = kind(m, b) + (" (dashed: m = −1)" if kind(m, b) == "ellipse" else "")
            parts.append(frame.title(words, 10, above=4))
            said.append(f"m = {rational(m)}, b = {rational(b)}: {kind(m, b)}")
    title = "The curve y² = mx² + b by the signs of m and b"
    caption = (
        "Only the upper left case can be a circle, and it is one only for m = −1 (dashed). With m = 1 the curve is a "
        "hyperbola or two lines."
    )
    alt = f"Nine small pictures. {'; '.join(said)}. Beside the ellipse, the circle for m = −1 is drawn dashed."
    svg = picture(f"{material.id}-cases", title, alt, parts, top + 3 * (side + 28) - 20)
    return Figure("cases", title, svg, caption, alt)


def _case(frame: Frame, m: Fraction, b: Fraction) -> Iterator[str]:
    yield frame.axes()
    for branch in branches(m, b):
        for piece in within(branch, float(REACH)):
            yield frame.line(piece, ONE, stroke_width=2)
    if kind(m, b) == "ellipse":
        for branch in branches(Fraction(-1), b):
            yield frame.line(branch, ZERO, stroke_width=1.6, stroke_dasharray="4 3")
    if kind(m, b) == "one point":
        yield frame.dot((Fraction(0), Fraction(0)), 3.5, ONE)
    if kind(m, b) == "empty":
        yield frame.write("∅", (Fraction(0), Fraction(0)), 18, -12, size=16, fill=INK)
    yield frame.border()


def within(line: Sequence[tuple[float, float]], reach: float) -> list[list[tuple[float, float]]]:
    """Return the runs of a polygonal line's corners that lie in the square |x|, |y| ≤ reach."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in line:
        if abs(x) <= reach and abs(y) <= reach:
            runs[-1].append((x, y))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) > 1]
