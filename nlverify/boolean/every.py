"""All functions of up to five inputs, one by one: which are threshold functions, counted without any classes.

Up to n = 4 every function gets its certificate (`arrays.decide_all`). Of the 2³² functions of five inputs each is
decided too: where x₁ = 0, and where x₁ = 1, a function of four inputs is left, and an XOR that hides in one of
these hides in the whole; so only pairs of the 1882 threshold functions of four inputs are left, and of those
the ones where an XOR lies across both halves are thrown out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.arrays import decide_all, rectangle_rows
from nlverify.boolean.rectangles import rectangles
from nlverify.boolean.tables import every

ONE_BY_ONE = 4


def threshold_functions_of_five() -> NDArray[np.uint32]:
    """Return the tables of five inputs in which no XOR hides, in order, out of all 2³².

    >>> len(threshold_functions_of_five())
    94572
    """
    half = every(4)[decide_all(every(4), 4).is_threshold].astype(np.uint32)
    left = (half[None, :] | half[:, None] << np.uint32(16)).ravel()
    for row in rectangles(5).astype(np.uint32):
        if len(set(row >> 4)) == 1:  # within one half
            continue
        a, b, c, d = (np.uint32(1) << x for x in row)
        seen = left & (a | b | c | d)
        left = left[(seen != a | b) & (seen != c | d)]
    return np.sort(left)


def rows(inputs: int) -> list[list[object]]:
    """Return a row for each function of at most four inputs: table, threshold?, weights and threshold, or a, b, c, d.

    The points a, b have value 1, c and d have value 0, and a + b = c + d. What does not apply is "".

    >>> rows(2)[6]
    ['6', 0, '', '', 1, 2, 0, 3]
    """
    answers = decide_all(every(inputs), inputs)
    corners = rectangle_rows(answers)
    digits = max(1, 2**inputs // 4)
    return [
        [f"{table:0{digits}x}", 1, " ".join(map(str, w)), t, "", "", "", ""]
        if yes
        else [f"{table:0{digits}x}", 0, "", "", *four]
        for table, yes, w, t, four in zip(
            answers.tables.tolist(),
            answers.is_threshold.tolist(),
            answers.weights.tolist(),
            answers.threshold.tolist(),
            corners.tolist(),
            strict=True,
        )
    ]
