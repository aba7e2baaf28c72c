"""The check by hand: a certificate laid out so that a reader can redo it with pencil and paper.

Nothing here is trusted, and nothing here decides anything: `nlcheck.py` does. These are the
same rows, multipliers and sums in words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from nlverify.engines import polynomials, systems
from nlverify.engines.systems import Row, System
from nlverify.evidence import Leaf
from nlverify.exact.expression import Expr, Json, Relation, atom, expr, symbols
from nlverify.statement import (
    Classifies,
    Computes,
    Exists,
    ForAll,
    Induction,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Separable,
    SomeNetwork,
    Statement,
    Table,
)

BINDING = {"symbol": 1, "+": 1, "-": 1, "*": 2, "/": 2, "^": 3}  # how tightly an operator binds
MOST_DIGITS = 15  # after the point: what a float64 can show
CASES = 4  # how many contradictory cases are written out; the others go the same way


def by_hand(statement: Statement, certificate: Mapping[str, Any]) -> list[str]:
    """Return the lines of the check by hand of one certificate."""
    match certificate["format"]:
        case "cases/1":
            return list(_cases(statement, certificate["trees"]))
        case "expansion/1":
            return [f"Both sides multiply out to {_terms(certificate['terms'])}."]
        case "induction/1" if isinstance(statement, Induction):
            return list(_induction(statement, certificate))
        case "weights/1" if isinstance(statement, NotSeparable | Separable | NotAffine):
            return list(_weights(statement.table, certificate))
        case "network/1" if isinstance(statement, NoNetwork | SomeNetwork):
            return list(_network(statement, certificate))
        case "trace/1" if isinstance(statement, Computes):
            return list(_trace(statement.table, certificate["values"]))
        case "trace/1" if isinstance(statement, Classifies):
            return list(_classified(statement, [Fraction(v) for v in certificate["values"]]))
        case "observed/1":
            counts = f"{certificate['successes']} of {certificate['trials']}"
            return [f"Run again just now: {counts} succeeded. There is no certificate, and nothing to check by hand."]
        case "assignment/1":
            return ["Take " + ", ".join(_values(certificate["values"])) + "; put these values in and compute."]
        case "run/1":
            return list(_run(certificate))
        case _:
            return ["See the certificate."]


def _terms(terms: Sequence[Any]) -> str:
    """Return a normal form as a sum.

    >>> _terms([[["A", "B", "x"], "1"], [["d"], "-2"]])
    'A·B·x − 2·d'
    """
    shown = [_term("·".join(word), Fraction(c)) for word, c in terms]
    return " + ".join(shown).replace("+ −", "− ") or "0"


def _term(word: str, c: Fraction) -> str:
    if not word:
        return str(c).replace("-", "−")
    return {1: "", -1: "−"}.get(c, f"{c}·".replace("-", "−")) + word  # type: ignore[call-overload,no-any-return]


# ------------------------------------------------------------------ cases


def _cases(statement: Statement, trees: Sequence[Mapping[str, Any]]) -> Iterator[str]:
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


# ------------------------------------------------------------------ the other formats


def _induction(statement: Induction, certificate: Mapping[str, Any]) -> Iterator[str]:
    numbers = all(shape == ("1", "1") for shape in statement.symbols.values())
    invariants = systems.several(statement.invariant)
    for name, text in (("base", "At the start"), ("step", "After a step from any point where it holds")):
        if isinstance(certificate[name], list):
            yield f"{text}, both sides multiply out to {_terms(certificate[name])}."
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

    >>> x, y = symbols("x y")
    >>> show(put(x * y + 1, {"y": x - 1}))
    'x·(x − 1) + 1'
    """
    if tree.op == "symbol":
        return values.get(str(tree.args[0]), tree)
    return Expr(tree.op, tuple(put(a, values) if isinstance(a, Expr) else a for a in tree.args))


def _weights(table: Table, certificate: Mapping[str, Any]) -> Iterator[str]:
    weights, bias = [Fraction(w) for w in certificate["weights"]], Fraction(certificate["bias"])
    yield "f(x) = " + _terms(
        [*([[f"x{i + 1}"], w] for i, w in enumerate(weights) if w), *([[[], bias]] if bias else [])]
    )
    for point, wanted in zip(table.points, table.values, strict=True):
        value = sum((w * x for w, x in zip(weights, point, strict=True)), bias)
        yield f"  f{_point(point)} = {_number(value)}, asked: {_number(wanted)}"


def _network(statement: NoNetwork | SomeNetwork, certificate: Mapping[str, Any]) -> Iterator[str]:
    kind = statement.activation if isinstance(statement.activation, str) else f"leaky[{statement.activation[1]}]"
    terms = []
    for unit in certificate["units"]:
        inner = [[[f"x{i + 1}"], w] for i, w in enumerate(unit["weights"]) if Fraction(w)]
        inner += [[[], unit["bias"]]] if Fraction(unit["bias"]) else []
        terms.append([[f"{kind}({_terms(inner)})"], unit["out"]])
    terms += [[[f"x{i + 1}"], w] for i, w in enumerate(certificate.get("skip", ())) if Fraction(w)]
    terms += [[[], certificate["bias"]]] if Fraction(certificate["bias"]) else []
    yield f"f(x) = {_terms(terms)}"
    asked = zip(statement.table.points, statement.table.values, strict=True)
    yield "Put in the points; asked are " + ", ".join(f"{_number(v)} at {_point(p)}" for p, v in asked) + "."


def _trace(table: Table, values: Sequence[str]) -> Iterator[str]:
    for point, wanted, value in zip(table.points, table.values, values, strict=True):
        yield f"  at {_point(point)}: {_number(Fraction(value))}, asked: {_number(wanted)}"


def _classified(statement: Classifies, values: Sequence[Fraction]) -> Iterator[str]:
    points, margin = statement.table.points, Fraction(statement.margin)
    asked = ", ".join(
        f"{'≥ ' if label else '≤ −'}{_number(margin)} at {_point(p)}"
        for p, label in zip(points, statement.table.values, strict=True)
    )
    yield f"Asked are values {asked}. Rounded, they are:"
    for k in range(len(statement.networks)):
        mine = values[k * len(points) : (k + 1) * len(points)]
        shown = (_rounded(v, label, margin) for v, label in zip(mine, statement.table.values, strict=True))
        yield f"  network {k + 1}: " + ", ".join(shown)


def _rounded(value: Fraction, label: Fraction, margin: Fraction) -> str:
    """Return a value to four places, or to as many as show that it is not what is asked.

    >>> _rounded(Fraction(499999, 10**6), Fraction(1), Fraction(1, 2))
    '0.499999 ✗'
    """
    right = (value if label == 1 else -value) >= margin
    digits = 4
    while not right and digits < MOST_DIGITS and abs(abs(value) - margin) < Fraction(1, 10**digits):
        digits += 1
    return f"{float(value):.{digits}f}".replace("-", "−") + ("" if right else " ✗")


def _run(certificate: Mapping[str, Any]) -> Iterator[str]:
    if certificate["fixed"]:
        yield "Fix " + ", ".join(_values(certificate["fixed"])) + "."
    for number, step in enumerate(certificate["steps"], 1):
        yield f"Step {number}: " + (", ".join(_values(step)) or "nothing to choose") + "."
    yield "Then compute both sides: the invariant fails."


def _values(values: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_matrix(value)}" for name, value in values.items()]


def _matrix(value: Any) -> str:  # noqa: ANN401 - a rational as text, or rows of them
    text = value if isinstance(value, str) else "[" + "; ".join(" ".join(row) for row in value) + "]"
    return text.replace("-", "−")


def _point(point: Sequence[Fraction]) -> str:
    return "(" + ", ".join(map(_number, point)) + ")"


def _number(value: Fraction) -> str:
    return str(value).replace("-", "−")


# ------------------------------------------------------------------ expressions


def parsed(data: Json) -> Expr:
    """Return the expression that a JSON tree stands for.

    >>> show(parsed(["+", ["*", "2", "x"], ["-", "y"]]))
    '2·x + −y'
    """
    if isinstance(data, str):
        if data[0] == "#":
            return atom(int(data[1:]))
        return symbols(data)[0] if data[0].isalpha() else expr(Fraction(data))
    if not isinstance(data, list):
        raise TypeError(f"expression: expected text or a list, got {data!r}")
    op, *args = data
    return Expr(str(op), tuple(a if isinstance(a, int) else parsed(a) for a in args))


def show(tree: Expr, around: int = 0) -> str:
    """Return an expression as it is written by hand; `around` is how tightly the operator around it binds.

    >>> x, y = symbols("x y")
    >>> show(2 * x - (y - 1) / 3)
    '2·x − (y − 1)/3'
    """
    if tree.op in ("symbol", "number"):
        text = str(tree.args[0]).replace("-", "−")
        return f"({text})" if around > BINDING["symbol"] and not text.isalnum() else text
    binds = BINDING.get(tree.op, 0)
    parts = tree.children
    match tree.op, parts:
        case "+", _:
            text = " + ".join(show(a, binds) for a in parts)
        case "-", [a]:
            text = f"−{show(a, binds + 1)}"
        case "-", [a, b]:
            text = f"{show(a, binds)} − {show(b, binds + 1)}"
        case "*", _:
            text = "·".join(show(a, binds) for a in parts)
        case "/", [a, b]:
            text = f"{show(a, binds)}/{show(b, binds + 1)}"
        case "^", [a]:
            text = f"{show(a, binds + 1)}^{tree.args[1]}"
        case op, _:
            return f"{op}({', '.join(map(show, parts))})"
    return f"({text})" if binds < around else text
