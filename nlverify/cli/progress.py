"""Live progress on standard error: a bar on a terminal, a line for each claim elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from nlverify.run import Event


@contextmanager
def progress(claims: int) -> Iterator[Callable[[Event], None]]:
    """Yield what to call with each event of a run over so many claims.

    An interruption inside says how far the run came.
    """
    done = 0
    try:
        if sys.stderr.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb":
            with _bar() as show:

                def follow(event: Event) -> None:
                    nonlocal done
                    done += _finished(event) is not None
                    show(event, f"{done} of {claims} claims")

                yield follow
        else:

            def follow(event: Event) -> None:
                nonlocal done
                finished = _finished(event)
                if finished is not None:
                    done += 1
                    click.echo(f"[{done}/{claims}] {finished}", err=True)

            yield follow
    except KeyboardInterrupt:
        raise KeyboardInterrupt(f"{done} of {claims} claims were done; no ledger was written") from None


def _finished(event: Event) -> str | None:
    """Return the id of the claim that this event finishes, or None."""
    from nlverify.run import ClaimDone

    return str(event.receipt["id"]) if isinstance(event, ClaimDone) else None


@contextmanager
def _bar() -> Iterator[Callable[[Event, str], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[now]}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None, now="")

        def show(event: Event, description: str) -> None:
            from nlverify.run import TaskDone

            if isinstance(event, TaskDone):
                now = f"{event.task.claim}: {event.task.name or event.task.kind}"
                bar.update(task, completed=event.done, total=event.total, now=now)
            bar.update(task, description=description)

        yield show
