"""Everyone reads an expression the same way: exact arithmetic, the checker, SymPy, Z3 and cvc5.

Were one of them to read `clip` or `leaky` in its own way, a proof of one statement could pass
as a proof of another.
"""

from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.engines import solvers
from nlverify.engines.smtlib import conclude, questions
from nlverify.engines.symbolic import to_sympy
from nlverify.exact.expression import (
    Expr,
    Relation,
    equals,
    evaluate,
    exp,
    expr,
    log,
    rational_text,
    relu,
    sqrt,
    symbols,
)
from nlverify.statement import Computes, Exists, Rounded, Table

CHECKER = Path(__file__).resolve().parents[2] / "nlverify" / "nlcheck.py"
INSTALLED = solvers.available()
SOLVERS = [
    pytest.param(s, marks=pytest.mark.skipif(INSTALLED[s] is None, reason=f"{s} is not installed"))
    for s in solvers.SOLVERS
]
NAMES = ("x", "y", "z")

RATIONALS = st.builds(Fraction, st.integers(-6, 6), st.integers(1, 4))
NUMBERS = RATIONALS.map(expr)
NONZERO = RATIONALS.filter(bool).map(expr)


def applied(deeper: st.SearchStrategy[Expr]) -> dict[str, st.SearchStrategy[Expr]]:
    """Every operator, applied to such arguments; built by hand, since `+` and `*` flatten."""
    one, two = st.tuples(deeper), st.tuples(deeper, deeper)
    several = st.lists(deeper, min_size=2, max_size=3).map(tuple)
    arguments = {
        "+": several,
        "*": several,
        "-": one | two,
        "/": st.tuples(deeper, NONZERO),
        "^": st.tuples(deeper, st.integers(0, 3)),
        "relu": one,
        "abs": one,
        "clip": one,
        "max": two,
        "min": two,
        "leaky": st.tuples(NUMBERS, deeper),
        "step": one,
        "inv": one,
    }
    return {op: st.builds(Expr, st.just(op), args) for op, args in arguments.items()}


SYMBOLS = st.sampled_from(symbols(" ".join(NAMES)))
TREES = st.recursive(SYMBOLS | NUMBERS, lambda deeper: st.one_of(*applied(deeper).values()), max_leaves=6)
ROOTED = applied(TREES)  # random trees whose root is a given operator, so that none is left out
POINTS = st.tuples(RATIONALS, RATIONALS, RATIONALS)

each_operator = pytest.mark.parametrize("operator", ROOTED)
sample = settings(max_examples=15, derandomize=True, deadline=None, database=None)


def value(tree: Expr, point: tuple[Fraction, ...]) -> Fraction:
    return evaluate(tree, dict(zip(NAMES, point, strict=True)))


def statement(tree: Expr, point: tuple[Fraction, ...], wanted: Fraction) -> Computes:
    return Computes(NAMES, tree, Table.of([(point, wanted)]))


@pytest.fixture(scope="module")
def nlcheck() -> ModuleType:
    """The checker, loaded from its file as a stranger would: the package does not import it."""
    spec = spec_from_file_location("nlcheck_for_agreement", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tree_and_point(data: st.DataObject, operator: str) -> tuple[Expr, tuple[Fraction, ...]]:
    return data.draw(ROOTED[operator].filter(lambda tree: bool(tree.names)), "tree"), data.draw(POINTS, "point")


@each_operator
@pytest.mark.parametrize("solver", SOLVERS)
@sample
@given(data=st.data())
def test_the_solvers_compute_the_exact_value(solver: solvers.Solver, operator: str, data: st.DataObject) -> None:
    tree, point = tree_and_point(data, operator)
    exact = value(tree, point)
    for wanted, expected in ((exact, "holds"), (exact + Fraction(1, 7), "refuted")):
        asked = questions(statement(tree, point, wanted))
        answers = {q.name: solvers.ask(solver, q.text, 20) for q in asked}
        assert conclude(asked, {name: a.answer for name, a in answers.items()}) == expected, answers


@each_operator
@sample
@given(data=st.data())
def test_the_checker_computes_the_exact_value(nlcheck: ModuleType, operator: str, data: st.DataObject) -> None:
    tree, point = tree_and_point(data, operator)
    exact = value(tree, point)
    for wanted, expected in ((exact, "proved"), (exact + Fraction(1, 7), "refuted")):
        claimed = statement(tree, point, wanted).to_json()
        nlcheck.validate(claimed)
        assert nlcheck.check(claimed, "trace/1", {"values": [rational_text(exact)]}) == expected


@each_operator
@sample
@given(data=st.data())
def test_sympy_computes_the_exact_value(operator: str, data: st.DataObject) -> None:
    sympy = pytest.importorskip("sympy")
    tree, point = tree_and_point(data, operator)
    real = [sympy.Symbol(name, real=True) for name in NAMES]
    rational = [sympy.Rational(c.numerator, c.denominator) for c in point]
    found = to_sympy(tree).subs(dict(zip(real, rational, strict=True)))
    assert found.is_Rational
    assert Fraction(int(found.p), int(found.q)) == value(tree, point)


def at(point: tuple[Fraction, ...], *facts: Relation) -> Exists:
    """The statement that these comparisons hold at a point, in a form that has room for every operator."""
    return Exists(NAMES, (*(equals(x, c) for x, c in zip(symbols(" ".join(NAMES)), point, strict=True)), *facts))


@pytest.mark.parametrize("solver", SOLVERS)
@sample
@given(tree=TREES.filter(lambda tree: bool(tree.names)), point=POINTS)
def test_the_solvers_take_the_root_that_is_not_negative(
    solver: solvers.Solver, tree: Expr, point: tuple[Fraction, ...]
) -> None:
    exact = abs(value(tree, point))
    for wanted, expected in ((exact, "holds"), (exact + Fraction(1, 7), "refuted"), (-exact - 1, "refuted")):
        asked = questions(at(point, equals(sqrt(tree**2) + sqrt(-(tree**2)), wanted)))
        answers = {q.name: solvers.ask(solver, q.text, 20) for q in asked}
        assert conclude(asked, {name: a.answer for name, a in answers.items()}) == expected, answers


ENCLOSED = {"exp": exp, "log": log, "sqrt": sqrt}


@pytest.mark.parametrize("operator", ENCLOSED)
@sample
@given(inner=RATIONALS, outer=RATIONALS)
def test_the_checker_and_sympy_agree_on_values_that_are_not_rational(
    nlcheck: ModuleType, operator: str, inner: Fraction, outer: Fraction
) -> None:
    """Also below 0, where log and sqrt are 0: no root of a negative number, no complex logarithm."""
    sympy = pytest.importorskip("sympy")
    x = symbols("x")[0]
    tree = ENCLOSED[operator](x - 1) * 2 + relu(ENCLOSED[operator](-x)) * outer
    real = sympy.Symbol("x", real=True)
    found = Fraction(str(sympy.N(to_sympy(tree).subs(real, sympy.Rational(inner.numerator, inner.denominator)), 20)))
    near = abs(found) / 10**15 + Fraction(1, 10**15)
    for relation, expected in ((tree > found - near, True), (tree < found + near, True), (tree > found + near, False)):
        assert nlcheck.holds(relation.to_json(), {"x": ((inner,),)}, nlcheck.Work()) is expected


def test_solvers_are_asked_nothing_about_exp_and_log() -> None:
    for operator in (exp, log):
        assert questions(at((Fraction(1),) * 3, operator(symbols("x")[0]) > 0)) == ()


FORMATS = ("binary16", "bfloat16", "binary32", "binary64", "e5m2", "e4m3")
HALVES = st.builds(Fraction, st.integers(-6, 6), st.sampled_from([1, 2, 4]))  # values of every format
FLOATS = st.recursive(
    SYMBOLS | HALVES.map(expr),
    lambda deeper: st.one_of(
        st.builds(Expr, st.sampled_from("+*"), st.lists(deeper, min_size=2, max_size=3).map(tuple)),
        st.builds(Expr, st.just("-"), st.tuples(deeper) | st.tuples(deeper, deeper)),
        st.builds(Expr, st.just("fused"), st.tuples(deeper)),
    ),
    max_leaves=5,
).filter(lambda tree: bool(tree.names))


def rounded(nlcheck: ModuleType, tree: Expr, point: tuple[Fraction, ...], how: Rounded) -> Fraction | None:
    """The value in a format and one mode, by the checker; None if something overflows."""
    algebra = nlcheck.Rounded(nlcheck.Work(), how.format, how.modes[0])
    try:
        found = nlcheck.expand(tree.to_json(), dict(zip(NAMES, point, strict=True)), algebra)
    except nlcheck.Rejected:
        return None
    return Fraction(algebra.number(found))


@pytest.mark.parametrize("mode", ["RNE", "RNA", "RTZ", "RTP", "RTN"])
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("solver", SOLVERS)
@settings(sample, max_examples=8)
@given(tree=FLOATS, point=st.tuples(HALVES, HALVES, HALVES))
def test_the_solvers_round_as_the_checker_does(
    nlcheck: ModuleType, solver: solvers.Solver, form: str, mode: str, tree: Expr, point: tuple[Fraction, ...]
) -> None:
    how = Rounded(form, (mode,))
    exact = rounded(nlcheck, tree, point, how)
    wanted = Fraction(1) if exact is None else exact
    cases = [(wanted, "refuted" if exact is None else "holds")]
    cases += [] if exact is None else [(Fraction(1 if exact != 1 else 2), "refuted")]
    for goal, expected in cases:
        asked = questions(Computes(NAMES, tree, Table.of([(point, goal)]), how))
        answers = {q.name: solvers.ask(solver, q.text, 20) for q in asked}
        assert conclude(asked, {name: a.answer for name, a in answers.items()}) == expected, answers


@sample
@given(tree=FLOATS.filter(lambda tree: "fused" not in str(tree)), point=st.tuples(HALVES, HALVES, HALVES))
def test_numpy_rounds_as_the_checker_does(nlcheck: ModuleType, tree: Expr, point: tuple[Fraction, ...]) -> None:
    """Times 2⁻¹² and plus 4096, so that something is rounded at all."""
    numpy = pytest.importorskip("numpy")
    x, y, _ = symbols(" ".join(NAMES))
    scaled = Expr("+", (Expr("*", (tree, expr(Fraction(1, 4096)))), expr(4096), x, y))

    def machine(t: Expr) -> Any:
        if t.op == "symbol":
            return numpy.float32(float(point[NAMES.index(str(t.args[0]))]))
        if t.op == "number":
            return numpy.float32(float(t.args[0]))  # type: ignore[arg-type]
        first, *others = [machine(c) for c in t.children]
        if t.op == "-" and not others:
            return -first
        for other in others:
            first = {"+": first + other, "-": first - other, "*": first * other}[t.op]
        return first

    assert Fraction(float(machine(scaled))) == rounded(nlcheck, scaled, point, Rounded("binary32"))


def test_no_operator_is_left_out(nlcheck: ModuleType) -> None:
    assert set(ROOTED) == set(nlcheck.EXACT)
    assert set(ENCLOSED) == set(nlcheck.REAL) - set(nlcheck.EXACT)
    assert set(FORMATS) == set(nlcheck.FLOATS)
