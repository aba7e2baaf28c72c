"""Read a ledger and its bundle, and have the checker judge the bundle again before a word is printed."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.files import one_line

Data: TypeAlias = Mapping[str, Any]

CHECKER = Path(__file__).resolve().parents[1] / "nlcheck.py"
LEDGER = "nlverify-ledger/1"
PAGE = "nlverify-page/1"
SAME = "the bytes of the ledger's run, got others; run nlverify check"
TIERS = ("kernel", "certified", "agreed", "trusts", "sampled", "cited", "undecided", "failed")


class SiteError(ValueError):
    """The pages cannot be written: something is missing, was changed, or does not hold."""


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

    Raises SiteError, in one line, if a file is missing, if a claim does not hold, or if the
    checker does not accept, from these very bytes, what the ledger says that it accepted.
    """
    ledger = _json(out / "ledger.json", LEDGER)
    stored = sum(ledger["summary"].get("cached", {}).values())
    if stored:
        raise SiteError(f"ledger.json: expected a fresh run, got {stored} answers from the cache; run check --fresh")
    for entry in ledger["claims"]:
        if entry["verdict"] != "holds":
            raise SiteError(f"{entry['id']}: expected a claim that holds, got {_why(entry)}")
    checked = recheck(out / "bundle", checker)
    ids = [str(entry["id"]) for entry in ledger["claims"]]
    if sorted(ids) != sorted(checked):
        odd = min(set(ids) ^ set(checked), default="an id twice")
        raise SiteError(f"{odd}: expected the same claims in ledger and bundle, got it in one only; run nlverify check")
    subjects, tiers = [], dict[str, str]()
    for entry in ledger["claims"]:
        name, folder = entry["id"], out / "bundle" / entry["id"]
        _compare(entry, checked[name])
        _compare_tiers(entry, tiers)
        tiers[name] = entry["tier"]
        page = _json(folder / "page.json", PAGE)
        subjects.append(Subject(entry, page, checked[name], folder, dict(_files(entry, folder))))
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


def _files(entry: Data, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that the page offers, by name, if it has the bytes that the ledger speaks of."""
    wanted = {"statement.json": entry["statement"]["sha256"]}
    wanted |= {Path(e["file"]).name: e["sha256"] for _, e in certificates(entry)}
    wanted |= {Path(q["file"]).name: q["sha256"] for _, _, q in questions(entry)}
    for name, digest in wanted.items():
        content = _bytes(folder / name)
        if hashlib.sha256(content).hexdigest() != digest:
            raise SiteError(f"{entry['id']}, {name}: expected {SAME}")
        yield name, content.decode()


def _compare(entry: Data, checked: Data) -> None:
    """Raise SiteError unless the checker accepts, just now, what the ledger says that it accepted."""
    name = entry["id"]
    if entry["statement"]["sha256"] != checked["statement_sha256"]:
        raise SiteError(f"{name}, statement.json: expected {SAME}")
    accepted = {(c["file"], c["sha256"], c["for"]) for c in checked["certificates"] if c["accepted"]}
    for target, evidence in certificates(entry):
        file = Path(evidence["file"]).name
        if (file, evidence["sha256"], target) not in accepted:
            raise SiteError(f"{name}, {file}: expected one that nlcheck accepts, with {SAME}")
    for control in entry["controls"]:
        if not control["refuted"]:
            raise SiteError(f"{name}, control {control['name']}: expected a refutation, got none")


def _compare_tiers(entry: Data, others: Mapping[str, str]) -> None:
    """Raise SiteError unless the tiers are those that the accepted evidence earns, no more and no less."""
    name = entry["id"]
    cap = [others.get(used, "undecided") for used in entry["uses"]]
    for group in ("parts", "illustrations"):
        for target in entry[group]:
            earned = _weakest([_earned(target["evidence"]), *cap])
            if target["tier"] != earned:
                place = f"{name}, {group.removesuffix('s')} {target['name']}"
                raise SiteError(f"{place}: expected tier {earned}, got {target['tier']}; run nlverify check")
    earned = _weakest(part["tier"] for part in entry["parts"])
    if entry["tier"] != earned:
        raise SiteError(f"{name}: expected tier {earned}, got {entry['tier']}; run nlverify check")


def _earned(evidence: Iterable[Data]) -> str:
    """Return the best tier that the accepted evidence for one statement earns."""
    accepted = [e for e in evidence if e["accepted"]]
    solvers = [e["engine"] for e in accepted if e["kind"] == "answers"]
    if any(e["kind"] == "certificate" for e in accepted):
        return "certified"
    if solvers:
        return "agreed" if len(solvers) > 1 else f"trusts-{solvers[0]}"
    return "sampled" if accepted else "undecided"


def _weakest(tiers: Iterable[str]) -> str:
    return max(tiers, key=lambda tier: TIERS.index(tier.split("-")[0]))


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
