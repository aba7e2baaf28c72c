"""What the slope a of leaky ReLU decides: affine for a = 1 alone, onto for a > 0, and for a < 0 one unit is XOR.

Leaky ReLU with parameter a is f(x) = x for x > 0 and a·x for x ≤ 0, or relu(x) − a·relu(−x).

- **Affine exactly for a = 1.** For a = 1 it is the identity. Since f(1) + f(−1) = 1 − a and 2·f(0) = 0, it is not
  affine for any other a. A parameter a ≠ 0 is neither needed nor enough: a = 0 gives ReLU, and a = 1 nothing.
- **a > 0:** f is strictly increasing and onto R: y itself is taken at y if y ≥ 0, at y/a if not.
- **a = 0:** f is ReLU; its values are those ≥ 0.
- **a ≥ 0:** f never decreases, so one unit computes no XOR, however large or small a is: turning x₁ on adds w₁ inside f
  for either value of x₂, so both changes of f have the sign of w₁, or are 0; for XOR one would have to go up and one
  down (`xor-monotone-unit`).
- **a < 0:** f goes down and then up, its values are those ≥ 0, so it does *not* produce every number; and since it
  takes the value 1 at 1/a and at 1, and less in the middle between them, one unit computes XOR:
  with z running from 1/a to 1 as x₁ + x₂ runs from 0 to 2, (1 − f(z))/(1 − f(m)) is 0, 1, 0, where m is the middle.
"""

from nlverify.claim import Claim, ForAll, Source, Theorem
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases
from nlverify.exact.expression import Expr, Operand, Relation, differs, equals, expr, inverse, relu, symbols

a, x, y, p, q, r, s, v, c = symbols("a x y p q r s v c")


def f(at: Operand, slope: Operand = a) -> Expr:
    """Leaky ReLU with this slope below 0."""
    return relu(at) - expr(slope) * relu(-expr(at))


def for_slopes(given: Relation, then: Relation, *variables: str, also: tuple[Relation, ...] = ()) -> ForAll:
    """For all slopes with this property, and all further variables."""
    witness = {"a": -1 if given.op == "<" else 2, "x": -1, "y": 1}
    chosen = {name: witness[name] for name in ("a", *variables)}
    return ForAll(("a", *variables), then, (given, *also), chosen)


# p and q are the values of f at (0, 0) and (1, 0), r and s those at (0, 1) and (1, 1); v·f + c is read out
NO_XOR = ForAll(
    tuple("pqrsvc"),
    (v * p + c > 0, v * q + c <= 0, v * r + c <= 0, v * s + c > 0),
    ((q - p) * (s - r) >= 0,),
    dict.fromkeys("pqrsvc", 0),
)

CLAIM = Claim(
    id="leaky-relu-parameter",
    title="What leaky ReLU's slope decides",
    says="Leaky ReLU is affine only for a = 1, bijective for a > 0, and one unit computes XOR exactly for a < 0; "
    "there it takes the values ≥ 0.",
    parts={
        "identity-for-one": ForAll(("x",), equals(f(x, 1), x)),
        "not-affine-else": for_slopes(differs(a, 1), differs(f(1) + f(-1), 2 * f(0))),
        "increasing-above-zero": for_slopes(a > 0, f(x) < f(y), "x", "y", also=(x < y,)),
        "onto-above-zero": for_slopes(a > 0, equals(f(relu(y) - inverse(a) * relu(-y)), y), "y"),
        "never-decreasing-from-zero-on": for_slopes(a >= 0, f(x) <= f(y), "x", "y", also=(x <= y,)),
        "no-xor-without-decrease": NO_XOR,
        "relu-for-zero": ForAll(("x",), equals(f(x, 0), relu(x))),
        "never-negative-below-zero": for_slopes(a < 0, f(x) >= 0, "x"),
        "onto-the-rest": for_slopes(a < 0, equals(f(y), y), "y", also=(y >= 0,)),
        "one-at-the-inverse": for_slopes(a < 0, equals(f(inverse(a)), 1)),
        "one-at-one": ForAll(("a",), equals(f(1), 1)),
        "less-in-the-middle": for_slopes(a < 0, f((inverse(a) + 1) / 2) < 1),
    },
    theorems={
        "identity-for-one": Theorem(
            "Leaky.leaky_identity_for_one",
            "forall (K : OrdField) (x : K), relu x - 1 * relu (- x) = x",
            says="over every ordered field",
        ),
        "not-affine-else": Theorem(
            "Leaky.leaky_not_affine_else",
            "forall (K : OrdField) (a : K), a <> 1 -> relu 1 - a * relu (- (1)) + (relu (- (1)) - a * relu (- "
            "- (1))) <> (1 + 1) * (relu 0 - a * relu (- 0))",
            says="over every ordered field",
        ),
        "increasing-above-zero": Theorem(
            "Leaky.leaky_increasing",
            "forall (K : OrdField) (a x y : K), 0 < a -> x < y -> relu x - a * relu (- x) < relu y - a * relu (- y)",
            says="over every ordered field",
        ),
        "onto-above-zero": Theorem(
            "Leaky.leaky_onto",
            "forall (K : OrdField) (a y : K), 0 < a -> relu (relu y - inv a * relu (- y)) - a * relu (- (relu "
            "y - inv a * relu (- y))) = y",
            says="over every ordered field",
        ),
        "never-decreasing-from-zero-on": Theorem(
            "Leaky.leaky_never_decreasing",
            "forall (K : OrdField) (a x y : K), 0 <= a -> x <= y -> relu x - a * relu (- x) <= relu y - a * relu (- y)",
            says="over every ordered field",
        ),
        "no-xor-without-decrease": Theorem(
            "Leaky.no_xor_without_decrease",
            "forall (K : OrdField) (p q r s v c : K), 0 <= (q - p) * (s - r) -> 0 < v * p + c \\/ v * q + c <= "
            "0 \\/ v * r + c <= 0 \\/ 0 < v * s + c",
            says="over every ordered field",
        ),
        "relu-for-zero": Theorem(
            "Leaky.leaky_is_relu_for_zero",
            "forall (K : OrdField) (x : K), relu x - 0 * relu (- x) = relu x",
            says="over every ordered field",
        ),
        "never-negative-below-zero": Theorem(
            "Leaky.leaky_never_negative",
            "forall (K : OrdField) (a x : K), a < 0 -> 0 <= relu x - a * relu (- x)",
            says="over every ordered field",
        ),
        "onto-the-rest": Theorem(
            "Leaky.leaky_onto_the_rest",
            "forall (K : OrdField) (a y : K), a < 0 -> 0 <= y -> relu y - a * relu (- y) = y",
            says="over every ordered field",
        ),
        "one-at-the-inverse": Theorem(
            "Leaky.leaky_one_at_the_inverse",
            "forall (K : OrdField) (a : K), a < 0 -> relu (inv a) - a * relu (- inv a) = 1",
            says="over every ordered field",
        ),
        "one-at-one": Theorem(
            "Leaky.leaky_one_at_one",
            "forall (K : OrdField) (a : K), relu 1 - a * relu (- (1)) = 1",
            says="over every ordered field",
        ),
        "less-in-the-middle": Theorem(
            "Leaky.leaky_less_in_the_middle",
            "forall (K : OrdField) (a : K), a < 0 -> relu ((inv a + 1) * inv (1 + 1)) - a * relu (- ((inv a + "
            "1) * inv (1 + 1))) < 1",
            says="over every ordered field",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("identity-for-one", engine="exact")
def both_halves_of_x() -> Cases:
    """relu(x) − relu(−x) = x."""
    return search.prove(CLAIM.parts["identity-for-one"])


@CLAIM.proof("not-affine-else", engine="exact")
def three_values() -> Cases:
    """f(1) + f(−1) = 1 − a, and 2·f(0) = 0."""
    return search.prove(CLAIM.parts["not-affine-else"])


@CLAIM.proof("increasing-above-zero", engine="exact")
def two_positive_slopes() -> Cases:
    """By the signs of x and y."""
    return search.prove(CLAIM.parts["increasing-above-zero"])


@CLAIM.proof("onto-above-zero", engine="exact")
def back_by_the_inverse_slope() -> Cases:
    """Y itself for y ≥ 0, y/a for y < 0."""
    return search.prove(CLAIM.parts["onto-above-zero"])


@CLAIM.proof("never-decreasing-from-zero-on", engine="exact")
def no_negative_slope() -> Cases:
    """By the signs of x and y."""
    return search.prove(CLAIM.parts["never-decreasing-from-zero-on"])


@CLAIM.proof("no-xor-without-decrease", engine="exact")
def changes_of_one_sign() -> Cases:
    """XOR asks for v(q − p) > 0 and v(s − r) < 0, so for v²(q − p)(s − r) < 0."""
    goal = Goal(NO_XOR)
    return goal.proved(goal.close((1, 3), (1, 4), (2, 3), (2, 4), (0, v)))


@CLAIM.proof("relu-for-zero", engine="exact")
def nothing_is_taken_away() -> Cases:
    """relu(x) − 0 = relu(x)."""
    return search.prove(CLAIM.parts["relu-for-zero"])


@CLAIM.proof("never-negative-below-zero", engine="exact")
def two_negative_factors() -> Cases:
    """For x < 0 both a and x are negative, and a·x is positive."""
    return search.prove(CLAIM.parts["never-negative-below-zero"])


@CLAIM.proof("onto-the-rest", engine="exact")
def nothing_happens_above_zero() -> Cases:
    """f(y) = y for y ≥ 0."""
    return search.prove(CLAIM.parts["onto-the-rest"])


@CLAIM.proof("one-at-the-inverse", engine="exact")
def slope_times_its_inverse() -> Cases:
    """1/a is negative, and a·(1/a) = 1."""
    return search.prove(CLAIM.parts["one-at-the-inverse"])


@CLAIM.proof("one-at-one", engine="exact")
def above_zero() -> Cases:
    """f(1) = 1, whatever a is."""
    return search.prove(CLAIM.parts["one-at-one"])


@CLAIM.proof("less-in-the-middle", engine="exact")
def between_one_and_the_inverse() -> Cases:
    """The middle m is less than 1; if it is negative, a·m = (1 + a)/2, also less than 1."""
    return search.prove(CLAIM.parts["less-in-the-middle"], degree=3)


@CLAIM.control(
    ForAll(("a",), differs(f(1) + f(-1), 2 * f(0)), (differs(a, 0),), {"a": 2}), drops="a ≠ 1: a ≠ 0 is asked"
)
def not_zero_is_not_enough() -> Assignment:
    """For a = 1 both sides are 0: it is the identity."""
    return Assignment({"a": 1})


@CLAIM.control(ForAll(("a", "y"), equals(f(relu(y) - inverse(a) * relu(-y)), y)), drops="a > 0")
def not_onto_for_negative_slopes() -> Assignment:
    """For a = −1, at y = −1: f is not negative."""
    return Assignment({"a": -1, "y": -1})
