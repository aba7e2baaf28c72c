"""Rocq's kernel: compile theories in a clean folder, put theorems to it, and read which axioms they rest on.

The compiler `coqc` is a program of its own; nothing of it is imported. Whether it says no is
tried in every run: it must reject a false theorem, and name the axioms under planted ones.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.files import one_line
from nlverify.theories import PREFIX, Library, allowed_axioms, labels_of

Data: TypeAlias = Mapping[str, Any]

PROGRAM = "coqc"
INSTALL = "apt-get install coq, or opam install coq"
COMPILE_TIME = 300.0  # seconds for one theory
CLOSED = "Closed under the global context"
AXIOM = re.compile(r"^([A-Za-z_][\w.']*)(?= :|$)")
# A compiler that accepts everything fails on the first file; one that hides axioms fails on the second.
SAYS_NO = "Definition v : 0 = 1 := eq_refl.\n"
SEES_AXIOMS = """Axiom planted : False.
Theorem t : 0 = 1. Proof. destruct planted. Qed.
Goal True. idtac "planted". Abort.
Print Assumptions t.
Theorem u : 0 = 1. Admitted.
Goal True. idtac "admitted". Abort.
Print Assumptions u.
Variable outside : 0 = 1.
Theorem s : 0 = 1. Proof. exact outside. Qed.
Goal True. idtac "variable". Abort.
Print Assumptions s.
Theorem p : 0 = 0. Proof. reflexivity. Qed.
Goal True. idtac "proved". Abort.
Print Assumptions p.
"""
SEEN: dict[str, list[str]] = {"planted": ["planted"], "admitted": ["u"], "variable": ["outside"], "proved": []}


def found() -> str | None:
    """Return where the compiler is, or None."""
    return shutil.which(PROGRAM)


def version() -> str | None:
    """Return the compiler's version, or None if there is none that runs."""
    return _version(found())


@lru_cache(maxsize=4)
def _version(program: str | None) -> str | None:
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, "--print-version"], stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    words = done.stdout.decode(errors="replace").split()
    return words[0] if done.returncode == 0 and words else None


def command(folder: Path, file: Path) -> list[str]:
    """Return what compiles one file, with the theories of `folder`; no user's settings are read."""
    return [found() or PROGRAM, "-q", "-w", "none", "-Q", str(folder), PREFIX, str(file)]


@dataclass
class Build:
    """The theories of one library, compiled in an empty folder as far as they are needed.

    Whoever runs the commands says what became of them; what waits for others comes later.
    """

    available: Library
    folder: Path
    wanted: set[str] = field(default_factory=set)
    begun: set[str] = field(default_factory=set)
    ended: dict[str, str] = field(default_factory=dict)  # "" if it compiled, else why not

    def want(self, theories: Iterable[str]) -> None:
        """Ask for these theories, and those that they require."""
        for name in self.available.needed(theories):
            if name not in self.wanted:
                self.wanted.add(name)
                (self.folder / f"{name}.v").write_text(self.available.sources[name], encoding="utf-8")

    def begin(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the theories that can be compiled now, each once, and the command that does it."""
        for name in sorted(self.wanted - self.begun):
            others = set(self.available.needed([name])) - {name}
            if others <= set(self.ended):
                self.begun.add(name)
                broken = next((other for other in sorted(others) if self.ended[other]), None)
                if broken:
                    self.ended[name] = f"{broken}.v does not compile"
                else:
                    yield name, command(self.folder, self.folder / f"{name}.v")

    def end(self, name: str, code: int | None, message: str) -> None:
        """Record how the compilation of a theory ended."""
        self.ended[name] = "" if code == 0 else f"{name}.v does not compile: {self.readable(message)}"

    def state(self, theories: Iterable[str]) -> str | None:
        """Return "" if all these are compiled, what is wrong if one cannot be, and None while they wait."""
        needed = self.available.needed(theories)
        problems = [self.ended[name] for name in needed if self.ended.get(name)]
        if problems:
            return problems[0]
        return "" if all(name in self.ended for name in needed) else None

    def readable(self, message: str) -> str:
        """Return a message of the compiler without the folder."""
        return one_line(message.replace(f"{self.folder}/", "").replace(str(self.folder), ""))


def compile_all(build: Build) -> None:
    """Compile what is wanted, one theory after the other."""
    while todo := list(build.begin()):
        for name, call in todo:
            code, _, errors = run(call, build.folder)
            build.end(name, code, errors)


def run(call: Sequence[str], folder: Path, timeout: float = COMPILE_TIME) -> tuple[int | None, str, str]:
    """Run the compiler in a folder, where it leaves files; return its exit code, its output and its complaints.

    The exit code is None if it was stopped, or did not start.
    """
    try:
        done = subprocess.run(
            list(call), cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired:
        return None, "", f"stopped after {timeout:g} s"
    except OSError as error:
        return None, "", one_line(error)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def assumptions(output: str, labels: Sequence[str]) -> dict[str, list[str]] | None:
    r"""Return the axioms under each label of the output, in the order printed; None unless each has its own answer.

    >>> assumptions("parts/main\nClosed under the global context\n", ["parts/main"])
    {'parts/main': []}
    """
    lines, answers, label = output.splitlines(), dict[str, list[str]](), None
    closed: set[str] = set()
    for line in lines:
        if line in labels and line not in answers:
            label, answers[line] = line, []
        elif label is None:
            return None
        elif line == CLOSED:
            closed.add(label)
        elif line not in ("Axioms:", "Section Variables:") and (name := AXIOM.match(line)):
            answers[label].append(name[1])
    right = set(answers) == set(labels) and all((label in closed) != bool(answers[label]) for label in labels)
    return answers if right else None


def says_no(refusal: tuple[int | None, str], confession: tuple[int | None, str]) -> bool:
    """Return whether the compiler rejected SAYS_NO and named the axioms in SEES_AXIOMS: its exit codes and outputs."""
    seen = assumptions(confession[1], list(SEEN))
    return refusal[0] == 1 and confession[0] == 0 and seen == SEEN


def verdicts(theorems: Sequence[Data], output: str) -> dict[str, dict[str, Any]] | None:
    """Return for each theorem whether it is accepted, its axioms, and what is wrong; None if the output is not whole.

    A theorem counts only if its axioms, and those under the words that it uses, are among those
    allowed. What may rest on the same axioms is asked for together: if one of them rests on another
    axiom, none of them counts.
    """
    allowed = allowed_axioms(theorems)
    axioms = assumptions(output, list(allowed))
    if axioms is None:
        return None
    judged: dict[str, dict[str, Any]] = {}
    for theorem in theorems:
        problems = [
            f"expected {'only the axioms allowed' if allowed[label] else 'no axiom'} under {theorem['name']} "
            f"and its words, got {', '.join(unexpected)}"
            for label in labels_of(theorem)
            if (unexpected := sorted(set(axioms[label]) - set(allowed[label])))
        ]
        own = sorted(axioms[labels_of(theorem)[-1]])
        judged[theorem["for"]] = {"accepted": not problems, "axioms": own, "message": "".join(problems[:1])}
    return judged
