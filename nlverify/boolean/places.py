"""The places of the search that are still to be looked at: true points, the path that led there, and a tableau."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.compiled import compiled
from nlverify.boolean.selfdual import COLUMNS, Order
from nlverify.boolean.tableaux import COMMON, COST, COUNT, HEIGHT, IN_COLUMN, IN_ROW, ROWS

LENGTH, LAST, OPEN = range(3)  # of the path; its last code; 0 once no weights exist


class Search(NamedTuple):
    """The places that are still to be looked at, a stack; the first index says which. Two tableaux to work in."""

    table: NDArray[np.float64]  # [slots, HEIGHT, COLUMNS]
    indices: NDArray[np.int64]  # [slots, 5, ROWS]
    true: NDArray[np.uint64]  # [slots, 2 · words]: as in Order.up
    state: NDArray[np.int64]  # [slots, 3]: see LENGTH … OPEN
    work: tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]
    scratch: NDArray[np.int64]  # [COLUMNS]


def new_search(order: Order) -> Search:
    """Return the memory for a search."""
    slots, words = order.pairs + 8, order.plus.shape[1]
    return Search(
        np.zeros((slots, HEIGHT, COLUMNS)),
        np.zeros((slots, 5, ROWS), dtype=np.int64),
        np.zeros((slots, 2 * words), dtype=np.uint64),
        np.zeros((slots, 3), dtype=np.int64),
        (
            np.zeros((HEIGHT, COLUMNS)),
            np.zeros((5, ROWS), dtype=np.int64),
            np.zeros((HEIGHT, COLUMNS)),
            np.zeros((5, ROWS), dtype=np.int64),
        ),
        np.zeros(COLUMNS, dtype=np.int64),
    )


@compiled
def bits(word: np.uint64) -> int:
    """Return how many bits of a word are 1."""
    w = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    w = (w & np.uint64(0x3333333333333333)) + ((w >> np.uint64(2)) & np.uint64(0x3333333333333333))
    w = (w + (w >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return int((w * np.uint64(0x0101010101010101)) >> np.uint64(56))


@compiled
def unanswered(true: NDArray[np.uint64], k: int, pairs: int) -> int:
    """Return the first pair with no true point yet, or −1."""
    words = true.shape[1] // 2
    for w in range(words):
        free = ~(true[k, w] | true[k, words + w])
        if pairs < 64:
            free &= (np.uint64(1) << np.uint64(pairs)) - np.uint64(1)
        if free != np.uint64(0):
            return w * 64 + bits((free & (~free + np.uint64(1))) - np.uint64(1))
    return -1


@compiled
def questions(true: NDArray[np.uint64], k: int, pairs: int) -> int:
    """Return how many pairs have no true point yet."""
    words, known = true.shape[1] // 2, 0
    for w in range(words):
        known += bits(true[k, w] | true[k, words + w])
    return pairs - known


@compiled
def answer(
    true: NDArray[np.uint64],
    state: NDArray[np.int64],
    k: int,
    code: int,
    up: NDArray[np.uint64],
    path: NDArray[np.int64],
) -> None:
    """Make the point with this code true in place k, and all that can be reached from it."""
    for w in range(true.shape[1]):
        true[k, w] |= up[code, w]
    path[state[k, LENGTH]] = code
    state[k, LENGTH] += 1
    state[k, LAST] = code


@compiled
def load(s: Search, k: int, n: int, table: NDArray[np.float64], index: NDArray[np.int64]) -> None:
    """Copy the tableau of place k to one to work in."""
    m = s.indices[k, COUNT, 0]
    for i in range(m):
        for j in range(COLUMNS):
            table[i, j] = s.table[k, i, j]
        index[IN_ROW, i] = s.indices[k, IN_ROW, i]
    for j in range(COLUMNS):
        table[COST, j] = s.table[k, COST, j]
        for a in range(IN_COLUMN, COUNT):
            index[a, j] = s.indices[k, a, j]
    table[COMMON, 0] = s.table[k, COMMON, 0]
    index[COUNT, 0] = m


@compiled
def keep(s: Search, k: int, n: int, table: NDArray[np.float64], index: NDArray[np.int64]) -> None:
    """Copy a tableau back to place k."""
    m = index[COUNT, 0]
    for i in range(m):
        for j in range(COLUMNS):
            s.table[k, i, j] = table[i, j]
        s.indices[k, IN_ROW, i] = index[IN_ROW, i]
    for j in range(COLUMNS):
        s.table[k, COST, j] = table[COST, j]
        for a in range(IN_COLUMN, COUNT):
            s.indices[k, a, j] = index[a, j]
    s.table[k, COMMON, 0] = table[COMMON, 0]
    s.indices[k, COUNT, 0] = m


@compiled
def orbit_size(
    true: NDArray[np.uint64], k: int, n: int, pairs: int, plus: NDArray[np.uint64], factorials: NDArray[np.int64]
) -> int:
    """Return how many functions the class of the function at place k has."""
    size, words = int(factorials[n]), true.shape[1] // 2
    run, nonzero, before = 1, 0, -1
    for i in range(n):
        agree = 0
        for w in range(words):
            agree += bits(true[k, w] & plus[i, w]) + bits(true[k, words + w] & ~plus[i, w])
        parameter = 2 * agree - pairs
        nonzero += 1 if parameter != 0 else 0
        if i > 0 and parameter == before:
            run += 1
        else:
            if run > 1:
                size //= int(factorials[run])
            run = 1
        before = parameter
    return int((size // int(factorials[run])) << nonzero)
