"""cases/1, "atom": step, inv, sqrt and log by the cases of their definition, at 0 too."""

from nlcheck_cases import accept_tree, branch, exists, forall, law, leaf, let, reject_tree, relu, sign, split

STEP = forall("x", [">=", ["step", "x"], "0"])  # −#0 > 0
ONE_ABOVE = forall("x", ["=", ["step", "x"], "1"], [[">", "x", "0"]], {"x": "1"})  # x > 0, #0 − 1 ≠ 0
ONE_AT_0 = forall("x", ["=", ["step", "x"], "1"], [[">=", "x", "0"]], {"x": "1"})  # false
TIMES_INVERSE = forall("x", ["=", ["*", "x", ["inv", "x"]], "1"], [["!=", "x", "0"]], {"x": "2"})  # x ≠ 0, x·#0 − 1 ≠ 0
TIMES_INVERSE_AT_0 = forall("x", ["=", ["*", "x", ["inv", "x"]], "1"])  # false
INVERSE_OF_0 = forall("x", ["=", ["inv", ["-", "x", "x"]], "0"])
SAME_SIGN = forall("x", [">", ["inv", "x"], "0"], [[">", "x", "0"]], {"x": "1"})  # x > 0, −#0 ≥ 0
SQUARE = forall("x", ["=", ["^", ["sqrt", "x"], 2], "x"], [[">=", "x", "0"]], {"x": "1"})  # x ≥ 0, #0² − x ≠ 0
SQUARE_EVERYWHERE = forall("x", ["=", ["^", ["sqrt", "x"], 2], "x"])  # false below 0
ROOT = forall("x", [">=", ["sqrt", "x"], "0"])  # −#0 > 0
ROOT_OF_SQUARE = forall("x", ["=", ["sqrt", ["^", "x", 2]], "x"])  # false
LOG = forall("x y", ["<", ["log", "y"], "y"], [[">", "y", "0"]], {"x": "0", "y": "1"})  # y > 0, #0 − y ≥ 0
EXP_LOG = forall("x", ["=", ["exp", ["log", "x"]], "x"], [[">", "x", "0"]], {"x": "1"})  # x > 0, #1 − x ≠ 0
EXP_LOG_EVERYWHERE = forall("x", ["=", ["exp", ["log", "x"]], "x"])  # false: exp(0) = 1 for x ≤ 0
LOG_BELOW_0 = forall("x", ["=", ["log", "x"], "0"], [["<=", "x", "0"]], {"x": "-1"})  # −x ≥ 0, #0 ≠ 0
STEP_OF_RELU = forall("x", ["=", ["step", ["relu", "x"]], ["step", "x"]])  # #0 = relu(x), #1 = step(#0), #2 = step(x)
LARGER = exists("x", [">", ["step", "x"], "1"])


STEP_TREE = branch(0, leaf("0:1"), leaf("0:1"))
INVERSE_TREE = branch(0, leaf("1:1 3:-1"), leaf("1:1 3:-1"), leaf("0:1 2:-1"))
SQUARE_TREE = branch(0, leaf("1:1 4:-1"), split(1, leaf("0:1 3:1"), leaf("2:1 3:1")))
LOG_TREE = branch(0, law("1", leaf("1:1 3:-1 4:1"), degree=1), leaf("0:1 2:1"))
EXP_LOG_TREE = branch(0, leaf("1:1 3:-1"), leaf("0:1 2:1"))
CASES = [
    accept_tree("step(x) ≥ 0", STEP, STEP_TREE),
    accept_tree("step(x) = 1 for x > 0", ONE_ABOVE, branch(0, leaf("1:1"), leaf("0:1 2:1"))),
    accept_tree("step is not above 1", LARGER, branch(0, leaf("0:1"), leaf("0:1")), "refuted"),
    accept_tree("x/x = 1 for x ≠ 0", TIMES_INVERSE, INVERSE_TREE),
    accept_tree("1/0 is 0", INVERSE_OF_0, branch(0, leaf("1:1"), leaf("1:1"), leaf("0:1"))),
    accept_tree(
        "1/x > 0 for x > 0", SAME_SIGN, branch(0, leaf("3:1", [["1", [0, 1]]]), leaf("0:1 2:1"), leaf("0:1 2:-1"))
    ),
    accept_tree("√x² = x for x ≥ 0", SQUARE, SQUARE_TREE),
    accept_tree("√x ≥ 0", ROOT, branch(0, leaf("0:1 2:1"), leaf("0:1"))),
    accept_tree("ln y < y for y > 0", LOG, LOG_TREE),
    accept_tree("exp(ln x) = x for x > 0", EXP_LOG, EXP_LOG_TREE),
    accept_tree("ln x is 0 for x ≤ 0", LOG_BELOW_0, branch(0, leaf("0:1 2:1"), leaf("1:1"))),
    accept_tree(
        "step(relu(x)) = step(x)",
        STEP_OF_RELU,
        relu(
            0,
            branch(1, branch(2, leaf("0:1"), leaf("2:1 3:1")), branch(2, leaf("2:1 3:1"), leaf("0:1"))),
            branch(1, leaf("2:1"), branch(2, leaf("1:1 3:1"), leaf("0:1"))),
        ),
    ),
    # -- false statements
    reject_tree("step(0) is not 1", ONE_AT_0, branch(0, leaf("1:1"), leaf("0:1 2:1")), "contradiction"),
    reject_tree(
        "0·(1/0) is not 1",
        TIMES_INVERSE_AT_0,
        branch(0, leaf("0:1 2:-1"), leaf("0:1 2:-1"), leaf("0:1")),
        "contradiction",
    ),
    reject_tree(
        "1/0 is not below 0",
        forall("x", ["<", ["inv", ["-", "x", "x"]], "0"]),
        branch(0, leaf("1:1"), leaf("1:1"), leaf("0:1")),
        "contradiction",
    ),
    reject_tree("√x² is not x below 0", SQUARE_EVERYWHERE, branch(0, leaf("0:1 3:-1"), leaf("0:1")), "cancel"),
    reject_tree(
        "√x² is not x below 0, by a split",
        SQUARE_EVERYWHERE,
        branch(0, leaf("0:1 3:-1"), split(0, leaf("1:1 2:1"), leaf("1:1 2:1"))),
        "cancel",
    ),
    reject_tree("√(x²) is not x", ROOT_OF_SQUARE, branch(0, leaf("0:1"), leaf("0:1")), "cancel"),
    reject_tree(
        "√x > 0 fails at 0",
        forall("x", [">", ["sqrt", "x"], "0"]),
        branch(0, leaf("0:1 2:1"), leaf("0:1")),
        "contradiction",
    ),
    reject_tree("exp(ln x) is not x below 0", EXP_LOG_EVERYWHERE, branch(0, leaf("0:1 2:-1"), leaf("0:1")), "cancel"),
    reject_tree(
        "ln y < y needs y > 0",
        forall("y", ["<", ["log", "y"], "y"]),
        branch(0, law("1", leaf("0:1 2:-1 3:1"), degree=1), leaf("0:1 1:1")),
        "cancel",
    ),
    # -- cases that are not those of the definition
    reject_tree("cases exchanged", SQUARE, {**SQUARE_TREE, "cases": SQUARE_TREE["cases"][::-1]}, ""),
    reject_tree("two cases of 1/x", TIMES_INVERSE, branch(0, leaf("1:1 3:-1"), leaf("1:1 3:-1")), "3 cases"),
    reject_tree("one case of a step", STEP, branch(0, leaf("0:1")), "2 cases"),
    reject_tree("three cases of a step", STEP, branch(0, *[leaf("0:1")] * 3), "2 cases"),
    reject_tree("no cases", STEP, branch(0), "2 cases"),
    reject_tree("cases as an object", STEP, {"atom": 0, "cases": {"above": leaf("0:1"), "below": leaf("0:1")}}, "list"),
    reject_tree("cases that are lists", STEP, branch(0, [leaf("0:1")], leaf("0:1")), "list"),
    reject_tree("no cases field", STEP, {"atom": 0}, "cases"),
    reject_tree("cases beside above and below", STEP, {**STEP_TREE, "above": leaf("0:1")}, "above"),
    reject_tree("a step by relu's split", STEP, {"step": 0, "above": leaf("0:1"), "below": leaf("0:1")}, "field"),
    reject_tree(
        "exp has no cases", forall("x", [">", ["exp", "x"], "0"]), branch(0, leaf("0:1"), leaf("0:1")), "settled"
    ),
    reject_tree("an atom that does not exist", STEP, branch(1, leaf("0:1"), leaf("0:1")), "whole number"),
    reject_tree("atom true", STEP_OF_RELU, branch(True, leaf("0:1"), leaf("0:1")), "whole number"),
    reject_tree(
        "a root twice on a path", ROOT, branch(0, branch(0, leaf("0:1 2:1"), leaf("0:1 2:1")), leaf("0:1")), "settled"
    ),
    reject_tree(
        "a root settled to 0, then again",
        ROOT,
        branch(0, leaf("0:1 2:1"), branch(0, leaf("0:1"), leaf("0:1"))),
        "settled",
    ),
    reject_tree("an outer step before its inner ReLU", STEP_OF_RELU, branch(1, leaf("0:1"), leaf("0:1")), "inner"),
    reject_tree("a row of the other case", ROOT, branch(0, leaf("0:1 2:1"), leaf("0:1 2:1")), "whole number"),
    reject_tree(
        "the power of a logarithm, after its cases",  # "#1" = exp(#0) is there in the two cases of ln alone
        forall("x y", ["<", "x", "y"], [["<", "x", ["*", "0", ["log", "x"]]]], {"x": "-1", "y": "0"}),
        sign("y", law("1", leaf("0:1"), degree=1), branch(0, leaf("0:1"), leaf("0:1"))),
        "whole number",
    ),
    reject_tree(
        "an atom of a sibling's Let",
        forall("x", ["=", ["step", "x"], ["step", ["*", "2", "x"]]]),
        branch(0, let(["exp", "x"], branch(1, leaf("0:1"), leaf("1:2 3:1"))), law("2", leaf("2:1"))),
        "whole number",
    ),
]
