"""Arrays of functions: every function of four inputs, each answer re-checked, and faults that the re-check sees."""

from dataclasses import replace

import numpy as np
import pytest

from nlverify.boolean import arrays, rectangles, tables
from nlverify.boolean.arrays import Answers, UndecidedError, decide_all, is_threshold
from nlverify.boolean.threshold import decide
from nlverify.boolean.witness import Unit

ALL = decide_all(tables.every(4), 4)


@pytest.mark.parametrize(("n", "count"), [(0, 2), (1, 4), (2, 14), (3, 104), (4, 1882)])
def test_there_are_as_many_threshold_functions_as_published(n: int, count: int) -> None:
    assert int(is_threshold(tables.every(n), n).sum()) == count


@pytest.mark.parametrize(("n", "count"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 7), (5, 21), (6, 135)])
def test_there_are_as_many_classes_of_weights_as_published(n: int, count: int) -> None:
    assert len(arrays.classes(n)[0]) == count


def test_every_function_of_four_inputs_has_a_certificate_that_holds() -> None:
    """By a second check, of single values and in Python's whole numbers, on every thirteenth function."""
    assert ALL.hold().all()
    rows = arrays.rectangle_rows(ALL)
    for table in range(0, 1 << 16, 13):
        if ALL.is_threshold[table]:
            assert tables.weighted(ALL.weights[table].tolist(), int(ALL.threshold[table])) == table
        else:
            a, b, c, d = rows[table].tolist()
            assert rectangles.holds(table, rectangles.Rectangle((a, b), (c, d)), 4)


def test_weights_of_four_inputs_are_the_smallest() -> None:
    for table in np.flatnonzero(ALL.is_threshold)[::9].tolist():
        single = decide(table, 4)
        assert isinstance(single, Unit)
        assert single.total == np.abs(ALL.weights[table].astype(int)).sum()


@pytest.mark.parametrize("n", [5, 6])
def test_arrays_and_single_functions_agree(n: int) -> None:
    rng = np.random.default_rng(n)
    weights, cut = rng.integers(-5, 6, (120, n)), rng.integers(-4, 5, (120, 1))
    bits = (weights @ tables.points(n).T >= cut).astype(np.uint8)
    bits[::2, 3] ^= 1
    made = tables.from_bits(bits, n)
    answers = decide_all(made, n)
    assert answers.hold().all()
    assert answers.is_threshold.tolist() == [isinstance(decide(t, n), Unit) for t in made.tolist()]


def test_numba_gives_the_same_answers() -> None:
    pytest.importorskip("numba")
    rng = np.random.default_rng(1)
    for n, given in ((3, tables.every(3)), (5, rng.integers(0, 1 << 32, 3000, dtype=np.uint64))):
        one, other = decide_all(given, n, numba=True), decide_all(given, n, numba=False)
        assert np.array_equal(one.rectangle, other.rectangle)
        assert np.array_equal(one.weights, other.weights)
        assert np.array_equal(one.threshold, other.threshold)


def test_the_shape_of_the_array_is_kept() -> None:
    answers = decide_all(np.zeros((2, 0, 3), dtype=np.uint8), 2)
    assert answers.is_threshold.shape == (2, 0, 3)
    assert answers.weights.shape == (2, 0, 3, 2)
    assert decide_all(6, 2).is_threshold.shape == ()


def test_a_wrong_weight_threshold_or_rectangle_is_seen() -> None:
    yes = np.flatnonzero(ALL.is_threshold)
    weights = ALL.weights.copy()
    weights[yes[40], 2] += 5
    assert np.flatnonzero(~replace(ALL, weights=weights).hold()).tolist() == [yes[40]]
    threshold = ALL.threshold.copy()
    threshold[0] = -9  # the constant 0
    assert np.flatnonzero(~replace(ALL, threshold=threshold).hold()).tolist() == [0]
    rectangle = ALL.rectangle.copy()
    rectangle[0x6] = (rectangle[0x6] + 1) % 100
    rectangle[yes[3]] = 0
    wrong = np.flatnonzero(~replace(ALL, rectangle=rectangle).hold()).tolist()
    assert wrong == sorted({0x6, int(yes[3])}) or wrong == [int(yes[3])]
    assert int(yes[3]) in wrong


def test_a_rectangle_that_is_none_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    corners = rectangles.rectangles(2).copy()
    corners[0] = [0, 3, 1, 1]
    monkeypatch.setattr(rectangles, "rectangles", lambda _inputs: corners)
    found = Answers(
        2,
        tables.as_array([0x6], 2),
        np.zeros(1, dtype=np.int32),
        np.zeros((1, 2), dtype=np.int8),
        np.zeros(1, dtype=np.int8),
    )
    assert not found.hold().any()


def test_a_class_that_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, weights = arrays.classes(3)
    monkeypatch.setattr(arrays, "classes", lambda _inputs: (keys[1:], weights[1:]))
    with pytest.raises(UndecidedError, match="neither"):
        decide_all(tables.every(3), 3)


def test_a_class_with_wrong_weights_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, weights = arrays.classes(3)
    monkeypatch.setattr(arrays, "classes", lambda _inputs: (keys, weights[::-1]))
    with pytest.raises(UndecidedError):
        decide_all(tables.every(3), 3)


def test_rectangles_that_are_overlooked_are_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    few = rectangles.rectangles(3)[:4]
    rectangles.diagonals.cache_clear()
    monkeypatch.setattr(rectangles, "rectangles", lambda _inputs: few)
    with pytest.raises(UndecidedError):
        decide_all(tables.every(3), 3)
    rectangles.diagonals.cache_clear()
