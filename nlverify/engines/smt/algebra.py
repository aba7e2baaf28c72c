"""Identities and inductions as questions.

Where all symbols are numbers and products commute, one question over the reals decides an
identity. Both sides are polynomials with whole coefficients (over "reals": rational ones);
if they agree on all of Rⁿ they have the same coefficients, and then they agree in every
commutative ring.

Elsewhere the equation is asked of uninterpreted spaces, which can only prove, and of real
numbers and 2×2 real matrices, which can only refute: the reals are a ring, and so are the
2×2 matrices, where products do not commute.

An induction is proved by its base and its step. An inequality between matrix expressions has
no such questions: the spaces have no order, and numbers in place of matrices would prove
less than the statement says. Runs of one step or two can refute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nlverify.engines.smt.matrices import Cases, Size, by_entries
from nlverify.engines.smt.question import Question
from nlverify.engines.smt.reals import (
    either,
    expressible,
    fact,
    joined,
    linear,
    opposite,
    plain,
    real_script,
    several,
    sides,
    substitute,
    substitute_in,
)
from nlverify.engines.smt.spaces import NotExpressibleError, differing
from nlverify.exact.expression import Expr, Relation
from nlverify.statement import Identity, Induction, Ring, Shape

SCALAR: Shape = ("1", "1")


def commutative(ring: Ring, shapes: Iterable[Shape]) -> bool:
    """Say whether products commute: the symbols are numbers from a commutative ring."""
    return ring in ("commutative-ring", "reals") and all(s == SCALAR for s in shapes)


def identity_questions(statement: Identity) -> list[Question]:
    """Return one question that decides, or two that can refute and one that can prove."""
    unequal = Relation("!=", statement.left, statement.right)
    shapes = statement.symbols
    if commutative(statement.ring, shapes.values()):
        text = _numbers("Numbers for which the sides differ.", [[[unequal]]])
        return [Question("sides", text, sat="refutes", unsat="proves")]
    found = _instances("for which the sides differ", [[[unequal]]], statement.ring, shapes)
    try:
        text = differing("Spaces in which the sides differ.", unequal.left, unequal.right, shapes)
    except NotExpressibleError:
        return found
    return [*found, Question("spaces", text, sat="nothing", unsat="proves")]


def induction_questions(statement: Induction) -> list[Question]:
    """Return base and step, which together prove, and runs, which can refute."""
    if not expressible(_trees(statement)):
        return []
    found, proof = [], obligations(statement)
    if statement.given:  # that they can be satisfied must never stand as a proof by itself
        text = _numbers("Numbers that satisfy the hypotheses.", [[[r]] for r in statement.given])
        found.append(Question("hypotheses", text, sat="helps-prove" if proof else "nothing", unsat="vacuous"))
    return [*found, *_runs(statement), *proof]


def obligations(statement: Induction, prefix: str = "") -> list[Question]:
    """Return base and step, or nothing where they cannot be put as questions."""
    try:
        texts = {"base": _base(statement), "step": _step(statement)}
    except NotExpressibleError:
        return []
    return [Question(prefix + name, text, sat="nothing", unsat="helps-prove") for name, text in texts.items()]


def _base(s: Induction) -> str:
    """Return the script of the base. No step was taken, so only hypotheses on fixed symbols help it."""
    goals = _wrong(s, {name: start for name, (start, _) in s.state.items()})
    chosen = {*s.each_step, *s.state}
    fixed = [r for r in s.given if not (r.left.names | r.right.names) & chosen]
    return _obligation("Values for which the invariant fails at the start.", s, fixed, goals)


def _step(s: Induction) -> str:
    """Return the script of the step.

    An invariant f = e, the only one, is used by putting e for f; others are further hypotheses.
    """
    after = {name: following for name, (_, following) in s.state.items()}
    given = list(s.given)
    only, *others = several(s.invariant)
    left = str(only.left.args[0])
    if only.op == "=" and only.left.op == "symbol" and left in s.state and left not in only.right.names and not others:
        after = {name: substitute(following, {left: only.right}) for name, following in after.items()}
    else:
        given += [only, *others]
    return _obligation("Values for which a step breaks the invariant.", s, given, _wrong(s, after))


def _wrong(s: Induction, values: Mapping[str, Expr]) -> list[Relation]:
    """Return the comparisons of which one holds if the invariant fails at these values."""
    return [opposite(substitute_in(r, values)) for r in several(s.invariant)]


def _obligation(about: str, s: Induction, given: Sequence[Relation], goals: Sequence[Relation]) -> str:
    """Return the script that asks for values with all of `given` and one of `goals`."""
    if commutative(s.ring, s.symbols.values()):
        return _numbers(about, [*([[r]] for r in given), [[goal] for goal in goals]])
    (goal,) = goals
    if goal.op != "!=":
        raise NotExpressibleError("induction: expected an equation, got an inequality between matrices")
    return differing(about, goal.left, goal.right, s.symbols)


def _runs(s: Induction) -> list[Question]:
    """Return the questions for short runs after which the invariant fails.

    A run of no steps is asked for one admissible step all the same, so that every run
    satisfies the hypotheses.
    """
    values = {name: start for name, (start, _) in s.state.items()}
    shapes = dict(s.symbols)
    cases = [[r] for r in _wrong(s, values)]
    given: list[Relation] = []  # of the steps after the first
    first: list[Relation] = []
    longest = _longest(s)
    for n in range(1, longest + 1):
        chosen = {name: Expr("symbol", (f"{name}.{n}",)) for name in s.each_step}
        shapes |= {f"{name}.{n}": s.symbols[name] for name in s.each_step}
        now = [substitute_in(r, {**values, **chosen}) for r in s.given]
        first, given = (now, []) if n == 1 else (first, [*given, *now])
        values = {name: substitute(following, {**values, **chosen}) for name, (_, following) in s.state.items()}
        cases += [[*given, r] for r in _wrong(s, values)]
    about = {1: "0 or 1 steps", 2: "0, 1 or 2 steps (?A.2: A in step 2)"}[longest]
    about = f"for which the invariant fails after {about}"
    return _instances(about, [*([[r]] for r in first), cases], s.ring, shapes)


def _longest(s: Induction) -> int:
    """Return how many steps a run has at most: two, or one where two are out of a solver's reach.

    These are the steps in which something is bent (relu and the like) and unknowns are multiplied.
    """
    rules = [e for rule in s.state.values() for e in rule]
    return 2 if plain(rules) or all(linear(t) for t in rules) else 1


def _instances(about: str, assertions: Sequence[Cases], ring: Ring, shapes: Mapping[str, Shape]) -> list[Question]:
    """Return the questions whether some real numbers, or small real matrices, satisfy the assertions.

    In a ring that need not commute every symbol becomes a 2×2 matrix, whatever its shape: a
    1×1 matrix over the ring of 2×2 matrices. Over the reals every dimension but "1" becomes 2.
    """
    text = _numbers(f"Real numbers {about}.", assertions)
    found = [Question("reals", text, sat="refutes", unsat="nothing")]
    if not commutative(ring, shapes.values()):
        one = 1 if ring == "reals" else 2
        sizes: dict[str, Size] = {n: (one if r == "1" else 2, one if c == "1" else 2) for n, (r, c) in shapes.items()}
        text = _numbers(
            f"Real 2×2 matrices {about}; the entries of A are ?A.1.1, ?A.1.2, …",
            [by_entries(a, sizes) for a in assertions],
        )
        found.append(Question("matrices", text, sat="refutes", unsat="nothing"))
    return found


def _trees(s: Induction) -> list[Expr]:
    return [*(e for rule in s.state.values() for e in rule), *sides([*several(s.invariant), *s.given])]


def _numbers(about: str, assertions: Sequence[Cases]) -> str:
    """Return the script that asks for real numbers that satisfy all assertions."""
    trees = sides(r for cases in assertions for case in cases for r in case)
    names = sorted({name for tree in trees for name in tree.names})
    formulas = [either([joined("and", [fact(r) for r in case]) for case in cases]) for cases in assertions]
    return real_script(about, names, trees, formulas)
