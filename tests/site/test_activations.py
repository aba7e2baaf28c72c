"""The catalogue of activations: what it says follows from the checked statements, and from nothing else."""

import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from nlverify.activations import (
    ABSOLUTE,
    LEAKY,
    RELU,
    SIGMOID,
    SILU,
    TANH,
    at_least,
    bends,
    convex,
    increasing,
    kink,
    near,
    onto,
    slope_at_least,
    turns,
)
from nlverify.corpus import Entry, installed_folder, load, page_json, statement_json
from nlverify.exact.expression import evaluate, step, symbols
from nlverify.site import SiteError
from nlverify.site.activations import facts, overview
from nlverify.site.activations.cell import Cell
from nlverify.site.activations.cells import COLUMNS, cells
from nlverify.site.activations.facts import Activation
from nlverify.site.activations.trees import degree, formula, match, number, shown
from nlverify.site.figures import activation as figure

CATALOGUE = list((installed_folder() / "activations" / "catalogue").glob("*.py"))
THEOREMS = {
    "universal-iff-nonpolynomial": "cited",
    "any-nonaffine-suffices-with-depth": "cited",
    "bounded-depth-polynomial-not-universal": "certified",
    "affine-collapse-n": "certified",
    "xor-monotone-unit": "certified",
}

# What a book says: affine, bounded, range, monotone, convex, continuous, smooth, Lipschitz constant, polynomial,
# universal with one hidden layer, with depth, XOR in one unit (the first word), distance from affine on [−h, h].
KNOWN = {
    "identity": "yes|no|all of R|increasing|both|yes|yes|1|yes, of degree 1|no|no|no|0",
    "relu": "no|no|[0, ∞)|increasing|convex|yes|no|1|no|yes|yes|no|h/4",
    "leaky-relu": "no|no|all of R|increasing|convex|yes|no|1|no|yes|yes|no|(1 − a)h/4",
    "elu": "no|no|(−1, ∞)|increasing|convex|yes|once|1|no|yes|yes|no|at most h²/4",
    "selu": "no|no|(−1.75813631, ∞)|increasing|neither|yes|no|between 7/4 and 1.75813631|no|yes|yes|no|"
    "at most 0.353718155·h + 0.879068155·h², at least h/40",
    "gelu": "no|no|[−0.17…, ∞)|no|neither|yes|yes|about 1.129|no|yes|yes|with|h(Φ(h) − 1/2)/2",
    "softplus": "no|no|(0, ∞)|increasing|convex|yes|yes|1|no|yes|yes|no|about h²/16 for small h",
    "silu": "no|no|[−0.2784…, ∞)|no|neither|yes|yes|between 1.09 and 11/8|no|yes|yes|with|at most h²/8",
    "mish": "no|no|[−0.30…, ∞)|no|neither|yes|yes|about 1.089|no|yes|yes|with|0.14 at h = 1",
    "tanh": "no|yes|(−1, 1)|increasing|neither|yes|yes|1|no|yes|yes|no|at most h³/3",
    "sigmoid": "no|yes|(0, 1)|increasing|neither|yes|yes|1/4|no|yes|yes|no|at most h³/48",
    "hard-tanh": "no|yes|[−1, 1]|increasing|neither|yes|no|1|no|yes|yes|no|0 for h ≤ 1",
    "hard-sigmoid": "no|yes|[0, 1]|increasing|neither|yes|no|1/6|no|yes|yes|no|0 for h ≤ 3",
    "relu6": "no|yes|[0, 6]|increasing|neither|yes|no|1|no|yes|yes|no|h/4 for h ≤ 6",
    "step": "no|yes|{0, 1}|increasing|neither|no|no|none|no|yes|yes|no|1/2",
    "sign": "no|yes|{−1, 0, 1}|increasing|neither|no|no|none|no|yes|yes|no|1",
    "sine": "no|yes|[−1, 1]|no|neither|yes|yes|1|no|yes|yes|exactly:|at most h³/6",
    "square": "no|no|[0, ∞)|no|convex|yes|yes|none|yes, of degree 2|no|yes|exactly:|h²/2",
    "abs": "no|no|[0, ∞)|no|convex|yes|no|1|no|yes|yes|exactly:|h/2",
    "maxout": "no|no|all of R|increasing in both inputs|convex|yes|no|1|no|yes|yes|exactly:|h/2",
    "glu": "no|no|all of R|no|neither|yes|yes|none|no|yes|yes|with|at most h²/4",
    "bilinear": "no|no|all of R|no|neither|yes|yes|none|yes, of degree 2|no|yes|exactly:|h²",
    "swiglu": "no|no|all of R|no|neither|yes|yes|none|no|yes|yes|with|at most h²",
}


@pytest.fixture(scope="module")
def corpus() -> Mapping[str, Entry]:
    return load().entries


Row = Callable[..., Activation]


@pytest.fixture(scope="module")
def row(corpus: Mapping[str, Entry]) -> Row:
    """Return a function that makes a row of a claim as a run would; `parts` replaces or removes statements."""

    def make(name: str, tier: str = "certified", **parts: Any) -> Activation:
        entry = corpus[name]
        statement = statement_json(entry.claim)
        statement["parts"] = {k: v for k, v in {**statement["parts"], **parts}.items() if v is not None}
        page = page_json(entry, {})
        files, evidence = {"statement.json": json.dumps(statement)}, []
        for part in statement["parts"]:
            found: list[dict[str, Any]] = []
            for proof in entry.claim.proofs:
                if proof.target == part and statement["parts"][part]["kind"] == "exists":
                    file = f"certificate-{part}.json"
                    files[file] = json.dumps(proof.function().to_json())
                    found = [{"accepted": True, "kind": "certificate", "format": "assignment/1", "file": file}]
            evidence.append({"name": part, "tier": tier, "evidence": found})
        ledger = {"id": name, "tier": tier, "parts": evidence, "illustrations": [], "controls": []}
        subject = SimpleNamespace(id=name, entry=ledger, page=page, files=files, statement=statement, folder=Path())
        return Activation(subject, page["figures"]["activation"])  # type: ignore[arg-type]

    return make


# ------------------------------------------------------------------ the answers


def test_the_catalogue_has_all_that_was_asked_for(corpus: Mapping[str, Entry]) -> None:
    found = {e.claim.figures["activation"]["name"] for e in corpus.values() if "activation" in e.claim.figures}  # type: ignore[index,call-overload]
    wanted = "identity, ReLU, leaky ReLU, ELU, SELU, softplus, GELU, SiLU, Mish, tanh, sigmoid, hard tanh, hard sigmoid"
    wanted += ", ReLU6, step, sign, sine, x², |x|, maxout, GLU, bilinear, SwiGLU"
    assert found == set(wanted.split(", "))


@pytest.mark.parametrize("name", KNOWN)
def test_answers_are_those_of_a_book(row: Row, name: str) -> None:
    found = cells(row({"gelu": "gelu-minimum"}.get(name, f"activation-{name}")))
    assert list(found) == list(COLUMNS)
    said = {column: cell.short or cell.value for column, cell in found.items()}
    said["xor"] = found["xor"].value.split()[0]
    assert "|".join(said.values()) == KNOWN[name]


def test_every_function_is_answered_in_full(row: Row, corpus: Mapping[str, Entry]) -> None:
    for name, entry in corpus.items():
        if "activation" in entry.claim.figures:
            assert all(cell.value for cell in cells(row(name)).values()), name


def test_an_answer_that_nothing_supports_stops_the_page(row: Row) -> None:
    assert cells(row("activation-relu"))["convex"].value == "convex"
    with pytest.raises(SiteError, match="activation-relu: expected an answer to 'convex', got none"):
        cells(row("activation-relu", convex=None))


@pytest.mark.parametrize(
    ("part", "lost"),
    [("onto", "bounded"), ("increasing", "monotone"), ("slope-at-most", "continuous"), ("error-at-most", "error")],
)
def test_without_its_part_an_answer_is_gone(row: Row, part: str, lost: str) -> None:
    with pytest.raises(SiteError, match=repr(lost)):
        cells(row("activation-relu", **{part: None}))


def test_a_bound_that_is_not_a_value_makes_no_interval(row: Row) -> None:
    assert cells(row("activation-relu"))["range"].value == "[0, ∞)"
    with pytest.raises(SiteError, match="'range'"):
        cells(row("activation-relu", **{"lower-bound": at_least(RELU, -1).to_json()}))


def test_without_the_steepest_place_a_slope_is_only_a_bound(row: Row) -> None:
    assert cells(row("activation-relu", steeper=None))["lipschitz"].value == "at most 1"


def test_falling_counts_as_much_as_rising(row: Row) -> None:
    steep = slope_at_least(ABSOLUTE, -3).to_json()
    assert cells(row("activation-abs", **{"slope-at-least": steep}))["lipschitz"].value == "between 1 and 3"
    with pytest.raises(SiteError, match="'continuous'"):
        cells(row("activation-abs", **{"slope-at-least": None}))


def test_a_cubic_does_not_lie_on_both_sides_alike(row: Row) -> None:
    (x,) = symbols("x")
    assert cells(row("activation-silu"))["error"].value == "at most h²/8"
    with pytest.raises(SiteError, match="'error'"):
        cells(row("activation-silu", **{"near-above": near(SILU, "above", x / 2, x**3 / 4).to_json()}))
    with pytest.raises(SiteError, match="'error'"):
        cells(row("activation-tanh", odd=None))


# ------------------------------------------------------------------ a part says what its name says


def parts_of(names: str) -> list[tuple[str, str]]:
    corpus = load().entries
    return [
        (name, part)
        for name in names.split()
        for part in corpus[name].claim.parts
        if part not in ("no-xor", "values", "least")
    ]


@pytest.mark.parametrize(("name", "part"), parts_of("activation-relu activation-tanh activation-silu activation-step"))
def test_the_statement_of_another_function_is_not_taken(row: Row, name: str, part: str) -> None:
    """The same question of another function, under the right name: the page must not be written."""
    other = {"activation-relu": "activation-leaky-relu"}.get(name, "activation-relu")
    original = row(name)
    strange = json.loads(json.dumps(original.statement(part)))
    swapped = json.dumps(strange).replace(json.dumps(original("x")), json.dumps(row(other)("x")))
    for at in ("y", "h", ["-", "h"], "0", "1", "p", "r", ["/", ["+", "p", "r"], "2"], ["-", "x"]):
        swapped = swapped.replace(json.dumps(original(at)), json.dumps(row(other)(at)))
    if swapped == json.dumps(strange):  # its places are found from a letter: change the relation instead
        swapped = swapped.replace('["=",', '["!=",').replace('[">",', '["<",', 1)
    assert swapped != json.dumps(strange)
    with pytest.raises(SiteError, match=f"{name}, part {part}: expected the catalogue's question"):
        cells(row(name, **{part: json.loads(swapped)}))


@pytest.mark.parametrize(
    ("part", "statement"),
    [
        ("convex", convex(RELU, step(symbols("x")[0]))),  # a slope that is not one at y
        ("kink", kink(RELU, 0, 0)),  # every function bends by 0 at least
        ("kink", kink(RELU, 0, -1)),
        ("increasing", replace(increasing(RELU), given=())),
        ("lower-bound", replace(at_least(RELU, 0), given=(symbols("x")[0] > 0,), witness={"x": 1})),
        ("convex", increasing(RELU)),
    ],
)
def test_a_hypothesis_more_or_less_is_noticed(row: Row, part: str, statement: Any) -> None:
    with pytest.raises(SiteError, match=f"part {part}: expected the catalogue's question"):
        cells(row("activation-relu", **{part: statement.to_json()}))


def test_a_parameter_must_keep_its_bounds(row: Row) -> None:
    everywhere = replace(LEAKY, given=(), witness={})
    with pytest.raises(SiteError, match="part increasing"):
        cells(row("activation-leaky-relu", increasing=increasing(everywhere).to_json()))


def test_xor_needs_the_table_of_xor(row: Row) -> None:
    statement = dict(row("activation-abs").statement("xor") or {})
    with pytest.raises(SiteError, match="part xor"):
        facts.exact_xor(row("activation-abs", xor={**statement, "values": ["0", "1", "1", "1"]}))


def test_a_unit_with_a_threshold_is_xor(row: Row) -> None:
    """The weights on the page, put into the function, in floating point: on one side of the threshold for 1."""
    for name in ("activation-silu", "activation-mish"):
        f = row(name)
        found = f.values("valley")
        text = cells(f)["xor"].value
        assert text == "with a threshold: f(7/4(x₁ + x₂) − 3) < −1/5"
        values = [figure.value(f.data["expression"], {"x": 1.75 * s - 3}) for s in (0, 1, 2)]
        assert [v < float(found["t"]) for v in values] == [False, True, False]


# ------------------------------------------------------------------ tiers


def test_an_answer_is_worth_its_weakest_support(row: Row) -> None:
    f = row("activation-relu")
    found = cells(f)
    assert overview.earned(f, found["convex"], THEOREMS) == "certified"
    assert overview.earned(f, found["xor"], THEOREMS) == "certified"
    assert overview.earned(f, found["shallow"], THEOREMS) == "cited"
    assert overview.earned(f, found["xor"], {}) == "cited"
    weak = row("activation-relu", tier="agreed")
    assert overview.earned(weak, cells(weak)["convex"], THEOREMS) == "agreed"
    assert overview.earned(weak, Cell("yes"), THEOREMS) == "agreed"
    assert overview.earned(f, Cell("yes", cited=True), THEOREMS) == "cited"


# ------------------------------------------------------------------ the page


@pytest.fixture(scope="module")
def page(row: Row, corpus: Mapping[str, Entry], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page, with bundles that have a statement and nothing else."""
    subjects = []
    for name, entry in corpus.items():
        if "activation" in entry.claim.figures:
            subject: Any = row(name).subject
            subject.folder = tmp_path_factory.mktemp(name)
            (subject.folder / "statement.json").write_text(json.dumps(subject.statement))
            subjects.append(subject)
    entries = [s.entry for s in subjects] + [{"id": name, "tier": tier} for name, tier in THEOREMS.items()]
    return overview.pages({"claims": entries}, subjects)["index.md"]


def test_the_table_has_a_row_for_each_function_and_a_cell_for_each_question(page: str) -> None:
    rows = [line for line in page.splitlines() if line.startswith("| [")]
    assert len(rows) == 23
    assert {len(line.replace("\\|", "").split("|")) for line in rows} == {len(COLUMNS) + 3}


def test_every_answer_of_the_table_leads_to_its_reasons(page: str) -> None:
    targets = re.findall(r"\]\(#([a-z0-9-]+)\)", page)
    anchors = re.findall(r"\{ #([a-z0-9-]+) \}", page)
    assert len(targets) == 23 * (len(COLUMNS) + 1)
    assert set(targets) <= set(anchors)
    assert len(anchors) == len(set(anchors))


def test_cited_answers_are_seen_as_such(page: str) -> None:
    row = next(line for line in page.splitlines() if line.startswith("| [tanh]"))
    assert '*[yes](#tanh-smooth){ aria-label="tanh, smooth: yes" }*' in row
    assert ' [no](#tanh-affine){ aria-label="tanh, affine: no" } ' in row
    assert "23 functions, 299 answers" in page


def test_links_name_the_part_that_was_checked(page: str) -> None:
    assert "[Slope at most](../claims/activation-tanh.md#part-slope-at-most)" in page
    assert "[universal-iff-nonpolynomial](../claims/universal-iff-nonpolynomial.md)" in page


def test_a_theorem_that_the_run_does_not_have_is_no_link(row: Row) -> None:
    f = row("activation-relu")
    assert overview._answer(f, "xor", cells(f)["xor"], {}).endswith("`xor-monotone-unit`")


def test_without_activations_there_is_still_a_page() -> None:
    text = overview.pages({"claims": []}, [])["index.md"]
    assert "No claim is about one." in text
    assert "0 functions, 0 answers" in text


# ------------------------------------------------------------------ expressions and figures


def test_formulas_read_as_one_writes_them() -> None:
    (x,) = symbols("x")
    assert formula(SIGMOID(x).to_json()) == "1/(1 + exp(−x))"
    assert formula(TANH(x).to_json()) == "1 − 2/(1 + exp(2x))"
    assert formula(["*", ["-", "1", "a"], ["/", "h", "4"]]) == "(1 − a)·h/4"
    assert formula(["-", "x", ["+", "y", "1"]]) == "x − (y + 1)"
    assert formula(["^", ["-", "x"], 2]) == "(−x)²"


def test_numbers_are_cut_off_only_with_dots() -> None:
    assert shown(Fraction(-13, 100)) == "−0.13"
    assert shown(Fraction(1, 3)) == "1/3"
    assert shown(Fraction(1, 10**30) + 1) == "1.00000000…"


def test_holes_stand_for_one_tree_each() -> None:
    found: dict[str, Any] = {}
    assert match(["-", "?a", "?b"], ["-", "x", ["relu", "y"]], found)
    assert found == {"?a": "x", "?b": ["relu", "y"]}
    assert not match(["-", "?a", "?b"], ["-", "y", "y"], found)
    assert not match(["-", "?a"], ["-", "x", "y"], {})


def test_degrees_and_numbers() -> None:
    assert degree(["*", "a", ["^", "x", 3]], ["x"]) == 3
    assert degree(["*", "a", "b"], ["a", "b"]) == 2
    assert degree(["abs", "x"], ["x"]) is None
    assert number(["*", "2", ["-", "1/3"]]) == Fraction(-2, 3)
    assert number(["*", "2", "x"]) is None


def test_curves_are_those_of_the_functions(row: Row) -> None:
    """Exact values where there are any, and Python's own functions elsewhere."""
    (x,) = symbols("x")
    for k in range(-12, 13):
        at = Fraction(k, 3)
        for f in (RELU, LEAKY):
            exact = evaluate(f(x), {"x": at, "a": Fraction(1, 5)})
            assert math.isclose(figure.value(f(x).to_json(), {"x": float(at), "a": 0.2}), float(exact), abs_tol=1e-12)
        assert math.isclose(figure.value(TANH(x).to_json(), {"x": float(at)}), math.tanh(at), abs_tol=1e-12)
        mish = row("activation-mish").data["expression"]
        known = float(at) * math.tanh(math.log1p(math.exp(at)))
        assert math.isclose(figure.value(mish, {"x": float(at)}), known, abs_tol=1e-12)


def test_a_jump_is_not_drawn_as_a_slope(row: Row) -> None:
    drawn = figure.graph("a", row("activation-step").data, None).svg
    smooth = figure.graph("a", row("activation-relu").data, None).svg
    curves = [svg.count('stroke="var(--nl-one, #2f80d0)"') for svg in (drawn, smooth)]
    assert curves == [2, 1]
    assert "The graph of step: f(x) is 0 at −4, 0 at 0, 1 at 4." in drawn


# ------------------------------------------------------------------ the questions themselves


def test_bends_and_turns_are_met_by_their_points() -> None:
    """Each existence question, at points that a reader can check in the head."""
    p, r = {"p": Fraction(-1), "r": Fraction(1)}, {"t": Fraction(1, 4)}
    relation = bends(RELU, "up").such_that[0]
    assert evaluate(relation.left, p) > evaluate(relation.right, p)
    down = bends(RELU, "down").such_that[0]
    assert not evaluate(down.left, p) < evaluate(down.right, p)
    above, below, again = turns(RELU, "valley").such_that
    assert [evaluate(c.left, p | r) > evaluate(c.right, p | r) for c in (above, again)] == [False, True]
    assert below.op == "<"


def test_witnesses_of_the_questions_satisfy_their_hypotheses(corpus: Mapping[str, Entry]) -> None:
    (y,) = symbols("y")
    statement = onto(RELU, y, given=(y >= 3,), witness=Fraction(7, 2))
    assert statement.witness == {"y": Fraction(7, 2)}
    assert all("activation" in corpus[p.stem.replace("_", "-")].claim.figures for p in CATALOGUE)
