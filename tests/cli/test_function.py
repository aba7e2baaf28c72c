"""`nlverify function`: what it says, its JSON, and certificates that nlcheck accepts, or not if a number is changed."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from nlverify.boolean import BooleanFunction, threshold
from nlverify.boolean.witness import Unit
from nlverify.cli import nlverify
from nlverify.corpus import CHECKER
from nlverify.files import write_json

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "schemas" / "function-1.json").read_text())
FUNCTIONS = [["0x6", "--inputs", "2"], ["majority"], ["x1 and not x3"], ["parity", "--inputs", "9"], ["1"], ["x1"]]


def run(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(nlverify, ["function", *arguments])
    return result.exit_code, result.stdout, result.stderr


def as_json(*arguments: str) -> dict[str, Any]:
    code, out, err = run(*arguments, "--json")
    assert (code, err) == (0, "")
    data: dict[str, Any] = json.loads(out)
    return data


def checked(folder: Path) -> int:
    command = [sys.executable, "-I", "-S", str(CHECKER), str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode


def test_xor_is_named_as_what_hides_in_it() -> None:
    code, out, _ = run("0x6", "--inputs", "2")
    assert code == 0
    assert "No neuron computes it" in out
    assert "(0,1) + (1,0) = (0,0) + (1,1)" in out
    assert "put x₁ = u, x₂ = v, and (u xor v) is left" in out
    assert "bit i is the value at the input whose digits x₁x₂…xₙ are i in binary (x₁ first)" in out


def test_a_unit_is_shown_with_its_smallest_weights() -> None:
    code, out, _ = run("ite(x1, x2 or x3, x2 and x3)")
    assert code == 0
    assert "1 exactly where x₁ + x₂ + x₃ ≥ 2" in out
    assert "Smallest whole weights: Σ|w| = 3" in out


def test_inputs_are_fixed_identified_and_negated() -> None:
    data = as_json("ite(x1 xor x2, x3 xor x2, x5) and x4")
    f = BooleanFunction.parse("ite(x1 xor x2, x3 xor x2, x5) and x4")
    put_in, left = data["hidden_xor"]["put_in"], data["hidden_xor"]["left"]
    for u in (0, 1):
        for v in (0, 1):
            value = {"0": 0, "1": 1, "u": u, "v": v, "not u": 1 - u, "not v": 1 - v}
            assert f(*(value[put_in[f"x{k}"]] for k in range(1, 6))) == (u ^ v) ^ (left == "xnor")


@pytest.mark.parametrize("arguments", FUNCTIONS)
def test_json_follows_its_schema(arguments: list[str]) -> None:
    Draft202012Validator(SCHEMA).validate(as_json(*arguments))


def test_the_schema_refuses_an_answer_without_a_threshold() -> None:
    data = as_json("majority")
    del data["unit"]["threshold"]
    assert not Draft202012Validator(SCHEMA).is_valid(data)


@pytest.mark.parametrize("arguments", [["xor"], ["majority"], ["x1"], ["parity", "--inputs", "5"], ["x1 and not x4"]])
def test_the_certificate_is_accepted_and_a_changed_one_is_not(arguments: list[str], tmp_path: Path) -> None:
    data = as_json(*arguments, "--certificate", str(tmp_path / "answer"))
    Draft202012Validator(SCHEMA).validate(data)
    assert data["certificate"]["accepted"]
    assert checked(tmp_path / "answer") == 0
    file = tmp_path / "answer" / "certificate-parts-main.json"
    certificate = json.loads(file.read_text())
    if "weights" in certificate:
        certificate["weights"][0] = "-7"
    else:
        certificate["trees"][0]["rows"][0][1] = "2"
    write_json(file, certificate)
    assert checked(tmp_path / "answer") == 1


def test_a_certificate_may_be_written_again_but_not_over_other_files(tmp_path: Path) -> None:
    for _ in range(2):
        assert run("xor", "--certificate", str(tmp_path / "answer"))[0] == 0
    (tmp_path / "answer" / "mine.txt").write_text("mine")
    code, out, err = run("xor", "--certificate", str(tmp_path / "answer"))
    assert (code, out) == (2, "")
    assert "expected a new folder" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["1", "--inputs", "2"], ["x13"], ["0"]])
def test_there_is_no_certificate_for_constants_and_huge_tables(arguments: list[str], tmp_path: Path) -> None:
    code, out, err = run(*arguments, "--certificate", str(tmp_path / "answer"))
    assert (code, out) == (2, "")
    assert err.startswith("--certificate: expected ")
    assert not (tmp_path / "answer").exists()


def test_wrong_input_is_one_line() -> None:
    for arguments in (["0x6"], ["x1 x2"], ["xor", "--inputs", "99"], []):
        code, out, err = run(*arguments)
        assert (code, out) == (2, "")
        assert err.count("\n") == 1
        assert "expected" in err


def test_an_answer_that_does_not_hold_is_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threshold, "_decide", lambda _table, _inputs: Unit((1, 1), 1))
    result = CliRunner().invoke(nlverify, ["function", "xor"])
    assert isinstance(result.exception, threshold.WrongAnswerError)
    assert "One neuron" not in result.stdout
