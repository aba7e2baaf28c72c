"""Scaling the outputs is no squashing: the stack stays affine, and XOR stays out of reach.

A sigmoid squashes the output of a layer into a bounded range. Could one squash linearly instead, say divide
every output by 1000? Let each layer replace f by K(Af + d), where K is any matrix: 1/1000 on the diagonal,
or another constant for each unit, chosen anew in each layer. Multiplying out, as without K,

    K(A(Wx + b) + d)  =  (KAW)x + K(Ab + d),

so by induction the stack is affine again, whatever the number of layers. For XOR, affine is not enough.
An affine f satisfies

    f(0,0) + f(1,1)  =  f(0,1) + f(1,0),

since both sides are w₁ + w₂ + 2b. XOR would make the left side 0 and the right side 2; and even if f only
has to be positive exactly where XOR is 1 (or only ≥ 0 there and negative elsewhere), the right side would
exceed the left one.

Nor does scaling bound anything: K(Ax + d) still takes arbitrarily large values, unless it is constant.

Compare clipping, clip(z) = min(max(z, 0), 1), which makes large values small too, but not by a constant
factor. With two clipped units, clip(x₁ + x₂) − clip(x₁ + x₂ − 1) *is* XOR.
"""

from fractions import Fraction

from nlverify.claim import (
    AND,
    XOR,
    Claim,
    Identity,
    Induction,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Source,
    Theorem,
    scalars,
)
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Farkas, Network, Steps, Unit, Weights
from nlverify.exact.expression import equals, expr, symbols

A, K, W, b, d, f, x = symbols("A K W b d f x")
k, a, c = symbols("k a c")

LAYER = {"A": ("k", "m"), "K": ("k", "k"), "d": ("k", "1"), "x": ("n", "1")}
STATE = {"f": ("m", "1"), "W": ("m", "n"), "b": ("m", "1")}
STACK = Induction(
    ring="semiring",
    symbols={**LAYER, **STATE},
    state={"f": (x, K @ (A @ f + d)), "W": (expr(1), K @ A @ W), "b": (expr(0), K @ (A @ b + d))},
    each_step=("A", "K", "d"),
    invariant=equals(f, W @ x + b),
    width=("m", "n", "k"),
)

CLAIM = Claim(
    id="linear-squash",
    title="Scaling the outputs does not help",
    says="Multiplying each layer's outputs by constants keeps a stack of affine layers affine; no such stack is XOR.",
    parts={
        "any-depth": STACK,
        "xor-threshold": NotSeparable(XOR, fires=">", family="scaled-affine-network"),
        "xor-fires-at-zero": NotSeparable(XOR, fires=">=", family="scaled-affine-network"),
        "xor-exact": NotAffine(XOR, family="scaled-affine-network"),
    },
    theorems={
        "any-depth": Theorem(
            "Collapse.squashed_collapse",
            "forall (S : Semiring) (M : nat -> forall k : nat, matrix S k k) (n m : nat) (N : stack S n m) (x : "
            "matrix S n 1), through_squashed M N x = weight (squashed M N) * x + bias (squashed M N)",
            says="W and b are those of the stack of layers KAf + Kd; over every semiring, commutative or not, for "
            "all sizes",
        ),
        "xor-threshold": Theorem(
            "Collapse.squashed_not_xor_threshold",
            "forall (K : OrdRing) (M : nat -> forall k : nat, matrix K k k) (N : stack K 2 1), ~ forall p q, (0 < "
            "output (through_squashed M N (two_bits p q)))%nl <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "xor-fires-at-zero": Theorem(
            "Collapse.squashed_not_xor_at_zero",
            "forall (K : OrdRing) (M : nat -> forall k : nat, matrix K k k) (N : stack K 2 1), ~ forall p q, (0 <= "
            "output (through_squashed M N (two_bits p q)))%nl <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "xor-exact": Theorem(
            "Collapse.squashed_not_xor",
            "forall (K : OrdRing) (M : nat -> forall k : nat, matrix K k k) (N : stack K 2 1), ~ forall p q, output "
            "(through_squashed M N (two_bits p q)) = num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
    },
    source=Source("elementary"),
    uses=("xor-not-affine-real", "xor-not-threshold"),
)


@CLAIM.proof("any-depth", engine="symbolic")
def one_more_scaled_layer() -> Steps:
    """Base: both sides are x. Step: both are KAWx + KAb + Kd."""
    return symbolic.induct(STACK)


@CLAIM.proof("xor-threshold", engine="exact")
def add_the_four_requirements() -> Cases:
    """The stack is some f = w·x + b; f(0,1) + f(1,0) − f(0,0) − f(1,1) should be positive, and is 0."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("xor-fires-at-zero", engine="exact")
def add_them_again() -> Cases:
    """The same sum; now the two points where XOR is 0 make it strict."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("xor-exact", engine="exact")
def the_alternating_sum() -> Cases:
    """The same sum should be 2, and is 0."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.control(NoNetwork(XOR, hidden=2, activation="clip"), drops="linear: the outputs are clipped to [0, 1]")
def two_clipped_units_suffice() -> Network:
    """clip(x₁ + x₂) − clip(x₁ + x₂ − 1): for sums 0, 1, 2 this is 0 − 0, 1 − 0, 1 − 1."""
    return Network((Unit((1, 1), 0, 1), Unit((1, 1), -1, -1)))


@CLAIM.control(NotSeparable(AND, family="scaled-affine-network"), drops="the labels of XOR")
def and_is_within_reach() -> Weights:
    """x₁ + x₂ − 3/2, as a single layer, is positive at (1,1) alone."""
    return Weights((1, 1), Fraction(-3, 2))


@CLAIM.control(
    Identity("reals", scalars("k a c x"), k * (a * x + c), (k * a) * x + c), drops="the factor k in front of the bias"
)
def the_bias_is_scaled_too() -> Assignment:
    """With k = 1/1000, squashing makes the bias 1 a bias of 1/1000."""
    return Assignment({"k": Fraction(1, 1000), "a": 0, "c": 1, "x": 0})
