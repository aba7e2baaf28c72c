"""From claims to a bundle: run every proof, control and solver question, then the checker.

Each task runs in a process of its own (see `engines.isolation`); what it brings back is
written down as a certificate or an SMT-LIB file, and `nlcheck.py`, a program by itself,
says what is accepted. Whatever happens to a task, its claim gets a receipt: what this run
saw, without a judgement. Judging is `ledger.py`'s.

What the cache knows need not be run (see `cache.py`); the checker always runs.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.bibliography import Reference
from nlverify.cache import Cache, Key, Known, is_observation
from nlverify.corpus import CHECKER, Entry
from nlverify.engines import kernel, smtlib, solvers
from nlverify.engines.isolation import MEMORY, Outcome, Workers
from nlverify.engines.work import ask, encode, produce
from nlverify.exact.expression import Json
from nlverify.files import write_json, write_text
from nlverify.receipts import (
    ClaimRun,
    Receipt,
    Task,
    answered,
    checker_report,
    checker_reports,
    in_doubt,
    page_theorems,
    write_receipt,
    write_statement,
)
from nlverify.statement import Statement
from nlverify.tools import PACKAGES, tool_versions
from nlverify.witness import FILE, TIME, Witness, WitnessError

CHECK_TIME = 600.0  # seconds for the checker on one claim; it also budgets its own work
GRACE = 2.0  # seconds beyond a solver's own time limit
LIBRARY = "rocq"  # the folder beside the bundle with the theories that theorems are taken from
# The files of a bundle, and what is left of one if the run is killed while it writes.
FILES = re.compile(
    r"\.?(statement\.json|page\.json|receipt\.json|theorems\.v|certificate-|(parts|illustrations|controls)-)"
)

Start: TypeAlias = Callable[[Workers], Future[Outcome]]


class RunError(ValueError):
    """The run cannot begin: what is asked for, and what is there instead."""


@dataclass(frozen=True)
class Settings:
    """How to run: where to write, how much at a time, how long and how large a task may be, whether to ask Rocq."""

    out: Path
    jobs: int | None = None
    timeout: float = 10.0
    memory: int = MEMORY
    checker: Path = CHECKER
    preload: tuple[str, ...] = ()
    cache: Cache | None = None
    kernel: bool = True


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


@dataclass(frozen=True)
class _Job:
    """A task, what starts it, under which key the cache keeps what it brings, and the theorems that it is about."""

    task: Task
    start: Start
    key: Key | None = None
    theorems: Sequence[Mapping[str, Any]] = ()


def run(
    entries: Sequence[Entry],
    references: Mapping[str, Reference],
    settings: Settings,
    notify: Callable[[Event], None] = lambda _: None,
) -> list[Receipt]:
    """Run everything that these claims declare, write the bundle, and return the receipts in order.

    Raises RunError if the output folder holds anything that is not a bundle.
    """
    receipts = _Run(entries, references, settings, notify).receipts
    return [receipts[entry.id] for entry in entries]


class _Run:
    """One run: a queue of jobs, the first claim's first, and the receipts of the claims that are done."""

    def __init__(
        self,
        entries: Sequence[Entry],
        references: Mapping[str, Reference],
        settings: Settings,
        notify: Callable[[Event], None],
    ) -> None:
        self.references, self.settings, self.notify = references, settings, notify
        self.bundle, self.tools = _empty_bundle(settings.out), tool_versions(kernel_too=settings.kernel)
        self.receipts: dict[str, Receipt] = {}
        self.queue: list[tuple[int, int, ClaimRun | None, _Job]] = []
        self.waiting: list[tuple[ClaimRun, _Job]] = []
        self.number = count()
        try:
            self.witness = Witness(entries, settings.out / LIBRARY)
        except WitnessError as error:
            raise RunError(str(error)) from None
        self.known = Known(settings.cache, entries, self.tools, settings.out)
        claim_runs = [ClaimRun(entry, self.bundle / entry.id, place) for place, entry in enumerate(entries)]
        try:
            for claim_run in claim_runs:
                self.begin(claim_run)
            self.check_together([claim_run for claim_run in claim_runs if not claim_run.pending])
            self.advance()
            if self.queue:
                proofs = any(job.task.kind in ("proof", "control") for *_, job in self.queue)
                packages = [m for m in (PACKAGES if proofs else solvers.SOLVERS) if self.tools[m]]
                preload = ("nlverify.engines.work", *packages, *settings.preload)
                with Workers(settings.jobs, preload) as workers:
                    self.work(workers)
        finally:
            self.witness.close()
        self.known.trim()

    def begin(self, claim_run: ClaimRun) -> None:
        """Write down what a claim says, and put up its first tasks."""
        write_statement(claim_run, self.references)
        self.put(claim_run, self.first_jobs(claim_run))

    def put(self, claim_run: ClaimRun, jobs: Iterable[_Job]) -> None:
        """Record what the cache knows, and queue the rest."""
        unknown = []
        for job in jobs:
            value = self.recall(claim_run, job)
            if value is None:
                unknown.append(job)
            else:
                claim_run.cached[job.task] = (job.key, value)
                found = Outcome("done", 0.0, value)
                self.put(claim_run, self.record(claim_run, job.task, found, cached=True, theorems=job.theorems))
        for job in unknown:
            if job.theorems:
                claim_run.pending += 1
                self.witness.want(job.theorems)
                self.waiting.append((claim_run, job))
            elif not self.settled(claim_run, job):
                claim_run.pending += 1
                self.push(claim_run, job)

    def push(self, claim_run: ClaimRun | None, job: _Job) -> None:
        """Queue a job; what is not for one claim comes first, since others wait for it."""
        heappush(self.queue, (claim_run.place if claim_run else -1, next(self.number), claim_run, job))

    def advance(self) -> None:
        """Queue the theories that can be compiled now, and the theorems whose theories are."""
        for name, command in self.witness.begin():
            start = self.compiler(command, kernel.COMPILE_TIME)
            self.push(None, _Job(Task("compile", "rocq", name=name), start))
        waiting, self.waiting = self.waiting, []
        for claim_run, job in waiting:
            problem = self.witness.state(job.theorems)
            if problem is None:
                self.waiting.append((claim_run, job))
            elif problem:
                self.came(claim_run, job, Outcome("done", 0.0, {"exit": 1, "output": ""}, problem))
            else:
                self.push(claim_run, job)

    def recall(self, claim_run: ClaimRun, job: _Job) -> Json:
        """Return what the cache knows of a task, or None.

        Questions are generated again, and have to be the same: no solver's answer is ever taken
        for one to another question.
        """
        value = None if claim_run.doubted is not None else self.known.find(job.key)
        if value is not None and job.task.kind == "encode" and value != encode(_targets(claim_run.entry)):
            self.known.wrong(job.key, _place(job.task))
            return None
        return value

    def settled(self, claim_run: ClaimRun, job: _Job) -> bool:
        """Return whether a question need not be asked: the solver gave it up before, and the cache knows enough."""
        if claim_run.doubted is not None or not self.known.gave_up(job.key):
            return False
        answers = answered(claim_run, job.task.target, job.task.engine)
        return smtlib.conclude(claim_run.questions[job.task.target], answers) != "unknown"

    def work(self, workers: Workers) -> None:
        """Run the jobs of the queue and those that follow from them, several at a time."""
        running: dict[Future[Outcome], tuple[ClaimRun | None, _Job]] = {}
        done = 0
        while self.queue or running:
            while self.queue and len(running) <= workers.jobs:  # one more than run, so that none waits for us
                *_, claim_run, job = heappop(self.queue)
                running[job.start(workers)] = (claim_run, job)
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                claim_run, job = running.pop(future)
                outcome, done = future.result(), done + 1
                if claim_run is None:
                    self.witness.end(job.task.name, outcome)
                    self.advance()
                else:
                    claim_run.seconds += outcome.seconds
                    self.came(claim_run, job, outcome)
                self.notify(TaskDone(job.task, outcome, done, done + len(self.queue) + len(running)))
                if claim_run is not None and job.task.kind == "check":
                    self.finish(claim_run, checker_report(outcome))

    def came(self, claim_run: ClaimRun, job: _Job, outcome: Outcome) -> None:
        """Take what a job brought, and queue what follows from it; the check comes when nothing else is pending."""
        claim_run.pending -= 1
        if job.task.kind == "theorem" and isinstance(outcome.value, list):
            code, output = outcome.value
            outcome = Outcome("done", outcome.seconds, {"exit": code, "output": output}, outcome.message)
        if job.task.kind != "check":
            self.keep(claim_run, job, outcome)
            self.put(claim_run, self.record(claim_run, job.task, outcome, theorems=job.theorems))
            if claim_run.pending == 0:
                self.put(claim_run, [self.check(claim_run)])
            self.advance()

    def keep(self, claim_run: ClaimRun, job: _Job, outcome: Outcome) -> None:
        """Store what a task brought as soon as it is there, so that a run that is interrupted can go on."""
        self.known.keep(job.key, outcome)
        doubted = (claim_run.doubted or {}).get(job.task)
        if doubted is not None and outcome.status == "done" and outcome.value != doubted:
            self.known.wrong(job.key, _place(job.task))

    def check_together(self, claim_runs: Sequence[ClaimRun]) -> None:
        """Let the checker judge the claims that the cache knows everything about, in one process."""
        reports: dict[str, dict[str, Any]] = {}
        if claim_runs:
            workers = Workers(1)
            try:
                outcome = workers.program(self.command(self.bundle), CHECK_TIME).result()
            finally:
                workers.stop()
            reports = checker_reports(outcome, [claim_run.entry.id for claim_run in claim_runs])
        for claim_run in claim_runs:
            if claim_run.entry.id in reports:
                self.finish(claim_run, reports[claim_run.entry.id])
            else:
                self.put(claim_run, [self.check(claim_run)])

    def finish(self, claim_run: ClaimRun, report: Mapping[str, Any]) -> None:
        """Write the receipt; but a claim that the cache may have spoiled is run again without it."""
        if in_doubt(claim_run, report):
            for key, _ in claim_run.cached.values():
                self.known.drop(key)
            self.begin(claim_run.anew())
            self.advance()
        else:
            receipt = write_receipt(claim_run, report, self.tools, says_no=self.says_no(claim_run))
            self.receipts[claim_run.entry.id] = receipt
            self.notify(ClaimDone(receipt))

    # -------------------------------------------------------------- the tasks of one claim

    def first_jobs(self, claim_run: ClaimRun) -> Iterator[_Job]:
        """Yield the jobs of a claim that do not wait for others. A proof is a program: it may import any package."""
        claim, path = claim_run.entry.claim, str(claim_run.entry.path)
        for proof in claim.proofs:
            target = f"{'parts' if proof.target in claim.parts else 'illustrations'}/{proof.target}"
            file = f"certificate-{target.replace('/', '-')}-{proof.name}.json"
            task = Task("proof", claim.id, target, proof.name, proof.engine, file=file)
            key = self.known.key(claim.id, "proof", PACKAGES, target=target, name=proof.name)
            yield _Job(task, self.start(produce, path, "proof", proof.name), key)
        for name in claim.controls:
            file = f"certificate-controls-{name}.json"
            task = Task("control", claim.id, f"controls/{name}", name, "exact", file=file)
            key = self.known.key(claim.id, "control", PACKAGES, name=name)
            yield _Job(task, self.start(produce, path, "control", name), key)
        if claim.theorems:
            yield from self.theorems(claim_run)
        start = self.start(encode, _targets(claim_run.entry))
        yield _Job(Task("encode", claim.id), start, self.known.key(claim.id, "encode", ()))

    def theorems(self, claim_run: ClaimRun) -> Iterator[_Job]:
        """Write down what the kernel is asked about a claim, and yield the job of asking it, if it is there."""
        name, asked = claim_run.entry.id, page_theorems(claim_run)
        digest = claim_run.hashes[FILE] = self.witness.write(asked, name, claim_run.folder)
        claim_run.sources = self.witness.sources(asked)
        if self.tools["rocq"]:
            key = self.known.key(name, "theorem", ("rocq",), file=digest, sources=claim_run.sources)
            yield self.ask_kernel(name, asked, key)

    def ask_kernel(self, claim: str, theorems: Sequence[Mapping[str, Any]], key: Key | None = None) -> _Job:
        """Return the job of putting theorems of one claim to the kernel."""
        target = theorems[0]["for"] if len(theorems) == 1 else ""
        task = Task("theorem", claim, target, "rocq", "rocq", FILE)

        def start(workers: Workers) -> Future[Outcome]:
            return self.compiler(self.witness.command(claim, theorems), TIME)(workers)

        return _Job(task, start, key, theorems)

    def compiler(self, command: Sequence[str], timeout: float) -> Start:
        """Return what starts Rocq's compiler, which writes files where it runs."""
        return lambda workers: workers.program(command, timeout, self.witness.folder)

    def says_no(self, claim_run: ClaimRun) -> bool | None:
        """Return whether the kernel was seen to reject what is false; None if no theorem was put to it in this run."""
        return self.witness.says_no() if any(not t["cached"] for t in claim_run.theorems) else None

    def record(
        self,
        claim_run: ClaimRun,
        task: Task,
        outcome: Outcome,
        *,
        cached: bool = False,
        theorems: Sequence[Mapping[str, Any]] = (),
    ) -> Iterator[_Job]:
        """Write down what a task brought, and yield the jobs that follow from it."""
        seen: dict[str, Any] = {
            "for": task.target,
            "status": outcome.status,
            "message": outcome.message,
            "missing": outcome.missing,
            "seconds": round(outcome.seconds, 4),
            "cached": cached,
        }
        if task.kind == "encode":
            yield from self.questions(claim_run, outcome)
        elif task.kind == "theorem":
            records = self.witness.records(theorems, outcome, digest=claim_run.hashes[FILE], cached=cached)
            claim_run.theorems += records
            if not records:  # one by one, to see which of them is rejected
                yield from (self.ask_kernel(claim_run.entry.id, [theorem]) for theorem in theorems)
        elif task.kind == "ask":
            answer = (
                outcome.value
                if isinstance(outcome.value, dict)
                else {"answer": "none", "version": None, "options": [], "note": ""}
            )
            known = {"question": task.name, "solver": task.engine}
            written = claim_run.hashes[task.file]
            claim_run.answers.append({**seen, **known, **answer, "file": task.file, "sha256": written})
        else:
            value = outcome.value if outcome.status == "done" else None
            observed = {}
            if isinstance(value, dict) and is_observation(value):  # no certificate: the receipt alone records it
                observed = {"observed": {key: value[key] for key in ("trials", "successes")}}
            elif isinstance(value, dict):
                certificate = {"for": task.target, **value}
                claim_run.hashes[task.file] = write_json(claim_run.folder / task.file, certificate)
            written = claim_run.hashes.get(task.file, "")
            known = {"proof": task.name, "engine": task.engine, "file": task.file if written else "", "sha256": written}
            claim_run.evidence.append({**seen, **known, **observed})

    def questions(self, claim_run: ClaimRun, outcome: Outcome) -> Iterator[_Job]:
        """Write down the questions to the solvers, and yield the jobs of asking them."""
        if outcome.status != "done" or not isinstance(outcome.value, dict):
            claim_run.notes.append(f"solver questions: {outcome.status}: {outcome.message}")
            return
        name = claim_run.entry.id
        for target, encoded in outcome.value.items():
            if not isinstance(encoded, list):
                claim_run.notes.append(f"solver questions for {target}: {encoded}")
                continue
            claim_run.questions[target] = [smtlib.Question(**question) for question in encoded]  # type: ignore[arg-type]
            for question in claim_run.questions[target]:
                text, file = question.text, f"{target.replace('/', '-')}.{question.name}.smt2"
                digest = claim_run.hashes[file] = write_text(claim_run.folder / file, text)
                for solver in solvers.SOLVERS:
                    if self.tools[solver]:
                        # The limit on time is not in the key: an answer that came in time is an answer.
                        options: dict[str, Json] = dict(solvers.settings(solver, text))
                        key = self.known.key(name, "ask", (solver,), solver=solver, question=digest, options=options)
                        start = self.start(ask, solver, text, self.settings.timeout, grace=GRACE)
                        yield _Job(Task("ask", name, target, question.name, solver, file), start, key)

    def check(self, claim_run: ClaimRun) -> _Job:
        """Return the job of judging one claim."""
        command = self.command(claim_run.folder)
        task = Task("check", claim_run.entry.id, name="nlcheck")
        return _Job(task, lambda workers: workers.program(command, CHECK_TIME))

    def command(self, folder: Path) -> list[str]:
        """Return the command that judges a bundle, or one claim's folder."""
        return [sys.executable, "-I", "-S", str(self.settings.checker), "--json", str(folder)]

    def start(self, function: Callable[..., Json], *arguments: object, grace: float = 0.0) -> Start:
        """Return what starts `function` in a process of its own, within the bounds of the settings."""
        timeout, memory = self.settings.timeout + grace, self.settings.memory
        return lambda workers: workers.submit(function, *arguments, timeout=timeout, memory=memory)


def _place(task: Task) -> str:
    """Return how a note names what a task brings."""
    return f"{task.engine} on {task.file}" if task.kind == "ask" else task.file or "the solvers' questions"


def _targets(entry: Entry) -> dict[str, Statement]:
    claim = entry.claim
    return {
        **{f"parts/{n}": s for n, s in claim.parts.items()},
        **{f"illustrations/{n}": s for n, s in claim.illustrations.items()},
        **{f"controls/{n}": c.statement for n, c in claim.controls.items()},
    }


def encodable(statement: Statement) -> bool:
    """Return whether there are questions whose answers could prove this statement."""
    try:
        asked = smtlib.questions(statement)
    except ValueError:  # the checker will not read it either, and says why
        return False
    return any({"proves", "helps-prove"} & {q.sat, q.unsat} for q in asked)


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
        library = out / LIBRARY
        for path in library.iterdir() if library.is_dir() else []:
            if path.suffix != ".v" or path.is_dir():
                raise RunError(f"{path}: expected only theories of an earlier run, got another; choose another --out")
        for folder in (bundle, library):
            if folder.is_dir():
                shutil.rmtree(folder)
        bundle.mkdir(parents=True)
    except OSError as error:
        raise RunError(
            f"{error.filename}: expected a folder to write to, got {error.strerror}; choose another --out"
        ) from None
    return bundle
