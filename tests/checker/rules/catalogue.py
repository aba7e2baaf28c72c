"""catalogue/1: of all labellings of some points, each has a unit or an obstruction."""

from nlcheck_cases import accept, dichotomies, invalid, reject, valid

SQUARE = dichotomies("0,0 0,1 1,0 1,1", 14)
UNITS = [
    ["0", "0", "-1"],
    ["0", "0", "1"],
    ["-1", "-1", "1/2"],
    ["1", "1", "-1/2"],
    ["-1", "1", "-1/2"],
    ["1", "-1", "1/2"],
    ["1", "-1", "-1/2"],
    ["-1", "1", "1/2"],
    ["1", "1", "-3/2"],
    ["-1", "-1", "3/2"],
    ["1", "0", "-1/2"],
    ["-1", "0", "1/2"],
    ["0", "1", "-1/2"],
    ["0", "-1", "1/2"],
]
XOR = ["1", "-1", "-1", "1"]
LINE = dichotomies("0 1 2", 6)
ENDS = [["0", "-1"], ["0", "1"], ["1", "-1/2"], ["-1", "1/2"], ["1", "-3/2"], ["-1", "3/2"]]
MIDDLE = ["1", "-2", "1"]


def c(units: object, *obstructions: object, **extra: object) -> dict[str, object]:
    return {"units": units, "obstructions": list(obstructions), **extra}


def line(**changed: object) -> dict[str, object]:
    return {**LINE, **changed}


CASES = [
    accept("14 of 16 on the square", SQUARE, "catalogue/1", c(UNITS, XOR)),
    accept("each of the others an XOR", {**SQUARE, "parallelograms": True}, "catalogue/1", c(UNITS, XOR)),
    accept("6 of 8 on a line", LINE, "catalogue/1", c(ENDS, MIDDLE)),
    accept("the middle counts twice in an XOR", line(parallelograms=True), "catalogue/1", c(ENDS, MIDDLE)),
    accept("an obstruction with the other sign", LINE, "catalogue/1", c(ENDS, ["-1", "2", "-1"])),
    accept("an obstruction of fractions", LINE, "catalogue/1", c(ENDS, ["1/2", "-1", "1/2"])),
    accept("units in another order", LINE, "catalogue/1", c(ENDS[::-1], MIDDLE)),
    accept("f = 0 is a 0", LINE, "catalogue/1", c([["0", "0"], ["0", "1"], ["1", "0"], *ENDS[3:]], MIDDLE)),
    accept("an obstruction twice", LINE, "catalogue/1", c(ENDS, MIDDLE, MIDDLE)),
    accept("not 7", line(count=7), "catalogue/1", c(ENDS, MIDDLE), "refuted"),
    accept("not 0", line(count=0), "catalogue/1", c(ENDS, MIDDLE), "refuted"),
    accept("two points, no obstruction", dichotomies("0 1", 4), "catalogue/1", c(ENDS[:4])),
    accept("one point", dichotomies("7,7", 2), "catalogue/1", c([["0", "0", "0"], ["0", "0", "1"]])),
    valid("the reading counts", SQUARE, "Exactly 14 of the 16 labellings of these 4 points are 1 where w·x + b > 0"),
    valid("the reading speaks of XOR", {**SQUARE, "parallelograms": True}, "each of the others has p + s = q + r"),
    reject("a unit is missing", LINE, "catalogue/1", c(ENDS[1:], MIDDLE), "labelling"),
    reject("a unit is missing, the count changed", line(count=5), "catalogue/1", c(ENDS[1:], MIDDLE), "labelling"),
    reject("no obstruction", LINE, "catalogue/1", c(ENDS), "labelling"),
    reject("nothing", LINE, "catalogue/1", c([]), "labelling"),
    reject("a labelling twice", line(count=7), "catalogue/1", c([*ENDS, ["2", "-1"]], MIDDLE), "twice"),
    reject("a unit twice, in the place of another", LINE, "catalogue/1", c([*ENDS[:5], ENDS[0]], MIDDLE), "twice"),
    reject(
        "f = 0 is not above 0",
        LINE,
        "catalogue/1",
        c([["0", "0"], ["0", "1"], ["-1", "0"], *ENDS[3:]], MIDDLE),
        "twice",
    ),
    reject(
        "an obstruction whose sum is not 0", LINE, "catalogue/1", c(ENDS[2:], ["1", "-2", "2"], ["1", "0", "0"]), "Σc"
    ),
    reject("an obstruction that forgets the points", LINE, "catalogue/1", c(ENDS, ["1", "1", "-2"]), "Σc·p"),
    reject("an obstruction 0", LINE, "catalogue/1", c(ENDS, ["0", "0", "0"]), "Σc"),
    reject("signs that exclude nothing", LINE, "catalogue/1", c(ENDS[:4], ["1", "-1", "0"]), "Σc·p"),
    reject(
        "an XOR asked for, half of one given",
        line(parallelograms=True),
        "catalogue/1",
        c(ENDS, ["1/2", "-1", "1/2"]),
        "p + s",
    ),
    reject(
        "an XOR asked for, two of one given",
        line(parallelograms=True),
        "catalogue/1",
        c(ENDS, ["2", "-4", "2"]),
        "p + s",
    ),
    reject(
        "an XOR asked for, another dependence given",
        dichotomies("0 1 3", 6, parallelograms=True),
        "catalogue/1",
        c([["0", "-1"], ["0", "1"], ["1", "-1/2"], ["-1", "1/2"], ["1", "-2"], ["-1", "2"]], ["2", "-3", "1"]),
        "p + s",
    ),
    reject("an obstruction of two numbers", LINE, "catalogue/1", c(ENDS, ["1", "-1"]), "list"),
    reject("a unit of one number", LINE, "catalogue/1", c([["1"], *ENDS[1:]], MIDDLE), "list"),
    reject("a unit of three numbers", LINE, "catalogue/1", c([["0", "0", "-1"], *ENDS[1:]], MIDDLE), "list"),
    reject("a unit of integers", LINE, "catalogue/1", c([[0, -1], *ENDS[1:]], MIDDLE), "list"),
    reject("a number with a sign +", LINE, "catalogue/1", c([["0", "+1"], *ENDS[2:]], MIDDLE), "rational"),
    reject("an obstruction of integers", LINE, "catalogue/1", c(ENDS, [1, -2, 1]), "list"),
    reject("units as an object", LINE, "catalogue/1", c({"0": ENDS[0]}, MIDDLE), "list"),
    reject("no obstructions field", LINE, "catalogue/1", {"units": ENDS}, "obstructions"),
    reject("a count in the certificate", LINE, "catalogue/1", c(ENDS, MIDDLE, count=6), "count"),
    reject("another format", LINE, "cases/1", {"trees": []}, "format"),
    invalid("a point twice", dichotomies("0 1 1", 4), "each once"),
    invalid("a point twice, in the plane", dichotomies("0,1 0,0 0,1", 4), "each once"),
    invalid("21 points", dichotomies(" ".join(map(str, range(21))), 42), "at most 20"),
    invalid("no points", line(points=[]), "points"),
    invalid("points of two dimensions", dichotomies("0 1,1", 4), "dimension"),
    invalid("points of dimension 0", line(points=[[]]), "points"),
    invalid("a count of 9 of 8", line(count=9), "whole number"),
    invalid("a count as text", line(count="6"), "whole number"),
    invalid("a count true", line(count=True), "whole number"),
    invalid("parallelograms as text", line(parallelograms="yes"), "true or false"),
    invalid("parallelograms 1", line(parallelograms=1), "true or false"),
    invalid("no parallelograms", {k: v for k, v in LINE.items() if k != "parallelograms"}, "parallelograms"),
    invalid("labels", line(values=["0", "1", "1"]), "no field values"),
]
