"""Activation functions as expressions, and what is asked of each of them, as statements.

The catalogue of activations asks the same questions of every function. Each question is one
function here, which returns the statement; a claim's file gives the evidence. The site reads
the statements again from the bundle, and says on a page what they say.

>>> RELU(symbols("y")[0] - 1).to_json()
['relu', ['-', 'y', '1']]
>>> slope_at_most(RELU, 1).to_json()["then"]
['<=', ['-', ['relu', 'x'], ['relu', 'y']], ['-', 'x', 'y']]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from nlverify.exact.expression import (
    Expr,
    Json,
    Operand,
    Rational,
    Relation,
    absolute,
    equals,
    exp,
    expr,
    maximum,
    minimum,
    relu,
    sigmoid,
    silu,
    softplus,
    step,
    symbols,
    tanh,
)
from nlverify.statement import Computes, Exists, ForAll

Place: TypeAlias = Operand | tuple[Operand, ...]

x, a, b = symbols("x a b")


@dataclass(frozen=True)
class Activation:
    """A function of its `inputs`, which may depend on `parameters` that satisfy `given`, as `witness` does."""

    expression: Expr
    inputs: tuple[str, ...] = ("x",)
    parameters: tuple[str, ...] = ()
    given: tuple[Relation, ...] = ()
    witness: Mapping[str, Rational] = field(default_factory=dict)

    def __call__(self, *arguments: Operand) -> Expr:
        """Return the function's value at these arguments, as an expression."""
        return put_in(self.expression, dict(zip(self.inputs, map(expr, arguments), strict=True)))

    def to_json(self) -> dict[str, Json]:
        """Return the function as data for the catalogue's page."""
        return {
            "kind": "activation",
            "expression": self.expression.to_json(),
            "inputs": list(self.inputs),
            "parameters": list(self.parameters),
            "given": [r.to_json() for r in self.given],
            "witness": {name: str(value) for name, value in self.witness.items()},
        }


def put_in(tree: Expr, values: Mapping[str, Expr]) -> Expr:
    """Return an expression with these expressions for its symbols, and otherwise the same tree."""
    if tree.op == "symbol":
        return values.get(str(tree.args[0]), tree)
    return Expr(tree.op, tuple(put_in(c, values) if isinstance(c, Expr) else c for c in tree.args))


IDENTITY = Activation(x)
RELU = Activation(relu(x))
LEAKY = Activation(relu(x) - a * relu(-x), parameters=("a",), given=(a > 0, a < 1), witness={"a": Fraction(1, 2)})
ELU = Activation(x + relu(-x) + (exp(-relu(-x)) - 1))  # x + relu(−x) is relu(x)
LAMBDA, ALPHA = Fraction("1.0507"), Fraction("1.6733")  # of SELU, rounded
SELU = Activation(LAMBDA * (x + relu(-x)) + LAMBDA * ALPHA * (exp(-relu(-x)) - 1))
SOFTPLUS = Activation(softplus(x))
SILU = Activation(silu(x))
MISH = Activation(x * tanh(softplus(x)))
TANH = Activation(tanh(x))
SIGMOID = Activation(sigmoid(x))
HARD_TANH = Activation(maximum(-1, minimum(x, 1)))
HARD_SIGMOID = Activation(maximum(0, minimum(x / 6 + Fraction(1, 2), 1)))
RELU6 = Activation(minimum(relu(x), 6))
STEP = Activation(step(x))
SIGN = Activation(step(x) - step(-x))
SQUARE = Activation(x**2)
ABSOLUTE = Activation(absolute(x))
MAXOUT = Activation(maximum(a, b), ("a", "b"))
GLU = Activation(a * sigmoid(b), ("a", "b"))
BILINEAR = Activation(a * b, ("a", "b"))
SWIGLU = Activation(silu(a) * b, ("a", "b"))

# ------------------------------------------------------------------ the range


def at_least(f: Activation, bound: Rational, *, strict: bool = False) -> ForAll:
    """∀x: f(x) ≥ bound, or > bound."""
    value = f(*symbols(" ".join(f.inputs)))
    return _for_all(f, f.inputs, value > bound if strict else value >= bound)


def at_most(f: Activation, bound: Rational, *, strict: bool = False) -> ForAll:
    """∀x: f(x) ≤ bound, or < bound."""
    value = f(*symbols(" ".join(f.inputs)))
    return _for_all(f, f.inputs, value < bound if strict else value <= bound)


def onto(f: Activation, *found: Operand, given: tuple[Relation, ...] = (), witness: Rational = 0) -> ForAll:
    """∀y in a range: f takes the value y, at a place that is `found` from y."""
    return _for_all(f, ("y",), equals(f(*found), symbols("y")[0]), given, {"y": witness})


def exceeds(f: Activation, *found: Operand) -> ForAll:
    """∀y: f is greater than y, at a place that is `found` from y."""
    return _for_all(f, ("y",), f(*found) > symbols("y")[0])


def falls_below(f: Activation, *found: Operand) -> ForAll:
    """∀y: f is less than y, at a place that is `found` from y."""
    return _for_all(f, ("y",), f(*found) < symbols("y")[0])


def reaches(f: Activation, bound: Rational) -> Exists:
    """∃x: f(x) < bound."""
    return Exists(f.inputs, (f(*symbols(" ".join(f.inputs))) < bound,))


def flat(f: Activation, bound: Rational) -> ForAll:
    """∀x ≤ 0: f(x) ≤ bound. With a lower bound as well, no polynomial does this, but constants."""
    return _for_all(f, ("x",), f(x) <= bound, (x <= 0,), {"x": -1})


# ------------------------------------------------------------------ the shape


def increasing(f: Activation) -> ForAll:
    """∀x ≤ y: f(x) ≤ f(y), in each input."""
    low, high = _two(f)
    ordered = tuple(u <= v for u, v in zip(low, high, strict=True))
    names = [_name(s) for s in (*low, *high)]
    return _for_all(f, names, f(*low) <= f(*high), ordered, dict.fromkeys(names, 0))


def convex(f: Activation, slope: Operand) -> ForAll:
    """∀x, y: f(x) ≥ f(y) + slope·(x − y), where `slope` depends on y: at each y a line supports f.

    A function is convex if and only if it has such lines. For two inputs (a, b) and (c, d), `slope`
    is the first one's, and 1 − slope the second one's.
    """
    (*p,), (*r,) = _two(f)
    slopes = (expr(slope),) if len(p) == 1 else (expr(slope), 1 - expr(slope))
    rises = (_product(each, u - v) for each, u, v in zip(slopes, p, r, strict=True))
    return _for_all(f, [_name(s) for s in (*p, *r)], f(*p) >= _sum(f(*r), *rises))


def bends(f: Activation, way: str, at: tuple[Rational, Rational] | None = None) -> Exists | ForAll:
    """∃p, r: in the middle between them f is below its chord (`way` "up") or above it ("down").

    For a function with parameters: for all of them, at the points `at`.
    """
    if at is not None:
        p, r = map(expr, at)
        mean, middle = _sum(f(p), f(r)), _product(expr(2), f((p + r) / 2))
        return _for_all(f, (), mean > middle if way == "up" else mean < middle)
    first, last = _points(f)
    mean, middle = _sum(f(*first), f(*last)), _product(expr(2), f(*_middle(first, last)))
    names = tuple(_name(s) for s in (*first, *last))
    return Exists(names, (mean > middle if way == "up" else mean < middle,))


def turns(f: Activation, way: str) -> Exists:
    """∃p, r, t: f is above t at both and below in the middle ("valley"), or the other way round ("hill").

    So f(p + (r − p)(x₁ + x₂)/2), compared with t, is XOR or its opposite.
    """
    first, last = _points(f)
    (t,) = symbols("t")
    low, middle, high = f(*first), f(*_middle(first, last)), f(*last)
    names = tuple(_name(s) for s in (*first, *last, t))
    return Exists(names, (low > t, middle < t, high > t) if way == "valley" else (low < t, middle > t, high < t))


def takes(f: Activation, *values: Rational) -> ForAll:
    """∀x: f(x) is one of these values."""
    value = f(*symbols(" ".join(f.inputs)))
    then = tuple(equals(value, v) for v in values)
    return ForAll(f.inputs, then)


# ------------------------------------------------------------------ how smooth


def slope_at_most(f: Activation, constant: Rational) -> ForAll:
    """∀x ≥ y: f(x) − f(y) ≤ constant·(x − y). For two inputs, constant·d where no input differs by more than d."""
    p, r = _two(f)
    names = [_name(s) for s in (*p, *r)]
    if len(p) == 1:
        return _for_all(f, names, f(*p) - f(*r) <= _times(constant, p[0] - r[0]), (p[0] >= r[0],))
    (d,) = symbols("e")
    near = tuple(limit for u, v in zip(p, r, strict=True) for limit in (u - v <= d, v - u <= d))
    return _for_all(f, [*names, "e"], f(*p) - f(*r) <= _times(constant, d), near)


def slope_at_least(f: Activation, constant: Rational) -> ForAll:
    """∀x ≥ y: f(x) − f(y) ≥ constant·(x − y). With 0 for the constant, f is increasing."""
    (p,), (r,) = _two(f)
    return _for_all(f, ("x", "y"), f(p) - f(r) >= _times(constant, p - r), (p >= r,))


def steeper(f: Activation, first: Place, last: Place, below: Rational | None = None) -> ForAll:
    """∀k ≥ 0 (and < `below`): |f(first) − f(last)| > k·|first − last|; so no such k is a Lipschitz constant.

    `first` and `last` are found from k; for two inputs the distance is the larger of both.
    """
    (k,) = symbols("k")
    given = (k >= 0,) if below is None else (k >= 0, k < below)
    p, r = (at if isinstance(at, tuple) else (at,) for at in (first, last))
    distances = [absolute(expr(u) - expr(v)) for u, v in zip(p, r, strict=True)]
    distance = distances[0] if len(distances) == 1 else maximum(*distances)
    farther = k if (p, r) == ((1,), (0,)) else _product(k, distance)
    return _for_all(f, ("k",), absolute(f(*p) - f(*r)) > farther, given, {"k": 0})


def jumps(f: Activation, height: Rational) -> ForAll:
    """∀h > 0: |f(h) − f(−h)| ≥ height, so that f is not continuous at 0."""
    (h,) = symbols("h")
    return _for_all(f, ("h",), absolute(f(h) - f(-h)) >= height, (h > 0,), {"h": 1})


def kink(f: Activation, place: Rational, slope: Rational | Expr, width: Rational = 1) -> ForAll:
    """∀h in (0, width]: |f(p + h) + f(p − h) − 2f(p)| ≥ slope·h, so that f has no derivative at p."""
    (h,) = symbols("h")
    right, left = (expr(place) + h, expr(place) - h) if place != 0 else (h, -h)
    second = absolute(_sum(f(right), f(left)) - _product(expr(2), f(place)))
    return _for_all(f, ("h",), second >= _times(slope, h), (h > 0, h <= width), {"h": min(width, Fraction(1))})


# ------------------------------------------------------------------ XOR, and how far from affine


def exact_xor(f: Activation, *arguments: Expr, constant: Rational = 1) -> Computes:
    """Constant − f(arguments) is XOR, where the arguments are affine in x₁ and x₂."""
    return Computes(("x1", "x2"), expr(constant) - f(*arguments))


def error_at_most(f: Activation, line: Expr, bound: Operand, upto: Rational | None = None) -> ForAll:
    """∀h > 0 (and ≤ `upto`) and x in [−h, h], for each input: |f(x) − line| ≤ bound.

    `line` is affine in x, and it and the bound may depend on h.
    """
    inputs, (h,) = symbols(" ".join(f.inputs)), symbols("h")
    within = tuple(r for u in inputs for r in (u >= -h, u <= h))
    short = () if upto is None else (h <= upto,)
    witness = {**dict.fromkeys(f.inputs, 0), "h": 1}
    return _for_all(f, ("h", *f.inputs), absolute(f(*inputs) - line) <= bound, (h > 0, *short, *within), witness)


def near(f: Activation, side: str, line: Expr, amount: Operand = 0, *, half: bool = False) -> ForAll:
    """∀x (with `half`: x ≥ 0): f(x) ≤ line + amount (`side` "above") or ≥ line − amount ("below")."""
    bound = line
    if amount != 0:
        bound = _sum(line, expr(amount)) if side == "above" else line - amount
    given, witness = ((x >= 0,), {"x": 1}) if half else ((), {})
    return _for_all(f, ("x",), f(x) <= bound if side == "above" else f(x) >= bound, given, witness)


def odd(f: Activation, total: Rational) -> ForAll:
    """∀x: f(x) + f(−x) = total: half a turn about (0, total/2), which is (0, f(0)), leaves the graph as it is."""
    return _for_all(f, ("x",), equals(_sum(f(x), f(-x)), total))


def bent(f: Activation, amount: Operand, upto: Rational | None = None) -> ForAll:
    """∀h > 0 (and ≤ `upto`): |f(h) + f(−h) − 2f(0)| ≥ amount.

    So on [−h, h] no affine function is nearer to f than amount/4. With two inputs:
    |f(h, h) + f(−h, −h) − f(h, −h) − f(−h, h)| ≥ amount, and the same follows on the square.
    """
    (h,) = symbols("h")
    if len(f.inputs) == 1:
        bend = _sum(f(h), f(-h)) - _product(expr(2), f(0))
    else:
        bend = _sum(f(h, h), f(-h, -h)) - _sum(f(h, -h), f(-h, h))
    short = () if upto is None else (h <= upto,)
    return _for_all(f, ("h",), absolute(bend) >= amount, (h > 0, *short), {"h": 1})


# ------------------------------------------------------------------ inside


def _for_all(
    f: Activation,
    variables: tuple[str, ...] | list[str],
    then: Relation,
    given: tuple[Relation, ...] = (),
    witness: Mapping[str, Rational] | None = None,
) -> ForAll:
    """Return the statement for all variables, and before them for all parameters of f."""
    known: dict[str, Rational] = {}
    if f.given or given:
        known = dict(f.witness) | dict.fromkeys(variables, 0) | dict(witness or {})
    return ForAll((*f.parameters, *variables), then, (*f.given, *given), known)


def _two(f: Activation) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """Return symbols for two arguments: x and y, or a, b and c, d."""
    return ((x,), symbols("y")) if len(f.inputs) == 1 else ((a, b), symbols("c d"))


def _points(f: Activation) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """Return symbols for the ends of a segment."""
    return (symbols("p"), symbols("r")) if len(f.inputs) == 1 else (symbols("p1 p2"), symbols("r1 r2"))


def _middle(first: tuple[Expr, ...], last: tuple[Expr, ...]) -> list[Expr]:
    return [(u + v) / 2 for u, v in zip(first, last, strict=True)]


def _sum(*terms: Expr) -> Expr:
    """Return a sum with each term as it is: the site finds the terms again."""
    return Expr("+", terms)


def _product(*factors: Expr) -> Expr:
    """Return a product with each factor as it is."""
    return Expr("*", factors)


def _times(factor: Rational | Expr, value: Expr) -> Expr:
    return value if factor == 1 else _product(expr(factor), value)


def _name(symbol: Expr) -> str:
    return str(symbol.args[0])
