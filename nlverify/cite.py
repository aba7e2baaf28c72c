"""Cite one claim: BibTeX, RIS, CSL-JSON, APA.

A citation names the claim's id, the version of the corpus and the SHA-256 of the statement:
who follows it can see whether the words still stand for the same data. Nothing is made up:
no DOI and no year, as none has been issued, and a URL only if the environment variable
NLVERIFY_SITE_URL says where the pages are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

AUTHORS = "The nlverify contributors"
ENVIRONMENT = "NLVERIFY_SITE_URL"


@dataclass(frozen=True)
class Citation:
    """What is cited: the claim's id, what it says, the version, the statement's SHA-256, perhaps address and title.

    `unchecked` names the parts that rest on the literature alone: a citation says so.
    """

    id: str
    says: str
    version: str
    sha256: str
    url: str = ""
    title: str = ""
    unchecked: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """The title, or what the claim says, without the full stop that a style would double."""
        return (self.title or self.says).strip().rstrip(".")

    @property
    def note(self) -> str:
        """The claim's id, what it says if that is not the title, and what pins it down."""
        says = f": {self.says.strip().rstrip('.')}" if self.title else ""
        unchecked = f". Not checked, but cited: {', '.join(self.unchecked)}" if self.unchecked else ""
        return f"Claim {self.id}{says}. Statement SHA-256 {self.sha256}{unchecked}"

    @property
    def key(self) -> str:
        """The citation key."""
        return f"nlverify-{self.id}"


def claim_url(environment: Mapping[str, str], claim_id: str) -> str:
    """Return the address of a claim's page; empty unless NLVERIFY_SITE_URL is set.

    >>> claim_url({"NLVERIFY_SITE_URL": "https://example.org/nl/"}, "xor-not-threshold")
    'https://example.org/nl/claims/xor-not-threshold/'
    """
    site = environment.get(ENVIRONMENT, "").strip().rstrip("/")
    return f"{site}/claims/{claim_id}/" if site else ""


def bibtex(c: Citation) -> str:
    """Return a BibTeX entry."""
    fields = {
        "author": f"{{{AUTHORS}}}",
        "title": f"{{{_tex(c.heading)}}}",
        "howpublished": f"nlverify, version {c.version}",
        "note": _tex(c.note),
    }
    if c.url:
        fields["url"] = c.url
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{c.key},\n{body}}}\n"


def ris(c: Citation) -> str:
    """Return a RIS record."""
    lines = [
        ("TY", "GEN"),
        ("ID", c.key),
        ("AU", f"{AUTHORS},"),  # the comma says that this is no personal name
        ("TI", c.heading),
        ("T2", "nlverify"),
        ("ET", c.version),
        ("N1", c.note),
        *([("UR", c.url)] if c.url else []),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {value}\n" for tag, value in lines)


def csl_json(c: Citation) -> str:
    """Return CSL-JSON: a list with one item."""
    item = {
        "id": c.key,
        "type": "software",
        "author": [{"literal": AUTHORS}],
        "title": c.heading,
        "container-title": "nlverify",
        "version": c.version,
        "note": c.note,
        **({"URL": c.url} if c.url else {}),
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def apa(c: Citation) -> str:
    """Return a reference in APA style; "n.d." since no date of publication is known."""
    reference = f"{AUTHORS}. (n.d.). {c.heading} (Version {c.version}) [Computer-checked claim]. nlverify. {c.note}."
    return f"{reference} {c.url}".strip() + "\n"


FORMATS: Mapping[str, Callable[[Citation], str]] = {"bibtex": bibtex, "ris": ris, "csl-json": csl_json, "apa": apa}


def _tex(text: str) -> str:
    r"""Return text with TeX's special characters escaped; Unicode stays as it is.

    >>> _tex("50 % & x_1^2 {a}")
    '50 \\% \\& x\\_1\\^{}2 \\{a\\}'
    """
    special = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\^{}"}
    return re.sub(r"[\\&%$#_{}~^]", lambda m: special.get(m[0], "\\" + m[0]), text)
