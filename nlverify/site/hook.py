"""The MkDocs hook: before a build, bring the ledger up to date and write the pages; after it, follow the links.

MkDocs loads this file by path (see `hooks` in mkdocs.yml). It only calls what any other builder
can call: `nlverify site`, and if that does not accept the bundle as the tree's own,
`nlverify check --fresh` before it. NLVERIFY_OUT names another folder than nlverify-out.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from nlverify.files import one_line
from nlverify.site import SiteError
from nlverify.site.links import broken

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

SHOWN = 10  # broken links that are named


def on_pre_build(config: MkDocsConfig) -> None:
    """Write docs/claims from a ledger that matches the tree; a claim that does not hold stops the build."""
    from mkdocs.exceptions import PluginError

    root, docs = Path(config.config_file_path).parent, Path(config.docs_dir)
    out = root / os.environ.get("NLVERIFY_OUT", "nlverify-out")
    try:
        write(root, out, docs / "claims")
    except SiteError as problem:
        raise PluginError(f"nlverify: {problem}") from None
    included = docs / "claims" / "_included"
    pages = {
        f"{name.lower()}/index.md": (name, json.loads((included / file).read_bytes()))
        for name, file in (
            ("Claims", "navigation.json"),
            ("Misconceptions", "misconceptions.json"),
            ("Demonstrations", "demonstrations.json"),
        )
    }
    config.nav = [_with_pages(item, pages) for item in config.nav or []]


def on_post_page(output: str, **others: object) -> str:
    """Leave out the indentation of the theme's HTML, a tenth of a page."""
    del others
    pieces = re.split(r"(<(?:pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>)", output, flags=re.DOTALL)
    return "".join(text if k % 2 else re.sub(r"\s*\n\s*", "\n", text) for k, text in enumerate(pieces))


def on_post_build(config: MkDocsConfig) -> None:
    """Stop if a link within the site leads nowhere: the builder itself looks at those in Markdown only."""
    from mkdocs.exceptions import PluginError

    found = broken(Path(config.site_dir), urlsplit(config.site_url or "").path or "/")
    if found:
        more = f"; and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        raise PluginError(f"nlverify: links that lead nowhere: {'; '.join(found[:SHOWN])}{more}")


def write(root: Path, out: Path, pages: Path) -> bool:
    """Write the pages, from the run in `out` if it is of the claims as they are now, else from a new one.

    Returns whether everything had to be run. `site` compares statements, prose and proofs with
    the tree, has each certificate judged again, and compares the ledger with what follows.
    """
    step = ("site", "--ledger", out, "--pages", pages)
    if _complete(out) and _nlverify(root, *step)[0] == 0:
        return False
    code, _ = _nlverify(root, "check", "--fresh", "--out", out, quiet=False)
    if not (out / "ledger.json").is_file():
        raise SiteError(f"nlverify check: expected a ledger, got exit code {code}; run it to see why")
    code, line = _nlverify(root, *step)
    if code:
        raise SiteError(line or f"nlverify site: expected pages, got exit code {code}; run it to see why")
    return True


def _complete(out: Path) -> bool:
    """Return whether there is a ledger of a run of all claims, as it says; `site` sees whether they are all there."""
    try:
        return json.loads((out / "ledger.json").read_bytes())["corpus"]["complete"] is True
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return False


def _nlverify(root: Path, *arguments: str | Path, quiet: bool = True) -> tuple[int, str]:
    """Run a command; return its exit code, and the last line of what it complained about if that is not shown."""
    command = [sys.executable, "-m", "nlverify", *map(str, arguments)]
    errors = subprocess.PIPE if quiet else None
    done = subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=errors, encoding="utf-8", check=False)
    complaints = (done.stderr or "").strip().splitlines()
    return done.returncode, one_line(complaints[-1]) if complaints else ""


def _with_pages(item: Any, pages: dict[str, tuple[str, list[Any]]]) -> Any:  # noqa: ANN401 - what YAML holds
    """Return an entry of `nav`; an index of generated pages gets those below it."""
    for index, (name, below) in pages.items():
        if isinstance(item, dict) and item.get(name) == index:
            return {name: [index, *below]}
    return item
