"""`nlverify widths`: what it prints, and its exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from nlverify.boolean import width_build
from nlverify.cli import nlverify


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(nlverify, ["widths", *arguments, "--jobs", "1"])
    return done.exit_code, done.stdout, done.stderr


def test_the_table_is_made_again_and_compared(tmp_path: Path) -> None:
    code, said, _ = run("2", "--out", str(tmp_path / "widths.json"))
    assert code == 0
    assert ["R-skip", "6", "10"] in [line.split() for line in said.splitlines()]
    assert said.endswith("the same as the table of nlverify\n")
    rows = json.loads((tmp_path / "widths.json").read_text(encoding="utf-8"))["inputs"]["2"]
    assert [row["table"] for row in rows] == ["0x0", "0x1", "0x3", "0x6"]


@pytest.mark.parametrize("change", [{"width": 3}, {"lower": "values"}, {"leaves": 1}])
def test_a_table_with_a_wrong_width_or_a_wrong_standing_is_1(monkeypatch: pytest.MonkeyPatch, change: dict) -> None:
    rows = width_build.shipped(2)
    rows[0x6]["models"]["R-exact"] |= change
    monkeypatch.setattr(width_build, "shipped", lambda inputs: rows)
    code, said, _ = run("2", "--class", "0x6")
    assert code == 1
    assert "0x6, R-exact: expected" in said
    assert said.endswith("different from the table of nlverify\n")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("5",), "5: expected 1 to 4 inputs"),
        (("2", "--class", "0x5"), "least table of a class"),
        (("2", "--class", "xor"), "least table of a class"),
        (("3", "--hardest"), "--hardest: expected N = 4"),
    ],
)
def test_other_usage_is_2(arguments: tuple[str, ...], expected: str) -> None:
    code, _, complaints = run(*arguments)
    assert code == 2
    assert expected in complaints
    assert complaints.count("\n") == 1
