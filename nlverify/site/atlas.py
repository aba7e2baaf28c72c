"""The explorer of Boolean functions: a page that draws any truth table of up to four inputs, and the counts behind it.

The table of widths and that of counts are data files of the package, made by `nlverify atlas`; here they are only read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from math import log10
from typing import TYPE_CHECKING

from nlverify.site import head
from nlverify.site.figures.charts import PLAIN, chart
from nlverify.site.figures.svg import ONE, SOFT
from nlverify.site.read import Data, Subject
from nlverify.site.standing import CLAIMS
from nlverify.site.text import escape, prose

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Plot

FOLDER = "explorer"
MODELS = ("R-exact", "R-skip", "R-sign", "T-exact", "T-sign")
SHOWN = (2, 3, 4)
NAMES = {
    "R-exact": "hidden ReLUs; the output Σ vⱼhⱼ + c is f exactly",
    "R-skip": "hidden ReLUs; the output Σ vⱼhⱼ + u·x + c is f exactly",
    "R-sign": "hidden ReLUs; the output is > 0 exactly where f is 1",
    "T-exact": "hidden threshold units; the output Σ vⱼhⱼ + c is f exactly",
    "T-sign": "hidden threshold units; the output is > 0 exactly where f is 1",
}
LOWER = {
    "nothing": "nothing to show",
    "values": "its values show it",
    "corpus": "certified, in the corpus",
    "rectangle": "certified: the hidden XOR",
    "tree": "certified on request: a tree of cases",
    "enumerated": "exhaustive, by one program",
    "solver": "rests on a solver",
}
EXAMPLES = (
    ("XOR", 2, 0x6),
    ("AND", 2, 0x8),
    ("parity of three", 3, 0x96),
    ("majority", 3, 0xE8),
    ("if-then-else", 3, 0xCA),
    ("parity of four", 4, 0x6996),
    ("needs four ReLUs", 4, 0x1BE4),
    ("two of four", 4, 0x1668),
)
CLAIM_IDS = ("boolean-width-2", "boolean-width-3", "boolean-width-3-skip", "boolean-width-3-sign", "parity-relu-width")


INTRODUCTION = """\
Click the corners of the cube, or type a truth table. The page says whether one neuron computes the function or which
XOR hides in it, and draws the smallest network with one hidden layer. What the words mean, and how all of it is
computed and proved, is in [Boolean functions](../atlas.md).
"""
SHELL = """\
<noscript><p>The explorer needs JavaScript. The tables below do not, and the same answers come from
<code>nlverify function 0x96 --inputs 3</code>.</p></noscript>
<div class="nl-explorer" hidden data-search-exclude>
<form><fieldset><legend>Inputs</legend>{radios}</fieldset>
<label>Truth table
<input name="table" autocomplete="off" spellcheck="false" size="10" aria-describedby="nl-help"></label>
<button type="button" data-part="negate">negate</button> <button type="button" data-part="random">random</button>
<div class="nl-examples">{examples}</div><p id="nl-help" data-part="help" role="status"></p></form>
<div class="nl-plates"><figure class="nl-plate">
<svg data-part="cube" class="nl-cube" role="group" aria-label="The inputs, at the corners of a cube"></svg>
<figcaption>Full: 1, hollow: 0. Digits are x₁x₂…xₙ. If an XOR hides in the function, its four corners are
ringed.</figcaption></figure>
<figure class="nl-plate"><svg data-part="network" class="nl-net" role="img"></svg>
<figcaption><strong data-part="model"></strong>Solid: weights above 0; dashed: below. Thicker: larger.
</figcaption></figure></div>
<p data-part="verdict" aria-live="polite"></p><p data-part="class"></p>
<div class="nl-scroll" role="region" aria-label="Smallest networks" tabindex="0"><table class="nl-nets">
<thead><tr><th>model</th><th>units</th><th>network</th><th>that fewer do not suffice</th></tr></thead>
<tbody data-part="widths"></tbody></table></div>
<p class="nl-caption" data-part="checked"></p>
</div>"""
COUNTS = """\
Threshold functions of n or fewer inputs, beside sequence A000609 of the On-Line Encyclopedia of Integer Sequences. The
numbers here are the sizes of all classes that an exact search of this project found, added up: classes of self-dual
functions of n + 1 variables, up to permuting and negating variables. For n = 9 they were counted, and no certificate
was kept.
"""
DICTIONARY = """\
CC BY 4.0, the nlverify contributors, version {version}. There is a line for each class of functions that differ by
permuting and negating inputs and negating the output, named by its least table; and for each model the width, a
network, what the lower bound rests on, and the number of leaves of the trees that prove it. A network is
`[[[weights…, bias, out], …], bias, skip, scale]`; its output divided by the scale is f, or in a sign model it is > 0
where f is 1. To make the table again: `nlverify widths 4 --hardest`."""


def pages(ledger: Data, subjects: Sequence[Subject]) -> dict[str, str]:
    """Return the explorer's page and the files that it offers, by name."""
    text = files("nlverify.boolean").joinpath("width_tables.json").read_text(encoding="utf-8")
    data: Data = json.loads(text)
    table = as_csv(data)
    lines = [
        *_head(),
        *_explorer(data),
        *_widths(data, subjects),
        *_counts(),
        *_downloads(text, table, str(ledger["versions"]["nlverify"])),
    ]
    return {"index.md": "\n".join(lines) + "\n", "widths.json": text, "widths.csv": table}


def embedded(data: Data) -> Data:
    """Return the classes as the page's script wants them: no network twice.

    A network for a sign model is left out where that for exact output, minus ½, has the same width.
    """
    inputs = {}
    for n in SHOWN:
        rows = []
        for row in data["inputs"][str(n)]:
            cells = {}
            for model, cell in row["models"].items():
                exact = row["models"].get(model.replace("sign", "exact"))
                own = not model.endswith("sign") or exact["width"] != cell["width"]
                cells[model] = [cell["width"], cell["lower"], cell["network"] if own else None]
            rows.append([int(row["table"], 16), row["size"], cells])
        inputs[str(n)] = rows
    return {"models": list(MODELS), "lower": LOWER, "inputs": inputs}


def totals(data: Data, inputs: int, model: str, what: str = "size") -> list[int]:
    """Return how many functions ("size") or classes have width 0, 1, 2, … in a model."""
    found: dict[int, int] = {}
    for row in data["inputs"][str(inputs)]:
        width = row["models"][model]["width"]
        found[width] = found.get(width, 0) + (row["size"] if what == "size" else 1)
    return [found.get(k, 0) for k in range(max(found) + 1)]


def as_csv(data: Data) -> str:
    """Return the table of widths with a line for each class and model."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("inputs", "class", "functions", "model", "width", "lower_bound", "leaves", "network"))
    for n, rows in data["inputs"].items():
        for row in rows:
            for model, cell in row["models"].items():
                network = json.dumps(cell["network"], separators=(",", ":"))
                shown = (
                    n,
                    row["table"],
                    row["size"],
                    model,
                    cell["width"],
                    cell["lower"],
                    cell.get("leaves", ""),
                    network,
                )
                writer.writerow(shown)
    return out.getvalue()


# ------------------------------------------------------------------ the page


def _head() -> Iterator[str]:
    yield from head.plain_front_matter(
        title="Explorer",
        description="Choose a truth table: does one neuron compute it? Which XOR hides in it? What does it cost?",
    )
    yield from ("# Explorer of Boolean functions", "")
    yield INTRODUCTION
    yield ""


def _explorer(data: Data) -> Iterator[str]:
    radios = "".join(
        f'<label><input type="radio" name="inputs" value="{n}"{" checked" if n == 3 else ""}> {n}</label> '
        for n in SHOWN
    )
    examples = "".join(
        f'<button type="button" data-n="{n}" data-table="{table}">{escape(name)}</button> '
        for name, n, table in EXAMPLES
    )
    yield SHELL.format(radios=radios, examples=examples)
    content = json.dumps(embedded(data), separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")
    yield f'<script type="application/json" id="nl-classes">{content}</script>'
    yield '<script src="../assets/explorer.js" defer></script>'
    yield ""


def _widths(data: Data, subjects: Sequence[Subject]) -> Iterator[str]:
    yield from ("## How many functions take how many units", "")
    yield "One hidden layer of k units; x is in {0, 1}ⁿ and all weights are real numbers. Five models:"
    yield ""
    for model, says in NAMES.items():
        yield f"- **{model}**: {says}."
    yield ""
    most = max(len(totals(data, n, model)) for n in SHOWN for model in MODELS)
    yield f"| n | model | {' | '.join(f'k = {k}' for k in range(most))} |"
    yield f"|---|---|{'---|' * most}"
    for n in SHOWN:
        for model in MODELS:
            found = totals(data, n, model)
            numbers = " | ".join(f"{found[k]:,}" if k < len(found) and found[k] else "" for k in range(most))
            yield f"| {n} | {model} | {numbers} |"
    yield ""
    yield f'<div class="nl-plates" data-search-exclude><figure class="nl-plate">{_bars(data)}'
    yield "<figcaption><strong>Widths of the 65,536 functions of four inputs.</strong> The stronger the colour, the"
    yield "more units.</figcaption>"
    yield "</figure></div>"
    yield ""
    counted = standing(data)
    yield "Every upper bound is a network in whole numbers that is run on all inputs. Of the lower bounds for n = 4,"
    yield "counted by class and model, " + ", ".join(f"{v} are “{LOWER[k]}”" for k, v in counted.items()) + "."
    known = {s.id for s in subjects}
    linked = ", ".join(f"`{name}`" for name in CLAIM_IDS if name in known)
    if linked:
        yield from ("", prose(f"Claims: {linked}.", known, CLAIMS))
    yield ""


def standing(data: Data, inputs: int = 4) -> Mapping[str, int]:
    """Return how many cells of the table rest on what, as far as there is anything to show."""
    found: dict[str, int] = {}
    for row in data["inputs"][str(inputs)]:
        for cell in row["models"].values():
            found[cell["lower"]] = found.get(cell["lower"], 0) + 1
    return {name: found[name] for name in LOWER if name in found and name != "nothing"}


def _counts() -> Iterator[str]:
    text = files("nlverify.boolean").joinpath("counts.json").read_text(encoding="utf-8")
    rows: Sequence[Data] = json.loads(text)["rows"]
    yield from ("## How many functions one neuron computes", "", COUNTS)
    yield from ("| n | classes | functions, counted here | A000609 | all functions |", "|---|---|---|---|---|")
    for row in rows:
        n = row["inputs"]
        everything = f"{1 << (1 << n):,}" if n < 6 else f"2<sup>{1 << n}</sup>"
        numbers = [f"{int(row[key]):,}" for key in ("classes", "threshold", "oeis")]
        yield f"| {n} | {' | '.join(numbers)} | {everything} |"
    yield ""
    yield f'<div class="nl-plates" data-search-exclude><figure class="nl-plate">{_share(rows)}'
    yield "<figcaption><strong>The share of threshold functions.</strong> It is one in 10ᵏ.</figcaption></figure></div>"
    yield ""


def _downloads(text: str, table: str, version: str) -> Iterator[str]:
    yield from ("## Download", "")
    for name, content in (("widths.json", text), ("widths.csv", table)):
        size = len(content.encode()) // 1000
        yield f"- [{name}]({name}), {size} kB, SHA-256 `{hashlib.sha256(content.encode()).hexdigest()}`{{ .nl-hash }}"
    yield ""
    yield DICTIONARY.format(version=version)


# ------------------------------------------------------------------ plots


def _bars(data: Data) -> str:
    shades = (0.12, 0.3, 0.5, 0.75, 1.0)
    found = {model: totals(data, 4, model) for model in MODELS}

    def draw(plot: Plot) -> None:
        ax = plot.subplots()
        for y, model in enumerate(MODELS):
            left = 0.0
            for k, count in enumerate(found[model]):
                share = count / 65536
                ax.barh(y, share, left=left, color=PLAIN[ONE], alpha=shades[k], edgecolor=PLAIN[SOFT], linewidth=0.5)
                if share > 0.04:
                    ax.annotate(
                        str(k), (left + share / 2, y), ha="center", va="center", color="white" if k > 2 else None
                    )
                left += share
        ax.set_yticks(range(len(MODELS)), list(MODELS))
        ax.invert_yaxis()
        ax.set_xlim(0, 1)
        ax.set_xticks([0, 0.5, 1], ["0", "50 %", "100 %"])
        ax.spines[["top", "right"]].set_visible(False)

    alt = " ".join(
        f"{model}: {', '.join(f'{count:,} take {k}' for k, count in enumerate(found[model]) if count)}."
        for model in MODELS
    )
    return chart("atlas-widths", "Widths of the functions of four inputs", alt, draw, 190)


def _share(rows: Sequence[Data]) -> str:
    n = [row["inputs"] for row in rows]
    less = [(1 << k) * log10(2) - log10(int(row["threshold"])) for k, row in zip(n, rows, strict=True)]

    def draw(plot: Plot) -> None:
        ax = plot.subplots()
        ax.plot(n, less, "o-", color=PLAIN[ONE], linewidth=1.6, markersize=5)
        ax.set_xticks(n)
        ax.set_xlabel("inputs n")
        ax.set_ylabel("k")
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(axis="y", color=PLAIN[SOFT], alpha=0.35, linewidth=0.75)

    alt = ", ".join(f"n = {k}: one in 10 to the {value:.1f}" for k, value in zip(n, less, strict=True))
    return chart("atlas-share", "The share of threshold functions", alt, draw, 210)
