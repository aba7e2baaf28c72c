"""One more hidden layer can be worth exponentially many units.

For exact equality a second hidden layer may be a matter of possible or impossible (`max3-needs-two-hidden`). Eldan
and Shamir show the same for approximation, where width could make up for depth, at a price. For each dimension d
there are a probability measure μ on Rᵈ and a function g which a network with *two* hidden layers and polynomially
many units computes, while every network with *one* hidden layer which comes closer to g than a certain constant, in
the mean square over μ, has exponentially many units. This holds for ReLU, sigmoid, thresholds and most other
activations. (They count layers in another way: their "3-layer" network has two hidden layers.)

The idea is that g is almost radial: it depends almost only on |x|. Two hidden layers can first build |x|² as a sum of
functions of one coordinate, and then take a function of it. A single unit of one hidden layer changes in one
direction only, and to be the same in all directions many of them are needed.

Why almost? For ReLU networks, exactly radial functions of two or more variables are out of reach at any depth, except
for constants: where such a network is affine and takes one value on an arc, three points of the arc show that its
gradient is 0 (the illustrations).

The theorem is cited. Its proof is by Fourier analysis on Rᵈ, for which there are no statements here. For separations
that are checked see `telgarsky-sawtooth`, for one input, and `max3-needs-two-hidden`.
"""

from nlverify.claim import Cited, Claim, ForAll, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import Expr, Relation, differs, equals, symbols

NAMES = ("a", "b", "x1", "y1", "x2", "y2")
a, b, x1, y1, x2, y2 = symbols(" ".join(NAMES))


def same_value(then: Expr, *given: Relation) -> ForAll:
    """What follows if ax + by is 0 at (x1, y1) and (x2, y2), the steps from one point of an arc to two others."""
    zero = (equals(a * x1 + b * y1, 0), equals(a * x2 + b * y2, 0))
    witness = {"a": 0, "b": 0, "x1": 1, "y1": 0, "x2": 0, "y2": 1}
    return ForAll(NAMES, equals(then, 0), (*zero, *given), witness)


NOT_ON_A_LINE = differs(x1 * y2, x2 * y1)
NO_SLOPE_IN_X, NO_SLOPE_IN_Y = same_value(a, NOT_ON_A_LINE), same_value(b, NOT_ON_A_LINE)

CLAIM = Claim(
    id="eldan-shamir",
    title="A second hidden layer against width",
    says="Some functions take ReLU networks polynomial width with two hidden layers, "
    "and exponential width with one to come close.",
    parts={
        "separation": Cited(
            "For every dimension d large enough there are a probability measure on R^d and a function, computed by a "
            "network of ReLUs with two hidden layers of width polynomial in d, such that no such network with one "
            "hidden layer approximates it in mean square to better than a certain constant, unless its width is "
            "exponential in d.",
            source="eldan-shamir-2016",
            reason="it is about all dimensions at once, and proved by Fourier analysis",
        )
    },
    illustrations={"no-slope-in-x": NO_SLOPE_IN_X, "no-slope-in-y": NO_SLOPE_IN_Y},
    source=Source("eldan-shamir-2016"),
)


@CLAIM.proof("no-slope-in-x", engine="exact")
def eliminate_the_other_slope() -> Cases:
    """The first equation times y₂ less the second times y₁ is a·(x₁y₂ − x₂y₁) = 0."""
    return search.prove(NO_SLOPE_IN_X)


@CLAIM.proof("no-slope-in-y", engine="exact")
def eliminate_the_first_slope() -> Cases:
    """The second equation times x₁ less the first times x₂ is b·(x₁y₂ − x₂y₁) = 0."""
    return search.prove(NO_SLOPE_IN_Y)


@CLAIM.control(same_value(a), drops="three points not on a line")
def along_a_line_it_may_rise() -> Assignment:
    """The function x is 0 at (0, 0), (0, 1) and (0, 2)."""
    return Assignment({"a": 1, "b": 0, "x1": 0, "y1": 1, "x2": 0, "y2": 2})
