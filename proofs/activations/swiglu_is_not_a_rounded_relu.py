"""SwiGLU is a product of two projections, not a ReLU whose corner is rounded.

The function that looks like a rounded ReLU is SiLU (or softplus): silu(t) = t·σ(t) stays within 7/25 of
relu(t), for all t. SwiGLU multiplies SiLU of one projection with another projection, silu(w·x + b)·(v·x + c).
Take both to be the same number t, and it is

    t·silu(t),

which for large t is nearly t², not t (it lacks t²·σ(−t) = (−t)·silu(−t), and this tends to 0): at 10 it is between
99.99 and 100, where ReLU is 10. It exceeds ReLU by more than any number somewhere, and it has no Lipschitz constant:
it is steeper than every k. For t → −∞ it tends to 0 from above.

It is not piecewise affine, not applied entry by entry, and what it does depends on both projections. Only if the second
one is held at 1 is it SiLU.
"""

from fractions import Fraction

from nlverify.claim import Claim, Exists, ForAll, Source
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import Expr, Operand, absolute, equals, exp, expr, inverse, relu, silu, symbols

t, k, c = symbols("t k c")


def gate(a: Operand, b: Operand) -> Expr:
    """SwiGLU of two projections."""
    return silu(a) * b


def swiglu(at: Operand) -> Expr:
    """SwiGLU where both projections are the same number."""
    return gate(at, at)


CLAIM = Claim(
    id="swiglu-is-not-a-rounded-relu",
    title="SwiGLU is not a rounded ReLU",
    says="silu(t) is within 7/25 of relu(t); t·silu(t) is 0 at −∞ and nearly t² at ∞, without a Lipschitz constant.",
    parts={
        "silu-is-a-rounded-relu": ForAll(("t",), absolute(silu(t) - relu(t)) <= Fraction(7, 25)),
        "value-at-ten": Exists(("t",), (equals(t, 10), swiglu(t) > Fraction(9999, 100), swiglu(t) < 100)),
        "far-above-relu": ForAll(("c",), swiglu(absolute(c) + 4) - relu(absolute(c) + 4) > c),
        "no-lipschitz-constant": ForAll(
            ("k",), swiglu(2 * k + 2) - swiglu(0) > k * (2 * k + 2 - 0), (k >= 0,), {"k": 0}
        ),
        "never-negative": ForAll(("t",), swiglu(t) >= 0),
        "fades-on-the-left": ForAll(("t",), swiglu(t) * absolute(t) <= 6, (t < 0,), {"t": -1}),
        "silu-if-held-at-one": ForAll(("t",), equals(gate(t, 0 * t + 1), silu(t))),
    },
    source=Source("shazeer-2020"),
)


@CLAIM.proof("silu-is-a-rounded-relu", engine="exact")
def a_tangent_of_the_exponential() -> Cases:
    """The distance is |t|/(1 + e to the |t|); and e to the |t| − 32/25 is at least |t| − 7/25."""
    goal, distance = Goal(CLAIM.parts["silu-is-a-rounded-relu"]), silu(t) - relu(t)
    for sign, name in ((1, "right"), (-1, "left")):
        goal.positive(sign * t, name)
        goal.taylor(sign * t - Fraction(32, 25), 1, f"tangent-{name}")
        goal.sum(sign * t - Fraction(32, 25), Fraction(32, 25))
    goal.bounds(exp(expr(Fraction(32, 25))), 6, "height")
    goal.one(t)

    def signs(goal: Goal) -> Tree:
        return goal.settle({"t": relu(t), "up": relu(distance), "down": relu(-distance)}, last)

    def last(goal: Goal) -> Tree:
        products = [(0, "F-positive", *more) for more in ((), ("right",), ("height-below",), ("right", "height-below"))]
        products += [(f"tangent-{side}", "height-below") for side in ("right", "left")]
        products += [
            (one, *more)
            for one in ("one-below", "one-above")
            for more in ((), ("t",), ("height-below",), ("t", "height-below"))
        ]
        return goal.close(*products, ("right", "height-below"), ("left", "height-below"))

    return goal.proved(goal.reciprocal(inverse(1 + exp(-t)), signs, "F"))


@CLAIM.proof("value-at-ten", engine="exact")
def hundred_times_a_sigmoid() -> Assignment:
    """100·σ(10), and 1 − σ(10) is less than e⁻¹⁰."""
    return Assignment({"t": 10})


@CLAIM.proof("far-above-relu", engine="exact")
def more_than_half_the_square() -> Cases:
    """For t > 0 it is more than t²/2, and t²/2 − t > |c| at t = |c| + 4."""
    goal, place = Goal(CLAIM.parts["far-above-relu"]), absolute(c) + 4
    goal.positive(-place, "q")
    goal.positive(place, "power")
    goal.one(place)
    goal.taylor(place, 1, "up")

    def last(goal: Goal) -> Tree:
        return goal.close((0, "F-positive"), ("up", "q"), ("c", "q"), ("d", "q"), degree=2)

    def fraction(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(-place)), last, "F")

    signs = {"c": relu(c), "d": relu(-c), "place": relu(place)}
    return goal.proved(goal.settle(signs, fraction))


@CLAIM.proof("no-lipschitz-constant", engine="exact")
def half_the_square_again() -> Cases:
    """From 0 to t = 2k + 2 it rises by more than t²/2, which is (k + 1)t."""
    goal, place = Goal(CLAIM.parts["no-lipschitz-constant"]), 2 * k + 2
    goal.positive(-place, "q")
    goal.one(place)
    goal.taylor(place, 1, "up")

    def last(goal: Goal) -> Tree:
        return goal.close((1, "F-positive"), ("up", "q"), ("up", "q", 0), ("one-above", 0), (0, "q"), (0, 0))

    return goal.proved(goal.reciprocal(inverse(1 + exp(-place)), last, "F"))


@CLAIM.proof("never-negative", engine="exact")
def a_square_times_a_sigmoid() -> Cases:
    """t²·σ(t), and σ is positive."""
    goal = Goal(CLAIM.parts["never-negative"])
    goal.positive(-t)
    return goal.proved(goal.reciprocal(inverse(1 + exp(-t)), lambda g: g.close((0, "F-positive"), t), "F"))


@CLAIM.proof("fades-on-the-left", engine="exact")
def a_power_of_e_beats_a_cube() -> Cases:
    """For z = −t > 0: z³/(1 + eᶻ) ≤ 6, since eᶻ is more than z³/6."""
    goal = Goal(CLAIM.parts["fades-on-the-left"])
    goal.positive(-t, "power")
    goal.taylor(-t, 3, "taylor")

    def fraction(goal: Goal) -> Tree:
        products = ((1, "F-positive"), (0, 0), (0, 0, 0))
        return goal.reciprocal(inverse(1 + exp(-t)), lambda g: g.close(*products), "F")

    return goal.proved(goal.settle({"t": relu(t), "minus": relu(-t)}, fraction))


@CLAIM.proof("silu-if-held-at-one", engine="exact")
def times_one() -> Cases:
    """0·t + 1 is 1."""
    return search.prove(CLAIM.parts["silu-if-held-at-one"])


@CLAIM.control(ForAll(("t",), absolute(swiglu(t) - relu(t)) <= Fraction(7, 25)), drops="SiLU: SwiGLU is taken")
def far_from_relu_at_ten() -> Assignment:
    """At 10 it is more than 99, and ReLU is 10."""
    return Assignment({"t": 10})
