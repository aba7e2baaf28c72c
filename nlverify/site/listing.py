"""The page that lists all claims: by group, with tiers, and what rests on what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from nlverify.site import head
from nlverify.site.page import used_by
from nlverify.site.read import Data, Subject
from nlverify.site.text import anchor, counted, escape, heading, place, plain, tier

ABOUT = {
    "collapse": "What a stack of layers without activations amounts to, and what it costs.",
    "xor": "What one line, one unit or one affine map cannot do, and how little more can.",
    "relu": "The commonest activation: its two laws, and what they allow and forbid.",
    "universality": "What networks can approximate, with which activations, and what they cannot.",
    "activations": "The activations in use, each with its properties.",
    "depth": "What one more layer is worth.",
    "floating_point": "What rounding does to all of this: it is a non-linearity too.",
    "practice": "Normalisation, dropout, convolution, attention: what in them is affine, and what is not.",
    "learning": "What training finds, and what an affine network can find at best.",
    "misconceptions": "Claims that settle what is often said.",
}


def index(ledger: Data, subjects: Sequence[Subject], graph: str = "") -> str:
    """Return the page that lists all claims; `graph` is what rests on what, as HTML."""
    sections = [
        head.plain_front_matter(title="Claims", description="All claims, by group, with how much has to be trusted."),
        ["# Claims", "", *_label(ledger)],
        [
            f"{counted(len(subjects), 'claim')}: {tiers(ledger)}. For each one, on a page of its own: what exactly is "
            "claimed, why, how much has to be trusted, how to check and how to cite it.",
            "",
        ],
        _filter(ledger, subjects),
        *(_group(group, list(members)) for group, members in groupby(by_group(subjects), key=_group_of)),
        _dependencies(subjects, graph),
    ]
    return "\n".join(line for section in sections for line in section)


def by_group(subjects: Sequence[Subject]) -> list[Subject]:
    """Return the claims in the order of the pages: by group, then as in the ledger."""
    return sorted(subjects, key=lambda s: place(_group_of(s)))


def tiers(ledger: Data, page: str = "../trust.md") -> str:
    """Return how many claims have which tier, as labels."""
    return ", ".join(f"{count} {tier(name, page)}" for name, count in ledger["summary"]["tiers"].items())


def _group_of(subject: Subject) -> str:
    return str(subject.page["group"])


def _label(ledger: Data) -> Iterator[str]:
    label = ledger.get("corpus", {}).get("label", "")
    if label:
        yield from (f"These claims are {plain(label)}.", "{ .nl-label }", "")


def _group(group: str, members: Sequence[Subject]) -> Iterator[str]:
    opening = f'<div class="nl-claims" data-group="{escape(group)}" markdown data-search-exclude>'
    yield from (f"## {heading(group)} {{ #{_anchor(group)} }}", "", *_about(group), opening, "")
    yield from ("| claim | tier | parts |", "|---|---|--:|")
    for s in members:
        title = f"[{plain(s.page['title'])}]({s.id}.md)"
        cells = (f"{title}<br>{plain(s.page['says'])}", tier(s.entry["tier"]))
        yield f"| {' | '.join(cells)} | {len(s.entry['parts'])} |"
    yield from ("", "</div>", "")


def _about(group: str) -> Iterator[str]:
    if group in ABOUT:
        yield from (ABOUT[group], "{ .nl-about }", "")


def _anchor(group: str) -> str:
    return anchor(f"group/{group or 'others'}")


def _filter(ledger: Data, subjects: Sequence[Subject]) -> Iterator[str]:
    """Yield links to the groups, and what narrows the list; a script shows that, as it does nothing without one."""
    sizes = {group: len(list(members)) for group, members in groupby(by_group(subjects), key=_group_of)}
    if len(sizes) > 1:
        links = (f"[{heading(group)}](#{_anchor(group)})\u00a0{size}" for group, size in sizes.items())
        yield from (" · ".join(links), "{ .nl-groups data-search-exclude }", "")
        groups = {group: f"{heading(group)} ({size})" for group, size in sizes.items()}
        found = {name: f"{name} ({count})" for name, count in ledger["summary"]["tiers"].items()}
        yield '<form class="nl-filter" aria-label="Narrow the list of claims" data-search-exclude hidden>'
        yield '<label>words <input type="search" name="words" autocomplete="off"></label>'
        yield from (_choice("tier", found), _choice("group", groups))
        yield from ('<output aria-live="polite"></output>', "</form>", "")


def _choice(name: str, options: Mapping[str, str]) -> str:
    listed = "".join(f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options.items())
    return f'<label>{name} <select name="{name}"><option value="">all</option>{listed}</select></label>'


def _dependencies(subjects: Sequence[Subject], graph: str) -> Iterator[str]:
    carried = used_by(subjects)
    involved = [s for s in subjects if s.entry["uses"] or carried[s.id]]
    if not involved:
        return
    yield from ("## What rests on what { data-search-exclude }", "")
    yield "Some claims use others. A claim can stand no higher than those that it rests on."
    yield from ("", graph, "", '<div class="nl-uses" markdown>', "", "| claim | rests on | carries |", "|---|---|---|")
    for s in involved:
        yield f"| {_links([s.id])} | {_links(s.entry['uses'])} | {_links(carried[s.id])} |"
    yield from ("", "</div>", "", "All other claims stand on their own." if len(involved) < len(subjects) else "", "")


def _links(ids: Sequence[str]) -> str:
    return "<br>".join(f"[{name}]({name}.md)" for name in ids) or "—"


def navigation(subjects: Sequence[Subject]) -> list[dict[str, object]]:
    """Return the claims' pages as MkDocs wants them in `nav`, group by group."""
    return [
        {heading(group): [{str(s.page["title"]): f"claims/{s.id}.md"} for s in members]}
        for group, members in groupby(by_group(subjects), key=_group_of)
    ]
