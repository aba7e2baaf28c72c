"""Proofs with named steps that several activations share: those of ELU's kind, and those of the logistic function's.

ELU and SELU are a multiple of x for x ≥ 0 and one of eˣ − 1 for x < 0. Both are written with r = relu(−x), so that
e⁻ʳ is eˣ below 0 and 1 above. The sigmoid and tanh are multiples of F(u) = 1/(1 + eᵘ) for a multiple u of x, plus a
number. Which statement a recipe proves, a claim says; what it adds up, the certificate.
"""

from __future__ import annotations

from nlverify.engines.guided import Goal, Row
from nlverify.evidence import Cases, Tree
from nlverify.exact.expression import Expr, exp, inverse, relu, symbols
from nlverify.statement import Statement

x, y = symbols("x y")


# ------------------------------------------------------------------ ELU and SELU


def elu_inverse(statement: Statement, place: Expr, power: Expr) -> Cases:
    """Prove that the value at `place` is y: a multiple of y for y ≥ 0, below it `power`, a logarithm."""
    goal, taken = Goal(statement), -relu(-place)

    def logarithm(goal: Goal) -> Tree:
        return goal.logarithm(power, settled, "power")

    def settled(goal: Goal) -> Tree:
        goal.positive(power, "positive")
        goal.taylor(power)
        goal.taylor(-power)
        goal.one(power)
        goal.positive(taken, "taken")
        goal.sum(taken, power + relu(-place))
        return goal.settle({"place": relu(-place)}, compare)

    def compare(goal: Goal) -> Tree:
        goal.constant(taken, "taken-is-one")
        goal.constant(power + relu(-place), "same")
        same = [(row, other) for row in goal.names if row.startswith("same") for other in ("taken", "positive")]
        return goal.unequal(1, lambda g: g.close(("place", "side"), ("y", "side"), ("y", "positive"), *same))

    return goal.proved(goal.settle({"y": relu(-y)}, logarithm))


def elu_compared(statement: Statement) -> Cases:
    """Prove what compares x and y, by their signs and by what e to the x − y and e to the y − x exceed."""
    goal, at_x, at_y = Goal(statement), relu(-x), relu(-y)
    for at, name in ((-at_x, "X"), (-at_y, "Y")):
        goal.positive(at, name)
        goal.taylor(at)
        goal.one(-at)
        goal.taylor(-at, 1, f"turned-{name}")
    for at, change, name in ((-at_y, at_y - at_x, "from-Y"), (-at_x, at_x - at_y, "from-X")):
        goal.sum(at, change)
        goal.taylor(change, 1, name)

    def last(goal: Goal) -> Tree:
        goal.constant(-at_x, "X-is-one")
        goal.constant(-at_y, "Y-is-one")
        products: list[tuple[Row | Expr, ...]]
        products = [("from-Y", "Y"), ("from-X", "X"), ("turned-X", "X"), ("turned-Y", "Y"), (0, "X"), (0, "Y")]
        products += [(a, b) for a in ("x", "y") for b in ("X", "Y", "y", "one-below", "one-above")]
        products += [(a, b, 0) for a, b in (("turned-X", "X"), ("x", "X"), ("turned-Y", "Y"), ("y", "Y"))]
        products += [("turned-Y", "Y", "x"), ("x", "y", "Y"), ("one-below", 0), ("one-above", 0)]
        products += [(row, sign) for row in goal.names if "-is-one" in row for sign in ("x", "y", 0)]
        return goal.close(*products)

    return goal.proved(goal.settle({"x": at_x, "y": at_y}, last))


# ------------------------------------------------------------------ the sigmoid and tanh


def logistic_odd(statement: Statement, u: Expr) -> Cases:
    """Prove that F(u) + F(−u) = 1: e⁻ᵘ is 1/eᵘ."""
    goal = Goal(statement)
    goal.positive(u)
    goal.positive(-u)
    goal.one(u)

    def fractions(goal: Goal) -> Tree:
        return goal.reciprocal(inverse(1 + exp(u)), other, "F")

    def other(goal: Goal) -> Tree:
        last = ("side", "F-positive", "G-positive")
        return goal.reciprocal(inverse(1 + exp(-u)), lambda g: g.close(last), "G")

    return goal.proved(goal.unequal(0, fractions))


def logistic_slope(statement: Statement, minus_d: Expr, whole: Expr, part: Expr) -> Cases:
    """Prove that F at u = `part` is above F at u = `whole` by at most d/2, where part = whole − 2d and d ≥ 0.

    With q = e⁻ᵈ: (1 + d/2)q ≥ 1 − d/2, and the square of 1 − eᵘq at u = `whole` is not negative.
    """
    goal, d, q = Goal(statement), -minus_d, exp(minus_d)
    for at, name in ((minus_d, "q"), (whole, "whole"), (part, "part")):
        goal.positive(at, name)
    goal.taylor(minus_d, 5, "taylor")
    goal.sum(minus_d, minus_d)
    goal.sum(whole, 2 * minus_d)

    def fractions(goal: Goal) -> Tree:
        other = inverse(1 + exp(part))
        return goal.reciprocal(inverse(1 + exp(whole)), lambda g: g.reciprocal(other, products, "G"), "F")

    def products(goal: Goal) -> Tree:
        square = 1 - exp(whole) * q
        return goal.close((1, "F-positive", "G-positive"), (0, square), ("L", "whole"), ("L", "whole", "q"))

    below = (1 + d / 2) * q - (1 - d / 2)
    return goal.proved(goal.sign(below, fractions, lambda g: below_the_tangent(g, d / 2), "L"))


def below_the_tangent(goal: Goal, z: Expr) -> Tree:
    """Return the proof of (1 + z)e⁻²ᶻ ≥ 1 − z for z ≥ 0, which is row 0; e⁻²ᶻ has the rows "q" and "taylor"."""
    terms = (("taylor", 0), (0, "near", z), (0, "near", z**2), (0, z**2))
    return goal.sign(1 - z, lambda g: g.close(*terms), lambda g: g.close(("q", 0), ("q", "near")), "near")
