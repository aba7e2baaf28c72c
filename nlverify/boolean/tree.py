"""Parts of the search tree: what was counted in one, and its lines of the proof.

A part is named by the answers that lead to it, a string of 1 (x is true) and 0 (−x is true); the whole tree
is "". The lines are those of the certificate `classes/1`, in order:

    branch X          first where the point X is true, then where −X is
    weights W1 … WN   no point is left open: the true ones are those where these weights are above 0
    xor P Q R S       four true points that add up to 0
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import factorial

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean import search
from nlverify.boolean.compiled import HAS_NUMBA
from nlverify.boolean.places import Search, new_search
from nlverify.boolean.selfdual import MOST_INPUTS, Order, order, raised_to_zero

PROBLEMS = {
    -2: "a number of the simplex method above its limit",
    -3: "no end of the simplex method",
    -4: "too many rows in a tableau",
    -5: "a full stack of open places",
    -6: "a path that leads nowhere",
    -7: "a wrong answer of the simplex method",
    -8: "a function without weights in which no XOR hides",
}


SMALL = 6  # inputs up to which plain Python is done before Numba has compiled


class SearchError(ArithmeticError):
    """The search could not go on: nothing was counted."""


@dataclass(frozen=True)
class Part:
    """What was found in a part: its classes and their functions, its lines, and the parts left for later.

    `lines` holds "unit PATH" where a part was left for later.
    """

    path: str
    classes: int
    functions: int
    nodes: int
    impossible: int
    lines: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """The paths of the parts left for later."""
        return tuple(line.removeprefix("unit ") for line in self.lines if line.startswith("unit "))


def explore(inputs: int, path: str = "", limit: int = 0, *, certify: bool = False) -> Part:
    """Search the part of the tree for functions of so many inputs at the end of `path`.

    Parts with at most `limit` open pairs {x, −x} are left for later; 0 leaves none. With `certify` the lines are all
    there; without it only those of parts left for later.

    Raises SearchError if something went wrong, also a function without an XOR and without weights,
    with `certify`: from nine inputs on there are some.

    >>> part = explore(3)
    >>> part.classes, part.functions
    (3, 104)
    """
    if not 1 <= inputs <= MOST_INPUTS:
        raise SearchError(f"inputs: expected 1 to {MOST_INPUTS}, got {inputs}; choose fewer")
    if HAS_NUMBA and inputs > SMALL:
        return explore_compiled(inputs, path, limit, certify=certify)
    from nlverify.boolean import plain

    return plain.explore(inputs, path, limit, certify=certify)


def explore_compiled(inputs: int, path: str = "", limit: int = 0, *, certify: bool = False) -> Part:
    """Do what `explore` does, with Numba."""
    points, memory, factorials = _memory(inputs + 1)
    steps = np.array([int(c) for c in path], dtype=np.int64)
    room = 4096 if certify or limit else 1
    while True:
        out = np.zeros((room, search.WIDTH), dtype=np.int64)
        result = np.zeros(7, dtype=np.int64)
        search.run(
            memory,
            inputs + 1,
            points.start,
            points.own,
            points.plus,
            points.sums,
            points.up,
            factorials,
            steps,
            limit,
            certify,
            out,
            result,
        )
        status = int(result[search.STATUS])
        if status < 0:
            raise SearchError(f"path {path or 'of the root'}: expected an exact search, got {PROBLEMS[status]}")
        if result[search.RECORDS] <= room:
            break
        room = int(result[search.RECORDS])
    lines = tuple(_line(row, inputs + 1) for row in out[: int(result[search.RECORDS])].tolist())
    functions = int(result[search.HIGH]) * search.CARRY + int(result[search.LOW])
    nodes, impossible = int(result[search.NODES]), int(result[search.IMPOSSIBLE])
    return Part(path, int(result[search.CLASSES]), functions, nodes, impossible, lines)


@cache
def _memory(variables: int) -> tuple[Order, Search, NDArray[np.int64]]:
    points = order(variables)
    factorials = np.array([factorial(k) for k in range(variables + 1)], dtype=np.int64)
    return points, new_search(points), factorials


def _line(row: list[int], variables: int) -> str:
    kind, *numbers = row
    points = order(variables)
    if kind == search.BRANCH:
        return f"branch {points.point(numbers[0])}"
    if kind == search.CLASS:
        return "weights " + " ".join(map(str, numbers[:variables]))
    if kind == search.XOR:
        four = raised_to_zero([points.point(code) for code in numbers[:4]], variables)
        return "xor " + " ".join(map(str, sorted(four)))
    length, low, high = numbers[:3]
    path = low | high << 60
    return "unit " + "".join(str(path >> i & 1) for i in range(length))
