"""Parity of n bits with n − 1 ReLUs, for n ≥ 4, and what is known of fewer.

Parity depends on t = x₁ + … + xₙ alone. A sum of units relu(±(t − τ)) is a polygon in t with a kink at each τ. The
zigzag through t mod 2 at t = 0, 1, …, n rises from 0 and has kinks of sizes −2, +2, −2, … at 1, …, n − 1. Made of
units relu(t − τ) it takes n of them: one more, relu(t), for the slope at the left end. That one can be saved:

- A unit may be turned around: relu(z) = z + relu(−z). The turned units bring in affine terms, and these make up the
  slope if the sizes of their kinks add up to −1. But all sizes are even.
- So the last kink is moved: from n − 1 to n − 2/3, with size ±3. From n − 1 on the polygon then goes up (or down) by
  1/3 and down (or up) by 4/3, and is right at n again. Now −1 can be had: it is
  −2 − 2 + 3 for odd n, with the kinks 1, 3 and n − 1, and 2 − 3 for even n, with the kinks 2 and n − 1.

For n = 4: 6 − 2·relu(t − 1) + 2·relu(2 − t) − 3·relu(10/3 − t).

>>> network = parity_network(4)
>>> len(network.units), [network.value((1,) * k + (0,) * (4 - k)) for k in range(5)]
(3, [0, 1, 0, 1, 0])
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from nlverify.boolean.width import Hidden, Lower, Network

THREE = 3  # units that parity of four bits takes, and that Z3 says are not enough for five


def parity_table(inputs: int) -> int:
    """Return the table of parity.

    >>> hex(parity_table(3))
    '0x96'
    """
    return sum((row.bit_count() & 1) << row for row in range(1 << inputs))


def parity_network(inputs: int) -> Network:
    """Return a network of n − 1 ReLUs that is exactly parity of n bits, n ≥ 4; see `run_everywhere`.

    Raises ValueError for fewer than four bits.
    """
    if inputs < 4:
        raise ValueError(f"parity: expected at least 4 inputs, got {inputs}; fewer take as many units as in the table")
    kinks = {j: 2 * (-1) ** j for j in range(1, inputs - 1)}
    kinks[inputs - 1] = 3 * (-1) ** (inputs - 1)
    turned = {1, 3, inputs - 1} if inputs % 2 else {2, inputs - 1}
    units, bias = [], 0
    for j, size in kinks.items():
        last = j == inputs - 1
        slope = 3 if last else 1  # relu(3t − 3τ)/3 has whole numbers where 3τ = 3n − 2
        at, out = (3 * inputs - 2, size // 3) if last else (j, size)
        sign = -1 if j in turned else 1
        units.append(Hidden((sign * slope,) * inputs, -sign * at, out))
        if j in turned:
            bias -= out * at
    return Network("R-exact", tuple(units), bias)


def run_everywhere(network: Network, inputs: int) -> bool:
    """Return whether a network is parity at all 2ⁿ inputs, one by one."""
    return all(network.value(x) == sum(x) % 2 for x in product((0, 1), repeat=inputs))


def asked_five() -> bool:
    """Return whether Z3 says that three ReLUs do not make parity of five bits, in R-exact; some ten seconds.

    Nothing checks that answer: it is what `parity_widths` says of n = 5.
    """
    from nlverify.boolean.width_find import by_solver  # and NumPy, which the corpus does without

    return by_solver(parity_table(5), 5, THREE, "R-exact") is None


def parity_widths() -> Mapping[int, tuple[int, Lower]]:
    """Return the width of parity of n bits in R-exact, for n = 1 … 5, and what its lower bound rests on.

    Four bits: with two units, setting one bit to 0 would give parity of three bits with two units.
    """
    return {1: (1, "values"), 2: (2, "corpus"), 3: (3, "corpus"), 4: (3, "corpus"), 5: (4, "solver")}
