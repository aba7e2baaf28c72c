"""The two commands of the README: quick when repeated, and not fooled by an installation that was cut short."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON = """#!/bin/sh
# Stands for Python and for the tools in .venv/bin: writes down how it was called.
echo "$(basename "$0") $*" >> "$LOG"
case "$*" in
    "-m venv .venv")
        mkdir -p .venv/bin
        for tool in python nlverify ruff mypy lint-imports pytest mkdocs; do cp "$0" .venv/bin/$tool; done ;;
    *"-m pip"*) test ! -e broken ;;
esac
"""

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="the Makefile needs make")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "checkout"
    root.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, root)
    (tmp_path / "python").write_text(PYTHON)
    (tmp_path / "python").chmod(0o755)
    return root


def make(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Return make's exit code, and the programs that it called, in order."""
    log = folder / "log"
    log.write_text("")
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")} | {"LOG": str(log)}
    command = ["make", f"PYTHON={folder.parent / 'python'}", *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, log.read_text().splitlines()


def installed(calls: list[str]) -> bool:
    return any("-m pip install" in call for call in calls)


def test_check_installs_once(folder: Path) -> None:
    code, calls = make(folder, "check")
    assert code == 0
    assert installed(calls)
    assert calls[-1] == "nlverify check"
    assert make(folder, "check") == (0, ["nlverify check"])


def test_pytest_comes_last(folder: Path) -> None:
    code, calls = make(folder, "test")
    assert code == 0
    tools = ["ruff check", "ruff format --check", "mypy ", "lint-imports --no-cache", "pytest -n auto --dist loadscope"]
    assert calls[-5:] == tools
    assert make(folder, "test") == (0, tools)


def test_an_installation_that_was_cut_short_is_done_again(folder: Path) -> None:
    (folder / "broken").touch()
    code, calls = make(folder, "check")
    assert code != 0
    assert "nlverify check" not in calls
    (folder / "broken").unlink()
    code, calls = make(folder, "check")
    assert code == 0
    assert installed(calls)


def test_new_requirements_are_installed(folder: Path) -> None:
    make(folder, "check")
    later = (folder / ".venv" / "ready-check").stat().st_mtime + 10
    os.utime(folder / "constraints.txt", (later, later))
    assert installed(make(folder, "check")[1])


def test_a_folder_that_was_moved_gets_a_new_environment(folder: Path) -> None:
    make(folder, "check")
    moved = folder.rename(folder.with_name("elsewhere"))
    code, calls = make(moved, "check")
    assert code == 0
    assert installed(calls)


def test_without_a_target_it_helps(folder: Path) -> None:
    assert make(folder) == (0, [])
