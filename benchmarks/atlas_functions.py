"""Which functions of four inputs does one neuron compute? Ways to ask, side by side in one run, as a Markdown table.

    python benchmarks/atlas_functions.py [SECONDS]

Each way is given so many seconds for each of two samples: functions drawn from all 65,536, of which 97% are no
threshold functions, and functions of which every second one is. What is not installed is left out:

    pip install scipy highspy scikit-learn numba
"""

from __future__ import annotations

import importlib.util
import random
import sys
import time
import warnings
from collections.abc import Callable, Sequence
from importlib import import_module

import numpy as np
import numpy.typing as npt

from nlverify.boolean.arrays import decide_all
from nlverify.boolean.rectangles import first_rectangles
from nlverify.boolean.tables import every, points
from nlverify.boolean.threshold import decide
from nlverify.boolean.witness import Unit

INPUTS, ROWS = 4, 16
X = points(INPUTS).astype(float)
TRUTH = first_rectangles(every(INPUTS), INPUTS, numba=False) < 0  # 1882 of them
BASE = "one HiGHS LP each (scipy)"


def labels(table: int) -> npt.NDArray[np.int64]:
    """Return the values as 0 and 1."""
    return np.array([table >> row & 1 for row in range(ROWS)])


def linprog() -> Callable[[int], bool]:
    """One linear program for each function, built anew, as a user would."""
    solve = import_module("scipy.optimize").linprog

    def ask(table: int) -> bool:
        sign = 2 * labels(table) - 1
        rows = -np.c_[X, np.ones(ROWS)] * sign[:, None]
        done = solve(
            np.zeros(INPUTS + 1), A_ub=rows, b_ub=-np.ones(ROWS), bounds=[(None, None)] * (INPUTS + 1), method="highs"
        )
        return bool(done.status == 0)

    return ask


def highs() -> Callable[[int], bool]:
    """HiGHS itself: one model, whose bounds change from function to function."""
    highspy = import_module("highspy")  # so that it need not be there when types are checked

    model, infinity = highspy.Highs(), highspy.kHighsInf
    model.silent()
    for _ in range(INPUTS + 1):
        model.addVar(-infinity, infinity)
    for point in X:
        row = np.r_[point, 1.0]
        used = np.flatnonzero(row).astype(np.int32)
        model.addRow(1.0, infinity, len(used), used, row[used])
    numbers = np.arange(ROWS, dtype=np.int32)

    def ask(table: int) -> bool:
        true = labels(table).astype(bool)
        model.changeRowsBounds(ROWS, numbers, np.where(true, 1.0, -infinity), np.where(true, infinity, -1.0))
        model.run()
        return bool(model.getModelStatus() == highspy.HighsModelStatus.kOptimal)

    return ask


def z3_solver() -> Callable[[int], bool]:
    """Z3 over the reals."""
    import z3

    weights, bias = [z3.Real(f"w{k}") for k in range(INPUTS)], z3.Real("b")

    def ask(table: int) -> bool:
        solver = z3.SolverFor("QF_LRA")
        for row in range(ROWS):
            total = z3.Sum([bias, *(w for w, x in zip(weights, X[row], strict=True) if x)])
            solver.add(total > 0 if table >> row & 1 else total < 0)
        return bool(solver.check() == z3.sat)

    return ask


def perceptron() -> Callable[[int], bool]:
    """scikit-learn's perceptron, a thousand rounds: no answer shows that a function is none."""
    kind = import_module("sklearn.linear_model").Perceptron

    def ask(table: int) -> bool:
        y = labels(table)
        if y.min() == y.max():
            return True
        model = kind(max_iter=1000, tol=None, shuffle=False).fit(X, y)
        return bool(model.score(X, y) == 1.0)

    return ask


def support_vectors() -> Callable[[int], bool]:
    """scikit-learn's linear support vectors with a hard margin: no answer shows that a function is none."""
    kind = import_module("sklearn.svm").LinearSVC

    def ask(table: int) -> bool:
        y = labels(table)
        if y.min() == y.max():
            return True
        return bool(kind(C=1e6, max_iter=10000).fit(X, y).score(X, y) == 1.0)

    return ask


def one_by_one() -> Callable[[int], bool]:
    """This package, one function at a time: smallest weights with a bound, or a rectangle; re-checked."""
    return lambda table: isinstance(decide(table, INPUTS), Unit)


SINGLE: dict[str, tuple[str, Callable[[], Callable[[int], bool]]]] = {
    BASE: ("scipy", linprog),
    "HiGHS, one model for all (highspy)": ("highspy", highs),
    "Z3, linear real arithmetic": ("z3", z3_solver),
    "scikit-learn Perceptron": ("sklearn", perceptron),
    "scikit-learn LinearSVC": ("sklearn", support_vectors),
    "`decide`, certificate each": ("nlverify", one_by_one),
}


def rate_single(ask: Callable[[int], bool], sample: Sequence[int], seconds: float) -> tuple[float, int, int]:
    """Return functions per second, how many were asked about, and how many answers were wrong."""
    ask(sample[0])
    asked, wrong, begun = 0, 0, time.perf_counter()
    while (spent := time.perf_counter() - begun) < seconds:
        table = sample[asked % len(sample)]
        wrong += ask(table) != bool(TRUTH[table])
        asked += 1
    return asked / spent, asked, wrong


def rate_array(sample: Sequence[int], seconds: float, *, numba: bool) -> tuple[float, int, int]:
    """Return the same for `decide_all`, which re-checks each of its answers, on the whole sample at once."""
    tables = np.array(sample, dtype=np.uint16)
    decide_all(tables, INPUTS, numba=numba)
    wrong, times, begun = 0, [], time.perf_counter()
    while time.perf_counter() - begun < seconds:
        start = time.perf_counter()
        answers = decide_all(tables, INPUTS, numba=numba)
        times.append(time.perf_counter() - start)
        wrong += int((answers.is_threshold != TRUTH[tables]).sum())
    return len(tables) / float(np.median(times)), len(tables) * len(times), wrong


def samples() -> list[list[int]]:
    """Return all functions in a random order, and as many of which every second one is a threshold function."""
    rng = random.Random(1)
    whole = list(range(1 << ROWS))
    rng.shuffle(whole)
    yes, no = np.flatnonzero(TRUTH).tolist(), np.flatnonzero(~TRUTH).tolist()
    return [whole, [table for _ in range(1 << (ROWS - 1)) for table in (rng.choice(yes), rng.choice(no))]]


def main(seconds: float) -> None:
    """Measure, and print the table."""
    warnings.filterwarnings("ignore")
    drawn = samples()
    rows: list[tuple[str, list[tuple[float, int, int]]]] = []
    for name, (module, make) in SINGLE.items():
        if importlib.util.find_spec(module) is None:
            print(f"{name}: not installed", file=sys.stderr)
            continue
        ask = make()
        rows.append((name, [rate_single(ask, sample, seconds) for sample in drawn]))
    for name, numba in (("`decide_all` with NumPy, certificate each", False), ("… and Numba", True)):
        if numba and importlib.util.find_spec("numba") is None:
            continue
        rows.append((name, [rate_array(sample, seconds, numba=numba) for sample in drawn]))
    base = dict(rows).get(BASE)
    print("| n = 4 | functions/s | × LP | every second one: functions/s | × LP | wrong |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, found in rows:
        ratios = [rate / base[k][0] if base else 0.0 for k, (rate, _, _) in enumerate(found)]
        cells = [
            f"{rate:,.0f} | {ratio:,.0f}" if ratio >= 10 else f"{rate:,.0f} | {ratio:.2g}"
            for ratio, (rate, _, _) in zip(ratios, found, strict=True)
        ]
        asked, wrong = sum(f[1] for f in found), sum(f[2] for f in found)
        print(f"| {name} | {' | '.join(cells)} | {wrong:,} of {asked:,} |")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0)
