"""Wrong usage is one line: where, what was expected, what there is, and what to do."""

import pytest
from click.testing import CliRunner, Result

from nlverify.cli import COMMANDS, nlverify


def call(*arguments: str) -> Result:
    return CliRunner().invoke(nlverify, arguments)


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["prove"],
            "prove: expected check, list, show, explain, cite, recheck, try, function, widths, atlas, replay, site, "
            "lint, got no such",
        ),
        (["--frob"], "--frob: expected an option of `nlverify`, got no such option; see `nlverify --help`"),
        (["--version=1"], "--version: expected no value, got one; see `nlverify --help`"),
        (["check", "--frsh"], "expected an option of `nlverify check`, got no such option; did you mean --fresh?"),
        (["check", "--fresh=1"], "--fresh: expected no value, got one; see `nlverify check --help`"),
        (["check", "--jobs", "0"], "--jobs: expected a whole number ≥ 1, got '0'; see `nlverify check --help`"),
        (["check", "--jobs", "two"], "--jobs: expected a whole number ≥ 1, got 'two'; see"),
        (["check", "--timeout", "soon"], "--timeout: expected a number, got 'soon'; see"),
        (["check", "--timeout", "0"], "--timeout: expected seconds, more than 0 and at most 86400, got 0; try 60"),
        (["check", "--timeout", "nan"], "--timeout: expected seconds, more than 0 and at most 86400, got nan"),
        (["check", "--timeout", "inf"], "--timeout: expected seconds, more than 0 and at most 86400, got inf"),
        (["check", "--at-least", "gold"], "expected kernel, certified, agreed, trusts, sampled or cited, got"),
        (["check", "--out", __file__], "--out: expected a folder, got '"),
        (
            ["check", "--json", "/no/such/x.json"],
            "--json: expected a file in a folder that exists, got '/no/such/x.json'",
        ),
        (
            ["check", "--junit", "/no/such/x.xml"],
            "--junit: expected a file in a folder that exists, got '/no/such/x.xml'",
        ),
        (["check", "/"], "/: expected a claim's id, got a folder; pass --corpus / for its claims"),
        (["check", "--junit", "/"], "--junit: expected a file, got '/'; see"),
        (["list", "all"], "nlverify list: expected options only, got 'all'; see `nlverify list --help`"),
        (["show"], "ID: expected one, got none; see `nlverify show --help`"),
        (["show", "a", "b"], "nlverify show: expected nothing after ID, got 'b'; see"),
        (["show", "a\nb"], "a b: expected a claim's id, got no such claim"),
        (["show", ""], "ID: expected a claim's id, got no such claim"),
        (["cite", "x", "--format"], "--format: expected a value, got none; see `nlverify cite --help`"),
        (["cite", "x", "--format", "mla"], "--format: expected bibtex, ris, csl-json or apa, got 'mla'; see"),
        (["recheck", "a", "b\x1b[2J"], "nlverify recheck: expected nothing after BUNDLE, got 'b\\x1b[2J'; see"),
    ],
)
def test_one_line(arguments: list[str], line: str) -> None:
    result = call(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert line in result.stderr
    assert "Traceback" not in result.stderr


def test_without_a_command_there_is_help() -> None:
    result = call()
    assert result.exit_code in (0, 2)  # click 8.1 says 0
    assert all(f"  {name} " in result.output for name in COMMANDS)
