"""Folding of long lines: nothing is lost, nothing is wider than asked, tables and short lines stay."""

from hypothesis import given
from hypothesis import strategies as st

from nlverify.cli.fold import folded
from nlverify.corpus import load

PROSE = [entry.prose + "\n" for entry in load().entries.values()]


@given(st.sampled_from(PROSE), st.integers(40, 120))
def test_prose_keeps_its_words_and_fits(prose: str, width: int) -> None:
    text = folded(prose, width)
    assert text.split() == prose.split()
    lines = [line for line in text.splitlines() if len(line.split()) > 1]  # one word alone cannot be folded
    assert all(len(line) <= width or line.startswith("|") for line in lines)
    assert text.count("\n\n") == prose.count("\n\n")


def test_what_fits_stays_as_it_is() -> None:
    assert all(folded(prose, 200) == prose for prose in PROSE)


def test_a_long_line_is_folded_under_its_indentation() -> None:
    assert folded("  label\n    one two three\n", 14) == "  label\n    one two\n      three\n"
