"""Whether some network of k hidden ReLUs computes a Boolean function: a network, or a tree of cases that excludes it.

The outer weights may be taken as ±1, since |v|·relu(z) = relu(|v|·z). Once these signs are chosen, and for every
unit and every point whether w·x + b is ≥ 0 or ≤ 0, everything that is asked of the weights is linear. So the search
goes through the points, one unit after the other, keeps an exact simplex tableau of what was asked up to now, and
turns back where it has no solution. Farkas' lemma then gives whole multipliers with which those rows add up to
0 ≥ (something negative): a leaf of the tree. A case distinction that no leaf below it makes use of is taken out.

A tree is a sequence of whole numbers, in the order in which it is walked:

    1, u, x                   two cases for unit u at point x: its argument is ≥ 0 (first), or ≤ 0
    2, m, (kind, u, x, c)…    a leaf of m rows with their multipliers c; kind 0: w·x + b ≥ 0, kind 1: −(w·x + b) ≥ 0,
                              kind 2: the output at x
    3                         excluded by symmetry: unit u − 1 has the same sign, and u is on here where u − 1 is off

Points are rows of a table as in `nlverify.boolean.tables`, x₁ being the most significant digit; units count from 0.
With Numba (`pip install 'nlverify[atlas]'`) the search is compiled where it is long; without it the same functions
run as they are, some hundred times slower, with the same answers. No entry of a tableau may pass 2³⁰, so that no
product of two of them overflows 64 bits; a search in which one does is given up.

>>> tree = search(0b0110, 2, 1, "exact")
>>> len(tree.refuted), tree.network
(2, None)
>>> search(0b0110, 2, 2, "exact").network is None
False
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Model: TypeAlias = Literal["exact", "skip", "sign"]
Integers: TypeAlias = NDArray[np.int64]
MODELS: tuple[Model, ...] = ("exact", "skip", "sign")
BRANCH, LEAF, TWIN = 1, 2, 3
ON, OFF, OUTPUT = 0, 1, 2
EXCLUDED, FOUND, LONG, LARGE = 0, 1, 2, 3  # what a search ends with
LARGEST = 1 << 30  # of a tableau's entries
SHORT = 16  # decisions of a search that is not worth compiling
FIRST, MOST = 1 << 16, 1 << 28  # whole numbers of a tree: at first, at most


class WidthError(ValueError):
    """A search ended without an answer, or was asked for something that it cannot do."""


@dataclass(frozen=True)
class Solution:
    """Weights that a search found: out·relu(units·(x, 1)) + skip·x + bias, every number over `scale`, with out = ±1."""

    units: tuple[tuple[int, ...], ...]
    signs: tuple[int, ...]
    skip: tuple[int, ...]
    bias: int
    scale: int


@dataclass(frozen=True)
class Found:
    """What a search found: a network, or for each number of positive outer weights the tree that excludes it."""

    network: Solution | None
    refuted: dict[int, Integers] = field(default_factory=dict)


def search(
    table: int, inputs: int, units: int, model: Model, *, twins: bool = False, order: Sequence[int] = ()
) -> Found:
    """Return a network of so many units that computes the function, or the trees that show that there is none.

    `model` is "exact", "skip" (exact, with a skip connection) or "sign"; see `nlverify.boolean.width`. With `twins`
    units of equal sign are not told apart, which makes trees shorter. `order` lists the points as they are taken.

    Raises WidthError if a number passes 2³⁰ or a tree has more than 2²⁸ entries.
    """
    refuted: dict[int, Integers] = {}
    for positive in range(units, -1, -1):
        done = excluded(table, inputs, units, model, positive, twins=twins, order=order)
        if isinstance(done, Solution):
            return Found(done)
        refuted[positive] = done
    return Found(None, refuted)


def excluded(
    table: int,
    inputs: int,
    units: int,
    model: Model,
    positive: int,
    *,
    twins: bool = False,
    order: Sequence[int] = (),
    prefix: Sequence[int] = (),
    most: int = MOST,
) -> Solution | Integers:
    """Return a network whose first `positive` outer weights are 1, the others −1, or the tree that excludes it.

    `prefix` gives the first decisions, 1 for on and 0 for off, in the order of the search: then only what lies
    below them is looked at.
    """
    size = min(FIRST, most)
    while True:
        status, tree, values = _run(table, inputs, units, model, positive, twins, order, prefix, size)
        if status == LONG and size < most:
            size *= 8
            continue
        if status == FOUND:
            return _solution(values, inputs, units, model, positive)
        if status == EXCLUDED:
            return tree
        why = "a tree of more entries than allowed" if status == LONG else "numbers beyond 2³⁰"
        raise WidthError(f"width search for {table:#x}, {units} units, {model}: expected an answer, got {why}")


def _run(
    table: int, inputs: int, units: int, model: Model, positive: int, twins: bool,  # noqa: FBT001 - passed on
    order: Sequence[int], prefix: Sequence[int], size: int,
) -> tuple[int, Integers, Integers]:  # fmt: skip
    points = 1 << inputs
    if model not in MODELS or not 1 <= units * points <= 62 or not 0 <= table < 1 << points:
        raise WidthError(
            f"width search: expected a model, a table and units·2^inputs ≤ 62, got {model}, {table:#x}, {units}"
        )
    unknowns = units * (inputs + 1) + 1 + (inputs if model == "skip" else 0)
    height = unknowns + units * points + points + 2
    tree, values = np.zeros(size, np.int64), np.zeros(unknowns + 1, np.int64)
    labels = np.array([table >> x & 1 for x in range(points)], np.int64)
    walked = np.array(order or range(points), np.int64)
    given = np.array([*prefix, *[-1] * (units * points - len(prefix))], np.int64)
    stack = np.zeros((units * points + 1, height, unknowns + 1), np.int64)
    walk = _compiled() if units * points > SHORT else _search
    status, length = walk(
        labels, walked, given, inputs, units, positive, MODELS.index(model), twins, stack, tree, values
    )
    return int(status), tree[:length].copy() if status == EXCLUDED else tree[:0], values


@cache
def _compiled() -> Callable[..., tuple[int, int]]:
    """Return the search, compiled if Numba is there."""
    try:
        from numba import njit
        from numba.extending import register_jitable
    except ImportError:
        return _search
    for function in (_pivot, _solve, _add, _leaf):
        register_jitable(function)
    return njit(cache=True)(_search)


def _solution(values: Integers, inputs: int, units: int, model: Model, positive: int) -> Solution:
    whole = [int(v) for v in values]
    rows = tuple(tuple(whole[u * (inputs + 1) : (u + 1) * (inputs + 1)]) for u in range(units))
    at = units * (inputs + 1)
    skip = tuple(whole[at + 1 : at + 1 + inputs]) if model == "skip" else ()
    return Solution(rows, tuple(1 if u < positive else -1 for u in range(units)), skip, whole[at], whole[-1])


# ------------------------------------------------------------------ the tableau
#
# Row i says: basic[i] = (T[i, 0] + Σ T[i, j]·column[j]) / D. Variables below `unknowns` are the weights, which are
# free; the others are slacks ≥ 0, or = 0. A slack's number is unknowns + 2·(row of the system) + (1 if it is = 0).
# `head` holds the number of rows, D, and the largest entry that was seen.


def _pivot(T: Integers, head: Integers, basic: Integers, column: Integers, r: int, e: int) -> None:
    rows, D, p = head[0], head[1], T[r, e]
    pivot, entering = T[r].copy(), T[:rows, e].copy()
    T[:rows] = (p * T[:rows] - entering.reshape(rows, 1) * pivot) // D
    T[:rows, e] = entering
    T[r] = -pivot
    T[r, e] = D
    if p < 0:
        T[:rows] = -T[:rows]
    head[1] = abs(p)
    basic[r], column[e] = column[e], basic[r]
    head[2] = max(head[2], np.abs(T[:rows]).max())


def _solve(T: Integers, head: Integers, basic: Integers, column: Integers, unknowns: int) -> int:
    """Make every slack ≥ 0 by Bland's rule; return −1, or the row that cannot be."""
    while True:
        if head[2] > LARGEST:
            return -1
        row, first = -1, 1 << 60
        for i in range(head[0]):
            v = basic[i]
            if v >= unknowns and v < first and (T[i, 0] < 0 or ((v - unknowns) % 2 == 1 and T[i, 0] != 0)):
                row, first = i, v
        if row < 0:
            return -1
        sign = 1 if T[row, 0] < 0 else -1
        enter, first = -1, 1 << 60
        for j in range(1, T.shape[1]):
            v = column[j]
            if v >= unknowns and (v - unknowns) % 2 == 0 and sign * T[row, j] > 0 and v < first:
                enter, first = j, v
        if enter < 0:
            return row
        _pivot(T, head, basic, column, row, enter)


def _add(T: Integers, head: Integers, basic: Integers, column: Integers, unknowns: int, a: Integers, slack: int) -> int:
    """Add a row: a[0] + Σ a[1 + v]·v is the slack. Return −1, or the row that cannot be satisfied."""
    r = head[0]
    T[r] = 0
    T[r, 0] = a[0] * head[1]
    for i in range(r):
        if basic[i] < unknowns and a[1 + basic[i]] != 0:
            T[r] += a[1 + basic[i]] * T[i]
    for j in range(1, T.shape[1]):
        if column[j] < unknowns:
            T[r, j] += a[1 + column[j]] * head[1]
    basic[r] = slack
    head[0] = r + 1
    for j in range(1, T.shape[1]):
        if abs(T[r, j]) > head[2]:
            head[2] = abs(T[r, j])
    for j in range(1, T.shape[1]):
        if column[j] < unknowns and T[r, j] != 0 and head[2] <= LARGEST:
            _pivot(T, head, basic, column, r, j)
            break
    return _solve(T, head, basic, column, unknowns)


def _leaf(
    T: Integers, head: Integers, basic: Integers, column: Integers, unknowns: int, row: int,
    units: int, points: int, tree: Integers, at: int,
) -> tuple[int, int]:  # fmt: skip
    """Write the multipliers of a row that cannot be satisfied; return where they end and which decisions they need."""
    sign = 1 if T[row, 0] < 0 else -1
    start, count, mask = at, 0, 0
    at += 2
    divisor = head[1]
    for j in range(1, T.shape[1]):
        a, b = divisor, abs(T[row, j])
        while b:
            a, b = b, a % b
        divisor = a
    for j in range(T.shape[1]):
        v = basic[row] if j == 0 else column[j]
        c = sign * head[1] if j == 0 else -sign * T[row, j]
        if c != 0 and v >= unknowns and at + 4 < tree.shape[0]:
            index = (v - unknowns) // 2
            side = index % 3
            x, u = index // 3 % points, index // 3 // points
            tree[at], tree[at + 1], tree[at + 2], tree[at + 3] = side, u, x, c // divisor
            at += 4
            count += 1
            if side == OUTPUT:
                for i in range(units):
                    mask |= 1 << (i * points + x)
            else:
                mask |= 1 << (u * points + x)
    tree[start], tree[start + 1] = LEAF, count
    return at, mask


def _search(
    labels: Integers, order: Integers, given: Integers, inputs: int, units: int, positive: int, model: int,
    twins: bool, stack: Integers, tree: Integers, values: Integers,  # noqa: FBT001
) -> tuple[int, int]:  # fmt: skip
    """Walk through the decisions; decision t is about unit t % units at point order[t // units]."""
    points = labels.shape[0]
    steps, unknowns = units * points, stack.shape[2] - 1
    heads, basics = np.zeros((steps + 1, 3), np.int64), np.zeros((steps + 1, stack.shape[1]), np.int64)
    columns = np.zeros((steps + 1, unknowns + 1), np.int64)
    heads[0, 1] = 1
    for j in range(unknowns):
        columns[0, 1 + j] = j
    side, started = np.full(steps + 1, 2, np.int64), np.zeros(steps + 1, np.int64)
    masks, second = np.zeros(steps + 1, np.int64), np.zeros(steps + 1, np.int64)
    active = np.zeros((units, points), np.int64)
    a = np.zeros(unknowns + 1, np.int64)
    t, at, down, returned = 0, 0, True, 0
    while True:
        if at + 8 * unknowns + 16 > tree.shape[0]:
            return LONG, at
        if heads[t, 2] > LARGEST:
            return LARGE, at
        if down:
            if t == steps:
                for i in range(heads[t, 0]):
                    if basics[t, i] < unknowns:
                        values[basics[t, i]] = stack[t, i, 0]
                values[unknowns] = heads[t, 1]
                return FOUND, at
            started[t] = at
            if given[t] < 0:
                tree[at], tree[at + 1], tree[at + 2] = BRANCH, t % units, order[t // units]
                at += 3
            side[t] = 2
            masks[t] = 0
        else:  # the case side[t] is closed; `returned` says which decisions that needed
            u, x = t % units, order[t // units]
            bit = 1 << (u * points + x)
            if given[t] >= 0:
                masks[t] = returned
                side[t] = 0
            elif not returned & bit:  # this case distinction was not needed: what closed the case closes both
                start = started[t] if side[t] == 1 else second[t]
                length = at - start - (3 if side[t] == 1 else 0)
                source = start + (3 if side[t] == 1 else 0)
                for i in range(length):
                    tree[started[t] + i] = tree[source + i]
                at = started[t] + length
                masks[t] = returned
                side[t] = 0
            else:
                masks[t] |= returned & ~bit
            if side[t] == 0:
                if t == 0:
                    return EXCLUDED, at
                returned = masks[t]
                t -= 1
                continue
        # the next case of decision t
        side[t] -= 1
        u, x, place = t % units, order[t // units], t // units
        if given[t] >= 0:
            side[t] = given[t]
        elif side[t] == 0:
            second[t] = at
        active[u, place] = side[t]
        down = False
        if twins and side[t] == 1 and u > 0 and (u < positive) == (u - 1 < positive) and active[u - 1, place] == 0:
            same = True
            for i in range(place):
                same = same and active[u, i] == active[u - 1, i]
            if same:
                tree[at] = TWIN
                at += 1
                returned = 0
                for i in range(place + 1):
                    returned |= (1 << (u * points + order[i])) | (1 << ((u - 1) * points + order[i]))
                continue
        rows = heads[t, 0]
        stack[t + 1, :rows] = stack[t, :rows]
        basics[t + 1, :rows] = basics[t, :rows]
        columns[t + 1] = columns[t]
        heads[t + 1] = heads[t]
        T, head, basic, column = stack[t + 1], heads[t + 1], basics[t + 1], columns[t + 1]
        a[:] = 0
        factor = 1 if side[t] == 1 else -1
        for i in range(inputs):
            a[1 + u * (inputs + 1) + i] = factor * (x >> (inputs - 1 - i) & 1)
        a[1 + u * (inputs + 1) + inputs] = factor
        kind = ON if side[t] == 1 else OFF
        row = _add(T, head, basic, column, unknowns, a, unknowns + 2 * ((u * points + x) * 3 + kind))
        if row < 0 and u == units - 1 and head[2] <= LARGEST:
            sense = 1 if model != 2 or labels[x] == 1 else -1
            a[:] = 0
            for i in range(units):
                if active[i, place] == 1:
                    outer = sense if i < positive else -sense
                    for j in range(inputs):
                        a[1 + i * (inputs + 1) + j] = outer * (x >> (inputs - 1 - j) & 1)
                    a[1 + i * (inputs + 1) + inputs] = outer
            a[1 + units * (inputs + 1)] = sense
            if model == 1:
                for j in range(inputs):
                    a[2 + units * (inputs + 1) + j] = x >> (inputs - 1 - j) & 1
            a[0] = -1 if model == 2 else -labels[x]
            slack = unknowns + 2 * (x * 3 + OUTPUT) + (0 if model == 2 else 1)
            row = _add(T, head, basic, column, unknowns, a, slack)
        if head[2] > LARGEST:
            return LARGE, at
        if row >= 0:
            at, returned = _leaf(T, head, basic, column, unknowns, row, units, points, tree, at)
        else:
            t += 1
            down = True
