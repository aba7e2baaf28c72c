"""One answer of the catalogue, and what several rules need."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nlverify.site.activations.facts import Activation
from nlverify.site.activations.trees import degree


@dataclass(frozen=True)
class Cell:
    """An answer: `value` in a word or a number, `why` in a sentence, and the parts and claims that it rests on.

    `cited` means that the literature is all that it rests on; `short` is the answer for a table.
    """

    value: str
    why: str = ""
    parts: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    cited: bool = False
    short: str = ""


Rule = Callable[[Activation], Cell | None]


def written_degree(f: Activation) -> int | None:
    """Return the degree of a function that is written as a polynomial in its inputs, else None."""
    tree = f.data["expression"]
    return None if tree is None else degree(tree, f.inputs)
