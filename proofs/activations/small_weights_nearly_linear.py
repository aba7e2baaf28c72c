"""With small weights, a network of tanh or sigmoid units is nearly affine.

Near 0, tanh is almost the identity: for every z, tanh z lies between z and z − z³/3. The sigmoid is tanh in other
units, σ(z) = ½ + ½·tanh(z/2), so it is almost ½ + z/4, with z³/48 in place of z³/3:

    |tanh z − z|  ≤  |z|³/3,        |σ(z) − ½ − z/4|  ≤  |z|³/48.

Now multiply all weights into a unit by a small ε > 0, and what it puts out by 1/ε. What changes is

    |tanh(εz)/ε − z|  ≤  ε²·|z|³/3,

which tends to 0 with ε: the unit does next to nothing. In a layer the errors add up. If each of any number of units
is within k of its input u, then Σ c·v is within Σ |c|·k of Σ c·u, and Σ c·u is what the layer becomes when its units
are left out (`affine-collapse-2`). So a hidden layer of tanh with small weights computes nearly what an affine layer
does. A network that is started with small weights is, at first, nearly affine; it can bend more only by growing
its weights.

ReLU is different: relu(εz)/ε = relu(z), for every ε > 0. However small its weights are, it bends as much as before
(`relu-is-not-more-linear-than-tanh`).

With z³/4 in place of z³/3, the bound fails already at 1/10. The proofs use the series of exp up to the fifth power,
which is a lower bound of it for every real number, and exp(2z)·exp(−2z) = 1.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.engines.guided import Goal, Product
from nlverify.evidence import Assignment, Cases, Run, Steps, Tree
from nlverify.exact.expression import Expr, absolute, equals, exp, expr, inverse, relu, sigmoid, symbols, tanh

z, e, S, L, B, c, u, v, k = symbols("z epsilon S L B c u v k")
HALF = Fraction(1, 2)


def scaled_tanh(share: int) -> ForAll:
    """For z ≥ 0, tanh(εz)/ε is at least z − ε²z³/share; for z < 0 it is at least z."""
    bound = z - e**2 * relu(z) ** 3 / share
    return ForAll(("epsilon", "z"), tanh(e * z) * inverse(e) >= bound, (e > 0,), {"epsilon": 1, "z": 1})


def layer(weight: Expr) -> Induction:
    """If each unit v is within k of its input u, then Σ c·v is within Σ weight·k of Σ c·u."""
    return Induction(
        ring="reals",
        symbols=scalars("S L B c u v k"),
        state={"S": (expr(0), S + c * v), "L": (expr(0), L + c * u), "B": (expr(0), B + weight * k)},
        each_step=("c", "u", "v", "k"),
        invariant=(S - L <= B, L - S <= B),
        given=(v - u <= k, u - v <= k),
        witness={"c": 1, "u": 1, "v": 1, "k": 1},
    )


TANH_BELOW = scaled_tanh(3)
TANH_ABOVE = ForAll(
    ("epsilon", "z"), tanh(e * z) * inverse(e) <= z + e**2 * relu(-z) ** 3 / 3, (e > 0,), {"epsilon": 1, "z": 1}
)
SIGMOID_BELOW = ForAll(("z",), sigmoid(z) >= HALF + z / 4 - relu(z) ** 3 / 48)
SIGMOID_ABOVE = ForAll(("z",), sigmoid(z) <= HALF + z / 4 + relu(-z) ** 3 / 48)
LAYER = layer(absolute(c))
RELU = ForAll(("epsilon", "z"), equals(relu(e * z) * inverse(e), relu(z)), (e > 0,), {"epsilon": 1, "z": 1})

CLAIM = Claim(
    id="small-weights-nearly-linear",
    title="With small weights, tanh and sigmoid are nearly affine",
    says="tanh(εz)/ε is within ε²|z|³/3 of z, σ(z) within |z|³/48 of ½ + z/4, and in a layer of any width errors add.",
    parts={
        "tanh-below": TANH_BELOW,
        "tanh-above": TANH_ABOVE,
        "sigmoid-below": SIGMOID_BELOW,
        "sigmoid-above": SIGMOID_ABOVE,
        "layer": LAYER,
    },
    illustrations={"relu-stays": RELU},
    theorems={
        "tanh-below": Theorem(
            "Activations.small_tanh_below",
            "forall c z : R, 0 < c -> z - c ^ 2 * Rmax z 0 ^ 3 / 3 <= (1 - 2 * / (1 + exp (2 * c * z))) * / c",
            says="over the real numbers; relu(z) is max(z, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "tanh-above": Theorem(
            "Activations.small_tanh_above",
            "forall c z : R, 0 < c -> (1 - 2 * / (1 + exp (2 * c * z))) * / c <= z + c ^ 2 * Rmax (- z) 0 ^ 3 / 3",
            says="over the real numbers; relu(z) is max(z, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "sigmoid-below": Theorem(
            "Activations.small_sigmoid_below",
            "forall z : R, 1 / 2 + z / 4 - Rmax z 0 ^ 3 / 48 <= / (1 + exp (- z))",
            says="over the real numbers; relu(z) is max(z, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "sigmoid-above": Theorem(
            "Activations.small_sigmoid_above",
            "forall z : R, / (1 + exp (- z)) <= 1 / 2 + z / 4 + Rmax (- z) 0 ^ 3 / 48",
            says="over the real numbers; relu(z) is max(z, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "layer": Theorem(
            "Activations.errors_of_a_layer",
            "forall s l e c u v k : nat -> R, e 0%nat = 0 -> l 0%nat = 0 -> s 0%nat = 0 -> forall n : nat, "
            "(forall i : nat, (i < n)%nat -> (v i - u i <= k i /\\ u i - v i <= k i) /\\ e (S i) = e i + Rabs "
            "(c i) * k i /\\ l (S i) = l i + c i * u i /\\ s (S i) = s i + c i * v i) -> s n - l n <= e n /\\ l "
            "n - s n <= e n",
            says="over the real numbers; s i is the value of S after i steps, e i that of B",
            axioms=REALS,
        ),
    },
    source=Source("elementary"),
)


def between(statement: ForAll, *, turned: bool) -> Cases:
    """Return the proof of a lower bound by the series of exp; `turned` for an upper bound, where z is −z.

    With a = exp(2w) and w = ε·z or z/2, the fraction in tanh and in the sigmoid is 1/(1 + a) or 1/(1 + 1/a). The rows
    "power" and "inverse" say that a > 0 and 1/a > 0, with their series up to the fifth power.
    """
    scaled = bool(statement.given)
    w = e * z if scaled else z / 2
    if turned:
        w = -w
    fraction = inverse(1 + exp(2 * (e * z))) if scaled else inverse(1 + exp(-z))
    factor: tuple[int, ...] = (0,) if scaled else ()
    side = (*factor, "side")  # w ≥ 0, or −w > 0
    heads: list[Product] = [(len(factor), *factor, "F-positive", *more) for more in ((), ("power",), ("inverse",))]
    ones = [(*(side * n), one) for n in (1, 3) for one in ("one-below", "one-above")]

    goal = Goal(statement)
    for at, name in ((2 * w, "power"), (-2 * w, "inverse")):
        goal.positive(at, name)
        goal.taylor(at, 5, f"{name}-series")
    goal.one(2 * w)

    def at_least_the_cubic(goal: Goal) -> Tree:
        powers = [side * n for n in range(3, 9)]
        series = [("power-series", w - 1), (*side, "power-series", w - 1)]
        return goal.close(*heads, *powers, *series, *ones)

    def at_least_w(goal: Goal) -> Tree:
        return goal.sign(1 + w, near, far, "near")

    def near(goal: Goal) -> Tree:
        powers = [(*(side * n), "near") for n in range(2, 6)]
        return goal.close(*heads, ("power-series", *side), *(side * n for n in range(3, 7)), *powers, *ones)

    def far(goal: Goal) -> Tree:
        return goal.close(*heads, ("power", *side), ("power", "near"), *ones)

    def signs(goal: Goal) -> Tree:
        return goal.cases(relu(-z if turned else z), at_least_the_cubic, at_least_w, names=("side",))

    def fractions(goal: Goal) -> Tree:
        return goal.reciprocal(fraction, signs, "F")

    return goal.proved(goal.reciprocal(inverse(e), fractions, "epsilon") if scaled else fractions(goal))


@CLAIM.proof("tanh-below", engine="exact")
def the_cubic_times_the_series() -> Cases:
    """With w = εz ≥ 0 it says exp(2w)·(1 − w + w³/3) ≥ 1 + w − w³/3; for w < 0, exp(2w)·(1 − w) ≥ 1 + w."""
    return between(TANH_BELOW, turned=False)


@CLAIM.proof("tanh-above", engine="exact")
def the_same_turned_round() -> Cases:
    """The same for −z, since exp(2w)·exp(−2w) = 1."""
    return between(TANH_ABOVE, turned=True)


@CLAIM.proof("sigmoid-below", engine="exact")
def the_sigmoid_is_a_tanh() -> Cases:
    """The same with w = z/2: σ(z) = ½ + ½·tanh(z/2)."""
    return between(SIGMOID_BELOW, turned=False)


@CLAIM.proof("sigmoid-above", engine="exact")
def the_sigmoid_turned_round() -> Cases:
    """The same for −z."""
    return between(SIGMOID_ABOVE, turned=True)


@CLAIM.proof("layer", engine="exact")
def errors_add_up() -> Steps:
    """One more unit with the outer weight c adds at most |c|·k to the error."""
    return search.prove(LAYER)


@CLAIM.proof("relu-stays", engine="exact")
def positively_homogeneous() -> Cases:
    """relu(εz) = ε·relu(z) for ε > 0."""
    return search.prove(RELU)


@CLAIM.control(scaled_tanh(4), drops="the 3: z³/4 is claimed")
def further_off_than_a_quarter() -> Assignment:
    """At z = 1/10, with ε = 1, tanh z is about z − 0.00033."""
    return Assignment({"epsilon": 1, "z": Fraction(1, 10)})


@CLAIM.control(layer(c), drops="the |·| around c")
def a_negative_weight() -> Run:
    """With c = −1, k = 1, u = 0 and v = 1: the sums are −1 and 0, and the bound is −1."""
    return Run({}, ({"c": -1, "u": 0, "v": 1, "k": 1},))
