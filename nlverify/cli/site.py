"""`nlverify site`: write the pages from a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlverify.cli.common import FALSE, InputError, clear_errors, corpus_option

if TYPE_CHECKING:
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

    A claim that does not hold stops it: exit code 1, one line, and the pages stay as they were.
    """
    from nlverify.cli.reference import reference
    from nlverify.site import SiteError, write_pages

    try:
        with clear_errors():
            explain = _by_hand(folder)
            included = reference(context.find_root().command)
            changed = write_pages(out, pages, by_hand=explain, included=included, said=_said(folder))
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
    try:
        return load(root, read_references(root / "references.bib"))
    except MisconceptionError as error:
        raise InputError(str(error)) from None


def _by_hand(folder: Path | None) -> Callable[[Subject, str, Mapping[str, Any]], Sequence[str]]:
    """Return what lays a certificate out for pencil and paper: the site itself knows no kinds of statements."""
    from nlverify.by_hand import by_hand
    from nlverify.corpus import load, statement_json
    from nlverify.files import canonical

    claims = {name: entry.claim for name, entry in load(folder).entries.items()}
    stated = {name: canonical(statement_json(claim)) for name, claim in claims.items()}

    def explain(subject: Subject, target: str, certificate: Mapping[str, Any]) -> Sequence[str]:
        if stated.get(subject.id) != subject.files["statement.json"]:
            return ()  # the run was of another statement
        claim, (group, name) = claims[subject.id], target.split("/")
        return by_hand(claim.controls[name].statement if group == "controls" else claim.statement(name), certificate)

    return explain
