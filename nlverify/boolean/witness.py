"""Answers about one function, and their re-check.

An answer is data: weights, or multipliers of rows. The functions here decide whether it is right from the
truth table alone, with arrays of values; the modules that find answers work on whole numbers bit by bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

import numpy as np

from nlverify.boolean.rectangles import Rectangle
from nlverify.boolean.tables import point, values_of


@dataclass(frozen=True)
class Bound:
    """Why Σ|wₖ| is at least `least` for all weights and thresholds (not only whole ones) with a gap of 1.

    Write each input as xₖ or 1 − xₖ, so that f never falls when one rises (`rising` tells which); and take the
    inputs in an `order` in which each may be exchanged for the next without f rising. Then all weights are ≥ 0 in
    this form and may be taken to fall in this order. The multipliers y of true rows and z of false rows
    have the same sum, and Σ y·a − Σ z·b has no more than j on the first j inputs, for each j; so

        Σ w  ≥  Σ y (w·a) − Σ z (w·b)  ≥  Σ y·t − Σ z·(t − 1)  =  Σ z.
    """

    order: tuple[int, ...]
    rising: tuple[bool, ...]
    true: Mapping[int, Fraction]
    false: Mapping[int, Fraction]

    @property
    def least(self) -> Fraction:
        """The bound, Σ z."""
        return sum(self.false.values(), Fraction(0))


@dataclass(frozen=True)
class Unit:
    """f is 1 exactly where Σ wₖxₖ ≥ threshold; all whole numbers.

    `bound` shows how small Σ|wₖ| can be, and None stands for 0.
    """

    weights: tuple[int, ...]
    threshold: int
    bound: Bound | None = field(default=None, repr=False)

    @property
    def total(self) -> int:
        """Σ|wₖ|."""
        return sum(map(abs, self.weights))

    @property
    def smallest(self) -> bool:
        """Whether no whole weights have a smaller total, by the bound."""
        return self.total == (ceil(self.bound.least) if self.bound else 0)


@dataclass(frozen=True)
class Clash:
    """Why no unit computes f: the rows `true` and `false`, so many times each, have the same sum, and as many.

    f asks for w·a ≥ t at the true rows and w·b < t at the false ones; added up, the two sides are equal.
    """

    true: Mapping[int, int]
    false: Mapping[int, int]

    @property
    def rectangle(self) -> Rectangle | None:
        """The four rows on which f is XOR, if that is what it is."""
        if {*self.true.values(), *self.false.values()} == {1} and len(self.true) == len(self.false) == 2:
            (a, b), (c, d) = self.true, self.false
            return Rectangle((a, b), (c, d))
        return None


def unit_holds(table: int, inputs: int, unit: Unit) -> bool:
    """Return whether f is 1 exactly where Σ wₖxₖ ≥ threshold, and the bound holds if there is one.

    Every input is added up by itself, in Python's whole numbers.
    """
    if len(unit.weights) != inputs:
        return False
    sums = np.zeros((2,) * inputs, dtype=object)
    for k, w in enumerate(unit.weights):
        on = [slice(None)] * inputs
        on[k] = slice(1, None)
        sums[tuple(on)] += int(w)
    fires = (sums >= int(unit.threshold)).reshape(-1)
    if not np.array_equal(fires.astype(np.uint8), values_of(table, inputs)):
        return False
    return unit.bound is None or bound_holds(table, inputs, unit.bound)


def bound_holds(table: int, inputs: int, bound: Bound) -> bool:
    """Return whether the argument of `Bound` is right, step by step."""
    if sorted(bound.order) != list(range(1, inputs + 1)) or len(bound.rising) != inputs:
        return False
    cube = values_of(table, inputs).reshape((2,) * inputs)
    turned = tuple(k for k in range(inputs) if not bound.rising[k])
    cube = np.transpose(np.flip(cube, axis=turned), [k - 1 for k in bound.order])
    for k in range(inputs):
        off, on = np.take(cube, 0, axis=k), np.take(cube, 1, axis=k)
        if (off > on).any():
            return False
        # `off` and `on` have lost axis k, so that the next input is their axis k
        if k + 1 < inputs and (np.take(off, 1, axis=k) > np.take(on, 0, axis=k)).any():
            return False
    if not _labels(table, inputs, bound.true, bound.false):
        return False
    if sum(bound.true.values()) != sum(bound.false.values()):
        return False
    reach = Fraction(0)
    for j, k in enumerate(bound.order, start=1):
        for rows, sign in ((bound.true, 1), (bound.false, -1)):
            for row, m in rows.items():
                reach += sign * m * (point(row, inputs)[k - 1] == bound.rising[k - 1])
        if reach > j:
            return False
    return True


def clash_holds(table: int, inputs: int, clash: Clash) -> bool:
    """Return whether the rows have the values they should, and the same weighted sums on both sides."""
    if not clash.true or not _labels(table, inputs, clash.true, clash.false):
        return False
    sides = []
    for rows in (clash.true, clash.false):
        inputs_of = [(point(row, inputs), m) for row, m in rows.items()]
        sides.append([sum(m for _, m in inputs_of), *(sum(m * p[k] for p, m in inputs_of) for k in range(inputs))])
    return sides[0] == sides[1]


def _labels(table: int, inputs: int, true: Mapping[int, Fraction | int], false: Mapping[int, Fraction | int]) -> bool:
    """Return whether all multipliers are positive, of rows of the table, with the values that they should have."""
    values = values_of(table, inputs)
    return all(
        m > 0 and 0 <= row < 1 << inputs and values[row] == wanted
        for rows, wanted in ((true, 1), (false, 0))
        for row, m in rows.items()
    )
