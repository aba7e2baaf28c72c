"""Nothing in the checker goes untried: every pair of kind and format, and every single requirement.

A requirement is a call of `need` or a `raise Rejected` in the checker's source. Each must be
seen to hold in some case and to fail in some other; a requirement that no case violates could
be deleted without any test noticing.
"""

import ast
import inspect
import json
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

DOCUMENT = Path(__file__).resolve().parent.parent.parent / "docs" / "certificates.md"
Tables = Mapping[str, list[Any]]


# ---------------------------------------------------------------- kinds and formats


def documented_pairs() -> set[tuple[str, str]]:
    """The pairs that docs/certificates.md lists, "proved by" and "refuted by"."""
    text = DOCUMENT.read_text(encoding="utf-8")
    forms = "`[a-z-]+/1`(?:, `[a-z-]+/1`)*"
    rows = re.findall(rf"^\| `([a-z-]+)` \| ({forms}) \| ({forms}) \|$", text, re.MULTILINE)
    return {(kind, form) for kind, *cells in rows for cell in cells for form in re.findall("`(.+?)`", cell)}


def checked_pairs(nlcheck: ModuleType) -> set[tuple[str, str]]:
    """The pairs that the checker's own table has a rule for."""
    pairs = {(kind, form) for form, (_, kinds) in nlcheck.FORMATS.items() for kind in kinds.split()}
    return pairs | {(kind, form) for kind, other in nlcheck.NEGATION_OF.items() for o, form in pairs if o == other}


def pair(case: Any) -> tuple[str, str]:
    return case.statement["kind"], case.format


def lacking(pairs: Iterable[tuple[str, str]], tables: Tables) -> dict[tuple[str, str], str]:
    """The pairs without an accepted or without a rejected case."""
    cases = [case for table in tables.values() for case in table if case.format]
    accepted = {pair(case) for case in cases if case.verdict}
    rejected = {pair(case) for case in cases if not case.verdict}
    found = {}
    for p in pairs:
        found[p] = " ".join(word for word, have in (("accepted", accepted), ("rejected", rejected)) if p not in have)
    return {p: missing for p, missing in found.items() if missing}


def test_the_documents_list_what_the_checker_does(nlcheck: ModuleType) -> None:
    assert documented_pairs() == checked_pairs(nlcheck)
    nothing = re.findall(
        r"^\| `([a-z-]+)` \| nothing \| nothing \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert {kind for kind, _ in documented_pairs()} | set(nothing) == set(nlcheck.KINDS)
    assert set(nothing) == set(nlcheck.UNCHECKED) == {"sampled", "cited"}


def test_every_kind_and_format_is_seen_both_ways(nlcheck: ModuleType, case_tables: Tables) -> None:
    assert lacking(checked_pairs(nlcheck), case_tables) == {}


def test_every_pair_outside_the_table_is_refused(nlcheck: ModuleType, case_tables: Tables) -> None:
    """Whatever the certificate is: a proof of one kind is no proof of another."""
    examples = {pair(case): case for table in case_tables.values() for case in table if case.verdict and case.format}
    statements = {kind: case.statement for (kind, _), case in examples.items()}
    certificates = {form: case.certificate for (_, form), case in examples.items()}
    valid = [case.statement for table in case_tables.values() for case in table if case.verdict]
    statements |= {kind: next(s for s in valid if s["kind"] == kind) for kind in nlcheck.UNCHECKED}
    assert set(statements) == set(nlcheck.KINDS)
    outside = {(k, f) for k in statements for f in certificates} - checked_pairs(nlcheck)
    assert len(outside) > 40
    for kind, form in outside:
        with pytest.raises(nlcheck.Rejected, match="format"):
            nlcheck.check(statements[kind], form, certificates[form])


def test_a_missing_case_is_noticed(nlcheck: ModuleType, case_tables: Tables) -> None:
    """Take away all accepted, or all rejected, cases of one pair: the list is no longer empty."""
    for p in checked_pairs(nlcheck):
        for verdicts, word in ((True, "accepted"), (False, "rejected")):
            rest = {
                n: [c for c in t if not c.format or pair(c) != p or bool(c.verdict) != verdicts]
                for n, t in case_tables.items()
            }
            assert lacking(checked_pairs(nlcheck), rest) == {p: word}
    assert lacking([("identity", "rocq/1")], case_tables) == {("identity", "rocq/1"): "accepted rejected"}


# ---------------------------------------------------------------- every requirement


def requirements(source: str) -> dict[int, str]:
    """The lines of `need(…)` and `raise Rejected(…)`, outside of `need` itself."""
    found = {}

    class Visitor(ast.NodeVisitor):
        def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
            if node.name != "need":
                self.generic_visit(node)

        def visit_Call(self, node: ast.Call) -> None:
            if isinstance(node.func, ast.Name) and node.func.id == "need":
                found[node.lineno] = ast.unparse(node)
            self.generic_visit(node)

        def visit_Raise(self, node: ast.Raise) -> None:
            if "Rejected" in ast.unparse(node):
                found[node.lineno] = ast.unparse(node)

    Visitor().visit(ast.parse(source))
    return found


def spy(nlcheck: ModuleType, held: set[int], failed: set[int]) -> Callable[..., None]:
    """A `need` that notes the line that asked."""
    need = nlcheck.need

    def noting(condition: object, *rest: object) -> None:
        (held if condition else failed).add(sys._getframe(1).f_lineno)
        need(condition, *rest)

    return noting


def run_cases(nlcheck: ModuleType, tables: Tables, failed: set[int]) -> None:
    for case in (case for table in tables.values() for case in table):
        try:
            nlcheck.validate(case.statement)
            nlcheck.reading(case.statement)
            if case.format:
                nlcheck.check(case.statement, case.format, case.certificate)
        except nlcheck.Rejected as problem:
            note(problem, failed)


def note(problem: Exception, failed: set[int]) -> None:
    """Where a plain `raise` did it."""
    trace = problem.__traceback__
    while trace is not None:
        failed.add(trace.tb_lineno)
        trace = trace.tb_next


PART = {"kind": "not-separable", "family": "affine-unit", "fires": ">", "points": [["0"], ["0"]], "values": ["1", "0"]}
CONTROL = {**PART, "points": [["0"], ["1"]]}
CLAIM = {
    "schema": "nlverify-statement/1",
    "id": "a",
    "uses": [],
    "parts": {"main": PART},
    "illustrations": {},
    "controls": {"c": CONTROL},
}
PROOF = {"for": "parts/main", "format": "cases/1", "trees": [{"rows": [[0, "1"], [1, "1"]]}]}
OBSERVED = {"kind": "sampled", "experiment": "toss/1", "parameters": {}, "trials": 2, "successes": 1}
CITED = {"kind": "cited", "text": "It holds.", "source": "someone-1999", "reason": "Its proof is long."}
FILES: list[tuple[Any, Any]] = [  # statement.json and a certificate: what the functions above `check` require
    (CLAIM, PROOF),
    (CLAIM, {**PROOF, "for": "parts/other"}),
    (CLAIM, {**PROOF, "format": "cases/2"}),
    (CLAIM, {**PROOF, "for": "controls/c", "trees": [{"rows": [[0, "1"]]}]}),
    ({**CLAIM, "controls": {"c": PART}}, {**PROOF, "for": "controls/c"}),
    (CLAIM, [PROOF]),
    ({**CLAIM, "schema": "nlverify-statement/2"}, PROOF),
    ({**CLAIM, "id": "A"}, PROOF),
    ({**CLAIM, "parts": [PART]}, PROOF),
    ({**CLAIM, "parts": {}}, PROOF),
    ({**CLAIM, "parts": {"Main": PART}}, PROOF),
    ({**CLAIM, "parts": {"main": OBSERVED}}, PROOF),
    ({**CLAIM, "illustrations": {"theorem": CITED}}, PROOF),
    ({**CLAIM, "controls": {"theorem": CITED}}, PROOF),
]
RAW = [b"[1.5]\n", b"[-1]\n", b'{"a": 1, "a": 1}\n', b"[ ]\n", b"[", b" " * (64 * 1024 * 1024 + 1)]


def run_files(nlcheck: ModuleType, folder: Path, failed: set[int]) -> None:
    """Folders that are no bundle, then certificates one by one, then bytes that are no certificate."""
    for name in ("link", "unknown", "folder"):
        (folder / name / "claim").mkdir(parents=True)
    (folder / "link" / "other").symlink_to(folder / "link" / "claim")
    (folder / "link" / "claim" / "page.json").touch()
    (folder / "unknown" / "claim" / "notes.txt").touch()
    (folder / "folder" / "claim" / "certificate-1.json").mkdir()
    for name in ("link", "unknown", "folder"):
        nlcheck.main([str(folder / name)])
    for number, (statement, certificate) in enumerate(FILES):
        paths = folder / f"{number}-statement.json", folder / f"{number}-certificate.json"
        for path, data in zip(paths, (statement, certificate), strict=True):
            text = json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
            path.write_text(text, encoding="utf-8")
        nlcheck.main([str(p) for p in paths])
    for number, data in enumerate(RAW):
        (folder / f"{number}-raw.json").write_bytes(data)
    for name in (*(f"{number}-raw.json" for number in range(len(RAW))), "nothing.json", "n" * 300):
        try:
            nlcheck.load(folder / name)
        except nlcheck.Rejected as problem:
            note(problem, failed)


# What no statement and no certificate can violate: the reason why.
UNREACHABLE = {
    "lemma": "the lemmas are part of the checker and hold; test_soundness.py breaks them on purpose",
    "values: expected one for": "every symbol has a value before an expression is computed",
    "value: expected a number, got a matrix": "the shapes of a statement were compared before",
    "product: expected matrices whose shapes meet": "the shapes of a statement were compared before",
    "sum: expected matrices of one shape": "the shapes of a statement were compared before",
    "sum: expected a square matrix beside a constant": "the shapes of a statement were compared before",
}


@pytest.fixture
def seen(
    nlcheck: ModuleType,
    case_tables: Tables,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> tuple[dict[int, str], set[int], set[int]]:
    held, failed = set[int](), set[int]()
    monkeypatch.setattr(nlcheck, "need", spy(nlcheck, held, failed))
    run_cases(nlcheck, case_tables, failed)
    run_files(nlcheck, tmp_path, failed)
    capsys.readouterr()
    return requirements(inspect.getsource(nlcheck)), held, failed


def test_every_requirement_is_seen_to_hold_and_to_fail(seen: tuple[dict[int, str], set[int], set[int]]) -> None:
    sites, held, failed = seen
    assert len(sites) > 80
    never_failed = {line: text for line, text in sites.items() if line not in failed}
    reachable = {k: v for k, v in never_failed.items() if not any(reason in v for reason in UNREACHABLE)}
    assert reachable == {}
    assert {line: text for line, text in sites.items() if text.startswith("need") and line not in held} == {}
    for reason in UNREACHABLE:
        assert any(reason in text for text in never_failed.values()), f"{reason}: is reachable, or gone"


def test_a_requirement_without_case_is_noticed() -> None:
    source = "def f(x):\n    need(x, 'a')\n    if x:\n        raise Rejected('b')\n"
    source += "def need(c, m):\n    raise Rejected(m)\n"
    assert requirements(source) == {2: "need(x, 'a')", 4: "raise Rejected('b')"}
