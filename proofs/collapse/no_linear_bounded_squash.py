"""An affine function that is bounded is constant.

"Squash the output into a range" is one way to say what a sigmoid does. No affine function does it, unless it
gives the same output for every input. Move from x in a direction v; then the output of f(x) = w·x + b moves by
equal amounts in equal steps,

    f(x + tv)  =  f(x) + t·(w·v).

If w·v = 0 for every direction v, then f(x) = f(0) + w·x = b for all x: f is constant. Otherwise some direction has a
slope s = w·v ≠ 0, and along that line alone f takes *every* real value y: at t = (y − f(x))/s.

It can be said with numbers too. If |f| ≤ B at both ends of a line of length 2t around x, then |s|·t ≤ B, so a range
of a given size allows less and less slope as the line gets longer, and none on a whole line.

So an activation which is bounded and not constant, as sigmoid and tanh are, is not affine: that it
squashes is enough to make it a non-linearity. The converse is false. ReLU is unbounded and not affine; boundedness
is sufficient for a non-linearity, and not necessary.

On a bounded set of inputs all this is different, and there lies the source of some confusion: y/1000 maps
[−1, 1] into a small range. It is no squash to a range on all numbers, only a change of units.
"""

from fractions import Fraction

from nlverify.claim import Claim, Exists, ForAll, Identity, Source, Theorem
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf
from nlverify.exact.expression import absolute, clip, differs, equals, symbols

b, t, v, w, x, y = symbols("b t v w x y")
c, q, s, B = symbols("c q s B")

LINE = Identity(
    "ring",
    {"w": ("1", "n"), "x": ("n", "1"), "v": ("n", "1"), "t": ("1", "1"), "b": ("1", "1")},
    w @ (x + v @ t) + b,
    (w @ x + b) + (w @ v) @ t,
)
EVERY_VALUE = ForAll(
    ("c", "q", "s", "y"),
    equals(c + s * (q * (y - c)), y),
    given=(equals(s * q, 1),),
    witness={"c": 0, "q": 1, "s": 1, "y": 0},
)
LITTLE_SLOPE = ForAll(
    ("c", "s", "t", "B"),
    absolute(s) * t <= B,
    given=(t >= 0, absolute(c + s * t) <= B, absolute(c - s * t) <= B),
    witness={"c": 0, "s": 1, "t": 1, "B": 1},
)
CLIP_BOUNDED = ForAll(("x",), absolute(clip(x)) <= 1)

CLAIM = Claim(
    id="no-linear-bounded-squash",
    title="Bounded and not constant is not affine",
    says="An affine f: Rⁿ → R that is not constant takes every real value; so bounded and not constant is not affine.",
    parts={"along-a-line": LINE, "every-value": EVERY_VALUE, "little-slope": LITTLE_SLOPE},
    illustrations={
        "clip-is-bounded": CLIP_BOUNDED,
        "clip-is-not-constant": Exists(("x", "y"), (differs(clip(x), clip(y)),)),
    },
    theorems={
        "along-a-line": Theorem(
            "Collapse.along_a_line",
            "forall (R : AnyRing) (n : nat) (w : matrix R 1 n) (x v : matrix R n 1) (t b : matrix R 1 1), w * (x + "
            "v * t) + b = w * x + b + w * v * t",
            says="over every ring, commutative or not, for all sizes",
        ),
        "every-value": Theorem(
            "Scalars.every_value",
            "forall (K : CRing) (c q s y : K), s * q = 1 -> c + s * q * (y - c) = y",
            says="over every commutative ring",
        ),
        "little-slope": Theorem(
            "Scalars.little_slope",
            "forall (K : OrdField) (c s t M : K), 0 <= t -> abs (c + s * t) <= M -> abs (c - s * t) <= M -> abs s * "
            "t <= M",
            says="M for B; over every ordered field, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("along-a-line", engine="symbolic")
def equal_steps() -> Expansion:
    """Both sides are wx + wvt + b; with x = 0, w·v = 0 and t = 1 they say f(v) = f(0)."""
    return symbolic.expand(LINE)


@CLAIM.proof("every-value", engine="exact")
def solve_for_the_input() -> Cases:
    """With q = 1/s: the two sides differ by (y − c)(sq − 1), which is 0."""
    return Cases((Leaf({1: 1}, multiples={0: c - y}),))


@CLAIM.proof("little-slope", engine="exact")
def half_the_difference_of_the_ends() -> Cases:
    """2·st is the difference of the values at both ends, so it lies between −2B and 2B."""
    return search.by_cases(LITTLE_SLOPE)


@CLAIM.proof("clip-is-bounded", engine="exact")
def three_pieces() -> Cases:
    """clip(x) is 0, x or 1."""
    return search.by_cases(CLIP_BOUNDED)


@CLAIM.proof("clip-is-not-constant", engine="exact")
def two_values() -> Assignment:
    """clip(0) = 0 and clip(1) = 1."""
    return Assignment({"x": 0, "y": 1})


@CLAIM.control(
    Exists(("x",), (x >= -1, x <= 1, x / 1000 > Fraction(1, 1000))), drops="all of R: x stays between −1 and 1"
)
def a_short_interval_stays_short() -> Cases:
    """From x ≤ 1 follows x/1000 ≤ 1/1000: there the outputs are bounded."""
    return Cases((Leaf({1: 1, 2: 1000}),))


@CLAIM.control(ForAll(("c", "q", "s", "y"), equals(c + s * (q * (y - c)), y)), drops="not constant: s = 0 is allowed")
def a_constant_misses_all_but_one() -> Assignment:
    """With s = 0 the only value is c = 0, and y = 1 is not taken."""
    return Assignment({"c": 0, "q": 0, "s": 0, "y": 1})
