"""Numbers, points, sums and matrices as they are written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any


def sum_text(terms: Sequence[Any]) -> str:
    """Return a normal form as a sum.

    >>> sum_text([[["A", "B", "x"], "1"], [["d"], "-2"]])
    'A·B·x − 2·d'
    """
    shown = [_term("·".join(word), Fraction(c)) for word, c in terms]
    return " + ".join(shown).replace("+ −", "− ") or "0"


def _term(word: str, c: Fraction) -> str:
    if not word:
        return number_text(c)
    return {1: "", -1: "−"}.get(c, f"{c}·".replace("-", "−")) + word  # type: ignore[call-overload,no-any-return]


def affine_text(weights: Sequence[Fraction], bias: Fraction) -> str:
    """Return w·x + b.

    >>> affine_text([Fraction(1), Fraction(0), Fraction(-2)], Fraction(1, 2))
    'x1 − 2·x3 + 1/2'
    """
    terms = [[[f"x{i + 1}"], w] for i, w in enumerate(weights) if w]
    return sum_text([*terms, *([[[], bias]] if bias else [])])


def assigned(values: Mapping[str, Any]) -> str:
    """Return values by name, as certificates have them: rationals or matrices."""
    return ", ".join(f"{name} = {_matrix(value)}" for name, value in values.items())


def _matrix(value: Any) -> str:  # noqa: ANN401 - a rational as text, or rows of them
    text = value if isinstance(value, str) else "[" + "; ".join(" ".join(row) for row in value) + "]"
    return text.replace("-", "−")


def point_text(point: Sequence[Fraction | int]) -> str:
    """Return the coordinates in brackets."""
    return "(" + ", ".join(map(number_text, point)) + ")"


def number_text(value: Fraction | int) -> str:
    """Return a number with a minus sign, not a hyphen."""
    return str(value).replace("-", "−")
