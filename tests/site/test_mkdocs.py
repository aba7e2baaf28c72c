"""The whole site: MkDocs builds it from the tree, strictly, and no page asks another host for anything."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from nlverify.site.links import broken

pytestmark = pytest.mark.slow
MkDocs = Callable[..., object]


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_claim_has_its_page(published: Path) -> None:
    ledger = json.loads((published / "nlverify-out" / "ledger.json").read_text())
    assert ledger["claims"]
    for claim in ledger["claims"]:
        folder = published / "site" / "claims" / claim["id"]
        page = (folder / "index.html").read_text()
        assert claim["statement"]["sha256"] in page
        assert all(part["tier"] in page for part in claim["parts"])
        bundle = published / "nlverify-out" / "bundle" / claim["id"]
        assert (folder / "statement.json").read_bytes() == (bundle / "statement.json").read_bytes()
        assert "Check it by hand" in page


def test_no_page_asks_another_host(published: Path) -> None:
    for path in (published / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=[\"']?([^\"' >]+)", text)
        loaded += re.findall(r"<link[^>]*rel=[\"']?(?:stylesheet|icon|preconnect)[^>]*href=[\"']?([^\"' >]+)", text)
        assert [url for url in loaded if re.match(r"(https?:)?//", url)] == []


def test_every_page_says_under_which_licence_and_every_claim_how_to_cite(published: Path) -> None:
    for path in (published / "site").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">' in text
        is_claim = path.parent.parent.name == "claims"
        assert ('name="citation_technical_report_number"' in text) == is_claim
        assert ('"@type": "LearningResource"' in text) == is_claim


def test_formulas_are_mathml(published: Path) -> None:
    text = (published / "site" / "index.html").read_text()
    assert "<math>" in text
    assert '<math display="block">' in text
    assert "$" not in re.sub(r"<(script|pre|div class=\"highlight\").*?</\1>", "", text, flags=re.DOTALL)


def test_links_lead_somewhere_in_html_and_svg_too(published: Path) -> None:
    assert broken(published / "site") == []
    assert 'href="xor-not-threshold/"' in (published / "site" / "claims" / "index.html").read_text()


def test_a_second_build_runs_no_proof_and_gives_the_same_bytes(published: Path, mkdocs: MkDocs) -> None:
    before = contents(published / "site"), contents(published / "nlverify-out")
    times = {p: p.stat().st_mtime_ns for p in (published / "docs" / "claims").rglob("*") if p.is_file()}
    assert mkdocs(published, published / "site").returncode == 0
    after = contents(published / "site"), contents(published / "nlverify-out")
    assert sorted(before[0]) == sorted(after[0])
    assert [name for name in before[0] if before[0][name] != after[0][name] and not name.endswith(".gz")] == []
    assert before[1] == after[1]
    assert {p: p.stat().st_mtime_ns for p in (published / "docs" / "claims").rglob("*") if p.is_file()} == times
