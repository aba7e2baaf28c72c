"""Without a skip connection, it takes three ReLUs to draw a closed curve.

A talk draws circles in the middle of the plane and stars all around them, and asks for a boundary between the two. No
line will do (`circles-in-stars-not-separable`). How many ReLUs does it take in one hidden layer? Two are not enough.
Let

    f(x, y)  =  a₁·relu(u₁) + a₂·relu(u₂) + c,

where u₁ = w₁₁x + w₁₂y + b₁, and u₂ likewise. Move from any point along (−w₂₂, w₂₁), which does not change u₂. Only u₁
changes, so a₁·relu(u₁) gets no smaller in one of the two directions, however far one goes, and no larger in the
other. So wherever f > t, it stays so on a whole half-line from there, and the same holds for f < t (parts `up` and
`down`). Neither can be the inside of a closed curve: the half-line would leave it. (If w₂₁ = w₂₂ = 0, exchange the
units; if w₁₁ = w₁₂ = 0 too, f is constant.)

For the picture, finitely many points are enough: circles at (±2, 0) and (0, ±2), stars at (±3, 0), (0, ±3) and (±2,
±2). No two ReLUs have f > 0 at the circles and f ≤ 0 at the stars. The proof is by cases: which unit is on at which
point. (It is the same the other way round, or with ≥ and <: take −f, or shift c a little.)

**Three are enough,** for these points and for a closed curve: where

    f  =  9 − relu(10y/3) − relu(−10x/3) − relu(2x − 2y + 4)

is positive, |x| + |y| ≤ 6. **Two are enough with a skip connection:** 5/2 − |x| − |y| is positive in a square, and
|x| = 2·relu(x) − x. Two are also enough for a strip, so that one circle and four stars can be told apart (the
control).

More layers of two units each do not help if a closed curve is wanted; for networks of any depth whose layers are no
wider than the number of inputs see Johnson. Finitely many points are another matter.
"""

from fractions import Fraction

from nlverify.claim import Claim, ForAll, NoNetwork, SomeNetwork, Source, Table, Theorem
from nlverify.engines import search, systems
from nlverify.engines.positivity import Terms, leaf_of
from nlverify.engines.systems import NoEvidenceError, System
from nlverify.evidence import Assignment, Cases, Leaf, Network, Split, Tree, Unit
from nlverify.exact.expression import Expr, Relation, absolute, relu, symbols

NAMES = ("w11", "w12", "b1", "w21", "w22", "b2", "a1", "a2", "c", "x", "y", "r")
w11, w12, b1, w21, w22, b2, a1, a2, c, x, y, r = symbols(" ".join(NAMES))
THIRD = Fraction(10, 3)


def f(p: Expr, q: Expr) -> Expr:
    """Two ReLUs."""
    return a1 * relu(w11 * p + w12 * q + b1) + a2 * relu(w21 * p + w22 * q + b2) + c


HERE, MOVED = f(x, y), f(x - r * w22, y + r * w21)  # the second unit does not change
GROWTH = a1 * r * (w12 * w21 - w11 * w22)  # of the first one, times its outer weight


def far_away(then: Relation, *given: Relation) -> ForAll:
    """What holds after r steps along (−w22, w21)."""
    return ForAll(NAMES, then, given=given, witness=dict.fromkeys(NAMES, 1) if given else {})


UP, DOWN = far_away(MOVED >= HERE, GROWTH >= 0), far_away(MOVED <= HERE, GROWTH <= 0)
CIRCLES = ((2, 0), (-2, 0), (0, 2), (0, -2))
STARS = ((3, 0), (-3, 0), (0, 3), (0, -3), (2, 2), (2, -2), (-2, 2), (-2, -2))
TWELVE = Table.of([*((p, 1) for p in CIRCLES), *((p, 0) for p in STARS)])
NO_TWO = NoNetwork(TWELVE, hidden=2, readout=">")
CLOSED = ForAll(
    ("x", "y"),
    absolute(x) + absolute(y) <= 6,
    given=(9 - relu(THIRD * y) - relu(-THIRD * x) - relu(2 * x - 2 * y + 4) > 0,),
    witness={"x": 0, "y": 0},
)

CLAIM = Claim(
    id="circle-needs-3-relus",
    title="Without a skip, closed curves take three ReLUs",
    says="Without a skip connection, two ReLUs draw no closed curve around part of the plane, and three do.",
    parts={
        "up": UP,
        "down": DOWN,
        "twelve-points": NO_TWO,
        "three-draw-a-closed-curve": CLOSED,
        "three-tell-the-points-apart": SomeNetwork(TWELVE, hidden=3, readout=">"),
    },
    illustrations={"two-and-a-skip": SomeNetwork(TWELVE, hidden=2, readout=">", skip=True)},
    theorems={
        "up": Theorem(
            "Circles.up_along",
            "forall (K : OrdField) (w11 w12 b1 w21 w22 b2 a1 a2 c x y r : K), 0 <= a1 * r * (w12 * w21 - w11 * w22) "
            "-> a1 * relu (w11 * x + w12 * y + b1) + a2 * relu (w21 * x + w22 * y + b2) + c <= a1 * relu (w11 * (x "
            "- r * w22) + w12 * (y + r * w21) + b1) + a2 * relu (w21 * (x - r * w22) + w22 * (y + r * w21) + b2) + "
            "c",
            says="over every ordered field, so over the real numbers",
        ),
        "down": Theorem(
            "Circles.down_along",
            "forall (K : OrdField) (w11 w12 b1 w21 w22 b2 a1 a2 c x y r : K), a1 * r * (w12 * w21 - w11 * w22) <= 0 "
            "-> a1 * relu (w11 * (x - r * w22) + w12 * (y + r * w21) + b1) + a2 * relu (w21 * (x - r * w22) + w22 * "
            "(y + r * w21) + b2) + c <= a1 * relu (w11 * x + w12 * y + b1) + a2 * relu (w21 * x + w22 * y + b2) + c",
            says="over every ordered field, so over the real numbers",
        ),
        "twelve-points": Theorem(
            "Circles.no_two_relus",
            "forall K : OrdField, ~ exists v1 w11 w12 b1 v2 w21 w22 b2 c : K, let f x y := v1 * relu (w11 * x + w12 "
            "* y + b1) + v2 * relu (w21 * x + w22 * y + b2) + c in (0 < f (1 + 1) 0 /\\ 0 < f (- (1 + 1)) 0 /\\ 0 < "
            "f 0 (1 + 1) /\\ 0 < f 0 (- (1 + 1))) /\\ (f (1 + 1) (1 + 1) <= 0 /\\ f (1 + 1) (- (1 + 1)) <= 0 /\\ f "
            "(- (1 + 1)) (1 + 1) <= 0 /\\ f (- (1 + 1)) (- (1 + 1)) <= 0)",
            says=(
                "over every ordered field, so over the real numbers; eight of the points are enough, the stars at "
                "distance 3 are not needed"
            ),
        ),
        "three-draw-a-closed-curve": Theorem(
            "Circles.three_relus_close",
            "forall (K : OrdField) (x y : K), 0 < rat 9 - relu (rat (10 # 3) * y) - relu (- rat (10 # 3) * x) - "
            "relu ((1 + 1) * x - (1 + 1) * y + (1 + 1) * (1 + 1)) -> abs x + abs y <= rat 6",
            says="over every ordered field, so over the real numbers",
        ),
        "three-tell-the-points-apart": Theorem(
            "Circles.three_relus_suffice",
            "forall K : OrdField, exists v1 w11 w12 b1 v2 w21 w22 b2 v3 w31 w32 b3 c : K, let f x y := v1 * relu "
            "(w11 * x + w12 * y + b1) + v2 * relu (w21 * x + w22 * y + b2) + v3 * relu (w31 * x + w32 * y + b3) + c "
            "in (0 < f (1 + 1) 0 /\\ 0 < f (- (1 + 1)) 0 /\\ 0 < f 0 (1 + 1) /\\ 0 < f 0 (- (1 + 1))) /\\ (f (rat "
            "3) 0 <= 0 /\\ f (- rat 3) 0 <= 0 /\\ f 0 (rat 3) <= 0 /\\ f 0 (- rat 3) <= 0) /\\ (f (1 + 1) (1 + 1) "
            "<= 0 /\\ f (1 + 1) (- (1 + 1)) <= 0 /\\ f (- (1 + 1)) (1 + 1) <= 0 /\\ f (- (1 + 1)) (- (1 + 1)) <= 0)",
            says="over every ordered field, so over the real numbers",
        ),
        "two-and-a-skip": Theorem(
            "Circles.two_relus_and_a_skip_suffice",
            "forall K : OrdField, exists v1 w11 w12 b1 v2 w21 w22 b2 c u1 u2 : K, let f x y := v1 * relu (w11 * x + "
            "w12 * y + b1) + v2 * relu (w21 * x + w22 * y + b2) + c + (u1 * x + u2 * y) in (0 < f (1 + 1) 0 /\\ 0 < "
            "f (- (1 + 1)) 0 /\\ 0 < f 0 (1 + 1) /\\ 0 < f 0 (- (1 + 1))) /\\ (f (rat 3) 0 <= 0 /\\ f (- rat 3) 0 "
            "<= 0 /\\ f 0 (rat 3) <= 0 /\\ f 0 (- rat 3) <= 0) /\\ (f (1 + 1) (1 + 1) <= 0 /\\ f (1 + 1) (- (1 + "
            "1)) <= 0 /\\ f (- (1 + 1)) (1 + 1) <= 0 /\\ f (- (1 + 1)) (- (1 + 1)) <= 0)",
            says="over every ordered field, so over the real numbers",
        ),
    },
    source=(Source("elementary"), Source("johnson-2019")),
)

# Which ReLU to split on, found by search: a letter for each (a–l: unit 1 at the twelve points, m–x: unit 2), followed
# by the case on and the case off; a dot where the rows contradict each other.
BOTH_DOWN = (
    "cowkjvnb..b..dpanmbsiu.....bsgiu........t.hiu.am......vpdbmalnx....nui......mugh.ti.a........iushamt.rf.xl...."
    "t.lx.p.d....tpgb.n.....gpd....ampegb.n.....b.q.egf.rl.xn......d.h.b.tn....kuivmaj.th.xl.fr.....j.th.qxl.pd...."
    "...jp.d...majsbn.....sx.ln.b....r.fn.sx.lb.......lxps.gbthdniu.kw....iu.kw.....nkw.vjd..fdqe.ui....qe.ui.....j"
    "...w.dkiu....kj.vr.qe.iu..u..e.......u.idam.beq.htjv..........kbwq.ep.d...n...wm.aeq.g.sp.d......xvjaes.gpdmrf"
    ".wk....kw...mrf.wk....fq..q.rkw..w.......d.p..jf.arm.u.i......oxluiam...mpadnbqe.rfkw.........nqvjd........irk"
    ".wg.sndp........ik.wb.n...upd....ljg.sdpmhavwk....vwk......vt.mafr.kw....qkw..w.......vi.ua.m.....gh.ts.d.uw.k"
    "i.a.m...ik.wnb......st.hp.xv.ju.inb.....ldwi.u..kn.b...j.vr.n.fw.kb........"
)
UP_AND_DOWN = (
    "amrfnbuiht.co...t.oc...ht...vtxidhpj.....dljp..........eq...qfebxptld..d....nuocisgkw.........liujv.dp......gs"
    "kwco.........ebkgicwo..jovu..n..uv.n.......hjvltxpd...n..n......n....kwhtq.nb...v.igdcuo..j......giuv.oc......"
    "ocn.bjv.....ciun.br.t.h......wdjvp..p...eqf.r.p....un.bt.h...o.ci...mfe.qr...b.niurj.v....uocrwk....r....r..iu"
    "v.j...uv.j..."
)
BOTH_UP = "cogsth..h..th...hts..s...uw.ik..k..ikw...kw...ogh.ts..s..sth...th...sg..g.."


def grown(system: System, letters: list[str]) -> Tree:
    """The tree that the letters describe, with a contradiction found at each dot."""
    letter = letters.pop(0)
    if letter == ".":
        linear = [k for k, row in enumerate(system.rows) if not any("#" in s for w in row.polynomial for s in w)]
        leaf = leaf_of([system.rows[k] for k in linear], Terms(degree=1, reach=0))
        if leaf is None:
            raise NoEvidenceError("circle-needs-3-relus: expected a contradiction at every dot, got none; search again")
        return Leaf({linear[k]: c for k, c in leaf.rows.items()})
    j = ord(letter) - ord("a")
    on, off = (grown(case, letters) for case in system.cases(j))
    return Split(on, off, relu=j)


@CLAIM.proof("up", engine="exact")
def only_the_first_unit_changes() -> Cases:
    """If a₁ ≥ 0, its argument grows, and so does relu; if a₁ ≤ 0, its argument falls, and so does relu."""
    return search.prove(UP)


@CLAIM.proof("down", engine="exact")
def the_other_way() -> Cases:
    """The same with the sign of r changed."""
    return search.prove(DOWN)


@CLAIM.proof("twelve-points", engine="exact")
def on_or_off_at_each_point() -> Cases:
    """For outer weights −−, +−, ++: the units on or off, point by point, as far as needed; 578 contradictions."""
    trees = (BOTH_DOWN, UP_AND_DOWN, BOTH_UP)
    return Cases(tuple(grown(systems.network(NO_TWO, k), list(t)) for k, t in enumerate(trees)))


@CLAIM.proof("three-draw-a-closed-curve", engine="exact")
def a_triangle() -> Cases:
    """From 10y/3 < 9, −10x/3 < 9 and 2x − 2y + 4 < 9 the point is near 0."""
    return search.prove(CLOSED)


@CLAIM.proof("three-tell-the-points-apart", engine="exact")
def the_same_triangle() -> Network:
    """At the circles f is 1 or 7/3, at the stars at most −1."""
    return Network((Unit((0, THIRD), 0, -1), Unit((-THIRD, 0), 0, -1), Unit((2, -2), 4, -1)), bias=9)


@CLAIM.proof("two-and-a-skip", engine="exact")
def a_square() -> Network:
    """5/2 − |x| − |y| is ½ at the circles, and at most −½ at the stars."""
    return Network((Unit((1, 0), 0, -2), Unit((0, 1), 0, -2)), bias=Fraction(5, 2), skip=(1, 1))


@CLAIM.control(
    NoNetwork(Table.of([((0, 0), 1), ((2, 0), 0), ((-2, 0), 0), ((0, 2), 0), ((0, -2), 0)]), hidden=2, readout=">"),
    drops="four circles: one is left, and a strip is enough",
)
def a_strip() -> Network:
    """1 − relu(x + y) − relu(−x − y) = 1 − |x + y| is 1 at 0, and −1 at the four stars."""
    return Network((Unit((1, 1), 0, -1), Unit((-1, -1), 0, -1)), bias=1)


@CLAIM.control(far_away(MOVED >= HERE), drops="the right one of the two directions")
def the_wrong_direction() -> Assignment:
    """With f = relu(x), and w₂ = (0, 1), from x = 1 a step to x = 0."""
    return Assignment(dict.fromkeys(NAMES, 0) | {"w11": 1, "a1": 1, "w22": 1, "x": 1, "r": 1})
