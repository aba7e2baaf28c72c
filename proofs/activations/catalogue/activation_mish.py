"""What Mish is and is not, as one row of the catalogue of activations.

Mish is x·tanh(softplus(x)). Since e to the 2·softplus(x) is (1 + eˣ)², this is

    x·(E² + 2E)/(E² + 2E + 2)    with E = eˣ:

no more than powers of e, as in SiLU, which it resembles: it goes down to about −0.3088 and then up without end. So
it is not monotone, and one unit computes XOR with a threshold.

**Why it is nowhere below −0.309.** For z = −x > 0 and w = eᶻ this says 0.618·w² ≥ (z − 0.309)(2w + 1). The tangent
of eᶻ at z = 1.19 lies below w, and a square and one further product do the rest.
"""

from fractions import Fraction

from nlverify.activations import MISH, at_least, bends, exceeds, flat, reaches, turns, x
from nlverify.claim import Claim, Source
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import absolute, exp, expr, inverse, relu, softplus, symbols

(y,) = symbols("y")
BOUND, TOUCHED, HEIGHT = Fraction(309, 1000), Fraction(119, 100), Fraction(3287, 1000)
WITHIN, VERTEX = softplus(x), Fraction(623, 500)
MADE = "it is a quotient of such functions, and the denominator E² + 2E + 2 is never 0; calculus"
CITED = {
    "continuous": {"value": "yes", "why": "it is made of continuous functions; calculus"},
    "smooth": {"value": "yes", "why": MADE},
    "lipschitz": {"value": "about 1.089", "why": "its largest slope, near 1.5; found numerically, calculus"},
    "error": {
        "value": "about 0.14 for h = 1",
        "short": "0.14 at h = 1",
        "why": "found numerically; of order h² as for all smooth functions",
    },
}

CLAIM = Claim(
    id="activation-mish",
    title="Activation: Mish",
    says="Mish has its least value between −0.309 and −0.3088, no largest one, and one unit computes XOR.",
    parts={
        "lower-bound": at_least(MISH, -BOUND),
        "least": reaches(MISH, Fraction(-3088, 10000)),
        "exceeds": exceeds(MISH, 2 * absolute(y) + 2),
        "valley": turns(MISH, "valley"),
        "bends-up": bends(MISH, "up"),
        "bends-down": bends(MISH, "down"),
        "flat": flat(MISH, 0),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "Mish", **MISH.to_json(), "cited": CITED}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_tangent_and_a_square() -> Cases:
    """Where x > −0.309 the factor below 1 suffices; else w = e⁻ˣ is above its tangent, and the rest is a square."""
    goal, turned = Goal(CLAIM.parts["lower-bound"]), exp(-x)
    goal.positive(x, "E")
    goal.sum(WITHIN, WITHIN)
    goal.positive(2 * WITHIN)
    goal.one(x)
    goal.positive(-x, "w")
    goal.sum(-x - TOUCHED, TOUCHED)
    goal.taylor(-x - TOUCHED, 1, "tangent")
    goal.bounds(exp(expr(TOUCHED)), 6, "height")
    ones = [(one, *more) for one in ("one-below", "one-above") for more in ((), ("w",), ("far",), ("far", "w"))]
    ones += [("one-above", one, *more) for one in ("one-below", "one-above") for more in ((), ("far",))]

    def far(goal: Goal) -> Tree:
        line = HEIGHT * (1 - x - TOUCHED)
        below = (("tangent", "height-below"), ("height-below", "far"))
        rest = ((0, "F-positive", "w", "w"), turned - line, ("above", "far"), x + VERTEX)
        return goal.sign(turned - line, lambda g: g.close(*rest, *ones), lambda g: g.close(*below), "above")

    def near(goal: Goal) -> Tree:
        return goal.close((0, "F-positive"), ("far", "E"), ("far", "E", "E"))

    def fraction(goal: Goal) -> Tree:
        split = lambda g: g.sign(-x - BOUND, far, near, "far")  # noqa: E731
        return goal.reciprocal(inverse(1 + exp(2 * WITHIN)), split, "F")

    return goal.proved(goal.logarithm(WITHIN, fraction, "S"))


@CLAIM.proof("least", engine="exact")
def near_the_least_value() -> Assignment:
    """At −119/100."""
    return Assignment({"x": -TOUCHED})


@CLAIM.proof("exceeds", engine="exact")
def more_than_half_of_x() -> Cases:
    """For x > 0 it is more than x/2, since (1 + eˣ)² is more than 3."""
    goal, place = Goal(CLAIM.parts["exceeds"]), 2 * absolute(y) + 2
    within = softplus(place)
    goal.taylor(place, 1, "power")
    goal.sum(within, within)
    goal.positive(2 * within)

    def fraction(goal: Goal) -> Tree:
        last = (0, "F-positive"), ("power", "power"), ("power", "up"), ("power", "down"), ("up", "up"), ("up", "down")
        more = [(*row, sign) for row in (("power", "power"), ("power",)) for sign in ("up", "down")]
        return goal.reciprocal(inverse(1 + exp(2 * within)), lambda g: g.close(*last, *more, degree=2), "F")

    def settled(goal: Goal) -> Tree:
        return goal.logarithm(within, fraction, "S")

    return goal.proved(goal.settle({"up": relu(y), "down": relu(-y)}, settled))


@CLAIM.proof("valley", engine="exact")
def down_and_up() -> Assignment:
    """At −3, −5/4 and 1/2: about −0.15, −0.31 and 0.37."""
    return Assignment({"p": -3, "r": Fraction(1, 2), "t": Fraction(-1, 5)})


@CLAIM.proof("bends-up", engine="exact")
def around_zero() -> Assignment:
    """The values at −1 and 1 have a mean above that at 0."""
    return Assignment({"p": -1, "r": 1})


@CLAIM.proof("bends-down", engine="exact")
def far_on_the_left() -> Assignment:
    """The values at −6 and −3 have a mean below that at −9/2."""
    return Assignment({"p": -6, "r": -3})


@CLAIM.proof("flat", engine="exact")
def a_negative_number_times_a_positive_one() -> Cases:
    """For x ≤ 0, x times a number between 0 and 1 is at most 0."""
    goal = Goal(CLAIM.parts["flat"])
    goal.positive(x, "E")
    goal.sum(WITHIN, WITHIN)
    goal.positive(2 * WITHIN)

    def fraction(goal: Goal) -> Tree:
        products = ((1, "F-positive"), (0, "E"), (0, "E", "E"))
        return goal.reciprocal(inverse(1 + exp(2 * WITHIN)), lambda g: g.close(*products), "F")

    return goal.proved(goal.logarithm(WITHIN, fraction, "S"))


@CLAIM.control(at_least(MISH, Fraction(-3, 10)), drops="the bound −0.309: −0.3 is claimed")
def lower_than_that() -> Assignment:
    """At −1 it is −0.303…, less than −0.3."""
    return Assignment({"x": -1})
