"""The check by hand: a certificate laid out so that a reader can redo it with pencil and paper.

Nothing here is trusted, and nothing here decides anything: `nlcheck.py` does. These are the
same rows, multipliers and sums in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

from nlverify.engines import systems
from nlverify.engines.systems import Row, System
from nlverify.evidence import Leaf
from nlverify.exact.expression import Expr, Json, Relation, expr, symbols
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
    total = sum(map(_count, trees))
    leaves = ((name, *leaf) for (name, s), tree in zip(found, trees, strict=True) for leaf in _leaves(s, tree))
    for name, conditions, system, leaf in islice(leaves, CASES):
        case = "; ".join([*([name] if name else []), *conditions])
        if case:
            yield f"Case {case}:"
        yield from _sum(system.rows, leaf, "  " if case else "")
    if total > CASES:
        yield f"… and {total - CASES} more cases like these, {total} in all; the certificate has them."


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


def _count(tree: Mapping[str, Any]) -> int:
    return _count(tree["above"]) + _count(tree["below"]) if "above" in tree else 1


def _leaves(system: System, tree: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], System, Leaf]]:
    """Yield each contradictory case: the conditions that lead to it, its rows and its multipliers."""
    if "above" not in tree:
        yield (), system, _leaf(tree)
        return
    above, below = system.split_atom(tree["relu"]) if "relu" in tree else system.split_row(tree["row"])
    for case, branch in ((above, tree["above"]), (below, tree["below"])):
        for conditions, inner, leaf in _leaves(case, branch):
            yield (_row(case.rows[-1]), *conditions), inner, leaf


def _leaf(data: Mapping[str, Any]) -> Leaf:
    return Leaf(
        {k: Fraction(m) for k, m in data.get("rows", ())},
        tuple(
            (Fraction(c), tuple(rows), parsed(square[0]) if square else None)
            for c, rows, *square in data.get("products", ())
        ),
        {k: parsed(e) for k, e in data.get("multiples", ())} or None,
    )


def _sum(rows: Sequence[Row], leaf: Leaf, indent: str, shown: Sequence[str] = ()) -> Iterator[str]:
    """Yield one line for each thing that is added, and the contradiction that it adds up to."""
    texts = shown or [_row(row) for row in rows]
    lines = [(_factor(m), texts[k]) for k, m in sorted(leaf.rows.items())]
    for c, chosen, square in leaf.products:
        factors = [f"({texts[k].rpartition(' ')[0].rpartition(' ')[0]})" for k in chosen]
        if square is not None:
            factors.append(f"({show(square)})²")
        lines.append((_factor(c), "·".join(factors) + (" > 0" if square is None and _strict(rows, chosen) else " ≥ 0")))
    lines += [(f"({show(factor)}) ·", texts[k]) for k, factor in sorted((leaf.multiples or {}).items())]
    width = max(len(factor) for factor, _ in lines)
    for factor, text in lines:
        yield f"{indent}  {factor:>{width}}  {text}"
    polynomial, strict = systems.total(rows, leaf)
    constant = polynomial.get((), Fraction(0))
    senses = {rows[k].sense for k in leaf.rows} | {rows[k].sense for k in leaf.multiples or {}}
    relation = ">" if strict else "=" if senses == {"="} and not leaf.products else "≥"
    yield f"{indent}Sum: {str(constant).replace('-', '−')} {relation} 0, which is false."


def _strict(rows: Sequence[Row], chosen: Sequence[int]) -> bool:
    return all(rows[k].sense == ">" for k in chosen)


def _factor(value: object) -> str:
    return f"{value} ·".replace("-", "−")


def _row(row: Row) -> str:
    text = str(row).replace("-", "−")
    return text.replace(">=", "≥").replace("!=", "≠").replace("#", "relu#")


# ------------------------------------------------------------------ the other formats


def _induction(statement: Induction, certificate: Mapping[str, Any]) -> Iterator[str]:
    for name, text in (("base", "At the start"), ("step", "After a step from any point where it holds")):
        if isinstance(certificate[name], list):
            yield f"{text}, both sides multiply out to {_terms(certificate[name])}."
            continue
        values = {n: both[name == "step"] for n, both in statement.state.items()}
        wrong = Relation("<", put(statement.invariant.left, values), put(statement.invariant.right, values))
        if name == "base":
            known = [r for r in statement.given if not (r.left.names | r.right.names) & set(statement.each_step)]
        else:
            known = [*statement.given, statement.invariant]
        rows, texts = zip(*map(_comparison, (*known, wrong)), strict=True)
        yield f"{text}, suppose that it fails. Add up:"
        yield from _sum(rows, _leaf(certificate[name]), "", texts)


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
