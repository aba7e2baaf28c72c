"""assignment/1: exact values refute a statement about all, and prove one about some."""

from nlcheck_cases import accept, exists, forall, identity, not_separable, reject

COMMUTES = identity(["*", "A", "B"], ["*", "B", "A"], "A:n,n B:n,n", "ring")
SHEAR = {"A": [["1", "1"], ["0", "1"]], "B": [["1", "0"], ["1", "1"]]}
ROW_COLUMN = identity(["*", "u", "v"], "0", "u:1,n v:n,1", "semiring")
ADDITIVE = forall("x y", ["=", ["relu", ["+", "x", "y"]], ["+", ["relu", "x"], ["relu", "y"]]])
POSITIVE = forall("x", [">", ["relu", "x"], "0"], [[">=", "x", "0"]], {"x": "1"})
TRIANGLE = forall("x y", ["<=", ["abs", ["+", "x", "y"]], ["+", ["abs", "x"], ["abs", "y"]]])
HALF = exists("x", ["=", ["*", "2", "x"], "1"])
ROOT = exists("x y", ["=", ["^", "x", 2], ["*", "2", ["^", "y", 2]]], [">", "y", "0"])
BETWEEN = exists("x", [">", "x", "0"], ["<", "x", "1/3"], ["!=", "x", "1/4"])


def v(**values: object) -> dict[str, object]:
    return {"values": values}


CASES = [
    accept("relu is not additive", ADDITIVE, "assignment/1", v(x="1", y="-1"), "refuted"),
    accept("relu(0) is not positive", POSITIVE, "assignment/1", v(x="0"), "refuted"),
    accept("2·(1/2) = 1", HALF, "assignment/1", v(x="1/2"), "proved"),
    accept("a 1×1 matrix is a number", HALF, "assignment/1", v(x=[["1/2"]]), "proved"),
    accept("between 0 and 1/3, not 1/4", BETWEEN, "assignment/1", v(x="1/5"), "proved"),
    accept("two matrices that do not commute", COMMUTES, "assignment/1", {"values": SHEAR}, "refuted"),
    accept("a product that is not 0", ROW_COLUMN, "assignment/1", v(u=[["1", "2"]], v=[["3"], ["0"]]), "refuted"),
    accept(
        "a constant is a multiple of the identity",
        identity(["*", "A", "A"], "1", "A:n,n", "ring"),
        "assignment/1",
        v(A=[["1", "1"], ["0", "1"]]),
        "refuted",
    ),
    accept(
        "clip, max, min, leaky and division have their values",
        exists(
            "x",
            ["=", ["clip", "x"], "1"],
            ["=", ["max", "x", "1/2"], "3"],
            ["=", ["min", "x", ["-", "x"]], "-3"],
            ["=", ["leaky", "1/3", ["-", "x"]], "-1"],
            ["=", ["/", "x", "-3"], "-1"],
        ),
        "assignment/1",
        v(x="3"),
        "proved",
    ),
    accept("0 to the power 0 is 1", exists("x", ["=", ["^", "x", 0], "1"]), "assignment/1", v(x="0"), "proved"),
    reject("values where the identity holds", ADDITIVE, "assignment/1", v(x="1", y="2"), "values"),
    reject("values outside the hypothesis", POSITIVE, "assignment/1", v(x="-1"), "values"),
    reject("values where the conclusion holds", POSITIVE, "assignment/1", v(x="1"), "values"),
    reject("no values refute the triangle inequality", TRIANGLE, "assignment/1", v(x="1", y="-1"), "values"),
    reject("equality does not refute ≤", TRIANGLE, "assignment/1", v(x="0", y="0"), "values"),
    reject("almost a half", HALF, "assignment/1", v(x="500001/1000000"), "values"),
    reject("0 is no example", ROOT, "assignment/1", v(x="0", y="0"), "values"),
    reject("the square root of 2 is not 99/70", ROOT, "assignment/1", v(x="99", y="70"), "values"),
    reject("the value that ≠ excludes", BETWEEN, "assignment/1", v(x="1/4"), "values"),
    reject("the border that < excludes", BETWEEN, "assignment/1", v(x="1/3"), "values"),
    reject("one of several comparisons fails", BETWEEN, "assignment/1", v(x="-1"), "values"),
    reject(
        "matrices that commute",
        COMMUTES,
        "assignment/1",
        v(A=[["1", "1"], ["0", "1"]], B=[["1", "2"], ["0", "1"]]),
        "values",
    ),
    reject("matrices that are not square", COMMUTES, "assignment/1", v(A=[["1", "2"]], B=[["1"], ["1"]]), "size"),
    reject("matrices of two sizes", COMMUTES, "assignment/1", v(A=[["1"]], B=[["1", "0"], ["1", "1"]]), "size"),
    reject("a matrix for a number", HALF, "assignment/1", v(x=[["1/2", "1/2"]]), "size"),
    reject("a column for a row", ROW_COLUMN, "assignment/1", v(u=[["1"], ["2"]], v=[["3"], ["0"]]), "size"),
    reject(
        "rows of two lengths",
        COMMUTES,
        "assignment/1",
        v(A=[["1", "1"], ["0"]], B=[["1", "0"], ["1", "1"]]),
        "rows of one length",
    ),
    reject("an empty matrix", COMMUTES, "assignment/1", v(A=[], B=[]), "matrix"),
    reject("a matrix of empty rows", COMMUTES, "assignment/1", v(A=[[]], B=[[]]), "matrix"),
    reject("a matrix that is a flat list", COMMUTES, "assignment/1", v(A=["1"], B=["1"]), "list"),
    reject("a number as a JSON integer", HALF, "assignment/1", v(x=1), "list"),
    reject("true is no number", HALF, "assignment/1", v(x=True), "list"),
    reject("null is no number", HALF, "assignment/1", v(x=None), "list"),
    reject("a decimal fraction", HALF, "assignment/1", v(x="0.5"), "rational"),
    reject("a fraction not in lowest terms", HALF, "assignment/1", v(x="2/4"), "rational"),
    reject("a missing value", ADDITIVE, "assignment/1", v(x="1"), "field y"),
    reject("a value for a stranger", HALF, "assignment/1", v(x="1/2", z="0"), "no field"),
    reject("no values", HALF, "assignment/1", {}, "values"),
    reject("values as a list", HALF, "assignment/1", {"values": ["1/2"]}, "object"),
    reject("an extra field", HALF, "assignment/1", {"values": {"x": "1/2"}, "trees": []}, "trees"),
    reject(
        "division by a number, then the border",
        forall("x", ["<=", ["/", "x", "2"], "x"]),
        "assignment/1",
        v(x="0"),
        "values",
    ),
    reject("a table is no formula", not_separable("0:0 1:1"), "assignment/1", v(x="0"), "format"),
]
