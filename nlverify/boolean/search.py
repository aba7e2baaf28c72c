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

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.compiled import compiled
from nlverify.boolean.selfdual import COLUMNS, Order
from nlverify.boolean.tableaux import FEASIBLE, INFEASIBLE, Tableaux, add, clear, copy, tableaux

WIDTH = COLUMNS  # of a record: what it is, then the numbers
BRANCH, CLASS, XOR, UNIT = 0, 1, 2, 3  # a point asked about, first true; weights; four codes; a place to go on from
FULL, WRONG_PATH, UNVERIFIED, NO_XOR = -4, -5, -6, -7
CARRY = 1 << 60
CLASSES, HIGH, LOW, NODES, IMPOSSIBLE, RECORDS, STATUS = range(7)


class Search(NamedTuple):
    """The places that are still to be looked at, a stack; the first index says which."""

    lp: Tableaux
    true: NDArray[np.uint64]  # [slots, 2, words]: as in Order.up
    length: NDArray[np.int64]  # [slots]: of the path
    splits: NDArray[np.int64]  # [slots]: how many answers on the path were a choice
    last: NDArray[np.int64]  # [slots]: the last code of the path
    open: NDArray[np.int64]  # [slots]: 0 once no weights exist, though no XOR was found


def new_search(order: Order) -> Search:
    """Return the memory for a search."""
    slots = order.pairs + 8
    words = order.plus.shape[1]
    numbers = [np.zeros(slots, dtype=np.int64) for _ in range(4)]
    return Search(tableaux(slots), np.zeros((slots, 2, words), dtype=np.uint64), *numbers)


@compiled
def bits(word: np.uint64) -> int:
    """Return how many bits of a word are 1."""
    w = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    w = (w & np.uint64(0x3333333333333333)) + ((w >> np.uint64(2)) & np.uint64(0x3333333333333333))
    w = (w + (w >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((w * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def unanswered(s: Search, k: int, pairs: int) -> int:
    """Return the first pair with no true point yet, or −1."""
    for w in range(s.true.shape[2]):
        free = ~(s.true[k, 0, w] | s.true[k, 1, w])
        if pairs < 64:
            free &= (np.uint64(1) << np.uint64(pairs)) - np.uint64(1)
        if free != np.uint64(0):
            return w * 64 + bits((free & (~free + np.uint64(1))) - np.uint64(1))
    return -1


@compiled
def answer(s: Search, k: int, code: int, up: NDArray[np.uint64], path: NDArray[np.int64]) -> None:
    """Make the point with this code true in place k, and all that can be reached from it."""
    for side in range(2):
        for w in range(s.true.shape[2]):
            s.true[k, side, w] |= up[code & 1, code >> 1, side, w]
    path[s.length[k]] = code
    s.length[k] += 1
    s.last[k] = code


@compiled
def take(s: Search, source: int, target: int) -> None:
    """Copy all of a place but its tableau."""
    for side in range(2):
        for w in range(s.true.shape[2]):
            s.true[target, side, w] = s.true[source, side, w]
    s.length[target] = s.length[source]
    s.splits[target] = s.splits[source]
    s.open[target] = s.open[source]


@compiled
def try_answers(s: Search, k: int, n: int, pair: int, sums: NDArray[np.float64], up: NDArray[np.uint64]) -> int:
    """Put the tableaux for x and −x true into k + 1 and k + 2.

    Returns 1 if only x has weights, 2 if only −x has, 3 for both, 0 for neither; below 0, what went wrong.
    """
    found = 0
    for v in (1, 0):
        t = k + 2 - v
        copy(s.lp, k, t)
        status = add(s.lp, t, n, 2 * pair + v, sums, up)
        if status < 0:
            return status
        if status == FEASIBLE:
            found += 2 - v
        elif not impossible(s.lp, t, n, sums):
            return UNVERIFIED
    return found


@compiled
def impossible(t: Tableaux, k: int, n: int, sums: NDArray[np.float64]) -> bool:
    """Whether the last row of tableau k is one: points, with multipliers ≥ 0, whose prefix sums add up to at most 0."""
    r = t.rows[k] - 1
    total, some = np.zeros(COLUMNS, dtype=np.int64), False
    for j in range(n + 1):
        unknown = t.in_row[k, r] if j == 0 else t.in_column[k, j]
        if unknown <= n:
            continue
        multiplier = np.int64(t.denominator[k]) if j == 0 else -np.int64(t.table[k, r, j])
        if multiplier < 0:
            return False
        some = some or multiplier > 0
        for i in range(1, n + 1):
            total[i] += multiplier * np.int64(sums[unknown - n - 1, i])
    for i in range(1, n + 1):
        if total[i] > 0:
            return False
    return some


@compiled
def weights_of(
    t: Tableaux,
    k: int,
    n: int,
    sums: NDArray[np.float64],
    path: NDArray[np.int64],
    length: int,
    weights: NDArray[np.int64],
) -> bool:
    """Put the weights of tableau k into `weights`, smallest whole ones; False unless w·x > 0 at the points of the path."""
    common = np.int64(0)
    steps = np.zeros(COLUMNS, dtype=np.int64)
    for j in range(1, n + 1):
        r = t.row_of[k, j]
        steps[j] = np.int64(t.table[k, r, 0]) if r >= 0 else np.int64(0)
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
        steps[j] //= common
        w += steps[j]
        weights[j - 1] = w
    for i in range(length):
        value = np.int64(0)
        for j in range(1, n + 1):
            value += steps[j] * np.int64(sums[path[i], j])
        if value <= 0:
            return False
    return True


@compiled
def orbit_size(s: Search, k: int, n: int, pairs: int, plus: NDArray[np.uint64], factorials: NDArray[np.int64]) -> int:
    """Return how many functions the class of the function at place k has."""
    size = factorials[n]
    run, nonzero, before = 1, 0, np.int64(-1)
    for i in range(n):
        agree = 0
        for w in range(plus.shape[1]):
            agree += bits(s.true[k, 0, w] & plus[i, w]) + bits(s.true[k, 1, w] & ~plus[i, w])
        parameter = 2 * agree - pairs
        nonzero += 1 if parameter != 0 else 0
        if i > 0 and parameter == before:
            run += 1
        else:
            size //= factorials[run]
            run = 1
        before = parameter
    return (size // factorials[run]) << nonzero


@compiled
def four(
    n: int, sums: NDArray[np.float64], path: NDArray[np.int64], length: int, code: int, found: NDArray[np.int64]
) -> bool:
    """Whether this point and three of the path (or itself) have prefix sums that add up to at most 0; `found` are they."""
    total = np.empty(COLUMNS)
    for a in range(length + 1):
        first = code if a == length else path[a]
        for b in range(a + 1):
            second = code if b == length else path[b]
            for j in range(1, n + 1):
                total[j] = sums[code, j] + sums[first, j] + sums[second, j]
            for c in range(b + 1):
                third = code if c == length else path[c]
                low = True
                for j in range(1, n + 1):
                    if total[j] + sums[third, j] > 0.5:
                        low = False
                        break
                if low:
                    found[0], found[1], found[2], found[3] = code, first, second, third
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
def root(s: Search, n: int, start: int, own: NDArray[np.uint64], sums: NDArray[np.float64], up: NDArray[np.uint64],
         path: NDArray[np.int64]) -> int:
    """Make place 0 the one where nothing was asked."""
    clear(s.lp, 0, n)
    for side in range(2):
        for w in range(s.true.shape[2]):
            s.true[0, side, w] = own[side, w]
    s.length[0], s.splits[0], s.open[0] = 0, 0, 1
    answer(s, 0, start, up, path)
    return add(s.lp, 0, n, start, sums, up)


@compiled
def replay(s: Search, n: int, pairs: int, steps: NDArray[np.int64], sums: NDArray[np.float64], up: NDArray[np.uint64],
           path: NDArray[np.int64]) -> int:
    """Go from the root, which is place 0, to the place that the answers `steps` (1 for x, 0 for −x) lead to."""
    for i in range(len(steps)):
        pair = unanswered(s, 0, pairs)
        if pair < 0:
            return WRONG_PATH
        v = steps[i]
        if s.open[0] == 1:
            found = try_answers(s, 0, n, pair, sums, up)
            if found < 0:
                return found
            if found == 3:
                copy(s.lp, 2 - v, 0)
            elif found != 2 - v:
                s.open[0] = 0
        answer(s, 0, 2 * pair + v, up, path)
    return FEASIBLE


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
    """Search the part of the tree at the end of `steps`, down to `limit` choices (all of it, if below 0).

    `result` is what was counted: see CLASSES … STATUS. Records go to `out`, as far as there is room: with
    `certify` all of them, in the order of the proof; otherwise those of the places where a limit ended the search.
    """
    pairs = up.shape[1]
    path, quad = np.zeros(pairs + 8, dtype=np.int64), np.zeros(COLUMNS, dtype=np.int64)
    point = np.zeros(COLUMNS, dtype=np.int64)
    status = root(s, n, start, own, sums, up, path)
    if status == FEASIBLE:
        status = replay(s, n, pairs, steps, sums, up, path)
    if status != FEASIBLE:
        result[STATUS] = status
        return
    top = 1
    while top > 0:
        k = top - 1
        path[s.length[k] - 1] = s.last[k]
        if limit >= 0 and s.splits[k] >= limit:
            point[0], point[1], point[2] = s.length[k] - 1, 0, 0
            for i in range(1, s.length[k]):
                point[1 + (i - 1) // 60] |= (path[i] & 1) << ((i - 1) % 60)
            write(out, result, UNIT, point, 3)
            top -= 1
            continue
        pair = unanswered(s, k, pairs)
        result[NODES] += 1
        if pair < 0:
            if s.open[k] == 0:
                result[STATUS] = NO_XOR
                return
            if not weights_of(s.lp, k, n, sums, path, s.length[k], quad):
                result[STATUS] = UNVERIFIED
                return
            result[CLASSES] += 1
            result[LOW] += orbit_size(s, k, n, pairs, plus, factorials)
            if result[LOW] >= CARRY:
                result[LOW] -= CARRY
                result[HIGH] += 1
            if certify:
                write(out, result, CLASS, quad, n)
            top -= 1
            continue
        if k + 4 > s.true.shape[0]:
            result[STATUS] = FULL
            return
        found = 3
        if s.open[k] == 1:
            found = try_answers(s, k, n, pair, sums, up)
            if found <= 0:
                result[STATUS] = UNVERIFIED if found == 0 else found
                return
        if s.open[k] == 1 and found != 3:
            result[IMPOSSIBLE] += 1
        if found != 3 and not certify:
            answer(s, k, 2 * pair + 2 - found, up, path)
            continue
        # The answers that have no weights, and an XOR that shows it: 1 for x, 2 for −x.
        excluded = 0
        if certify:
            for v in (1, 0):
                without = s.open[k] == 0 or found != 2 - v
                if s.open[k] == 1 and found == 3:
                    without = False
                if without and four(n, sums, path, s.length[k], 2 * pair + v, quad):
                    excluded += 2 - v
                    if excluded != 3:
                        point[0] = 2 * pair + v
                        write(out, result, BRANCH, point, 1)
                    write(out, result, XOR, quad, 4)
        if excluded == 3:
            top -= 1
            continue
        if excluded > 0:
            answer(s, k, 2 * pair + excluded - 1, up, path)
            continue
        # Both answers are looked into: the one on top first.
        first = 1 if found != 1 else 0
        if certify:
            point[0] = 2 * pair + first
            write(out, result, BRANCH, point, 1)
        take(s, k, k + 1)
        if s.open[k] == 1 and found == 3:
            copy(s.lp, k + 2, k)
        elif s.open[k] == 1:
            s.open[k + 1] = 0  # the answer without weights is on top
        answer(s, k, 2 * pair + 1 - first, up, path)
        answer(s, k + 1, 2 * pair + first, up, path)
        s.splits[k] += 1
        s.splits[k + 1] += 1
        top += 1
    result[STATUS] = FEASIBLE


def records(result: NDArray[np.int64]) -> int:
    """Return how many records a search wrote, or would have written."""
    return int(result[RECORDS])
