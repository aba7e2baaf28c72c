"""What earlier runs found, so that a claim that has not changed need not be run again.

The cache holds evidence and never a verdict: what the proof functions returned, the questions
generated for the solvers, and their answers "sat" and "unsat". The checker judges a certificate
from here in every run, like any other. Nobody judges an answer or a count again: those are
marked wherever they are shown.

An entry is named for the SHA-256 of everything that the evidence depends on, so that a change
leads to another name; what was found before is then no longer looked at. An entry that is not
as it was written counts as none.
"""

from __future__ import annotations

import json
import os
import platform
import re
import stat
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from nlverify.corpus import Entry, statement_json
from nlverify.engines.isolation import Outcome
from nlverify.exact.expression import Json
from nlverify.files import canonical, one_line, sha256, write_text

Kind: TypeAlias = Literal["proof", "control", "encode", "ask", "theorem", "gave-up"]

SCHEMA = "nlverify-cache/1"
OBSERVED = "observed/1"
GAVE_UP = "asked to the end"
TAG = "CACHEDIR.TAG"
SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55"  # what tools for backups look for
TAG_TEXT = f"""{SIGNATURE}
# What earlier runs of nlverify found, to save time. It may be deleted at any time.
"""

LARGEST = 16 * 1024**2  # bytes of one entry
ROOM = 256 * 1024**2  # bytes of all entries together
BESIDE = (1000, 64 * 1024**2)  # files, and their bytes, that may lie beside a claim
QUICK = 1.0  # seconds: questions that took longer to generate are generated in a process again
PACKAGE = Path(__file__).resolve().parent
SHOWN = 3  # damaged entries that are named one by one


class CacheError(ValueError):
    """This folder cannot be a cache: something else is in it."""


@dataclass(frozen=True)
class Key:
    """All that one piece of evidence depends on."""

    kind: Kind
    claim: str
    data: Mapping[str, Json]

    @property
    def digest(self) -> str:
        """The name of the entry."""
        return sha256(canonical(self.data))

    @property
    def given_up(self) -> Key:
        """The key of the mark that a solver did not know: no answer, and never taken for one."""
        return Key("gave-up", self.claim, {**self.data, "task": "gave-up"})


class Cache:
    """A folder of entries; with `read=False` none is used, and each is written anew.

    Raises CacheError if the folder holds anything but a cache.
    """

    def __init__(self, folder: Path, *, read: bool = True) -> None:
        self.folder, self.read = folder, read
        self._complaints: list[str] = []
        self._unwritable = ""
        self._used: set[str] = set()
        if not _ours(folder):
            raise CacheError(
                f"{folder}: expected a cache or an empty folder, got something else; choose another --cache"
            )

    def get(self, key: Key) -> Json:
        """Return the evidence of this key; None if there is none, or none that can be used."""
        name = key.digest
        path = self._path(name)
        if not self.read or not os.path.lexists(path):
            return None
        try:
            evidence = _evidence(_content(path), key)
        except (OSError, ValueError, RecursionError) as error:
            place = f"{path.parent.name}/{name[:16]}…"
            self.complain(f"{place}: expected an entry as it was written, got {one_line(error)}; it is not used")
            return None
        self._used.add(name)
        return evidence

    def put(self, key: Key, evidence: Json) -> None:
        """Store evidence; whatever keeps it from being stored is a note, and no more."""
        text = canonical(
            {"schema": SCHEMA, "key": key.data, "evidence": evidence, "sha256": sha256(canonical(evidence))}
        )
        path = self._path(key.digest)
        if len(text.encode()) > LARGEST or self._unwritable:
            return
        try:
            if not (self.folder / TAG).exists():
                self.folder.mkdir(parents=True, exist_ok=True)
                write_text(self.folder / TAG, TAG_TEXT)
            path.parent.mkdir(exist_ok=True)
            if path.parent.is_symlink():
                raise OSError(f"a link {path.parent.name}")
            write_text(path, text)
            self._used.add(path.stem)
        except OSError as error:
            self._unwritable = one_line(error.strerror or error)

    def drop(self, key: Key) -> None:
        """Remove an entry that turned out to be wrong."""
        with suppress(OSError):
            self._path(key.digest).unlink(missing_ok=True)

    def complain(self, line: str) -> None:
        """Note what was not as it should be, and what follows from that."""
        self._complaints.append(line)

    def notes(self) -> list[str]:
        """Return the lines that a reader of the run should see."""
        lines = [f"cache: {line}" for line in self._complaints[:SHOWN]]
        more = len(self._complaints) - SHOWN
        lines += [f"cache: {more} more entries like these"] if more > 0 else []
        if self._unwritable:
            lines.append(f"cache: expected a folder to write to, got {self._unwritable}; nothing more was stored")
        return lines

    def trim(self) -> None:
        """Remove the oldest entries that this run did not need, if all take more than their room."""
        if not (self.folder / TAG).exists():
            return
        with suppress(OSError):  # another run may tidy up too
            found = [(p, p.lstat()) for p in self.folder.glob("[0-9a-f][0-9a-f]/*.json*")]
            total = sum(info.st_size for _, info in found)
            for path, info in sorted(found, key=lambda item: item[1].st_mtime):
                if total > ROOM and path.stem not in self._used:
                    path.unlink(missing_ok=True)
                    total -= info.st_size

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.json"


class Known:
    """What the cache knows about the claims of one run; without a cache, nothing.

    `tools` are the versions of everything that can take part in a proof. What the run itself
    writes, below `out`, is not taken for data of a claim that happens to lie beside it.
    """

    def __init__(
        self,
        cache: Cache | None,
        entries: Sequence[Entry],
        tools: Mapping[str, str | None],
        out: Path,
    ) -> None:
        self.cache, self._tools = cache, tools
        self._passed_over = [path.resolve() for path in ((out, cache.folder) if cache else ())]
        self._entries = {entry.id: entry for entry in entries} if cache else {}
        folders = {e.path.parent for e in self._entries.values()}
        self._stamps = {f: _stamps(f) for f in (PACKAGE, *folders)}  # before anything is read
        beside = {f: _beside(f, self._passed_over) for f in folders}
        self._own = {name: _digest(e.path, beside[e.path.parent]) for name, e in self._entries.items()}
        self._common: dict[str, Json] = {
            "package": package_digest() if cache else "",
            "platform": f"{sys.platform} {platform.machine()} {sys.implementation.name}",
        }
        self._statements = {n: sha256(canonical(statement_json(e.claim))) for n, e in self._entries.items()}
        for folder, digest in beside.items():
            if cache and digest is None:
                most = f"at most {BESIDE[0]} files and {BESIDE[1]} bytes, and no link to a folder, beside a claim"
                cache.complain(f"{folder.name}: expected {most}, got others; nothing is kept of the claims there")

    def key(self, claim: str, kind: Kind, tools: Iterable[str], **particulars: Json) -> Key | None:
        """Return the key of one task's evidence; None if it cannot be known what that depends on."""
        used: dict[str, Json] = {name: self._own.get(name) for name in sorted(self._uses(claim))}
        own = self._own.get(claim)
        if own is None or None in used.values():
            return None
        versions: dict[str, Json] = {name: self._tools[name] for name in ("nlverify", "python", *tools)}
        mine: dict[str, Json] = {"claim": own, "uses": used, "statement": self._statements[claim], "versions": versions}
        return Key(kind, claim, {**self._common, **mine, "task": kind, **particulars})

    def find(self, key: Key | None) -> Json:
        """Return the evidence that the cache has for a key, or None."""
        return self.cache.get(key) if self.cache and key else None

    def gave_up(self, key: Key | None) -> bool:
        """Return whether a solver was asked this question before, to the end, and did not know."""
        return key is not None and key.kind == "ask" and self.find(key.given_up) is not None

    def keep(self, key: Key | None, outcome: Outcome) -> None:
        """Store what a task brought, if it is evidence and all files are still those of the key."""
        if self.cache and key and outcome.status == "done" and self._unchanged(key.claim):
            if _lasting(key.kind, outcome):
                self.cache.put(key, outcome.value)
            elif isinstance(outcome.value, dict) and outcome.value.get("answer") == "unknown":
                self.cache.put(key.given_up, GAVE_UP)

    def wrong(self, key: Key | None, place: str) -> None:
        """Note that the cache held something else than what this run has found."""
        if self.cache and key:
            self.cache.complain(
                f"{key.claim}, {place}: expected what this run found, got something else; it is not used"
            )

    def drop(self, key: Key | None) -> None:
        """Remove what a claim's verdict should not rest on."""
        if self.cache and key:
            self.cache.drop(key)

    def trim(self) -> None:
        """Let the cache remove what it has no room for."""
        if self.cache:
            self.cache.trim()

    def _unchanged(self, claim: str) -> bool:
        """Return whether all files are still those of the keys: unless something was written, nothing is read."""
        path = self._entries[claim].path
        if _stamps(PACKAGE) == self._stamps[PACKAGE] and _stamps(path.parent) == self._stamps[path.parent]:
            return True
        own = _digest(path, _beside(path.parent, self._passed_over))
        return own == self._own[claim] and package_digest() == self._common["package"]

    def _uses(self, claim: str) -> set[str]:
        found, todo = set[str](), [claim]
        while todo:
            name = todo.pop()
            new = set(self._entries[name].claim.uses) - found if name in self._entries else set()
            found |= new
            todo += new
        return found


def package_digest() -> str:
    """Return the digest of the package's sources that evidence can depend on.

    Not among them are those that come after the evidence: the command line, the site, and the
    checker, which nothing imports and which runs again anyway. A corpus in the wheel is data.
    """
    later = ("cli", "site", "_corpus")
    names = {path: path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    used = {p: n for p, n in names.items() if n.split("/")[0] not in later and n != "nlcheck.py"}
    return sha256(canonical({name: sha256(path.read_bytes()) for path, name in used.items()}))


def is_observation(value: Json) -> bool:
    """Return whether a proof function returned what it observed, and no certificate."""
    return isinstance(value, dict) and value.get("format") == OBSERVED


# ------------------------------------------------------------------ entries


def _content(path: Path) -> bytes:
    """Return the bytes of an entry.

    Raises ValueError unless it is a plain file of a bounded size, reached without a link.
    """
    info = path.lstat()
    if path.parent.is_symlink() or not stat.S_ISREG(info.st_mode):
        raise ValueError("no plain file")
    if info.st_size > LARGEST:
        raise ValueError(f"more than {LARGEST} bytes")
    return path.read_bytes()


def _evidence(content: bytes, key: Key) -> Json:
    """Return the evidence in an entry.

    Raises ValueError unless the entry is exactly what `put` writes for this key.
    """
    try:
        entry = json.loads(content)
        if canonical(entry).encode() != content:
            raise ValueError
    except ValueError:
        raise ValueError("no canonical JSON") from None
    if not isinstance(entry, dict) or set(entry) != {"schema", "key", "evidence", "sha256"}:
        raise ValueError("other fields")
    if entry["schema"] != SCHEMA or entry["key"] != key.data:
        raise ValueError("the entry of another key")
    if entry["sha256"] != sha256(canonical(entry["evidence"])) or not _wellformed(key.kind, entry["evidence"]):
        raise ValueError("other evidence than was stored")
    evidence: Json = entry["evidence"]
    return evidence


def _wellformed(kind: Kind, evidence: Json) -> bool:
    """Return whether a run could have stored this; what it means is for others to judge."""
    if kind == "gave-up" or not isinstance(evidence, dict):
        return kind == "gave-up" and evidence == GAVE_UP
    if kind == "encode":  # compared with the questions as they are generated now
        return True
    if kind == "ask":
        if set(evidence) != {"answer", "version", "options", "note"} or not isinstance(evidence["options"], list):
            return False
        texts = all(isinstance(text, str) for text in (evidence["version"], *evidence["options"]))
        return texts and evidence["answer"] in ("sat", "unsat") and evidence["note"] == ""
    if kind == "theorem":  # what the kernel printed; what follows from it is derived again
        return set(evidence) == {"exit", "output"} and evidence["exit"] == 0 and isinstance(evidence["output"], str)
    if is_observation(evidence):
        counts = [value for name, value in evidence.items() if name != "format"]
        return set(evidence) == {"format", "trials", "successes"} and all(type(n) is int and n >= 0 for n in counts)
    return isinstance(evidence.get("format"), str) and "for" not in evidence


def _lasting(kind: Kind, outcome: Outcome) -> bool:
    """Return whether an outcome is evidence that may be used again: no time-out, nothing unknown or missing."""
    if kind == "encode":
        right = isinstance(outcome.value, dict) and all(isinstance(q, list) for q in outcome.value.values())
        return right and outcome.seconds < QUICK
    return _wellformed(kind, outcome.value)


# ------------------------------------------------------------------ folders


def _ours(folder: Path) -> bool:
    """Return whether a folder is a cache, or is still to become one."""
    try:
        if (folder / TAG).is_file():
            return (folder / TAG).read_text(encoding="utf-8", errors="replace").startswith(SIGNATURE)
        return not folder.exists() or not any(folder.iterdir())
    except OSError:
        return False


def _digest(path: Path, beside: str | None) -> str | None:
    """Return the digest of a claim's file and of the data beside it; None if it cannot be known."""
    try:
        own = sha256(path.read_bytes())
    except OSError:
        return None
    return None if beside is None else sha256(canonical({"claim": own, "beside": beside}))


def _beside(folder: Path, passed_over: Sequence[Path]) -> str | None:
    """Return the digest of all files below a folder that are no claims; None if they are too many or too large.

    Hidden files do not count, nor do those below the folders `passed_over`.
    """
    files: dict[str, Json] = {}
    most, room = BESIDE
    for base, folders, names in os.walk(folder):
        here = Path(base)
        if any((here / name).is_symlink() for name in folders if _counts(name)):
            return None  # what is behind a link may be without end
        folders[:] = [n for n in folders if _counts(n) and (here / n).resolve() not in passed_over]
        for name in filter(_counts, names):
            path = here / name
            try:
                room -= path.stat().st_size
                if room < 0 or len(files) == most or not path.is_file():
                    return None
                content = path.read_bytes()
            except OSError:
                return None
            if not _is_claim(name, content):
                files[path.relative_to(folder).as_posix()] = sha256(content)
    return sha256(canonical(files))


def _stamps(folder: Path) -> frozenset[tuple[object, ...]]:
    """Return what the file system says of every file below a folder: whoever writes one changes that."""
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = filter(_counts, folders)
        for name in filter(_counts, names):
            path = os.path.join(base, name)  # noqa: PTH118 - done for every task
            with suppress(OSError):
                info = os.lstat(path)
                found.append((path, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino))
    return frozenset(found)


def _counts(name: str) -> bool:
    return not name.startswith(".") and name != "__pycache__"


def _is_claim(name: str, content: bytes) -> bool:
    """Return whether a file defines a claim, which is no data of another claim."""
    visible = name.endswith(".py") and not name.startswith("_")
    return visible and re.search(rb"^CLAIM\b[^=\n]*=(?!=)", content, re.MULTILINE) is not None
