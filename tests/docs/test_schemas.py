"""The JSON Schemas accept every file of the corpus, and refuse what is obviously wrong."""

import copy
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from nlverify import corpus
from nlverify.claim import (
    XOR,
    Classifies,
    Computes,
    Exists,
    ForAll,
    Identity,
    Induction,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Sampled,
    Separable,
    SomeNetwork,
    Statement,
    scalars,
)
from nlverify.evidence import (
    Assignment,
    Branch,
    Cases,
    Catalogue,
    Classes,
    Enclose,
    EqualSums,
    Evidence,
    Exp,
    Expansion,
    Leaf,
    Let,
    Network,
    Run,
    Split,
    Steps,
    Trace,
    Unit,
    Weights,
)
from nlverify.exact.expression import absolute, atom, differs, equals, exp, fused, leaky_relu, relu, softplus, symbols
from nlverify.statement import Cited, Dichotomies, HiddenXor, Iterates, Rounded

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "schemas"
SCHEMAS = {p.name: json.loads(p.read_text()) for p in FOLDER.glob("*.json")}
REGISTRY: Registry[Any] = Registry().with_resources([(n, Resource.from_contents(s)) for n, s in SCHEMAS.items()])
CORPUS = corpus.load(encodable=lambda _: True)
x, y, f = symbols("x y f")

STATEMENTS: tuple[Statement, ...] = (
    Identity("ring", scalars("x y"), x * y, y * x),
    Induction("reals", scalars("x f"), {"f": (x, f * x + 1)}, ("x",), f >= 0, (x >= 0,), {"x": 1}),
    Induction("semiring", {"x": ("n", "1"), "f": ("m", "1")}, {"f": (x, f)}, (), equals(f, x), width=("m", "n", "k")),
    Induction("reals", scalars("f"), {"f": (x, exp(f))}, (), (f >= 0, differs(f, 1)), (f < 2,), {}),
    ForAll(("x", "y"), (softplus(x) > y, x < 0)),
    ForAll(("x", "y"), absolute(x) - y / 2 > relu(y**2), (x > 0,), {"x": 1, "y": Fraction(-1, 2)}),
    Exists(("x",), (leaky_relu(x, Fraction(-1, 2)) >= 1,)),
    NotSeparable(XOR),
    Separable(XOR, ">=", "monotone-unit"),
    NotAffine(XOR),
    NoNetwork(XOR, 1, ("leaky", Fraction(1, 3)), ">", skip=True),
    SomeNetwork(XOR, 2),
    Computes(("x", "y"), x * y),
    Computes(("x", "y"), fused(x * y + 1), XOR, Rounded("binary32", ("RNE", "RTZ"))),
    Dichotomies(((0, 0), (0, 1), (1, 0), (1, 1)), 14, parallelograms=True),
    HiddenXor(9, 144130531453121108),
    Iterates(((1, 1), (1, 0)), (1, 0), 10, 5, (8, 5)),
    Cited("Some theorem.", "someone-1999", "Its proof is long."),
    Classifies(XOR, ({"units": [{"weights": ["1", "1"], "bias": "0", "out": "-2"}], "bias": "0"},), Fraction(1, 2)),
    Sampled("train-xor/1", {"seed": "1"}, trials=100, successes=71),
)
LEAF = Leaf({0: 1, 2: Fraction(1, 2)}, ((2, (0, 1), None), (1, (), x + 1)), {3: x - y})
EVIDENCE: tuple[Evidence, ...] = (
    Expansion({("x", "y"): 2, (): -1}),
    Assignment({"x": 1, "A": ((1, 2), (0, Fraction(1, 3)))}),
    Cases((Split(LEAF, Split(LEAF, LEAF, row=4), relu=0),)),
    Steps({("x",): 1}, {("x", "x"): -1}),
    Cases((Branch(0, (LEAF, LEAF, LEAF)), Split(LEAF, LEAF, sign=x - atom(0)))),
    Cases((Exp((0,), LEAF), Exp((0,), LEAF, degree=3), Exp((0, 1, 2), Enclose(0, 5, Let(exp(atom(0)), LEAF))))),
    Steps((LEAF,), (LEAF, Split(LEAF, LEAF, row=1))),
    Catalogue(((1, -1), (0, 1)), ((1, -2, 1),)),
    Classes(("branch 4", "weights 1 0 0", "xor 1 2 5 6")),
    EqualSums("0110", (1, 2), (0, 3)),
    Run({"x": ((1,),)}, ({"y": ((2,),)},)),
    Weights((1, -1), Fraction(1, 2)),
    Network((Unit((1, 1), 0, -2),), skip=(1, 0)),
    Trace((0, 1, 1, 0)),
)


def errors(schema: str, data: object) -> list[str]:
    validator = Draft202012Validator(SCHEMAS[schema], registry=REGISTRY)
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(data)]


def statement_errors(statement: object) -> list[str]:
    other = NotSeparable(XOR).to_json()
    claim = {"schema": "nlverify-statement/1", "id": "a-claim", "uses": [], "illustrations": {}}
    return errors("statement-1.json", {**claim, "parts": {"main": statement}, "controls": {"other": other}})


def certificate_errors(certificate: dict[str, Any]) -> list[str]:
    return errors(f"certificate-{certificate['format'].replace('/', '-')}.json", certificate)


def certificate(evidence: Evidence, target: str = "parts/main") -> dict[str, Any]:
    return {"for": target, **evidence.to_json()}


def spoilt(data: Any) -> Iterator[Any]:
    """Copies of `data` with one thing wrong: a field dropped or added, a number in another form."""

    def places(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
        yield path, node
        for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            yield from places(child, (*path, key))

    def put(path: tuple[Any, ...], value: object) -> Any:
        whole = copy.deepcopy(data)
        node = whole
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value
        return whole

    for path, node in places(data):
        if "parameters" not in path and isinstance(node, str) and re.fullmatch(r"-?\d+(/\d+)?", node):
            yield from (put(path, bad) for bad in (0.5, True, None, "0.5", "1/1", "+1", "-0", "01", "1/0", ""))
        if isinstance(node, int) and not isinstance(node, bool):
            yield from (put(path, bad) for bad in (-1, 0.5, "0", True, 2**31))
        if isinstance(node, dict) and path and path[-1] in ("unit", "state"):
            yield put(path, {})
    if isinstance(data, dict):
        yield {**data, "note": "trust me"}
        for key in data.keys() - {"given", "witness", "width", "skip", "arithmetic"}:
            yield {k: v for k, v in data.items() if k != key}


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_kind_and_every_format_is_tried_here() -> None:
    assert {type(s) for s in STATEMENTS} == set(get_args(Statement))
    assert {type(e) for e in EVIDENCE} == set(get_args(Evidence))
    formats = {certificate(e)["format"].replace("/", "-") for e in EVIDENCE}
    assert {f"certificate-{name}.json" for name in formats} | {
        "statement-1.json",
        "expression-1.json",
        "ledger-1.json",
        "atlas-counts-1.json",
        "function-1.json",
    } == set(SCHEMAS)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: type(s).__name__)
def test_statements(statement: Statement) -> None:
    data = statement.to_json()
    assert statement_errors(data) == []
    for bad in spoilt(data):
        assert statement_errors(bad), bad


@pytest.mark.parametrize("evidence", EVIDENCE, ids=lambda e: type(e).__name__)
def test_certificates(evidence: Evidence) -> None:
    data = certificate(evidence)
    assert certificate_errors(data) == []
    for bad in spoilt(data):
        if "format" in bad:
            assert certificate_errors(bad), bad


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "true"},
        {"kind": ["identity"]},
        {**NotSeparable(XOR).to_json(), "fires": "="},
        {**NotSeparable(XOR).to_json(), "family": "any"},
        {**NotSeparable(XOR).to_json(), "values": ["1", "1", "1", "1"]},
        {**NotAffine(XOR).to_json(), "family": "monotone-unit"},
        {**NoNetwork(XOR, 1).to_json(), "activation": "gelu"},
        {**NoNetwork(XOR, 1).to_json(), "hidden": 0},
        {**NoNetwork(XOR, 1, readout=">").to_json(), "values": ["0", "1", "1", "2"]},
        {**ForAll(("x",), x > 0).to_json(), "given": [[">", "x", "0"]]},
        {**ForAll(("x",), x > 0).to_json(), "then": ["=>", "x", "0"]},
        {**Identity("ring", scalars("x"), x, x + 0).to_json(), "left": ["relu", "x"]},
        {**Identity("ring", scalars("x"), x, x + 0).to_json(), "left": ["/", "x", "0"]},
        {**Identity("ring", scalars("x"), x, x + 0).to_json(), "left": ["^", "x", 65]},
        {**Identity("ring", scalars("x"), x, x + 0).to_json(), "left": ["+", "x"]},
        {**Identity("ring", scalars("x"), x, x + 0).to_json(), "left": ["exp", "x"]},
        {**ForAll(("x",), x > 0).to_json(), "then": ["or", [">", "x", "0"]]},
        {**ForAll(("x",), x > 0).to_json(), "then": ["and", [">", "x", "0"], [">", "x", "1"]]},
        {**ForAll(("x",), x > 0).to_json(), "then": [">", ["fused", "x"], "0"]},
        {**ForAll(("x",), x > 0).to_json(), "then": [">", "#0", "0"]},
        {**Computes(("x", "y"), x * y).to_json(), "expression": ["exp", "x"]},
        {**Computes(("x", "y"), x * y).to_json(), "expression": ["fused", "x"]},
        {**Computes(("x", "y"), x * y, XOR, Rounded("binary32")).to_json(), "expression": ["/", "x", "2"]},
        {**Computes(("x", "y"), x * y).to_json(), "arithmetic": None},
        {**Computes(("x", "y"), x * y, XOR, Rounded("float8")).to_json()},
        {**Computes(("x", "y"), x * y, XOR, Rounded("binary32", ("RNE", "RNE"))).to_json()},
        {**Dichotomies(((0,), (0,)), 2).to_json()},
        {**Dichotomies(((0,), (1,)), 2).to_json(), "parallelograms": "no"},
        {**HiddenXor(10, 5).to_json()},
        {**HiddenXor(2, 14).to_json(), "functions": 14},
        {**Iterates(((1,),), (1,), 1, 1, (0,)).to_json()},
        {**Iterates(((1,),), (-1,), 7, 1, (1,)).to_json()},
        {**Cited("Two\nlines.", "someone-1999", "Long.").to_json()},
    ],
    ids=str,
)
def test_wrong_statements(bad: object) -> None:
    assert statement_errors(bad)


@pytest.mark.parametrize(
    "bad",
    [
        {"exp": [0, 1], "then": {"rows": [[0, "1"]]}},
        {"exp": [0], "degree": 2, "then": {"rows": [[0, "1"]]}},
        {"exp": [0], "digits": 2, "then": {"rows": [[0, "1"]]}},
        {"enclose": 0, "then": {"rows": [[0, "1"]]}},
        {"enclose": 0, "digits": 1000, "then": {"rows": [[0, "1"]]}},
        {"let": "x"},
        {"let": ["sin", "x"], "then": {"rows": [[0, "1"]]}},
        {"let": "x", "exp": [0], "then": {"rows": [[0, "1"]]}},
        {"then": {"rows": [[0, "1"]]}},
        {"atom": 0, "cases": [{"rows": [[0, "1"]]}]},
        {"cases": [{"rows": [[0, "1"]]}] * 2},
        {"sign": "#00", "above": {"rows": [[0, "1"]]}, "below": {"rows": [[0, "1"]]}},
        {"sign": "x", "row": 0, "above": {"rows": [[0, "1"]]}, "below": {"rows": [[0, "1"]]}},
    ],
    ids=str,
)
def test_wrong_trees(bad: object) -> None:
    assert certificate_errors({"for": "parts/main", "format": "cases/1", "trees": [bad]})
    step = {"trees": [bad]}
    assert certificate_errors({"for": "parts/main", "format": "induction/1", "base": [], "step": step})


def test_a_claim_without_a_control_is_refused() -> None:
    claim = corpus.statement_json(next(iter(CORPUS.entries.values())).claim)
    assert errors("statement-1.json", claim) == []
    assert errors("statement-1.json", {**claim, "controls": {}})
    assert errors("statement-1.json", {**claim, "schema": "nlverify-statement/2"})


@pytest.mark.parametrize("target", ["main", "parts/", "parts/a/b", "proofs/main"])
def test_wrong_targets(target: str) -> None:
    assert certificate_errors(certificate(Trace((0,)), target))


@pytest.mark.parametrize("claim_id", CORPUS.entries)
def test_the_corpus_is_valid(claim_id: str, published: Path) -> None:
    folder = published / "nlverify-out" / "bundle" / claim_id
    assert errors("statement-1.json", json.loads((folder / "statement.json").read_bytes())) == []
    certificates = sorted(folder.glob("certificate-*.json"))
    assert certificates
    for path in certificates:
        assert certificate_errors(json.loads(path.read_bytes())) == []
