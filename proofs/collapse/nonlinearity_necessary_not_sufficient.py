"""A network with a non-linear activation can be affine all the same.

Without a non-linearity a network is affine. One might turn this round: with one, it is not. That is false, for
two reasons. Two bends can cancel,

    relu(x) − relu(−x)  =  x      for all x,

and a bend can lie where no input ever gets to: relu(x + 1) − 1 = x for all x ≥ −1.

What is true concerns a *single* unit g(w·x + b) with w ≠ 0: if it is affine, then g is. For the unit sees all of g.
Choose a direction v with s = w·v ≠ 0 and move along it: w(vt) + b = st + b, and t = (z − b)/s makes this any number
z. Suppose that the unit is affine along this line, and takes the value at + c at vt. Then g(z) = a(z − b)/s + c, and
that is affine too: the value of g at mz₁ + (1 − m)z₂ is m times its value at z₁ plus 1 − m times its value at z₂.

A whole layer g(Wx + b) with W ≠ 0 has a unit of this kind, so for it the common saying is right: a non-affine g
makes a non-affine layer. It is the later layers that can undo it.
"""

from nlverify.claim import Claim, Exists, ForAll, Identity, Source, Theorem
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf
from nlverify.exact.expression import Expr, Relation, differs, equals, relu, symbols

b, q, s, t, v, w, x, z = symbols("b q s t v w x z")
a, c, m, y1, y2, y3, z1, z2 = symbols("a c m y1 y2 y3 z1 z2")

CANCEL = ForAll(("x",), equals(relu(x) - relu(-x), x))
OUT_OF_REACH = ForAll(("x",), equals(relu(x + 1) - 1, x), given=(x >= -1,), witness={"x": 0})
DIRECTION = Identity(
    "ring",
    {"w": ("1", "n"), "x": ("n", "1"), "v": ("n", "1"), "t": ("1", "1"), "b": ("1", "1")},
    w @ (x + v @ t) + b,
    (w @ v) @ t + (w @ x + b),
)
EVERY_INPUT = ForAll(
    ("b", "q", "s", "z"), equals(s * (q * (z - b)) + b, z), (equals(s * q, 1),), {"b": 0, "q": 1, "s": 1, "z": 0}
)


def on_the_line(y: Expr, z: Expr) -> Relation:
    """The unit takes the value y = at + c, at the t that makes z its input."""
    return equals(y, a * (q * (z - b)) + c)


MIDDLE = m * z1 + (1 - m) * z2
BACK_TO_G = ForAll(
    ("a", "b", "c", "m", "q", "y1", "y2", "y3", "z1", "z2"),
    equals(y3, m * y1 + (1 - m) * y2),
    given=(on_the_line(y1, z1), on_the_line(y2, z2), on_the_line(y3, MIDDLE)),
    witness=dict.fromkeys(("a", "b", "c", "m", "q", "y1", "y2", "y3", "z1", "z2"), 0),
)

CLAIM = Claim(
    id="nonlinearity-necessary-not-sufficient",
    title="Non-affine units can make an affine network",
    says="relu(x) − relu(−x) = x: non-affine units can make an affine sum; g(w·x + b), w ≠ 0, is affine only if g is.",
    parts={
        "two-bends-cancel": CANCEL,
        "a-bend-out-of-reach": OUT_OF_REACH,
        "one-direction": DIRECTION,
        "every-input": EVERY_INPUT,
        "so-g-is-affine": BACK_TO_G,
    },
    illustrations={"relu-is-not-affine": Exists(("x",), (differs(relu(x) + relu(-x), 2 * relu(0 * x)),))},
    theorems={
        "two-bends-cancel": Theorem(
            "Scalars.two_bends_cancel",
            "forall (K : OrdField) (x : K), relu x - relu (- x) = x",
            says="over every ordered field, so over the real numbers",
        ),
        "a-bend-out-of-reach": Theorem(
            "Scalars.bend_out_of_reach",
            "forall (K : OrdField) (x : K), - (1) <= x -> relu (x + 1) - 1 = x",
            says="over every ordered field, so over the real numbers",
        ),
        "one-direction": Theorem(
            "Collapse.one_direction",
            "forall (R : AnyRing) (n : nat) (w : matrix R 1 n) (x v : matrix R n 1) (t b : matrix R 1 1), w * (x + "
            "v * t) + b = w * v * t + (w * x + b)",
            says="over every ring, commutative or not, for all sizes",
        ),
        "every-input": Theorem(
            "Scalars.every_input",
            "forall (K : CRing) (b q s z : K), s * q = 1 -> s * q * (z - b) + b = z",
            says="over every commutative ring",
        ),
        "so-g-is-affine": Theorem(
            "Scalars.g_is_affine",
            "forall (K : CRing) (a b c m q y1 y2 y3 z1 z2 : K), y1 = a * q * (z1 - b) + c -> y2 = a * q * (z2 - b) "
            "+ c -> y3 = a * q * (m * z1 + (1 - m) * z2 - b) + c -> y3 = m * y1 + (1 - m) * y2",
            says="over every commutative ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("two-bends-cancel", engine="exact")
def one_of_the_two_is_silent() -> Cases:
    """For x ≥ 0 the difference is x − 0, for x ≤ 0 it is 0 − (−x)."""
    return search.by_cases(CANCEL)


@CLAIM.proof("a-bend-out-of-reach", engine="exact")
def always_on() -> Cases:
    """For x ≥ −1 the unit is on, and is x + 1."""
    return search.by_cases(OUT_OF_REACH)


@CLAIM.proof("one-direction", engine="symbolic")
def move_along_v() -> Expansion:
    """Both sides are wvt + wx + b."""
    return symbolic.expand(DIRECTION)


@CLAIM.proof("every-input", engine="exact")
def solve_for_t() -> Cases:
    """With q = 1/s: the two sides differ by (z − b)(sq − 1)."""
    return Cases((Leaf({1: 1}, multiples={0: b - z}),))


@CLAIM.proof("so-g-is-affine", engine="exact")
def weigh_the_two_ends() -> Cases:
    """Take m times the first equation, 1 − m times the second, and the third away: a, q and c cancel."""
    return Cases((Leaf({2: -1, 3: 1}, multiples={0: m, 1: 1 - m}),))


@CLAIM.proof("relu-is-not-affine", engine="exact")
def the_middle_of_1_and_minus_1() -> Assignment:
    """At x = 1: relu(1) + relu(−1) is 1, and twice relu(0) is 0."""
    return Assignment({"x": 1})


@CLAIM.control(ForAll(("x",), equals(relu(x) + relu(-x), x)), drops="the minus sign between the two units")
def a_plus_makes_the_absolute_value() -> Assignment:
    """At x = −1 the sum is 1: together the two units are |x|."""
    return Assignment({"x": -1})


@CLAIM.control(ForAll(("x",), equals(relu(x + 1) - 1, x)), drops="x ≥ −1")
def further_left_the_bend_is_seen() -> Assignment:
    """At x = −2 the unit is silent, and the left side is −1."""
    return Assignment({"x": -2})


@CLAIM.control(ForAll(("b", "q", "s", "z"), equals(s * (q * (z - b)) + b, z)), drops="w ≠ 0: s = 0 is allowed")
def a_unit_without_weights_sees_only_its_bias() -> Assignment:
    """With s = 0 the input of g is always b."""
    return Assignment({"b": 0, "q": 1, "s": 0, "z": 1})
