"""Depth m brings a ReLU network within 4^−(m+1) of x² on [0, 1].

Fold the interval [0, 1] in half with the tooth

    T(x)  =  2·relu(x) − 4·relu(x − ½) + 2·relu(x − 1),

which rises from 0 to 1 at ½ and falls back to 0. It takes three ReLUs. Applied m times it is a saw with 2ᵐ⁻¹ teeth.
Now subtract smaller and smaller saws from x:

    f_m  =  x − T(x)/4 − T(T(x))/16 − … − Tᵐ(x)/4ᵐ.

Why should that be close to x²? Let g(x) = x − x², the error of x itself. On [0, 1]

    g(x)  =  T(x)/4 + g(T(x))/4 :

for x ≤ ½ this says x − x² = x/2 + (2x − 4x²)/4, and the other half is its mirror image. So each tooth reproduces the
remaining error at a quarter of its size, and after m of them

    f_m − x²  =  g(Tᵐ(x))/4ᵐ .

As g is between 0 and ¼, the error is between 0 and 4^−(m+1). It *is* 4^−(m+1) where Tᵐ(x) = ½, for instance at
x = 2^−(m+1): since T(x/2) = x for x ≤ 1, each T doubles it, up to ½. (f_m connects the points of the parabola
over the multiples of 2⁻ᵐ by straight lines.)

Each level takes three units, and one or two more to carry x and the sum on. A single hidden layer would take about
2ᵐ/√2 units for the same error (`shallow-lower-bound-for-square`). The construction is Yarotsky's; from squares
one gets products, and from these all polynomials.
"""

from fractions import Fraction

from nlverify.claim import Claim, Computes, Induction, Source, Table, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Run, Steps, Trace
from nlverify.exact.expression import Expr, equals, expr, relu, symbols

x, y, q, f = symbols("x y q f")
HALF = Fraction(1, 2)


def tooth(z: Expr) -> Expr:
    """T(z): up from 0 to 1 at ½, down to 0 at 1, and 0 elsewhere."""
    return 2 * relu(z) - 4 * relu(z - HALF) + 2 * relu(z - 1)


def saw(closer: int) -> Induction:
    """For y = Tᵐ(x), q = 4⁻ᵐ and f = f_m: the error is q·g(y), at least 0 and at most q/closer."""
    return Induction(
        ring="reals",
        symbols=scalars("x y q f"),
        state={"y": (x, tooth(y)), "q": (expr(1), q / 4), "f": (x, f - tooth(y) * q / 4)},
        each_step=(),
        invariant=(equals(f - x**2, q * (y - y**2)), y >= 0, y <= 1, q > 0, f >= x**2, closer * (f - x**2) <= q),
        given=(x >= 0, x <= 1),
        witness={"x": HALF},
    )


ATTAINED = Induction(
    ring="reals",
    symbols=scalars("x q f"),
    state={
        "x": (expr(HALF), x / 2),
        "q": (expr(1), q / 4),
        "f": (expr(HALF), x / 2 - tooth(x / 2) / 4 - (tooth(x / 2) - f) / 4),
    },
    each_step=(),
    invariant=(equals(f - x**2, q / 4), x > 0, x <= HALF, equals(tooth(x / 2), x)),
)
F2 = x - tooth(x) / 4 - tooth(tooth(x)) / 16
QUARTERS = Table.of([((Fraction(k, 8),), Fraction(k * k + k % 2, 64)) for k in range(9)])

CLAIM = Claim(
    id="square-by-sawtooth",
    title="Deep ReLU networks square with an error of 4^−(m+1)",
    says="x − Σ Tˢ(x)/4ˢ, s ≤ m, with T of three ReLUs, is at least x² on [0, 1] and at most 4^−(m+1) more, "
    "exactly so at 2^−(m+1).",
    parts={"any-depth": saw(4), "attained": ATTAINED},
    illustrations={"two-levels": Computes(("x",), F2, QUARTERS)},
    theorems={
        "any-depth": Theorem(
            "Square.square_by_folding",
            "forall (K : OrdField) (x : K) (y q f : nat -> K), 0 <= x -> x <= 1 -> y 0%nat = x -> "
            "q 0%nat = 1 -> f 0%nat = x -> (forall i, f (S i) = f i - tooth (y i) * q i * rat (1 # 4) /\\ "
            "q (S i) = q i * rat (1 # 4) /\\ y (S i) = tooth (y i)) -> forall m, "
            "f m - x * x = q m * (y m - y m * y m) /\\ 0 <= y m /\\ y m <= 1 /\\ 0 < q m /\\ "
            "x * x <= f m /\\ rat 4 * (f m - x * x) <= q m",
            says="over every ordered field, for sequences y, q, f that make these steps",
        ),
        "attained": Theorem(
            "Square.square_error_attained",
            "forall (K : OrdField) (x q f : nat -> K), f 0%nat = rat (1 # 2) -> q 0%nat = 1 -> "
            "x 0%nat = rat (1 # 2) -> (forall i, "
            "let z := x i * rat (1 # 2) in f (S i) = z - tooth z * rat (1 # 4) - (tooth z - f i) * rat "
            "(1 # 4) /\\ q (S i) = q i * rat (1 # 4) /\\ x (S i) = z) -> forall m, "
            "f m - x m * x m = q m * rat (1 # 4) /\\ 0 < x m /\\ x m <= rat (1 # 2) /\\ "
            "tooth (x m * rat (1 # 2)) = x m",
            says="over every ordered field",
        ),
    },
    source=Source("yarotsky-2017"),
)


@CLAIM.proof("any-depth", engine="exact")
def each_tooth_quarters_the_error() -> Steps:
    """On each piece of T, g(y) = T(y)/4 + g(T(y))/4; and ¼ − g(y) = (y − ½)² is never negative."""
    return search.prove(saw(4), squares=(2 * x - 1, 4 * y - 1, 4 * y - 3))


@CLAIM.proof("attained", engine="exact")
def halve_the_point() -> Steps:
    """T(x/2) = x, so f_{m+1}(x/2) is x/2 − x/4 − (x − f_m(x))/4; from ½, with error ¼, on."""
    return search.prove(ATTAINED)


@CLAIM.proof("two-levels", engine="exact")
def exact_at_quarters() -> Trace:
    """At the multiples of ¼ it is x², and half-way between them 1/64 more."""
    return Trace(QUARTERS.values)


@CLAIM.control(saw(8), drops="the bound 4^−(m+1): half of it is claimed")
def already_without_a_tooth() -> Run:
    """For m = 0 the network is x, and at ½ it is ¼ above x², not ⅛."""
    return Run({"x": HALF}, ())
