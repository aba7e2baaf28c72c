"""The page on the command line names every command, every option and every choice."""

import re
from pathlib import Path

import click
import pytest

from nlverify.cli import nlverify

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "command-line.md").read_text(encoding="utf-8")
CONTEXT = click.Context(nlverify)
COMMANDS = nlverify.list_commands(CONTEXT)


def command(name: str) -> click.Command:
    found = nlverify.get_command(CONTEXT, name)
    assert found is not None
    return found


def section(name: str) -> str:
    found = re.search(rf"^## [^\n]*\b{name}\b.*?(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_described(name: str) -> None:
    text = section(name)
    for parameter in command(name).params:
        options = [o for o in parameter.opts if o.startswith("--")]
        assert not options or any(f"`{o}" in text or f"{name} {o}" in text for o in options), options
        if isinstance(parameter.type, click.Choice) and name != "check":  # tiers are described in trust.md
            assert [c for c in parameter.type.choices if f"`{c}`" not in text] == []


def test_no_option_is_described_that_does_not_exist() -> None:
    known = {o for name in COMMANDS for parameter in command(name).params for o in parameter.opts}
    assert set(re.findall(r"`(--[a-z-]+)", PAGE)) <= known | {"--help"}
