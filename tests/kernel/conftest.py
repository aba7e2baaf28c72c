"""A small corpus with a theory of its own: what a fault in it does to a claim is seen in a second."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlverify import run as runs
from nlverify.corpus import load
from nlverify.engines import kernel
from nlverify.ledger import judge
from nlverify.run import Settings

THEORY = """(** Numbers with an order, and a ReLU. *)
From Coq Require Import ZArith Lia.
Open Scope Z_scope.

Record Order := {
  carrier : Type;
  below : carrier -> carrier -> Prop;
  reflexive : forall x, below x x;
  nobody : exists x y, ~ below x y}.
Definition integers : Order.
Proof. refine (Build_Order Z Z.le Z.le_refl _). exists 1, 0. lia. Defined.

Definition relu (x : Z) : Z := if Z_le_dec 0 x then x else 0.
Theorem relu_not_additive : ~ forall x y, relu (x + y) = relu x + relu y.
Proof. intro H. specialize (H 1 (-1)). discriminate H. Qed.
Theorem orders_compare : forall O : Order, forall x : carrier O, below O x x.
Proof. exact reflexive. Qed.
"""
VOCABULARY = """
[relu]
says = "relu x is x where 0 ≤ x, and 0 elsewhere"
type = "forall x, relu x = (if Z_le_dec 0 x then x else 0)"
proof = "fun x => eq_refl"

[Order]
says = "a reflexive relation that does not always hold"
type = "Order"
proof = "integers"
also = ["carrier", "below"]
"""
TYPE = "~ forall x y, relu (x + y) = relu x + relu y"
CLAIM = '''"""ReLU is not additive."""

from nlverify.claim import AND, XOR, Claim, NotSeparable, Source, Theorem
from nlverify.evidence import Cases, Farkas, Weights

CLAIM = Claim(
    id="bent",
    says="No unit computes XOR.",
    parts={"main": NotSeparable(XOR)},
    source=Source("elementary"),
    theorems={"main": Theorem(@NAME@, @TYPE@, says="over the integers", axioms=@AXIOMS@)},
)


@CLAIM.proof("main", engine="exact")
def add_all_four() -> Cases:
    """The sum is 0 > 0."""
    return Farkas((1, 1, 1, 1))


@CLAIM.control(NotSeparable(AND), drops="the labels")
def and_is_easy() -> Weights:
    """x + y - 1 is positive at (1, 1) alone."""
    return Weights((1, 1), -1)
'''

Judged = Callable[..., dict[str, Any]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs Rocq where it is not installed, unless that is required."""
    if kernel.found() or os.environ.get("NLVERIFY_KERNEL") == "required":
        return
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=f"Rocq is not installed: {kernel.INSTALL}"))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return the folder of a corpus with one claim, whose theorem the kernel accepts."""
    folder = tmp_path / "corpus"
    (folder / "relu").mkdir(parents=True)
    (folder / "rocq" / "theories").mkdir(parents=True)
    (folder / "rocq" / "vocabulary").mkdir()
    (folder / "rocq" / "theories" / "Bent.v").write_text(THEORY, encoding="utf-8")
    (folder / "rocq" / "vocabulary" / "Bent.toml").write_text(VOCABULARY, encoding="utf-8")
    return folder


@pytest.fixture
def judged(corpus: Path, tmp_path: Path, server: None) -> Judged:
    """Return what runs the claim with another theorem, type, theory or vocabulary, and judges it."""

    def run(
        name: str = "Bent.relu_not_additive",
        type: str = TYPE,
        axioms: tuple[str, ...] = (),
        theory: tuple[str, str] = ("", ""),
        vocabulary: tuple[str, str] = ("", ""),
        **settings: Any,
    ) -> dict[str, Any]:
        source = CLAIM.replace("@NAME@", repr(name)).replace("@TYPE@", repr(type)).replace("@AXIOMS@", repr(axioms))
        (corpus / "relu" / "bent.py").write_text(source, encoding="utf-8")
        for file, (old, new) in (("theories/Bent.v", theory), ("vocabulary/Bent.toml", vocabulary)):
            text = (corpus / "rocq" / file).read_text(encoding="utf-8")
            assert old in text
            (corpus / "rocq" / file).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")
        loaded = load(corpus, runs.encodable)
        out = tmp_path / "out"
        shutil.rmtree(out, ignore_errors=True)
        (receipt,) = runs.run(list(loaded.entries.values()), loaded.references, Settings(out, 2, **settings))
        return {**judge(receipt, {}), "receipt": receipt}

    return run
