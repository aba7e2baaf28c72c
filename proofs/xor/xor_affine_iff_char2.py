"""XOR is affine exactly where 1 + 1 = 0.

Whether a function is affine depends on the numbers that may be used. Over the real numbers XOR is not affine
(`xor-not-affine-real`). But a programmer will say that XOR *is* addition, of bits: in arithmetic modulo 2,
0 + 0 = 0, 0 + 1 = 1 + 0 = 1 and 1 + 1 = 0. Both are right. Take any commutative ring R with 1, and ask for w₁, w₂, b
in R such that f = w₁x₁ + w₂x₂ + b takes the values 0, 1, 1, 0 of XOR at (0,0), (0,1), (1,0), (1,1).

- **Only if 2 = 0.** Let d₀₀, d₀₁, d₁₀, d₁₁ be the errors of f, its values less those of XOR. Whatever w₁, w₂, b are,
  d₀₀ − d₀₁ − d₁₀ + d₁₁ = 2. If all the errors are 0, then 0 = 2.
- **If 2 = 0,** then x₁ + x₂ is XOR: it differs by 2x₁x₂ from the polynomial x₁ + x₂ − 2x₁x₂, which has the values
  of XOR over the integers, and so in every ring.

It is not enough that 2 is a divisor of zero: modulo 4 there is 2·2 = 0, but 1 + 1 = 2 is not 0, and XOR is not affine.

AND, by the way, is affine over no ring in which 1 ≠ 0: there the alternating sum of the errors is always −1. So
over the bits it is AND that makes circuits more than affine, and XOR that comes for free.
"""

from nlverify.claim import XOR, Claim, Computes, Identity, Iterates, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Expansion, Trace
from nlverify.exact.expression import Expr, expr, symbols

b, w1, w2, x1, x2 = symbols("b w1 w2 x1 x2")


def errors(values: tuple[int, int, int, int], total: int) -> Identity:
    """The alternating sum of f's errors against these values is `total`, over every commutative ring."""

    def error(p: int, q: int) -> Expr:
        return w1 * p + w2 * q + b - values[2 * p + q]

    left = error(0, 0) - error(0, 1) - error(1, 0) + error(1, 1)
    return Identity("commutative-ring", scalars("b w1 w2"), left, expr(total))


ONLY_IF = errors((0, 1, 1, 0), 2)
POLYNOMIAL = x1 + x2 - 2 * x1 * x2
IF = Identity("commutative-ring", scalars("x1 x2"), x1 + x2, POLYNOMIAL + 2 * (x1 * x2))
AND_NEVER = errors((0, 0, 0, 1), -1)


def one_plus_one(modulus: int) -> Iterates:
    """The statement that 1 + 1 = 0 modulo m: the map (x, y) ↦ (x + y, y) takes (1, 1) to (0, 1)."""
    return Iterates(matrix=((1, 1), (0, 1)), start=(1, 1), modulus=modulus, steps=1, result=(0, 1))


CLAIM = Claim(
    id="xor-affine-iff-char2",
    title="XOR is affine where 1 + 1 = 0",
    says="Over a commutative ring with 1, XOR on {0,1}² equals some w₁x₁ + w₂x₂ + b if and only if 2 = 0 in the ring.",
    parts={
        "only-if": ONLY_IF,
        "if": IF,
        "the-polynomial-is-xor": Computes(("x1", "x2"), POLYNOMIAL, XOR),
    },
    illustrations={"and-is-never-affine": AND_NEVER, "bits": one_plus_one(2)},
    theorems={
        "only-if": Theorem(
            "Xor.xor_errors_and_iff",
            "forall K : CRing, (forall w1 w2 b : K, w1 * 0 + w2 * 0 + b - 0 - (w1 * 0 + w2 * 1 + b - 1) - (w1 * 1 + "
            "w2 * 0 + b - 1) + (w1 * 1 + w2 * 1 + b - 0) = 1 + 1) /\\ ((exists w1 w2 b : K, forall p q, w1 * num p + "
            "w2 * num q + b = num (xorb p q)) <-> (1 + 1 : K) = 0)",
            says="over every commutative ring with 1; its second half is the claim as a whole",
        ),
        "if": Theorem(
            "Xor.sum_and_polynomial",
            "forall (K : CRing) (x1 x2 : K), x1 + x2 = x1 + x2 - (1 + 1) * x1 * x2 + (1 + 1) * (x1 * x2)",
            says="over every commutative ring with 1",
        ),
        "the-polynomial-is-xor": Theorem(
            "Xor.xor_polynomial",
            "forall (K : CRing) p q, num p + num q - (1 + 1) * num p * num q = (num (xorb p q) : K)",
            says="over every commutative ring with 1",
        ),
        "and-is-never-affine": Theorem(
            "Xor.and_errors",
            "forall (K : CRing) (w1 w2 b : K), w1 * 0 + w2 * 0 + b - 0 - (w1 * 0 + w2 * 1 + b - 0) - (w1 * 1 + w2 * "
            "0 + b - 0) + (w1 * 1 + w2 * 1 + b - 1) = - (1)",
            says="over every commutative ring with 1",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("only-if", engine="symbolic")
def two_is_left() -> Expansion:
    """The weights and the bias cancel; the values 0, 1, 1, 0 leave 2."""
    return symbolic.expand(ONLY_IF)


@CLAIM.proof("if", engine="symbolic")
def differ_by_a_multiple_of_two() -> Expansion:
    """The product x₁x₂ is taken away twice and added twice."""
    return symbolic.expand(IF)


@CLAIM.proof("the-polynomial-is-xor", engine="exact")
def at_four_points() -> Trace:
    """With whole numbers only, so the values are the same in every ring."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("and-is-never-affine", engine="symbolic")
def minus_one_is_left() -> Expansion:
    """The values 0, 0, 0, 1 leave −1."""
    return symbolic.expand(AND_NEVER)


@CLAIM.proof("bits", engine="exact")
def modulo_two() -> Trace:
    """Two is zero modulo 2."""
    return Trace((0, 1))


@CLAIM.control(
    Identity("commutative-ring", scalars("x1 x2"), x1 + x2, POLYNOMIAL), drops="2 = 0: over every commutative ring"
)
def the_sum_is_two() -> Assignment:
    """At (1, 1), over the integers, one side is 2 and the other 0."""
    return Assignment({"x1": 1, "x2": 1})


@CLAIM.control(one_plus_one(4), drops="2 = 0: modulo 4 only 2·2 is 0")
def modulo_four() -> Trace:
    """Modulo 4 the result is (2, 1)."""
    return Trace((2, 1))
