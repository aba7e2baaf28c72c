"""Choosing the larger of two affine functions is enough of a non-linearity.

A maxout unit has no activation function: it computes several affine functions of its inputs and puts out the largest
value. One that compares x₁ with x₂ gives XOR of two bits after an affine read-out,

    2·max(x₁, x₂) − x₁ − x₂,

and even without one: max(x₁ − x₂, x₂ − x₁) = |x₁ − x₂|. So a maxout unit is not affine, unless one of its pieces is
the largest everywhere.

One maxout unit is convex in its inputs: its value in the middle of two points is at most the mean of its values there,
as for every maximum of affine functions. Differences of two such units are not bound by that. With 0 as one of the
pieces it is ReLU, so maxout networks compute all that ReLU networks compute; hence they are universal
(`universal-iff-nonpolynomial`).

The mean of the pieces in place of the largest is affine, and does nothing (control).
"""

from nlverify.claim import XOR, Claim, Computes, ForAll, NotAffine, Source, Table
from nlverify.engines import search
from nlverify.evidence import Cases, Farkas, Trace
from nlverify.exact.expression import equals, maximum, relu, symbols

x1, x2, y1, y2, u = symbols("x1 x2 y1 y2 u")
BITS = ("x1", "x2")
STEP = Table.of([((0,), 0), ((1,), 1), ((2,), 1)])  # in the middle above the mean

CLAIM = Claim(
    id="maxout",
    title="Maxout is non-linear by itself",
    says="The larger of two affine functions is convex; it can be XOR on bits, which no affine function is, and ReLU.",
    parts={
        "with-a-read-out": Computes(BITS, 2 * maximum(x1, x2) - x1 - x2),
        "alone": Computes(BITS, maximum(x1 - x2, x2 - x1)),
        "no-affine-function-is": NotAffine(XOR),
        "convex": ForAll(
            ("x1", "x2", "y1", "y2"),
            2 * maximum((x1 + y1) / 2, (x2 + y2) / 2) <= maximum(x1, x2) + maximum(y1, y2),
        ),
        "relu-is-one": ForAll(("u",), equals(maximum(u, 0), relu(u))),
        "differences-need-not-be": Computes(("u",), maximum(u, 0) - maximum(u - 1, 0), STEP),
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


@CLAIM.control(Computes(BITS, 2 * ((x1 + x2) / 2) - x1 - x2), drops="the larger value: the mean is taken")
def the_mean_does_nothing() -> Trace:
    """Twice the mean minus both is 0."""
    return Trace((0, 0, 0, 0))
