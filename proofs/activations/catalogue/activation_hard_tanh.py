"""What hard tanh is and is not, as one row of the catalogue of activations.

max(−1, min(x, 1)) squashes every input into [−1, 1]. Between −1 and 1 it is x itself, to which tanh only
comes close near 0. All its non-linearity is in the two corners. A unit that never reaches
them adds nothing to an affine network.
"""

from nlverify.activations import (
    HARD_TANH,
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
    id="activation-hard-tanh",
    title="Activation: hard tanh",
    says="Hard tanh is onto [−1, 1], increasing, neither convex nor concave, affine near 0, slopes at most 1.",
    parts={
        "lower-bound": at_least(HARD_TANH, -1),
        "upper-bound": at_most(HARD_TANH, 1),
        "onto": onto(HARD_TANH, y, given=(y >= -1, y <= 1)),
        "increasing": increasing(HARD_TANH),
        "bends-up": bends(HARD_TANH, "up"),
        "bends-down": bends(HARD_TANH, "down"),
        "slope-at-most": slope_at_most(HARD_TANH, 1),
        "steeper": steeper(HARD_TANH, 1, 0, below=1),
        "kink": kink(HARD_TANH, 1, 1),
        "error-at-most": error_at_most(HARD_TANH, x, 0, upto=1),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "hard tanh", **HARD_TANH.to_json()}},
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
    """On [−1, 1] it is the identity."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def flat_or_rising() -> Cases:
    """By cases, x ≤ y."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("bends-up", engine="exact")
def where_it_starts() -> Assignment:
    """The values at −3 and 1 are −1 and 1, in the middle, at −1, it is −1."""
    return Assignment({"p": -3, "r": 1})


@CLAIM.proof("bends-down", engine="exact")
def where_it_stops() -> Assignment:
    """The values at −1 and 3 are −1 and 1, in the middle, at 1, it is 1."""
    return Assignment({"p": -1, "r": 3})


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
    """On [−h, h] it is x, for h ≤ 1."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(at_most(HARD_TANH, 1, strict=True), drops="that 1 is a value")
def it_gets_there() -> Assignment:
    """At 3 it is 1."""
    return Assignment({"x": 3})
