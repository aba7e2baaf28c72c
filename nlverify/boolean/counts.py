"""How many functions one neuron computes: the numbers that the site shows, beside those of the OEIS.

`counts.json` holds what `nlverify.boolean.tree.explore` found: for each n the classes of self-dual threshold functions
of n + 1 variables and, by the sizes of their orbits, the number of functions. It is made again by

    from nlverify.boolean.counts import document
    document(9)

The last of these takes minutes, and Numba. The published numbers are written down here, and only compared.

>>> counted(3)
{'inputs': 3, 'threshold': '104', 'classes': '3', 'nodes': 5}
"""

from __future__ import annotations

import json
from typing import Any

from nlverify.boolean.tree import explore

FILE = "counts.json"
SCHEMA = "nlverify-counts/1"
A000609 = (
    2, 4, 14, 104, 1882, 94572, 15028134, 8378070864, 17561539552946, 144130531453121108,
)  # fmt: skip
A001532 = (1, 1, 2, 3, 7, 21, 135, 2470, 175428, 52980624)  # from N = 1 on, N = n + 1


class CountError(ValueError):
    """A count differs from the published one."""


def counted(inputs: int) -> dict[str, Any]:
    """Return the row of the file for so many inputs; numbers that may pass 2⁵³ are texts."""
    if inputs == 0:
        return {"inputs": 0, "threshold": "2", "classes": "1", "nodes": 1}
    part = explore(inputs)
    return {"inputs": inputs, "threshold": str(part.functions), "classes": str(part.classes), "nodes": part.nodes}


def document(most: int) -> str:
    """Return the file's text for 0, 1, …, `most` inputs; at most 9.

    Raises CountError if a number is not the published one.
    """
    rows = [counted(n) for n in range(most + 1)]
    for row in rows:
        n = row["inputs"]
        if (int(row["threshold"]), int(row["classes"])) != (A000609[n], A001532[n]):
            raise CountError(f"n = {n}: expected {A000609[n]} in {A001532[n]} classes, got {row}")
    lines = ",\n".join(f"  {json.dumps({**row, 'oeis': str(A000609[row['inputs']])})}" for row in rows)
    return f'{{"schema": "{SCHEMA}", "rows": [\n{lines}\n]}}\n'
