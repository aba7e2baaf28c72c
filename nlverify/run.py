"""From claims to a bundle: run every proof, control and solver question, then the checker.

Each task runs in a process of its own (see `engines.isolation`); what it brings back is
written down as a certificate or an SMT-LIB file, and `nlcheck.py`, a program by itself,
says what is accepted. Whatever happens to a task, its claim gets a receipt: what this run
saw, without a judgement. Judging is `ledger.py`'s.
"""

from __future__ import annotations

import importlib.util
import json
import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from heapq import heappop, heappush
from importlib.metadata import PackageNotFoundError, version
from itertools import count
from pathlib import Path
from typing import Any, Literal, TypeAlias

from nlverify import __version__
from nlverify.bibliography import Reference
from nlverify.corpus import CHECKER, Entry, page_json, sampled_counts, statement_json
from nlverify.engines import smtlib
from nlverify.engines.isolation import MEMORY, Outcome, Workers, memory_note
from nlverify.engines.work import ask, encode, produce
from nlverify.exact.expression import Json
from nlverify.files import write_json, write_text
from nlverify.statement import Statement

CHECK_TIME = 600.0  # seconds for the checker on one claim; it also budgets its own work
GRACE = 2.0  # seconds beyond a solver's own time limit
SOLVERS = ("z3", "cvc5")
PACKAGES = {"z3": "z3-solver", "cvc5": "cvc5", "sympy": "sympy", "numpy": "numpy"}
# The files of a bundle, and what is left of one if the run is killed while it writes.
OBSERVED = "observed/1"
FILES = re.compile(r"\.?(statement\.json|page\.json|receipt\.json|certificate-|(parts|illustrations|controls)-)")

Receipt: TypeAlias = dict[str, Any]
Start: TypeAlias = Callable[[Workers], Future[Outcome]]


class RunError(ValueError):
    """The run cannot begin: what is asked for, and what is there instead."""


@dataclass(frozen=True)
class Settings:
    """How to run: where to write, how much at a time, how long and how large a task may be."""

    out: Path
    jobs: int | None = None
    timeout: float = 10.0
    memory: int = MEMORY
    checker: Path = CHECKER
    preload: tuple[str, ...] = ()


@dataclass(frozen=True)
class Task:
    """One piece of work for one claim: a proof, a control, the encoding, a question to a solver, or the check."""

    kind: Literal["proof", "control", "encode", "ask", "check"]
    claim: str
    target: str = ""
    name: str = ""
    engine: str = ""
    file: str = ""


@dataclass(frozen=True)
class TaskDone:
    """An event: a task came to its end, one way or another; `total` tasks are known so far."""

    task: Task
    outcome: Outcome
    done: int
    total: int


@dataclass(frozen=True)
class ClaimDone:
    """An event: all tasks of a claim are done, and its receipt is written."""

    receipt: Receipt


Event: TypeAlias = TaskDone | ClaimDone


@dataclass
class _ClaimRun:
    """What is known so far of one claim's run."""

    entry: Entry
    folder: Path
    place: int
    hashes: dict[str, str] = field(default_factory=dict)
    pending: int = 0
    evidence: list[dict[str, Any]] = field(default_factory=list)
    answers: list[dict[str, Any]] = field(default_factory=list)
    questions: dict[str, list[smtlib.Question]] = field(default_factory=dict)
    page: Mapping[str, Json] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run(
    entries: Sequence[Entry],
    references: Mapping[str, Reference],
    settings: Settings,
    notify: Callable[[Event], None] = lambda _: None,
) -> list[Receipt]:
    """Run everything that these claims declare, write the bundle, and return the receipts in order.

    Raises RunError if the output folder holds anything that is not a bundle.
    """
    bundle = _empty_bundle(settings.out)
    tools = tool_versions()
    preload = ("nlverify.engines.work", *(m for m in PACKAGES if tools[m]), *settings.preload)
    receipts: dict[str, Receipt] = {}
    with Workers(settings.jobs, preload) as workers:
        queue: list[tuple[int, int, _ClaimRun, Task, Start]] = []  # the first claim's tasks first
        running: dict[Future[Outcome], tuple[_ClaimRun, Task]] = {}
        number = count()
        done = 0

        def put(claim_run: _ClaimRun, tasks: Iterable[tuple[Task, Start]]) -> None:
            for task, start in tasks:
                claim_run.pending += 1
                heappush(queue, (claim_run.place, next(number), claim_run, task, start))

        for place, entry in enumerate(entries):
            claim_run = _ClaimRun(entry, bundle / entry.id, place)
            _write_statement(claim_run, references)
            put(claim_run, _first_tasks(claim_run, settings))
        while queue or running:
            while queue and len(running) <= workers.jobs:  # one more than run, so that none waits for us
                *_, claim_run, task, start = heappop(queue)
                running[start(workers)] = (claim_run, task)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                claim_run, task = running.pop(future)
                outcome = future.result()
                done, claim_run.pending = done + 1, claim_run.pending - 1
                claim_run.seconds += outcome.seconds
                if task.kind == "check":
                    receipts[task.claim] = _write_receipt(claim_run, outcome, tools)
                else:
                    put(claim_run, _record(claim_run, task, outcome, settings, tools))
                    if claim_run.pending == 0:
                        put(claim_run, [_check(claim_run, settings)])
                notify(TaskDone(task, outcome, done, done + len(queue) + len(running)))
                if task.kind == "check":
                    notify(ClaimDone(receipts[task.claim]))
    return [receipts[entry.id] for entry in entries]


def tool_versions() -> dict[str, str | None]:
    """Return the version of everything that can take part in a proof; None if it is not installed."""
    found: dict[str, str | None] = {"nlverify": __version__, "python": platform.python_version(), "rocq": None}
    for module, package in PACKAGES.items():
        try:
            found[module] = version(package) if importlib.util.find_spec(module) else None
        except (ImportError, ValueError, PackageNotFoundError):
            found[module] = None
    return found


def missing_lines(tools: Mapping[str, str | None]) -> list[str]:
    """Return one line for each tool that is not installed."""
    return [
        f"{module}: not installed, so nothing was asked of it; pip install {package}"
        for module, package in PACKAGES.items()
        if tools[module] is None
    ]


def run_notes() -> list[str]:
    """Return the lines that are true of the whole run on this platform."""
    return [note for note in (memory_note(),) if note]


def encodable(statement: Statement) -> bool:
    """Return whether there are questions whose answers could prove this statement."""
    try:
        asked = smtlib.questions(statement)
    except ValueError:  # the checker will not read it either, and says why
        return False
    return any({"proves", "helps-prove"} & {q.sat, q.unsat} for q in asked)


# ------------------------------------------------------------------ the tasks of one claim


def _first_tasks(claim_run: _ClaimRun, settings: Settings) -> Iterator[tuple[Task, Start]]:
    claim, path = claim_run.entry.claim, str(claim_run.entry.path)
    for proof in claim.proofs:
        target = f"{'parts' if proof.target in claim.parts else 'illustrations'}/{proof.target}"
        file = f"certificate-{target.replace('/', '-')}-{proof.name}.json"
        task = Task("proof", claim.id, target, proof.name, proof.engine, file=file)
        yield task, _start(settings, produce, path, "proof", proof.name)
    for name in claim.controls:
        task = Task("control", claim.id, f"controls/{name}", name, "exact", file=f"certificate-controls-{name}.json")
        yield task, _start(settings, produce, path, "control", name)
    yield Task("encode", claim.id), _start(settings, encode, _targets(claim_run.entry))


def _record(
    claim_run: _ClaimRun,
    task: Task,
    outcome: Outcome,
    settings: Settings,
    tools: Mapping[str, str | None],
) -> Iterator[tuple[Task, Start]]:
    """Write down what a task brought, and yield the tasks that follow from it."""
    seen: dict[str, Any] = {
        "for": task.target,
        "status": outcome.status,
        "message": outcome.message,
        "missing": outcome.missing,
        "seconds": round(outcome.seconds, 4),
    }
    if task.kind == "encode":
        yield from _questions(claim_run, outcome, settings, tools)
    elif task.kind == "ask":
        answer = (
            outcome.value
            if isinstance(outcome.value, dict)
            else {"answer": "none", "version": None, "options": [], "note": ""}
        )
        known = {"question": task.name, "solver": task.engine}
        claim_run.answers.append({**seen, **known, **answer, "file": task.file, "sha256": claim_run.hashes[task.file]})
    else:
        value = outcome.value if outcome.status == "done" else None
        observed = {}
        if isinstance(value, dict) and value["format"] == OBSERVED:  # no certificate: the receipt alone records it
            observed = {"observed": {key: value[key] for key in ("trials", "successes")}}
        elif isinstance(value, dict):
            certificate = {"for": task.target, **value}
            claim_run.hashes[task.file] = write_json(claim_run.folder / task.file, certificate)
        written = claim_run.hashes.get(task.file, "")
        known = {"proof": task.name, "engine": task.engine, "file": task.file if written else "", "sha256": written}
        claim_run.evidence.append({**seen, **known, **observed})


def _questions(
    claim_run: _ClaimRun, outcome: Outcome, settings: Settings, tools: Mapping[str, str | None]
) -> Iterator[tuple[Task, Start]]:
    if outcome.status != "done" or not isinstance(outcome.value, dict):
        claim_run.notes.append(f"solver questions: {outcome.status}: {outcome.message}")
        return
    for target, encoded in outcome.value.items():
        if not isinstance(encoded, list):
            claim_run.notes.append(f"solver questions for {target}: {encoded}")
            continue
        claim_run.questions[target] = [smtlib.Question(**question) for question in encoded]  # type: ignore[arg-type]
        for question in claim_run.questions[target]:
            file = f"{target.replace('/', '-')}.{question.name}.smt2"
            claim_run.hashes[file] = write_text(claim_run.folder / file, question.text)
            for solver in SOLVERS:
                if tools[solver]:
                    task = Task("ask", claim_run.entry.id, target, question.name, solver, file)
                    yield task, _start(settings, ask, solver, question.text, settings.timeout, grace=GRACE)


def _check(claim_run: _ClaimRun, settings: Settings) -> tuple[Task, Start]:
    command = [sys.executable, "-I", "-S", str(settings.checker), "--json", str(claim_run.folder)]
    return Task("check", claim_run.entry.id, name="nlcheck"), lambda workers: workers.program(command, CHECK_TIME)


def _start(settings: Settings, function: Callable[..., Json], *arguments: object, grace: float = 0.0) -> Start:
    """Return what starts `function` in a process of its own, within the bounds of the settings."""
    timeout, memory = settings.timeout + grace, settings.memory
    return lambda workers: workers.submit(function, *arguments, timeout=timeout, memory=memory)


def _targets(entry: Entry) -> dict[str, Statement]:
    claim = entry.claim
    return {
        **{f"parts/{n}": s for n, s in claim.parts.items()},
        **{f"illustrations/{n}": s for n, s in claim.illustrations.items()},
        **{f"controls/{n}": c.statement for n, c in claim.controls.items()},
    }


# ------------------------------------------------------------------ files


def _write_statement(claim_run: _ClaimRun, references: Mapping[str, Reference]) -> None:
    claim_run.folder.mkdir()
    claim_run.page = page_json(claim_run.entry, references)
    for name, data in (("statement.json", statement_json(claim_run.entry.claim)), ("page.json", claim_run.page)):
        claim_run.hashes[name] = write_json(claim_run.folder / name, data)


def _write_receipt(claim_run: _ClaimRun, outcome: Outcome, tools: Mapping[str, str | None]) -> Receipt:
    claim = claim_run.entry.claim
    receipt: Receipt = {
        "schema": "nlverify-receipt/1",
        "id": claim.id,
        "group": claim_run.entry.group,
        "published": claim_run.entry.published,
        "says": claim.says,
        "uses": list(claim.uses),
        "sources": claim_run.page["sources"],
        "parts": list(claim.parts),
        "illustrations": list(claim.illustrations),
        "controls": list(claim.controls),
        "sampled": sampled_counts(statement_json(claim)),
        "evidence": sorted(claim_run.evidence, key=lambda e: (str(e["for"]), str(e["proof"]))),
        "answers": sorted(claim_run.answers, key=lambda a: (str(a["for"]), str(a["question"]), str(a["solver"]))),
        "conclusions": _conclusions(claim_run),
        "checker": checker_report(outcome),
        "files": dict(sorted(claim_run.hashes.items())),
        "versions": dict(tools),
        "notes": claim_run.notes,
        "seconds": round(claim_run.seconds, 4),
    }
    write_json(claim_run.folder / "receipt.json", receipt)
    return receipt


def _conclusions(claim_run: _ClaimRun) -> dict[str, Json]:
    """Return what each solver's answers amount to: `{target: {solver: {"concludes": …, "grounds": […]}}}`."""
    conclusions: dict[str, Json] = {}
    for target, questions in claim_run.questions.items():
        by_solver: dict[str, Json] = {}
        for solver in SOLVERS:
            mine = [a for a in claim_run.answers if a["for"] == target and a["solver"] == solver]
            answers = {str(a["question"]): str(a["answer"]) for a in mine}
            if answers:
                by_solver[solver] = {
                    "concludes": smtlib.conclude(questions, answers),
                    "grounds": sorted(smtlib.grounds(questions, answers)),  # type: ignore[dict-item]
                }
        conclusions[target] = by_solver
    return conclusions


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


def _empty_bundle(out: Path) -> Path:
    """Return an empty folder `bundle` below `out`; an earlier bundle there is removed, anything else is not."""
    bundle = out / "bundle"
    try:
        for path in bundle.rglob("*") if bundle.is_dir() and not bundle.is_symlink() else []:
            depth = len(path.relative_to(bundle).parts)
            ours = FILES.match(path.name)
            if path.is_dir() != (depth == 1) or (depth == 2 and not ours) or depth > 2:
                raise RunError(
                    f"{path}: expected only an earlier bundle here, got something else; choose another --out"
                )
        (out / "ledger.json").unlink(missing_ok=True)  # it goes first: no ledger may speak of another bundle
        if bundle.is_dir():
            shutil.rmtree(bundle)
        bundle.mkdir(parents=True)
    except OSError as error:
        raise RunError(
            f"{error.filename}: expected a folder to write to, got {error.strerror}; choose another --out"
        ) from None
    return bundle
