"""What ReLU is and is not, as one row of the catalogue of activations.

relu(x) = max(x, 0) is one bend and nothing else. It does not squash: every y ≥ 0 is a value, since
relu(y) = y. It is increasing and convex, never steeper than 1 (and no smaller number will do), so it is
continuous. Only the slope jumps, at 0:

    relu(h) + relu(−h) − 2·relu(0) = h    for h > 0,

while for a function with a derivative at 0 the left side, divided by h, tends to 0. A polynomial has
derivatives everywhere, so ReLU is none.

On [−h, h] the best affine function is x/2 + h/4. It is off by h/4 at −h, at 0 and at h, alternately below and
above, and no affine function can do better: for it the left side above would be 0. (The part `kink` has it for
h ≤ 1; a factor c > 0 goes through ReLU, so that it holds for every h.) So near 0 ReLU stays as far
from affine as it is anywhere, in proportion to h.

An increasing unit does not compute XOR (`xor-monotone-unit`).
"""

from fractions import Fraction

from nlverify.activations import (
    RELU,
    at_least,
    convex,
    error_at_most,
    increasing,
    kink,
    onto,
    slope_at_most,
    steeper,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import step, symbols

(h, y) = symbols("h y")

CLAIM = Claim(
    id="activation-relu",
    title="Activation: ReLU",
    says="ReLU is onto [0, ∞), increasing, convex, has slopes at most 1, a kink at 0, "
    "and is off the best line on [−h, h] by h/4.",
    parts={
        "lower-bound": at_least(RELU, 0),
        "onto": onto(RELU, y, given=(y >= 0,)),
        "increasing": increasing(RELU),
        "convex": convex(RELU, step(y)),
        "slope-at-most": slope_at_most(RELU, 1),
        "steeper": steeper(RELU, 1, 0, below=1),
        "kink": kink(RELU, 0, 1),
        "error-at-most": error_at_most(RELU, x / 2 + h / 4, h / 4),
    },
    source=Source("goodfellow-bengio-courville-2016", "Section 6.1"),
    figures={"activation": {"name": "ReLU", **RELU.to_json()}},
)


@CLAIM.proof("lower-bound", engine="exact")
def on_or_off() -> Cases:
    """relu(x) is x where x ≥ 0, and 0 elsewhere."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("onto", engine="exact")
def nothing_happens_above_zero() -> Cases:
    """relu(y) = y for y ≥ 0."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def cases_for_both_signs() -> Cases:
    """X and y on either side of 0, x ≤ y."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("convex", engine="exact")
def a_line_below_at_each_point() -> Cases:
    """At y > 0 the line x, at y ≤ 0 the axis: relu is below neither."""
    return search.prove(CLAIM.parts["convex"])


@CLAIM.proof("slope-at-most", engine="exact")
def slopes_zero_and_one() -> Cases:
    """X ≥ y on either side of 0: relu rises by x − y at most."""
    return search.prove(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def from_zero_to_one() -> Cases:
    """relu(1) − relu(0) = 1 is more than k·1 for every k < 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("kink", engine="exact")
def one_step_to_each_side() -> Cases:
    """relu(h) + relu(−h) is h, and relu(0) is 0."""
    return search.prove(CLAIM.parts["kink"])


@CLAIM.proof("error-at-most", engine="exact")
def half_the_line_raised_by_a_quarter() -> Cases:
    """relu(x) − x/2 is |x|/2, which is between 0 and h/2: never more than h/4 away from h/4."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(slope_at_most(RELU, Fraction(9, 10)), drops="the constant 1: 9/10 is claimed")
def from_zero_to_one_again() -> Assignment:
    """relu(1) − relu(0) = 1."""
    return Assignment({"x": 1, "y": 0})


@CLAIM.control(error_at_most(RELU, x / 2 + h / 4, h / 5), drops="the error h/4: h/5 is claimed for the same line")
def at_the_kink() -> Assignment:
    """With h = 1, the line is at 1/4 where ReLU is 0."""
    return Assignment({"x": 0, "h": 1})
