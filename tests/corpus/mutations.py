"""Small changes to JSON, one at a time: every number, every string, every node.

`mutants` yields changed copies with the place of the change, so that a test can count which
places were touched.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, TypeAlias

Json: TypeAlias = Any
Place: TypeAlias = tuple[str | int, ...]
MANY = 200
RATIONAL = re.compile(r"0|-?[1-9][0-9]*(/[1-9][0-9]*)?")

# Words that stand for a choice: each is replaced by every other one of its line.
CHOICES = [
    ["=", "!=", "<", "<=", ">", ">="],
    ["semiring", "ring", "commutative-ring", "reals"],
    ["affine-unit", "affine-network", "scaled-affine-network", "monotone-unit"],
    ["relu", "abs", "clip", "step", "inv", "exp", "log", "sqrt"],
    ["max", "min"],
    ["+", "*", "-", "/"],
    [
        "identity",
        "induction",
        "forall",
        "exists",
        "computes",
        "classifies",
        "sampled",
        "dichotomies",
        "hidden-xor",
        "iterates",
        "cited",
    ],
    ["and", "or"],
    ["binary16", "bfloat16", "binary32", "binary64", "e5m2", "e4m3"],
    ["RNE", "RNA", "RTZ", "RTP", "RTN"],
    ["not-separable", "separable", "not-affine", "no-network", "some-network"],
]


def is_number(value: Json) -> bool:
    return (isinstance(value, str) and RATIONAL.fullmatch(value) is not None) or type(value) is int


def places(data: Json, place: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Every node with its place."""
    yield place, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, child in children:
        yield from places(child, (*place, key))


def put(data: Json, place: Place, value: Json) -> Json:
    """A copy with another node at one place; everything else is shared."""
    if not place:
        return value
    key, *rest = place
    changed = put(data[key], tuple(rest), value)
    if isinstance(data, dict):
        return {**data, key: changed}
    return [*data[:key], changed, *data[key + 1 :]]  # type: ignore[misc, operator]


def other_numbers(value: str | int) -> list[Json]:
    """The number plus and minus one, with its sign turned, 0 and half of it."""
    if isinstance(value, int):
        return [value + 1, value - 1, -value, 0, value // 2, str(value)]
    n = Fraction(value)
    return [str(m) for m in (n + 1, n - 1, -n, Fraction(0), n / 2)]


def other_strings(value: str) -> list[Json]:
    choices = [word for line in CHOICES if value in line for word in line if word != value]
    return [*choices, value + "x", value[1:], value.swapcase(), "0", None]


def other_lists(value: list[Json]) -> list[Json]:
    """One element away, one twice, two neighbours exchanged, one in the place of its neighbour.

    Of a very long list only some places, evenly spread.
    """
    found = []
    for i in range(0, len(value), 1 + len(value) // MANY):
        item = value[i]
        found += [value[:i] + value[i + 1 :], [*value[: i + 1], item, *value[i + 1 :]]]
        if i + 1 < len(value):
            following = value[i + 1]
            found += [
                [*value[:i], following, item, *value[i + 2 :]],
                [*value[:i], item, item, *value[i + 2 :]],
                [*value[:i], following, following, *value[i + 2 :]],
            ]
    return found


def other_objects(value: dict[str, Json]) -> list[Json]:
    """One field away, renamed, there twice, two values exchanged, one value in the place of another."""
    found: list[Json] = []
    keys = sorted(value)
    for i, key in enumerate(keys):
        rest = {k: v for k, v in value.items() if k != key}
        found += [rest, {**rest, key + "x": value[key]}, {**value, key + "x": value[key]}]
        if i + 1 < len(keys):
            other = keys[i + 1]
            swapped = {**value, key: value[other], other: value[key]}
            found += [swapped, {**value, key: value[other]}, {**value, other: value[key]}]
    return found


def mutants(data: Json) -> Iterator[tuple[Place, Json]]:
    """Every single change, as the place that was changed and the changed copy; none is the original."""
    for place, value in places(data):
        if isinstance(value, bool):
            others: list[Json] = [not value, int(value), None]
        elif is_number(value):
            others = other_numbers(value)
        elif isinstance(value, str):
            others = other_strings(value)
        elif isinstance(value, list):
            others = other_lists(value)
        else:
            others = other_objects(value) if isinstance(value, dict) else [0]
        seen = [value]
        for other in others:
            if not any(type(other) is type(s) and other == s for s in seen):
                seen.append(other)
                yield place, put(data, place, other)
