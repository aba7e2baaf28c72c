"""What a proof function returns: data that `nlcheck.py` can accept, never `True`.

Each class writes one certificate format; docs/certificates.md says what the checker does
with it. Rows are numbered as that page says: first the statement's own comparisons, then
those that the splits above a leaf add.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from nlverify.exact.expression import Expr, Json, Rational, rational_text

Matrix: TypeAlias = Sequence[Sequence[Rational]]


@dataclass(frozen=True)
class Expansion:
    """The common normal form of both sides: `{word: coefficient}`, a word being a tuple of symbols.

    Proves an identity. In commutative rings the symbols of a word are sorted.
    """

    terms: Mapping[tuple[str, ...], Rational]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {"format": "expansion/1", "terms": terms_json(self.terms)}


@dataclass(frozen=True)
class Assignment:
    """Values of the symbols: rationals, or matrices where the symbols have shapes.

    Proves "exists", refutes "forall" and "identity".
    """

    values: Mapping[str, Rational | Matrix]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {"format": "assignment/1", "values": {k: value_json(v) for k, v in self.values.items()}}


@dataclass(frozen=True)
class Leaf:
    """Hypotheses that add up to a contradiction, such as 0 > 0 or −2 ≥ 0.

    `rows` maps a row to its multiplier: positive for an inequality, any non-zero number for
    an equation. `products` are triples (c, rows, s): c > 0 times the product of those
    inequalities, times s² if s is given. `multiples` maps an equation to the polynomial that
    multiplies it.
    """

    rows: Mapping[int, Rational]
    products: tuple[tuple[Rational, tuple[int, ...], Expr | None], ...] = ()
    multiples: Mapping[int, Expr] | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the leaf; absent parts are left out."""
        data: dict[str, Json] = {}
        if self.rows:
            data["rows"] = [[k, rational_text(v)] for k, v in sorted(self.rows.items())]
        if self.products:
            data["products"] = [
                [rational_text(c), list(rows), *([] if s is None else [s.to_json()])] for c, rows, s in self.products
            ]
        if self.multiples:
            data["multiples"] = [[k, v.to_json()] for k, v in sorted(self.multiples.items())]
        return data


@dataclass(frozen=True)
class Split:
    """A case distinction, on one of three things.

    ReLU number `relu`: its argument is ≥ 0, or < 0. A row `left ≠ right`: left > right, or
    left < right. An expression `sign` in the unknowns: it is ≥ 0, or < 0.
    """

    above: Tree
    below: Tree
    relu: int | None = None
    row: int | None = None
    sign: Expr | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the node with both sub-trees."""
        key: dict[str, Json] = {"relu": self.relu} if self.row is None else {"row": self.row}
        if self.sign is not None:
            key = {"sign": self.sign.to_json()}
        return {**key, "above": self.above.to_json(), "below": self.below.to_json()}


@dataclass(frozen=True)
class Branch:
    """The cases of atom number `atom` by the definition of its operator, one tree for each.

    relu: argument u ≥ 0, u < 0. step: u > 0, u ≤ 0. inv: u > 0, u < 0, u = 0. sqrt: u ≥ 0,
    u ≤ 0. log: u > 0, u ≤ 0.
    """

    atom: int
    cases: tuple[Tree, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the node with its sub-trees."""
        return {"atom": self.atom, "cases": [t.to_json() for t in self.cases]}


@dataclass(frozen=True)
class Exp:
    """A law of the exponential function becomes a new row.

    One atom e = exp(u): e > 0, or, with an odd `degree`, e ≥ the Taylor polynomial of that degree
    at u. Three atoms, i, j, k, whose arguments satisfy uᵢ + uⱼ = uₖ: eᵢ·eⱼ = eₖ.
    """

    atoms: tuple[int, ...]
    then: Tree
    degree: int | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the node with its sub-tree."""
        degree: dict[str, Json] = {} if self.degree is None else {"degree": self.degree}
        return {"exp": list(self.atoms), **degree, "then": self.then.to_json()}


@dataclass(frozen=True)
class Enclose:
    """Two new rows bound an atom exp, log or sqrt of a constant, with about `digits` digits."""

    atom: int
    digits: int
    then: Tree

    def to_json(self) -> dict[str, Json]:
        """Return the node with its sub-tree."""
        return {"enclose": self.atom, "digits": self.digits, "then": self.then.to_json()}


@dataclass(frozen=True)
class Let:
    """The atoms of an expression join the others, numbered next; no row is added."""

    expression: Expr
    then: Tree

    def to_json(self) -> dict[str, Json]:
        """Return the node with its sub-tree."""
        return {"let": self.expression.to_json(), "then": self.then.to_json()}


Tree: TypeAlias = Leaf | Split | Branch | Exp | Enclose | Let


def Farkas(multipliers: Sequence[Rational]) -> Cases:
    """Return the evidence that these multiples of the rows, in order, add up to a contradiction.

    >>> Farkas((1, 1, 0, 1)).to_json()
    {'format': 'cases/1', 'trees': [{'rows': [[0, '1'], [1, '1'], [3, '1']]}]}
    """
    return Cases((Leaf({k: m for k, m in enumerate(multipliers) if m != 0}),))


@dataclass(frozen=True)
class Cases:
    """A complete tree of case distinctions whose every leaf is contradictory.

    One tree; for "no-network", one for each number 0, 1, …, `hidden` of positive outer weights.
    """

    trees: tuple[Tree, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {"format": "cases/1", "trees": [t.to_json() for t in self.trees]}


Obligation: TypeAlias = Mapping[tuple[str, ...], Rational] | tuple[Tree, ...]


@dataclass(frozen=True)
class Steps:
    """Evidence for an induction: for base and step, an expansion, or a tree of cases for each invariant."""

    base: Obligation
    step: Obligation

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""

        def obligation(o: Obligation) -> Json:
            return {"trees": [t.to_json() for t in o]} if isinstance(o, tuple) else terms_json(o)

        return {"format": "induction/1", "base": obligation(self.base), "step": obligation(self.step)}


@dataclass(frozen=True)
class Run:
    """Concrete values of the fixed symbols and of each step's own: refutes an induction."""

    fixed: Mapping[str, Rational | Matrix]
    steps: tuple[Mapping[str, Rational | Matrix], ...]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {
            "format": "run/1",
            "fixed": {k: value_json(v) for k, v in self.fixed.items()},
            "steps": [{k: value_json(v) for k, v in s.items()} for s in self.steps],
        }


@dataclass(frozen=True)
class Weights:
    """Weights and bias of one affine unit: proves "separable", refutes "not-separable" and "not-affine"."""

    weights: tuple[Rational, ...]
    bias: Rational

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {
            "format": "weights/1",
            "weights": [rational_text(w) for w in self.weights],
            "bias": rational_text(self.bias),
        }


@dataclass(frozen=True)
class Unit:
    """A hidden unit: out·σ(weights·x + bias)."""

    weights: tuple[Rational, ...]
    bias: Rational
    out: Rational


@dataclass(frozen=True)
class Network:
    """One hidden layer: Σ out·σ(weights·x + bias) + bias, plus skip·x: proves "some-network"."""

    units: tuple[Unit, ...]
    bias: Rational = Fraction(0)
    skip: tuple[Rational, ...] | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        data: dict[str, Json] = {
            "format": "network/1",
            "units": [
                {
                    "weights": [rational_text(w) for w in u.weights],
                    "bias": rational_text(u.bias),
                    "out": rational_text(u.out),
                }
                for u in self.units
            ],
            "bias": rational_text(self.bias),
        }
        if self.skip is not None:
            data["skip"] = [rational_text(w) for w in self.skip]
        return data


@dataclass(frozen=True)
class Trace:
    """The expression's value at each point: proves "computes", or refutes it where one differs."""

    values: tuple[Rational, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {"format": "trace/1", "values": [rational_text(v) for v in self.values]}


@dataclass(frozen=True)
class Catalogue:
    """Threshold units (w₁, …, w_d, b), one for each labelling that has one, and what excludes the others.

    An obstruction gives each point a whole number c, with Σc = 0 and Σc·p = 0: it excludes the
    labellings that are 1 where c > 0 and 0 where c < 0, and those that are the opposite there.
    """

    units: tuple[tuple[Rational, ...], ...]
    obstructions: tuple[tuple[int, ...], ...]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {
            "format": "catalogue/1",
            "units": [[rational_text(w) for w in unit] for unit in self.units],
            "obstructions": [[rational_text(c) for c in row] for row in self.obstructions],
        }


@dataclass(frozen=True)
class Classes:
    """All classes of threshold functions, with weights, and an XOR in all else: a tree, one line after another."""

    tree: tuple[str, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {"format": "classes/1", "tree": list(self.tree)}


@dataclass(frozen=True)
class EqualSums:
    """A function in which no XOR hides, and as many points with 1 as with 0 that have the same sum.

    `function` holds the values, 0 and 1, at the inputs in counting order; points are numbered so.
    """

    function: str
    ones: tuple[int, ...]
    zeros: tuple[int, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the certificate's own fields."""
        return {
            "format": "equal-sums/1",
            "function": self.function,
            "ones": list(self.ones),
            "zeros": list(self.zeros),
        }


@dataclass(frozen=True)
class Observed:
    """What an experiment gave that was run again just now. No certificate: nothing can be checked about it later."""

    trials: int
    successes: int

    def to_json(self) -> dict[str, Json]:
        """Return the counts, under a format that only a run reads."""
        return {"format": "observed/1", "trials": self.trials, "successes": self.successes}


Evidence: TypeAlias = (
    Expansion | Assignment | Cases | Steps | Run | Weights | Network | Trace | Catalogue | Classes | EqualSums
)


def terms_json(terms: Mapping[tuple[str, ...], Rational]) -> Json:
    """Return the terms sorted by word, as `[[word, coefficient], …]`."""
    return [[list(word), rational_text(c)] for word, c in sorted(terms.items())]


def value_json(value: Rational | Matrix) -> Json:
    """Return a rational as text, a matrix as rows of text."""
    if isinstance(value, int | Fraction):
        return rational_text(value)
    return [[rational_text(c) for c in row] for row in value]
