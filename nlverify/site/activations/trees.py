"""Expressions as statement.json holds them: matched with a pattern, measured, and written as a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

Tree: TypeAlias = Any

SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
POWERS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LOOSE, SUM, PRODUCT, TIGHT = range(4)  # how tightly a formula holds together
LONG, SHORT = 22, 8  # decimals up to which all are shown, and how many of more


def put_in(tree: Tree, values: Mapping[str, Tree]) -> Tree:
    """Return an expression with these expressions for its symbols.

    >>> put_in(["*", "x", ["-", "x", "1"]], {"x": "y"})
    ['*', 'y', ['-', 'y', '1']]
    """
    if isinstance(tree, str):
        return values.get(tree, tree)
    return [tree[0], *(put_in(part, values) for part in tree[1:])] if isinstance(tree, list) else tree


def match(pattern: Tree, tree: Tree, found: dict[str, Tree]) -> bool:
    """Return whether a tree is of this form; "?name" in the pattern stands for any tree, the same everywhere.

    >>> found = {}
    >>> match(["<=", ["relu", "?g"], "?b"], ["<=", ["relu", ["-", "x"]], "3"], found), found
    (True, {'?g': ['-', 'x'], '?b': '3'})
    >>> match(["+", "?a", "?a"], ["+", "x", "y"], {})
    False
    """
    if isinstance(pattern, str) and pattern.startswith("?"):
        return bool(found.setdefault(pattern, tree) == tree)
    if isinstance(pattern, list) and isinstance(tree, list):
        return len(pattern) == len(tree) and all(match(p, t, found) for p, t in zip(pattern, tree, strict=True))
    return bool(pattern == tree)


def number(tree: Tree) -> Fraction | None:
    """Return the value of an expression without symbols that is a rational number, else None.

    >>> number(["/", ["-", "1"], "2"])
    Fraction(-1, 2)
    """
    if isinstance(tree, str):
        return None if tree[0].isalpha() else Fraction(tree)
    if not isinstance(tree, list) or tree[0] not in ("+", "-", "*", "/"):
        return None
    values = [number(part) for part in tree[1:]]
    exact = [v for v in values if v is not None]
    if len(exact) < len(values):
        return None
    result = -exact[0] if tree[0] == "-" and len(exact) == 1 else exact[0]
    for v in exact[1:]:
        result = {"+": result + v, "-": result - v, "*": result * v, "/": result / v if v else result}[tree[0]]
    return result


def degree(tree: Tree, inputs: Sequence[str]) -> int | None:
    """Return the degree of a polynomial in the inputs, or None for anything that is not written as one.

    >>> degree(["^", ["+", "x", "a"], 2], ["x"]), degree(["relu", "x"], ["x"])
    (2, None)
    """
    if isinstance(tree, str):
        return int(tree in inputs)
    op, *parts = tree
    if op == "^":
        inner = degree(parts[0], inputs)
        return None if inner is None else inner * int(parts[1])
    if op not in ("+", "-", "*", "/"):
        return None
    degrees = [degree(part, inputs) for part in parts]
    known = [d for d in degrees if d is not None]
    if len(known) < len(degrees):
        return None
    return sum(known) if op == "*" else max(known)


def shown(value: Fraction) -> str:
    """Return a number as readers see it: a decimal if it was one with many digits, cut off if they are very many.

    >>> shown(Fraction(-1, 2)), shown(Fraction(27846454276, 10**11))
    ('−1/2', '0.27846454276')
    """
    text, rest = str(value), value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1 and value.denominator > 99:
        digits = next(n for n in range(100) if (value * 10**n).denominator == 1)
        whole = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
        kept = whole[-digits:] if digits <= LONG else f"{whole[-digits:][:SHORT]}…"
        text = f"{'-' if value < 0 else ''}{whole[:-digits]}.{kept}"
    return text.replace("-", "−")


def formula(tree: Tree) -> str:
    """Return an expression as a formula.

    >>> formula(["-", ["*", "2", "x"], ["/", ["+", "x", "1"], "2"]])
    '2x − (x + 1)/2'
    >>> formula(["*", ["-", "1", "a"], "h"])
    '(1 − a)h'
    """
    return _formula(tree)[0]


def _formula(tree: Tree) -> tuple[str, int]:
    value = number(tree)
    if value is not None:
        text = shown(value)
        return text, TIGHT if text.isdigit() else SUM if text.startswith("−") else PRODUCT
    if isinstance(tree, str):
        return (tree[0] + tree[1:].translate(SUBSCRIPTS), TIGHT)
    op, *parts = tree
    if op == "^":
        return _held(parts[0], TIGHT) + str(parts[1]).translate(POWERS), TIGHT
    if op == "+":
        text = _formula(parts[0])[0]
        for part in parts[1:]:
            term = _formula(part)[0]
            text += f" − {term[1:]}" if term.startswith("−") else f" + {term}"
        return text, SUM
    if op == "-" and len(parts) == 1:
        return f"−{_held(parts[0], PRODUCT)}", SUM
    if op == "-":
        return f"{_formula(parts[0])[0]} − {_held(parts[1], PRODUCT)}", SUM
    if op == "*":
        below = [part[1] for part in parts if isinstance(part, list) and part[0] == "inv"]
        above = [part for part in parts if not (isinstance(part, list) and part[0] == "inv")]
        if below and above:
            over = _held(["*", *above] if len(above) > 1 else above[0], PRODUCT)
            return f"{over}/{_held(['*', *below] if len(below) > 1 else below[0], TIGHT)}", PRODUCT
        factors = [_held(part, PRODUCT) for part in parts]
        text = factors[0]
        for before, after in pairwise(factors):
            beside = after[0] == "(" or (after[0].isalpha() and len(after) <= 2) or after[0] in "¹²³"
            text += after if beside and (before[-1] in ")" or before.isdigit() or len(before) == 1) else f"·{after}"
        return text, PRODUCT
    if op == "/":
        return f"{_held(parts[0], PRODUCT)}/{_held(parts[1], TIGHT)}", PRODUCT
    if op == "abs":
        return f"|{_formula(parts[0])[0]}|", TIGHT
    if op == "inv":
        return f"1/{_held(parts[0], TIGHT)}", PRODUCT
    name = {"log": "ln"}.get(op, op)
    return f"{name}({', '.join(_formula(part)[0] for part in parts)})", TIGHT


def _held(tree: Tree, needed: int) -> str:
    text, tightness = _formula(tree)
    return text if tightness >= needed else f"({text})"
