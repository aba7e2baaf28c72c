"""What the identity is and is not, as one row of the catalogue of activations.

With σ(x) = x a network is a stack of affine layers, and so one affine map (`affine-collapse-n`): depth and
width buy nothing. The identity is its own best affine function, is onto R, and no unit, and no network of any
depth, computes XOR.
"""

from nlverify.activations import IDENTITY, at_most, exceeds, falls_below, steeper
from nlverify.claim import XOR, Claim, NotSeparable, Source
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Farkas
from nlverify.exact.expression import symbols

(y,) = symbols("y")

CLAIM = Claim(
    id="activation-identity",
    title="Activation: the identity",
    says="The identity is bounded on neither side, has slope 1, and no network of any depth with it computes XOR.",
    parts={
        "exceeds": exceeds(IDENTITY, y + 1),
        "falls-below": falls_below(IDENTITY, y - 1),
        "steeper": steeper(IDENTITY, 1, 0, below=1),
        "no-xor": NotSeparable(XOR, family="affine-network"),
    },
    source=Source("elementary"),
    figures={"activation": {"name": "identity", **IDENTITY.to_json()}},
)


@CLAIM.proof("exceeds", engine="exact")
def one_more() -> Cases:
    """Y + 1 is more than y."""
    return search.prove(CLAIM.parts["exceeds"])


@CLAIM.proof("falls-below", engine="exact")
def one_less() -> Cases:
    """Y − 1 is less than y."""
    return search.prove(CLAIM.parts["falls-below"])


@CLAIM.proof("steeper", engine="exact")
def from_zero_to_one() -> Cases:
    """1 − 0 is more than k for every k < 1."""
    return search.prove(CLAIM.parts["steeper"])


@CLAIM.proof("no-xor", engine="exact")
def both_diagonals_have_the_same_sum() -> Cases:
    """Each requirement once: f cancels, and 0 > 0 is left."""
    return Farkas((1, 1, 1, 1))


@CLAIM.control(at_most(IDENTITY, 100), drops="that it is not bounded")
def a_hundred_and_one() -> Assignment:
    """101 is more than 100."""
    return Assignment({"x": 101})
