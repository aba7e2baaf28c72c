"""Boolean functions as tables, and what one unit can make of them.

>>> from nlverify.boolean import BooleanFunction
>>> BooleanFunction.parse("x1 and not x2").threshold()
Unit(weights=(1, -1), threshold=1)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nlverify.boolean.arrays import Answers, decide_all, is_threshold
    from nlverify.boolean.expression import FunctionError
    from nlverify.boolean.function import BooleanFunction
    from nlverify.boolean.rectangles import Rectangle
    from nlverify.boolean.witness import Bound, Clash, Unit

__all__ = [
    "Answers",
    "BooleanFunction",
    "Bound",
    "Clash",
    "FunctionError",
    "Rectangle",
    "Unit",
    "decide_all",
    "is_threshold",
]
_HOME = {
    "Answers": "arrays",
    "BooleanFunction": "function",
    "Bound": "witness",
    "Clash": "witness",
    "FunctionError": "expression",
    "Rectangle": "rectangles",
    "Unit": "witness",
    "decide_all": "arrays",
    "is_threshold": "arrays",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Import a name when it is first asked for, so that `nlverify.boolean.unit` alone stays quick."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
