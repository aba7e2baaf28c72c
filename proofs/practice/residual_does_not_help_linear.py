"""A skip connection does not make a linear network non-linear, but it opens a bottleneck.

A residual layer adds its input to its output, x + Wx + d. That is (1 + W)x + d: an affine layer like any other.
So a stack of them collapses as always,

    f  =  Px + b,      where each layer replaces  P by (1 + W)P  and  b by (1 + W)b + d.

What a skip connection changes without any activation is which maps a *narrow* layer can reach. Let the detour pass
through r < n numbers, W = BA. Alone, BA cannot be invertible (`bottleneck-image`). With the skip it usually is: if
1 + AB, an r×r matrix, has the inverse S, then 1 + BA has the inverse 1 − BSA. For r = 1, this asks only that
the number 1 + AB is not 0. How the network trains changes as well; Hardt and Ma study that.

With an activation on the detour the layer is not affine: x + relu(wx) has a kink at 0 unless w = 0.
"""

from nlverify.claim import Claim, Exists, ForAll, Identity, Induction, Source, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Steps
from nlverify.exact.expression import Expr, differs, equals, expr, relu, symbols

A, B, P, S, W = symbols("A B P S W")
b, c, d, f, w, x = symbols("b c d f w x")

LAYER = Identity("semiring", {"W": ("n", "n"), "d": ("n", "1"), "x": ("n", "1")}, x + (W @ x + d), (1 + W) @ x + d)
STACK = Induction(
    ring="semiring",
    symbols={"W": ("n", "n"), "d": ("n", "1"), "x": ("n", "1"), "f": ("n", "1"), "P": ("n", "n"), "b": ("n", "1")},
    state={"f": (x, f + (W @ f + d)), "P": (expr(1), (1 + W) @ P), "b": (expr(0), (1 + W) @ b + d)},
    each_step=("W", "d"),
    invariant=equals(f, P @ x + b),
)
NARROW = {"A": ("r", "n"), "B": ("n", "r"), "S": ("r", "r")}
RIGHT = Identity("ring", NARROW, (1 + B @ A) @ (1 - B @ S @ A) + B @ ((1 + A @ B) @ S) @ A, 1 + B @ A)
LEFT = Identity("ring", NARROW, (1 - B @ S @ A) @ (1 + B @ A) + B @ (S @ (1 + A @ B)) @ A, 1 + B @ A)

a1, a2, b1, b2 = symbols("a1 a2 b1 b2")
ALONE = Identity("commutative-ring", scalars("a1 a2 b1 b2"), (b1 * a1) * (b2 * a2) - (b1 * a2) * (b2 * a1), expr(0))
WITH_SKIP = Identity(
    "commutative-ring",
    scalars("a1 a2 b1 b2"),
    (1 + b1 * a1) * (1 + b2 * a2) - (b1 * a2) * (b2 * a1),
    1 + (a1 * b1 + a2 * b2),
)


def bent(at: int) -> Expr:
    """The residual layer x + relu(wx) at the number `at`."""
    return at + relu(w * at)


KINK = ForAll(("w",), differs(bent(-1) + bent(1), 2 * bent(0)), given=(differs(w, 0),), witness={"w": 1})

CLAIM = Claim(
    id="residual-does-not-help-linear",
    title="Skip connections alone stay affine",
    says="x + Wx + d = (1 + W)x + d, so such stacks collapse; but 1 + BA is invertible as soon as 1 + AB is.",
    parts={
        "one-layer": LAYER,
        "any-depth": STACK,
        "inverse-on-the-right": RIGHT,
        "inverse-on-the-left": LEFT,
        "relu-bends-it": KINK,
    },
    illustrations={"determinant-of-ba": ALONE, "determinant-with-skip": WITH_SKIP},
    theorems={
        "one-layer": Theorem(
            "Collapse.one_residual_layer",
            "forall (S : Semiring) (n : nat) (V : matrix S n n) (d x : matrix S n 1), x + V * x + d = (1 + V) * x + d",
            says="V for W; over every semiring, commutative or not, for all sizes",
        ),
        "any-depth": Theorem(
            "Collapse.residual_collapse",
            "forall (S : Semiring) (n : nat) (layers : list (matrix S n n * matrix S n 1)) (x : matrix S n 1), "
            "through_residual layers x = weight_residual layers * x + bias_residual layers",
            says="f, P and b after the layers of a list; over every semiring, commutative or not, for all sizes",
        ),
        "inverse-on-the-right": Theorem(
            "Collapse.inverse_on_the_right",
            "forall (R : AnyRing) (n r : nat) (A : matrix R r n) (C : matrix R n r) (T : matrix R r r), (1 + C * A) "
            "* (1 - C * T * A) + C * (1 + A * C) * T * A = 1 + C * A",
            says="C, T for B, S; over every ring, commutative or not, for all sizes",
        ),
        "inverse-on-the-left": Theorem(
            "Collapse.inverse_on_the_left",
            "forall (R : AnyRing) (n r : nat) (A : matrix R r n) (C : matrix R n r) (T : matrix R r r), (1 - C * T "
            "* A) * (1 + C * A) + C * T * (1 + A * C) * A = 1 + C * A",
            says="C, T for B, S; over every ring, commutative or not, for all sizes",
        ),
        "relu-bends-it": Theorem(
            "Scalars.relu_bends_a_residual_layer",
            "forall (K : OrdField) (w : K), w <> 0 -> - (1) + relu (w * - (1)) + (1 + relu (w * 1)) <> rat 2 * (0 + "
            "relu (w * 0))",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("hardt-ma-2016"),
)


@CLAIM.proof("one-layer", engine="symbolic")
def the_skip_is_a_one() -> Expansion:
    """Both sides are x + Wx + d."""
    return symbolic.expand(LAYER)


@CLAIM.proof("any-depth", engine="symbolic")
def one_more_residual_layer() -> Steps:
    """Base: both sides are x. Step: both are Px + WPx + b + Wb + d."""
    return symbolic.induct(STACK)


@CLAIM.proof("inverse-on-the-right", engine="symbolic")
def move_the_inverse_inside() -> Expansion:
    """If (1 + AB)S = 1, then BA may be taken away on both sides, and the product is 1."""
    return symbolic.expand(RIGHT)


@CLAIM.proof("inverse-on-the-left", engine="symbolic")
def and_on_the_other_side() -> Expansion:
    """If S(1 + AB) = 1, the same on the other side."""
    return symbolic.expand(LEFT)


@CLAIM.proof("determinant-of-ba", engine="symbolic")
def two_proportional_rows() -> Expansion:
    """For n = 2 and r = 1, BA is never invertible: its determinant is 0."""
    return symbolic.expand(ALONE)


@CLAIM.proof("determinant-with-skip", engine="symbolic")
def one_more_than_the_product() -> Expansion:
    """The determinant of 1 + BA is the number 1 + AB."""
    return symbolic.expand(WITH_SKIP)


@CLAIM.proof("relu-bends-it", engine="exact")
def the_straight_part_cancels() -> Cases:
    """The values at −1 and 1, less twice that at 0, are relu(−w) + relu(w) = |w|."""
    return search.prove(KINK)


LINE = Exists(("c", "d"), tuple(equals(c * t + d, t + relu(expr(2 * t))) for t in (-1, 0, 1)))


@CLAIM.control(LINE, drops="no activation: relu stands on the detour")
def three_points_off_the_line() -> Cases:
    """For W = 2 the layer takes the values −1, 0, 3 at −1, 0, 1: no line does."""
    return search.prove(LINE)


@CLAIM.control(
    ForAll(("w", "x"), differs((1 + w) * x, 0), given=(differs(w, 0), differs(x, 0)), witness={"w": 1, "x": 1}),
    drops="1 + AB is not 0: every residual layer is said to be invertible",
)
def a_layer_that_takes_its_input_away() -> Assignment:
    """With W = −1 the layer sends everything to 0."""
    return Assignment({"w": -1, "x": 1})
