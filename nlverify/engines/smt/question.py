"""A question to an SMT solver, and what its answers say about the statement behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Meaning: TypeAlias = Literal["proves", "refutes", "helps-prove", "helps-refute", "vacuous", "nothing"]
Conclusion: TypeAlias = Literal["holds", "refuted", "vacuous", "unknown", "contradictory"]

WORDS: dict[Meaning, str] = {
    "proves": "proves the statement",
    "refutes": "refutes the statement",
    "helps-prove": "is one of the answers that together prove the statement",
    "helps-refute": "is one of the answers that together refute the statement",
    "vacuous": "means that nothing satisfies the hypotheses",
    "nothing": "says nothing",
}
OPPOSITE: dict[Meaning, Meaning] = {
    "proves": "refutes",
    "refutes": "proves",
    "helps-prove": "helps-refute",
    "helps-refute": "helps-prove",
    "vacuous": "vacuous",
    "nothing": "nothing",
}


@dataclass(frozen=True)
class Question:
    """An SMT-LIB script that ends in one `(check-sat)`, and what either answer means.

    An answer that "proves" or "refutes" settles the statement alone. One that "helps-prove"
    does so only if every question that can help has given its help, and the same holds for
    "helps-refute". "vacuous" means that nothing satisfies the hypotheses. Every other answer
    (unknown, a timeout, an error) says nothing.
    """

    name: str
    text: str
    sat: Meaning
    unsat: Meaning

    def means(self, answer: str) -> Meaning:
        """Return what `answer` says; only "sat" and "unsat" ever say something."""
        return {"sat": self.sat, "unsat": self.unsat}.get(answer, "nothing")


def negated(question: Question) -> Question:
    """Return the question as one about the negation of its statement."""
    return replace(question, sat=OPPOSITE[question.sat], unsat=OPPOSITE[question.unsat])


def titled(question: Question, title: str) -> Question:
    """Return the question with a comment that says what it is about and what the answers mean."""
    header = f"; {title}\n; Question {question.name}: sat {WORDS[question.sat]}; unsat {WORDS[question.unsat]}.\n"
    return replace(question, text=header + question.text)


def conclude(questions: Sequence[Question], answers: Mapping[str, str]) -> Conclusion:
    """Return what one solver's answers, by question name, say about the statement.

    Whatever is not "sat" or "unsat", or is not there, concludes nothing. "contradictory" means
    that the answers cannot all be right: the solver or the encoding is wrong.

    >>> base, step = (Question(n, "", sat="nothing", unsat="helps-prove") for n in ("base", "step"))
    >>> conclude((base, step), {"base": "unsat", "step": "unsat"})
    'holds'
    >>> conclude((base, step), {"base": "unsat", "step": "timeout"})
    'unknown'
    """
    holds = bool(_grounds(questions, answers, "proves", "helps-prove"))
    refuted = bool(_grounds(questions, answers, "refutes", "helps-refute"))
    vacuous = any(q.means(answers.get(q.name, "")) == "vacuous" for q in questions)
    if (holds and refuted) or (vacuous and (holds or refuted)):
        return "contradictory"
    if vacuous:
        return "vacuous"
    return "holds" if holds else "refuted" if refuted else "unknown"


def grounds(questions: Sequence[Question], answers: Mapping[str, str]) -> frozenset[str]:
    """Return the answers that the conclusion rests on: {"sat"}, {"unsat"}, both, or neither.

    A solver that always gives the same answer is caught by a control that needs the other one.
    """
    match conclude(questions, answers):
        case "holds":
            return _grounds(questions, answers, "proves", "helps-prove")
        case "refuted":
            return _grounds(questions, answers, "refutes", "helps-refute")
        case "vacuous":
            return frozenset({"unsat"})
        case "unknown" | "contradictory":
            return frozenset()


def _grounds(
    questions: Sequence[Question], answers: Mapping[str, str], alone: Meaning, together: Meaning
) -> frozenset[str]:
    """Return the answers that settle the statement one way; empty if they do not."""
    given = {q.name: answers.get(q.name, "") for q in questions}
    for q in questions:
        if q.means(given[q.name]) == alone:
            return frozenset({given[q.name]})
    helpers = [q for q in questions if together in (q.sat, q.unsat)]
    if all("vacuous" in (q.sat, q.unsat) for q in helpers):  # that hypotheses can be satisfied proves nothing alone
        return frozenset()
    if any(q.means(given[q.name]) != together for q in helpers):
        return frozenset()
    return frozenset(given[q.name] for q in helpers)
