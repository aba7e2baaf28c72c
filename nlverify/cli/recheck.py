"""`nlverify recheck`: only the checker, and no solver; with --kernel, Rocq's kernel too."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlverify.cli.common import FALSE, UNDECIDED, clear_errors, corpus_option
from nlverify.files import one_line

if TYPE_CHECKING:
    from nlverify.corpus import Corpus

LONGEST = 1000  # characters of a line


@click.command("recheck", short_help="Check a bundle again, with nlcheck alone.")
@click.argument("bundle", type=click.Path(path_type=Path), default="nlverify-out")
@corpus_option
@click.option("--partial", is_flag=True, help="Accept a bundle of only some of the claims.")
@click.option("--kernel", "kernel_too", is_flag=True, help="Also put certificates and theorems to Rocq's kernel.")
@click.pass_context
def recheck_command(ctx: click.Context, bundle: Path, folder: Path | None, *, partial: bool, kernel_too: bool) -> None:
    """Check a bundle again with nlcheck alone, and compare it with the installed corpus.

    BUNDLE is the folder that `nlverify check` wrote, by default nlverify-out.

    With --kernel, certificates become theorems of Rocq, whose kernel has to accept them, and the
    theorems that claims name are asked for again. That is a second verdict, beside that of nlcheck.
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
    code = FALSE if report.problems else UNDECIDED if report.undecided else 0
    if kernel_too:
        kernel_code = _ask_kernel(bundle, corpus)
        code = FALSE if FALSE in (code, kernel_code) else max(code, kernel_code)
    ctx.exit(code)


def _ask_kernel(bundle: Path, corpus: Corpus) -> int:
    """Print the kernel's verdict on a bundle, and return the exit code that it alone would give."""
    from nlverify.bundle import folder_of
    from nlverify.claim import REALS
    from nlverify.corpus import installed_folder, library_of, page_json
    from nlverify.engines import kernel
    from nlverify.engines.kernel_replay import replay
    from nlverify.theories import FOLDER, read_library

    if kernel.version() is None:
        click.echo(f"kernel: undecided: expected coqc, got none; {kernel.INSTALL}")
        return UNDECIDED
    begun = time.perf_counter()
    names = {path.name for path in folder_of(bundle).iterdir()}
    entries = [entry for name, entry in corpus.entries.items() if name in names and entry.claim.theorems]
    theorems: dict[str, Any] = {entry.id: page_json(entry, corpus.references)["theorems"] for entry in entries}
    found = replay(
        folder_of(bundle),
        read_library(installed_folder() / FOLDER, {"reals": REALS}),
        theorems,
        library_of(entries[0]) if entries else None,
        lambda done, total: click.echo(f"kernel: {done} of {total} questions", err=True),
    )
    for place, reason in found.rejected.items():
        click.echo(one_line(f"{place}: kernel: {reason}", LONGEST))
    click.echo(f"{found.line()}, {time.perf_counter() - begun:.1f} s")
    return FALSE if found.rejected or found.problem else 0
