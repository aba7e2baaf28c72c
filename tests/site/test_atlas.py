"""The explorer's page: its numbers are those of the table, and nothing in it is said that is not there."""

import csv
import io
import json
import re
from importlib.resources import files

import pytest

from nlverify.site import atlas

DATA = json.loads(files("nlverify.boolean").joinpath("width_tables.json").read_text(encoding="utf-8"))
LEDGER = {"versions": {"nlverify": "0.0"}, "claims": []}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return atlas.pages(LEDGER, [])


def test_the_numbers_of_functions_are_complete() -> None:
    for n in atlas.SHOWN:
        for model in atlas.MODELS:
            assert sum(atlas.totals(DATA, n, model)) == 1 << (1 << n)
    assert atlas.totals(DATA, 4, "R-exact") == [2, 152, 12380, 52906, 96]
    assert atlas.totals(DATA, 4, "R-exact", "classes") == [1, 4, 53, 163, 1]


def test_what_the_page_embeds_is_the_table_with_networks_left_out_that_follow_from_others(
    pages: dict[str, str],
) -> None:
    (content,) = re.findall(r'<script type="application/json" id="nl-classes">(.*)</script>', pages["index.md"])
    found = json.loads(content)
    assert found["models"] == list(DATA["inputs"]["4"][0]["models"])
    for n in atlas.SHOWN:
        for (table, size, cells), row in zip(found["inputs"][str(n)], DATA["inputs"][str(n)], strict=True):
            assert (table, size) == (int(row["table"], 16), row["size"])
            for model, (width, lower, network) in cells.items():
                cell = row["models"][model]
                assert (width, lower) == (cell["width"], cell["lower"])
                assert lower in found["lower"]
                if network is None:
                    assert len(cells[model.replace("sign", "exact")][2][0]) == width
                else:
                    assert network == cell["network"]


def test_the_page_is_light_and_asks_nobody(pages: dict[str, str]) -> None:
    assert len(pages["index.md"].encode()) < 120_000
    assert "http" not in re.sub(r"http://www\.w3\.org/\S+", "", pages["index.md"])


def test_the_csv_has_a_line_for_each_class_and_model(pages: dict[str, str]) -> None:
    lines = list(csv.DictReader(io.StringIO(pages["widths.csv"])))
    assert len(lines) == 5 * sum(len(rows) for rows in DATA["inputs"].values())
    parity = next(r for r in lines if (r["inputs"], r["class"], r["model"]) == ("3", "0x69", "R-exact"))
    assert (parity["width"], parity["functions"], parity["lower_bound"]) == ("3", "2", "corpus")
    assert json.loads(parity["network"]) == DATA["inputs"]["3"][-1]["models"]["R-exact"]["network"]


def test_what_rests_on_what_is_counted(pages: dict[str, str]) -> None:
    counted = atlas.standing(DATA)
    assert "solver" not in counted
    for number, words in [(counted["tree"], "tree of cases"), (counted["enumerated"], "by one program")]:
        assert re.search(rf"{number} are “[^”]*{words}", pages["index.md"])


def test_every_example_is_a_table_of_its_inputs() -> None:
    for name, n, table in atlas.EXAMPLES:
        assert 0 <= table < 1 << (1 << n), name
