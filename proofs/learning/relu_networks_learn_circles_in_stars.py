"""Networks with one hidden layer of ReLUs learn to tell circles from the stars around them.

No line separates the five circles in the middle from the eight stars around them. A hidden layer of ReLUs does,
and gradient descent finds one: on the mean squared error over the 13 points, all of them in every step, from
weights drawn at random between ±1/√(inputs), 2000 steps in float32. A network says "circle" where f > ½. For each
width 50 runs were made, with the seeds 0 to 49. All points were classified in

| hidden ReLUs | 2 | 3 | 4 | 8 |
|---|---|---|---|---|
| of 50 runs | 5 | 27 | 42 | 50 |
| 95 % interval | 4.3 to 21.4 % | 40.3 to 67.1 % | 71.4 to 91.7 % | 92.8 to 100 % |

The intervals are Wilson's. As with XOR (`relu-networks-learn-xor`) these counts were *seen*, and can be seen again;
each network that came out is a finite object: its weights are exact fractions, and that it classifies every point is
proven. The parts list up to 10 networks of each width, with ½ taken off the last bias.

Three ReLUs can draw a triangle around the circles. Two cannot draw anything closed, but they need not: here they can
draw a strip that runs between the stars and leaves the picture on both sides. By hand,

    11/2 − |2x₁ − 5x₂|  =  11/2 − relu(2x₁ − 5x₂) − relu(5x₂ − 2x₁)

is ½ or more at the circles and −½ or less at the stars. All five successes with 2 units are such strips, with a
margin of 0.004. Why so rarely, and so narrowly? Training minimises the squared error, not the number of mistakes.
The strips end at a mean squared error of 0.116; other runs ended below 0.1 and yet misclassify a point.

The controls: with each ReLU replaced by the identity the same weights must fail, by the theorem on lines; so does a
network with the sign of one weight turned round; and 1/200 is too wide a margin for the strips.
"""

from fractions import Fraction
from pathlib import Path

from nlverify.claim import Claim, Classifies, SomeNetwork, Source, renamed
from nlverify.engines import numeric, train, trained
from nlverify.evidence import Network, Trace, Unit

PICTURE = train.CIRCLES_IN_STARS
TRAINED = trained.Trained(Path(__file__).with_name("trained_circles_in_stars.json")).relu
NETWORKS = {width: learned.classifies() for width, learned in TRAINED.items()}
LARGE = NETWORKS[8].networks
STRIP = Network((Unit((2, -5), 0, -1), Unit((-2, 5), 0, -1)), bias=Fraction(11, 2))

CLAIM = Claim(
    id="relu-networks-learn-circles-in-stars",
    title="Trained ReLU networks tell circles from stars",
    says="These networks of 2, 3, 4 or 8 hidden ReLUs, which gradient descent found, tell the circles from the stars.",
    parts={
        "two-suffice": SomeNetwork(PICTURE, hidden=2, readout=">"),
        **{f"width-{width}": statement for width, statement in NETWORKS.items()},
    },
    illustrations={f"trained-{width}": learned.sampled() for width, learned in TRAINED.items()},
    source=Source("elementary"),
    figures={
        "rates": trained.rates(TRAINED, "unit"),
        "boundaries": trained.boundaries(TRAINED, "unit"),
        "loss": trained.curves(TRAINED, "unit", Fraction(40, 169)),
    },
)


@CLAIM.proof("two-suffice", engine="exact")
def a_strip_between_the_stars() -> Network:
    """|2x₁ − 5x₂| is at most 5 at the circles and at least 6 at the stars."""
    return STRIP


for width in TRAINED:

    @CLAIM.proof(f"width-{width}", engine="numeric")
    @renamed(f"evaluate_{width}_units")
    def evaluate(width: int = width) -> Trace:
        """The exact value of each network at each point."""
        return numeric.trace(NETWORKS[width])


trained.train_again(CLAIM, TRAINED, "unit")


WITHOUT = Classifies(PICTURE, LARGE, TRAINED[8].margin, activation=("leaky", 1))
TURNED = Classifies(PICTURE, (trained.turned(LARGE[0]),), Fraction(1, 1000))
WIDER = Classifies(PICTURE, NETWORKS[2].networks, Fraction(1, 200))


@CLAIM.control(WITHOUT, drops="the ReLUs: σ(z) = z for all z")
def without_relu_they_are_affine() -> Trace:
    """The circle (0,0) lies in the middle of two stars; an affine function cannot be positive only there."""
    return numeric.trace(WITHOUT)


@CLAIM.control(TURNED, drops="the sign of the first unit's outer weight")
def one_sign_turned_round() -> Trace:
    """Then it is on the wrong side somewhere."""
    return numeric.trace(TURNED)


@CLAIM.control(WIDER, drops="the margin: 1/200 is more than a strip leaves")
def strips_are_narrow() -> Trace:
    """Between the stars there is not more room."""
    return numeric.trace(WIDER)
