"""The best that an affine network can do on XOR is to say ½ everywhere: mean squared error ¼.

No f(x₁, x₂) = w₁x₁ + w₂x₂ + b is XOR. How close can it come? Take the mean of (f − XOR)² over the four points,
which is what training makes small. XOR − ½ is −½, ½, ½, −½ at (0,0), (0,1), (1,0), (1,1), and for every affine g

    −g(0,0) + g(0,1) + g(1,0) − g(1,1)  =  0,

so XOR − ½ is orthogonal to all of them, in particular to g = f − ½. By Pythagoras' theorem

    mean (f − XOR)²  =  mean (½ − XOR)²  +  mean (f − ½)²  =  ¼  +  mean (f − ½)².

A mean of squares is ≥ 0, and 0 only if f = ½ at all four points, that is for w₁ = w₂ = 0 and b = ½.

A stack of affine layers is one affine f (`affine-collapse-n`), so all this is true of every stack. Depth changes
the way that training takes, not the best that it can reach: a network that has given up, and answers ½ to everything.

What we saw. Stacks of 1 to 5 layers, 4 units wide inside, were trained by gradient descent from 50 random starts
each, 1000 steps in float32. All 250 ended less than 1/1000 above ¼. Stacks are known for saddle points, where all
weights are near 0 and training is slow; here that is no trap, since the best network has w = 0. The losses as
float32 computes them even fall below ¼, to 0.2499999, by rounding; the exact losses of the same weights do not.

The controls: 13/50 in place of ¼ is too much to ask, AND has a better affine approximation, and a ReLU in the
network takes the loss down to 0.
"""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from nlverify.claim import AND, XOR, Claim, Exists, ForAll, Source, renamed
from nlverify.engines import least_squares, trained
from nlverify.evidence import Assignment, Cases, Leaf
from nlverify.exact.expression import Expr, Rational, equals, relu, symbols

QUARTER, HALF = Fraction(1, 4), Fraction(1, 2)
TRAINED = trained.Trained(Path(__file__).with_name("trained_xor.json")).affine
v1, v2, w1, w2, a1, a2, b1, b2, b = symbols("v1 v2 w1 w2 a1 a2 b1 b2 b")
POINTS = ((0, 0), (0, 1), (1, 0), (1, 1))


def loss(f: Callable[[int, int], Expr]) -> Expr:
    """The mean squared error of f on XOR."""
    return (f(0, 0) ** 2 + (f(0, 1) - 1) ** 2 + (f(1, 0) - 1) ** 2 + f(1, 1) ** 2) / 4


def one_layer(x1: int, x2: int) -> Expr:
    """One affine unit."""
    return w1 * x1 + w2 * x2 + b


def two_layers(x1: int, x2: int) -> Expr:
    """Two affine units inside, one outside."""
    return a1 * (v1 * x1 + v2 * x2 + b1) + a2 * (w1 * x1 + w2 * x2 + b2) + b


UNKNOWNS = ("w1", "w2", "b")
BEST: dict[str, Rational] = {"w1": 0, "w2": 0, "b": HALF}
LOSS, LOSS_OF_TWO = loss(one_layer), loss(two_layers)
LOSS_OF_RELUS = loss(lambda x1, x2: a1 * relu(x1 + x2) + a2 * relu(x1 + x2 - 1) + b)
LEAST = equals(LOSS, QUARTER)

SQUARES = "squared_errors w1 w2 b [(0, 0, 0); (0, 1, 1); (1, 0, 1); (1, 1, 0)] * rat (1 # 4)"

CLAIM = Claim(
    id="affine-best-on-xor",
    title="The best affine fit to XOR is a constant",
    says="The mean squared error of an affine network on XOR is at least ¼, and ¼ only for the constant ½.",
    parts={
        "bound": ForAll(UNKNOWNS, LOSS >= QUARTER),
        "attained": Exists(UNKNOWNS, (LEAST,)),
        "only-w1": ForAll(UNKNOWNS, equals(w1, 0), (LEAST,), BEST),
        "only-w2": ForAll(UNKNOWNS, equals(w2, 0), (LEAST,), BEST),
        "only-b": ForAll(UNKNOWNS, equals(b, HALF), (LEAST,), BEST),
    },
    illustrations={
        "two-layers": ForAll(("v1", "v2", "w1", "w2", "a1", "a2", "b1", "b2", "b"), LOSS_OF_TWO >= QUARTER),
        **{f"trained-{depth}": learned.sampled() for depth, learned in TRAINED.items()},
    },
    theorems={
        "bound": least_squares.theorem("xor_loss_at_least", f" (w1 w2 b : K), rat (1 # 4) <= {SQUARES}"),
        "attained": least_squares.theorem("xor_loss_attained", f", exists w1 w2 b : K, {SQUARES} = rat (1 # 4)"),
        "only-w1": least_squares.theorem("xor_best_w1", f" (w1 w2 b : K), {SQUARES} = rat (1 # 4) -> w1 = 0"),
        "only-w2": least_squares.theorem("xor_best_w2", f" (w1 w2 b : K), {SQUARES} = rat (1 # 4) -> w2 = 0"),
        "only-b": least_squares.theorem("xor_best_b", f" (w1 w2 b : K), {SQUARES} = rat (1 # 4) -> b = rat (1 # 2)"),
    },
    source=Source("elementary"),
    uses=("affine-collapse-n",),
    figures={"loss": trained.curves(TRAINED, "layer", QUARTER)},
)


@CLAIM.proof("bound", engine="exact")
def add_the_four_squares() -> Cases:
    """If the loss were less than ¼, then ¼ − loss > 0; but ¼ − loss + mean (f − ½)² is 0."""
    return Cases((Leaf({0: 1}, tuple((QUARTER, (), one_layer(*p) - HALF) for p in POINTS)),))


@CLAIM.proof("two-layers", engine="exact")
def add_them_for_a_stack() -> Cases:
    """The values of the stack in place of those of one layer; multiplied out, everything cancels again."""
    return Cases((Leaf({0: 1}, tuple((QUARTER, (), two_layers(*p) - HALF) for p in POINTS)),))


@CLAIM.proof("attained", engine="exact")
def the_constant_one_half() -> Assignment:
    """All four errors are ½ or −½."""
    return Assignment(BEST)


for number, name in enumerate(UNKNOWNS):

    @CLAIM.proof(f"only-{name}", engine="exact")
    @renamed(f"complete_the_squares_{name}_last")
    def complete_the_squares(number: int = number) -> Cases:
        """With the squares completed, the last one is c·(unknown − its best value)², and > 0 on either side of it."""
        return least_squares.only(XOR, number)


trained.train_again(CLAIM, TRAINED, "layer")


@CLAIM.control(ForAll(UNKNOWNS, Fraction(13, 50) <= LOSS), drops="the number ¼: 13/50 is a little more")
def a_quarter_is_less() -> Assignment:
    """The constant ½ has ¼."""
    return Assignment(BEST)


@CLAIM.control(ForAll(UNKNOWNS, least_squares.loss(AND) >= QUARTER), drops="the labels of XOR: these are those of AND")
def half_the_sum_less_a_quarter() -> Assignment:
    """At every point ½x₁ + ½x₂ − ¼ is ¼ away from AND: 1/16."""
    return Assignment({"w1": HALF, "w2": HALF, "b": -QUARTER})


@CLAIM.control(ForAll(("a1", "a2", "b"), LOSS_OF_RELUS >= QUARTER), drops="affine: two ReLUs are inside")
def relus_get_to_zero() -> Assignment:
    """XOR is relu(x₁ + x₂) − 2·relu(x₁ + x₂ − 1)."""
    return Assignment({"a1": 1, "a2": -2, "b": 0})
