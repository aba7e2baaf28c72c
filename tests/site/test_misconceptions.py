"""Pages of misconceptions: a verdict stands only while every claim that it rests on holds in this run."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nlverify.files import write_json
from nlverify.misconceptions import Misconception
from nlverify.site import SiteError, misconceptions, write_pages
from nlverify.site.standing import Standing, sentence, standing

CLAIM = "xor-not-threshold"
SAYING = Misconception(
    id="try-xor",
    title="Try XOR",
    said="try to *create* an XOR gate",
    where="thread",
    subject="separation",
    verdict="it cannot be done",
    leaning="true",
    right=f"See `{CLAIM}`, and not `nothing-at-all`.",
    claims=(CLAIM,),
    fair="It was meant as a challenge.",
    no_claims="",
    sources=("Nobody (1900): Nothing.",),
    sha256="0" * 64,
)


def page(out: Path, folder: Path, *said: Misconception) -> str:
    write_pages(out, folder, said=said)
    return (folder.parent / "misconceptions" / f"{said[0].id}.md").read_text()


def entry(verdict: str, tier: str) -> dict[str, str]:
    return {"verdict": verdict, "tier": tier}


# ------------------------------------------------------------------ what is computed


def test_it_is_settled_if_every_claim_holds_and_stands_as_high_as_the_weakest() -> None:
    claims = {"a": entry("holds", "certified"), "b": entry("holds", "trusts-z3"), "c": entry("failed", "failed")}
    assert standing(("a", "b"), claims) == Standing("trusts-z3")
    assert standing(("a", "b"), {**claims, "b": entry("holds", "kernel")}) == Standing("certified")


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        ({"a": entry("holds", "certified")}, "`b` is not among its claims"),
        ({"a": entry("holds", "certified"), "b": entry("failed", "failed")}, "`b` has failed"),
        ({"a": entry("holds", "certified"), "b": entry("undecided", "undecided")}, "`b` is undecided"),
        ({"a": entry("holds", "certified"), "b": entry("withdrawn", "withdrawn")}, "`b` is withdrawn"),
    ],
)
def test_it_is_unsettled_if_any_does_not(claims: dict[str, Any], why: str) -> None:
    found = standing(("a", "b"), claims)
    assert not found.settled
    assert found == Standing("", (why,))


def test_the_literature_settles_too_but_the_page_says_so() -> None:
    """A claim that is cited has no run that checks it."""
    claims = {"a": entry("holds", "certified"), "b": entry("cited", "cited")}
    found = standing(("a", "b"), claims)
    assert found == Standing("cited", (), ("b",))
    assert "`b` only as [cited]" in sentence(("a", "b"), found)
    assert "hold" not in sentence(("a", "b"), found)


def test_without_claims_there_is_nothing_to_settle_and_no_tier() -> None:
    found = standing((), {})
    assert found.settled
    assert found.tier == ""


# ------------------------------------------------------------------ the pages


def test_a_settled_one_says_the_verdict_and_the_weakest_tier(out: Path, folder: Path) -> None:
    text = page(out, folder, SAYING)
    order = [
        "# Try XOR",
        "> “try to \\*create\\* an XOR gate”",
        "Said in a discussion thread.",
        "**it cannot be done**",
    ]
    order += ["[certified]", "## What is right", "## In fairness", "## What it rests on", "The claim holds"]
    order += ["## References", "Nobody (1900)", "@misc{nlverify-misconception-try-xor", "All misconceptions"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "unsettled" not in text
    assert f"[`{CLAIM}`](../claims/{CLAIM}.md), and not `nothing-at-all`" in text


def test_one_whose_claim_is_missing_is_unsettled(out: Path, folder: Path) -> None:
    text = page(out, folder, replace(SAYING, claims=(CLAIM, "affine-collapse-n")))
    chips = text[: text.index("## What is right")]
    assert "**unsettled**" in chips
    assert "it cannot be done" not in chips
    assert "[certified]" not in chips
    assert "`affine-collapse-n` is not among its claims" in text
    assert "unsettled}" in text[text.index("@misc") :]  # also who cites it says so


def test_one_that_no_claim_can_settle_says_why(out: Path, folder: Path) -> None:
    text = page(out, folder, replace(SAYING, claims=(), no_claims="it is history"))
    assert "On no claim: it is history." in text
    assert "[certified]" not in text


def test_the_overview_counts_what_is_settled(out: Path, folder: Path) -> None:
    missing = replace(SAYING, id="b", subject="training", claims=("no-such-claim",))
    words = replace(SAYING, id="c", subject="training", claims=(), no_claims="words")
    page(out, folder, SAYING, missing, words)
    text = (folder.parent / "misconceptions" / "index.md").read_text()
    assert "3 sentences" in text
    assert "1 of 2 are settled; for 1 more there is nothing to prove" in text
    assert text.index("## What a line cannot do") < text.index("(try-xor.md)") < text.index("## Weights and training")


def test_a_claim_names_what_it_settles(out: Path, folder: Path) -> None:
    page(out, folder, SAYING)
    text = (folder / f"{CLAIM}.md").read_text()
    assert "Settles\n:   [“try to \\*create\\* an XOR gate”](../misconceptions/try-xor.md)" in text
    write_pages(out, folder)
    assert "Settles" not in (folder / f"{CLAIM}.md").read_text()


def test_pages_of_those_that_are_gone_are_removed(out: Path, folder: Path) -> None:
    page(out, folder, SAYING)
    write_pages(out, folder)
    assert [p.name for p in (folder.parent / "misconceptions").iterdir()] == ["index.md"]
    assert "None has been collected" in (folder.parent / "misconceptions" / "index.md").read_text()


def test_pages_that_somebody_wrote_are_left_alone(out: Path, folder: Path) -> None:
    beside = folder.parent / "misconceptions"
    beside.mkdir()
    (beside / "try-xor.md").write_text("my own page")
    with pytest.raises(SiteError, match=r"try-xor\.md: expected a page of an earlier run"):
        page(out, folder, SAYING)
    assert (beside / "try-xor.md").read_text() == "my own page"


def test_nothing_is_written_of_a_run_with_a_claim_that_failed(out: Path, folder: Path) -> None:
    data = json.loads((out / "ledger.json").read_text())
    data["claims"][0].update(verdict="failed", tier="failed", problems=["why"])
    write_json(out / "ledger.json", data)
    with pytest.raises(SiteError):
        page(out, folder, SAYING)
    assert not (folder.parent / "misconceptions").exists()


def test_an_address_is_named_only_if_there_is_one(
    out: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("NLVERIFY_SITE_URL", raising=False)
    assert "url = " not in page(out, folder, SAYING)
    monkeypatch.setenv("NLVERIFY_SITE_URL", "https://example.org/nl/")
    assert "url = {https://example.org/nl/misconceptions/try-xor/}" in page(out, tmp_path / "again" / "claims", SAYING)


def test_the_navigation_has_them_by_subject() -> None:
    other = replace(SAYING, id="b", title="B", subject="training")
    assert misconceptions.navigation([SAYING, other]) == [
        {"What a line cannot do": [{"Try XOR": "misconceptions/try-xor.md"}]},
        {"Weights and training": [{"B": "misconceptions/b.md"}]},
    ]


def test_a_mistake_in_a_file_stops_the_command_in_one_line(out: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from nlverify.cli import nlverify

    corpus = tmp_path / "mine"
    (corpus / "misconceptions").mkdir(parents=True)
    (corpus / "misconceptions" / "a.toml").write_text("said = 1")
    (corpus / "a_claim.py").write_text("CLAIM = None")
    root = Path(__file__).resolve().parents[2] / "proofs" / "xor" / "xor_not_threshold.py"
    (corpus / "xor_not_threshold.py").write_text(root.read_text(encoding="utf-8"), encoding="utf-8")
    arguments = ["site", "--ledger", str(out), "--pages", str(tmp_path / "pages" / "claims"), "--corpus", str(corpus)]
    done = CliRunner().invoke(nlverify, arguments)
    assert done.exit_code == 2
    assert "misconceptions/a.toml: title: expected text, got nothing; add it" in done.output
    assert not (tmp_path / "pages").exists()
