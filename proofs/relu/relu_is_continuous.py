"""ReLU is continuous, and so is every ReLU network; only the slope jumps.

"Below 0 it is off, above 0 it is on": that sounds like a jump, a decision. But what changes at 0 is the *slope*,
from 0 to 1. The value does not jump:

    |relu(x) − relu(y)|  ≤  |x − y|      for all x and y.

A function with |f(x) − f(y)| ≤ L·|x − y| is called Lipschitz, with the constant L. Weighted sums of such functions
are Lipschitz too: the constants are multiplied by the sizes of the weights and added. So every ReLU network has
a constant L that is made of its weights alone, and moves by at most L·h when no input moves by more than h.
In particular it is continuous. A network that really decides is one of Heaviside steps, which are 1 for z > 0 and 0
otherwise: between −h and h a step moves by 1, however small h is. So no L will do.

**How the proof covers all networks.** Evaluate a network at two points, side by side, one connection after the
other: s and t are the sums of the unit at hand, a and d the two values of the next input, w its weight, v ≥ |w|,
and b (a part of) the bias. Then

    E  becomes  E + |relu(t) − relu(s)|,

so that no input and no unit so far has moved by more than E; that is all that a step may use of a and d. The constants
M of the unit at hand and L of the network never look at values, only at v and p. Here p = 1 means going on with this
unit, and p = 0 beginning a new one. At the start, L = 1 and E = h: the inputs move by h. By induction |s − t| ≤ M·h
and E ≤ L·h. Depth, widths and skip connections are arbitrary.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Run, Steps
from nlverify.exact.expression import Expr, absolute, equals, expr, relu, step, symbols

x, y, h, s, t, E, L, M, w, v, a, d, b, p = symbols("x y h s t E L M w v a d b p")
CHOSEN = "w v a d b p"


def network(constant: Expr) -> Induction:
    """Every ReLU network, one connection a step, at two points; `constant` is the next L."""
    at_x, at_y = s + w * a + b, t + w * d + b
    return Induction(
        ring="reals",
        symbols=scalars("h s t E L M " + CHOSEN),
        state={
            "s": (expr(0), p * at_x),
            "t": (expr(0), p * at_y),
            "M": (expr(0), p * (M + v * L)),
            "L": (expr(1), constant),
            "E": (h, E + absolute(relu(at_y) - relu(at_x))),
        },
        each_step=tuple(CHOSEN.split()),
        invariant=(s - t <= M * h, t - s <= M * h, M >= 0, L >= 0, L * h >= E, E >= 0),
        given=(h >= 0, p >= 0, w <= v, -w <= v, a - d <= E, d - a <= E),
        witness={"h": 1, **dict.fromkeys(CHOSEN.split(), 0)},
    )


ANY_NETWORK = network(L + M + v * L)
LIPSCHITZ = ForAll(("x", "y"), absolute(relu(x) - relu(y)) <= absolute(x - y))
ABOVE = ForAll(("h",), equals(relu(h) - relu(expr(0)), h), (h > 0,), {"h": 1})
BELOW = ForAll(("h",), equals(relu(-h) - relu(expr(0)), 0), (h > 0,), {"h": 1})
STEP_JUMPS = ForAll(
    ("L", "h"),
    absolute(step(h) - step(-h)) > L * absolute(h - (-h)),
    (h > 0, 2 * L * h < 1),
    {"L": 10, "h": Fraction(1, 100)},
)

CLAIM = Claim(
    id="relu-is-continuous",
    title="ReLU is continuous: only its slope jumps",
    says="ReLU, and every ReLU network, is Lipschitz and so continuous; the slope of ReLU jumps, from 0 to 1.",
    parts={
        "one-relu": LIPSCHITZ,
        "any-network": ANY_NETWORK,
        "slope-1-above": ABOVE,
        "slope-0-below": BELOW,
    },
    illustrations={"a-step-is-not": STEP_JUMPS},
    theorems={
        "one-relu": Theorem(
            "Patterns.relu_lipschitz",
            "forall (K : OrdRing) (x y : K), abs (relu x - relu y) <= abs (x - y)",
            says="over every ordered ring",
        ),
        "any-network": Theorem(
            "Patterns.every_network_is_lipschitz",
            "forall (K : OrdRing) (h : K) (s t M L E w v a d b p : nat -> K), 0 <= h -> E 0%nat = h -> L "
            "0%nat = 1 -> M 0%nat = 0 -> s 0%nat = 0 -> t 0%nat = 0 -> forall n : nat, (forall k : nat, (k < "
            "n)%nat -> (0 <= p k /\\ w k <= v k /\\ - w k <= v k /\\ a k - d k <= E k /\\ d k - a k <= E k) /\\ E "
            "(S k) = E k + abs (relu (t k + w k * d k + b k) - relu (s k + w k * a k + b k)) /\\ L (S k) = L k "
            "+ M k + v k * L k /\\ M (S k) = p k * (M k + v k * L k) /\\ s (S k) = p k * (s k + w k * a k + b "
            "k) /\\ t (S k) = p k * (t k + w k * d k + b k)) -> s n - t n <= M n * h /\\ t n - s n <= M n * h "
            "/\\ 0 <= M n /\\ 0 <= L n /\\ E n <= L n * h /\\ 0 <= E n",
            says="over every ordered ring; s k is the value of s after k steps, w k what is chosen in the next one",
        ),
        "slope-1-above": Theorem(
            "Patterns.slope_1_above",
            "forall (K : OrdRing) (h : K), 0 < h -> relu h - relu 0 = h",
            says="over every ordered ring",
        ),
        "slope-0-below": Theorem(
            "Patterns.slope_0_below",
            "forall (K : OrdRing) (h : K), 0 < h -> relu (- h) - relu 0 = 0",
            says="over every ordered ring",
        ),
        "a-step-is-not": Theorem(
            "Patterns.a_step_is_not_lipschitz",
            "forall (K : OrdRing) (L h : K), 0 < h -> (1 + 1) * L * h < 1 -> L * abs (h - - h) < abs (step h "
            "- step (- h))",
            says="over every ordered ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("one-relu", engine="exact")
def signs_of_both() -> Cases:
    """Where x and y have one sign, the difference is x − y or 0; otherwise 0 lies between them."""
    return search.prove(LIPSCHITZ)


@CLAIM.proof("any-network", engine="exact")
def one_more_connection() -> Steps:
    """A new input adds at most |w|·E ≤ v·L·h to the difference of the sums, and relu makes no difference larger."""
    products = [(1, 8), (0, 2, 9), (0, 3, 9), (1, 2, 9), (1, 3, 9), (1, 2, 10), (1, 3, 10)]
    signs_of_w = [(1, 2, 4), (1, 2, 5), (1, 3, 4), (1, 3, 5)]
    return search.prove(ANY_NETWORK, products=(*products, *signs_of_w))


@CLAIM.proof("slope-1-above", engine="exact")
def on_the_right() -> Cases:
    """For h > 0, relu(h) = h."""
    return search.prove(ABOVE)


@CLAIM.proof("slope-0-below", engine="exact")
def on_the_left() -> Cases:
    """For h > 0, relu(−h) = 0."""
    return search.prove(BELOW)


@CLAIM.proof("a-step-is-not", engine="exact")
def from_0_to_1_at_once() -> Cases:
    """Between −h and h the step moves by 1, which is more than L·2h as soon as h < 1/(2L)."""
    return search.prove(STEP_JUMPS)


@CLAIM.control(
    ForAll(("x", "y"), absolute(step(x) - step(y)) <= absolute(x - y)), drops="ReLU: the Heaviside step takes its place"
)
def a_step_jumps() -> Assignment:
    """At ¼ and −¼ the step is 1 and 0, which is more than ½ apart."""
    return Assignment({"x": Fraction(1, 4), "y": Fraction(-1, 4)})


@CLAIM.control(network(L), drops="the weights in the constant: it stays 1")
def a_weight_of_two_doubles() -> Run:
    """One unit 2·a moves by 2 when its input moves by 1."""
    return Run({"h": 1}, ({"w": 2, "v": 2, "a": 1, "d": 0, "b": 0, "p": 1},))
