"""An extension of Griffe, which reads docstrings for the Python reference: examples become code blocks."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from griffe import Extension, Object


class Doctests(Extension):
    """Fences each run of `>>>` lines with what they print; otherwise Markdown would take them for quotations."""

    def on_instance(self, *, obj: Object, **others: Any) -> None:  # noqa: ANN401 - as in Griffe
        """Change the docstring of an object that was read."""
        del others
        if obj.docstring:
            obj.docstring.value = fenced(obj.docstring.value)


def fenced(docstring: str) -> str:
    r"""Return a docstring with its examples in code blocks.

    >>> fenced("Add.\n\n>>> 1 + 1\n2\n\nDone.")
    'Add.\n\n```pycon\n>>> 1 + 1\n2\n```\n\nDone.'
    """
    blocks = docstring.split("\n\n")
    found: list[str] = []
    for is_example, run in groupby(blocks, key=lambda block: block.lstrip().startswith(">>>")):
        text = "\n\n".join(run)
        found.append(f"```pycon\n{text}\n```" if is_example else text)
    return "\n\n".join(found)
