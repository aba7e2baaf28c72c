"""The check by hand of trained networks and of experiments: what can be laid out, and what cannot."""

from nlverify.by_hand import by_hand
from nlverify.evidence import Observed
from nlverify.statement import XOR, Classifies, Sampled

NETWORK = {"units": [{"weights": ["1", "1"], "bias": "0", "out": "1"}], "bias": "-1/2"}


def test_values_are_rounded_but_not_to_what_is_asked() -> None:
    statement = Classifies(XOR, (NETWORK, NETWORK), 1)
    values = ["-3/2", "1/3", "999999/1000000", "3/2"] * 2
    first, *others = by_hand(statement, {"format": "trace/1", "values": values})
    assert first.startswith("Asked are values ≤ −1 at (0, 0), ≥ 1 at (0, 1)")
    assert others == [f"  network {k}: −1.5000, 0.3333 ✗, 0.999999 ✗, 1.5000 ✗" for k in (1, 2)]


def test_an_observation_cannot_be_checked_by_hand() -> None:
    statement = Sampled("coin/1", {}, 4, 3)
    (line,) = by_hand(statement, Observed(4, 3).to_json())
    assert line == "Run again just now: 3 of 4 succeeded. There is no certificate, and nothing to check by hand."
