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

It is also the largest distance of SiLU from ReLU: for x < 0 that distance is −silu(x), and for x > 0 it is
x − silu(x) = −silu(−x).

So SiLU is not monotone. One SiLU unit computes XOR (`xor-one-silu`), which no unit with a monotone activation does
(`xor-monotone-unit`).
"""

from fractions import Fraction

from nlverify.claim import Claim, Exists, ForAll, Source
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.engines.search import Bounds, Sum
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import absolute, equals, exp, inverse, relu, silu, symbols

x, y, w = symbols("x y w")
BELOW = Fraction("0.27846454276107379510")
ABOVE = Fraction("0.27846454276107379511")

CLAIM = Claim(
    id="silu-minimum",
    title="The least value of SiLU",
    says="SiLU's least value is −w at −1 − w, where w·e¹⁺ʷ = 1; w lies between 0.27846454276107379510 and …511.",
    parts={
        "nowhere-less": ForAll(("x", "w"), silu(x) >= -w, (w > 0, w * exp(1 + w) >= 1), {"x": 0, "w": 1}),
        "taken-there": ForAll(("w",), silu(-1 - w) <= -w, (w > 0, w * exp(1 + w) <= 1), {"w": Fraction(1, 5)}),
        "at-least": ForAll(("x",), silu(x) > -ABOVE),
        "at-most": Exists(("x",), (silu(x) < -BELOW,)),
        "not-increasing": Exists(("x", "y"), (x < y, silu(x) > silu(y))),
        "not-decreasing": Exists(("x", "y"), (x < y, silu(x) < silu(y))),
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


@CLAIM.proof("at-least", engine="exact")
def the_same_with_a_number() -> Cases:
    """The tangent again, with 24 digits of e to the 1.278…."""
    laws = (Sum(-x - 1 - ABOVE, 1 + ABOVE), Bounds(exp(1 + ABOVE), 24))
    return search.prove(CLAIM.parts["at-least"], laws=laws)


@CLAIM.proof("at-most", engine="exact")
def near_the_least_value() -> Assignment:
    """At −1.2784645427610737951 the value is less."""
    return Assignment({"x": -1 - BELOW})


@CLAIM.proof("not-increasing", engine="exact")
def falling() -> Assignment:
    """silu(−2) is about −0.238, silu(−1.28) about −0.278."""
    return Assignment({"x": -2, "y": Fraction(-32, 25)})


@CLAIM.proof("not-decreasing", engine="exact")
def rising() -> Assignment:
    """silu(0) = 0, silu(1) is about 0.731."""
    return Assignment({"x": 0, "y": 1})


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
