"""Tables: all of the small ones; and networks that exist, against trees that say they do not."""

import itertools
import random
from collections import Counter
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from nlcheck_attacks import (
    ONE,
    SMALL,
    ZERO,
    Ask,
    Json,
    quick,
)
from nlcheck_cases import network, not_affine, not_separable

SQUARE = ["0,0", "0,1", "1,0", "1,1"]


def with_values(values: tuple[int, ...], points: list[str] = SQUARE) -> str:
    return " ".join(f"{p}:{v}" for p, v in zip(points, values, strict=True))


def threshold(values: tuple[int, ...], fires: str) -> bool:
    """Some unit with small weights does it: enough for every threshold function of two bits."""
    inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    halves = [Fraction(k, 2) for k in range(-5, 6)]
    for a, b, c in itertools.product((-2, -1, 0, 1, 2), (-2, -1, 0, 1, 2), halves):
        sums = [a * x + b * y + c for x, y in inputs]
        if all((s > 0 if fires == ">" else s >= 0) == (v == 1) for s, v in zip(sums, values, strict=True)):
            return True
    return False


@pytest.mark.parametrize("fires", [">", ">="])
@pytest.mark.parametrize("family", ["affine-unit", "monotone-unit"])
def test_all_functions_of_two_bits_and_all_small_multipliers(verdict: Ask, family: str, fires: str) -> None:
    refuted = set()
    for values in itertools.product((0, 1), repeat=4):
        if len(set(values)) == 1:
            continue
        statement = not_separable(with_values(values), fires, family)
        count = sum(values) * (4 - sum(values)) if family == "monotone-unit" else 4
        for multipliers in itertools.product((-1, 0, 1, 2), repeat=count):
            rows = [[k, str(m)] for k, m in enumerate(multipliers) if m]
            if rows and verdict(statement, "cases/1", {"trees": [{"rows": rows}]}) == "proved":
                refuted.add(values)
    assert refuted == {v for v in itertools.product((0, 1), repeat=4) if len(set(v)) == 2 and not threshold(v, fires)}
    assert refuted == {(0, 1, 1, 0), (1, 0, 0, 1)}


def test_all_small_tables_of_values(verdict: Ask) -> None:
    """v is affine on the four corners exactly if v₀₀ − v₀₁ − v₁₀ + v₁₁ = 0."""
    proved = set()
    for values in itertools.product((0, 1, 2), repeat=4):
        statement = not_affine(with_values(values))
        for multipliers in itertools.product((-1, 0, 1), repeat=4):
            rows = [[k, str(m)] for k, m in enumerate(multipliers) if m]
            if rows and verdict(statement, "cases/1", {"trees": [{"rows": rows}]}) == "proved":
                proved.add(values)
    assert proved == {v for v in itertools.product((0, 1, 2), repeat=4) if v[0] - v[1] - v[2] + v[3] != 0}


@pytest.mark.parametrize("fires", [">", ">="])
def test_all_labels_of_points_on_a_line(verdict: Ask, fires: str) -> None:
    """With a point that stands twice: separable exactly if the labels change at most once from left to right."""
    places = [0, 1, 1, 3]
    for labels in itertools.product((0, 1), repeat=4):
        if len(set(labels)) == 1:
            continue
        twice = labels[1] != labels[2]
        changes = sum(a != b for a, b in itertools.pairwise((labels[0], labels[1], labels[3])))
        table = " ".join(f"{p}:{v}" for p, v in zip(places, labels, strict=True))
        for family in ("affine-unit", "monotone-unit"):
            statement = not_separable(table, fires, family)
            count = sum(labels) * (4 - sum(labels)) if family == "monotone-unit" else 4
            found = any(
                verdict(statement, "cases/1", {"trees": [{"rows": [[k, str(m)] for k, m in enumerate(ms) if m]}]})
                == "proved"
                for ms in itertools.product((0, 1, 2, 3), repeat=count)
                if any(ms)
            )
            assert found == (twice or changes > 1), (labels, family)


ACTIVATIONS = st.sampled_from(["relu", "abs", ["leaky", "1/2"], ["leaky", "-2"], ["leaky", "1"]])


@st.composite
def planted_networks(draw: st.DrawFn) -> tuple[Json, Json]:
    """A table that a network with one or two hidden units computes, and such a network."""
    hidden, skip = draw(st.sampled_from([1, 1, 2])), draw(st.booleans())
    activation, readout = draw(ACTIVATIONS), draw(st.sampled_from(["=", ">", ">="]))
    units = [{"weights": [str(draw(SMALL))], "bias": str(draw(SMALL)), "out": str(draw(SMALL))} for _ in range(hidden)]
    found = {"units": units, "bias": str(draw(SMALL)), **({"skip": [str(draw(SMALL))]} if skip else {})}
    places = draw(st.lists(st.integers(-3, 3), min_size=2, max_size=3 if hidden == 1 else 2))
    return found, {"hidden": hidden, "activation": activation, "readout": readout, "skip": skip, "places": places}


def cancelling(rows: list[tuple[dict[str, Fraction], str]], source: random.Random) -> Json:
    """A leaf in which all unknowns cancel, of whatever signs; None if only 0 does."""
    names = sorted({n for p, _ in rows for n in p if n})
    matrix = sympy.Matrix(
        [[sympy.Rational(p.get(n, ZERO).numerator, p.get(n, ZERO).denominator) for p, _ in rows] for n in names]
    )
    basis = matrix.nullspace() if names else [sympy.eye(len(rows))[:, 0]]
    if not basis:
        return None
    vector = sum((source.choice((-1, 1, 2)) * v for v in basis), sympy.zeros(len(rows), 1))
    return {"rows": [[k, str(Fraction(int(m.p), int(m.q)))] for k, m in enumerate(vector) if m != 0]}


def linear(e: Json, atoms: dict[int, dict[str, Fraction]]) -> dict[str, Fraction]:
    """A linear expression as {symbol: coefficient}, "" for the constant."""
    if isinstance(e, str):
        return {e: ONE} if e[0].isalpha() else {"": Fraction(e)}
    op, *rest = e
    if op == "atom":
        return atoms[rest[0]]
    parts = [linear(a, atoms) for a in rest]
    if op == "*":
        scale, body = sorted(parts, key=lambda p: bool(p.keys() - {""}))
        return {n: c * scale.get("", ZERO) for n, c in body.items()}
    signs = [ONE, *([ONE] * len(parts) if op == "+" else [-ONE])] if len(parts) > 1 else [-ONE]
    total = Counter[str]()
    for sign, part in zip(signs, parts, strict=False):
        for n, c in part.items():
            total[n] += sign * c  # type: ignore[assignment]
    return dict(total)  # type: ignore[arg-type]


def full_tree(
    atoms: list[Json], rows: list[Any], settled: dict[int, Any], path: list[Any], source: random.Random
) -> Json:
    if len(settled) < len(atoms):
        j = len(settled)
        u = linear(atoms[j], settled)
        above = full_tree(atoms, rows, {**settled, j: u}, [*path, (u, ">=")], source)
        below = full_tree(atoms, rows, {**settled, j: {}}, [*path, ({n: -c for n, c in u.items()}, ">")], source)
        return {"relu": j, "above": above, "below": below}
    return cancelling([(linear(e, settled), op) for e, op in rows] + path, source) or {"rows": [[0, "1"]]}


def test_no_tree_refutes_a_network_that_exists(verdict: Ask, oracle: ModuleType) -> None:
    seen = Counter[str]()

    @quick(120)
    @given(planted_networks(), st.integers(0, 2**31))
    def attack(planted: tuple[Json, Json], seed: int) -> None:
        found, how = planted
        outputs = [oracle.output(found, how["activation"], [str(p)]) for p in how["places"]]
        fires = {"=": str, ">": lambda y: str(int(y > 0)), ">=": lambda y: str(int(y >= 0))}[how["readout"]]
        values = [fires(y) for y in outputs]
        if how["readout"] != "=" and len(set(values)) == 1:
            return
        table = " ".join(f"{p}:{v}" for p, v in zip(how["places"], values, strict=True))
        statement = network(table, how["hidden"], how["activation"], how["readout"], skip=how["skip"])
        assert verdict(statement, "network/1", found) == "refuted"
        source = random.Random(seed)
        trees = [full_tree([u for _, u in s.atoms], s.rows, {}, [], source) for s in oracle.systems(statement)]
        said = verdict(statement, "cases/1", {"trees": trees})
        assert said.startswith("rejected"), said
        seen["cancels" if "cancel" not in said else "not"] += 1

    attack()
    assert seen["cancels"] > 30, seen
