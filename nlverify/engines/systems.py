"""Statements as systems of polynomial rows: what the exact search works on.

A *row* says p > 0, p ≥ 0, p = 0 or p ≠ 0 for a polynomial p. A *system* holds the rows that a
certificate of format `cases/1` must refute, and the ReLU *atoms* in them: relu of atom j's
argument is the unknown "#j". docs/certificates.md fixes the order of rows and atoms. The checker
builds the same systems by itself; nothing here is trusted.

>>> from nlverify.exact.expression import relu, symbols
>>> (x,) = symbols("x")
>>> system = negation(ForAll(("x",), relu(x) >= x))
>>> print(*system.rows, sep="; ")
-#0 + x > 0
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import combinations_with_replacement
from typing import Literal, TypeAlias

from nlverify.evidence import Leaf
from nlverify.exact.expression import Expr, Rational, Relation
from nlverify.statement import Exists, Fires, ForAll, NoNetwork, Readout, SomeNetwork, Table

Monomial: TypeAlias = tuple[str, ...]
Polynomial: TypeAlias = Mapping[Monomial, Fraction]
Sense: TypeAlias = Literal[">", ">=", "=", "!="]

ONE: Polynomial = {(): Fraction(1)}


@dataclass(frozen=True)
class Row:
    """The comparison `polynomial sense 0`."""

    polynomial: Polynomial
    sense: Sense

    def __str__(self) -> str:
        terms = [_term(m, c) for m, c in sorted(self.polynomial.items(), key=lambda t: (not t[0], t[0]))]
        return f"{' + '.join(terms).replace('+ -', '- ') or '0'} {self.sense} 0"


@dataclass(frozen=True)
class System:
    """Rows, and the ReLU atoms by number: the atom's argument, or None once it is resolved."""

    rows: tuple[Row, ...]
    atoms: tuple[Polynomial | None, ...] = ()

    def open_atoms(self) -> tuple[int, ...]:
        """Return the atoms that may be split on: unresolved, with no unresolved atom inside.

        Those come first that stand in a row with few others: such a row is soon linear.
        """
        found = [j for j, u in enumerate(self.atoms) if u is not None and not _has_atom(u)]
        rows = [{s for m in r.polynomial for s in m if s.startswith("#")} for r in self.rows]
        return tuple(sorted(found, key=lambda j: min((len(r) for r in rows if f"#{j}" in r), default=len(self.atoms))))

    def split_atom(self, j: int) -> tuple[System, System]:
        """Return the two cases of atom j: its argument u ≥ 0, then relu(u) = u; and u ≤ 0, then relu(u) = 0."""
        u = self.atoms[j]
        if u is None:
            raise ValueError(f"atom {j}: expected an unresolved atom, got one that a split above has resolved")
        name = f"#{j}"

        def case(value: Polynomial, new: Polynomial) -> System:
            rows = [Row(replaced(r.polynomial, name, value), r.sense) for r in self.rows]
            atoms = tuple(None if a is None or i == j else replaced(a, name, value) for i, a in enumerate(self.atoms))
            return System((*rows, Row(new, ">=")), atoms)

        return case(u, u), case({}, scaled(u, -1))

    def split_row(self, k: int) -> tuple[System, System]:
        """Return the two cases of row k, a ≠: more than 0, and less than 0."""
        p = self.rows[k].polynomial
        return (
            System((*self.rows, Row(p, ">")), self.atoms),
            System((*self.rows, Row(scaled(p, -1), ">")), self.atoms),
        )


def total(rows: Sequence[Row], leaf: Leaf) -> tuple[Polynomial, bool]:
    """Return what a leaf adds up to, and whether a strict row was used.

    Raises ValueError if a multiplier has the wrong sign, or a row of the wrong sense is used.
    """
    polynomial: Polynomial = {}
    strict = False
    for k, c in leaf.rows.items():
        if rows[k].sense == "!=" or c == 0 or (c < 0 and rows[k].sense != "="):
            raise ValueError(f"row {k}: expected a multiplier that keeps {rows[k]}, got {c}")
        polynomial = plus(polynomial, rows[k].polynomial, c)
        strict = strict or rows[k].sense == ">"
    for c, factors, root in leaf.products:
        if c <= 0 or not {rows[k].sense for k in factors} <= {">", ">="}:
            raise ValueError(f"product of rows {factors}: expected inequalities and a factor above 0, got {c}")
        product = scaled(ONE, c)
        for k in factors:
            product = times(product, rows[k].polynomial)
        if root is not None:
            square = expanded(root, [])
            product = times(product, times(square, square))
        polynomial = plus(polynomial, product)
        strict = strict or (root is None and all(rows[k].sense == ">" for k in factors))
    for k, factor in (leaf.multiples or {}).items():
        if rows[k].sense != "=":
            raise ValueError(f"multiple of row {k}: expected an equation, got {rows[k]}")
        polynomial = plus(polynomial, times(expanded(factor, []), rows[k].polynomial))
    return polynomial, strict


def refutes(rows: Sequence[Row], leaf: Leaf) -> bool:
    """Say whether a leaf adds up to a negative constant, or to 0 with a strict row used."""
    polynomial, strict = total(rows, leaf)
    constant = polynomial.get((), Fraction(0))
    return not set(polynomial) - {()} and (constant < 0 or (constant == 0 and strict))


# ------------------------------------------------------------------ the system of each kind


def unit_rows(table: Table, fires: Fires) -> tuple[Row, ...]:
    """Return one row a point: w·x + b fires (label 1), or does not (label 0)."""
    return tuple(
        _readout(plus(dot("w", p), {("b",): Fraction(1)}), v, fires)
        for p, v in zip(table.points, table.values, strict=True)
    )


def pair_rows(table: Table) -> tuple[Row, ...]:
    """Return w·p > w·q for each point p labelled 1 and q labelled 0: what a non-decreasing σ needs."""
    fire, rest = ([p for p, v in zip(table.points, table.values, strict=True) if v == label] for label in (1, 0))
    return tuple(Row(plus(dot("w", p), dot("w", q), -1), ">") for p in fire for q in rest)


def value_rows(table: Table) -> tuple[Row, ...]:
    """Return w·x + b = value for each point."""
    return tuple(
        _readout(plus(dot("w", p), {("b",): Fraction(1)}), v, "=")
        for p, v in zip(table.points, table.values, strict=True)
    )


def network(statement: NoNetwork | SomeNetwork, positive: int) -> System:
    """Return the system of a one-hidden-layer network whose outer weights are `positive` times +1, then −1.

    Other outer weights are not needed: |v|·σ(z) = σ(|v|·z) for these activations.

    Raises ValueError for an activation that is not positively homogeneous.
    """
    slope, points = slope_below(statement.activation), statement.table.points
    atoms = [plus(dot(f"w{j + 1}_", p), {(f"b{j + 1}",): Fraction(1)}) for j in range(statement.hidden) for p in points]
    rows = []
    for i, (p, v) in enumerate(zip(points, statement.table.values, strict=True)):
        f: Polynomial = plus({("c",): Fraction(1)}, dot("u", p) if statement.skip else {})
        for j in range(statement.hidden):
            k, sign = j * len(points) + i, 1 if j < positive else -1
            f = plus(plus(f, atoms[k], sign * slope), {(f"#{k}",): Fraction(1)}, sign * (1 - slope))
        rows.append(_readout(f, v, statement.readout))
    return System(tuple(rows), tuple(atoms))


def negation(statement: ForAll | Exists) -> System:
    """Return the system of a "forall"'s negation, or an "exists"'s own conditions."""
    opposite = {">": "<=", "<=": ">", ">=": "<", "<": ">=", "=": "!=", "!=": "="}
    if isinstance(statement, Exists):
        relations = statement.such_that
    else:
        then = statement.then
        relations = (*statement.given, Relation(opposite[then.op], then.left, then.right))
    atoms: list[Polynomial] = []
    rows = []
    for relation in relations:
        left, right = expanded(relation.left, atoms), expanded(relation.right, atoms)
        flip = relation.op in ("<", "<=")
        sense: Sense = {"<": ">", "<=": ">=", ">": ">", ">=": ">=", "=": "=", "!=": "!="}[relation.op]  # type: ignore[assignment]
        rows.append(Row(plus(right, left, -1) if flip else plus(left, right, -1), sense))
    return System(tuple(rows), tuple(atoms))


def products_of(rows: Sequence[Row]) -> list[tuple[tuple[int, int], Row]]:
    """Return every product of two inequality rows, a row with itself too, as a further row."""
    usable = [k for k, r in enumerate(rows) if r.sense in (">", ">=")]
    found = []
    for i, k in combinations_with_replacement(usable, 2):
        sense: Sense = ">" if rows[i].sense == rows[k].sense == ">" else ">="
        found.append(((i, k), Row(times(rows[i].polynomial, rows[k].polynomial), sense)))
    return found


def slope_below(activation: str | tuple[str, Rational]) -> Fraction:
    """Return s, where the activation is z for z ≥ 0 and s·z for z ≤ 0.

    >>> slope_below("abs")
    Fraction(-1, 1)
    """
    if not isinstance(activation, str):
        return Fraction(activation[1])
    if activation not in ("relu", "abs"):
        raise ValueError(
            f"activation: expected relu, abs or leaky, got {activation!r}; this search needs σ(cz) = cσ(z) for c ≥ 0"
        )
    return Fraction(0 if activation == "relu" else -1)


def _readout(f: Polynomial, value: Fraction, readout: Readout) -> Row:
    """Return what the table asks of f: f = value, or f > 0 (f ≥ 0) exactly where the value is 1."""
    match readout, value == 1:
        case "=", _:
            return Row(plus(f, ONE, -value), "=")
        case ">", True:
            return Row(f, ">")
        case ">=", True:
            return Row(f, ">=")
        case ">", False:
            return Row(scaled(f, -1), ">=")
        case ">=", False:
            return Row(scaled(f, -1), ">")
        case _:
            raise ValueError(f"readout: expected '=', '>' or '>=', got {readout!r}")


# ------------------------------------------------------------------ polynomials


def plus(p: Polynomial, q: Polynomial, factor: Rational = 1) -> Polynomial:
    """Return p + factor·q, without zero terms."""
    result = dict(p)
    for m, c in q.items():
        result[m] = result.get(m, Fraction(0)) + factor * c
    return {m: c for m, c in result.items() if c != 0}


def scaled(p: Polynomial, factor: Rational) -> Polynomial:
    """Return factor·p."""
    return plus({}, p, factor)


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    """Return the product; factors of a monomial are kept sorted."""
    result: dict[Monomial, Fraction] = {}
    for m, a in p.items():
        for n, b in q.items():
            word = tuple(sorted(m + n))
            result[word] = result.get(word, Fraction(0)) + a * b
    return {m: c for m, c in result.items() if c != 0}


def replaced(p: Polynomial, name: str, value: Polynomial) -> Polynomial:
    """Return p with `value` put for a symbol or atom.

    >>> replaced({("#0", "x"): Fraction(1), (): Fraction(2)}, "#0", {("y",): Fraction(3)})
    {('x', 'y'): Fraction(3, 1), (): Fraction(2, 1)}
    """
    result: Polynomial = {}
    for m, c in p.items():
        term: Polynomial = {tuple(s for s in m if s != name): c}
        for _ in range(m.count(name)):
            term = times(term, value)
        result = plus(result, term)
    return result


def dot(name: str, point: Sequence[Fraction]) -> Polynomial:
    """Return name1·x₁ + name2·x₂ + … in the unknown weights, at a given point x."""
    return {(f"{name}{i + 1}",): c for i, c in enumerate(point) if c != 0}


def expanded(tree: Expr, atoms: list[Polynomial]) -> Polynomial:
    """Return an expression as a polynomial; atoms that are new are appended to `atoms`."""
    if tree.op == "symbol":
        return {(str(tree.args[0]),): Fraction(1)}
    if tree.op == "number":
        return scaled(ONE, Fraction(tree.args[0]))  # type: ignore[arg-type]
    args = [expanded(c, atoms) for c in tree.children]

    def relu(u: Polynomial) -> Polynomial:
        if u not in atoms:
            atoms.append(u)
        return {(f"#{atoms.index(u)}",): Fraction(1)}

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
        case "relu", [u]:
            return relu(u)
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
        case op, _:
            raise ValueError(f"expression: expected an operator of the closed list, got {op!r}")


def _has_atom(p: Polynomial) -> bool:
    return any(s.startswith("#") for m in p for s in m)


def _term(monomial: Monomial, c: Fraction) -> str:
    if not monomial:
        return str(c)
    sign = "" if c == 1 else "-" if c == -1 else f"{c}·"
    return sign + "·".join(monomial)
