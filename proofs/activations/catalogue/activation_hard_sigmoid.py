"""What hard sigmoid is and is not, as one row of the catalogue of activations.

max(0, min(x/6 + 1/2, 1)) is a common form; others have slope 1/5 or 1/4. It squashes every input into [0, 1],
and is affine on [−3, 3]: all its non-linearity is in its two corners.
"""

from fractions import Fraction

from nlverify.activations import (
    HARD_SIGMOID,
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
    id="activation-hard-sigmoid",
    title="Activation: hard sigmoid",
    says="Hard sigmoid is onto [0, 1], increasing, neither convex nor concave, affine near 0, slopes at most 1/6.",
    parts={
        "lower-bound": at_least(HARD_SIGMOID, 0),
        "upper-bound": at_most(HARD_SIGMOID, 1),
        "onto": onto(HARD_SIGMOID, 6 * y - 3, given=(y >= 0, y <= 1)),
        "increasing": increasing(HARD_SIGMOID),
        "bends-up": bends(HARD_SIGMOID, "up"),
        "bends-down": bends(HARD_SIGMOID, "down"),
        "slope-at-most": slope_at_most(HARD_SIGMOID, Fraction(1, 6)),
        "steeper": steeper(HARD_SIGMOID, 1, 0, below=Fraction(1, 6)),
        "kink": kink(HARD_SIGMOID, 3, Fraction(1, 6)),
        "error-at-most": error_at_most(HARD_SIGMOID, x / 6 + Fraction(1, 2), 0, upto=3),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "hard sigmoid", **HARD_SIGMOID.to_json()}},
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
    """At 6y − 3 it is y, for 0 ≤ y ≤ 1."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def flat_or_rising() -> Cases:
    """By cases, x ≤ y."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("bends-up", engine="exact")
def where_it_starts() -> Assignment:
    """The values at −9 and 3 are 0 and 1, in the middle, at −3, it is 0."""
    return Assignment({"p": -9, "r": 3})


@CLAIM.proof("bends-down", engine="exact")
def where_it_stops() -> Assignment:
    """The values at −3 and 9 are 0 and 1, in the middle, at 3, it is 1."""
    return Assignment({"p": -3, "r": 9})


@CLAIM.proof("slope-at-most", engine="exact")
def never_steeper() -> Cases:
    """By cases, x ≥ y."""
    return search.prove(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def on_the_slope_itself() -> Cases:
    """From 0 to 1 it rises by 1/6, more than k for every k < 1/6."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("kink", engine="exact")
def beside_a_corner() -> Cases:
    """On one side it is flat, on the other it has its slope."""
    return search.prove(CLAIM.parts["kink"])


@CLAIM.proof("error-at-most", engine="exact")
def the_line_beside_it() -> Cases:
    """On [−h, h] it is x/6 + 1/2, for h ≤ 3."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(at_most(HARD_SIGMOID, 1, strict=True), drops="that 1 is a value")
def it_gets_there() -> Assignment:
    """At 9 it is 1."""
    return Assignment({"x": 9})
