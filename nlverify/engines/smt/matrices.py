"""Comparisons of matrix expressions, written out entry by entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import chain, product
from typing import TypeAlias

from nlverify.exact.expression import Expr, Relation, expr

Size: TypeAlias = tuple[int, int]
Entries: TypeAlias = tuple[tuple[Expr, ...], ...]
# A constant has no size of its own: it stands for that multiple of the identity matrix.
Value: TypeAlias = Expr | Entries
# A disjunction of conjunctions.
Cases: TypeAlias = Sequence[Sequence[Relation]]


def by_entries(cases: Cases, sizes: Mapping[str, Size]) -> Cases:
    """Return the cases written out: matrices are equal if all entries are, different if some entry is.

    `sizes` gives the rows and columns of every symbol.

    >>> from nlverify.exact.expression import differs, symbols
    >>> A, x = symbols("A x")
    >>> [[r.to_json() for r in case] for case in by_entries([[differs(A * x, 0)]], {"A": (1, 2), "x": (2, 1)})]
    [[['!=', ['+', ['*', 'A.1.1', 'x.1.1'], ['*', 'A.1.2', 'x.2.1']], '0']]]
    """
    written = []
    for case in cases:
        entries = [_entries_of(r, sizes) for r in case]
        choices = [[[e] for e in es] if r.op == "!=" else [es] for r, es in zip(case, entries, strict=True)]
        written += [list(chain.from_iterable(choice)) for choice in product(*choices)]
    return written


def _entries_of(relation: Relation, sizes: Mapping[str, Size]) -> list[Relation]:
    left, right = value(relation.left, sizes), value(relation.right, sizes)
    if isinstance(left, Expr) and isinstance(right, Expr):
        return [relation]
    if isinstance(left, Expr):
        left = _spread(left, right)
    if isinstance(right, Expr):
        right = _spread(right, left)
    return [Relation(relation.op, a, b) for p, q in zip(left, right, strict=True) for a, b in zip(p, q, strict=True)]


def value(tree: Expr, sizes: Mapping[str, Size]) -> Value:
    """Return a polynomial in matrices as a matrix of polynomials in their entries."""
    if not tree.names:
        return tree
    if tree.op == "symbol":
        name = str(tree.args[0])
        rows, columns = sizes[name]
        return tuple(tuple(Expr("symbol", (f"{name}.{i + 1}.{j + 1}",)) for j in range(columns)) for i in range(rows))
    values = [value(c, sizes) for c in tree.children]
    match tree.op, len(values):
        case "+", _:
            return reduce(_plus, values)
        case "*", _:
            return reduce(_times, values)
        case "-", 1:
            return _times(expr(-1), values[0])
        case "-", 2:
            return _plus(values[0], _times(expr(-1), values[1]))
        case "/", _:
            return tuple(tuple(Expr("/", (a, tree.children[1])) for a in row) for row in values[0])  # type: ignore[union-attr]
        case "^", _:
            return reduce(_times, values * int(tree.args[1]), expr(1))  # type: ignore[arg-type]
        case _:
            raise ValueError(f"expression: expected a polynomial, got {tree.op!r}")


def _spread(constant: Expr, like: Value) -> Entries:
    """Return the multiple of the identity matrix that has the size of `like`."""
    if isinstance(like, Expr):
        raise TypeError("matrix: expected a size, got a constant")
    return tuple(tuple(constant if i == j else expr(0) for j in range(len(row))) for i, row in enumerate(like))


def _plus(a: Value, b: Value) -> Value:
    if isinstance(a, Expr) and isinstance(b, Expr):
        return a + b
    a = _spread(a, b) if isinstance(a, Expr) else a
    b = _spread(b, a) if isinstance(b, Expr) else b
    return tuple(tuple(x + y for x, y in zip(p, q, strict=True)) for p, q in zip(a, b, strict=True))


def _times(a: Value, b: Value) -> Value:
    if expr(0) in (a, b):  # a bare 0 fits every size
        return expr(0)
    if isinstance(a, Expr) and isinstance(b, Expr):
        return a * b
    if isinstance(a, Expr):
        return tuple(tuple(a * y for y in row) for row in b)  # type: ignore[union-attr]
    if isinstance(b, Expr):
        return tuple(tuple(x * b for x in row) for row in a)
    columns = list(zip(*b, strict=True))
    products = [[[x * y for x, y in zip(row, column, strict=True)] for column in columns] for row in a]
    return tuple(tuple(reduce(Expr.__add__, terms) for terms in row) for row in products)
