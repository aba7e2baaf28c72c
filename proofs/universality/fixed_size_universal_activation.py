"""Size is not everything: some activations make a fixed number of units universal.

There is a function σ that is analytic, strictly increasing and sigmoidal, and with which a network with two hidden
layers and a fixed number of units, which depends only on the number d of inputs, comes arbitrarily close to every
continuous function on [0, 1]ᵈ. This is a theorem of Maiorov and Pinkus. All of the information about the function
that is approximated sits in a few weights; the activation is made for this purpose, and nobody would compute with it.
But it shows that what networks can express is not a matter of the number of units alone: the activation counts.

The theorem is quoted. For ReLU the opposite holds, and that is checked. With one input and one hidden layer, w units
draw at most N = w + 1 straight pieces; these miss x² on [0, 1] by at least 1/(8N²)
(`shallow-lower-bound-for-square`). So no fixed number of them suffices. In the illustration, n pieces with the common
error e cover a length t with t² ≤ 8en², whatever n is.
"""

from fractions import Fraction

from nlverify.claim import Cited, Claim, Exists, Induction, Source, scalars
from nlverify.engines import search
from nlverify.evidence import Cases, Steps
from nlverify.exact.expression import expr, symbols

e, n, t, h, first, p, r = symbols("e n t h first p r")

PIECES = Induction(
    ring="reals",
    symbols=scalars("n t e h first"),
    state={"n": (expr(1), n + 1), "t": (first, t + h)},
    each_step=("h",),
    invariant=(t**2 <= 8 * e * n**2, n >= 1, t >= 0),
    given=(first >= 0, first**2 <= 8 * e, h >= 0, h**2 <= 8 * e),
    witness={"e": 1, "first": 1, "h": 1},
)
NINTH, ENDS_AND_MIDDLE = Fraction(1, 9), (Fraction(0), Fraction(1, 2), Fraction(1))
ONE_PIECE = Exists(
    ("p", "r"),
    tuple(c for z in ENDS_AND_MIDDLE for c in (p * z + r <= z**2 + NINTH, p * z + r >= z**2 - NINTH)),
)

CLAIM = Claim(
    id="fixed-size-universal-activation",
    title="An activation that needs only a fixed number of units",
    says="For some analytic, strictly increasing, sigmoidal activation a fixed number of units, depending on d alone, "
    "is universal on [0, 1]ᵈ.",
    parts={
        "theorem": Cited(
            "There is an analytic, strictly increasing, sigmoidal σ such that networks with two hidden layers and a "
            "number of units that depends on d alone approximate every continuous function on [0, 1]ᵈ uniformly.",
            source="maiorov-pinkus-1999",
            reason="The activation is built from an enumeration of dense functions; there is nothing finite to check.",
        )
    },
    illustrations={"relu-pieces": PIECES},
    source=Source("maiorov-pinkus-1999"),
)


@CLAIM.proof("relu-pieces", engine="exact")
def one_more_piece() -> Steps:
    """From t² ≤ 8en² and h² ≤ 8e: n·2th ≤ t² + n²h² ≤ 16en², hence (t + h)² ≤ 8e(n + 1)²."""
    return search.prove(PIECES, squares=(t - n * h, n, 1))


@CLAIM.control(ONE_PIECE, drops="the special activation: one straight piece within 1/9 of x²")
def one_line_is_an_eighth_off() -> Cases:
    """The ends and twice the middle: ½ ≤ 4e, so that e is ⅛ at least."""
    return search.prove(ONE_PIECE)
