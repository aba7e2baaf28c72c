"""ReLU respects scaling by c ≥ 0, but neither negative factors nor sums.

A function f is linear if it respects sums, f(x + y) = f(x) + f(y), and factors, f(cx) = c·f(x). For
relu(z) = max(z, 0), one half of this is left.

- relu(cx) = c·relu(x) for all c ≥ 0 and all x: a factor c ≥ 0 stretches the line, and the kink stays at 0.
- For c < 0 it fails at every x but 0: one side is 0 and the other is not.
- Sums are not respected: relu(1 + (−1)) = 0, while relu(1) + relu(−1) = 1.
- But one inequality is: relu(x + y) ≤ relu(x) + relu(y) for all x and y. If x + y ≤ 0, the left side is 0.
  Otherwise it is x + y, and x ≤ relu(x), y ≤ relu(y).

The first fact is why outer weights ±1 suffice in the proofs about small ReLU networks: v·relu(z) is
±relu(|v|·z). Note how little non-linearity there is. On z ≥ 0 alone relu is linear, and on z ≤ 0 too. It shows
only where the two sides meet: in a sum of opposite signs, or where a negative factor carries x across 0.

Leave out "c ≥ 0" or turn "≤" into "=", and the statement becomes false; these are the controls.
"""

from nlverify.claim import Claim, Exists, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import differs, equals, relu, symbols

c, x, y = symbols("c x y")

HOMOGENEOUS = ForAll(("c", "x"), equals(relu(c * x), c * relu(x)), given=(c >= 0,), witness={"c": 2, "x": -1})
NEGATIVE = ForAll(("c", "x"), differs(relu(c * x), c * relu(x)), (c < 0, differs(x, 0)), {"c": -1, "x": 1})
SUBADDITIVE = ForAll(("x", "y"), relu(x + y) <= relu(x) + relu(y))

CLAIM = Claim(
    id="relu-pos-homogeneous-not-additive",
    title="ReLU: homogeneous for c ≥ 0, not additive",
    says="relu(cx) = c·relu(x) for c ≥ 0, but for no c < 0 (x ≠ 0); relu(x + y) ≤ relu(x) + relu(y), not always equal.",
    parts={
        "scales-by-c-at-least-0": HOMOGENEOUS,
        "not-by-c-below-0": NEGATIVE,
        "not-additive": Exists(("x", "y"), (differs(relu(x + y), relu(x) + relu(y)),)),
        "subadditive": SUBADDITIVE,
    },
    theorems={
        "scales-by-c-at-least-0": Theorem(
            "Relu.relu_pos_homogeneous",
            "forall (K : OrdRing) (c x : K), 0 <= c -> relu (c * x) = c * relu x",
            says="over every ordered ring",
        ),
        "not-by-c-below-0": Theorem(
            "Relu.relu_not_negatively_homogeneous",
            "forall (K : OrdRing) (c x : K), c < 0 -> x <> 0 -> relu (c * x) <> c * relu x",
            says="over every ordered ring",
        ),
        "not-additive": Theorem(
            "Relu.relu_not_additive_somewhere",
            "forall K : OrdRing, exists x y : K, relu (x + y) <> relu x + relu y",
            says="over every ordered ring",
        ),
        "subadditive": Theorem(
            "Relu.relu_subadditive",
            "forall (K : OrdRing) (x y : K), relu (x + y) <= relu x + relu y",
            says="over every ordered ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("scales-by-c-at-least-0", engine="exact")
def signs_of_cx_and_x() -> Cases:
    """Cases cx ≥ 0 or ≤ 0, x ≥ 0 or ≤ 0; where they do not match, the product of c ≥ 0 and ±x ≥ 0 makes cx = 0."""
    return search.by_cases(HOMOGENEOUS)


@CLAIM.proof("not-by-c-below-0", engine="exact")
def opposite_signs_of_cx_and_x() -> Cases:
    """One of cx and x is positive, the other negative: so relu(cx) = 0 and c·relu(x) = cx ≠ 0, or the reverse."""
    return search.by_cases(NEGATIVE)


@CLAIM.proof("not-additive", engine="exact")
def opposite_signs() -> Assignment:
    """At x = 1, y = −1: 0 and 1."""
    return Assignment({"x": 1, "y": -1})


@CLAIM.proof("subadditive", engine="exact")
def signs_of_the_sum_and_of_both() -> Cases:
    """Cases for the signs of x + y, x and y: in each the claim is a sum of the case's inequalities."""
    return search.by_cases(SUBADDITIVE)


@CLAIM.control(ForAll(("x", "y"), equals(relu(x + y), relu(x) + relu(y))), drops="at most: equality is claimed")
def equality_needs_equal_signs() -> Assignment:
    """At x = 1, y = −1 the left side is 0, the right side 1."""
    return Assignment({"x": 1, "y": -1})


@CLAIM.control(ForAll(("c", "x"), equals(relu(c * x), c * relu(x))), drops="c ≥ 0")
def a_negative_factor_breaks_it() -> Assignment:
    """At c = −1, x = 1 the left side is 0, the right side −1."""
    return Assignment({"c": -1, "x": 1})
