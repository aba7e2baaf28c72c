"""From receipts to verdicts: every way in which a tier is earned, lowered or lost."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from nlverify.ledger import judge, ledger, rank, worst

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "schemas" / "ledger-1.json").read_text())
HASH = "0" * 64
Receipt = dict[str, Any]


def certificate(target: str, proof: str, *, accepted: bool = True, establishes: str | None = None) -> dict[str, Any]:
    wanted = "refuted" if target.startswith("controls/") else "proved"
    return {
        "file": f"certificate-{proof}.json",
        "sha256": HASH,
        "for": target,
        "format": "cases/1",
        "accepted": accepted,
        "establishes": wanted if accepted else establishes,
        "message": "" if accepted else "no contradiction",
    }


def evidence(target: str, proof: str, **changes: Any) -> dict[str, Any]:
    return {
        "for": target,
        "proof": proof,
        "engine": "exact",
        "status": "done",
        "message": "",
        "missing": "",
        "seconds": 0.1,
        "cached": False,
        "file": f"certificate-{proof}.json",
        "sha256": HASH,
        **changes,
    }


def answer(target: str, solver: str, said: str, **changes: Any) -> dict[str, Any]:
    return {
        "for": target,
        "solver": solver,
        "question": "unit",
        "answer": said,
        "status": "done",
        "message": "",
        "missing": "",
        "version": "1",
        "options": [],
        "note": "",
        "seconds": 0.1,
        "cached": False,
        "file": f"{target.replace('/', '-')}.unit.smt2",
        "sha256": HASH,
        **changes,
    }


@pytest.fixture
def receipt() -> Receipt:
    """A claim whose part is certified and proved by both solvers, and whose control all of them refute."""
    part, control = "parts/main", "controls/near"
    return {
        "id": "a-claim",
        "group": "xor",
        "published": True,
        "title": "So it is",
        "says": "It is so.",
        "uses": [],
        "sources": [{"key": "k", "where": "", "text": "T.", "type": "book", "fields": {}}],
        "parts": ["main"],
        "illustrations": [],
        "controls": ["near"],
        "sampled": {},
        "cited": {},
        "evidence": [evidence(part, "add"), evidence(control, "near")],
        "answers": [answer(t, s, a) for t, a in ((part, "unsat"), (control, "sat")) for s in ("z3", "cvc5")],
        "conclusions": {
            part: {s: {"concludes": "holds", "grounds": ["unsat"]} for s in ("z3", "cvc5")},
            control: {s: {"concludes": "refuted", "grounds": ["sat"]} for s in ("z3", "cvc5")},
        },
        "theorems": [],
        "kernel": {"says_no": None, "sources": {}},
        "checker": {
            "status": "done",
            "message": "",
            "exit": 0,
            "problems": [],
            "sha256": HASH,
            "claim": {
                "id": "a-claim",
                "statement_sha256": HASH,
                "readings": {part: "∀ so", control: "∀ not so"},
                "certificates": [certificate(part, "add"), certificate(control, "near")],
            },
        },
        "files": {"statement.json": HASH},
        "sha256": HASH,
        "notes": [],
        "seconds": 0.4,
    }


def without_certificate(receipt: Receipt) -> None:
    receipt["evidence"] = receipt["evidence"][1:]
    receipt["checker"]["claim"]["certificates"] = receipt["checker"]["claim"]["certificates"][1:]


def conclude(receipt: Receipt, target: str, solver: str, concludes: str, *grounds: str) -> None:
    receipt["conclusions"][target][solver] = {"concludes": concludes, "grounds": list(grounds)}


def test_a_claim_with_everything_is_certified(receipt: Receipt) -> None:
    claim = judge(receipt, {})
    assert (claim["verdict"], claim["tier"], claim["tiers"]) == ("holds", "certified", ["certified", "agreed"])
    assert claim["problems"] == claim["notes"] == []
    assert claim["reading"] == "∀ so"
    assert claim["controls"][0]["refuted"]
    assert claim["controls"][0]["solvers"] == ["z3", "cvc5"]


def test_two_solvers_agree_and_one_is_trusted(receipt: Receipt) -> None:
    without_certificate(receipt)
    assert judge(receipt, {})["tier"] == "agreed"
    conclude(receipt, "parts/main", "cvc5", "unknown")
    assert judge(receipt, {})["tier"] == "trusts-z3"
    conclude(receipt, "parts/main", "z3", "unknown")
    claim = judge(receipt, {})
    assert (claim["verdict"], claim["tier"]) == ("undecided", "undecided")
    assert claim["problems"] == ["a-claim, part main: expected accepted evidence, got none"]


def test_the_weakest_part_decides(receipt: Receipt) -> None:
    receipt["parts"].append("second")
    receipt["conclusions"]["parts/second"] = copy.deepcopy(receipt["conclusions"]["parts/main"])
    receipt["answers"] += [{**a, "for": "parts/second"} for a in receipt["answers"][:2]]
    claim = judge(receipt, {})
    assert [part["tier"] for part in claim["parts"]] == ["certified", "agreed"]
    assert (claim["tier"], claim["tiers"]) == ("agreed", ["agreed"])
    assert claim["reading"] == "main: ∀ so\nsecond: "


def test_an_illustration_does_not_count(receipt: Receipt) -> None:
    receipt["illustrations"] = ["small"]
    claim = judge(receipt, {})
    assert claim["tier"] == "certified"
    assert claim["illustrations"][0]["tier"] == "undecided"


@pytest.mark.parametrize(
    ("used", "tier"), [("certified", "certified"), ("agreed", "agreed"), ("trusts-z3", "trusts-z3")]
)
def test_no_claim_stands_higher_than_those_that_it_uses(receipt: Receipt, used: str, tier: str) -> None:
    receipt["uses"] = ["other"]
    claim = judge(receipt, {"other": {"tier": used}})
    assert (claim["tier"], claim["parts"][0]["tier"], claim["problems"]) == (tier, tier, [])


@pytest.mark.parametrize("used", ["undecided", "failed"])
def test_a_claim_falls_with_those_that_it_uses(receipt: Receipt, used: str) -> None:
    receipt["uses"] = ["other"]
    claim = judge(receipt, {"other": {"tier": used}})
    assert claim["verdict"] == used
    assert claim["problems"] == [f"a-claim, uses other: expected a claim that holds, got {used}"]


def test_a_used_claim_that_was_not_run_proves_nothing(receipt: Receipt) -> None:
    receipt["uses"] = ["other"]
    assert judge(receipt, {})["verdict"] == "undecided"


def test_a_rejected_proof_fails_the_claim_whatever_else_proves_it(receipt: Receipt) -> None:
    receipt["evidence"].append(evidence("parts/main", "wrong"))
    receipt["checker"]["claim"]["certificates"].append(certificate("parts/main", "wrong", accepted=False))
    claim = judge(receipt, {})
    assert claim["verdict"] == "failed"
    assert claim["problems"] == [
        "a-claim, part main, proof wrong: expected a proof, got a rejected certificate: no contradiction"
    ]


def test_a_proof_that_refutes_its_part_fails_the_claim(receipt: Receipt) -> None:
    receipt["checker"]["claim"]["certificates"][0] |= {"accepted": False, "establishes": "refuted", "message": "false"}
    claim = judge(receipt, {})
    assert claim["problems"] == ["a-claim, part main, proof add: expected a proof, got a refutation: false"]


def test_a_proof_that_raises_fails_the_claim(receipt: Receipt) -> None:
    receipt["evidence"][0] |= {"status": "raised", "message": "ValueError: no", "file": "", "sha256": ""}
    receipt["checker"]["claim"]["certificates"].pop(0)
    assert judge(receipt, {})["problems"] == ["a-claim, part main, proof add: expected a proof, got ValueError: no"]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({"status": "timeout", "message": "stopped after 1 s"}, "timeout: stopped after 1 s"),
        ({"status": "crashed", "message": "killed by SIGKILL"}, "crashed: killed by SIGKILL"),
        ({"status": "out-of-memory", "message": "too much"}, "out-of-memory: too much"),
        ({"status": "raised", "message": "ModuleNotFoundError", "missing": "sympy"}, "raised: sympy is not installed"),
    ],
)
def test_what_did_not_run_lowers_the_tier_and_says_so(receipt: Receipt, change: dict[str, str], line: str) -> None:
    receipt["evidence"][0] |= {**change, "file": "", "sha256": ""}
    receipt["checker"]["claim"]["certificates"].pop(0)
    claim = judge(receipt, {})
    assert (claim["verdict"], claim["tier"]) == ("holds", "agreed")
    assert claim["notes"] == [f"a-claim, part main, proof add: expected a proof, got none: {line}"]


def test_a_control_whose_refutation_is_rejected_fails_the_claim(receipt: Receipt) -> None:
    receipt["checker"]["claim"]["certificates"][1] |= {"accepted": False, "establishes": "proved", "message": "true"}
    claim = judge(receipt, {})
    assert claim["verdict"] == "failed"
    assert claim["problems"] == ["a-claim, control near: expected a refutation, got a proof: true"]
    assert not claim["controls"][0]["refuted"]


def test_a_control_that_could_not_run_leaves_the_claim_undecided(receipt: Receipt) -> None:
    receipt["evidence"][1] |= {"status": "timeout", "message": "stopped after 1 s", "file": "", "sha256": ""}
    receipt["checker"]["claim"]["certificates"].pop(1)
    claim = judge(receipt, {})
    assert (claim["verdict"], claim["tier"]) == ("undecided", "undecided")
    assert claim["problems"] == ["a-claim, control near: expected a refutation, got none that ran"]


def test_a_solver_that_refutes_a_part_fails_the_claim(receipt: Receipt) -> None:
    conclude(receipt, "parts/main", "cvc5", "refuted", "sat")
    claim = judge(receipt, {})
    assert claim["verdict"] == "failed"
    assert claim["problems"] == ["a-claim, part main: expected a proof, got a refutation by cvc5"]


@pytest.mark.parametrize("concludes", ["vacuous", "contradictory"])
def test_a_solver_that_finds_the_part_empty_or_contradicts_itself_fails_the_claim(
    receipt: Receipt, concludes: str
) -> None:
    conclude(receipt, "parts/main", "z3", concludes, "unsat")
    assert judge(receipt, {})["verdict"] == "failed"


def test_a_solver_that_believes_a_control_fails_the_claim_and_counts_for_nothing(receipt: Receipt) -> None:
    conclude(receipt, "controls/near", "z3", "holds", "unsat")
    claim = judge(receipt, {})
    assert claim["verdict"] == "failed"
    assert "a-claim, control near: expected a refutation, got a proof by z3" in claim["problems"]
    accepted = [e["engine"] for e in claim["parts"][0]["evidence"] if e["accepted"]]
    assert accepted == ["exact", "cvc5"]


def test_a_solver_that_was_right_on_no_control_counts_for_nothing(receipt: Receipt) -> None:
    without_certificate(receipt)
    conclude(receipt, "controls/near", "z3", "unknown")
    claim = judge(receipt, {})
    assert claim["tier"] == "trusts-cvc5"
    assert any(note.startswith("a-claim, z3 on parts main: not counted") for note in claim["notes"])


def test_a_solver_that_needed_but_one_answer_counts_for_nothing(receipt: Receipt) -> None:
    """Where the control, too, is refuted by "unsat", a solver that always says so would pass."""
    without_certificate(receipt)
    for solver in ("z3", "cvc5"):
        conclude(receipt, "controls/near", solver, "refuted", "unsat")
    assert judge(receipt, {})["verdict"] == "undecided"
    receipt["parts"].append("second")
    receipt["evidence"].append(evidence("parts/second", "second"))
    receipt["checker"]["claim"]["certificates"].append(certificate("parts/second", "second"))
    receipt["answers"] += [answer("parts/second", solver, "sat") for solver in ("z3", "cvc5")]
    receipt["conclusions"]["parts/second"] = {s: {"concludes": "holds", "grounds": ["sat"]} for s in ("z3", "cvc5")}
    assert judge(receipt, {})["parts"][0]["tier"] == "agreed"


def test_a_control_that_is_not_certified_tests_no_solver(receipt: Receipt) -> None:
    without_certificate(receipt)
    receipt["evidence"][0] |= {"status": "crashed", "file": "", "sha256": ""}
    receipt["checker"]["claim"]["certificates"] = []
    assert not [e for e in judge(receipt, {})["parts"][0]["evidence"] if e["accepted"]]


def test_what_a_solver_left_open_is_one_line(receipt: Receipt) -> None:
    conclude(receipt, "parts/main", "cvc5", "unknown")
    receipt["answers"][1] |= {"status": "crashed", "message": "killed by SIGSEGV", "answer": "none"}
    claim = judge(receipt, {})
    assert claim["tier"] == "certified"
    assert claim["notes"] == ["a-claim, cvc5 on parts main: no answer: crashed: killed by SIGSEGV"]


def test_an_unknown_that_another_answer_makes_good_is_no_news(receipt: Receipt) -> None:
    receipt["answers"].append(answer("controls/near", "z3", "unknown", question="other"))
    assert judge(receipt, {})["notes"] == []


@pytest.mark.parametrize(
    ("spoil", "line"),
    [
        (lambda r: r["checker"]["claim"].update(statement_sha256="1" * 64), "statement.json: expected the bytes"),
        (lambda r: r["checker"]["claim"].update(id="other"), "statement.json: expected the bytes"),
        (
            lambda r: r["checker"]["claim"]["certificates"][0].update(sha256="1" * 64),
            "certificate-add.json: expected the",
        ),
        (lambda r: r["evidence"].pop(0), "certificate-add.json: expected a certificate of this run, got another"),
        (lambda r: r["checker"].update(problems=["x: unknown"]), "nlcheck: x: unknown"),
        (
            lambda r: r["checker"].update(claim=None, problems=["s: bad"]),
            "nlcheck: expected a statement that it can read, got: s: bad",
        ),
        (lambda r: r["checker"]["claim"]["certificates"][0].update({"for": "", "accepted": False}), "part main, proof"),
    ],
)
def test_files_that_changed_between_run_and_check_fail_the_claim(
    receipt: Receipt, spoil: Callable[[Receipt], None], line: str
) -> None:
    spoil(receipt)
    claim = judge(receipt, {})
    assert claim["verdict"] == "failed"
    assert claim["problems"][0].startswith(f"a-claim, {line}")


@pytest.mark.parametrize("status", ["timeout", "crashed"])
def test_without_the_checker_nothing_is_certified(receipt: Receipt, status: str) -> None:
    receipt["checker"] |= {"status": status, "message": "why", "claim": None, "sha256": None}
    claim = judge(receipt, {})
    assert claim["verdict"] == "undecided"
    assert claim["notes"][0] == f"a-claim, nlcheck: expected a verdict, got {status}: why"


def test_a_certificate_that_asks_for_too_much_work_is_not_accepted(receipt: Receipt) -> None:
    receipt["checker"]["claim"]["certificates"][0] |= {"accepted": False, "over_budget": True, "message": "too much"}
    claim = judge(receipt, {})
    assert (claim["tier"], claim["problems"]) == ("agreed", [])


def test_the_ledger_counts_and_validates(receipt: Receipt) -> None:
    second = {**copy.deepcopy(receipt), "id": "b-claim", "uses": ["a-claim"], "published": False}
    second["checker"]["claim"]["id"] = "b-claim"
    without_certificate(second)
    versions = {"nlverify": "0", "python": "3", "sympy": None, "z3": "1", "cvc5": "1", "numpy": None, "rocq": None}
    result = ledger([receipt, second], versions=versions, seconds=1.234, complete=True, missing_tools=["sympy: …"])
    assert result["summary"] == {
        "claims": 2,
        "failed": 0,
        "undecided": 0,
        "tiers": {"certified": 1, "agreed": 1},
        "cached": {"answers": 0, "observations": 0, "theorems": 0},
        "seconds": 1.23,
    }
    assert result["corpus"] == {"published": False, "complete": True, "label": "not part of the published corpus"}
    Draft202012Validator(SCHEMA).validate(result)
    result["claims"][0]["parts"][0]["evidence"][0]["accepted"] = "yes"
    assert not Draft202012Validator(SCHEMA).is_valid(result)


def test_tiers_are_ordered() -> None:
    assert worst(["certified", "trusts-z3", "agreed"]) == "trusts-z3"
    assert (
        rank("kernel") < rank("certified") < rank("agreed") < rank("trusts-cvc5") < rank("undecided") < rank("failed")
    )


# ------------------------------------------------------------------ theorems


def theorem(**changes: Any) -> dict[str, Any]:
    """What the kernel said of the part's theorem."""
    said = {
        "for": "parts/main",
        "proof": "Sums.so",
        "engine": "rocq",
        "status": "done",
        "message": "",
        "accepted": True,
    }
    return {**said, "axioms": [], "file": "theorems.v", "sha256": HASH, "seconds": 0.1, "cached": False, **changes}


def test_a_theorem_is_the_strongest_evidence_if_the_kernel_was_seen_to_say_no(receipt: Receipt) -> None:
    receipt |= {"theorems": [theorem()], "kernel": {"says_no": True, "sources": {}}}
    claim = judge(receipt, {})
    assert (claim["tier"], claim["tiers"]) == ("kernel", ["kernel", "certified", "agreed"])
    for says_no in (False, None):
        receipt["kernel"]["says_no"] = says_no
        assert judge(receipt, {})["tier"] == "certified"


def test_a_rejected_theorem_fails_the_claim_and_one_without_a_verdict_does_not(receipt: Receipt) -> None:
    receipt |= {"theorems": [theorem(accepted=False, message="no")], "kernel": {"says_no": True, "sources": {}}}
    claim = judge(receipt, {})
    assert claim["problems"] == ["a-claim, part main, theorem Sums.so: expected a proof, got a rejected one: no"]
    assert claim["tier"] == "failed"
    receipt["theorems"] = [theorem(accepted=False, status="timeout", message="stopped")]
    assert judge(receipt, {})["tier"] == "certified"


def test_a_theorem_for_one_of_two_parts_does_not_lift_the_claim(receipt: Receipt) -> None:
    receipt |= {"theorems": [theorem()], "kernel": {"says_no": True, "sources": {}}, "parts": ["main", "second"]}
    receipt["conclusions"]["parts/second"] = copy.deepcopy(receipt["conclusions"]["parts/main"])
    receipt["answers"] += [{**a, "for": "parts/second"} for a in receipt["answers"] if a["for"] == "parts/main"]
    assert judge(receipt, {})["tier"] == "agreed"
