"""What the README shows is what the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nlverify.engines import kernel

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def nlverify(*arguments: str, cwd: Path) -> str:
    command = [sys.executable, "-m", "nlverify", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "NLVERIFY_NO_KERNEL"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    return done.stdout


def test_the_two_commands_come_first_and_exist() -> None:
    first = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    assert first
    targets = re.findall(r"^\$ make (\w+)", first[1], re.MULTILINE)
    assert targets == ["check", "test"]
    makefile = (ROOT / "Makefile").read_text()
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in targets)
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("make test")


@pytest.mark.slow
def test_the_table_is_the_one_that_check_prints(published: Path, tmp_path: Path) -> None:
    """Claims, sentences and tiers. Times, and which solvers were in time, depend on the machine."""
    shown = re.search(r"```text\n(claim .*?)\n\n(\d+ claims: [^·]*) · .*\n```", README, re.DOTALL)
    assert shown
    if not kernel.version():
        pytest.skip(f"the README shows a run with Rocq: {kernel.INSTALL}")
    printed = nlverify("check", "--cache", str(published / "nlverify-out" / "cache"), cwd=tmp_path)

    def rows(table: str) -> list[list[str]]:
        return [re.split(r" {2,}", line)[:3] for line in table.splitlines() if line != "…"]

    assert [row for row in rows(shown[1]) if row not in rows(printed)] == []
    assert f"\n{shown[2]} · " in printed


def test_the_example_of_try_is_what_it_prints(tmp_path: Path) -> None:
    shown = re.search(r"```console\n\$ \.venv/bin/nlverify (try .*?)\n(.*?)```", README, re.DOTALL)
    assert shown
    assert nlverify(*shown[1].split(), cwd=tmp_path).strip() == shown[2].strip()


def test_the_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "tests" / "README.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
