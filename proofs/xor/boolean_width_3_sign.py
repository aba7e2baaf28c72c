"""What three bits cost if only the sign of the output counts: parity takes three ReLUs, everything else at most two.

The network fires where Σ vⱼ·relu(wⱼ·x + bⱼ) + c > 0, and has to fire at exactly the inputs where the function is 1. One
unit then does what one threshold unit does. Up to permuting and negating inputs and negating the output the 256
functions of three bits fall into 14 classes:

| ReLUs | classes | functions |
|---|---|---|
| 0 | 0x00, the constants | 2 |
| 1 | 0x01, 0x03, 0x07, 0x0f, 0x17: the other threshold functions | 102 |
| 2 | 0x06, 0x16, 0x18, 0x19, 0x1b, 0x1e, 0x3c | 150 |
| 3 | 0x69, parity and its negation | 2 |

A table is written as a number: bit i is the value at the input whose digits x₁x₂x₃ are i in binary. Negating the output
changes no width, although "> 0" is strict: among the finitely many positive values of the sum g there is a least one,
and with some ε > 0 below it f is 0 exactly where ε − g > 0.

A network that is exactly f is one that fires where f is 1, after taking ½ from c; so the widths of
`boolean-width-3` are never smaller than these, and its networks serve here too. Only two threshold functions take
fewer here, one unit each: 0x07 and 0x17, the negated majority.

The control: the majority does not take two.
"""

from nlverify.boolean.width_evidence import exclude, known_network, no_network, some_network
from nlverify.claim import Claim, Source, renamed
from nlverify.evidence import Cases, Network

TWO = (0x06, 0x16, 0x18, 0x19, 0x1B, 0x1E, 0x3C)
PARITY = 0x69
NEW = (0x07, 0x17)  # one unit, where exact output takes two

CLAIM = Claim(
    id="boolean-width-3-sign",
    title="Fewest ReLUs for three bits, by sign",
    says="If only the sign of the output counts, parity of three bits takes three ReLUs, the rest at most two.",
    parts={
        **{f"network-{table:02x}": some_network(table, 3, 1, "R-sign") for table in NEW},
        **{f"not-one-{table:02x}": no_network(table, 3, 1, "R-sign") for table in TWO},
        "not-two-69": no_network(PARITY, 3, 2, "R-sign"),
    },
    uses=("boolean-width-3",),
    source=Source("minsky-papert-1969"),
)


for t in NEW:

    @CLAIM.proof(f"network-{t:02x}", engine="exact")
    @renamed(f"network_for_{t:02x}")
    def network(table: int = t) -> Network:
        """A network in whole numbers."""
        return known_network(table, 3, "R-sign")


for t in (*TWO, PARITY):
    units = 2 if t == PARITY else 1

    @CLAIM.proof(f"not-{'one' if units == 1 else 'two'}-{t:02x}", engine="exact")
    @renamed(f"cases_for_{t:02x}")
    def one_fewer(table: int = t, units: int = units) -> Cases:
        """The signs of the outer weights, then each unit on or off at each point: every case is a contradiction."""
        return exclude(table, 3, units, "R-sign")


@CLAIM.control(no_network(0x17, 3, 1, "R-sign"), drops="parity: the function is the majority, negated")
def a_threshold_function_takes_one() -> Network:
    """The unit that fires where fewer than two inputs are 1."""
    return known_network(0x17, 3, "R-sign")
