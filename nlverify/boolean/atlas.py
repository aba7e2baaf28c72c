"""The atlas: for each number of inputs, how many Boolean functions one neuron computes, and how that is known."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from nlverify.boolean import plain, published, units
from nlverify.boolean.arrays import decide_all
from nlverify.boolean.dataset import CLASS_COLUMNS, Dataset, class_rows
from nlverify.boolean.every import ONE_BY_ONE, rows, threshold_functions_of_five
from nlverify.boolean.tree import Part, SearchError, explore
from nlverify.evidence import Classes, EqualSums
from nlverify.files import write_json
from nlverify.statement import HiddenXor

DECIDED = 5  # inputs up to which each function is decided by itself
CERTIFIED = 8  # inputs up to which the tree of classes is written, and checked by nlcheck
ALONE = 7  # inputs up to which one process is enough
SMALL_PART = 400  # nodes of a part that is searched once more in plain Python

# Of nine inputs: no XOR hides in it, and three points with 1 have the sum of three with 0. In hexadecimal digits, the
# value at 0…0 first.
NINE_INPUTS = (
    "0000000000000000000000000001011f000000010001017f0003037f077fffff"
    "0001013f077f7fff077fffffffffffff177fffffffffffffffffffffffffffff"
)


@dataclass(frozen=True)
class Count:
    """What was counted for n inputs, and how it is known: see the column "shown" of the data set."""

    inputs: int
    functions: int
    classes: int | None
    shown: str

    @property
    def published(self) -> int | None:
        """The published number of functions, None if there is none."""
        return published.FUNCTIONS.get(self.inputs)

    @property
    def agrees(self) -> bool:
        """Whether nothing else was published."""
        functions, classes = published.FUNCTIONS.get(self.inputs), published.CLASSES.get(self.inputs)
        return functions in (None, self.functions) and (self.classes is None or classes in (None, self.classes))

    def row(self) -> list[object]:
        """Return the row of the data set."""
        share = f"{Decimal(self.functions) / 2**2**self.inputs:.3g}"
        return [self.inputs, str(self.functions), self.classes or "", share, self.shown]


def count_each(inputs: int, data: Dataset | None) -> int:
    """Decide every function of at most five inputs, and return how many are threshold functions.

    The rows go to `data`: of five inputs only the threshold functions, with weights.
    """
    if inputs > ONE_BY_ONE:
        tables = threshold_functions_of_five()
        answers = decide_all(tables, inputs)
        if not answers.is_threshold.all():
            raise SearchError("expected weights for each function without a hidden XOR, got none for some")
        if data:
            listed = zip(tables.tolist(), answers.weights.tolist(), answers.threshold.tolist(), strict=True)
            found = [[f"{table:08x}", " ".join(map(str, w)), t] for table, w, t in listed]
            about = "all threshold functions of 5 inputs, of 2^32 functions"
            data.add("functions-5", about, ("table", "weights", "t"), found)
        return len(tables)
    found = rows(inputs)
    if data:
        columns = ("table", "threshold", "weights", "t", "a", "b", "c", "d")
        data.add(f"functions-{inputs}", f"all {len(found)} functions of {inputs} inputs", columns, found)
    return sum(row[1] == 1 for row in found)


def write_classes(part: Part, inputs: int, data: Dataset) -> None:
    """Write the classes of a tree as a table."""
    about = f"threshold functions F with F(−z) = not F(z) of {inputs + 1} variables, up to symmetry"
    data.add(f"classes-{inputs}", about, CLASS_COLUMNS, class_rows(part.lines))


def write_bundle(part: Part, inputs: int, folder: Path) -> Path:
    """Write statement and certificates for nlcheck below `folder`, and return the claim's folder."""
    claim = folder / f"hidden-xor-{inputs}"
    claim.mkdir(parents=True, exist_ok=True)
    controls = {"nine-inputs": HiddenXor(9, published.FUNCTIONS[9]).to_json()}
    statement: dict[str, Any] = {"schema": "nlverify-statement/1", "id": claim.name, "uses": [], "illustrations": {}}
    statement |= {"parts": {"main": HiddenXor(inputs, part.functions).to_json()}, "controls": controls}
    write_json(claim / "statement.json", statement)
    no_unit = EqualSums(f"{int(NINE_INPUTS, 16):0512b}", (206, 185, 336), (122, 392, 213))
    write_json(claim / "certificate-main.json", {"for": "parts/main", **Classes(part.lines).to_json()})
    write_json(claim / "certificate-nine-inputs.json", {"for": "controls/nine-inputs", **no_unit.to_json()})
    return claim


def search(
    inputs: int,
    executor: Executor,
    workers: int,
    folder: Path | None = None,
    report: Callable[[Part, int], None] | None = None,
) -> tuple[units.Plan, dict[str, Part]]:
    """Search the whole tree for functions of so many inputs, and return the results of its units."""
    plan = units.Plan(inputs, certify=inputs <= CERTIFIED)
    return plan, units.run(plan, executor, workers, folder, report)


@dataclass(frozen=True)
class Second:
    """A second look at a unit: at all of it by the same code, at a small part of it by other code."""

    unit: str
    path: str
    nodes: int
    same: bool


def look_again(plan: units.Plan, done: dict[str, Part], samples: int, seed: int) -> list[Second]:
    """Search some units again, chosen at random, and a small part of each in plain Python, which shares no code."""
    random, found = Random(seed), list[Second]()
    some = [unit for unit in plan.units if done[unit].classes]  # the others have no weights to search for
    for unit in random.sample(some, min(samples, len(some))):
        whole = explore(plan.inputs, unit, certify=plan.certify)
        path, part = unit, explore(plan.inputs, unit)
        while part.nodes > SMALL_PART:
            path = plain.onwards(plan.inputs, path, random)
            part = explore(plan.inputs, path)
        found.append(Second(unit, path, part.nodes, whole == done[unit] and plain.explore(plan.inputs, path) == part))
    return found
