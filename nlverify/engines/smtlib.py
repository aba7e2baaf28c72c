"""The one encoder from statements to SMT-LIB 2.6.

A statement becomes a few questions, each a whole script with its logic. Every solver, Z3 too,
reads that text. A question looks for a counterexample wherever the statement says "all" or
"no", and for an example where it says "some"; what its answers mean is part of it.

Kinds that say "some" are asked as their negations, with the meanings exchanged.
"""

from __future__ import annotations

from nlverify.engines.smt.algebra import SCALAR, identity_questions, induction_questions
from nlverify.engines.smt.question import Conclusion, Meaning, Question, conclude, grounds, negated, titled
from nlverify.engines.smt.reals import (
    definitions,
    either,
    expressible,
    fact,
    logic,
    numeral,
    opposite,
    real_script,
    script,
    several,
    sides,
    term,
    variable,
)
from nlverify.engines.smt.rounding import rounding_questions
from nlverify.engines.smt.units import margin_question, network_questions, unit_questions
from nlverify.statement import (
    Cited,
    Classifies,
    Computes,
    Dichotomies,
    Exists,
    ForAll,
    HiddenXor,
    Identity,
    Induction,
    Iterates,
    NoNetwork,
    NotAffine,
    NotSeparable,
    Sampled,
    Separable,
    SomeNetwork,
    Statement,
)

__all__ = ["Conclusion", "Meaning", "Question", "conclude", "grounds", "questions"]


def questions(statement: Statement) -> tuple[Question, ...]:
    """Return what to ask a solver about the statement; the same text every time.

    Raises ValueError where the checker would not read the statement either: undeclared symbols,
    shapes that do not meet, labels other than 0 and 1. Well-formedness is the checker's to judge;
    what it refuses for other reasons may be encoded here all the same.

    >>> from nlverify.statement import XOR, NotSeparable
    >>> [(q.name, q.sat, q.unsat) for q in questions(NotSeparable(XOR))]
    [('unit', 'refutes', 'proves')]
    """
    kind = statement.to_json()["kind"]
    undeclared = _undeclared(statement)
    if undeclared:
        raise ValueError(f"{kind}: expected declared symbols, got {', '.join(sorted(undeclared))}")
    return tuple(titled(q, f"nlverify, a statement of kind {kind}.") for q in _untitled(statement))


def _undeclared(statement: Statement) -> frozenset[str]:
    """Return the symbols that the statement uses and does not declare."""
    match statement:
        case Identity(_, declared, left, right):
            trees = [left, right]
        case Induction():
            declared = statement.symbols
            trees = [
                *(e for rule in statement.state.values() for e in rule),
                *sides([*several(statement.invariant), *statement.given]),
            ]
        case ForAll(variables, then, given):
            declared, trees = dict.fromkeys(variables, SCALAR), sides([*several(then), *given])
        case Exists(variables, such_that):
            declared, trees = dict.fromkeys(variables, SCALAR), sides(such_that)
        case Computes(variables, expression):
            declared, trees = dict.fromkeys(variables, SCALAR), [expression]
        case _:
            return frozenset()
    return frozenset(name for tree in trees for name in tree.names if name not in declared)


def _untitled(statement: Statement) -> list[Question]:
    match statement:
        case Identity():
            return identity_questions(statement)
        case Induction():
            return induction_questions(statement)
        case ForAll():
            return _forall_questions(statement)
        case Exists():
            return _exists_questions(statement)
        case NotSeparable() | NotAffine():
            return unit_questions(statement)
        case Separable(table, fires, family):
            return [negated(q) for q in unit_questions(NotSeparable(table, fires, family))]
        case NoNetwork():
            return network_questions(statement)
        case SomeNetwork():
            return [negated(q) for q in network_questions(statement)]
        case Computes():
            arithmetic = statement.arithmetic
            return rounding_questions(statement, arithmetic) if arithmetic else [_computes_question(statement)]
        case Classifies():
            return [margin_question(statement)]
        case Dichotomies() | HiddenXor() | Iterates():  # as many questions as labellings, functions or steps
            return []
        case Sampled() | Cited():  # nothing to prove
            return []


def _forall_questions(s: ForAll) -> list[Question]:
    """Return the question for a counterexample, and with hypotheses the one whether they can be satisfied."""
    relations = [*s.given, *several(s.then)]
    if not expressible(sides(relations)):
        return []
    facts = [*map(fact, s.given), *(fact(opposite(r)) for r in several(s.then))]
    text = real_script("A counterexample.", s.variables, sides(relations), facts)
    if not s.given:
        return [Question("counterexample", text, sat="refutes", unsat="proves")]
    alone = real_script("Numbers that satisfy the hypotheses.", s.variables, sides(s.given), facts[: len(s.given)])
    return [
        Question("hypotheses", alone, sat="helps-prove", unsat="vacuous"),
        Question("counterexample", text, sat="refutes", unsat="helps-prove"),
    ]


def _exists_questions(s: Exists) -> list[Question]:
    if not expressible(sides(s.such_that)):
        return []
    text = real_script("An example.", s.variables, sides(s.such_that), [fact(r) for r in s.such_that])
    return [Question("example", text, sat="proves", unsat="refutes")]


def _computes_question(s: Computes) -> Question:
    """Return the question whether the expression misses some value of the table."""
    bound = " ".join(f"({variable(v)} Real)" for v in s.variables)
    define = f"(define-fun f ({bound}) Real {term(s.expression)})"
    rows = zip(s.table.points, s.table.values, strict=True)
    wrong = [f"(not (= (f {' '.join(map(numeral, p))}) {numeral(v)}))" for p, v in rows]
    declarations = [*definitions([s.expression]), define]
    text = script("A point of the table with another value.", logic([s.expression]), declarations, [either(wrong)])
    return Question("values", text, sat="refutes", unsat="proves")
