"""The closed list of statement kinds: what a claim's part can say.

A statement is frozen data. `to_json` gives the form that goes into `statement.json`; the
checker `nlcheck.py` expands that form itself, and prints its formal reading. Kinds come in
pairs, one the negation of the other, so that a control (a false statement) is refuted by
the same machinery that proves its negation.

docs/certificates.md defines every kind and which certificates prove or refute it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

from nlverify.exact.expression import Expr, Json, Rational, Relation, exact, rational_text

Ring: TypeAlias = Literal["semiring", "ring", "commutative-ring", "reals"]
Family: TypeAlias = Literal["affine-unit", "affine-network", "scaled-affine-network", "monotone-unit"]
Fires: TypeAlias = Literal[">", ">="]
Readout: TypeAlias = Literal["=", ">", ">="]
Shape: TypeAlias = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Finitely many points of Rᵈ, each with the value that is asked of it.

    Values are 0 or 1 where they are labels. A point may occur twice, even with two labels.

    >>> XOR.dimension, [str(v) for v in XOR.values]
    (2, ['0', '1', '1', '0'])
    """

    points: tuple[tuple[Fraction, ...], ...]
    values: tuple[Fraction, ...]

    @staticmethod
    def of(rows: Sequence[tuple[Sequence[Rational], Rational]]) -> Table:
        """Return the table with one `(point, value)` pair a row.

        Raises ValueError if there is no row, or the points differ in dimension; TypeError for a float.
        """
        points = tuple(tuple(exact(c) for c in p) for p, _ in rows)
        if not points or not points[0] or len({len(p) for p in points}) != 1:
            raise ValueError("table: expected one or more points of one positive dimension")
        return Table(points, tuple(exact(v) for _, v in rows))

    @property
    def dimension(self) -> int:
        """The number of inputs, d."""
        return len(self.points[0])

    def to_json(self) -> dict[str, Json]:
        """Return `{"points": …, "values": …}`."""
        return {
            "points": [[rational_text(c) for c in p] for p in self.points],
            "values": [rational_text(v) for v in self.values],
        }


def boolean_table(values: str) -> Table:
    """Return the table of a Boolean function, its values for 00…0 first, 11…1 last.

    The last input varies fastest, as truth tables are usually written.

    >>> boolean_table("0001").points[1]
    (Fraction(0, 1), Fraction(1, 1))
    """
    inputs = len(values).bit_length() - 1
    if len(values) != 1 << inputs or inputs == 0 or set(values) - {"0", "1"}:
        raise ValueError(f"truth table: expected 2, 4, 8, … digits 0 or 1, got {values!r}")
    rows = [([k >> (inputs - 1 - i) & 1 for i in range(inputs)], int(v)) for k, v in enumerate(values)]
    return Table.of(rows)


XOR = boolean_table("0110")
XNOR = boolean_table("1001")
AND = boolean_table("0001")
OR = boolean_table("0111")


def scalars(names: str) -> dict[str, Shape]:
    """Return the 1×1 shape for each word of `names`."""
    return dict.fromkeys(names.split(), ("1", "1"))


@dataclass(frozen=True)
class Identity:
    """∀ values of the symbols: left = right, by expanding both sides.

    `symbols` gives each symbol's shape (rows, columns); a shape is the name of a dimension,
    or "1". Every dimension is arbitrary. In a "semiring" only +, · and whole numbers ≥ 0
    occur, in a "ring" also −; neither commutes. "commutative-ring" is for scalars alone, and
    "reals" also has rational constants.
    """

    ring: Ring
    symbols: Mapping[str, Shape]
    left: Expr
    right: Expr

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "identity",
            "ring": self.ring,
            "symbols": _shapes(self.symbols),
            "left": self.left.to_json(),
            "right": self.right.to_json(),
        }


@dataclass(frozen=True)
class Induction:
    """∀ n ≥ 0: the invariant holds after n steps.

    `state` gives each state variable's value at the start and after one more step;
    `each_step` names the symbols that are chosen anew at every step, the others are fixed.
    The invariant is `variable = expression`; over the reals it may also be any comparison of
    piecewise expressions, or several that hold together. `given` are comparisons over the reals:
    those of fixed symbols alone hold throughout, the others at every step. `width` = (now, start, next) names
    the dimension that changes from step to step, if one does. `witness` satisfies `given`
    with every dimension 1, so that the statement is not vacuous.
    """

    ring: Ring
    symbols: Mapping[str, Shape]
    state: Mapping[str, tuple[Expr, Expr]]
    each_step: tuple[str, ...]
    invariant: Relation | tuple[Relation, ...]
    given: tuple[Relation, ...] = ()
    witness: Mapping[str, Rational] = field(default_factory=dict)
    width: tuple[str, str, str] | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        data: dict[str, Json] = {
            "kind": "induction",
            "ring": self.ring,
            "symbols": _shapes(self.symbols),
            "state": {k: {"start": s.to_json(), "next": t.to_json()} for k, (s, t) in self.state.items()},
            "each_step": list(self.each_step),
            "invariant": _one_or_more("and", self.invariant),
            **_hypotheses(self.given, self.witness),
        }
        if self.width is not None:
            data["width"] = list(self.width)
        return data


@dataclass(frozen=True)
class ForAll:
    """∀ real values of the variables that satisfy `given`: `then`, or one at least of several.

    `witness` gives every variable a value that satisfies `given`, so that the statement is
    not vacuous; it is empty when `given` is.
    """

    variables: tuple[str, ...]
    then: Relation | tuple[Relation, ...]
    given: tuple[Relation, ...] = ()
    witness: Mapping[str, Rational] = field(default_factory=dict)

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "forall",
            "variables": list(self.variables),
            "then": _one_or_more("or", self.then),
            **_hypotheses(self.given, self.witness),
        }


@dataclass(frozen=True)
class Exists:
    """∃ real values of the variables that satisfy every comparison."""

    variables: tuple[str, ...]
    such_that: tuple[Relation, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "exists",
            "variables": list(self.variables),
            "such_that": [r.to_json() for r in self.such_that],
        }


@dataclass(frozen=True)
class NotSeparable:
    """No member of the family fires at exactly the points labelled 1.

    "affine-unit": w·x + b, firing when `> 0` (or `>= 0`); "affine-network": a stack of affine
    layers of any depth and widths; "scaled-affine-network": the same, each layer's output
    multiplied by a matrix (in particular by constants); "monotone-unit": σ(w·x + b), firing
    when it is above (or at least) some t, for every monotone σ: R → R.
    """

    table: Table
    fires: Fires = ">"
    family: Family = "affine-unit"

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "not-separable", "family": self.family, "fires": self.fires, **self.table.to_json()}


@dataclass(frozen=True)
class Separable:
    """Some member of the family fires at exactly the points labelled 1."""

    table: Table
    fires: Fires = ">"
    family: Family = "affine-unit"

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "separable", "family": self.family, "fires": self.fires, **self.table.to_json()}


@dataclass(frozen=True)
class NotAffine:
    """No member of the family takes exactly these values at these points."""

    table: Table
    family: Family = "affine-unit"

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "not-affine", "family": self.family, **self.table.to_json()}


@dataclass(frozen=True)
class NoNetwork:
    """No network with one hidden layer of `hidden` units computes the table.

    The network is f(x) = Σⱼ vⱼ·σ(wⱼ·x + bⱼ) + c, plus an affine skip u·x if `skip`.
    With readout "=", f equals the value; with ">" or ">=", f > 0 (or ≥ 0) exactly at the
    points with value 1. Activations: "relu", "abs", "clip", or ("leaky", slope).
    """

    table: Table
    hidden: int
    activation: str | tuple[Literal["leaky"], Rational] = "relu"
    readout: Readout = "="
    skip: bool = False

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "no-network", **_network_fields(self)}


@dataclass(frozen=True)
class SomeNetwork:
    """Some network with one hidden layer of `hidden` units computes the table."""

    table: Table
    hidden: int
    activation: str | tuple[Literal["leaky"], Rational] = "relu"
    readout: Readout = "="
    skip: bool = False

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "some-network", **_network_fields(self)}


@dataclass(frozen=True)
class Rounded:
    """Floating-point arithmetic: a format of IEEE 754 (or alike), and rounding modes.

    Formats: binary16, bfloat16, binary32, binary64, e5m2, e4m3. Modes: RNE and RNA (to nearest,
    ties to even or away from zero), RTZ (towards zero), RTP (up), RTN (down).
    """

    format: str
    modes: tuple[str, ...] = ("RNE",)

    def to_json(self) -> Json:
        """Return `{"format": …, "modes": …}`."""
        return {"format": self.format, "modes": list(self.modes)}


@dataclass(frozen=True)
class Computes:
    """The expression takes exactly these values at these points.

    In exact arithmetic, or in a floating-point format: then every sum, difference and product
    is rounded once, in the order written, sums of several terms from the left, and the values
    are the same in every mode listed.
    """

    variables: tuple[str, ...]
    expression: Expr
    table: Table = field(default=XOR)
    arithmetic: Rounded | None = None

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            **({} if self.arithmetic is None else {"arithmetic": self.arithmetic.to_json()}),
            "kind": "computes",
            "variables": list(self.variables),
            "expression": self.expression.to_json(),
            **self.table.to_json(),
        }


@dataclass(frozen=True)
class Classifies:
    """Each of these networks is ≥ margin at the points labelled 1, and ≤ −margin at those labelled 0.

    A network is the JSON form of `evidence.Network`: one hidden layer, its exact weights.
    """

    table: Table
    networks: tuple[dict[str, Json], ...]
    margin: Rational
    activation: str | tuple[Literal["leaky"], Rational] = "relu"

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "classifies",
            "activation": _activation(self.activation),
            "networks": list(self.networks),
            "margin": rational_text(self.margin),
            **self.table.to_json(),
        }


@dataclass(frozen=True)
class Sampled:
    """So many of so many seeded runs of an experiment succeeded: observed, and proven by nothing.

    `experiment` names the procedure and its version; `parameters` are all it depends on.
    """

    experiment: str
    parameters: Mapping[str, str]
    trials: int
    successes: int

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "sampled",
            "experiment": self.experiment,
            "parameters": dict(self.parameters),
            "trials": self.trials,
            "successes": self.successes,
        }


@dataclass(frozen=True)
class Dichotomies:
    """Exactly `count` of the 2ᵐ labellings of these m points are those of a threshold unit w·x + b > 0.

    With `parallelograms`, moreover, each of the others contains an XOR: points p + s = q + r with
    one label at p and s, and the other at q and r.
    """

    points: tuple[tuple[Rational, ...], ...]
    count: int
    parallelograms: bool = False

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "dichotomies",
            "points": [[rational_text(c) for c in p] for p in self.points],
            "count": self.count,
            "parallelograms": self.parallelograms,
        }


@dataclass(frozen=True)
class HiddenXor:
    """A Boolean function of at most `inputs` inputs is a threshold function if and only if no XOR hides in it.

    No XOR hides: no inputs p + q = r + s have 1 at p and q, and 0 at r and s. Moreover, `functions`
    is the number of threshold functions of so many inputs.
    """

    inputs: int
    functions: int

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "hidden-xor", "inputs": self.inputs, "functions": str(self.functions)}


@dataclass(frozen=True)
class Iterates:
    """In the integers modulo `modulus`: `steps` times x ↦ Mx, from `start`, ends at `result`."""

    matrix: tuple[tuple[int, ...], ...]
    start: tuple[int, ...]
    modulus: int
    steps: int
    result: tuple[int, ...]

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {
            "kind": "iterates",
            "matrix": [[rational_text(c) for c in row] for row in self.matrix],
            "start": [rational_text(c) for c in self.start],
            "modulus": rational_text(self.modulus),
            "steps": self.steps,
            "result": [rational_text(c) for c in self.result],
        }


@dataclass(frozen=True)
class Cited:
    """A theorem of the literature: nothing here checks it, and `reason` says why.

    `source` is a key of references.bib.
    """

    text: str
    source: str
    reason: str

    def to_json(self) -> dict[str, Json]:
        """Return the statement as `statement.json` holds it."""
        return {"kind": "cited", "text": self.text, "source": self.source, "reason": self.reason}


Statement: TypeAlias = (
    Identity
    | Induction
    | ForAll
    | Exists
    | NotSeparable
    | Separable
    | NotAffine
    | NoNetwork
    | SomeNetwork
    | Computes
    | Classifies
    | Dichotomies
    | HiddenXor
    | Iterates
    | Sampled
    | Cited
)


def _one_or_more(word: str, relations: Relation | tuple[Relation, ...]) -> Json:
    if isinstance(relations, Relation):
        return relations.to_json()
    return relations[0].to_json() if len(relations) == 1 else [word, *(r.to_json() for r in relations)]


def _activation(activation: str | tuple[Literal["leaky"], Rational]) -> Json:
    return activation if isinstance(activation, str) else ["leaky", rational_text(activation[1])]


def _shapes(symbols: Mapping[str, Shape]) -> Json:
    return {name: list(shape) for name, shape in symbols.items()}


def _hypotheses(given: tuple[Relation, ...], witness: Mapping[str, Rational]) -> dict[str, Json]:
    """Return the fields of the hypotheses; both are left out when there are none."""
    if not given:
        return {}
    return {
        "given": [r.to_json() for r in given],
        "witness": {name: rational_text(value) for name, value in witness.items()},
    }


def _network_fields(s: NoNetwork | SomeNetwork) -> dict[str, Json]:
    return {
        "hidden": s.hidden,
        "activation": _activation(s.activation),
        "readout": s.readout,
        "skip": s.skip,
        **s.table.to_json(),
    }
