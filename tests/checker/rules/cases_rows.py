"""cases/1, leaves: multiples of rows that add up to a contradiction."""

from nlcheck_cases import accept_tree, computes, exists, forall, identity, leaf, reject, reject_tree, tree

X_POSITIVE = [[">=", "x", "1"]]
POSITIVE = forall("x", [">", "x", "0"], X_POSITIVE, {"x": "1"})  # rows: x − 1 ≥ 0, −x ≥ 0
WEAK = forall("x", [">=", "x", "1"], X_POSITIVE, {"x": "1"})  # x − 1 ≥ 0, 1 − x > 0
FALSE = forall("x", [">", "x", "1"], X_POSITIVE, {"x": "1"})  # x − 1 ≥ 0, 1 − x ≥ 0
CHAIN = forall("x y z", ["<", "x", "z"], [["<", "x", "y"], ["<", "y", "z"]], {"x": "0", "y": "1", "z": "2"})
LINES = exists("x y", ["=", ["+", "x", "y"], "1"], ["=", ["-", "x", "y"], "0"], ["=", "x", "1"])
CROSSING = exists("x y", ["=", ["+", "x", "y"], "1"], ["=", ["-", "x", "y"], "0"], ["=", "x", "1/2"])
BAND = exists("x", [">=", "x", "0"], ["<=", "x", "-1"], [">", ["^", "x", 2], "0"])
LIMIT = exists("x", [">=", "x", "0"], [">=", ["-", "x"], "0"])
MIXED = exists("x y", ["=", "x", "y"], [">", "x", "0"], ["<", "y", "0"])

CASES = [
    accept_tree("x ≥ 1 is positive", POSITIVE, leaf("0:1 1:1")),
    accept_tree("any common factor", POSITIVE, leaf("0:7/3 1:7/3")),
    accept_tree("0 > 0", WEAK, leaf("0:1 1:1")),
    accept_tree("< twice", CHAIN, leaf("0:1 1:1 2:1")),
    accept_tree("equations with any sign", LINES, leaf("0:1 1:1 2:-2"), "refuted"),
    accept_tree("equations, the other way round", LINES, leaf("0:-1 1:-1 2:2"), "refuted"),
    accept_tree("a row that is not needed", BAND, leaf("0:1 1:1"), "refuted"),
    accept_tree("an equation beside inequalities, sign −", MIXED, leaf("0:-1 1:1 2:1"), "refuted"),
    accept_tree("a single false row", forall("x", [">=", "1", "0"]), leaf("0:1")),
    reject_tree("0 ≥ 0 is no contradiction", FALSE, leaf("0:1 1:1"), "contradiction"),
    reject_tree("nor in an example's rows", LIMIT, leaf("0:1 1:1"), "contradiction"),
    reject_tree(
        "1 ≥ 0 is no contradiction", exists("x", [">=", "x", "0"], ["<=", "x", "1"]), leaf("0:1 1:1"), "contradiction"
    ),
    reject_tree(
        "1 > 0 is no contradiction", exists("x", [">", "x", "0"], ["<", "x", "1"]), leaf("0:1 1:1"), "contradiction"
    ),
    reject_tree("0 = 0 is no contradiction", CROSSING, leaf("0:1 1:1 2:-2"), "contradiction"),
    reject_tree("lines that do meet", CROSSING, leaf("0:1 1:1 2:-1"), "cancel"),
    reject_tree(
        "a negative multiplier", exists("x", [">=", "x", "1"], [">=", "x", "0"]), leaf("0:-1 1:1"), "multiplier > 0"
    ),
    reject_tree(
        "a negative multiplier that would give 0 > 0",
        exists("x", [">", "x", "0"], [">=", "x", "0"]),
        leaf("0:1 1:-1"),
        "multiplier > 0",
    ),
    reject_tree("all multipliers negative", FALSE, leaf("0:-1 1:-1"), "multiplier > 0"),
    reject_tree("a multiplier 0", POSITIVE, leaf("0:1 1:0"), "multiplier > 0"),
    reject_tree("a multiplier 0 for an equation", LINES, leaf("0:0 1:1 2:-1"), "multiplier > 0"),
    reject_tree(
        "a multiplier 0 for a strict row",
        exists("x", [">=", "x", "0"], ["<=", "x", "0"], [">", "x", "5"]),
        leaf("0:1 1:1 2:0"),
        "multiplier > 0",
    ),
    reject_tree("x is left over", POSITIVE, leaf("0:1 1:2"), "cancel"),
    reject_tree("one row alone", POSITIVE, leaf("0:1"), "cancel"),
    reject_tree(
        "x and y are not the same unknown", exists("x y", [">", "x", "0"], ["<", "y", "0"]), leaf("0:1 1:1"), "cancel"
    ),
    reject_tree(
        "x² and x are not the same unknown",
        exists("x", [">", ["^", "x", 2], "0"], ["<", "x", "0"]),
        leaf("0:1 1:1"),
        "cancel",
    ),
    reject_tree("one row of the chain missing", CHAIN, leaf("0:1 2:1"), "cancel"),
    reject("a row twice", POSITIVE, "cases/1", {"trees": [{"rows": [[0, "1"], [0, "1"], [1, "2"]]}]}, "each row once"),
    reject("rows out of order", POSITIVE, "cases/1", {"trees": [{"rows": [[1, "1"], [0, "1"]]}]}, "in order"),
    reject_tree("a row that does not exist", POSITIVE, leaf("0:1 2:1"), "whole number"),
    reject_tree("row −1", POSITIVE, leaf("-1:1 0:1"), "whole number"),
    reject("row true", WEAK, "cases/1", {"trees": [{"rows": [[False, "1"], [True, "1"]]}]}, "number"),
    reject("a row's number as text", POSITIVE, "cases/1", {"trees": [{"rows": [["0", "1"], [1, "1"]]}]}, "number"),
    reject("an integer multiplier", POSITIVE, "cases/1", {"trees": [{"rows": [[0, 1], [1, 1]]}]}, "rational"),
    reject_tree("a multiplier with a sign +", POSITIVE, leaf("0:+1 1:1"), "rational"),
    reject("a polynomial as multiplier", POSITIVE, "cases/1", {"trees": [{"rows": [[0, "x"], [1, "1"]]}]}, "rational"),
    reject("an entry of three", POSITIVE, "cases/1", {"trees": [{"rows": [[0, "1", "1"], [1, "1"]]}]}, "list"),
    reject("rows as an object", POSITIVE, "cases/1", {"trees": [{"rows": {"0": "1", "1": "1"}}]}, "list"),
    reject("no rows in the leaf", POSITIVE, "cases/1", {"trees": [{"rows": []}]}, "one or more"),
    reject("an empty leaf", POSITIVE, "cases/1", {"trees": [{}]}, "contradiction"),
    reject(
        "an unknown field in the leaf",
        POSITIVE,
        "cases/1",
        {"trees": [{**leaf("0:1 1:1"), "constant": "-1"}]},
        "constant",
    ),
    reject("no tree", POSITIVE, "cases/1", {"trees": []}, "trees"),
    reject("two trees for one system", POSITIVE, "cases/1", {"trees": [leaf("0:1 1:1")] * 2}, "trees"),
    reject("a tree that is a list", POSITIVE, "cases/1", {"trees": [[0, "1"]]}, "list"),
    reject("trees as one object", POSITIVE, "cases/1", {"trees": leaf("0:1 1:1")}, "list"),
    reject("no field trees", POSITIVE, "cases/1", leaf("0:1 1:1"), "trees"),
    reject("an extra field", POSITIVE, "cases/1", {**tree("0:1 1:1"), "by": "trust"}, "by"),
    reject_tree("cases for an identity", identity("x", ["*", "x", "1"], "x"), leaf("0:1"), "format"),
    reject_tree("cases for values", computes("x", ["*", "2", "x"], "1:2"), leaf("0:1"), "format"),
]
