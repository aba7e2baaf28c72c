"""Real arithmetic as SMT-LIB text: numerals, terms, comparisons, scripts.

A symbol x of the statement is written ?x, so that it can meet neither a keyword of SMT-LIB
nor a function that some solver has built in. `relu` and its kin are defined functions, which
keeps a formula as short as its statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from nlverify.exact.expression import RELATIONS, Expr, Relation, evaluate, expr, rational_text

# A symbol of a statement, perhaps with the number of a step and the place of a matrix entry: W, W.2, W.2.1.1
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[0-9]+)*")

DEFINED = {
    "relu": "(define-fun relu ((a Real)) Real (ite (>= a 0.0) a 0.0))",
    "abs": "(define-fun absolute ((a Real)) Real (ite (>= a 0.0) a (- a)))",
    "clip": "(define-fun clip ((a Real)) Real (ite (<= a 0.0) 0.0 (ite (>= a 1.0) 1.0 a)))",
    "max": "(define-fun larger ((a Real) (b Real)) Real (ite (>= a b) a b))",
    "min": "(define-fun smaller ((a Real) (b Real)) Real (ite (<= a b) a b))",
    "step": "(define-fun step ((a Real)) Real (ite (> a 0.0) 1.0 0.0))",
    "inv": "(define-fun inverse ((a Real)) Real (ite (= a 0.0) 0.0 (/ 1.0 a)))",
}
NEGATION = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
CALLED = {"relu": "relu", "abs": "absolute", "clip": "clip", "max": "larger", "min": "smaller", "step": "step"}
CALLED["inv"] = "inverse"
NO_TERMS = {"exp", "log"}  # operators that SMT-LIB's theory of the reals does not have


def numeral(value: Fraction) -> str:
    """Return a rational number as a real numeral.

    >>> numeral(Fraction(-3, 2))
    '(- (/ 3.0 2.0))'
    """
    size = f"{abs(value.numerator)}.0"
    if value.denominator != 1:
        size = f"(/ {size} {value.denominator}.0)"
    return size if value >= 0 else f"(- {size})"


def variable(name: str) -> str:
    """Return the SMT-LIB symbol for a symbol of the statement."""
    if not NAME.fullmatch(name):
        raise ValueError(f"symbol: expected a letter, then letters, digits or _, got {name!r}")
    return f"?{name}"


def number(tree: Expr) -> Fraction:
    """Return the value of a leaf "number"."""
    return Fraction(tree.args[0])  # type: ignore[arg-type]


def term(tree: Expr) -> str:
    """Return a scalar expression as a term of sort Real.

    >>> from nlverify.exact.expression import relu, symbols
    >>> x, y = symbols("x y")
    >>> term(2 * x - relu(y))
    '(- (* 2.0 ?x) (relu ?y))'
    """
    if tree.op == "number":
        return numeral(number(tree))
    if tree.op == "symbol":
        return variable(str(tree.args[0]))
    args = [term(c) for c in tree.children]
    match tree.op:
        case "+" | "*" | "-" | "/":
            return apply(tree.op, args)
        case "^":
            power = int(tree.args[1])  # type: ignore[arg-type]
            if power <= 1:
                return args[0] if power else "1.0"
            return f"(let ((p {args[0]})) {apply('*', ['p'] * power)})"
        case "leaky":
            return f"({leaky_name(number(tree.children[0]))} {args[1]})"
        case "sqrt":
            return f"|{root_name(tree)}|"
        case _ if tree.op in CALLED:
            return apply(CALLED[tree.op], args)
        case _:
            raise ValueError(f"expression: expected an operator of the closed list, got {tree.op!r}")


def fact(relation: Relation) -> str:
    """Return a comparison as a formula."""
    if relation.op not in RELATIONS:
        raise ValueError(f"comparison: expected one of {' '.join(RELATIONS)}, got {relation.op!r}")
    left, right = term(relation.left), term(relation.right)
    return f"(not (= {left} {right}))" if relation.op == "!=" else f"({relation.op} {left} {right})"


def opposite(relation: Relation) -> Relation:
    """Return the negation of a comparison."""
    return Relation(NEGATION[relation.op], relation.left, relation.right)


def several(relations: Relation | tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Return one relation or more as a tuple."""
    return (relations,) if isinstance(relations, Relation) else relations


def apply(function: str, args: Sequence[str]) -> str:
    """Return `(function a b …)`."""
    return f"({function} {' '.join(args)})"


def joined(connective: str, formulas: Sequence[str]) -> str:
    """Return the conjunction ("and") of formulas or sum ("+") of terms, one or more."""
    return formulas[0] if len(formulas) == 1 else apply(connective, formulas)


def either(formulas: Sequence[str]) -> str:
    """Return the disjunction of one or more formulas, one a line."""
    return formulas[0] if len(formulas) == 1 else "\n  ".join(["(or", *formulas]) + ")"


def root_name(tree: Expr) -> str:
    """Return the name of the unknown that is a square root; `root_facts` says what it is."""
    return f"sqrt {term(tree.children[0]).replace('|', '')}"


def roots(trees: Iterable[Expr]) -> list[Expr]:
    """Return the square roots in expressions, inner ones first, each once."""
    found: dict[Expr, None] = {}
    for tree in trees:
        found |= dict.fromkeys([*roots(tree.children), *([tree] if tree.op == "sqrt" else [])])
    return list(found)


def root_facts(tree: Expr) -> list[str]:
    """Return what defines the unknown √u: it is ≥ 0, and its square is u, or 0 if u < 0."""
    root, argument = term(tree), term(tree.children[0])
    return [f"(>= {root} 0.0)", f"(= (* {root} {root}) (let ((a {argument})) (ite (>= a 0.0) a 0.0)))"]


def expressible(trees: Iterable[Expr]) -> bool:
    """Say whether the expressions are terms over the reals: without exp and log."""
    return all(tree.op not in NO_TERMS and expressible(tree.children) for tree in trees)


def leaky_name(slope: Fraction) -> str:
    """Return the name of the leaky ReLU with this slope; / and − may stand in a symbol."""
    return f"leaky.{rational_text(slope)}"


def leaky_definition(slope: Fraction) -> str:
    """Return the definition of the leaky ReLU with this slope."""
    return f"(define-fun {leaky_name(slope)} ((a Real)) Real (ite (>= a 0.0) a (* {numeral(slope)} a)))"


def definitions(trees: Iterable[Expr]) -> list[str]:
    """Return the definitions of `relu` and its kin, as far as the expressions use them."""
    used: set[str] = set()
    for tree in trees:
        _collect_definitions(tree, used)
    return sorted(used)


def _collect_definitions(tree: Expr, used: set[str]) -> None:
    if tree.op in DEFINED:
        used.add(DEFINED[tree.op])
    if tree.op == "leaky":
        used.add(leaky_definition(number(tree.children[0])))
    for child in tree.children:
        _collect_definitions(child, used)


def plain(trees: Iterable[Expr]) -> bool:
    """Say whether the expressions are polynomials."""
    return all(t.op in ("symbol", "number", "+", "-", "*", "/", "^") and plain(t.children) for t in trees)


def linear(tree: Expr) -> bool:
    """Say whether every product has at most one factor that is not a number."""
    if tree.op in ("inv", "sqrt"):
        return False
    if tree.op == "*" and sum(c.op != "number" for c in tree.children) > 1:
        return False
    if tree.op == "^" and int(tree.args[1]) > 1:  # type: ignore[arg-type]
        return False
    return all(linear(c) for c in tree.children)


def logic(trees: Iterable[Expr]) -> str:
    """Return the quantifier-free logic of these real expressions."""
    return "QF_LRA" if all(linear(t) for t in trees) else "QF_NRA"


def sides(relations: Iterable[Relation]) -> list[Expr]:
    """Return both sides of every comparison."""
    return [side for r in relations for side in (r.left, r.right)]


def real_script(about: str, variables: Iterable[str], trees: Sequence[Expr], assertions: Sequence[str]) -> str:
    """Return the script that asks whether some real numbers satisfy the assertions.

    `trees` are the expressions that occur in them: these decide the logic and the definitions.
    """
    reals = [f"(declare-const {variable(name)} Real)" for name in variables]
    extra = roots(trees)
    reals += [f"(declare-const {term(root)} Real)" for root in extra]
    facts = [fact for root in extra for fact in root_facts(root)]
    return script(about, logic(trees), [*definitions(trees), *reals], [*facts, *assertions])


def script(about: str, name_of_logic: str, declarations: Sequence[str], assertions: Sequence[str]) -> str:
    """Return a whole script; an assertion that starts with ";" is a comment."""
    lines = [f"; {about}", f"(set-logic {name_of_logic})", *declarations]
    lines += [a if a.startswith(";") else f"(assert {a})" for a in assertions]
    return "\n".join([*lines, "(check-sat)"]) + "\n"


def substitute(tree: Expr, values: Mapping[str, Expr]) -> Expr:
    """Return the expression with symbols replaced, all at once.

    What becomes 0 is written 0, which fits every shape: A·b with b = 0 is no multiple of A.
    """
    if tree.op == "symbol":
        return values.get(str(tree.args[0]), tree)
    if tree.op == "number":
        return tree
    result = Expr(tree.op, tuple(substitute(a, values) if isinstance(a, Expr) else a for a in tree.args))
    zero_factor = tree.op == "*" and any(c.op == "number" and number(c) == 0 for c in result.children)
    constant = not result.names and not roots([result])
    return expr(0) if zero_factor or (constant and evaluate(result, {}) == 0) else result


def substitute_in(relation: Relation, values: Mapping[str, Expr]) -> Relation:
    """Return the comparison with symbols replaced on both sides."""
    return Relation(relation.op, substitute(relation.left, values), substitute(relation.right, values))
