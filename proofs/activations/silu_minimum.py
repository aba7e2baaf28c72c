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

That SiLU falls until there and rises from there needs no derivative either: for d = y − x > 0, silu(x) < silu(y) means
x(1 + e⁻ʸ) < y(1 + e⁻ˣ), and e⁻ˣ is e⁻ʸ·eᵈ; so only bounds of eᵈ and of e⁻ˣ or e⁻ʸ are needed.

It is also the largest distance of SiLU from ReLU: for x < 0 that distance is −silu(x), and for x > 0 it is
x − silu(x) = −silu(−x).

So SiLU is not monotone. One SiLU unit computes XOR (`xor-one-silu`), which no unit with a monotone activation does
(`xor-monotone-unit`).
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, Exists, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.engines.guided import Goal, Next
from nlverify.engines.search import Bounds, Sum
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import Expr, equals, exp, inverse, relu, silu, symbols

x, y, w = symbols("x y w")
BELOW = Fraction("0.27846454276107379510")
ABOVE = Fraction("0.27846454276107379511")
FALLS = ForAll(tuple("wxy"), silu(x) > silu(y), (w * exp(1 + w) >= 1, x < y, y <= -1 - w), {"w": 1, "x": -3, "y": -2})
RISES = ForAll(tuple("wxy"), silu(x) < silu(y), (w * exp(1 + w) <= 1, x < y, x >= -1 - w), {"w": 0, "x": 0, "y": 1})

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
        "distance-on-the-left": ForAll(("x",), equals(relu(x) - silu(x), -silu(x)), (x <= 0,), {"x": 0}),
        "distance-on-the-right": ForAll(("x",), equals(relu(x) - silu(x), -silu(-x)), (x >= 0,), {"x": 0}),
    },
    theorems={
        "nowhere-less": Theorem(
            "Enclosures.silu_nowhere_less",
            "forall x w : R, 0 < w -> 1 <= w * exp (1 + w) -> - w <= x * / (1 + exp (- x))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "taken-there": Theorem(
            "Enclosures.silu_taken_there",
            "forall w : R, 0 < w -> w * exp (1 + w) <= 1 -> (-1 - w) * / (1 + exp (- (-1 - w))) <= - w",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "falls-until-there": Theorem(
            "Enclosures.silu_falls",
            "forall w x y : R, 1 <= w * exp (1 + w) -> x < y -> y <= -1 - w -> y * / (1 + exp (- y)) < x * / "
            "(1 + exp (- x))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "rises-from-there": Theorem(
            "Enclosures.silu_rises",
            "forall w x y : R, w * exp (1 + w) <= 1 -> x < y -> -1 - w <= x -> x * / (1 + exp (- x)) < y * / "
            "(1 + exp (- y))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "at-least": Theorem(
            "Enclosures.silu_at_least",
            "forall x : R, - (27846454276107379511 / 100000000000000000000) < x * / (1 + exp (- x))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "at-most": Theorem(
            "Enclosures.silu_at_most",
            "exists x : R, x * / (1 + exp (- x)) < - (2784645427610737951 / 10000000000000000000)",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "distance-on-the-left": Theorem(
            "Enclosures.silu_distance_on_the_left",
            "forall x : R, x <= 0 -> Rmax x 0 - x * / (1 + exp (- x)) = - x * / (1 + exp (- x))",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "distance-on-the-right": Theorem(
            "Enclosures.silu_distance_on_the_right",
            "forall x : R, 0 <= x -> Rmax x 0 - x * / (1 + exp (- x)) = - (- x * / (1 + exp (- - x)))",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
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


def compare(goal: Goal, rest: Next, *powers: Expr) -> Cases:
    """Both denominators are positive, and so are these powers of e."""
    for name, at in zip("PQED", (-x, -y, 1 + w, *powers), strict=True):
        goal.positive(at, name)
    second = lambda goal: goal.reciprocal(inverse(1 + exp(-y)), rest, "G")  # noqa: E731
    return goal.proved(goal.reciprocal(inverse(1 + exp(-x)), second, "F"))


@CLAIM.proof("falls-until-there", engine="exact")
def a_square_and_a_tangent() -> Cases:
    """With d = y − x: eᵈ ≥ (1 + d/2)², and w·e⁻ʸ ≥ −y − w as before."""
    goal, d, u = Goal(FALLS), y - x, -y - 1 - w
    for first, second in ((-y, d), (d / 2, d / 2), (1 + w, u)):
        goal.sum(first, second)
    goal.taylor(d / 2, 1, "half")
    goal.taylor(u, 1, "more")

    def last(goal: Goal) -> Tree:
        products = [("half", "Q", "y", *more) for more in ((), (1,), ("half",))]
        products += [(1, 1, "Q", *more) for more in ((), (2,), ("w",))]
        return goal.close((3, "F-positive", "G-positive"), *products, (1, 2, "Q"), (0, 1, "D"), (1, 2), (1, "more"))

    def signs(goal: Goal) -> Tree:
        below = lambda goal: goal.sign(-y, last, lambda goal: goal.close(), "y")  # noqa: E731
        return goal.sign(w, below, lambda goal: goal.close(("w", "E")), "w")

    return compare(goal, signs, u)


@CLAIM.proof("rises-from-there", engine="exact")
def a_cubic_and_two_tangents() -> Cases:
    """For x ≥ 0 by eᵈ ≥ 1 + d; else by a cubic below e⁻ᵈ if d ≤ 2, and by eˣ⁺¹⁺ʷ ≥ x + 2 + w."""
    goal, d, u = Goal(RISES), y - x, x + 1 + w
    for step, at, degree, name in ((-d, -x, 3, "cubic"), (d, -y, 1, "up"), (u, -x, 1, "more")):
        goal.sum(at, step)
        goal.taylor(step, degree, name)

    def right(goal: Goal) -> Tree:
        return goal.close((3, "F-positive", "G-positive"), (1, "P"), (1, "x", "Q"), ("x", "up", "Q"))

    def last(goal: Goal) -> Tree:
        products = [("x", "P", *more) for more in (("cubic",), ("D",), (), ("near",), (1, 1), (1, 1, "near"))]
        products += [(1, "P", "l"), (0, 1), (1, 2, "E"), (1, 2, "P", "l"), (1, "P", "more", "l")]
        return goal.close((3, "F-positive", "G-positive"), *products)

    def left(goal: Goal) -> Tree:
        near = lambda goal: goal.sign(x + 1, last, last, "l")  # noqa: E731
        return goal.sign(2 - d, near, near, "near")

    return compare(goal, lambda goal: goal.sign(x, right, left, "x"), -d)


@CLAIM.proof("at-least", engine="exact")
def the_same_with_a_number() -> Cases:
    """The tangent again, with 24 digits of e to the 1.278…."""
    return search.prove(CLAIM.parts["at-least"], laws=(Sum(-x - 1 - ABOVE, 1 + ABOVE), Bounds(exp(1 + ABOVE), 24)))


@CLAIM.proof("at-most", engine="exact")
def near_the_least_value() -> Assignment:
    """At −1.2784645427610737951 the value is less."""
    return Assignment({"x": -1 - BELOW})


@CLAIM.proof("distance-on-the-left", engine="exact")
def relu_is_zero() -> Cases:
    """ReLU is 0 there."""
    return search.prove(CLAIM.parts["distance-on-the-left"])


@CLAIM.proof("distance-on-the-right", engine="exact")
def the_two_halves_of_a_sigmoid() -> Cases:
    """Here relu(x) = x, and x = x·(σ(x) + σ(−x))."""
    return search.prove(CLAIM.parts["distance-on-the-right"], laws=(Sum(x, -x),))


@CLAIM.control(ForAll(("x", "y"), silu(x) <= silu(y), (x <= y,), {"x": 0, "y": 0}), drops="that it is not increasing")
def lower_on_the_right() -> Assignment:
    """silu(−2) is more than silu(−1.28)."""
    return Assignment({"x": -2, "y": Fraction(-32, 25)})


@CLAIM.control(ForAll(("x",), silu(x) >= -BELOW), drops="the last digit of the bound: one less is claimed")
def below_by_the_last_digit() -> Assignment:
    """At −1.2784645427610737951 the value is less."""
    return Assignment({"x": -1 - BELOW})
