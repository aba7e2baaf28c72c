"""Identities against SymPy, shapes against concrete sizes."""

import random
from collections import Counter
from types import ModuleType
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from nlcheck_attacks import (
    Ask,
    Json,
    polynomial_terms,
    quick,
    to_sympy,
)
from nlcheck_cases import identity


def polynomial(draw: st.DrawFn, depth: int) -> Json:
    if depth == 0 or draw(st.integers(0, 4)) == 0:
        return draw(st.sampled_from(["x", "y", "z", "0", "1", "2", "-1"]))
    op = draw(st.sampled_from(["+", "+", "-", "*", "*", "^", "neg"]))
    if op == "^":
        return ["^", polynomial(draw, depth - 1), draw(st.integers(0, 3))]
    if op == "neg":
        return ["-", polynomial(draw, depth - 1)]
    return [op, polynomial(draw, depth - 1), polynomial(draw, depth - 1)]


def rewritten(draw: st.DrawFn, e: Json) -> Json:
    """The same polynomial in another form, most of the time."""
    if isinstance(e, str) or draw(st.integers(0, 2)) == 0:
        return e
    op, *rest = e
    args = [a if isinstance(a, int) else rewritten(draw, a) for a in rest]
    if op == "+" and draw(st.booleans()):
        return [op, *args[::-1]]
    if op == "*" and not isinstance(args[1], str) and args[1][0] in "+-" and len(args[1]) == 3:
        return [args[1][0], ["*", args[0], args[1][1]], ["*", args[0], args[1][2]]]
    if op == "*" and draw(st.integers(0, 3)) == 0:
        return [op, *args[::-1]]  # the same only where products commute
    if op == "^" and args[1] == 2:
        return ["*", args[0], args[0]]
    if op == "-" and len(args) == 2:
        return ["+", args[0], ["*", "-1", args[1]]]
    return [op, *args]


@pytest.mark.parametrize("ring", ["commutative-ring", "ring", "reals"])
def test_identities_are_those_of_sympy(verdict: Ask, oracle: ModuleType, ring: str) -> None:
    seen = Counter[str]()
    names = {n: sympy.Symbol(n, commutative=ring != "ring") for n in "xyz"}

    @st.composite
    def pairs(draw: st.DrawFn) -> tuple[Json, Json]:
        left = polynomial(draw, 3)
        return left, rewritten(draw, left) if draw(st.integers(0, 4)) else polynomial(draw, 2)

    @quick(200)
    @given(pairs())
    def attack(pair: tuple[Json, Json]) -> None:
        left, right = pair
        if left == right:
            return
        sides = [to_sympy(e, names) for e in pair]
        equal = sympy.expand(sides[0] - sides[1]) == 0
        statement = identity(left, right, "x y z", ring)
        said = [verdict(statement, "expansion/1", {"terms": polynomial_terms(side)}) for side in sides]
        assert (said[0] == "proved") == equal, said
        assert (said[1] == "proved") == equal, said
        assert all(oracle.sides_agree(statement, seed) for seed in range(2)) == equal
        seen[str(equal)] += 1

    attack()
    assert min(seen.values()) > 30, seen


@st.composite
def shaped(draw: st.DrawFn) -> tuple[dict[str, list[str]], Json, Json]:
    """Expressions over matrices of any shapes, most of which do not fit."""
    dims = st.sampled_from(["1", "m", "n"])
    symbols = {name: [draw(dims), draw(dims)] for name in "ABC"}

    def tree(depth: int) -> Json:
        if depth == 0:
            return draw(st.sampled_from(["A", "B", "C", "A", "B", "C", "0", "1", "2"]))
        op = draw(st.sampled_from(["+", "-", "*", "*", "^", "/", "neg"]))
        if op == "^":
            return ["^", tree(depth - 1), draw(st.integers(0, 2))]
        if op == "/":
            return ["/", tree(depth - 1), "2"]
        return ["-", tree(depth - 1)] if op == "neg" else [op, tree(depth - 1), tree(depth - 1)]

    return symbols, tree(draw(st.integers(0, 3))), tree(draw(st.integers(0, 2)))


def test_what_has_shapes_can_be_computed_at_all_sizes(nlcheck: ModuleType, oracle: ModuleType) -> None:
    """Whatever `validate` lets through never adds or multiplies matrices that do not fit, whatever the sizes."""
    seen = Counter[str]()

    @quick(2500)
    @given(shaped())
    def attack(found: tuple[dict[str, list[str]], Json, Json]) -> None:
        symbols, left, right = found
        statement = {"kind": "identity", "ring": "reals", "symbols": symbols, "left": left, "right": right}
        try:
            nlcheck.validate(statement)
        except nlcheck.Rejected:
            seen["refused"] += 1
            return
        seen["allowed"] += 1
        for m, n in ((2, 3), (3, 1), (1, 2)):
            at = oracle.somewhere(statement, symbols, m, {"m": m, "n": n})
            sides = [oracle.residue(side, at) for side in (left, right)]
            oracle.same(*sides)  # asserts that the shapes fit

    attack()
    assert min(seen.values()) > 200, seen


def concrete(e: Json, at: dict[str, sympy.Matrix]) -> Any:
    """The value of an expression at matrices of whole numbers; a constant stays a number beside a product."""
    if isinstance(e, str):
        return at[e] if e in at else sympy.Rational(e)
    op, *rest = e
    if op == "^":
        base = concrete(rest[0], at)
        return base ** rest[1] if rest[1] else sympy.Integer(1)
    args = [concrete(a, at) for a in rest]
    if op == "*":
        total = args[0]
        for a in args[1:]:
            total = total * a
        return total
    signed = [-a for a in args] if len(args) == 1 else [args[0], *(-a if op == "-" else a for a in args[1:])]
    matrix = next((a for a in signed if isinstance(a, sympy.MatrixBase)), None)
    if matrix is not None:  # constants are multiples of the identity
        unit = sympy.eye(matrix.rows) if matrix.rows == matrix.cols else None
        signed = [
            a if isinstance(a, sympy.MatrixBase) else a * unit if a else sympy.zeros(*matrix.shape) for a in signed
        ]
    total = signed[0]
    for a in signed[1:]:
        total = total + a
    return total


@pytest.mark.parametrize("seed", range(5))
def test_a_proved_identity_holds_for_concrete_matrices(case_tables: dict[str, list[Any]], seed: int) -> None:
    """sympy.Matrix with small whole entries, at several sizes, for every identity that the tables prove."""
    proved = [c.statement for c in case_tables["expansion"] if c.verdict == "proved" and c.statement["ring"] != "reals"]
    assert len(proved) > 5
    source = random.Random(seed)
    for statement in proved:
        names = sorted({d for pair in statement["symbols"].values() for d in pair})
        # An element of a ring that does not commute is a square matrix too.
        sizes = {d: source.randint(1, 3) if d != "1" or statement["ring"] != "commutative-ring" else 1 for d in names}
        at = {}
        for name, (rows, columns) in statement["symbols"].items():
            entries = [source.randint(-3, 3) for _ in range(sizes[rows] * sizes[columns])]
            at[name] = sympy.Matrix(sizes[rows], sizes[columns], entries)
        difference = concrete(["-", statement["left"], statement["right"]], at)
        assert difference == 0 or difference.is_zero_matrix, statement
