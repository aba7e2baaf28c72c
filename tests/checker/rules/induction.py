"""induction/1: base and step, as expansions for an equation and as a tree for an inequality."""

from nlcheck_cases import accept, identity, induction, reject

LAYER = ["+", ["*", "A", "f"], "d"]
STATE = {"f": ("x", LAYER), "W": ("1", ["*", "A", "W"]), "b": ("0", ["+", ["*", "A", "b"], "d"])}
INVARIANT = ["=", "f", ["+", ["*", "W", "x"], "b"]]
SHAPES = "A:k,m d:k,1 x:n,1 f:m,1 W:m,n b:m,1"
WIDTH = ["m", "n", "k"]
COLLAPSE = induction(SHAPES, STATE, "A d", INVARIANT, "semiring", width=WIDTH)
BASE = [[["x"], "1"]]
STEP = [[["A", "W", "x"], "1"], [["A", "b"], "1"], [["d"], "1"]]
# The layers in the wrong order: W becomes WA.
SCALAR = {"f": ("x", LAYER), "W": ("1", ["*", "W", "A"]), "b": ("0", ["+", ["*", "A", "b"], "d"])}
WRONG_ORDER = induction("A:n,n d:n,1 x:n,1 f:n,1 W:n,n b:n,1", SCALAR, "A d", INVARIANT, "semiring")
FORGETS = induction(SHAPES, {**STATE, "b": ("0", ["*", "A", "b"])}, "A d", INVARIANT, "semiring", width=WIDTH)
BAD_START = induction(
    SHAPES,
    {**STATE, "b": ("0", ["+", ["*", "A", "b"], "d"]), "f": ("0", LAYER)},
    "A d",
    INVARIANT,
    "semiring",
    width=WIDTH,
)

# Sums of squares do not decrease below 0.
SUM = induction("s a", {"s": ("0", ["+", "s", ["^", "a", 2]])}, "a", [">=", "s", "0"])
SUM_BASE, SUM_STEP = {"rows": [[0, "1"]]}, {"rows": [[0, "1"], [1, "1"]], "products": [["1", [], "a"]]}
# Steps of size at least 1, from a fixed start c ≥ 1.
GIVEN = induction(
    "s a c",
    {"s": ("c", ["*", "s", "a"])},
    "a",
    [">=", "s", "1"],
    given=[[">=", "a", "1"], [">=", "c", "1"]],
    witness={"a": "1", "c": "2"},
)
GIVEN_BASE = {"rows": [[0, "1"], [1, "1"]]}
GIVEN_STEP = {"rows": [[0, "1"], [2, "1"], [3, "1"]], "products": [["1", [0, 2]]]}
# s ≥ 0 after one step, because a ≥ 0 there; not at the start.
LATE = induction("s a", {"s": ("-1", "a")}, "a", [">=", "s", "0"], given=[[">=", "a", "0"]], witness={"a": "0"})
FALLS = induction("s a", {"s": ("0", ["-", "s", ["^", "a", 2]])}, "a", [">=", "s", "0"])
# The same with a column v beside it: products do not commute, and sizes are arbitrary.
VECTOR = induction(
    "s u:1,n v:n,1",
    {"s": ("0", ["+", "s", ["*", "u", "v"]])},
    "u v",
    [">=", "s", "0"],
    given=[[">=", ["*", "u", "v"], "0"]],
    witness={"u": "1", "v": "1"},
)
DOUBLES = induction("s t", {"s": ("1", ["*", "2", "s"]), "t": ("1", ["+", "t", "s"])}, "", ["=", "t", "s"])
SWAPS = induction("s t", {"s": ("1", "t"), "t": ("1", "s")}, "", ["=", "s", "t"])


def steps(base: object, step: object, **extra: object) -> dict[str, object]:
    """A leaf, a split or an empty object stands for one tree."""
    base, step = ({"trees": [e]} if isinstance(e, dict) and "trees" not in e else e for e in (base, step))
    return {"base": base, "step": step, **extra}


def product_of_three(*factors: str) -> object:
    """s is 0 at first, then the product of u, v and t in some order, where u·v ≥ 0 and t ≥ 0."""
    return induction(
        "s u:1,n v:n,1 t",
        {"s": ("0", ["*", *factors])},
        "u v t",
        [">=", "s", "0"],
        given=[[">=", ["*", "u", "v"], "0"], [">=", "t", "0"]],
        witness={"u": "1", "v": "1", "t": "1"},
    )


CASES = [
    accept("affine layers of changing width collapse", COLLAPSE, "induction/1", steps(BASE, STEP)),
    accept("a sum of squares is not negative", SUM, "induction/1", steps(SUM_BASE, SUM_STEP)),
    accept("factors of at least 1", GIVEN, "induction/1", steps(GIVEN_BASE, GIVEN_STEP)),
    accept("t = s, both double: t + s = 2s", DOUBLES, "induction/1", steps([[[], "1"]], [[["s"], "2"]])),
    accept("all state variables change at once", SWAPS, "induction/1", steps([[[], "1"]], [[["t"], "1"]])),
    accept(
        "a state that stands still",
        induction("s c", {"s": ("c", "s")}, "", ["=", "s", "c"], "ring"),
        "induction/1",
        steps([[["c"], "1"]], [[["c"], "1"]]),
    ),
    accept(
        "inner products that are not negative",
        VECTOR,
        "induction/1",
        steps(SUM_BASE, {"rows": [[0, "1"], [1, "1"], [2, "1"]]}),
    ),
    accept(
        "a product of rows, where sizes are arbitrary",
        product_of_three("u", "v", "t"),
        "induction/1",
        steps({"rows": [[0, "1"]]}, {"rows": [[3, "1"]], "products": [["1", [0, 1]]]}),
    ),
    reject(
        "a square, where sizes are arbitrary",
        VECTOR,
        "induction/1",
        steps(SUM_BASE, {"rows": [[0, "1"], [1, "1"], [2, "1"]], "products": [["1", [], "0"]]}),
        "arbitrary",
    ),
    reject(
        "a row times a square, where sizes are arbitrary",
        VECTOR,
        "induction/1",
        steps({"rows": [[0, "1"]], "products": [["1", [0], "u"]]}, SUM_STEP),
        "arbitrary",
    ),
    reject(
        "a sign, where sizes are arbitrary",
        VECTOR,
        "induction/1",
        steps(SUM_BASE, {"sign": "s", "above": SUM_STEP, "below": SUM_STEP}),
        "arbitrary",
    ),
    reject(
        "a Let, where sizes are arbitrary",
        VECTOR,
        "induction/1",
        steps(SUM_BASE, {"let": ["exp", "s"], "then": SUM_STEP}),
        "arbitrary",
    ),
    reject(
        "a multiple, where sizes are arbitrary",
        VECTOR,
        "induction/1",
        steps({"rows": [[0, "1"]], "multiples": [[0, "u"]]}, SUM_STEP),
        "arbitrary",
    ),
    reject(
        "u·v and v·u are not the same",
        product_of_three("t", "u", "v"),
        "induction/1",
        steps({"rows": [[0, "1"]]}, {"rows": [[3, "1"]], "products": [["1", [0, 1]]]}),
        "cancel",
    ),
    reject("the base is wrong", BAD_START, "induction/1", steps(BASE, STEP), "side"),
    reject("the base is wrong, stated as its other side", BAD_START, "induction/1", steps([], STEP), "side"),
    reject("a forgotten bias", FORGETS, "induction/1", steps(BASE, STEP), "side"),
    reject("a forgotten bias, stated without it", FORGETS, "induction/1", steps(BASE, STEP[:2]), "side"),
    reject("layers in the wrong order, left", WRONG_ORDER, "induction/1", steps(BASE, STEP), "side"),
    reject(
        "layers in the wrong order, right",
        WRONG_ORDER,
        "induction/1",
        steps(BASE, [[["A", "b"], "1"], [["W", "A", "x"], "1"], [["d"], "1"]]),
        "side",
    ),
    reject("the base's terms for the step", COLLAPSE, "induction/1", steps(BASE, BASE), "side"),
    reject("the step's terms for the base", COLLAPSE, "induction/1", steps(STEP, STEP), "side"),
    reject(
        "a step with f left standing", COLLAPSE, "induction/1", steps(BASE, [[["A", "f"], "1"], [["d"], "1"]]), "side"
    ),
    reject("terms out of order", COLLAPSE, "induction/1", steps(BASE, STEP[::-1]), "in order"),
    reject("no step", COLLAPSE, "induction/1", {"base": BASE}, "step"),
    reject("no base", COLLAPSE, "induction/1", {"step": STEP}, "base"),
    reject("nothing", COLLAPSE, "induction/1", {}, "base"),
    reject("an extra field", COLLAPSE, "induction/1", steps(BASE, STEP, lemma=[]), "lemma"),
    reject("a tree for an equation in semirings", COLLAPSE, "induction/1", steps(SUM_BASE, SUM_STEP), "real numbers"),
    reject("terms for an inequality", SUM, "induction/1", steps(BASE, STEP), "terms"),
    reject("terms for the step of an inequality", SUM, "induction/1", steps(SUM_BASE, STEP), "terms"),
    reject("null for trees", SUM, "induction/1", steps(None, SUM_STEP), "object"),
    reject("a bare leaf", SUM, "induction/1", {"base": SUM_BASE, "step": SUM_STEP}, "trees"),
    reject("a list of trees", SUM, "induction/1", {"base": {"trees": [SUM_BASE]}, "step": [SUM_STEP]}, "terms"),
    reject("no tree", SUM, "induction/1", steps({"trees": []}, SUM_STEP), "trees"),
    reject("two trees", SUM, "induction/1", steps({"trees": [SUM_BASE] * 2}, SUM_STEP), "trees"),
    reject(
        "a field beside the trees", SUM, "induction/1", steps({"trees": [SUM_BASE], "terms": []}, SUM_STEP), "terms"
    ),
    reject(
        "a split of an inequality",
        SUM,
        "induction/1",
        steps(SUM_BASE, {"row": 1, "above": SUM_STEP, "below": SUM_STEP}),
        "≠ to split",
    ),
    reject(
        "a split of a ReLU that does not exist",
        SUM,
        "induction/1",
        steps(SUM_BASE, {"relu": 0, "above": SUM_STEP, "below": SUM_STEP}),
        "whole number",
    ),
    reject(
        "the step alone",
        LATE,
        "induction/1",
        steps({"rows": [[0, "1"]]}, {"rows": [[0, "1"], [2, "1"]]}),
        "contradiction",
    ),
    reject(
        "the base may not use what a step is given",
        LATE,
        "induction/1",
        steps({"rows": [[0, "1"], [1, "1"]]}, {"rows": [[0, "1"], [2, "1"]]}),
        "whole number",
    ),
    reject("a square with the wrong sign", FALLS, "induction/1", steps(SUM_BASE, SUM_STEP), "cancel"),
    reject(
        "a square taken away",
        FALLS,
        "induction/1",
        steps(SUM_BASE, {"rows": [[0, "1"], [1, "1"]], "products": [["-1", [], "a"]]}),
        "factor > 0",
    ),
    reject(
        "the invariant used in the base",
        SUM,
        "induction/1",
        steps({"rows": [[0, "1"], [1, "1"]]}, SUM_STEP),
        "whole number",
    ),
    reject(
        "the step without its hypothesis",
        SUM,
        "induction/1",
        steps(SUM_BASE, {"rows": [[1, "1"]], "products": [["1", [], "a"]]}),
        "cancel",
    ),
    reject("the negated conclusion left out", SUM, "induction/1", steps(SUM_BASE, {"rows": [[0, "1"]]}), "cancel"),
    reject("a multiplier below 0", SUM, "induction/1", steps({"rows": [[0, "-1"]]}, SUM_STEP), "multiplier > 0"),
    reject("an empty leaf", SUM, "induction/1", steps({}, SUM_STEP), "contradiction"),
    reject(
        "a hypothesis of another step",
        GIVEN,
        "induction/1",
        steps(GIVEN_BASE, {"rows": [[2, "1"], [3, "1"]], "products": [["1", [0, 1]]]}),
        "cancel",
    ),
    reject(
        "an induction's certificate for an identity",
        identity("x", ["*", "1", "x"], "x"),
        "induction/1",
        steps(BASE, STEP),
        "format",
    ),
]
