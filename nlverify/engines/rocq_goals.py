"""Certificates as theorems for Rocq's kernel.

A theorem is written down from a statement of statement.json alone; the certificate only becomes
the tree that a verified program checks inside the kernel (`proofs/rocq/theories/CaseTree.v`).
What is written wrongly about a certificate, here or in its file, can at worst be rejected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from nlverify.engines.rocq_terms import Atom, Tree, Unknowns, UnreadableError, atom_terms, comparisons, listed, rational
from nlverify.theories import PREFIX

Json: TypeAlias = Any

THEORY = "CaseNetworks"
HEADER = f"""From Coq Require Import ZArith QArith List.
From {PREFIX} Require Import Base CaseRationals CaseExpressions CasePolynomials CaseAtoms CaseLeaves CaseEnclosures
  CaseTree CaseStatements CaseNetworks.
Import ListNotations.
"""
OPPOSITE = {"separable": "not-separable", "some-network": "no-network"}
ACTIVATIONS = {"relu": "Relu_", "abs": "Abs_"}
READOUTS = {">": "Above", ">=": "AtLeast"}
FAMILIES = {
    "affine-unit": "AffineUnit",
    "affine-network": "AffineNetwork",
    "scaled-affine-network": "ScaledAffineNetwork",
    "monotone-unit": "MonotoneUnit",
}


@dataclass(frozen=True)
class Goal:
    """A type, and a tactic that leaves of it that one computation ends in true."""

    type: str
    tactic: str

    def theorem(self, name: str) -> str:
        """Return the theorem, whose proof is that computation."""
        return f"Theorem {name} : {self.type}.\nProof. {self.tactic}. vm_cast_no_check (eq_refl true). Qed.\n"

    def trial(self, name: str) -> str:
        """Return what prints the name if the computation ends in true, and proves nothing."""
        right = f"assert_succeeds ({self.tactic}; vm_compute; reflexivity)"
        return f'Goal {self.type}.\nProof. try ({right}; idtac "{name}"). Abort.\n'


def question(statement: Json, certificate: Json) -> Goal:
    """Return the theorem that a certificate shows, and its proof, for Rocq.

    Raises UnreadableError if certificates of this kind are not put to the kernel.
    """
    if certificate["format"] != "cases/1":
        raise UnreadableError("another format")
    kind = OPPOSITE.get(statement["kind"], statement["kind"])
    if kind in ("forall", "exists"):
        return _comparisons(statement, certificate["trees"])
    if kind in ("not-separable", "not-affine"):
        return _table(kind, statement, certificate["trees"])
    if kind == "no-network":
        return _network(statement, certificate["trees"])
    raise UnreadableError(f"the kind {kind}")


def _only(trees: Json) -> Json:
    if len(trees) != 1:
        raise ValueError(f"expected one tree, got {len(trees)}")
    return trees[0]


def _comparisons(s: Json, trees: Json) -> Goal:
    """Return the theorem that all cases of `forall`, or none of `exists`, are as the statement says."""
    unknowns = Unknowns({v: 2 * i + 2 for i, v in enumerate(s["variables"])})
    given, then = s.get("given", s.get("such_that", [])), _several(s.get("then", ["or"]))
    atoms: list[Atom] = []
    for _, a, b in [*given, *then]:
        unknowns.polynomial(a, atoms)
        unknowns.polynomial(b, atoms)
    tree = Tree(unknowns, list(atoms))
    term, words = tree.term(_only(trees)), (comparisons(given, unknowns), comparisons(then, unknowns))
    laws, used = ("lawful F -> ", "true") if tree.laws else ("", "false")
    if s["kind"] == "exists":
        goal, lemma = f"~ exists x, all_hold F x {words[0]}", f"refute K F {used} _"
    else:
        goal = f"forall x, all_hold F x {words[0]} -> some_holds F x {words[1]}"
        lemma = f"prove_forall K F {used} _ _"
    start, law = ("intros K F L", "intros _; exact L") if tree.laws else ("intros K F", "discriminate")
    tactic = f"{start}; refine ({lemma} {atom_terms(atoms)} {term} _ _); [{law}|]"
    return Goal(f"forall (K : OrdField) (F : Functions K), {laws}{goal}", tactic)


def _several(relations: Json) -> list[Json]:
    return list(relations[1:]) if relations[0] == "or" else [relations]


def _table(kind: str, s: Json, trees: Json) -> Goal:
    """Return the theorem that no member of a family does at the points what the statement says."""
    size, points = len(s["points"][0]), _points(s)
    unknowns = Unknowns({f"w{i + 1}": 2 * i + 2 for i in range(size)} | {"b": 2 * size + 2})
    term, family = Tree(unknowns, []).term(_only(trees)), FAMILIES[s["family"]]
    if kind == "not-affine":
        values = listed([rational(v) for v in s["values"]])
        goal, lemma = f"not_affine K {family} {size} {points} {values}", f"prove_not_affine K {family} {size} _ _"
    else:
        goal = f"not_separable K {family} {READOUTS[s['fires']]} {size} {points} {_labels(s)}"
        lemma = f"prove_not_separable K {family} _ {size} _ _"
    if family == "MonotoneUnit":
        tactic = f"intro K; apply (prove_not_separable_monotone K _ {size} _ _ {term})"
    else:
        tactic = f"intro K; apply ({lemma} {term}); [discriminate|]"
    return Goal(f"forall K : OrdField, {goal}", tactic)


def _points(s: Json) -> str:
    return listed([listed([rational(x) for x in p]) for p in s["points"]])


def _labels(s: Json) -> str:
    """Return the labels; what is neither 0 nor 1 is none."""
    return listed([{"0": "false", "1": "true"}[v] for v in s["values"]])


def _network(s: Json, trees: Json) -> Goal:
    """Return the theorem that no network with one hidden layer does at the points what the statement says."""
    size, hidden, a = len(s["points"][0]), int(s["hidden"]), s["activation"]
    sigma = ACTIVATIONS.get(a) if isinstance(a, str) else f"(Leaky_ {rational(a[1])})"
    if sigma is None:
        raise UnreadableError(f"the activation {a!r}")
    units = [[f"w{j}_{i + 1}" for i in range(size)] + [f"b{j}"] for j in range(1, hidden + 1)]
    names = [*units, [f"u{i + 1}" for i in range(size)] + ["c"]]
    unknowns = Unknowns({v: 2 * i + 2 for i, v in enumerate(v for unit in names for v in unit)})
    atoms: list[Atom] = []
    for unit in units:
        for p in s["points"]:
            scores = [["*", w, x] for w, x in zip(unit, p, strict=False)]
            atoms.append(("relu", unknowns.polynomial(["+", *scores, unit[-1]], None)))
    terms = listed([Tree(unknowns, list(atoms)).term(tree) for tree in trees])
    values = listed([rational(v) for v in s["values"]])
    exact = s["readout"] == "="
    wanted = f"(Exactly {values})" if exact else f"(Fires {READOUTS[s['readout']]} {_labels(s)})"
    goal = f"no_network K {hidden} {size} {sigma} {str(bool(s['skip'])).lower()} {wanted} {_points(s)}"
    tactic = f"intro K; apply (prove_no_network K _ _ _ _ _ _ {atom_terms(atoms)} {terms})"
    return Goal(f"forall K : OrdField, {goal}", tactic)
