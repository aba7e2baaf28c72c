"""Claims of the corpus with their parts replaced by one of their false controls: `check` must say no.

The proofs stay as they are. If one of them were accepted for a false statement, or if no
engine noticed, this is where it would show.
"""

import copy
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from nlverify import corpus as corpora
from nlverify.claim import Cited
from nlverify.cli import nlverify
from nlverify.corpus import Corpus, Entry, load

GROUPS = ("collapse", "relu")  # the others take too long
ENTRIES = {
    name: entry
    for name, entry in load().entries.items()
    if entry.group in GROUPS and not any(isinstance(part, Cited) for part in entry.claim.parts.values())
}
ROUNDS = max(len(entry.claim.controls) for entry in ENTRIES.values())

pytestmark = pytest.mark.usefixtures("server")


def replaced(entry: Entry, number: int) -> Entry:
    """Return the claim with control `number` (counted round) in place of each of its parts."""
    controls = list(entry.claim.controls.values())
    statement = controls[number % len(controls)].statement
    claim = copy.copy(entry.claim)
    object.__setattr__(claim, "parts", dict.fromkeys(entry.claim.parts, statement))
    object.__setattr__(claim, "uses", ())  # each must fail for itself, not for another
    return Entry(claim, entry.path, entry.group, entry.prose)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(ROUNDS))
def test_no_claim_survives_being_replaced_by_its_control(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = {e.id: replaced(e, number) for e in ENTRIES.values() if number < max(1, len(e.claim.controls))}
    monkeypatch.setattr(corpora, "load", lambda *_: Corpus(entries, {}))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(nlverify, ["check", "--fresh"])
    assert result.exit_code == 1
    ledger = json.loads((tmp_path / "nlverify-out" / "ledger.json").read_text())
    assert {claim["id"]: claim["verdict"] for claim in ledger["claims"]} == dict.fromkeys(entries, "failed")
    for name, entry in entries.items():
        parts = "|".join(map(re.escape, entry.claim.parts))
        line = rf"^{name}, part ({parts})\b.*: expected a proof, got .+$"
        assert re.search(line, result.stdout, re.MULTILINE), f"{name}: no line with part, expected and got"
