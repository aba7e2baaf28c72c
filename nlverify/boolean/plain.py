"""The search without Numba, and without its code: Python's own numbers, sets of points as bits of one number.

It gives the same parts as `search`, a few hundred times slower, and so checks samples of it. Its linear
programs take a row only when their solution breaks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from math import gcd
from operator import or_
from random import Random

from nlverify.boolean.selfdual import least_own, orbit, prefix_sums
from nlverify.boolean.simplex import Infeasible, Program
from nlverify.boolean.tree import Part, SearchError


@dataclass(frozen=True)
class Points:
    """The points of N variables: the bits of those that can be reached from each, and the order of asking."""

    variables: int
    up: tuple[int, ...]
    asked: tuple[int, ...]
    sums: tuple[tuple[int, ...], ...]
    plus: tuple[int, ...]  # the bits of the points with x_i = 1


@cache
def points_of(variables: int) -> Points:
    """Return the points of so many variables.

    From x one reaches x itself and what its neighbours above reach: the last −1 made 1, or two
    neighbours −1, 1 exchanged. As numbers these are larger than x.
    """
    size = 1 << variables
    up = [0] * size
    for x in reversed(range(size)):
        above = [x | 1, *(x + (1 << i) for i in range(variables - 1) if x >> i & 3 == 1)]
        up[x] = reduce(or_, (up[y] for y in above if y > x), 1 << x)
    sums = tuple(prefix_sums(x, variables) for x in range(size))
    asked = sorted(range(size // 2, size), key=lambda x: abs(2 * sum(sums[x]) - 3))
    plus = (sum(1 << x for x in range(size) if x >> i & 1) for i in reversed(range(variables)))
    return Points(variables, tuple(up), tuple(asked), sums, tuple(plus))


@dataclass(frozen=True)
class Place:
    """A place in the tree: its true points, as bits; its path, and the points on it that were a choice; its program."""

    true: int
    path: str
    chosen: tuple[int, ...]
    program: Program

    def after(self, x: int, step: str, points: Points, program: Program | None) -> Place:
        """Return the place where x is true too: chosen with a program, or following from the others without."""
        chosen = self.chosen if program is None else (*self.chosen, x)
        return Place(self.true | points.up[x], self.path + step, chosen, program or self.program)


def explore(inputs: int, path: str = "", limit: int = 0, *, certify: bool = False) -> Part:
    """Search a part of the tree; see `tree.explore`.

    Raises SearchError where an answer without weights would have to be shown impossible: that needs Numba.
    """
    points = points_of(inputs + 1)
    place = place_at(inputs, path)
    lines, stack = list[str](), [place]
    classes = functions = nodes = impossible = 0
    while stack:
        place = stack.pop()
        if limit and len(points.asked) - place.true.bit_count() <= limit:
            lines.append(f"unit {place.path}")
            continue
        nodes += 1
        x = unanswered(place, points)
        if x is None:
            classes += 1
            functions += orbit(chow_at(place, points))
            lines += [f"weights {' '.join(map(str, weights_at(place, points)))}"] * certify
            continue
        sides_here = sides_of(place, points)
        impossible += 2 - len(sides_here)
        if certify and len(sides_here) < 2:
            raise SearchError(f"{inputs} inputs: expected at most 7 without Numba; pip install 'nlverify[atlas]'")
        lines += [f"branch {x}"] * certify
        stack += sides_here
    return Part(path, classes, functions, nodes, impossible, tuple(lines))


def place_at(inputs: int, path: str) -> Place:
    """Return the place that a path leads to; raises SearchError if it leads nowhere."""
    points, start = points_of(inputs + 1), least_own(inputs + 1)
    program = Program(range(1, inputs + 2))
    program.require(points.sums[start], 1)
    place = Place(points.up[start], "", (start,), program)
    for k, step in enumerate(path):
        sides = {side.path[-1]: side for side in sides_of(place, points)}
        if step not in sides:
            raise SearchError(f"path {path}: expected answers that lead somewhere, got another one at {k + 1}")
        place = sides[step]
    return place


def onwards(inputs: int, path: str, random: Random) -> str:
    """Return a path some steps on, each of them chosen at random: more where more questions are open."""
    points, place = points_of(inputs + 1), place_at(inputs, path)
    for _ in range(1 + (len(points.asked) - place.true.bit_count()) // 30):
        sides = sides_of(place, points)
        if not sides:
            break
        place = random.choice(sides)
    return place.path


def unanswered(place: Place, points: Points) -> int | None:
    """Return the first point x, with x₁ = 1, where nothing is known about x and −x."""
    last = 2**points.variables - 1
    return next((x for x in points.asked if not place.true >> x & 1 and not place.true >> (last - x) & 1), None)


def sides_of(place: Place, points: Points) -> list[Place]:
    """Return the places where −x and x are true for the first x that is open, as far as weights exist."""
    x = unanswered(place, points)
    if x is None:
        return []
    last = 2**points.variables - 1
    programs = {p: _with(place, p, points) for p in (last - x, x)}
    both = None not in programs.values()
    return [
        place.after(p, str(int(p == x)), points, program if both else None)
        for p, program in programs.items()
        if program is not None
    ]


def _with(place: Place, x: int, points: Points) -> Program | None:
    """Return the program with w·p ≥ 1 for this point and those chosen; None if nothing satisfies that."""
    old, program = place.program, Program(place.program.cost)
    program.basic, program.nonbasic, program.body = old.basic[:], old.nonbasic[:], [line[:] for line in old.body]
    program.goal, program.denominator, program.rows = old.goal[:], old.denominator, old.rows
    try:
        while True:
            steps = program.solution()
            broken = (p for p in (x, *place.chosen) if _value(steps, points.sums[p]) < program.denominator)
            if (p := next(broken, None)) is None:
                return program
            program.require(points.sums[p], 1)
    except Infeasible:
        return None


def _value(steps: list[int], sums: tuple[int, ...]) -> int:
    return sum(d * s for d, s in zip(steps, sums, strict=True))


def chow_at(place: Place, points: Points) -> tuple[int, ...]:
    """Return the Chow parameters of the function at a place where nothing is open."""
    half = 2 ** (points.variables - 1)
    return tuple(2 * (place.true & plus).bit_count() - half for plus in points.plus)


def weights_at(place: Place, points: Points) -> list[int]:
    """Return the smallest whole weights along those of the program, heaviest first."""
    steps = place.program.solution()
    common = gcd(*steps)
    return [sum(steps[j:]) // common for j in range(points.variables)]
