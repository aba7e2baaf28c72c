"""Small networks as folded sheets: their pieces in the plane, and their profile across the folds."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import Any

from nlverify.site.figures import plane
from nlverify.site.figures.lines import COORDINATES, HALF, marks, window
from nlverify.site.figures.plane import (
    Activation,
    Affine,
    Cell,
    Piece,
    Point,
    Tree,
    box,
    chord,
    cut,
    formula,
    point,
    rational,
)
from nlverify.site.figures.read import Material, Target
from nlverify.site.figures.svg import INK, ONE, SOFT, ZERO, Figure, Frame, picture, text

MOST_UNITS = 3  # more folds than these are no longer read off a picture
NAMES = {"relu": "ReLU", "abs": "|z|", "clip": "clip"}


def figures(material: Material) -> Iterator[Figure]:
    """Yield a figure for each small network that a certificate shows, parts first."""
    seen: list[Any] = []
    for target in material.of("some-network", "no-network"):
        certificate = target.certificate("network/1")
        if not certificate or not target.plane or not target.bits or len(certificate["units"]) > MOST_UNITS:
            continue
        network = {key: certificate[key] for key in ("units", "bias", "skip") if key in certificate}
        kind = [target.statement[key] for key in ("activation", "hidden", "skip")]
        if kind not in seen:
            seen.append(kind)
            yield folded(material, target, network)


def folded(material: Material, target: Target, network: Mapping[str, Any]) -> Figure:
    """Draw where a network bends, its formula on each piece, and its values along the direction of the folds."""
    activation = target.statement["activation"]
    tree = plane.network_tree(network, activation, COORDINATES)
    direction = common_direction(network)
    side = 152 if direction else 230
    frame = Frame(20 if direction else (360 - side) / 2, 26, side, side, window(target.points, HALF))
    found = joined(plane.pieces(tree, COORDINATES, box(frame.window)))
    bends = [bend for f in plane.folds(network, activation) if (bend := chord(box(frame.window), f))]
    parts = [frame.area([cell for p in found if (cell := cut(p.cell, p.value)[0])]), frame.axes("x₁", "x₂")]
    parts += [frame.line(bend, INK, stroke_width=1.6, stroke_dasharray="5 3") for bend in bends]
    parts += [frame.border(), *marks(frame, target)]
    parts += [_label(frame, p, target.points) for p in found]
    parts.append(frame.title("folds and pieces", 11))
    law = written(network, activation)
    parts.append(text(law, 180, 26 + side + 26, anchor="middle", size=13, weight="bold"))
    if direction:
        parts += profile(target, network, tree, direction)
    values = [plane.evaluate(tree, dict(zip(COORDINATES, p, strict=True))) for p in target.points]
    listed = ", ".join(f"{rational(v)} at {point(p)}" for p, v in zip(target.points, values, strict=True))
    units = _units(network, activation)
    title = f"{units[0].upper()}{units[1:]} fold{'s' if len(network['units']) == 1 else ''} the plane"
    terms = len(network["units"]) + ("skip" in network) > 1
    right = f"Right: f across the folds{', and dashed its terms' if terms else ''}. " if direction else ""
    caption = (
        f"f = {law}{_meaning(activation)}. Left: dashed, where a unit bends; shaded, where f > 0; on each piece f is "
        f"affine. {right}The values are {listed}."
    )
    alt = (
        f"The unit square with f = {law}. The plane is cut into {len(found)} pieces, on which f is "
        f"{'; '.join(formula(p.value, COORDINATES) for p in found)}. The values are {listed}."
    )
    name = f"folds-{target.name.replace('_', '-')}"
    svg = picture(f"{material.id}-{name}", title, alt, parts, 26 + side + 38)
    return Figure(name, title, svg, caption, alt)


def joined(found: Sequence[Piece]) -> list[Piece]:
    """Return the pieces, those with the same function joined where that is one convex polygon."""
    groups: dict[Affine, list[Piece]] = {}
    for piece in found:
        groups.setdefault(piece.value, []).append(piece)
    result = []
    for value, group in groups.items():
        loops = plane.outline([p.cell for p in group])
        result += [Piece(loops[0], value)] if len(loops) == 1 and _convex(loops[0]) else group
    return result


def _convex(loop: Sequence[Point]) -> bool:
    around = [*loop, *loop[:2]]
    triples = zip(around, around[1:], around[2:], strict=False)
    return all((b[0] - a[0]) * (c[1] - b[1]) > (b[1] - a[1]) * (c[0] - b[0]) for a, b, c in triples)


def _label(frame: Frame, piece: Piece, points: Sequence[Point]) -> str:
    """Write a piece's formula where the piece has most room for it."""
    words = formula(piece.value, COORDINATES)
    x, y = roomiest(frame, piece.cell, points, 2.9 * len(words))
    return text(words, x, y + 4, anchor="middle", size=10.5)


def roomiest(frame: Frame, cell: Cell, points: Sequence[Point], half_width: float) -> tuple[float, float]:
    """Return the place for a text in a polygon that is farthest from its sides and from the points' marks."""
    corners = [(float(x), float(y)) for x, y in map(frame.at, cell)]
    marked = [(float(x), float(y)) for x, y in map(frame.at, points)]
    sides = list(pairwise((*corners, corners[0])))

    def room(x: float, y: float) -> float:
        spots = [(x + share * half_width, y) for share in (-1, -0.5, 0, 0.5, 1)]
        to_sides = min(_inside(spot, a, b) for spot in spots for a, b in sides)
        to_marks = min((math.hypot(u - x0, v - y0) - 9 for u, v in spots for x0, y0 in marked), default=99.0)
        return min(to_sides, to_marks, 14.0)

    low, high = (min(c) for c in zip(*corners, strict=True)), (max(c) for c in zip(*corners, strict=True))
    (x0, x1), (y0, y1) = zip(low, high, strict=True)
    grid = [(x0 + (x1 - x0) * i / 24, y0 + (y1 - y0) * j / 24) for i in range(25) for j in range(25)]
    return max(grid, key=lambda at: (round(room(*at), 3), *at))


def _inside(p: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return how far p is from the line through a and b, to the inner side of a polygon drawn with y downward."""
    across, down = b[0] - a[0], b[1] - a[1]
    return ((p[0] - a[0]) * down - (p[1] - a[1]) * across) / math.hypot(across, down)


# ------------------------------------------------------------------ the profile


def common_direction(network: Mapping[str, Any]) -> tuple[Fraction, ...] | None:
    """Return whole numbers w without common factor such that the network is a function of w·x, or None."""
    rows = [tuple(Fraction(w) for w in u["weights"]) for u in network["units"]]
    rows += [tuple(Fraction(w) for w in network["skip"])] if "skip" in network else []
    rows = [row for row in rows if any(row)]
    if not rows or any(a * d != b * c for a, b in rows for c, d in rows[:1]):
        return None
    scale = lcm(*(w.denominator for w in rows[0]))
    whole = [int(w * scale) for w in rows[0]]
    sign = 1 if next(w for w in whole if w) > 0 else -1
    return tuple(Fraction(sign * w, gcd(*whole)) for w in whole)


def profile(target: Target, network: Mapping[str, Any], tree: Tree, direction: tuple[Fraction, ...]) -> Iterator[str]:
    """Draw the network, and each of its terms, as a function of s = direction·x."""
    length = sum(w * w for w in direction)
    steps = [Affine(direction, Fraction(0))(p) for p in target.points]
    low, high = min(steps) - HALF, max(steps) + HALF
    segment = ((low,), (high,))
    along = {name: ["*", str(w / length), "s"] for name, w in zip(COORDINATES, direction, strict=True)}
    whole = plane.pieces(put_in(tree, along), ["s"], segment)
    terms = [plane.pieces(put_in(term, along), ["s"], segment) for term in tree[2:]] if len(tree) > 3 else []
    values = [p.value(end) for ps in (whole, *terms) for p in ps for end in p.cell]
    bottom, top = min(values, default=Fraction(0)), max(values)
    room = (top - bottom) / 8
    frame = Frame(206, 26, 132, 152, (low, high, min(bottom, Fraction(0)) - room, top + room))
    s = formula(Affine(direction, Fraction(0)), COORDINATES)
    yield frame.axes()
    yield frame.title(f"f against s = {s}")
    for k, term in enumerate(terms):
        yield frame.line(
            graph(term), (ZERO, SOFT, INK)[k % 3], stroke_width=1.5, stroke_dasharray=("6 3", "2 3")[k % 2]
        )
    yield frame.line(graph(whole), ONE, stroke_width=2.6)
    yield frame.border()
    done: set[Point] = set()
    for step, p, label in zip(steps, target.points, target.values, strict=True):
        at = (step, plane.evaluate(tree, dict(zip(COORDINATES, p, strict=True))))
        if at not in done:
            done.add(at)
            yield frame.mark(at, label, size=7)
    for tick in sorted(set(steps)):
        yield text(rational(tick), frame.at((tick, low))[0], 26 + 152 + 12, anchor="middle", size=10)
    for tick in sorted({value for _, value in done}):
        yield text(rational(tick), 203, float(frame.at((low, tick))[1]) + 4, anchor="end", size=10)


def graph(found: Sequence[Piece]) -> list[Point]:
    """Return the corners of the graph of a function on a segment, in order."""
    return sorted({(end[0], p.value(end)) for p in found for end in p.cell})


def put_in(tree: Tree, values: Mapping[str, Tree]) -> Tree:
    """Return the expression with these expressions for its symbols."""
    if isinstance(tree, str):
        return values.get(tree, tree)
    return [tree[0], *(put_in(part, values) for part in tree[1:])] if isinstance(tree, list) else tree


# ------------------------------------------------------------------ words


def written(network: Mapping[str, Any], activation: Activation) -> str:
    """Return a network as a formula.

    >>> unit = {"weights": ["1", "1"], "bias": "-1", "out": "-2"}
    >>> written({"units": [unit], "bias": "0", "skip": ["1", "1"]}, "relu")
    'x₁ + x₂ − 2·relu(x₁ + x₂ − 1)'
    """
    terms = [] if "skip" not in network else [formula(Affine.of(network["skip"], 0), COORDINATES)]
    for unit in network["units"]:
        factor, inner = Fraction(unit["out"]), formula(Affine.of(unit["weights"], unit["bias"]), COORDINATES)
        size = "" if abs(factor) == 1 else f"{rational(abs(factor))}·"
        applied = f"|{inner}|" if activation == "abs" else f"{_name(activation)}({inner})"
        terms.append(f"{'−' if factor < 0 else ''}{size}{applied}")
    if bias := Fraction(network["bias"]):
        terms.insert(0, rational(bias))
    return " + ".join(terms).replace("+ −", "− ")


def _name(activation: Activation) -> str:
    return activation if isinstance(activation, str) else "σ"


def _units(network: Mapping[str, Any], activation: Activation) -> str:
    kind = (
        NAMES[activation] if isinstance(activation, str) else f"leaky ReLU (slope {rational(Fraction(activation[1]))})"
    )
    count = len(network["units"])
    skip = " and a skip connection" if "skip" in network else ""
    return f"{('one', 'two', 'three')[count - 1]} {kind} unit{'s' if count > 1 else ''}{skip}"


def _meaning(activation: Activation) -> str:
    return (
        ""
        if isinstance(activation, str)
        else f", with σ(z) = z for z ≥ 0 and {rational(Fraction(activation[1]))}·z below"
    )
