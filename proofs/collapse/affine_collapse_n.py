"""Any number of affine layers is one affine layer.

Stack n layers without activations: start with x, and let each layer replace f by Af + d, with a matrix A
and a bias d of its own. Then, whatever n is,

    f  =  Wx + b,      where each layer replaces  W by AW  and  b by Ab + d.

The proof is an induction on the number of layers. With no layer, W = 1 and b = 0 give f = x. And if
f = Wx + b before a layer, then after it

    Af + d  =  A(Wx + b) + d  =  (AW)x + (Ab + d).

Base and step are checked as identities between products of letters that are never exchanged. So they
hold for matrices over every semiring, for all widths, which may change from layer to layer (here from m
to k). The step from "base and step hold" to "it holds for every n" is the principle of induction itself;
no machine is asked to check infinitely many cases.

Depth alone therefore buys nothing: whatever a stack of affine layers computes, one layer computes too.
The converse needs care. A *narrow* layer in between limits what the stack can reach, and then it can do
less than one layer.

Associativity and distributivity are sufficient, and they are not for free. The cross product of vectors
distributes over sums, but is not associative, and already e₁×(e₁×x) is not of the form c×x + d. The
operation a∘b = a·|b| on numbers is associative, but a∘(b + c) is not a∘b + a∘c, and the layers 1∘x − 1 and
1∘x + 0 together give ||x| − 1|, which is not of the form c∘x + d.
"""

from nlverify.claim import Claim, Exists, Identity, Induction, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Leaf, Run, Steps
from nlverify.exact.expression import Expr, equals, expr, symbols

A, W, b, d, f, x = symbols("A W b d f x")
LAYER = {"A": ("k", "m"), "d": ("k", "1"), "x": ("n", "1")}
STATE = {"f": ("m", "1"), "W": ("m", "n"), "b": ("m", "1")}


def stack(next_bias: Expr) -> Induction:
    """The claim f = Wx + b about n layers, the bias b being replaced by `next_bias` in each."""
    return Induction(
        ring="semiring",
        symbols={**LAYER, **STATE},
        state={"f": (x, A @ f + d), "W": (expr(1), A @ W), "b": (expr(0), next_bias)},
        each_step=("A", "d"),
        invariant=equals(f, W @ x + b),
        width=("m", "n", "k"),
    )


THREE = "A1 A2 A3 d1 d2 d3 x"
A1, A2, A3, d1, d2, d3, x = symbols(THREE)
OF_THREE = {"A1": ("p", "n"), "A2": ("q", "p"), "A3": ("r", "q"), "d1": ("p", "1"), "d2": ("q", "1"), "d3": ("r", "1")}
CHAIN = A3 @ (A2 @ (A1 @ x + d1) + d2) + d3
THREE_LAYERS = Identity(
    "semiring", {**OF_THREE, "x": ("n", "1")}, CHAIN, A3 @ A2 @ A1 @ x + (A3 @ A2 @ d1 + A3 @ d2 + d3)
)

CLAIM = Claim(
    id="affine-collapse-n",
    title="Any number of affine layers is one",
    says="Any number of affine layers, of any widths, is one affine layer.",
    parts={"main": stack(A @ b + d)},
    illustrations={"three-layers": THREE_LAYERS},
    theorems={
        "main": Theorem(
            "Collapse.collapse",
            "forall (S : Semiring) (n m : nat) (N : stack S n m) (x : matrix S n 1), through N x = weight N * x + "
            "bias N",
            says="over every semiring, commutative or not, for all sizes",
        ),
        "three-layers": Theorem(
            "Collapse.three_layers",
            "forall (S : Semiring) (n p q r : nat) (A1 : matrix S p n) (A2 : matrix S q p) (A3 : matrix S r q) (d1 "
            ": matrix S p 1) (d2 : matrix S q 1) (d3 : matrix S r 1) (x : matrix S n 1), A3 * (A2 * (A1 * x + d1) + "
            "d2) + d3 = A3 * A2 * A1 * x + (A3 * A2 * d1 + A3 * d2 + d3)",
            says="over every semiring, commutative or not, for all sizes",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("main", engine="symbolic")
def one_more_layer() -> Steps:
    """Base: both sides are x. Step: both are AWx + Ab + d."""
    return symbolic.induct(stack(A @ b + d))


@CLAIM.proof("three-layers", engine="symbolic")
def three_at_once() -> Expansion:
    """Both sides are A₃A₂A₁x + A₃A₂d₁ + A₃d₂ + d₃."""
    return symbolic.expand(THREE_LAYERS)


@CLAIM.control(stack(A @ b), drops="the layer's own bias d")
def a_bias_is_not_forgotten() -> Run:
    """One layer with A = d = 1, at x = 0: f is 1, and W·0 + b is 0."""
    return Run({"x": ((0,),)}, ({"A": ((1,),), "d": ((1,),)},))


@CLAIM.control(
    Identity("commutative-ring", scalars(THREE), CHAIN, A3 * A2 * A1 * x + (d1 + d2 + d3)),
    drops="the later matrices in front of the biases",
)
def biases_do_not_just_add_up() -> Assignment:
    """The first bias passes through A₂ = 2."""
    return Assignment({"A1": 1, "A2": 2, "A3": 1, "d1": 1, "d2": 0, "d3": 0, "x": 0})


c, c1, c3 = symbols("c c1 c3")
AT_ZERO = (equals(d1, 0), equals(d2, 0), equals(d3, 0))  # c×0 + d is e₁×(e₁×0) = 0
AT_E2 = (equals(d1 - c3, 0), equals(d2, -1), equals(c1 + d3, 0))  # (−c₃, 0, c₁) + d is e₁×(e₁×e₂) = e₁×e₃ = −e₂


@CLAIM.control(
    Exists(("c1", "c3", "d1", "d2", "d3"), (*AT_ZERO, *AT_E2)),
    drops="associativity: layers c×x + d with the cross product",
)
def two_cross_products_are_not_one() -> Cases:
    """At x = 0 the second coordinate asks for d₂ = 0; at x = e₂, where c×e₂ has none, for d₂ = −1."""
    return Cases((Leaf({1: 1, 4: -1}),))


@CLAIM.control(
    Exists(("c", "d"), tuple(equals(c * t + d, abs(t - 1)) for t in (0, 1, 2))),
    drops="distributivity: layers c·|x| + d",
)
def two_absolute_values_are_not_one() -> Cases:
    """At x = 0, 1, 2: the first value less twice the second plus the third is 2 for ||x| − 1|, and 0 for c|x| + d."""
    return Cases((Leaf({0: 1, 1: -2, 2: 1}),))
