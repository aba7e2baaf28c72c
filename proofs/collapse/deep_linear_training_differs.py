"""Two linear layers compute what one does, but they learn differently.

Let one number w be learned so that w is close to y, with error E(w) = ½(w − y)². Or write w as a product of two
numbers, the smallest deep linear network: F(a, b) = ½(ab − y)². Both reach the same functions x ↦ wx. As problems
of optimisation they differ, when y ≠ 0.

- E is convex. F is not: at (0,0), halfway between (t,t) and (−t,−t), it exceeds the mean of F at those two
  points, for small t ≠ 0 (and y > 0; for y < 0 turn the sign of one t round).
- (0,0) is a saddle of F. To first order F does not change there, to second order it changes by −y·hk: by the Hessian
  matrix with rows (0, −y) and (−y, 0), whose eigenvalues are −y, for (1,1), and y, for (1,−1). E has no saddle.
- Apart from (0,0), every point where the gradient vanishes has ab = y: it is a minimum, with F = 0.
- Moving against the gradient, a′ = −b(ab − y) and b′ = −a(ab − y), the quantity a² − b² never changes: its
  rate of change 2aa′ − 2bb′ is 0. So where one starts decides where one ends. For E there is only one place to end.
- One step of gradient descent, of size s, depends on how w is written as a product. With the error e = ab − y it takes
  ab to ab − se·(a² + b²) + s²e²·ab, and a² + b² can have any value from 2|ab| on. For y = 1, s = 1/10 and ab = 4: from
  (1, 4) the product goes to −37/50, from (2, 2) to 49/25; and w = 4 goes to 37/10.

So "unnecessarily long ways of writing a single linear transform" is right about the functions, and not about
training. The gradient of F is itself used here as data: F(a + h, b) − F(a, b) = h·b(ab − y) + h²·b²/2, and
the coefficient of h is the derivative.
"""

from fractions import Fraction

from nlverify.claim import Claim, Computes, ForAll, Identity, Source, Table, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf, Split, Trace
from nlverify.exact.expression import Expr, equals, expr, symbols

a, b, c, d, h, k, m, s, t, u, v, y = symbols("a b c d h k m s t u v y")
HALF, TENTH = Fraction(1, 2), Fraction(1, 10)


def squared_error(product: Expr) -> Expr:
    """½(product − y)²."""
    return HALF * (product - y) ** 2


def after_one_step(p: Expr, q: Expr) -> Expr:
    """The product of both factors after one step of gradient descent, of size 1/10, for y = 1."""
    error = p * q - 1
    return (p - TENTH * (q * error)) * (q - TENTH * (p * error))


FIRST = Identity(
    "reals",
    scalars("a b h y"),
    squared_error((a + h) * b) - squared_error(a * b),
    h * (b * (a * b - y)) + HALF * (h * b) ** 2,
)
AT_ZERO = Identity("reals", scalars("h k y"), squared_error(h * k) - HALF * y**2, -y * (h * k) + HALF * (h * k) ** 2)
CONSERVED = Identity("commutative-ring", scalars("a b y"), 2 * a * (-b * (a * b - y)), 2 * b * (-a * (a * b - y)))
ERROR = a * b - y
ONE_STEP = Identity(
    "commutative-ring",
    scalars("a b s y"),
    (a - s * (b * ERROR)) * (b - s * (a * ERROR)),
    a * b - s * ERROR * (a**2 + b**2) + (s * ERROR) ** 2 * (a * b),
)
SMALL = (y > 0, t > 0, t**2 < 2 * y)
SMALL_WITNESS = {"t": 1, "y": 1}
CRITICAL = (equals(b * (a * b - y), 0), equals(a * (a * b - y), 0))
TABLE = Table.of([((1, 4), Fraction(-37, 50)), ((2, 2), Fraction(49, 25))])
STEP = Computes(("a", "b"), after_one_step(a, b), TABLE)
BETWEEN = m * u + (1 - m) * v

CLAIM = Claim(
    id="deep-linear-training-differs",
    title="Two linear layers learn differently from one",
    says="½(w − y)² is convex; ½(ab − y)², y ≠ 0, is not, has a saddle, and its descent depends on more than ab.",
    parts={
        "one-factor-is-convex": ForAll(
            ("m", "u", "v", "y"),
            squared_error(BETWEEN) <= m * squared_error(u) + (1 - m) * squared_error(v),
            (m >= 0, m <= 1),
            {"m": 0, "u": 0, "v": 0, "y": 0},
        ),
        "two-are-not-y-positive": ForAll(
            ("t", "y"),
            (squared_error(t * t) + squared_error((-t) * (-t))) / 2 < squared_error(expr(0)),
            SMALL,
            SMALL_WITNESS,
        ),
        "two-are-not-y-negative": ForAll(
            ("t", "y"),
            (squared_error(t * (-t)) + squared_error((-t) * t)) / 2 < squared_error(expr(0)),
            (y < 0, t > 0, t**2 < -2 * y),
            {"t": 1, "y": -1},
        ),
        "derivative": FIRST,
        "saddle": AT_ZERO,
        "other-critical-points": ForAll(
            ("a", "b", "y"), equals(a * b, y), (*CRITICAL, a**2 + b**2 > 0), {"a": 1, "b": 1, "y": 1}
        ),
        "conserved": CONSERVED,
        "one-step": ONE_STEP,
        "two-starts": STEP,
        "one-start": Computes(("a",), a - TENTH * (a - 1), Table.of([((4,), Fraction(37, 10))])),
    },
    theorems={
        "one-factor-is-convex": Theorem(
            "Scalars.one_factor_is_convex",
            "forall (K : OrdField) (m u v y : K), 0 <= m -> m <= 1 -> let error w := rat (1 # 2) * ((w - y) * (w - "
            "y)) in error (m * u + (1 - m) * v) <= m * error u + (1 - m) * error v",
            says="over every ordered field, so over the real numbers",
        ),
        "two-are-not-y-positive": Theorem(
            "Scalars.two_factors_are_not_positive",
            "forall (K : OrdField) (t y : K), 0 < y -> 0 < t -> t * t < rat 2 * y -> let error a b := rat (1 # 2) * "
            "((a * b - y) * (a * b - y)) in (error t t + error (- t) (- t)) * rat (1 # 2) < error 0 0",
            says="over every ordered field, so over the real numbers",
        ),
        "two-are-not-y-negative": Theorem(
            "Scalars.two_factors_are_not_negative",
            "forall (K : OrdField) (t y : K), y < 0 -> 0 < t -> t * t < - rat 2 * y -> let error a b := rat (1 # 2) "
            "* ((a * b - y) * (a * b - y)) in (error t (- t) + error (- t) t) * rat (1 # 2) < error 0 0",
            says="over every ordered field, so over the real numbers",
        ),
        "derivative": Theorem(
            "Scalars.derivative_of_the_error",
            "forall (K : OrdField) (a b h y : K), let error a b := rat (1 # 2) * ((a * b - y) * (a * b - y)) in "
            "error (a + h) b - error a b = h * b * (a * b - y) + rat (1 # 2) * (h * b * (h * b))",
            says="over every ordered field, so over the real numbers",
        ),
        "saddle": Theorem(
            "Scalars.saddle",
            "forall (K : OrdField) (h k y : K), let error a b := rat (1 # 2) * ((a * b - y) * (a * b - y)) in error "
            "h k - rat (1 # 2) * (y * y) = - y * h * k + rat (1 # 2) * (h * k * (h * k))",
            says="over every ordered field, so over the real numbers",
        ),
        "other-critical-points": Theorem(
            "Scalars.other_critical_points",
            "forall (K : OrdField) (a b y : K), b * (a * b - y) = 0 -> a * (a * b - y) = 0 -> 0 < a * a + b * b -> "
            "a * b = y",
            says="over every ordered field, so over the real numbers",
        ),
        "conserved": Theorem(
            "Scalars.balance_is_conserved",
            "forall (K : CRing) (a b y : K), (1 + 1) * a * (- b) * (a * b - y) = (1 + 1) * b * (- a) * (a * b - y)",
            says="over every commutative ring",
        ),
        "one-step": Theorem(
            "Scalars.one_training_step",
            "forall (K : CRing) (a b s y : K), (a - s * b * (a * b - y)) * (b - s * a * (a * b - y)) = a * b - s * "
            "(a * b - y) * (a * a + b * b) + s * (a * b - y) * (s * (a * b - y)) * a * b",
            says="over every commutative ring",
        ),
        "two-starts": Theorem(
            "Scalars.two_starts",
            "forall K : OrdField, let next a b := (a - rat (1 # 10) * b * (a * b - 1)) * (b - rat (1 # 10) * a * (a "
            "* b - 1)) in next 1 (rat 4) = rat (- 37 # 50) :> K /\\ next (rat 2) (rat 2) = rat (49 # 25)",
            says="over every ordered field, so over the real numbers",
        ),
        "one-start": Theorem(
            "Scalars.one_start",
            "forall K : OrdField, rat 4 - rat (1 # 10) * (rat 4 - 1) = rat (37 # 10) :> K",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=(
        Source("saxe-mcclelland-ganguli-2014"),
        Source("arora-cohen-hazan-2018"),
        Source("kawaguchi-2016"),
    ),
)


@CLAIM.proof("one-factor-is-convex", engine="exact")
def the_gap_is_a_square() -> Cases:
    """The right side exceeds the left by m(1 − m)(u − v)²/2."""
    return Cases((Leaf({2: 2}, ((1, (0, 1), u - v),)),))


@CLAIM.proof("two-are-not-y-positive", engine="exact")
def lower_on_the_diagonal() -> Cases:
    """On the diagonal F is ½y² − ½t²(2y − t²)."""
    return Cases((Leaf({3: 2}, ((1, (1, 1, 2), None),)),))


@CLAIM.proof("two-are-not-y-negative", engine="exact")
def lower_on_the_other_diagonal() -> Cases:
    """There F is ½y² − ½t²(−2y − t²)."""
    return Cases((Leaf({3: 2}, ((1, (1, 1, 2), None),)),))


@CLAIM.proof("derivative", engine="symbolic")
def coefficient_of_h() -> Expansion:
    """What is linear in h has the coefficient b(ab − y). For b the same, with a and b exchanged."""
    return symbolic.expand(FIRST)


@CLAIM.proof("saddle", engine="symbolic")
def no_linear_term() -> Expansion:
    """At (h, k): no term in h or k alone; the quadratic term −y·hk has both signs."""
    return symbolic.expand(AT_ZERO)


@CLAIM.proof("other-critical-points", engine="exact")
def divide_by_the_error() -> Cases:
    """With e = ab − y: be = 0 and ae = 0 give (a² + b²)e² = 0, which for e ≠ 0 and a² + b² > 0 is positive."""
    error = a * b - y
    leaf = Leaf({}, ((1, (2, 4, 4), None),), {0: -b * error, 1: -a * error})
    return Cases((Split(row=3, above=leaf, below=leaf),))


@CLAIM.proof("conserved", engine="symbolic")
def both_products_are_equal() -> Expansion:
    """Each of 2aa′ and 2bb′ is −2ab(ab − y), so their difference is 0."""
    return symbolic.expand(CONSERVED)


@CLAIM.proof("one-step", engine="symbolic")
def more_than_the_product() -> Expansion:
    """The new factors multiply out to ab, less se·(b² + a²), plus (se)²·ba."""
    return symbolic.expand(ONE_STEP)


@CLAIM.proof("two-starts", engine="exact")
def the_same_product_before() -> Trace:
    """From (1, 4) to (−1/5, 37/10), from (2, 2) to (7/5, 7/5)."""
    return Trace((Fraction(-37, 50), Fraction(49, 25)))


@CLAIM.proof("one-start", engine="exact")
def a_single_factor() -> Trace:
    """4 − 3/10."""
    return Trace((Fraction(37, 10),))


@CLAIM.control(
    ForAll(
        ("a", "b", "c", "d"),
        equals(after_one_step(a, b), after_one_step(c, d)),
        (equals(a * b, c * d),),
        {"a": 1, "b": 4, "c": 1, "d": 4},
    ),
    drops="both factors: the step is said to depend on their product alone",
)
def one_and_four_or_two_and_two() -> Assignment:
    """The same product 4; one step leads to −37/50 from (1, 4), and to 49/25 from (2, 2)."""
    return Assignment({"a": 1, "b": 4, "c": 2, "d": 2})


@CLAIM.control(
    ForAll(
        ("t", "y"),
        squared_error(t * t) + squared_error((-t) * (-t)) < 2 * squared_error(expr(0)),
        (t > 0,),
        {"t": 1, "y": 1},
    ),
    drops="y > 0 and t² < 2y: the points are anywhere on the diagonal",
)
def far_out_the_error_is_large() -> Assignment:
    """For y = 1 and t = 2 it is 9/2 at both points, and 1/2 at (0,0)."""
    return Assignment({"t": 2, "y": 1})
