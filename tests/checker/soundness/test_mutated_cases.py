"""Every number, string and node of every case, accepted or not, changed a little; the second opinion has to agree.

Nothing may end in an exception, and whatever is accepted must be found right by the oracle.
"""

import itertools
from collections import Counter
from types import ModuleType
from typing import Any

import pytest


@pytest.mark.parametrize("share", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_what_survives_is_true(
    nlcheck: ModuleType, oracle: ModuleType, mutations: ModuleType, case_tables: dict[str, list[Any]], share: int
) -> None:
    """One of `share` changes; all of them with -m slow."""
    seen, turn = Counter[str](), itertools.count()
    for case in (case for table in case_tables.values() for case in table):
        if not case.format or not isinstance(case.certificate, dict):
            continue
        for part, data in (("certificate", case.certificate), ("statement", case.statement)):
            for place, mutant in mutations.mutants(data):
                if next(turn) % share:
                    continue
                pair = (case.statement, mutant) if part == "certificate" else (mutant, case.certificate)
                if not isinstance(pair[1], dict):
                    continue
                seen["mutants"] += 1
                try:
                    nlcheck.validate(pair[0])
                    verdict = nlcheck.check(pair[0], case.format, pair[1])
                except (nlcheck.Rejected, nlcheck.OverBudget):
                    continue
                seen["accepted"] += 1
                assert oracle.verify(pair[0], case.format, pair[1]) == verdict, (case.name, part, place, mutant)
    assert seen["mutants"] > 100_000 / share
    assert seen["accepted"] > 2000 / share
