"""What tests of several folders share: small corpora, and a server for child processes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

from nlverify.engines.isolation import Workers
from nlverify.files import sha256, write_json
from nlverify.ledger import ledger

CLAIM = '''"""Prose about {id}."""

import os
import time

from nlverify.claim import AND, XOR, Claim, NoNetwork, NotSeparable, Source
from nlverify.evidence import Cases, Farkas, Network, Unit, Weights

CLAIM = Claim(
    id="{id}",
    says="No unit computes XOR, says {id}.",
    parts={{"main": {part}}},
    source=Source("elementary"),
    uses={uses},
)


@CLAIM.proof("main", engine="exact")
def add_all_four() -> Cases:
    """The sum is 0 > 0."""
    {proof}


@CLAIM.control({control}, drops="the labels")
def and_is_easy() -> Weights:
    """x + y - 1 is positive at (1, 1) alone."""
    {refutation}
'''

DEFAULTS = {
    "part": "NotSeparable(XOR)",
    "uses": "()",
    "proof": "return Farkas((1, 1, 1, 1))",
    "control": "NotSeparable(AND)",
    "refutation": "return Weights((1, 1), -1)",
}

WriteClaim = Callable[..., Path]


@pytest.fixture
def write_claim(tmp_path: Path) -> WriteClaim:
    """Return a function that writes a claim file below `tmp_path/claims`; keywords replace pieces of it."""

    def write(name: str = "xor/one_unit.py", **pieces: str) -> Path:
        path = tmp_path / "claims" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        names = {"id": path.stem.replace("_", "-"), **DEFAULTS, **pieces}
        path.write_text(CLAIM.format(**names), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def server() -> None:
    """Start the server of child processes with all that tests need, so that each child starts quickly.

    Every child imports the main module again, here pytest, unless the server has done so.
    """
    with Workers(1, preload=("pytest", "nlverify.engines.work", "nlverify.cli", "sympy", "z3", "cvc5")):
        pass


# ------------------------------------------------------------------ forgers

Edit = Callable[[Any], object]
Forge = Callable[..., None]


@pytest.fixture
def forge() -> Forge:
    """Return a forger who knows the trade: prose and receipt are changed, and every hash and the ledger made to fit."""

    def change(path: Path, edit: Edit | None) -> str:
        data = json.loads(path.read_text(encoding="utf-8"))
        if edit:
            edit(data)
        return write_json(path, data)

    def forger(out: Path, claim: str, page: Edit | None = None, receipt: Edit | None = None) -> None:
        folder = out / "bundle" / claim
        digest = change(folder / "page.json", page)
        change(folder / "receipt.json", lambda data: data["files"].update({"page.json": digest}))
        change(folder / "receipt.json", receipt)
        old = json.loads((out / "ledger.json").read_text(encoding="utf-8"))
        paths = [out / "bundle" / entry["id"] / "receipt.json" for entry in old["claims"]]
        receipts = [{**json.loads(p.read_text(encoding="utf-8")), "sha256": sha256(p.read_bytes())} for p in paths]
        seconds, complete = old["summary"]["seconds"], old["corpus"]["complete"]
        versions = receipts[0]["versions"]
        write_json(out / "ledger.json", ledger(receipts, versions=versions, seconds=seconds, complete=complete))

    return forger


# ------------------------------------------------------------------ the site

ROOT = Path(__file__).resolve().parent.parent
Copy = Callable[[str], Path]
MkDocs = Callable[..., subprocess.CompletedProcess[str]]
NO_KERNEL = {"NLVERIFY_NO_KERNEL": "1"}  # half a minute of compiling, which only some tests are about
os.environ.update(NO_KERNEL)


@pytest.fixture(scope="session")
def copy_tree(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return a function that copies what the site is made from, with the claims that a pattern names."""

    def copy(claims: str) -> Path:
        root = tmp_path_factory.mktemp("tree")
        for name in ("nlverify", "docs"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "claims"))
        theories = (ROOT / "proofs" / "rocq").rglob("*.*")
        for path in (*(ROOT / "proofs").rglob(claims), *(ROOT / "proofs").rglob("*.bib"), *theories):
            target = root / path.relative_to(ROOT)
            if path.is_file() and "__pycache__" not in path.parts:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, target)
        shutil.copy(ROOT / "mkdocs.yml", root)
        return root

    return copy


@pytest.fixture(scope="session")
def mkdocs() -> MkDocs:
    """Return a function that builds the site of a tree, strictly."""

    def build(root: Path, site: Path, *, kernel: bool = False) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
        ours = {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "PYTHONPATH": str(root)}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("NLVERIFY_")} | ours
        environment |= {} if kernel else NO_KERNEL
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False)

    return build


@pytest.fixture(scope="session")
def published(copy_tree: Copy, mkdocs: MkDocs) -> Path:
    """A tree with the whole corpus, and its site in the folder `site`."""
    root = copy_tree("*")
    done = mkdocs(root, root / "site", kernel=True)
    if done.returncode:
        pytest.fail(done.stderr)
    return root


SPREAD = ("tests/checker", "tests/corpus/test_mutations.py")  # many tests that share nothing that takes long to make
WHOLE_FILES = (
    "tests/corpus/test_published.py",
    "tests/docs/test_readme.py",
    "tests/docs/test_schemas.py",
    "tests/site/test_figures.py",
    "tests/site/test_mkdocs.py",
)


class InGroups(LoadScopeScheduling):
    """Keeps the tests of a file in one process, and all that need a run of the whole corpus in one as well."""

    def _split_scope(self, nodeid: str) -> str:
        place = nodeid.split("::")[0]
        if place.startswith(SPREAD):
            return nodeid
        return "whole corpus" if place in WHOLE_FILES or place.startswith("tests/browser/") else place


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> InGroups:
    """Say which tests go together: a process then makes once what they share."""
    return InGroups(config, log)
