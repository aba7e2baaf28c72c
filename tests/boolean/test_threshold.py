"""One neuron or none: against Z3 and against published counts; wrong answers are caught."""

import random
from dataclasses import replace
from fractions import Fraction

import pytest
import z3
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.boolean import rectangles, tables, threshold, witness
from nlverify.boolean.rectangles import Rectangle, hidden_xor, holds
from nlverify.boolean.simplex import Infeasible, Program
from nlverify.boolean.threshold import WrongAnswerError, decide
from nlverify.boolean.witness import Bound, Clash, Unit, bound_holds, clash_holds, unit_holds

MAJORITY = 0xE8
LEAST_TRUE = [832, 543, 558, 565, 568, 596, 413, 371, 658, 673, 319, 775, 778, 238, 223, 481, 466, 460, 459, 587]
LEAST_TRUE += [376, 249]


def solver_says(table: int, n: int) -> bool:
    weights, cut = [z3.Real(f"w{k}") for k in range(n)], z3.Real("t")
    solver = z3.SolverFor("QF_LRA")
    for row in range(1 << n):
        total = z3.Sum([w for w, x in zip(weights, tables.point(row, n), strict=True) if x])
        solver.add(total >= cut if table >> row & 1 else total < cut)
    return bool(solver.check() == z3.sat)


def without_xor() -> int:
    """A function of 9 inputs without a hidden XOR that no neuron computes: half of a self-dual one of 10 inputs."""
    signs = 2 * tables.points(10) - 1
    sums = signs.cumsum(axis=1)
    true = (sums[:, None] >= sums[LEAST_TRUE][None]).all(axis=2).any(axis=1)
    return tables.table_of(true[512:])


@given(st.integers(1, 4).flatmap(lambda n: st.tuples(st.integers(0, tables.full(n)), st.just(n))))
@settings(max_examples=60, deadline=None)
def test_z3_agrees(sized: tuple[int, int]) -> None:
    assert isinstance(decide(*sized), Unit) == solver_says(*sized)


def test_z3_agrees_on_functions_near_the_border() -> None:
    rng = random.Random(3)
    for _ in range(40):
        table = tables.weighted([rng.randint(-4, 4) for _ in range(4)], rng.randint(-3, 3)) ^ 1 << rng.randrange(16)
        assert isinstance(decide(table, 4), Unit) == solver_says(table, 4)


@pytest.mark.parametrize(("n", "count"), [(0, 2), (1, 4), (2, 14), (3, 104)])
def test_there_are_as_many_threshold_functions_as_published(n: int, count: int) -> None:
    assert sum(isinstance(decide(table, n), Unit) for table in range(1 << (1 << n))) == count


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=9), st.integers(-12, 12))
@settings(max_examples=60, deadline=None)
def test_a_unit_is_found_again_with_weights_no_larger(weights: list[int], cut: int) -> None:
    table = tables.weighted(weights, cut)
    answer = decide(table, len(weights))
    assert isinstance(answer, Unit)
    assert answer.total <= sum(map(abs, weights))
    assert tables.weighted(answer.weights, answer.threshold) == table


@pytest.mark.parametrize("n", [1, 2, 3])
def test_smallest_weights_are_smallest(n: int) -> None:
    best: dict[int, int] = {}
    vectors = [[]]
    for _ in range(n):
        vectors = [[*v, w] for v in vectors for w in range(-3, 4)]
    for weights in vectors:
        total = sum(map(abs, weights))
        for cut in range(-total - 1, total + 2):
            table = tables.weighted(weights, cut)
            best[table] = min(total, best.get(table, total))
    for table, total in best.items():
        answer = decide(table, n)
        assert isinstance(answer, Unit)
        assert answer.smallest
        assert answer.total == total


@given(st.integers(1, 6).flatmap(lambda n: st.tuples(st.integers(0, tables.full(n)), st.just(n))))
@settings(max_examples=80, deadline=None)
def test_up_to_eight_inputs_a_unit_fails_where_an_xor_hides(sized: tuple[int, int]) -> None:
    table, n = sized
    found = hidden_xor(table, n)
    assert (found is None) == isinstance(decide(table, n), Unit)
    if found:
        assert holds(table, found, n)


def test_at_nine_inputs_a_function_without_hidden_xor_is_no_unit() -> None:
    table = without_xor()
    assert hidden_xor(table, 9) is None
    answer = decide(table, 9)
    assert isinstance(answer, Clash)
    assert answer.rectangle is None
    assert sum(answer.true.values()) == 3
    assert clash_holds(table, 9, answer)


@pytest.mark.parametrize("n", [7, 8, 9])
def test_multipliers_are_found_where_the_function_is_symmetric_in_some_inputs(n: int) -> None:
    """Functions that rise in the order of prefix sums: only the linear program finds out about them."""
    rng, prefix, clashes = random.Random(n), tables.points(n).cumsum(axis=1), 0
    for _ in range(25):
        least = [rng.randrange(1, 1 << n) for _ in range(rng.randint(2, 4))]
        table = tables.table_of((prefix[:, None] >= prefix[least][None]).all(axis=2).any(axis=1))
        essential = [k for k in range(1, n + 1) if tables.depends_on(table, k, n)]
        table, m = threshold.restrict(table, n, essential), len(essential)
        if m:
            answer = threshold._solve(table, m)
            clashes += isinstance(answer, Clash)
            assert unit_holds(table, m, answer) if isinstance(answer, Unit) else clash_holds(table, m, answer)
            assert isinstance(answer, Unit) == (hidden_xor(table, m) is None)
    assert clashes


def test_idle_inputs_get_no_weight_and_are_0_in_every_row() -> None:
    wide = without_xor()
    table = tables.table_of([wide >> (row >> 1) & 1 for row in range(1 << 10)])
    answer = decide(table, 10)
    assert isinstance(answer, Clash)
    assert not any(row & 1 for row in [*answer.true, *answer.false])
    unit = decide(tables.weighted([3, 0, -2, 1, 0], 1), 5)
    assert isinstance(unit, Unit)
    assert (unit.weights[1], unit.weights[4]) == (0, 0)


# ------------------------------------------------------------------ wrong answers


def test_a_wrong_weight_is_caught() -> None:
    right = decide(MAJORITY, 3)
    assert isinstance(right, Unit)
    assert unit_holds(MAJORITY, 3, right)
    for k in range(3):
        for change in (-1, 2):
            weights = [w + change * (i == k) for i, w in enumerate(right.weights)]
            assert not unit_holds(MAJORITY, 3, replace(right, weights=tuple(weights)))
    assert not unit_holds(MAJORITY, 3, replace(right, threshold=3))
    assert not unit_holds(MAJORITY, 3, replace(right, weights=(1, 1)))


def test_a_wrong_rectangle_is_caught() -> None:
    right = Rectangle((1, 2), (0, 3))
    assert holds(0x6, right, 2)
    wrong = [Rectangle((0, 3), (1, 2)), Rectangle((1, 1), (0, 3)), Rectangle((1, 2), (0, 0)), Rectangle((1, 2), (0, 7))]
    assert not any(holds(0x6, r, 2) for r in wrong)
    assert not holds(0x7, right, 2)
    assert clash_holds(0x6, 2, Clash({1: 1, 2: 1}, {0: 1, 3: 1}))
    assert not clash_holds(0x6, 2, Clash({1: 1, 2: 2}, {0: 1, 3: 2}))
    assert not clash_holds(0x6, 2, Clash({1: 1, 2: 0}, {0: 1, 3: 0}))
    assert not clash_holds(0x6, 2, Clash({}, {}))
    assert not clash_holds(0x6, 2, Clash({1: 1}, {1: 1}))


def test_a_wrong_bound_is_caught() -> None:
    answer = decide(MAJORITY, 3)
    assert isinstance(answer, Unit)
    bound = answer.bound
    assert bound is not None
    assert bound_holds(MAJORITY, 3, bound)
    assert bound.least == 3
    twice = {row: 2 * m for row, m in bound.true.items()}
    wrong = [
        replace(bound, true=twice),
        replace(bound, true=twice, false={row: 2 * m for row, m in bound.false.items()}),
        replace(bound, true=bound.false, false=bound.true),
        replace(bound, rising=(False, True, True)),
        replace(bound, order=(1, 2)),
        replace(bound, true={**bound.true, 99: Fraction(1)}),
    ]
    assert not any(bound_holds(MAJORITY, 3, b) for b in wrong)


def test_an_order_of_inputs_that_the_function_does_not_have_is_caught() -> None:
    table = tables.weighted([2, 1, 1], 2)  # x1, or both others
    bound = decide(table, 3).bound  # type: ignore[union-attr]
    assert isinstance(bound, Bound)
    assert bound.order[0] == 1
    assert not bound_holds(table, 3, replace(bound, order=(2, 1, 3)))


@pytest.mark.parametrize("answer", [Unit((1, 1), 1), Clash({1: 1}, {0: 1}), Clash({1: 1, 2: 1}, {0: 1, 2: 1})])
def test_a_search_that_returns_a_wrong_answer_is_an_error(
    monkeypatch: pytest.MonkeyPatch, answer: Unit | Clash
) -> None:
    monkeypatch.setattr(threshold, "_decide", lambda _table, _inputs: answer)
    with pytest.raises(WrongAnswerError, match="expected a right answer"):
        decide(0x6, 2)


# ------------------------------------------------------------------ linear programs


def test_a_program_reaches_its_optimum_row_by_row() -> None:
    program = Program([1, 1])
    program.require([1, 2], 4)
    program.require([3, 1], 6)
    assert program.value() == Fraction(14, 5)
    assert [Fraction(x, program.denominator) for x in program.solution()] == [Fraction(8, 5), Fraction(6, 5)]
    shares = program.multipliers()
    assert 4 * shares[0] + 6 * shares[1] == program.value()


def test_a_program_without_solution_says_why() -> None:
    program = Program([1, 0])
    program.require([-1, 1], 1)
    with pytest.raises(Infeasible) as caught:
        program.require([0, -1], 0)
    rows, variables = caught.value.rows, caught.value.variables
    combined = [rows[0] * a + rows.get(1, 0) * b for a, b in zip((-1, 1), (0, -1), strict=True)]
    assert [c + variables.get(j, 0) for j, c in enumerate(combined)] == [0, 0]
    assert rows[0] * 1 + rows.get(1, 0) * 0 > 0  # so the sum of the left sides, 0, would have to be positive


def test_the_number_of_rectangles_is_what_counting_says() -> None:
    for n in range(2, 6):
        assert len(rectangles.rectangles(n)) == (6**n - 2 * 4**n + 2**n) // 8
        pairs = {frozenset({frozenset(r[:2]), frozenset(r[2:])}) for r in rectangles.rectangles(n).tolist()}
        assert len(pairs) == len(rectangles.rectangles(n))


def test_witnesses_import_nothing_that_finds_them() -> None:
    assert not {"decide", "Program", "canonical_steps"} & set(vars(witness))
