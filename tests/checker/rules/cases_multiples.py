"""cases/1, leaves: equations times polynomials."""

from nlcheck_cases import accept, exists, forall, leaf, reject, tree

# rows: x − y = 0, x² − y² ≠ 0
SQUARED = forall("x y", ["=", ["^", "x", 2], ["^", "y", 2]], [["=", "x", "y"]], {"x": "1", "y": "1"})
CIRCLE = exists("x y", ["=", ["+", ["^", "x", 2], ["^", "y", 2]], "1"], ["=", "x", "0"], ["=", "y", "2"])
ON_AXIS = exists("x y", ["=", "x", "0"], [">", ["*", "x", "y"], "0"])
TWO = exists("x", ["=", ["*", "x", ["-", "x", "1"]], "0"], ["=", "x", "2"])
INEQUALITY = exists("x y", [">=", "x", "0"], ["<", ["*", "x", "y"], "0"])


def m(*multiples: object, rows: str = "", products: object = None) -> dict[str, object]:
    return tree(rows, products, [list(entry) for entry in multiples])


CASES = [
    accept("x = y gives x² = y²", SQUARED, "cases/1", m([0, ["+", "x", "y"]], rows="1:-1")),
    accept(
        "a point off the circle",
        CIRCLE,
        "cases/1",
        m([1, ["-", "x"]], [2, ["-", ["+", "y", "2"]]], rows="0:1"),
        "refuted",
    ),
    accept("a multiple beside an inequality", ON_AXIS, "cases/1", m([0, ["-", "y"]], rows="1:1"), "refuted"),
    accept("multiples alone", TWO, "cases/1", m([0, "1"], [1, ["-", ["+", "x", "1"]]]), "refuted"),
    accept(
        "a constant as multiple",
        exists("x", ["=", "x", "0"], ["=", "x", "1"]),
        "cases/1",
        m([0, "1"], [1, "-1"]),
        "refuted",
    ),
    accept(
        "the multiple 0 of an equation",
        exists("x", ["=", "x", "0"], [">", "0", "1"]),
        "cases/1",
        m([0, "0"], rows="1:1"),
        "refuted",
    ),
    reject("an inequality times a polynomial", INEQUALITY, "cases/1", m([0, "y"], rows="1:1"), "equation"),
    reject("an inequality times a positive number", INEQUALITY, "cases/1", m([0, "1"], rows="1:1"), "equation"),
    reject(
        "an inequality times a square",
        exists("x y", [">=", "x", "0"], ["<", ["*", "x", "y", "y"], "0"]),
        "cases/1",
        m([0, ["^", "y", 2]], rows="1:1"),
        "equation",
    ),
    reject(
        "a ≠ times a polynomial",
        exists("x", ["!=", "x", "0"], ["=", "x", "0"]),
        "cases/1",
        m([0, "x"], rows="1:1"),
        "equation",
    ),
    reject("the wrong polynomial", SQUARED, "cases/1", m([0, ["-", "x", "y"]], rows="1:-1"), "cancel"),
    reject(
        "equations that hold together",
        exists("x", ["=", "x", "0"], ["=", ["^", "x", 2], "0"]),
        "cases/1",
        m([0, ["-", "x"]], rows="1:1"),
        "contradiction",
    ),
    reject(
        "x·x = 0 does not give x ≠ 0",
        exists("x", ["=", ["*", "x", "x"], "0"], [">=", "x", "0"]),
        "cases/1",
        m([0, "x"], rows="1:1"),
        "cancel",
    ),
    reject("the multiple 0 alone", exists("x", ["=", "x", "0"]), "cases/1", m([0, "0"]), "contradiction"),
    reject("a strange symbol is left over", CIRCLE, "cases/1", m([1, "q"], rows="0:1"), "cancel"),
    reject(
        "an equation twice", TWO, "cases/1", m([0, "1"], [0, "1"], [1, ["*", "-2", ["+", "x", "1"]]]), "each row once"
    ),
    reject("equations out of order", TWO, "cases/1", m([1, ["-", ["+", "x", "1"]]], [0, "1"]), "in order"),
    reject("an equation that does not exist", TWO, "cases/1", m([0, "1"], [2, "1"]), "whole number"),
    reject("a piecewise multiple", TWO, "cases/1", m([0, ["relu", "x"]], [1, "1"]), "operator"),
    reject("an empty list as multiple", TWO, "cases/1", m([0, []], [1, "1"]), "expression"),
    reject("an integer as multiple", TWO, "cases/1", m([0, 1], [1, "-1"]), "expression"),
    reject("a sum of one term", TWO, "cases/1", m([0, ["+", "1"]], [1, "1"]), "operator"),
    reject("an unknown operator", TWO, "cases/1", m([0, ["exp", "1"]], [1, "1"]), "operator"),
    reject("a quotient by 0", TWO, "cases/1", m([0, ["/", "1", "0"]], [1, "1"]), "divisor"),
    reject(
        "no multiples in the field",
        exists("x", ["<", "x", "0"], [">=", "x", "0"]),
        "cases/1",
        {"trees": [{**leaf("0:1 1:1"), "multiples": []}]},
        "one or more",
    ),
    reject("an entry of one", TWO, "cases/1", m([0], [1, "1"]), "list"),
    reject("the entry's number as text", TWO, "cases/1", m(["0", "1"], [1, "1"]), "number"),
    reject("powers beyond 64", TWO, "cases/1", m([0, ["^", "x", 100]], [1, "1"]), "whole number"),
    reject(
        "a product of one entry beside it",
        TWO,
        "cases/1",
        {"trees": [{"multiples": [[0, "1"]], "products": [[["1", [0]]]]}]},
        "list",
    ),
    reject(
        "products that are a number beside it",
        TWO,
        "cases/1",
        {"trees": [{"multiples": [[0, "1"]], "products": 1}]},
        "list",
    ),
]
