"""Read a run's bundle: the checker judges it again, and the ledger is derived again from what is found.

No word of the bundle is taken on trust that another file of it contradicts: every file has the
bytes that the receipt lists, the receipt says what statement and prose say, and the ledger is
the one that follows. Whether statement and prose are those of a corpus is for `recheck` to say.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from nlverify import __version__
from nlverify.files import one_line, sha256
from nlverify.ledger import SCHEMA, judge, ledger
from nlverify.stated import cited, sampled_counts
from nlverify.theories import goals

Data: TypeAlias = dict[str, Any]

TIME = 600.0  # seconds for the checker on a whole bundle
AGAIN = "run check again"
BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)  # what a forged file can raise
# What a receipt repeats of page.json, which holds all that the corpus says.
LIBRARY = "rocq"  # the folder beside the bundle with the theories
REPEATED = ("id", "title", "says", "group", "sources", "uses", "parts", "illustrations")
MEASURED = ("missing_tools", "notes")  # of a ledger: what nobody can derive again, and no page shows
SOLVERS = ("z3", "cvc5")


class RecheckError(ValueError):
    """There is no bundle here, or the checker could not run."""


@dataclass
class Found:
    """What a bundle supports just now.

    `judged` holds the ledger's entries that follow, by id, and `ledger` all of the ledger, if
    one was there; `checked` is what the checker said of each folder; `problems` are the
    differences, one line each, those that are about one claim by its folder in `of`.
    """

    checker_sha256: str = ""
    certificates: int = 0
    checked: dict[str, Data] = field(default_factory=dict)
    judged: dict[str, Data] = field(default_factory=dict)
    ledger: Data | None = None
    problems: list[str] = field(default_factory=list)
    of: dict[str, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """Return all that is wrong."""
        return [*(f"{name}/{line}" for name, lines in self.of.items() for line in lines), *self.problems]


def ask_checker(checker: Path, *arguments: str) -> Data:
    """Run `nlcheck.py --json` in isolation and return its report.

    Raises RecheckError if it gives none.
    """
    command = [sys.executable, "-I", "-S", str(checker), "--json", *arguments]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME, check=False)
        report: Data = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise RecheckError(
            f"{checker.name}: expected a report, got {type(error).__name__}: {one_line(error)}"
        ) from None
    return report


def folder_of(out: Path) -> Path:
    """Return the bundle's folder: `bundle` below the folder that `check` wrote, or that folder itself.

    Raises RecheckError if there is nothing in it.
    """
    bundle = out / "bundle" if (out / "bundle").is_dir() else out
    if not bundle.is_dir() or not any(bundle.iterdir()):
        raise RecheckError(f"{out}: expected a bundle, got nothing; run `nlverify check` first")
    return bundle


def examine(out: Path, checker: Path) -> Found:
    """Have the checker judge a bundle again, and compare all that receipts and ledger say with what follows.

    Raises RecheckError if there is nothing to check.
    """
    bundle = folder_of(out)
    found, said = Found(), ask_checker(checker, str(bundle))
    found.checker_sha256 = str(said["checker_sha256"])
    found.problems += said["problems"]
    found.certificates = sum(len(c["certificates"]) for c in said["claims"])
    found.checked = {claim["folder"]: claim for claim in said["claims"]}
    then = _read_ledger(bundle.parent, found)
    receipts: dict[str, Data] = {}
    for name in _ordered(bundle, then):
        lines = found.of.setdefault(name, [])
        receipt = _receipt(bundle / name, found.checked.get(name), found.checker_sha256, lines)
        if receipt is not None:
            try:
                found.judged[name] = judge(receipt, found.judged)
                receipts[name] = receipt
            except BROKEN as error:
                lines.append(_broken("receipt.json", error))
    if then is not None:
        _compare(then, receipts, found)
    return found


# ------------------------------------------------------------------ one claim


def _receipt(folder: Path, verdict: Data | None, checker_sha256: str, problems: list[str]) -> Data | None:
    """Return what the receipt records, with this very verdict of the checker; add what it says wrongly."""
    try:
        content = _content(folder / "receipt.json")
        receipt: Data = json.loads(content)
        page = json.loads(_content(folder / "page.json"))
        statement = json.loads(_content(folder / "statement.json"))
        files = {p.name: sha256(_content(p)) for p in sorted(folder.iterdir()) if p.name != "receipt.json"}
        for name in sorted(set(files) | set(receipt["files"])):
            here, listed = files.get(name, "no such file"), receipt["files"].get(name, "no such file")
            if here != listed:
                problems.append(f"{name}: expected {listed} as the receipt says, got {here}; {AGAIN}")
        controls = [control["name"] for control in page["controls"]]
        wanted = {**{key: page[key] for key in REPEATED}, "controls": controls}
        wanted |= {"sampled": sampled_counts(statement), "cited": cited(statement)}
        for key in ("id", "uses", "parts", "illustrations", "controls"):
            stated = statement[key]
            same = sorted(stated) == sorted(wanted[key]) if isinstance(stated, dict) else stated == wanted[key]
            if not same:
                problems.append(f"page.json: expected the {key} of statement.json, got another; {AGAIN}")
        problems += [
            f"receipt.json: expected what statement and prose say, got another {key}; {AGAIN}"
            for key, value in wanted.items()
            if receipt[key] != value
        ]
        if verdict is not None and receipt["checker"]["claim"] != verdict:
            problems.append(f"receipt.json: expected what nlcheck says, got another verdict or reading; {AGAIN}")
        if verdict is not None and verdict["id"] != folder.name:
            problems.append(f"statement.json: expected the id {folder.name}, got {one_line(verdict['id'])}; {AGAIN}")
        _compare_functions(receipt, page, problems)
        _compare_answers(receipt, files, problems)
        _compare_theorems(receipt, page, folder, problems)
        if receipt["versions"].get("nlverify") != __version__:
            problems.append(f"receipt.json: expected a run of nlverify {__version__}, got another; {AGAIN}")
        checked = {"status": "done", "message": "", "exit": 0, "problems": [], "claim": verdict}
        checked |= {"sha256": checker_sha256, "then": receipt["checker"]["sha256"]}
        return {**receipt, **wanted, "checker": checked, "sha256": sha256(content)}
    except BROKEN as error:
        problems.append(_broken("receipt.json", error))
        return None


def _compare_functions(receipt: Data, page: Data, problems: list[str]) -> None:
    """Add a line if the evidence is not that of the functions on the page, or the answers are of no known solver."""
    functions = [(p["for"], p["name"], p["engine"]) for p in page["proofs"]]
    functions += [(f"controls/{c['name']}", c["name"], "exact") for c in page["controls"]]
    if sorted(functions) != sorted((e["for"], e["proof"], e["engine"]) for e in receipt["evidence"]):
        problems.append(f"receipt.json: expected evidence of the claim's own functions, got other; {AGAIN}")
    if {a["solver"] for a in receipt["answers"]} - {s for s in SOLVERS if receipt["versions"][s]}:
        problems.append(f"receipt.json: expected answers of installed solvers, got others; {AGAIN}")


def _compare_answers(receipt: Data, files: Mapping[str, str], problems: list[str]) -> None:
    """Add a line if an answer is to no question of the bundle, or a conclusion rests on answers that nobody gave."""
    given: dict[tuple[str, str], set[str]] = {}
    for a in receipt["answers"]:
        given.setdefault((a["for"], a["solver"]), set()).add(a["answer"])
        if a["sha256"] != files.get(a["file"], ""):
            problems.append(f"receipt.json: expected answers to the questions here, got one to another; {AGAIN}")
    concluded = {
        (t, s): said["grounds"] for t, solvers in receipt["conclusions"].items() for s, said in solvers.items()
    }
    if set(concluded) != set(given) or any(not set(grounds) <= given[key] for key, grounds in concluded.items()):
        problems.append(f"receipt.json: expected conclusions from the answers, got others; {AGAIN}")


def _compare_theorems(receipt: Data, page: Data, folder: Path, problems: list[str]) -> None:
    """Add a line if the kernel was asked something else than the page says, or with other theories than those here."""
    asked = page["theorems"]
    if asked and _content(folder / "theorems.v").decode() != goals(page["id"], asked):
        problems.append(f"theorems.v: expected what page.json says about the theorems, got another file; {AGAIN}")
    allowed = {(t["for"], t["name"]): set(t["axioms"]) for t in asked}
    given = [(t["for"], t["proof"]) for t in receipt["theorems"]]
    if len(set(given)) != len(given) or not set(given) <= set(allowed) or (given and not receipt["versions"]["rocq"]):
        problems.append(f"receipt.json: expected verdicts on the claim's theorems, got others; {AGAIN}")
    elif any(t["accepted"] and not set(t["axioms"]) <= allowed[t["for"], t["proof"]] for t in receipt["theorems"]):
        problems.append(f"receipt.json: expected only the axioms that the claim allows, got more; {AGAIN}")
    sources = receipt["kernel"]["sources"]
    if asked and not {f"{t['name'].split('.')[0]}.v" for t in asked} <= set(sources):
        problems.append(f"receipt.json: expected the theories of the theorems, got others; {AGAIN}")
    for name, listed in sources.items():
        path = folder.parent.parent / LIBRARY / Path(name).name
        if not path.is_file() or sha256(_content(path)) != listed:
            problems.append(
                f"{LIBRARY}/{one_line(name)}: expected the theory of this run, got none or another; {AGAIN}"
            )


def _ordered(bundle: Path, then: Data | None) -> Iterator[str]:
    """Yield the claims' folders in the ledger's order, but each after those that it uses."""
    folders = {path.name: path for path in sorted(bundle.iterdir()) if path.is_dir() and not path.is_symlink()}
    given = [claim["id"] for claim in then["claims"]] if then else []
    first = [name for name in given if name in folders]
    uses = {name: list(_uses(path)) for name, path in folders.items()}
    done: set[str] = set()

    def place(name: str) -> Iterator[str]:
        if name in folders and name not in done:
            done.add(name)
            for used in uses[name]:
                yield from place(used)
            yield name

    for name in dict.fromkeys([*first, *folders]):
        yield from place(name)


def _uses(folder: Path) -> Iterable[str]:
    try:
        uses = json.loads(_content(folder / "statement.json"))["uses"]
    except BROKEN:
        return ()
    return [name for name in uses if isinstance(name, str)] if isinstance(uses, list) else ()


# ------------------------------------------------------------------ the ledger


def _read_ledger(folder: Path, found: Found) -> Data | None:
    """Return the ledger; None, with a line, if there is none beside the bundle or it is none."""
    path = folder / "ledger.json"
    if not path.exists():
        found.notes.append("ledger.json: none beside the bundle, so no tier was compared")
        return None
    try:
        data = json.loads(_content(path))
        if data["schema"] != SCHEMA:
            raise ValueError(f"expected schema {SCHEMA}, got another")
        ids = [claim["id"] for claim in data["claims"]]
        if not ids or len(set(ids)) != len(ids) or not all(isinstance(name, str) for name in ids):
            raise ValueError("expected each claim once, and one or more")
        for key, kinds in (("versions", dict), ("corpus", dict), ("summary", dict), *((k, list) for k in MEASURED)):
            if not isinstance(data[key], kinds):
                raise TypeError(f"{key}: expected {kinds.__name__}")
        seconds = data["summary"]["seconds"]
        if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 1e9:
            raise ValueError("summary: expected seconds")
        if not all(isinstance(line, str) for key in MEASURED for line in data[key]):
            raise TypeError(f"{' and '.join(MEASURED)}: expected lines")
    except BROKEN as error:
        found.problems.append(_broken("ledger.json", error))
        return None
    ledger_data: Data = data
    return ledger_data


def _compare(then: Data, receipts: Mapping[str, Data], found: Found) -> None:
    """Derive the ledger again, and add a line for everything that it says otherwise."""
    listed = {claim["id"]: claim for claim in then["claims"]}
    for name in sorted(set(listed) - set(found.of)):
        found.problems.append(f"ledger.json: expected only claims of the bundle, got {one_line(name)}")
    for name, now in found.judged.items():
        if name not in listed:
            found.problems.append(f"ledger.json: expected an entry for {name}, got none; {AGAIN}")
        else:
            found.problems += [f"ledger.json, {name}: {line}" for line in _differences(listed[name], now)]
    ran = [r["versions"] for r in receipts.values()]
    if any(versions != then["versions"] for versions in ran):
        found.problems.append(f"ledger.json: expected the versions that the receipts name, got others; {AGAIN}")
    recorded = {r["checker"]["then"] for r in receipts.values()}
    if recorded and recorded != {then.get("checker", {}).get("sha256")}:
        found.problems.append(f"ledger.json: expected the checker that the receipts name, got another; {AGAIN}")
    if recorded - {found.checker_sha256}:
        found.notes.append("nlcheck: the run was judged by another one, which this one now replaces")
    derived = ledger(
        list(receipts.values()),
        versions=then["versions"],
        seconds=then["summary"]["seconds"],
        complete=then["corpus"].get("complete") is True,
        missing_tools=then["missing_tools"],
        notes=then["notes"],
    )
    if derived["summary"] != then["summary"]:
        found.problems.append(f"ledger.json: expected a summary of its own claims, got another; {AGAIN}")
    if derived["corpus"] != then["corpus"]:
        found.problems.append(f"ledger.json: expected a label that the claims earn, got another; {AGAIN}")
    if set(derived) != set(then):
        found.problems.append(f"ledger.json: expected {', '.join(derived)}, got {one_line(', '.join(then))}; {AGAIN}")
    found.ledger = derived


def _differences(then: Data, now: Data) -> list[str]:
    """Return one line if a ledger's entry is not the one that the bundle supports."""
    if then.get("tier") != now["tier"]:
        return [f"expected tier {now['tier']}, got {one_line(then.get('tier'))}; {AGAIN}"]
    keys = sorted(key for key in {*now, *then} if key not in then or key not in now or then[key] != now[key])
    got = one_line(", ".join(keys))
    return [f"expected what the bundle supports, got another {got}; {AGAIN}"] if keys else []


def _content(path: Path) -> bytes:
    """Return the bytes of a file; to read a pipe could take for ever.

    Raises ValueError if it is not a plain file.
    """
    if not path.is_file():
        raise ValueError(f"{path.name}: no plain file")
    return path.read_bytes()


def _broken(name: str, error: Exception) -> str:
    what = "a ledger" if name == "ledger.json" else "a receipt"
    return f"{name}: expected {what}, got {type(error).__name__}: {one_line(error)}"
