"""Figures: what they say is so, in exact arithmetic; and their SVG can stand in any page."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlverify.files import write_json
from nlverify.site import SiteError, figures
from nlverify.site.figures import charts, collapse, conics, folds, learned, lines, monotone, plane, svg
from nlverify.site.figures.read import Material, Target, read

SVG = "{http://www.w3.org/2000/svg}"
BITS = [(Fraction(a), Fraction(b)) for a, b in product((0, 1), repeat=2)]
MOST_BYTES = 60_000


@pytest.fixture(scope="session")
def bundle(published: Path) -> Path:
    """The bundle of the published corpus."""
    return published / "nlverify-out" / "bundle"


@pytest.fixture(scope="session")
def drawn(bundle: Path) -> dict[str, list[figures.Figure]]:
    return {folder.name: figures.for_claim(folder) for folder in sorted(bundle.iterdir())}


def part(bundle: Path, claim: str, name: str, group: str = "parts") -> Target:
    target = read(bundle / claim).get(group, name)
    assert target
    return target


def every(drawn: dict[str, list[figures.Figure]]) -> Iterator[tuple[str, figures.Figure]]:
    for claim, found in drawn.items():
        yield from ((f"{claim}/{figure.name}", figure) for figure in found)


# ------------------------------------------------------------------ every figure


def test_each_claim_has_the_figures_that_its_statements_call_for(drawn: dict[str, list[figures.Figure]]) -> None:
    names = {claim: [figure.name for figure in found] for claim, found in drawn.items()}
    assert names["xor-not-threshold"] == ["candidates", "balance"]
    assert names["circles-in-stars-not-separable"] == ["lift", "balance"]
    assert names["circle-lift"] == ["lift", "cases"]
    assert names["xor-monotone-unit"][0] == "arrows"
    assert names["line-of-a-line"] == ["lines"]
    assert names["relu-pos-homogeneous-not-additive"] == ["factors", "sums"]
    assert {"folds-two-suffice", "folds-one-with-a-skip-can"} <= set(names["xor-relu-min-width"])
    assert names["affine-best-on-xor"] == ["loss"]
    assert set(names["relu-networks-learn-xor"]) == {"boundaries", "loss", "rates"}
    assert all(len(set(found)) == len(found) for found in names.values())


def test_each_is_well_formed_named_described_and_small(drawn: dict[str, list[figures.Figure]]) -> None:
    for name, figure in every(drawn):
        root = ET.fromstring(figure.svg)
        assert root.tag == f"{SVG}svg", name
        assert root.get("role") == "img", name
        labels = [root.find(f"*[@id='{ident}']") for ident in root.get("aria-labelledby", "").split()]
        assert [label.text for label in labels if label is not None] == [figure.title, figure.alt], name
        assert len(figure.alt) > 40, name
        assert figure.caption.endswith((".", ".)")), name
        assert "\n" not in figure.svg, name  # a blank line would end an HTML block in Markdown
        assert len(figure.svg.encode()) < MOST_BYTES, name
        assert root.findall(f".//{SVG}text"), name


def test_none_refers_to_anything_outside_of_itself(drawn: dict[str, list[figures.Figure]]) -> None:
    for name, figure in every(drawn):
        root = ET.fromstring(figure.svg)
        own = {e.get("id") for e in root.iter()} - {None}
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in {
                *("svg", "title", "desc", "g", "defs", "path", "rect", "circle", "text", "tspan", "use"),
                "clipPath",
            }, name
            for key, value in element.attrib.items():
                assert not key.startswith("on"), name
                assert key != "href" or value[1:] in own, name
                assert all(ref in own for ref in re.findall(r"url\(#?([^)]*)\)", value)), name
        assert "://" not in figure.svg.replace(SVG[1:-1], ""), name


def test_names_of_elements_are_unique_in_a_page_with_all_figures(drawn: dict[str, list[figures.Figure]]) -> None:
    names = [n for _, figure in every(drawn) for n in re.findall(r'\bid="([^"]+)"', figure.svg)]
    assert len(set(names)) == len(names)


def test_colours_are_the_pages(drawn: dict[str, list[figures.Figure]]) -> None:
    used = set()
    for name, figure in every(drawn):
        for value in re.findall(r'(?:fill|stroke)(?:="|: )([^";]+)', figure.svg):
            assert re.fullmatch(r"none|currentColor|#fff|#7a4300|var\(--nl-[a-z-]+, #[0-9a-f]{3,6}\)", value), name
            used |= set(re.findall(r"--nl-[a-z-]+", value))
    assert used == set(svg.PALETTE)
    assert all(figures.stylesheet().count(f"{name}:") == 2 for name in used)  # light and dark


def test_the_same_bytes_every_time(bundle: Path, drawn: dict[str, list[figures.Figure]]) -> None:
    """In another process, with another order of sets."""
    claims = ["xor-relu-min-width", "relu-networks-learn-xor", "circle-lift"]
    code = (
        "import sys; from hashlib import sha256; from pathlib import Path; from nlverify.site import figures\n"
        "for n in sys.argv[2:]:\n"
        "    print(*(sha256(f.svg.encode()).hexdigest() for f in figures.for_claim(Path(sys.argv[1]) / n)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(bundle), *claims],
        env={**os.environ, "PYTHONHASHSEED": "7"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    expected = [" ".join(sha256(f.svg.encode()).hexdigest() for f in drawn[n]) for n in claims]
    assert done.stdout.splitlines() == expected


def test_a_claim_with_nothing_to_draw_has_no_figure(tmp_path: Path) -> None:
    statement = {"id": "a", "parts": {"main": {"kind": "identity"}}, "illustrations": {}, "controls": {}}
    write_json(tmp_path / "statement.json", statement)
    assert figures.for_claim(tmp_path) == []


# ------------------------------------------------------------------ lines


def marks(figure: figures.Figure) -> list[tuple[Any, ...]]:
    """The points of a figure, in order, with whether they are marked as wrong."""
    root = ET.fromstring(figure.svg)
    found = [e for e in root.iter(f"{SVG}g") if "nl-point" in e.get("class", "").split()]
    return [(*map(Fraction, e.get("data-at", "").split(",")), "nl-wrong" in e.get("class", "")) for e in found]


def test_a_point_marked_wrong_is_wrong_and_the_others_are_right(
    bundle: Path, drawn: dict[str, list[figures.Figure]]
) -> None:
    units = lines.best_units(read(bundle / "xor-not-threshold"), part(bundle, "xor-not-threshold", "main"))
    shown = marks(drawn["xor-not-threshold"][0])
    assert len(units) == 4
    for k, unit in enumerate(units):
        (w1, w2), b = unit.weights, unit.bias
        expected = [(x, y, (w1 * x + w2 * y + b > 0) != (x != y)) for x, y in BITS]
        assert shown[4 * k : 4 * k + 4] == expected
        assert sum(wrong for *_, wrong in expected) == 1


def test_firing_at_zero_counts_where_the_statement_says_so(bundle: Path) -> None:
    at_zero = part(bundle, "xor-not-threshold", "fires-at-zero")
    unit = plane.Affine.of([1, 1], -1)  # 0 at (0,1) and (1,0)
    assert lines.wrong(at_zero, unit) == [BITS[3]]
    assert lines.wrong(part(bundle, "xor-not-threshold", "main"), unit) == [BITS[1], BITS[2], BITS[3]]


@pytest.mark.parametrize(
    ("claim", "name"),
    [
        ("xor-not-threshold", "main"),
        ("xor-not-affine-real", "main"),
        ("circles-in-stars-not-separable", "circles-positive"),
        ("circles-in-stars-not-separable", "stars-positive"),
        ("linear-squash", "xor-exact"),
    ],
)
def test_the_two_groups_of_a_certificate_balance(bundle: Path, claim: str, name: str) -> None:
    target = part(bundle, claim, name)
    ones, zeros, middle = lines.balanced(target)
    for i in (0, 1):
        assert sum(m * p[i] for p, m in ones) == sum(m * p[i] for p, m in zeros)
        assert sum(m for _, m in ones) * middle[i] == sum(m * p[i] for p, m in ones)
    assert sum(m for _, m in ones) == sum(m for _, m in zeros)


def test_a_certificate_that_does_not_balance_is_not_drawn(bundle: Path) -> None:
    target = part(bundle, "xor-not-threshold", "main")
    lopsided = {"format": "cases/1", "trees": [{"rows": [[0, "2"], [1, "1"], [2, "1"], [3, "1"]]}]}
    assert lines.balanced(Target("parts", "main", target.statement, (lopsided,))) is None
    assert lines.balanced(Target("parts", "main", target.statement, ())) is None


def test_the_circle_of_the_lift_lies_between_the_labels(bundle: Path) -> None:
    target = part(bundle, "circles-in-stars-not-separable", "circles-positive")
    r2, inside = lines.radius2(target)
    for (x, y), label in zip(target.points, target.values, strict=True):
        assert (x * x + y * y < r2) == (label == inside)
        assert x * x + y * y != r2
    assert lines.radius2(part(bundle, "xor-not-threshold", "main")) is None


# ------------------------------------------------------------------ networks


def test_the_pieces_of_the_textbook_network(bundle: Path) -> None:
    network = part(bundle, "xor-relu-min-width", "two-suffice").certificate("network/1")
    tree = plane.network_tree(network, "relu", ("x1", "x2"))
    found = folds.joined(plane.pieces(tree, ("x1", "x2"), plane.box([Fraction(v) for v in (-1, 2, -1, 2)])))
    formulas = [plane.formula(p.value, ("x1", "x2")) for p in found]
    assert sorted(formulas) == ["0", "2 − x₁ − x₂", "x₁ + x₂"]
    assert folds.written(network, "relu") == "relu(x₁ + x₂) − 2·relu(x₁ + x₂ − 1)"
    assert folds.common_direction(network) == (1, 1)


def test_a_network_whose_folds_cross_has_no_profile() -> None:
    units = [{"weights": ["1", "0"], "bias": "0", "out": "1"}, {"weights": ["0", "1"], "bias": "0", "out": "1"}]
    assert folds.common_direction({"units": units, "bias": "0"}) is None
    assert folds.common_direction({"units": units[:1], "bias": "0", "skip": ["1", "1"]}) is None
    assert folds.common_direction({"units": units[1:], "bias": "0"}) == (0, 1)
    halves = [{"weights": ["-1/2", "3/4"], "bias": "0", "out": "1"}]
    assert folds.common_direction({"units": halves, "bias": "0"}) == (2, -3)


def test_such_a_network_is_drawn_all_the_same(bundle: Path) -> None:
    material = read(bundle / "xor-relu-min-width")
    units = [{"weights": ["1", "0"], "bias": "0", "out": "1"}, {"weights": ["0", "1"], "bias": "0", "out": "1"}]
    target = part(bundle, "xor-relu-min-width", "two-suffice")
    figure = folds.folded(material, target, {"units": units, "bias": "0"})
    assert "x₁ + x₂" in figure.svg
    assert "against s" not in figure.svg


def contains(loops: list[plane.Cell], p: plane.Point) -> bool:
    """Whether a point is inside, by counting the sides to its right; it must not lie on one."""
    inside = False
    for loop in loops:
        for (x0, y0), (x1, y1) in pairwise((*loop, loop[0])):
            if (y0 > p[1]) != (y1 > p[1]) and p[0] < x0 + (x1 - x0) * (p[1] - y0) / (y1 - y0):
                inside = not inside
    return inside


@pytest.mark.parametrize("claim", ["relu-networks-learn-xor", "relu-networks-learn-circles-in-stars"])
@pytest.mark.parametrize("width", [2, 3, 4, 8])
def test_the_shaded_region_holds_the_points_labelled_1_and_no_others(bundle: Path, claim: str, width: int) -> None:
    target = part(bundle, claim, f"width-{width}")
    network = target.statement["networks"][0]
    found = learned.sheets(target, network, plane.box(lines.window(target.points, Fraction(1))))
    region = learned.positive(found)
    for p, label in zip(target.points, target.values, strict=True):
        assert contains(region, p) == (label == 1)

    def value(p: plane.Point) -> Fraction:
        hidden = [
            (
                sum(Fraction(w) * c for w, c in zip(u["weights"], p, strict=True)) + Fraction(u["bias"]),
                Fraction(u["out"]),
            )
            for u in network["units"]
        ]
        return sum(out * max(z, Fraction(0)) for z, out in hidden) + Fraction(network["bias"])

    boundary = [p for line in learned.edge(found) for p in line]
    assert boundary
    assert all(value(p) == 0 for p in boundary)


def test_the_arrows_of_a_monotone_unit_cannot_all_rise(bundle: Path) -> None:
    found = monotone.pairs(part(bundle, "xor-monotone-unit", "xor"))
    assert [sum((q[i] - p[i] for p, q in found), Fraction(0)) for i in (0, 1)] == [0, 0]
    assert all((p[0] == p[1]) and (q[0] != q[1]) for p, q in found)  # from silent to firing
    assert all(monotone.falling(found, w) for w in product(range(-4, 5), repeat=2))


# ------------------------------------------------------------------ curves and identities


def test_the_conics_are_what_they_are_called() -> None:
    for m, b in product((Fraction(v, 4) for v in (-8, -4, -1, 0, 1, 4)), (Fraction(v) for v in (-1, 0, 1))):
        for x, y in (p for branch in conics.branches(m, b) for p in branch):
            assert abs(y * y - (float(m) * x * x + float(b))) < 1e-9
    table = {(-4, 1): "circle", (-1, 1): "ellipse", (0, 1): "two parallel lines", (4, 1): "hyperbola"}
    table |= {(-1, 0): "one point", (0, 0): "one line", (4, 0): "two crossing lines"}
    table |= {(-1, -1): "empty", (0, -1): "empty", (4, -1): "hyperbola"}
    for (m, b), words in table.items():
        assert conics.kind(Fraction(m, 4), Fraction(b)) == words


def test_points_of_the_circle_are_on_it_and_their_squares_on_the_line() -> None:
    points = conics.on_the_circle()
    assert all(x * x + y * y == 1 for x, y in points)
    assert len({(x * x, y * y) for x, y in points}) == len(points)


def test_two_layers_as_matrices() -> None:
    n = {k: Fraction(v) for k, v in collapse.NUMBERS.items()}
    for x, y in collapse.SHAPE:
        u = n["b11"] * x + n["b12"] * y + n["c1"], n["b21"] * x + n["b22"] * y + n["c2"]
        v = n["a11"] * u[0] + n["a12"] * u[1] + n["d1"], n["a21"] * u[0] + n["a22"] * u[1] + n["d2"]
        assert collapse.layers((x, y)) == (u, v)


def test_a_false_identity_is_not_drawn(bundle: Path) -> None:
    target = part(bundle, "line-of-a-line", "main")
    false = {**target.statement, "right": ["+", ["*", "p", "m", "x"], "b", "r"]}
    with pytest.raises(SiteError, match="expected both sides to agree"):
        collapse.lines(Material("line-of-a-line", (), {}), Target("parts", "main", false, ()))


# ------------------------------------------------------------------ charts


@pytest.mark.parametrize("claim", ["relu-networks-learn-xor", "relu-networks-learn-circles-in-stars"])
def test_rates_are_those_of_the_statement(bundle: Path, claim: str, drawn: dict[str, list[figures.Figure]]) -> None:
    material = read(bundle / claim)
    stated = {t.name: (t.statement["successes"], t.statement["trials"]) for t in material.of("sampled")}
    rows = {f"trained-{row['name'].split()[0]}": row for row in material.data["rates"]["rows"]}
    assert {name: (row["successes"], row["trials"]) for name, row in rows.items()} == stated
    words = [e.text for e in ET.fromstring(next(f for f in drawn[claim] if f.name == "rates").svg).iter(f"{SVG}text")]
    assert all(f"{k} of {n}" in words for k, n in stated.values())


def test_the_level_of_the_curves_is_drawn_and_named(drawn: dict[str, list[figures.Figure]]) -> None:
    (loss,) = drawn["affine-best-on-xor"]
    assert "¼" in [e.text for e in ET.fromstring(loss.svg).iter(f"{SVG}text")]
    assert loss.svg.count("stroke-dasharray") == 5  # one dashed line for each number of layers


def test_without_matplotlib_one_line_says_what_to_install(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(SiteError, match="pip install 'nlverify\\[site\\]'"):
        figures.for_claim(bundle / "affine-best-on-xor")


coordinates = st.integers(-5000, 5000).map(lambda k: k / 10)


@given(st.lists(st.tuples(coordinates, coordinates), min_size=1, max_size=8), st.booleans())
def test_relative_paths_lead_to_the_same_places(points: list[tuple[float, float]], closed: bool) -> None:
    path = "L".join(f" {x} {y} " for x, y in points)
    short = charts._relative(f"M{path}{'z' if closed else ''}")
    assert short.endswith("z") == closed
    numbers = [float(v) for v in re.findall(r"-?(?:\d+\.?\d*|\.\d+)", short)]
    (x, y), *steps = zip(numbers[::2], numbers[1::2], strict=True)
    reached = [(x, y)]
    for dx, dy in steps:
        reached.append((reached[-1][0] + dx, reached[-1][1] + dy))
    assert all(abs(a - c) < 1e-6 and abs(b - d) < 1e-6 for (a, b), (c, d) in zip(reached, points, strict=True))


def test_the_sites_style_sheet_has_the_figures_colours() -> None:
    style = Path(__file__).resolve().parents[2] / "docs/assets/style.css"
    declared = set(re.findall(r"(--nl-[a-z-]+): (#[0-9a-f]+)", style.read_text()))
    assert {(name, value) for name, values in svg.PALETTE.items() for value in values} <= declared
