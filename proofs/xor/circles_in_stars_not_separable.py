"""Circles inside a ring of stars: no line separates them.

A few circles lie in the middle of the plane, and stars all around them. Is there a line with the circles on one
side and the stars on the other? In other words, an affine f(x, y) = w₁x + w₂y + c that is positive at the
circles and ≤ 0 at the stars, or the other way round? (This includes vertical lines, which no
equation y = mx + b describes.)

There is none, because a circle lies *between* stars. Say that p is a mixture of points s₁, …, sₙ, with
weights λᵢ ≥ 0 that add up to 1: p = λ₁s₁ + … + λₙsₙ. Affine functions respect mixtures:

    f(p)  =  λ₁f(s₁) + … + λₙf(sₙ).

So if f ≥ m at every sᵢ, then f(p) ≥ m too. A function that is positive at all stars is positive at p; and
one that is ≤ 0 at all stars is ≤ 0 at p (put −f for f, and m = 0). No f tells p from all the stars.

The part `mixture` says this in any dimension and for any number of points, by induction: add the points to
the mixture one after the other, and keep p = Σλᵢsᵢ and l = Σλᵢ. Before the first, w·p + c·l ≥ m·l reads
0 ≥ 0. A new point adds λ(w·s + c − m) to the difference, a product of two numbers ≥ 0. At the end, l = 1.

The other parts take a concrete picture, once with the circles positive and once with the stars. There the
circle (0,0) is the midpoint of the stars (3,0) and (−3,0), and three points already decide. To which side the
points with f = 0 belong does not matter: f > 0 exactly at the circles means −f ≥ 0 exactly at the stars.

The controls: with all stars on one side of the circles a line exists; and mixtures with negative weights
can leave the half-plane.
"""

from nlverify.claim import Claim, Induction, NotSeparable, Source, Table, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Cases, Leaf, Run, Steps, Weights
from nlverify.exact.expression import Relation, expr, symbols
from nlverify.exact.pictures import CIRCLES, STARS

c, l, lam, m, p, s, w = symbols("c l lam m p s w")  # noqa: E741 - l is the sum of the weights


def picture(*, circles: int, shift: int = 0) -> Table:
    """The picture with the label `circles` at the circles, the other one at the stars, and the stars moved right."""
    moved = [((x + shift, y), 1 - circles) for x, y in STARS]
    return Table.of([*((point, circles) for point in CIRCLES), *moved])


def mixture(given: tuple[Relation, ...]) -> Induction:
    """The difference w·p + c·l − m·l stays ≥ 0 while points s with weights lam that satisfy `given` come in."""
    one = ("1", "1")
    return Induction(
        ring="reals",
        symbols={"w": ("1", "d"), "c": one, "m": one, "s": ("d", "1"), "lam": one, "p": ("d", "1"), "l": one},
        state={"p": (expr(0), p + s @ lam), "l": (expr(0), l + lam)},
        each_step=("s", "lam"),
        given=given,
        witness={"w": 1, "c": 0, "m": 1, "s": 2, "lam": 1},
        invariant=w @ p + c * l - m * l >= 0,
    )


INSIDE = w @ s + c - m >= 0
VALUES = Induction(
    ring="reals",
    symbols=scalars("m s lam p l"),
    state={"p": (expr(0), p + s * lam), "l": (expr(0), l + lam)},
    each_step=("s", "lam"),
    given=(lam >= 0, s - m >= 0),
    witness={"m": 1, "s": 2, "lam": 1},
    invariant=p - m * l >= 0,
)

CLAIM = Claim(
    id="circles-in-stars-not-separable",
    title="No line separates circles from stars around them",
    says="No line separates circles from stars all around them: an affine f ≥ m at the stars is ≥ m at their mixtures.",
    parts={
        "mixture": mixture((lam >= 0, INSIDE)),
        "circles-positive": NotSeparable(picture(circles=1)),
        "stars-positive": NotSeparable(picture(circles=0)),
    },
    illustrations={"mixture-of-values": VALUES},
    theorems={
        "mixture": Theorem(
            "Farkas.mixture_stays_above",
            "forall (K : OrdRing) (d : nat) (w : vec K) (b m : K) (steps : cert K), (forall l s, In (l, s) steps -> "
            "0 <= l /\\ 0 <= sum d (fun i => w i * s i) + b - m) -> 0 <= sum d (fun i => w i * mix steps i) + b * "
            "total steps - m * total steps",
            says="over every ordered ring, so over the real numbers; b is the part's c",
        ),
        "circles-positive": Theorem(
            "Separability.circles_in_stars",
            "(forall K : OrdRing, ~ exists w1 w2 b : K, 0 < w1 * 0 + w2 * 0 + b /\\ w1 * (1 + 1 + 1) + w2 * 0 + b "
            "<= 0 /\\ w1 * - (1 + 1 + 1) + w2 * 0 + b <= 0) /\\ (forall (K : OrdField) (n : nat) (P Q : list (vec "
            "K)), ~ (exists w b, separates n w b (fun x => In x P) (fun x => In x Q)) <-> (exists c d, drawn_from c "
            "(fun x => In x P) /\\ drawn_from d (fun x => In x Q) /\\ total c = 1 /\\ total d = 1 /\\ forall i, (i "
            "< n)%nat -> mix c i = mix d i))",
            says=(
                "three of the points decide; and any two finite sets cannot be separated if and only if they have a "
                "mixture in common"
            ),
        ),
        "stars-positive": Theorem(
            "Separability.star_circle_star",
            "forall K : OrdRing, ~ exists w1 w2 b : K, w1 * 0 + w2 * 0 + b <= 0 /\\ 0 < w1 * (1 + 1 + 1) + w2 * 0 + "
            "b /\\ 0 < w1 * - (1 + 1 + 1) + w2 * 0 + b",
            says="over every ordered ring, so over the real numbers; three of the points decide",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("mixture", engine="exact")
def one_more_point() -> Steps:
    """Base: 0 ≥ 0. Step: the old difference plus (w·s + c − m)·lam, a product of two numbers ≥ 0."""
    return Steps(base=(Leaf({0: 1}),), step=(Leaf({2: 1, 3: 1}, products=((1, (1, 0), None),)),))


@CLAIM.proof("mixture-of-values", engine="exact")
def one_more_value() -> Steps:
    """With the numbers f(s) in place of the points s; what comes in is lam·(s − m)."""
    return Steps(base=(Leaf({0: 1}),), step=(Leaf({2: 1, 3: 1}, products=((1, (1, 0), None),)),))


@CLAIM.proof("circles-positive", engine="exact")
def a_circle_between_two_stars() -> Cases:
    """Twice the requirement at one circle, once at the two stars around it: 0 > 0."""
    return Cases((Leaf({0: 2, 5: 1, 9: 1}),))


@CLAIM.proof("stars-positive", engine="exact")
def found_by_search() -> Weights | Cases:
    """The fewest requirements that contradict each other, as the exact search finds them: again three."""
    return search.separate(picture(circles=0))


@CLAIM.control(NotSeparable(picture(circles=1, shift=6)), drops="all around: the stars are moved to the right")
def stars_on_one_side() -> Weights:
    """2 − x is at least 1 at the circles and at most −1 at the stars."""
    return Weights((-1, 0), 2)


@CLAIM.control(mixture((INSIDE,)), drops="weights ≥ 0")
def a_negative_weight_goes_outside() -> Run:
    """On the line, f(x) = x is 1 at the point 1; with weight −1 the sum w·p is −1."""
    return Run({"w": ((1,),), "c": ((0,),), "m": ((0,),)}, ({"s": ((1,),), "lam": ((-1,),)},))
