"""Exact geometry: piecewise linear functions on a polygon or a segment, cut where they bend.

Everything is computed in fractions; a figure rounds only when it writes a coordinate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from typing import Any, TypeAlias

Point: TypeAlias = tuple[Fraction, ...]
Cell: TypeAlias = tuple[Point, ...]  # the corners of a convex polygon in order, or the two ends of a segment
Tree: TypeAlias = Any  # an expression as statement.json holds it
Activation: TypeAlias = Any  # "relu", or ["leaky", slope]

ZERO, ONE = Fraction(0), Fraction(1)
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
VULGAR = {Fraction(1, 2): "½", Fraction(1, 4): "¼", Fraction(3, 4): "¾"}


class NotPiecewiseLinear(ValueError):
    """The expression has a product or a power of variables."""


@dataclass(frozen=True)
class Affine:
    """The function weights·x + bias.

    >>> Affine.of(["1", "-2"], "1/2")((Fraction(1), Fraction(1)))
    Fraction(-1, 2)
    """

    weights: tuple[Fraction, ...]
    bias: Fraction

    @staticmethod
    def of(weights: Iterable[str | int | Fraction], bias: str | int | Fraction) -> Affine:
        """Return the function with these coefficients, each exact or the text of a rational."""
        return Affine(tuple(Fraction(w) for w in weights), Fraction(bias))

    def __call__(self, at: Point) -> Fraction:
        """Return the value at a point."""
        return sum((w * c for w, c in zip(self.weights, at, strict=True)), self.bias)

    def __add__(self, other: Affine) -> Affine:
        weights = tuple(a + b for a, b in zip(self.weights, other.weights, strict=True))
        return Affine(weights, self.bias + other.bias)

    def __mul__(self, factor: Fraction) -> Affine:
        return Affine(tuple(w * factor for w in self.weights), self.bias * factor)

    def __neg__(self) -> Affine:
        return self * -ONE

    @property
    def constant(self) -> bool:
        """Whether it is the same everywhere."""
        return not any(self.weights)


@dataclass(frozen=True)
class Piece:
    """A cell on which a function is affine."""

    cell: Cell
    value: Affine


def box(window: Sequence[Fraction]) -> Cell:
    """Return the corners of the rectangle x₀ ≤ x ≤ x₁, y₀ ≤ y ≤ y₁, counter-clockwise."""
    x0, x1, y0, y1 = window
    return ((x0, y0), (x1, y0), (x1, y1), (x0, y1))


def cut(cell: Cell, by: Affine) -> tuple[Cell, Cell]:
    """Return the parts of a cell where `by` ≥ 0 and where it is ≤ 0; a part without interior is ().

    >>> square = box([Fraction(v) for v in (0, 1, 0, 1)])
    >>> [len(part) for part in cut(square, Affine.of([1, 1], "-1/2"))]
    [5, 3]
    """
    values = [by(p) for p in cell]
    if min(values) >= 0:
        return cell, ()
    if max(values) <= 0:
        return (), cell
    above: list[Point] = []
    below: list[Point] = []
    around = [*zip(cell, values, strict=True), (cell[0], values[0])]
    for (p, u), (q, v) in pairwise(around):
        if u >= 0:
            above.append(p)
        if u <= 0:
            below.append(p)
        if u * v < 0:
            middle = tuple(a + (b - a) * u / (u - v) for a, b in zip(p, q, strict=True))
            above.append(middle)
            below.append(middle)
    return _without_repeats(above), _without_repeats(below)


def _without_repeats(corners: list[Point]) -> Cell:
    return tuple(dict.fromkeys(corners))  # a segment is walked there and back: its inner end comes twice


def evaluate(tree: Tree, at: Mapping[str, Fraction]) -> Fraction:
    """Return the exact value of an expression.

    >>> evaluate(["-", ["^", "x", 2], ["relu", "y"]], {"x": Fraction(1, 2), "y": Fraction(1)})
    Fraction(-3, 4)
    """
    if isinstance(tree, str):
        return at[tree] if tree in at else Fraction(tree)
    if tree[0] == "^":
        return Fraction(evaluate(tree[1], at) ** int(tree[2]))
    values = [evaluate(part, at) for part in tree[1:]]
    match tree[0], values:
        case "+", _:
            return sum(values, ZERO)
        case "*", _:
            return reduce(lambda a, b: a * b, values, ONE)
        case "-", [a]:
            return -a
        case "-", [a, b]:
            return a - b
        case "/", [a, b]:
            return a / b
        case "relu", [a]:
            return max(a, ZERO)
        case "abs", [a]:
            return abs(a)
        case "clip", [a]:
            return min(max(a, ZERO), ONE)
        case "max", [a, b]:
            return max(a, b)
        case "min", [a, b]:
            return min(a, b)
        case "leaky", [slope, a]:
            return a if a >= 0 else slope * a
        case _:
            raise ValueError(f"expression: expected an operator of the closed list, got {tree[0]!r}")


def pieces(tree: Tree, variables: Sequence[str], cell: Cell) -> list[Piece]:
    """Return the cells into which an expression's bends cut `cell`, with its affine value on each.

    Raises NotPiecewiseLinear if variables are multiplied with each other.

    >>> segment = ((Fraction(-1),), (Fraction(2),))
    >>> [str(piece.value.weights[0]) for piece in pieces(["relu", "x"], ["x"], segment)]
    ['1', '0']
    """
    if isinstance(tree, str):
        weights = [ONE if tree == name else ZERO for name in variables]
        return [Piece(cell, Affine.of(weights, ZERO if tree in variables else tree))]
    match tree:
        case ["+", first, *others]:
            found = pieces(first, variables, cell)
            for other in others:
                found = [Piece(q.cell, p.value + q.value) for p in found for q in pieces(other, variables, p.cell)]
            return found
        case ["-", a, b]:
            return pieces(["+", a, ["-", b]], variables, cell)
        case ["-", a]:
            return [Piece(p.cell, -p.value) for p in pieces(a, variables, cell)]
        case ["*", *factors]:
            return _scaled(factors, variables, cell)
        case ["/", a, b]:
            return [Piece(p.cell, p.value * (1 / Fraction(b))) for p in pieces(a, variables, cell)]
        case ["relu", a]:
            return pieces(["leaky", "0", a], variables, cell)
        case ["abs", a]:
            return pieces(["leaky", "-1", a], variables, cell)
        case ["leaky", slope, a]:
            return [q for p in pieces(a, variables, cell) for q in _bent(p, Fraction(slope))]
        case ["clip", a]:
            return pieces(["-", ["relu", a], ["relu", ["-", a, "1"]]], variables, cell)
        case ["max", a, b]:
            return pieces(["+", b, ["relu", ["-", a, b]]], variables, cell)
        case ["min", a, b]:
            return pieces(["-", a, ["relu", ["-", a, b]]], variables, cell)
        case _:
            raise NotPiecewiseLinear(f"expression: expected a piecewise linear one, got {tree[0]!r}")


def _bent(piece: Piece, slope: Fraction) -> list[Piece]:
    above, below = cut(piece.cell, piece.value)
    both = (Piece(above, piece.value), Piece(below, piece.value * slope))
    return [p for p in both if p.cell]


def _scaled(factors: Sequence[Tree], variables: Sequence[str], cell: Cell) -> list[Piece]:
    found = [Piece(cell, Affine.of([0] * len(variables), 1))]
    for factor in factors:
        found = [Piece(q.cell, _product(p.value, q.value)) for p in found for q in pieces(factor, variables, p.cell)]
    return found


def _product(a: Affine, b: Affine) -> Affine:
    if a.constant:
        return b * a.bias
    if b.constant:
        return a * b.bias
    raise NotPiecewiseLinear("expression: expected a piecewise linear one, got a product of variables")


def network_tree(network: Mapping[str, Any], activation: Activation, variables: Sequence[str]) -> Tree:
    """Return a network with one hidden layer as an expression.

    >>> unit = {"weights": ["1"], "bias": "-1", "out": "2"}
    >>> network_tree({"units": [unit], "bias": "0"}, "relu", ["x"])
    ['+', '0', ['*', '2', ['relu', ['+', '-1', ['*', '1', 'x']]]]]
    """

    def affine(weights: Sequence[str], bias: str) -> Tree:
        return ["+", bias, *(["*", w, name] for w, name in zip(weights, variables, strict=True))]

    def unit(u: Mapping[str, Any]) -> Tree:
        argument = affine(u["weights"], u["bias"])
        return [activation, argument] if isinstance(activation, str) else [*activation, argument]

    units = [["*", u["out"], unit(u)] for u in network["units"]]
    skip = [affine(network["skip"], "0")] if "skip" in network else []
    return ["+", network["bias"], *units, *skip]


def folds(network: Mapping[str, Any], activation: Activation) -> list[Affine]:
    """Return the affine functions at whose zeros a network's units bend, each line once."""
    found = []
    for unit in network["units"]:
        argument = Affine.of(unit["weights"], unit["bias"])
        if Fraction(unit["out"]) and not argument.constant:
            found += [argument, *([argument + Affine.of([0, 0], -1)] if activation == "clip" else [])]
    return list({_line(f): f for f in reversed(found)}.values())[::-1]


def _line(f: Affine) -> tuple[Fraction, ...]:
    """Return the coefficients, scaled so that the first one that is not 0 is 1: the same for the same line."""
    first = next(w for w in f.weights if w)
    return tuple(c / first for c in (*f.weights, f.bias))


def chord(cell: Cell, f: Affine) -> Cell:
    """Return the segment of a convex polygon on which f = 0, or ()."""
    above, below = cut(cell, f)
    ends = sorted({p for p in (*above, *below) if f(p) == 0})
    return (ends[0], ends[-1]) if len(ends) > 1 else ()


def outline(cells: Sequence[Cell]) -> list[Cell]:
    """Return the outlines of a union of polygons that meet edge to edge, all of them counter-clockwise."""
    edges = {(p, q): None for cell in cells for p, q in pairwise((*cell, cell[0]))}
    following: dict[Point, list[Point]] = {}
    for p, q in edges:
        if (q, p) not in edges:
            following.setdefault(p, []).append(q)
    loops = []
    while following:
        start = min(following)
        loop = [start]
        while (here := loop[-1]) in following:
            there = following[here].pop()
            if not following[here]:
                del following[here]
            if there == start:
                break
            loop.append(there)
        loops.append(_corners(loop))
    return loops


def _corners(loop: Sequence[Point]) -> Cell:
    """Return the loop without the points at which it goes straight on."""
    around = [loop[-1], *loop, loop[0]]
    triples = zip(around, around[1:], around[2:], strict=False)
    return tuple(b for a, b, c in triples if (b[0] - a[0]) * (c[1] - b[1]) != (b[1] - a[1]) * (c[0] - b[0]))


def middle(cell: Cell) -> Point:
    """Return the centre of gravity of a convex polygon."""
    (x0, y0), total, sx, sy = cell[0], ZERO, ZERO, ZERO
    for (x1, y1), (x2, y2) in pairwise(cell[1:]):
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        total, sx, sy = total + area, sx + area * (x0 + x1 + x2), sy + area * (y0 + y1 + y2)
    return sx / (3 * total), sy / (3 * total)


# ------------------------------------------------------------------ words


def rational(value: Fraction) -> str:
    """Return a number as a reader writes it.

    >>> rational(Fraction(-1, 2)), rational(Fraction(5, 3)), rational(Fraction(-2))
    ('−½', '5/3', '−2')
    """
    size = abs(value)
    whole, rest = divmod(size, 1)
    text = f"{whole or ''}{VULGAR[rest]}" if rest in VULGAR and whole < 1 else str(size)
    return f"−{text}" if value < 0 else text


def name(symbol: str) -> str:
    """Return a symbol with its number as an index.

    >>> name("x1")
    'x₁'
    """
    letters = symbol.rstrip("0123456789")
    return letters + symbol[len(letters) :].translate(SUBSCRIPTS)


def formula(f: Affine, variables: Sequence[str]) -> str:
    """Return an affine function as a formula, positive terms first.

    >>> formula(Affine.of([-1, 1], "-1/2"), ["x1", "x2"])
    'x₂ − x₁ − ½'
    """
    terms = [(w, name(v)) for w, v in zip(f.weights, variables, strict=True) if w]
    terms = [t for t in [*terms, (f.bias, "")] if t[0]]
    terms.sort(key=lambda t: t[0] < 0)
    text = ""
    for factor, symbol in terms:
        size = rational(abs(factor)) if abs(factor) != 1 or not symbol else ""
        sign = ("−" if factor < 0 else "") if not text else (" − " if factor < 0 else " + ")
        text += f"{sign}{size}{'·' if '/' in size and symbol else ''}{symbol}"
    return text or "0"


def point(at: Point) -> str:
    """Return a point as readers write it.

    >>> point((Fraction(0), Fraction(-1, 2)))
    '(0,−½)'
    """
    return f"({','.join(rational(c) for c in at)})"
