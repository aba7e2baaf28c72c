"""cases/1 for tables: no unit of a family separates them, or takes their values."""

from nlcheck_cases import (
    AND,
    OR,
    XNOR,
    XOR,
    accept,
    leaf,
    network,
    not_affine,
    not_separable,
    reject,
    relu,
    separable,
    split,
    tree,
)

AFFINE = ("affine-unit", "affine-network", "scaled-affine-network")
ALL = "0:1 1:1 2:1 3:1"
TWICE = "0:1 1:0 0:0"
CIRCLES = "0,0:1 2,0:0 -1,0:0"  # the middle of a segment
MIDDLE = "0:0 1:1 2:0"
ALTERNATE = not_affine(XOR)

CASES = [
    *[
        accept(f"XOR, {family}, fires {fires}", not_separable(XOR, fires, family), "cases/1", tree(ALL))
        for family in AFFINE
        for fires in (">", ">=")
    ],
    accept("XOR is not separable: separable is refuted", separable(XOR), "cases/1", tree(ALL), "refuted"),
    accept("XNOR", not_separable(XNOR), "cases/1", tree(ALL)),
    accept("the middle of three points", not_separable(MIDDLE), "cases/1", tree("0:1 1:2 2:1")),
    accept("a point with both labels", not_separable(TWICE), "cases/1", tree("0:1 2:1")),
    accept("a point with both labels, fires >=", not_separable(TWICE, ">="), "cases/1", tree("0:1 2:1")),
    accept(
        "XOR, monotone unit: two of the four pairs",
        not_separable(XOR, ">", "monotone-unit"),
        "cases/1",
        tree("0:1 3:1"),
    ),
    accept("XOR, monotone unit: the other two", not_separable(XOR, ">=", "monotone-unit"), "cases/1", tree("1:1 2:1")),
    accept(
        "a point with both labels, monotone unit", not_separable(TWICE, ">", "monotone-unit"), "cases/1", tree("1:1")
    ),
    accept(
        "a monotone unit that would separate XOR is refuted",
        separable(XOR, ">", "monotone-unit"),
        "cases/1",
        tree("0:1 3:1"),
        "refuted",
    ),
    *[
        accept(f"XOR's values, {family}", not_affine(XOR, family), "cases/1", tree("0:1 1:-1 2:-1 3:1"))
        for family in AFFINE
    ],
    accept("two values at one point", not_affine("1/2:0 1/2:1"), "cases/1", tree("0:1 1:-1")),
    accept("x² at three points", not_affine("-1:1 0:0 1:1"), "cases/1", tree("0:1 1:-2 2:1")),
    *[
        reject(
            f"AND is separable, {family}, fires {fires}",
            not_separable(AND, fires, family),
            "cases/1",
            tree(ALL),
            "cancel",
        )
        for family in AFFINE
        for fires in (">", ">=")
    ],
    reject("OR is separable", not_separable(OR), "cases/1", tree("0:1 1:1 2:1"), "cancel"),
    reject(
        "AND with the multipliers that cancel",
        not_separable(AND),
        "cases/1",
        tree("0:1 1:-1 2:-1 3:1"),
        "multiplier > 0",
    ),
    reject("AND is no example of a refuted separable", separable(AND), "cases/1", tree(ALL), "cancel"),
    reject("three rows of XOR", not_separable(XOR), "cases/1", tree("0:1 1:1 2:1"), "cancel"),
    reject("XOR with other multipliers", not_separable(XOR), "cases/1", tree("0:1 1:1 2:1 3:2"), "cancel"),
    reject(
        "XOR with negative multipliers", not_separable(XOR), "cases/1", tree("0:-1 1:-1 2:-1 3:-1"), "multiplier > 0"
    ),
    reject("XOR's rows are numbered by point, not by label", not_separable(XOR), "cases/1", tree("0:1 3:1"), "cancel"),
    reject("AND, monotone unit", not_separable(AND, ">", "monotone-unit"), "cases/1", tree("0:1 1:1 2:1"), "cancel"),
    reject(
        "AND, monotone unit, with a difference",
        not_separable(AND, ">", "monotone-unit"),
        "cases/1",
        tree("0:-1 1:1 2:1"),
        "multiplier > 0",
    ),
    reject(
        "XOR, monotone unit, has four rows",
        not_separable(XOR, ">", "monotone-unit"),
        "cases/1",
        tree("0:1 4:1"),
        "whole number",
    ),
    reject(
        "XOR, monotone unit, the wrong pair",
        not_separable(XOR, ">", "monotone-unit"),
        "cases/1",
        tree("0:1 1:1"),
        "cancel",
    ),
    reject(
        "a repeated point with one label",
        not_separable("0:1 0:1 1:0", ">", "monotone-unit"),
        "cases/1",
        tree("0:1 1:1"),
        "cancel",
    ),
    reject(
        "AND's values with XOR's multipliers: 1 = 0 it is, but not for x₁",
        not_affine("0,0:0 0,1:0 1,0:1 1,1:1"),
        "cases/1",
        tree("0:1 1:-1 2:-1 3:1"),
        "contradiction",
    ),
    reject("an affine table", not_affine("0:1 1:3 2:5"), "cases/1", tree("0:1 1:-2 2:1"), "contradiction"),
    reject("XOR's values with XOR's labels' multipliers", ALTERNATE, "cases/1", tree(ALL), "cancel"),
    reject("one equation", not_affine("0:0 1:1"), "cases/1", tree("0:1"), "cancel"),
    reject(
        "an equation times a polynomial in w that does not cancel",
        ALTERNATE,
        "cases/1",
        tree("0:1 1:-1 2:-1", multiples=[[3, "w1"]]),
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
    reject("a table of no kind of unit", network(XOR), "cases/1", tree(ALL), "trees"),
]
