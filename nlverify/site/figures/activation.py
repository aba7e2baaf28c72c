"""The graph of an activation, with the affine function that is certified to be near it around 0.

Curves are drawn from floating-point values: nothing is concluded from them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from nlverify.site.figures.read import Data, Material
from nlverify.site.figures.svg import INK, ONE, SOFT, ZERO, Figure, Frame, picture, tag, text

Tree = Any
WINDOW = ("-4", "4", "-2", "4")
STEPS = 320
UNIT = 34  # of the picture, for a distance of 1
# What cannot be written with the checker's operators is drawn by name.
NAMED: Mapping[str, Callable[[float], float]] = {
    "GELU": lambda x: x * 0.5 * (1 + math.erf(x / math.sqrt(2))),
    "sine": math.sin,
}


def figures(material: Material) -> Iterator[Figure]:
    """Yield the graph of the claim's activation, if it is about one."""
    data = material.data.get("activation")
    if data and data["kind"] == "activation":
        yield graph(material.id, data, line(material))


def line(material: Material) -> Tree | None:
    """Return the affine function that a part says is near the function around 0."""
    error, near = material.get("parts", "error-at-most"), material.get("parts", "near-above")
    if error:
        found: Tree = error.statement["then"][1][1][2]
        return found
    if near:
        right = near.statement["then"][2]
        below = material.get("parts", "near-below")
        same = below is not None and right == below.statement["then"][2]
        return right if same or right[0] != "+" else _without_last(right)
    return None


def graph(ident: str, data: Data, near: Tree | None) -> Figure:
    """Draw the function; of two inputs, along the diagonal and with the second input at 1 and at −1."""
    window = tuple(Fraction(end) for end in data.get("window", WINDOW))
    x0, x1, y0, y1 = window
    unit = min(Fraction(UNIT), 290 / (x1 - x0))
    frame = Frame(36, 14, float((x1 - x0) * unit), float((y1 - y0) * unit), (x0, x1, y0, y1))
    parts = [*_grid(frame), frame.axes()]
    fixed = {name: float(Fraction(value)) for name, value in data["witness"].items()}
    curves, notes = list(_curves(data, fixed)), []
    if near is not None and len(data["inputs"]) == 1:
        chord = [(t, value(near, {**fixed, "x": t, "h": 1.0})) for t in (-1.0, 1.0)]
        parts.append(frame.line(chord, ZERO, stroke_width=2, stroke_dasharray="6 3"))
        notes.append("dashed: on [−1, 1], an affine function that is certified to be near")
    for k, (words, points) in enumerate(curves):
        style: dict[str, Any] = {"stroke_width": 2.6}
        if k > 0:
            style = {"stroke_width": 1.6, "stroke_dasharray": ("7 3", "2 3")[k - 1]}
        pieces = [thinned(piece) for piece in _visible(points, float(y0), float(y1))]
        parts += [frame.line(piece, INK if k else ONE, **style) for piece in pieces]
        if len(curves) > 1 or not notes:
            notes.append(f"{('full', 'dashed', 'dotted')[k]}: {words}")
    if fixed:
        notes.append("for " + ", ".join(f"{name} = {Fraction(data['witness'][name])}" for name in fixed))
    parts.append(frame.border())
    title = f"The graph of {data['name']}"
    ends = ", ".join(f"{value_at(curves[0][1], t):.3g} at {t:g}" for t in (float(x0), 0.0, float(x1))).replace("-", "−")
    alt = f"{title}: {curves[0][0]} is {ends}."
    said = f"{'; '.join(notes)}."
    caption = said[0].upper() + said[1:]
    height = 14 + frame.height + 22
    return Figure("graph", title, picture(f"{ident}-graph", title, alt, parts, height), caption, alt)


def _curves(data: Data, fixed: Mapping[str, float]) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    x0, x1, *_ = (float(Fraction(end)) for end in data.get("window", WINDOW))
    steps = [x0 + (x1 - x0) * k / STEPS for k in range(STEPS + 1)]
    tree, inputs = data["expression"], data["inputs"]
    if tree is None:
        yield "f(x)", [(t, NAMED[data["name"]](t)) for t in steps]
        return
    if len(inputs) == 1:
        yield "f(x)", [(t, value(tree, {**fixed, inputs[0]: t})) for t in steps]
        return
    for words, second in (("f(x, x)", None), ("f(x, 1)", 1.0), ("f(x, −1)", -1.0)):
        yield words, [(t, value(tree, {inputs[0]: t, inputs[1]: t if second is None else second})) for t in steps]


def value_at(points: Sequence[tuple[float, float]], t: float) -> float:
    """Return a curve's value at the sampled point that is nearest to t."""
    return min(points, key=lambda p: abs(p[0] - t))[1]


def _visible(points: Sequence[tuple[float, float]], low: float, high: float) -> Iterator[list[tuple[float, float]]]:
    """Yield the pieces of a curve inside the window, cut where it leaves it and where it jumps."""
    piece: list[tuple[float, float]] = []
    for before, here in zip([points[0], *points], points, strict=False):
        inside, was = low <= here[1] <= high, low <= before[1] <= high
        if abs(here[1] - before[1]) > 0.4:  # far more than a step of a steep curve
            if len(piece) > 1:
                yield piece
            piece = [here] if inside else []
        elif inside and not was:
            piece = [_edge(before, here, low, high), here]
        elif inside:
            piece.append(here)
        elif was:
            yield [*piece, _edge(here, before, low, high)]
            piece = []
    if len(piece) > 1:
        yield piece


def _edge(out: tuple[float, float], inside: tuple[float, float], low: float, high: float) -> tuple[float, float]:
    level = high if out[1] > high else low
    share = (level - inside[1]) / (out[1] - inside[1])
    return inside[0] + share * (out[0] - inside[0]), level


def _grid(frame: Frame) -> Iterator[str]:
    """Yield a line and a number for each whole number on both axes, all lines as one path."""
    x0, x1, y0, y1 = frame.window
    across, up = range(math.ceil(x0), math.floor(x1) + 1), range(math.ceil(y0), math.floor(y1) + 1)
    path = "".join(frame.path([(x, y0), (x, y1)]) for x in across)
    path += "".join(frame.path([(x0, y), (x1, y)]) for y in up)
    yield tag("path", d=path, stroke=SOFT, stroke_width=0.4, stroke_opacity=0.5, fill="none")
    bottom = frame.top + frame.height + 14
    columns = [text(_minus(x), frame.at((x, y0))[0], bottom) for x in across]
    rows = [text(_minus(y), frame.left - 5, float(frame.at((x0, y))[1]) + 4) for y in up]
    yield tag("g", *columns, text_anchor="middle", font_size=10)
    yield tag("g", *rows, text_anchor="end", font_size=10)


def _minus(number: int) -> str:
    return str(number).replace("-", "−")


def thinned(points: Sequence[tuple[float, float]], near: float = 0.004) -> list[tuple[float, float]]:
    """Return a curve without the points that are hardly off the line through those that stay.

    >>> thinned([(0, 0), (1, 0), (2, 0), (3, 1)])
    [(0, 0), (2, 0), (3, 1)]
    """
    (xa, ya), (xb, yb) = points[0], points[-1]
    length = math.hypot(xb - xa, yb - ya) or 1.0
    off = [abs((xb - xa) * (y - ya) - (yb - ya) * (x - xa)) / length for x, y in points]
    worst = max(range(len(points)), key=off.__getitem__)
    if off[worst] <= near:
        return [points[0], points[-1]]
    return [*thinned(points[: worst + 1], near)[:-1], *thinned(points[worst:], near)]


def value(tree: Tree, at: Mapping[str, float]) -> float:
    """Return an expression's value in floating point.

    >>> value(["*", ["relu", "x"], ["inv", ["+", "1", ["exp", "0"]]]], {"x": 3.0})
    1.5
    """
    if isinstance(tree, str):
        return at[tree] if tree in at else float(Fraction(tree))
    op, *parts = tree
    if op == "^":
        return float(value(parts[0], at) ** int(parts[1]))
    args = [value(part, at) for part in parts]
    u = args[0]
    match op:
        case "+":
            return math.fsum(args)
        case "*":
            return math.prod(args)
        case "-":
            return -u if len(args) == 1 else u - args[1]
        case "/":
            return u / args[1]
        case "max" | "min":
            return {"max": max, "min": min}[op](args)
        case "leaky":
            return args[1] if args[1] >= 0 else u * args[1]
        case _:
            return float(ONE_PLACE[op](u))


ONE_PLACE: Mapping[str, Callable[[float], float]] = {
    "relu": lambda u: max(u, 0.0),
    "abs": abs,
    "clip": lambda u: min(max(u, 0.0), 1.0),
    "step": lambda u: float(u > 0),
    "inv": lambda u: 1 / u if u else 0.0,
    "exp": math.exp,
    "log": lambda u: math.log(u) if u > 0 else 0.0,
    "sqrt": lambda u: math.sqrt(max(u, 0.0)),
}


def _without_last(tree: Tree) -> Tree:
    return tree[1] if len(tree) == 3 else tree[:-1]
