"""The oracle's own reading of trees of classes: arrays of points, and prefix sums instead of single steps."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import product
from math import factorial
from typing import Any, TypeAlias

import numpy as np

Array: TypeAlias = Any


@cache
def cube(n: int) -> Array:
    """The points of {−1, 1}ⁿ in counting order."""
    return np.array(list(product((-1, 1), repeat=n)))


@cache
def above(n: int) -> Array:
    """Row x: at which points the prefix sums are all at least those of x."""
    sums = np.cumsum(cube(n), axis=1)
    return (sums[None, :, :] >= sums[:, None, :]).all(axis=2)


def count(inputs: int, tree: list[str]) -> int | None:
    """How many threshold functions there are, if the tree is complete; None if anything is wrong with it."""
    n, lines = inputs + 1, iter(tree)
    known = np.diagonal(above(n)[::-1]).copy()  # x is above −x
    found: Counter[tuple[int, ...]] = Counter()
    if not complete(n, known, lines, found) or next(lines, None) is not None or max(found.values(), default=0) > 1:
        return None
    return sum(map(orbit, found))


def complete(n: int, true: Array, lines: Iterator[str], found: Counter[tuple[int, ...]]) -> bool:
    word, *texts = next(lines, "end").split(" ")
    if word == "end":  # nothing is left
        return False
    numbers = list(map(int, texts))
    if [str(k) for k in numbers] != texts or min(numbers) < 0:
        return False
    if word == "branch":
        (x,) = numbers
        return all(complete(n, true | above(n)[p], lines, found) for p in (x, 2**n - 1 - x))
    if word == "xor":
        return len(numbers) == 4 and bool(true[numbers].all()) and not cube(n)[numbers].sum(axis=0).any()
    if word != "weights" or len(numbers) != n or numbers != sorted(numbers, reverse=True):
        return False
    values = cube(n) @ np.array(numbers)
    found[tuple(cube(n)[true].sum(axis=0).tolist())] += 1  # another function has other sums
    return bool(values.all()) and bool((true == (values > 0)).all())


def orbit(sums: tuple[int, ...]) -> int:
    """How many different rearrangements with signs the sums have."""
    parameters = [abs(c) for c in sums]
    number = factorial(len(parameters)) * 2 ** sum(c > 0 for c in parameters)
    for times in Counter(parameters).values():
        number //= factorial(times)
    return number


def equal_sums(n: int, c: Any) -> bool:
    """Whether the points have the sums that they should, and no two pairs of points with different labels do."""
    points, values = cube(n), np.array([int(label) for label in c["function"]])
    ones, zeros = (points[list(map(int, c[name]))] for name in ("ones", "zeros"))
    if not len(ones) or len(ones) != len(zeros) or len(ones) > 15 or min(c["ones"] + c["zeros"]) < 0:
        return False
    right = values[c["ones"]].all() and not values[c["zeros"]].any() and (ones.sum(axis=0) == zeros.sum(axis=0)).all()
    coded = points @ 5 ** np.arange(n)  # sums of two points have entries −2, 0, 2: no two of them the same code
    pairs = [np.unique(np.add.outer(there, there)) for there in (coded[values == 1], coded[values == 0])]
    return bool(right) and set(values.tolist()) == {0, 1} and not len(np.intersect1d(*pairs))
