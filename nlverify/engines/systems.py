"""Statements as systems of polynomial rows: what the exact search works on.

A *row* says p > 0, p ≥ 0, p = 0 or p ≠ 0 for a polynomial p. A *system* holds the rows that a
tree of cases must refute, and the *atoms* in them: the value of atom j is the unknown "#j".
docs/certificates.md fixes the order of rows and atoms. The checker builds the same systems by
itself; nothing here is trusted.

>>> from nlverify.exact.expression import relu, symbols
>>> (x,) = symbols("x")
>>> system = negation(ForAll(("x",), relu(x) >= x))
>>> print(*system.rows, sep="; ")
-#0 + x > 0
>>> print(*(case.rows[-1] for case in system.cases(0)), sep="; ")
x >= 0; -x > 0
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations_with_replacement
from math import factorial
from typing import Literal, TypeAlias

from nlverify.engines.polynomials import (
    ONE,
    Atom,
    Monomial,
    Polynomial,
    dot,
    expanded,
    plus,
    replaced,
    scaled,
    shown,
    times,
    unknown,
)
from nlverify.evidence import Leaf
from nlverify.exact.enclosure import enclose
from nlverify.exact.expression import Expr, Rational, Relation
from nlverify.statement import Exists, Fires, ForAll, Induction, NoNetwork, Readout, SomeNetwork, Table

__all__ = ["ONE", "Atom", "Monomial", "Polynomial", "Row", "Sense", "System", "expanded", "plus", "scaled", "times"]

Sense: TypeAlias = Literal[">", ">=", "=", "!="]
SETTLED = ("relu", "step")  # a case says what the value is; for inv, sqrt and log it may stay an unknown
OPPOSITE = {">": "<=", "<=": ">", ">=": "<", "<": ">=", "=": "!=", "!=": "="}


class NoEvidenceError(RuntimeError):
    """The search found no evidence: the statement is not so, or it was out of reach."""


@dataclass(frozen=True)
class Row:
    """The comparison `polynomial sense 0`."""

    polynomial: Polynomial
    sense: Sense

    def __str__(self) -> str:
        return f"{shown(self.polynomial)} {self.sense} 0"


@dataclass(frozen=True)
class System:
    """Rows, and the atoms by number; `settled` says what some of them equal, `done` which had their cases.

    Rows have the settled values in place already.
    """

    rows: tuple[Row, ...]
    atoms: tuple[Atom, ...] = ()
    settled: Mapping[str, Polynomial] = field(default_factory=dict)
    done: frozenset[int] = frozenset()

    def argument(self, j: int) -> Polynomial:
        """Return the argument of atom j, with the settled values in place."""
        return replaced(self.atoms[j].argument, self.settled)

    def open_atoms(self) -> tuple[int, ...]:
        """Return the atoms whose cases may be told apart: with no such atom inside that is open itself.

        Those come first that stand in a row with few others: such a row is soon linear.
        """
        undone = {f"#{j}" for j, a in enumerate(self.atoms) if a.op != "exp" and j not in self.done}
        found = [int(s[1:]) for s in undone if not any(t in undone for m in self.argument(int(s[1:])) for t in m)]
        rows = [{s for m in r.polynomial for s in m if s in undone} for r in self.rows]
        order = {j: min((len(r) for r in rows if f"#{j}" in r), default=len(self.atoms)) for j in found}
        return tuple(sorted(found, key=lambda j: (order[j], j)))

    def cases(self, j: int) -> tuple[System, ...]:
        """Return the cases of atom j by the definition of its operator, in the order of `evidence.Branch`."""
        if j in self.done:
            raise ValueError(f"atom {j}: expected one that is open, got one whose cases a node above told apart")
        u, a = self.argument(j), unknown(f"#{j}")
        minus, one = scaled(u, -1), Row(plus(times(u, a), ONE, -1), "=")
        match self.atoms[j].op:
            case "relu":
                return self._case(j, u, Row(u, ">=")), self._case(j, {}, Row(minus, ">"))
            case "step":
                return self._case(j, ONE, Row(u, ">")), self._case(j, {}, Row(minus, ">="))
            case "inv":
                zero = self._case(j, {}, Row(u, "="))
                return self._case(j, None, Row(u, ">"), one), self._case(j, None, Row(minus, ">"), one), zero
            case "sqrt":
                root = Row(a, ">="), Row(plus(times(a, a), u, -1), "=")
                return self._case(j, None, Row(u, ">="), *root), self._case(j, {}, Row(minus, ">="))
            case "log":
                atoms = list(self.atoms)
                power = expanded(Expr("exp", (Expr("symbol", (f"#{j}",)),)), atoms)
                positive = replace(self, atoms=tuple(atoms))
                law = Row(plus(power, u, -1), "=")
                return positive._case(j, None, Row(u, ">"), law), positive._case(j, {}, Row(minus, ">="))
            case op:
                raise ValueError(f"atom {j}: expected an operator that has cases, got {op}")

    def _case(self, j: int, value: Polynomial | None, *new: Row) -> System:
        if value is None:
            return replace(self, rows=(*self.rows, *new), done=self.done | {j})
        here = {f"#{j}": value}
        rows = tuple(Row(replaced(r.polynomial, here), r.sense) for r in self.rows)
        settled = {s: replaced(p, here) for s, p in self.settled.items()} | here
        return System((*rows, *new), self.atoms, settled, self.done | {j})

    def split_row(self, k: int) -> tuple[System, System]:
        """Return the two cases of row k, a ≠: more than 0, and less than 0."""
        p = self.rows[k].polynomial
        return self.with_rows(Row(p, ">")), self.with_rows(Row(scaled(p, -1), ">"))

    def split_sign(self, expression: Expr) -> tuple[System, System]:
        """Return the two cases of an expression: ≥ 0, and < 0. Its atoms must be known."""
        p = self.polynomial(expression)
        return self.with_rows(Row(p, ">=")), self.with_rows(Row(scaled(p, -1), ">"))

    def polynomial(self, expression: Expr) -> Polynomial:
        """Return an expression in the unknowns and known atoms, with the settled values in place."""
        atoms = list(self.atoms)
        p = replaced(expanded(expression, atoms), self.settled)
        if len(atoms) > len(self.atoms):
            raise ValueError("expression: expected atoms that are known; put a Let above")
        return p

    def with_rows(self, *rows: Row) -> System:
        """Return the system with further rows."""
        return replace(self, rows=(*self.rows, *rows))

    def with_atoms(self, expression: Expr) -> System:
        """Return the system in which the atoms of an expression are known."""
        atoms = list(self.atoms)
        expanded(expression, atoms)
        return replace(self, atoms=tuple(atoms))

    def exp_law(self, chosen: Sequence[int], degree: int | None = None) -> Row:
        """Return what a node `evidence.Exp` says."""
        values = [unknown(f"#{j}") for j in chosen]
        if len(chosen) == 3:
            return Row(plus(times(values[0], values[1]), values[2], -1), "=")
        if degree is None:
            return Row(values[0], ">")
        u, power, result = self.argument(chosen[0]), ONE, values[0]
        for k in range(degree + 1):
            result = plus(result, power, Fraction(-1, factorial(k)))
            power = times(power, u)
        return Row(result, ">=")

    def enclosed(self, j: int, digits: int) -> tuple[Row, Row]:
        """Return what a node `evidence.Enclose` says."""
        low, high = enclose(self.atoms[j].op, self.argument(j).get((), Fraction(0)), digits)
        value = unknown(f"#{j}")
        return Row(plus(value, ONE, -low), ">="), Row(plus({(): high} if high else {}, value, -1), ">=")


def total(rows: Sequence[Row], leaf: Leaf) -> tuple[Polynomial, Sense]:
    """Return what a leaf adds up to, and how the sum compares with 0.

    Raises ValueError if a multiplier has the wrong sign, or a row of the wrong sense is used.
    """
    polynomial: Polynomial = {}
    used: list[Sense] = []
    for k, c in leaf.rows.items():
        if c == 0 or (c < 0 and rows[k].sense in (">", ">=")):
            raise ValueError(f"row {k}: expected a multiplier that keeps {rows[k]}, got {c}")
        polynomial = plus(polynomial, rows[k].polynomial, c)
        used.append(rows[k].sense)
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
        used.append(">" if root is None and all(rows[k].sense == ">" for k in factors) else ">=")
    for k, factor in (leaf.multiples or {}).items():
        if rows[k].sense != "=":
            raise ValueError(f"multiple of row {k}: expected an equation, got {rows[k]}")
        polynomial = plus(polynomial, times(expanded(factor, []), rows[k].polynomial))
        used.append("=")
    if "!=" in used and (used.count("!=") > 1 or not set(used) <= {"=", "!="}):
        raise ValueError("leaf: expected one ≠ and equations beside it, got other comparisons")
    found: tuple[Sense, ...] = ("!=", ">", ">=", "=")
    return polynomial, next(sense for sense in found if sense in used or sense == "=")


def refutes(rows: Sequence[Row], leaf: Leaf) -> bool:
    """Say whether a leaf adds up to a contradiction, such as 0 > 0, −1 ≥ 0, 1 = 0 or 0 ≠ 0."""
    polynomial, sense = total(rows, leaf)
    c = polynomial.get((), Fraction(0))
    return not set(polynomial) - {()} and {">": c <= 0, ">=": c < 0, "=": c != 0, "!=": c == 0}[sense]


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
            k, sign = atoms.index(atoms[j * len(points) + i]), 1 if j < positive else -1  # equal points share a ReLU
            f = plus(plus(f, atoms[k], sign * slope), {(f"#{k}",): Fraction(1)}, sign * (1 - slope))
        rows.append(_readout(f, v, statement.readout))
    return System(tuple(rows), tuple(Atom("relu", u) for u in atoms))


def negation(statement: ForAll | Exists) -> System:
    """Return the system of a "forall"'s negation, or an "exists"'s own conditions."""
    if isinstance(statement, Exists):
        return system_of(statement.such_that)
    return system_of((*statement.given, *map(opposite, several(statement.then))))


def obligations(statement: Induction) -> Iterator[tuple[str, System]]:
    """Yield ("base", system) and then ("step", system) for each invariant of an induction over the reals."""
    chosen = {*statement.each_step, *statement.state}
    fixed = [r for r in statement.given if not (r.left.names | r.right.names) & chosen]
    invariants = several(statement.invariant)
    for name, known in (("base", fixed), ("step", [*statement.given, *invariants])):
        values = {n: both[name == "step"] for n, both in statement.state.items()}
        for invariant in invariants:
            yield name, system_of(known, opposite(invariant), values)


def system_of(relations: Sequence[Relation], last: Relation | None = None, at: Mapping[str, Expr] = {}) -> System:
    """Return the rows of the relations, and those of a last one with `at` in place of some symbols."""
    atoms: list[Atom] = []
    rows = [_row(r, atoms, {}) for r in relations]
    if last is not None:
        rows.append(_row(last, atoms, {n: expanded(e, atoms) for n, e in sorted(at.items())}))
    return System(tuple(rows), tuple(atoms))


def several(relations: Relation | tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Return one relation or more as a tuple."""
    return (relations,) if isinstance(relations, Relation) else relations


def opposite(relation: Relation) -> Relation:
    """Return the negation of a comparison."""
    return Relation(OPPOSITE[relation.op], relation.left, relation.right)


def _row(relation: Relation, atoms: list[Atom], values: Mapping[str, Polynomial]) -> Row:
    left, right = expanded(relation.left, atoms, values), expanded(relation.right, atoms, values)
    flip = relation.op in ("<", "<=")
    sense: Sense = {"<": ">", "<=": ">="}.get(relation.op, relation.op)  # type: ignore[assignment]
    return Row(plus(right, left, -1) if flip else plus(left, right, -1), sense)


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
