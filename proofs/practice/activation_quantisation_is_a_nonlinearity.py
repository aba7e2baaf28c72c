"""Rounding the weights keeps a network affine; rounding the activations does not, and can compute XOR.

*Quantisation* stores numbers with few digits. If the weights are rounded, once and for all, they are other weights,
and a stack of affine layers is a stack of affine layers still: it cannot be XOR (`xor-not-linear-network`).

If what the units pass on is rounded, the rounding is an activation, and a step at that. Let s = x₁ + x₂ be the sum
of two bits, and round s/2 to a whole number, a half to the even one, which is here 0: that makes 0, 0, 1 of the sums
0, 1, 2. So

    s − 2·round(s/2)

is 0, 1, 0, and that is XOR. No other activation is needed.

Computers do this without being asked. Binary floating point with 24 digits has only even numbers from 2²⁴ on, so
adding 2²⁴ to s and taking it away again is a rounding of s to an even number, again with the half-way case going to
the multiple of 4. This is the whole trick of a "linear" network in floating point that computes XOR.

How the half is rounded plays a part: rounding it up, to 1, makes s − 2·round(s/2) equal to 0, −1, 0, which is XOR
with the sign reversed. Without rounding, s − 2·(s/2) is 0 throughout.
"""

from fractions import Fraction

from nlverify.claim import XOR, Claim, Computes, ForAll, NotAffine, NotSeparable, Rounded, Source, Table, Theorem
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Farkas, Trace
from nlverify.exact.expression import Expr, absolute, step, symbols

u, x1, x2 = symbols("u x1 x2")
BITS, SUM, HALF, BIG = ("x1", "x2"), x1 + x2, Fraction(1, 2), 2**24


def half_down(v: Expr) -> Expr:
    """The nearest whole number for 0 ≤ v ≤ 1, and 0 for v = 1/2: it is 1 where v > 1/2."""
    return step(v - HALF)


def half_up(v: Expr) -> Expr:
    """The nearest whole number for 0 ≤ v ≤ 1, and 1 for v = 1/2: it is 0 where v < 1/2."""
    return 1 - step(HALF - v)


UNIT = (u >= 0, u <= 1)
DOWN = ForAll(("u",), absolute(u - half_down(u)) <= HALF, UNIT, {"u": 0})
UP = ForAll(("u",), absolute(u - half_up(u)) <= HALF, UNIT, {"u": 0})
MINUS_XOR = Table(XOR.points, tuple(-v for v in XOR.values))

CLAIM = Claim(
    id="activation-quantisation-is-a-nonlinearity",
    title="Rounding activations is a non-linearity",
    says="Affine layers with rounded weights cannot be XOR; with one rounded activation, s − 2·round(s/2), they can.",
    parts={
        "rounded-weights-exact": NotAffine(XOR, family="affine-network"),
        "rounded-weights-threshold": NotSeparable(XOR, fires=">", family="affine-network"),
        "rounded-weights-at-zero": NotSeparable(XOR, fires=">=", family="affine-network"),
        "half-down-rounds": DOWN,
        "rounded-activation": Computes(BITS, SUM - 2 * half_down(SUM / 2)),
    },
    illustrations={
        "half-up-rounds": UP,
        "half-up-changes-the-sign": Computes(BITS, SUM - 2 * half_up(SUM / 2), MINUS_XOR),
        "floating-point-rounds": Computes(BITS, SUM - ((SUM + BIG) - BIG), arithmetic=Rounded("binary32", ("RNE",))),
    },
    theorems={
        "rounded-weights-exact": Theorem(
            "Collapse.stack_not_xor",
            "forall (K : OrdRing) (N : stack K 2 1), ~ forall p q, output (through N (two_bits p q)) = num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
        "rounded-weights-threshold": Theorem(
            "Collapse.stack_not_xor_threshold",
            "forall (K : OrdRing) (N : stack K 2 1), ~ forall p q, (0 < output (through N (two_bits p q)))%nl <-> "
            "xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "rounded-weights-at-zero": Theorem(
            "Collapse.stack_not_xor_at_zero",
            "forall (K : OrdRing) (N : stack K 2 1), ~ forall p q, (0 <= output (through N (two_bits p q)))%nl <-> "
            "xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "half-down-rounds": Theorem(
            "Scalars.half_down_rounds",
            "forall (K : OrdField) (u : K), 0 <= u -> u <= 1 -> abs (u - step (u - rat (1 # 2))) <= rat (1 # 2)",
            says="over every ordered field, so over the real numbers",
        ),
        "rounded-activation": Theorem(
            "Scalars.rounding_computes_xor",
            "forall (K : OrdField) (p q : bool), num p + num q - rat 2 * step ((num p + num q) * rat (1 # 2) - rat "
            "(1 # 2)) = num (xorb p q) :> K",
            says="over every ordered field, so over the real numbers",
        ),
        "half-up-rounds": Theorem(
            "Scalars.half_up_rounds",
            "forall (K : OrdField) (u : K), 0 <= u -> u <= 1 -> abs (u - (1 - step (rat (1 # 2) - u))) <= rat (1 # 2)",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("rounded-weights-exact", engine="exact")
def rounded_weights_are_weights() -> Cases:
    """Whatever the weights are: the alternating sum of an affine function is 0, that of XOR is not."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.proof("rounded-weights-threshold", engine="exact")
def add_the_four_requirements() -> Cases:
    """The four left sides cancel, and 0 > 0 is left."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("rounded-weights-at-zero", engine="exact")
def add_them_again() -> Cases:
    """The same sum; now the two points where XOR is 0 make it strict."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("half-down-rounds", engine="exact")
def no_farther_than_one_half() -> Cases:
    """On both sides of 1/2 the whole number chosen is the nearest."""
    return search.prove(DOWN)


@CLAIM.proof("rounded-activation", engine="exact")
def the_sum_less_its_even_part() -> Trace:
    """Sums 0, 1, 1, 2 less 0, 0, 0, 2."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("half-up-rounds", engine="exact")
def the_other_way_at_one_half() -> Cases:
    """The same, but for the choice at 1/2."""
    return search.prove(UP)


@CLAIM.proof("half-up-changes-the-sign", engine="exact")
def the_sum_less_too_much() -> Trace:
    """Sums 0, 1, 1, 2 less 0, 2, 2, 2."""
    return Trace((0, -1, -1, 0))


@CLAIM.proof("floating-point-rounds", engine="exact")
def too_large_for_odd_numbers() -> Trace:
    """The number 2²⁴ + 1 is half-way between two floating-point numbers, and becomes 2²⁴."""
    return Trace((0, 1, 1, 0))


@CLAIM.control(Computes(BITS, SUM - 2 * (SUM / 2)), drops="the rounding of the activation")
def nothing_is_left_over() -> Trace:
    """Without rounding s − 2·(s/2) is 0."""
    return Trace((0, 0, 0, 0))


@CLAIM.control(
    ForAll(("u",), absolute(u - half_down(u)) <= HALF, (u >= 0, u <= 2), {"u": 0}),
    drops="u ≤ 1: a single step does not round larger numbers",
)
def three_halves_and_more() -> Assignment:
    """At u = 2 the step is 1."""
    return Assignment({"u": 2})
