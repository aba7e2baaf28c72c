"""`nlverify replay`: what it prints, and its exit codes."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from nlverify.cli import nlverify

CLAIM = '''"""Doubling."""

from nlverify.claim import Claim, Source
from nlverify.statement import Iterates

CLAIM = Claim(
    id="doubling",
    says="Doubling 1000 times leads there.",
    parts={{"main": Iterates(((2, 1), (0, 1)), (0, 1), 1009, 1000, ({result}, 1))}},
    source=Source("elementary"),
)


@CLAIM.proof("main", engine="exact")
def double() -> object:
    """Again and again."""


@CLAIM.control(Iterates(((2, 1), (0, 1)), (0, 1), 1009, 1000, (0, 1)), drops="the result")
def not_zero() -> object:
    """It is another number."""
'''


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    (tmp_path / "doubling.py").write_text(CLAIM.format(result=941), encoding="utf-8")
    return tmp_path


def run(claims: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(nlverify, ["replay", *arguments, "--corpus", str(claims)])
    return done.exit_code, done.stdout, done.stderr


def test_the_same_is_0(claims: Path) -> None:
    code, said, _ = run(claims, "doubling")
    assert code == 0
    assert "1,000 steps modulo 1009" in said
    assert said.count("(941, 1)") == 3
    assert "  the same; " in said


def test_another_result_than_the_claims_is_1(claims: Path) -> None:
    (claims / "doubling.py").write_text(CLAIM.format(result=940), encoding="utf-8")
    code, said, _ = run(claims, "doubling")
    assert code == 1
    assert "  different; " in said


def test_fewer_steps_are_compared_with_their_power_alone(claims: Path) -> None:
    code, said, _ = run(claims, "doubling", "--steps", "3")
    assert code == 0
    assert said.count("(7, 1)") == 2
    assert "what the claim says" not in said


def test_a_claim_without_an_iteration_is_2_in_one_line(claims: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "proofs" / "xor" / "xor_not_threshold.py"
    (claims / "xor_not_threshold.py").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    code, _, error = run(claims, "xor-not-threshold")
    assert code == 2
    assert error == "xor-not-threshold: expected a claim with an iteration, got none; collapse-1e8 is one\n"


def test_no_steps_are_2(claims: Path) -> None:
    assert run(claims, "doubling", "--steps", "0")[0] == 2
