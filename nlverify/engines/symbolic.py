"""SymPy as a prover: normal forms of identities, and of the two obligations of an induction.

Where products do not commute (rings in general, matrices), the SymPy symbols do not either.
Expressions are built node by node, and never parsed from text. SymPy is imported when it is
first needed: it takes a while.

>>> from nlverify.exact.expression import symbols
>>> from nlverify.statement import scalars
>>> a, b = symbols("a b")
>>> expand(Identity("semiring", scalars("a b"), (a + b) ** 2, a * a + a * b + b * a + b * b)).to_json()["terms"]
[[['a', 'a'], '1'], [['a', 'b'], '1'], [['b', 'a'], '1'], [['b', 'b'], '1']]
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from nlverify.evidence import Expansion, Steps
from nlverify.exact.expression import Expr
from nlverify.statement import Identity, Induction, Statement

Terms = dict[tuple[str, ...], Fraction]


class NotProvenError(ValueError):
    """The two sides have different normal forms, or the statement has no such proof."""


def to_sympy(expression: Expr, *, commute: bool = True) -> Any:  # noqa: ANN401 - SymPy publishes no types
    """Return the SymPy expression with the same tree; its symbols are real if they commute."""
    import sympy

    def number(value: Fraction) -> Any:  # noqa: ANN401
        return sympy.Rational(value.numerator, value.denominator)

    def build(e: Expr) -> Any:  # noqa: ANN401
        if e.op == "symbol":
            name = str(e.args[0])
            return sympy.Symbol(name, real=True) if commute else sympy.Symbol(name, commutative=False)
        if e.op == "number":
            return number(Fraction(e.args[0]))  # type: ignore[arg-type]
        args = [build(c) for c in e.children]
        match e.op, args:
            case "+", _:
                return sympy.Add(*args)
            case "*", _:
                return sympy.Mul(*args)
            case "-", [a]:
                return -a
            case "-", [a, b]:
                return a - b
            case "/", [a, b]:
                return a / b
            case "^", [a]:
                return a ** sympy.Integer(e.args[1])
            case "relu", [a]:
                return sympy.Max(a, 0)
            case "abs", [a]:
                return sympy.Abs(a)
            case "clip", [a]:
                return sympy.Min(sympy.Max(a, 0), 1)
            case "max", [a, b]:
                return sympy.Max(a, b)
            case "min", [a, b]:
                return sympy.Min(a, b)
            case "leaky", [s, a]:
                return sympy.Piecewise((a, a >= 0), (s * a, True))
            case "step", [a]:
                return sympy.Piecewise((1, a > 0), (0, True))
            case "inv", [a]:
                return sympy.Piecewise((0, sympy.Eq(a, 0)), (1 / a, True))
            case "sqrt", [a]:
                return sympy.sqrt(sympy.Max(a, 0))
            case "exp", [a]:
                return sympy.exp(a)
            case "log", [a]:
                return sympy.Piecewise((sympy.log(a), a > 0), (0, True))
            case op, _:
                raise ValueError(f"expression: expected an operator of the closed list, got {op!r}")

    return build(expression)


def expand(identity: Statement) -> Expansion:
    """Return the common normal form of both sides of an identity.

    Raises NotProvenError with the difference if there is none; TypeError for another kind of statement.
    """
    if not isinstance(identity, Identity):
        raise TypeError(f"expand: expected an Identity, got {type(identity).__name__}")
    return Expansion(_common(identity.left, identity.right, commutes(identity), "identity"))


def induct(induction: Induction) -> Steps:
    """Return the normal forms of an equation invariant's two obligations, base and step.

    With the invariant f = e: at the start f equals e; and e, put for f, makes the next f equal to
    the next e.

    Raises NotProvenError if an obligation fails or the invariant is an inequality.
    """
    invariant = induction.invariant
    if isinstance(invariant, tuple):
        raise NotProvenError("induction: expected one invariant 'variable = expression', got several; see search.prove")
    if invariant.op != "=" or invariant.left.op != "symbol":
        raise NotProvenError("induction: expected an invariant 'variable = expression', got another; see search.prove")
    variable, commute = str(invariant.left.args[0]), commutes(induction)
    known = {variable: invariant.right}
    start = {name: first for name, (first, _) in induction.state.items()}
    after = {name: substituted(following, known) for name, (_, following) in induction.state.items()}
    return Steps(
        base=_common(start[variable], substituted(invariant.right, start), commute, "base"),
        step=_common(after[variable], substituted(invariant.right, after), commute, "step"),
    )


def commutes(statement: Identity | Induction) -> bool:
    """Say whether products commute: numbers of a commutative ring, no matrices."""
    numbers = all(shape == ("1", "1") for shape in statement.symbols.values())
    return statement.ring in ("commutative-ring", "reals") and numbers


def substituted(tree: Expr, values: Mapping[str, Expr]) -> Expr:
    """Return the tree with `values` put for symbols, all at once."""
    if tree.op == "symbol":
        return values.get(str(tree.args[0]), tree)
    return Expr(tree.op, tuple(substituted(a, values) if isinstance(a, Expr) else a for a in tree.args))


def normal_form(tree: Expr, *, commute: bool) -> Terms:
    """Return a polynomial as {word: coefficient}; a word is sorted where products commute.

    >>> from nlverify.exact.expression import symbols
    >>> x, y = symbols("x y")
    >>> normal_form((x + y) * x, commute=False)
    {('x', 'x'): Fraction(1, 1), ('y', 'x'): Fraction(1, 1)}
    """
    import sympy

    terms: Terms = {}
    for term in sympy.Add.make_args(sympy.expand(to_sympy(tree, commute=commute))):
        coefficient, factors = term.as_coeff_mul()
        word: list[str] = []
        for factor in factors:
            base, exponent = factor.as_base_exp()
            if not (base.is_Symbol and exponent.is_Integer and exponent > 0):
                raise ValueError(f"expression: expected a polynomial, got the factor {factor}")
            word += [base.name] * int(exponent)
        key = tuple(sorted(word) if commute else word)
        terms[key] = terms.get(key, Fraction(0)) + Fraction(int(coefficient.p), int(coefficient.q))
    return {word: c for word, c in sorted(terms.items()) if c != 0}


def _common(left: Expr, right: Expr, commute: bool, place: str) -> Terms:  # noqa: FBT001 - internal
    terms = normal_form(left, commute=commute)
    others = normal_form(right, commute=commute)
    if terms != others:
        words = [w for w in {**terms, **others} if terms.get(w) != others.get(w)]
        differences = (f"{terms.get(w, 0)} and {others.get(w, 0)} times {'·'.join(w) or '1'}" for w in words[:3])
        raise NotProvenError(f"{place}: expected equal sides, got {'; '.join(differences)}")
    return terms
