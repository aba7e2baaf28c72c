"""What the attacks share: small numbers, small runs of hypothesis, and SymPy as a second opinion on polynomials."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import sympy
from hypothesis import settings
from hypothesis import strategies as st

Json: TypeAlias = Any
Ask: TypeAlias = Callable[[Json, str, Json], str]
HALF, ONE, ZERO = Fraction(1, 2), Fraction(1), Fraction(0)
SMALL = st.sampled_from([Fraction(k, 2) for k in range(-4, 5)])
RELATIONS = st.sampled_from([">", ">=", "=", "!="])
MULTIPLIERS = SMALL.filter(bool)


def quick(examples: int) -> settings:
    return settings(derandomize=True, deadline=None, max_examples=examples, database=None)


def true(op: str, d: Fraction) -> bool:
    return {">": d > 0, ">=": d >= 0, "=": d == 0, "!=": d != 0}[op]


def to_sympy(e: Json, names: dict[str, sympy.Symbol]) -> sympy.Expr:
    if isinstance(e, str):
        return names[e] if e in names else sympy.Rational(e)
    op, *rest = e
    if op == "^":
        return to_sympy(rest[0], names) ** rest[1]
    args = [to_sympy(a, names) for a in rest]
    if op == "*":
        return sympy.Mul(*args)
    return sympy.Add(*args) if op == "+" else -args[0] if len(args) == 1 else args[0] - args[1]


def polynomial_terms(e: sympy.Expr) -> Json:
    """SymPy's expansion as [[word, coefficient], …]."""
    found = []
    for term in sympy.Add.make_args(sympy.expand(e)):
        coefficient, factors = term.as_coeff_mul()
        word: list[str] = []
        for factor in factors:
            base, power = factor.as_base_exp()
            word += [base.name] * int(power)
        if coefficient != 0:
            found.append([word, str(coefficient)])
    return sorted(found)
