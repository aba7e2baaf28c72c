"""One sine with one parameter can label arbitrarily many points in every way.

Take the units x ↦ [sin(πωx) > 0]. They have one parameter, the frequency ω. Still, for every n there are n points
that they can label in all 2ⁿ ways: ½, ¼, …, 2⁻ⁿ. For the labels y₁, …, yₙ take

    ω  =  1 + (1 − y₁)·2 + (1 − y₂)·2² + … + (1 − yₙ)·2ⁿ.

Look at ω·2⁻ʲ, the argument at point number j, in units of π. Its terms are of three kinds.

- Those with i < j, and the 1 in front, add up to a θ strictly between 0 and 1: before they are divided by 2ʲ, their
  sum is at least 1 and at most 2ʲ − 1 (part `before`, where P = 2ʲ⁻¹).
- Term j is 1 − yⱼ.
- Those with i > j add up to an even whole number 2k (part `after`, where J = 2ʲ), and sin(πz) has period 2.

So the sine is taken at πθ, where it is positive, if yⱼ = 1; and at π + πθ, where it is negative, if yⱼ = 0. Nothing
else about the sine is needed.

So the number of parameters says nothing about how much a family of functions can fit. A measure that does is the
largest number of points that can be labelled in every way, the Vapnik–Chervonenkis dimension. Here it is infinite;
for threshold units with d inputs it is d + 1. (With rounded numbers the trick ends: ω needs a bit for each point.)

Not *every* set of points will do. At 1, 2, 3, 4 the labels 1, 1, 0, 1 are impossible for every real ω: if sin t,
sin 2t and sin 4t are positive, so is sin 3t. With s = sin t and c = cos t the four are s, 2sc, s(4c² − 1) and
4sc(2c² − 1), in order; s, 2sc > 0 gives c > 0, then 2c² > 1, and so 4c² > 1.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, Exists, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Cases, Run, Steps
from nlverify.exact.expression import Expr, equals, expr, symbols

c, k, s, w, w0, y, J, P, Q = symbols("c k s w w0 y J P Q")


def before(first: Expr) -> Induction:
    """The sum w after some terms (1 − y)·2P, where P is a power of 2, is between 1 and 2P − 1."""
    return Induction(
        ring="reals",
        symbols=scalars("y w P"),
        state={"w": (first, w + (1 - y) * (2 * P)), "P": (expr(1), 2 * P)},
        each_step=("y",),
        given=(equals(y * y, y),),
        witness={"y": 1},
        invariant=(w >= 1, w <= 2 * P - 1, P >= 1),
    )


BEFORE = before(expr(1))
AFTER = Induction(
    ring="commutative-ring",
    symbols=scalars("w0 J y w Q k"),
    state={
        "w": (w0, w + (1 - y) * (2 * Q * J)),
        "Q": (expr(1), 2 * Q),
        "k": (expr(0), k + (1 - y) * Q),
    },
    each_step=("y",),
    invariant=equals(w, w0 + 2 * J * k),
)
CIRCLE = equals(s**2 + c**2, 1)
FIRST, SECOND, THIRD, FOURTH = s, 2 * s * c, s * (4 * c**2 - 1), 4 * s * c * (2 * c**2 - 1)
NOT_1101 = ForAll(
    ("s", "c"),
    THIRD > 0,
    given=(CIRCLE, FIRST > 0, SECOND > 0, FOURTH > 0),
    witness={"s": Fraction(5, 13), "c": Fraction(12, 13)},
)
LABELS_1101 = Exists(("s", "c"), (CIRCLE, FIRST > 0, SECOND > 0, THIRD <= 0, FOURTH > 0))

CLAIM = Claim(
    id="one-sine-shatters",
    title="One sine labels any number of points",
    says="For all n, the units [sin(πωx) > 0] with whole ω can label the points ½, ¼, …, 2⁻ⁿ in all 2ⁿ ways.",
    parts={"before": BEFORE, "after": AFTER},
    illustrations={"not-at-1-2-3-4": NOT_1101},
    theorems={
        "before": Theorem(
            "Sine.before_and_shatters",
            "(forall steps : list R, (forall y, In y steps -> (y * y = y)%R) -> let (w, P) := fold_left (fun s y => "
            "(fst s + (1 - y) * (2 * snd s), 2 * snd s)%R) steps (1%R, 1%R) in (1 <= w)%R /\\ (w <= 2 * P - 1)%R "
            "/\\ (1 <= P)%R) /\\ (forall (n : nat) (y : nat -> bool), exists w : nat, forall j, (1 <= j <= n)%nat "
            "-> ((0 < sin (PI * INR w * (/ 2) ^ j))%R <-> y j = true))",
            says="a list holds the labels that come in; the second half is the claim as a whole",
            axioms=REALS,
        ),
        "after": Theorem(
            "Sine.after",
            "forall (K : CRing) (w0 J : K) (steps : list K), let '(w, Q, k) := fold_left (fun (s : K * K * K) y => "
            "(fst (fst s) + (1 - y) * ((1 + 1) * snd (fst s) * J), (1 + 1) * snd (fst s), snd s + (1 - y) * snd "
            "(fst s))) steps (w0, 1, 0) in w = w0 + (1 + 1) * J * k",
            says="over every commutative ring with 1; a list holds the labels that come in",
        ),
        "not-at-1-2-3-4": Theorem(
            "Sine.not_1101",
            "forall s c : R, (s * s + c * c = 1)%R -> (0 < s)%R -> (0 < 2 * s * c)%R -> (0 < 4 * s * c * (2 * (c * "
            "c) - 1))%R -> (0 < s * (4 * (c * c) - 1))%R",
            says="for Rocq's real numbers, as the illustration",
            axioms=REALS,
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("before", engine="exact")
def each_term_is_one_more_than_the_sum() -> Steps:
    """At most 2P is added to at most 2P − 1, and 4P − 1 is the bound for 2P."""
    return search.prove(BEFORE)


@CLAIM.proof("after", engine="symbolic")
def multiples_of_twice_the_power() -> Steps:
    """The term (1 − y)·2QJ adds (1 − y)·Q to k; over the integers, k stays whole."""
    return symbolic.induct(AFTER)


@CLAIM.proof("not-at-1-2-3-4", engine="exact")
def less_than_an_eighth_of_a_turn() -> Cases:
    """From sin 4t = 2·sin 2t·(2c² − 1) follows 2c² > 1, and then sin 3t > s."""
    return search.prove(NOT_1101)


@CLAIM.control(LABELS_1101, drops="the points ½, ¼, …: these are labels of 1, 2, 3, 4")
def the_third_follows() -> Cases:
    """With the other three positive, sin 3t = s(4c² − 1) is positive."""
    return search.prove(LABELS_1101)


@CLAIM.control(before(expr(0)), drops="the 1 in front: then the sine may be 0")
def nothing_to_begin_with() -> Run:
    """Before any term the sum is 0."""
    return Run({}, ())
