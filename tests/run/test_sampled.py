"""What was only observed: run again, counted, and never more than `sampled`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nlverify.corpus import CHECKER, load
from nlverify.files import write_json
from nlverify.ledger import judge, ledger
from nlverify.recheck import recheck
from nlverify.run import Settings, encodable, run
from nlverify.site.write import write_pages
from nlverify.tools import tool_versions

pytestmark = pytest.mark.usefixtures("server")

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "schemas" / "ledger-1.json").read_text())
WriteClaim = Callable[..., Path]

OBSERVED = "Sampled('coin/1', {'coin': 'fair'}, trials=4, successes=3)"
AGAIN = '''

from nlverify.claim import Sampled
from nlverify.evidence import Observed


@CLAIM.proof("tossed", engine="{engine}")
def toss_again() -> Observed:
    """Three heads, one tail."""
    {toss}
'''


def judged(
    write_claim: WriteClaim,
    tmp_path: Path,
    *,
    group: str = "illustrations",
    toss: str = "return Observed(4, 3)",
    engine: str = "numeric",
    **pieces: str,
) -> Any:
    """The ledger's entry of a claim that tosses coins."""
    path = write_claim(**pieces)
    text = path.read_text().replace("NoNetwork, NotSeparable,", "NoNetwork, NotSeparable, Sampled,")
    if group == "parts":
        text = text.replace('"main": NotSeparable(XOR)}', f'"main": NotSeparable(XOR), "tossed": {OBSERVED}}}')
    else:
        text = text.replace(
            '"main": NotSeparable(XOR)}', f'"main": NotSeparable(XOR)}}, {group}={{"tossed": {OBSERVED}}}'
        )
    path.write_text(text + AGAIN.format(toss=toss, engine=engine))
    corpus = load(path.parent.parent)
    out = tmp_path / "out"
    receipts = run(list(corpus.entries.values()), corpus.references, Settings(out, jobs=1, timeout=20))
    result = ledger(receipts, versions=tool_versions(), seconds=1, complete=True)
    assert list(Draft202012Validator(SCHEMA).iter_errors(result)) == []
    write_json(out / "ledger.json", result)
    return result["claims"][0]


def test_an_observed_illustration_does_not_lower_the_claim(write_claim: WriteClaim, tmp_path: Path) -> None:
    claim = judged(write_claim, tmp_path)
    assert (claim["verdict"], claim["tier"], claim["problems"], claim["notes"]) == ("holds", "certified", [], [])
    (tossed,) = claim["illustrations"]
    assert (tossed["tier"], tossed["earned"]) == ("sampled", ["sampled"])
    (evidence,) = tossed["evidence"]
    assert (evidence["kind"], evidence["trials"], evidence["successes"]) == ("observation", 4, 3)


def test_a_claim_with_an_observed_part_stands_no_higher_than_sampled(write_claim: WriteClaim, tmp_path: Path) -> None:
    """The checker lets no such statement be a part; the ledger would not take it for more either."""
    judged(write_claim, tmp_path)
    text = (tmp_path / "out" / "bundle" / "one-unit" / "receipt.json").read_text()
    receipt = json.loads(text.replace("illustrations/tossed", "parts/tossed"))
    receipt |= {"parts": ["main", "tossed"], "illustrations": [], "sha256": ""}
    claim = judge(receipt, {})
    assert (claim["verdict"], claim["tier"], claim["tiers"]) == ("holds", "sampled", ["sampled"])
    assert {part["name"]: part["tier"] for part in claim["parts"]} == {"main": "certified", "tossed": "sampled"}


def test_a_part_is_not_what_was_only_observed(write_claim: WriteClaim, tmp_path: Path) -> None:
    claim = judged(write_claim, tmp_path, group="parts")
    assert claim["verdict"] == "failed"
    assert "sampled outside illustrations" in claim["problems"][0]


def test_no_file_of_the_bundle_is_a_certificate_of_it(write_claim: WriteClaim, tmp_path: Path) -> None:
    judged(write_claim, tmp_path)
    names = [p.name for p in (tmp_path / "out" / "bundle" / "one-unit").iterdir()]
    assert not [name for name in names if "tossed" in name]


def test_recheck_reports_what_the_ledger_says(write_claim: WriteClaim, tmp_path: Path) -> None:
    judged(write_claim, tmp_path)
    report = recheck(tmp_path / "out", load(tmp_path / "claims"), CHECKER)
    assert (report.problems, report.tiers, report.recorded) == ([], {"certified": 1}, [])


def test_the_page_says_that_it_was_run_again(write_claim: WriteClaim, tmp_path: Path) -> None:
    judged(write_claim, tmp_path)
    pages = write_pages(tmp_path / "out", tmp_path / "pages")
    text = next(p for p in pages if p.name == "one-unit.md").read_text()
    assert "Observed, not proven: 3 of 4 runs of coin/1 succeeded" in text
    assert "`toss_again` ran it again: 3 of 4 succeeded (observed by engine numeric" in text


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ({"toss": "return Observed(4, 2)"}, "expected 3 of 4 runs to succeed, got 2 of 4"),
        ({"toss": "return Observed(5, 3)"}, "expected 3 of 4 runs to succeed, got 3 of 5"),
        ({"engine": "exact"}, "expected a proof, got an observation by engine exact"),
        ({"toss": "raise ValueError('no coin')"}, "expected a proof, got ValueError: no coin"),
        ({"toss": "return Farkas((1,))"}, "expected a proof, got a rejected certificate: format: expected another one"),
    ],
)
def test_another_result_fails_the_claim(
    write_claim: WriteClaim, tmp_path: Path, pieces: dict[str, str], line: str
) -> None:
    claim = judged(write_claim, tmp_path, **pieces)
    assert claim["verdict"] == "failed"
    assert claim["problems"][0].startswith(f"one-unit, illustration tossed, proof toss_again: {line}")


def test_an_experiment_that_takes_too_long_is_not_held_against_the_claim(
    write_claim: WriteClaim, tmp_path: Path
) -> None:
    claim = judged(write_claim, tmp_path, toss="import os\n    os.kill(os.getpid(), 9)\n    return Observed(4, 3)")
    assert (claim["tier"], claim["illustrations"][0]["tier"]) == ("certified", "undecided")
    assert "tossed" in claim["notes"][0]


@pytest.mark.parametrize(("target", "kind"), [("main", "part"), ("and_is_easy", "control")])
def test_an_observation_proves_and_refutes_nothing(
    write_claim: WriteClaim, tmp_path: Path, target: str, kind: str
) -> None:
    imported = "from nlverify.evidence import Observed\n    return Observed(4, 3)  # type: ignore"
    claim = judged(write_claim, tmp_path, **{"proof" if kind == "part" else "refutation": imported})
    assert claim["verdict"] == "failed"
    place = f"part {target}, proof add_all_four: expected a proof"
    place = place if kind == "part" else f"control {target}: expected a refutation"
    assert claim["problems"][0] == f"one-unit, {place}, got an observation by engine exact"


def test_a_control_cannot_be_observed_away(write_claim: WriteClaim, tmp_path: Path) -> None:
    refutation = "from nlverify.evidence import Observed\n    return Observed(4, 3)"
    claim = judged(write_claim, tmp_path, control=OBSERVED, refutation=refutation)
    assert claim["verdict"] == "failed"


def test_a_sampled_statement_needs_a_proof_function(write_claim: WriteClaim) -> None:
    path = write_claim(part="Sampled('coin/1', {}, trials=4, successes=3)")
    text = path.read_text().replace("NoNetwork, NotSeparable,", "NoNetwork, NotSeparable, Sampled,")
    path.write_text(text.replace('@CLAIM.proof("main", engine="exact")\n', ""))
    with pytest.raises(ValueError, match="expected a proof of 'main', got none, and no solver reads kind 'sampled'"):
        load(path.parent.parent, encodable)
