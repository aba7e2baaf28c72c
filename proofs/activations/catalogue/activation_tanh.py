"""What tanh is and is not, as one row of the catalogue of activations.

tanh(x) = 1 − 2/(1 + e²ˣ) squashes every number into (−1, 1), and takes every value between: its inverse is
ln((1 + y)/(1 − y))/2. It is increasing, and never steeper than 1. Near 0 it is very nearly the identity,

    x − x³/3  ≤  tanh(x)  ≤  x    for x ≥ 0,

so on [−h, h] it is at most h³/3 away from it, while ReLU is never nearer to affine than h/4.

**Why tanh(x) ≤ x.** Written out, this is (1 + x)e⁻²ˣ ≥ 1 − x. For x ≥ 1 the right side is not positive. For x < 1,
e⁻²ˣ is at least its Taylor polynomial of degree 5; what is left is a sum of terms such as x³(1 − x).

**Why it is never steeper than 1.** With q = eʸ⁻ˣ and u = e²ʸ, the difference tanh x − tanh y is
2u(q⁻² − 1)/((1 + u)(1 + uq⁻²)). The mean of u and 1/u is at least 1, so this is at most 2(1 − q)/(1 + q), which
is at most x − y by the inequality above.
"""

from fractions import Fraction

from nlverify.activations import (
    TANH,
    at_least,
    at_most,
    bends,
    increasing,
    near,
    odd,
    onto,
    slope_at_most,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import recipes, search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import exp, inverse, log, symbols

(y,) = symbols("y")
SMOOTH = "it is made of eˣ and 1/(1 + eˣ), which have all derivatives; calculus"

CLAIM = Claim(
    id="activation-tanh",
    title="Activation: tanh",
    says="tanh is onto (−1, 1), increasing, neither convex nor concave, never steeper than 1, and within x³/3 of x.",
    parts={
        "lower-bound": at_least(TANH, -1, strict=True),
        "upper-bound": at_most(TANH, 1, strict=True),
        "onto": onto(TANH, log((1 + y) * inverse(1 - y)) / 2, given=(y > -1, y < 1)),
        "increasing": increasing(TANH),
        "bends-up": bends(TANH, "up"),
        "bends-down": bends(TANH, "down"),
        "slope-at-most": slope_at_most(TANH, 1),
        "odd": odd(TANH, 0),
        "near-above": near(TANH, "above", x, half=True),
        "near-below": near(TANH, "below", x, x**3 / 3, half=True),
    },
    source=Source("elementary"),
    figures={
        "activation": {"name": "tanh", **TANH.to_json(), "cited": {"smooth": {"value": "yes", "why": SMOOTH}}},
    },
)


@CLAIM.proof("lower-bound", engine="exact")
def the_fraction_is_below_one() -> Cases:
    """1/(1 + e²ˣ) < 1, since e²ˣ > 0."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("upper-bound", engine="exact")
def the_fraction_is_positive() -> Cases:
    """1/(1 + e²ˣ) > 0, since e²ˣ > 0."""
    return search.prove(CLAIM.parts["upper-bound"])


@CLAIM.proof("onto", engine="exact")
def the_inverse_function() -> Cases:
    """e²ˣ = (1 + y)/(1 − y) gives tanh(x) = y."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def larger_powers_of_e() -> Cases:
    """e²ʸ = e²ˣ·e²⁽ʸ⁻ˣ⁾, and the last factor is at least 1 + 2(y − x) ≥ 1."""
    goal = Goal(CLAIM.parts["increasing"])
    goal.positive(2 * x, "smaller")
    goal.positive(2 * y)
    goal.taylor(2 * (y - x), 1, "factor")
    goal.sum(2 * x, 2 * (y - x))
    products = ((1, "F-positive", "G-positive"), ("factor", "smaller"), (0, "smaller"))

    def fractions(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(2 * y)), lambda g: g.close(*products), "G")

    return goal.proved(goal.reciprocal(inverse(1 + exp(2 * x)), fractions, "F"))


@CLAIM.proof("bends-up", engine="exact")
def left_of_zero() -> Assignment:
    """The values at −2 and 0 have a mean above that at −1."""
    return Assignment({"p": -2, "r": 0})


@CLAIM.proof("bends-down", engine="exact")
def right_of_zero() -> Assignment:
    """The values at 0 and 2 have a mean below that at 1."""
    return Assignment({"p": 0, "r": 2})


@CLAIM.proof("slope-at-most", engine="exact")
def a_mean_of_u_and_its_inverse() -> Cases:
    """With d = x − y and q = e⁻ᵈ: (1 + d/2)q ≥ 1 − d/2, and the square of 1 − e²ˣq is not negative."""
    return recipes.logistic_slope(CLAIM.parts["slope-at-most"], y - x, whole=2 * x, part=2 * y)


@CLAIM.proof("odd", engine="exact")
def the_power_turned_over() -> Cases:
    """e⁻²ˣ = 1/e²ˣ, so the two fractions add up to 1."""
    return recipes.logistic_odd(CLAIM.parts["odd"], 2 * x)


@CLAIM.proof("near-above", engine="exact")
def taylor_of_degree_five() -> Cases:
    """(1 + x)e⁻²ˣ ≥ 1 − x, and multiplied by e²ˣ this is the claim."""
    goal = Goal(CLAIM.parts["near-above"])
    goal.positive(2 * x, "power")
    goal.positive(-2 * x, "q")
    goal.one(2 * x)
    goal.taylor(-2 * x, 5, "taylor")

    def fraction(goal: Goal) -> Tree:
        products = ((1, "F-positive", "q"), ("L", 0), (0, "one-below"), (0, "one-above"))
        return goal.reciprocal(inverse(1 + exp(2 * x)), lambda g: g.close(*products), "F")

    return goal.proved(
        goal.sign((1 + x) * exp(-2 * x) - (1 - x), fraction, lambda g: recipes.below_the_tangent(g, x), "L")
    )


@CLAIM.proof("near-below", engine="exact")
def taylor_on_the_other_side() -> Cases:
    """(1 − x + x³/3)·e²ˣ ≥ 1 + x − x³/3, term by term with the Taylor polynomial of degree 5."""
    goal = Goal(CLAIM.parts["near-below"])
    goal.positive(2 * x)
    goal.taylor(2 * x, 5, "taylor")
    terms = (("taylor", x - 1), ("taylor", 0, x - 1), (x**4,), (0, x**2), (0, x**3), (0, 0, x**2))
    fraction = inverse(1 + exp(2 * x))
    return goal.proved(goal.reciprocal(fraction, lambda g: g.close((1, "F-positive"), *terms), "F"))


@CLAIM.control(slope_at_most(TANH, Fraction(9, 10)), drops="the slope 1: 9/10 is claimed")
def steeper_near_zero() -> Assignment:
    """From −1/10 to 1/10 it rises by 0.199…, more than 9/10 of 1/5."""
    return Assignment({"x": Fraction(1, 10), "y": Fraction(-1, 10)})


@CLAIM.control(near(TANH, "below", x, x**3 / 4, half=True), drops="x³/3: x³/4 is claimed")
def nearer_than_it_is() -> Assignment:
    """At 1/10 it is below x by more than x³/4."""
    return Assignment({"x": Fraction(1, 10)})
