"""What three bits cost: parity takes three ReLUs, no other function more than two.

There are 256 functions of three bits. Permuting the inputs, negating some of them and negating the output changes no
width: a permutation and x ↦ 1 − x are affine, so the units take other weights, and 1 − f = Σ (−vⱼ)·relu(…) + (1 − c).
That leaves 14 classes. In the model of this page, f = Σ vⱼ·relu(wⱼ·x + bⱼ) + c exactly, the widths are:

| ReLUs | classes | functions |
|---|---|---|
| 0 | 0x00, the constants | 2 |
| 1 | 0x01, 0x03, 0x0f: true at one point, on one edge, on one face | 46 |
| 2 | 0x06, 0x07, 0x16, 0x17, 0x18, 0x19, 0x1b, 0x1e, 0x3c | 206 |
| 3 | 0x69, parity and its negation | 2 |

A table is written as a number: bit i is the value at the input whose digits x₁x₂x₃ are i in binary.

**Upper bounds** are networks in whole numbers, computed at all eight inputs. **Lower bounds** go by cases. The outer
weights may be taken as ±1. Each unit is on or off at each point; what is left then is a system of linear equations and
inequalities for the weights, and a leaf of the tree gives the multiples of them that add up to a contradiction. For
parity and two units this takes about two thousand leaves. The tree comes from a search in exact arithmetic, which
`nlcheck.py` does not have to trust.

A function that is not constant takes one unit at least, so there is nothing to show for width 1.

The control: parity of two of the bits alone (0x3c) does not take three.
"""

from nlverify.boolean.width_evidence import exclude, known_network, no_network, some_network
from nlverify.claim import Claim, Source, renamed
from nlverify.evidence import Cases, Network

ONE = (0x01, 0x03, 0x0F)
TWO = (0x06, 0x07, 0x16, 0x17, 0x18, 0x19, 0x1B, 0x1E, 0x3C)
PARITY = 0x69
WIDTHS = {**dict.fromkeys(ONE, 1), **dict.fromkeys(TWO, 2), PARITY: 3}

CLAIM = Claim(
    id="boolean-width-3",
    title="Fewest ReLUs for three bits",
    says="With one hidden layer of ReLUs parity of three bits takes three units, and nothing else more than two.",
    parts={
        **{f"network-{table:02x}": some_network(table, 3, k, "R-exact") for table, k in WIDTHS.items()},
        **{f"not-one-{table:02x}": no_network(table, 3, 1, "R-exact") for table in TWO},
        "not-two-69": no_network(PARITY, 3, 2, "R-exact"),
    },
    source=Source("minsky-papert-1969"),
)


for t in WIDTHS:

    @CLAIM.proof(f"network-{t:02x}", engine="exact")
    @renamed(f"network_for_{t:02x}")
    def network(table: int = t) -> Network:
        """A network in whole numbers."""
        return known_network(table, 3, "R-exact")


for t in (*TWO, PARITY):
    units = WIDTHS[t] - 1

    @CLAIM.proof(f"not-{'one' if units == 1 else 'two'}-{t:02x}", engine="exact")
    @renamed(f"cases_for_{t:02x}")
    def one_fewer(table: int = t, units: int = units) -> Cases:
        """The signs of the outer weights, then each unit on or off at each point: every case is a contradiction."""
        return exclude(table, 3, units, "R-exact")


@CLAIM.control(no_network(0x3C, 3, 2, "R-exact"), drops="one of the three bits: the function is x₁ xor x₂")
def xor_of_two_takes_two() -> Network:
    """|x₁ − x₂|, and nothing of x₃."""
    return known_network(0x3C, 3, "R-exact")
