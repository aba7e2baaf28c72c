"""cases/1, leaves: products of inequalities, and squares."""

from nlcheck_cases import accept, exists, forall, leaf, reject, tree

# rows: x > 0, y > 0, −xy ≥ 0
PRODUCT = forall("x y", [">", ["*", "x", "y"], "0"], [[">", "x", "0"], [">", "y", "0"]], {"x": "1", "y": "1"})
WEAK = forall("x y", [">=", ["*", "x", "y"], "0"], [[">=", "x", "0"], [">=", "y", "0"]], {"x": "0", "y": "0"})
SQUARES = forall("x y", [">=", ["+", ["^", "x", 2], ["^", "y", 2]], ["*", "2", "x", "y"]])
NO_ROOT = exists("x", ["=", ["^", "x", 2], "-1"])
CUBE = forall("x", [">=", ["^", "x", 3], "0"], [[">=", "x", "0"]], {"x": "0"})
EQUATION = exists("x y", ["=", "x", "-1"], [">", "y", "0"], [">", ["*", "x", "y"], "0"])
NOT_STRICT = exists("x y", [">=", "x", "0"], [">", "y", "0"], ["<=", ["*", "x", "y"], "0"])  # x = 0
DIFFERENT = exists("x", ["!=", "x", "0"], ["<=", ["^", "x", 2], "0"])


def p(*products: object, rows: str = "") -> dict[str, object]:
    return tree(rows, [list(product) for product in products])


CASES = [
    accept("a product of two positive numbers", PRODUCT, "cases/1", p(["1", [0, 1]], rows="2:1")),
    accept("the factors in the other order", PRODUCT, "cases/1", p(["1", [1, 0]], rows="2:1")),
    accept("a product of weak inequalities, against a strict one", WEAK, "cases/1", p(["1", [0, 1]], rows="2:1")),
    accept("squares: the mean inequality", SQUARES, "cases/1", p(["1", [], ["-", "x", "y"]], rows="0:1")),
    accept("squares are not −1", NO_ROOT, "cases/1", p(["1", [], "x"], rows="0:-1"), "refuted"),
    accept("a product times a square", CUBE, "cases/1", p(["1", [0], "x"], rows="1:1")),
    accept("one row three times", CUBE, "cases/1", p(["1", [0, 0, 0]], rows="1:1")),
    accept(
        "a product of one row",
        forall("x", [">", "x", "0"], [[">=", "x", "1"]], {"x": "1"}),
        "cases/1",
        p(["2", [0]], rows="1:2"),
    ),
    accept(
        "a product of one strict row beside a weak row",
        exists("x", ["<", "x", "0"], [">=", "x", "0"]),
        "cases/1",
        p(["1", [0]], rows="1:1"),
        "refuted",
    ),
    accept(
        "products alone", exists("x", ["<", "x", "0"], [">", "x", "0"]), "cases/1", p(["1", [0]], ["1", [1]]), "refuted"
    ),
    accept(
        "strict products make 0 > 0",
        exists("x y", [">", "x", "0"], [">", "y", "0"], [">=", ["-", ["*", "x", "y"]], "0"]),
        "cases/1",
        p(["1", [0, 1]], rows="2:1"),
        "refuted",
    ),
    reject(
        "a weak factor makes the product weak", NOT_STRICT, "cases/1", p(["1", [0, 1]], rows="2:1"), "contradiction"
    ),
    reject(
        "a square makes the product weak",
        exists("x y", [">", "x", "0"], ["<=", ["*", "x", ["^", "y", 2]], "0"]),
        "cases/1",
        p(["1", [0], "y"], rows="1:1"),
        "contradiction",
    ),
    reject(
        "a square alone is weak",
        exists("x", ["<=", ["^", "x", 2], "0"]),
        "cases/1",
        p(["1", [], "x"], rows="0:1"),
        "contradiction",
    ),
    reject(
        "a square of 0 is weak",
        exists("x", [">=", "x", "0"], ["<=", "x", "0"]),
        "cases/1",
        p(["1", [], "0"], rows="0:1 1:1"),
        "contradiction",
    ),
    reject("an equation has no sign to keep", EQUATION, "cases/1", p(["1", [0, 1]], rows="2:1"), "inequality"),
    reject(
        "an equation twice",
        exists("x", ["=", "x", "0"], ["<=", ["^", "x", 2], "0"]),
        "cases/1",
        p(["1", [0, 0]], rows="1:1"),
        "inequality",
    ),
    reject("a ≠ has no sign to keep", DIFFERENT, "cases/1", p(["1", [0, 0]], rows="1:1"), "inequality"),
    reject(
        "a factor −1",
        exists("x y", [">=", "x", "0"], [">=", "y", "0"], [">", ["*", "x", "y"], "0"]),
        "cases/1",
        p(["-1", [0, 1]], rows="2:1"),
        "factor > 0",
    ),
    reject(
        "minus a square",
        exists("x", [">", ["^", "x", 2], "0"]),
        "cases/1",
        p(["-1", [], "x"], rows="0:1"),
        "factor > 0",
    ),
    reject(
        "a factor 0",
        exists("x", [">", "x", "0"], [">=", "0", "x"]),
        "cases/1",
        p(["0", [0]], rows="0:1 1:1"),
        "factor > 0",
    ),
    reject(
        "the product of two negative numbers is not negative",
        exists("x y", ["<=", "x", "0"], ["<=", "y", "0"], [">", ["*", "x", "y"], "0"]),
        "cases/1",
        p(["1", [0, 1]], rows="2:1"),
        "cancel",
    ),
    reject("something that is not the square", SQUARES, "cases/1", p(["1", [], ["+", "x", "y"]], rows="0:1"), "cancel"),
    reject(
        "a square of √2·x",
        exists("x", ["<", ["*", "2", ["^", "x", 2]], "0"]),
        "cases/1",
        p(["1", [], ["*", "3/2", "x"]], rows="0:1"),
        "cancel",
    ),
    reject("relu is no polynomial", SQUARES, "cases/1", p(["1", [], ["relu", "x"]], rows="0:1"), "operator"),
    reject("division by a symbol", SQUARES, "cases/1", p(["1", [], ["/", "x", "y"]], rows="0:1"), "rational"),
    reject("power 65", SQUARES, "cases/1", p(["1", [], ["^", "x", 65]], rows="0:1"), "whole number"),
    reject("power −1", SQUARES, "cases/1", p(["1", [], ["^", "x", -1]], rows="0:1"), "whole number"),
    reject("a row's number that does not exist", PRODUCT, "cases/1", p(["1", [0, 3]], rows="2:1"), "whole number"),
    reject("a negative row number", PRODUCT, "cases/1", p(["1", [0, -2]], rows="2:1"), "whole number"),
    reject("row numbers as text", PRODUCT, "cases/1", p(["1", ["0", "1"]], rows="2:1"), "list"),
    reject("row number true", PRODUCT, "cases/1", p(["1", [0, True]], rows="2:1"), "list"),
    reject("one row's number without a list", PRODUCT, "cases/1", p(["1", 0], rows="2:1"), "list"),
    reject("a factor that is an integer", PRODUCT, "cases/1", p([1, [0, 1]], rows="2:1"), "rational"),
    reject("two squares", CUBE, "cases/1", p(["1", [0], "x", "x"], rows="1:1"), "list"),
    reject("a product of nothing", CUBE, "cases/1", p(["1", []], ["1", [0], "x"], rows="1:1"), "product"),
    reject("no rows given", CUBE, "cases/1", p(["1"], rows="1:1"), "list"),
    reject("a square that is null", CUBE, "cases/1", p(["1", [0], None], rows="1:1"), "expression"),
    reject(
        "no products in the field",
        forall("x", [">=", "x", "1"], [[">=", "x", "1"]], {"x": "1"}),
        "cases/1",
        {"trees": [{**leaf("0:1 1:1"), "products": []}]},
        "one or more",
    ),
    reject("products as an object", PRODUCT, "cases/1", {"trees": [{**leaf("2:1"), "products": {}}]}, "list"),
    reject("products null", PRODUCT, "cases/1", {"trees": [{**leaf("2:1"), "products": None}]}, "list"),
]
