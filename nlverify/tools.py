"""The tools that can take part in a run: their versions, and what to say where one is missing."""

from __future__ import annotations

import importlib.util
import platform
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from nlverify import __version__
from nlverify.engines import kernel
from nlverify.engines.isolation import memory_note

PACKAGES = {"z3": "z3-solver", "cvc5": "cvc5", "sympy": "sympy", "numpy": "numpy"}


def tool_versions(*, kernel_too: bool = True) -> dict[str, str | None]:
    """Return the version of everything that can take part in a proof; None if it is not installed, or not to be."""
    found: dict[str, str | None] = {"nlverify": __version__, "python": platform.python_version()}
    found["rocq"] = kernel.version() if kernel_too else None
    for module, package in PACKAGES.items():
        try:
            found[module] = version(package) if importlib.util.find_spec(module) else None
        except (ImportError, ValueError, PackageNotFoundError):
            found[module] = None
    return found


def missing_lines(tools: Mapping[str, str | None], *, kernel_too: bool = True) -> list[str]:
    """Return one line for each tool that is not installed, and was to be asked."""
    how = {module: f"pip install {package}" for module, package in PACKAGES.items()} | {"rocq": kernel.INSTALL}
    lines = {tool: f"{tool}: not installed, so nothing was asked of it; {how[tool]}" for tool in how}
    return [line for tool, line in lines.items() if tools[tool] is None and (kernel_too or tool != "rocq")]


def run_notes() -> list[str]:
    """Return the lines that are true of the whole run on this platform."""
    return [note for note in (memory_note(),) if note]
