"""Pieces of the home page that come from a run: XOR's four requirements, and how many claims have which tier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from nlverify.site.listing import tiers
from nlverify.site.read import Data, Subject, certificates
from nlverify.site.text import counted, escape

XOR = "xor-not-threshold"
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def counts(ledger: Data) -> str:
    """Return one line: how many claims, with which tiers, from which run."""
    seconds = round(ledger["summary"]["seconds"])
    line = f"{counted(ledger['summary']['claims'], 'claim')} — {tiers(ledger, 'trust.md')} — "
    return f"{line}every proof run, every certificate accepted, {seconds} seconds.\n{{ .nl-counts }}\n"


def proof(subjects: Sequence[Subject]) -> str:
    """Return the four requirements of XOR on one unit and their sum, as HTML; empty without that claim."""
    subject = next((s for s in subjects if s.id == XOR), None)
    if subject is None:
        return "\n"
    statement = subject.statement["parts"]["main"]
    file = next(Path(e["file"]).name for target, e in certificates(subject.entry) if target == "parts/main")
    leaf = json.loads(subject.files[file])["trees"][0]
    return "\n".join(_table(statement, dict(leaf["rows"]))) + "\n"


def _table(statement: Data, times: dict[int, str]) -> Iterator[str]:
    yield '<table class="nl-proof">'
    yield "<thead><tr><th>point</th><th>XOR</th><th>asks for</th><th>that is</th></tr></thead>"
    yield "<tbody>"
    for k, (point, value) in enumerate(zip(statement["points"], statement["values"], strict=True)):
        if k in times:
            at, fires = f"({', '.join(point)})", value == "1"
            asked = f"f{at} {'>' if fires else '≤'} 0"
            row = f"{_affine(point, 1 if fires else -1)} {'>' if fires else '≥'} 0"
            if times[k] != "1":
                row = f"{times[k]} · ({row})"
            cells = "".join(f"<td>{escape(text)}</td>" for text in (asked, row))
            mark = f'<span class="nl-bit nl-bit--{escape(value)}">{escape(value)}</span>'
            yield f'<tr><th scope="row">{escape(at)}</th><td>{mark}</td>{cells}</tr>'
    yield "</tbody>"
    yield '<tfoot><tr><td colspan="3">Added up, w₁, w₂ and b cancel:</td><td>0 &gt; 0</td></tr></tfoot></table>'


def _affine(point: Sequence[str], sign: int) -> str:
    """Return ±(w·p + b), multiplied out.

    >>> _affine(("0", "1"), 1), _affine(("1", "1"), -1), _affine(("0", "0"), -1)
    ('w₂ + b', '−w₁ − w₂ − b', '−b')
    """
    terms = [(sign * Fraction(c), f"w{i}".translate(SUBSCRIPTS)) for i, c in enumerate(point, 1)] + [(sign, "b")]
    text = ""
    for factor, name in terms:
        if factor:
            size = "" if abs(factor) == 1 else f"{abs(factor)}·"
            joint = (" − " if factor < 0 else " + ") if text else ("−" if factor < 0 else "")
            text += f"{joint}{size}{name}"
    return text
