"""Ask Z3 or cvc5 a question, each reading the same SMT-LIB text.

Nothing here raises: a missing package, a syntax error and a timeout are answers too, and they
prove nothing. The solver runs in the calling process, and may overrun its own time limit;
whoever cannot wait must be ready to kill the process. The text comes from our encoder alone.
"""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Literal, TypeAlias

from nlverify.files import one_line

Solver: TypeAlias = Literal["z3", "cvc5"]
Outcome: TypeAlias = Literal["sat", "unsat", "unknown", "timeout", "error", "missing"]

SOLVERS: tuple[Solver, ...] = ("z3", "cvc5")
SHOWN = 200  # characters of what a solver says
# What each solver calls its own limit on steps, and how many it gets for a question about spaces.
STEPS_IN_SPACES: dict[Solver, tuple[str, str]] = {"z3": ("rlimit", "400000"), "cvc5": ("rlimit-per", "100000")}


@dataclass(frozen=True)
class Answer:
    """What a solver said; only "sat" and "unsat" say anything about the question.

    `options` are those that were set outside the text. `note` is one line that explains an
    answer other than "sat" and "unsat".
    """

    answer: Outcome
    seconds: float
    version: str | None
    options: tuple[str, ...] = ()
    note: str = ""


def available() -> dict[Solver, str | None]:
    """Return each solver's version, None for one that cannot be imported."""
    versions: dict[Solver, str | None] = {}
    for solver in SOLVERS:
        module = _load(solver)
        versions[solver] = None if isinstance(module, str) else _VERSION[solver](module)
    return versions


def ask(solver: Solver, text: str, timeout_seconds: float) -> Answer:
    """Return the solver's answer to a script that ends in one `(check-sat)`."""
    module = _load(solver)
    if isinstance(module, str):
        return Answer("missing", 0.0, None, note=f"{solver}: expected an importable package, got {module}")
    start = time.perf_counter()
    milliseconds = str(max(1, round(timeout_seconds * 1000)))
    options = {"timeout" if solver == "z3" else "tlimit-per": milliseconds, **settings(solver, text)}
    output = _RUN[solver](module, text, options)
    seconds = time.perf_counter() - start
    answer, note = _read(output)
    if answer == "unknown" and seconds > 0.9 * timeout_seconds:  # Z3 gives the reason "canceled", too
        answer, note = "timeout", f"no answer within {timeout_seconds:g} s"
    shown = tuple(f"{key}={value}" for key, value in options.items())
    return Answer(answer, seconds, _VERSION[solver](module), shown, note)


def settings(solver: Solver, text: str) -> dict[str, str]:
    """Return the options set outside the text, but for the limit on time: in spaces a limit on steps.

    cvc5 wants to be told that a floating-point format may be any.

    A false equation between uninterpreted spaces sends a solver on an endless search, and what
    it might find would say nothing. True ones take a small part of the steps. Steps, unlike
    seconds, end the search at the same place on every machine.
    """
    if "(set-logic QF_FP)" in text and solver == "cvc5":
        return {"fp-exp": "true"}
    return dict([STEPS_IN_SPACES[solver]]) if "(set-logic UF)" in text else {}


def _load(solver: Solver) -> ModuleType | str:
    """Return the solver's package, or why it cannot be imported."""
    try:
        return importlib.import_module(solver)
    except Exception as problem:  # noqa: BLE001 - a package without its library raises what it likes
        return one_line(problem, SHOWN)


def _ask_z3(z3: ModuleType, text: str, options: Mapping[str, str]) -> str:
    """Return what Z3 prints when it runs the script as it stands, with its reason if it does not know."""
    # Options outlive the context they are set in: without a limit of its own, a question would get the last one's.
    settings = "".join(f"(set-option :{key} {value})" for key, value in {"rlimit": "0", **options}.items())
    context = z3.Context()

    def run(commands: str) -> str:
        return str(z3.Z3_eval_smtlib2_string(context.ref(), commands))

    try:
        run(settings)
        output = run(text)
        return output + run("(get-info :reason-unknown)") if output.strip() == "unknown" else output
    except z3.Z3Exception as problem:
        reason = problem.args[0] if problem.args else problem
        return f"(error {reason.decode(errors='replace') if isinstance(reason, bytes) else reason})"


def _ask_cvc5(cvc5: ModuleType, text: str, options: Mapping[str, str]) -> str:
    """Return what cvc5 prints when it runs the script as it stands; its unknown has the reason in brackets."""
    terms = cvc5.TermManager()
    solver = cvc5.Solver(terms)
    names = cvc5.SymbolManager(terms)
    printed = []
    try:
        for key, value in options.items():
            solver.setOption(key, value)
        parser = cvc5.InputParser(solver, names)
        parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "question")
        command = parser.nextCommand()
        while not command.isNull():
            printed.append(str(command.invoke(solver, names)))
            command = parser.nextCommand()
    except RuntimeError as problem:  # the class of every error of cvc5
        return f"(error {problem})"
    return "".join(printed)


_RUN: dict[Solver, Callable[[ModuleType, str, Mapping[str, str]], str]] = {"z3": _ask_z3, "cvc5": _ask_cvc5}
_VERSION: dict[Solver, Callable[[ModuleType], str]] = {
    "z3": lambda z3: str(z3.get_version_string()),
    "cvc5": lambda cvc5: str(cvc5.__version__),
}


def _read(output: str) -> tuple[Outcome, str]:
    r"""Return the answer that a solver printed. Anything beside one answer makes it an error.

    >>> _read("unsat\n")
    ('unsat', '')
    >>> _read('(error "line 3: unknown constant y")\nsat\n')
    ('error', '(error "line 3: unknown constant y") sat')
    """
    words = output.strip()
    if words == "sat":
        return "sat", ""
    if words == "unsat":
        return "unsat", ""
    if re.match(r"unknown\b", words) and "error" not in words:
        return "unknown", one_line(words, SHOWN)
    return "error", one_line(words, SHOWN) or "expected an answer, got nothing"
