"""The best that an affine network can do on circles inside stars is a constant, too: mean squared error 40/169.

Five circles, to be answered by 1, lie in the middle of eight stars, to be answered by 0. No line separates them
(`circles-in-stars-not-separable`). What is the least mean squared error of an affine f(x) = w·x + b, and which f
has it? The least-squares solution f* is where the errors f* − v are orthogonal to 1, x₁ and x₂: they and their
products with the coordinates add up to 0. Then Pythagoras' theorem says for every affine f

    mean (f − v)²  =  mean (f* − v)²  +  mean (f − f*)².

Circles and stars both have their centre of gravity at (0,0). So the coordinates are orthogonal to 1 and to the
labels v, and f* is the constant that is best, the mean of the labels, 5/13. Its mean squared error is

    (5·(8/13)² + 8·(5/13)²) / 13  =  40/169,    a little less than ¼.

Nothing else is as good: mean (f − f*)² is 0 only if f = f* at all points, and they do not lie on one line.

Where the stars are to one side, labels and coordinates are not orthogonal, and a slope helps: with the stars moved
to the right by 6 the least error is 40/689, about a quarter of 40/169. This is a control.

What we saw. Stacks of 1 to 5 affine layers, 4 units wide inside, from 50 random starts each, 1000 steps of
gradient descent in float32: all 250 ended less than 1/1000 above 40/169. A network that answers 5/13 to everything
says "star" thirteen times, and is wrong about every circle.
"""

from fractions import Fraction
from pathlib import Path

from nlverify.claim import Claim, Exists, ForAll, Source, Table, renamed
from nlverify.engines import least_squares, train, trained
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import Rational, equals, symbols
from nlverify.exact.pictures import CIRCLES, STARS

PICTURE = train.CIRCLES_IN_STARS
MOVED = Table.of([*((p, 1) for p in CIRCLES), *(((x + 6, y), 0) for x, y in STARS)])
TRAINED = trained.Trained(Path(__file__).with_name("trained_circles_in_stars.json")).affine

w1, w2, b = symbols("w1 w2 b")
UNKNOWNS = ("w1", "w2", "b")
ERROR, MEAN = Fraction(40, 169), Fraction(5, 13)
BEST: dict[str, Rational] = {"w1": 0, "w2": 0, "b": MEAN}
LOSS = least_squares.loss(PICTURE)
LEAST = equals(LOSS, ERROR)

SQUARES = (
    "squared_errors w1 w2 b [(0, 0, 1); (1, 0, 1); (0, 1, 1); (- (1), 0, 1); (0, - (1), 1); (rat 3, 0, 0); "
    "(rat 2, rat 2, 0); (0, rat 3, 0); (rat (-2), rat 2, 0); (rat (-3), 0, 0); (rat (-2), rat (-2), 0); "
    "(0, rat (-3), 0); (rat 2, rat (-2), 0)] * rat (1 # 13)"
)

CLAIM = Claim(
    id="affine-best-on-circles-in-stars",
    title="The best affine fit to circles in stars",
    says="The mean squared error of affine networks on circles in stars is ≥ 40/169, and = only for the constant 5/13.",
    parts={
        "bound": ForAll(UNKNOWNS, LOSS >= ERROR),
        "attained": Exists(UNKNOWNS, (LEAST,)),
        "only-w1": ForAll(UNKNOWNS, equals(w1, 0), (LEAST,), BEST),
        "only-w2": ForAll(UNKNOWNS, equals(w2, 0), (LEAST,), BEST),
        "only-b": ForAll(UNKNOWNS, equals(b, MEAN), (LEAST,), BEST),
    },
    illustrations={f"trained-{depth}": learned.sampled() for depth, learned in TRAINED.items()},
    theorems={
        "bound": least_squares.theorem("circles_loss_at_least", f" (w1 w2 b : K), rat (40 # 169) <= {SQUARES}"),
        "attained": least_squares.theorem("circles_loss_attained", f", exists w1 w2 b : K, {SQUARES} = rat (40 # 169)"),
        "only-w1": least_squares.theorem("circles_best_w1", f" (w1 w2 b : K), {SQUARES} = rat (40 # 169) -> w1 = 0"),
        "only-w2": least_squares.theorem("circles_best_w2", f" (w1 w2 b : K), {SQUARES} = rat (40 # 169) -> w2 = 0"),
        "only-b": least_squares.theorem(
            "circles_best_b", f" (w1 w2 b : K), {SQUARES} = rat (40 # 169) -> b = rat (5 # 13)"
        ),
    },
    source=Source("elementary"),
    uses=("affine-collapse-n",),
    figures={"loss": trained.curves(TRAINED, "layer", ERROR)},
)


@CLAIM.proof("bound", engine="exact")
def a_square_for_each_point() -> Cases:
    """If the loss were less than 40/169, then 40/169 − loss > 0; but adding mean (f − f*)² to it leaves 0."""
    return least_squares.bound(PICTURE)


@CLAIM.proof("attained", engine="exact")
def the_mean_of_the_labels() -> Assignment:
    """Eight thirteenths off at five points, five thirteenths off at eight."""
    return Assignment(BEST)


for number, name in enumerate(UNKNOWNS):

    @CLAIM.proof(f"only-{name}", engine="exact")
    @renamed(f"complete_the_squares_{name}_last")
    def complete_the_squares(number: int = number) -> Cases:
        """With the squares completed, the last one is c·(unknown − its best value)², and > 0 on either side of it."""
        return least_squares.only(PICTURE, number)


trained.train_again(CLAIM, TRAINED, "layer")


@CLAIM.control(ForAll(UNKNOWNS, Fraction(6, 25) <= LOSS), drops="the number 40/169: 6/25 is a little more")
def the_mean_is_below() -> Assignment:
    """The constant 5/13 has 40/169."""
    return Assignment(BEST)


@CLAIM.control(
    ForAll(UNKNOWNS, least_squares.loss(MOVED) >= ERROR), drops="all around: the stars are moved to the right"
)
def a_slope_helps() -> Assignment:
    """With the stars at one side, the best affine function goes down from the circles to them."""
    best = least_squares.best(MOVED)
    return Assignment(dict(zip(UNKNOWNS, (*best.weights, best.bias), strict=True)))
