"""An embedding is linear in the one-hot vector, and so the sum of two embeddings cannot tell XOR.

Looking up row i of a table E is the same as multiplying the one-hot vector eᵢ by a matrix. So an embedding layer is
a linear layer. Any values at all can be given to the tokens, one each: linear in the one-hot vector does not mean
linear in the number of the token. The values 0, 1, 0 for the tokens 0, 1, 2 are not affine in this number.

Two tokens i and j, each looked up, the results added or put side by side and sent through affine layers: all this is
affine in both one-hot vectors together,

    A(Ee + Ff) + b  =  (AE)e + (AF)f + b,

so the output is a number u for the first token, plus a number v for the second, plus b. Then

    f(0,0) + f(1,1)  =  f(0,1) + f(1,0),

and XOR of two tokens is out of reach, also as a threshold. This holds however large the vocabulary and the vectors
are.

A one-hot vector for the *pair* of tokens is something else: it has one place for each pair, and a linear layer can
give each pair a value of its own. A table of bigrams is of this kind, with as many rows as there are pairs.
"""

from nlverify.claim import Claim, Computes, ForAll, Identity, NotAffine, NotSeparable, Source, Table, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Farkas, Trace, Weights
from nlverify.exact.expression import equals, symbols

A, B, C, E, F, b, c, e, f = symbols("A B C E F b c e f")
b0, e2, u0, u1, v0, v1 = symbols("b0 e2 u0 u1 v0 v1")

SUM = Identity(
    "semiring",
    {"A": ("m", "d"), "E": ("d", "n"), "F": ("d", "n"), "b": ("m", "1"), "e": ("n", "1"), "f": ("n", "1")},
    A @ (E @ e + F @ f) + b,
    (A @ E) @ e + (A @ F) @ f + b,
)
SIDE_BY_SIDE = Identity(
    "semiring",
    {"A": ("m", "d"), "B": ("m", "c"), "C": ("k", "m"), "E": ("d", "n"), "F": ("c", "n")}
    | {"b": ("m", "1"), "c": ("k", "1"), "e": ("n", "1"), "f": ("n", "1")},
    C @ (A @ (E @ e) + B @ (F @ f) + b) + c,
    (C @ A @ E) @ e + (C @ B @ F) @ f + (C @ b + c),
)
DIAGONALS = Identity(
    "semiring", scalars("b0 u0 u1 v0 v1"), (u0 + v0 + b0) + (u1 + v1 + b0), (u0 + v1 + b0) + (u1 + v0 + b0)
)

ONE_HOT = ((1, 0), (0, 1))
TWO_TOKENS = Table.of([((*ONE_HOT[i], *ONE_HOT[j]), i ^ j) for i in (0, 1) for j in (0, 1)])
BY_NUMBER = Table.of([((0,), 0), ((1,), 1), ((2,), 0)])
BY_ONE_HOT = Table.of([((1, 0, 0), 0), ((0, 1, 0), 1), ((0, 0, 1), 0)])
PAIRS = Table.of([(tuple(int(k == 2 * i + j) for k in range(4)), i ^ j) for i in (0, 1) for j in (0, 1)])

CLAIM = Claim(
    id="embedding-is-linear-in-onehot",
    title="Embeddings are linear in the one-hot vector",
    says="Adding or joining two embeddings, then affine layers, is affine in both one-hot vectors, and cannot be XOR.",
    parts={
        "added": SUM,
        "side-by-side": SIDE_BY_SIDE,
        "equal-diagonals": DIAGONALS,
        "xor-exact": NotAffine(TWO_TOKENS),
        "xor-threshold": NotSeparable(TWO_TOKENS, fires=">"),
        "xor-fires-at-zero": NotSeparable(TWO_TOKENS, fires=">="),
        "not-by-number": NotAffine(BY_NUMBER),
        "but-by-one-hot": Computes(("e1", "e2", "e3"), e2, BY_ONE_HOT),
    },
    theorems={
        "added": Theorem(
            "Practice.embeddings_added",
            "forall (S : Semiring) (d m n : nat) (A : matrix S m d) (E F : matrix S d n) (b : matrix S m 1) (e f : "
            "matrix S n 1), A * (E * e + F * f) + b = A * E * e + A * F * f + b",
            says="over every semiring, commutative or not, for all sizes",
        ),
        "side-by-side": Theorem(
            "Practice.embeddings_side_by_side",
            "forall (S : Semiring) (c d k m n : nat) (A : matrix S m d) (A' : matrix S m c) (C : matrix S k m) (E : "
            "matrix S d n) (F : matrix S c n) (b : matrix S m 1) (g : matrix S k 1) (e f : matrix S n 1), C * (A * "
            "E * e + A' * F * f + b) + g = C * A * E * e + C * A' * F * f + C * b + g",
            says="A' for B, g for c; over every semiring, commutative or not, for all sizes",
        ),
        "equal-diagonals": Theorem(
            "Practice.equal_diagonals",
            "forall (S : Semiring) (m n : nat) (b u0 u1 v0 v1 : matrix S m n), u0 + v0 + b + (u1 + v1 + b) = u0 + "
            "v1 + b + (u1 + v0 + b)",
            says="for matrices of any size over every semiring",
        ),
        "xor-exact": Theorem(
            "Scalars.one_hot_xor_exact",
            "forall K : OrdField, ~ exists w1 w2 w3 w4 b : K, forall p q, w1 * num (negb p) + w2 * num p + w3 * num "
            "(negb q) + w4 * num q + b = num (xorb p q)",
            says="over every ordered field, so over the real numbers",
        ),
        "xor-threshold": Theorem(
            "Scalars.one_hot_xor_threshold",
            "forall K : OrdField, ~ exists w1 w2 w3 w4 b : K, forall p q, 0 < w1 * num (negb p) + w2 * num p + w3 * "
            "num (negb q) + w4 * num q + b <-> xorb p q = true",
            says="over every ordered field, so over the real numbers",
        ),
        "xor-fires-at-zero": Theorem(
            "Scalars.one_hot_xor_at_zero",
            "forall K : OrdField, ~ exists w1 w2 w3 w4 b : K, forall p q, 0 <= w1 * num (negb p) + w2 * num p + w3 "
            "* num (negb q) + w4 * num q + b <-> xorb p q = true",
            says="over every ordered field, so over the real numbers",
        ),
        "not-by-number": Theorem(
            "Scalars.not_by_number",
            "forall K : OrdField, ~ exists w b : K, w * 0 + b = 0 /\\ w * 1 + b = 1 /\\ w * rat 2 + b = 0",
            says="over every ordered field, so over the real numbers",
        ),
        "but-by-one-hot": Theorem(
            "Scalars.one_hot_reads_a_table",
            "forall (K : CRing) (f : K -> K -> K -> K), (forall e1 e2 e3, f e1 e2 e3 = e2) -> f 1 0 0 = 0 /\\ f 0 1 "
            "0 = 1 /\\ f 0 0 1 = 0",
            says="over every commutative ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("added", engine="symbolic")
def both_lookups_are_matrices() -> Expansion:
    """Both sides are AEe + AFf + b."""
    return symbolic.expand(SUM)


@CLAIM.proof("side-by-side", engine="symbolic")
def each_half_has_its_own_weights() -> Expansion:
    """The layer after them has weights A for the first half and B for the second; C and c are one more layer."""
    return symbolic.expand(SIDE_BY_SIDE)


@CLAIM.proof("equal-diagonals", engine="symbolic")
def the_same_five_terms() -> Expansion:
    """Both sides are u₀ + u₁ + v₀ + v₁ + 2b₀, whichever two tokens each stands for."""
    return symbolic.expand(DIAGONALS)


@CLAIM.proof("xor-exact", engine="exact")
def alternate_the_signs() -> Cases:
    """The alternating sum over the four pairs is 0 for every affine function, and −2 for XOR."""
    return Farkas((1, -1, -1, 1))


@CLAIM.proof("xor-threshold", engine="exact")
def add_the_four_requirements() -> Cases:
    """The four left sides cancel, and 0 > 0 is left."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("xor-fires-at-zero", engine="exact")
def add_them_again() -> Cases:
    """The same sum; now the two pairs where XOR is 0 make it strict."""
    return Farkas((1, 1, 1, 1))


@CLAIM.proof("not-by-number", engine="exact")
def the_middle_is_not_the_mean() -> Cases:
    """Token 1 has the value 1, and the mean of the values of tokens 0 and 2 is 0."""
    return Farkas((1, -2, 1))


@CLAIM.proof("but-by-one-hot", engine="exact")
def one_weight_for_each_token() -> Trace:
    """The weights 0, 1, 0 are the values of the tokens."""
    return Trace((0, 1, 0))


@CLAIM.control(NotAffine(PAIRS), drops="one vector for each token: there is one for each pair")
def a_table_of_bigrams() -> Weights:
    """The weights are the values of the four pairs."""
    return Weights((0, 1, 1, 0), 0)


@CLAIM.control(
    ForAll(("u0", "u1", "v0", "v1"), equals(u0 * v0 + u1 * v1, u0 * v1 + u1 * v0)),
    drops="the sum of the two embeddings: they are multiplied",
)
def a_product_of_embeddings() -> Assignment:
    """With the values −1 and 1 for the tokens 0 and 1, the products are 1 on one diagonal, and −1 on the other."""
    return Assignment({"u0": -1, "u1": 1, "v0": -1, "v1": 1})
