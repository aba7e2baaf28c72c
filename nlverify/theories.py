r"""Theorems for Rocq's kernel: the theories beside a corpus, what their words mean, what is asked about a claim.

A corpus may have a folder `rocq` with `theories/*.v`, and with `vocabulary/*.toml`: for each
word that a claim's types mention, a proposition that determines it, and its proof. A structure
of assumptions is a word too; what "proves" it is an instance, so that the assumptions can hold.

Nothing here is run; `engines.kernel` does that. All that the kernel is asked about a claim is one
file, which follows from the claim's `page.json` alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.files import one_line, sha256

Data: TypeAlias = Mapping[str, Any]

FOLDER = "rocq"
PREFIX = "NL"  # what the theories are called in Rocq: NL.Xor is Xor.v
COMMENT = re.compile(r"\(\*.*?\*\)", re.DOTALL)
IMPORT = re.compile(r"^From\s+(\w+)\s+Require\s+(?:(Import|Export)\s+)?([\w.\s]+?)\.(?=\s)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z_][\w']*")
DEFINED = re.compile(
    r"^\s*(?:(?:Local|Global|Program|#\[[^\]]*\])\s+)*"
    r"(?:Definition|Fixpoint|CoFixpoint|Function|Inductive|CoInductive|Variant|Record|Structure|Class|Notation)\s+"
    r"([A-Za-z_][\w']*)",
    re.MULTILINE,
)
BLOCK = re.compile(r"\b(Section|End)\s+\w+\s*\.")
NOTATION = re.compile(
    r"((?:Local|Tactic|Reserved)\s+)?\b(?:Infix|Notation)\s+(?:\"([^\"]*)\"|([A-Za-z_][\w']*))(.*?)\.(?=\s|$)",
    re.DOTALL,
)
SCOPE = re.compile(r":\s*(\w+)\s*$")
CLOSED = "no axiom"  # marks, in the kernel's output, all that may rest on none
FIELDS = ("says", "type", "proof")
INSIDE = re.compile(r"\.(\s|$)|\(\*|\*\)|\"")  # what could end a sentence of Rocq, and begin another


class TheoriesError(ValueError):
    """The theories or their vocabulary are not as they must be."""


@dataclass(frozen=True)
class Word:
    """A word of the theories: where it is defined, and the proposition (with its proof) that determines it."""

    name: str
    file: str
    says: str
    type: str
    proof: str
    also: tuple[str, ...]
    axioms: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    """The theories beside a corpus, by name, and the words of their vocabulary."""

    sources: Mapping[str, str]
    words: Mapping[str, Word]

    def imports(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return what a theory imports, and what it requires only: pairs of a prefix and names, in order."""
        return _imports(self.sources[name])

    def needed(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return these theories and all that they require, each after those that it requires.

        Raises TheoriesError if one does not exist, or they require each other in a circle.
        """
        ordered: dict[str, None] = {}

        def place(name: str, path: tuple[str, ...]) -> None:
            if name not in self.sources:
                raise TheoriesError(f"{name}.v: expected a theory of the folder {FOLDER}/theories, got none; add it")
            if name in path:
                raise TheoriesError(f"{name}.v: expected no circle, got {' → '.join((*path, name))}; remove an import")
            if name not in ordered:
                for prefix, names in self.imports(name):
                    for used in names.split() if prefix.split()[0] == PREFIX else ():
                        place(used, (*path, name))
                ordered[name] = None

        for name in names:
            place(name, ())
        return tuple(ordered)

    def mentioned(self, text: str) -> list[Word]:
        """Return the words that a type mentions, and those that their own types mention, sorted.

        Raises TheoriesError if it mentions what a theory defines and the vocabulary does not determine.
        """
        found: dict[str, Word] = {}
        todo, by_name, defined = [text], self._by_name(), self._defined()
        while todo:
            type_ = todo.pop()
            names = set(NAME.findall(type_))
            for name in sorted(names & (defined - set(by_name))):
                where = defined_in(self.sources, name)
                raise TheoriesError(
                    f"{name}: expected a word of the vocabulary, got one that {where} only defines; "
                    f"add it to {FOLDER}/vocabulary"
                )
            for name, word in by_name.items():
                here = name in names if NAME.fullmatch(name) else name in type_
                if here and word.name not in found:
                    found[word.name] = word
                    todo.append(word.type)
        return [found[name] for name in sorted(found)]

    def theorem(self, target: str, theorem: Any) -> dict[str, Any]:  # noqa: ANN401 - a claim's Theorem
        """Return all that `page.json` says about one theorem; the kernel is asked nothing else.

        Raises TheoriesError if its file does not exist, or a word of its type is not determined.
        """
        file = theorem.name.split(".")[0]
        self.needed([file])
        return {
            "for": target,
            "name": theorem.name,
            "type": theorem.type,
            "says": theorem.says,
            "axioms": list(theorem.axioms),
            "imports": [list(pair) for pair in (*self.imports(file), (f"{PREFIX} Import", file))],
            "words": [self._word(word) for word in self.mentioned(theorem.type)],
        }

    def _word(self, word: Word) -> dict[str, Any]:
        proving = {name.split(".")[0] for name in re.findall(r"\b[A-Z]\w*\.[\w']+", word.proof)}
        others = sorted((proving & set(self.sources)) - {word.file})
        required = [(PREFIX, other) for other in others]
        imports = (*self.imports(word.file), (f"{PREFIX} Import", word.file), *required)
        fields = {"word": word.name, "file": word.file, "says": word.says, "type": word.type, "proof": word.proof}
        return {**fields, "axioms": list(word.axioms), "imports": [list(pair) for pair in imports]}

    def _by_name(self) -> dict[str, Word]:
        return {name: word for word in self.words.values() for name in (word.name, *word.also)}

    def _defined(self) -> set[str]:
        return {name for text in self.sources.values() for name in _names(text)}


def defined_in(sources: Mapping[str, str], name: str) -> str:
    """Return the file that defines a name."""
    return next(f"{file}.v" for file, text in sources.items() if name in _names(text))


def read_library(folder: Path, axioms: Mapping[str, Sequence[str]]) -> Library:
    """Read the theories and the vocabulary of a folder `rocq`; an empty library if there is none.

    `axioms` names sets of axioms that a word's proof may rest on.

    Raises TheoriesError, in one line, if a vocabulary is not as it must be.
    """
    files = sorted((folder / "theories").glob("*.v"))
    stamp = tuple((str(p), p.stat().st_mtime_ns) for p in (*files, *sorted((folder / "vocabulary").glob("*.toml"))))
    return _read_library(folder, stamp, tuple((name, tuple(names)) for name, names in axioms.items()))


@lru_cache(maxsize=4)
def _read_library(
    folder: Path, stamp: tuple[tuple[str, int], ...], axioms: tuple[tuple[str, tuple[str, ...]], ...]
) -> Library:
    del stamp  # files that were written since are read again
    sources = {p.stem: p.read_text(encoding="utf-8") for p in sorted((folder / "theories").glob("*.v"))}
    for name in sorted(set(sources) & {axiom.split(".")[0] for _, names in axioms for axiom in names}):
        raise TheoriesError(f"{name}.v: expected another name than that of a library with axioms, got it; rename it")
    words: dict[str, Word] = {}
    signs: dict[str, set[str]] = {}
    for path in sorted((folder / "vocabulary").glob("*.toml")):
        place = f"{FOLDER}/vocabulary/{path.name}"
        if path.stem not in sources:
            raise TheoriesError(f"{place}: expected the name of a theory, got {path.stem!r}; rename it")
        try:
            entries = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TheoriesError(f"{place}: expected TOML, got {one_line(error)}; mend it") from None
        for name, entry in entries.items():
            word = _read_word(f"{place}, {name}", name, path.stem, entry, dict(axioms))
            for other in (name, *word.also):
                _check_only(f"{place}, {name}", other, path.stem, sources, words)
            words[name] = word
            signs.setdefault(path.stem, set()).update(str(sign) for sign in entry.get("signs", ()))
    for file, text in sources.items():
        for sign in _signs(text) - signs.get(file, set()):
            if NAME.fullmatch(sign) is None or sign in words:
                raise TheoriesError(
                    f"{file}.v: expected a sign that its vocabulary determines, got {sign!r}; write Local before it, "
                    f"or list it under signs in {FOLDER}/vocabulary/{file}.toml"
                )
    return Library(sources, words)


@lru_cache(maxsize=512)
def _signs(source: str) -> frozenset[str]:
    """Return the notations that a theory hands on to those who import it: a sign with its scope, or a name.

    >>> sorted(_signs('Infix "<" := lt : nl_scope.  Section S.  Infix "+" := plus.  End S.  Notation half := 2.'))
    ['< : nl_scope', 'half']
    """
    text = COMMENT.sub("", source)
    blocks = [(m.start(), 1 if m[1] == "Section" else -1) for m in BLOCK.finditer(text)]
    found = set()
    for m in NOTATION.finditer(text):
        if not m[1] and sum(step for place, step in blocks if place < m.start()) <= 0:
            scope = SCOPE.search(m[4])
            sign = " ".join(re.sub(r"[A-Za-z_][\w']*", " ", m[2] or "").split())
            found.add(m[3] or f"{sign} : {scope[1] if scope else 'every scope'}")
    return frozenset(found)


def _check_only(place: str, name: str, file: str, sources: Mapping[str, str], words: Mapping[str, Word]) -> None:
    """Raise TheoriesError if another theory defines a word as well, or another entry determines it: which is meant?"""
    others = [other for other, text in sources.items() if other != file and name in _constants(text)]
    twice = [word.file for word in words.values() if name in (word.name, *word.also)]
    if others or twice:
        got = f"one that {others[0]}.v defines too" if others else f"one of {FOLDER}/vocabulary/{twice[0]}.toml"
        raise TheoriesError(f"{place}: expected a word of its own, got {got}; rename one of them")


@lru_cache(maxsize=512)
def _names(source: str) -> frozenset[str]:
    """Return the names that a theory defines."""
    return frozenset(DEFINED.findall(COMMENT.sub("", source)))


@lru_cache(maxsize=512)
def _constants(source: str) -> frozenset[str]:
    """Return the names that a theory defines, but for notations: those of a section end with it."""
    return frozenset(DEFINED.findall(re.sub(r"\bNotation\b", "", COMMENT.sub("", source))))


def _read_word(place: str, name: str, file: str, entry: Any, axioms: Mapping[str, tuple[str, ...]]) -> Word:  # noqa: ANN401
    if not isinstance(entry, dict) or not set(FIELDS) <= set(entry) <= {*FIELDS, "also", "signs", "axioms"}:
        raise TheoriesError(
            f"{place}: expected says, type and proof, perhaps also, signs and axioms, got others; mend it"
        )
    texts = [entry[field] for field in FIELDS]
    if not all(isinstance(text, str) and text.strip() for text in texts):
        raise TheoriesError(f"{place}: expected texts in {', '.join(FIELDS)}, got others; mend it")
    type_, proof = (" ".join(text.split()) for text in texts[1:])
    if INSIDE.search(type_) or INSIDE.search(proof):
        raise TheoriesError(f"{place}: expected a type and a term without full stop, comment or text; mend it")
    allowed = entry.get("axioms", "none")
    if allowed != "none" and allowed not in axioms:
        raise TheoriesError(f"{place}: expected axioms {' or '.join(axioms)}, got {one_line(allowed)}; correct it")
    also = tuple(str(other) for other in entry.get("also", ()))
    return Word(name, file, one_line(texts[0]), type_, proof, also, axioms.get(allowed, ()))


@lru_cache(maxsize=512)
def _imports(source: str) -> tuple[tuple[str, str], ...]:
    """Return the lines `From prefix Require Import names.` as pairs `("prefix Import", "names")`."""
    found = IMPORT.findall(COMMENT.sub("", source))
    return tuple((f"{prefix} {kind and 'Import'}".strip(), " ".join(names.split())) for prefix, kind, names in found)


# ------------------------------------------------------------------ what the kernel is asked


def required(theorems: Sequence[Data]) -> tuple[str, ...]:
    """Return the theories that the file of `goals` requires by name, sorted."""
    imports = [pair for t in theorems for source in (t, *t["words"]) for pair in source["imports"]]
    return tuple(sorted({name for prefix, names in imports if prefix.split()[0] == PREFIX for name in names.split()}))


def goals(claim: str, theorems: Sequence[Data]) -> str:
    """Return the file that asks the kernel for the theorems of one claim, and for the words that they use.

    It prints a line before the axioms under all that may rest on none, and before those under all
    that may rest on the same ones. `theorems` is what `page.json` holds.
    """
    blocks = list({block.module: block for theorem in theorems for block in _blocks(theorem)}.values())
    imported = dict.fromkeys(
        f"From {prefix.split()[0]} Require {names}." for block in blocks for prefix, names in block.imports
    )
    lines = [f"(* What Rocq's kernel is asked about the claim {claim}. *)", *imported]
    for block in blocks:
        lines += ["", *block.lines()]
    for label, asked in _by_label(blocks).items():
        module = re.sub(r"\W", "_", label)
        lines += ["", f"Definition under_{module} := ({', '.join(f'{block.module}.holds' for block in asked)})."]
        lines += [f'Goal True. idtac "{label}". Abort.', f"Print Assumptions under_{module}."]
    return "\n".join(lines) + "\n"


def allowed_axioms(theorems: Sequence[Data]) -> dict[str, tuple[str, ...]]:
    """Return what the output of `goals` names, in order, with the axioms that may be under each."""
    blocks = {block.module: block for theorem in theorems for block in _blocks(theorem)}.values()
    return {label: asked[0].axioms for label, asked in _by_label(list(blocks)).items()}


def labels_of(theorem: Data) -> tuple[str, ...]:
    """Return the labels that decide about a theorem: its own comes last."""
    return tuple(dict.fromkeys(block.label for block in _blocks(theorem)))


def _by_label(blocks: Sequence[_Block]) -> dict[str, list[_Block]]:
    """Return what is asked together: to ask for axioms takes most of the time."""
    asked: dict[str, list[_Block]] = {}
    for block in blocks:
        asked.setdefault(block.label, []).append(block)
    return asked


@dataclass(frozen=True)
class _Block:
    """One question: a type, and the term that is to have it."""

    module: str
    sort: str
    type: str
    term: str
    imports: tuple[tuple[str, str], ...]
    axioms: tuple[str, ...]
    meant: tuple[tuple[str, str], ...] = ()  # names in the type, and the files whose words they must be

    @property
    def label(self) -> str:
        """What marks, in the kernel's output, all that may rest on the same axioms."""
        return f"at most {', '.join(self.axioms)}" if self.axioms else CLOSED

    def lines(self) -> Iterator[str]:
        yield f"Module {self.module}."
        yield from (f"Import {names}." for prefix, names in self.imports if prefix.endswith(" Import"))
        yield from (
            f"Definition meant_{name} : @{name} = @{PREFIX}.{file}.{name} := eq_refl." for name, file in self.meant
        )
        yield f"Definition claimed : {self.sort} := {self.type}."
        yield f"Definition holds : claimed. Proof. exact {self.term}. Qed."
        yield f"End {self.module}."


def _blocks(theorem: Data) -> Iterator[_Block]:
    for word in theorem["words"]:
        name = word["word"] if NAME.fullmatch(word["word"]) else sha256(word["word"])[:8]
        module = f"word_{word['file']}_{name}"
        yield _block(module, "Type", word, f"({word['proof']})")
    module = re.sub(r"\W", "_", theorem["for"])
    named = set(NAME.findall(theorem["type"]))
    meant = tuple((word["word"], word["file"]) for word in theorem["words"] if word["word"] in named)
    yield replace(_block(module, "Prop", theorem, f"@{PREFIX}.{theorem['name']}"), meant=meant)


def _block(module: str, sort: str, asked: Data, term: str) -> _Block:
    imports = tuple((prefix, names) for prefix, names in asked["imports"])
    return _Block(module, sort, asked["type"], term, imports, tuple(asked["axioms"]))
