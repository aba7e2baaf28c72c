"""Nobody can make a bundle say of a theorem what the kernel did not say, without it being noticed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlverify import run as runs
from nlverify.bundle import examine
from nlverify.corpus import CHECKER, load
from nlverify.files import write_json
from nlverify.ledger import ledger
from nlverify.recheck import recheck
from nlverify.run import RunError, Settings
from nlverify.site.write import write_pages
from nlverify.tools import tool_versions

Forge = Callable[..., None]


@pytest.fixture
def out(corpus: Path, judged: Callable[..., Any], tmp_path: Path) -> Path:
    """The output of a run whose claim stands at `kernel`."""
    judged()
    loaded = load(corpus, runs.encodable)
    folder = tmp_path / "out"
    receipts = runs.run(list(loaded.entries.values()), loaded.references, Settings(folder, 2))
    write_json(folder / "ledger.json", ledger(receipts, versions=tool_versions(), seconds=1.0, complete=True))
    return folder


def problems(out: Path) -> str:
    return "; ".join(examine(out, CHECKER).lines())


def test_what_a_run_wrote_is_accepted_and_its_page_shows_theorem_and_axioms(out: Path, corpus: Path) -> None:
    assert problems(out) == ""
    report = recheck(out, load(corpus), CHECKER)
    assert (report.problems, report.tiers) == ([], {"kernel": 1})
    pages = out / "pages" / "claims"
    write_pages(out, pages)
    text = (pages / "bent.md").read_text(encoding="utf-8")
    assert "a theorem for every part, accepted by its kernel; no axiom" in text
    assert "accepted the theorem [`Bent.relu_not_additive`](rocq/Bent.v)" in text
    assert "~ forall x y, relu (x + y) = relu x + relu y" in text
    assert "relu x is x where 0 ≤ x, and 0 elsewhere" in text
    assert (pages / "rocq" / "Bent.v").read_bytes() == (corpus / "rocq" / "theories" / "Bent.v").read_bytes()
    assert (pages / "bent" / "theorems.v").is_file()


def test_a_theorem_that_was_not_accepted_cannot_be_written_into_the_receipt(out: Path, forge: Forge) -> None:
    forge(out, "bent", receipt=lambda r: r["theorems"][0].update(proof="Bent.orders_compare"))
    assert "expected verdicts on the claim's theorems, got others" in problems(out)


def test_axioms_that_the_claim_does_not_allow_cannot_be_accepted(out: Path, forge: Forge) -> None:
    forge(out, "bent", receipt=lambda r: r["theorems"][0].update(axioms=["Bent.wrong"]))
    assert "expected only the axioms that the claim allows, got more" in problems(out)


def test_a_verdict_of_a_kernel_that_was_not_there_is_refused(out: Path, forge: Forge) -> None:
    forge(out, "bent", receipt=lambda r: r["versions"].update(rocq=None))
    assert "expected verdicts on the claim's theorems, got others" in problems(out)


def test_a_verdict_counts_only_where_the_kernel_was_seen_to_say_no(out: Path, forge: Forge) -> None:
    forge(out, "bent", receipt=lambda r: r["kernel"].update(says_no=False))
    assert examine(out, CHECKER).judged["bent"]["tier"] == "certified"


def test_another_theory_is_refused(out: Path) -> None:
    path = out / "rocq" / "Bent.v"
    path.write_text(path.read_text(encoding="utf-8").replace("if Z_le_dec 0 x then x else 0", "x"), encoding="utf-8")
    assert "rocq/Bent.v: expected the theory of this run, got none or another" in problems(out)
    path.unlink()
    assert "rocq/Bent.v: expected the theory of this run, got none or another" in problems(out)


def test_another_question_is_refused_though_all_hashes_fit(out: Path, forge: Forge) -> None:
    path = out / "bundle" / "bent" / "theorems.v"
    path.write_text(path.read_text(encoding="utf-8").replace("relu (x + y)", "relu (x + 0)"), encoding="utf-8")
    from nlverify.files import sha256

    digest = sha256(path.read_bytes())
    forge(out, "bent", receipt=lambda r: r["files"].update({"theorems.v": digest}))
    assert "theorems.v: expected what page.json says about the theorems" in problems(out)


def test_another_type_is_not_the_corpus_s(out: Path, corpus: Path, forge: Forge) -> None:
    forge(out, "bent", page=lambda p: p["theorems"][0].update(type="0 = 0"))
    report = recheck(out, load(corpus), CHECKER)
    assert any("page.json: expected the bytes of the installed corpus" in line for line in report.problems)


def test_a_folder_with_anything_else_is_not_emptied(out: Path, corpus: Path) -> None:
    (out / "rocq" / "notes.txt").write_text("mine")
    loaded = load(corpus, runs.encodable)
    with pytest.raises(RunError, match="expected only theories of an earlier run"):
        runs.run(list(loaded.entries.values()), loaded.references, Settings(out, 1))
    assert (out / "rocq" / "notes.txt").read_text() == "mine"
    shutil.rmtree(out)


def test_the_receipt_names_the_theories_and_their_bytes(out: Path) -> None:
    receipt = json.loads((out / "bundle" / "bent" / "receipt.json").read_bytes())
    assert list(receipt["kernel"]["sources"]) == ["Bent.v"]
    assert receipt["versions"]["rocq"]
