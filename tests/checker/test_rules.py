"""Every rule of the checker on its tables: what must be accepted is, and what must be rejected is."""

from types import ModuleType
from typing import Any


def judge(nlcheck: ModuleType, case: Any) -> tuple[str, str]:
    """The verdict, "" if rejected, and the reading or the message."""
    try:
        nlcheck.validate(case.statement)
    except nlcheck.Rejected as problem:
        return "" if not case.format else "unreadable", str(problem)
    reading = nlcheck.reading(case.statement)
    if not case.format:
        return "valid", reading
    try:
        return nlcheck.check(case.statement, case.format, case.certificate), ""
    except nlcheck.Rejected as problem:
        return "", str(problem)


def test_case(nlcheck: ModuleType, case: Any) -> None:
    verdict, message = judge(nlcheck, case)
    assert (verdict, case.message in message) == (case.verdict, True), message
    assert case.verdict or "\n" not in message


def test_names_are_different(case_tables: dict[str, list[Any]]) -> None:
    for table, cases in case_tables.items():
        names = [case.name for case in cases]
        assert len(set(names)) == len(names), table


def test_more_is_rejected_than_accepted(case_tables: dict[str, list[Any]]) -> None:
    for name, cases in case_tables.items():
        accepted = sum(bool(case.verdict) for case in cases)
        assert len(cases) - accepted >= accepted > 0, name
