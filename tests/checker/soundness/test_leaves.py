"""Leaves: a planted solution, and everything cancels; only the rules about signs stand in the way."""

import itertools
from collections import Counter
from fractions import Fraction
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nlcheck_attacks import (
    HALF,
    MULTIPLIERS,
    ONE,
    RELATIONS,
    SMALL,
    ZERO,
    Ask,
    Json,
    quick,
    true,
)

Polynomial = dict[tuple[int, int], Fraction]  # of x and y: {(i, j): coefficient of xⁱyʲ}


def times(p: Polynomial, q: Polynomial) -> Polynomial:
    product = Counter[tuple[int, int]]()
    for (i, j), a in p.items():
        for (k, m), b in q.items():
            product[i + k, j + m] += a * b  # type: ignore[assignment]
    return dict(product)  # type: ignore[arg-type]


def plus(p: Polynomial, q: Polynomial, factor: Fraction = ONE) -> Polynomial:
    return {w: p.get(w, ZERO) + factor * q.get(w, ZERO) for w in {*p, *q}}


def at(p: Polynomial, x: Fraction, y: Fraction) -> Fraction:
    return sum((c * x**i * y**j for (i, j), c in p.items()), ZERO)


def written(p: Polynomial) -> Json:
    return ["+", *(["*", str(c), ["^", "x", i], ["^", "y", j]] for (i, j), c in sorted(p.items())), "0", "0"]


LINES = st.dictionaries(st.sampled_from([(0, 0), (1, 0), (0, 1)]), SMALL, max_size=3)
CURVES = st.dictionaries(st.sampled_from([(0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2)]), SMALL, max_size=4)


@st.composite
def systems(draw: st.DrawFn, *, planted: bool) -> tuple[Json, Json, list[tuple[Polynomial, str]]]:
    """Comparisons, and a leaf in which all of x and y cancels; with a solution, if one is planted."""
    point = draw(SMALL), draw(SMALL)
    rows: list[tuple[Polynomial, str]] = []
    for p, op in draw(st.lists(st.tuples(CURVES, RELATIONS), min_size=1, max_size=3)):
        d = at(p, *point)
        wanted = d if true(op, d) or not planted else ZERO if op in ("=", ">=") else draw(st.sampled_from([ONE, HALF]))
        rows.append((plus(p, {(0, 0): wanted - d}), op))
    numbers = st.integers(0, len(rows) - 1)
    multipliers = draw(st.dictionaries(numbers, MULTIPLIERS, max_size=2))
    multiples = draw(st.dictionaries(numbers, LINES, max_size=1))
    products = draw(st.lists(st.tuples(MULTIPLIERS, st.lists(numbers, max_size=2), st.none() | LINES), max_size=2))
    total: Polynomial = {}
    for k, m in multipliers.items():
        total = plus(total, rows[k][0], m)
    for k, q in multiples.items():
        total = plus(total, times(rows[k][0], q))
    for c, ks, root in products:
        product: Polynomial = {(0, 0): c}
        for factor in [*(rows[k][0] for k in ks), *([root] * 2 if root is not None else [])]:
            product = times(product, factor)
        total = plus(total, product)
    last, constant = (
        draw(st.sampled_from([ONE, ONE, Fraction(2), -ONE])),
        draw(st.sampled_from([-ONE, ZERO, ZERO, ONE])),
    )
    rest = plus({(0, 0): constant / last}, total, -1 / last)
    op = draw(RELATIONS)
    if planted and not true(op, at(rest, *point)):
        op = next(o for o in ("=", ">", "!=") if true(o, at(rest, *point)))
    place = draw(st.integers(0, len(rows)))
    rows.insert(place, (rest, op))
    moved = [k for k in range(len(rows)) if k != place]
    leaf = {"rows": sorted([[moved[k], str(m)] for k, m in multipliers.items()] + [[place, str(last)]])}
    if products:
        leaf["products"] = [
            [str(c), [moved[k] for k in ks], *([written(q)] if q is not None else [])] for c, ks, q in products
        ]
    if multiples:
        leaf["multiples"] = [[moved[k], written(q)] for k, q in sorted(multiples.items())]
    statement = {"kind": "exists", "variables": ["x", "y"], "such_that": [[op, written(p), "0"] for p, op in rows]}
    return statement, {"trees": [leaf]}, rows


def test_no_leaf_refutes_what_has_a_solution(verdict: Ask) -> None:
    seen = Counter[str]()

    @quick(800)
    @given(systems(planted=True))
    def attack(found: tuple[Json, Json, Any]) -> None:
        statement, certificate, _ = found
        said = verdict(statement, "cases/1", certificate)
        assert said.startswith("rejected"), said
        assert "cancel" not in said, "the attack should cancel, and fail for another reason"
        seen[said.split(":")[1].split()[0]] += 1

    attack()
    assert min(seen[word] for word in ("row", "product", "leaf")) > 50, seen


def test_what_a_leaf_refutes_has_no_solution(verdict: Ask, oracle: ModuleType) -> None:
    """No solution among several hundred points, and the oracle agrees in both directions."""
    seen = Counter[str]()
    grid = [Fraction(k, 2) for k in range(-8, 9)]

    @quick(800)
    @given(systems(planted=False))
    def attack(found: tuple[Json, Json, Any]) -> None:
        statement, certificate, rows = found
        said = verdict(statement, "cases/1", certificate)
        if any(
            "products" in t and not p[1] and len(p) < 3 for t in certificate["trees"] for p in t.get("products", [])
        ):
            assert "one or more rows" in said or said.startswith("rejected")
            return
        assert oracle.verify(statement, "cases/1", certificate) == (said if said == "refuted" else None), said
        seen[said[:8]] += 1
        if said == "refuted":
            for x, y in itertools.product(grid, grid):
                assert not all(true(op, at(p, x, y)) for p, op in rows)

    attack()
    assert seen["refuted"] > 100, seen
