"""How many hidden layers of ReLUs are necessary: known, and not known.

The functions that ReLU networks compute are exactly the continuous piecewise linear ones. How deep a network do they
need, if width is free? Arora and others showed that ⌈log₂(n + 1)⌉ hidden layers are *sufficient* for n inputs, since
every such function is a sum, with signs, of maxima of at most n + 1 affine functions, and a maximum can be found as
in a knock-out. That remains true. That they are *necessary* was a conjecture of Hertrich, Basu, Di Summa and
Skutella, for the function

    Fₙ  =  max(0, x₁, …, xₙ).

The literature says, and none of these four statements is checked here:

- fewer layers are sufficient, ⌈log₃(n − 1)⌉ + 1 for all functions of n ≥ 3 inputs;
- for networks whose weights are decimal fractions, at least ⌈log₃(n + 1)⌉ layers are necessary for Fₙ;
- for networks with whole weights, ⌈log₂(n + 1)⌉ are, as the conjecture says;
- for real weights, no lower bound better than 2 is known (as reported in 2025), however large n is.

So according to these sources the conjecture is true with whole weights, false with real ones for n = 4, and nobody
seems to know whether three layers are ever necessary. Checked here are two cases which the bounds rest on: F₂ needs
two layers (`max3-needs-two-hidden`), and two are enough for the largest of five numbers (`max5-two-hidden`), which
includes F₄, where the conjecture asks for three. The illustration is the first case of all: F₁ takes one layer.
"""

from nlverify.claim import Cited, Claim, ForAll, NotAffine, Source, Table
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Farkas
from nlverify.exact.expression import equals, maximum, relu, symbols

(x,) = symbols("x")
NO_PROOF_HERE = "it is about networks of every size, and its proof about polytopes is not formalised here"
F1 = ForAll(("x",), equals(maximum(0, x), relu(x)))
NO_LAYER = NotAffine(Table.of([((-1,), 0), ((0,), 0), ((1,), 1)]))

CLAIM = Claim(
    id="depth-status",
    title="How deep ReLU networks have to be",
    says="⌈log₃(n − 1)⌉ + 1 hidden layers of ReLUs suffice for n ≥ 3 inputs; for real weights no general lower bound "
    "above 2 is known (2025).",
    parts={
        "sufficient": Cited(
            "Every continuous piecewise linear function of n inputs, n at least 3, is computed by a ReLU network with "
            "ceil(log_3(n - 1)) + 1 hidden layers.",
            source="bakaev-brunck-hertrich-stade-yehudayoff-2025",
            reason=NO_PROOF_HERE,
        ),
        "decimal-weights": Cited(
            "A ReLU network whose weights are decimal fractions and which computes max(0, x_1, ..., x_n) has at least "
            "ceil(log_3(n + 1)) hidden layers.",
            source="averkov-hojny-merkert-2025",
            reason=NO_PROOF_HERE,
        ),
        "whole-weights": Cited(
            "A ReLU network whose weights are whole numbers and which computes max(0, x_1, ..., x_n) has at least "
            "ceil(log_2(n + 1)) hidden layers (Haase, Hertrich and Loho, as reported in the source).",
            source="averkov-hojny-merkert-2025",
            reason=NO_PROOF_HERE,
        ),
        "best-lower-bound": Cited(
            "The best lower bound known in general (real weights, 2025) for the number of hidden layers that all "
            "continuous piecewise linear functions need is 2.",
            source="grillo-hertrich-loho-2025",
            reason="it reports what is known, not a theorem",
        ),
    },
    illustrations={"one-layer-for-f1": F1, "no-layer-is-not-enough": NO_LAYER},
    source=(
        Source("bakaev-brunck-hertrich-stade-yehudayoff-2025"),
        Source("averkov-hojny-merkert-2025"),
        Source("grillo-hertrich-loho-2025"),
        Source("hertrich-basu-disumma-skutella-2021"),
    ),
)


@CLAIM.proof("one-layer-for-f1", engine="exact")
def by_definition() -> Cases:
    """The larger of 0 and x is relu(x)."""
    return search.prove(F1)


@CLAIM.proof("no-layer-is-not-enough", engine="exact")
def the_kink() -> Cases:
    """The values at −1 and 1 add up to twice the value at 0 for an affine function, and here to 1."""
    return Farkas((1, -2, 1))


@CLAIM.control(ForAll(("x",), equals(maximum(0, x), x)), drops="the hidden layer: F₁ is claimed to be x itself")
def below_zero() -> Assignment:
    """At −1 the larger of 0 and x is 0."""
    return Assignment({"x": -1})
