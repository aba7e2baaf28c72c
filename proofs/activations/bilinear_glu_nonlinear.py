"""A gate needs no activation function: the product of two affine functions is not affine.

A gated unit (GLU) multiplies two projections of its input, one of them after an activation. Leave the activation
out, and what remains, (w·x + b)·(v·x + c), is called the bilinear variant. Nothing in it is applied entry by entry,
and still a stack of such layers does not collapse: with the same weights (1, −1) on both sides the product is

    (x₁ − x₂)·(x₁ − x₂),

which is 1 exactly where two bits differ. No affine function is XOR (`xor-not-affine-real`).

What it computes is a polynomial: of degree 2 after one layer, and at most twice the degree before after each further
one. If two polynomials are bounded, for all |x| ≥ 1, by A·|x|ⁿ and B·|x|ⁿ, their product is bounded by AB·|x|²ⁿ;
the parts say the first step and every further step of this. So at a bounded depth it is not universal, however wide
(`bounded-depth-polynomial-not-universal`); with unlimited depth it is (`any-nonaffine-suffices-with-depth`).

The control: with a sum in place of the product the same weights give an affine function, 2(x₁ − x₂).
"""

from nlverify.claim import XOR, Claim, Computes, ForAll, Identity, NotAffine, Source, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Cases, Expansion, Farkas, Trace
from nlverify.exact.expression import absolute, symbols

x1, x2 = symbols("x1 x2")
a, b, c, d, x = symbols("a b c d x")
f, g, n, m = symbols("f g A B")

CLAIM = Claim(
    id="bilinear-glu-nonlinear",
    title="Gates need no activation",
    says="A product of two affine functions is XOR on bits, which no affine function is; "
    "a layer of products at most doubles the degree.",
    parts={
        "is-xor": Computes(("x1", "x2"), (x1 - x2) * (x1 - x2)),
        "no-affine-function-is": NotAffine(XOR),
        "degree-two": Identity(
            "commutative-ring",
            scalars("a b c d x"),
            (a * x + b) * (c * x + d),
            a * c * x**2 + (a * d + b * c) * x + b * d,
        ),
        "degree-doubles": ForAll(
            ("f", "g", "A", "B"),
            absolute(f * g) <= n * m,
            (absolute(f) <= n, absolute(g) <= m),
            {"f": 1, "g": 1, "A": 1, "B": 1},
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


@CLAIM.proof("degree-doubles", engine="exact")
def bounds_multiply() -> Cases:
    """|fg| = |f|·|g|, for any values f and g of the two factors, and any bounds A and B."""
    return search.prove(CLAIM.parts["degree-doubles"], degree=2)


@CLAIM.control(Computes(("x1", "x2"), (x1 - x2) + (x1 - x2)), drops="the product: a sum of the same two projections")
def a_sum_is_affine() -> Trace:
    """0, −2, 2 and 0."""
    return Trace((0, -2, 2, 0))
