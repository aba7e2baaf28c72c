"""One ReLU acts on a half-line; three make a hat; two do not.

A unit relu(wx + b) with w ≠ 0 is 0 on one side of −b/w, and grows without bound on the other. So by itself it does not
limit its contribution to a *portion* of the input line, unless one calls a half-line a portion. Three units do:

    relu(x) − 2·relu(x − 1) + relu(x − 2)  =  relu(1 − |x − 1|)

is a hat: it rises from 0 to 1, falls back to 0 at 2, and is 0 everywhere else. Sums of shifted and scaled hats are
the usual way to draw any piecewise linear curve.

Two units are not enough, with whatever weights, biases and constant. Suppose f vanishes outside an interval, but not
at x₀. Choose r so large that f vanishes at x₀ ± r and x₀ ± 2r. Moving and scaling the axes we may assume that
x₀ = 0, r = 1, f(0) = 1. The five values 0, 0, 1, 0, 0 at −2, …, 2 have the second differences 1, −2, 1: bent
upwards, downwards, upwards. A single relu(wx + b) is bent upwards only, and not in two places; the constant is not
bent at all. The downward bend takes one unit, with a negative weight; and the upward bends, on both sides of it, take
two more.
"""

from nlverify.claim import Claim, ForAll, NoNetwork, Source, Table, Theorem
from nlverify.engines import search
from nlverify.evidence import Cases, Network, Unit
from nlverify.exact.expression import Expr, absolute, differs, equals, relu, symbols

x, y, w, b = symbols("x y w b")

HAT = ForAll(("x",), equals(relu(x) - 2 * relu(x - 1) + relu(x - 2), relu(1 - absolute(x - 1))))
ON = ForAll(
    ("w", "b", "x", "y"),
    relu(w * y + b) > 0,
    (w * x + b > 0, w * (y - x) >= 0),
    {"w": 1, "b": 0, "x": 1, "y": 2},
)
OFF = ForAll(
    ("w", "b", "x", "y"),
    equals(relu(w * y + b), 0),
    (w * x + b <= 0, w * (y - x) <= 0),
    {"w": 1, "b": 0, "x": -1, "y": -2},
)


def bend(k: int) -> Expr:
    """The second difference of relu(wx + b) at k − 1, k, k + 1."""
    return relu(w * (k - 1) + b) - 2 * relu(w * k + b) + relu(w * (k + 1) + b)


UP = ForAll(("w", "b"), bend(0) >= 0)
ONCE = ForAll(("w", "b"), equals(bend(-1) * bend(1), 0))
u, v, L, M, R, P, Q, S = symbols("u v L M R P Q S")  # u·(bends L, M, R) + v·(bends P, Q, S)
TWO = ForAll(
    ("u", "v", "L", "M", "R", "P", "Q", "S"),
    (differs(u * L + v * P, 1), differs(u * M + v * Q, -2), differs(u * R + v * S, 1)),
    (L >= 0, M >= 0, R >= 0, equals(L * R, 0), P >= 0, Q >= 0, S >= 0, equals(P * S, 0)),
    dict.fromkeys(("u", "v", "L", "M", "R", "P", "Q", "S"), 0),
)
SPIKE = Table.of([((k,), int(k == 0)) for k in range(-2, 3)])

CLAIM = Claim(
    id="relu-hat-and-halfline",
    title="Three ReLUs make a hat, two do not",
    says="A ReLU unit (w ≠ 0) acts on a half-line; three make a hat, 0 off an interval; "
    "no two are 0, 0, 1, 0, 0 at −2, …, 2.",
    parts={
        "on-one-side": ON,
        "off-on-the-other": OFF,
        "hat": HAT,
        "bends-up": UP,
        "in-one-place": ONCE,
        "two-cannot": TWO,
    },
    theorems={
        "on-one-side": Theorem(
            "Relu.on_on_one_side",
            "forall (K : OrdRing) (w b x y : K), 0 < w * x + b -> 0 <= w * (y - x) -> 0 < relu (w * y + b)",
            says="over every ordered ring",
        ),
        "off-on-the-other": Theorem(
            "Relu.off_on_the_other",
            "forall (K : OrdRing) (w b x y : K), w * x + b <= 0 -> w * (y - x) <= 0 -> relu (w * y + b) = 0",
            says="over every ordered ring",
        ),
        "hat": Theorem(
            "Relu.hat",
            "forall (K : OrdRing) (x : K), relu x - (1 + 1) * relu (x - 1) + relu (x - (1 + 1)) = relu (1 - "
            "abs (x - 1))",
            says="over every ordered ring",
        ),
        "bends-up": Theorem(
            "Relu.bends_up",
            "forall (K : OrdRing) (w b : K), 0 <= relu (w * - (1) + b) - (1 + 1) * relu (w * 0 + b) + relu (w * 1 + b)",
            says="over every ordered ring",
        ),
        "in-one-place": Theorem(
            "Relu.bends_in_one_place",
            "forall (K : OrdRing) (w b : K), (relu (w * - (1 + 1) + b) - (1 + 1) * relu (w * - (1) + b) + "
            "relu (w * 0 + b)) * (relu (w * 0 + b) - (1 + 1) * relu (w * 1 + b) + relu (w * (1 + 1) + b)) = 0",
            says="over every ordered ring",
        ),
        "two-cannot": Theorem(
            "Relu.two_units_cannot",
            "forall (K : OrdRing) (u v L M R P Q S : K), 0 <= L -> 0 <= M -> 0 <= R -> L * R = 0 -> 0 <= P -> "
            "0 <= Q -> 0 <= S -> P * S = 0 -> u * L + v * P <> 1 \\/ u * M + v * Q <> - (1 + 1) \\/ u * R + v * "
            "S <> 1",
            says="over every ordered ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("on-one-side", engine="exact")
def further_in_the_same_direction() -> Cases:
    """If wx + b > 0, then wy + b = wx + b + w(y − x) > 0 for every y further on."""
    return search.prove(ON)


@CLAIM.proof("off-on-the-other", engine="exact")
def back_in_the_other_direction() -> Cases:
    """If wx + b ≤ 0, then wy + b ≤ 0 for every y further back."""
    return search.prove(OFF)


@CLAIM.proof("hat", engine="exact")
def four_pieces() -> Cases:
    """On each piece of the line both sides are the same: 0, x, 2 − x, 0."""
    return search.prove(HAT)


@CLAIM.proof("bends-up", engine="exact")
def relu_is_convex() -> Cases:
    """Twice the value in the middle is at most the sum of those beside it."""
    return search.prove(UP)


@CLAIM.proof("in-one-place", engine="exact")
def the_kink_is_left_or_right() -> Cases:
    """The kink −b/w is not both between −2 and 0 and between 0 and 2; elsewhere the unit is straight."""
    return search.prove(ONCE)


@CLAIM.proof("two-cannot", engine="exact")
def the_downward_bend_takes_a_unit() -> Cases:
    """One of v₁, v₂ must be negative to bend downwards; so the other bends upwards left and right, which none does."""
    return search.prove(TWO, signs=(u, v), reach=2)


@CLAIM.control(NoNetwork(SPIKE, hidden=3), drops="two: there are three units")
def three_make_the_hat() -> Network:
    """relu(x + 1) − 2·relu(x) + relu(x − 1)."""
    return Network((Unit((1,), 1, 1), Unit((1,), 0, -2), Unit((1,), -1, 1)))
