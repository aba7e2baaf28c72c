"""A stack of affine layers reaches just the maps whose matrix fits through its narrowest layer.

Any given stack of affine layers collapses to one map x ↦ Wx + b (`affine-collapse-n`). Which matrices W are possible
depends on the widths. Say that W *factors through* r numbers if W = VU, where U makes r numbers of the input and V
makes the output of these; linear algebra calls the least such r the *rank* of W.

*What is reached factors.* Let some layer have r outputs. What comes before it is one affine map, so these outputs are
Ux + c. Each later layer replaces V by AV, starting from V = 1. So at the end W = VU. This holds for each layer of
the stack, in particular for the narrowest; input and output count too.

*What factors is reached.* Let W = VU factor through r numbers, and let all hidden layers have r units or
more. Compute y = Ux, and write y into a wider layer by a matrix J, for instance below y only zeros. The next layer
first reads it back by a matrix P with PJ = 1, and writes it anew; the last one reads it and applies V. On the way y
becomes Ey, where E is the product of all the matrices PJ. Each of these is 1, so E = 1 and the result is
VUx, plus the bias of the last layer. (If there is one layer only, it is Wx + b as it stands.)

So the stack reaches *all* affine maps from n to m numbers if each hidden layer is as wide as the smaller of n and
m: every W factors through n numbers, as W·1, and through m, as 1·W.

A narrower one costs something. Through r numbers every minor of W with more than r rows is zero: each row of VU is a
combination of the r rows of U, so that the minor is a combination of determinants with two equal rows. But the
identity matrices have minors equal to 1. (Rocq's kernel checks this for every r. The two illustrations write out the
2×2 minors for r = 1 and the 3×3 minors for r = 2.)
So "several linear layers are as good as one" needs a condition: that no layer is a bottleneck.
"""

from functools import reduce
from itertools import combinations, permutations
from operator import add, mul

from nlverify.claim import Claim, Exists, Identity, Induction, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf, Steps
from nlverify.exact.expression import Expr, equals, expr, symbols

A, E, J, P, Q, S, U, V = symbols("A E J P Q S U V")
b, c, d, f, x, y = symbols("b c d f x y")

AFTER_THE_BOTTLENECK = Induction(
    ring="semiring",
    symbols={"A": ("k", "m"), "d": ("k", "1"), "U": ("r", "n"), "c": ("r", "1"), "x": ("n", "1")}
    | {"f": ("m", "1"), "V": ("m", "r"), "b": ("m", "1")},
    state={"f": (U @ x + c, A @ f + d), "V": (expr(1), A @ V), "b": (c, A @ b + d)},
    each_step=("A", "d"),
    invariant=equals(f, V @ U @ x + b),
    width=("m", "r", "k"),
)
HANDED_ON = Induction(
    ring="semiring",
    symbols={"J": ("k", "r"), "P": ("r", "k"), "Q": ("s", "r"), "S": ("r", "s"), "U": ("r", "n"), "x": ("n", "1")}
    | {"f": ("m", "1"), "y": ("r", "1"), "E": ("r", "r")},
    state={"f": (Q @ (U @ x), J @ y), "y": (S @ (Q @ (U @ x)), P @ (J @ y)), "E": (S @ Q, P @ J @ E)},
    each_step=("J", "P"),
    invariant=equals(y, E @ U @ x),
    width=("m", "s", "k"),
)
WIDER = Identity(
    "ring",
    {"V": ("m", "r"), "P": ("r", "s"), "J": ("s", "r"), "U": ("r", "n")},
    (V @ P) @ (J @ U) - V @ U,
    V @ (P @ J - 1) @ U,
)


def minor(width: int) -> Identity:
    """In `width` + 1 rows and columns of VU, even permutations contribute what odd ones do: the determinant is 0."""
    size = range(1, width + 2)
    names = " ".join(f"v{i}{k} u{k}{i}" for i in size for k in range(1, width + 1))
    at = dict(zip(names.split(), symbols(names), strict=True))

    def entry(i: int, j: int) -> Expr:
        terms = [at[f"v{i}{k}"] * at[f"u{k}{j}"] for k in range(1, width + 1)]
        return sum(terms[1:], start=terms[0])

    even: list[Expr] = []
    odd: list[Expr] = []
    for p in permutations(size):
        inversions = sum(p[i] > p[j] for i, j in combinations(range(width + 1), 2))
        factors = [entry(i, j) for i, j in zip(size, p, strict=True)]
        (odd if inversions % 2 else even).append(reduce(mul, factors))
    return Identity("commutative-ring", scalars(names), reduce(add, even), reduce(add, odd))


CLAIM = Claim(
    id="bottleneck-image",
    title="What a stack with a bottleneck reaches",
    says="L ≥ 1 affine layers of widths d₀, …, d_L reach just the maps Wx + b whose W factors through min dᵢ numbers.",
    parts={
        "what-is-reached-factors": AFTER_THE_BOTTLENECK,
        "what-factors-is-reached": HANDED_ON,
        "wider-is-enough": WIDER,
    },
    illustrations={"minors-through-one": minor(1), "minors-through-two": minor(2)},
    theorems={
        "what-is-reached-factors": Theorem(
            "Rank.what_is_reached_factors",
            "forall (S : Semiring) (n : nat), (forall (r m : nat) (N : stack S r m) (U : matrix S r n) (c : matrix "
            "S r 1) (x : matrix S n 1), through N (U * x + c) = weight N * U * x + through N c) /\\ (forall (m : "
            "nat) (N : stack S n m) (r : nat), In r (n :: widths N) -> exists (V : matrix S m r) (U : matrix S r "
            "n), forall x, through N x = V * U * x + bias N)",
            says="V is the weight of the layers after the bottleneck; and each width of a stack is such an r; over "
            "every semiring, commutative or not, for all sizes",
        ),
        "what-factors-is-reached": Theorem(
            "Rank.what_factors_is_reached",
            "forall (S : Semiring) (n r : nat), (forall (s : nat) (layers : list {k : nat & (matrix S k r * matrix "
            "S r k)%type}) (Q : matrix S s r) (R : matrix S r s) (U : matrix S r n) (x : matrix S n 1), handed_on "
            "layers (R * (Q * (U * x))) = handed_on layers (R * Q) * U * x) /\\ (forall (m : nat) (V : matrix S m "
            "r) (U : matrix S r n) (b : matrix S m 1) (hidden : list nat), (forall w, In w hidden -> (r <= w)%nat) "
            "-> exists N : stack S n m, widths N = m :: hidden /\\ forall x, through N x = V * U * x + b)",
            says="E is what is handed on of RQ; and a stack of any hidden widths of at least r reaches VU; over "
            "every semiring, commutative or not, for all sizes",
        ),
        "wider-is-enough": Theorem(
            "Collapse.wider_is_enough",
            "forall (R : AnyRing) (m n r s : nat) (V : matrix R m r) (P : matrix R r s) (J : matrix R s r) (U : "
            "matrix R r n), V * P * (J * U) - V * U = V * (P * J - 1) * U",
            says="over every ring, commutative or not, for all sizes",
        ),
        "minors-through-one": Theorem(
            "Determinant.minors_vanish",
            "forall (K : CRing) (r p : nat) (V U : nat -> nat -> K) (rows columns : nat -> nat), (r < p)%nat -> det "
            "p (fun i j => mm r V U (rows i) (columns j)) = 0",
            says="with r = 1 and p = 2; over every commutative ring",
        ),
        "minors-through-two": Theorem(
            "Determinant.minors_vanish",
            "forall (K : CRing) (r p : nat) (V U : nat -> nat -> K) (rows columns : nat -> nat), (r < p)%nat -> det "
            "p (fun i j => mm r V U (rows i) (columns j)) = 0",
            says="with r = 2 and p = 3; over every commutative ring",
        ),
    },
    source=Source("trager-kohn-bruna-2020"),
    uses=("affine-collapse-n",),
)


@CLAIM.proof("what-is-reached-factors", engine="symbolic")
def columns_stay_combinations() -> Steps:
    """Base: both sides are Ux + c. Step: both are AVUx + Ab + d; V gets another number of rows, but keeps r columns."""
    return symbolic.induct(AFTER_THE_BOTTLENECK)


@CLAIM.proof("what-factors-is-reached", engine="symbolic")
def write_read_and_write_again() -> Steps:
    """At each layer f = Jy is written and P reads PJy; E = …·PJ·SQ is 1 if each factor PJ, and SQ, is."""
    return symbolic.induct(HANDED_ON)


@CLAIM.proof("wider-is-enough", engine="symbolic")
def insert_pj() -> Expansion:
    """If PJ = 1, then VU = (VP)(JU): what factors through r numbers factors through s as well."""
    return symbolic.expand(WIDER)


@CLAIM.proof("minors-through-one", engine="symbolic")
def two_rows_are_proportional() -> Expansion:
    """Both products are v₁₁v₂₁u₁₁u₁₂."""
    return symbolic.expand(minor(1))


@CLAIM.proof("minors-through-two", engine="symbolic")
def three_rows_are_dependent() -> Expansion:
    """The six products of three entries: the three even ones and the three odd ones have the same terms."""
    return symbolic.expand(minor(2))


v1, v2, u1, u2 = symbols("v1 v2 u1 u2")
IDENTITY = (equals(v1 * u1, 1), equals(v1 * u2, 0), equals(v2 * u1, 0), equals(v2 * u2, 1))


@CLAIM.control(
    Exists(("v1", "v2", "u1", "u2"), IDENTITY),
    drops="W factors: the identity of two numbers is to pass through one",
)
def one_number_is_not_two() -> Cases:
    """The product of the diagonal entries would be 1, that of the others 0; both are v₁v₂u₁u₂."""
    return Cases((Leaf({3: 1}, multiples={0: v2 * u2, 1: -v2 * u1}),))


@CLAIM.control(
    Identity("commutative-ring", scalars("V P J U"), (V * P) * (J * U), V * U), drops="PJ = 1, with all sizes 1"
)
def writing_and_not_reading() -> Assignment:
    """With P = 0 and all else 1 the left side is 0, the right side 1."""
    return Assignment({"V": 1, "P": 0, "J": 1, "U": 1})
