"""A small claim with its certificates, as files; and the checker as a process of its own."""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

CHECKER = Path(__file__).resolve().parent.parent.parent / "nlverify" / "nlcheck.py"
Json: TypeAlias = Any
Run: TypeAlias = Callable[..., tuple[int, str]]

PART = {
    "kind": "forall",
    "variables": ["x"],
    "given": [[">=", "x", "1"]],
    "witness": {"x": "1"},
    "then": [">", "x", "0"],
}
CONTROL = {**PART, "then": [">", "x", "1"]}
CLAIM = {
    "schema": "nlverify-statement/1",
    "id": "one-is-positive",
    "uses": [],
    "parts": {"main": PART},
    "illustrations": {},
    "controls": {"strict": CONTROL},
}
PROOF = {"for": "parts/main", "format": "cases/1", "trees": [{"rows": [[0, "1"], [1, "1"]]}]}
REFUTATION = {"for": "controls/strict", "format": "assignment/1", "values": {"x": "1"}}


def text(data: Json) -> str:
    return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"


def write(path: Path, data: Json) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else text(data).encode())
    return path


def bundle(folder: Path, claims: dict[str, Json] | None = None) -> Path:
    """A folder of claim folders; each claim's files by name."""
    files = {"statement.json": CLAIM, "certificate-1.json": PROOF, "certificate-2.json": REFUTATION}
    for name, content in ({"one": files} if claims is None else claims).items():
        (folder / name).mkdir(parents=True)
        for file, data in content.items():
            write(folder / name / file, data)
    return folder


def edited(data: Json, *path: str | int, to: Json) -> Json:
    """A copy with one entry set anew."""
    data = copy.deepcopy(data)
    place = data
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return data


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def lines(report: dict[str, Any]) -> list[str]:
    """All that the report has to complain about, one line each."""
    found = [*report["problems"], *(c["message"] for claim in report["claims"] for c in claim["certificates"])]
    assert all(isinstance(line, str) and len(line.splitlines()) <= 1 for line in found), found
    return [line for line in found if line]


def with_part(statement: Json) -> Json:
    return {**CLAIM, "parts": {"main": statement}}


def process(
    *arguments: object,
    options: tuple[str, ...] = ("-I", "-S"),
    timeout: float = 60,
    checker: Path = CHECKER,
    **variables: str,
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, str(checker), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=timeout, env={**os.environ, **variables}, check=False)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())
