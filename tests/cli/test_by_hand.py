"""The check by hand: the rows, what they are multiplied by, and the contradiction they add up to."""

import re
from fractions import Fraction

import pytest

from nlverify.by_hand import by_hand
from nlverify.claim import (
    XOR,
    Computes,
    Exists,
    ForAll,
    Identity,
    Induction,
    NoNetwork,
    NotAffine,
    NotSeparable,
    scalars,
)
from nlverify.corpus import load
from nlverify.engines.search import by_cases, refute_networks
from nlverify.evidence import Assignment, Expansion, Farkas, Leaf, Network, Run, Steps, Trace, Unit, Weights
from nlverify.exact.expression import equals, relu, symbols
from nlverify.exact.written import parsed, show

x, y, f = symbols("x y f")
ENTRIES = load().entries


def test_rows_multipliers_and_sum() -> None:
    assert by_hand(NotSeparable(XOR), Farkas((1, 1, 1, 1)).to_json()) == [
        "Suppose there were one after all. Add up what the table asks of it:",
        "  1 ·  −b ≥ 0",
        "  1 ·  b + w2 > 0",
        "  1 ·  b + w1 > 0",
        "  1 ·  −b − w1 − w2 ≥ 0",
        "Sum: 0 > 0, which is false.",
    ]


def test_equations_add_up_to_an_equation() -> None:
    assert by_hand(NotAffine(XOR), Farkas((-1, 1, 1, -1)).to_json())[-1] == "Sum: −2 = 0, which is false."


def test_products_squares_and_multiples() -> None:
    statement = ForAll(("x", "y"), x * x + y * y >= 2 * x * y)
    leaf = Leaf({0: 1}, ((1, (), x - y),))
    lines = by_hand(statement, {"format": "cases/1", "trees": [leaf.to_json()]})
    assert lines[-2:] == ["  1 ·  (x − y)² ≥ 0", "Sum: 0 > 0, which is false."]
    statement = ForAll(("x", "y"), equals(x * y, 0), (equals(x, 0),), {"x": 0, "y": 0})
    tree = {"row": 1, "above": {"rows": [[2, "1"]], "multiples": [[0, ["-", "y"]]]}, "below": {"rows": [[2, "1"]]}}
    assert "  (−y) ·  x = 0" in by_hand(statement, {"format": "cases/1", "trees": [tree]})[3]


def test_cases_are_named_and_long_trees_cut_short() -> None:
    statement = NoNetwork(XOR, 1)
    lines = by_hand(statement, refute_networks(statement).to_json())
    cases = [line for line in lines if line.startswith("Case ")]
    assert len(cases) == 4
    assert cases[0].startswith("Case outer weights −1; b1 ≥ 0; ")
    assert re.fullmatch(r"… and \d+ more cases like these, \d+ in all; the certificate has them\.", lines[-1])


def test_the_other_formats() -> None:
    identity = Identity("ring", scalars("x y"), x * y, y * x)
    assert by_hand(identity, Expansion({("x", "y"): -2, (): 1}).to_json()) == ["Both sides multiply out to 1 − 2·x·y."]
    assert by_hand(identity, Assignment({"x": Fraction(-1, 2), "y": ((1, 2), (3, 4))}).to_json()) == [
        "Take x = −1/2, y = [1 2; 3 4]; put these values in and compute."
    ]
    induction = Induction("reals", scalars("x f"), {"f": (x, f)}, (), equals(f, x))
    assert by_hand(induction, Steps({("x",): 1}, {("x",): 1}).to_json())[1].endswith("both sides multiply out to x.")
    assert by_hand(induction, Run({"x": ((1,),)}, ({},)).to_json())[1] == "Step 1: nothing to choose."
    assert by_hand(NotSeparable(XOR), Weights((1, -2), Fraction(1, 2)).to_json())[:2] == [
        "f(x) = x1 − 2·x2 + 1/2",
        "  f(0, 0) = 1/2, asked: 0",
    ]
    network = Network((Unit((1, 0), -1, -2),), Fraction(3), skip=(1, 0))
    assert by_hand(NoNetwork(XOR, 1, skip=True), network.to_json())[0] == "f(x) = −2·relu(x1 − 1) + x1 + 3"
    assert by_hand(Computes(("x", "y"), x * y), Trace((0, 0, 0, 1)).to_json())[3] == "  at (1, 1): 1, asked: 0"
    nowhere = Exists(("x",), (x > 1, x < 0))
    assert by_hand(nowhere, by_cases(nowhere).to_json())[-1] == "Sum: −1 > 0, which is false."
    assert by_hand(identity, {"format": "new/1"}) == ["See the certificate."]


def test_an_induction_on_an_inequality_has_rows_and_sums_too() -> None:
    """Start at x ≥ 0 and add d ≥ 0 in each step: what is reached is never below 0."""
    d = symbols("d")[0]
    given = (x >= 0, d >= 0)
    induction = Induction("reals", scalars("x d f"), {"f": (x, f + d)}, ("d",), f >= 0, given, {"x": 0, "d": 0})
    assert by_hand(induction, Steps(Leaf({0: 1, 1: 1}), Leaf({1: 1, 2: 1, 3: 1})).to_json()) == [
        "At the start, suppose that it fails. Add up:",
        "  1 ·  x ≥ 0",
        "  1 ·  −x > 0",
        "Sum: 0 > 0, which is false.",
        "After a step from any point where it holds, suppose that it fails. Add up:",
        "  1 ·  d ≥ 0",
        "  1 ·  f ≥ 0",
        "  1 ·  −(f + d) > 0",
        "Sum: 0 > 0, which is false.",
    ]


def test_expressions_are_read_back_as_they_were_written() -> None:
    for tree in (relu(x - 1) ** 2 / 3 + 2 * y, -x, x * (y + 1)):
        assert parsed(tree.to_json()) == tree
    assert show(relu(x - 1) ** 2 / 3 + 2 * y) == "relu(x − 1)^2/3 + 2·y"
    assert show((x + y) * (x - (y - 1))) == "(x + y)·(x − (y − 1))"
    assert show(-(x + y) * (-x) * Fraction(-1, 2)) == "(−(x + y))·(−x)·(−1/2)"


@pytest.mark.parametrize("claim_id", ENTRIES)
def test_every_sum_of_the_corpus_is_a_contradiction(claim_id: str) -> None:
    claim = ENTRIES[claim_id].claim
    for proof in claim.proofs:
        for line in by_hand(claim.statement(proof.target), proof.function().to_json()):
            if "Sum: " in line:
                assert re.search(r"Sum: (−[0-9/]+ (≥|=|>) 0|0 > 0|[0-9/]+ = 0), which is false\.$", line), line
            assert "-" not in line.replace("->", "")
