"""Is ReLU "more linear" than tanh? Near 0 it is less.

ReLU has two straight pieces, tanh has none. But "more linear" can also be asked of the values: how well does a
straight line fit the function on [−h, h]?

**ReLU.** The best line is x/2 + h/4, and it is off by h/4. No line is better: in

    relu(−h) − 2·relu(0) + relu(h)  =  h

every line has 0, so that one of the three errors is at least h/4. Relative to the size h of the interval this is the
same at every scale: however closely you look at the kink, a quarter of the picture is wrong.

**tanh.** Already the line x is off by no more than x³/3:

    0  ≤  x − tanh x  ≤  x³/3      for x ≥ 0,

and below 0 the same with the signs turned round. For small h this is far less than h/4: for h = 1/10 it is 1/3000
against 1/40. Small weights make a network of tanh nearly affine. A network of ReLUs without biases they only scale
down: it is as bent as before.

**At large scale it is the other way round.** For h ≥ 4 every line misses tanh by 0.41 or more at ±6/5 or at ±h. This
is 41 per cent of all that tanh can be, against the 25 per cent of ReLU.

So the one is more linear in the number of its pieces and at large scale, the other near 0. The proof for tanh uses
the exponential series up to the fifth power, which is a lower bound of eˣ for every x, and e²ˣ·e⁻²ˣ = 1.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, Exists, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Tree
from nlverify.exact.expression import absolute, equals, exp, expr, inverse, relu, symbols, tanh

x, h, a, b, e = symbols("x h a b e")
FIT = Fraction(6, 5)
BOUND = Fraction(832, 10_000)  # above 1/(1 + e^(12/5)), so that tanh(6/5) is above 1 − 2·BOUND


def within(share: int) -> ForAll:
    """A line that is within e of ReLU at −h, 0 and h has e ≥ h/share."""
    values = [(relu(z), a * z + b) for z in (-h, expr(0), h)]
    errors = [r for f, line in values for r in (f <= line + e, line <= f + e)]
    return ForAll(("a", "b", "h", "e"), e >= h / share, (h > 0, *errors), {"a": 0, "b": 0, "h": 1, "e": 1})


A_FIFTH = Exists(("a", "b"), tuple(absolute(relu(expr(z)) - (a * z + b)) <= Fraction(1, 5) for z in (-1, 0, 1)))
BEST = ForAll(("x", "h"), absolute(relu(x) - (x / 2 + h / 4)) <= h / 4, (x <= h, -h <= x), {"x": 0, "h": 1})
ODD = ForAll(("x",), equals(tanh(-x), -tanh(x)))
AT_MOST_X = ForAll(("x",), tanh(x) <= x, (x >= 0,), {"x": 1})
CUBE = ForAll(("x",), x - tanh(x) <= x**3 / 3, (x >= 0,), {"x": 1})
LARGE = ForAll(
    ("a", "b", "h", "e"),
    e >= Fraction(41, 100),
    (
        h >= 4,
        FIT * a + b >= tanh(expr(FIT)) - e,
        a * h + b <= tanh(h) + e,
        -FIT * a + b <= -tanh(expr(FIT)) + e,
        a * (-h) + b >= -tanh(h) - e,
    ),
    {"a": 0, "b": 0, "h": 4, "e": 1},
)

CLAIM = Claim(
    id="relu-is-not-more-linear-than-tanh",
    title="Near 0, tanh is more linear than ReLU",
    says="On [−h, h] the best line is off from ReLU by h/4, for every h > 0, and from tanh by at most h³/3; "
    "but for h ≥ 4 by 0.41 or more.",
    parts={
        "relu-no-line-is-better": within(4),
        "relu-best-line": BEST,
        "tanh-odd": ODD,
        "tanh-at-most-x": AT_MOST_X,
        "tanh-cube": CUBE,
        "tanh-at-large-scale": LARGE,
    },
    theorems={
        "relu-no-line-is-better": Theorem(
            "Activations.no_line_is_closer_to_relu",
            "forall a b h e : R, 0 < h -> Rmax (- h) 0 <= a * - h + b + e -> a * - h + b <= Rmax (- h) 0 + e "
            "-> Rmax 0 0 <= a * 0 + b + e -> a * 0 + b <= Rmax 0 0 + e -> Rmax h 0 <= a * h + b + e -> a * h "
            "+ b <= Rmax h 0 + e -> h / 4 <= e",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=REALS,
        ),
        "relu-best-line": Theorem(
            "Activations.relu_best_line",
            "forall x h : R, x <= h -> - h <= x -> Rabs (Rmax x 0 - (x / 2 + h / 4)) <= h / 4",
            says="over the real numbers; relu(x) is max(x, 0)",
            axioms=REALS,
        ),
        "tanh-odd": Theorem(
            "Activations.tanh_odd",
            "forall x : R, 1 - 2 * / (1 + exp (2 * - x)) = - (1 - 2 * / (1 + exp (2 * x)))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "tanh-at-most-x": Theorem(
            "Activations.tanh_at_most_x",
            "forall x : R, 0 <= x -> 1 - 2 * / (1 + exp (2 * x)) <= x",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "tanh-cube": Theorem(
            "Activations.tanh_cube",
            "forall x : R, 0 <= x -> x - (1 - 2 * / (1 + exp (2 * x))) <= x ^ 3 / 3",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "tanh-at-large-scale": Theorem(
            "Activations.tanh_far_from_lines",
            "forall a b h e : R, 4 <= h -> 1 - 2 * / (1 + exp (2 * (6 / 5))) - e <= 6 / 5 * a + b -> a * h + "
            "b <= 1 - 2 * / (1 + exp (2 * h)) + e -> - (6 / 5) * a + b <= - (1 - 2 * / (1 + exp (2 * (6 / "
            "5)))) + e -> - (1 - 2 * / (1 + exp (2 * h))) - e <= a * - h + b -> 41 / 100 <= e",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("relu-no-line-is-better", engine="exact")
def alternate_three_times() -> Cases:
    """Above at −h, below at 0, above at h: h ≤ 4e."""
    return search.prove(within(4))


@CLAIM.proof("relu-best-line", engine="exact")
def half_the_slope() -> Cases:
    """relu(x) − x/2 = |x|/2, which is between 0 and h/2."""
    return search.prove(BEST)


@CLAIM.proof("tanh-odd", engine="exact")
def turn_the_fraction_round() -> Cases:
    """1/(1 + u) + 1/(1 + 1/u) = 1, with u = e²ˣ."""
    return search.prove(ODD)


@CLAIM.proof("tanh-at-most-x", engine="exact")
def series_of_the_inverse() -> Cases:
    """With v = e⁻²ˣ it says 1 − x ≤ (1 + x)v; for x ≤ 1 by the series of v, beyond that 1 − x is negative."""
    goal = Goal(AT_MOST_X)
    goal.positive(2 * x)
    goal.positive(-2 * x, "v")
    goal.taylor(-2 * x, 5, "series")
    goal.one(2 * x)
    negation = (1, "1 + u-positive", "v")

    def up_to_1(case: Goal) -> Tree:
        powers = ((0,) * 5, (0, 0, 0, "x"), (0, 0, 0, 0, 0, "x"))
        return case.close(negation, (0, "series"), ("one-above", "x"), *powers)

    def beyond(case: Goal) -> Tree:
        return case.close(negation, ("v", "x"), ("one-below", "x"))

    def both(case: Goal) -> Tree:
        return case.sign(1 + -1 * x, up_to_1, beyond, "x")

    return goal.proved(goal.reciprocal(inverse(1 + exp(2 * x)), both, "1 + u"))


@CLAIM.proof("tanh-cube", engine="exact")
def series_of_the_power() -> Cases:
    """With u = e²ˣ it says u·(1 − x + x³/3) ≥ 1 + x − x³/3; the series of u up to x⁵ suffices."""
    goal = Goal(CUBE)
    goal.positive(2 * x)
    goal.taylor(2 * x, 5, "series")
    powers = [(0,) * n for n in (5, 6, 7, 8)]
    factor = [("series", x - 1), (0, "series", x - 1)]  # 3·(1 − x + x³/3) = 1 + (2 + x)(x − 1)²

    def add_up(case: Goal) -> Tree:
        return case.close((1, "1 + u-positive"), *powers, *factor)

    return goal.proved(goal.reciprocal(inverse(1 + exp(2 * x)), add_up, "1 + u"))


@CLAIM.proof("tanh-at-large-scale", engine="exact")
def alternate_four_times() -> Cases:
    """Below at 6/5, above at h, and turned round: h·tanh(6/5) − 6/5·tanh(h) ≤ (h + 6/5)·e, where tanh(h) < 1."""
    fixed, far = (inverse(1 + exp(2 * expr(z))) for z in (FIT, h))
    goal = Goal(LARGE)
    goal.bounds(exp(2 * expr(FIT)), 6, "u")
    goal.positive(2 * h)

    def below_1(case: Goal) -> Tree:
        return case.sign(-far, lambda end: end.close(("1 + v-positive", "tanh h")), errors, "tanh h")

    def errors(case: Goal) -> Tree:
        return case.close((0, 1), (0, 3), (0, 5), (0, "tanh 6/5"))

    def at_6_5(case: Goal) -> Tree:
        return case.sign(fixed - BOUND, lambda end: end.close(("1 + u-positive", "tanh 6/5")), below_1, "tanh 6/5")

    def at_h(case: Goal) -> Tree:
        return case.reciprocal(far, at_6_5, "1 + v")

    return goal.proved(goal.reciprocal(fixed, at_h, "1 + u"))


@CLAIM.control(within(3), drops="the 4: an error of h/3 or more is claimed")
def the_best_line() -> Assignment:
    """With h = 1, the line x/2 + ¼ is off by ¼ at −1, 0 and 1."""
    quarter = Fraction(1, 4)
    return Assignment({"a": 2 * quarter, "b": quarter, "h": 1, "e": quarter})


@CLAIM.control(
    A_FIFTH,
    drops="h/4: on [−1, 1] a line within ⅕ is claimed",
)
def a_fifth_is_too_little() -> Cases:
    """The three errors add up to 1 at least, twice the middle one counted, so one of them is ¼."""
    return search.prove(A_FIFTH)
