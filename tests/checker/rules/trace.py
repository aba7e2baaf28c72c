"""trace/1: the expression's exact value at every point."""

from nlcheck_cases import OR, XOR, accept_trace, classifies, computes, reject, reject_trace

NETWORK = ["-", ["relu", ["+", "x1", "x2"]], ["*", "2", ["relu", ["-", ["+", "x1", "x2"], "1"]]]]
IS_XOR = computes("x1 x2", NETWORK, XOR)
CLIPS = computes("x1 x2", ["-", ["clip", ["+", "x1", "x2"]], ["clip", ["-", ["+", "x1", "x2"], "1"]]], XOR)
MIXED = computes(
    "x",
    ["+", ["abs", "x"], ["max", "x", "1"], ["min", "x", "1"], ["leaky", "1/2", "x"], ["/", "x", "2"], ["^", "x", 3]],
    "-2:-9 0:1 2:16 1/3:119/54",
)
WRONG = computes("x1 x2", NETWORK, "0,0:0 0,1:1 1,0:1 1,1:1")


TEXTBOOK = {
    "units": [{"weights": ["1", "1"], "bias": "0", "out": "1"}, {"weights": ["1", "1"], "bias": "-1", "out": "-2"}],
    "bias": "-1/2",
}
LINE = {"units": [{"weights": ["0", "0"], "bias": "0", "out": "1"}], "bias": "-1/2", "skip": ["1", "1"]}
TWO = {**TEXTBOOK, "bias": "-1/4"}
MARGIN = classifies(XOR, "1/2", TEXTBOOK)
BOTH = classifies(XOR, "1/4", TEXTBOOK, TWO)

CASES = [
    accept_trace("a network keeps a margin of 1/2", MARGIN, "-1/2 1/2 1/2 -1/2"),
    accept_trace("two networks keep a margin of 1/4", BOTH, "-1/2 1/2 1/2 -1/2 -1/4 3/4 3/4 -1/4"),
    accept_trace("a skip connection", classifies(OR, "1/2", LINE), "-1/2 1/2 1/2 3/2"),
    accept_trace("a larger margin is refuted", classifies(XOR, "501/1000", TEXTBOOK), "-1/2 1/2 1/2 -1/2", "refuted"),
    accept_trace("other labels are refuted", classifies(OR, "1/2", TEXTBOOK), "-1/2 1/2 1/2 -1/2", "refuted"),
    accept_trace(
        "one of two networks misses the margin",
        classifies(XOR, "1/2", TEXTBOOK, TWO),
        "-1/2 1/2 1/2 -1/2 -1/4 3/4 3/4 -1/4",
        "refuted",
    ),
    reject_trace("the labels for the values", MARGIN, "0 1 1 0", "values"),
    reject_trace("the values of OR's network", MARGIN, "-1/2 1/2 1/2 3/2", "values"),
    reject_trace("values of one of two networks", BOTH, "-1/2 1/2 1/2 -1/2", "values"),
    reject_trace("the second network first", BOTH, "-1/4 3/4 3/4 -1/4 -1/2 1/2 1/2 -1/2", "values"),
    reject_trace("point by point", BOTH, "-1/2 -1/4 1/2 3/4 1/2 3/4 -1/2 -1/4", "values"),
    reject_trace("no values for a network", MARGIN, "", "values"),
    reject("weights for a network", MARGIN, "weights/1", {"weights": ["1", "1"], "bias": "0"}, "format"),
    accept_trace("the textbook network is XOR", IS_XOR, "0 1 1 0"),
    accept_trace("a difference of clips is XOR", CLIPS, "0 1 1 0"),
    accept_trace("every operator", MIXED, "-9 1 16 119/54"),
    accept_trace("it is not OR", WRONG, "0 1 1 0", "refuted"),
    accept_trace("a value off by little", computes("x", ["*", "2", "x"], "1:2000001/1000000"), "2", "refuted"),
    accept_trace("variables in the order given", computes("y x", ["-", "y", "x"], "3,1:2"), "2"),
    reject_trace("the wanted values for the computed ones", WRONG, "0 1 1 1", "values"),
    reject_trace("a wrong value", IS_XOR, "0 1 1 1", "values"),
    reject_trace("a value in between", IS_XOR, "0 1/2 1 0", "values"),
    reject_trace("values in another order", computes("x", "x", "1:1 2:2"), "2 1", "values"),
    reject_trace("one value too few", IS_XOR, "0 1 1", "values"),
    reject_trace("one value too many", IS_XOR, "0 1 1 0 0", "values"),
    reject_trace("no values", IS_XOR, "", "values"),
    reject("an integer", IS_XOR, "trace/1", {"values": [0, 1, 1, 0]}, "list"),
    reject_trace("0/1", IS_XOR, "0/1 1 1 0", "rational"),
    reject_trace("a sign +", IS_XOR, "0 +1 1 0", "rational"),
    reject("values as text", IS_XOR, "trace/1", {"values": "0110"}, "list"),
    reject("null", IS_XOR, "trace/1", {"values": None}, "list"),
    reject("no field", IS_XOR, "trace/1", {}, "values"),
    reject("steps of the computation", IS_XOR, "trace/1", {"values": ["0", "1", "1", "0"], "steps": []}, "steps"),
    reject("another format", IS_XOR, "assignment/1", {"values": {"x1": "0", "x2": "0"}}, "format"),
]
