"""Trees of cases and inductions by hand: what is added up in each case, and what is absurd about the sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from nlverify.by_hand.text import sum_text
from nlverify.engines import polynomials, systems
from nlverify.engines.systems import Row, System
from nlverify.evidence import Leaf
from nlverify.exact.expression import Expr, Relation, expr
from nlverify.exact.written import parsed, show
from nlverify.statement import (
    Exists,
    ForAll,
    Induction,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Separable,
    SomeNetwork,
    Statement,
)

CASES = 4  # how many contradictory cases are written out; the others go the same way


def by_cases(statement: Statement, trees: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the cases of a proof by cases."""
    found = list(_systems(statement))
    if not found:
        yield "See the certificate."
        return
    yield _assumption(statement)
    left = CASES
    for (name, system), tree in zip(found, trees, strict=True):
        yield from _tree(name, system, tree, left)
        left = max(left - _count(tree), 0)
    total = sum(map(_count, trees))
    if total > CASES:
        yield _more(total)


def _tree(name: str, system: System, tree: Mapping[str, Any], most: int | None = None) -> Iterator[str]:
    """Yield the cases of one tree, no more than `most`; without a bound the first few, and how many there are."""
    for conditions, inner, leaf in islice(_leaves(system, tree), CASES if most is None else most):
        case = "; ".join([*([name] if name else []), *conditions])
        if case:
            yield f"Case {case}:"
        yield from _sum(inner, leaf, "  " if case else "")
    if most is None and _count(tree) > CASES:
        yield _more(_count(tree))


def _more(total: int) -> str:
    return f"… and {total - CASES} more cases like these, {total} in all; the certificate has them."


def _assumption(statement: Statement) -> str:
    match statement:
        case ForAll():
            return "Suppose there were a counterexample. Add up what it would satisfy:"
        case Exists():
            return "Suppose there were such numbers. Add up what they satisfy:"
        case Separable() | SomeNetwork():
            return "Suppose there were one. Add up what the table asks of it:"
        case _:
            return "Suppose there were one after all. Add up what the table asks of it:"


def _systems(statement: Statement) -> Iterator[tuple[str, System]]:
    """Yield the systems that a `cases/1` certificate refutes, each with the case it stands for."""
    match statement:
        case ForAll() | Exists():
            yield "", systems.negation(statement)
        case NotAffine():
            yield "", System(systems.value_rows(statement.table))
        case NotSeparable(family="monotone-unit") | Separable(family="monotone-unit"):
            yield "", System(systems.pair_rows(statement.table))
        case NotSeparable() | Separable():
            yield "", System(systems.unit_rows(statement.table, statement.fires))
        case NoNetwork() | SomeNetwork():
            for positive in range(statement.hidden + 1):
                signs = ", ".join("+1" if j < positive else "−1" for j in range(statement.hidden))
                yield f"outer weights {signs}", systems.network(statement, positive)
        case _:
            return


def _below(tree: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the sub-trees of a node, none for a leaf."""
    return [*tree.get("cases", ()), *(tree[key] for key in ("above", "below", "then") if key in tree)]


def _count(tree: Mapping[str, Any]) -> int:
    return sum(map(_count, _below(tree))) or 1


def _leaves(system: System, tree: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], System, Leaf]]:
    """Yield each contradictory case: the conditions that lead to it, its rows and its multipliers."""
    branches = _below(tree)
    if not branches:
        yield (), system, _leaf(tree)
        return
    told_apart = len(branches) > 1
    for case, branch in zip(_after(system, tree), branches, strict=True):
        said = [_row(case, row) for row in case.rows[len(system.rows) :][:1]] if told_apart else []
        for conditions, inner, leaf in _leaves(case, branch):
            yield (*said, *conditions), inner, leaf


def _after(system: System, node: Mapping[str, Any]) -> tuple[System, ...]:
    """Return the systems below a node: its cases, or the one with a law or with further atoms."""
    if "relu" in node or "atom" in node:
        return system.cases(node["relu"] if "relu" in node else node["atom"])
    if "row" in node:
        return system.split_row(node["row"])
    if "sign" in node:
        return system.split_sign(parsed(node["sign"]))
    if "exp" in node:
        return (system.with_rows(system.exp_law(node["exp"], node.get("degree"))),)
    if "enclose" in node:
        return (system.with_rows(*system.enclosed(node["enclose"], node["digits"])),)
    return (system.with_atoms(parsed(node["let"])),)


def _leaf(data: Mapping[str, Any]) -> Leaf:
    return Leaf(
        {k: Fraction(m) for k, m in data.get("rows", ())},
        tuple(
            (Fraction(c), tuple(rows), parsed(square[0]) if square else None)
            for c, rows, *square in data.get("products", ())
        ),
        {k: parsed(e) for k, e in data.get("multiples", ())} or None,
    )


def _sum(system: System, leaf: Leaf, indent: str, shown: Sequence[str] = ()) -> Iterator[str]:
    """Yield one line for each thing that is added, and the contradiction that it adds up to."""
    rows = system.rows
    texts = shown or [_row(system, row) for row in rows]
    lines = [(_factor(m), texts[k]) for k, m in sorted(leaf.rows.items())]
    for c, chosen, square in leaf.products:
        factors = [f"({texts[k].rpartition(' ')[0].rpartition(' ')[0]})" for k in chosen]
        if square is not None:
            factors.append(f"({_named(system, show(square))})²")
        lines.append((_factor(c), "·".join(factors) + (" > 0" if square is None and _strict(rows, chosen) else " ≥ 0")))
    multiples = sorted((leaf.multiples or {}).items())
    lines += [(f"({_named(system, show(factor))}) ·", texts[k]) for k, factor in multiples]
    width = max(len(factor) for factor, _ in lines)
    for factor, text in lines:
        yield f"{indent}  {factor:>{width}}  {text}"
    polynomial, sense = systems.total(rows, leaf)
    constant = str(polynomial.get((), Fraction(0))).replace("-", "−")
    yield f"{indent}Sum: {constant} {_sign(sense)} 0, which is false."


def _strict(rows: Sequence[Row], chosen: Sequence[int]) -> bool:
    return all(rows[k].sense == ">" for k in chosen)


def _factor(value: object) -> str:
    return f"{value} ·".replace("-", "−")


def _row(system: System, row: Row) -> str:
    polynomial, sense, zero = str(row).rsplit(" ", 2)
    return f"{_named(system, polynomial)} {_sign(sense)} {zero}".replace("-", "−")


def _sign(sense: str) -> str:
    return {">=": "≥", "!=": "≠"}.get(sense, sense)


def _named(system: System, text: str) -> str:
    """Return a text with atoms by what they stand for, such as relu(x + y) for #0."""

    def value(found: re.Match[str]) -> str:
        known = system.atoms[int(found[1])]
        return f"{known.op}({_named(system, polynomials.shown(known.argument))})"

    return re.sub(r"#([0-9]+)", value, text).replace("-", "−")


def by_induction(statement: Induction, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Yield why the invariants hold at the start, and after a step."""
    numbers = all(shape == ("1", "1") for shape in statement.symbols.values())
    invariants = systems.several(statement.invariant)
    for name, text in (("base", "At the start"), ("step", "After a step from any point where it holds")):
        if isinstance(certificate[name], list):
            yield f"{text}, both sides multiply out to {sum_text(certificate[name])}."
            continue
        trees = certificate[name]["trees"]
        found = [s for key, s in systems.obligations(statement) if key == name] if numbers else []
        for k, (invariant, tree) in enumerate(zip(invariants, trees, strict=True)):
            what = "it fails" if len(trees) == 1 else f"{_relation(invariant)} fails"
            yield f"{text}, suppose that {what}. Add up:"
            if numbers:
                yield from _tree("", found[k], tree)
            else:
                rows, texts = zip(*map(_comparison, _known(statement, name, invariant)), strict=True)
                yield from _sum(System(tuple(rows)), _leaf(tree), "", texts)


def _known(statement: Induction, name: str, invariant: Relation) -> list[Relation]:
    """Return what an inequality of matrices is shown from: hypotheses, and that it fails."""
    values = {n: both[name == "step"] for n, both in statement.state.items()}
    wrong = Relation("<", put(invariant.left, values), put(invariant.right, values))
    if name == "base":
        fixed = [r for r in statement.given if not (r.left.names | r.right.names) & set(statement.each_step)]
        return [*fixed, wrong]
    return [*statement.given, *systems.several(statement.invariant), wrong]


def _relation(relation: Relation) -> str:
    signs = {"<=": "≤", **{s: _sign(s) for s in (">=", "!=")}}
    return f"{show(relation.left)} {signs.get(relation.op, relation.op)} {show(relation.right)}"


def _comparison(relation: Relation) -> tuple[Row, str]:
    """Return a comparison with ≥ or < as a row, and as text in which no product is turned round."""
    left, right, sign = relation.left, relation.right, "≥"
    if relation.op == "<":
        left, right, sign = right, left, ">"
    zero = right == expr(0)
    difference = left if zero else -right if left == expr(0) else left - right
    row = Row(systems.expanded(left - right, []), ">=" if sign == "≥" else ">")
    return row, f"{show(difference)} {sign} 0"


def put(tree: Expr, values: Mapping[str, Expr]) -> Expr:
    """Return an expression with expressions in place of some of its symbols.

    >>> from nlverify.exact.expression import symbols
    >>> x, y = symbols("x y")
    >>> show(put(x * y + 1, {"y": x - 1}))
    'x·(x − 1) + 1'
    """
    if tree.op == "symbol":
        return values.get(str(tree.args[0]), tree)
    return Expr(tree.op, tuple(put(a, values) if isinstance(a, Expr) else a for a in tree.args))
