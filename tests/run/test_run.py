"""From claims to a bundle: every claim gets a receipt, whatever its tasks do."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlverify import run as runs
from nlverify.corpus import load
from nlverify.engines.isolation import Outcome
from nlverify.files import canonical, sha256
from nlverify.ledger import judge
from nlverify.receipts import checker_report
from nlverify.run import ClaimDone, Event, RunError, Settings, TaskDone
from nlverify.tools import missing_lines, tool_versions

WriteClaim = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("server")


def check(folder: Path, out: Path, **settings: Any) -> dict[str, dict[str, Any]]:
    """Run all claims below a folder; return their receipts by id."""
    corpus = load(folder, runs.encodable)
    receipts = runs.run(list(corpus.entries.values()), corpus.references, Settings(out, 2, **settings))
    return {r["id"]: r for r in receipts}


def test_a_run_writes_a_bundle_and_says_what_it_saw(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one_unit.py").parent.parent
    out = tmp_path / "out"
    events: list[Event] = []
    corpus = load(folder)
    (receipt,) = runs.run(list(corpus.entries.values()), corpus.references, Settings(out, 2), events.append)
    files = {p.name: p.read_bytes() for p in (out / "bundle" / "one-unit").iterdir()}
    assert set(files) == {
        "statement.json",
        "page.json",
        "receipt.json",
        "certificate-parts-main-add_all_four.json",
        "certificate-controls-and_is_easy.json",
        "parts-main.unit.smt2",
        "controls-and_is_easy.unit.smt2",
    }
    assert {name: sha256(content) for name, content in files.items() if name != "receipt.json"} == receipt["files"]
    for name, content in files.items():
        if name.endswith(".json"):
            assert canonical(json.loads(content)).encode() == content
    assert {**json.loads(files["receipt.json"]), "sha256": sha256(files["receipt.json"])} == receipt
    assert json.loads(files["certificate-parts-main-add_all_four.json"])["for"] == "parts/main"
    assert {(a["for"], a["solver"], a["answer"]) for a in receipt["answers"]} == {
        (target, solver, said)
        for target, said in (("parts/main", "unsat"), ("controls/and_is_easy", "sat"))
        for solver in ("z3", "cvc5")
    }
    assert receipt["checker"]["claim"]["accepted"]
    assert judge(receipt, {})["tiers"] == ["certified", "agreed"]
    assert isinstance(events[-1], ClaimDone)
    tasks = [e for e in events if isinstance(e, TaskDone)]
    assert [e.done for e in tasks] == list(range(1, len(tasks) + 1))
    assert tasks[-1].total == len(tasks) == 8


def test_two_runs_write_the_same_bytes(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one_unit.py").parent.parent
    contents = []
    for name in ("first", "second"):
        check(folder, tmp_path / name)
        bundle = tmp_path / name / "bundle" / "one-unit"
        contents.append({p.name: p.read_bytes() for p in bundle.iterdir() if p.name != "receipt.json"})
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("proof", "status", "message"),
    [
        ("time.sleep(60)", "timeout", "stopped after 1 s"),
        ("os.kill(os.getpid(), 9)", "crashed", "killed by SIGKILL"),
        ("os._exit(0)", "crashed", "ended with exit code 0 and no result"),
        ("bytearray(10**14)", "out-of-memory", "needed more memory than it may have"),
        ("import no_such_tool", "raised", "ModuleNotFoundError: No module named 'no_such_tool'"),
        (
            "return True",
            "raised",
            "TypeError: add_all_four: expected evidence, got True; return one of nlverify.evidence",
        ),
        ("return {'format': 'cases/1', 'trees': []}", "raised", "TypeError: add_all_four: expected evidence, got {"),
    ],
)
def test_whatever_a_proof_does_the_claim_has_a_receipt(
    write_claim: WriteClaim, tmp_path: Path, proof: str, status: str, message: str
) -> None:
    folder = write_claim("xor/one_unit.py", proof=proof).parent.parent
    write_claim("xor/other.py")
    receipts = check(folder, tmp_path / "out", timeout=1.0 if status == "timeout" else 60.0)
    (seen,) = [e for e in receipts["one-unit"]["evidence"] if e["proof"] == "add_all_four"]
    assert seen["status"] == status
    assert seen["message"].startswith(message)
    assert seen["file"] == ""
    assert judge(receipts["other"], {})["tier"] == "certified"


def test_a_lying_proof_is_rejected(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one_unit.py", proof="return Farkas((1, 1, 1, 2))").parent.parent
    claim = judge(check(folder, tmp_path / "out")["one-unit"], {})
    assert claim["verdict"] == "failed"
    assert claim["problems"][0].startswith("one-unit, part main, proof add_all_four: expected a proof, got a rejected")


def test_without_cvc5_one_line_says_so_and_z3_is_trusted_alone(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cvc5", None)
    tools = tool_versions()
    assert tools["cvc5"] is None
    assert missing_lines(tools, kernel_too=False) == [
        "cvc5: not installed, so nothing was asked of it; pip install cvc5"
    ]
    folder = write_claim("xor/one_unit.py", proof="time.sleep(60)").parent.parent
    receipt = check(folder, tmp_path / "out", timeout=1.0)["one-unit"]
    assert {a["solver"] for a in receipt["answers"]} == {"z3"}
    assert judge(receipt, {})["tier"] == "trusts-z3"


def test_a_statement_that_cannot_be_encoded_is_left_to_the_checker(write_claim: WriteClaim, tmp_path: Path) -> None:
    path = write_claim("xor/one_unit.py", part="NotSeparable(THREE)")
    table = "THREE = Table.of([((0,), 0), ((1,), 3)])\n\nCLAIM ="
    path.write_text(path.read_text().replace("CLAIM =", table, 1).replace("Source\n", "Source, Table\n", 1))
    receipt = check(path.parent.parent, tmp_path / "out")["one-unit"]
    assert any(note.startswith("solver questions for parts/main: ValueError: ") for note in receipt["notes"])
    assert receipt["checker"]["claim"] is None
    claim = judge(receipt, {})
    assert claim["verdict"] == "failed"
    assert any("expected a statement that it can read" in line for line in claim["problems"])


def checker(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "nlcheck.py"
    path.write_text(body)
    return path


@pytest.mark.parametrize(
    "body",
    [
        "print('no JSON')",
        "print('[]')",
        "print('{}')",
        "import os; os.abort()",
        "raise SystemExit(0)",
        'print(\'{"problems": [], "checker_sha256": "x", "claims": []}\')',
    ],
)
def test_a_broken_checker_accepts_nothing(write_claim: WriteClaim, tmp_path: Path, body: str) -> None:
    folder = write_claim("xor/one_unit.py").parent.parent
    receipt = check(folder, tmp_path / "out", checker=checker(tmp_path, body))["one-unit"]
    claim = judge(receipt, {})
    assert claim["verdict"] != "holds"
    assert not [e for e in claim["parts"][0]["evidence"] if e["kind"] == "certificate" and e["accepted"]]


def test_the_checker_sees_the_bundle_as_a_stranger_would(write_claim: WriteClaim, tmp_path: Path) -> None:
    """Isolated, without site-packages, and with no more than the claim's folder."""
    body = (
        "import sys, json\n"
        "said = [str(sys.flags.isolated), str(sys.flags.no_site), *sys.argv[1:]]\n"
        "print(json.dumps({'problems': said, 'checker_sha256': 'x', 'claims': []}))\n"
    )
    folder = write_claim("xor/one_unit.py").parent.parent
    receipt = check(folder, tmp_path / "out", checker=checker(tmp_path, body))["one-unit"]
    said = receipt["checker"]["problems"]
    assert said == ["1", "1", "--json", str(tmp_path / "out" / "bundle" / "one-unit")]


def test_a_checker_that_hangs_gives_no_verdict() -> None:
    report = checker_report(Outcome("timeout", 600.0, message="stopped after 600 s"))
    assert (report["status"], report["claim"]) == ("timeout", None)


def test_an_old_bundle_is_replaced_and_its_ledger_removed_first(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one_unit.py").parent.parent
    out = tmp_path / "out"
    check(folder, out)
    (out / "ledger.json").write_text("{}")
    (out / "bundle" / "one-unit" / "certificate-old.json").write_text("{}")
    (out / "bundle" / "one-unit" / ".page.json.half").write_text("{")  # a run was killed while it wrote
    check(folder, out)
    assert not (out / "ledger.json").exists()
    assert not (out / "bundle" / "one-unit" / "certificate-old.json").exists()


@pytest.mark.parametrize("name", ["notes.txt", "one-unit/notes.txt", "one-unit/deep/statement.json"])
def test_a_folder_with_other_files_is_never_removed(write_claim: WriteClaim, tmp_path: Path, name: str) -> None:
    folder = write_claim("xor/one_unit.py").parent.parent
    path = tmp_path / "out" / "bundle" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    with pytest.raises(
        RunError, match=r"expected only an earlier bundle here, got something else; choose another --out$"
    ):
        check(folder, tmp_path / "out")
    assert path.read_text() == "mine"


def test_an_output_folder_that_cannot_be_written_is_one_line(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one_unit.py").parent.parent
    (tmp_path / "out").write_text("a file")
    with pytest.raises(RunError, match=r"expected a folder to write to, got (Not a directory|File exists)"):
        check(folder, tmp_path / "out")


def test_nothing_in_the_bundle_depends_on_the_clock(write_claim: WriteClaim, tmp_path: Path) -> None:
    """Times are in receipt and ledger only."""
    folder = write_claim("xor/one_unit.py").parent.parent
    check(folder, tmp_path / "out")
    for path in (tmp_path / "out" / "bundle" / "one-unit").iterdir():
        assert ("seconds" in path.read_text()) == (path.name == "receipt.json")
        assert not re.search(r"/tmp|pytest", path.read_text())
