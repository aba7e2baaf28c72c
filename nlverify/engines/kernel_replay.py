"""Put the certificates of a bundle to Rocq's kernel: each becomes a theorem about its statement.

The theorem is written down from statement.json alone; the certificate only becomes the tree that
a verified program (`proofs/rocq/theories/CaseTree.v`) checks inside the kernel. So a wrong certificate
can at worst be rejected, and what this file gets wrong about a tree too.

Many theorems go into one file. If the compiler stops at one of them, it is rejected, and the file
is tried again without it.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.engines import kernel
from nlverify.engines.rocq_terms import Atom, Tree, UnreadableError, Unknowns, atom_terms, comparisons, listed, rational
from nlverify.files import one_line
from nlverify.theories import PREFIX, Library

Json: TypeAlias = Any

THEORY = "CaseStatements"
HEADER = f"""From Coq Require Import ZArith QArith List.
From {PREFIX} Require Import Base CaseRationals CaseExpressions CasePolynomials CaseTree CaseStatements.
Import ListNotations.
"""
READ = ("cases/1",)
BATCH = 400_000  # characters of a file, about
TIME = 600.0  # seconds for one file
OPPOSITE = {"separable": "not-separable", "some-network": "no-network"}
READOUTS = {">": "Above", ">=": "AtLeast"}
FAMILIES = {
    "affine-unit": "AffineUnit",
    "affine-network": "AffineNetwork",
    "scaled-affine-network": "ScaledAffineNetwork",
    "monotone-unit": "MonotoneUnit",
}
LINE = re.compile(r'^File "[^"]*", line (\d+)', re.MULTILINE)


@dataclass(frozen=True)
class Question:
    """What the kernel is asked about one certificate: its place in the bundle, and the theorem with its proof."""

    place: str
    format: str
    text: str


@dataclass
class Replay:
    """What became of a bundle's certificates: how many of each format there are, and which the kernel accepted.

    `unread` says why the kernel was not asked about a certificate, `rejected` what it complained of.
    """

    total: dict[str, int] = field(default_factory=dict)
    accepted: dict[str, int] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    rejected: dict[str, str] = field(default_factory=dict)
    axioms: set[str] = field(default_factory=set)
    problem: str = ""

    def line(self) -> str:
        """Return the counts on one line."""
        parts = [f"{self.accepted.get(form, 0)} of {count} {form}" for form, count in sorted(self.total.items())]
        axioms = ", ".join(sorted(self.axioms)) or "none"
        version = kernel.version()
        return (
            f"kernel: {sum(self.accepted.values())} of {sum(self.total.values())} certificates accepted "
            f"({', '.join(parts)}), axioms: {axioms}, coqc {version}"
        )


# ------------------------------------------------------------------ from a certificate to a theorem


def question(name: str, statement: Json, certificate: Json) -> str:
    """Return the theorem that a certificate shows, and its proof, in Rocq.

    `name` is the theorem's name.

    Raises UnreadableError if certificates of this kind are not put to the kernel.
    """
    if certificate["format"] not in READ:
        raise UnreadableError(f"the format {certificate['format']}")
    kind = OPPOSITE.get(statement["kind"], statement["kind"])
    if kind in ("forall", "exists"):
        return _comparisons(name, statement, certificate["trees"])
    if kind in ("not-separable", "not-affine"):
        return _table(name, kind, statement, certificate["trees"])
    raise UnreadableError(f"the kind {kind}")


def _one(trees: Json) -> Json:
    if len(trees) != 1:
        raise UnreadableError(f"{len(trees)} trees, where one is expected")
    return trees[0]


def _comparisons(name: str, s: Json, trees: Json) -> str:
    """Return the theorem that all cases of `forall`, or none of `exists`, are as the statement says."""
    unknowns = Unknowns({v: 2 * i + 2 for i, v in enumerate(s["variables"])})
    given, then = s.get("given", s.get("such_that", [])), _several(s.get("then", ["or"]))
    atoms: list[Atom] = []
    for _, a, b in [*given, *then]:
        unknowns.polynomial(a, atoms)
        unknowns.polynomial(b, atoms)
    tree = Tree(unknowns, list(atoms))
    term, words = tree.term(_one(trees)), (comparisons(given, unknowns), comparisons(then, unknowns))
    laws = "lawful F -> " if tree.laws else ""
    head = f"Theorem {name} : forall (K : OrdField) (F : Functions K), {laws}"
    if s["kind"] == "exists":
        goal, lemma = f"~ exists x, all_hold F x {words[0]}", f"refute K F {str(tree.laws).lower()} _"
    else:
        goal = f"forall x, all_hold F x {words[0]} -> some_holds F x {words[1]}"
        lemma = f"prove_forall K F {str(tree.laws).lower()} _ _"
    start = "intros K F L" if tree.laws else "intros K F"
    side = "intros _; exact L" if tree.laws else "discriminate"
    proof = f"{start}. refine ({lemma} {atom_terms(atoms)} {term} _ _); [{side}|]. {COMPUTE}"
    return f"{head}{goal}.\nProof. {proof} Qed.\n"


COMPUTE = "vm_cast_no_check (eq_refl true)."


def _several(relations: Json) -> list[Json]:
    return relations[1:] if relations[0] == "or" else [relations]


def _table(name: str, kind: str, s: Json, trees: Json) -> str:
    """Return the theorem that no member of a family does at the points what the statement says."""
    size = len(s["points"][0])
    points = listed([listed([rational(x) for x in p]) for p in s["points"]])
    unknowns = Unknowns({f"w{i + 1}": 2 * i + 2 for i in range(size)} | {"b": 2 * size + 2})
    tree = Tree(unknowns, [])
    term, family = tree.term(_one(trees)), FAMILIES[s["family"]]
    head = f"Theorem {name} : forall K : OrdField, "
    if kind == "not-affine":
        values = listed([rational(v) for v in s["values"]])
        goal, lemma = f"not_affine K {family} {size} {points} {values}", f"prove_not_affine K {family} {size} _ _"
    else:
        values = listed(["true" if v == "1" else "false" for v in s["values"]])
        goal = f"not_separable K {family} {READOUTS[s['fires']]} {size} {points} {values}"
        lemma = f"prove_not_separable K {family} _ {size} _ _"
    if family == "MonotoneUnit":
        return f"{head}{goal}.\nProof. intro K. apply (prove_not_separable_monotone K _ {size} _ _ {term}). {COMPUTE} Qed.\n"
    return f"{head}{goal}.\nProof. intro K. apply ({lemma} {term}); [discriminate|]. {COMPUTE} Qed.\n"


def questions(bundle: Path, replay: Replay) -> Iterator[Question]:
    """Yield what the kernel is asked about each certificate of a bundle; count all of them in `replay`."""
    for path in sorted(bundle.glob("*/certificate-*.json")):
        place = f"{path.parent.name}/{path.name}"
        certificate = json.loads(path.read_text(encoding="utf-8"))
        statements = json.loads((path.parent / "statement.json").read_text(encoding="utf-8"))
        group, name = certificate["for"].split("/")
        form = certificate["format"]
        replay.total[form] = replay.total.get(form, 0) + 1
        number = sum(replay.total.values())
        try:
            text = question(f"certificate_{number}", statements[group][name], certificate)
        except UnreadableError as reason:
            replay.unread[place] = str(reason)
        else:
            yield Question(place, form, text)
