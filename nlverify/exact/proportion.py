"""How far a success rate can be known from so many trials."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

Z = Fraction(196, 100)  # for 95 %; the exact quantile, 1.95996…, is a little smaller
GRID = 1000  # both ends are rounded outward to multiples of 1/GRID


def wilson(successes: int, trials: int) -> tuple[Fraction, Fraction]:
    """Return Wilson's 95 % confidence interval of a success rate, rounded outward to thousandths.

    It holds the rates p for which |k/n − p| ≤ z·√(p(1 − p)/n), where k of n trials succeeded and
    z = 1.96: with a greater distance a sample would be surprising. These p lie between the
    roots of a quadratic,

        ( k + z²/2  ∓  z·√( k(n − k)/n + z²/4 ) )  /  (n + z²).

    The root is bounded by whole-number square roots, so no end is ever rounded inward. The
    trials must be independent, as runs with different seeds may be taken to be.

    Raises ValueError unless 0 ≤ successes ≤ trials and trials ≥ 1.

    >>> [str(p) for p in wilson(49, 50)]
    ['179/200', '997/1000']
    """
    if not 0 <= successes <= trials or trials < 1:
        raise ValueError(f"successes: expected 0 to {trials} trials, one or more, got {successes}")
    k, n, z2 = Fraction(successes), trials, Z * Z
    square = z2 * (k * (n - k) / n + z2 / 4)  # of z times the root; a fraction a/b has the root √(ab)/b
    product = square.numerator * square.denominator * GRID**4
    root = Fraction(isqrt(product - 1) + 1, square.denominator * GRID**2)
    low, high = ((k + z2 / 2 + sign * root) / (n + z2) for sign in (-1, 1))
    return max(Fraction(0), Fraction(low * GRID // 1, GRID)), min(Fraction(1), Fraction(-(-high * GRID // 1), GRID))
