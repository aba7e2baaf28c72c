"""Floating-point arithmetic as questions in QF_FP.

One question covers all the rounding modes of a statement, with a function for each: f.RNE, f.RTZ,
… A symbol ?x is a value of the format, and the points of the table are literals, bit by bit, so
that a solver has nothing to search, only to compute. What is fused, exact inside and rounded once,
is computed in a format so wide that nothing in it is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nlverify.engines.smt.question import Question
from nlverify.engines.smt.reals import either, number, script, variable
from nlverify.engines.smt.spaces import NotExpressibleError
from nlverify.exact.expression import Expr
from nlverify.statement import Computes, Rounded

# binary digits, least and greatest exponent of a normal number
FORMATS = {
    "binary16": (11, -14, 15),
    "bfloat16": (8, -126, 127),
    "binary32": (24, -126, 127),
    "binary64": (53, -1022, 1023),
    "e5m2": (3, -14, 15),
    "e4m3": (4, -6, 7),
}
OPERATIONS = {"+": "add", "-": "sub", "*": "mul"}
NEUTRAL = "RNE"  # the mode of what is exact


@dataclass(frozen=True)
class Sort:
    """The sort (_ FloatingPoint exponent digits) of SMT-LIB."""

    exponent: int
    digits: int

    def __str__(self) -> str:
        return f"(_ FloatingPoint {self.exponent} {self.digits})"

    def convert(self, mode: str, term: str) -> str:
        """Return a term of another such sort as one of this sort, rounded."""
        return f"((_ to_fp {self.exponent} {self.digits}) {mode} {term})"

    def literal(self, value: Fraction) -> str:
        """Return the literal of a value, bit by bit.

        >>> Sort(5, 11).literal(Fraction(-3, 2))
        '(fp #b1 #b01111 #b1000000000)'

        Raises NotExpressibleError if the sort does not have it.
        """
        bias, fraction = 2 ** (self.exponent - 1) - 1, self.digits - 1
        size = abs(value)
        power = 1 - bias
        while size >= Fraction(2) ** (power + 1):
            power += 1
        units = size / Fraction(2) ** (power - fraction)
        if units.denominator != 1 or power > bias:
            raise NotExpressibleError(f"constant: expected a value of {fraction + 1} binary digits, got {value}")
        normal = units >= 2**fraction
        field = power + bias if normal else 0
        rest = units.numerator - (2**fraction if normal else 0)
        return f"(fp #b{int(value < 0)} #b{field:0{self.exponent}b} #b{rest:0{fraction}b})"


@dataclass(frozen=True)
class _Range:
    """Multiples of 2^−places whose size is below 2^size."""

    places: int
    size: int

    def sort(self) -> Sort:
        """Return a sort that has them all, and as normal numbers."""
        exponent = max(self.places, self.size, 4).bit_length() + 2
        return Sort(exponent, max(self.places + self.size + 1, 3))


def rounding_questions(statement: Computes, arithmetic: Rounded) -> list[Question]:
    """Return the question for a mode and a point with another value; none if a number is no value of the format."""
    digits, _, most = FORMATS[arithmetic.format]
    sort = Sort(most.bit_length() + 1, digits)
    try:
        places = _places(statement)
        bodies = {
            mode: _Writer(sort, arithmetic.format, places, mode).term(statement.expression) for mode in arithmetic.modes
        }
        rows = [
            (" ".join(map(sort.literal, point)), sort.literal(value))
            for point, value in zip(statement.table.points, statement.table.values, strict=True)
        ]
    except NotExpressibleError:
        return []
    bound = " ".join(f"({variable(v)} {sort})" for v in statement.variables)
    declarations = [f"(define-fun f.{mode} ({bound}) {sort} {body})" for mode, body in bodies.items()]
    # Infinities and what is no number differ from every value, and stay to the end.
    wrong = [f"(not (fp.eq (f.{mode} {point}) {value}))" for mode in bodies for point, value in rows]
    text = script("A mode and a point of the table with another value.", "QF_FP", declarations, [either(wrong)])
    return [Question("values", text, sat="refutes", unsat="proves")]


def _places(statement: Computes) -> Mapping[str, _Range]:
    """Return what is known of the values of each variable: the table lists them."""
    columns = zip(*statement.table.points, strict=True)
    return {name: _range(column) for name, column in zip(statement.variables, columns, strict=True)}


def _range(values: Sequence[Fraction]) -> _Range:
    if any(v.denominator & (v.denominator - 1) for v in values):
        raise NotExpressibleError(f"constant: expected fractions of a power of 2, got {', '.join(map(str, values))}")
    return _Range(
        max(v.denominator.bit_length() - 1 for v in values), max(int(abs(v)).bit_length() + 1 for v in values)
    )


class _Writer:
    """Writes terms, and keeps a list of those that were rounded."""

    def __init__(self, sort: Sort, name: str, variables: Mapping[str, _Range], mode: str) -> None:
        digits, least, most = FORMATS[name]
        self.sort, self.variables, self.mode = sort, variables, mode
        self.format = _Range(digits - 1 - least, most + 1)

    def term(self, tree: Expr) -> str:
        """Return an expression as a term of the format, rounded after each operation."""
        if tree.op == "number":
            return self.sort.literal(number(tree))
        if tree.op == "symbol":
            return variable(str(tree.args[0]))
        if tree.op == "fused":
            return self.sort.convert(self.mode, self.wide(tree.children[0], self.exact(tree.children[0])[0].sort()))
        operation, (first, *others) = _operation(tree), [self.term(c) for c in tree.children]
        if tree.op == "-" and not others:
            return f"(fp.neg {first})"
        for other in others:
            first = self.rounded(operation, first, other)
        return first

    def rounded(self, name: str, a: str, b: str) -> str:
        """Return a sum, difference or product, rounded once."""
        if self.sort.exponent <= self.sort.digits:
            return f"(fp.{name} {self.mode} {a} {b})"
        twice = _Range(2 * self.format.places, 2 * self.format.size).sort()  # Z3 adds in no format like e5m2
        a, b = twice.convert(NEUTRAL, a), twice.convert(NEUTRAL, b)
        return self.sort.convert(self.mode, f"(fp.{name} {NEUTRAL} {a} {b})")

    def exact(self, tree: Expr) -> tuple[_Range, _Range]:
        """Return the range that all exact values inside an expression have, and that of its own value."""
        if tree.op == "number":
            own = _range([number(tree)])
        elif tree.op == "symbol":
            own = self.variables[str(tree.args[0])]
        elif tree.op == "fused":
            own = self.format
        else:
            found = [self.exact(c) for c in tree.children]
            own = found[0][1]
            most = [r for r, _ in found]
            for _, other in found[1:]:
                product = tree.op == "*"
                places = own.places + other.places if product else max(own.places, other.places)
                own = _Range(places, own.size + other.size if product else max(own.size, other.size) + 1)
            return _widest([*most, own]), own
        return own, own

    def wide(self, tree: Expr, sort: Sort) -> str:
        """Return an expression as a term of a format in which nothing is rounded."""
        if tree.op == "number":
            return sort.literal(number(tree))
        if tree.op in ("symbol", "fused"):
            return sort.convert(NEUTRAL, self.term(tree))
        operation, (first, *others) = _operation(tree), [self.wide(c, sort) for c in tree.children]
        if tree.op == "-" and not others:
            return f"(fp.neg {first})"
        for other in others:
            first = f"(fp.{operation} {NEUTRAL} {first} {other})"
        return first


def _operation(tree: Expr) -> str:
    if tree.op not in OPERATIONS:
        raise ValueError(f"expression: expected + − · or fused in floating point, got {tree.op!r}")
    return OPERATIONS[tree.op]


def _widest(ranges: Sequence[_Range]) -> _Range:
    return _Range(max(r.places for r in ranges), max(r.size for r in ranges))
