"""Check a bundle again: the checker on every certificate, and everything else against the installed corpus.

No solver runs. What a solver answered when the bundle was made is taken as recorded, and
the report says for how many claims that matters.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nlverify.corpus import Corpus, Entry, page_json, sampled_counts, statement_json
from nlverify.files import canonical, one_line, sha256
from nlverify.ledger import judge, rank

TIME = 600.0  # seconds for the checker on a whole bundle


class RecheckError(ValueError):
    """There is no bundle here, or the checker could not run."""


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


def ask_checker(checker: Path, *arguments: str) -> dict[str, Any]:
    """Run `nlcheck.py --json` in isolation and return its report.

    Raises RecheckError if it gives none.
    """
    command = [sys.executable, "-I", "-S", str(checker), "--json", *arguments]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME, check=False)
        report: dict[str, Any] = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise RecheckError(
            f"{checker.name}: expected a report, got {type(error).__name__}: {one_line(error)}"
        ) from None
    return report


def recheck(folder: Path, corpus: Corpus, checker: Path, *, partial: bool = False) -> Report:
    """Check a bundle (the folder that `check` wrote, or `bundle` in it) against a corpus.

    `partial` accepts a bundle that holds only some of the corpus's claims.

    Raises RecheckError if there is nothing to check.
    """
    bundle = folder / "bundle" if (folder / "bundle").is_dir() else folder
    if not bundle.is_dir() or not any(bundle.iterdir()):
        raise RecheckError(f"{folder}: expected a bundle, got nothing; run `nlverify check` first")
    report, said = Report(), ask_checker(checker, str(bundle))
    report.checker_sha256 = said["checker_sha256"]
    report.problems += said["problems"]
    report.certificates = sum(len(c["certificates"]) for c in said["claims"])
    verdicts = {claim["folder"]: claim for claim in said["claims"]}
    folders = {path.name for path in bundle.iterdir()}
    for name in sorted(folders - set(corpus.entries)):
        report.problems.append(f"{name}: expected a claim of the installed corpus, got another entry; remove it")
    missing = [name for name in corpus.entries if name not in folders]
    if missing and not partial:
        got = f"{len(corpus.entries) - len(missing)}, without {', '.join(missing[:3])}{' …' if missing[3:] else ''}"
        report.problems.append(
            f"bundle: expected all {len(corpus.entries)} claims, got {got}; run `nlverify check`, or pass --partial"
        )
    ledger = _ledger(bundle.parent, report)
    judged: dict[str, dict[str, Any]] = {}
    for name, entry in corpus.entries.items():
        if name not in folders:
            continue
        report.claims += 1
        problems = _differences(bundle / name, entry, corpus)
        if not problems:
            judged[name] = _judge(bundle / name, verdicts.get(name), said, judged, problems, published=entry.published)
            _compare(name, judged[name], ledger, report)
        report.problems += [f"{name}/{line}" for line in problems]
    if ledger is not None:
        extra = sorted(set(ledger) - folders)
        report.problems += [f"ledger.json: expected only claims of the bundle, got {name}" for name in extra]
    return report


def _ledger(folder: Path, report: Report) -> dict[str, Any] | None:
    """Return the ledger's claims by id; None, with a line, if there is no ledger beside the bundle."""
    path = folder / "ledger.json"
    if not path.exists():
        report.notes.append("ledger.json: none beside the bundle, so no tier was compared")
        return None
    try:
        data = json.loads(_content(path))
        claims = {claim["id"]: claim for claim in data["claims"]}
        if len(claims) != len(data["claims"]) or not claims:
            raise ValueError("expected each claim once, and one or more")
        tiers = [claim["tier"] for claim in claims.values()]
        counts = {"claims": len(tiers), "failed": tiers.count("failed"), "undecided": tiers.count("undecided")}
        counted = {**counts, "tiers": {tier: tiers.count(tier) for tier in set(tiers)}}
        if {key: data["summary"][key] for key in counted} != counted:
            report.problems.append("ledger.json: expected a summary of its own claims, got another; run check again")
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        report.problems.append(f"ledger.json: expected a ledger, got {type(error).__name__}: {one_line(error)}")
        return {}
    return claims


def _differences(folder: Path, entry: Entry, corpus: Corpus) -> list[str]:
    """Return one line for each file that is not what the installed corpus says it is."""
    problems: list[str] = []
    wanted = {"statement.json": statement_json(entry.claim), "page.json": page_json(entry, corpus.references)}
    for name, data in wanted.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"{name}: expected this file, got none; run check again")
        elif path.read_bytes() != canonical(data).encode():
            problems.append(f"{name}: expected the bytes of the installed corpus, got others; run check again")
    return problems


def _judge(
    folder: Path,
    verdict: Mapping[str, Any] | None,
    said: Mapping[str, Any],
    judged: Mapping[str, dict[str, Any]],
    problems: list[str],
    *,
    published: bool,
) -> dict[str, Any]:
    """Return what the receipt and this very run of the checker support, as an entry of a ledger."""
    page = json.loads((folder / "page.json").read_bytes())
    try:
        receipt = json.loads(_content(folder / "receipt.json"))
        files = {p.name: sha256(_content(p)) for p in sorted(folder.iterdir()) if p.name != "receipt.json"}
        for name in sorted(set(files) | set(receipt["files"])):
            here, listed = files.get(name, "no such file"), receipt["files"].get(name, "no such file")
            if here != listed:
                problems.append(f"{name}: expected {listed} as the receipt says, got {here}; run check again")
        # What is claimed comes from the corpus, which these two files have just been compared with.
        receipt |= {key: page[key] for key in ("id", "says", "group", "sources", "uses", "parts", "illustrations")}
        receipt["controls"] = [control["name"] for control in page["controls"]]
        receipt["sampled"] = sampled_counts(json.loads((folder / "statement.json").read_bytes()))
        receipt["published"] = published
        receipt["checker"] = {"status": "done", "message": "", "exit": 0, "problems": [], "claim": verdict}
        receipt["checker"]["sha256"] = said["checker_sha256"]
        return judge(receipt, judged)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        problems.append(f"receipt.json: expected a receipt, got {type(error).__name__}: {one_line(error)}")
        return {"tier": "undecided", "problems": [], "parts": []}


def _content(path: Path) -> bytes:
    """Return the bytes of a file; to read a pipe could take for ever.

    Raises ValueError if it is not a plain file.
    """
    if not path.is_file():
        raise ValueError(f"{path.name}: no plain file")
    return path.read_bytes()


def _compare(name: str, now: Mapping[str, Any], ledger: Mapping[str, Any] | None, report: Report) -> None:
    """Add what differs between this judgement and the ledger's, if the ledger claims more."""
    tier = now["tier"]
    report.tiers[tier] = report.tiers.get(tier, 0) + 1
    if tier == "failed":
        report.problems += now["problems"]
    if tier == "undecided":
        report.undecided += now["problems"]
    certified = [part["name"] for part in now["parts"] if part["earned"][0] in ("kernel", "certified")]
    if len(certified) < len(now["parts"]) and tier not in ("failed", "undecided"):
        report.recorded.append(name)
    if ledger is None:
        return
    then = ledger.get(name)
    if then is None:
        report.problems.append(f"ledger.json: expected an entry for {name}, got none; run check again")
        return
    if rank(then["tier"]) < rank(tier):
        report.problems.append(f"ledger.json, {name}: expected tier {tier}, got {then['tier']}; run check again")
    elif rank(then["tier"]) == rank(tier):
        keys = [key for key in now if key != "seconds" and then.get(key) != now[key]]
        if keys:
            got = f"expected what the bundle supports, got another {', '.join(keys)}"
            report.problems.append(f"ledger.json, {name}: {got}; run check again")
