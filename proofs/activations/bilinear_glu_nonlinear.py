"""A gate needs no activation function: the product of two affine functions is not affine.

A gated unit (GLU) multiplies two projections of its input, one of them after an activation. Leave the activation
out, and what remains, (w·x + b)·(v·x + c), is called the bilinear variant. Nothing in it is applied entry by entry,
and still a stack of such layers does not collapse: with the same weights (1, −1) on both sides the product is

    (x₁ − x₂)·(x₁ − x₂),

which is 1 exactly where two bits differ. No affine function is XOR (`xor-not-affine-real`).

In one input (ax + b)(cx + d) is affine only if a or c is 0.

What a stack of k such layers computes is a polynomial of degree 2ᵏ at most, whatever its widths. To see it, take a
constant 1 as a further input and pass it on as 1·1; then biases are weights like others. Now multiply all inputs by C.
If the inputs h of a layer become Ch, its sums Σwh and Σvh become C times as large, and their product C² times. So the
outputs of the first layer are multiplied by C², those of the second by C⁴, and so on: after k layers each output is
a polynomial all of whose terms have degree 2ᵏ, or less once the constant is 1 again. And 2ᵏ is reached: squaring
k times gives x to the power of 2ᵏ.

So at a bounded depth it is not universal, however wide (`bounded-depth-polynomial-not-universal`); with unlimited depth
it is (`any-nonaffine-suffices-with-depth`).

The control: with a sum in place of the product the same weights give an affine function, 2(x₁ − x₂).
"""

from nlverify.claim import (
    REALS,
    XOR,
    Claim,
    Computes,
    Exists,
    ForAll,
    Identity,
    Induction,
    NotAffine,
    Source,
    Theorem,
    scalars,
)
from nlverify.engines import search, symbolic
from nlverify.evidence import Cases, Expansion, Farkas, Steps, Trace
from nlverify.exact.expression import equals, exp, expr, symbols

x1, x2 = symbols("x1 x2")
a, b, c, d, x = symbols("a b c d x")
C, w, v, h, p, r, P, R, y, n, m, k = symbols("C w v h p r P R y n m k")

AFFINE = ForAll(
    tuple("abcdmk"),
    equals(a * c, 0),
    tuple(equals((a * t + b) * (c * t + d), m * t + k) for t in (-1, 0, 1)),
    dict.fromkeys("abcdmk", 0),
)
LAYER = Induction(
    ring="reals",
    symbols=scalars("C w v h p r P R"),
    state={
        "p": (expr(0), p + w * h),
        "r": (expr(0), r + v * h),
        "P": (expr(0), P + w * (C * h)),
        "R": (expr(0), R + v * (C * h)),
    },
    each_step=("w", "v", "h"),
    invariant=(equals(P, C * p), equals(R, C * r), equals(P * R, C**2 * (p * r))),
)
SQUARES = Induction(
    ring="reals",
    symbols=scalars("y n h"),
    state={"n": (expr(1), 2 * n), "h": (exp(y), h * h)},
    each_step=(),
    invariant=(equals(h, exp(n * y)),),
)
SUM_IS_XOR = Exists(
    (*tuple("abcd"), "m", "n"),
    tuple(equals((a * i + b * j + m) + (c * i + d * j + n), i ^ j) for i in (0, 1) for j in (0, 1)),
)

CLAIM = Claim(
    id="bilinear-glu-nonlinear",
    title="Gates need no activation",
    says="A product of two affine functions is XOR on bits, which no affine function is; "
    "a layer of products turns a factor C of its inputs into C²; k squarings of x > 0 give x to the power of 2ᵏ.",
    parts={
        "is-xor": Computes(("x1", "x2"), (x1 - x2) * (x1 - x2)),
        "no-affine-function-is": NotAffine(XOR),
        "degree-two": Identity(
            "commutative-ring",
            scalars("a b c d x"),
            (a * x + b) * (c * x + d),
            a * c * x**2 + (a * d + b * c) * x + b * d,
        ),
        "affine-only-if": AFFINE,
        "a-layer-squares-the-factor": LAYER,
        "degree-is-reached": SQUARES,
    },
    theorems={
        "is-xor": Theorem(
            "Gates.gate_is_xor",
            "forall (K : OrdField) (p q : bool), (num p - num q) * (num p - num q) = num (xorb p q) :> K",
            says="over every ordered field",
        ),
        "no-affine-function-is": Theorem(
            "Gates.no_affine_function_is_xor",
            "forall K : OrdField, ~ exists w1 w2 b : K, forall p q : bool, w1 * num p + w2 * num q + b = num "
            "(xorb p q)",
            says="over every ordered field",
        ),
        "degree-two": Theorem(
            "Gates.gate_degree_two",
            "forall (K : CRing) (a b c d x : K), (a * x + b) * (c * x + d) = a * c * (x * x) + (a * d + b * "
            "c) * x + b * d",
            says="over every commutative ring",
        ),
        "affine-only-if": Theorem(
            "Gates.gate_affine_only_if",
            "forall (K : OrdField) (a b c d m k : K), (a * - (1) + b) * (c * - (1) + d) = m * - (1) + k -> (a "
            "* 0 + b) * (c * 0 + d) = m * 0 + k -> (a * 1 + b) * (c * 1 + d) = m * 1 + k -> a * c = 0",
            says="over every ordered field",
        ),
        "a-layer-squares-the-factor": Theorem(
            "Gates.gate_squares_the_factor",
            "forall (K : CRing) (C : K) (w v h p r P Q : nat -> K), p 0%nat = 0 -> r 0%nat = 0 -> P 0%nat = 0 "
            "-> Q 0%nat = 0 -> forall n : nat, (forall k : nat, (k < n)%nat -> p (S k) = p k + w k * h k /\\ r "
            "(S k) = r k + v k * h k /\\ P (S k) = P k + w k * (C * h k) /\\ Q (S k) = Q k + v k * (C * h k)) "
            "-> P n = C * p n /\\ Q n = C * r n /\\ P n * Q n = C * C * (p n * r n)",
            says="over every commutative ring; p k is the value of p after k steps",
        ),
        "degree-is-reached": Theorem(
            "Activations.squarings",
            "forall (y : R) (a h : nat -> R), a 0%nat = 1 -> h 0%nat = exp y -> forall n : nat, (forall k : "
            "nat, (k < n)%nat -> a (S k) = 2 * a k /\\ h (S k) = h k * h k) -> h n = exp (a n * y)",
            says="over the real numbers; h k is the value of h after k steps",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("shazeer-2020"),
)


@CLAIM.proof("is-xor", engine="exact")
def the_square_of_a_difference() -> Trace:
    """0, 1, 1 and 0 at (0,0), (0,1), (1,0) and (1,1)."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("no-affine-function-is", engine="exact")
def compare_the_diagonals() -> Cases:
    """An affine function has the same sum on both diagonals: 0 = 2."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.proof("degree-two", engine="symbolic")
def multiply_out() -> Expansion:
    """Four products."""
    return symbolic.expand(CLAIM.parts["degree-two"])


@CLAIM.proof("affine-only-if", engine="exact")
def second_difference() -> Cases:
    """The values at −1 and 1 less twice that at 0 are 2ac, and 0 for an affine function."""
    return search.prove(AFFINE)


@CLAIM.proof("a-layer-squares-the-factor", engine="exact")
def factors_out_of_both_sums() -> Steps:
    """C comes out of each of both sums."""
    return search.prove(LAYER)


@CLAIM.proof("degree-is-reached", engine="exact")
def add_the_exponents() -> Steps:
    """With x = eʸ: (e to the ny)² is e to the 2ny."""
    return search.prove(SQUARES)


@CLAIM.control(Computes(("x1", "x2"), (x1 - x2) + (x1 - x2)), drops="the product: a sum of the same two projections")
def a_sum_is_affine() -> Trace:
    """0, −2, 2 and 0."""
    return Trace((0, -2, 2, 0))


@CLAIM.control(SUM_IS_XOR, drops="the product: a sum of any two projections")
def a_sum_never_is() -> Cases:
    """A sum of affine functions is affine: the same sum on both diagonals."""
    return search.prove(SUM_IS_XOR)
