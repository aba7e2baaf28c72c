"""What a claim file may write down: mistakes are one clear line, and no number is rounded."""

from fractions import Fraction
from typing import Any

import pytest

from nlverify.claim import AND, XOR, Claim, ClaimError, NotSeparable, Source, Table
from nlverify.evidence import Weights

RIGHT: dict[str, Any] = {
    "id": "a-claim",
    "says": "It holds.",
    "parts": {"main": NotSeparable(XOR)},
    "source": Source("elementary"),
}


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("id", "A claim", "claim: expected an id like 'xor-not-threshold', got 'A claim'"),
        ("says", "", "a-claim: expected a sentence in `says` and one or more parts"),
        ("says", "It holds,\nand so on.", "a-claim: expected `says` on one line, got 'It holds,\\nand so on.'"),
        ("title", "long " * 20, "a-claim: expected a title on one line, of at most 60 characters, got 'long long"),
        ("title", "Two\nlines", "a-claim: expected a title on one line"),
        ("title", 3, "a-claim: expected a title on one line"),
        ("says", "It holds.\x1b[2J", "a-claim: expected `says` on one line, got 'It holds.\\x1b[2J'"),
        ("parts", {}, "a-claim: expected a sentence in `says` and one or more parts"),
        ("parts", [NotSeparable(XOR)], "a-claim: expected a mapping, got [NotSeparable("),
        ("parts", {"main": "XOR"}, "a-claim: expected a statement such as NotSeparable(XOR), got 'XOR'"),
        ("parts", {"Main": NotSeparable(XOR)}, "a-claim: expected a part name like 'main' or 'two-units', got 'Main'"),
        ("source", "elementary", "a-claim: expected source=Source(…), got 'elementary'"),
        ("uses", "xor-not-threshold", "a-claim: expected a tuple, got xor-not-threshold"),
        ("illustrations", {"main": NotSeparable(XOR)}, "a-claim: expected different names, got 'main'"),
        ("figures", [], "a-claim: expected a mapping, got []"),
    ],
)
def test_a_malformed_claim_is_one_line(field: str, value: Any, line: str) -> None:
    with pytest.raises(ClaimError) as raised:
        Claim(**{**RIGHT, field: value})
    assert str(raised.value).startswith(line)
    assert "\n" not in str(raised.value)


def test_proofs_and_controls_are_checked_where_they_are_declared() -> None:
    claim = Claim(**RIGHT)
    with pytest.raises(ClaimError, match="expected a part or illustration, got 'mian'"):
        claim.proof("mian", engine="exact")
    with pytest.raises(ClaimError, match="expected engine exact, symbolic, numeric, got 'z3'"):
        claim.proof("main", engine="z3")  # type: ignore[arg-type]
    with pytest.raises(ClaimError, match="expected a statement such as NotSeparable"):
        claim.control(AND, drops="the labels of XOR")  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0.5, 0.1, True, "1/2", None])
def test_only_exact_numbers(number: Any) -> None:
    with pytest.raises(TypeError, match=r"expected an exact number, got .*; write Fraction\(1, 2\)"):
        Table.of([((number,), 0)])
    with pytest.raises(TypeError, match="expected an exact number"):
        Table.of([((0,), number)])
    with pytest.raises(TypeError, match="expected an exact number"):
        Weights((number,), 0).to_json()
    assert Weights((Fraction(1, 2),), 0).to_json()["weights"] == ["1/2"]
