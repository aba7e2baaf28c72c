"""What the step function is and is not, as one row of the catalogue of activations.

step(x) is 1 for x > 0, else 0: the activation of threshold units. It squashes, and it is not continuous: step(h) −
step(−h) = 1 however small h > 0 is. Its slope is 0 wherever it has one, which gives gradient descent nothing to go
by.

The values of an affine function at −ε and ε are as near to each other as we like, and those of the step are 1
apart: on no interval around 0 is any affine function nearer to it than 1/2, and the constant 1/2 is that near.
"""

from fractions import Fraction

from nlverify.activations import (
    STEP,
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
    id="activation-step",
    title="Activation: the step",
    says="The step function lies between 0 and 1, is increasing, jumps at 0 and is off every line by 1/2 near 0.",
    parts={
        "lower-bound": at_least(STEP, 0),
        "upper-bound": at_most(STEP, 1),
        "values": takes(STEP, 0, 1),
        "increasing": increasing(STEP),
        "bends-up": bends(STEP, "up"),
        "bends-down": bends(STEP, "down"),
        "jump": jumps(STEP, 1),
        "steeper": steeper(STEP, inverse(1 + k), 0),
        "error-at-most": error_at_most(STEP, expr(Fraction(1, 2)), Fraction(1, 2)),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "step", **STEP.to_json()}},
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
    """The values at −1 and 1 are 0 and 1, in the middle it is 0."""
    return Assignment({"p": -1, "r": 1})


@CLAIM.proof("bends-down", engine="exact")
def after_the_jump() -> Assignment:
    """The values at 0 and 2 are 0 and 1, in the middle it is 1."""
    return Assignment({"p": 0, "r": 2})


@CLAIM.proof("jump", engine="exact")
def from_one_side_to_the_other() -> Cases:
    """step(h) is 1 and step(−h) is 0."""
    return search.prove(CLAIM.parts["jump"])


@CLAIM.proof("steeper", engine="exact")
def near_enough_to_the_jump() -> Cases:
    """From 0 to 1/(1 + k), less than 1/k away, it rises by 1."""
    return search.prove(CLAIM.parts["steeper"], degree=3)


@CLAIM.proof("error-at-most", engine="exact")
def half_way_up() -> Cases:
    """Both values are 1/2 away from 1/2."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(slope_at_most(STEP, 1000), drops="that it has no Lipschitz constant: 1000 is claimed")
def a_thousandth_is_near_enough() -> Assignment:
    """From 0 to 1/2000 it rises by 1, and 1000 times as far is 1/2."""
    return Assignment({"x": Fraction(1, 2000), "y": 0})
