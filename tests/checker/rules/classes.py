"""classes/1 and equal-sums/1: all functions without a hidden XOR, or one that no unit computes."""

from nlcheck_cases import accept, hidden_xor, invalid, reject, valid

ONE = ["weights 1 0"]
TWO = ["branch 4", "weights 1 0 0", "weights 1 1 1"]
THREE = ["branch 9", "branch 8", "weights 1 0 0 0", "weights 2 1 1 1", "weights 1 1 1 0"]
# Of nine inputs: no XOR hides in it, and no unit computes it.
VALUES = "0000000000000000000000000001011f000000010001017f0003037f077fffff"
VALUES += "0001013f077f7fff077fffffffffffff177fffffffffffffffffffffffffffff"
NO_UNIT = f"{int(VALUES, 16):0512b}"
SUMS = {"function": NO_UNIT, "ones": [206, 185, 336], "zeros": [122, 392, 213]}


def t(*lines: str) -> dict[str, object]:
    return {"tree": list(lines)}


def changed(lines: list[str], place: int, *new: str) -> dict[str, object]:
    return t(*lines[:place], *new, *lines[place + 1 :])


CASES = [
    accept("4 functions of one input", hidden_xor(1, 4), "classes/1", t(*ONE)),
    accept("14 of two", hidden_xor(2, 14), "classes/1", t(*TWO)),
    accept("104 of three", hidden_xor(3, 104), "classes/1", t(*THREE)),
    accept("twice the weights", hidden_xor(2, 14), "classes/1", changed(TWO, 2, "weights 2 2 2")),
    accept("other weights", hidden_xor(2, 14), "classes/1", changed(TWO, 1, "weights 5 2 1")),
    accept("first where it is false", hidden_xor(2, 14), "classes/1", t("branch 3", "weights 1 1 1", "weights 1 0 0")),
    accept("a point asked about again", hidden_xor(1, 4), "classes/1", t("branch 3", "weights 1 0", "xor 3 0 3 0")),
    accept("not 15", hidden_xor(2, 15), "classes/1", t(*TWO), "refuted"),
    accept("nor 0", hidden_xor(2, 0), "classes/1", t(*TWO), "refuted"),
    accept("nine inputs", hidden_xor(9, 144130531453121108), "equal-sums/1", SUMS, "refuted"),
    valid("the reading names all", hidden_xor(5, 94572), "exactly 94572"),
    reject("a missing branch", hidden_xor(2, 14), "classes/1", t(*TWO[:2]), "none for 1"),
    reject("half a tree", hidden_xor(2, 8), "classes/1", t("weights 1 1 1"), "no open point"),
    reject("a hundred branches, nested", hidden_xor(2, 14), "classes/1", t(*["branch 4"] * 101), "nested"),
    reject("nothing", hidden_xor(2, 0), "classes/1", t(), "none for 1"),
    reject("a class twice", hidden_xor(2, 20), "classes/1", t(*TWO, TWO[1]), "expected its end"),
    reject("a class twice, for another", hidden_xor(2, 12), "classes/1", changed(TWO, 2, TWO[1]), "on the path"),
    reject(
        "a class twice, below a branch",
        hidden_xor(2, 20),
        "classes/1",
        changed(TWO, 1, "branch 4", *TWO[1:2] * 2),
        "path",
    ),
    reject("a wrong weight", hidden_xor(2, 14), "classes/1", changed(TWO, 1, "weights 1 1 0"), "on the path"),
    reject("weights of 0", hidden_xor(1, 4), "classes/1", t("weights 0 0"), "on the path"),
    reject("a tie", hidden_xor(1, 4), "classes/1", t("weights 1 1"), "on the path"),
    reject("weights in another order", hidden_xor(2, 14), "classes/1", changed(TWO, 1, "weights 1 0 1"), "in order"),
    reject("a weight below 0", hidden_xor(2, 14), "classes/1", changed(TWO, 1, "weights 1 0 -1"), "expected no line"),
    reject("a weight too few", hidden_xor(2, 14), "classes/1", changed(TWO, 1, "weights 1 0"), "other numbers"),
    reject("a weight too many", hidden_xor(2, 14), "classes/1", changed(TWO, 1, "weights 1 0 0 0"), "other numbers"),
    reject("an open point", hidden_xor(3, 104), "classes/1", t("branch 9", "weights 2 1 1 1", THREE[-1]), "open point"),
    reject("an XOR of other points", hidden_xor(2, 8), "classes/1", changed(TWO, 1, "xor 1 2 5 6"), "true points"),
    reject("an XOR that is none", hidden_xor(2, 8), "classes/1", changed(TWO, 1, "xor 4 5 6 7"), "add up to 0"),
    reject("an XOR in one coordinate", hidden_xor(1, 4), "classes/1", t("xor 2 2 3 3"), "add up to 0"),
    reject("an XOR of three points", hidden_xor(2, 8), "classes/1", changed(TWO, 1, "xor 4 5 6"), "other numbers"),
    reject("a point outside", hidden_xor(2, 14), "classes/1", t("branch 8", *TWO[1:]), "points below 8"),
    reject("a branch at two points", hidden_xor(2, 14), "classes/1", t("branch 4 4", *TWO[1:]), "other numbers"),
    reject("two spaces", hidden_xor(1, 4), "classes/1", t("weights  1 0"), "expected no line"),
    reject("a zero before a number", hidden_xor(1, 4), "classes/1", t("weights 01 0"), "expected no line"),
    reject("other digits", hidden_xor(1, 4), "classes/1", t("weights ١ 0"), "expected no line"),
    reject("a line break", hidden_xor(1, 4), "classes/1", t("weights 1 0\n"), "expected no line"),
    reject("a long number", hidden_xor(1, 4), "classes/1", t(f"weights {10**9} 0"), "expected no line"),
    reject("another word", hidden_xor(1, 4), "classes/1", t("leaf 1 0"), "expected no line"),
    reject("lists for lines", hidden_xor(1, 4), "classes/1", {"tree": [["weights", 1, 0]]}, "list"),
    reject("one text", hidden_xor(1, 4), "classes/1", {"tree": "weights 1 0"}, "list"),
    reject("a count in the certificate", hidden_xor(1, 4), "classes/1", {"tree": ONE, "functions": "4"}, "functions"),
    reject(
        "XOR itself", hidden_xor(2, 14), "equal-sums/1", {"function": "0110", "ones": [1, 2], "zeros": [0, 3]}, "hides"
    ),
    reject("one point of three too few", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": [206, 185]}, "same sum"),
    reject("other sums", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": [207, 185, 336]}, "same sum"),
    reject("points in the wrong place", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": [122, 392, 213]}, "with 1"),
    reject("no points", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": [], "zeros": []}, "with 1"),
    reject(
        "sixteen points", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": [511] * 16, "zeros": [0] * 16}, "with 1"
    ),
    reject("a short function", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "function": NO_UNIT[1:]}, "512 digits"),
    reject("for eight inputs", hidden_xor(8, 1), "equal-sums/1", SUMS, "256 digits"),
    reject("a function of 2s", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "function": "2" * 512}, "512 digits"),
    reject(
        "a point of ten inputs", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": [206, 185, 512]}, "whole number"
    ),
    reject("points as text", hidden_xor(9, 1), "equal-sums/1", {**SUMS, "ones": ["206", "185", "336"]}, "list"),
    reject("another format", hidden_xor(2, 14), "catalogue/1", {"units": [], "obstructions": []}, "format"),
    invalid("no inputs", hidden_xor(0, 2), "whole number"),
    invalid("ten inputs", hidden_xor(10, 2), "whole number"),
    invalid("inputs as text", {**hidden_xor(2, 14), "inputs": "2"}, "whole number"),
    invalid("half a function", {**hidden_xor(2, 14), "functions": "27/2"}, "whole number"),
    invalid("fewer than no functions", hidden_xor(2, -14), "whole number"),
    invalid("functions as an integer", {**hidden_xor(2, 14), "functions": 14}, "rational"),
    invalid("no functions", {"kind": "hidden-xor", "inputs": 2}, "functions"),
    invalid("points", hidden_xor(2, 14, points=[]), "no field points"),
]
