"""A jump: never uniformly, but with as small an area of error as you like.

Let H jump from 0 to 1 at 0. A continuous g cannot follow. Whatever ε > 0 is, there are points −δ and δ, left and right
of the jump and as near to it as you like, at which g differs by at most 2ε. If g is within e of 0 at the one and
within e of 1 at the other, then 1 ≤ 2e + 2ε. So e ≥ ½ − ε, and as this holds for every ε > 0, the uniform error
is at least ½: half of the jump. For a network with the Lipschitz constant Λ one can say where: it is at least
½ − Λδ at −δ or at δ, for every δ > 0.

In the mean it can be done. The ramp of two ReLUs

    relu(kx + ½) − relu(kx − ½)

climbs from 0 to 1 between −1/(2k) and 1/(2k). Everywhere its distance from H is relu(½ − k|x|): a triangle
with base 1/k and height ½. The area of the error is 1/(4k), as small as you like, and at a given distance
from the jump the error is exactly 0 for all large k.

So "networks approximate every continuous function, or one with finitely many jumps, arbitrarily well" is false for
jumps if error means the largest error, and true for bounded functions on a bounded interval if it means the mean.

The control gives up continuity: the values 0 and 1 of a Heaviside unit are exact.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import absolute, equals, relu, step, symbols

left, right, low, high, e, eps, slope, d, k, r, x = symbols("left right low high e eps slope d k r x")
HALF = Fraction(1, 2)
RAMP = relu(k * x + HALF) - relu(k * x - HALF)
CLOSE = (left - low <= e, low - left <= e, right - high <= e, high - right <= e)

ANY_FUNCTION = ForAll(
    ("left", "right", "low", "high", "eps", "e"),
    e >= (high - low) / 2 - eps,
    (right - left <= 2 * eps, *CLOSE),
    {"left": HALF, "right": HALF, "low": 0, "high": 1, "eps": 0, "e": HALF},
)
WITH_A_SLOPE = ForAll(
    ("left", "right", "slope", "d", "e"),
    e >= HALF - slope * d,
    (d > 0, right - left <= slope * (d - (-d)), left <= e, 1 - right <= e),
    {"left": 0, "right": 1, "slope": 1, "d": 1, "e": 1},
)
TRIANGLE = ForAll(
    ("k", "x"), equals(absolute(step(x) - RAMP), relu(HALF - k * absolute(x))), (k > 0,), {"k": 1, "x": 0}
)
EXACT_OFF = ForAll(
    ("k", "r", "x"),
    equals(RAMP, step(x)),
    (k > 0, 2 * k * r >= 1, absolute(x) >= r),
    {"k": 1, "r": 1, "x": 2},
)

CLAIM = Claim(
    id="jump-not-uniform-but-l1",
    title="A jump is out of reach uniformly, not in the mean",
    says="A continuous function misses a jump, uniformly, by half of it or more; a ramp of two ReLUs is off by "
    "relu(½ − k|x|) only, a triangle of area 1/(4k).",
    parts={"any-function": ANY_FUNCTION, "lipschitz": WITH_A_SLOPE, "triangle": TRIANGLE, "exact-elsewhere": EXACT_OFF},
    theorems={
        "any-function": Theorem(
            "Jump.jump_costs_half",
            "forall (K : OrdField) (left right low high eps e : K), right - left <= rat 2 * eps -> "
            "left - low <= e -> low - left <= e -> right - high <= e -> high - right <= e -> "
            "(high - low) * rat (1 # 2) - eps <= e",
            says="over every ordered field",
        ),
        "lipschitz": Theorem(
            "Jump.slope_takes_time",
            "forall (K : OrdField) (left right slope d e : K), 0 < d -> "
            "right - left <= slope * (d - - d) -> left <= e -> 1 - right <= e -> "
            "rat (1 # 2) - slope * d <= e",
            says="over every ordered field",
        ),
        "triangle": Theorem(
            "Jump.ramp_error_is_a_triangle",
            "forall (K : OrdField) (k x : K), 0 < k -> "
            "abs (step x - (relu (k * x + rat (1 # 2)) - relu (k * x - rat (1 # 2)))) = relu (rat (1 # "
            "2) - k * abs x)",
            says="over every ordered field",
        ),
        "exact-elsewhere": Theorem(
            "Jump.ramp_exact_elsewhere",
            "forall (K : OrdField) (k r x : K), 0 < k -> 1 <= rat 2 * k * r -> r <= abs x -> "
            "relu (k * x + rat (1 # 2)) - relu (k * x - rat (1 # 2)) = step x",
            says="over every ordered field",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("any-function", engine="exact")
def across_the_jump() -> Cases:
    """From `low` up to g on the left, across to g on the right, up to `high`: at most e + 2ε + e."""
    return search.prove(ANY_FUNCTION)


@CLAIM.proof("lipschitz", engine="exact")
def a_slope_takes_its_time() -> Cases:
    """The same with 2Λδ, the most that g can climb between −δ and δ."""
    return search.prove(WITH_A_SLOPE)


@CLAIM.proof("triangle", engine="exact")
def below_on_and_above_the_ramp() -> Cases:
    """Left of the ramp and right of it both sides are 0; on it H is 0 or 1, and the ramp kx + ½."""
    return search.prove(TRIANGLE)


@CLAIM.proof("exact-elsewhere", engine="exact")
def the_ramp_is_over() -> Cases:
    """At a distance r ≥ 1/(2k) the ramp has not begun, or it is over."""
    return search.prove(EXACT_OFF)


@CLAIM.control(
    ForAll(("left", "right", "e"), e >= HALF, (left <= e, 1 - right <= e), {"left": HALF, "right": HALF, "e": HALF}),
    drops="the continuity of g: its values left and right of the jump are free",
)
def a_heaviside_unit_jumps_too() -> Assignment:
    """With the values 0 and 1 the error is 0."""
    return Assignment({"left": 0, "right": 1, "e": 0})


@CLAIM.control(
    ForAll(("k", "x"), absolute(step(x) - RAMP) < HALF, (k > 0,), {"k": 1, "x": 1}),
    drops="in the mean: a uniform error below ½ is claimed for the ramp",
)
def at_the_jump_itself() -> Assignment:
    """At 0 the ramp is ½, whatever k is."""
    return Assignment({"k": 100, "x": 0})
