"""Parity of n ≥ 4 bits with one ReLU fewer than bits.

Parity depends on t = x₁ + … + xₙ alone: 0, 1, 0, 1, … at t = 0, 1, 2, 3, … A sum of units relu(±(t − τ)) is a polygon
in t with a kink at each τ. The zigzag through these values rises from 0 and has kinks of sizes −2, +2, −2, … at
1, …, n − 1. Made of units relu(t − τ) it takes n of them: one more, relu(t), for the slope at the left end.

That one can be saved. A unit may be **turned around**: relu(z) = z + relu(−z). The turned units bring in affine terms,
and these make up the slope if the sizes of their kinks add up to −1. But all sizes are even. So the last kink is
**moved**, from n − 1 to n − 2/3, and given the size 3: from n − 1 on the polygon goes on by 1/3 and back by 4/3, and is
right at n again. Now −1 can be had: as 2 − 3 for even n, as −2 − 2 + 3 for odd n. For four bits the network is

    6 − 2·relu(t − 1) + 2·relu(2 − t) − 3·relu(10/3 − t).

Whether fewer do: two bits take two units (`boolean-width-2`), three bits three (`boolean-width-3`). Four take three,
as with two units, setting one bit to 0, one would have parity of three bits with two. For five bits Z3 says that
three units are not enough, so that it takes four; no certificate of that is kept here. For n ≥ 6 the least number is
not claimed.

The parts are n = 4, 5, 6, 7, 8, at all inputs; the construction is the same for every n.

The control: without moving the last kink the slope at the left end is missing.
"""

from collections.abc import Sequence
from itertools import product

from nlverify.boolean.width_parity import parity_network
from nlverify.claim import Claim, Computes, Source, boolean_table, renamed
from nlverify.evidence import Trace
from nlverify.exact.expression import Expr, expr, relu, symbols

SIZES = range(4, 9)


def names(inputs: int) -> tuple[str, ...]:
    """The names of the inputs."""
    return tuple(f"x{k}" for k in range(1, inputs + 1))


def values(inputs: int) -> list[int]:
    """Parity at all inputs, in the order of truth tables."""
    return [sum(x) % 2 for x in product((0, 1), repeat=inputs)]


def statement(inputs: int, kinks: Sequence[tuple[int, int, int]], constant: int) -> Computes:
    """The statement that constant + Σ out·relu(slope·t − at) is parity."""
    variables = symbols(" ".join(names(inputs)))
    t = sum(variables[1:], start=variables[0])
    total: Expr = expr(constant)
    for slope, at, out in kinks:
        total = total + out * relu(slope * t - at)
    return Computes(names(inputs), total, boolean_table("".join(map(str, values(inputs)))))


def construction(inputs: int) -> Computes:
    """The statement about the network that the text describes."""
    network = parity_network(inputs)
    return statement(inputs, [(u.weights[0], -u.bias, u.out) for u in network.units], network.bias)


CLAIM = Claim(
    id="parity-relu-width",
    title="Parity of n bits with n − 1 ReLUs",
    says="One hidden layer of n − 1 ReLUs computes parity of n bits exactly, for n = 4, 5, 6, 7, 8.",
    parts={f"bits-{n}": construction(n) for n in SIZES},
    source=Source("minsky-papert-1969"),
)


for n in SIZES:

    @CLAIM.proof(f"bits-{n}", engine="exact")
    @renamed(f"zigzag_for_{n}")
    def zigzag(inputs: int = n) -> Trace:
        """The zigzag's values, the same wherever the number of ones is the same."""
        return Trace(tuple(values(inputs)))


@CLAIM.control(statement(4, [(1, 1, -2), (-1, -2, 2), (-1, -3, -2)], 2), drops="the last kink's place: it is at 3")
def the_slope_is_missing() -> Trace:
    """In t it is 0, 0, −2, −2, −4: what is missing is t itself."""
    sums = [sum(x) for x in product((0, 1), repeat=4)]
    return Trace(tuple(2 - 2 * max(t - 1, 0) + 2 * max(2 - t, 0) - 2 * max(3 - t, 0) for t in sums))
