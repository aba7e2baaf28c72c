"""What the pages say, and that they say nothing which the checker does not accept just now."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlverify.engines import smtlib
from nlverify.exact.expression import exp, relu, symbols
from nlverify.files import canonical, sha256, write_json
from nlverify.site import SiteError, listing, page, write_pages
from nlverify.site.read import Subject, read
from nlverify.site.text import reading
from nlverify.statement import ForAll, Iterates

CLAIM = "xor-not-threshold"


def test_the_formal_reading_comes_first_then_the_verdict_then_the_prose(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    page = (folder / f"{CLAIM}.md").read_text()
    order = ["# XOR is not a threshold function", "What exactly is claimed", "(0,\u00a00)\u00a0→\u00a00", "In words"]
    order += ["## Verdict", "It **holds**", "## Why", "w₁ + w₂ + 2b", "<figure", "## Proofs", "Farkas((1, 1, 1, 1))"]
    order += ["The statement as data", "## Illustrations", "## Controls", "Refuted", "## Check it yourself"]
    order += ["## References", "Perceptrons", "@misc{", '<script type="application/json"']
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


def test_statement_and_certificates_are_in_the_page(out: Path, folder: Path) -> None:
    """So that a program in the page can read them, also from a disk; `<` would end the script."""
    write_pages(out, folder)
    page = (folder / f"{CLAIM}.md").read_text()
    scripts = dict(re.findall(r'<script type="application/json" data-file="([^"]+)">([^<]*)</script>', page))
    assert set(scripts) == {path.name for path in (folder / CLAIM).glob("*.json")}
    for name, text in scripts.items():
        assert canonical(json.loads(text)) == (out / "bundle" / CLAIM / name).read_text()


def test_the_check_by_hand_is_shown_if_somebody_knows_it(out: Path, folder: Path) -> None:
    asked = []

    def by_hand(subject: Subject, target: str, certificate: Any) -> list[str]:
        asked.append((subject.id, target, certificate["format"]))
        return ["1 · −b ≥ 0", "Sum: 0 > 0"]

    write_pages(out, folder, by_hand=by_hand)
    assert (CLAIM, "parts/main", "cases/1") in asked
    assert (CLAIM, "controls/and_is_a_threshold_function", "weights/1") in asked
    assert "Sum: 0 &gt; 0" in (folder / f"{CLAIM}.md").read_text()


def test_the_head_says_how_to_cite_the_page(out: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NLVERIFY_SITE_URL", raising=False)
    write_pages(out, folder)
    fields = front_matter(folder / f"{CLAIM}.md")
    assert fields["citation"]["citation_title"] == "XOR is not a threshold function"
    assert fields["citation"]["citation_technical_report_number"] == CLAIM
    assert fields["linked_data"]["@type"] == "LearningResource"
    assert f"sha256:{sha256((out / 'bundle' / CLAIM / 'statement.json').read_bytes())}" in str(fields["linked_data"])
    assert "url" not in fields["linked_data"]
    monkeypatch.setenv("NLVERIFY_SITE_URL", "https://example.org/nl/")
    write_pages(out, folder)
    fields = front_matter(folder / f"{CLAIM}.md")
    assert fields["linked_data"]["url"] == f"https://example.org/nl/claims/{CLAIM}/"
    assert fields["citation"]["citation_public_url"] == f"https://example.org/nl/claims/{CLAIM}/"


def front_matter(page: Path) -> dict[str, Any]:
    """Each line of it is a field whose value is JSON, or a remark."""
    lines = page.read_text().split("---\n")[1].splitlines()
    pairs = (line.split(": ", 1) for line in lines if not line.startswith("#"))
    return {name: json.loads(value) for name, value in pairs}


def test_the_index_lists_every_claim(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    rows = [line for line in (folder / "index.md").read_text().splitlines() if f"({CLAIM}.md)" in line]
    assert len(rows) == 1
    assert all(text in rows[0] for text in ("No single threshold unit computes XOR.", "[certified]", "| 2 |"))


def test_groups_stand_in_the_order_of_a_course_with_links_and_what_narrows_the_list(
    out: Path,
) -> None:
    ledger, (subject,) = read(out)
    groups = ("practice", "mine", "xor", "collapse")
    subjects = [replace(subject, page={**subject.page, "group": group}) for group in groups]
    page = listing.index(ledger, subjects)
    assert re.findall(r"^## (.*?) \{", page, re.MULTILINE) == ["Collapse", "XOR", "Practice", "Mine"]
    assert "[Collapse](#group-collapse)\u00a01 · [XOR](#group-xor)\u00a01 · [Practice](#group-practice)\u00a01" in page
    assert '<option value="certified">certified (1)</option>' in page
    assert '<option value="mine">Mine (1)</option>' in page
    assert "<form" not in listing.index(ledger, subjects[:1])
    assert [list(entry) for entry in listing.navigation(subjects)] == [["Collapse"], ["XOR"], ["Practice"], ["Mine"]]


def test_the_home_page_gets_the_four_requirements_and_the_counts(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    proof = (folder / "_included" / "proof.html").read_text()
    assert all(text in proof for text in ("−b ≥ 0", "w₂ + b &gt; 0", "w₁ + b &gt; 0", "−w₁ − w₂ − b ≥ 0", "0 &gt; 0"))
    assert "1 claim — 1 [certified](trust.md" in (folder / "_included" / "counts.md").read_text()


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
    assert sorted(p.name for p in folder.iterdir()) == ["_included", "index.md", "mine.md", CLAIM, f"{CLAIM}.md"]
    assert not (folder / CLAIM / "old.smt2").exists()


def test_pages_that_somebody_wrote_are_left_alone(out: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "index.md").write_text("my own page")
    with pytest.raises(SiteError, match=r"index\.md: expected a page of an earlier run"):
        write_pages(out, folder)
    assert (folder / "index.md").read_text() == "my own page"
    assert len(list(folder.iterdir())) == 1


def test_another_corpus_is_labelled(out: Path, folder: Path, forge: Callable[..., None]) -> None:
    forge(out, CLAIM, receipt=lambda r: r.update(published=False))
    write_pages(out, folder)
    assert "not part of the published corpus" in (folder / f"{CLAIM}.md").read_text()


def test_the_page_says_why_no_solver_was_asked() -> None:
    for tree, asked in ((exp(symbols("x")[0]), False), (relu(symbols("exp")[0]), True)):
        statement = ForAll(tuple(tree.names), tree > -1)
        assert bool(smtlib.questions(statement)) is asked
        assert (page.not_asked(statement.to_json()) == "") is asked
    assert page.not_asked(Iterates(((1,),), (1,), 5, 10, (1,)).to_json()) == "there would be a term for each step"


def test_a_reading_is_never_taken_for_markdown() -> None:
    shown = "<p>a &lt;b&gt; *c* `d`<br>[e](f)</p>"
    assert reading("a <b> *c* `d`\n[e](f)") == f'<blockquote class="nl-reading">{shown}</blockquote>'


def test_a_long_reading_begins_on_the_page() -> None:
    lines = ["the first", "the second", *("x" * 300 for _ in range(5))]
    assert reading("\n".join(lines)).index("4 more lines") > reading("\n".join(lines)).index("x" * 300)
    assert "nlverify show" in reading("\n".join(lines * 5))


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


def no_versions(out: Path) -> None:
    change(out / "ledger.json", lambda d: d.pop("versions"))


def other_versions(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["versions"].update(rocq="9.1"))


def a_ledger_that_is_a_list(out: Path) -> None:
    (out / "ledger.json").write_text("[]")


def a_malformed_certificate(out: Path) -> None:
    (out / "bundle" / CLAIM / "certificate-mine.json").write_text("{")


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


def a_tier_that_was_lowered(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["claims"][0]["parts"][0].update(tier="agreed"))


def a_claim_whose_tier_was_lowered(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["claims"][0].update(tier="agreed"))


def an_answer_from_the_cache(out: Path) -> None:
    change(out / "ledger.json", lambda d: d["summary"].update(cached={"answers": 1, "observations": 0}))


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
        (a_failed_claim, "ledger.json, xor-not-threshold: expected tier certified, got failed"),
        (an_undecided_claim, "ledger.json, xor-not-threshold: expected tier certified, got undecided"),
        (no_ledger, "expected a folder with ledger.json and bundle, got none"),
        (another_schema, "ledger.json: expected a ledger, got ValueError: expected schema nlverify-ledger/1"),
        (no_versions, "ledger.json: expected a ledger, got KeyError: 'versions'"),
        (other_versions, "ledger.json: expected the versions that the receipts name, got others"),
        (a_ledger_that_is_a_list, "ledger.json: expected a ledger, got TypeError"),
        (a_changed_statement, "xor-not-threshold/statement.json: expected"),
        (another_true_statement, "xor-not-threshold/statement.json: expected"),
        (a_wrong_certificate, "certificate-parts-main-add_the_four_requirements.json: expected"),
        (a_missing_certificate, "as the receipt says, got no such file"),
        (certified_without_a_certificate, "as the receipt says, got no such file"),
        (a_tier_that_was_lowered, "xor-not-threshold: expected what the bundle supports, got another parts"),
        (a_claim_whose_tier_was_lowered, "ledger.json, xor-not-threshold: expected tier certified, got agreed"),
        (an_answer_from_the_cache, "ledger.json: expected a summary of its own claims, got another"),
        (a_changed_question, "xor-not-threshold/parts-main.unit.smt2: expected"),
        (a_claim_of_its_own_in_the_bundle, "another-claim/"),
        (a_stranger_in_the_bundle, "xor-not-threshold/notes.txt: expected no such file"),
        (a_malformed_certificate, "xor-not-threshold/certificate-mine.json: expected no such file as the receipt says"),
        (an_empty_bundle, "xor-not-threshold/receipt.json: expected a receipt"),
        (a_control_that_holds, "xor-not-threshold: expected what the bundle supports, got another controls"),
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
