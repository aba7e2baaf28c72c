"""Curves and rates with axes, drawn by Matplotlib and then given the page's colours and font."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from nlverify.site.figures.plane import rational
from nlverify.site.figures.read import Data, Material
from nlverify.site.figures.svg import INK, ONE, SOFT, WIDTH, WRONG, Figure, number, picture
from nlverify.site.read import SiteError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Plot

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
# Matplotlib gets plain colours, which afterwards are exchanged for the page's.
COLOURS = {"#010203": INK, "#2f80d0": ONE, "#8a8f98": SOFT, "#d9344a": WRONG}
PLAIN = {name: colour for colour, name in COLOURS.items()}
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "nlverify",
    "font.size": 10.5,
    "axes.titlesize": 11,
    "axes.linewidth": 0.75,
    "text.color": PLAIN[INK],
    "axes.labelcolor": PLAIN[INK],
    "axes.edgecolor": PLAIN[SOFT],
    "xtick.color": PLAIN[SOFT],
    "ytick.color": PLAIN[SOFT],
    "xtick.labelcolor": PLAIN[INK],
    "ytick.labelcolor": PLAIN[INK],
    "path.simplify_threshold": 0.2,
}


def figures(material: Material) -> Iterator[Figure]:
    """Yield the charts that the claim's author left data for."""
    for name, data in material.data.items():
        if data["kind"] == "curves":
            yield curves(material, name, data)
        elif data["kind"] == "rates":
            yield rates(material, name, data)


# ------------------------------------------------------------------ curves


def curves(material: Material, name: str, data: Data) -> Figure:
    """Draw curves on a logarithmic axis, a small picture for each group, with a level that is known exactly."""
    groups: dict[str, list[Data]] = {}
    for line in data["lines"]:
        groups.setdefault(line["group"], []).append(line)
    rows = -(-len(groups) // 2)
    height = 110 * rows + 44
    level = Fraction(data["level"])

    def draw(plot: Plot) -> None:
        axes = [*plot.subplots(rows, 2, sharex=True, sharey=True, squeeze=False).flat]
        for ax in axes[len(groups) :]:
            ax.remove()
        for ax, (group, lines) in zip(axes, groups.items(), strict=False):
            _curves(ax, data["steps"], lines)
            ax.axhline(float(level), color=PLAIN[WRONG], linestyle=(0, (5, 3)), linewidth=1.4)
            ax.set_title(group, pad=4)
        values = [v for v in (float(v) for line in data["lines"] for v in line["values"]) if v > 0]
        _axes(axes[0], max(data["steps"]), min([*values, float(level)]), max(values))
        plot.supxlabel(data["x"], fontsize=10.5)
        plot.supylabel(data["y"], fontsize=10.5)
        axes[0].annotate(rational(level), (1, float(level)), (-3, 3), textcoords="offset points",
                         xycoords=("axes fraction", "data"), ha="right", color=PLAIN[WRONG])  # fmt: skip
        axes[len(groups) - 2].tick_params(labelbottom=True)

    ends = {group: _ends(lines) for group, lines in groups.items()}
    title = f"{data['y'][0].upper()}{data['y'][1:]} in training"
    first = next(iter(groups.values()))
    each = f"a line each for {first[0]['name']} to {first[-1]['name']}"
    how = f"from the {first[1]['name']} to the {first[0]['name'].split()[0]}" if _band(first) else each
    caption = (
        f"{title}, {how}. Dashed: {rational(level)}, the least that an affine network can have. Both axes are "
        "logarithmic."
    )
    alt = (
        f"{len(groups)} small pictures of the {data['y']} against the {data['x']}, with a dashed line at "
        f"{rational(level)}. {' '.join(f'{group}: {words}.' for group, words in ends.items())}"
    )
    svg = chart(f"{material.id}-{name}", title, alt, draw, height)
    return Figure(name, title, svg, caption, alt)


def _curves(ax: Axes, steps: Sequence[int], lines: Sequence[Data]) -> None:
    if _band(lines):
        low, high = sorted(([float(v) for v in line["values"]] for line in lines), key=sum)
        ax.fill_between(steps, low, high, color=PLAIN[ONE], alpha=0.3, linewidth=0)
        for values in (low, high):
            ax.plot(steps, values, color=PLAIN[ONE], linewidth=1.2)
        return
    for line in lines:
        ax.plot(steps, [float(v) for v in line["values"]], color=PLAIN[ONE], linewidth=1, alpha=0.8)


def _band(lines: Sequence[Data]) -> bool:
    """Return whether these are the highest and the lowest value of many runs."""
    return len(lines) == 2 and {line["name"].split()[0] for line in lines} == {"highest", "lowest"}


def _axes(ax: Axes, last: int, low: float, high: float) -> None:
    """Set both scales; the axis of steps is logarithmic from 1 on, as there is a step 0."""
    ax.set_xscale("symlog", linthresh=1, linscale=0.5)
    ax.set_xlim(0, last)
    ticks = [0, *(10**k for k in range(len(str(last))))]
    ax.set_xticks(ticks, [str(t) for t in ticks])
    ax.set_yscale("log")
    room = max(1.25, (high / low) ** 0.06)
    ax.set_ylim(low / room, high * room)
    ax.minorticks_off()
    if high / low < 100:
        values = [v for v in (0.125, 0.25, 0.5, 1, 2, 4) if low / room <= v <= high * room]
        ax.set_yticks(values, [f"{v:g}" for v in values])


def _ends(lines: Sequence[Data]) -> str:
    last = sorted(float(line["values"][-1]) for line in lines)
    return f"at the end between {last[0]:.3g} and {last[-1]:.3g}"


# ------------------------------------------------------------------ rates


def rates(material: Material, name: str, data: Data) -> Figure:
    """Draw success rates with their confidence intervals."""
    rows = data["rows"]

    def draw(plot: Plot) -> None:
        ax = plot.subplots()
        for k, row in enumerate(rows):
            rate = row["successes"] / row["trials"]
            low, high = (float(Fraction(row[end])) for end in ("low", "high"))
            ax.plot([low, high], [k, k], color=PLAIN[ONE], linewidth=2.2)
            ax.plot([low, high], [k, k], "|", color=PLAIN[ONE], markersize=10, markeredgewidth=2.2)
            ax.plot([rate], [k], "o", color=PLAIN[ONE], markersize=7)
            ax.annotate(f"{row['successes']} of {row['trials']}", (rate, k), (0, 8), textcoords="offset points",
                        ha="center")  # fmt: skip
        ax.set_yticks(range(len(rows)), [row["name"] for row in rows])
        ax.set_ylim(len(rows) - 0.5, -0.8)
        ax.set_xlim(0, 1.03)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25 %", "50 %", "75 %", "100 %"])
        ax.grid(axis="x", color=PLAIN[SOFT], alpha=0.35, linewidth=0.75)
        ax.spines[["top", "right"]].set_visible(False)

    said = "; ".join(f"{row['name']}: {row['successes']} of {row['trials']}" for row in rows)
    title = "How many runs succeeded"
    caption = (
        "Discs: the share of runs that succeeded; bars: its confidence interval "
        f"({data['interval']}). Observed, not proven."
    )
    alt = (
        f"Success rates with their confidence intervals. {said}. "
        f"Intervals: {'; '.join(_percent(row['low']) + ' to ' + _percent(row['high']) for row in rows)}."
    )
    svg = chart(f"{material.id}-{name}", title, alt, draw, 46 * len(rows) + 40)
    return Figure(name, title, svg, caption, alt)


def _percent(value: str) -> str:
    return f"{float(Fraction(value) * 100):.1f} %"


# ------------------------------------------------------------------ Matplotlib


def chart(ident: str, title: str, alt: str, draw: Callable[[Plot], None], height: int) -> str:
    """Return what Matplotlib draws as a picture in the page's colours, font and names."""
    try:
        from matplotlib import rc_context
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure as Plot
    except ImportError:
        raise SiteError("figures: expected Matplotlib, got none; pip install 'nlverify[site]'") from None
    with rc_context(SETTINGS):
        plot = Plot(figsize=(WIDTH / 72, height / 72), layout="constrained")
        FigureCanvasSVG(plot)
        draw(plot)
        file = io.StringIO()
        plot.savefig(
            file, format="svg", transparent=True, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type"))
        )
    return picture(ident, title, alt, themed(file.getvalue(), ident), height)


def themed(drawing: str, ident: str) -> list[str]:
    """Return the groups of Matplotlib's SVG: its own style sheet and metadata gone, the page's colours put in.

    Names of elements are kept where something refers to them, and made this figure's own.
    """
    ET.register_namespace("", SVG[1:-1])
    root = ET.fromstring(drawing)
    used = set(re.findall(r"(?:url\(#|href=\"#)([^\")]+)", drawing))
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.set("id", f"{ident}-{name}")
        if LINK in element.attrib:
            element.set("href", f"#{ident}-{element.attrib.pop(LINK)[1:]}")
        for key, value in element.attrib.items():
            element.set(key, _rewritten(key, value, ident))
        for blank in ("text", "tail"):
            words = getattr(element, blank)
            setattr(element, blank, words if words and words.strip() else None)
    drawn = [child for child in root if child.tag in (f"{SVG}g", f"{SVG}defs") and child.find(f"{SVG}style") is None]
    return [_written(part) for child in drawn for part in _unwrapped(child)]


def _rewritten(key: str, value: str, ident: str) -> str:
    if key == "clip-path":
        return value.replace("url(#", f"url(#{ident}-")
    if key == "style":
        value = re.sub(r"font: ([\d.]+)px [^;]*", r"font-size: \1px", value)
        for plain, colour in COLOURS.items():
            value = value.replace(plain, colour)
        return value
    if key == "d" and not re.search("[^MLz0-9. -]", value.replace("\n", "")):
        return _relative(value)
    if key in ("d", "transform", "x", "y", "width", "height"):
        return re.sub(r"-?\d+\.\d+", lambda m: number(float(m[0]), 1), " ".join(value.split()))
    return value


def _relative(path: str) -> str:
    """Return a path of straight lines in tenths and relative coordinates, which takes half the bytes.

    >>> _relative("M 10 20.04 L 10.5 20 L 9 20 z")
    'M10 20l.5 0-1.5 0z'
    """
    found, here, before = "", (0, 0), ""
    for command, numbers in re.findall(r"([MLz])([^MLz]*)", path):
        if command == "z":
            found, before = found + "z", "z"
            continue
        there = tuple(round(10 * float(v)) for v in numbers.split())
        steps = there if command == "M" else (there[0] - here[0], there[1] - here[1])
        words = [number(v / 10, 1).replace("0.", ".") if abs(v) < 10 else number(v / 10, 1) for v in steps]
        pair = words[0] + ("" if words[1].startswith("-") else " ") + words[1]
        again = before == command == "L"
        found += (("" if pair.startswith("-") else " ") if again else {"M": "M", "L": "l"}[command]) + pair
        here, before = (there[0], there[1]), command
    return found


def _unwrapped(element: ET.Element) -> list[ET.Element]:
    """Return an element, or what is in it if it is a group that says nothing, or nothing if it is not seen."""
    inside = [part for child in element for part in _unwrapped(child)]
    if element.tag == f"{SVG}g" and not element.attrib:
        return inside
    if element.tag == f"{SVG}path" and element.get("style") == "fill: none":
        return []
    element[:] = inside
    return [element]


def _written(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode", short_empty_elements=True).replace(f' xmlns="{SVG[1:-1]}"', "")
