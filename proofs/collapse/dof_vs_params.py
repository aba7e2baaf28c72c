"""A stack of affine layers has more parameters than its functions have degrees of freedom.

L affine layers of width d have L(d² + d) parameters, and compute affine maps of d numbers to d numbers. Such a map
x ↦ Wx + b is given by d² + d numbers, and it determines them: b is its value at 0, and its value at the i-th
unit vector, less b, is column i of W. So for L ≥ 2 the parameters say (L − 1)(d² + d) numbers too many. Where are they?

In each hidden layer the coordinates can be changed without anyone noticing. Let a hidden vector f be replaced by
Gf + e, with a matrix G and a vector e for each hidden layer. The layer before has to produce Gf + e, and the
layer after has to undo it. Written with H = G⁻¹, two layers give

    BH(GAx + Gc + e) + (d − BHe)  =  B(Ax + c) + d,      if HG = 1.

This can be done in all hidden layers of a stack at once, whatever their widths are. An invertible G and an e have
d² + d numbers, and there are L − 1 hidden layers: just the numbers too many.

And in layers with invertible matrices nothing else is hidden. Take two layers. If A, c, B, d and A′, c′, B′, d′ compute
the same map, BA = B′A′ and Bc + d = B′c′ + d′, then with G = A′A⁻¹ and e = c′ − Gc one has A′ = GA, B = B′G, c′ = Gc +
e and d′ = d − B′e: a change of coordinates. With more layers, let A, c be the first one, and B, d all the others
together; then take G and e into the second layer, which leaves one layer less, and go on.

A narrow hidden layer, of width r, limits the functions as well. The matrix W = VU is then built from r columns and r
rows. Cut it into blocks, the first one of size r×r. If this one is invertible, then the other three are not
independent: the last is W₂₁W₁₁⁻¹W₁₂. The first three can be anything, and have m·n − (m − r)(n − r) = r(m + n − r)
entries, for W of size m×n.

*Degrees of freedom* means here: so many numbers determine the map, and can be chosen at will where a certain matrix is
invertible. This is what the dimension of the set of maps comes to. Literature: Trager, Kohn and Bruna call a linear
network "filling" if no layer is narrower than the smaller of input and output.
"""

from nlverify.claim import Claim, ForAll, Identity, Induction, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf, Steps
from nlverify.exact.expression import equals, expr, symbols

A, B, G, H, c, d, e, x = symbols("A B G H c d e x")
f, g, K, h = symbols("f g K h")
X, Y, V1, V2, U1, U2 = symbols("X Y V1 V2 U1 U2")
A2, B2, N, P, Q, R, W, b, v = symbols("A2 B2 N P Q R W b v")
L, m, n, r = symbols("L m n r")

TWO = {"A": ("r", "n"), "B": ("m", "r"), "c": ("r", "1"), "d": ("m", "1"), "x": ("n", "1")}
RECOVER = Identity(
    "ring",
    {"W": ("m", "n"), "R": ("m", "n"), "b": ("m", "1"), "c": ("m", "1"), "v": ("n", "1")},
    (W @ v + b) - (R @ v + c),
    (W - R) @ v + (b - c),
)
CHANGE = Identity(
    "ring",
    TWO | {"G": ("s", "r"), "H": ("r", "s"), "e": ("s", "1")},
    (B @ H @ (G @ A @ x + G @ c + e) + (d - B @ H @ e)) - (B @ (A @ x + c) + d),
    B @ (H @ G - 1) @ (A @ x + c),
)
ALL_LAYERS = Induction(
    ring="ring",
    symbols={"B": ("k", "m"), "d": ("k", "1"), "K": ("k", "k"), "h": ("k", "1"), "x": ("n", "1")}
    | {"f": ("m", "1"), "g": ("m", "1"), "G": ("m", "m"), "e": ("m", "1")},
    state={
        "f": (x, B @ (G @ f) + d),
        "g": (x, K @ (B @ (g - e) + d) + h),
        "G": (expr(1), K),
        "e": (expr(0), h),
    },
    each_step=("B", "d", "K", "h"),
    invariant=equals(g, G @ f + e),
    width=("m", "n", "k"),
)
SQUARE = dict.fromkeys(("A", "B", "A2", "B2", "N"), ("d", "d"))
NOTHING_ELSE = Identity("ring", SQUARE, B2 @ (A2 @ N) - B, (B2 @ A2 - B @ A) @ N + B @ (A @ N - 1))
NOR_IN_THE_BIASES = Identity(
    "ring",
    {"B": ("n", "n"), "B2": ("n", "n"), "G": ("n", "n"), "c": ("n", "1"), "e": ("n", "1"), "d": ("n", "1")},
    d + B @ c - B2 @ e,
    (d - B2 @ (e - G @ c)) - (B2 @ G - B) @ c,
)
BLOCKS = {"V1": ("r", "r"), "V2": ("p", "r"), "U1": ("r", "r"), "U2": ("r", "q"), "X": ("r", "r"), "Y": ("r", "r")}
LAST_BLOCK = Identity(
    "ring",
    BLOCKS,
    (V2 @ U1) @ (Y @ X) @ (V1 @ U2) - V2 @ U2,
    V2 @ (U1 @ Y - 1) @ U2 + V2 @ U1 @ Y @ (X @ V1 - 1) @ U2,
)
OTHER_BLOCKS = Identity("ring", {"P": ("r", "r"), "R": ("p", "r"), "N": ("r", "r")}, (R @ N) @ P - R, R @ (N @ P - 1))
COUNT = Identity("commutative-ring", scalars("L d"), L * (d**2 + d) - (L - 1) * (d**2 + d), d**2 + d)
COUNT_RANK = Identity("commutative-ring", scalars("m n r"), m * n - (m - r) * (n - r), r * (m + n - r))

a, y = symbols("a y")
WIDTH_ONE = ForAll(
    ("a", "b", "c", "d", "e", "g", "h", "y"),
    equals((b * h) * ((g * a) * y + (g * c + e)) + (d - (b * h) * e), b * (a * y + c) + d),
    (equals(h * g, 1),),
    {"a": 0, "b": 0, "c": 0, "d": 0, "e": 0, "g": 1, "h": 1, "y": 0},
)

CLAIM = Claim(
    id="dof-vs-params",
    title="More parameters than degrees of freedom",
    says="L invertible affine layers of width d have L(d² + d) parameters, their maps d² + d: the rest is coordinates.",
    parts={
        "map-determines-w-and-b": RECOVER,
        "one-hidden-layer": CHANGE,
        "all-hidden-layers": ALL_LAYERS,
        "nothing-else": NOTHING_ELSE,
        "nothing-else-in-the-biases": NOR_IN_THE_BIASES,
        "count": COUNT,
        "bottleneck-last-block": LAST_BLOCK,
        "bottleneck-other-blocks": OTHER_BLOCKS,
        "bottleneck-count": COUNT_RANK,
    },
    illustrations={"width-one": WIDTH_ONE},
    theorems={
        "map-determines-w-and-b": Theorem(
            "Collapse.difference_of_maps",
            "forall (R : AnyRing) (m n : nat) (V R' : matrix R m n) (b c : matrix R m 1) (v : matrix R n 1), V * v "
            "+ b - (R' * v + c) = (V - R') * v + (b - c)",
            says="V for W; over every ring, commutative or not, for all sizes",
        ),
        "one-hidden-layer": Theorem(
            "Collapse.change_one_hidden_layer",
            "forall (R : AnyRing) (m n r s : nat) (A : matrix R r n) (C : matrix R m r) (G : matrix R s r) (H : "
            "matrix R r s) (c : matrix R r 1) (d : matrix R m 1) (e : matrix R s 1) (x : matrix R n 1), C * H * (G "
            "* A * x + G * c + e) + (d - C * H * e) - (C * (A * x + c) + d) = C * (H * G - 1) * (A * x + c)",
            says="C for B; over every ring, commutative or not, for all sizes",
        ),
        "all-hidden-layers": Theorem(
            "Collapse.change_all_hidden_layers",
            "forall (R : AnyRing) (n m : nat) (N : twin R n m) (x : matrix R n 1), changed N x = coordinates N * "
            "plain N x + shift N",
            says="f is plain, g changed, G coordinates, e shift; over every ring, commutative or not, for all sizes",
        ),
        "nothing-else": Theorem(
            "Collapse.nothing_else",
            "forall (R : AnyRing) (n : nat) (A A2 C C2 N : matrix R n n), C2 * A2 * N - C = (C2 * A2 - C * A) * N + "
            "C * (A * N - 1)",
            says="C for B; over every ring, commutative or not, for all sizes",
        ),
        "nothing-else-in-the-biases": Theorem(
            "Collapse.nothing_else_in_the_biases",
            "forall (R : AnyRing) (n : nat) (C C2 G : matrix R n n) (c d e : matrix R n 1), d + C * c - C2 * e = d "
            "- C2 * (e - G * c) - (C2 * G - C) * c",
            says="C for B; over every ring, commutative or not, for all sizes",
        ),
        "count": Theorem(
            "Scalars.count_invertible",
            "forall (K : CRing) (L d : K), L * (d * d + d) - (L - 1) * (d * d + d) = d * d + d",
            says="over every commutative ring",
        ),
        "bottleneck-last-block": Theorem(
            "Collapse.last_block",
            "forall (R : AnyRing) (p q r : nat) (U1 V1 X Y : matrix R r r) (U2 : matrix R r q) (V2 : matrix R p r), "
            "V2 * U1 * Y * X * V1 * U2 - V2 * U2 = V2 * (U1 * Y - 1) * U2 + V2 * U1 * Y * (X * V1 - 1) * U2",
            says="over every ring, commutative or not, for all sizes",
        ),
        "bottleneck-other-blocks": Theorem(
            "Collapse.other_blocks",
            "forall (R : AnyRing) (p r : nat) (N P : matrix R r r) (Q : matrix R p r), Q * N * P - Q = Q * (N * P - 1)",
            says="Q for R; over every ring, commutative or not, for all sizes",
        ),
        "bottleneck-count": Theorem(
            "Scalars.count_bottleneck",
            "forall (K : CRing) (m n r : K), m * n - (m - r) * (n - r) = r * (m + n - r)",
            says="over every commutative ring",
        ),
        "width-one": Theorem(
            "Scalars.change_one_width",
            "forall (K : CRing) (a b c d e g h y : K), h * g = 1 -> b * h * (g * a * y + g * c + e) + (d - b * h * "
            "e) = b * (a * y + c) + d",
            says="over every commutative ring",
        ),
    },
    source=Source("trager-kohn-bruna-2020"),
)


@CLAIM.proof("map-determines-w-and-b", engine="symbolic")
def compare_at_zero_and_at_v() -> Expansion:
    """If the maps Wx + b and Rx + c agree at 0 and at v, then b = c and (W − R)v = 0; v may be each unit vector."""
    return symbolic.expand(RECOVER)


@CLAIM.proof("one-hidden-layer", engine="symbolic")
def undo_what_the_layer_before_did() -> Expansion:
    """The two outputs differ by B(HG − 1)(Ax + c), and so not at all if HG = 1."""
    return symbolic.expand(CHANGE)


@CLAIM.proof("all-hidden-layers", engine="symbolic")
def carry_the_new_coordinates_along() -> Steps:
    """Layers f ↦ Af + d, with A = BG: the new ones have the matrix KB, as BG·G⁻¹ = B; the last has K = 1 and h = 0."""
    return symbolic.induct(ALL_LAYERS)


@CLAIM.proof("nothing-else", engine="symbolic")
def cancel_the_first_matrix() -> Expansion:
    """With N = A⁻¹: if B′A′ = BA and AN = 1, then B′·(A′N) = B."""
    return symbolic.expand(NOTHING_ELSE)


@CLAIM.proof("nothing-else-in-the-biases", engine="symbolic")
def cancel_the_first_bias() -> Expansion:
    """With c′ written as e: d′ = d + Bc − B′c′ is d − B′(c′ − Gc), if B′G = B."""
    return symbolic.expand(NOR_IN_THE_BIASES)


@CLAIM.proof("count", engine="symbolic")
def what_remains() -> Expansion:
    """L times d² + d, less L − 1 times the same."""
    return symbolic.expand(COUNT)


@CLAIM.proof("bottleneck-last-block", engine="symbolic")
def three_blocks_give_the_fourth() -> Expansion:
    """With X = V₁⁻¹ and Y = U₁⁻¹: V₂U₁·(V₁U₁)⁻¹·V₁U₂ = V₂U₂."""
    return symbolic.expand(LAST_BLOCK)


@CLAIM.proof("bottleneck-other-blocks", engine="symbolic")
def any_three_blocks() -> Expansion:
    """With N = P⁻¹: the columns (1, RN) and the rows (P, Q) give the blocks P, Q, RNP = R and RNQ."""
    return symbolic.expand(OTHER_BLOCKS)


@CLAIM.proof("bottleneck-count", engine="symbolic")
def all_but_the_last_block() -> Expansion:
    """Both sides are mr + nr − r²."""
    return symbolic.expand(COUNT_RANK)


@CLAIM.proof("width-one", engine="exact")
def two_numbers_too_many() -> Cases:
    """Four parameters a, b, c, d; g ≠ 0 and e are free, and the map does not change."""
    return Cases((Leaf({1: 1}, multiples={0: -b * (a * y + c)}),))


@CLAIM.control(
    ForAll(("a", "b", "c", "d"), equals(a, c), (equals(b * a, d * c),), {"a": 1, "b": 1, "c": 1, "d": 1}),
    drops="L = 1: in two layers the map is said to determine the weights",
)
def one_times_four_is_two_times_two() -> Assignment:
    """The layers 1, 4 and the layers 2, 2 both multiply by 4."""
    return Assignment({"a": 1, "b": 4, "c": 2, "d": 2})


@CLAIM.control(
    Identity("ring", TWO | {"G": ("r", "r")}, B @ (G @ A @ x + G @ c) + d, B @ (A @ x + c) + d),
    drops="H, which undoes G in the next layer",
)
def a_change_that_is_not_undone() -> Assignment:
    """With G = 2 and all else 1 the output is 5, not 3."""
    return Assignment({"A": 1, "B": 1, "G": 2, "c": 1, "d": 1, "x": 1})
