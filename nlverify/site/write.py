"""Write the pages: only files whose content changed, so that a server that watches them comes to rest."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence, Set
from pathlib import Path

from nlverify.cite import ENVIRONMENT, Citation, bibtex, claim_url
from nlverify.files import canonical, write_text
from nlverify.misconceptions import Misconception
from nlverify.site import (
    activations,
    atlas,
    demonstrations,
    figures,
    graph,
    head,
    home,
    listing,
    misconceptions,
    page,
    theorems,
)
from nlverify.site.read import CHECKER, Data, SiteError, Subject, read, theories

INCLUDED = "_included"  # pieces of pages that are written by hand
OURS = 200  # bytes at the beginning of a page, among which is the mark of a generated one


def write_pages(
    out: Path,
    folder: Path,
    checker: Path = CHECKER,
    by_hand: page.ByHand = lambda subject, target, certificate: (),
    included: Mapping[str, str] | None = None,
    said: Sequence[Misconception] = (),
) -> list[Path]:
    """Write the pages of the ledger in `out` into `folder`, and return the files that changed.

    Pages of claims that are gone are removed. `by_hand` says how a certificate is checked with
    pencil and paper; `included` are further pieces for pages that are written by hand. What is
    `said` gets its pages in the folder `misconceptions` beside `folder`; demonstrations, activations and the explorer
    have theirs.

    Raises SiteError, and then leaves `folder` alone, if any claim does not hold, the checker
    does not accept the bundle, or a page that somebody else wrote stands in the way.
    """
    ledger, subjects = read(out, checker)
    root, address = folder.parent, os.environ.get(ENVIRONMENT, "").strip()
    texts = {
        "index.md": listing.index(ledger, subjects, graph.dependencies(ledger)),
        **_claims(ledger, subjects, by_hand, misconceptions.settles(said)),
        **{f"{theorems.FOLDER}/{name}": text for name, text in theories(out, subjects).items()},
    }
    sections = {
        folder: texts,
        root / misconceptions.FOLDER: misconceptions.pages(ledger, subjects, said, address),
        root / demonstrations.FOLDER: demonstrations.pages(ledger, subjects),
        root / activations.FOLDER: activations.pages(ledger, subjects),
        root / atlas.FOLDER: atlas.pages(ledger, subjects),
    }
    pieces = {"counts.md": home.counts(ledger), "proof.html": home.proof(subjects), **(included or {})}
    pieces["navigation.json"] = canonical(listing.navigation(subjects))
    pieces["misconceptions.json"] = canonical(misconceptions.navigation(said))
    pieces["demonstrations.json"] = canonical(demonstrations.navigation())
    pages = {section / name: text for section, found in sections.items() for name, text in found.items()}
    pages |= {folder / INCLUDED / name: text for name, text in pieces.items()}
    for path in pages:
        if path.suffix == ".md" and path.parent.name != INCLUDED and path.exists() and not _ours(path):
            raise SiteError(f"{path}: expected a page of an earlier run, got another file; choose another folder")
    changed = [path for path, text in pages.items() if not _holds(path, text)]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, pages[path])
    for section in sections:
        _remove_stale(section, set(pages))
    for file in (folder / theorems.FOLDER).glob("*.v"):
        if file not in pages:
            file.unlink()
    return changed


def _claims(
    ledger: Data, subjects: Sequence[Subject], by_hand: page.ByHand, settles: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """Return the page of each claim and the files that it offers, by name."""
    texts: dict[str, str] = {}
    ordered: list[Subject | None] = [None, *listing.by_group(subjects), None]
    carried = page.used_by(subjects)
    for previous, subject, following in zip(ordered, ordered[1:], ordered[2:], strict=False):
        if subject is not None:
            cited = citation(ledger, subject)
            drawn = figures.for_claim(subject.folder)
            others = set(carried) - {subject.id}
            links = settles.get(subject.id, ())
            extras = page.Extras(
                cited, bibtex(cited), previous, following, by_hand, drawn, carried[subject.id], others, links
            )
            texts[f"{subject.id}.md"] = page.claim(ledger, subject, extras)
            texts |= {f"{subject.id}/{name}": content for name, content in subject.files.items()}
    return texts


def _remove_stale(folder: Path, pages: Set[Path]) -> None:
    """Remove the pages of earlier runs, and the files beside them, that this run did not write."""
    for path in [p for p in folder.glob("*.md") if _ours(p)]:
        beside = folder / path.stem
        for file in (*beside.glob("*.json"), *beside.glob("*.smt2"), *beside.glob("*.v")):
            if file not in pages:
                file.unlink()
        if beside.is_dir() and not any(beside.iterdir()):
            beside.rmdir()
        if path not in pages:
            path.unlink()


def citation(ledger: Data, subject: Subject) -> Citation:
    """Return what cites the claim as the ledger's run saw it."""
    version, sha256 = ledger["versions"]["nlverify"], subject.entry["statement"]["sha256"]
    url, page = claim_url(os.environ, subject.id), subject.page
    unchecked = tuple(part["name"] for part in subject.entry["parts"] if "cited" in part)
    return Citation(subject.id, page["says"], version, sha256, url, page["title"], unchecked)


def _ours(path: Path) -> bool:
    return path.is_file() and head.MARK.encode() in path.read_bytes()[:OURS]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
