"""What tests of several folders share: small corpora, and a server for child processes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from nlverify.engines.isolation import Workers

CLAIM = '''"""Prose about {id}."""

import os
import time

from nlverify.claim import AND, XOR, Claim, NoNetwork, NotSeparable, Source
from nlverify.evidence import Cases, Farkas, Network, Unit, Weights

CLAIM = Claim(
    id="{id}",
    says="No unit computes XOR, says {id}.",
    parts={{"main": {part}}},
    source=Source("elementary"),
    uses={uses},
)


@CLAIM.proof("main", engine="exact")
def add_all_four() -> Cases:
    """The sum is 0 > 0."""
    {proof}


@CLAIM.control({control}, drops="the labels")
def and_is_easy() -> Weights:
    """x + y - 1 is positive at (1, 1) alone."""
    {refutation}
'''

DEFAULTS = {
    "part": "NotSeparable(XOR)",
    "uses": "()",
    "proof": "return Farkas((1, 1, 1, 1))",
    "control": "NotSeparable(AND)",
    "refutation": "return Weights((1, 1), -1)",
}

WriteClaim = Callable[..., Path]


@pytest.fixture
def write_claim(tmp_path: Path) -> WriteClaim:
    """Return a function that writes a claim file below `tmp_path/claims`; keywords replace pieces of it."""

    def write(name: str = "xor/one_unit.py", **pieces: str) -> Path:
        path = tmp_path / "claims" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        names = {"id": path.stem.replace("_", "-"), **DEFAULTS, **pieces}
        path.write_text(CLAIM.format(**names), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="session")
def server() -> None:
    """Start the server of child processes with all that tests need, so that each child starts quickly.

    Every child imports the main module again, here pytest, unless the server has done so.
    """
    with Workers(1, preload=("pytest", "nlverify.engines.work", "nlverify.cli", "sympy", "z3", "cvc5")):
        pass
