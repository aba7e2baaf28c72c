"""The trainer: it does what gradient descent is, and the same thing every time, to the last bit."""

import ast
import json
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from nlverify.engines import train as trainer
from nlverify.engines import trained
from nlverify.engines.numeric import Layer, Layered
from nlverify.engines.train import Experiment, loss, margin, read, repeat, train
from nlverify.evidence import Observed
from nlverify.exact.pictures import CIRCLES, STARS
from nlverify.statement import XOR, Sampled

DATA = Path(__file__).resolve().parents[2] / "proofs" / "learning"
LEARN = Experiment("xor", (2, 2, 1), "relu", 2000, Fraction(1, 10))
STACK = Experiment("circles-in-stars", (2, 3, 2, 1), "affine", 20, Fraction(1, 20), (Fraction(40, 169), Fraction(1)))
F = np.float32


def by_hand(experiment: Experiment, seed: int) -> list[list[tuple[list[Any], Any]]]:
    """The same procedure in plain loops over single float32 numbers: layers of units (weights, bias)."""
    random = Random(seed)
    layers: list[list[tuple[list[Any], Any]]] = []
    for inputs, units in pairwise(experiment.widths):
        numbers = [[F((2 * random.random() - 1) * (1 / sqrt(inputs))) for _ in range(inputs + 1)] for _ in range(units)]
        layers.append([(row[:-1], row[-1]) for row in numbers])
    points = [[F(float(c)) for c in p] for p in experiment.table.points]
    labels = [F(float(v)) for v in experiment.table.values]
    relu, rate = experiment.activation == "relu", F(float(experiment.rate))
    for _ in range(experiment.steps):
        values, sums, errors = [], [], []
        for point, label in zip(points, labels, strict=True):
            v, s = [point], []
            for k, layer in enumerate(layers):
                z = []
                for weights, bias in layer:
                    total = weights[0] * v[-1][0]
                    for w, x in zip(weights[1:], v[-1][1:], strict=True):
                        total = total + w * x
                    z.append(total + bias)
                s.append(z)
                v.append([max(a, F(0)) for a in z] if relu and k < len(layers) - 1 else z)
            values.append(v)
            sums.append(s)
            errors.append([(v[-1][0] - label) * F(2 / len(labels))])
        after = []
        for k in reversed(range(len(layers))):
            new = []
            for i, (weights, bias) in enumerate(layers[k]):
                slopes, slope = [], errors[0][i]
                for j in range(len(weights)):
                    total = errors[0][i] * values[0][k][j]
                    for e, v in zip(errors[1:], values[1:], strict=True):
                        total = total + e[i] * v[k][j]
                    slopes.append(total)
                for e in errors[1:]:
                    slope = slope + e[i]
                new.append(([w - rate * d for w, d in zip(weights, slopes, strict=True)], bias - rate * slope))
            if k:
                passed = []
                for e, s in zip(errors, sums, strict=True):
                    row = []
                    for j in range(len(layers[k][0][0])):
                        total = layers[k][0][0][j] * e[0]
                        for unit, d in zip(layers[k][1:], e[1:], strict=True):
                            total = total + unit[0][j] * d
                        row.append(total * F(s[k - 1][j] > 0) if relu else total)
                    passed.append(row)
                errors = passed
            after.append(new)
        layers = after[::-1]
    return layers


def as_network(layers: list[list[tuple[list[Any], Any]]], activation: Any) -> Layered:
    found = [
        Layer(
            tuple(tuple(Fraction(float(w)) for w in weights) for weights, _ in units),
            tuple(Fraction(float(b)) for _, b in units),
        )
        for units in layers
    ]
    return Layered(tuple(found), activation)


@pytest.mark.parametrize(
    "experiment",
    [STACK, replace(LEARN, steps=60), Experiment("circles-in-stars", (2, 4, 1), "relu", 25, Fraction(1, 10))],
    ids=lambda e: e.activation,
)
def test_plain_loops_give_the_same_bits(experiment: Experiment) -> None:
    for seed, network in zip((3, 14), train(experiment, (3, 14)).networks, strict=True):
        assert network == as_network(by_hand(experiment, seed), experiment.activation)


def test_a_step_goes_down_the_gradient() -> None:
    """Compared with exact difference quotients of the exact loss, at a place where no kink is near."""
    experiment = replace(STACK, widths=(2, 3, 1), activation="relu", steps=1)
    (before,), (after,) = (train(replace(experiment, steps=n), (1,)).networks for n in (0, 1))
    assert before is not None
    assert after is not None
    h, checked = Fraction(1, 2**12), 0
    for k, (old, new) in enumerate(zip(before.layers, after.layers, strict=True)):
        for i, row in enumerate(old.weights):
            for j in range(len(row)):

                def moved(step: Fraction, k: int = k, i: int = i, j: int = j) -> Fraction:
                    weights = [list(r) for r in before.layers[k].weights]
                    weights[i][j] += step
                    layers = list(before.layers)
                    layers[k] = replace(layers[k], weights=tuple(map(tuple, weights)))
                    return loss(replace(before, layers=tuple(layers)), experiment.table)

                slope = (moved(h) - moved(-h)) / (2 * h)
                assert abs((row[j] - new.weights[i][j]) / experiment.rate - slope) < Fraction(1, 2000)
                checked += slope != 0
    assert checked > 4


def test_seeds_do_not_influence_each_other() -> None:
    experiment = replace(LEARN, steps=200)
    together, alone = train(experiment, range(20)).networks, train(experiment, (7,)).networks
    assert together[7] == alone[0]
    assert len(set(together)) == 20


def test_a_few_seeds_trained_again_are_the_bytes_of_the_data() -> None:
    data = json.loads((DATA / "trained_xor.json").read_text())
    (entry,) = [e for e in data["experiments"] if e["widths"] == [2, 2, 1]]
    seeds = [n["seed"] for n in entry["networks"]][:3]
    for kept, network in zip(entry["networks"], train(LEARN, seeds).networks, strict=False):
        assert network is not None
        assert {"seed": kept["seed"], **trained._units(network)} == kept


def test_the_data_are_what_training_gives(tmp_path: Path) -> None:
    trained.write(tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {p.name for p in DATA.glob("*.json")}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (DATA / path.name).read_bytes(), path.name


def test_every_operation_on_arrays_rounds_in_one_way_only() -> None:
    """No sum, product of matrices or library function whose order or rounding depends on the machine."""
    tree = ast.parse(Path(trainer.__file__).read_text())
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and getattr(n.value, "id", "") == "np"}
    arranging = {"array", "ascontiguousarray", "moveaxis", "errstate", "float32"}
    assert used == arranging | {"maximum"}
    assert not [n for n in ast.walk(tree) if isinstance(n, ast.MatMult)]
    assert not {"sum", "mean", "dot", "prod"} & {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}


def test_losses_are_recorded_where_asked() -> None:
    runs = train(STACK, (0, 1), record=(0, 5, 20))
    assert (runs.recorded, runs.losses.shape, runs.losses.dtype) == ((0, 5, 20), (3, 2), F)
    for network, last in zip(runs.networks, runs.losses[-1], strict=True):
        assert network is not None
        assert abs(Fraction(float(last)) - loss(network, STACK.table)) < Fraction(1, 10**6)


def test_margin_and_loss_are_exact() -> None:
    one = Fraction(1)
    line = Layered((Layer(((one, one),), (Fraction(0),)),), "affine")  # x₁ + x₂
    assert loss(line, XOR) == 1
    assert margin(line, XOR) == Fraction(-3, 2)
    half = Layered((Layer(((Fraction(0),) * 2,), (Fraction(1, 2),)),), "affine")
    assert (loss(half, XOR), margin(half, XOR)) == (Fraction(1, 4), 0)
    assert not LEARN.succeeds(half)


def test_a_run_that_overflows_has_failed() -> None:
    wild = replace(LEARN, widths=(2, 4, 1), steps=100, rate=Fraction(1000))
    assert None in train(wild, range(5)).networks
    assert repeat(wild.statement(5, 0)) == Observed(5, 0)
    assert repeat(replace(wild, goal=(Fraction(1), Fraction(1))).statement(5, 0)).successes < 5


@pytest.mark.parametrize("experiment", [LEARN, STACK, *trained.experiments("xor").values()], ids=str)
def test_a_statement_says_all_that_an_experiment_is(experiment: Experiment) -> None:
    assert read(experiment.statement(50, 3)) == experiment


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("picture", "moons"),
        ("widths", "2 2 2"),
        ("widths", "3 2 1"),
        ("widths", "2 0 1"),
        ("activation", "tanh"),
        ("steps", "0"),
        ("rate", "0.1"),
        ("rate", "-1/10"),
        ("seeds", "0 to 48"),
        ("seeds", "1 to 50"),
        ("success", "it looks good"),
    ],
)
def test_an_experiment_that_is_not_known_is_refused(name: str, value: str) -> None:
    statement = LEARN.statement(50, 9)
    changed = replace(statement, parameters={**statement.parameters, name: value})
    with pytest.raises(ValueError, match=f"expected {name} like"):
        repeat(changed)


def test_another_procedure_or_parameter_is_refused() -> None:
    statement = LEARN.statement(50, 9)
    for changed in (
        replace(statement, experiment="gradient-descent/2"),
        replace(statement, parameters={**statement.parameters, "momentum": "9/10"}),
        Sampled("coin/1", {}, 4, 2),
    ):
        with pytest.raises(ValueError, match="expected gradient-descent/1 with picture, widths"):
            repeat(changed)


def test_the_picture_is_the_one_of_the_other_claim() -> None:
    assert [tuple(map(int, p)) for p in trainer.CIRCLES_IN_STARS.points] == [*CIRCLES, *STARS]
    source = (DATA.parent / "xor" / "circles_in_stars_not_separable.py").read_text()
    assert "from nlverify.exact.pictures import CIRCLES, STARS" in source


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trained_xor.json"
    path.write_text((DATA / path.name).read_text().replace("nlverify-trained/1", "nlverify-trained/0"))
    with pytest.raises(ValueError, match=r"^trained_xor.json: expected schema nlverify-trained/1, got"):
        trained.Trained(path)
