"""Is a function a threshold function: whole weights that are as small as can be, or why there are none.

1. Turn inputs round and sort them so that the Chow parameters fall and are ≥ 0. If f were a
   threshold function it would now rise with every input, and never fall when a later input is exchanged
   for an earlier one. If it does not, four inputs a + b = c + d show it at once.
2. Otherwise weights may be taken to fall and to be ≥ 0: wⱼ = dⱼ + dⱼ₊₁ + … with d ≥ 0. Minimise Σ w subject to
   w·a ≥ t at true inputs and w·b ≤ t − 1 at false ones, exactly, adding only rows that the weights so far violate.
3. No solution: the multipliers that show it are turned into an exact clash of rows.

Nothing here is trusted: `nlverify.boolean.witness` re-checks what comes out.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, gcd, lcm
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from nlverify.boolean.npn import Step, canonical_steps, carry_out
from nlverify.boolean.rectangles import Rectangle, hidden_xor
from nlverify.boolean.simplex import Infeasible, Program
from nlverify.boolean.tables import depends_on, full, point, row_of, stride, table_of, values_of, variable_table
from nlverify.boolean.witness import Bound, Clash, Unit, clash_holds, unit_holds

SEARCHED = 10  # inputs up to which all rectangles are tried, for one with few inputs moving
BRANCHES = 400

Shares: TypeAlias = tuple[dict[int, Fraction], dict[int, Fraction]]  # of false rows, of true rows


class WrongAnswerError(Exception):
    """A search returned what is not so: an error in nlverify."""


def decide(table: int, inputs: int) -> Unit | Clash:
    """Return a unit that computes the function, with a bound on its weights, or a clash that shows there is none.

    Both are re-checked by other code first.

    >>> decide(0xE8, 3).weights, decide(0xE8, 3).threshold
    ((1, 1, 1), 2)
    >>> decide(0x6, 2)
    Clash(true={1: 1, 2: 1}, false={0: 1, 3: 1})
    """
    answer = _decide(table, inputs)
    right = unit_holds if isinstance(answer, Unit) else clash_holds
    if not right(table, inputs, answer):  # type: ignore[arg-type]
        raise WrongAnswerError(f"{table:#x}: expected a right answer, got {answer}; please report this")
    return answer


def _decide(table: int, inputs: int) -> Unit | Clash:
    if table in (0, full(inputs)):
        return Unit((0,) * inputs, 0 if table else 1)
    essential = [k for k in range(1, inputs + 1) if depends_on(table, k, inputs)]
    small = restrict(table, inputs, essential)
    size = len(essential)
    answer = _rectangle(small, size) or _solve(small, size)
    if isinstance(answer, Clash) and size <= SEARCHED:
        found = hidden_xor(small, size)
        answer = _clash(found) if found else answer
    return _extend(answer, essential, inputs)


# ------------------------------------------------------------------ inputs that matter


def restrict(table: int, inputs: int, essential: Sequence[int]) -> int:
    """Return the function of the essential inputs alone: the others are 0."""
    cube = values_of(table, inputs).reshape((2,) * inputs)
    return table_of(cube[tuple(slice(None) if k in essential else 0 for k in range(1, inputs + 1))].reshape(-1))


def _extend(answer: Unit | Clash, essential: Sequence[int], inputs: int) -> Unit | Clash:
    """Return the answer for all inputs: the others have weight 0, and are 0 in every row."""
    moved = {k: stride(name, inputs) for k, name in enumerate(essential)}

    def row(small: int) -> int:
        return sum(moved[k] for k, x in enumerate(point(small, len(essential))) if x)

    if isinstance(answer, Clash):
        return Clash({row(r): m for r, m in answer.true.items()}, {row(r): m for r, m in answer.false.items()})
    weights, rising = [0] * inputs, [True] * inputs
    bound = answer.bound
    for k, name in enumerate(essential):
        weights[name - 1] = answer.weights[k]
        rising[name - 1] = bound.rising[k] if bound else True
    if bound:
        order = [essential[k - 1] for k in bound.order]
        bound = Bound(
            (*order, *(k for k in range(1, inputs + 1) if k not in essential)),
            tuple(rising),
            {row(r): m for r, m in bound.true.items()},
            {row(r): m for r, m in bound.false.items()},
        )
    return Unit(tuple(weights), answer.threshold, bound)


# ------------------------------------------------------------------ four rows, found without a search


def _clash(found: Rectangle) -> Clash:
    return Clash(dict.fromkeys(found.true, 1), dict.fromkeys(found.false, 1))


def _rectangle(table: int, inputs: int) -> Clash | None:
    """Return four rows where the function does not behave as its Chow parameters promise, or None."""
    regular, change = carry_out(_turned(table, inputs), table, inputs)
    moves = [(stride(k, inputs), 0) for k in range(1, inputs + 1)]
    moves += [(stride(k, inputs), stride(k + 1, inputs)) for k in range(1, inputs)]
    for up, down in moves:
        # rows with `up` off and `down` on, and beside each its partner with `up` on and `down` off
        start = ~variable_table(inputs - up.bit_length() + 1, inputs) & full(inputs)
        if down:
            start &= variable_table(inputs - down.bit_length() + 1, inputs)
        before, after = regular & start, regular >> (up - down) & start
        falls, rises = before & ~after, after & ~before
        if falls:  # it rises at least as often, by the Chow parameters
            one, two = (m.bit_length() - 1 for m in (falls, rises))
            back = [_row_back(r, change.source, change.negated, inputs) for r in (one, two + up - down)]
            fore = [_row_back(r, change.source, change.negated, inputs) for r in (one + up - down, two)]
            return Clash(dict.fromkeys(back, 1), dict.fromkeys(fore, 1))
    return None


def _turned(table: int, inputs: int) -> list[Step]:
    """Return steps that make the Chow parameters c₁ ≥ … ≥ cₙ ≥ 0 and leave the output alone."""
    return canonical_steps(table, inputs, output=False)


def _row_back(row: int, source: Sequence[int], negated: Sequence[bool], inputs: int) -> int:
    """Return the row of f that a row of the turned function comes from."""
    x = point(row, inputs)
    return row_of(x[s - 1] ^ n for s, n in zip(source, negated, strict=True))


# ------------------------------------------------------------------ weights by linear programming


def _solve(table: int, inputs: int) -> Unit | Clash:
    """Return the answer for a function of essential inputs that is regular once it is turned round."""
    regular, change = carry_out(_turned(table, inputs), table, inputs)
    values = values_of(regular, inputs).astype(bool)
    rows: list[tuple[int, bool]] = []
    program = Program([*range(1, inputs + 1), 0])  # d₁, …, dₙ and t − 1, which is ≥ 0 as f(0) = 0

    def back(row: int) -> int:
        return _row_back(row, change.source, change.negated, inputs)

    try:
        _fit(program, rows, values, inputs)
    except Infeasible as reason:
        clash = _farkas(reason, rows, regular, inputs)
        return Clash({back(r): m for r, m in clash.true.items()}, {back(r): m for r, m in clash.false.items()})
    true, false = dict[int, Fraction](), dict[int, Fraction]()
    for number, m in program.multipliers().items():
        row, label = rows[number]
        (true if label else false)[back(row)] = m
    least = sum(true.values(), Fraction(0))
    rest = least - sum(false.values(), Fraction(0))
    if rest:  # the multiplier of t − 1 ≥ 0 is one of the row 0…0, which is false
        false[back(0)] = false.get(back(0), Fraction(0)) + rest
    # f's k-th input is the turned function's input source[k], negated or not
    order = tuple(sorted(range(1, inputs + 1), key=lambda k: change.source[k - 1]))
    bound = Bound(order, tuple(not n for n in change.negated), true, false)
    heavy = _whole(program, rows, values, inputs, ceil(least))
    weights = [heavy[s - 1] * (-1 if n else 1) for s, n in zip(change.source, change.negated, strict=True)]
    lowest = int(_sums(heavy)[values].min())
    return Unit(tuple(weights), lowest + sum(w for w in weights if w < 0), bound)


def _sums(weights: Sequence[int]) -> npt.NDArray[Any]:
    """Return Σ wₖxₖ for all rows; Python's integers where 64 bits might not do."""
    kind = np.int64 if sum(map(abs, weights)) < 1 << 55 else object
    sums = np.zeros(1, dtype=kind)
    for w in weights:
        sums = np.stack([sums, sums + w], axis=-1).reshape(-1)
    return sums


def _heavy(program: Program) -> list[int]:
    """Return the weights w times the denominator."""
    *steps, _ = program.solution()
    return [sum(steps[k:]) for k in range(len(steps))]


def _fit(program: Program, rows: list[tuple[int, bool]], values: npt.NDArray[np.bool_], inputs: int) -> None:
    """Add violated rows until the optimum satisfies all of them."""
    ones = _sums([1] * inputs)
    true, false = np.flatnonzero(values), np.flatnonzero(~values)
    while True:
        sums, cut = _sums(_heavy(program)), program.solution()[-1]
        # among equals, the true row with the fewest ones and the false row with the most say most
        low = int(true[np.argmin(sums[true] * (inputs + 1) + ones[true])])
        high = int(false[np.argmax(sums[false] * (inputs + 1) + ones[false])])
        violated = [(low, True)] if sums[low] < cut + program.denominator else []
        violated += [(high, False)] if sums[high] > cut else []
        if not violated:
            return
        for row, label in violated:
            rows.append((row, label))
            prefix = np.cumsum(point(row, inputs)).tolist()
            program.require([*prefix, -1] if label else [*(-p for p in prefix), 1], int(label))


def _whole(
    program: Program, rows: list[tuple[int, bool]], values: npt.NDArray[np.bool_], inputs: int, least: int
) -> list[int]:
    """Return whole weights: the optimum if it is whole, otherwise the best of a bounded search by cases."""
    heavy, scale = _heavy(program), program.denominator
    best = [w // gcd(*heavy) for w in heavy] if any(w % scale for w in heavy) else [w // scale for w in heavy]
    open_cases, branches = [(program, list(rows))], 0
    while open_cases and sum(best) > least and branches < BRANCHES:
        branches += 1
        program, rows = open_cases.pop()
        steps = program.solution()[:-1]
        if ceil(program.value()) >= sum(best):
            continue
        broken = next((j for j, d in enumerate(steps) if d % program.denominator), None)
        if broken is None:
            best = [w // program.denominator for w in _heavy(program)]
            continue
        floor = steps[broken] // program.denominator
        for sign, limit in ((-1, -floor), (1, floor + 1)):
            case, known = copy.deepcopy(program), list(rows)
            try:
                known.append((-1, False))  # no row of the function; its multiplier is never asked for
                case.require([sign if j == broken else 0 for j in range(inputs + 1)], limit)
                _fit(case, known, values, inputs)
            except Infeasible:
                continue
            open_cases.append((case, known))
    return best


# ------------------------------------------------------------------ multipliers of rows


def _farkas(reason: Infeasible, rows: Sequence[tuple[int, bool]], regular: int, inputs: int) -> Clash:
    """Return a clash of rows from multipliers of rows and of the order of the weights.

    wⱼ ≥ wⱼ₊₁ follows from a true row and a false row that differ in these two inputs alone. Where there are
    none, f is symmetric in the two, and all multipliers are averaged over the symmetry, which cancels wⱼ − wⱼ₊₁.
    """
    sides = (dict[int, Fraction](), dict[int, Fraction]())  # false, true

    def add(row: int, m: Fraction, *, label: bool) -> None:
        sides[label][row] = sides[label].get(row, Fraction(0)) + m

    for number, m in reason.rows.items():
        row, label = rows[number]
        add(row, Fraction(m), label=label)
    average = False
    for variable, m in reason.variables.items():
        if variable == inputs:
            add(0, Fraction(m), label=False)  # t − 1 ≥ 0 is the row 0…0
            continue
        pair = _strict(regular, variable + 1, inputs)
        if pair is None:
            average = True
            continue
        add(pair[0], Fraction(m), label=True)
        add(pair[1], Fraction(m), label=False)
    if average:
        sides = _averaged(sides, regular, inputs)
    return _reduced(sides, inputs)


def _strict(regular: int, variable: int, inputs: int) -> tuple[int, int] | None:
    """Return a true and a false row that differ in x_variable being 1 and 0 and the next input being 0 and 1."""
    up = stride(variable, inputs)
    down = up >> 1  # 0 for the last input
    start = ~variable_table(variable, inputs) & full(inputs)
    if down:
        start &= variable_table(variable + 1, inputs)
    hit = regular >> (up - down) & ~regular & start
    row = hit.bit_length() - 1
    return (row + up - down, row) if hit else None


def _averaged(sides: Shares, regular: int, inputs: int) -> Shares:
    """Return the multipliers averaged over turning each block of symmetric inputs round and round."""
    blocks: list[list[int]] = [[0]]
    for k in range(1, inputs):
        if _strict(regular, k, inputs) is None:
            blocks[-1].append(k)
        else:
            blocks.append([k])
    turns = lcm(*map(len, blocks))
    made = (dict[int, Fraction](), dict[int, Fraction]())
    for turn in range(turns):
        source = list(range(inputs))
        for block in blocks:
            for i, k in enumerate(block):
                source[k] = block[(i + turn) % len(block)]
        for side, before in zip(made, sides, strict=True):
            for row, m in before.items():
                x = point(row, inputs)
                moved = row_of(x[s] for s in source)
                side[moved] = side.get(moved, Fraction(0)) + m
    return made


def _reduced(sides: Shares, inputs: int) -> Clash:
    """Return whole multipliers of at most n + 2 rows that cancel as the given ones do.

    While more rows are left, some n + 2 of them have a second way to cancel; it is subtracted until a row is gone.
    """
    share = {(row, label): m for label, side in enumerate(sides) for row, m in side.items()}
    while relation := _relation(list(share)[:-1][: inputs + 2], inputs):
        step = min(share[key] / c for key, c in relation.items() if c > 0)
        share = {key: m - step * relation.get(key, Fraction(0)) for key, m in share.items()}
        share = {key: m for key, m in share.items() if m}
    scale = lcm(*(m.denominator for m in share.values()))
    whole = {key: int(m * scale) for key, m in sorted(share.items())}
    common = gcd(*whole.values())
    true = {row: m // common for (row, label), m in whole.items() if label}
    return Clash(true, {row: m // common for (row, label), m in whole.items() if not label})


def _relation(keys: Sequence[tuple[int, int]], inputs: int) -> dict[tuple[int, int], Fraction] | None:
    """Return numbers, some of them positive, with which the rows cancel, or None if there are only zeros."""
    lead: list[tuple[int, list[Fraction], dict[int, Fraction]]] = []
    for k, (row, label) in enumerate(keys):
        column = [Fraction(c if label else -c) for c in (1, *point(row, inputs))]
        made = {k: Fraction(1)}
        for place, other, made_of in lead:
            if share := column[place]:
                column = [a - share * b for a, b in zip(column, other, strict=True)]
                for j, c in made_of.items():
                    made[j] = made.get(j, Fraction(0)) - share * c
        place = next((i for i, a in enumerate(column) if a), -1)
        if place < 0:
            return {keys[j]: c for j, c in made.items() if c}  # column k itself has the number 1
        by = column[place]
        lead.append((place, [a / by for a in column], {j: c / by for j, c in made.items()}))
    return None
