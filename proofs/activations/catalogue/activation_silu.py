"""What SiLU is and is not, as one row of the catalogue of activations.

silu(x) = x·σ(x) = x/(1 + e⁻ˣ), also called Swish, looks like a ReLU with its corner rounded, and differs from it where
it matters: it goes down and then up again. Its least value is −0.2784645427610737951… (`silu-minimum`), so it is not
monotone, and one unit computes XOR: with a threshold, as below, and even exactly (`xor-one-silu`). No unit of a
monotone activation does.

It is onto nothing but its own range, from that least value to ∞; between −1 and 11/8 are its slopes. The largest
slope is 1.0998…, at 2.3994…; that is found by calculus and not certified here.

Near 0 it is x/2 with a parabola above it: 0 ≤ silu(x) − x/2 ≤ x²/4, for all x.
"""

from fractions import Fraction

from nlverify.activations import (
    SILU,
    at_least,
    bends,
    exceeds,
    flat,
    near,
    reaches,
    slope_at_least,
    slope_at_most,
    steeper,
    turns,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.engines.guided import Goal, Next
from nlverify.engines.search import Bounds, Sum
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import Expr, absolute, exp, expr, inverse, symbols

(y,) = symbols("y")
LEAST = Fraction("-0.27846454276107379511")
CITED = {"smooth": {"value": "yes", "why": "it is x/(1 + e⁻ˣ), whose denominator is never 0; calculus"}}

CLAIM = Claim(
    id="activation-silu",
    title="Activation: SiLU",
    says="SiLU is bounded below and not above, not monotone, has slopes from −1 to 11/8, and one unit computes XOR.",
    parts={
        "lower-bound": at_least(SILU, LEAST),
        "least": reaches(SILU, LEAST + Fraction(1, 10**19)),
        "exceeds": exceeds(SILU, 2 * absolute(y) + 1),
        "valley": turns(SILU, "valley"),
        "bends-up": bends(SILU, "up"),
        "bends-down": bends(SILU, "down"),
        "slope-at-most": slope_at_most(SILU, Fraction(11, 8)),
        "slope-at-least": slope_at_least(SILU, -1),
        "steeper": steeper(SILU, 3, 2, below=Fraction(109, 100)),
        "near-below": near(SILU, "below", x / 2),
        "near-above": near(SILU, "above", x / 2, x**2 / 4),
        "flat": flat(SILU, 0),
    },
    source=Source("ramachandran-et-al-2017"),
    figures={"activation": {"name": "SiLU", **SILU.to_json(), "cited": CITED}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_tangent_of_the_exponential() -> Cases:
    """With w the bound: e⁻ˣ ≥ e¹⁺ʷ(−x − w), and w·e¹⁺ʷ ≥ 1."""
    w = -LEAST
    laws = (Sum(-x - 1 - w, 1 + w), Bounds(exp(1 + w), 24))
    return search.prove(CLAIM.parts["lower-bound"], laws=laws)


@CLAIM.proof("least", engine="exact")
def near_the_least_value() -> Assignment:
    """At −1 − w."""
    return Assignment({"x": LEAST - 1})


@CLAIM.proof("exceeds", engine="exact")
def more_than_half_of_x() -> Cases:
    """For x > 0 it is more than x/2."""
    return search.prove(CLAIM.parts["exceeds"])


@CLAIM.proof("valley", engine="exact")
def down_and_up() -> Assignment:
    """At −3, −5/4 and 1/2: about −0.14, −0.28 and 0.31."""
    return Assignment({"p": -3, "r": Fraction(1, 2), "t": Fraction(-1, 5)})


@CLAIM.proof("bends-up", engine="exact")
def around_zero() -> Assignment:
    """The values at −1 and 1 have a mean above that at 0."""
    return Assignment({"p": -1, "r": 1})


@CLAIM.proof("bends-down", engine="exact")
def far_on_the_left() -> Assignment:
    """The values at −6 and −3 have a mean below that at −9/2."""
    return Assignment({"p": -6, "r": -3})


def with_fractions(goal: Goal, then: Next) -> Cases:
    """Return a proof that goes on once both fractions, at x and at y, are multiplied away."""
    for at, name in ((-x, "X"), (-y, "Y"), (y - x, "q")):
        goal.positive(at, name)
    goal.sum(-y, y - x)
    goal.taylor(y - x, 1, "down")
    goal.taylor(x - y, 1, "up")
    goal.one(x - y)
    other = lambda g: g.reciprocal(inverse(1 + exp(-y)), then, "G")  # noqa: E731
    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), other, "F"))


ALWAYS = ((1, "F-positive", "G-positive"), (0, "X"), (0, "Y"), (0, "X", "Y"))
FALLING = (("y", "Y", 0), ("y", "Y", "up", "q"), ("y", "Y", 0, "q"), ("y", "Y", "one-below"), ("y", "Y", "one-above"))


@CLAIM.proof("slope-at-most", engine="exact")
def a_part_of_at_most_three_eighths() -> Cases:
    """y·e⁻ʸ is at most 1/e < 3/8, and with d = x − y: 1 − e⁻ᵈ ≤ d."""

    def rising(goal: Goal) -> Tree:
        goal.positive(y - 1, "power")
        goal.taylor(y - 1, 1, "tangent")
        goal.sum(y - 1, 1)
        goal.bounds(exp(expr(1)), 4, "e")
        goal.positive(y)
        goal.one(y)
        small = lambda g: g.close(*ALWAYS, ("small", 0), ("down", "y", "Y"))  # noqa: E731
        products = (("tangent", "Y"), ("tangent", "Y", "e-below"), ("y", "Y", "e-below"), ("power", "Y", "e-below"))
        return goal.sign(Fraction(3, 8) - y * exp(-y), small, lambda g: g.close(*products), "small")

    def both(goal: Goal) -> Tree:
        return goal.sign(y, rising, lambda g: g.close(*ALWAYS, *FALLING), "y")

    return with_fractions(Goal(CLAIM.parts["slope-at-most"]), both)


@CLAIM.proof("slope-at-least", engine="exact")
def far_apart_or_near_together() -> Cases:
    """For y < 0: e⁻ˣ·y is small where x is far from y; near y, e⁻ˣ outweighs −y by its Taylor polynomial."""

    def falling(goal: Goal) -> Tree:
        far = lambda g: g.close(*ALWAYS, ("far", "Y"), ("y", "X"), ("y", "Y"))  # noqa: E731
        squares = (("y", "Y", 0, x), ("far", "Y", 0, x), ("Y", 0, x + 1))
        products = (("down", "y", "Y"), ("taylor", 0, "Y"), ("far", "Y", 0), (0, "X"))
        return goal.sign(2 * (x - y) + y, far, lambda g: g.close(*ALWAYS, *products, *squares), "far")

    def both(goal: Goal) -> Tree:
        goal.taylor(-x, 3, "taylor")
        return goal.sign(y, lambda g: g.close(*ALWAYS, *FALLING), falling, "y")

    return with_fractions(Goal(CLAIM.parts["slope-at-least"]), both)


@CLAIM.proof("steeper", engine="exact")
def from_two_to_three() -> Cases:
    """From 2 to 3 it rises by 1.096…, more than 1.09."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("near-below", engine="exact")
def the_fraction_is_on_the_side_of_x() -> Cases:
    """For x ≥ 0 the fraction is at least 1/2, for x < 0 it is less."""
    goal = Goal(CLAIM.parts["near-below"])
    goal.positive(x, "power")
    goal.positive(-x, "q")
    goal.one(x)
    goal.taylor(x, 1, "up")
    goal.taylor(-x, 1, "down")
    right = ((0, "F-positive", "power"), ("up", "x"), ("x", "x"), ("x", "one-above"), ("x", "one-below"))
    left = ((0, "F-positive"), ("down", "x"), ("x", "x"))

    def sides(goal: Goal) -> Tree:
        return goal.sign(x, lambda g: g.close(*right), lambda g: g.close(*left), "x")

    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), sides, "F"))


def below_the_tangent(goal: Goal, z: Expr, power: str) -> Tree:
    """Return the proof of (1 + z)e⁻²ᶻ ≥ 1 − z for z ≥ 0, which is a multiple of row x."""
    terms = ((f"taylor-{power}", "x"), ("x", "near", z), ("x", "near", z**2), ("x", z**2))
    return goal.sign(1 - z, lambda g: g.close(*terms), lambda g: g.close((power, "x"), (power, "near")), "near")


@CLAIM.proof("near-above", engine="exact")
def the_fraction_is_below_its_tangent() -> Cases:
    """For x ≥ 0: (1 + x/2)e⁻ˣ ≥ 1 − x/2, so that the fraction is at most 1/2 + x/4; for x < 0 turned round."""
    goal = Goal(CLAIM.parts["near-above"])
    for at, name in ((x, "power"), (-x, "q")):
        goal.positive(at, name)
        goal.taylor(at, 5, f"taylor-{name}")
    goal.one(x)
    right = ((0, "F-positive"), ("L", "x"), ("x", "x"))
    ones = tuple((*("x",) * k, one) for k in (1, 2) for one in ("one-below", "one-above"))
    left = ((0, "F-positive", "power"), ("L", "x"), ("x", "x"), *ones)

    def sides(goal: Goal) -> Tree:
        return goal.sign(x, at_least_0, below_0, "x")

    def at_least_0(goal: Goal) -> Tree:
        above = (1 + x / 2) * exp(-x) - (1 - x / 2)
        return goal.sign(above, lambda g: g.close(*right), lambda g: below_the_tangent(g, x / 2, "q"), "L")

    def below_0(goal: Goal) -> Tree:
        above = (1 - x / 2) * exp(x) - (1 + x / 2)
        return goal.sign(above, lambda g: g.close(*left), lambda g: below_the_tangent(g, -x / 2, "power"), "L")

    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), sides, "F"))


@CLAIM.proof("flat", engine="exact")
def a_negative_number_over_a_positive_one() -> Cases:
    """For x ≤ 0, x/(1 + e⁻ˣ) ≤ 0."""
    goal = Goal(CLAIM.parts["flat"])
    goal.positive(-x)
    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), lambda g: g.close((1, "F-positive")), "F"))


@CLAIM.control(at_least(SILU, Fraction(-1, 4)), drops="the least value: −1/4 is claimed")
def lower_than_a_quarter() -> Assignment:
    """At −1 it is −1/(1 + e), less than −1/4."""
    return Assignment({"x": -1})


@CLAIM.control(slope_at_most(SILU, 1), drops="the slope 11/8: 1 is claimed, as for ReLU")
def steeper_than_relu() -> Assignment:
    """From 2 to 3 it rises by more than 1."""
    return Assignment({"x": 3, "y": 2})
