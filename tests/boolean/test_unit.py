"""What one unit makes of a truth table, and the three lines that say why none can."""

from fractions import Fraction
from itertools import product

import pytest

from nlverify.boolean.unit import (
    ACTIVATIONS,
    Unit,
    parse_function,
    parse_number,
    why_impossible,
    why_impossible_monotone,
)
from nlverify.statement import XOR


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", Fraction(2)),
        ("-0.5", Fraction(-1, 2)),
        ("1/3", Fraction(1, 3)),
        ("-1/3", Fraction(-1, 3)),
        (".5", Fraction(1, 2)),
    ],
)
def test_numbers_are_exact(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["", "x", "1e9", "nan", "inf", "1/0", "1/3/5", "1" * 61, "٣", "0x10", "1_0", "--1"])
def test_what_is_no_number(text):
    with pytest.raises(ValueError, match="expected"):
        parse_number(text)


@pytest.mark.parametrize("text", ["", "0", "011", "2222", "xorr", "01" * 256, "0" * 512, "01x0"])
def test_what_is_no_function(text):
    with pytest.raises(ValueError, match="expected"):
        parse_function(text)


def test_a_table_lists_its_points_in_the_usual_order():
    table = parse_function("01101001")
    assert table.points == tuple(tuple(map(Fraction, p)) for p in product((0, 1), repeat=3))
    assert [int(v) for v in table.values] == [0, 1, 1, 0, 1, 0, 0, 1]


def test_the_outputs_by_hand():
    unit = Unit((Fraction(1), Fraction(1)), Fraction(-1, 2))
    assert [unit.output(p) for p in XOR.points] == [Fraction(-1, 2), Fraction(1, 2), Fraction(1, 2), Fraction(3, 2)]
    assert [unit.label(p) for p in XOR.points] == [0, 1, 1, 1]


def test_the_convention_at_the_threshold_matters():
    zero = (Fraction(0),)
    assert Unit((Fraction(1),), Fraction(0)).label(zero) == 0
    assert Unit((Fraction(1),), Fraction(0), fires=">=").label(zero) == 1


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_monotone_is_said_of_the_monotone_ones_only(name):
    values = [ACTIVATIONS[name].function(Fraction(k, 4)) for k in range(-20, 21)]
    assert ACTIVATIONS[name].monotone == (values == sorted(values))


def test_sigmoid_and_tanh_fire_where_the_real_ones_do():
    import math

    real = {"sigmoid": lambda z: 1 / (1 + math.exp(-z)), "tanh": math.tanh}
    for name, sigma in real.items():
        activation = ACTIVATIONS[name]
        unit = Unit((Fraction(1),), Fraction(0), name, activation.threshold)
        for k in range(-20, 21):
            assert unit.label((Fraction(k, 4),)) == (sigma(k / 4) > activation.threshold)


def test_three_lines_for_xor():
    lines = why_impossible(XOR, ">", dict.fromkeys(range(4), Fraction(1)))
    assert lines == [
        "The table asks for f(0,1) > 0, f(1,0) > 0, f(0,0) ≤ 0, f(1,1) ≤ 0.",
        "Added up: f(0,1) + f(1,0) > 0 ≥ f(0,0) + f(1,1).",
        "But for every w and b, f(0,1) + f(1,0) = w₁ + w₂ + 2b = f(0,0) + f(1,1).",
    ]


def test_three_lines_for_monotone_units():
    lines = why_impossible_monotone(XOR, {(1, 0): Fraction(1), (2, 3): Fraction(1)})
    assert lines[1].startswith("Added up: z(0,1) + z(1,0) > z(0,0) + z(1,1).")
    assert len(lines) == 3
