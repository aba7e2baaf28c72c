"""Convolutions collapse to one convolution, except where zeros are padded at the border.

A convolution with the kernel (a₀, a₁, a₂) adds up shifted copies of the signal: a₀ times the signal, a₁ times the
signal shifted by one place, a₂ times the signal shifted by two. With the letter S for the shift, it multiplies by
a₀ + a₁S + a₂S². This is linear in the signal, and two of them in a row multiply by

    (a₀ + a₁S + a₂S²)(b₀ + b₁S + b₂S²),

a kernel of five taps, the convolution of the two kernels. The rule is that of polynomials. It holds wherever kernels
and signals live in one commutative ring: for *full* convolution, where the signal may grow beyond its ends, and for
*circular* convolution, where S to the power N is 1, so that long kernels wrap around. It holds for *valid*
convolution too, where only those places are kept at which the kernel meets no end of the signal. A bias adds
one more signal, to which the next kernel is applied as well (after full convolution it need not be constant).

With *same* padding it is false. There the output has the length of the input, and zeros are supplied outside.
A shift to the right drops the last value and a shift to the left the first, so the two no longer undo each
other. With L and R for these shifts, as matrices, the kernel 1, 1, 1 applied twice is

    (L + 1 + R)²  =  L² + 2L + 1 + 2R + R² + LR + RL.

For the kernel 1, 2, 3, 2, 1 the last two terms would have to be 2, and they are not: LR loses the value at one end
of the signal, RL that at the other end. On five places, a 1 at the first becomes 2, 2, 1, 0, 0, while 1, 2, 3, 2, 1
makes it 3, 2, 1, 0, 0. In the middle the two agree, and so *no* kernel does what the two layers do. Together they
are a linear map all the same, given by a matrix; only not by a convolution.

Pooling: the mean of some values is linear in them, so mean-pooling collapses with its neighbours. The maximum is
not affine: on bits it is "or".
"""

from collections.abc import Sequence
from functools import reduce
from operator import add

from nlverify.claim import OR, Claim, Computes, ForAll, Identity, NotAffine, Source, Table, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Trace, Weights
from nlverify.exact.expression import Expr, Operand, differs, expr, maximum, symbols

k1, k2, x, c1, c2 = symbols("k1 k2 x c1 c2")
a0, a1, a2, b0, b1, b2, S = symbols("a0 a1 a2 b0 b1 b2 S")
L, R = symbols("L R")
PLACES, TAPS = symbols("x1 x2 x3 x4 x5"), symbols("k1 k2 k3 k4 k5")
MEAN = Table(OR.points, tuple(sum(p) / 2 for p in OR.points))

ANY_RING = Identity(
    "commutative-ring", scalars("k1 k2 x c1 c2"), k2 * (k1 * x + c1) + c2, (k1 * k2) * x + (k2 * c1 + c2)
)
FIVE_TAPS = Identity(
    "commutative-ring",
    scalars("a0 a1 a2 b0 b1 b2 S x"),
    (b0 + b1 * S + b2 * S**2) * ((a0 + a1 * S + a2 * S**2) * x),
    (
        a0 * b0
        + (a0 * b1 + a1 * b0) * S
        + (a0 * b2 + a1 * b1 + a2 * b0) * S**2
        + (a1 * b2 + a2 * b1) * S**3
        + (a2 * b2) * S**4
    )
    * x,
)
SHIFTS = Identity(
    "semiring", {"L": ("n", "n"), "R": ("n", "n")}, (L + 1 + R) ** 2, L**2 + 2 * L + 1 + 2 * R + R**2 + L @ R + R @ L
)


def same(kernel: Sequence[Operand], signal: Sequence[Operand]) -> list[Expr]:
    """The convolution with an odd number of taps, zeros outside, as long as the signal."""
    reach, size = len(kernel) // 2, len(signal)

    def term(tap: Operand, value: Operand) -> Expr:
        return expr(value) if tap == 1 else expr(tap) if value == 1 else tap * expr(value)

    return [
        reduce(add, [term(kernel[i - j + reach], v) for j, v in enumerate(signal) if abs(i - j) <= reach and v != 0])
        for i in range(size)
    ]


TWICE = same((1, 1, 1), same((1, 1, 1), PLACES))
ONCE = same((1, 2, 3, 2, 1), PLACES)
NUMBERS = scalars("x1 x2 x3 x4 x5")
BORDER = Identity("commutative-ring", NUMBERS, TWICE[0] + PLACES[0], ONCE[0])
BESIDE_IT, MIDDLE = (Identity("commutative-ring", NUMBERS, TWICE[i], ONCE[i]) for i in (1, 2))

AT_FIRST, AT_THIRD = same(TAPS, (1, 0, 0))[:3], same(TAPS, (0, 0, 1, 0, 0))
NO_KERNEL = ForAll(
    ("k1", "k2", "k3", "k4", "k5"),
    tuple(differs(a, b) for a, b in zip((*AT_FIRST, *AT_THIRD), (2, 2, 1, 1, 2, 3, 2, 1), strict=True)),
)

CLAIM = Claim(
    id="conv-collapse-and-boundary",
    title="Convolutions collapse, except at a padded border",
    says="Two full or circular convolutions are one, with convolved kernels; two zero-padded ones need not be.",
    parts={
        "any-ring": ANY_RING,
        "five-taps": FIVE_TAPS,
        "same-padding": SHIFTS,
        "at-the-border": BORDER,
        "beside-the-border": BESIDE_IT,
        "in-the-middle": MIDDLE,
        "no-kernel-at-all": NO_KERNEL,
        "max-pooling-is-or": Computes(("x1", "x2"), maximum(*PLACES[:2]), OR),
        "or-is-not-affine": NotAffine(OR),
    },
    theorems={
        "any-ring": Theorem(
            "Scalars.two_convolutions",
            "forall (K : CRing) (c1 c2 k1 k2 x : K), k2 * (k1 * x + c1) + c2 = k1 * k2 * x + k2 * c1 + c2",
            says="over every commutative ring",
        ),
        "five-taps": Theorem(
            "Scalars.five_taps",
            "forall (K : CRing) (s a0 a1 a2 b0 b1 b2 x : K), (b0 + b1 * s + b2 * (s * s)) * (a0 + a1 * s + a2 * (s "
            "* s)) * x = (a0 * b0 + (a0 * b1 + a1 * b0) * s + (a0 * b2 + a1 * b1 + a2 * b0) * (s * s) + (a1 * b2 + "
            "a2 * b1) * (s * s * s) + a2 * b2 * (s * s * s * s)) * x",
            says="s for S; over every commutative ring",
        ),
        "same-padding": Theorem(
            "Practice.same_padding",
            "forall (S : Semiring) (n : nat) (L R : matrix S n n), (L + 1 + R) * (L + 1 + R) = L * L + copies 2 L + "
            "1 + copies 2 R + R * R + L * R + R * L",
            says="over every semiring, commutative or not, for all sizes",
        ),
        "at-the-border": Theorem(
            "Scalars.at_the_border",
            "forall (K : CRing) (x1 x2 x3 : K), x1 + x2 + (x1 + x2 + x3) + x1 = (1 + 1 + 1) * x1 + (1 + 1) * x2 + x3",
            says="over every commutative ring",
        ),
        "beside-the-border": Theorem(
            "Scalars.beside_the_border",
            "forall (K : CRing) (x1 x2 x3 x4 : K), x1 + x2 + (x1 + x2 + x3) + (x2 + x3 + x4) = (1 + 1) * x1 + (1 + "
            "1 + 1) * x2 + (1 + 1) * x3 + x4",
            says="over every commutative ring",
        ),
        "in-the-middle": Theorem(
            "Scalars.in_the_middle",
            "forall (K : CRing) (x1 x2 x3 x4 x5 : K), x1 + x2 + x3 + (x2 + x3 + x4) + (x3 + x4 + x5) = x1 + (1 + 1) "
            "* x2 + (1 + 1 + 1) * x3 + (1 + 1) * x4 + x5",
            says="over every commutative ring",
        ),
        "no-kernel-at-all": Theorem(
            "Scalars.no_kernel",
            "forall (K : OrdField) (k1 k2 k3 k4 k5 : K), k3 <> rat 2 \\/ k4 <> rat 2 \\/ k5 <> 1 \\/ k1 <> 1 \\/ k2 "
            "<> rat 2 \\/ k3 <> rat 3 \\/ k4 <> rat 2 \\/ k5 <> 1",
            says="over every ordered field, so over the real numbers",
        ),
        "max-pooling-is-or": Theorem(
            "Scalars.max_is_or",
            "forall (K : OrdField) (p q : bool), maximum (num p) (num q) = num (orb p q) :> K",
            says="over every ordered field, so over the real numbers",
        ),
        "or-is-not-affine": Theorem(
            "Scalars.or_is_not_affine",
            "forall K : OrdField, ~ exists w1 w2 b : K, forall p q, w1 * num p + w2 * num q + b = num (orb p q)",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("any-ring", engine="symbolic")
def kernels_are_factors() -> Expansion:
    """With signals k₁x and c₁: both sides are k₁k₂x + k₂c₁ + c₂."""
    return symbolic.expand(ANY_RING)


@CLAIM.proof("five-taps", engine="symbolic")
def multiply_the_kernels() -> Expansion:
    """Taps whose places add up to the same number are collected: that is what convolving the kernels means."""
    return symbolic.expand(FIVE_TAPS)


@CLAIM.proof("same-padding", engine="symbolic")
def shifts_that_do_not_cancel() -> Expansion:
    """The square has the terms LR and RL, where 2 would be needed."""
    return symbolic.expand(SHIFTS)


@CLAIM.proof("at-the-border", engine="symbolic")
def what_falls_off_is_lost() -> Expansion:
    """At the first place the two layers give 2x₁ + 2x₂ + x₃, the single one 3x₁ + 2x₂ + x₃."""
    return symbolic.expand(BORDER)


@CLAIM.proof("beside-the-border", engine="symbolic")
def one_place_further() -> Expansion:
    """Both give 2x₁ + 3x₂ + 2x₃ + x₄."""
    return symbolic.expand(BESIDE_IT)


@CLAIM.proof("in-the-middle", engine="symbolic")
def far_from_both_ends() -> Expansion:
    """Both give x₁ + 2x₂ + 3x₃ + 2x₄ + x₅."""
    return symbolic.expand(MIDDLE)


@CLAIM.proof("no-kernel-at-all", engine="exact")
def the_tap_in_the_middle() -> Cases:
    """A 1 at the first place gives the taps k₃, k₄, k₅, a 1 at the third all five: k₃ would have to be 2, and 3."""
    return search.prove(NO_KERNEL)


@CLAIM.proof("max-pooling-is-or", engine="exact")
def the_larger_of_two_bits() -> Trace:
    """At (0,0), (0,1), (1,0), (1,1)."""
    return Trace((0, 1, 1, 1))


@CLAIM.proof("or-is-not-affine", engine="exact")
def compare_the_diagonals() -> Cases | Weights:
    """An affine function has the same sum on both diagonals: 0 + 1 against 1 + 1."""
    return search.not_affine(OR)


@CLAIM.control(
    Identity("commutative-ring", NUMBERS, TWICE[0], ONCE[0]),
    drops="full or circular: zeros are padded, at the first place",
)
def a_one_at_the_border() -> Assignment:
    """The signal 1, 0, 0, 0, 0 gives 2, not 3."""
    return Assignment({"x1": 1, "x2": 0, "x3": 0, "x4": 0, "x5": 0})


@CLAIM.control(NotAffine(MEAN), drops="the maximum: the mean of the two bits is taken")
def the_mean_is_linear() -> Cases | Weights:
    """Weights 1/2 and 1/2, bias 0."""
    return search.not_affine(MEAN)
