"""A theorem counts only if it says what the claim says, of what the words mean, and rests on nothing else."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nlverify.cache import Cache
from nlverify.corpus import CorpusError
from nlverify.engines import kernel

Judged = Callable[..., dict[str, Any]]


def part(claim: dict[str, Any]) -> dict[str, Any]:
    (found,) = claim["parts"]
    return dict(found)


def rejected(claim: dict[str, Any], because: str) -> bool:
    """Return whether the claim failed for this reason, and its theorem earned nothing."""
    assert because in "; ".join(claim["problems"])
    return claim["tier"] == "failed" and "kernel" not in part(claim)["earned"]


def test_a_theorem_whose_type_is_the_claims_is_the_strongest_evidence(judged: Judged) -> None:
    claim = judged()
    assert (claim["tier"], part(claim)["earned"][:2]) == ("kernel", ["kernel", "certified"])
    (theorem,) = [e for e in part(claim)["evidence"] if e["kind"] == "theorem"]
    assert (theorem["proof"], theorem["axioms"]) == ("Bent.relu_not_additive", [])
    assert claim["receipt"]["kernel"]["says_no"] is True
    assert set(claim["receipt"]["kernel"]["sources"]) == {"Bent.v"}


def test_an_admitted_theorem_is_rejected(judged: Judged) -> None:
    admitted = ("specialize (H 1 (-1)). discriminate H. Qed.", "Admitted.")
    assert rejected(
        judged(theory=admitted), "expected no axiom under Bent.relu_not_additive and its words, got Bent.relu_not_add"
    )


def test_an_axiom_that_no_word_in_the_source_announces_is_rejected(judged: Judged) -> None:
    """`Variable` outside of a section declares an axiom."""
    planted = ("Theorem orders", "Variable wrong : 0 = 1.\nLemma w : 0 = 1.\nProof. exact wrong. Qed.\nTheorem orders")
    claim = judged("Bent.w", "0 = 1", theory=planted)
    assert rejected(claim, "expected no axiom under Bent.w and its words, got Bent.wrong")


def test_an_axiom_counts_only_if_the_claim_allows_it(judged: Judged) -> None:
    planted = (
        "Theorem relu_not",
        "Axiom agreed : 0 = 1.\nLemma w : 0 = 1.\nProof. exact agreed. Qed.\nTheorem relu_not",
    )
    assert rejected(judged("Bent.w", "0 = 1", ("Bent.other",), theory=planted), "only the axioms allowed")
    allowed = judged("Bent.w", "0 = 1", ("Bent.agreed",))
    assert allowed["tier"] == "kernel"
    assert part(allowed)["evidence"][0]["axioms"] == ["Bent.agreed"]


def test_a_weakened_statement_is_rejected(judged: Judged) -> None:
    weaker = ("~ forall x y, relu (x + y)", "~ forall x y, x > 0 -> relu (x + y)")
    claim = judged(
        theory=(
            f"{weaker[0]} = relu x + relu y.\nProof. intro H. specialize (H 1 (-1)).",
            f"{weaker[1]} = relu x + relu y.\nProof. intro H. specialize (H 1 (-1) eq_refl).",
        )
    )
    assert rejected(claim, "while it is expected to have type")


def test_a_weakened_definition_is_rejected(judged: Judged) -> None:
    """With relu := id the theorem about sums would be another one; the word no longer means what it should."""
    other = "if Z_le_dec 0 x then x else 0.", "x.\nLemma easy : relu 1 = 1.\nProof. reflexivity. Qed."
    judged()
    theory = ("Proof. intro H. specialize (H 1 (-1)). discriminate H. Qed.", "Abort.")
    claim = judged("Bent.easy", "relu 1 = 1", theory=theory)
    assert rejected(claim, "easy was not found")
    assert rejected(judged("Bent.easy", "relu 1 = 1", theory=other), 'cannot unify "relu x" and "if Z_le_dec 0 x')


def test_a_contradictory_list_of_assumptions_is_rejected(judged: Judged) -> None:
    """Everything would follow from it. It has no instance."""
    contradictory = (
        "nobody : exists x y, ~ below x y}.",
        "nobody : exists x y, ~ below x y; all : forall x y, below x y}.",
    )
    claim = judged("Bent.orders_compare", "forall O : Order, forall x : carrier O, below O x x", theory=contradictory)
    assert claim["tier"] == "failed"
    assert "kernel" not in part(claim)["earned"]


def test_an_instance_must_not_rest_on_axioms(judged: Judged) -> None:
    assumed = ("Proof. refine (Build_Order Z Z.le Z.le_refl _). exists 1, 0. lia. Defined.", "Admitted.")
    claim = judged("Bent.orders_compare", "forall O : Order, forall x : carrier O, below O x x", theory=assumed)
    assert rejected(claim, "expected no axiom under Bent.orders_compare and its words")


def test_a_word_that_the_vocabulary_does_not_determine_is_refused(judged: Judged) -> None:
    with pytest.raises(
        CorpusError, match=r"relu: expected a word of the vocabulary, got one that Bent\.v only defines"
    ):
        judged(vocabulary=("[relu]", "[integers]"))


def test_a_word_has_one_meaning(judged: Judged, corpus: Path) -> None:
    (corpus / "rocq" / "theories" / "Other.v").write_text("Definition relu (x : nat) := x.\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"relu: expected a word of its own, got one that Other\.v defines too"):
        judged()


def test_a_name_in_a_type_is_the_word_of_the_vocabulary(judged: Judged, corpus: Path) -> None:
    """A lemma can take a word's name: `Other.relu` is no ReLU."""
    lemma = (
        "Lemma relu (x : Z) : Z.\nProof. exact x. Defined.\nTheorem same : forall x, relu x = x.\nProof. auto. Qed.\n"
    )
    other = corpus / "rocq" / "theories" / "Other.v"
    other.write_text(f"From Coq Require Import ZArith.\nFrom NL Require Import Bent.\n{lemma}", encoding="utf-8")
    claim = judged("Other.same", "forall x, relu x = x")
    assert rejected(claim, "expected to have type")


def test_a_theory_cannot_give_a_sign_another_meaning(judged: Judged) -> None:
    """`relu x + y` says what it seems to say only if + is the sum."""
    line = 'Infix "+" := Z.mul : Z_scope.\nTheorem relu_not'
    with pytest.raises(
        CorpusError, match=r"Bent\.v: expected a sign that its vocabulary determines, got '\+ : Z_scope'"
    ):
        judged(theory=("Theorem relu_not", line))
    with pytest.raises(CorpusError, match="got 'relu'"):
        judged(theory=(line, "Notation relu := (fun x : Z => x).\nTheorem relu_not"))


def test_a_theory_cannot_take_the_name_of_a_library_whose_axioms_are_allowed(judged: Judged, corpus: Path) -> None:
    (corpus / "rocq" / "theories" / "ClassicalDedekindReals.v").write_text("Axiom sig_not_dec : False.\n")
    with pytest.raises(CorpusError, match="expected another name than that of a library with axioms"):
        judged()


def test_a_type_cannot_begin_another_sentence(judged: Judged) -> None:
    with pytest.raises(CorpusError, match="expected a type on one line, without full stop"):
        judged(type="True. Axiom wrong : False")


def test_a_theory_that_does_not_compile_proves_nothing(judged: Judged) -> None:
    claim = judged(theory=("Proof. exact reflexive. Qed.", "Proof. exact nothing. Qed."))
    assert rejected(claim, "Bent.v does not compile")


def test_one_bad_theorem_does_not_take_a_good_one_with_it(judged: Judged, corpus: Path) -> None:
    judged()
    source = (corpus / "relu" / "bent.py").read_text(encoding="utf-8")
    both = source.replace(
        "theorems={",
        'illustrations={"again": NotSeparable(XOR)},\n    theorems={"again": '
        'Theorem("Bent.relu_not_additive", "0 = 1", says="wrong"), ',
    )
    both = both.replace(
        '@CLAIM.proof("main"',
        '@CLAIM.proof("again", engine="exact")\ndef again() -> Cases:\n'
        '    """The same."""\n    return Farkas((1, 1, 1, 1))\n\n\n@CLAIM.proof("main"',
    )
    claim = judged_source(judged, corpus, both)
    assert "kernel" in part(claim)["earned"]
    assert "kernel" not in claim["illustrations"][0]["earned"]
    assert claim["tier"] == "failed"


def judged_source(judged: Judged, corpus: Path, source: str) -> dict[str, Any]:
    """Judge the claim with this very source: the vocabulary names it through a second file."""
    second = corpus / "relu" / "other.py"
    second.write_text(source.replace('id="bent"', 'id="other"'), encoding="utf-8")
    (corpus / "relu" / "bent.py").rename(corpus / "bent.txt")
    from nlverify import run as runs
    from nlverify.corpus import load
    from nlverify.ledger import judge
    from nlverify.run import Settings

    loaded = load(corpus, runs.encodable)
    (receipt,) = runs.run(list(loaded.entries.values()), loaded.references, Settings(corpus.parent / "second", 2))
    return judge(receipt, {})


# ------------------------------------------------------------------ the compiler itself


def replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """Put another program in the compiler's place; $REAL is the real one."""
    program = tmp_path / "bin" / "coqc"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nREAL={kernel.found()}\n{script}\n", encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(kernel, "found", lambda: str(program))


def test_a_compiler_that_accepts_everything_earns_nothing(
    judged: Judged, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replaced(monkeypatch, tmp_path, '"$REAL" "$@" 2>/dev/null || true')
    claim = judged()
    assert claim["tier"] == "certified"
    assert claim["receipt"]["kernel"]["says_no"] is False
    assert any("accepted what is false, or hid an axiom" in note for note in claim["notes"])


def test_a_compiler_that_hides_axioms_earns_nothing(
    judged: Judged, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    hide = r"""out=$("$REAL" "$@"); code=$?
echo "$out" | sed -e 's/^Axioms:$/Closed under the global context/' -e '/ : /d'; exit $code"""
    replaced(monkeypatch, tmp_path, hide)
    assert judged()["tier"] == "certified"


def test_a_compiler_that_hangs_lowers_the_tier_and_says_so(
    judged: Judged, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    replaced(monkeypatch, tmp_path, 'case "$*" in *goal_*) exec sleep 60;; *) exec "$REAL" "$@";; esac')
    monkeypatch.setattr("nlverify.run.TIME", 1.0)
    claim = judged()
    assert claim["tier"] == "certified"
    assert any("expected a verdict of the kernel, got none: timeout" in note for note in claim["notes"])


def test_without_a_compiler_everything_else_runs_and_one_line_says_what_is_missing(
    judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    from nlverify.tools import missing_lines, tool_versions

    monkeypatch.setattr(kernel, "found", lambda: None)
    assert [line for line in missing_lines(tool_versions()) if line.startswith("rocq: ")] == [
        f"rocq: not installed, so nothing was asked of it; {kernel.INSTALL}"
    ]
    claim = judged()
    assert (claim["tier"], claim["problems"]) == ("certified", [])


def test_a_verdict_from_the_cache_is_marked_and_a_changed_theory_is_judged_anew(judged: Judged, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, again = judged(cache=Cache(cache)), judged(cache=Cache(cache))
    assert [t["cached"] for t in first["receipt"]["theorems"]] == [False]
    assert [t["cached"] for t in again["receipt"]["theorems"]] == [True]
    assert again["tier"] == "kernel"
    assert [t["cached"] for t in judged(cache=Cache(cache, read=False))["receipt"]["theorems"]] == [False]
    changed = judged(cache=Cache(cache), theory=("specialize (H 1 (-1)). discriminate H. Qed.", "Admitted."))
    assert rejected(changed, "expected no axiom")
