"""Figures for a claim's page, each computed from the claim's own statements, certificates and data."""

from __future__ import annotations

from pathlib import Path

from nlverify.site.figures import activation, charts, collapse, conics, folds, learned, lines, monotone, relu
from nlverify.site.figures.read import read
from nlverify.site.figures.svg import Figure, stylesheet

__all__ = ["Figure", "for_claim", "stylesheet"]

MAKERS = (
    collapse.figures,
    lines.figures,
    monotone.figures,
    folds.figures,
    relu.figures,
    conics.figures,
    learned.figures,
    charts.figures,
    activation.figures,
)


def for_claim(folder: Path) -> list[Figure]:
    """Return the figures of the claim whose folder of a bundle this is; none if nothing in it can be drawn."""
    material = read(folder)
    return [figure for maker in MAKERS for figure in maker(material)]
