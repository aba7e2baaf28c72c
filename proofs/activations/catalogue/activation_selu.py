"""What SELU is and is not, as one row of the catalogue of activations.

SELU is λ·x for x ≥ 0 and λα(eˣ − 1) for x < 0, with λ = 1.0507009873554805 and α = 1.6732632423543772 here: the
constants in use, cut off after 16 decimals. Unlike ELU it has a kink at 0, since its slope falls there from
λα = 1.758… to λ = 1.050… That is a bend down, and left of 0 it bends up: so it is neither convex nor concave.

It is onto (−λα, ∞), increasing, and steepest just below 0.
"""

from fractions import Fraction

from nlverify.activations import (
    ALPHA,
    LAMBDA,
    SELU,
    at_least,
    bends,
    error_at_most,
    increasing,
    kink,
    onto,
    slope_at_most,
    steeper,
    x,
)
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.engines.search import Sum, Taylor
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import log, relu, symbols

h, y = symbols("h y")
BELOW, OTHER, STEEPEST = relu(-x), relu(-y), LAMBDA * ALPHA
BOUND = LAMBDA * (ALPHA - 1) / 2 * h + STEEPEST / 2 * h**2

CLAIM = Claim(
    id="activation-selu",
    title="Activation: SELU",
    says="SELU is onto (−λα, ∞), increasing, neither convex nor concave, with slopes at most λα and a kink at 0.",
    parts={
        "lower-bound": at_least(SELU, -STEEPEST, strict=True),
        "onto": onto(SELU, relu(y) / LAMBDA + log(1 - relu(-y) / STEEPEST), given=(y > -STEEPEST,)),
        "increasing": increasing(SELU),
        "bends-up": bends(SELU, "up"),
        "bends-down": bends(SELU, "down"),
        "slope-at-most": slope_at_most(SELU, STEEPEST),
        "steeper": steeper(SELU, Fraction(-1, 1000), 0, below=Fraction(7, 4)),
        "kink": kink(SELU, 0, Fraction(1, 10), Fraction(1, 2)),
        "error-at-most": error_at_most(SELU, LAMBDA * (1 + ALPHA) / 2 * x, BOUND),
    },
    source=Source("pytorch-selu"),
    figures={"activation": {"name": "SELU", **SELU.to_json()}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_power_is_positive() -> Cases:
    """relu(x) ≥ 0, and the power of e is positive."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("onto", engine="exact")
def the_inverse_function() -> Cases:
    """y/λ for y ≥ 0, ln(1 + y/λα) below."""
    place = relu(y) / LAMBDA + log(1 - relu(-y) / STEEPEST)
    return search.prove(CLAIM.parts["onto"], laws=(Sum(-relu(-place), relu(-place)),))


@CLAIM.proof("increasing", engine="exact")
def larger_powers_of_e() -> Cases:
    """By the signs of x and y; below 0 both are powers of e."""
    return search.prove(CLAIM.parts["increasing"], laws=(Sum(-BELOW, BELOW - OTHER),))


@CLAIM.proof("bends-up", engine="exact")
def left_of_zero() -> Assignment:
    """The values at −4 and 0 have a mean above that at −2."""
    return Assignment({"p": -4, "r": 0})


@CLAIM.proof("bends-down", engine="exact")
def at_the_kink() -> Assignment:
    """The values at −1/10 and 1/10 have a mean below 0."""
    return Assignment({"p": Fraction(-1, 10), "r": Fraction(1, 10)})


@CLAIM.proof("slope-at-most", engine="exact")
def powers_of_negative_numbers() -> Cases:
    """Below 0 the power of e rises by less than its exponent; above 0 the slope is λ, less than λα."""
    laws = (Sum(-OTHER, OTHER - BELOW), Sum(-OTHER, OTHER), Sum(-BELOW, BELOW))
    return search.prove(CLAIM.parts["slope-at-most"], laws=laws)


@CLAIM.proof("steeper", engine="exact")
def just_below_zero() -> Cases:
    """From −1/1000 to 0 it rises by more than 7/4 of a thousandth."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("kink", engine="exact")
def the_slope_falls() -> Cases:
    """λα(1 − e⁻ʰ) exceeds λh by h/10 at least, for h ≤ 1/2."""
    return search.prove(CLAIM.parts["kink"], laws=(Sum(-relu(-h), relu(-h)), Sum(-relu(-(-h)), relu(-(-h)))))


@CLAIM.proof("error-at-most", engine="exact")
def the_mean_of_both_slopes() -> Cases:
    """Half the kink, and what the power of e bends: λα(z²/2) for z = −x ≥ 0."""
    laws = (Sum(-BELOW, BELOW), Taylor(BELOW, 3))
    return search.prove(CLAIM.parts["error-at-most"], laws=laws, squares=(x,))


@CLAIM.control(slope_at_most(SELU, LAMBDA), drops="the slope λα: λ is claimed, the slope above 0")
def steeper_below_zero() -> Assignment:
    """From −1/10 to 0 it rises by 0.167…, more than λ/10."""
    return Assignment({"x": 0, "y": Fraction(-1, 10)})
