"""The cells of the catalogue: what follows from the certified facts of one activation, question by question.

Each rule is one step that a reader can take in the head; what it rests on is named in the cell. Where nothing is
certified, the claim's author may cite the literature, and the cell says so.
"""

from __future__ import annotations

from collections.abc import Mapping

from nlverify.site.activations import shape, smoothness, values
from nlverify.site.activations.cell import Cell, Rule
from nlverify.site.activations.facts import Activation
from nlverify.site.read import Data, SiteError

HEADINGS = {
    "affine": "affine",
    "bounded": "bounded",
    "range": "range",
    "monotone": "monotone",
    "convex": "convex",
    "continuous": "continuous",
    "smooth": "smooth",
    "lipschitz": "Lipschitz constant",
    "polynomial": "polynomial",
    "shallow": "universal, one hidden layer",
    "deep": "universal with depth",
    "xor": "XOR in one unit",
    "error": "from affine on [−h, h]",
}
COLUMNS = {
    "affine": "Affine?",
    "bounded": "Bounded (does it squash)?",
    "range": "Range",
    "monotone": "Monotone?",
    "convex": "Convex?",
    "continuous": "Continuous?",
    "smooth": "Smooth?",
    "lipschitz": "Lipschitz constant",
    "polynomial": "Polynomial?",
    "shallow": "Universal with one hidden layer?",
    "deep": "Universal with depth?",
    "xor": "Does one unit compute XOR?",
    "error": "Distance from affine on [−h, h]",
}


def cells(f: Activation) -> dict[str, Cell]:
    """Return the answer to every question about a function.

    Raises SiteError if there is none, neither certified nor cited.
    """
    cited: Mapping[str, Data] = f.data.get("cited", {})
    found: dict[str, Cell] = {}
    for column in COLUMNS:
        cell = RULES[column](f)
        if cell is None and column in cited:
            told = cited[column]
            short = told.get("short", "")
            cell = Cell(told["value"], told["why"], claims=tuple(told.get("claims", ())), cited=True, short=short)
        if cell is None:
            raise SiteError(f"{f.subject.id}: expected an answer to {column!r}, got none; add a part, or cite one")
        found[column] = cell
    return found


RULES: Mapping[str, Rule] = {
    "affine": values.affine,
    "bounded": values.bounded,
    "range": values.image,
    "monotone": shape.monotone,
    "convex": shape.convex,
    "continuous": smoothness.continuous,
    "smooth": smoothness.smooth,
    "lipschitz": smoothness.lipschitz,
    "polynomial": values.polynomial,
    "shallow": values.shallow,
    "deep": values.deep,
    "xor": shape.xor,
    "error": shape.error,
}
