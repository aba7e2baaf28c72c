"""What ReLU6 is and is not, as one row of the catalogue of activations.

min(relu(x), 6) is ReLU with a ceiling: it does squash, into [0, 6], and is therefore not convex. Up to 6 it is
ReLU, with ReLU's kink at 0 and ReLU's distance from the affine functions.
"""

from nlverify.activations import (
    RELU6,
    at_least,
    at_most,
    bends,
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
from nlverify.exact.expression import symbols

(h, y) = symbols("h y")

CLAIM = Claim(
    id="activation-relu6",
    title="Activation: ReLU6",
    says="ReLU6 is onto [0, 6], increasing, neither convex nor concave, with slopes up to 1 and a kink at 0.",
    parts={
        "lower-bound": at_least(RELU6, 0),
        "upper-bound": at_most(RELU6, 6),
        "onto": onto(RELU6, y, given=(y >= 0, y <= 6)),
        "increasing": increasing(RELU6),
        "bends-up": bends(RELU6, "up"),
        "bends-down": bends(RELU6, "down"),
        "slope-at-most": slope_at_most(RELU6, 1),
        "steeper": steeper(RELU6, 1, 0, below=1),
        "kink": kink(RELU6, 0, 1),
        "error-at-most": error_at_most(RELU6, x / 2 + h / 4, h / 4, upto=6),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "ReLU6", **RELU6.to_json()}},
)


@CLAIM.proof("lower-bound", engine="exact")
def the_floor() -> Cases:
    """By the cases of its definition."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("upper-bound", engine="exact")
def the_ceiling() -> Cases:
    """By the cases of its definition."""
    return search.prove(CLAIM.parts["upper-bound"])


@CLAIM.proof("onto", engine="exact")
def on_the_slope() -> Cases:
    """On [0, 6] it is the identity."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def flat_or_rising() -> Cases:
    """By cases, x ≤ y."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("bends-up", engine="exact")
def where_it_starts() -> Assignment:
    """The values at −1 and 1 are 0 and 1, in the middle, at 0, it is 0."""
    return Assignment({"p": -1, "r": 1})


@CLAIM.proof("bends-down", engine="exact")
def where_it_stops() -> Assignment:
    """The values at 0 and 12 are 0 and 6, in the middle, at 6, it is 6."""
    return Assignment({"p": 0, "r": 12})


@CLAIM.proof("slope-at-most", engine="exact")
def never_steeper() -> Cases:
    """By cases, x ≥ y."""
    return search.prove(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def on_the_slope_itself() -> Cases:
    """From 0 to 1 it rises by 1, more than k for every k < 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("kink", engine="exact")
def beside_a_corner() -> Cases:
    """On one side it is flat, on the other it has its slope."""
    return search.prove(CLAIM.parts["kink"])


@CLAIM.proof("error-at-most", engine="exact")
def the_line_beside_it() -> Cases:
    """Off by h/4 at −h, 0 and h, and less between them."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(at_most(RELU6, 6, strict=True), drops="that 6 is a value")
def it_gets_there() -> Assignment:
    """At 12 it is 6."""
    return Assignment({"x": 12})
