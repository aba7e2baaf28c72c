"""No single hidden layer of ReLUs computes max(0, x₁, x₂), however many units it has.

The larger of two numbers takes one hidden layer: max(x₁, x₂) = relu(x₁ − x₂) + relu(x₂) − relu(−x₂). For the largest
of three numbers, one of which may just as well be 0, one layer is not enough, and width does not help.

No table of values can show it, as wide networks with one hidden layer fit any table. What shows it is a way to
add up values at six points that gets on with every ReLU. For a function f and a number t let

    Λf  =  f(t, t) − f(−t, −t) − f(t, 0) + f(−t, 0) − f(0, t) + f(0, −t).

- Λ is 0 on every affine function: the signs cancel, and so do the points.
- **On one unit** relu(w·x + b) it is small: |Λ| ≤ |b|, whatever w and t are. For b = 0 it is 0, since
  relu(z) − relu(−z) = z, and z is linear. With a bias, relu(z + b) − relu(b − z) is z, give or take at most |b|. Λ has
  three such differences; even together they err by no more than |b|, which is what the part `one-unit` says.
- **On any sum of units** Σ vⱼ·relu(wⱼ·x + bⱼ) + u·x + c, of any width and with a skip connection u·x,
  therefore |Λ| ≤ Σ |vⱼ|·|bⱼ|. This is one number for the whole network: it does not depend on t.
- **On max(0, x₁, x₂)** Λ is t − 0 − t + 0 − t + 0 = −t for all t ≥ 0, and so as large as you please.

So for t > Σ |vⱼ|·|bⱼ| the network differs from the maximum at one of the six points, at least; and as t grows, the two
get arbitrarily far apart.

Seen from far away all biases vanish, and the kinks of one layer are straight lines through 0, the same on both
sides of 0. The kinks of max(0, x₁, x₂) are three rays: on x₁ = x₂ there is one for t > 0 and none for t < 0. On
max(x₁, x₂), whose kink is the whole line, Λ is 0.
"""

from collections.abc import Callable

from nlverify.claim import Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Steps
from nlverify.exact.expression import Expr, absolute, equals, expr, maximum, relu, symbols

b, c, q, t, u1, u2, v, x1, x2, y1, y2, S, T = symbols("b c q t u1 u2 v x1 x2 y1 y2 S T")


def balance(f: Callable[[Expr, Expr], Expr], x: Expr, y: Expr) -> Expr:
    """The signed sum of the values of f at the six points ±(x, y), (±x, 0) and (0, ±y)."""
    zero = expr(0)
    return f(x, y) - f(-x, -y) - f(x, zero) + f(-x, zero) - f(zero, y) + f(zero, -y)


def falls(f: Callable[[Expr, Expr], Expr]) -> ForAll:
    """The statement that Λf = −t for all t ≥ 0."""
    return ForAll(("t",), equals(balance(f, t, t), -t), given=(t >= 0,), witness={"t": 1})


ONE_UNIT = ForAll(("y1", "y2", "b"), absolute(balance(lambda p, r: relu(p + r + b), y1, y2)) <= absolute(b))
ALL_UNITS = Induction(
    ring="reals",
    symbols=scalars("u1 u2 c t v b q S T"),
    state={
        "S": (balance(lambda p, r: u1 * p + u2 * r + c, t, t), S + v * q),
        "T": (expr(0), T + absolute(v) * absolute(b)),
    },
    each_step=("v", "b", "q"),
    given=(absolute(q) <= absolute(b),),
    witness={"u1": 0, "u2": 0, "c": 0, "t": 1, "v": 1, "b": 1, "q": 1},
    invariant=(S <= T, -S <= T),
)
MAXIMUM = falls(lambda p, r: maximum(0, maximum(p, r)))
ONE_LAYER = ForAll(("x1", "x2"), equals(maximum(x1, x2), relu(x1 - x2) + relu(x2) - relu(-x2)))

CLAIM = Claim(
    id="max3-needs-two-hidden",
    title="No one hidden layer computes max(0, x₁, x₂)",
    says="No sum of ReLU units of any width, with any affine skip connection, equals max(0, x₁, x₂) on the plane.",
    parts={"one-unit": ONE_UNIT, "all-units": ALL_UNITS, "maximum": MAXIMUM},
    illustrations={"max-of-two-in-one-layer": ONE_LAYER},
    theorems={
        "one-unit": Theorem(
            "Max.one_unit_is_balanced",
            "forall (K : OrdField) (y1 y2 b : K), "
            "abs (relu (y1 + y2 + b) - relu (- y1 + - y2 + b) - relu (y1 + 0 + b) + relu (- y1 + 0 + b) "
            "- relu (0 + y2 + b) + relu (0 + - y2 + b)) <= abs b",
            says="over every ordered field",
        ),
        "all-units": Theorem(
            "Max.all_units_are_balanced",
            "forall (K : OrdField) (u1 u2 c t : K) (v b q d total_bias : nat -> K) n, "
            "d 0%nat = u1 * t + u2 * t + c - (u1 * - t + u2 * - t + c) - (u1 * t + u2 * 0 + c) + (u1 * - "
            "t + u2 * 0 + c) - (u1 * 0 + u2 * t + c) + (u1 * 0 + u2 * - t + c) -> total_bias 0%nat = 0 -> "
            "(forall i, (i < n)%nat -> abs (q i) <= abs (b i) /\\ d (S i) = d i + v i * q i /\\ "
            "total_bias (S i) = total_bias i + abs (v i) * abs (b i)) -> d n <= total_bias n /\\ "
            "- d n <= total_bias n",
            says="over every ordered field, for sequences that make these steps",
        ),
        "maximum": Theorem(
            "Max.maximum_is_not_balanced",
            "forall (K : OrdField) (t : K), 0 <= t -> "
            "maximum 0 (maximum t t) - maximum 0 (maximum (- t) (- t)) - maximum 0 (maximum t 0) + "
            "maximum 0 (maximum (- t) 0) - maximum 0 (maximum 0 t) + maximum 0 (maximum 0 (- t)) = - t",
            says="over every ordered field; Max.max3_needs_two_hidden concludes: no sum of units is the maximum",
        ),
        "max-of-two-in-one-layer": Theorem(
            "Max.max_of_two_in_one_layer",
            "forall (K : OrdField) (x1 x2 : K), maximum x1 x2 = relu (x1 - x2) + relu x2 - relu (- x2)",
            says="over every ordered field",
        ),
    },
    source=Source("mukherjee-basu-2017"),
)


@CLAIM.proof("one-unit", engine="exact")
def three_pairs_of_opposite_inputs() -> Cases:
    """Here y = (tw₁, tw₂); units on or off at the six points, and the sign of b: each case is linear."""
    return search.prove(ONE_UNIT)


@CLAIM.proof("all-units", engine="exact")
def one_more_unit() -> Steps:
    """Start with an affine function, where Λ is 0; a unit with Λ = q and outer weight v adds vq to S, |v|·|b| to T."""
    return search.prove(ALL_UNITS)


@CLAIM.proof("maximum", engine="exact")
def the_corner_at_zero() -> Cases:
    """Of the six values, those at (t, t), (t, 0) and (0, t) are t, and the others are 0."""
    return search.prove(MAXIMUM)


@CLAIM.proof("max-of-two-in-one-layer", engine="exact")
def the_excess_of_the_first() -> Cases:
    """To x₂ = relu(x₂) − relu(−x₂) the excess of x₁ over x₂ is added, if there is one."""
    return search.prove(ONE_LAYER)


@CLAIM.control(falls(maximum), drops="the 0 in max(0, x₁, x₂)")
def the_maximum_of_two_is_balanced() -> Assignment:
    """At t = 1 its six values are 1, −1, 1, 0, 1, 0, and Λ is 1 + 1 − 1 + 0 − 1 + 0 = 0."""
    return Assignment({"t": 1})


@CLAIM.control(
    ForAll(("y1", "y2", "b"), equals(balance(lambda p, r: relu(p + r + b), y1, y2), 0)), drops="the bias in the bound"
)
def a_bias_shows_near_zero() -> Assignment:
    """With y₁ = y₂ = b = 1: 3 − 0 − 2 + 0 − 2 + 0 = −1."""
    return Assignment({"y1": 1, "y2": 1, "b": 1})
