"""Statements of the kind induction: names, shapes, widths, hypotheses."""

from nlcheck_cases import induction, invalid, valid

LAYER = ["+", ["*", "A", "f"], "d"]
STATE = {"f": ("x", LAYER), "W": ("1", ["*", "A", "W"]), "b": ("0", ["+", ["*", "A", "b"], "d"])}
INVARIANT = ["=", "f", ["+", ["*", "W", "x"], "b"]]
SHAPES = "A:k,m d:k,1 x:n,1 f:m,1 W:m,n b:m,1"
WIDTH = ["m", "n", "k"]
COLLAPSE = induction(SHAPES, STATE, "A d", INVARIANT, "semiring", width=WIDTH)
SUM = induction(
    "s a", {"s": ("0", ["+", "s", "a"])}, "a", [">=", "s", "0"], given=[[">=", "a", "0"]], witness={"a": "1"}
)


def collapse(**changed: object) -> dict[str, object]:
    return {**COLLAPSE, **changed}


def state(**changed: tuple[object, object]) -> dict[str, object]:
    return collapse(state={n: {"start": s, "next": t} for n, (s, t) in {**STATE, **changed}.items()})


def shaped(**changed: list[str]) -> dict[str, object]:
    return collapse(symbols={**COLLAPSE["symbols"], **changed})


def sums(**changed: object) -> dict[str, object]:
    return {**SUM, **changed}


CASES = [
    valid("stacks of affine layers", COLLAPSE, "The size m may change: it is n at the start, and k after a step."),
    valid("a sum of numbers that are not negative", SUM, "such that a ≥ 0"),
    valid("the start", COLLAPSE, "At the start f = x, W = 1, b = 0."),
    valid("the step", COLLAPSE, "f becomes A·f + d"),
    valid("no symbols of the steps", induction("s c", {"s": ("c", "s")}, "", ["=", "s", "c"], "ring")),
    valid(
        "one width throughout",
        induction(
            "A:n,n x:n,1 f:n,1 W:n,n",
            {"f": ("x", ["*", "A", "f"]), "W": ("1", ["*", "A", "W"])},
            "A",
            ["=", "f", ["*", "W", "x"]],
            "ring",
        ),
    ),
    # -- names
    invalid(
        "the invariant mentions a symbol of the steps",
        collapse(invariant=["=", "f", ["+", ["*", "W", "x"], "d"]]),
        "declared",
    ),
    invalid(
        "an inequality that mentions a symbol of the steps", sums(invariant=[">=", ["+", "s", "a"], "0"]), "declared"
    ),
    valid("a hypothesis about the state", sums(given=[[">=", "s", "0"]]), "such that s ≥ 0 before the step"),
    invalid("a hypothesis about the state that the start violates", sums(given=[[">", "s", "0"]]), "witness"),
    invalid(
        "a hypothesis about the state, of matrices",
        induction("s u:1,n", {"s": ("0", "s")}, "u", [">=", "s", "0"], given=[[">=", "s", "0"]], witness={"u": "1"}),
        "declared",
    ),
    invalid(
        "a hypothesis about the state, with a witness for it",
        sums(given=[[">=", "s", "0"]], witness={"a": "1", "s": "1"}),
        "no field s",
    ),
    invalid("the start mentions the state", state(f=("f", LAYER)), "declared"),
    invalid("the start mentions a symbol of the steps", state(b=("d", ["*", "A", "b"])), "declared"),
    invalid("the start mentions an unknown symbol", state(f=("y", LAYER)), "declared"),
    invalid("the step mentions an unknown symbol", state(f=("x", ["*", "A", "g"])), "declared"),
    invalid("a state variable that is no symbol", state(g=("x", "x")), "state"),
    invalid("a symbol of the steps that is no symbol", collapse(each_step=["A", "d", "e"]), "each_step"),
    invalid("a state variable chosen anew at each step", collapse(each_step=["A", "d", "f"]), "each_step"),
    invalid("each_step as text", collapse(each_step="Ad"), "list"),
    invalid("no state", collapse(state={}), "state"),
    invalid("a state that is a list", collapse(state=["f"]), "state"),
    invalid("a state variable without next", collapse(state={**COLLAPSE["state"], "f": {"start": "x"}}), "field next"),
    invalid(
        "a state variable without start", collapse(state={**COLLAPSE["state"], "f": {"next": LAYER}}), "field start"
    ),
    invalid(
        "a state variable with more",
        collapse(state={**COLLAPSE["state"], "f": {"start": "x", "next": LAYER, "end": "x"}}),
        "no field end",
    ),
    invalid("a state variable that is a list", collapse(state={**COLLAPSE["state"], "f": ["x", LAYER]}), "object"),
    # -- invariants
    invalid(
        "an equation whose left side is an expression",
        collapse(invariant=["=", ["+", ["*", "W", "x"], "b"], "f"]),
        "state variable",
    ),
    invalid("an equation whose left side is fixed", collapse(invariant=["=", "x", "f"], width=WIDTH), ""),
    invalid(
        "an equation for a fixed number",
        induction("s c", {"s": ("c", "s")}, "", ["=", "c", "s"], "ring"),
        "state variable",
    ),
    invalid(
        "an equation whose right side mentions the left",
        induction("s c", {"s": ("c", "s")}, "", ["=", "s", ["+", "s", ["-", "c", "c"]]], "ring"),
        "state variable",
    ),
    valid("a strict inequality", sums(invariant=[">", "s", "-1"]), "after any number of steps, s > -1"),
    valid("an inequality the other way", sums(invariant=["<=", "0", "s"]), "0 ≤ s"),
    valid("≠", sums(invariant=["!=", "s", "-1"]), "s ≠ -1"),
    valid(
        "several invariants",
        sums(invariant=["and", [">=", "s", "0"], ["!=", "s", "-1"]]),
        "after any number of steps, s ≥ 0 and s ≠ -1",
    ),
    invalid("invariants of which one holds", sums(invariant=["or", [">=", "s", "0"], ["!=", "s", "-1"]]), "= != <"),
    invalid("one invariant of several", sums(invariant=["and", [">=", "s", "0"]]), "two comparisons"),
    invalid(
        "several invariants, one not about the state",
        sums(
            symbols={"s": ["1", "1"], "a": ["1", "1"], "c": ["1", "1"]},
            invariant=["and", [">=", "s", "0"], [">=", "c", "0"]],
            witness={"a": "1", "c": "1"},
        ),
        "mention the state",
    ),
    invalid("several invariants of matrices", collapse(invariant=["and", INVARIANT, ["=", "b", "b"]]), ""),
    invalid(
        "several invariants of matrices, well-formed",
        collapse(invariant=["and", INVARIANT, ["=", "f", ["+", "b", ["*", "W", "x"]]]]),
        "expected one",
    ),
    invalid(
        "a strict inequality beside matrices", induction("s u:1,n", {"s": ("0", "s")}, "u", [">", "s", "-1"]), "'>='"
    ),
    invalid(
        "an inequality in a ring", induction("s a", {"s": ("0", ["^", "a", 2])}, "a", [">=", "s", "0"], "ring"), "reals"
    ),
    invalid(
        "an inequality that does not mention the state",
        sums(
            symbols={"s": ["1", "1"], "a": ["1", "1"], "c": ["1", "1"]},
            invariant=[">=", "c", "0"],
            witness={"a": "1", "c": "1"},
        ),
        "state",
    ),
    invalid("an inequality between columns", induction("s:n,1 a:n,1", {"s": ("0", "a")}, "a", [">=", "s", "0"]), ""),
    valid("relu in a step", sums(state={"s": {"start": "0", "next": ["relu", "a"]}}), "s becomes relu(a)"),
    valid("exp in a step", sums(state={"s": {"start": "0", "next": ["exp", "a"]}}), "s becomes exp(a)"),
    invalid(
        "relu in a step, beside matrices",
        induction("s u:1,n", {"s": ("0", ["relu", "s"])}, "u", [">=", "s", "0"]),
        "known operator",
    ),
    invalid(
        "a hypothesis about a start that has no exact value",
        sums(state={"s": {"start": ["exp", "1"], "next": "s"}}, given=[[">", "s", "0"]], witness={"a": "1"}),
        "no exact value",
    ),
    invalid(
        "an interval is no witness for an equation",
        sums(given=[["=", ["exp", "a"], "1"]], witness={"a": "0"}),
        "differ visibly",
    ),
    # -- hypotheses
    valid("a strict hypothesis", sums(given=[[">", "a", "0"]]), "such that a > 0"),
    valid("an equation as hypothesis", sums(given=[["=", "a", "1"]]), "such that a = 1"),
    valid("a hypothesis with exp", sums(given=[[">", ["exp", "a"], "2"]]), "such that exp(a) > 2"),
    invalid(
        "a strict hypothesis beside matrices",
        induction(
            "s u:1,n t", {"s": ("0", "s")}, "u", [">=", "s", "0"], given=[[">", "t", "0"]], witness={"u": "1", "t": "1"}
        ),
        "'>='",
    ),
    invalid(
        "a hypothesis in a ring", collapse(given=[[">=", "1", "0"]], witness={"A": "1", "d": "1", "x": "1"}), "reals"
    ),
    invalid(
        "a hypothesis about a column",
        induction(
            "s a v:n,1",
            {"s": ("0", "a")},
            "a v",
            [">=", "s", "0"],
            given=[[">=", "v", "0"]],
            witness={"a": "1", "v": "1"},
        ),
        "numbers",
    ),
    invalid("a false witness", sums(witness={"a": "-1"}), "witness"),
    invalid("no witness", {k: v for k, v in SUM.items() if k != "witness"}, "witness"),
    invalid("a witness of nothing", {k: v for k, v in SUM.items() if k != "given"}, "witness"),
    invalid("an empty list of hypotheses", sums(given=[]), "given"),
    invalid("a hypothesis with one side twice", sums(given=[[">=", "a", "a"]]), "two different sides"),
    # -- shapes
    invalid("a start of another shape", state(W=("x", ["*", "A", "W"])), "shape"),
    invalid("a start 1 for a column", state(b=("1", ["*", "A", "b"])), "shape"),
    invalid("a step of another shape", state(f=("x", ["*", "A", "W"])), "shape"),
    invalid("a step whose shapes do not meet", state(f=("x", ["*", "f", "A"])), "meet"),
    invalid("a step that leaves the width as it was", state(b=("0", "b")), "shape"),
    invalid("a step of the starting width", shaped(A=["n", "m"], d=["n", "1"]), "shape"),
    invalid("an invariant of two shapes", collapse(invariant=["=", "f", "W"]), "shape"),
    invalid(
        "a start 1 for a matrix that need not be square",
        induction("f:m,n A:m,m", {"f": ("1", ["*", "A", "f"])}, "A", ["=", "f", "0"], "ring"),
        "shape",
    ),
    # -- widths
    invalid("two widths", collapse(width=["m", "n"]), "width"),
    invalid("four widths", collapse(width=["m", "n", "k", "l"]), "width"),
    invalid("no widths", collapse(width=[]), "width"),
    invalid("widths as text", collapse(width="mnk"), "list"),
    invalid("a width null", collapse(width=None), "list"),
    invalid("no width, where it changes", {k: v for k, v in COLLAPSE.items() if k != "width"}, "shape"),
    invalid("start and next of one name", collapse(width=["m", "n", "n"]), "width"),
    invalid("now and next of one name", collapse(width=["m", "n", "m"]), "width"),
    invalid("now and start of one name", collapse(width=["n", "n", "k"]), "width"),
    invalid("a width 1 at the start", collapse(width=["m", "1", "k"]), "width"),
    invalid("a width 1 after a step", collapse(width=["m", "n", "1"]), "width"),
    invalid("a width 1 now", collapse(width=["1", "n", "k"]), "width"),
    invalid("a fixed symbol of the changing width", shaped(x=["m", "1"]), "width"),
    invalid("a fixed symbol of the next width", shaped(x=["k", "1"]), "width"),
    invalid("a start that no fixed symbol has", collapse(width=["m", "l", "k"]), "width"),
    invalid("a state variable of the next width", shaped(f=["k", "1"]), "width"),
]
