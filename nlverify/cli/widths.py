"""`nlverify widths`: make the table of minimal widths again, check every proof in it, and compare."""

from __future__ import annotations

import os
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from nlverify.cli.common import FALSE, InputError, clear_errors


@click.command("widths", short_help="Make the table of minimal widths again, and compare.")
@click.argument("inputs", metavar="N", type=int)
@click.option("--class", "classes", multiple=True, metavar="TABLE", help="Only this class, named by its least table.")
@click.option("--hardest", is_flag=True, help="Prove also that three ReLUs are not enough for 0x1be4: minutes more.")
@click.option("--jobs", type=click.IntRange(min=1), help="How many processes; one for each core by default.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the new table to this file.")
@click.pass_context
def widths_command(
    context: click.Context,
    inputs: int,
    classes: tuple[str, ...],
    hardest: bool,  # noqa: FBT001 - click passes options by name
    jobs: int | None,
    out: Path | None,
) -> None:
    """Make the table of minimal widths for N inputs again, check every proof in it, and compare it with the one here.

    For each class of functions and each model the networks are searched for anew, and run on all inputs; each tree of
    cases that excludes smaller ones is made, and checked by another program. Exit code 1 if a width, or what it rests
    on, is not as in the table. For four inputs this takes minutes with Numba (pip install 'nlverify[atlas]'), and
    hours without.
    """
    from nlverify.boolean import width_build
    from nlverify.boolean.width import MAX_INPUTS, WrongError
    from nlverify.boolean.width_check import RejectedError
    from nlverify.boolean.width_search import WidthError

    if not 1 <= inputs <= MAX_INPUTS:
        raise InputError(f"{inputs}: expected 1 to {MAX_INPUTS} inputs; larger tables are not known")
    known = width_build.shipped(inputs)
    chosen = [_table(text, known) for text in classes] or list(known)
    if hardest and (inputs != 4 or width_build.HARDEST not in chosen):
        raise InputError("--hardest: expected N = 4 and all classes or 0x1be4; it is about that class alone")
    count = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    started, found, total = time.perf_counter(), [], None
    try:
        with _pool(count) as pool:
            if hardest:
                total = width_build.hardest_leaves(
                    pool, lambda done, of: _told(f"0x1be4: part {done} of {of}", done, of)
                )
            made = (pool.map if pool else map)(width_build.one, [(inputs, table, total) for table in chosen])
            for done, row in enumerate(made, 1):
                found.append(row)
                _told(f"class {done} of {len(chosen)}", done, len(chosen))
    except (WidthError, RejectedError, WrongError) as problem:
        click.echo(f"nlverify widths: {problem}", err=True)
        context.exit(FALSE)
    wrong = [line for row in found for line in width_build.differences(row, known[int(row["table"], 16)])]
    for line in _summary(found, time.perf_counter() - started):
        click.echo(line)
    for line in wrong:
        click.echo(line)
    if out is not None:
        with clear_errors():
            out.write_text(width_build.document({inputs: found}), encoding="utf-8")
    click.echo(f"{'different from' if wrong else 'the same as'} the table of nlverify")
    if wrong:
        context.exit(FALSE)


def _table(text: str, known: dict[int, Any]) -> int:
    try:
        table = int(text, 16)
    except ValueError:
        table = -1
    if table not in known:
        raise InputError(f"--class {text}: expected the least table of a class, as 0x6; see `nlverify function`")
    return table


def _pool(jobs: int) -> Any:  # noqa: ANN401 - a pool, or nothing
    from concurrent.futures import ProcessPoolExecutor

    return nullcontext(None) if jobs == 1 else ProcessPoolExecutor(jobs)


def _told(line: str, done: int, of: int) -> None:
    """Say on standard error how far it is: each step on a terminal, a few otherwise."""
    if sys.stderr.isatty():
        click.echo(f"\r{line}", nl=done == of, err=True)
    elif done == of or done % 32 == 0:
        click.echo(line, err=True)


def _summary(rows: list[dict[str, Any]], seconds: float) -> list[str]:
    models = list(rows[0]["models"])
    most = max(cell["width"] for row in rows for cell in row["models"].values())
    lines = [f"{'functions of width':20}" + "".join(f"{k:>10}" for k in range(most + 1))]
    leaves = 0
    for model in models:
        sizes = [0] * (most + 1)
        for row in rows:
            sizes[row["models"][model]["width"]] += row["size"]
            leaves += row["models"][model].get("leaves", 0)
        lines.append(f"{model:20}" + "".join(f"{size or '':>10}" for size in sizes))
    return [*lines, f"{len(rows)} classes, {leaves:,} leaves of trees checked, {seconds:.1f} s"]
