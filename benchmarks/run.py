"""Measure the commands side by side in one run, and print a small Markdown table.

    python benchmarks/run.py [REPEATS]

Each time is the median of some repetitions. The last column compares it with an empty Python
started in the same run: a ratio says more than seconds do on somebody else's machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nlverify

CHECKER = Path(nlverify.__file__).resolve().parent / "nlcheck.py"
JOBS = 2


def seconds(command: list[str], repeats: int) -> float:
    """Return the median wall-clock time of a command, after one run that warms the caches.

    Raises RuntimeError if the command does not exit with 0.
    """
    times = []
    for _ in range(repeats + 1):
        begun = time.perf_counter()
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        times.append(time.perf_counter() - begun)
        if done.returncode != 0:
            last = (done.stderr or done.stdout).strip()[-500:]
            raise RuntimeError(f"{' '.join(command)}: expected exit code 0, got {done.returncode}: {last}")
    return statistics.median(times[1:])


def main(repeats: int) -> None:
    """Measure, and print the table."""
    program = [sys.executable, "-m", "nlverify"]
    with tempfile.TemporaryDirectory() as folder:
        check = [*program, "check", "--jobs", str(JOBS), "--out", folder]
        fresh = f"`nlverify check --fresh --jobs {JOBS}`"
        warm = f"`nlverify check --jobs {JOBS}`, warm cache"
        rows = [
            ("an empty Python", [sys.executable, "-c", "pass"], 3 * repeats),
            ("`nlverify --help`", [*program, "--help"], 3 * repeats),
            (fresh, [*check, "--fresh"], 1),
            (warm, check, repeats),
            ("`nlverify recheck`", [*program, "recheck", folder], repeats),
            (
                "`python -I -S nlcheck.py BUNDLE`",
                [sys.executable, "-I", "-S", str(CHECKER), f"{folder}/bundle"],
                repeats,
            ),
        ]
        print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores visible, {JOBS} used by check\n")
        print("| command | seconds | × an empty Python |\n|---|---:|---:|")
        took: dict[str, float] = {}
        for name, command, times in rows:
            took[name] = seconds(command, times)
            ratio = took[name] / next(iter(took.values()))
            print(f"| {name} | {took[name]:.3f} | {ratio:.0f} |", flush=True)
        print(f"\nWith a warm cache `check` takes 1/{took[fresh] / took[warm]:.0f} of the time of a fresh run.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
