"""Carry out an iteration x ↦ Mx modulo m step by step, many millions of them, exactly.

One step needs the one before it, so that only one thing can be done at a time. But where the
iteration is after a given number of steps is known from a power of M. So many *lanes* start at
once, each where the one before it has to end, and walk in step; NumPy moves all of them together.
If each lane's end is the next one's start, then all the steps were taken, one after the other.

Numbers are whole numbers below m in unsigned 64-bit words. No intermediate result overflows: for
m = 2⁶¹ − 1, products are put together from products of halves; other m must be below 2³¹.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from nlverify.statement import Iterates

Words: TypeAlias = npt.NDArray[np.uint64]
Vector: TypeAlias = tuple[int, ...]
Rows: TypeAlias = Sequence[Sequence[int]]

MERSENNE = 2**61 - 1
SMALL = 2**31
LANES = 8192
REPORTS = 100  # how often a replay says how far it is


@dataclass(frozen=True)
class Replay:
    """What became of the steps: where they led one after the other, and where the power of M leads.

    `lanes` walked side by side; `joined` says whether each ended where the next had started.
    """

    walked: Vector
    collapsed: Vector
    lanes: int
    joined: bool

    @property
    def agrees(self) -> bool:
        """Whether the steps, one after the other, lead where their collapsed form does."""
        return self.joined and self.walked == self.collapsed


def replay(
    statement: Iterates, steps: int | None = None, lanes: int = LANES, told: Callable[[float], object] = lambda _: None
) -> Replay:
    """Take all steps of the statement, or this many, and say where they lead; `told` hears how far it is, 0 to 1.

    >>> doubling = Iterates(((2, 1), (0, 1)), (0, 1), 1009, 1000, (941, 1))
    >>> replay(doubling, lanes=8)
    Replay(walked=(941, 1), collapsed=(941, 1), lanes=8, joined=True)

    Raises ValueError if the modulus is neither 2⁶¹ − 1 nor below 2³¹, or nothing is to be done.
    """
    modulus, matrix, total = statement.modulus, statement.matrix, statement.steps if steps is None else steps
    if modulus != MERSENNE and not 1 < modulus < SMALL:
        raise ValueError(f"modulus: expected 2^61 - 1, or one below 2^31, got {modulus}; choose another claim")
    if total < 1 or lanes < 1:
        raise ValueError(f"steps: expected one or more, got {min(total, lanes)}; choose a larger number")
    lanes = min(lanes, total)
    each, rest = divmod(total, lanes)
    jump, start = power(matrix, each, modulus), tuple(n % modulus for n in statement.start)
    starts = [start]
    while len(starts) <= lanes:
        starts.append(times(jump, starts[-1], modulus))
    state = [np.array(column, dtype=np.uint64) for column in zip(*starts[:-1], strict=True)]
    move = list(_rows([[n % modulus for n in row] for row in matrix], modulus))
    for k in range(each):
        state = [row(state) for row in move]
        if k % max(1, each // REPORTS) == 0:
            told(k / each)
    ends = list(zip(*(column.tolist() for column in state), strict=True))
    walked = ends[-1]
    for _ in range(rest):  # fewer than there are lanes
        walked = times(matrix, walked, modulus)
    told(1.0)
    collapsed = times(power(matrix, total, modulus), start, modulus)
    return Replay(walked, collapsed, lanes, ends == starts[1:])


def power(matrix: Rows, exponent: int, modulus: int) -> list[list[int]]:
    """Return a power of a matrix modulo m, by repeated squaring: all steps collapsed into one.

    >>> power([[1, 1], [0, 1]], 10**9, 1009)
    [[1, 280], [0, 1]]
    """
    result = [[int(i == j) for j in range(len(matrix))] for i in range(len(matrix))]
    square = [list(row) for row in matrix]
    while exponent:
        if exponent % 2:
            result = [list(times(square, column, modulus)) for column in zip(*result, strict=True)]
            result = [list(row) for row in zip(*result, strict=True)]
        columns = [times(square, column, modulus) for column in zip(*square, strict=True)]
        square = [list(row) for row in zip(*columns, strict=True)]
        exponent //= 2
    return result


def times(matrix: Rows, vector: Sequence[int], modulus: int) -> Vector:
    """Return a matrix times a vector, modulo m."""
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) % modulus for row in matrix)


def _rows(matrix: Rows, modulus: int) -> Iterator[Callable[[list[Words]], Words]]:
    """Yield for each row what computes the state's next entry, in all lanes at once."""
    reduced = _fold if modulus == MERSENNE else lambda words: words % np.uint64(modulus)
    for row in matrix:
        factors = [(k, factor) for k, factor in enumerate(row) if factor]

        def entry(state: list[Words], factors: list[tuple[int, int]] = factors) -> Words:
            total = np.zeros_like(state[0])
            for k, factor in factors:
                if factor == 1:
                    term = state[k]
                elif modulus == MERSENNE and factor >= 4:
                    term = _product(factor, state[k])
                else:  # below 2⁶² or 2⁶³
                    term = reduced(state[k] * np.uint64(factor))
                total = reduced(total + term)
            return total

        yield entry


def _product(factor: int, words: Words) -> Words:
    """Return factor·w modulo 2⁶¹ − 1 for w below it, from halves of 31 bits: 2⁶¹ counts as 1.

    >>> int(_product(MERSENNE - 1, np.array([MERSENNE - 2], dtype=np.uint64))[0])
    2
    """
    high, low = (np.uint64(n) for n in divmod(factor, 2**31))
    above, below = words >> np.uint64(31), words & np.uint64(2**31 - 1)
    middle = above * low + below * high  # below 2⁶², and counts 2³¹-fold
    middle = ((middle & np.uint64(2**30 - 1)) << np.uint64(31)) + (middle >> np.uint64(30))
    return _fold((above * high << np.uint64(1)) + below * low + middle)


def _fold(words: Words) -> Words:
    """Return words modulo 2⁶¹ − 1: the bits from 2⁶¹ on are added to the others."""
    words = (words & np.uint64(MERSENNE)) + (words >> np.uint64(61))
    less: Words = words - np.uint64(MERSENNE)  # where words are smaller it wraps, and is large
    return np.minimum(words, less)
