"""Guided proofs: what they write down is judged by nlcheck, and what is false does not close."""

from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from nlverify.engines.guided import Goal
from nlverify.engines.search import NoEvidenceError
from nlverify.evidence import Cases, Tree
from nlverify.exact.expression import (
    Relation,
    absolute,
    equals,
    exp,
    expr,
    inverse,
    log,
    relu,
    sigmoid,
    symbols,
)
from nlverify.statement import ForAll

CHECKER = Path(__file__).resolve().parents[2] / "nlverify" / "nlcheck.py"
x, y = symbols("x y")


@pytest.fixture(scope="module")
def nlcheck() -> ModuleType:
    spec = spec_from_file_location("nlcheck_for_guided", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


Judge = Callable[[ForAll, Cases], str]


@pytest.fixture(scope="module")
def judge(nlcheck: ModuleType) -> Judge:
    def run(statement: ForAll, evidence: Cases) -> str:
        data, claimed = evidence.to_json(), statement.to_json()
        nlcheck.validate(claimed)
        return str(nlcheck.check(claimed, data.pop("format"), data))

    return run


def over(names: str, then: Relation, *given: Relation, **witness: int) -> ForAll:
    return ForAll(tuple(names.split()), then, given, witness)


def tangent(statement: ForAll) -> Cases:
    goal = Goal(statement)
    goal.taylor(x, 3, "cubic")
    return goal.proved(goal.close(x))


def doubled(statement: ForAll) -> Cases:
    goal = Goal(statement)
    goal.sum(x, x)
    goal.taylor(2 * x)
    return goal.proved(goal.close())


def turned_over(statement: ForAll) -> Cases:
    goal = Goal(statement)
    for at in (x, -x):
        goal.positive(at)
    goal.one(x)

    def fractions(goal: Goal) -> Tree:
        last = ("side", "F-positive", "G-positive")
        return goal.reciprocal(
            inverse(1 + exp(-x)), lambda g: g.reciprocal(inverse(1 + exp(x)), lambda h: h.close(last), "G"), "F"
        )

    return goal.proved(goal.unequal(0, fractions))


def logarithm(statement: ForAll) -> Cases:
    goal = Goal(statement)
    goal.positive(x)
    goal.taylor(log(1 + exp(x)))
    return goal.proved(goal.logarithm(log(1 + exp(x)), lambda g: g.close(), "S"))


def signs(statement: ForAll) -> Cases:
    goal = Goal(statement)
    return goal.proved(goal.settle({"x": relu(x), "minus": relu(-x)}, lambda g: g.close()))


def split(statement: ForAll) -> Cases:
    goal = Goal(statement)
    return goal.proved(goal.sign(x - 1, lambda g: g.close(("s", "s")), lambda g: g.close(("s", 0)), "s"))


def digits(statement: ForAll) -> Cases:
    goal = Goal(statement)
    goal.bounds(exp(expr(1)), 6, "e")
    return goal.proved(goal.close("e-below", "e-above"))


def constant(statement: ForAll) -> Cases:
    """In the case x ≥ 0 the power is e to the 0."""
    goal = Goal(statement)
    goal.positive(-relu(-x))
    goal.taylor(-relu(-x))
    goal.taylor(relu(-x), 1, "turned")
    goal.one(relu(-x))

    def last(goal: Goal) -> Tree:
        goal.constant(-relu(-x), "one")
        return goal.close(("turned", 1), degree=2)

    return goal.proved(goal.settle({"x": relu(-x)}, last))


PROOFS: list[tuple[ForAll, Callable[[ForAll], Cases]]] = [
    (over("x", exp(x) >= 1 + x + x**2 / 2 + x**3 / 6), tangent),
    (over("x", exp(x) * exp(x) >= 1 + 2 * x), doubled),
    (over("x", equals(sigmoid(x) + sigmoid(-x), 1)), turned_over),
    (over("x", log(1 + exp(x)) <= exp(x)), logarithm),
    (over("x", absolute(x) >= x), signs),
    (over("x", x * x >= 2 * x - 1, x <= 1, x=0), split),
    (over("x", x + exp(expr(1)) > 2, x >= 0, x=0), digits),
    (over("x", exp(-relu(-x)) <= 1), constant),
]


@pytest.mark.parametrize(("statement", "proof"), PROOFS)
def test_nlcheck_accepts_what_is_written_down(
    judge: Judge, statement: ForAll, proof: Callable[[ForAll], Cases]
) -> None:
    assert judge(statement, proof(statement)) == "proved"


def test_only_the_products_named_are_used(judge: Judge) -> None:
    statement = over("x y", x * y > 1, x > 1, y > 1, x=2, y=2)
    with pytest.raises(NoEvidenceError, match="these products give none"):
        Goal(statement).close()
    assert judge(statement, Goal(statement).proved(Goal(statement).close((0, 1)))) == "proved"
    assert judge(statement, Goal(statement).proved(Goal(statement).close(degree=2))) == "proved"


def test_squares_are_of_expressions(judge: Judge) -> None:
    statement = over("x y", x * x + y * y >= 2 * x * y)
    with pytest.raises(NoEvidenceError):
        Goal(statement).close(x + y)
    assert judge(statement, Goal(statement).proved(Goal(statement).close(x - y))) == "proved"


@pytest.mark.parametrize(
    ("statement", "proof"),
    [
        (over("x", exp(x) >= 1 + x + x**2), tangent),
        (over("x", exp(x) * exp(x) >= 2 + 2 * x), doubled),
        (over("x", equals(sigmoid(x) + sigmoid(-x), 2)), turned_over),
        (over("x", log(1 + exp(x)) <= exp(x) / 2), logarithm),
        (over("x", absolute(x) >= 2 * x), signs),
        (over("x", x + exp(expr(1)) > 3, x >= 0, x=0), digits),
        (over("x", exp(-relu(-x)) <= 1 + x), constant),
    ],
)
def test_what_is_false_does_not_close(statement: ForAll, proof: Callable[[ForAll], Cases]) -> None:
    with pytest.raises(NoEvidenceError, match=r"the rows are \(0\)"):
        proof(statement)


def test_only_values_of_operators_have_cases() -> None:
    goal = Goal(over("x", relu(x) >= 0))
    with pytest.raises(ValueError, match="expected the value of an operator, got x"):
        goal.cases(x, lambda g: g.close(), lambda g: g.close())
    with pytest.raises(ValueError, match="expected an expression in values that are known"):
        goal.close(exp(x))
    with pytest.raises(KeyError):
        goal.close(("no-such-row", 0))


def test_names_are_those_of_the_rows() -> None:
    goal = Goal(over("x y", x + y > 1, x > 1, y > 0, x=2, y=1), {"large": 0})
    goal.positive(x, "power")
    goal.bounds(exp(expr(0)), 2, "one")
    assert goal.names == {"large": 0, "power": 3, "one-below": 4, "one-above": 5}
    assert [str(goal.system.rows[k]) for k in goal.names.values()][:2] == ["x - 1 > 0", "#0 > 0"]


def test_a_difference_has_two_sides(judge: Judge) -> None:
    statement = over("x y", equals(x, y), equals(x - y, 0), x=1, y=1)
    goal = Goal(statement)
    assert judge(statement, goal.proved(goal.unequal(1, lambda g: g.close()))) == "proved"
