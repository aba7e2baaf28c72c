"""No affine function takes the values of XOR.

Is there an f(x₁, x₂) = w₁x₁ + w₂x₂ + b with f(0,0) = 0, f(0,1) = 1, f(1,0) = 1 and f(1,1) = 0? For every
affine f, whatever its weights and bias, the two diagonals of the square have equal sums:

    f(0,0) + f(1,1)  =  w₁ + w₂ + 2b  =  f(0,1) + f(1,0).

For XOR the sums are 0 and 2.

The numbers are real numbers here. What counts as affine depends on the arithmetic: if 1 + 1 = 0, as for
bits, then 0 and 2 are the same, and XOR *is* x₁ + x₂.

Here f has to be XOR *exactly*; that is more than to be positive where XOR is 1. The difference matters.
AND is not affine either (its sums are 1 and 0), and yet x₁ + x₂ − 3/2 is positive exactly where AND is 1.
For XOR the weaker requirement fails as well; that is the claim `xor-not-threshold`.
"""

from nlverify.claim import AND, XOR, Claim, Identity, NotAffine, Source, Theorem, boolean_table, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Cases, Expansion, Farkas, Weights
from nlverify.exact.expression import Expr, symbols

w1, w2, b = symbols("w1 w2 b")


def f(x1: int, x2: int) -> Expr:
    """The affine function at a point."""
    return w1 * x1 + w2 * x2 + b


DIAGONALS = Identity("semiring", scalars("w1 w2 b"), f(0, 0) + f(1, 1), f(0, 1) + f(1, 0))

CLAIM = Claim(
    id="xor-not-affine-real",
    title="XOR is not affine",
    says="No affine function of two real variables equals XOR on the four points of {0,1}².",
    parts={"main": NotAffine(XOR), "equal-diagonals": DIAGONALS},
    illustrations={"and-is-not-affine": NotAffine(AND)},
    theorems={
        "main": Theorem(
            "Xor.xor_not_affine",
            "forall K : OrdRing, ~ exists w1 w2 b : K, forall p q, w1 * num p + w2 * num q + b = num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
        "equal-diagonals": Theorem(
            "Xor.equal_diagonals",
            "forall (S : Type) (o i : S) (plus times : S -> S -> S), (forall x y z, plus (plus x y) z = plus x "
            "(plus y z)) -> (forall x y, plus x y = plus y x) -> let f w1 w2 b x1 x2 := plus (plus (times w1 x1) "
            "(times w2 x2)) b in forall w1 w2 b, plus (f w1 w2 b o o) (f w1 w2 b i i) = plus (f w1 w2 b o i) (f w1 "
            "w2 b i o)",
            says="for any product and any o and i in place of 0 and 1, if the order of additions does not matter",
        ),
        "and-is-not-affine": Theorem(
            "Xor.and_not_affine",
            "forall K : OrdRing, ~ exists w1 w2 b : K, forall p q, w1 * num p + w2 * num q + b = num (andb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("main", engine="exact")
def compare_the_diagonals() -> Cases:
    """Add the equations for (0,1) and (1,0), take away those for (0,0) and (1,1): 0 = 2 is left."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.proof("equal-diagonals", engine="symbolic")
def both_are_the_sum_of_all() -> Expansion:
    """Both sides are w₁ + w₂ + 2b; only sums are used, so any numbers will do that can be added."""
    return symbolic.expand(DIAGONALS)


@CLAIM.proof("and-is-not-affine", engine="exact")
def compare_them_for_and() -> Cases:
    """For AND the sums are 1 and 0; again they should be equal."""
    return Farkas((1, -1, -1, 1))


@CLAIM.control(NotAffine(boolean_table("0011")), drops="the values of XOR: the first input is copied")
def copying_an_input_is_affine() -> Weights:
    """The function x₁ is affine; both its diagonals have the sum 1."""
    return Weights((1, 0), 0)


@CLAIM.control(NotAffine(boolean_table("1010")), drops="the values of XOR: the second input is negated")
def negating_an_input_is_affine() -> Weights:
    """The function 1 − x₂ is affine; here the sums are 1 and 1 again."""
    return Weights((0, -1), 1)
