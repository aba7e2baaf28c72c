"""XOR needs two hidden ReLU units, or one and a skip connection.

**Two suffice.** With s = x₁ + x₂, which is 0, 1 or 2, the textbook network is

    relu(s) − 2·relu(s − 1):      0,  1 − 0,  2 − 2.

Another one is |x₁ − x₂| = relu(x₁ − x₂) + relu(x₂ − x₁), which is 1 exactly where two bits differ. (This
equation holds for all real numbers x₁ and x₂.)

**One does not,** if the network is f(x) = v·relu(w·x + b) + c. It fails even if f has only to be positive
where XOR is 1 and ≤ 0 elsewhere (or ≥ 0 and < 0). The reason is that z ↦ v·relu(z) + c is monotone, and no
monotone unit computes XOR (`xor-monotone-unit`). The certificate here goes another way, by cases: v may be
taken as +1 or −1, since |v|·relu(z) = relu(|v|z); for each of the four points the ReLU is on or off; in each
case only linear inequalities are left, and they contradict each other.

**One with a skip connection does.** If a linear term u·x may go past the hidden layer,

    x₁ + x₂ − 2·relu(x₁ + x₂ − 1)

is XOR. With a skip connection and no hidden unit at all, the network is affine, and cannot (`xor-not-affine-real`).
So "XOR takes two hidden units" depends on the architecture.

The controls: without biases the textbook weights give 0, −1, −1, −2. The number of units that is needed
depends on the activation too: a single unit with |z| in place of ReLU computes XOR exactly.
"""

from nlverify.claim import XOR, Claim, Computes, ForAll, NoNetwork, NotAffine, SomeNetwork, Source, Theorem
from nlverify.engines import search
from nlverify.evidence import Cases, Farkas, Leaf, Network, Split, Trace, Unit
from nlverify.exact.expression import absolute, equals, relu, symbols

x1, x2 = symbols("x1 x2")
BITS = ("x1", "x2")
EXACT, STRICT, WEAK = (NoNetwork(XOR, hidden=1, readout=r) for r in ("=", ">", ">="))

CLAIM = Claim(
    id="xor-relu-min-width",
    title="XOR takes two ReLUs, or one and a skip",
    says="XOR takes two hidden ReLU units in one layer, or one unit and a skip connection.",
    parts={
        "two-suffice": SomeNetwork(XOR, hidden=2),
        "textbook": Computes(BITS, relu(x1 + x2) - 2 * relu(x1 + x2 - 1)),
        "absolute-difference": Computes(BITS, absolute(x1 - x2)),
        "two-relus-make-it": ForAll(BITS, equals(absolute(x1 - x2), relu(x1 - x2) + relu(x2 - x1))),
        "one-cannot": EXACT,
        "one-cannot-fire": STRICT,
        "one-cannot-fire-at-zero": WEAK,
        "one-with-a-skip-can": SomeNetwork(XOR, hidden=1, skip=True),
        "a-skip-alone-cannot": NotAffine(XOR),
    },
    theorems={
        "two-suffice": Theorem(
            "XorWidth.two_relus_suffice",
            "forall K : OrdRing, exists v1 w11 w12 b1 v2 w21 w22 b2 c : K, forall p q, v1 * relu (w11 * num p + w12 "
            "* num q + b1) + v2 * relu (w21 * num p + w22 * num q + b2) + c = num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
        "textbook": Theorem(
            "XorWidth.xor_textbook",
            "forall (K : OrdRing) p q, relu (num p + num q) - (1 + 1) * relu (num p + num q - 1) = (num (xorb p q) "
            ": K)",
            says="over every ordered ring, so over the real numbers",
        ),
        "absolute-difference": Theorem(
            "Xor.xor_abs",
            "forall (K : OrdRing) p q, abs (num p - num q) = (num (xorb p q) : K)",
            says="over every ordered ring, so over the real numbers",
        ),
        "two-relus-make-it": Theorem(
            "Xor.abs_is_two_relus",
            "forall (K : OrdRing) (x y : K), abs (x - y) = relu (x - y) + relu (y - x)",
            says="over every ordered ring, so over the real numbers",
        ),
        "one-cannot": Theorem(
            "Xor.xor_not_one_relu",
            "forall K : OrdRing, ~ exists w1 w2 b a c : K, forall p q, a * relu (w1 * num p + w2 * num q + b) + c = "
            "num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
        "one-cannot-fire": Theorem(
            "XorWidth.xor_not_one_relu_threshold",
            "forall K : OrdRing, ~ exists w1 w2 b a c : K, forall p q, 0 < a * relu (w1 * num p + w2 * num q + b) + "
            "c <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "one-cannot-fire-at-zero": Theorem(
            "XorWidth.xor_not_one_relu_threshold_at_zero",
            "forall K : OrdRing, ~ exists w1 w2 b a c : K, forall p q, 0 <= a * relu (w1 * num p + w2 * num q + b) "
            "+ c <-> xorb p q = true",
            says="over every ordered ring, so over the real numbers",
        ),
        "one-with-a-skip-can": Theorem(
            "XorWidth.one_relu_and_a_skip_suffice",
            "forall K : OrdRing, exists v w1 w2 b c u1 u2 : K, forall p q, v * relu (w1 * num p + w2 * num q + b) + "
            "c + (u1 * num p + u2 * num q) = num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
        "a-skip-alone-cannot": Theorem(
            "Xor.xor_not_affine",
            "forall K : OrdRing, ~ exists w1 w2 b : K, forall p q, w1 * num p + w2 * num q + b = num (xorb p q)",
            says="over every ordered ring, so over the real numbers",
        ),
    },
    source=(Source("goodfellow-bengio-courville-2016", "Section 6.1"), Source("rumelhart-hinton-williams-1986")),
)


@CLAIM.proof("two-suffice", engine="exact")
def on_at_one_and_down_at_two() -> Network:
    """The units relu(x₁ + x₂) and relu(x₁ + x₂ − 1), with outer weights 1 and −2."""
    return Network((Unit((1, 1), 0, 1), Unit((1, 1), -1, -2)))


@CLAIM.proof("textbook", engine="exact")
def four_values() -> Trace:
    """At (0,0), (0,1), (1,0), (1,1)."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("absolute-difference", engine="exact")
def four_values_again() -> Trace:
    """The distance of two bits is 1 where they differ, and 0 where they agree."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("two-relus-make-it", engine="exact")
def both_halves_of_the_absolute_value() -> Cases:
    """|u| is relu(u) + relu(−u); so the two sides do not differ, and neither is greater."""
    return Cases((Split(row=0, above=Leaf({1: 1}), below=Leaf({1: 1})),))


@CLAIM.proof("one-cannot", engine="exact")
def every_pattern_exactly() -> Cases:
    """The cases v = −1 and v = 1, and the unit on or off at each point; each leaf adds up to a contradiction."""
    return search.refute_networks(EXACT)


@CLAIM.proof("one-cannot-fire", engine="exact")
def every_pattern_strictly() -> Cases:
    """The same cases with inequalities in place of equations."""
    return search.refute_networks(STRICT)


@CLAIM.proof("one-cannot-fire-at-zero", engine="exact")
def every_pattern_weakly() -> Cases:
    """The same cases; now it is the silent points that give strict inequalities."""
    return search.refute_networks(WEAK)


@CLAIM.proof("one-with-a-skip-can", engine="exact")
def the_sum_and_one_kink() -> Network:
    """The skip x₁ + x₂ is right except at (1,1), where the one unit takes 2 away."""
    return Network((Unit((1, 1), -1, -2),), skip=(1, 1))


@CLAIM.proof("a-skip-alone-cannot", engine="exact")
def compare_the_diagonals() -> Cases:
    """Without a hidden unit f is affine, and has the same sum on both diagonals: 0 = 2."""
    return Farkas((-1, 1, 1, -1))


@CLAIM.control(Computes(BITS, relu(x1 + x2) - 2 * relu(x1 + x2)), drops="the bias −1 of the second unit")
def without_biases() -> Trace:
    """Both units are the same then, and one minus two of them is −(x₁ + x₂)."""
    return Trace((0, -1, -1, -2))


@CLAIM.control(NoNetwork(XOR, hidden=1, activation="abs"), drops="ReLU: the activation is |z|")
def one_absolute_value_suffices() -> Network:
    """|x₁ − x₂|."""
    return Network((Unit((1, -1), 0, 1),))
