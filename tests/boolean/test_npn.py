"""NPN classes: their numbers, and that all members have one representative."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.boolean import npn, tables
from nlverify.boolean.npn import Change
from nlverify.boolean.threshold import decide
from nlverify.boolean.witness import Unit

CHANGED = st.integers(1, 6).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.integers(0, tables.full(n)),
        st.builds(
            Change,
            st.permutations(range(1, n + 1)).map(tuple),
            st.lists(st.booleans(), min_size=n, max_size=n).map(tuple),
            st.booleans(),
        ),
    )
)


@pytest.mark.parametrize(("n", "classes"), [(0, 1), (1, 2), (2, 4), (3, 14), (4, 222)])
def test_there_are_as_many_classes_as_published(n: int, classes: int) -> None:
    sizes = npn.class_sizes(n)
    assert len(sizes) == classes
    assert sum(sizes.values()) == 1 << (1 << n)


@given(CHANGED)
@settings(max_examples=60, deadline=None)
def test_a_changed_function_has_the_same_representative(case: tuple[int, int, Change]) -> None:
    n, table, change = case
    one, other = npn.npn(table, n), npn.npn(change.apply(table, n), n)
    assert one is not None
    assert other is not None
    assert (one.representative, one.size) == (other.representative, other.size)
    assert one.change.apply(table, n) == one.representative
    if n <= 4:
        assert npn.npn_array([table], n).tolist() == [one.representative]
        assert one.size == npn.class_sizes(n)[one.representative]


@given(CHANGED)
@settings(max_examples=60, deadline=None)
def test_whether_one_neuron_computes_it_depends_on_the_class_alone(case: tuple[int, int, Change]) -> None:
    n, table, change = case
    one, other = decide(table, n), decide(change.apply(table, n), n)
    assert type(one) is type(other)
    if isinstance(one, Unit) and isinstance(other, Unit):
        assert one.total == other.total


@given(st.lists(st.integers(-3, 3), min_size=7, max_size=9), st.integers(-3, 3), st.data())
@settings(max_examples=30, deadline=None)
def test_for_more_inputs_too(weights: list[int], threshold: int, data: st.DataObject) -> None:
    n = len(weights)
    table = tables.weighted(weights, threshold)
    source = tuple(data.draw(st.permutations(range(1, n + 1))))
    change = Change(source, tuple(data.draw(st.lists(st.booleans(), min_size=n, max_size=n))), data.draw(st.booleans()))
    one, other = npn.npn(table, n), npn.npn(change.apply(table, n), n)
    assert one is not None
    assert other is not None
    assert one.representative == other.representative
    assert one.change.apply(table, n) == one.representative


def test_too_many_candidates_are_no_answer() -> None:
    inner = [tables.point(row, 12) for row in range(1 << 12)]
    table = tables.from_values([sum(a & b for a, b in itertools.pairwise(x)) & 1 for x in inner])
    assert npn.npn(table, 12) is None
