"""Pages of sentences that people say, with a verdict; whether it stands is computed from the run's ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from nlverify.cite import Citation, bibtex
from nlverify.misconceptions import PLACES, SUBJECTS, Misconception
from nlverify.site import head
from nlverify.site.read import SHOWN, TIERS, Data, Subject
from nlverify.site.text import counted, fenced, plain, prose, tier

FOLDER = "misconceptions"
UNSETTLED = "unsettled"
CODE = re.compile(r"(`[^`]*`)")
CLAIMS = "../claims/"  # from a page of this folder


@dataclass(frozen=True)
class Standing:
    """What a run says of a verdict: the weakest tier of the claims that it rests on, and which do not hold.

    `lacking` has a line for each such claim. Without claims there is nothing to settle, and no tier.
    """

    tier: str = ""
    lacking: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether every claim that the verdict rests on holds in this run."""
        return not self.lacking


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


def standing(misconception: Misconception, claims: Mapping[str, Data]) -> Standing:
    """Return how a verdict stands; `claims` are the ledger's entries by id.

    >>> m = Misconception("a", "", "", "talk", "collapse", "true", "true", "", ("b", "c"), "", "", (), "")
    >>> standing(m, {"b": {"verdict": "holds", "tier": "certified"}, "c": {"verdict": "cited", "tier": "cited"}})
    Standing(tier='cited', lacking=())
    >>> standing(m, {"b": {"verdict": "failed", "tier": "failed"}}).lacking
    ('`b` has failed', '`c` is not among its claims')
    """
    lacking, tiers = list[str](), list[str]()
    for name in misconception.claims:
        entry = claims.get(name)
        if entry is None:
            lacking.append(f"`{name}` is not among its claims")
        elif entry["verdict"] not in SHOWN:
            lacking.append(f"`{name}` {'has failed' if entry['verdict'] == 'failed' else 'is ' + entry['verdict']}")
        else:
            tiers.append(str(entry["tier"]))
    weakest = max(tiers, key=lambda name: TIERS.index(name.split("-")[0]), default="")
    return Standing("" if lacking else weakest, tuple(lacking))


def pages(
    ledger: Data, subjects: Sequence[Subject], said: Sequence[Misconception], address: str = ""
) -> dict[str, str]:
    """Return the overview and the page of each misconception, by file name; `address` is the site's, if it has one."""
    claims = {str(entry["id"]): entry for entry in ledger["claims"]}
    stands = {m.id: standing(m, claims) for m in said}
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
    if stands.settled:
        those = "The claim holds" if len(m.claims) == 1 else f"All {len(m.claims)} claims hold"
        weakest = "its tier is" if len(m.claims) == 1 else "the weakest of them is"
        yield f"{those} in the run behind this page; {weakest} {tier(stands.tier)}."
    else:
        yield f"**Unsettled.** In the run behind this page, {'; '.join(stands.lacking)}."
        yield f"Until that is mended, the verdict “{plain(m.verdict)}” is an opinion."
    yield from (
        "",
        '<div class="nl-uses" markdown data-search-exclude>',
        "",
        "| claim | says | tier |",
        "|---|---|---|",
    )
    for name in m.claims:
        subject = subjects.get(name)
        if subject is None:
            yield f"| `{name}` | | |"
        else:
            link = f"[{plain(subject.page['title'])}]({CLAIMS}{name}.md)"
            yield f"| {link} | {plain(subject.page['says'])} | {tier(subject.entry['tier'])} |"
    yield from ("", "</div>", "")
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
