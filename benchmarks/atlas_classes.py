"""Measure, side by side in one run, how fast the classes of threshold functions of n inputs are found.

    python benchmarks/atlas_classes.py [N]

One linear program each (SciPy's HiGHS, 2^n rows) is asked about a sample of the classes; the search finds them all. The
search solves about two small linear programs for each class, checks each answer, and shows that there is
no other class; the linear programs only say that weights exist, for functions that somebody had to find before.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from importlib import import_module
from random import Random

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.selfdual import signed_sums
from nlverify.boolean.tree import explore, explore_compiled

linprog = import_module("scipy.optimize").linprog  # so that it need not be there when types are checked
SAMPLE, ROUNDS = 60, 7
Values = NDArray[np.float64]


def table(weights: list[int]) -> Values:
    """Return the values ±1 of f(x) = F(x, 1) at all inputs."""
    return np.where(np.array(signed_sums(weights))[1::2] > 0, 1.0, -1.0)


def ask(values: Values, n: int) -> bool:
    """Whether one linear program finds weights and a bias."""
    signs = 2.0 * (np.arange(2**n)[:, None] >> np.arange(n) & 1) - 1
    rows = -values[:, None] * np.hstack([signs, np.ones((2**n, 1))])
    found = linprog(np.zeros(n + 1), A_ub=rows, b_ub=-np.ones(2**n), bounds=(None, None), method="highs")
    return bool(found.status == 0)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(n: int) -> None:
    """Measure in rounds, one way after the other, and print a table of medians."""
    part = explore(n, certify=True)
    lines = [line for line in part.lines if line.startswith("weights")]
    sample = [table([int(w) for w in line.split()[1:]]) for line in Random(1).sample(lines, min(SAMPLE, len(lines)))]
    if not all(ask(values, n) for values in sample):
        raise RuntimeError("linear programs: expected weights for each class, got none for some")
    explore_compiled(n)
    seconds: dict[str, list[float]] = {"one HiGHS LP each (scipy)": [], "all classes, each answer checked": []}
    seconds["… and the lines of the proof"] = []
    for _ in range(ROUNDS):
        each = timed(lambda: [ask(values, n) for values in sample]) / len(sample)
        for name, one in zip(
            seconds,
            (
                each,
                timed(lambda: explore_compiled(n)) / part.classes,
                timed(lambda: explore_compiled(n, certify=True)) / part.classes,
            ),
            strict=True,
        ):
            seconds[name].append(one)
    slow = statistics.median(seconds["one HiGHS LP each (scipy)"])
    print(f"n = {n}: {part.classes} classes of {part.functions} functions, {part.nodes} places in the tree\n")
    print("| way | classes/s | × LP |\n|---|---:|---:|")
    for name, times in seconds.items():
        print(f"| {name} | {1 / statistics.median(times):,.0f} | {slow / statistics.median(times):,.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
