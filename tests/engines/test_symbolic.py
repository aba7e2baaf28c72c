"""SymPy's normal forms: the right words, no commuting by accident, and a refusal where sides differ."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.engines import symbolic
from nlverify.exact.expression import (
    Expr,
    absolute,
    clip,
    equals,
    evaluate,
    expr,
    leaky_relu,
    maximum,
    minimum,
    relu,
    symbols,
)
from nlverify.statement import Identity, Induction, scalars

A, B, W, a, b, d, f, x, y = symbols("A B W a b d f x y")
MATRICES = {"A": ("n", "n"), "B": ("n", "n")}

CONSTANTS = st.fractions(min_value=-4, max_value=4, max_denominator=4)
LEAVES = st.sampled_from([x, y]) | CONSTANTS.map(expr)


def _compound(trees: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
    pairs = st.tuples(trees, trees)
    return st.one_of(
        pairs.map(lambda p: p[0] + p[1]),
        pairs.map(lambda p: p[0] - p[1]),
        pairs.map(lambda p: p[0] * p[1]),
        pairs.map(lambda p: maximum(*p)),
        pairs.map(lambda p: minimum(*p)),
        st.tuples(trees, CONSTANTS.filter(bool)).map(lambda p: p[0] / p[1]),
        st.tuples(trees, st.integers(0, 3)).map(lambda p: p[0] ** p[1]),
        st.tuples(trees, CONSTANTS).map(lambda p: leaky_relu(*p)),
        *(trees.map(op) for op in (relu, absolute, clip, lambda t: -t)),
    )


@settings(max_examples=60, deadline=None)
@given(st.recursive(LEAVES, _compound, max_leaves=6), CONSTANTS, CONSTANTS)
def test_sympy_and_exact_arithmetic_give_every_tree_the_same_value(tree: Expr, at_x: Fraction, at_y: Fraction) -> None:
    values = {
        sympy.Symbol(n, real=True): sympy.Rational(v.numerator, v.denominator) for n, v in (("x", at_x), ("y", at_y))
    }
    value = sympy.nsimplify(symbolic.to_sympy(tree).subs(values))
    assert Fraction(int(value.p), int(value.q)) == evaluate(tree, {"x": at_x, "y": at_y})


@pytest.mark.parametrize("name", ["pi", "E", "I", "S", "N", "oo", "lambda", "Symbol", "zoo"])
def test_a_name_that_means_something_to_sympy_is_just_a_symbol(name: str) -> None:
    (symbol,) = symbols(name)
    assert symbolic.normal_form(symbol * symbol, commute=True) == {(name, name): 1}
    assert symbolic.normal_form(symbol * symbol, commute=False) == {(name, name): 1}


def test_words_are_sorted_where_products_commute_and_in_order_where_they_do_not() -> None:
    product = B * A * A - A * B * A / 2
    assert symbolic.normal_form(product, commute=True) == {("A", "A", "B"): Fraction(1, 2)}
    assert symbolic.normal_form(product, commute=False) == {("B", "A", "A"): 1, ("A", "B", "A"): Fraction(-1, 2)}


def test_what_cancels_has_no_terms() -> None:
    assert symbolic.normal_form((x - y) * (x + y) - x**2 + y**2, commute=True) == {}
    assert symbolic.normal_form((x - y) * (x + y) - x**2 + y**2, commute=False) == {("x", "y"): 1, ("y", "x"): -1}


@pytest.mark.parametrize("ring", ["semiring", "ring"])
def test_a_product_is_not_turned_round_in_a_ring(ring: str) -> None:
    identity = Identity(ring, scalars("A B"), A * B, B * A)  # type: ignore[arg-type]
    with pytest.raises(symbolic.NotProvenError, match="1 and 0 times A·B"):
        symbolic.expand(identity)


def test_matrices_of_real_numbers_do_not_commute_and_real_numbers_do() -> None:
    with pytest.raises(symbolic.NotProvenError):
        symbolic.expand(Identity("reals", MATRICES, A * B, B * A))
    assert symbolic.expand(Identity("reals", scalars("A B"), A * B, B * A)).terms == {("A", "B"): 1}


@pytest.mark.parametrize(
    ("left", "right"), [(x, y), (x + 1, x), (2 * x, 3 * x), (x**2, x), ((x + y) ** 2, x**2 + y**2), (x - x, expr(1))]
)
def test_expand_refuses_sides_that_differ(left: Expr, right: Expr) -> None:
    with pytest.raises(symbolic.NotProvenError, match="identity: expected equal sides"):
        symbolic.expand(Identity("reals", scalars("x y"), left, right))


def test_a_kink_has_no_normal_form() -> None:
    with pytest.raises(ValueError, match="expected a polynomial"):
        symbolic.normal_form(relu(x) + 1, commute=True)


def stack(*, start: Expr, bias: Expr) -> Induction:
    """The collapse of a stack of layers, with a start of b and a rule for b to choose."""
    return Induction(
        ring="semiring",
        symbols={"A": ("k", "m"), "d": ("k", "1"), "x": ("n", "1"), "f": ("m", "1"), "W": ("m", "n"), "b": ("m", "1")},
        state={"f": (x, A @ f + d), "W": (expr(1), A @ W), "b": (start, bias)},
        each_step=("A", "d"),
        invariant=equals(f, W @ x + b),
        width=("m", "n", "k"),
    )


def test_induct_finds_both_obligations_of_the_collapse() -> None:
    steps = symbolic.induct(stack(start=expr(0), bias=A @ b + d))
    assert steps.base == {("x",): 1}
    assert steps.step == {("A", "W", "x"): 1, ("A", "b"): 1, ("d",): 1}


def test_induct_names_the_obligation_that_fails() -> None:
    with pytest.raises(symbolic.NotProvenError, match=r"^base: "):
        symbolic.induct(stack(start=expr(1), bias=A @ b + d))
    with pytest.raises(symbolic.NotProvenError, match=r"^step: expected equal sides, got 1 and 0 times d"):
        symbolic.induct(stack(start=expr(0), bias=A @ b))


def test_induct_leaves_inequalities_to_others() -> None:
    falling = Induction("reals", scalars("a"), {"a": (expr(1), a / 2)}, (), a >= 0)
    with pytest.raises(symbolic.NotProvenError, match="expected an invariant 'variable = expression', got another"):
        symbolic.induct(falling)


def test_induct_leaves_several_invariants_to_others() -> None:
    both = Induction("reals", scalars("a b"), {"a": (expr(1), a), "b": (expr(1), b)}, (), (equals(a, b), a > 0))
    with pytest.raises(symbolic.NotProvenError, match="expected one invariant"):
        symbolic.induct(both)


def test_state_variables_are_replaced_all_at_once() -> None:
    """Exchanging two values is the standard trap: one after the other would make both the same."""
    assert symbolic.substituted(a * b, {"a": b, "b": a}).to_json() == ["*", "b", "a"]
