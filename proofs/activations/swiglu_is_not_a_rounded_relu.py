"""SwiGLU is a product of two projections, not a ReLU whose corner is rounded.

The function that looks like a rounded ReLU is SiLU (or softplus): silu(t) = t·σ(t) stays within 7/25 of
relu(t), for all t. SwiGLU multiplies SiLU of one projection with another projection, silu(w·x + b)·(v·x + c).
Take both to be the same number t, and it is

    t·silu(t),

which for large t is nearly t², not t: at 10 it is between 99.99 and 100, where ReLU is 10. It is above every line
at + b from t = 1, a + 2 and a + b + 2 on. So it exceeds ReLU by more than any number somewhere, it has no Lipschitz
constant, and it is not piecewise affine with finitely many pieces, whose last one would be a line. For t → −∞ it tends
to 0 from above: it is at most 6/|t|. On the right it is as near to t², since σ(t) + σ(−t) = 1.

It is not applied entry by entry: it depends on both projections. Only if the second one is held at 1 is it SiLU.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, Exists, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import Expr, Operand, absolute, equals, exp, expr, inverse, relu, silu, symbols

a, b, t = symbols("a b t")


def gate(first: Operand, second: Operand) -> Expr:
    """SwiGLU of two projections."""
    return silu(first) * second


def swiglu(at: Operand) -> Expr:
    """SwiGLU where both projections are the same number."""
    return gate(at, at)


SYMMETRIC = ForAll(("t",), equals(swiglu(t) + swiglu(-t), t**2))
ABOVE = ForAll(tuple("abt"), swiglu(t) > a * t + b, (t >= 1, t >= a + 2, t >= a + b + 2), {"a": 0, "b": 0, "t": 2})

CLAIM = Claim(
    id="swiglu-is-not-a-rounded-relu",
    title="SwiGLU is not a rounded ReLU",
    says="silu(t) is within 7/25 of relu(t); t·silu(t) is above every line at + b from some t on; "
    "it is ≥ 0, at most 6/|t| on the left, and as near to t² on the right.",
    parts={
        "silu-is-a-rounded-relu": ForAll(("t",), absolute(silu(t) - relu(t)) <= Fraction(7, 25)),
        "value-at-ten": Exists(("t",), (equals(t, 10), swiglu(t) > Fraction(9999, 100), swiglu(t) < 100)),
        "above-every-line": ABOVE,
        "never-negative": ForAll(("t",), swiglu(t) >= 0),
        "fades-on-the-left": ForAll(("t",), swiglu(t) * absolute(t) <= 6, (t < 0,), {"t": -1}),
        "as-near-to-the-square-on-the-right": SYMMETRIC,
        "silu-if-held-at-one": ForAll(("t",), equals(gate(t, 0 * t + 1), silu(t))),
    },
    theorems={
        "silu-is-a-rounded-relu": Theorem(
            "Activations.silu_is_a_rounded_relu",
            "forall t : R, Rabs (t * / (1 + exp (- t)) - Rmax t 0) <= 7 / 25",
            says="over the real numbers; relu(t) is max(t, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "value-at-ten": Theorem(
            "Activations.swiglu_at_ten",
            "exists t : R, t = 10 /\\ 9999 / 100 < t * / (1 + exp (- t)) * t /\\ t * / (1 + exp (- t)) * t < 100",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "above-every-line": Theorem(
            "Activations.swiglu_above_every_line",
            "forall a b t : R, 1 <= t -> a + 2 <= t -> a + b + 2 <= t -> a * t + b < t * / (1 + exp (- t)) * t",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "never-negative": Theorem(
            "Activations.swiglu_never_negative",
            "forall t : R, 0 <= t * / (1 + exp (- t)) * t",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "fades-on-the-left": Theorem(
            "Activations.swiglu_fades",
            "forall t : R, t < 0 -> t * / (1 + exp (- t)) * t * Rabs t <= 6",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "as-near-to-the-square-on-the-right": Theorem(
            "Activations.swiglu_square",
            "forall t : R, t * / (1 + exp (- t)) * t + - t * / (1 + exp (- - t)) * - t = t ^ 2",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "silu-if-held-at-one": Theorem(
            "Activations.swiglu_held_at_one",
            "forall t : R, t * / (1 + exp (- t)) * (0 * t + 1) = t * / (1 + exp (- t))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
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


@CLAIM.proof("above-every-line", engine="exact")
def a_square_outgrows_a_line() -> Cases:
    """It is t² − at − b ≥ 2t there, and 2t·(1 + eᵗ) ≥ 2t·(2 + t) is more than t²."""
    goal = Goal(ABOVE)
    goal.positive(-t, "q")
    goal.positive(t, "p")
    goal.taylor(t, 1, "taylor")
    goal.one(t)

    def last(goal: Goal) -> Tree:
        products = [(0, 1), (0, 1, "p"), (2, "p"), (0, "p"), (0, "taylor"), (0, 0), (3, "p"), (2, "one-below")]
        products += [(one, *by) for one in ("one-below", "one-above") for by in ((t,), (0,), (0, 1))]
        return goal.close(*products, (3, "F-positive"), (3, "F-positive", "p"))

    return goal.proved(goal.reciprocal(inverse(1 + exp(-t)), last, "F"))


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


@CLAIM.proof("as-near-to-the-square-on-the-right", engine="exact")
def two_sigmoids_are_one() -> Cases:
    """σ(t) + σ(−t) = 1, times t²."""
    goal = Goal(SYMMETRIC)
    goal.positive(-t, "q")
    goal.positive(t, "p")
    goal.one(t)

    def last(goal: Goal) -> Tree:
        products = [("side", row) for row in ("p", "q", "one-below", "one-above")]
        return goal.close(*products, ("side", "p", "q"), ("one-below", t), ("one-above", t))

    def second(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(t)), lambda goal: goal.unequal(0, last), "G")

    return goal.proved(goal.reciprocal(inverse(1 + exp(-t)), second, "F"))


@CLAIM.proof("silu-if-held-at-one", engine="exact")
def times_one() -> Cases:
    """0·t + 1 is 1."""
    return search.prove(CLAIM.parts["silu-if-held-at-one"])


@CLAIM.control(ForAll(("t",), absolute(swiglu(t) - relu(t)) <= Fraction(7, 25)), drops="SiLU: SwiGLU is taken")
def far_from_relu_at_ten() -> Assignment:
    """At 10 it is more than 99, and ReLU is 10."""
    return Assignment({"t": 10})
