"""What the sigmoid is and is not, as one row of the catalogue of activations.

σ(x) = 1/(1 + e⁻ˣ) squashes every number into (0, 1), and takes every value between: its inverse is −ln(1/y − 1). It
is tanh in other units, σ(x) = (1 + tanh(x/2))/2 (`tanh-is-sigmoid`), so it is increasing, and never steeper than
1/4. Near 0 it is very nearly 1/2 + x/4,

    1/2 + x/4 − x³/48  ≤  σ(x)  ≤  1/2 + x/4    for x ≥ 0.

The proofs are those for tanh (`activation-tanh`), with x/2 in place of x.
"""

from fractions import Fraction

from nlverify.activations import (
    SIGMOID,
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
LINE = Fraction(1, 2) + x / 4
SMOOTH = "it is made of e⁻ˣ and 1/(1 + e⁻ˣ), which have all derivatives; calculus"

CLAIM = Claim(
    id="activation-sigmoid",
    title="Activation: the sigmoid",
    says="The sigmoid is onto (0, 1), increasing, neither convex nor concave, slopes at most 1/4, nearly affine at 0.",
    parts={
        "lower-bound": at_least(SIGMOID, 0, strict=True),
        "upper-bound": at_most(SIGMOID, 1, strict=True),
        "onto": onto(SIGMOID, -log(inverse(y) - 1), given=(y > 0, y < 1), witness=Fraction(1, 2)),
        "increasing": increasing(SIGMOID),
        "bends-up": bends(SIGMOID, "up"),
        "bends-down": bends(SIGMOID, "down"),
        "slope-at-most": slope_at_most(SIGMOID, Fraction(1, 4)),
        "odd": odd(SIGMOID, 1),
        "near-above": near(SIGMOID, "above", LINE, half=True),
        "near-below": near(SIGMOID, "below", LINE, x**3 / 48, half=True),
    },
    source=Source("elementary"),
    figures={
        "activation": {"name": "sigmoid", **SIGMOID.to_json(), "cited": {"smooth": {"value": "yes", "why": SMOOTH}}},
    },
)


@CLAIM.proof("lower-bound", engine="exact")
def a_positive_fraction() -> Cases:
    """1/(1 + e⁻ˣ) > 0, since e⁻ˣ > 0."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("upper-bound", engine="exact")
def a_fraction_below_one() -> Cases:
    """1/(1 + e⁻ˣ) < 1, since e⁻ˣ > 0."""
    return search.prove(CLAIM.parts["upper-bound"])


@CLAIM.proof("onto", engine="exact")
def the_inverse_function() -> Cases:
    """e⁻ˣ = 1/y − 1 gives σ(x) = y."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("increasing", engine="exact")
def smaller_powers_of_e() -> Cases:
    """e⁻ˣ = e⁻ʸ·eʸ⁻ˣ, and the last factor is at least 1 + (y − x) ≥ 1."""
    goal = Goal(CLAIM.parts["increasing"])
    goal.positive(-x)
    goal.positive(-y, "smaller")
    goal.taylor(y - x, 1, "factor")
    goal.sum(-y, y - x)
    products = ((1, "F-positive", "G-positive"), ("factor", "smaller"), (0, "smaller"))

    def fractions(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(-y)), lambda g: g.close(*products), "G")

    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), fractions, "F"))


@CLAIM.proof("bends-up", engine="exact")
def left_of_zero() -> Assignment:
    """The values at −4 and 0 have a mean above that at −2."""
    return Assignment({"p": -4, "r": 0})


@CLAIM.proof("bends-down", engine="exact")
def right_of_zero() -> Assignment:
    """The values at 0 and 4 have a mean below that at 2."""
    return Assignment({"p": 0, "r": 4})


@CLAIM.proof("slope-at-most", engine="exact")
def a_mean_of_u_and_its_inverse() -> Cases:
    """With d = (x − y)/2 and q = e⁻ᵈ: (1 + d/2)q ≥ 1 − d/2, and the square of 1 − e⁻ʸq is not negative."""
    return recipes.logistic_slope(CLAIM.parts["slope-at-most"], (y - x) / 2, whole=-y, part=-x)


@CLAIM.proof("odd", engine="exact")
def the_power_turned_over() -> Cases:
    """eˣ = 1/e⁻ˣ, so the two fractions add up to 1."""
    return recipes.logistic_odd(CLAIM.parts["odd"], -x)


@CLAIM.proof("near-above", engine="exact")
def taylor_of_degree_five() -> Cases:
    """(1 + x/2)e⁻ˣ ≥ 1 − x/2, and this is the claim."""
    goal = Goal(CLAIM.parts["near-above"])
    goal.positive(-x, "q")
    goal.taylor(-x, 5, "taylor")

    def fraction(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(-x)), lambda g: g.close((1, "F-positive"), ("L", 0)), "F")

    below = (1 + x / 2) * exp(-x) - (1 - x / 2)
    return goal.proved(goal.sign(below, fraction, lambda g: recipes.below_the_tangent(g, x / 2), "L"))


@CLAIM.proof("near-below", engine="exact")
def taylor_on_the_other_side() -> Cases:
    """With z = x/2: (1 − z + z³/3)·e²ᶻ ≥ 1 + z − z³/3, term by term with the Taylor polynomial of degree 5."""
    goal = Goal(CLAIM.parts["near-below"])
    goal.positive(-x, "q")
    goal.positive(x, "power")
    goal.one(x)
    goal.taylor(x, 5, "taylor")
    terms = (("taylor", x - 2), ("taylor", 0, x - 2), (x**4,), (0, x**2), (0, x**3), (0, 0, x**2))
    ones = tuple((one, *(0,) * k) for one in ("one-below", "one-above") for k in (1, 2, 3))
    whole = (1, "F-positive", "power")
    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), lambda g: g.close(whole, *terms, *ones), "F"))


@CLAIM.control(slope_at_most(SIGMOID, Fraction(6, 25)), drops="the slope 1/4: 6/25 is claimed")
def steeper_near_zero() -> Assignment:
    """From −1/10 to 1/10 it rises by 0.0499…, more than 6/25 of 1/5."""
    return Assignment({"x": Fraction(1, 10), "y": Fraction(-1, 10)})


@CLAIM.control(near(SIGMOID, "below", LINE, x**3 / 50, half=True), drops="x³/48: x³/50 is claimed")
def nearer_than_it_is() -> Assignment:
    """At 1/10 it is below the line by more than x³/50."""
    return Assignment({"x": Fraction(1, 10)})
