"""Which labellings of finitely many points are those of a threshold unit, and what excludes the others.

Units come from small whole weights: for each w, the values w·p at the points are put in order, and a
threshold between two of them gives a labelling. What is left has to be excluded by affine dependencies
of the points, Σc = 0 and Σc·p = 0: first p + s = q + r, an XOR, then the others, one for each set of
points that is dependent while no smaller part of it is.

>>> found = catalogue(((0,), (1,), (2,)))
>>> len(found.units), found.obstructions
(6, ((1, -2, 1),))
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, product
from math import gcd, lcm
from typing import TypeAlias

from nlverify.engines.systems import NoEvidenceError
from nlverify.evidence import Catalogue
from nlverify.exact.expression import Rational

Point: TypeAlias = Sequence[Rational]
Unit: TypeAlias = tuple[Rational, ...]


def cube(n: int) -> tuple[tuple[int, ...], ...]:
    """Return the 2ⁿ vertices of the unit cube, in counting order.

    >>> cube(2)
    ((0, 0), (0, 1), (1, 0), (1, 1))
    """
    return tuple(product((0, 1), repeat=n))


def catalogue(points: Sequence[Point], bound: int = 3, units: Iterable[Unit] | None = None) -> Catalogue:
    """Return a catalogue of all labellings of the points, with whole weights up to `bound` or the `units` given.

    Raises NoEvidenceError if some labelling is neither that of such a unit nor excluded.
    """
    found = dict[int, Unit]()
    for unit in units if units is not None else small_units(points, bound):
        found.setdefault(_labelling(unit, points), unit)
    left = [label for label in range(2 ** len(points)) if label not in found]
    obstructions = []
    for c in dependencies(points):
        if not left:
            break
        up, down = (sum(1 << i for i, x in enumerate(c) if s * x > 0) for s in (1, -1))
        remaining = [label for label in left if label & (up | down) not in (up, down)]
        if len(remaining) < len(left):
            obstructions.append(c)
        left = remaining
    if left:
        wanted = "a unit or an obstruction for every labelling"
        raise NoEvidenceError(f"catalogue: expected {wanted}, got none for {len(left)}; raise the bound")
    return Catalogue(tuple(found.values()), tuple(obstructions))


def small_units(points: Sequence[Point], bound: int) -> Iterator[Unit]:
    """Yield units with whole weights of at most `bound`, smallest first, each with every threshold that matters."""
    weights = product(range(-bound, bound + 1), repeat=len(points[0]))
    for w in sorted(weights, key=lambda w: (sum(map(abs, w)), w)):
        values = sorted({_dot(w, p) for p in points})
        for cut in (*values, values[0] - 1):
            yield (*w, -cut)


def dependencies(points: Sequence[Point]) -> Iterator[tuple[int, ...]]:
    """Yield the affine dependencies c of the points, whole and without a common factor, those of an XOR first."""
    pairs = combinations([(i, j) for i in range(len(points)) for j in range(i, len(points))], 2)
    for (p, s), (q, r) in pairs:
        if {p, s}.isdisjoint((q, r)) and _plus(points[p], points[s]) == _plus(points[q], points[r]):
            yield tuple((i == p) + (i == s) - (i == q) - (i == r) for i in range(len(points)))
    small: list[set[int]] = []
    for size in range(3, len(points[0]) + 3):
        for chosen in combinations(range(len(points)), size):
            if any(part.issubset(chosen) for part in small):
                continue
            c = _kernel([[1, *points[i]] for i in chosen])
            if c is not None:
                small.append(set(chosen))
                whole = dict(zip(chosen, c, strict=True))
                yield tuple(whole.get(i, 0) for i in range(len(points)))


def _labelling(unit: Unit, points: Sequence[Point]) -> int:
    *w, b = unit
    return sum(1 << i for i, p in enumerate(points) if _dot(w, p) + b > 0)


def _dot(w: Sequence[Rational], p: Point) -> Rational:
    return sum((a * b for a, b in zip(w, p, strict=True)), 0)


def _plus(p: Point, q: Point) -> tuple[Rational, ...]:
    return tuple(a + b for a, b in zip(p, q, strict=True))


def _kernel(rows: Sequence[Sequence[Rational]]) -> tuple[int, ...] | None:
    """Return the whole c with c·rows = 0 of rows that are dependent, any fewer not; None for independent rows."""
    columns = [[Fraction(x) for x in column] for column in zip(*rows, strict=True)]
    pivots: list[int] = []
    for k in range(len(rows)):
        row = next((i for i in range(len(pivots), len(columns)) if columns[i][k] != 0), None)
        if row is None:
            c = [Fraction(0)] * len(rows)
            c[k] = Fraction(-1)
            for i, pivot in enumerate(pivots):
                c[pivot] = columns[i][k]
            scale = lcm(*(x.denominator for x in c))
            numbers = [int(x * scale) for x in c]
            return tuple(x // gcd(*numbers) for x in numbers)
        top = len(pivots)
        columns[top], columns[row] = columns[row], columns[top]
        columns[top] = [x / columns[top][k] for x in columns[top]]
        for i, column in enumerate(columns):
            if i != top and column[k] != 0:
                columns[i] = [x - column[k] * y for x, y in zip(column, columns[top], strict=True)]
        pivots.append(k)
    return None
