r"""A Markdown extension: TeX between dollar signs becomes MathML while the page is built.

No script runs in the reader's browser, and TeX that cannot be read stops the build.
"""

from __future__ import annotations

from re import Match
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from math_core import LatexError, LatexToMathML

INLINE = r"(?<![\\$\w])\$(?![\s$])([^$\n]*[^$\s\\])\$(?![$\w])"
DISPLAY = r"(?<![\\$])\$\$\s*([^$]+?)\s*\$\$(?!\$)"
AFTER_CODE = 185  # backticks come at 190: what they enclose is no formula


class Maths(Extension):
    """`$…$` in a line of text, `$$…$$` on its own."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the two patterns."""
        md.inlinePatterns.register(Formula(DISPLAY, md), "nlverify-display", AFTER_CODE + 1)
        md.inlinePatterns.register(Formula(INLINE, md), "nlverify-inline", AFTER_CODE)


class Formula(InlineProcessor):
    """Replaces one formula."""

    def handleMatch(self, m: Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        """Return the formula as MathML, which no later pattern reads."""
        del data
        return self.md.htmlStash.store(mathml(m[1], display=self.pattern == DISPLAY)), m.start(0), m.end(0)


def mathml(tex: str, *, display: bool = False) -> str:
    r"""Return TeX as MathML; a displayed formula may be scrolled, also from the keyboard.

    >>> mathml("x^2")
    '<math><msup><mi>x</mi><mn>2</mn></msup></math>'
    >>> mathml(r"\frac12")
    '<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>'

    Raises ValueError if it cannot be read.
    """
    try:
        converted = LatexToMathML(fancy_error=False).convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        raise ValueError(f"maths: expected TeX, got {tex!r}: {error}; correct it") from None
    return f'<span class="nl-display" tabindex="0">{converted}</span>' if display else converted


def makeExtension(**options: Any) -> Maths:  # noqa: ANN401 - called by Python-Markdown
    """Return the extension."""
    return Maths(**options)
