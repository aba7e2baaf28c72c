"""The check by hand: a certificate laid out so that a reader can redo it with pencil and paper.

Nothing here is trusted, and nothing here decides anything: `nlcheck.py` does. These are the
same rows, multipliers and sums in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from nlverify.by_hand.text import assigned, sum_text
from nlverify.by_hand.trees import by_cases, by_induction
from nlverify.by_hand.values import (
    of_catalogue,
    of_classes,
    of_equal_sums,
    of_expression,
    of_iteration,
    of_network,
    of_networks,
    of_run,
    of_weights,
)
from nlverify.statement import (
    Classifies,
    Computes,
    Dichotomies,
    HiddenXor,
    Induction,
    Iterates,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Separable,
    SomeNetwork,
    Statement,
)

__all__ = ["by_hand"]


def by_hand(statement: Statement, certificate: Mapping[str, Any]) -> list[str]:
    """Return the lines of the check by hand of one certificate."""
    return list(_lines(statement, certificate))


def _lines(statement: Statement, certificate: Mapping[str, Any]) -> Iterable[str]:
    match certificate["format"]:
        case "cases/1":
            return by_cases(statement, certificate["trees"])
        case "expansion/1":
            return [f"Both sides multiply out to {sum_text(certificate['terms'])}."]
        case "induction/1" if isinstance(statement, Induction):
            return by_induction(statement, certificate)
        case "weights/1" if isinstance(statement, NotSeparable | Separable | NotAffine):
            return of_weights(statement.table, certificate)
        case "network/1" if isinstance(statement, NoNetwork | SomeNetwork):
            return of_network(statement, certificate)
        case "trace/1" if isinstance(statement, Computes):
            return of_expression(statement, [Fraction(v) for v in certificate["values"]])
        case "trace/1" if isinstance(statement, Classifies):
            return of_networks(statement, [Fraction(v) for v in certificate["values"]])
        case "trace/1" if isinstance(statement, Iterates):
            return of_iteration(statement, [Fraction(v) for v in certificate["values"]])
        case "catalogue/1" if isinstance(statement, Dichotomies):
            return of_catalogue(statement, certificate)
        case "classes/1" if isinstance(statement, HiddenXor):
            return of_classes(statement, certificate["tree"])
        case "equal-sums/1" if isinstance(statement, HiddenXor):
            return of_equal_sums(statement, certificate)
        case "observed/1":
            counts = f"{certificate['successes']} of {certificate['trials']}"
            return [f"Run again just now: {counts} succeeded. There is no certificate, and nothing to check by hand."]
        case "assignment/1":
            return [f"Take {assigned(certificate['values'])}; put these values in and compute."]
        case "run/1":
            return of_run(certificate)
        case _:
            return ["See the certificate."]
