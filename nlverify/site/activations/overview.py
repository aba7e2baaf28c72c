"""The catalogue's page: one table of all activations, and for each one its graph and its answers with their reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nlverify.site import head
from nlverify.site.activations.cell import Cell
from nlverify.site.activations.cells import COLUMNS, HEADINGS, cells
from nlverify.site.activations.facts import Activation
from nlverify.site.activations.trees import formula
from nlverify.site.figures import activation
from nlverify.site.figures.read import read
from nlverify.site.read import TIERS, Data, Subject
from nlverify.site.text import anchor, counted, escape, named, plain, tier

FOLDER = "activations"
CLAIMS = "../claims/"
CITED = "cited"
ORDER = (
    "identity", "relu", "leaky-relu", "elu", "selu", "softplus", "gelu-minimum", "silu",
    "mish", "tanh", "sigmoid", "hard-tanh", "hard-sigmoid", "relu6", "step", "sign",
    "sine", "square", "abs", "maxout", "glu", "bilinear", "swiglu",
)  # fmt: skip
INTRODUCTION = (
    "What is asked of an activation function is mostly one question in disguise: how far is it from affine? Here the "
    "same questions are put to each of them. An answer is not typed in: it is read from a statement that `nlcheck.py` "
    "has accepted in this run, with one step that a reader can take in the head, and it links to that statement. "
    "Where an answer rests on a theorem that no checker here can check, it says *cited*."
)


def pages(ledger: Data, subjects: Sequence[Subject]) -> dict[str, str]:
    """Return the catalogue's page, by file name."""
    rows = catalogue(subjects)
    tiers = {str(entry["id"]): str(entry["tier"]) for entry in ledger["claims"]}
    answers = [(row, cells(row)) for row in rows]
    lines = [*_head(answers, tiers), *(_table(answers, tiers) if rows else ["No claim is about one.", ""]), *_legend()]
    for row, found in answers:
        lines += _card(row, found, tiers)
    return {"index.md": "\n".join(lines) + "\n"}


def catalogue(subjects: Sequence[Subject]) -> list[Activation]:
    """Return the activations that claims are about, in the order of the page."""
    found = [Activation(s, s.page["figures"]["activation"]) for s in subjects if "activation" in s.page["figures"]]
    known = {name: k for k, name in enumerate(ORDER)}
    return sorted(found, key=lambda row: (known.get(_slug(row), len(known)), row.name))


def earned(row: Activation, cell: Cell, tiers: Mapping[str, str]) -> str:
    """Return the weakest tier that an answer rests on; what is in no ledger is cited.

    An answer that can be read off the formula alone has the tier of its claim.
    """
    own = [row.tier(part) for part in cell.parts] or ([] if cell.cited else [str(row.subject.entry["tier"])])
    others = [tiers.get(name, CITED) for name in cell.claims]
    return max([*own, *others, *([CITED] if cell.cited else [])], key=lambda name: TIERS.index(name.split("-")[0]))


def _head(answers: Sequence[tuple[Activation, Mapping[str, Cell]]], tiers: Mapping[str, str]) -> Iterator[str]:
    yield from head.plain_front_matter(
        title="Activations",
        description="Activation functions compared: which are affine, bounded, convex, smooth, universal, and which "
        "compute XOR in one unit, with the evidence for each answer.",
    )
    yield from ("# Activations", "", INTRODUCTION, "")
    count: dict[str, int] = {}
    for row, found in answers:
        for cell in found.values():
            name = earned(row, cell, tiers)
            count[name] = count.get(name, 0) + 1
    ordered = sorted(count, key=lambda name: TIERS.index(name.split("-")[0]))
    listed = ", ".join(f"{count[name]} {tier(name)}" for name in ordered)
    total = sum(count.values())
    yield f"{counted(len(answers), 'function')}, {counted(total, 'answer')}: {listed}."
    yield from ("{ .nl-counts }", "")


def _table(answers: Sequence[tuple[Activation, Mapping[str, Cell]]], tiers: Mapping[str, str]) -> Iterator[str]:
    yield from ("## All at a glance { data-search-exclude }", "")
    yield "The table goes on to the right. Answers in italics are cited. Each leads to its reasons."
    region = 'role="region" aria-label="All activations" tabindex="0"'
    yield from ("{ .nl-caption }", "", f'<div class="nl-catalogue" {region} markdown data-search-exclude>', "")
    yield f"| function | {' | '.join(HEADINGS[column] for column in COLUMNS)} |"
    yield f"|---|{'---|' * len(COLUMNS)}"
    for row, found in answers:
        shown = [_short(row, column, cell, tiers) for column, cell in found.items()]
        yield f"| [{plain(row.name)}](#{_slug(row)}) | {' | '.join(shown)} |"
    yield from ("", "</div>", "")


def _short(row: Activation, column: str, cell: Cell, tiers: Mapping[str, str]) -> str:
    text = plain(cell.short or cell.value)
    label = escape(f"{row.name}, {HEADINGS[column]}: {cell.short or cell.value}")
    label = label.replace('"', "&quot;").replace("|", "&#124;")
    linked = f'[{text}](#{_slug(row)}-{column}){{ aria-label="{label}" }}'
    return f"*{linked}*" if earned(row, cell, tiers) == CITED else linked


def _legend() -> Iterator[str]:
    yield from ("## What follows from what", "")
    yield "Only these steps are taken between a checked statement and an answer:"
    yield ""
    yield from (
        "- A function with a kink, with a jump, or with a middle value that is not the mean is not affine.",
        "- A kink or a jump means no derivative there; polynomials have derivatives everywhere.",
        "- A polynomial that is bounded on a half-line is constant.",
        "- A Lipschitz constant makes a function continuous.",
        "- A line that a graph stays near, up to a power of x above the first, has the slope of the graph at 0.",
        "- A network with one hidden layer of polynomials is a polynomial of their degree.",
        "- A line below the graph that touches it, at every point, means convex.",
        "- A continuous function takes all values between two of its values.",
        "- Of an affine function, f(h) + f(−h) − 2f(0) is 0: so one of three points is missed by a quarter of that.",
        "- What goes down and then up, or up and then down, along x₁ + x₂ = 0, 1, 2 is XOR or its opposite after a "
        "comparison with a number in between.",
        "- For a gate of two inputs, take a line in the plane of its inputs.",
        "",
        "*Universal* speaks of networks with biases, of any width, that approximate every continuous function on "
        "every compact set, uniformly. *f* stands for the function itself; *x*₁ and *x*₂ are the two bits of XOR.",
        "",
    )


def _card(row: Activation, found: Mapping[str, Cell], tiers: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {plain(row.name[0].upper() + row.name[1:])} {{ #{_slug(row)} }}", "")
    tree, inputs = row.data["expression"], ", ".join(row.inputs)
    written = row.data.get("written") or formula(tree)
    given = " and ".join(map(_relation, row.data["given"]))
    yield from (f"f({inputs}) = {plain(written)}{f', for {plain(given)}' if given else ''}", "{ .nl-says }", "")
    material = read(row.subject.folder)
    drawn = activation.graph(f"catalogue-{row.subject.id}", row.data, activation.line(material))
    caption = f"<figcaption>{escape(drawn.caption)}</figcaption>" if drawn.caption else ""
    yield from (f'<figure class="nl-plate" data-search-exclude>{drawn.svg}{caption}</figure>', "")
    for column, question in COLUMNS.items():
        cell = found[column]
        yield from (question, f":   {_answer(row, column, cell, tiers)}", "")
    claim = f"[{plain(row.subject.page['title'])}]({CLAIMS}{row.subject.id}.md)"
    yield from (f"All of it, with proofs and controls: {claim}", "{ .nl-caption }", "")


def _answer(row: Activation, column: str, cell: Cell, tiers: Mapping[str, str]) -> str:
    """Return an answer, why, its tier, and links to what it rests on."""
    value = f"**{plain(cell.value)}**{{ #{_slug(row)}-{column} }}"
    why = f" – {plain(cell.why)}" if cell.why else ""
    parts = [f"[{named(p)}]({CLAIMS}{row.subject.id}.md#{anchor(f'parts/{p}')})" for p in cell.parts]
    claims = [f"[{plain(name)}]({CLAIMS}{name}.md)" if name in tiers else f"`{name}`" for name in cell.claims]
    links = ", ".join([*parts, *claims])
    return f"{value}{why} {tier(earned(row, cell, tiers))}{' ' + links if links else ''}"


def _relation(relation: Sequence[str]) -> str:
    op, left, right = relation
    return f"{formula(left)} {op} {formula(right)}"


def _slug(row: Activation) -> str:
    return row.subject.id.removeprefix("activation-")
