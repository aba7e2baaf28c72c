"""What softplus is and is not, as one row of the catalogue of activations.

softplus(x) = ln(1 + eˣ) is the smooth ReLU: positive everywhere, above ReLU by ln 2 at most (`softplus-to-relu`),
and its slope is the sigmoid. It is onto (0, ∞), increasing and convex, and never steeper than 1, though steeper
than every number below 1 somewhere far out. For x ≤ 0 it is at most 1, and a polynomial which is bounded there is
constant: so softplus is none.

**Why it is convex.** At y, the line with the slope g = eʸ/(1 + eʸ) touches the graph. It lies below: with
d = x − y,

    1 + eˣ  =  1 + eʸeᵈ  ≥  (1 + eʸ)·eᵍᵈ,

because 1 ≥ eᵍᵈ(1 − gd) and eᵈ ≥ eᵍᵈ(1 + d − gd), and the mean of both, weighted with 1 and eʸ, is eᵍᵈ.
"""

from nlverify.activations import (
    SOFTPLUS,
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
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import exp, expr, inverse, log, relu, softplus, symbols

k, y = symbols("k y")
AT_X, AT_Y = softplus(x), softplus(y)
TOUCHING = exp(y) * inverse(1 + exp(y))
CITED = {
    "smooth": {"value": "yes", "why": "it is made of eˣ and ln(1 + x), which have all derivatives; calculus"},
    "error": {
        "value": "about h²/16 for small h",
        "why": "that is half of softplus(h) − h/2 − ln 2, by convexity and since softplus(x) − x/2 is even; calculus",
    },
}

CLAIM = Claim(
    id="activation-softplus",
    title="Activation: softplus",
    says="Softplus is onto (0, ∞), increasing and convex, has Lipschitz constant 1, and is not a polynomial.",
    parts={
        "lower-bound": at_least(SOFTPLUS, 0, strict=True),
        "onto": onto(SOFTPLUS, log(exp(y) - 1), given=(y > 0,), witness=1),
        "increasing": increasing(SOFTPLUS),
        "convex": convex(SOFTPLUS, TOUCHING),
        "bends-up": bends(SOFTPLUS, "up"),
        "near-below": near(SOFTPLUS, "below", log(expr(2)) + x / 2),
        "slope-at-most": slope_at_most(SOFTPLUS, 1),
        "steeper": steeper(SOFTPLUS, inverse(1 - k), 0, below=1),
        "flat": flat(SOFTPLUS, 1),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "softplus", **SOFTPLUS.to_json(), "cited": CITED}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_logarithm_above_one() -> Cases:
    """If ln(1 + eˣ) were ≤ 0, its power of e, 1 + eˣ, would be ≤ 1."""
    goal = Goal(CLAIM.parts["lower-bound"])
    goal.positive(x)
    goal.taylor(-AT_X, 1, "turned")
    goal.positive(AT_X, "whole")
    goal.one(AT_X)
    return goal.proved(goal.logarithm(AT_X, lambda g: g.close(("turned", "whole"), (0, "whole")), "S"))


@CLAIM.proof("onto", engine="exact")
def the_inverse_function() -> Cases:
    """At ln(eʸ − 1) the power of e is eʸ, and e to the power of two different numbers differs."""
    goal, place = Goal(CLAIM.parts["onto"]), log(exp(y) - 1)
    value = softplus(place)
    goal.positive(y, "wanted")
    goal.taylor(y)

    def outer(goal: Goal) -> Tree:
        goal.positive(place)
        return goal.logarithm(value, compare, "value")

    def compare(goal: Goal) -> Tree:
        for low, high, name in ((y, value, "up"), (value, y, "down")):
            goal.sum(low, high - low)
            goal.taylor(high - low, 1, name)
        goal.positive(value, "taken")
        products = (("up", "wanted"), ("down", "taken"), ("side", "wanted"), ("side", "taken"))
        return goal.unequal(1, lambda g: g.close(*products))

    return goal.proved(goal.logarithm(place, outer, "place"))


@CLAIM.proof("increasing", engine="exact")
def a_logarithm_of_more() -> Cases:
    """1 + eˣ ≤ 1 + eʸ, and the logarithm keeps this."""
    goal = Goal(CLAIM.parts["increasing"])
    goal.positive(x, "power")
    goal.positive(y)
    goal.taylor(y - x, 1, "factor")
    goal.sum(x, y - x)
    goal.positive(AT_Y, "whole")
    goal.taylor(AT_X - AT_Y, 1, "gap")
    goal.sum(AT_Y, AT_X - AT_Y)
    products = (("gap", "whole"), (1, "whole"), ("factor", "power"), (0, "power"))
    return goal.proved(goal.logarithm(AT_X, lambda g: g.logarithm(AT_Y, lambda h: h.close(*products), "T"), "S"))


@CLAIM.proof("convex", engine="exact")
def two_tangents_of_the_exponential() -> Cases:
    """1 ≥ eᵍᵈ(1 − gd) and eᵈ ≥ eᵍᵈ(1 + d − gd), added with the weights 1 and eʸ."""
    goal, d = Goal(CLAIM.parts["convex"]), x - y
    rise = TOUCHING * d
    goal.positive(x)
    goal.positive(y, "weight")

    def tangents(goal: Goal) -> Tree:
        goal.sum(y, d)
        goal.sum(rise, d - rise)
        goal.taylor(d - rise, 1, "right")
        goal.taylor(-rise, 1, "left")
        goal.positive(rise, "factor")
        goal.one(rise)
        goal.sum(AT_Y, rise)
        goal.sum(AT_X, AT_Y + rise - AT_X)
        goal.taylor(AT_Y + rise - AT_X, 1, "gap")
        goal.positive(AT_X, "whole")
        return goal.close(("gap", "whole"), (0, "whole"), ("left", "factor"), ("right", "factor", "weight"))

    def slope(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(y)), tangents, "slope")

    return goal.proved(goal.logarithm(AT_X, lambda g: g.logarithm(AT_Y, slope, "T"), "S"))


@CLAIM.proof("bends-up", engine="exact")
def around_zero() -> Assignment:
    """The values at −1 and 1 have a mean above that at 0."""
    return Assignment({"p": -1, "r": 1})


@CLAIM.proof("near-below", engine="exact")
def the_mean_of_two_powers() -> Cases:
    """1 + eˣ ≥ 2·e to the x/2, by the square of their difference: now take logarithms."""
    goal, half = Goal(CLAIM.parts["near-below"]), log(expr(2))
    goal.positive(x)

    def compare(goal: Goal) -> Tree:
        goal.positive(x / 2)
        goal.sum(x / 2, x / 2)
        goal.sum(half, x / 2)
        goal.sum(AT_X, half + x / 2 - AT_X)
        goal.taylor(half + x / 2 - AT_X, 1, "gap")
        goal.positive(AT_X, "whole")
        return goal.close(("gap", "whole"), (0, "whole"), exp(x / 2) - 1)

    return goal.proved(goal.logarithm(AT_X, lambda g: g.logarithm(half, compare, "two"), "S"))


@CLAIM.proof("slope-at-most", engine="exact")
def one_and_the_same_shift() -> Cases:
    """(1 + eʸ)eᵈ = eᵈ + eˣ ≥ 1 + eˣ for d = x − y ≥ 0: now take logarithms."""
    goal, d = Goal(CLAIM.parts["slope-at-most"]), x - y
    goal.positive(x)
    goal.positive(y)
    goal.taylor(d)
    goal.sum(y, d)
    goal.sum(AT_Y, d)
    goal.positive(AT_Y + d, "whole")
    goal.taylor(AT_X - AT_Y - d, 1, "gap")
    goal.sum(AT_Y + d, AT_X - AT_Y - d)
    products = (("gap", "whole"), (1, "whole"))
    return goal.proved(goal.logarithm(AT_X, lambda g: g.logarithm(AT_Y, lambda h: h.close(*products), "T"), "S"))


@CLAIM.proof("steeper", engine="exact")
def from_zero_to_far_out() -> Cases:
    """At v = 1/(1 − k) it is above v, and at 0 it is at most 1; and v − 1 = kv."""
    goal, v = Goal(CLAIM.parts["steeper"]), inverse(1 - k)
    far, here = softplus(v), softplus(expr(0))

    def last(goal: Goal) -> Tree:
        goal.sum(far, v - far)
        goal.taylor(v - far, 1, "gap")
        goal.positive(far, "whole")
        goal.taylor(here, 1, "here")
        goal.bounds(exp(expr(0)), 1, "one")
        names = ("gap", 2, "here", "one-below", "one-above", *({"up", "down"} & set(goal.names)))
        return goal.close(*((name, "whole") for name in names))

    def difference(goal: Goal) -> Tree:
        other = lambda g: g.cases(relu(-(far - here)), last, last, names=("down",))  # noqa: E731
        return goal.cases(relu(far - here), other, other, names=("up",))

    def never(goal: Goal) -> Tree:
        return goal.close(("v-positive", 1), ("distance", 1))

    def distance(goal: Goal) -> Tree:
        other = lambda g: g.cases(relu(-(v - 0)), never, difference, names=("distance",))  # noqa: E731
        return goal.cases(relu(v - 0), other, never, names=("distance",))

    def at_zero(goal: Goal) -> Tree:
        goal.positive(0)
        return goal.logarithm(here, distance, "here")

    def far_out(goal: Goal) -> Tree:
        goal.positive(v)
        return goal.logarithm(far, at_zero, "far")

    return goal.proved(goal.reciprocal(v, far_out, "v"))


@CLAIM.proof("flat", engine="exact")
def the_power_is_at_most_one() -> Cases:
    """For x ≤ 0: eˣ ≤ 1, and ln(1 + eˣ) ≤ eˣ."""
    goal = Goal(CLAIM.parts["flat"])
    goal.positive(x, "power")
    goal.taylor(AT_X)
    goal.one(x)
    goal.taylor(-x, 1, "turned")
    products = (("turned", "power"), (0, "power"))
    return goal.proved(goal.logarithm(AT_X, lambda g: g.close(*products), "S"))


@CLAIM.control(at_least(SOFTPLUS, 1), drops="the bound 0: 1 is claimed")
def small_on_the_left() -> Assignment:
    """At −1 the value is about 0.31."""
    return Assignment({"x": -1})
