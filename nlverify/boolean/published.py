"""Numbers from the literature, to compare with what was counted. Nothing is computed from them."""

from __future__ import annotations

# OEIS A000609: threshold functions of n or fewer inputs.
FUNCTIONS = {
    0: 2,
    1: 4,
    2: 14,
    3: 104,
    4: 1882,
    5: 94572,
    6: 15028134,
    7: 8378070864,
    8: 17561539552946,
    9: 144130531453121108,
}
# OEIS A001532: self-dual threshold functions of n + 1 inputs, up to permuting and negating these.
CLASSES = {2: 2, 3: 3, 4: 7, 5: 21, 6: 135, 7: 2470, 8: 175428, 9: 52980624}
