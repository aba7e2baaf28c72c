"""Certificates replayed in Rocq's kernel: good ones are accepted, and each kind of fault is rejected there."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from nlverify.claim import REALS
from nlverify.cli import nlverify
from nlverify.corpus import installed_folder
from nlverify.engines import kernel, kernel_replay
from nlverify.engines.kernel_replay import Replay, replay
from nlverify.engines.rocq_goals import THEORY, Goal
from nlverify.theories import Library

Json = Any

POINTS = [["0", "0"], ["0", "1"], ["1", "0"], ["1", "1"]]
XOR = {"kind": "not-separable", "family": "affine-unit", "fires": ">", "points": POINTS, "values": list("0110")}
LAYERS = XOR | {"family": "scaled-affine-network", "fires": ">="}
MONOTONE = XOR | {"family": "monotone-unit"}
HALVES = [[k, "1/2"] for k in range(4)]
ABS = {"kind": "forall", "variables": ["x"], "then": [">=", ["abs", "x"], "x"]}
# Row 0 is x - relu(x) - relu(-x) > 0. Where x >= 0 the first relu is x, and so on.
ABOVE = {"relu": 1, "above": {"rows": [[0, "1"], [2, "1"]]}, "below": {"rows": [[0, "1"]]}}
BELOW = {"relu": 1, "above": {"rows": [[0, "1"], [1, "2"]]}, "below": {"rows": [[0, "1"], [1, "1"]]}}


def cases(*trees: Json) -> Json:
    """Return a certificate cases/1."""
    return {"format": "cases/1", "trees": list(trees)}


def changed(data: Json, *path: Any) -> Json:
    """Return a copy in which what stands at the path before the last entry is that entry."""
    *steps, last, value = path
    copy = deepcopy(data)
    place = copy
    for step in steps:
        place = place[step]
    place[last] = value
    return copy


def theories() -> Library:
    """Return the theories that the package ships."""
    folder = installed_folder() / "rocq" / "theories"
    return Library({path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.v")}, {})


FARKAS = cases({"rows": HALVES})
TREE = cases({"relu": 0, "above": ABOVE, "below": BELOW})
LAWS = {"kind": "forall", "variables": ["x"], "then": [">", ["exp", "x"], "x"]}
TANGENT = cases({"exp": [0], "degree": 1, "then": {"rows": [[0, "1"], [1, "1"]]}})
ROOT = {"kind": "forall", "variables": ["x"], "then": [">", ["sqrt", "2"], "7/5"]}
BOUNDS = cases({"enclose": 0, "digits": 3, "then": {"rows": [[0, "1"], [1, "1"]]}})
NETWORK = {"kind": "no-network", "hidden": 1, "activation": "relu", "readout": "=", "skip": False}
NETWORK |= {"points": [["0"], ["0"]], "values": ["0", "1"]}
DIFFERENCE = {"rows": [[0, "1"], [1, "-1"]]}
ONE_UNIT = cases(DIFFERENCE, DIFFERENCE)  # the outer weight is -1, or 1
GOOD = {
    "farkas": (XOR, FARKAS),
    "layers": (LAYERS, FARKAS),
    "monotone": (MONOTONE, cases({"rows": [[0, "1"], [3, "1"]]})),
    "tree": (ABS, TREE),
    "laws": (LAWS, TANGENT),
    "bounds": (ROOT, BOUNDS),
    "network": (NETWORK, ONE_UNIT),
}
BAD = {
    "multiplier": (XOR, changed(FARKAS, "trees", 0, "rows", 1, 1, "1/3")),
    "negative": (XOR, cases({"rows": [[k, "-1/2"] for k in range(4)]})),
    "truncated": (XOR, cases({"rows": HALVES[:3]})),
    "padded": (XOR, cases({"rows": [*HALVES, [4, "1"]]})),
    "nothing": (XOR, cases({"rows": []})),
    "label": (changed(XOR, "values", 3, "1"), FARKAS),
    "shorter_point": (changed(XOR, "points", 3, ["1"]), FARKAS),
    "longer_point": (changed(XOR, "points", 0, ["0", "0", "0"]), FARKAS),
    "another_dimension": (XOR | {"points": [[*p, str(i * i)] for i, p in enumerate(POINTS)]}, FARKAS),
    "fewer_labels": (XOR | {"values": list("011")}, FARKAS),
    "more_labels": (XOR | {"values": list("01101")}, FARKAS),
    "tree_multiplier": (ABS, changed(TREE, "trees", 0, "below", "above", "rows", 1, 1, "1")),
    "missing_branch": (ABS, cases(ABOVE)),
    "branches_exchanged": (ABS, cases({"relu": 0, "above": BELOW, "below": ABOVE})),
    "another_relu": (ABS, changed(TREE, "trees", 0, "relu", 1)),
    "even_degree": (LAWS, changed(TANGENT, "trees", 0, "degree", 2)),
    "another_bound": (changed(ROOT, "then", 2, "3/2"), BOUNDS),
    "fewer_networks": (NETWORK, cases(DIFFERENCE)),
    "false_statement": (changed(ABS, "then", 2, ["*", "x", "2"]), TREE),
}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> kernel.Build:
    """Return the published theories, compiled once for all tests here."""
    build = kernel_replay.compiled(theories(), tmp_path_factory.mktemp("rocq"), [THEORY, "CaseReals"], Replay())
    assert build is not None
    return build


@pytest.fixture
def once(build: kernel.Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the published theories not compiled again."""
    really = kernel_replay.compiled
    monkeypatch.setattr(kernel_replay, "compiled", lambda *a: build if a[2] == [THEORY] else really(*a))


@pytest.fixture(scope="module")
def replayed(build: kernel.Build, tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """Return what the kernel said of each of the certificates above, all in one bundle."""
    bundle = tmp_path_factory.mktemp("bundle")
    for name, (statement, certificate) in (GOOD | BAD).items():
        (bundle / name).mkdir()
        (bundle / name / "statement.json").write_text(json.dumps({"parts": {"main": statement}}))
        (bundle / name / "certificate-main.json").write_text(json.dumps({"for": "parts/main", **certificate}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernel_replay, "compiled", lambda *_: build)
        return replay(bundle, theories())


@pytest.mark.parametrize("name", GOOD)
def test_the_kernel_accepts_a_certificate(name: str, replayed: Replay) -> None:
    assert f"{name}/certificate-main.json" not in replayed.rejected
    assert replayed.accepted == {"cases/1": len(GOOD)}
    assert not replayed.axioms
    assert not replayed.problem


@pytest.mark.parametrize("name", BAD)
def test_the_kernel_rejects_a_certificate_with_a_fault(name: str, replayed: Replay) -> None:
    said = replayed.rejected[f"{name}/certificate-main.json"]
    assert said == "expected the check of the tree to end in true, got false"


def test_the_laws_of_exp_hold_for_the_real_numbers(build: kernel.Build) -> None:
    file = build.folder / "Ask.v"
    file.write_text(
        'From NL Require Import CaseReals.\nGoal True. idtac "R_lawful". Abort.\nPrint Assumptions R_lawful.\n'
    )
    code, output, _ = kernel.run(kernel.command(build.folder, file), build.folder)
    axioms = kernel.assumptions(output, ["R_lawful"])
    assert code == 0
    assert axioms is not None
    assert set(axioms["R_lawful"]) <= {*REALS, "Classical_Prop.classic"}


@pytest.fixture
def recheck(judged: Callable[..., Any], corpus: Path, tmp_path: Path, once: None) -> Callable[[], Any]:
    """Return what rechecks, in the kernel too, the bundle of a run of a corpus with one claim."""
    assert judged()["tier"] == "kernel"
    return lambda: CliRunner().invoke(
        nlverify, ["recheck", "--kernel", "--corpus", str(corpus), str(tmp_path / "out" / "bundle")]
    )


def test_recheck_prints_the_verdict_of_the_kernel_beside_that_of_nlcheck(
    recheck: Callable[[], Any], tmp_path: Path
) -> None:
    result = recheck()
    assert result.exit_code == 0, result.output
    assert re.search(r"^accepted: 1 of 1 claims", result.output, re.MULTILINE)
    assert "kernel: accepted: 1 of 2 certificates (1 of 1 cases/1, 0 of 1 weights/1), axioms" in result.output
    assert "axioms under them: none" in result.output
    assert "1 of 1 theorems" in result.output


def test_what_the_kernel_rejects_makes_recheck_fail(
    recheck: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel_replay, "replay", lambda *_: Replay(rejected={"bent/main.json": "a fault"}))
    result = recheck()
    assert result.exit_code == 1
    assert re.search(r"^accepted: 1 of 1 claims", result.output, re.MULTILINE)
    assert "bent/main.json: kernel: a fault" in result.output
    assert "kernel: REJECTED: 0 of 0" in result.output


def test_without_coqc_recheck_says_how_to_install_it_and_is_undecided(
    recheck: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, "found", lambda: None)
    result = recheck()
    assert result.exit_code == 3
    assert "kernel: undecided: expected coqc, got none; apt-get install coq, or opam install coq" in result.output


def test_a_theorem_that_rests_on_an_axiom_does_not_count(build: kernel.Build, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel_replay, "HEADER", "Axiom planted : False.\n")
    found = Replay()
    goal = Goal("true = true", "pose proof planted as H; clear H")
    kernel_replay.ask(build, [kernel_replay.Question("here", "cases/1", "one", goal)], found)
    assert found.rejected == {"here": "expected no axiom under 1 theorems, got planted"}
    assert (found.axioms, found.accepted) == ({"planted"}, {})
