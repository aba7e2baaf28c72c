"""Demonstrations: what the figures show is so, in exact arithmetic, and the pages say how the claims stand."""

import json
import math
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise, product
from pathlib import Path

import pytest

from nlverify import corpus
from nlverify.cli import COMMANDS
from nlverify.files import write_json
from nlverify.site import demonstrations, write_pages
from nlverify.site.demonstrations import DEMONSTRATIONS
from nlverify.site.figures import bends, plane, shapes, svg
from nlverify.site.figures.read import Material, read

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "g", "path", "rect", "circle", "text"}
PUBLISHED = corpus.load()
NAMED = sorted({name for d in DEMONSTRATIONS for name in d.claims} & set(PUBLISHED.entries))


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Material]:
    """The statements of the claims that the demonstrations rest on, as a run writes them."""
    found = {}
    for name in NAMED:
        folder = tmp_path_factory.mktemp(name)
        entry = PUBLISHED.entries[name]
        write_json(folder / "statement.json", corpus.statement_json(entry.claim))
        write_json(folder / "page.json", corpus.page_json(entry, PUBLISHED.references))
        found[name] = read(folder)
    return found


@pytest.fixture(scope="module")
def drawn(materials: dict[str, Material]) -> dict[str, svg.Figure]:
    return {d.id: figure for d in DEMONSTRATIONS if (figure := d.figure(materials))}


# ------------------------------------------------------------------ the figures


def test_each_whose_claims_are_there_has_a_figure(drawn: dict[str, svg.Figure]) -> None:
    assert set(drawn) == {d.id for d in DEMONSTRATIONS if d.claims[0] in NAMED}
    assert len(drawn) >= 5


@pytest.mark.parametrize("d", DEMONSTRATIONS, ids=lambda d: d.id)
def test_without_its_claim_there_is_no_figure(d: demonstrations.Demonstration) -> None:
    assert d.figure({}) is None


def test_figures_are_well_formed_named_described_and_in_the_pages_colours(drawn: dict[str, svg.Figure]) -> None:
    names = []
    for name, figure in drawn.items():
        root = ET.fromstring(figure.svg)
        labels = [root.find(f"*[@id='{ident}']") for ident in root.get("aria-labelledby", "").split()]
        assert [label.text for label in labels if label is not None] == [figure.title, figure.alt], name
        assert {e.tag.removeprefix(SVG) for e in root.iter()} <= ELEMENTS, name
        assert "\n" not in figure.svg, name
        assert len(figure.svg) < 60_000, name
        for value in re.findall(r'(?:fill|stroke)="([^"]+)', figure.svg):
            assert re.fullmatch(r"none|currentColor|#fff|#7a4300|var\(--nl-[a-z-]+, #[0-9a-f]{3,6}\)", value), name
        names += re.findall(r'\bid="([^"]+)"', figure.svg)
    assert len(set(names)) == len(names)


def texts(figure: svg.Figure) -> list[str]:
    return [element.text or "" for element in ET.fromstring(figure.svg).iter(f"{SVG}text")]


def test_the_single_layer_is_what_the_layers_make() -> None:
    matrix, start, modulus, steps = [[2, 1, 1, 0], [1, 1, 2, 0], [0, 0, 5, 3], [0, 0, 0, 1]], [4, 9, 7, 1], 10007, 37
    weights, bias = bends.single_layer(matrix, start, modulus, steps)
    for x in ([4, 9], [0, 0], [1, 10006]):
        state = [*x, *start[2:]]
        for _ in range(steps):
            state = [sum(a * b for a, b in zip(row, state, strict=True)) % modulus for row in matrix]
        single = [
            (sum(w * n for w, n in zip(row, x, strict=True)) + b) % modulus
            for row, b in zip(weights, bias, strict=True)
        ]
        assert single == state[:2]


def test_the_collapsed_layer_that_is_shown_has_the_claims_numbers(
    materials: dict[str, Material], drawn: dict[str, svg.Figure]
) -> None:
    statements = [t.statement for t in materials["collapse-1e8"].of("iterates", group="parts")]
    claimed = {n for s in statements for n in s["result"] if len(s["result"]) == 8}
    shown = {words for words in texts(drawn["a-hundred-million-layers"]) if words.isdigit()}
    assert len(shown) == 5  # of the six numbers two are equal
    assert shown <= claimed


def test_the_table_of_roundings_is_the_claims(materials: dict[str, Material], drawn: dict[str, svg.Figure]) -> None:
    shown = texts(drawn["affine-layers-compute-xor-in-floats"])
    start = [k for k, words in enumerate(shown) if words == "y = s − t"]
    rows = [tuple(int(words.replace("−", "-")) for words in shown[k + 1 : k + 4]) for k in start]
    claimed = bends._rounded(materials["float-affine-xor"], "binary32")
    for row, statement in zip(rows, claimed, strict=True):
        for p, value in zip(statement["points"], statement["values"], strict=True):
            assert row[int(p[0]) + int(p[1])] == int(value)
    assert [s["arithmetic"]["modes"] for s in claimed] == [["RNE", "RTZ", "RTN"], ["RTP", "RNA"]]


def test_silu_is_equal_at_the_two_inputs() -> None:
    a = math.log(1 + math.sqrt(2))
    assert bends._silu(-a) == pytest.approx(bends._silu(-2 * a), abs=1e-15)
    assert bends._silu(-a) == pytest.approx(-a / (2 + math.sqrt(2)), abs=1e-15)
    assert bends._silu(-1.5 * a) < bends._silu(-a) - 0.02


def test_the_six_terms_add_up_to_the_largest_line(materials: dict[str, Material]) -> None:
    target = materials["max5-two-hidden"].get("parts", "main")
    assert target is not None
    whole, terms = shapes.formula_sides(target.statement) or (None, [])
    corners = sorted({t for tree in (whole, *terms) for t, _ in shapes.along(tree)})
    middles = [(s + t) / 2 for s, t in pairwise(corners)]
    for t in (*corners, *middles):
        at = {f"x{i}": 2 * c * t - c * c for i, c in enumerate(shapes.CENTRES)}
        assert plane.evaluate(whole, at) == max(at.values())
        assert sum(plane.evaluate(term, at) for term in terms) == max(at.values())
    assert len(shapes.along(whole)) == 6  # four corners between two ends


def on_the_border(tree: plane.Tree) -> bool:
    return any(abs(c) == 4 for cell in shapes.positive(tree) for p in cell for c in p)


def test_three_units_fence_the_circles_in_and_two_of_them_do_not() -> None:
    closed, opened = (["-", "9", ["+", *units]] for units in (shapes.UNITS, shapes.UNITS[:2]))
    for (x, y), one in [*((p, True) for p in shapes.CIRCLES), *((p, False) for p in shapes.STARS)]:
        value = plane.evaluate(closed, {"x": Fraction(x), "y": Fraction(y)})
        assert value >= 1 if one else value <= -1
    assert not on_the_border(closed)
    assert on_the_border(opened)


def test_the_circles_and_stars_are_the_claims(materials: dict[str, Material]) -> None:
    if "circle-needs-3-relus" not in materials:
        pytest.skip("the claim is not there yet")
    points = {
        tuple(map(int, p)) for t in materials["circle-needs-3-relus"].of("no-network") for p in t.statement["points"]
    }
    assert set(shapes.CIRCLES) | set(shapes.STARS) <= points


@pytest.mark.parametrize("k", range(1, 5))
def test_the_saws_are_the_tent_folded(k: int) -> None:
    corners = shapes.tent_power(k)
    assert len(corners) == 2**k + 1
    for x in (Fraction(n, 2 ** (k + 2)) for n in range(2 ** (k + 2) + 1)):
        folded = x
        for _ in range(k):
            folded = shapes.tent(folded)
        (x0, y0), (x1, y1) = next((p, q) for p, q in pairwise(corners) if p[0] <= x <= q[0])
        assert folded == y0 + (y1 - y0) * (x - x0) / (x1 - x0)


@pytest.mark.parametrize("m", range(4))
def test_the_chords_touch_the_parabola_and_are_off_by_a_quarter_to_the_m_plus_1(m: int) -> None:
    assert shapes.chords(m) == [(Fraction(j, 2**m), Fraction(j, 2**m) ** 2) for j in range(2**m + 1)]
    for x in (Fraction(n, 64) for n in range(65)):
        assert 0 <= shapes.chord_value(m, x) - x**2 <= Fraction(1, 4 ** (m + 1))
    middle = Fraction(1, 2 ** (m + 1))
    assert shapes.chord_value(m, middle) - middle**2 == Fraction(1, 4 ** (m + 1))


# ------------------------------------------------------------------ the pages


def test_a_page_whose_claims_are_missing_says_so(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    for d in DEMONSTRATIONS:
        text = (folder.parent / "demonstrations" / f"{d.id}.md").read_text()
        assert "**unsettled**" in text
        assert f"`{d.claims[0]}` is not among its claims" in text
        assert "<svg" not in text


def test_a_page_whose_claims_hold_has_their_tier_a_figure_and_the_command(
    out: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = svg.Figure("a", "Title", "<svg/>", "Caption.", "Alt")
    d = replace(
        DEMONSTRATIONS[0], claims=("xor-not-threshold",), figure=lambda materials: figure if materials else None
    )
    monkeypatch.setattr(demonstrations, "DEMONSTRATIONS", (d,))
    write_pages(out, folder)
    text = (folder.parent / "demonstrations" / f"{d.id}.md").read_text()
    assert text.index("[certified]") < text.index("<svg/>") < text.index(f"$ {d.commands[0]}")
    assert "The claim holds in the run behind this page; its tier is [certified]" in text
    assert "unsettled" not in text
    assert f"({d.id}.md) [certified]" in (folder.parent / "demonstrations" / "index.md").read_text()


def test_each_command_exists_and_runs_claims_of_its_page() -> None:
    for d in DEMONSTRATIONS:
        for command in d.commands:
            program, name, *arguments = command.split()
            assert program == "nlverify"
            assert name in COMMANDS
            assert name == "try" or set(arguments) <= set(d.claims)


def test_the_navigation_has_every_page(out: Path, folder: Path) -> None:
    write_pages(out, folder)
    listed = [path for item in demonstrations.navigation() for path in item.values()]
    assert sorted(p.name for p in (folder.parent / "demonstrations").iterdir()) == sorted(
        [*(str(path).removeprefix("demonstrations/") for path in listed), "index.md"]
    )
    assert json.loads((folder / "_included" / "demonstrations.json").read_text()) == demonstrations.navigation()


def test_silu_is_xor_of_the_bits_as_the_page_says() -> None:
    a = math.log(1 + math.sqrt(2))
    low, high = bends._silu(-1.5 * a), bends._silu(-a)
    for x1, x2 in product((0, 1), repeat=2):
        z = a / 2 * (x1 + x2) - 2 * a
        assert (bends._silu(z) - high) / (low - high) == pytest.approx(x1 ^ x2, abs=1e-12)
