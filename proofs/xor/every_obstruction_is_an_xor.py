"""With up to four inputs, whatever one unit cannot compute contains an XOR.

Why can a threshold unit not compute XOR? Because the two diagonals of a square have the same midpoint. A unit that
fires at both ends of the one fires in the middle; a unit that fires at neither end of the other does not. The same
happens in other places. Let p, q, r, s be inputs with

    p + s  =  q + r,        f(p) = f(s) ≠ f(q) = f(r).

This is a parallelogram p, q, s, r with XOR at its corners. No threshold unit computes such an f, since affine
functions have the same sum at both pairs of corners.

With at most four inputs this is the *only* reason: a Boolean function is a threshold function, or else it contains
an XOR in this sense. There are 2 functions that do with two inputs, 152 with three, and 63654 with four (and 14, 104
and 1882 threshold functions, `count-threshold-functions`). The parallelogram need not lie in a face of the cube:
(0,0,0) + (1,1,1) = (0,0,1) + (1,1,0), through two opposite edges.

It is a fact about the cube, not about affine functions. Among the points 0, 1, 3 of a line, no unit fires at 0 and 3
and not at 1; but the reason, 2·0 + 3 = 3·1, is no parallelogram (the illustration). For the cube, the literature
has it for up to eight inputs (Sarje and Biswas). Here it is checked for n ≤ 4.
"""

from nlverify.claim import Claim, Dichotomies, Source, Theorem
from nlverify.engines.catalogue import catalogue, cube
from nlverify.evidence import Catalogue

LINE = ((0,), (1,), (3,))

CLAIM = Claim(
    id="every-obstruction-is-an-xor",
    title="Every obstruction is an XOR",
    says="A Boolean function of 2, 3 or 4 inputs is a threshold function, or it contains an XOR on a parallelogram.",
    parts={
        "two-inputs": Dichotomies(cube(2), 14, parallelograms=True),
        "three-inputs": Dichotomies(cube(3), 104, parallelograms=True),
        "four-inputs": Dichotomies(cube(4), 1882, parallelograms=True),
    },
    illustrations={"not-on-every-line": Dichotomies(LINE, 6)},
    theorems={
        "two-inputs": Theorem(
            "Obstructions.two_inputs_xors",
            "forall K : OrdField, let pts := [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%Z in exists L : list (list bool), "
            "NoDup L /\\ length L = 14%nat /\\ (forall l, In l L <-> exists (w : list K) (b : K), l = map (fires w "
            "b) (map (map whole) pts)) /\\ (forall l, length l = length pts -> In l L \\/ has_xor pts l)",
            says="over every ordered field: L holds the labellings of units, and each of the others contains an XOR",
        ),
        "three-inputs": Theorem(
            "Obstructions.three_inputs_xors",
            "forall K : OrdField, let pts := [[0; 0; 0]; [0; 0; 1]; [0; 1; 0]; [0; 1; 1]; [1; 0; 0]; [1; 0; 1]; [1; "
            "1; 0]; [1; 1; 1]]%Z in exists L : list (list bool), NoDup L /\\ length L = 104%nat /\\ (forall l, In l "
            "L <-> exists (w : list K) (b : K), l = map (fires w b) (map (map whole) pts)) /\\ (forall l, length l "
            "= length pts -> In l L \\/ has_xor pts l)",
            says="over every ordered field: L holds the labellings of units, and each of the others contains an XOR",
        ),
        "four-inputs": Theorem(
            "Obstructions.four_inputs_xors",
            "forall K : OrdField, let pts := [[0; 0; 0; 0]; [0; 0; 0; 1]; [0; 0; 1; 0]; [0; 0; 1; 1]; [0; 1; 0; 0]; "
            "[0; 1; 0; 1]; [0; 1; 1; 0]; [0; 1; 1; 1]; [1; 0; 0; 0]; [1; 0; 0; 1]; [1; 0; 1; 0]; [1; 0; 1; 1]; [1; "
            "1; 0; 0]; [1; 1; 0; 1]; [1; 1; 1; 0]; [1; 1; 1; 1]]%Z in exists L : list (list bool), NoDup L /\\ "
            "length L = 1882%nat /\\ (forall l, In l L <-> exists (w : list K) (b : K), l = map (fires w b) (map "
            "(map whole) pts)) /\\ (forall l, length l = length pts -> In l L \\/ has_xor pts l)",
            says="over every ordered field: L holds the labellings of units, and each of the others contains an XOR",
        ),
    },
    source=Source("sarje-biswas-1977"),
)


@CLAIM.proof("two-inputs", engine="exact")
def the_square_itself() -> Catalogue:
    """There is one parallelogram, the square; it excludes XOR and XNOR."""
    return catalogue(cube(2))


@CLAIM.proof("three-inputs", engine="exact")
def twelve_parallelograms() -> Catalogue:
    """Six faces, and six rectangles through two opposite edges each."""
    return catalogue(cube(3))


@CLAIM.proof("four-inputs", engine="exact")
def a_hundred_parallelograms() -> Catalogue:
    """A hundred parallelograms exclude every function but 1882, and for these there are weights."""
    return catalogue(cube(4))


@CLAIM.proof("not-on-every-line", engine="exact")
def three_times_the_middle() -> Catalogue:
    """Six of eight labellings have units; 2·0 − 3·1 + 3 = 0 excludes the other two."""
    return catalogue(LINE)


@CLAIM.control(Dichotomies(cube(3), 106, parallelograms=True), drops="one pair of functions that contain an XOR")
def two_functions_too_many() -> Catalogue:
    """The catalogue has 104 units, and a parallelogram in every other function."""
    return catalogue(cube(3))
