"""tanh is the sigmoid, stretched and moved.

The sigmoid σ(x) = 1/(1 + e⁻ˣ) rises from 0 to 1, and tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ) from −1 to 1. They are the same
curve:

    tanh(x)  =  2·σ(2x) − 1,        σ(x)  =  ½ + ½·tanh(x/2).

To see the first, divide numerator and denominator of tanh x by eˣ: it is (1 − u)/(1 + u) with u = e⁻²ˣ, and that is
2/(1 + u) − 1.

So networks with the one and networks with the other compute the same functions, unit for unit. Take a layer in which
each unit computes z = c + Σ vⱼ·tanh(zⱼ) from the zⱼ of the layer before. Double all z: if the units of the σ-network
have 2zⱼ, then

    2z  =  (2c − 2·Σ vⱼ) + Σ 4vⱼ·σ(2zⱼ).

The first layer's weights and bias are doubled, between hidden layers weights v become 4v, and the read-out, which need
not be doubled, has weights 2v. Layer by layer this goes through the whole network, at every input, for any depth and
any widths. It can be undone, so that it works in the other direction, too.

What changes besides the weights is the bias. Hence **both need biases**: without them tanh networks are odd functions,
0 at 0, and already a single σ(x), which is ½ at 0, is none of them. If only the weights are changed, the values
differ (control).

What a network can compute is one matter, how it is trained another: the same random start, or the same penalty on large
weights, does not mean the same for both.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search, systems
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Leaf, Steps, Tree
from nlverify.exact.expression import Expr, equals, exp, inverse, sigmoid, symbols, tanh

x, c, v, z, T, S = symbols("x c v z T S")
HALF = Fraction(1, 2)


def same_sums(start: Expr, unit: Expr, start_of_other: Expr, other: Expr, factor: int) -> Induction:
    """T begins with a bias and adds a unit at each step, S likewise: then S = factor·T after any number of units."""
    return Induction(
        ring="reals",
        symbols=scalars("T S c v z"),
        state={"T": (start, T + unit), "S": (start_of_other, S + other)},
        each_step=("v", "z"),
        invariant=(equals(S, T if factor == 1 else factor * T),),
    )


QUOTIENT = ForAll(("x",), equals(tanh(x), (exp(x) - exp(-x)) * inverse(exp(x) + exp(-x))))
TANH = ForAll(("x",), equals(tanh(x), 2 * sigmoid(2 * x) - 1))
SIGMOID = ForAll(("x",), equals(sigmoid(x), HALF + HALF * tanh(x / 2)))
HIDDEN = same_sums(c, v * tanh(z), 2 * c, 4 * v * sigmoid(2 * z) - 2 * v, 2)
READ_OUT = same_sums(c, v * tanh(z), c, 2 * v * sigmoid(2 * z) - v, 1)
BACK = same_sums(c / 2, v / 4 * tanh(z) + v / 4, c, v * sigmoid(2 * z), 2)
NO_BIAS = ForAll(("v", "z"), equals(2 * v * tanh(z), 4 * v * sigmoid(2 * z)))

CLAIM = Claim(
    id="tanh-is-sigmoid",
    title="tanh is the sigmoid, rescaled",
    says="tanh(x) = 2·σ(2x) − 1 for all x, and layers of tanh and of σ turn into each other by new weights and biases.",
    parts={
        "quotient-of-exponentials": QUOTIENT,
        "tanh-from-sigmoid": TANH,
        "sigmoid-from-tanh": SIGMOID,
        "layer-from-tanh-to-sigmoid": HIDDEN,
        "read-out-from-tanh-to-sigmoid": READ_OUT,
        "layer-from-sigmoid-to-tanh": BACK,
    },
    theorems={
        "quotient-of-exponentials": Theorem(
            "Activations.tanh_quotient",
            "forall x : R, 1 - 2 * / (1 + exp (2 * x)) = (exp x - exp (- x)) * / (exp x + exp (- x))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "tanh-from-sigmoid": Theorem(
            "Activations.tanh_from_sigmoid",
            "forall x : R, 1 - 2 * / (1 + exp (2 * x)) = 2 * / (1 + exp (- 2 * x)) - 1",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "sigmoid-from-tanh": Theorem(
            "Activations.sigmoid_from_tanh",
            "forall x : R, / (1 + exp (- x)) = 1 / 2 + 1 / 2 * (1 - 2 * / (1 + exp (2 * (x / 2))))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "layer-from-tanh-to-sigmoid": Theorem(
            "Activations.layer_from_tanh_to_sigmoid",
            "forall (c : R) (l s v z : nat -> R), s 0%nat = 2 * c -> l 0%nat = c -> forall n : nat, (forall k "
            ": nat, (k < n)%nat -> s (S k) = s k + (4 * v k * / (1 + exp (- 2 * z k)) - 2 * v k) /\\ l (S k) = "
            "l k + v k * (1 - 2 * / (1 + exp (2 * z k)))) -> s n = 2 * l n",
            says="over the real numbers; l k and s k are the values of T and S after k steps",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "read-out-from-tanh-to-sigmoid": Theorem(
            "Activations.read_out_from_tanh_to_sigmoid",
            "forall (c : R) (l s v z : nat -> R), s 0%nat = c -> l 0%nat = c -> forall n : nat, (forall k : "
            "nat, (k < n)%nat -> s (S k) = s k + (2 * v k * / (1 + exp (- 2 * z k)) - v k) /\\ l (S k) = l k + "
            "v k * (1 - 2 * / (1 + exp (2 * z k)))) -> s n = l n",
            says="over the real numbers; l k and s k are the values of T and S after k steps",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "layer-from-sigmoid-to-tanh": Theorem(
            "Activations.layer_from_sigmoid_to_tanh",
            "forall (c : R) (l s v z : nat -> R), s 0%nat = c -> l 0%nat = c / 2 -> forall n : nat, (forall k "
            ": nat, (k < n)%nat -> s (S k) = s k + v k * / (1 + exp (- 2 * z k)) /\\ l (S k) = l k + v k / 4 * "
            "(1 - 2 * / (1 + exp (2 * z k))) + v k / 4) -> s n = 2 * l n",
            says="over the real numbers; l k and s k are the values of T and S after k steps",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("elementary"),
)


def both_denominators(goal: Goal, at: Expr, different: int, factor: Expr | None = None) -> Cases:
    """With p = e^at and q = e^−at, pq is 1, and so 1/(1 + p) + 1/(1 + q) is 1: row `different` cannot be.

    Whichever side of it is the greater one, the difference times 1 + p and 1 + q comes to 0. A factor in
    front of it may have either sign.
    """
    goal.positive(at, "p")
    goal.positive(-at, "q")
    goal.one(at)
    sign = () if factor is None else ("factor",)

    def compare(case: Goal) -> Tree:
        products = [("side", row) for row in ("p", "q", "one-below", "one-above")]
        return case.close(*products, ("side", "p", "q"), *((row, *sign) for row in ("one-below", "one-above")))

    def either_side(case: Goal) -> Tree:
        return case.unequal(different, compare)

    def by_sign(case: Goal) -> Tree:
        return either_side(case) if factor is None else case.sign(factor, either_side, either_side, "factor")

    def second(case: Goal) -> Tree:
        return case.reciprocal(inverse(1 + exp(-at)), by_sign, "1 + q")

    return goal.proved(goal.reciprocal(inverse(1 + exp(at)), second, "1 + p"))


def one_more_unit(statement: Induction) -> Steps:
    """A step adds the same to both sums, by the identity for one unit; the start is the same by definition."""
    _, (_, step) = systems.obligations(statement)
    return Steps(base=(Leaf({0: 1}),), step=both_denominators(Goal(step), 2 * z, 1, v).trees)


@CLAIM.proof("quotient-of-exponentials", engine="exact")
def divide_by_a_power_of_e() -> Cases:
    """Multiply by both denominators, and use eˣ·eˣ = e²ˣ and eˣ·e⁻ˣ = 1."""
    return search.prove(QUOTIENT)


@CLAIM.proof("tanh-from-sigmoid", engine="exact")
def fractions_that_add_up_to_one() -> Cases:
    """1 − 2/(1 + p) = 2/(1 + 1/p) − 1, with p = e²ˣ."""
    return both_denominators(Goal(TANH), 2 * x, 0)


@CLAIM.proof("sigmoid-from-tanh", engine="exact")
def the_same_at_half_of_x() -> Cases:
    """The same fractions, with p = eˣ."""
    return both_denominators(Goal(SIGMOID), x, 0)


@CLAIM.proof("layer-from-tanh-to-sigmoid", engine="exact")
def weights_times_four() -> Steps:
    """2·v·tanh(z) = 4·v·σ(2z) − 2·v."""
    return one_more_unit(HIDDEN)


@CLAIM.proof("read-out-from-tanh-to-sigmoid", engine="exact")
def weights_times_two() -> Steps:
    """v·tanh(z) = 2·v·σ(2z) − v."""
    return one_more_unit(READ_OUT)


@CLAIM.proof("layer-from-sigmoid-to-tanh", engine="exact")
def weights_by_four() -> Steps:
    """v·σ(2z)/2 = (v/4)·tanh(z) + v/4."""
    return one_more_unit(BACK)


@CLAIM.control(ForAll(("x",), equals(tanh(x), 2 * sigmoid(x) - 1)), drops="the 2 in front of x")
def half_as_steep() -> Assignment:
    """At 1, 2·σ(1) − 1 is tanh(½)."""
    return Assignment({"x": 1})


@CLAIM.control(NO_BIAS, drops="the new bias, −2v for each unit: only the weights change")
def a_unit_at_0() -> Assignment:
    """One unit with z = 0 and v = 1: tanh(0) = 0, and σ(0) = ½."""
    return Assignment({"v": 1, "z": 0})
