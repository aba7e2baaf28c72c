"""On the whole line ReLU networks cannot follow sin.

A finite ReLU network with one input is a straight line from some point on: beyond its last kink nothing happens any
more. The sine goes on for ever. Let p be beyond the last kink, at one of the places where sin p = 1. Then

    sin p − 2·sin(p + π) + sin(p + 2π)  =  1 + 2 + 1  =  4,

while for the network, which is straight there, the same expression is 0. If it were within e of sin at the three
points, the two would differ by at most 4e. So e ≥ 1, and that is no better than the constant 0. On an interval
of finite length, however long, the error can be made as small as you like. "Compact" is one of the adjectives that
belong to "approximates any continuous function".

**How the proof covers all networks.** Follow the value s of the unit at hand at the point x, one connection after the
other, together with a straight line gx + k. The step adds an input of weight w: a, the value of the input or of any
unit that was computed earlier, and mx + c, the line that was found for it. The unit that results is on or off at x
(step(q) = 1 or 0), as the sign of its line says; its own line is the same one or 0. E adds up the squares of all
differences between units and their lines, so that (a − mx − c)² ≤ E is all that is known of the input; and p says
whether the unit goes on (p = 1) or a new one begins (p = 0). By induction s = gx + k and E = 0. So a network is the
line that belongs to its pattern of units on and off. What remains is that the pattern does not change any more when x
is large: a line gx + k with g ≠ 0 has one sign from −k/g on, which is where g(gx + k) ≥ 0. So unit by unit, in the
order in which they are computed, there is a point beyond which it stays on or stays off.
"""

from nlverify.claim import Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Run, Steps
from nlverify.exact.expression import Relation, differs, equals, expr, relu, step, symbols

x, s, g, k, E, w, a, m, c, b, p, q, y = symbols("x s g k E w a m c b p q y")
CHOSEN = "w a m c b p q"
VALUE, SLOPE, START = s + w * a + b, g + w * m, k + w * c + b
LINE = SLOPE * x + START


def network(*pattern: Relation) -> Induction:
    """Every ReLU network of one input at a point x, one connection a step, beside the lines of its units."""
    return Induction(
        ring="reals",
        symbols=scalars("x s g k E " + CHOSEN),
        state={
            "s": (expr(0), p * VALUE),
            "g": (expr(0), p * SLOPE),
            "k": (expr(0), p * START),
            "E": (expr(0), E + (relu(VALUE) - step(q) * LINE) ** 2),
        },
        each_step=tuple(CHOSEN.split()),
        invariant=(equals(s, g * x + k), equals(E, 0)),
        given=((a - m * x - c) ** 2 <= E, *pattern),
        witness=dict.fromkeys(("x", *CHOSEN.split()), 0),
    )


STRAIGHT = network((2 * step(q) - 1) * LINE >= 0)
ONE_SIGN = ForAll(
    ("g", "k", "x", "y"),
    (g * x + k) * (g * y + k) >= 0,
    (differs(g, 0), g * (g * x + k) >= 0, g * (g * y + k) >= 0),
    {"g": 1, "k": 0, "x": 1, "y": 2},
)

d, e = symbols("d e")
AT = [g * z + k for z in (x, x + d, x + 2 * d)]
FAR_OFF = ForAll(
    ("g", "k", "x", "d", "e"),
    e >= 1,
    (1 - AT[0] <= e, AT[1] - (-1) <= e, 1 - AT[2] <= e),
    {**dict.fromkeys("gkxd", 0), "e": 1},
)

CLAIM = Claim(
    id="noncompact-fails",
    title="On the whole line, sin is out of reach",
    says="Far out a ReLU network of one input is straight: it misses 1, −1, 1 at equal distances, as sin has, by ≥ 1.",
    parts={"any-network": STRAIGHT, "one-sign-beyond-the-kink": ONE_SIGN, "three-points": FAR_OFF},
    theorems={
        "any-network": Theorem(
            "Straight.relu_network_on_its_lines",
            "forall (K : OrdField) (x : K) (w a m c b p q s g k E : nat -> K) n, s 0%nat = 0 -> "
            "g 0%nat = 0 -> k 0%nat = 0 -> E 0%nat = 0 -> (forall i, (i < n)%nat -> "
            "let d := a i - m i * x - c i in let line := (g i + w i * m i) * x + k i + w i * c i + b i "
            "in let off := relu (s i + w i * a i + b i) - step (q i) * line in d * d <= E i /\\ "
            "0 <= (rat 2 * step (q i) - 1) * line /\\ E (S i) = E i + off * off /\\ "
            "g (S i) = p i * (g i + w i * m i) /\\ k (S i) = p i * (k i + w i * c i + b i) /\\ "
            "s (S i) = p i * (s i + w i * a i + b i)) -> s n = g n * x + k n /\\ E n = 0",
            says="over every ordered field, for sequences that make these steps",
        ),
        "one-sign-beyond-the-kink": Theorem(
            "Straight.one_sign_beyond_the_kink",
            "forall (K : OrdField) (g k x y : K), g <> 0 -> 0 <= g * (g * x + k) -> "
            "0 <= g * (g * y + k) -> 0 <= (g * x + k) * (g * y + k)",
            says="over every ordered field",
        ),
        "three-points": Theorem(
            "Straight.three_points_miss_a_line",
            "forall (K : OrdField) (g k x d e : K), 1 - (g * x + k) <= e -> "
            "g * (x + d) + k - - (1) <= e -> 1 - (g * (x + rat 2 * d) + k) <= e -> 1 <= e",
            says="over every ordered field",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("any-network", engine="exact")
def one_more_connection() -> Steps:
    """With E = 0 the input is on its line, so the sum is; and relu keeps the line or replaces it by 0."""
    lines = (LINE + w * (a - m * x - c), LINE, VALUE - LINE, VALUE)
    return search.prove(STRAIGHT, squares=(w, p * w, *lines))


@CLAIM.proof("one-sign-beyond-the-kink", engine="exact")
def both_have_the_sign_of_the_slope() -> Cases:
    """Both values have the sign of g ≠ 0, or are 0."""
    return search.prove(ONE_SIGN, degree=3)


@CLAIM.proof("three-points", engine="exact")
def second_difference() -> Cases:
    """The outer two and twice the middle: the line cancels, and 4 ≤ 4e is left."""
    return search.prove(FAR_OFF)


@CLAIM.control(network(), drops="that a unit's line is replaced by 0 just where it is negative")
def the_wrong_half() -> Run:
    """A unit with the line 1, taken to be off, is 1 and not 0."""
    return Run({"x": 0}, ({"w": 0, "a": 0, "m": 0, "c": 0, "b": 1, "p": 0, "q": 0},))


@CLAIM.control(
    ForAll(
        ("g", "k", "x", "d", "e"), e >= 1, (1 - AT[0] <= e, AT[1] - (-1) <= e), {**dict.fromkeys("gkxd", 0), "e": 1}
    ),
    drops="the third point: half a period only",
)
def half_a_period_is_easy() -> Assignment:
    """The line 1 − 2x has the values 1 and −1 at 0 and 1."""
    return Assignment({"g": -2, "k": 1, "x": 0, "d": 1, "e": 0})
