"""cases/1, splits on the sign of a ReLU's argument; every other piecewise operator is written with relu."""

from nlcheck_cases import accept_tree, exists, forall, leaf, reject_tree, relu, split

# relu(x) ≥ x; rows: x − #0 > 0
ABOVE_X = forall("x", [">=", ["relu", "x"], "x"])
NESTED = forall("x", ["=", ["relu", ["relu", "x"]], ["relu", "x"]])  # #0 = relu(x), #1 = relu(#0)
NEGATED = exists("x", ["<", ["relu", "x"], "0"])
ADDITIVE = forall("x y", ["=", ["relu", ["+", "x", "y"]], ["+", ["relu", "x"], ["relu", "y"]]])  # false
IDENTITY = forall("x", ["=", ["-", ["relu", "x"], ["relu", ["-", "x"]]], "x"])
ABS = forall("x", [">=", ["abs", "x"], "0"])  # #0 = relu(x), #1 = relu(−x)
CLIP = forall("x", ["<=", ["clip", "x"], "1"])  # #0 = relu(x), #1 = relu(x − 1)
MAX = forall("x y", [">=", ["max", "x", "y"], "y"])  # #0 = relu(x − y)
MIN = forall("x y", ["<=", ["min", "x", "y"], "y"])  # #0 = relu(x − y)
LEAKY = forall("x", [">=", ["leaky", "1/2", "x"], "x"])  # x/2 + #0/2
STEEP = forall("x", [">=", ["leaky", "2", "x"], "x"])  # false: at −1 it is −2
STRAIGHT = forall("x", ["=", ["leaky", "1", "x"], "x"])
SHARED = forall("x", ["=", ["relu", ["*", "2", "x"]], ["relu", ["+", "x", "x"]]])


ABOVE_X_TREE = relu(0, leaf("0:1"), leaf("0:1 1:1"))
CASES = [
    accept_tree("relu(x) ≥ x", ABOVE_X, ABOVE_X_TREE),
    accept_tree("relu is not negative", NEGATED, relu(0, leaf("0:1 1:1"), leaf("0:1")), "refuted"),
    accept_tree(
        "relu(relu(x)) = relu(x)",
        NESTED,
        relu(0, relu(1, leaf("0:1"), split(0, leaf("1:1 3:1"), leaf("2:1 3:1"))), relu(1, leaf("0:1"), leaf("0:1"))),
    ),
    accept_tree(
        "relu(x) − relu(−x) = x",
        IDENTITY,
        relu(
            0,
            relu(1, split(0, leaf("2:1 3:1"), leaf("1:1 3:1")), leaf("0:1")),
            relu(1, leaf("0:1"), split(0, leaf("2:1 3:1"), leaf("1:1 3:1"))),
        ),
    ),
    accept_tree("|x| ≥ 0", ABS, relu(0, relu(1, leaf("0:1"), leaf("0:1 1:1")), relu(1, leaf("0:1 2:1"), leaf("0:1")))),
    accept_tree(
        "clip(x) ≤ 1", CLIP, relu(0, relu(1, leaf("0:1"), leaf("0:1 2:1")), relu(1, leaf("0:1 1:1 2:2"), leaf("0:1")))
    ),
    accept_tree("max(x, y) ≥ y", MAX, relu(0, leaf("0:1 1:1"), leaf("0:1"))),
    accept_tree("min(x, y) ≤ y", MIN, relu(0, leaf("0:1"), leaf("0:1 1:1"))),
    accept_tree("leaky with slope 1/2 is above x", LEAKY, relu(0, leaf("0:1"), leaf("0:2 1:1"))),
    accept_tree("leaky with slope 1 is x, without a split", STRAIGHT, leaf("0:1")),
    accept_tree("equal arguments share a number", SHARED, leaf("0:1")),
    accept_tree(
        "no split where none is needed", forall("x", ["<", ["relu", "x"], ["+", ["relu", "x"], "1"]]), leaf("0:1")
    ),
    reject_tree("an unsettled ReLU is an unknown", ABOVE_X, leaf("0:1"), "cancel"),
    reject_tree("relu(x) treated as x everywhere", ABOVE_X, relu(0, leaf("0:1"), leaf("0:1")), "cancel"),
    reject_tree("relu(x) treated as 0 everywhere", ABOVE_X, relu(0, leaf("0:1 1:1"), leaf("0:1 1:1")), "cancel"),
    reject_tree("branches exchanged", ABOVE_X, relu(0, leaf("0:1 1:1"), leaf("0:1")), "cancel"),
    reject_tree("the row of below has its sign", NEGATED, relu(0, leaf("0:1 1:1"), leaf("0:1 1:1")), "cancel"),
    reject_tree(
        "relu is not additive: above, above",
        ADDITIVE,
        relu(0, relu(1, relu(2, leaf("0:1"), leaf("0:1")), leaf("0:1")), leaf("0:1")),
        "cancel",
    ),
    reject_tree(
        "the same ReLU twice on a path",
        ABOVE_X,
        relu(0, relu(0, leaf("0:1"), leaf("0:1 2:1")), leaf("0:1 1:1")),
        "not settled yet",
    ),
    reject_tree(
        "settled above, then below again",
        ADDITIVE,
        relu(0, relu(0, leaf("0:1"), leaf("0:1")), leaf("0:1")),
        "not settled yet",
    ),
    reject_tree(
        "an outer ReLU before its inner one", NESTED, relu(1, leaf("0:1"), leaf("0:1")), "inner operators first"
    ),
    reject_tree("a ReLU that does not exist", ABOVE_X, relu(1, leaf("0:1"), leaf("0:1 1:1")), "whole number"),
    reject_tree("ReLU −1", ABOVE_X, relu(-1, leaf("0:1"), leaf("0:1 1:1")), "whole number"),
    reject_tree("ReLU true", IDENTITY, relu(True, leaf("0:1"), leaf("0:1")), "whole number"),
    reject_tree("ReLU as text", ABOVE_X, relu("0", leaf("0:1"), leaf("0:1 1:1")), "whole number"),
    reject_tree(
        "a statement without ReLU",
        forall("x", [">", "x", "0"], [[">=", "x", "1"]], {"x": "1"}),
        relu(0, leaf("0:1 1:1"), leaf("0:1 1:1")),
        "whole number",
    ),
    reject_tree("a missing branch", ABOVE_X, {"relu": 0, "above": leaf("0:1")}, "below"),
    reject_tree("only the branch below", ABOVE_X, {"relu": 0, "below": leaf("0:1")}, "field"),
    reject_tree("a ReLU and a row in one split", ABOVE_X, {**ABOVE_X_TREE, "row": 0}, "row"),
    reject_tree("a split on nothing", ABOVE_X, {"above": leaf("0:1"), "below": leaf("0:1 1:1")}, "field"),
    reject_tree("leaky is steep below 0", STEEP, relu(0, leaf("0:1"), leaf("0:1 1:1")), "cancel"),
    reject_tree("leaky with slope 2, the border", STEEP, relu(0, leaf("0:1"), leaf("0:1")), "cancel"),
    reject_tree(
        "max is not min", forall("x y", ["<=", ["max", "x", "y"], "y"]), relu(0, leaf("0:1"), leaf("0:1 1:1")), "cancel"
    ),
    reject_tree(
        "|x| > 0 fails at 0",
        forall("x", [">", ["abs", "x"], "0"]),
        relu(0, relu(1, leaf("0:1"), leaf("0:1 1:1")), relu(1, leaf("0:1 2:1"), leaf("0:1"))),
        "contradiction",
    ),
    reject_tree(
        "clip(x) < 1 fails above",
        forall("x", ["<", ["clip", "x"], "1"]),
        relu(0, relu(1, leaf("0:1"), leaf("0:1 2:1")), relu(1, leaf("0:1 1:1 2:2"), leaf("0:1"))),
        "contradiction",
    ),
    reject_tree(
        "different arguments have different numbers",
        forall("x", ["=", ["relu", ["*", "2", "x"]], ["relu", "x"]]),
        leaf("0:1"),
        "cancel",
    ),
]
