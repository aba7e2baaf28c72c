"""Dropout averages exactly in an affine network, and not beyond it.

In training, dropout multiplies each unit by a random number, its mask: 1/p with probability p, and 0 otherwise.
(This is the *inverted* form. The mean of a mask is 1.) When the network is used there are no masks: dropout is the
identity then. So it is no part of what the network computes; the question is whether the network that is used is the
mean of those that were trained.

With its masks fixed, a layer is still affine in its input: A(Dx) + b, with the masks on the diagonal of D. If the
whole network is affine, and all masks are independent, then the mean over the masks is exactly the network
without masks. For, as a function of a single mask m, with the others kept, each output is of the form am + b. Its
mean over m is

    p·(a/p + b) + (1 − p)·b  =  a + b,

the value for m = 1. So this mask may be replaced by 1, and then the next one, until none is left. (On each way from
input to output a mask occurs once, so no mask is squared. If one and the same mask is used in two layers, then its
square comes in, whose mean is 1/p, and the statement fails.)

ReLU breaks it, if it comes behind a mask. (Masks behind the last ReLU are in the affine part of the network, and
average exactly.) For one unit with inputs a > 0 > b and masks of probability ½ on both, the mean over the four masks is
more than relu(a + b). For a and b of the same sign the two agree: what counts is that the masks can carry the sum
across the kink. With the sum of two units, weights 1, 2 and 3, −1, and the input (1, −1), the mean is 9/2 and the
network without masks gives 4. Without ReLU both are 3.
"""

from fractions import Fraction

from nlverify.claim import Claim, Computes, ForAll, Identity, Source, Table, Theorem
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf, Trace
from nlverify.exact.expression import Expr, equals, relu, symbols

A, D, b, m, u, v, x = symbols("A D b m u v x")
a, p, q, x1, x2 = symbols("a p q x1 x2")

ENTERS = Identity(
    "semiring",
    {"A": ("k", "n"), "D": ("n", "n"), "u": ("n", "1"), "m": ("1", "1"), "v": ("1", "n"), "x": ("n", "1")}
    | {"b": ("k", "1")},
    A @ ((D + u @ m @ v) @ x) + b,
    (A @ u) @ m @ (v @ x) + (A @ D @ x + b),
)
ONE_MASK = ForAll(
    ("a", "b", "p", "q"),
    equals(p * (a * q + b) + (1 - p) * (a * 0 + b), a * 1 + b),
    given=(equals(p * q, 1), p > 0, p <= 1),
    witness={"a": 0, "b": 0, "p": 1, "q": 1},
)
TWICE = ForAll(
    ("p", "q"), p * (q * q) + (1 - p) * 0 > 1, (equals(p * q, 1), p > 0, p < 1), {"p": Fraction(1, 2), "q": 2}
)


def mean_over_masks(first: Expr, second: Expr) -> Expr:
    """The mean of relu(m·first + n·second), over m and n that are 0 or 2; if both are 0, so is ReLU."""
    return (relu(2 * first + 2 * second) + relu(2 * first) + relu(2 * second)) / 4


OPPOSITE = ForAll(("a", "b"), mean_over_masks(a, b) > relu(a + b), (a > 0, b < 0), {"a": 1, "b": -1})
SAME_SIGN = ForAll(("a", "b"), equals(mean_over_masks(a, b), relu(a + b)), (a * b >= 0,), {"a": 1, "b": 1})

MEAN = mean_over_masks(x1, 2 * x2) + mean_over_masks(3 * x1, -x2)
NETWORK = relu(x1 + 2 * x2) + relu(3 * x1 - x2)

CLAIM = Claim(
    id="dropout",
    title="Dropout averages exactly in affine networks",
    says="In affine networks the mean over independent dropout masks is the network without; ReLU after one breaks it.",
    parts={
        "one-mask-enters": ENTERS,
        "one-mask-averages": ONE_MASK,
        "not-one-mask-twice": TWICE,
        "relu-opposite-signs": OPPOSITE,
        "relu-same-sign": SAME_SIGN,
    },
    illustrations={
        "two-units-mean": Computes(("x1", "x2"), MEAN, Table.of([((1, -1), Fraction(9, 2))])),
        "two-units-without-masks": Computes(("x1", "x2"), NETWORK, Table.of([((1, -1), 4)])),
    },
    theorems={
        "one-mask-enters": Theorem(
            "Practice.one_mask_enters",
            "forall (S : Semiring) (k n : nat) (A : matrix S k n) (D : matrix S n n) (b : matrix S k 1) (m : matrix "
            "S 1 1) (u : matrix S n 1) (v : matrix S 1 n) (x : matrix S n 1), A * (D + u * m * v) * x + b = A * u * "
            "m * v * x + (A * D * x + b)",
            says="over every semiring, commutative or not, for all sizes",
        ),
        "one-mask-averages": Theorem(
            "Scalars.one_mask_averages",
            "forall (K : CRing) (a b p q : K), p * q = 1 -> p * (a * q + b) + (1 - p) * (a * 0 + b) = a * 1 + b",
            says="over every commutative ring",
        ),
        "not-one-mask-twice": Theorem(
            "Scalars.not_one_mask_twice",
            "forall (K : OrdField) (p q : K), p * q = 1 -> 0 < p -> p < 1 -> 1 < p * q * q + (1 - p) * 0",
            says="over every ordered field, so over the real numbers",
        ),
        "relu-opposite-signs": Theorem(
            "Scalars.dropout_before_relu",
            "forall (K : OrdField) (a b : K), 0 < a -> b < 0 -> relu (a + b) < (relu (rat 2 * a + rat 2 * b) + relu "
            "(rat 2 * a) + relu (rat 2 * b)) * rat (1 # 4)",
            says="over every ordered field, so over the real numbers",
        ),
        "relu-same-sign": Theorem(
            "Scalars.dropout_before_relu_same_sign",
            "forall (K : OrdField) (a b : K), 0 <= a * b -> (relu (rat 2 * a + rat 2 * b) + relu (rat 2 * a) + relu "
            "(rat 2 * b)) * rat (1 # 4) = relu (a + b)",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=(Source("srivastava-et-al-2014"), Source("baldi-sadowski-2013")),
)


@CLAIM.proof("one-mask-enters", engine="symbolic")
def a_single_mask_among_the_others() -> Expansion:
    """A mask m stands where column u and row v meet; the output is something times m, plus the rest."""
    return symbolic.expand(ENTERS)


@CLAIM.proof("one-mask-averages", engine="exact")
def replace_the_mask_by_its_mean() -> Cases:
    """Both sides differ by a·(pq − 1), and q = 1/p."""
    return Cases((Leaf({3: 1}, multiples={0: -a}),))


@CLAIM.proof("not-one-mask-twice", engine="exact")
def the_mean_of_the_square() -> Cases:
    """It is pq² = q, and q = 1/p is more than 1."""
    return search.prove(TWICE)


@CLAIM.proof("relu-opposite-signs", engine="exact")
def the_masks_reach_over_the_kink() -> Cases:
    """The mean is (relu(a + b) + a)/2, and a is more than relu(a + b), being more than 0 and more than a + b."""
    return search.prove(OPPOSITE)


@CLAIM.proof("relu-same-sign", engine="exact")
def one_side_of_the_kink() -> Cases:
    """For all masks ReLU stays on the same side of its kink."""
    return search.prove(SAME_SIGN)


@CLAIM.proof("two-units-mean", engine="exact")
def four_masks() -> Trace:
    """The first unit has the mean 1/2, the second 4."""
    return Trace((Fraction(9, 2),))


@CLAIM.proof("two-units-without-masks", engine="exact")
def no_masks() -> Trace:
    """The first unit is relu(−1) = 0, the second relu(4)."""
    return Trace((4,))


@CLAIM.control(
    ForAll(("a", "b"), equals(mean_over_masks(a, b), relu(a + b))), drops="affine: the unit has ReLU behind the masks"
)
def opposite_inputs() -> Assignment:
    """At a = 1, b = −1 the four masks give 0, 2, 0, 0, with mean 1/2; without masks the unit is 0."""
    return Assignment({"a": 1, "b": -1})


@CLAIM.control(
    ForAll(("p", "q"), equals(p * (q * q) + (1 - p) * 0, 1), (equals(p * q, 1),), {"p": 1, "q": 1}),
    drops="independent: one mask is used twice",
)
def one_half_twice() -> Assignment:
    """For p = 1/2 the square of the mask has the mean 2."""
    return Assignment({"p": Fraction(1, 2), "q": 2})
