"""One normalisation between two affine layers computes XOR, without any activation.

RMSNorm divides a vector by its root mean square: vᵢ becomes vᵢ/√(mean of the squares + ε), where ε ≥ 0 is a small
constant. Let an affine layer make the vector (x₁ − x₂, 1) of two bits. The mean of the squares is ((x₁ − x₂)² +
1)/2: that is 1/2 if the bits are equal, and 1 if they differ. So the second entry becomes

    p = 1/√(1/2 + ε)  if they are equal,    q = 1/√(1 + ε)  if they differ,

and p > q. The affine function (p − v)/(p − q) of this entry v is XOR. With ε = 0 the two values are √2 and 1.

LayerNorm does the same. It first takes the mean away; the vector (z, −z, 1, −1) with z = x₁ − x₂ has mean 0,
and the mean of its squares is (z² + 1)/2 again. So the third entry takes the values p and q.

So a transformer with all its activations taken out need not collapse, as long as it normalises: dividing by a number
that depends on the input is not affine. (Ni, Guo, Jia and Huang show much more: three units and enough LayerNorm
layers classify any finite set of points at will.) The same layer with *fixed* statistics, as batch normalisation
is used after training, is affine, and cannot (`batchnorm-fold`).
"""

from nlverify.claim import REALS, XOR, Claim, ForAll, Identity, Separable, Source, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.evidence import Assignment, Cases, Expansion, Farkas
from nlverify.exact.expression import Expr, Operand, equals, expr, inverse, sqrt, symbols

e, z = symbols("e z")


def second_entry(difference: Operand) -> Expr:
    """What RMSNorm makes of the 1 in (difference, 1)."""
    return inverse(sqrt((expr(difference) ** 2 + 1) / 2 + e))


EQUAL, DIFFERENT = second_entry(0), second_entry(1)
LARGER = ForAll(("e",), EQUAL > DIFFERENT, (e >= 0,), {"e": 0})


def network(first: int, second: int, wanted: int) -> ForAll:
    """For every ε ≥ 0 the network has the wanted value at these two bits."""
    output = (EQUAL - second_entry(expr(first) - second)) * inverse(EQUAL - DIFFERENT)
    return ForAll(("e",), equals(output, wanted), (e >= 0,), {"e": 0})


MEAN = Identity("commutative-ring", scalars("z"), z + (-z) + 1 + (-1), expr(0))
SQUARES = Identity("reals", scalars("z"), (z**2 + (-z) ** 2 + 1 + 1) / 4, (z**2 + 1) / 2)

CLAIM = Claim(
    id="rmsnorm-computes-xor",
    title="RMSNorm computes XOR without an activation",
    says="Affine layer, RMSNorm or LayerNorm with any ε ≥ 0, affine layer: this computes XOR, with no activation.",
    parts={
        "two-values": LARGER,
        "bits-0-0": network(0, 0, 0),
        "bits-0-1": network(0, 1, 1),
        "bits-1-0": network(1, 0, 1),
        "bits-1-1": network(1, 1, 0),
        "layernorm-mean": MEAN,
        "layernorm-squares": SQUARES,
    },
    theorems={
        "two-values": Theorem(
            "Normalise.two_values",
            "forall e : R, 0 <= e -> / sqrt ((1 ^ 2 + 1) / 2 + e) < / sqrt ((0 ^ 2 + 1) / 2 + e)",
            says="for Rocq's real numbers",
            axioms=REALS,
        ),
        "bits-0-0": Theorem(
            "Normalise.equal_bits",
            "forall e x : R, 0 <= e -> (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt (((x - x) ^ 2 + 1) / 2 + e)) * / (/ "
            "sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt ((1 ^ 2 + 1) / 2 + e)) = 0",
            says="for every x in place of both bits; for Rocq's real numbers",
            axioms=REALS,
        ),
        "bits-0-1": Theorem(
            "Normalise.different_bits",
            "forall e x y : R, 0 <= e -> (x - y) ^ 2 = 1 -> (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt (((x - y) ^ 2 + "
            "1) / 2 + e)) * / (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt ((1 ^ 2 + 1) / 2 + e)) = 1",
            says="for all x, y at distance 1 in place of the bits; for Rocq's real numbers",
            axioms=REALS,
        ),
        "bits-1-0": Theorem(
            "Normalise.different_bits",
            "forall e x y : R, 0 <= e -> (x - y) ^ 2 = 1 -> (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt (((x - y) ^ 2 + "
            "1) / 2 + e)) * / (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt ((1 ^ 2 + 1) / 2 + e)) = 1",
            says="for all x, y at distance 1 in place of the bits; for Rocq's real numbers",
            axioms=REALS,
        ),
        "bits-1-1": Theorem(
            "Normalise.equal_bits",
            "forall e x : R, 0 <= e -> (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt (((x - x) ^ 2 + 1) / 2 + e)) * / (/ "
            "sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt ((1 ^ 2 + 1) / 2 + e)) = 0",
            says="for every x in place of both bits; for Rocq's real numbers",
            axioms=REALS,
        ),
        "layernorm-mean": Theorem(
            "Scalars.layernorm_mean",
            "forall (K : CRing) (z : K), z + - z + 1 + - (1) = 0",
            says="over every commutative ring",
        ),
        "layernorm-squares": Theorem(
            "Scalars.layernorm_squares",
            "forall (K : OrdField) (z : K), (z * z + - z * - z + 1 + 1) * rat (1 # 4) = (z * z + 1) * rat (1 # 2)",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=Source("ni-guo-jia-huang-2024"),
)


@CLAIM.proof("two-values", engine="exact")
def a_smaller_root_in_the_denominator() -> Cases:
    """As 1/2 + ε < 1 + ε, the same holds for the roots, and the opposite for their inverses."""
    return search.prove(LARGER)


@CLAIM.proof("bits-0-0", engine="exact")
def equal_zeros() -> Cases:
    """Here p − v = 0."""
    return search.prove(network(0, 0, 0))


@CLAIM.proof("bits-0-1", engine="exact")
def different_bits() -> Cases:
    """Here v = q, and (p − q)/(p − q) = 1 since p > q."""
    return search.prove(network(0, 1, 1))


@CLAIM.proof("bits-1-0", engine="exact")
def different_the_other_way() -> Cases:
    """The difference −1 has the same square as 1."""
    return search.prove(network(1, 0, 1))


@CLAIM.proof("bits-1-1", engine="exact")
def equal_ones() -> Cases:
    """As for two zeros."""
    return search.prove(network(1, 1, 0))


@CLAIM.proof("layernorm-mean", engine="symbolic")
def pairs_cancel() -> Expansion:
    """The vector (z, −z, 1, −1) adds up to 0, so LayerNorm takes nothing away."""
    return symbolic.expand(MEAN)


@CLAIM.proof("layernorm-squares", engine="symbolic")
def pairs_double() -> Expansion:
    """The mean of its squares is that of (z, 1), so that LayerNorm divides by what RMSNorm divides by."""
    return symbolic.expand(SQUARES)


@CLAIM.control(
    Separable(XOR, family="affine-network"), drops="the vector's own statistics: with fixed ones the layer is affine"
)
def affine_layers_cannot() -> Cases:
    """The four requirements add up to 0 > 0."""
    return Farkas((1, 1, 1, 1))


@CLAIM.control(network(1, -1, 0), drops="the difference of the bits: their sum is taken")
def the_sum_of_two_ones() -> Assignment:
    """The bits 1, 1 give 1 − (−1) = 2; for ε = 0 the entry is 1/√(5/2), and the output about 1.89."""
    return Assignment({"e": 0})
