"""Exact geometry of the figures: cells cover the window once, and values on them are those of the expression."""

from fractions import Fraction
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.exact import expression
from nlverify.site.figures import plane

WINDOW = plane.box([Fraction(v) for v in (-2, 2, -2, 2)])
XY = ("x", "y")

small = st.fractions(min_value=-3, max_value=3, max_denominator=4)
lines = st.builds(lambda a, b, c: plane.Affine.of([a, b], c), small, small, small)


def affine(a: Fraction, b: Fraction, c: Fraction) -> Any:
    return ["+", ["*", str(a), "x"], ["*", str(b), "y"], str(c)]


def wider(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.builds(lambda op, a: [op, a], st.sampled_from(["relu", "abs", "clip", "-"]), inner),
        st.builds(lambda op, a, b: [op, a, b], st.sampled_from(["+", "-", "max", "min"]), inner, inner),
        st.builds(lambda s, a: ["leaky", str(s), a], small, inner),
        st.builds(lambda s, a: ["*", str(s), a], small, inner),
        st.builds(lambda s, a: ["/", a, str(s)], small.filter(bool), inner),
    )


trees = st.recursive(st.builds(affine, small, small, small), wider, max_leaves=4)


def area(cell: plane.Cell) -> Fraction:
    return sum((x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairwise((*cell, cell[0]))), Fraction(0)) / 2


def by_hand(tree: Any, x: Fraction, y: Fraction) -> Fraction:
    """The value, written down a second time and with Python's own operators."""
    if isinstance(tree, str):
        return {"x": x, "y": y}.get(tree) if tree in XY else Fraction(tree)
    op, *rest = tree
    a, *b = (by_hand(t, x, y) for t in rest)
    match op:
        case "+":
            return a + sum(b)
        case "-":
            return a - b[0] if b else -a
        case "*":
            return a * b[0]
        case "/":
            return a / b[0]
        case "relu":
            return a if a > 0 else Fraction(0)
        case "abs":
            return a if a > 0 else -a
        case "clip":
            return sorted((Fraction(0), a, Fraction(1)))[1]
        case "max" | "min":
            return sorted((a, *b))[-1 if op == "max" else 0]
        case "leaky":
            return b[0] if b[0] >= 0 else a * b[0]
        case _:
            raise AssertionError(op)


@given(trees)
@settings(max_examples=60, deadline=None)
def test_pieces_cover_the_window_once_and_have_the_expressions_values(tree: Any) -> None:
    found = plane.pieces(tree, XY, WINDOW)
    assert all(area(p.cell) > 0 for p in found)
    assert sum(area(p.cell) for p in found) == 16
    for p in found:
        for at in (*p.cell, plane.middle(p.cell)):
            value = by_hand(tree, *at)
            assert p.value(at) == value == plane.evaluate(tree, dict(zip(XY, at, strict=True)))


@given(lines)
def test_a_cut_makes_two_parts_of_one(line: plane.Affine) -> None:
    above, below = plane.cut(WINDOW, line)
    assert sum(area(part) for part in (above, below) if part) == 16
    assert all(line(p) >= 0 for p in above)
    assert all(line(p) <= 0 for p in below)
    assert all(line(p) == 0 for p in plane.chord(WINDOW, line))


@given(trees)
@settings(max_examples=30, deadline=None)
def test_an_outline_holds_as_much_as_its_cells(tree: Any) -> None:
    """Where only some of the cells are taken; cells of one hidden layer meet edge to edge."""
    cells = [WINDOW]
    for line in ((1, 1, -1), (1, -2, 0), (0, 1, 1)):
        cells = [part for cell in cells for part in plane.cut(cell, plane.Affine.of(line[:2], line[2])) if part]
    taken = [cell for cell in cells if by_hand(tree, *plane.middle(cell)) > 0]
    assert sum(area(loop) for loop in plane.outline(taken)) == sum(area(cell) for cell in taken)


def test_on_a_segment() -> None:
    found = plane.pieces(["clip", "s"], ["s"], ((Fraction(-1),), (Fraction(3),)))
    ends = sorted({(end[0], p.value(end)) for p in found for end in p.cell})
    assert ends == [(-1, 0), (0, 0), (1, 1), (3, 1)]


@pytest.mark.parametrize("tree", [["^", "x", 2], ["*", "x", "y"]])
def test_curves_are_refused(tree: Any) -> None:
    with pytest.raises(plane.NotPiecewiseLinear, match="expected a piecewise linear one"):
        plane.pieces(tree, XY, WINDOW)


def test_a_network_as_an_expression() -> None:
    units = [
        {"weights": ["1", "1"], "bias": "0", "out": "1"},
        {"weights": ["1", "1"], "bias": "-1", "out": "-2"},
    ]
    tree = plane.network_tree({"units": units, "bias": "0"}, "relu", XY)
    bits = [Fraction(b) for b in (0, 1)]
    assert [by_hand(tree, *p) for p in product(bits, bits)] == [0, 1, 1, 0]
    assert [plane.formula(f, XY) for f in plane.folds({"units": units}, "relu")] == ["x + y", "x + y − 1"]
    assert len(plane.folds({"units": units}, "clip")) == 3  # a clipped unit bends at 0 and at 1; one line is common


def test_units_on_the_same_line_make_one_fold() -> None:
    units = [{"weights": ["1", "-1"], "bias": "0", "out": "1"}, {"weights": ["-2", "2"], "bias": "0", "out": "1"}]
    assert len(plane.folds({"units": units}, "relu")) == 1
    assert plane.folds({"units": [{**units[0], "out": "0"}]}, "relu") == []


@given(st.sampled_from(["relu", "abs", "clip", ["leaky", "-1/2"]]), small, small)
def test_the_same_value_as_in_the_rest_of_the_project(activation: Any, a: Fraction, b: Fraction) -> None:
    """The site may not import the expressions that claims are made of, and so has an evaluation of its own."""
    u = expression.Expr("number", (a,)) * expression.Expr("symbol", ("x",))
    theirs = {
        "relu": expression.relu(u),
        "abs": expression.absolute(u),
        "clip": expression.clip(u),
    }.get(str(activation), expression.leaky_relu(u, Fraction(-1, 2)))
    assert plane.evaluate(theirs.to_json(), {"x": b}) == expression.evaluate(theirs, {"x": b})


def test_numbers_and_formulas_as_readers_write_them() -> None:
    f = plane.Affine.of(["5/3", "-1"], "-3/2")
    assert plane.formula(f, ("x1", "x2")) == "5/3·x₁ − x₂ − 3/2"
    assert plane.formula(plane.Affine.of(["0", "0"], "0"), ("x1", "x2")) == "0"
    assert plane.rational(Fraction(-7, 2)) == "−7/2"
