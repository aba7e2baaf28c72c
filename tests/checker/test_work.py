"""The work is bounded: whatever a file asks for, the checker ends with exit code 2 or 3 before anybody gives up.

Most of this runs with a hundredth of the budget, and has to end in about a hundredth of the time.
"""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from nlcheck_files import CHECKER, PART, PROOF, Json, bundle, process, with_part, write


def tower(height: int, bottom: Json = "x") -> Json:
    for _ in range(height):
        bottom = ["^", bottom, 64]
    return bottom


def scalar(left: Json, ring: str = "commutative-ring") -> Json:
    return {"kind": "identity", "ring": ring, "symbols": {"x": ["1", "1"]}, "left": left, "right": "x"}


LONG = "7" * 3990
RELUS = [["relu", ["+", "x", str(k)]] for k in range(1000)]
LAST = [  # obstructions of 20 points on a line that all end at the last one, so that no labelling is excluded before
    [str({i: 19 - j, j: i - 19, 19: j - i}.get(k, 0)) for k in range(20)] for j in range(19) for i in range(j)
]
HALF_LINES = [[w, str(Fraction(2 * k - 1, 2) * (-1 if w == "1" else 1))] for k in range(20) for w in ("1", "-1")]


def bushy(depth: int) -> list[str]:
    """A tree in a place where 682 and its opposite 341 are both true, so that an XOR closes every branch."""
    return ["branch 512", *bushy(depth - 1) * 2] if depth else ["xor 341 341 682 682"]


BRANCHES = ["branch 341", *bushy(14)]
FORALL = {"kind": "forall", "variables": ["x"], "then": ["<", tower(5), "1"]}
HARD = {
    "a tower of powers, expanded": (scalar(tower(4)), {"format": "expansion/1", "terms": []}),
    "a tower of powers of a sum": (scalar(tower(2, ["+", "x", "1"])), {"format": "expansion/1", "terms": []}),
    "a tower of powers that do not commute": (
        scalar(tower(2, ["+", "x", "1"]), "ring"),
        {"format": "expansion/1", "terms": []},
    ),
    "a tower of powers of 3/2": (scalar(tower(5, "3/2"), "reals"), {"format": "expansion/1", "terms": []}),
    "a tower of powers, computed at 3": (FORALL, {"format": "assignment/1", "values": {"x": "3"}}),
    "a tower of powers, computed at 3/2": (FORALL, {"format": "assignment/1", "values": {"x": "3/2"}}),
    "a tower of powers at a point": (
        {"kind": "computes", "variables": ["x"], "expression": tower(5), "points": [["3/2"]], "values": ["1"]},
        {"format": "trace/1", "values": ["1"]},
    ),
    "a square in a leaf": (
        PART,
        {"format": "cases/1", "trees": [{"products": [["1", [], tower(3, ["+", "x", "1"])]]}]},
    ),
    "a row a hundred times": (
        {
            **PART,
            "given": [[">=", ["+", "x", "y", "z", "u", "v"], "1"]],
            "variables": [*"xyzuv"],
            "witness": dict.fromkeys("xyzuv", "1"),
        },
        {"format": "cases/1", "trees": [{"products": [["1", [0] * 100]]}]},
    ),
    "long denominators": (
        {
            "kind": "separable",
            "family": "affine-unit",
            "fires": ">",
            "points": [["1"] * 3000, ["0"] * 3000],
            "values": ["1", "0"],
        },
        {"format": "weights/1", "weights": [f"1/{10**3900 + 2 * k + 1}" for k in range(3000)], "bias": "0"},
    ),
    "a hundred units at a thousand points": (
        {
            "kind": "no-network",
            "hidden": 99,
            "activation": "relu",
            "readout": "=",
            "skip": False,
            "points": [[str(k + 1)] * 20 for k in range(1000)],
            "values": [str(k) for k in range(1000)],
        },
        {"format": "cases/1", "trees": [{"rows": [[0, "1"]]}] * 100},
    ),
    "long constants times 0": (
        {
            "kind": "computes",
            "variables": ["x"],
            "expression": ["+", *(["*", LONG, "x"] for _ in range(1000))],
            "points": [["0"]],
            "values": ["0"],
        },
        {"format": "trace/1", "values": ["0"]},
    ),
    "a thousand ReLUs": (
        {"kind": "exists", "variables": ["x"], "such_that": [["<", ["+", *RELUS], "0"]]},
        {"format": "cases/1", "trees": [{"rows": [[0, "1"]]}]},
    ),
    "a thousand digits of e": (
        {"kind": "exists", "variables": ["x"], "such_that": [["<", ["exp", f"1/{LONG}"], "0"]]},
        {"format": "cases/1", "trees": [{"enclose": 0, "digits": 999, "then": {"rows": [[0, "1"], [1, "1"]]}}]},
    ),
    "a Taylor polynomial of many unknowns": (
        {"kind": "exists", "variables": [*"xyzuv"], "such_that": [["<", ["exp", ["+", *"xyzuv"]], "0"]]},
        {"format": "cases/1", "trees": [{"exp": [0], "degree": 63, "then": {"rows": [[0, "1"], [1, "1"]]}}]},
    ),
    "a million labellings": (
        {"kind": "dichotomies", "points": [[str(k)] for k in range(20)], "count": 40, "parallelograms": False},
        {"format": "catalogue/1", "units": HALF_LINES, "obstructions": LAST},
    ),
    "a tree of many branches": (
        {"kind": "hidden-xor", "inputs": 9, "functions": "0"},
        {"format": "classes/1", "tree": BRANCHES},
    ),
    "a product of large matrices": (
        {"kind": "iterates", "matrix": [["1"] * 90] * 90, "start": ["1"] * 90, "modulus": "7", "steps": 2**31 - 1}
        | {"result": ["1"] * 90},
        {"format": "trace/1", "values": ["1"] * 90},
    ),
}


def networks(count: int, points: int) -> Json:
    unit = {"weights": ["1"], "bias": "0", "out": "1"}
    values = ["0", *["1"] * (points - 1)]
    table = {"points": [[str(k)] for k in range(points)], "values": values}
    network = {"units": [unit], "bias": "0"}
    return {"kind": "classifies", "activation": "relu", "networks": [network] * count, "margin": "1", **table}


TOO_HARD_TO_READ = {
    "a tower of powers in a hypothesis": {**PART, "given": [[">=", tower(5), "1"]], "witness": {"x": "3/2"}},
    "many hypotheses": {**PART, "given": [[">=", tower(2), "1"]] * 200, "witness": {"x": "3/2"}},
    "many networks at many points": networks(300, 300),
}


@pytest.fixture
def hasty(tmp_path: Path) -> Path:
    """A copy of the checker with a hundredth of the budget."""
    source, count = re.subn(r"(?m)^BUDGET = 20_000_000\b", "BUDGET = 200_000", CHECKER.read_text(encoding="utf-8"))
    assert count == 1
    copy = tmp_path / "nlcheck.py"
    copy.write_text(source, encoding="utf-8")
    return copy


def files(folder: Path, name: str) -> tuple[Path, Path]:
    statement, certificate = HARD[name]
    certificate = {"for": "parts/main", **certificate}
    return write(folder / "statement.json", with_part(statement)), write(folder / "certificate.json", certificate)


@pytest.mark.parametrize("name", HARD)
def test_the_work_is_bounded(tmp_path: Path, hasty: Path, name: str) -> None:
    done = process(*files(tmp_path, name), checker=hasty, timeout=20)
    assert (done.returncode, done.stderr) == (3, ""), done.stdout[-300:]
    assert "steps of work" in done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a tower of powers, computed at 3/2", "long denominators", "a row a hundred times"])
def test_the_whole_budget_is_about_half_a_minute(tmp_path: Path, name: str) -> None:
    assert process(*files(tmp_path, name), timeout=150).returncode == 3


@pytest.mark.parametrize("name", TOO_HARD_TO_READ)
def test_the_work_for_a_statement_is_bounded(tmp_path: Path, hasty: Path, name: str) -> None:
    statement = with_part(TOO_HARD_TO_READ[name])
    paths = write(tmp_path / "statement.json", statement), write(tmp_path / "certificate.json", PROOF)
    done = process(*paths, checker=hasty, timeout=20)
    assert (done.returncode, done.stderr) == (2, "")
    assert "smaller" in done.stdout


def test_what_the_corpus_needs_is_far_below_the_budget(tmp_path: Path, hasty: Path) -> None:
    done = process(bundle(tmp_path / "bundle"), checker=hasty)
    assert done.returncode == 0, done.stdout
