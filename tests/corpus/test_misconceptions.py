"""Files of misconceptions: what they must say, and that each mistake is one line which names it."""

from pathlib import Path

import pytest

from nlverify.bibliography import read_references
from nlverify.corpus import installed_folder
from nlverify.misconceptions import MOST_WORDS, WORD, Misconception, MisconceptionError, load

GOOD = {
    "title": '"A line of a line"',
    "said": '"a line of a line is still a line"',
    "where": '"talk"',
    "subject": '"collapse"',
    "verdict": '"true"',
    "leaning": '"true"',
    "right": '"Multiply out."',
    "claims": '["line-of-a-line"]',
}


def write(corpus: Path, name: str = "a-line.toml", **fields: str | None) -> Path:
    """Write a good file but for these fields; None leaves one out."""
    path = corpus / "misconceptions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (f"{key} = {value}\n" for key, value in {**GOOD, **fields}.items() if value is not None)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def problems(corpus: Path) -> list[str]:
    with pytest.raises(MisconceptionError) as problem:
        load(corpus, {})
    return str(problem.value).splitlines()


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    write(tmp_path, fair='" It was said of lines. "')
    (found,) = load(tmp_path, {})
    assert (found.id, found.said, found.claims) == ("a-line", "a line of a line is still a line", ("line-of-a-line",))
    assert (found.fair, found.no_claims, found.sources) == ("It was said of lines.", "", ())


def test_they_come_by_subject_and_then_by_id(tmp_path: Path) -> None:
    for name, subject in (("c", "collapse"), ("b", "training"), ("a", "training"), ("d", "collapse")):
        write(tmp_path, f"{name}.toml", subject=f'"{subject}"')
    assert [m.id for m in load(tmp_path, {})] == ["c", "d", "a", "b"]


def test_a_corpus_without_them_has_none(tmp_path: Path) -> None:
    assert load(tmp_path, {}) == []


@pytest.mark.parametrize("key", [key for key in GOOD if key != "claims"])
def test_nothing_may_be_missing(key: str, tmp_path: Path) -> None:
    write(tmp_path, **{key: None})
    assert problems(tmp_path) == [f"misconceptions/a-line.toml: {key}: expected text, got nothing; add it"]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"verdict": "1"}, "verdict: expected text, got 1"),
        ({"right": '"  "'}, "right: expected text, got ' '"),
        ({"fair": '""'}, "fair: expected text, got ''"),
        ({"verdikt": '"true"'}, "verdikt: expected one of title, said, where"),
        ({"where": '"pub"'}, "where: expected one of talk, thread, got 'pub'"),
        ({"subject": '"love"'}, "subject: expected one of collapse"),
        ({"leaning": '"left"'}, "leaning: expected one of true, depends, false, neither"),
        ({"said": f'"{"word " * 21}"'}, "said: expected at most 20 words, got 21; shorten it"),
        ({"said": '"""two\nlines"""'}, "said: expected one line, got several"),
        ({"claims": None}, "claims: expected either claims or no_claims, got neither"),
        ({"no_claims": '"history"'}, "claims: expected either claims or no_claims, got both"),
        ({"claims": "[]"}, "claims: expected a list of different names, got []"),
        ({"claims": '"line-of-a-line"'}, "claims: expected a list of different names, got 'line-of-a-line'"),
        ({"claims": "[1]"}, "claims: expected a list of different names, got [1]"),
        ({"claims": '["a", "a"]'}, "claims: expected a list of different names, got ['a', 'a']"),
        ({"claims": '["Line of a line"]'}, "claims: expected ids of claims, got 'Line of a line'"),
        ({"sources": '["nobody-1900"]'}, "sources: expected a source in references.bib, got 'nobody-1900'"),
        ({"said": "unquoted words"}, "expected TOML, got"),
    ],
)
def test_a_mistake_is_one_line(fields: dict[str, str | None], line: str, tmp_path: Path) -> None:
    write(tmp_path, **fields)
    (found,) = problems(tmp_path)
    assert found.startswith(f"misconceptions/a-line.toml: {line}")
    assert "; " in found  # what to do about it


def test_the_name_of_a_file_is_an_id(tmp_path: Path) -> None:
    write(tmp_path, "A line.toml")
    (found,) = problems(tmp_path)
    assert "expected a file named like" in found


def test_not_utf_8_is_one_line_too(tmp_path: Path) -> None:
    write(tmp_path).write_bytes(b'said = "\xff"')
    assert len(problems(tmp_path)) == 1


def test_every_mistake_is_named(tmp_path: Path) -> None:
    write(tmp_path, "a.toml", where='"pub"', leaning='"left"')
    write(tmp_path, "b.toml", claims=None)
    assert len(problems(tmp_path)) == 3


def test_words_are_counted_as_readers_count_them() -> None:
    assert WORD.findall("it's … a `f(x) = ax`, isn't it? — yes") == [
        "it's",
        "a",
        "`f(x)",
        "ax`,",
        "isn't",
        "it?",
        "yes",
    ]


def published() -> list[Misconception]:
    references = read_references(installed_folder() / "references.bib")
    return load(installed_folder(), {key: reference.text for key, reference in references.items()})


def test_the_published_ones_can_be_read() -> None:
    found = published()
    assert len(found) >= 28
    assert len({m.title for m in found}) == len(found)
    assert all(len(WORD.findall(m.said)) <= MOST_WORDS for m in found)


def test_the_published_ones_rest_on_published_claims() -> None:
    """A page may be unsettled, but none is published that has to be: each id is that of a claim."""
    known = {path.stem.replace("_", "-") for path in installed_folder().rglob("*.py")}
    assert {name for m in published() for name in m.claims} - known == set()
