"""A hundred million affine layers, computed as one.

That affine layers collapse holds for any number of them (`affine-collapse-n`). Here it is done, for 10⁸ layers of
two units each. Floating point is of no use for this: over so many layers numbers overflow or sink to 0, and
rounding makes the order of the products matter. So all numbers are whole numbers modulo p = 2⁶¹ − 1, where sums and
products are exact. Layer i = 0, 1, 2, … is

    x  ↦  Ax + sᵢd,      A with rows (2, 1) and (1, 1),   d = (1, 2),

and its bias comes from a generator of pseudo-random numbers, s₀ = 0 and sᵢ₊₁ = m·sᵢ + 1. What changes from layer to
layer is the bias alone; the matrix A and the direction d of the biases stay the same. No two of the 10⁸ layers are
equal: the generator comes back to 0 after N = 41·61·331·1321 = 1 093 564 751 steps, and since it does not after N/q
steps, for any of the four primes q, it does not come back earlier. So the first N numbers sᵢ are all different.

The generator is affine as well. Together with it, a layer is *one* matrix M of size 4×4, which takes (x₁, x₂, s, 1)
to the next one; and 10⁸ layers are its power M to the 10⁸, for which some 40 multiplications of matrices suffice.
That is how this page is checked, in a moment. `nlverify replay collapse-1e8` goes the long way, through one layer
after the other, and arrives at the same numbers.

What all layers do together is one layer x ↦ Wx + b. Its six numbers are computed by sending the inputs (1,0) and
(0,1) through the layers without biases, which gives the columns of W, and (0,0) through those with biases, which
gives b. Then Wx + b is compared with the layers at an input.
"""

from nlverify.claim import Claim, Computes, Iterates, Source, Table, Theorem
from nlverify.evidence import Trace
from nlverify.exact.expression import Expr, symbols

P = 2**61 - 1
LAYERS = 10**8
MULTIPLIER = 1579067433653788482  # a power of 3
PERIOD = 41 * 61 * 331 * 1321

INPUT = (123456789, 987654321)
OUTPUT = (723883192472188435, 1919613444237694187)
LAST = 174590901154391107  # the generator after as many steps
W = ((1778937743247784946, 963837119858522619), (963837119858522619, 815100623389262327))
B = (1813489542069597981, 1693569720072038664)

LAYER = ((2, 1, 1, 0), (1, 1, 2, 0), (0, 0, MULTIPLIER, 1), (0, 0, 0, 1))
THREE_INPUTS = (
    (2, 1, 0, 0, 0, 0, 0, 0),
    (1, 1, 0, 0, 0, 0, 0, 0),
    (0, 0, 2, 1, 0, 0, 0, 0),
    (0, 0, 1, 1, 0, 0, 0, 0),
    (0, 0, 0, 0, 2, 1, 1, 0),
    (0, 0, 0, 0, 1, 1, 2, 0),
    (0, 0, 0, 0, 0, 0, MULTIPLIER, 1),
    (0, 0, 0, 0, 0, 0, 0, 1),
)
GENERATOR = ((MULTIPLIER, 1), (0, 1))

x1, x2 = symbols("x1 x2")


def collapsed(i: int) -> Expr:
    """Output i of the one layer, less the multiple of p that brings it below p at the input."""
    value = W[i][0] * INPUT[0] + W[i][1] * INPUT[1] + B[i]
    return W[i][0] * x1 + W[i][1] * x2 + B[i] - value // P * P


def at_input(i: int, row: int) -> Computes:
    """This row of the one layer gives output i."""
    return Computes(("x1", "x2"), collapsed(row), Table.of([(INPUT, OUTPUT[i])]))


def generator(steps: int, last: int) -> Iterates:
    """The generator is at `last` after so many steps from 0."""
    return Iterates(GENERATOR, (0, 1), P, steps, (last, 1))


SHORTER = {41: 1183443401964676326, 61: 494474600739059810, 331: 913241920245830489, 1321: 360500314925261578}

CLAIM = Claim(
    id="collapse-1e8",
    title="A hundred million layers in one",
    says="10⁸ affine layers modulo 2⁶¹ − 1, their biases from a generator, are one layer Wx + b: here are W and b.",
    parts={
        "layer-by-layer": Iterates(LAYER, (*INPUT, 0, 1), P, LAYERS, (*OUTPUT, LAST, 1)),
        "weights-and-bias": Iterates(
            THREE_INPUTS, (1, 0, 0, 1, 0, 0, 0, 1), P, LAYERS, (W[0][0], W[1][0], W[0][1], W[1][1], *B, LAST, 1)
        ),
        "one-layer-first": at_input(0, row=0),
        "one-layer-second": at_input(1, row=1),
    },
    illustrations={
        "generator-returns": generator(PERIOD, 0),
        **{f"not-after-one-of-{q}": generator(PERIOD // q, last) for q, last in SHORTER.items()},
    },
    theorems={
        "layer-by-layer": Theorem(
            "Iterated.layer_by_layer",
            "let p := 2305843009213693951 in let once '(x1, x2, g, o) := ((2 * x1 + x2 + g) mod p, (x1 + x2 + 2 * "
            "g) mod p, (1579067433653788482 * g + o) mod p, o mod p) in repeated once 100000000 (123456789, "
            "987654321, 0, 1) = (723883192472188435, 1919613444237694187, 174590901154391107, 1)",
            says="the rows of M written out; over the whole numbers modulo p",
        ),
        "weights-and-bias": Theorem(
            "Iterated.weights_and_bias",
            "let p := 2305843009213693951 in let once '(u1, u2, v1, v2, b1, b2, g, o) := ((2 * u1 + u2) mod p, (u1 "
            "+ u2) mod p, (2 * v1 + v2) mod p, (v1 + v2) mod p, (2 * b1 + b2 + g) mod p, (b1 + b2 + 2 * g) mod p, "
            "(1579067433653788482 * g + o) mod p, o mod p) in repeated once 100000000 (1, 0, 0, 1, 0, 0, 0, 1) = "
            "(1778937743247784946, 963837119858522619, 963837119858522619, 815100623389262327, 1813489542069597981, "
            "1693569720072038664, 174590901154391107, 1)",
            says="the rows of M written out; over the whole numbers modulo p",
        ),
        "one-layer-first": Theorem(
            "Iterated.one_layer_first",
            "1778937743247784946 * 123456789 + 963837119858522619 * 987654321 + 1813489542069597981 - "
            "1171559838870349083724694639 = 723883192472188435",
            says="in whole numbers",
        ),
        "one-layer-second": Theorem(
            "Iterated.one_layer_second",
            "963837119858522619 * 123456789 + 815100623389262327 * 987654321 + 1693569720072038664 - "
            "924029888450896214924019835 = 1919613444237694187",
            says="in whole numbers",
        ),
        "generator-returns": Theorem(
            "Iterated.generator_period",
            "let p := 2305843009213693951 in let once '(g, o) := ((1579067433653788482 * g + o) mod p, o mod p) in "
            "repeated once 1093564751 (0, 1) = (0, 1) /\\ repeated once 26672311 (0, 1) = (1183443401964676326, 1) "
            "/\\ repeated once 17927291 (0, 1) = (494474600739059810, 1) /\\ repeated once 3303821 (0, 1) = "
            "(913241920245830489, 1) /\\ repeated once 827831 (0, 1) = (360500314925261578, 1)",
            says="all five at once; over the whole numbers modulo p",
        ),
        "not-after-one-of-41": Theorem(
            "Iterated.generator_period",
            "let p := 2305843009213693951 in let once '(g, o) := ((1579067433653788482 * g + o) mod p, o mod p) in "
            "repeated once 1093564751 (0, 1) = (0, 1) /\\ repeated once 26672311 (0, 1) = (1183443401964676326, 1) "
            "/\\ repeated once 17927291 (0, 1) = (494474600739059810, 1) /\\ repeated once 3303821 (0, 1) = "
            "(913241920245830489, 1) /\\ repeated once 827831 (0, 1) = (360500314925261578, 1)",
            says="all five at once; over the whole numbers modulo p",
        ),
        "not-after-one-of-61": Theorem(
            "Iterated.generator_period",
            "let p := 2305843009213693951 in let once '(g, o) := ((1579067433653788482 * g + o) mod p, o mod p) in "
            "repeated once 1093564751 (0, 1) = (0, 1) /\\ repeated once 26672311 (0, 1) = (1183443401964676326, 1) "
            "/\\ repeated once 17927291 (0, 1) = (494474600739059810, 1) /\\ repeated once 3303821 (0, 1) = "
            "(913241920245830489, 1) /\\ repeated once 827831 (0, 1) = (360500314925261578, 1)",
            says="all five at once; over the whole numbers modulo p",
        ),
        "not-after-one-of-331": Theorem(
            "Iterated.generator_period",
            "let p := 2305843009213693951 in let once '(g, o) := ((1579067433653788482 * g + o) mod p, o mod p) in "
            "repeated once 1093564751 (0, 1) = (0, 1) /\\ repeated once 26672311 (0, 1) = (1183443401964676326, 1) "
            "/\\ repeated once 17927291 (0, 1) = (494474600739059810, 1) /\\ repeated once 3303821 (0, 1) = "
            "(913241920245830489, 1) /\\ repeated once 827831 (0, 1) = (360500314925261578, 1)",
            says="all five at once; over the whole numbers modulo p",
        ),
        "not-after-one-of-1321": Theorem(
            "Iterated.generator_period",
            "let p := 2305843009213693951 in let once '(g, o) := ((1579067433653788482 * g + o) mod p, o mod p) in "
            "repeated once 1093564751 (0, 1) = (0, 1) /\\ repeated once 26672311 (0, 1) = (1183443401964676326, 1) "
            "/\\ repeated once 17927291 (0, 1) = (494474600739059810, 1) /\\ repeated once 3303821 (0, 1) = "
            "(913241920245830489, 1) /\\ repeated once 827831 (0, 1) = (360500314925261578, 1)",
            says="all five at once; over the whole numbers modulo p",
        ),
    },
    source=Source("elementary"),
    uses=("affine-collapse-n",),
)


@CLAIM.proof("layer-by-layer", engine="exact")
def a_power_of_one_matrix() -> Trace:
    """M to the 10⁸ takes (x₁, x₂, 0, 1) there: squaring it 26 times, and a product for each digit 1 of 10⁸."""
    return Trace((*OUTPUT, LAST, 1))


@CLAIM.proof("weights-and-bias", engine="exact")
def three_inputs_at_once() -> Trace:
    """Two inputs go through the layers without biases, and (0,0) with them: W's columns, b, and the generator."""
    return Trace((W[0][0], W[1][0], W[0][1], W[1][1], *B, LAST, 1))


@CLAIM.proof("one-layer-first", engine="exact")
def first_row() -> Trace:
    """The first row of W times x, plus the first entry of b: the same modulo p."""
    return Trace((OUTPUT[0],))


@CLAIM.proof("one-layer-second", engine="exact")
def second_row() -> Trace:
    """The same for the second row."""
    return Trace((OUTPUT[1],))


@CLAIM.proof("generator-returns", engine="exact")
def back_at_zero() -> Trace:
    """After N steps the generator is where it started, so it runs in a circle whose length divides N."""
    return Trace((0, 1))


@CLAIM.proof("not-after-one-of-41", engine="exact")
def not_after_a_forty_first() -> Trace:
    """After N/41 steps it is not at 0."""
    return Trace((SHORTER[41], 1))


@CLAIM.proof("not-after-one-of-61", engine="exact")
def not_after_a_sixty_first() -> Trace:
    """Nor after N/61."""
    return Trace((SHORTER[61], 1))


@CLAIM.proof("not-after-one-of-331", engine="exact")
def not_after_one_of_331_parts() -> Trace:
    """Nor after N/331."""
    return Trace((SHORTER[331], 1))


@CLAIM.proof("not-after-one-of-1321", engine="exact")
def not_after_one_of_1321_parts() -> Trace:
    """Nor after N/1321: the length of the circle is a divisor of N, and of none of these, so it is N."""
    return Trace((SHORTER[1321], 1))


@CLAIM.control(
    Iterates(LAYER, (*INPUT, 0, 1), P, LAYERS - 1, (*OUTPUT, LAST, 1)), drops="one of the 10⁸ layers, the last one"
)
def a_single_layer_is_missed() -> Trace:
    """Without it the output is another one."""
    return Trace((1668381982100679451, 1440536022045726183, 558269224652491252, 1))


@CLAIM.control(at_input(0, row=1), drops="the first row of W: the second is taken")
def the_rows_are_not_the_same() -> Trace:
    """The second row gives the second output."""
    return Trace((OUTPUT[1],))
