"""cases/1, "atom": step, inv, sqrt and log by the cases of their definition, at 0 too."""

from nlcheck_cases import accept, branch, exists, forall, law, leaf, let, reject, relu, sign, split

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


def trees(t: object) -> dict[str, object]:
    return {"trees": [t]}


STEP_TREE = branch(0, leaf("0:1"), leaf("0:1"))
INVERSE_TREE = branch(0, leaf("1:1 3:-1"), leaf("1:1 3:-1"), leaf("0:1 2:-1"))
SQUARE_TREE = branch(0, leaf("1:1 4:-1"), split(1, leaf("0:1 3:1"), leaf("2:1 3:1")))
LOG_TREE = branch(0, law("1", leaf("1:1 3:-1 4:1"), degree=1), leaf("0:1 2:1"))
EXP_LOG_TREE = branch(0, leaf("1:1 3:-1"), leaf("0:1 2:1"))
CASES = [
    accept("step(x) ≥ 0", STEP, "cases/1", trees(STEP_TREE)),
    accept("step(x) = 1 for x > 0", ONE_ABOVE, "cases/1", trees(branch(0, leaf("1:1"), leaf("0:1 2:1")))),
    accept("step is not above 1", LARGER, "cases/1", trees(branch(0, leaf("0:1"), leaf("0:1"))), "refuted"),
    accept("x/x = 1 for x ≠ 0", TIMES_INVERSE, "cases/1", trees(INVERSE_TREE)),
    accept(
        "1/0 is 0",
        INVERSE_OF_0,
        "cases/1",
        trees(branch(0, leaf("1:1"), leaf("1:1"), leaf("0:1"))),
    ),
    accept(
        "1/x > 0 for x > 0",
        SAME_SIGN,
        "cases/1",
        trees(
            branch(
                0,
                leaf("3:1", [["1", [0, 1]]]),
                leaf("0:1 2:1"),
                leaf("0:1 2:-1"),
            )
        ),
    ),
    accept("√x² = x for x ≥ 0", SQUARE, "cases/1", trees(SQUARE_TREE)),
    accept("√x ≥ 0", ROOT, "cases/1", trees(branch(0, leaf("0:1 2:1"), leaf("0:1")))),
    accept("ln y < y for y > 0", LOG, "cases/1", trees(LOG_TREE)),
    accept("exp(ln x) = x for x > 0", EXP_LOG, "cases/1", trees(EXP_LOG_TREE)),
    accept("ln x is 0 for x ≤ 0", LOG_BELOW_0, "cases/1", trees(branch(0, leaf("0:1 2:1"), leaf("1:1")))),
    accept(
        "step(relu(x)) = step(x)",
        STEP_OF_RELU,
        "cases/1",
        trees(
            relu(
                0,
                branch(
                    1,
                    branch(2, leaf("0:1"), leaf("2:1 3:1")),
                    branch(2, leaf("2:1 3:1"), leaf("0:1")),
                ),
                branch(1, leaf("2:1"), branch(2, leaf("1:1 3:1"), leaf("0:1"))),
            )
        ),
    ),
    # -- false statements
    reject("step(0) is not 1", ONE_AT_0, "cases/1", trees(branch(0, leaf("1:1"), leaf("0:1 2:1"))), "contradiction"),
    reject(
        "0·(1/0) is not 1",
        TIMES_INVERSE_AT_0,
        "cases/1",
        trees(branch(0, leaf("0:1 2:-1"), leaf("0:1 2:-1"), leaf("0:1"))),
        "contradiction",
    ),
    reject(
        "1/0 is not below 0",
        forall("x", ["<", ["inv", ["-", "x", "x"]], "0"]),
        "cases/1",
        trees(branch(0, leaf("1:1"), leaf("1:1"), leaf("0:1"))),
        "contradiction",
    ),
    reject(
        "√x² is not x below 0", SQUARE_EVERYWHERE, "cases/1", trees(branch(0, leaf("0:1 3:-1"), leaf("0:1"))), "cancel"
    ),
    reject(
        "√x² is not x below 0, by a split",
        SQUARE_EVERYWHERE,
        "cases/1",
        trees(branch(0, leaf("0:1 3:-1"), split(0, leaf("1:1 2:1"), leaf("1:1 2:1")))),
        "cancel",
    ),
    reject("√(x²) is not x", ROOT_OF_SQUARE, "cases/1", trees(branch(0, leaf("0:1"), leaf("0:1"))), "cancel"),
    reject(
        "√x > 0 fails at 0",
        forall("x", [">", ["sqrt", "x"], "0"]),
        "cases/1",
        trees(branch(0, leaf("0:1 2:1"), leaf("0:1"))),
        "contradiction",
    ),
    reject(
        "exp(ln x) is not x below 0",
        EXP_LOG_EVERYWHERE,
        "cases/1",
        trees(branch(0, leaf("0:1 2:-1"), leaf("0:1"))),
        "cancel",
    ),
    reject(
        "ln y < y needs y > 0",
        forall("y", ["<", ["log", "y"], "y"]),
        "cases/1",
        trees(branch(0, law("1", leaf("0:1 2:-1 3:1"), degree=1), leaf("0:1 1:1"))),
        "cancel",
    ),
    # -- cases that are not those of the definition
    reject("cases exchanged", SQUARE, "cases/1", trees({**SQUARE_TREE, "cases": SQUARE_TREE["cases"][::-1]}), ""),
    reject(
        "two cases of 1/x", TIMES_INVERSE, "cases/1", trees(branch(0, leaf("1:1 3:-1"), leaf("1:1 3:-1"))), "3 cases"
    ),
    reject("one case of a step", STEP, "cases/1", trees(branch(0, leaf("0:1"))), "2 cases"),
    reject("three cases of a step", STEP, "cases/1", trees(branch(0, *[leaf("0:1")] * 3)), "2 cases"),
    reject("no cases", STEP, "cases/1", trees(branch(0)), "2 cases"),
    reject(
        "cases as an object",
        STEP,
        "cases/1",
        trees({"atom": 0, "cases": {"above": leaf("0:1"), "below": leaf("0:1")}}),
        "list",
    ),
    reject("cases that are lists", STEP, "cases/1", trees(branch(0, [leaf("0:1")], leaf("0:1"))), "list"),
    reject("no cases field", STEP, "cases/1", trees({"atom": 0}), "cases"),
    reject("cases beside above and below", STEP, "cases/1", trees({**STEP_TREE, "above": leaf("0:1")}), "above"),
    reject(
        "a step by relu's split",
        STEP,
        "cases/1",
        trees({"step": 0, "above": leaf("0:1"), "below": leaf("0:1")}),
        "field",
    ),
    reject(
        "exp has no cases",
        forall("x", [">", ["exp", "x"], "0"]),
        "cases/1",
        trees(branch(0, leaf("0:1"), leaf("0:1"))),
        "settled",
    ),
    reject("an atom that does not exist", STEP, "cases/1", trees(branch(1, leaf("0:1"), leaf("0:1"))), "whole number"),
    reject("atom true", STEP_OF_RELU, "cases/1", trees(branch(True, leaf("0:1"), leaf("0:1"))), "whole number"),
    reject(
        "a root twice on a path",
        ROOT,
        "cases/1",
        trees(branch(0, branch(0, leaf("0:1 2:1"), leaf("0:1 2:1")), leaf("0:1"))),
        "settled",
    ),
    reject(
        "a root settled to 0, then again",
        ROOT,
        "cases/1",
        trees(branch(0, leaf("0:1 2:1"), branch(0, leaf("0:1"), leaf("0:1")))),
        "settled",
    ),
    reject(
        "an outer step before its inner ReLU",
        STEP_OF_RELU,
        "cases/1",
        trees(branch(1, leaf("0:1"), leaf("0:1"))),
        "inner",
    ),
    reject(
        "a row of the other case", ROOT, "cases/1", trees(branch(0, leaf("0:1 2:1"), leaf("0:1 2:1"))), "whole number"
    ),
    reject(
        "the power of a logarithm, after its cases",  # "#1" = exp(#0) is there in the two cases of ln alone
        forall("x y", ["<", "x", "y"], [["<", "x", ["*", "0", ["log", "x"]]]], {"x": "-1", "y": "0"}),
        "cases/1",
        trees(sign("y", law("1", leaf("0:1"), degree=1), branch(0, leaf("0:1"), leaf("0:1")))),
        "whole number",
    ),
    reject(
        "an atom of a sibling's Let",
        forall("x", ["=", ["step", "x"], ["step", ["*", "2", "x"]]]),
        "cases/1",
        trees(branch(0, let(["exp", "x"], branch(1, leaf("0:1"), leaf("1:2 3:1"))), law("2", leaf("2:1")))),
        "whole number",
    ),
]
