"""`nlverify atlas`: count the Boolean functions that one neuron computes, and show why these are all."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlverify.cli.common import FALSE, InputError, clear_errors

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from nlverify.boolean.atlas import Count
    from nlverify.boolean.dataset import Dataset
    from nlverify.boolean.tree import Part

SECONDS = 2.0  # between two lines of progress
SAMPLES = 1000  # runs of the estimate


@click.command("atlas", short_help="Count the Boolean functions that one neuron computes.")
@click.argument("inputs", type=click.IntRange(0, 10), metavar="N")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write data sets and certificates here.",
)
@click.option("--form", type=click.Choice(["csv", "parquet"]), default="csv", show_default=True, help="Of the tables.")
@click.option("--jobs", type=click.IntRange(1), metavar="J", help="Processes; by default one for each core.")
@click.option(
    "--dask", "dask_workers", type=click.IntRange(1), metavar="W", help="Use W local workers of Dask instead."
)
@click.option("--scheduler", metavar="ADDRESS", help="Use the Dask cluster of this scheduler instead.")
@click.option("--again", type=click.IntRange(0), default=3, show_default=True, help="Units that are searched twice.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def atlas_command(
    ctx: click.Context,
    inputs: int,
    out: Path | None,
    form: Any,  # noqa: ANN401 - one of the choices
    jobs: int | None,
    dask_workers: int | None,
    scheduler: str | None,
    again: int,
    *,
    as_json: bool,
) -> None:
    """Count the threshold functions of 0 … N inputs, and compare with the published numbers.

    Up to N = 5 every function is decided by itself. Up to N = 8 all classes are found, in a tree that the
    standard-library checker accepts. N = 9 is counted in exact arithmetic, and takes minutes. N = 10 takes days, and is
    unpublished as far as we know: give it a folder, stop it and go on as you like.

    With --out, data sets, certificates and finished units of work are kept. Exit code 1 if a number differs from the
    published one, or a certificate is rejected.
    """
    from nlverify.boolean.compiled import HAS_NUMBA

    if inputs > 7 and not HAS_NUMBA:
        raise InputError(f"N: expected at most 7 without Numba, got {inputs}; pip install 'nlverify[atlas]'")
    if inputs == 10 and out is None:
        raise InputError("--out: expected a folder for N = 10, got none; a run of days should be able to go on")
    with clear_errors(), _atlas_errors(), ExitStack() as stack:
        from nlverify.boolean.atlas import ALONE
        from nlverify.boolean.dataset import Dataset

        if out:
            out.mkdir(parents=True, exist_ok=True)
        folder = out or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        data = Dataset(folder, form) if out else None
        executor, workers = stack.enter_context(_executor(jobs if inputs > ALONE else 1, dask_workers, scheduler))
        counts: list[tuple[Count, float]] = []
        accepted = True
        for n in range(inputs + 1):
            began = time.perf_counter()
            count, right = _count(n, folder, data, executor, workers, again, keep=out is not None)
            accepted = accepted and right
            counts.append((count, time.perf_counter() - began))
        if data:
            columns = ("n", "functions", "classes", "share", "shown")
            data.add(
                "counts", "how many functions of n inputs one neuron computes", columns, (c.row() for c, _ in counts)
            )
            data.close()
        _print(counts, out, as_json=as_json)
    if not accepted or not all(count.agrees for count, _ in counts):
        ctx.exit(FALSE)


@contextmanager
def _atlas_errors() -> Iterator[None]:
    from nlverify.boolean.tree import SearchError
    from nlverify.boolean.units import UnitError

    try:
        yield
    except (UnitError, SearchError) as error:
        raise InputError(str(error)) from None
    except ImportError as error:
        extra = "cluster" if error.name == "distributed" else "atlas"
        remedy = "pip install pyarrow" if str(error.name).startswith("pyarrow") else f"pip install 'nlverify[{extra}]'"
        raise InputError(f"{error.name}: expected it to be installed, got nothing; {remedy}") from None


@contextmanager
def _executor(
    jobs: int | None,
    dask_workers: int | None,
    scheduler: str | None,
) -> Iterator[tuple[Executor, int]]:
    from nlverify.boolean import executors, units

    chosen = (
        executors.dask(scheduler, dask_workers or units.cores())
        if scheduler or dask_workers
        else executors.local(jobs or units.cores())
    )
    with chosen as executor:
        yield executor


def _count(
    n: int, folder: Path, data: Dataset | None, executor: Executor, workers: int, again: int, *, keep: bool
) -> tuple[Count, bool]:
    """Count for n inputs; also whether all that can be checked was accepted."""
    from nlverify.boolean import atlas, executors, units
    from nlverify.bundle import ask_checker
    from nlverify.corpus import CHECKER

    each = atlas.count_each(n, data) if n <= atlas.DECIDED else None
    if n == 0:
        return atlas.Count(0, 2 if each is None else each, None, "each function"), True
    unit_folder = folder / f"units-{n}" if keep and n > atlas.ALONE else None
    if unit_folder:
        unit_folder.mkdir(exist_ok=True)
    who, count = (executor, workers) if n > atlas.ALONE else (executors.Here(), 1)
    plan, done = atlas.search(n, who, count, unit_folder, _reporter(n))
    part = units.merge(plan, done.values())
    for second in atlas.look_again(plan, done, again, seed=n) if n > atlas.ALONE else ():
        if not second.same:
            raise units.UnitError(f"unit {second.unit}: expected the same from a second search, got something else")
        click.echo(f"n = {n}: unit searched again, and {second.nodes} places of it by other code: the same", err=True)
    if each is not None and each != part.functions:
        raise units.UnitError(f"n = {n}: expected {each} as one by one, got {part.functions} from the tree")
    if not plan.certify:
        return atlas.Count(n, part.functions, part.classes, "counted"), True
    if data:
        atlas.write_classes(part, n, data)
    claim = atlas.write_bundle(part, n, folder / "bundle")
    said = ask_checker(CHECKER, str(claim))
    if data:
        for file in sorted(claim.iterdir()):
            data.note(f"bundle/{claim.name}/{file.name}", "statement and certificates for nlcheck", _digest(file))
    if not said["accepted"]:
        click.echo(f"n = {n}: nlcheck rejected the tree: {said['claims'] or said['problems']}"[:300], err=True)
    shown = "tree" if each is None else "each function, tree"
    return atlas.Count(n, part.functions, part.classes, shown), bool(said["accepted"])


def _digest(file: Path) -> str:
    from nlverify.files import sha256

    return sha256(file.read_bytes())


def _reporter(n: int) -> Callable[[Part, int], None]:
    """Return what says on standard error how far the units are; for n ≥ 9 also how long the rest may take."""
    from nlverify.boolean.estimate import estimate

    began = last = time.perf_counter()
    total = estimate(n, SAMPLES).nodes if n >= 9 else None
    if total:
        click.echo(f"n = {n}: about {total[0]:.3g} ± {total[1]:.1g} places to look at", err=True)
    seen, finished = 0, 0

    def report(part: Part, left: int) -> None:
        nonlocal last, seen, finished
        seen, finished = seen + part.nodes, finished + 1
        now = time.perf_counter()
        if now - last < SECONDS or n <= 7:
            return
        last = now
        # At first by the estimate of the whole tree; later the units done, a random choice, speak for those left.
        by_units = seen / finished * left
        rest = by_units if total is None or finished > left else max(total[0] - seen, 0.0)
        seconds = rest / (seen / (now - began))
        click.echo(f"n = {n}: {left} units left, about {_duration(seconds)}", err=True)

    return report


def _duration(seconds: float) -> str:
    """Return a duration in the unit that suits it.

    >>> _duration(50), _duration(7000), _duration(200000)
    ('50 seconds', '117 minutes', '56 hours')
    """
    for size, name in ((7200.0, "hours"), (120.0, "minutes")):
        if seconds >= size:
            return f"{seconds / {'hours': 3600, 'minutes': 60}[name]:.0f} {name}"
    return f"{seconds:.0f} seconds"


def _print(counts: list[tuple[Count, float]], out: Path | None, *, as_json: bool) -> None:
    if as_json:
        listed = [
            {
                "inputs": c.inputs,
                "functions": str(c.functions),
                "classes": c.classes,
                "published": None if c.published is None else str(c.published),
                "agrees": c.agrees,
                "shown": c.shown,
                "seconds": round(seconds, 3),
            }
            for c, seconds in counts
        ]
        folder = None if out is None else str(out)
        click.echo(json.dumps({"schema": "nlverify-atlas-counts/1", "counts": listed, "folder": folder}, indent=1))
        return
    click.echo(f"{'n':>2}  {'threshold functions':>22}  {'published':>22}  {'classes':>9}  {'seconds':>7}  shown by")
    for c, seconds in counts:
        known = "" if c.published is None else f"{c.published:,}"
        mark = "" if c.agrees else "  ← differs from what was published"
        classes = "" if c.classes is None else f"{c.classes:,}"
        click.echo(f"{c.inputs:>2}  {c.functions:>22,}  {known:>22}  {classes:>9}  {seconds:>7.1f}  {c.shown}{mark}")
    if out:
        click.echo(f"Data sets, certificates and README.md: {out}")
