"""Widths as statements and certificates of the corpus: what `nlcheck.py` reads.

The search, and NumPy with it, is imported where a tree is asked for: statements do without.

>>> statement = no_network(0x6, 2, 1, "R-exact")
>>> statement.hidden, statement.readout, len(exclude(0x6, 2, 1, "R-exact").trees)
(1, '=', 2)
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from nlverify.boolean.tables import digits
from nlverify.boolean.width import Model, Network, read
from nlverify.evidence import Cases, Leaf, Split, Tree, Unit
from nlverify.evidence import Network as NetworkEvidence
from nlverify.statement import NoNetwork, Readout, SomeNetwork, boolean_table

if TYPE_CHECKING:
    from nlverify.boolean.width_search import Integers
    from nlverify.boolean.width_search import Model as Searched

READOUT: dict[str, Readout] = {"R-exact": "=", "R-skip": "=", "R-sign": ">"}
SEARCHED: dict[str, Searched] = {"R-exact": "exact", "R-skip": "skip", "R-sign": "sign"}


def no_network(table: int, inputs: int, units: int, model: Model) -> NoNetwork:
    """Return the statement that no network of so many units computes the function, in a model with ReLUs."""
    points = boolean_table(digits(table, inputs))
    return NoNetwork(points, hidden=units, readout=READOUT[model], skip=model == "R-skip")


def some_network(table: int, inputs: int, units: int, model: Model) -> SomeNetwork:
    """Return the statement that some network of so many units does."""
    points = boolean_table(digits(table, inputs))
    return SomeNetwork(points, hidden=units, readout=READOUT[model], skip=model == "R-skip")


def exclude(table: int, inputs: int, units: int, model: Model) -> Cases:
    """Return the trees that exclude all networks of so many units, one for each number of positive outer weights.

    Raises WidthError if there is such a network.
    """
    from nlverify.boolean.width_search import Solution, WidthError, excluded

    trees = []
    for positive in range(units + 1):
        found = excluded(table, inputs, units, SEARCHED[model], positive)
        if isinstance(found, Solution):
            raise WidthError(f"{table:#x}, {model}: expected no network of {units} units, got one")
        trees.append(as_cases(found, inputs))
    return Cases(tuple(trees))


def as_cases(tree: Integers, inputs: int) -> Tree:
    """Return a tree of the search, without symmetric cases, as nlcheck numbers it.

    The rows 0 … 2ⁿ − 1 are those of the outputs; each case adds one, on every path. The ReLU of unit u at point x is
    atom u·2ⁿ + x. A case "off" has the row −(w·x + b) > 0 there and ≥ 0 here, which the leaves do not mind.
    """
    from nlverify.boolean.width_search import BRANCH, LEAF, OUTPUT, WidthError

    numbers, points = iter(tree.tolist()), 1 << inputs

    def node(rows: dict[tuple[int, int], int], following: int) -> Tree:
        kind = next(numbers)
        if kind == BRANCH:
            u, x = next(numbers), next(numbers)
            inside = {**rows, (u, x): following}
            above = node(inside, following + 1)
            return Split(above, node(inside, following + 1), relu=u * points + x)
        if kind != LEAF:
            raise WidthError("tree: expected branches and leaves alone, got a symmetric case")
        used: dict[int, int] = {}
        for _ in range(next(numbers)):
            side, u, x, c = (next(numbers) for _ in range(4))
            used[x if side == OUTPUT else rows[u, x]] = c
        return Leaf(used)

    return node({}, points)


def known_network(table: int, inputs: int, model: Model) -> NetworkEvidence:
    """Return the network that the table of widths has for the representative of a class, as evidence."""
    return as_network(read(inputs)[table][model].network)


def as_network(network: Network) -> NetworkEvidence:
    """Return a network in whole numbers as evidence: all that leads to the output divided by the scale."""
    units = tuple(Unit(u.weights, u.bias, Fraction(u.out, network.scale)) for u in network.units)
    skip = tuple(Fraction(w, network.scale) for w in network.skip) if network.model == "R-skip" else None
    return NetworkEvidence(units, Fraction(network.bias, network.scale), skip)
