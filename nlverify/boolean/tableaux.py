"""The exact linear programs of the search: rows are added one at a time, by the dual simplex method.

The unknowns are the steps d_j = w_j − w_{j+1} ≥ 0 of the weights of a regular function, so that w·x
is Σ d_j·(x₁ + … + x_j). A true point asks for w·x ≥ 1. The least Σw is wanted; with no rows it is 0, so that
the tableau is dual feasible from the start, and stays so when rows are added.

All entries of a tableau have one common denominator D, and are kept as the whole numbers above it:
in a pivot, (p·t − c·r)/D is a whole number again. They are held in doubles, where 2^25 is the limit
that every pivot keeps: then p·t − c·r is below 2^52, and doubles hold it exactly. What is exact here
is not trusted either: `search` checks each answer in integers.

A tableau is two arrays. In `table`, row i holds one unknown: column 0 its value, column j its dependence
on the j-th unknown that is 0 at present. Row COST holds Σw, and `table[COMMON, 0]` is D. `index` says which
unknowns these are: 1 … N are the steps d, and N + 1 + code is w·x − 1 for the point with that code.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.compiled import compiled
from nlverify.boolean.selfdual import COLUMNS

ROWS = 60  # of one tableau; 30 are enough for nine inputs
COST, COMMON = ROWS, ROWS + 1
HEIGHT = ROWS + 2
IN_ROW, IN_COLUMN, ROW_OF, COLUMN_OF, COUNT = range(5)  # ROW_OF and COLUMN_OF: where a step stands, or −1
LIMIT = float(2**25)
GREEDY = 40  # pivots, after which the rule is one that cannot run in a circle
PIVOTS = 5000
SOLVED, OVERFLOW, CIRCLE, TOO_MANY_ROWS = -1, -2, -3, -4

Table = NDArray[np.float64]  # [HEIGHT, COLUMNS]
Index = NDArray[np.int64]  # [5, ROWS]


@compiled
def clear(table: Table, index: Index, n: int) -> None:
    """Make a tableau without rows, for n variables."""
    index[COUNT, 0] = 0
    for j in range(COLUMNS):
        step = j if j <= n else 0
        table[COST, j] = step
        index[IN_COLUMN, j] = step
        index[ROW_OF, j] = -1
        index[COLUMN_OF, j] = step
    table[COMMON, 0] = 1.0


@compiled
def add(table: Table, index: Index, n: int, code: int, sums: NDArray[np.float64], up: NDArray[np.uint64]) -> int:
    """Add w·x ≥ 1 for the point with this code, and solve again.

    Rows of points that can be reached from it are left out: they hold all the more. Returns
    SOLVED; or the row, from 0 on, that no values satisfy; or what went wrong.
    """
    m = index[COUNT, 0]
    words = up.shape[1] // 2
    i = 0
    while i < m:
        other = index[IN_ROW, i] - n - 1
        drop = False
        if other >= 0:
            pair = other >> 1
            word = up[code, (1 - (other & 1)) * words + (pair >> 6)]
            drop = (word >> np.uint64(pair & 63)) & np.uint64(1) != np.uint64(0)
        if drop:
            m -= 1
            if i != m:
                for j in range(COLUMNS):
                    table[i, j] = table[m, j]
                last = index[IN_ROW, m]
                index[IN_ROW, i] = last
                if last <= n:
                    index[ROW_OF, last] = i
        else:
            i += 1
    if m >= ROWS:
        return TOO_MANY_ROWS
    d = table[COMMON, 0]
    for j in range(COLUMNS):
        table[m, j] = 0.0
    table[m, 0] = -d
    for j in range(1, n + 1):
        c = sums[code, j]
        if c != 0.0:
            r = index[ROW_OF, j]
            if r >= 0:
                for q in range(COLUMNS):
                    table[m, q] += c * table[r, q]
            else:
                table[m, index[COLUMN_OF, j]] += c * d
    index[IN_ROW, m] = n + 1 + code
    index[COUNT, 0] = m + 1
    return solve(table, index, n)


@compiled
def solve(table: Table, index: Index, n: int) -> int:
    """Pivot until no value is negative; see `add`."""
    m = index[COUNT, 0]
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
                if table[i, 0] < -0.5 and (r < 0 or index[IN_ROW, i] < index[IN_ROW, r]):
                    r = i
        if r < 0:
            return SOLVED
        e = 0
        for j in range(1, n + 1):
            if table[r, j] > 0.5:
                if e == 0:
                    e = j
                else:
                    a, b = table[COST, j] * table[r, e], table[COST, e] * table[r, j]
                    if a < b or (a == b and index[IN_COLUMN, j] < index[IN_COLUMN, e]):
                        e = j
        if e == 0:
            return r
        if pivot(table, m, r, e) > LIMIT:
            return OVERFLOW
        leaving, entering = index[IN_ROW, r], index[IN_COLUMN, e]
        index[IN_ROW, r], index[IN_COLUMN, e] = entering, leaving
        if entering <= n:
            index[ROW_OF, entering], index[COLUMN_OF, entering] = r, -1
        if leaving <= n:
            index[ROW_OF, leaving], index[COLUMN_OF, leaving] = -1, e
    return CIRCLE


@compiled
def pivot(table: Table, m: int, r: int, e: int) -> float:
    """Exchange the unknowns of row r and column e, and return the largest entry there is then."""
    p, d = table[r, e], table[COMMON, 0]
    largest = 0.0
    for i in range(m + 1):
        k = i if i < m else COST
        if k != r:
            c = table[k, e]
            for j in range(COLUMNS):
                table[k, j] = (p * table[k, j] - c * table[r, j]) / d
            table[k, e] = c
            for j in range(COLUMNS):
                largest = max(largest, abs(table[k, j]))
    for j in range(COLUMNS):
        largest = max(largest, abs(table[r, j]))
        table[r, j] = -table[r, j]
    table[r, e] = d
    table[COMMON, 0] = p
    return largest
