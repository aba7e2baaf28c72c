"""The MkDocs hook: before a build, bring the ledger up to date, then write the pages.

MkDocs loads this file by path (see `hooks` in mkdocs.yml). It only calls what any other
builder can call: `nlverify recheck`, `nlverify check` if that does not accept the bundle as
the tree's own, and `write_pages`. NLVERIFY_OUT names another folder than nlverify-out.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nlverify.site import SiteError, write_pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_pre_build(config: MkDocsConfig) -> None:
    """Write docs/claims from a ledger that matches the tree; a claim that does not hold stops the build."""
    from mkdocs.exceptions import PluginError

    root = Path(config.config_file_path).parent
    out = root / os.environ.get("NLVERIFY_OUT", "nlverify-out")
    try:
        refresh(root, out)
        write_pages(out, Path(config.docs_dir) / "claims")
    except SiteError as problem:
        raise PluginError(f"nlverify: {problem}") from None


def refresh(root: Path, out: Path) -> bool:
    """Run `nlverify check` unless the run in `out` is of the claims as they are now; return whether it ran.

    `recheck` compares statements, prose and proofs with the tree, and judges each certificate again.
    """
    if (out / "ledger.json").is_file() and _nlverify(root, "recheck", str(out)) == 0:
        return False
    code = _nlverify(root, "check", "--fresh", "--out", str(out))
    if not (out / "ledger.json").is_file():
        raise SiteError(f"nlverify check: expected a ledger, got exit code {code}; run it to see why")
    return True


def _nlverify(root: Path, *arguments: str) -> int:
    command = [sys.executable, "-m", "nlverify", *arguments]
    quiet = subprocess.DEVNULL if arguments[0] == "recheck" else None  # its refusal is no problem of the reader's
    return subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=quiet, check=False).returncode
