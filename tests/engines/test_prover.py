"""`search.prove`: what it finds is judged by nlcheck, and what is false is never found."""

from collections.abc import Callable
from fractions import Fraction
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.engines import polynomials, systems
from nlverify.engines.combination import combination
from nlverify.engines.search import Bounds, NoEvidenceError, Positive, Sum, Taylor, prove
from nlverify.evidence import Cases, Enclose, Exp, Leaf, Let, Split, Steps
from nlverify.exact.enclosure import enclose
from nlverify.exact.expression import (
    Relation,
    absolute,
    clip,
    differs,
    equals,
    exp,
    expr,
    inverse,
    leaky_relu,
    log,
    maximum,
    relu,
    sigmoid,
    silu,
    softplus,
    sqrt,
    step,
    symbols,
    tanh,
)
from nlverify.statement import Exists, ForAll, Induction, scalars

CHECKER = Path(__file__).resolve().parents[2] / "nlverify" / "nlcheck.py"
a, b, h, k, w, x, y, z = symbols("a b h k w x y z")

Judge = Callable[[ForAll | Exists | Induction, Cases | Steps], str]


@pytest.fixture(scope="module")
def nlcheck() -> ModuleType:
    """The checker, loaded from its file as a stranger would."""
    spec = spec_from_file_location("nlcheck_for_prover", CHECKER)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def judge(nlcheck: ModuleType) -> Judge:
    """Return a function that says what evidence establishes."""

    def run(statement: ForAll | Exists | Induction, evidence: Cases | Steps) -> str:
        data = evidence.to_json()
        claimed = statement.to_json()
        nlcheck.validate(claimed)
        return str(nlcheck.check(claimed, data.pop("format"), data))

    return run


def over(names: str, then: Relation | tuple[Relation, ...], *given: Relation, **witness: int) -> ForAll:
    return ForAll(tuple(names.split()), then, given, witness)


PROVABLE: dict[str, tuple[ForAll | Exists, dict[str, object]]] = {
    "linear": (over("x y", x + y > 1, x > 1, y > 0, x=2, y=1), {}),
    "one of two": (over("x", (x > 0, x <= 0)), {}),
    "one of three": (over("a b k", (b >= k, a + b < k, a >= 0)), {}),
    "nested relu": (over("x y", equals(maximum(relu(x), absolute(y)), maximum(absolute(y), relu(x)))), {}),
    "Lipschitz": (over("x y", absolute(clip(x) - clip(y)) <= absolute(x - y)), {}),
    "leaky": (over("x", leaky_relu(x, Fraction(1, 3)) <= relu(x)), {}),
    "step": (over("x", equals(step(x) + step(-x), 1), differs(x, 0), x=1), {}),
    "step is no relu": (over("x", equals(x * step(x), relu(x))), {}),
    "inverse": (over("x", x * inverse(x) <= 1), {}),
    "inverse of an inverse": (over("x", equals(inverse(inverse(x)), x)), {}),
    "inverse of a product": (over("x y", equals(inverse(x * y), inverse(x) * inverse(y))), {}),
    "inverses fall": (over("x y", inverse(y) < inverse(x), x > 0, y > x, x=1, y=2), {}),
    "root of a square": (over("x", equals(sqrt(x * x), absolute(x))), {}),
    "roots are concave": (over("x y", sqrt(x) + sqrt(y) >= sqrt(x + y), x >= 0, y >= 0, x=1, y=1), {}),
    "a square": (over("x y", x * x + y * y >= 2 * x * y), {}),
    "three squares": (over("x y z", x**2 + y**2 + z**2 >= x * y + y * z + z * x), {}),
    "Cauchy and Schwarz": (over("a b x y", (a * x + b * y) ** 2 <= (a * a + b * b) * (x * x + y * y)), {}),
    "a square that is given": (over("x y", x * x + 4 * y * y >= 4 * x * y), {"squares": [x - 2 * y]}),
    "a sign that is given": (over("x y", maximum(x * x, y * y) >= x * y), {"signs": [x - y, x + y]}),
    "products of three": (over("x y z", x * y * z > 1, x > 1, y > 1, z > 1, x=2, y=2, z=2), {"degree": 3}),
    "one product": (over("x y z", x * y * z > 0, x > 0, y > 0, z > 0, x=1, y=1, z=1), {"products": [(0, 1, 2)]}),
    "exp": (over("x", exp(x) > x), {}),
    "exp rises": (over("x y", exp(x) < exp(y), x < y, x=0, y=1), {}),
    "sigmoid above": (over("x", sigmoid(x) < 1), {}),
    "sigmoid below": (over("x", sigmoid(x) > 0), {}),
    "sigmoid's symmetry": (over("x", equals(sigmoid(x) + sigmoid(-x), 1)), {"laws": [Sum(x, -x)]}),
    "sigmoid rises": (over("x y", sigmoid(x) < sigmoid(y), x < y, x=0, y=1), {"degree": 3}),
    "tanh": (over("x", tanh(x) > -1), {}),
    "silu": (over("x", silu(x) <= relu(x)), {}),
    "silu's bound": (
        over("x", silu(x) >= -Fraction(3, 10)),
        {"laws": [Taylor(-x - Fraction(32, 25)), Sum(-x - Fraction(32, 25), expr(Fraction(32, 25)))]},
    ),
    "softplus": (over("x", softplus(x) > relu(x)), {}),
    "log": (over("x", log(x) <= x - 1, x > 0, x=1), {}),
    "log rises": (over("x y", log(x) <= log(y), x > 0, y >= x, x=1, y=1), {}),
    "log of nothing": (over("x", equals(log(x), 0), x <= 0, x=0), {}),
    "cubic Taylor": (over("x", 6 * exp(x) >= 6 + 6 * x + 3 * x**2 + x**3), {"laws": [Taylor(x, 3)]}),
    "positive again": (over("x", exp(x - 1) > -1), {"laws": [Positive(x - 1)]}),
    "constants": (Exists(("x",), (exp(expr(1)) + 0 * x > Fraction(272, 100),)), {}),
    "more digits": (
        Exists(("x",), (exp(expr(1)) + 0 * x > Fraction(27182818285, 10**10),)),
        {"laws": [Bounds(exp(expr(1)), 12)]},
    ),
    "no example": (Exists(("x", "y"), (equals(x + y, 1), equals(x - y, 1), differs(y, 0))), {}),
    "an ideal": (over("x y", equals(x**3, y**3), equals(x, y), x=1, y=1), {}),
    "an impossible equation": (Exists(("x",), (equals(x, 1), equals(x * x, 2))), {}),
    "reach": (Exists(("x",), (equals(x, 1), equals(x * x, 2))), {"reach": 1}),
}


@pytest.mark.parametrize("name", PROVABLE)
def test_nlcheck_accepts_what_is_found(judge: Judge, name: str) -> None:
    statement, hints = PROVABLE[name]
    expected = "refuted" if isinstance(statement, Exists) else "proved"
    assert judge(statement, prove(statement, **hints)) == expected  # type: ignore[call-overload]


def induction(names: str, state: dict[str, tuple[object, object]], *invariant: Relation, **rest: object) -> Induction:
    rules = {n: (expr(s), expr(t)) for n, (s, t) in state.items()}  # type: ignore[arg-type]
    given = rest.get("given", ())
    witness = {n: 1 for n in names.split() if n not in state and n not in rest.get("each", ())} if given else {}  # type: ignore[operator]
    witness |= dict.fromkeys(rest.get("each", ()), 1) if given else {}  # type: ignore[call-overload]
    return Induction("reals", scalars(names), rules, rest.get("each", ()), invariant, given, witness)  # type: ignore[arg-type]


INDUCTIONS = {
    "a ReLU layer keeps the sign": induction("h w", {"h": (0, relu(w * h))}, h >= 0, each=("w",)),
    "small weights keep the box": induction(
        "h w", {"h": (1, w * h)}, h <= 1, h >= -1, each=("w",), given=(w <= 1, w >= -1)
    ),
    "two ways to add": induction(
        "h k w", {"h": (0, relu(h) + w), "k": (0, absolute(k) + w)}, equals(h, k), h >= 0, each=("w",), given=(w >= 0,)
    ),
    "a hypothesis about the state": induction(
        "h w x", {"h": (x, h - w)}, h >= 0, each=("w",), given=(x >= 0, w <= h)
    ),
    "sigmoid layers": induction(
        "h w b", {"h": (0, sigmoid(w * h + b))}, h >= 0, h < 1, each=("w", "b")
    ),
    "doubling": induction("h k", {"h": (1, 2 * h), "k": (1, k + k)}, equals(h, k)),
    "never 0": induction("h", {"h": (1, 2 * h)}, h > 0, differs(h, 0)),
}  # fmt: skip


@pytest.mark.parametrize("name", INDUCTIONS)
def test_nlcheck_accepts_inductions_by_trees(judge: Judge, name: str) -> None:
    assert judge(INDUCTIONS[name], prove(INDUCTIONS[name])) == "proved"


FALSE = {
    "linear": over("x", x > 0),
    "relu": over("x", relu(x) <= x),
    "one of two": over("x", (x > 0, x < 0)),
    "products": over("x y", x * y >= 0),
    "step at 0": over("x", equals(step(x) + step(-x), 1)),
    "inverse at 0": over("x", equals(x * inverse(x), 1)),
    "inverses fall": over("x y", inverse(y) < inverse(x), y > x, x=1, y=2),
    "root below 0": over("x", equals(sqrt(x) ** 2, x)),
    "exp": over("x", exp(x) >= 1),
    "sigmoid": over("x", sigmoid(x) < Fraction(999, 1000)),
    "log": over("x", log(x) <= x - 1),
    "constant": Exists(("x",), (exp(expr(1)) + 0 * x > Fraction(271, 100),)),
    "base": induction("h", {"h": (-1, relu(h))}, h >= 0),
    "step": induction("h w", {"h": (0, w * h + 1)}, h >= 0, each=("w",)),
}


@pytest.mark.parametrize("name", FALSE)
def test_what_is_false_is_not_found(name: str) -> None:
    with pytest.raises(NoEvidenceError, match=r"prove: expected a contradiction in the (only )?case.*counterexample"):
        prove(FALSE[name])


def test_the_search_stops_when_its_nodes_are_used_up() -> None:
    with pytest.raises(NoEvidenceError, match="ran out of nodes"):
        prove(over("x y", relu(x + y) <= relu(x) + relu(y)), nodes=2)


def test_inductions_over_other_rings_are_refused() -> None:
    matrices = Induction("ring", {"h": ("n", "n")}, {"h": (expr(1), h * h)}, (), equals(h, 1))
    with pytest.raises(ValueError, match="expected numbers over the reals"):
        prove(matrices)


def test_what_no_leaf_uses_is_left_out() -> None:
    """Neither the unused laws of exp(x) nor a needless sign: one leaf is all."""
    statement = over("x", exp(x) + x > exp(x) + x - 1)
    assert prove(statement, signs=[x], laws=[Taylor(x, 3), Sum(x, x)]) == Cases((Leaf({0: 1}),))
    (tree,) = prove(over("x", exp(x) > 0), laws=[Sum(x, x), Positive(x)]).trees
    assert tree == Exp((0,), Leaf({0: 1, 1: 1}))


def test_numbers_are_whole_and_few() -> None:
    """A third of one row and a half of another: 2 and 3 times them, and none of the others."""
    statement = over("x y", 3 * x - 2 * y >= 1, x >= 1, y <= 1, x + y <= 9, x=1, y=1)
    assert prove(statement) == Cases((Leaf({0: 3, 1: 2, 3: 1}),))


def test_atoms_of_a_let_and_its_rows_come_last() -> None:
    (tree,) = prove(over("x y", exp(x) < exp(y), x < y, x=0, y=1), laws=[Sum(y - x, x), Taylor(y - x)]).trees
    assert isinstance(tree, Let)
    assert isinstance(tree.then, Exp)
    assert tree.then.atoms == (2, 0, 1)


def test_a_bound_of_a_constant_is_named_by_its_digits() -> None:
    (tree,) = prove(Exists(("x",), (sqrt(expr(2)) + 0 * x > Fraction(3, 2),))).trees
    assert tree == Enclose(0, 6, Leaf({0: 1, 2: 1}))


def test_a_law_of_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="law: expected the value of an operator, got 2·x"):
        prove(over("x", x > x - 1), laws=[Bounds(2 * x)])


RATIONALS = st.fractions(-40, 40, max_denominator=50)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(["exp", "log", "sqrt"]), RATIONALS, st.integers(1, 20))
def test_bounds_are_the_checkers(nlcheck: ModuleType, op: str, at: Fraction, digits: int) -> None:
    low, high = enclose(op, at, digits)
    assert (low, high) == nlcheck.enclose(op, at, digits, nlcheck.Work())
    assert low <= high <= low + max(abs(high), 1) / Fraction(10) ** digits


def test_bounds_of_anything_else_are_refused() -> None:
    with pytest.raises(ValueError, match="expected exp, log or sqrt, got 'sin'"):
        enclose("sin", Fraction(1), 3)


COLUMNS = st.lists(st.dictionaries(st.sampled_from("pqrs"), st.integers(-3, 3).filter(bool), max_size=4), max_size=7)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(COLUMNS, st.lists(st.integers(0, 3), min_size=7, max_size=7))
def test_a_combination_that_exists_is_found(columns: list[dict[str, int]], multipliers: list[int]) -> None:
    exact = [{row: Fraction(c) for row, c in column.items()} for column in columns]
    target: dict[str, Fraction] = {}
    for column, m in zip(exact, multipliers, strict=False):
        for row, c in column.items():
            target[row] = target.get(row, Fraction(0)) + m * c
    target = {row: c for row, c in target.items() if c}
    found = combination(exact, target)
    assert found is not None
    assert all(c > 0 for c in found.values())
    total = {row: sum(c * exact[j].get(row, 0) for j, c in found.items()) for row in "pqrs"}
    assert {row: c for row, c in total.items() if c} == target


def test_a_combination_that_does_not_exist_is_not_found() -> None:
    columns = [{"p": Fraction(1), "q": Fraction(1)}, {"q": Fraction(-1)}]
    assert combination(columns, {"p": Fraction(-1)}) is None
    assert combination(columns, {"r": Fraction(1)}) is None
    assert combination([], {}) == {}


def test_the_cases_of_an_atom_are_told_apart_once() -> None:
    system = systems.system_of((relu(x) > 0, exp(x) > 0))
    above, below = system.cases(0)
    assert [str(s.rows[-1]) for s in (above, below)] == ["x >= 0", "-x > 0"]
    with pytest.raises(ValueError, match="atom 0: expected one that is open"):
        above.cases(0)
    with pytest.raises(ValueError, match="atom 1: expected an operator that has cases, got exp"):
        system.cases(1)
    with pytest.raises(ValueError, match="expected atoms that are known"):
        system.polynomial(relu(y))


def test_outer_atoms_wait_for_the_inner_ones() -> None:
    system = systems.system_of((relu(inverse(x) - 1) > 0,))
    assert system.open_atoms() == (0,)
    assert [s.open_atoms() for s in system.cases(0)] == [(1,), (1,), (1,)]


def test_a_sign_needs_no_row_of_its_own_where_neither_side_uses_it() -> None:
    (tree,) = prove(over("x y", maximum(x, y) >= x), signs=[x * y]).trees
    assert isinstance(tree, Split)
    assert tree.relu == 0


def test_polynomials_print_as_sums() -> None:
    p = polynomials.expanded(2 * x * y - 1, [])
    assert polynomials.shown(p) == "2·x·y - 1"
    assert polynomials.as_sum(p).to_json() == ["+", "-1", ["*", "2", "x", "y"]]
    assert polynomials.as_sum({}).to_json() == "0"
