"""The exact search: every answer is checked by hand here, or by nlcheck in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from nlverify.engines import search, systems
from nlverify.engines.systems import Row
from nlverify.evidence import Cases, Evidence, Leaf, Network, Split, Weights
from nlverify.exact.expression import (
    Expr,
    Relation,
    absolute,
    clip,
    differs,
    equals,
    expr,
    leaky_relu,
    maximum,
    minimum,
    relu,
    symbols,
)
from nlverify.statement import (
    AND,
    XNOR,
    XOR,
    Exists,
    Family,
    Fires,
    ForAll,
    NoNetwork,
    NotAffine,
    NotSeparable,
    SomeNetwork,
    Statement,
    Table,
    boolean_table,
)

CHECKER = Path(systems.__file__).parents[1] / "nlcheck.py"
x, y, c = symbols("x y c")

Judge = Callable[[Statement, Evidence], str | None]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Return a function that says what nlcheck lets the evidence establish: "proved", "refuted" or None."""

    def canonical(data: object) -> str:
        return json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"

    def run(statement: Statement, evidence: Evidence) -> str | None:
        both = {"parts": {"main": statement.to_json()}, "controls": {"main": statement.to_json()}}
        claim = {"schema": "nlverify-statement/1", "id": "x", "uses": [], "illustrations": {}, **both}
        (tmp_path / "statement.json").write_text(canonical(claim), encoding="utf-8")
        path = tmp_path / "certificate-parts-main-x.json"
        path.write_text(canonical({"for": "parts/main", **evidence.to_json()}), encoding="utf-8")
        command = [sys.executable, "-I", "-S", str(CHECKER), "--json", str(tmp_path / "statement.json"), str(path)]
        output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        established: str | None = json.loads(output)["claims"][0]["certificates"][0]["establishes"]
        return established

    return run


def value(weights: Weights, point: tuple[Fraction, ...]) -> Fraction:
    return sum((Fraction(w) * p for w, p in zip(weights.weights, point, strict=True)), Fraction(weights.bias))


def separates(weights: Weights, table: Table, fires: Fires) -> bool:
    outputs = [value(weights, p) for p in table.points]
    return [int(v > 0 if fires == ">" else v >= 0) for v in outputs] == list(table.values)


def excludes_every_unit(cases: Cases, table: Table, fires: Fires) -> bool:
    """Add up the requirements sign·(w·p + b), as a first course would: all coefficients 0, and one of them strict."""
    (leaf,) = cases.trees
    assert isinstance(leaf, Leaf)
    signs = [1 if v == 1 else -1 for v in table.values]
    strict = [(v == 1) == (fires == ">") for v in table.values]
    columns = [[*p, Fraction(1)] for p in table.points]
    sums = [sum(m * signs[k] * columns[k][i] for k, m in leaf.rows.items()) for i in range(table.dimension + 1)]
    return min(leaf.rows.values()) > 0 and not any(sums) and any(strict[k] for k in leaf.rows)


FIRES: tuple[Fires, ...] = (">", ">=")


@pytest.mark.parametrize("fires", FIRES)
def test_fourteen_of_the_sixteen_functions_of_two_bits_are_threshold_functions(fires: Fires) -> None:
    separable = []
    for bits in product("01", repeat=4):
        table = boolean_table("".join(bits))
        found = search.separate(table, fires)
        good = (
            separates(found, table, fires) if isinstance(found, Weights) else excludes_every_unit(found, table, fires)
        )
        assert good, (bits, found)
        if isinstance(found, Weights):
            separable.append("".join(bits))
    assert len(separable) == 14
    assert "0110" not in separable
    assert "1001" not in separable


def test_104_of_the_256_functions_of_three_bits_are_threshold_functions() -> None:
    """The number is known (OEIS A000609), and each answer shows its reason."""
    found = {"".join(bits): search.separate(boolean_table("".join(bits))) for bits in product("01", repeat=8)}
    for bits, answer in found.items():
        table = boolean_table(bits)
        assert separates(answer, table, ">") if isinstance(answer, Weights) else excludes_every_unit(answer, table, ">")
    assert sum(isinstance(answer, Weights) for answer in found.values()) == 104


def test_small_whole_weights_are_preferred() -> None:
    assert search.separate(AND) == Weights((1, 1), -1)
    assert search.separate(boolean_table("01")) == Weights((1,), 0)


def test_the_fewest_requirements_are_preferred() -> None:
    """(0,0) is the midpoint of two of the outer points; a triangle around it would need four requirements."""
    outer = [((3, 1), 0), ((-2, 2), 0), ((-1, -4), 0), ((-3, -1), 0)]
    found = search.separate(Table.of([((0, 0), 1), *outer]))
    assert found == Cases((Leaf({0: 2, 1: 1, 4: 1}),))


POINTS = st.tuples(*[st.fractions(-3, 3, max_denominator=3)] * 2)
TABLES = st.lists(st.tuples(POINTS, st.integers(0, 1)), min_size=1, max_size=9).map(Table.of)


@settings(max_examples=60, deadline=None)
@given(TABLES, st.sampled_from(FIRES))
def test_every_table_has_weights_or_multipliers(table: Table, fires: Fires) -> None:
    found = search.separate(table, fires)
    good = separates(found, table, fires) if isinstance(found, Weights) else excludes_every_unit(found, table, fires)
    assert good


@settings(max_examples=30, deadline=None)
@given(TABLES, st.sampled_from(FIRES))
def test_a_monotone_unit_separates_what_an_affine_one_does(table: Table, fires: Fires) -> None:
    unit, monotone = search.separate(table, fires), search.separate(table, fires, "monotone-unit")
    assert isinstance(unit, Weights) == isinstance(monotone, Weights)


def test_a_point_with_two_labels_is_never_separable() -> None:
    assert search.separate(Table.of([((1, 2), 0), ((1, 2), 1)])) == Cases((Leaf({0: 1, 1: 1}),))


def test_large_numbers_do_not_matter() -> None:
    big = 10**30
    table = Table.of([((0,), 0), ((big,), 1), ((big + 1,), 0)])
    found = search.separate(table)
    assert isinstance(found, Cases)
    assert excludes_every_unit(found, table, ">")
    near = Table.of([((Fraction(1, big),), 1), ((0,), 0)])
    weights = search.separate(near)
    assert isinstance(weights, Weights)
    assert separates(weights, near, ">")


def test_labels_other_than_0_and_1_are_refused() -> None:
    with pytest.raises(ValueError, match="expected labels 0 and 1, got"):
        search.separate(Table.of([((0,), 2)]))


def test_six_of_the_sixteen_functions_of_two_bits_are_affine() -> None:
    affine = []
    for bits in product("01", repeat=4):
        table = boolean_table("".join(bits))
        found = search.not_affine(table)
        if isinstance(found, Weights):
            assert [value(found, p) for p in table.points] == list(table.values)
            affine.append("".join(bits))
    assert affine == ["0000", "0011", "0101", "1010", "1100", "1111"]


FAMILIES: tuple[Family, ...] = ("affine-unit", "affine-network", "scaled-affine-network", "monotone-unit")


@pytest.mark.parametrize("family", FAMILIES)
def test_nlcheck_accepts_what_is_found_for_each_family(judge: Judge, family: Family) -> None:
    for table, fires in product((XOR, XNOR, AND), FIRES):
        expected = "refuted" if table is AND else "proved"
        assert judge(NotSeparable(table, fires, family), search.separate(table, fires, family)) == expected
    if family != "monotone-unit":
        assert judge(NotAffine(AND, family), search.not_affine(AND)) == "proved"
        ramp = Table.of([((0,), 1), ((1,), Fraction(1, 2)), ((3,), Fraction(-1, 2))])
        assert judge(NotAffine(ramp, family), search.not_affine(ramp)) == "refuted"


def name(s: NoNetwork | SomeNetwork) -> str:
    sigma = s.activation if isinstance(s.activation, str) else f"leaky({s.activation[1]})"
    return f"{len(s.table.points)} points, {s.hidden} {sigma}{' with skip' if s.skip else ''}, {s.readout}"


PARITY = boolean_table("01101001")
ZIGZAG = Table.of([((t,), t % 2) for t in range(4)])


@pytest.mark.parametrize(
    "statement",
    [
        *(NoNetwork(XOR, 1, "relu", readout) for readout in ("=", ">", ">=")),
        NoNetwork(XNOR, 1, ("leaky", Fraction(1, 3)), ">"),
        NoNetwork(ZIGZAG, 1, "abs"),
        NoNetwork(ZIGZAG, 1, "relu", skip=True),
        NoNetwork(ZIGZAG, 2),
        NoNetwork(PARITY, 1),
        SomeNetwork(XOR, 1),
    ],
    ids=name,
)
def test_nlcheck_accepts_the_trees_for_networks(judge: Judge, statement: NoNetwork | SomeNetwork) -> None:
    expected = "proved" if isinstance(statement, NoNetwork) else "refuted"
    assert judge(statement, search.refute_networks(statement)) == expected


POSSIBLE = [
    SomeNetwork(XOR, 2),
    SomeNetwork(XOR, 2, readout=">="),
    SomeNetwork(XOR, 1, skip=True),
    SomeNetwork(XOR, 1, "abs"),
    SomeNetwork(AND, 1, "abs"),
    SomeNetwork(XOR, 1, ("leaky", Fraction(-1, 2)), ">"),
    SomeNetwork(ZIGZAG, 3),
    NoNetwork(AND, 1),
]


@pytest.mark.parametrize("statement", POSSIBLE, ids=name)
def test_nlcheck_accepts_the_networks(judge: Judge, statement: NoNetwork | SomeNetwork) -> None:
    expected = "refuted" if isinstance(statement, NoNetwork) else "proved"
    assert judge(statement, search.find_network(statement)) == expected


@pytest.mark.parametrize("statement", POSSIBLE, ids=name)
def test_a_network_that_exists_is_not_refuted(statement: NoNetwork | SomeNetwork) -> None:
    with pytest.raises(search.NoEvidenceError, match="the statement is not so"):
        search.refute_networks(statement)


def test_a_network_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(search.NoEvidenceError, match="none of this shape"):
        search.find_network(SomeNetwork(XOR, 1))


def test_clipping_is_refused_as_it_is_not_homogeneous() -> None:
    with pytest.raises(ValueError, match="expected relu, abs or leaky, got 'clip'"):
        search.refute_networks(NoNetwork(XOR, 2, "clip"))


def test_the_search_stops_when_its_nodes_are_used_up() -> None:
    with pytest.raises(search.NoEvidenceError, match="ran out of nodes"):
        search.refute_networks(NoNetwork(XOR, 1), nodes=3)


TRUE: list[ForAll | Exists] = [
    ForAll(("x", "y"), relu(x + y) <= relu(x) + relu(y)),
    ForAll(("c", "x"), equals(relu(c * x), c * relu(x)), (c >= 0,), {"c": 1, "x": 1}),
    ForAll(("x", "y"), equals(maximum(x, y) + minimum(x, y), x + y)),
    ForAll(("x", "y"), equals(maximum(relu(x), absolute(y)), maximum(absolute(y), relu(x)))),
    ForAll(("x",), clip(x) <= 1),
    ForAll(("x",), equals(clip(clip(x)), clip(x))),
    ForAll(("x",), leaky_relu(x, Fraction(1, 3)) <= relu(x)),
    ForAll(("x",), absolute(absolute(x) - 1) <= absolute(x - 1)),
    ForAll(("x", "y"), x * y > 1, (x > 1, y > 1), {"x": 2, "y": 2}),
    ForAll(("x",), differs(relu(x - 1) + relu(-x) + 2, x)),
    Exists(("x",), (x > 0, absolute(x) < x)),
    Exists(("x", "y"), (equals(x + y, 1), equals(x - y, 1), differs(y, 0))),
]


@pytest.mark.parametrize("statement", TRUE, ids=lambda s: str(s.to_json())[:60])
def test_nlcheck_accepts_the_cases_of_comparisons(judge: Judge, statement: ForAll | Exists) -> None:
    """Also the order of rows and atoms, in which all of these operators take part, is the checker's."""
    expected = "refuted" if isinstance(statement, Exists) else "proved"
    assert judge(statement, search.by_cases(statement)) == expected


@pytest.mark.parametrize(
    "then", [relu(x) <= x, equals(absolute(x), x), differs(x, 0), relu(x) + relu(y) <= relu(x + y)], ids=str
)
def test_a_false_comparison_is_not_proven(then: Relation) -> None:
    with pytest.raises(search.NoEvidenceError, match="the statement is not so"):
        search.by_cases(ForAll(("x", "y"), then))


def test_what_needs_more_than_products_of_two_rows_is_left_undecided() -> None:
    with pytest.raises(search.NoEvidenceError, match="products of two rows do not suffice"):
        search.by_cases(ForAll(("x", "y"), x * x + y * y >= 2 * x * y))


def row(terms: dict[str, int], sense: str, constant: int = 0) -> Row:
    polynomial = {(name,): Fraction(k) for name, k in terms.items()} | ({(): Fraction(constant)} if constant else {})
    return Row(polynomial, sense)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("leaf", "reason"),
    [
        (Leaf({0: -1, 1: 1}), "expected a multiplier that keeps"),
        (Leaf({0: 0}), "expected a multiplier that keeps"),
        (Leaf({0: 1, 3: 1}), "expected one ≠ and equations beside it"),
        (Leaf({3: 1, 4: 1}), "expected one ≠ and equations beside it"),
        (Leaf({}, products=((1, (2,), None),)), "expected inequalities and a factor above 0"),
        (Leaf({}, products=((-1, (0,), None),)), "expected inequalities and a factor above 0"),
        (Leaf({}, multiples={0: expr(1)}), "expected an equation"),
    ],
)
def test_multipliers_that_do_not_keep_the_sense_are_refused(leaf: Leaf, reason: str) -> None:
    unequal = row({"x": 1}, "!=")
    rows = [row({"x": 1}, ">"), row({"x": -1}, ">="), row({"x": 1}, "="), unequal, unequal]
    with pytest.raises(ValueError, match=reason):
        systems.refutes(rows, leaf)


def test_a_leaf_refutes_only_if_everything_cancels_and_something_is_strict() -> None:
    rows = [row({"x": 1}, ">="), row({"x": -1}, ">="), row({"x": -1}, ">"), row({"x": -1}, ">=", -1)]
    assert systems.refutes(rows, Leaf({0: 1, 2: 1}))
    assert systems.refutes(rows, Leaf({0: 1, 3: 1}))
    assert not systems.refutes(rows, Leaf({0: 1, 1: 1}))
    assert not systems.refutes(rows, Leaf({0: 2, 2: 1}))
    assert not systems.refutes(rows, Leaf({}, products=((1, (), x - x),)))


def test_what_equations_make_0_is_not_unequal() -> None:
    rows = [row({"x": 1}, "!="), row({"x": 2}, "="), row({"x": 1}, "=", 1)]
    assert systems.refutes(rows, Leaf({0: 2, 1: -1}))
    assert not systems.refutes(rows, Leaf({0: 1, 2: -1}))
    assert systems.refutes(rows, Leaf({1: 1, 2: -2}))


def test_a_square_makes_no_strict_inequality() -> None:
    """x > 0 and −x² ≥ 0 contradict each other by x·x > 0, not by the square x² ≥ 0."""
    rows = [row({"x": 1}, ">"), Row({("x", "x"): Fraction(-1)}, ">=")]
    assert systems.refutes(rows, Leaf({1: 1}, products=((1, (0, 0), None),)))
    assert not systems.refutes(rows, Leaf({1: 1}, products=((1, (), x),)))


def test_whole_numbers_have_no_common_factor() -> None:
    assert search.whole([Fraction(2, 3), Fraction(-4, 3), Fraction(0)]) == (1, -2, 0)
    assert search.whole([Fraction(0)]) == (0,)


SMALL = st.lists(st.tuples(*[st.integers(-2, 2)] * 3), min_size=1, max_size=6)


@settings(max_examples=80, deadline=None)
@given(SMALL, st.lists(st.sampled_from([">", ">=", "="]), min_size=6, max_size=6))
def test_rows_have_a_contradiction_exactly_if_no_point_satisfies_them(
    rows: list[tuple[int, ...]], senses: list[str]
) -> None:
    """A grid of points decides one direction: a solution on it excludes a contradiction."""
    system = [row({"x": a, "y": b} if (a or b) else {}, s, k) for (a, b, k), s in zip(rows, senses, strict=False)]
    system = [Row({m: v for m, v in r.polynomial.items() if v}, r.sense) for r in system]
    leaf = search.contradiction(system)
    grid = [Fraction(i, 2) for i in range(-8, 9)]
    holds = {">": lambda v: v > 0, ">=": lambda v: v >= 0, "=": lambda v: v == 0}
    solved = any(
        all(holds[s](a * u + b * v + k) for (a, b, k), s in zip(rows, senses, strict=False))
        for u, v in product(grid, grid)
    )
    if leaf is not None:
        assert systems.refutes(system, leaf)
    assume(solved or leaf is not None)
    assert solved == (leaf is None)


def depth(tree: Leaf | Split) -> int:
    return 0 if isinstance(tree, Leaf) else 1 + max(depth(tree.above), depth(tree.below))


def test_branches_are_closed_early() -> None:
    """A ReLU that is off at (0,0) and at (0,1) gives both the same value: no need to ask about the others."""
    trees = search.refute_networks(NoNetwork(XOR, 1)).trees
    assert len(trees) == 2
    assert all(isinstance(t, Split) and depth(t) <= 4 for t in trees)
    assert min(depth(s) for t in trees if isinstance(t, Split) for s in (t.above, t.below)) < 3


def test_networks_print_as_whole_numbers_where_small_ones_do() -> None:
    network = search.find_network(SomeNetwork(XOR, 2))
    assert isinstance(network, Network)
    assert all(w == int(w) for u in network.units for w in (*u.weights, u.bias))


def test_a_row_prints_as_an_inequality() -> None:
    tree: Expr = 2 * x - y / 3 - 1
    (only,) = systems.negation(Exists(("x", "y"), (tree > 0,))).rows
    assert str(only) == "2·x - 1/3·y - 1 > 0"
