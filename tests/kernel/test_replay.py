"""Certificates replayed in Rocq's kernel: good ones are accepted, and each kind of fault is rejected there."""

import json
from copy import deepcopy
from typing import Any

import pytest

from nlverify.corpus import installed_folder
from nlverify.engines.kernel_replay import Replay, replay
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


FARKAS = cases({"rows": HALVES})
TREE = cases({"relu": 0, "above": ABOVE, "below": BELOW})
GOOD = {
    "farkas": (XOR, FARKAS),
    "layers": (LAYERS, FARKAS),
    "monotone": (MONOTONE, cases({"rows": [[0, "1"], [3, "1"]]})),
    "tree": (ABS, TREE),
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
    "false_statement": (changed(ABS, "then", 2, ["*", "x", "2"]), TREE),
}


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """Return what the kernel said of each of the certificates above, all in one bundle."""
    bundle = tmp_path_factory.mktemp("bundle")
    for name, (statement, certificate) in (GOOD | BAD).items():
        (bundle / name).mkdir()
        (bundle / name / "statement.json").write_text(json.dumps({"parts": {"main": statement}}))
        (bundle / name / "certificate-main.json").write_text(json.dumps({"for": "parts/main", **certificate}))
    folder = installed_folder() / "rocq" / "theories"
    return replay(bundle, Library({path.stem: path.read_text() for path in folder.glob("*.v")}, {}))


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
