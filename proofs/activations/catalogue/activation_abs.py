"""What |x| is and is not, as one row of the catalogue of activations.

|x| = relu(x) + relu(−x) has one bend, twice as sharp as ReLU's:

    |h| + |−h| − 2·|0| = 2h.

It goes down and then up. That is enough for a single unit to compute XOR exactly: |x₁ − x₂| is the textbook
example, and 1 − |x₁ + x₂ − 1| one with equal weights. Its best affine function on [−h, h] is the constant h/2.

It is onto [0, ∞), convex, and never steeper than 1.
"""

from fractions import Fraction

from nlverify.activations import (
    ABSOLUTE,
    at_least,
    convex,
    error_at_most,
    exact_xor,
    increasing,
    kink,
    onto,
    slope_at_least,
    slope_at_most,
    steeper,
    turns,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Trace
from nlverify.exact.expression import step, symbols

h, x1, x2, y = symbols("h x1 x2 y")

CLAIM = Claim(
    id="activation-abs",
    title="Activation: |x|",
    says="|x| is onto [0, ∞), convex, not monotone, has Lipschitz constant 1 and a kink at 0; one unit is XOR.",
    parts={
        "lower-bound": at_least(ABSOLUTE, 0),
        "onto": onto(ABSOLUTE, y, given=(y >= 0,)),
        "convex": convex(ABSOLUTE, step(y) - step(-y)),
        "valley": turns(ABSOLUTE, "valley"),
        "slope-at-most": slope_at_most(ABSOLUTE, 1),
        "slope-at-least": slope_at_least(ABSOLUTE, -1),
        "steeper": steeper(ABSOLUTE, 1, 0, below=1),
        "kink": kink(ABSOLUTE, 0, 2),
        "xor": exact_xor(ABSOLUTE, x1 + x2 - 1),
        "error-at-most": error_at_most(ABSOLUTE, h / 2, h / 2),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "|x|", **ABSOLUTE.to_json()}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_distance_is_not_negative() -> Cases:
    """For x ≥ 0 the value is x, for x ≤ 0 it is −x."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("onto", engine="exact")
def its_own_distance() -> Cases:
    """|y| = y for y ≥ 0."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("convex", engine="exact")
def a_line_below_at_each_point() -> Cases:
    """At y > 0 the line x, at y < 0 the line −x, at 0 the axis: |x| is below none of them."""
    return search.prove(CLAIM.parts["convex"])


@CLAIM.proof("valley", engine="exact")
def down_and_up() -> Assignment:
    """At −1, 0 and 1 the values are 1, 0 and 1."""
    return Assignment({"p": -1, "r": 1, "t": Fraction(1, 2)})


@CLAIM.proof("slope-at-most", engine="exact")
def rises_no_faster_than_x() -> Cases:
    """By cases of both signs."""
    return search.prove(CLAIM.parts["slope-at-most"])


@CLAIM.proof("slope-at-least", engine="exact")
def falls_no_faster_than_x() -> Cases:
    """By cases of both signs."""
    return search.prove(CLAIM.parts["slope-at-least"])


@CLAIM.proof("steeper", engine="exact")
def from_zero_to_one() -> Cases:
    """|1| − |0| = 1 is more than k for every k < 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("kink", engine="exact")
def both_sides_go_up() -> Cases:
    """|h| and |−h| are both h."""
    return search.prove(CLAIM.parts["kink"])


@CLAIM.proof("xor", engine="exact")
def upside_down() -> Trace:
    """At x₁ + x₂ − 1 = −1, 0 and 1 it is 1, 0 and 1."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("error-at-most", engine="exact")
def half_way_up() -> Cases:
    """On [−h, h] the values lie between 0 and h."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.control(increasing(ABSOLUTE), drops="that it is not monotone")
def it_falls_first() -> Assignment:
    """|−1| is more than |0|."""
    return Assignment({"x": -1, "y": 0})
