"""Long lines on a narrow terminal: folded between words, under where they began."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap

import click

LEAST = 30  # columns below which nothing is folded


def tell(text: str) -> None:
    """Print text: folded if it is wider than the terminal, and unchanged where there is none."""
    columns = shutil.get_terminal_size().columns
    click.echo(folded(text, columns) if sys.stdout.isatty() and columns >= LEAST else text)


def tell_beside(label: str, text: str) -> None:
    """Print a text beside its label, folded in a column of its own if the terminal has room for one."""
    columns = shutil.get_terminal_size().columns
    room = columns - len(label)
    if sys.stdout.isatty() and len(text) > room >= LEAST:
        text = f"\n{' ' * len(label)}".join(textwrap.wrap(text, room, break_on_hyphens=False))
    tell(label + text)


def folded(text: str, width: int) -> str:
    r"""Return text of which no line is longer than `width`, but for formulas without a blank, and tables.

    A paragraph of prose is filled again; of anything else only the long lines are folded.

    >>> print(folded("One two three\nfour five.\n\n    a + b = c + d", 12))
    One two
    three four
    five.
    <BLANKLINE>
        a + b =
          c + d
    """
    if all(len(line) <= width for line in text.splitlines()):
        return text
    body = text.rstrip("\n")
    blocks = re.split(r"(\n(?:[ \t]*\n)+)", body)
    return "".join(block if k % 2 else _block(block, width) for k, block in enumerate(blocks)) + text[len(body) :]


def _block(block: str, width: int) -> str:
    lines = block.split("\n")
    if all(len(line) <= width for line in lines):
        return block
    if all(re.match(r"[^\s|#]", line) and not line.startswith("- ") for line in lines):
        return _filled(" ".join(lines), width, "")
    return "\n".join(
        line if len(line) <= width or line.startswith("|") else _filled(line, width, _indent(line)) for line in lines
    )


def _indent(line: str) -> str:
    return " " * (len(line) - len(line.lstrip()) + 2)


def _filled(text: str, width: int, indent: str) -> str:
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, replace_whitespace=False
    )
