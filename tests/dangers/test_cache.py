"""A poisoned cache: forged, old, copied and damaged entries. Nothing false comes through."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from nlverify import run as runs
from nlverify.cache import LARGEST, Cache
from nlverify.cli import nlverify
from nlverify.corpus import load
from nlverify.files import canonical, sha256
from nlverify.ledger import judge
from nlverify.site import SiteError
from nlverify.site.read import read

WriteClaim = Callable[..., Path]
Change = Callable[[Any], Any]
First = Callable[..., int]

pytestmark = pytest.mark.usefixtures("server")

CACHE = Path("nlverify-out/cache")
OR = "NotSeparable(Table.of([((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 1)]))"  # false
TOSS = '''

@CLAIM.proof("tossed", engine="numeric")
def toss_again() -> Observed:
    """Three heads, one tail."""
    return Observed(4, {heads})
'''


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def check(folder: Path, *arguments: object) -> Result:
    return CliRunner().invoke(nlverify, ["check", "--corpus", str(folder), *map(str, arguments)])


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where first runs are kept: the same claims in another test need not be run again. Keys hold no path."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture
def first(shelf: Path) -> Callable[..., int]:
    """Return a function that fills the cache by an honest run and returns the exit code."""

    def run(folder: Path, *arguments: str) -> int:
        files = {path.name: path.read_text() for path in folder.rglob("*.py")}
        saved = shelf / sha256(canonical([files, arguments]))
        if not saved.exists():
            code = check(folder, *arguments).exit_code
            shutil.copytree("nlverify-out", saved)
            saved.with_suffix(".code").write_text(str(code))
        elif not CACHE.exists():
            shutil.copytree(saved, "nlverify-out")
        return int(saved.with_suffix(".code").read_text())

    return run


def claim() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("nlverify-out/ledger.json").read_text())["claims"][0]
    return found


def entries(**fields: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The entries whose key has these fields."""
    for path in sorted(CACHE.glob("??/*.json")):
        entry = json.loads(path.read_text())
        if fields.items() <= entry["key"].items():
            yield path, entry


def forge(change: Change, **fields: str) -> int:
    """Change the evidence in entries, with all sums made to fit; return how many there are."""
    found = list(entries(**fields))
    for path, entry in found:
        change(entry["evidence"])
        entry["sha256"] = sha256(canonical(entry["evidence"]))
        path.write_text(canonical(entry))
    return len(found)


def notes(result: Result) -> list[str]:
    return [line for line in result.stdout.splitlines() if line.startswith("cache: ")]


def no_proof(write_claim: WriteClaim, **pieces: str) -> Path:
    """A claim about OR, which is false; its proof never comes to an end, so that solvers decide."""
    path = write_claim("xor/one.py", part=OR, proof="time.sleep(60)", **pieces)
    path.write_text(path.read_text().replace("Source\n", "Source, Table\n", 1))
    return path.parent.parent


# ------------------------------------------------------------------ certificates


@pytest.mark.parametrize(
    ("task", "change"),
    [
        ("proof", lambda e: e["trees"][0]["rows"].pop()),
        ("proof", lambda e: e.update(accepted=True)),
        ("proof", lambda e: e.update(verdict="holds", tier="kernel")),
        ("proof", lambda e: e.update(format="weights/1")),
        ("proof", lambda e: e.update(trees=[])),
        ("control", lambda e: e.update(bias="1")),
        ("control", lambda e: e.update(refuted=True)),
    ],
)
def test_a_forged_certificate_is_rejected_and_found_anew(
    write_claim: WriteClaim, first: First, task: str, change: Change
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    honest = {path: path.read_bytes() for path, _ in entries()}
    assert forge(change, task=task) == 1
    result = check(folder)
    assert result.exit_code == 0
    assert (claim()["verdict"], claim()["tier"]) == ("holds", "certified")
    name = "parts-main-add_all_four" if task == "proof" else "controls-and_is_easy"
    place = f"one, certificate-{name}.json"
    assert notes(result) == [f"cache: {place}: expected what this run found, got something else; it is not used"]
    assert "from the cache" not in result.stdout.splitlines()[-1]  # nothing of a claim in doubt is taken from there
    assert {path: path.read_bytes() for path, _ in entries()} == honest
    assert notes(check(folder)) == []


def test_a_forged_certificate_makes_no_false_claim_true(write_claim: WriteClaim, first: First) -> None:
    folder = no_proof(write_claim)
    assert first(folder, "--timeout", "1") == 1
    write_claim("xor/one.py")
    assert check(folder).exit_code == 0  # a certificate of another statement, to be copied
    ((_, good),) = entries(task="proof")
    folder = no_proof(write_claim)
    path = folder / "xor" / "one.py"
    path.write_text(path.read_text().replace("time.sleep(60)", "return Farkas((1, 1, 1, 2))"))
    assert check(folder).exit_code == 1
    (mine,) = [(p, e) for p, e in entries(task="proof") if e["evidence"] != good["evidence"]]
    mine[0].write_text(canonical({**mine[1], "evidence": good["evidence"], "sha256": good["sha256"]}))
    result = check(folder)
    assert result.exit_code == 1
    assert claim()["verdict"] == "failed"


def test_an_old_certificate_does_not_prove_a_changed_statement(write_claim: WriteClaim, first: First) -> None:
    """The entry is of another key; and if the key were the same, it would be rejected."""
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    ((_, old),) = entries(task="proof")
    write_claim("xor/one.py", part="NotSeparable(XOR, fires='>=')", proof="time.sleep(60)")
    result = check(folder, "--timeout", "1")
    assert (result.exit_code, claim()["tier"], notes(result)) == (0, "agreed", [])
    write_claim("xor/one.py", part="NotSeparable(AND, fires='>=')", proof="return Farkas((1, 1, 1, 1))")
    assert check(folder).exit_code == 1
    (entry,) = [e for _, e in entries(task="proof") if e["key"] != old["key"]]
    assert entry["evidence"] == old["evidence"]
    assert check(folder).exit_code == 1
    assert claim()["verdict"] == "failed"


def test_a_checker_that_rejects_everything_is_not_stopped_by_the_cache(
    write_claim: WriteClaim, first: First, tmp_path: Path
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    write_claim("xor/two.py")
    assert first(folder) == 0
    source = Path(runs.CHECKER).read_text()
    strict = tmp_path / "nlcheck.py"
    strict.write_text(source.replace('wanted = "refuted" if', 'need(False, "never")\n        wanted = "refuted" if'))
    assert strict.read_text() != source
    corpus, out = load(folder), Path("nlverify-out")
    settings = runs.Settings(out, 2, checker=strict, cache=Cache(out / "cache"))
    receipts = runs.run(list(corpus.entries.values()), corpus.references, settings)
    assert {judge(receipt, {})["verdict"] for receipt in receipts} == {"failed"}
    assert settings.cache is not None
    assert settings.cache.notes() == []


@pytest.mark.parametrize("body", ["print('no JSON')", "import os; os.abort()", "raise SystemExit(0)"])
def test_a_broken_checker_accepts_nothing_from_the_cache_either(
    write_claim: WriteClaim, first: First, tmp_path: Path, body: str
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    (tmp_path / "nlcheck.py").write_text(body)
    corpus, out = load(folder), Path("nlverify-out")
    settings = runs.Settings(out, 2, checker=tmp_path / "nlcheck.py", cache=Cache(out / "cache"))
    (receipt,) = runs.run(list(corpus.entries.values()), corpus.references, settings)
    assert judge(receipt, {})["verdict"] != "holds"


# ------------------------------------------------------------------ what nobody judges again


def test_forged_answers_are_marked_and_do_not_outlive_fresh(write_claim: WriteClaim, first: First) -> None:
    """Both solvers' answers on the part are forged: only that they are marked tells them from real ones."""
    folder = no_proof(write_claim)
    assert first(folder, "--timeout", "1") == 1
    for solver in ("z3", "cvc5"):
        assert forge(lambda e: e.update(answer="unsat"), solver=solver, question=_question("parts-main"))
    result = check(folder, "--timeout", "1")
    (part,) = claim()["parts"]
    answers = [e for e in part["evidence"] if e["kind"] == "answers"]
    assert [(e["accepted"], e["cached"]) for e in answers] == [(True, True)] * 2
    assert "4 solver answers from the cache" in result.stdout.splitlines()[-1]
    result = check(folder, "--timeout", "1", "--fresh")
    assert (result.exit_code, claim()["verdict"]) == (1, "failed")
    assert check(folder, "--timeout", "1").exit_code == 1  # --fresh wrote the true ones in their place


def _question(target: str) -> str:
    return sha256(next(Path("nlverify-out/bundle/one").glob(f"{target}.*.smt2")).read_bytes())


@pytest.mark.parametrize("solver", ["z3", "cvc5"])
def test_one_forged_answer_contradicts_the_other_solver(write_claim: WriteClaim, first: First, solver: str) -> None:
    folder = no_proof(write_claim)
    assert first(folder, "--timeout", "1") == 1
    assert forge(lambda e: e.update(answer="unsat"), solver=solver, question=_question("parts-main"))
    result = check(folder, "--timeout", "1")
    assert (result.exit_code, claim()["verdict"]) == (1, "failed")
    place = f"one, {solver} on parts-main.unit.smt2"
    assert notes(result) == [f"cache: {place}: expected what this run found, got something else; it is not used"]


@pytest.mark.parametrize("target", ["parts-main", "controls-and_is_easy"])
def test_an_answer_that_speaks_against_the_claim_is_asked_for_again(
    write_claim: WriteClaim, first: First, target: str
) -> None:
    """A true claim does not fail because somebody wrote into the cache."""
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    change = {"sat": "unsat", "unsat": "sat"}
    assert forge(lambda e: e.update(answer=change[e["answer"]]), question=_question(target)) == 2
    result = check(folder)
    assert (result.exit_code, claim()["tiers"], len(notes(result))) == (0, ["certified", "agreed"], 2)


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "unknown"},
        {"answer": True},
        {"answer": "unsat", "verdict": "holds"},
        {"note": "trust me"},
        {"options": "none"},
        {"version": None},
    ],
)
def test_what_is_no_answer_is_not_used(write_claim: WriteClaim, first: First, change: dict[str, Any]) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    assert forge(lambda e: e.update(change), task="ask", solver="cvc5") == 2
    result = check(folder)
    assert (result.exit_code, claim()["tiers"], len(notes(result))) == (0, ["certified", "agreed"], 2)
    assert notes(result)[0].endswith(
        ": expected an entry as it was written, got other evidence than was stored; it is not used"
    )
    assert "2 solver answers from the cache" in result.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", ["unit", "../../../escaped"])
def test_a_forged_question_is_never_asked(write_claim: WriteClaim, first: First, tmp_path: Path, name: str) -> None:
    """Both solvers would prove it. But questions are generated in every run."""
    folder = no_proof(write_claim)
    assert first(folder, "--timeout", "1") == 1
    before = {p.name: p.read_bytes() for p in Path("nlverify-out/bundle/one").glob("*.smt2")}
    false = {"name": name, "text": "(set-logic QF_LRA)\n(assert false)\n(check-sat)\n", "sat": "refutes"}
    assert forge(lambda e: e.update({"parts/main": [{**false, "unsat": "proves"}]}), task="encode") == 1
    result = check(folder, "--timeout", "1")
    assert (result.exit_code, claim()["verdict"]) == (1, "failed")
    assert "cache: one, the solvers' questions: expected what this run found" in result.stdout
    assert {p.name: p.read_bytes() for p in Path("nlverify-out/bundle/one").glob("*.smt2")} == before
    assert not list(tmp_path.rglob("*escaped*"))


def test_a_forged_mark_that_a_solver_gave_up_hides_nothing(write_claim: WriteClaim, first: First) -> None:
    """Without an answer that settles the statement, the question is asked all the same."""
    folder = no_proof(write_claim)
    assert first(folder, "--timeout", "1") == 1
    for path, entry in list(entries(task="ask")):
        key = {**entry["key"], "task": "gave-up"}
        mark = {"schema": entry["schema"], "key": key, "evidence": "asked to the end"}
        name = sha256(canonical(key))
        (CACHE / name[:2]).mkdir(exist_ok=True)
        mark["sha256"] = sha256(canonical(mark["evidence"]))
        (CACHE / name[:2] / f"{name}.json").write_text(canonical(mark))
        path.unlink()
    result = check(folder, "--timeout", "1")
    assert (result.exit_code, claim()["verdict"], notes(result)) == (1, "failed", [])


def observed(write_claim: WriteClaim, heads: int) -> Path:
    """A claim with an illustration that says: three heads in four tosses."""
    path = write_claim("xor/one.py")
    text = (
        path.read_text().replace("Source\n", "Sampled, Source\n", 1).replace("Network, Unit", "Network, Observed, Unit")
    )
    sampled = '"tossed": Sampled("coin/1", {"coin": "fair"}, trials=4, successes=3)'
    text = text.replace("    source=", f"    illustrations={{{sampled}}},\n    source=")
    path.write_text(text + TOSS.format(heads=heads))
    return path.parent.parent


def test_a_forged_observation_is_marked_and_does_not_outlive_fresh(write_claim: WriteClaim, first: First) -> None:
    folder = observed(write_claim, heads=2)
    assert first(folder) == 1
    assert forge(lambda e: e.update(successes=3), task="proof", name="toss_again") == 1
    result = check(folder)
    (evidence,) = claim()["illustrations"][0]["evidence"]
    assert (evidence["accepted"], evidence["cached"]) == (True, True)
    assert "1 observation from the cache" in result.stdout.splitlines()[-1]
    assert check(folder, "--fresh").exit_code == 1


@pytest.mark.parametrize("change", [{"successes": 2}, {"trials": 5}, {"successes": True}, {"tier": "certified"}])
def test_an_observation_that_is_not_the_stated_one_is_made_again(
    write_claim: WriteClaim, first: First, change: dict[str, Any]
) -> None:
    folder = observed(write_claim, heads=3)
    assert first(folder) == 0
    assert forge(lambda e: e.update(change), task="proof", name="toss_again") == 1
    result = check(folder)
    assert (result.exit_code, claim()["illustrations"][0]["tier"], len(notes(result))) == (0, "sampled", 1)


def test_an_observation_from_the_cache_proves_nothing(write_claim: WriteClaim, first: First) -> None:
    """Neither a part nor against a control."""
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    for task in ("proof", "control"):
        assert forge(lambda e: (e.clear(), e.update(format="observed/1", trials=4, successes=4)), task=task) == 1
    result = check(folder)
    assert (result.exit_code, claim()["tier"], len(notes(result))) == (0, "certified", 2)


# ------------------------------------------------------------------ entries that are not as they were written


def damaged(path: Path, how: str) -> None:
    text = path.read_text()
    match how:
        case "truncated":
            path.write_text(text[: len(text) // 2])
        case "empty":
            path.write_text("")
        case "not canonical":
            path.write_text(json.dumps(json.loads(text)))
        case "another schema":
            path.write_text(canonical({**json.loads(text), "schema": "nlverify-cache/0"}))
        case "a verdict":
            path.write_text(canonical({**json.loads(text), "verdict": "holds"}))
        case "no sum":
            path.write_text(canonical({k: v for k, v in json.loads(text).items() if k != "sha256"}))
        case "another sum":
            path.write_text(canonical({**json.loads(text), "sha256": "0" * 64}))
        case "a list":
            path.write_text("[]\n")
        case "too deep":
            path.write_text("[" * 100_000)
        case "not text":
            path.write_bytes(b"\xff\xfe" + text.encode())
        case "half a character":
            path.write_text(canonical({**json.loads(text), "schema": "?"}).replace('"?"', '"\\ud800"'))
        case "huge":
            with path.open("ab") as file:
                file.truncate(LARGEST + 1)
        case "a link":
            path.rename(path.with_suffix(".elsewhere"))
            path.symlink_to(path.with_suffix(".elsewhere").name)
        case "a link to nothing":
            path.unlink()
            path.symlink_to("nothing")
        case "a folder":
            path.unlink()
            path.mkdir()
        case "a pipe":
            path.unlink()
            os.mkfifo(path)
        case _:
            raise ValueError(how)


HOW = """truncated/empty/not canonical/another schema/a verdict/no sum/another sum/a list/too deep/not text
half a character/huge/a link/a link to nothing/a folder/a pipe"""


@pytest.mark.parametrize("how", HOW.replace("\n", "/").split("/"))
def test_a_damaged_entry_is_no_entry(write_claim: WriteClaim, first: First, how: str) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    ((path, _),) = entries(task="proof")
    honest = path.read_text()
    damaged(path, how)
    result = check(folder)
    assert (result.exit_code, claim()["tier"]) == (0, "certified")
    place = f"cache: {path.name[:2]}/{path.name[:16]}…: expected an entry as it was written, got "
    line, *more = notes(result)
    assert line.startswith(place)
    assert line.endswith("; it is not used")
    if how == "a folder":
        assert more == ["cache: expected a folder to write to, got Is a directory; nothing more was stored"]
    else:
        assert more == []
        assert (path.is_symlink(), path.read_text()) == (False, honest)
        assert notes(check(folder)) == []


def test_a_link_to_another_folder_is_neither_read_nor_written_through(
    write_claim: WriteClaim, first: First, tmp_path: Path
) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    ((path, _),) = entries(task="proof")
    shutil.move(path.parent, tmp_path / "elsewhere")
    path.parent.symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere" / path.name).write_text("mine")
    result = check(folder)
    assert (result.exit_code, claim()["tier"]) == (0, "certified")
    assert len(notes(result)) == 2
    assert (tmp_path / "elsewhere" / path.name).read_text() == "mine"


def test_an_entry_copied_to_another_key_is_no_entry(write_claim: WriteClaim, first: First) -> None:
    """The proof of one claim, under the name of the other's."""
    folder = write_claim("xor/one.py").parent.parent
    write_claim("xor/two.py", part=OR, proof="return Farkas((1, 1, 1, 2))")
    path = folder / "xor" / "two.py"
    path.write_text(path.read_text().replace("Source\n", "Source, Table\n", 1))
    assert first(folder) == 1
    (one, other) = [p for p, _ in entries(task="proof")]
    one_bytes, other_bytes = one.read_bytes(), other.read_bytes()
    one.write_bytes(other_bytes)
    other.write_bytes(one_bytes)
    result = check(folder)
    assert result.exit_code == 1
    assert len([line for line in notes(result) if "got the entry of another key" in line]) == 2
    assert (one.read_bytes(), other.read_bytes()) == (one_bytes, other_bytes)


# ------------------------------------------------------------------ who refuses what comes from the cache


def test_the_site_takes_nothing_that_nobody_judges_again(write_claim: WriteClaim, first: First) -> None:
    folder = write_claim("xor/one.py").parent.parent
    assert first(folder) == 0
    assert check(folder).exit_code == 0
    with pytest.raises(SiteError, match=r"^ledger\.json: expected a fresh run, got 4 answers from the cache; run"):
        read(Path("nlverify-out"))
    assert check(folder, "--fresh").exit_code == 0
    ledger, subjects = read(Path("nlverify-out"))
    assert ledger["summary"]["cached"] == {"answers": 0, "observations": 0, "theorems": 0}
    assert [subject.id for subject in subjects] == ["one"]
