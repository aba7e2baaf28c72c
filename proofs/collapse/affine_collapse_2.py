"""Two affine layers are one affine layer.

A layer without activation maps a vector x to Bx + c: a matrix times x, plus a bias. Feed the result to a
second one:

    A(Bx + c) + d  =  (AB)x + (Ac + d).

So the two layers are one, with weight matrix AB and bias Ac + d. It computes the same function, for every
input; that one may prefer to *train* two matrices is another matter.

What the computation uses: A distributes over the sum, and A(Bx) = (AB)x, which is the associativity of
matrix products. No division, no subtraction, and no product is turned round. So it holds for matrices over
every *semiring*, for instance for real numbers, whole numbers ≥ 0, or truth values with "or" and "and";
the entries need not commute, and the shapes are arbitrary: A is k×m, B is m×n, with any k, m, n ≥ 1. The
matrices need not be square.

The proof treats A, B, x, c, d as letters, multiplies out both sides without ever exchanging two letters,
and compares. As an illustration the same is done entry by entry for 2×2 matrices of numbers.

Two controls. The inner bias c does not come through unchanged, and cannot be forgotten: it is multiplied
by A. And the order matters: (BA)x is in general something else than (AB)x, already for 2×2 matrices.
"""

from nlverify.claim import Claim, Identity, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Expansion
from nlverify.exact.expression import Expr, symbols

A, B, c, d, x = symbols("A B c d x")
SHAPES = {"A": ("k", "m"), "B": ("m", "n"), "c": ("m", "1"), "d": ("k", "1"), "x": ("n", "1")}
SQUARE = {"A": ("n", "n"), "B": ("n", "n"), "c": ("n", "1"), "d": ("n", "1"), "x": ("n", "1")}

COLLAPSE = Identity("semiring", SHAPES, A @ (B @ x + c) + d, (A @ B) @ x + (A @ c + d))


def entry(i: int) -> Identity:
    """Row i of the identity for 2×2 matrices, every entry a number of its own."""
    names = f"a{i}1 a{i}2 b11 b12 b21 b22 c1 c2 d{i} x1 x2"
    a1, a2, b11, b12, b21, b22, c1, c2, di, x1, x2 = symbols(names)
    layers: Expr = a1 * (b11 * x1 + b12 * x2 + c1) + a2 * (b21 * x1 + b22 * x2 + c2) + di
    one = (a1 * b11 + a2 * b21) * x1 + (a1 * b12 + a2 * b22) * x2 + (a1 * c1 + a2 * c2 + di)
    return Identity("commutative-ring", scalars(names), layers, one)


CLAIM = Claim(
    id="affine-collapse-2",
    title="Two affine layers are one",
    says="Two affine layers are one: A(Bx + c) + d = (AB)x + (Ac + d), for matrices over any semiring.",
    parts={"main": COLLAPSE},
    illustrations={"first-row-of-2x2": entry(1), "second-row-of-2x2": entry(2)},
    theorems={
        "main": Theorem(
            "Collapse.two_layers",
            "forall (S : Semiring) (k m n : nat) (A : matrix S k m) (C : matrix S m n) (c : matrix S m 1) (d : "
            "matrix S k 1) (x : matrix S n 1), A * (C * x + c) + d = A * C * x + (A * c + d)",
            says="over every semiring, commutative or not, for all sizes",
        ),
        "first-row-of-2x2": Theorem(
            "Scalars.row_of_two_layers",
            "forall (K : CRing) (a1 a2 b11 b12 b21 b22 c1 c2 d x1 x2 : K), a1 * (b11 * x1 + b12 * x2 + c1) + a2 * "
            "(b21 * x1 + b22 * x2 + c2) + d = (a1 * b11 + a2 * b21) * x1 + (a1 * b12 + a2 * b22) * x2 + (a1 * c1 + "
            "a2 * c2 + d)",
            says="over every commutative ring",
        ),
        "second-row-of-2x2": Theorem(
            "Scalars.row_of_two_layers",
            "forall (K : CRing) (a1 a2 b11 b12 b21 b22 c1 c2 d x1 x2 : K), a1 * (b11 * x1 + b12 * x2 + c1) + a2 * "
            "(b21 * x1 + b22 * x2 + c2) + d = (a1 * b11 + a2 * b21) * x1 + (a1 * b12 + a2 * b22) * x2 + (a1 * c1 + "
            "a2 * c2 + d)",
            says="for any row; over every commutative ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("main", engine="symbolic")
def multiply_out_without_exchanging() -> Expansion:
    """Both sides are ABx + Ac + d; the letters of each product stay in their order."""
    return symbolic.expand(COLLAPSE)


@CLAIM.proof("first-row-of-2x2", engine="symbolic")
def first_row() -> Expansion:
    """Seven terms on either side, the same ones."""
    return symbolic.expand(entry(1))


@CLAIM.proof("second-row-of-2x2", engine="symbolic")
def second_row() -> Expansion:
    """As in the first row."""
    return symbolic.expand(entry(2))


@CLAIM.control(
    Identity("semiring", SHAPES, A @ (B @ x + c) + d, (A @ B) @ x + d),
    drops="the term Ac of the bias",
)
def the_inner_bias_counts() -> Assignment:
    """1×1 matrices suffice: A = c = 1 and the rest 0 gives 1 on the left, 0 on the right."""
    return Assignment({"A": 1, "B": 0, "c": 1, "d": 0, "x": 0})


@CLAIM.control(
    Identity("semiring", SQUARE, A @ (B @ x + c) + d, (B @ A) @ x + (A @ c + d)),
    drops="the order of the product AB",
)
def the_order_counts() -> Assignment:
    """Here AB keeps x = (1, 0), while BA sends it to 0."""
    a, b = ((0, 1), (0, 0)), ((0, 0), (1, 0))
    return Assignment({"A": a, "B": b, "c": ((0,), (0,)), "d": ((0,), (0,)), "x": ((1,), (0,))})
