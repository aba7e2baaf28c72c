"""What maxout is and is not, as one row of the catalogue of activations.

max(a, b), where a and b are two affine functions of the inputs, has no activation besides: choosing the larger
one is the non-linearity. With more than two pieces it can be any convex function that is piecewise affine.

max is onto R, increasing in both of its inputs, and convex; if neither input moves by more than d, nor does
max. Since the two may have opposite weights, it is not bound to be monotone in x: max(x₁ − x₂, x₂ − x₁) = |x₁ −
x₂|, so one unit computes XOR.

On the square |a|, |b| ≤ h its best affine function is (a + b)/2 + h/2, with the error h/2; at the four corners
the error alternates.
"""

from fractions import Fraction

from nlverify.activations import (
    MAXOUT,
    a,
    b,
    bent,
    convex,
    error_at_most,
    exact_xor,
    increasing,
    onto,
    slope_at_most,
    steeper,
    turns,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Trace
from nlverify.exact.expression import step, symbols

c, d, h, x1, x2, y = symbols("c d h x1 x2 y")

CITED = {
    "shallow": {
        "value": "yes",
        "why": "differences of two maxout units with many pieces are enough; Goodfellow et al. 2013",
    },
}

CLAIM = Claim(
    id="activation-maxout",
    title="Activation: maxout",
    says="max(a, b) is onto R, increasing in both inputs, convex, with Lipschitz constant 1, and one unit is XOR.",
    parts={
        "onto": onto(MAXOUT, y, y),
        "increasing": increasing(MAXOUT),
        "convex": convex(MAXOUT, step(c - d)),
        "valley": turns(MAXOUT, "valley"),
        "slope-at-most": slope_at_most(MAXOUT, 1),
        "steeper": steeper(MAXOUT, (1, 1), (0, 0), below=1),
        "xor": exact_xor(MAXOUT, x1 + x2 - 1, 1 - x1 - x2),
        "error-at-most": error_at_most(MAXOUT, (a + b) / 2 + h / 2, h / 2),
        "bent": bent(MAXOUT, 2 * h),
    },
    source=Source("goodfellow-et-al-2013"),
    figures={"activation": {"name": "maxout", **MAXOUT.to_json(), "cited": CITED}},
)


@CLAIM.proof("onto", engine="exact")
def both_inputs_alike() -> Cases:
    """max(y, y) = y."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def larger_inputs() -> Cases:
    """If a ≤ c and b ≤ d, max(c, d) is above a and b."""
    return search.prove(CLAIM.parts["increasing"])


@CLAIM.proof("convex", engine="exact")
def a_plane_below_at_each_point() -> Cases:
    """At (c, d) the plane a where c > d, else the plane b."""
    return search.prove(CLAIM.parts["convex"])


@CLAIM.proof("valley", engine="exact")
def away_from_the_diagonal() -> Assignment:
    """At (−1, 1), (0, 0) and (1, −1) the values are 1, 0 and 1."""
    return Assignment({"p1": -1, "p2": 1, "r1": 1, "r2": -1, "t": Fraction(1, 2)})


@CLAIM.proof("slope-at-most", engine="exact")
def no_farther_than_the_inputs() -> Cases:
    """A ≤ c + e and b ≤ d + e give max(a, b) ≤ max(c, d) + e."""
    return search.prove(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def both_inputs_together() -> Cases:
    """max(1, 1) − max(0, 0) = 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("xor", engine="exact")
def upside_down() -> Trace:
    """At x₁ + x₂ − 1 = −1, 0 and 1 it is 1, 0 and 1."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("error-at-most", engine="exact")
def half_the_distance() -> Cases:
    """max(a, b) − (a + b)/2 is |a − b|/2, between 0 and h."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.proof("bent", engine="exact")
def four_corners() -> Cases:
    """At the corners (h, h), (h, −h), (−h, h), (−h, −h) the values are h, h, h, −h."""
    return search.prove(CLAIM.parts["bent"])


@CLAIM.control(error_at_most(MAXOUT, (a + b) / 2 + h / 2, h / 3), drops="the error h/2: h/3 is claimed")
def at_a_corner() -> Assignment:
    """With h = 1, at (1, 1) the plane is at 3/2, and max is 1."""
    return Assignment({"a": 1, "b": 1, "h": 1})
