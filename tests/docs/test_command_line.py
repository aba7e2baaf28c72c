"""The reference of the command line is made from the commands, and the page on it includes all of it."""

import re
from pathlib import Path

import click
import pytest

from nlverify.cli import nlverify
from nlverify.cli.reference import reference

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
CONTEXT = click.Context(nlverify)
COMMANDS = nlverify.list_commands(CONTEXT)
PIECES = reference(nlverify)


def command(name: str) -> click.Command:
    found = nlverify.get_command(CONTEXT, name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_and_choice_is_there(name: str) -> None:
    piece = PIECES[f"command-{name}.md"]
    assert f"$ nlverify {name}" in piece
    for parameter in command(name).params:
        assert all(f"`{o}" in piece for o in parameter.opts if o.startswith("--"))
        if isinstance(parameter.type, click.Choice):
            assert all(choice in piece for choice in parameter.type.choices)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_means(name: str) -> None:
    for option in (p for p in command(name).params if isinstance(p, click.Option)):
        assert option.help or isinstance(option.type, click.Choice), f"{name} {option.opts}"


def test_the_page_includes_every_piece() -> None:
    assert sorted(re.findall(r'--8<-- "claims/_included/(.*)"', PAGE)) == sorted(PIECES)
    assert re.findall(r"^## (\S+)$", PAGE, re.MULTILINE) == COMMANDS


def test_no_option_is_described_that_does_not_exist() -> None:
    known = {o for name in COMMANDS for parameter in command(name).params for o in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known | {"--help"}
