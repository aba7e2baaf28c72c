"""Collapsed layers are the same function, but in floating point they need not give the same bits.

Two layers x ↦ bx and y ↦ ay, one after the other, compute a·(b·x). Collapsed into one, they compute (a·b)·x. For real
numbers that is the same, since multiplication is associative. In binary32 each product is rounded, and then it need
not be. To nearest, with ties to even:

| a     | b       | x    | (a·b)·x        | a·(b·x)        |
|-------|---------|------|----------------|----------------|
| 3     | 5592406 | 7    | 117440528      | 117440520      |
| 0.1   | 0.1     | 0.9  | 0x1.26e97ap-7  | 0x1.26e978p-7  |
| 2⁻¹⁰⁰ | 2⁻¹⁰⁰   | 2¹⁰⁰ | 0              | 2⁻¹⁰⁰          |

In the first row a·b·x = 117440526, and a·b = 16777218 is exact, while b·x = 39146842 has too many binary digits and
becomes 39146840. In the second row, where 0.1 and 0.9 stand for the numbers that binary32 has in their place, the
results differ by one unit in the last place. In the third row a·b = 2⁻²⁰⁰ is too small, and becomes 0.

So whoever collapses a network changes its results: mostly a little, and altogether if numbers become too small or too
large on the way. But with powers of two that stay within the range of the format, and with whole numbers whose products
have at most 24 binary digits, nothing has to be rounded, and both ways agree to the last bit.
"""

from collections.abc import Sequence
from fractions import Fraction

from nlverify.claim import Claim, Computes, Identity, Source, Table, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Expansion, Trace
from nlverify.exact.expression import Expr, Rational, symbols
from nlverify.statement import Rounded

a, b, x = symbols("a b x")
COLLAPSED = a * b * x  # from the left
LAYERS = Expr("*", (a, b * x))

TENTH, NINE_TENTHS = Fraction(13421773, 2**27), Fraction(15099494, 2**24)  # the nearest that binary32 has
TINY, HUGE = Fraction(1, 2**100), 2**100
POINTS = ((3, 5592406, 7), (TENTH, TENTH, NINE_TENTHS), (TINY, TINY, HUGE))
LEFT = (117440528, Fraction(0x126E97A, 2**31), 0)
RIGHT = (117440520, Fraction(0x126E978, 2**31), TINY)
UNROUNDED = ((2, Fraction(1, 4), 8), (TINY, HUGE, TINY), (3, 5, 7), (4095, 4095, 1), (255, 255, 255))


def values(product: Expr, points: Sequence[tuple[Rational, ...]], results: Sequence[Rational]) -> Computes:
    """In binary32, to nearest with ties to even, this product has these results at these (a, b, x)."""
    return Computes(("a", "b", "x"), product, Table.of(list(zip(points, results, strict=True))), Rounded("binary32"))


SAME = Identity("ring", scalars("a b x"), COLLAPSED, LAYERS)

CLAIM = Claim(
    id="collapse-not-bit-exact",
    title="Collapsed layers need not give the same bits",
    says="In binary32, (a·b)·x and a·(b·x) can differ in the last digit, or altogether; in every ring they are equal.",
    parts={
        "collapsed": values(COLLAPSED, POINTS, LEFT),
        "layer-by-layer": values(LAYERS, POINTS, RIGHT),
        "equal-without-rounding": SAME,
    },
    illustrations={"equal-if-nothing-is-rounded": values(COLLAPSED - LAYERS, UNROUNDED, (0, 0, 0, 0, 0))},
    theorems={
        "collapsed": Theorem(
            "FloatNetworks.weights_first",
            "has_value binary32 RNE (Var 0 * Var 1 * Var 2)%fl [3; 5592406; 7] 117440528 /\\ has_value "
            "binary32 RNE (Var 0 * Var 1 * Var 2)%fl [13421773 # 134217728; 13421773 # 134217728; 7549747 # "
            "8388608] (9663677 # 1073741824) /\\ has_value binary32 RNE (Var 0 * Var 1 * Var 2)%fl [1 # "
            "1267650600228229401496703205376; 1 # 1267650600228229401496703205376; "
            "1267650600228229401496703205376] 0",
            says="in binary32, to nearest with ties to even",
        ),
        "layer-by-layer": Theorem(
            "FloatNetworks.input_first",
            "has_value binary32 RNE (Var 0 * (Var 1 * Var 2))%fl [3; 5592406; 7] 117440520 /\\ has_value "
            "binary32 RNE (Var 0 * (Var 1 * Var 2))%fl [13421773 # 134217728; 13421773 # 134217728; 7549747 # "
            "8388608] (2415919 # 268435456) /\\ has_value binary32 RNE (Var 0 * (Var 1 * Var 2))%fl [1 # "
            "1267650600228229401496703205376; 1 # 1267650600228229401496703205376; "
            "1267650600228229401496703205376] (1 # 1267650600228229401496703205376)",
            says="in binary32, to nearest with ties to even",
        ),
        "equal-without-rounding": Theorem(
            "FloatNetworks.equal_without_rounding",
            "forall (S : Semiring) (a b x : S), stimes (stimes a b) x = stimes a (stimes b x)",
            says="over every semiring, so over every ring, commutative or not",
        ),
    },
    source=Source("goldberg-1991"),
)


@CLAIM.proof("collapsed", engine="exact")
def weights_first() -> Trace:
    """At first a·b = 16777218, exactly; then 7 times that, 117440526, is rounded to a multiple of 8."""
    return Trace(LEFT)


@CLAIM.proof("layer-by-layer", engine="exact")
def input_first() -> Trace:
    """At first b·x = 39146842 is rounded to 39146840; then 3 times that, 117440520, is a multiple of 8."""
    return Trace(RIGHT)


@CLAIM.proof("equal-without-rounding", engine="symbolic")
def multiplication_is_associative() -> Expansion:
    """Both are the word abx."""
    return symbolic.expand(SAME)


@CLAIM.proof("equal-if-nothing-is-rounded", engine="exact")
def powers_of_two_and_small_numbers() -> Trace:
    """The products of powers of two are powers of two; the others have at most 24 digits."""
    return Trace((0, 0, 0, 0, 0))


@CLAIM.control(values(LAYERS, POINTS, LEFT), drops="the order: these are the results of the collapsed layer")
def the_layers_give_other_bits() -> Trace:
    """The first of them, 117440520, is already another number than 117440528."""
    return Trace(RIGHT)


@CLAIM.control(
    values(COLLAPSED - LAYERS, ((2, Fraction(1, 4), 8),), (8,)),
    drops="the digits that do not fit: these are powers of two, not too small and not too large",
)
def powers_of_two_make_no_difference() -> Trace:
    """Both ways the result is 4, exactly."""
    return Trace((0,))
