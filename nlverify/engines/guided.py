"""Proofs by cases whose steps the author names, where a search would take too long or find nothing.

A `Goal` is what a counterexample would satisfy. Laws of the exponential function add rows to it; case
distinctions go on with a function for each case; `close` says which products of rows to add up, and the
multipliers are computed. So a proof is written down as one would tell it, and stays fast.

>>> from nlverify.exact.expression import exp, symbols
>>> (x,) = symbols("x")
>>> goal = Goal(ForAll(("x",), exp(x) * exp(x) >= 1 + 2 * x))
>>> goal.sum(x, x)
>>> goal.taylor(2 * x)
>>> goal.proved(goal.close()).to_json()["trees"][0]["let"]
['exp', ['+', 'x', 'x']]
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Any, TypeAlias

from nlverify.engines import systems
from nlverify.engines.polynomials import as_sum, expanded, shown
from nlverify.engines.positivity import leaf_from
from nlverify.engines.systems import NoEvidenceError, System
from nlverify.evidence import Branch, Cases, Enclose, Exp, Leaf, Let, Split, Tree
from nlverify.exact.expression import Expr, Operand, exp, expr
from nlverify.statement import Exists, ForAll, Statement

Row: TypeAlias = int | str  # by number, or by the name that was given to it
Product: TypeAlias = Row | Expr | Sequence[Row | Expr]  # rows, and at most one expression, which is squared
Next: TypeAlias = "Callable[[Goal], Tree]"


class Goal:
    """The rows of a case that is still open, and the laws that were added to it since it was opened."""

    def __init__(self, statement: Statement | System, names: Mapping[str, int] | None = None) -> None:
        if not isinstance(statement, System | ForAll | Exists):
            raise TypeError(f"goal: expected ForAll or Exists, got {type(statement).__name__}; see search.prove")
        self.system = statement if isinstance(statement, System) else systems.negation(statement)
        self.names = dict(names or {})
        self._wrappers: list[Callable[[Tree], Tree]] = []

    # -------------------------------------------------------------- laws

    def positive(self, at: Operand, name: str = "") -> None:
        """Add the row exp(at) > 0."""
        self._law((self._number(exp(at)),), None, name)

    def taylor(self, at: Operand, degree: int = 1, name: str = "") -> None:
        """Add the row exp(at) ≥ its Taylor polynomial of an odd degree."""
        self._law((self._number(exp(at)),), degree, name)

    def sum(self, first: Operand, second: Operand, name: str = "") -> None:
        """Add the row exp(first)·exp(second) = exp(first + second)."""
        numbers = [self._number(exp(at)) for at in (first, second, expr(first) + second)]
        self._law(tuple(numbers), None, name)

    def one(self, at: Operand) -> None:
        """Add exp(at)·exp(−at) = exp(0), and the rows "one-below" and "one-above" that make this 1."""
        self.sum(at, -expr(at))
        self.bounds(exp(expr(at) + -expr(at)), 1, "one")

    def bounds(self, value: Expr, digits: int, name: str) -> None:
        """Add bounds of exp, log or sqrt of a constant, as rows "name-below" and "name-above"."""
        j = self._number(value)
        self._wrappers.append(lambda tree: Enclose(j, digits, tree))
        self.system = self.system.with_rows(*self.system.enclosed(j, digits))
        self._name(f"{name}-below", 2)
        self._name(f"{name}-above", 1)

    def constant(self, at: Operand, name: str) -> None:
        """Add bounds of exp(at), if in this case `at` comes to a number."""
        number = self._number(exp(at))  # which may change the system
        if not set(self.system.argument(number)) - {()}:
            self.bounds(exp(at), 2, name)

    # -------------------------------------------------------------- cases

    def settle(self, values: Mapping[str, Expr], last: Next) -> Tree:
        """Tell the cases of several ReLUs apart, one after the other; close each case as soon as its rows permit.

        The row of each sign has the name that its value is listed under.
        """
        rows = self.system.rows
        leaf = leaf_from(rows, [((k,), None) for k, row in enumerate(rows) if row.sense in (">", ">=")], reach=(0,))
        if leaf is not None:
            return leaf
        if not values:
            return last(self)
        (name, value), *others = values.items()
        then: Next = lambda goal: goal.settle(dict(others), last)  # noqa: E731
        return self.cases(value, then, then, names=(name,))

    def cases(self, value: Expr, *then: Next, names: Sequence[str] = ()) -> Tree:
        """Tell the cases of an operator's value apart; `names` are those of the rows that a case adds."""
        j = self._number(value)
        found = self.system.cases(j)
        trees = tuple(self._open(s, names, go_on) for s, go_on in zip(found, then, strict=True))
        relu = self.system.atoms[j].op == "relu"
        return Split(trees[0], trees[1], relu=j) if relu else Branch(j, trees)

    def reciprocal(self, value: Expr, then: Next, name: str) -> Tree:
        """Go on with 1/u for an argument u that the rows show to be > 0: the rows u > 0 and `name`, u·(1/u) = 1."""
        return self.cases(value, then, _close, _close, names=(f"{name}-positive", name))

    def logarithm(self, value: Expr, then: Next, name: str) -> Tree:
        """Go on with ln u for an argument u that the rows show to be > 0: the rows u > 0 and `name`, exp(ln u) = u."""
        return self.cases(value, then, _close, names=(f"{name}-positive", name))

    def sign(self, value: Operand, above: Next, below: Next, name: str) -> Tree:
        """Tell apart whether an expression is ≥ 0 or < 0; the new row is called `name`."""
        cases = self.system.split_sign(expr(value))
        trees = [self._open(s, (name,), go_on) for s, go_on in zip(cases, (above, below), strict=True)]
        return Split(trees[0], trees[1], sign=self._written(expr(value)))

    def unequal(self, row: Row, then: Next) -> Tree:
        """Tell apart on which side of a ≠ the row is; the new row is called "side". Both cases go on alike."""
        above, below = self.system.split_row(self._row(row))
        return Split(self._open(above, ("side",), then), self._open(below, ("side",), then), row=self._row(row))

    # -------------------------------------------------------------- the end

    def close(self, *products: Any, degree: int = 1) -> Leaf:  # noqa: ANN401 - each a Product
        """Add up rows to a contradiction: single ones, products of up to `degree`, and the products listed.

        Raises NoEvidenceError with all rows if there are no multipliers for that.
        """
        rows = self.system.rows
        usable = [k for k, row in enumerate(rows) if row.sense in (">", ">=")]
        chosen: list[tuple[tuple[int, ...], Expr | None]] = []
        for d in range(1, degree + 1):
            chosen += [(numbers, None) for numbers in combinations_with_replacement(usable, d)]
        for product in products:
            factors = product if isinstance(product, tuple) else (product,)
            numbers = tuple(sorted(self._row(f) for f in factors if not isinstance(f, Expr)))
            roots = [self._written(f) for f in factors if isinstance(f, Expr)]
            chosen.append((numbers, roots[0] if roots else None))
        leaf = leaf_from(rows, list(dict.fromkeys(chosen)))
        if leaf is None:
            listed = "; ".join(f"({k}) {row}" for k, row in enumerate(rows))
            raise NoEvidenceError(f"guided: expected a contradiction, these products give none; the rows are {listed}")
        return leaf

    def proved(self, tree: Tree) -> Cases:
        """Return the evidence: the tree below the laws that were added at the start."""
        return Cases((self._wrapped(tree),))

    # -------------------------------------------------------------- inside

    def _open(self, system: System, names: Sequence[str], then: Next) -> Tree:
        first = len(self.system.rows)
        new = {name: first + k for k, name in enumerate(names) if first + k < len(system.rows)}
        goal = Goal(system, {**self.names, **new})
        return goal._wrapped(then(goal))

    def _wrapped(self, tree: Tree) -> Tree:
        for wrap in reversed(self._wrappers):
            tree = wrap(tree)
        return tree

    def _law(self, numbers: tuple[int, ...], degree: int | None, name: str) -> None:
        self._wrappers.append(lambda tree: Exp(numbers, tree, degree))
        self.system = self.system.with_rows(self.system.exp_law(numbers, degree))
        self._name(name, 1)

    def _name(self, name: str, back: int) -> None:
        if name:
            self.names[name] = len(self.system.rows) - back

    def _row(self, row: Row) -> int:
        return self.names[row] if isinstance(row, str) else row

    def _number(self, value: Expr) -> int:
        """Return the number of an operator's value, which becomes known if it is not."""
        atoms = list(self.system.atoms)
        p = expanded(value, atoms)
        ((monomial, c),) = p.items() if len(p) == 1 else (((), 0),)
        if c != 1 or len(monomial) != 1 or not monomial[0].startswith("#"):
            raise ValueError(f"guided: expected the value of an operator, got {shown(p)}")
        if len(atoms) > len(self.system.atoms):
            self._wrappers.append(lambda tree: Let(value, tree))
            self.system = self.system.with_atoms(value)
        return int(monomial[0][1:])

    def _written(self, value: Expr) -> Expr:
        """Return an expression with the numbers of its atoms in place of them."""
        atoms = list(self.system.atoms)
        p = expanded(value, atoms)
        if len(atoms) > len(self.system.atoms):
            raise ValueError("guided: expected an expression in values that are known; add a law for the others")
        return as_sum(p)


def _close(goal: Goal) -> Leaf:
    return goal.close()
