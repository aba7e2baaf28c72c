"""What SwiGLU is and is not, as one row of the catalogue of activations.

SwiGLU is silu(a)·b, where a and b are two affine functions of the inputs. It is not a rounded ReLU
(`swiglu-is-not-a-rounded-relu`): it is a product of two projections, grows like a square where both grow, and has
no Lipschitz constant. With b = 1 it is SiLU, so one unit computes XOR, and it is universal.

On the square |a|, |b| ≤ h it is at most h² away from 0, since σ is between 0 and 1.
"""

from fractions import Fraction

from nlverify.activations import SWIGLU, bends, error_at_most, onto, slope_at_most, steeper, turns
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.engines.search import Bounds
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import exp, expr, symbols

h, k, y = symbols("h k y")
CITED = {
    "continuous": {"value": "yes", "why": "it is a product of continuous functions; calculus"},
    "smooth": {"value": "yes", "why": "it is a product of functions that have all derivatives; calculus"},
    "polynomial": {"value": "no", "why": "with b = 1 it is SiLU", "claims": ["activation-silu"]},
    "shallow": {"value": "yes", "why": "with b = 1 it is SiLU", "claims": ["universal-iff-nonpolynomial"]},
}

CLAIM = Claim(
    id="activation-swiglu",
    title="Activation: SwiGLU",
    says="silu(a)·b is onto R, neither increasing nor convex, has no Lipschitz constant, and one unit computes XOR.",
    parts={
        "onto": onto(SWIGLU, 1, y * (1 + exp(expr(-1)))),
        "valley": turns(SWIGLU, "valley"),
        "bends-down": bends(SWIGLU, "down"),
        "steeper": steeper(SWIGLU, (2, 2 * k + 2), (0, 2 * k + 2)),
        "error-at-most": error_at_most(SWIGLU, expr(0), h**2),
    },
    source=Source("shazeer-2020"),
    figures={"activation": {"name": "SwiGLU", **SWIGLU.to_json(), "cited": CITED}},
)


@CLAIM.proof("onto", engine="exact")
def a_fixed_factor() -> Cases:
    """silu(1) = 1/(1 + 1/e), which b can make good for."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("valley", engine="exact")
def as_silu_does() -> Assignment:
    """With b = 1, at a = −3, −5/4 and 1/2: about −0.14, −0.28 and 0.31."""
    return Assignment({"p1": -3, "p2": 1, "r1": Fraction(1, 2), "r2": 1, "t": Fraction(-1, 5)})


@CLAIM.proof("bends-down", engine="exact")
def the_other_way_up() -> Assignment:
    """With b = −1 the values at a = −1 and a = 1 have a mean below that at a = 0."""
    return Assignment({"p1": -1, "p2": -1, "r1": 1, "r2": -1})


@CLAIM.proof("steeper", engine="exact")
def a_factor_as_large_as_it_takes() -> Cases:
    """From a = 0 to a = 2 it rises by more than 1.7 times b."""
    return search.prove(CLAIM.parts["steeper"], degree=3, laws=(Bounds(exp(expr(-2)), 3),))


@CLAIM.proof("error-at-most", engine="exact")
def two_small_factors() -> Cases:
    """|a| ≤ h, |b| ≤ h, and σ(a) is between 0 and 1."""
    return search.prove(CLAIM.parts["error-at-most"], degree=3)


@CLAIM.control(slope_at_most(SWIGLU, 100), drops="that there is no Lipschitz constant: 100 is claimed")
def far_out() -> Assignment:
    """With b = 1000, from a = 0 to a = 1 it rises by more than 731."""
    return Assignment({"a": 1, "b": 1000, "c": 0, "d": 1000, "e": 1})
