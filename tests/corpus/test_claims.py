"""The twelve claims: their files are complete, nlcheck accepts their evidence, and brute force agrees with them.

The spot checks use plain arithmetic, none of the package's. Each one that finds nothing also finds something
where it should: a search that could not find anything would agree with every impossibility.
"""

import json
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path

import pytest

from nlverify import corpus, statement
from nlverify.claim import Claim
from nlverify.evidence import Assignment, Cases, Evidence, Weights

CHECKER = Path(corpus.__file__).parent / "nlcheck.py"
BITS = ((0, 0), (0, 1), (1, 0), (1, 1))
XOR, XNOR, AND = (0, 1, 1, 0), (1, 0, 0, 1), (0, 0, 0, 1)
REFUTED_BY_A_MODEL = {"identity", "forall", "not-separable", "not-affine", "no-network", "computes"}

IDS = [
    "affine-collapse-2",
    "affine-collapse-n",
    "circle-lift",
    "circles-in-stars-not-separable",
    "line-of-a-line",
    "linear-squash",
    "relu-pos-homogeneous-not-additive",
    "xor-monotone-unit",
    "xor-not-affine-real",
    "xor-not-linear-network",
    "xor-not-threshold",
    "xor-relu-min-width",
]


@pytest.fixture(scope="module")
def published() -> corpus.Corpus:
    return corpus.load()


def claim(published: corpus.Corpus, name: str) -> Claim:
    return published.entries[name].claim


# ------------------------------------------------------------------ the files


@pytest.mark.parametrize("name", IDS)
def test_a_claim_is_complete(published: corpus.Corpus, name: str) -> None:
    entry = published.entries[name]
    assert entry.claim.id == name == entry.path.stem.replace("_", "-")
    assert len(entry.prose) > 400
    assert entry.claim.says.endswith(".")
    text = entry.path.read_text(encoding="utf-8")
    assert len(re.sub(r"\n    theorems=\{.*?\n    \},", "", text, flags=re.DOTALL).splitlines()) <= 150
    proven = {p.target for p in entry.claim.proofs}
    assert proven == {*entry.claim.parts, *entry.claim.illustrations}
    assert all(c.drops for c in entry.claim.controls.values())
    assert all(isinstance(e, Evidence) for e in evidence(entry.claim).values())


@pytest.mark.parametrize("name", IDS)
def test_a_claim_has_a_control_that_a_solver_refutes_by_an_example(published: corpus.Corpus, name: str) -> None:
    """Without one, a solver that says "unsat" to everything would look right."""
    kinds = {c.statement.to_json()["kind"] for c in claim(published, name).controls.values()}
    assert kinds & REFUTED_BY_A_MODEL


@pytest.mark.parametrize("name", IDS)
def test_no_control_is_a_part_and_no_statement_occurs_twice(published: corpus.Corpus, name: str) -> None:
    c = claim(published, name)
    every = [*c.parts.values(), *c.illustrations.values(), *(k.statement for k in c.controls.values())]
    assert len({json.dumps(s.to_json(), sort_keys=True) for s in every}) == len(every)


def evidence(c: Claim) -> dict[str, Evidence]:
    """All evidence of a claim by file name."""
    groups = {name: "parts" if name in c.parts else "illustrations" for name in (*c.parts, *c.illustrations)}
    found = {f"{groups[p.target]}-{p.target}-{p.name}": p.function() for p in c.proofs}
    return found | {f"controls-{k}": control.function() for k, control in c.controls.items()}


def test_nlcheck_accepts_every_certificate(published: corpus.Corpus, tmp_path: Path) -> None:
    def write(path: Path, data: object) -> None:
        text = json.dumps(data, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
        path.write_text(text, encoding="utf-8")

    for name in IDS:
        c, folder = claim(published, name), tmp_path / name
        folder.mkdir()
        write(folder / "statement.json", corpus.statement_json(c))
        for p in c.proofs:
            target = f"{'parts' if p.target in c.parts else 'illustrations'}/{p.target}"
            file = f"certificate-{target.replace('/', '-')}-{p.name}.json"
            write(folder / file, {"for": target, **p.function().to_json()})
        for k, control in c.controls.items():
            write(folder / f"certificate-controls-{k}.json", {"for": f"controls/{k}", **control.function().to_json()})
    command = [sys.executable, "-I", "-S", str(CHECKER), "--json", str(tmp_path)]
    report = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stdout)
    rejected = [
        (c["id"], k["file"], k["message"]) for c in report["claims"] for k in c["certificates"] if not k["accepted"]
    ]
    assert rejected == []
    assert [c["id"] for c in report["claims"] if c["accepted"]] == IDS
    assert report["accepted"]


def test_evidence_is_the_same_every_time(published: corpus.Corpus) -> None:
    for name in IDS:
        first, second = evidence(claim(published, name)), evidence(claim(published, name))
        assert {k: v.to_json() for k, v in first.items()} == {k: v.to_json() for k, v in second.items()}


def test_every_source_is_used(published: corpus.Corpus) -> None:
    used = {s.key for e in published.entries.values() for s in e.claim.sources}
    for path in (Path(corpus.__file__).parents[1] / "proofs" / "misconceptions").glob("*.toml"):
        used |= set(tomllib.loads(path.read_text(encoding="utf-8")).get("sources", []))
    assert used == {*published.references, "elementary"}


# ------------------------------------------------------------------ the mathematics


def units() -> Iterator[list[Fraction]]:
    """The four values of w·x + b for weights −4…4, with every bias that makes a difference for them."""
    for w1, w2, twice_b in product(range(-4, 5), range(-4, 5), range(-18, 19)):
        yield [w1 * x + w2 * y + Fraction(twice_b, 2) for x, y in BITS]


@pytest.mark.parametrize("weak", [False, True])
def test_no_unit_of_a_grid_computes_xor(weak: bool) -> None:
    found = {tuple(int(f >= 0 if weak else f > 0) for f in unit) for unit in units()}
    assert len(found) == 14
    assert AND in found
    assert XOR not in found
    assert XNOR not in found


def test_no_monotone_unit_of_a_grid_computes_xor() -> None:
    """A monotone unit fires on an upper or a lower part of the values of w·x; the parts of four values are few."""
    found = set()
    for w1, w2 in product(range(-4, 5), repeat=2):
        z = [w1 * x + w2 * y for x, y in BITS]
        for cut in range(-9, 10):
            found |= {tuple(int(2 * v > 2 * cut + 1) for v in z), tuple(int(2 * v < 2 * cut + 1) for v in z)}
    assert len(found) == 14
    assert not {XOR, XNOR} & found
    down_and_up = [max(x - y, Fraction(y - x, 2)) for x, y in BITS]
    assert tuple(int(v > 0) for v in down_and_up) == XOR
    assert tuple(int(Fraction(1, 4) - v > 0) for v in down_and_up) == XNOR


Matrix = list[list[Fraction]]


def times(a: Matrix, b: Matrix) -> Matrix:
    return [[sum((x * y for x, y in zip(r, c, strict=True)), Fraction(0)) for c in zip(*b, strict=True)] for r in a]


def plus(a: Matrix, b: Matrix) -> Matrix:
    return [[x + y for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


def random_matrix(rng: random.Random, rows: int, columns: int) -> Matrix:
    return [[Fraction(rng.randint(-4, 4), rng.randint(1, 3)) for _ in range(columns)] for _ in range(rows)]


@pytest.mark.parametrize("scaled", [False, True])
def test_random_stacks_collapse_and_have_equal_diagonals(scaled: bool) -> None:
    rng = random.Random(20)
    for _ in range(40):
        widths = [2, *(rng.randint(1, 4) for _ in range(rng.randint(0, 5))), 1]
        layers = [
            (random_matrix(rng, k, m), random_matrix(rng, k, 1), random_matrix(rng, k, k)) for m, k in pairwise(widths)
        ]
        one: Matrix = [[Fraction(i == j) for j in range(2)] for i in range(2)]
        weights, bias = one, [[Fraction(0)], [Fraction(0)]]
        outputs = {p: [[Fraction(c)] for c in p] for p in BITS}
        for a, d, k in layers:
            weights, bias = times(a, weights), plus(times(a, bias), d)
            outputs = {p: plus(times(a, f), d) for p, f in outputs.items()}
            if scaled:
                weights, bias = times(k, weights), times(k, bias)
                outputs = {p: times(k, f) for p, f in outputs.items()}
        for p in BITS:
            assert outputs[p] == plus(times(weights, [[Fraction(c)] for c in p]), bias)
        f = {p: outputs[p][0][0] for p in BITS}
        assert f[0, 0] + f[1, 1] == f[0, 1] + f[1, 0]


def test_the_square_of_a_line_misses_by_2pm2() -> None:
    for m, b, p, r in product(range(-2, 3), repeat=4):
        z = [p * (m * x + b) ** 2 + r for x in range(3)]
        assert z[0] + z[2] - 2 * z[1] == 2 * p * m**2


def test_cross_products_and_absolute_values_do_not_collapse() -> None:
    def cross(u: Sequence[int], v: Sequence[int]) -> tuple[int, ...]:
        return tuple(u[i - 2] * v[i - 1] - u[i - 1] * v[i - 2] for i in range(3))

    e1, e2 = (1, 0, 0), (0, 1, 0)
    assert cross(e1, cross(e1, (0, 0, 0))) == (0, 0, 0)
    assert cross(e1, cross(e1, e2)) == (0, -1, 0)
    assert all(cross(c, e2)[1] == 0 for c in product(range(-3, 4), repeat=3))
    assert cross(cross(e1, e1), e2) != cross(e1, cross(e1, e2))
    wanted = [abs(abs(x) - 1) for x in range(3)]
    assert not any([c * x + d for x in range(3)] == wanted for c, d in product(range(-9, 10), repeat=2))
    assert [x - 1 for x in range(3)] == [abs(x) - 1 for x in range(3)]


def relu(z: Fraction | int) -> Fraction:
    return Fraction(max(z, 0))


def test_one_relu_unit_of_a_grid_does_not_compute_xor_and_one_with_a_skip_does() -> None:
    grid = range(-2, 3)
    hidden = [[relu(w1 * x + w2 * y + b) for x, y in BITS] for w1, w2, b in product(grid, repeat=3)]
    plain = {tuple(v * h + Fraction(c, 2) for h in unit) for unit in hidden for v in grid for c in range(-6, 7)}
    assert tuple(map(Fraction, AND)) in plain
    assert tuple(map(Fraction, XOR)) not in plain
    assert XOR not in {tuple(int(f > 0) for f in values) for values in plain}
    assert XOR not in {tuple(int(f >= 0) for f in values) for values in plain}
    skipped = {
        tuple(v * h + u1 * x + u2 * y for h, (x, y) in zip(unit, BITS, strict=True))
        for unit in hidden
        for v, u1, u2 in product(grid, repeat=3)
    }
    assert tuple(map(Fraction, XOR)) in skipped


def test_the_formulas_for_xor_are_xor() -> None:
    for (x, y), wanted in zip(BITS, XOR, strict=True):
        assert relu(x + y) - 2 * relu(x + y - 1) == wanted
        assert abs(x - y) == relu(x - y) + relu(y - x) == wanted
        assert x + y - 2 * relu(x + y - 1) == wanted
        assert min(max(x + y, 0), 1) - min(max(x + y - 1, 0), 1) == wanted


def picture(published: corpus.Corpus, part: str) -> list[tuple[tuple[Fraction, ...], Fraction]]:
    found = claim(published, "circles-in-stars-not-separable").statement(part)
    assert isinstance(found, statement.NotSeparable)
    return list(zip(found.table.points, found.table.values, strict=True))


def test_no_line_of_a_grid_separates_the_picture(published: corpus.Corpus) -> None:
    rows = picture(published, "circles-positive")
    assert {(p, 1 - v) for p, v in rows} == set(picture(published, "stars-positive"))
    stars = [p for p, v in rows if v == 0]
    circles = [p for p, v in rows if v == 1]
    assert max(x * x + y * y for x, y in circles) < min(x * x + y * y for x, y in stars)

    def separable(points: Iterable[tuple[Fraction, ...]]) -> bool:
        outside = list(points)
        for w1, w2 in product(range(-4, 5), repeat=2):
            inner, outer = ([w1 * x + w2 * y for x, y in group] for group in (circles, outside))
            if min(inner) > max(outer) or max(inner) < min(outer):
                return True
        return False

    assert not separable(stars)
    assert separable([(x + 6, y) for x, y in stars])
    assert not separable([(x + 2, y) for x, y in stars])


def test_a_mixture_is_not_below_all_that_it_mixes() -> None:
    rng = random.Random(5)
    for _ in range(50):
        d, n = rng.randint(1, 4), rng.randint(1, 6)
        points = [[Fraction(rng.randint(-9, 9)) for _ in range(d)] for _ in range(n)]
        shares = [Fraction(rng.randint(0, 5)) for _ in range(n - 1)] + [Fraction(1)]
        w, c = [Fraction(rng.randint(-5, 5)) for _ in range(d)], Fraction(rng.randint(-5, 5))
        mean = [
            sum((s * p[i] for s, p in zip(shares, points, strict=True)), Fraction(0)) / sum(shares) for i in range(d)
        ]
        f = [sum((a * b for a, b in zip(w, p, strict=True)), c) for p in [mean, *points]]
        assert min(f[1:]) <= f[0] <= max(f[1:])


def on_curve(x: Fraction, y: Fraction, m: Fraction, b: Fraction) -> bool:
    return y * y == m * x * x + b


def test_the_table_of_curves() -> None:
    """Rational points on y² = mx² + b: a grid finds none where there are none, and as few as there are."""
    grid = [Fraction(i, 4) for i in range(-12, 13)]

    def points(m: int, b: int) -> set[tuple[Fraction, Fraction]]:
        return {(x, y) for x, y in product(grid, repeat=2) if on_curve(x, y, Fraction(m), Fraction(b))}

    assert points(-1, 0) == {(0, 0)}
    assert points(-1, -1) == points(0, -1) == set()
    assert points(0, 4) == {(x, y) for x in grid for y in (Fraction(2), Fraction(-2))}
    assert points(0, 0) == {(x, Fraction(0)) for x in grid}
    assert points(1, 0) == {(x, y) for x in grid for y in (x, -x)}
    assert all(y * y <= 4 and x * x <= 4 for x, y in points(-1, 4))
    assert all(x * x + y * y == 4 for x, y in points(-1, 4))
    assert (Fraction(3, 4), Fraction(5, 4)) in points(1, 1)
    assert (Fraction(5, 4), Fraction(3, 4)) in points(1, -1)


def test_the_points_of_the_hyperbola_lie_on_it_and_rise() -> None:
    for mu, b in product((Fraction(1, 2), Fraction(1), Fraction(3)), (Fraction(-5), Fraction(-1, 3), Fraction(2))):
        heights = []
        for s in (Fraction(2), Fraction(10), Fraction(1000)):
            x, y = (b / s - s) / (2 * mu), (s + b / s) / 2
            assert on_curve(x, y, mu**2, b)
            heights.append(y)
        assert heights == sorted(heights)
        assert heights[-1] > 400


def test_only_m_minus_1_has_both_points_of_a_circle_on_the_axes() -> None:
    for m, r in product([Fraction(i, 3) for i in range(-12, 13)], (Fraction(1), Fraction(2), Fraction(1, 5))):
        assert on_curve(Fraction(0), r, m, r * r)
        assert on_curve(r, Fraction(0), m, r * r) == (m == -1)


def test_relu_scales_by_what_is_not_negative_and_is_subadditive() -> None:
    grid = [Fraction(i, 2) for i in range(-6, 7)]
    for c, x in product(grid, repeat=2):
        assert (relu(c * x) == c * relu(x)) == (c >= 0 or x == 0)
    for x, y in product(grid, repeat=2):
        assert relu(x + y) <= relu(x) + relu(y)
        assert (relu(x + y) == relu(x) + relu(y)) == (x * y >= 0)


def test_three_points_of_xor_are_always_separable(published: corpus.Corpus) -> None:
    """The four controls that drop a row, and the certificate that needs each of them."""
    c = claim(published, "xor-not-threshold")
    for k, name in enumerate(("first", "second", "third", "last")):
        weights = c.controls[f"without_the_{name}_point"].function()
        assert isinstance(weights, Weights)
        (w1, w2), b = weights.weights, weights.bias
        rest = [(p, v) for i, (p, v) in enumerate(zip(BITS, XOR, strict=True)) if i != k]
        assert all((w1 * x + w2 * y + b > 0) == (v == 1) for (x, y), v in rest)
    certificate = evidence(c)["parts-main-add_the_four_requirements"]
    assert certificate == Cases(certificate.trees) if isinstance(certificate, Cases) else False
    assert certificate.to_json()["trees"] == [{"rows": [[k, "1"] for k in range(4)]}]


def test_the_assignments_of_line_of_a_line_are_counterexamples(published: corpus.Corpus) -> None:
    found = [e for k, e in evidence(claim(published, "line-of-a-line")).items() if k.startswith("controls-")]
    slip, square = (dict(e.values) for e in found if isinstance(e, Assignment))
    m, b, p, r, x = (slip[k] for k in "mbprx")
    assert p * (m * x + b) + r != p * m * x + b + r  # type: ignore[operator]
    m, b, p, r = (square[k] for k in "mbpr")
    f = [p * (m * t + b) ** 2 + r for t in range(3)]  # type: ignore[operator]
    assert f[0] + f[2] != 2 * f[1]
