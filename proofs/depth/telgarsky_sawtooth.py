"""Folding k times makes 2ᵏ pieces; one hidden layer needs a ReLU for each corner.

The tent map T folds [0, 1] in the middle: up from 0 to 1, and down again. Three ReLUs make it,

    T(x)  =  2·relu(x) − 4·relu(x − ½) + 2·relu(x − 1).

Put k of these layers one after the other. What is Tᵏ, with its 3k units? Write Nx = j + θ, where N = 2ᵏ, j is
whole and 0 ≤ θ ≤ 1; that is, x lies in piece j of N equal ones. Then

    Tᵏ(x)  =  θ if j is even,   1 − θ if j is odd.

The proof is by induction over k. Doubling gives 2Nx = (2j + e) + (2θ − e), where e, which is 0 or 1, is the next
binary digit of x. And T maps θ as well as 1 − θ to 2θ if θ ≤ ½, and to 2 − 2θ if θ ≥ ½. So Tᵏ is a saw: its slopes
are 2ᵏ and −2ᵏ in turn, on 2ᵏ pieces; it is ½ in the middle of each piece, and 0 or 1 at the corners.

**One hidden layer needs at least 2ᵏ − 1 units**, even if it has a skip connection. Around the corner p = j/N look at
the second difference f(p + h) − 2f(p) + f(p − h) with h = 1/(2N). For the saw it is ½ + ½ − 2E, where E is 0 or 1,
and so never 0. For an affine function it is 0; and for a unit whose kink does not lie strictly between p − h and
p + h it is 0 too. So some unit has its kink there. The N − 1 intervals do not overlap, and one unit's kink lies in
at most one of them.

**And 2ᵏ − 1 units suffice**, with a skip connection. In z = Nx the saw is

    z − 2·relu(z − 1) + 2·relu(z − 2) − 2·relu(z − 3) + … − 2·relu(z − (N − 1)).

Where m ≤ z ≤ m + 1, the first m units are on, and make z − m or m + 1 − z of it; the others are 0.

So depth buys pieces exponentially: three more units double them. Telgarsky's theorem about such saws is stronger: few
layers do not even come close, unless they are exponentially wide. Depth does not give *any* function with many pieces
for so little; this one repeats itself. (Without a skip connection one layer needs a little more: the saw goes up from
the start.)
"""

from collections.abc import Callable
from fractions import Fraction

from nlverify.claim import Claim, Computes, ForAll, Induction, Source, Table, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Cases, Run, Steps, Trace
from nlverify.exact.expression import Expr, Relation, differs, equals, expr, relu, step, symbols

HALF = Fraction(1, 2)
b, c, g, h, j, m, p, q, r, s, t, u, v, w, x, z, E, N, S, U = symbols("b c g h j m p q r s t u v w x z E N S U")


def tent(y: Expr) -> Expr:
    """Up from 0 at 0 to 1 at ½, down to 0 at 1, and 0 elsewhere."""
    return 2 * relu(y) - 4 * relu(y - HALF) + 2 * relu(y - 1)


def saw(layer: Callable[[Expr], Expr]) -> Induction:
    """Digits step(r) of x, one a step: v is t or 1 − t as the last digit says, and N·x = j + t."""
    digit = step(r)
    return Induction(
        ring="reals",
        symbols=scalars("x r v t j g N"),
        state={
            "v": (x, layer(v)),
            "t": (x, 2 * t - digit),
            "j": (expr(0), 2 * j + digit),
            "g": (expr(0), r),
            "N": (expr(1), 2 * N),
        },
        each_step=("r",),
        given=(x >= 0, x <= 1, 2 * t - digit >= 0, 2 * t - digit <= 1),
        witness={"x": 0, "r": 0},
        invariant=(equals(v, t + step(g) * (1 - 2 * t)), equals(N * x, j + t), t >= 0, t <= 1),
    )


def bend(f: Callable[[Expr], Expr]) -> Expr:
    """The second difference of f at p."""
    return f(p + h) - 2 * f(p) + f(p - h)


def sides(centre: Expr) -> Expr:
    """A product below 0 if and only if w·y + b changes sign strictly between y = centre − h and centre + h."""
    return (w * (centre - h) + b) * (w * (centre + h) + b)


def bends(given: tuple[Relation, ...]) -> Induction:
    """The second difference at p of any sum of units that satisfy `given` is 0."""
    return Induction(
        ring="reals",
        symbols=scalars("p h u c w b v S"),
        state={"S": (bend(lambda y: u * y + c), S + v * bend(lambda y: relu(w * y + b)))},
        each_step=("w", "b", "v"),
        given=given,
        witness={"p": 0, "h": 1, "u": 0, "c": 0, "w": 1, "b": 1, "v": 1} if given else {},
        invariant=(equals(S, 0),),
    )


def units_that_are_on(given: tuple[Relation, ...]) -> Induction:
    """The sum U of z and the first m units is z − m or m + 1 − z, as s = 1 or −1 says."""
    return Induction(
        ring="reals",
        symbols=scalars("z U m s"),
        state={"U": (z, U - 2 * s * relu(z - (m + 1))), "m": (expr(0), m + 1), "s": (expr(1), -s)},
        each_step=(),
        given=given,
        witness={"z": 1} if given else {},
        invariant=(equals(U, s * (z - m) + (1 - s) / 2),),
    )


SAW, STRAIGHT, ON = saw(tent), bends((sides(p) >= 0,)), units_that_are_on((z >= m + 1,))
CORNER = ForAll(("E",), differs(HALF - 2 * E + HALF, 0), given=(equals(E * E, E),), witness={"E": 0})
ONE_KINK = ForAll(
    ("p", "q", "h", "w", "b"),
    then=(sides(p) >= 0, sides(q) >= 0),
    given=(h >= 0, q - p >= 2 * h),
    witness={"p": 0, "q": 2, "h": 1, "w": 1, "b": 0},
)
OFF = ForAll(("z", "m"), equals(relu(z - m), 0), given=(z <= m,), witness={"z": 0, "m": 1})
TWO = Computes(("x",), tent(tent(x)), Table.of([((Fraction(k, 8),), (0, HALF, 1, HALF)[k % 4]) for k in range(9)]))

CLAIM = Claim(
    id="telgarsky-sawtooth",
    title="Depth folds: 2ᵏ pieces from 3k units",
    says="k layers of 3 ReLUs make a saw with 2ᵏ pieces on [0, 1]; one layer with a skip needs exactly 2ᵏ − 1 for it.",
    parts={
        "saw": SAW,
        "corner": CORNER,
        "straight-without-a-kink": STRAIGHT,
        "one-kink-each": ONE_KINK,
        "units-that-are-on": ON,
        "units-that-are-off": OFF,
    },
    illustrations={"two-layers": TWO},
    theorems={
        "saw": Theorem(
            "Depth.saw_of_digits",
            "forall (K : OrdField) (x : K) (r v t j g N : nat -> K) n, 0 <= x -> x <= 1 -> N 0%nat = 1 -> "
            "g 0%nat = 0 -> j 0%nat = 0 -> t 0%nat = x -> v 0%nat = x -> (forall i, (i < n)%nat -> "
            "0 <= rat 2 * t i - step (r i) /\\ rat 2 * t i - step (r i) <= 1 /\\ "
            "N (S i) = rat 2 * N i /\\ g (S i) = r i /\\ j (S i) = rat 2 * j i + step (r i) /\\ "
            "t (S i) = rat 2 * t i - step (r i) /\\ v (S i) = tooth (v i)) -> "
            "v n = t n + step (g n) * (1 - rat 2 * t n) /\\ N n * x = j n + t n /\\ 0 <= t n /\\ t n <= 1",
            says="over every ordered field, for sequences that make these steps",
        ),
        "corner": Theorem(
            "Depth.corner_bends",
            "forall (K : OrdField) (x : K), x * x = x -> rat (1 # 2) - rat 2 * x + rat (1 # 2) <> 0",
            says="over every ordered field",
        ),
        "straight-without-a-kink": Theorem(
            "Depth.straight_without_a_kink",
            "forall (K : OrdField) (c h p u : K) (w b v d : nat -> K) n, "
            "d 0%nat = u * (p + h) + c - rat 2 * (u * p + c) + (u * (p - h) + c) -> (forall i, "
            "(i < n)%nat -> 0 <= (w i * (p - h) + b i) * (w i * (p + h) + b i) /\\ "
            "d (S i) = d i + v i * (relu (w i * (p + h) + b i) - rat 2 * relu (w i * p + b i) + relu (w "
            "i * (p - h) + b i))) -> d n = 0",
            says="over every ordered field, for such sequences; Tent.saw_needs_units concludes: 2ⁿ − 1 units at least",
        ),
        "one-kink-each": Theorem(
            "Depth.one_kink_each",
            "forall (K : OrdField) (p q h w b : K), 0 <= h -> rat 2 * h <= q - p -> "
            "0 <= (w * (p - h) + b) * (w * (p + h) + b) \\/ 0 <= (w * (q - h) + b) * (w * (q + h) + b)",
            says="over every ordered field",
        ),
        "units-that-are-on": Theorem(
            "Depth.units_that_are_on",
            "forall (K : OrdField) (z : K) (U m s : nat -> K) n, U 0%nat = z -> m 0%nat = 0 -> "
            "s 0%nat = 1 -> (forall i, (i < n)%nat -> m i + 1 <= z /\\ "
            "U (S i) = U i - rat 2 * s i * relu (z - (m i + 1)) /\\ m (S i) = m i + 1 /\\ "
            "s (S i) = - s i) -> U n = s n * (z - m n) + (1 - s n) * rat (1 # 2)",
            says="over every ordered field, for such sequences; SharpSaw.saw_with_units concludes: so many suffice",
        ),
        "units-that-are-off": Theorem(
            "Depth.units_that_are_off",
            "forall (K : OrdField) (z m : K), z <= m -> relu (z - m) = 0",
            says="over every ordered field",
        ),
    },
    source=Source("telgarsky-2016"),
)


@CLAIM.proof("saw", engine="exact")
def the_next_digit() -> Steps:
    """Whether v is t or 1 − t, T(v) is 2t for t ≤ ½ and 2 − 2t for t ≥ ½; the new t is 2t or 2t − 1."""
    return search.prove(SAW)


@CLAIM.proof("corner", engine="exact")
def half_and_half_less_an_even_number() -> Cases:
    """It is 1 − 2E, and its square is 1 − 4E + 4E² = 1."""
    return search.prove(CORNER)


@CLAIM.proof("straight-without-a-kink", engine="exact")
def linear_where_the_sign_is_kept() -> Steps:
    """An affine start has S = 0; a unit that is on, or off, at both ends is so in the middle, and adds 0."""
    return search.prove(STRAIGHT, signs=(v,), degree=3)


@CLAIM.proof("one-kink-each", engine="exact")
def once_positive_it_stays_so() -> Cases:
    """For w ≥ 0: if wy + b changes sign before p + h, it is positive from there on, and so beyond q − h."""
    return search.prove(ONE_KINK, signs=(w, w * (p + h) + b, w * (q - h) + b), degree=3)


@CLAIM.proof("units-that-are-on", engine="exact")
def the_slope_turns_round() -> Steps:
    """Unit m + 1 takes twice z − (m + 1), or adds it: the slope s becomes −s."""
    return search.prove(ON)


@CLAIM.proof("units-that-are-off", engine="exact")
def nothing_before_the_kink() -> Cases:
    """For z ≤ m the argument is not positive."""
    return search.prove(OFF)


@CLAIM.proof("two-layers", engine="exact")
def two_teeth() -> Trace:
    """From one eighth to the next: 0, ½, 1, ½, 0, and once more."""
    return Trace(TWO.table.values)


@CLAIM.control(saw(lambda y: 2 * relu(y)), drops="folding: the layer only doubles")
def doubling_leaves_the_interval() -> Run:
    """At x = 1 it gives 2."""
    return Run({"x": ((1,),)}, ({"r": ((1,),)},))


@CLAIM.control(bends(()), drops="no kink between p − h and p + h")
def a_kink_bends() -> Run:
    """One unit relu(y), p = 0 and h = 1: the second difference is 1 − 0 + 0."""
    zero, one = ((0,),), ((1,),)
    return Run({"p": zero, "h": one, "u": zero, "c": zero}, ({"w": one, "b": zero, "v": one},))


@CLAIM.control(units_that_are_on(()), drops="z ≥ m + 1")
def a_unit_that_is_off() -> Run:
    """At z = 0 the first unit is off, and the sum stays 0; the formula says 2."""
    return Run({"z": ((0,),)}, ({},))
