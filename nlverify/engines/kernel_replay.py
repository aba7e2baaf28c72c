"""Put the certificates of a bundle to Rocq's kernel: each becomes a theorem about its statement.

Many theorems go into one file, which the compiler has to accept as a whole. If it stops at one of
them, that one is rejected, and the file is tried again without it.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.engines import kernel
from nlverify.engines.rocq_goals import HEADER, THEORY, Goal, question
from nlverify.engines.rocq_terms import UnreadableError
from nlverify.files import one_line
from nlverify.theories import Library, goals, required

Json: TypeAlias = Any
Follow: TypeAlias = Callable[[int, int], None]

BATCH = 300_000  # characters of a file, about
ALL = "all_certificates"
FALSE = '"true = true"'  # in the message that something else is not true
NOT_TRUE = "expected the check of the tree to end in true, got false"
TIME = 900.0  # seconds for one file
MALFORMED = (KeyError, ValueError, TypeError, LookupError, AttributeError, RecursionError, ArithmeticError)
STOPPED = re.compile(r'^File "[^"]*", line (\d+)', re.MULTILINE)
REASON = re.compile(r"^Error:\s*(.*)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Question:
    """What the kernel is asked about one certificate: its place in the bundle, and the theorem with its proof."""

    place: str
    format: str
    name: str
    goal: Goal


@dataclass
class Replay:
    """What became of a bundle's certificates, and of the theorems that its claims name.

    `total` and `accepted` count certificates by format; `unread` says why the kernel was not asked
    about one, `rejected` what is wrong with it, `problem` what is wrong with everything.
    """

    total: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    theorems: int = 0
    held: int = 0
    unread: dict[str, str] = field(default_factory=dict)
    rejected: dict[str, str] = field(default_factory=dict)
    axioms: set[str] = field(default_factory=set)
    problem: str = ""

    def line(self) -> str:
        """Return the counts on one line."""
        formats = ", ".join(f"{self.accepted[form]} of {n} {form}" for form, n in sorted(self.total.items()))
        why = ", ".join(f"{n} with {reason}" for reason, n in Counter(self.unread.values()).most_common())
        axioms = ", ".join(sorted(self.axioms)) or "none"
        word = "REJECTED" if self.rejected or self.problem else "accepted"
        return (
            f"kernel: {word}: {self.accepted.total()} of {self.total.total()} certificates ({formats or 'none'}), "
            f"axioms under them: {axioms}; not read: {why or 'none'}; {self.held} of {self.theorems} theorems; "
            f"coqc {kernel.version()}"
        )


def replay(
    bundle: Path,
    theories: Library,
    theorems: Mapping[str, Sequence[Json]] | None = None,
    own: Library | None = None,
    follow: Follow | None = None,
) -> Replay:
    """Put each certificate of a bundle to the kernel, and the theorems of its claims, as page.json has them.

    `theories` are those of the package, `own` those that the theorems are from; they are compiled in
    an empty folder. `follow` is called with how many questions are done, and of how many.
    """
    found = Replay()
    asked, theorems = list(questions(bundle, found)), {name: t for name, t in (theorems or {}).items() if t}
    found.theorems = sum(map(len, theorems.values()))
    done, total = 0, len(asked) + found.theorems

    def step(count: int) -> None:
        nonlocal done
        done += count
        if follow:
            follow(done, total)

    with tempfile.TemporaryDirectory(prefix="nlverify-") as name:
        build = compiled(theories, Path(name), [THEORY], found)
        for batch in batches(asked):
            if build:
                ask(build, batch, found)
                step(len(batch))
    if theorems and not found.problem:
        with tempfile.TemporaryDirectory(prefix="nlverify-") as name:
            needed = required([t for of_claim in theorems.values() for t in of_claim])
            build = compiled(own or theories, Path(name), needed, found)
            for claim, of_claim in theorems.items():
                if build:
                    _ask_theorems(build, claim, of_claim, found)
                    step(len(of_claim))
    if found.problem:
        found.rejected["theories"] = found.problem
    return found


def compiled(library: Library, folder: Path, names: Sequence[str], found: Replay) -> kernel.Build | None:
    """Compile theories, and see that the compiler can say no; if something is wrong, it becomes the problem."""
    build = kernel.Build(library, folder)
    build.want(names)
    kernel.compile_all(build)
    found.problem = build.state(names) or _tried(build)
    return None if found.problem else build


def _ask_theorems(build: kernel.Build, claim: str, theorems: Sequence[Json], found: Replay) -> None:
    """Ask for the theorems of one claim; if that fails, for each alone."""
    code, output, errors = _compile(build, "Theorems", goals(claim, theorems))
    judged = kernel.verdicts(theorems, output) if code == 0 else None
    if judged is None and len(theorems) > 1:
        for theorem in theorems:
            _ask_theorems(build, claim, [theorem], found)
        return
    for theorem in theorems:
        said = (judged or {}).get(theorem["for"]) or {"accepted": False, "message": build.readable(errors)}
        found.held += bool(said["accepted"])
        if not said["accepted"]:
            found.rejected[f"{claim}/{theorem['for']}"] = str(said["message"])


def questions(bundle: Path, found: Replay) -> Iterator[Question]:
    """Yield what the kernel is asked about each certificate of a bundle; count all of them in `found`."""
    for number, path in enumerate(sorted(bundle.rglob("certificate-*.json"))):
        place = one_line(f"{path.parent.name}/{path.name}")
        try:
            certificate, statement = _read(path)
        except (OSError, *MALFORMED) as error:
            found.total["unreadable"] += 1
            found.rejected[place] = f"expected a certificate and its statement, got {type(error).__name__}"
            continue
        form, name = one_line(certificate["format"], 40), f"certificate_{number}"
        found.total[form] += 1
        try:
            yield Question(place, form, name, question(statement, certificate))
        except UnreadableError as reason:
            found.unread[place] = str(reason)
        except MALFORMED as error:
            found.rejected[place] = f"expected a certificate of the format {form}, got {type(error).__name__}: {error}"


def _read(path: Path) -> tuple[Json, Json]:
    """Return a certificate and the statement that it is for."""
    certificate = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
    statements = json.loads((path.parent / "statement.json").read_text(encoding="utf-8"), parse_float=str)
    group, name = certificate["for"].split("/")
    return certificate, statements[group][name]


def batches(asked: Sequence[Question]) -> Iterator[list[Question]]:
    """Yield the questions in batches, each of which makes one file."""
    batch, size = list[Question](), 0
    for q in asked:
        size += len(q.goal.type) + len(q.goal.tactic)
        if batch and size > BATCH:
            yield batch
            batch, size = [], 0
        batch.append(q)
    if batch:
        yield batch


def ask(build: kernel.Build, batch: list[Question], found: Replay) -> None:
    """Have one file compiled, without the certificates at which the compiler stops."""
    output, tried = "", False
    while batch:
        text, begins = HEADER, list[int]()
        for q in batch:
            begins.append(text.count("\n") + 1)
            text += q.goal.theorem(q.name)
        # One question about all of them: for each alone it would take longer than the proofs.
        together = " ".join(f"let _ := {q.name} in" for q in batch)
        text += f"Definition {ALL} : True := {together} I.\n"
        code, output, errors = _compile(build, "Certificates", text + _asked(ALL))
        if code == 0:
            break
        stopped = STOPPED.search(errors)
        if stopped is None or int(stopped[1]) < begins[0]:
            found.rejected |= dict.fromkeys((q.place for q in batch), build.readable(errors) or "no verdict")
            return
        k = sum(begin <= int(stopped[1]) for begin in begins) - 1
        reason = REASON.search(errors)
        refused = {batch[k].name: one_line(reason[1] if reason else errors)}
        if FALSE in errors:
            refused = {batch[k].name: NOT_TRUE}
            refused |= {} if tried else _refused(build, batch)
            tried = True
        found.rejected |= {q.place: refused[q.name] for q in batch if q.name in refused}
        batch = [q for q in batch if q.name not in refused]
    axioms = kernel.assumptions(output, [ALL]) if batch else {ALL: []}
    if axioms is None or axioms[ALL]:
        names = axioms[ALL] if axioms else ["no answer"]
        found.axioms |= set(names)
        got = f"expected no axiom under {len(batch)} theorems, got {', '.join(names)}"
        found.rejected |= dict.fromkeys((q.place for q in batch), got)
        return
    for q in batch:
        found.accepted[q.format] += 1


def _refused(build: kernel.Build, batch: list[Question]) -> dict[str, str]:
    """Return why each of the certificates that one file would stop at is rejected, as far as one trial shows it."""
    code, output, _ = _compile(build, "Trials", HEADER + "".join(q.goal.trial(q.name) for q in batch))
    right = set(output.split()) if code == 0 else {q.name for q in batch}
    return {q.name: NOT_TRUE for q in batch if q.name not in right}


def _asked(name: str) -> str:
    """Return the lines that have the axioms under a theorem printed, after its name."""
    return f'Goal True. idtac "{name}". Abort.\nPrint Assumptions {name}.\n'


def _tried(build: kernel.Build) -> str:
    """Return "" if the compiler rejects what is false and names axioms, and else what is wrong with it."""
    refusal, confession = (
        _compile(build, name, text) for name, text in (("No", kernel.SAYS_NO), ("Axioms", kernel.SEES_AXIOMS))
    )
    right = kernel.says_no(refusal[:2], confession[:2])
    return "" if right else "expected a compiler that rejects what is false, got another"


def _compile(build: kernel.Build, name: str, text: str) -> tuple[int | None, str, str]:
    file = build.folder / f"{name}.v"
    file.write_text(text, encoding="utf-8")
    return kernel.run(kernel.command(build.folder, file), build.folder, TIME)
