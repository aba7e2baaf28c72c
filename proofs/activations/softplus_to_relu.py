"""Softplus tends to ReLU, uniformly: scaled by β it is at most ln 2/β above it.

The softplus function rounds the corner of ReLU. With a number β > 0 for how sharp the corner is,

    s(x)  =  ln(1 + exp(βx))/β.

It is always above ReLU. How far it is above depends on |x| alone: take the factor exp(βx) out of the logarithm, and

    s(x)  =  x + s(−x),    so that    s(x) − relu(x)  =  ln(1 + exp(−β|x|))/β.

This is positive, it is ln 2/β at 0, and less than that everywhere else. So the largest distance is exactly ln 2/β,
where the corner was, and it tends to 0 as β grows. Away from 0 the two are far closer still, since ln(1 + u) ≤ u:

    s(x) − relu(x)  ≤  exp(−β|x|)/β.

Hence what a network of ReLUs computes is also computed, up to any error, by the network with the same weights and s
in place of each ReLU, for β large enough: no layer magnifies a small error by more than a constant.

The logarithm enters the proofs by one property: e to the power of ln u is u, for u > 0. Two logarithms are compared
by means of exp(d) ≥ 1 + d, with d their difference.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, ForAll, Source, Theorem
from nlverify.engines.guided import Goal, Next
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import Expr, Relation, absolute, differs, equals, exp, expr, inverse, log, relu, symbols

x, b = symbols("x beta")
S, SHARP, HALF = log(1 + exp(b * x)), inverse(b), log(expr(2))
T = log(1 + exp(-b * x))
gap = S * SHARP - relu(x)


def for_every_corner(then: Relation, *given: Relation) -> ForAll:
    """For all β > 0 and all x."""
    return ForAll(("beta", "x"), then, (b > 0, *given), {"beta": 1, "x": 1})


def at_most(bound: Expr) -> ForAll:
    """Softplus is nowhere more than `bound`/β above ReLU."""
    return for_every_corner(gap <= bound * SHARP)


ABOVE = for_every_corner(gap > 0)
REFLECTED = for_every_corner(equals(S * SHARP, x + T * SHARP))
AT_MOST = at_most(HALF)
AT_0 = ForAll(("beta",), equals(log(1 + exp(b * 0)) * SHARP - relu(0), HALF * SHARP), (b > 0,), {"beta": 1})
LESS = for_every_corner(gap < HALF * SHARP, differs(x, 0))
FADES = for_every_corner(gap <= exp(-b * absolute(x)) * SHARP)

CLAIM = Claim(
    id="softplus-to-relu",
    title="Softplus tends to ReLU, uniformly",
    says="For every β > 0, ln(1 + exp(βx))/β is above relu(x), by ln 2/β at 0, less elsewhere, at most exp(−β|x|)/β.",
    parts={
        "above": ABOVE,
        "reflected": REFLECTED,
        "at-most": AT_MOST,
        "at-0": AT_0,
        "less-elsewhere": LESS,
        "fades": FADES,
    },
    theorems={
        "above": Theorem(
            "Softplus.softplus_above",
            "forall c x : R, 0 < c -> 0 < ln (1 + exp (c * x)) * / c - Rmax x 0",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "reflected": Theorem(
            "Softplus.softplus_reflected",
            "forall c x : R, 0 < c -> ln (1 + exp (c * x)) * / c = x + ln (1 + exp (- c * x)) * / c",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "at-most": Theorem(
            "Softplus.softplus_at_most",
            "forall c x : R, 0 < c -> ln (1 + exp (c * x)) * / c - Rmax x 0 <= ln 2 * / c",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "at-0": Theorem(
            "Softplus.softplus_at_0",
            "forall c : R, 0 < c -> ln (1 + exp (c * 0)) * / c - Rmax 0 0 = ln 2 * / c",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "less-elsewhere": Theorem(
            "Softplus.softplus_less_elsewhere",
            "forall c x : R, 0 < c -> x <> 0 -> ln (1 + exp (c * x)) * / c - Rmax x 0 < ln 2 * / c",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "fades": Theorem(
            "Softplus.softplus_fades",
            "forall c x : R, 0 < c -> ln (1 + exp (c * x)) * / c - Rmax x 0 <= exp (- c * Rabs x) * / c",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("elementary"),
)


def with_logarithms(goal: Goal, then: Next, *logarithms: Expr) -> Tree:
    """Go on when exp(ln u) = u is known for these ln u."""
    if not logarithms:
        return then(goal)
    return goal.logarithm(logarithms[0], lambda g: with_logarithms(g, then, *logarithms[1:]), "ln")


def for_beta(goal: Goal, then: Next) -> Cases:
    """Return a proof that goes on when β·(1/β) = 1 and exp(βx)·exp(−βx) = 1 are known.

    The rows "power" and "turned" say that exp(βx) ≥ 1 + βx and exp(−βx) ≥ 1 − βx, the row "P" that exp(βx) > 0.
    """
    goal.positive(b * x, "P")
    goal.positive(-b * x)
    goal.taylor(b * x, 1, "power")
    goal.taylor(-b * x, 1, "turned")
    goal.one(b * x)
    return goal.proved(goal.reciprocal(SHARP, then, "beta"))


def compare(goal: Goal, low: Expr, high: Expr, name: str) -> None:
    """Add exp(high − low) ≥ 1 + high − low, named `name`, and how it multiplies exp(low) > 0, named `name`-whole."""
    goal.sum(low, high - low)
    goal.taylor(high - low, 1, name)
    goal.positive(low, f"{name}-whole")


@CLAIM.proof("above", engine="exact")
def one_more_under_the_logarithm() -> Cases:
    """1 + exp(βx) is more than exp(βx), and more than 1 = exp(0)."""

    def compared(low: Expr) -> Next:
        def close(goal: Goal) -> Tree:
            compare(goal, S, low, "gap")
            return goal.close(("gap", "gap-whole"), (0, 1), (0, 1, "gap-whole"))

        return close

    def sides(goal: Goal) -> Tree:
        return goal.cases(relu(x), compared(b * x), compared(expr(0)))

    return for_beta(Goal(ABOVE), lambda g: with_logarithms(g, sides, S))


@CLAIM.proof("reflected", engine="exact")
def take_out_a_factor() -> Cases:
    """1 + exp(βx) = exp(βx)·(1 + exp(−βx)): now take logarithms."""

    def close(goal: Goal) -> Tree:
        goal.sum(T, b * x)
        compare(goal, S, T + b * x, "up")
        compare(goal, T + b * x, S, "down")
        ends = ("up-whole", "down-whole")
        products = [("up", "up-whole"), ("down", "down-whole"), *(("side", 0, end) for end in ends)]
        return goal.unequal(1, lambda g: g.close(*products))

    return for_beta(Goal(REFLECTED), lambda g: with_logarithms(g, close, S, T))


def not_above(goal: Goal, row: int) -> Cases:
    """Return the proof that ln(1 + exp(βx)) is not above ln 2 + βx for x ≥ 0, and not above ln 2 for x < 0."""

    def compared(low: Expr) -> Next:
        def close(goal: Goal) -> Tree:
            compare(goal, low, S, "gap")
            products = (("gap", "gap-whole"), (0, row, "gap-whole"), ("turned", "P"), ("side", 0, "P"), ("side", 0))
            return goal.close(*products)

        return close

    def right(goal: Goal) -> Tree:
        then = compared(HALF + b * x)
        return goal.unequal(1, then) if row == 2 else then(goal)

    def sides(goal: Goal) -> Tree:
        goal.sum(HALF, b * x)
        return goal.cases(relu(x), right, compared(HALF), names=("side",))

    return for_beta(goal, lambda g: with_logarithms(g, sides, S, HALF))


@CLAIM.proof("at-most", engine="exact")
def twice_the_larger_term() -> Cases:
    """1 + exp(βx) ≤ 2·exp(βx) for x ≥ 0, and ≤ 2 for x < 0: now take logarithms."""
    return not_above(Goal(AT_MOST), 1)


@CLAIM.proof("at-0", engine="exact")
def two_equal_logarithms() -> Cases:
    """1 + exp(0) = 2: the two logarithms are of the same number."""
    here = log(1 + exp(b * 0))
    goal = Goal(AT_0)
    goal.bounds(exp(b * 0), 1, "one")
    compare(goal, here, HALF, "up")
    compare(goal, HALF, here, "down")
    products = (("up", "up-whole"), ("down", "down-whole"), ("side", 0, "up-whole"), ("side", 0, "down-whole"))

    def compared(goal: Goal) -> Tree:
        return goal.unequal(1, lambda g: g.close(*products))

    def logarithms(goal: Goal) -> Tree:
        return goal.cases(relu(0), lambda g: with_logarithms(g, compared, here, HALF), lambda g: g.close())

    return goal.proved(goal.reciprocal(SHARP, logarithms, "beta"))


@CLAIM.proof("less-elsewhere", engine="exact")
def one_term_is_larger() -> Cases:
    """For x > 0, 1 is less than exp(βx), and for x < 0 it is more: now take logarithms."""
    return not_above(Goal(LESS), 2)


@CLAIM.proof("fades", engine="exact")
def logarithm_below_its_tangent() -> Cases:
    """exp(r + f) ≥ exp(r)·(1 + f) ≥ 1 + exp(βx) for r = β·relu(x), f = exp(−β|x|): now take logarithms."""
    r, f, down = b * relu(x), exp(-b * absolute(x)), -b * absolute(x)

    def close(goal: Goal) -> Tree:
        goal.sum(r, f)
        compare(goal, r + f, S, "gap")
        goal.taylor(f, 1, "tangent")
        goal.positive(r, "R")
        goal.taylor(r, 1, "R-1")
        goal.sum(r, down)
        goal.taylor(r + down, 1, "product-1")
        compare(goal, b * x, r, "R-P")
        compare(goal, b * x, r + down, "product-P")
        products = [("gap", "gap-whole"), (0, 1, "gap-whole"), ("tangent", "R"), ("R-P", "P"), ("product-P", "P")]
        corner = [("right", 0)] if "right" in goal.names else []
        return goal.close(*products, *corner)

    def sides(goal: Goal) -> Tree:
        signs = {"right": relu(x), "left": relu(-x)}
        return goal.settle(signs, lambda g: with_logarithms(g, close, S))

    return for_beta(Goal(FADES), sides)


@CLAIM.control(at_most(expr(Fraction(69, 100))), drops="ln 2 = 0.6931…: 0.69 is claimed")
def a_little_more_at_the_corner() -> Assignment:
    """At x = 0, with β = 1, the difference is ln 2."""
    return Assignment({"beta": 1, "x": 0})
