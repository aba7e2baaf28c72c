"""The cache: what has not changed is not run again, and what has is."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nlverify import cache as caches
from nlverify import run as runs
from nlverify.cache import Cache, CacheError, Key, Known, package_digest
from nlverify.cli import nlverify
from nlverify.corpus import CHECKER, load
from nlverify.engines.isolation import Outcome
from nlverify.files import canonical
from nlverify.ledger import judge
from nlverify.tools import tool_versions

WriteClaim = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("server")

WARM = 0  # tasks that run if nothing has changed
ALL = 7  # those of the claim that `write_claim` writes: a proof, a control, the questions, two to each solver


class Ran:
    """What a run did: the tasks but for nlcheck's, by claim, and the receipts."""

    def __init__(self, folder: Path, out: Path, *, stop_after: int = 0, **settings: Any) -> None:
        self.tasks: list[runs.Task] = []
        self.cache = settings.setdefault("cache", Cache(out / "cache"))
        corpus = load(folder, runs.encodable)

        def follow(event: runs.Event) -> None:
            if isinstance(event, runs.TaskDone) and event.task.kind != "check":
                self.tasks.append(event.task)
                if len(self.tasks) == stop_after:
                    raise KeyboardInterrupt

        self.receipts: dict[str, Any] = {}
        entries, chosen = list(corpus.entries.values()), runs.Settings(out, 2, **settings)
        with suppress(KeyboardInterrupt):
            self.receipts = {r["id"]: r for r in runs.run(entries, corpus.references, chosen, follow)}

    def count(self, claim: str = "") -> int:
        return sum(claim in ("", task.claim) for task in self.tasks)


def contents(out: Path) -> dict[str, bytes]:
    """The bundle, but for the receipts."""
    files = [p for p in (out / "bundle").rglob("*") if p.is_file() and p.name != "receipt.json"]
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in files}


def entries(cache: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(cache.glob("??/*.json")):
        yield path, json.loads(path.read_text())


def call(*arguments: object) -> Result:
    return CliRunner().invoke(nlverify, [str(a) for a in arguments])


def test_nothing_runs_if_nothing_has_changed_but_the_checker_once(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    write_claim("xor/two.py")
    out, log = tmp_path / "out", tmp_path / "log"
    checker = tmp_path / "logging.py"
    checker.write_text(
        f"import runpy, sys\nopen({str(log)!r}, 'a').write(sys.argv[-1] + '\\n')\n"
        f"sys.argv[0] = {str(CHECKER)!r}\nrunpy.run_path({str(CHECKER)!r}, run_name='__main__')\n"
    )
    first = Ran(folder, out, checker=checker)
    assert first.count() == 2 * ALL
    bundle = contents(out)
    assert sorted(log.read_text().split()) == [str(out / "bundle" / name) for name in ("one", "two")]
    log.unlink()
    second = Ran(folder, out, checker=checker)
    assert second.count() == WARM
    assert log.read_text().split() == [str(out / "bundle")]
    assert contents(out) == bundle
    for name in ("one", "two"):
        assert judge(second.receipts[name], {})["tiers"] == ["certified", "agreed"]
        assert second.receipts[name]["files"] == first.receipts[name]["files"]


def test_what_nobody_judges_again_is_marked(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert call("check", "--corpus", folder, "--out", tmp_path / "out").exit_code == 0
    ledger = json.loads((tmp_path / "out" / "ledger.json").read_text())
    assert ledger["summary"]["cached"] == {"answers": 0, "observations": 0, "theorems": 0}
    result = call("check", "--corpus", folder, "--out", tmp_path / "out")
    assert "1 claim: 1 certified · 4 solver answers from the cache · 0." in result.stdout
    ledger = json.loads((tmp_path / "out" / "ledger.json").read_text())
    assert ledger["summary"]["cached"] == {"answers": 4, "observations": 0, "theorems": 0}
    (certificate, *answers) = ledger["claims"][0]["parts"][0]["evidence"]
    assert "cached" not in certificate
    assert [a["cached"] for a in answers] == [True, True]
    assert [q["cached"] for a in answers for q in a["questions"]] == [True, True]
    receipt = json.loads((tmp_path / "out" / "bundle" / "one" / "receipt.json").read_text())
    assert {a["cached"] for a in receipt["answers"]} == {True}
    assert call("recheck", tmp_path / "out", "--corpus", folder).exit_code == 0


def test_a_change_runs_the_claim_again_and_those_that_use_it(write_claim: WriteClaim, tmp_path: Path) -> None:
    """Also those that use a user of it; the claim that it uses itself, and strangers, stay."""
    write_claim("xor/base.py")
    changed = write_claim("xor/changed.py", uses="('base',)")
    write_claim("xor/user.py", uses="('changed',)")
    write_claim("other/users_user.py", uses="('user',)")
    folder = write_claim("xor/stranger.py").parent.parent
    assert Ran(folder, tmp_path / "out").count() == 5 * ALL
    changed.write_text(changed.read_text() + "# A remark.\n")
    again = Ran(folder, tmp_path / "out")
    assert {name: again.count(name) for name in again.receipts} == {
        "base": WARM,
        "stranger": WARM,
        "changed": ALL,
        "user": ALL,
        "users-user": ALL,
    }
    assert Ran(folder, tmp_path / "out").count() == WARM


def test_data_beside_a_claim_count(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    write_claim("other/two.py")
    for name in ("xor/data.json", "xor/more/data.json", "xor/_helper.py", "xor/no_claim.py"):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("1")
    Ran(folder, tmp_path / "out")
    for name in ("xor/data.json", "xor/more/data.json", "xor/_helper.py", "xor/no_claim.py"):
        (folder / name).write_text("2")
        again = Ran(folder, tmp_path / "out")
        assert (again.count("one"), again.count("two")) == (ALL, WARM)
    (folder / "xor" / ".hidden").write_text("")
    write_claim("xor/a_neighbour.py")
    again = Ran(folder, tmp_path / "out")
    assert (again.count("one"), again.count("a-neighbour")) == (WARM, ALL)


def test_some_claims_of_a_corpus_or_all_have_the_same_entries(write_claim: WriteClaim, tmp_path: Path) -> None:
    """And so do claims that lie elsewhere: no path and no clock is in a key."""
    folder = write_claim("xor/one.py").parent.parent
    write_claim("xor/two.py")
    out, cache = tmp_path / "out", tmp_path / "cache"
    assert call("check", "one", "--corpus", folder, "--out", out, "--cache", cache).exit_code == 0
    kept = [path.name for path, _ in entries(cache)]
    folder.rename(tmp_path / "moved")
    Ran(tmp_path / "moved", tmp_path / "elsewhere", cache=Cache(cache))
    assert set(kept) < {path.name for path, _ in entries(cache)}
    assert Ran(tmp_path / "moved", out, cache=Cache(cache)).count() == WARM
    for path, entry in entries(cache):
        assert str(tmp_path) not in path.read_text()
        assert "seconds" not in canonical(entry)


def test_other_versions_are_other_keys(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    claims = list(load(folder).entries.values())
    tools = dict.fromkeys(("nlverify", "python", "sympy", "z3", "cvc5", "numpy"), "1")
    cache = Cache(tmp_path / "cache")

    def name(kind: caches.Kind, tools: dict[str, str | None], *mine: str) -> str:
        key = Known(cache, claims, tools, tmp_path / "out").key("one", kind, mine, name="x")
        assert key is not None
        return key.digest

    for kind, mine, tool, same in (
        ("proof", ("sympy", "numpy", "z3", "cvc5"), "sympy", False),
        ("proof", ("sympy", "numpy", "z3", "cvc5"), "python", False),
        ("ask", ("z3",), "z3", False),
        ("ask", ("z3",), "nlverify", False),
        ("ask", ("z3",), "sympy", True),
    ):
        assert (name(kind, tools, *mine) == name(kind, {**tools, tool: "2"}, *mine)) is same  # type: ignore[arg-type]


def test_the_packages_sources_are_in_the_key_but_not_what_comes_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("run.py", "engines/search.py", "cli/check.py", "site/page.py", "nlcheck.py", "_corpus/xor/claim.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(caches, "PACKAGE", tmp_path)
    before = package_digest()
    for name in ("cli/check.py", "site/page.py", "nlcheck.py", "_corpus/xor/claim.py"):
        (tmp_path / name).write_text("2")
        assert package_digest() == before
    for name in ("run.py", "engines/search.py"):
        (tmp_path / name).write_text("2")
        assert package_digest() != before
        before = package_digest()


def test_an_interrupted_run_goes_on_where_it_was(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    write_claim("xor/two.py")
    first = Ran(folder, tmp_path / "out", stop_after=9)
    assert (first.count(), first.receipts) == (9, {})
    second = Ran(folder, tmp_path / "out")
    assert set(second.tasks).isdisjoint(first.tasks)
    assert second.count() <= 2 * ALL - 9
    fresh = Ran(folder, tmp_path / "fresh", cache=None)
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")
    assert fresh.count() == 2 * ALL


@pytest.mark.parametrize(
    ("proof", "kept"),
    [
        ("return Farkas((1, 1, 1, 1))", True),
        ("time.sleep(60)", False),
        ("os._exit(3)", False),
        ("raise ValueError('no')", False),
        ("import no_such_tool", False),
        ("bytearray(10**14)", False),
    ],
)
def test_only_evidence_is_kept(write_claim: WriteClaim, tmp_path: Path, proof: str, kept: bool) -> None:
    folder = write_claim("xor/one.py", proof=proof).parent.parent
    Ran(folder, tmp_path / "out", timeout=1.0)
    assert ("proof" in {e["key"]["task"] for _, e in entries(tmp_path / "out" / "cache")}) is kept
    again = Ran(folder, tmp_path / "out", timeout=1.0)
    assert {task.kind for task in again.tasks} == (set() if kept else {"proof"})


@pytest.mark.parametrize("said", ["sat", "unsat", "unknown", "timeout", "error", "missing"])
def test_only_sat_and_unsat_are_answers(tmp_path: Path, write_claim: WriteClaim, said: str) -> None:
    claims = list(load(write_claim("xor/one.py").parent.parent).entries.values())
    cache = Cache(tmp_path / "cache")
    known = Known(cache, claims, tool_versions(), tmp_path / "out")
    key = known.key("one", "ask", ("z3",), question="x")
    answer = {"answer": said, "version": "4", "options": [], "note": "" if said in ("sat", "unsat") else "why"}
    known.keep(key, Outcome("done", 0.1, answer))
    assert known.find(key) == (answer if said in ("sat", "unsat") else None)
    assert known.gave_up(key) == (said == "unknown")
    assert said in ("sat", "unsat") or f'"{said}"' not in "".join(p.read_text() for p, _ in entries(cache.folder))


def test_a_question_that_was_given_up_is_asked_again_unless_the_others_settle_it(
    write_claim: WriteClaim, tmp_path: Path
) -> None:
    """In the control below, z3 and cvc5 know nothing of spaces, but a counterexample in the reals settles it."""
    path = write_claim(
        "xor/one.py",
        control="Identity('ring', {'A': ('m', 'm'), 'B': ('m', 'm')}, ('*', A, B), ('*', B, A))",
        refutation="return Assignment({'A': [[0, 1], [0, 0]], 'B': [[0, 0], [1, 0]]})",
    )
    text = path.read_text().replace("Network, Unit", "Assignment, Network, Unit").replace("NoNetwork,", "Identity,")
    text = text.replace(
        "\nCLAIM =", "\nfrom nlverify.exact.expression import symbols\n\nA, B = symbols('A B')\nCLAIM ="
    )
    path.write_text(text.replace("('*', A, B), ('*', B, A)", "A * B, B * A"))
    folder = path.parent.parent
    first = Ran(folder, tmp_path / "out")
    answers = first.receipts["one"]["answers"]
    unknown = [a for a in answers if a["answer"] == "unknown"]
    assert unknown
    assert Ran(folder, tmp_path / "out").count() == WARM
    for path, entry in entries(tmp_path / "out" / "cache"):
        if entry["key"].get("solver") == "z3" and entry["key"]["task"] == "ask":
            path.unlink()
    again = Ran(folder, tmp_path / "out")
    assert {task.engine for task in again.tasks} == {"z3"}
    assert again.count() == sum(a["solver"] == "z3" for a in answers)


def test_a_claim_that_changes_while_it_runs_is_not_kept(write_claim: WriteClaim, tmp_path: Path) -> None:
    """What the proof returned may be of the new file, and the key is of the old one."""
    path = write_claim("xor/one.py", proof="open(__file__, 'a').write('# more'); return Farkas((1, 1, 1, 1))")
    Ran(path.parent.parent, tmp_path / "out")
    kept = {e["key"]["task"] for _, e in entries(tmp_path / "out" / "cache")}
    assert kept <= {"control", "encode"}  # which may have been done before


def test_nor_is_one_during_which_the_package_changes(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    digests = iter(["before", *["after"] * ALL])
    monkeypatch.setattr(caches, "package_digest", lambda: next(digests))
    monkeypatch.setattr(caches, "_stamps", lambda _: object())  # never the same: somebody writes files all the time
    Ran(folder, tmp_path / "out")
    assert list(entries(tmp_path / "out" / "cache")) == []


def test_files_are_read_again_only_if_something_was_written(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    digests = iter(["before"])
    monkeypatch.setattr(caches, "package_digest", lambda: next(digests))
    Ran(folder, tmp_path / "out")
    assert len(list(entries(tmp_path / "out" / "cache"))) == ALL


def test_what_a_file_system_says_changes_with_every_file(tmp_path: Path) -> None:
    """Names, contents of the same length, and what lies deeper; not what Python or an editor hides."""
    seen = [caches._stamps(tmp_path)]
    (tmp_path / "a").mkdir()
    for path in ("x.txt", "a/y.py"):
        (tmp_path / path).write_text("one")
        seen.append(caches._stamps(tmp_path))
        (tmp_path / path).write_text("two")
        os.utime(tmp_path / path, ns=(0, 0))
        seen.append(caches._stamps(tmp_path))
    (tmp_path / "x.txt").rename(tmp_path / "z.txt")
    seen.append(caches._stamps(tmp_path))
    assert len(set(seen)) == 6
    (tmp_path / ".hidden").write_text("")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_text("")
    assert caches._stamps(tmp_path) == seen[-1]


def test_fresh_uses_nothing_and_writes_all_anew(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    Ran(folder, tmp_path / "out")
    for path, _ in entries(tmp_path / "out" / "cache"):
        path.write_text("{}")
    fresh = Ran(folder, tmp_path / "out", cache=Cache(tmp_path / "out" / "cache", read=False))
    assert (fresh.count(), fresh.cache.notes()) == (ALL, [])
    assert Ran(folder, tmp_path / "out").count() == WARM


def test_the_options(write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_claim("xor/one.py").parent.parent
    assert call("check", "--corpus", folder, "--no-cache").exit_code == 0
    assert not Path("nlverify-out/cache").exists()
    assert call("check", "--corpus", folder, "--fresh").exit_code == 0
    assert Path("nlverify-out/cache/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    assert "4 solver answers from the cache" in call("check", "--corpus", folder).stdout
    assert "from the cache" not in call("check", "--corpus", folder, "--fresh").stdout
    assert "from the cache" not in call("check", "--corpus", folder, "--no-cache").stdout
    assert "from the cache" not in call("check", "--corpus", folder, "--cache", "mine").stdout
    assert "from the cache" in call("check", "--corpus", folder, "--cache", "mine", "--timeout", "20").stdout


@pytest.mark.parametrize("tag", [None, "Something else"])
def test_a_folder_with_anything_else_in_it_is_no_cache(tmp_path: Path, tag: str | None) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear")
    if tag:
        (tmp_path / "mine" / "CACHEDIR.TAG").write_text(tag)
    with pytest.raises(CacheError, match=r"expected a cache or an empty folder, got something else; choose another"):
        Cache(tmp_path / "mine")
    result = call("check", "xor-not-threshold", "--out", tmp_path / "out", "--cache", tmp_path / "mine")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_cache_that_cannot_be_written_is_one_line(write_claim: WriteClaim, tmp_path: Path) -> None:
    folder = write_claim("xor/one.py").parent.parent
    (tmp_path / "file").write_text("")
    result = call("check", "--corpus", folder, "--out", tmp_path / "out", "--cache", tmp_path / "file" / "cache")
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.startswith("cache: ")]
    assert lines == ["cache: expected a folder to write to, got Not a directory; nothing more was stored"]


@pytest.mark.parametrize("much", ["files", "bytes", "link"])
def test_with_too_much_beside_it_a_claim_is_not_kept(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, much: str
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    monkeypatch.setattr(caches, "BESIDE", (3, 10_000))
    if much == "link":
        (folder / "xor" / "link").symlink_to(tmp_path, target_is_directory=True)
    for number in range(4 if much == "files" else 1):
        (folder / "xor" / f"{number}.json").write_text("1" * (10_001 if much == "bytes" else 1))
    Ran(folder, tmp_path / "out")
    again = Ran(folder, tmp_path / "out")
    assert again.count() == ALL
    (note,) = again.cache.notes()
    assert note.startswith("cache: xor: expected at most 3 files and 10000 bytes, and no link to a folder, beside a cl")


def test_what_a_run_writes_is_no_data_of_the_claim_beside_it(
    write_claim: WriteClaim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_claim("one.py")
    monkeypatch.chdir(path.parent)
    assert call("check", "one.py", "--cache", "kept").exit_code == 0
    assert "4 solver answers from the cache" in call("check", "one.py", "--cache", "kept").stdout


def test_the_oldest_entries_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "ROOM", 3000)
    keys = [Key("proof", "one", {"n": n}) for n in range(10)]
    cache = Cache(tmp_path / "cache")
    for n, key in enumerate(keys):
        cache.put(key, {"format": "cases/1", "long": "x" * 500})
        os.utime(tmp_path / "cache" / key.digest[:2] / f"{key.digest}.json", (n, n))
    later = Cache(tmp_path / "cache")
    assert later.get(keys[0]) is not None
    later.trim()
    assert [later.get(key) is not None for key in keys] == [n in (0, 7, 8, 9) for n in range(10)]
    assert (tmp_path / "cache" / "CACHEDIR.TAG").exists()
    assert later.notes() == []


def test_an_entry_that_is_too_large_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "LARGEST", 1000)
    cache, key = Cache(tmp_path / "cache"), Key("proof", "one", {})
    cache.put(key, {"format": "cases/1", "long": "x" * 1000})
    assert (cache.get(key), cache.notes()) == (None, [])
