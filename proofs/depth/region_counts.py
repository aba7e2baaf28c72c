"""How many linear pieces a layer of ReLUs can have, counted in the plane.

Each unit relu(w·x + b) of a layer with two inputs has its kink on a line; between the lines the layer is affine. So
it has at most as many pieces as the regions into which its lines cut the plane, one for each pattern of units that
are on. Lines in general position (no two parallel, no three through one point) make

    1 + w + (w choose 2)  =  2, 4, 7, 11, 16   regions for w = 1, 2, 3, 4, 5,

out of 2, 4, 8, 16, 32 patterns.

**How they are counted.** Take all biases 1, so that unit i is on where wᵢ·x + 1 > 0. Multiply by any c > 0: the
patterns are the signs of wᵢ·y + c, for all y and all c > 0. Now read it the other way round. This is a threshold unit
with weights y and bias c at the points w₁, …, w_w, and c > 0 says that it is positive at the point 0. So the
regions are the labellings of the points 0, w₁, …, w_w by a threshold unit which have a 1 at 0: half of all, since the
opposite labellings have a 0 there. Hence the parts say 4, 8, 14, 22, 32, twice the numbers of regions. In this sense
regions and Cover's labellings (`cover-count`) are the same thing.

**Why there are no more.** A new line is cut by the m old ones into at most m + 1 pieces, and each piece cuts one
region in two. A new plane in space is cut into at most as many pieces as m lines make regions. So if r₁, r₂, r₃ are
the most pieces that m cuts make of a line, a plane, and space, then one more cut adds at most 1, r₁ and r₂. The part
`one-more-cut` adds this up, for every m:

    r₁ ≤ 1 + m,    r₂ ≤ 1 + m + (m choose 2),    r₃ ≤ 1 + m + (m choose 2) + (m choose 3).

The same in n dimensions gives Σ (m choose j), j ≤ n, a formula of arrangements that is older than networks. Deep
networks can have many more pieces with the same number of units, for well-chosen weights: Montúfar and others show
how each layer multiplies the number. (For one input see `telgarsky-sawtooth`.)
"""

from nlverify.claim import Claim, Dichotomies, Induction, Source, Theorem, scalars
from nlverify.engines import search
from nlverify.engines.catalogue import catalogue
from nlverify.evidence import Catalogue, Run, Steps
from nlverify.exact.expression import Relation, expr, symbols

a1, a2, a3, m, r1, r2, r3 = symbols("a1 a2 a3 m r1 r2 r3")
LINES = ((1, 0), (0, 1), (2, 3), (3, 1), (-1, -2))
PLANES = ((2, 0, 0), (0, 2, 0), (0, 0, 2), (1, 1, 1), (1, 2, 3))
CONCURRENT = ((1, 0), (0, 1), (2, -1))  # the lines x = −1, y = −1 and 2x − y = −1 meet in (−1, −1)


def layer(weights: tuple[tuple[int, ...], ...], regions: int) -> Dichotomies:
    """The statement that a layer with these weights and biases 1 has so many regions."""
    return Dichotomies(((0,) * len(weights[0]), *weights), 2 * regions)


def most_regions(given: tuple[Relation, ...]) -> Induction:
    """The bounds after m cuts, if each adds a1, a2, a3 pieces to line, plane and space."""
    return Induction(
        ring="reals",
        symbols=scalars("a1 a2 a3 m r1 r2 r3"),
        state={
            "m": (expr(0), m + 1),
            "r1": (expr(1), r1 + a1),
            "r2": (expr(1), r2 + a2),
            "r3": (expr(1), r3 + a3),
        },
        each_step=("a1", "a2", "a3"),
        given=given,
        witness={"a1": 1, "a2": 1, "a3": 1},
        invariant=(r1 <= 1 + m, 2 * r2 <= 2 + m + m**2, 6 * r3 <= 6 + 5 * m + m**3),
    )


CUTS = most_regions((a1 <= 1, a2 <= r1, a3 <= r2))

CLAIM = Claim(
    id="region-counts",
    title="Linear pieces of one layer",
    says="A layer of w ReLUs on the plane cuts it into 1 + w + (w choose 2) regions at most; "
    "with 1, …, 5 ReLUs some reach this: 2, 4, 7, 11, 16.",
    parts={
        "one-line": layer(LINES[:1], 2),
        "two-lines": layer(LINES[:2], 4),
        "three-lines": layer(LINES[:3], 7),
        "four-lines": layer(LINES[:4], 11),
        "five-lines": layer(LINES, 16),
        "one-more-cut": CUTS,
    },
    illustrations={"five-planes": layer(PLANES, 26)},
    theorems={
        "one-line": Theorem(
            "Regions.one_line",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 4%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [1; 0]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "two-lines": Theorem(
            "Regions.two_lines",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 8%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [1; 0]; [0; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "three-lines": Theorem(
            "Regions.three_lines",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 14%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [1; 0]; [0; 1]; [2; 3]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "four-lines": Theorem(
            "Regions.four_lines",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 22%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [1; 0]; [0; 1]; [2; 3]; [3; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "five-lines": Theorem(
            "Regions.five_lines",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 32%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [1; 0]; [0; 1]; [2; 3]; [3; 1]; [-1; -2]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "one-more-cut": Theorem(
            "Regions.one_more_cut",
            "forall (K : OrdField) (a1 a2 a3 m r1 r2 r3 : nat -> K) n, m 0%nat = 0 -> r1 0%nat = 1 -> "
            "r2 0%nat = 1 -> r3 0%nat = 1 -> (forall i, (i < n)%nat -> a1 i <= 1 /\\ a2 i <= r1 i /\\ "
            "a3 i <= r2 i /\\ m (S i) = m i + 1 /\\ r1 (S i) = r1 i + a1 i /\\ r2 (S i) = r2 i + a2 i /\\ "
            "r3 (S i) = r3 i + a3 i) -> r1 n <= 1 + m n /\\ rat 2 * r2 n <= rat 2 + m n + m n * m n /\\ "
            "rat 6 * r3 n <= rat 6 + rat 5 * m n + m n * m n * m n",
            says="over every ordered field, for sequences that make these steps",
        ),
        "five-planes": Theorem(
            "Regions.five_planes",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 52%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0; 0]; [2; 0; 0]; [0; 2; 0]; [0; 0; 2]; [1; 1; "
            "1]; [1; 2; 3]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
    },
    source=Source("montufar-pascanu-cho-bengio-2014"),
)


def patterns(statement: Dichotomies) -> Catalogue:
    """The regions' units, and what excludes the other patterns."""
    return catalogue(statement.points, bound=6)


@CLAIM.proof("one-line", engine="exact")
def two_sides() -> Catalogue:
    """On and off."""
    return patterns(layer(LINES[:1], 2))


@CLAIM.proof("two-lines", engine="exact")
def four_corners() -> Catalogue:
    """Two lines that cross have every pattern."""
    return patterns(layer(LINES[:2], 4))


@CLAIM.proof("three-lines", engine="exact")
def a_triangle_has_no_opposite() -> Catalogue:
    """Seven of eight: three lines make a triangle, and nowhere is everything the other way round."""
    return patterns(layer(LINES[:3], 7))


@CLAIM.proof("four-lines", engine="exact")
def eleven_of_sixteen() -> Catalogue:
    """A fourth line crosses the others three times, and so four regions."""
    return patterns(layer(LINES[:4], 11))


@CLAIM.proof("five-lines", engine="exact")
def sixteen_of_thirty_two() -> Catalogue:
    """A fifth line crosses the others four times, and so five regions."""
    return patterns(layer(LINES, 16))


@CLAIM.proof("one-more-cut", engine="exact")
def add_the_pieces_of_the_cut() -> Steps:
    """The bounds of dimension n for m + 1 cuts are those for m, plus those of dimension n − 1."""
    return search.prove(CUTS)


@CLAIM.proof("five-planes", engine="exact")
def twenty_six_in_space() -> Catalogue:
    """Five planes: 1 + 5 + 10 + 10."""
    return patterns(layer(PLANES, 26))


@CLAIM.control(layer(CONCURRENT, 7), drops="general position: the three lines meet in one point")
def three_lines_through_a_point() -> Catalogue:
    """They have six regions only."""
    return patterns(layer(CONCURRENT, 7))


@CLAIM.control(most_regions((a1 <= 1, a2 <= r1 + 1, a3 <= r2)), drops="at most m + 1 pieces of a new line: one more")
def a_line_does_not_cross_twice() -> Run:
    """With two new regions for the first line there are three, and not at most two."""
    return Run({}, ({"a1": ((0,),), "a2": ((2,),), "a3": ((0,),)},))
