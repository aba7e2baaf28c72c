"""`nlverify list`, `show`, `explain`, `cite`: what a reader sees of a claim."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nlverify.cli import COMMANDS, nlverify

WriteClaim = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("server")


def call(*arguments: object) -> Result:
    return CliRunner().invoke(nlverify, [str(a) for a in arguments])


def test_list_as_text_and_as_json() -> None:
    result = call("list")
    assert result.exit_code == 0
    assert "xor/\n" in result.stdout
    assert re.search(r"^  xor-not-threshold +XOR is not a threshold function$", result.stdout, re.MULTILINE)
    data = json.loads(call("list", "--json").stdout)
    assert data["schema"] == "nlverify-list/1"
    (claim,) = [c for c in data["claims"] if c["id"] == "xor-not-threshold"]
    assert claim["parts"] == ["main", "fires-at-zero"]
    assert (claim["title"], claim["says"]) == (
        "XOR is not a threshold function",
        "No single threshold unit computes XOR.",
    )


def test_without_a_title_list_has_the_sentence_and_show_the_words_of_the_id(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one_unit.py").parent.parent
    assert "  one-unit  No unit computes XOR, says one-unit.\n" in call("list", "--corpus", folder).stdout
    assert call("show", "one-unit", "--corpus", folder).stdout.startswith("One unit\n========\n")
    assert call("show", "xor-not-threshold").stdout.startswith("XOR is not a threshold function\n===")


def test_show_puts_the_formal_reading_above_the_prose() -> None:
    text = call("show", "xor-not-threshold").stdout
    places = [
        text.index(t)
        for t in ("Formal reading", "  main\n", "  fires-at-zero\n", "Controls", "A unit fires when", "Source:")
    ]
    assert places == sorted(places)
    assert "Perceptrons" in text


def test_explain_has_reading_trust_and_the_check_by_hand() -> None:
    text = call("explain", "xor-not-threshold").stdout
    assert "What is trusted: nlcheck.py, this formal reading" in text
    assert "      1 ·  b + w2 > 0\n" in text
    assert "    Sum: 0 > 0, which is false.\n" in text


def test_explain_says_so_where_there_is_no_evidence(write_claim: WriteClaim) -> None:
    folder = write_claim("mine/one.py", proof="return 1 / 0").parent.parent
    result = call("explain", "one", "--corpus", folder)
    assert result.exit_code == 0
    assert "no evidence: raised: ZeroDivisionError: division by zero" in result.stdout


@pytest.mark.parametrize("wrong", ["Farkas((1, 1, 1, 2))", "Farkas((1, -1, 1, 1))", "Farkas(())", "Farkas((1,) * 9)"])
def test_explain_lays_out_only_what_the_checker_accepts(write_claim: WriteClaim, wrong: str) -> None:
    folder = write_claim("mine/one.py", proof=f"return {wrong}").parent.parent
    result = call("explain", "one", "--corpus", folder)
    assert result.exit_code == 0
    assert "    nlcheck rejects this certificate: " in result.stdout
    assert "which is false" not in result.stdout


def test_a_statement_that_the_checker_refuses_is_one_line(write_claim: WriteClaim) -> None:
    path = write_claim("mine/one.py", part="NotSeparable(THREE)")
    table = "THREE = Table.of([((0,), 0), ((1,), 3)])\n\nCLAIM ="
    path.write_text(path.read_text().replace("CLAIM =", table, 1).replace("Source\n", "Source, Table\n", 1))
    result = call("show", "one", "--corpus", path.parent.parent)
    assert result.exit_code == 2
    assert result.stderr.startswith("one.py: expected a statement that nlcheck can read, got: ")


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json", "apa"])
def test_cite(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NLVERIFY_SITE_URL", raising=False)
    plain = call("cite", "xor-not-threshold", "--format", style).stdout
    assert "The nlverify contributors" in plain
    assert "http" not in plain
    monkeypatch.setenv("NLVERIFY_SITE_URL", "https://example.org")
    assert (
        "https://example.org/claims/xor-not-threshold/" in call("cite", "xor-not-threshold", "--format", style).stdout
    )


@pytest.mark.parametrize("command", ["show", "explain", "cite"])
def test_an_unknown_id_is_one_line_with_the_nearest(command: str) -> None:
    result = call(command, "xor-not-treshold")
    assert result.exit_code == 2
    assert result.stderr.endswith("did you mean xor-not-threshold?\n")
    assert result.stdout == ""


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    result = call(name, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


def test_an_unknown_command_is_refused() -> None:
    assert call("prove").exit_code == 2
    assert call("--version").stdout.startswith("nlverify ")
