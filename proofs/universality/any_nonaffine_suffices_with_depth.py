"""With unlimited depth, any continuous activation that is not affine will do.

"Anything that is not a line is sufficient": for continuous activations and networks as deep as one likes this is a
theorem: they are *universal*, that is, come uniformly close to every continuous function on every compact set. For a
continuous ρ that is no polynomial one hidden layer is enough (`universal-iff-nonpolynomial`). For a polynomial ρ no
bounded depth is enough (`bounded-depth-polynomial-not-universal`), but depth is: this is a theorem of Kidger and
Lyons, who even need no more than n + m + 2 units in each layer, for n inputs and m outputs. Both are quoted here. For
an affine ρ all networks are affine (`affine-collapse-n`), and miss |x| on [−1, 1] by ½ or more.

The polynomial case has a proof by hand, and that is checked. Let ρ be a polynomial of degree d ≥ 2.

**A quadratic unit.** The difference ρ(t + 1) − ρ(t) of two units has degree d − 1. Do that d − 2 times in all: what
is left, a sum of units, is a quadratic q(t) = αt² + βt + γ. That α is not 0 follows from Horner's rule. A polynomial
of degree n + 1 is t·f(t) + c with f of degree n, and

    Δᵏ(t·f)  =  (t + k)·Δᵏf + k·Δᵏ⁻¹f.

So the leading coefficient of the quadratic that is left of t·f + c is (n + 1) times the one that is left of f, where
n + 1 ≥ 3 is the new degree. Starting from the coefficient a ≠ 0 of t², it never becomes 0.

**Products and plain copies.** Of four quadratic units each,

    q(x + y) − q(x) − q(y) + q(0)  =  2α·x·y,        q(t + 1) − q(t) − q(1) + q(0)  =  2α·t.

The first multiplies, and the second passes a number on to the next layer. So with enough layers every polynomial of
the inputs can be computed exactly, and polynomials approximate every continuous function on a compact set (this is
Weierstrass' theorem).
"""

from fractions import Fraction

from nlverify.claim import Cited, Claim, ForAll, Identity, Induction, Source, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Steps
from nlverify.exact.expression import Expr, differs, expr, symbols

x, y, t, k, n, a, e, A, B, C, c2, c1, c0 = symbols("x y t k n a e A B C c2 c1 c0")


def q(z: Expr | int) -> Expr:
    """The quadratic c₂z² + c₁z + c₀."""
    return c2 * expr(z) ** 2 + c1 * z + c0


def line(z: Expr | int) -> Expr:
    """The line c₁z + c₀."""
    return c1 * z + c0


def reals(names: str, left: Expr, right: Expr) -> Identity:
    """An identity of real numbers."""
    return Identity("reals", scalars(names), left, right)


PRODUCT = reals("x y c2 c1 c0", q(x + y) - q(x) - q(y) + q(0), 2 * c2 * x * y)
COPY = reals("t c2 c1 c0", q(t + 1) - q(t) - q(1) + q(0), 2 * c2 * t)
# A, B, C: the differences of f at t, of order k, k + 1 and k − 1; at t + 1 that of order k is A + B, and so on
RULE = reals(
    "t k A B C",
    (t + 1 + k) * (A + B) + k * (C + A) - ((t + k) * A + k * C),
    (t + k + 1) * B + (k + 1) * A,
)
# The quadratic c₂t² + c₁t + c₀ that n differences leave of f; the next one is what n + 1 differences leave of t·f + c
NEXT = reals(
    "t n c2 c1 c0",
    (t + n + 1) * (q(t + 1) - q(t)) + (n + 1) * q(t),
    (n + 3) * c2 * t**2 + (c2 + c1 + 2 * (n + 1) * c2 + (n + 1) * c1) * t + (n + 1) * (c2 + c1 + c0),
)
LINES_MISS = ForAll(
    ("c1", "c0", "e"), e >= Fraction(1, 2), (c0 - c1 >= 1 - e, c0 <= e, c0 + c1 >= 1 - e), {"c1": 0, "c0": 0, "e": 1}
)
LEADING = Induction(
    ring="reals",
    symbols=scalars("a c2 n"),
    state={"c2": (a, (n + 3) * c2), "n": (expr(0), n + 1)},
    each_step=(),
    invariant=(differs(c2, 0), n >= 0),
    given=(differs(a, 0),),
    witness={"a": 1},
)


def cube(z: Expr) -> Expr:
    """A polynomial of degree 3."""
    return z**3 - 2 * z


CLAIM = Claim(
    id="any-nonaffine-suffices-with-depth",
    title="With depth, every continuous non-affine activation works",
    says="Networks of unlimited depth with a continuous activation are universal exactly if it is not affine; "
    "those with a polynomial of degree ≥ 2 compute products and copies exactly.",
    parts={
        "not-a-polynomial": Cited(
            "If ρ: R → R is continuous and not a polynomial, networks with one hidden layer of units ρ(w·x + b) "
            "approximate every continuous function on every compact set uniformly.",
            source="leshno-lin-pinkus-schocken-1993",
            reason="The proof is about density in all continuous functions, for which there is no certificate.",
        ),
        "a-polynomial": Cited(
            "If ρ is a polynomial of degree 2 or more, networks of units ρ(w·x + b), of arbitrary depth, approximate "
            "every continuous function on every compact set uniformly.",
            source="kidger-lyons-2020",
            reason="The last step is Weierstrass' theorem on all continuous functions; those before it are checked.",
        ),
        "affine-misses": LINES_MISS,
        "difference-of-a-product": RULE,
        "next-quadratic": NEXT,
        "leading-coefficient": LEADING,
        "product": PRODUCT,
        "copy": COPY,
    },
    illustrations={"one-cubic": reals("t", cube(t + 1) - cube(t), 3 * t**2 + 3 * t - 1)},
    uses=("affine-collapse-n",),
    theorems={
        "affine-misses": Theorem(
            "Polynomials.line_misses_abs_by_half",
            "forall (K : OrdField) (c1 c0 e : K), 1 - e <= c0 - c1 -> c0 <= e -> 1 - e <= c0 + c1 -> rat (1 # 2) <= e",
            says="over every ordered field",
        ),
        "difference-of-a-product": Theorem(
            "Polynomials.difference_of_a_product",
            "forall (K : CRing) (t k a b c : K), "
            "(t + 1 + k) * (a + b) + k * (c + a) - ((t + k) * a + k * c) = (t + k + 1) * b + (k + 1) * a",
            says="over every commutative ring",
        ),
        "next-quadratic": Theorem(
            "Polynomials.next_quadratic",
            "forall (K : CRing) (t n c2 c1 c0 : K), "
            "let q z := c2 * (z * z) + c1 * z + c0 in (t + n + 1) * (q (t + 1) - q t) + (n + 1) * q t = "
            "(n + (1 + 1 + 1)) * c2 * (t * t) + (c2 + c1 + (1 + 1) * (n + 1) * c2 + (n + 1) * c1) * t + "
            "(n + 1) * (c2 + c1 + c0)",
            says="over every commutative ring",
        ),
        "leading-coefficient": Theorem(
            "Polynomials.leading_coefficient",
            "forall (K : OrdField) (a : K) (c n : nat -> K), a <> 0 -> c 0%nat = a -> n 0%nat = 0 -> "
            "(forall i, c (S i) = (n i + rat 3) * c i /\\ n (S i) = n i + 1) -> forall i, c i <> 0 /\\ "
            "0 <= n i",
            says="over every ordered field",
        ),
        "product": Theorem(
            "Polynomials.product_of_four_units",
            "forall (K : CRing) (x y c2 c1 c0 : K), "
            "let q z := c2 * (z * z) + c1 * z + c0 in q (x + y) - q x - q y + q 0 = (1 + 1) * c2 * x * y",
            says="over every commutative ring",
        ),
        "copy": Theorem(
            "Polynomials.copy_of_four_units",
            "forall (K : CRing) (t c2 c1 c0 : K), "
            "let q z := c2 * (z * z) + c1 * z + c0 in q (t + 1) - q t - q 1 + q 0 = (1 + 1) * c2 * t",
            says="over every commutative ring",
        ),
    },
    source=(Source("kidger-lyons-2020"), Source("leshno-lin-pinkus-schocken-1993")),
)


@CLAIM.proof("affine-misses", engine="exact")
def a_line_through_a_corner() -> Cases:
    """At −1, 0, 1 a line has the sum of the ends less twice the middle 0, and |x| has 2: so 2 ≤ 4e."""
    return search.prove(LINES_MISS)


@CLAIM.proof("difference-of-a-product", engine="symbolic")
def one_more_difference() -> Expansion:
    """The rule for k, at t + 1 less at t, is the rule for k + 1."""
    return symbolic.expand(RULE)


@CLAIM.proof("next-quadratic", engine="symbolic")
def horner_with_differences() -> Expansion:
    """By the rule, with q for the difference of order n and q(t + 1) − q(t) for the next one."""
    return symbolic.expand(NEXT)


@CLAIM.proof("leading-coefficient", engine="exact")
def times_the_degree() -> Steps:
    """It is multiplied by n + 3, which is positive."""
    return search.prove(LEADING, degree=3)


@CLAIM.proof("product", engine="symbolic")
def polarise() -> Expansion:
    """The squares, the linear terms and the constants cancel; 2c₂xy is left."""
    return symbolic.expand(PRODUCT)


@CLAIM.proof("copy", engine="symbolic")
def one_difference() -> Expansion:
    """2c₂t + c₂ + c₁, less its value at 0."""
    return symbolic.expand(COPY)


@CLAIM.proof("one-cubic", engine="symbolic")
def a_cubic_becomes_quadratic() -> Expansion:
    """The cubes cancel."""
    return symbolic.expand(reals("t", cube(t + 1) - cube(t), 3 * t**2 + 3 * t - 1))


@CLAIM.control(
    reals("x y c1 c0", line(x + y) - line(x) - line(y) + line(0), 2 * c1 * x * y),
    drops="degree 2: the activation is affine",
)
def lines_do_not_multiply() -> Assignment:
    """For z itself the left side is 0, and 2·1·1 is not."""
    return Assignment({"x": 1, "y": 1, "c1": 1, "c0": 0})
