"""What the sign function is and is not, as one row of the catalogue of activations.

sign(x) = step(x) − step(−x) is −1, 0 or 1. It is the step function stretched to be odd: 2·step(x) − 1, but for
the value at 0. Like the step function it squashes and is not continuous.
"""

from fractions import Fraction

from nlverify.activations import (
    SIGN,
    at_least,
    at_most,
    bends,
    error_at_most,
    increasing,
    jumps,
    slope_at_most,
    steeper,
    takes,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import expr, inverse, symbols

(k,) = symbols("k")

CLAIM = Claim(
    id="activation-sign",
    title="Activation: sign",
    says="The sign function lies between −1 and 1, is increasing, jumps at 0 and has is off every line by 1 near 0.",
    parts={
        "lower-bound": at_least(SIGN, -1),
        "upper-bound": at_most(SIGN, 1),
        "values": takes(SIGN, -1, 0, 1),
        "increasing": increasing(SIGN),
        "bends-up": bends(SIGN, "up"),
        "bends-down": bends(SIGN, "down"),
        "jump": jumps(SIGN, 2),
        "steeper": steeper(SIGN, inverse(1 + k), 0),
        "error-at-most": error_at_most(SIGN, expr(0), 1),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "sign", **SIGN.to_json()}},
)


@CLAIM.proof("lower-bound", engine="exact")
def the_lower_value() -> Cases:
    """By the cases of its definition."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("upper-bound", engine="exact")
def the_upper_value() -> Cases:
    """By the cases of its definition."""
    return search.prove(CLAIM.parts["upper-bound"])


@CLAIM.proof("values", engine="exact")
def no_other_value() -> Cases:
    """By the cases of its definition."""
    return search.prove(CLAIM.parts["values"])


@CLAIM.proof("increasing", engine="exact")
def one_way_only() -> Cases:
    """By the signs of x and y, x ≤ y."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("bends-up", engine="exact")
def before_the_jump() -> Assignment:
    """The values at −2 and 0 are −1 and 0, in the middle it is −1."""
    return Assignment({"p": -2, "r": 0})


@CLAIM.proof("bends-down", engine="exact")
def after_the_jump() -> Assignment:
    """The values at 0 and 2 are 0 and 1, in the middle it is 1."""
    return Assignment({"p": 0, "r": 2})


@CLAIM.proof("jump", engine="exact")
def from_one_side_to_the_other() -> Cases:
    """sign(h) is 1 and sign(−h) is −1."""
    return search.prove(CLAIM.parts["jump"])


@CLAIM.proof("steeper", engine="exact")
def near_enough_to_the_jump() -> Cases:
    """From 0 to 1/(1 + k), less than 1/k away, it rises by 1."""
    return search.prove(CLAIM.parts["steeper"], degree=3)


@CLAIM.proof("error-at-most", engine="exact")
def half_way_up() -> Cases:
    """No value is more than 1 away from 0."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(slope_at_most(SIGN, 1000), drops="that it has no Lipschitz constant: 1000 is claimed")
def a_thousandth_is_near_enough() -> Assignment:
    """From 0 to 1/2000 it rises by 1, and 1000 times as far is 1/2."""
    return Assignment({"x": Fraction(1, 2000), "y": 0})
