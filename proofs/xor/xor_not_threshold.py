"""No single threshold unit computes XOR.

A unit fires when f(x) = w·x + b is positive. XOR asks f(0,1) > 0 and f(1,0) > 0, yet
f(0,0) ≤ 0 and f(1,1) ≤ 0. Both pairs have the same sum, because f is affine:

    f(0,1) + f(1,0)  =  w₁ + w₂ + 2b  =  f(0,0) + f(1,1).

The left side is positive; the right side is not.
"""

from nlverify.claim import AND, XOR, Claim, NoNetwork, NotSeparable, Source, Table
from nlverify.evidence import Cases, Farkas, Network, Unit, Weights

CLAIM = Claim(
    id="xor-not-threshold",
    says="No single threshold unit computes XOR.",
    parts={"main": NotSeparable(XOR, fires=">"), "fires-at-zero": NotSeparable(XOR, fires=">=")},
    source=Source("minsky-papert-1969"),
)


@CLAIM.proof("main", engine="exact")
def add_the_four_requirements() -> Cases:
    """Each requirement once: the left sides cancel to 0, the right side says 0 > 0."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("fires-at-zero", engine="exact")
def add_them_again() -> Cases:
    """Now the two silent points give the strict inequalities; the sum is the same."""
    return Farkas((1, 1, 1, 1))


@CLAIM.control(NotSeparable(AND), drops="the labels of XOR")
def and_is_a_threshold_function() -> Weights:
    """x₁ + x₂ − 3/2 is positive at (1,1) alone."""
    from fractions import Fraction

    return Weights((1, 1), Fraction(-3, 2))
