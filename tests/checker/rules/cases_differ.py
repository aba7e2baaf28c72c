"""cases/1, "≠": one such row beside equations alone, or a split."""

from nlcheck_cases import accept_tree, exists, forall, leaf, reject_tree, split

TRANSITIVE = forall("x y z", ["=", "x", "z"], [["=", "x", "y"], ["=", "y", "z"]], {"x": "1", "y": "1", "z": "1"})
BETWEEN = forall("x", ["=", "x", "0"], [[">=", "x", "0"], ["<=", "x", "0"]], {"x": "0"})  # rows: x ≥ 0, −x ≥ 0, x ≠ 0
EITHER = exists("x", ["!=", "x", "0"], ["!=", "x", "1"], ["=", ["*", "x", ["-", "x", "1"]], "0"])
APART = exists("x y", ["!=", "x", "y"], ["!=", "y", "x"])
ABOVE, BELOW = leaf("1:1 3:1"), leaf("0:1 3:1")


CASES = [
    accept_tree("equality is transitive", TRANSITIVE, leaf("0:1 1:1 2:-1")),
    accept_tree("the ≠ with either sign", TRANSITIVE, leaf("0:-1 1:-1 2:1")),
    accept_tree("0 ≠ 0", exists("x", ["!=", "x", ["*", "1", "x"]]), leaf("0:5"), "refuted"),
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
    reject_tree(
        "a ≠ beside an inequality", exists("x", ["!=", "x", "0"], ["<=", "x", "0"]), leaf("0:1 1:1"), "contradiction"
    ),
    reject_tree(
        "a ≠ beside a strict inequality",
        exists("x", ["!=", "x", "0"], ["<", "x", "0"]),
        leaf("0:1 1:1"),
        "contradiction",
    ),
    reject_tree("two ≠", APART, leaf("0:1 1:1"), "contradiction"),
    reject_tree(
        "two ≠ whose sum is −1",
        exists("x", ["!=", "x", "0"], ["!=", ["-", "x"], "1"]),
        leaf("0:1 1:1"),
        "contradiction",
    ),
    reject_tree(
        "a ≠ whose sum is −1", exists("x", ["!=", "x", "1"], ["=", "x", "0"]), leaf("0:1 1:-1"), "contradiction"
    ),
    reject_tree(
        "a ≠ whose sum is 1", exists("x", ["!=", "x", "-1"], ["=", "x", "0"]), leaf("0:1 1:-1"), "contradiction"
    ),
    reject_tree(
        "a ≠ beside a square",
        exists("x", ["!=", ["-", ["^", "x", 2]], "0"]),
        leaf("0:1", [["1", [], "x"]]),
        "contradiction",
    ),
    reject_tree(
        "a ≠ beside a product",
        exists("x", ["!=", ["-", "x"], "0"], [">", "x", "0"]),
        leaf("0:1", [["1", [1]]]),
        "contradiction",
    ),
    reject_tree("a ≠ with multiplier 0", TRANSITIVE, leaf("0:1 1:1 2:0"), "multiplier"),
    reject_tree("x ≠ 0 and x ≠ 1 together are no equation", EITHER, leaf("0:1 1:-1 2:1"), "cancel"),
    reject_tree("only the equations", TRANSITIVE, leaf("0:1 1:1"), "cancel"),
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
