"""`nlverify site`: write the pages from a run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlverify.cli.common import FALSE, InputError, clear_errors, corpus_option
from nlverify.files import one_line

if TYPE_CHECKING:
    from nlverify.corpus import Corpus
    from nlverify.misconceptions import Misconception
    from nlverify.site.read import Subject


@click.command("site")
@click.option(
    "--ledger",
    "out",
    type=click.Path(path_type=Path),
    default="nlverify-out",
    show_default=True,
    help="The folder that `check` wrote, with ledger.json and bundle.",
)
@click.option(
    "--pages",
    "pages",
    type=click.Path(path_type=Path),
    default="docs/claims",
    show_default=True,
    help="Where the pages go; those of claims that are gone are removed.",
)
@corpus_option
@click.pass_context
def site_command(context: click.Context, out: Path, pages: Path, folder: Path | None) -> None:
    """Write a Markdown page for each claim, after nlcheck has accepted the bundle again.

    Statements and prose must be those of the corpus, and the ledger must be what follows from the
    bundle. Otherwise, or if a claim does not hold: exit code 1, one line, and the pages stay as they were.
    """
    from nlverify.cli.reference import reference
    from nlverify.corpus import load
    from nlverify.site import NoRunError, SiteError, write_pages

    try:
        with clear_errors():
            corpus, said = load(folder), _said(folder)
            _compare(out, corpus)
            included = reference(context.find_root().command)
            changed = write_pages(out, pages, by_hand=_by_hand(corpus), included=included, said=said)
    except NoRunError as problem:
        raise InputError(str(problem)) from None
    except SiteError as problem:
        click.echo(str(problem), err=True)
        context.exit(FALSE)
    click.echo(f"{pages}: {len(changed)} files written")


def _said(folder: Path | None) -> list[Misconception]:
    """Return the misconceptions of a corpus; a mistake in one of their files is one line."""
    from nlverify.bibliography import read_references
    from nlverify.corpus import installed_folder
    from nlverify.misconceptions import MisconceptionError, load

    root = folder or installed_folder()
    references = read_references(root / "references.bib")
    try:
        return load(root, {key: reference.text for key, reference in references.items()})
    except MisconceptionError as error:
        raise InputError(str(error)) from None


def _compare(out: Path, corpus: Corpus) -> None:
    """Raise SiteError if statements or prose are not those of the corpus, or the run says that it was of all of it."""
    from nlverify.recheck import differences
    from nlverify.site import SiteError

    if (out / "ledger.json").is_file() and (out / "bundle").is_dir():
        try:
            complete = json.loads((out / "ledger.json").read_bytes())["corpus"]["complete"]
        except (ValueError, LookupError, TypeError, RecursionError):
            complete = False  # what is wrong with the ledger will be said when it is read
        lines = differences(out, corpus, partial=complete is not True)
        if lines:
            more = f" (and {len(lines) - 1} more; nlverify recheck shows them)" if len(lines) > 1 else ""
            raise SiteError(f"{one_line(lines[0])}{more}")


def _by_hand(corpus: Corpus) -> Callable[[Subject, str, Mapping[str, Any]], Sequence[str]]:
    """Return what lays a certificate out for pencil and paper: the site itself knows no kinds of statements."""
    from nlverify.by_hand import by_hand

    claims = {name: entry.claim for name, entry in corpus.entries.items()}

    def explain(subject: Subject, target: str, certificate: Mapping[str, Any]) -> Sequence[str]:
        claim, (group, name) = claims[subject.id], target.split("/")
        return by_hand(claim.controls[name].statement if group == "controls" else claim.statement(name), certificate)

    return explain
