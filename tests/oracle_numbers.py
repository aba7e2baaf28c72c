"""Numbers for the oracle: exp, log and sqrt by `decimal`, floating point by counting, labellings one by one.

Nothing here is shared with the checker. What the checker finds by series and by rounding to a
multiple of the spacing is found by Python's `decimal` module, whose functions are correctly
rounded, and by looking a number up between its neighbours in the list of all numbers of a format.
"""

import bisect
import decimal
from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, TypeAlias

Json: TypeAlias = Any
Values: TypeAlias = Mapping[str, Fraction]
PRECISION, TINY = 130, Fraction(1, 10**55)
ENCLOSED = ("exp", "log", "sqrt")


class UndecidedError(ValueError):
    """Two numbers are too near to each other to tell which is larger."""


# ---------------------------------------------------------------- exp, log, sqrt


def near(op: str, x: Fraction, precision: int = PRECISION) -> Fraction:
    """exp, log or sqrt at x with so many correct digits, total as in the documents."""
    if x <= 0 and op != "exp":
        return Fraction(0)
    if op == "exp" and abs(x) > 1000:
        raise UndecidedError("a number with very many digits")
    with decimal.localcontext(prec=precision + 20, Emax=10**9, Emin=-(10**9)):
        u = decimal.Decimal(x.numerator) / decimal.Decimal(x.denominator)
        return Fraction({"exp": u.exp, "log": u.ln, "sqrt": u.sqrt}[op]())


def enclosure(op: str, x: Fraction, digits: int) -> tuple[Fraction, Fraction]:
    """The bounds that docs/certificates.md defines; they do enclose what `near` finds."""
    scale = 10 ** (digits + 10)
    if x <= 0 and op != "exp":
        bounds = Fraction(0), Fraction(0)
    elif op == "sqrt":
        with decimal.localcontext(prec=2000, rounding=decimal.ROUND_FLOOR):
            below = (decimal.Decimal(x.numerator * scale * scale // x.denominator)).sqrt().to_integral_value()
        root = int(below)
        bounds = Fraction(root, scale), Fraction(root + 1, scale)
    elif op == "exp":
        assert abs(x) <= 1000
        low, high = powers(abs(x), scale)
        bounds = (low, high) if x >= 0 else (1 / high, 1 / low)
    else:
        n = len(f"{x.numerator:b}") - len(f"{x.denominator:b}")
        bounds = logarithms(x, n, scale)
    value, error = near(op, x, digits + 40), Fraction(1, 10 ** (digits + 30))
    error *= max(1, abs(value))
    assert bounds[0] - error <= value <= bounds[1] + error
    return bounds


def outwards(low: Fraction, high: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    return Fraction(low * scale // 1, scale), Fraction(-(-high * scale // 1), scale)


def powers(x: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    n = 1
    while 2 ** (n - 1) <= int(x) + 1:
        n += 1
    terms = [Fraction(1)]
    while terms[-1] > Fraction(1, scale):
        terms.append(terms[-1] * x / 2**n / len(terms))
    rest = terms.pop()
    low, high = outwards(sum(terms, Fraction(0)), sum(terms, Fraction(0)) + 2 * rest, scale)
    for _ in range(n):
        low, high = outwards(low**2, high**2, scale)
    return low, high


def logarithms(x: Fraction, n: int, scale: int) -> tuple[Fraction, Fraction]:
    def doubled(y: Fraction) -> tuple[Fraction, Fraction]:
        z, total, k = (y - 1) / (y + 1), Fraction(0), 1
        while abs(z**k) > Fraction(1, scale):
            total, k = total + z**k / k, k + 2
        return 2 * total, 2 * (total + 2 * z**k)

    one, other = doubled(x / Fraction(2) ** n), doubled(Fraction(2))
    ends = [sorted(one), sorted((n * other[0], n * other[1]))]
    return outwards(ends[0][0] + ends[1][0], ends[0][1] + ends[1][1], scale)


def has(e: Json, operators: tuple[str, ...]) -> bool:
    return isinstance(e, list) and (e[0] in operators or any(has(a, operators) for a in e[1:]))


def value(e: Json, at: Values) -> Fraction:
    """The value of a scalar expression: exact, but for exp, log and sqrt, which have some hundred digits."""
    if isinstance(e, str):
        return Fraction(e) if e[:1] in "-0123456789" else at[e]
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
        result = Fraction(1)
        for factor in args:
            result *= factor
        return result
    if op in ("step", "inv", "log") and has(rest, ENCLOSED) and abs(a) < TINY:
        raise UndecidedError(op)
    zero, one = Fraction(0), Fraction(1)
    cases: dict[str, Callable[[], Fraction]] = {
        "-": lambda: -a if len(args) == 1 else a - b,
        "/": lambda: a / b,
        "relu": lambda: max(a, zero),
        "abs": lambda: abs(a),
        "clip": lambda: sorted((zero, a, one))[1],
        "max": lambda: max(a, b),
        "min": lambda: min(a, b),
        "step": lambda: one if a > 0 else zero,
        "inv": lambda: one / a if a else zero,
    }
    return cases[op]() if op in cases else near(op, a)


def holds(relation: Json, at: Values) -> bool:
    """Whether a comparison is true; with exp, log or sqrt, only if its sides differ."""
    op, left, right = relation
    a, b = value(left, at), value(right, at)
    if has(relation, ENCLOSED) and abs(a - b) < TINY:
        raise UndecidedError(relation)
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]


# ---------------------------------------------------------------- floating point

FORMATS = {  # bits of the exponent, bits after the point
    "binary16": (5, 10),
    "bfloat16": (8, 7),
    "binary32": (8, 23),
    "binary64": (11, 52),
    "e5m2": (5, 2),
    "e4m3": (4, 3),
}


class Format:
    """All numbers ≥ 0 of a format, in order: number n is the one whose bits are the binary digits of n."""

    def __init__(self, name: str) -> None:
        exponent, self.fraction = FORMATS[name]
        self.bias = 2 ** (exponent - 1) - 1
        self.count = (2**exponent - 1) << self.fraction  # the next ones are infinity and no numbers

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, n: int) -> Fraction:
        field, digits = divmod(n, 2**self.fraction)
        significand = digits + 2**self.fraction if field else digits
        return significand * Fraction(2) ** (max(field, 1) - self.bias - self.fraction)

    def rounded(self, x: Fraction, mode: str) -> Fraction:
        sign, size = (-1, -x) if x < 0 else (1, x)
        below = bisect.bisect_right(self, size, hi=self.count + 1) - 1
        assert below < self.count, "beyond the format"
        low, high = self[below], self[below + 1]
        if size == low:
            return x
        up = {"RTZ": False, "RTP": sign > 0, "RTN": sign < 0}.get(mode)
        if up is None:
            distance = (size - low) - (high - size)
            up = distance > 0 or (distance == 0 and (mode == "RNA" or below % 2 == 1))
        assert not up or below + 1 < self.count, "beyond the format"
        return sign * (high if up else low)


def in_format(e: Json, at: Values, form: Format, mode: str, *, exact: bool = False) -> Fraction:
    """The value of an expression, every operation rounded once; inside "fused" none but the last."""
    if isinstance(e, str):
        number = Fraction(e) if e[:1] in "-0123456789" else at[e]
        assert form.rounded(number, mode) == number, "not a number of the format"
        return number
    op, *rest = e
    if op == "fused":
        return form.rounded(in_format(rest[0], at, form, mode, exact=True), mode)
    args = [in_format(a, at, form, mode, exact=exact) for a in rest]
    if len(args) == 1:
        return -args[0]
    total = args[0]
    for a in args[1:]:
        total = total + a if op == "+" else total - a if op == "-" else total * a
        total = total if exact else form.rounded(total, mode)
    return total


# ---------------------------------------------------------------- labellings and iterations


XORS = (["-1", "-1", "1", "1"], ["-1", "-1", "2"], ["-2", "1", "1"])


def catalogue(s: Json, c: Json) -> str | None:
    """Every labelling, one by one: its own unit, or an obstruction that contradicts it."""
    points = [[Fraction(x) for x in p] for p in s["points"]]
    fires = [[sum(Fraction(w) * x for w, x in zip(u, [*p, 1], strict=True)) > 0 for p in points] for u in c["units"]]
    if len({tuple(f) for f in fires}) != len(fires):
        return None
    for row in c["obstructions"]:
        sums = [sum(Fraction(k) * x for k, x in zip(row, column, strict=True)) for column in zip(*points, strict=True)]
        if any(sums) or sum(map(Fraction, row)) or not any(map(Fraction, row)):
            return None
        if s["parallelograms"] and sorted(k for k in row if k != "0") not in XORS:
            return None
    signs = [[(k > 0) - (k < 0) for k in map(Fraction, row)] for row in c["obstructions"]]
    found = 0
    for labels in product((False, True), repeat=len(points)):
        if list(labels) in fires:
            found += 1
        elif not any(
            all(not k or (k * sign > 0) == label for k, label in zip(row, labels, strict=True))
            for row in signs
            for sign in (1, -1)
        ):
            return None
    return "proved" if found == s["count"] else "refuted"


def iterated(s: Json) -> list[Fraction]:
    """The matrix to the power `steps`, digit by decimal digit, and then applied."""
    m, matrix = int(s["modulus"]), [[int(x) for x in row] for row in s["matrix"]]
    size = range(len(matrix))

    def times(a: list[list[int]], b: list[list[int]]) -> list[list[int]]:
        return [[sum(a[i][k] * b[k][j] for k in size) % m for j in size] for i in size]

    result = [[int(i == j) for j in size] for i in size]
    for digit in str(s["steps"]):
        tenth = result
        for _ in range(9):
            result = times(result, tenth)
        for _ in range(int(digit)):
            result = times(result, matrix)
    return [Fraction(sum(result[i][k] * int(s["start"][k]) for k in size) % m) for i in size]
