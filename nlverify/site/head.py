"""What stands in the head of a page: title, description, and what citation managers and search engines read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nlverify.cite import AUTHORS, Citation
from nlverify.site.read import Subject

__all__ = ["MARK", "Citation", "front_matter"]

MARK = "Written by nlverify site: changes here are lost."
LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def front_matter(subject: Subject, citation: Citation) -> Iterator[str]:
    """Yield the front matter of a claim's page; its values are JSON, which is YAML too.

    A template prints `citation` as meta elements and `linked_data` as JSON-LD.
    """
    yield from ("---", f"# {MARK}")
    yield from _fields(
        title=subject.page["title"],
        description=" ".join(citation.says.split()),
        citation=dict(_citation(citation)),
        linked_data=_linked_data(citation),
    )
    yield from ("---", "")


def plain_front_matter(**fields: object) -> Iterator[str]:
    """Yield the front matter of another generated page."""
    yield from ("---", f"# {MARK}", *_fields(**fields), "---", "")


def _fields(**fields: object) -> Iterator[str]:
    for name, value in fields.items():
        yield f"{name}: {json.dumps(value, ensure_ascii=False)}"


def _citation(citation: Citation) -> Iterator[tuple[str, str]]:
    """Yield the tags that Google Scholar and Zotero read. No date is invented where none is known."""
    yield from (("citation_title", citation.heading), ("citation_author", AUTHORS))
    yield from (
        ("citation_technical_report_institution", "nlverify"),
        ("citation_technical_report_number", citation.id),
    )
    if citation.url:
        yield ("citation_public_url", citation.url)


def _linked_data(citation: Citation) -> dict[str, object]:
    """Return JSON-LD of schema.org."""
    address = {"url": citation.url} if citation.url else {}
    return {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": citation.heading,
        "identifier": [citation.id, f"sha256:{citation.sha256}"],
        "author": {"@type": "Organization", "name": AUTHORS},
        "version": citation.version,
        "license": LICENSE,
        "inLanguage": "en",
        "isAccessibleForFree": True,
        **address,
    }
