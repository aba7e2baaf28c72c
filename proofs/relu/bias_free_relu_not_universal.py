"""Without biases, ReLU networks are too stiff to be universal.

Multiply the input of a ReLU by c ≥ 0, and its output is multiplied by c too: relu(cz) = c·relu(z). The same holds
for weighted sums. So it holds for every network that is made of the two alone: whatever its depth and its widths,

    f(c·x)  =  c·f(x)      for all c ≥ 0,

and f(0) = 0. Along every ray from the origin such a network is a straight line. It misses the constant function 1
by at least 1, at the origin, however large it is. One bias at the output would be enough to repair that. In
statements such as "networks approximate every continuous function" biases are among the adjectives that are easily
forgotten; a compact domain and unbounded width are others.

**How the proof covers all networks.** Evaluate a network at x and at c·x, side by side, one connection after the
other. Let s and t be what the unit at hand has collected so far at x and at c·x. The next step adds an input
with weight w: any value a, and its counterpart d at c·x, of an input or of any unit that was computed earlier. Then
the unit is passed through relu, and

    E  becomes  E + (relu(t) − c·relu(s))²,

so that E adds up how far all units so far have been from the rule. All that the step may use of a and d is that their
own discrepancy (d − ca)² is among the ones counted, hence at most E. A factor p says whether to go on with this
unit (p = 1) or to begin a new one (p = 0). Skip connections and shared weights are covered; nothing is said about
layers. (That sums which are still incomplete are counted as units too does no harm: it only makes E larger.) By
induction t = c·s always, and E = 0.

With a bias, the rule is lost at the first unit.
"""

from nlverify.claim import Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Cases, Run, Steps
from nlverify.exact.expression import Expr, equals, expr, relu, symbols

c, s, t, E, w, a, d, p, b, y0, y1, e = symbols("c s t E w a d p b y0 y1 e")


def network(*bias: Expr) -> Induction:
    """Every ReLU network, one connection a step, at x and at c·x; `bias`, if any, is added to each sum."""
    at_x, at_cx = sum(bias, s + w * a), sum(bias, t + w * d)
    chosen = "w a d p b" if bias else "w a d p"
    return Induction(
        ring="reals",
        symbols=scalars("c s t E " + chosen),
        state={
            "s": (expr(0), p * at_x),
            "t": (expr(0), p * at_cx),
            "E": (expr(0), E + (relu(at_cx) - c * relu(at_x)) ** 2),
        },
        each_step=tuple(chosen.split()),
        invariant=(equals(t, c * s), equals(E, 0)),
        given=(c >= 0, (d - c * a) ** 2 <= E),
        witness={"c": 2, **dict.fromkeys(chosen.split(), 0)},
    )


NO_BIAS, WITH_BIAS = network(), network(b)
AT_ZERO = ForAll(("y0", "y1", "e"), e >= 1, (equals(y0, 0 * y1), 1 - y0 <= e), {"y0": 0, "y1": 0, "e": 1})

CLAIM = Claim(
    id="bias-free-relu-not-universal",
    title="ReLU networks without biases are not universal",
    says="ReLU networks without biases, of any size, satisfy f(cx) = c·f(x) for c ≥ 0; "
    "so they all miss the constant 1 by 1, at 0.",
    parts={"any-network": NO_BIAS, "constant-missed": AT_ZERO},
    theorems={
        "any-network": Theorem(
            "Patterns.no_bias_scales",
            "forall (K : OrdRing) (c : K) (t s E w a d p : nat -> K), 0 <= c -> E 0%nat = 0 -> s 0%nat = 0 -> "
            "t 0%nat = 0 -> forall n : nat, (forall k : nat, (k < n)%nat -> (d k - c * a k) * (d k - c * a k) "
            "<= E k /\\ E (S k) = E k + (relu (t k + w k * d k) - c * relu (s k + w k * a k)) * (relu (t k + w "
            "k * d k) - c * relu (s k + w k * a k)) /\\ s (S k) = p k * (s k + w k * a k) /\\ t (S k) = p k * "
            "(t k + w k * d k)) -> t n = c * s n /\\ E n = 0",
            says="over every ordered ring; s k is the value of s after k steps, w k what is chosen in the next one",
        ),
        "constant-missed": Theorem(
            "Patterns.constant_missed",
            "forall (K : OrdRing) (y0 y1 e : K), y0 = 0 * y1 -> 1 - y0 <= e -> 1 <= e",
            says="over every ordered ring",
        ),
    },
    source=Source("elementary"),
    uses=("relu-pos-homogeneous-not-additive",),
)


@CLAIM.proof("any-network", engine="exact")
def one_more_connection() -> Steps:
    """Where E = 0, d = ca; the sums then keep t = cs, and both ReLUs are on or both are off unless both sums are 0."""
    return search.prove(NO_BIAS, degree=3, squares=(p * w, w, t + w * c * a, c * (s + w * a)))


@CLAIM.proof("constant-missed", engine="exact")
def nothing_comes_out_at_zero() -> Cases:
    """With c = 0: f(0) = f(0·x) = 0·f(x) = 0, which is 1 away from 1."""
    return search.prove(AT_ZERO)


@CLAIM.control(WITH_BIAS, drops="without biases: each sum has one")
def one_bias_breaks_it() -> Run:
    """A unit with bias 1 and no inputs is 1 at x and at 2x, not 1 and 2."""
    return Run({"c": 2}, ({"w": 0, "a": 0, "d": 0, "p": 1, "b": 1},))
