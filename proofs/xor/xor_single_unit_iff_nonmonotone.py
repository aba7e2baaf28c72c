"""One unit with a continuous activation computes XOR exactly when the activation is not monotone.

"A single neuron cannot compute XOR" is true for monotone activations: sigmoid, tanh, ReLU, steps
(`xor-monotone-unit`). It is a fact about them, not about single neurons. Let σ: R → R be continuous, and say that the
unit fires where σ(w·x + b) > t. Then for some w, b, t it fires at (0,1) and (1,0) and not at (0,0) and (1,1), if and
only if σ is not monotone.

**Monotone σ cannot**, continuous or not (part `monotone-cannot`).

**A σ that is not monotone turns round somewhere:** there are x < y < z such that σ(y) is greater than both σ(x) and
σ(z), or less than both. For if there are no such three points, then (σ(y) − σ(x))·(σ(z) − σ(y)) ≥ 0 for all x < y <
z; and then any two differences of values have the same sign. Four points, with differences e₁, e₂, e₃ between
neighbours, show this for two pairs that are apart, overlap, or lie one inside the other.

**Where it turns round, there is XOR.** Let σ(y) > t, where t is the larger of σ(x) and σ(z). As σ is continuous, σ >
t holds at less than some distance d from y. Start with p = x and s = z, and look at the midpoint m. If σ(m) > t,
stop. If not, replace p or s by m such that y stays between them. Still σ ≤ t at p and s, so both are at least d away
from y, while s − p is halved each time. After n steps 2d(n + 1) ≤ z − x (part `bisection`); so it stops. Then

    σ(p) ≤ t,    σ((p + s)/2) > t,    σ(s) ≤ t,

and the unit σ((s − p)/2·(x₁ + x₂) + p), whose arguments at the four inputs are p, m, m, s (part `peak`), fires where
XOR is 1. If σ(y) is less than σ(x) and σ(z), do the same with −σ, and take σ((s − p)/2·(x₁ − x₂) + m): its arguments
are m, p, s, m (part `valley`), and t is σ(m).

Even more is true, which is not needed here; the theorem in Rocq beside `peak` has it. By the intermediate value theorem
one can start with σ(x) = σ(z), and bisect until σ(p) = σ(s) ≠ σ(m). Then an affine map of the output makes it XOR
*exactly*, as in the illustrations, and in `xor-one-silu`.

Continuity is used at one point only, y; but it is needed. Let φ be a solution of φ(x + y) = φ(x) + φ(y) that is not
linear (there are some, by the axiom of choice). Then [φ(x) > 0] is not monotone, and it is never XOR: the four
arguments of a unit satisfy z₀₀ + z₁₁ = z₀₁ + z₁₀, and so do their φ.
"""

from fractions import Fraction

from nlverify.claim import (
    REALS,
    XOR,
    Claim,
    Computes,
    ForAll,
    Identity,
    Induction,
    NoNetwork,
    NotSeparable,
    Source,
    Theorem,
    scalars,
)
from nlverify.engines import search, symbolic
from nlverify.evidence import Cases, Expansion, Farkas, Network, Run, Steps, Trace, Unit
from nlverify.exact.expression import Relation, absolute, equals, expr, step, symbols

d, e1, e2, e3, h, n, p, p0, s, s0, x1, x2, y = symbols("d e1 e2 e3 h n p p0 s s0 x1 x2 y")
MIDDLE = (p + s) / 2
RIGHT = step(y - MIDDLE)  # 1 if y lies to the right of the middle


def same_sign(then: Relation) -> ForAll:
    """What follows for four points, if the differences of no three of them have opposite signs."""
    given = (e1 * e2 >= 0, e2 * e3 >= 0, e1 * (e2 + e3) >= 0, (e1 + e2) * e3 >= 0)
    return ForAll(("e1", "e2", "e3"), then, given, {"e1": 1, "e2": 1, "e3": 1})


def bisection(*while_it_goes_on: Relation) -> Induction:
    """Halve the interval from p to s around y; n counts the steps, and h is 1/2ⁿ."""
    return Induction(
        ring="reals",
        symbols=scalars("p0 s0 y d p s n h"),
        state={
            "p": (p0, p + RIGHT * (MIDDLE - p)),
            "s": (s0, MIDDLE + RIGHT * (s - MIDDLE)),
            "n": (expr(0), n + 1),
            "h": (expr(1), h / 2),
        },
        each_step=(),
        given=(d > 0, y - p0 >= d, s0 - y >= d, *while_it_goes_on),
        witness={"p0": -2, "s0": 3, "y": 0, "d": Fraction(1, 4)},
        invariant=(
            y - p >= d,
            s - y >= d,
            equals(s - p, h * (s0 - p0)),
            h > 0,
            h * (n + 1) <= 1,
            n >= 0,
            2 * d * (n + 1) <= s0 - p0,
        ),
    )


APART, OVERLAP, INSIDE = (same_sign(r >= 0) for r in (e1 * e3, (e1 + e2) * (e2 + e3), (e1 + e2 + e3) * e2))
BISECTION = bisection(absolute(MIDDLE - y) >= d)
BOTH, NEITHER, FIRST, SECOND = x1 * x2, (1 - x1) * (1 - x2), x1 * (1 - x2), (1 - x1) * x2
PEAK = Identity(
    "reals",
    scalars("p s x1 x2"),
    (s - p) / 2 * (x1 + x2) + p,
    NEITHER * p + FIRST * MIDDLE + SECOND * MIDDLE + BOTH * s,
)
VALLEY = Identity(
    "reals",
    scalars("p s x1 x2"),
    (s - p) / 2 * (x1 - x2) + MIDDLE,
    NEITHER * MIDDLE + FIRST * s + SECOND * p + BOTH * MIDDLE,
)

CLAIM = Claim(
    id="xor-single-unit-iff-nonmonotone",
    title="One unit computes XOR unless it is monotone",
    says="For continuous σ, some single unit σ(w·x + b) > t computes XOR if and only if σ is not monotone.",
    parts={
        "monotone-cannot": NotSeparable(XOR, family="monotone-unit"),
        "turns-apart": APART,
        "turns-overlap": OVERLAP,
        "turns-inside": INSIDE,
        "bisection": BISECTION,
        "peak": PEAK,
        "valley": VALLEY,
    },
    illustrations={
        "square": Computes(("x1", "x2"), 1 - (x1 + x2 - 1) ** 2),
        "absolute-value": Computes(("x1", "x2"), absolute(x1 - x2)),
    },
    theorems={
        "monotone-cannot": Theorem(
            "SingleUnit.single_unit",
            "forall K : OrdField, archimedean K -> forall g : K -> K, (increasing g \\/ decreasing g -> ~ exists w1 "
            "w2 b t, forall p q, t < g (w1 * num p + w2 * num q + b) <-> xorb p q = true) /\\ (continuous g -> "
            "((exists w1 w2 b t, forall p q, t < g (w1 * num p + w2 * num q + b) <-> xorb p q = true) <-> (exists x "
            "y, x < y /\\ g x < g y) /\\ (exists x y, x < y /\\ g y < g x)))",
            says=(
                "over every archimedean ordered field; the second half is the claim as a whole: a continuous g "
                "computes XOR if and only if it rises somewhere and falls somewhere"
            ),
        ),
        "turns-apart": Theorem(
            "SingleUnit.turns_apart",
            "forall (K : OrdField) (e1 e2 e3 : K), 0 <= e1 * e2 -> 0 <= e2 * e3 -> 0 <= e1 * (e2 + e3) -> 0 <= (e1 "
            "+ e2) * e3 -> 0 <= e1 * e3",
            says="over every ordered field, so over the real numbers",
        ),
        "turns-overlap": Theorem(
            "SingleUnit.turns_overlap",
            "forall (K : OrdField) (e1 e2 e3 : K), 0 <= e1 * e2 -> 0 <= e2 * e3 -> 0 <= e1 * (e2 + e3) -> 0 <= (e1 "
            "+ e2) * e3 -> 0 <= (e1 + e2) * (e2 + e3)",
            says="over every ordered field, so over the real numbers",
        ),
        "turns-inside": Theorem(
            "SingleUnit.turns_inside",
            "forall (K : OrdField) (e1 e2 e3 : K), 0 <= e1 * e2 -> 0 <= e2 * e3 -> 0 <= e1 * (e2 + e3) -> 0 <= (e1 "
            "+ e2) * e3 -> 0 <= (e1 + e2 + e3) * e2",
            says="over every ordered field, so over the real numbers",
        ),
        "bisection": Theorem(
            "SingleUnit.bisection",
            "forall (K : OrdField) (p0 s0 y d : K) (p s n h : nat -> K), 0 < d -> d <= y - p0 -> d <= s0 - y -> p "
            "0%nat = p0 -> s 0%nat = s0 -> n 0%nat = 0 -> h 0%nat = 1 -> (forall k, let m := rat (1 # 2) * (p k + s "
            "k) in let right := if le_dec (y - m) 0 then 0 else 1 in p (S k) = p k + right * (m - p k) /\\ s (S k) "
            "= m + right * (s k - m) /\\ n (S k) = n k + 1 /\\ h (S k) = rat (1 # 2) * h k) -> forall N, (forall k, "
            "(k < N)%nat -> d <= abs (rat (1 # 2) * (p k + s k) - y)) -> d <= y - p N /\\ d <= s N - y /\\ s N - p "
            "N = h N * (s0 - p0) /\\ 0 < h N /\\ h N * (n N + 1) <= 1 /\\ 0 <= n N /\\ (1 + 1) * d * (n N + 1) <= "
            "s0 - p0",
            says=(
                "over every ordered field, so over the real numbers; p k, s k, n k and h k are the state after k steps"
            ),
        ),
        "peak": Theorem(
            "SingleUnitReals.peak_and_exact_xor",
            "(forall p s x1 x2 : R, ((s - p) / 2 * (x1 + x2) + p = (1 - x1) * (1 - x2) * p + x1 * (1 - x2) * ((p + "
            "s) / 2) + (1 - x1) * x2 * ((p + s) / 2) + x1 * x2 * s)%R) /\\ (forall g : R -> R, continuity g -> "
            "((exists w b a c : R, forall p q : bool, (a * g (w * ((if p then 1 else 0) + (if q then 1 else 0)) + "
            "b) + c = if xorb p q then 1 else 0)%R) <-> ~ ((forall x y, (x <= y)%R -> (g x <= g y)%R) \\/ (forall x "
            "y, (x <= y)%R -> (g y <= g x)%R))))",
            says=(
                "and more: for continuous g, one such unit and an affine map of its output are XOR exactly if and "
                "only if g is not monotone"
            ),
            axioms=(*REALS, "Classical_Prop.classic"),
        ),
        "valley": Theorem(
            "SingleUnit.valley_arguments",
            "forall (K : OrdField) (p s x1 x2 : K), rat (1 # 2) * (s - p) * (x1 - x2) + rat (1 # 2) * (p + s) = (1 "
            "- x1) * (1 - x2) * (rat (1 # 2) * (p + s)) + x1 * (1 - x2) * s + (1 - x1) * x2 * p + x1 * x2 * (rat (1 "
            "# 2) * (p + s))",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("monotone-cannot", engine="exact")
def x2_turns_on_and_off() -> Cases:
    """From (0,0) to (0,1) the second input starts the unit, from (1,0) to (1,1) it stops it."""
    return Farkas((1, 0, 0, 1))


@CLAIM.proof("turns-apart", engine="exact")
def the_middle_carries_the_sign() -> Cases:
    """If e₂ ≠ 0, then e₁ and e₃ both have its sign; if e₂ = 0, then e₁·(e₂ + e₃) is e₁·e₃."""
    return search.prove(APART, degree=3)


@CLAIM.proof("turns-overlap", engine="exact")
def the_overlap_is_a_square() -> Cases:
    """Both have e₂ in common: (e₁ + e₂)(e₂ + e₃) = e₁·(e₂ + e₃) + e₂² + e₂e₃."""
    return search.prove(OVERLAP)


@CLAIM.proof("turns-inside", engine="exact")
def the_inner_one_is_a_part() -> Cases:
    """As e₂ is a part of the outer one: e₁e₂ + e₂² + e₃e₂."""
    return search.prove(INSIDE)


@CLAIM.proof("bisection", engine="exact")
def halving_comes_to_an_end() -> Steps:
    """It is 2d ≤ s − p = h·(s₀ − p₀), and h·(n + 1) ≤ 1, since 2ⁿ ≥ n + 1."""
    return search.prove(BISECTION, degree=3)


@CLAIM.proof("peak", engine="symbolic")
def up_and_down() -> Expansion:
    """On bits, one of the four products is 1 and the others are 0."""
    return symbolic.expand(PEAK)


@CLAIM.proof("valley", engine="symbolic")
def to_both_sides() -> Expansion:
    """Equal inputs cancel; different ones lead half the distance to the right or to the left."""
    return symbolic.expand(VALLEY)


@CLAIM.proof("square", engine="exact")
def a_parabola() -> Trace:
    """With σ(z) = z²: at sums 0, 1, 2 it is 1, 0, 1."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("absolute-value", engine="exact")
def a_corner() -> Trace:
    """With σ(z) = |z| no read-out is needed."""
    return Trace((0, 1, 1, 0))


@CLAIM.control(bisection(), drops="continuity: no neighbourhood of y is kept free")
def it_hits_the_point_itself() -> Run:
    """From −1 to 1 with y = 0, the first midpoint is y."""
    return Run({"p0": ((-1,),), "s0": ((1,),), "y": ((0,),), "d": ((Fraction(1, 2),),)}, ({},))


@CLAIM.control(NoNetwork(XOR, hidden=1, activation=("leaky", Fraction(-1, 2)), readout=">"), drops="monotone")
def down_and_up() -> Network:
    """Leaky ReLU with the slope −½ below 0 has the values 0, ½, 1, 0 for x₁ − x₂."""
    return Network((Unit((1, -1), 0, 1),))
