"""Networks in floating point, and how far they can be from exact arithmetic.

`outputs` computes a network in float32 or float64, in one fixed order; `exact` computes it in
rational numbers, and `error_bound` how far the two can be apart. That bound is proven, not
estimated: if weights, inputs and every operation are rounded to nearest (`engines.floats`),
then a unit with n inputs is computed as

    Σ wⱼx̂ⱼ(1 + θⱼ) + b(1 + θ₀)    with all |θ| ≤ γₙ₊₂ ,

since each weight is rounded once, each product once, and each takes part in at most n sums. So
if the inputs are known up to eⱼ,

    error  ≤  Σ|wⱼ|eⱼ + γₙ₊₂·( Σ|wⱼ|(|xⱼ| + eⱼ) + |b| ).

ReLU, |z| and clip compute no rounded result and move no two numbers apart, so they leave the
error as it is; leaky ReLU has a factor of its own. For tanh, sigmoid and SiLU rational
arithmetic has no exact value to offer: they are computed, and carry no bound.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from nlverify.engines.floats import Array, FloatRangeError, Format, need_nearest
from nlverify.evidence import Network, Trace
from nlverify.exact.expression import Expr, Rational
from nlverify.statement import Classifies

Activation: TypeAlias = Literal["affine", "relu", "abs", "clip", "tanh", "sigmoid", "silu"]
Leaky: TypeAlias = tuple[Literal["leaky"], Rational]
Point: TypeAlias = Sequence[Fraction]
SMOOTH = ("tanh", "sigmoid", "silu")


class NoBoundError(ValueError):
    """There is no exact value, hence no proven error bound, for this activation."""


@dataclass(frozen=True)
class Layer:
    """The affine map x ↦ Wx + b, one row of weights for each output."""

    weights: tuple[tuple[Fraction, ...], ...]
    bias: tuple[Fraction, ...]


@dataclass(frozen=True)
class Layered:
    """Affine layers with the activation after each but the last; "affine" stands for none.

    With `skip` the last layer reads the inputs too, after the hidden units.

    Raises ValueError where two layers do not meet, or a skip has no hidden layer to go past.
    """

    layers: tuple[Layer, ...]
    activation: Activation | Leaky = "relu"
    skip: bool = False

    def __post_init__(self) -> None:
        inputs = len(self.layers[0].weights[0])
        if self.skip and len(self.layers) < 2:
            raise ValueError("skip: expected a hidden layer to go past, got none")
        sizes = [inputs, *(len(layer.bias) for layer in self.layers)]
        for k, layer in enumerate(self.layers):
            wanted = sizes[k] + (inputs if self.skip and k == len(self.layers) - 1 else 0)
            if len(layer.weights) != len(layer.bias) or any(len(row) != wanted for row in layer.weights):
                raise ValueError(f"layer {k + 1}: expected {wanted} weights for each bias, got others")


def of_network(network: Network | Mapping[str, Any], activation: Activation | Leaky = "relu") -> Layered:
    """Return a network with one hidden layer, as evidence or as the JSON of it, layer by layer."""
    data: Mapping[str, Any] = network.to_json() if isinstance(network, Network) else network
    units, skip = data["units"], data.get("skip", [])
    hidden = Layer(
        tuple(tuple(Fraction(w) for w in u["weights"]) for u in units), tuple(Fraction(u["bias"]) for u in units)
    )
    last = Layer((tuple(Fraction(w) for w in (*(u["out"] for u in units), *skip)),), (Fraction(data["bias"]),))
    return Layered((hidden, last), activation, skip=bool(skip))


def exact(network: Layered, point: Point) -> tuple[Fraction, ...]:
    """Return the exact outputs at a point.

    Raises NoBoundError for tanh, sigmoid and SiLU.

    >>> one = Fraction(1)
    >>> network = Layered((Layer(((one, -one),), (Fraction(0),)), Layer(((Fraction(1, 3),),), (one,))))
    >>> exact(network, (Fraction(3), Fraction(1)))
    (Fraction(5, 3),)
    """
    values = inputs = tuple(point)
    for k, layer in enumerate(network.layers):
        last = k == len(network.layers) - 1
        values = (*values, *inputs) if last and network.skip else values
        sums = (
            sum((w * x for w, x in zip(row, values, strict=True)), bias)
            for row, bias in zip(layer.weights, layer.bias, strict=True)
        )
        values = tuple(sums) if last else tuple(_apply(z, network.activation) for z in sums)
    return values


def error_bound(network: Layered, point: Point, form: Format) -> tuple[Fraction, ...]:
    """Return a number for each output that |floating point − exact| cannot exceed.

    It holds for `outputs`, unless that raises. Weights, biases and inputs count as given
    exactly and rounded first.

    Raises NoBoundError for tanh, sigmoid and SiLU.
    """
    return tuple(error for _, error in _bounded(network, point, form))


def outputs(network: Layered, points: Sequence[Point], form: Format) -> Array:
    """Return the outputs in floating point: a row for each point.

    Each unit adds up its products in the order of its inputs, and the bias last.

    Raises FloatRangeError if anything overflows, the machine does not round to nearest or,
    where there is a bound, a product underflows.
    """
    import numpy as np

    need_nearest(form)
    inputs = form.array(points).T
    values: Array = inputs
    bounded = network.activation not in SMOOTH
    with np.errstate(all="ignore"):  # every product and sum is looked at instead
        for k, layer in enumerate(network.layers):
            last = k == len(network.layers) - 1
            values = np.concatenate([values, inputs]) if last and network.skip else values
            weights, bias = form.array(layer.weights), form.array([layer.bias])[0]
            total = _product(weights[:, 0, None], values[0], form, bounded=bounded)
            for j in range(1, len(values)):
                total = total + _product(weights[:, j, None], values[j], form, bounded=bounded)
            values = total + bias[:, None]
            values = values if last else _activate(values, network.activation, form)
            _finite(values)
    return values.T


def trace(statement: Classifies) -> Trace:
    """Return the exact values of the statement's networks at its points: one network after the other."""
    values = []
    for network in statement.networks:
        layered = of_network(network, _piecewise(statement.activation))
        values += [exact(layered, point)[0] for point in statement.table.points]
    return Trace(tuple(values))


# ------------------------------------------------------------------ expressions


@dataclass(frozen=True)
class Running:
    """An expression's value in floating point, its exact value, and what their difference cannot exceed."""

    value: Any
    exact: Fraction
    bound: Fraction


def running(tree: Expr, at: Mapping[str, Fraction], form: Format) -> Running:
    """Compute an expression operation by operation, with the error bound of each.

    If a and b are known up to eₐ and e_b, a sum is known up to e = eₐ + e_b and a product up to
    e = |a|e_b + |b|eₐ + eₐe_b, and rounding adds at most u·(|exact result| + e).

    Raises FloatRangeError as `outputs` does.
    """
    import numpy as np

    need_nearest(form)
    with np.errstate(all="ignore"):
        return _running(tree, at, form)


def _running(tree: Expr, at: Mapping[str, Fraction], form: Format) -> Running:
    u, number = form.roundoff, form.type

    def given(value: Fraction) -> Running:
        return Running(number(float(form.nearest(value))), value, u * abs(value))

    def rounded(value: object, exact: Fraction, error: Fraction) -> Running:
        _finite(value)
        return Running(value, exact, error + u * (abs(exact) + error))

    def plus(a: Running, b: Running, sign: int = 1) -> Running:
        value = a.value + b.value if sign > 0 else a.value - b.value
        return rounded(value, a.exact + sign * b.exact, a.bound + b.bound)

    def times(a: Running, b: Running) -> Running:
        error = abs(a.exact) * b.bound + abs(b.exact) * a.bound + a.bound * b.bound
        return rounded(_product(a.value, b.value, form), a.exact * b.exact, error)

    if tree.op in ("symbol", "number"):
        return given(at[str(tree.args[0])] if tree.op == "symbol" else Fraction(tree.args[0]))  # type: ignore[arg-type]
    first, *others = [_running(child, at, form) for child in tree.children]
    match tree.op:
        case "+" | "*":
            for other in others:
                first = plus(first, other) if tree.op == "+" else times(first, other)
            return first
        case "-":
            return plus(first, others[0], -1) if others else Running(-first.value, -first.exact, first.bound)
        case "^":
            power = given(Fraction(1))
            for _ in range(int(tree.args[1])):  # type: ignore[arg-type]
                power = times(power, first)
            return power
        case "/":  # the divisor is a constant; its reciprocal is rounded
            return times(first, given(1 / others[0].exact))
        case "max" | "min":
            choose = max if tree.op == "max" else min
            b = others[0]
            return Running(choose(first.value, b.value), choose(first.exact, b.exact), max(first.bound, b.bound))
        case "leaky":
            slope, z = first, others[0]
            below = times(slope, z)
            value = z.value if z.value >= 0 else below.value
            exact_value = z.exact if z.exact >= 0 else below.exact
            # |leaky(ẑ) − leaky(z)| ≤ max(1, |s|)·e, and the product is rounded besides, its slope too
            steepest = max(Fraction(1), abs(slope.exact))
            product = form.gamma(2) * abs(slope.exact) * (abs(z.exact) + z.bound)
            return Running(value, exact_value, steepest * z.bound + product)
        case _:
            zero, one = number(0), number(1)
            value = {"relu": max(first.value, zero), "abs": abs(first.value)}.get(
                tree.op, min(max(first.value, zero), one)
            )
            return Running(value, _apply(first.exact, _piecewise(tree.op)), first.bound)


# ------------------------------------------------------------------ inside


def _bounded(network: Layered, point: Point, form: Format) -> list[tuple[Fraction, Fraction]]:
    """Return each output's exact value and what the error in floating point cannot exceed."""
    inputs = [(x, form.roundoff * abs(x)) for x in point]
    known = inputs
    for k, layer in enumerate(network.layers):
        last = k == len(network.layers) - 1
        known = [*known, *inputs] if last and network.skip else known
        gamma = form.gamma(len(known) + 2)
        after = []
        for row, bias in zip(layer.weights, layer.bias, strict=True):
            value = sum((w * x for w, (x, _) in zip(row, known, strict=True)), bias)
            spread = sum((abs(w) * e for w, (_, e) in zip(row, known, strict=True)), Fraction(0))
            size = sum((abs(w) * (abs(x) + e) for w, (x, e) in zip(row, known, strict=True)), abs(bias))
            after.append((value, spread + gamma * size))
        known = after if last else [_activated(z, e, network.activation, form) for z, e in after]
    return known


def _activated(z: Fraction, error: Fraction, activation: Activation | Leaky, form: Format) -> tuple[Fraction, Fraction]:
    if isinstance(activation, str):
        return _apply(z, activation), error
    slope = abs(Fraction(activation[1]))
    return _apply(z, activation), max(Fraction(1), slope) * error + form.gamma(2) * slope * (abs(z) + error)


def _apply(z: Fraction, activation: Activation | Leaky) -> Fraction:
    match activation:
        case "affine":
            return z
        case "relu":
            return max(z, Fraction(0))
        case "abs":
            return abs(z)
        case "clip":
            return min(max(z, Fraction(0)), Fraction(1))
        case ("leaky", slope):
            return z if z >= 0 else Fraction(slope) * z
        case _:
            raise NoBoundError(f"{activation}: expected a piecewise linear activation; this one has no exact values")


def _piecewise(activation: str | tuple[Literal["leaky"], Rational]) -> Activation | Leaky:
    match activation:
        case "relu" | "abs" | "clip":
            return activation
        case ("leaky", slope):
            return ("leaky", slope)
        case _:
            raise ValueError(f"activation: expected relu, abs, clip or leaky, got {activation!r}")


def _activate(z: Array, activation: Activation | Leaky, form: Format) -> Array:
    import numpy as np

    zero, one = form.type(0), form.type(1)
    match activation:
        case "affine":
            return z
        case "relu":
            return np.maximum(z, zero)
        case "abs":
            return np.abs(z)
        case "clip":
            return np.minimum(np.maximum(z, zero), one)
        case "tanh":
            return np.tanh(z)
        case "sigmoid" | "silu":
            small = np.exp(-np.abs(z))  # never overflows
            sigmoid: Array = np.where(z >= 0, one, small) / (one + small)
            return sigmoid if activation == "sigmoid" else z * sigmoid
        case ("leaky", slope):
            return np.asarray(np.where(z >= 0, z, _product(form.array([[Fraction(slope)]]), np.minimum(z, zero), form)))
        case _:
            raise ValueError(f"activation: expected one of the list, got {activation!r}")


def _product(a: Any, b: Any, form: Format, *, bounded: bool = True) -> Any:  # noqa: ANN401 - numbers or arrays
    """Return the product; raise FloatRangeError if it is infinite or no number or, if `bounded`, underflows."""
    import numpy as np

    product = a * b
    low = np.abs(product) < form.type(2.0**form.lowest)
    if bounded and np.any(low & (a != 0) & (b != 0)):
        raise FloatRangeError(f"{form.name}: expected products in the normal range, got one that underflows")
    _finite(product)
    return product


def _finite(values: object) -> None:
    import numpy as np

    if not np.all(np.isfinite(values)):  # type: ignore[call-overload]
        raise FloatRangeError("float: expected finite results, got an overflow")
