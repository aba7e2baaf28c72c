"""Networks with few hidden ReLUs, as simple as they come: upper bounds on the width.

A list of units with small whole weights is made, as vectors of their values at all points. A function is then a sum
of k of them (and of a constant or a skip) if after taking away one of them what is left is a sum of k − 1. Sums are
looked up by a fingerprint: a random whole number for each point, modulo 2⁶⁴, so that the fingerprint of a sum is the
sum of fingerprints; constants and affine terms have none, as they are subtracted before. What was found is computed
anew by `Network.check`. Where small weights do not suffice, Z3 is asked, and its model is made whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import product
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.tables import points
from nlverify.boolean.width import Hidden, Model, Network
from nlverify.boolean.width_search import MODELS, Solution, WidthError, search

LARGEST = 2  # of the small weights
CHEAP = 2500  # units of which all sums of two are made
SEED = 20240607


def affine_network(table: int, inputs: int, model: Model) -> Network | None:
    """Return a network without hidden units, if there is one."""
    x = points(inputs)
    values = np.array([table >> row & 1 for row in range(1 << inputs)])
    slopes = [int(values[1 << (inputs - 1 - i)] - values[0]) for i in range(inputs)] if model == "R-skip" else []
    if not np.array_equal(values, values[0] + (x @ np.array(slopes) if slopes else 0 * values)):
        return None
    return Network(model, (), int(values[0]), tuple(slopes))


def relu_network(table: int, inputs: int, units: int, model: Model) -> Network | None:
    """Return a network of so many units, the simplest of those tried; None if small weights do not suffice.

    For R-exact and R-skip.
    """
    skip = model == "R-skip"
    library, _ = _library(inputs, skip)
    target = _project(np.array([table >> row & 1 for row in range(1 << inputs)]), inputs, skip)
    costs, sums, chosen = _sums(inputs, skip, units // 2)
    others, prints, members = _sums(inputs, skip, units - units // 2)
    wanted = target.astype(np.uint64) @ _random(inputs) - sums
    at = np.minimum(np.searchsorted(prints, wanted), len(prints) - 1)
    fits = np.flatnonzero(prints[at] == wanted)
    if not len(fits):
        return None
    best = int(fits[np.argmin(costs[fits] + others[at[fits]])])
    return completed(table, inputs, model, [library[k] for k in (*chosen[best], *members[at[best]])])


def completed(table: int, inputs: int, model: Model, units: Sequence[Hidden]) -> Network:
    """Return the network with these units for the function, its constant and skip read off from the values."""
    x = points(inputs)
    rest = np.array([table >> row & 1 for row in range(1 << inputs)])
    for u in units:
        rest = rest - u.out * np.maximum(x @ np.array(u.weights) + u.bias, 0)
    slopes = [int(rest[1 << (inputs - 1 - i)] - rest[0]) for i in range(inputs)] if model == "R-skip" else []
    network = Network(model, tuple(units), int(rest[0]), tuple(slopes))
    network.check(table, inputs)
    return network


def searched(table: int, inputs: int, units: int, model: Model) -> Network | None:
    """Return the network that the search for cases ends with, or None if it ends without one."""
    found = search(table, inputs, units, MODELS[("R-exact", "R-skip", "R-sign").index(model)]).network
    return None if found is None else whole(found, table, inputs, model)


def whole(found: Solution, table: int, inputs: int, model: Model) -> Network:
    """Return a solution in whole numbers as a network, its units without common factors; it is run on all inputs."""
    units = []
    for (*weights, bias), sign in zip(found.units, found.signs, strict=True):
        factor = gcd(*weights, bias)
        if any(weights) or bias > 0:
            units.append(Hidden(tuple(w // factor for w in weights), bias // factor, sign * factor))
        else:
            units.append(Hidden(tuple(weights), 0, 0))
    scale = found.scale
    common = gcd(*(u.out for u in units), found.bias, *found.skip, *([] if model == "R-sign" else [scale]))
    units = [Hidden(u.weights, u.bias, u.out // common) for u in units]
    skip = tuple(s // common for s in found.skip)
    network = Network(model, tuple(units), found.bias // common, skip, 1 if model == "R-sign" else scale // common)
    network.check(table, inputs)
    return network


def by_solver(table: int, inputs: int, units: int, model: Model, seconds: float = 600) -> Network | None:
    """Return a network that Z3 finds; None where it says that there is none. Only networks are believed.

    Raises WidthError if Z3 does not answer in time.
    """
    import z3

    for positive in range(units, -1, -1):
        solver, names = _question(table, inputs, units, model, positive)
        solver.set("timeout", int(1000 * seconds))
        answer = solver.check()
        if answer == z3.unknown:
            raise WidthError(f"{table:#x}, {units} units: expected an answer from Z3, got none in {seconds} s")
        if answer == z3.sat:
            return whole(_model(solver, names, inputs, units, positive, model), table, inputs, model)
    return None


def from_exact(network: Network) -> Network:
    """Return the network for a sign model that an exact one gives: f − ½ is > 0 where f is 1."""
    common = gcd(2 * network.bias - network.scale, *(2 * u.out for u in network.units)) or 1
    units = tuple(Hidden(u.weights, u.bias, 2 * u.out // common) for u in network.units)
    model: Model = "R-sign" if network.model == "R-exact" else "T-sign"
    return Network(model, units, (2 * network.bias - network.scale) // common)


# ------------------------------------------------------------------ inside


@cache
def _random(inputs: int) -> NDArray[np.uint64]:
    return np.random.default_rng(SEED).integers(1, 1 << 63, size=1 << inputs, dtype=np.uint64)


def _project(values: NDArray[np.int64], inputs: int, skip: bool) -> NDArray[np.int64]:  # noqa: FBT001
    """Return what is left of the values (…, points) after taking away the constant, or the affine part."""
    left = values - values[..., :1]
    if skip:
        at = [1 << (inputs - 1 - i) for i in range(inputs)]
        left = left - left[..., at] @ points(inputs).T
    return left


@cache
def _library(inputs: int, skip: bool) -> tuple[list[Hidden], NDArray[np.uint64]]:  # noqa: FBT001
    """Return units with small weights that are different up to what is projected away, and their fingerprints."""
    x = points(inputs)
    found: dict[bytes, Hidden] = {}
    for weights in sorted(product(range(-LARGEST, LARGEST + 1), repeat=inputs), key=lambda w: (sum(map(abs, w)), w)):
        sums = x @ np.array(weights)
        for bias in range(-int(sums.max()) + 1, -int(sums.min()) + 1):
            for out in (1, -1, 2, -2, 3, -3):
                values = _project(out * np.maximum(sums + bias, 0), inputs, skip)
                if values.any():
                    found.setdefault(values.tobytes(), Hidden(weights, bias, out))
    library = list(found.values())
    values = np.array([np.frombuffer(key, dtype=np.int64) for key in found])
    return library, values.astype(np.uint64) @ _random(inputs)


@cache
def _costs(inputs: int, skip: bool) -> NDArray[np.int64]:  # noqa: FBT001
    library, _ = _library(inputs, skip)
    return np.array([sum(map(abs, u.weights)) + abs(u.bias) + 2 * abs(u.out) for u in library])


@cache
def _sums(
    inputs: int,
    skip: bool,  # noqa: FBT001
    units: int,
) -> tuple[NDArray[np.int64], NDArray[np.uint64], NDArray[np.int64]]:
    """Return costs, fingerprints (sorted) and members of all sums of so many units, the cheapest of equal ones."""
    costs, (_, prints) = _costs(inputs, skip), _library(inputs, skip)
    if units == 0:
        return np.zeros(1, np.int64), np.zeros(1, np.uint64), np.zeros((1, 0), np.int64)
    cheap = np.flatnonzero(costs <= (np.sort(costs)[min(CHEAP, len(costs) - 1)] if units > 1 else costs.max()))
    chosen = cheap[:, None]
    total, cost = prints[cheap], costs[cheap]
    for _ in range(units - 1):
        chosen = np.concatenate([np.repeat(chosen, len(cheap), 0), np.tile(cheap, len(chosen))[:, None]], 1)
        total, cost = (total[:, None] + prints[cheap]).ravel(), (cost[:, None] + costs[cheap]).ravel()
    order = np.lexsort((cost, total))
    total, cost, chosen = total[order], cost[order], chosen[order]
    first = np.concatenate([[True], total[1:] != total[:-1]])
    return cost[first], total[first], chosen[first]


def _question(table: int, inputs: int, units: int, model: Model, positive: int) -> tuple[Any, list[Any]]:
    """Return Z3's question about the networks whose first outer weights are 1, the others −1: linear, with cases."""
    import z3

    context = z3.Context()
    solver = z3.SolverFor("QF_LRA", ctx=context)
    weights = [[z3.Real(f"w{u}_{i}", context) for i in range(inputs + 1)] for u in range(units)]
    bias, skip = z3.Real("c", context), [z3.Real(f"u{i}", context) for i in range(inputs)]
    for row, x in enumerate(points(inputs).tolist()):
        total = bias + (z3.Sum([s for s, v in zip(skip, x, strict=True) if v] + [bias * 0]) if model == "R-skip" else 0)
        for u, w in enumerate(weights):
            argument = z3.Sum([w[inputs], *(w[i] for i in range(inputs) if x[i])])
            value, on = z3.Real(f"r{u}_{row}", context), z3.Bool(f"a{u}_{row}", context)
            solver.add(value >= 0, value >= argument)
            solver.add(z3.Implies(on, z3.And(argument >= 0, value == argument)))
            solver.add(z3.Implies(z3.Not(on), z3.And(argument <= 0, value == 0)))
            total = total + value if u < positive else total - value
        label = table >> row & 1
        solver.add((total >= 1 if label else total <= -1) if model == "R-sign" else total == label)
    return solver, [*(w for unit in weights for w in unit), bias, *(skip if model == "R-skip" else [])]


def _model(solver: Any, names: Sequence[Any], inputs: int, units: int, positive: int, model: Model) -> Solution:  # noqa: ANN401
    answer = solver.model()
    values = [answer.eval(name, model_completion=True) for name in names]
    exact = [Fraction(v.numerator_as_long(), v.denominator_as_long()) for v in values]
    scale = lcm(*(v.denominator for v in exact))
    numbers = [int(v * scale) for v in exact]
    rows = tuple(tuple(numbers[u * (inputs + 1) : (u + 1) * (inputs + 1)]) for u in range(units))
    outer = units * (inputs + 1)
    skip = tuple(numbers[outer + 1 :]) if model == "R-skip" else ()
    return Solution(rows, tuple(1 if u < positive else -1 for u in range(units)), skip, numbers[outer], scale)
