"""Words beside a tier: nothing is published, and nothing accepted, that the corpus or the checker does not say.

Every test plants a forgery, as a careless or as a careful forger would: the careful one makes
receipt, hashes and ledger fit. What then is left to find it is the corpus itself, and the checker.
"""

import contextlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nlverify import corpus, ledger, run
from nlverify.cli import nlverify
from nlverify.corpus import CHECKER, Corpus
from nlverify.files import write_json
from nlverify.recheck import recheck
from nlverify.site import SiteError, write_pages
from nlverify.tools import tool_versions

pytestmark = pytest.mark.usefixtures("server")

CLAIM = "xor-not-threshold"
Edit = Callable[[Any], object]
Forge = Callable[..., None]
Site = Callable[[Path], Result]
Refused = Callable[[Path], str]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one claim, so that it is loaded quickly."""
    root, proofs = tmp_path_factory.mktemp("corpus"), corpus.installed_folder()
    (root / "xor").mkdir()
    shutil.copy(proofs / "references.bib", root)
    shutil.copy(proofs / "xor" / "xor_not_threshold.py", root / "xor")
    return root


@pytest.fixture(scope="module")
def whole(folder: Path) -> Corpus:
    return corpus.load(folder, run.encodable)


@pytest.fixture(scope="module")
def made(whole: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made")
    receipts = run.run(list(whole.entries.values()), whole.references, run.Settings(out, kernel=False))
    data = ledger.ledger(receipts, versions=tool_versions(kernel_too=False), seconds=1.0, complete=True)
    write_json(out / "ledger.json", data)
    return out


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "out"))


@pytest.fixture
def site(folder: Path, tmp_path: Path) -> Site:
    """Return what writes the pages of a run."""
    pages = tmp_path / "pages"
    command = ["site", "--corpus", str(folder), "--pages", str(pages), "--ledger"]
    return lambda out: CliRunner().invoke(nlverify, [*command, str(out)])


@pytest.fixture
def refused(site: Site, whole: Corpus) -> Refused:
    """Return what finds that both commands refuse a run, `site` without a page and in one line, which it returns."""

    def both(out: Path) -> str:
        assert recheck(out, whole, CHECKER).problems
        done = site(out)
        assert done.exit_code == 1, done.output
        assert len(done.stderr.splitlines()) == 1
        assert not (out.parent / "pages").exists()
        return done.stderr

    return both


def edit(path: Path, change: Edit) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    write_json(path, data)


def test_the_honest_run_is_shown(out: Path, whole: Corpus, site: Site) -> None:
    assert recheck(out, whole, CHECKER).problems == []
    done = site(out)
    assert done.exit_code == 0, done.output
    assert "No single threshold unit computes XOR." in (out.parent / "pages" / f"{CLAIM}.md").read_text()


def test_the_ledger_lists_every_file_of_the_bundle_with_its_hash(out: Path) -> None:
    (claim,) = json.loads((out / "ledger.json").read_text())["claims"]
    assert set(claim["files"]) == {path.name for path in (out / "bundle" / CLAIM).iterdir()}


WORDS: list[Edit] = [
    lambda p: p.update(prose="Every neural network is a circle."),
    lambda p: p.update(says="No network whatever computes XOR."),
    lambda p: p.update(title="Networks cannot compute XOR"),
    lambda p: p.update(group="learning"),
    lambda p: p["sources"][0].update(text="Somebody: A theorem."),
    lambda p: p["proofs"][0].update(says="Obvious."),
    lambda p: p["controls"][0].update(drops="nothing"),
    lambda p: p["figures"].update(lines="1"),
]


@pytest.mark.parametrize("change", WORDS)
def test_changed_prose_is_refused(out: Path, refused: Refused, change: Edit) -> None:
    edit(out / "bundle" / CLAIM / "page.json", change)
    refused(out)
    with pytest.raises(SiteError, match=f"^{CLAIM}/page.json: expected"):
        write_pages(out, out.parent / "pages")


@pytest.mark.parametrize("change", WORDS)
def test_changed_prose_is_refused_though_receipt_and_ledger_fit(
    out: Path, refused: Refused, forge: Forge, change: Edit
) -> None:
    def receipt(data: dict[str, Any]) -> None:
        page = json.loads((out / "bundle" / CLAIM / "page.json").read_text())
        data.update({key: page[key] for key in ("title", "says", "group", "sources")})

    forge(out, CLAIM, change, receipt)
    assert f"{CLAIM}/page.json: expected the bytes of the installed corpus" in refused(out)


RECEIPT: list[Edit] = [
    lambda r: r.update(says="No network whatever computes XOR."),
    lambda r: r.update(title="Networks cannot compute XOR"),
    lambda r: r.update(group="learning"),
    lambda r: r["sources"][0].update(text="Somebody: A theorem."),
    lambda r: r["checker"]["claim"]["readings"].update({"parts/main": "∀ networks: no XOR"}),
    lambda r: r["checker"]["claim"].update(id="xor"),
    lambda r: r["checker"]["claim"]["certificates"].pop(),
    lambda r: r["uses"].append("line-of-a-line"),
    lambda r: r["parts"].reverse(),
    lambda r: r["parts"].append("everything"),
    lambda r: r["controls"].append("everything"),
    lambda r: r["cited"].update({"parts/main": {"text": "…", "source": "…", "reason": "…"}}),
    lambda r: r["sampled"].update({"parts/main": {"trials": 1, "successes": 1}}),
    lambda r: r["evidence"][-1].update(engine="rocq"),
    lambda r: r["evidence"][-1].update(proof="by_authority"),
    lambda r: r["answers"][0].update(solver="oracle"),
    lambda r: r["answers"][0].update(sha256="0" * 64),
    lambda r: r["answers"][0].update(file="parts-mine.unit.smt2"),
    lambda r: r["answers"].pop(),
    lambda r: r["conclusions"]["parts/main"]["z3"].update(grounds=["sat", "unsat"]),
    lambda r: r["versions"].update(nlverify="9.9"),
    lambda r: r.update(published=True),
]


@pytest.mark.parametrize("change", RECEIPT)
def test_a_changed_receipt_is_refused(out: Path, refused: Refused, change: Edit) -> None:
    edit(out / "bundle" / CLAIM / "receipt.json", change)
    refused(out)


@pytest.mark.parametrize("change", RECEIPT[:-1])
def test_a_changed_receipt_is_refused_though_the_ledger_fits(
    out: Path, refused: Refused, forge: Forge, change: Edit
) -> None:
    with contextlib.suppress(LookupError):  # from one of them no ledger follows, and the old one is left
        forge(out, CLAIM, receipt=change)
    refused(out)
    with pytest.raises(SiteError):
        write_pages(out, out.parent / "pages")


def claim(change: Edit) -> Edit:
    return lambda ledger: change(ledger["claims"][0])


LEDGER: list[Edit] = [
    claim(lambda c: c.update(says="No network whatever computes XOR.")),
    claim(lambda c: c.update(title="Networks cannot compute XOR")),
    claim(lambda c: c.update(reading="∀ networks: no XOR")),
    claim(lambda c: c.update(tier="kernel")),
    claim(lambda c: c.update(tier="agreed")),
    claim(lambda c: c.update(tiers=["certified"])),
    claim(lambda c: c.update(seconds=0)),
    claim(lambda c: c.update(uses=["line-of-a-line"])),
    claim(lambda c: c.update(notes=["Rocq proved it too"])),
    claim(lambda c: c.update(more="words")),
    claim(lambda c: c["sources"].clear()),
    claim(lambda c: c["files"].pop("page.json")),
    claim(lambda c: c["files"].update({"page.json": "0" * 64})),
    claim(lambda c: c["controls"][0].update(refuted=False)),
    claim(lambda c: c["parts"][0].update(cited={"text": "…", "source": "…", "reason": "…"})),
    lambda d: d.pop("versions"),
    lambda d: d.update(versions={}),
    lambda d: d["versions"].update(z3="9"),
    lambda d: d["checker"].update(sha256="0" * 64),
    lambda d: d["summary"].update(claims=80),
    lambda d: d["summary"].update(tiers={"certified": 80}),
    lambda d: d["summary"].update(cached={}),
    lambda d: d["summary"].update(seconds="0.1"),
    lambda d: d["corpus"].update(complete="yes"),
    lambda d: d["corpus"].update(label="reviewed by hand"),
    lambda d: d["corpus"].update(published=True),
    lambda d: d.update(more="words"),
    lambda d: d.update(claims=[3]),
    lambda d: d.update(claims={}),
    lambda d: d.update(notes=3),
]


@pytest.mark.parametrize("change", LEDGER)
def test_a_changed_ledger_is_refused(out: Path, refused: Refused, change: Edit) -> None:
    edit(out / "ledger.json", change)
    refused(out)


def test_a_missing_run_is_bad_usage_in_one_line(tmp_path: Path, site: Site) -> None:
    for out in (tmp_path / "none", tmp_path):
        done = site(out)
        assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1)
        assert "expected a folder with ledger.json and bundle, got none" in done.stderr


def test_a_ledger_without_a_bundle_is_bad_usage_in_one_line(out: Path, site: Site) -> None:
    shutil.rmtree(out / "bundle")
    done = site(out)
    assert (done.exit_code, len(done.stderr.splitlines())) == (2, 1), done.output


@pytest.mark.parametrize("name", ["certificate-mine.json", "mine.smt2", "note.txt"])
def test_one_file_more_is_one_line(out: Path, refused: Refused, name: str) -> None:
    (out / "bundle" / CLAIM / name).write_text("{")
    assert name in refused(out)
