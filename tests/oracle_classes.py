"""The oracle's own reading of trees of classes: sets of points, and prefix sums instead of single steps."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate, product
from math import factorial
from typing import Any, TypeAlias

Point: TypeAlias = tuple[int, ...]


@cache
def cube(n: int) -> list[Point]:
    """The points of {−1, 1}ⁿ in counting order."""
    return list(product((-1, 1), repeat=n))


@cache
def above(x: Point) -> frozenset[Point]:
    """Whatever has prefix sums at least as large."""
    mine = list(accumulate(x))
    return frozenset(y for y in cube(len(x)) if all(b >= a for a, b in zip(mine, accumulate(y), strict=True)))


def opposite(x: Point) -> Point:
    return tuple(-c for c in x)


def count(inputs: int, tree: list[str]) -> int | None:
    """How many threshold functions there are, if the tree is complete; None if anything is wrong with it."""
    n, lines = inputs + 1, iter(tree)
    known = frozenset(x for x in cube(n) if x in above(opposite(x)))
    found: Counter[frozenset[Point]] = Counter()
    if not complete(n, known, lines, found) or next(lines, None) is not None or max(found.values(), default=0) > 1:
        return None
    return sum(map(orbit, found))


def complete(n: int, true: frozenset[Point], lines: Iterator[str], found: Counter[frozenset[Point]]) -> bool:
    word, *texts = next(lines).split(" ")
    numbers = list(map(int, texts))
    if [str(k) for k in numbers] != texts or min(numbers) < 0:
        return False
    if word == "branch":
        (x,) = (cube(n)[k] for k in numbers)
        return all(complete(n, true | above(p), lines, found) for p in (x, opposite(x)))
    if word == "xor":
        four = [cube(n)[k] for k in numbers]
        return len(four) == 4 and true.issuperset(four) and not any(map(sum, zip(*four, strict=True)))
    if word != "weights" or len(numbers) != n or numbers != sorted(numbers, reverse=True):
        return False
    values = {x: sum(w * c for w, c in zip(numbers, x, strict=True)) for x in cube(n)}
    found[true] += 1
    return all(values.values()) and true == {x for x, v in values.items() if v > 0}


def orbit(true: frozenset[Point]) -> int:
    """How many different rearrangements with signs the sum of the true points has."""
    parameters = [abs(sum(column)) for column in zip(*true, strict=True)]
    number = factorial(len(parameters)) * 2 ** sum(c > 0 for c in parameters)
    for times in Counter(parameters).values():
        number //= factorial(times)
    return number


def equal_sums(n: int, c: Any) -> bool:
    points = dict(enumerate(cube(n)))
    values = dict(zip(points.values(), c["function"], strict=True))
    ones, zeros = ([points[k] for k in c[name]] for name in ("ones", "zeros"))
    if not ones or len(ones) != len(zeros) or max(len(ones), len(zeros)) > 15:
        return False
    right = {values[x] for x in ones} == {"1"} and {values[x] for x in zeros} == {"0"}
    right = right and [sum(k) for k in zip(*ones, strict=True)] == [sum(k) for k in zip(*zeros, strict=True)]
    pairs = {
        label: {tuple(a + b for a, b in zip(p, q, strict=True)) for p in there for q in there}
        for label in "01"
        for there in [[x for x in values if values[x] == label]]
    }
    return right and set(values.values()) == {"0", "1"} and not pairs["0"] & pairs["1"]
