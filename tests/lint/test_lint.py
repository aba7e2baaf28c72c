"""The linter of claim files: each rule is seen to fire on a bad claim, and to stay silent on a good one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from nlverify import lint
from nlverify.cli import nlverify
from nlverify.corpus import Corpus, load

GOOD = '''"""No single unit computes XOR.

Both pairs of points have the same sum: f(0,1) + f(1,0) = f(0,0) + f(1,1), because f is affine. The left side
is positive, the right side is not. A linear combination of four requirements says so; see `another-claim`.
Without its bias the map is linear.
"""

from nlverify.claim import AND, XOR, Cited, Claim, Computes, ForAll, NotSeparable, Source
from nlverify.evidence import Cases, Farkas, Leaf, Network, Trace, Unit, Weights
from nlverify.exact.expression import symbols

x, y = symbols("x y")

CLAIM = Claim(
    id="a-claim",
    title="One unit is not enough",
    says="No single unit computes XOR, i.e. f > 0 exactly where it is 1.",
    parts={"main": NotSeparable(XOR), "other": ForAll(("x", "y"), x + y > 0, (x > 0, y > 0), {"x": 1, "y": 1})},
    source=Source("a-book"),
)


@CLAIM.proof("main", engine="exact")
def add_all_four() -> Cases:
    """The sum is 0 > 0."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("other", engine="exact")
def add_both() -> Cases:
    """The sum is positive."""
    return Farkas((1, 1, 1))


@CLAIM.control(NotSeparable(AND), drops="the labels")
def and_is_easy() -> Weights:
    """x + y − 1 is positive at (1, 1) alone."""
    return Weights((1, 1), -1)
'''
BIB = "@book{a-book,\n  author = {Somebody, Some},\n  title = {A Book},\n  year = {1969},\n}\n"
CONTROL = "CLAIM.control(NotSeparable(AND), "
RENAMED = 'CLAIM.control(ForAll(("y", "x"), y + x > 0, (y > 0, x > 0), {"x": 1, "y": 1}), '
PROSE = "Without its bias the map is linear."
CITED = 'parts={"cited": Cited("It holds by Theorem 2.1.", "a-book", "long"), '
LONG = " ".join(["word"] * 21)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "xor").mkdir()
    (tmp_path / "references.bib").write_text(BIB, encoding="utf-8")
    for name in ("a_claim", "another_claim"):
        (tmp_path / "xor" / f"{name}.py").write_text(GOOD.replace("a-claim", name.replace("_", "-")), encoding="utf-8")
    return tmp_path


def corpus(folder: Path) -> Corpus:
    return load(folder, lambda _: True)


def test_a_good_claim_is_left_alone(folder: Path) -> None:
    assert lint.lint(corpus(folder)) == []


BAD = [
    ("title", 'title="One unit is not enough",', "", "title: expected three to eight words, got none"),
    ("title", "One unit is not enough", "Enough", "title: expected some words"),
    ("title", "One unit is not enough", "One is not.", "title: expected some words without a full stop"),
    ("says", "where it is 1.", "where it is 1", "says: expected a sentence that ends with a full stop"),
    ("says", "where it is 1.", "where it is 1. Two do.", "says: expected one sentence, got more"),
    ("says", "where it is 1.", f"where it is 1 {'so ' * 70}.", "says: expected at most 200 characters"),
    ("prose", "No single unit computes XOR.\n", "No single unit computes\nXOR.\n", "sentence on the first line"),
    ("prose", "\nBoth", '\n"""\n_ = """Both', "prose: expected 200 characters or more, got 28"),
    ("prose", "The sum is 0 > 0.", "The sum", "add_all_four: expected a docstring that is a sentence"),
    ("controls", CONTROL, RENAMED, "and_is_easy: expected a false statement, got 'other' in other words"),
    ("controls", 'drops="the labels"', 'drops=" "', "and_is_easy: expected a few words in `drops`"),
    ("controls", 'drops="the labels"', 'drops="The labels."', "without a full stop"),
    ("controls", "@CLAIM.control", '@CLAIM.control(NotSeparable(AND), drops="it")\ndef same() -> Weights:\n'
     '    """The same."""\n    return Weights((1, 1), -1)\n\n\n@CLAIM.control', "another false statement than same"),
    ("witnesses", ', {"x": 1, "y": 1})', ")", "other: expected a witness of `given`"),
    ("witnesses", '{"x": 1, "y": 1}', '{"x": 1}', "other: expected a witness of `given`"),
    ("sources", 'Source("a-book")', 'Source("a-book", "Chapter 7")', "a-book: expected a place that was looked up"),
    ("unverified", PROSE, "This is Theorem 3.1.1 of the book.", "prose: expected no 'Theorem 3', since the number"),
    ("unverified", PROSE, "See Prop. 2 there.", "expected no 'Prop. 2'"),
    ("unverified", PROSE, "See pp. 326 there.", "expected no 'pp. 3', since a page number"),
    ("unverified", PROSE, "Foerster wrote it.", "expected no 'Foerster'"),
    ("unverified", PROSE, "It is known [M].", "expected no '[M]'"),
    ("unverified", "The sum is 0 > 0.", "The sum is 0 > 0 by Lemma 4.", "add_all_four: expected no 'Lemma 4'"),
    ("unverified", "parts={", CITED, "part cited: expected no 'Theorem 2'"),
    ("linear", PROSE, "No linear classifier does.", "\"linear\" only where there is no bias, got 'No linear class"),
    ("linear", PROSE, "The map is linear.", "got 'is linear'; say affine"),
    ("linear", "The sum is 0 > 0.", "The unit is a linear model.", "add_all_four: expected \"linear\" only"),
    ("places", PROSE, "See /tmp/notes.", "line 5: expected no path of a machine, got '/tmp/'"),
    ("places", PROSE, "Ask someone@example.org.", "line 5: expected no e-mail address, got 'someone@example.org'"),
    ("places", PROSE, "At https://example.org now.", "line 5: expected no web address, got 'https://example.org'"),
    ("quotes", PROSE, f"He said “{LONG}”.", "prose: expected a quote of at most 20 words, got 21"),
    ("quotes", "The sum is 0 > 0.", f"“{LONG}”.", "add_all_four: expected a quote of at most 20 words"),
    ("mentions", "`another-claim`", "`yet-another-claim`", "expected the id of a claim in backticks, got 'yet-another"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "before", "after", "line"), BAD)
def test_each_rule_fires_on_a_bad_claim(folder: Path, rule: str, before: str, after: str, line: str) -> None:
    path = folder / "xor" / "a_claim.py"
    source = path.read_text(encoding="utf-8")
    assert before in source
    path.write_text(source.replace(before, after, 1), encoding="utf-8")
    entry = corpus(folder).entries["a-claim"]
    known = frozenset({"another-claim"})
    lines = list(lint.mentions(entry, known) if rule == "mentions" else lint.RULES[rule](entry))
    assert lines
    assert line in lines[0]
    assert "\n" not in lines[0]
    assert lint.lint(corpus(folder), frozenset({"a-claim"}))


def test_every_rule_is_seen_to_fire() -> None:
    assert {rule for rule, *_ in BAD} == {*lint.RULES, "mentions"}


@pytest.mark.parametrize(
    "text",
    [
        "It is linear in x, piecewise linear, and non-linear.",
        "A linear program, a linear combination, linear inequalities and linear algebra.",
        "People call it “linear layers”, and `a-linear-id`.",
        "Without biases these are linear networks.",
        "The rectified linear unit. Linearly separable points.",
        "The number is unverified: Theorem 3.1.1.",
    ],
)
def test_words_that_are_meant_are_left_alone(folder: Path, text: str) -> None:
    path = folder / "xor" / "a_claim.py"
    path.write_text(path.read_text(encoding="utf-8").replace(PROSE, text), encoding="utf-8")
    entry = corpus(folder).entries["a-claim"]
    assert [*lint.linear(entry), *lint.unverified(entry), *lint.quotes(entry)] == []


def test_a_source_that_nobody_names_is_found(folder: Path) -> None:
    more = "@book{another-book,\n  title = {Another},\n}\n"
    (folder / "references.bib").write_text(BIB + more, encoding="utf-8")
    assert list(lint.unused(corpus(folder))) == [
        "references.bib, another-book: expected a claim or page that names it, got none; remove it"
    ]
    assert list(lint.unused(corpus(folder), frozenset({"another-book"}))) == []


def test_what_nobody_has_looked_up_is_not_in_the_bibliography(folder: Path) -> None:
    more = "@book{cover-1965,\n  title = {C},\n  pages = {1--2},NOTE\n}\n@book{e,\n  author = {Elfwing, S.},NOTE\n}\n"
    (folder / "references.bib").write_text(BIB + more.replace("NOTE", ""), encoding="utf-8")
    first, second = lint.bibliography(corpus(folder).references)
    assert "cover-1965: expected no pages" in first
    assert "e: expected a verified record, got Elfwing" in second
    (folder / "references.bib").write_text(BIB + more.replace("NOTE", " note = {Unverified},"), encoding="utf-8")
    assert list(lint.bibliography(corpus(folder).references)) == []


# ------------------------------------------------------------------ the command


def call(*arguments: object) -> Result:
    return CliRunner().invoke(nlverify, ["lint", *map(str, arguments)])


def test_the_command_says_nothing_of_good_claims(folder: Path) -> None:
    done = call("--corpus", folder)
    assert (done.exit_code, done.stdout) == (0, "")


def test_the_command_names_the_claim_and_looks_only_at_those_asked_for(folder: Path) -> None:
    path = folder / "xor" / "a_claim.py"
    path.write_text(path.read_text(encoding="utf-8").replace("where it is 1.", "where it is 1"), encoding="utf-8")
    done = call("--corpus", folder)
    assert done.exit_code == 1
    assert done.stdout.startswith("a-claim, says: expected a sentence that ends with a full stop, got none; end it\n")
    assert call("--corpus", folder, "another-claim").exit_code == 0
    assert call(path).exit_code == 1
    assert call("--corpus", folder, "no-such-claim").exit_code == 2


def test_pages_that_are_no_claims_name_sources_too(folder: Path) -> None:
    (folder / "references.bib").write_text(BIB + "@book{another-book,\n  title = {A},\n}\n", encoding="utf-8")
    assert call("--corpus", folder).exit_code == 1
    (folder / "misconceptions").mkdir()
    (folder / "misconceptions" / "a-word.toml").write_text('sources = ["another-book"]\n', encoding="utf-8")
    assert call("--corpus", folder).exit_code == 0
