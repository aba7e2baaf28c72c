"""Killed, hanging, missing and lying engines: a clear line and a lower tier, never a false success."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nlverify.cli import nlverify

WriteClaim = Callable[..., Path]

ROOT = Path(__file__).resolve().parents[2]
LIAR = """
import nlverify.engines.solvers as solvers

solvers.ask = lambda solver, text, timeout: solvers.Answer({answer!r}, 0.0, "lying")
"""
GROUPS = ("collapse", "relu")  # of the corpus: enough to lie about

NO_CVC5 = "import sys\nsys.modules['cvc5'] = None\n"
WRONG_ENCODER = """
from nlverify.engines import smtlib
from nlverify.engines.smt.question import Question

FALSE = "(set-logic QF_LRA)\\n(assert false)\\n(check-sat)\\n"
smtlib.questions = lambda statement: (Question("wrong", FALSE, sat="refutes", unsat="proves"),)
"""


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, dict[str, Any], str]]:
    """Return a function that runs `check` as a program in which `sabotage` is executed first, in every process."""

    def run(sabotage: str, *arguments: object) -> tuple[int, dict[str, Any], str]:
        (tmp_path / "site").mkdir(exist_ok=True)
        (tmp_path / "site" / "sitecustomize.py").write_text(sabotage)
        done = subprocess.run(
            [sys.executable, "-m", "nlverify", "check", "--fresh", *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": f"{tmp_path / 'site'}{os.pathsep}{ROOT}"},
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, json.loads((tmp_path / "nlverify-out" / "ledger.json").read_text()), done.stdout

    return run


def call(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(nlverify, ["check", "--fresh", "--corpus", str(folder), *arguments])


def answers(ledger: dict[str, Any]) -> list[dict[str, Any]]:
    parts = [p for c in ledger["claims"] for p in (*c["parts"], *c["illustrations"])]
    return [e for p in parts for e in p["evidence"] if e["kind"] == "answers"]


def kill_the_next_sleeper() -> None:
    """Kill the first child that has been running for half a second."""
    since: dict[int, float] = {}
    while True:
        for child in multiprocessing.active_children():
            if child.pid and time.monotonic() - since.setdefault(child.pid, time.monotonic()) > 0.5:
                os.kill(child.pid, signal.SIGKILL)
                return
        time.sleep(0.02)


@pytest.mark.usefixtures("server")
def test_a_killed_proof_lowers_the_tier(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_claim("xor/one.py", proof="time.sleep(60)").parent.parent
    killer = threading.Thread(target=kill_the_next_sleeper)
    killer.start()
    result = call(folder, "--at-least", "certified")
    killer.join()
    assert result.exit_code == 3
    assert "one, part main, proof add_all_four: expected a proof, got none: crashed: killed by SIGKILL" in result.stdout
    assert "1 claim: 1 agreed" in result.stdout


@pytest.mark.usefixtures("server")
def test_a_killed_control_leaves_the_claim_undecided(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_claim("xor/one.py", refutation="time.sleep(60)").parent.parent
    killer = threading.Thread(target=kill_the_next_sleeper)
    killer.start()
    result = call(folder)
    killer.join()
    assert result.exit_code == 3
    assert "one, control and_is_easy: expected a refutation, got none: crashed: killed by SIGKILL" in result.stdout
    assert "1 claim: 1 undecided" in result.stdout


@pytest.mark.usefixtures("server")
def test_one_second_is_not_enough(write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_claim("xor/one.py", proof="time.sleep(60)").parent.parent
    begun = time.monotonic()
    result = call(folder, "--timeout", "1", "--at-least", "certified")
    assert time.monotonic() - begun < 10
    assert result.exit_code == 3
    assert "proof add_all_four: expected a proof, got none: timeout: stopped after 1 s" in result.stdout


def test_without_cvc5_the_published_claims_hold_and_one_line_says_what_was_not_asked(check: Any) -> None:
    code, ledger, text = check(NO_CVC5, *GROUPS)
    assert (code, ledger["summary"]["failed"], ledger["summary"]["undecided"]) == (0, 0, 0)
    assert ledger["versions"]["cvc5"] is None
    assert text.count("cvc5: not installed, so nothing was asked of it; pip install cvc5\n") == 1
    assert {e["engine"] for e in answers(ledger)} == {"z3"}
    assert not [c["id"] for c in ledger["claims"] if "agreed" in c["tiers"]]


def test_without_cvc5_a_claim_that_needs_both_solvers_sinks(check: Any, write_claim: WriteClaim) -> None:
    folder = write_claim("xor/one.py", proof="time.sleep(60)").parent.parent
    code, ledger, _ = check(NO_CVC5, "--corpus", folder, "--timeout", "1", "--at-least", "agreed")
    assert code == 3
    assert ledger["claims"][0]["tier"] == "trusts-z3"


@pytest.mark.slow
@pytest.mark.parametrize("said", ["unsat", "sat"])
def test_a_solver_that_always_says_the_same_makes_nothing_true(check: Any, said: str) -> None:
    """None of its answers counts for any claim of the corpus, and the claims whose controls it believes fail."""
    code, ledger, text = check(LIAR.format(answer=said), *GROUPS)
    assert code == 1
    assert not [e for e in answers(ledger) if e["accepted"]]
    assert not [c["id"] for c in ledger["claims"] if c["tier"] in ("agreed", "trusts-z3", "trusts-cvc5")]
    failed = [c for c in ledger["claims"] if c["verdict"] == "failed"]
    assert failed
    for claim in failed:
        assert any(" by z3" in line or "uses " in line for line in claim["problems"]), claim["problems"]
        assert claim["problems"][0] in text


@pytest.mark.parametrize("said", ["unsat", "sat", "unknown", "timeout", "error", "missing"])
def test_a_lying_solver_alone_never_makes_a_claim_hold(check: Any, write_claim: WriteClaim, said: str) -> None:
    folder = write_claim("xor/one.py", proof="time.sleep(60)").parent.parent
    code, ledger, text = check(LIAR.format(answer=said), "--corpus", folder, "--timeout", "1")
    assert code == {"unsat": 1, "sat": 1}.get(said, 3)
    assert ledger["claims"][0]["verdict"] == {"unsat": "failed", "sat": "failed"}.get(said, "undecided")
    expected = {"unsat": "control and_is_easy: expected a refutation, got a proof by z3"}
    expected["sat"] = "part main: expected a proof, got a refutation by z3"
    assert expected.get(said, f"z3 on parts main: no answer: {said}") in text


def test_two_honest_solvers_on_a_wrong_question_are_caught_by_the_control(check: Any, write_claim: WriteClaim) -> None:
    folder = write_claim("xor/one.py").parent.parent
    code, ledger, text = check(WRONG_ENCODER, "--corpus", folder)
    assert code == 1
    assert not [e for e in answers(ledger) if e["accepted"]]
    assert "one, control and_is_easy: expected a refutation, got a proof by cvc5" in text
