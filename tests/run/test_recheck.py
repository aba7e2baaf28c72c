"""A bundle is checked again: nothing in it can be changed, added, removed or promoted unseen."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlverify import run as runs
from nlverify.corpus import CHECKER, Corpus, load
from nlverify.files import canonical, sha256, write_json
from nlverify.ledger import ledger
from nlverify.recheck import RecheckError, Report, ask_checker, recheck
from nlverify.run import Settings
from nlverify.tools import tool_versions

pytestmark = pytest.mark.usefixtures("server")

CLAIMS = ("xor-not-threshold", "xor-monotone-unit")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    whole = load(encodable=runs.encodable)
    return Corpus({e.id: e for e in whole.closure(CLAIMS)}, whole.references)


@pytest.fixture(scope="module")
def made(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of one real run, not to be changed."""
    out = tmp_path_factory.mktemp("made")
    receipts = runs.run(list(corpus.entries.values()), corpus.references, Settings(out, 2, kernel=False))
    write_json(
        out / "ledger.json", ledger(receipts, versions=tool_versions(kernel_too=False), seconds=1, complete=True)
    )
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


def edit(path: Path, change: Callable[[Any], Any]) -> None:
    data = json.loads(path.read_text())
    change(data)
    path.write_text(canonical(data))


def problems(out: Path, corpus: Corpus) -> list[str]:
    return recheck(out, corpus, CHECKER).problems


def test_what_a_run_wrote_is_accepted(made: Path, corpus: Corpus) -> None:
    report = recheck(made, corpus, CHECKER)
    assert (report.problems, report.undecided, report.notes, report.recorded) == ([], [], [], [])
    assert report.tiers == {"certified": 2}
    assert recheck(made / "bundle", corpus, CHECKER).problems == []


def test_every_file_of_the_bundle_counts(out: Path, corpus: Corpus) -> None:
    """Each file, one after another, is removed, emptied and changed in one byte."""
    for path in [out / "ledger.json", *sorted((out / "bundle" / "xor-not-threshold").iterdir())]:
        content = path.read_bytes()
        for changed in (b"", content[:-2] + b" " + content[-2:], content + b"\n"):
            path.write_bytes(changed)
            if path.name == "ledger.json" and changed.strip():
                continue  # white space in it changes nothing: what it says is compared
            assert problems(out, corpus), f"{path.name} changed to {changed[:40]!r}"
        path.unlink()
        if path.name == "ledger.json":
            assert recheck(out, corpus, CHECKER).notes == [
                "ledger.json: none beside the bundle, so no tier was compared"
            ]
        else:
            assert problems(out, corpus), f"{path.name} removed"
        path.write_bytes(content)
    assert problems(out, corpus) == []


@pytest.mark.parametrize(
    "name", ["xor-not-threshold/extra.json", "xor-not-threshold/x/y.json", "stray.txt", "new/x.json"]
)
def test_nothing_may_be_added(out: Path, corpus: Corpus, name: str) -> None:
    path = out / "bundle" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("{}\n")
    assert problems(out, corpus)


def test_an_smt_file_may_not_be_added_either(out: Path, corpus: Corpus) -> None:
    (out / "bundle" / "xor-not-threshold" / "parts-main.mine.smt2").write_text("(check-sat)\n")
    assert any("parts-main.mine.smt2: expected no such file" in line for line in problems(out, corpus))


def test_a_missing_claim_is_named_and_accepted_only_if_asked(out: Path, corpus: Corpus) -> None:
    shutil.rmtree(out / "bundle" / "xor-monotone-unit")
    lines = problems(out, corpus)
    assert any(line.startswith("bundle: expected all 2 claims, got 1, without xor-monotone-unit") for line in lines)
    edit(out / "ledger.json", lambda d: d["claims"].pop(1 - d["claims"][0]["id"].startswith("xor-m")))
    edit(out / "ledger.json", lambda d: d["summary"].update(claims=1, tiers={"certified": 1}))
    assert "expected a run of all claims, as it says, got another" in "".join(recheck(out, corpus, CHECKER).problems)
    edit(out / "ledger.json", lambda d: d["corpus"].update(complete=False))
    assert recheck(out, corpus, CHECKER, partial=True).problems == []


@pytest.mark.parametrize("key", ["claims", "failed", "undecided"])
def test_a_summary_of_other_claims_is_refused(out: Path, corpus: Corpus, key: str) -> None:
    edit(out / "ledger.json", lambda d: d["summary"].update({key: 900}))
    assert problems(out, corpus) == ["ledger.json: expected a summary of its own claims, got another; run check again"]


@pytest.mark.parametrize("name", ["ledger.json", "bundle/xor-not-threshold/receipt.json"])
def test_json_that_is_too_deep_is_a_problem_and_no_crash(out: Path, corpus: Corpus, name: str) -> None:
    (out / name).write_text("[" * 100_000)
    assert "got RecursionError: " in "\n".join(problems(out, corpus))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are not on every platform")
@pytest.mark.parametrize(
    "name", ["ledger.json", "bundle/xor-not-threshold/receipt.json", "bundle/xor-not-threshold/certificate-x.json"]
)
def test_a_pipe_is_not_waited_for(out: Path, corpus: Corpus, name: str) -> None:
    (out / name).unlink(missing_ok=True)
    os.mkfifo(out / name)
    assert problems(out, corpus)


def test_an_empty_entry_is_no_entry(out: Path, corpus: Corpus) -> None:
    for path in (out / "bundle" / "xor-monotone-unit").iterdir():
        path.unlink()
    assert problems(out, corpus)


def test_a_statement_of_another_corpus_is_refused(out: Path, corpus: Corpus) -> None:
    """A weaker statement with a certificate of its own is still not the claim."""
    folder = out / "bundle" / "xor-not-threshold"
    edit(folder / "statement.json", lambda d: d["parts"].pop("fires-at-zero"))
    for path in folder.glob("*fires-at-zero*"):
        path.unlink()
    assert ask_checker(CHECKER, str(folder))["accepted"]
    assert "xor-not-threshold/statement.json: expected the bytes of the installed corpus" in "\n".join(
        problems(out, corpus)
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda c: c.update(tier="kernel"), "xor-not-threshold: expected tier certified, got kernel"),
        (lambda c: c.update(says="Everything is fine."), "expected what the bundle supports, got another says"),
        (lambda c: c.update(reading="∀"), "got another reading"),
        (lambda c: c["parts"][0].update(tier="kernel"), "got another parts"),
        (lambda c: c["controls"].clear(), "got another controls"),
        (lambda c: c.update(published=False), "got another published"),
        (lambda c: c.update(id="xor"), "expected an entry for xor-not-threshold, got none"),
    ],
)
def test_the_ledger_may_not_say_more_than_the_bundle(
    out: Path, corpus: Corpus, change: Callable[[Any], Any], line: str
) -> None:
    edit(out / "ledger.json", lambda d: change(next(c for c in d["claims"] if c["id"] == "xor-not-threshold")))
    assert line in "\n".join(problems(out, corpus))


@pytest.mark.parametrize(
    "change", [lambda d: d["claims"].clear(), lambda d: d.pop("claims"), lambda d: d.pop("summary")]
)
def test_an_empty_or_broken_ledger_is_refused(out: Path, corpus: Corpus, change: Callable[[Any], Any]) -> None:
    edit(out / "ledger.json", change)
    assert any(line.startswith("ledger.json: expected a ledger") for line in problems(out, corpus))


def test_a_ledger_that_counts_wrongly_is_refused(out: Path, corpus: Corpus) -> None:
    edit(out / "ledger.json", lambda d: d["summary"].update(tiers={"kernel": 2}))
    assert any("expected a summary of its own claims" in line for line in problems(out, corpus))


def test_a_tier_that_rests_on_solvers_is_named(out: Path, corpus: Corpus) -> None:
    """Without its certificate a part is no more than agreed, by answers that recheck takes as recorded."""
    folder = out / "bundle" / "xor-not-threshold"
    (path,) = folder.glob("certificate-parts-main-*.json")
    path.unlink()

    def forget(receipt: dict[str, Any]) -> None:
        receipt["files"].pop(path.name)
        receipt["evidence"] = [e for e in receipt["evidence"] if e["file"] != path.name]

    edit(folder / "receipt.json", forget)
    report = recheck(out, corpus, CHECKER)
    assert report.recorded == ["xor-not-threshold"]
    assert "ledger.json, xor-not-threshold: expected tier agreed, got certified; run check again" in report.problems


def test_a_forged_receipt_cannot_make_a_certificate(out: Path, corpus: Corpus) -> None:
    """Not even together with a ledger that agrees with it."""
    folder = out / "bundle" / "xor-not-threshold"
    (path,) = folder.glob("certificate-parts-main-*.json")
    edit(path, lambda d: d["trees"][0]["rows"].pop())
    digest = sha256(path.read_bytes())

    def agree(receipt: dict[str, Any]) -> None:
        receipt["files"][path.name] = digest
        for evidence in receipt["evidence"]:
            evidence["sha256"] = digest if evidence["file"] == path.name else evidence["sha256"]
        for certificate in receipt["checker"]["claim"]["certificates"]:
            certificate["sha256"] = digest if certificate["file"] == path.name else certificate["sha256"]

    edit(folder / "receipt.json", agree)
    lines = problems(out, corpus)
    assert any("expected a proof, got a rejected certificate" in line for line in lines)
    assert any("expected tier failed, got certified" in line for line in lines)


@pytest.mark.parametrize(
    "change", [lambda r: r.clear(), lambda r: r.update(evidence=3), lambda r: r.pop("conclusions")]
)
def test_a_broken_receipt_is_one_line(out: Path, corpus: Corpus, change: Callable[[Any], Any]) -> None:
    edit(out / "bundle" / "xor-not-threshold" / "receipt.json", change)
    assert any("receipt.json: expected a receipt, got" in line for line in problems(out, corpus))


def test_there_must_be_something_to_check(tmp_path: Path, corpus: Corpus) -> None:
    for folder in (tmp_path / "none", tmp_path):
        with pytest.raises(RecheckError, match="expected a bundle, got nothing; run `nlverify check` first"):
            recheck(folder, corpus, CHECKER)


def test_a_checker_without_a_report_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "nlcheck.py"
    path.write_text("print('yes')")
    with pytest.raises(RecheckError, match=r"^nlcheck.py: expected a report, got JSONDecodeError"):
        ask_checker(path)


def test_no_solver_is_needed(out: Path, tmp_path: Path) -> None:
    """Neither Z3 nor cvc5 nor SymPy can be imported, and none is missed."""
    edit(out / "ledger.json", lambda d: d["corpus"].update(complete=False))
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nsys.modules.update(dict.fromkeys(['z3', 'cvc5', 'sympy', 'numpy', 'rich']))\n"
    )
    code = "import sys; from nlverify.cli import nlverify; nlverify(['recheck', '--partial', sys.argv[1]])"
    root = Path(CHECKER).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(out)],
        env={"PYTHONPATH": f"{tmp_path}:{root}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("accepted: 2 of ")


def test_a_report_starts_empty() -> None:
    assert Report().problems == []
