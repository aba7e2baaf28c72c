"""Iterations step by step: exact, no step left out, and a wrong one is noticed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlverify.engines import replay as module
from nlverify.engines.replay import MERSENNE, power, replay, times
from nlverify.statement import Iterates

LAYERS = (
    (2, 1, 5, 0),
    (1, MERSENNE - 1, 0, 1),
    (0, 0, 6364136223846793005 % MERSENNE, 1442695040888963407),
    (0, 0, 0, 1),
)
START = (3, 5, 7, 1)
MODULI = (MERSENNE, 2, 97, 2**31 - 1)


def one_by_one(statement: Iterates) -> tuple[int, ...]:
    state = statement.start
    for _ in range(statement.steps):
        state = tuple(
            sum(a * b for a, b in zip(row, state, strict=True)) % statement.modulus for row in statement.matrix
        )
    return state


@pytest.mark.parametrize("modulus", MODULI)
@pytest.mark.parametrize(("steps", "lanes"), [(1, 8), (7, 8), (8, 8), (1000, 16), (1003, 16), (1003, 1)])
def test_it_leads_where_the_steps_lead(modulus: int, steps: int, lanes: int) -> None:
    matrix = tuple(tuple(n % modulus for n in row) for row in LAYERS)
    statement = Iterates(matrix, tuple(n % modulus for n in START), modulus, steps, ())
    found = replay(statement, lanes=lanes)
    assert found.agrees
    assert found.walked == one_by_one(statement)


WORD = st.one_of(st.integers(0, MERSENNE - 1), st.sampled_from([0, 1, MERSENNE - 1, MERSENNE - 2, 2**31, 2**60]))


@given(factor=WORD, words=st.lists(WORD, min_size=1, max_size=5))
def test_products_are_exact(factor: int, words: list[int]) -> None:
    found = module._product(factor, np.array(words, dtype=np.uint64)).tolist()
    assert found == [factor * w % MERSENNE for w in words]


@given(word=st.integers(0, 2**64 - 1))
def test_words_are_reduced(word: int) -> None:
    assert module._fold(np.array([word], dtype=np.uint64)).tolist() == [word % MERSENNE]


@given(exponent=st.integers(0, 40))
def test_powers_are_products(exponent: int) -> None:
    matrix, expected = ((2, 1), (1, 1)), [(1, 0), (0, 1)]
    for _ in range(exponent):
        expected = [times(matrix, column, 1009) for column in expected]
    assert [list(row) for row in zip(*expected, strict=True)] == power(matrix, exponent, 1009)


def test_a_step_that_goes_wrong_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One addition in one lane, at one step, is off by one."""
    exact, calls = module._fold, []

    def careless(words: module.Words) -> module.Words:
        calls.append(None)
        found = exact(words)
        if len(calls) == 100:
            found = found.copy()
            found[3] ^= np.uint64(1)
        return found

    monkeypatch.setattr(module, "_fold", careless)
    found = replay(Iterates(LAYERS, START, MERSENNE, 1000, ()), lanes=8)
    assert len(calls) > 100
    assert not found.agrees


@pytest.mark.parametrize("modulus", [1, 2**31, MERSENNE - 2, 2**89 - 1])
def test_other_moduli_are_refused_in_one_line(modulus: int) -> None:
    with pytest.raises(ValueError, match="modulus: expected") as problem:
        replay(Iterates(LAYERS, START, modulus, 10, ()))
    assert "\n" not in str(problem.value)


def test_nothing_to_do_is_refused() -> None:
    with pytest.raises(ValueError, match="steps: expected"):
        replay(Iterates(LAYERS, START, MERSENNE, 10, ()), steps=0)


def test_it_says_how_far_it_is() -> None:
    heard: list[float] = []
    replay(Iterates(LAYERS, START, MERSENNE, 1000, ()), lanes=4, told=heard.append)
    assert heard == sorted(heard)
    assert heard[0] == 0.0
    assert heard[-1] == 1.0
