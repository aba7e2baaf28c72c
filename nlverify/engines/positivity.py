"""Leaves: a combination of rows, of products of rows and of multiples of equations that is absurd.

Given rows p > 0, p ≥ 0, p = 0 and one p ≠ 0 at most, look for numbers such that

    Σ c·(product of inequalities)·s²  +  Σ q·(equation)   =   a number < 0, or 0 with a strict product.

Once it is fixed which products, squares s² and monomials of q may take part, the numbers c > 0 and
the coefficients of q are a linear program. It finds what there is for these; whether there is more
for a higher degree, it does not say.

>>> from nlverify.exact.expression import symbols
>>> x, y = symbols("x y")
>>> from nlverify.engines.systems import system_of
>>> leaf_of(system_of((x > 1, y > 1, x * y <= 1)).rows, Terms(degree=2)).to_json()
{'rows': [[0, '1'], [1, '1'], [2, '1']], 'products': [['1', [0, 1]]]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations, combinations_with_replacement
from math import gcd, lcm
from typing import Any

from nlverify.engines.combination import combination
from nlverify.engines.polynomials import (
    ONE,
    Monomial,
    Polynomial,
    as_expression,
    as_sum,
    degree,
    expanded,
    plus,
    scaled,
    times,
)
from nlverify.engines.systems import Row, refutes
from nlverify.evidence import Leaf
from nlverify.exact.expression import Expr

COLUMNS = 6000  # of one linear program


@dataclass(frozen=True)
class Terms:
    """Which summands a leaf may have.

    Products of up to `degree` inequalities, and the `products` listed; the same times the square of
    each of `squares`; with `sums_of_squares` also the squares of the unknowns, and of their sums and
    differences. Equations are multiplied by monomials of degree up to `reach`, or by those that the
    other summands call for, if it is None.
    """

    degree: int = 1
    reach: int | None = None
    squares: tuple[Expr, ...] = ()
    products: tuple[tuple[int, ...], ...] = ()
    sums_of_squares: bool = False
    thorough: bool = False  # also where numbers are too close for floating point


@dataclass(frozen=True)
class _Summand:
    """A polynomial that is > 0, ≥ 0, or free (= 0), and where it comes from."""

    polynomial: Polynomial
    strict: bool
    cost: float
    rows: tuple[int, ...]
    square: Expr | None = None
    monomial: Monomial | None = None  # the factor of an equation


def leaf_of(rows: Sequence[Row], terms: Terms) -> Leaf | None:
    """Return a leaf that refutes the rows with these terms, or None if there is none of that form."""
    return _by_inequalities(rows, terms) or _by_equations(rows, terms)


def leaf_from(
    rows: Sequence[Row],
    chosen: Sequence[tuple[tuple[int, ...], Expr | None]],
    reach: Sequence[int | None] = (1, 2, 3, None),
) -> Leaf | None:
    """Return a leaf made of these products of inequalities, each with the square of an expression or without.

    Equations take part with the multiples that these call for: those that meet a monomial of the
    products, then those that meet a monomial of these, and so on, as often as `reach` says in turn.
    """
    summands = []
    for numbers, root in chosen:
        p = reduce(times, (rows[k].polynomial for k in numbers), ONE)
        if root is not None:
            square = expanded(root, [])
            p = times(p, times(square, square))
        strict = root is None and all(rows[k].sense == ">" for k in numbers)
        summands.append(_Summand(p, strict, 2.0 * len(numbers) + 1, numbers, root))
    for rounds in reach:
        multiples = _multiples(rows, Terms(), [s.polynomial for s in summands], rounds)
        leaf = _combined(rows, [*summands, *multiples], thorough=True)
        if leaf is not None:
            return leaf
    return None


def _by_inequalities(rows: Sequence[Row], terms: Terms) -> Leaf | None:
    """Return a combination of anything but ≠ that leaves a contradiction."""
    summands = list(_products(rows, terms))
    summands += _multiples(rows, terms, [s.polynomial for s in summands])
    return _combined(rows, summands, thorough=terms.thorough)


def _combined(rows: Sequence[Row], summands: Sequence[_Summand], *, thorough: bool) -> Leaf | None:
    """Return a leaf that adds up some of these summands."""
    if not summands or len(summands) > COLUMNS:
        return None
    columns: list[dict[Any, Fraction]] = []
    owners: list[tuple[int, int]] = []
    for i, s in enumerate(summands):
        for sign in (1, -1) if s.monomial is not None else (1,):
            columns.append({**scaled(s.polynomial, sign), **({"strict": Fraction(1)} if s.strict else {})})
            owners.append((i, sign))
    columns.append({(): Fraction(1), "strict": Fraction(1)})  # 1 > 0: what is missing to 0
    found = combination(
        columns, {"strict": Fraction(1)}, [*(summands[i].cost for i, _ in owners), 0.5], thorough=thorough
    )
    if found is None:
        found = _by_equations_alone(columns, owners, summands)
    if found is None:
        return None
    numbers = {owners[j][0]: owners[j][1] * c for j, c in found.items() if j < len(owners)}
    return _leaf(rows, [(summands[i], c) for i, c in numbers.items()])


def _by_equations_alone(
    columns: Sequence[dict[Any, Fraction]], owners: Sequence[tuple[int, int]], summands: Sequence[_Summand]
) -> dict[int, Fraction] | None:
    """Return a combination of equations that leaves −1 = 0."""
    free = [j for j, (i, _) in enumerate(owners) if summands[i].monomial is not None]
    if not free:
        return None
    costs = [summands[owners[j][0]].cost for j in free]
    found = combination([columns[j] for j in free], {(): Fraction(-1)}, costs)
    return None if found is None else {free[j]: c for j, c in found.items()}


def _by_equations(rows: Sequence[Row], terms: Terms) -> Leaf | None:
    """Return a ≠ row whose polynomial is 0 by the equations."""
    for k, row in enumerate(rows):
        if row.sense == "!=":
            summands = _multiples(rows, terms, [row.polynomial])
            columns: list[dict[Any, Fraction]] = [
                dict(scaled(s.polynomial, sign)) for s in summands for sign in (1, -1)
            ]
            costs = [s.cost for s in summands for _ in (1, -1)]
            found = combination(columns, scaled(row.polynomial, -1), costs)
            if found is not None:
                numbers = [(summands[j // 2], c if j % 2 == 0 else -c) for j, c in found.items()]
                return _leaf(rows, [(_Summand(row.polynomial, strict=False, cost=0, rows=(k,)), Fraction(1)), *numbers])
    return None


def _products(rows: Sequence[Row], terms: Terms) -> Iterator[_Summand]:
    """Yield the products of inequalities that may take part, and squares."""
    usable = [k for k, r in enumerate(rows) if r.sense in (">", ">=")]
    chosen = dict.fromkeys(
        [*(c for d in range(1, terms.degree + 1) for c in combinations_with_replacement(usable, d)), *terms.products]
    )
    polynomials: dict[tuple[int, ...], Polynomial] = {(): ONE}
    for numbers in sorted(chosen, key=len):
        shorter = polynomials.get(numbers[:-1]) or reduce(times, (rows[k].polynomial for k in numbers[:-1]), ONE)
        polynomials[numbers] = times(shorter, rows[numbers[-1]].polynomial)
        strict = all(rows[k].sense == ">" for k in numbers)
        yield _Summand(polynomials[numbers], strict, 2.0 * len(numbers) - 1, numbers)
    squares = [(s, expanded(s, [])) for s in terms.squares]
    if terms.sums_of_squares:
        squares += list(_simple(polynomials.values()))
    for root, p in squares:
        for numbers in [n for n in polynomials if len(n) < max(terms.degree, 1)]:
            yield _Summand(
                times(polynomials[numbers], times(p, p)),
                strict=False,
                cost=4.0 + 2 * len(numbers),
                rows=numbers,
                square=root,
            )


def _simple(polynomials: Iterable[Polynomial]) -> Iterator[tuple[Expr, Polynomial]]:
    """Yield the monomials whose squares may be called for, their sums and their differences."""
    wanted = {m for p in polynomials for m in p}
    most = max(map(len, wanted), default=0) // 2
    names = sorted({s for m in wanted for s in m})
    found = [m for d in range(most + 1) for m in combinations_with_replacement(names, d)]
    found = [m for m in found if m and tuple(sorted(m + m)) in wanted]
    for m in found:
        yield as_expression(m), {m: Fraction(1)}
    for m, n in combinations([*found, ()], 2):
        if tuple(sorted(m + n)) in wanted:
            for sign in (1, -1):
                other = as_expression(n)
                tree = as_expression(m) + other if sign == 1 else as_expression(m) - other
                yield tree, {m: Fraction(1), n: Fraction(sign)}


def _multiples(
    rows: Sequence[Row], terms: Terms, others: Sequence[Polynomial], rounds: int | None = None
) -> list[_Summand]:
    """Return the equations times monomials.

    Without a bound on the degree: times those that turn a monomial of the equation into one that is
    there already, until nothing new comes, so many `rounds` are over, or the degree of everything
    else is passed.
    """
    equations = [k for k, r in enumerate(rows) if r.sense == "=" and r.polynomial]
    names = sorted({s for p in [*others, *(rows[k].polynomial for k in equations)] for m in p for s in m})
    if terms.reach is not None:
        factors = [m for d in range(terms.reach + 1) for m in combinations_with_replacement(names, d)]
        pairs = [(k, m) for k in equations for m in factors]
    else:
        pairs = _called_for(rows, equations, others, rounds)
    return [
        _Summand(times(rows[k].polynomial, {m: Fraction(1)}), strict=False, cost=1.0 + len(m), rows=(k,), monomial=m)
        for k, m in pairs
    ]


def _called_for(
    rows: Sequence[Row], equations: Sequence[int], others: Sequence[Polynomial], rounds: int | None
) -> list[tuple[int, Monomial]]:
    """Return equations and monomial factors whose product meets a monomial that is there."""
    own = max((degree(rows[k].polynomial) for k in equations), default=0)
    most = max([own, *map(degree, others)])
    here = {m for p in others for m in p} | {m for k in equations for m in rows[k].polynomial}
    pairs: dict[tuple[int, Monomial], None] = {(k, ()): None for k in equations}
    news = here
    while news and len(pairs) < COLUMNS // 2 and rounds != 0:
        rounds = None if rounds is None else rounds - 1
        found: set[Monomial] = set()
        for k in equations:
            p = rows[k].polynomial
            for n in p:
                for m in news:
                    factor = _quotient(m, n)
                    if factor is not None and (k, factor) not in pairs and len(factor) + degree(p) <= most:
                        pairs[k, factor] = None
                        found |= set(times(p, {factor: Fraction(1)}))
        news = found - here
        here |= found
    return sorted(pairs, key=lambda pair: (len(pair[1]), pair))


def _quotient(m: Monomial, n: Monomial) -> Monomial | None:
    """Return the monomial m/n, or None if n does not divide m."""
    left = list(m)
    for s in n:
        if s not in left:
            return None
        left.remove(s)
    return tuple(left)


def _leaf(rows: Sequence[Row], summands: Sequence[tuple[_Summand, Fraction]]) -> Leaf | None:
    """Return the leaf with these multipliers, made whole; None if it refutes nothing after all."""
    numbers = dict(zip(range(len(summands)), whole([c for _, c in summands]), strict=True))
    plain: dict[int, int] = {}
    products: list[tuple[int, tuple[int, ...], Expr | None]] = []
    multiples: dict[int, Polynomial] = {}
    for i, (s, _) in enumerate(summands):
        if s.monomial is not None:
            multiples[s.rows[0]] = plus(multiples.get(s.rows[0], {}), {s.monomial: Fraction(numbers[i])})
        elif len(s.rows) == 1 and s.square is None:
            plain[s.rows[0]] = numbers[i]
        else:
            products.append((numbers[i], s.rows, s.square))
    for k, q in list(multiples.items()):
        if set(q) == {()}:
            plain[k] = int(multiples.pop(k)[()])
    written = {k: as_sum(q) for k, q in multiples.items()}
    leaf = Leaf(plain, tuple(sorted(products, key=lambda p: p[1])), written or None)
    return leaf if refutes(rows, leaf) else None


def whole(values: Iterable[Fraction]) -> tuple[int, ...]:
    """Return the whole numbers in the same proportions, without a common factor.

    >>> whole([Fraction(1, 2), Fraction(-3)])
    (1, -6)
    """
    fractions = list(values)
    denominator = lcm(*(v.denominator for v in fractions))
    numbers = [int(v * denominator) for v in fractions]
    divisor = gcd(*numbers) or 1
    return tuple(n // divisor for n in numbers)
