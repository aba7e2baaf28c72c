"""What one run sees of one claim, and the receipt that is written of it: no judgement, only what happened."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeAlias

from nlverify.bibliography import Reference
from nlverify.cache import Key
from nlverify.corpus import Entry, page_json, statement_json
from nlverify.engines import smtlib, solvers
from nlverify.engines.isolation import Outcome
from nlverify.exact.expression import Json
from nlverify.files import write_json
from nlverify.stated import cited, sampled_counts

Receipt: TypeAlias = dict[str, Any]

# What a solver must not conclude.
AGAINST = {"parts": ("refuted", "vacuous", "contradictory"), "controls": ("holds", "contradictory")}
AGAINST["illustrations"] = AGAINST["parts"]


@dataclass(frozen=True)
class Task:
    """One piece of work.

    For one claim: a proof, a control, the encoding, a question to a solver or to Rocq's kernel,
    or the check; for all of them: to compile a theory.
    """

    kind: Literal["proof", "control", "encode", "ask", "compile", "theorem", "check"]
    claim: str
    target: str = ""
    name: str = ""
    engine: str = ""
    file: str = ""


@dataclass
class ClaimRun:
    """What is known so far of one claim's run.

    `cached` is what came from the cache, and under which key. `doubted` is what the cache gave
    for a claim that then did not hold: it is run anew, and this time the cache is not asked.
    """

    entry: Entry
    folder: Path
    place: int
    hashes: dict[str, str] = field(default_factory=dict)
    pending: int = 0
    evidence: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    questions: dict[str, list[smtlib.Question]] = field(default_factory=dict)
    theorems: list[dict[str, Any]] = field(default_factory=list)
    sources: dict[str, Json] = field(default_factory=dict)
    page: Mapping[str, Json] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0
    cached: dict[Task, tuple[Key | None, Json]] = field(default_factory=dict)
    doubted: Mapping[Task, Json] | None = None

    def anew(self) -> ClaimRun:
        """Return this claim's run from the start, with an empty folder."""
        shutil.rmtree(self.folder)
        doubted = {task: value for task, (_, value) in self.cached.items()}
        return ClaimRun(self.entry, self.folder, self.place, seconds=self.seconds, doubted=doubted)


def write_statement(claim_run: ClaimRun, references: Mapping[str, Reference]) -> None:
    """Begin the claim's folder with what is said, as data and as prose."""
    claim_run.folder.mkdir()
    claim_run.page = page_json(claim_run.entry, references)
    for name, data in (("statement.json", statement_json(claim_run.entry.claim)), ("page.json", claim_run.page)):
        claim_run.hashes[name] = write_json(claim_run.folder / name, data)


def page_theorems(claim_run: ClaimRun) -> list[dict[str, Any]]:
    """Return what `page.json` says about the claim's theorems."""
    theorems: Any = claim_run.page["theorems"]
    return list(theorems)


def write_receipt(
    claim_run: ClaimRun, checker: Mapping[str, Any], tools: Mapping[str, str | None], *, says_no: bool | None
) -> Receipt:
    """Write `receipt.json`, with the checker's report, and return what is in it, with its own SHA-256.

    `says_no` is whether Rocq's kernel was seen to reject what is false in this run.
    """
    claim = claim_run.entry.claim
    stated = statement_json(claim)
    receipt: Receipt = {
        "schema": "nlverify-receipt/1",
        "id": claim.id,
        "group": claim_run.entry.group,
        "published": claim_run.entry.published,
        "title": claim_run.page["title"],
        "says": claim.says,
        "uses": list(claim.uses),
        "sources": claim_run.page["sources"],
        "parts": list(claim.parts),
        "illustrations": list(claim.illustrations),
        "controls": list(claim.controls),
        "sampled": sampled_counts(stated),
        "cited": cited(stated),
        "evidence": sorted(claim_run.evidence, key=lambda e: (str(e["for"]), str(e["proof"]))),
        "answers": sorted(claim_run.answers, key=lambda a: (str(a["for"]), str(a["question"]), str(a["solver"]))),
        "conclusions": conclusions(claim_run),
        "theorems": sorted(claim_run.theorems, key=lambda t: str(t["for"])),
        "kernel": {"says_no": says_no, "sources": claim_run.sources},
        "checker": checker,
        "files": dict(sorted(claim_run.hashes.items())),
        "versions": dict(tools),
        "notes": claim_run.notes,
        "seconds": round(claim_run.seconds, 4),
    }
    return {**receipt, "sha256": write_json(claim_run.folder / "receipt.json", receipt)}


def conclusions(claim_run: ClaimRun) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what each solver's answers amount to: `{target: {solver: {"concludes": …, "grounds": […]}}}`."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for target, questions in claim_run.questions.items():
        by_solver: dict[str, dict[str, Any]] = {}
        for solver in solvers.SOLVERS:
            answers = answered(claim_run, target, solver)
            if answers:
                by_solver[solver] = {
                    "concludes": smtlib.conclude(questions, answers),
                    "grounds": sorted(smtlib.grounds(questions, answers)),
                }
        found[target] = by_solver
    return found


def answered(claim_run: ClaimRun, target: str, solver: str) -> dict[str, str]:
    """Return a solver's answers on one statement so far, by the question's name."""
    mine = [a for a in claim_run.answers if a["for"] == target and a["solver"] == solver]
    return {str(a["question"]): str(a["answer"]) for a in mine}


def in_doubt(claim_run: ClaimRun, checker: Mapping[str, Any]) -> bool:
    """Return whether something speaks against a claim that may lie in the cache and not in the claim.

    A certificate from there that is not accepted, a count that is not the stated one, or, if
    answers came from there, solvers that say what they must not say.
    """
    said = (checker["claim"] or {}).get("certificates", ())
    accepted = {(c["file"], c["for"]) for c in said if c["accepted"]}
    stated = sampled_counts(statement_json(claim_run.entry.claim))
    for evidence in filter(lambda e: e["cached"], claim_run.evidence):
        if "observed" in evidence:
            if evidence["observed"] != stated.get(evidence["for"]):
                return True
        elif (evidence["file"], evidence["for"]) not in accepted:
            return True
    if any(t["cached"] and not t["accepted"] for t in claim_run.theorems):
        return True
    return any(a["cached"] for a in claim_run.answers) and any(
        said["concludes"] in AGAINST[target.split("/")[0]]
        for target, by_solver in conclusions(claim_run).items()
        for said in by_solver.values()
    )


# ------------------------------------------------------------------ what the checker said


def checker_report(outcome: Outcome) -> dict[str, Any]:
    """Return what the checker said about one claim, as data, whatever became of the checker."""
    report: dict[str, Any] = {"status": outcome.status, "message": outcome.message, "exit": None, "problems": []}
    report |= {"sha256": None, "claim": None, "seconds": round(outcome.seconds, 4)}
    if outcome.status == "done" and isinstance(outcome.value, list):
        code, output = outcome.value
        try:
            said = json.loads(str(output))
            report |= {"exit": code, "problems": list(said["problems"]), "sha256": said["checker_sha256"]}
            report["claim"] = said["claims"][0] if said["claims"] else None
        except (ValueError, LookupError, TypeError) as error:
            got = f"{type(error).__name__} in its output, exit code {code}"
            report |= {"status": "crashed", "message": f"expected a report, got {got}: {outcome.message}"}
    return report


def checker_reports(outcome: Outcome, claims: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what the checker said about each of these claims when it read the whole bundle.

    Empty if it found the bundle wrong anywhere, or gave no report: then each claim is to be
    checked by itself, so that it is clear which one is meant.
    """
    if outcome.status != "done" or not isinstance(outcome.value, list):
        return {}
    code, output = outcome.value
    try:
        whole = json.loads(str(output))
        said = {claim["folder"]: claim for claim in whole["claims"]}
        if whole["problems"]:
            return {}
        report: dict[str, Any] = {"status": "done", "message": outcome.message, "exit": code, "problems": []}
        report |= {"sha256": whole["checker_sha256"], "seconds": round(outcome.seconds / max(1, len(said)), 4)}
    except (ValueError, LookupError, TypeError):
        return {}
    return {name: {**report, "claim": said[name]} for name in claims if name in said}
