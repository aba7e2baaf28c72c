"""Four affine layers without any activation compute XOR, in floating-point arithmetic.

Over the real numbers, affine layers collapse to one affine layer, and no affine function is XOR. A computer does
not calculate with real numbers. It rounds after each operation, and rounding is not affine. These four layers have
only whole weights and biases (C is a power of two, see below):

    s = x₁ + x₂
    h = s + C        s = s
    t = h − C        s = s
    y = s − t

Over the reals, t = s and y = 0, for all inputs and every C: the network is constant.

Now take binary32, which has 24 binary digits, and C = 2²⁴. From C on, only even numbers have 24 digits. So for s = 0
and s = 2 nothing is rounded, t = s and y = 0. But for s = 1, the number C + 1 is exactly halfway between C and C + 2.

- To nearest with ties to even, towards zero or down: h = C, so t = 0 and y = 1.
- Up, or to nearest with ties away from zero: h = C + 2, so t = 2 and y = −1.

This is XOR in three of the five roundings of IEEE 754, and −XOR in the other two. The same works in every binary format
with p digits that holds 2ᵖ + 2, with C = 2ᵖ. In the parts below every unit multiplies each of its inputs by a weight,
also by 0 and by 1, adds the products from the left, and adds its bias, if it has one, last; each of these operations is
rounded. (The formats write −0 and 0 differently, but have them equal; so do we.)

With C = 2²³ in binary32 nothing has to be rounded, and y = 0. That floating-point arithmetic makes "linear" networks
non-linear, enough to be trained, was noticed by others; their networks use the smallest numbers that a format can
hold, this one uses ties.
"""

from collections.abc import Sequence

from nlverify.claim import XOR, Claim, Computes, Identity, Source, Table, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Expansion, Trace
from nlverify.exact.expression import Expr, expr, symbols
from nlverify.statement import Rounded

DIGITS = {"binary16": 11, "bfloat16": 8, "binary32": 24, "binary64": 53, "e5m2": 3, "e4m3": 4}
TO_C, TO_C_PLUS_2 = ("RNE", "RTZ", "RTN"), ("RTP", "RNA")  # where C + 1 is rounded to
MINUS_XOR = Table.of([((0, 0), 0), ((0, 1), -1), ((1, 0), -1), ((1, 1), 0)])

x1, x2, C = symbols("x1 x2 C")


def unit(weights: Sequence[int], inputs: Sequence[Expr], *bias: Expr) -> Expr:
    """Return w₁·x₁ + w₂·x₂ + …, plus the bias if there is one, in this order."""
    first, *others = (w * x for w, x in zip(weights, inputs, strict=True))
    return sum((*others, *bias), first)


def network(big: Expr) -> Expr:
    """Return y, with `big` for C."""
    s = unit((1, 1), (x1, x2))
    h, s = unit((1,), (s,), big), unit((1,), (s,))
    t, s = unit((1, 0), (h, s), -big), unit((0, 1), (h, s))
    return unit((1, -1), (s, t))


def rounded(form: str, table: Table, modes: tuple[str, ...], power: int) -> Computes:
    """The network with C = 2^power has these values, in this format and all these modes."""
    return Computes(("x1", "x2"), network(expr(2**power)), table, Rounded(form, modes))


ZERO = Identity("commutative-ring", scalars("x1 x2 C"), network(C), expr(0))

NETWORKS = "forall (f : format) (C : Q) (md : mode) (p q : bool), In (f, C) formats_and_C -> "
AS_XOR = Theorem(
    "FloatNetworks.four_layers_are_xor",
    NETWORKS + "In md [RNE; RTZ; RTN] -> has_value f md (four_layers C) [bit_value p; bit_value q] "
    "(bit_value (xorb p q))",
    says="in all six formats, each with its C, and in the three roundings",
)
AS_MINUS_XOR = Theorem(
    "FloatNetworks.four_layers_are_minus_xor",
    NETWORKS + "In md [RTP; RNA] -> has_value f md (four_layers C) [bit_value p; bit_value q] (- bit_value (xorb p q))",
    says="in all six formats, each with its C, and in the two roundings",
)

CLAIM = Claim(
    id="float-affine-xor",
    title="Affine layers compute XOR in floating point",
    says="In any commutative ring these four affine layers are 0; in six floating-point formats, XOR or −XOR.",
    parts={
        "zero-without-rounding": ZERO,
        **{f"{form}-xor": rounded(form, XOR, TO_C, p) for form, p in DIGITS.items()},
        **{f"{form}-minus-xor": rounded(form, MINUS_XOR, TO_C_PLUS_2, p) for form, p in DIGITS.items()},
    },
    theorems={
        "zero-without-rounding": Theorem(
            "FloatNetworks.four_layers_are_zero",
            "forall (K : CRing) (C x1 x2 : K), (1 * (0 * (1 * (1 * x1 + 1 * x2) + C) + 1 * 1 * (1 * x1 + 1 * "
            "x2)) + - (1) * (1 * (1 * (1 * x1 + 1 * x2) + C) + 0 * 1 * (1 * x1 + 1 * x2) + - C) = 0)%nl",
            says="over every commutative ring",
        ),
        **{f"{form}-xor": AS_XOR for form in DIGITS},
        **{f"{form}-minus-xor": AS_MINUS_XOR for form in DIGITS},
    },
    source=(Source("openai-2017"), Source("goldberg-1991")),
)


@CLAIM.proof("zero-without-rounding", engine="symbolic")
def everything_cancels() -> Expansion:
    """The layers multiply out to s − (s + C − C) = 0."""
    return symbolic.expand(ZERO)


def trace(form: str, word: str, values: tuple[int, ...], modes: tuple[str, ...], says: str) -> None:
    """Declare the proof of a part: the network's values at the four inputs, in one mode after the other."""

    def run_the_layers() -> Trace:
        return Trace(len(modes) * values)

    run_the_layers.__name__ = f"{form}_rounds_{word}"
    run_the_layers.__doc__ = says
    CLAIM.proof(f"{form}-{'xor' if values[1] > 0 else 'minus-xor'}", engine="exact")(run_the_layers)


for form, p in DIGITS.items():
    tie = f"2^{p} + 1 has {p + 1} digits, one too many, and is rounded to 2^{p}"
    trace(form, "to_c", (0, 1, 1, 0), TO_C, f"{tie}: t = 0 and y = 1 for the sum 1.")
    trace(form, "to_c_plus_2", (0, -1, -1, 0), TO_C_PLUS_2, f"{tie} + 2: t = 2 and y = −1 for the sum 1.")


@CLAIM.control(rounded("binary32", XOR, TO_C, 23), drops="C = 2²⁴: it is 2²³")
def with_one_digit_to_spare_nothing_is_rounded() -> Trace:
    """Now 2²³ + 1 has 24 digits, so t = s and y = 0, for all four inputs and in all three modes."""
    return Trace(12 * (0,))


@CLAIM.control(rounded("binary32", XOR, ("RTP",), 24), drops="the rounding mode: it is up")
def up_gives_minus_xor() -> Trace:
    """Up, 2²⁴ + 1 becomes 2²⁴ + 2, and y = 1 − 2."""
    return Trace((0, -1, -1, 0))
