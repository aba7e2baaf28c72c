"""run/1: concrete steps that lead to where the invariant fails."""

from nlcheck_cases import accept, forall, induction, reject

LAYER = ["+", ["*", "A", "f"], "d"]
STATE = {"f": ("x", LAYER), "W": ("1", ["*", "A", "W"]), "b": ("0", ["*", "A", "b"])}
FORGETS = induction(
    "A:k,m d:k,1 x:n,1 f:m,1 W:m,n b:m,1",
    STATE,
    "A d",
    ["=", "f", ["+", ["*", "W", "x"], "b"]],
    "semiring",
    width=["m", "n", "k"],
)
WIDE = {"A": [["1", "0"], ["0", "1"], ["1", "1"]], "d": [["0"], ["0"], ["1"]]}
BACK = {"A": [["1", "1", "1"]], "d": [["0"]]}
# Growth by factors a ≤ 2, which stays below 4 for two steps at most.
GROWS = induction(
    "s a",
    {"s": ("1", ["*", "s", "a"])},
    "a",
    [">=", "4", "s"],
    given=[[">=", "2", "a"], [">=", "a", "0"]],
    witness={"a": "1"},
)
GROWS = {**GROWS, "invariant": [">=", ["-", "4", "s"], "0"]}
FIXED = induction(
    "s c", {"s": ("c", ["-", "s", "1"])}, "", [">=", "s", "0"], given=[[">=", "c", "0"]], witness={"c": "0"}
)
NEVER = induction("s a", {"s": ("0", ["+", "s", ["^", "a", 2]])}, "a", [">=", "s", "0"])
TRUE = induction("f c", {"f": ("c", "f")}, "", ["=", "f", "c"], "ring")


def run(fixed: object, *steps: object, **extra: object) -> dict[str, object]:
    return {"fixed": fixed, "steps": list(steps), **extra}


def a(value: str) -> dict[str, str]:
    return {"a": value}


CASES = [
    accept("one layer with a bias", FORGETS, "run/1", run({"x": "0"}, {"A": "1", "d": "1"}), "refuted"),
    accept("widths 2, 3 and 1", FORGETS, "run/1", run({"x": [["1"], ["0"]]}, WIDE, BACK), "refuted"),
    accept("three doublings", GROWS, "run/1", run({}, a("2"), a("2"), a("2")), "refuted"),
    accept("one step down from 1/2", FIXED, "run/1", run({"c": "1/2"}, {}), "refuted"),
    accept(
        "a wrong start",
        induction("f c", {"f": ("1", "f")}, "", ["=", "f", "c"], "ring"),
        "run/1",
        run({"c": "2"}),
        "refuted",
    ),
    reject("two doublings are not enough", GROWS, "run/1", run({}, a("2"), a("2")), "invariant to fail"),
    reject("no steps, where the start is right", GROWS, "run/1", run({}), "invariant to fail"),
    reject(
        "the invariant fails on the way, not at the end",
        GROWS,
        "run/1",
        run({}, a("2"), a("2"), a("2"), a("0")),
        "invariant to fail",
    ),
    reject("a step outside the hypothesis", GROWS, "run/1", run({}, a("5")), "got false"),
    reject("the last step outside the hypothesis", GROWS, "run/1", run({}, a("2"), a("3")), "got false"),
    reject("an early step outside the hypothesis", GROWS, "run/1", run({}, a("-2"), a("-2"), a("2")), "got false"),
    reject("a fixed symbol outside the hypothesis", FIXED, "run/1", run({"c": "-1"}, {}), "got false"),
    reject("a fixed symbol outside the hypothesis, before any step", FIXED, "run/1", run({"c": "-1"}), "got false"),
    reject("no bias", FORGETS, "run/1", run({"x": "5"}, {"A": "2", "d": "0"}), "invariant to fail"),
    reject("what is true has no such run", NEVER, "run/1", run({}, a("-1"), a("1")), "invariant to fail"),
    reject("nor has what stands still", TRUE, "run/1", run({"c": "7"}, {}, {}), "invariant to fail"),
    reject(
        "a width that does not fit the one before",
        FORGETS,
        "run/1",
        run({"x": [["1"], ["0"]]}, WIDE, {"A": [["1", "1"]], "d": [["1"]]}),
        "size",
    ),
    reject("a first width that does not fit the input", FORGETS, "run/1", run({"x": "1"}, WIDE), "size"),
    reject("a bias of another width", FORGETS, "run/1", run({"x": "0"}, {"A": "1", "d": [["1"], ["1"]]}), "size"),
    reject("an input that is no column", FORGETS, "run/1", run({"x": [["1", "0"]]}, {"A": "1", "d": "1"}), "size"),
    reject("no value for d", FORGETS, "run/1", run({"x": "0"}, {"A": "1"}), "field d"),
    reject(
        "a value for a state variable", FORGETS, "run/1", run({"x": "0"}, {"A": "1", "d": "0", "b": "1"}), "no field"
    ),
    reject("a fixed symbol chosen anew", FORGETS, "run/1", run({"x": "0"}, {"A": "1", "d": "0", "x": "1"}), "no field"),
    reject("a step's symbol fixed", FORGETS, "run/1", run({"x": "0", "d": "1"}, {"A": "1", "d": "1"}), "no field"),
    reject("a state variable fixed", FORGETS, "run/1", run({"x": "0", "b": "1"}, {"A": "1", "d": "0"}), "no field"),
    reject("no input", FORGETS, "run/1", run({}, {"A": "1", "d": "1"}), "field x"),
    reject("steps that are no list", FORGETS, "run/1", {"fixed": {"x": "0"}, "steps": {"A": "1", "d": "1"}}, "list"),
    reject("steps that are numbers", FORGETS, "run/1", {"fixed": {"x": "0"}, "steps": [1]}, "list"),
    reject("fixed as a list", FORGETS, "run/1", {"fixed": ["0"], "steps": []}, "object"),
    reject("no steps field", FORGETS, "run/1", {"fixed": {"x": "0"}}, "steps"),
    reject("an extra field", FORGETS, "run/1", run({"x": "0"}, {"A": "1", "d": "1"}, values={}), "values"),
    reject("a float as text", FORGETS, "run/1", run({"x": "0"}, {"A": "1.0", "d": "1"}), "rational"),
    reject("a run for a formula", forall("x", [">", "x", "0"]), "run/1", run({}), "format"),
]
