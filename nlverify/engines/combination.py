"""Exact non-negative combinations of columns: linear programs whose answers are rational numbers.

A program asks for multipliers c ≥ 0 of sparse columns, with Σ cⱼ·columnⱼ = target, at the least
total cost. The dual simplex method in floating point proposes which columns take part; what it
proposes is solved again with fractions, and only that is returned. A vertex has no column to
spare, so answers are short. Where numbers are too close for that, Z3 solves small programs exactly.

>>> combination([{"x": Fraction(1)}, {"x": Fraction(-2), "y": Fraction(3)}], {"y": Fraction(1)})
{0: Fraction(2, 3), 1: Fraction(1, 3)}
>>> combination([{"x": Fraction(1)}], {"x": Fraction(-1)}) is None
True
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

Column: TypeAlias = Mapping[Any, Fraction]  # {row: entry}

TINY = 1e-9
PIVOTS = 3000
FEW = 600  # columns up to which Z3 is asked
ENTRIES = 2_000_000  # of a table; a larger program counts as one without an answer


def combination(
    columns: Sequence[Column], target: Column, costs: Sequence[float] | None = None, *, thorough: bool = False
) -> dict[int, Fraction] | None:
    """Return multipliers > 0 by column number whose combination is the target; None if none were found.

    `thorough`: where floating point finds none, ask Z3 if there are not too many columns.
    """
    if not target:
        return {}
    kept = _useful(columns, target)
    wanted = costs or [1.0] * len(columns)
    support = _vertex([columns[j] for j in kept], target, [wanted[j] for j in kept])
    if support is not None:
        found = _solved(columns, [kept[j] for j in support], target)
        if found is not None and min(found.values(), default=Fraction(1)) > 0:
            return found
    return _exactly(columns, kept, target) if thorough and len(kept) <= FEW else None


def _useful(columns: Sequence[Column], target: Column) -> list[int]:
    """Return the columns without those that have an entry in a row of their own: nothing could cancel it."""
    kept = list(range(len(columns)))
    while True:
        signs: Counter[tuple[Hashable, bool]] = Counter((row, c > 0) for j in kept for row, c in columns[j].items())
        signs.update((row, c < 0) for row, c in target.items())
        left = [j for j in kept if all(signs[row, c < 0] for row, c in columns[j].items())]
        if len(left) == len(kept):
            return kept
        kept = left


def _vertex(columns: Sequence[Column], target: Column, costs: Sequence[float]) -> list[int] | None:
    """Return the columns of a cheapest vertex, by the dual simplex method; None if there seems to be none.

    The first basis consists of artificial unknowns that have to become 0, one a row, whose cost is
    0. Costs are shaken a little, which excludes cycles.
    """
    import numpy as np

    rows = {row: i for i, row in enumerate(dict.fromkeys([*target, *(r for c in columns for r in c)]))}
    if len(rows) * len(columns) > ENTRIES:
        return None
    sizes = np.array([float(max(map(abs, c.values()), default=Fraction(1))) for c in columns])
    table = np.zeros((len(rows), len(columns)))
    for j, column in enumerate(columns):
        for row, c in column.items():
            table[rows[row], j] = float(c) / sizes[j]
    right = np.zeros(len(rows))
    for row, c in target.items():
        right[rows[row]] = float(c)
    shaken = np.random.default_rng(1).uniform(1.0, 1.01, len(columns))
    reduced = np.array(costs, dtype=float) * shaken
    basis = np.full(len(rows), -1)
    for _ in range(PIVOTS):
        wrong = np.where(basis < 0, np.abs(right), -right)
        leaving = int(np.argmax(wrong))
        if wrong[leaving] < TINY:
            return [int(j) for j in basis[right > TINY]]
        line = table[leaving] if right[leaving] > 0 else -table[leaving]
        able = np.flatnonzero(line > TINY)
        if not len(able):
            return None
        ratios = reduced[able] / line[able]
        entering = int(able[np.argmin(ratios)])
        _pivot(np, table, right, reduced, leaving, entering)
        basis[leaving] = entering
    return None


def _pivot(np: Any, table: Any, right: Any, reduced: Any, row: int, column: int) -> None:  # noqa: ANN401 - NumPy
    """Solve the row for the column's unknown, and put that into the other rows."""
    pivot = table[row, column]
    table[row] /= pivot
    right[row] /= pivot
    factors = table[:, column].copy()
    factors[row] = 0.0
    used = np.flatnonzero(np.abs(factors) > 0)
    table[used] -= np.outer(factors[used], table[row])
    right[used] -= factors[used] * right[row]
    reduced -= reduced[column] * table[row]
    reduced[column] = 0.0
    table[np.abs(table) < 1e-12] = 0.0


def _solved(columns: Sequence[Column], support: Sequence[int], target: Column) -> dict[int, Fraction] | None:
    """Return the one exact combination of these columns that is the target, or None."""
    rows: dict[Hashable, dict[int, Fraction]] = {row: {-1: c} for row, c in target.items()}
    for j in support:
        for row, c in columns[j].items():
            rows.setdefault(row, {})[j] = c
    equations = [e for e in rows.values() if e]
    solved: dict[int, dict[int, Fraction]] = {}
    while equations:
        equation = min(equations, key=len)
        equations.remove(equation)
        pivots = [j for j in equation if j >= 0]
        if not pivots:
            return None
        j = pivots[0]
        line = {k: c / equation[j] for k, c in equation.items() if k != j}
        for other in [*equations, *solved.values()]:
            factor = other.pop(j, None)
            if factor is not None:
                for k, c in line.items():
                    other[k] = other.get(k, Fraction(0)) - factor * c
                    if other[k] == 0:
                        del other[k]
        solved[j] = line
        equations = [e for e in equations if e]
    if any(set(line) - {-1} for line in solved.values()):
        return None
    return {j: line[-1] for j, line in sorted(solved.items()) if -1 in line}


def _exactly(columns: Sequence[Column], kept: Sequence[int], target: Column) -> dict[int, Fraction] | None:
    """Return what Z3 finds over the rational numbers."""
    import z3

    context = z3.Context()
    unknowns = {j: z3.Real(f"c{j}", context) for j in kept}
    sums: dict[Hashable, list[Any]] = {row: [z3.RealVal(str(-c), context)] for row, c in target.items()}
    for j in kept:
        for row, c in columns[j].items():
            sums.setdefault(row, []).append(z3.RealVal(str(c), context) * unknowns[j])
    solver = z3.SolverFor("QF_LRA", ctx=context)
    solver.add(*(u >= 0 for u in unknowns.values()), *(z3.Sum(terms) == 0 for terms in sums.values()))
    if str(solver.check()) != "sat":
        return None
    model = solver.model()
    values = {j: model.eval(u, model_completion=True) for j, u in unknowns.items()}
    exact = {j: Fraction(v.numerator_as_long(), v.denominator_as_long()) for j, v in values.items()}
    return {j: c for j, c in exact.items() if c > 0}
