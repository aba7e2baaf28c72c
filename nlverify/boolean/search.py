"""The search: every regular self-dual threshold function of N variables once, and why there is no other.

It asks about the points in pairs {x, −x}, of which every self-dual function is true at one. Either
answer, and all points that can be reached from it, is added to the true points, with a row in the
linear program. If one answer has no weights, the other one follows. Where nothing is left to ask,
the true points are those of a threshold function.

A place in this tree is a path, one answer after another. Nothing that the linear programs find is
trusted: for a function, w·x > 0 is checked in integers at all points of the path; for an answer without
weights, that its points, with their multipliers, have no prefix sum above 0.

With `certify`, an answer without weights must be shown impossible by four of its true points whose prefix
sums add up to at most 0: an XOR. Where there are no such four, the search goes on.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.compiled import compiled
from nlverify.boolean.places import (
    LAST,
    LENGTH,
    OPEN,
    Search,
    answer,
    keep,
    load,
    orbit_size,
    questions,
    unanswered,
)
from nlverify.boolean.selfdual import COLUMNS
from nlverify.boolean.tableaux import COMMON, IN_COLUMN, IN_ROW, ROW_OF, SOLVED, add, clear

WIDTH = COLUMNS  # of a record: what it is, then the numbers
BRANCH, CLASS, XOR, UNIT = 0, 1, 2, 3  # a point asked about, first true; weights; four codes; a place to go on from
DONE, FULL, WRONG_PATH, UNVERIFIED, NO_XOR = 1, -5, -6, -7, -8
CARRY = 1 << 60
CLASSES, HIGH, LOW, NODES, IMPOSSIBLE, RECORDS, STATUS = range(7)


@compiled
def attempt(
    table: NDArray[np.float64],
    index: NDArray[np.int64],
    n: int,
    code: int,
    sums: NDArray[np.float64],
    up: NDArray[np.uint64],
    total: NDArray[np.int64],
) -> int:
    """Return 1 if weights exist with this point too, 0 if not; below 0, what went wrong."""
    r = add(table, index, n, code, sums, up)
    if r < 0:
        return 1 if r == SOLVED else r
    return 0 if impossible(table, index, r, n, sums, total) else UNVERIFIED


@compiled
def impossible(
    table: NDArray[np.float64],
    index: NDArray[np.int64],
    r: int,
    n: int,
    sums: NDArray[np.float64],
    total: NDArray[np.int64],
) -> bool:
    """Whether row r is points, with multipliers ≥ 0, not all 0, whose prefix sums add up to at most 0."""
    some = False
    for i in range(COLUMNS):
        total[i] = 0
    for j in range(n + 1):
        unknown = index[IN_ROW, r] if j == 0 else index[IN_COLUMN, j]
        if unknown <= n:
            continue
        multiplier = np.int64(table[COMMON, 0]) if j == 0 else -np.int64(table[r, j])
        if multiplier < 0:
            return False
        if multiplier > 0:
            some = True
            for i in range(COLUMNS):
                total[i] += multiplier * np.int64(sums[unknown - n - 1, i])
    for i in range(COLUMNS):
        if total[i] > 0:
            return False
    return some


@compiled
def weights_of(
    s: Search,
    k: int,
    n: int,
    sums: NDArray[np.float64],
    path: NDArray[np.int64],
    weights: NDArray[np.int64],
) -> bool:
    """Find the weights at place k, smallest whole ones; False unless w·x > 0 at all points of the path."""
    steps = s.scratch
    common = np.int64(0)
    for j in range(COLUMNS):
        steps[j] = 0
    for j in range(1, n + 1):
        r = s.indices[k, ROW_OF, j]
        if r >= 0:
            steps[j] = np.int64(s.table[k, r, 0])
            if steps[j] < 0:
                return False
            a, b = common, steps[j]
            while b != 0:
                a, b = b, a % b
            common = a
    if common == 0:
        return False
    w = np.int64(0)
    for j in range(n, 0, -1):
        if common != 1:
            steps[j] //= common
        w += steps[j]
        weights[j - 1] = w
    for i in range(s.state[k, LENGTH]):
        value = np.int64(0)
        for j in range(COLUMNS):
            value += steps[j] * np.int64(sums[path[i], j])
        if value <= 0:
            return False
    return True


@compiled
def four(
    n: int, sums: NDArray[np.float64], path: NDArray[np.int64], length: int, code: int, found: NDArray[np.int64]
) -> bool:
    """Whether this point and three of the path (or itself) have prefix sums that add up to at most 0: `found`."""
    path[length] = code
    for a in range(length + 1):
        for b in range(a + 1):
            for c in range(b + 1):
                low = True
                for j in range(1, n + 1):
                    if sums[code, j] + sums[path[a], j] + sums[path[b], j] + sums[path[c], j] > 0.5:
                        low = False
                        break
                if low:
                    found[0], found[1], found[2], found[3] = code, path[a], path[b], path[c]
                    return True
    return False


@compiled
def write(out: NDArray[np.int64], result: NDArray[np.int64], kind: int, values: NDArray[np.int64], count: int) -> None:
    """Append a record; if there is no room, count it all the same."""
    row = result[RECORDS]
    result[RECORDS] += 1
    if row < out.shape[0]:
        out[row, 0] = kind
        for j in range(count):
            out[row, 1 + j] = values[j]


@compiled
def write_excluded(out: NDArray[np.int64], result: NDArray[np.int64], code: int, quad: NDArray[np.int64]) -> None:
    """Append a branch whose first side is closed by an XOR."""
    point = quad.copy()
    point[0] = code
    write(out, result, BRANCH, point, 1)
    write(out, result, XOR, quad, 4)


@compiled
def begin(
    s: Search,
    n: int,
    start: int,
    own: NDArray[np.uint64],
    steps: NDArray[np.int64],
    sums: NDArray[np.float64],
    up: NDArray[np.uint64],
    path: NDArray[np.int64],
) -> int:
    """Make place 0 the one that the answers `steps` (1 for x, 0 for −x) lead to."""
    table, index, other, other_index = s.work
    pairs = up.shape[0] // 2
    clear(table, index, n)
    for w in range(s.true.shape[1]):
        s.true[0, w] = own[w]
    s.state[0, LENGTH], s.state[0, OPEN] = 0, 1
    answer(s.true, s.state, 0, start, up, path)
    if add(table, index, n, start, sums, up) != SOLVED:
        return UNVERIFIED
    keep(s, 0, n, table, index)
    for i in range(len(steps)):
        pair = unanswered(s.true, 0, pairs)
        if pair < 0:
            return WRONG_PATH
        code = 2 * pair + steps[i]
        if s.state[0, OPEN] == 1:
            load(s, 0, n, table, index)
            load(s, 0, n, other, other_index)
            this = attempt(table, index, n, code, sums, up, s.scratch)
            opposite = attempt(other, other_index, n, code ^ 1, sums, up, s.scratch)
            if this < 0 or opposite < 0:
                return min(this, opposite)
            if this == 0:
                s.state[0, OPEN] = 0
            elif opposite == 1:
                keep(s, 0, n, table, index)
        answer(s.true, s.state, 0, code, up, path)
    return DONE


@compiled
def run(
    s: Search,
    n: int,
    start: int,
    own: NDArray[np.uint64],
    plus: NDArray[np.uint64],
    sums: NDArray[np.float64],
    up: NDArray[np.uint64],
    factorials: NDArray[np.int64],
    steps: NDArray[np.int64],
    limit: int,
    certify: bool,  # noqa: FBT001 - compiled code has no keyword-only arguments
    out: NDArray[np.int64],
    result: NDArray[np.int64],
) -> None:
    """Search the part of the tree at the end of `steps`, as far as more than `limit` pairs are open.

    `result` is what was counted: see CLASSES … STATUS. Records go to `out`, as far as there is room: with
    `certify` all of them, in the order of the proof; otherwise those of the places where a limit ended the search.
    """
    pairs = up.shape[0] // 2
    table, index, other, other_index = s.work
    path = np.zeros(pairs + 8, dtype=np.int64)
    values = np.zeros(COLUMNS, dtype=np.int64)
    result[STATUS] = begin(s, n, start, own, steps, sums, up, path)
    top = 1 if result[STATUS] == DONE else 0
    while top > 0:
        k = top - 1
        path[s.state[k, LENGTH] - 1] = s.state[k, LAST]
        if limit > 0 and questions(s.true, k, pairs) <= limit:
            values[0], values[1], values[2] = s.state[k, LENGTH] - 1, 0, 0
            for i in range(1, s.state[k, LENGTH]):
                values[1 + (i - 1) // 60] |= (path[i] & 1) << ((i - 1) % 60)
            write(out, result, UNIT, values, 3)
            top -= 1
            continue
        result[NODES] += 1
        pair = unanswered(s.true, k, pairs)
        if pair < 0:
            if s.state[k, OPEN] == 0:
                result[STATUS] = NO_XOR
                return
            if not weights_of(s, k, n, sums, path, values):
                result[STATUS] = UNVERIFIED
                return
            result[CLASSES] += 1
            result[LOW] += orbit_size(s.true, k, n, pairs, plus, factorials)
            if result[LOW] >= CARRY:
                result[LOW] -= CARRY
                result[HIGH] += 1
            if certify:
                write(out, result, CLASS, values, n)
            top -= 1
            continue
        one, zero = 0, 0  # whether weights exist with x true, with −x true
        if s.state[k, OPEN] == 1:
            load(s, k, n, table, index)
            one = attempt(table, index, n, 2 * pair + 1, sums, up, s.scratch)
            load(s, k, n, other, other_index)
            zero = attempt(other, other_index, n, 2 * pair, sums, up, s.scratch)
            if one < 0 or zero < 0 or one + zero == 0:
                result[STATUS] = min(one, zero) if min(one, zero) < 0 else UNVERIFIED
                return
            result[IMPOSSIBLE] += 2 - one - zero
            if one + zero == 1 and not certify:
                answer(s.true, s.state, k, 2 * pair + one, up, path)
                continue
        # An answer without weights, and an XOR that shows it: 1 if it is x, 2 if −x, 3 if both.
        excluded = 0
        if one == 0 and four(n, sums, path, s.state[k, LENGTH], 2 * pair + 1, values):
            excluded = 1
            write_excluded(out, result, 2 * pair + 1, values)
        if zero == 0 and four(n, sums, path, s.state[k, LENGTH], 2 * pair, values):
            if excluded == 0:
                write_excluded(out, result, 2 * pair, values)
            else:
                write(out, result, XOR, values, 4)
            excluded += 2
        if excluded == 3:
            top -= 1
            continue
        if excluded > 0:
            answer(s.true, s.state, k, 2 * pair + excluded - 1, up, path)
            continue
        # Both answers are looked into. The one that goes on top, and so comes first, is one without weights, or x.
        first = 1 if one == 0 or zero == 1 else 0
        if certify:
            values[0] = 2 * pair + first
            write(out, result, BRANCH, values, 1)
        if k + 2 > s.true.shape[0]:
            result[STATUS] = FULL
            return
        for w in range(s.true.shape[1]):
            s.true[k + 1, w] = s.true[k, w]
        for i in range(3):
            s.state[k + 1, i] = s.state[k, i]
        if one + zero == 2:
            keep(s, k + 1, n, table, index)
            keep(s, k, n, other, other_index)
        else:
            s.state[k + 1, OPEN] = 0
        answer(s.true, s.state, k, 2 * pair + 1 - first, up, path)
        answer(s.true, s.state, k + 1, 2 * pair + first, up, path)
        top += 1
