"""`nlverify atlas` and its files: published numbers, certificates that hold, the same bytes again."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from nlverify.boolean import atlas, compiled, published, tree
from nlverify.boolean.dataset import Dataset
from nlverify.boolean.selfdual import chow, orbit
from nlverify.cli import nlverify
from nlverify.corpus import CHECKER
from nlverify.files import sha256

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "atlas-counts-1.json").read_text())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(nlverify, ["atlas", *arguments], catch_exceptions=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("atlas") / "out"
    result = run("5", "--out", str(folder))
    assert result.exit_code == 0, result.output
    return folder


def table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_again(out: Path, tmp_path: Path) -> None:
    assert run("5", "--out", str(tmp_path), "--jobs", "2").exit_code == 0
    assert contents(tmp_path) == contents(out)


def test_the_manifest_names_every_file_with_its_hash_and_columns(out: Path) -> None:
    manifest = json.loads((out / "manifest.json").read_text())
    assert manifest["licence"] == "CC-BY-4.0"
    files = contents(out)
    assert set(manifest["files"]) == set(files) - {"manifest.json", "README.md"}
    readme = (out / "README.md").read_text()
    for name, entry in manifest["files"].items():
        assert entry["sha256"] == sha256(files[name])
        assert f"`{name}`" in readme
        if name.endswith(".csv"):
            rows = table(out / name)
            assert list(rows[0]) == [column["name"] for column in entry["columns"]]
            assert len(rows) == entry["rows"]
            assert all(f"| `{column['name']}` | {column['meaning']} |" in readme for column in entry["columns"])


@pytest.mark.parametrize("n", range(5))
def test_each_row_of_each_function_is_right(out: Path, n: int) -> None:
    """By looking at all inputs, one by one."""
    inputs, seen = list(product((0, 1), repeat=n)), set()
    for row in table(out / f"functions-{n}.csv"):
        value = int(row["table"], 16)
        f = [value >> i & 1 for i in range(2**n)]
        seen.add(value)
        if row["threshold"] == "1":
            weights = list(map(int, row["weights"].split()))
            sums = [sum(w * c for w, c in zip(weights, x, strict=True)) for x in inputs]
            assert f == [int(s >= int(row["t"])) for s in sums]
        else:
            a, b, c, d = (int(row[name]) for name in "abcd")
            assert [f[a], f[b], f[c], f[d]] == [1, 1, 0, 0]
            assert [p + q for p, q in zip(inputs[a], inputs[b], strict=True)] == [
                p + q for p, q in zip(inputs[c], inputs[d], strict=True)
            ]
    assert seen == set(range(2**2**n))


def test_each_threshold_function_of_five_inputs_has_right_weights(out: Path) -> None:
    rows = table(out / "functions-5.csv")
    assert len({row["table"] for row in rows}) == published.FUNCTIONS[5]
    inputs = list(product((0, 1), repeat=5))
    for row in rows[::97]:
        weights, value = list(map(int, row["weights"].split())), int(row["table"], 16)
        for i, x in enumerate(inputs):
            fires = sum(w * c for w, c in zip(weights, x, strict=True)) >= int(row["t"])
            assert fires == bool(value >> i & 1)


@pytest.mark.parametrize("n", range(1, 6))
def test_each_row_of_each_class_is_right(out: Path, n: int) -> None:
    rows, total = table(out / f"classes-{n}.csv"), 0
    for row in rows:
        weights = list(map(int, row["twin_weights"].split()))
        assert list(chow(weights)) == list(map(int, row["chow"].split()))
        assert int(row["functions"]) == orbit(chow(weights))
        total += int(row["functions"])
        value = int(row["f"], 16)
        for i, x in enumerate(product((-1, 1), repeat=n)):
            fires = sum(w * c for w, c in zip(weights, (*x, 1), strict=True)) > 0
            assert fires == bool(value >> i & 1)
    assert total == published.FUNCTIONS[n]
    assert len({row["chow"] for row in rows}) == len(rows)


def test_the_bundle_is_accepted_and_a_planted_fault_is_not(out: Path, tmp_path: Path) -> None:
    def check(folder: Path) -> int:
        command = [sys.executable, "-I", "-S", str(CHECKER), str(folder)]
        return subprocess.run(command, capture_output=True, check=False).returncode

    assert check(out / "bundle") == 0
    lines = tree.explore(5, certify=True).lines
    weights = [k for k, line in enumerate(lines) if line.startswith("weights")]
    faults: dict[str, Sequence[str]] = {
        "missing-branch": lines[:-1],
        "class-twice": [*lines[: weights[3]], lines[weights[2]], *lines[weights[3] + 1 :]],
        "wrong-weight": [*lines[: weights[3]], "weights 9 1 1 1 1 1", *lines[weights[3] + 1 :]],
    }
    for name, planted in faults.items():
        part = tree.Part("", 21, published.FUNCTIONS[5], 0, 0, tuple(planted))
        assert check(atlas.write_bundle(part, 5, tmp_path / name)) == 1, name


def test_the_numbers_as_json() -> None:
    data = json.loads(run("4", "--json").stdout)
    assert not list(Draft202012Validator(SCHEMA).iter_errors(data))
    assert [int(c["functions"]) for c in data["counts"]] == [2, 4, 14, 104, 1882]
    assert all(c["agrees"] and c["functions"] == c["published"] for c in data["counts"])


def test_a_number_that_differs_from_the_published_one_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(published.FUNCTIONS, 3, 105)
    result = run("3")
    assert result.exit_code == 1
    assert "differs from what was published" in result.stdout


def test_a_published_number_of_classes_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(published.CLASSES, 3, 4)
    assert run("3").exit_code == 1


def test_without_numba_the_lines_are_the_same_and_eight_inputs_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    with_it = tree.explore(7, certify=True)
    monkeypatch.setattr(tree, "HAS_NUMBA", False)
    monkeypatch.setattr(compiled, "HAS_NUMBA", False)
    assert tree.explore(7, certify=True) == with_it
    result = run("8")
    assert result.exit_code == 2
    assert result.stderr == "N: expected at most 7 without Numba, got 8; pip install 'nlverify[atlas]'\n"


def test_a_run_of_days_needs_a_folder() -> None:
    result = run("10")
    assert result.exit_code == 2
    assert result.stderr.startswith("--out: expected a folder for N = 10")


def test_a_unit_of_another_run_in_the_folder_is_one_line(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    (tmp_path / "units-8").mkdir()
    (tmp_path / "units-8" / "unit-0.json").write_text("{}\n")
    result = run("8", "--out", str(tmp_path), "--jobs", "1")
    assert result.exit_code == 2
    assert result.stderr.startswith("unit-0.json: expected a result as it was written")


def test_parquet_holds_the_same(tmp_path: Path) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet")
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        atlas.count_each(2, Dataset(tmp_path / folder, "parquet"))
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    rows = parquet.read_table(tmp_path / "one" / "functions-2.parquet").to_pylist()
    assert rows[6] == {"table": "6", "threshold": 0, "weights": None, "t": None, "a": 1, "b": 2, "c": 0, "d": 3}
    assert rows[8]["weights"] == "1 1"
