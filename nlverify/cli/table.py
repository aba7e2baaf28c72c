"""The table that `check` prints: one row for each claim, then what needs saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

SAYS = 60  # characters of a claim's sentence in the table
COLOURS = {"kernel": "green", "certified": "green", "agreed": "cyan", "undecided": "yellow", "failed": "red"}
HEADINGS = ("claim", "says", "tier", "engines", "seconds")


def print_table(ledger: Mapping[str, Any], out: Path, stream: TextIO, environment: Mapping[str, str]) -> None:
    """Print the table with colours on a terminal, as plain text elsewhere or if NO_COLOR is set."""
    rows = [_row(claim) for claim in ledger["claims"]]
    if stream.isatty() and "NO_COLOR" not in environment and environment.get("TERM") != "dumb":
        _rich(rows, stream)
    else:
        _plain(rows, stream)
    for line in _lines(ledger, out):
        click.echo(line, file=stream)


def _row(claim: Mapping[str, Any]) -> tuple[str, str, str, str, str]:
    says = claim["says"] if len(claim["says"]) <= SAYS else claim["says"][: SAYS - 1].rstrip() + "…"
    accepted = {e["engine"]: None for part in claim["parts"] for e in part["evidence"] if e["accepted"]}
    return claim["id"], says, claim["tier"], ", ".join(accepted) or "none", f"{claim['seconds']:.1f}"


def _plain(rows: Sequence[tuple[str, ...]], stream: TextIO) -> None:
    widths = [max(len(row[k]) for row in (HEADINGS, *rows)) for k in range(len(HEADINGS))]
    for row in (HEADINGS, *rows):
        cells = [text.ljust(width) for text, width in zip(row[:-1], widths, strict=False)]
        click.echo("  ".join([*cells, row[-1].rjust(widths[-1])]), file=stream)
    click.echo(file=stream)


def _rich(rows: Sequence[tuple[str, ...]], stream: TextIO) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in HEADINGS[:-1]:
        table.add_column(heading, overflow="fold" if heading == "claim" else "ellipsis", no_wrap=heading == "tier")
    table.add_column(HEADINGS[-1], justify="right")
    for claim, says, tier, engines, seconds in rows:
        table.add_row(claim, says, Text(tier, style=COLOURS.get(tier, "magenta")), engines, seconds)
    Console(file=stream).print(table)


def _lines(ledger: Mapping[str, Any], out: Path) -> list[str]:
    """Return what stands below the table: what is wrong, what was not run, the summary."""
    lines = [line for claim in ledger["claims"] for line in claim["problems"]]
    told = [claim for claim in ledger["claims"] if claim["tier"] not in ("kernel", "certified")]
    lines += [line for claim in told for line in claim["notes"]]
    lines += [*ledger["missing_tools"], *ledger["notes"]]
    others = sum(len(claim["notes"]) for claim in ledger["claims"] if claim not in told)
    summary = ledger["summary"]
    tiers = ", ".join(f"{count} {tier}" for tier, count in summary["tiers"].items())
    if not ledger["corpus"]["published"]:
        strangers = [claim["id"] for claim in ledger["claims"] if not claim["published"]]
        some = "" if len(strangers) == len(ledger["claims"]) else f": {', '.join(strangers)}"
        lines.append(f"{ledger['corpus']['label']}{some}")
    word = "claim" if summary["claims"] == 1 else "claims"
    more = f" ({others} notes in it)" if others else ""
    lines.append(f"{summary['claims']} {word}: {tiers} · {summary['seconds']:.1f} s · {out / 'ledger.json'}{more}")
    return lines
