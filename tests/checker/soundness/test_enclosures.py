"""Enclosures of exp, log and sqrt against mpmath; comparisons at points against another implementation."""

import random
from collections import Counter
from fractions import Fraction
from types import ModuleType
from typing import Any

import mpmath
import pytest
from nlcheck_attacks import Json

SPECIAL = [Fraction(n) for n in ("0", "1", "-1", "1/2", "2", "4", "1/4", "1000", "-1000", "999/1000", "1001/1000")]
SPECIAL += [Fraction(1, 10**60), Fraction(-1, 10**60), 1 + Fraction(1, 10**60), 1 - Fraction(1, 10**60)]
SPECIAL += [Fraction(2) ** n for n in (-300, -1, 1, 9, 300)] + [Fraction(3, 2) * Fraction(2) ** n for n in (-5, 0, 5)]


def argument(source: random.Random) -> Fraction:
    if source.random() < 0.1:
        return source.choice(SPECIAL)
    size = 10 ** source.randrange(1, 12)
    return Fraction(source.randrange(-size, size), source.randrange(1, 10 ** source.randrange(1, 12) + 1))


def true_value(op: str, x: Fraction) -> Fraction:
    """With 1500 bits."""
    if x <= 0 and op != "exp":
        return Fraction(0)
    found = getattr(mpmath, op)(mpmath.mpf(x.numerator) / x.denominator)
    sign, man, exponent, _ = found._mpf_
    return (-1) ** sign * int(man) * Fraction(2) ** exponent


@pytest.mark.parametrize("op", ["exp", "log", "sqrt"])
def test_the_bounds_enclose(nlcheck: ModuleType, op: str) -> None:
    """And are as near to each other as the document says."""
    source = random.Random(op)
    with mpmath.workprec(1500):
        for x in [*SPECIAL, *(argument(source) for _ in range(400))]:
            if op == "exp" and abs(x) > 1000:
                continue
            digits = source.choice((1, 2, 5, 20, 40, 100))
            low, high = nlcheck.enclose(op, x, digits, nlcheck.Work())
            value = true_value(op, x)
            error = max(abs(value), 1) * Fraction(1, 2**1400)
            assert low - error <= value <= high + error, (op, x, digits)
            assert high - low <= max(abs(value), 1) * Fraction(1, 10**digits), (op, x, digits)
            assert low >= 0 or op == "log"


def test_what_is_exact_is_exact(nlcheck: ModuleType) -> None:
    """exp(0) = 1, log(1) = 0, and 0 wherever log and sqrt are meant to be 0."""
    for op, x, value in (("exp", 0, 1), ("log", 1, 0), ("log", 0, 0), ("log", -3, 0), ("sqrt", 0, 0), ("sqrt", -3, 0)):
        assert nlcheck.enclose(op, Fraction(x), 9, nlcheck.Work()) == (value, value)


def test_bounds_are_monotone(nlcheck: ModuleType) -> None:
    """The lower bound at the lower end and the upper bound at the upper end enclose what is between."""
    source = random.Random(3)
    intervals = nlcheck.Intervals(nlcheck.Work())
    with mpmath.workprec(1500):
        for _ in range(300):
            op = source.choice(("exp", "log", "sqrt", "inv", "relu", "step"))
            x, y = sorted(argument(source) % 50 - 25 for _ in range(2))
            try:
                low, high = intervals.value(op, (x, y))
            except nlcheck.Rejected:
                assert (op == "inv" and x <= 0 <= y) or (op == "log" and x <= 0 < y)
                continue
            for t in (x, y, (x + y) / 2, x + (y - x) / 1000):
                exact: Any = {"inv": 1 / t if t else Fraction(0), "relu": max(t, Fraction(0)), "step": Fraction(t > 0)}
                value = exact[op] if op in exact else true_value(op, t)
                assert low <= value <= high, (op, x, y, t)


OPERATORS = ["exp", "log", "sqrt", "inv", "relu", "step", "abs", "clip", "+", "-", "*", "max", "min", "^", "/", "leaky"]


def formula(source: random.Random, depth: int) -> Json:
    if depth == 0 or source.random() < 0.15:
        return source.choice(["x", "y", "x", "y", "0", "1", "-1/2", "3"])
    op = source.choice(OPERATORS)
    if op == "^":
        return [op, formula(source, depth - 1), source.randrange(4)]
    if op == "/":
        return [op, formula(source, depth - 1), source.choice(("2", "-3", "1/7"))]
    if op == "leaky":
        return [op, source.choice(("1/2", "-1", "2")), formula(source, depth - 1)]
    count = 2 if op in ("+", "-", "*", "max", "min") else 1
    return [op, *(formula(source, depth - 1) for _ in range(count))]


def test_comparisons_at_points_are_decided_rightly(nlcheck: ModuleType, oracle: ModuleType) -> None:
    """Where the checker says yes or no, so does another implementation; it may say neither."""
    source, seen = random.Random(4), Counter[str]()
    for _ in range(3000):
        at = {n: Fraction(source.randrange(-6, 7), source.randrange(1, 4)) for n in ("x", "y")}
        op = source.choice(("=", "!=", "<", "<=", ">", ">="))
        relation = [op, formula(source, source.randrange(1, 5)), formula(source, source.randrange(0, 3))]
        try:
            said = nlcheck.holds(relation, at, nlcheck.Work())
        except (nlcheck.Rejected, nlcheck.OverBudget):
            seen["neither"] += 1
            continue
        try:
            assert oracle.holds(relation, at) == said, (relation, at)
        except oracle.NUMBERS.UndecidedError:
            seen["nearly"] += 1
        seen[str(said)] += 1
    assert seen["True"] > 500, seen
    assert seen["False"] > 500, seen
    assert seen["nearly"] < 30, seen
