"""One unit on a truth table: what it computes, and why no unit of its kind can compute the table.

The unit is σ(w·x + b), firing when it is above a threshold t (or at least t). Everything is
exact: a decimal fraction or 1/3 is the rational number that it says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from nlverify.statement import Fires, Table, boolean_table

NUMBER = re.compile(r"[+-]?[0-9]{1,60}(\.[0-9]{1,60})?(/[0-9]{1,60})?|[+-]?\.[0-9]{1,60}")
MAX_INPUTS = 8
FUNCTIONS = {"xor": "0110", "xnor": "1001", "and": "0001", "or": "0111", "nand": "1110", "nor": "1000"}


@dataclass(frozen=True)
class Activation:
    """An activation with exact values, and whether it is monotone on all of R.

    `threshold` is where a unit is usually cut. Where σ itself is irrational (sigmoid, tanh),
    `function` is the increasing substitute with the same sign around that threshold.
    """

    function: Callable[[Fraction], Fraction]
    monotone: bool
    threshold: Fraction = Fraction(0)
    exact: bool = True


ACTIVATIONS: Mapping[str, Activation] = {
    "none": Activation(lambda z: z, monotone=True),
    "relu": Activation(lambda z: max(z, Fraction(0)), monotone=True),
    "leaky-relu": Activation(lambda z: z if z >= 0 else z / 100, monotone=True),
    "clip": Activation(lambda z: min(max(z, Fraction(0)), Fraction(1)), monotone=True),
    "step": Activation(lambda z: Fraction(z > 0), monotone=True),
    "sigmoid": Activation(lambda z: z + Fraction(1, 2), monotone=True, threshold=Fraction(1, 2), exact=False),
    "tanh": Activation(lambda z: z, monotone=True, exact=False),
    "abs": Activation(abs, monotone=False),
    "square": Activation(lambda z: z * z, monotone=False),
}


@dataclass(frozen=True)
class Unit:
    """σ(weights·x + bias), firing when it is `fires` the threshold."""

    weights: tuple[Fraction, ...]
    bias: Fraction
    activation: str = "none"
    threshold: Fraction = Fraction(0)
    fires: Fires = ">"

    def output(self, point: Iterable[Fraction]) -> Fraction:
        """Return σ(weights·point + bias); for sigmoid and tanh, a substitute that fires alike."""
        z = sum((w * x for w, x in zip(self.weights, point, strict=True)), self.bias)
        return ACTIVATIONS[self.activation].function(z)

    def label(self, point: Iterable[Fraction]) -> int:
        """Return 1 if the unit fires at `point`, else 0."""
        value = self.output(point)
        return int(value > self.threshold if self.fires == ">" else value >= self.threshold)


def parse_number(text: str) -> Fraction:
    """Return the rational number that `text` says: 2, -0.5 or 1/3.

    >>> parse_number("-0.5") + parse_number("1/3")
    Fraction(-1, 6)
    """
    if not NUMBER.fullmatch(text):
        raise ValueError(f"expected a number like 2, -0.5 or 1/3, got {text!r}")
    try:
        over = text.split("/")
        return Fraction(over[0]) / Fraction(over[1]) if len(over) == 2 else Fraction(text)
    except ZeroDivisionError:
        raise ValueError(f"expected a denominator other than 0, got {text!r}") from None


def parse_function(text: str) -> Table:
    """Return the table of a named function, or of a truth table such as 0110 (value at 00…0 first).

    >>> [str(v) for v in parse_function("and").values]
    ['0', '0', '0', '1']
    """
    digits = FUNCTIONS.get(text.lower(), text)
    if len(digits) > 2**MAX_INPUTS:
        raise ValueError(f"expected a table of at most {MAX_INPUTS} inputs, got {len(digits)} digits")
    if digits.strip("01") or len(digits) < 2 or len(digits) & (len(digits) - 1):
        names = ", ".join(FUNCTIONS)
        raise ValueError(f"expected {names} or a truth table of 2, 4, 8, … digits such as 0110, got {text!r}")
    return boolean_table(digits)


def why_impossible(table: Table, fires: Fires, multipliers: Mapping[int, Fraction]) -> list[str]:
    """Return three lines that show why no w, b work, from Farkas multipliers of the table's rows.

    With label-1 points on one side and label-0 points on the other, the two weighted sums of
    f(x) = w·x + b are the same polynomial in w and b, yet the table asks them to differ.
    """
    ones = {k: m for k, m in multipliers.items() if table.values[k] == 1}
    rest = {k: m for k, m in multipliers.items() if table.values[k] == 0}
    above, below = (">", "≤") if fires == ">" else ("≥", "<")
    asked = [f"f{show_point(table, k)} {above} 0" for k in ones] + [f"f{show_point(table, k)} {below} 0" for k in rest]
    left, right = (" + ".join(f"{times(m)}f{show_point(table, k)}" for k, m in side.items()) for side in (ones, rest))
    chain = f"{left} > 0 ≥ {right}" if fires == ">" else f"{left} ≥ 0 > {right}"
    return [
        f"The table asks for {', '.join(asked)}.",
        f"Added up: {chain}.",
        f"But for every w and b, {left} = {show_affine(table, ones)} = {right}.",
    ]


def why_impossible_monotone(table: Table, multipliers: Mapping[tuple[int, int], Fraction]) -> list[str]:
    """Return three lines for σ(w·x + b) with monotone σ, from multipliers of (firing, silent) pairs."""
    pairs = [f"z{show_point(table, i)} > z{show_point(table, j)}" for i, j in multipliers]
    ones: dict[int, Fraction] = {}
    rest: dict[int, Fraction] = {}
    for (i, j), m in multipliers.items():
        ones[i] = ones.get(i, Fraction(0)) + m
        rest[j] = rest.get(j, Fraction(0)) + m
    left, right = (" + ".join(f"{times(m)}z{show_point(table, k)}" for k, m in side.items()) for side in (ones, rest))
    return [
        f"With z = w·x + b and σ never decreasing, firing here and not there needs {', '.join(pairs)}.",
        f"Added up: {left} > {right}. (If σ never increases, turn every > around.)",
        f"But for every w and b, {left} = {show_affine(table, ones)} = {right}.",
    ]


def show_affine(table: Table, weights: Mapping[int, Fraction]) -> str:
    """Return Σ weights·(w·x + b) over points of the table, as a polynomial in w₁, w₂, …, b."""
    sums = [sum((m * table.points[k][i] for k, m in weights.items()), Fraction(0)) for i in range(table.dimension)]
    terms = [(c, "w" + subscript(i + 1)) for i, c in enumerate(sums) if c != 0]
    terms.append((sum(weights.values(), Fraction(0)), "b"))
    text = " ".join(f"{'−' if c < 0 else '+'} {times(abs(c))}{name}" for c, name in terms if c != 0)
    return text.removeprefix("+ ") or "0"


def show_point(table: Table, row: int) -> str:
    """Return a point of the table as (0,1)."""
    return f"({','.join(str(c) for c in table.points[row])})"


def times(factor: Fraction) -> str:
    """Return a factor as it stands before a term: nothing for 1."""
    return "" if factor == 1 else f"{factor}·" if factor.denominator > 1 else f"{factor}"


def subscript(number: int) -> str:
    """Return a number in subscript digits."""
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))
