"""Read a ledger and its bundle, and have the checker judge the bundle again before a word is printed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.bundle import LIBRARY, RecheckError, examine
from nlverify.files import one_line
from nlverify.ledger import TIERS

Data: TypeAlias = Mapping[str, Any]

__all__ = [
    "CHECKER",
    "SHOWN",
    "TIERS",
    "Data",
    "NoRunError",
    "SiteError",
    "Subject",
    "certificates",
    "questions",
    "read",
    "theories",
]

CHECKER = Path(__file__).resolve().parents[1] / "nlcheck.py"
SHOWN = ("holds", "cited")  # verdicts of claims that get a page


class SiteError(ValueError):
    """The pages cannot be written: something is missing, was changed, or does not hold."""


class NoRunError(SiteError):
    """There is no run to write pages of."""


@dataclass(frozen=True)
class Subject:
    """A claim with everything that its page shows.

    `entry` is the claim's entry of the ledger, `page` its `page.json`, `checked` what nlcheck
    said just now, `folder` its folder in the bundle, and `files` the files of it that the page
    offers, by name: statement, certificates, solvers' questions.
    """

    entry: Data
    page: Data
    checked: Data
    folder: Path
    files: Mapping[str, str]

    @property
    def id(self) -> str:
        """The claim's id."""
        return str(self.entry["id"])

    @property
    def statement(self) -> Data:
        """The content of statement.json."""
        data: Data = json.loads(self.files["statement.json"])
        return data


def read(out: Path, checker: Path = CHECKER) -> tuple[Data, list[Subject]]:
    """Return the ledger of the folder `out` and its claims, in the ledger's order.

    It is the ledger that follows from the bundle, as the checker judges it just now, and the one
    in the folder has to say the same. Whether the bundle is of a certain corpus is not asked here.

    Raises NoRunError if there is no run, and SiteError, in one line, if a file is missing or was
    changed, if a claim does not hold, or if an answer is from the cache.
    """
    if not (out / "ledger.json").is_file() or not (out / "bundle").is_dir():
        raise NoRunError(f"{out}: expected a folder with ledger.json and bundle, got none; run nlverify check --fresh")
    try:
        found = examine(out, checker)
    except RecheckError as problem:
        raise NoRunError(str(problem)) from None
    lines = [one_line(line) for line in found.lines()]
    lines = [line for line in lines if line.startswith("ledger.json: expected a ledger")] or lines
    if lines:
        more = f" (and {len(lines) - 1} more; nlverify recheck shows them)" if len(lines) > 1 else ""
        raise SiteError(f"{lines[0]}{more}")
    if found.ledger is None:
        raise SiteError("ledger.json: expected a ledger, got none; run nlverify check --fresh")
    ledger = found.ledger
    for entry in ledger["claims"]:
        if entry["verdict"] not in SHOWN:
            raise SiteError(f"{entry['id']}: expected a claim that holds, got {_why(entry)}")
    stored = sum(ledger["summary"]["cached"].values())
    if stored:
        raise SiteError(f"ledger.json: expected a fresh run, got {stored} answers from the cache; run check --fresh")
    return ledger, [_subject(entry, found.checked[entry["id"]], out) for entry in ledger["claims"]]


def _subject(entry: Data, checked: Data, out: Path) -> Subject:
    folder = out / "bundle" / entry["id"]
    page = json.loads(_wanted(entry, folder, "page.json"))
    return Subject(entry, page, checked, folder, dict(_files(entry, folder)))


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


def theories(out: Path, subjects: Sequence[Subject]) -> Mapping[str, str]:
    """Return the theories that accepted theorems of these claims rest on, by file name; `read` has compared them."""
    proved = [s for s in subjects if "theorems.v" in s.files]
    names = {name for s in proved for name in json.loads((s.folder / "receipt.json").read_bytes())["kernel"]["sources"]}
    return {name: (out / LIBRARY / name).read_text(encoding="utf-8") for name in sorted(names)}


def _proved(entry: Data) -> bool:
    """Return whether the kernel accepted a theorem of this claim."""
    return any(
        evidence["accepted"] and evidence["kind"] == "theorem"
        for group in ("parts", "illustrations")
        for target in entry[group]
        for evidence in target["evidence"]
    )


def _files(entry: Data, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that the page offers, by name, if it has the bytes that the ledger speaks of."""
    names = ["statement.json", *(Path(e["file"]).name for _, e in certificates(entry))]
    names += [Path(q["file"]).name for _, _, q in questions(entry)]
    names += ["theorems.v"] if _proved(entry) else []
    for name in dict.fromkeys(names):
        yield name, _wanted(entry, folder, name).decode()


def _wanted(entry: Data, folder: Path, name: str) -> bytes:
    """Return a file of the bundle, as it was when the checker judged it."""
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise SiteError(f"{entry['id']}/{name}: expected a readable file, got {error.strerror}; run check") from None
    if hashlib.sha256(content).hexdigest() != entry["files"].get(name):
        raise SiteError(f"{entry['id']}/{name}: expected the bytes of the ledger's run, got others; run nlverify check")
    return content


def _why(entry: Data) -> str:
    lines = [*entry.get("problems", ()), *entry.get("notes", ())]
    return ": ".join([str(entry["verdict"]), *lines[:1]])
