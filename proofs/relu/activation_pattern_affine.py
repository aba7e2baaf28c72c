"""On each activation region a ReLU network is one affine map.

A ReLU passes its input on or gives 0: relu(z) = o·z with o = 1 for z > 0 and o = 0 otherwise. Which units are on at
an input x is the *activation pattern* of x. Once the pattern is known, each layer relu(Ax + d) is K(Ax + d), where K
has the ones and zeros of the pattern on its diagonal, and then any number of layers is one affine map again,

    f(x)  =  Wx + b,      where each layer replaces  W by KAW  and  b by K(Ab + d).

In this sense a ReLU "chooses which line to use". The choice is made by the inputs, though: it is not one line but one
for each pattern. And a pattern holds on a convex region: with the masks of the pattern in place, the sum in front of
each unit is an affine function of x, too. At a weighted mean of two points it is the weighted mean of its values
there, and a weighted mean of two numbers of one sign has that sign.

The first part says that the masks do the work of ReLUs in *every* network. Follow the value s of the unit at hand in
the ReLU network, and its value h in the network with masks, connection by connection. An input of weight w has values
a and c in the two. The mask is step(q), which is 1 or 0, and has to fit the sign in the masked network. E adds up the
squares of all differences that arise, so that (a − c)² ≤ E is all that is known of inputs; p = 0 begins a new unit.
By induction s = h and E = 0.

This does not make a language model a matter of straight lines. Some of its parts are not piecewise affine: between 0
and 2r they are not straight, however small r > 0 is, since f(2r) − f(r) and f(r) − f(0) differ. This holds for

- softmax of (x, 0), whose first entry is 1/(1 + e⁻ˣ),
- RMSNorm of (x, 1), whose first entry is x/√(x² + 1) up to a factor,
- SwiGLU with all weights 1, which is x·silu(x) = x²/(1 + e⁻ˣ).
"""

from collections.abc import Callable
from fractions import Fraction

from nlverify.claim import REALS, Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.engines.guided import Goal, Product
from nlverify.evidence import Assignment, Cases, Run, Steps, Tree
from nlverify.exact.expression import (
    Expr,
    Relation,
    equals,
    exp,
    expr,
    inverse,
    relu,
    sigmoid,
    sqrt,
    step,
    symbols,
)

s, h, E, w, a, c, b, p, q = symbols("s h E w a c b p q")
CHOSEN = "w a c b p q"
VALUE, MASKED = s + w * a + b, h + w * c + b


def network(*pattern: Relation) -> Induction:
    """Every ReLU network at an input, one connection a step, beside the same network with masks."""
    return Induction(
        ring="reals",
        symbols=scalars("s h E " + CHOSEN),
        state={
            "s": (expr(0), p * VALUE),
            "h": (expr(0), p * MASKED),
            "E": (expr(0), E + (relu(VALUE) - step(q) * MASKED) ** 2),
        },
        each_step=tuple(CHOSEN.split()),
        invariant=(equals(s, h), equals(E, 0)),
        given=((a - c) ** 2 <= E, *pattern),
        witness=dict.fromkeys(CHOSEN.split(), 0),
    )


ANY_NETWORK = network((2 * step(q) - 1) * MASKED >= 0)
A, K, W, B, d, f, x = symbols("A K W B d f x")
MASKS = Induction(
    ring="semiring",
    symbols={
        "A": ("k", "m"),
        "K": ("k", "k"),
        "d": ("k", "1"),
        "x": ("n", "1"),
        "f": ("m", "1"),
        "W": ("m", "n"),
        "B": ("m", "1"),
    },
    state={"f": (x, K @ (A @ f + d)), "W": (expr(1), K @ A @ W), "B": (expr(0), K @ (A @ B + d))},
    each_step=("A", "K", "d"),
    invariant=equals(f, W @ x + B),
    width=("m", "n", "k"),
)
u, v, t = symbols("u v t")
CONVEX = ForAll(
    ("q", "u", "v", "t"),
    (2 * step(q) - 1) * ((1 - t) * u + t * v) >= 0,
    ((2 * step(q) - 1) * u >= 0, (2 * step(q) - 1) * v >= 0, t >= 0, t <= 1),
    dict.fromkeys("quvt", 0),
)
(r,) = symbols("r")


def bends(value: Callable[[Expr], Expr], sign: int) -> ForAll:
    """The second difference at 0, r, 2r of a function that is 0 at 0 has this sign for every r > 0."""
    difference = value(2 * r) - 2 * value(r)
    return ForAll(("r",), difference > 0 if sign > 0 else difference < 0, (r > 0,), {"r": 1})


SOFTMAX = bends(lambda z: sigmoid(z) - Fraction(1, 2), -1)
RMS_NORM = bends(lambda z: z * inverse(sqrt(z**2 + 1)), -1)
SWIGLU = bends(lambda z: z**2 * sigmoid(z), 1)

CLAIM = Claim(
    id="activation-pattern-affine",
    title="One affine map for each activation pattern",
    says="With its units' pattern at x given, a ReLU network is one affine map, on a convex region; "
    "softmax, RMSNorm and SwiGLU are affine on no interval [0, 2r].",
    parts={
        "masks-for-relus": ANY_NETWORK,
        "masks-collapse": MASKS,
        "regions-are-convex": CONVEX,
        "softmax-bends": SOFTMAX,
        "rmsnorm-bends": RMS_NORM,
        "swiglu-bends": SWIGLU,
    },
    theorems={
        "masks-for-relus": Theorem(
            "Patterns.with_its_pattern_a_network_is_affine",
            "forall K : OrdRing, (forall s h E w a c b p q : nat -> K, E 0%nat = 0 -> h 0%nat = 0 -> s 0%nat "
            "= 0 -> forall n : nat, (forall k : nat, (k < n)%nat -> ((a k - c k) * (a k - c k) <= E k /\\ 0 <= "
            "((1 + 1) * step (q k) - 1) * (h k + w k * c k + b k)) /\\ E (S k) = E k + (relu (s k + w k * a k "
            "+ b k) - step (q k) * (h k + w k * c k + b k)) * (relu (s k + w k * a k + b k) - step (q k) * (h "
            "k + w k * c k + b k)) /\\ h (S k) = p k * (h k + w k * c k + b k) /\\ s (S k) = p k * (s k + w k * "
            "a k + b k)) -> s n = h n /\\ E n = 0) /\\ (forall (m p : nat) (N : net K m p) (x : vec K), exists "
            "(A : mat K) (b : vec K), forall y : vec K, same_pattern N x y -> forall i : nat, (i < p)%nat -> "
            "run_relu N y i = mv m A y i + b i)",
            says="over every ordered ring; also for networks as stacks of layers, of any depth and widths",
        ),
        "masks-collapse": Theorem(
            "Collapse.squashed_collapse",
            "forall (S : Semiring) (M : nat -> forall k : nat, matrix S k k) (n m : nat) (N : stack S n m) (x "
            ": matrix S n 1), through_squashed M N x = weight (squashed M N) * x + bias (squashed M N)",
            says="W and b are those of the stack of layers KAf + Kd; over every semiring, for all sizes",
        ),
        "regions-are-convex": Theorem(
            "Patterns.regions_are_convex",
            "forall (K : OrdRing) (q u v t : K), 0 <= ((1 + 1) * step q - 1) * u -> 0 <= ((1 + 1) * step q - "
            "1) * v -> 0 <= t -> t <= 1 -> 0 <= ((1 + 1) * step q - 1) * ((1 - t) * u + t * v)",
            says="over every ordered ring",
        ),
        "softmax-bends": Theorem(
            "Activations.softmax_bends",
            "forall r : R, 0 < r -> / (1 + exp (- 2 * r)) - 1 / 2 - 2 * (/ (1 + exp (- r)) - 1 / 2) < 0",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "rmsnorm-bends": Theorem(
            "Activations.rmsnorm_bends",
            "forall r : R, 0 < r -> 2 * r * / sqrt ((2 * r) ^ 2 + 1) - 2 * (r * / sqrt (r ^ 2 + 1)) < 0",
            says="over the real numbers",
            axioms=REALS,
        ),
        "swiglu-bends": Theorem(
            "Activations.swiglu_bends",
            "forall r : R, 0 < r -> 0 < (2 * r) ^ 2 * / (1 + exp (- 2 * r)) - 2 * (r ^ 2 * / (1 + exp (- r)))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("masks-for-relus", engine="exact")
def one_more_connection() -> Steps:
    """With E = 0 both networks get the same input; and relu is the mask, as its sign says."""
    return search.prove(ANY_NETWORK, squares=(w, p * w, MASKED + w * (a - c), MASKED))


@CLAIM.proof("masks-collapse", engine="symbolic")
def one_more_masked_layer() -> Steps:
    """Base: both sides are x. Step: both are KAWx + KAb + Kd."""
    return symbolic.induct(MASKS)


@CLAIM.proof("regions-are-convex", engine="exact")
def means_keep_the_sign() -> Cases:
    """If two numbers are ≥ 0, or both ≤ 0, so is (1 − t)u + tv."""
    return search.prove(CONVEX)


def below_one(statement: ForAll, *products: Product) -> Cases:
    """Add up `products`, knowing that u = e⁻ʳ is below 1, that e⁻²ʳ = u², and both reciprocals."""
    goal = Goal(statement)
    goal.positive(-2 * r, "u²")
    goal.positive(-r, "u")
    goal.sum(-r, -r)
    goal.taylor(r, name="series")
    goal.one(r)

    def too_large(case: Goal) -> Tree:
        """If u ≥ 1, then u·(1 + r) > 1 = u·eʳ."""
        return case.close((0, "u"), ("u", "series"))

    def reciprocals(case: Goal) -> Tree:
        return case.reciprocal(inverse(1 + exp(-2 * r)), second, "1 + u²")

    def second(case: Goal) -> Tree:
        return case.reciprocal(inverse(1 + exp(-r)), lambda last: last.close(*products), "1 + u")

    return goal.proved(goal.sign(exp(-r) - 1, too_large, reciprocals, "1 − u"))


@CLAIM.proof("softmax-bends", engine="exact")
def the_cube_of_1_minus_u() -> Cases:
    """With u = e⁻ʳ, multiplied by 2(1 + u)(1 + u²), the second difference is −(1 − u)³."""
    return below_one(SOFTMAX, (1, "1 + u²-positive", "1 + u-positive"), ("1 − u", "1 − u", "1 − u"))


@CLAIM.proof("rmsnorm-bends", engine="exact")
def compare_the_roots() -> Cases:
    """At 2r the root is larger than at r, so the quotient is less than twice as large."""
    return search.prove(RMS_NORM, degree=3)


@CLAIM.proof("swiglu-bends", engine="exact")
def four_times_a_larger_sigmoid() -> Cases:
    """It is 4r²/(1 + u²) − 2r²/(1 + u), and 2(1 + u) > 1 + u² since u < 1."""
    rest = ((0, 0), (0, 0, "u²"), (0, 0, "u", "1 − u"))
    return below_one(SWIGLU, (1, "1 + u²-positive", "1 + u-positive"), *rest)


@CLAIM.control(network(), drops="that the mask fits the sign: any pattern is allowed")
def the_pattern_of_another_point() -> Run:
    """A unit that is 1, with the mask 0 of some other input."""
    return Run({}, ({"w": 0, "a": 0, "c": 0, "b": 1, "p": 0, "q": 0},))


@CLAIM.control(bends(relu, 1), drops="softmax, RMSNorm, SwiGLU: relu takes their place")
def relu_is_straight_from_0_on() -> Assignment:
    """For r = 1: 2 − 2·1 = 0."""
    return Assignment({"r": 1})
