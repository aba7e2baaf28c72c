"""No single threshold unit computes XOR.

A unit fires when f(x) = w·x + b is positive. XOR asks f(0,1) > 0 and f(1,0) > 0, yet f(0,0) ≤ 0 and
f(1,1) ≤ 0. Both pairs have the same sum, because f is affine:

    f(0,1) + f(1,0)  =  w₁ + w₂ + 2b  =  f(0,0) + f(1,1).

The left side is positive; the right side is not. It makes no difference if a unit fires already when
f(x) ≥ 0: then the right side is negative, and the left side is not.

Seen in the plane: the points where f > 0 form a half-plane (or all of the plane, or nothing), and so do the
others. If both ends of a segment lie in one of the two sets, so does its midpoint. But the two diagonals of
the square have the same midpoint, (½, ½), which cannot lie in both.

All four requirements are needed for the contradiction. Drop any one of them, and a unit does the rest:
these are the controls. So no three of the four points show what is wrong with XOR.
"""

from fractions import Fraction

from nlverify.claim import AND, XNOR, XOR, Claim, NotSeparable, Source, Table, Theorem
from nlverify.evidence import Cases, Farkas, Weights

HALF = Fraction(1, 2)


def without(k: int) -> Table:
    """XOR, with no requirement at point number k."""
    return Table(XOR.points[:k] + XOR.points[k + 1 :], XOR.values[:k] + XOR.values[k + 1 :])


CLAIM = Claim(
    id="xor-not-threshold",
    title="XOR is not a threshold function",
    says="No single threshold unit computes XOR.",
    parts={"main": NotSeparable(XOR, fires=">"), "fires-at-zero": NotSeparable(XOR, fires=">=")},
    illustrations={"xnor": NotSeparable(XNOR, fires=">")},
    theorems={
        "main": Theorem(
            "Xor.xor_not_threshold",
            "forall K : OrdRing, ~ exists w1 w2 b : K, forall p q, 0 < w1 * num p + w2 * num q + b <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "fires-at-zero": Theorem(
            "Xor.xor_not_threshold_at_zero",
            "forall K : OrdRing, ~ exists w1 w2 b : K, forall p q, 0 <= w1 * num p + w2 * num q + b <-> xorb p q = "
            "true",
            says="over every ordered ring, so over the real numbers",
        ),
        "xnor": Theorem(
            "Xor.xnor_not_threshold",
            "forall K : OrdRing, ~ exists w1 w2 b : K, forall p q, 0 < w1 * num p + w2 * num q + b <-> xorb p q = "
            "false",
            says="over every ordered ring, so over the real numbers",
        ),
    },
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


@CLAIM.proof("xnor", engine="exact")
def exchange_the_diagonals() -> Cases:
    """XNOR asks the opposite at each point, and the sum says 0 > 0 as before."""
    return Farkas((1, 1, 1, 1))


@CLAIM.control(NotSeparable(AND), drops="the labels of XOR")
def and_is_a_threshold_function() -> Weights:
    """x₁ + x₂ − 3/2 is positive at (1,1) alone."""
    return Weights((1, 1), Fraction(-3, 2))


@CLAIM.control(NotSeparable(without(0)), drops="the requirement at (0,0)")
def without_the_first_point() -> Weights:
    """3/2 − x₁ − x₂ is positive at (0,1) and (1,0), not at (1,1): NAND."""
    return Weights((-1, -1), Fraction(3, 2))


@CLAIM.control(NotSeparable(without(1)), drops="the requirement at (0,1)")
def without_the_second_point() -> Weights:
    """x₁ − x₂ − 1/2 is positive at (1,0) alone."""
    return Weights((1, -1), -HALF)


@CLAIM.control(NotSeparable(without(2)), drops="the requirement at (1,0)")
def without_the_third_point() -> Weights:
    """x₂ − x₁ − 1/2 is positive at (0,1) alone."""
    return Weights((-1, 1), -HALF)


@CLAIM.control(NotSeparable(without(3)), drops="the requirement at (1,1)")
def without_the_last_point() -> Weights:
    """x₁ + x₂ − 1/2 is positive at (0,1) and (1,0), not at (0,0): OR."""
    return Weights((1, 1), -HALF)
