"""Read a ledger and its bundle, and have the checker judge the bundle again before a word is printed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.files import one_line

Data: TypeAlias = Mapping[str, Any]

CHECKER = Path(__file__).resolve().parents[1] / "nlcheck.py"
LEDGER = "nlverify-ledger/1"
PAGE = "nlverify-page/1"
SAME = "the bytes of the ledger's run, got others; run nlverify check"


class SiteError(ValueError):
    """The pages cannot be written: something is missing, was changed, or does not hold."""


@dataclass(frozen=True)
class Subject:
    """A claim with everything that its page shows.

    `entry` is the claim's entry of the ledger, `page` its `page.json`, `checked` what nlcheck
    said just now, and `folder` its folder in the bundle.
    """

    entry: Data
    page: Data
    checked: Data
    folder: Path

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.entry["id"])


def read(out: Path, checker: Path = CHECKER) -> tuple[Data, list[Subject]]:
    """Return the ledger of the folder `out` and its claims, in the ledger's order.

    Raises SiteError, in one line, if a file is missing, if a claim does not hold, or if the
    checker does not accept, from these very bytes, what the ledger says that it accepted.
    """
    ledger = _json(out / "ledger.json", LEDGER)
    for entry in ledger["claims"]:
        if entry["verdict"] != "holds":
            raise SiteError(f"{entry['id']}: expected a claim that holds, got {_why(entry)}")
    checked = recheck(out / "bundle", checker)
    ids = [str(entry["id"]) for entry in ledger["claims"]]
    if sorted(ids) != sorted(checked):
        odd = min(set(ids) ^ set(checked), default="an id twice")
        raise SiteError(f"{odd}: expected the same claims in ledger and bundle, got it in one only; run nlverify check")
    subjects = []
    for entry in ledger["claims"]:
        folder = out / "bundle" / entry["id"]
        _compare(entry, checked[entry["id"]], out)
        subjects.append(Subject(entry, _json(folder / "page.json", PAGE), checked[entry["id"]], folder))
    return ledger, subjects


def recheck(bundle: Path, checker: Path = CHECKER) -> dict[str, Data]:
    """Run the checker over a bundle, in a process of its own; return what it says on each claim, by id."""
    command = [sys.executable, "-I", "-S", str(checker), "--json", str(bundle)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    try:
        report = json.loads(done.stdout)
        problems, claims = report["problems"], report["claims"]
    except (ValueError, LookupError, TypeError):
        last = one_line(done.stderr.strip().splitlines()[-1:])
        raise SiteError(f"nlcheck: expected a report, got exit code {done.returncode}: {last}") from None
    if problems:
        raise SiteError(f"nlcheck: expected a bundle that it can read, got: {one_line(problems[0])}")
    return {claim["id"]: claim for claim in claims}


def certificates(entry: Data) -> Iterator[tuple[str, Data]]:
    """Yield (target, evidence) for each certificate that the ledger calls accepted."""
    for group in ("parts", "illustrations"):
        for target in entry[group]:
            for evidence in target["evidence"]:
                if evidence["accepted"] and evidence["kind"] == "certificate":
                    yield f"{group}/{target['name']}", evidence
    for control in entry["controls"]:
        if control["refuted"]:
            yield f"controls/{control['name']}", control


def questions(entry: Data) -> Iterator[tuple[str, Data, Data]]:
    """Yield (target, evidence, question) for each answer of a solver that counts."""
    for group in ("parts", "illustrations"):
        for target in entry[group]:
            for evidence in target["evidence"]:
                if evidence["accepted"] and evidence["kind"] == "answers":
                    for question in evidence["questions"]:
                        yield f"{group}/{target['name']}", evidence, question


def _compare(entry: Data, checked: Data, out: Path) -> None:
    """Raise SiteError unless the ledger says no more than what the checker and the bytes say now."""
    name = entry["id"]
    if entry["statement"]["sha256"] != checked["statement_sha256"]:
        raise SiteError(f"{name}, statement.json: expected {SAME}")
    accepted = {(c["file"], c["sha256"], c["for"]) for c in checked["certificates"] if c["accepted"]}
    shown = set()
    for target, evidence in certificates(entry):
        file = Path(evidence["file"]).name
        if (file, evidence["sha256"], target) not in accepted:
            raise SiteError(f"{name}, {file}: expected one that nlcheck accepts, with {SAME}")
        shown.add(target)
    for _, _, question in questions(entry):
        content = _bytes(out / question["file"])
        if hashlib.sha256(content).hexdigest() != question["sha256"]:
            raise SiteError(f"{name}, {Path(question['file']).name}: expected {SAME}")
    for part in entry["parts"]:
        if part["tier"] == "certified" and f"parts/{part['name']}" not in shown:
            raise SiteError(f"{name}, part {part['name']}: expected a certificate behind 'certified', got none")
    for control in entry["controls"]:
        if not control["refuted"]:
            raise SiteError(f"{name}, control {control['name']}: expected a refutation, got none")


def _why(entry: Data) -> str:
    lines = [*entry.get("problems", ()), *entry.get("notes", ())]
    return ": ".join([str(entry["verdict"]), *lines[:1]])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        where = f"{path.parent.name}/{path.name}"
        raise SiteError(f"{where}: expected a readable file, got {error.strerror}; run nlverify check") from None


def _json(path: Path, schema: str) -> Data:
    try:
        data = json.loads(_bytes(path))
    except ValueError as error:
        raise SiteError(f"{path.name}: expected JSON, got {one_line(error)}; run nlverify check") from None
    if not isinstance(data, dict) or data.get("schema") != schema:
        raise SiteError(f"{path.name}: expected schema {schema}, got another; run nlverify check")
    return data
