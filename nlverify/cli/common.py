"""What the commands share: errors as one line, and finding claims."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from nlverify.files import one_line

if TYPE_CHECKING:
    from nlverify.corpus import Corpus, Entry
    from nlverify.statement import Statement

FALSE, USAGE, UNDECIDED = 1, 2, 3


class InputError(click.ClickException):
    """Bad input or usage: what was expected, and what there is instead."""

    exit_code = USAGE

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, or the lines, to standard error."""
        click.echo(self.format_message(), file=file, err=file is None)


corpus_option = click.option(
    "--corpus",
    "folder",
    type=click.Path(path_type=Path),
    help="Use the claims of this folder instead of the published ones.",
)


@contextmanager
def clear_errors() -> Iterator[None]:
    """Turn the errors that a user can mend into one line each, and exit code 2."""
    from nlverify.bundle import RecheckError
    from nlverify.corpus import CorpusError

    try:
        yield
    except (CorpusError, RecheckError) as error:
        raise InputError(str(error)) from None
    except OSError as error:
        raise InputError(
            f"{error.filename}: expected a file to read or write, got {error.strerror}; check the path"
        ) from None


def find(corpus: Corpus, claim_id: str) -> Entry:
    """Return a claim; an unknown id is one line with the nearest one."""
    if claim_id not in corpus.entries:
        raise InputError(unknown(claim_id, corpus.entries))
    return corpus.entries[claim_id]


def select(
    names: Sequence[str], folder: Path | None, encodable: Callable[[Statement], bool]
) -> tuple[Corpus, list[Entry], bool]:
    """Return the corpus, the claims to run and whether they are all of it."""
    from nlverify.corpus import load, load_files

    files = [Path(name) for name in names if name.endswith(".py")]
    for file in files:
        if not file.is_file():
            raise InputError(f"{file}: expected a claim file, got none; check the path")
    others = [name for name in names if not name.endswith(".py")]
    corpus = load(folder, encodable)
    by_path = {entry.path.resolve(): entry.id for entry in corpus.entries.values()}
    ids = [by_path[file.resolve()] for file in files if file.resolve() in by_path]
    new = [file for file in files if file.resolve() not in by_path]
    if new:
        known = set(corpus.entries)
        corpus = load_files(new, encodable, base=corpus)
        ids += [name for name in corpus.entries if name not in known]
    groups = {entry.group for entry in corpus.entries.values()}
    for name in others:
        if name in corpus.entries:
            ids.append(name)
        elif name in groups:
            ids += [entry.id for entry in corpus.entries.values() if entry.group == name]
        elif Path(name).is_dir():
            raise InputError(f"{name}: expected a claim's id, got a folder; pass --corpus {name} for its claims")
        else:
            raise InputError(unknown(name, [*corpus.entries, *groups]))
    entries = corpus.closure(ids if names else corpus.entries)
    return corpus, entries, len(entries) == len(corpus.entries)


def unknown(name: str, known: Iterable[str]) -> str:
    """Return the line for a name that does not exist.

    >>> unknown("xor-not-treshold", ["xor-not-threshold", "line-of-a-line"])
    "xor-not-treshold: expected a claim's id, got no such claim; did you mean xor-not-threshold?"
    """
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    remedy = f"did you mean {near[0]}?" if near else "`nlverify list` shows them all"
    return f"{one_line(name) or 'ID'}: expected a claim's id, got no such claim; {remedy}"
