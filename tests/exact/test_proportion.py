"""Wilson's interval: it holds exactly the rates that it should, and no end is rounded inward."""

from fractions import Fraction
from math import sqrt

import pytest

from nlverify.exact.proportion import GRID, Z, wilson


def surprising(rate: Fraction, successes: int, trials: int) -> bool:
    """Whether the sample is more than z standard deviations from this rate."""
    return (Fraction(successes, trials) - rate) ** 2 > Z * Z * rate * (1 - rate) / trials


@pytest.mark.parametrize("trials", [1, 2, 7, 50])
def test_the_ends_are_the_last_rates_that_do_not_surprise(trials: int) -> None:
    """Both ends are outside of the exact interval or on it, and by less than a thousandth."""
    for successes in range(trials + 1):
        low, high = wilson(successes, trials)
        step = Fraction(1, GRID)
        assert not surprising(low + step, successes, trials)
        assert not surprising(high - step, successes, trials)
        assert low == 0 or surprising(low - step, successes, trials)
        assert high == 1 or surprising(high + step, successes, trials)


def test_it_agrees_with_the_formula_in_floating_point() -> None:
    z = float(Z)
    for k in range(51):
        root = z * sqrt(k * (50 - k) / 50 + z * z / 4)
        low, high = ((k + z * z / 2 + s * root) / (50 + z * z) for s in (-1, 1))
        found = wilson(k, 50)
        assert 0 <= low + 1e-12 - found[0] < 1.001 / GRID
        assert 0 <= found[1] - high + 1e-12 < 1.001 / GRID


def test_all_and_none() -> None:
    assert wilson(0, 50)[0] == 0
    assert wilson(50, 50)[1] == 1
    assert wilson(0, 50)[1] == 1 - wilson(50, 50)[0]


@pytest.mark.parametrize(("successes", "trials"), [(-1, 5), (6, 5), (0, 0)])
def test_counts_that_cannot_be_are_refused(successes: int, trials: int) -> None:
    with pytest.raises(ValueError, match=r"^successes: expected 0 to"):
        wilson(successes, trials)
