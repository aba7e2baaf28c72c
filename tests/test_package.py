"""The built wheel, in an empty environment and an empty folder, does what the checkout does."""

import json
import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLAIMS = sorted(p.relative_to(ROOT / "proofs") for p in (ROOT / "proofs").rglob("*.py") if "__pycache__" not in p.parts)

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "NLVERIFY", "COV"))}
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"{words}: exit code {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=ROOT)
    return folder


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (path,) = dist.glob("*.whl")
    return path


def test_the_wheel_carries_the_corpus_inside_the_package(wheel: Path) -> None:
    names = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    assert {name.parts[0] for name in names if not name.parts[0].endswith(".dist-info")} == {"nlverify"}
    corpus = sorted(name.relative_to("nlverify/_corpus") for name in names if name.parts[:2] == ("nlverify", "_corpus"))
    assert [Path(c) for c in corpus if c.suffix == ".py"] == CLAIMS
    assert PurePosixPath("nlverify/py.typed") in names
    assert PurePosixPath("nlverify/nlcheck.py") in names


def test_the_sdist_has_what_it_takes_to_build_and_test(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {str(PurePosixPath(*PurePosixPath(n).parts[1:])) for n in archive.getnames()}
    wanted = {"pyproject.toml", "constraints.txt", "Makefile", "LICENSE", "nlverify/nlcheck.py", "docs/certificates.md"}
    assert wanted <= names
    assert {f"proofs/{c.as_posix()}" for c in CLAIMS} <= names
    assert not [n for n in names if n.startswith((".venv", "nlverify-out", "docs/claims", "docs/misc", "docs/demo"))]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment that has the wheel and what it requires, and nothing else."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return python


def test_it_works_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    nlverify = installed.with_name("nlverify")
    run(nlverify, "check", "--fresh", "collapse", "xor", "depth", cwd=tmp_path)  # all of it runs in test_published
    ledger = json.loads((tmp_path / "nlverify-out" / "ledger.json").read_text(encoding="utf-8"))
    wanted = {path.stem.replace("_", "-") for path in (ROOT / "proofs" / "xor").glob("*.py")}
    assert wanted <= {claim["id"] for claim in ledger["claims"]}
    assert {claim["verdict"] for claim in ledger["claims"]} == {"holds", "cited"}
    run(nlverify, "recheck", "--partial", "nlverify-out", cwd=tmp_path)
    (checker,) = installed.parents[1].rglob("nlcheck.py")
    run(installed, "-I", "-S", checker, "nlverify-out/bundle", cwd=tmp_path)


def test_it_installs_nothing_at_the_top_but_itself(installed: Path) -> None:
    code = "import importlib.util as u; print([n for n in ('proofs', 'tests', 'benchmarks') if u.find_spec(n)])"
    assert run(installed, "-I", "-c", code, cwd=installed.parent).stdout.strip() == "[]"


def test_it_is_typed(installed: Path, tmp_path: Path) -> None:
    """A user's mypy sees the types: py.typed is in the wheel."""
    (tmp_path / "mine.py").write_text("from nlverify.statement import XOR\nx: int = XOR\n")
    command = [sys.executable, "-m", "mypy", "--python-executable", str(installed), "mine.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert 'variable has type "int"' in done.stdout, done.stdout
