"""Polynomials in real unknowns, and how an expression becomes one.

A polynomial is `{monomial: coefficient}`, a monomial a sorted tuple of symbols. An operator that
is no polynomial (relu, step, inv, sqrt, exp, log) makes an *atom*: an unknown "#j" that stands
for the operator's value. abs, clip, max, min and leaky are written with relu first.

>>> from nlverify.exact.expression import relu, symbols
>>> x, y = symbols("x y")
>>> atoms: list[Atom] = []
>>> expanded((x + relu(y)) ** 2, atoms)
{('x', 'x'): Fraction(1, 1), ('#0', 'x'): Fraction(2, 1), ('#0', '#0'): Fraction(1, 1)}
>>> atoms
[Atom(op='relu', argument={('y',): Fraction(1, 1)})]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import TypeAlias, TypeVar

from nlverify.exact.expression import Expr, Rational

Monomial: TypeAlias = tuple[str, ...]
Polynomial: TypeAlias = Mapping[Monomial, Fraction]

V = TypeVar("V", str, int)  # an unknown: its name here, its number where it is written for Rocq
Terms: TypeAlias = Mapping[tuple[V, ...], Fraction]

ONE: Polynomial = {(): Fraction(1)}
ATOMIC = ("relu", "step", "inv", "sqrt", "exp", "log")


@dataclass(frozen=True)
class Atom:
    """The value of an operator at an argument, which may itself contain atoms."""

    op: str
    argument: Polynomial


def plus(p: Terms[V], q: Terms[V], factor: Rational = 1) -> Terms[V]:
    """Return p + factor·q, without zero terms."""
    result = dict(p)
    for m, c in q.items():
        result[m] = result.get(m, Fraction(0)) + factor * c
    return {m: c for m, c in result.items() if c != 0}


def scaled(p: Polynomial, factor: Rational) -> Polynomial:
    """Return factor·p."""
    return plus({}, p, factor)


def times(p: Terms[V], q: Terms[V]) -> Terms[V]:
    """Return the product; factors of a monomial are kept sorted."""
    result: dict[tuple[V, ...], Fraction] = {}
    for m, a in p.items():
        for n, b in q.items():
            word = tuple(sorted(m + n))
            result[word] = result.get(word, Fraction(0)) + a * b
    return {m: c for m, c in result.items() if c != 0}


def replaced(p: Polynomial, values: Mapping[str, Polynomial]) -> Polynomial:
    """Return p with polynomials put for some of its symbols and atoms.

    >>> replaced({("#0", "x"): Fraction(1), (): Fraction(2)}, {"#0": {("y",): Fraction(3)}})
    {('x', 'y'): Fraction(3, 1), (): Fraction(2, 1)}
    """
    if not any(s in values for m in p for s in m):
        return p
    result: Polynomial = {}
    for m, c in p.items():
        term: Polynomial = {tuple(s for s in m if s not in values): c}
        for s in m:
            term = times(term, values[s]) if s in values else term
        result = plus(result, term)
    return result


def unknown(name: str) -> Polynomial:
    """Return the polynomial that is one symbol."""
    return {(name,): Fraction(1)}


def dot(name: str, point: Sequence[Fraction]) -> Polynomial:
    """Return name1·x₁ + name2·x₂ + … in the unknown weights, at a given point x."""
    return {(f"{name}{i + 1}",): c for i, c in enumerate(point) if c != 0}


def degree(p: Polynomial) -> int:
    """Return the largest number of factors of a monomial."""
    return max(map(len, p), default=0)


def as_expression(monomial: Monomial, c: Fraction = Fraction(1)) -> Expr:
    """Return a monomial with its coefficient as an expression."""
    factors = tuple(Expr("symbol", (s,)) for s in monomial)
    if c != 1 or not factors:
        factors = (Expr("number", (c,)), *factors)
    return factors[0] if len(factors) == 1 else Expr("*", factors)


def as_sum(p: Polynomial) -> Expr:
    """Return a polynomial as an expression."""
    terms = tuple(as_expression(m, c) for m, c in sorted(p.items())) or (Expr("number", (Fraction(0),)),)
    return terms[0] if len(terms) == 1 else Expr("+", terms)


def shown(p: Polynomial) -> str:
    """Return a polynomial as text, the constant last."""
    terms = [_term(m, c) for m, c in sorted(p.items(), key=lambda t: (not t[0], t[0]))]
    return " + ".join(terms).replace("+ -", "- ") or "0"


def _term(monomial: Monomial, c: Fraction) -> str:
    if not monomial:
        return str(c)
    sign = "" if c == 1 else "-" if c == -1 else f"{c}·"
    return sign + "·".join(monomial)


def expanded(tree: Expr, atoms: list[Atom], values: Mapping[str, Polynomial] | None = None) -> Polynomial:
    """Return an expression as a polynomial; atoms that are new are appended to `atoms`.

    `values` are put for the symbols that they name.
    """
    if tree.op == "symbol":
        name = str(tree.args[0])
        return values[name] if values and name in values else {(name,): Fraction(1)}
    if tree.op == "number":
        return scaled(ONE, Fraction(tree.args[0]))  # type: ignore[arg-type]
    args = [expanded(c, atoms, values) for c in tree.children]

    def value(op: str, u: Polynomial) -> Polynomial:
        atom = Atom(op, u)
        if atom not in atoms:
            atoms.append(atom)
        return {(f"#{atoms.index(atom)}",): Fraction(1)}

    def relu(u: Polynomial) -> Polynomial:
        return value("relu", u)

    match tree.op, args:
        case "+", _:
            return reduce(plus, args)
        case "*", _:
            return reduce(times, args)
        case "-", [u]:
            return scaled(u, -1)
        case "-", [u, v]:
            return plus(u, v, -1)
        case "/", [u, v]:
            return scaled(u, 1 / v[()])
        case "^", [u]:
            return reduce(times, [ONE, *([u] * int(tree.args[1]))])  # type: ignore[arg-type]
        case "abs", [u]:
            return plus(relu(u), relu(scaled(u, -1)))
        case "clip", [u]:
            return plus(relu(u), relu(plus(u, ONE, -1)), -1)
        case "max", [u, v]:
            return plus(v, relu(plus(u, v, -1)))
        case "min", [u, v]:
            return plus(u, relu(plus(u, v, -1)), -1)
        case "leaky", [s, u]:
            slope = s.get((), Fraction(0))
            return plus(scaled(u, slope), relu(u), 1 - slope)
        case op, [u] if op in ATOMIC:
            return value(op, u)
        case op, _:
            raise ValueError(f"expression: expected an operator of the closed list, got {op!r}")
