"""Load a corpus: a folder of claim files, one claim a file.

Claim files are loaded by path, never as modules of a package, so that the corpus is read
the same way from a checkout (`proofs/`), from the wheel (`nlverify/_corpus/`) and from an
instructor's own folder. What a file must satisfy is checked here, each violation in one line.
"""

from __future__ import annotations

import inspect
import re
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, ModuleType

from nlverify.bibliography import BibliographyError, Reference, read_references
from nlverify.claim import REALS, Claim, ClaimError, Source
from nlverify.exact.expression import Json
from nlverify.files import canonical, one_line, sha256
from nlverify.statement import Cited, Statement
from nlverify.theories import FOLDER, Library, TheoriesError, read_library

__all__ = [
    "CHECKER",
    "Corpus",
    "CorpusError",
    "Entry",
    "installed_folder",
    "library_of",
    "load",
    "load_files",
    "page_json",
    "statement_json",
]


# The checker is a program, never imported: whoever needs a verdict runs this file.
CHECKER = Path(__file__).resolve().parent / "nlcheck.py"


ELEMENTARY = "elementary"  # the source of what needs none


class CorpusError(ValueError):
    """A claim file, or the corpus as a whole, is not as it must be: one line for each problem."""


class NoClaimError(CorpusError):
    """A Python file defines no claim."""


@dataclass(frozen=True)
class Entry:
    """A claim with the file it came from, the file's prose and the claim's group (the sub-folder's name)."""

    claim: Claim
    path: Path
    group: str
    prose: str

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def published(self) -> bool:
        """Whether the claim is one of those that ship with the package."""
        return installed_folder() in self.path.resolve().parents


@dataclass(frozen=True)
class Corpus:
    """Claims by id, in an order in which each comes after those that it uses, and their sources."""

    entries: Mapping[str, Entry]
    references: Mapping[str, Reference]

    def closure(self, ids: Iterable[str]) -> list[Entry]:
        """Return these claims and all that they use, in the corpus's order."""
        wanted, todo = set[str](), list(ids)
        while todo:
            name = todo.pop()
            if name not in wanted:
                wanted.add(name)
                todo.extend(self.entries[name].claim.uses)
        return [e for name, e in self.entries.items() if name in wanted]


def installed_folder() -> Path:
    """Return the folder of the published corpus: inside the wheel, or beside the package in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "_corpus"
    return inside if inside.is_dir() else package.parent / "proofs"


def load(folder: Path | None = None, encodable: Callable[[Statement], bool] = lambda _: True) -> Corpus:
    """Load every claim below `folder`, by default the published corpus.

    Files and folders whose name starts with "_" or "." are passed over, and so are files
    that define no CLAIM. `encodable` says whether solvers can prove such a statement: a
    part needs a proof or such a statement. Who only reads need not ask.

    Raises CorpusError, one line for each problem.
    """
    root = installed_folder() if folder is None else folder
    if not root.is_dir():
        raise CorpusError(f"{root}: expected a folder of claim files, got none; name an existing folder")
    paths = [p for p in sorted(root.rglob("*.py")) if not any(_hidden(part) for part in p.relative_to(root).parts)]
    return _corpus(paths, root, encodable, optional=True)


def load_files(
    paths: Sequence[Path], encodable: Callable[[Statement], bool] = lambda _: True, base: Corpus | None = None
) -> Corpus:
    """Load single claim files; claims of `base`, if given, may be used by them, and come along."""
    root = paths[0].parent if paths else Path()
    return _corpus(paths, root, encodable, optional=False, base=base)


def library_of(entry: Entry) -> Library:
    """Return the theories beside the claim's corpus; those of the published one if it has none of its own.

    Raises TheoriesError, in one line, if the vocabulary is not as it must be.
    """
    own = (parent / FOLDER for parent in entry.path.resolve().parents)
    folder = next((path for path in own if (path / "theories").is_dir()), installed_folder() / FOLDER)
    return read_library(folder, {"reals": REALS})


def _hidden(name: str) -> bool:
    return name.startswith((".", "_"))


def _corpus(
    paths: Sequence[Path],
    root: Path,
    encodable: Callable[[Statement], bool],
    *,
    optional: bool,
    base: Corpus | None = None,
) -> Corpus:
    entries: dict[str, Entry] = dict(base.entries) if base else {}
    problems: list[str] = []
    try:
        references = read_references(root / "references.bib")
    except BibliographyError as error:
        references, problems = {}, [str(error)]
    for path in paths:
        place = path.relative_to(root).as_posix() if optional else path.name
        try:
            entry = read_claim(path, path.parent.name if path.parent != root or not optional else "")
            _check_entry(entry, encodable, references)
            if entry.id in entries:
                other = entries[entry.id].path.name
                raise CorpusError(f"expected a new id, got {entry.id!r} as in {other}; an id is never used twice")
        except CorpusError as error:
            if not (optional and isinstance(error, NoClaimError)):
                lines = str(error).splitlines()
                problems += [line if line.startswith(f"{FOLDER}/") else f"{place}: {line}" for line in lines]
        else:
            entries[entry.id] = entry
    if problems:
        raise CorpusError("\n".join(dict.fromkeys(problems)))
    if not entries:
        raise CorpusError(f"{root}: expected one or more claim files, got none; see docs/add-a-claim.md")
    return Corpus(in_order(entries), {**(base.references if base else {}), **references})


class _FreshLoader(SourceFileLoader):
    """Compiles the file as it is now: a stale .pyc must not stand in for a claim."""

    def get_code(self, fullname: str) -> CodeType:
        """Return the compiled source, never a cached form of it."""
        code: CodeType = self.source_to_code(self.get_data(self.path), self.path)
        return code


def read_claim(path: Path, group: str = "") -> Entry:
    """Run a claim file and return its claim.

    Raises CorpusError, one line, whatever the file does: it is somebody else's program.
    """
    name = f"nlverify_claim_{path.stem}_{sha256(str(path.resolve()))[:8]}"
    loader = _FreshLoader(name, str(path))
    module = ModuleType(name)
    module.__file__ = str(path)
    sys.modules[name] = module  # dataclasses in a claim file look their module up
    try:
        exec(loader.get_code(name), module.__dict__)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - any failure of a user's file is one clear line
        del sys.modules[name]
        raise CorpusError(_failure(error, path)) from None
    claim = getattr(module, "CLAIM", None)
    if claim is None:
        raise NoClaimError("expected CLAIM = Claim(…), got no CLAIM; see docs/add-a-claim.md")
    if not isinstance(claim, Claim):
        raise CorpusError(f"expected CLAIM = Claim(…), got {one_line(repr(claim), 40)}; see docs/add-a-claim.md")
    return Entry(claim, path, group, inspect.cleandoc(module.__doc__ or ""))


def _failure(error: BaseException, path: Path) -> str:
    """Return one line on an exception from a claim file, with the line of the file where it happened."""
    if isinstance(error, ClaimError):
        return one_line(error)
    line, trace = getattr(error, "lineno", None) if isinstance(error, SyntaxError) else None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    what = error.msg if isinstance(error, SyntaxError) else error
    where = f"line {line}: " if line else ""
    return f"{where}expected a file that loads, got {type(error).__name__}: {one_line(what)}; mend the file"


def _check_entry(entry: Entry, encodable: Callable[[Statement], bool], references: Mapping[str, Reference]) -> None:
    """Raise CorpusError, one line a problem, if a claim does not say all that a claim must say."""
    claim, stem, problems = entry.claim, entry.path.stem, []
    if claim.id != stem.replace("_", "-"):
        problems.append(
            f"expected the id {stem.replace('_', '-')!r}, got {claim.id!r}; file and id name the same thing"
        )
    if not entry.prose:
        problems.append("expected prose in the file's docstring, got none; begin the file with what the claim means")
    if not claim.controls:
        problems.append("expected one control or more, got none; add a false statement nearby and what refutes it")
    proven = {proof.target for proof in claim.proofs}
    for name, statement in {**claim.parts, **claim.illustrations}.items():
        kind = statement.to_json()["kind"]
        if isinstance(statement, Cited):
            if name in proven:
                problems.append(f"expected no proof of {name!r}, which is only cited, got one; state what it proves")
        elif name not in proven and not encodable(statement):
            problems.append(f"expected a proof of {name!r}, got none, and no solver reads kind {kind!r}; add a proof")
    if not claim.illustrations and all(isinstance(s, Cited) for s in claim.parts.values()):
        problems.append("expected an illustration that is checked, as every part is only cited, got none; add one")
    if len(set(claim.uses)) != len(claim.uses):
        problems.append(f"expected each id in `uses` once, got {', '.join(claim.uses)}; remove the repetition")
    if references:
        problems += [
            f"expected a source in references.bib, got {source.key!r}; add the entry, or correct the key"
            for source in claim.sources
            if source.key not in references and source.key != ELEMENTARY
        ]
        problems += [
            f"expected a source in references.bib, got {s.source!r} in part {name!r}; add the entry, or correct the key"
            for name, s in claim.parts.items()
            if isinstance(s, Cited) and s.source not in references
        ]
    try:
        _theorems(entry)
    except TheoriesError as error:
        problems.append(str(error))
    try:
        canonical(claim.figures)
    except (TypeError, ValueError) as error:
        problems.append(f"expected JSON data in `figures`, got {one_line(error)}; write numbers as text")
    for control in claim.controls.values():
        for name, statement in claim.parts.items():
            if control.statement.to_json() == statement.to_json():
                problems.append(
                    f"expected a false statement as control {control.name}, got part {name!r} itself; change it"
                )
    if problems:
        raise CorpusError("\n".join(problems))


def in_order(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """Return the claims in an order in which each comes after those that it uses, else by group and id.

    Raises CorpusError if a used claim does not exist, or claims use each other in a circle.
    """
    ordered: dict[str, Entry] = {}

    def place(entry: Entry, path: tuple[str, ...]) -> None:
        if entry.id in ordered:
            return
        for name in entry.claim.uses:
            if name not in entries:
                raise CorpusError(
                    f"{entry.path.name}: expected ids of this corpus in `uses`, got {name!r}; correct it, or add it"
                )
            if name == entry.id or name in path:
                circle = " → ".join((*path[path.index(name) :], entry.id, name) if name in path else (name, name))
                raise CorpusError(f"{entry.path.name}: expected no circle in `uses`, got {circle}; remove one of them")
            place(entries[name], (*path, entry.id))
        ordered[entry.id] = entry

    for entry in sorted(entries.values(), key=lambda e: (e.group, e.id)):
        place(entry, ())
    return ordered


def statement_json(claim: Claim) -> dict[str, Json]:
    """Return what `statement.json` holds: the claim as data, without a word of prose."""
    return {
        "schema": "nlverify-statement/1",
        "id": claim.id,
        "uses": list(claim.uses),
        "parts": {name: s.to_json() for name, s in claim.parts.items()},
        "illustrations": {name: s.to_json() for name, s in claim.illustrations.items()},
        "controls": {name: c.statement.to_json() for name, c in claim.controls.items()},
    }


def page_json(entry: Entry, references: Mapping[str, Reference]) -> dict[str, Json]:
    """Return what `page.json` holds: the prose, and the proofs as source, for the pages and `show`."""
    claim = entry.claim
    sources: list[Json] = []
    given = {source.key for source in claim.sources}
    cited = dict.fromkeys(s.source for s in claim.parts.values() if isinstance(s, Cited) and s.source not in given)
    for source in (*claim.sources, *(Source(key) for key in cited)):
        reference = references.get(source.key)
        fields: dict[str, Json] = dict(reference.fields) if reference else {}
        text = source_text(source.key, references)
        kind = reference.type if reference else ""
        sources.append({"key": source.key, "where": source.where, "text": text, "type": kind, "fields": fields})
    return {
        "schema": "nlverify-page/1",
        "id": claim.id,
        "group": entry.group,
        "title": title(claim),
        "says": claim.says,
        "prose": entry.prose,
        "uses": list(claim.uses),
        "sources": sources,
        "parts": list(claim.parts),
        "illustrations": list(claim.illustrations),
        "proofs": [
            {"for": _target(claim, p.target), "name": p.name, "engine": p.engine, **_source(p.function)}
            for p in claim.proofs
        ],
        "controls": [{"name": c.name, "drops": c.drops, **_source(c.function)} for c in claim.controls.values()],
        "theorems": _theorems(entry),
        "figures": dict(claim.figures),
    }


def source_text(key: str, references: Mapping[str, Reference]) -> str:
    """Return a source as readers see it: the reference, or the bare key if there is no bibliography."""
    if key in references:
        return references[key].text
    return "elementary." if key == ELEMENTARY else f"{key}."


def title(claim: Claim) -> str:
    """Return a claim's title; without one, its id as words."""
    return claim.title or words(claim.id)


def words(claim_id: str) -> str:
    """Return an id as words.

    >>> words("xor-not-threshold")
    'XOR not threshold'
    """
    text = re.sub(
        r"\b(xor|xnor|relu)\b", lambda m: {"relu": "ReLU"}.get(m[0], m[0].upper()), claim_id.replace("-", " ")
    )
    return text[0].upper() + text[1:]


def _theorems(entry: Entry) -> list[Json]:
    """Return what the claim puts to Rocq's kernel, with all that its types mention."""
    claim = entry.claim
    library = library_of(entry) if claim.theorems else Library({}, {})
    return [library.theorem(_target(claim, name), theorem) for name, theorem in claim.theorems.items()]


def _target(claim: Claim, name: str) -> str:
    return f"{'parts' if name in claim.parts else 'illustrations'}/{name}"


def _source(function: Callable[[], object]) -> dict[str, Json]:
    return {"says": inspect.getdoc(function) or "", "source": textwrap.dedent(inspect.getsource(function))}
