"""Trees of cases without the nodes that no leaf makes use of.

Rows and atoms are numbered along a path, so what stands below a node that goes is numbered anew.

>>> from nlverify.evidence import Leaf, Exp
>>> without_rows(Leaf({0: 1, 3: 2}), 1, 2)
Leaf(rows={0: 1, 1: 2}, products=(), multiples=None)
>>> without_rows(Exp((0,), Leaf({0: 1, 3: 2})), 2, 2) is None
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from nlverify.evidence import Branch, Enclose, Exp, Leaf, Let, Split, Tree
from nlverify.exact.expression import Expr


def without_rows(tree: Tree, first: int, count: int) -> Tree | None:
    """Return what stands below a node that added `count` rows from number `first` on, as it is without them.

    None if one of them is used.
    """
    if any(first <= k < first + count for k in rows_of(tree)):
        return None
    return numbered(tree, lambda k: k if k < first else k - count, lambda j: j)


def without_atoms(tree: Tree, first: int, count: int) -> Tree | None:
    """Return what stands below a Let that added `count` atoms from number `first` on, as it is without them.

    None if one of them is used, or if a node below may add the same atoms.
    """
    used = set(atoms_of(tree))
    if any(first <= j < first + count for j in used) or any(isinstance(t, Let | Branch) for t in nodes(tree)):
        return None
    return numbered(tree, lambda k: k, lambda j: j if j < first else j - count)


def below(tree: Tree) -> tuple[Tree, ...]:
    """Return the sub-trees of a node."""
    match tree:
        case Leaf():
            return ()
        case Split():
            return tree.above, tree.below
        case Branch():
            return tree.cases
        case _:
            return (tree.then,)


def nodes(tree: Tree) -> Iterator[Tree]:
    """Yield the node and all below it."""
    yield tree
    for t in below(tree):
        yield from nodes(t)


def rows_of(tree: Tree) -> Iterator[int]:
    """Yield the rows that a tree names."""
    for node in nodes(tree):
        if isinstance(node, Leaf):
            yield from node.rows
            yield from (k for _, chosen, _ in node.products for k in chosen)
            yield from node.multiples or ()
        elif isinstance(node, Split) and node.row is not None:
            yield node.row


def atoms_of(tree: Tree) -> Iterator[int]:
    """Yield the atoms that a tree names."""
    for node in nodes(tree):
        match node:
            case Leaf():
                trees = [*(s for _, _, s in node.products if s is not None), *(node.multiples or {}).values()]
                yield from (int(n[1:]) for t in trees for n in t.names if n[0] == "#")
            case Split():
                names = node.sign.names if node.sign is not None else ()
                yield from (int(n[1:]) for n in names if n[0] == "#")
                yield from () if node.relu is None else (node.relu,)
            case Branch() | Enclose():
                yield node.atom
            case Exp():
                yield from node.atoms
            case Let():
                yield from (int(n[1:]) for n in node.expression.names if n[0] == "#")


def numbered(tree: Tree, row: Callable[[int], int], atom: Callable[[int], int]) -> Tree:
    """Return the tree with other numbers for rows and atoms."""

    def named(e: Expr) -> Expr:
        if e.op == "symbol":
            name = str(e.args[0])
            return Expr("symbol", (f"#{atom(int(name[1:]))}",)) if name[0] == "#" else e
        return Expr(e.op, tuple(named(a) if isinstance(a, Expr) else a for a in e.args))

    def again(t: Tree) -> Tree:
        return numbered(t, row, atom)

    match tree:
        case Leaf(rows, products, multiples):
            return Leaf(
                {row(k): c for k, c in rows.items()},
                tuple((c, tuple(map(row, chosen)), None if s is None else named(s)) for c, chosen, s in products),
                {row(k): named(q) for k, q in multiples.items()} if multiples else None,
            )
        case Split():
            return Split(
                again(tree.above),
                again(tree.below),
                None if tree.relu is None else atom(tree.relu),
                None if tree.row is None else row(tree.row),
                None if tree.sign is None else named(tree.sign),
            )
        case Branch(j, cases):
            return Branch(atom(j), tuple(map(again, cases)))
        case Exp(chosen, then, degree):
            return Exp(tuple(map(atom, chosen)), again(then), degree)
        case Enclose(j):
            return replace(tree, atom=atom(j), then=again(tree.then))
        case Let(expression, then):
            return Let(named(expression), again(then))
