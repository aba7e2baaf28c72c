"""Two affine layers that are the identity without rounding do not respect sums in floating point.

Let g(x) = (x + C) − C: add a bias, then subtract it again. Without rounding g(x) = x, which is linear, as no bias
is left. In binary32 with C = 2²⁴, to nearest with ties to even, g(1) = 0, since C + 1 is halfway between C and C + 2,
and is rounded to C. But C + 2 is exact, so g(2) = 2. Hence

    g(1) + g(1)  =  0,      while      g(1 + 1)  =  2.

In the other roundings of IEEE 754 one of the two sums is off as well: g(1) is 0 or 2, and g(1 + 1) − (g(1) + g(1)) is
2 or −2. So no affine function has these values, as it would respect sums up to its value at 0, which is 0 in all of
them. This
is the non-linearity in the four layers of `float-affine-xor`.

With C = 2²³ there is a digit to spare, and g is the identity on small whole numbers.
"""

from nlverify.claim import Claim, Computes, Identity, NotAffine, Source, Table, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Cases, Expansion, Farkas, Trace
from nlverify.exact.expression import Expr, expr, symbols
from nlverify.statement import Rounded

C, x, y = symbols("C x y")
ALL = ("RNE", "RNA", "RTZ", "RTP", "RTN")
VALUES = Table.of([((0,), 0), ((1,), 0), ((2,), 2)])


def g(z: Expr, big: Expr) -> Expr:
    """Return (z + C) − C, with `big` for C."""
    return z + big - big


def defect(form: str, power: int, value: int) -> Computes:
    """At x = y = 1, the square of g(x + y) − (g(x) + g(y)) is this, at 0 it is g(0)² = 0, in all five modes."""
    c = expr(2**power)
    difference = g(x + y, c) - (g(x, c) + g(y, c))
    return Computes(("x", "y"), difference * difference, Table.of([((0, 0), 0), ((1, 1), value)]), Rounded(form, ALL))


SAME = Identity("ring", scalars("x C"), g(x, C), x)

CLAIM = Claim(
    id="float-layer-not-additive",
    title="In floating point, affine layers need not respect sums",
    says="In binary32, g(x) = (x + 2²⁴) − 2²⁴ has g(1 + 1) ≠ g(1) + g(1), in every rounding mode, and is not affine.",
    parts={
        "not-additive": defect("binary32", 24, 4),
        "to-nearest": Computes(("x",), g(x, expr(2**24)), VALUES, Rounded("binary32")),
        "not-affine": NotAffine(VALUES),
        "identity-without-rounding": SAME,
    },
    illustrations={"in-binary16": defect("binary16", 11, 4), "in-bfloat16": defect("bfloat16", 8, 4)},
    theorems={
        "not-additive": Theorem(
            "FloatNetworks.not_additive",
            "forall md : mode, In md [RNE; RNA; RTZ; RTP; RTN] -> has_value binary32 md (defect * defect)%fl "
            "[0; 0] 0 /\\ has_value binary32 md (defect * defect)%fl [1; 1] 4",
            says="in binary32 and all five roundings",
        ),
        "to-nearest": Theorem(
            "FloatNetworks.there_and_back_to_nearest",
            "has_value binary32 RNE (there_and_back (Var 0)) [0] 0 /\\ has_value binary32 RNE (there_and_back "
            "(Var 0)) [1] 0 /\\ has_value binary32 RNE (there_and_back (Var 0)) [2] 2",
            says="in binary32, to nearest with ties to even",
        ),
        "not-affine": Theorem(
            "FloatNetworks.those_values_are_not_affine",
            "forall K : OrdRing, (~ exists w b : K, w * 0 + b = 0 /\\ w * 1 + b = 0 /\\ w * (1 + 1) + b = 1 + 1)%nl",
            says="over every ordered ring",
        ),
        "identity-without-rounding": Theorem(
            "FloatNetworks.there_and_back_is_the_identity",
            "forall (A : AnyRing) (C x : A), splus (splus x C) (sopp C) = x",
            says="over every ring, commutative or not",
        ),
    },
    source=Source("goldberg-1991"),
)


@CLAIM.proof("not-additive", engine="exact")
def off_by_two() -> Trace:
    """As g(1) is 0 or 2, while g(2) = 2, the difference is 2 or −2, and its square 4. And g(0) = 0."""
    return Trace(5 * (0, 4))


@CLAIM.proof("to-nearest", engine="exact")
def the_tie_goes_to_even() -> Trace:
    """Of 2²⁴ and 2²⁴ + 2, the first is the even one: its last digit is 0."""
    return Trace((0, 0, 2))


@CLAIM.proof("not-affine", engine="exact")
def the_middle_is_not_the_mean() -> Cases:
    """An affine f has 2·f(1) = f(0) + f(2), but 0 ≠ 2."""
    return Farkas((1, -2, 1))


@CLAIM.proof("identity-without-rounding", engine="symbolic")
def c_cancels() -> Expansion:
    """In any ring, x + C − C = x."""
    return symbolic.expand(SAME)


@CLAIM.proof("in-binary16", engine="exact")
def eleven_digits() -> Trace:
    """The same with C = 2¹¹."""
    return Trace(5 * (0, 4))


@CLAIM.proof("in-bfloat16", engine="exact")
def eight_digits() -> Trace:
    """The same with C = 2⁸."""
    return Trace(5 * (0, 4))


@CLAIM.control(defect("binary32", 23, 4), drops="C = 2²⁴: it is 2²³")
def with_a_digit_to_spare_sums_are_respected() -> Trace:
    """Now 2²³ + 1 has 24 digits, and g(1) = 1."""
    return Trace(5 * (0, 0))
