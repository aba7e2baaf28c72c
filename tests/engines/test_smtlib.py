"""The encoder: what it asks, and that both solvers answer as the mathematics does."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.engines import solvers
from nlverify.engines.smt.question import Meaning
from nlverify.engines.smt.units import COLLAPSE
from nlverify.engines.smtlib import Question, conclude, grounds, questions
from nlverify.exact.expression import (
    Expr,
    absolute,
    clip,
    differs,
    equals,
    exp,
    expr,
    fused,
    inverse,
    leaky_relu,
    log,
    maximum,
    minimum,
    relu,
    softplus,
    sqrt,
    step,
    symbols,
)
from nlverify.statement import (
    AND,
    OR,
    XNOR,
    XOR,
    Cited,
    Classifies,
    Computes,
    Dichotomies,
    Exists,
    ForAll,
    HiddenXor,
    Identity,
    Induction,
    Iterates,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Rounded,
    Sampled,
    Separable,
    SomeNetwork,
    Statement,
    Table,
    boolean_table,
    scalars,
)

ROOT = Path(__file__).resolve().parents[2]
INSTALLED = solvers.available()
SOLVERS = [
    pytest.param(s, marks=pytest.mark.skipif(INSTALLED[s] is None, reason=f"{s} is not installed"))
    for s in solvers.SOLVERS
]

A, B, C, W, K, x, y, a, b, c, d, f, s, v = symbols("A B C W K x y a b c d f s v")
x1, x2 = symbols("x1 x2")

CHAIN = {"A": ("p", "m"), "B": ("m", "n"), "x": ("n", "1"), "c": ("m", "1"), "d": ("p", "1")}
SQUARE = {"A": ("n", "n"), "B": ("n", "n"), "C": ("n", "n"), "x": ("n", "1"), "c": ("n", "1"), "d": ("n", "1")}
LAYERS = {"A": ("n", "n"), "W": ("n", "n"), "b": ("n", "1"), "d": ("n", "1"), "f": ("n", "1"), "x": ("n", "1")}
STACK = {"f": (x, A * f + d), "W": (expr(1), A * W), "b": (expr(0), A * b + d)}
NUMBERS = {**LAYERS, "b": ("1", "1")}

RING = Table.of([((0, 0), 1), ((3, 0), 0), ((-3, 0), 0), ((0, 3), 0), ((0, -3), 0)])
ASIDE = Table.of([((0, 0), 1), ((3, 0), 0), ((3, 3), 0), ((3, -3), 0)])
BUMP = Table.of([((0,), 0), ((1,), 1), ((2,), 0), ((3,), 1)])


def classifier(first: str, second: str, skip: list[Any] | None = None) -> dict[str, Any]:
    """first·σ(x₁ + x₂) + second·σ(x₁ + x₂ − 1) − ½, and perhaps a skip."""
    units = [{"weights": ["1", "1"], "bias": b, "out": out} for b, out in (("0", first), ("-1", second))]
    return {"units": units, "bias": "-1/2", **({"skip": skip} if skip else {})}


def collapse(**changed: tuple[Expr, Expr]) -> Induction:
    """The induction for square layers, with some update changed."""
    return Induction("semiring", LAYERS, {**STACK, **changed}, ("A", "d"), equals(f, W * x + b))


def growth(least: int, start: Expr = c) -> Induction:
    """Steps that are at least `least` are added to a start that is at least 0: the sum stays ≥ 0."""
    given = (c >= 0, a >= least)
    return Induction("reals", scalars("s c a"), {"s": (start, s + a)}, ("a",), s >= 0, given, {"c": 0, "a": 0})


def floating(power: int) -> Expr:
    """(x₁ + x₂) − (((x₁ + x₂) + 2^power) − 2^power): 0 for real numbers."""
    total = x1 + x2
    return total - ((Expr("+", (total, expr(2**power)))) - 2**power)


HOLDS: dict[str, Statement] = {
    "identity: numbers": Identity("commutative-ring", scalars("a b x y"), a * (b * x + y), (b * a) * x + a * y),
    "identity: powers": Identity(
        "commutative-ring", scalars("a b"), (a - b) ** 3 * 1, a**3 - 3 * a * a * b + 3 * a * b * b - b**3
    ),
    "identity: fractions": Identity("reals", scalars("x y"), (x + y) ** 2 / 4 - (x - y) ** 2 / 4, x * y),
    "identity: ring elements": Identity("semiring", scalars("a b x y"), a * (b * x + y), (a * b) * x + a * y),
    "identity: two layers": Identity("semiring", CHAIN, A * (B * x + c) + d, (A * B) * x + (A * c + d)),
    "identity: a square": Identity("ring", SQUARE, (A + B) ** 2, A**2 + A * B + B * A + B**2),
    "identity: negatives": Identity("ring", SQUARE, (A - B) * (A + B), A * A + A * B - B * A - B * B),
    "identity: residual": Identity("ring", SQUARE, (1 + A) * x, x + A * x),
    "identity: multiples": Identity("semiring", SQUARE, (2 * A + B) * x + 0, A * x + B * x + A * x),
    "identity: zero power": Identity("semiring", SQUARE, A**0 * x, x),
    "identity: real matrices": Identity("reals", CHAIN, A * (2 * B), 2 * (A * B)),
    "induction: stack": COLLAPSE["affine-network"],
    "induction: scaled stack": COLLAPSE["scaled-affine-network"],
    "induction: square stack": collapse(),
    "induction: numbers": replace(collapse(), ring="commutative-ring", symbols=scalars("A W b d f x")),
    "induction: inequality": growth(0),
    "induction: product": Induction(
        "reals", scalars("s a"), {"s": (expr(1), s * a)}, ("a",), s >= 0, (a >= 0,), {"a": 0}
    ),
    "induction: sums": Induction(
        "semiring",
        {"A": ("m", "n"), "x": ("n", "1"), "s": ("n", "1"), "y": ("m", "1")},
        {"s": (expr(0), s + x), "y": (expr(0), y + A * x)},
        ("x",),
        equals(y, A * (s + s * 0)),
    ),
    "forall: linear": ForAll(("x", "y"), relu(x + y) <= relu(x) + relu(y)),
    "forall: hypotheses": ForAll(("a", "x"), equals(relu(a * x), a * relu(x)), (a >= 0,), {"a": 0, "x": 0}),
    "forall: all operators": ForAll(
        ("x", "y"),
        equals(
            maximum(x, y) - minimum(x, y) + leaky_relu(x, Fraction(-1)), absolute(x - y) + absolute(x) + clip(0 * x)
        ),
    ),
    "forall: disequation": ForAll(("x",), differs(x * x, -1)),
    "exists: linear": Exists(("x", "y"), (differs(relu(x + y), relu(x) + relu(y)),)),
    "exists: hyperbola": Exists(("x", "y"), (equals(y**2, x**2 + 1), x > 100)),
    "not-separable: xor": NotSeparable(XOR),
    "not-separable: xor, at least": NotSeparable(XOR, ">="),
    "not-separable: ring": NotSeparable(RING),
    "not-separable: network": NotSeparable(XOR, ">", "affine-network"),
    "not-separable: scaled network": NotSeparable(XNOR, ">=", "scaled-affine-network"),
    "not-separable: monotone": NotSeparable(XOR, ">", "monotone-unit"),
    "not-separable: monotone, at least": NotSeparable(XNOR, ">=", "monotone-unit"),
    "separable": Separable(AND),
    "separable: network": Separable(OR, ">=", "affine-network"),
    "separable: monotone": Separable(OR, ">=", "monotone-unit"),
    "not-affine": NotAffine(XOR),
    "not-affine: network": NotAffine(AND, "affine-network"),
    "no-network: relu": NoNetwork(XOR, 1),
    "no-network: thresholded": NoNetwork(XOR, 1, "relu", ">"),
    "no-network: clip": NoNetwork(XOR, 1, "clip", ">="),
    "no-network: leaky": NoNetwork(XOR, 1, ("leaky", Fraction(1, 10)), ">"),
    "no-network: two units": NoNetwork(BUMP, 2),
    "some-network: relu": SomeNetwork(XOR, 2),
    "some-network: skip": SomeNetwork(XOR, 1, skip=True),
    "some-network: abs": SomeNetwork(XOR, 1, "abs"),
    "some-network: clip": SomeNetwork(XOR, 2, "clip"),
    "forall: one of two": ForAll(("x", "y"), (x > y, y >= x)),
    "forall: one of two, with a hypothesis": ForAll(("x", "y"), (x > 1, y > 1), (x + y > 2,), {"x": 2, "y": 1}),
    "forall: steps": ForAll(("x",), equals(x * step(x), relu(x))),
    "forall: inverses": ForAll(("x",), equals(inverse(inverse(x)), x)),
    "forall: roots": ForAll(("x",), equals(sqrt(x * x), absolute(x))),
    "forall: root of a root": ForAll(("x",), equals(sqrt(sqrt(x)) ** 4, relu(x))),
    "exists: root": Exists(("x",), (equals(sqrt(x), 3), x < 10)),
    "induction: several": Induction(
        "reals",
        scalars("s a c"),
        {"s": (expr(0), relu(s) + c), "a": (expr(0), absolute(a) + c)},
        ("c",),
        (equals(s, a), s >= 0),
        (c >= 0,),
        {"c": 1},
    ),
    "induction: hypothesis on the state": Induction(
        "reals", scalars("s c x"), {"s": (x, s - c)}, ("c",), s >= 0, (x >= 0, c <= s), {"x": 1, "c": 1}
    ),
    "induction: strict": Induction("reals", scalars("s"), {"s": (expr(1), 2 * s)}, (), (s > 0, differs(s, 0))),
    "computes: rounded": Computes(("x1", "x2"), floating(24), XOR, Rounded("binary32", ("RNE", "RTZ", "RTN"))),
    "computes: small format": Computes(("x1", "x2"), floating(3), XOR, Rounded("e5m2", ("RNE", "RTZ", "RTN"))),
    "computes: fused": Computes(
        ("x1", "x2"), x1 + x2 - (fused(x1 + x2 + 2**24) - 2**24), XOR, Rounded("binary32", ("RTZ", "RNE"))
    ),
    "computes: steps and inverses": Computes(("x1", "x2"), step(x1 + x2) - inverse(x1 + x2 - 1) * x1 * x2),
    "computes": Computes(("x1", "x2"), relu(x1 + x2) - 2 * relu(x1 + x2 - 1)),
    "computes: product": Computes(("x1", "x2"), x1 + x2 - 2 * x1 * x2),
    "classifies: two networks": Classifies(XOR, (classifier("1", "-2"), classifier("3", "-6")), Fraction(1, 2)),
    "classifies: skip": Classifies(XOR, (classifier("0", "-2", ["1", "1"]),), Fraction(1, 2)),
    "classifies: leaky": Classifies(XOR, (classifier("1", "-2"),), Fraction(3, 10), ("leaky", Fraction(1, 10))),
    "classifies: clip": Classifies(XOR, (classifier("1", "-1"),), Fraction(1, 2), "clip"),
}

REFUTED: dict[str, Statement] = {
    "identity: numbers": Identity("commutative-ring", scalars("a b x y"), a * (b * x + y), a * b * x + a * y + y),
    "identity: characteristic 2": Identity("commutative-ring", scalars("a"), a + a, a - a),
    "identity: ring elements": Identity("ring", scalars("a b x"), a * b * x, b * a * x),
    "identity: lost bias": Identity("semiring", CHAIN, A * (B * x + c) + d, (A * B) * x + d),
    "identity: order": Identity("ring", SQUARE, A * (B * x + c) + d, (B * A) * x + (A * c + d)),
    "identity: order of real matrices": Identity("reals", SQUARE, A * (B * x + c) + d, (B * A) * x + (A * c + d)),
    "identity: real matrices": Identity("reals", CHAIN, A * (B / 2), A * B),
    "induction: lost bias": collapse(b=(expr(0), b + d)),
    "induction: order": collapse(W=(expr(1), W * A)),
    "induction: start": collapse(b=(expr(1) * x, A * b + d)),
    "induction: inequality": growth(-1),
    "induction: start of inequality": growth(0, start=c - 1),
    "induction: matrix inequality": Induction(
        "reals", {"s": ("1", "1"), "v": ("1", "n"), "x": ("n", "1")}, {"s": (expr(0), s + v * x)}, ("v", "x"), s >= 0
    ),
    "induction: vectors that start at 0": Induction(
        "reals",
        {"a": ("1", "n"), "x": ("n", "1"), "c": ("1", "1"), "v": ("n", "1")},
        {"v": (expr(0), v + x @ c)},
        ("x", "c"),
        a @ v >= 0,
        (a @ x >= 0,),
        {"a": 0, "x": 0, "c": 0},
    ),
    "forall: additive": ForAll(("x", "y"), equals(relu(x + y), relu(x) + relu(y))),
    "forall: hypotheses": ForAll(("a", "x"), equals(relu(a * x), a * relu(x)), (a <= 0,), {"a": 0, "x": 0}),
    "exists: linear": Exists(("x",), (relu(x) < x,)),
    "exists: circle": Exists(("x", "y"), (equals(y**2, 1 - x**2), x > 100)),
    "not-separable": NotSeparable(AND),
    "not-separable: aside": NotSeparable(ASIDE, ">="),
    "not-separable: network": NotSeparable(AND, ">", "affine-network"),
    "not-separable: scaled network": NotSeparable(OR, ">", "scaled-affine-network"),
    "not-separable: monotone": NotSeparable(AND, ">", "monotone-unit"),
    "separable": Separable(XOR),
    "separable: network": Separable(XOR, ">", "affine-network"),
    "separable: monotone": Separable(XNOR, ">", "monotone-unit"),
    "not-affine": NotAffine(boolean_table("0011")),
    "not-affine: network": NotAffine(boolean_table("0011"), "scaled-affine-network"),
    "no-network: relu": NoNetwork(XOR, 2),
    "no-network: thresholded": NoNetwork(XOR, 2, "relu", ">"),
    "no-network: clip": NoNetwork(XOR, 2, "clip"),
    "no-network: leaky": NoNetwork(XOR, 1, ("leaky", Fraction(-1, 2)), ">"),
    "no-network: skip": NoNetwork(XOR, 1, skip=True),
    "some-network": SomeNetwork(XOR, 1),
    "some-network: clip": SomeNetwork(XOR, 1, "clip"),
    "forall: one of two": ForAll(("x", "y"), (x > y, y > x)),
    "forall: one of two, with a hypothesis": ForAll(("x", "y"), (x > 1, y > 1), (x + y >= 2,), {"x": 2, "y": 1}),
    "forall: steps": ForAll(("x",), equals(step(x) + step(-x), 1)),
    "forall: inverses": ForAll(("x",), equals(x * inverse(x), 1)),
    "forall: roots": ForAll(("x",), equals(sqrt(x) ** 2, x)),
    "forall: root of a root": ForAll(("x",), equals(sqrt(sqrt(x)) ** 4, x)),
    "exists: root": Exists(("x",), (equals(sqrt(x), -3),)),
    "induction: several": Induction(
        "reals",
        scalars("s a c"),
        {"s": (expr(0), relu(s) + c), "a": (expr(0), absolute(a) + c)},
        ("c",),
        (equals(s, a), s >= 0),
        (c <= 1,),
        {"c": 1},
    ),
    "induction: the second of several": Induction(
        "reals", scalars("s a"), {"s": (expr(0), s), "a": (expr(2), a - 1)}, (), (s >= 0, a >= 1)
    ),
    "induction: hypothesis on the state": Induction(
        "reals", scalars("s c x"), {"s": (x, s - c)}, ("c",), s >= 0, (x >= 0, c <= s + 1), {"x": 1, "c": 1}
    ),
    "induction: strict": Induction("reals", scalars("s"), {"s": (expr(0), 2 * s)}, (), (s > 0, differs(s, 1))),
    "computes: rounded": Computes(("x1", "x2"), floating(24), XOR, Rounded("binary32", ("RNE", "RTP"))),
    "computes: small format": Computes(("x1", "x2"), floating(2), XOR, Rounded("e5m2", ("RNE",))),
    "computes: fused": Computes(
        ("x1", "x2"), x1 + x2 - (x1 + x2 - fused(x1 + x2 + Fraction(1, 2**30)) + 1), XOR, Rounded("binary32", ("RTZ",))
    ),
    "computes: steps and inverses": Computes(("x1", "x2"), step(x1) + step(x2) - inverse(x1 + x2 - 1) * x1),
    "computes": Computes(("x1", "x2"), relu(x1 + x2) - 2 * relu(x1 + x2)),
    "classifies: margin": Classifies(XOR, (classifier("1", "-2"),), Fraction(501, 1000)),
    "classifies: second network": Classifies(XOR, (classifier("1", "-2"), classifier("1", "2")), Fraction(1, 2)),
    "classifies: identity": Classifies(XOR, (classifier("1", "-2"),), Fraction(1, 9), ("leaky", 1)),
}

TRUTHS = [pytest.param(s, "holds", id=f"true {k}") for k, s in HOLDS.items()]
FALSEHOODS = [pytest.param(s, "refuted", id=f"false {k}") for k, s in REFUTED.items()]


def interrogate(solver: solvers.Solver, statement: Statement) -> tuple[tuple[Question, ...], dict[str, str]]:
    asked = questions(statement)
    return asked, {q.name: solvers.ask(solver, q.text, 20).answer for q in asked}


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize(("statement", "expected"), [*TRUTHS, *FALSEHOODS])
def test_both_solvers_answer_as_the_mathematics_does(
    solver: solvers.Solver, statement: Statement, expected: str
) -> None:
    asked, answers = interrogate(solver, statement)
    assert "error" not in answers.values()
    assert conclude(asked, answers) == expected


def test_every_kind_has_a_true_and_a_false_instance() -> None:
    kinds = set(get_args(Statement)) - {Cited, Dichotomies, HiddenXor, Iterates, Sampled}
    assert {type(s) for s in HOLDS.values()} == kinds
    assert {type(s) for s in REFUTED.values()} == kinds


def test_nothing_is_asked_about_observations() -> None:
    assert questions(Sampled("training", {}, 10, 5)) == ()
    assert questions(Cited("Every …", "somebody-1900", "no formal proof")) == ()
    assert conclude((), {}) == "unknown"


@pytest.mark.parametrize(
    "statement",
    [
        ForAll(("x",), exp(x) > 0),
        ForAll(("x",), x > 0, (log(x) > 1,), {"x": 3}),
        Exists(("x",), (softplus(x) > 1,)),
        Induction("reals", scalars("s"), {"s": (exp(expr(0)), s / 2)}, (), s >= 0),
        Computes(("x",), x * Fraction(1, 3), Table.of([((3,), 1)]), Rounded("binary32")),
        Computes(("x",), fused(x * Fraction(1, 3)), Table.of([((3,), 1)]), Rounded("binary32")),
        Dichotomies(XOR.points, 14),
        HiddenXor(2, 14),
        Iterates(((1,),), (1,), 5, 10, (1,)),
    ],
    ids=lambda s: str(s.to_json())[:60],
)
def test_nothing_is_asked_that_a_solver_has_no_words_for(statement: Statement) -> None:
    assert questions(statement) == ()


@pytest.mark.parametrize("form", ["binary16", "bfloat16", "binary32", "binary64", "e5m2", "e4m3"])
@pytest.mark.parametrize("solver", SOLVERS)
def test_an_overflow_is_no_value(solver: solvers.Solver, form: str) -> None:
    """The square of the largest power of 2 is no number of the format, whatever is asked and however it is rounded."""
    most = {"binary16": 15, "bfloat16": 127, "binary32": 127, "binary64": 1023, "e5m2": 15, "e4m3": 7}[form]
    for power, expected in ((most // 2, "holds"), (most, "refuted")):
        table = Table.of([((2**power,), 2 ** (2 * (most // 2)))])
        asked, answers = interrogate(solver, Computes(("x",), x * x, table, Rounded(form, ("RNE", "RTP"))))
        assert conclude(asked, answers) == expected


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (Classifies(XOR, (), 1), "networks: expected one or more"),
        (Classifies(BUMP, (classifier("1", "1"),), 1), "weights: expected 1, got"),
        (Classifies(Table.of([((0, 0), 2)]), (classifier("1", "1"),), 1), "a table with labels 0 and 1"),
        (Classifies(XOR, (classifier("1", "1"),), 1, "tanh"), "activation: expected relu"),
        (Computes(("x1", "x2"), relu(x1) + x2, XOR, Rounded("binary32")), "or fused in floating point"),
        (Computes(("x1", "x2"), fused(relu(x1) + x2), XOR, Rounded("binary32")), "or fused in floating point"),
    ],
)
def test_networks_that_the_checker_would_not_read_are_refused(statement: Statement, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        questions(statement)


@pytest.mark.parametrize("solver", SOLVERS)
def test_hypotheses_that_nothing_satisfies_are_called_vacuous(solver: solvers.Solver) -> None:
    asked, answers = interrogate(solver, ForAll(("x",), x > 5, (x > 1, x < 0)))
    assert conclude(asked, answers) == "vacuous"
    asked, answers = interrogate(solver, replace(growth(0), given=(a >= 1, a * -1 >= 0)))
    assert conclude(asked, answers) == "vacuous"


@pytest.mark.parametrize("solver", SOLVERS)
def test_what_only_steps_satisfy_does_not_help_the_start(solver: solvers.Solver) -> None:
    """For c = 1 no step is possible, and yet s = −c < 0 after no steps at all: the statement is false."""
    statement = Induction(
        "reals", scalars("s c a"), {"s": (-c, s)}, ("a",), s >= 0, (-c - a * a >= 0,), {"c": 0, "a": 0}
    )
    assert conclude(*interrogate(solver, statement)) == "unknown"


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("fires", [">", ">="])
def test_exactly_xor_and_xnor_are_no_threshold_functions(solver: solvers.Solver, fires: Any) -> None:
    tables = {"".join(bits): boolean_table("".join(bits)) for bits in product("01", repeat=4)}
    for family in ("affine-unit", "monotone-unit"):
        for name, table in tables.items():
            expected = "holds" if name in ("0110", "1001") else "refuted"
            assert conclude(*interrogate(solver, NotSeparable(table, fires, family))) == expected, (family, name)  # type: ignore[arg-type]


NONLINEAR = """(set-logic QF_NRA)
(define-fun relu ((z Real)) Real (ite (>= z 0.0) z 0.0))
(define-fun abs_ ((z Real)) Real (ite (>= z 0.0) z (- z)))
(define-fun clip ((z Real)) Real (ite (<= z 0.0) 0.0 (ite (>= z 1.0) 1.0 z)))
(define-fun leaky ((z Real)) Real (ite (>= z 0.0) z (* (- (/ 1.0 2.0)) z)))
(declare-const v Real) (declare-const w1 Real) (declare-const w2 Real) (declare-const b Real) (declare-const c Real)
(define-fun f ((x Real) (y Real)) Real (+ (* v (SIGMA (+ (* w1 x) (* w2 y) b))) c))
"""


@pytest.mark.skipif(INSTALLED["z3"] is None, reason="z3 is not installed")
@pytest.mark.parametrize(
    ("activation", "sigma"),
    [("relu", "relu"), ("abs", "abs_"), ("clip", "clip"), (("leaky", Fraction(-1, 2)), "leaky")],
)
def test_a_sign_in_place_of_the_outer_weight_loses_nothing(activation: Any, sigma: str) -> None:
    """The network as its definition has it, outer weight and all, fits the same tables."""
    for bits in ("0000", "0001", "0110", "0111", "1000", "1001", "0011"):
        table = boolean_table(bits)
        rows = [f"(assert (= (f {p[0]}.0 {p[1]}.0) {t}.0))\n" for p, t in zip(table.points, table.values, strict=True)]
        direct = solvers.ask("z3", NONLINEAR.replace("SIGMA", sigma) + "".join(rows) + "(check-sat)", 20).answer
        (question,) = questions(NoNetwork(table, 1, activation))
        assert solvers.ask("z3", question.text, 20).answer == direct, bits
        assert direct in ("sat", "unsat")


def test_the_lemma_on_stacks_is_the_checkers() -> None:
    spec = spec_from_file_location("nlcheck_for_lemmas", ROOT / "nlverify" / "nlcheck.py")
    assert spec is not None
    assert spec.loader is not None
    nlcheck = module_from_spec(spec)
    spec.loader.exec_module(nlcheck)
    assert {family: lemma.to_json() for family, lemma in COLLAPSE.items()} == nlcheck.LEMMAS


# ---------------------------------------------------------------- equations in free rings, against their normal forms

Terms = dict[tuple[str, ...], int]


def normal_form(tree: Expr) -> Terms:
    """The polynomial in non-commuting symbols that an expression is, as {word: coefficient}."""
    match tree.op, [normal_form(child) for child in tree.children]:
        case "symbol", _:
            return {(str(tree.args[0]),): 1}
        case "number", _:
            found = {(): int(tree.args[0])}  # type: ignore[arg-type]
        case "+", [p, q]:
            found = {w: p.get(w, 0) + q.get(w, 0) for w in {*p, *q}}
        case "-", [p, q]:
            found = {w: p.get(w, 0) - q.get(w, 0) for w in {*p, *q}}
        case _, [p, q]:
            found = {}
            for (left, m), (right, n) in product(p.items(), q.items()):
                found[left + right] = found.get(left + right, 0) + m * n
    return {w: n for w, n in found.items() if n}


def pairs(deeper: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    """Sums, differences and products of two; built by hand, since `+` and `*` flatten."""
    return st.builds(lambda op, p, q: Expr(op, (p, q)), st.sampled_from(["+", "*", "*", "-"]), deeper, deeper)


POLYNOMIALS = st.recursive(st.sampled_from([A, B, A, B, expr(0), expr(1), expr(2)]), pairs, max_leaves=5)


@pytest.mark.parametrize("solver", SOLVERS)
@settings(max_examples=15, derandomize=True, deadline=None, database=None)
@given(left=POLYNOMIALS, right=POLYNOMIALS)
def test_no_answer_about_a_ring_contradicts_the_normal_forms(solver: solvers.Solver, left: Expr, right: Expr) -> None:
    """An unknown is allowed; a proof of what is false, or a refutation of what is true, is not."""
    shapes = {"A": ("n", "n"), "B": ("n", "n")}
    both = [(left, right), (left, Expr("-", (Expr("+", (right, left)), right)))]
    for p, q in both:
        true = normal_form(p) == normal_form(q)
        allowed = {"unknown", "holds" if true else "refuted"}
        assert conclude(*interrogate(solver, Identity("ring", shapes, p, q))) in allowed


# ---------------------------------------------------------------- the text


def every_question() -> Iterator[Question]:
    for statement in (*HOLDS.values(), *REFUTED.values()):
        yield from questions(statement)


def test_every_text_is_one_script_with_a_logic_that_says_what_it_is_about() -> None:
    for question in every_question():
        lines = question.text.splitlines()
        assert lines[0].startswith("; nlverify, a statement of kind ")
        assert lines[1].startswith(f"; Question {question.name}: sat ")
        assert lines[3].startswith("(set-logic ")
        assert lines[-1] == "(check-sat)"
        assert question.text.endswith("\n")
        assert question.text.count("(set-logic") == question.text.count("(check-sat)") == 1


XOR_QUESTION = """\
; nlverify, a statement of kind not-separable.
; Question unit: sat refutes the statement; unsat proves the statement.
; Weights and bias of an affine unit that fits the table.
(set-logic QF_LRA)
(declare-const w1 Real)
(declare-const w2 Real)
(declare-const b Real)
; (0, 0) has label 0
(assert (not (> b 0.0)))
; (0, 1) has label 1
(assert (> (+ w2 b) 0.0))
; (1, 0) has label 1
(assert (> (+ w1 b) 0.0))
; (1, 1) has label 0
(assert (not (> (+ w1 w2 b) 0.0)))
(check-sat)
"""


def test_a_unit_fires_at_the_points_labelled_1() -> None:
    """Spelled out, since a table and its complement are equally hard: no answer would show the labels exchanged."""
    assert [q.text for q in questions(NotSeparable(XOR))] == [XOR_QUESTION]
    at_least = XOR_QUESTION.replace("(> ", "(>= ")
    assert [q.text for q in questions(NotSeparable(XOR, ">="))] == [at_least]


def test_linear_statements_get_a_linear_logic() -> None:
    def logics(statement: Statement) -> dict[str, str]:
        return {q.name: re.findall(r"set-logic (\w+)", q.text)[0] for q in questions(statement)}

    assert logics(HOLDS["forall: linear"]) == {"counterexample": "QF_LRA"}
    assert logics(HOLDS["forall: hypotheses"]) == {"hypotheses": "QF_LRA", "counterexample": "QF_NRA"}
    assert logics(NoNetwork(XOR, 3, "clip")) == {"network": "QF_LRA"}
    assert logics(NotSeparable(XOR, ">", "monotone-unit")) == {"identity": "QF_LRA", "monotone": "UFLRA"}
    assert logics(HOLDS["identity: two layers"]) == {"reals": "QF_NRA", "matrices": "QF_NRA", "spaces": "UF"}


def test_the_text_is_the_same_in_every_process() -> None:
    """Sets of strings have another order in each process, unless the encoder sorts them."""
    program = (
        f"import sys, hashlib; sys.path[:0] = [{str(ROOT)!r}, {str(Path(__file__).parent)!r}]\n"
        "from test_smtlib import every_question\n"
        "print(hashlib.sha256(''.join(q.text for q in every_question()).encode()).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a_statement_and_its_negation_ask_the_same_with_opposite_meanings() -> None:
    def body(text: str) -> str:
        return "\n".join(text.splitlines()[2:])

    for some, none in (
        (Separable(XOR, ">=", "affine-network"), NotSeparable(XOR, ">=", "affine-network")),
        (SomeNetwork(XOR, 1), NoNetwork(XOR, 1)),
    ):
        for p, q in zip(questions(some), questions(none), strict=True):
            assert body(p.text) == body(q.text)
            assert {p.sat, p.unsat} != {q.sat, q.unsat} or p.sat != q.sat


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_symbol_may_have_any_name(solver: solvers.Solver) -> None:
    """Keywords, built-in functions, and the names that the encoder uses itself."""
    for name in ("let", "and", "abs", "pi", "sin", "forall", "relu", "clip", "f", "p", "Real", "true", "M", "select"):
        (z,) = symbols(name)
        asked, answers = interrogate(solver, ForAll((name,), relu(z) + clip(z**2) >= z))
        assert conclude(asked, answers) == "holds", name
        asked, answers = interrogate(solver, Identity("ring", {name: ("n", "n")}, (z + 1) * z, z * z + z))
        assert conclude(asked, answers) == "holds", name


@pytest.mark.parametrize(
    "statement",
    [
        ForAll(("x",), x + y >= 0),
        Exists(("x",), (y > 0,)),
        Computes(("x1", "x2"), x),
        Identity("ring", {"A": ("n", "n")}, A * B, B * A),
        collapse(b=(expr(0), y)),
        Identity("semiring", CHAIN, B * A, A * B),
        Identity("semiring", CHAIN, A + B, B + A),
        Identity("semiring", CHAIN, A + 1, 1 + A),
        Identity("ring", {"A": ("n", "n\n(assert false)")}, A * A, A),
        Identity("ring", {"x\n(assert false)": ("n", "n")}, Expr("symbol", ("x\n(assert false)",)), expr(0)),
        ForAll(("x",), Expr("sin", (x,)) >= 0),
        NotSeparable(Table.of([((0,), 0), ((1,), 2)])),
        NotSeparable(XOR, "<"),  # type: ignore[arg-type]
        NotSeparable(XOR, ">", "tree"),  # type: ignore[arg-type]
        NotAffine(XOR, "monotone-unit"),
        NoNetwork(XOR, 1, "tanh"),
    ],
    ids=str,
)
def test_what_makes_no_sense_is_refused(statement: Statement) -> None:
    with pytest.raises(ValueError, match="expected"):
        questions(statement)


def test_what_spaces_cannot_say_is_not_asked_of_them() -> None:
    half = Identity("reals", CHAIN, A * (B / 2), (A / 2) * B)
    assert [q.name for q in questions(half)] == ["reals", "matrices"]
    assert [q.name for q in questions(REFUTED["induction: matrix inequality"])] == ["reals", "matrices"]


# ---------------------------------------------------------------- what answers amount to

UNIT = Question("unit", "", sat="refutes", unsat="helps-prove")
LEMMA = (
    Question("base", "", sat="nothing", unsat="helps-prove"),
    Question("step", "", sat="nothing", unsat="helps-prove"),
)
GIVEN = (
    Question("hypotheses", "", sat="helps-prove", unsat="vacuous"),
    Question("counterexample", "", sat="refutes", unsat="helps-prove"),
)
BOTH = (Question("reals", "", sat="refutes", unsat="nothing"), Question("spaces", "", sat="nothing", unsat="proves"))
SOME = (
    Question("unit", "", sat="proves", unsat="helps-refute"),
    Question("lemma", "", sat="nothing", unsat="helps-refute"),
)

TABLE: list[tuple[tuple[Question, ...], str, str]] = [
    ((UNIT, *LEMMA), "unsat unsat unsat", "holds"),
    ((UNIT, *LEMMA), "unsat unsat unknown", "unknown"),
    ((UNIT, *LEMMA), "unsat unsat timeout", "unknown"),
    ((UNIT, *LEMMA), "unsat unsat sat", "unknown"),
    ((UNIT, *LEMMA), "unknown unsat unsat", "unknown"),
    ((UNIT, *LEMMA), "sat unsat unsat", "refuted"),
    ((UNIT, *LEMMA), "sat error timeout", "refuted"),
    ((UNIT, *LEMMA), "error error error", "unknown"),
    ((UNIT, *LEMMA), "missing missing missing", "unknown"),
    (GIVEN, "sat unsat", "holds"),
    (GIVEN, "sat sat", "refuted"),
    (GIVEN, "unknown sat", "refuted"),
    (GIVEN, "unsat unsat", "vacuous"),
    (GIVEN, "unsat unknown", "vacuous"),
    (GIVEN, "unsat sat", "contradictory"),
    (GIVEN, "unknown unsat", "unknown"),
    (GIVEN[:1], "sat", "unknown"),
    (GIVEN[:1], "unsat", "vacuous"),
    (GIVEN, "timeout timeout", "unknown"),
    (BOTH, "unsat unsat", "holds"),
    (BOTH, "unknown unsat", "holds"),
    (BOTH, "sat unknown", "refuted"),
    (BOTH, "sat sat", "refuted"),
    (BOTH, "unsat sat", "unknown"),
    (BOTH, "sat unsat", "contradictory"),
    (SOME, "sat unsat", "holds"),
    (SOME, "unsat unsat", "refuted"),
    (SOME, "unsat unknown", "unknown"),
]


@pytest.mark.parametrize(("asked", "said", "expected"), TABLE)
def test_what_answers_amount_to(asked: tuple[Question, ...], said: str, expected: str) -> None:
    answers = dict(zip([q.name for q in asked], said.split(), strict=True))
    assert conclude(asked, answers) == expected


@pytest.mark.parametrize("odd", ["", "SAT", "unsat ", "Unsat", "true", "unknown", "timeout", "error", "missing"])
def test_only_sat_and_unsat_conclude(odd: str) -> None:
    for asked in ((UNIT, *LEMMA), GIVEN, BOTH, SOME):
        assert conclude(asked, {q.name: odd for q in asked}) == "unknown"
        assert grounds(asked, {q.name: odd for q in asked}) == frozenset()
        assert conclude(asked, {}) == "unknown"
        assert conclude(asked, {"another": "unsat"}) == "unknown"
    assert conclude((), {"unit": "unsat"}) == "unknown"


def test_conclude_is_total() -> None:
    """Whatever four questions mean and whatever is answered, there is one conclusion, and it has grounds."""
    meanings = get_args(Meaning)
    for sat, unsat in product(meanings, meanings):
        asked = (Question("q", "", sat, unsat), *LEMMA)
        for said in product(("sat", "unsat", "unknown"), repeat=3):
            answers = dict(zip([q.name for q in asked], said, strict=True))
            concluded = conclude(asked, answers)
            assert concluded in ("holds", "refuted", "vacuous", "unknown", "contradictory")
            assert bool(grounds(asked, answers)) == (concluded in ("holds", "refuted", "vacuous"))


def test_a_solver_that_always_says_the_same_gives_itself_away() -> None:
    """It may be right about a part, but not about both the part and a control that needs the other answer."""
    part, control = questions(NotSeparable(XOR)), questions(NotSeparable(AND))
    for constant in ("sat", "unsat"):
        always: Mapping[str, str] = dict.fromkeys(("unit",), constant)
        assert conclude(part, always) == conclude(control, always)
    assert grounds(part, {"unit": "unsat"}) == {"unsat"}
    assert grounds(control, {"unit": "sat"}) == {"sat"}


def test_hypotheses_alone_never_prove() -> None:
    """An inequality between matrices has no question that could prove it: only refutations are left."""
    w, c, m, s, lam, p, total = symbols("w c m s lam p total")
    one = ("1", "1")
    statement = Induction(
        ring="reals",
        symbols={"w": ("1", "d"), "c": one, "m": one, "s": ("d", "1"), "lam": one, "p": ("d", "1"), "total": one},
        state={"p": (expr(0), p + s @ lam), "total": (expr(0), total + lam)},
        each_step=("s", "lam"),
        given=(w @ s + c - m >= 0,),  # false without lam >= 0
        witness={"w": 1, "c": 0, "m": 1, "s": 2, "lam": 1},
        invariant=w @ p + c * total - m * total >= 0,
    )
    asked = questions(statement)
    meanings = {m for q in asked for m in (q.sat, q.unsat)}
    assert meanings == {"refutes", "vacuous", "nothing"}
    assert conclude(asked, {q.name: "sat" if q.name == "hypotheses" else "unsat" for q in asked}) == "unknown"
