"""Loading a corpus: what is found, in which order, and what is refused, each in one clear line."""

import ast
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nlverify import corpus
from nlverify.bibliography import BibliographyError, read_references
from nlverify.corpus import CorpusError, load, load_files, page_json, statement_json
from nlverify.files import canonical

WriteClaim = Callable[..., Path]


def problem(folder: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        load(folder, encodable=lambda _: False)
    return str(caught.value)


def test_the_published_corpus_loads() -> None:
    entries = load().entries
    assert "xor-not-threshold" in entries
    assert all(entry.published for entry in entries.values())
    assert entries["xor-not-threshold"].group == "xor"


def test_the_corpus_inside_the_wheel_comes_first(tmp_path: Path, write_claim: WriteClaim) -> None:
    """In a wheel the corpus is `nlverify/_corpus`; a folder `proofs` beside it is somebody else's."""
    source = Path(corpus.__file__).parent
    shutil.copytree(source, tmp_path / "nlverify", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(write_claim("xor/mine.py").parent, tmp_path / "nlverify" / "_corpus" / "xor")
    shutil.copytree(write_claim("xor/theirs.py").parent, tmp_path / "proofs" / "xor")
    command = [sys.executable, "-c", "from nlverify.corpus import load; print(*load().entries)"]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    assert found.stdout == "mine\n"


def test_groups_are_sub_folders_and_helpers_are_passed_over(write_claim: WriteClaim) -> None:
    root = write_claim("a/one.py").parent.parent
    write_claim("two.py")
    (root / "a" / "helper.py").write_text("X = 1\n")
    (root / "a" / "_broken.py").write_text("(\n")
    (root / ".hidden").mkdir()
    (root / ".hidden" / "three.py").write_text("(\n")
    assert {e.id: e.group for e in load(root).entries.values()} == {"one": "a", "two": ""}


def test_a_claim_comes_after_those_that_it_uses(write_claim: WriteClaim) -> None:
    root = write_claim("a/first.py", uses="('second', 'third')").parent.parent
    write_claim("z/second.py", uses="('third',)")
    write_claim("z/third.py")
    found = load(root)
    assert list(found.entries) == ["third", "second", "first"]
    assert [e.id for e in found.closure(["second"])] == ["third", "second"]


def test_a_circle_is_refused(write_claim: WriteClaim) -> None:
    root = write_claim("a/one.py", uses="('two',)").parent.parent
    write_claim("a/two.py", uses="('one',)")
    assert problem(root).count("\n") == 0
    assert "expected no circle in `uses`, got " in problem(root)


def test_a_claim_may_not_use_itself(write_claim: WriteClaim) -> None:
    root = write_claim("a/one.py", uses="('one',)").parent.parent
    assert "expected no circle" in problem(root)


@pytest.mark.parametrize(
    ("pieces", "line"),
    [
        ({"id": "another"}, "a/one.py: expected the id 'one', got 'another'; file and id name the same thing"),
        ({"id": "One"}, "a/one.py: claim: expected an id like 'xor-not-threshold', got 'One'"),
        (
            {"uses": "('nothing',)"},
            "one.py: expected ids of this corpus in `uses`, got 'nothing'; correct it, or add it",
        ),
        (
            {"control": "NotSeparable(XOR)"},
            "a/one.py: expected a false statement as control and_is_easy, got part 'main' itself; change it",
        ),
        (
            {"proof": "return nothing\n\n\nraise ValueError('two\\nlines')"},
            "a/one.py: line 24: expected a file that loads, got ValueError: two lines; mend the file",
        ),
        (
            {"proof": "return nothing\n\n\nraise SystemExit(0)"},
            "a/one.py: line 24: expected a file that loads, got SystemExit: 0; mend the file",
        ),
        ({"proof": "return ("}, "a/one.py: line 21: expected a file that loads, got SyntaxError: '(' was never closed"),
    ],
)
def test_what_is_wrong_with_a_file_is_one_line(write_claim: WriteClaim, pieces: dict[str, str], line: str) -> None:
    root = write_claim("a/one.py", **pieces).parent.parent
    assert problem(root).startswith(line)
    assert "\n" not in problem(root)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('"""Prose about one."""', "", "expected prose in the file's docstring, got none"),
        ("@CLAIM.control", "_ = lambda *_, **__: lambda f: f\n@_", "expected one control or more, got none"),
        (
            '@CLAIM.proof("main", engine="exact")\n',
            "",
            "expected a proof of 'main', got none, and no solver reads kind 'not-separable'; add a proof",
        ),
        ('"""The sum is 0 > 0."""', "", "one: expected a docstring on add_all_four, got none"),
        ("and_is_easy", "add_all_four", "one: expected a new lower-case function name, got 'add_all_four'"),
    ],
)
def test_what_a_claim_must_have(write_claim: WriteClaim, old: str, new: str, line: str) -> None:
    path = write_claim("a/one.py")
    path.write_text(path.read_text().replace(old, new))
    assert problem(path.parent.parent).startswith(f"a/one.py: {line}")


def test_a_part_without_proof_may_be_left_to_solvers(write_claim: WriteClaim) -> None:
    path = write_claim("a/one.py")
    path.write_text(path.read_text().replace('@CLAIM.proof("main", engine="exact")\n', ""))
    assert load(path.parent.parent, encodable=lambda _: True).entries


def test_two_files_of_one_id_are_refused(write_claim: WriteClaim) -> None:
    root = write_claim("a/one.py").parent.parent
    write_claim("b/one.py")
    assert problem(root) == "b/one.py: expected a new id, got 'one' as in one.py; an id is never used twice"


def test_every_problem_is_named_at_once(write_claim: WriteClaim) -> None:
    root = write_claim("a/one.py", id="x").parent.parent
    write_claim("a/two.py", id="y")
    assert len(problem(root).splitlines()) == 2


def test_an_empty_or_missing_folder_is_refused(tmp_path: Path) -> None:
    assert "expected one or more claim files, got none" in problem(tmp_path)
    assert "expected a folder of claim files, got none" in problem(tmp_path / "nothing")


def test_a_file_is_read_anew_even_if_its_time_stamp_is_old(write_claim: WriteClaim) -> None:
    """A stale .pyc beside a claim file must never stand in for it."""
    path = write_claim("a/one.py")
    stamp = path.stat()
    assert load(path.parent.parent).entries["one"].claim.says.endswith("one.")
    path.write_text(path.read_text().replace("No unit", "No Unit"))
    os.utime(path, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert load(path.parent.parent).entries["one"].claim.says.startswith("No Unit")
    assert not list(path.parent.glob("__pycache__"))


def test_single_files_may_use_the_published_claims(write_claim: WriteClaim) -> None:
    base = load()
    path = write_claim("a/one.py", uses="('xor-not-threshold',)")
    found = load_files([path], base=base)
    assert [e.id for e in found.closure(["one"])] == ["xor-not-threshold", "one"]
    assert not found.entries["one"].published


def test_something_else_named_claim_is_no_claim(write_claim: WriteClaim) -> None:
    path = write_claim("a/one.py")
    path.write_text(path.read_text() + "\n\nCLAIM = 7\n")
    assert problem(path.parent.parent) == "a/one.py: expected CLAIM = Claim(…), got 7; see docs/add-a-claim.md"


def test_a_single_file_needs_a_claim(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text('"""Nothing."""\n')
    with pytest.raises(CorpusError, match=r"^one.py: expected CLAIM = Claim\(…\), got no CLAIM"):
        load_files([tmp_path / "one.py"])


def test_a_source_must_be_in_the_bibliography_if_there_is_one(write_claim: WriteClaim) -> None:
    path = write_claim("a/one.py")
    root = path.parent.parent
    (root / "references.bib").write_text("@book{other,\n  title = {T},\n}\n")
    assert load(root)  # "elementary" is no source, and needs no entry
    path.write_text(path.read_text().replace('"elementary"', '"folklore"'))
    assert problem(root).startswith("a/one.py: expected a source in references.bib, got 'folklore'")


def test_page_and_statement_have_all_that_pages_need() -> None:
    found = load()
    entry = found.entries["xor-not-threshold"]
    page = page_json(entry, found.references)
    statement = statement_json(entry.claim)
    assert set(statement) == {"schema", "id", "uses", "parts", "illustrations", "controls"}
    assert page["prose"] == ast.get_docstring(ast.parse(entry.path.read_text()))
    first = page["proofs"][0]  # type: ignore[index,call-overload]
    assert first["for"] == "parts/main"  # type: ignore[index,call-overload]
    assert "Farkas((1, 1, 1, 1))" in first["source"]  # type: ignore[index,call-overload,operator]
    assert json.loads(canonical(page)) == page


def test_references_are_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "references.bib"
    path.write_text(
        "% a comment\n@article{a-1969,\n  author = {One, A. and Two, B.},\n  title = {The {ReLU} of\n    things},\n"
        "  year = {1969},\n  journal = {Journal},\n  doi = {10.1/x},\n}\n\n@misc{b, title = {B}}\n"
    )
    found = read_references(path)
    assert found["a-1969"].text == "One, A.; Two, B. (1969): The ReLU of things. Journal. doi:10.1/x."
    assert found["b"].text == "B."
    assert read_references(tmp_path / "none.bib") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("book{a,}", "line 1: expected an entry"),
        ("@book{a,\n title = 3,\n}", "line 2: expected a new field"),
        ("@book{a,\n title = {T},\n title = {U},\n}", "line 3: expected a new field"),
        ("@book{a,\n title = {T\n}", "line 3: expected a comma"),
        ("@book{a,\n title = {{T},\n", "line 2: expected a closing brace"),
        ("@book{a,\n title = {T} year = {1}}", "expected a comma"),
        ("@book{a, title = {T}}\n@book{a, title = {T}}", "line 2: expected each key once"),
    ],
)
def test_a_broken_bibliography_is_one_line(tmp_path: Path, text: str, expected: str) -> None:
    path = tmp_path / "references.bib"
    path.write_text(text)
    with pytest.raises(BibliographyError, match=f"^references.bib, .*{expected}"):
        read_references(path)
