"""`nlverify recheck`: only the checker, and no solver."""

from __future__ import annotations

import time
from pathlib import Path

import click

from nlverify.cli.common import FALSE, UNDECIDED, clear_errors, corpus_option
from nlverify.files import one_line

LONGEST = 1000  # characters of a line


@click.command("recheck", short_help="Check a bundle again, with nlcheck alone.")
@click.argument("bundle", type=click.Path(path_type=Path), default="nlverify-out")
@corpus_option
@click.option("--partial", is_flag=True, help="Accept a bundle of only some of the claims.")
@click.pass_context
def recheck_command(ctx: click.Context, bundle: Path, folder: Path | None, *, partial: bool) -> None:
    """Check a bundle again with nlcheck alone, and compare it with the installed corpus.

    BUNDLE is the folder that `nlverify check` wrote, by default nlverify-out.
    """
    from nlverify.corpus import CHECKER, installed_folder, load
    from nlverify.recheck import recheck

    begun = time.perf_counter()
    with clear_errors():
        corpus = load(folder)
        report = recheck(bundle, corpus, CHECKER, partial=partial)
    for line in report.notes:
        click.echo(line, err=True)
    for line in (*report.problems, *report.undecided):
        click.echo(one_line(line, LONGEST))  # the names of files come from whoever made the bundle
    tiers = ", ".join(f"{count} {tier}" for tier, count in report.tiers.items()) or "none judged"
    label = "" if folder is None or folder.resolve() == installed_folder() else " (not part of the published corpus)"
    word = "REJECTED" if report.problems else "undecided" if report.undecided else "accepted"
    click.echo(
        f"{word}: {report.claims} of {len(corpus.entries)} claims{label}: {tiers}; {report.certificates} certificates, "
        f"{time.perf_counter() - begun:.1f} s, nlcheck sha256 {report.checker_sha256}"
    )
    if report.recorded:
        names = ", ".join(report.recorded)
        click.echo(f"Resting on solvers' answers as recorded, which recheck does not repeat: {names}")
    ctx.exit(FALSE if report.problems else UNDECIDED if report.undecided else 0)
