"""Expressions and comparisons as data: what a statement is made of.

An expression is a tree over a closed list of total operators. Its JSON form is

    "x1"              a symbol          ["+", a, b, …]    a sum, two terms or more
    "-1/2"            a rational        ["*", a, b, …]    a product, two factors or more
    ["-", a]          negation          ["-", a, b]       a difference
    ["/", a, "2"]     division by a non-zero constant      ["^", a, 3]   a power
    ["relu", a]   ["abs", a]   ["clip", a]    max(a, 0), |a|, min(max(a, 0), 1)
    ["max", a, b]  ["min", a, b]              ["leaky", "-1/2", a]   a if a ≥ 0, else −a/2
    ["step", a]    1 if a > 0, else 0         ["inv", a]     1/a, and 0 if a = 0
    ["exp", a]     eᵃ                         ["log", a]     ln a, and 0 if a ≤ 0
    ["sqrt", a]    √a, and 0 if a < 0         ["fused", a]   a, rounded once (floating point only)

Every operator is total: it has a value for every real number. A comparison is ["=", a, b], or the
same with "!=", "<", "<=", ">", ">=".

>>> x, y = symbols("x y")
>>> (2 * x + relu(y - 1)).to_json()
['+', ['*', '2', 'x'], ['relu', ['-', 'y', '1']]]
>>> (x >= 0).to_json()
['>=', 'x', '0']
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import TypeAlias

Rational: TypeAlias = int | Fraction
Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
MAX_POWER = 64


def exact(value: Rational) -> Fraction:
    """Return an exact number.

    Raises TypeError for a float, since 0.1 is not 1/10.
    """
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise TypeError(f"expected an exact number, got {value!r}; write Fraction(1, 2)")
    return Fraction(value)


def rational_text(value: Rational) -> str:
    """Return `value` in lowest terms, as certificates write it.

    >>> rational_text(Fraction(6, -4))
    '-3/2'
    """
    return str(exact(value))


@dataclass(frozen=True, eq=True)
class Expr:
    """An expression: an operator and its arguments, or a leaf (`op` is "symbol" or "number").

    `args` holds sub-expressions, except for the name of a symbol, the value of a number and
    the exponent of a power. Comparison operators build a `Relation`; `==` compares trees.
    """

    op: str
    args: tuple[Expr | Fraction | int | str, ...]

    def __add__(self, other: Operand) -> Expr:
        return Expr("+", (*self._flat("+"), *expr(other)._flat("+")))

    def __radd__(self, other: Operand) -> Expr:
        return expr(other) + self

    def __mul__(self, other: Operand) -> Expr:
        return Expr("*", (*self._flat("*"), *expr(other)._flat("*")))

    def __rmul__(self, other: Operand) -> Expr:
        return expr(other) * self

    def __matmul__(self, other: Operand) -> Expr:
        """Return the product, written as for matrices; the same operator as `*`."""
        return self * other

    def __sub__(self, other: Operand) -> Expr:
        return Expr("-", (self, expr(other)))

    def __rsub__(self, other: Operand) -> Expr:
        return expr(other) - self

    def __neg__(self) -> Expr:
        return Expr("-", (self,))

    def __truediv__(self, other: Rational) -> Expr:
        if other == 0:
            raise ZeroDivisionError("expression: expected a non-zero divisor, got 0")
        return Expr("/", (self, expr(other)))

    def __pow__(self, exponent: int) -> Expr:
        if not 0 <= exponent <= MAX_POWER:
            raise ValueError(f"power: expected 0 to {MAX_POWER}, got {exponent}")
        return Expr("^", (self, exponent))

    def __lt__(self, other: Operand) -> Relation:
        return Relation("<", self, expr(other))

    def __le__(self, other: Operand) -> Relation:
        return Relation("<=", self, expr(other))

    def __gt__(self, other: Operand) -> Relation:
        return Relation(">", self, expr(other))

    def __ge__(self, other: Operand) -> Relation:
        return Relation(">=", self, expr(other))

    def _flat(self, op: str) -> tuple[Expr, ...]:
        """Return the operands if this is an `op`, so that sums and products stay flat."""
        return self.children if self.op == op else (self,)

    @property
    def children(self) -> tuple[Expr, ...]:
        """The sub-expressions, in order."""
        return tuple(a for a in self.args if isinstance(a, Expr))

    def to_json(self) -> Json:
        """Return the tree as JSON, in the form that `nlcheck.py` reads."""
        if self.op == "symbol":
            return str(self.args[0])
        if self.op == "number":
            return rational_text(Fraction(self.args[0]))  # type: ignore[arg-type]
        return [self.op, *(a.to_json() if isinstance(a, Expr) else a for a in self.args)]  # type: ignore[list-item]

    @property
    def names(self) -> frozenset[str]:
        """The symbols that occur."""
        if self.op == "symbol":
            return frozenset((str(self.args[0]),))
        return frozenset().union(*(c.names for c in self.children))


Operand: TypeAlias = Expr | int | Fraction


@dataclass(frozen=True)
class Relation:
    """A comparison of two expressions over the real numbers."""

    op: str
    left: Expr
    right: Expr

    def to_json(self) -> Json:
        """Return `[op, left, right]`."""
        return [self.op, self.left.to_json(), self.right.to_json()]


def expr(value: Operand) -> Expr:
    """Return `value` as an expression; exact numbers only (no floats)."""
    if isinstance(value, Expr):
        return value
    return Expr("number", (exact(value),))


def symbols(names: str) -> tuple[Expr, ...]:
    """Return one symbol for each word of `names`.

    >>> [s.to_json() for s in symbols("w1 w2 b")]
    ['w1', 'w2', 'b']
    """
    for name in names.split():
        if not NAME.fullmatch(name):
            raise ValueError(f"symbol: expected a letter, then letters, digits or _, got {name!r}")
    return tuple(Expr("symbol", (name,)) for name in names.split())


def equals(left: Operand, right: Operand) -> Relation:
    """Return the equation `left = right`."""
    return Relation("=", expr(left), expr(right))


def differs(left: Operand, right: Operand) -> Relation:
    """Return `left ≠ right`."""
    return Relation("!=", expr(left), expr(right))


def relu(value: Operand) -> Expr:
    """Return max(value, 0)."""
    return Expr("relu", (expr(value),))


def absolute(value: Operand) -> Expr:
    """Return |value|."""
    return Expr("abs", (expr(value),))


def clip(value: Operand) -> Expr:
    """Return `value` cut off to the interval [0, 1] (hard sigmoid without its slope)."""
    return Expr("clip", (expr(value),))


def maximum(left: Operand, right: Operand) -> Expr:
    """Return the larger of two values."""
    return Expr("max", (expr(left), expr(right)))


def minimum(left: Operand, right: Operand) -> Expr:
    """Return the smaller of two values."""
    return Expr("min", (expr(left), expr(right)))


def leaky_relu(value: Operand, slope: Rational) -> Expr:
    """Return `value` where it is ≥ 0 and `slope`·`value` elsewhere."""
    return Expr("leaky", (expr(slope), expr(value)))


def step(value: Operand) -> Expr:
    """Return the Heaviside step: 1 where `value` > 0, and 0 elsewhere."""
    return Expr("step", (expr(value),))


def inverse(value: Operand) -> Expr:
    """Return 1/`value`, and 0 where `value` is 0."""
    return Expr("inv", (expr(value),))


def exp(value: Operand) -> Expr:
    """Return e to the power of `value`."""
    return Expr("exp", (expr(value),))


def log(value: Operand) -> Expr:
    """Return the natural logarithm of `value`, and 0 where `value` ≤ 0."""
    return Expr("log", (expr(value),))


def sqrt(value: Operand) -> Expr:
    """Return the square root of `value` that is ≥ 0, and 0 where `value` < 0."""
    return Expr("sqrt", (expr(value),))


def sigmoid(value: Operand) -> Expr:
    """Return 1/(1 + e^−value), written with `inverse` and `exp`."""
    return inverse(1 + exp(-expr(value)))


def tanh(value: Operand) -> Expr:
    """Return the hyperbolic tangent, written as 1 − 2/(1 + e^(2·value))."""
    return 1 - 2 * inverse(1 + exp(2 * expr(value)))


def silu(value: Operand) -> Expr:
    """Return value·sigmoid(value)."""
    return expr(value) * sigmoid(value)


def softplus(value: Operand) -> Expr:
    """Return ln(1 + e^value)."""
    return log(1 + exp(value))


def fused(value: Operand) -> Expr:
    """Return `value` as floating-point hardware fuses it: exact inside, rounded once."""
    return Expr("fused", (expr(value),))


def atom(number: int) -> Expr:
    """Return the unknown "#number": the value of an operator that a proof by cases speaks of."""
    return Expr("symbol", (f"#{number}",))


def evaluate(tree: Expr, at: Mapping[str, Fraction]) -> Fraction:
    """Return the exact value of a scalar expression.

    >>> x, = symbols("x")
    >>> evaluate(relu(x) - x / 3, {"x": Fraction(1, 2)})
    Fraction(1, 3)
    """
    if tree.op == "symbol":
        return at[str(tree.args[0])]
    if tree.op == "number":
        return Fraction(tree.args[0])  # type: ignore[arg-type]
    values = [evaluate(c, at) for c in tree.children]
    match tree.op, values:
        case "+", _:
            return reduce(add, values)
        case "*", _:
            return reduce(mul, values)
        case "-", [a]:
            return -a
        case "-", [a, b]:
            return a - b
        case "/", [a, b]:
            return a / b
        case "^", [a]:
            return Fraction(a ** int(tree.args[1]))  # type: ignore[arg-type]
        case "relu", [a]:
            return max(a, Fraction(0))
        case "abs", [a]:
            return abs(a)
        case "clip", [a]:
            return min(max(a, Fraction(0)), Fraction(1))
        case "max", [a, b]:
            return max(a, b)
        case "min", [a, b]:
            return min(a, b)
        case "leaky", [slope, a]:
            return a if a >= 0 else slope * a
        case "step", [a]:
            return Fraction(a > 0)
        case "inv", [a]:
            return 1 / a if a else a
        case _:
            raise ValueError(f"expression: expected an operator of the closed list, got {tree.op!r}")
