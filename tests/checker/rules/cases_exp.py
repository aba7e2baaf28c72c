"""cases/1, "exp", "enclose" and "let": laws of the exponential function, values at constants, more values."""

from nlcheck_cases import accept_tree, branch, enclose, exists, forall, law, leaf, let, reject_tree, relu, sign, split

POSITIVE = forall("x", [">", ["exp", "x"], "0"])  # −#0 ≥ 0
TANGENT = forall("x", [">=", ["exp", "x"], ["+", "1", "x"]])  # #0 = exp(x); 1 + x − #0 > 0
STEEP = forall("x", [">=", ["exp", "x"], ["+", "1", ["*", "2", "x"]]])  # false at 1/2
SECOND = forall("x", [">=", ["exp", "x"], ["+", "1", "x", ["/", ["^", "x", 2], "2"]]])  # false below 0
THIRD = forall("x", [">=", ["exp", "x"], ["+", "1", "x", ["/", ["^", "x", 2], "2"], ["/", ["^", "x", 3], "6"]]])
INVERSE = forall("x", ["=", ["*", ["exp", "x"], ["exp", ["-", "x"]]], "1"])  # #0·#1 − 1 ≠ 0
SUM = forall("x y", ["=", ["exp", ["+", "x", "y"]], ["*", ["exp", "x"], ["exp", "y"]]])  # #0 − #1·#2 ≠ 0
DIFFERENCE = forall("x y", ["=", ["exp", ["-", "x", "y"]], ["*", ["exp", "x"], ["exp", "y"]]])  # false
DOUBLE = forall("x", ["=", ["exp", ["*", "2", "x"]], ["^", ["exp", "x"], 2]])  # #0 − #1² ≠ 0
# #0 = relu(x), #1 = exp(#0), #2 = exp(x), #3 = exp(−x) from a Let
RELU = forall("x", ["=", ["*", ["exp", ["relu", "x"]], ["exp", ["-", "x"]]], ["exp", ["-", ["relu", "x"], "x"]]])
E_ABOVE_2 = forall("x", [">", ["exp", "1"], "2"])  # 2 − #0 ≥ 0
E_BELOW_3 = exists("x", ["<", ["exp", "1"], "3"], [">", ["exp", "1"], "271828/100000"])
LOG_2 = forall("x", ["<", ["log", "2"], "7/10"])  # #0 − 7/10 ≥ 0
ROOT_2 = forall("x", ["!=", ["sqrt", "2"], "3/2"])  # #0 − 3/2 = 0
ROOT_4 = forall("x", ["=", ["sqrt", "4"], "2"])
LOG_OF_0 = forall("x", ["=", ["log", "0"], "0"])
PLAIN = forall("x y", [">", "y", "x"], [[">=", "y", ["+", "x", "1"]]], {"x": "0", "y": "1"})
FALSE = forall("x", [">", "x", "0"])  # −x ≥ 0


def one(j: int, above: object, below: object, row: int = 0) -> dict[str, object]:
    """exp(0) = 1 is squeezed between 1 and 1; then a split of row 0."""
    return enclose(j, 1, split(row, above, below))


TANGENT_TREE = law("0", leaf("0:1 1:1"), degree=1)
INVERSE_TREE = let(["exp", "0"], law("0 1 2", one(2, leaf("1:-1 3:1 4:1"), leaf("1:1 2:1 4:1"))))
SUM_TREE = law("1 2 0", leaf("0:1 1:1"))
CASES = [
    accept_tree("exp(x) > 0", POSITIVE, law("0", leaf("0:1 1:1"))),
    accept_tree("exp(x) ≥ 1 + x", TANGENT, TANGENT_TREE),
    accept_tree("exp(x) ≥ its Taylor polynomial of degree 3", THIRD, law("0", leaf("0:1 1:1"), degree=3)),
    accept_tree("exp(x + y) = exp(x)·exp(y)", SUM, SUM_TREE),
    accept_tree("exp(2x) = exp(x)²", DOUBLE, law("1 1 0", leaf("0:1 1:1"))),
    accept_tree("exp(x)·exp(−x) = 1", INVERSE, INVERSE_TREE),
    accept_tree(
        "the sum of arguments in which a ReLU is settled",  # #0 = relu(x), #1 = exp(#0), #2 = exp(−x), #3 = exp(#0 − x)
        RELU,
        relu(0, law("1 2 3", leaf("0:1 2:-1")), law("1 2 3", leaf("0:1 2:-1"))),
    ),
    accept_tree("e > 2", E_ABOVE_2, enclose(0, 3, leaf("0:1 1:1"))),
    accept_tree("ln 2 < 7/10", LOG_2, enclose(0, 3, leaf("0:1 2:1"))),
    accept_tree("√2 is not 3/2", ROOT_2, enclose(0, 3, leaf("0:1 2:1"))),
    accept_tree(
        "√4 = 2, by its cases",
        ROOT_4,
        branch(0, split(0, leaf("3:-1 4:2", [["1", [2, 4]]]), leaf("3:1 4:2", [["1", [2, 4]]])), leaf("1:1")),
    ),
    accept_tree("ln 0 is 0 here", LOG_OF_0, enclose(0, 1, split(0, leaf("2:1 3:1"), leaf("1:1 3:1")))),
    accept_tree("a Let that is not needed", PLAIN, let(["exp", ["*", "x", "z"]], law("0", leaf("0:1 1:1")))),
    accept_tree("a Let without any function", PLAIN, let("x", leaf("0:1 1:1"))),
    accept_tree(
        "a Let inside a Let, of an atom", PLAIN, let(["exp", "x"], let(["exp", "#0"], law("1", leaf("0:1 1:1"))))
    ),
    # -- false statements
    reject_tree("exp(x) ≥ 1 + 2x is false", STEEP, law("0", leaf("0:1 1:1"), degree=1), "cancel"),
    reject_tree(
        "exp(x) > 1 + x fails at 0", forall("x", [">", ["exp", "x"], ["+", "1", "x"]]), TANGENT_TREE, "contradiction"
    ),
    reject_tree("a Taylor polynomial of even degree", SECOND, law("0", leaf("0:1 1:1"), degree=2), "odd"),
    reject_tree("degree 0", forall("x", [">=", ["exp", "x"], "1"]), law("0", leaf("0:1 1:1"), degree=0), "odd"),
    reject_tree("the wrong polynomial", SECOND, law("0", leaf("0:1 1:1"), degree=3), "cancel"),
    reject_tree("a degree of 65", TANGENT, law("0", leaf("0:1 1:1"), degree=65), "whole number"),
    reject_tree("a degree as text", TANGENT, law("0", leaf("0:1 1:1"), degree="1"), "whole number"),
    reject_tree("a degree true", TANGENT, law("0", leaf("0:1 1:1"), degree=True), "whole number"),
    reject_tree("exp(x − y) is no product", DIFFERENCE, law("1 2 0", leaf("0:1 1:1")), "sum"),
    reject_tree("another order of the three", SUM, law("0 1 2", leaf("0:1 1:1")), "sum"),
    reject_tree(
        "exp(2x) is no exp(x)",
        forall("x", ["=", ["exp", ["*", "2", "x"]], ["exp", "x"]]),
        law("1 1 0", leaf("0:1 1:1")),
        "cancel",
    ),
    reject_tree("the sum of other arguments", INVERSE, let(["exp", "1"], law("0 1 2", leaf("0:1 1:-1"))), "sum"),
    reject_tree("two atoms", SUM, law("1 2", leaf("0:1 1:1")), "three"),
    reject_tree("four atoms", SUM, law("1 2 0 0", leaf("0:1 1:1")), "three"),
    reject_tree("no atom", SUM, law("", leaf("0:1")), "one or three"),
    reject_tree("three atoms and a degree", SUM, law("1 2 0", leaf("0:1 1:1"), degree=1), "no degree"),
    reject_tree(
        "a law of exp for a ReLU", forall("x", [">=", ["relu", "x"], ["+", "1", "x"]]), TANGENT_TREE, "atoms of exp"
    ),
    reject_tree(
        "a law of exp for ln", forall("x", [">=", ["log", "x"], ["+", "1", "x"]]), TANGENT_TREE, "atoms of exp"
    ),
    reject_tree("an exp and a ReLU", RELU, law("1 0 3", leaf("0:1")), "atoms of exp"),
    reject_tree("an exp that does not exist", POSITIVE, law("1", leaf("0:1 1:1")), "whole number"),
    reject_tree("an exp as text", POSITIVE, {"exp": "0", "then": leaf("0:1 1:1")}, "list"),
    reject_tree("no then", POSITIVE, {"exp": [0]}, "then"),
    reject_tree("a law with two branches", POSITIVE, {**law("0", leaf("0:1 1:1")), "below": leaf("0:1")}, "below"),
    reject_tree(
        "the sum before the ReLU is settled",
        forall("x", ["=", ["exp", ["relu", "x"]], ["exp", "x"]]),
        let(["exp", "0"], law("1 3 2", leaf("0:1"))),
        "sum",
    ),
    reject_tree(
        "the sum of the other case",  # below, relu(x) is 0
        forall("x", ["=", ["exp", ["relu", "x"]], ["exp", "x"]]),
        let(["exp", "0"], relu(0, law("1 3 2", leaf("0:1")), law("1 3 2", leaf("0:1")))),
        "",
    ),
    reject_tree(
        "e > 3 is false", forall("x", [">", ["exp", "1"], "3"]), enclose(0, 50, leaf("0:1 1:1")), "contradiction"
    ),
    reject_tree(
        "an enclosure decides no equation",
        ROOT_4,
        enclose(0, 50, split(0, leaf("2:1 3:1"), leaf("1:1 3:1"))),
        "contradiction",
    ),
    reject_tree("the upper bound for the lower", E_ABOVE_2, enclose(0, 3, leaf("0:1 2:1")), "cancel"),
    reject_tree("an enclosure at a variable", POSITIVE, enclose(0, 3, leaf("0:1 1:1")), "constant"),
    reject_tree(
        "an enclosure of a step", forall("x", [">", ["step", "1"], "0"]), enclose(0, 3, leaf("0:1 1:1")), "constant"
    ),
    reject_tree(
        "an enclosure of 1/u", forall("x", [">", ["inv", "2"], "0"]), enclose(0, 3, leaf("0:1 1:1")), "constant"
    ),
    reject_tree("no digits", E_ABOVE_2, {"enclose": 0, "then": leaf("0:1 1:1")}, "digits"),
    reject_tree("0 digits", E_ABOVE_2, enclose(0, 0, leaf("0:1 1:1")), "whole number"),
    reject_tree("1000 digits", E_ABOVE_2, enclose(0, 1000, leaf("0:1 1:1")), "whole number"),
    reject_tree("bounds in the certificate", E_ABOVE_2, {**enclose(0, 3, leaf("0:1 1:1")), "low": "3"}, "low"),
    reject_tree("exp of 1001", forall("x", [">", ["exp", "1001"], "0"]), enclose(0, 3, leaf("0:1 1:1")), "between"),
    reject_tree("exp of −1001", forall("x", [">", ["exp", "-1001"], "0"]), enclose(0, 3, leaf("0:1 1:1")), "between"),
    # -- let
    reject_tree("an exp of itself", FALSE, let(["exp", "#0"], law("0", leaf("1:1"), degree=1)), "known atom"),
    reject_tree(
        "a ReLU of itself", FALSE, let(["relu", ["+", "#0", "1"]], relu(0, leaf("1:1"), leaf("1:1"))), "known atom"
    ),
    reject_tree(
        "an exp of one that comes later",
        FALSE,
        let(["exp", "#1"], let(["exp", "#0"], law("0", law("1", leaf("1:1 2:1"), degree=1), degree=1))),
        "known atom",
    ),
    reject_tree(
        "a sum of an exp and one that comes with it", FALSE, let(["+", "#0", ["exp", "x"]], leaf("0:1")), "known atom"
    ),
    reject_tree(
        "a sign of an atom that comes later",
        FALSE,
        sign("#0", let(["exp", "x"], leaf("0:1")), leaf("0:1")),
        "known atom",
    ),
    reject_tree(
        "a multiple with an atom that does not exist", PLAIN, leaf("0:1 1:1", [["1", [0], "#0"]]), "known atom"
    ),
    reject_tree("an atom's name with a zero before it", POSITIVE, sign("#00", leaf("0:1"), leaf("0:1")), "declared"),
    reject_tree("a function in a multiple", POSITIVE, leaf("0:1", [["1", [], ["exp", "x"]]]), "known operator"),
    reject_tree("a function in a sign", POSITIVE, sign(["exp", "x"], leaf("0:1"), leaf("0:1")), "known operator"),
    reject_tree("an unknown function", POSITIVE, let(["sin", "x"], leaf("0:1")), "known operator"),
    reject_tree("a Let with a row of its own", FALSE, {**let(["exp", "x"], leaf("0:1 1:1")), "row": 0}, "field"),
    reject_tree("a Let adds no row", FALSE, let(["exp", "x"], leaf("0:1 1:1")), "whole number"),
    reject_tree("no then after Let", FALSE, {"let": ["exp", "x"]}, "then"),
    reject_tree(
        "the atom of a Let in a branch, in the other branch",
        FALSE,
        sign("x", let(["exp", "x"], law("0", law("0", leaf("0:1 2:1")))), law("0", leaf("0:1 2:1"))),
        "",
    ),
]
