"""Batch normalisation folds into the layer before it when the network is used; in training it is not affine.

Batch normalisation takes each unit's value z to γ·(z − μ)/√(v + ε) + β. In *use* the mean μ and the variance v are
fixed numbers, found in training. Then it is affine in z, and after a layer z = Wx + b it vanishes into that layer:
with the numbers γ/√(v + ε) on the diagonal of D,

    D(Wx + b − μ) + β  =  (DW)x + (D(b − μ) + β).

The root is no obstacle, as v ≥ 0 and ε > 0. Layers of this kind collapse like any others.

In *training* μ and v are those of the batch, and depend on the inputs. Take a batch of two inputs x and 0, so that
the mean is x/2 and the variance x²/4, and look at what becomes of x:

    f(x)  =  (x/2)/√(x²/4 + ε).

For ε = 0 this is 1 for every x > 0, and −1 for every x < 0. Whatever ε ≥ 0 is, f(−x) = −f(x), so that an affine f
would have f(2x) = 2·f(x); but f(2x) ≠ 2·f(x) for every x ≠ 0. So a network of affine layers and batch normalisation is
affine when it is used, and not while it is trained.

The order matters. A normalisation that follows a ReLU cannot be moved in front of it: shifting by β before the ReLU
is something else than shifting after it.
"""

from fractions import Fraction

from nlverify.claim import REALS, Claim, ForAll, Identity, Source, Theorem
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Branch, Cases, Expansion, Leaf, Split, Tree
from nlverify.exact.expression import Expr, atom, differs, equals, inverse, relu, sqrt, symbols

D, W, b, v, x = symbols("D W b v x")
beta, e, g, mean, w = symbols("beta e g mean w")

FOLD = Identity(
    "ring",
    {"D": ("k", "k"), "W": ("k", "n"), "b": ("k", "1"), "mean": ("k", "1"), "beta": ("k", "1"), "x": ("n", "1")},
    D @ (W @ x + b - mean) + beta,
    (D @ W) @ x + (D @ (b - mean) + beta),
)
ROOT = ForAll(("e", "v"), equals(sqrt(v + e) * inverse(sqrt(v + e)), 1), (v >= 0, e > 0), {"e": 1, "v": 0})
SCALE = g * inverse(sqrt(v + e))
ONE_UNIT = ForAll(
    ("b", "beta", "e", "g", "mean", "v", "w", "x"),
    equals(g * (w * x + b - mean) * inverse(sqrt(v + e)) + beta, (w * SCALE) * x + ((b - mean) * SCALE + beta)),
)


def trained(u: Expr) -> Expr:
    """What training makes of u in the batch (u, 0)."""
    return u / 2 * inverse(sqrt(u**2 / 4 + e))


def without_epsilon(u: Expr) -> Expr:
    """The same with ε = 0."""
    return u / 2 * inverse(sqrt(u**2 / 4))


POSITIVE = ForAll(("x",), equals(without_epsilon(x), 1), (x > 0,), {"x": 1})
NEGATIVE = ForAll(("x",), equals(without_epsilon(x), -1), (x < 0,), {"x": -1})
NOT_AFFINE = ForAll(("e", "x"), differs(trained(2 * x), 2 * trained(x)), (e >= 0, differs(x, 0)), {"e": 1, "x": 1})

CLAIM = Claim(
    id="batchnorm-fold",
    title="Batch normalisation folds away, after training",
    says="Batch normalisation folds into the layer before it with fixed statistics; with the batch's it is not affine.",
    parts={
        "fold": FOLD,
        "root-is-not-zero": ROOT,
        "fold-one-unit": ONE_UNIT,
        "training-is-not-affine": NOT_AFFINE,
        "training-keeps-a-plus": POSITIVE,
        "training-keeps-a-minus": NEGATIVE,
    },
    theorems={
        "fold": Theorem(
            "Practice.batchnorm_fold",
            "forall (R : AnyRing) (k n : nat) (D : matrix R k k) (V : matrix R k n) (b beta mean : matrix R k 1) (x "
            ": matrix R n 1), D * (V * x + b - mean) + beta = D * V * x + (D * (b - mean) + beta)",
            says="V for W; over every ring, commutative or not, for all sizes",
        ),
        "root-is-not-zero": Theorem(
            "Normalise.root_is_not_zero",
            "forall e v : R, 0 <= v -> 0 < e -> sqrt (v + e) * / sqrt (v + e) = 1",
            says="for Rocq's real numbers",
            axioms=REALS,
        ),
        "fold-one-unit": Theorem(
            "Scalars.fold_one_unit",
            "forall (K : CRing) (b beta g i mean w x : K), g * (w * x + b - mean) * i + beta = w * g * i * x + ((b "
            "- mean) * g * i + beta)",
            says="for every number i in place of 1/√(v + e), over every commutative ring",
        ),
        "training-is-not-affine": Theorem(
            "Normalise.training_is_not_affine",
            "forall e x : R, 0 <= e -> x <> 0 -> 2 * x / 2 * / sqrt ((2 * x) ^ 2 / 4 + e) <> 2 * (x / 2 * / sqrt (x "
            "^ 2 / 4 + e))",
            says="for Rocq's real numbers",
            axioms=REALS,
        ),
        "training-keeps-a-plus": Theorem(
            "Normalise.training_keeps_a_plus",
            "forall x : R, 0 < x -> x / 2 * / sqrt (x ^ 2 / 4) = 1",
            says="for Rocq's real numbers",
            axioms=REALS,
        ),
        "training-keeps-a-minus": Theorem(
            "Normalise.training_keeps_a_minus",
            "forall x : R, x < 0 -> x / 2 * / sqrt (x ^ 2 / 4) = -1",
            says="for Rocq's real numbers",
            axioms=REALS,
        ),
    },
    source=Source("ioffe-szegedy-2015"),
)


@CLAIM.proof("fold", engine="symbolic")
def scale_the_rows() -> Expansion:
    """Both sides are DWx + Db − Dμ + β."""
    return symbolic.expand(FOLD)


@CLAIM.proof("root-is-not-zero", engine="exact")
def more_than_zero_under_the_root() -> Cases:
    """As v + ε > 0, its root is not 0, and has an inverse."""
    return search.prove(ROOT)


@CLAIM.proof("fold-one-unit", engine="exact")
def multiply_by_the_inverse_root() -> Cases:
    """Both sides are the same polynomial in 1/√(v + ε) and the rest."""
    return search.prove(ONE_UNIT)


def root_and_inverse(number: int, row: int, part: Fraction, then: Tree) -> Tree:
    """The root of part·x² + ε, and its inverse: as ε ≥ 0 (row 0) and x ≠ 0 (row 3), only one case is possible."""
    square = ((part, (3, 3), None),)
    root_is_zero = Leaf({0: 1, row + 2: 1}, square, {row + 3: -atom(number)})
    inverted = Branch(number + 1, (then, Leaf({row + 1: 1, row + 3: 1}), root_is_zero))
    return Branch(number, (inverted, Leaf({0: 1, row: 1}, square)))


@CLAIM.proof("training-is-not-affine", engine="exact")
def the_denominator_grows_too() -> Cases:
    """If f(2x) = 2f(x), then √(x² + ε) = √(x²/4 + ε); but the difference of their squares is ¾x²."""
    first, second = atom(0), atom(2)

    def leaf(sign: int) -> Leaf:
        both = sign * (first + second)
        multiples = {2: first * second * both, 8: -x * second * both, 13: x * first * both, 6: sign * x, 11: -sign * x}
        return Leaf({}, ((Fraction(3, 4), (3, 3, 3), None),), multiples)

    def tree(sign: int) -> Tree:
        return root_and_inverse(0, 4, Fraction(1), root_and_inverse(2, 9, Fraction(1, 4), leaf(sign)))

    return Cases((Split(row=1, above=tree(1), below=tree(-1)),))


@CLAIM.proof("training-keeps-a-plus", engine="exact")
def the_root_of_a_square() -> Cases:
    """For x > 0 the root of x²/4 is x/2."""
    return search.prove(POSITIVE)


@CLAIM.proof("training-keeps-a-minus", engine="exact")
def the_root_is_never_negative() -> Cases:
    """For x < 0 the root of x²/4 is −x/2."""
    return search.prove(NEGATIVE)


@CLAIM.control(
    ForAll(("beta", "g", "x"), equals(g * relu(x) + beta, relu(g * x + beta)), (g >= 0,), {"beta": 0, "g": 1, "x": 0}),
    drops="the place: a ReLU stands between the layer and its normalisation",
)
def a_shift_behind_the_relu() -> Assignment:
    """With β = −1, at x = 0: −1 behind the ReLU, 0 in front of it."""
    return Assignment({"beta": -1, "g": 1, "x": 0})


@CLAIM.control(
    ForAll(("e", "x"), equals(trained(2 * x), 2 * trained(x)), (e >= 0,), {"e": 1, "x": 0}),
    drops="fixed statistics: those of the batch are used",
)
def twice_the_input() -> Assignment:
    """For ε = 0 and x = 1: f(2) = 1, and 2·f(1) = 2."""
    return Assignment({"e": 0, "x": 1})
