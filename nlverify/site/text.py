"""Pieces of Markdown and HTML that several pages are made of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence, Set

SPECIAL = re.compile(r"([\\`*_\[\]$|#])")
VALUE = re.compile(r"\([^()]*\) → [^,\s]+,?")  # a point and what it is mapped to stay on one line
NAME = re.compile(r"(?<![\[`])`([a-z0-9-]+)`(?![\]`])")
LIST = re.compile(r"\s*([-*+]|\d+\.)\s")


def escape(text: object) -> str:
    """Return text for HTML, outside of attributes.

    >>> escape('x < "y"')
    'x &lt; "y"'
    """
    return html.escape(str(text), quote=False)


def plain(text: object) -> str:
    r"""Return text in which Markdown sees nothing but text.

    >>> plain("w_1*x < [2] | $y$")
    'w\\_1\\*x &lt; \\[2\\] \\| \\$y\\$'
    """
    return SPECIAL.sub(r"\\\1", escape(text)).replace("\n", " ")


def fenced(text: str, language: str, title: str = "") -> list[str]:
    """Return `text` as a code block, whatever backticks it contains.

    >>> fenced("a ``` b", "text")
    ['````text', 'a ``` b', '````']
    """
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [f'{fence}{language} title="{title}"' if title else f"{fence}{language}", text, fence]


def block(text: str, kind: str = "") -> str:
    """Return preformatted text as HTML that may be scrolled, also from the keyboard; nothing in it is Markdown.

    >>> block("a < b")
    '<pre tabindex="0">a &lt; b</pre>'
    """
    of_kind = f' class="{kind}"' if kind else ""
    return f'<pre{of_kind} tabindex="0">{escape(text)}</pre>'


def folded(summary: str, content: str, *, opened: bool = False) -> str:
    """Return HTML that is shown when the reader asks for it.

    >>> folded("More", "<p>text</p>")
    '<details class="nl-fold" data-search-exclude><summary>More</summary><p>text</p></details>'
    """
    state = " open" if opened else ""
    return (
        f'<details class="nl-fold" data-search-exclude{state}><summary>{escape(summary)}</summary>{content}</details>'
    )


def reading(text: str, limit: int = 600, most: int = 4000) -> str:
    r"""Return a formal reading as HTML: nothing in it may be taken for Markdown.

    What goes beyond `limit` characters can be unfolded; beyond `most`, the page says where to read it.

    >>> reading("x < y*z\nfor all x")
    '<blockquote class="nl-reading"><p>x &lt; y*z<br>for all x</p></blockquote>'
    """
    lines = VALUE.sub(lambda m: m[0].replace(" ", "\u00a0"), text).split("\n")
    kept = list(lines)
    while len(kept) > 2 and sum(map(len, kept)) > limit:
        kept.pop()
    rest = lines[len(kept) :]
    count, more = counted(len(rest), "more line"), ""
    if rest and len(text) > most:
        more = f"<p>… and {count}, which <code>nlverify show</code> prints.</p>"
    elif rest:
        more = folded(f"The reading goes on: {count}", f"<p>{'<br>'.join(map(escape, rest))}</p>")
    return f'<blockquote class="nl-reading"><p>{"<br>".join(map(escape, kept))}</p>{more}</blockquote>'


def tier(name: str, page: str = "../trust.md") -> str:
    """Return a tier as a small label that leads to what it means.

    >>> tier("trusts-z3")
    '[trusts-z3](../trust.md#tiers-strongest-first){ .nl-tier .nl-tier--trusts }'
    """
    kind = name.split("-")[0]
    return f"[{name}]({page}#tiers-strongest-first){{ .nl-tier .nl-tier--{kind} }}"


def prose(text: str, claims: Set[str] = frozenset(), folder: str = "") -> str:
    r"""Return a claim's prose as Markdown; the names of other `claims` become links to their pages in `folder`.

    Its indented lines are formulas: a docstring's indentation means no code.

    >>> prose("Both are\n\n    w < 2\n\nby sum.")
    'Both are\n\n<pre class="nl-formula" tabindex="0">w &lt; 2</pre>\n\nby sum.'
    >>> prose("As in `a-b`, not in `c`.", {"a-b"})
    'As in [`a-b`](a-b.md), not in `c`.'
    """
    paragraphs = _paragraphs(re.split(r"\n[ \t]*\n", text.strip("\n")))
    texts = (p if p.startswith("<pre") else _with_links(p, claims, folder) for p in paragraphs)
    return "\n\n".join(texts)


def _with_links(text: str, claims: Set[str], folder: str) -> str:
    return NAME.sub(lambda m: f"[{m[0]}]({folder}{m[1]}.md)" if m[1] in claims else m[0], text)


def _paragraphs(paragraphs: Sequence[str]) -> Iterator[str]:
    in_list = False
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        if not in_list and all(line.startswith("    ") for line in lines):
            indent = min(len(line) - len(line.lstrip()) for line in lines)
            yield block("\n".join(line[indent:].rstrip() for line in lines), "nl-formula")
        else:
            in_list = bool(LIST.match(lines[0])) or (in_list and lines[0].startswith(" "))
            yield paragraph


def words(name: str) -> str:
    """Return a target's name as words.

    >>> words("parts/two-units")
    'part two units'
    """
    group, _, last = name.rpartition("/")
    return f"{group.removesuffix('s')} {last}".strip().replace("-", " ").replace("_", " ")


def named(name: str) -> str:
    """Return the name of a part or control as a heading.

    >>> named("two-relus-make-it"), named("and_is_easy")
    ('Two ReLUs make it', 'AND is easy')
    """
    spelled = {"relu": "ReLU", "relus": "ReLUs", "xor": "XOR", "xnor": "XNOR"}
    shown = [spelled.get(word, word) for word in re.split("[-_]", name)]
    first = "AND" if shown[:2] in (["and", "is"], ["and", "needs"]) else shown[0][0].upper() + shown[0][1:]
    return " ".join([first, *shown[1:]])


def anchor(target: str) -> str:
    """Return the anchor of a target on its claim's page.

    >>> anchor("parts/two-units")
    'part-two-units'
    """
    return words(target).replace(" ", "-")


GROUPS = (
    "collapse",
    "xor",
    "relu",
    "universality",
    "activations",
    "depth",
    "floating_point",
    "practice",
    "learning",
    "misconceptions",
)


def place(group: str) -> tuple[int, str]:
    """Return where a group stands among the others: in the order in which one would teach it, new ones last.

    >>> sorted(["practice", "mine", "xor", ""], key=place)
    ['xor', 'practice', '', 'mine']
    """
    return (GROUPS.index(group) if group in GROUPS else len(GROUPS), group)


def heading(group: str) -> str:
    """Return a group's name as a heading.

    >>> heading("floating_point"), heading("relu"), heading("")
    ('Floating point', 'ReLU', 'Other claims')
    """
    known = {"xor": "XOR", "relu": "ReLU", "catalogue": "Activations one by one", "": "Other claims"}
    return known.get(group, group.replace("_", " ").capitalize())


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "claim"), counted(12, "claim")
    ('1 claim', '12 claims')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
