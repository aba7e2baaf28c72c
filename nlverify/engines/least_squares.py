"""The best affine function for a table, in mean squared error: exactly, with certificates.

The normal equations have one solution f* if the points do not all lie on a line (in the plane; in
general, in a hyperplane). Then, for every affine f, Pythagoras' theorem says

    mean (f − v)²  =  mean (f* − v)²  +  mean (f − f*)²,

since f* − v is orthogonal to every affine function. So the squares (f(p) − f*(p))² at the points
p are a certificate that nothing is better than f*. Completing the squares one unknown after
the other leaves c·(u − u*)² for the last unknown u, with c > 0: nothing else is as good.

>>> from nlverify.statement import XOR
>>> best(XOR).loss
Fraction(1, 4)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from nlverify.claim import Theorem
from nlverify.evidence import Cases, Leaf, Split
from nlverify.exact.expression import Expr, symbols
from nlverify.statement import Table


@dataclass(frozen=True)
class Best:
    """The affine function with the least mean squared error, and that error."""

    weights: tuple[Fraction, ...]
    bias: Fraction
    loss: Fraction


def unknowns(table: Table) -> tuple[Expr, ...]:
    """Return the symbols w1, w2, … and b of an affine function on the table's points."""
    return symbols(" ".join([*(f"w{i + 1}" for i in range(table.dimension)), "b"]))


def value(table: Table, point: Sequence[Fraction]) -> Expr:
    """Return w·p + b at a point p, without the weights that meet a 0.

    >>> from nlverify.statement import XOR
    >>> value(XOR, (Fraction(0), Fraction(1))).to_json()
    ['+', 'w2', 'b']
    """
    *weights, b = unknowns(table)
    terms = [w if x == 1 else -w if x == -1 else x * w for w, x in zip(weights, point, strict=True) if x]
    return sum([*terms[1:], b], terms[0]) if terms else b


def loss(table: Table) -> Expr:
    """Return the mean squared error of w·x + b on the table, as an expression in w and b."""
    squares = [
        (value(table, p) - v if v else value(table, p)) ** 2 for p, v in zip(table.points, table.values, strict=True)
    ]
    return sum(squares[1:], squares[0]) / len(squares)


def best(table: Table) -> Best:
    """Return the affine function with the least mean squared error, by the normal equations.

    Raises ValueError if several are equally good: the points lie in a hyperplane.
    """
    rows = [(*point, Fraction(1)) for point in table.points]
    right = [sum((p[i] * v for p, v in zip(rows, table.values, strict=True)), Fraction(0)) for i in range(len(rows[0]))]
    *weights, bias = _solve(_gram(rows), right)
    errors = [
        sum((w * x for w, x in zip(weights, p, strict=True)), bias) - v
        for p, v in zip(table.points, table.values, strict=True)
    ]
    return Best(tuple(weights), bias, sum((e * e for e in errors), Fraction(0)) / len(errors))


def bound(table: Table) -> Cases:
    """Return the proof that `loss(table) >= best(table).loss`: a square for each point.

    Row 0 is the negation, best − loss > 0; adding mean (f − f*)² to it leaves 0.
    """
    best(table)
    squares = (_deviation(table, (*p, Fraction(1))) for p in table.points)
    count = len(table.points)
    return Cases((Leaf({0: 1}, tuple((Fraction(1, count), (), s) for s in squares)),))


def only(table: Table, unknown: int) -> Cases:
    """Return the proof that `loss(table) = best(table).loss` leaves one value for that unknown.

    Row 0 is the equation, row 1 the negation u ≠ u*. With the squares completed so that u
    comes last, loss − best = … + c·(u − u*)², and on either side of u* the last term is > 0.
    """
    count = len(unknowns(table))
    order = [k for k in range(count) if k != unknown] + [unknown]
    *squares, (last, _) = _completed(_gram([(*p, Fraction(1)) for p in table.points]), order)
    scale = Fraction(1, len(table.points))
    products = tuple((c * scale, (), _deviation(table, vector)) for c, vector in squares)
    leaf = Leaf({0: -1}, (*products, (last * scale, (2, 2), None)))
    return Cases((Split(row=1, above=leaf, below=leaf),))


# ------------------------------------------------------------------ inside


def _deviation(table: Table, vector: Sequence[Fraction]) -> Expr:
    """Return Σ vᵢ(uᵢ − uᵢ*) for the unknowns u, as an expression."""
    found = best(table)
    terms = [u if c == 1 else c * u for c, u in zip(vector, unknowns(table), strict=True) if c]
    constant = sum((c * u for c, u in zip(vector, (*found.weights, found.bias), strict=True)), Fraction(0))
    total = sum(terms[1:], terms[0])
    return total - constant if constant else total


def _gram(rows: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """Return the matrix of inner products of the columns."""
    size = range(len(rows[0]))
    return [[sum((r[i] * r[j] for r in rows), Fraction(0)) for j in size] for i in size]


def _solve(matrix: list[list[Fraction]], right: Sequence[Fraction]) -> list[Fraction]:
    """Solve a symmetric system by Gauss–Jordan elimination; no pivoting is needed, it is positive definite."""
    rows = [[*row, r] for row, r in zip(matrix, right, strict=True)]
    for k, pivot in enumerate(rows):
        if pivot[k] == 0:
            raise ValueError("table: expected points that do not lie in a hyperplane; there is no single best function")
        rows[k] = [c / pivot[k] for c in pivot]
        for i, row in enumerate(rows):
            if i != k:
                rows[i] = [a - row[k] * b for a, b in zip(row, rows[k], strict=True)]
    return [row[-1] for row in rows]


def _completed(matrix: list[list[Fraction]], order: Sequence[int]) -> list[tuple[Fraction, list[Fraction]]]:
    """Return (c, v) pairs such that uᵀMu = Σ c·(v·u)², the unknowns being eliminated in this order."""
    left = [row[:] for row in matrix]
    squares = []
    for k in order:
        pivot = left[k][k]
        vector = [c / pivot for c in left[k]]
        squares.append((pivot, vector))
        left = [[a - pivot * vector[i] * b for a, b in zip(row, vector, strict=True)] for i, row in enumerate(left)]
    return squares


def theorem(name: str, then: str) -> Theorem:
    """Return a theorem of LeastSquares.v; its type is `then`, after "forall (K : OrdField)"."""
    return Theorem(f"LeastSquares.{name}", f"forall (K : OrdField){then}", says="over every ordered field")
