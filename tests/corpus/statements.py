"""Statements back from their JSON form, for the solvers' encoder; and what solvers say about them."""

from fractions import Fraction
from typing import Any

from nlverify.engines import smtlib, solvers
from nlverify.exact.expression import Expr, Relation, expr
from nlverify.statement import (
    Computes,
    Exists,
    ForAll,
    Identity,
    Induction,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Rounded,
    Separable,
    SomeNetwork,
    Statement,
    Table,
)

Json = Any


def expression(e: Json) -> Expr:
    if isinstance(e, str):
        return Expr("symbol", (e,)) if e[0].isalpha() else expr(Fraction(e))
    op, *rest = e
    return Expr(op, tuple(a if isinstance(a, int) else expression(a) for a in rest))


def relation(r: Json) -> Relation:
    return Relation(r[0], expression(r[1]), expression(r[2]))


def relations(word: str, data: Json) -> Relation | tuple[Relation, ...]:
    """One comparison, or those that "or" or "and" joins."""
    return tuple(map(relation, data[1:])) if data[0] == word else relation(data)


def statement(s: Json) -> Statement:
    kind = s["kind"]
    hypotheses: dict[str, Any] = {}
    if "given" in s:
        witness = {n: Fraction(v if isinstance(v, str) else v[0][0]) for n, v in s["witness"].items()}
        hypotheses = {"given": tuple(map(relation, s["given"])), "witness": witness}
    if kind == "identity":
        return Identity(s["ring"], shapes(s), expression(s["left"]), expression(s["right"]))
    if kind == "induction":
        state = {n: (expression(rule["start"]), expression(rule["next"])) for n, rule in s["state"].items()}
        width = {"width": tuple(s["width"])} if "width" in s else {}
        invariant = relations("and", s["invariant"])
        return Induction(s["ring"], shapes(s), state, tuple(s["each_step"]), invariant, **hypotheses, **width)
    if kind == "forall":
        return ForAll(tuple(s["variables"]), relations("or", s["then"]), **hypotheses)
    if kind == "exists":
        return Exists(tuple(s["variables"]), tuple(map(relation, s["such_that"])))
    rows = zip(s["points"], s["values"], strict=True)
    table = Table.of([([Fraction(c) for c in p], Fraction(v)) for p, v in rows])
    if kind == "computes":
        form = s.get("arithmetic")
        arithmetic = Rounded(form["format"], tuple(form["modes"])) if form else None
        return Computes(tuple(s["variables"]), expression(s["expression"]), table, arithmetic)
    if kind == "not-affine":
        return NotAffine(table, s["family"])
    if kind in ("separable", "not-separable"):
        return (Separable if kind == "separable" else NotSeparable)(table, s["fires"], s["family"])
    a = s["activation"]
    activation = a if isinstance(a, str) else ("leaky", Fraction(a[1]))
    network = NoNetwork if kind == "no-network" else SomeNetwork
    return network(table, s["hidden"], activation, s["readout"], s["skip"])


def shapes(s: Json) -> dict[str, tuple[str, str]]:
    return {n: (rows, columns) for n, (rows, columns) in s["symbols"].items()}


def solved(s: Json, seconds: float = 1) -> str:
    """What the solvers conclude, "holds" or "refuted"; "unknown" if neither does, and they must not differ."""
    asked = smtlib.questions(statement(s))
    if not asked:  # exp and log, say, have no theory there
        return "unknown"
    said = set()
    for solver in solvers.SOLVERS:
        answers = {q.name: solvers.ask(solver, q.text, seconds).answer for q in asked}
        said.add(smtlib.conclude(asked, answers))
        if said & {"holds", "refuted"}:
            break
    assert "contradictory" not in said
    said.discard("unknown")
    return said.pop() if said else "unknown"
