"""What SELU is and is not, as one row of the catalogue of activations.

SELU is λ·x for x ≥ 0 and λα(eˣ − 1) for x < 0, where λ = 1.0507 and α = 1.6733: the constants in use, which have some
more decimals, rounded to four. Unlike ELU it has a kink at 0, since its slope falls there from λα to λ. That is a
bend down, and left of 0 it bends up: so it is neither convex nor concave.

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
from nlverify.engines import recipes, search
from nlverify.engines.guided import Goal
from nlverify.engines.search import Sum
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import exp, expr, log, relu, symbols

h, y = symbols("h y")
AT_X, STEEPEST = relu(-x), LAMBDA * ALPHA
PLACE = (y + relu(-y)) / LAMBDA + log(1 - relu(-y) / STEEPEST)
LINE = LAMBDA * (1 + ALPHA) / 2 * x
BOUND = LAMBDA * (ALPHA - 1) / 2 * h + STEEPEST / 2 * h**2

CLAIM = Claim(
    id="activation-selu",
    title="Activation: SELU",
    says="SELU is onto (−λα, ∞), increasing, neither convex nor concave, with slopes at most λα and a kink at 0.",
    parts={
        "lower-bound": at_least(SELU, -STEEPEST, strict=True),
        "onto": onto(SELU, PLACE, given=(y > -STEEPEST,)),
        "increasing": increasing(SELU),
        "bends-up": bends(SELU, "up"),
        "bends-down": bends(SELU, "down"),
        "slope-at-most": slope_at_most(SELU, STEEPEST),
        "steeper": steeper(SELU, Fraction(-1, 1000), 0, below=Fraction(7, 4)),
        "kink": kink(SELU, 0, Fraction(1, 10), Fraction(1, 2)),
        "error-at-most": error_at_most(SELU, LINE, BOUND),
    },
    source=Source("pytorch-selu"),
    figures={"activation": {"name": "SELU", **SELU.to_json(), "written": "λx for x ≥ 0, λα(eˣ − 1) for x < 0"}},
)


@CLAIM.proof("lower-bound", engine="exact")
def a_power_is_positive() -> Cases:
    """relu(x) ≥ 0, and the power of e is positive."""
    return search.prove(CLAIM.parts["lower-bound"])


@CLAIM.proof("onto", engine="exact")
def the_inverse_function() -> Cases:
    """y/λ for y ≥ 0, ln(1 + y/λα) below."""
    return recipes.elu_inverse(CLAIM.parts["onto"], PLACE, log(1 - relu(-y) / STEEPEST))


@CLAIM.proof("increasing", engine="exact")
def larger_powers_of_e() -> Cases:
    """By the signs of x and y; below 0 both are powers of e."""
    return recipes.elu_compared(CLAIM.parts["increasing"])


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
    return recipes.elu_compared(CLAIM.parts["slope-at-most"])


@CLAIM.proof("steeper", engine="exact")
def just_below_zero() -> Cases:
    """From −1/1000 to 0 it rises by more than 7/4 of a thousandth."""
    goal, here = Goal(CLAIM.parts["steeper"]), expr(Fraction(-1, 1000))
    rise = SELU(here) - SELU(0)
    relus = (relu(-here), relu(-expr(0)), relu(rise), relu(-rise), relu(here - 0))

    def last(goal: Goal) -> Tree:
        goal.bounds(exp(-relu(-here)), 6, "there")
        goal.bounds(exp(-relu(-expr(0))), 2, "here")
        return goal.close()

    return goal.proved(goal.settle(dict(zip("abcde", relus, strict=True)), last))


@CLAIM.proof("kink", engine="exact")
def the_slope_falls() -> Cases:
    """λα(1 − e⁻ʰ) exceeds λh by h/10 at least, for h ≤ 1/2."""
    return search.prove(CLAIM.parts["kink"], laws=(Sum(-relu(-h), relu(-h)), Sum(-relu(h), relu(h))))


@CLAIM.proof("error-at-most", engine="exact")
def the_mean_of_both_slopes() -> Cases:
    """Half the kink, and what the power of e bends: λα(z²/2) for z = −x ≥ 0."""
    goal, above = Goal(CLAIM.parts["error-at-most"]), SELU(x) - LINE
    goal.positive(-AT_X, "power")
    goal.taylor(-AT_X)
    goal.taylor(AT_X, 3, "taylor")
    goal.one(AT_X)

    def last(goal: Goal) -> Tree:
        goal.constant(-AT_X, "power-is-one")
        products = [(row, square) for row in ("one-below", "one-above") for square in (x + 1,)]
        products += [("taylor", "power"), ("taylor", "power", x + 1), ("x", "power", x), ("x", "power", x**2)]
        products += [("power", x**2), (1, 2), (0, 0), (0, 1), (0, 2), (1, "x"), (2, "x")]
        return goal.close(*products, x)

    return goal.proved(goal.settle({"x": AT_X, "up": relu(above), "down": relu(-above)}, last))


@CLAIM.control(slope_at_most(SELU, LAMBDA), drops="the slope λα: λ is claimed, the slope above 0")
def steeper_below_zero() -> Assignment:
    """From −1/10 to 0 it rises by more than 0.16, and λ/10 is less than 0.11."""
    return Assignment({"x": 0, "y": Fraction(-1, 10)})
