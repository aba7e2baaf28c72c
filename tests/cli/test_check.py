"""`nlverify check`: table, exit codes, JSON, JUnit, and what it does with bad input."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from nlverify.cli import nlverify
from nlverify.files import canonical

WriteClaim = Callable[..., Path]

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "ledger-1.json").read_text())

pytestmark = pytest.mark.usefixtures("server")


def call(*arguments: object) -> Result:
    return CliRunner().invoke(nlverify, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_published_claim_by_id() -> None:
    result = call("check", "xor-not-threshold")
    assert result.exit_code == 0
    heading, row, blank, summary = result.stdout.splitlines()
    assert heading.split() == ["claim", "says", "tier", "engines", "seconds"]
    assert row.startswith("xor-not-threshold  No single threshold unit computes XOR.  certified  exact, z3, cvc5")
    assert blank == ""
    assert summary.startswith("1 claim: 1 certified · ")
    assert summary.endswith("nlverify-out/ledger.json")
    assert result.stderr == "[1/1] xor-not-threshold\n"
    ledger = json.loads(Path("nlverify-out/ledger.json").read_text())
    Draft202012Validator(SCHEMA).validate(ledger)
    assert ledger["corpus"] == {"published": True, "complete": False, "label": ""}
    assert call("recheck", "--partial").exit_code == 0
    assert call("recheck").exit_code == 1


def test_json_goes_to_standard_output_alone() -> None:
    result = call("check", "xor-not-threshold", "--json", "-")
    ledger = json.loads(result.stdout)
    assert canonical(ledger) == result.stdout
    assert "certified" in result.stderr
    assert call("check", "xor-not-threshold", "--json", "copy.json").exit_code == 0
    copy = json.loads(Path("copy.json").read_text())
    assert copy == json.loads(Path("nlverify-out/ledger.json").read_text())


def test_a_group_a_file_and_what_they_use(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py", uses="('two',)").parent.parent
    write_claim("mine/two.py")
    write_claim("other/three.py")
    assert call("check", "mine", "--corpus", folder, "--json", "-").stdout.count('"verdict": "holds"') == 2
    assert call("check", "one", "--corpus", folder, "--json", "-").stdout.count('"verdict": "holds"') == 2
    found = json.loads(call("check", folder / "other" / "three.py", "--json", "-").stdout)
    assert [claim["id"] for claim in found["claims"]] == ["three"]


def test_claims_of_ones_own_are_labelled(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py").parent.parent
    result = call("check", "--corpus", folder)
    assert result.exit_code == 0
    assert "\nnot part of the published corpus\n" in result.stdout
    path = write_claim("mine/one.py", uses="('xor-not-threshold',)")
    result = call("check", path)
    assert "\nnot part of the published corpus: one\n" in result.stdout
    ledger = json.loads(Path("nlverify-out/ledger.json").read_text())
    assert ledger["corpus"]["label"] == "not part of the published corpus"
    assert {c["id"]: c["published"] for c in ledger["claims"]} == {"xor-not-threshold": True, "one": False}
    folder = write_claim("mine/one.py").parent.parent
    assert call("check", "--corpus", folder).exit_code == 0
    result = call("recheck", "--corpus", folder)
    assert result.exit_code == 0
    assert "(not part of the published corpus)" in result.stdout


def test_a_failed_claim_names_claim_part_expected_and_got(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py", proof="return Farkas((1, 1, 0, 1))").parent.parent
    result = call("check", "--corpus", folder, "--junit", "junit.xml")
    assert result.exit_code == 1
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("one, ")]
    assert line.startswith("one, part main, proof add_all_four: expected a proof, got a rejected certificate: leaf: ")
    suites = ET.parse("junit.xml").getroot()
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("1", "1", "0")
    failure = suites.find("testsuite/testcase/failure")
    assert failure is not None
    assert failure.get("message") == line


def test_an_undecided_claim_ends_with_3(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py", refutation="time.sleep(60)").parent.parent
    result = call("check", "--corpus", folder, "--timeout", "1", "--junit", "junit.xml")
    assert result.exit_code == 3
    assert "one, control and_is_easy: expected a refutation, got none that ran\n" in result.stdout
    assert "one, control and_is_easy: expected a refutation, got none: timeout: stopped after 1 s\n" in result.stdout
    assert ET.parse("junit.xml").getroot().get("errors") == "1"
    assert call("recheck", "--corpus", folder).exit_code == 3


def test_at_least_a_tier(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py", proof="time.sleep(60)").parent.parent
    command = ("check", "--corpus", folder, "--timeout", "1")
    assert call(*command).exit_code == 0
    assert call(*command, "--at-least", "agreed").exit_code == 0
    weaker = call(*command, "--at-least", "certified")
    assert weaker.exit_code == 3
    assert weaker.stderr.endswith("one: expected tier certified or a stronger one, got agreed\n")
    assert call("recheck", "--corpus", folder).stdout.splitlines()[-1].endswith("does not repeat: one")
    assert call(*command, "--at-least", "proven").exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ("xor-not-treshold",),
            "xor-not-treshold: expected a claim's id, got no such claim; did you mean xor-not-threshold?",
        ),
        (("zzzzz",), "zzzzz: expected a claim's id, got no such claim; `nlverify list` shows them all"),
        (("nothing.py",), "nothing.py: expected a claim file, got none; check the path"),
        (("--corpus", "nowhere"), "nowhere: expected a folder of claim files, got none; name an existing folder"),
        (("xor-not-threshold", "--out", "taken/x"), "taken/x/ledger.json: expected a folder to write to, got Not a"),
    ],
)
def test_bad_input_is_one_line(arguments: tuple[str, ...], line: str) -> None:
    Path("taken").write_text("")
    result = call("check", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(line)
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_a_broken_file_is_one_line(write_claim: WriteClaim) -> None:
    path = write_claim("mine/one.py", proof="return (")
    for result in (
        call("check", path),
        call("check", "--corpus", path.parent.parent),
        call("list", "--corpus", path.parent),
    ):
        assert result.exit_code == 2
        assert result.stderr.endswith("got SyntaxError: '(' was never closed; mend the file\n")
        assert "Traceback" not in result.output


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "nlverify", *arguments]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def group_ends(leader: int) -> bool:
    """Return whether no process of a group is left, after a moment."""
    for _ in range(100):
        try:
            os.killpg(leader, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def test_control_c_ends_with_130_one_line_and_no_children(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py", proof="time.sleep(300)").parent.parent
    arguments = command("check", "--corpus", str(folder), "--timeout", "200")
    with subprocess.Popen(
        arguments,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        begun = time.monotonic()
        while not Path("nlverify-out/bundle/one").is_dir() and time.monotonic() - begun < 60:
            time.sleep(0.1)
        time.sleep(3)
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert output == ""
    assert errors == "interrupted: 0 of 1 claims were done; no ledger was written\n"
    assert group_ends(process.pid)
    assert not Path("nlverify-out/ledger.json").exists()


def test_help_imports_no_engine() -> None:
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom nlverify.cli import nlverify\n"
        "assert CliRunner().invoke(nlverify, ['--help']).exit_code == 0\n"
        "assert CliRunner().invoke(nlverify, ['check', '--help']).exit_code == 0\n"
        "print(sorted({'sympy', 'z3', 'cvc5', 'rich', 'multiprocessing', 'numpy'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_terminal_gets_colours_and_no_color_is_obeyed(tmp_path: Path) -> None:
    """Run in a pseudo-terminal: with NO_COLOR the output has no escape sequence at all."""
    import pty

    for no_color in (False, True):
        changes = {"TERM": "xterm", "COLUMNS": "100", **({"NO_COLOR": "1"} if no_color else {})}
        main, terminal = pty.openpty()
        base = {k: v for k, v in environment().items() if k != "NO_COLOR"}
        process = subprocess.Popen(
            command("check", "xor-not-threshold"),
            env={**base, **changes},
            stdout=terminal,
            stderr=terminal,
            cwd=tmp_path,
        )
        os.close(terminal)
        output = b""
        while True:
            try:
                piece = os.read(main, 65536)
            except OSError:
                break
            if not piece:
                break
            output += piece
        os.close(main)
        assert process.wait() == 0
        assert (b"\x1b[" in output) is not no_color
        assert b"certified" in output
