"""The reference of the command line, as Markdown, from the commands themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import click


def reference(root: click.Command) -> Mapping[str, str]:
    """Return a piece of Markdown for each command, by file name: usage, arguments and options."""
    if not isinstance(root, click.Group):
        return {}
    context = click.Context(root, info_name=root.name)
    names = root.list_commands(context)
    commands = {name: root.get_command(context, name) for name in names}
    pieces = {
        f"command-{name}.md": "\n".join(_command(command, click.Context(command, context, info_name=name))) + "\n"
        for name, command in commands.items()
        if command is not None
    }
    rows = [f"| [`{name}`](#{name}) | {_text(c.get_short_help_str(200))} |" for name, c in commands.items() if c]
    pieces["commands.md"] = "\n".join(["| command | does |", "|---|---|", *rows]) + "\n"
    return pieces


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    yield from ("```console", f"$ {usage}", "```", "")
    help_text = re.sub(r"[ \t]*\n[ \t]+", "\n", (command.help or "").strip())
    yield from (_text(paragraph) + "\n" for paragraph in help_text.split("\n\n"))
    options = [p for p in command.params if isinstance(p, click.Option)]
    if options:
        yield from ("| option | meaning |", "|---|---|")
        yield from (f"| {_names(option)} | {_meaning(option)} |" for option in options)


def _names(option: click.Option) -> str:
    """Return an option's names, with what stands after them.

    >>> _names(click.Option(["-j", "--jobs"], type=click.IntRange(1)))
    '`-j N` `--jobs N`'
    """
    kinds = {"integer": "N", "integer range": "N", "float": "X", "float range": "X", "directory": "DIR", "choice": "…"}
    value = "" if option.is_flag else " " + (option.metavar or kinds.get(option.type.name, option.type.name.upper()))
    return " ".join(f"`{name}{value}`" for name in option.opts)


def _meaning(option: click.Option) -> str:
    """Return an option's help text, the values to choose from and the default.

    >>> _meaning(click.Option(["--format"], type=click.Choice(["apa", "ris"]), default="apa", help="How to cite."))
    'How to cite. One of `apa` (the default), `ris`.'
    """
    told = _text(option.help or "")
    if isinstance(option.type, click.Choice):
        shown = (f"`{c}`{' (the default)' if c == option.default else ''}" for c in option.type.choices)
        return f"{told} One of {', '.join(shown)}.".strip()
    return f"{told} The default is `{option.default}`." if option.show_default else told


def _text(text: str) -> str:
    """Return a help text as one line of Markdown in which nothing is taken for HTML or for a cell's end.

    >>> _text("fires when  x > T")
    'fires when x &gt; T'
    """
    return " ".join(text.split()).replace("<", "&lt;").replace(">", "&gt;").replace("|", "\\|")
