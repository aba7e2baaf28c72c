"""expansion/1: both sides of an identity have the stated normal form."""

from nlcheck_cases import accept, forall, identity, reject

LINE = identity(
    ["+", ["*", "p", ["+", ["*", "m", "x"], "b"]], "r"],
    ["+", ["*", ["*", "p", "m"], "x"], ["+", ["*", "p", "b"], "r"]],
    "p m x b r",
)
LINE_TERMS = [[["b", "p"], "1"], [["m", "p", "x"], "1"], [["r"], "1"]]
LAYERS = identity(
    ["+", ["*", "A", ["+", ["*", "B", "x"], "c"]], "d"],
    ["+", ["*", "A", "B", "x"], ["+", ["*", "A", "c"], "d"]],
    "A:k,m B:m,n x:n,1 c:m,1 d:k,1",
    "semiring",
)
LAYERS_TERMS = [[["A", "B", "x"], "1"], [["A", "c"], "1"], [["d"], "1"]]
SWAPPED = identity(["*", "A", "B"], ["*", "B", "A"], "A:n,n B:n,n", "ring")
SQUARE = identity(["^", ["+", "x", "y"], 2], ["+", ["^", "x", 2], ["*", "2", "x", "y"], ["^", "y", 2]], "x y")
SQUARE_TERMS = [[["x", "x"], "1"], [["x", "y"], "2"], [["y", "y"], "1"]]
FREE_SQUARE = {**SQUARE, "ring": "ring"}
FRESHMAN = identity(["^", ["+", "x", "y"], 2], ["+", ["^", "x", 2], ["^", "y", 2]], "x y")
CANCELS = identity(["-", ["+", "x", "y"], "y"], "x", "x y", "ring")
ZERO = identity(["-", "x", "x"], "0", "x", "ring")
HALVES = identity(["/", ["+", "x", "1"], "2"], ["+", ["*", "1/2", "x"], "1/2"], "x", "reals")
IDENTITY_MATRIX = identity(["*", ["+", "A", "1"], "B"], ["+", ["*", "A", "B"], "B"], "A:n,n B:n,m", "semiring")


def t(terms: list[object]) -> dict[str, object]:
    return {"terms": terms}


CASES = [
    accept("a line of a line", LINE, "expansion/1", t(LINE_TERMS)),
    accept("two affine layers, all shapes", LAYERS, "expansion/1", t(LAYERS_TERMS)),
    accept("the binomial formula", SQUARE, "expansion/1", t(SQUARE_TERMS)),
    accept("terms that cancel", CANCELS, "expansion/1", t([[["x"], "1"]])),
    accept("the zero polynomial has no terms", ZERO, "expansion/1", t([])),
    accept("halves over the reals", HALVES, "expansion/1", t([[[], "1/2"], [["x"], "1/2"]])),
    accept(
        "1 beside a square matrix is the identity", IDENTITY_MATRIX, "expansion/1", t([[["A", "B"], "1"], [["B"], "1"]])
    ),
    accept("power 0 is 1", identity(["^", "x", 0], "1", "x"), "expansion/1", t([[[], "1"]])),
    accept("unary minus", identity(["-", ["-", "x"]], "x", "x", "ring"), "expansion/1", t([[["x"], "1"]])),
    reject(
        "a wrong coefficient",
        SQUARE,
        "expansion/1",
        t([[["x", "x"], "1"], [["x", "y"], "1"], [["y", "y"], "1"]]),
        "left side",
    ),
    reject("a sign", LINE, "expansion/1", t([[["b", "p"], "-1"], *LINE_TERMS[1:]]), "left side"),
    reject("a missing term", LINE, "expansion/1", t(LINE_TERMS[:-1]), "left side"),
    reject("one term too many", LINE, "expansion/1", t([*LINE_TERMS, [["x"], "1"]]), "left side"),
    reject("a term with coefficient 0", LINE, "expansion/1", t([*LINE_TERMS, [["x"], "0"]]), "left side"),
    reject("no terms", LINE, "expansion/1", t([]), "left side"),
    reject("terms out of order", LINE, "expansion/1", t([LINE_TERMS[1], LINE_TERMS[0], LINE_TERMS[2]]), "in order"),
    reject(
        "a coefficient in two halves", CANCELS, "expansion/1", t([[["x"], "1/2"], [["x"], "1/2"]]), "each word once"
    ),
    reject("the same term twice", LINE, "expansion/1", t([LINE_TERMS[0], *LINE_TERMS]), "each word once"),
    reject(
        "letters of a word out of order",
        LINE,
        "expansion/1",
        t([[["m", "p", "x"], "1"], [["p", "b"], "1"], [["r"], "1"]]),
        "left side",
    ),
    reject("matrices do not commute", SWAPPED, "expansion/1", t([[["A", "B"], "1"]]), "right side"),
    reject("matrices do not commute, from the other side", SWAPPED, "expansion/1", t([[["B", "A"], "1"]]), "left side"),
    reject("nor do real matrices", {**SWAPPED, "ring": "reals"}, "expansion/1", t([[["A", "B"], "1"]]), "right side"),
    reject("nor do the elements of a general ring", FREE_SQUARE, "expansion/1", t(SQUARE_TERMS), "left side"),
    reject("the freshman's dream, its left side", FRESHMAN, "expansion/1", t(SQUARE_TERMS), "right side"),
    reject(
        "the freshman's dream, its right side",
        FRESHMAN,
        "expansion/1",
        t([[["x", "x"], "1"], [["y", "y"], "1"]]),
        "left side",
    ),
    reject(
        "x + x = 0 holds in some rings only", identity(["+", "x", "x"], "0", "x"), "expansion/1", t([]), "left side"
    ),
    reject(
        "x·x = x holds for bits only",
        identity(["*", "x", "x"], "x", "x"),
        "expansion/1",
        t([[["x"], "1"]]),
        "left side",
    ),
    reject(
        "0·x = 0, with a term for it",
        identity(["*", "0", "x"], "0", "x"),
        "expansion/1",
        t([[["x"], "0"]]),
        "left side",
    ),
    reject("2 = 0", identity("2", "0", "x", "ring"), "expansion/1", t([]), "left side"),
    reject(
        "powers are not products",
        identity(["^", "x", 3], ["*", "x", "x"], "x"),
        "expansion/1",
        t([[["x", "x", "x"], "1"]]),
        "right side",
    ),
    reject(
        "a word with a number in it",
        identity(["*", "2", "x"], ["+", "x", "x"], "x"),
        "expansion/1",
        t([[["2", "x"], "1"]]),
        "left side",
    ),
    reject("a word that is a string", LINE, "expansion/1", t([["bp", "1"], *LINE_TERMS[1:]]), "list"),
    reject("a word that holds a list", LINE, "expansion/1", t([[[["b", "p"]], "1"], *LINE_TERMS[1:]]), "list"),
    reject("a term of three entries", LINE, "expansion/1", t([[["b", "p"], "1", "1"], *LINE_TERMS[1:]]), "list"),
    reject("a term that is an object", LINE, "expansion/1", t([{"b": "1"}]), "list"),
    reject("an integer coefficient", LINE, "expansion/1", t([[["b", "p"], 1], *LINE_TERMS[1:]]), "rational"),
    reject("1/1 is written 1", LINE, "expansion/1", t([[["b", "p"], "1/1"], *LINE_TERMS[1:]]), "rational"),
    reject("terms that are an object", LINE, "expansion/1", {"terms": {}}, "list"),
    reject("terms that are null", LINE, "expansion/1", {"terms": None}, "list"),
    reject("no field terms", LINE, "expansion/1", {}, "terms"),
    reject("an extra field", LINE, "expansion/1", {"terms": LINE_TERMS, "note": "true"}, "note"),
    reject("a certificate that is a list", LINE, "expansion/1", [LINE_TERMS], "object"),
    reject(
        "true for a reason that the rule does not know",
        forall("x", ["=", ["+", "x", "x"], ["*", "2", "x"]]),
        "expansion/1",
        t([[["x"], "2"]]),
        "format",
    ),
]
