"""Units and networks that should fit a table, as questions.

The unknowns are weights and biases, and each point of the table is one assertion. All of this
is linear arithmetic, also with outer weights v:

- σ = relu, abs or leaky relu satisfies σ(|v|z) = |v|σ(z), so v·σ(w·x + b) = ±σ(w'·x + b') with
  w' = |v|w, b' = |v|b. A unit with v = 0 is one with w' = 0, b' = 0.
- v·clip(w·x + b) = ±cut(w'·x + b'), where cut(z) is z cut off to [0, t] and t = |v| ≥ 0;
  for t = 0 that is the unit 0.

So a sign per unit (and t) takes the place of v, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from nlverify.engines.smt.algebra import obligations
from nlverify.engines.smt.question import Question
from nlverify.engines.smt.reals import (
    DEFINED,
    apply,
    definitions,
    either,
    joined,
    leaky_definition,
    leaky_name,
    numeral,
    script,
    term,
    variable,
)
from nlverify.exact.expression import Expr, Json, Rational, equals, expr, leaky_relu, symbols
from nlverify.statement import Classifies, Induction, NoNetwork, NotAffine, NotSeparable, SomeNetwork, Table


def _collapse(*, scaled: bool) -> Induction:
    """Return the lemma that a stack of layers z ↦ Az + d, or K(Az + d), is one affine map Wx + b."""
    A, K, W, b, d, f, x = symbols("A K W b d f x")

    def layer(z: Expr) -> Expr:
        return K * z if scaled else z

    each_step = ("A", "d", "K") if scaled else ("A", "d")
    shapes = {"A": ("k", "m"), "W": ("m", "n"), "b": ("m", "1"), "d": ("k", "1"), "f": ("m", "1"), "x": ("n", "1")}
    return Induction(
        ring="semiring",
        symbols={**shapes, "K": ("k", "k")} if scaled else shapes,
        state={"f": (x, layer(A * f + d)), "W": (expr(1), layer(A * W)), "b": (expr(0), layer(A * b + d))},
        each_step=each_step,
        invariant=equals(f, W * x + b),
        width=("m", "n", "k"),
    )


COLLAPSE = {"affine-network": _collapse(scaled=False), "scaled-affine-network": _collapse(scaled=True)}


def unit_questions(statement: NotSeparable | NotAffine) -> list[Question]:
    """Return the questions about one unit, or about stacks of affine layers.

    A stack is one affine map (the lemma, an induction), and one layer is a stack: so the
    question about one affine unit refutes alone, and proves together with the lemma.
    """
    family, table = statement.family, statement.table
    weights = _names("w", table.dimension)
    fs = [affine(p, weights, "b") for p in table.points]
    about = "Weights and bias of an affine unit that fits the table."
    text = _real_script(about, "QF_LRA", [*weights, "b"], _rows(statement, fs))
    if family == "affine-unit":
        return [Question("unit", text, sat="refutes", unsat="proves")]
    if family in COLLAPSE:
        unit = Question("unit", text, sat="refutes", unsat="helps-prove")
        return [unit, *obligations(COLLAPSE[family], prefix="collapse-")]
    if family != "monotone-unit" or isinstance(statement, NotAffine):
        raise ValueError(f"family: expected one that this kind has, got {family!r}")
    return _monotone_questions(statement, fs, weights)


def _monotone_questions(statement: NotSeparable, fs: Sequence[str], weights: Sequence[str]) -> list[Question]:
    """Return a question for σ(z) = z, which can refute, and one for every monotone σ, which can prove."""
    identity = _real_script(
        "Weights, bias and threshold of a unit with σ(z) = z that fits the table.",
        "QF_LRA",
        [*weights, "b", "t"],
        _rows(statement, fs, "t"),
    )
    law = "(forall ((y Real) (z Real)) (=> (<= y z) (ite rising (<= (sigma y) (sigma z)) (>= (sigma y) (sigma z)))))"
    every = script(
        "Weights, bias, threshold and monotone function σ of a unit that fits the table.",
        "UFLRA",
        ["(declare-fun sigma (Real) Real)", "(declare-const rising Bool)", *_declared([*weights, "b", "t"])],
        ["; σ is non-decreasing, or else non-increasing", law, *_rows(statement, [f"(sigma {f})" for f in fs], "t")],
    )
    return [
        Question("identity", identity, sat="refutes", unsat="nothing"),
        # A solver can build such a σ, but needs quantifiers for it; the other question needs none.
        Question("monotone", every, sat="nothing", unsat="proves"),
    ]


def network_questions(statement: NoNetwork | SomeNetwork) -> list[Question]:
    """Return the one question about a hidden layer of units; its answer is for "no network"."""
    s, table = statement, statement.table
    weights = [_names(f"w{j + 1}_", table.dimension) for j in range(s.hidden)]
    units = range(1, s.hidden + 1)
    signs, tops = _names("positive", s.hidden), _names("t", s.hidden) if s.activation == "clip" else []
    skip = _names("u", table.dimension) if s.skip else []
    define, call = _activation(s.activation)

    def output(point: Sequence[Fraction]) -> str:
        outputs = [
            f"(signed positive{j} ({call}{f' t{j}' if tops else ''} {affine(point, weights[j - 1], f'b{j}')}))"
            for j in units
        ]
        return joined("+", [*outputs, affine(point, skip, "c")])

    declarations = [
        "(define-fun signed ((positive Bool) (a Real)) Real (ite positive a (- a)))",
        define,
        *(f"(declare-const {name} Bool)" for name in signs),
        *_declared([*(w for ws in weights for w in ws), *_names("b", s.hidden), *tops, *skip, "c"]),
    ]
    order = [f"(=> positive{j + 1} positive{j})" for j in units[:-1]]
    comments = ["; the order of the units is free: positive ones first"] if order else []
    limits = [f"(>= {t} 0.0)" for t in tops]
    rows = _rows(statement, [output(p) for p in table.points])
    about = "Weights, biases and signs of the outer weights of a hidden layer that fits the table."
    text = script(about, "QF_LRA", declarations, [*comments, *order, *limits, *rows])
    return [Question("network", text, sat="refutes", unsat="proves")]


def margin_question(statement: Classifies) -> Question:
    """Return the question for a network of the statement that misses the margin at some point: numbers alone."""
    table, margin = statement.table, Fraction(statement.margin)
    inputs = symbols(" ".join(_names("x", table.dimension)))
    networks = [_output(network, inputs, statement.activation) for network in statement.networks]
    if not networks or not set(table.values) <= {0, 1}:
        raise ValueError("networks: expected one or more, and a table with labels 0 and 1")
    bound = " ".join(f"({variable(f'x{i + 1}')} Real)" for i in range(table.dimension))
    defined = [f"(define-fun f{k + 1} ({bound}) Real {term(f)})" for k, f in enumerate(networks)]
    wrong = []
    for k in range(len(networks)):
        for point, label in zip(table.points, table.values, strict=True):
            value = apply(f"f{k + 1}", [numeral(c) for c in point])
            wrong.append(f"(< {value} {numeral(margin)})" if label else f"(> {value} {numeral(-margin)})")
    about = "A network and a point where it misses the margin."
    text = script(about, "QF_LRA", [*definitions(networks), *defined], [either(wrong)])
    return Question("margins", text, sat="refutes", unsat="proves")


def _output(network: Mapping[str, Json], inputs: Sequence[Expr], activation: str | tuple[str, Rational]) -> Expr:
    """Return the output of a network with one hidden layer, given as JSON, as an expression in its inputs."""

    def affine_sum(weights: Json, bias: Json, values: Sequence[Expr]) -> Expr:
        if not isinstance(weights, list) or len(weights) != len(values):
            raise ValueError(f"weights: expected {len(values)}, got {weights!r}")
        return sum((Fraction(str(w)) * v for w, v in zip(weights, values, strict=True)), expr(Fraction(str(bias))))

    units = [dict(u) for u in network["units"]]  # type: ignore[union-attr, arg-type]
    hidden = [_activated(affine_sum(u["weights"], u["bias"], inputs), activation) for u in units]
    skip = network.get("skip", [])
    outer: Json = [*(u["out"] for u in units), *(skip if isinstance(skip, list) else [])]
    return affine_sum(outer, network["bias"], [*hidden, *(inputs if skip else ())])


def _activated(z: Expr, activation: str | tuple[str, Rational]) -> Expr:
    if not isinstance(activation, str):
        return leaky_relu(z, activation[1])
    if activation not in ("relu", "abs", "clip"):
        raise ValueError(f"activation: expected relu, abs, clip or leaky, got {activation!r}")
    return Expr(activation, (z,))


def _activation(activation: str | tuple[str, int | Fraction]) -> tuple[str, str]:
    """Return the activation's definition and the name by which it is called."""
    match activation:
        case "relu":
            return DEFINED["relu"], "relu"
        case "abs":
            return DEFINED["abs"], "absolute"
        case "clip":
            return "(define-fun cut ((t Real) (a Real)) Real (ite (<= a 0.0) 0.0 (ite (>= a t) t a)))", "cut"
        case ("leaky", slope):
            return leaky_definition(Fraction(slope)), leaky_name(Fraction(slope))
        case _:
            raise ValueError(f"activation: expected relu, abs, clip or leaky, got {activation!r}")


def affine(point: Sequence[Fraction], weights: Sequence[str], bias: str) -> str:
    """Return w·p + b as a term, without the weights that meet a 0; no weights give the bias alone.

    >>> affine((Fraction(1), Fraction(0), Fraction(-1, 2)), ("w1", "w2", "w3"), "b")
    '(+ w1 (* (- (/ 1.0 2.0)) w3) b)'
    """
    terms = [
        w if x == 1 else apply("*", [numeral(x), w]) for x, w in zip(point, weights, strict=bool(weights)) if x != 0
    ]
    return joined("+", [*terms, bias])


def _rows(
    statement: NotSeparable | NotAffine | NoNetwork | SomeNetwork, fs: Sequence[str], threshold: str = "0.0"
) -> list[str]:
    """Return what the table asks of f at each point, with the point as a comment."""
    match statement:
        case NotSeparable():
            readout: str = statement.fires
        case NotAffine():
            readout = "="
        case NoNetwork() | SomeNetwork():
            readout = statement.readout
    rows = []
    table: Table = statement.table
    for point, value, f in zip(table.points, table.values, fs, strict=True):
        rows.append(f"; ({', '.join(map(str, point))}) has {'value' if readout == '=' else 'label'} {value}")
        if readout == "=":
            rows.append(f"(= {f} {numeral(value)})")
        elif readout in (">", ">=") and value in (0, 1):
            rows.append(f"({readout} {f} {threshold})" if value == 1 else f"(not ({readout} {f} {threshold}))")
        else:
            raise ValueError(f"table: expected '>' or '>=' with labels 0 and 1, got {readout!r} with {value}")
    return rows


def _names(prefix: str, count: int) -> list[str]:
    return [f"{prefix}{i + 1}" for i in range(count)]


def _declared(reals: Sequence[str]) -> list[str]:
    return [f"(declare-const {name} Real)" for name in reals]


def _real_script(about: str, logic: str, reals: Sequence[str], assertions: Sequence[str]) -> str:
    return script(about, logic, _declared(reals), assertions)
