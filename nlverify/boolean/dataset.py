"""The atlas as files: tables, what their columns mean, and hashes. The same input gives the same bytes.

Tables are CSV, or Parquet if that is asked for and pyarrow is installed. `manifest.json` describes each
file, and `README.md` says the same for people.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nlverify.boolean.selfdual import orbit
from nlverify.files import sha256, write_json, write_text

Format: TypeAlias = Literal["csv", "parquet"]
LICENCE = "CC-BY-4.0"
BATCH = 4096

COLUMNS = {
    "table": "the truth table in hexadecimal digits: bit i (of value 2^i) is f at the input whose binary digits x1…xn "
    "are i, x1 first",
    "threshold": "1 if f is a threshold function, else 0",
    "weights": "whole numbers w1 … wn, separated by spaces: f(x) = 1 exactly where w·x ≥ t",
    "t": "the whole number t",
    "a": "an input, numbered like the bits of the table, with f(a) = 1",
    "b": "another with f(b) = 1",
    "c": "an input with f(c) = 0",
    "d": "another with f(d) = 0, and a + b = c + d: an XOR hides in f, so that no weights exist",
    "twin_weights": "whole numbers w1 ≥ … ≥ wN ≥ 0, N = n + 1, separated by spaces: F(z) is true where w·z > 0, for z "
    "of −1 and 1; f(x) = F(x, 1) with −1 for 0",
    "chow": "c1 … cN, separated by spaces: the sum of all z where F is true; no other class has the same",
    "functions": "how many F the permutations and negations of the N variables make of this one",
    "f": "the truth table of f(x) = F(x, 1), written like `table`",
    "n": "the number of inputs",
    "classes": "threshold functions F with F(−z) = not F(z) of n + 1 variables, up to permuting and negating these",
    "share": "functions divided by 2^(2^n), rounded",
    "shown": "how this run knows: 'each function' has a certificate of its own; 'tree': nlcheck accepted the tree of "
    "classes; 'counted': exact arithmetic that was checked as it went, without a file that shows it",
}


@dataclass
class Dataset:
    """A folder of files; `add` writes a table and notes what it is."""

    folder: Path
    form: Format = "csv"
    files: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, about: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Write a table, and note its meaning, columns and hash."""
        listed = [list(row) for row in rows]
        file = f"{name}.{self.form}"
        if self.form == "csv":
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(listed)
            digest = write_text(self.folder / file, text.getvalue())
        else:
            digest = _write_parquet(self.folder / file, columns, listed)
        self.note(file, about, digest, rows=len(listed), columns=[{"name": c, "meaning": COLUMNS[c]} for c in columns])

    def note(self, file: str, about: str, digest: str, **more: object) -> None:
        """Note a file that is there."""
        self.files[file] = {"about": about, "sha256": digest, **more}

    def close(self) -> None:
        """Write the manifest and the README."""
        manifest = {"schema": "nlverify-atlas/1", "licence": LICENCE, "files": self.files}
        write_json(self.folder / "manifest.json", manifest)
        write_text(self.folder / "README.md", _readme(self.files))


def _readme(files: dict[str, dict[str, Any]]) -> str:
    used = dict.fromkeys(c["name"] for entry in files.values() for c in entry.get("columns", ()))
    lines = ["# Boolean functions that one neuron computes", ""]
    lines += ["Written by `nlverify atlas`. Licence: Creative Commons Attribution 4.0 (CC BY 4.0), by the nlverify"]
    lines += ["contributors. A *threshold function* is 1 where w·x ≥ t, for some weights w and threshold t.", ""]
    lines += ["| file | what | rows | SHA-256 |", "|---|---|---|---|"]
    lines += [f"| `{f}` | {e['about']} | {e.get('rows', '')} | `{e['sha256']}` |" for f, e in sorted(files.items())]
    lines += ["", "| column | meaning |", "|---|---|", *(f"| `{c}` | {COLUMNS[c]} |" for c in used), ""]
    return "\n".join(lines)


def _write_parquet(path: Path, columns: Sequence[str], rows: list[list[object]]) -> str:
    pa: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    by_column = [[None if value == "" else value for value in column] for column in zip(*rows, strict=True)]
    kinds = [pa.string() if any(isinstance(v, str) for v in column) else pa.int64() for column in by_column]
    data = [pa.array(c, k) for c, k in zip(by_column, kinds, strict=True)]
    sink = io.BytesIO()
    parquet.write_table(pa.table(data, names=list(columns)), sink, compression="zstd")
    content = sink.getvalue()
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    temporary.replace(path)
    return sha256(content)


CLASS_COLUMNS = ("twin_weights", "chow", "functions", "f")


def class_rows(lines: Iterable[str]) -> list[list[object]]:
    """Return a row for each "weights" line of a tree, those with the largest Chow parameters first.

    >>> class_rows(["weights 1 1 1", "weights 1 0 0"])
    [['1 0 0', '4 0 0', 6, 'c'], ['1 1 1', '2 2 2', 8, 'e']]
    """
    weights = np.array([line.split(" ")[1:] for line in lines if line.startswith("weights ")], dtype=np.int64)
    n = weights.shape[1]
    points = np.arange(2**n)[:, None] >> np.arange(n - 1, -1, -1) & 1
    signs = 2 * points - 1
    rows = list[tuple[tuple[int, ...], list[object]]]()
    for start in range(0, len(weights), BATCH):
        some = weights[start : start + BATCH]
        true = some @ signs.T > 0
        chow = np.where(true, 1, 0) @ signs
        for w, c, f in zip(some.tolist(), chow.tolist(), _hexadecimal(true[:, 1::2]), strict=True):
            rows.append((tuple(c), [" ".join(map(str, w)), " ".join(map(str, c)), orbit(c), f]))
    return [row for _, row in sorted(rows, reverse=True)]


def _hexadecimal(values: NDArray[np.bool_]) -> list[str]:
    """Return each row of values, at the inputs in counting order, as a truth table in hexadecimal digits."""
    digits = max(1, values.shape[1] // 4)
    packed = np.packbits(values, axis=1, bitorder="little")
    return [f"{int.from_bytes(row.tobytes(), 'little'):0{digits}x}" for row in packed]
