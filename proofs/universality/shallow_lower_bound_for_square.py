"""Few straight pieces stay away from x².

A network with one hidden layer of w ReLUs and one input is a chain of at most w + 1 straight pieces: each unit makes
one kink at most. How well can N straight pieces fit the parabola on [0, 1]?

Look at one piece of length h, from c to c + h. A straight line g satisfies g(c) − 2g(c + h/2) + g(c + h) = 0. For x²
the same expression is

    c² − 2(c + h/2)² + (c + h)²  =  h²/2 .

If g were within e of x² at the three points, the two would differ by at most 4e; so e ≥ h²/8. Since N pieces cover
a length of 1, one of them has h ≥ 1/N, and

    e  ≥  1/(8N²).

This is proved piece by piece, for any number of pieces: n pieces with the common error e cover a length t with
t² ≤ 8en². It is sharp, for N equal pieces, each lowered by h²/8.

**Depth pays.** The network of `square-by-sawtooth` has an error of 4^−(m+1) with m levels of three units and some more
to carry numbers on. One hidden layer with an error no larger has 8(w + 1)²/4^(m+1) ≥ 1, so w + 1 ≥ 2ᵐ/√2. For
m = 10 that is more than 700 units against some fifty.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.evidence import Assignment, Cases, Steps
from nlverify.exact.expression import expr, symbols

c, h, e, n, t, first, q = symbols("c h e n t first q")
HALF, EIGHTH = Fraction(1, 2), Fraction(1, 8)


def one_piece(share: int) -> ForAll:
    """A line px + r that is within e of x² at c, c + h/2 and c + h has e ≥ h²/share."""
    p, r = symbols("p r")
    at = [c, c + h / 2, c + h]
    given = [x for z in at for x in (p * z + r - z**2 <= e, z**2 - (p * z + r) <= e)]
    witness: dict[str, int | Fraction] = {"p": 1, "r": -EIGHTH, "c": 0, "h": 1, "e": EIGHTH}
    return ForAll(("p", "r", "c", "h", "e"), e >= h**2 / share, tuple(given), witness)


PIECES = Induction(
    ring="reals",
    symbols=scalars("n t e h first"),
    state={"n": (expr(1), n + 1), "t": (first, t + h)},
    each_step=("h",),
    invariant=(t**2 <= 8 * e * n**2, n >= 1, t >= 0),
    given=(first >= 0, first**2 <= 8 * e, h >= 0, h**2 <= 8 * e),
    witness={"e": 1, "first": 1, "h": 1},
)
DEPTH_PAYS = ForAll(
    ("n", "e", "q"), 2 * n**2 * q >= 1, (8 * e * n**2 >= 1, e <= q / 4), {"n": 1, "e": EIGHTH, "q": HALF}
)

CLAIM = Claim(
    id="shallow-lower-bound-for-square",
    title="One hidden layer needs many units for x²",
    says="N straight pieces miss x² on [0, 1] by at least 1/(8N²); so if 4^−(m+1) is enough for them, N ≥ 2ᵐ/√2.",
    parts={"one-piece": one_piece(8), "all-pieces": PIECES, "depth-pays": DEPTH_PAYS},
    theorems={
        "one-piece": Theorem(
            "Square.line_misses_square",
            "forall (K : OrdField) (p r c h e : K), let close x := p * x + r - x * x <= e /\\ "
            "x * x - (p * x + r) <= e in close c -> close (c + h * rat (1 # 2)) -> close (c + h) -> "
            "h * h * rat (1 # 8) <= e",
            says="over every ordered field",
        ),
        "all-pieces": Theorem(
            "Square.pieces_cover_little",
            "forall (K : OrdField) (e first : K) (h t N : nat -> K) (n : nat), 0 <= first -> "
            "first * first <= rat 8 * e -> N 0%nat = 1 -> t 0%nat = first -> (forall i, (i < n)%nat -> "
            "0 <= h i /\\ h i * h i <= rat 8 * e /\\ N (S i) = N i + 1 /\\ t (S i) = t i + h i) -> "
            "t n * t n <= rat 8 * e * (N n * N n) /\\ 1 <= N n /\\ 0 <= t n",
            says="over every ordered field, for sequences h, t, N that make these steps",
        ),
        "depth-pays": Theorem(
            "Square.few_pieces_are_far",
            "forall (K : OrdField) (n e q : K), 1 <= rat 8 * e * (n * n) -> e <= q * rat (1 # 4) -> "
            "1 <= rat 2 * (n * n) * q",
            says="over every ordered field",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("one-piece", engine="exact")
def ends_against_the_middle() -> Cases:
    """Both ends from above and the middle twice from below: the line cancels, and h²/2 ≤ 4e is left."""
    return search.prove(one_piece(8))


@CLAIM.proof("all-pieces", engine="exact")
def one_more_piece() -> Steps:
    """From t² ≤ 8en² and h² ≤ 8e: n·2th ≤ t² + n²h² ≤ 16en², hence (t + h)² ≤ 8e(n + 1)²."""
    return search.prove(PIECES, squares=(t - n * h, n, 1))


@CLAIM.proof("depth-pays", engine="exact")
def compare_the_errors() -> Cases:
    """With e ≤ q/4, where q = 4⁻ᵐ, 1 ≤ 8en² gives 1 ≤ 2n²q, that is n² ≥ 4ᵐ/2."""
    return search.prove(DEPTH_PAYS, squares=(n,))


@CLAIM.control(one_piece(7), drops="the 8: h²/7 is claimed")
def the_best_line_on_one_piece() -> Assignment:
    """On [0, 1] the line x − ⅛ is within ⅛ of x²."""
    return Assignment({"p": 1, "r": -EIGHTH, "c": 0, "h": 1, "e": EIGHTH})
