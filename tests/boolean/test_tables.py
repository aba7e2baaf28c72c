"""Truth tables as numbers: what each bit is, and that whole arrays and single tables agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlverify.boolean import tables
from nlverify.statement import boolean_table

SIZED = st.integers(0, 7).flatmap(lambda n: st.tuples(st.integers(0, tables.full(n)), st.just(n)))
SMALL = st.integers(1, 6).flatmap(lambda n: st.tuples(st.integers(0, tables.full(n)), st.just(n)))


def value(table: int, x: tuple[int, ...]) -> int:
    return table >> int("0" + "".join(map(str, x)), 2) & 1


def test_0x6_is_xor_and_0xc_is_the_first_input() -> None:
    assert [value(0x6, x) for x in ((0, 0), (0, 1), (1, 0), (1, 1))] == [0, 1, 1, 0]
    assert tables.variable_table(1, 2) == 0xC


def test_rows_are_those_of_a_statement() -> None:
    table = boolean_table("00100111")
    assert tables.from_digits("00100111") == (sum(int(v) << i for i, v in enumerate(table.values)), 3)
    assert [tables.point(i, 3) for i in range(8)] == [tuple(map(int, p)) for p in table.points]


@given(SIZED)
def test_digits_values_and_rows_lead_back_to_the_table(sized: tuple[int, int]) -> None:
    table, n = sized
    assert tables.from_digits(tables.digits(table, n)) == (table, n)
    assert tables.table_of(tables.values_of(table, n)) == table
    assert tables.from_values([value(table, tables.point(i, n)) for i in range(1 << n)]) == table


@given(SMALL, st.data())
def test_inputs_are_negated_and_swapped_where_they_should_be(sized: tuple[int, int], data: st.DataObject) -> None:
    table, n = sized
    j, k = data.draw(st.integers(1, n)), data.draw(st.integers(1, n))
    negated, swapped = tables.negate_input(table, j, n), tables.swap_inputs(table, j, k, n)
    for row in range(1 << n):
        x = list(tables.point(row, n))
        x[j - 1], x[k - 1] = x[k - 1], x[j - 1]
        assert swapped >> row & 1 == value(table, tuple(x))
        x = list(tables.point(row, n))
        x[j - 1] = 1 - x[j - 1]
        assert negated >> row & 1 == value(table, tuple(x))
    array = tables.as_array([table], n)
    assert tables.negate_input(array, j, n).tolist() == [negated]
    assert tables.swap_inputs(array, j, k, n).tolist() == [swapped]


@given(SMALL)
def test_chow_parameters_are_correlations(sized: tuple[int, int]) -> None:
    table, n = sized
    f = [2 * value(table, tables.point(i, n)) - 1 for i in range(1 << n)]
    x = [[2 * c - 1 for c in tables.point(i, n)] for i in range(1 << n)]
    wanted = (sum(f), *(sum(a * p[k] for a, p in zip(f, x, strict=True)) for k in range(n)))
    assert tables.chow(table, n) == wanted
    assert tuple(tables.chow_array([table], n)[0].tolist()) == wanted


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=6), st.integers(-20, 20))
def test_a_weighted_sum_is_cut_at_its_threshold_also_beyond_64_bits(weights: list[int], threshold: int) -> None:
    n = len(weights)
    table = tables.weighted(weights, threshold)
    for row in range(1 << n):
        total = sum(w * c for w, c in zip(weights, tables.point(row, n), strict=True))
        assert table >> row & 1 == (total >= threshold)
    assert tables.weighted([w << 70 for w in weights], threshold << 70) == table


@pytest.mark.parametrize(("given", "n"), [([16], 2), ([-1], 2), ([0.5], 2), ([1], 7)])
def test_what_is_no_array_of_tables_is_refused(given: list[float], n: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        tables.as_array(given, n)


def test_bits_of_arrays_lead_back_to_the_tables() -> None:
    every = tables.every(3)
    assert np.array_equal(tables.from_bits(tables.to_bits(every, 3), 3), every)
