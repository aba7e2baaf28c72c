"""Attention without softmax is not linear: it is cubic in its input.

The tokens are the rows of a matrix X. A head of attention makes queries XQ, keys XK and values XV of them, and
without softmax its output is

    F(X)  =  (XQ)(XK)ᵀ(XV).

Every weight matrix stands beside an X, and there are three of them. So F(2X) = 8·F(X). For a linear map it would be
2·F(X), and for an affine one too, since F(0) = 0. Hence F is neither, unless it is 0 for every X, and stacks of such
heads do not collapse to one matrix. An entry of F(X) is a sum of terms x·m·y·z·v with three entries x, y, z of X: a
polynomial of degree three.

With this one can compute. One token (x₁, x₂), Q and K the identity, V with −2/3 and 0 on the diagonal, a skip
connection, and the read-out with weights 3 and 1 give

    3·(x₁ − ⅔·x₁·(x₁² + x₂²)) + x₂  =  3x₁ + x₂ − 2x₁(x₁² + x₂²),

and this is XOR for bits. No activation and no softmax are in it.

If the attention matrix M is *fixed*, not computed from X, then X ↦ MXV is linear. "Linear attention" is something
else: the name says that the cost is linear in the number of tokens. Without softmax (XQ)((XK)ᵀ(XV)) may be
computed from the right, and this is cheaper for many tokens. In X it is not linear.
"""

from fractions import Fraction

from nlverify.claim import Claim, Computes, Identity, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Expansion, Trace
from nlverify.exact.expression import Expr, symbols

K, M, Q, V, X, Y, Z, C = symbols("K M Q V X Y Z C")
c, m, v, x, y, z, x1, x2 = symbols("c m v x y z x1 x2")

WEIGHTS = {"Q": ("d", "e"), "K": ("e", "d"), "V": ("d", "h")}
TOKENS = {"X": ("t", "d"), "Y": ("d", "t")}
DOUBLED = Identity("ring", WEIGHTS | TOKENS, (2 * X) @ Q @ K @ (2 * Y) @ (2 * X) @ V, 8 * (X @ Q @ K @ Y @ X @ V))
TERM = Identity(
    "commutative-ring", scalars("c m v x y z"), (c * x) * m * (c * y) * (c * z) * v, c**3 * (x * m * y * z * v)
)
FIXED = Identity(
    "semiring",
    {"M": ("t", "t"), "X": ("t", "d"), "Z": ("t", "d"), "V": ("d", "h")},
    M @ (X + Z) @ V,
    M @ X @ V + M @ Z @ V,
)


def one_token(a: Expr, b: Expr) -> Expr:
    """The network of the text: score a² + b², value −⅔a, a skip connection, and a read-out."""
    score, value = a * a + b * b, Fraction(-2, 3) * a
    return 3 * (a + score * value) + b


CLAIM = Claim(
    id="attention-without-softmax-is-cubic",
    title="Attention without softmax is cubic",
    says="Without softmax, attention satisfies F(2X) = 8F(X), and one head with a skip computes XOR.",
    parts={
        "doubled": DOUBLED,
        "each-term": TERM,
        "xor": Computes(("x1", "x2"), one_token(x1, x2)),
        "fixed-attention-is-additive": FIXED,
    },
    theorems={
        "doubled": Theorem(
            "Practice.doubled_attention",
            "forall (S : Semiring) (d e h t : nat) (K : matrix S e d) (Q : matrix S d e) (V : matrix S d h) (X : "
            "matrix S t d) (Y : matrix S d t), copies 2 X * Q * K * copies 2 Y * copies 2 X * V = copies 8 (X * Q * "
            "K * Y * X * V)",
            says="over every semiring, commutative or not, for all sizes",
        ),
        "each-term": Theorem(
            "Scalars.cubic_term",
            "forall (K : CRing) (c m v x y z : K), c * x * m * (c * y) * (c * z) * v = c * c * c * x * m * y * z * v",
            says="over every commutative ring",
        ),
        "xor": Theorem(
            "Scalars.cubic_xor",
            "forall (K : OrdField) (p q : bool), rat 3 * (num p + (num p * num p + num q * num q) * rat (- 2 # 3) * "
            "num p) + num q = num (xorb p q) :> K",
            says="over every ordered field, so over the real numbers",
        ),
        "fixed-attention-is-additive": Theorem(
            "Practice.fixed_attention_is_additive",
            "forall (S : Semiring) (d h t : nat) (M : matrix S t t) (V : matrix S d h) (X Z : matrix S t d), M * (X "
            "+ Z) * V = M * X * V + M * Z * V",
            says="over every semiring, commutative or not, for all sizes",
        ),
    },
    source=Source("katharopoulos-vyas-pappas-fleuret-2020"),
)


@CLAIM.proof("doubled", engine="symbolic")
def three_factors_two() -> Expansion:
    """With Y for the transpose of X and K for that of the key weights: each of X, Y, X brings a factor 2."""
    return symbolic.expand(DOUBLED)


@CLAIM.proof("each-term", engine="symbolic")
def three_entries_of_the_input() -> Expansion:
    """With every entry of X multiplied by c, each term of each entry of F(X) is multiplied by c³."""
    return symbolic.expand(TERM)


@CLAIM.proof("xor", engine="exact")
def four_values() -> Trace:
    """At (0,0), (0,1), (1,0), (1,1): 0, 1, 3 − 2, 4 − 4."""
    return Trace((0, 1, 1, 0))


@CLAIM.proof("fixed-attention-is-additive", engine="symbolic")
def multiply_out() -> Expansion:
    """Both sides are MXV + MZV."""
    return symbolic.expand(FIXED)


@CLAIM.control(
    Identity("commutative-ring", scalars("c x"), (c * x) * (c * x) * (c * x), c * (x * x * x)),
    drops="cubic: the head is said to respect factors",
)
def one_token_of_one_number() -> Assignment:
    """For one token 1 and the factor 2: 8 on the left, 2 on the right."""
    return Assignment({"c": 2, "x": 1})


@CLAIM.control(
    Computes(("x1", "x2"), 3 * (x1 + Fraction(-2, 3) * x1) + x2), drops="the scores: the attention matrix is fixed to 1"
)
def a_fixed_score_leaves_a_linear_map() -> Trace:
    """Then the network is x₁ + x₂, and wrong at (1,1)."""
    return Trace((0, 1, 1, 2))
