"""What GLU is and is not, as one row of the catalogue of activations.

GLU, the first of the gated units, is a·σ(b), where a and b are two affine functions of the inputs: one is let
through as far as the other opens the gate. It is not applied entry by entry, and as a function of both it is
unbounded, although σ squashes. With a = b it is SiLU, so one unit computes XOR; with a = 1 it is the sigmoid,
so it is universal.

Its slope in b is a·σ′(b), as large as a is: so it has no Lipschitz constant. On the square |a|, |b| ≤ h it is at
most h²/4 away from a/2, because |σ(b) − 1/2| ≤ |b|/4.
"""

from fractions import Fraction

from nlverify.activations import GLU, a, b, bends, error_at_most, onto, slope_at_most, steeper, turns
from nlverify.claim import Claim, Source
from nlverify.engines import search
from nlverify.engines.guided import Goal, Next
from nlverify.engines.search import Bounds, Sum
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import Expr, exp, expr, inverse, relu, symbols

h, k, y = symbols("h k y")
PRODUCT = "it is a product of continuous functions; calculus"
SMOOTH = "it is a product of functions that have all derivatives; calculus"
CITED = {
    "continuous": {"value": "yes", "why": PRODUCT},
    "smooth": {"value": "yes", "why": SMOOTH},
    "polynomial": {"value": "no", "why": "with a = 1 it is the sigmoid", "claims": ["activation-sigmoid"]},
    "shallow": {"value": "yes", "why": "with a = 1 it is the sigmoid", "claims": ["universal-iff-nonpolynomial"]},
}

CLAIM = Claim(
    id="activation-glu",
    title="Activation: GLU, a gate",
    says="a·σ(b) is onto R, neither increasing nor convex, has no Lipschitz constant, and one unit computes XOR.",
    parts={
        "onto": onto(GLU, 2 * y, 0),
        "valley": turns(GLU, "valley"),
        "bends-down": bends(GLU, "down"),
        "steeper": steeper(GLU, (5 * k + 5, 1), (5 * k + 5, -1)),
        "error-at-most": error_at_most(GLU, a / 2, h**2 / 4),
    },
    source=Source("shazeer-2020"),
    figures={"activation": {"name": "GLU", **GLU.to_json(), "cited": CITED}},
)


@CLAIM.proof("onto", engine="exact")
def the_gate_half_open() -> Cases:
    """σ(0) = 1/2."""
    return search.prove(CLAIM.parts["onto"])


@CLAIM.proof("valley", engine="exact")
def as_silu_does() -> Assignment:
    """With a = b at −3, −5/4 and 1/2: about −0.14, −0.28 and 0.31."""
    ends = {"p1": -3, "p2": -3, "r1": Fraction(1, 2), "r2": Fraction(1, 2)}
    return Assignment({**ends, "t": Fraction(-1, 5)})


@CLAIM.proof("bends-down", engine="exact")
def as_the_sigmoid_does() -> Assignment:
    """With a = 1 the values at b = 0 and b = 4 have a mean below that at b = 2."""
    return Assignment({"p1": 1, "p2": 0, "r1": 1, "r2": 4})


@CLAIM.proof("steeper", engine="exact")
def far_out_the_gate_is_steep() -> Cases:
    """From b = −1 to b = 1, σ rises by 0.46…, and a times that is more than 2k."""
    laws = (Sum(expr(-1), 1), Bounds(exp(expr(1)), 3), Bounds(exp(expr(-1)), 3))
    return search.prove(CLAIM.parts["steeper"], degree=3, laws=laws)


def below_the_tangent(goal: Goal, z: Expr, power: str) -> Tree:
    """Return the proof of (1 + z)e⁻²ᶻ ≥ 1 − z for z ≥ 0, which is half of row b."""
    terms = ((f"taylor-{power}", "b"), ("b", "near", z), ("b", "near", z**2), ("b", z**2))
    return goal.sign(1 - z, lambda g: g.close(*terms), lambda g: g.close((power, "b"), (power, "near")), "near")


@CLAIM.proof("error-at-most", engine="exact")
def the_gate_is_near_its_tangent() -> Cases:
    """a·σ(b) − a/2 is a/2 times (1 − e⁻ᵇ)/(1 + e⁻ᵇ), which is between 0 and b/2."""
    goal, above, gate = Goal(CLAIM.parts["error-at-most"]), GLU(a, b) - a / 2, inverse(1 + exp(-b))
    for at, name in ((b, "power"), (-b, "q")):
        goal.positive(at, name)
        goal.taylor(at, 1, f"line-{name}")
        goal.taylor(at, 5, f"taylor-{name}")
    goal.one(b)
    ones = (("one-below",), ("one-above",), ("b", "one-below"), ("b", "one-above"))
    both = (("gate", "L"), ("gate", 0), ("gate", 1), ("gate", 2), ("L", 0), ("b", 0), ("b", 0, "q"), (0, 0))
    right = (*both, (5, "F-positive"), (4, 0), (4, 0, "q"))
    left: tuple[tuple[int | str, ...], ...] = (
        *both,
        (5, "F-positive"),
        (5, "F-positive", "power"),
        (3, 0),
        (3, 0, "q"),
        ("gate", 1, "q"),
        ("gate", 2, "q"),
        ("L", 0, "q"),
    )
    left += ((0, "one-below"), (0, "one-above"), ("b", 0, "one-below"), ("b", 0, "one-above"))

    def settled(products: tuple[tuple[int | str, ...], ...]) -> Next:
        signs = {"up": relu(above), "down": relu(-above)}
        return lambda goal: goal.settle(signs, lambda g: g.close(*products))

    def open_gate(goal: Goal) -> Tree:
        bound = (1 + b / 2) * exp(-b) - (1 - b / 2)
        shut = lambda g: g.close(("line-power", "q"), ("b", "q"), *ones)  # noqa: E731
        inner = lambda g: g.sign(1 - exp(-b), settled(right), shut, "gate")  # noqa: E731
        return goal.sign(bound, inner, lambda g: below_the_tangent(g, b / 2, "q"), "L")

    def shut_gate(goal: Goal) -> Tree:
        bound = (1 - b / 2) * exp(b) - (1 + b / 2)
        inner = lambda g: g.sign(exp(-b) - 1, settled(left), lambda g: g.close(), "gate")  # noqa: E731
        return goal.sign(bound, inner, lambda g: below_the_tangent(g, -b / 2, "power"), "L")

    return goal.proved(goal.reciprocal(gate, lambda g: g.sign(b, open_gate, shut_gate, "b"), "F"))


@CLAIM.control(slope_at_most(GLU, 100), drops="that there is no Lipschitz constant: 100 is claimed")
def far_out() -> Assignment:
    """At a = 1000, from b = 0 to b = 1 it rises by more than 231."""
    return Assignment({"a": 1000, "b": 1, "c": 1000, "d": 0, "e": 1})
