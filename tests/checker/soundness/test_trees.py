"""Trees of cases, against an exact decision on the line."""

import itertools
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nlcheck_attacks import (
    ONE,
    SMALL,
    ZERO,
    Ask,
    Json,
    quick,
    true,
)

Line = tuple[Fraction, Fraction]  # a·x + b


def piece(draw: st.DrawFn, depth: int) -> Json:
    """A random piecewise linear expression in x."""
    if depth == 0:
        a, b = draw(SMALL), draw(SMALL)
        return ["+", ["*", str(a), "x"], str(b)]
    op = draw(st.sampled_from(["relu", "abs", "clip", "max", "min", "leaky", "+", "-"]))
    first = piece(draw, depth - 1)
    if op in ("max", "min", "+", "-"):
        return [op, first, piece(draw, draw(st.integers(0, depth - 1)))]
    return [op, str(draw(SMALL)), first] if op == "leaky" else [op, first]


@st.composite
def lines(draw: st.DrawFn) -> list[Json]:
    """Comparisons of piecewise linear functions with 0."""
    depths = draw(st.lists(st.integers(0, 2), min_size=1, max_size=2))
    return [
        [draw(st.sampled_from([">", ">=", "=", "!=", "<", "<="])), piece(draw, d), str(draw(SMALL))] for d in depths
    ]


def as_line(e: Json, atoms: dict[int, Line]) -> Line:
    """The line that an expression is on one branch."""
    if isinstance(e, str):
        return (ONE, ZERO) if e == "x" else (ZERO, Fraction(e))
    op, *rest = e
    if op == "atom":
        return atoms[rest[0]]
    parts = [as_line(a, atoms) for a in rest]
    (a, b), (c, d) = parts[0], parts[-1]
    if op == "+":
        return sum((p for p, _ in parts), ZERO), sum((q for _, q in parts), ZERO)
    if op == "-":
        return (-a, -b) if len(parts) == 1 else (a - c, b - d)
    assert op == "*"
    return (b * c, b * d) if a == 0 else (a * d, b * d)


def leaves(rows: list[tuple[Line, str]]) -> Iterator[tuple[Json, bool]]:
    """Every combination of one or two rows in which x cancels, and whether it is a contradiction."""
    for k, ((a, b), op) in enumerate(rows):
        if a == 0:
            for m in (ONE, -ONE) if op in ("=", "!=") else (ONE,):
                yield [[k, str(m)]], not true(op, b)
    for (j, ((a, b), op)), (k, ((c, d), other)) in itertools.combinations(enumerate(rows), 2):
        if a == 0 or c == 0:
            continue
        for sign in (1, -1):
            m, n = sign * abs(c), -sign * abs(c) * a / c
            total, ops = m * b + n * d, {op, other}
            signs = all(v > 0 or o in ("=", "!=") for v, o in ((m, op), (n, other)))
            if "!=" in ops:
                good = ops == {"=", "!="} and total == 0
            elif ops == {"="}:
                good = total != 0
            else:
                good = total < 0 or (total == 0 and ">" in ops)
            yield [[j, str(m)], [k, str(n)]], signs and good


def branches(oracle: ModuleType, statement: Json) -> tuple[list[Json], list[tuple[Json, str]]]:
    """The ReLUs' arguments and the rows, from the oracle's own numbering."""
    [system] = oracle.systems(statement)
    return [u for _, u in system.atoms], system.rows


def grow(
    atoms: list[Json],
    rows: list[tuple[Json, str]],
    settled: dict[int, Line],
    path: list[tuple[Line, str]],
    wrong: list[Any],
) -> Json:
    """A tree that settles every ReLU and then every ≠, with the best leaf for each branch; `wrong` gets the rest."""
    if len(settled) < len(atoms):
        j = len(settled)
        a, b = as_line(atoms[j], settled)
        above = grow(atoms, rows, {**settled, j: (a, b)}, [*path, ((a, b), ">=")], wrong)
        below = grow(atoms, rows, {**settled, j: (ZERO, ZERO)}, [*path, ((-a, -b), ">")], wrong)
        return {"relu": j, "above": above, "below": below}
    lines = [(as_line(e, settled), op) for e, op in rows] + path
    split = [k for k, (_, op) in enumerate(rows) if op == "!="]
    return divide(lines, split, wrong)


def divide(lines: list[tuple[Line, str]], split: list[int], wrong: list[Any]) -> Json:
    candidates = list(leaves(lines))
    good = [leaf for leaf, right in candidates if right]
    if good:
        return {"rows": good[0]}
    if split:
        (a, b), _ = lines[split[0]]
        return {
            "row": split[0],
            "above": divide([*lines, ((a, b), ">")], split[1:], wrong),
            "below": divide([*lines, ((-a, -b), ">")], split[1:], wrong),
        }
    place = {"rows": []}
    wrong.append((place, [leaf for leaf, _ in candidates]))
    return place


def solvable(oracle: ModuleType, relations: list[Json], atoms: list[Json], rows: list[tuple[Json, str]]) -> bool:
    """Exactly: every function is linear between neighbouring zeros of all the lines that can occur."""
    zeros = {ZERO}
    for choice in itertools.product((True, False), repeat=len(atoms)):
        settled: dict[int, Line] = {}
        for j, above in enumerate(choice):
            settled[j] = as_line(atoms[j], settled) if above else (ZERO, ZERO)
        for a, b in [as_line(e, settled) for e in (*atoms, *(e for e, _ in rows))]:
            zeros |= {-b / a} if a else set()
    points = sorted(zeros)
    points += [(p + q) / 2 for p, q in itertools.pairwise(points)] + [points[0] - 1, points[-1] + 1]
    return any(all(oracle.holds(r, {"x": x}) for r in relations) for x in points)


def test_trees_decide_exactly_on_the_line(verdict: Ask, oracle: ModuleType) -> None:
    """Where there is a solution no leaf closes its branch; where there is none, the tree is accepted."""
    seen = Counter[str]()

    @quick(250)
    @given(lines())
    def attack(relations: list[Json]) -> None:
        statement = {"kind": "exists", "variables": ["x"], "such_that": relations}
        atoms, rows = branches(oracle, statement)
        if len(atoms) > 5:
            return
        wrong: list[tuple[Json, list[Json]]] = []
        tree = grow(atoms, rows, {}, [], wrong)
        possible = solvable(oracle, relations, atoms, rows)
        seen["possible" if possible else "impossible"] += 1
        if not possible:  # two rows need not suffice on a line with ≠, so not every tree is complete
            if not wrong:
                assert verdict(statement, "cases/1", {"trees": [tree]}) == "refuted"
                seen["refuted"] += 1
            return
        assert wrong, "a solution, and every branch closed"
        for place, candidates in wrong:
            for other, leaf in ((o, c) for o, cs in wrong for c in cs[:6] if o is place):
                other["rows"] = leaf
                seen["attacks"] += 1
                assert verdict(statement, "cases/1", {"trees": [tree]}).startswith("rejected")
            place["rows"] = candidates[0] if candidates else [[0, "1"]]
        assert verdict(statement, "cases/1", {"trees": [tree]}).startswith("rejected")

    attack()
    assert seen["refuted"] > 40, seen
    assert seen["possible"] > 60, seen
    assert seen["attacks"] > 200, seen
