"""Labellings of points against brute force; and certificates with something missing, or something false."""

import itertools
import random
from collections import Counter
from fractions import Fraction

import sympy
from nlcheck_attacks import Ask, Json
from nlcheck_cases import dichotomies

Point = tuple[int, ...]


def units(points: list[Point], reach: int) -> dict[tuple[bool, ...], list[str]]:
    """For each labelling that small whole weights find, such weights; the bias between two neighbouring values."""
    found: dict[tuple[bool, ...], list[str]] = {}
    for w in itertools.product(range(-reach, reach + 1), repeat=len(points[0])):
        values = [sum(a * b for a, b in zip(w, p, strict=True)) for p in points]
        for v in {*values, min(values) - 1}:
            bias = -v - Fraction(1, 2)
            found.setdefault(tuple(x + bias > 0 for x in values), [*map(str, w), str(bias)])
    return found


def obstructions(points: list[Point]) -> list[list[str]]:
    """The dependences of as few points as possible: each labelling without a unit contradicts one of them."""
    found = []
    for size in range(3, len(points[0]) + 3):
        for chosen in itertools.combinations(range(len(points)), size):
            c = dependence([(1, *points[k]) for k in chosen])
            if c:
                row = dict(zip(chosen, c, strict=True))
                found.append([str(row.get(k, 0)) for k in range(len(points))])
    return found


def dependence(rows: list[Point]) -> list[int]:
    """Whole numbers c with Σc·row = 0, if they are unique but for a factor; otherwise nothing."""
    basis = sympy.Matrix(rows).T.nullspace()
    if len(basis) != 1:
        return []
    c = list(basis[0] * sympy.ilcm(*(x.q for x in basis[0])))
    return [int(x) for x in c]


def parallelograms(points: list[Point]) -> list[list[str]]:
    """All p + s = q + r, as coefficients."""
    found = []
    for p, s, q, r in itertools.product(range(len(points)), repeat=4):
        row = [(k == p) + (k == s) - (k == q) - (k == r) for k in range(len(points))]
        if any(row) and not any(sum(c * x[i] for c, x in zip(row, points, strict=True)) for i in range(len(points[0]))):
            found.append([str(c) for c in row])
    return found


def text(points: list[Point]) -> str:
    return " ".join(",".join(map(str, p)) for p in points)


def planes(source: random.Random) -> list[Point]:
    dimension = source.choice((1, 2, 2))
    count = source.randrange(2, 6 if dimension == 2 else 5)
    grid = list(itertools.product(range(-1, 2), repeat=dimension)) if dimension == 2 else [(k,) for k in range(-2, 4)]
    return source.sample(grid, count)


def test_the_count_is_the_one_of_brute_force(verdict: Ask) -> None:
    """Every labelling that has small weights is found that way; every other count is refuted."""
    source, seen = random.Random(5), Counter[str]()
    for _ in range(60):
        points = planes(source)
        found, rows = units(points, 3), obstructions(points)
        certificate: Json = {"units": list(found.values()), "obstructions": rows}
        for count in range(len(found) - 2, len(found) + 3):
            if 0 <= count <= 2 ** len(points):
                said = verdict(dichotomies(text(points), count), "catalogue/1", certificate)
                assert said == ("proved" if count == len(found) else "refuted"), (points, count, said)
                seen[said] += 1
    assert seen["proved"] == 60


def test_a_unit_that_is_missing_is_missed(verdict: Ask) -> None:
    """No obstruction excludes a labelling that has a unit: without it, no certificate of any count is accepted."""
    source, seen = random.Random(6), Counter[str]()
    for _ in range(40):
        points = planes(source)
        found, rows = list(units(points, 3).values()), obstructions(points)
        for k in range(len(found)):
            certificate: Json = {"units": found[:k] + found[k + 1 :], "obstructions": rows}
            said = verdict(dichotomies(text(points), len(found) - 1), "catalogue/1", certificate)
            assert "expected a unit or an obstruction" in said
            twice: Json = {"units": [*certificate["units"], found[k - 1]], "obstructions": rows}
            assert verdict(dichotomies(text(points), len(found)), "catalogue/1", twice).startswith("rejected")
            seen["attacks"] += 1
    assert seen["attacks"] > 200


def test_no_coefficients_but_dependences_exclude_anything(verdict: Ask) -> None:
    """Any other row of integers in the place of an obstruction is refused, whatever it would exclude."""
    source, seen = random.Random(7), Counter[str]()
    for _ in range(300):
        points = planes(source)
        found, false = units(points, 3), [source.randrange(-2, 3) for _ in points]
        sums = [sum(k * p[i] for k, p in zip(false, points, strict=True)) for i in range(len(points[0]))]
        depends = any(false) and not sum(false) and not any(sums)
        certificate: Json = {"units": list(found.values()), "obstructions": [*obstructions(points), [*map(str, false)]]}
        said = verdict(dichotomies(text(points), len(found)), "catalogue/1", certificate)
        assert said == ("proved" if depends else "rejected: obstruction: expected Σc = 0 and Σc·p = 0")
        seen[said] += 1
    assert all(count > 2 for count in seen.values()), seen


def test_each_of_the_others_contains_an_xor(verdict: Ask) -> None:
    """With parallelograms, what is proved is true of every labelling, by brute force over all four points."""
    source, seen = random.Random(8), Counter[str]()
    for _ in range(80):
        points = planes(source)
        found = units(points, 3)
        rows = parallelograms(points)
        certificate: Json = {"units": list(found.values()), "obstructions": rows}
        said = verdict(dichotomies(text(points), len(found), parallelograms=True), "catalogue/1", certificate)
        others = [labels for labels in itertools.product((False, True), repeat=len(points)) if labels not in found]
        right = all(xor(points, labels) for labels in others)
        assert said == "proved" if right else said.startswith("rejected"), points
        seen[str(right)] += 1
    assert seen["True"] > 10, seen
    assert seen["False"] > 10, seen


def xor(points: list[Point], labels: tuple[bool, ...]) -> bool:
    """Some p + s = q + r with one label at p and s and the other at q and r."""
    numbers = range(len(points))
    return any(
        tuple(map(sum, zip(points[p], points[s], strict=True)))
        == tuple(map(sum, zip(points[q], points[r], strict=True)))
        and labels[p] == labels[s] != labels[q] == labels[r]
        for p, s, q, r in itertools.product(numbers, repeat=4)
    )


def test_cover_counts_points_in_general_position(verdict: Ask) -> None:
    """m points of a line: 2m labellings; five points of a circle: 2·(1 + 4 + 6)."""
    for m in range(1, 8):
        line = [(k,) for k in range(m)]
        certificate: Json = {"units": list(units(line, 1).values()), "obstructions": obstructions(line)}
        assert verdict(dichotomies(text(line), 2 * m), "catalogue/1", certificate) == "proved"
    circle = [(0, 0), (1, 0), (2, 1), (1, 2), (0, 1)]
    certificate = {"units": list(units(circle, 4).values()), "obstructions": obstructions(circle)}
    assert verdict(dichotomies(text(circle), 22), "catalogue/1", certificate) == "proved"
