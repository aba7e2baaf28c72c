"""A second opinion on statements and certificates, which shares nothing with the checker.

The checker multiplies polynomials out and compares terms. This file never does: it decides
whether two polynomials are equal by computing both at random points modulo the prime
2⁶¹ − 1, in rings that do not commute at random matrices. An error of the oracle has a
probability of about 10⁻¹⁷; an error of the checker would have to be the same error.
Where a sign matters, it computes with exact fractions.

It is written from docs/certificates.md, for certificates that the checker has already found
well-formed: `verify` says what such a certificate establishes, or None.
"""

import importlib.util
import itertools
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import factorial
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

Json: TypeAlias = Any
P = 2**61 - 1
BLOCK = 4  # elements of a general ring are 4×4 matrices: they satisfy no identity of degree below 8
ROUNDS = 2


# ---------------------------------------------------------------- exact values of scalar expressions


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"oracle_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


NUMBERS = load(Path(__file__).with_name("oracle_numbers.py"))
CLASSES = load(Path(__file__).with_name("oracle_classes.py"))
value, holds = NUMBERS.value, NUMBERS.holds


def number(text: str) -> Fraction | None:
    return Fraction(text) if text[:1] in "-0123456789" else None


def several(word: str, relations: Json) -> list[Json]:
    return relations[1:] if relations[0] == word else [relations]


OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


# ---------------------------------------------------------------- values of matrices, exact or modulo a prime

Number: TypeAlias = int | Fraction
Matrix: TypeAlias = list[list[Any]]
Value: TypeAlias = Any  # a Matrix; or a Number, which is that multiple of the identity, or 0 of any shape


def mod(text: str) -> int:
    q = Fraction(text)
    return q.numerator * pow(q.denominator, -1, P) % P


def low(x: Number) -> Number:
    """An int stands for its residue; a fraction stays as it is."""
    return x % P if isinstance(x, int) else x


def plus(a: Value, b: Value) -> Value:
    if not isinstance(a, list) and not isinstance(b, list):
        return low(a + b)
    if not isinstance(a, list):
        a, b = b, a
    if not isinstance(b, list):
        if b == 0:
            return a
        assert len(a) == len(a[0]), "a constant beside a matrix that is not square"
        return [[low(x + b * (i == j)) for j, x in enumerate(row)] for i, row in enumerate(a)]
    assert (len(a), len(a[0])) == (len(b), len(b[0])), "a sum of two shapes"
    return [[low(x + y) for x, y in zip(r, s, strict=True)] for r, s in zip(a, b, strict=True)]


def times(a: Value, b: Value) -> Value:
    if not isinstance(a, list) and not isinstance(b, list):
        return low(a * b)
    if not isinstance(a, list):
        return [[low(a * x) for x in row] for row in b] if a else 0
    if not isinstance(b, list):
        return times(b, a)
    assert len(a[0]) == len(b), "a product whose shapes do not meet"
    columns = list(zip(*b, strict=True))
    return [[low(sum(x * y for x, y in zip(row, column, strict=True))) for column in columns] for row in a]


def same(a: Value, b: Value) -> bool:
    difference = plus(a, times(-1, b))
    return not any(map(any, difference)) if isinstance(difference, list) else difference == 0


def scalar(a: Value) -> Number:
    if isinstance(a, list):
        [[a]] = a
    return a


def residue(e: Json, at: Mapping[Any, Value], constant: Callable[[str], Number] = mod) -> Value:
    """The value of a polynomial; the value of atom j is written ["atom", j] or "#j" and looked up as j."""
    if isinstance(e, str):
        if e[0] == "#":
            return at[int(e[1:])]
        return at[e] if number(e) is None else constant(e)
    op, *rest = e
    if op == "atom":
        return at[rest[0]]
    if op == "^":
        result: Value = constant("1")
        for _ in range(rest[1]):
            result = times(result, residue(rest[0], at, constant))
        return result
    if op == "/":
        return times(residue(rest[0], at, constant), constant(str(1 / Fraction(rest[1]))))
    args = [residue(a, at, constant) for a in rest]
    result = args[0]
    if op == "-":
        return times(-1, result) if len(args) == 1 else plus(result, times(-1, args[1]))
    for a in args[1:]:
        result = plus(result, a) if op == "+" else times(result, a)
    return result


class Anything(dict[Any, Any]):
    """A point at which every symbol has a random value of its own."""

    def __init__(self, seed: int, matrices: Mapping[str, Value] | None = None) -> None:
        super().__init__(matrices or {})
        self.source = random.Random(seed)

    def __missing__(self, name: Any) -> Value:
        self[name] = self.source.randrange(P)
        return self[name]


def free(s: Json) -> bool:
    """Products of numbers need not commute."""
    return s["ring"] in ("ring", "semiring")


def somewhere(s: Json, names: Iterable[str], seed: int, sizes: Mapping[str, int] | None = None) -> dict[str, Value]:
    """Random matrices of random sizes for symbols; plain numbers, where all there is are numbers that commute."""
    source = random.Random(seed)
    dims = {d: source.choice((1, 2, 3)) for d in sorted({d for pair in s["symbols"].values() for d in pair})}
    dims |= {"1": 1, **(sizes or {})}
    block = BLOCK if free(s) else 1
    found: dict[str, Value] = {}
    for name in names:
        rows, columns = (dims[d] * block for d in s["symbols"][name])
        if block == 1 and set(dims) == {"1"}:
            found[name] = source.randrange(P)
        else:
            found[name] = [[source.randrange(P) for _ in range(columns)] for _ in range(rows)]
    return found


def sides_agree(s: Json, seed: int) -> bool:
    """The two sides of an identity are equal at a random point; no certificate is looked at."""
    at = somewhere(s, s["symbols"], seed)
    return same(residue(s["left"], at), residue(s["right"], at))


def words_agree(terms: Json, wanted: Value, at: Mapping[Any, Value]) -> bool:
    total: Value = 0
    for word, coefficient in terms:
        product: Value = mod(coefficient)
        for name in word:
            product = times(product, at[name])
        total = plus(total, product)
    return same(total, wanted)


def obligations(s: Json, seed: int) -> tuple[bool, Value, Mapping[str, Value], bool, Value, Mapping[str, Value]]:
    """Base and step of an equation by induction at a random point: whether each holds, its value, the point."""
    _, f, right = s["invariant"]
    state = s["state"]
    assert f in state
    assert f not in names_in(right)
    now, start, following = s.get("width", ("", "", ""))
    source = random.Random(seed)
    widths = {w: source.choice((1, 2, 3)) for w in (now, start, following) if w}
    at = somewhere(s, s["symbols"], seed, widths)
    first = {n: residue(rule["start"], at) for n, rule in state.items()}
    base = residue(right, {**at, **first})
    before = {**at, f: residue(right, at)}
    second = {n: residue(rule["next"], before) for n, rule in state.items()}
    step = residue(right, {**at, **second})
    return same(first[f], base), base, at, same(second[f], step), step, at


# ---------------------------------------------------------------- systems of comparisons


Row: TypeAlias = tuple[Json, str]
Branch: TypeAlias = tuple[Json, dict[int, Json], list[Row]]


class System:
    """Rows (expression, relation to 0); values of functions are atoms, numbered as the document says."""

    def __init__(self, statement: Json = None) -> None:
        """`statement`, if given, has symbols that are matrices."""
        self.atoms: list[tuple[str, Json]] = []
        self.rows: list[Row] = []
        self.statement = statement

    def atom(self, op: str, argument: Json) -> Json:
        points = [Anything(seed) for seed in range(ROUNDS)]
        for j, (other, known) in enumerate(self.atoms):
            if op == other and all(residue(known, at) == residue(argument, at) for at in points):
                return ["atom", j]
        assert max(atoms_in(argument), default=-1) < len(self.atoms), "an atom of itself"
        self.atoms.append((op, argument))
        return ["atom", len(self.atoms) - 1]

    def without_pieces(self, e: Json) -> Json:
        if isinstance(e, str):
            return e
        op, *rest = e
        if op in ("^", "/"):
            return [op, self.without_pieces(rest[0]), rest[1]]
        if op == "leaky":
            u = self.without_pieces(rest[1])
            return ["+", ["*", rest[0], u], ["*", str(1 - Fraction(rest[0])), self.atom("relu", u)]]
        args = [self.without_pieces(a) for a in rest]
        u, v = args[0], args[-1]
        if op in ("relu", "step", "inv", "exp", "log", "sqrt"):
            return self.atom(op, u)
        if op == "abs":
            return ["+", self.atom("relu", u), self.atom("relu", ["-", u])]
        if op == "clip":
            return ["-", self.atom("relu", u), self.atom("relu", ["-", u, "1"])]
        if op == "max":
            return ["+", v, self.atom("relu", ["-", u, v])]
        if op == "min":
            return ["-", u, self.atom("relu", ["-", u, v])]
        return [op, *args]

    def add(self, relation: Json) -> None:
        op, left, right = relation
        a, b = self.without_pieces(left), self.without_pieces(right)
        self.rows.append((["-", b, a] if op in ("<", "<=") else ["-", a, b], op.replace("<", ">")))

    def closes(self, tree: Json) -> bool:
        return self._closes(tree, {}, self.rows)

    def _closes(self, tree: Json, settled: dict[int, Json], rows: list[Row]) -> bool:
        if "relu" in tree:
            tree = {"atom": tree["relu"], "cases": [tree["above"], tree["below"]]}
        known = len(self.atoms)
        if "atom" in tree:
            branches = self.cases(tree["atom"], tree["cases"], settled)
        elif "row" in tree:
            u, relation = rows[tree["row"]]
            if relation != "!=":
                return False
            branches = [(tree["above"], {}, [(u, ">")]), (tree["below"], {}, [(["-", u], ">")])]
        elif "sign" in tree:
            u = self.known(tree["sign"])
            branches = [(tree["above"], {}, [(u, ">=")]), (tree["below"], {}, [(["-", u], ">")])]
        elif "exp" in tree:
            branches = [(tree["then"], {}, self.power_law(tree["exp"], tree.get("degree"), settled))]
        elif "enclose" in tree:
            branches = [(tree["then"], {}, self.bounds(tree["enclose"], tree["digits"], settled))]
        elif "let" in tree:
            self.without_pieces(self.known(tree["let"]))
            branches = [(tree["then"], {}, [])]
        else:
            return self._contradicts(tree, settled, rows)
        closed = [self._closes(then, {**settled, **values}, [*rows, *new]) for then, values, new in branches]
        del self.atoms[known:]
        return bool(closed) and all(closed)

    def known(self, e: Json) -> Json:
        assert max(atoms_in(e), default=-1) < len(self.atoms), "an atom that is not there"
        return e

    def cases(self, j: int, trees: Json, settled: dict[int, Json]) -> list[Branch]:
        """What the definition of an operator says at its argument u, and what each case adds."""
        (op, u), a = self.atoms[j], ["atom", j]
        assert j not in settled, "settled before"
        here, there = (Settled(settled, seed) for seed in (1, 2))
        for name in [k for k, (other, _) in enumerate(self.atoms) if other == "exp" or settled.get(k, "") is None]:
            there[name] = here[name]
        for name in set().union(*(names_in(argument) for _, argument in self.atoms)):
            there[name] = here[name]  # where only the unsettled atoms differ, so must not u
        assert residue(u, here) == residue(u, there), "inner functions first"
        inverse = (["-", ["*", a, u], "1"], "=")
        found: dict[str, list[tuple[Json, list[Row]]]] = {
            "relu": [(u, [(u, ">=")]), ("0", [(["-", u], ">")])],
            "step": [("1", [(u, ">")]), ("0", [(["-", u], ">=")])],
            "inv": [(None, [(u, ">"), inverse]), (None, [(["-", u], ">"), inverse]), ("0", [(u, "=")])],
            "sqrt": [(None, [(u, ">="), (a, ">="), (["-", ["*", a, a], u], "=")]), ("0", [(["-", u], ">=")])],
        }
        if op == "log":
            found["log"] = [(None, [(u, ">"), (["-", self.atom("exp", a), u], "=")]), ("0", [(["-", u], ">=")])]
        pairs = zip(trees, found[op], strict=True)
        return [(tree, {j: v}, rows) for tree, (v, rows) in pairs]

    def power_law(self, chosen: list[int], degree: int | None, settled: dict[int, Json]) -> list[Row]:
        assert all(self.atoms[j][0] == "exp" for j in chosen), "another function"
        u, *others = [self.atoms[j][1] for j in chosen]
        e = ["atom", chosen[0]]
        if others:
            points = [Settled(settled, seed) for seed in range(ROUNDS)]
            sums = (same(plus(residue(u, at), residue(others[0], at)), residue(others[1], at)) for at in points)
            assert len(others) == 2, "three of them"
            assert degree is None, "no degree"
            assert all(sums), "another sum"
            return [(["-", ["*", e, ["atom", chosen[1]]], ["atom", chosen[2]]], "=")]
        if degree is None:
            return [(e, ">")]
        assert degree % 2, "an odd degree"
        terms = (["/", ["^", u, k], str(factorial(k))] for k in range(degree + 1))
        return [(["-", e, ["+", "0", *terms]], ">=")]

    def bounds(self, j: int, digits: int, settled: dict[int, Json]) -> list[Row]:
        op, u = self.atoms[j]
        assert len({scalar(residue(u, Settled(settled, seed))) for seed in range(ROUNDS)}) == 1, "a constant"
        low, high = NUMBERS.enclosure(op, exact(u, settled), digits)
        return [(["-", ["atom", j], str(low)], ">="), (["-", str(high), ["atom", j]], ">=")]

    def _contradicts(self, leaf: Json, settled: dict[int, Json], rows: list[Row]) -> bool:
        terms: list[Json] = []
        signs: list[str] = []
        for k, m in leaf.get("rows", []):
            e, relation = rows[k]
            if Fraction(m) == 0 or (Fraction(m) < 0 and relation in (">", ">=")):
                return False
            terms.append(["*", m, e])
            signs.append(relation)
        for k, q in leaf.get("multiples", []):
            e, relation = rows[k]
            if relation != "=":
                return False
            terms.append(["*", self.known(q), e])
            signs.append("=")
        for c, ks, *square in leaf.get("products", []):
            relations = [rows[k][1] for k in ks]
            if Fraction(c) <= 0 or not set(relations) <= {">", ">="}:
                return False
            terms.append(["*", c, *(rows[k][0] for k in ks), *map(self.known, square * 2)])
            signs.append(">" if relations and not square and set(relations) == {">"} else ">=")
        if not terms:
            return False
        total = ["+", *terms, "0"]
        s, seeds = self.statement, range(3, 4 + ROUNDS)
        points = [Settled(settled, seed, somewhere(s, s["symbols"], seed) if s else None) for seed in seeds]
        if len({scalar(residue(total, at)) for at in points}) != 1:
            return False
        constant = exact(total, settled)
        if "!=" in signs:
            return constant == 0 and signs.count("!=") == 1 and set(signs) <= {"=", "!="}
        if set(signs) == {"="}:
            return constant != 0
        return constant < 0 or (constant == 0 and ">" in signs)


class Settled(Anything):
    """A random point at which the settled atoms have the values that the cases gave them; None is any value."""

    def __init__(self, settled: Mapping[int, Json], seed: int, matrices: Mapping[str, Value] | None = None) -> None:
        super().__init__(seed, matrices)
        self.settled = settled

    def __missing__(self, name: Any) -> Value:
        if self.settled.get(name) is not None:
            self[name] = residue(self.settled[name], self)
            return self[name]
        return super().__missing__(name)


def names_in(e: Json) -> set[str]:
    if isinstance(e, str):
        return {e} if number(e) is None and e[0] != "#" else set()
    return set().union(*(names_in(a) for a in e[1:] if not isinstance(a, int)))


def atoms_in(e: Json) -> set[int]:
    if isinstance(e, str):
        return {int(e[1:])} if e[0] == "#" else set()
    if e[0] == "atom":
        return {e[1]}
    return set().union(*(atoms_in(a) for a in e[1:] if not isinstance(a, int)))


def exact(e: Json, settled: Mapping[int, Json]) -> Fraction:
    """The exact value where every symbol and every unsettled atom is 0."""
    if isinstance(e, str) and e[0] == "#":
        e = ["atom", int(e[1:])]
    if isinstance(e, str):
        return number(e) or Fraction(0)
    op, *rest = e
    if op == "atom":
        return Fraction(0) if settled.get(rest[0]) is None else exact(settled[rest[0]], settled)
    if op == "^":
        return exact(rest[0], settled) ** rest[1]
    args = [exact(a, settled) for a in rest]
    names = [f"x{i}" for i in range(len(args))]
    found: Fraction = value([op, *names], dict(zip(names, args, strict=True)))
    return found


def readout(f: Json, label: str, how: str) -> tuple[Json, str]:
    if how == "=":
        return ["-", f, label], "="
    return (f, how) if label == "1" else (["-", f], ">=" if how == ">" else ">")


def dot(name: str, point: Sequence[str], last: str) -> Json:
    return ["+", *(["*", x, f"{name}{i + 1}"] for i, x in enumerate(point)), last]


def counterexample(s: Json) -> list[Json]:
    """What a counterexample satisfies; of "exists", an example."""
    then = several("or", s["then"]) if "then" in s else []
    return [*s.get("given", []), *s.get("such_that", []), *([OPPOSITE[op], a, b] for op, a, b in then)]


def systems(s: Json) -> list[System]:
    """What a counterexample to a statement, or an example of its opposite, would satisfy."""
    kind, system = s["kind"], System()
    if kind in ("forall", "exists"):
        for relation in counterexample(s):
            system.add(relation)
        return [system]
    table = list(zip(s["points"], s["values"], strict=True))
    if kind in ("no-network", "some-network"):
        return [network(s, table, positive) for positive in range(s["hidden"] + 1)]
    if s["family"] == "monotone-unit":
        for p in (p for p, v in table if v == "1"):
            for q in (q for q, v in table if v == "0"):
                system.rows.append((["-", dot("w", p, "0"), dot("w", q, "0")], ">"))
    else:
        system.rows = [readout(dot("w", p, "b"), v, s.get("fires", "=")) for p, v in table]
    return [system]


def network(s: Json, table: Sequence[tuple[Json, str]], positive: int) -> System:
    system = System()
    slope = {"relu": "0", "abs": "-1"}[s["activation"]] if isinstance(s["activation"], str) else s["activation"][1]
    rest = str(1 - Fraction(slope))
    units = range(s["hidden"])
    system.atoms = [("relu", dot(f"w{j + 1}_", p, f"b{j + 1}")) for j in units for p, _ in table]
    points = [p for p, _ in table]
    for p, v in table:
        f: list[Json] = ["+", "c", "0"]
        for j in units:
            atom = j * len(table) + points.index(p)
            unit = ["+", ["*", slope, system.atoms[atom][1]], ["*", rest, ["atom", atom]]]
            f.append(unit if j < positive else ["-", unit])
        system.rows.append(readout([*f, dot("u", p, "0")] if s["skip"] else f, v, s["readout"]))
    return system


# ---------------------------------------------------------------- what a certificate establishes


def sigma(activation: Json, z: Fraction) -> Fraction:
    if activation == "clip":
        return sorted((Fraction(0), z, Fraction(1)))[1]
    slope = {"relu": Fraction(0), "abs": Fraction(-1)}.get(activation) if isinstance(activation, str) else None
    return z if z >= 0 else z * (Fraction(activation[1]) if slope is None else slope)


def output(n: Json, activation: Json, point: Sequence[str]) -> Fraction:
    def affine(weights: Sequence[str], bias: str) -> Fraction:
        return sum((Fraction(w) * Fraction(x) for w, x in zip(weights, point, strict=True)), Fraction(bias))

    skip = affine(n["skip"], "0") if "skip" in n else Fraction(0)
    units = (Fraction(u["out"]) * sigma(activation, affine(u["weights"], u["bias"])) for u in n["units"])
    return sum(units, Fraction(n["bias"]) + skip)


def fits(table: Json, how: str, f: Callable[[Sequence[str]], Fraction]) -> bool:
    """Whether a function does what the table asks."""
    fires = {"=": None, ">": lambda y: y > 0, ">=": lambda y: y >= 0}[how]
    pairs = zip(table["points"], table["values"], strict=True)
    if fires is None:
        return all(f(p) == Fraction(v) for p, v in pairs)
    return all(fires(f(p)) == (v == "1") for p, v in pairs)


def exactly(data: Json, shape: Sequence[str], sizes: dict[str, int]) -> list[list[Fraction]]:
    matrix = [[Fraction(x) for x in row] for row in ([[data]] if isinstance(data, str) else data)]
    for d, size in zip(shape, (len(matrix), len(matrix[0])), strict=True):
        assert sizes.setdefault(d, size) == size, "two sizes of one name"
    return matrix


def differs(s: Json, data: Json) -> bool:
    """The two sides of an identity differ at these matrices."""
    sizes = {"1": 1}
    at = {n: exactly(data[n], shape, sizes) for n, shape in s["symbols"].items()}
    return not same(residue(s["left"], at, Fraction), residue(s["right"], at, Fraction))


def scalars(s: Json) -> bool:
    """Whether all symbols are real numbers."""
    return s["ring"] == "reals" and all(shape == ["1", "1"] for shape in s["symbols"].values())


def computed(s: Json, e: Json, at: Mapping[str, Value]) -> Value:
    if not scalars(s):
        return residue(e, at, Fraction)
    assert not NUMBERS.has(e, NUMBERS.ENCLOSED), "no exact value"
    return value(e, at)


def compares(s: Json, relation: Json, at: Mapping[str, Value]) -> bool:
    """Whether an equation of matrices, or a comparison of numbers, holds."""
    op, left, right = relation
    if scalars(s):
        return bool(holds(relation, at))
    a, b = residue(left, at, Fraction), residue(right, at, Fraction)
    return same(a, b) if op == "=" else bool(holds([op, "a", "b"], {"a": scalar(a), "b": scalar(b)}))


def runs(s: Json, certificate: Json) -> bool:
    """The steps satisfy the hypotheses, and lead to where the invariant fails."""
    now, start, following = s.get("width", ("", "", ""))
    state, each, given = s["state"], s["each_step"], s.get("given", [])
    sizes = {"1": 1}

    def read(data: Json, names: Iterable[str]) -> dict[str, Value]:
        found = {n: exactly(data[n], s["symbols"][n], sizes) for n in names}
        return {n: scalar(v) for n, v in found.items()} if scalars(s) else found

    at = read(certificate["fixed"], (n for n in s["symbols"] if n not in state and n not in each))
    if not all(compares(s, r, at) for r in given if not names_in(r) & {*each, *state}):
        return False
    at |= {n: computed(s, rule["start"], at) for n, rule in state.items()}
    if now:
        sizes[now] = sizes[start]
    for step in certificate["steps"]:
        at |= read(step, each)
        if not all(compares(s, r, at) for r in given):
            return False
        at |= {n: computed(s, rule["next"], at) for n, rule in state.items()}
        if following in sizes:
            sizes[now] = sizes.pop(following)
    return not all(compares(s, r, at) for r in several("and", s["invariant"]))


def inducts(s: Json, certificate: Json) -> bool:
    for name in ("base", "step"):
        if isinstance(certificate[name], list):
            assert s["invariant"][0] == "="
            for seed in range(ROUNDS):
                base, first, at, step, second, then = obligations(s, seed)
                right, wanted, point = (base, first, at) if name == "base" else (step, second, then)
                if not (right and words_agree(certificate[name], wanted, point)):
                    return False
        elif not closes_all(s, certificate[name]["trees"], name):
            return False
    return True


def closes_all(s: Json, trees: Json, name: str) -> bool:
    """For each invariant a tree against what was given, all invariants before, and its opposite after."""
    goals, key = several("and", s["invariant"]), {"base": "start", "step": "next"}[name]
    assert scalars(s) or (s["ring"] == "reals" and goals[0][0] == ">=")
    after = {n: rule[key] for n, rule in s["state"].items()}
    for goal, tree in zip(goals, trees, strict=True):
        system = System(None if scalars(s) else s)
        for relation in s.get("given", []):
            if name == "step" or not names_in(relation) & {*s["each_step"], *s["state"]}:
                system.add(relation)
        for relation in goals if name == "step" else []:
            system.add(relation)
        for variable in sorted(after):
            system.without_pieces(after[variable])
        op, left, right = goal
        system.add([OPPOSITE[op], put(left, after), put(right, after)])
        if not system.closes(tree):
            return False
    return True


def put(e: Json, values: Mapping[str, Json]) -> Json:
    """An expression with other expressions put for symbols, all at once."""
    if isinstance(e, str):
        return values.get(e, e)
    return [e[0], *(a if isinstance(a, int) else put(a, values) for a in e[1:])]


NEGATED = ("exists", "separable", "some-network")


def verify(s: Json, form: str, c: Json) -> str | None:
    """What a well-formed certificate establishes about a well-formed statement: "proved", "refuted" or None."""
    kind = s["kind"]
    yes, no = ("refuted", "proved") if kind in NEGATED else ("proved", "refuted")
    if form == "expansion/1":
        points = [somewhere(s, s["symbols"], seed) for seed in range(ROUNDS)]
        right = all(words_agree(c["terms"], residue(s[side], at), at) for at in points for side in ("left", "right"))
        return "proved" if right else None
    if form == "assignment/1":
        if kind == "identity":
            return "refuted" if differs(s, c["values"]) else None
        at = {n: exactly(v, ("1", "1"), {})[0][0] for n, v in c["values"].items()}
        return no if all(holds(r, at) for r in counterexample(s)) else None
    if form == "weights/1":
        affine = {"units": [], "bias": c["bias"], "skip": c["weights"]}
        return no if fits(s, s.get("fires", "="), lambda p: output(affine, "relu", p)) else None
    if form == "network/1":
        right = len(c["units"]) == s["hidden"] and ("skip" in c) == s["skip"]
        return no if right and fits(s, s["readout"], lambda p: output(c, s["activation"], p)) else None
    if form == "trace/1":
        return traced(s, c)
    if form == "cases/1":
        found = systems(s)
        right = len(found) == len(c["trees"]) and all(a.closes(t) for a, t in zip(found, c["trees"], strict=True))
        return yes if right and s.get("activation") != "clip" else None
    if form == "induction/1":
        return "proved" if inducts(s, c) else None
    if form == "run/1":
        return "refuted" if runs(s, c) else None
    if form == "catalogue/1":
        found: str | None = NUMBERS.catalogue(s, c)
        return found
    if form == "classes/1":
        counted: int | None = CLASSES.count(s["inputs"], c["tree"])
        return None if counted is None else "proved" if counted == int(s["functions"]) else "refuted"
    if form == "equal-sums/1":
        return "refuted" if CLASSES.equal_sums(s["inputs"], c) else None
    raise ValueError(form)


def traced(s: Json, c: Json) -> str | None:
    goal = [Fraction(v) for v in s["result" if s["kind"] == "iterates" else "values"]]
    if s["kind"] == "classifies":
        table = list(zip(s["points"], s["values"], strict=True)) * len(s["networks"])
        values = [output(n, s["activation"], p) for n in s["networks"] for p in s["points"]]
        margin = Fraction(s["margin"])
        right = all(y >= margin if v == "1" else y <= -margin for y, (_, v) in zip(values, table, strict=True))
    elif s["kind"] == "iterates":
        values = NUMBERS.iterated(s)
        right = values == goal
    else:
        points = [dict(zip(s["variables"], map(Fraction, p), strict=True)) for p in s["points"]]
        if "arithmetic" in s:
            form = NUMBERS.Format(s["arithmetic"]["format"])
            modes = s["arithmetic"]["modes"]
            values = [NUMBERS.in_format(s["expression"], p, form, mode) for mode in modes for p in points]
        else:
            values = [value(s["expression"], p) for p in points]
        right = all(v == w for v, w in zip(values, itertools.cycle(goal), strict=False))
    if values != [Fraction(v) for v in c["values"]]:
        return None
    return "proved" if right else "refuted"
