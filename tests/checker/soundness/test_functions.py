"""Values of functions in trees: whatever is true of some numbers stays true of them on some branch.

A tree refutes a system of comparisons, if every branch ends in a contradiction. That is sound if
numbers that satisfy the system satisfy all rows of one branch at least. Here trees grow at
random, in every way that the checker allows, and at their leaves all rows are computed.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from types import ModuleType
from typing import Any

import mpmath
import pytest
from nlcheck_attacks import Json
from nlcheck_cases import forall

TOLERANCE = Fraction(1, 10**40)
OPERATORS = ["relu", "step", "inv", "exp", "log", "sqrt", "abs", "clip", "+", "-", "*", "max", "min"]
NUMBERS = ["0", "1", "2", "-1", "1/2"]
POINTS = [Fraction(k, 2) for k in (-3, -2, -1, 0, 0, 1, 2, 3, 4)]


def expression(source: random.Random, names: list[str], depth: int) -> Json:
    if depth == 0 or source.random() < 0.2:
        return source.choice(names * 2 + NUMBERS)
    op = source.choice(OPERATORS)
    arguments = 2 if op in ("+", "-", "*", "max", "min") else 1
    return [op, *(expression(source, names, depth - 1) for _ in range(arguments))]


class Model:
    """Numbers for the variables, and from them the values of all atoms, exact where they are rational."""

    def __init__(self, system: Any, values: dict[str, Fraction]) -> None:
        self.system, self.values = system, values

    def value(self, symbol: str) -> Fraction:
        if symbol[0] != "#":
            return self.values[symbol]
        op, argument = self.system.atoms[int(symbol[1:])]
        u = self.polynomial(argument)
        if abs(u) > 2000:
            raise OverflowError
        if op == "relu":
            return max(u, Fraction(0))
        if op == "step":
            return Fraction(u > TOLERANCE)
        if op == "inv":
            return 1 / u if abs(u) > TOLERANCE else Fraction(0)
        if op == "sqrt":
            u = max(u, Fraction(0))
            root = mpmath.sqrt(mpmath.mpf(u.numerator) / u.denominator)
            return rational(root)
        if op == "exp":
            return rational(mpmath.exp(mpmath.mpf(u.numerator) / u.denominator)) if abs(u) > TOLERANCE else Fraction(1)
        return rational(mpmath.log(mpmath.mpf(u.numerator) / u.denominator)) if u > TOLERANCE else Fraction(0)

    def polynomial(self, p: Any) -> Fraction:
        total = Fraction(0)
        for word, c in p.items():
            for symbol in word:
                c *= self.value(symbol)  # noqa: PLW2901
            total += c
        return total

    def satisfies(self, row: tuple[Any, str], settled: dict[str, Any]) -> bool:
        """Whether a row holds, as it stands and with what is settled put in."""
        p, relation = row
        found = {self.true(self.polynomial(q), relation) for q in (p, self.system.algebra.substitute(p, settled))}
        return found == {True}

    @staticmethod
    def true(v: Fraction, relation: str) -> bool:
        zero = abs(v) < TOLERANCE
        return {">": v > 0 and not zero, ">=": v > 0 or zero, "=": zero, "!=": not zero}[relation]


def rational(x: Any) -> Fraction:
    sign, man, exponent, _ = x._mpf_
    return (-1) ** sign * int(man) * Fraction(2) ** exponent


def node(system: Any, settled: dict[str, Any], rows: list[Any], source: random.Random) -> Json:
    """Some node that the checker allows here, or nothing."""
    numbers = range(len(system.atoms))
    children = [{"random": source.getrandbits(32)} for _ in range(3)]
    one, two = {"then": children[0]}, {"above": children[0], "below": children[1]}
    names = ["x", "y", *(f"#{k}" for k in numbers)]
    kinds = [system.atoms[k][0] for k in numbers]
    unsettled = [k for k in numbers if kinds[k] != "exp" and f"#{k}" not in settled]
    argument = {k: system.algebra.substitute(system.atoms[k][1], settled) for k in numbers}
    free = [k for k in unsettled if not {f"#{j}" for j in unsettled} & {s for word in argument[k] for s in word}]
    exps = [k for k in numbers if kinds[k] == "exp"]
    constant = [k for k in numbers if kinds[k] in ("exp", "log", "sqrt") and set(argument[k]) <= {()}]
    sums = [
        [i, j, k]
        for i in exps
        for j in exps
        for k in exps
        if system.algebra.add(argument[i], argument[j]) == argument[k]
    ]
    choices: list[Callable[[], Json]] = [
        lambda: {"sign": source.choice([*names, ["-", "x", source.choice(names)]]), **two},
        lambda: {"let": expression(source, names, 2), **one},
        lambda: {"let": ["exp", ["+", source.choice(names), source.choice(names)]], **one},
    ]
    unequal = [k for k, (_, relation) in enumerate(rows) if relation == "!="]
    if unequal:
        choices.append(lambda: {"row": source.choice(unequal), **two})
    if exps:
        choices.append(lambda: {"exp": [source.choice(exps)], **one})
        choices.append(lambda: {"exp": [source.choice(exps)], "degree": source.choice([1, 3, 5]), **one})
    if sums:
        choices += [lambda: {"exp": source.choice(sums), **one}] * 2
    if constant:
        choices += [lambda: {"enclose": source.choice(constant), "digits": source.choice([1, 3, 20]), **one}] * 2
    if free:
        k = source.choice(free)
        count = 3 if kinds[k] == "inv" else 2
        choices += [lambda: {"atom": k, "cases": children[:count]}] * 6
        if kinds[k] == "relu":
            choices += [lambda: {"relu": k, **two}] * 2
    return source.choice(choices)()


def relations(source: random.Random, holds: Callable[[Json, dict[str, Fraction]], bool], at: Any) -> Iterator[Json]:
    """Comparisons that are true at a point."""
    for _ in range(source.choice((1, 2))):
        left, right = expression(source, ["x", "y"], source.choice((1, 2, 3))), source.choice(["x", "y", *NUMBERS])
        for op in source.sample(["=", ">=", "<=", ">", "<", "!="], 6):
            if left != right and holds([op, left, right], at):
                yield [op, left, right]
                break


OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def attack(nlcheck: ModuleType, oracle: ModuleType, monkeypatch: pytest.MonkeyPatch, seed: int) -> Counter[str]:
    """Grow a random tree over what some numbers satisfy: some branch must be satisfied by them at its leaf."""
    source, seen = random.Random(seed), Counter[str]()
    at = {n: source.choice(POINTS) for n in ("x", "y")}
    try:
        given = list(relations(source, oracle.holds, at))
        text = {n: str(v) for n, v in at.items()}
        op, *sides = given.pop()
        statement = (
            forall("x y", [OPPOSITE[op], *sides], given, text) if given else forall("x y", [OPPOSITE[op], *sides])
        )
        nlcheck.validate(statement)
    except (ValueError, IndexError, OverflowError, nlcheck.Rejected):  # too near to each other, or too large
        return seen
    leaves: list[bool] = []
    refute, budget = nlcheck.System.refute, [60]

    def growing(self: Any, tree: Json, settled: Any, rows: Any, depth: int = 0) -> None:
        if "random" in tree and depth < 6 and budget[0] > 0:
            budget[0] -= 1
            tree = node(self, settled, rows, random.Random(tree["random"]))
            seen[next(key for key in tree if key not in ("above", "below", "cases", "then"))] += 1
        refute(self, tree, settled, rows, depth)

    def leaf(self: Any, tree: Json, settled: Any, rows: Any) -> None:
        model = Model(self, {**at})
        leaves.append(all(model.satisfies(row, settled) for row in rows))

    monkeypatch.setattr(nlcheck.System, "refute", growing)
    monkeypatch.setattr(nlcheck.System, "refute_leaf", leaf)
    try:
        nlcheck.check(statement, "cases/1", {"trees": [{"random": seed}]})
    except (nlcheck.Rejected, nlcheck.OverBudget, OverflowError):  # an exp of 2000, say
        seen["rejected"] += 1
        return seen
    finally:
        monkeypatch.undo()
    assert any(leaves), (statement, at)
    seen["leaves"] += len(leaves)
    seen["trees"] += 1
    return seen


@pytest.fixture(autouse=True)
def precise() -> Iterator[None]:
    with mpmath.workdps(80):
        yield


def test_numbers_that_satisfy_a_system_satisfy_some_branch(
    nlcheck: ModuleType, oracle: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Counter[str]()
    for seed in range(600):
        seen += attack(nlcheck, oracle, monkeypatch, seed)
    assert seen["trees"] > 300, seen
    assert seen["leaves"] > 2000, seen
    assert all(seen[kind] > 20 for kind in ("atom", "relu", "row", "sign", "exp", "enclose", "let")), seen


BROKEN: dict[str, Callable[[ModuleType, pytest.MonkeyPatch], None]] = {
    "bounds that are too small": lambda n, m: m.setattr(n, "enclose", lambda *_: (Fraction(0), Fraction(1, 3))),
    "one number for all": lambda n, m: m.setattr(n.System, "atom", one_number(n.System.atom)),
    "a relation turned": lambda n, m: m.setattr(n.System, "on_row", turned(n.System.on_row)),
    "a case forgotten": lambda n, m: m.setattr(n.System, "on_atom", without_last(n.System.on_atom)),
}


def one_number(atom: Any) -> Any:
    return lambda self, op, argument: atom(self, op, argument) and {("#0",): Fraction(1)}


def turned(on_row: Any) -> Any:
    def rows(*arguments: Any) -> Iterator[Any]:
        for branch, values, new in on_row(*arguments):
            yield branch, values, [({w: -c for w, c in p.items()}, relation) for p, relation in new[:1]] * 2 + new

    return rows


def without_last(on_atom: Any) -> Any:
    return lambda *arguments: list(on_atom(*arguments))[:-1]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_noticed(
    nlcheck: ModuleType, oracle: ModuleType, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def run() -> None:
        for seed in range(600):
            with pytest.MonkeyPatch.context() as patch:
                BROKEN[name](nlcheck, patch)
                attack(nlcheck, oracle, monkeypatch, seed)

    with pytest.raises(AssertionError):
        run()
