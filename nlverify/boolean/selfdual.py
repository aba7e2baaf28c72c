"""Self-dual functions of N = n + 1 variables: where the functions of n inputs are counted.

A function f of n inputs, written with −1 and 1, has one self-dual extension F(x, 1) = f(x),
F(x, −1) = not f(−x), so that F(−z) = not F(z). f is a threshold function if and only if some w has
w·z > 0 at all points z where F is true; no bias is left. Permuting the N variables and negating
some of them keeps that. One function of each class is *regular*: w₁ ≥ … ≥ w_N ≥ 0, and then F stays
true if the point is raised: a −1 becomes 1, or the neighbours −1, 1 become 1, −1. A point y can be
reached from x so if and only if all its prefix sums y₁ + … + y_j are at least those of x.

A point is a whole number below 2^N: x₁ is its first binary digit, 1 for +1 and 0 for −1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from math import factorial

import numpy as np
from numpy.typing import NDArray

COLUMNS = 12  # of the arrays that the search uses: it has room for N = 11, functions of ten inputs
MOST_INPUTS = COLUMNS - 2
WORD = 64


def prefix_sums(point: int, variables: int) -> tuple[int, ...]:
    """Return the sums x₁, x₁ + x₂, … of a point.

    >>> prefix_sums(0b101, 3)
    (1, 0, 1)
    """
    return tuple(accumulate(2 * (point >> i & 1) - 1 for i in reversed(range(variables))))


def least_own(variables: int) -> int:
    """Return 1, −1, 1, …: the smallest point x that can be reached from −x, so that each regular F is true there.

    >>> bin(least_own(5))
    '0b10101'
    """
    return sum(1 << i for i in range(variables - 1, -1, -2))


def raised_to_zero(points: Sequence[int], variables: int) -> list[int]:
    """Raise points whose prefix sums add up to at most 0, so that the points add up to 0.

    Where the sum is below 0 for the first time it fell by 2 or more: more than half of the points
    have −1 there. Where it rises again, more than half have 1. So one point has both; exchanging
    them raises it, and the sum by 2 in between. If it never rises, a −1 is made 1.

    Raises ValueError if some prefix sum is above 0, or the number of points is odd.

    >>> [bin(p) for p in raised_to_zero([0b001, 0b001, 0b110, 0b010], 3)]
    ['0b101', '0b1', '0b110', '0b10']
    """
    raised = list(points)
    while True:
        totals = [sum(column) for column in zip(*(prefix_sums(p, variables) for p in raised), strict=True)]
        if not any(totals):
            return raised
        if len(points) % 2 or max(totals) > 0:
            raise ValueError(f"points: expected an even number and prefix sums of at most 0, got {totals}")
        fall = next(j for j, total in enumerate(totals) if total < 0)
        rise = next((j for j in range(fall + 1, variables) if totals[j] > totals[j - 1]), None)
        high = 1 << (variables - 1 - fall)
        low = 0 if rise is None else 1 << (variables - 1 - rise)
        k = next(k for k, p in enumerate(raised) if not p & high and p & low == low)
        raised[k] += high - low


def signed_sums(weights: Sequence[int]) -> list[int]:
    """Return w·x for the points x = 0, …, 2^N − 1.

    >>> signed_sums([2, 1])
    [-3, -1, 1, 3]
    """
    sums = [-sum(weights)]
    for w in reversed(weights):
        sums += [s + 2 * w for s in sums]
    return sums


def chow(weights: Sequence[int]) -> tuple[int, ...]:
    """Return the Chow parameters Σ x over the points x with w·x > 0, which determine the function.

    >>> chow([1, 1, 1])
    (2, 2, 2)
    """
    n = len(weights)
    true = [x for x, s in enumerate(signed_sums(weights)) if s > 0]
    return tuple(sum(2 * (x >> i & 1) - 1 for x in true) for i in reversed(range(n)))


def orbit(parameters: Sequence[int]) -> int:
    """Return how many functions permutations and negations of the variables make of one with these Chow parameters.

    Two threshold functions with the same parameters are the same, so these are the different
    rearrangements of the parameters with signs.

    >>> orbit([2, 2, 2]), orbit([4, 0, 0])
    (8, 6)
    """
    number = factorial(len(parameters))
    for value in set(parameters):
        number //= factorial(parameters.count(value))
    return number << sum(c != 0 for c in parameters)


@dataclass(frozen=True)
class Order:
    """The points of N variables in pairs {x, −x}, in the order in which the search asks about them.

    `points[p]` is the point of pair p with x₁ = 1. A code 2p + 1 stands for it, 2p for its
    opposite. Sets of points are rows of 64-bit words: first a bit for each pair whose point belongs to
    it, then one for each whose opposite does. `up[code]` are the points that can be reached from the
    one with this code, `own` those that are true in every regular function.
    """

    variables: int
    points: NDArray[np.int64]  # [pairs]
    sums: NDArray[np.float64]  # [codes, COLUMNS]: the prefix sum j of the point stands in column j
    up: NDArray[np.uint64]  # [codes, 2 · words]
    own: NDArray[np.uint64]  # [2 · words]
    plus: NDArray[np.uint64]  # [variables, words]: the pairs whose point has x_i = 1
    start: int  # the code of the least point that is true in every regular function

    @property
    def pairs(self) -> int:
        """How many pairs {x, −x} there are."""
        return len(self.points)

    def point(self, code: int) -> int:
        """Return the point that a code stands for."""
        point = int(self.points[code >> 1])
        return point if code & 1 else 2**self.variables - 1 - point


@cache
def order(variables: int) -> Order:
    """Return the points of so many variables, those first that decide much.

    A point and its opposite decide much if the sum of prefix sums is near 0: then many others can
    be reached from either.

    >>> order(3).points.tolist()
    [5, 4, 6, 7]
    """
    half, full = 1 << (variables - 1), (1 << variables) - 1
    sums = np.array([prefix_sums(x, variables) for x in range(full + 1)], dtype=np.int64)
    middling = np.abs(2 * sums[half:].sum(axis=1) - 3)
    points = half + np.argsort(middling, kind="stable")
    codes = np.stack([full - points, points], axis=1).reshape(-1)
    reached = np.ones((2 * half, 2 * half), dtype=bool)  # [from code, to code]
    for j in range(variables):
        reached &= sums[codes, j][:, None] <= sums[codes, j][None, :]
    up = np.concatenate([_words(reached[:, 1::2]), _words(reached[:, 0::2])], axis=1)
    opposite = np.arange(2 * half) ^ 1
    own = reached[opposite, np.arange(2 * half)]
    columns = np.zeros((2 * half, COLUMNS))
    columns[:, 1 : variables + 1] = sums[codes]
    bits = points[None, :] >> np.arange(variables - 1, -1, -1)[:, None] & 1
    return Order(
        variables,
        points,
        columns,
        up,
        np.concatenate([_words(own[None, 1::2]), _words(own[None, 0::2])], axis=1)[0],
        _words(bits == 1),
        int(np.flatnonzero(codes == least_own(variables))[0]),
    )


def _words(rows: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """Return each row of booleans as 64-bit words, the first entry in the lowest bit."""
    width = -(-rows.shape[1] // WORD) * WORD
    padded = np.zeros((len(rows), width), dtype=bool)
    padded[:, : rows.shape[1]] = rows
    packed = np.packbits(padded, axis=1, bitorder="little")
    return np.ascontiguousarray(packed).view("<u8").astype(np.uint64)
