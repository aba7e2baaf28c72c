"""`nlverify replay`: carry out the steps of a claim about an iteration one after the other."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from nlverify.cli.common import FALSE, InputError, clear_errors, corpus_option, find

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


@click.command("replay", short_help="Carry out an iteration's steps, one after the other, and compare.")
@click.argument("claim_id", metavar="ID")
@click.option("--steps", type=click.IntRange(min=1), help="So many steps only; all of them by default.")
@corpus_option
@click.pass_context
def replay_command(context: click.Context, claim_id: str, steps: int | None, folder: Path | None) -> None:
    """Carry out the steps of a claim that says where an iteration leads, one after the other, and compare.

    The claim's certificate is checked with a power of a matrix, in which all layers are collapsed into one. Here each
    single layer is applied, exactly, and the result has to be the same. Exit code 1 if it is not.
    """
    from nlverify.corpus import load
    from nlverify.engines.replay import replay
    from nlverify.statement import Iterates

    with clear_errors():
        claim = find(load(folder), claim_id).claim
    named = {name: s for name, s in claim.parts.items() if isinstance(s, Iterates)}
    if not named:
        raise InputError(f"{claim_id}: expected a claim with an iteration, got none; collapse-1e8 is one")
    agreed = True
    for name, statement in named.items():
        count = statement.steps if steps is None else steps
        started = time.perf_counter()
        with click.progressbar(length=100, label=f"{count:,} steps", file=sys.stderr) as bar:
            done = replay(statement, count, told=partial(_move, bar))
        seconds = time.perf_counter() - started
        same = done.agrees and (count != statement.steps or done.walked == statement.result)
        agreed = agreed and same
        click.echo(f"{claim_id}, {name}: {count:,} steps modulo {statement.modulus}, from {statement.start}")
        click.echo(f"  one after the other  {done.walked}")
        click.echo(f"  collapsed into one   {done.collapsed}")
        if count == statement.steps:
            click.echo(f"  what the claim says  {statement.result}")
        speed = f"{seconds:.1f} s, {count / seconds / 1e6:.1f} million steps a second"
        click.echo(f"  {'the same' if same else 'different'}; {speed}")
    if not agreed:
        context.exit(FALSE)


def _move(bar: ProgressBar[int], share: float) -> None:
    bar.update(round(100 * share) - bar.pos)
