"""A small, plain trainer: full-batch gradient descent on the squared error, in float32.

Nothing about it is clever. Weights and biases start uniformly distributed between ±1/√n, where n
is the number of a unit's inputs. Each step moves all of them against the gradient of

    mean (f(p) − v)²    over the points p with labels v = 0 or 1.

The targets are the labels themselves, so that a constant f = ½ has the mean squared error ¼ on
XOR; a network says 1 where f > ½. There is no momentum, no schedule and no stopping rule.

A rerun gives the same bytes. Python's generator gives the same numbers for a seed on every
machine; every operation on arrays is elementwise (+, −, ×, max: each rounded as IEEE 754 says),
every sum is added up in a fixed order, and no library for linear algebra takes part. All seeds
run side by side, along the last axis, where they cannot influence each other.

Success is judged exactly, by rational arithmetic on the weights that float32 ended with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import sqrt
from operator import add
from random import Random
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from nlverify.engines.floats import FloatRangeError
from nlverify.engines.floats import exact as exact_entries
from nlverify.engines.numeric import Layer, Layered, exact
from nlverify.evidence import Observed
from nlverify.exact.pictures import CIRCLES, STARS
from nlverify.statement import XOR, Sampled, Table

if TYPE_CHECKING:
    import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float32]]"

PROCEDURE = "gradient-descent/1"  # another number if anything here changes what comes out
HALF = Fraction(1, 2)
CLASSIFIES = "above 1/2 exactly at the points marked 1"
CIRCLES_IN_STARS = Table.of([*((p, 1) for p in CIRCLES), *((p, 0) for p in STARS)])
PICTURES = {"xor": XOR, "circles-in-stars": CIRCLES_IN_STARS}


@dataclass(frozen=True)
class Experiment:
    """All that a training run depends on, but for its seed.

    `widths` counts inputs, hidden units layer by layer, and outputs. A run succeeds if the
    network classifies every point, or if `goal` = (best, slack) is given and its mean squared
    error is at most best + slack.
    """

    picture: str
    widths: tuple[int, ...]
    activation: Literal["affine", "relu"]
    steps: int
    rate: Fraction
    goal: tuple[Fraction, Fraction] | None = None

    @property
    def table(self) -> Table:
        """The picture's points and labels."""
        return PICTURES[self.picture]

    def statement(self, trials: int, successes: int) -> Sampled:
        """Return the statement that so many runs, with the seeds 0, 1, …, succeeded."""
        best, slack = self.goal or (None, None)
        parameters = {
            "picture": self.picture,
            "widths": " ".join(map(str, self.widths)),
            "activation": self.activation,
            "steps": str(self.steps),
            "rate": str(self.rate),
            "seeds": f"0 to {trials - 1}",
            "success": f"mean squared error at most {slack} above {best}" if self.goal else CLASSIFIES,
        }
        return Sampled(PROCEDURE, parameters, trials, successes)

    def succeeds(self, network: Layered | None) -> bool:
        """Return whether a trained network reached the goal; None is one whose weights overflowed."""
        if network is None:
            return False
        return margin(network, self.table) > 0 if self.goal is None else loss(network, self.table) <= sum(self.goal)


@dataclass(frozen=True)
class Runs:
    """What came out for each seed: the network, or None, and its loss at the recorded steps."""

    networks: tuple[Layered | None, ...]
    recorded: tuple[int, ...]
    losses: Array


def read(statement: Sampled) -> Experiment:
    """Return the experiment that a statement describes.

    Raises ValueError if it is not one of this procedure.
    """
    p = statement.parameters
    patterns = {
        "picture": "|".join(PICTURES),
        "widths": r"2( [1-9]\d?)* 1",
        "activation": "affine|relu",
        "steps": r"[1-9]\d{0,5}",
        "rate": r"[1-9]\d*(/[1-9]\d*)?",
        "seeds": f"0 to {statement.trials - 1}",
        "success": rf"{CLASSIFIES}|mean squared error at most (\S+) above (\S+)",
    }
    if statement.experiment != PROCEDURE or p.keys() != patterns.keys():
        raise ValueError(f"experiment: expected {PROCEDURE} with {', '.join(patterns)}, got {statement.experiment}")
    for name, pattern in patterns.items():
        if not re.fullmatch(pattern, p[name]):
            raise ValueError(f"{PROCEDURE}: expected {name} like {pattern}, got {p[name]!r}")
    found = re.fullmatch(patterns["success"], p["success"])
    goal = found[1] and (Fraction(found[2]), Fraction(found[1])) if found else None
    widths = tuple(map(int, p["widths"].split()))
    activation: Literal["affine", "relu"] = "relu" if p["activation"] == "relu" else "affine"
    return Experiment(p["picture"], widths, activation, int(p["steps"]), Fraction(p["rate"]), goal or None)


def repeat(statement: Sampled) -> Observed:
    """Run the experiment that the statement describes once more, and count.

    Raises ValueError if this procedure does not know it.
    """
    experiment = read(statement)
    networks = train(experiment, range(statement.trials)).networks
    return Observed(statement.trials, sum(map(experiment.succeeds, networks)))


def train(experiment: Experiment, seeds: Sequence[int], record: Iterable[int] = ()) -> Runs:
    """Train one network for each seed; also return the losses at the steps in `record`."""
    import numpy as np

    table, single = experiment.table, np.float32
    points = np.array([[float(c) for c in p] for p in table.points], single).T[:, :, None]  # input, point, seed
    labels = np.array([float(v) for v in table.values], single)[:, None]
    layers = _start(experiment.widths, seeds)
    rate, each, relu = single(float(experiment.rate)), single(2 / len(labels)), experiment.activation == "relu"
    wanted, recorded, losses = set(record), [], []
    with np.errstate(all="ignore"):  # a run may overflow: it has failed then
        for step in range(experiment.steps + 1):
            values, sums = [points], []
            for k, (weights, biases) in enumerate(layers):
                sums.append(
                    _add(weights[:, j, None] * values[-1][j] for j in range(weights.shape[1])) + biases[:, None]
                )
                values.append(np.maximum(sums[-1], single(0)) if relu and k < len(layers) - 1 else sums[-1])
            error = values[-1][0] - labels
            if step in wanted:
                recorded.append(step)
                losses.append(_add(error * error) / single(len(labels)))
            if step < experiment.steps:
                layers = _descend(layers, values, sums, (error * each)[None], rate, relu=relu)
    networks = tuple(_network([(w[..., s], b[..., s]) for w, b in layers], experiment) for s in range(len(seeds)))
    return Runs(networks, tuple(recorded), np.array(losses, single))


def margin(network: Layered, table: Table) -> Fraction:
    """Return how far the values are from ½, on the right side, at the worst point; ≤ 0 if one is on the wrong side."""
    values = (exact(network, p)[0] - HALF for p in table.points)
    return min(f if label == 1 else -f for f, label in zip(values, table.values, strict=True))


def loss(network: Layered, table: Table) -> Fraction:
    """Return the exact mean squared error."""
    errors = [exact(network, p)[0] - v for p, v in zip(table.points, table.values, strict=True)]
    return sum((e * e for e in errors), Fraction(0)) / len(errors)


# ------------------------------------------------------------------ inside


def _start(widths: Sequence[int], seeds: Sequence[int]) -> list[tuple[Array, Array]]:
    """Return weights (unit, input, seed) and biases (unit, seed) of each layer, drawn unit by unit, the bias last."""
    import numpy as np

    generators = [Random(seed) for seed in seeds]
    layers = []
    for inputs, units in pairwise(widths):
        limit = 1 / sqrt(inputs)
        drawn = np.array(
            [[[(2 * g.random() - 1) * limit for _ in range(inputs + 1)] for _ in range(units)] for g in generators],
            np.float32,
        )
        drawn = np.ascontiguousarray(np.moveaxis(drawn, 0, -1))
        layers.append((drawn[:, :-1], drawn[:, -1]))
    return layers


def _descend(
    layers: Sequence[tuple[Array, Array]],
    values: Sequence[Array],
    sums: Sequence[Array],
    error: Array,
    rate: np.float32,
    *,
    relu: bool,
) -> list[tuple[Array, Array]]:
    """Return the layers after one step. `error` is the derivative of the loss by the outputs, (output, point, seed)."""
    after = []
    for k in reversed(range(len(layers))):
        weights, biases = layers[k]
        points = range(error.shape[1])
        by_weight = _add(error[:, None, p] * values[k][None, :, p] for p in points)
        by_bias = _add(error[:, p] for p in points)
        after.append((weights - rate * by_weight, biases - rate * by_bias))
        if k:
            error = _add(weights[unit, :, None] * error[unit] for unit in range(len(error)))
            error = error * (sums[k - 1] > 0) if relu else error
    return after[::-1]


def _add(terms: Iterable[Array]) -> Array:
    """Add up in the order given, two at a time; NumPy's own sums take an order that depends on the machine."""
    return reduce(add, terms)


def _network(layers: Sequence[tuple[Array, Array]], experiment: Experiment) -> Layered | None:
    """Return one seed's network with its exact weights; None if one is infinite or no number."""
    try:
        found = [
            Layer(tuple(tuple(exact_entries(row)) for row in weights), tuple(exact_entries(biases)))
            for weights, biases in layers
        ]
    except FloatRangeError:
        return None
    return Layered(tuple(found), experiment.activation)
