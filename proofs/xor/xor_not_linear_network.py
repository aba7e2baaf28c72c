"""No stack of affine layers computes XOR, however deep and wide.

Two facts make the proof. Any stack of affine layers, with as many layers and units as you like, is a single
affine function f(x) = w·x + b (`affine-collapse-n`). And a single affine function does not compute XOR:
not as a threshold, f > 0 (or f ≥ 0) exactly where XOR is 1 (`xor-not-threshold`), and still less exactly,
f = XOR (`xor-not-affine-real`). In each case one compares the two diagonals of the square, which have the
same sum:

    f(0,1) + f(1,0)  =  f(0,0) + f(1,1).

Depth does not help, and neither does width: the weights of the one layer to which a network of a million
layers collapses are just some w₁, w₂ and b.

The networks of this claim are often called linear; with biases the right word is affine.

What is missing is something that is not affine between the layers: one hidden layer with two ReLU units
computes XOR exactly. And not everything is out of reach: AND needs one affine layer only.
"""

from fractions import Fraction

from nlverify.claim import AND, XOR, Claim, NoNetwork, NotAffine, NotSeparable, Source, Theorem
from nlverify.evidence import Cases, Farkas, Network, Unit, Weights

CLAIM = Claim(
    id="xor-not-linear-network",
    title="No affine network computes XOR",
    says="No network of affine layers, of any depth and any widths, computes XOR.",
    parts={
        "main": NotSeparable(XOR, fires=">", family="affine-network"),
        "fires-at-zero": NotSeparable(XOR, fires=">=", family="affine-network"),
        "exact": NotAffine(XOR, family="affine-network"),
    },
    theorems={
        "main": Theorem(
            "Xor.xor_not_linear_net_threshold",
            "forall (K : OrdRing) (N : net K 2 1), ~ (forall p q, 0 < run N (input p q) 0%nat <-> xorb p q = true)",
            says="for any list of layers whose widths fit together, over every ordered ring, so over the real numbers",
        ),
        "fires-at-zero": Theorem(
            "Xor.xor_not_linear_net_threshold_at_zero",
            "forall (K : OrdRing) (N : net K 2 1), ~ (forall p q, 0 <= run N (input p q) 0%nat <-> xorb p q = true)",
            says="for any list of layers whose widths fit together, over every ordered ring, so over the real numbers",
        ),
        "exact": Theorem(
            "Xor.xor_not_linear_net",
            "forall (K : OrdRing) (N : net K 2 1), ~ (forall p q, run N (input p q) 0%nat = num (xorb p q))",
            says="for any list of layers whose widths fit together, over every ordered ring, so over the real numbers",
        ),
    },
    source=Source("elementary"),
    uses=("affine-collapse-n", "xor-not-threshold", "xor-not-affine-real"),
)


@CLAIM.proof("main", engine="exact")
def add_the_four_requirements() -> Cases:
    """The network is some f = w·x + b; each requirement once, and 0 > 0 is left."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("fires-at-zero", engine="exact")
def add_them_again() -> Cases:
    """The same sum; now the two points where XOR is 0 make it strict."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("exact", engine="exact")
def compare_the_diagonals() -> Cases:
    """Add the equations for (0,1) and (1,0), take away those for (0,0) and (1,1): 0 = 2 is left."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.control(NoNetwork(XOR, hidden=2, activation="relu"), drops="affine: the hidden units are ReLUs")
def one_relu_layer_suffices() -> Network:
    """relu(x₁ + x₂) − 2·relu(x₁ + x₂ − 1): for sums 0, 1, 2 this is 0, 1, 2 − 2."""
    return Network((Unit((1, 1), 0, 1), Unit((1, 1), -1, -2)))


@CLAIM.control(NotSeparable(AND, family="affine-network"), drops="the labels of XOR")
def and_needs_one_layer() -> Weights:
    """x₁ + x₂ − 3/2 is positive at (1,1) alone."""
    return Weights((1, 1), Fraction(-3, 2))
