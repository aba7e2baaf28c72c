"""Choosing the larger of two affine functions is enough of a non-linearity.

A maxout unit has no activation function: it computes several affine functions of its inputs and puts out the largest
value. One that compares x₁ with x₂ gives XOR of two bits after an affine read-out,

    2·max(x₁, x₂) − x₁ − x₂,

and even without one: max(x₁ − x₂, x₂ − x₁) = |x₁ − x₂|. The larger of two affine functions with different slopes (for
several inputs: along some line) is not affine, since it has a kink where they meet. With the same slope it is one of
the two.

One maxout unit is convex in its inputs: its value in the middle of two points is at most the mean of its values there,
as for every maximum of affine functions. So one alone cannot come within ½ of −|x| (control). Differences of two such
units are not bound by that; a sum of two is one unit again, the largest of all sums of their pieces. With 0 as one of
the pieces it is ReLU, so maxout networks compute all that ReLU networks compute; hence they are universal
(`universal-iff-nonpolynomial`).

The mean of the pieces in place of the largest is affine, and does nothing (control).
"""

from fractions import Fraction

from nlverify.claim import XOR, Claim, Computes, Exists, ForAll, NotAffine, Source, Table, Theorem
from nlverify.engines import search
from nlverify.evidence import Cases, Farkas, Trace
from nlverify.exact.expression import Expr, absolute, differs, equals, maximum, relu, symbols

x1, x2, y1, y2, u, x, y, v, p, r, b, d = symbols("x1 x2 y1 y2 u x y v p r b d")
BITS = ("x1", "x2")
STEP = Table.of([((0,), 0), ((1,), 1), ((2,), 1)])  # in the middle above the mean


def larger(at: Expr) -> Expr:
    """The larger of px + b and rx + d."""
    return maximum(p * at + b, r * at + d)


KINK = ForAll(
    tuple("prbdx"),
    larger(x + 1) + larger(x - 1) - 2 * larger(x) > 0,
    (differs(p, r), equals(p * x + b, r * x + d)),
    {"p": 0, "r": 1, "b": 0, "d": 0, "x": 0},
)
PARALLEL = ForAll(tuple("pbdx"), equals(maximum(p * x + b, p * x + d), p * x + maximum(b, d)))
SUM = ForAll(
    ("x1", "x2", "y1", "y2"),
    equals(maximum(x1, x2) + maximum(y1, y2), maximum(maximum(x1 + y1, x1 + y2), maximum(x2 + y1, x2 + y2))),
)
CONVEX_NEAR = Exists(
    ("x", "y", "v"),
    (2 * y <= x + v, *(absolute(z - goal) < Fraction(1, 2) for z, goal in ((x, -1), (y, 0), (v, -1)))),
)

CLAIM = Claim(
    id="maxout",
    title="Maxout is non-linear by itself",
    says="The larger of two affine functions is convex, and affine only if their slopes are the same; "
    "it can be XOR on bits, which no affine function is, and ReLU.",
    parts={
        "with-a-read-out": Computes(BITS, 2 * maximum(x1, x2) - x1 - x2),
        "alone": Computes(BITS, maximum(x1 - x2, x2 - x1)),
        "no-affine-function-is": NotAffine(XOR),
        "convex": ForAll(
            ("x1", "x2", "y1", "y2"),
            2 * maximum((x1 + y1) / 2, (x2 + y2) / 2) <= maximum(x1, x2) + maximum(y1, y2),
        ),
        "relu-is-one": ForAll(("u",), equals(maximum(u, 0), relu(u))),
        "kink": KINK,
        "no-kink": PARALLEL,
        "sums-are-maxout": SUM,
        "differences-need-not-be": Computes(("u",), maximum(u, 0) - maximum(u - 1, 0), STEP),
    },
    theorems={
        "with-a-read-out": Theorem(
            "Gates.maxout_with_a_read_out",
            "forall (K : OrdField) (p q : bool), (1 + 1) * maximum (num p) (num q) - num p - num q = num "
            "(xorb p q) :> K",
            says="over every ordered field",
        ),
        "alone": Theorem(
            "Gates.maxout_alone",
            "forall (K : OrdField) (p q : bool), maximum (num p - num q) (num q - num p) = num (xorb p q) :> K",
            says="over every ordered field",
        ),
        "no-affine-function-is": Theorem(
            "Gates.no_affine_function_is_xor",
            "forall K : OrdField, ~ exists w1 w2 b : K, forall p q : bool, w1 * num p + w2 * num q + b = num "
            "(xorb p q)",
            says="over every ordered field",
        ),
        "convex": Theorem(
            "Gates.maximum_is_convex",
            "forall (K : OrdField) (x1 x2 y1 y2 : K), (1 + 1) * maximum ((x1 + y1) * inv (1 + 1)) ((x2 + y2) "
            "* inv (1 + 1)) <= maximum x1 x2 + maximum y1 y2",
            says="over every ordered field",
        ),
        "relu-is-one": Theorem(
            "Gates.relu_is_maxout",
            "forall (K : OrdField) (u : K), maximum u 0 = relu u",
            says="over every ordered field",
        ),
        "kink": Theorem(
            "Gates.maxout_kink",
            "forall (K : OrdField) (p r b d x : K), p <> r -> p * x + b = r * x + d -> 0 < maximum (p * (x + "
            "1) + b) (r * (x + 1) + d) + maximum (p * (x - 1) + b) (r * (x - 1) + d) - (1 + 1) * maximum (p * "
            "x + b) (r * x + d)",
            says="over every ordered field",
        ),
        "no-kink": Theorem(
            "Gates.maxout_no_kink",
            "forall (K : OrdField) (p b d x : K), maximum (p * x + b) (p * x + d) = p * x + maximum b d",
            says="over every ordered field",
        ),
        "sums-are-maxout": Theorem(
            "Gates.sums_are_maxout",
            "forall (K : OrdField) (x1 x2 y1 y2 : K), maximum x1 x2 + maximum y1 y2 = maximum (maximum (x1 + "
            "y1) (x1 + y2)) (maximum (x2 + y1) (x2 + y2))",
            says="over every ordered field",
        ),
        "differences-need-not-be": Theorem(
            "Gates.differences_need_not_be_maxout",
            "forall K : OrdField, maximum 0 0 - maximum (0 - 1) 0 = 0 :> K /\\ maximum 1 0 - maximum (1 - 1) 0 "
            "= 1 :> K /\\ maximum (1 + 1) 0 - maximum (1 + 1 - 1) 0 = 1 :> K",
            says="over every ordered field",
        ),
    },
    source=Source("goodfellow-et-al-2013"),
)


@CLAIM.proof("with-a-read-out", engine="exact")
def twice_the_larger_minus_both() -> Trace:
    """2·max − sum is the distance of the two bits."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("alone", engine="exact")
def the_larger_of_two_differences() -> Trace:
    """The larger of x₁ − x₂ and x₂ − x₁ is their distance."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("no-affine-function-is", engine="exact")
def compare_the_diagonals() -> Cases:
    """An affine function has the same sum on both diagonals: 0 = 2."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.proof("convex", engine="exact")
def the_larger_is_above_both() -> Cases:
    """Each of the two pieces in the middle is the mean of that piece at the ends, and there max is not below it."""
    return search.prove(CLAIM.parts["convex"])


@CLAIM.proof("relu-is-one", engine="exact")
def by_definition() -> Cases:
    """relu(u) is the larger of u and 0."""
    return search.prove(CLAIM.parts["relu-is-one"])


@CLAIM.proof("differences-need-not-be", engine="exact")
def up_and_then_flat() -> Trace:
    """0, 1 and 1 at 0, 1 and 2: the middle value is above the mean."""
    return Trace((0, 1, 1))


@CLAIM.proof("kink", engine="exact")
def one_step_to_each_side() -> Cases:
    """One step to the right the steeper one, to the left the other: |p − r| in sum."""
    return search.prove(KINK)


@CLAIM.proof("no-kink", engine="exact")
def parallel_lines() -> Cases:
    """The summand px is the same in both."""
    return search.prove(PARALLEL)


@CLAIM.proof("sums-are-maxout", engine="exact")
def all_four_sums() -> Cases:
    """The larger two together."""
    return search.prove(SUM)


@CLAIM.control(Computes(BITS, 2 * ((x1 + x2) / 2) - x1 - x2), drops="the larger value: the mean is taken")
def the_mean_does_nothing() -> Trace:
    """Twice the mean minus both is 0."""
    return Trace((0, 0, 0, 0))


@CLAIM.control(CONVEX_NEAR, drops="the second unit: a convex function within ½ of −|x|")
def a_convex_function_has_no_peak() -> Cases:
    """At −1 and 1 it is below −½, so at 0, too."""
    return search.prove(CONVEX_NEAR)
