"""forall with "or": one at least of several comparisons holds; a counterexample violates them all."""

from nlcheck_cases import accept, accept_tree, exists, forall, invalid, leaf, reject, reject_tree, valid

OR = ["or", [">", "x", "0"], ["<=", "x", "1"]]  # −x ≥ 0, x − 1 > 0
COVER = forall("x", OR)
GAP = forall("x", ["or", [">", "x", "1"], ["<", "x", "0"]])  # false from 0 to 1: 1 − x ≥ 0, x ≥ 0
THREE = forall("x y", ["or", ["<", "x", "y"], ["=", "x", "y"], [">", "x", "y"]])
GIVEN = forall(
    "x y", ["or", [">", "x", "0"], [">", "y", "0"]], [[">=", ["+", "x", "y"], "1"]], {"x": "1", "y": "0"}
)  # x + y − 1 ≥ 0, −x ≥ 0, −y ≥ 0


def v(**values: str) -> dict[str, object]:
    return {"values": values}


CASES = [
    accept_tree("above 0 or at most 1", COVER, leaf("0:1 1:1")),
    accept_tree("one of two is positive", GIVEN, leaf("0:1 1:1 2:1")),
    accept(
        "less, equal or more",
        THREE,
        "cases/1",
        {"trees": [{"row": 1, "above": leaf("2:1 3:1"), "below": leaf("0:1 3:1")}]},
    ),
    accept("a gap", GAP, "assignment/1", v(x="1/2"), "refuted"),
    accept("a gap, at its border", GAP, "assignment/1", v(x="1"), "refuted"),
    valid("the reading says or", THREE, "For all real numbers x, y:\nx < y or x = y or x > y."),
    valid("the reading says what is given", GIVEN, "such that x + y ≥ 1:\nx > 0 or y > 0."),
    reject("where one of them holds", GAP, "assignment/1", v(x="2"), "got false"),
    reject("where the other one holds", GAP, "assignment/1", v(x="-1"), "got false"),
    reject_tree("a gap has no proof", GAP, leaf("0:1 1:1"), "contradiction"),
    reject_tree("the first alone", COVER, leaf("0:1"), "cancel"),
    reject_tree("the second alone", COVER, leaf("1:1"), "cancel"),
    reject_tree("rows of three comparisons", COVER, leaf("0:1 1:1 2:1"), "whole number"),
    reject("two trees, one for each comparison", COVER, "cases/1", {"trees": [leaf("0:1 1:1")] * 2}, "trees"),
    reject_tree("the hypothesis alone", GIVEN, leaf("0:1"), "cancel"),
    reject_tree(
        "both hold, not one of them",
        forall("x", ["or", [">", "x", "0"], [">", ["-", "x"], "0"]]),
        leaf("0:1 1:1"),
        "contradiction",
    ),
    invalid("and where or belongs", forall("x", ["and", *OR[1:]]), "= != < <= > >="),
    invalid("one comparison", forall("x", ["or", OR[1]]), "two comparisons"),
    invalid("no comparison", forall("x", ["or"]), "two comparisons"),
    invalid("or inside or", forall("x", ["or", OR, OR[1]]), "= != < <= > >="),
    invalid("and inside or", forall("x", ["or", ["and", *OR[1:]], OR[1]]), "= != < <= > >="),
    invalid("or as a name", forall("x or", ["or", "x", "or"]), "op, left, right"),
    invalid("or in a hypothesis", forall("x", OR[1], [OR], {"x": "2"}), "= != < <= > >="),
    invalid("or in an example", exists("x", OR), "= != < <= > >="),
    invalid("a list of comparisons", forall("x", OR[1:]), "op, left, right"),
    invalid("one side twice in or", forall("x", ["or", OR[1], ["=", "x", "x"]]), "two different sides"),
    invalid("a stranger in or", forall("x", ["or", OR[1], [">", "z", "0"]]), "declared"),
]
