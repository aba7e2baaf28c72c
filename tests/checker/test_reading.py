"""The formal reading says what the statement says: read back by the rules of school, it has the same value.

The reader below knows the conventions of a textbook, and nothing of the checker: · and / from
left to right, before + and −; powers first, and from right to left; |…|; f(…).
"""

import re
from collections.abc import Callable
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nlcheck_attacks import SMALL, Json, quick
from nlcheck_cases import cited, dichotomies, forall, identity, induction, iterates, rounded

TOKEN = re.compile(r"\s*(leaky\[-?\d+(?:/\d+)?\]|[A-Za-z]\w*|\d+|.)")
DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
Number = Fraction


class Reader:
    """The value of a formula, computed while it is read."""

    def __init__(self, text: str, at: dict[str, Number]) -> None:
        self.tokens, self.at = TOKEN.findall(text.translate(DIGITS)), at

    def value(self) -> Number:
        total = self.sum()
        assert not self.tokens, self.tokens
        return total

    def next_is(self, *wanted: str) -> bool:
        return bool(self.tokens) and self.tokens[0] in wanted

    def take(self, wanted: str) -> None:
        assert self.tokens.pop(0) == wanted

    def sum(self) -> Number:
        total = self.signed()
        while self.next_is("+", "−", "-"):
            sign = 1 if self.tokens.pop(0) == "+" else -1
            total += sign * self.signed()
        return total

    def signed(self) -> Number:
        if self.next_is("−", "-"):
            self.tokens.pop(0)
            return -self.signed()
        return self.product()

    def product(self) -> Number:
        total = self.power()
        while self.next_is("·", "/"):
            op, factor = self.tokens.pop(0), self.power()
            total = total * factor if op == "·" else total / factor if factor else Fraction(0)  # as the note says
        return total

    def power(self) -> Number:
        base = self.atom()
        if self.next_is("^"):
            self.take("^")
            exponent = self.power()
            return Fraction(base ** int(exponent))
        return base

    def atom(self) -> Number:
        token = self.tokens.pop(0)
        if token.isdigit():
            return Fraction(token)
        if token in ("(", "|"):
            inside = self.sum()
            self.take(")" if token == "(" else "|")
            return inside if token == "(" else abs(inside)
        if not self.next_is("("):
            return self.at[token]
        self.take("(")
        args = [self.sum()]
        while self.next_is(","):
            self.take(",")
            args.append(self.sum())
        self.take(")")
        return call(token, *args)


def call(name: str, u: Number, *others: Number) -> Number:
    if name.startswith("leaky"):
        return u if u >= 0 else u * Fraction(name[6:-1])
    functions: dict[str, Callable[..., Number]] = {
        "relu": lambda: max(u, Fraction(0)),
        "clip": lambda: sorted((Fraction(0), u, Fraction(1)))[1],
        "max": lambda: max(u, *others),
        "min": lambda: min(u, *others),
        "step": lambda: Fraction(u > 0),
    }
    return functions[name]()


def formulas(draw: st.DrawFn, depth: int, operators: list[str]) -> Json:
    if depth == 0 or draw(st.integers(0, 5)) == 0:
        return draw(st.sampled_from(["x", "y1", "y12", "0", "2", "-1", "1/2", "-3/2"]))
    op = draw(st.sampled_from(operators))

    def part() -> Json:
        return formulas(draw, depth - 1, operators)

    if op == "^":
        return [op, part(), draw(st.integers(0, 3))]
    if op == "/":
        return [op, part(), str(draw(SMALL.filter(bool)))]
    if op == "leaky":
        return [op, str(draw(SMALL)), part()]
    if op in ("neg", "relu", "abs", "clip", "step", "inv"):
        return ["-" if op == "neg" else op, part()]
    return [op, part(), part()] if op != "+" or draw(st.booleans()) else [op, part(), part(), part()]


PLAIN = ["+", "-", "*", "/", "^", "neg"]


PIECEWISE = [*PLAIN, "relu", "abs", "clip", "max", "min", "leaky"]


@pytest.mark.parametrize(
    "operators",
    [PLAIN, PIECEWISE, [*PIECEWISE, "step", "inv", "inv", "inv"]],
    ids=["plain", "piecewise", "steps and inverses"],
)
def test_a_reading_has_the_value_of_its_statement(
    nlcheck: ModuleType, oracle: ModuleType, operators: list[str]
) -> None:
    values = {"x": Fraction(3), "y1": Fraction(-5, 3), "y12": Fraction(7, 2)}

    @st.composite
    def statements(draw: st.DrawFn) -> Json:
        return formulas(draw, draw(st.integers(1, 4)), operators)

    @quick(600)
    @given(statements())
    def attack(e: Json) -> None:
        text = nlcheck.reading(forall("x y1 y12", [">", e, "1000"]))
        head, formula = text.split(":\n")
        assert head == "For all real numbers x, y₁, y₁₂"
        formula, _, notes = formula.partition(" > 1000.")
        assert all(re.match(r"\((step|1/)\(u\) ", note) for note in notes.split("\n")[1:])
        assert Reader(formula, values).value() == oracle.value(e, values)

    attack()


def test_different_statements_have_different_readings(nlcheck: ModuleType, case_tables: dict[str, list[Any]]) -> None:
    """Of all statements in the tables: only the notation may differ, never the meaning.

    Whatever is between two readings that are equal must be a matter of notation: witnesses,
    whether a shape is written by one name or another, brackets that change nothing.
    """
    seen: dict[str, Json] = {}
    for case in (case for table in case_tables.values() for case in table if case.format or case.verdict):
        try:
            nlcheck.validate(case.statement)
        except nlcheck.Rejected:
            continue
        text, bare = nlcheck.reading(case.statement), flat({**case.statement, "witness": None})
        assert seen.setdefault(text, bare) == bare, text


def flat(e: Json) -> Json:
    """Without brackets that change nothing: a sum in a sum, a product in a product."""
    if isinstance(e, dict):
        return {key: flat(value) for key, value in e.items()}
    if not isinstance(e, list) or not e:
        return e
    head, *rest = [flat(a) for a in e]
    if head in ("+", "*"):
        rest = [a for part in rest for a in (part[1:] if isinstance(part, list) and part[:1] == [head] else [part])]
    return [head, *rest]


def test_a_reading_names_every_field(nlcheck: ModuleType) -> None:
    """Change one field of a statement at a time: the reading changes."""
    base = {
        "kind": "no-network",
        "hidden": 2,
        "activation": "relu",
        "readout": ">",
        "skip": False,
        "points": [["0"], ["1"]],
        "values": ["0", "1"],
    }
    changes: list[tuple[str, Json]] = [
        ("kind", "some-network"),
        ("hidden", 3),
        ("hidden", 4),
        ("hidden", 5),
        ("activation", "abs"),
        ("activation", ["leaky", "1/2"]),
        ("activation", ["leaky", "-1/2"]),
        ("activation", "clip"),
        ("readout", ">="),
        ("readout", "="),
        ("skip", True),
        ("points", [["0"], ["2"]]),
        ("points", [["0", "0"], ["1", "0"]]),
        ("values", ["1", "0"]),
    ]
    readings = [nlcheck.reading(base), *(nlcheck.reading({**base, key: value}) for key, value in changes)]
    assert len(set(readings)) == len(readings)
    unit = {
        "kind": "not-separable",
        "family": "affine-unit",
        "fires": ">",
        "points": [["0"], ["1"]],
        "values": ["0", "1"],
    }
    families = ["affine-unit", "affine-network", "scaled-affine-network", "monotone-unit"]
    units = [
        {**unit, "family": f, "fires": r, "kind": k}
        for f in families
        for r in (">", ">=")
        for k in ("separable", "not-separable")
    ]
    assert len({nlcheck.reading(s) for s in units}) == len(units)
    rings = [
        identity(["*", "x", "2"], ["+", "x", "x"], "x", ring)
        for ring in ("semiring", "ring", "commutative-ring", "reals")
    ]
    assert len({nlcheck.reading(s) for s in rings}) == 4


def test_a_reading_of_the_new_kinds_names_every_field(nlcheck: ModuleType) -> None:
    """Change one field of a statement at a time: the reading changes."""
    bases: list[tuple[Json, list[tuple[str, Json]]]] = [
        (
            dichotomies("0 1 2", 3),
            [("count", 2), ("parallelograms", True), ("points", [["0"], ["1"], ["3"]]), ("points", [["0"], ["1"]])],
        ),
        (
            iterates("1 2; 3 4", "1 0", "10", 5, "7 5"),
            [
                ("matrix", [["1", "3"], ["2", "4"]]),
                ("start", ["0", "1"]),
                ("modulus", "11"),
                ("steps", 6),
                ("result", ["5", "7"]),
            ],
        ),
        (cited(), [("text", "Another theorem."), ("source", "someone-2000"), ("reason", "Nobody knows.")]),
        (
            rounded("x", ["+", "x", "1"], "1:2", "binary32"),
            [
                ("arithmetic", {"format": "binary64", "modes": ["RNE"]}),
                *[("arithmetic", {"format": "binary32", "modes": [m]}) for m in ("RNA", "RTZ", "RTP", "RTN")],
                ("arithmetic", {"format": "binary32", "modes": ["RNE", "RTZ"]}),
                ("expression", ["fused", ["+", "x", "1"]]),
                ("expression", ["+", "x", ["+", "0", "1"]]),
                ("expression", ["+", "x", "0", "1"]),
                ("values", ["3"]),
            ],
        ),
        (
            forall("x y", ["or", [">", "x", "y"], ["<", "x", "1"]]),
            [
                ("then", [">", "x", "y"]),
                ("then", ["or", [">=", "x", "y"], ["<", "x", "1"]]),
                ("then", ["or", ["<", "x", "1"], [">", "x", "y"]]),
                *[("then", [">", [op, "x"], "y"]) for op in ("exp", "log", "sqrt", "inv", "step", "relu")],
            ],
        ),
        (
            induction(
                "s a c",
                {"s": ("c", "a")},
                "a",
                ["and", [">=", "s", "0"], ["<", "s", "1"]],
                given=[["<", "s", "1"], [">=", "a", "0"], [">", "c", "0"]],
                witness={"a": "1", "c": "1/2"},
            ),
            [
                ("invariant", [">=", "s", "0"]),
                ("invariant", ["and", [">=", "s", "0"], ["<=", "s", "1"]]),
                ("given", [[">=", "a", "0"], [">", "c", "0"]]),
                ("given", [["<", "s", "1"], [">=", "a", "0"]]),
                ("given", [["<", "s", "1"], [">=", "a", "0"], [">=", "c", "0"]]),
                ("state", {"s": {"start": "0", "next": "a"}}),
                ("state", {"s": {"start": "c", "next": ["exp", "a"]}}),
            ],
        ),
    ]
    readings = []
    for base, changes in bases:
        for statement in (base, *({**base, key: value} for key, value in changes)):
            nlcheck.validate(statement)
            readings.append(nlcheck.reading(statement))
    assert len(set(readings)) == len(readings)


class TreeReader(Reader):
    """The operations of a formula, in the order in which school does them: from the left."""

    def sum(self) -> Any:
        total = self.signed()
        while self.next_is("+", "−", "-"):
            op = "+" if self.tokens.pop(0) == "+" else "-"
            total = (op, total, self.signed())
        return total

    def signed(self) -> Any:
        if self.next_is("−", "-"):
            self.tokens.pop(0)
            inside = self.signed()
            return -inside if isinstance(inside, Fraction) else ("-", inside)
        return self.product()

    def product(self) -> Any:
        total = self.atom()
        while self.next_is("·", "/"):
            op, factor = self.tokens.pop(0), self.atom()
            total = ("*", total, factor) if op == "·" else total / factor
        return total

    def atom(self) -> Any:
        token = self.tokens.pop(0)
        if token.isdigit():
            return Fraction(token)
        if token != "(" and not self.next_is("("):
            return token
        if token != "(":
            self.take("(")
        inside = self.sum()
        self.take(")")
        return inside if token == "(" else (token, inside)


def in_order(e: Json) -> Any:
    """The same operations from the statement itself: a sum or product of several terms from the left."""
    if isinstance(e, str):
        return Fraction(e) if e[0] in "-0123456789" else e
    op, *args = e
    first, *others = map(in_order, args)
    if not others:
        return -first if op == "-" and isinstance(first, Fraction) else (op, first)
    for a in others:
        first = (op, first, a)
    return first


def test_a_reading_keeps_the_order_of_operations(nlcheck: ModuleType) -> None:
    """Where every operation is rounded, a + (b + c) is not (a + b) + c."""

    def draw_formula(draw: st.DrawFn, depth: int) -> Json:
        if depth == 0 or draw(st.integers(0, 4)) == 0:
            return draw(st.sampled_from(["x", "y", "2", "-1", "1/2", "-3/2"]))
        op, count = draw(st.sampled_from([("+", 2), ("+", 3), ("-", 1), ("-", 2), ("*", 2), ("*", 3), ("fused", 1)]))
        return [op, *(draw_formula(draw, depth - 1) for _ in range(count))]

    @st.composite
    def expressions(draw: st.DrawFn) -> Json:
        return draw_formula(draw, draw(st.integers(1, 4)))

    @quick(800)
    @given(expressions())
    def attack(e: Json) -> None:
        statement = rounded("x y", ["+", "x", ["*", "y", e]], "1,1:1", "binary32")
        text = nlcheck.reading(statement).removeprefix("At (x, y) as listed, ").split(" is exactly")[0]
        assert TreeReader(text, {}).value() == in_order(statement["expression"])

    attack()
