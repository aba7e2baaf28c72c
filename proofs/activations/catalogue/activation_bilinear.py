"""What the bilinear gate is and is not, as one row of the catalogue of activations.

a·b, where a and b are two affine functions of the inputs, is a polynomial, though no activation function in the
usual sense: nothing is applied entry by entry. One layer of it gives polynomials of degree 2, k layers degree
2ᵏ. So it is not universal at a bounded depth, however wide, and universal with unlimited depth, since a·a is a
square.

It is neither increasing nor convex, has no Lipschitz constant, and one unit computes XOR: (x₁ − x₂)·(x₁ − x₂).

On the square |a|, |b| ≤ h no affine function is nearer to it than 0 is: at the four corners it is h², −h², −h²
and h².
"""

from fractions import Fraction

from nlverify.activations import BILINEAR, bent, error_at_most, exact_xor, onto, slope_at_most, steeper, turns
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Trace
from nlverify.exact.expression import expr, symbols

h, k, x1, x2, y = symbols("h k x1 x2 y")

CLAIM = Claim(
    id="activation-bilinear",
    title="Activation: the bilinear gate",
    says="a·b is onto R, neither increasing nor convex, has no Lipschitz constant, and one unit computes XOR.",
    parts={
        "onto": onto(BILINEAR, y, 1),
        "valley": turns(BILINEAR, "valley"),
        "hill": turns(BILINEAR, "hill"),
        "steeper": steeper(BILINEAR, (k + 1, k + 1), (0, 0)),
        "xor": exact_xor(BILINEAR, x1 + x2 - 1, x1 + x2 - 1),
        "error-at-most": error_at_most(BILINEAR, expr(0), h**2),
        "bent": bent(BILINEAR, 4 * h**2),
    },
    source=Source("shazeer-2020"),
    figures={"activation": {"name": "bilinear", **BILINEAR.to_json()}},
)


@CLAIM.proof("onto", engine="exact")
def times_one() -> Cases:
    """y·1 = y."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("valley", engine="exact")
def along_the_diagonal() -> Assignment:
    """At (−1, −1), (0, 0) and (1, 1) the values are 1, 0 and 1."""
    return Assignment({"p1": -1, "p2": -1, "r1": 1, "r2": 1, "t": Fraction(1, 2)})


@CLAIM.proof("hill", engine="exact")
def across_the_diagonal() -> Assignment:
    """At (−1, 1), (0, 0) and (1, −1) the values are −1, 0 and −1."""
    return Assignment({"p1": -1, "p2": 1, "r1": 1, "r2": -1, "t": Fraction(-1, 2)})


@CLAIM.proof("steeper", engine="exact")
def as_far_as_it_takes() -> Cases:
    """(k + 1)² is more than k(k + 1)."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("xor", engine="exact")
def upside_down() -> Trace:
    """At x₁ + x₂ − 1 = −1, 0 and 1 it is 1, 0 and 1."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("error-at-most", engine="exact")
def at_most_one() -> Cases:
    """|ab| ≤ h² where |a| ≤ h and |b| ≤ h."""
    return search.prove(CLAIM.parts["error-at-most"])


@CLAIM.proof("bent", engine="exact")
def four_corners() -> Cases:
    """At the corners the values are h², −h², −h² and h²."""
    return search.prove(CLAIM.parts["bent"])


@CLAIM.control(slope_at_most(BILINEAR, 100), drops="that there is no Lipschitz constant: 100 is claimed")
def far_out() -> Assignment:
    """From (100, 100) to (101, 101) it rises by 201."""
    return Assignment({"a": 101, "b": 101, "c": 100, "d": 100, "e": 1})
