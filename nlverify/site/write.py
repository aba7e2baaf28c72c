"""Write the pages: only files whose content changed, so that a server that watches them comes to rest."""

from __future__ import annotations

import os
from collections.abc import Set
from pathlib import Path

from nlverify.cite import Citation, bibtex, claim_url
from nlverify.files import write_text
from nlverify.site import page
from nlverify.site.read import CHECKER, Data, SiteError, Subject, certificates, questions, read

MARK = "<!-- Written by nlverify site: changes here are lost. -->\n\n"


def write_pages(out: Path, folder: Path, checker: Path = CHECKER) -> list[Path]:
    """Write the pages of the ledger in `out` into `folder`, and return the files that changed.

    Pages of claims that are gone are removed.

    Raises SiteError, and then leaves `folder` alone, if any claim does not hold, the checker
    does not accept the bundle, or a page that somebody else wrote stands in the way.
    """
    ledger, subjects = read(out, checker)
    pages = {folder / "index.md": MARK + page.index(ledger, subjects)}
    for subject in subjects:
        text = page.claim(ledger, subject, bibtex(citation(ledger, subject)))
        pages[folder / f"{subject.id}.md"] = MARK + text
        for name in files(subject):
            pages[folder / subject.id / name] = (subject.folder / name).read_text(encoding="utf-8")
    for path in pages:
        if path.suffix == ".md" and path.exists() and not _ours(path):
            raise SiteError(f"{path}: expected a page of an earlier run, got another file; choose another folder")
    changed = [path for path, text in pages.items() if not _holds(path, text)]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, pages[path])
    _remove_stale(folder, set(pages))
    return changed


def _remove_stale(folder: Path, pages: Set[Path]) -> None:
    """Remove the pages of earlier runs, and the files beside them, that this run did not write."""
    for path in [p for p in folder.glob("*.md") if _ours(p)]:
        beside = folder / path.stem
        for file in (*beside.glob("*.json"), *beside.glob("*.smt2")):
            if file not in pages:
                file.unlink()
        if beside.is_dir() and not any(beside.iterdir()):
            beside.rmdir()
        if path not in pages:
            path.unlink()


def files(subject: Subject) -> list[str]:
    """Return the names of the files of the bundle that a page offers: statement, certificates, solvers' questions."""
    names = [Path(evidence["file"]).name for _, evidence in certificates(subject.entry)]
    names += [Path(question["file"]).name for _, _, question in questions(subject.entry)]
    return ["statement.json", *dict.fromkeys(names)]


def citation(ledger: Data, subject: Subject) -> Citation:
    """Return what cites the claim as the ledger's run saw it."""
    version, sha256 = ledger["versions"]["nlverify"], subject.entry["statement"]["sha256"]
    return Citation(subject.id, subject.page["says"], version, sha256, claim_url(os.environ, subject.id))


def _ours(path: Path) -> bool:
    return path.is_file() and path.read_bytes().startswith(MARK.encode())


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
