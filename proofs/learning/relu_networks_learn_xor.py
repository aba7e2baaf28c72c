"""Networks with one hidden layer of ReLUs learn XOR: some of the time with 2 units, nearly always with 8.

Two hidden ReLUs can compute XOR (`xor-relu-min-width`). But does training find such weights? Here the simplest
training there is: gradient descent on the mean squared error over the four points, all of them in every step,
from weights drawn at random between ±1/√(inputs), 2000 steps in float32. A network says 1 where f > ½. For each
width 50 runs were made, with the seeds 0 to 49. It learned XOR in

| hidden ReLUs | 2 | 3 | 4 | 8 |
|---|---|---|---|---|
| of 50 runs | 9 | 26 | 30 | 49 |
| 95 % interval | 9.7 to 30.8 % | 38.5 to 65.3 % | 46.1 to 72.4 % | 89.5 to 99.7 % |

The intervals are Wilson's. What is proven, and what was seen? That training succeeds so often was *seen*: the same
seeds give the same networks again, bit by bit, and `nlverify check --fresh` trains them again; other starts or step
sizes give other numbers. But *each network that came out* is a finite object, with weights that are exact
fractions, since every float is one. That it classifies all four points, and by which margin, is arithmetic, and is
proven. The parts list up to 10 networks of each width, those with the smallest seeds, with ½ taken off the last
bias, so that they are positive where they say 1.

What of the runs that failed? Of 86 in all, 60 ended at the mean squared error ¼. There each ReLU is on at all four
points or off at all, so that on these points the network is affine, and ¼ is the best that it can do
(`affine-best-on-xor`). The others ended at 1/6 or 1/8. The more units there are, the rarer is such bad luck.

The controls: with each ReLU replaced by the identity, the same weights are those of an affine network, and must
fail; so does a network with the sign of one weight turned round; and a margin of ½ is more than they have.
"""

from fractions import Fraction
from pathlib import Path

from nlverify.claim import XOR, Claim, Classifies, Source, renamed
from nlverify.engines import numeric, trained
from nlverify.evidence import Trace

TRAINED = trained.Trained(Path(__file__).with_name("trained_xor.json")).relu
NETWORKS = {width: learned.classifies() for width, learned in TRAINED.items()}
SMALL = NETWORKS[2].networks

CLAIM = Claim(
    id="relu-networks-learn-xor",
    title="Trained ReLU networks compute XOR",
    says="These networks of 2, 3, 4 or 8 hidden ReLUs, which gradient descent found, exceed ½ exactly where XOR is 1.",
    parts={f"width-{width}": statement for width, statement in NETWORKS.items()},
    illustrations={f"trained-{width}": learned.sampled() for width, learned in TRAINED.items()},
    source=Source("rumelhart-hinton-williams-1986"),
    figures={
        "rates": trained.rates(TRAINED, "unit"),
        "boundaries": trained.boundaries(TRAINED, "unit"),
        "loss": trained.curves(TRAINED, "unit", Fraction(1, 4)),
    },
)

for width in TRAINED:

    @CLAIM.proof(f"width-{width}", engine="numeric")
    @renamed(f"evaluate_{width}_units")
    def evaluate(width: int = width) -> Trace:
        """The exact value of each network at each point."""
        return numeric.trace(NETWORKS[width])


trained.train_again(CLAIM, TRAINED, "unit")


WITHOUT = Classifies(XOR, SMALL, TRAINED[2].margin, activation=("leaky", 1))
TURNED = Classifies(XOR, (trained.turned(SMALL[0]),), Fraction(1, 1000))
WIDER = Classifies(XOR, SMALL, Fraction(1, 2))


@CLAIM.control(WITHOUT, drops="the ReLUs: σ(z) = z for all z")
def without_relu_they_are_affine() -> Trace:
    """An affine function has the same sum on both diagonals, and XOR needs one > 0 and one < 0."""
    return numeric.trace(WITHOUT)


@CLAIM.control(TURNED, drops="the sign of the first unit's outer weight")
def one_sign_turned_round() -> Trace:
    """Then it is on the wrong side somewhere."""
    return numeric.trace(TURNED)


@CLAIM.control(WIDER, drops="the margin: ½ is a little more")
def half_is_too_wide() -> Trace:
    """Training comes close to 0 and 1, and stays a little on either side."""
    return numeric.trace(WIDER)
