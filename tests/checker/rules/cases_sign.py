"""cases/1, "sign": any polynomial p is ≥ 0, or −p > 0."""

from nlcheck_cases import accept_tree, exists, forall, leaf, reject_tree, relu, sign

# |x| written with squares: y² = x², y ≥ 0 implies y ≥ x; rows: y ≥ 0, y² − x² = 0, x − y > 0
ABOVE = forall("x y", [">=", "y", "x"], [[">=", "y", "0"], ["=", ["^", "y", 2], ["^", "x", 2]]], {"x": "1", "y": "1"})
# x² ≥ 0 and x⁴ ≥ x² where x ∉ (−1, 1)
EITHER = exists("x", [">", ["*", "x", ["-", "x", "1"]], "0"], [">", ["*", "x", ["-", "1", "x"]], "0"])
CUBE = forall("x", [">=", "x", "0"], [[">=", ["^", "x", 3], "0"]], {"x": "0"})  # x³ ≥ 0, −x > 0
RELU = forall("x", [">=", ["relu", "x"], "x"])  # x − #0 > 0
FALSE = forall("x", [">=", "x", "0"])  # −x > 0


# x > y ≥ 0 and y² = x²: x + y > 0, so that (x − y)(x + y) > 0
ABOVE_TREE = sign("x", leaf(products=[["1", [2, 2]], ["2", [0, 2]]], multiples=[[1, "1"]]), leaf("0:1 2:1 3:1"))
CASES = [
    accept_tree("y ≥ 0 and y² = x² imply y ≥ x", ABOVE, ABOVE_TREE),
    accept_tree("a sign of what is fixed", EITHER, sign("1", leaf("0:1 1:1"), leaf("2:1")), "refuted"),
    accept_tree("a sign of a new unknown", EITHER, sign("z", leaf("0:1 1:1"), leaf("0:1 1:1")), "refuted"),
    accept_tree(
        "a sign of an atom",
        RELU,
        sign("#0", relu(0, leaf("0:1"), leaf("0:1 2:1")), relu(0, leaf("1:1 2:1"), leaf("1:1"))),
    ),
    reject_tree("a sign of a new unknown helps nobody", FALSE, sign("z", leaf("0:1 1:1"), leaf("0:1 1:1")), "cancel"),
    reject_tree("branches exchanged", ABOVE, sign("x", ABOVE_TREE["below"], ABOVE_TREE["above"]), "cancel"),
    reject_tree("a missing branch", ABOVE, {k: v for k, v in ABOVE_TREE.items() if k != "below"}, "below"),
    reject_tree("the row of the other branch", FALSE, sign("x", leaf("0:1 1:1"), leaf("0:1 2:1")), "whole number"),
    reject_tree(
        "≥ in both branches",
        forall("x", [">", ["^", "x", 2], "0"]),
        sign("x", leaf("0:1", [["1", [1, 1]]]), leaf("0:1", [["1", [1, 1]]])),
        "contradiction",
    ),
    reject_tree(
        "0 is on the upper side",
        forall("x", ["!=", "x", "0"]),
        sign("x", leaf("0:-1 1:1"), leaf("0:1 1:1")),
        "contradiction",
    ),
    reject_tree("one branch proves nothing", FALSE, sign("x", leaf("0:1 1:1"), leaf("1:1")), "cancel"),
    reject_tree("a sign of a comparison", FALSE, sign([">", "x", "0"], leaf("0:1 1:1"), leaf("0:1")), "known operator"),
    reject_tree("a sign of a number", FALSE, sign(0, leaf("0:1 1:1"), leaf("0:1")), "expression"),
    reject_tree("a sign and a row", FALSE, {**sign("x", leaf("0:1 1:1"), leaf("0:1")), "row": 0}, "no field"),
    reject_tree("a leaf without the sign", CUBE, leaf("0:1 1:1"), "cancel"),
]
