"""Rocq's kernel in a run: which theories are compiled, which theorems wait for them, and what came of each.

The theories are copied into an empty folder and compiled there, so that no object of an earlier
run can stand in for one. Before a theorem counts, the compiler has to have said no in this run.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.corpus import Entry, library_of
from nlverify.engines import kernel
from nlverify.engines.isolation import Outcome
from nlverify.exact.expression import Json
from nlverify.files import sha256, write_text
from nlverify.theories import Library, goals, required

Data: TypeAlias = Mapping[str, Any]

FILE = "theorems.v"
TIME = 120.0  # seconds for the theorems of one claim
TRIALS = {"says_no": kernel.SAYS_NO, "sees_axioms": kernel.SEES_AXIOMS}


class WitnessError(ValueError):
    """The theorems of a run cannot be put to the kernel together."""


class Witness:
    """What the kernel is asked in one run. `sources` is where the theories that it needs are written for readers."""

    def __init__(self, entries: Sequence[Entry], sources: Path) -> None:
        libraries = [library_of(entry) for entry in entries if entry.claim.theorems]
        if any(library != libraries[0] for library in libraries):
            raise WitnessError("theorems: expected those of one folder rocq in a run, got two; run them separately")
        self.available = libraries[0] if libraries else Library({}, {})
        self._sources = sources
        self._written: dict[str, str] = {}
        self.folder = Path()
        self._build = kernel.Build(self.available, self.folder)
        self._trials: dict[str, tuple[int | None, str]] = {}
        self._tried = False

    def write(self, theorems: Sequence[Data], claim: str, folder: Path) -> str:
        """Write a claim's file for the kernel, and the theories that it needs; return the file's SHA-256."""
        for name in self.available.needed(required(theorems)):
            if name not in self._written:
                self._sources.mkdir(exist_ok=True)
                self._written[name] = write_text(self._sources / f"{name}.v", self.available.sources[name])
        return write_text(folder / FILE, goals(claim, theorems))

    def sources(self, theorems: Sequence[Data]) -> dict[str, Json]:
        """Return the SHA-256 of each theory that these theorems need."""
        return {f"{name}.v": self._written[name] for name in self.available.needed(required(theorems))}

    def want(self, theorems: Sequence[Data]) -> None:
        """Ask for the theories of these theorems to be compiled."""
        if self.folder == Path():
            self.folder = Path(tempfile.mkdtemp(prefix="nlverify-rocq-"))
            self._build = kernel.Build(self.available, self.folder)
        self._build.want(required(theorems))

    def begin(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what can be compiled now, each once, and the command: first what the kernel must not accept."""
        if self.folder != Path() and not self._tried:
            self._tried = True
            for name, text in TRIALS.items():
                path = self.folder / f"{name}.v"
                path.write_text(text, encoding="utf-8")
                yield name, kernel.command(self.folder, path)
        yield from self._build.begin()

    def end(self, name: str, outcome: Outcome) -> None:
        """Record how a compilation ended."""
        code, output = outcome.value if isinstance(outcome.value, list) else (None, "")
        number = code if isinstance(code, int) else None
        if name in TRIALS:
            self._trials[name] = (number, str(output))
        else:
            self._build.end(name, number, outcome.message or outcome.status)

    def state(self, theorems: Sequence[Data]) -> str | None:
        """Return "" if these theorems can be put to the kernel, what is in the way, or None while it is not known."""
        return self._build.state(required(theorems)) if len(self._trials) == len(TRIALS) else None

    def says_no(self) -> bool | None:
        """Return whether the kernel rejected what is false, and saw planted axioms; None if it was not asked."""
        if len(self._trials) < len(TRIALS):
            return None
        return kernel.says_no(self._trials["says_no"], self._trials["sees_axioms"])

    def command(self, claim: str, theorems: Sequence[Data]) -> list[str]:
        """Return the command that puts theorems of one claim to the kernel."""
        text = goals(claim, theorems)
        path = self.folder / f"goal_{sha256(text)[:16]}.v"
        path.write_text(text, encoding="utf-8")
        return kernel.command(self.folder, path)

    def records(self, theorems: Sequence[Data], outcome: Outcome, *, digest: str, cached: bool) -> list[dict[str, Any]]:
        """Return what came of each theorem; nothing, if several were asked for and one of them spoilt the rest."""
        value = outcome.value if isinstance(outcome.value, dict) else {"exit": None, "output": ""}
        verdicts = kernel.verdicts(theorems, str(value["output"])) if value["exit"] == 0 else None
        whole = verdicts is not None and all(verdict["accepted"] for verdict in verdicts.values())
        if not whole and len(theorems) > 1:
            return []
        status = "done" if value["exit"] is not None and outcome.status == "done" else outcome.status
        message = self._build.readable(outcome.message) or "no answer to each question"
        rejected = {"accepted": False, "axioms": [], "message": message}
        return [
            {
                "for": theorem["for"],
                "proof": theorem["name"],
                "engine": "rocq",
                "status": status,
                "file": FILE,
                "sha256": digest,
                "seconds": round(outcome.seconds / len(theorems), 4),
                "cached": cached,
                **(verdicts[theorem["for"]] if verdicts else rejected),
            }
            for theorem in theorems
        ]

    def close(self) -> None:
        """Remove what was compiled."""
        if self.folder != Path():
            shutil.rmtree(self.folder, ignore_errors=True)
