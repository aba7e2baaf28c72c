"""The best affine function: found exactly, proved with squares that nlcheck adds up."""

import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nlverify.engines import least_squares
from nlverify.engines.train import CIRCLES_IN_STARS
from nlverify.evidence import Evidence
from nlverify.exact.expression import equals, evaluate
from nlverify.statement import AND, OR, XOR, ForAll, Statement, Table, boolean_table

CHECKER = Path(least_squares.__file__).parents[1] / "nlcheck.py"
Judge = Callable[[list[tuple[Statement, Evidence]]], list[str]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Return a function that has nlcheck judge evidence for several statements at once."""

    def write(path: Path, data: object) -> None:
        text = json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
        path.write_text(text, encoding="utf-8")

    def run(pairs: list[tuple[Statement, Evidence]]) -> list[str]:
        folder = tmp_path / "bundle"
        folder.mkdir(exist_ok=True)
        parts = {f"p{k:03}": s.to_json() for k, (s, _) in enumerate(pairs)}
        claim = {"schema": "nlverify-statement/1", "id": "x", "uses": [], "illustrations": {}, "parts": parts}
        write(folder / "statement.json", {**claim, "controls": {"c": pairs[0][0].to_json()}})
        for k, (_, evidence) in enumerate(pairs):
            write(folder / f"certificate-{k:03}.json", {"for": f"parts/p{k:03}", **evidence.to_json()})
        command = [sys.executable, "-I", "-S", str(CHECKER), "--json", str(folder)]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return [str(c["establishes"]) for c in json.loads(output)["claims"][0]["certificates"]]

    return run


def statements(table: Table) -> list[tuple[Statement, Evidence]]:
    """Everything that can be said about the best affine function on a table, with its proof."""
    best = least_squares.best(table)
    unknowns = least_squares.unknowns(table)
    names = tuple(str(u.args[0]) for u in unknowns)
    values = dict(zip(names, (*best.weights, best.bias), strict=True))
    loss = least_squares.loss(table)
    pairs: list[tuple[Statement, Evidence]] = [(ForAll(names, loss >= best.loss), least_squares.bound(table))]
    for k, unknown in enumerate(unknowns):
        only = ForAll(names, equals(unknown, values[names[k]]), (equals(loss, best.loss),), values)
        pairs.append((only, least_squares.only(table, k)))
    return pairs


def test_known_tables() -> None:
    half, quarter = Fraction(1, 2), Fraction(1, 4)
    assert least_squares.best(XOR) == least_squares.Best((Fraction(0), Fraction(0)), half, quarter)
    assert least_squares.best(AND) == least_squares.Best((half, half), -quarter, Fraction(1, 16))
    assert least_squares.best(OR).loss == Fraction(1, 16)
    assert least_squares.best(boolean_table("0011")).loss == 0
    assert least_squares.best(CIRCLES_IN_STARS) == least_squares.Best(
        (Fraction(0),) * 2, Fraction(5, 13), Fraction(40, 169)
    )


def test_the_loss_is_the_mean_squared_error() -> None:
    at = {"w1": Fraction(1, 3), "w2": Fraction(-2), "b": Fraction(1, 5)}
    errors = [at["w1"] * p[0] + at["w2"] * p[1] + at["b"] - v for p, v in zip(XOR.points, XOR.values, strict=True)]
    assert evaluate(least_squares.loss(XOR), at) == sum(e * e for e in errors) / 4


TABLES = st.integers(1, 3).flatmap(
    lambda d: st.lists(
        st.tuples(st.tuples(*[st.fractions(-3, 3, max_denominator=4)] * d), st.fractions(-2, 2, max_denominator=3)),
        min_size=d + 1,
        max_size=d + 5,
    )
)


def test_nlcheck_accepts_it_for_random_tables(judge: Judge) -> None:
    random = Random(1)
    pairs = []
    for dimension in (1, 2, 2, 2, 3):
        points = [[Fraction(random.randint(-9, 9), random.randint(1, 4)) for _ in range(dimension)] for _ in range(7)]
        pairs += statements(Table.of([(p, Fraction(random.randint(-5, 5), 3)) for p in points]))
    assert judge(pairs) == ["proved"] * len(pairs)


@settings(max_examples=40, deadline=None)
@given(rows=TABLES, shift=st.tuples(*[st.fractions(-1, 1, max_denominator=5)] * 4))
def test_nothing_nearby_is_better(
    rows: list[tuple[tuple[Fraction, ...], Fraction]], shift: tuple[Fraction, ...]
) -> None:
    table = Table.of(rows)
    try:
        best = least_squares.best(table)
    except ValueError:
        assume(False)
    names = [str(u.args[0]) for u in least_squares.unknowns(table)]
    moved = [c + s for c, s in zip((*best.weights, best.bias), shift, strict=False)]
    loss = evaluate(least_squares.loss(table), dict(zip(names, moved, strict=True)))
    assert loss > best.loss or not any(shift[: len(names)])


def test_a_better_bound_is_not_accepted(judge: Judge) -> None:
    (bound, evidence), *_ = statements(XOR)
    assert isinstance(bound, ForAll)
    more = ForAll(bound.variables, least_squares.loss(XOR) >= Fraction(1, 4) + Fraction(1, 10**9))
    assert judge([(bound, evidence), (more, evidence)]) == ["proved", "None"]


def test_points_on_one_line_have_no_single_best_function() -> None:
    with pytest.raises(ValueError, match="expected points that do not lie in a hyperplane"):
        least_squares.best(Table.of([((0, 0), 1), ((1, 1), 0), ((2, 2), 1)]))
