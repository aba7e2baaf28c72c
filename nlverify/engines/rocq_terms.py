"""Expressions, polynomials and trees of cases as terms of Rocq.

Only digits that are printed here, and words of the theories `Expression.v` and `CaseTree.v`, reach
Rocq: an unknown is a number, whatever its name. Nothing here has to be trusted for the tree of a
certificate, which the kernel checks; `expression` is how a statement is written down.

An unknown of the statement has an even number, atom j the number 2j + 3. docs/certificates.md
says how atoms are numbered; the lists here follow it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from math import ceil
from typing import Any, TypeAlias

from nlverify.engines.polynomials import plus, times
from nlverify.exact.enclosure import enclose

Json: TypeAlias = Any
Monomial: TypeAlias = tuple[int, ...]
Polynomial: TypeAlias = Mapping[Monomial, Fraction]
Atom: TypeAlias = tuple[str, Polynomial]

RATIONAL = re.compile(r"0|-?[1-9][0-9]*(/[1-9][0-9]*)?")
BINARY = {"max": "Max", "min": "Min"}
UNARY = {"abs": "Abs", "clip": "Clip"}
OPERATORS = {"relu": "ORelu", "step": "OStep", "inv": "OInv", "exp": "OExp", "log": "OLog", "sqrt": "OSqrt"}
RELATIONS = {"=": "Eq", "!=": "Ne", "<": "Lt", "<=": "Le", ">": "Gt", ">=": "Ge"}
MAX_DIGITS = 999
ZERO = Fraction(0)
ONE: Polynomial = {(): Fraction(1)}


class UnreadableError(ValueError):
    """A statement or certificate that the kernel is not asked about, and why."""


# ------------------------------------------------------------------ polynomials


def atom_number(j: int) -> int:
    """Return the number of the unknown that atom j is."""
    return 2 * j + 3


@dataclass
class Unknowns:
    """The numbers of a statement's unknowns, in order of appearance; names that come up later get further ones."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return the number of a symbol, or of an atom such as "#3"."""
        if name.startswith("#"):
            return atom_number(int(name[1:]))
        return self.numbers.setdefault(name, 2 * len(self.numbers) + 2)

    def polynomial(self, e: Json, atoms: list[Atom] | None) -> Polynomial:
        """Return an expression as a polynomial; new atoms are appended to `atoms`.

        Raises UnreadableError if there is one and `atoms` is None.
        """
        if isinstance(e, str):
            return constant(Fraction(e)) if RATIONAL.fullmatch(e) else {(self.number(e),): Fraction(1)}
        op, *rest = e
        if op == "^":
            return reduce(times, [self.polynomial(rest[0], atoms)] * rest[1], ONE)
        if op == "/":
            return plus({}, self.polynomial(rest[0], atoms), 1 / Fraction(rest[1]))
        if op == "leaky":
            slope, u = Fraction(rest[0]), self.polynomial(rest[1], atoms)
            return plus(plus({}, u, slope), atom("relu", u, atoms), 1 - slope)
        args = [self.polynomial(a, atoms) for a in rest]
        match op, args:
            case "+", _:
                return reduce(plus, args)
            case "*", _:
                return reduce(times, args)
            case "-", [u]:
                return plus({}, u, -1)
            case "-", [u, v]:
                return plus(u, v, -1)
            case "abs", [u]:
                return plus(atom("relu", u, atoms), atom("relu", plus({}, u, -1), atoms))
            case "clip", [u]:
                return plus(atom("relu", u, atoms), atom("relu", plus(u, ONE, -1), atoms), -1)
            case "max", [u, v]:
                return plus(v, atom("relu", plus(u, v, -1), atoms))
            case "min", [u, v]:
                return plus(u, atom("relu", plus(u, v, -1), atoms), -1)
            case op, [u] if op in OPERATORS:
                return atom(op, u, atoms)
        raise UnreadableError(f"the operator {op!r}")


def constant(c: Fraction) -> Polynomial:
    """Return the polynomial that is one number."""
    return {(): c} if c else {}


def atom(op: str, u: Polynomial, atoms: list[Atom] | None) -> Polynomial:
    """Return the atom op(u) as a polynomial; it is appended to `atoms` unless it is there."""
    if atoms is None:
        raise UnreadableError(f"{op} where a polynomial has to be")
    if (op, u) not in atoms:
        atoms.append((op, u))
    return {(atom_number(atoms.index((op, u))),): Fraction(1)}


def replaced(p: Polynomial, values: Mapping[int, Polynomial]) -> Polynomial:
    """Return p with polynomials put for some of its unknowns."""
    result: Polynomial = {}
    for m, c in p.items():
        factors = [values.get(v, {(v,): Fraction(1)}) for v in m]
        result = plus(result, reduce(times, factors, constant(c)))
    return result


# ------------------------------------------------------------------ terms


def rational(c: Fraction | str) -> str:
    """Return a fraction as a term of type Q.

    >>> rational("-3/2")
    '((-3)#2)'
    """
    q = Fraction(c)
    return f"({q.numerator}#{q.denominator})" if q >= 0 else f"(({q.numerator})#{q.denominator})"


def listed(terms: Sequence[str]) -> str:
    """Return a list.

    >>> listed(["1", "2"])
    '[1;2]'
    """
    return f"[{';'.join(terms)}]"


def polynomial_term(p: Polynomial) -> str:
    """Return a polynomial as a term, its monomials in order."""
    return listed([f"({listed([f'{v}%positive' for v in m])},{rational(c)})" for m, c in sorted(p.items())])


def atom_terms(atoms: Sequence[Atom]) -> str:
    """Return the list of atoms."""
    return listed([f"({OPERATORS[op]},{polynomial_term(u)})" for op, u in atoms])


def expression(e: Json, unknowns: Unknowns) -> str:
    """Return an expression of a statement as a term; a sum or product of several is taken from the left.

    >>> expression(["+", "x", "y", ["relu", "1/2"]], Unknowns())
    '(Add (Add (Var 2) (Var 4)) (App ORelu (Cst (1#2))))'
    """
    if isinstance(e, str):
        return f"(Cst {rational(e)})" if RATIONAL.fullmatch(e) else f"(Var {unknowns.number(e)})"
    op, *rest = e
    if op == "^":
        return f"(Pow {expression(rest[0], unknowns)} {int(rest[1])})"
    if op == "/":
        return f"(Div {expression(rest[0], unknowns)} {rational(rest[1])})"
    if op == "leaky":
        return f"(Leaky {rational(rest[0])} {expression(rest[1], unknowns)})"
    args = [expression(a, unknowns) for a in rest]
    if op in ("+", "*"):
        word = "Add" if op == "+" else "Mul"
        return reduce(lambda a, b: f"({word} {a} {b})", args)
    if op == "-":
        return f"(Neg {args[0]})" if len(args) == 1 else f"(Sub {args[0]} {args[1]})"
    if op in BINARY:
        return f"({BINARY[op]} {args[0]} {args[1]})"
    if op in UNARY:
        return f"({UNARY[op]} {args[0]})"
    if op in OPERATORS:
        return f"(App {OPERATORS[op]} {args[0]})"
    raise UnreadableError(f"the operator {op!r}")


def comparisons(relations: Sequence[Json], unknowns: Unknowns) -> str:
    """Return a list of comparisons as a term."""
    return listed(
        [f"(Cmp {RELATIONS[op]} {expression(a, unknowns)} {expression(b, unknowns)})" for op, a, b in relations]
    )


def effort(x: Fraction, digits: int) -> str:
    """Return how far the kernel goes for bounds of exp at x >= 0 and -x, tighter than those of so many digits.

    At -x the value is small, and so has to be known to more digits.
    """
    halvings = (int(x) + 1).bit_length() + 1
    bits = (10 * (digits + 20)) // 3 + 3 * ceil(x) + 2 * halvings + 20
    y, term, degree = x / 2**halvings, Fraction(1), 0
    while degree % 2 == 0 or term * 2**bits > 1:
        degree += 1
        term = term * y / degree
    return f"(Build_effort {halvings} {degree} {2**bits})"


# ------------------------------------------------------------------ trees


@dataclass
class Tree:
    """How a tree of cases is written down; `laws` says whether it needs those of exp, log and sqrt."""

    unknowns: Unknowns
    atoms: list[Atom]
    laws: bool = False
    settled: Mapping[int, Polynomial] = field(default_factory=dict)

    def term(self, tree: Json) -> str:
        """Return a tree as a term."""
        known = len(self.atoms)
        if "relu" in tree:
            tree = {"atom": tree["relu"], "cases": [tree["above"], tree["below"]]}
        node = next((key for key in ("atom", "row", "sign", "exp", "enclose", "let") if key in tree), "leaf")
        text: str = getattr(self, "_" + node)(tree)
        del self.atoms[known:]
        return text

    def _leaf(self, tree: Json) -> str:
        terms = [f"Take {int(k)} {rational(m)}" for k, m in tree.get("rows", [])]
        for c, rows, *root in tree.get("products", []):
            square = f"(Some {self._polynomial(root[0])})" if root else "None"
            terms.append(f"Product {rational(c)} {listed([f'{int(k)}%nat' for k in rows])} {square}")
        terms += [f"Multiple {int(k)} {self._polynomial(q)}" for k, q in tree.get("multiples", [])]
        return f"(Leaf {listed(terms)})"

    def _polynomial(self, e: Json) -> str:
        return polynomial_term(self.unknowns.polynomial(e, None))

    def _atom(self, tree: Json) -> str:
        j, (op, argument) = int(tree["atom"]), self.atoms[tree["atom"]]
        self.laws |= op in ("sqrt", "log")
        text, also = "", ""
        if op == "log":
            power: Atom = ("exp", {(atom_number(j),): Fraction(1)})
            text = self._appending([power])
            also = f" {self.atoms.index(power)}"
        last: Polynomial | None = {}
        values = {"relu": [replaced(argument, self.settled), last], "step": [ONE, last], "inv": [None, None, last]}
        cases = zip(tree["cases"], values.get(op, [None, last]), strict=True)
        word = {"inv": "SplitInv", "log": "SplitLog"}.get(op, "SplitAtom")
        branches = " ".join(self._case(j, value, case) for case, value in cases)
        return text + f"({word} {j}{also} {branches})" + ")" * text.count("(Let")

    def _case(self, j: int, value: Polynomial | None, tree: Json) -> str:
        """Return the tree of a case in which atom j equals a polynomial, if one is given."""
        before = self.settled
        self.settled = before if value is None else {**before, atom_number(j): value}
        text = self.term(tree)
        self.settled = before
        return text

    def _appending(self, atoms: Sequence[Atom]) -> str:
        """Append atoms, unless they are there, and return the nodes that do it: their brackets stay open."""
        text = ""
        for op, u in atoms:
            if (op, u) not in self.atoms:
                self.atoms.append((op, u))
                text += f"(Let {OPERATORS[op]} {polynomial_term(u)} "
        return text

    def _row(self, tree: Json) -> str:
        return f"(SplitRow {int(tree['row'])} {self.term(tree['above'])} {self.term(tree['below'])})"

    def _sign(self, tree: Json) -> str:
        return f"(SplitSign {self._polynomial(tree['sign'])} {self.term(tree['above'])} {self.term(tree['below'])})"

    def _exp(self, tree: Json) -> str:
        self.laws = True
        chosen, then = " ".join(str(int(k)) for k in tree["exp"]), self.term(tree["then"])
        if len(tree["exp"]) == 3:
            return f"(ExpSum {chosen} {then})"
        return f"(ExpTaylor {chosen} {int(tree['degree'])} {then})" if "degree" in tree else f"(ExpPos {chosen} {then})"

    def _enclose(self, tree: Json) -> str:
        self.laws = True
        j, digits = int(tree["enclose"]), int(tree["digits"])
        op, argument = self.atoms[j]
        u = replaced(argument, self.settled)
        if set(u) > {()} or op not in ("exp", "log", "sqrt") or not 1 <= digits <= MAX_DIGITS:
            raise ValueError("expected exp, log or sqrt of a constant")
        x = u.get((), Fraction(0))
        low, high = enclose(op, x, digits)
        text = effort(max(abs(low), abs(high)) if op == "log" else abs(x), digits) if op != "sqrt" else effort(ZERO, 1)
        return f"(Enclose {j} {text} {rational(low)} {rational(high)} {self.term(tree['then'])})"

    def _let(self, tree: Json) -> str:
        atoms = list(self.atoms)
        self.unknowns.polynomial(tree["let"], atoms)
        before = self._appending(atoms[len(self.atoms) :])
        return before + self.term(tree["then"]) + ")" * before.count("(Let")
