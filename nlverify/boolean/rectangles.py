"""The XOR that hides in a Boolean function: a rectangle of four inputs.

Four inputs a, b, c, d with a + b = c + d, f true at a and b and false at c and d: no unit w·x + b
can do that, since its values have the same sum at a and b as at c and d. Where a and c differ,
and where a and d differ, are two sets of inputs without common members, S and T. Fix all inputs
outside S and T as they are at a, and move those of S together, and those of T together (each
equal to one new input or to its negation): what is left of f is XOR of two inputs, or its
negation. A function without such a rectangle is called *completely monotone*; for n ≤ 8 it is a
threshold function, from n = 9 on not always.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from nlverify.boolean import fast
from nlverify.boolean.tables import (
    Tables,
    as_array,
    dtype,
    negate_input,
    point,
    points,
    stride,
)


@dataclass(frozen=True)
class Rectangle:
    """Rows a, b, c, d with a + b = c + d; f is 1 at a and b (`true`), 0 at c and d (`false`)."""

    true: tuple[int, int]
    false: tuple[int, int]

    @property
    def rows(self) -> tuple[int, int, int, int]:
        """The rows a, b, c, d."""
        return (*self.true, *self.false)

    def sides(self, inputs: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the variables that move along the first side, and along the second."""
        a, c, d = self.true[0], *self.false
        return tuple(tuple(k for k in range(1, inputs + 1) if (a ^ corner) & stride(k, inputs)) for corner in (c, d))  # type: ignore[return-value]


def holds(table: int, rectangle: Rectangle, inputs: int) -> bool:
    """Return whether the four rows are what they say: the table's values, and a + b = c + d as vectors.

    It looks at the inputs one by one and shares nothing with the code that finds rectangles.
    """
    if any(not 0 <= row < 1 << inputs for row in rectangle.rows):
        return False
    values = [table >> row & 1 for row in rectangle.rows]
    a, b, c, d = (point(row, inputs) for row in rectangle.rows)
    return values == [1, 1, 0, 0] and all(p + q == r + s for p, q, r, s in zip(a, b, c, d, strict=True))


@cache
def directions(inputs: int) -> tuple[tuple[int, int], ...]:
    """Return all pairs (s, t) of non-empty sets without common members as row masks, s < t, fewest inputs first."""
    size = 1 << inputs
    found = [(s, t) for s in range(1, size) for t in range(s + 1, size) if not s & t]
    return tuple(sorted(found, key=lambda pair: ((pair[0] | pair[1]).bit_count(), pair)))


def hidden_xor(table: int, inputs: int) -> Rectangle | None:
    """Return a rectangle on which the function is XOR, with as few inputs moving as possible, or None.

    All rectangles are tried: (3ⁿ − 2ⁿ⁺¹ + 1)/2 shifts of the table, so n ≤ 10 is advisable.

    >>> hidden_xor(0x6, 2)
    Rectangle(true=(1, 2), false=(0, 3))
    """
    shifted = {0: table}
    for mask in range(1, 1 << inputs):
        low = mask & -mask
        shifted[mask] = negate_input(shifted[mask ^ low], inputs - low.bit_length() + 1, inputs)
    for s, t in directions(inputs):
        hit = table & shifted[s | t] & ~shifted[s] & ~shifted[t]
        if hit:
            a = (hit & -hit).bit_length() - 1
            return Rectangle((a, a ^ s ^ t), (a ^ s, a ^ t))
    return None


@cache
def rectangles(inputs: int) -> npt.NDArray[np.uint8]:
    """Return all rectangles as rows a, b, c, d with a + b = c + d: shape (R, 4), each once, n ≤ 6.

    R is (6ⁿ − 2·4ⁿ + 2ⁿ)/8: 1, 12, 100, 720, 4816 for n = 2, …, 6. A function is XOR on a rectangle if
    it is true at a and b alone, or at c and d alone. Those with few moving inputs come first.

    >>> rectangles(2).tolist()
    [[0, 3, 1, 2]]
    """
    dtype(inputs)  # at most 6
    found: list[tuple[int, int, int, int]] = []
    for s, t in directions(inputs):
        last = s & -s | t & -t  # of a rectangle's four corners, a is the one with 0 at these two inputs
        found += [(a, a ^ s ^ t, a ^ s, a ^ t) for a in range(1 << inputs) if not a & last]
    made = np.array(found, dtype=np.uint8).reshape(-1, 4)
    made.setflags(write=False)
    return made


def first_rectangles(
    tables: npt.ArrayLike, inputs: int, *, first: int = 0, last: int | None = None, numba: bool | None = None
) -> npt.NDArray[np.int32]:
    """Return for each table (n ≤ 6) the number of its first rectangle on which it is XOR, or −1 if there is none.

    Only rectangles number first, …, last − 1 are looked at. With Numba (see `decide_all`) it is faster.
    """
    given = as_array(tables, inputs)
    one, two = (masks[first:last] for masks in diagonals(inputs))
    flat = given.reshape(-1)
    if fast.wanted(flat.size, numba):
        return fast.first_hits()(flat, one, two, first).reshape(given.shape)
    found = np.full(flat.shape, -1, dtype=np.int32)
    left, rest = np.arange(flat.size), flat
    for number in range(len(one)):
        if not rest.size:
            break
        seen = rest & (one[number] | two[number])
        hit = (seen == one[number]) | (seen == two[number])
        if hit.any():
            found[left[hit]] = first + number
            left, rest = left[~hit], rest[~hit]
    return found.reshape(given.shape)


def rectangles_hold(tables: npt.ArrayLike, numbers: npt.ArrayLike, inputs: int) -> npt.NDArray[np.bool_]:
    """Return for each table whether rectangle `number` is a + b = c + d, and the table is XOR on it.

    A number −1 does not hold. It adds the inputs themselves and reads single values of the table.
    """
    given, chosen = np.broadcast_arrays(as_array(tables, inputs), np.asarray(numbers))
    corners = (
        rectangles(inputs)[np.maximum(chosen, 0)] if len(rectangles(inputs)) else np.zeros((*chosen.shape, 4), int)
    )
    cube = points(inputs)
    a, b, c, d = np.moveaxis(corners, -1, 0)
    balanced = (cube[a] + cube[b] == cube[c] + cube[d]).all(axis=-1)
    at = [(given >> corner.astype(given.dtype) & 1).astype(bool) for corner in (a, b, c, d)]
    xor = (at[0] == at[1]) & (at[2] == at[3]) & (at[0] != at[2])
    return np.asarray((chosen >= 0) & balanced & xor)


def substitution(rectangle: Rectangle, inputs: int) -> dict[int, str]:
    """Return for each input what to put in for it so that XOR of u and v, or its negation, is left of f.

    "0" and "1" fix it; "u", "v", "not u", "not v" identify it with one of two new inputs.

    >>> substitution(Rectangle((1, 2), (0, 3)), 2)
    {1: 'u', 2: 'v'}
    """
    corner = point(rectangle.true[0], inputs)
    put_in = {k: str(corner[k - 1]) for k in range(1, inputs + 1)}
    for name, side in zip("uv", sorted(rectangle.sides(inputs)), strict=True):
        for k in side:  # what is 0 together with the side's first input is the new input itself
            put_in[k] = name if corner[k - 1] == corner[side[0] - 1] else f"not {name}"
    return put_in


@cache
def diagonals(inputs: int) -> tuple[Tables, Tables]:
    """Return for each of `rectangles(n)` the tables of its two diagonals {a, b} and {c, d}."""
    kind = dtype(inputs)
    bit = kind.type(1) << rectangles(inputs).astype(kind)
    return bit[:, 0] | bit[:, 1], bit[:, 2] | bit[:, 3]
