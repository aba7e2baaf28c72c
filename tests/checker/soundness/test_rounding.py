"""Floating point against this machine's own, and against the neighbours of each number."""

import functools
import math
import random
import struct
from collections.abc import Callable, Iterator
from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest
from nlcheck_attacks import Ask
from nlcheck_cases import rounded

MODES = ("RNE", "RNA", "RTZ", "RTP", "RTN")
TYPES = {"binary16": (np.float16, "e", 16), "binary32": (np.float32, "f", 32), "binary64": (np.float64, "d", 64)}
FORMATS = {"e4m3": (4, 3), "e5m2": (5, 2), "bfloat16": (8, 7), "binary16": (5, 10)}  # bits of exponent and fraction


def bits(source: random.Random, letter: str, size: int) -> float:
    """A number with random bits; often one beside a power of two, or a very small one."""
    code = {"e": "H", "f": "I", "d": "Q"}[letter]
    n = source.getrandbits(size)
    if source.random() < 0.4:
        fraction = {"e": 10, "f": 23, "d": 52}[letter]
        n = ((n >> fraction) << fraction) + source.choice((-1, 0, 0, 1, 2))
        n = source.choice((0, 1 << (size - 1))) + source.randrange(4) if source.random() < 0.2 else n
    (x,) = struct.unpack(letter, struct.pack(code, n % 2**size))
    return float(x)


def near(source: random.Random, x: float, letter: str, size: int) -> float:
    """Another number whose sum with x is seldom exact."""
    y = x * source.choice((1, -1)) * 2.0 ** source.randrange(-60, 60) * source.choice((1.0, 0.5, 0.75, 1.25))
    try:
        return float(struct.unpack(letter, struct.pack(letter, y))[0])
    except (OverflowError, struct.error):
        return bits(source, letter, size)


def pairs(form: str, count: int) -> Iterator[tuple[float, float]]:
    _, letter, size = TYPES[form]
    source = random.Random(form)
    while count:
        x = bits(source, letter, size)
        y = near(source, x, letter, size) if source.random() < 0.6 else bits(source, letter, size)
        if math.isfinite(x) and math.isfinite(y):
            count -= 1
            yield x, y


@pytest.mark.filterwarnings("ignore:.*encountered in")
@pytest.mark.parametrize("form", TYPES)
def test_sums_and_products_are_those_of_the_machine(verdict: Ask, form: str) -> None:
    """To nearest, ties to even: NumPy adds and multiplies numbers of these formats as IEEE 754 asks."""
    kind = TYPES[form][0]
    seen = {"finite": 0, "infinite": 0, "inexact": 0, "subnormal": 0}
    for x, y in pairs(form, 1500):
        for op, machine in (("+", np.add), ("-", np.subtract), ("*", np.multiply)):
            result = float(machine(kind(x), kind(y)))
            a, b = Fraction(x), Fraction(y)
            exact = {"+": a + b, "-": a - b, "*": a * b}[op]
            goal = Fraction(result) if math.isfinite(result) else exact
            statement = rounded("x y", [op, "x", "y"], f"{a},{b}:{goal}", form)
            said = verdict(statement, "trace/1", {"values": [str(goal)]})
            if math.isfinite(result):
                assert said == "proved", (x, y, op, said)
                seen["finite"] += 1
                seen["inexact"] += goal != exact
                seen["subnormal"] += 0 < abs(result) < float(np.finfo(kind).tiny)
            else:
                assert "beyond the format" in said
                seen["infinite"] += 1
    assert all(count > 20 for count in seen.values()), seen


def test_fused_operations_are_rounded_once(verdict: Ask) -> None:
    """The quotient of two integers is correctly rounded in Python, so that a fraction becomes the nearest double."""
    source = random.Random(1)
    differs = 0
    for x, y in pairs("binary64", 600):
        z = near(source, -x * y if math.isfinite(x * y) else x, "d", 64)
        if not math.isfinite(x * y + z):
            continue
        exact = Fraction(x) * Fraction(y) + Fraction(z)
        result = Fraction(exact.numerator / exact.denominator)
        table = f"{Fraction(x)},{Fraction(y)},{Fraction(z)}:{result}"
        statement = rounded("x y z", ["fused", ["+", ["*", "x", "y"], "z"]], table, "binary64")
        assert verdict(statement, "trace/1", {"values": [str(result)]}) == "proved"
        differs += Fraction(x * y + z) != result
    assert differs > 20


@functools.cache
def numbers(form: str) -> list[Fraction]:
    """All finite numbers of a small format, from its bits."""
    exponent, fraction = FORMATS[form]
    bias = 2 ** (exponent - 1) - 1
    found = {Fraction(0)}
    for e in range(2**exponent - 1):  # the last exponent is for infinity and what is no number
        for f in range(2**fraction):
            x = Fraction(f, 2**fraction) * Fraction(2) ** (1 - bias) if e == 0 else Fraction(0)
            x = (1 + Fraction(f, 2**fraction)) * Fraction(2) ** (e - bias) if e else x
            found |= {x, -x}
    return sorted(found)


CHOICE: dict[str, Callable[[Fraction, Fraction, Fraction], bool]] = {  # whether to go up, from low < x < high
    "RTP": lambda low, x, high: True,
    "RTN": lambda low, x, high: False,
    "RTZ": lambda low, x, high: x < 0,
    "RNA": lambda low, x, high: high - x < x - low or (high - x == x - low and x > 0),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("mode", MODES)
def test_every_number_goes_to_a_neighbour(nlcheck: ModuleType, form: str, mode: str) -> None:
    """All numbers of the format stay; between two of them, the middle and what is beside it go to the right one."""
    every = numbers(form)
    algebra = nlcheck.Rounded(nlcheck.Work(), form, mode)
    assert all(algebra.round(x) == x for x in every[:: 1 + len(every) // 3000])
    source, zero = random.Random(mode), every.index(Fraction(0))
    places = range(len(every) - 1) if len(every) < 3000 else sorted(source.sample(range(len(every) - 1), 1000))
    for k in places:
        low, high = every[k], every[k + 1]
        small = (high - low) / 1000
        for x in (low + small, (low + high) / 2 - small, (low + high) / 2, (low + high) / 2 + small, high - small):
            if mode == "RNE":
                even = k % 2 == zero % 2 if (low + high) / 2 == x else high - x > x - low
                wanted = low if even else high
            else:
                wanted = high if CHOICE[mode](low, x, high) else low
            assert algebra.round(x) == wanted, (low, x, high)


@pytest.mark.parametrize("form", FORMATS)
def test_beyond_the_largest_number(nlcheck: ModuleType, form: str) -> None:
    """To nearest, the format ends half a step above its largest number; inwards, a whole step above."""
    every = numbers(form)
    most, step = every[-1], every[-1] - every[-2]
    for sign in (1, -1):
        for mode in MODES:
            algebra = nlcheck.Rounded(nlcheck.Work(), form, mode)
            inwards = mode in ("RTZ", "RTN" if sign > 0 else "RTP")
            outwards = mode == ("RTP" if sign > 0 else "RTN")
            for share, stays in (
                (Fraction(1, 3), not outwards),
                (Fraction(1, 2), inwards),
                (Fraction(99, 100), inwards),
            ):
                x = sign * (most + share * step)
                if stays:
                    assert algebra.round(x) == sign * most
                else:
                    with pytest.raises(nlcheck.Rejected, match="beyond the format"):
                        algebra.round(x)
            with pytest.raises(nlcheck.Rejected, match="beyond the format"):
                algebra.round(sign * (most + step))


def test_sums_of_several_terms_are_taken_from_the_left(verdict: Ask) -> None:
    """Against NumPy's own running sum."""
    source = random.Random(2)
    differs = 0
    for _ in range(300):
        terms = [np.float32(source.uniform(-1, 1) * 2.0 ** source.randrange(-8, 8)) for _ in range(6)]
        total = terms[0]
        for term in terms[1:]:
            total = np.float32(total + term)
        names = " ".join("abcdef")
        point = ",".join(str(Fraction(float(t))) for t in terms)
        result = Fraction(float(total))
        statement = rounded(names, ["+", *names.split()], f"{point}:{result}", "binary32")
        assert verdict(statement, "trace/1", {"values": [str(result)]}) == "proved"
        differs += sum(map(Fraction, map(float, terms))) != result
    assert differs > 200
