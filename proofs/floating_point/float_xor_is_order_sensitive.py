"""In floating point, a unit may compute XOR or not, depending on the order in which it adds.

Three affine layers, with C = 2²⁴ in binary32:

    h = x₁ + x₂ + C      s = x₁ + x₂
    t = h − C            s = s
    y = s − t

Over the reals y = 0. In floating point, it matters how the unit h adds its three terms. To nearest with ties to
even, towards zero, or down:

| order                               | (0,0) | (0,1) | (1,0) | (1,1) |
|-------------------------------------|-------|-------|-------|-------|
| (x₁ + x₂) + C                       | 0     | 1     | 1     | 0     |
| (C + x₁) + x₂, the bias first       | 0     | 1     | 1     | 2     |
| x₁ + x₂ + C exactly, rounded once   | 0     | 1     | 1     | 0     |

If the bias comes first, a 1 that is added is lost each time: C + 1 is rounded back to C. So h = C for all inputs, and
y = x₁ + x₂. Two fused multiply-adds in a chain, starting with the bias, do the same, since each of them rounds. A
wide accumulator, in which products are added exactly before one rounding at the end, gives XOR again. In the other two
roundings of IEEE 754, up and to nearest with ties away from zero, all signs are reversed.

A statement about floating-point networks therefore has to fix the order of summation. Libraries choose the one that
suits them. Compilers keep to what is written, except for fused operations and what options allow them; some options
allow them to treat floats like real numbers, and then y may become 0.
"""

from nlverify.claim import XOR, Claim, Computes, Identity, Source, Table, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Expansion, Trace
from nlverify.exact.expression import Expr, expr, fused, symbols
from nlverify.statement import Rounded

DIGITS = {"binary16": 11, "bfloat16": 8}  # of the formats that illustrate the same
DOWN, UP = ("RNE", "RTZ", "RTN"), ("RTP", "RNA")  # C + 1 is rounded to C, or to C + 2
BITS = ((0, 0), (0, 1), (1, 0), (1, 1))

x1, x2, C = symbols("x1 x2 C")


def table(*values: int) -> Table:
    """The table with these values at 00, 01, 10 and 11."""
    return Table.of(list(zip(BITS, values, strict=True)))


def sum_first(big: Expr) -> Expr:
    """Return y if the unit h is (x₁ + x₂) + C."""
    return (x1 + x2) - ((x1 + x2 + big) - big)


def bias_first(big: Expr) -> Expr:
    """Return y if the unit h is (C + x₁) + x₂."""
    return (x1 + x2) - ((big + x1 + x2) - big)


def chain(big: Expr) -> Expr:
    """Return y if two fused operations follow each other: 1·x₁ + C, then 1·x₂ + that."""
    return (x1 + x2) - (fused(x2 + fused(x1 + big)) - big)


def wide(big: Expr) -> Expr:
    """Return y if h is rounded once."""
    return (x1 + x2) - (fused(x1 + x2 + big) - big)


def binary32(y: Expr, values: Table, modes: tuple[str, ...]) -> Computes:
    """This y has these values in binary32."""
    return Computes(("x1", "x2"), y, values, Rounded("binary32", modes))


def squared(form: str, y: Expr, last: int) -> Computes:
    """The square of y is 0, 1, 1 and this, in every mode: so y is too, up to signs, if the last is 0 or 4."""
    return Computes(("x1", "x2"), y * y, table(0, 1, 1, last), Rounded(form, (*DOWN, *UP)))


SUM_FIRST, BIAS_FIRST = "[sum_first; rounded_once]", "[bias_first; fused_chain]"


def values_of(theorem: str, orders: str, modes: tuple[str, ...], value: str) -> Theorem:
    """The theorem that both of two orders have this value at the bits p and q, in these modes."""
    return Theorem(
        f"FloatNetworks.{theorem}",
        f"forall (md : mode) (e : expression) (p q : bool), In e {orders} -> In md [{'; '.join(modes)}] -> "
        f"has_value binary32 md e [bit_value p; bit_value q] ({value})",
        says="for this order and the other one that has the same values",
    )


BIG = expr(2**24)
ZERO = Identity("commutative-ring", scalars("x1 x2 C"), bias_first(C), expr(0))

CLAIM = Claim(
    id="float-xor-is-order-sensitive",
    title="Floating-point XOR needs the right order of summation",
    says="In binary32, one and the same affine network is ±XOR or ±(x₁ + x₂), depending on the order of one summation.",
    parts={
        "zero-without-rounding": ZERO,
        "sum-first": binary32(sum_first(BIG), XOR, DOWN),
        "sum-first-up": binary32(sum_first(BIG), table(0, -1, -1, 0), UP),
        "bias-first": binary32(bias_first(BIG), table(0, 1, 1, 2), DOWN),
        "bias-first-up": binary32(bias_first(BIG), table(0, -1, -1, -2), UP),
        "fused-chain": binary32(chain(BIG), table(0, 1, 1, 2), DOWN),
        "fused-chain-up": binary32(chain(BIG), table(0, -1, -1, -2), UP),
        "rounded-once": binary32(wide(BIG), XOR, DOWN),
        "rounded-once-up": binary32(wide(BIG), table(0, -1, -1, 0), UP),
    },
    illustrations={
        **{f"{form}-bias-first": squared(form, bias_first(expr(2**p)), 4) for form, p in DIGITS.items()},
        **{f"{form}-rounded-once": squared(form, wide(expr(2**p)), 0) for form, p in DIGITS.items()},
    },
    theorems={
        "zero-without-rounding": Theorem(
            "FloatNetworks.order_is_zero",
            "forall (K : CRing) (C x1 x2 : K), (x1 + x2 - (C + x1 + x2 - C) = 0)%nl",
            says="over every commutative ring",
        ),
        "sum-first": values_of("sum_first_or_rounded_once", SUM_FIRST, DOWN, "bit_value (xorb p q)"),
        "sum-first-up": values_of("sum_first_or_rounded_once_up", SUM_FIRST, UP, "- bit_value (xorb p q)"),
        "bias-first": values_of("bias_first_or_fused_chain", BIAS_FIRST, DOWN, "bit_value p + bit_value q"),
        "bias-first-up": values_of("bias_first_or_fused_chain_up", BIAS_FIRST, UP, "- (bit_value p + bit_value q)"),
        "fused-chain": values_of("bias_first_or_fused_chain", BIAS_FIRST, DOWN, "bit_value p + bit_value q"),
        "fused-chain-up": values_of("bias_first_or_fused_chain_up", BIAS_FIRST, UP, "- (bit_value p + bit_value q)"),
        "rounded-once": values_of("sum_first_or_rounded_once", SUM_FIRST, DOWN, "bit_value (xorb p q)"),
        "rounded-once-up": values_of("sum_first_or_rounded_once_up", SUM_FIRST, UP, "- bit_value (xorb p q)"),
    },
    source=(Source("goldberg-1991"), Source("openai-2017")),
)


@CLAIM.proof("zero-without-rounding", engine="symbolic")
def everything_cancels() -> Expansion:
    """In a ring the order does not matter: x₁ + x₂ − (C + x₁ + x₂ − C) = 0."""
    return symbolic.expand(ZERO)


PROOFS = {
    "sum-first": (3 * (0, 1, 1, 0), "For the sum 1, C + 1 is rounded to C, and t = 0; C and C + 2 stay as they are."),
    "sum-first-up": (2 * (0, -1, -1, 0), "For the sum 1, C + 1 is rounded to C + 2, and t = 2."),
    "bias-first": (3 * (0, 1, 1, 2), "Each 1 is lost in turn: C + 1 is rounded to C, and t = 0 always."),
    "bias-first-up": (2 * (0, -1, -1, -2), "Each 1 becomes a 2: C + 1 is rounded to C + 2, and C + 3 to C + 4."),
    "fused-chain": (3 * (0, 1, 1, 2), "Each fused operation rounds once, and each 1 is lost."),
    "fused-chain-up": (2 * (0, -1, -1, -2), "Each fused operation rounds once, and each 1 becomes a 2."),
    "rounded-once": (3 * (0, 1, 1, 0), "The sum C + 2 is exact, and only C + 1 has to be rounded."),
    "rounded-once-up": (2 * (0, -1, -1, 0), "The sum C + 2 is exact; C + 1 becomes C + 2."),
    **{f"{f}-bias-first": (5 * (0, 1, 1, 4), "As in binary32: y = 0, ±1, ±1, ±2.") for f in DIGITS},
    **{f"{f}-rounded-once": (5 * (0, 1, 1, 0), "As in binary32: y = 0, ±1, ±1, 0.") for f in DIGITS},
}


def trace(target: str, values: tuple[int, ...], says: str) -> None:
    """Declare the proof of a part or illustration: the values, in one mode after the other."""

    def add_in_this_order() -> Trace:
        return Trace(values)

    add_in_this_order.__name__ = f"{target}_in_this_order"
    add_in_this_order.__doc__ = says
    CLAIM.proof(target, engine="exact")(add_in_this_order)


for part, (found, why) in PROOFS.items():
    trace(part, found, why)


@CLAIM.control(binary32(bias_first(BIG), XOR, ("RNE",)), drops="the order of summation: the bias comes first")
def the_bias_first_gives_2_at_1_1() -> Trace:
    """At (1,1) both ones are lost, so that t = 0 and y = 2."""
    return Trace((0, 1, 1, 2))


@CLAIM.control(binary32(wide(expr(2**23)), XOR, ("RNE",)), drops="C = 2²⁴: it is 2²³")
def with_one_digit_to_spare_every_order_is_exact() -> Trace:
    """Now 2²³ + 1 has 24 digits, nothing is rounded, and y = 0."""
    return Trace((0, 0, 0, 0))
