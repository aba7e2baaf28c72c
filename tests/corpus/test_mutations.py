"""Every number, string and node of every statement and certificate of the corpus, changed a little.

A changed certificate must be rejected, or still be a proof; a changed statement must be
rejected with the old certificate, or be true. Which of the two it is, is never taken from a
list: `oracle.py` checks the certificate again without expanding anything, and the solvers, or
exact computation where the certificate is an example, decide about the statement.

What is cosmetic is left out. The file's `id` and `uses`, and the names of parts and controls,
say nothing that could be false; `nlverify recheck` compares each statement with the one of
the installed corpus, and so does the kind "sampled", which no certificate settles.
"""

import importlib.util
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from nlverify import corpus

HERE = Path(__file__).resolve().parent
Json = Any
Place = tuple[Any, ...]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"mutation_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NLCHECK = load(Path(corpus.__file__).parent / "nlcheck.py")
ORACLE = load(HERE.parent / "oracle.py")
MUTATIONS = load(HERE / "mutations.py")
STATEMENTS = load(HERE / "statements.py")

ENTRIES = corpus.load().entries
# Trained networks have thousands of weights, and each check multiplies all of them: these take about a minute, and
# each place is changed in one way, a different one from place to place.
LONG = ("classifies",)
SLOW = {
    name
    for name, entry in ENTRIES.items()
    if any(s.to_json()["kind"] in LONG for s in (*entry.claim.parts.values(), *entry.claim.illustrations.values()))
}
CLAIMS = [pytest.param(name, marks=pytest.mark.slow) if name in SLOW else name for name in ENTRIES]
# These show an example, or all there are, to be computed.
WITNESS = ("assignment/1", "weights/1", "network/1", "trace/1", "run/1", "catalogue/1", "classes/1", "equal-sums/1")
LENGTHY = 30_000  # characters of a statement and its certificate: of longer ones few places are changed
ALL, EACH, FEW = 60, 30, 4  # so many mutants: then all; so many places: then each; of lengthy data, about so many
COUNTS: Counter[str] = Counter()


class Evidence:
    """A target's statement, one certificate for it, and what that must establish."""

    def __init__(self, target: str, statement: Json, certificate: Json) -> None:
        self.target, self.statement = target, statement
        self.form = certificate.pop("format")
        self.certificate = certificate
        self.wanted = "refuted" if target.startswith("controls/") else "proved"
        self.effort = len(canonical(statement)) + len(canonical(certificate))


def evidence(name: str) -> list[Evidence]:
    """All certificates of a claim, from its own functions."""
    claim, found = ENTRIES[name].claim, []
    for proof in claim.proofs:
        group = "parts" if proof.target in claim.parts else "illustrations"
        statement = claim.statement(proof.target).to_json()
        if statement["kind"] not in NLCHECK.UNCHECKED:
            found.append(Evidence(f"{group}/{proof.target}", statement, proof.function().to_json()))
    for c in claim.controls.values():
        found += [Evidence(f"controls/{c.name}", c.statement.to_json(), c.function().to_json())]
    return found


@pytest.fixture(scope="module")
def claims() -> Iterator[dict[str, list[Evidence]]]:
    """Evidence by claim, searched for once."""

    class Found(dict[str, list[Evidence]]):
        def __missing__(self, name: str) -> list[Evidence]:
            self[name] = evidence(name)
            return self[name]

    yield Found()
    assert COUNTS["survivors"] == COUNTS["survivors shown true"]


def accepts(statement: Json, form: str, certificate: Json, wanted: str, *, validated: bool = False) -> bool:
    try:
        if not validated:
            NLCHECK.validate(statement)
        return bool(NLCHECK.check(statement, form, certificate) == wanted)
    except (NLCHECK.Rejected, NLCHECK.OverBudget, RecursionError):
        return False


def shows(statement: Json, form: str, certificate: Json, wanted: str) -> bool:
    """Whether the oracle finds the same; it expects well-formed certificates, and fails on others."""
    try:
        return bool(ORACLE.verify(statement, form, certificate) == wanted)
    except (AssertionError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return False


def changes(data: Json, kind: str, effort: int) -> Iterator[tuple[Place, Json]]:
    """All mutants of short data; else one for each place, or for every so many-th place of very long data.

    `effort` is the length of what is to be checked for each mutant. So the whole corpus takes minutes, not hours.
    """
    mutants = list(MUTATIONS.mutants(data)) if effort < LENGTHY else []
    if kind not in LONG and 0 < len(mutants) <= ALL:
        yield from mutants
        return
    places = [
        (place, [m for _, m in found])
        for place, found in itertools.groupby(mutants or MUTATIONS.mutants(data), key=lambda found: found[0])
    ]
    step = 1 if kind in LONG else every(len(places), effort)
    for turn, (place, choices) in enumerate(places):
        if turn % step == len(places) % step:
            yield place, choices[turn % len(choices)]


def every(places: int, effort: int) -> int:
    """Return how many places lie between two that are changed: 1 if all are."""
    return 1 + places // (EACH if effort < LENGTHY else FEW)


def canonical(data: Json) -> str:
    return json.dumps(data, sort_keys=True)


def true(statement: Json, e: Evidence) -> bool:
    """Whether a changed statement is what it should be: true for a part, false for a control."""
    if e.form in WITNESS:
        return shows(statement, e.form, e.certificate, e.wanted)
    said = STATEMENTS.solved(statement)
    COUNTS[f"solvers say {said}"] += 1
    if said != "unknown":
        return bool(said == {"proved": "holds", "refuted": "refuted"}[e.wanted])
    if statement["kind"] == "identity":
        return all(ORACLE.sides_agree(statement, seed) for seed in range(3))
    return shows(statement, e.form, e.certificate, e.wanted)


def count(kind: str, touched: set[Place], data: Json, effort: int) -> None:
    """Note what was done, and make sure that no number was left out, unless the data are long."""
    everything = {place for place, value in MUTATIONS.places(data) if value not in ({}, [])}
    if every(len(everything), effort) > 1:
        COUNTS[f"{kind} places"] += len(touched)
        return
    numbers = {place for place, value in MUTATIONS.places(data) if MUTATIONS.is_number(value)}
    assert numbers <= touched
    assert {place for place, value in MUTATIONS.places(data) if value not in ({}, [])} == touched
    COUNTS[f"{kind} numbers"] += len(numbers)
    COUNTS[f"{kind} places"] += len(touched)


@pytest.mark.parametrize("name", CLAIMS)
def test_changed_certificates(claims: dict[str, list[Evidence]], name: str) -> None:
    """Rejected, or still a proof by the oracle's own computation."""
    for e in claims[name]:
        assert accepts(e.statement, e.form, e.certificate, e.wanted)
        assert shows(e.statement, e.form, e.certificate, e.wanted)
        touched = set()
        for place, mutant in changes(e.certificate, e.statement["kind"], e.effort):
            touched.add(place)
            COUNTS["mutants of certificates"] += 1
            if accepts(e.statement, e.form, mutant, e.wanted, validated=True):
                COUNTS["survivors"] += 1
                assert shows(e.statement, e.form, mutant, e.wanted), (e.target, place, mutant)
                COUNTS["survivors shown true"] += 1
        count("certificates'", touched, e.certificate, e.effort)


@pytest.mark.parametrize("name", CLAIMS)
def test_changed_statements(claims: dict[str, list[Evidence]], name: str) -> None:
    """Rejected with the old certificate, or true."""
    for e in claims[name]:
        touched, shown = set(), dict[str, bool]()
        for place, mutant in changes(e.statement, e.statement["kind"], e.effort):
            touched.add(place)
            COUNTS["mutants of statements"] += 1
            if accepts(mutant, e.form, e.certificate, e.wanted):
                COUNTS["survivors"] += 1
                key = canonical(mutant)
                if key not in shown:
                    shown[key] = true(mutant, e)
                assert shown[key], (e.target, place, mutant)
                COUNTS["survivors shown true"] += 1
        count("statements'", touched, e.statement, e.effort)


@pytest.mark.parametrize("name", CLAIMS)
def test_exchanged_certificates(claims: dict[str, list[Evidence]], name: str) -> None:
    """A certificate for another target of the same claim, or of the next, in the place of the right one."""
    names = list(ENTRIES)
    neighbour = names[names.index(name) - 1]
    for e in claims[name]:
        for other in claims[name] + (claims[neighbour] if neighbour not in SLOW else []):
            if other.certificate == e.certificate:
                continue
            COUNTS["exchanged certificates"] += 1
            if accepts(e.statement, other.form, other.certificate, e.wanted):
                COUNTS["survivors"] += 1
                assert shows(e.statement, other.form, other.certificate, e.wanted), (e.target, other.target)
                COUNTS["survivors shown true"] += 1


def test_the_oracle_is_no_yes_man(claims: dict[str, list[Evidence]]) -> None:
    """It rejects most mutants that the checker rejects: nearly all that are well-formed, in a sample."""
    seen = Counter[bool | None]()
    for e in claims["xor-not-threshold"] + claims["circle-lift"] + claims["affine-collapse-n"]:
        for place, mutant in MUTATIONS.mutants(e.certificate):
            if MUTATIONS.is_number(node := at(e.certificate, place)) and isinstance(node, str):
                opinion = shows(e.statement, e.form, mutant, e.wanted)
                accepted = accepts(e.statement, e.form, mutant, e.wanted, validated=True)
                assert opinion == accepted or (opinion and '"0"' in canonical(mutant))  # a multiplier 0 is bad form
                seen[opinion] += 1
    assert seen[False] > 100
    assert seen[True] > 5


def at(data: Json, place: Place) -> Json:
    for key in place:
        data = data[key]
    return data


def test_the_mutations_touch_everything() -> None:
    """On data of which it can be counted by hand."""
    data = {"a": ["1", "-1/2", "x", ">="], "b": {"c": 3, "d": True}, "e": None}
    touched = Counter(place for place, _ in MUTATIONS.mutants(data))
    assert set(touched) == {(), ("a",), ("a", 0), ("a", 1), ("a", 2), ("a", 3), ("b",), ("b", "c"), ("b", "d"), ("e",)}
    changed = [m["a"][1] for place, m in MUTATIONS.mutants(data) if place == ("a", 1)]
    assert changed == ["1/2", "-3/2", "0", "-1/4"]  # plus one and the other sign are the same here
    assert [m["b"]["c"] for place, m in MUTATIONS.mutants(data) if place == ("b", "c")] == [4, 2, -3, 0, 1, "3"]
    assert [m["b"]["d"] for place, m in MUTATIONS.mutants(data) if place == ("b", "d")] == [False, 1, None]
    assert {m["a"][3] for place, m in MUTATIONS.mutants(data) if place == ("a", 3)} >= {"=", "!=", "<", "<=", ">"}
    lists = [m["a"] for place, m in MUTATIONS.mutants(data) if place == ("a",)]
    assert ["-1/2", "x", ">="] in lists
    assert ["1", "1", "-1/2", "x", ">="] in lists
    assert ["-1/2", "1", "x", ">="] in lists
    assert ["1", "1", "x", ">="] in lists
    objects = [m for place, m in MUTATIONS.mutants(data) if place == ()]
    assert {"b": data["b"], "e": None} in objects
    assert {"a": data["b"], "b": data["a"], "e": None} in objects
    assert all(canonical(m) != canonical(data) for _, m in MUTATIONS.mutants(data))
    assert data == {"a": ["1", "-1/2", "x", ">="], "b": {"c": 3, "d": True}, "e": None}


def test_a_checker_that_accepts_anything_would_be_noticed(
    claims: dict[str, list[Evidence]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a rule switched off, some survivor is not true, and the test above fails."""
    monkeypatch.setattr(NLCHECK, "check", lambda statement, form, certificate: "proved")
    monkeypatch.setattr(sys.modules[__name__], "COUNTS", Counter[str]())
    with pytest.raises(AssertionError):
        test_changed_certificates({"xor-not-threshold": claims["xor-not-threshold"][:1]}, "xor-not-threshold")
    with pytest.raises(AssertionError):
        test_changed_statements({"xor-not-threshold": claims["xor-not-threshold"][:1]}, "xor-not-threshold")


def test_the_count(record_testsuite_property: Callable[[str, object], None]) -> None:
    """In JUnit's report; and on the terminal, with -rP."""
    mutants = COUNTS["mutants of certificates"] + COUNTS["mutants of statements"] + COUNTS["exchanged certificates"]
    lines = {"mutants": mutants, "killed": mutants - COUNTS["survivors"], **COUNTS}
    for key, number in lines.items():
        record_testsuite_property(key, number)
        sys.stdout.write(f"{number:8}  {key}\n")
    assert COUNTS["survivors"] == COUNTS["survivors shown true"]
    assert mutants == 0 or lines["killed"] > mutants // 2
