"""An activation that is not a line, and yet no network of it bends.

"Anything that is not a line is sufficient" is a fair summary of a theorem, as long as activations are continuous
(`any-nonaffine-suffices-with-depth`). Without continuity it fails. Take

    σ(z)  =  z for z ≠ 0,      σ(0)  =  1.

It is not a line: σ(−1) + σ(1) = 0 is not 2σ(0) = 2. But whatever network is built of it, with whatever depth, is a
straight line except at finitely many points (with several inputs: affine except on finitely many hyperplanes). The
reason is simple. A unit's sum z is a straight line, off finitely many points. If it is the line 0, then σ makes it
the constant 1. Otherwise it is 0 at one more point at most, and elsewhere σ leaves it alone. Such functions do not
come near |x|: at three points x − r, x, x + r that avoid the exceptions, with x as near to 0 as you like, a line is
off by (r − |x|)/2 or more at one of them.

**How the proof covers all networks.** Follow the value s of the unit at hand at the point x, one connection after the
other, together with a line gx + k. The next input has weight w and the line mx + c, and its value differs from that
by d. E adds up the squares of all such differences, so d² ≤ E is all that is known of it; p = 0 begins a new unit.
The line L of the unit has to be different from 0 at x (step(q) = 1, the line stays), or 0 everywhere (step(q) = 0,
the line becomes 1): this is what excludes finitely many points x (some more than necessary, since sums that are still
incomplete count as units too). By induction s = gx + k and E = 0.

With relu in the place of σ, this fails at once.
"""

from collections.abc import Callable

from nlverify.claim import Claim, Exists, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Run, Steps
from nlverify.exact.expression import Expr, absolute, differs, equals, expr, relu, step, symbols

x, s, g, k, E, w, m, c, d, b, p, q, r, e, z = symbols("x s g k E w m c d b p q r e z")
CHOSEN = "w m c d b p q"
VALUE, SLOPE, START = s + w * (m * x + c + d) + b, g + w * m, k + w * c + b
LINE = SLOPE * x + START


def sigma(z: Expr) -> Expr:
    """Leave z as it is, but for 0, which becomes 1."""
    return z + (1 - step(z) - step(-z))


def network(activation: Callable[[Expr], Expr]) -> Induction:
    """Every network of one input at a point x, one connection a step, beside the lines of its units."""
    zero = 1 - step(q)
    return Induction(
        ring="reals",
        symbols=scalars("x s g k E " + CHOSEN),
        state={
            "s": (expr(0), p * VALUE),
            "g": (expr(0), p * SLOPE),
            "k": (expr(0), p * START),
            "E": (expr(0), E + (activation(VALUE) - (LINE + zero)) ** 2),
        },
        each_step=tuple(CHOSEN.split()),
        invariant=(equals(s, g * x + k), equals(E, 0)),
        given=(d**2 <= E, equals(zero * SLOPE, 0), equals(zero * START, 0), differs(LINE + zero, 0)),
        witness=dict.fromkeys(("x", *CHOSEN.split()), 0),
    )


NO_BEND = network(sigma)
NOT_A_LINE = Exists(("x", "r"), (differs(sigma(x - r) + sigma(x + r), 2 * sigma(x)),))
AT = [g * z + k for z in (x - r, x, x + r)]
MISSES = ForAll(
    ("g", "k", "x", "r", "e"),
    e >= (r - absolute(x)) / 2,
    (AT[0] >= absolute(x - r) - e, AT[1] <= absolute(x) + e, AT[2] >= absolute(x + r) - e),
    dict.fromkeys(("g", "k", "x", "r", "e"), 0),
)

CLAIM = Claim(
    id="continuity-hypothesis-needed",
    title="Not a line, and still not enough: σ(0) = 1",
    says="With σ(z) = z except σ(0) = 1, which is not affine, every network of one input is a line off finitely many "
    "points; and a line misses |x| by ≥ (r − |x|)/2 at x − r, x or x + r.",
    parts={"no-network-bends": NO_BEND, "not-a-line": NOT_A_LINE, "lines-miss": MISSES},
    theorems={
        "no-network-bends": Theorem(
            "Straight.no_network_bends",
            "forall (K : OrdField) (x : K) (w m c d b p q s g k E : nat -> K) n, s 0%nat = 0 -> "
            "g 0%nat = 0 -> k 0%nat = 0 -> E 0%nat = 0 -> (forall i, (i < n)%nat -> "
            "let z := s i + w i * (m i * x + c i + d i) + b i in let line := (g i + w i * m i) * x + k i "
            "+ w i * c i + b i in let off := z + (1 - step z - step (- z)) - (line + (1 - step (q i))) "
            "in d i * d i <= E i /\\ (1 - step (q i)) * (g i + w i * m i) = 0 /\\ "
            "(1 - step (q i)) * (k i + w i * c i + b i) = 0 /\\ line + (1 - step (q i)) <> 0 /\\ "
            "E (S i) = E i + off * off /\\ g (S i) = p i * (g i + w i * m i) /\\ "
            "k (S i) = p i * (k i + w i * c i + b i) /\\ s (S i) = p i * z) -> s n = g n * x + k n /\\ "
            "E n = 0",
            says="over every ordered field, for sequences that make these steps",
        ),
        "not-a-line": Theorem(
            "Straight.sigma_is_no_line",
            "forall (K : OrdField), exists x r : K, "
            "x - r + (1 - step (x - r) - step (- (x - r))) + (x + r + (1 - step (x + r) - step (- (x + "
            "r)))) <> rat 2 * (x + (1 - step x - step (- x)))",
            says="over every ordered field",
        ),
        "lines-miss": Theorem(
            "Straight.line_misses_abs",
            "forall (K : OrdField) (g k x r e : K), abs (x - r) - e <= g * (x - r) + k -> "
            "g * x + k <= abs x + e -> abs (x + r) - e <= g * (x + r) + k -> "
            "(r - abs x) * rat (1 # 2) <= e",
            says="over every ordered field",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("no-network-bends", engine="exact")
def lines_stay_or_become_one() -> Steps:
    """With E = 0 the sum is its line L; σ leaves it alone where L ≠ 0, and turns the line 0 into the line 1."""
    return search.prove(NO_BEND, squares=(w, p * w, VALUE, VALUE - LINE))


@CLAIM.proof("not-a-line", engine="exact")
def the_value_at_zero() -> Assignment:
    """At −1, 0, 1 the values are −1, 1, 1."""
    return Assignment({"x": 0, "r": 1})


@CLAIM.proof("lines-miss", engine="exact")
def second_difference() -> Cases:
    """Both ends from below and the middle twice from above: 2r − 2|x| ≤ |x − r| + |x + r| − 2|x| ≤ 4e."""
    return search.prove(MISSES)


@CLAIM.control(network(relu), drops="σ: relu takes its place")
def relu_bends() -> Run:
    """A unit with the line −1 is 0."""
    return Run({"x": 0}, ({"w": 0, "m": 0, "c": 0, "d": 0, "b": -1, "p": 0, "q": 1},))
