"""Matrices of every shape over every (semi)ring, as uninterpreted spaces.

Each shape r×c that occurs becomes a sort of which nothing is known but the laws: sums
commute and associate, products associate and distribute, 0 and 1 do what they do. No
dimension is fixed and no product of two symbols commutes. Matrices are one model of these
laws, so an equation that follows from them (unsat) holds for matrices. One that does not
follow (sat) might still hold for them, so sat says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from nlverify.engines.smt.reals import number, script, variable
from nlverify.exact.expression import Expr, evaluate
from nlverify.statement import Shape

DIMENSION = re.compile(r"1|[A-Za-z][A-Za-z0-9_]*")


class NotExpressibleError(ValueError):
    """The expression has a constant that the laws of a ring do not give, such as 1/2."""


def differing(about: str, left: Expr, right: Expr, shapes: Mapping[str, Shape]) -> str:
    """Return the script that asks for spaces in which left ≠ right.

    Two constants are compared as 1×1 matrices. Raises NotExpressibleError for a constant that
    is not a whole number, ValueError where shapes do not meet.
    """
    spaces = _Spaces(shapes)
    shape = spaces.shape(left) or spaces.shape(right) or ("1", "1")
    unequal = f"(not (= {spaces.term(left, shape)} {spaces.term(right, shape)}))"
    constants = [f"(declare-const {variable(n)} {_sort(shapes[n])})" for n in sorted(left.names | right.names)]
    declarations, laws = spaces.theory()
    return script(about, "UF", [*declarations, *constants], [*laws, "; and yet", unequal])


def _sort(shape: Shape) -> str:
    for dimension in shape:
        if not DIMENSION.fullmatch(dimension):
            raise ValueError(f"shape: expected dimensions like n or 1, got {dimension!r}")
    return f"M.{shape[0]}.{shape[1]}"


def _mul(r: str, k: str, c: str, a: str, b: str) -> str:
    return f"(mul.{r}.{k}.{c} {a} {b})"


def _add(s: Shape, a: str, b: str) -> str:
    return f"(add.{s[0]}.{s[1]} {a} {b})"


def _neg(s: Shape, a: str) -> str:
    return f"(neg.{s[0]}.{s[1]} {a})"


def _zero(s: Shape) -> str:
    return f"zero.{s[0]}.{s[1]}"


def _law(variables: Sequence[tuple[str, Shape]], left: str, right: str) -> str:
    bound = " ".join(f"({name} {_sort(shape)})" for name, shape in variables)
    return f"(forall ({bound}) (= {left} {right}))"


class _Spaces:
    """Writes terms, and remembers which operations they use."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self.shapes = shapes
        self.used: set[Shape] = set()
        self.sums: set[Shape] = set()
        self.negatives: set[Shape] = set()
        self.zeros: set[Shape] = set()
        self.ones: set[str] = set()
        self.products: set[tuple[str, str, str]] = set()

    def shape(self, tree: Expr) -> Shape | None:
        """Return the shape of an expression, None for a constant."""
        if tree.op == "symbol":
            return self.shapes[str(tree.args[0])]
        known = [s for s in map(self.shape, tree.children) if s is not None]
        if not known:
            return None
        meet = all(a[1] == b[0] for a, b in pairwise(known))
        if (tree.op == "*" and not meet) or (tree.op in "+-" and len(set(known)) > 1):
            raise ValueError(f"{tree.op}: expected shapes that meet, got {known}")
        return (known[0][0], known[-1][1])

    def term(self, tree: Expr, shape: Shape) -> str:
        """Return the expression as a term of the sort of `shape`."""
        self.used.add(shape)
        if not tree.names:
            return self.constant(evaluate(tree, {}), shape)
        if tree.op == "symbol":
            return variable(str(tree.args[0]))
        children = tree.children
        match tree.op, len(children):
            case "+", _:
                return self.chain([self.term(c, shape) for c in children], shape)
            case "-", 1:
                return self.negative(self.term(children[0], shape), shape)
            case "-", 2:
                second = self.negative(self.term(children[1], shape), shape)
                return self.chain([self.term(children[0], shape), second], shape)
            case "*", _:
                factor = Fraction(1)
                for c in children:
                    factor *= 1 if c.names else evaluate(c, {})
                return self.multiple(factor, self.product([c for c in children if c.names]), shape)
            case "^", _:
                return self.product([children[0]] * int(tree.args[1])) if tree.args[1] else self.constant(1, shape)  # type: ignore[arg-type]
            case "/", _:
                return self.multiple(1 / number(children[1]), self.term(children[0], shape), shape)
            case _:
                raise ValueError(f"expression: expected a polynomial, got {tree.op!r}")

    def chain(self, terms: Sequence[str], shape: Shape) -> str:
        """Return the sum of the terms, from the left."""
        total, *rest = terms
        for t in rest:
            self.sums.add(shape)
            total = _add(shape, total, t)
        return total

    def product(self, factors: Sequence[Expr]) -> str:
        """Return the product of the factors, from the left."""
        shapes = [s for s in map(self.shape, factors) if s is not None]
        total, so_far = self.term(factors[0], shapes[0]), shapes[0]
        for f, s in zip(factors[1:], shapes[1:], strict=True):
            if so_far[1] != s[0]:
                raise ValueError(f"*: expected shapes that meet, got {so_far} and {s}")
            self.products.add((so_far[0], s[0], s[1]))
            total = _mul(so_far[0], s[0], s[1], total, self.term(f, s))
            so_far = (so_far[0], s[1])
        return total

    def negative(self, term: str, shape: Shape) -> str:
        self.negatives.add(shape)
        return _neg(shape, term)

    def constant(self, value: Fraction | int, shape: Shape) -> str:
        """Return `value` times the identity matrix; 0 has every shape."""
        if value == 0:
            self.zeros.add(shape)
            return _zero(shape)
        if shape[0] != shape[1]:
            raise ValueError(f"constant {value}: expected a square shape, got {shape}")
        self.ones.add(shape[0])
        return self.multiple(Fraction(value), f"one.{shape[0]}", shape)

    def multiple(self, factor: Fraction, term: str, shape: Shape) -> str:
        """Return a whole multiple of a term as a sum, by doubling."""
        if factor.denominator != 1:
            raise NotExpressibleError(f"constant: expected a whole number, got {factor}")
        if factor < 0:
            return self.negative(self.multiple(-factor, term, shape), shape)
        if factor <= 1:
            return term if factor else self.constant(0, shape)
        self.sums.add(shape)
        total = "p"
        for bit in f"{factor.numerator:b}"[1:]:
            total = _add(shape, total, total)
            total = _add(shape, total, "p") if bit == "1" else total
        return f"(let ((p {term})) {total})"

    def theory(self) -> tuple[list[str], list[str]]:
        """Return the declarations and the laws of every operation that can occur."""
        self._close()
        declared = [f"(declare-sort {_sort(s)} 0)" for s in sorted(self.used)]
        declared += [f"(declare-const {_zero(s)} {_sort(s)})" for s in sorted(self.zeros)]
        declared += [f"(declare-const one.{d} {_sort((d, d))})" for d in sorted(self.ones)]
        declared += [
            f"(declare-fun add.{r}.{c} ({_sort((r, c))} {_sort((r, c))}) {_sort((r, c))})" for r, c in sorted(self.sums)
        ]
        declared += [f"(declare-fun neg.{r}.{c} ({_sort((r, c))}) {_sort((r, c))})" for r, c in sorted(self.negatives)]
        declared += [
            f"(declare-fun mul.{r}.{k}.{c} ({_sort((r, k))} {_sort((k, c))}) {_sort((r, c))})"
            for r, k, c in sorted(self.products)
        ]
        groups = {
            "sums commute and associate": self._laws_of_sums(),
            "products associate": self._laws_of_products(),
            "products distribute over sums": self._laws_of_distribution(),
            "0 and 1": self._laws_of_constants(),
            "negatives; all but the first follow, and are spelled out for the solvers": self._laws_of_negatives(),
        }
        laws = [line for title, found in groups.items() if found for line in (f"; {title}", *found)]
        return declared, laws

    def _close(self) -> None:
        """Add every operation that the laws can lead to."""
        self.used |= {s for r, k, c in self.products for s in ((r, k), (k, c), (r, c))}
        if self.negatives:
            self.zeros |= self.negatives
            self.sums |= self.negatives
        size = -1
        while size != (size := self._size()):
            if self.products:
                self.products |= {(r, k, c) for r, k in self.used for j, c in self.used if j == k}
            self.used |= {(r, c) for r, _, c in self.products}
            for kept in (self.sums, self.zeros, self.negatives):
                kept |= {(r, c) for r, k, c in self.products if {(r, k), (k, c)} & kept}

    def _size(self) -> int:
        return len(self.used) + len(self.products) + len(self.sums) + len(self.zeros) + len(self.negatives)

    def _laws_of_sums(self) -> list[str]:
        laws = []
        for s in sorted(self.sums):
            a, b, c = ("a", s), ("b", s), ("c", s)
            laws.append(_law([a, b], _add(s, "a", "b"), _add(s, "b", "a")))
            laws.append(_law([a, b, c], _add(s, _add(s, "a", "b"), "c"), _add(s, "a", _add(s, "b", "c"))))
        return laws

    def _laws_of_products(self) -> list[str]:
        return [
            _law(
                [("a", (p, q)), ("b", (q, r)), ("c", (r, s))],
                _mul(p, r, s, _mul(p, q, r, "a", "b"), "c"),
                _mul(p, q, s, "a", _mul(q, r, s, "b", "c")),
            )
            for p, q, r in sorted(self.products)
            for q2, r2, s in sorted(self.products)
            if (q2, r2) == (q, r)
        ]

    def _laws_of_distribution(self) -> list[str]:
        laws = []
        for r, k, c in sorted(self.products):
            a, b, out = (r, k), (k, c), (r, c)
            if b in self.sums:
                left = _mul(r, k, c, "a", _add(b, "b", "c"))
                laws.append(
                    _law(
                        [("a", a), ("b", b), ("c", b)],
                        left,
                        _add(out, _mul(r, k, c, "a", "b"), _mul(r, k, c, "a", "c")),
                    )
                )
            if a in self.sums:
                left = _mul(r, k, c, _add(a, "a", "b"), "c")
                laws.append(
                    _law(
                        [("a", a), ("b", a), ("c", b)],
                        left,
                        _add(out, _mul(r, k, c, "a", "c"), _mul(r, k, c, "b", "c")),
                    )
                )
        return laws

    def _laws_of_constants(self) -> list[str]:
        laws = [_law([("a", s)], _add(s, "a", _zero(s)), "a") for s in sorted(self.zeros & self.sums)]
        for r, k, c in sorted(self.products):
            if (k, c) in self.zeros:
                laws.append(_law([("a", (r, k))], _mul(r, k, c, "a", _zero((k, c))), _zero((r, c))))
            if (r, k) in self.zeros:
                laws.append(_law([("a", (k, c))], _mul(r, k, c, _zero((r, k)), "a"), _zero((r, c))))
            if k == c and k in self.ones:
                laws.append(_law([("a", (r, k))], _mul(r, k, c, "a", f"one.{k}"), "a"))
            if r == k and k in self.ones:
                laws.append(_law([("a", (k, c))], _mul(r, k, c, f"one.{k}", "a"), "a"))
        return laws

    def _laws_of_negatives(self) -> list[str]:
        laws = [_law([("a", s)], _add(s, "a", _neg(s, "a")), _zero(s)) for s in sorted(self.negatives)]
        for s in sorted(self.negatives):
            two = [("a", s), ("b", s)]
            laws.append(_law([("a", s)], _neg(s, _neg(s, "a")), "a"))
            laws.append(_law(two, _neg(s, _add(s, "a", "b")), _add(s, _neg(s, "a"), _neg(s, "b"))))
        for r, k, c in sorted(self.products):
            ab = [("a", (r, k)), ("b", (k, c))]
            minus = _neg((r, c), _mul(r, k, c, "a", "b"))
            if (k, c) in self.negatives:
                laws.append(_law(ab, _mul(r, k, c, "a", _neg((k, c), "b")), minus))
            if (r, k) in self.negatives:
                laws.append(_law(ab, _mul(r, k, c, _neg((r, k), "a"), "b"), minus))
        return laws
