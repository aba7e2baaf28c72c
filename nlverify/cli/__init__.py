"""The command line: the only part of the package that prints.

Data goes to standard output; progress, notes and errors go to standard error. Each command
is a module of its own, imported when it is called, and imports what it needs when it runs,
so that `nlverify --help` is quick.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from nlverify import __version__

COMMANDS = {
    "check": "nlverify.cli.check",
    "list": "nlverify.cli.read",
    "show": "nlverify.cli.read",
    "explain": "nlverify.cli.read",
    "cite": "nlverify.cli.read",
    "recheck": "nlverify.cli.recheck",
    "try": "nlverify.cli.try_unit",
    "function": "nlverify.cli.function",
    "widths": "nlverify.cli.widths",
    "atlas": "nlverify.cli.atlas",
    "replay": "nlverify.cli.replay",
    "site": "nlverify.cli.site",
    "lint": "nlverify.cli.lint",
}
INTERRUPTED = 130


class OneLine(click.UsageError):
    """Wrong usage that says so in one line."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the line, without the usage text that click puts above it."""
        click.echo(self.format_message(), file=file, err=file is None)


@contextmanager
def one_line(context: click.Context | None = None) -> Iterator[None]:
    """Say in one line what click says in three; `nlverify` alone still shows the help."""
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, OneLine | getattr(click.exceptions, "NoArgsIsHelpError", OneLine)):
            raise
        from nlverify.cli.usage import usage_line

        called = f"{context.command_path} {context.invoked_subcommand or ''}".strip() if context else "nlverify"
        raise OneLine(usage_line(error, called)) from None


class Commands(click.Group):
    """A group whose commands are imported only when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the documentation."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[cmd_name])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first argument names; another name is one line."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise OneLine(f"{args[0]}: expected {', '.join(COMMANDS)}, got no such command; see `nlverify --help`")
        return super().resolve_command(ctx, args)

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as in click
    ) -> click.Context:
        """Read the options before the command; wrong usage is one line."""
        with one_line():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as in click
        """Run the command; wrong usage is one line, and so is Ctrl-C."""
        try:
            with one_line(ctx):
                return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            click.echo(f"interrupted{': ' if str(interrupt) else ''}{interrupt}", err=True)
            ctx.exit(INTERRUPTED)


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="nlverify", message="%(prog)s %(version)s")
def nlverify() -> None:
    """Why do neural networks need non-linearities? Answers that nobody has to take on trust.

    Exit codes: 0 done and true · 1 done and false · 2 bad input or usage · 3 undecided, or below --at-least.
    """


def main() -> None:
    """Run the command line."""
    nlverify(prog_name="nlverify")
