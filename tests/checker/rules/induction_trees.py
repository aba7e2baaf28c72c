"""induction/1 with trees: several invariants, piecewise steps, hypotheses about the state; and runs against them."""

from nlcheck_cases import accept, branch, enclose, induction, law, leaf, let, reject, relu, split

# A leaky integrator that is clipped below; rows of the step: s ≥ 0, then −relu(…) > 0
RELU = induction("s a", {"s": ("0", ["relu", ["+", "s", "a"]])}, "a", [">=", "s", "0"])
# Two invariants at once: 0 ≤ s ≤ 1; s becomes a·s with 0 ≤ a ≤ 1
BAND = induction(
    "s a",
    {"s": ("1/2", ["*", "a", "s"])},
    "a",
    ["and", [">=", "s", "0"], ["<=", "s", "1"]],
    given=[[">=", "a", "0"], ["<=", "a", "1"]],
    witness={"a": "1"},
)
# s falls by a, only as long as s ≥ a: a hypothesis about state and step
SPENDS = induction(
    "s a c",
    {"s": ("c", ["-", "s", "a"])},
    "a",
    [">=", "s", "0"],
    given=[[">=", "c", "0"], ["<=", "a", "s"]],
    witness={"a": "1", "c": "2"},
)
STRICT = induction("s", {"s": ("1", ["/", "s", "2"])}, "", [">", "s", "0"])
APART = induction(
    "s c", {"s": ("c", ["*", "2", "s"])}, "", ["!=", "s", "0"], given=[["!=", "c", "0"]], witness={"c": "1"}
)
EQUAL = induction("s t a", {"s": ("0", ["+", "s", "a"]), "t": ("0", ["+", "a", "t"])}, "a", ["=", "s", "t"])
POWER = induction("s t", {"s": ("1", ["*", "2", "s"]), "t": ("1", ["*", "4", "t"])}, "", ["=", "t", ["^", "s", 2]])
# The first is not inductive alone: t ≥ 0 is needed for s ≥ 0
BOTH = induction(
    "s t", {"s": ("0", ["+", "s", "t"]), "t": ("1", ["*", "2", "t"])}, "", ["and", [">=", "s", "0"], [">=", "t", "0"]]
)
# exp: s grows by exp(a) > 0; #0 = exp(a)
GROWS = induction("s a", {"s": ("0", ["+", "s", ["exp", "a"]])}, "a", [">=", "s", "0"])
SIGMOID = induction("s", {"s": ("0", ["inv", ["+", "1", ["exp", "s"]]])}, "", [">=", "s", "0"])
FALLS = induction("s a", {"s": ("0", ["-", "s", ["relu", "a"]])}, "a", [">=", "s", "0"])  # false
ALONE = induction("s t", {"s": ("0", ["+", "s", "t"]), "t": ("1", ["*", "2", "t"])}, "", [">=", "s", "0"])
LATE = induction(
    "s a", {"s": ("-1", "a")}, "a", [">=", "s", "0"], given=[[">=", "a", "s"], [">=", "a", "0"]], witness={"a": "0"}
)
# numbered in the order of names: #0 = relu(p) from next of "p", #1 = step(q)
NUMBERED = induction(
    "q p", {"q": ("0", ["step", "q"]), "p": ("0", ["relu", "p"])}, "", ["and", [">=", "p", "0"], [">=", "q", "0"]]
)


def t(*trees: object) -> dict[str, object]:
    return {"trees": list(trees)}


def steps(base: object, step: object) -> dict[str, object]:
    return {"base": base, "step": step}


def run(fixed: object, *chosen: object) -> dict[str, object]:
    return {"fixed": fixed, "steps": list(chosen)}


AT_0 = t(leaf("0:1"))
# rows of the steps of BAND: a ≥ 0, 1 − a ≥ 0, s ≥ 0, 1 − s ≥ 0, then −as > 0 or as − 1 > 0
BAND_STEP = t(leaf("4:1", [["1", [0, 2]]]), leaf("3:1 4:1", [["1", [1, 2]]]))
BAND_BASE = t(leaf("0:1"), leaf("0:1"))
CASES = [
    accept(
        "relu keeps what is not negative", RELU, "induction/1", steps(AT_0, t(relu(0, leaf("1:1 2:1"), leaf("1:1"))))
    ),
    accept("two invariants", BAND, "induction/1", steps(BAND_BASE, BAND_STEP)),
    accept("a hypothesis about state and step", SPENDS, "induction/1", steps(t(leaf("0:1 1:1")), t(leaf("1:1 3:1")))),
    accept("a strict invariant", STRICT, "induction/1", steps(AT_0, t(leaf("0:1 1:2")))),
    accept("≠", APART, "induction/1", steps(t(leaf("0:1 1:-1")), t(leaf("1:2 2:-1")))),
    accept("an equation by trees", EQUAL, "induction/1", steps(AT_0, t(leaf("0:1 1:-1")))),
    accept("an equation by trees and multiples", POWER, "induction/1", steps(AT_0, t(leaf("0:4 1:-1")))),
    accept("an equation, step as terms", EQUAL, "induction/1", {"base": AT_0, "step": [[["a"], "1"], [["t"], "1"]]}),
    accept(
        "each invariant uses the others", BOTH, "induction/1", steps(BAND_BASE, t(leaf("0:1 1:1 2:1"), leaf("1:2 2:1")))
    ),
    accept("exp in a step", GROWS, "induction/1", steps(AT_0, t(law("0", leaf("0:1 1:1 2:1"))))),
    accept(
        "an inverse of an exp in a step",  # 1 + #0 > 0, (1 + #0)·#1 = 1, −#1 > 0
        SIGMOID,
        "induction/1",
        steps(AT_0, t(law("0", branch(1, leaf("4:1", [["1", [1, 3]]]), leaf("2:1 3:1"), leaf("1:1"))))),
    ),
    accept(
        "atoms in the order of names",
        NUMBERED,
        "induction/1",
        steps(BAND_BASE, t(relu(0, leaf("0:1 2:1"), leaf("2:1")), branch(1, leaf("2:1"), leaf("2:1")))),
    ),
    accept("a run of a relu", FALLS, "run/1", run({}, {"a": "1"}), "refuted"),
    accept(
        "a run that violates the second invariant",
        {**BAND, "given": [[">=", "a", "0"]]},
        "run/1",
        run({}, {"a": "3"}),
        "refuted",
    ),
    accept(
        "a run inside a hypothesis about the state",
        {**SPENDS, "invariant": [">", "s", "0"]},
        "run/1",
        run({"c": "1"}, {"a": "1"}),
        "refuted",
    ),
    accept("a run whose start alone is wrong", LATE, "run/1", run({}), "refuted"),
    accept(
        "a run without a step, where a step has no exact value",
        {**GROWS, "invariant": [">", "s", "0"]},
        "run/1",
        run({}),
        "refuted",
    ),
    accept(
        "a run, compared by enclosures", {**FALLS, "invariant": ["<", ["exp", "s"], "1/2"]}, "run/1", run({}), "refuted"
    ),
    # -- false steps
    reject("what falls", FALLS, "induction/1", steps(AT_0, t(relu(0, leaf("0:1 1:1 2:1"), leaf("0:1 1:1")))), "cancel"),
    reject("not inductive alone", ALONE, "induction/1", steps(AT_0, t(leaf("0:1 1:1"))), "cancel"),
    reject("a start below 0", LATE, "induction/1", steps(t(leaf("0:1 1:1")), t(leaf("1:1 3:1"))), "whole number"),
    reject("a start below 0, by its own row", LATE, "induction/1", steps(AT_0, t(leaf("1:1 3:1"))), "contradiction"),
    reject("the base of one invariant for two", BAND, "induction/1", steps(AT_0, BAND_STEP), "2 trees"),
    reject(
        "the step of one invariant for two", BAND, "induction/1", steps(BAND_BASE, t(BAND_STEP["trees"][0])), "2 trees"
    ),
    reject("trees in another order", BAND, "induction/1", steps(BAND_BASE, t(*BAND_STEP["trees"][::-1])), "cancel"),
    reject(
        "the other invariant after the step",
        BOTH,
        "induction/1",
        steps(BAND_BASE, t(leaf("0:1 1:1 2:1 3:1"), leaf("1:2 2:1"))),
        "whole number",
    ),
    reject("terms where there are two invariants", BAND, "induction/1", steps(BAND_BASE, []), "terms"),
    reject(
        "terms for a step with relu",
        induction("s a", {"s": ("0", ["relu", "s"])}, "", ["=", "s", "0"]),
        "induction/1",
        steps([], []),
        "terms",
    ),
    reject(
        "a hypothesis about a step, in the base",
        SPENDS,
        "induction/1",
        steps(t(leaf("1:1 2:1")), t(leaf("1:1 3:1"))),
        "whole number",
    ),
    reject(
        "≥ for >",
        {**SPENDS, "invariant": [">", "s", "0"]},
        "induction/1",
        steps(t(leaf("0:1 1:1")), t(leaf("1:1 3:1"))),
        "contradiction",
    ),
    reject("exp left standing", GROWS, "induction/1", steps(AT_0, t(leaf("0:1 1:1"))), "cancel"),
    reject(
        "the base's atoms in the step",
        NUMBERED,
        "induction/1",
        steps(t(relu(0, leaf("0:1"), leaf("0:1")), leaf("0:1")), BAND_STEP),
        "whole number",
    ),
    reject(
        "a Let of the base, in the step",
        GROWS,
        "induction/1",
        steps(t(let(["exp", "a"], law("0", leaf("0:1")))), t(enclose(1, 3, leaf("0:1")))),
        "whole number",
    ),
    reject(
        "a tree for an equation in rings",
        {**EQUAL, "ring": "ring"},
        "induction/1",
        steps(AT_0, t(leaf("0:1 1:-1"))),
        "real numbers",
    ),
    reject(
        "a tree for an equation of matrices",
        induction("s:n,n t:n,n", {"s": ("0", "s"), "t": ("0", "t")}, "", ["=", "s", "t"]),
        "induction/1",
        steps(t(split(0, leaf("1:1"), leaf("1:1"))), t(leaf("0:1 1:-1"))),
        "real numbers",
    ),
    # -- runs
    reject("a run that keeps both", BAND, "run/1", run({}, {"a": "1"}), "invariant to fail"),
    reject(
        "a run outside a hypothesis about the state",
        {**SPENDS, "invariant": [">", "s", "0"]},
        "run/1",
        run({"c": "1"}, {"a": "2"}),
        "got false",
    ),
    reject(
        "a second step outside it",
        {**SPENDS, "invariant": [">", "s", "0"]},
        "run/1",
        run({"c": "1"}, {"a": "1/2"}, {"a": "1"}),
        "got false",
    ),
    reject("a start outside it", SPENDS, "run/1", run({"c": "-1"}), "got false"),
    reject("a run through exp", GROWS, "run/1", run({}, {"a": "-1"}), "no exact value"),
    reject(
        "what an exp is not",
        induction("s", {"s": ("1", ["exp", ["-", "s"]])}, "", [">", "s", "0"]),
        "run/1",
        run({}, {}),
        "no exact value",
    ),
]
