"""Arrays of truth tables: which are threshold functions, each answer with what shows it.

A table gets a rectangle on which it is XOR, or weights. The weights are looked up by the Chow parameters,
which are the same, up to order and signs, for few classes of threshold functions (7 for n = 4, 21 for n = 5,
135 for n = 6, counting the constant term as one more input). A table that gets neither would be an error.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations_with_replacement

import numpy as np
import numpy.typing as npt

from nlverify.boolean.rectangles import first_rectangles, rectangles, rectangles_hold
from nlverify.boolean.tables import Tables, as_array, chow_array, points

LARGEST = (1, 1, 1, 2, 3, 5, 9)  # the largest weight that n inputs need, for n = 0, …, 6
FEW = 400  # rectangles that are tried before weights


class UndecidedError(Exception):
    """A table got neither weights nor a rectangle: an error in nlverify."""


@dataclass(frozen=True)
class Answers:
    """What each of an array of tables is, and why.

    `rectangle` is −1 and Σ weights·x ≥ threshold says where the function is 1; or it is the number of one of
    `rectangles(inputs)` on which the function is XOR, and the weights are 0.
    """

    inputs: int
    tables: Tables
    rectangle: npt.NDArray[np.int32]
    weights: npt.NDArray[np.int8]
    threshold: npt.NDArray[np.int8]

    @property
    def is_threshold(self) -> npt.NDArray[np.bool_]:
        """For each table, whether it is a threshold function."""
        return self.rectangle < 0

    def hold(self) -> npt.NDArray[np.bool_]:
        """Return for each answer whether it is right: nothing that found the answers is used.

        Weights are multiplied with every input; the corners of a rectangle are added up and looked up.
        """
        right = rectangles_hold(self.tables, self.rectangle, self.inputs)
        yes = self.is_threshold
        # whole numbers below 2²⁴ are exact in float32, whose products are fast
        sums = self.weights[yes].astype(np.float32) @ points(self.inputs).T.astype(np.float32)
        fires = sums >= self.threshold[yes][..., None]
        values = self.tables[yes][..., None] >> np.arange(1 << self.inputs, dtype=self.tables.dtype) & 1
        right[yes] = (fires == values).all(axis=-1)
        return right


def is_threshold(tables: npt.ArrayLike, inputs: int) -> npt.NDArray[np.bool_]:
    """Return for each of an array of tables (n ≤ 6) whether it is a threshold function.

    Raises ValueError for numbers that are no tables.

    >>> is_threshold([0x6, 0x8], inputs=2)
    array([False,  True])
    """
    return decide_all(tables, inputs).is_threshold


def decide_all(tables: npt.ArrayLike, inputs: int, *, numba: bool | None = None) -> Answers:
    """Return for each of an array of tables (n ≤ 6) weights or a rectangle, each of them re-checked.

    `numba` says whether to use Numba where rectangles are looked for; by default it is used for a million tables
    or more, if it is installed. The answers are the same.
    """
    given = as_array(tables, inputs)
    flat = given.reshape(-1)
    rectangle = first_rectangles(flat, inputs, last=FEW, numba=numba)
    weights = np.zeros((flat.size, inputs), dtype=np.int8)
    threshold = np.zeros(flat.size, dtype=np.int8)
    rest = np.flatnonzero(rectangle < 0)
    weights[rest], threshold[rest], known = _look_up(flat[rest], inputs)
    rest = rest[~known]
    if len(rest):
        weights[rest] = threshold[rest] = 0
        rectangle[rest] = first_rectangles(flat[rest], inputs, first=FEW, numba=numba)
        if (rectangle[rest] < 0).any():
            raise UndecidedError("a table got neither weights nor a rectangle; please report this")
    answers = Answers(inputs, flat, rectangle, weights, threshold)
    if not answers.hold().all():
        raise UndecidedError("weights or a rectangle turned out to be wrong; please report this")
    shape = given.shape
    return Answers(inputs, given, rectangle.reshape(shape), weights.reshape(*shape, inputs), threshold.reshape(shape))


@cache
def classes(inputs: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the sorted keys of all threshold functions of n ≤ 6 inputs, and n + 1 whole weights for each.

    A key stands for the Chow parameters without signs, sorted. The weights are sorted too, one of them for the
    constant term, and stand for the function Σ wᵢXᵢ > 0 of n + 1 values Xᵢ = ±1; their sum is odd, so 0 does not occur.
    """
    size = inputs + 1
    falling = np.array(list(combinations_with_replacement(range(LARGEST[inputs], -1, -1), size)))
    falling = falling[falling.sum(axis=1) % 2 == 1]
    falling = falling[np.argsort(falling.sum(axis=1), kind="stable")]  # the first of equal keys has the least sum
    signs = 2 * points(size)[: 1 << inputs] - 1  # one input of each pair ±X
    true = np.where(falling @ signs.T > 0, 1, -1)
    keys = _key(np.abs(true @ signs))
    unique, first = np.unique(keys, return_index=True)
    return unique, falling[first]


def _key(parameters: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
    """Return one number for each row of falling numbers from 0 to 64."""
    return np.asarray(parameters.astype(np.int64) @ (65 ** np.arange(parameters.shape[-1], dtype=np.int64)))


def _look_up(tables: Tables, inputs: int) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int8], npt.NDArray[np.bool_]]:
    """Return weights, thresholds and whether they fit: for tables whose Chow parameters are in the list."""
    parameters = chow_array(tables, inputs).astype(np.int64)
    order = np.argsort(-np.abs(parameters), axis=-1, kind="stable")
    key = _key(np.take_along_axis(np.abs(parameters), order, axis=-1))
    keys, falling = classes(inputs)
    place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    signed = np.zeros_like(parameters)
    np.put_along_axis(signed, order, falling[place], axis=-1)
    signed = np.where(parameters < 0, -signed, signed)
    weights = signed[:, 1:]
    threshold = (weights.sum(axis=1) - signed[:, 0] + 1) // 2
    sums = -threshold[:, None].astype(np.int16)
    for k in range(inputs):  # row by row: the last input varies fastest
        more = weights[:, k : k + 1].astype(np.int16)
        sums = np.stack([sums, sums + more], axis=-1).reshape(len(tables), 2 << k)
    fires = sums >= 0
    rows = np.arange(1 << inputs, dtype=tables.dtype)
    known = (keys[place] == key) & (fires == (tables[:, None] >> rows & 1)).all(axis=1)
    return weights.astype(np.int8), threshold.astype(np.int8), known


def rectangle_rows(answers: Answers) -> npt.NDArray[np.int64]:
    """Return rows a, b, c, d for each table that is no threshold function, true at a and b: shape (…, 4).

    Rows of threshold functions are −1.
    """
    known = rectangles(answers.inputs) if answers.inputs > 1 else np.zeros((1, 4), dtype=np.uint8)
    rows = known[np.maximum(answers.rectangle, 0)].astype(np.int64)
    true = answers.tables[..., None] >> rows.astype(answers.tables.dtype) & 1
    turned = true[..., 0] == 0
    rows[turned] = rows[turned][:, [2, 3, 0, 1]]
    rows[answers.is_threshold] = -1
    return rows
