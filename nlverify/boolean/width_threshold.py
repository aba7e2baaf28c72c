"""Widths with threshold units, by going through all combinations: at most four inputs.

**Sign output.** A threshold function of two bits is constant, one of them, its negation, or an AND or OR of such; and
negations of threshold functions are threshold functions. So with two units exactly the A ∧ B and A ∨ B are computed,
A and B being threshold functions. With three there are ANDs and ORs of one unit and a function of two units, and
besides them only the majority of A, B and C: it is looked for where nothing else makes the function. f is a majority
of three functions if and only if no two of them differ from f at the same point.

**Exact output.** A network with exact output is one with sign output, so that what needs k units there needs k here.
That so many suffice is shown by networks, found among sums of a function of fewer units and one more unit.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.tables import full, points
from nlverify.boolean.width import Hidden, Network
from nlverify.boolean.width_search import WidthError

WEIGHT = 3  # of a smallest unit with at most four inputs
COUNTS = {1: 4, 2: 14, 3: 104, 4: 1882}


@cache
def units(inputs: int) -> dict[int, tuple[tuple[int, ...], int]]:
    """Return weights and bias of each threshold function, small ones.

    >>> len(units(3)), units(2)[0x8]
    (104, ((1, 1), -1))
    """
    x = points(inputs)
    powers = [1 << row for row in range(1 << inputs)]
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    weights = sorted(product(range(-WEIGHT, WEIGHT + 1), repeat=inputs), key=lambda w: (sum(map(abs, w)), w[::-1]))
    for w in reversed(weights):  # smaller ones replace larger ones
        sums = (x @ np.array(w)).tolist()
        for bias in sorted(range(-max(sums), 2 - min(sums)), key=abs, reverse=True):
            found[sum(p for p, s in zip(powers, sums, strict=True) if s + bias > 0)] = (w, bias)
    if len(found) != COUNTS[inputs]:
        raise WidthError(f"units of {inputs} inputs: expected {COUNTS[inputs]}, got {len(found)}")
    return found


@cache
def sign_widths(inputs: int) -> NDArray[np.int64]:
    """Return the width of every function with threshold units and a sign output; at most 4 inputs, widths up to 4.

    >>> np.bincount(sign_widths(3)).tolist()
    [2, 102, 150, 2]
    """
    single = np.array(sorted(units(inputs)), dtype=np.int64)
    width = np.full(1 << (1 << inputs), -1)
    width[[0, full(inputs)]] = 0
    done = single
    for k in range(1, 5):
        new = done if k == 1 else _joined(done, single, width < 0)
        if k == 3:
            rest = np.flatnonzero(width < 0)
            rest = rest[~np.isin(rest, new)]
            new = np.concatenate([new, [f for f in rest.tolist() if _is_majority(f, single)]]).astype(np.int64)
        width[new[width[new] < 0]] = k
        done = np.flatnonzero(width >= 0)
        if len(done) == len(width):
            return width
    raise WidthError(f"{inputs} inputs: expected every function with four units, got {len(done)} of {len(width)}")


def _joined(some: NDArray[np.int64], single: NDArray[np.int64], wanted: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return all A ∧ B and A ∨ B; it stops when nothing is missing that is wanted."""
    marks = np.zeros(len(wanted), bool)
    for k, b in enumerate(single):
        marks[some & b] = True
        marks[some | b] = True
        if k % 32 == 0 and marks[wanted].all():
            break
    return np.flatnonzero(marks)


def _is_majority(table: int, single: NDArray[np.int64]) -> bool:
    """Return whether the function is a majority of three of these: they differ from it at disjoint sets of points."""
    errors = single ^ table
    apart = (errors[:, None] & errors) == 0
    rows = np.flatnonzero(apart.any(axis=1))
    apart = apart[np.ix_(rows, rows)]
    counted = apart.astype(np.float32)  # of whole numbers up to 1882, so exact
    return bool((apart & (counted @ counted > 0)).any())


def exact_network(table: int, inputs: int, width: int) -> Network:
    """Return a network of so many threshold units whose output is exactly f.

    Raises WidthError if none was found among sums and differences.
    """
    chosen = _terms(table, inputs, width)
    if chosen is None:
        raise WidthError(f"{table:#x}: expected a sum of {width} threshold functions, got none of the kinds tried")
    bias, signed = chosen
    found = units(inputs)
    hidden = tuple(Hidden(*found[abs(t)], 1 if t > 0 else -1) for t in signed)
    network = Network("T-exact", hidden, bias)
    network.check(table, inputs)
    return network


def _terms(table: int, inputs: int, width: int) -> tuple[int, tuple[int, ...]] | None:
    """Return a constant and threshold functions, a negative one to be subtracted, that add up to the function."""
    single, everything = units(inputs), full(inputs)
    if table in (0, everything):
        return (1 if table else 0), ()
    if width == 1:
        return (0, (table,)) if table in single else None
    for unit in sorted(single, key=lambda t: (sum(map(abs, single[t][0])), t)):
        if unit in (0, everything):
            continue
        if table & unit == table:  # f = unit − (unit without f)
            rest, sign = unit & ~table, -1
        elif table & unit == unit:  # f = unit + (f without unit)
            rest, sign = table & ~unit, 1
        else:
            continue
        if sign_widths(inputs)[rest] < width:
            found = _terms(rest, inputs, width - 1)
            if found is not None:
                bias, signed = found
                return sign * bias, (unit, *(sign * t for t in signed))
    return None
