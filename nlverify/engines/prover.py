"""Whole trees of cases, found automatically.

At every node, first a leaf is looked for (`positivity`); if there is none, an atom's cases, a ≠ or
a sign are told apart, by preference such that some case closes at once. Laws of the exponential
function are offered to the leaves of the whole tree. Nodes that no leaf makes use of are left out.

>>> from nlverify.exact.expression import inverse, relu, symbols
>>> x, y = symbols("x y")
>>> prove(ForAll(("x", "y"), relu(x + y) <= relu(x) + relu(y))).to_json()["trees"][0]["relu"]
0
>>> prove(ForAll(("x",), x * inverse(x) <= 1)).to_json()["trees"][0]["atom"]
0
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement, permutations
from math import comb
from typing import Any, TypeAlias, TypedDict, Unpack

from nlverify.engines import pruning, systems
from nlverify.engines.polynomials import Polynomial, as_sum, degree, expanded, plus, shown
from nlverify.engines.positivity import Terms, leaf_of
from nlverify.engines.systems import NoEvidenceError, System
from nlverify.evidence import Branch, Cases, Enclose, Exp, Leaf, Let, Split, Steps, Tree
from nlverify.exact.expression import Expr, Operand, exp, expr
from nlverify.statement import Exists, ForAll, Induction, Statement

NODES = 2000
EAGER = 300  # products up to which they are tried at a node that could still be split
COMPARED = 4  # powers of e that are compared with each other where nothing else helps
SHOWN = 20  # rows of an open case in a message
QUICK = Terms(degree=1, reach=0)


@dataclass(frozen=True)
class Positive:
    """The law exp(at) > 0."""

    at: Operand


@dataclass(frozen=True)
class Taylor:
    """The law exp(at) ≥ 1 + at + … + atⁿ/n!, for an odd degree n."""

    at: Operand
    degree: int = 1


@dataclass(frozen=True)
class Sum:
    """The law exp(first)·exp(second) = exp(first + second)."""

    first: Operand
    second: Operand


@dataclass(frozen=True)
class Bounds:
    """Rational bounds of `value`, which is exp, log or sqrt of a constant."""

    value: Expr
    digits: int = 6


Law: TypeAlias = Positive | Taylor | Sum | Bounds


class Hints(TypedDict, total=False):
    """What helps `prove`.

    `signs`: expressions on whose sign to split where that closes a case. `laws` of the exponential
    function and bounds of constants, beside those that are tried anyway. `squares` of these
    polynomials may multiply what a leaf adds up. `products` of these rows are tried whatever their
    number. `reach`: up to which degree monomials multiply an equation; if it is not given, those do
    that something else calls for. `nodes`: how many a tree may have.
    """

    signs: Sequence[Operand]
    laws: Sequence[Law]
    squares: Sequence[Operand]
    products: Sequence[tuple[int, ...]]
    reach: int
    nodes: int


def prove(statement: Statement, degree: int = 2, **hints: Unpack[Hints]) -> Any:  # noqa: ANN401 - Cases or Steps
    """Return trees of cases that prove a "forall" or an induction over the reals, or refute an "exists".

    Leaves multiply up to `degree` inequalities with each other. Tried anyway are the laws exp(u) > 0
    and exp(u) ≥ 1 + u, sums of the arguments of exp that occur, and six digits of constants; `Hints`
    says what can be added.

    Raises NoEvidenceError with the first case that stays open; ValueError for an induction that is not
    about real numbers.
    """
    squares, signs = tuple(map(expr, hints.get("squares", ()))), tuple(map(expr, hints.get("signs", ())))
    terms = Terms(degree, hints.get("reach"), squares, tuple(map(tuple, hints.get("products", ()))))
    search = _Search(terms, signs, tuple(hints.get("laws", ())), [hints.get("nodes", NODES)])
    if not isinstance(statement, Induction | ForAll | Exists):
        raise TypeError(f"prove: expected ForAll, Exists or Induction, got {type(statement).__name__}")
    if not isinstance(statement, Induction):
        return Cases((search.tree(systems.negation(statement)),))
    if statement.ring != "reals" or any(s != ("1", "1") for s in statement.symbols.values()):
        raise ValueError("induction: expected numbers over the reals, got another ring or shape; see symbolic.induct")
    trees: dict[str, list[Tree]] = {"base": [], "step": []}
    for name, system in systems.obligations(statement):
        trees[name].append(search.tree(system))
    return Steps(base=tuple(trees["base"]), step=tuple(trees["step"]))


# Nodes that have one open sub-tree, each with the system above it; a Split among them is open below.
_Wrappers: TypeAlias = list[tuple[System, Exp | Enclose | Let | Split]]


@dataclass(frozen=True)
class _Node:
    """A system on its way down the tree, and what was done about it."""

    system: System
    rows: frozenset[int] = frozenset()  # the ≠ that were split
    signs: frozenset[int] = frozenset()
    atoms: int = 0  # those whose laws are among the rows
    triples: frozenset[tuple[int, ...]] = frozenset()
    inverse: int | None = None  # the atom 1/u that the case above has told to be no 0
    path: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Choice:
    """A case distinction: its cases, and the node of the tree for given sub-trees."""

    cases: tuple[_Node, ...]
    join: Callable[[Sequence[Tree]], Tree]


@dataclass
class _Search:
    terms: Terms
    signs: tuple[Expr, ...]
    laws: tuple[Law, ...]
    budget: list[int]

    def tree(self, system: System) -> Tree:
        """Return a tree that refutes the system."""
        node, wrappers = _Node(system), _Wrappers()
        for law in self.laws:
            node = self.lawful(node, law, wrappers)
        return _wrapped(self.below(node), wrappers)

    def below(self, node: _Node) -> Tree:
        """Return a tree for a node whose own laws are still to come."""
        wrappers: _Wrappers = []
        if node.inverse is not None:
            node = _with_sign(node, node.inverse, wrappers)
        node = self.automatic(node, wrappers)
        return _wrapped(self.refute(node), wrappers)

    def refute(self, node: _Node) -> Tree:
        self.budget[0] -= 1
        if self.budget[0] < 0:
            raise NoEvidenceError("prove: expected a smaller tree of cases, ran out of nodes; allow more nodes")
        leaf = self.leaf(node)
        if leaf is not None:
            return leaf
        choice = self.choice(node)
        if choice is None:
            return self.last_resort(node)
        return choice.join([self.below(case) for case in choice.cases])

    def leaf(self, node: _Node) -> Leaf | None:
        """Return a leaf with rows alone, or with products if there are few."""
        rows = node.system.rows
        leaf = leaf_of(rows, QUICK)
        usable = sum(r.sense in (">", ">=") for r in rows)
        for d in range(1, self.terms.degree + 1):
            if leaf is None and comb(usable + d, d) <= EAGER:
                leaf = leaf_of(rows, replace(self.terms, degree=d))
        return leaf

    def last_resort(self, node: _Node) -> Tree:
        """Close a case in which nothing is left to split."""
        wrappers: _Wrappers = []
        compared = self.compared(node, wrappers)
        for here in (node, compared) if wrappers else (node,):
            for squares in (False, True):
                for d in range(1, self.terms.degree + 1):
                    leaf = leaf_of(
                        here.system.rows, replace(self.terms, degree=d, sums_of_squares=squares, thorough=True)
                    )
                    if leaf is not None:
                        return _wrapped(leaf, wrappers if here is not node else [])
        case = f"in the case {'; '.join(node.path)}" if node.path else "in the only case"
        rows = "; ".join(f"({k}) {r}" for k, r in enumerate(node.system.rows[:SHOWN]))
        raise NoEvidenceError(
            f"prove: expected a contradiction {case}, got none of degree {self.terms.degree} from {rows}; "
            "look for a counterexample there, or give signs, laws, squares or a higher degree"
        )

    def compared(self, node: _Node, wrappers: _Wrappers) -> _Node:
        """Return the node with the laws by which exp(u)/exp(v) is compared with 1 + u − v, for all that occur."""
        powers = [as_sum(node.system.argument(j)) for j, a in enumerate(node.system.atoms) if a.op == "exp"]
        pairs = [*permutations(powers[:COMPARED], 2), *((expr(0), v) for v in powers[:COMPARED] if v.names)]
        for u, v in pairs:
            node = self.lawful(node, Sum(u - v, v), wrappers)
            node = self.lawful(node, Taylor(u - v), wrappers)
        return self.automatic(node, wrappers) if wrappers else node

    # -------------------------------------------------------------- case distinctions

    def choice(self, node: _Node) -> _Choice | None:
        """Return the case distinction that leaves the fewest cases open, the first of them if several do."""
        best, fewest = None, 0
        for choice in self.choices(node):
            still = sum(leaf_of(case.system.rows, QUICK) is None for case in choice.cases)
            if best is None or still < fewest:
                best, fewest = choice, still
            if fewest <= 1:
                break
        return best

    def choices(self, node: _Node) -> Iterator[_Choice]:
        """Yield what can be told apart: values of atoms, linear arguments first; then ≠, and signs."""
        system = node.system
        for j in sorted(system.open_atoms(), key=lambda j: degree(system.argument(j)) > 1):
            yield self.by_atom(node, j)
        for k, row in enumerate(system.rows):
            if row.sense == "!=" and k not in node.rows:
                cases = [replace(node, system=s, rows=node.rows | {k}) for s in system.split_row(k)]
                yield self.by_row(node, cases, row=k)
        for i, sign in enumerate(self.signs):
            if i not in node.signs and _known(system, sign):
                cases = [replace(node, system=s, signs=node.signs | {i}) for s in system.split_sign(sign)]
                yield self.by_row(node, cases, sign=_numbered(system, sign))

    def by_atom(self, node: _Node, j: int) -> _Choice:
        atom, count = node.system.atoms[j], len(node.system.rows)
        cases = []
        for system in node.system.cases(j):
            inverse = j if atom.op == "inv" and system.rows[count].sense == ">" else None
            cases.append(replace(node, system=system, inverse=inverse, path=(*node.path, str(system.rows[count]))))
        if atom.op == "relu":
            return _Choice(tuple(cases), lambda trees: Split(trees[0], trees[1], relu=j))
        return _Choice(tuple(cases), lambda trees: Branch(j, tuple(trees)))

    def by_row(self, node: _Node, cases: Sequence[_Node], row: int | None = None, sign: Expr | None = None) -> _Choice:
        """Return a distinction that adds a row and nothing else: where a side does without, it does for both."""
        count = len(node.system.rows)

        def join(trees: Sequence[Tree]) -> Tree:
            for tree in trees:
                alone = pruning.without_rows(tree, count, 1)
                if alone is not None:
                    return alone
            return Split(trees[0], trees[1], row=row, sign=sign)

        paths = [(*node.path, str(case.system.rows[-1])) for case in cases]
        return _Choice(tuple(replace(c, path=p) for c, p in zip(cases, paths, strict=True)), join)

    # -------------------------------------------------------------- laws

    def automatic(self, node: _Node, wrappers: _Wrappers) -> _Node:
        """Add the laws that are tried anyway, for atoms that are new and arguments that are."""
        first = node.atoms
        node = replace(node, atoms=len(node.system.atoms))
        for j in range(first, len(node.system.atoms)):
            atom = node.system.atoms[j]
            constant = not set(atom.argument) - {()}
            if atom.op == "exp":
                node = _with(node, wrappers, Exp((j,), Leaf({})))
                if not constant:
                    node = _with(node, wrappers, Exp((j,), Leaf({}), 1))
            if constant and atom.op in ("exp", "log", "sqrt"):
                node = _with(node, wrappers, Enclose(j, 6, Leaf({})))
        powers = [(j, node.system.argument(j)) for j, a in enumerate(node.system.atoms) if a.op == "exp"]
        for (i, u), (j, v) in combinations_with_replacement(powers, 2):
            for k, w in powers:
                if (i, j, k) not in node.triples and plus(u, v) == w:
                    node = _with(node, wrappers, Exp((i, j, k), Leaf({})))
                    node = replace(node, triples=node.triples | {(i, j, k)})
        return node

    def lawful(self, node: _Node, law: Law, wrappers: _Wrappers) -> _Node:
        """Add a law that was given, and the atoms that it speaks of."""
        match law:
            case Bounds(value, digits):
                node, (j,) = _let(node, wrappers, value)
                return _with(node, wrappers, Enclose(j, digits, Leaf({})))
            case Positive(at):
                node, chosen = _let(node, wrappers, exp(at))
                return _with(node, wrappers, Exp(chosen, Leaf({})))
            case Taylor(at, n):
                node, chosen = _let(node, wrappers, exp(at))
                return _with(node, wrappers, Exp(chosen, Leaf({}), n))
            case Sum(first, second):
                node, chosen = _let(node, wrappers, exp(first), exp(second), exp(expr(first) + second))
                node = replace(node, triples=node.triples | {chosen})
                return _with(node, wrappers, Exp(chosen, Leaf({})))


def _let(node: _Node, wrappers: _Wrappers, *values: Expr) -> tuple[_Node, tuple[int, ...]]:
    """Return the node in which the atoms of some values are known, and the numbers of these values."""
    numbers = []
    for value in values:
        atoms = list(node.system.atoms)
        p: Polynomial = expanded(value, atoms)
        ((monomial, c),) = p.items() if len(p) == 1 else (((), 0),)
        if c != 1 or len(monomial) != 1 or not monomial[0].startswith("#"):
            raise ValueError(f"law: expected the value of an operator, got {shown(p)}")
        if len(atoms) > len(node.system.atoms):
            wrappers.append((node.system, Let(value, Leaf({}))))
            node = replace(node, system=node.system.with_atoms(value))
        numbers.append(int(monomial[0][1:]))
    return node, tuple(numbers)


def _with(node: _Node, wrappers: _Wrappers, law: Exp | Enclose) -> _Node:
    system = node.system
    rows = (system.exp_law(law.atoms, law.degree),) if isinstance(law, Exp) else system.enclosed(law.atom, law.digits)
    if set(map(str, rows)) <= set(map(str, system.rows)):
        return node
    wrappers.append((system, law))
    return replace(node, system=system.with_rows(*rows))


def _with_sign(node: _Node, j: int, wrappers: _Wrappers) -> _Node:
    """Return the node in which 1/u > 0, where u > 0 (or both < 0): otherwise u·(1/u) would not be 1."""
    rows, value = node.system.rows, Expr("symbol", (f"#{j}",))
    above = rows[-2].polynomial == node.system.argument(j)
    against = -value if above else value
    leaf = Leaf({len(rows) - 1: 1}, ((1, (len(rows) - 2, len(rows)), None),))
    wrappers.append((node.system, Split(leaf, Leaf({}), sign=against)))
    return replace(node, system=node.system.split_sign(against)[1], inverse=None)


def _wrapped(tree: Tree, wrappers: _Wrappers) -> Tree:
    """Return the tree below the laws and Lets that it makes use of."""
    for system, node in reversed(wrappers):
        if isinstance(node, Let):
            count = len(system.with_atoms(node.expression).atoms) - len(system.atoms)
            alone = pruning.without_atoms(tree, len(system.atoms), count)
        else:
            alone = pruning.without_rows(tree, len(system.rows), 2 if isinstance(node, Enclose) else 1)
        if alone is None:
            tree = replace(node, below=tree) if isinstance(node, Split) else replace(node, then=tree)
        else:
            tree = alone
    return tree


def _known(system: System, expression: Expr) -> bool:
    atoms = list(system.atoms)
    expanded(expression, atoms)
    return len(atoms) == len(system.atoms)


def _numbered(system: System, expression: Expr) -> Expr:
    """Return an expression as a polynomial in the unknowns and in atoms by number."""
    return as_sum(expanded(expression, list(system.atoms)))
