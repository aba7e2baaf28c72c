"""There are non-linear layers whose depth collapses.

That affine layers collapse has to do with the way they compose, and not only affine layers compose so well. Two
examples.

*Möbius maps.* Take one unit in each layer and the activation 1/x: each layer maps x to 1/(mx + b), with m ≠ 0 and
wherever z = mx + b is not 0. Write x as a fraction P/Q. Then 1/(mx + b) = Q/(mP + bQ), with the denominator mP + bQ =
zQ: numerator and denominator are mapped by a matrix, with rows (0, 1) and (m, b). So n layers are a product of n
matrices of size 2×2,

    x  =  (Au + B)/(Cu + D)      for the input u,

whatever n is, and AD − BC is not 0. One such fraction stands for a network of any depth, though 1/x is not affine and
the network in general is not either. (Two layers 1/x are x again. If at some layer mx + b is 0, the fraction has to be
read on the line with a point ∞.) With two units side by side this ends: 1/x + 1/(x + 1) has two poles, and a Möbius map
has one.

*Max-plus layers.* Replace + by max and · by +. A layer takes x to the numbers max(aᵢ₁ + x₁, aᵢ₂ + x₂, …). These
operations satisfy the laws that the collapse needs: max is associative and commutative, + is associative, and +
distributes over max,

    a + max(b, c)  =  max(a + b, a + c).

With −∞, which max ignores and + keeps, the real numbers become a semiring in this way, and `affine-collapse-n` is
about every semiring. So any number of such layers, with biases, is one. But max(x, 0) is not affine.

So an activation that is not affine does not keep every network from collapsing. This does not refute those who say
that anything that is not a line will do as an activation: 1/x is not continuous on R, the collapse is one of width 1,
and max-plus layers have no separate activation at all.
"""

from fractions import Fraction

from nlverify.claim import Claim, Exists, ForAll, Induction, NotAffine, Source, Table, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Farkas, Steps
from nlverify.exact.expression import differs, equals, expr, maximum, symbols

A, B, C, D, Q, b, m, u, x, y, z = symbols("A B C D Q b m u x y z")
a, c, d = symbols("a c d")

MATRIX = {
    "A": (expr(1), C),
    "B": (expr(0), D),
    "C": (expr(0), m * A + b * C),
    "D": (expr(1), m * B + b * D),
}
MOEBIUS = Induction(
    ring="reals",
    symbols=scalars("A B C D Q b m u x y z"),
    state={"x": (u, y), "Q": (expr(1), z * Q), **MATRIX},
    each_step=("m", "b", "y", "z"),
    invariant=(equals(x * Q, A * u + B), equals(Q, C * u + D), differs(Q, 0)),
    given=(equals(z, m * x + b), equals(y * z, 1)),
    witness={"b": 1, "m": 0, "u": 1, "y": 1, "z": 1},
)
INVERTIBLE = Induction(
    ring="reals",
    symbols=scalars("A B C D b m"),
    state=MATRIX,
    each_step=("m", "b"),
    invariant=differs(A * D - B * C, 0),
    given=(differs(m, 0),),
    witness={"b": 1, "m": 1},
)
POINTS = Table.of([((k,), Fraction(1, k)) for k in (1, 2, 3)])

ASSOCIATIVE = ForAll(("a", "b", "c"), equals(maximum(a, maximum(b, c)), maximum(maximum(a, b), c)))
COMMUTATIVE = ForAll(("a", "b"), equals(maximum(a, b), maximum(b, a)))
DISTRIBUTIVE = ForAll(("a", "b", "c"), equals(a + maximum(b, c), maximum(a + b, a + c)))

a1, a2, b11, b12, b21, b22, x1, x2 = symbols("a1 a2 b11 b12 b21 b22 x1 x2")
TWO_BY_TWO = ForAll(
    ("a1", "a2", "b11", "b12", "b21", "b22", "x1", "x2"),
    equals(
        maximum(a1 + maximum(b11 + x1, b12 + x2), a2 + maximum(b21 + x1, b22 + x2)),
        maximum(maximum(a1 + b11, a2 + b21) + x1, maximum(a1 + b12, a2 + b22) + x2),
    ),
)

TWO_POLES = Exists(
    ("a", "b", "c", "d"),
    (
        *(equals(a * k + b, (Fraction(1, k) + Fraction(1, k + 1)) * (c * k + d)) for k in (1, 2, 3, 4)),
        differs(c + d, 0),
    ),
)

CLAIM = Claim(
    id="collapse-beyond-affine",
    title="Non-linear layers that collapse",
    says="Layers x ↦ 1/(mx + b), of width 1 and any depth, are one Möbius map; max-plus layers are one max-plus layer.",
    parts={
        "moebius": MOEBIUS,
        "moebius-invertible": INVERTIBLE,
        "one-over-x-is-not-affine": NotAffine(POINTS),
        "max-is-associative": ASSOCIATIVE,
        "max-is-commutative": COMMUTATIVE,
        "plus-distributes-over-max": DISTRIBUTIVE,
        "max-is-not-affine": Exists(("x",), (differs(maximum(x, 0) + maximum(-x, 0), 2 * maximum(0 * x, 0)),)),
    },
    illustrations={"two-by-two": TWO_BY_TWO},
    theorems={
        "moebius": Theorem(
            "Beyond.moebius_collapse",
            "forall (K : OrdRing) (u a b c d q x : K), moebius u a b c d q x -> x * q = a * u + b /\\ q = c * u + d "
            "/\\ q <> 0",
            says="small letters for A, B, C, D, Q; over every ordered ring, so over the real numbers",
        ),
        "moebius-invertible": Theorem(
            "Beyond.moebius_invertible",
            "forall (K : OrdRing) (a b c d : K), moebius_matrix a b c d -> a * d - b * c <> 0",
            says="small letters for A, B, C, D; over every ordered ring, so over the real numbers",
        ),
        "one-over-x-is-not-affine": Theorem(
            "Scalars.reciprocal_is_not_affine",
            "forall K : OrdField, ~ exists w b : K, w * 1 + b = 1 /\\ w * rat 2 + b = rat (1 # 2) /\\ w * rat 3 + b "
            "= rat (1 # 3)",
            says="over every ordered field, so over the real numbers",
        ),
        "max-is-associative": Theorem(
            "Beyond.max_assoc",
            "forall (K : OrdField) (a b c : K), maximum a (maximum b c) = maximum (maximum a b) c",
            says="over every ordered field, so over the real numbers",
        ),
        "max-is-commutative": Theorem(
            "Beyond.max_comm",
            "forall (K : OrdField) (a b : K), maximum a b = maximum b a",
            says="over every ordered field, so over the real numbers",
        ),
        "plus-distributes-over-max": Theorem(
            "Beyond.plus_max",
            "forall (K : OrdField) (a b c : K), a + maximum b c = maximum (a + b) (a + c)",
            says="over every ordered field, so over the real numbers",
        ),
        "max-is-not-affine": Theorem(
            "Beyond.max_is_not_affine",
            "forall K : OrdField, exists x : K, maximum x 0 + maximum (- x) 0 <> rat 2 * maximum (0 * x) 0",
            says="over every ordered field, so over the real numbers",
        ),
        "two-by-two": Theorem(
            "Beyond.max_plus_two_by_two",
            "forall (K : OrdField) (a1 a2 b11 b12 b21 b22 x1 x2 : K), maximum (a1 + maximum (b11 + x1) (b12 + x2)) "
            "(a2 + maximum (b21 + x1) (b22 + x2)) = maximum (maximum (a1 + b11) (a2 + b21) + x1) (maximum (a1 + "
            "b12) (a2 + b22) + x2)",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("elementary"),
    uses=("affine-collapse-n",),
)


@CLAIM.proof("moebius", engine="exact")
def multiply_by_one_more_matrix() -> Steps:
    """With z = mx + b, zQ = m·xQ + bQ = m(Au + B) + b(Cu + D); and with y = 1/z, y·zQ = Q = Cu + D."""
    return search.prove(MOEBIUS)


@CLAIM.proof("moebius-invertible", engine="exact")
def each_layer_multiplies_by_minus_m() -> Steps:
    """The new AD − BC is C(mB + bD) − D(mA + bC) = −m(AD − BC)."""
    return search.prove(INVERTIBLE)


@CLAIM.proof("one-over-x-is-not-affine", engine="exact")
def the_middle_is_below_the_mean() -> Cases:
    """At 1, 2, 3 the values are 1, 1/2, 1/3; the mean of the outer two is 2/3."""
    return Farkas((1, -2, 1))


@CLAIM.proof("max-is-associative", engine="exact")
def the_largest_of_three() -> Cases:
    """Both sides are the largest of a, b, c."""
    return search.prove(ASSOCIATIVE)


@CLAIM.proof("max-is-commutative", engine="exact")
def the_larger_of_two() -> Cases:
    """Both sides are the larger of a and b."""
    return search.prove(COMMUTATIVE)


@CLAIM.proof("plus-distributes-over-max", engine="exact")
def adding_keeps_the_order() -> Cases:
    """Of b and c the larger one stays the larger, when a is added to both."""
    return search.prove(DISTRIBUTIVE)


@CLAIM.proof("max-is-not-affine", engine="exact")
def the_kink_at_zero() -> Assignment:
    """At x = 1 the left side is 1, the right side 0."""
    return Assignment({"x": 1})


@CLAIM.proof("two-by-two", engine="exact")
def the_best_of_four_ways() -> Cases:
    """Both sides are the largest of the four sums aᵢ + bᵢⱼ + xⱼ."""
    return search.prove(TWO_BY_TWO)


@CLAIM.control(TWO_POLES, drops="width 1: two units with 1/x, at x and at x + 1, are added")
def no_fraction_has_two_poles() -> Cases:
    """The values 3/2, 5/6, 7/12, 9/20 at 1, 2, 3, 4 would have to be (ak + b)/(ck + d): only zeros do that."""
    return search.prove(TWO_POLES)


@CLAIM.control(
    ForAll(("a", "b", "c"), equals(maximum(a, b + c), maximum(a, b) + maximum(a, c))),
    drops="the roles of max and +: max is to distribute over +",
)
def max_does_not_distribute() -> Assignment:
    """For a = 1, b = c = 0: 1 on the left, 2 on the right."""
    return Assignment({"a": 1, "b": 0, "c": 0})
