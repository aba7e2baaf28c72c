"""Wrong usage, as click finds it, in the project's own words: one line, and what to do instead."""

from __future__ import annotations

import re
from typing import Any

import click

from nlverify.files import one_line


def usage_line(error: click.UsageError, command: str) -> str:
    """Return an error of click's as `place: expected X, got Y; remedy`; `command` is what was called."""
    return one_line(_line(error, command))


def _line(error: click.UsageError, command: str) -> str:
    command = error.ctx.command_path if error.ctx else command
    parameters = error.ctx.command.params if error.ctx else ()
    remedy = f"see `{command} --help`"
    match error:
        case click.NoSuchOption():
            remedy = f"did you mean {error.possibilities[0]}?" if error.possibilities else remedy
            return f"{error.option_name}: expected an option of `{command}`, got no such option; {remedy}"
        case click.MissingParameter() if error.param is not None:
            return f"{_place(error.param)}: expected one, got none; {remedy}"
        case click.BadParameter() if error.param is not None:
            given = re.search(r"'(.*?)' is |^(\S+) is ", error.message, re.DOTALL)
            value = (given[1] or given[2]) if given else error.message
            return f"{_place(error.param)}: expected {_expected(error.param.type)}, got {value!r}; {remedy}"
        case click.BadOptionUsage():
            wanted = "no value, got one" if "not take" in error.message else "a value, got none"
            return f"{error.option_name}: expected {wanted}; {remedy}"
        case _:
            extra = re.search(r"unexpected extra arguments? \((.*)\)", error.message, re.DOTALL)
            arguments = [_place(p) for p in parameters if isinstance(p, click.Argument)]
            wanted = f"nothing after {arguments[-1]}" if arguments else "options only"
            wanted, got = (wanted, extra[1]) if extra else ("other arguments", error.message)
            return f"{command}: expected {wanted}, got {got!r}; {remedy}"


def _place(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _expected(kind: click.ParamType[Any]) -> str:
    """Return what values a parameter takes.

    >>> _expected(click.IntRange(1)), _expected(click.Choice(["apa", "ris", "bibtex"]))
    ('a whole number ≥ 1', 'apa, ris or bibtex')
    """
    match kind:
        case click.Choice():
            *others, last = map(str, kind.choices)
            return f"{', '.join(others)} or {last}" if others else last
        case click.IntRange() | click.FloatRange():
            number = "a whole number" if isinstance(kind, click.IntRange) else "a number"
            return number + (f" {'>' if kind.min_open else '≥'} {kind.min:g}" if kind.min is not None else "")
        case click.Path():
            return "a folder" if not kind.file_okay else "a file" if not kind.dir_okay else "a path"
        case _:
            return {"float": "a number", "integer": "a whole number"}.get(kind.name, "another value")
