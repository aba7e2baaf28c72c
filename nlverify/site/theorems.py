"""What Rocq's kernel accepted for a part: the theorem as Rocq has it, its axioms, and what its words mean."""

from __future__ import annotations

from collections.abc import Iterator

from nlverify.site.read import Data, Subject
from nlverify.site.text import block, escape, folded, plain

FOLDER = "rocq"  # where the theories lie beside the claims' pages
WIDTH = 88  # characters of a line of a type
CLOSED = "closed under the global context: it rests on no axiom"


def accepted(ledger: Data, subject: Subject, evidence: Data) -> str:
    """Return one sentence on a theorem: who accepted it, where it is proved, on which axioms it rests."""
    file = evidence["proof"].split(".")[0]
    axioms = ", ".join(f"`{name}`" for name in evidence["axioms"])
    rests = f"it rests on no axioms but {axioms}" if axioms else CLOSED
    asked = f"[what it was asked]({subject.id}/theorems.v)"
    name = f"[`{evidence['proof']}`]({FOLDER}/{file}.v)"
    return f"Rocq's kernel {ledger['versions'].get('rocq') or ''} accepted the theorem {name} ({asked}); {rests}"


def shown(subject: Subject, target: str) -> Iterator[str]:
    """Yield the theorem of a part as Rocq has it, and what determines the words of its type."""
    for theorem in subject.page["theorems"]:
        if theorem["for"] == target:
            yield from (f"The theorem, {plain(theorem['says'])}:", "", block(broken(theorem["type"]), "nl-type"), "")
            words = "".join(
                f"<dt><code>{escape(w['word'])}</code></dt><dd>{_meaning(w)}</dd>" for w in theorem["words"]
            )
            if words:
                summary = "The words in it, each determined by a theorem of its own"
                yield from (folded(summary, f'<dl class="nl-words">{words}</dl>'), "")


def _meaning(word: Data) -> str:
    """Return what a word means; a structure of assumptions is shown to be possible by an instance."""
    what = f"an instance: {word['proof']}" if word["type"] == word["word"] else word["type"]
    return f"{escape(word['says'])}<br><code>{escape(what)}</code>"


def broken(text: str) -> str:
    r"""Return a type on lines of a readable width, broken where it has a comma or a connective.

    >>> broken("forall x, " + "p x /\\ " * 12 + "q").count("\n")
    1
    """
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > WIDTH:
            at = max(line.rfind(end) + len(end) for end in (", ", " -> ", " /\\ ", " \\/ ", " <-> "))
            at = at if at > WIDTH // 3 else len(line)
            lines.append(line[:at].rstrip())
            line = f"  {line[at:]}".rstrip()
        line = f"{line} {word}" if line.strip() else f"{line}{word}"
    return "\n".join([*lines, line])
