"""ReLU networks and continuous piecewise linear functions are the same thing.

A function on the line is piecewise linear if breakpoints t₀ < t₁ < … cut the line into finitely many pieces on each
of which it is straight. Every ReLU network with one input is such a function, and continuous: it is straight on each
of the intervals that belong to its patterns of units on and off, finitely many (`activation-pattern-affine`), and
ReLU does not jump (`relu-is-continuous`).

The converse is a construction. Take any breakpoints in increasing order, any slopes m₀, m₁, …, and the value y₀ at
the first breakpoint. Begin with

    y₀ − m₀·relu(t₀ − x) + m₁·relu(x − t₀),

which has the slope m₀ left of t₀ and m₁ right of it, and at each further breakpoint t add the hinge

    (new slope − old slope)·relu(x − t).

Left of t the hinge is 0 and changes nothing; from t on, it changes the slope to the new one. By induction the sum is
the function that was asked for, at every x. So p units in one hidden layer are enough for p ≥ 2 pieces. Fewer than p
− 1 cannot do it, since a unit that does not switch between x and z is straight there: each of the p − 1 breakpoints
takes a unit of its own. (One piece takes none if it is constant, and two otherwise: x = relu(x) − relu(−x).)

For several inputs the theorem is the same, with more layers: the functions of finite ReLU networks are exactly the
continuous piecewise linear ones. It is due to Arora, Basu, Mianjy and Mukherjee, and quoted here.
"""

from nlverify.claim import Cited, Claim, Exists, ForAll, Induction, Source, scalars
from nlverify.engines import search
from nlverify.evidence import Cases, Run, Steps
from nlverify.exact.expression import Expr, equals, expr, relu, step, symbols

x, t, y, m, F, S, d, n, t0, y0, m0, m1, j = symbols("x t y m F S d n t0 y0 m0 m1 j")


def line(at: Expr, value: Expr, slope: Expr) -> Expr:
    """The line through (at, value) with that slope."""
    return value + slope * (x - at)


def pieces(jump: Expr) -> Induction:
    """F: the function with the breakpoints so far; S: the hinges; (t, y): the last breakpoint; m: the last slope."""
    new, height = t + d, y + m * d + jump if jump.names else y + m * d
    return Induction(
        ring="reals",
        symbols=scalars("x t0 y0 m0 m1 t y m F S d n" + (" j" if jump.names else "")),
        state={
            "t": (t0, new),
            "y": (y0, height),
            "m": (m1, n),
            "F": (
                step(t0 - x) * line(t0, y0, m0) + (1 - step(t0 - x)) * line(t0, y0, m1),
                step(new - x) * F + (1 - step(new - x)) * line(new, height, n),
            ),
            "S": (y0 - m0 * relu(t0 - x) + m1 * relu(x - t0), S + (n - m) * relu(x - new)),
        },
        each_step=("d", "n"),
        invariant=(equals(S, F), equals((1 - step(t - x)) * (F - line(t, y, m)), 0)),
        given=(d > 0,),
        witness=dict.fromkeys(("x", "t0", "y0", "m0", "m1", "d", "n", *jump.names), 1),
    )


HINGES = pieces(expr(0))
a, c, u = symbols("a c u")
NO_KINK = ForAll(
    ("a", "c", "u"),
    equals(relu((1 - u) * a + u * c), (1 - u) * relu(a) + u * relu(c)),
    (a * c >= 0, u >= 0, u <= 1),
    {"a": 1, "c": 1, "u": 1},
)
h0, h1, b, w, v = symbols("h0 h1 b w v")
PARABOLA = Exists(
    ("h0", "h1", "b", "w", "v"), tuple(equals(h0 + h1 * z + v * relu(w * z + b), z * z) for z in range(-2, 3))
)
EVERY_DIMENSION = Cited(
    "A function of n real variables is computed by some finite ReLU network if and only if it is continuous and "
    "piecewise linear with finitely many pieces.",
    source="arora-basu-mianjy-mukherjee-2018",
    reason="The converse rests on writing such a function by maxima of affine ones, which is not done here.",
)

CLAIM = Claim(
    id="relu-nets-are-cpwl",
    title="ReLU networks: the continuous piecewise linear maps",
    says="The functions of finite ReLU networks are the continuous piecewise linear ones; "
    "with one input and one layer, p ≥ 2 pieces take p units at most, and p − 1 at least.",
    parts={"one-input": HINGES, "no-kink-no-bend": NO_KINK, "n-inputs": EVERY_DIMENSION},
    source=Source("arora-basu-mianjy-mukherjee-2018"),
    uses=("activation-pattern-affine", "relu-is-continuous"),
)


@CLAIM.proof("one-input", engine="exact")
def one_more_hinge() -> Steps:
    """Left of the new breakpoint neither side changes; from it on, both are the line with the new slope."""
    return search.prove(HINGES, signs=(m0, m1, n - m))


@CLAIM.proof("no-kink-no-bend", engine="exact")
def on_or_off_throughout() -> Cases:
    """If a and c have one sign, so has every mean of the two, and relu is the identity or 0 on all of them."""
    return search.prove(NO_KINK, degree=3)


@CLAIM.control(pieces(j), drops="continuity: there is a jump at each new breakpoint")
def a_sum_of_hinges_has_no_jump() -> Run:
    """With all slopes 0 the hinges add up to 0, and the function jumps from 0 to 1."""
    start = dict.fromkeys(("x", "t0", "y0", "m0", "m1", "j"), 0)
    return Run({**start, "x": 2, "j": 1}, ({"d": 1, "n": 0},))


@CLAIM.control(PARABOLA, drops="piecewise linear: x², with one unit and a skip")
def a_parabola_bends_everywhere() -> Cases:
    """A single unit has one kink; the squares of −2, …, 2 have a positive second difference at three places."""
    return search.prove(PARABOLA)
