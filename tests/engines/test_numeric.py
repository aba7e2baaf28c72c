"""Floating point against exact arithmetic: never farther apart than the bound that is proven."""

import ctypes
import platform
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np
import pytest
from flint import arb, ctx, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify import corpus
from nlverify.claim import XOR, Classifies, Computes, NoNetwork, SomeNetwork
from nlverify.engines import numeric
from nlverify.engines.floats import BINARY32, BINARY64, FloatRangeError, Format, exact, need_nearest
from nlverify.engines.numeric import Layer, Layered, NoBoundError, error_bound, of_network, outputs, running
from nlverify.evidence import Network, Unit
from nlverify.exact.expression import Expr, absolute, clip, leaky_relu, maximum, minimum, relu, symbols

FORMATS = (BINARY32, BINARY64)
PIECEWISE: tuple[Any, ...] = ("affine", "relu", "abs", "clip", ("leaky", Fraction(-1, 3)), ("leaky", Fraction(3, 2)))
x, y = symbols("x y")


def corpus_statements() -> Iterator[tuple[str, Any, Any]]:
    """Every statement of the corpus with the function that proves or refutes it."""
    for entry in corpus.load(encodable=lambda _: True).entries.values():
        for proof in entry.claim.proofs:
            yield f"{entry.id} {proof.name}", entry.claim.statement(proof.target), proof.function
        for name, control in entry.claim.controls.items():
            yield f"{entry.id} {name}", control.statement, control.function


def corpus_networks() -> Iterator[Any]:
    for name, statement, function in corpus_statements():
        if isinstance(statement, SomeNetwork | NoNetwork):
            evidence = function()
            if isinstance(evidence, Network):
                network = of_network(evidence, statement.activation)  # type: ignore[arg-type]
                yield pytest.param(network, statement.table.points, id=name)
        if isinstance(statement, Classifies):
            for k, data in enumerate(statement.networks):
                network = of_network(data, statement.activation)  # type: ignore[arg-type]
                yield pytest.param(network, statement.table.points, id=f"{name} {k}")


def jumps(e: Expr) -> bool:
    """Whether there is a step or an inverse, which have no bound: a little before the jump makes all the difference."""
    return e.op in ("step", "inv") or any(jumps(child) for child in e.children)


NETWORKS = list(corpus_networks())
COMPUTES = [
    pytest.param(s, id=name)
    for name, s, _ in corpus_statements()
    if isinstance(s, Computes) and s.arithmetic is None and not jumps(s.expression)
]


def errors_and_bounds(network: Layered, points: Any, form: Format) -> Iterator[tuple[Fraction, Fraction]]:
    computed = outputs(network, points, form)
    assert computed.dtype == form.type
    for row, point in zip(computed, points, strict=True):
        yield from (
            (abs(f - value), bound)
            for f, value, bound in zip(
                exact(row), numeric.exact(network, point), error_bound(network, point, form), strict=True
            )
        )


def random_network(random: Random, activation: Any, *, skip: bool = False) -> Layered:
    def number() -> Fraction:
        return Fraction(random.randint(-(10**6), 10**6), random.randint(1, 10**6))

    sizes = [random.randint(1, 5) for _ in range(random.randint(3 if skip else 2, 6))]
    layers = []
    for k, (inputs, units) in enumerate(pairwise(sizes)):
        width = inputs + (sizes[0] if skip and k == len(sizes) - 2 else 0)
        rows = tuple(tuple(number() for _ in range(width)) for _ in range(units))
        layers.append(Layer(rows, tuple(number() for _ in range(units))))
    return Layered(tuple(layers), activation, skip)


def random_points(random: Random, network: Layered) -> list[tuple[Fraction, ...]]:
    inputs = len(network.layers[0].weights[0])
    return [tuple(Fraction(random.randint(-999, 999), random.randint(1, 999)) for _ in range(inputs)) for _ in range(9)]


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize(("network", "points"), NETWORKS)
def test_the_networks_of_the_corpus(network: Layered, points: Any, form: Format) -> None:
    assert all(error <= bound for error, bound in errors_and_bounds(network, points, form))


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize("statement", COMPUTES)
def test_the_expressions_of_the_corpus(statement: Computes, form: Format) -> None:
    for point in statement.table.points:
        result = running(statement.expression, dict(zip(statement.variables, point, strict=True)), form)
        assert abs(Fraction(float(result.value)) - result.exact) <= result.bound


def test_the_corpus_has_networks_to_look_at() -> None:
    assert len(NETWORKS) > 3
    assert len(COMPUTES) > 1


@settings(deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(PIECEWISE), st.sampled_from(FORMATS), st.booleans())
def test_random_networks(random: Random, activation: Any, form: Format, skip: bool) -> None:
    network = random_network(random, activation, skip=skip)
    points = random_points(random, network)
    assert all(error <= bound for error, bound in errors_and_bounds(network, points, form))


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize("activation", PIECEWISE, ids=str)
def test_the_bound_is_not_idle(activation: Any, form: Format) -> None:
    """A thousandth of it would be wrong, and the error itself is no stranger to it."""
    random = Random(1)
    seen = []
    for _ in range(15):
        network = random_network(random, activation)
        seen += errors_and_bounds(network, random_points(random, network), form)
    assert any(error > bound / 1000 for error, bound in seen)
    assert all(error <= bound for error, bound in seen)


EXPRESSIONS = (
    x + y * x - y / 3,
    (x - y) ** 3 * Fraction(1, 7),
    relu(x - Fraction(1, 3)) - absolute(y) * clip(x),
    leaky_relu(x * y, Fraction(-1, 10)) + maximum(x, y) - minimum(x * x, -y),
)


@given(
    st.sampled_from(EXPRESSIONS), st.fractions(-50, 50, max_denominator=999), st.fractions(-50, 50, max_denominator=999)
)
@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_random_expressions(form: Format, tree: Any, at_x: Fraction, at_y: Fraction) -> None:
    result = running(tree, {"x": at_x, "y": at_y}, form)
    assert abs(Fraction(float(result.value)) - result.exact) <= result.bound


def test_the_bound_of_an_expression_is_not_idle() -> None:
    random = Random(2)
    results = [
        running(tree, {"x": Fraction(random.randint(1, 99), 97), "y": Fraction(random.randint(1, 99), 89)}, BINARY32)
        for tree in EXPRESSIONS
        for _ in range(20)
    ]
    assert any(abs(Fraction(float(r.value)) - r.exact) > r.bound / 1000 for r in results)


# ------------------------------------------------------------------ formats and assumptions


@given(st.floats(-(2.0**99), 2.0**99, width=32), st.fractions(-1, 1, max_denominator=10**6))
def test_nearest_is_what_the_machine_calls_nearest(start: float, step: Fraction) -> None:
    value = Fraction(start) + step
    if abs(value) >= BINARY32.smallest:
        assert float(BINARY64.nearest(value)) == float(value)  # Python rounds its own quotients correctly
        below, above = (np.nextafter(np.float32(float(value)), np.float32(end)) for end in (-np.inf, np.inf))
        best = min(abs(Fraction(float(c)) - value) for c in (below, np.float32(float(value)), above))
        assert abs(BINARY32.nearest(value) - value) == best
        assert Fraction(float(np.float32(float(BINARY32.nearest(value))))) == BINARY32.nearest(value)


def test_ties_go_to_even() -> None:
    ulp = Fraction(1, 2**23)
    assert BINARY32.nearest(1 + ulp / 2) == 1
    assert BINARY32.nearest(1 + 3 * ulp / 2) == 1 + 2 * ulp


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
def test_numbers_out_of_range_are_refused(form: Format) -> None:
    info = np.finfo(form.type)
    largest, smallest = Fraction(float(info.max)), Fraction(float(info.smallest_normal))
    assert form.nearest(largest) == largest
    assert form.nearest(-smallest) == -smallest
    for value in (largest * 2, smallest / 2, Fraction(10**400), Fraction(1, 10**400)):
        with pytest.raises(FloatRangeError, match="expected 0 or a number in the normal range, got one too"):
            form.nearest(value)


@pytest.mark.parametrize(
    ("weight", "x0", "message"), [(2**100, 2**100, "overflow"), (Fraction(1, 2**100), Fraction(1, 2**60), "underflow")]
)
def test_overflow_and_underflow_are_noticed(weight: Any, x0: Any, message: str) -> None:
    network = of_network(Network((Unit((weight,), 0, 1),)))
    with pytest.raises(FloatRangeError, match=message):
        outputs(network, [(Fraction(x0),)], BINARY32)
    outputs(network, [(Fraction(x0),)], BINARY64)
    with pytest.raises(FloatRangeError, match=message):
        running(weight * x, {"x": Fraction(x0)}, BINARY32)


@pytest.mark.skipif(platform.machine() != "x86_64" or platform.system() != "Linux", reason="sets a mode of glibc's")
@pytest.mark.parametrize("mode", [0x400, 0x800, 0xC00], ids=["down", "up", "to zero"])
def test_another_rounding_mode_is_noticed(mode: int) -> None:
    libm = ctypes.CDLL("libm.so.6")
    need_nearest(BINARY32)
    try:
        assert libm.fesetround(mode) == 0
        for form in FORMATS:
            with pytest.raises(FloatRangeError, match="expected rounding to nearest"):
                need_nearest(form)
    finally:
        libm.fesetround(0)
    need_nearest(BINARY64)


def test_layers_must_meet() -> None:
    one = Fraction(1)
    with pytest.raises(ValueError, match="layer 2: expected 1 weights for each bias, got others"):
        Layered((Layer(((one, one),), (one,)), Layer(((one, one),), (one,))))


def test_too_many_roundings_have_no_bound() -> None:
    with pytest.raises(FloatRangeError, match="expected fewer than 16777216 roundings"):
        BINARY32.gamma(2**24)


# ------------------------------------------------------------------ what exact arithmetic does not reach


def _arb(network: Layered, point: tuple[Fraction, ...]) -> Any:
    """The network's first output in ball arithmetic: an interval that holds the exact value."""
    values = [arb(fmpq(c.numerator, c.denominator)) for c in point]
    for k, layer in enumerate(network.layers):
        rows = [[arb(fmpq(w.numerator, w.denominator)) for w in row] for row in layer.weights]
        biases = [arb(fmpq(b.numerator, b.denominator)) for b in layer.bias]
        values = [
            sum((w * v for w, v in zip(row, values, strict=True)), b) for row, b in zip(rows, biases, strict=True)
        ]
        if k < len(network.layers) - 1:
            sigmoid = [1 / (1 + (-z).exp()) for z in values]
            values = {
                "tanh": [z.tanh() for z in values],
                "sigmoid": sigmoid,
                "silu": [z * s for z, s in zip(values, sigmoid, strict=True)],
            }[str(network.activation)]
    return values[0]


@pytest.mark.parametrize("form", FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize("activation", numeric.SMOOTH)
def test_smooth_activations_agree_with_ball_arithmetic_where_sampled(activation: Any, form: Format) -> None:
    """Sampled, not proven: 200 networks, within some hundred roundings of the sum of all magnitudes."""
    random = Random(3)
    ctx.prec = 200
    for _ in range(200):
        hidden = random.randint(1, 6)
        units = tuple(
            Unit((Fraction(random.randint(-999, 999), 100), Fraction(random.randint(-999, 999), 100)), 1, k - 2)
            for k in range(hidden)
        )
        network = of_network(Network(units, Fraction(1, 3)), activation)
        point = (Fraction(random.randint(-99, 99), 10), Fraction(random.randint(-99, 99), 10))
        (value,) = exact(outputs(network, [point], form))
        size = sum(abs(u.out) * (1 + sum(abs(w) for w in u.weights) * 10) for u in units) + 1
        gap = abs(arb(fmpq(value.numerator, value.denominator)) - _arb(network, point))
        assert gap < arb(fmpq(*(100 * form.roundoff * size).as_integer_ratio()))
        assert gap.rad() < 1e-40


@pytest.mark.parametrize("activation", numeric.SMOOTH)
def test_smooth_activations_have_no_bound(activation: Any) -> None:
    network = of_network(Network((Unit((1,), 0, 1),)), activation)
    with pytest.raises(NoBoundError, match=f"^{activation}: expected a piecewise linear activation"):
        error_bound(network, (Fraction(1),), BINARY32)
    with pytest.raises(NoBoundError):
        numeric.exact(network, (Fraction(1),))


def test_large_arguments_do_not_overflow_a_sigmoid() -> None:
    points = [(Fraction(-(10**6)),), (Fraction(10**6),)]
    sigmoid = of_network(Network((Unit((1,), 0, 1),)), "sigmoid")
    assert outputs(sigmoid, points, BINARY32).ravel().tolist() == [0.0, 1.0]


def test_the_trace_goes_network_by_network() -> None:
    first, second = Network((Unit((1, 1), 0, 1), Unit((1, 1), -1, -2))), Network((Unit((1, 0), 0, 1),))
    fields = [{k: v for k, v in n.to_json().items() if k != "format"} for n in (first, second)]
    statement = Classifies(XOR, tuple(fields), Fraction(1, 2))
    assert numeric.trace(statement).values == (0, 1, 1, 0, 0, 0, 1, 1)
