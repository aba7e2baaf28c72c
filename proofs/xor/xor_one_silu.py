"""One SiLU unit computes XOR.

SiLU, also called swish, is z ↦ z·sigmoid(z) = z/(1 + e⁻ᶻ). It is used like ReLU, and looks like it, except that it
dips below 0 before it comes back: it is not monotone. No monotone unit computes XOR (`xor-monotone-unit`). So a
single SiLU unit may do what a single ReLU unit cannot, and it does. It only has to take the same value at two inputs
and another one half-way.

Let a = ln(1 + √2), so that eᵃ = 1 + √2 and e²ᵃ = 3 + 2√2. Then

    silu(−a)   =   −a/(1 + eᵃ)   =   −a/(2 + √2),
    silu(−2a)  =  −2a/(1 + e²ᵃ)  =  −2a/(4 + 2√2),

which is the same number u. Half-way, at −3a/2, is a lower value v. For 1 + e^(3a/2) < (3/2)·(2 + √2): the square of
e^(3a/2) is (1 + √2)³ = 7 + 5√2, and that of 2 + (3/2)·√2 is 17/2 + 6√2, which is greater. So the unit

    silu((a/2)·(x₁ + x₂) − 2a)

is u, v, u where x₁ + x₂ is 0, 1, 2, and (silu(…) − u)/(v − u) is XOR exactly. The parts say so for all pairs of real
numbers with these sums, not only for bits.

The same trick works for every continuous activation that is not monotone (`xor-single-unit-iff-nonmonotone`). With
ReLU one unit cannot do it, whatever its weights (the control).
"""

from fractions import Fraction

from nlverify.claim import REALS, XOR, Claim, ForAll, SomeNetwork, Source, Theorem
from nlverify.engines import search
from nlverify.evidence import Branch, Cases, Enclose, Exp, Leaf, Let, Split, Tree
from nlverify.exact.expression import Expr, atom, equals, exp, expr, inverse, log, silu, sqrt, symbols

(x,) = symbols("x")
ROOT = sqrt(2)
A = log(1 + ROOT)
U = -A * inverse(2 + ROOT)


def unit(x1: Expr, x2: Expr) -> Expr:
    """One unit with two equal weights."""
    return silu(A / 2 * (x1 + x2) - 2 * A)


ZERO = ForAll(("x",), equals(unit(x, -x), U))
ONE = ForAll(("x",), unit(x, 1 - x) < U)
TWO = ForAll(("x",), equals(unit(x, 2 - x), U))
ONE_RELU = SomeNetwork(XOR, hidden=1)

CLAIM = Claim(
    id="xor-one-silu",
    title="One SiLU unit computes XOR",
    says="One SiLU unit, rescaled, is XOR: it has one value where x₁ + x₂ is 0 or 2, and a smaller one where it is 1.",
    parts={"sum-0": ZERO, "sum-1": ONE, "sum-2": TWO},
    theorems={
        "sum-0": Theorem(
            "Silu.silu_at_0",
            "forall x : R, ((ln (1 + sqrt 2) / 2 * (x + - x) - 2 * ln (1 + sqrt 2)) * / (1 + exp (- (ln (1 + sqrt "
            "2) / 2 * (x + - x) - 2 * ln (1 + sqrt 2)))) = - ln (1 + sqrt 2) * / (2 + sqrt 2))%R",
            says="for Rocq's real numbers, as the part",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "sum-1": Theorem(
            "Silu.silu_at_1",
            "forall x : R, ((ln (1 + sqrt 2) / 2 * (x + (1 - x)) - 2 * ln (1 + sqrt 2)) * / (1 + exp (- (ln (1 + "
            "sqrt 2) / 2 * (x + (1 - x)) - 2 * ln (1 + sqrt 2)))) < - ln (1 + sqrt 2) * / (2 + sqrt 2))%R",
            says="for Rocq's real numbers, as the part",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "sum-2": Theorem(
            "Silu.silu_at_2",
            "forall x : R, ((ln (1 + sqrt 2) / 2 * (x + (2 - x)) - 2 * ln (1 + sqrt 2)) * / (1 + exp (- (ln (1 + "
            "sqrt 2) / 2 * (x + (2 - x)) - 2 * ln (1 + sqrt 2)))) = - ln (1 + sqrt 2) * / (2 + sqrt 2))%R",
            says="for Rocq's real numbers, as the part",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("elementary"),
)


r, a, e = atom(0), atom(1), atom(5)  # √2, a and eᵃ
power, inverse1, inverse2 = atom(2), atom(3), atom(4)  # exp of the unit's argument, and the two denominators


def with_denominators(tree: Tree) -> Cases:
    """Say first that √2, a, and both denominators are what they should be; the other cases are contradictory.

    Rows: 2 and 3 are r ≥ 0 and r² = 2; 5 is eᵃ = 1 + r; 6 is exp > 0; 7 and 8, 9 and 10 are
    the denominators, which are > 0, and times their inverses 1.
    """
    tree = Branch(4, (tree, Leaf({2: 1, 9: 1}), Leaf({2: 1, 9: -1})))
    tree = Exp((2,), Branch(3, (tree, Leaf({6: 1, 7: 1}), Leaf({6: 1, 7: -1}))))
    tree = Branch(1, (tree, Leaf({2: 1, 4: 1})))
    return Cases((Branch(0, (tree, Leaf({1: 1}))),))


@CLAIM.proof("sum-0", engine="exact")
def at_minus_two_a() -> Cases:
    """At −2a: 1 + e²ᵃ = 1 + (1 + √2)² is twice 2 + √2."""
    both = a * inverse1 * inverse2
    multiples = {3: -both, 5: -both * (e + 1 + r), 8: a * inverse2, 10: -2 * a * inverse1, 11: both}
    return with_denominators(Exp((5, 5, 2), Leaf({0: 1}, multiples=multiples)))


@CLAIM.proof("sum-2", engine="exact")
def at_minus_a() -> Cases:
    """At −a: 1 + eᵃ is 2 + √2."""
    multiples = {5: -a * inverse1 * inverse2, 8: a * inverse2, 10: -a * inverse1}
    return with_denominators(Leaf({0: 1}, multiples=multiples))


@CLAIM.proof("sum-1", engine="exact")
def lower_in_between() -> Cases:
    """If a ≤ 0, then e⁻ᵃ ≥ 1 and eᵃ ≤ 1; if e^(3a/2) ≥ 2 + (3/2)√2, square it; else multiply out."""
    minus, cube = atom(6), e * e + e * (1 + r) + (1 + r) ** 2
    a_is_positive = Leaf(
        {12: 2, 18: 2},
        products=((1, (2, 14), None), (1, (2, 12), None), (1, (2, 18), None)),
        multiples={3: minus, 5: r * minus, 11: -r},
    )
    squared = Leaf(
        {2: 1, 19: 2},
        products=((1, (6, 19), None), (Fraction(3, 2), (2, 19), None)),
        multiples={3: Fraction(9, 4) - (3 + r), 5: -cube, 15: expr(-1), 16: e, 17: expr(1)},
    )
    multiplied = Leaf(
        {},
        products=((1, (0, 7, 9), None), (1, (18, 19), None)),
        multiples={8: Fraction(3, 2) * a * (2 + r), 10: -a * (1 + power)},
    )
    tree: Tree = Split(a_is_positive, Split(squared, multiplied, sign=power - 2 - Fraction(3, 2) * r), sign=-a)
    for law in ((8, 5, 9), (5, 5, 8), (2, 2, 9)):
        tree = Exp(law, tree)
    tree = Exp((5, 6, 7), Exp((6,), Enclose(7, 1, tree), degree=1))
    for k in (3, 2, 0, -1):  # e^(3a), e^(2a), e⁰ and e⁻ᵃ get the numbers 9, 8, 7 and 6
        tree = Let(exp(k * A), tree)
    return with_denominators(tree)


@CLAIM.control(ONE_RELU, drops="SiLU: the unit is a ReLU")
def every_pattern() -> Cases:
    """For one ReLU with an outer weight of either sign, every pattern of signs is contradictory."""
    return search.refute_networks(ONE_RELU)
