"""Sentences that people say about non-linearities, and what is right instead: a reader of their files.

A file `proofs/misconceptions/a-line-of-a-line.toml` is one page; its name is the page's id, which
never changes:

    title = "A line of a line"
    said = "a line of a line is still a line"
    where = "talk"
    subject = "collapse"
    verdict = "true"
    leaning = "true"
    claims = ["line-of-a-line", "affine-collapse-n"]
    right = '''
    Put one affine map into another: …
    '''

The verdict's words are an editor's choice, and so is `leaning`, which gives them a colour. Whether
the verdict stands is computed, from a run: each claim in `claims` has to hold. A sentence that no
theorem can settle has `no_claims`, which says why, in place of `claims`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlverify.files import one_line, sha256

FOLDER = "misconceptions"
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
WORD = re.compile(r"[^\s…]*\w[^\s…]*")
MOST_WORDS = 20  # of somebody else's sentence

SUBJECTS = {
    "collapse": "Layers that collapse",
    "separation": "What a line cannot do",
    "activations": "What an activation is for",
    "universality": "What networks can approximate",
    "training": "Weights and training",
}
PLACES = {"talk": "in a talk", "thread": "in a discussion thread"}
LEANINGS = ("true", "depends", "false", "neither")
REQUIRED = ("title", "said", "where", "subject", "verdict", "leaning", "right")
TEXTS = (*REQUIRED, "fair", "no_claims")
LISTS = ("claims", "sources")


class MisconceptionError(ValueError):
    """A file does not say what it has to say: one line for each problem."""


@dataclass(frozen=True)
class Misconception:
    """A sentence as it was said, the verdict on it, what is right, and the claims that show it.

    `fair` is what the speaker may have meant; `sources` are references as readers see them;
    `no_claims` is empty unless nothing here can be proved, and then says why. `sha256` is that
    of the file.
    """

    id: str
    title: str
    said: str
    where: str
    subject: str
    verdict: str
    leaning: str
    right: str
    claims: tuple[str, ...]
    fair: str
    no_claims: str
    sources: tuple[str, ...]
    sha256: str


def load(corpus: Path, references: Mapping[str, str]) -> list[Misconception]:
    """Return the misconceptions of a corpus, by subject, then by id; none if it has no such folder.

    `references` has the texts of the corpus's sources, by key.

    Raises MisconceptionError, one line for each problem.
    """
    found, problems = list[Misconception](), list[str]()
    for path in sorted((corpus / FOLDER).glob("*.toml")):
        try:
            found.append(read(path, references))
        except MisconceptionError as error:
            problems += str(error).splitlines()
    if problems:
        raise MisconceptionError("\n".join(problems))
    order = list(SUBJECTS)
    return sorted(found, key=lambda m: (order.index(m.subject), m.id))


def read(path: Path, references: Mapping[str, str]) -> Misconception:
    """Return the misconception that a file holds; raise MisconceptionError, one line for each problem."""
    content = path.read_bytes()
    try:
        data = tomllib.loads(content.decode())
    except ValueError as error:  # also what is not UTF-8
        raise MisconceptionError(f"{FOLDER}/{path.name}: expected TOML, got {one_line(error)}; mend the file") from None
    problems = list(_problems(path.stem, data, references))
    if problems:
        raise MisconceptionError("\n".join(f"{FOLDER}/{path.name}: {one_line(line)}" for line in problems))
    texts = {name: str(data.get(name, "")).strip() for name in TEXTS}
    sources = tuple(references[key] for key in data.get("sources", ()))
    return Misconception(
        id=path.stem, **texts, claims=tuple(data.get("claims", ())), sources=sources, sha256=sha256(content)
    )


def _problems(name: str, data: Mapping[str, Any], references: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong; what depends on wrong types is looked at only once the types are right."""
    if not ID.fullmatch(name):
        yield f"expected a file named like a-line-of-a-line.toml, got {name!r}; rename it"
    for key in sorted(data.keys() - {*TEXTS, *LISTS}):
        yield f"{key}: expected one of {', '.join((*TEXTS, *LISTS))}, got an unknown field; remove or rename it"
    for key in REQUIRED:
        if key not in data:
            yield f"{key}: expected text, got nothing; add it"
    well_typed = True
    for key in (key for key in TEXTS if key in data):
        if not isinstance(data[key], str) or not data[key].strip():
            well_typed = False
            yield f"{key}: expected text, got {data[key]!r}; write some words in quotes"
    for key in (key for key in LISTS if key in data):
        if not _distinct_names(data[key]):
            well_typed = False
            yield f"{key}: expected a list of different names, got {data[key]!r}; list each once, in quotes"
    if well_typed:
        yield from _wrong_values(data, references)


def _wrong_values(data: Mapping[str, Any], references: Mapping[str, str]) -> Iterator[str]:
    for key, known in (("where", PLACES), ("subject", SUBJECTS), ("leaning", LEANINGS)):
        if key in data and data[key] not in known:
            yield f"{key}: expected one of {', '.join(known)}, got {data[key]!r}; choose one"
    count = len(WORD.findall(data.get("said", "")))
    if count > MOST_WORDS:
        yield f"said: expected at most {MOST_WORDS} words, got {count}; shorten it with …"
    for key in ("title", "said", "verdict"):
        if "\n" in data.get(key, "").strip():
            yield f"{key}: expected one line, got several; join them"
    for claim in data.get("claims", ()):
        if not ID.fullmatch(claim):
            yield f"claims: expected ids of claims, got {claim!r}; correct it"
    if ("claims" in data) == ("no_claims" in data):
        got = "both" if "claims" in data else "neither"
        yield f"claims: expected either claims or no_claims, got {got}; name the claims, or say why there are none"
    for key in data.get("sources", ()):
        if key not in references:
            yield f"sources: expected a source in references.bib, got {key!r}; add the entry, or correct the key"


def _distinct_names(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and item.strip() for item in value)
        and len(set(value)) == len(value)
    )
