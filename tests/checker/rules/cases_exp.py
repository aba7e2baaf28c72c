"""cases/1, "exp", "enclose" and "let": laws of the exponential function, values at constants, more values."""

from nlcheck_cases import accept, branch, enclose, exists, forall, law, leaf, let, reject, relu, sign, split

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


def trees(t: object) -> dict[str, object]:
    return {"trees": [t]}


def one(j: int, above: object, below: object, row: int = 0) -> dict[str, object]:
    """exp(0) = 1 is squeezed between 1 and 1; then a split of row 0."""
    return enclose(j, 1, split(row, above, below))


TANGENT_TREE = law("0", leaf("0:1 1:1"), degree=1)
INVERSE_TREE = let(["exp", "0"], law("0 1 2", one(2, leaf("1:-1 3:1 4:1"), leaf("1:1 2:1 4:1"))))
SUM_TREE = law("1 2 0", leaf("0:1 1:1"))
CASES = [
    accept("exp(x) > 0", POSITIVE, "cases/1", trees(law("0", leaf("0:1 1:1")))),
    accept("exp(x) ≥ 1 + x", TANGENT, "cases/1", trees(TANGENT_TREE)),
    accept("exp(x) ≥ its Taylor polynomial of degree 3", THIRD, "cases/1", trees(law("0", leaf("0:1 1:1"), degree=3))),
    accept("exp(x + y) = exp(x)·exp(y)", SUM, "cases/1", trees(SUM_TREE)),
    accept("exp(2x) = exp(x)²", DOUBLE, "cases/1", trees(law("1 1 0", leaf("0:1 1:1")))),
    accept("exp(x)·exp(−x) = 1", INVERSE, "cases/1", trees(INVERSE_TREE)),
    accept(
        "the sum of arguments in which a ReLU is settled",  # #0 = relu(x), #1 = exp(#0), #2 = exp(−x), #3 = exp(#0 − x)
        RELU,
        "cases/1",
        trees(relu(0, law("1 2 3", leaf("0:1 2:-1")), law("1 2 3", leaf("0:1 2:-1")))),
    ),
    accept("e > 2", E_ABOVE_2, "cases/1", trees(enclose(0, 3, leaf("0:1 1:1")))),
    accept("ln 2 < 7/10", LOG_2, "cases/1", trees(enclose(0, 3, leaf("0:1 2:1")))),
    accept("√2 is not 3/2", ROOT_2, "cases/1", trees(enclose(0, 3, leaf("0:1 2:1")))),
    accept(
        "√4 = 2, by its cases",
        ROOT_4,
        "cases/1",
        trees(branch(0, split(0, leaf("3:-1 4:2", [["1", [2, 4]]]), leaf("3:1 4:2", [["1", [2, 4]]])), leaf("1:1"))),
    ),
    accept("ln 0 is 0 here", LOG_OF_0, "cases/1", trees(enclose(0, 1, split(0, leaf("2:1 3:1"), leaf("1:1 3:1"))))),
    accept(
        "a Let that is not needed", PLAIN, "cases/1", trees(let(["exp", ["*", "x", "z"]], law("0", leaf("0:1 1:1"))))
    ),
    accept("a Let without any function", PLAIN, "cases/1", trees(let("x", leaf("0:1 1:1")))),
    accept(
        "a Let inside a Let, of an atom",
        PLAIN,
        "cases/1",
        trees(let(["exp", "x"], let(["exp", "#0"], law("1", leaf("0:1 1:1"))))),
    ),
    # -- false statements
    reject("exp(x) ≥ 1 + 2x is false", STEEP, "cases/1", trees(law("0", leaf("0:1 1:1"), degree=1)), "cancel"),
    reject(
        "exp(x) > 1 + x fails at 0",
        forall("x", [">", ["exp", "x"], ["+", "1", "x"]]),
        "cases/1",
        trees(TANGENT_TREE),
        "contradiction",
    ),
    reject("a Taylor polynomial of even degree", SECOND, "cases/1", trees(law("0", leaf("0:1 1:1"), degree=2)), "odd"),
    reject(
        "degree 0", forall("x", [">=", ["exp", "x"], "1"]), "cases/1", trees(law("0", leaf("0:1 1:1"), degree=0)), "odd"
    ),
    reject("the wrong polynomial", SECOND, "cases/1", trees(law("0", leaf("0:1 1:1"), degree=3)), "cancel"),
    reject("a degree of 65", TANGENT, "cases/1", trees(law("0", leaf("0:1 1:1"), degree=65)), "whole number"),
    reject("a degree as text", TANGENT, "cases/1", trees(law("0", leaf("0:1 1:1"), degree="1")), "whole number"),
    reject("a degree true", TANGENT, "cases/1", trees(law("0", leaf("0:1 1:1"), degree=True)), "whole number"),
    reject("exp(x − y) is no product", DIFFERENCE, "cases/1", trees(law("1 2 0", leaf("0:1 1:1"))), "sum"),
    reject("another order of the three", SUM, "cases/1", trees(law("0 1 2", leaf("0:1 1:1"))), "sum"),
    reject(
        "exp(2x) is no exp(x)",
        forall("x", ["=", ["exp", ["*", "2", "x"]], ["exp", "x"]]),
        "cases/1",
        trees(law("1 1 0", leaf("0:1 1:1"))),
        "cancel",
    ),
    reject(
        "the sum of other arguments",
        INVERSE,
        "cases/1",
        trees(let(["exp", "1"], law("0 1 2", leaf("0:1 1:-1")))),
        "sum",
    ),
    reject("two atoms", SUM, "cases/1", trees(law("1 2", leaf("0:1 1:1"))), "three"),
    reject("four atoms", SUM, "cases/1", trees(law("1 2 0 0", leaf("0:1 1:1"))), "three"),
    reject("no atom", SUM, "cases/1", trees(law("", leaf("0:1"))), "one or three"),
    reject("three atoms and a degree", SUM, "cases/1", trees(law("1 2 0", leaf("0:1 1:1"), degree=1)), "no degree"),
    reject(
        "a law of exp for a ReLU",
        forall("x", [">=", ["relu", "x"], ["+", "1", "x"]]),
        "cases/1",
        trees(TANGENT_TREE),
        "atoms of exp",
    ),
    reject(
        "a law of exp for ln",
        forall("x", [">=", ["log", "x"], ["+", "1", "x"]]),
        "cases/1",
        trees(TANGENT_TREE),
        "atoms of exp",
    ),
    reject("an exp and a ReLU", RELU, "cases/1", trees(law("1 0 3", leaf("0:1"))), "atoms of exp"),
    reject("an exp that does not exist", POSITIVE, "cases/1", trees(law("1", leaf("0:1 1:1"))), "whole number"),
    reject("an exp as text", POSITIVE, "cases/1", trees({"exp": "0", "then": leaf("0:1 1:1")}), "list"),
    reject("no then", POSITIVE, "cases/1", trees({"exp": [0]}), "then"),
    reject(
        "a law with two branches",
        POSITIVE,
        "cases/1",
        trees({**law("0", leaf("0:1 1:1")), "below": leaf("0:1")}),
        "below",
    ),
    reject(
        "the sum before the ReLU is settled",
        forall("x", ["=", ["exp", ["relu", "x"]], ["exp", "x"]]),
        "cases/1",
        trees(let(["exp", "0"], law("1 3 2", leaf("0:1")))),
        "sum",
    ),
    reject(
        "the sum of the other case",  # below, relu(x) is 0
        forall("x", ["=", ["exp", ["relu", "x"]], ["exp", "x"]]),
        "cases/1",
        trees(let(["exp", "0"], relu(0, law("1 3 2", leaf("0:1")), law("1 3 2", leaf("0:1"))))),
        "",
    ),
    reject(
        "e > 3 is false",
        forall("x", [">", ["exp", "1"], "3"]),
        "cases/1",
        trees(enclose(0, 50, leaf("0:1 1:1"))),
        "contradiction",
    ),
    reject(
        "an enclosure decides no equation",
        ROOT_4,
        "cases/1",
        trees(enclose(0, 50, split(0, leaf("2:1 3:1"), leaf("1:1 3:1")))),
        "contradiction",
    ),
    reject("the upper bound for the lower", E_ABOVE_2, "cases/1", trees(enclose(0, 3, leaf("0:1 2:1"))), "cancel"),
    reject("an enclosure at a variable", POSITIVE, "cases/1", trees(enclose(0, 3, leaf("0:1 1:1"))), "constant"),
    reject(
        "an enclosure of a step",
        forall("x", [">", ["step", "1"], "0"]),
        "cases/1",
        trees(enclose(0, 3, leaf("0:1 1:1"))),
        "constant",
    ),
    reject(
        "an enclosure of 1/u",
        forall("x", [">", ["inv", "2"], "0"]),
        "cases/1",
        trees(enclose(0, 3, leaf("0:1 1:1"))),
        "constant",
    ),
    reject("no digits", E_ABOVE_2, "cases/1", trees({"enclose": 0, "then": leaf("0:1 1:1")}), "digits"),
    reject("0 digits", E_ABOVE_2, "cases/1", trees(enclose(0, 0, leaf("0:1 1:1"))), "whole number"),
    reject("1000 digits", E_ABOVE_2, "cases/1", trees(enclose(0, 1000, leaf("0:1 1:1"))), "whole number"),
    reject(
        "bounds in the certificate", E_ABOVE_2, "cases/1", trees({**enclose(0, 3, leaf("0:1 1:1")), "low": "3"}), "low"
    ),
    reject(
        "exp of 1001",
        forall("x", [">", ["exp", "1001"], "0"]),
        "cases/1",
        trees(enclose(0, 3, leaf("0:1 1:1"))),
        "between",
    ),
    reject(
        "exp of −1001",
        forall("x", [">", ["exp", "-1001"], "0"]),
        "cases/1",
        trees(enclose(0, 3, leaf("0:1 1:1"))),
        "between",
    ),
    # -- let
    reject(
        "an exp of itself", FALSE, "cases/1", trees(let(["exp", "#0"], law("0", leaf("1:1"), degree=1))), "known atom"
    ),
    reject(
        "a ReLU of itself",
        FALSE,
        "cases/1",
        trees(let(["relu", ["+", "#0", "1"]], relu(0, leaf("1:1"), leaf("1:1")))),
        "known atom",
    ),
    reject(
        "an exp of one that comes later",
        FALSE,
        "cases/1",
        trees(let(["exp", "#1"], let(["exp", "#0"], law("0", law("1", leaf("1:1 2:1"), degree=1), degree=1)))),
        "known atom",
    ),
    reject(
        "a sum of an exp and one that comes with it",
        FALSE,
        "cases/1",
        trees(let(["+", "#0", ["exp", "x"]], leaf("0:1"))),
        "known atom",
    ),
    reject(
        "a sign of an atom that comes later",
        FALSE,
        "cases/1",
        trees(sign("#0", let(["exp", "x"], leaf("0:1")), leaf("0:1"))),
        "known atom",
    ),
    reject(
        "a multiple with an atom that does not exist",
        PLAIN,
        "cases/1",
        trees(leaf("0:1 1:1", [["1", [0], "#0"]])),
        "known atom",
    ),
    reject(
        "an atom's name with a zero before it",
        POSITIVE,
        "cases/1",
        trees(sign("#00", leaf("0:1"), leaf("0:1"))),
        "declared",
    ),
    reject(
        "a function in a multiple", POSITIVE, "cases/1", trees(leaf("0:1", [["1", [], ["exp", "x"]]])), "known operator"
    ),
    reject(
        "a function in a sign",
        POSITIVE,
        "cases/1",
        trees(sign(["exp", "x"], leaf("0:1"), leaf("0:1"))),
        "known operator",
    ),
    reject("an unknown function", POSITIVE, "cases/1", trees(let(["sin", "x"], leaf("0:1"))), "known operator"),
    reject(
        "a Let with a row of its own",
        FALSE,
        "cases/1",
        trees({**let(["exp", "x"], leaf("0:1 1:1")), "row": 0}),
        "field",
    ),
    reject("a Let adds no row", FALSE, "cases/1", trees(let(["exp", "x"], leaf("0:1 1:1"))), "whole number"),
    reject("no then after Let", FALSE, "cases/1", trees({"let": ["exp", "x"]}), "then"),
    reject(
        "the atom of a Let in a branch, in the other branch",
        FALSE,
        "cases/1",
        trees(sign("x", let(["exp", "x"], law("0", law("0", leaf("0:1 2:1")))), law("0", leaf("0:1 2:1")))),
        "",
    ),
]
