"""From receipts to verdicts: which tier each claim has earned in this run, and why.

Pure functions of what the receipts say; nothing here runs a proof or a solver. A tier is
computed from accepted evidence, capped by the claims that a claim rests on, and can only
be lowered by what went wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, TypeAlias

Claim: TypeAlias = dict[str, Any]
Ledger: TypeAlias = dict[str, Any]
Receipt: TypeAlias = Mapping[str, Any]

SCHEMA = "nlverify-ledger/1"
TIERS = ("kernel", "certified", "agreed", "trusts", "sampled", "cited", "undecided", "failed")
LABEL = "not part of the published corpus"


def rank(tier: str) -> int:
    """Return how far a tier is from the strongest, 0; all tiers `trusts-<engine>` are equal.

    >>> rank("certified") < rank("trusts-z3") == rank("trusts-cvc5") < rank("failed")
    True
    """
    return TIERS.index("trusts" if tier.startswith("trusts-") else tier)


def worst(tiers: Iterable[str]) -> str:
    """Return the weakest of one or more tiers."""
    return max(tiers, key=rank)


def ledger(
    receipts: Sequence[Receipt],
    *,
    versions: Mapping[str, str | None],
    seconds: float,
    complete: bool,
    missing_tools: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> Ledger:
    """Return `ledger.json`: the verdict on every claim, in the order of the receipts.

    Each receipt must come after those of the claims that it uses.
    """
    claims: dict[str, Claim] = {}
    for receipt in receipts:
        claims[receipt["id"]] = judge(receipt, claims)
    tiers = [claim["tier"] for claim in claims.values()]
    published = all(claim["published"] for claim in claims.values())
    return {
        "schema": SCHEMA,
        "versions": dict(versions),
        "corpus": {"published": published, "complete": complete, "label": "" if published else LABEL},
        "checker": {"sha256": next((r["checker"]["sha256"] for r in receipts if r["checker"]["sha256"]), None)},
        "summary": {
            "claims": len(tiers),
            "failed": tiers.count("failed"),
            "undecided": tiers.count("undecided"),
            "tiers": {tier: tiers.count(tier) for tier in sorted(set(tiers), key=rank)},
            "cached": _cached(receipts),
            "seconds": round(seconds, 2),
        },
        "missing_tools": list(missing_tools),
        "notes": list(notes),
        "claims": list(claims.values()),
    }


def _cached(receipts: Sequence[Receipt]) -> dict[str, int]:
    """Return how much of what nobody judges again is from the cache; certificates are judged in every run."""
    return {
        "answers": sum(a["cached"] for r in receipts for a in r["answers"]),
        "observations": sum(e["cached"] for r in receipts for e in r["evidence"] if "observed" in e),
        "theorems": sum(t["cached"] for r in receipts for t in r["theorems"]),
    }


def judge(receipt: Receipt, used: Mapping[str, Claim]) -> Claim:
    """Return one claim's entry of the ledger; `used` holds the entries of the claims that it uses."""
    problems: list[str] = []
    notes: list[str] = list(receipt["notes"])
    _checker_lines(receipt, problems, notes)
    observed = [e for e in receipt["evidence"] if _is_observation(e, receipt)]
    observations = [_observation(e, receipt, problems) for e in observed]
    certificates = [_certificate(e, receipt, problems, notes) for e in receipt["evidence"] if e not in observed]
    certified = {e["for"] for e in certificates if e["accepted"]}
    answers = _solver_evidence(receipt, certified, problems, notes)
    theorems = [_theorem(t, receipt, problems, notes) for t in receipt["theorems"]]
    evidence = [*theorems, *certificates, *observations, *answers]
    cap = worst(["kernel", *(used[name]["tier"] if name in used else "undecided" for name in receipt["uses"])])

    def target(group: str, name: str) -> dict[str, Any]:
        mine = [e for e in evidence if e["for"] == f"{group}/{name}"]
        only = receipt["cited"].get(f"{group}/{name}")
        earned = ["cited"] if only else _earned(mine) or ["undecided"]
        public = [{key: value for key, value in e.items() if key != "for"} for e in mine]
        found = {"name": name, "tier": worst([earned[0], cap]), "earned": earned, "evidence": public}
        return {**found, "cited": only} if only else found

    parts = [target("parts", name) for name in receipt["parts"]]
    illustrations = [target("illustrations", name) for name in receipt["illustrations"]]
    controls = [_control(name, certificates, answers) for name in receipt["controls"]]
    tier = worst(part["tier"] for part in parts)
    wanting = [p["name"] for p in parts if p["earned"] == ["undecided"]]
    undecided = [f"part {name}: expected accepted evidence, got none" for name in wanting]
    believed = [c["name"] for c in controls if not c["refuted"]]
    undecided += [f"control {name}: expected a refutation, got none that ran" for name in believed]
    if all(part["earned"] == ["cited"] for part in parts):
        undecided += _only_cited(illustrations)
    if undecided or not controls:
        tier = worst([tier, "undecided"])
    if problems:
        tier = "failed"
    else:
        problems = undecided  # after a failure these lines would only repeat it
    for name in receipt["uses"]:
        if rank(used[name]["tier"] if name in used else "undecided") >= rank("undecided"):
            got = used[name]["tier"] if name in used else "no verdict in this run"
            problems.append(f"uses {name}: expected a claim that holds, got {got}")
    earned_by_all = [t for t in _order(e for p in parts for e in p["earned"]) if all(t in p["earned"] for p in parts)]
    return {
        "id": receipt["id"],
        "group": receipt["group"],
        "published": receipt["published"],
        "title": receipt["title"],
        "says": receipt["says"],
        "reading": _reading(receipt),
        "verdict": tier if tier in ("failed", "undecided", "cited") else "holds",
        "tier": tier,
        "tiers": _order({tier, *(t for t in earned_by_all if rank(t) >= rank(tier))}),
        "uses": list(receipt["uses"]),
        "sources": [{key: source[key] for key in ("key", "where", "text")} for source in receipt["sources"]],
        "parts": parts,
        "illustrations": illustrations,
        "controls": controls,
        "statement": {
            "file": f"bundle/{receipt['id']}/statement.json",
            "sha256": receipt["files"].get("statement.json", ""),
        },
        "files": {**receipt["files"], "receipt.json": receipt["sha256"]},
        "problems": [f"{receipt['id']}, {line}" for line in problems],
        "notes": [f"{receipt['id']}, {line}" for line in notes],
        "seconds": receipt["seconds"],
    }


def _only_cited(illustrations: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return what is missing where every part is only cited: then something near it has to be checked."""
    lines = [
        f"illustration {i['name']}: expected accepted evidence, as every part is only cited, got none"
        for i in illustrations
        if rank(i["tier"]) >= rank("cited")
    ]
    return lines if illustrations else ["illustrations: expected one or more, as every part is only cited, got none"]


def _order(tiers: Iterable[str]) -> list[str]:
    """Return distinct tiers, strongest first."""
    return sorted(set(tiers), key=lambda t: (rank(t), t))


def _earned(evidence: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return the tiers that the accepted evidence for one statement earns, strongest first."""
    accepted = [e for e in evidence if e["accepted"]]
    solvers = [e["engine"] for e in accepted if e["kind"] == "answers"]
    tiers = ["kernel" for e in accepted if e["kind"] == "theorem"]
    tiers += ["certified" for e in accepted if e["kind"] == "certificate"]
    tiers += ["sampled" for e in accepted if e["kind"] == "observation"]
    if len(solvers) > 1:
        tiers.append("agreed")
    elif solvers:
        tiers.append(f"trusts-{solvers[0]}")
    return _order(tiers)


def _reading(receipt: Receipt) -> str:
    """Return the checker's formal reading of the parts."""
    readings = (receipt["checker"]["claim"] or {}).get("readings", {})
    parts = {name: readings.get(f"parts/{name}", "") for name in receipt["parts"]}
    return (
        next(iter(parts.values())) if len(parts) == 1 else "\n".join(f"{name}: {text}" for name, text in parts.items())
    )


# ------------------------------------------------------------------ certificates


def _checker_lines(receipt: Receipt, problems: list[str], notes: list[str]) -> None:
    """Add a line if the checker gave no verdict on this claim, or read other bytes than the run wrote."""
    checker, said = receipt["checker"], receipt["checker"]["claim"]
    if checker["status"] != "done":
        notes.append(f"nlcheck: expected a verdict, got {checker['status']}: {checker['message']}")
    elif said is None:
        lines = checker["problems"] or [f"exit code {checker['exit']}"]
        problems += [f"nlcheck: expected a statement that it can read, got: {line}" for line in lines]
    else:
        problems += [f"nlcheck: {line}" for line in checker["problems"]]
        if said["id"] != receipt["id"] or said["statement_sha256"] != receipt["files"]["statement.json"]:
            problems.append("statement.json: expected the bytes that the run wrote, got others; run again")
        known = {e["file"] for e in receipt["evidence"]}
        problems += [
            f"{c['file']}: expected a certificate of this run, got another; run again"
            for c in said["certificates"]
            if c["file"] not in known
        ]


def _certificate(
    evidence: Mapping[str, Any], receipt: Receipt, problems: list[str], notes: list[str]
) -> dict[str, Any]:
    """Return one declared proof or control with the checker's verdict on what it brought."""
    group, name = evidence["for"].split("/")
    wanted = "a refutation" if group == "controls" else "a proof"
    place = f"control {name}" if group == "controls" else f"{group[:-1]} {name}, proof {evidence['proof']}"
    record = {
        "for": evidence["for"],
        "kind": "certificate",
        "proof": evidence["proof"],
        "engine": evidence["engine"],
        "accepted": False,
        "status": evidence["status"],
        "message": evidence["message"],
        "file": f"bundle/{receipt['id']}/{evidence['file']}" if evidence["file"] else "",
        "sha256": evidence["sha256"],
        "format": "",
        "seconds": evidence["seconds"],
    }
    said = (receipt["checker"]["claim"] or {}).get("certificates", ())
    verdict = next((c for c in said if c["file"] == evidence["file"] and c["for"] == evidence["for"]), None)
    unread = next((c for c in said if c["file"] == evidence["file"]), None)
    if "observed" in evidence:
        problems.append(f"{place}: expected {wanted}, got an observation by engine {evidence['engine']}")
    elif evidence["status"] == "raised" and not evidence["missing"]:
        problems.append(f"{place}: expected {wanted}, got {evidence['message']}")
    elif evidence["status"] != "done":
        got = f"{evidence['missing']} is not installed" if evidence["missing"] else evidence["message"]
        notes.append(f"{place}: expected {wanted}, got none: {evidence['status']}: {got}")
    elif verdict is None:
        if unread is not None:
            problems.append(f"{place}: expected {wanted}, got a rejected certificate: {unread['message']}")
    elif verdict["sha256"] != evidence["sha256"]:
        problems.append(f"{evidence['file']}: expected the bytes that the run wrote, got others; run again")
    elif verdict.get("over_budget"):
        notes.append(f"{place}: expected {wanted}, got no verdict: {verdict['message']}")
    elif not verdict["accepted"]:
        opposite = {"proved": "a proof", "refuted": "a refutation"}
        got = opposite.get(verdict["establishes"], "a rejected certificate")
        problems.append(f"{place}: expected {wanted}, got {got}: {verdict['message']}")
        record |= {"message": verdict["message"], "format": verdict["format"]}
    else:
        record |= {"accepted": True, "format": verdict["format"]}
    return record


def _is_observation(evidence: Mapping[str, Any], receipt: Receipt) -> bool:
    """Return whether a numeric engine observed something for a statement that is about observations."""
    stated = "observed" in evidence and evidence["for"] in receipt["sampled"]
    return stated and evidence["engine"] == "numeric" and not evidence["for"].startswith("controls/")


def _observation(evidence: Mapping[str, Any], receipt: Receipt, problems: list[str]) -> dict[str, Any]:
    """Return what an experiment gave that was run again; it counts if it is what the statement says."""
    group, name = evidence["for"].split("/")
    found, stated = evidence["observed"], receipt["sampled"][evidence["for"]]
    if found != stated:
        place = f"{group.removesuffix('s')} {name}, proof {evidence['proof']}"
        wanted, got = (f"{counts['successes']} of {counts['trials']}" for counts in (stated, found))
        problems.append(f"{place}: expected {wanted} runs to succeed, got {got}")
    return {
        "for": evidence["for"],
        "kind": "observation",
        "proof": evidence["proof"],
        "engine": evidence["engine"],
        "accepted": found == stated,
        "trials": found["trials"],
        "successes": found["successes"],
        "cached": evidence["cached"],
        "seconds": evidence["seconds"],
    }


def _theorem(theorem: Mapping[str, Any], receipt: Receipt, problems: list[str], notes: list[str]) -> dict[str, Any]:
    """Return what Rocq's kernel said of one theorem; it counts only if the kernel was seen to say no in this run."""
    group, name = theorem["for"].split("/")
    place = f"{group.removesuffix('s')} {name}, theorem {theorem['proof']}"
    counted = theorem["accepted"] and (theorem["cached"] or receipt["kernel"]["says_no"] is True)
    if theorem["status"] != "done":
        notes.append(f"{place}: expected a verdict of the kernel, got none: {theorem['status']}: {theorem['message']}")
    elif not theorem["accepted"]:
        problems.append(f"{place}: expected a proof, got a rejected one: {theorem['message']}")
    elif not counted:
        notes.append(f"{place}: not counted, since the kernel accepted what is false, or hid an axiom")
    file = f"bundle/{receipt['id']}/{theorem['file']}"
    return {**theorem, "kind": "theorem", "accepted": counted, "file": file}


def _control(
    name: str, certificates: Sequence[Mapping[str, Any]], answers: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """Return whether a control's certificate was accepted as refuting it, and which solvers refute it too."""
    mine = [e for e in certificates if e["for"] == f"controls/{name}"]
    keys = ("file", "sha256", "format", "status", "message", "seconds")
    evidence = {key: mine[0][key] for key in keys} if mine else {}
    solvers = [a["engine"] for a in answers if a["for"] == f"controls/{name}" and a["concludes"] == "refuted"]
    return {"name": name, "refuted": any(e["accepted"] for e in mine), "solvers": solvers, **evidence}


# ------------------------------------------------------------------ solvers


def _solver_evidence(
    receipt: Receipt, certified: Set[str], problems: list[str], notes: list[str]
) -> list[dict[str, Any]]:
    """Return what the solvers' answers show, one record for each statement and solver.

    A solver counts only if, in this run, it refuted a control of this claim and proved none.
    Besides, a proof that rests on "unsat" alone counts only if the solver was right with
    "sat" as well, on a control or on a statement that the checker has `certified`, and the
    other way round: a solver that knows but one answer has shown nothing.
    """
    conclusions: Mapping[str, Mapping[str, Mapping[str, Any]]] = receipt["conclusions"]
    records: list[dict[str, Any]] = []
    for solver in sorted({name for by_solver in conclusions.values() for name in by_solver}, reverse=True):
        mine = {target: said[solver] for target, said in sorted(conclusions.items()) if solver in said}
        problems += [
            line for target, said in mine.items() for line in _contradiction(solver, target, said["concludes"])
        ]
        right_with = _right_with(mine, certified)
        uncounted = []
        for target, said in mine.items():
            holds = said["concludes"] == "holds" and not target.startswith("controls/")
            counted = holds and right_with is not None and {"sat", "unsat"} == right_with | frozenset(said["grounds"])
            records.append(_answers(receipt, target, solver, said["concludes"], counted=counted))
            if holds and not counted:
                uncounted.append(target.replace("/", " "))
        if uncounted:
            line = "not counted, since it refuted no control, or needed but one of the answers sat and unsat"
            notes.append(f"{solver} on {', '.join(uncounted)}: {line}")
    notes += _unanswered(receipt)
    return records


def _unanswered(receipt: Receipt) -> list[str]:
    """Return one line for each solver and statement that was left open, or on which the solver broke down."""
    lines: dict[str, None] = {}
    for a in receipt["answers"]:
        settled = receipt["conclusions"][a["for"]][a["solver"]]["concludes"] != "unknown"
        got = (a["status"], a["message"]) if a["status"] != "done" else (a["answer"], a["note"])
        if got[0] not in ("sat", "unsat") and not (settled and got[0] == "unknown"):
            lines[f"{a['solver']} on {a['for'].replace('/', ' ')}: no answer: {': '.join(filter(None, got))}"] = None
    return list(lines)


def _contradiction(solver: str, target: str, concludes: str) -> list[str]:
    """Return a line if a solver says of a statement what it must not say."""
    group, name = target.split("/")
    got = {"contradictory": "answers that contradict each other"}
    if group == "controls":
        wanted, got["holds"] = "a refutation", "a proof"
    else:
        wanted = "a proof"
        got |= {"refuted": "a refutation", "vacuous": "that nothing satisfies the hypotheses"}
    kind = group.removesuffix("s")
    return [f"{kind} {name}: expected {wanted}, got {got[concludes]} by {solver}"] if concludes in got else []


def _right_with(mine: Mapping[str, Mapping[str, Any]], certified: Set[str]) -> frozenset[str] | None:
    """Return the answers with which a solver was right where the checker knows; None if it cannot be trusted.

    It must have refuted a control whose refutation is certified, and believed none.
    """
    controls = {target: said["concludes"] for target, said in mine.items() if target.startswith("controls/")}
    if "refuted" not in {c for target, c in controls.items() if target in certified}:
        return None
    if {"holds", "contradictory"} & set(controls.values()):
        return None
    right = [
        said["grounds"]
        for target, said in mine.items()
        if target in certified and said["concludes"] == ("refuted" if target in controls else "holds")
    ]
    return frozenset(answer for grounds in right for answer in grounds)


def _answers(receipt: Receipt, target: str, solver: str, concludes: str, *, counted: bool) -> dict[str, Any]:
    """Return the record of one solver's answers on one statement."""
    mine = [a for a in receipt["answers"] if a["for"] == target and a["solver"] == solver]
    questions = [
        {
            "name": a["question"],
            "answer": a["answer"] if a["status"] == "done" else a["status"],
            "note": a["note"],
            "file": f"bundle/{receipt['id']}/{a['file']}",
            "sha256": a["sha256"],
            "seconds": a["seconds"],
            "cached": a["cached"],
        }
        for a in mine
    ]
    return {
        "for": target,
        "kind": "answers",
        "proof": solver,
        "engine": solver,
        "accepted": counted,
        "concludes": concludes,
        "message": "" if counted or concludes != "holds" else "not counted",
        "file": questions[0]["file"],
        "sha256": questions[0]["sha256"],
        "questions": questions,
        "cached": any(a["cached"] for a in mine),
        "seconds": round(sum(a["seconds"] for a in mine), 4),
    }
