"""Numba where it is installed: `compiled` makes a function fast, or leaves it as it is."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])

HAS_NUMBA = find_spec("numba") is not None


def compiled(function: Function) -> Function:
    """Compile the function to machine code when it is first called; without Numba, return it unchanged.

    Compiled code is kept beside the module, and does not hold Python's global lock.
    """
    if not HAS_NUMBA:
        return function
    import numba

    fast: Any = numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    return cast("Function", fast)
