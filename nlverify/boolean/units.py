"""The search cut into units of work: run by any executor, kept in files, and put together exactly once.

A unit is a part of the tree with few open questions. The plan lists all units in the order of the tree, together with
what lies above them; it is the same wherever it is made. Each finished unit becomes a file of its own, written
whole or not at all, so that a run that was stopped goes on where it was. Putting together takes the plan again, and
wants for each unit one result that names it and the plan, with the digest of its content; anything missing,
changed, unknown or there twice is an error.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nlverify.boolean.tree import Part, explore
from nlverify.files import canonical, sha256, write_json

FORMAT = "nlverify-atlas-unit/1"
OPEN_PAIRS = {7: 25, 8: 40, 9: 70, 10: 140}  # of a unit, so that each takes a few seconds at most
AHEAD = 4  # units given to each worker at a time


class UnitError(ValueError):
    """The units cannot be put together: one is missing, changed, unknown or there twice."""


@dataclass(frozen=True)
class Plan:
    """What is to be done: the search for so many inputs, with all lines of its proof or only its counts."""

    inputs: int
    certify: bool

    @cached_property
    def top(self) -> Part:
        """What lies above the units; its lines say where they belong."""
        return explore(self.inputs, limit=OPEN_PAIRS.get(self.inputs, 0), certify=self.certify)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The paths of the units, in the order of the tree."""
        return self.top.units

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the plan: results of another one do not fit."""
        return sha256(canonical([FORMAT, self.inputs, self.certify, list(self.units)]))

    def order(self) -> list[str]:
        """Return the units in the order in which they are done: shuffled, so that those done speak for those left."""
        return random.Random(self.digest).sample(self.units, len(self.units))


def work(inputs: int, path: str, digest: str, certify: bool) -> dict[str, Any]:  # noqa: FBT001 - sent by position
    """Search one unit and return its record; runs wherever the executor likes."""
    part = explore(inputs, path, certify=certify)
    record: dict[str, Any] = {
        "format": FORMAT,
        "plan": digest,
        "unit": path,
        "classes": part.classes,
        "functions": str(part.functions),
        "nodes": part.nodes,
        "impossible": part.impossible,
        "lines": list(part.lines),
    }
    return {**record, "sha256": sha256(canonical(record))}


def file_of(folder: Path, path: str) -> Path:
    """Return the file of a unit: its path can be long, so its digest names it."""
    return folder / f"unit-{sha256(path)[:24]}.json"


def read(plan: Plan, file: Path) -> Part:
    """Return the result of a unit from its file.

    Raises UnitError if it is not as it was written, or of another plan.
    """
    try:
        return part_of(plan, json.loads(file.read_text(encoding="utf-8")))
    except UnitError as error:
        raise UnitError(f"{file.name}: {error}") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UnitError(f"{file.name}: expected a unit's result, got none; remove it and run again") from None


def part_of(plan: Plan, record: Mapping[str, Any]) -> Part:
    """Return the result that a record holds; see `read`."""
    content = {name: value for name, value in record.items() if name != "sha256"}
    if record.get("sha256") != sha256(canonical(content)) or record.get("format") != FORMAT:
        raise UnitError("expected a result as it was written, got a changed one; remove it and run again")
    if record["plan"] != plan.digest:
        raise UnitError("expected a result of this plan, got one of another; use another folder")
    return Part(
        record["unit"],
        record["classes"],
        int(record["functions"]),
        record["nodes"],
        record["impossible"],
        tuple(record["lines"]),
    )


def finished(plan: Plan, folder: Path) -> dict[str, Part]:
    """Return the results in a folder by path.

    Raises UnitError for a file that does not belong, or that holds another unit than it is named for.
    """
    found = dict[str, Part]()
    known = set(plan.units)
    for file in sorted(folder.glob("unit-*")):
        part = read(plan, file)
        if part.path not in known or file != file_of(folder, part.path):
            raise UnitError(f"{file.name}: expected a unit of the plan under its name, got another; remove it")
        found[part.path] = part
    return found


def run(
    plan: Plan,
    executor: Executor,
    workers: int,
    folder: Path | None = None,
    report: Callable[[Part, int], None] | None = None,
) -> dict[str, Part]:
    """Do all units that have no result in `folder` yet, and return the results of all by path.

    `report` is called with each new result and the number of units that are left. When an error or an
    interruption ends the run, what was finished stays in the folder.
    """
    done = finished(plan, folder) if folder else {}
    left = [path for path in plan.order() if path not in done]
    todo, running = iter(left), set[Future[dict[str, Any]]]()
    count = len(left)

    def fill() -> None:
        while len(running) < AHEAD * workers and (path := next(todo, None)) is not None:
            running.add(executor.submit(work, plan.inputs, path, plan.digest, plan.certify))

    fill()
    try:
        while running:
            ready, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ready:
                running.discard(future)
                record = future.result()
                part = part_of(plan, record)
                if part.path in done:
                    raise UnitError(f"unit {part.path}: expected one result, got two")
                if folder:
                    write_json(file_of(folder, part.path), record)
                done[part.path] = part
                count -= 1
                if report:
                    report(part, count)
            fill()
    finally:
        for future in running:
            future.cancel()
    return done


def merge(plan: Plan, parts: Iterable[Part]) -> Part:
    """Put the units together: the whole tree, with its lines in order.

    Raises UnitError if a unit is missing, there twice, or not one of the plan.
    """
    by_path = dict[str, Part]()
    for part in parts:
        if part.path in by_path:
            raise UnitError(f"unit {part.path}: expected one result, got two")
        by_path[part.path] = part
    if missing := [path for path in plan.units if path not in by_path]:
        raise UnitError(f"units: expected {len(plan.units)} results, got none for {len(missing)}; run again")
    if len(by_path) != len(plan.units) or len(set(plan.units)) != len(plan.units):
        raise UnitError(f"units: expected {len(plan.units)} results, got {len(by_path)}, some of them unknown")
    whole = [plan.top, *by_path.values()]

    def lines() -> Iterator[str]:
        for line in plan.top.lines:
            if line.startswith("unit "):
                yield from by_path[line.removeprefix("unit ")].lines
            else:
                yield line

    return Part(
        "",
        sum(part.classes for part in whole),
        sum(part.functions for part in whole),
        sum(part.nodes for part in whole),
        sum(part.impossible for part in whole),
        tuple(lines()),
    )


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
