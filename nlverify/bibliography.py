"""The sources of the claims: a strict reader of `references.bib`.

It reads the small part of BibTeX that the project writes, and refuses the rest, so that no
source is shown half-read:

    @book{minsky-papert-1969,
      author = {Minsky, Marvin and Papert, Seymour A.},
      title = {Perceptrons},
      year = {1969},
    }

Values stand in balanced braces; a line that starts with % is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ENTRY = re.compile(r"@([a-z]+)\{([A-Za-z0-9][A-Za-z0-9:._-]*),\s*")
FIELD = re.compile(r"([a-z]+)\s*=\s*\{")


class BibliographyError(ValueError):
    """`references.bib` is not written as this module reads it."""


@dataclass(frozen=True)
class Reference:
    """One entry: its type ("book", "article", …), its key and its fields as they are written."""

    type: str
    key: str
    fields: Mapping[str, str]

    @property
    def text(self) -> str:
        """Author, year, title and place in one line, as far as they are given.

        >>> Reference("book", "k", {"author": "Minsky, Marvin and Papert, Seymour A.", "title": "Perceptrons"}).text
        'Minsky, Marvin; Papert, Seymour A.: Perceptrons.'
        """
        field = {name: plain(value) for name, value in self.fields.items()}
        who = "; ".join(re.split(r"\s+and\s+", field.get("author") or field.get("editor") or ""))
        when = f" ({field['year']})" if "year" in field else ""
        places = [p for p in ("journal", "booktitle", "publisher", "howpublished") if p in field]
        where = [field[p] for p in places[:1]] + [f"doi:{field['doi']}" for _ in range("doi" in field)]
        title = field.get("title", "").rstrip(".")
        return f"{who}{when}: {'. '.join([title, *where])}.".removeprefix(": ")


def plain(value: str) -> str:
    r"""Return a BibTeX value without braces and the commonest escapes.

    >>> plain(r"{ReLU} \& friends, pages 1--2")
    'ReLU & friends, pages 1–2'
    """
    return re.sub(r"\\([&%$#_])", r"\1", value).replace("{", "").replace("}", "").replace("--", "–")


def read_references(path: Path) -> dict[str, Reference]:
    """Return the entries of a file by key; none if there is no such file.

    Raises BibliographyError, naming the line.
    """
    if not path.exists():
        return {}
    text = "\n".join("" if line.startswith("%") else line for line in path.read_text(encoding="utf-8").splitlines())
    found: dict[str, Reference] = {}
    at = _skip_blank(text, 0)
    while at < len(text):
        start = ENTRY.match(text, at)
        if not start:
            raise _error(path, text, at, "expected an entry like @book{key,")
        kind, key = start.groups()
        fields, at = _read_fields(path, text, start.end())
        if key in found:
            raise _error(path, text, start.start(), f"expected each key once, got {key} again")
        found[key] = Reference(kind, key, fields)
        at = _skip_blank(text, at)
    return found


def _read_fields(path: Path, text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the fields that start at `at`, and the position after the entry's closing brace."""
    fields: dict[str, str] = {}
    while not text.startswith("}", at):
        name = FIELD.match(text, at)
        if not name or name[1] in fields:
            raise _error(path, text, at, "expected a new field like title = {…}")
        depth, end = 1, name.end()
        while depth:
            if end == len(text):
                raise _error(path, text, at, "expected a closing brace, got the end of the file")
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        fields[name[1]] = " ".join(text[name.end() : end - 1].split())
        at = _skip_blank(text, end)
        if text.startswith(",", at):
            at = _skip_blank(text, at + 1)
        elif not text.startswith("}", at):
            raise _error(path, text, at, "expected a comma after a field")
    return fields, at + 1


def _skip_blank(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _error(path: Path, text: str, at: int, expected: str) -> BibliographyError:
    line = text.count("\n", 0, at) + 1
    got = text[at : at + 20].split("\n")[0]
    return BibliographyError(f"{path.name}, line {line}: {expected}; found {got!r}")
