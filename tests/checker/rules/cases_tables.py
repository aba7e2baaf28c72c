"""cases/1 for tables: no unit of a family separates them, or takes their values."""

from nlcheck_cases import (
    AND,
    OR,
    XNOR,
    XOR,
    accept_tree,
    leaf,
    network,
    not_affine,
    not_separable,
    reject,
    reject_tree,
    relu,
    separable,
    split,
)

AFFINE = ("affine-unit", "affine-network", "scaled-affine-network")
ALL = "0:1 1:1 2:1 3:1"
TWICE = "0:1 1:0 0:0"
CIRCLES = "0,0:1 2,0:0 -1,0:0"  # the middle of a segment
MIDDLE = "0:0 1:1 2:0"
ALTERNATE = not_affine(XOR)

CASES = [
    *[
        accept_tree(f"XOR, {family}, fires {fires}", not_separable(XOR, fires, family), leaf(ALL))
        for family in AFFINE
        for fires in (">", ">=")
    ],
    accept_tree("XOR is not separable: separable is refuted", separable(XOR), leaf(ALL), "refuted"),
    accept_tree("XNOR", not_separable(XNOR), leaf(ALL)),
    accept_tree("the middle of three points", not_separable(MIDDLE), leaf("0:1 1:2 2:1")),
    accept_tree("a point with both labels", not_separable(TWICE), leaf("0:1 2:1")),
    accept_tree("a point with both labels, fires >=", not_separable(TWICE, ">="), leaf("0:1 2:1")),
    accept_tree("XOR, monotone unit: two of the four pairs", not_separable(XOR, ">", "monotone-unit"), leaf("0:1 3:1")),
    accept_tree("XOR, monotone unit: the other two", not_separable(XOR, ">=", "monotone-unit"), leaf("1:1 2:1")),
    accept_tree("a point with both labels, monotone unit", not_separable(TWICE, ">", "monotone-unit"), leaf("1:1")),
    accept_tree(
        "a monotone unit that would separate XOR is refuted",
        separable(XOR, ">", "monotone-unit"),
        leaf("0:1 3:1"),
        "refuted",
    ),
    *[accept_tree(f"XOR's values, {family}", not_affine(XOR, family), leaf("0:1 1:-1 2:-1 3:1")) for family in AFFINE],
    accept_tree("two values at one point", not_affine("1/2:0 1/2:1"), leaf("0:1 1:-1")),
    accept_tree("x² at three points", not_affine("-1:1 0:0 1:1"), leaf("0:1 1:-2 2:1")),
    *[
        reject_tree(
            f"AND is separable, {family}, fires {fires}", not_separable(AND, fires, family), leaf(ALL), "cancel"
        )
        for family in AFFINE
        for fires in (">", ">=")
    ],
    reject_tree("OR is separable", not_separable(OR), leaf("0:1 1:1 2:1"), "cancel"),
    reject_tree(
        "AND with the multipliers that cancel", not_separable(AND), leaf("0:1 1:-1 2:-1 3:1"), "multiplier > 0"
    ),
    reject_tree("AND is no example of a refuted separable", separable(AND), leaf(ALL), "cancel"),
    reject_tree("three rows of XOR", not_separable(XOR), leaf("0:1 1:1 2:1"), "cancel"),
    reject_tree("XOR with other multipliers", not_separable(XOR), leaf("0:1 1:1 2:1 3:2"), "cancel"),
    reject_tree("XOR with negative multipliers", not_separable(XOR), leaf("0:-1 1:-1 2:-1 3:-1"), "multiplier > 0"),
    reject_tree("XOR's rows are numbered by point, not by label", not_separable(XOR), leaf("0:1 3:1"), "cancel"),
    reject_tree("AND, monotone unit", not_separable(AND, ">", "monotone-unit"), leaf("0:1 1:1 2:1"), "cancel"),
    reject_tree(
        "AND, monotone unit, with a difference",
        not_separable(AND, ">", "monotone-unit"),
        leaf("0:-1 1:1 2:1"),
        "multiplier > 0",
    ),
    reject_tree(
        "XOR, monotone unit, has four rows", not_separable(XOR, ">", "monotone-unit"), leaf("0:1 4:1"), "whole number"
    ),
    reject_tree(
        "XOR, monotone unit, the wrong pair", not_separable(XOR, ">", "monotone-unit"), leaf("0:1 1:1"), "cancel"
    ),
    reject_tree(
        "a repeated point with one label", not_separable("0:1 0:1 1:0", ">", "monotone-unit"), leaf("0:1 1:1"), "cancel"
    ),
    reject_tree(
        "AND's values with XOR's multipliers: 1 = 0 it is, but not for x₁",
        not_affine("0,0:0 0,1:0 1,0:1 1,1:1"),
        leaf("0:1 1:-1 2:-1 3:1"),
        "contradiction",
    ),
    reject_tree("an affine table", not_affine("0:1 1:3 2:5"), leaf("0:1 1:-2 2:1"), "contradiction"),
    reject_tree("XOR's values with XOR's labels' multipliers", ALTERNATE, leaf(ALL), "cancel"),
    reject_tree("one equation", not_affine("0:0 1:1"), leaf("0:1"), "cancel"),
    reject_tree(
        "an equation times a polynomial in w that does not cancel",
        ALTERNATE,
        leaf("0:1 1:-1 2:-1", multiples=[[3, "w1"]]),
        "cancel",
    ),
    reject(
        "a split of a strict row",
        not_separable(XOR),
        "cases/1",
        {"trees": [split(1, leaf(ALL), leaf(ALL))]},
        "≠ to split",
    ),
    reject("a split of an equation", ALTERNATE, "cases/1", {"trees": [split(1, leaf(ALL), leaf(ALL))]}, "≠ to split"),
    reject(
        "a ReLU that is not there",
        not_separable(XOR),
        "cases/1",
        {"trees": [relu(0, leaf(ALL), leaf(ALL))]},
        "whole number",
    ),
    reject_tree("a table of no kind of unit", network(XOR), leaf(ALL), "trees"),
]
