"""Check a bundle again: the checker on every certificate, and everything else against the installed corpus.

No solver runs. What a solver answered when the bundle was made is taken as recorded, and
the report says for how many claims that matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlverify.bundle import RecheckError, ask_checker, examine, folder_of
from nlverify.corpus import Corpus, page_json, statement_json
from nlverify.files import canonical

__all__ = ["RecheckError", "Report", "ask_checker", "differences", "recheck"]


@dataclass
class Report:
    """What a recheck found: `problems` make it fail, `undecided` and `notes` do not."""

    checker_sha256: str = ""
    claims: int = 0
    certificates: int = 0
    tiers: dict[str, int] = field(default_factory=dict)
    recorded: list[str] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def recheck(folder: Path, corpus: Corpus, checker: Path, *, partial: bool = False) -> Report:
    """Check a bundle (the folder that `check` wrote, or `bundle` in it) against a corpus.

    `partial` accepts a bundle that holds only some of the corpus's claims.

    Raises RecheckError if there is nothing to check.
    """
    found = examine(folder, checker)
    report = Report(found.checker_sha256, certificates=found.certificates, notes=found.notes)
    report.problems += [*differences(folder, corpus, partial=partial), *found.lines()]
    for name, entry in corpus.entries.items():
        if name not in found.of:
            continue
        report.claims += 1
        now = found.judged.get(name)
        if now is None:
            continue
        if now["published"] != entry.published:
            got = "expected the corpus that it was run on, got another"
            report.problems.append(f"{name}/receipt.json: {got}; run check again")
        _add(name, now, report)
    ledger = found.ledger
    if ledger is not None and ledger["corpus"]["complete"] and set(found.judged) != set(corpus.entries):
        report.problems.append("ledger.json: expected a run of all claims, as it says, got another; run check again")
    return report


def differences(folder: Path, corpus: Corpus, *, partial: bool = False) -> list[str]:
    """Return one line for each claim or file of a bundle that is not what the corpus says: statement and prose.

    Raises RecheckError if there is no bundle.
    """
    bundle = folder_of(folder)
    folders = {path.name for path in bundle.iterdir()}
    problems = [
        f"{name}: expected a claim of the installed corpus, got another entry; remove it"
        for name in sorted(folders - set(corpus.entries))
    ]
    missing = [name for name in corpus.entries if name not in folders]
    if missing and not partial:
        got = f"{len(corpus.entries) - len(missing)}, without {', '.join(missing[:3])}{' …' if missing[3:] else ''}"
        problems.append(
            f"bundle: expected all {len(corpus.entries)} claims, got {got}; run `nlverify check`, or pass --partial"
        )
    for name in corpus.entries:
        if name in folders:
            problems += [f"{name}/{line}" for line in _changed(bundle / name, name, corpus)]
    return problems


def _changed(folder: Path, name: str, corpus: Corpus) -> Iterator[str]:
    """Yield one line for each file that is not what the corpus says it is."""
    entry = corpus.entries[name]
    wanted = {"statement.json": statement_json(entry.claim), "page.json": page_json(entry, corpus.references)}
    for file, data in wanted.items():
        path = folder / file
        if not path.is_file():
            yield f"{file}: expected this file, got none; run check again"
        elif path.read_bytes() != canonical(data).encode():
            yield f"{file}: expected the bytes of the installed corpus, got others; run check again"


def _add(name: str, now: dict[str, Any], report: Report) -> None:
    """Count what the bundle supports just now, and say what is wrong with it."""
    tier = now["tier"]
    report.tiers[tier] = report.tiers.get(tier, 0) + 1
    if tier == "failed":
        report.problems += now["problems"]
    if tier == "undecided":
        report.undecided += now["problems"]
    checked = [
        part["name"]
        for part in now["parts"]
        if part["earned"][0] in ("certified", "cited") or "certified" in part["earned"]
    ]
    if len(checked) < len(now["parts"]) and tier not in ("failed", "undecided"):
        report.recorded.append(name)
