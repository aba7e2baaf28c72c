"""Two hidden layers of ReLUs compute the largest of five numbers.

The larger of two numbers takes one hidden layer, max(a, b) = b + relu(a − b), where b is carried past it as
relu(b) − relu(−b). In a knock-out, as at tennis, five players need three rounds; in general ⌈log₂ n⌉ hidden
layers suffice for n numbers, and it was conjectured that they are necessary. For five numbers they are not.
Write m_ij for max(x_i, x_j). Then, for all real numbers x₀, …, x₄,

    max(x₀, …, x₄)  =  ½·max(2m₀₄, 2m₁₂) + ¼·max(2m₁₃, 2x₄) + ¼·max(m₀₂ + m₀₃, 2m₂₃)
                     + ½·max(m₀₃ + m₁₃, m₂₃ + m₃₄) − ½·max(m₀₂ + m₁₃, m₁₄ + m₂₃) − ½·max(m₀₂ + m₃₄, m₀₃ + m₁₄).

The m_ij are sums of units of a first hidden layer, the six large maxima are made of units of a second one, and
that is all. (The statement writes max(m₀₄, m₁₂) for the first term, and ½·max(m₁₃, x₄) for the second.) How can
two rounds do? The third one is hidden in sums such as m₀₂ + m₁₃, which compare teams, not players.

The proof is by cases. The eight comparisons x_i ≥ x_j put the numbers in order, as far as it matters. Then every
m_ij is one of the variables, and the large maxima compare sums of two variables; most of these comparisons
follow from the order. In each of the cases that are left, both sides are the same linear map, without a bias, or
differ by something that is 0 there.

That three layers are not necessary for five numbers was found by Bakaev and others in 2025. The formula above
came out of a linear program; it makes no claim to be new, nor the shortest. But none of its six terms can be
left out and the rest kept: these are the controls.
"""

from collections.abc import Sequence

from nlverify.claim import Claim, ForAll, Source, Theorem
from nlverify.engines import systems
from nlverify.engines.combination import combination
from nlverify.engines.systems import Row, System, scaled
from nlverify.evidence import Assignment, Cases, Leaf, Split, Tree
from nlverify.exact.expression import Expr, equals, maximum, relu, symbols

NAMES = ("x0", "x1", "x2", "x3", "x4")
x = symbols(" ".join(NAMES))
a, b = symbols("a b")


def m(i: int, j: int) -> Expr:
    """The larger of two of the five numbers: made by the first hidden layer."""
    return maximum(x[i], x[j])


TERMS = (
    maximum(m(0, 4), m(1, 2)),
    maximum(m(1, 3), x[4]) / 2,
    maximum(m(0, 2) + m(0, 3), 2 * m(2, 3)) / 4,
    maximum(m(0, 3) + m(1, 3), m(2, 3) + m(3, 4)) / 2,
    -maximum(m(0, 2) + m(1, 3), m(1, 4) + m(2, 3)) / 2,
    -maximum(m(0, 2) + m(3, 4), m(0, 3) + m(1, 4)) / 2,
)
LARGEST = maximum(maximum(m(0, 4), m(1, 2)), x[3])


def without(k: int | None = None) -> ForAll:
    """The formula, with all of its terms or with one of them left out."""
    first, *rest = (t for i, t in enumerate(TERMS) if i != k)
    return ForAll(NAMES, equals(LARGEST, sum(rest, first)))


FORMULA = without()

CLAIM = Claim(
    id="max5-two-hidden",
    title="The largest of five numbers in two layers",
    says="A network with two hidden layers of ReLUs computes the largest of five real numbers.",
    parts={
        "main": FORMULA,
        "a-maximum-in-one-layer": ForAll(("a", "b"), equals(maximum(a, b), relu(b) - relu(-b) + relu(a - b))),
    },
    theorems={
        "main": Theorem(
            "Max5.largest_of_five",
            "forall (K : OrdField) (x0 x1 x2 x3 x4 : K), "
            "let m := @maximum K in m (m (m x0 x4) (m x1 x2)) x3 = m (m x0 x4) (m x1 x2) + m (m x1 x3) "
            "x4 * rat (1 # 2) + m (m x0 x2 + m x0 x3) (rat 2 * m x2 x3) * rat (1 # 4) + m (m x0 x3 + m "
            "x1 x3) (m x2 x3 + m x3 x4) * rat (1 # 2) + - m (m x0 x2 + m x1 x3) (m x1 x4 + m x2 x3) * "
            "rat (1 # 2) + - m (m x0 x2 + m x3 x4) (m x0 x3 + m x1 x4) * rat (1 # 2)",
            says="over every ordered field",
        ),
        "a-maximum-in-one-layer": Theorem(
            "Max5.larger_of_two",
            "forall (K : OrdField) (a b : K), maximum a b = relu b - relu (- b) + relu (a - b)",
            says="over every ordered field",
        ),
    },
    source=Source("bakaev-brunck-hertrich-stade-yehudayoff-2025"),
)


def clash(rows: Sequence[Row]) -> Leaf | None:
    """Multiples of the rows after row 0 that add up to 0 > 0, if there are any; the last row is new."""
    known, new = rows[1:-1], rows[-1]
    for k, row in [(len(known), new)] if new.sense == ">" else enumerate(known):
        others = [r.polynomial for r in (*known, new) if r is not row]
        if row.sense == ">" and (found := combination(others, scaled(row.polynomial, -1))) is not None:
            return Leaf({k + 1: 1} | {j + (1 if j < k else 2): c for j, c in found.items()})
    return None


def in_order(system: System, comparisons: Sequence[int]) -> Tree:
    """The cases of these ReLUs, one after the other; a case ends where it contradicts those before."""
    if not comparisons:
        if not system.rows[0].polynomial:
            return Leaf({0: 1})
        more, less = (clash(case.rows) or Leaf({}) for case in system.split_row(0))
        return Split(more, less, row=0)
    j, *rest = comparisons
    above, below = (clash(case.rows) or in_order(case, rest) for case in system.cases(j))
    return Split(above, below, relu=j)


@CLAIM.proof("main", engine="exact")
def sort_then_compare_sums() -> Cases:
    """First the comparisons of two numbers, then those of sums; at the end both sides are the same."""
    system = systems.negation(FORMULA)
    simple = [j for j, u in enumerate(system.atoms) if not any(s.startswith("#") for w in u.argument for s in w)]
    others = [j for j in range(len(system.atoms)) if j not in simple]
    return Cases((in_order(system, [*simple, *others]),))


@CLAIM.proof("a-maximum-in-one-layer", engine="exact")
def three_units() -> Cases:
    """Here b = relu(b) − relu(−b), and the rest is the excess of a over b."""
    system = systems.negation(CLAIM.parts["a-maximum-in-one-layer"])  # type: ignore[arg-type]
    return Cases((in_order(system, range(len(system.atoms))),))


@CLAIM.control(without(0), drops="the first term")
def without_the_first_term() -> Assignment:
    """At (0, 0, 0, 0, 1) the first term is 1, and the others cancel."""
    return the_last_player()


@CLAIM.control(without(1), drops="the second term")
def without_the_second_term() -> Assignment:
    """At the same point the second term is ½."""
    return the_last_player()


@CLAIM.control(without(2), drops="the third term")
def without_the_third_term() -> Assignment:
    """At (0, 0, 0, 1, 0) the third term is ½."""
    return Assignment({"x0": 0, "x1": 0, "x2": 0, "x3": 1, "x4": 0})


@CLAIM.control(without(3), drops="the fourth term")
def without_the_fourth_term() -> Assignment:
    """At (0, 0, 0, 0, 1) the fourth term is ½."""
    return the_last_player()


@CLAIM.control(without(4), drops="the fifth term")
def without_the_fifth_term() -> Assignment:
    """At the same point the fifth term is −½."""
    return the_last_player()


@CLAIM.control(without(5), drops="the last term")
def without_the_last_term() -> Assignment:
    """At the same point the last term is −½."""
    return the_last_player()


def the_last_player() -> Assignment:
    """All are 0, but the last is 1."""
    return Assignment({"x0": 0, "x1": 0, "x2": 0, "x3": 0, "x4": 1})
