"""Follow the links within a built site: from HTML and SVG, to pages, files and anchors."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = ("href", "src", "xlink:href", "poster", "data")


class Page(HTMLParser):
    """What a page links to, and the anchors that it has."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element's links and anchor."""
        for name, value in attrs:
            if name == "id" or (name == "name" and tag == "a"):
                self.anchors.add(value or "")
            elif name in ADDRESSES and value is not None:
                self.links.append(value)


def broken(site: Path, base: str = "/") -> list[str]:
    """Return one line for each link within a built site that leads nowhere, page by page.

    `base` is the path of the site's address, with which links begin that are not relative.
    """
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    root = site.resolve()
    found: dict[str, None] = {}
    for path, page in pages.items():
        for link in page.links:
            where = path.relative_to(root).as_posix()
            if not _leads_somewhere(link, path, root, pages, base):
                found[f"{where}: {link}"] = None
    return list(found)


def _leads_somewhere(link: str, path: Path, root: Path, pages: dict[Path, Page], base: str) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True  # another site, or no link to a place
    target = path
    if parts.path:
        start = root if parts.path.startswith("/") else path.parent
        target = (start / unquote(parts.path).removeprefix(base).lstrip("/")).resolve()
        if target.is_dir():
            target /= "index.html"
    if target not in pages:
        return target.is_file()
    return parts.fragment in ("", "__skip") or unquote(parts.fragment) in pages[target].anchors
