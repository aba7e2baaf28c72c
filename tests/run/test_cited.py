"""Parts that are only cited: every command says so, and none counts them as checked."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nlverify.cli import nlverify
from nlverify.corpus import CorpusError, load
from nlverify.files import write_json

pytestmark = pytest.mark.usefixtures("server")

CLAIM = '''"""A theorem of analysis, cited.

It is too long for a certificate. An instance of it is not.
"""

from nlverify.claim import AND, XOR, Cited, Claim, NotSeparable, SomeNetwork, Source
from nlverify.evidence import Network, Unit, Weights

CLAIM = Claim(
    id="a-theorem",
    title="A theorem that is cited",
    says="Networks approximate everything.",
    parts={"theorem": Cited("They approximate every f.", "a-paper", "its proof is analysis."), MORE},
    illustrations={"xor": SomeNetwork(XOR, hidden=2)},
    source=Source("a-book"),
)


@CLAIM.proof("xor", engine="exact")
def two_units() -> Network:
    """Two units do it for XOR."""
    return Network((Unit((1, 1), 0, 1), Unit((1, 1), -1, -2)))


@CLAIM.control(NotSeparable(AND), drops="the labels")
def and_is_easy() -> Weights:
    """x + y − 1 is positive at (1, 1) alone."""
    return Weights((1, 1), -1)
'''
BIB = "".join(
    f"@misc{{{key},\n  author = {{Somebody}},\n  title = {{{title}}},\n}}\n"
    for key, title in (("a-book", "A Book"), ("a-paper", "A Paper"))
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    (corpus / "universality").mkdir(parents=True)
    (corpus / "references.bib").write_text(BIB, encoding="utf-8")
    claim(corpus)
    return corpus


def claim(corpus: Path, more: str = "", **changes: str) -> None:
    source = CLAIM.replace(", MORE", f", {more}" if more else "")
    for before, after in changes.values():
        assert before in source
        source = source.replace(before, after)
    (corpus / "universality" / "a_theorem.py").write_text(source, encoding="utf-8")


def call(folder: Path, command: str, *arguments: object) -> Result:
    return CliRunner().invoke(nlverify, [command, "--corpus", str(folder), *map(str, arguments)])


def check(folder: Path, *arguments: object) -> Result:
    return call(folder, "check", "--fresh", "--out", folder.parent / "out", *arguments)


def ledger(folder: Path) -> Any:
    return json.loads((folder.parent / "out" / "ledger.json").read_text(encoding="utf-8"))


def test_check_says_that_it_is_not_checked(folder: Path) -> None:
    done = check(folder)
    assert done.exit_code == 0, done.output
    assert "a-theorem, part theorem: cited from a-paper, which nothing here checks\n" in done.stdout
    assert "1 claim: 1 cited · " in done.stdout
    (entry,) = ledger(folder)["claims"]
    assert (entry["verdict"], entry["tier"], entry["tiers"]) == ("cited", "cited", ["cited"])
    assert entry["parts"][0]["cited"] == {
        "text": "They approximate every f.",
        "source": "a-paper",
        "reason": "its proof is analysis.",
    }
    assert entry["parts"][0]["evidence"] == []
    assert entry["illustrations"][0]["tier"] == "certified"
    assert ledger(folder)["summary"]["tiers"] == {"cited": 1}
    assert check(folder, "--at-least", "certified").exit_code == 3


def test_one_part_that_is_cited_makes_the_claim_cited(folder: Path) -> None:
    claim(folder, more='"two": SomeNetwork(XOR, hidden=2, activation="abs")')
    done = check(folder)
    (entry,) = ledger(folder)["claims"]
    assert entry["tier"] == "undecided"  # no proof of the other part, which no solver decides
    claim(folder, more='"two": NotSeparable(XOR)')
    done = check(folder)
    assert done.exit_code == 0, done.output
    (entry,) = ledger(folder)["claims"]
    assert (entry["verdict"], entry["tier"]) == ("cited", "cited")
    assert {part["name"]: part["tier"] for part in entry["parts"]}["two"] in ("agreed", "trusts-z3", "trusts-cvc5")


def test_the_page_says_it_with_source_and_reason(folder: Path) -> None:
    check(folder)
    pages = folder.parent / "claims"
    done = call(folder, "site", "--ledger", folder.parent / "out", "--pages", pages)
    assert done.exit_code == 0, done.output
    page = (pages / "a-theorem.md").read_text(encoding="utf-8")
    assert (
        "**Nothing here checks this sentence**; why: its proof is analysis. It is taken from: Somebody: A Paper."
        in page
    )
    assert "It is **cited, not checked**: it rests on the literature alone" in page
    assert "[cited](#verdict){ .nl-cited } not checked here" in page
    assert "holds" not in page.split("## Why")[0].split("linked_data")[1].split("\n", 1)[1]
    assert "- Somebody: A Paper." in page
    assert "Not checked, but cited: theorem" in page
    (row,) = [line for line in (pages / "index.md").read_text().splitlines() if "(a-theorem.md)" in line]
    assert "cited" in row
    assert "holds" not in row


def test_recheck_compares_it_and_takes_no_solver_s_word(folder: Path) -> None:
    check(folder)
    out = folder.parent / "out"
    done = call(folder, "recheck", out)
    assert done.exit_code == 0, done.output
    assert "accepted: 1 of 1 claims" in done.stdout
    assert "1 cited" in done.stdout
    data = ledger(folder)
    for change in (
        lambda c: c.update(tier="certified"),
        lambda c: c["parts"][0].update(tier="certified", earned=["certified"]),
        lambda c: c["parts"][0]["cited"].update(reason="it is obvious"),
        lambda c: c["parts"][0].pop("cited"),
        lambda c: c.update(verdict="holds"),
    ):
        forged = copy.deepcopy(data)
        change(forged["claims"][0])
        write_json(out / "ledger.json", forged)
        assert call(folder, "recheck", out).exit_code == 1


def test_cite_warns(folder: Path) -> None:
    done = call(folder, "cite", "a-theorem")
    assert done.exit_code == 0
    assert done.stderr == "a-theorem: expected to cite what was checked, got parts that nobody checks: theorem\n"
    assert "Not checked, but cited: theorem" in done.stdout
    assert "title = {{A theorem that is cited}}" in done.stdout


def test_an_illustration_or_a_control_that_fails_is_a_failure_all_the_same(folder: Path) -> None:
    claim(folder, network=("Unit((1, 1), -1, -2)", "Unit((1, 1), -1, -3)"))
    assert check(folder).exit_code == 1
    claim(folder, control=("return Weights((1, 1), -1)", "return Weights((1, 1), 0)"))
    assert check(folder).exit_code == 1


def test_without_an_illustration_that_is_checked_it_is_undecided(folder: Path) -> None:
    claim(folder, slow=("    return Network(", "    raise MemoryError\n    return Network("))
    assert check(folder, "--timeout", "5").exit_code in (1, 3)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (('illustrations={"xor": SomeNetwork(XOR, hidden=2)},', ""), "expected an illustration that is checked"),
        (
            ('"a-paper", "its', '"no-paper", "its'),
            "expected a source in references.bib, got 'no-paper' in part 'theorem'",
        ),
        (('@CLAIM.proof("xor"', '@CLAIM.proof("theorem"'), "expected no proof of 'theorem', which is only cited"),
    ],
)
def test_what_a_cited_claim_must_have(folder: Path, change: tuple[str, str], line: str) -> None:
    drop = ('@CLAIM.proof("xor", engine="exact")\n', "") if "illustrations" in change[0] else change
    claim(folder, first=change, **({"second": drop} if drop != change else {}))
    with pytest.raises(CorpusError) as raised:
        load(folder, lambda _: True)
    assert line in str(raised.value)
