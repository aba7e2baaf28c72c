"""What figures are made from: the statements and certificates of one claim's folder, and its page's data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.site.figures.plane import Point

Data: TypeAlias = Mapping[str, Any]
GROUPS = ("parts", "illustrations", "controls")


@dataclass(frozen=True)
class Target:
    """A statement, and the certificates that the claim's folder holds for it."""

    group: str
    name: str
    statement: Data
    certificates: tuple[Data, ...]

    @property
    def kind(self) -> str:
        """The statement's kind."""
        return str(self.statement["kind"])

    @property
    def points(self) -> list[Point]:
        """The points of its table."""
        return [tuple(Fraction(c) for c in p) for p in self.statement["points"]]

    @property
    def values(self) -> list[Fraction]:
        """The values of its table, or labels."""
        return [Fraction(v) for v in self.statement["values"]]

    @property
    def plane(self) -> bool:
        """Whether it has a table of points in the plane."""
        return "points" in self.statement and all(len(p) == 2 for p in self.statement["points"])

    @property
    def bits(self) -> bool:
        """Whether all coordinates are 0 or 1."""
        return all(c in ("0", "1") for p in self.statement["points"] for c in p)

    def certificate(self, form: str) -> Data | None:
        """Return the first certificate of this format."""
        return next((c for c in self.certificates if c["format"] == form), None)


@dataclass(frozen=True)
class Material:
    """Everything that a claim's figures may use."""

    id: str
    targets: tuple[Target, ...]
    data: Data  # what the claim's author put there to be drawn

    def of(self, *kinds: str, group: str | None = None) -> Iterator[Target]:
        """Yield the targets of these kinds, parts first."""
        yield from (t for t in self.targets if t.kind in kinds and group in (None, t.group))

    def get(self, group: str, name: str) -> Target | None:
        """Return one target."""
        return next((t for t in self.targets if (t.group, t.name) == (group, name)), None)


def read(folder: Path) -> Material:
    """Read a claim's folder of a bundle."""
    statement = _json(folder / "statement.json")
    found = [_json(path) for path in sorted(folder.glob("certificate-*.json"))]
    page = _json(folder / "page.json") if (folder / "page.json").is_file() else {}
    targets = [
        Target(group, name, statement[group][name], tuple(c for c in found if c["for"] == f"{group}/{name}"))
        for group in GROUPS
        for name in _order(statement[group], page.get(group, ()))
    ]
    return Material(statement["id"], tuple(targets), page.get("figures", {}))


def _order(names: Iterable[str], page: Iterable[Any]) -> list[str]:
    """Return the names in the author's order, which is the page's; statement.json sorts them."""
    wanted = [entry if isinstance(entry, str) else entry["name"] for entry in page]
    return sorted(names, key=lambda name: wanted.index(name) if name in wanted else len(wanted))


def _json(path: Path) -> Data:
    data: Data = json.loads(path.read_text(encoding="utf-8"))
    return data
