"""The inner loops that Numba makes faster; `pip install nlverify[atlas]`. Without it NumPy gives the same answers."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from nlverify.boolean.tables import Tables

MANY = 1_000_000  # tables for which it pays to load Numba


def wanted(count: int, numba: bool | None) -> bool:  # noqa: FBT001 - passed on as it was given
    """Return whether to use Numba for so many tables: as asked for, or if it pays and is there."""
    if numba is None:
        return count >= MANY and importlib.util.find_spec("numba") is not None
    if numba and importlib.util.find_spec("numba") is None:
        raise ValueError("numba: expected Numba to be installed, got none; pip install nlverify[atlas]")
    return numba


@cache
def first_hits() -> Callable[[Tables, Tables, Tables, int], npt.NDArray[np.int32]]:
    """Return the compiled search: for each table the first k with the table equal to one[k] or two[k] on both."""
    import numba  # slow to import, and perhaps not there

    @numba.njit(cache=True)  # type: ignore[misc, untyped-decorator, unused-ignore]
    def search(tables: Any, one: Any, two: Any, first: int) -> Any:  # noqa: ANN401 - arrays of one unsigned type
        found = np.full(tables.size, -1, dtype=np.int32)
        for i in range(tables.size):
            for k in range(one.size):
                seen = tables[i] & (one[k] | two[k])
                if seen == one[k] or seen == two[k]:
                    found[i] = first + k
                    break
        return found

    compiled: Callable[[Tables, Tables, Tables, int], npt.NDArray[np.int32]] = search
    return compiled
