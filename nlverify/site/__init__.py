"""Pages from a ledger and its bundle: one Markdown file a claim, for MkDocs or any other builder.

This layer sees no engine and no proof. What it prints comes from `ledger.json` and the
files of the bundle, after the checker has accepted the bundle once more.
"""

from nlverify.site.read import NoRunError, SiteError
from nlverify.site.write import write_pages

__all__ = ["NoRunError", "SiteError", "write_pages"]
