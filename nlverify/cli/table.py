"""The table that `check` prints: one row for each claim, then what needs saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import click

PLAIN = 60  # characters of a claim's sentence where the width is not known
LEAST = 24  # characters of room below which the sentence is left out
GAP = 2  # blanks between columns
COLOURS = {"kernel": "green", "certified": "green", "agreed": "cyan", "undecided": "yellow", "failed": "red"}
HEADINGS = ("claim", "says", "tier", "engines", "seconds")
SAYS, TIER = HEADINGS.index("says"), HEADINGS.index("tier")


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
    accepted = {e["engine"]: None for part in claim["parts"] for e in part["evidence"] if e["accepted"]}
    return claim["id"], claim["says"], claim["tier"], ", ".join(accepted) or "none", f"{claim['seconds']:.1f}"


def _plain(rows: Sequence[tuple[str, ...]], stream: TextIO) -> None:
    cut = [HEADINGS, *((*row[:SAYS], _shortened(row[SAYS], PLAIN), *row[SAYS + 1 :]) for row in rows)]
    widths = [max(len(row[k]) for row in cut) for k in range(len(HEADINGS))]
    for row in cut:
        cells = [text.ljust(width) for text, width in zip(row[:-1], widths, strict=False)]
        click.echo((" " * GAP).join([*cells, row[-1].rjust(widths[-1])]), file=stream)
    click.echo(file=stream)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


def _rich(rows: Sequence[tuple[str, ...]], stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream)
    table = Table(box=None, pad_edge=False, padding=(0, GAP, 0, 0), header_style="bold")
    widths = [max(len(row[k]) for row in (HEADINGS, *rows)) for k in range(len(HEADINGS))]
    room = console.width - sum(widths) + widths[SAYS] - GAP * len(HEADINGS)
    shown = [k for k in range(len(HEADINGS)) if k != SAYS or room >= LEAST]
    for k in shown:
        table.add_column(HEADINGS[k], no_wrap=True, justify="right" if HEADINGS[k] == "seconds" else "left")
    for row in rows:
        cells = [Text(text, style=COLOURS.get(text, "") if k == TIER else "") for k, text in enumerate(row)]
        cells[SAYS] = Text(_shortened(row[SAYS], room))
        table.add_row(*(cells[k] for k in shown))
    console.print(table)
    console.print()


def _lines(ledger: Mapping[str, Any], out: Path) -> list[str]:
    """Return what stands below the table: what is wrong, what was not run, the summary."""
    lines = [line for claim in ledger["claims"] for line in claim["problems"]]
    lines += [
        f"{claim['id']}, part {part['name']}: cited from {part['cited']['source']}, which nothing here checks"
        for claim in ledger["claims"]
        for part in claim["parts"]
        if "cited" in part
    ]
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
    cached = "".join(f" · {text}" for text in _cached(summary["cached"]))
    time = f"{summary['seconds']:.1f} s"
    lines.append(f"{summary['claims']} {word}: {tiers}{cached} · {time} · {out / 'ledger.json'}{more}")
    return lines


def _cached(counts: Mapping[str, int]) -> list[str]:
    """Return how much was taken from the cache that nobody judges again."""
    words = {
        "answers": ("solver answer", "solver answers"),
        "observations": ("observation", "observations"),
        "theorems": ("verdict of the kernel", "verdicts of the kernel"),
    }
    return [f"{n} {words[kind][n > 1]} from the cache" for kind, n in counts.items() if n]
