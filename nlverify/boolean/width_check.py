"""The trees of `width_search`, checked by code that shares nothing with the search but their format.

A tree is accepted if every distinction has both its cases, and every leaf's rows are rows of its path whose
multiples add up to 0 ≥ (something negative). The rows are written down here anew, from the definition of the network.
Numbers are at most 2³⁰ in a tree, and a sum has less than 100 rows of small coefficients: nothing overflows.

A case may be left out by symmetry, where that is allowed: of two units with the same outer weight, the one whose
sequence of "on" and "off", point by point, comes first in the dictionary (on before off) can be taken as the first.
So a path on which a unit is on, and its predecessor off, where both agree on all points before, has been looked at
with the two units exchanged.

>>> from nlverify.boolean.width_search import search
>>> tree = search(0b0110, 2, 1, "exact").refuted[1]
>>> leaves(tree, 0b0110, 2, 1, "exact", 1)
8
>>> tree[17] += 1
>>> leaves(tree, 0b0110, 2, 1, "exact", 1)
Traceback (most recent call last):
nlverify.boolean.width_check.RejectedError: tree at 12: the rows do not add up to a contradiction
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

BRANCH, LEAF, TWIN = 1, 2, 3
MODELS = ("exact", "skip", "sign")
MOST = 1 << 30
SHORT = 1 << 16  # entries of a tree that is not worth compiling for
WRONG = {
    -1: "expected a branch, a leaf or a symmetric case",
    -2: "a unit or a point that there is not, or one that was decided already",
    -3: "a row that is not on this path",
    -4: "a multiplier that is not positive, or larger than 2³⁰",
    -5: "the rows do not add up to a contradiction",
    -6: "no unit is a twin of the one before it here",
    -7: "the tree ends before all cases are closed",
    -8: "something after the tree's end",
    -9: "symmetric cases are not allowed here",
}


class RejectedError(ValueError):
    """A tree does not show what it should."""


def leaves(
    tree: NDArray[np.int64], table: int, inputs: int, units: int, model: str, positive: int,
    *, twins: bool = False, order: Sequence[int] = (), prefix: Sequence[int] = (),
) -> int:  # fmt: skip
    """Return how many leaves a tree has that excludes all networks with these signs, after checking all of it.

    `prefix` gives decisions above the tree, as in `width_search.excluded`, and `order` that of the points in which
    symmetric cases are compared. Raises RejectedError, saying where the tree is wrong.
    """
    points = 1 << inputs
    walked = [*order] or [*range(points)]
    if sorted(walked) != [*range(points)] or len(prefix) > units * points or not 0 <= positive <= units:
        raise RejectedError("tree: expected every point once in the order, and no more decisions than there are")
    on = np.full((units, points), -1, np.int64)
    for t, side in enumerate(prefix):
        on[t % units, walked[t // units]] = side
    labels = np.array([table >> x & 1 for x in range(points)], np.int64)
    digits = np.array([[x >> (inputs - 1 - i) & 1 for i in range(inputs)] for x in range(points)], np.int64)
    walk = _compiled() if len(tree) > SHORT else _walk
    found, at = walk(tree, labels, digits, np.array(walked), on, positive, MODELS.index(model), twins)
    if found < 0:
        raise RejectedError(f"tree at {at}: {WRONG[found]}")
    return int(found)


@cache
def _compiled() -> Callable[..., Any]:
    try:
        from numba import njit
        from numba.extending import register_jitable
    except ImportError:
        return _walk
    for function in (_leaf, _is_twin):
        register_jitable(function)
    return njit(cache=True)(_walk)


def _walk(
    tree: NDArray[np.int64], labels: NDArray[np.int64], digits: NDArray[np.int64], order: NDArray[np.int64],
    on: NDArray[np.int64], positive: int, model: int, twins: bool,  # noqa: FBT001
) -> tuple[int, int]:  # fmt: skip
    """Return the number of leaves and where the tree ends, or the number of a complaint and where."""
    units, points = on.shape
    inputs = digits.shape[1]
    total = np.zeros(units * (inputs + 1) + 1 + inputs + 1, np.int64)
    depth, at, found = 0, 0, 0
    path = np.zeros((units * points + 1, 2), np.int64)
    while True:
        if at >= tree.shape[0]:
            return -7, at
        kind = tree[at]
        if kind == BRANCH:
            if at + 2 >= tree.shape[0]:
                return -7, at
            u, x = tree[at + 1], tree[at + 2]
            if not (0 <= u < units and 0 <= x < points) or on[u, x] != -1:
                return -2, at
            path[depth, 0], path[depth, 1] = u, x
            on[u, x] = 1
            depth += 1
            at += 3
            continue
        if kind == LEAF:
            at, wrong = _leaf(tree, at, labels, digits, on, positive, model, total)
            if wrong < 0:
                return wrong, at
        elif kind == TWIN:
            if not twins:
                return -9, at
            if not _is_twin(on, order, positive):
                return -6, at
            at += 1
        else:
            return -1, at
        found += 1
        while depth > 0 and on[path[depth - 1, 0], path[depth - 1, 1]] == 0:  # both cases are closed
            on[path[depth - 1, 0], path[depth - 1, 1]] = -1
            depth -= 1
        if depth == 0:
            return (found, at) if at == tree.shape[0] else (-8, at)
        on[path[depth - 1, 0], path[depth - 1, 1]] = 0


def _leaf(
    tree: NDArray[np.int64], at: int, labels: NDArray[np.int64], digits: NDArray[np.int64], on: NDArray[np.int64],
    positive: int, model: int, total: NDArray[np.int64],
) -> tuple[int, int]:  # fmt: skip
    """Add up a leaf's rows. The weights of unit u, its bias; the next unit; the outer bias, the skip, the constant."""
    units, points = on.shape
    inputs = digits.shape[1]
    if at + 1 >= tree.shape[0] or not 0 < tree[at + 1] < 100 or at + 2 + 4 * tree[at + 1] > tree.shape[0]:
        return at, -7
    total[:] = 0
    outer = units * (inputs + 1)
    end = at + 2 + 4 * tree[at + 1]
    for k in range(at + 2, end, 4):
        kind, u, x, c = tree[k], tree[k + 1], tree[k + 2], tree[k + 3]
        if not (0 <= u < units and 0 <= x < points and 0 <= kind <= 2) or (kind == 2 and u != 0):
            return k, -2
        if c > MOST or c < -MOST or (c <= 0 and (kind != 2 or model == 2)):
            return k, -4
        if kind != 2:
            if on[u, x] != 1 - kind:
                return k, -3
            sign = c if kind == 0 else -c
            for i in range(inputs):
                total[u * (inputs + 1) + i] += sign * digits[x, i]
            total[u * (inputs + 1) + inputs] += sign
            continue
        sign = -c if model == 2 and labels[x] == 0 else c
        for j in range(units):
            if on[j, x] == -1:
                return k, -3
            if on[j, x] == 1:
                factor = sign if j < positive else -sign
                for i in range(inputs):
                    total[j * (inputs + 1) + i] += factor * digits[x, i]
                total[j * (inputs + 1) + inputs] += factor
        total[outer] += sign
        if model == 1:
            for i in range(inputs):
                total[outer + 1 + i] += sign * digits[x, i]
        total[outer + 1 + inputs] -= c if model == 2 else sign * labels[x]
    for i in range(outer + 1 + inputs):
        if total[i] != 0:
            return at, -5
    return (end, 0) if total[outer + 1 + inputs] < 0 else (at, -5)


def _is_twin(on: NDArray[np.int64], order: NDArray[np.int64], positive: int) -> bool:
    """Return whether some unit is on, and the one before it, of the same sign, off, where they first differ."""
    units, points = on.shape
    for u in range(1, units):
        if (u < positive) != (u - 1 < positive):
            continue
        for i in range(points):
            one, other = on[u, order[i]], on[u - 1, order[i]]
            if one == -1 or other == -1:
                break
            if one != other:
                if one == 1:
                    return True
                break
    return False
