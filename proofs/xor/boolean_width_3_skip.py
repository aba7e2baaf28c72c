"""What three bits cost with a skip connection: nothing takes more than two ReLUs.

The network is Σ vⱼ·relu(wⱼ·x + bⱼ) + u·x + c: besides the hidden units there is a path from the inputs straight to the
output. Up to permuting and negating inputs and negating the output, which change no width here either (1 − x is affine
in x, and 1 − f has the outer weights −vⱼ, −u and 1 − c), the 256 functions of three bits fall into 14 classes:

| ReLUs | classes | functions |
|---|---|---|
| 0 | 0x00, 0x0f: the constants, and one input | 8 |
| 1 | 0x01, 0x03, 0x07, 0x18, 0x19, 0x1b, 0x3c | 174 |
| 2 | 0x06, 0x16, 0x17, 0x1e, 0x69 | 74 |

A table is written as a number: bit i is the value at the input whose digits x₁x₂x₃ are i in binary.

Parity (0x69), which takes three units without the skip connection (`boolean-width-3`), is no worse than the negated
majority (0x17) with it. The networks here are those that profit; for the other classes take those of
`boolean-width-3`, with u = 0. That a function takes one unit at least is that it is not affine. That one unit does not
suffice for five of the classes is shown by cases: the unit is on or off at each of the eight points.

The control: one unit suffices for 0x18, which is 1 where x₂ = x₃ and x₁ differs from both.
"""

from nlverify.boolean.tables import digits
from nlverify.boolean.width_evidence import exclude, known_network, no_network, some_network
from nlverify.claim import Claim, NotAffine, Source, boolean_table, renamed
from nlverify.engines import search
from nlverify.evidence import Cases, Network

ONE = (0x01, 0x03, 0x07, 0x18, 0x19, 0x1B, 0x3C)
TWO = (0x06, 0x16, 0x17, 0x1E, 0x69)
NEW = {**dict.fromkeys(ONE[2:], 1), 0x69: 2}  # fewer units than without the skip connection

CLAIM = Claim(
    id="boolean-width-3-skip",
    title="Fewest ReLUs for three bits, with a skip",
    says="With one hidden layer of ReLUs and a skip connection every function of three bits takes at most two units.",
    parts={
        **{f"network-{table:02x}": some_network(table, 3, k, "R-skip") for table, k in NEW.items()},
        **{f"not-one-{table:02x}": no_network(table, 3, 1, "R-skip") for table in TWO},
        **{f"not-affine-{table:02x}": NotAffine(boolean_table(digits(table, 3))) for table in ONE},
    },
    uses=("boolean-width-3",),
    source=Source("minsky-papert-1969"),
)


for t in NEW:

    @CLAIM.proof(f"network-{t:02x}", engine="exact")
    @renamed(f"network_for_{t:02x}")
    def network(table: int = t) -> Network:
        """A network in whole numbers."""
        return known_network(table, 3, "R-skip")


for t in ONE:

    @CLAIM.proof(f"not-affine-{t:02x}", engine="exact")
    @renamed(f"sums_for_{t:02x}")
    def not_affine(table: int = t) -> Cases:
        """Some values cannot be those of an affine function: combined with the right signs they should give 0."""
        found = search.not_affine(boolean_table(digits(table, 3)))
        if not isinstance(found, Cases):
            raise search.NoEvidenceError(f"{table:#x}: expected a function that is not affine")
        return found


for t in TWO:

    @CLAIM.proof(f"not-one-{t:02x}", engine="exact")
    @renamed(f"cases_for_{t:02x}")
    def excluded(table: int = t) -> Cases:
        """The sign of the outer weight, then the unit on or off at each point: every case is a contradiction."""
        return exclude(table, 3, 1, "R-skip")


@CLAIM.control(no_network(0x18, 3, 1, "R-skip"), drops="one of the five classes that take two: the function is 0x18")
def one_unit_and_a_skip() -> Network:
    """The network of the table of widths."""
    return known_network(0x18, 3, "R-skip")
