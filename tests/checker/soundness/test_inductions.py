"""Inductions against concrete runs; and the checker's own lemmas, broken on purpose."""

import copy
import itertools
from collections import Counter
from fractions import Fraction
from types import ModuleType

import pytest
import sympy
from nlcheck_attacks import (
    Ask,
    Json,
    polynomial_terms,
    to_sympy,
)
from nlcheck_cases import induction, not_separable

LAYERS = [
    ["*", "A", "f"],
    ["+", ["*", "A", "f"], "d"],
    ["+", "d", ["*", "A", "f"], "d"],
    ["+", "f", "d"],
    "f",
    ["*", "A", ["+", "f", "d"]],
]
PRODUCTS = [["*", "A", "W"], ["*", "W", "A"], "W", ["*", "A", "A", "W"], ["+", "W", "W"], ["*", "2", "A", "W"]]
SHIFTS = [
    ["*", "A", "b"],
    ["+", ["*", "A", "b"], "d"],
    ["+", "b", "d"],
    "b",
    "d",
    ["+", ["*", "A", "b"], "d", "d"],
    ["*", "A", ["+", "b", "d"]],
]


def test_what_is_proved_by_induction_holds_in_runs(nlcheck: ModuleType, verdict: Ask, oracle: ModuleType) -> None:
    """All triples of a layer, a product and a shift, with and without changing widths; then four steps of each."""
    seen = Counter[str]()
    names = {n: sympy.Symbol(n, commutative=False) for n in "AdxfWb"}
    invariant = ["=", "f", ["+", ["*", "W", "x"], "b"]]
    for wide, layer, product, shift in itertools.product((True, False), LAYERS, PRODUCTS, SHIFTS):
        k, m, n = ("k", "m", "n") if wide else ("n", "n", "n")
        text = f"A:{k},{m} d:{k},1 x:{n},1 f:{m},1 W:{m},{n} b:{m},1"
        state = {"f": ("x", layer), "W": ("1", product), "b": ("0", shift)}
        statement = induction(text, state, "A d", invariant, "semiring", **({"width": ["m", "n", "k"]} if wide else {}))
        before = to_sympy(["+", ["*", "W", "x"], "b"], names)
        step = [to_sympy(e, names | {"f": before}) for e in (layer, ["+", ["*", product, "x"], shift])]
        base = [[["x"], "1"]]
        try:
            nlcheck.validate(statement)
        except nlcheck.Rejected:
            seen["unshaped"] += 1
            continue
        said = {verdict(statement, "induction/1", {"base": base, "step": polynomial_terms(side)}) for side in step}
        equal = sympy.expand(step[0] - step[1]) == 0
        assert ("proved" in said) == equal, (layer, product, shift)
        seen[str(equal)] += 1
        holds = after_steps(oracle, statement, 4)
        assert holds or not equal
        seen["not inductive"] += holds and not equal  # b stays 0, say, so that a wrong shift of b does no harm
    assert seen["True"] >= 4, seen
    assert seen["False"] > 150, seen
    assert seen["not inductive"] < 20, seen


def after_steps(oracle: ModuleType, s: Json, count: int) -> bool:
    """Whether the invariant holds at the start and after each of some steps with random matrices."""
    now, _, following = s.get("width", ("", "", ""))
    sizes = {"n": 2, now or "n": 2}
    at = oracle.somewhere(s, ["x"], 0, sizes)
    at |= {n: oracle.residue(rule["start"], at) for n, rule in s["state"].items()}
    _, left, right = s["invariant"]
    good = oracle.same(oracle.residue(left, at), oracle.residue(right, at))
    for number, width in zip(range(count), itertools.cycle((3, 1, 2)), strict=False):
        sizes = {**sizes, **({following: width} if following else {})}
        at |= oracle.somewhere(s, s["each_step"], number + 1, sizes)
        at |= {n: oracle.residue(rule["next"], at) for n, rule in s["state"].items()}
        sizes = {**sizes, **({now: width} if now else {})}
        good = good and oracle.same(oracle.residue(left, at), oracle.residue(right, at))
    return bool(good)


NEXT = [
    ["+", "s", "a"],
    ["-", "s", "a"],
    ["*", "s", "a"],
    ["+", "s", ["^", "a", 2]],
    "a",
    ["*", "c", "s"],
    ["-", "s", "c"],
    ["+", "s", "c"],
    ["*", "-1", "s"],
]
GIVENS = [
    [],
    [[">=", "a", "0"]],
    [[">=", "a", "1"]],
    [[">=", "c", "0"]],
    [[">=", "c", "1"]],
    [[">=", "c", "0"], [">=", "a", "0"]],
    [[">=", "c", "a"]],
]


def small_leaves(count: int) -> list[Json]:
    """Leaves with multipliers 1, at most one product of two rows, at most one square."""
    sums = [c for size in (1, 2, 3) for c in itertools.combinations(range(count), size)]
    products = [None, *itertools.combinations_with_replacement(range(count), 2)]
    return [
        {"rows": [[k, "1"] for k in rows], **({"products": extra} if extra else {})}
        for rows in sums
        for pair in products
        for square in (None, "a")
        for extra in [[*([["1", list(pair)]] if pair else []), *([["1", [], square]] if square else [])]]
    ]


def test_inequalities_proved_by_induction_hold_in_runs(nlcheck: ModuleType) -> None:
    """Every start, step and hypothesis of a list, every small leaf; what is proved survives all small runs."""
    seen = Counter[str]()
    numbers = [Fraction(k, 2) for k in (-4, -1, 0, 4)]
    for start, following, hypotheses in itertools.product(["0", "1", "c", "-1"], NEXT, GIVENS):
        given_fields = {"given": hypotheses, "witness": {"a": "1", "c": "1"}} if hypotheses else {}
        statement = induction("s a c", {"s": (start, following)}, "a", [">=", "s", "0"], **given_fields)
        fixed_only = [r for r in hypotheses if "a" not in r]
        nlcheck.validate(statement)
        base = next((x for x in small_leaves(len(fixed_only) + 1) if accepts(nlcheck, statement, x, None)), None)
        step = (
            next((x for x in small_leaves(len(hypotheses) + 2) if accepts(nlcheck, statement, base, x)), None)
            if base
            else None
        )
        proved = base is not None and step is not None
        seen[str(proved)] += 1
        for c, a, b in itertools.product(numbers, numbers, numbers if proved else numbers[:1]):
            steps = [{"a": str(a)}, {"a": str(b)}]
            for length in range(3):
                said = refutes(nlcheck, statement, {"fixed": {"c": str(c)}, "steps": steps[:length]})
                assert not (proved and said), (start, following, hypotheses, c, a, b)
                seen["refuted"] += said
    assert seen["True"] > 20, seen
    assert seen["refuted"] > 1000, seen


def refutes(nlcheck: ModuleType, statement: Json, run: Json) -> bool:
    try:
        return bool(nlcheck.check(statement, "run/1", run) == "refuted")
    except nlcheck.Rejected:
        return False


def accepts(nlcheck: ModuleType, statement: Json, base: Json, step: Json) -> bool:
    """Whether the base is accepted, or base and step are; a step that cannot be right tells the base's fate."""
    try:
        pair = ({"trees": [leaf]} for leaf in (base, {"rows": []} if step is None else step))
        nlcheck.check(statement, "induction/1", dict(zip(("base", "step"), pair, strict=True)))
    except nlcheck.Rejected as problem:
        return step is None and "one or more entries" in str(problem)
    return True


@pytest.mark.parametrize("family", ["affine-network", "scaled-affine-network"])
@pytest.mark.parametrize(
    ("name", "key", "broken"),
    [
        ("W", "next", ["*", "W", "A"]),
        ("W", "next", "W"),
        ("b", "next", "b"),
        ("b", "start", "1"),
        ("f", "start", "0"),
        ("W", "start", "0"),
    ],
)
def test_a_broken_lemma_is_noticed(
    nlcheck: ModuleType, monkeypatch: pytest.MonkeyPatch, verdict: Ask, family: str, name: str, key: str, broken: Json
) -> None:
    """The collapse of affine layers is proved again each time; with a wrong lemma nothing about stacks is accepted."""
    lemmas = copy.deepcopy(nlcheck.LEMMAS)
    nlcheck.validate(lemmas[family])
    xor, four = (
        not_separable("0,0:0 0,1:1 1,0:1 1,1:0", ">", family),
        {"trees": [{"rows": [[k, "1"] for k in range(4)]}]},
    )
    assert verdict(xor, "cases/1", four) == "proved"
    lemmas[family]["state"][name][key] = broken
    monkeypatch.setattr(nlcheck, "LEMMAS", lemmas)
    assert "lemma" in verdict(xor, "cases/1", four)
    assert verdict({**xor, "family": "affine-unit"}, "cases/1", four) == "proved"


def test_the_lemmas_speak_of_layers(nlcheck: ModuleType, oracle: ModuleType) -> None:
    """They are about f ↦ Af + d and f ↦ K(Af + d), started from x, with widths that may change; and they hold."""
    for family, layer in (
        ("affine-network", ["+", ["*", "A", "f"], "d"]),
        ("scaled-affine-network", ["*", "K", ["+", ["*", "A", "f"], "d"]]),
    ):
        lemma = nlcheck.LEMMAS[family]
        assert lemma["state"]["f"] == {"start": "x", "next": layer}
        assert lemma["invariant"] == ["=", "f", ["+", ["*", "W", "x"], "b"]]
        assert set(lemma["each_step"]) == ({"A", "d"} if family == "affine-network" else {"A", "d", "K"})
        assert lemma["width"] == ["m", "n", "k"]
        assert after_steps(oracle, lemma, 4)
