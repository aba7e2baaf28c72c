"""What runs in the child processes: one proof function, the encoder, one question to one solver.

All of it takes and returns plain data; see `isolation.py` for what becomes of failures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Literal, get_args

from nlverify.corpus import read_claim
from nlverify.engines import smtlib, solvers
from nlverify.evidence import Evidence, Observed
from nlverify.exact.expression import Json
from nlverify.files import one_line
from nlverify.statement import Statement


def produce(path: str, kind: str, name: str) -> Json:
    """Load a claim file, call one of its functions and return its evidence as JSON."""
    claim = read_claim(Path(path)).claim
    if kind == "control":
        function = claim.controls[name].function
    else:
        function = next(p.function for p in claim.proofs if p.name == name)
    evidence: object = function()
    if not isinstance(evidence, get_args(Evidence | Observed)):
        raise TypeError(f"{name}: expected evidence, got {evidence!r}; return one of nlverify.evidence")
    data: dict[str, Json] = evidence.to_json()
    return data


def encode(statements: Mapping[str, Statement]) -> Json:
    """Return the solver questions of each statement: `{target: [question, …]}`, or why there is none."""
    encoded: dict[str, Json] = {}
    for target, statement in statements.items():
        try:
            encoded[target] = [asdict(q) for q in smtlib.questions(statement)]
        except Exception as error:  # noqa: BLE001 - the other statements are encoded all the same
            encoded[target] = f"{type(error).__name__}: {one_line(error)}"
    return encoded


def ask(solver: Literal["z3", "cvc5"], text: str, timeout: float) -> Json:
    """Put one SMT-LIB file to one solver."""
    answer = solvers.ask(solver, text, timeout)
    return {"answer": answer.answer, "version": answer.version, "options": list(answer.options), "note": answer.note}
