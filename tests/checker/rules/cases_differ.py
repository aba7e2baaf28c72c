"""cases/1, "≠": one such row beside equations alone, or a split."""

from nlcheck_cases import accept, accept_tree, exists, forall, leaf, reject, reject_tree, split, tree

TRANSITIVE = forall("x y z", ["=", "x", "z"], [["=", "x", "y"], ["=", "y", "z"]], {"x": "1", "y": "1", "z": "1"})
BETWEEN = forall("x", ["=", "x", "0"], [[">=", "x", "0"], ["<=", "x", "0"]], {"x": "0"})  # rows: x ≥ 0, −x ≥ 0, x ≠ 0
EITHER = exists("x", ["!=", "x", "0"], ["!=", "x", "1"], ["=", ["*", "x", ["-", "x", "1"]], "0"])
APART = exists("x y", ["!=", "x", "y"], ["!=", "y", "x"])
ABOVE, BELOW = leaf("1:1 3:1"), leaf("0:1 3:1")


CASES = [
    accept("equality is transitive", TRANSITIVE, "cases/1", tree("0:1 1:1 2:-1")),
    accept("the ≠ with either sign", TRANSITIVE, "cases/1", tree("0:-1 1:-1 2:1")),
    accept("0 ≠ 0", exists("x", ["!=", "x", ["*", "1", "x"]]), "cases/1", tree("0:5"), "refuted"),
    accept_tree("x ≥ 0 and x ≤ 0: a split", BETWEEN, split(2, ABOVE, BELOW)),
    accept_tree(
        "two splits, the second inside the first",
        exists("x y", ["!=", "x", "0"], ["!=", "y", "0"], ["=", ["^", "x", 2], ["-", ["^", "y", 2]]]),
        split(
            0,
            split(
                1,
                leaf(products=[["1", [3, 3]], ["1", [4, 4]]], multiples=[[2, "-1"]]),
                leaf(products=[["1", [3, 3]], ["1", [4, 4]]], multiples=[[2, "-1"]]),
            ),
            split(
                1,
                leaf(products=[["1", [3, 3]], ["1", [4, 4]]], multiples=[[2, "-1"]]),
                leaf(products=[["1", [3, 3]], ["1", [4, 4]]], multiples=[[2, "-1"]]),
            ),
        ),
        "refuted",
    ),
    accept_tree("the same row split twice", BETWEEN, split(2, split(2, ABOVE, ABOVE), BELOW)),
    reject(
        "a ≠ beside an inequality",
        exists("x", ["!=", "x", "0"], ["<=", "x", "0"]),
        "cases/1",
        tree("0:1 1:1"),
        "contradiction",
    ),
    reject(
        "a ≠ beside a strict inequality",
        exists("x", ["!=", "x", "0"], ["<", "x", "0"]),
        "cases/1",
        tree("0:1 1:1"),
        "contradiction",
    ),
    reject("two ≠", APART, "cases/1", tree("0:1 1:1"), "contradiction"),
    reject(
        "two ≠ whose sum is −1",
        exists("x", ["!=", "x", "0"], ["!=", ["-", "x"], "1"]),
        "cases/1",
        tree("0:1 1:1"),
        "contradiction",
    ),
    reject(
        "a ≠ whose sum is −1",
        exists("x", ["!=", "x", "1"], ["=", "x", "0"]),
        "cases/1",
        tree("0:1 1:-1"),
        "contradiction",
    ),
    reject(
        "a ≠ whose sum is 1",
        exists("x", ["!=", "x", "-1"], ["=", "x", "0"]),
        "cases/1",
        tree("0:1 1:-1"),
        "contradiction",
    ),
    reject(
        "a ≠ beside a square",
        exists("x", ["!=", ["-", ["^", "x", 2]], "0"]),
        "cases/1",
        tree("0:1", [["1", [], "x"]]),
        "contradiction",
    ),
    reject(
        "a ≠ beside a product",
        exists("x", ["!=", ["-", "x"], "0"], [">", "x", "0"]),
        "cases/1",
        tree("0:1", [["1", [1]]]),
        "contradiction",
    ),
    reject("a ≠ with multiplier 0", TRANSITIVE, "cases/1", tree("0:1 1:1 2:0"), "multiplier"),
    reject("x ≠ 0 and x ≠ 1 together are no equation", EITHER, "cases/1", tree("0:1 1:-1 2:1"), "cancel"),
    reject("only the equations", TRANSITIVE, "cases/1", tree("0:1 1:1"), "cancel"),
    reject_tree("a split with one false branch, above", BETWEEN, split(2, BELOW, BELOW), "cancel"),
    reject_tree("a split with one false branch, below", BETWEEN, split(2, ABOVE, ABOVE), "cancel"),
    reject_tree("branches exchanged", BETWEEN, split(2, BELOW, ABOVE), "cancel"),
    reject_tree("a split of an inequality", BETWEEN, split(0, ABOVE, BELOW), "≠ to split"),
    reject_tree("a split of an equation", TRANSITIVE, split(0, leaf("3:1"), leaf("3:1")), "≠ to split"),
    reject_tree(
        "a split of the row that a split added", BETWEEN, split(2, split(3, ABOVE, ABOVE), BELOW), "≠ to split"
    ),
    reject_tree("a split of a row that does not exist", BETWEEN, split(3, ABOVE, BELOW), "whole number"),
    reject_tree("the other branch's row", BETWEEN, split(2, leaf("1:1 4:1"), BELOW), "whole number"),
    reject_tree("a branch missing", BETWEEN, {"row": 2, "above": ABOVE}, "below"),
    reject_tree("a branch that is null", BETWEEN, split(2, ABOVE, None), "tree"),
    reject_tree("a branch that is a list", BETWEEN, split(2, [ABOVE], BELOW), "tree"),
    reject_tree("a branch without above is a leaf", BETWEEN, {"row": 2, "below": BELOW}, "field"),
    reject_tree("a third branch, x = 0", BETWEEN, {**split(2, ABOVE, BELOW), "equal": BELOW}, "equal"),
    reject_tree("rows beside a split", BETWEEN, {**split(2, ABOVE, BELOW), "rows": []}, "rows"),
    reject_tree("the split's row as text", BETWEEN, {**split(2, ABOVE, BELOW), "row": "2"}, "whole number"),
    reject_tree(
        "the split's row true",
        exists("x", ["=", "x", "0"], ["!=", "x", "0"]),
        {"row": True, "above": leaf("0:-1 2:1"), "below": leaf("0:1 2:1")},
        "whole number",
    ),
]
