"""Everyone reads an expression the same way: exact arithmetic, the checker, SymPy, Z3 and cvc5.

Were one of them to read `clip` or `leaky` in its own way, a proof of one statement could pass
as a proof of another.
"""

from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.engines import solvers
from nlverify.engines.smtlib import conclude, questions
from nlverify.engines.symbolic import to_sympy
from nlverify.exact.expression import Expr, evaluate, expr, rational_text, symbols
from nlverify.statement import Computes, Table

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


def test_no_operator_is_left_out(nlcheck: ModuleType) -> None:
    assert set(ROOTED) == set(nlcheck.PIECEWISE)
