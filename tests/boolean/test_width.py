"""Widths: the table, its networks and what its lower bounds rest on; searches, trees, and their checker."""

import csv
import json
import random
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from nlverify import corpus
from nlverify.boolean import width, width_build, width_check, width_parity, width_search, width_threshold
from nlverify.boolean.npn import npn, representatives
from nlverify.boolean.tables import full
from nlverify.boolean.width_evidence import exclude, no_network

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("widths_4.csv")  # what other programs gave, in C and with Z3
CLAIMS = {"R-exact": "boolean_width_3", "R-skip": "boolean_width_3_skip", "R-sign": "boolean_width_3_sign"}
DATA = json.loads((ROOT / "nlverify" / "boolean" / width.FILE).read_text(encoding="utf-8"))
PARITY = 0x69  # of three bits, negated


@pytest.fixture
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled: that would take longer than these searches."""
    monkeypatch.setattr(width_search, "_compiled", lambda: width_search._search)
    monkeypatch.setattr(width_check, "_compiled", lambda: width_check._walk)


def computed(cell: dict, model: str, x: tuple[int, ...]) -> bool | int:
    """What a network of the file puts out, by a program of its own."""
    units, bias, skip, scale = cell["network"]
    total = bias + sum(s * v for s, v in zip(skip, x, strict=False))
    for *weights, b, out in units:
        z = b + sum(w * v for w, v in zip(weights, x, strict=True))
        total += out * ((z if z > 0 else 0) if model[0] == "R" else (1 if z > 0 else 0))
    if model.endswith("sign"):
        return int(total > 0)
    return total // scale if total % scale == 0 else -1


# ------------------------------------------------------------------ the table


def test_the_table_of_four_inputs_is_what_other_programs_gave() -> None:
    with PROGRAM.open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    found = [
        {"class": r["table"], "functions": str(r["size"]), **{m: str(c["width"]) for m, c in r["models"].items()}}
        for r in DATA["inputs"]["4"]
    ]
    assert sorted(found, key=lambda r: int(r["class"], 16)) == sorted(expected, key=lambda r: int(r["class"], 16))


@pytest.mark.parametrize("inputs", [1, 2, 3, 4])
def test_every_class_is_there_once_and_no_function_is_left_out(inputs: int) -> None:
    rows = DATA["inputs"][str(inputs)]
    assert [int(r["table"], 16) for r in rows] == sorted(set(representatives(inputs).tolist()))
    assert sum(r["size"] for r in rows) == 1 << (1 << inputs)
    sizes = dict(zip(*np.unique(representatives(inputs), return_counts=True), strict=True))
    assert all(sizes[int(r["table"], 16)] == r["size"] for r in rows)


@pytest.mark.parametrize("inputs", [1, 2, 3, 4])
def test_every_network_has_as_many_units_as_it_says_and_computes_its_function(inputs: int) -> None:
    for row in DATA["inputs"][str(inputs)]:
        for model, cell in row["models"].items():
            assert len(cell["network"][0]) == cell["width"]
            for k, x in enumerate(product((0, 1), repeat=inputs)):
                assert computed(cell, model, x) == int(row["table"], 16) >> k & 1, (row["table"], model, x)


def test_widths_keep_the_order_of_the_models() -> None:
    for rows in DATA["inputs"].values():
        for row in rows:
            w = {model: cell["width"] for model, cell in row["models"].items()}
            assert w["R-skip"] <= w["R-exact"] >= w["R-sign"]
            assert w["T-sign"] <= w["T-exact"]
            assert w["R-sign"] <= w["T-sign"]


@pytest.mark.parametrize("inputs", [1, 2, 3])
def test_the_table_is_made_again_the_same(inputs: int) -> None:
    assert list(width_build.built(inputs)) == DATA["inputs"][str(inputs)]


@pytest.mark.usefixtures("plain")
@pytest.mark.parametrize("table", [0x6, 0x17])
def test_a_class_of_four_inputs_is_made_again_the_same_with_its_leaves(table: int) -> None:
    row = next(r for r in DATA["inputs"]["4"] if int(r["table"], 16) == table)
    for model in ("R-exact", "R-sign"):
        exact = width.read(4)[table]["R-exact"]
        found = width_build.relu_width(table, 4, model, exact)
        assert width_build._cell(found) == row["models"][model]


def test_what_is_said_to_be_in_the_corpus_is_in_the_corpus() -> None:
    for model, name in CLAIMS.items():
        claim = corpus.read_claim(ROOT / "proofs" / "xor" / f"{name}.py").claim
        for row in DATA["inputs"]["3"]:
            cell = row["models"][model]
            if cell["lower"] != "corpus":
                continue
            table, fewer = int(row["table"], 16), cell["width"] - 1
            if fewer:
                assert no_network(table, 3, fewer, model) in claim.parts.values(), (model, row["table"])
            else:
                assert f"not-affine-{table:02x}" in claim.parts


@pytest.mark.parametrize(("lower", "allowed"), [("nothing", {0}), ("values", {1}), ("rectangle", {2})])
def test_a_lower_bound_rests_on_no_less_than_it_needs(lower: str, allowed: set[int]) -> None:
    for rows in DATA["inputs"].values():
        for row in rows:
            for cell in row["models"].values():
                assert (cell["lower"] != lower) or cell["width"] in allowed
                assert (cell["lower"] in ("tree", "corpus") and cell["width"] > 1) == ("leaves" in cell)


def test_no_cell_of_four_inputs_rests_on_a_solver() -> None:
    kinds = {cell["lower"] for row in DATA["inputs"]["4"] for cell in row["models"].values()}
    assert kinds == {"nothing", "values", "rectangle", "tree", "enumerated"}


# ------------------------------------------------------------------ one function


def test_networks_are_carried_to_every_function_of_a_class() -> None:
    for table in range(256):
        found = width.widths(table, 3)
        found["T-sign"].network.check(table, 3)
        assert {m: w.value for m, w in found.items()} == {
            m: w.value for m, w in width.read(3)[npn(table, 3).representative].items()
        }
    rng = random.Random(5)
    for table in [rng.randrange(1 << 16) for _ in range(40)]:
        assert set(width.widths(table, 4)) == set(width.MODELS)


def test_a_network_with_a_wrong_weight_is_caught() -> None:
    network = width.widths(0x96, 3)["R-exact"].network
    network.check(0x96, 3)
    for j, unit in enumerate(network.units):
        for k in range(3):
            weights = tuple(w + (i == k) for i, w in enumerate(unit.weights))
            units = (*network.units[:j], replace(unit, weights=weights), *network.units[j + 1 :])
            with pytest.raises(width.WrongError, match="expected"):
                replace(network, units=units).check(0x96, 3)


def test_a_damaged_table_is_caught_before_anybody_gets_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {table: dict(row) for table, row in width.read(2).items()}
    cell = rows[0x6]["R-exact"]
    unit = cell.network.units[0]
    damaged = replace(cell.network, units=(replace(unit, bias=unit.bias + 1), *cell.network.units[1:]))
    rows[0x6]["R-exact"] = replace(cell, network=damaged)
    monkeypatch.setattr(width, "read", lambda inputs: rows)
    with pytest.raises(width.WrongError):
        width.widths(0x9, 2)


@pytest.mark.parametrize(("table", "inputs"), [(0, 5), (0, 0), (16, 2), (-1, 2)])
def test_other_tables_are_refused(table: int, inputs: int) -> None:
    with pytest.raises(ValueError, match="widths: expected"):
        width.widths(table, inputs)


# ------------------------------------------------------------------ trees


def trees() -> list[tuple[int, np.ndarray]]:
    return list(width_search.search(PARITY, 3, 2, "exact").refuted.items())


def accepted(tree: np.ndarray, positive: int, **more: object) -> bool:
    try:
        return width_check.leaves(tree, PARITY, 3, 2, "exact", positive, **more) > 0
    except width_check.RejectedError:
        return False


def spans(tree: list[int]) -> list[tuple[int, int]]:
    """Where each leaf begins and ends; a symmetric case is one number."""
    found, at = [], 0
    while at < len(tree):
        end = at + {1: 3, 2: 2 + 4 * tree[(at + 1) % len(tree)], 3: 1}[tree[at]]
        if tree[at] == 2:
            found.append((at, end))
        at = end
    return found


def test_a_tree_is_accepted_and_no_other_signs_function_or_model_is() -> None:
    for positive, tree in trees():
        assert accepted(tree, positive)
        assert not accepted(tree, (positive + 1) % 3)
        with pytest.raises(width_check.RejectedError):
            width_check.leaves(tree, PARITY ^ 1, 3, 2, "exact", positive)
        with pytest.raises(width_check.RejectedError):
            width_check.leaves(tree, PARITY, 3, 2, "skip", positive)


def test_a_tree_without_one_of_its_branches_or_leaves_is_rejected() -> None:
    positive, tree = trees()[1]
    cells = tree.tolist()
    for start, end in spans(cells)[::25]:
        assert not accepted(np.array(cells[:start] + cells[end:]), positive)
    for at in [k for k in range(len(cells) - 3) if cells[k] == 1 and k % 97 == 0]:
        assert not accepted(np.array(cells[:at] + cells[at + 3 :]), positive)
    assert not accepted(np.array([*cells, *cells]), positive)
    assert not accepted(tree[:-1], positive)


def test_a_wrong_multiplier_or_row_is_rejected_everywhere() -> None:
    positive, tree = trees()[1]
    for start, end in spans(tree.tolist())[::60]:
        for at in range(start + 2, end):
            wrong = tree.copy()
            wrong[at] += 1
            assert not accepted(wrong, positive)


def test_symmetric_cases_are_believed_only_where_they_are_allowed_and_right() -> None:
    for positive, tree in width_search.search(PARITY, 3, 2, "exact", twins=True).refuted.items():
        assert accepted(tree, positive, twins=True)
        cells = tree.tolist()
        if positive != 1:  # two units of one sign
            assert sum(end - start for start, end in spans(cells)) + 3 * (len(spans(cells)) - 1) < len(cells)
            assert not accepted(tree, positive)
            assert not accepted(tree, positive, twins=True, order=range(7, -1, -1))


def test_a_search_cut_into_parts_covers_the_same_cases() -> None:
    for prefix in product((1, 0), repeat=3):
        tree = width_search.excluded(PARITY, 3, 2, "exact", 1, prefix=prefix)
        assert accepted(tree, 1, prefix=prefix)
        assert not accepted(tree, 1)


def test_every_part_of_the_longest_proof_is_there_once() -> None:
    parts = width_build.parts()
    assert len(set(parts)) == len(parts) == 4 * 2**width_build.DEPTH
    assert npn(width_build.TURNED, 4).representative == width_build.HARDEST


@pytest.mark.usefixtures("plain")
def test_a_part_of_the_longest_proof_is_made_and_checked() -> None:
    part = width_build.Part(0, (0,) * width_build.DEPTH)
    assert width_build.part_leaves(part) > 0


@pytest.mark.slow
def test_compiled_code_makes_the_same_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    compiled = width_search._compiled()
    expected = trees()
    monkeypatch.setattr(width_search, "SHORT", 0)
    monkeypatch.setattr(width_search, "_compiled", lambda: compiled)
    for (positive, tree), (_, other) in zip(expected, trees(), strict=True):
        assert np.array_equal(tree, other), positive


def test_too_large_a_search_is_refused() -> None:
    with pytest.raises(width_search.WidthError, match="expected a model"):
        width_search.search(0, 4, 4, "exact")
    with pytest.raises(width_search.WidthError, match="more entries than allowed"):
        width_search.excluded(PARITY, 3, 2, "exact", 1, most=100)


def test_there_is_no_certificate_against_a_network_that_exists() -> None:
    with pytest.raises(width_search.WidthError, match="got one"):
        exclude(0x8, 2, 1, "R-exact")


# ------------------------------------------------------------------ threshold units, parity


def test_threshold_widths_of_three_and_four_bits() -> None:
    assert np.bincount(width_threshold.sign_widths(3)).tolist() == [2, 102, 150, 2]
    assert np.bincount(width_threshold.sign_widths(4)).tolist() == [2, 1880, 39732, 23920, 2]
    for inputs in (3, 4):
        widths = width_threshold.sign_widths(inputs)
        assert np.array_equal(widths, widths[::-1])  # negating the output
        assert np.array_equal(widths, widths[representatives(inputs)])


def test_majorities_are_told_from_what_is_none() -> None:
    units = np.array(sorted(width_threshold.units(3)))
    assert width_threshold._is_majority(0xE8, units)
    assert not width_threshold._is_majority(0x1, np.array([0x0, 0x3]))
    literals = np.array([0xF0, 0xCC, 0xAA])
    assert width_threshold._is_majority(0xE8, literals)
    assert not width_threshold._is_majority(0x96, literals)


@pytest.mark.parametrize("inputs", [4, 5, 6, 7, 8, 9, 10])
def test_parity_takes_one_unit_less_than_bits(inputs: int) -> None:
    network = width_parity.parity_network(inputs)
    assert len(network.units) == inputs - 1
    assert width_parity.run_everywhere(network, inputs)
    unit = network.units[-1]
    moved = replace(network, units=(*network.units[:-1], replace(unit, bias=unit.bias + 1)))
    with suppress(width.WrongError):
        assert not width_parity.run_everywhere(moved, inputs)


def test_widths_of_parity_are_those_of_the_table() -> None:
    known = width_parity.parity_widths()
    for inputs in (1, 2, 3, 4):
        assert width.widths(width_parity.parity_table(inputs), inputs)["R-exact"].value == known[inputs][0]
    assert known[5] == (len(width_parity.parity_network(5).units), "solver")
    assert full(2) == 15
