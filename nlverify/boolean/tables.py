"""Truth tables as whole numbers.

A Boolean function f of n inputs is the number whose bit i is f's value at row i, and row i is
the input whose digits x₁x₂…xₙ spell i in binary: x₁ is the most significant digit, xₙ varies
fastest, as in `nlverify.statement.boolean_table`. So 0x6 with two inputs is XOR, 0x8 is AND,
0xe is OR, and 0xc is x₁.

A table is a Python int for any number of inputs (0 … 16). Many tables are a NumPy array of
unsigned integers, for up to 6 inputs; the functions here that say so take either. NumPy is
imported where arrays are made, so that whole numbers alone do without it, as the corpus does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Tables: TypeAlias = "npt.NDArray[np.unsignedinteger[Any]]"
Table = TypeVar("Table", int, "Tables")

MAX_INPUTS = 16
MAX_ARRAY_INPUTS = 6
ORDER = "bit i is the value at the input whose digits x₁x₂…xₙ are i in binary (x₁ first)"


def full(inputs: int) -> int:
    """Return the table of the constant 1.

    >>> hex(full(2))
    '0xf'
    """
    return (1 << (1 << inputs)) - 1


def dtype(inputs: int) -> np.dtype[np.unsignedinteger[Any]]:
    """Return the smallest unsigned type that holds a table of so many inputs, at most 6."""
    import numpy as np

    if inputs > MAX_ARRAY_INPUTS:
        raise ValueError(f"inputs: expected at most {MAX_ARRAY_INPUTS} for an array of tables, got {inputs}")
    return np.dtype(f"u{max(1, (1 << inputs) // 8)}")


def as_array(tables: npt.ArrayLike, inputs: int) -> Tables:
    """Return the tables as an array of `dtype(inputs)`.

    Raises ValueError for a number that is no table of so many inputs, and for what is no whole number.
    """
    import numpy as np

    given = np.asarray(tables)
    if given.size and given.dtype.kind not in "ui":
        raise ValueError(f"tables: expected whole numbers, got {given.dtype}")
    if given.size and (given.min() < 0 or int(given.max()) > full(inputs)):
        raise ValueError(f"tables: expected numbers from 0 to {full(inputs):#x} for {inputs} inputs")
    return given.astype(dtype(inputs))


def every(inputs: int) -> Tables:
    """Return all 2^(2ⁿ) tables in increasing order, n ≤ 4."""
    import numpy as np

    if inputs > 4:
        raise ValueError(f"inputs: expected at most 4, got {inputs}: there are 2^{1 << inputs} tables")
    return np.arange(1 << (1 << inputs), dtype=np.uint32).astype(dtype(inputs))


def point(row: int, inputs: int) -> tuple[int, ...]:
    """Return the input of a row, (x₁, …, xₙ).

    >>> point(1, 3)
    (0, 0, 1)
    """
    return tuple(row >> (inputs - k) & 1 for k in range(1, inputs + 1))


def row_of(values: Iterable[int]) -> int:
    """Return the row of an input (x₁, …, xₙ): the inverse of `point`."""
    row = 0
    for value in values:
        row = 2 * row + value
    return row


@cache
def points(inputs: int) -> npt.NDArray[np.int64]:
    """Return all inputs as an array of shape (2ⁿ, n), row by row. It cannot be written to."""
    import numpy as np

    made = np.arange(1 << inputs)[:, None] >> np.arange(inputs)[::-1] & 1
    made.setflags(write=False)
    return made


def stride(variable: int, inputs: int) -> int:
    """Return how far apart two rows are that differ in x_variable alone; variables count from 1."""
    return 1 << (inputs - variable)


@cache
def variable_table(variable: int, inputs: int) -> int:
    """Return the table of the function x_variable.

    >>> hex(variable_table(1, 2)), hex(variable_table(2, 2))
    ('0xc', '0xa')
    """
    step = stride(variable, inputs)
    block = ((1 << step) - 1) << step
    return block * (full(inputs) // ((1 << 2 * step) - 1))


def from_values(values: Sequence[int]) -> int:
    """Return the table with these values, row 0 first."""
    return int("".join(map(str, reversed(values))), 2)


def digits(table: int, inputs: int) -> str:
    """Return the values as digits, row 0 first, as a truth table's last column from top to bottom.

    >>> digits(0x8, 2)
    '0001'
    """
    return f"{table:0{1 << inputs}b}"[::-1]


def from_digits(text: str) -> tuple[int, int]:
    """Return (table, inputs) of a column of values: the inverse of `digits`.

    >>> from_digits("0001")
    (8, 2)
    """
    inputs = len(text).bit_length() - 1
    if len(text) != 1 << inputs or inputs > MAX_INPUTS or set(text) - {"0", "1"}:
        raise ValueError(f"expected 2, 4, 8, … digits 0 or 1, at most 2^{MAX_INPUTS}, got {len(text)} characters")
    return int(text[::-1], 2), inputs


def to_bits(tables: npt.ArrayLike, inputs: int) -> npt.NDArray[np.uint8]:
    """Return the values of an array of tables: one more axis, of 2ⁿ zeros and ones."""
    import numpy as np

    given = as_array(tables, inputs)
    rows = np.arange(1 << inputs, dtype=given.dtype)
    return (given[..., None] >> rows & 1).astype(np.uint8)


def from_bits(bits: npt.ArrayLike, inputs: int) -> Tables:
    """Return the tables of an array whose last axis has 2ⁿ zeros and ones: the inverse of `to_bits`."""
    import numpy as np

    kind = dtype(inputs)
    shifted = np.asarray(bits).astype(kind) << np.arange(1 << inputs, dtype=kind)
    return np.asarray(np.bitwise_or.reduce(shifted, axis=-1), dtype=kind)


def values_of(table: int, inputs: int) -> npt.NDArray[np.uint8]:
    """Return the values of one table of any size as an array of 2ⁿ zeros and ones, row 0 first."""
    import numpy as np

    size = 1 << inputs
    raw = np.frombuffer(table.to_bytes(max(1, size // 8), "little"), dtype=np.uint8)
    return np.unpackbits(raw, bitorder="little")[:size]


def table_of(values: npt.ArrayLike) -> int:
    """Return the table of an array of 2ⁿ truth values, row 0 first: the inverse of `values_of`."""
    import numpy as np

    return int.from_bytes(np.packbits(np.asarray(values, dtype=np.uint8), bitorder="little").tobytes(), "little")


def negate_input(table: Table, variable: int, inputs: int) -> Table:
    """Return x ↦ f(…, 1 − x_variable, …), for a table or an array of tables."""
    step, high = stride(variable, inputs), variable_table(variable, inputs)
    bits: Any = table
    made: Table = (bits & high) >> step | (bits & (full(inputs) ^ high)) << step
    return made


def swap_inputs(table: Table, one: int, other: int, inputs: int) -> Table:
    """Return f with two of its variables exchanged, for a table or an array of tables."""
    if one == other:
        return table
    one, other = min(one, other), max(one, other)
    first, second = variable_table(one, inputs), variable_table(other, inputs)
    moved = stride(one, inputs) - stride(other, inputs)
    up, down = second & ~first, first & ~second
    bits: Any = table
    made: Table = bits & (full(inputs) ^ up ^ down) | (bits & up) << moved | (bits & down) >> moved
    return made


def depends_on(table: Table, variable: int, inputs: int) -> Any:  # noqa: ANN401 - bool or an array of bool
    """Return whether the function depends on x_variable, for a table or an array of tables."""
    return negate_input(table, variable, inputs) != table


def chow(table: int, inputs: int) -> tuple[int, ...]:
    """Return the n + 1 Chow parameters (c₀, c₁, …, cₙ) in ±1 form.

    With F = ±1 and Xᵢ = ±1 for 1 and 0, c₀ is the sum of F over all inputs, and cᵢ the sum of
    F·Xᵢ. No two functions have the same if one of them is a threshold function, and then the
    sign of a non-zero cᵢ is that of the weight of xᵢ.

    >>> chow(0x8, 2)
    (-2, 2, 2)
    """
    true = table.bit_count()
    return (
        2 * true - (1 << inputs),
        *(2 * (2 * (table & variable_table(k, inputs)).bit_count() - true) for k in range(1, inputs + 1)),
    )


def chow_array(tables: npt.ArrayLike, inputs: int) -> npt.NDArray[np.int16]:
    """Return the Chow parameters of an array of tables (n ≤ 6): one more axis, of n + 1 numbers."""
    import numpy as np

    given = as_array(tables, inputs)
    out = np.empty((*given.shape, inputs + 1), dtype=np.int16)
    true = np.bitwise_count(given).astype(np.int16)
    out[..., 0] = 2 * true - (1 << inputs)
    for k in range(1, inputs + 1):
        above = np.bitwise_count(given & given.dtype.type(variable_table(k, inputs))).astype(np.int16)
        out[..., k] = 2 * (2 * above - true)
    return out


def weighted(weights: Sequence[int], threshold: int) -> int:
    """Return the table of Σ wᵢxᵢ ≥ threshold, one weight for each input, exactly.

    >>> hex(weighted([1, 1, 1], 2))
    '0xe8'
    """
    import numpy as np

    if sum(map(abs, weights)) + abs(threshold) < 1 << 62:
        sums = np.zeros(1, dtype=np.int64)
        for w in weights:  # the last input varies fastest
            sums = np.stack([sums, sums + w], axis=-1).reshape(-1)
        return table_of(sums >= threshold)
    exact = [0]
    for w in weights:
        exact = [s + v for s in exact for v in (0, w)]
    return from_values([int(s >= threshold) for s in exact])
