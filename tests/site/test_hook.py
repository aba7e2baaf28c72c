"""What the hook does before a build: a run that is not of the claims as they are now is never shown."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nlverify.files import write_json
from nlverify.site import SiteError, hook
from nlverify.site.links import broken

CLAIM = "xor-not-threshold"
MkDocs = Callable[[Path, Path], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def tree(copy_tree: Callable[[str], Path]) -> Path:
    """A tree with one claim."""
    return copy_tree("xor_not_threshold.py")


@pytest.fixture
def write(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """Return what brings the pages up to date: whether everything had to be run."""
    monkeypatch.setenv("PYTHONPATH", str(tree))
    return lambda: hook.write(tree, tree / "nlverify-out", tree / "docs" / "claims")


def ledger(tree: Path) -> Path:
    return tree / "nlverify-out" / "ledger.json"


def test_without_a_ledger_everything_is_run_and_then_nothing(tree: Path, write: Callable[[], bool]) -> None:
    ledger(tree).unlink(missing_ok=True)
    assert write()
    before = ledger(tree).read_bytes()
    assert not write()
    assert ledger(tree).read_bytes() == before
    assert "certified" in (tree / "docs" / "claims" / f"{CLAIM}.md").read_text()


def test_a_tier_that_was_lowered_by_hand_is_not_shown(tree: Path, write: Callable[[], bool]) -> None:
    """Nor one that was raised; the ledger is consistent with itself."""
    write()
    data = json.loads(ledger(tree).read_text())
    for thing in (data["claims"][0], *data["claims"][0]["parts"]):
        thing["tier"] = "agreed"
    data["claims"][0]["tiers"] = ["agreed"]
    data["summary"]["tiers"] = {"agreed": 1}
    write_json(ledger(tree), data)
    assert write()
    assert json.loads(ledger(tree).read_text())["summary"]["tiers"] == {"certified": 1}
    assert "[certified]" in (tree / "docs" / "claims" / f"{CLAIM}.md").read_text()


def test_a_changed_certificate_is_not_shown(tree: Path, write: Callable[[], bool]) -> None:
    write()
    path = tree / "nlverify-out" / "bundle" / CLAIM / "certificate-parts-main-add_the_four_requirements.json"
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"1"', b'"2"', 1))
    assert write()
    assert path.read_bytes() == before


def test_words_that_were_changed_are_not_shown_though_everything_else_fits(
    tree: Path, write: Callable[[], bool], forge: Callable[..., None]
) -> None:
    write()
    words = {"says": "No network whatever computes XOR.", "title": "Networks fail"}
    forge(tree / "nlverify-out", CLAIM, lambda page: page.update(words), lambda receipt: receipt.update(words))
    assert write()
    page = (tree / "docs" / "claims" / f"{CLAIM}.md").read_text()
    assert "No network whatever" not in page
    assert "No single threshold unit computes XOR." in page


def test_answers_from_the_cache_are_not_shown(tree: Path, write: Callable[[], bool]) -> None:
    write()
    command = [sys.executable, "-m", "nlverify", "check"]
    subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONPATH": str(tree)}, capture_output=True, check=True)
    assert json.loads(ledger(tree).read_text())["summary"]["cached"]["answers"]
    assert write()
    assert not json.loads(ledger(tree).read_text())["summary"]["cached"]["answers"]


def test_a_false_claim_stops_the_build_in_one_line(tree: Path, write: Callable[[], bool], mkdocs: MkDocs) -> None:
    write()
    path = tree / "proofs" / "xor" / "xor_not_threshold.py"
    source = path.read_text(encoding="utf-8")
    shown = (tree / "docs" / "claims" / f"{CLAIM}.md").read_bytes()
    try:
        path.write_text(source.replace("Farkas((1, 1, 1, 1))", "Farkas((1, 1, 1, 2))"), encoding="utf-8")
        done = mkdocs(tree, tree / "site")
    finally:
        path.write_text(source, encoding="utf-8")
    assert done.returncode != 0
    errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert len(errors) == 1
    assert "xor-not-threshold: expected a claim that holds, got failed" in errors[0]
    assert (tree / "docs" / "claims" / f"{CLAIM}.md").read_bytes() == shown


def test_a_check_that_writes_no_ledger_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(SiteError, match=r"nlverify check: expected a ledger, got exit code 2"):
        hook.write(tmp_path, tmp_path / "out", tmp_path / "claims")


def test_links_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<h1 id="top">A</h1><a href="../#here">up</a><a href="b.json">b</a>')
    (tmp_path / "a" / "b.json").write_text("{}")
    (tmp_path / "index.html").write_text(
        '<p id="here">x</p><a href="a/#top">1</a><a href="a/#gone">2</a><a href="c/">3</a><a href="#here">4</a>'
        '<svg><a href="d.html"><rect/></a><a xlink:href="a/"><rect/></a></svg><img src="e.png">'
        '<a href="https://example.org/">5</a><a href="mailto:a@example.org">6</a>'
    )
    found = ["a/#gone", "c/", "d.html", "e.png"]
    assert broken(tmp_path) == [f"index.html: {link}" for link in found]


def test_links_that_begin_with_the_path_of_the_sites_address_are_followed(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text('<a href="/nl/a.html">1</a><a href="/nl/">2</a>')
    assert broken(tmp_path, "/nl/") == ["a.html: /nl/"]


def test_the_theme_loses_its_indentation_and_code_keeps_it() -> None:
    page = "<ul>\n\n   <li>a</li>\n  </ul><pre>b\n\n  c</pre>\n\n<script>\n  d</script>"
    assert hook.on_post_page(page) == "<ul>\n<li>a</li>\n</ul><pre>b\n\n  c</pre>\n<script>\n  d</script>"
