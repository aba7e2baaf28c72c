"""Of the Boolean functions of 1, 2, 3, 4 inputs, 4, 14, 104, 1882 are threshold functions.

There are 2^(2ⁿ) Boolean functions of n inputs. How many of them can one threshold unit w·x + b > 0 compute? (With ≥ 0
they are the same: at finitely many points, b can be changed a little.) With one input all four. With two inputs 14 of
16: the two that are missing are XOR and XNOR. Then the share falls quickly:

| n                   | 1 | 2  | 3   | 4     |
|---------------------|---|----|-----|-------|
| Boolean functions   | 4 | 16 | 256 | 65536 |
| threshold functions | 4 | 14 | 104 | 1882  |

So XOR is no oddity. It is the smallest example of what becomes the rule: with four inputs, not one function in
thirty is within reach of a unit.

The count is proved in both directions. For each threshold function the certificate holds a unit; whole weights from
−3 to 3 are enough. For the others it holds reasons, each a whole number c for every input x, with Σc = 0 and
Σc·x = 0. Then Σc·f(x) = 0 for every affine f, so that no f can be > 0 where c > 0 and ≤ 0 where c < 0. The checker
goes through all functions, and finds each on exactly one side.

For more inputs the numbers are known too, 94572 for five; those for eight are due to Muroga, Tsuboi and Baugh. They
are not checked here.
"""

from nlverify.claim import Claim, Dichotomies, Source, Theorem
from nlverify.engines.catalogue import catalogue, cube
from nlverify.evidence import Catalogue

CLAIM = Claim(
    id="count-threshold-functions",
    title="How many functions one unit computes",
    says="Of the Boolean functions of n = 1, 2, 3, 4 inputs, exactly 4, 14, 104, 1882 are threshold functions.",
    parts={
        "one-input": Dichotomies(cube(1), 4),
        "two-inputs": Dichotomies(cube(2), 14),
        "three-inputs": Dichotomies(cube(3), 104),
        "four-inputs": Dichotomies(cube(4), 1882),
    },
    theorems={
        "one-input": Theorem(
            "Cubes.one_input",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 4%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0]; [1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "two-inputs": Theorem(
            "Cubes.two_inputs",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 14%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "three-inputs": Theorem(
            "Cubes.three_inputs",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 104%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0; 0]; [0; 0; 1]; [0; 1; 0]; [0; 1; 1]; [1; 0; "
            "0]; [1; 0; 1]; [1; 1; 0]; [1; 1; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "four-inputs": Theorem(
            "Cubes.four_inputs",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 1882%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0; 0; 0]; [0; 0; 0; 1]; [0; 0; 1; 0]; [0; 0; 1; "
            "1]; [0; 1; 0; 0]; [0; 1; 0; 1]; [0; 1; 1; 0]; [0; 1; 1; 1]; [1; 0; 0; 0]; [1; 0; 0; 1]; [1; "
            "0; 1; 0]; [1; 0; 1; 1]; [1; 1; 0; 0]; [1; 1; 0; 1]; [1; 1; 1; 0]; [1; 1; 1; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
    },
    source=Source("muroga-tsuboi-baugh-1970"),
)


@CLAIM.proof("one-input", engine="exact")
def all_four() -> Catalogue:
    """Always, never, where x = 1, where x = 0."""
    return catalogue(cube(1))


@CLAIM.proof("two-inputs", engine="exact")
def all_but_two() -> Catalogue:
    """One reason excludes both XOR and XNOR: the diagonals of the square have the same midpoint."""
    return catalogue(cube(2))


@CLAIM.proof("three-inputs", engine="exact")
def a_dozen_reasons() -> Catalogue:
    """Units with weights up to 3, and twelve reasons for the 152 other functions."""
    return catalogue(cube(3))


@CLAIM.proof("four-inputs", engine="exact")
def a_hundred_reasons() -> Catalogue:
    """Units with weights up to 3, and a hundred reasons for the 63654 other functions."""
    return catalogue(cube(4))


@CLAIM.control(Dichotomies(cube(3), 105), drops="104: one more is claimed")
def not_one_more() -> Catalogue:
    """The same catalogue has 104 units, and excludes all other functions."""
    return catalogue(cube(3))


@CLAIM.control(Dichotomies(cube(2), 16), drops="14: XOR and XNOR are counted")
def without_xor_and_xnor() -> Catalogue:
    """There are 14 units, and the two functions left are excluded."""
    return catalogue(cube(2))
