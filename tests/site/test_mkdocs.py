"""The whole site: MkDocs builds it from the tree, strictly, and no page asks another host for anything."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nlverify.site import SiteError, hook

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.slow


def mkdocs(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONPATH": str(root)}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the site is made from, without what earlier runs left behind."""
    root = tmp_path_factory.mktemp("tree")
    for name in ("nlverify", "proofs", "docs"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "claims"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    return root


@pytest.fixture(scope="module")
def site(tree: Path) -> Path:
    done = mkdocs(tree, tree / "site")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return tree / "site"


def test_every_claim_has_its_page(tree: Path, site: Path) -> None:
    ledger = json.loads((tree / "nlverify-out" / "ledger.json").read_text())
    assert ledger["claims"]
    for claim in ledger["claims"]:
        page = (site / "claims" / claim["id"] / "index.html").read_text()
        assert claim["statement"]["sha256"] in page
        assert (site / "claims" / claim["id"] / "statement.json").is_file()


def test_no_page_asks_another_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]*\ssrc=[\"']?([^\"' >]+)", text)
        loaded += re.findall(r"<link[^>]*rel=[\"']?(?:stylesheet|icon|preconnect)[^>]*href=[\"']?([^\"' >]+)", text)
        assert [url for url in loaded if re.match(r"(https?:)?//", url)] == []


def test_a_second_build_runs_no_proof_and_changes_nothing(tree: Path, site: Path) -> None:
    ledger = (tree / "nlverify-out" / "ledger.json").read_bytes()
    pages = {p: p.stat().st_mtime_ns for p in (tree / "docs" / "claims").rglob("*") if p.is_file()}
    assert mkdocs(tree, tree / "site").returncode == 0
    assert (tree / "nlverify-out" / "ledger.json").read_bytes() == ledger
    assert {p: p.stat().st_mtime_ns for p in (tree / "docs" / "claims").rglob("*") if p.is_file()} == pages


def test_a_changed_claim_is_run_again_and_a_false_one_stops_the_build(tree: Path, site: Path) -> None:
    path = tree / "proofs" / "xor" / "xor_not_threshold.py"
    source = path.read_text(encoding="utf-8")
    assert "Farkas((1, 1, 1, 1))" in source
    try:
        path.write_text(source.replace("Farkas((1, 1, 1, 1))", "Farkas((1, 1, 1, 2))"), encoding="utf-8")
        done = mkdocs(tree, tree / "other")
        assert done.returncode != 0
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        assert len(errors) == 1
        assert "xor-not-threshold: expected a claim that holds, got failed" in errors[0]
    finally:
        path.write_text(source, encoding="utf-8")


def test_a_check_that_writes_no_ledger_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(SiteError, match=r"nlverify check: expected a ledger, got exit code 2"):
        hook.refresh(tmp_path, tmp_path / "out")
