"""An answer about one function as statement and certificates that `nlcheck.py` accepts.

The part says that some unit fires exactly where the function is 1 (`separable`, with weights), or that none does
(`not-separable`, with multipliers of the rows). The control is a function nearby for which the same is false.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any

import numpy as np

from nlverify.boolean.tables import chow, digits, full, table_of, values_of
from nlverify.boolean.threshold import decide
from nlverify.boolean.witness import Clash, Unit
from nlverify.evidence import Cases, Leaf, Weights
from nlverify.exact.expression import Json
from nlverify.statement import NotSeparable, Separable, boolean_table

MAX_INPUTS = 12  # a statement lists every row


def claim_folder(table: int, inputs: int, answer: Unit | Clash) -> dict[str, dict[str, Json]]:
    """Return the files of a claim folder by name: the statement, a certificate for it and one for its control.

    Raises ValueError for a constant function, since a statement needs rows of both labels.
    """
    if not 1 <= inputs <= MAX_INPUTS:
        raise ValueError(f"expected 1 to {MAX_INPUTS} inputs, got {inputs}; the statement would list every row")
    if table in (0, full(inputs)):
        raise ValueError("expected a function with both values, got a constant; weights 0 show that it is a unit")
    other, name = _control(table, inputs, answer)
    kind = Separable if isinstance(answer, Unit) else NotSeparable
    opposite = NotSeparable if kind is Separable else Separable
    control = kind(boolean_table(digits(other, inputs)), fires=">") if other != table else None
    statement: dict[str, Json] = {
        "schema": "nlverify-statement/1",
        "id": name_of(table, inputs),
        "uses": [],
        "parts": {"main": kind(boolean_table(digits(table, inputs)), fires=">").to_json()},
        "illustrations": {},
        "controls": {name: (control or opposite(boolean_table(digits(table, inputs)), fires=">")).to_json()},
    }
    against = answer if control is None else decide(other, inputs)
    return {
        "statement.json": statement,
        "certificate-parts-main.json": {"for": "parts/main", **_evidence(answer).to_json()},
        f"certificate-controls-{name}.json": {"for": f"controls/{name}", **_evidence(against).to_json()},
    }


def name_of(table: int, inputs: int) -> str:
    """Return the id of the claim about a function.

    >>> name_of(0x6, 2)
    'function-0x6-of-2-inputs'
    """
    shown = f"{table:#x}"
    if len(shown) > 34:
        shown = "sha256-" + hashlib.sha256(shown.encode()).hexdigest()[:16]
    return f"function-{shown}-of-{inputs}-inputs"


def _evidence(answer: Unit | Clash) -> Cases | Weights:
    if isinstance(answer, Unit):
        # whole numbers: Σ ≥ t is Σ + ½ − t > 0
        return Weights(answer.weights, Fraction(1, 2) - answer.threshold)
    rows = sorted({**answer.true, **answer.false}.items())
    return Cases((Leaf(dict(rows)),))


def _control(table: int, inputs: int, answer: Unit | Clash) -> tuple[int, str]:
    """Return a function nearby of which the opposite is true, and a name; of one input there is none."""
    if isinstance(answer, Clash):
        return _nearest_unit(table, inputs), "the_unit_nearest_by_its_chow_parameters"
    if inputs == 1:
        return table, "the_opposite"
    values = values_of(table, inputs).reshape(-1, 4)
    best: tuple[int, Any] | None = None
    for pattern in ([0, 1, 1, 0], [1, 0, 0, 1]):  # XOR or its negation in the last two inputs, where it changes least
        changed = (values != np.array(pattern)).sum(axis=1)
        at = int(changed.argmin())
        if best is None or changed[at] < best[0]:
            made = values.copy()
            made[at] = pattern
            best = int(changed[at]), made
    return table_of(best[1].reshape(-1)) if best else table, "with_xor_put_in"


def _nearest_unit(table: int, inputs: int) -> int:
    """Return a threshold function, not constant, whose weights are the Chow parameters."""
    _, *weights = chow(table, inputs)
    if not any(weights):
        weights = [1] * inputs
    sums = np.zeros(1, dtype=np.int64)
    for w in weights:
        sums = np.stack([sums, sums + w], axis=-1).reshape(-1)
    wanted = values_of(table, inputs)
    # of all cuts that leave both labels, the one with the fewest changed values
    cuts = np.unique(sums)[1:]
    errors = [int(((sums >= cut) != wanted).sum()) for cut in cuts]
    return table_of(sums >= cuts[int(np.argmin(errors))])
