"""Networks with a polynomial activation, at a bounded depth, stay away from |x|.

Let the activation σ be a polynomial of degree d. A layer then turns polynomials into polynomials, of at most
d times the degree: sums keep the degree, and σ multiplies it. After k hidden layers it is at most dᵏ, *however
wide the layers are*. So at a fixed depth all such networks together are polynomials of a bounded degree, and
those cannot come close to |x|.

How far away do they stay? For degree at most 3, take the fourth difference of f at −1, −½, 0, ½, 1,

    f(−1) − 4·f(−½) + 6·f(0) − 4·f(½) + f(1).

It is 0 for every polynomial of degree at most 3. For |x| it is 1 − 2 − 2 + 1 = −2. If a polynomial were within
e of |x| at these five points, the two results would differ by at most (1 + 4 + 6 + 4 + 1)·e = 16e. So e ≥ ⅛.
And ⅛ is right: x² + ⅛ is that close on the whole of [−1, 1].

For other degrees n one takes n + 2 points, and the weights 1/∏(xᵢ − xⱼ), the product being over all
j ≠ i. They annihilate all polynomials of degree at most n, and they alternate in sign. The points below were
found with Remez' algorithm and rounded to fractions; whatever they are, the inequality that follows is exact.

    degree at most    1     3       5        7        9        11       17
    misses |x| by     ½     ⅛    0.0676   0.0459   0.0346   0.0278   0.0174

In each of them the proof uses less than it might: the error is asked to be at most e on one side only, in turn
above and below from point to point. The degree of a network is checked for one layer of quadratic or cubic
units and for two quadratic layers, of any width and with any coefficients of σ; beyond these, dᵏ is arithmetic.

For every other degree n ≥ 1 some distance remains, too, by the same argument. Take n + 2 points at equal distances h,
with 0 among the inner ones, j + 1 steps from the left end. The second difference of |x| is 2h at 0 and 0 at the other
points; so the (n + 1)-st difference is ±2h·(n − 1 choose j), which is not 0. For a polynomial of degree n it is 0.

The bounds decrease, roughly as 0.28/n, and they must: |x| can be approximated by polynomials of higher and higher
degree. With unlimited depth it can be by networks, too (`any-nonaffine-suffices-with-depth`). What fails is
to keep the depth and let only the width grow, which suffices for other activations.
"""

from fractions import Fraction
from math import prod

from nlverify.claim import Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Farkas, Steps
from nlverify.exact.expression import Expr, equals, expr, symbols

POSITIVE = {  # the degree, and the points above 0; the others are 0 and the same below 0
    1: "1",
    3: "1/2 1",
    5: "2/7 7/9 1",
    7: "8/41 4/7 38/43 1",
    9: "4/27 4/9 30/41 40/43 1",
    11: "5/42 17/47 19/31 41/50 41/43 1",
    17: "3/40 3/13 19/47 21/37 5/7 41/49 25/27 49/50 1",
}
(e,) = symbols("e")


def points(degree: int) -> list[Fraction]:
    """The points at which polynomials of this degree are compared with |x|, in order."""
    above = [Fraction(word) for word in POSITIVE[degree].split()]
    return [*(-p for p in reversed(above)), Fraction(0), *above]


def horner(coefficients: tuple[Expr, ...], x: Fraction) -> Expr:
    """The polynomial c₀ + x·(c₁ + x·(c₂ + …)) at the number x, which need not be 0."""
    first, *rest = coefficients
    return first + x * horner(tuple(rest), x) if rest and x != 0 else first


def misses_by(degree: int, bound: Fraction) -> ForAll:
    """If p ≤ |x| + e and p ≥ |x| − e in turn, from point to point, then e ≥ bound."""
    names = " ".join(f"c{k}" for k in range(degree + 1))
    middle, given = len(points(degree)) // 2, []
    for k, x in enumerate(points(degree)):
        p = horner(symbols(names), x)
        given.append(p <= abs(x) + e if (k - middle) % 2 == 0 else p >= abs(x) - e)
    witness = dict.fromkeys(names.split(), 0)
    return ForAll((*names.split(), "e"), e >= bound, tuple(given), {**witness, "e": 1})


def by_differences(degree: int) -> Cases:
    """Each point with the size of its weight 1/∏(xᵢ − xⱼ), divided by the sum of all these sizes."""
    at = points(degree)
    sizes = [Fraction(1) / abs(Fraction(prod(x - y for y in at if y != x))) for x in at]
    return Farkas((*(size / sum(sizes) for size in sizes), 1))


f, x, c, v, w, b, A, B, C, s0, s1, s2, s3 = symbols("f x c v w b A B C s0 s1 s2 s3")
K0, K1, K2, K3, K4 = K = symbols("K0 K1 K2 K3 K4")


def layer(unit: Expr, each_step: str, added: list[Expr], fixed: str) -> Induction:
    """Sums c + v·σ(…) + … of any number of units are polynomials: each adds to the coefficients K₀, K₁, …."""
    names = [f"K{k}" for k in range(len(added))]
    state = {name: (c if k == 0 else expr(0), K[k] + v * added[k]) for k, name in enumerate(names)}
    value = K[0] + sum((K[k] * x**k for k in range(2, len(added))), K[1] * x)
    return Induction(
        ring="reals",
        symbols=scalars(" ".join(("f", *names, each_step, "c", fixed))),
        state={"f": (c, f + v * unit), **state},
        each_step=tuple(each_step.split()),
        invariant=equals(f, value),
    )


z, q = w * x + b, A * x**2 + B * x + C
SQUARES = layer(
    s2 * z**2 + s1 * z + s0, "v w b", [s2 * b**2 + s1 * b + s0, w * (2 * s2 * b + s1), s2 * w**2], "x s0 s1 s2"
)
CUBES = layer(
    s3 * z**3 + s2 * z**2 + s1 * z + s0,
    "v w b",
    [
        s3 * b**3 + s2 * b**2 + s1 * b + s0,
        w * (3 * s3 * b**2 + 2 * s2 * b + s1),
        w**2 * (3 * s3 * b + s2),
        s3 * w**3,
    ],
    "x s0 s1 s2 s3",
)
TWO_LAYERS = layer(
    s2 * q**2 + s1 * q + s0,
    "v A B C",
    [
        s2 * C**2 + s1 * C + s0,
        B * (2 * s2 * C + s1),
        s2 * (B**2 + 2 * A * C) + s1 * A,
        2 * s2 * A * B,
        s2 * A**2,
    ],
    "x s0 s1 s2",
)
HALF, EIGHTH = Fraction(1, 2), Fraction(1, 8)

CLAIM = Claim(
    id="bounded-depth-polynomial-not-universal",
    title="Polynomial activations at small depth miss |x|",
    says="Polynomials of degree ≤ 3 miss |x| on [−1, 1] by ⅛ or more, ≤ 9 by 0.0346, ≤ 17 by 0.0174; "
    "one-input networks with quadratic or cubic units in one layer, or quadratic in two, have degree ≤ 4.",
    parts={
        "one-quadratic-layer": SQUARES,
        "one-cubic-layer": CUBES,
        "two-quadratic-layers": TWO_LAYERS,
        "degree-1": misses_by(1, HALF),
        "degree-3": misses_by(3, EIGHTH),
        "degree-5": misses_by(5, Fraction(676, 10_000)),
        "degree-7": misses_by(7, Fraction(459, 10_000)),
        "degree-9": misses_by(9, Fraction(346, 10_000)),
        "degree-11": misses_by(11, Fraction(278, 10_000)),
        "degree-17": misses_by(17, Fraction(174, 10_000)),
    },
    theorems={
        "one-quadratic-layer": Theorem(
            "Polynomials.quadratic_layer",
            "forall (K : OrdField) (c s0 s1 s2 x : K) (v w b f K0 K1 K2 : nat -> K), f 0%nat = c -> "
            "K0 0%nat = c -> K1 0%nat = 0 -> K2 0%nat = 0 -> (forall i, "
            "let z := w i * x + b i in f (S i) = f i + v i * (s2 * (z * z) + s1 * z + s0) /\\ "
            "K0 (S i) = K0 i + v i * (s2 * (b i * b i) + s1 * b i + s0) /\\ "
            "K1 (S i) = K1 i + v i * w i * (rat 2 * s2 * b i + s1) /\\ "
            "K2 (S i) = K2 i + v i * s2 * (w i * w i)) -> forall n, "
            "f n = K0 n + K1 n * x + K2 n * (x * x)",
            says="over every ordered field, for sequences that make these steps",
        ),
        "one-cubic-layer": Theorem(
            "Polynomials.cubic_layer",
            "forall (K : OrdField) (c s0 s1 s2 s3 x : K) (v w b f K0 K1 K2 K3 : nat -> K), f 0%nat = c -> "
            "K0 0%nat = c -> K1 0%nat = 0 -> K2 0%nat = 0 -> K3 0%nat = 0 -> (forall i, "
            "let z := w i * x + b i in f (S i) = f i + v i * (s3 * (z * z * z) + s2 * (z * z) + s1 * z + "
            "s0) /\\ "
            "K0 (S i) = K0 i + v i * (s3 * (b i * b i * b i) + s2 * (b i * b i) + s1 * b i + s0) /\\ "
            "K1 (S i) = K1 i + v i * w i * (rat 3 * s3 * (b i * b i) + rat 2 * s2 * b i + s1) /\\ "
            "K2 (S i) = K2 i + v i * (w i * w i) * (rat 3 * s3 * b i + s2) /\\ "
            "K3 (S i) = K3 i + v i * s3 * (w i * w i * w i)) -> forall n, "
            "f n = K0 n + K1 n * x + K2 n * (x * x) + K3 n * (x * x * x)",
            says="over every ordered field, for sequences that make these steps",
        ),
        "two-quadratic-layers": Theorem(
            "Polynomials.two_quadratic_layers",
            "forall (K : OrdField) (c s0 s1 s2 x : K) (v a b q f K0 K1 K2 K3 K4 : nat -> K), "
            "f 0%nat = c -> K0 0%nat = c -> K1 0%nat = 0 -> K2 0%nat = 0 -> K3 0%nat = 0 -> "
            "K4 0%nat = 0 -> (forall i, "
            "let z := a i * (x * x) + b i * x + q i in f (S i) = f i + v i * (s2 * (z * z) + s1 * z + "
            "s0) /\\ K0 (S i) = K0 i + v i * (s2 * (q i * q i) + s1 * q i + s0) /\\ "
            "K1 (S i) = K1 i + v i * b i * (rat 2 * s2 * q i + s1) /\\ "
            "K2 (S i) = K2 i + v i * (s2 * (b i * b i + rat 2 * a i * q i) + s1 * a i) /\\ "
            "K3 (S i) = K3 i + v i * rat 2 * s2 * a i * b i /\\ "
            "K4 (S i) = K4 i + v i * s2 * (a i * a i)) -> forall n, "
            "f n = K0 n + K1 n * x + K2 n * (x * x) + K3 n * (x * x * x) + K4 n * (x * x * x * x)",
            says="over every ordered field, for sequences that make these steps",
        ),
        "degree-1": Theorem(
            "Polynomials.degree_1_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 2)%nat -> over (- (1)) -> under 0 -> over 1 -> rat (1 # 2) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
        "degree-3": Theorem(
            "Polynomials.degree_3_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 4)%nat -> under (- (1)) -> over (rat (-1 # 2)) -> under 0 -> over (rat (1 # 2)) -> "
            "under 1 -> rat (1 # 8) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
        "degree-5": Theorem(
            "Polynomials.degree_5_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 6)%nat -> over (- (1)) -> under (rat (-7 # 9)) -> over (rat (-2 # 7)) -> under 0 -> "
            "over (rat (2 # 7)) -> under (rat (7 # 9)) -> over 1 -> rat (169 # 2500) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
        "degree-7": Theorem(
            "Polynomials.degree_7_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 8)%nat -> under (- (1)) -> over (rat (-38 # 43)) -> under (rat (-4 # 7)) -> "
            "over (rat (-8 # 41)) -> under 0 -> over (rat (8 # 41)) -> under (rat (4 # 7)) -> "
            "over (rat (38 # 43)) -> under 1 -> rat (459 # 10000) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
        "degree-9": Theorem(
            "Polynomials.degree_9_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 10)%nat -> over (- (1)) -> under (rat (-40 # 43)) -> over (rat (-30 # 41)) -> "
            "under (rat (-4 # 9)) -> over (rat (-4 # 27)) -> under 0 -> over (rat (4 # 27)) -> "
            "under (rat (4 # 9)) -> over (rat (30 # 41)) -> under (rat (40 # 43)) -> over 1 -> "
            "rat (173 # 5000) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
        "degree-11": Theorem(
            "Polynomials.degree_11_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 12)%nat -> under (- (1)) -> over (rat (-41 # 43)) -> under (rat (-41 # 50)) -> "
            "over (rat (-19 # 31)) -> under (rat (-17 # 47)) -> over (rat (-5 # 42)) -> under 0 -> "
            "over (rat (5 # 42)) -> under (rat (17 # 47)) -> over (rat (19 # 31)) -> "
            "under (rat (41 # 50)) -> over (rat (41 # 43)) -> under 1 -> rat (139 # 5000) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
        "degree-17": Theorem(
            "Polynomials.degree_17_misses_abs",
            "forall (K : OrdField) (p : list K) (e : K), "
            "let under x := eval K p x <= abs x + e in let over x := abs x - e <= eval K p x in (length "
            "p <= 18)%nat -> over (- (1)) -> under (rat (-49 # 50)) -> over (rat (-25 # 27)) -> "
            "under (rat (-41 # 49)) -> over (rat (-5 # 7)) -> under (rat (-21 # 37)) -> "
            "over (rat (-19 # 47)) -> under (rat (-3 # 13)) -> over (rat (-3 # 40)) -> under 0 -> "
            "over (rat (3 # 40)) -> under (rat (3 # 13)) -> over (rat (19 # 47)) -> "
            "under (rat (21 # 37)) -> over (rat (5 # 7)) -> under (rat (41 # 49)) -> "
            "over (rat (25 # 27)) -> under (rat (49 # 50)) -> over 1 -> rat (87 # 5000) <= e",
            says="over every ordered field, for a list p of coefficients, the constant first",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("one-quadratic-layer", engine="symbolic")
def add_one_quadratic_unit() -> Steps:
    """A unit v·σ(wx + b) adds its own three coefficients."""
    return symbolic.induct(SQUARES)


@CLAIM.proof("one-cubic-layer", engine="symbolic")
def add_one_cubic_unit() -> Steps:
    """A unit of degree 3 adds four coefficients."""
    return symbolic.induct(CUBES)


@CLAIM.proof("two-quadratic-layers", engine="symbolic")
def a_quadratic_of_a_quadratic() -> Steps:
    """The second layer's units see a sum Ax² + Bx + C of the first layer's, and make it a quartic."""
    return symbolic.induct(TWO_LAYERS)


@CLAIM.proof("degree-1", engine="exact")
def second_difference() -> Cases:
    """p(−1) − 2p(0) + p(1) = 0 for straight lines, but 2 for |x|."""
    return by_differences(1)


@CLAIM.proof("degree-3", engine="exact")
def fourth_difference() -> Cases:
    """The weights 1, −4, 6, −4, 1: they give 0 for cubics, but −2 for |x|."""
    return by_differences(3)


@CLAIM.proof("degree-5", engine="exact")
def seven_points() -> Cases:
    """Seven points annihilate the degrees up to 5."""
    return by_differences(5)


@CLAIM.proof("degree-7", engine="exact")
def nine_points() -> Cases:
    """Nine points annihilate the degrees up to 7."""
    return by_differences(7)


@CLAIM.proof("degree-9", engine="exact")
def eleven_points() -> Cases:
    """Eleven points annihilate the degrees up to 9: cubic units in two layers, quadratic ones in three."""
    return by_differences(9)


@CLAIM.proof("degree-11", engine="exact")
def thirteen_points() -> Cases:
    """Thirteen points annihilate the degrees up to 11."""
    return by_differences(11)


@CLAIM.proof("degree-17", engine="exact")
def nineteen_points() -> Cases:
    """Nineteen points annihilate the degrees up to 17: quadratic units in four layers."""
    return by_differences(17)


@CLAIM.control(misses_by(3, Fraction(126, 1000)), drops="the bound ⅛: 0.126 is claimed")
def a_parabola_is_that_close() -> Assignment:
    """The polynomial x² + ⅛ differs from |x| by exactly ⅛ at the five points."""
    return Assignment({"c0": EIGHTH, "c1": 0, "c2": 1, "c3": 0, "e": EIGHTH})
