"""|tanh x| < 1 for every real x, but rounded to nearest in binary32 tanh x is 1 from x ≈ 9.01 on.

With e = exp(2x),

    tanh x  =  1 − 2/(1 + e),

which is between −1 and 1, since e > 0: for real numbers, tanh never reaches 1. But the largest binary32 number below
1 is 1 − 2⁻²⁴. Rounded to nearest, every real number from 1 − 2⁻²⁵ up to 1 becomes 1 (the tie at 1 − 2⁻²⁵ too, as the
last digit of 1 is even). And 1 − tanh x ≤ 2⁻²⁵ says 1 + e ≥ 2²⁶, that is x ≥ ½·ln(2²⁶ − 1), a little below
13·ln 2 = 9.0109133….

The first binary32 number from there on is X = 9448628/2²⁰, about 9.0109138. So for every x ≥ X the correctly rounded
value of tanh x is 1; for its predecessor, X − 2⁻²⁰, and for every smaller x, it is less than 1. In binary32 the bound
|tanh x| < 1 is false.

Programs need not round correctly. Many a library's tanh differs in the last digit, and reaches 1 a little earlier or
later; but none can print a binary32 number between 1 − 2⁻²⁴ and 1.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, Computes, ForAll, Source, Table, Theorem
from nlverify.engines import search
from nlverify.evidence import Assignment, Branch, Cases, Enclose, Exp, Leaf, Let, Trace, Tree
from nlverify.exact.expression import exp, symbols, tanh
from nlverify.statement import Rounded

d, x = symbols("d x")

FIRST, SPACING = Fraction(9448628, 2**20), Fraction(1, 2**20)  # X, and how far numbers are apart there
LAST = FIRST - SPACING
HALF = Fraction(1, 2**25)  # half of what 1 − 2⁻²⁴ is below 1
MORE = HALF + Fraction(1, 2**48)  # the next binary32 number

ABOVE = ForAll(("x",), tanh(x) < 1)
BELOW = ForAll(("x",), tanh(x) > -1)
ONE = ForAll(("x",), 1 - tanh(x) < HALF, given=(x >= FIRST,), witness={"x": FIRST})
LESS = ForAll(("x",), 1 - tanh(x) > HALF, given=(x <= LAST,), witness={"x": 0})


def rounding(*rows: tuple[Fraction, Fraction | int]) -> Computes:
    """In binary32, to nearest with ties to even, 1 − d is as listed."""
    return Computes(("d",), 1 - d, Table.of([((point,), value) for point, value in rows]), Rounded("binary32"))


CLAIM = Claim(
    id="tanh-below-one-is-false-in-float32",
    title="|tanh x| < 1, but not in binary32",
    says="|tanh x| < 1 for all real x; rounded to nearest in binary32, tanh x is 1 exactly for those x ≥ 9448628/2²⁰.",
    parts={
        "below-1": ABOVE,
        "above-minus-1": BELOW,
        "closer-than-half-a-spacing-from-x-on": ONE,
        "farther-before": LESS,
        "what-half-a-spacing-does": rounding((HALF, 1), (MORE, 1 - 2 * HALF)),
    },
    theorems={
        "below-1": Theorem(
            "Activations.tanh_below_1",
            "forall x : R, 1 - 2 * / (1 + exp (2 * x)) < 1",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "above-minus-1": Theorem(
            "Activations.tanh_above_minus_1",
            "forall x : R, -1 < 1 - 2 * / (1 + exp (2 * x))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "closer-than-half-a-spacing-from-x-on": Theorem(
            "Enclosures.tanh_closer",
            "forall x : R, 2362157 / 262144 <= x -> 1 - (1 - 2 * / (1 + exp (2 * x))) < 1 / 33554432",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "farther-before": Theorem(
            "Enclosures.tanh_farther",
            "forall x : R, x <= 9448627 / 1048576 -> 1 / 33554432 < 1 - (1 - 2 * / (1 + exp (2 * x)))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "what-half-a-spacing-does": Theorem(
            "FloatNetworks.half_a_spacing",
            "has_value binary32 RNE (Num 1 - Var 0)%fl [1 # 33554432] 1 /\\ has_value binary32 RNE (Num 1 - "
            "Var 0)%fl [8388609 # 281474976710656] (16777215 # 16777216)",
            says="in binary32, to nearest with ties to even",
        ),
    },
    source=(Source("elementary"), Source("goldberg-1991")),
)


@CLAIM.proof("below-1", engine="exact")
def two_over_one_plus_e_is_positive() -> Cases:
    """As exp(2x) > 0, so is 2/(1 + exp(2x))."""
    return search.prove(ABOVE)


@CLAIM.proof("above-minus-1", engine="exact")
def two_over_one_plus_e_is_less_than_2() -> Cases:
    """As 1 + exp(2x) > 1, its double inverse is less than 2."""
    return search.prove(BELOW)


def one_plus_e(leaf: Leaf, row: int) -> Tree:
    """Atom 1 is 1/(1 + e) and row 6 says e > 0, so 1 + e is positive: `leaf` uses that. Its rows begin at `row`."""
    return Branch(1, (leaf, Leaf({6: 1, row: 1}), Leaf({6: 1, row: -1})))


@CLAIM.proof("closer-than-half-a-spacing-from-x-on", engine="exact")
def exp_has_passed_two_to_the_26() -> Cases:
    """For x ≥ X, exp(2x) = exp(2X)·exp(2x − 2X) ≥ exp(2X) > 2²⁶ + 67; a difference ≥ 2⁻²⁵ needs exp(2x) ≤ 2²⁶ − 1."""
    leaf = Leaf({2: 1, 4: -1, 9: -(2**26)}, products=((2**25, (1, 8), None), (1, (5, 7), None), (2, (0, 7), None)))
    laws = Exp((2, 3, 0), Exp((3,), Exp((0,), Exp((2,), one_plus_e(leaf, 8))), degree=1))
    return Cases((Let(exp(2 * FIRST) * exp(2 * x - 2 * FIRST), Enclose(2, 12, laws)),))


@CLAIM.proof("farther-before", engine="exact")
def exp_has_not_yet_reached_it() -> Cases:
    """For x ≤ L, the predecessor of X, exp(2x) ≤ exp(2L) < 2²⁶ − 60; a difference ≤ 2⁻²⁵ needs exp(2x) ≥ 2²⁶ − 1."""
    leaf = Leaf({3: 1, 4: -1, 8: 2**26}, products=((2**25, (1, 7), None), (1, (5, 6), None), (2, (0, 6), None)))
    laws = Exp((0, 3, 2), Exp((3,), Exp((0,), one_plus_e(leaf, 7)), degree=1))
    return Cases((Let(exp(2 * LAST) * exp(2 * LAST - 2 * x), Enclose(2, 12, laws)),))


@CLAIM.proof("what-half-a-spacing-does", engine="exact")
def a_tie_goes_to_one() -> Trace:
    """Numbers less than 1 are 2⁻²⁴ apart; 1 − 2⁻²⁵ is a tie, and 1 is even; a little less is rounded down."""
    return Trace((1, 1 - 2 * HALF))


@CLAIM.control(
    ForAll(("x",), 1 - tanh(x) < HALF, given=(x >= LAST,), witness={"x": FIRST}),
    drops="the number X: it is the one before it",
)
def one_number_earlier_it_is_too_soon() -> Assignment:
    """At X − 2⁻²⁰, exp(2x) is less than 2²⁶ − 60, and 1 − tanh x is more than 2⁻²⁵."""
    return Assignment({"x": LAST})


@CLAIM.control(rounding((MORE, 1)), drops="at most half a spacing: it is a little more")
def more_than_half_is_rounded_down() -> Trace:
    """The nearest number is 1 − 2⁻²⁴."""
    return Trace((1 - 2 * HALF,))
