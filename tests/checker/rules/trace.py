"""trace/1: the expression's exact value at every point."""

from nlcheck_cases import OR, XOR, accept, classifies, computes, reject

NETWORK = ["-", ["relu", ["+", "x1", "x2"]], ["*", "2", ["relu", ["-", ["+", "x1", "x2"], "1"]]]]
IS_XOR = computes("x1 x2", NETWORK, XOR)
CLIPS = computes("x1 x2", ["-", ["clip", ["+", "x1", "x2"]], ["clip", ["-", ["+", "x1", "x2"], "1"]]], XOR)
MIXED = computes(
    "x",
    ["+", ["abs", "x"], ["max", "x", "1"], ["min", "x", "1"], ["leaky", "1/2", "x"], ["/", "x", "2"], ["^", "x", 3]],
    "-2:-9 0:1 2:16 1/3:119/54",
)
WRONG = computes("x1 x2", NETWORK, "0,0:0 0,1:1 1,0:1 1,1:1")


def v(*values: object) -> dict[str, object]:
    return {"values": list(values)}


TEXTBOOK = {
    "units": [{"weights": ["1", "1"], "bias": "0", "out": "1"}, {"weights": ["1", "1"], "bias": "-1", "out": "-2"}],
    "bias": "-1/2",
}
LINE = {"units": [{"weights": ["0", "0"], "bias": "0", "out": "1"}], "bias": "-1/2", "skip": ["1", "1"]}
TWO = {**TEXTBOOK, "bias": "-1/4"}
MARGIN = classifies(XOR, "1/2", TEXTBOOK)
BOTH = classifies(XOR, "1/4", TEXTBOOK, TWO)

CASES = [
    accept("a network keeps a margin of 1/2", MARGIN, "trace/1", v("-1/2", "1/2", "1/2", "-1/2")),
    accept(
        "two networks keep a margin of 1/4",
        BOTH,
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2", "-1/4", "3/4", "3/4", "-1/4"),
    ),
    accept("a skip connection", classifies(OR, "1/2", LINE), "trace/1", v("-1/2", "1/2", "1/2", "3/2")),
    accept(
        "a larger margin is refuted",
        classifies(XOR, "501/1000", TEXTBOOK),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2"),
        "refuted",
    ),
    accept(
        "other labels are refuted",
        classifies(OR, "1/2", TEXTBOOK),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2"),
        "refuted",
    ),
    accept(
        "one of two networks misses the margin",
        classifies(XOR, "1/2", TEXTBOOK, TWO),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2", "-1/4", "3/4", "3/4", "-1/4"),
        "refuted",
    ),
    reject("the labels for the values", MARGIN, "trace/1", v("0", "1", "1", "0"), "values"),
    reject("the values of OR's network", MARGIN, "trace/1", v("-1/2", "1/2", "1/2", "3/2"), "values"),
    reject("values of one of two networks", BOTH, "trace/1", v("-1/2", "1/2", "1/2", "-1/2"), "values"),
    reject(
        "the second network first",
        BOTH,
        "trace/1",
        v("-1/4", "3/4", "3/4", "-1/4", "-1/2", "1/2", "1/2", "-1/2"),
        "values",
    ),
    reject("point by point", BOTH, "trace/1", v("-1/2", "-1/4", "1/2", "3/4", "1/2", "3/4", "-1/2", "-1/4"), "values"),
    reject("no values for a network", MARGIN, "trace/1", v(), "values"),
    reject("weights for a network", MARGIN, "weights/1", {"weights": ["1", "1"], "bias": "0"}, "format"),
    accept("the textbook network is XOR", IS_XOR, "trace/1", v("0", "1", "1", "0")),
    accept("a difference of clips is XOR", CLIPS, "trace/1", v("0", "1", "1", "0")),
    accept("every operator", MIXED, "trace/1", v("-9", "1", "16", "119/54")),
    accept("it is not OR", WRONG, "trace/1", v("0", "1", "1", "0"), "refuted"),
    accept("a value off by little", computes("x", ["*", "2", "x"], "1:2000001/1000000"), "trace/1", v("2"), "refuted"),
    accept("variables in the order given", computes("y x", ["-", "y", "x"], "3,1:2"), "trace/1", v("2")),
    reject("the wanted values for the computed ones", WRONG, "trace/1", v("0", "1", "1", "1"), "values"),
    reject("a wrong value", IS_XOR, "trace/1", v("0", "1", "1", "1"), "values"),
    reject("a value in between", IS_XOR, "trace/1", v("0", "1/2", "1", "0"), "values"),
    reject("values in another order", computes("x", "x", "1:1 2:2"), "trace/1", v("2", "1"), "values"),
    reject("one value too few", IS_XOR, "trace/1", v("0", "1", "1"), "values"),
    reject("one value too many", IS_XOR, "trace/1", v("0", "1", "1", "0", "0"), "values"),
    reject("no values", IS_XOR, "trace/1", v(), "values"),
    reject("an integer", IS_XOR, "trace/1", v(0, 1, 1, 0), "list"),
    reject("0/1", IS_XOR, "trace/1", v("0/1", "1", "1", "0"), "rational"),
    reject("a sign +", IS_XOR, "trace/1", v("0", "+1", "1", "0"), "rational"),
    reject("values as text", IS_XOR, "trace/1", {"values": "0110"}, "list"),
    reject("null", IS_XOR, "trace/1", {"values": None}, "list"),
    reject("no field", IS_XOR, "trace/1", {}, "values"),
    reject("steps of the computation", IS_XOR, "trace/1", {"values": ["0", "1", "1", "0"], "steps": []}, "steps"),
    reject("another format", IS_XOR, "assignment/1", {"values": {"x1": "0", "x2": "0"}}, "format"),
]
