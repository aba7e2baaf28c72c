"""GELU goes down to about −0.17 and then up: it is not monotone, and one unit computes XOR.

gelu(x) = x·Φ(x), where Φ is the Gaussian distribution function, the area to the left of x under
φ(t) = exp(−t²/2)/√(2π). Its least value is −0.16997… at −0.7517…; here it is enclosed between −0.1705 and −0.1698.

Φ is not among the checker's operators. So the parts speak of *any* function F that has four properties of Φ at the
points in question, with rational bounds 0.39894 < 1/√(2π) < 0.39895 put in. Everything else follows from these:

1. F(0) = 1/2, since φ is symmetric.
2. On [−1, 0], where φ is concave, an increment of F is at least the trapezium under the chord of φ, and at most the
   rectangle whose height is φ in the middle.
3. Left of 0, where φ increases, F(x) ≤ F(g) + (x − g)·φ(x) for every g ≤ 0: for x < g because φ ≥ φ(x) between
   them, for x > g because φ ≤ φ(x) there. (With the constant above or below, as the sign of x − g asks.)
4. −x·F(x) ≤ φ(x) for x < 0, since −x·φ(t) ≤ −t·φ(t) for t ≤ x, and −t·φ(t) is the derivative of φ.

From 2, eight steps of 1/8 give F(−1) ≤ 0.159 and 0.2264 ≤ F(−3/4) ≤ 0.227. So gelu(−3/4) ≤ −0.1698; and 3 with g = −3/4
and g = −1, and 4 further out, give gelu(x) ≥ −0.1705 for all x ≤ 0. For x > 0 it is positive.

At −3/2, −3/4 and 0 it is above −0.13, below, and above again: one unit with this threshold computes XOR.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from nlverify.claim import REALS, Claim, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import Expr, Json, Rational, Relation, exp, expr, symbols

LEAST = Fraction(-1705, 10000)
LOW, HIGH = Fraction(39894, 100000), Fraction(39895, 100000)  # of 1/√(2π)
x, p = symbols("x p")
F = [expr(Fraction(1, 2)), *symbols("f1 f2 f3 f4 f5 f6 f7 f8")]  # F(0), F(−1/8), …, F(−1)
NAMES = tuple(f"f{k}" for k in range(1, 9))
MILLIONTHS = (450262, 401294, 353830, 308538, 265986, 226627, 190787, 158655, 130295, 105650, 84566, 66807)
KNOWN = {f"f{k}": Fraction(v, 10**6) for k, v in enumerate(MILLIONTHS, 1)}  # Φ there, near enough for a witness
NEAR = {name: KNOWN[name] for name in NAMES}


def bell(at: Rational) -> Expr:
    """exp(−t²/2)."""
    return exp(expr(-(Fraction(at) ** 2) / 2))


CHORDS = tuple(F[k] - F[k + 1] >= LOW / 16 * (bell(Fraction(k, 8)) + bell(Fraction(k + 1, 8))) for k in range(8))
MIDDLES = tuple(F[k] - F[k + 1] <= HIGH / 8 * bell(Fraction(2 * k + 1, 16)) for k in range(6))
TAIL = (symbols("f8")[0], *symbols("f9 f10 f11 f12"))  # F(−1), F(−9/8), …, F(−3/2)
LEFT = tuple(TAIL[k] - TAIL[k + 1] >= LOW / 8 * bell(Fraction(k + 9, 8)) for k in range(4))
FAR = {name: KNOWN[name] for name in ("f8", "f9", "f10", "f11", "f12")}
AT_THREE_QUARTERS, AT_ONE = Fraction(227, 1000), Fraction(159, 1000)
POWER = exp(-(x**2) / 2)


def tangent(place: Rational, value: Rational, constant: Rational) -> Relation:
    """F(x) ≤ F(g) + (x − g)·φ(x), for g = `place`, where F(g) is at most `value`."""
    return p <= value + (x - place) * constant * POWER


HERE = ["gelu-minimum"]
CATALOGUE: dict[str, Json] = {
    "kind": "activation",
    "name": "GELU",
    "written": "x·Φ(x), with the Gaussian distribution function Φ",
    "expression": None,
    "inputs": ["x"],
    "parameters": [],
    "given": [],
    "witness": {},
    "cited": {
        "affine": {"value": "no", "why": "it goes down and up", "claims": HERE},
        "bounded": {"value": "no", "why": "for x > 0 it is at least x/2"},
        "range": {
            "value": "[m, ∞) with −0.1705 ≤ m ≤ −0.1698",
            "short": "[−0.17…, ∞)",
            "why": "and it is continuous",
            "claims": HERE,
        },
        "monotone": {"value": "no", "why": "it goes down and up", "claims": HERE},
        "convex": {
            "value": "neither convex nor concave",
            "short": "neither",
            "why": "its second derivative is φ(x)(2 − x²); calculus",
        },
        "continuous": {"value": "yes", "why": "Φ is an integral; calculus"},
        "smooth": {"value": "yes", "why": "φ has all derivatives; calculus"},
        "lipschitz": {"value": "about 1.129", "why": "its slope at √2, where the second derivative is 0; calculus"},
        "polynomial": {"value": "no", "why": "it tends to 0 for x → −∞ and is not 0; calculus"},
        "shallow": {"value": "yes", "why": "it is not a polynomial", "claims": ["universal-iff-nonpolynomial"]},
        "deep": {"value": "yes", "why": "it is not affine", "claims": ["any-nonaffine-suffices-with-depth"]},
        "xor": {
            "value": "with a threshold: f(3/4(x₁ + x₂) − 3/2) < −0.13",
            "short": "yes, with a threshold",
            "why": "in the middle, x₁ + x₂ = 1, it is on the other side of the threshold",
            "claims": HERE,
        },
        "error": {
            "value": "h(Φ(h) − 1/2)/2, about 0.17 for h = 1",
            "short": "h(Φ(h) − 1/2)/2",
            "why": "its distance from x/2 is even; calculus",
        },
    },
}

CLAIM = Claim(
    id="gelu-minimum",
    title="GELU is not monotone",
    says="With Φ's four properties, x·Φ(x) is never below −0.1705, at −3/4 below −0.1698, and in one unit XOR.",
    parts={
        "at-most-at-three-quarters": ForAll(NAMES, F[6] <= AT_THREE_QUARTERS, CHORDS, NEAR),
        "at-most-at-one": ForAll(NAMES, F[8] <= AT_ONE, CHORDS, NEAR),
        "value-at-three-quarters": ForAll(
            NAMES[:6], Fraction(-3, 4) * F[6] <= Fraction(-1698, 10000), MIDDLES, {n: NEAR[n] for n in NAMES[:6]}
        ),
        "nowhere-less-up-to-three-quarters": ForAll(
            ("x", "p"),
            x * p >= LEAST,
            (x >= Fraction(-3, 4), x <= 0, tangent(Fraction(-3, 4), AT_THREE_QUARTERS, HIGH)),
            {"x": Fraction(-1, 2), "p": Fraction(3, 10)},
        ),
        "nowhere-less-up-to-one": ForAll(
            ("x", "p"),
            x * p >= LEAST,
            (x >= -1, x <= Fraction(-3, 4), tangent(Fraction(-3, 4), AT_THREE_QUARTERS, LOW)),
            {"x": -1, "p": Fraction(1, 10)},
        ),
        "nowhere-less-up-to-four-thirds": ForAll(
            ("x", "p"),
            x * p >= LEAST,
            (x >= Fraction(-4, 3), x <= -1, tangent(-1, AT_ONE, LOW)),
            {"x": Fraction(-5, 4), "p": Fraction(1, 10)},
        ),
        "nowhere-less-beyond": ForAll(
            ("x", "p"),
            x * p >= LEAST,
            (x <= Fraction(-4, 3), -x * p <= HIGH * POWER),
            {"x": -2, "p": Fraction(1, 100)},
        ),
        "above-again-on-the-left": ForAll(
            tuple(FAR), Fraction(-3, 2) * TAIL[4] > Fraction(-13, 100), (TAIL[0] <= AT_ONE, *LEFT), FAR
        ),
    },
    theorems={
        "at-most-at-three-quarters": Theorem(
            "Gelu.gelu_at_most",
            "forall f1 f2 f3 f4 f5 f6 f7 f8 : R, 19947 / 800000 * (exp 0 + exp (- (1 / 128))) <= 1 / 2 - f1 "
            "-> 19947 / 800000 * (exp (- (1 / 128)) + exp (- (1 / 32))) <= f1 - f2 -> 19947 / 800000 * (exp "
            "(- (1 / 32)) + exp (- (9 / 128))) <= f2 - f3 -> 19947 / 800000 * (exp (- (9 / 128)) + exp (- (1 "
            "/ 8))) <= f3 - f4 -> 19947 / 800000 * (exp (- (1 / 8)) + exp (- (25 / 128))) <= f4 - f5 -> 19947 "
            "/ 800000 * (exp (- (25 / 128)) + exp (- (9 / 32))) <= f5 - f6 -> 19947 / 800000 * (exp (- (9 / "
            "32)) + exp (- (49 / 128))) <= f6 - f7 -> 19947 / 800000 * (exp (- (49 / 128)) + exp (- (1 / 2))) "
            "<= f7 - f8 -> f6 <= 227 / 1000 /\\ f8 <= 159 / 1000",
            says="over the real numbers; with the bound at −1",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "at-most-at-one": Theorem(
            "Gelu.gelu_at_most",
            "forall f1 f2 f3 f4 f5 f6 f7 f8 : R, 19947 / 800000 * (exp 0 + exp (- (1 / 128))) <= 1 / 2 - f1 "
            "-> 19947 / 800000 * (exp (- (1 / 128)) + exp (- (1 / 32))) <= f1 - f2 -> 19947 / 800000 * (exp "
            "(- (1 / 32)) + exp (- (9 / 128))) <= f2 - f3 -> 19947 / 800000 * (exp (- (9 / 128)) + exp (- (1 "
            "/ 8))) <= f3 - f4 -> 19947 / 800000 * (exp (- (1 / 8)) + exp (- (25 / 128))) <= f4 - f5 -> 19947 "
            "/ 800000 * (exp (- (25 / 128)) + exp (- (9 / 32))) <= f5 - f6 -> 19947 / 800000 * (exp (- (9 / "
            "32)) + exp (- (49 / 128))) <= f6 - f7 -> 19947 / 800000 * (exp (- (49 / 128)) + exp (- (1 / 2))) "
            "<= f7 - f8 -> f6 <= 227 / 1000 /\\ f8 <= 159 / 1000",
            says="over the real numbers; with the bound at −3/4",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "value-at-three-quarters": Theorem(
            "Gelu.gelu_value",
            "forall f1 f2 f3 f4 f5 f6 : R, 1 / 2 - f1 <= 7979 / 160000 * exp (- (1 / 512)) -> f1 - f2 <= 7979 "
            "/ 160000 * exp (- (9 / 512)) -> f2 - f3 <= 7979 / 160000 * exp (- (25 / 512)) -> f3 - f4 <= 7979 "
            "/ 160000 * exp (- (49 / 512)) -> f4 - f5 <= 7979 / 160000 * exp (- (81 / 512)) -> f5 - f6 <= "
            "7979 / 160000 * exp (- (121 / 512)) -> - (3 / 4) * f6 <= - (849 / 5000)",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "nowhere-less-up-to-three-quarters": Theorem(
            "Gelu.gelu_up_to_three_quarters",
            "forall x p : R, - (3 / 4) <= x -> x <= 0 -> p <= 227 / 1000 + (x - - (3 / 4)) * (7979 / 20000) * "
            "exp (- x ^ 2 / 2) -> - (341 / 2000) <= x * p",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "nowhere-less-up-to-one": Theorem(
            "Gelu.gelu_up_to_one",
            "forall x p : R, -1 <= x -> x <= - (3 / 4) -> p <= 227 / 1000 + (x - - (3 / 4)) * (19947 / 50000) "
            "* exp (- x ^ 2 / 2) -> - (341 / 2000) <= x * p",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "nowhere-less-up-to-four-thirds": Theorem(
            "Gelu.gelu_up_to_four_thirds",
            "forall x p : R, - (4 / 3) <= x -> x <= -1 -> p <= 159 / 1000 + (x - -1) * (19947 / 50000) * exp "
            "(- x ^ 2 / 2) -> - (341 / 2000) <= x * p",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "nowhere-less-beyond": Theorem(
            "Gelu.gelu_beyond",
            "forall x p : R, x <= - (4 / 3) -> - x * p <= 7979 / 20000 * exp (- x ^ 2 / 2) -> - (341 / 2000) <= x * p",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "above-again-on-the-left": Theorem(
            "Gelu.gelu_far_left",
            "forall f8 f9 f10 f11 f12 : R, f8 <= 159 / 1000 -> 19947 / 400000 * exp (- (81 / 128)) <= f8 - f9 "
            "-> 19947 / 400000 * exp (- (25 / 32)) <= f9 - f10 -> 19947 / 400000 * exp (- (121 / 128)) <= f10 "
            "- f11 -> 19947 / 400000 * exp (- (9 / 8)) <= f11 - f12 -> - (13 / 100) < - (3 / 2) * f12",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("hendrycks-gimpel-2016"),
    figures={"activation": CATALOGUE},
)


@CLAIM.proof("at-most-at-three-quarters", engine="exact")
def six_trapezia() -> Cases:
    """1/2 minus six trapezia under chords of φ."""
    return search.prove(CLAIM.parts["at-most-at-three-quarters"])


@CLAIM.proof("at-most-at-one", engine="exact")
def eight_trapezia() -> Cases:
    """1/2 minus eight trapezia under chords of φ."""
    return search.prove(CLAIM.parts["at-most-at-one"])


@CLAIM.proof("value-at-three-quarters", engine="exact")
def six_rectangles() -> Cases:
    """1/2 minus six rectangles with the heights in the middle, times −3/4."""
    return search.prove(CLAIM.parts["value-at-three-quarters"])


@CLAIM.proof("nowhere-less-up-to-three-quarters", engine="exact")
def right_of_the_least_value() -> Cases:
    """φ is at most 1/(1 + x²/2) of its largest value; a cubic is left that is positive on [0, 3/4]."""
    goal = Goal(CLAIM.parts["nowhere-less-up-to-three-quarters"])
    goal.positive(-(x**2) / 2, "power")
    goal.one(x**2 / 2)
    goal.taylor(x**2 / 2, 1, "tangent")
    products = [("tangent", "power", 0, 1), (1, 2), (1, 2, x), (3, x), (0, 1, "one-below"), (0, 1, "one-above")]
    lowest = x + Fraction(731, 1000)
    return goal.proved(goal.close(*products, lowest, (0, lowest), (1, lowest), (0, 1)))


def with_power_above(part: str, place: Fraction, bound: Expr, products: Sequence[Any]) -> Cases:
    """Return a proof that uses e to the −x²/2 ≥ `bound`, from the tangent of the exponential at −`place`."""
    goal = Goal(CLAIM.parts[part])
    goal.sum(place - x**2 / 2, -place)
    goal.taylor(place - x**2 / 2, 1, "tangent")
    goal.bounds(exp(expr(-place)), 6, "height")
    low = "height-below"
    below = (("tangent", low), (low, 0), (low, 1), (low, 0, 1), (low, 0, 0), (low, 1, 1), (0, 1), (0, 0), (1, 1))
    goal.positive(-(x**2) / 2)
    return goal.proved(goal.sign(POWER - bound, lambda g: g.close(*products), lambda g: g.close(*below), "above"))


@CLAIM.proof("nowhere-less-up-to-one", engine="exact")
def left_of_the_least_value() -> Cases:
    """φ is above its tangent at −3/4, as a function of x²/2; a polynomial is left that is positive on [3/4, 1]."""
    place, lowest = Fraction(9, 32), x + Fraction(753, 1000)
    bound = Fraction(75483, 100000) * (1 + place - x**2 / 2)
    products = [(1, 2), ("above", 1), ("above", 1, 1), lowest, (0, lowest), (1, lowest), (0, 1, lowest)]
    products += [(0, 1), (1, 1), (0, 1, 1), (1, 1, 1), (0, 1, 1, 1), (0, 0, 1), (0, 0, 1, 1)]
    return with_power_above("nowhere-less-up-to-one", place, bound, products)


@CLAIM.proof("nowhere-less-up-to-four-thirds", engine="exact")
def between_one_and_four_thirds() -> Cases:
    """There φ is at least its value at −4/3, and a quadratic polynomial is left that is positive."""
    products = [(1, 2), ("above", 1), ("above", 1, 1), (1, 1)]
    return with_power_above("nowhere-less-up-to-four-thirds", Fraction(8, 9), expr(Fraction(411, 1000)), products)


@CLAIM.proof("nowhere-less-beyond", engine="exact")
def phi_is_small_out_there() -> Cases:
    """For x ≤ −4/3, e to the x²/2 is more than 12/5, and 0.39895 divided by that is less than 0.1705."""
    goal, place = Goal(CLAIM.parts["nowhere-less-beyond"]), Fraction(8, 9)
    goal.positive(-(x**2) / 2, "power")
    goal.one(x**2 / 2)
    goal.sum(x**2 / 2 - place, place)
    goal.taylor(x**2 / 2 - place, 1, "tangent")
    goal.bounds(exp(expr(place)), 4, "height")
    below = (("tangent", "height-below"), ("height-below", 0), ("height-below", 0, 0), (0, 0))
    above = lambda g: g.close(("above", "power"))  # noqa: E731
    return goal.proved(goal.sign(exp(x**2 / 2) - Fraction(12, 5), above, lambda g: g.close(*below), "above"))


@CLAIM.proof("above-again-on-the-left", engine="exact")
def four_rectangles() -> Cases:
    """From −1 to −3/2 in four steps, each with the least value of φ there."""
    return search.prove(CLAIM.parts["above-again-on-the-left"])


@CLAIM.control(
    ForAll(NAMES, F[6] <= Fraction(226, 1000), CHORDS, NEAR), drops="the bound 0.227 on F(−3/4): 0.226 is claimed"
)
def the_function_itself() -> Assignment:
    """Φ at these places, to six decimals."""
    return Assignment(NEAR)
