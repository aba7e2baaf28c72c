"""What x² is and is not, as one row of the catalogue of activations.

x² is a polynomial. So a network with one hidden layer of such units is a polynomial of degree 2, however wide
it is, and with k hidden layers one of degree 2ᵏ: not universal at a bounded depth
(`universal-iff-nonpolynomial`, `bounded-depth-polynomial-not-universal`). With unlimited depth it is
(`any-nonaffine-suffices-with-depth`).

It does not squash, and it has no Lipschitz constant at all: from 0 to k + 1 it rises by more than k(k + 1). It
goes down and then up, and a single unit computes XOR exactly, 1 − (x₁ + x₂ − 1)².
"""

from fractions import Fraction

from nlverify.activations import (
    SQUARE,
    at_least,
    bent,
    convex,
    error_at_most,
    exact_xor,
    increasing,
    onto,
    slope_at_most,
    steeper,
    turns,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Branch, Cases, Leaf, Split, Trace
from nlverify.exact.expression import sqrt, symbols

h, k, x1, x2, y = symbols("h k x1 x2 y")

CLAIM = Claim(
    id="activation-square",
    title="Activation: x²",
    says="x² is onto [0, ∞), convex, not monotone, has no Lipschitz constant, and one unit computes XOR.",
    parts={
        "lower-bound": at_least(SQUARE, 0),
        "onto": onto(SQUARE, sqrt(y), given=(y >= 0,)),
        "convex": convex(SQUARE, 2 * y),
        "valley": turns(SQUARE, "valley"),
        "steeper": steeper(SQUARE, k + 1, 0),
        "xor": exact_xor(SQUARE, x1 + x2 - 1),
        "error-at-most": error_at_most(SQUARE, h**2 / 2, h**2 / 2),
        "bent": bent(SQUARE, 2 * h**2),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "x²", **SQUARE.to_json()}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_square() -> Cases:
    """x² is a square."""
    return Cases((Leaf({0: 1}, products=((1, (), x),)),))


@CLAIM.proof("onto", engine="exact")
def the_root() -> Cases:
    """√y·√y = y for y ≥ 0."""
    return Cases((Branch(0, (Leaf({1: 1, 4: -1}), Split(Leaf({0: 1, 3: 1}), Leaf({2: 1, 3: 1}), row=1))),))


@CLAIM.proof("convex", engine="exact")
def tangents_lie_below() -> Cases:
    """x² is above its tangent at y by (x − y)²."""
    return search.prove(CLAIM.parts["convex"], squares=(x - y,))


@CLAIM.proof("valley", engine="exact")
def down_and_up() -> Assignment:
    """At −1, 0 and 1 the values are 1, 0 and 1."""
    return Assignment({"p": -1, "r": 1, "t": Fraction(1, 2)})


@CLAIM.proof("steeper", engine="exact")
def as_far_as_it_takes() -> Cases:
    """(k + 1)² is more than k(k + 1)."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("xor", engine="exact")
def upside_down() -> Trace:
    """At x₁ + x₂ − 1 = −1, 0 and 1 it is 1, 0 and 1."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("error-at-most", engine="exact")
def half_way_up() -> Cases:
    """On [−h, h] the values lie between 0 and h²: (h + x)(h − x) ≥ 0."""
    return search.prove(CLAIM.parts["error-at-most"], squares=(x,))


@CLAIM.proof("bent", engine="exact")
def three_points() -> Cases:
    """At −h, 0 and h: h², 0 and h². An affine function misses one of them by h²/2 at least."""
    return search.prove(CLAIM.parts["bent"])


@CLAIM.control(increasing(SQUARE), drops="that it is not monotone")
def it_falls_first() -> Assignment:
    """(−1)² is more than 0²."""
    return Assignment({"x": -1, "y": 0})


@CLAIM.control(slope_at_most(SQUARE, 100), drops="that there is no Lipschitz constant: 100 is claimed")
def from_a_hundred_on() -> Assignment:
    """From 0 to 101 it rises by 10201."""
    return Assignment({"x": 101, "y": 0})
