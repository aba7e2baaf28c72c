"""An exact dual simplex method for small linear programs whose rows come one by one.

Minimise Σ costⱼxⱼ over x ≥ 0 subject to rows Σ cⱼxⱼ ≥ r. With costs ≥ 0 the origin is dual feasible, so
rows can be added at any time, and after each the method either reaches the new optimum or finds
a row that says: a number that is ≥ 0 equals a negative number minus numbers that are ≥ 0.

All entries are whole numbers over one common denominator (fraction-free pivots), so nothing is
rounded, and Python's integers do not overflow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


class Infeasible(Exception):
    """No x ≥ 0 satisfies the rows: `rows` and `variables` have multipliers ≥ 0 that show it.

    Σ rowsᵢ·(Σ cᵢⱼxⱼ − rᵢ) + Σ variablesⱼ·xⱼ is the same negative number for all x.
    """

    def __init__(self, rows: dict[int, int], variables: dict[int, int]) -> None:
        super().__init__("no solution")
        self.rows, self.variables = rows, variables


@dataclass
class Program:
    """A linear program at its optimum over the rows added so far.

    Variables are 0 … len(cost) − 1; the slack of row i, which is Σ cᵢⱼxⱼ − rᵢ ≥ 0, has the number len(cost) + i.
    `body[k]` says basic[k] = (body[k][0] + Σ body[k][j + 1]·nonbasic[j]) / denominator, and `goal` the same of the
    objective.
    """

    cost: Sequence[int]

    def __post_init__(self) -> None:
        if any(c < 0 for c in self.cost):
            raise ValueError("cost: expected numbers ≥ 0")
        self.basic: list[int] = []
        self.nonbasic = list(range(len(self.cost)))
        self.body: list[list[int]] = []
        self.goal = [0, *self.cost]
        self.denominator = 1
        self.rows = 0

    def require(self, coefficients: Sequence[int], least: int) -> None:
        """Add the row Σ coefficients·x ≥ least and go to the new optimum; raise Infeasible if there is none."""
        line = [-least * self.denominator, *([0] * len(self.cost))]
        for variable, c in enumerate(coefficients):
            if c == 0:
                continue
            if variable in self.basic:
                line = [a + c * b for a, b in zip(line, self.body[self.basic.index(variable)], strict=True)]
            else:
                line[1 + self.nonbasic.index(variable)] += c * self.denominator
        self.body.append(line)
        self.basic.append(len(self.cost) + self.rows)
        self.rows += 1
        self._solve()

    def value(self) -> Fraction:
        """Return the least value of the objective."""
        return Fraction(self.goal[0], self.denominator)

    def solution(self) -> list[int]:
        """Return x times the denominator at the optimum."""
        values = dict(zip(self.basic, (line[0] for line in self.body), strict=True))
        return [values.get(variable, 0) for variable in range(len(self.cost))]

    def multipliers(self) -> dict[int, Fraction]:
        """Return multipliers of the rows that show that the objective is nowhere less."""
        count = len(self.cost)
        pairs = zip(self.nonbasic, self.goal[1:], strict=True)
        return {v - count: Fraction(g, self.denominator) for v, g in pairs if v >= count and g}

    def _solve(self) -> None:
        while True:
            # Bland's rule (least number first, in both choices) never runs in circles
            negative = [(v, k) for k, v in enumerate(self.basic) if self.body[k][0] < 0]
            if not negative:
                return
            leaves = min(negative)[1]
            line = self.body[leaves]
            enters = -1
            for j in range(1, len(line)):
                if line[j] > 0:
                    if enters >= 0:
                        new, old = self.goal[j] * line[enters], self.goal[enters] * line[j]
                        if new > old or (new == old and self.nonbasic[j - 1] > self.nonbasic[enters - 1]):
                            continue
                    enters = j
            if enters < 0:
                raise self._why(leaves)
            self._pivot(leaves, enters)

    def _why(self, k: int) -> Infeasible:
        count = len(self.cost)
        shares = {v: -a for v, a in zip(self.nonbasic, self.body[k][1:], strict=True) if a}
        shares[self.basic[k]] = self.denominator
        return Infeasible(
            {v - count: m for v, m in shares.items() if v >= count}, {v: m for v, m in shares.items() if v < count}
        )

    def _pivot(self, leaves: int, enters: int) -> None:
        line, before = self.body[leaves], self.denominator
        by = line[enters]
        for other in [*(self.body[k] for k in range(len(self.body)) if k != leaves), self.goal]:
            c = other[enters]
            other[:] = [(by * a - c * b) // before for a, b in zip(other, line, strict=True)]  # divides exactly
            other[enters] = c
        line[:] = [-a for a in line]
        line[enters] = before
        self.denominator = by
        self.basic[leaves], self.nonbasic[enters - 1] = self.nonbasic[enters - 1], self.basic[leaves]
