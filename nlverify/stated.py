"""What a statement says that no certificate settles: counts of experiments, and theorems that are only cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def sampled_counts(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts that a `statement.json` states as observed: `{target: {"trials": …, "successes": …}}`."""
    return {target: {key: s[key] for key in ("trials", "successes")} for target, s in _of_kind(statement, "sampled")}


def cited(statement: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a `statement.json` takes from the literature: `{target: {"text": …, "source": …, "reason": …}}`."""
    return {target: {key: s[key] for key in ("text", "source", "reason")} for target, s in _of_kind(statement, "cited")}


def _of_kind(statement: Mapping[str, Any], kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for group in ("parts", "illustrations", "controls"):
        for name, s in statement[group].items():
            if s["kind"] == kind:
                yield f"{group}/{name}", s
