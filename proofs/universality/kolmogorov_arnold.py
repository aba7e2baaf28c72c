"""Every continuous function of several variables is made of functions of one, and sums.

Kolmogorov proved in 1957 that every continuous f on the cube [0, 1]ⁿ can be written as

    f(x₁, …, xₙ)  =  Σ Φ_q( φ_{q,1}(x₁) + … + φ_{q,n}(xₙ) ),        q = 0, …, 2n,

with continuous functions Φ_q and φ_{q,p} of *one* variable. It is an equation, not an approximation, and addition is
the only operation that brings two variables together. It looks like a network with two hidden layers. But it is none
of the usual kind: the outer functions Φ_q depend on f, and the inner ones, which can be chosen once for all f, cannot
all be smooth. A network has one activation, and adjusts weights.

The theorem is quoted. Two small cases show what it is about:

    x·y  =  ¼·(x + y)² − ¼·(x − y)²,        max(x, y)  =  ½·(x + y) + ½·|x − y|.

One sum does not suffice: x·y is not g(x) + h(y). At the four corners of the square the alternating sum of g(x) + h(y)
is 0, and that of x·y is 1.
"""

from nlverify.claim import Cited, Claim, Exists, ForAll, Identity, Source, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Cases, Expansion, Leaf
from nlverify.exact.expression import absolute, equals, maximum, symbols

x, y, g0, g1, h0, h1 = symbols("x y g0 g1 h0 h1")

PRODUCT = Identity("reals", scalars("x y"), x * y, (x + y) ** 2 / 4 - (x - y) ** 2 / 4)
MAXIMUM = ForAll(("x", "y"), equals(maximum(x, y), (x + y) / 2 + absolute(x - y) / 2))
ONE_SUM = Exists(
    ("g0", "g1", "h0", "h1"), (equals(g0 + h0, 0), equals(g0 + h1, 0), equals(g1 + h0, 0), equals(g1 + h1, 1))
)

CLAIM = Claim(
    id="kolmogorov-arnold",
    title="Several variables from one variable and sums",
    says="Every continuous function on a cube is made of continuous functions of one variable and sums.",
    parts={
        "theorem": Cited(
            "For every continuous f on [0, 1]ⁿ there are continuous functions Φ_q and φ_{q,p} of one variable with "
            "f(x) = Σ Φ_q(φ_{q,1}(x₁) + … + φ_{q,n}(xₙ)), the sum over q = 0, …, 2n.",
            source="braun-griebel-2009",
            reason="The functions are limits of infinite constructions; only small cases can be written down.",
        )
    },
    illustrations={"product": PRODUCT, "maximum": MAXIMUM},
    source=Source("braun-griebel-2009"),
)


@CLAIM.proof("product", engine="symbolic")
def polarise() -> Expansion:
    """The squares of x and y cancel, and ½xy + ½xy is left."""
    return symbolic.expand(PRODUCT)


@CLAIM.proof("maximum", engine="exact")
def half_the_sum_and_half_the_distance() -> Cases:
    """From the middle between x and y it is half their distance to the larger one."""
    return search.prove(MAXIMUM)


@CLAIM.control(ONE_SUM, drops="the outer functions: x·y = g(x) + h(y)")
def alternate_at_the_corners() -> Cases:
    """The equations at (0,0) and (1,1) less those at (0,1) and (1,0): 0 = 1."""
    return Cases((Leaf({0: 1, 1: -1, 2: -1, 3: 1}),))
