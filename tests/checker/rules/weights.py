"""weights/1: one affine unit that does what none should do."""

from nlcheck_cases import AND, OR, XNOR, XOR, accept, forall, network, not_affine, not_separable, reject, separable

FAMILIES = ("affine-unit", "affine-network", "scaled-affine-network", "monotone-unit")
HALF_SPACE = "1/2,1/3:1 -1/2,5:0 0,0:0"
BORDER = "0:0 1:1"


def w(weights: list[object], bias: object, **extra: object) -> dict[str, object]:
    return {"weights": weights, "bias": bias, **extra}


AND_UNIT = w(["1", "1"], "-3/2")

CASES = [
    *[
        accept(f"AND, {family}, fires {fires}", separable(AND, fires, family), "weights/1", AND_UNIT)
        for family in FAMILIES
        for fires in (">", ">=")
    ],
    *[
        accept(
            f"AND refutes not-separable, {family}", not_separable(AND, ">", family), "weights/1", AND_UNIT, "refuted"
        )
        for family in FAMILIES
    ],
    accept("OR", separable(OR), "weights/1", w(["1", "1"], "-1/2")),
    accept("0 does not fire at >", separable(BORDER), "weights/1", w(["1"], "0")),
    accept("0 fires at >=", separable("0:1 -1:0", ">="), "weights/1", w(["1"], "0")),
    accept("fractions", separable(HALF_SPACE), "weights/1", w(["4", "0"], "-1")),
    accept("an affine table", not_affine("0:1 1:3 2:5"), "weights/1", w(["2"], "1"), "refuted"),
    accept(
        "values that are the labels of a line",
        not_affine("0,0:0 0,1:0 1,0:1 1,1:1", "affine-network"),
        "weights/1",
        w(["1", "0"], "0"),
        "refuted",
    ),
    accept("a repeated point", separable("1:1 1:1 0:0"), "weights/1", w(["1"], "-1/2")),
    *[
        reject(f"AND's weights for XOR, {family}", separable(XOR, ">", family), "weights/1", AND_UNIT, "at (0, 1)")
        for family in FAMILIES
    ],
    reject(
        "AND's weights do not refute that XOR is not separable", not_separable(XOR), "weights/1", AND_UNIT, "at (0, 1)"
    ),
    reject("nor does any line", not_separable(XOR, ">", "monotone-unit"), "weights/1", w(["0", "0"], "1"), "at (0, 0)"),
    reject("OR's weights for XOR", separable(XOR), "weights/1", w(["1", "1"], "-1/2"), "at (1, 1)"),
    reject("XOR's complement", separable(XNOR), "weights/1", w(["-1", "-1"], "1/2"), "at (1, 1)"),
    reject("OR's weights for AND", separable(AND), "weights/1", w(["1", "1"], "-1/2"), "at (0, 1)"),
    reject("no weights", separable(AND), "weights/1", w(["0", "0"], "0"), "at (1, 1)"),
    reject("a unit that always fires", separable(AND), "weights/1", w(["0", "0"], "1"), "at (0, 0)"),
    reject("signs exchanged", separable(AND), "weights/1", w(["-1", "-1"], "3/2"), "at (0, 0)"),
    reject("0 fires at >=, and should not", separable(AND, ">="), "weights/1", w(["1", "1"], "-1"), "at (0, 1)"),
    reject("0 does not fire at >, and should", separable(BORDER), "weights/1", w(["1"], "-1"), "at (1)"),
    reject("the border between > and >=", separable(BORDER, ">="), "weights/1", w(["1"], "0"), "at (0)"),
    reject("firing is not the value", not_affine(AND), "weights/1", AND_UNIT, "at (0, 0)"),
    reject("a value missed by little", not_affine("0:1 1:3 2:5"), "weights/1", w(["2000001/1000000"], "1"), "at (1)"),
    reject("a table that is not affine", not_affine(XOR), "weights/1", w(["1", "1"], "0"), "at (1, 1)"),
    reject("one weight too few", separable(AND), "weights/1", w(["1"], "-1/2"), "weights: expected 2"),
    reject("one weight too many", separable(AND), "weights/1", w(["1", "1", "1"], "-3/2"), "weights: expected 2"),
    reject("no weights at all", separable(AND), "weights/1", w([], "-3/2"), "weights: expected 2"),
    reject("integer weights", separable(AND), "weights/1", w([1, 1], "-3/2"), "list"),
    reject("an integer bias", separable(BORDER), "weights/1", w(["1"], 0), "list"),
    reject("weights as one string", separable(AND), "weights/1", w("11", "-3/2"), "list"),  # type: ignore[arg-type]
    reject("a weight 2/2", separable(AND), "weights/1", w(["2/2", "1"], "-3/2"), "rational"),
    reject("a weight -0", separable(BORDER), "weights/1", w(["1"], "-0"), "rational"),
    reject("a weight 1e9", separable(BORDER), "weights/1", w(["1e9"], "-1/2"), "rational"),
    reject("an empty bias", separable(BORDER), "weights/1", w(["1"], ""), "rational"),
    reject("a bias null", separable(BORDER), "weights/1", w(["1"], None), "list"),
    reject("no bias", separable(AND), "weights/1", {"weights": ["1", "1"]}, "bias"),
    reject(
        "a threshold beside the bias", separable(AND), "weights/1", w(["1", "1"], "-3/2", threshold="0"), "threshold"
    ),
    reject("a unit for a network of one", network(AND), "weights/1", AND_UNIT, "format"),
    reject("a unit for a formula", forall("x", [">", "x", "0"]), "weights/1", AND_UNIT, "format"),
]
