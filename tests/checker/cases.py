"""What a case is, and short ways to write statements.

A table of cases is the list `CASES` of a file in `rules/`. Statements are written as the JSON
that the checker reads, so that no class of the package stands between a case and the checker.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = Any


@dataclass(frozen=True)
class Case:
    """A statement, and perhaps a certificate, with the verdict ("" if rejected) and a part of the message.

    Without a format the case is about the statement alone: verdict "valid" or "".
    """

    name: str
    statement: Json
    format: str
    certificate: Json
    verdict: str
    message: str


def accept(name: str, statement: Json, form: str, certificate: Json, verdict: str = "proved") -> Case:
    return Case(name, statement, form, certificate, verdict, "")


def reject(name: str, statement: Json, form: str, certificate: Json, message: str) -> Case:
    return Case(name, statement, form, certificate, "", message)


def accept_tree(name: str, statement: Json, t: Json, verdict: str = "proved") -> Case:
    return accept(name, statement, "cases/1", trees(t), verdict)


def reject_tree(name: str, statement: Json, t: Json, message: str) -> Case:
    return reject(name, statement, "cases/1", trees(t), message)


def accept_trace(name: str, statement: Json, values: str, verdict: str = "proved") -> Case:
    return accept(name, statement, "trace/1", {"values": values.split()}, verdict)


def reject_trace(name: str, statement: Json, values: str, message: str) -> Case:
    return reject(name, statement, "trace/1", {"values": values.split()}, message)


def valid(name: str, statement: Json, reading: str = "") -> Case:
    return Case(name, statement, "", None, "valid", reading)


def invalid(name: str, statement: Json, message: str) -> Case:
    return Case(name, statement, "", None, "", message)


def shapes(text: str) -> dict[str, list[str]]:
    """`"x A:m,n"` is {"x": ["1", "1"], "A": ["m", "n"]}."""
    pairs = [entry.partition(":") for entry in text.split()]
    return {name: dims.split(",") if dims else ["1", "1"] for name, _, dims in pairs}


def identity(left: Json, right: Json, symbols: str, ring: str = "commutative-ring") -> Json:
    return {"kind": "identity", "ring": ring, "symbols": shapes(symbols), "left": left, "right": right}


def forall(variables: str, then: Json, given: Json = None, witness: Json = None, **extra: Json) -> Json:
    hypotheses = {} if given is None else {"given": given, "witness": witness}
    return {"kind": "forall", "variables": variables.split(), "then": then, **hypotheses, **extra}


def exists(variables: str, *such_that: Json, **extra: Json) -> Json:
    return {"kind": "exists", "variables": variables.split(), "such_that": list(such_that), **extra}


def points(text: str) -> dict[str, Json]:
    """`"0,0:0 1/2,1:1"` is two points with the values 0 and 1."""
    rows = [entry.split(":") for entry in text.split()]
    return {"points": [p.split(",") for p, _ in rows], "values": [v for _, v in rows]}


XOR = "0,0:0 0,1:1 1,0:1 1,1:0"
XNOR = "0,0:1 0,1:0 1,0:0 1,1:1"
AND = "0,0:0 0,1:0 1,0:0 1,1:1"
OR = "0,0:0 0,1:1 1,0:1 1,1:1"


def separable(
    table: str, fires: str = ">", family: str = "affine-unit", *, kind: str = "separable", **extra: Json
) -> Json:
    return {"kind": kind, "family": family, "fires": fires, **points(table), **extra}


def not_separable(table: str, fires: str = ">", family: str = "affine-unit", **extra: Json) -> Json:
    return separable(table, fires, family, kind="not-separable", **extra)


def not_affine(table: str, family: str = "affine-unit", **extra: Json) -> Json:
    return {"kind": "not-affine", "family": family, **points(table), **extra}


def network(
    table: str,
    hidden: int = 1,
    activation: Json = "relu",
    readout: str = "=",
    *,
    skip: bool = False,
    kind: str = "no-network",
    **extra: Json,
) -> Json:
    fields = {"hidden": hidden, "activation": activation, "readout": readout, "skip": skip}
    return {"kind": kind, **fields, **points(table), **extra}


def computes(variables: str, expression: Json, table: str, **extra: Json) -> Json:
    return {"kind": "computes", "variables": variables.split(), "expression": expression, **points(table), **extra}


def classifies(table: str, margin: Json, *networks: Json, activation: Json = "relu", **extra: Json) -> Json:
    fields = {"activation": activation, "networks": list(networks), "margin": margin}
    return {"kind": "classifies", **fields, **points(table), **extra}


def induction(
    symbols: str,
    state: dict[str, tuple[Json, Json]],
    each_step: str,
    invariant: Json,
    ring: str = "reals",
    **extra: Json,
) -> Json:
    return {
        "kind": "induction",
        "ring": ring,
        "symbols": shapes(symbols),
        "state": {name: {"start": start, "next": following} for name, (start, following) in state.items()},
        "each_step": each_step.split(),
        "invariant": invariant,
        **extra,
    }


def rows(text: str) -> Json:
    """`"0:1 2:1/3"` is [[0, "1"], [2, "1/3"]]."""
    return [[int(k), m] for k, _, m in (entry.partition(":") for entry in text.split())]


def leaf(text: str = "", products: Json = None, multiples: Json = None) -> Json:
    parts = {"rows": rows(text), "products": products, "multiples": multiples}
    return {key: value for key, value in parts.items() if value}


def trees(*them: Json) -> Json:
    return {"trees": list(them)}


def tree(text: str = "", products: Json = None, multiples: Json = None) -> Json:
    """A certificate of one tree that is a leaf."""
    return {"trees": [leaf(text, products, multiples)]}


def relu(j: int, above: Json, below: Json) -> Json:
    return {"relu": j, "above": above, "below": below}


def split(k: int, above: Json, below: Json) -> Json:
    return {"row": k, "above": above, "below": below}


def sign(expression: Json, above: Json, below: Json) -> Json:
    return {"sign": expression, "above": above, "below": below}


def branch(j: int, *cases: Json) -> Json:
    return {"atom": j, "cases": list(cases)}


def law(atoms: str, then: Json, **degree: Json) -> Json:
    """`law("0 1 2", T)` is a law of exp for these atoms."""
    return {"exp": [int(k) for k in atoms.split()], "then": then, **degree}


def enclose(j: int, digits: int, then: Json) -> Json:
    return {"enclose": j, "digits": digits, "then": then}


def let(expression: Json, then: Json) -> Json:
    return {"let": expression, "then": then}


def rounded(variables: str, expression: Json, table: str, form: str, modes: str = "RNE", **extra: Json) -> Json:
    return computes(variables, expression, table, arithmetic={"format": form, "modes": modes.split()}, **extra)


def dichotomies(table: str, count: int, *, parallelograms: bool = False) -> Json:
    """`dichotomies("0,0 1/2,1", 4)`."""
    listed = [p.split(",") for p in table.split()]
    return {"kind": "dichotomies", "points": listed, "count": count, "parallelograms": parallelograms}


def iterates(matrix: str, start: str, modulus: str, steps: int, result: str) -> Json:
    """`iterates("1 1; 1 0", "1 0", "10", 5, "8 5")`."""
    rows = [row.split() for row in matrix.split(";")]
    fields = {"start": start.split(), "modulus": modulus, "steps": steps, "result": result.split()}
    return {"kind": "iterates", "matrix": rows, **fields}


def cited(text: str = "Some theorem.", source: str = "someone-1999", reason: str = "Its proof is long.") -> Json:
    return {"kind": "cited", "text": text, "source": source, "reason": reason}


def hidden_xor(inputs: int, functions: int, **extra: Json) -> Json:
    return {"kind": "hidden-xor", "inputs": inputs, "functions": str(functions), **extra}
