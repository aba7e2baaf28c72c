"""The published corpus as a whole: every claim holds with the tier it has, and twice the same bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from nlverify.claim import REALS
from nlverify.corpus import CHECKER, load
from nlverify.engines import kernel
from nlverify.engines.kernel_replay import replay
from nlverify.theories import read_library

ROOT = Path(__file__).resolve().parents[2]
WITH_ROCQ = json.loads((Path(__file__).parent / "tiers.json").read_text())
WITHOUT = {name: "certified" if tier == "kernel" else tier for name, tier in WITH_ROCQ.items()}
TIERS = WITH_ROCQ if kernel.version() else WITHOUT
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "ledger-1.json").read_text())

pytestmark = pytest.mark.slow


def run(
    folder: Path, *arguments: str, seed: str = "random", with_rocq: bool = False
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
    if with_rocq:
        environment.pop("NLVERIFY_NO_KERNEL", None)
    command = [sys.executable, "-m", "nlverify", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def out(published: Path) -> Path:
    """What `check --fresh` wrote before the site was built from it."""
    return published / "nlverify-out"


def test_no_tier_has_changed_unnoticed(out: Path) -> None:
    """A tier that sinks is a regression; one that rises goes into tiers.json by hand, and so does a new claim."""
    ledger = json.loads((out / "ledger.json").read_text())
    assert {claim["id"]: claim["tier"] for claim in ledger["claims"]} == TIERS
    verdicts = {claim["id"]: claim["verdict"] for claim in ledger["claims"]}
    assert verdicts == {name: "cited" if tier == "cited" else "holds" for name, tier in TIERS.items()}
    assert all(control["refuted"] for claim in ledger["claims"] for control in claim["controls"])


def test_the_ledger_is_complete_and_as_the_schema_says(out: Path) -> None:
    ledger = json.loads((out / "ledger.json").read_text())
    Draft202012Validator(SCHEMA).validate(ledger)
    assert ledger["corpus"] == {"published": True, "complete": True, "label": ""}
    assert {claim["id"] for claim in ledger["claims"]} == set(load().entries)


def contents(out: Path) -> dict[Path, bytes]:
    """The bundle, but for the receipts."""
    files = [p for p in (out / "bundle").rglob("*") if p.is_file() and p.name != "receipt.json"]
    return {p.relative_to(out): p.read_bytes() for p in files}


def test_a_second_run_writes_the_same_bytes(out: Path, tmp_path: Path) -> None:
    groups = ("xor", "relu", "learning", "floating_point")
    assert run(tmp_path, "check", "--fresh", "--jobs", "1", *groups, seed="7").returncode == 0
    again = contents(tmp_path / "nlverify-out")
    assert len({path.parts[1] for path in again}) > 30
    assert {path: data for path, data in contents(out).items() if path in again} == again


def test_with_a_warm_cache_it_takes_a_moment_and_writes_the_same_bytes(out: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--cache", str(out / "cache"), "--at-least", "cited", with_rocq=True)
    assert done.returncode == 0, done.stdout
    assert " solver answers from the cache · " in done.stdout
    assert contents(out) == contents(tmp_path / "nlverify-out")
    ledger = json.loads((tmp_path / "nlverify-out" / "ledger.json").read_text())
    assert {claim["id"]: claim["tier"] for claim in ledger["claims"]} == TIERS


def test_recheck_accepts_it_at_once(out: Path) -> None:
    done = run(out.parent, "recheck")
    assert done.returncode == 0, done.stdout
    assert "Resting on solvers' answers" not in done.stdout


def test_the_checker_alone_accepts_the_bare_files(out: Path) -> None:
    command = [sys.executable, "-I", "-S", str(CHECKER), str(out / "bundle")]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout[-2000:]


def test_without_rocq_every_claim_holds_all_the_same(out: Path, tmp_path: Path) -> None:
    done = run(tmp_path, "check", "--cache", str(out / "cache"), "--no-kernel")
    assert done.returncode == 0, done.stdout
    ledger = json.loads((tmp_path / "nlverify-out" / "ledger.json").read_text())
    assert {claim["id"]: claim["tier"] for claim in ledger["claims"]} == WITHOUT


@pytest.mark.skipif(not kernel.version(), reason=f"Rocq is not installed: {kernel.INSTALL}")
def test_rocq_accepts_every_tree_too(out: Path) -> None:
    """The theorems were accepted in the run; now every certificate `cases/1` becomes one."""
    found = replay(out / "bundle", read_library(ROOT / "proofs" / "rocq", {"reals": REALS}))
    assert (found.rejected, found.problem) == ({}, "")
    assert found.accepted["cases/1"] == found.total["cases/1"] > 300
    assert sum(tier == "kernel" for tier in TIERS.values()) >= 25
