"""The search of the atlas: two programs agree, published numbers come out, and wrong answers are noticed."""

import random
from itertools import permutations, product

import numpy as np
import pytest

from nlverify.boolean import plain, published, search, tableaux, tree
from nlverify.boolean.estimate import estimate
from nlverify.boolean.every import rows, threshold_functions_of_five
from nlverify.boolean.places import COUNT, new_search
from nlverify.boolean.selfdual import chow, orbit, order, prefix_sums, raised_to_zero, signed_sums

pytest.importorskip("numba")


@pytest.mark.parametrize("n", range(1, 8))
def test_compiled_and_plain_search_give_the_same_lines_and_the_published_counts(n: int) -> None:
    part = tree.explore_compiled(n, certify=True)
    assert part == plain.explore(n, certify=True)
    assert part.functions == published.FUNCTIONS[n]
    assert part.classes == published.CLASSES.get(n, 1)


def test_eight_inputs_are_counted() -> None:
    part = tree.explore(8)
    assert (part.functions, part.classes) == (published.FUNCTIONS[8], published.CLASSES[8])


@pytest.mark.parametrize(("n", "limit"), [(7, 30), (8, 12), (9, 40)])
def test_compiled_and_plain_search_agree_on_parts(n: int, limit: int) -> None:
    units = tree.explore_compiled(n, limit=limit).units
    for path in random.Random(n).sample(units, 4):
        part = tree.explore_compiled(n, path)
        if part.nodes < 300:
            assert part == plain.explore(n, path)


def test_parts_add_up_to_the_whole() -> None:
    whole = tree.explore_compiled(6, certify=True)
    top = tree.explore_compiled(6, limit=15, certify=True)
    parts = {path: tree.explore_compiled(6, path, certify=True) for path in top.units}
    assert len(parts) > 5
    assert top.classes + sum(p.classes for p in parts.values()) == whole.classes
    assert top.functions + sum(p.functions for p in parts.values()) == whole.functions
    lines = [part for line in top.lines for part in (parts[line[5:]].lines if line.startswith("unit ") else [line])]
    assert tuple(lines) == whole.lines


def test_counting_one_by_one_gives_the_same() -> None:
    assert [sum(row[1] == 1 for row in rows(n)) for n in range(5)] == [published.FUNCTIONS[n] for n in range(5)]
    assert len(threshold_functions_of_five()) == published.FUNCTIONS[5]


def test_with_nine_inputs_some_functions_hide_no_xor_and_have_no_weights() -> None:
    """Below this place there is one, and the search says so."""
    path = path_to([832, 543, 558, 565, 568, 596, 413, 371, 658, 673, 319, 775, 778, 238, 223, 481, 466, 460, 459, 587])
    with pytest.raises(tree.SearchError, match="no XOR hides"):
        tree.explore(9, path, certify=True)


def path_to(true: list[int]) -> str:
    """The answers of the function that is true at these points of ten variables, up to where weights end."""
    points = plain.points_of(10)
    everything = 0
    for x in [*true, 376, 249]:
        everything |= points.up[x]
    place, answers = plain.place_at(9, ""), ""
    while True:
        x = plain.unanswered(place, points)
        assert x is not None
        wanted = str(everything >> x & 1)
        sides = {side.path[-1]: side for side in plain.sides_of(place, points)}
        answers += wanted
        if wanted not in sides:
            return answers
        place = sides[wanted]


@pytest.mark.parametrize("path", ["2", "1" * 300])
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    if path == "2":
        with pytest.raises(tree.SearchError):
            plain.explore(4, path)
    else:
        with pytest.raises(tree.SearchError, match="leads nowhere"):
            tree.explore_compiled(4, path)


@pytest.mark.parametrize("n", [0, 11])
def test_the_number_of_inputs_has_limits(n: int) -> None:
    with pytest.raises(tree.SearchError, match="1 to 10"):
        tree.explore(n)


def solved(n: int, codes: list[int]) -> tuple[int, np.ndarray, np.ndarray]:
    """A tableau with rows for the points with these codes, and what adding the last one said."""
    points, (table, index, _, _) = order(n), new_search(order(n)).work
    tableaux.clear(table, index, n)
    said = [tableaux.add(table, index, n, code, points.sums, points.up) for code in codes]
    return said[-1], table, index


def test_a_wrong_multiplier_is_noticed() -> None:
    """x and −x cannot both be true; the multipliers say so, and others do not."""
    points, total = order(4), np.zeros(12, dtype=np.int64)
    row, table, index = solved(4, [points.start, 8, 9])
    assert row >= 0
    assert search.impossible(table, index, row, 4, points.sums, total)
    wrong = table.copy()
    column = next(j for j in range(1, 5) if index[1, j] > 4 and table[row, j] != 0)
    wrong[row, column] = -wrong[row, column]
    assert not search.impossible(wrong, index, row, 4, points.sums, total)
    wrong[row, column] = 0
    assert not search.impossible(wrong, index, row, 4, points.sums, total)


def test_wrong_weights_are_noticed() -> None:
    points, memory = order(4), new_search(order(4))
    path, weights = np.array([points.start, 1, 3], dtype=np.int64), np.zeros(12, dtype=np.int64)
    _, table, index = solved(4, path.tolist())
    memory.table[0], memory.indices[0], memory.state[0, 0] = table, index, 3
    assert search.weights_of(memory, 0, 4, points.sums, path, weights)
    sums = signed_sums(weights[:4].tolist())
    assert all(sums[points.point(code)] > 0 for code in path.tolist())
    memory.table[0, : index[COUNT, 0], 0] = 0
    assert not search.weights_of(memory, 0, 4, points.sums, path, weights)
    memory.table[0, 0, 0] = 1
    path[2] = points.start ^ 1
    assert not search.weights_of(memory, 0, 4, points.sums, path, weights)


def test_numbers_above_the_limit_stop_the_search() -> None:
    points = order(4)
    _, table, index = solved(4, [points.start])
    table[: index[COUNT, 0], 1:5] *= tableaux.LIMIT
    assert tableaux.add(table, index, 4, 0, points.sums, points.up) == tableaux.OVERFLOW


def test_the_estimate_is_near_what_is_there() -> None:
    found = estimate(7, 3000)
    for (mean, error), truth in zip(
        (found.nodes, found.classes, found.functions), (4939, 2470, published.FUNCTIONS[7]), strict=True
    ):
        assert abs(mean - truth) < 5 * error
        assert error < truth / 20
    assert estimate(7, 50) == estimate(7, 50)


def test_what_can_be_reached_are_the_points_with_prefix_sums_at_least_as_large() -> None:
    for n in (1, 2, 3, 5):
        points, sums = order(n), [prefix_sums(x, n) for x in range(2**n)]
        for code in range(2**n):
            x = points.point(code)
            above = {y for y in range(2**n) if all(b >= a for a, b in zip(sums[x], sums[y], strict=True))}
            assert {y for y in range(2**n) if plain.points_of(n).up[x] >> y & 1} == above
            words = points.plus.shape[1]
            mine = {
                points.point(2 * p + 1 - side)
                for p in range(points.pairs)
                for side in (0, 1)
                if int(points.up[code, side * words + p // 64]) >> (p % 64) & 1
            }
            assert mine == above


@pytest.mark.parametrize("weights", [(1, 1, 1), (1, 0, 0), (2, 1, 1, 1), (3, 2, 2, 1, 1)])
def test_orbits_are_counted_as_if_one_by_one(weights: tuple[int, ...]) -> None:
    n = len(weights)
    found = set()
    for order_of in permutations(weights):
        for signs in product((1, -1), repeat=n):
            found.add(tuple(s > 0 for s in signed_sums([w * s for w, s in zip(order_of, signs, strict=True)])))
    assert orbit(chow(weights)) == len(found)


def test_points_below_0_are_raised_to_0() -> None:
    choose = random.Random(5)
    tried = 0
    while tried < 200:
        n = choose.randint(2, 9)
        points = [choose.randrange(2**n) for _ in range(choose.choice((2, 4, 6)))]
        totals = [sum(column) for column in zip(*(prefix_sums(p, n) for p in points), strict=True)]
        if max(totals) > 0:
            with pytest.raises(ValueError, match="at most 0"):
                raised_to_zero(points, n)
            continue
        tried += 1
        raised = raised_to_zero(points, n)
        assert all(plain.points_of(n).up[p] >> q & 1 for p, q in zip(points, raised, strict=True))
        assert not any(sum(column) for column in zip(*(prefix_sums(p, n) for p in raised), strict=True))
