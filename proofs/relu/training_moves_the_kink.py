"""Training a ReLU unit changes what goes into the ReLU, and where the unit bends.

A unit is relu(wx + b). Training changes w and b. It is sometimes said that this adjusts only slopes of lines, and no
inputs of non-linear functions. But the input of relu is wx + b. At every x ≠ 0 another weight gives another input,

    wx + b − (vx + b)  =  (w − v)·x  ≠  0,

and another bias does so at every x. The result may change too: with x = 1 and b = 0, relu(wx) is 0 for w = −1 and
1 for w = 1.

Where does the unit bend? relu does nothing to what is ≥ 0, and makes 0 of what is ≤ 0. Say that w > 0. Then the unit
is 0 up to the point k with wk + b = 0, and rises with slope w from there on, as wx + b = w·(x − k). (For w < 0 it is
the mirror image.) So k = −b/w: not only the slope, but also the place of the bend depends on what is trained. Another
bias alone moves it: relu(x) and relu(x + 1) bend at 0 and at −1.

Without x ≠ 0 the first statement is false. And the place of the bend is not always changed: twice w and twice b give
the same one. These are the controls.
"""

from nlverify.claim import Claim, Exists, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Leaf, Split
from nlverify.exact.expression import differs, equals, relu, symbols

b, c, k, v, w, x = symbols("b c k v w x")

BEND = (w > 0, equals(w * k + b, 0))  # k is where the unit bends
ONE = {"b": -1, "k": 1, "w": 1}

WEIGHT = ForAll(
    ("b", "v", "w", "x"),
    differs(w * x + b, v * x + b),
    given=(differs(w, v), differs(x, 0)),
    witness={"b": 0, "v": 0, "w": 1, "x": 1},
)
BEFORE = ForAll(("b", "k", "w", "x"), equals(relu(w * x + b), 0), (*BEND, x <= k), {**ONE, "x": 0})
AFTER = ForAll(("b", "k", "w", "x"), equals(relu(w * x + b), w * (x - k)), (*BEND, x >= k), {**ONE, "x": 2})

CLAIM = Claim(
    id="training-moves-the-kink",
    title="Training moves the kink, too",
    says="Another weight (for x ≠ 0) or bias changes the input of relu(wx + b); for w > 0, the unit bends at −b/w.",
    parts={
        "weight-changes-the-input": WEIGHT,
        "bias-changes-the-input": ForAll(
            ("b", "c", "w", "x"), differs(w * x + b, w * x + c), (differs(b, c),), {"b": 0, "c": 1, "w": 1, "x": 1}
        ),
        "the-result-can-change": Exists(("v", "w", "x"), (equals(relu(w * x), 1), equals(relu(v * x), 0))),
        "zero-before-the-bend": BEFORE,
        "slope-w-after-the-bend": AFTER,
    },
    theorems={
        "weight-changes-the-input": Theorem(
            "Relu.weight_changes_the_input",
            "forall (K : OrdRing) (b v w x : K), w <> v -> x <> 0 -> w * x + b <> v * x + b",
            says="over every ordered ring",
        ),
        "bias-changes-the-input": Theorem(
            "Relu.bias_changes_the_input",
            "forall (K : OrdRing) (b c w x : K), b <> c -> w * x + b <> w * x + c",
            says="over every ordered ring",
        ),
        "the-result-can-change": Theorem(
            "Relu.the_result_can_change",
            "forall K : OrdRing, exists v w x : K, relu (w * x) = 1 /\\ relu (v * x) = 0",
            says="over every ordered ring",
        ),
        "zero-before-the-bend": Theorem(
            "Relu.zero_before_the_bend",
            "forall (K : OrdRing) (b k w x : K), 0 < w -> w * k + b = 0 -> x <= k -> relu (w * x + b) = 0",
            says="over every ordered ring",
        ),
        "slope-w-after-the-bend": Theorem(
            "Relu.slope_w_after_the_bend",
            "forall (K : OrdRing) (b k w x : K), 0 < w -> w * k + b = 0 -> k <= x -> relu (w * x + b) = w * (x - k)",
            says="over every ordered ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("weight-changes-the-input", engine="exact")
def a_product_of_two_numbers_that_are_not_0() -> Cases:
    """The difference is (w − v)·x: positive or negative, in each of the four cases for the signs of w − v and x."""
    same = Leaf({2: -1}, products=((1, (3, 4), None),))
    opposite = Leaf({2: 1}, products=((1, (3, 4), None),))
    above, below = Split(row=1, above=same, below=opposite), Split(row=1, above=opposite, below=same)
    return Cases((Split(row=0, above=above, below=below),))


@CLAIM.proof("bias-changes-the-input", engine="exact")
def wx_cancels() -> Cases:
    """The difference is b − c."""
    return Cases((Leaf({0: 1, 1: -1}),))


@CLAIM.proof("the-result-can-change", engine="exact")
def from_minus_1_to_1() -> Assignment:
    """At x = 1, relu(1·1) = 1 and relu(−1·1) = 0."""
    return Assignment({"v": -1, "w": 1, "x": 1})


@CLAIM.proof("zero-before-the-bend", engine="exact")
def below_k_the_input_is_negative() -> Cases:
    """By definition relu makes 0 of wx + b = w·(x − k) ≤ 0."""
    return search.by_cases(BEFORE)


@CLAIM.proof("slope-w-after-the-bend", engine="exact")
def above_k_the_input_passes() -> Cases:
    """By definition relu leaves wx + b = w·(x − k) ≥ 0 alone."""
    return search.by_cases(AFTER)


@CLAIM.control(
    ForAll(WEIGHT.variables, WEIGHT.then, (differs(w, v),), WEIGHT.witness),
    drops="x ≠ 0",
)
def at_0_no_weight_matters() -> Assignment:
    """At x = 0 the input is b, whatever the weight."""
    return Assignment({"b": 0, "v": 0, "w": 1, "x": 0})


@CLAIM.control(
    ForAll(
        ("b", "c", "k", "v", "w"),
        differs(v * k + c, 0),
        given=(*BEND, differs(b, c), differs(v, w)),
        witness={**ONE, "c": 1, "v": 2},
    ),
    drops="the place −b/w: that it moves with every change of weight and bias",
)
def doubling_both_keeps_the_bend() -> Assignment:
    """Both x − 1 and 2x − 2 are 0 at 1."""
    return Assignment({"b": -1, "c": -2, "k": 1, "v": 2, "w": 1})
