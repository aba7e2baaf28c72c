"""What leaky ReLU with parameter a is and is not, as one row of the catalogue of activations.

relu(x) − a·relu(−x) is x above 0 and a·x below. All of this holds for every a between 0 and 1, not only for the
usual 1/100; what happens for other a is another claim (`leaky-relu-parameter`). Unlike ReLU it is onto all real
numbers, so it has an inverse; and since it bends up at 0 it is still convex. Everything that tells it from an
affine function is in the factor 1 − a:

    f(h) + f(−h) − 2·f(0) = (1 − a)·h,

and its best affine function on [−h, h] is off by (1 − a)h/4. (The part `kink` has the equation as an inequality, for
h ≤ 1; since f(ch) = c·f(h) for c > 0 it holds for every h.)
"""

from fractions import Fraction

from nlverify.activations import (
    LEAKY,
    a,
    convex,
    error_at_most,
    increasing,
    kink,
    onto,
    slope_at_least,
    slope_at_most,
    steeper,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import inverse, relu, step, symbols

(h, y) = symbols("h y")

CLAIM = Claim(
    id="activation-leaky-relu",
    title="Activation: leaky ReLU",
    says="For 0 < a < 1, leaky ReLU is onto R, increasing, convex, and off the best line on [−h, h] by (1 − a)h/4.",
    parts={
        "onto": onto(LEAKY, relu(y) - inverse(a) * relu(-y)),
        "increasing": increasing(LEAKY),
        "convex": convex(LEAKY, a + (1 - a) * step(y)),
        "slope-at-most": slope_at_most(LEAKY, 1),
        "steeper": steeper(LEAKY, 1, 0, below=1),
        "kink": kink(LEAKY, 0, 1 - a),
        "error-at-most": error_at_most(LEAKY, (1 + a) / 2 * x + (1 - a) * h / 4, (1 - a) * h / 4),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "leaky ReLU", **LEAKY.to_json()}},
)


@CLAIM.proof("onto", engine="exact")
def back_by_the_inverse_slope() -> Cases:
    """Y itself for y ≥ 0, y/a for y < 0."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def two_slopes_above_zero() -> Cases:
    """By the signs of x and y, x ≤ y."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("convex", engine="exact")
def a_line_below_at_each_point() -> Cases:
    """At y > 0 the line x, at y ≤ 0 the line ax."""
    return search.prove(CLAIM.parts["convex"])


@CLAIM.proof("slope-at-most", engine="exact")
def two_slopes_up_to_one() -> Cases:
    """By the signs of x and y, x ≥ y."""
    return search.prove(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def from_zero_to_one() -> Cases:
    """f(1) − f(0) = 1 is more than k for every k < 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("kink", engine="exact")
def one_step_to_each_side() -> Cases:
    """f(h) + f(−h) = h − ah."""
    return search.prove(CLAIM.parts["kink"])


@CLAIM.proof("error-at-most", engine="exact")
def the_mean_of_both_slopes() -> Cases:
    """f(x) − (1 + a)x/2 is (1 − a)|x|/2, between 0 and (1 − a)h/2."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(
    slope_at_least(LEAKY, Fraction(1, 100)), drops="the parameter: slopes of at least 1/100 are claimed for every a"
)
def a_smaller_slope() -> Assignment:
    """For a = 1/200 it rises from −1 to 0 by 1/200 only."""
    return Assignment({"a": Fraction(1, 200), "x": 0, "y": -1})
