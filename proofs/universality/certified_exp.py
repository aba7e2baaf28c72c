"""Sixteen ReLUs follow eˣ on [0, 1] to 0.0012866.

Join the points of the curve over 0, 1/16, 2/16, …, 1 by straight lines. With one ReLU for each change of slope this
is a network with one hidden layer (`relu-nets-are-cpwl`): each ReLU is 0 on the pieces before its own. The first of
the 16 is relu(x), which is x on [0, 1], and written so in the statement. Over [a, a + 1/16], with E = e^(1/16), the
line is

    chord(x)  =  eᵃ·(1 + 16·(x − a)·(E − 1)).

**It is never below the curve.** The law e^z ≥ 1 + z says that the curve lies above its tangent at x; the two ends of
the chord do, so all of it lies above the point of contact.

**It is nowhere more than 0.0012866 above it.** The gap is eᵃ times what it is at the same place of the first piece.
So it is largest on the last piece, where eᵃ = e^(15/16), and where the curve has the slope m = 16(E − 1) of the first
chord: there it is

    e^(15/16)·(1 − m + m·ln m)  =  0.00128658934…

The proof uses the tangent at 193/6144, a fraction near ln m = 0.03141…, and enclosures of three powers of e to 8
digits. Lowered by half of it, the network is off by half as much in both directions, at most 0.0006433.

The bound e/(8·16²) = 0.001327… that one gets from the second derivative is a little larger.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, Exists, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.engines.guided import Goal
from nlverify.evidence import Assignment, Cases, Steps
from nlverify.exact.expression import Expr, equals, exp, expr, relu, step, symbols

x, a, t, v, S = symbols("x a t v S")
PIECE, LAST = Fraction(1, 16), Fraction(15, 16)
TOUCH = Fraction(193, 6144)  # near ln m
BOUND, DIGITS = Fraction(12_866, 10**7), 8
POWER = exp(expr(PIECE))


def chord(start: Expr, value: Expr) -> Expr:
    """The line over [start, start + 1/16] that begins at (start, value) and gains the factor e^(1/16)."""
    return value * (1 + 16 * (x - start) * (POWER - 1))


NETWORK = Induction(
    ring="reals",
    symbols=scalars("t v S x"),
    state={
        "t": (expr(0), t + PIECE),
        "v": (exp(expr(0)), v * POWER),
        "S": (1 + 16 * x * (POWER - 1), S + 16 * (v * POWER - v) * (POWER - 1) * relu(x - t - PIECE)),
    },
    each_step=(),
    invariant=(equals(v, exp(t)), equals((1 - step(t - x)) * (S - chord(t, v)), 0)),
)
ABOVE = ForAll(("a", "x"), chord(a, exp(a)) >= exp(x), (x >= a, x <= a + PIECE), {"a": 0, "x": 0})


def gap_at_most(bound: Fraction) -> ForAll:
    """On each of the 16 pieces (and on any piece between them) the chord is at most `bound` above the curve."""
    given = (a >= 0, a <= LAST, x >= a, x <= a + PIECE)
    return ForAll(("a", "x"), chord(a, exp(a)) - exp(x) <= bound, given, {"a": 0, "x": 0})


ATTAINED = Exists(("a", "x"), (equals(a, LAST), x >= a, x <= 1, chord(a, exp(a)) - exp(x) > Fraction(12_865, 10**7)))

CLAIM = Claim(
    id="certified-exp",
    title="Sixteen ReLUs for eˣ, with a certified error",
    says="The 16 equal chords of eˣ on [0, 1], a ReLU network, are nowhere below eˣ, at most 0.0012866 above it, "
    "and somewhere more than 0.0012865.",
    parts={"network": NETWORK, "never-below": ABOVE, "nearly": gap_at_most(BOUND), "attained": ATTAINED},
    theorems={
        "network": Theorem(
            "Exponential.chords_network",
            "forall (x : R) (t v s : nat -> R), s 0%nat = 1 + 16 * x * (exp (1 / 16) - 1) -> "
            "t 0%nat = 0 -> v 0%nat = exp 0 -> (forall i, "
            "s (S i) = s i + 16 * (v i * exp (1 / 16) - v i) * (exp (1 / 16) - 1) * Rmax (x - t i - 1 / "
            "16) 0 /\\ t (S i) = t i + 1 / 16 /\\ v (S i) = v i * exp (1 / 16)) -> forall n, "
            "v n = exp (t n) /\\ (t n <= x -> s n = v n * (1 + 16 * (x - t n) * (exp (1 / 16) - 1)))",
            says="over the real numbers, for sequences that make these steps; step(t − x) = 0 says t ≤ x",
            axioms=REALS,
        ),
        "never-below": Theorem(
            "Exponential.chords_never_below",
            "forall (a x : R), a <= x -> x <= a + 1 / 16 -> exp x <= exp a * (1 + 16 * (x - a) * (exp (1 / 16) - 1))",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "nearly": Theorem(
            "Exponential.chords_nearly",
            "forall (a x : R), 0 <= a -> a <= 15 / 16 -> a <= x -> x <= a + 1 / 16 -> "
            "exp a * (1 + 16 * (x - a) * (exp (1 / 16) - 1)) - exp x <= 6433 / 5000000",
            says="over the real numbers",
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "attained": Theorem(
            "Exponential.chords_gap_attained",
            "exists a x : R, a = 15 / 16 /\\ a <= x /\\ x <= 1 /\\ "
            "2573 / 2000000 < exp a * (1 + 16 * (x - a) * (exp (1 / 16) - 1)) - exp x",
            says="over the real numbers",
            axioms=REALS,
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("network", engine="exact")
def one_more_chord() -> Steps:
    """At the next point the value gains the factor e^(1/16), and one ReLU brings the slope up to date."""
    return search.prove(NETWORK)


@CLAIM.proof("never-below", engine="exact")
def both_ends_above_the_tangent() -> Cases:
    """eᵃ ≥ eˣ(1 + a − x), and the same at a + 1/16; the chord is a mean of the two ends."""
    goal = Goal(ABOVE)
    goal.positive(x, "power")
    goal.sum(x, a - x)
    goal.taylor(a - x, name="left")
    goal.sum(x, a + PIECE - x)
    goal.taylor(a + PIECE - x, name="right")
    goal.sum(a, PIECE)
    return goal.proved(goal.close(("power", 1, "left"), ("power", 0, "right")))


@CLAIM.proof("nearly", engine="exact")
def tangent_where_the_slopes_agree() -> Cases:
    """eˣ⁻ᵃ ≥ e^ρ(1 + x − a − ρ) with ρ = 193/6144 leaves eᵃ·(1 − e^ρ(1 − ρ)) at most, and eᵃ ≤ e^(15/16)."""
    goal = Goal(gap_at_most(BOUND))
    goal.positive(a, "start")
    goal.bounds(POWER, DIGITS, "chord")
    goal.sum(a, x - a)
    goal.sum(x - a - TOUCH, TOUCH)
    goal.taylor(x - a - TOUCH, name="tangent")
    goal.bounds(exp(expr(TOUCH)), DIGITS, "slope")
    goal.sum(a, LAST - a)
    goal.taylor(LAST - a, name="last")
    goal.bounds(exp(expr(LAST)), DIGITS, "end")
    tangent = [("start", "slope-below", "tangent"), ("start", "tangent"), ("start", "slope-below")]
    slopes = [("start", 2, "chord-above"), ("start", "slope-below", 2), ("start", 2)]
    return goal.proved(goal.close(*tangent, *slopes, ("start", "last"), ("start", 1)))


@CLAIM.proof("attained", engine="exact")
def on_the_last_piece() -> Assignment:
    """At a + 193/6144 on the last piece."""
    return Assignment({"a": LAST, "x": LAST + TOUCH})


@CLAIM.control(gap_at_most(Fraction(6, 10**4)), drops="the bound 0.0012866: 0.0006 is claimed")
def half_takes_a_shift() -> Assignment:
    """On the last piece the gap is twice that."""
    return Assignment({"a": LAST, "x": LAST + TOUCH})
