"""What trained networks do: where each is positive, from the exact weights that the statement lists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from nlverify.site.figures import plane
from nlverify.site.figures.lines import COORDINATES, marks, window
from nlverify.site.figures.plane import Cell, Piece, box, chord, cut, outline, rational
from nlverify.site.figures.read import Data, Material, Target
from nlverify.site.figures.svg import ONE, SOFT, Figure, Frame, picture, tag

COLUMNS = 2


def figures(material: Material) -> Iterator[Figure]:
    """Yield one figure of all networks that classify the same points."""
    targets = [t for t in material.of("classifies", group="parts") if t.plane]
    if targets:
        yield boundaries(material, targets)


def sheets(target: Target, network: Data, cell: Cell) -> list[Piece]:
    """Return the pieces of a network of the target within a polygon."""
    tree = plane.network_tree(network, target.statement["activation"], COORDINATES)
    return plane.pieces(tree, COORDINATES, cell)


def positive(found: list[Piece]) -> list[Cell]:
    """Return the outlines of where f > 0."""
    return outline([above for p in found if (above := cut(p.cell, p.value)[0]) and not _dead(p)])


def edge(found: list[Piece]) -> list[Cell]:
    """Return the segments on which f = 0."""
    return [line for p in found if not p.value.constant and (line := chord(p.cell, p.value))]


def _dead(piece: Piece) -> bool:
    return piece.value.constant and piece.value.bias <= 0


def boundaries(material: Material, targets: list[Target]) -> Figure:
    """Draw a small picture for each part: its first network shaded, the boundaries of the others as thin lines."""
    side, gap, top = 148, 32, 26
    parts, said = [], []
    for k, target in enumerate(targets):
        row, column = divmod(k, COLUMNS)
        frame = Frame(20 + column * (side + gap), top + row * (side + 36), side, side, _window(target))
        plane_ = box(frame.window)
        networks = target.statement["networks"]
        first, *others = (sheets(target, network, plane_) for network in networks)
        parts.append(frame.area(positive(first), opacity=0.25))
        parts.append(_lines(frame, [line for found in others for line in edge(found)], SOFT, 0.9))
        parts.append(_lines(frame, edge(first), ONE, 2.2))
        parts += [frame.axes("x₁", "x₂"), frame.border(), *marks(frame, target, size=8)]
        count = len(networks[0]["units"])
        units = f"{count} unit{'s' if count > 1 else ''}"
        parts.append(frame.title(f"{units}: {len(networks)} network{'s' if len(networks) > 1 else ''}"))
        said.append(f"{len(networks)} with {units}, margin {rational(Fraction(target.statement['margin']))}")
    title = "Where the trained networks say 1"
    caption = (
        "Shaded: where the first network of each width is positive. Thin lines: the boundaries of the others. The "
        "pictures are drawn from the exact weights in the statement, and every network is right at every point: "
        f"{'; '.join(said)}."
    )
    alt = (
        f"{len(targets)} small pictures of the plane with the labelled points. In each, the region where a trained "
        "network is positive holds all points labelled 1 and none labelled 0, and so do those of the other networks, "
        f"whose boundaries are drawn: {'; '.join(said)}."
    )
    rows = -(-len(targets) // COLUMNS)
    svg = picture(f"{material.id}-boundaries", title, alt, parts, top + rows * (side + 36) - 26)
    return Figure("boundaries", title, svg, caption, alt)


def _window(target: Target) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    return window(target.points, Fraction(3, 5) if target.bits else Fraction(1))


def _lines(frame: Frame, lines: list[Cell], stroke: str, width: float) -> str:
    path = "".join(frame.path(line) for line in lines)
    return tag("path", d=path, stroke=stroke, stroke_width=width, fill="none") if path else ""
