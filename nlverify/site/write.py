"""Write the pages: only files whose content changed, so that a server that watches them comes to rest."""

from __future__ import annotations

import os
from pathlib import Path

from nlverify.cite import Citation, bibtex, claim_url
from nlverify.files import write_text
from nlverify.site import page
from nlverify.site.read import CHECKER, Data, Subject, certificates, questions, read

OURS = {".md", ".json", ".smt2"}


def write_pages(out: Path, folder: Path, checker: Path = CHECKER) -> list[Path]:
    """Write the pages of the ledger in `out` into `folder`, and return the files that changed.

    `folder` (docs/claims) belongs to this function: pages of claims that are gone are removed.

    Raises SiteError, and then leaves `folder` alone, if any claim does not hold or the checker
    does not accept the bundle.
    """
    ledger, subjects = read(out, checker)
    pages = {folder / "index.md": page.index(ledger, subjects)}
    for subject in subjects:
        pages[folder / f"{subject.id}.md"] = page.claim(ledger, subject, bibtex(citation(ledger, subject)))
        for name in files(subject):
            pages[folder / subject.id / name] = (subject.folder / name).read_text(encoding="utf-8")
    changed = [path for path, text in pages.items() if not _holds(path, text)]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, pages[path])
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_file() and path.suffix in OURS and path not in pages:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
    return changed


def files(subject: Subject) -> list[str]:
    """Return the names of the files of the bundle that a page offers: statement, certificates, solvers' questions."""
    names = [Path(evidence["file"]).name for _, evidence in certificates(subject.entry)]
    names += [Path(question["file"]).name for _, _, question in questions(subject.entry)]
    return ["statement.json", *dict.fromkeys(names)]


def citation(ledger: Data, subject: Subject) -> Citation:
    """Return what cites the claim as the ledger's run saw it."""
    version, sha256 = ledger["versions"]["nlverify"], subject.entry["statement"]["sha256"]
    return Citation(subject.id, subject.page["says"], version, sha256, claim_url(os.environ, subject.id))


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()
