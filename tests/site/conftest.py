"""One small real run, shared by the tests of the site; each test that spoils it gets its own copy."""

import shutil
from pathlib import Path

import pytest

from nlverify import corpus, ledger, run
from nlverify.files import write_json
from nlverify.tools import tool_versions

CLAIM = "xor-not-threshold"


@pytest.fixture(scope="session")
def real_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("run")
    claims = corpus.load(encodable=run.encodable)
    receipts = run.run([claims.entries[CLAIM]], claims.references, run.Settings(out, kernel=False))
    versions = tool_versions(kernel_too=False)
    write_json(out / "ledger.json", ledger.ledger(receipts, versions=versions, seconds=1.0, complete=False))
    return out


@pytest.fixture
def out(real_run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(real_run, tmp_path / "out"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "claims"
