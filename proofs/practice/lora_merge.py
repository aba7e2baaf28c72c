"""A low-rank adapter can be merged into the weights, unless a non-linearity stands in it.

LoRA leaves a weight matrix W as it is and adds a detour beside it: a matrix A from the n inputs to r numbers, and a
matrix B from these to the m outputs, with a constant factor α/r. Only A and B are trained. Afterwards

    Wx + (α/r)·B(Ax)  =  (W + (α/r)·BA)x,

so the adapter vanishes into a matrix of the old size, and costs nothing when the model is used. Below the factor is a
matrix S, in particular α/r on the diagonal. The change SBA factors through r numbers: it has at most rank r. For r
below both m and n it cannot be everything, and one number in the middle does not make the identity of two.

Now put an activation σ between A and B. Then an adapter of rank 1 cannot be merged any more. Let A be a row and SB a
column, neither of them 0. Go along a direction v with Av = 1, so that σ gets the number t at tv, and look at an
output with the entry b ≠ 0 of SB and the slope w of Wx along v. Take three inputs in a row, t = y − h, y and y + h, and
let s₀, s₁, s₂ be the values of σ there. If they are not in line, s₀ + s₂ ≠ 2s₁, then the outputs wt + bσ(t) are not in
line either, and no merged weight, with or without bias, gives them. For σ = relu the inputs −1, 0, 1 show it for every
adapter of one number with a, b ≠ 0. For r ≥ 2 it is true in general, but not always: relu(x) − relu(−x) = x, so two
bends can cancel, and that adapter can be merged.

All this is about real numbers. In floating point W + (α/r)BA is rounded, and merging is not exact.
"""

from nlverify.claim import Claim, Exists, ForAll, Identity, Source, Theorem
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf
from nlverify.exact.expression import Expr, differs, equals, relu, symbols

A, B, S, W, x = symbols("A B S W x")
a, b, h, w, y, s0, s1, s2 = symbols("a b h w y s0 s1 s2")

MERGE = Identity(
    "semiring",
    {"A": ("r", "n"), "B": ("m", "r"), "S": ("m", "m"), "W": ("m", "n"), "x": ("n", "1")},
    W @ x + S @ (B @ (A @ x)),
    (W + (S @ B) @ A) @ x,
)
BENT = ForAll(
    ("b", "h", "w", "y", "s0", "s1", "s2"),
    differs((w * (y - h) + b * s0) + (w * (y + h) + b * s2), 2 * (w * y + b * s1)),
    given=(differs(b, 0), differs(s0 + s2, 2 * s1)),
    witness={"b": 1, "h": 1, "w": 0, "y": 0, "s0": 0, "s1": 0, "s2": 1},
)


def adapted(at: int) -> Expr:
    """One weight w beside the adapter b·relu(a·x), at the number `at`."""
    return w * at + b * relu(a * at)


RELU = ForAll(
    ("a", "b", "w"),
    differs(adapted(-1) + adapted(1), 2 * adapted(0)),
    given=(differs(a, 0), differs(b, 0)),
    witness={"a": 1, "b": 1, "w": 0},
)

CANCEL = ForAll(("w", "x"), equals(w * x + (relu(x) - relu(-x)), (w + 1) * x))

CLAIM = Claim(
    id="lora-merge",
    title="LoRA merges into the weights",
    says="Wx + S(B(Ax)) = (W + SBA)x; but for a row a ≠ 0, a column b ≠ 0 and a bent σ, Wx + b·σ(ax) is not affine.",
    parts={"merge": MERGE, "a-bend-remains": BENT, "relu-never-merges": RELU},
    illustrations={"two-bends-can-cancel": CANCEL},
    theorems={
        "merge": Theorem(
            "Practice.lora_merge",
            "forall (S : Semiring) (m n r : nat) (A : matrix S r n) (C : matrix S m r) (T : matrix S m m) (V : "
            "matrix S m n) (x : matrix S n 1), V * x + T * (C * (A * x)) = (V + T * C * A) * x",
            says="V, T, C for W, S, B; over every semiring, commutative or not, for all sizes",
        ),
        "a-bend-remains": Theorem(
            "Scalars.bend_remains",
            "forall (K : OrdField) (b h w y z0 z1 z2 : K), b <> 0 -> z0 + z2 <> rat 2 * z1 -> w * (y - h) + b * z0 "
            "+ (w * (y + h) + b * z2) <> rat 2 * (w * y + b * z1)",
            says="z for s; over every ordered field, so over the real numbers",
        ),
        "relu-never-merges": Theorem(
            "Scalars.relu_never_merges",
            "forall (K : OrdField) (a b w : K), a <> 0 -> b <> 0 -> w * - (1) + b * relu (a * - (1)) + (w * 1 + b * "
            "relu (a * 1)) <> rat 2 * (w * 0 + b * relu (a * 0))",
            says="over every ordered field, so over the real numbers",
        ),
        "two-bends-can-cancel": Theorem(
            "Scalars.adapter_can_cancel",
            "forall (K : OrdField) (w x : K), w * x + (relu x - relu (- x)) = (w + 1) * x",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("hu-et-al-2022"),
)


@CLAIM.proof("merge", engine="symbolic")
def both_ways_lead_to_the_same_sum() -> Expansion:
    """Both sides are Wx + SBAx."""
    return symbolic.expand(MERGE)


@CLAIM.proof("a-bend-remains", engine="exact")
def the_straight_part_cancels() -> Cases:
    """What is left of the second difference is b·(s₀ + s₂ − 2s₁), a product of two numbers that are not 0."""
    return search.prove(BENT)


@CLAIM.proof("relu-never-merges", engine="exact")
def one_side_of_the_kink() -> Cases:
    """The second difference is b·(relu(a) + relu(−a)) = b·|a|."""
    return search.prove(RELU)


@CLAIM.proof("two-bends-can-cancel", engine="exact")
def an_adapter_of_two_numbers() -> Cases:
    """A has the entries 1 and −1, and B too: together the two ReLUs are x."""
    return search.prove(CANCEL)


@CLAIM.control(
    Exists(("a", "b", "w", "y"), (equals(b * a, 1), equals(b * w, 0), equals(y * a, 0), equals(y * w, 1))),
    drops="rank at most r: the change BA is to have rank r + 1",
)
def one_number_cannot_carry_two() -> Cases:
    """With B = (b, y) and A = (a, w), both products of opposite entries of BA are bawy; they would be 1 and 0."""
    return Cases((Leaf({3: 1}, multiples={0: y * w, 1: -y * a}),))


@CLAIM.control(
    ForAll(("a", "b", "w"), equals(adapted(-1) + adapted(1), 2 * adapted(0))),
    drops="no activation: relu stands between A and B",
)
def inputs_of_both_signs() -> Assignment:
    """W = 0, A = B = 1: the outputs at −1, 0, 1 are 0, 0, 1."""
    return Assignment({"a": 1, "b": 1, "w": 0})
