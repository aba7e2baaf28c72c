"""One hidden layer is universal unless the activation is a polynomial.

Let σ be continuous. Sums of units v·σ(w·x + b), as many as one likes in one hidden layer, come arbitrarily close to
every continuous function on every compact set if, and only if, σ is not a polynomial. This is a theorem of Leshno,
Lin, Pinkus and Schocken; Cybenko had shown it for continuous sigmoids. (They admit some discontinuous σ as well.)

The theorem speaks of all continuous functions and all errors, which no finite certificate covers; it is quoted. What
can be checked is that polynomials fail, and by how much. If σ is a polynomial of degree d, all sums of units are
polynomials of degree at most d, however many there are. For d ≤ 3 the fourth difference of such a sum at −1, −½, 0,
½, 1 is 0; for |x| it is −2. So it misses |x| by at least ⅛, at one of these points
(`bounded-depth-polynomial-not-universal` has other degrees).

That other activations succeed can be seen in instances: ReLUs draw every piecewise linear curve
(`relu-nets-are-cpwl`), and sixteen of them follow eˣ on [0, 1] closely (`certified-exp`).
"""

from fractions import Fraction

from nlverify.claim import Cited, Claim, Exists, ForAll, Induction, Source, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Cases, Steps
from nlverify.exact.expression import equals, symbols

POINTS = [Fraction(k, 2) for k in (-2, -1, 0, 1, 2)]
WEIGHTS = (1, -4, 6, -4, 1)
F = symbols("f0 f1 f2 f3 f4")
c, v, w, b, s0, s1, s2, s3, e = symbols("c v w b s0 s1 s2 s3 e")
FOURTH = sum((weight * f for weight, f in zip(WEIGHTS[1:], F[1:], strict=True)), WEIGHTS[0] * F[0])

ANY_WIDTH = Induction(
    ring="reals",
    symbols=scalars("f0 f1 f2 f3 f4 c v w b s0 s1 s2 s3"),
    state={
        f"f{i}": (c, F[i] + v * (s3 * (w * x + b) ** 3 + s2 * (w * x + b) ** 2 + s1 * (w * x + b) + s0))
        for i, x in enumerate(POINTS)
    },
    each_step=("v", "w", "b"),
    invariant=equals(F[0], 4 * F[1] - 6 * F[2] + 4 * F[3] - F[4]),
)
AN_EIGHTH = ForAll(
    ("f0", "f1", "f2", "f3", "f4", "e"),
    e >= Fraction(1, 8),
    (
        equals(FOURTH, 0),
        *(f <= abs(x) + e if weight > 0 else f >= abs(x) - e for f, x, weight in zip(F, POINTS, WEIGHTS, strict=True)),
    ),
    {**dict.fromkeys(("f0", "f1", "f2", "f3", "f4"), 0), "e": 1},
)
K0, K1, K2 = symbols("K0 K1 K2")
PARABOLA = [(K0 + K1 * x + K2 * x**2, abs(x)) for x in POINTS]
A_TENTH = Exists(
    ("K0", "K1", "K2"),
    tuple(r for f, size in PARABOLA for r in (f <= size + Fraction(1, 10), f >= size - Fraction(1, 10))),
)

CLAIM = Claim(
    id="universal-iff-nonpolynomial",
    title="Continuous activations: universal unless a polynomial",
    says="One hidden layer of units with a continuous activation is universal if and only if it is not a polynomial.",
    parts={
        "theorem": Cited(
            "For continuous σ: R → R, sums of units v·σ(w·x + b) are dense in the continuous functions on K, for every "
            "compact K in Rⁿ, if and only if σ is not a polynomial.",
            source="leshno-lin-pinkus-schocken-1993",
            reason="Density in all continuous functions has no finite certificate; that cubic units fail is checked.",
        )
    },
    illustrations={"cubic-units": ANY_WIDTH, "miss-by-an-eighth": AN_EIGHTH},
    source=(Source("leshno-lin-pinkus-schocken-1993"), Source("pinkus-1999"), Source("cybenko-1989")),
)


@CLAIM.proof("cubic-units", engine="symbolic")
def each_unit_has_none() -> Steps:
    """The fourth difference of a cubic is 0, so one more unit changes nothing."""
    return symbolic.induct(ANY_WIDTH)


@CLAIM.proof("miss-by-an-eighth", engine="exact")
def sixteen_errors() -> Cases:
    """Each point with the size of its weight: 2 ≤ 16e."""
    return search.prove(AN_EIGHTH)


@CLAIM.control(A_TENTH, drops="not a polynomial: σ(z) = z², of whatever width, within 1/10 of |x|")
def squares_stay_away() -> Cases:
    """Sums of squares are K₀ + K₁x + K₂x², and miss |x| by ⅛ at one of the five points."""
    return search.prove(A_TENTH)
