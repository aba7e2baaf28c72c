"""How many labellings of points in general position a threshold unit can have.

Take N points in d dimensions *in general position*: no d + 1 of them in one hyperplane (in the plane: no three on a
line), and if they are fewer, none a mixture of the others with weights that add up to 1, of any sign. Of the 2^N ways
to label them 0 and 1, those of a threshold unit w·x + b > 0 are, says Cover's formula,

    C(N, d)  =  2·( (N−1 choose 0) + (N−1 choose 1) + … + (N−1 choose d) ),

wherever the points are. For N ≤ d + 1 this is 2^N, all labellings; for N = 2(d + 1) it is just one half of them, and
then the share goes to 0. Four points in the plane have 14 labellings, and XOR is one of the two that are missing.

The formula is checked here for six configurations. Two of them are of six points in the plane, a hexagon and a
triangle around a triangle. Each has 32 of 64 labellings, but not the same ones.

Why does the shape not matter? Let one more point p come in. Each labelling of the old points goes on in one way or
in two. It goes on in two ways if a unit f with f(p) > 0 has it, and also a unit g with g(p) ≤ 0. Then the mixture
h = −g(p)·f + f(p)·g has h(p) = 0, and the same labels as f and g at the old points (the parts `kept-…`): a unit
whose boundary goes through p. Seen from p, such boundaries live in one dimension less. So
C(N + 1, d) = C(N, d) + C(N, d − 1), as for binomials. Counting by this formula is not checked here for all N and d.

General position is needed: four points of which three are on a line have 12 labellings, not 14, and the eight
vertices of a cube have 104, not 128.
"""

from math import comb

from nlverify.claim import Claim, Dichotomies, ForAll, Identity, Source, Theorem, scalars
from nlverify.engines import search, symbolic
from nlverify.engines.catalogue import catalogue, cube
from nlverify.evidence import Assignment, Cases, Catalogue, Expansion
from nlverify.exact.expression import expr, symbols

F, G, f, g = symbols("F G f g")
LINE = ((0,), (1,), (2,), (3,), (4,))
SQUARE = cube(2)
HEXAGON = ((2, 0), (1, 2), (-1, 3), (-2, 0), (-1, -2), (1, -3))
TRIANGLES = ((0, 5), (4, -3), (-5, -2), (0, 2), (1, 0), (-1, -1))
SPACE = ((0, 0, 0), (2, 0, 0), (0, 2, 0), (0, 0, 2), (1, 1, 1), (1, 2, 3))
FOUR = ((0, 0, 0, 0), (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 1, 1))
THREE_ON_A_LINE = ((0, 0), (1, 0), (2, 0), (0, 1))


def cover(points: tuple[tuple[int, ...], ...]) -> Dichotomies:
    """The statement that Cover's formula holds for these points."""
    dimension = len(points[0])
    return Dichotomies(points, 2 * sum(comb(len(points) - 1, k) for k in range(dimension + 1)))


KEPT_1 = ForAll(
    ("f", "g", "F", "G"),
    -g * F + f * G > 0,
    given=(f > 0, g <= 0, F > 0, G > 0),
    witness={"f": 1, "g": 0, "F": 1, "G": 1},
)
KEPT_0 = ForAll(
    ("f", "g", "F", "G"),
    -g * F + f * G <= 0,
    given=(f > 0, g <= 0, F <= 0, G <= 0),
    witness={"f": 1, "g": 0, "F": 0, "G": 0},
)
THROUGH = Identity("commutative-ring", scalars("f g"), -g * f + f * g, expr(0))

CLAIM = Claim(
    id="cover-count",
    title="Cover's count of labellings, in six cases",
    says="In six cases, N ≤ 6 points in general position in Rᵈ have 2·Σ (N−1 choose k), k ≤ d, labellings by a unit.",
    parts={
        "five-on-a-line": cover(LINE),
        "four-in-the-plane": cover(SQUARE),
        "hexagon": cover(HEXAGON),
        "triangle-in-a-triangle": cover(TRIANGLES),
        "six-in-space": cover(SPACE),
        "six-in-four-dimensions": cover(FOUR),
        "kept-where-positive": KEPT_1,
        "kept-elsewhere": KEPT_0,
        "through-the-new-point": THROUGH,
    },
    theorems={
        "five-on-a-line": Theorem(
            "Cover.five_on_a_line",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 10%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0]; [1]; [2]; [3]; [4]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "four-in-the-plane": Theorem(
            "Cover.four_in_the_plane",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 14%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "hexagon": Theorem(
            "Cover.hexagon",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 32%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[2; 0]; [1; 2]; [-1; 3]; [-2; 0]; [-1; -2]; [1; "
            "-3]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "triangle-in-a-triangle": Theorem(
            "Cover.triangle_in_a_triangle",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 32%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 5]; [4; -3]; [-5; -2]; [0; 2]; [1; 0]; [-1; "
            "-1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "six-in-space": Theorem(
            "Cover.six_in_space",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 52%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0; 0]; [2; 0; 0]; [0; 2; 0]; [0; 0; 2]; [1; 1; "
            "1]; [1; 2; 3]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "six-in-four-dimensions": Theorem(
            "Cover.six_in_four_dimensions",
            "forall (K : OrdField), exists L : list (list bool), NoDup L /\\ length L = 62%nat /\\ "
            "forall l, In l L <-> exists (w : list K) (b : K), "
            "l = map (fires w b) (map (map whole) [[0; 0; 0; 0]; [1; 0; 0; 0]; [0; 1; 0; 0]; [0; 0; 1; "
            "0]; [0; 0; 0; 1]; [1; 1; 1; 1]]%Z)",
            says="over every ordered field: L lists these labellings, each once",
        ),
        "kept-where-positive": Theorem(
            "Cover.mixture_of_positives",
            "forall (K : OrdField) (f g F G : K), 0 < f -> g <= 0 -> 0 < F -> 0 < G -> 0 < - g * F + f * G",
            says="over every ordered field",
        ),
        "kept-elsewhere": Theorem(
            "Cover.mixture_of_others",
            "forall (K : OrdField) (f g F G : K), 0 < f -> g <= 0 -> F <= 0 -> G <= 0 -> - g * F + f * G <= 0",
            says="over every ordered field",
        ),
        "through-the-new-point": Theorem(
            "Cover.mixture_at_the_new_point",
            "forall (K : CRing) (f g : K), - g * f + f * g = 0",
            says="over every commutative ring",
        ),
    },
    source=Source("cover-1965"),
)


@CLAIM.proof("five-on-a-line", engine="exact")
def one_change_of_label() -> Catalogue:
    """On a line the label changes once at most: in one of four gaps or never, and both ways, which makes 10."""
    return catalogue(LINE, bound=1)


@CLAIM.proof("four-in-the-plane", engine="exact")
def all_but_the_diagonals() -> Catalogue:
    """The two that are missing have one label on one diagonal, and the other on the other."""
    return catalogue(SQUARE, bound=1)


@CLAIM.proof("hexagon", engine="exact")
def neighbours_on_a_circle() -> Catalogue:
    """A line cuts off neighbours: 30 ways to do so, all, and none."""
    return catalogue(HEXAGON, bound=4)


@CLAIM.proof("triangle-in-a-triangle", engine="exact")
def other_labellings_as_many() -> Catalogue:
    """A line may now cut off an inner point with an outer one."""
    return catalogue(TRIANGLES, bound=5)


@CLAIM.proof("six-in-space", engine="exact")
def all_but_twelve() -> Catalogue:
    """Of 64 labellings 52 have a plane; four affine dependencies exclude the others."""
    return catalogue(SPACE, bound=6)


@CLAIM.proof("six-in-four-dimensions", engine="exact")
def one_dependency() -> Catalogue:
    """Of d + 2 points there is one affine dependency (Radon's theorem); it excludes two labellings."""
    return catalogue(FOUR)


@CLAIM.proof("kept-where-positive", engine="exact")
def a_mixture_of_positives() -> Cases:
    """At an old point with the values F, G > 0: f·G > 0 and −g·F ≥ 0."""
    return search.prove(KEPT_1)


@CLAIM.proof("kept-elsewhere", engine="exact")
def a_mixture_of_the_others() -> Cases:
    """With the values F, G ≤ 0 both terms are ≤ 0."""
    return search.prove(KEPT_0)


@CLAIM.proof("through-the-new-point", engine="symbolic")
def they_cancel() -> Expansion:
    """At p the mixture is −g·f + f·g."""
    return symbolic.expand(THROUGH)


@CLAIM.control(cover(THREE_ON_A_LINE), drops="general position: three of the points are on a line")
def the_middle_one_is_not_free() -> Catalogue:
    """Only 12: a unit with one label at both ends has it in the middle too."""
    return catalogue(THREE_ON_A_LINE)


@CLAIM.control(cover(cube(3)), drops="general position: the points are the vertices of a cube")
def faces_of_the_cube() -> Catalogue:
    """Only 104: four vertices of a face are in one plane."""
    return catalogue(cube(3))


@CLAIM.control(
    ForAll(("f", "g", "F", "G"), -g * F + f * G > 0, (f > 0, F > 0, G > 0), {"f": 1, "g": 0, "F": 1, "G": 1}),
    drops="g ≤ 0: both units are positive at the new point",
)
def no_mixture_without_two_sides() -> Assignment:
    """With f = g = F = G = 1 the mixture is 0."""
    return Assignment({"f": 1, "g": 1, "F": 1, "G": 1})
