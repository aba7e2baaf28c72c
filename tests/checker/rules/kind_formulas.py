"""Statements of the kinds identity, forall and exists: well-formed, of fitting shapes, not vacuous."""

from functools import reduce

from nlcheck_cases import exists, forall, identity, invalid, valid

POSITIVE = [">", "x", "0"]
GIVEN = forall("x", POSITIVE, [[">", "x", "1"]], {"x": "2"})
LINE = identity("x", ["*", "1", "x"], "x")
AB = identity(["*", "A", "B"], "C", "A:m,n B:n,k C:m,k", "ring")


def nested(depth: int) -> object:
    return reduce(lambda e, _: ["-", e], range(depth), "x")


CASES = [
    valid("for all", forall("x", POSITIVE), "For all real numbers x:\nx > 0."),
    valid("with a hypothesis", GIVEN, "such that x > 1"),
    valid(
        "exists", exists("x y", POSITIVE, ["!=", "x", "y"]), "There are real numbers x, y such that\nx > 0 and x ≠ y."
    ),
    valid(
        "every operator",
        forall("x y", ["<=", ["max", ["abs", "x"], ["clip", "y"]], ["min", ["relu", "x"], ["leaky", "-1/2", "y"]]]),
        "max(|x|, clip(y)) ≤ min(relu(x), leaky[-1/2](y))",
    ),
    valid("an identity of numbers", LINE, "x = 1·x\nover every commutative ring with 1"),
    valid(
        "an identity of matrices", AB, "A (m×n), B (n×k), C (m×k) and all sizes k, m, n ≥ 1:\nA·B = C\nover every ring"
    ),
    valid("a variable that is not used", forall("x y", POSITIVE)),
    valid("a false statement is a statement", forall("x", ["=", "x", "1"])),
    valid("0 has every shape", identity("A", "0", "A:m,n", "ring")),
    valid("a constant beside a square matrix", identity(["+", "A", "2"], ["+", "2", "A"], "A:n,n", "semiring")),
    valid(
        "a constant times a matrix that is not square", identity(["*", "2", "A"], ["+", "A", "A"], "A:m,n", "semiring")
    ),
    valid(
        "a product around a constant", identity(["*", "A", "2", "B"], ["*", "2", "A", "B"], "A:m,n B:n,k", "semiring")
    ),
    valid("a size and a symbol of one name", identity("n", ["*", "1", "n"], "n:n,n", "ring")),
    valid(
        "a witness of larger numbers",
        forall("x y", POSITIVE, [["=", ["*", "x", "y"], "1"]], {"x": "22/7", "y": "7/22"}),
    ),
    valid("depth 100", forall("x", [">", nested(100), "0"])),
    valid("the most that a power can be", forall("x", [">", ["^", "x", 64], "0"])),
    valid("a·(1/2) reads as such", forall("x", [">", ["/", "x", "2"], "0"]), "x/2 > 0"),
    valid("division by 1/2 is not written as 1 and then 2", forall("x", [">", ["/", "x", "1/2"], "0"]), "x/(1/2) > 0"),
    valid("a power of a power has its parentheses", forall("x", [">", ["^", ["^", "x", 2], 3], "0"]), "(x^2)^3 > 0"),
    valid("a negative divisor has its parentheses", forall("x", [">", ["/", "x", "-2"], "0"]), "x/(-2) > 0"),
    valid(
        "a quotient of a quotient has its parentheses",
        forall("x", [">", ["/", ["/", "x", "2"], "3"], "0"]),
        "(x/2)/3 > 0",
    ),
    valid("minus a sum has its parentheses", forall("x y", [">", ["-", "x", ["+", "y", "1"]], "0"]), "x − (y + 1) > 0"),
    valid(
        "minus a difference has its parentheses",
        forall("x y", [">", ["-", "x", ["-", "y", "1"]], "0"]),
        "x − (y − 1) > 0",
    ),
    valid("minus minus has its parentheses", forall("x y", [">", ["-", "x", ["-", "y"]], "0"]), "x − (−y) > 0"),
    valid(
        "a factor with a sign has its parentheses", forall("x", [">", ["*", ["-", "x"], "-2"], "0"]), "(−x)·(-2) > 0"
    ),
    valid(
        "the square of a negative number has its parentheses", forall("x", [">", ["^", "-1/2", 2], "x"]), "(-1/2)^2 > x"
    ),
    valid(
        "a power of a product has its parentheses", forall("x y", [">", ["^", ["*", "x", "y"], 2], "0"]), "(x·y)^2 > 0"
    ),
    valid("minus a power", forall("x", [">", ["-", ["^", "x", 2]], "0"]), "−x^2 > 0"),
    valid("the power of a negative", forall("x", [">", ["^", ["-", "x"], 2], "0"]), "(−x)^2 > 0"),
    # -- hypotheses
    invalid("a false witness", forall("x", POSITIVE, [[">", "x", "1"]], {"x": "1"}), "witness"),
    invalid(
        "a contradictory hypothesis", forall("x", POSITIVE, [[">", "x", "1"], ["<", "x", "1"]], {"x": "2"}), "witness"
    ),
    invalid("no witness", {**forall("x", POSITIVE), "given": [[">", "x", "1"]]}, "witness"),
    invalid("a witness of nothing", {**forall("x", POSITIVE), "witness": {"x": "1"}}, "witness"),
    invalid("an empty list of hypotheses", forall("x", POSITIVE, [], {"x": "1"}), "given"),
    invalid("an empty list of hypotheses, no witness", {**forall("x", POSITIVE), "given": []}, "given"),
    invalid("a witness for a stranger", forall("x", POSITIVE, [[">", "x", "1"]], {"x": "2", "y": "0"}), "no field y"),
    invalid("a witness without x", forall("x y", POSITIVE, [[">", "x", "1"]], {"y": "2"}), "field x"),
    invalid("a witness that is a list", forall("x", POSITIVE, [[">", "x", "1"]], ["2"]), "object"),
    invalid("a witness that is a matrix", forall("x", POSITIVE, [[">", "x", "1"]], {"x": [["2", "2"]]}), "size"),
    invalid("a witness that is an integer", forall("x", POSITIVE, [[">", "x", "1"]], {"x": 2}), "list"),
    invalid("a hypothesis about a stranger", forall("x", POSITIVE, [[">", "z", "1"]], {"x": "2"}), "declared"),
    invalid("a hypothesis that is a name", forall("x", POSITIVE, ["x"], {"x": "2"}), "list"),
    invalid("hypotheses that are null", {**GIVEN, "given": None}, "list"),
    invalid(
        "exists has no hypotheses",
        {**exists("x", POSITIVE), "given": [[">", "x", "1"]], "witness": {"x": "2"}},
        "no field given",
    ),
    # -- comparisons
    invalid("one side twice", forall("x", [">=", ["relu", "x"], ["relu", "x"]]), "two different sides"),
    invalid(
        "one side twice, in a hypothesis", forall("x", POSITIVE, [["=", "x", "x"]], {"x": "2"}), "two different sides"
    ),
    invalid("one side twice, in an example", exists("x", ["=", "x", "x"]), "two different sides"),
    invalid("one side twice, in an identity", identity("x", "x", "x"), "two different sides"),
    invalid("an unknown comparison", forall("x", ["==", "x", "0"]), "= != < <= > >="),
    invalid("a comparison ≥ in Unicode", forall("x", ["≥", "x", "0"]), "= != < <= > >="),
    invalid("a comparison that is a list", forall("x", [[">"], "x", "0"]), "= != < <= > >="),
    invalid("a chain of comparisons", forall("x y", ["<", "x", "y", "1"]), "[op, left, right]"),
    invalid("one side missing", forall("x", [">", "x"]), "[op, left, right]"),
    invalid("a conclusion that is text", forall("x", "x > 0"), "[op, left, right]"),
    invalid("a conclusion null", forall("x", None), "[op, left, right]"),
    invalid("no comparison in an example", exists("x"), "one or more"),
    invalid("comparisons as an object", {**exists("x"), "such_that": {"0": POSITIVE}}, "comparison"),
    invalid(
        "an example's conclusion in for all", {**forall("x", POSITIVE), "such_that": [POSITIVE]}, "no field such_that"
    ),
    invalid("a conclusion in an example", exists("x", POSITIVE, then=POSITIVE), "no field then"),
    # -- variables
    invalid("no variables", forall("", [">", "1", "0"]), "variables"),
    invalid("a variable twice", forall("x x", POSITIVE), "each once"),
    invalid("a variable that is a number", forall("1", [">", "1", "0"]), "names"),
    invalid("a variable with a subscript", forall("x₁", [">", "x₁", "0"]), "names"),
    invalid("a Greek variable", forall("α", [">", "α", "0"]), "names"),
    invalid("a variable with a trailing newline", {**forall("x", POSITIVE), "variables": ["x", "y\n"]}, "names"),
    invalid("a ReLU's own name as variable", {**forall("x", POSITIVE), "variables": ["#0"]}, "names"),
    invalid("variables as text", {**forall("x", POSITIVE), "variables": "x"}, "list"),
    invalid("a variable null", {**forall("x", POSITIVE), "variables": [None]}, "list"),
    invalid("an undeclared variable", forall("x", [">", "y", "0"]), "declared"),
    # -- expressions
    invalid("a ReLU's own name in an expression", forall("x", [">", "#0", "0"]), "declared"),
    invalid("an empty string", forall("x", [">", "", "0"]), "declared"),
    invalid("a decimal fraction", forall("x", [">", "x", "0.5"]), "declared"),
    invalid("a fraction not in lowest terms", forall("x", [">", "x", "2/4"]), "declared"),
    invalid("an integer", forall("x", [">", "x", 0]), "expression"),
    invalid("true", forall("x", [">", "x", True]), "expression"),
    invalid("null", forall("x", [">", "x", None]), "expression"),
    invalid("an empty list", forall("x", [">", "x", []]), "expression"),
    invalid("an object", forall("x", [">", "x", {"+": ["x", "1"]}]), "expression"),
    invalid("a list without operator", forall("x", [">", "x", [["+"], "x", "1"]]), "expression"),
    invalid("an unknown operator", forall("x", [">", ["sin", "x"], "0"]), "known operator"),
    invalid("a sum of one", forall("x", [">", ["+", "x"], "0"]), "known operator"),
    invalid("a difference of three", forall("x", [">", ["-", "x", "x", "x"], "0"]), "known operator"),
    invalid("a difference of none", forall("x", [">", ["-"], "0"]), "known operator"),
    invalid("relu of two", forall("x", [">", ["relu", "x", "x"], "0"]), "known operator"),
    invalid("max of one", forall("x", [">", ["max", "x"], "0"]), "known operator"),
    invalid("leaky without slope", forall("x", [">", ["leaky", "x"], "0"]), "known operator"),
    invalid("a slope that is a variable", forall("x", [">", ["leaky", "x", "x"], "0"]), "rational"),
    invalid("division by a variable", forall("x", [">", ["/", "1", "x"], "0"]), "rational"),
    invalid("division by 0", forall("x", [">", ["/", "x", "0"], "0"]), "divisor"),
    invalid("division by a sum", forall("x", [">", ["/", "x", ["+", "1", "1"]], "0"]), "rational"),
    invalid("a power 65", forall("x", [">", ["^", "x", 65], "0"]), "whole number"),
    invalid("a power −1", forall("x", [">", ["^", "x", -1], "0"]), "whole number"),
    invalid("a power true", forall("x", [">", ["^", "x", True], "0"]), "whole number"),
    invalid("a power as text", forall("x", [">", ["^", "x", "2"], "0"]), "whole number"),
    invalid("depth 101", forall("x", [">", nested(101), "0"]), "depth"),
    # -- identities
    invalid("relu in an identity", identity(["relu", "x"], "x", "x", "reals"), "known operator"),
    invalid("a minus in a semiring", identity(["-", "x"], "x", "x", "semiring"), "subtraction"),
    invalid("a negative constant in a semiring", identity(["*", "-1", "x"], "x", "x", "semiring"), "constants"),
    invalid("a fraction in a ring", identity(["*", "1/2", "x"], "x", "x", "ring"), "constants"),
    invalid("a fraction in a commutative ring", identity(["*", "1/2", "x"], "x", "x"), "constants"),
    invalid("division in a ring", identity(["/", "x", "1"], "x", "x", "ring"), "division"),
    invalid("an unknown ring", identity("x", ["*", "1", "x"], "x", "field"), "ring"),
    invalid("a ring that is a list", {**LINE, "ring": ["ring"]}, "ring"),
    invalid("no symbols", identity("1", "2", ""), "symbols"),
    invalid("symbols as a list", {**LINE, "symbols": ["x"]}, "symbols"),
    invalid("matrices in a commutative ring", {**AB, "ring": "commutative-ring"}, "1×1"),
    invalid("a symbol that is no name", {**LINE, "symbols": {"x": ["1", "1"], "x y": ["1", "1"]}}, "rows, columns"),
    invalid("a size 0", identity("A", "0", "A:0,n", "ring"), "rows, columns"),
    invalid("a size 2", identity("A", "0", "A:2,n", "ring"), "rows, columns"),
    invalid("a size that is an integer", {**LINE, "symbols": {"x": [1, 1]}}, "list"),
    invalid("one size", {**LINE, "ring": "ring", "symbols": {"x": ["n"]}}, "rows, columns"),
    invalid("three sizes", {**LINE, "ring": "ring", "symbols": {"x": ["n", "n", "n"]}}, "rows, columns"),
    invalid("sizes as text", {**LINE, "ring": "ring", "symbols": {"x": "11"}}, "list"),
    invalid("an undeclared symbol", identity("x", "y", "x"), "declared"),
    invalid(
        "a product whose shapes do not meet",
        identity(["*", "B", "A"], "C", "A:m,n B:n,k C:m,k", "ring"),
        "shapes that meet",
    ),
    invalid(
        "a product around a constant whose shapes do not meet",
        identity(["*", "A", "2", "A"], "0", "A:m,n", "ring"),
        "shapes that meet",
    ),
    invalid("a sum of two shapes", identity(["+", "A", "B"], "0", "A:m,n B:n,m", "ring"), "one shape"),
    invalid("a sum of a number and a column", identity(["+", "x", "v"], "0", "x v:n,1", "ring"), "one shape"),
    invalid("a scalar symbol times a matrix", identity(["*", "x", "A"], "0", "x A:m,n", "ring"), "shapes that meet"),
    invalid("1 beside a matrix that is not square", identity(["+", "A", "1"], "A", "A:m,n", "ring"), "square"),
    invalid(
        "a hidden 0 beside a matrix that is not square",
        identity(["+", "A", ["-", "1", "1"]], "A", "A:m,n", "ring"),
        "square",
    ),
    invalid("a power of a matrix that is not square", identity(["^", "A", 2], "A", "A:m,n", "ring"), "square"),
    invalid("power 0 of a matrix that is not square", identity(["^", "A", 0], "A", "A:m,n", "ring"), "square"),
    invalid("sides of two shapes", identity(["*", "A", "B"], "A", "A:m,n B:n,k", "ring"), "one shape"),
    invalid("sides of two shapes that could be equal", identity("A", "B", "A:m,n B:m,k", "ring"), "one shape"),
    invalid("a row is no column", identity("A", "B", "A:1,n B:n,1", "ring"), "one shape"),
    invalid("1 has no shape that is not square", identity("A", "1", "A:m,n", "ring"), "one shape"),
    invalid(
        "1, from the left, has no shape that is not square",
        identity(["*", "1", "1"], "A", "A:m,n", "ring"),
        "one shape",
    ),
    invalid("a number is no matrix", identity("A", "x", "A:n,n x", "ring"), "one shape"),
    # -- kinds
    invalid("an unknown kind", {**LINE, "kind": "theorem"}, "kind"),
    invalid("no kind", {k: v for k, v in LINE.items() if k != "kind"}, "kind"),
    invalid("a kind that is a list", {**LINE, "kind": ["identity"]}, "kind"),
    invalid("a statement that is a list", [LINE], "kind"),
    invalid("a statement null", None, "kind"),
    invalid("a statement that is text", "identity", "kind"),
    invalid("a field missing", {k: v for k, v in LINE.items() if k != "ring"}, "field ring"),
    invalid("a field too many", {**LINE, "proof": "obvious"}, "no field proof"),
    invalid("another kind's fields", {**LINE, "kind": "forall"}, "field"),
]
