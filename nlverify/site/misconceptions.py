"""Pages of sentences that people say, with a verdict; whether it stands is computed from the run's ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from nlverify.cite import Citation, bibtex
from nlverify.misconceptions import PLACES, SUBJECTS, Misconception
from nlverify.site import head
from nlverify.site.read import Data, Subject
from nlverify.site.standing import CLAIMS, Standing, sentence, standing, table
from nlverify.site.text import counted, fenced, plain, prose, tier

FOLDER = "misconceptions"
UNSETTLED = "unsettled"
CODE = re.compile(r"(`[^`]*`)")


@dataclass(frozen=True)
class Cited(Citation):
    """What cites a verdict; its SHA-256 is that of the file that the page is made from."""

    @property
    def note(self) -> str:
        """The page's id and what pins it down."""
        return f"Misconception {self.id}, file SHA-256 {self.sha256}"

    @property
    def key(self) -> str:
        """The citation key; a claim may have the same id."""
        return f"nlverify-misconception-{self.id}"


def pages(
    ledger: Data, subjects: Sequence[Subject], said: Sequence[Misconception], address: str = ""
) -> dict[str, str]:
    """Return the overview and the page of each misconception, by file name; `address` is the site's, if it has one."""
    claims = {str(entry["id"]): entry for entry in ledger["claims"]}
    stands = {m.id: standing(m.claims, claims) for m in said}
    texts = {"index.md": "\n".join(_overview(said, stands))}
    ordered: list[Misconception | None] = [None, *said, None]
    for previous, m, following in zip(ordered, ordered[1:], ordered[2:], strict=False):
        if m is not None:
            url = f"{address.rstrip('/')}/{FOLDER}/{m.id}/" if address else ""
            verdict = m.verdict if stands[m.id].settled else UNSETTLED
            cited = Cited(m.id, f"“{m.said}” – {verdict}", ledger["versions"]["nlverify"], m.sha256, url)
            lines = (*_page(m, stands[m.id], {s.id: s for s in subjects}, cited), *_neighbours(previous, following))
            texts[f"{m.id}.md"] = "\n".join(lines)
    return texts


def settles(said: Sequence[Misconception]) -> dict[str, list[str]]:
    """Return for each claim links to the verdicts that rest on it, from the claim's page."""
    found: dict[str, list[str]] = {}
    for m in said:
        for name in m.claims:
            found.setdefault(name, []).append(f"[“{_shown(m.said)}”](../{FOLDER}/{m.id}.md)")
    return found


def navigation(said: Sequence[Misconception]) -> list[dict[str, object]]:
    """Return the pages as MkDocs wants them in `nav`, by subject."""
    return [
        {SUBJECTS[subject]: [{m.title: f"{FOLDER}/{m.id}.md"} for m in members]}
        for subject, members in groupby(said, key=lambda m: m.subject)
    ]


# ------------------------------------------------------------------ one page


def _page(m: Misconception, stands: Standing, subjects: Mapping[str, Subject], cited: Cited) -> Iterator[str]:
    description = f"“{m.said}” What is right, and the claims that show it."
    yield from head.plain_front_matter(title=m.title, description=description)
    yield from (f"# {plain(m.title)}", "", f"> “{_shown(m.said)}”", "{ .nl-said }", "")
    yield from (f"Said {PLACES[m.where]}.", "{ .nl-caption }", "")
    yield from (_chips(m, stands), "{ .nl-status data-search-exclude }", "")
    yield from ("## What is right", "", _linked(m.right, subjects), "")
    if m.fair:
        yield from ("## In fairness", "", _linked(m.fair, subjects), "")
    yield from ("## What it rests on", "", *_rests_on(m, stands, subjects))
    if m.sources:
        yield from ("## References", "", *(f"- {plain(source)}" for source in m.sources), "")
    yield from ("## Cite { data-search-exclude }", "", *fenced(bibtex(cited).strip(), "bibtex"), "")


def _chips(m: Misconception, stands: Standing, page: str = "../trust.md") -> str:
    """Return the verdict and the weakest tier as labels; or that it is unsettled."""
    if not stands.settled:
        return f"**{UNSETTLED}**{{ .nl-verdict .nl-verdict--unsettled }}"
    chip = f"**{plain(m.verdict)}**{{ .nl-verdict .nl-verdict--{m.leaning} }}"
    return f"{chip} {tier(stands.tier, page)}" if stands.tier else chip


def _rests_on(m: Misconception, stands: Standing, subjects: Mapping[str, Subject]) -> Iterator[str]:
    if m.no_claims:
        yield from (f"On no claim: {plain(m.no_claims)}.", "")
        return
    yield sentence(m.claims, stands)
    if not stands.settled:
        yield f"Until that is mended, the verdict “{plain(m.verdict)}” is an opinion."
    yield from ("", *table(m.claims, subjects))
    yield from ("The verdict's words are an editor's choice. That the claims hold is computed.", "{ .nl-caption }", "")


def _neighbours(previous: Misconception | None, following: Misconception | None) -> Iterator[str]:
    links = [f"[← {plain(m.title)}]({m.id}.md)" for m in (previous,) if m]
    links += ["[All misconceptions](index.md)"]
    links += [f"[{plain(m.title)} →]({m.id}.md)" for m in (following,) if m]
    yield from ("---", "", " · ".join(links), "{ .nl-neighbours }", "")


# ------------------------------------------------------------------ the overview


def _overview(said: Sequence[Misconception], stands: Mapping[str, Standing]) -> Iterator[str]:
    description = "What people say about non-linearities, in their words, and what is right."
    yield from head.plain_front_matter(title="Misconceptions", description=description)
    yield from ("# Misconceptions, and what is right", "")
    if not said:
        yield "None has been collected for these claims."
        return
    yield (
        f"{counted(len(said), 'sentence')} about non-linearities, in the words in which somebody said so: some right, "
        "some wrong, most right under a condition that was left out. Each has a page of its own, with what is right "
        "and the claims that show it."
    )
    on_claims = [m for m in said if m.claims]
    others = len(said) - len(on_claims)
    settled = sum(stands[m.id].settled for m in on_claims)
    yield ""
    yield (
        "The *words* of a verdict are an editor's choice. What is *computed* is whether every claim that it rests on "
        "holds in the run behind these pages. If not, it is *unsettled*. "
        f"Here {settled} of {len(on_claims)} are settled"
        f"{f'; for {others} more there is nothing to prove' if others else ''}."
    )
    for subject, members in groupby(said, key=lambda m: m.subject):
        yield from ("", f"## {SUBJECTS[subject]}", "", '<div class="nl-sayings" markdown>', "")
        for m in members:
            yield from (f"- [“{_shown(m.said)}”]({m.id}.md)", "", f"    {_chips(m, stands[m.id])}", "")
        yield "</div>"


def _shown(said: str) -> str:
    r"""Return a sentence as Markdown: what stands in backticks is code, and nothing else means anything.

    >>> print(_shown("`f(x) = a*x` for any[*] a*b"))
    `f(x) = a*x` for any\[\*\] a\*b
    """
    pieces = CODE.split(said)
    return "".join(piece if k % 2 else plain(piece) for k, piece in enumerate(pieces))


def _linked(text: str, subjects: Mapping[str, Subject]) -> str:
    return prose(text, subjects.keys(), CLAIMS)
