"""The exact linear programs of the search: rows are added one at a time, by the dual simplex method.

The unknowns are the steps d_j = w_j − w_{j+1} ≥ 0 of the weights of a regular function, so that w·x
is Σ d_j·(x₁ + … + x_j). A true point asks for w·x ≥ 1. The least Σw is wanted; with no rows it is 0, so that
the tableau is dual feasible from the start, and stays so when rows are added.

All entries of a tableau have one common denominator D, and are kept as the whole numbers above it:
in a pivot, (p·t − c·r)/D is a whole number again. They are held in doubles, where 2^25 is the limit
that every pivot keeps: then p·t − c·r is below 2^52, and doubles hold it exactly. What is exact here
is not trusted either: `search` checks each answer in integers.

Column 0 holds the values, column j the j-th unknown that is 0 at present. Unknowns are numbered:
1 … N are the steps d, and N + 1 + code is w·x − 1 for the point with that code.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.compiled import compiled
from nlverify.boolean.selfdual import COLUMNS

ROWS = 80  # of one tableau; about 30 are needed for ten inputs
LIMIT = float(2**25)
GREEDY = 40  # pivots, after which the rule is one that cannot run in a circle
PIVOTS = 5000
FEASIBLE, INFEASIBLE, OVERFLOW, CIRCLE, TOO_MANY_ROWS = 1, 0, -1, -2, -3


class Tableaux(NamedTuple):
    """Many tableaux side by side; the first index of each array says which."""

    table: NDArray[np.float64]  # [slots, ROWS, COLUMNS]
    cost: NDArray[np.float64]  # [slots, COLUMNS]
    denominator: NDArray[np.float64]  # [slots]
    rows: NDArray[np.int64]  # [slots]: how many there are
    in_row: NDArray[np.int64]  # [slots, ROWS]: which unknown
    in_column: NDArray[np.int64]  # [slots, COLUMNS]
    row_of: NDArray[np.int64]  # [slots, COLUMNS]: where the step d_j stands, −1 if in a column
    column_of: NDArray[np.int64]  # [slots, COLUMNS]


def tableaux(slots: int) -> Tableaux:
    """Return the memory for so many tableaux."""
    return Tableaux(
        np.zeros((slots, ROWS, COLUMNS)),
        np.zeros((slots, COLUMNS)),
        np.ones(slots),
        np.zeros(slots, dtype=np.int64),
        np.zeros((slots, ROWS), dtype=np.int64),
        np.zeros((slots, COLUMNS), dtype=np.int64),
        np.zeros((slots, COLUMNS), dtype=np.int64),
        np.zeros((slots, COLUMNS), dtype=np.int64),
    )


@compiled
def clear(t: Tableaux, k: int, n: int) -> None:
    """Make tableau k one without rows, for n variables."""
    t.rows[k] = 0
    t.denominator[k] = 1.0
    for j in range(COLUMNS):
        step = j if j <= n else 0
        t.cost[k, j] = step
        t.in_column[k, j] = step
        t.row_of[k, j] = -1
        t.column_of[k, j] = step


@compiled
def copy(t: Tableaux, source: int, target: int) -> None:
    """Make tableau `target` like tableau `source`."""
    t.rows[target] = t.rows[source]
    t.denominator[target] = t.denominator[source]
    for i in range(t.rows[source]):
        t.in_row[target, i] = t.in_row[source, i]
        for j in range(COLUMNS):
            t.table[target, i, j] = t.table[source, i, j]
    for j in range(COLUMNS):
        t.cost[target, j] = t.cost[source, j]
        t.in_column[target, j] = t.in_column[source, j]
        t.row_of[target, j] = t.row_of[source, j]
        t.column_of[target, j] = t.column_of[source, j]


@compiled
def add(t: Tableaux, k: int, n: int, code: int, sums: NDArray[np.float64], up: NDArray[np.uint64]) -> int:
    """Add w·x ≥ 1 for the point with this code to tableau k, and solve again.

    Rows of points that can be reached from it are left out: they hold all the more. Returns
    FEASIBLE, INFEASIBLE (then the last row of the tableau says why), or what went wrong.
    """
    m = t.rows[k]
    table, in_row = t.table[k], t.in_row[k]
    i = 0
    while i < m:
        other = in_row[i] - n - 1
        drop = False
        if other >= 0:
            pair = other >> 1
            word = up[code & 1, code >> 1, 1 - (other & 1), pair >> 6]
            drop = (word >> np.uint64(pair & 63)) & np.uint64(1) != np.uint64(0)
        if drop:
            m -= 1
            if i != m:
                for j in range(COLUMNS):
                    table[i, j] = table[m, j]
                in_row[i] = in_row[m]
                if in_row[i] <= n:
                    t.row_of[k, in_row[i]] = i
        else:
            i += 1
    if m >= ROWS:
        return TOO_MANY_ROWS
    d = t.denominator[k]
    row = table[m]
    for j in range(COLUMNS):
        row[j] = 0.0
    row[0] = -d
    for j in range(1, n + 1):
        c = sums[code, j]
        if c != 0.0:
            r = t.row_of[k, j]
            if r >= 0:
                for q in range(COLUMNS):
                    row[q] += c * table[r, q]
            else:
                row[t.column_of[k, j]] += c * d
    in_row[m] = n + 1 + code
    t.rows[k] = m + 1
    return solve(t, k, n)


@compiled
def solve(t: Tableaux, k: int, n: int) -> int:
    """Pivot until no value is negative; see `add`."""
    table, cost, in_row, in_column = t.table[k], t.cost[k], t.in_row[k], t.in_column[k]
    m = t.rows[k]
    for done in range(PIVOTS):
        r = -1
        if done < GREEDY:
            least = -0.5
            for i in range(m):
                if table[i, 0] < least:
                    least = table[i, 0]
                    r = i
        else:
            for i in range(m):
                if table[i, 0] < -0.5 and (r < 0 or in_row[i] < in_row[r]):
                    r = i
        if r < 0:
            return FEASIBLE
        e = -1
        for j in range(1, n + 1):
            if table[r, j] > 0.5:
                if e < 0:
                    e = j
                else:
                    a, b = cost[j] * table[r, e], cost[e] * table[r, j]
                    if a < b or (a == b and in_column[j] < in_column[e]):
                        e = j
        if e < 0:
            if r != m - 1:
                for j in range(COLUMNS):
                    table[m - 1, j] = table[r, j]
                in_row[m - 1] = in_row[r]
            return INFEASIBLE
        if not pivot(t, k, n, r, e):
            return OVERFLOW
    return CIRCLE


@compiled
def pivot(t: Tableaux, k: int, n: int, r: int, e: int) -> bool:
    """Exchange the unknowns of row r and column e; False if an entry gets larger than LIMIT."""
    table, cost = t.table[k], t.cost[k]
    p, d = table[r, e], t.denominator[k]
    row, largest = np.empty(COLUMNS), np.zeros(COLUMNS)
    for j in range(COLUMNS):
        row[j] = table[r, j]
    for i in range(t.rows[k]):
        if i != r:
            c = table[i, e]
            for j in range(COLUMNS):
                table[i, j] = (p * table[i, j] - c * row[j]) / d
            table[i, e] = c
            for j in range(COLUMNS):
                largest[j] = max(largest[j], abs(table[i, j]))
    c = cost[e]
    for j in range(COLUMNS):
        cost[j] = (p * cost[j] - c * row[j]) / d
    cost[e] = c
    for j in range(COLUMNS):
        table[r, j] = -row[j]
        largest[j] = max(largest[j], abs(row[j]), abs(cost[j]))
    table[r, e] = d
    t.denominator[k] = p
    leaving, entering = t.in_row[k, r], t.in_column[k, e]
    t.in_row[k, r], t.in_column[k, e] = entering, leaving
    if entering <= n:
        t.row_of[k, entering], t.column_of[k, entering] = r, -1
    if leaving <= n:
        t.row_of[k, leaving], t.column_of[k, leaving] = -1, e
    return bool(largest.max() <= LIMIT)
