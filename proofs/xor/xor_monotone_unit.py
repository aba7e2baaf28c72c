"""No monotone activation lets a single unit compute XOR.

Take one unit, σ(w·x + b), and say that it fires when its value is above some t. Perhaps a clever σ helps?
Not if σ is *monotone*: non-decreasing everywhere, or non-increasing everywhere. Steps, jumps and flat pieces
are allowed. This covers sigmoid, tanh, ReLU, and leaky ReLU with a slope ≥ 0.

Let σ be non-decreasing. Where the unit fires, z = w·x + b must be greater than where it does not: from a
smaller or equal z no greater σ(z) comes. Compare two pairs of points.

    (0,1) fires and (0,0) does not:    w₂ + b > b,          so  w₂ > 0
    (1,0) fires and (1,1) does not:    w₁ + b > w₁ + w₂ + b,  so  w₂ < 0

In words: turning x₂ on must start the unit if x₁ is off, and stop it if x₁ is on; a monotone unit with a
fixed w₂ moves one way only. If σ is non-increasing, both signs turn round, and the contradiction stays. If
the unit fires where σ ≥ t instead, nothing changes. For XNOR exchange "fires" and "does not".

The proof never asks what σ is, so one small certificate covers all of them. The two hypotheses that it
does use both count. With XOR replaced by "x₁ and not x₂" a unit does it. And monotone cannot be dropped:
leaky ReLU with the slope −½ below 0 goes down and then up, and σ(x₁ − x₂) is 0, ½, 1, 0 at the four points. In
general leaky ReLU is monotone for every slope a ≥ 0; and for every a < 0 it is > 0 except at 0, so that σ(x₁ − x₂) > 0
is XOR and σ(x₁ + x₂ − 1) > 0 is XNOR. What other activations can do is the subject of
`xor-single-unit-iff-nonmonotone`.
"""

from fractions import Fraction

from nlverify.claim import XNOR, XOR, Claim, ForAll, NoNetwork, NotSeparable, Source, Theorem, boolean_table
from nlverify.engines import search
from nlverify.evidence import Cases, Farkas, Network, Unit, Weights
from nlverify.exact.expression import Expr, equals, relu, symbols

ONE_LEAKY = NoNetwork(XOR, hidden=1, activation=("leaky", Fraction(1, 100)), readout=">")

a, y, z = symbols("a y z")


def leaky(u: Expr) -> Expr:
    """Leaky ReLU with the slope a below 0, for any a."""
    return a * u + (1 - a) * relu(u)


MONOTONE = ForAll(("a", "y", "z"), leaky(y) <= leaky(z), (a >= 0, y <= z), {"a": 1, "y": 0, "z": 1})
V_SHAPED = ForAll(("a", "z"), (leaky(z) > 0, equals(z, 0)), (a < 0,), {"a": -1, "z": 0})

CLAIM = Claim(
    id="xor-monotone-unit",
    title="No monotone unit computes XOR",
    says="No single unit with a monotone activation computes XOR or XNOR, whatever its threshold.",
    parts={
        "xor": NotSeparable(XOR, fires=">", family="monotone-unit"),
        "xor-fires-at-t": NotSeparable(XOR, fires=">=", family="monotone-unit"),
        "xnor": NotSeparable(XNOR, fires=">", family="monotone-unit"),
        "xnor-fires-at-t": NotSeparable(XNOR, fires=">=", family="monotone-unit"),
    },
    illustrations={
        "leaky-relu": ONE_LEAKY,
        "slopes-of-0-or-more": MONOTONE,
        "negative-slopes": V_SHAPED,
    },
    theorems={
        "xor": Theorem(
            "Xor.xor_not_monotone_unit",
            "forall (K : OrdRing) (g : K -> K), increasing g \\/ decreasing g -> ~ exists w1 w2 b t, forall p q, t < "
            "g (w1 * num p + w2 * num q + b) <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "xor-fires-at-t": Theorem(
            "Xor.xor_not_monotone_unit_at",
            "forall (K : OrdRing) (g : K -> K), increasing g \\/ decreasing g -> ~ exists w1 w2 b t, forall p q, t "
            "<= g (w1 * num p + w2 * num q + b) <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "xnor": Theorem(
            "Xor.xnor_not_monotone_unit",
            "forall (K : OrdRing) (g : K -> K), increasing g \\/ decreasing g -> ~ exists w1 w2 b t, forall p q, t < "
            "g (w1 * num p + w2 * num q + b) <-> xorb p q = false",
            says="over every ordered ring, so over the real numbers",
        ),
        "xnor-fires-at-t": Theorem(
            "Xor.xnor_not_monotone_unit_at",
            "forall (K : OrdRing) (g : K -> K), increasing g \\/ decreasing g -> ~ exists w1 w2 b t, forall p q, t "
            "<= g (w1 * num p + w2 * num q + b) <-> xorb p q = false",
            says="over every ordered ring, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("xor", engine="exact")
def x2_turns_on_and_off() -> Cases:
    """Pairs (0,1) above (0,0) and (1,0) above (1,1): w₂ > 0 and −w₂ > 0 add up to 0 > 0."""
    return Farkas((1, 0, 0, 1))


@CLAIM.proof("xor-fires-at-t", engine="exact")
def the_same_pairs() -> Cases:
    """A value ≥ t is greater than one < t: the pairs give the same inequalities."""
    return Farkas((1, 0, 0, 1))


@CLAIM.proof("xnor", engine="exact")
def x2_turns_off_and_on() -> Cases:
    """Pairs (0,0) above (0,1) and (1,1) above (1,0): −w₂ > 0 and w₂ > 0."""
    return Farkas((1, 0, 0, 1))


@CLAIM.proof("xnor-fires-at-t", engine="exact")
def the_same_pairs_again() -> Cases:
    """As before; the pairs do not ask whether t itself counts."""
    return Farkas((1, 0, 0, 1))


@CLAIM.proof("leaky-relu", engine="exact")
def all_sign_patterns() -> Cases:
    """For one leaky ReLU with an outer weight of either sign: every pattern of signs is contradictory."""
    return search.refute_networks(ONE_LEAKY)


@CLAIM.proof("slopes-of-0-or-more", engine="exact")
def up_on_both_sides() -> Cases:
    """Where y and z have one sign the slope is a or 1, and from y ≤ 0 to z ≥ 0 the values go from ≤ 0 to ≥ 0."""
    return search.prove(MONOTONE)


@CLAIM.proof("negative-slopes", engine="exact")
def positive_but_at_zero() -> Cases:
    """For z < 0 the value az is a product of two negative numbers."""
    return search.prove(V_SHAPED)


@CLAIM.control(
    NotSeparable(boolean_table("0010"), family="monotone-unit"), drops="the labels of XOR: (1,0) alone is left"
)
def x1_and_not_x2() -> Weights:
    """With σ(z) = z and t = 0: x₁ − x₂ is positive at (1,0) alone."""
    return Weights((1, -1), 0)


@CLAIM.control(NoNetwork(XOR, hidden=1, activation=("leaky", Fraction(-1, 2)), readout=">"), drops="monotone")
def down_and_up_computes_xor() -> Network:
    """The value of σ(x₁ − x₂) is positive exactly where the inputs differ."""
    return Network((Unit((1, -1), 0, 1),))


@CLAIM.control(
    NoNetwork(XNOR, hidden=1, activation=("leaky", Fraction(-1, 2)), readout=">"), drops="monotone, for XNOR"
)
def down_and_up_computes_xnor() -> Network:
    """¼ − σ(x₁ − x₂) is positive exactly where the inputs agree."""
    return Network((Unit((1, -1), 0, -1),), bias=Fraction(1, 4))
