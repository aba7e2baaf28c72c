"""Whether what a page says stands: the claims that it rests on, as the run behind the page found them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlverify.site.read import SHOWN, TIERS, Data, Subject
from nlverify.site.text import plain, tier

CLAIMS = "../claims/"  # from a page in another folder


@dataclass(frozen=True)
class Standing:
    """What a run says of some claims together: the weakest of their tiers, and which of them do not hold.

    `lacking` has a line for each of those. `cited` names those that rest on the literature, at least
    in part, which no run checks. Without claims there is nothing to settle, and no tier.
    """

    tier: str = ""
    lacking: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether every claim is among the run's and none has failed or is open."""
        return not self.lacking


def standing(names: Sequence[str], claims: Mapping[str, Data]) -> Standing:
    """Return how these claims stand together; `claims` are the ledger's entries by id.

    >>> seen = {"b": {"verdict": "holds", "tier": "certified"}, "c": {"verdict": "cited", "tier": "cited"}}
    >>> standing(["b", "c"], seen)
    Standing(tier='cited', lacking=(), cited=('c',))
    >>> standing(["b", "c"], {"b": {"verdict": "failed", "tier": "failed"}}).lacking
    ('`b` has failed', '`c` is not among its claims')
    """
    lacking, tiers = list[str](), list[str]()
    for name in names:
        entry = claims.get(name)
        if entry is None:
            lacking.append(f"`{name}` is not among its claims")
        elif entry["verdict"] not in SHOWN:
            lacking.append(f"`{name}` {'has failed' if entry['verdict'] == 'failed' else 'is ' + entry['verdict']}")
        else:
            tiers.append(str(entry["tier"]))
    weakest = max(tiers, key=lambda name: TIERS.index(name.split("-")[0]), default="")
    cited = tuple(name for name in names if name in claims and claims[name]["verdict"] == "cited")
    return Standing("" if lacking else weakest, tuple(lacking), cited)


def sentence(names: Sequence[str], stands: Standing) -> str:
    """Return in words how some claims stand, as a page says it.

    >>> sentence(["a", "b"], Standing(lacking=("`b` has failed",)))
    '**Unsettled.** In the run behind this page, `b` has failed.'
    """
    if not stands.settled:
        return f"**Unsettled.** In the run behind this page, {'; '.join(stands.lacking)}."
    those = {1: "The claim", 2: "Both claims"}.get(len(names), f"All {len(names)} claims")
    rests = "" if len(names) > 1 else "s"
    if not stands.cited:
        weakest = "its tier is" if len(names) == 1 else "the weakest of them is"
        return f"{those} hold{rests} in the run behind this page; {weakest} {tier(stands.tier)}."
    literature = " and ".join(f"`{name}`" for name in stands.cited)
    return (
        f"{those} stand{rests} in the run behind this page, but {literature} only as {tier(stands.tier)}: a part of "
        "it, or all, rests on the literature, and nothing here checks that."
    )


def table(names: Sequence[str], subjects: Mapping[str, Subject]) -> Iterator[str]:
    """Yield a table of claims, with what they say and their tiers; of one that is missing only the name."""
    yield from ('<div class="nl-shown" markdown data-search-exclude>', "")
    yield from ("| claim | says | tier |", "|---|---|---|")
    for name in names:
        subject = subjects.get(name)
        if subject is None:
            yield f"| `{name}` | | |"
        else:
            link = f"[{plain(subject.page['title'])}]({CLAIMS}{name}.md)"
            yield f"| {link} | {plain(subject.page['says'])} | {tier(subject.entry['tier'])} |"
    yield from ("", "</div>", "")
