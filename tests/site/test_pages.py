"""What the pages say, and that they say nothing which the checker does not accept just now."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlverify.files import canonical, write_json
from nlverify.site import SiteError, write_pages
from nlverify.site.page import reading

CLAIM = "xor-not-threshold"


def test_the_formal_reading_comes_first_then_the_verdict_then_the_prose(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    page = (folder / f"{CLAIM}.md").read_text()
    order = ["What exactly is claimed", "(0, 1) → 1", "Tier **certified**", "It holds", "## Why", "w₁ + w₂ + 2b"]
    order += [
        "## Proofs",
        "Farkas((1, 1, 1, 1))",
        "## Controls",
        "Refuted",
        "## Check it yourself",
        "## Sources",
        "@misc{",
    ]
    places = [page.index(text) for text in order]
    assert places == sorted(places)


def test_the_page_offers_the_files_with_their_hashes(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    page = (folder / f"{CLAIM}.md").read_text()
    offered = sorted((folder / CLAIM).iterdir())
    assert {p.suffix for p in offered} == {".json", ".smt2"}
    for path in offered:
        original = out / "bundle" / CLAIM / path.name
        assert path.read_bytes() == original.read_bytes()
        assert f"{CLAIM}/{path.name}" in page
    receipt = json.loads((out / "bundle" / CLAIM / "receipt.json").read_text())
    assert all(receipt["files"][p.name] in page for p in offered)


def test_the_index_lists_every_claim(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    assert f"({CLAIM}.md) | No single threshold unit computes XOR. | certified |" in (folder / "index.md").read_text()


def test_only_what_changed_is_written(out: Path, folder: Path) -> None:
    assert write_pages(out, folder)
    assert write_pages(out, folder) == []
    with (folder / "index.md").open("a") as page:
        page.write("changed")
    assert write_pages(out, folder) == [folder / "index.md"]


def test_pages_of_claims_that_are_gone_are_removed(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    shutil.copytree(folder / CLAIM, folder / "gone")
    shutil.copy(folder / f"{CLAIM}.md", folder / "gone.md")
    (folder / CLAIM / "old.smt2").write_text("")
    (folder / "mine.md").write_text("my own page")
    write_pages(out, folder)
    assert sorted(p.name for p in folder.iterdir()) == ["index.md", "mine.md", CLAIM, f"{CLAIM}.md"]
    assert not (folder / CLAIM / "old.smt2").exists()


def test_pages_that_somebody_wrote_are_left_alone(out: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "index.md").write_text("my own page")
    with pytest.raises(SiteError, match=r"index\.md: expected a page of an earlier run"):
        write_pages(out, folder)
    assert (folder / "index.md").read_text() == "my own page"
    assert len(list(folder.iterdir())) == 1


def test_another_corpus_is_labelled(out: Path, folder: Path) -> None:
    change(out / "ledger.json", lambda d: d["corpus"].update(label="not part of the published corpus"))
    write_pages(out, folder)
    assert "not part of the published corpus" in (folder / f"{CLAIM}.md").read_text()


def test_a_reading_is_never_taken_for_markdown() -> None:
    assert reading("a <b> *c* `d`\n[e](f)") == '<blockquote class="reading">a &lt;b&gt; *c* `d`<br>[e](f)</blockquote>'


def test_the_site_needs_no_engine() -> None:
    code = "import sys, nlverify.site; print({'sympy', 'z3', 'cvc5', 'nlverify.engines'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# ------------------------------------------------------------------ what stops it


def change(path: Path, edit: Callable[[Any], object]) -> None:
    data = json.loads(path.read_text())
    edit(data)
    write_json(path, data)


def a_failed_claim(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["claims"][0].update(verdict="failed", tier="failed", problems=["why"]))


def an_undecided_claim(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["claims"][0].update(verdict="undecided", tier="undecided"))


def no_ledger(out: Path) -> None:
    (out / "ledger.json").unlink()


def another_schema(out: Path) -> None:
    change(out / "ledger.json", lambda d: d.update(schema="nlverify-ledger/2"))


def a_changed_statement(out: Path) -> None:
    change(out / "bundle" / CLAIM / "statement.json", lambda d: d["parts"]["main"]["values"].reverse() or d.pop("uses"))


def another_true_statement(out: Path) -> None:
    xnor = ["1", "0", "0", "1"]
    change(out / "bundle" / CLAIM / "statement.json", lambda d: d["parts"]["main"].update(values=xnor))


def a_wrong_certificate(out: Path) -> None:
    path = out / "bundle" / CLAIM / "certificate-parts-main-add_the_four_requirements.json"
    change(path, lambda d: d["trees"][0]["rows"].pop())


def a_missing_certificate(out: Path) -> None:
    (out / "bundle" / CLAIM / "certificate-parts-main-add_the_four_requirements.json").unlink()


def certified_without_a_certificate(out: Path) -> None:
    a_missing_certificate(out)
    change(out / "ledger.json", lambda d: d["claims"][0]["parts"][0]["evidence"].pop(0))


def a_changed_question(out: Path) -> None:
    (out / "bundle" / CLAIM / "parts-main.unit.smt2").write_text("(check-sat)\n")


def a_claim_of_its_own_in_the_bundle(out: Path) -> None:
    other = out / "bundle" / "another-claim"
    other.mkdir()
    for path in (out / "bundle" / CLAIM).glob("*.json"):
        text = path.read_text()
        (other / path.name).write_text(
            canonical({**json.loads(text), "id": "another-claim"}) if path.name == "statement.json" else text
        )


def a_stranger_in_the_bundle(out: Path) -> None:
    (out / "bundle" / CLAIM / "notes.txt").write_text("trust me")


def an_empty_bundle(out: Path) -> None:
    for path in (out / "bundle" / CLAIM).iterdir():
        path.unlink()


def a_control_that_holds(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["claims"][0]["controls"][0].update(refuted=False))


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (a_failed_claim, "xor-not-threshold: expected a claim that holds, got failed: why"),
        (an_undecided_claim, "xor-not-threshold: expected a claim that holds, got undecided"),
        (no_ledger, "ledger.json: expected a readable file"),
        (another_schema, "ledger.json: expected schema nlverify-ledger/1"),
        (a_changed_statement, "nlcheck: expected a bundle that it can read"),
        (another_true_statement, "statement.json: expected the bytes of the ledger's run"),
        (a_wrong_certificate, "expected one that nlcheck accepts"),
        (a_missing_certificate, "expected one that nlcheck accepts"),
        (certified_without_a_certificate, "expected a certificate behind 'certified', got none"),
        (a_changed_question, "parts-main.unit.smt2: expected the bytes of the ledger's run"),
        (a_claim_of_its_own_in_the_bundle, "another-claim: expected the same claims in ledger and bundle"),
        (a_stranger_in_the_bundle, "nlcheck: expected a bundle that it can read"),
        (an_empty_bundle, "nlcheck: expected a bundle that it can read"),
        (a_control_that_holds, "expected a refutation, got none"),
    ],
)
def test_nothing_is_written_that_does_not_hold(
    spoil: Callable[[Path], None], line: str, out: Path, folder: Path
) -> None:
    spoil(out)
    with pytest.raises(SiteError) as problem:
        write_pages(out, folder)
    assert line in str(problem.value)
    assert "\n" not in str(problem.value)
    assert not folder.exists()
