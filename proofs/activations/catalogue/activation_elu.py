"""What ELU is and is not, as one row of the catalogue of activations.

ELU with α = 1 is x for x ≥ 0 and eˣ − 1 for x < 0; in one formula, x + r + e⁻ʳ − 1 with r = relu(−x). It is
bounded below by −1, onto (−1, ∞), increasing and convex, and never steeper than 1. Both branches have slope 1
at 0, so there is no kink; but on the left the slope falls at once and on the right it does not, so there is no
second derivative.

Between the line x and the parabola x + x²/2 there is room for it everywhere: near 0 it is almost the identity.
"""

from fractions import Fraction

from nlverify.activations import (
    ELU,
    at_least,
    bends,
    convex,
    flat,
    increasing,
    near,
    onto,
    slope_at_most,
    steeper,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import recipes, search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import exp, log, relu, symbols

(y,) = symbols("y")
AT_X = relu(-x)
PLACE = y + relu(-y) + log(1 - relu(-y))
CITED = {"smooth": {"value": "once", "why": "its slope is continuous, and has a kink at 0; calculus"}}

CLAIM = Claim(
    id="activation-elu",
    title="Activation: ELU",
    says="ELU is onto (−1, ∞), increasing and convex, has Lipschitz constant 1, and lies between x and x + x²/2.",
    parts={
        "lower-bound": at_least(ELU, -1, strict=True),
        "onto": onto(ELU, PLACE, given=(y > -1,)),
        "increasing": increasing(ELU),
        "convex": convex(ELU, exp(-relu(-y))),
        "bends-up": bends(ELU, "up"),
        "slope-at-most": slope_at_most(ELU, 1),
        "steeper": steeper(ELU, 1, 0, below=1),
        "near-below": near(ELU, "below", x),
        "near-above": near(ELU, "above", x, x**2 / 2),
        "flat": flat(ELU, 0),
    },
    source=Source("elementary"),
    figures={
        "activation": {"name": "ELU", **ELU.to_json(), "written": "x for x ≥ 0, eˣ − 1 for x < 0", "cited": CITED}
    },
)


@CLAIM.proof("lower-bound", engine="exact")
def a_power_is_positive() -> Cases:
    """relu(x) ≥ 0, and the power of e is positive."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("onto", engine="exact")
def the_inverse_function() -> Cases:
    """Y itself for y ≥ 0, ln(1 + y) below."""
    return recipes.elu_inverse(CLAIM.parts["onto"], PLACE, log(1 - relu(-y)))


@CLAIM.proof("increasing", engine="exact")
def larger_powers_of_e() -> Cases:
    """By the signs of x and y; below 0 both are powers of e."""
    return recipes.elu_compared(CLAIM.parts["increasing"])


@CLAIM.proof("convex", engine="exact")
def tangents_lie_below() -> Cases:
    """The tangent at y has the slope 1 for y ≥ 0, and eʸ below; e to the x − y is at least 1 + x − y."""
    return recipes.elu_compared(CLAIM.parts["convex"])


@CLAIM.proof("bends-up", engine="exact")
def left_of_zero() -> Assignment:
    """The values at −2 and 0 have a mean above that at −1."""
    return Assignment({"p": -2, "r": 0})


@CLAIM.proof("slope-at-most", engine="exact")
def powers_of_negative_numbers() -> Cases:
    """Below 0 the power of e rises by less than its exponent, since it is at most 1."""
    return recipes.elu_compared(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def from_zero_to_one() -> Cases:
    """From 0 to 1 it rises by 1, more than k for every k < 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("near-below", engine="exact")
def the_tangent_at_zero() -> Cases:
    """eˣ − 1 ≥ x."""
    return search.prove(CLAIM.parts["near-below"])


@CLAIM.proof("near-above", engine="exact")
def the_third_degree_on_the_other_side() -> Cases:
    """For z = −x ≥ 0, eᶻ ≥ 1 + z + z²/2 + z³/6, and that times 1 − z + z²/2 is at least 1."""
    goal = Goal(CLAIM.parts["near-above"])
    goal.positive(-AT_X, "power")
    goal.taylor(AT_X, 3, "taylor")
    goal.one(AT_X)

    def last(goal: Goal) -> Tree:
        goal.constant(-AT_X, "power-is-one")
        products = [(row, square) for row in ("one-below", "one-above") for square in (x + 1,)]
        products += [("taylor", "power"), ("taylor", "power", x + 1), ("x", "power", x), ("x", "power", x**2)]
        return goal.close(*products, ("power", x**2), x)

    return goal.proved(goal.settle({"x": AT_X}, last))


@CLAIM.proof("flat", engine="exact")
def the_power_is_at_most_one() -> Cases:
    """For x ≤ 0 the value is eˣ − 1 ≤ 0."""
    return search.prove(CLAIM.parts["flat"])


@CLAIM.control(at_least(ELU, Fraction(-1, 2)), drops="the bound −1: −1/2 is claimed")
def below_the_half() -> Assignment:
    """At −1 the value is 1/e − 1, less than −3/5."""
    return Assignment({"x": -1})
