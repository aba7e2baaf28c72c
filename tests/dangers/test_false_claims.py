"""The ways in which DESIGN fears that a false claim could slip in: each is planted here, and caught.

Lying solvers and wrong encodings are in `test_engines_that_lie_or_die.py`, changed bundles in
`tests/run/test_recheck.py` as well.
"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nlverify.cli import nlverify
from nlverify.files import canonical

WriteClaim = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("server")


def call(*arguments: object) -> Result:
    return CliRunner().invoke(nlverify, [str(a) for a in arguments])


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_prose_that_says_more_than_the_data_stands_below_what_the_data_say(write_claim: WriteClaim) -> None:
    """The file claims XOR for networks of any kind; its data are about one unit."""
    path = write_claim("xor/one.py")
    path.write_text(path.read_text().replace('"""Prose about one."""', '"""No neural network at all computes XOR."""'))
    text = call("show", "one", "--corpus", path.parent.parent).stdout
    assert text.index("No f(x) = w₁x₁ + w₂x₂ + b with real w, b") < text.index("No neural network at all")
    call("check", "--corpus", path.parent.parent)
    (claim,) = json.loads(Path("nlverify-out/ledger.json").read_text())["claims"]
    assert claim["reading"].startswith("No f(x) = w₁x₁ + w₂x₂ + b")


def test_a_file_that_states_something_else_when_it_is_proved_is_rejected(write_claim: WriteClaim) -> None:
    """Loaded for the statement it says XOR, loaded in the child for the proof it says something easier."""
    path = write_claim("xor/one.py", part="NotSeparable(TABLE)", proof="return separate(TABLE)")
    text = path.read_text().replace("import os\n", "import multiprocessing\nimport os\n")
    text = text.replace("Source\n", "Source, boolean_table\nfrom nlverify.engines.search import separate\n", 1)
    here = "boolean_table('0111' if multiprocessing.parent_process() is None else '0110')"
    path.write_text(text.replace("CLAIM =", f"TABLE = {here}\n\nCLAIM =", 1))
    result = call("check", "--corpus", path.parent.parent)
    assert result.exit_code == 1
    assert "one, part main, proof add_all_four: expected a proof, got a rejected certificate" in result.stdout
    assert "one, part main: expected a proof, got a refutation by z3" in result.stdout


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ('NotSeparable(boolean_table("1111"))', "labels"),
        ('NotSeparable(boolean_table("0000"))', "labels"),
        ('Identity("ring", scalars("x"), symbols("x")[0], symbols("x")[0])', "sides"),
        ('ForAll(("x",), symbols("x")[0] > 0, (symbols("x")[0] > 1, symbols("x")[0] < 0), {"x": 0})', "witness"),
        ('ForAll(("x",), symbols("x")[0] > 0, (symbols("x")[0] > 1, symbols("x")[0] < 0))', ""),
    ],
)
def test_a_statement_about_nothing_is_refused(write_claim: WriteClaim, part: str, line: str) -> None:
    path = write_claim("xor/one.py", part=part)
    more = "ForAll, Identity, boolean_table, scalars\nfrom nlverify.exact.expression import symbols\n"
    path.write_text(path.read_text().replace("Source\n", f"Source, {more}", 1))
    result = call("check", "--corpus", path.parent.parent)
    assert result.exit_code == 1
    (problem,) = [
        x for x in result.stdout.splitlines() if x.startswith("one, nlcheck: expected a statement that it can")
    ]
    assert line in problem


def test_nothing_of_an_earlier_run_is_taken_for_this_one(write_claim: WriteClaim) -> None:
    """What once held and was accepted is no evidence of what stands there now."""
    path = write_claim("xor/one.py")
    assert call("check", "--corpus", path.parent.parent).exit_code == 0
    write_claim("xor/one.py", proof="return Farkas((1, 1, 1, 2))")
    assert call("check", "--corpus", path.parent.parent).exit_code == 1
    write_claim("xor/one.py", proof="time.sleep(60)", refutation="time.sleep(60)")
    assert call("check", "--corpus", path.parent.parent, "--timeout", "1").exit_code == 3


def test_an_unknown_file_in_a_bundle_is_refused(write_claim: WriteClaim) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert call("check", "--corpus", folder).exit_code == 0
    assert call("recheck", "--corpus", folder).exit_code == 0
    Path("nlverify-out/bundle/one/proof.txt").write_text("trust me")
    result = call("recheck", "--corpus", folder)
    assert result.exit_code == 1
    assert "one/proof.txt: expected a file of a bundle" in result.stdout


def test_a_stale_bundle_is_refused(write_claim: WriteClaim) -> None:
    """The corpus went on, the bundle stayed behind."""
    folder = write_claim("xor/one.py").parent.parent
    assert call("check", "--corpus", folder).exit_code == 0
    write_claim("xor/one.py", part="NotSeparable(XOR, fires='>=')")
    result = call("recheck", "--corpus", folder)
    assert result.exit_code == 1
    assert (
        "one/statement.json: expected the bytes of the installed corpus, got others; run check again" in result.stdout
    )


def test_a_promoted_tier_is_refused(write_claim: WriteClaim) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert call("check", "--corpus", folder).exit_code == 0
    path = Path("nlverify-out/ledger.json")
    ledger = json.loads(path.read_text())
    ledger["claims"][0]["tier"] = "kernel"
    ledger["summary"]["tiers"] = {"kernel": 1}
    path.write_text(canonical(ledger))
    result = call("recheck", "--corpus", folder)
    assert result.exit_code == 1
    assert "ledger.json, one: expected tier certified, got kernel; run check again" in result.stdout


def test_claims_from_elsewhere_cannot_pass_for_published_ones(write_claim: WriteClaim) -> None:
    """Not in the table, not in the ledger, and not with an id that is taken."""
    path = write_claim("xor/xor_not_threshold.py")
    result = call("check", path)
    assert result.exit_code == 2
    assert "expected a new id, got 'xor-not-threshold'" in result.stderr
    result = call("check", "--corpus", path.parent.parent)
    assert "not part of the published corpus" in result.stdout
    ledger = json.loads(Path("nlverify-out/ledger.json").read_text())
    assert (ledger["corpus"]["published"], ledger["claims"][0]["published"]) == (False, False)
    assert call("recheck").exit_code == 1
