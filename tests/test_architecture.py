"""What may import what, and what may not be written at all."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "nlverify"
CHECKER = PACKAGE / "nlcheck.py"
TOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
CONTRACTS = {c["id"]: c for c in TOOLS["importlinter"]["contracts"]}
PROGRAM = sorted(p for folder in ("nlverify", "proofs", "benchmarks") for p in (ROOT / folder).rglob("*.py"))


def imported(source: str) -> Iterator[str]:
    """Every module that the source imports, anywhere in it; the dynamic ways are named as such."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (a.name for a in names)
            case ast.ImportFrom(module=module, level=0, names=names):
                yield from (f"{module}.{a.name}" for a in names)
            case ast.ImportFrom():
                yield "a relative import"
            case ast.Name(id="__import__" | "exec" | "eval" | "compile" as name):
                yield name


def asserts(source: str) -> list[int]:
    return [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Assert)]


def test_the_checker_imports_the_standard_library_only() -> None:
    modules = {name.split(".")[0] for name in imported(CHECKER.read_text())}
    assert modules <= sys.stdlib_module_names
    assert "importlib" not in modules


def code_lines(source: str) -> int:
    """Return the number of lines that are neither blank, nor comment, nor docstring."""
    lines = {k for k, line in enumerate(source.splitlines(), 1) if line.strip() and not line.lstrip().startswith("#")}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            lines -= set(range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1))
    return len(lines)


def test_the_checker_can_be_read_in_an_hour() -> None:
    assert code_lines('"""Says what."""\n\n# why\nx = 1\n') == 1
    assert code_lines(CHECKER.read_text()) < 1250


@pytest.mark.parametrize("path", [p for p in PROGRAM if p != CHECKER], ids=lambda p: p.relative_to(ROOT).as_posix())
def test_nothing_imports_the_checker(path: Path) -> None:
    assert not [name for name in imported(path.read_text()) if "nlcheck" in name]


@pytest.mark.parametrize("path", PROGRAM, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_no_assert_outside_tests(path: Path) -> None:
    """`python -O` removes them."""
    assert asserts(path.read_text()) == []


def test_the_scans_see_what_they_look_for() -> None:
    source = "def f():\n from nlverify import nlcheck\n import sympy.core\n __import__('z3')\n assert True\n"
    assert list(imported(source)) == ["nlverify.nlcheck", "sympy.core", "__import__"]
    assert list(imported("from . import x")) == ["a relative import"]
    assert asserts(source) == [5]


def test_every_module_stands_in_the_contract() -> None:
    """import-linter fails on a module that it does not list; here, the list has no more than what exists."""
    layers = CONTRACTS["layers"]
    listed = {name.strip(" ()") for layer in layers["layers"] for name in layer.replace(":", "|").split("|")}
    modules = {p.stem for p in PACKAGE.glob("*.py")} | {p.parent.name for p in PACKAGE.glob("*/__init__.py")}
    assert layers["exhaustive"]
    assert listed | set(layers["exhaustive_ignores"]) == modules - {"__init__"}


def test_everything_is_forbidden_to_import_the_checker() -> None:
    listed = {name.strip() for layer in CONTRACTS["layers"]["layers"] for name in layer.replace(":", "|").split("|")}
    assert {f"nlverify.{name}" for name in listed} == set(CONTRACTS["checker"]["source_modules"])
    assert CONTRACTS["checker"]["forbidden_modules"] == ["nlverify.nlcheck"]
