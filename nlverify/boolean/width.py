"""How many hidden units a network with one hidden layer needs for a Boolean function of at most four inputs.

Each of the k hidden units has weights wⱼ and a bias bⱼ of its own; weights are real numbers. Five models:

| model   | hidden unit                          | output                                        |
|---------|--------------------------------------|-----------------------------------------------|
| R-exact | hⱼ = relu(wⱼ·x + bⱼ)                 | Σ vⱼhⱼ + c is f(x), which is 0 or 1           |
| R-skip  | hⱼ = relu(wⱼ·x + bⱼ)                 | Σ vⱼhⱼ + u·x + c is f(x)                      |
| R-sign  | hⱼ = relu(wⱼ·x + bⱼ)                 | f(x) = 1 where Σ vⱼhⱼ + c > 0, 0 elsewhere    |
| T-exact | hⱼ = 1 if wⱼ·x + bⱼ > 0, 0 elsewhere | Σ vⱼhⱼ + c is f(x)                            |
| T-sign  | hⱼ = 1 if wⱼ·x + bⱼ > 0, 0 elsewhere | f(x) = 1 where Σ vⱼhⱼ + c > 0, 0 elsewhere    |

The *width* of f in a model is the least k. Width 0 leaves the constants; in R-skip, whatever is affine.

**Classes.** Permuting or negating inputs and negating the output (NPN) changes no width. Inputs: x ↦ 1 − x and a
permutation are affine maps; put into wⱼ·x + bⱼ (and u·x + c), they give other weights of the same form. Output, where
f is met exactly: 1 − f = Σ (−vⱼ)hⱼ − u·x + (1 − c). Output by sign: there are finitely many x, so let ε > 0 be less
than every positive value of g = Σ vⱼhⱼ + c (ε = 1 if there is none); then f(x) = 0 where g ≤ 0, that is where
ε − g > 0, and f(x) = 1 where g ≥ ε, hence ε − g ≤ 0; so ε − g is a network for 1 − f. Nor does an input matter
on which f does not depend: it gets weight 0, or is set to 0.

**Order.** A network for R-exact is one for R-skip, with u = 0; and with c − ½ in place of c it is one for R-sign. So is
one for T-exact for T-sign. Hence R-skip ≤ R-exact, R-sign ≤ R-exact and T-sign ≤ T-exact.

The table of all classes is `width_tables.json`, made by `nlverify.boolean.width_build`. Every network in it has whole
numbers and is run here on all inputs before it is given to anybody.

>>> widths(0x6, 2)["R-exact"].value, widths(0x6, 2)["R-skip"].value
(2, 1)
>>> print(widths(0x9, 2)["R-exact"].network)
1 − relu(−x₁ + x₂) − relu(x₁ − x₂)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from nlverify.boolean.tables import full, point

if TYPE_CHECKING:
    from nlverify.boolean.npn import Change

Model: TypeAlias = Literal["R-exact", "R-skip", "R-sign", "T-exact", "T-sign"]
Lower: TypeAlias = Literal["nothing", "values", "corpus", "rectangle", "tree", "enumerated", "solver"]

MODELS: tuple[Model, ...] = ("R-exact", "R-skip", "R-sign", "T-exact", "T-sign")
MAX_INPUTS = 4
FILE = "width_tables.json"
SCHEMA = "nlverify-widths/1"
LOWER: Mapping[Lower, str] = {
    "nothing": "nothing to show",
    "values": "its values show it: the function is not constant (in R-skip: not affine)",
    "corpus": "certified: the corpus has a tree of cases, accepted by nlcheck",
    "rectangle": "certified: an XOR is hidden in it, so it is no threshold function",
    "tree": "certified on request: a tree of cases can be made again, and checked by another program",
    "enumerated": "exhaustive: one program went through all combinations of threshold functions",
    "solver": "rests on a solver's answer",
}


class WrongError(ValueError):
    """A network does not compute the function, or the table of widths is not what it should be."""


@dataclass(frozen=True)
class Hidden:
    """A hidden unit: out·relu(weights·x + bias), or out·(1 if weights·x + bias > 0, else 0)."""

    weights: tuple[int, ...]
    bias: int
    out: int


@dataclass(frozen=True)
class Network:
    """A network in whole numbers; f(x) is `total(x)` divided by `scale`, or, in a sign model, whether it is > 0."""

    model: Model
    units: tuple[Hidden, ...]
    bias: int
    skip: tuple[int, ...] = ()
    scale: int = 1

    def total(self, x: Sequence[int]) -> int:
        """Return what the output unit adds up to at the input (x₁, …, xₙ)."""
        sums = [sum(w * v for w, v in zip(u.weights, x, strict=True)) + u.bias for u in self.units]
        hidden = [max(s, 0) if self.model[0] == "R" else int(s > 0) for s in sums]
        skip = sum(w * v for w, v in zip(self.skip, x, strict=True)) if self.skip else 0
        return sum(u.out * h for u, h in zip(self.units, hidden, strict=True)) + skip + self.bias

    def value(self, x: Sequence[int]) -> int:
        """Return f(x), 0 or 1; raise WrongError if the output is neither."""
        total = self.total(x)
        if self.model.endswith("sign"):
            return int(total > 0)
        if total not in (0, self.scale):
            raise WrongError(f"network at {tuple(x)}: expected 0 or 1, got {total}/{self.scale}")
        return int(total == self.scale)

    def check(self, table: int, inputs: int) -> None:
        """Run the network on all inputs; raise WrongError if it does not compute the function."""
        shape = all(len(u.weights) == inputs for u in self.units) and self.scale > 0
        if not shape or len(self.skip) != (inputs if self.model == "R-skip" else 0):
            raise WrongError(f"network: expected {inputs} weights a unit, and a skip in R-skip only")
        for row in range(1 << inputs):
            x = point(row, inputs)
            if self.value(x) != table >> row & 1:
                raise WrongError(f"network for {table:#x} at {x}: expected {table >> row & 1}, got {self.value(x)}")

    def __str__(self) -> str:
        """Return the output as a formula."""
        names = [f"x{subscript(i + 1)}" for i in range(len(self.units[0].weights if self.units else self.skip))]
        word = "relu" if self.model[0] == "R" else "step"
        terms = [(1, str(self.bias))] if self.bias > 0 else []
        terms += [(u.out, f"{word}({affine(u.weights, u.bias, names)})") for u in self.units]
        terms += [(w, name) for w, name in zip(self.skip, names, strict=True)] if self.skip else []
        terms += [(-1, str(-self.bias))] if self.bias < 0 else []
        text = summed(terms)
        if self.model.endswith("sign"):
            return f"{text} > 0"
        return text if self.scale == 1 else f"({text})/{self.scale}"

    def to_json(self) -> list[Any]:
        """Return `[[[weights…, bias, out], …], bias, skip, scale]`."""
        return [[[*u.weights, u.bias, u.out] for u in self.units], self.bias, list(self.skip), self.scale]


@dataclass(frozen=True)
class Width:
    """The width of a function in a model, a network of that width, and what shows that there is no smaller one."""

    value: int
    network: Network
    lower: Lower
    leaves: int | None = None

    @property
    def standing(self) -> str:
        """What shows that fewer units do not suffice, in words."""
        return LOWER[self.lower]


def widths(table: int, inputs: int) -> dict[Model, Width]:
    """Return the width of a function in each model, 1 ≤ `inputs` ≤ 4, with networks for this very function.

    The widths are those of its NPN class. The networks are carried over from the class's representative, and run on
    all inputs.

    Raises ValueError for other numbers of inputs or a table that has not 2^inputs digits; WrongError if the file of
    widths is damaged.
    """
    from nlverify.boolean.npn import npn  # and NumPy, which the corpus does without

    if not 1 <= inputs <= MAX_INPUTS:
        raise ValueError(f"widths: expected 1 to {MAX_INPUTS} inputs, got {inputs}; larger tables are not known")
    if not 0 <= table <= full(inputs):
        raise ValueError(f"widths: expected a table from 0 to {full(inputs):#x}, got {table:#x}")
    found = npn(table, inputs)
    row = read(inputs).get(found.representative) if found else None
    if found is None or row is None:
        raise WrongError(f"widths: expected the class of {table:#x} in {FILE}, got none")
    made: dict[Model, Width] = {}
    for model, width in row.items():
        network = carried(width.network, found.change)
        network.check(table, inputs)
        made[model] = replace(width, network=network)
    return made


def carried(network: Network, change: Change) -> Network:
    """Return the network for f if the one given is for g, where `change` makes g of f.

    There g(x) is f(y) or its negation, yₖ being x of `source[k]` or its negation. So x of `source[k]` is yₖ or 1 − yₖ.
    """

    def put_in(weights: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
        pairs = [(weights[s - 1], n) for s, n in zip(change.source, change.negated, strict=True)]
        return tuple(-w if n else w for w, n in pairs), sum(w for w, n in pairs if n)

    units = []
    for u in network.units:
        weights, more = put_in(u.weights)
        units.append(Hidden(weights, u.bias + more, -u.out if change.output else u.out))
    skip, more = put_in(network.skip) if network.skip else ((), 0)
    bias = network.bias + more
    if change.output:
        skip, bias = tuple(-w for w in skip), (1 if network.model.endswith("sign") else network.scale) - bias
    return replace(network, units=tuple(units), bias=bias, skip=skip)


@cache
def read(inputs: int) -> dict[int, dict[Model, Width]]:
    """Return the classes of functions of so many inputs, by representative, as the file has them."""
    data = json.loads(files("nlverify.boolean").joinpath(FILE).read_text(encoding="utf-8"))
    return {int(row["table"], 16): _row(row["models"]) for row in data["inputs"][str(inputs)]}


def _row(models: Mapping[str, Mapping[str, Any]]) -> dict[Model, Width]:
    return {
        model: Width(cell["width"], from_json(model, cell["network"]), cell["lower"], cell.get("leaves"))
        for model, cell in cast("Mapping[Model, Mapping[str, Any]]", models).items()
    }


def from_json(model: Model, data: Sequence[Any]) -> Network:
    """Return the network that `Network.to_json` wrote."""
    units, bias, skip, scale = data
    return Network(model, tuple(Hidden(tuple(u[:-2]), u[-2], u[-1]) for u in units), bias, tuple(skip), scale)


# ------------------------------------------------------------------ words


def subscript(number: int) -> str:
    """Return a whole number as an index.

    >>> "x" + subscript(10)
    'x₁₀'
    """
    return str(number).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def affine(weights: Iterable[int], bias: int, names: Iterable[str]) -> str:
    """Return w·x + b as a formula."""
    terms = [(w, name) for w, name in zip(weights, names, strict=True) if w]
    return summed([*terms, *([(1 if bias > 0 else -1, str(abs(bias)))] if bias else [])])


def summed(terms: Iterable[tuple[int, str]]) -> str:
    """Return a sum of multiples, as in −x₁ + 2x₂.

    >>> summed([(-1, "x₁"), (2, "x₂"), (-2, "relu(x₁)")])
    '−x₁ + 2x₂ − 2·relu(x₁)'
    """
    text = ""
    for c, name in terms:
        if c:
            sign = ("−" if c < 0 else "") if not text else (" − " if c < 0 else " + ")
            factor = "" if abs(c) == 1 else f"{abs(c)}·" if "(" in name else str(abs(c))
            text += sign + factor + name
    return text or "0"
