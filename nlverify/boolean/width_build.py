"""How `width_tables.json` is made, and made again: every class, every model, with what shows each number.

    nlverify widths 4 --hardest

makes it anew. For each class and each model with ReLUs: k = 0, 1, 2, … units are tried in turn. Either a network is
found, and run on all inputs; or for each choice of signs of the outer weights a tree of cases excludes all networks,
and is checked by `width_check`. Trees are not kept: those for four inputs have 5 million leaves together. For
threshold units, see `width_threshold`.

What rests on what, for four inputs: all upper bounds on networks that are run; lower bounds with ReLUs on trees, with
threshold units on the XOR hidden in a function (width 2) or on one program that goes through all combinations (more).
One lower bound takes a search of minutes: that three ReLUs are not enough for 0x1be4 and its class (`HARDEST`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from typing import Any

import numpy as np

from nlverify.boolean.npn import npn, representatives
from nlverify.boolean.rectangles import hidden_xor, holds
from nlverify.boolean.width import FILE, SCHEMA, Hidden, Lower, Model, Network, Width, WrongError
from nlverify.boolean.width_check import leaves
from nlverify.boolean.width_find import affine_network, by_solver, from_exact, relu_network, searched
from nlverify.boolean.width_search import MODELS, Solution, WidthError, excluded
from nlverify.boolean.width_threshold import exact_network, sign_widths, units

HARDEST = 0x1BE4  # x₁ xor (x₂ or x₃, as x₄ says): the only class of four inputs that needs four ReLUs
DEPTH = 6  # decisions by which the search for HARDEST is cut into parts
# Another function of that class, and an order of the points, for which the search is short.
TURNED, ORDER = 0x5A3C, tuple(int(f"{x:04b}"[::-1], 2) for x in range(16))
SHORT = {"R-exact": MODELS[0], "R-skip": MODELS[1], "R-sign": MODELS[2]}


@dataclass(frozen=True)
class Part:
    """One of the parts into which the search for HARDEST is cut: the signs, and the first decisions."""

    positive: int
    prefix: tuple[int, ...]


def built(inputs: int, tables: Iterable[int] | None = None, *, hardest: int | None = None) -> Iterator[dict[str, Any]]:
    """Yield the row of each class as the file has it, one after the other; `tables` chooses some of them.

    `hardest` is the number of leaves of the proof that HARDEST needs four, if it has been made (see `parts`);
    without it that bound is taken from Z3, and called so.
    """
    chosen = map(int, np.unique(representatives(inputs))) if tables is None else tables
    for table in chosen:
        found = npn(table, inputs)
        if found is None or found.representative != table:
            raise WidthError(f"{table:#x}: expected the least table of a class of functions of {inputs} inputs")
        row: dict[Model, Width] = {}
        for model in ("R-exact", "R-skip", "R-sign"):
            row[model] = relu_width(table, inputs, model, row.get("R-exact"), hardest)
        row |= threshold_widths(table, inputs)
        cells = {model: _cell(width) for model, width in row.items()}
        yield {"table": hex(table), "size": found.size, "models": cells}


def relu_width(table: int, inputs: int, model: Model, exact: Width | None, hardest: int | None = None) -> Width:
    """Return the width in a model with ReLUs; `exact` is that in R-exact, whose network serves R-sign as well."""
    lower: Lower = "nothing"
    total: int | None = None
    for k in range(1 << inputs):
        found = _network(table, inputs, k, model, exact)
        if found is not None:
            return Width(k, found, lower, total)
        if k == 0:
            lower = "corpus" if model == "R-skip" and inputs <= 3 else "values"
        elif inputs <= 3:
            lower, total = "corpus", excluding_leaves(table, inputs, k, model)
        elif k <= 2:
            lower, total = "tree", excluding_leaves(table, inputs, k, model)
        else:
            lower, total = ("solver", None) if hardest is None else ("tree", hardest)
    raise WidthError(f"{table:#x}: expected a network of fewer than {1 << inputs} units")


def excluding_leaves(table: int, inputs: int, k: int, model: Model) -> int:
    """Return how many leaves the trees have that exclude k units, after checking them; WidthError if there are none."""
    total = 0
    for positive in range(k + 1):
        tree = excluded(table, inputs, k, SHORT[model], positive)
        if isinstance(tree, Solution):
            raise WidthError(f"{table:#x}, {model}: expected no network of {k} units, got one")
        total += leaves(tree, table, inputs, k, SHORT[model], positive)
    return total


def threshold_widths(table: int, inputs: int) -> dict[Model, Width]:
    """Return the widths with threshold units; that of T-exact is the same, as its network shows."""
    value = int(sign_widths(inputs)[table])
    lower: Lower = ("nothing", "values", "rectangle", "enumerated", "enumerated")[value]
    if value == 2:
        found = hidden_xor(table, inputs)
        if found is None or not holds(table, found, inputs):
            raise WrongError(f"{table:#x}: expected an XOR hidden in it, got none")
    exact = exact_network(table, inputs, value)
    sign = from_exact(exact)
    sign.check(table, inputs)
    return {"T-exact": Width(value, exact, lower), "T-sign": Width(value, sign, lower)}


# ------------------------------------------------------------------ that three units do not suffice for one class


def parts() -> list[Part]:
    """Return the parts of the proof that no three ReLUs compute HARDEST: all signs with all first decisions."""
    return [Part(p, prefix) for p in range(4) for prefix in product((1, 0), repeat=DEPTH)]


def part_leaves(part: Part) -> int:
    """Return the number of leaves of one part, after making and checking it."""
    given: dict[str, Any] = {"twins": True, "order": ORDER, "prefix": part.prefix}
    tree = excluded(TURNED, 4, 3, "exact", part.positive, **given)
    if isinstance(tree, Solution):
        raise WidthError(f"{TURNED:#x}: expected no network of three units, got one")
    return leaves(tree, TURNED, 4, 3, "exact", part.positive, **given)


def hardest_leaves(pool: Executor | None = None, progress: Callable[[int, int], None] | None = None) -> int:
    """Return the number of leaves of the whole proof for HARDEST: minutes, and hours without Numba.

    Raises WidthError or RejectedError where something is not as it should be.
    """
    found = npn(TURNED, 4)
    if found is None or found.representative != HARDEST:
        raise WidthError(f"{TURNED:#x}: expected a function of the class of {HARDEST:#x}")
    todo, total = parts(), 0
    for done, count in enumerate(map(part_leaves, todo) if pool is None else pool.map(part_leaves, todo), 1):
        total += count
        if progress is not None:
            progress(done, len(todo))
    return total


# ------------------------------------------------------------------ the file


def one(task: tuple[int, int, int | None]) -> dict[str, Any]:
    """Return the row of one class: (inputs, table, leaves of the longest proof, if that has been made)."""
    inputs, table, hardest = task
    return next(built(inputs, [table], hardest=hardest))


def shipped(inputs: int) -> dict[int, dict[str, Any]]:
    """Return the rows of the file, by table."""
    data = json.loads(files("nlverify.boolean").joinpath(FILE).read_text(encoding="utf-8"))
    return {int(row["table"], 16): row for row in data["inputs"][str(inputs)]}


def differences(made: dict[str, Any], known: dict[str, Any]) -> list[str]:
    """Return a line for each width that is not as in the file, or rests on something else; networks may differ.

    Without the longest proof its bound rests on Z3's answer here, and on the proof in the file.
    """
    lines = []
    for model, cell in made["models"].items():
        found, expected = ({k: c.get(k) for k in ("width", "lower", "leaves")} for c in (cell, known["models"][model]))
        if found["lower"] == "solver" and expected["lower"] == "tree":
            found = {**expected, "width": found["width"]}
        if found != expected:
            lines.append(f"{made['table']}, {model}: expected {expected}, got {found}")
    if made["size"] != known["size"]:
        lines.append(f"{made['table']}: expected {known['size']} functions, got {made['size']}")
    return lines


# ------------------------------------------------------------------ inside


def _network(table: int, inputs: int, k: int, model: Model, exact: Width | None) -> Network | None:
    """Return a network of k units, or None if there is none (which then has to be shown)."""
    if k == 0:
        return affine_network(table, inputs, model)
    if model == "R-sign" and exact is not None and exact.value == k:
        return _checked(from_exact(exact.network), table, inputs)
    if model == "R-sign" and k == 1:
        if table not in units(inputs):
            return None
        weights, bias = units(inputs)[table]
        return _checked(Network(model, (Hidden(weights, bias, 1),), 0), table, inputs)
    if model != "R-sign":
        found = relu_network(table, inputs, k, model) if k <= 4 else None
        if found is not None:
            return found
    return searched(table, inputs, k, model) if k << inputs <= 32 else by_solver(table, inputs, k, model)


def _checked(network: Network, table: int, inputs: int) -> Network:
    network.check(table, inputs)
    return network


def _cell(width: Width) -> dict[str, Any]:
    cell: dict[str, Any] = {"width": width.value, "network": width.network.to_json(), "lower": width.lower}
    return cell if width.leaves is None else {**cell, "leaves": width.leaves}


def document(rows: dict[int, list[dict[str, Any]]]) -> str:
    """Return the file's text: a line for each class."""
    lines = []
    for inputs, found in rows.items():
        classes = ",\n".join(f"  {json.dumps(row, separators=(',', ':'))}" for row in found)
        lines.append(f' "{inputs}": [\n{classes}\n ]')
    return f'{{"schema": "{SCHEMA}", "inputs": {{\n' + ",\n".join(lines) + "\n}}\n"
