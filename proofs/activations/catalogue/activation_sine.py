"""What the sine is and is not, as one row of the catalogue of activations.

The sine squashes, and does it without being monotone: it goes up and down for ever. One unit computes XOR exactly,
sin(π(x₁ + x₂)/2), since the values at 0, π/2 and π are 0, 1 and 0. With a free frequency one unit does much more
than that (`one-sine-shatters`).

The sine is not among the checker's operators. What the parts say holds for the coordinates (c, s) of any point of the
unit circle, that is for c = cos x and s = sin x: s lies between −1 and 1; every number between occurs; and where the
cosine is 0, the sine of the doubled angle, 2sc, is 0 while s² = 1. The rest is cited.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import Json, equals, sqrt, symbols

c, s, y = symbols("c s y")
CIRCLE, POINT = equals(c**2 + s**2, 1), {"c": Fraction(3, 5), "s": Fraction(4, 5)}
HERE = ["activation-sine"]
CATALOGUE: dict[str, Json] = {
    "kind": "activation",
    "name": "sine",
    "written": "sin(x)",
    "expression": None,
    "inputs": ["x"],
    "parameters": [],
    "given": [],
    "witness": {},
    "window": ["-4", "4", "-2", "2"],
    "cited": {
        "affine": {"value": "no", "why": "sin 0 = sin π = 0, sin(π/2) = 1"},
        "bounded": {"value": "yes", "why": "it is a coordinate of a point on the unit circle", "claims": HERE},
        "range": {"value": "[−1, 1]", "why": "so are those coordinates", "claims": HERE},
        "monotone": {"value": "no", "why": "sin 0 = sin π = 0, sin(π/2) = 1"},
        "convex": {
            "value": "neither convex nor concave",
            "short": "neither",
            "why": "its second derivative is −sin x; calculus",
        },
        "continuous": {"value": "yes", "why": "an arc is as long as its chord at least; geometry"},
        "smooth": {"value": "yes", "why": "all its derivatives are ± sine or cosine; calculus"},
        "lipschitz": {"value": "1", "why": "its slope is the cosine, which is 1 at 0; calculus"},
        "polynomial": {"value": "no", "why": "it is bounded and not constant", "claims": HERE},
        "shallow": {"value": "yes", "why": "it is not a polynomial", "claims": ["universal-iff-nonpolynomial"]},
        "deep": {"value": "yes", "why": "it is not affine", "claims": ["any-nonaffine-suffices-with-depth"]},
        "xor": {
            "value": "exactly: f(π(x₁ + x₂)/2)",
            "short": "yes, exactly",
            "why": "sin 0 = sin π = 0, sin(π/2) = 1",
            "claims": HERE,
        },
        "error": {"value": "at most h³/6", "why": "so near is x; Taylor"},
    },
}

CLAIM = Claim(
    id="activation-sine",
    title="Activation: the sine",
    says="On the unit circle s is between −1 and 1 and takes every value between; where c = 0, 2sc is 0 and s² is 1.",
    parts={
        "at-most-one": ForAll(("c", "s"), s <= 1, (CIRCLE,), POINT),
        "at-least-minus-one": ForAll(("c", "s"), s >= -1, (CIRCLE,), POINT),
        "every-value-between": ForAll(("y",), equals(sqrt(1 - y**2) ** 2 + y**2, 1), (y >= -1, y <= 1), {"y": 0}),
        "one-where-the-cosine-is-zero": ForAll(("c", "s"), equals(s**2, 1), (CIRCLE, equals(c, 0)), {"c": 0, "s": 1}),
        "zero-at-the-doubled-angle": ForAll(("c", "s"), equals(2 * s * c, 0), (equals(c, 0),), {"c": 0, "s": 1}),
    },
    source=Source("elementary"),
    figures={"activation": CATALOGUE},
)


@CLAIM.proof("at-most-one", engine="exact")
def a_leg_is_not_longer() -> Cases:
    """s² ≤ s² + c² = 1."""
    return search.prove(CLAIM.parts["at-most-one"], squares=(c, s - 1))


@CLAIM.proof("at-least-minus-one", engine="exact")
def the_other_way_too() -> Cases:
    """s² ≤ s² + c² = 1."""
    return search.prove(CLAIM.parts["at-least-minus-one"], squares=(c, s + 1))


@CLAIM.proof("every-value-between", engine="exact")
def the_other_leg() -> Cases:
    """C = √(1 − y²)."""
    return search.prove(CLAIM.parts["every-value-between"])


@CLAIM.proof("one-where-the-cosine-is-zero", engine="exact")
def all_of_the_radius() -> Cases:
    """s² = 1 − 0."""
    return search.prove(CLAIM.parts["one-where-the-cosine-is-zero"])


@CLAIM.proof("zero-at-the-doubled-angle", engine="exact")
def a_factor_is_zero() -> Cases:
    """2·s·0 = 0."""
    return search.prove(CLAIM.parts["zero-at-the-doubled-angle"])


@CLAIM.control(ForAll(("c", "s"), s <= Fraction(9, 10), (CIRCLE,), POINT), drops="the bound 1: 9/10 is claimed")
def the_top_of_the_circle() -> Assignment:
    """The point (0, 1)."""
    return Assignment({"c": 0, "s": 1})
