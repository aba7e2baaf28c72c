"""Exact search for certificates: weights, Farkas multipliers and trees of cases.

Everything here returns either a solution or the reason why there is none. For linear rows
one of the two exists (Farkas' lemma): either some point satisfies all of them, or some
non-negative multiples of them add up to a contradiction. Z3 solves both systems over the
rationals; what its model says is computed again with `Fraction` before it is returned, and
`nlcheck.py` checks it once more.

>>> from nlverify.statement import AND, XOR
>>> separate(AND)
Weights(weights=(1, 1), bias=-1)
>>> separate(XOR).to_json()["trees"]
[{'rows': [[0, '1'], [1, '1'], [2, '1'], [3, '1']]}]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from nlverify.engines import systems
from nlverify.engines.positivity import whole
from nlverify.engines.prover import Bounds, Positive, Sum, Taylor, prove
from nlverify.engines.systems import Monomial, NoEvidenceError, Row, System
from nlverify.evidence import Cases, Leaf, Network, Split, Tree, Unit, Weights
from nlverify.statement import Exists, Family, Fires, ForAll, NoNetwork, SomeNetwork, Table

__all__ = [
    "Bounds",
    "NoEvidenceError",
    "Positive",
    "Sum",
    "Taylor",
    "by_cases",
    "contradiction",
    "find_network",
    "not_affine",
    "prove",
    "refute",
    "refute_networks",
    "separate",
    "whole",
]

NODES = 20_000  # of one tree of cases: some minutes
SMALL = 40  # rows up to which the fewest multipliers, and small whole weights, are looked for
BOUNDS = (1, 2, 3, 5)  # on whole weights, tried in turn before fractions are


def separate(table: Table, fires: Fires = ">", family: Family = "affine-unit") -> Weights | Cases:
    """Return weights that fire at exactly the points labelled 1, or the multipliers that exclude them.

    For any family: a network of affine layers is an affine unit, and a monotone unit does no
    more than σ(z) = z on finitely many points.

    Raises ValueError if a value is not a label 0 or 1.
    """
    if not set(table.values) <= {0, 1}:
        raise ValueError(f"table: expected labels 0 and 1, got {sorted(map(str, set(table.values)))}")
    rows = systems.pair_rows(table) if family == "monotone-unit" else systems.unit_rows(table, fires)
    return _weights_or_cases(rows, systems.unit_rows(table, fires), table.dimension)


def not_affine(table: Table) -> Weights | Cases:
    """Return the affine function with these values, or the multipliers that show that there is none.

    >>> from nlverify.statement import XOR, boolean_table
    >>> not_affine(boolean_table("0011"))
    Weights(weights=(1, 0), bias=0)
    """
    rows = systems.value_rows(table)
    return _weights_or_cases(rows, rows, table.dimension)


def refute_networks(statement: NoNetwork | SomeNetwork, nodes: int = NODES) -> Cases:
    """Return the trees of cases that exclude every network of the statement's shape.

    Raises NoEvidenceError if such a network exists, or after `nodes` nodes; ValueError for an
    activation that is not positively homogeneous.
    """
    return _trees([systems.network(statement, k) for k in range(statement.hidden + 1)], nodes)


def by_cases(statement: ForAll | Exists, nodes: int = NODES) -> Cases:
    """Return the tree of cases that proves a "forall" or refutes an "exists".

    Raises NoEvidenceError if the statement is not so, or if rows and products of two rows do not
    suffice on some branch.
    """
    return _trees([systems.negation(statement)], nodes)


def find_network(statement: NoNetwork | SomeNetwork) -> Network:
    """Return a network of the statement's shape that computes its table, with whole weights if small ones do.

    Raises NoEvidenceError if there is none, ValueError as `refute_networks` does.
    """
    for positive in range(statement.hidden, -1, -1):
        system = systems.network(statement, positive)
        for bound in (*BOUNDS, None):
            values = _solution(system, bound)
            if values is not None:
                return _network(statement, positive, values)
    raise NoEvidenceError("search: expected a network, but none of this shape computes the table; try refute_networks")


def refute(system: System, budget: list[int], split: frozenset[int] = frozenset()) -> Tree:
    """Return a tree of cases that refutes the system, closing each branch as early as the rows permit.

    `budget` holds one number, the nodes that are left; `split` the rows that were split on.
    The next split is the first one that closes a side at once, if there is any.
    """
    budget[0] -= 1
    if budget[0] < 0:
        raise NoEvidenceError("search: expected a smaller tree of cases, ran out of nodes; allow more nodes")
    leaf = contradiction(system.rows)
    if leaf is not None:
        return leaf
    rows = [k for k, r in enumerate(system.rows) if r.sense == "!=" and k not in split]
    options: list[tuple[int, Split, tuple[System, ...]]] = []
    for atom, row in [*((j, None) for j in system.open_atoms()), *((None, k) for k in rows)]:
        cases = system.split_row(row) if atom is None else system.cases(atom)  # type: ignore[arg-type]
        closed = sum(_multipliers(c.rows) is not None for c in cases)
        options.append((closed, Split(Leaf({}), Leaf({}), atom, row), cases))
        if closed >= 1:
            break
    if not options:
        return _last_resort(system)
    _, node, (above, below) = max(options, key=lambda option: option[0])
    split = split if node.row is None else split | {node.row}
    return Split(refute(above, budget, split), refute(below, budget, split), node.relu, node.row)


def contradiction(rows: Sequence[Row], *, products: bool = False) -> Leaf | None:
    """Return multiples of the rows that add up to a contradiction, the fewest if there are not many rows.

    With `products`, products of two inequality rows may be used too. None if there are no such
    multiples; where every row is linear, the rows then have a solution.
    """
    extra = systems.products_of(rows) if products else []
    everything = [*rows, *(row for _, row in extra)]
    if _multipliers(everything) is None:
        return None
    found = _fewest(everything)
    numbers = dict(zip(found, whole(found.values()), strict=True))
    leaf = Leaf(
        {k: c for k, c in numbers.items() if k < len(rows)},
        tuple((c, extra[k - len(rows)][0], None) for k, c in numbers.items() if k >= len(rows)),
    )
    if not systems.refutes(rows, leaf):
        raise NoEvidenceError("search: expected multipliers that add up to a contradiction, but Z3's model does not")
    return leaf


# ------------------------------------------------------------------ inside


def _trees(found: Sequence[System], nodes: int) -> Cases:
    """Return one tree for each system, or say at once that one of them has a solution."""
    for system in found:
        if _linear(system) and _solution(system, None) is not None:
            raise NoEvidenceError(
                "search: expected a contradiction in every case, got a solution; the statement is not so"
            )
    budget = [nodes]
    return Cases(tuple(refute(system, budget) for system in found))


def _linear(system: System) -> bool:
    piecewise = all(a.op == "relu" for a in system.atoms)
    polynomials = [*(r.polynomial for r in system.rows), *(a.argument for a in system.atoms)]
    return piecewise and all(len(m) <= 1 for p in polynomials for m in p)


def _last_resort(system: System) -> Leaf:
    """Close a branch on which nothing is left to split: only products of rows can help."""
    leaf = contradiction(system.rows, products=True)
    if leaf is None:
        raise NoEvidenceError(
            "search: expected a contradiction, but products of two rows do not suffice; split by hand"
        )
    return leaf


def _weights_or_cases(rows: Sequence[Row], wanted: Sequence[Row], dimension: int) -> Weights | Cases:
    """Return weights that satisfy `wanted`, or multipliers that refute `rows`."""
    leaf = contradiction(rows)
    if leaf is not None:
        return Cases((leaf,))
    equations = any(r.sense == "=" for r in wanted)
    for bound in (*(BOUNDS if len(rows) <= SMALL else ()), None):
        values = _solution(System(tuple(wanted)), bound)
        if values is not None:
            numbers = [values.get(name, Fraction(0)) for name in (*(f"w{i + 1}" for i in range(dimension)), "b")]
            scaled = numbers if equations else whole(numbers)
            *weights, bias = (int(c) if c == int(c) else c for c in scaled)
            return Weights(tuple(weights), bias)
    raise NoEvidenceError("search: expected weights or multipliers, got neither from Z3; report this table")


def _network(statement: NoNetwork | SomeNetwork, positive: int, values: Mapping[str, Fraction]) -> Network:
    def value(name: str) -> Fraction:
        return values.get(name, Fraction(0))

    inputs = range(1, statement.table.dimension + 1)
    units = tuple(
        Unit(tuple(value(f"w{j}_{i}") for i in inputs), value(f"b{j}"), 1 if j <= positive else -1)
        for j in range(1, statement.hidden + 1)
    )
    return Network(units, value("c"), tuple(value(f"u{i}") for i in inputs) if statement.skip else None)


def _multipliers(rows: Sequence[Row], only: Iterable[int] | None = None) -> dict[int, Fraction] | None:
    """Return a Farkas vector for the rows that `only` lists (all, if None), or None.

    Whether there is one does not depend on what Z3 was asked before; which one it is may, so
    that only vectors from a context of their own go into a certificate.
    """
    import z3

    solver, unknowns = _dual(rows, range(len(rows)) if only is None else only, z3.main_ctx())
    return _model(solver, unknowns)


def _fewest(rows: Sequence[Row]) -> dict[int, Fraction]:
    """Return a Farkas vector with as few entries as possible; with none to spare, if there are many rows."""
    import z3

    few = len(rows) <= SMALL
    solver, unknowns = _dual(rows, range(len(rows)), z3.Context(), optimize=few)
    if few:
        for unknown in unknowns.values():
            solver.add_soft(unknown == 0)
    found = _model(solver, unknowns) or {}
    for k in () if few else sorted(found):
        solver, unknowns = _dual(rows, [i for i in found if i != k], z3.Context())
        found = _model(solver, unknowns) or found
    return found


def _dual(
    rows: Sequence[Row],
    use: Iterable[int],
    context: Any,  # noqa: ANN401 - Z3 has no types
    *,
    optimize: bool = False,
) -> tuple[Any, dict[int, Any]]:
    """Return a solver with the dual system, and the multiplier of each row.

    Every variable cancels; what is left is c > 0 with c ≤ 0, or c ≥ 0 with c < 0: the constant c
    is not positive, and it is negative unless a strict row was used. Scaling makes "> 0" a "≥ 1".
    """
    import z3

    unknowns = {k: z3.Real(f"m{k}", context) for k in use if rows[k].sense != "!="}
    solver = z3.Optimize(ctx=context) if optimize else z3.SolverFor("QF_LRA", ctx=context)
    columns: dict[Monomial, list[Any]] = {(): []}
    for k, unknown in unknowns.items():
        if rows[k].sense != "=":
            solver.add(unknown >= 0)
        for monomial, c in rows[k].polynomial.items():
            columns.setdefault(monomial, []).append(z3.RealVal(str(c), context) * unknown)
    constant = z3.Sum(columns.pop(()))
    for terms in columns.values():
        solver.add(z3.Sum(terms) == 0)
    solver.add(constant <= 0, z3.Sum([u for k, u in unknowns.items() if rows[k].sense == ">"]) - constant >= 1)
    return solver, unknowns


def _solution(system: System, bound: int | None) -> dict[str, Fraction] | None:
    """Return values of the unknowns that satisfy every row, whole ones up to `bound` if it is given."""
    import z3

    polynomials = [*(r.polynomial for r in system.rows), *(a.argument for a in system.atoms)]
    names = {s for p in polynomials for m in p for s in m} | {f"#{j}" for j in range(len(system.atoms))}
    context = z3.Context()
    unknowns = {s: (z3.Real if bound is None or s[0] == "#" else z3.Int)(s, context) for s in sorted(names)}

    def linear(polynomial: systems.Polynomial) -> Any:  # noqa: ANN401 - Z3 has no types
        terms = [z3.RealVal(str(c), context) * (unknowns[m[0]] if m else 1) for m, c in polynomial.items()]
        return z3.Sum([z3.RealVal(0, context), *terms])

    solver = z3.Solver(ctx=context)
    for j, atom in enumerate(system.atoms):
        argument = linear(atom.argument)
        solver.add(unknowns[f"#{j}"] == z3.If(argument >= 0, argument, 0))
    for row in system.rows:
        value = linear(row.polynomial)
        solver.add({">": value > 0, ">=": value >= 0, "=": value == 0, "!=": value != 0}[row.sense])
    if bound is not None:
        solver.add(*(c for s, x in unknowns.items() if s[0] != "#" for c in (x <= bound, x >= -bound)))
    return _model(solver, unknowns)


def _model(solver: Any, unknowns: Mapping[Any, Any]) -> dict[Any, Fraction] | None:  # noqa: ANN401 - Z3 has no types
    """Return the non-zero values of a model, or None where Z3 says that there is none."""
    answer = str(solver.check())
    if answer == "unsat":
        return None
    if answer != "sat":
        raise NoEvidenceError(f"search: expected sat or unsat from Z3, got {answer}; this table may be too large")
    model = solver.model()
    values = {k: model.eval(x, model_completion=True) for k, x in unknowns.items()}
    exact = {k: Fraction(v.numerator_as_long(), v.denominator_as_long()) for k, v in values.items() if v.is_real()}
    exact |= {k: Fraction(v.as_long()) for k, v in values.items() if v.is_int()}
    return {k: v for k, v in exact.items() if v != 0}
