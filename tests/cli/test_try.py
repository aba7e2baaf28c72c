"""`nlverify try`, as a student would use it."""

import json
from fractions import Fraction
from itertools import product

import pytest
from click.testing import CliRunner

from nlverify.boolean.unit import Unit, parse_function
from nlverify.cli import nlverify


def run(*arguments):
    return CliRunner().invoke(nlverify, ["try", *arguments])


def test_the_challenge():
    result = run("xor", "--weights", "1", "1", "--bias", "-0.5")
    assert result.exit_code == 1
    (wrong,) = [line for line in result.output.splitlines() if "wrong" in line]
    assert wrong.split()[:5] == ["1", "1", "3/2", "1", "0"]
    assert "No choice of weights computes XOR" in result.output
    assert "f(0,1) + f(1,0) = w₁ + w₂ + 2b = f(0,0) + f(1,1)" in result.output


def test_weights_that_work_say_so():
    result = run("and", "--weights", "1", "1", "--bias", "-1.5")
    assert result.exit_code == 0
    assert "It computes AND." in result.output
    assert "wrong" not in result.output


def test_wrong_weights_where_others_work():
    result = run("or", "--weights", "1/3", "-2", "--bias", "-1/3")
    assert result.exit_code == 1
    assert "Other weights do" in result.output


@pytest.mark.parametrize("digits", ["".join(d) for d in product("01", repeat=4)])
def test_every_function_of_two_inputs_gets_the_right_answer(digits):
    result = run(digits, "--json")
    answer = json.loads(result.output)
    assert answer["possible"] == (digits not in ("0110", "1001"))
    assert result.exit_code == (0 if answer["possible"] else 1)
    if answer["possible"]:
        works = answer["works"]
        unit = Unit(tuple(map(Fraction, works["weights"])), Fraction(works["bias"]))
        assert "".join(str(unit.label(p)) for p in parse_function(digits).points) == digits
    else:
        assert len(answer["why"]) == 3


@pytest.mark.parametrize("activation", ["abs", "square"])
def test_an_activation_that_is_not_monotone_can(activation):
    for name in ("xor", "xnor"):
        answer = json.loads(run(name, "--activation", activation, "--json").output)
        assert answer["possible"] is True, name
        assert answer["works"]["wrong"] == []


@pytest.mark.parametrize("activation", ["relu", "leaky-relu", "sigmoid", "tanh", "clip", "step"])
def test_a_monotone_activation_cannot(activation):
    for name in ("xor", "xnor"):
        answer = json.loads(run(name, "--activation", activation, "--json").output)
        assert answer["possible"] is False
        assert answer["claim"] == "xor-monotone-unit"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["xor", "--weights", "1"], "--weights: expected 2 numbers, got 1"),
        (["xor", "--weights", "1", "1", "--bias", "b"], "--bias: expected a number"),
        (["frob"], "FUNCTION: expected xor, xnor"),
        (["xor", "--activation", "sigmoid", "--threshold", "0.3"], "--threshold: expected 1/2 for sigmoid"),
        (["xor", "--threshold", "1e999999999"], "--threshold: expected a number"),
        (["xor", "--weights", "a", "b"], "--weights: expected a number like 2, -0.5 or 1/3, got 'a'"),
        (["xor", "--weights", "1,1"], "--weights: expected a number like 2, -0.5 or 1/3, got '1,1'"),
        (["xor", "--weights", "1e3", "-2"], "--weights: expected a number like 2, -0.5 or 1/3, got '1e3'"),
        (["xor", "--weights", "--bias", "1"], "--weights: expected 2 numbers, got 0"),
        (["xor", "--bias", "1"], "--bias: expected --weights beside it, got 1 alone"),
        (["xor", "--activation", "gelu"], "--activation: expected none, relu, leaky-relu"),
        (["--weights", "1", "1"], "FUNCTION: expected one, got none"),
    ],
)
def test_bad_input_is_one_line(arguments, line):
    result = run(*arguments)
    assert result.exit_code == 2
    assert line in result.output
    assert len(result.output.splitlines()) == 1


def test_a_threshold_that_the_activation_never_passes():
    result = run("and", "--activation", "clip", "--threshold", "2")
    assert result.exit_code == 3
    assert "No choice of weights was found" in result.output


@pytest.mark.parametrize(
    "arguments",
    [
        ["or", "--weights=1", "1"],
        ["or", "--weights", "1 1"],
        ["--weights", "1", "1", "or"],
        ["--weights", "1", "1", "OR"],
    ],
)
def test_weights_may_be_written_in_several_ways(arguments):
    assert "It computes OR." in run(*arguments).output


@pytest.mark.parametrize("name", ["and", "or", "nand", "0000", "1111"])
@pytest.mark.parametrize(("activation", "threshold"), [("leaky-relu", "-1"), ("clip", "1/2"), ("relu", "3")])
def test_an_unusual_threshold_is_reached(name, activation, threshold):
    answer = json.loads(run(name, "--activation", activation, "--threshold", threshold, "--json").output)
    assert answer["works"]["wrong"] == []
    assert answer["works"]["threshold"] == threshold


def test_another_threshold_than_the_one_asked_for_is_mentioned():
    result = run("and", "--activation", "square", "--threshold", "5")
    assert "It computes AND, with the threshold 1 in place of 5." in result.output


def test_a_long_table_does_not_widen_the_column():
    result = run("0" * 15 + "1")
    assert "wanted" in result.output.splitlines()[2]
    assert max(map(len, result.output.splitlines())) < 80
