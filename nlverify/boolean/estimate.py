"""How large the tree is, from samples: Chen's method.

From a place that stands for w others, go to its answers. Of all places with the same number of open questions keep one,
chosen with probability in proportion to what it stands for, and let it stand for all of them. What the places that are
kept stand for adds up, on average over many such runs, to the number of places in the tree. (Following one random
path instead, Knuth's method, misses the few large branches most of the time and comes out far too low.)
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial, sqrt

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.compiled import HAS_NUMBA, compiled
from nlverify.boolean.places import (
    Search,
    keep,
    load,
    new_search,
    orbit_size,
    questions,
    unanswered,
)
from nlverify.boolean.search import DONE, attempt, begin
from nlverify.boolean.selfdual import order
from nlverify.boolean.tree import PROBLEMS, SearchError


@dataclass(frozen=True)
class Estimate:
    """Nodes, classes and functions of a tree, each with its standard error."""

    nodes: tuple[float, float]
    classes: tuple[float, float]
    functions: tuple[float, float]


def estimate(inputs: int, runs: int, seed: int = 1) -> Estimate:
    """Return estimates from so many runs of Chen's method; the same seed gives the same.

    Raises SearchError if Numba is not installed.
    """
    if not HAS_NUMBA:
        raise SearchError("estimate: expected Numba, got none; pip install 'nlverify[atlas]'")
    points = order(inputs + 1)
    factorials = np.array([factorial(k) for k in range(inputs + 2)], dtype=np.int64)
    found = np.zeros((runs, 3))
    memory, n = new_search(points), inputs + 1
    status = chen(memory, n, points.start, points.own, points.plus, points.sums, points.up, factorials, seed, found)
    if status != DONE:
        raise SearchError(f"estimate: expected an exact search, got {PROBLEMS[status]}")
    means, errors = found.mean(axis=0), found.std(axis=0) / sqrt(runs)
    nodes, classes, functions = ((float(m), float(e)) for m, e in zip(means, errors, strict=True))
    return Estimate(nodes, classes, functions)


@compiled
def chen(
    s: Search,
    n: int,
    start: int,
    own: NDArray[np.uint64],
    plus: NDArray[np.uint64],
    sums: NDArray[np.float64],
    up: NDArray[np.uint64],
    factorials: NDArray[np.int64],
    seed: int,
    found: NDArray[np.float64],
) -> int:
    """Fill in nodes, classes and functions of each run. Place q has q open questions; two more are to work in."""
    np.random.seed(seed)
    pairs = up.shape[0] // 2
    table, index, other, other_index = s.work
    path = np.zeros(pairs + 8, dtype=np.int64)
    nothing = np.zeros(0, dtype=np.int64)
    weight = np.zeros(pairs + 1)
    for run in range(found.shape[0]):
        weight[:] = 0.0
        status = begin(s, n, start, own, nothing, sums, up, path)
        if status != DONE:
            return status
        first = questions(s.true, 0, pairs)
        load(s, 0, n, table, index)
        keep(s, first, n, table, index)
        for w in range(s.true.shape[1]):
            s.true[first, w] = s.true[0, w]
        weight[first] = 1.0
        for q in range(first, -1, -1):
            if weight[q] == 0.0:
                continue
            found[run, 0] += weight[q]
            pair = unanswered(s.true, q, pairs)
            if pair < 0:
                found[run, 1] += weight[q]
                found[run, 2] += weight[q] * orbit_size(s.true, q, n, pairs, plus, factorials)
                continue
            load(s, q, n, table, index)
            one = attempt(table, index, n, 2 * pair + 1, sums, up, s.scratch)
            load(s, q, n, other, other_index)
            zero = attempt(other, other_index, n, 2 * pair, sums, up, s.scratch)
            if one < 0 or zero < 0:
                return min(one, zero)
            if one + zero == 1:  # what follows needs no row
                load(s, q, n, table, index)
                load(s, q, n, other, other_index)
            for v in range(2):
                if (one if v == 1 else zero) == 0:
                    continue
                spare = pairs + 1
                for w in range(s.true.shape[1]):
                    s.true[spare, w] = s.true[q, w] | up[2 * pair + v, w]
                below = questions(s.true, spare, pairs)
                weight[below] += weight[q]
                if np.random.random() * weight[below] < weight[q]:
                    for w in range(s.true.shape[1]):
                        s.true[below, w] = s.true[spare, w]
                    if v == 1:
                        keep(s, below, n, table, index)
                    else:
                        keep(s, below, n, other, other_index)
    return DONE
