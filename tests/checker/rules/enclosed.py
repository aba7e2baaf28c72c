"""assignment/1 and witnesses with exp, log and sqrt: decided by enclosures, and only where the sides differ."""

from nlcheck_cases import accept, exists, forall, invalid, reject, valid

E = exists("x", [">", ["exp", "x"], "271/100"], ["<", ["exp", "x"], "68/25"])
GROWS = forall("x", ["<=", ["exp", "x"], ["+", "1", "x"]])  # false away from 0
SIGMOID = forall("x", ["<", ["inv", ["+", "1", ["exp", ["-", "x"]]]], "1/2"])
POSITIVE = [">", "x", "0"]


def v(**values: object) -> dict[str, object]:
    return {"values": values}


CASES = [
    accept("e is between 271/100 and 68/25", E, "assignment/1", v(x="1")),
    accept("exp(1) is above 2", GROWS, "assignment/1", v(x="1"), "refuted"),
    accept("exp(−1) is above 0", GROWS, "assignment/1", v(x="-1"), "refuted"),
    accept("very near to 0", GROWS, "assignment/1", v(x="1/10000000000"), "refuted"),
    accept("a sigmoid at 3", SIGMOID, "assignment/1", v(x="3"), "refuted"),
    accept("≠, where the sides differ visibly", exists("x", ["!=", ["log", "x"], "0"]), "assignment/1", v(x="2")),
    accept(
        "√ of a negative number is 0",
        exists("x", ["<", ["sqrt", "x"], "1/100"], ["<", "x", "-1"]),
        "assignment/1",
        v(x="-2"),
    ),
    accept(
        "ln of a negative number is 0",
        exists("x", [">", ["log", "x"], "-1/100"], ["<", "x", "-1"]),
        "assignment/1",
        v(x="-2"),
    ),
    accept(
        "relu and step of ln",
        exists(
            "x", [">", ["relu", ["log", "x"]], "0"], ["=", ["step", "x"], "1"], [">", ["step", ["log", "x"]], "1/2"]
        ),
        "assignment/1",
        v(x="3"),
    ),
    accept(
        "powers, abs and max",
        exists("x", [">", ["max", ["^", ["log", "x"], 3], ["abs", ["log", "x"]]], "1/2"]),
        "assignment/1",
        v(x="1/2"),
    ),
    accept(
        "clip, min, leaky and /",
        exists("x", [">", ["clip", ["exp", "x"]], ["min", ["/", ["sqrt", "x"], "2"], ["leaky", "1/2", ["log", "x"]]]]),
        "assignment/1",
        v(x="2"),
    ),
    valid("a witness with exp", forall("x", POSITIVE, [[">", ["exp", "x"], "2"]], {"x": "1"}), "such that exp(x) > 2"),
    valid("the reading explains ln", exists("x", [">", ["log", "x"], "0"]), "(ln u is meant to be 0 for u ≤ 0.)"),
    valid("the reading explains √", exists("x", [">", ["sqrt", "x"], "0"]), "(√u is meant to be 0 for u < 0.)"),
    valid("the reading explains 1/u", exists("x", [">", ["inv", "x"], "0"]), "(1/(u) is meant to be 0 for u = 0.)"),
    valid(
        "the reading explains step", exists("x", [">", ["step", "x"], "0"]), "(step(u) = 1 for u > 0, and 0 for u ≤ 0.)"
    ),
    reject("equal sides", GROWS, "assignment/1", v(x="0"), "differ visibly"),
    reject("equal sides, ≥", exists("x", [">=", ["exp", "x"], "1"]), "assignment/1", v(x="0"), "differ visibly"),
    reject("an equation that holds", exists("x", ["=", ["exp", "x"], "1"]), "assignment/1", v(x="0"), "differ visibly"),
    reject(
        "an equation that does not hold",
        exists("x", ["=", ["sqrt", "x"], "141421/100000"]),
        "assignment/1",
        v(x="2"),
        "got false",
    ),
    reject(
        "sides that differ by too little",
        exists("x", [">", ["exp", "x"], "1"]),
        "assignment/1",
        v(x=f"1/1{'0' * 60}"),
        "differ visibly",
    ),
    reject("false", E, "assignment/1", v(x="2"), "got false"),
    reject("false for <", exists("x", ["<", ["exp", "x"], "1"]), "assignment/1", v(x="1"), "got false"),
    reject(
        "ln at 0, seen through an enclosure",
        exists("x", ["<", ["log", ["-", ["sqrt", "x"], ["sqrt", "x"]]], "1"]),
        "assignment/1",
        v(x="2"),
        "away from 0",
    ),
    reject(
        "1/u around 0",
        exists("x", ["<", ["inv", ["-", ["sqrt", "x"], ["sqrt", "x"]]], "1"]),
        "assignment/1",
        v(x="2"),
        "away from u = 0",
    ),
    reject("exp of 1001", exists("x", [">", ["exp", "x"], "0"]), "assignment/1", v(x="1001"), "between"),
    reject("no value", E, "assignment/1", v(), "field x"),
    reject("a matrix", E, "assignment/1", v(x=[["1", "0"], ["0", "1"]]), "size"),
    invalid("a witness that violates", forall("x", POSITIVE, [[">", ["exp", "x"], "3"]], {"x": "1"}), "got false"),
    invalid(
        "a witness at the border", forall("x", POSITIVE, [[">=", ["exp", "x"], "1"]], {"x": "0"}), "differ visibly"
    ),
    invalid("exp of two", exists("x", [">", ["exp", "x", "x"], "0"]), "known operator"),
    invalid("log of none", exists("x", [">", ["log"], "0"]), "known operator"),
    invalid("fused outside floating point", exists("x", [">", ["fused", "x"], "0"]), "known operator"),
    invalid("an atom's name in a statement", exists("x", [">", ["exp", "#0"], "0"]), "declared"),
]
