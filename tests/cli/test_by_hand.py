"""The check by hand: the rows, what they are multiplied by, and the contradiction they add up to."""

import re
from fractions import Fraction

import pytest

from nlverify.by_hand import by_hand
from nlverify.claim import (
    XOR,
    Computes,
    Dichotomies,
    Exists,
    ForAll,
    Identity,
    Induction,
    Iterates,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Rounded,
    scalars,
)
from nlverify.corpus import load
from nlverify.engines.search import Sum, Taylor, by_cases, prove, refute_networks
from nlverify.evidence import Assignment, Catalogue, Expansion, Farkas, Leaf, Network, Run, Steps, Trace, Unit, Weights
from nlverify.exact.expression import equals, exp, expr, maximum, relu, sigmoid, symbols
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
    steps = Steps((Leaf({0: 1, 1: 1}),), (Leaf({1: 1, 2: 1, 3: 1}),))
    assert by_hand(induction, steps.to_json()) == [
        "At the start, suppose that it fails. Add up:",
        "  1 ·  x ≥ 0",
        "  1 ·  −x > 0",
        "Sum: 0 > 0, which is false.",
        "After a step from any point where it holds, suppose that it fails. Add up:",
        "  1 ·  d ≥ 0",
        "  1 ·  f ≥ 0",
        "  1 ·  −d − f > 0",
        "Sum: 0 > 0, which is false.",
    ]


def test_an_induction_on_matrices_turns_no_product_round() -> None:
    """Start at v = 0 and add x·x: u·v stays ≥ 0 if u·x·x is."""
    u, v, z = symbols("u v z")
    shapes = {"u": ("1", "n"), "v": ("n", "1"), "z": ("n", "1")}
    given = (u @ z >= 0,)
    induction = Induction("reals", shapes, {"v": (0 * z, v + z)}, ("z",), u @ v >= 0, given, {"u": 0, "z": 0})
    lines = by_hand(induction, Steps((Leaf({0: 1}),), (Leaf({0: 1, 1: 1, 2: 1}),)).to_json())
    assert lines[-4:-1] == ["  1 ·  u·z ≥ 0", "  1 ·  u·v ≥ 0", "  1 ·  −u·(v + z) > 0"]


def test_several_invariants_are_named() -> None:
    k = symbols("k")[0]
    induction = Induction(
        "reals", scalars("f k"), {"f": (expr(1), relu(f)), "k": (expr(1), k)}, (), (f >= 0, equals(f, k))
    )
    lines = by_hand(induction, prove(induction).to_json())
    assert lines[0] == "At the start, suppose that f ≥ 0 fails. Add up:"
    assert "After a step from any point where it holds, suppose that f = k fails. Add up:" in lines
    assert "Case f ≥ 0:" in lines


def test_operators_are_written_as_what_they_stand_for() -> None:
    """Laws are rows like others; only what is told apart makes a case."""
    statement = ForAll(("x",), sigmoid(x) < 1)
    assert by_hand(statement, prove(statement).to_json())[:6] == [
        "Suppose there were a counterexample. Add up what it would satisfy:",
        "Case exp(−x) + 1 > 0:",
        "     1 ·  exp(−x) > 0",
        "    −1 ·  exp(−x)·inv(exp(−x) + 1) + inv(exp(−x) + 1) − 1 = 0",
        "     1 ·  (inv(exp(−x) + 1) − 1)·(exp(−x) + 1) ≥ 0",
        "  Sum: 0 > 0, which is false.",
    ]


def test_signs_bounds_and_further_values() -> None:
    statement = ForAll(("x", "y"), maximum(x * x, y * y) >= x * y)
    conditions = [
        line for line in by_hand(statement, prove(statement, signs=[x - y, x + y]).to_json()) if "Case" in line
    ]
    assert any("x − y ≥ 0" in line or "x + y ≥ 0" in line for line in conditions)
    nowhere = Exists(("x",), (exp(expr(1)) + 0 * x > 3,))
    assert by_hand(nowhere, prove(nowhere).to_json())[-1].startswith("Sum: −")
    rising = ForAll(("x", "y"), exp(x) < exp(y), (x < y,), {"x": 0, "y": 1})
    lines = by_hand(rising, prove(rising, laws=[Sum(y - x, x), Taylor(y - x)]).to_json())
    assert any("(exp(y − x) + x − y − 1)" in line for line in lines) or any("exp(−x + y)" in line for line in lines)


def test_values_in_every_rounding_mode() -> None:
    statement = Computes(("x", "y"), x + y, XOR, Rounded("binary16", ("RNE", "RTZ")))
    lines = by_hand(statement, Trace((0, 1, 1, 2, 0, 1, 1, 2)).to_json())
    assert lines[0] == "Rounded to nearest, ties to even, after each operation:"
    assert lines[4] == "  at (1, 1): 2, asked: 0"
    assert lines[5] == "Rounded towards 0 after each operation:"
    assert len(lines) == 10


def test_iterations_and_labellings() -> None:
    power = Iterates(((1, 1), (0, 1)), (0, 1), 7, 10, (3, 1))
    assert by_hand(power, Trace((3, 1)).to_json())[-1] == "to (3, 1), asked: (3, 1)."
    points = Dichotomies(((0, 0), (0, 1), (1, 0), (1, 1)), 14, parallelograms=True)
    catalogue = Catalogue(((1, 1, Fraction(-1, 2)),), ((1, -1, -1, 1),))
    lines = by_hand(points, catalogue.to_json())
    assert lines[1] == "  0111  f(x) = x1 + x2 − 1/2"
    assert lines[3] == "  f(0, 0) + f(1, 1) = f(0, 1) + f(1, 0)"


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
                assert re.search(r"Sum: (−[0-9/]+ (≥|=|>) 0|0 (>|≠) 0|[0-9/]+ = 0), which is false\.$", line), line
            assert "-" not in line.replace("->", "")
