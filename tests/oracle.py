"""A second opinion on statements and certificates, which shares nothing with the checker.

The checker multiplies polynomials out and compares terms. This file never does: it decides
whether two polynomials are equal by computing both at random points modulo the prime
2⁶¹ − 1, in rings that do not commute at random matrices. An error of the oracle has a
probability of about 10⁻¹⁷; an error of the checker would have to be the same error.
Where a sign matters, it computes with exact fractions.

It is written from docs/certificates.md, for certificates that the checker has already found
well-formed: `verify` says what such a certificate establishes, or None.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

Json: TypeAlias = Any
P = 2**61 - 1
BLOCK = 4  # elements of a general ring are 4×4 matrices: they satisfy no identity of degree below 8
ROUNDS = 2


# ---------------------------------------------------------------- exact values of scalar expressions


def number(text: str) -> Fraction | None:
    return Fraction(text) if text[:1] in "-0123456789" else None


def value(e: Json, at: Mapping[str, Fraction]) -> Fraction:
    """The exact value of a scalar expression, with every piecewise operator as school defines it."""
    if isinstance(e, str):
        constant = number(e)
        return at[e] if constant is None else constant
    op, *rest = e
    if op == "^":
        return value(rest[0], at) ** rest[1]
    if op == "leaky":
        u = value(rest[1], at)
        return u if u >= 0 else Fraction(rest[0]) * u
    args = [value(a, at) for a in rest]
    a, b = args[0], args[-1]
    if op == "+":
        return sum(args, Fraction(0))
    if op == "*":
        product = Fraction(1)
        for factor in args:
            product *= factor
        return product
    zero, one = Fraction(0), Fraction(1)
    cases: dict[str, Callable[[], Fraction]] = {
        "-": lambda: -a if len(args) == 1 else a - b,
        "/": lambda: a / b,
        "relu": lambda: max(a, zero),
        "abs": lambda: abs(a),
        "clip": lambda: sorted((zero, a, one))[1],
        "max": lambda: max(a, b),
        "min": lambda: min(a, b),
    }
    return cases[op]()


def holds(relation: Json, at: Mapping[str, Fraction]) -> bool:
    op, left, right = relation
    a, b = value(left, at), value(right, at)
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]


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
    """The value of a polynomial; an unknown ReLU is written ["atom", j] and looked up as such."""
    if isinstance(e, str):
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


class System:
    """Rows (expression, relation to 0); piecewise operators are atoms, numbered as the document says."""

    def __init__(self, statement: Json = None) -> None:
        """`statement`, if given, has symbols that are matrices."""
        self.atoms: list[Json] = []
        self.rows: list[tuple[Json, str]] = []
        self.statement = statement

    def atom(self, argument: Json) -> Json:
        points = [Anything(seed) for seed in range(ROUNDS)]
        for j, known in enumerate(self.atoms):
            if all(residue(known, at) == residue(argument, at) for at in points):
                return ["atom", j]
        self.atoms.append(argument)
        return ["atom", len(self.atoms) - 1]

    def without_pieces(self, e: Json) -> Json:
        if isinstance(e, str):
            return e
        op, *rest = e
        if op in ("^", "/"):
            return [op, self.without_pieces(rest[0]), rest[1]]
        if op == "leaky":
            u = self.without_pieces(rest[1])
            return ["+", ["*", rest[0], u], ["*", str(1 - Fraction(rest[0])), self.atom(u)]]
        args = [self.without_pieces(a) for a in rest]
        u, v = args[0], args[-1]
        if op == "relu":
            return self.atom(u)
        if op == "abs":
            return ["+", self.atom(u), self.atom(["-", u])]
        if op == "clip":
            return ["-", self.atom(u), self.atom(["-", u, "1"])]
        if op == "max":
            return ["+", v, self.atom(["-", u, v])]
        if op == "min":
            return ["-", u, self.atom(["-", u, v])]
        return [op, *args]

    def add(self, relation: Json) -> None:
        op, left, right = relation
        a, b = self.without_pieces(left), self.without_pieces(right)
        self.rows.append((["-", b, a] if op in ("<", "<=") else ["-", a, b], op.replace("<", ">")))

    def closes(self, tree: Json) -> bool:
        return self._closes(tree, {}, self.rows)

    def _closes(self, tree: Json, settled: dict[int, Json], rows: list[tuple[Json, str]]) -> bool:
        if "relu" in tree:
            j = tree["relu"]
            u = self.atoms[j]
            at, other = (Settled(settled, seed) for seed in (1, 2))
            for name in set().union(*map(names_in, self.atoms)):  # where only the unsettled ReLUs differ, so must not u
                other[name] = at[name]
            if j in settled or residue(u, at) != residue(u, other):
                return False
            branches = [({**settled, j: u}, (u, ">=")), ({**settled, j: "0"}, (["-", u], ">"))]
        elif "row" in tree:
            u, relation = rows[tree["row"]]
            if relation != "!=":
                return False
            branches = [(settled, (u, ">")), (settled, (["-", u], ">"))]
        else:
            return self._contradicts(tree, settled, rows)
        above, below = branches
        return self._closes(tree["above"], above[0], [*rows, above[1]]) and self._closes(
            tree["below"], below[0], [*rows, below[1]]
        )

    def _contradicts(self, leaf: Json, settled: dict[int, Json], rows: list[tuple[Json, str]]) -> bool:
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
            terms.append(["*", q, e])
            signs.append("=")
        for c, ks, *square in leaf.get("products", []):
            relations = [rows[k][1] for k in ks]
            if Fraction(c) <= 0 or not set(relations) <= {">", ">="}:
                return False
            terms.append(["*", c, *(rows[k][0] for k in ks), *square, *square])
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
    """A random point at which the settled ReLUs have the values that the splits gave them."""

    def __init__(self, settled: Mapping[int, Json], seed: int, matrices: Mapping[str, Value] | None = None) -> None:
        super().__init__(seed, matrices)
        self.settled = settled

    def __missing__(self, name: Any) -> Value:
        if name in self.settled:
            self[name] = residue(self.settled[name], self)
            return self[name]
        return super().__missing__(name)


def names_in(e: Json) -> set[str]:
    if isinstance(e, str):
        return {e} if number(e) is None else set()
    return set().union(*(names_in(a) for a in e[1:] if not isinstance(a, int)))


def exact(e: Json, settled: Mapping[int, Json]) -> Fraction:
    """The exact value where every symbol and every unsettled ReLU is 0."""
    if isinstance(e, str):
        return number(e) or Fraction(0)
    op, *rest = e
    if op == "atom":
        return exact(settled[rest[0]], settled) if rest[0] in settled else Fraction(0)
    if op == "^":
        return exact(rest[0], settled) ** rest[1]
    args = [exact(a, settled) for a in rest]
    names = [f"x{i}" for i in range(len(args))]
    return value([op, *names], dict(zip(names, args, strict=True)))


def readout(f: Json, label: str, how: str) -> tuple[Json, str]:
    if how == "=":
        return ["-", f, label], "="
    return (f, how) if label == "1" else (["-", f], ">=" if how == ">" else ">")


def dot(name: str, point: Sequence[str], last: str) -> Json:
    return ["+", *(["*", x, f"{name}{i + 1}"] for i, x in enumerate(point)), last]


def systems(s: Json) -> list[System]:
    """What a counterexample to a statement, or an example of its opposite, would satisfy."""
    kind, system = s["kind"], System()
    if kind in ("forall", "exists"):
        then = [] if kind == "exists" else [[OPPOSITE[s["then"][0]], *s["then"][1:]]]
        for relation in [*s.get("given", []), *s.get("such_that", []), *then]:
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
    system.atoms = [dot(f"w{j + 1}_", p, f"b{j + 1}") for j in units for p, _ in table]
    for i, (p, v) in enumerate(table):
        f: list[Json] = ["+", "c", "0"]
        for j in units:
            atom = j * len(table) + i
            unit = ["+", ["*", slope, system.atoms[atom]], ["*", rest, ["atom", atom]]]
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


def compares(relation: Json, at: Mapping[str, Value]) -> bool:
    """Whether an equation of matrices, or a comparison of numbers, holds."""
    op, left, right = relation
    a, b = residue(left, at, Fraction), residue(right, at, Fraction)
    return same(a, b) if op == "=" else holds([op, "a", "b"], {"a": scalar(a), "b": scalar(b)})


def runs(s: Json, certificate: Json) -> bool:
    """The steps satisfy the hypotheses, and lead to where the invariant fails."""
    now, start, following = s.get("width", ("", "", ""))
    state, each, given = s["state"], s["each_step"], s.get("given", [])
    sizes = {"1": 1}

    def read(data: Json, names: Iterable[str]) -> dict[str, Value]:
        return {n: exactly(data[n], s["symbols"][n], sizes) for n in names}

    at = read(certificate["fixed"], (n for n in s["symbols"] if n not in state and n not in each))
    if not all(compares(r, at) for r in given if not names_in(r) & set(each)):
        return False
    at |= {n: residue(rule["start"], at, Fraction) for n, rule in state.items()}
    if now:
        sizes[now] = sizes[start]
    for step in certificate["steps"]:
        at |= read(step, each)
        if not all(compares(r, at) for r in given):
            return False
        at |= {n: residue(rule["next"], at, Fraction) for n, rule in state.items()}
        if following in sizes:
            sizes[now] = sizes.pop(following)
    return not compares(s["invariant"], at)


def inducts(s: Json, certificate: Json) -> bool:
    op, left, right = s["invariant"]
    if op == "=":
        for seed in range(ROUNDS):
            base, first, at, step, second, then = obligations(s, seed)
            if not (
                base
                and step
                and words_agree(certificate["base"], first, at)
                and words_agree(certificate["step"], second, then)
            ):
                return False
        return True
    for name, key in (("base", "start"), ("step", "next")):
        system = System(s)
        for relation in s.get("given", []):
            if name == "step" or not names_in(relation) & set(s["each_step"]):
                system.add(relation)
        if name == "step":
            system.add(s["invariant"])
        after = {n: rule[key] for n, rule in s["state"].items()}
        system.add(["<", put(left, after), put(right, after)])
        if not system.closes(certificate[name]):
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
        then = [] if kind == "exists" else [[OPPOSITE[s["then"][0]], *s["then"][1:]]]
        return no if all(holds(r, at) for r in [*s.get("given", []), *s.get("such_that", []), *then]) else None
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
    raise ValueError(form)


def traced(s: Json, c: Json) -> str | None:
    if s["kind"] == "classifies":
        table = list(zip(s["points"], s["values"], strict=True)) * len(s["networks"])
        values = [output(n, s["activation"], p) for n in s["networks"] for p in s["points"]]
        margin = Fraction(s["margin"])
        right = all(y >= margin if v == "1" else y <= -margin for y, (_, v) in zip(values, table, strict=True))
    else:
        points = [dict(zip(s["variables"], map(Fraction, p), strict=True)) for p in s["points"]]
        values = [value(s["expression"], p) for p in points]
        right = values == [Fraction(v) for v in s["values"]]
    if values != [Fraction(v) for v in c["values"]]:
        return None
    return "proved" if right else "refuted"
