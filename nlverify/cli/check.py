"""`nlverify check`: run proofs and controls, write bundle and ledger, print the table."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

import click

from nlverify.cli.common import FALSE, UNDECIDED, InputError, clear_errors, corpus_option, select

LONGEST = 86400.0  # seconds
AT_LEAST = ("kernel", "certified", "agreed", "trusts", "sampled", "cited")


@click.command("check", short_help="Run proofs, controls and solvers, and let nlcheck judge.")
@click.argument("names", metavar="[ID, group or FILE …]", nargs=-1)
@corpus_option
@click.option("--jobs", type=click.IntRange(1), help="How many tasks at a time; by default one for each core.")
@click.option("--fresh", is_flag=True, help="Run everything: use nothing from the cache, and write it anew.")
@click.option(
    "--cache",
    "cache_folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where evidence is kept for the next run; `cache` below --out by default.",
)
@click.option("--no-cache", is_flag=True, help="Neither use nor keep evidence.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("nlverify-out"),
    show_default=True,
    help="Where bundle and ledger go.",
)
@click.option("--json", "json_file", metavar="FILE", help="Write the ledger here too; - is standard output.")
@click.option("--junit", type=click.Path(path_type=Path, dir_okay=False), help="Write a JUnit report here.")
@click.option(
    "--timeout",
    type=float,
    default=10.0,
    show_default=True,
    help="Seconds for one proof, or one question to one solver.",
)
@click.option(
    "--no-kernel",
    is_flag=True,
    envvar="NLVERIFY_NO_KERNEL",
    help="Put no theorem to Rocq's kernel, also where it is installed.",
)
@click.option("--at-least", type=click.Choice(AT_LEAST), help="Exit with 3 if a claim has a weaker tier than this.")
@click.pass_context
def check_command(
    ctx: click.Context,
    names: tuple[str, ...],
    folder: Path | None,
    jobs: int | None,
    out: Path,
    json_file: str | None,
    junit: Path | None,
    timeout: float,
    at_least: str | None,
    cache_folder: Path | None,
    *,
    fresh: bool,
    no_cache: bool,
    no_kernel: bool,
) -> None:
    """Run proofs, controls and solvers, let nlcheck judge, print the table.

    Without arguments all claims are run. A claim that another one uses is run with it.
    """
    from nlverify import ledger as ledgers
    from nlverify import run as runs
    from nlverify import tools
    from nlverify.cache import Cache, CacheError
    from nlverify.cli.progress import progress
    from nlverify.cli.table import print_table
    from nlverify.files import canonical, write_json, write_text

    begun = time.perf_counter()
    if not 0 < timeout <= LONGEST:  # nan is neither
        raise InputError(f"--timeout: expected seconds, more than 0 and at most {LONGEST:g}, got {timeout:g}; try 60")
    for option, file in (("--json", json_file), ("--junit", junit)):
        if file and file != "-" and not Path(file).absolute().parent.is_dir():  # better now than after the run
            raise InputError(f"{option}: expected a file in a folder that exists, got {str(file)!r}; make the folder")
    with clear_errors():
        corpus, entries, complete = select(names, folder, runs.encodable)
        try:
            cache = None if no_cache else Cache(cache_folder or out / "cache", read=not fresh)
        except CacheError as error:
            raise InputError(str(error)) from None
        settings = runs.Settings(out, jobs, timeout, preload=("nlverify.cli",), cache=cache, kernel=not no_kernel)
        versions = tools.tool_versions(kernel_too=not no_kernel)
        with progress(len(entries)) as follow:
            try:
                receipts = runs.run(entries, corpus.references, settings, follow)
            except runs.RunError as error:
                raise InputError(str(error)) from None
        ledger = ledgers.ledger(
            receipts,
            versions=versions,
            seconds=time.perf_counter() - begun,
            complete=complete,
            missing_tools=tools.missing_lines(versions, kernel_too=not no_kernel),
            notes=[*tools.run_notes(), *(cache.notes() if cache else ())],
        )
        write_json(out / "ledger.json", ledger)
        if junit:
            from nlverify.cli.junit import junit_xml

            write_text(junit, junit_xml(ledger))
        if json_file == "-":
            click.echo(canonical(ledger), nl=False)
        elif json_file:
            write_text(Path(json_file), canonical(ledger))
    print_table(ledger, out, sys.stderr if json_file == "-" else sys.stdout, os.environ)
    for line in _weaker(ledger, at_least):
        click.echo(line, err=True)
    ctx.exit(exit_code(ledger, at_least))


def exit_code(ledger: dict[str, Any], at_least: str | None) -> int:
    """Return 1 if a claim failed, 3 if one is undecided or weaker than asked for, else 0."""
    from nlverify.ledger import rank

    ranks = [rank(claim["tier"]) for claim in ledger["claims"]]
    if max(ranks) >= rank("failed"):
        return FALSE
    return UNDECIDED if max(ranks) > rank(at_least or "cited") else 0


def _weaker(ledger: dict[str, Any], at_least: str | None) -> list[str]:
    """Return one line for each claim that holds, but at a weaker tier than was asked for."""
    from nlverify.ledger import rank

    wanted = rank(at_least) if at_least else rank("undecided")
    held = [claim for claim in ledger["claims"] if rank("undecided") > rank(claim["tier"]) > wanted]
    return [f"{claim['id']}: expected tier {at_least} or a stronger one, got {claim['tier']}" for claim in held]
