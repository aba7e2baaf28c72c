"""Collapsing two layers can cost more than keeping them.

Two matrices, first r×n and then m×r, map n inputs to m outputs by way of r hidden values. Applied to one input one
after the other, they take rn + mr multiplications. Their product is a single m×n matrix, and takes mn. So there
is a threshold for r, half the harmonic mean of m and n:

    one matrix is cheaper    if  r > mn/(m + n),
    two matrices are cheaper if  r < mn/(m + n).

The same numbers count the weights that have to be stored.

A hidden layer that is as wide as the input or as the output is always above the threshold: there, collapsing saves
work. A layer that is narrow enough is below. Through a single hidden value, 1000 inputs reach 1000 outputs with 2000
multiplications, and the collapsed matrix takes 1 000 000. For r = 1 it can never gain, if m and n are at least 2.

This is no curiosity. A matrix that is kept as a product of two thin ones is smaller and faster than
the full matrix: that is what low-rank factorisation is for, see `lora-merge`. That a stack of linear layers
collapses says that it computes nothing new; it does not say that the collapsed form is the cheap one.

Here m, n, r are any real numbers > 0, so in particular all possible widths. Biases are left out: two layers have
r + m of them and one layer has m, which takes no multiplication.
"""

from nlverify.claim import Claim, Computes, ForAll, Source, Table, Theorem
from nlverify.evidence import Assignment, Cases, Leaf, Trace
from nlverify.exact.expression import equals, symbols

c, m, n, r = symbols("c m n r")
TWO, ONE = r * n + m * r, m * n
SIZES = (m > 0, n > 0, equals(c * (m + n), m * n))
WITNESS = {"c": 1, "m": 2, "n": 2}

EXAMPLE = ((1000, 1000, 1), (1000, 1000, 500), (1000, 1000, 1000))

CLAIM = Claim(
    id="collapse-can-cost-more",
    title="When collapsing costs more",
    says="One m×n matrix takes fewer multiplications than its factors m×r and r×n just when r > mn/(m + n).",
    parts={
        "cheaper-above": ForAll(("c", "m", "n", "r"), ONE < TWO, (*SIZES, r > c), {**WITNESS, "r": 2}),
        "equal-at": ForAll(("c", "m", "n", "r"), equals(ONE, TWO), (*SIZES, equals(r, c)), {**WITNESS, "r": 1}),
        "dearer-below": ForAll(("c", "m", "n", "r"), ONE > TWO, (*SIZES, r < c), {**WITNESS, "r": 0}),
        "no-bottleneck-is-above": ForAll(
            ("m", "n", "r"), (ONE < TWO), (m > 0, n > 0, r >= m), {"m": 1, "n": 1, "r": 1}
        ),
        "one-hidden-value-is-not": ForAll(("m", "n"), n + m <= ONE, (m >= 2, n >= 2), {"m": 2, "n": 2}),
    },
    illustrations={
        "two-layers": Computes(
            ("m", "n", "r"), TWO, Table.of(list(zip(EXAMPLE, (2000, 10**6, 2 * 10**6), strict=True)))
        ),
        "one-layer": Computes(("m", "n", "r"), ONE, Table.of([(p, 10**6) for p in EXAMPLE])),
    },
    theorems={
        "cheaper-above": Theorem(
            "Scalars.one_is_cheaper",
            "forall (K : OrdField) (c m n r : K), 0 < m -> 0 < n -> c * (m + n) = m * n -> c < r -> m * n < r * n + "
            "m * r",
            says="over every ordered field, so over the real numbers",
        ),
        "equal-at": Theorem(
            "Scalars.equally_dear",
            "forall (K : OrdField) (c m n r : K), 0 < m -> 0 < n -> c * (m + n) = m * n -> r = c -> m * n = r * n + "
            "m * r",
            says="over every ordered field, so over the real numbers",
        ),
        "dearer-below": Theorem(
            "Scalars.two_are_cheaper",
            "forall (K : OrdField) (c m n r : K), 0 < m -> 0 < n -> c * (m + n) = m * n -> r < c -> r * n + m * r < "
            "m * n",
            says="over every ordered field, so over the real numbers",
        ),
        "no-bottleneck-is-above": Theorem(
            "Scalars.no_bottleneck_is_dearer",
            "forall (K : OrdField) (m n r : K), 0 < m -> 0 < n -> m <= r -> m * n < r * n + m * r",
            says="over every ordered field, so over the real numbers",
        ),
        "one-hidden-value-is-not": Theorem(
            "Scalars.one_hidden_value_is_cheap",
            "forall (K : OrdField) (m n : K), rat 2 <= m -> rat 2 <= n -> n + m <= m * n",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("cheaper-above", engine="exact")
def more_hidden_values_than_c() -> Cases:
    """r(m + n) exceeds c(m + n), which is mn, since r − c > 0 and m + n > 0."""
    return Cases((Leaf({2: 1, 4: 1}, ((1, (3, 0), None), (1, (3, 1), None))),))


@CLAIM.proof("equal-at", engine="exact")
def exactly_c() -> Cases:
    """With r = c the two numbers are c(m + n) and mn."""
    return Cases((Leaf({2: 1, 4: 1}, multiples={3: m + n}),))


@CLAIM.proof("dearer-below", engine="exact")
def fewer_hidden_values_than_c() -> Cases:
    """The same with c − r > 0."""
    return Cases((Leaf({2: -1, 4: 1}, ((1, (3, 0), None), (1, (3, 1), None))),))


@CLAIM.proof("no-bottleneck-is-above", engine="exact")
def already_the_second_factor() -> Cases:
    """If r ≥ m, the first factor alone takes rn ≥ mn multiplications; the same with m and n exchanged."""
    return Cases((Leaf({3: 1}, ((1, (2, 1), None), (1, (2, 0), None), (1, (0, 0), None))),))


@CLAIM.proof("one-hidden-value-is-not", engine="exact")
def one_less_on_each_side() -> Cases:
    """In other words (m − 1)(n − 1) ≥ 1: with m − 2 and n − 2 at least 0, their product plus their sum."""
    return Cases((Leaf({0: 1, 1: 1, 2: 1}, ((1, (0, 1), None),)),))


@CLAIM.proof("two-layers", engine="exact")
def a_thousand_by_a_thousand() -> Trace:
    """From 1000 values to 1000, by way of 1, 500 and 1000."""
    return Trace((2000, 10**6, 2 * 10**6))


@CLAIM.proof("one-layer", engine="exact")
def always_a_million() -> Trace:
    """One matrix of a thousand rows and columns, whatever r was."""
    return Trace((10**6,) * 3)


@CLAIM.control(
    ForAll(("m", "n", "r"), ONE <= TWO, (m >= 1, n >= 1, r >= 1), {"m": 1, "n": 1, "r": 1}),
    drops="r > mn/(m + n): collapsing is said to save work always",
)
def through_a_single_hidden_value() -> Assignment:
    """1000 to 1 to 1000: a million against two thousand."""
    return Assignment({"m": 1000, "n": 1000, "r": 1})
