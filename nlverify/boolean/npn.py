"""Which functions are the same up to the names and the signs of inputs and output: NPN classes.

Two functions are in one class if one becomes the other by Negating inputs, Permuting inputs and
Negating the output. Being a threshold function, and how many hidden units a network needs, depend
on the class alone.

For n ≤ 6 the representative is the least table of the class, as a number. For more inputs it is the
least table among those with Chow parameters c₀ ≤ 0 and c₁ ≥ c₂ ≥ … ≥ cₙ ≥ 0, where they are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise, permutations, product
from math import factorial, prod
from typing import Any, Literal, TypeAlias

import numpy as np
import numpy.typing as npt

from nlverify.boolean.tables import (
    MAX_ARRAY_INPUTS,
    Table,
    Tables,
    as_array,
    chow,
    depends_on,
    every,
    full,
    negate_input,
    point,
    row_of,
    swap_inputs,
)

MOST_CANDIDATES = 50_000

Step: TypeAlias = tuple[Literal["same", "complement", "negate", "swap"], int, int]
SAME: Step = ("same", 0, 0)
COMPLEMENT: Step = ("complement", 0, 0)


@dataclass(frozen=True)
class Change:
    """How a function g comes from f: g(x) = f(y), or its negation, where yₖ is x of `source[k]`, or its negation.

    Variables count from 1; `source[k − 1]` and `negated[k − 1]` say what is put in for f's k-th input.
    """

    source: tuple[int, ...]
    negated: tuple[bool, ...]
    output: bool = False

    @staticmethod
    def none(inputs: int) -> Change:
        """Return the change that changes nothing."""
        return Change(tuple(range(1, inputs + 1)), (False,) * inputs)

    def then(self, step: Step) -> Change:
        """Return this change, followed by a step."""
        kind, one, other = step
        if kind == "complement":
            return Change(self.source, self.negated, not self.output)
        if kind == "negate":
            flipped = (n != (s == one) for s, n in zip(self.source, self.negated, strict=True))
            return Change(self.source, tuple(flipped), self.output)
        renamed = {one: other, other: one} if kind == "swap" else {}
        return Change(tuple(renamed.get(s, s) for s in self.source), self.negated, self.output)

    def apply(self, table: int, inputs: int) -> int:
        """Return g, value by value: nothing of the fast ways is used, so that it can check them."""
        values = 0
        for row in range(1 << inputs):
            x = point(row, inputs)
            y = row_of(x[s - 1] ^ n for s, n in zip(self.source, self.negated, strict=True))
            values |= ((table >> y & 1) ^ self.output) << row
        return values


@dataclass(frozen=True)
class Class:
    """An NPN class: its representative, how it comes from the function, and how many functions are in it.

    `size` is None where it was not counted.
    """

    representative: int
    change: Change
    size: int | None


def npn(table: int, inputs: int) -> Class | None:
    """Return the NPN class of a function; None for n ≥ 7 if too many tables may be the representative.

    >>> hex(npn(0x9, 2).representative), npn(0x9, 2).size
    ('0x6', 2)
    """
    if inputs > MAX_ARRAY_INPUTS:
        return _by_chow(table, inputs)
    stages = _stages(inputs)
    orbit = as_array([table], inputs)
    for stage in stages:
        orbit = np.concatenate([_act(step, orbit, inputs) for step in stage])
    at, size, done = int(orbit.argmin()), orbit.size, list[Step]()
    for stage in reversed(stages):
        size //= len(stage)
        choice, at = divmod(at, size)
        done.append(stage[choice])
    change = Change.none(inputs)
    for step in reversed(done):
        change = change.then(step)
    return Class(int(orbit.min()), change, len(np.unique(orbit)))


@cache
def _stages(inputs: int) -> list[list[Step]]:
    """Return stages of steps; one step of each stage, in this order, makes every change once."""
    negations: list[list[Step]] = [[SAME, ("negate", k, 0)] for k in range(1, inputs + 1)]
    swaps: list[list[Step]] = [[SAME, *(("swap", j, k) for j in range(1, k))] for k in range(2, inputs + 1)]
    return [[SAME, COMPLEMENT], *negations, *swaps]


def _act(step: Step, table: Table, inputs: int) -> Table:
    kind, one, other = step
    if kind == "complement":
        bits: Any = table
        made: Table = bits ^ full(inputs)
        return made
    if kind == "negate":
        return negate_input(table, one, inputs)
    return swap_inputs(table, one, other, inputs) if kind == "swap" else table


@cache
def representatives(inputs: int) -> Tables:
    """Return the representative of each of the 2^(2ⁿ) functions, n ≤ 4: entry f is that of f. Not to be written to.

    >>> len(np.unique(representatives(3)))
    14
    """
    tables = every(inputs)
    steps: list[Step] = [COMPLEMENT]
    steps += [("negate", k, 0) for k in range(1, inputs + 1)]
    steps += [("swap", k, k + 1) for k in range(1, inputs)]
    neighbours = [_act(step, tables, inputs).astype(np.intp) for step in steps]
    least = tables.copy()
    while True:  # each step is its own inverse, so a class is what they connect
        before = least
        for neighbour in neighbours:
            least = np.minimum(least, least[neighbour])
        if (least == before).all():
            least.setflags(write=False)
            return least


def npn_array(tables: npt.ArrayLike, inputs: int) -> Tables:
    """Return the representatives of an array of tables, n ≤ 6: from a list for n ≤ 4, one by one beyond."""
    given = as_array(tables, inputs)
    if inputs <= 4:
        return np.asarray(representatives(inputs)[given])
    unique, back = np.unique(given, return_inverse=True)
    found = [known.representative for f in unique.tolist() if (known := npn(f, inputs)) is not None]
    return np.asarray(as_array(found, inputs)[back].reshape(given.shape))


def class_sizes(inputs: int) -> dict[int, int]:
    """Return how many functions each class has, n ≤ 4, by representative.

    >>> class_sizes(2)
    {0: 2, 1: 8, 3: 4, 6: 2}
    """
    values, counts = np.unique(representatives(inputs), return_counts=True)
    return dict(zip(values.tolist(), counts.tolist(), strict=True))


def canonical_steps(table: int, inputs: int, *, output: bool = True) -> list[Step]:
    """Return steps after which the Chow parameters are c₁ ≥ … ≥ cₙ ≥ 0, and c₀ ≤ 0 if the output may be negated."""
    parameters = list(chow(table, inputs))
    steps: list[Step] = []
    if output and parameters[0] > 0:
        steps.append(COMPLEMENT)
        parameters = [-c for c in parameters]
    for k in range(1, inputs + 1):
        if parameters[k] < 0:
            steps.append(("negate", k, 0))
            parameters[k] = -parameters[k]
    for k in range(1, inputs + 1):
        largest = max(range(k, inputs + 1), key=lambda j: (parameters[j], -j))
        if parameters[largest] > parameters[k]:
            steps.append(("swap", k, largest))
            parameters[k], parameters[largest] = parameters[largest], parameters[k]
    return steps


def carry_out(steps: list[Step], table: int, inputs: int) -> tuple[int, Change]:
    """Return the table after the steps, and all of them as one change."""
    change = Change.none(inputs)
    for step in steps:
        table, change = _act(step, table, inputs), change.then(step)
    return table, change


def _by_chow(table: int, inputs: int) -> Class | None:
    """Return the class by trying all tables with canonical Chow parameters, if they are few."""
    start = canonical_steps(table, inputs)
    first, _ = carry_out(start, table, inputs)
    parameters = chow(first, inputs)
    signs = [k for k in range(1, inputs + 1) if parameters[k] == 0 and depends_on(first, k, inputs)]
    groups = [list(g) for _, g in groupby(range(1, inputs + 1), key=lambda k: parameters[k])]
    groups = [g for g in groups if not _symmetric(first, g, inputs)]
    both = 2 if parameters[0] == 0 else 1
    if both * 2 ** len(signs) * prod(factorial(len(g)) for g in groups) > MOST_CANDIDATES:
        return None
    best: tuple[int, list[Step]] | None = None
    for steps in _choices(both == 2, signs, groups):
        if both == 2 and COMPLEMENT in steps:  # the signs of all cᵢ change with the output's
            steps += [("negate", k, 0) for k in range(1, inputs + 1) if parameters[k] > 0]
        found, _ = carry_out(steps, first, inputs)
        if best is None or found < best[0]:
            best = (found, steps)
    if best is None:
        return None
    representative, change = carry_out([*start, *best[1]], table, inputs)
    return Class(representative, change, None)


def _symmetric(table: int, group: list[int], inputs: int) -> bool:
    return all(swap_inputs(table, j, k, inputs) == table for j, k in pairwise(group))


def _choices(either: bool, signs: list[int], groups: list[list[int]]) -> Iterator[list[Step]]:  # noqa: FBT001
    """Yield every choice of output sign, of signs of inputs and of an order within each group, as steps."""
    outputs: list[list[Step]] = [[], [COMPLEMENT]] if either else [[]]
    for output in outputs:
        for negated in product([False, True], repeat=len(signs)):
            flips: list[Step] = [("negate", k, 0) for k, flip in zip(signs, negated, strict=True) if flip]
            for orders in product(*(permutations(g) for g in groups)):
                yield [*output, *flips, *(s for g, order in zip(groups, orders, strict=True) for s in _swaps(g, order))]


def _swaps(group: list[int], order: Sequence[int]) -> list[Step]:
    """Return swaps that bring the members of a group into an order."""
    now, steps = list(group), list[Step]()
    for place, wanted in enumerate(order):
        at = now.index(wanted)
        if at != place:
            steps.append(("swap", group[place], group[at]))
            now[place], now[at] = now[at], now[place]
    return steps
