"""`nlverify lint`: what claim files lack that no checker asks for."""

from __future__ import annotations

from pathlib import Path

import click

from nlverify.cli.common import FALSE, clear_errors, corpus_option, select


@click.command("lint", short_help="Look for what claim files lack in words.")
@click.argument("names", metavar="[ID, group or FILE …]", nargs=-1)
@corpus_option
@click.pass_context
def lint_command(ctx: click.Context, names: tuple[str, ...], folder: Path | None) -> None:
    """Look for what claim files lack in words: titles, sentences, sources, "linear", ids that do not exist.

    Without arguments all claims are looked at, and whether every source is named by one.
    """
    from nlverify.bibliography import read_references
    from nlverify.corpus import installed_folder
    from nlverify.lint import lint
    from nlverify.misconceptions import FOLDER

    root = folder or installed_folder()
    with clear_errors():
        corpus, entries, _ = select(names, folder, lambda _: True)
        others = {path.stem: path.read_text(encoding="utf-8") for path in sorted((root / FOLDER).glob("*.toml"))}
        keys = read_references(root / "references.bib") if others else {}
    also = frozenset(key for key in keys if any(f'"{key}"' in text for text in others.values()))
    ids = frozenset(e.id for e in entries) if names else None
    lines = lint(corpus, ids, frozenset(others), also)
    for line in lines:
        click.echo(line)
    click.echo(f"{len(lines) or 'no'} lines on {len(entries)} claims", err=True)
    ctx.exit(FALSE if lines else 0)
