"""A chain of single ReLUs is monotone: width 1 is not enough, at any depth.

How narrow can a ReLU network be if it may be as deep as it likes? With one input and one unit in each layer it is
a chain,

    f  =  w·relu(… w·relu(w·relu(wx + b) + b) + b …) + b,

with weights and biases of each layer's own. Each link is a monotone function of the one before, so the whole is
monotone: non-decreasing, or non-increasing. But |x| goes down and up. At −1, 0, 1 it is 1, 0, 1, and no monotone
f can be nearer than ½ to all three. (Exactly ½ is what the constant ½ achieves.)

The proof follows the three values through the chain. What it keeps is that the steps from f(−1) to f(0) and from f(0)
to f(1) do not have opposite signs: their product is ≥ 0.

Two units in one layer are enough for |x| = relu(x) + relu(−x), and in general, width 2 approximates every continuous
function on [0, 1]. With d inputs and one output the least width is d + 1: this is a theorem of Hanin and Sellke, which
is quoted here and not checked.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, Induction, NoNetwork, Source, Table, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Cases, Network, Steps, Unit
from nlverify.exact.expression import relu, symbols

f0, f1, f2, w, v, first, bias, e = symbols("f0 f1 f2 w v first bias e")

CHAIN = Induction(
    ring="reals",
    symbols=scalars("f0 f1 f2 w v first bias"),
    state={
        "f0": (-first + bias, w * relu(f0) + v),
        "f1": (bias, w * relu(f1) + v),
        "f2": (first + bias, w * relu(f2) + v),
    },
    each_step=("w", "v"),
    invariant=(f1 - f0) * (f2 - f1) >= 0,
)
MONOTONE = (f1 - f0) * (f2 - f1) >= 0
HALF_OFF = ForAll(
    ("f0", "f1", "f2", "e"),
    e >= Fraction(1, 2),
    (MONOTONE, 1 - f0 <= e, f1 <= e, 1 - f2 <= e),
    dict.fromkeys(("f0", "f1", "f2", "e"), Fraction(1, 2)),
)
ABSOLUTE = Table.of([((-1,), 1), ((0,), 0), ((1,), 1)])

CLAIM = Claim(
    id="min-width",
    title="Width 1 is not enough, at any depth",
    says="With one input, ReLU networks of width 1 are monotone at −1, 0, 1, at any depth; they miss |x| there by ≥ ½.",
    parts={"any-depth": CHAIN, "half-off": HALF_OFF},
    illustrations={"one-unit": NoNetwork(ABSOLUTE, hidden=1)},
    theorems={
        "any-depth": Theorem(
            "Straight.chain_is_monotone",
            "forall (K : OrdField) (first start : K) (w v f0 f1 f2 : nat -> K), "
            "f0 0%nat = - first + start -> f1 0%nat = start -> f2 0%nat = first + start -> (forall i, "
            "f0 (S i) = w i * relu (f0 i) + v i /\\ f1 (S i) = w i * relu (f1 i) + v i /\\ "
            "f2 (S i) = w i * relu (f2 i) + v i) -> forall n, 0 <= (f1 n - f0 n) * (f2 n - f1 n)",
            says="over every ordered field, for sequences that make these steps; start is the part's bias",
        ),
        "half-off": Theorem(
            "Straight.monotone_misses_abs",
            "forall (K : OrdField) (f0 f1 f2 e : K), 0 <= (f1 - f0) * (f2 - f1) -> 1 - f0 <= e -> "
            "f1 <= e -> 1 - f2 <= e -> rat (1 # 2) <= e",
            says="over every ordered field",
        ),
    },
    source=(Source("hanin-sellke-2017"), Source("elementary")),
)


@CLAIM.proof("any-depth", engine="exact")
def each_link_is_monotone() -> Steps:
    """Both steps keep their signs, or both turn round, or one of them becomes 0."""
    return search.prove(CHAIN, degree=3, squares=(w,))


@CLAIM.proof("half-off", engine="exact")
def down_and_up() -> Cases:
    """If e < ½, then f(0) < ½ is less than both f(−1) and f(1): the steps have opposite signs."""
    return search.prove(HALF_OFF)


@CLAIM.proof("one-unit", engine="exact")
def one_unit_is_a_chain() -> Cases:
    """One layer, exactly: every pattern of the unit at the three points."""
    return search.refute_networks(NoNetwork(ABSOLUTE, hidden=1))


@CLAIM.control(NoNetwork(ABSOLUTE, hidden=2), drops="width 1: there are two units")
def two_units_make_the_absolute_value() -> Network:
    """relu(x) + relu(−x)."""
    return Network((Unit((1,), 0, 1), Unit((-1,), 0, 1)))
