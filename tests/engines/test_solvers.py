"""The drivers: an answer for every text, whatever is wrong with it or with the solver."""

import subprocess
import sys
from types import ModuleType
from typing import Any

import pytest

from nlverify.engines import solvers
from nlverify.engines.smtlib import Question, questions
from nlverify.exact.expression import symbols
from nlverify.statement import Identity, NoNetwork, boolean_table

INSTALLED = solvers.available()
SOLVERS = [
    pytest.param(s, marks=pytest.mark.skipif(INSTALLED[s] is None, reason=f"{s} is not installed"))
    for s in solvers.SOLVERS
]

LINEAR = "(set-logic QF_LRA)\n(declare-const x Real)\n(assert (> x 0.0))\n(assert ({} x 0.0))\n(check-sat)\n"
PARITY = boolean_table("".join(str(k.bit_count() % 2) for k in range(64)))


def spaces() -> Question:
    """Whether AB = BA follows from the laws of a ring: it does not, and the search has no end."""
    A, B = symbols("A B")
    statement = Identity("ring", {"A": ("n", "n"), "B": ("n", "n")}, A * B, B * A)
    (question,) = (q for q in questions(statement) if q.name == "spaces")
    return question


@pytest.mark.parametrize("solver", SOLVERS)
def test_every_assertion_counts(solver: solvers.Solver) -> None:
    for relation, expected in ((">=", "sat"), ("<", "unsat")):
        answer = solvers.ask(solver, LINEAR.format(relation), 10)
        assert (answer.answer, answer.note) == (expected, "")
        assert answer.version == INSTALLED[solver]
        assert 0 < answer.seconds < 10
        assert any("10000" in option for option in answer.options)


@pytest.mark.skipif(INSTALLED["cvc5"] is None, reason="cvc5 is not installed")
def test_the_logic_counts() -> None:
    """cvc5 refuses a product in a linear logic; Z3 reads the logic as a hint."""
    product = LINEAR.format(">=").replace("(> x 0.0)", "(> (* x x) 2.0)")
    answer = solvers.ask("cvc5", product, 10)
    assert (answer.answer, "linear" in answer.note) == ("error", True)
    assert solvers.ask("cvc5", product.replace("QF_LRA", "QF_NRA"), 10).answer == "sat"


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "(check-sat",
        LINEAR.format("before"),
        LINEAR.format(">=").replace("(> x 0.0)", "(> y 0.0)"),
        LINEAR.format(">=").replace("QF_LRA", "NO_SUCH_LOGIC"),
        LINEAR.format(">=").replace("(check-sat)", ""),
        LINEAR.format(">=") + "(check-sat)\n",
        "(set-logic QF_LRA)\n(assert 3)\n(check-sat)",
        "\x00(check-sat)",
        "(set-logic QF_LRA)\n(assert " + "(not " * 50 + "true",
    ],
    ids=repr,
)
def test_what_is_not_one_clean_answer_is_an_error(solver: solvers.Solver, text: str) -> None:
    answer = solvers.ask(solver, text, 10)
    assert answer.answer in ("error", "unknown")
    assert answer.note
    assert "\n" not in answer.note


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_question_that_takes_too_long_ends_in_time(solver: solvers.Solver) -> None:
    (question,) = questions(NoNetwork(PARITY, 4))
    answer = solvers.ask(solver, question.text, 0.2)
    assert (answer.answer, answer.note) == ("timeout", "no answer within 0.2 s"), answer
    assert answer.seconds < 10


@pytest.mark.parametrize("solver", SOLVERS)
def test_one_question_leaves_nothing_behind_for_the_next(solver: solvers.Solver) -> None:
    assert solvers.ask(solver, LINEAR.format("<"), 10).answer == "unsat"
    assert solvers.ask(solver, LINEAR.format(">="), 10).answer == "sat"
    assert solvers.ask(solver, "(set-logic QF_LRA)\n(assert (> x 0.0))\n(check-sat)", 10).answer == "error"
    solvers.ask(solver, spaces().text, 10)  # with a limit on steps, which the next one is not to inherit
    (question,) = questions(NoNetwork(PARITY, 4))
    assert solvers.ask(solver, question.text, 0.2).answer == "timeout"


@pytest.mark.parametrize("solver", SOLVERS)
def test_a_false_equation_between_spaces_is_given_up_soon(solver: solvers.Solver) -> None:
    answer = solvers.ask(solver, spaces().text, 30)
    assert answer.answer in ("unknown", "sat")
    assert answer.seconds < 10
    assert any(option.startswith("rlimit") for option in answer.options)


@pytest.mark.parametrize("solver", solvers.SOLVERS)
@pytest.mark.parametrize(
    "failure", [ImportError("no module"), OSError("no shared library"), RuntimeError("broken\ninside")]
)
def test_a_missing_or_broken_package_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, solver: solvers.Solver, failure: Exception
) -> None:
    def fail(_: str) -> ModuleType:
        raise failure

    monkeypatch.setattr("importlib.import_module", fail)
    answer = solvers.ask(solver, LINEAR.format("<"), 10)
    assert (answer.answer, answer.version) == ("missing", None)
    assert solver in answer.note
    assert "\n" not in answer.note
    assert solvers.available() == {"z3": None, "cvc5": None}


def test_solvers_are_imported_only_when_asked() -> None:
    program = "import sys, nlverify.engines.solvers, nlverify.engines.smtlib; print({'z3', 'cvc5'} & set(sys.modules))"
    done: Any = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
