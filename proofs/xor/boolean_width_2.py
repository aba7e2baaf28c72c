"""What two bits cost: XOR takes two ReLUs, everything else at most one.

There are sixteen functions of two bits. How many hidden ReLUs does a network with one hidden layer need so that
Σ vⱼ·relu(wⱼ·x + bⱼ) + c is the function, on all four inputs?

- The two **constants** need none.
- **x₁, x₂ and their negations** need one: a bit is its own ReLU, and 1 − x is another.
- **The eight like AND**, true at one input only or false at one input only, need one: relu(x₁ + x₂ − 1) is AND.
- **XOR and its negation** need two. One does not suffice, by cases: for each sign of v, and each way to be
  on or off at the four points, four equations in w₁, w₂, b and c contradict each other.

Naming the inputs otherwise, negating them or the output changes no width: 1 − x is affine in x, so the unit takes
other weights; and 1 − f = Σ (−vⱼ)·relu(…) + (1 − c). So one function of each kind is enough, and the kinds are
0x0, 0x3 (that is x̄₁), 0x1 (NOR) and 0x6 (XOR) in the tables' notation. For XOR there is more in `xor-relu-min-width`.

The control: AND does not take two.
"""

from nlverify.boolean.width_evidence import exclude, known_network, no_network, some_network
from nlverify.claim import Claim, Source
from nlverify.evidence import Cases, Network, Unit

CLASSES = {"nor": 0x1, "not-x1": 0x3, "xor": 0x6}

CLAIM = Claim(
    id="boolean-width-2",
    title="Fewest ReLUs for two bits",
    says="With one hidden layer of ReLUs XOR and its negation take two units; other functions of two bits one or none.",
    parts={
        **{f"{name}-network": some_network(t, 2, 2 if name == "xor" else 1, "R-exact") for name, t in CLASSES.items()},
        "xor-not-one": no_network(0x6, 2, 1, "R-exact"),
    },
    source=Source("minsky-papert-1969"),
)


@CLAIM.proof("nor-network", engine="exact")
def nor() -> Network:
    """1 at (0,0), and ≤ 0 before the ReLU elsewhere."""
    return known_network(CLASSES["nor"], 2, "R-exact")


@CLAIM.proof("not-x1-network", engine="exact")
def a_literal() -> Network:
    """1 − x₁ is its own ReLU."""
    return known_network(CLASSES["not-x1"], 2, "R-exact")


@CLAIM.proof("xor-network", engine="exact")
def xor() -> Network:
    """Two units."""
    return known_network(CLASSES["xor"], 2, "R-exact")


@CLAIM.proof("xor-not-one", engine="exact")
def one_unit_by_cases() -> Cases:
    """Two signs of v, the unit on or off at each point: each case is a contradiction of linear equations."""
    return exclude(0x6, 2, 1, "R-exact")


@CLAIM.control(no_network(0x8, 2, 1, "R-exact"), drops="XOR: the function is AND")
def and_takes_one() -> Network:
    """relu(x₁ + x₂ − 1)."""
    return Network((Unit((1, 1), -1, 1),))
