"""A circle is a line in the squares, and y² = mx² + b is a circle only for m = −1.

Square both coordinates, X = x² and Y = y². In these features the circle x² + y² = r² is the line

    Y = −X + r²      (the piece of it where X and Y, which are squares, are ≥ 0).

So a non-linearity in front of an affine unit is enough to draw a curve that no line can draw. A talk puts it
like this: square x and y in y = mx + b, and get a circle. (In the transcript m and the equals sign are lost;
as transcribed, with m = 1, it is a hyperbola. The talk's next example, x² + y² = a number, is a circle.) Which
curve y² = mx² + b is depends on m and b:

| m     | b > 0                      | b = 0              | b < 0     |
|-------|----------------------------|--------------------|-----------|
| m < 0 | ellipse (circle if m = −1) | the point (0,0)    | empty     |
| m = 0 | two parallel lines         | one line, y = 0    | empty     |
| m > 0 | hyperbola                  | two crossing lines | hyperbola |

The parts prove the entries. A *circle* with this equation has its centre in (0,0), as the curve is symmetric in
both axes; with r > 0 it contains (0, r) and (r, 0), which forces b = r² > 0 and m = −1. *Ellipse:* it is bounded,
y² ≤ b, and x² ≤ R² as soon as b ≤ −mR². For b = 0 (and R = 0) this leaves one point. *Lines:* y² − s² =
(y − s)(y + s), with s = √b for parallel lines (one line if b = 0), or s = kx, k = √m, for crossing ones.
*Hyperbola:* write m = μ², and choose any s ≠ 0. With q = 1/s, the numbers

    x = (bq − s)/(2μ),    y = (s + bq)/2

satisfy y² = μ²x² + bqs = mx² + b, whatever b is. For s ≥ 1, y lies between s/2 and (s + b)/2, so it exceeds any
bound if s is large: the curve is no circle, and no ellipse.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, Identity, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf, Split
from nlverify.exact.expression import differs, equals, symbols

b, m, q, r, s, x, y, R = symbols("b m q r s x y R")
CURVE = equals(y**2, m * x**2 + b)

LINE = Identity("commutative-ring", scalars("x y r"), y**2 - (-(x**2) + r**2), x**2 + y**2 - r**2)
PAIR = Identity("commutative-ring", scalars("y s"), y**2 - s**2, (y - s) * (y + s))
POINTS = Identity("reals", scalars("b q s"), ((s + b * q) / 2) ** 2, ((b * q - s) / 2) ** 2 + b * (q * s))

CLAIM = Claim(
    id="circle-lift",
    title="In squared coordinates a circle is a line",
    says="In X = x², Y = y² the circle x² + y² = r² is a line; y² = mx² + b is a circle only if m = −1 and b > 0.",
    parts={
        "circle-is-a-line": LINE,
        "circle-only-if": ForAll(
            ("b", "m", "r"), equals(m, -1), (r > 0, equals(r**2, b), equals(0, m * r**2 + b)), {"b": 1, "m": -1, "r": 1}
        ),
        "circle-needs-b": ForAll(("b", "r"), b > 0, given=(r > 0, equals(r**2, b)), witness={"b": 1, "r": 1}),
        "ellipse-width": ForAll(
            ("b", "m", "x", "y", "R"),
            x**2 <= R**2,
            given=(CURVE, m < 0, b <= -m * R**2),
            witness={"b": 1, "m": -1, "x": 0, "y": 1, "R": 1},
        ),
        "ellipse-height": ForAll(
            ("b", "m", "x", "y"), y**2 <= b, given=(CURVE, m <= 0), witness={"b": 1, "m": -1, "x": 0, "y": 1}
        ),
        "empty": ForAll(
            ("b", "m", "x", "y"), differs(y**2, m * x**2 + b), (m <= 0, b < 0), {"b": -1, "m": 0, "x": 0, "y": 0}
        ),
        "pairs-of-lines": PAIR,
        "hyperbola-points": POINTS,
        "hyperbola-height": ForAll(
            ("b", "q", "s", "R"),
            (s + b * q) / 2 > R,
            given=(q > 0, q <= 1, s > 2 * R, s + b > 2 * R),
            witness={"b": 0, "q": 1, "s": 1, "R": 0},
        ),
    },
    theorems={
        "circle-is-a-line": Theorem(
            "Circles.circle_is_a_line",
            "forall (K : CRing) (x y r : K), y * y - (- (x * x) + r * r) = x * x + y * y - r * r",
            says="over every commutative ring with 1",
        ),
        "circle-only-if": Theorem(
            "Circles.circle_only_if",
            "forall (K : OrdField) (b m r : K), 0 < r -> r * r = b -> 0 = m * (r * r) + b -> m = - (1)",
            says="over every ordered field, so over the real numbers",
        ),
        "circle-needs-b": Theorem(
            "Circles.circle_needs_b",
            "forall (K : OrdField) (b r : K), 0 < r -> r * r = b -> 0 < b",
            says="over every ordered field, so over the real numbers",
        ),
        "ellipse-width": Theorem(
            "Circles.ellipse_width",
            "forall (K : OrdField) (b m x y r : K), y * y = m * (x * x) + b -> m < 0 -> b <= - m * (r * r) -> x * x "
            "<= r * r",
            says="over every ordered field, so over the real numbers; r is the part's R",
        ),
        "ellipse-height": Theorem(
            "Circles.ellipse_height",
            "forall (K : OrdField) (b m x y : K), y * y = m * (x * x) + b -> m <= 0 -> y * y <= b",
            says="over every ordered field, so over the real numbers",
        ),
        "empty": Theorem(
            "Circles.empty_conic",
            "forall (K : OrdField) (b m x y : K), m <= 0 -> b < 0 -> y * y <> m * (x * x) + b",
            says="over every ordered field, so over the real numbers",
        ),
        "pairs-of-lines": Theorem(
            "Circles.pair_of_lines",
            "forall (K : CRing) (y s : K), y * y - s * s = (y - s) * (y + s)",
            says="over every commutative ring with 1",
        ),
        "hyperbola-points": Theorem(
            "Circles.hyperbola_points",
            "forall (K : OrdField) (b q s : K), let h := rat (1 # 2) in h * (s + b * q) * (h * (s + b * q)) = h * "
            "(b * q - s) * (h * (b * q - s)) + b * (q * s)",
            says="over every ordered field, so over the real numbers",
        ),
        "hyperbola-height": Theorem(
            "Circles.hyperbola_height",
            "forall (K : OrdField) (b q s r : K), 0 < q -> q <= 1 -> (1 + 1) * r < s -> (1 + 1) * r < s + b -> r < "
            "rat (1 # 2) * (s + b * q)",
            says="over every ordered field, so over the real numbers; r is the part's R",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("circle-is-a-line", engine="symbolic")
def squares_as_features() -> Expansion:
    """Y − (−X + r²) at X = x², Y = y² is x² + y² − r²: one is 0 where the other is."""
    return symbolic.expand(LINE)


@CLAIM.proof("circle-only-if", engine="exact")
def two_points_on_the_axes() -> Cases:
    """From b = r² and b = −mr² follows r²(m + 1) = 0; but if m ≠ −1, this is positive or negative."""
    above = Leaf({1: -1, 2: 1}, products=((1, (0, 0, 4), None),))
    below = Leaf({1: 1, 2: -1}, products=((1, (0, 0, 4), None),))
    return Cases((Split(row=3, above=above, below=below),))


@CLAIM.proof("circle-needs-b", engine="exact")
def the_radius_squared() -> Cases:
    """At (0, r) the equation says r² = b, and r² > 0."""
    return Cases((Leaf({1: -1, 2: 1}, products=((1, (0, 0), None),)),))


@CLAIM.proof("ellipse-width", engine="exact")
def too_far_out_the_square_is_negative() -> Cases:
    """If x² > R², then y² = mx² + b < mR² + b ≤ 0."""
    return Cases((Leaf({0: -1, 2: 1}, products=((1, (1, 3), None), (1, (), y))),))


@CLAIM.proof("ellipse-height", engine="exact")
def mx2_lowers_the_height() -> Cases:
    """As −m·x² ≥ 0, y² = mx² + b cannot exceed b."""
    return Cases((Leaf({0: -1, 2: 1}, products=((1, (1,), x),)),))


@CLAIM.proof("empty", engine="exact")
def a_square_is_not_negative() -> Cases:
    """y² ≥ 0, while mx² + b ≤ b < 0."""
    return Cases((Leaf({1: 1, 2: -1}, products=((1, (0,), x), (1, (), y))),))


@CLAIM.proof("pairs-of-lines", engine="symbolic")
def difference_of_squares() -> Expansion:
    """On y² = s² one of the two factors is 0: y = s or y = −s. For m = k² and b = 0, put kx for s."""
    return symbolic.expand(PAIR)


@CLAIM.proof("hyperbola-points", engine="symbolic")
def sum_and_difference() -> Expansion:
    """The squares of sum and difference of s and bq differ by 4bqs; here y² and (μx)² are a quarter of them."""
    return symbolic.expand(POINTS)


@CLAIM.proof("hyperbola-height", engine="exact")
def between_two_large_numbers() -> Cases:
    """For 0 < q ≤ 1, s + bq = (1 − q)·s + q·(s + b) is a mean of two numbers > 2R."""
    return Cases((Leaf({4: 2}, products=((1, (0, 3), None), (1, (1, 2), None))),))


@CLAIM.control(
    ForAll(("x", "y"), equals(x**2 + y**2, 1), given=(equals(y**2, x**2 + 1),), witness={"x": 0, "y": 1}),
    drops="m = −1: with m = 1 the curve is a hyperbola",
)
def y2_is_x2_plus_1_is_no_circle() -> Assignment:
    """(3/4, 5/4) is on the curve, as 25/16 = 9/16 + 1; the circle is far away, as 9/16 + 25/16 = 17/8."""
    return Assignment({"x": Fraction(3, 4), "y": Fraction(5, 4)})


@CLAIM.control(
    ForAll(("b", "m", "x", "y"), y**2 <= b, given=(CURVE,), witness={"b": 1, "m": -1, "x": 0, "y": 1}),
    drops="m ≤ 0",
)
def with_m_positive_the_curve_rises() -> Assignment:
    """The same point: here y² is 25/16 and b is 1."""
    return Assignment({"b": 1, "m": 1, "x": Fraction(3, 4), "y": Fraction(5, 4)})
