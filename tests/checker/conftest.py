"""The checker, loaded by its path as a stranger would run it, and the tables of cases."""

import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
CHECKER = HERE.parent.parent / "nlverify" / "nlcheck.py"


def load(name: str, path: Path) -> ModuleType:
    spec = spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


CASES = load("nlcheck_cases", HERE / "cases.py")
FILES = load("nlcheck_files", HERE / "files.py")
ATTACKS = load("nlcheck_attacks", HERE / "attacks.py")
ORACLE = load("nlcheck_oracle", HERE.parent / "oracle.py")
MUTATIONS = load("nlcheck_mutations", HERE.parent / "corpus" / "mutations.py")
NLCHECK = load("nlcheck_under_test", CHECKER)


def tables() -> Iterator[tuple[str, list[Any]]]:
    for path in sorted((HERE / "rules").glob("*.py")):
        yield path.stem, load(f"nlcheck_rules_{path.stem}", path).CASES


TABLES = dict(tables())


@pytest.fixture(scope="session")
def nlcheck() -> ModuleType:
    return NLCHECK


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    return ORACLE


@pytest.fixture(scope="session")
def mutations() -> ModuleType:
    return MUTATIONS


@pytest.fixture(scope="session")
def case_tables() -> dict[str, list[Any]]:
    return TABLES


@pytest.fixture
def run_main(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run the checker's command line in this process; nothing may reach standard error."""

    def run(*arguments: object) -> tuple[int, str]:
        code = NLCHECK.main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        assert err == ""
        return code, out

    return run


@pytest.fixture
def verdict(nlcheck: ModuleType) -> Callable[[Any, str, Any], str]:
    """What the checker says, or its message."""

    def ask(statement: Any, form: str, certificate: Any) -> str:
        nlcheck.validate(statement)
        try:
            return str(nlcheck.check(statement, form, certificate))
        except nlcheck.Rejected as problem:
            return f"rejected: {problem}"

    return ask


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" in metafunc.fixturenames:
        rows = [(f"{table}: {case.name}", case) for table, cases in TABLES.items() for case in cases]
        metafunc.parametrize("case", [case for _, case in rows], ids=[name for name, _ in rows])
