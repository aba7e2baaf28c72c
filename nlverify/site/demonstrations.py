"""Pages of demonstrations: a surprise each, with a figure, the claims behind it, and a command to type."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlverify.site import head
from nlverify.site.figures import bends, shapes
from nlverify.site.figures.read import Material, read
from nlverify.site.figures.svg import Figure
from nlverify.site.read import Data, Subject
from nlverify.site.standing import CLAIMS, Standing, sentence, standing, table
from nlverify.site.text import escape, fenced, plain, prose, tier

FOLDER = "demonstrations"


@dataclass(frozen=True)
class Demonstration:
    """A page's id, which never changes, its title, a sentence, the text, the claims, the figure, and what to type."""

    id: str
    title: str
    sentence: str
    text: str
    claims: tuple[str, ...]
    figure: Callable[[Mapping[str, Material]], Figure | None]
    commands: tuple[str, ...]


DEMONSTRATIONS = (
    Demonstration(
        "a-hundred-million-layers",
        "A hundred million layers are one",
        "A hundred million affine layers, each with a bias of its own, collapse to a single one, exactly.",
        """
Take a hundred million affine layers with two units each. The weights are the same 2×2 matrix in all of them; the
biases are all different, written down by a generator of pseudo-random numbers as the layers go by. Everything is
computed modulo the prime 2⁶¹ − 1, so that no digit is ever rounded away.

They are one layer. The checker finds out where they lead without walking through them, since together with the
generator's state a step is a matrix, and its power takes some 40 multiplications. `nlverify replay` goes the long way:
it applies every single layer, and arrives at the same numbers. On one core of an ordinary machine that takes a few
seconds.

Why it works for any number of layers, and whatever the weights, is proved in `affine-collapse-n`. Over floats it would
not work: see `collapse-not-bit-exact`.
""",
        ("collapse-1e8", "affine-collapse-n"),
        bends.collapse,
        ("nlverify replay collapse-1e8", "nlverify check collapse-1e8"),
    ),
    Demonstration(
        "affine-layers-compute-xor-in-floats",
        "Four affine layers compute XOR, in floats",
        "No activation anywhere, and yet XOR: rounding is not affine.",
        """
Add the inputs, s = x₁ + x₂. Add 2²⁴. Subtract 2²⁴ again, which gives t. Read off y = s − t. Over the real numbers y is
0. In float32 it is XOR, in three of the five roundings of IEEE 754, and −XOR in the other two. There is no trick with
tiny numbers in it, nor is it a question of the machine: the checker does the rounding itself, in fractions.

So the theorem that affine layers collapse is about real numbers. Whether a unit in floating point computes XOR may
even depend on the order in which it adds: with the bias first, it does not.
""",
        ("float-affine-xor", "float-xor-is-order-sensitive"),
        bends.rounding,
        ("nlverify check float-affine-xor float-xor-is-order-sensitive", "nlverify explain float-affine-xor"),
    ),
    Demonstration(
        "one-silu-unit-is-xor",
        "One SiLU unit is XOR",
        "A single neuron cannot compute XOR? One with SiLU can, exactly.",
        """
That one unit cannot compute XOR is true of threshold units, sigmoids and ReLU, since they are monotone: they never go
back. SiLU, z/(1 + e⁻ᶻ), which many language models use, goes down before it goes up. So there are two inputs with
equal values and another value halfway between them, and these are what the sums 0, 1 and 2 of two bits are mapped to.
""",
        ("xor-one-silu", "xor-monotone-unit"),
        bends.silu,
        ("nlverify check xor-one-silu", "nlverify try xor --activation relu"),
    ),
    Demonstration(
        "normalisation-computes-xor",
        "RMSNorm computes XOR without an activation",
        "Two affine layers with a normalisation between them do what no stack of affine layers can.",
        """
Take all activations out of a transformer, and it does not collapse, as long as it normalises. An affine layer makes
(x₁ − x₂, 1) of two bits; dividing by the root of the mean of the squares leaves another second entry if the bits are
equal than if they differ. This holds for every ε ≥ 0 under the root, and for LayerNorm as well.
""",
        ("rmsnorm-computes-xor", "batchnorm-fold"),
        bends.normalised,
        ("nlverify check rmsnorm-computes-xor",),
    ),
    Demonstration(
        "the-largest-of-five",
        "The largest of five numbers takes two layers",
        "Three hidden layers were conjectured to be necessary. Two are enough.",
        """
The larger of two numbers takes one hidden layer of ReLUs. In a knock-out, five numbers take three rounds, and it was
conjectured that no network can do with fewer hidden layers. In 2025 Bakaev, Brunck, Hertrich, Stade and Yehudayoff
showed that two are enough. Here is a formula, with mᵢⱼ for the larger of xᵢ and xⱼ, that holds for all real numbers:

    max(x₀, …, x₄)
        =  max(m₀₄, m₁₂) + ½·max(m₁₃, x₄)
        +  ¼·max(m₀₂ + m₀₃, 2m₂₃)
        +  ½·max(m₀₃ + m₁₃, m₂₃ + m₃₄)
        −  ½·max(m₀₂ + m₁₃, m₁₄ + m₂₃)
        −  ½·max(m₀₂ + m₃₄, m₀₃ + m₁₄)

It was found by a linear program, and is checked case by case. The third round is hidden in sums such as m₀₂ + m₁₃,
which compare teams, not players.
""",
        ("max5-two-hidden",),
        shapes.largest,
        ("nlverify check max5-two-hidden",),
    ),
    Demonstration(
        "a-circle-needs-three",
        "A circle needs three ReLUs",
        "Two ReLU units cannot fence anything in. Three can.",
        """
Circles in the middle, stars all around: no line separates them, which is why a talk on the subject begins with this
picture. Nor does one hidden layer with two ReLU units, whatever their weights: the region that it marks, if it is not
empty, goes on for ever in some direction. A third unit can close it. (With a skip connection two are enough.)
""",
        ("circle-needs-3-relus", "circles-in-stars-not-separable"),
        shapes.fence,
        ("nlverify check circle-needs-3-relus",),
    ),
    Demonstration(
        "folding",
        "Depth folds, width only bends",
        "Three units a layer, and each layer doubles the number of pieces.",
        """
The tent T folds the interval [0, 1] in the middle, and takes three ReLUs. Folding k times makes 2ᵏ pieces from 3k
units; in a single hidden layer each unit can add only one piece, so it takes 2ᵏ − 1 of them. For k = 10 that is 30
against 1023.

What are zigzags good for? Subtract them from x, smaller and smaller, and x² is left, up to 4⁻ᵐ⁻¹ after m foldings. One
hidden layer of w units never comes closer to x² than 1/(8(w + 1)²).
""",
        ("telgarsky-sawtooth", "square-by-sawtooth", "shallow-lower-bound-for-square"),
        shapes.saws,
        ("nlverify check telgarsky-sawtooth square-by-sawtooth shallow-lower-bound-for-square",),
    ),
)


def pages(ledger: Data, subjects: Sequence[Subject]) -> dict[str, str]:
    """Return the overview and the page of each demonstration, by file name."""
    claims = {str(entry["id"]): entry for entry in ledger["claims"]}
    by_id = {s.id: s for s in subjects}
    stands = {d.id: standing(d.claims, claims) for d in DEMONSTRATIONS}
    texts = {"index.md": "\n".join(_overview(stands))}
    ordered: list[Demonstration | None] = [None, *DEMONSTRATIONS, None]
    for previous, d, following in zip(ordered, ordered[1:], ordered[2:], strict=False):
        if d is not None:
            texts[f"{d.id}.md"] = "\n".join((*_page(d, stands[d.id], by_id), *_neighbours(previous, following)))
    return texts


def navigation() -> list[dict[str, object]]:
    """Return the pages as MkDocs wants them in `nav`."""
    return [{d.title: f"{FOLDER}/{d.id}.md"} for d in DEMONSTRATIONS]


def _page(d: Demonstration, stands: Standing, subjects: Mapping[str, Subject]) -> Iterator[str]:
    yield from head.plain_front_matter(title=d.title, description=d.sentence)
    yield from (f"# {plain(d.title)}", "", plain(d.sentence), "{ .nl-says }", "")
    yield from (_chip(stands), "{ .nl-status data-search-exclude }", "", prose(d.text, subjects.keys(), CLAIMS), "")
    materials = {name: read(subjects[name].folder) for name in d.claims if name in subjects}
    figure = d.figure(materials)
    if figure is not None:
        caption = f"<figcaption><strong>{escape(figure.title)}.</strong> {escape(figure.caption)}</figcaption>"
        plate = f'<figure class="nl-plate" id="figure-{figure.name}">{figure.svg}{caption}</figure>'
        yield from (f'<div class="nl-plates" data-search-exclude>{plate}</div>', "")
    yield from ("## Run it", "", *fenced("\n".join(f"$ {command}" for command in d.commands), "console"), "")
    yield from ("## What exactly is claimed", "")
    yield from (sentence(d.claims, stands), "", *table(d.claims, subjects))


def _chip(stands: Standing, page: str = "../trust.md") -> str:
    return tier(stands.tier, page) if stands.settled else "**unsettled**{ .nl-verdict .nl-verdict--unsettled }"


def _neighbours(previous: Demonstration | None, following: Demonstration | None) -> Iterator[str]:
    links = [f"[← {plain(d.title)}]({d.id}.md)" for d in (previous,) if d]
    links += ["[All demonstrations](index.md)"]
    links += [f"[{plain(d.title)} →]({d.id}.md)" for d in (following,) if d]
    yield from ("---", "", " · ".join(links), "{ .nl-neighbours }", "")


def _overview(stands: Mapping[str, Standing]) -> Iterator[str]:
    description = "Surprises about non-linearities, each with a figure and a command that proves it."
    yield from head.plain_front_matter(title="Demonstrations", description=description)
    yield from ("# Demonstrations", "")
    yield "Things that are hard to believe and easy to check. Each has a figure, the claims that it rests on, with how"
    yield "much has to be trusted, and a command that does it again on your machine."
    yield from ("", '<div class="nl-sayings" markdown>', "")
    for d in DEMONSTRATIONS:
        yield from (f"- [**{plain(d.title)}**]({d.id}.md) {_chip(stands[d.id])}", "", f"    {plain(d.sentence)}", "")
    yield "</div>"
