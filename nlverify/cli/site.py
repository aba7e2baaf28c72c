"""`nlverify site`: write the pages from a run."""

from __future__ import annotations

from pathlib import Path

import click

from nlverify.cli.common import FALSE


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
    "folder",
    type=click.Path(path_type=Path),
    default="docs/claims",
    show_default=True,
    help="Where the pages go; those of claims that are gone are removed.",
)
@click.pass_context
def site_command(context: click.Context, out: Path, folder: Path) -> None:
    """Write a Markdown page for each claim, after nlcheck has accepted the bundle again.

    A claim that does not hold stops it: exit code 1, one line, and the pages stay as they were.
    """
    from nlverify.site import SiteError, write_pages

    try:
        changed = write_pages(out, folder)
    except SiteError as problem:
        click.echo(str(problem), err=True)
        context.exit(FALSE)
    click.echo(f"{folder}: {len(changed)} files written")
