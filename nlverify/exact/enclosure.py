"""Rational numbers around exp(x), log(x) and sqrt(x): the same ones as the checker computes.

A certificate never states them (`evidence.Enclose` names the atom alone), so that a search has to
know them to the last digit.

>>> [str(round(bound, 5)) for bound in enclose("exp", Fraction(1), 5)]
['67957/25000', '67957/25000']
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, isqrt


def enclose(op: str, x: Fraction, digits: int) -> tuple[Fraction, Fraction]:
    """Return a lower and an upper bound of exp, log or sqrt at x, about `digits` digits apart."""
    if x <= 0 and op != "exp":
        return Fraction(0), Fraction(0)
    scale = 10 ** (digits + 10)
    match op:
        case "sqrt":
            root = isqrt(x.numerator * scale * scale // x.denominator)
            return Fraction(root, scale), Fraction(root + 1, scale)
        case "exp" if x < 0:
            low, high = enclose("exp", -x, digits)
            return 1 / high, 1 / low
        case "exp":
            return _exp(x, scale)
        case "log":
            return _log(x, scale)
        case _:
            raise ValueError(f"enclosure: expected exp, log or sqrt, got {op!r}")


def _exp(x: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    """Return bounds of exp(x), x ≥ 0: the series at x/2ⁿ ≤ 1/2, squared n times."""
    halvings = (int(x) + 1).bit_length() + 1
    y, low, term, k = x / 2**halvings, Fraction(0), Fraction(1), 0
    while term * scale > 1:
        low, k = low + term, k + 1
        term = term * y / k
    low, high = _outwards(low, low + 2 * term, scale)
    for _ in range(halvings):
        low, high = _outwards(low * low, high * high, scale)
    return low, high


def _log(x: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    """Return bounds of log(x), x > 0: log(x/2ⁿ) + n·log 2, each by the series of 2·artanh."""
    doublings, bounds = x.numerator.bit_length() - x.denominator.bit_length(), [Fraction(0)] * 2
    for ratio, times in ((x / Fraction(2) ** doublings, 1), (Fraction(2), doublings)):
        z, total, k = (ratio - 1) / (ratio + 1), Fraction(0), 1
        term = z
        while abs(term) * scale > 1:
            total, term, k = total + term / k, term * z * z, k + 2
        ends = sorted((2 * times * total, 2 * times * (total + 2 * term)))
        bounds = [a + b for a, b in zip(bounds, ends, strict=True)]
    return _outwards(bounds[0], bounds[1], scale)


def _outwards(low: Fraction, high: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    return Fraction(floor(low * scale), scale), Fraction(ceil(high * scale), scale)
