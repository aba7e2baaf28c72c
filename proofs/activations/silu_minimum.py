"""The least value of SiLU, to twenty digits: SiLU is not monotone.

silu(x) = x·σ(x) = x/(1 + e⁻ˣ) falls until x = −1.278… and rises from there. Its slope is 0 where −x − 1 = eˣ, which has
one solution, x = −1 − w, where w is the number with

    w·e¹⁺ʷ = 1,    w = 0.27846454276107379510935873902298…,

also called Lambert's W of 1/e. There silu(x) = −w, and that is the least value. No derivative is needed to see it.
For every x,

    e⁻ˣ  =  e¹⁺ʷ·e to the (−x − 1 − w)  ≥  e¹⁺ʷ·(−x − w)  ≥  (−x − w)/w,

so x + w(1 + e⁻ˣ) ≥ 0, which is silu(x) ≥ −w. (For x > −w the right side is negative, and nothing is to be shown.)
This used only w·e¹⁺ʷ ≥ 1. If w·e¹⁺ʷ ≤ 1, then silu(−1 − w) ≤ −w. So the two statements with a letter w hold together
for the one w with w·e¹⁺ʷ = 1, and say that −w is the least value and where it is; the two statements with numbers say
where w lies.

That SiLU falls until there and rises from there needs no derivative, too: for d = y − x > 0, silu(x) < silu(y) means
x(1 + e⁻ʸ) < y(1 + e⁻ˣ), and e⁻ˣ is e⁻ʸ·eᵈ; so only bounds of eᵈ and of e⁻ˣ or e⁻ʸ are needed.

It is also the largest distance of SiLU from ReLU: for x < 0 that distance is −silu(x), and for x > 0 it is
x − silu(x) = −silu(−x).

So SiLU is not monotone. One SiLU unit computes XOR (`xor-one-silu`), which no unit with a monotone activation does
(`xor-monotone-unit`).
"""

from fractions import Fraction

from nlverify.claim import Claim, Exists, ForAll, Source
from nlverify.engines import search
from nlverify.engines.guided import Goal, Next
from nlverify.engines.search import Bounds, Sum
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import absolute, differs, equals, exp, inverse, relu, silu, symbols

x, y, w = symbols("x y w")
BELOW = Fraction("0.27846454276107379510")
ABOVE = Fraction("0.27846454276107379511")
FALLS = ForAll(
    ("w", "x", "y"), silu(x) > silu(y), (w * exp(1 + w) >= 1, x < y, y <= -1 - w), {"w": 1, "x": -3, "y": -2}
)
RISES = ForAll(("w", "x", "y"), silu(x) < silu(y), (w * exp(1 + w) <= 1, x < y, x >= -1 - w), {"w": 0, "x": 0, "y": 1})

CLAIM = Claim(
    id="silu-minimum",
    title="The least value of SiLU",
    says="SiLU falls until −1 − w and rises from there, where w·e¹⁺ʷ = 1; its least value is −w, and w lies between "
    "0.27846454276107379510 and …511.",
    parts={
        "nowhere-less": ForAll(("x", "w"), silu(x) >= -w, (w > 0, w * exp(1 + w) >= 1), {"x": 0, "w": 1}),
        "taken-there": ForAll(("w",), silu(-1 - w) <= -w, (w > 0, w * exp(1 + w) <= 1), {"w": Fraction(1, 5)}),
        "falls-until-there": FALLS,
        "rises-from-there": RISES,
        "at-least": ForAll(("x",), silu(x) > -ABOVE),
        "at-most": Exists(("x",), (silu(x) < -BELOW,)),
        "distance-from-relu": ForAll(("x",), equals(relu(x) - silu(x), -silu(-absolute(x)))),
    },
    source=(Source("ramachandran-et-al-2017"), Source("hendrycks-gimpel-2016")),
)


@CLAIM.proof("nowhere-less", engine="exact")
def a_tangent_of_the_exponential() -> Cases:
    """E to the (−x − 1 − w) is at least −x − w."""
    return search.prove(CLAIM.parts["nowhere-less"], degree=3, laws=(Sum(-x - 1 - w, 1 + w),))


@CLAIM.proof("taken-there", engine="exact")
def put_it_in() -> Cases:
    """silu(−1 − w) = −(1 + w)/(1 + e¹⁺ʷ), and w(1 + e¹⁺ʷ) ≤ w + 1."""
    return search.prove(CLAIM.parts["taken-there"], degree=3)


def fractions(goal: Goal, then: Next) -> Cases:
    """Both denominators are positive."""
    second: Next = lambda goal: goal.reciprocal(inverse(1 + exp(-y)), then, "G")  # noqa: E731
    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), second, "F"))


@CLAIM.proof("falls-until-there", engine="exact")
def two_tangents() -> Cases:
    """eᵈ ≥ 1 + d + d²/4 for the step d = y − x, and −y ≥ 1 + w gives w·e⁻ʸ ≥ −y − w."""
    goal, d, m = Goal(FALLS), y - x, -y - 1 - w
    for at, name in ((-x, ""), (-y, "Q"), (1 + w, "E"), (m, "M")):
        goal.positive(at, name)
    for first, second in ((-y, d), (d / 2, d / 2), (1 + w, m)):
        goal.sum(first, second)
    goal.taylor(d / 2, 1, "half")
    goal.taylor(m, 1, "more")

    def last(goal: Goal) -> Tree:
        steps = [("half", "half", "Q", "y"), ("half", "Q", "y"), ("half", "Q", "y", 1), (1, 1, "Q", "y")]
        near = [("Q", 1, 2), (0, 1, "M"), (0, 1), (1, 2), ("more", 1), ("more", 1, "E"), ("more", "E", "w", 1)]
        more = [(1, 2, "E", "w"), (1, 1, "Q", 2), (1, 1, "Q", "w"), (1, 1, "Q")]
        return goal.close((3, "F-positive", "G-positive"), *steps, *near, *more)

    def signs(goal: Goal) -> Tree:
        below: Next = lambda goal: goal.sign(-y, last, lambda goal: goal.close(), "y")  # noqa: E731
        return goal.sign(w, below, lambda goal: goal.close(("w", "E")), "w")

    return fractions(goal, signs)


@CLAIM.proof("rises-from-there", engine="exact")
def tangents_and_a_cubic() -> Cases:
    """For x ≥ 0 the tangent of eᵈ is enough; for x < 0, with d < 2, the cubic of e⁻ᵈ, and the tangent of eˣ⁺¹⁺ʷ."""
    goal, d, v = Goal(RISES), y - x, x + 1 + w
    for at, name in ((-x, "P"), (-y, "Q"), (-d, "D"), (1 + w, "E")):
        goal.positive(at, name)
    for first, second in ((-x, -d), (-y, d), (-x, v)):
        goal.sum(first, second)
    for at, degree, name in ((-d, 3, "cubic"), (d, 1, "up"), (v, 1, "more")):
        goal.taylor(at, degree, name)
    ratio = (3, "F-positive", "G-positive")

    def right(goal: Goal) -> Tree:
        return goal.close(ratio, (1, "P"), ("x", "up", "Q"), (1, "x", "Q"), ("x", "Q"))

    def left(goal: Goal) -> Tree:
        high = [ratio, ("cubic", "P", "x"), ("D", "P", "x"), ("l", 1, "P")]
        high += [("x", "P", *more) for more in ((1, 1, "near"), (1, 1), (1,), ("near",), ())]
        low = [(2, 1, "P"), (0, 1), ("more", 1, "P"), (1, 2, "P"), ("l", "more", "P", 1), ("l", 1, 2, "P")]
        low += [(2, "E", 1), (0, 1, "P"), (2, 1, "E"), (2, "more", "P", 1), (2, 2, "P", 1)]
        near: Next = lambda g: g.sign(x + 1, lambda g: g.close(*high), lambda g: g.close(*high, *low), "l")  # noqa: E731
        return goal.sign(2 - d, near, near, "near")

    return fractions(goal, lambda goal: goal.sign(x, right, left, "x"))


@CLAIM.proof("at-least", engine="exact")
def the_same_with_a_number() -> Cases:
    """The tangent again, with 24 digits of e to the 1.278…."""
    laws = (Sum(-x - 1 - ABOVE, 1 + ABOVE), Bounds(exp(1 + ABOVE), 24))
    return search.prove(CLAIM.parts["at-least"], laws=laws)


@CLAIM.proof("at-most", engine="exact")
def near_the_least_value() -> Assignment:
    """At −1.2784645427610737951 the value is less."""
    return Assignment({"x": -1 - BELOW})


@CLAIM.proof("distance-from-relu", engine="exact")
def the_two_halves_of_a_sigmoid() -> Cases:
    """For x < 0 both sides are −silu(x); for x > 0 the claim is x = x·(σ(x) + σ(−x))."""
    goal, turned = Goal(CLAIM.parts["distance-from-relu"]), inverse(1 + exp(absolute(x)))
    goal.positive(-x, "q")

    def signs(goal: Goal) -> Tree:
        return goal.settle({"x": relu(x), "minus": relu(-x)}, other)

    def other(goal: Goal) -> Tree:
        goal.positive(absolute(x))
        return goal.reciprocal(turned, compare, "G")

    def compare(goal: Goal) -> Tree:
        goal.sum(-x, absolute(x))
        goal.sum(-x, absolute(x) + x)
        goal.constant(absolute(x) + x, "same")
        goal.constant(-x + absolute(x), "one")
        return goal.unequal(0, last)

    def last(goal: Goal) -> Tree:
        products = [("side", "F-positive", "G-positive"), ("side", "F-positive"), ("x", "q"), ("minus", "q")]
        ones = [row for row in goal.names if row.startswith(("one", "same"))]
        products += [(row, sign, *more) for row in ones for sign in ("x", "minus") for more in ((), ("q",))]
        return goal.close(*products)

    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), signs, "F"))


@CLAIM.control(ForAll(("x", "y"), silu(x) <= silu(y), (x <= y,), {"x": 0, "y": 0}), drops="that it is not increasing")
def lower_on_the_right() -> Assignment:
    """silu(−2) is more than silu(−1.28)."""
    return Assignment({"x": -2, "y": Fraction(-32, 25)})


@CLAIM.control(ForAll(("x",), silu(x) >= -BELOW), drops="the last digit of the bound: one less is claimed")
def below_by_the_last_digit() -> Assignment:
    """At −1.2784645427610737951 the value is less."""
    return Assignment({"x": -1 - BELOW})
