"""A little SVG: elements as text, a frame that maps the plane into the picture, and the project's colours.

A picture is 360 units wide, about the width of a phone, so that its text stays readable there.
Colours are CSS custom properties. Each has a value of its own for use outside of the site, of
middle brightness, which can be seen on white and on black. Text takes the text's colour.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from nlverify.site.figures.plane import Point, point

WIDTH = 360
FONT = 12

ONE = "var(--nl-one, #2f80d0)"  # label 1, and where a function is positive
ZERO = "var(--nl-zero, #b8690f)"  # label 0
WRONG = "var(--nl-wrong, #d9344a)"
ON_ONE = "var(--nl-on-one, #fff)"  # writing on label 1
SOFT = "var(--nl-soft, #8a8f98)"  # axes, grid
INK = "currentColor"
PALETTE = {
    "--nl-one": ("#1c6fc4", "#5aa5ee"),
    "--nl-zero": ("#a85c06", "#e09a45"),
    "--nl-on-one": ("#ffffff", "#06182b"),
    "--nl-wrong": ("#c4203a", "#ff6b7d"),
    "--nl-soft": ("#767b84", "#9aa0aa"),
}


@dataclass(frozen=True)
class Figure:
    """A picture for a claim's page: `svg` is a complete element, to stand in the page as it is.

    `caption` says what is seen, `alt` says it to those who do not see it. `name` is the same
    for the same figure of a claim, and unique in it.
    """

    name: str
    title: str
    svg: str
    caption: str
    alt: str


def stylesheet() -> str:
    """Return the CSS that gives figures the page's colours, light and dark."""

    def colours(scheme: int) -> str:
        return " ".join(f"{name}: {values[scheme]};" for name, values in PALETTE.items())

    return f':root {{ {colours(0)} }}\n[data-md-color-scheme="slate"] {{ {colours(1)} }}\n'


def number(value: float | Fraction, digits: int = 2) -> str:
    """Return a coordinate with at most so many decimals.

    >>> number(Fraction(1, 3)), number(2.0), number(-0.001)
    ('0.33', '2', '0')
    """
    scale = 10**digits
    text = f"{round(value * scale) / scale:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tag(element: str, *children: str, **attributes: str | float | Fraction | None) -> str:
    """Return an element; `_` in a name is `-`, a trailing `_` is dropped, and None leaves an attribute out.

    >>> tag("line", x1=0, stroke_width=1.5, class_="a")
    '<line x1="0" stroke-width="1.5" class="a"/>'
    """
    words = [element]
    for key, value in attributes.items():
        if value is not None:
            text = html.escape(value) if isinstance(value, str) else number(value)
            words.append(f'{key.rstrip("_").replace("_", "-")}="{text}"')
    opening = " ".join(words)
    return f"<{opening}>{''.join(children)}</{element}>" if children else f"<{opening}/>"


def text(
    words: str,
    x: float | Fraction,
    y: float | Fraction,
    *,
    anchor: str | None = None,
    size: float | None = None,
    fill: str | None = None,
    weight: str | None = None,
    style: str | None = None,
) -> str:
    """Return a line of text; (x, y) is on its base line."""
    return tag(
        "text",
        html.escape(words, quote=False),
        x=x,
        y=y,
        text_anchor=anchor,
        font_size=size,
        fill=fill,
        font_weight=weight,
        font_style=style,
    )


def picture(ident: str, title: str, alt: str, parts: Iterable[str], height: float, width: float = WIDTH) -> str:
    """Return the whole SVG element, named and described for those who do not see it."""
    return tag(
        "svg",
        tag("title", html.escape(title, quote=False), id=f"{ident}-title"),
        tag("desc", html.escape(alt, quote=False), id=f"{ident}-desc"),
        tag("g", *parts, fill=INK, font_size=FONT),
        xmlns="http://www.w3.org/2000/svg",
        class_="nl-figure",
        viewBox=f"0 0 {number(width)} {number(height)}",
        role="img",
        aria_labelledby=f"{ident}-title {ident}-desc",
        font_family="inherit",
        style=f"display: block; width: 100%; height: auto; max-width: {number(width / 12)}rem; margin: 0 auto",
    )


@dataclass(frozen=True)
class Frame:
    """A rectangle of the picture that shows the window x₀ ≤ x ≤ x₁, y₀ ≤ y ≤ y₁ of the plane."""

    left: float
    top: float
    width: float
    height: float
    window: tuple[Fraction, Fraction, Fraction, Fraction]

    def at(self, p: Sequence[float | Fraction]) -> tuple[float | Fraction, float | Fraction]:
        """Return where a point of the plane is in the picture."""
        x0, x1, y0, y1 = self.window
        across, up = (p[0] - x0) / (x1 - x0), (y1 - p[1]) / (y1 - y0)
        return _mixed(self.left, self.width, across), _mixed(self.top, self.height, up)

    def path(self, points: Iterable[Sequence[float | Fraction]], *, closed: bool = False) -> str:
        """Return the path through these points."""
        steps = [" ".join(number(c) for c in self.at(p)) for p in points]
        return f"M{'L'.join(steps)}{'Z' if closed else ''}"

    def line(self, points: Iterable[Sequence[float | Fraction]], stroke: str = INK, **style: str | float) -> str:
        """Draw a line through these points."""
        style = {"stroke_width": 1.8, "fill": "none", **style}
        return tag("path", d=self.path(points), stroke=stroke, **style)

    def area(self, cells: Iterable[Iterable[Point]], fill: str = ONE, opacity: float = 0.2) -> str:
        """Fill polygons."""
        path = "".join(self.path(cell, closed=True) for cell in cells)
        return tag("path", d=path, fill=fill, fill_opacity=opacity) if path else ""

    def border(self) -> str:
        """Draw the frame itself."""
        return tag(
            "rect", x=self.left, y=self.top, width=self.width, height=self.height, fill="none", stroke=SOFT,
            stroke_width=0.75,
        )  # fmt: skip

    def axes(self, x: str = "", y: str = "") -> str:
        """Draw both axes where they are seen; their names stand outside, right of the one and left of the other."""
        x0, x1, y0, y1 = self.window
        found = []
        if y0 <= 0 <= y1:
            found.append(self.line([(x0, 0), (x1, 0)], SOFT, stroke_width=1))
            if x:
                px, py = self.at((x1, Fraction(0)))
                found.append(text(x, float(px) + 3, float(py) + 4, size=10))
        if x0 <= 0 <= x1:
            found.append(self.line([(0, y0), (0, y1)], SOFT, stroke_width=1))
            if y:
                found.append(text(y, self.left - 3, self.top + 8, anchor="end", size=10))
        return "".join(found)

    def title(self, words: str, size: float = 11, *, above: float = 6) -> str:
        """Write a line above the frame, in its middle."""
        return text(words, self.left + self.width / 2, self.top - above, anchor="middle", size=size)

    def write(
        self, words: str, at: Sequence[float | Fraction], dx: float = 0, dy: float = 0, *, anchor: str = "middle",
        size: float = 11, fill: str | None = None,
    ) -> str:  # fmt: skip
        """Write at a point of the plane, moved by (dx, dy) in the picture."""
        px, py = self.at(at)
        return text(words, float(px) + dx, float(py) + dy, anchor=anchor, size=size, fill=fill)

    def mark(self, p: Point, label: Fraction, *, wrong: bool = False, bits: bool = True, size: float = 8) -> str:
        """Draw a point with its label: a full disc for 1, a hollow one (or a star) for 0, a cross around if wrong."""
        x, y = self.at(p)
        one = label == 1
        if bits:
            found = tag("circle", cx=x, cy=y, r=size, fill=ONE if one else "#fff",
                        stroke=ONE if one else ZERO, stroke_width=2)  # fmt: skip
            found += text("1" if one else "0", x, float(y) + 4, anchor="middle", size=11,
                          fill=ON_ONE if one else "#7a4300", weight="bold")  # fmt: skip
        elif one:
            found = tag("circle", cx=x, cy=y, r=size * 0.55, fill=ONE)
        else:
            found = tag("path", d=star(float(x), float(y), size * 0.85), fill=ZERO)
        found += cross(float(x), float(y), size + 5) if wrong else ""
        kind = "nl-point nl-wrong" if wrong else "nl-point"
        return tag("g", tag("title", f"{point(p)}: {label}"), found, class_=kind, data_at=",".join(str(c) for c in p))

    def dot(self, p: Sequence[float | Fraction], radius: float = 3, fill: str = INK) -> str:
        """Draw a small disc."""
        x, y = self.at(p)
        return tag("circle", cx=x, cy=y, r=radius, fill=fill)


def star(x: float, y: float, radius: float) -> str:
    """Return the path of a five-pointed star."""
    turns = [(radius if k % 2 == 0 else radius * 0.42, math.pi * k / 5) for k in range(10)]
    corners = [f"{number(x + r * math.sin(a))} {number(y - r * math.cos(a))}" for r, a in turns]
    return f"M{'L'.join(corners)}Z"


def cross(x: float, y: float, size: float) -> str:
    """Draw a ring and a small cross at its upper right: wrong here, also for those who see no red."""
    s = size * 0.707
    a, b = x + s, y - s
    strokes = f"M{number(a - 3.5)} {number(b - 3.5)}l7 7m0-7l-7 7"
    return (
        tag("circle", cx=x, cy=y, r=size, fill="none", stroke=WRONG, stroke_width=2, stroke_dasharray="3 2")
        + tag("circle", cx=a, cy=b, r=6.5, fill=WRONG)
        + tag("path", d=strokes, stroke=ON_ONE, stroke_width=1.8)
    )


def _mixed(start: float, size: float, part: float | Fraction) -> float | Fraction:
    if isinstance(part, Fraction):
        return Fraction(start) + Fraction(size) * part
    return start + size * part
