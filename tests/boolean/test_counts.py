"""The counts that the site shows are those of the search, and the published ones."""

import json
from importlib.resources import files

import pytest

from nlverify.boolean import counts

ROWS = json.loads(files("nlverify.boolean").joinpath(counts.FILE).read_text(encoding="utf-8"))["rows"]


def test_every_number_of_the_file_is_the_published_one() -> None:
    assert [row["inputs"] for row in ROWS] == list(range(10))
    assert tuple(int(row["threshold"]) for row in ROWS) == tuple(int(row["oeis"]) for row in ROWS) == counts.A000609
    assert tuple(int(row["classes"]) for row in ROWS) == counts.A001532


@pytest.mark.parametrize("inputs", range(7))
def test_the_search_finds_them_again(inputs: int) -> None:
    assert {k: v for k, v in ROWS[inputs].items() if k != "oeis"} == counts.counted(inputs)


def test_another_number_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "A000609", (2, 4, 14, 105))
    with pytest.raises(counts.CountError, match="n = 3: expected 105"):
        counts.document(3)
