"""Expressions: what is written is read again, evaluated as Python does, and everything else is refused in one line."""

import contextlib
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlverify.boolean import tables
from nlverify.boolean.expression import (
    MAX_DEPTH,
    Constant,
    Formula,
    FunctionError,
    Input,
    Operation,
    evaluate,
    parse,
    read_function,
)

LEAVES = st.one_of(st.integers(1, 4).map(Input), st.integers(0, 1).map(Constant))


def larger(parts: st.SearchStrategy[Formula]) -> st.SearchStrategy[Formula]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    odd = st.lists(parts, min_size=1, max_size=3).filter(lambda p: len(p) % 2 == 1).map(tuple)
    return st.one_of(
        st.builds(Operation, st.sampled_from(["and", "or", "xor"]), several),
        st.builds(Operation, st.just("not"), st.tuples(parts)),
        st.builds(Operation, st.just("majority"), odd),
        st.builds(Operation, st.just("parity"), odd),
        st.builds(Operation, st.just("ite"), st.tuples(parts, parts, parts)),
    )


FORMULAS: st.SearchStrategy[Formula] = LEAVES
for _ in range(3):
    FORMULAS = st.one_of(LEAVES, larger(FORMULAS))


def by_hand(formula: Formula, x: tuple[int, ...]) -> int:
    if isinstance(formula, Input):
        return x[formula.number - 1]
    if isinstance(formula, Constant):
        return formula.value
    parts = [by_hand(p, x) for p in formula.parts]
    return {
        "and": lambda: min(parts),
        "or": lambda: max(parts),
        "xor": lambda: sum(parts) % 2,
        "parity": lambda: sum(parts) % 2,
        "not": lambda: 1 - parts[0],
        "majority": lambda: int(sum(parts) > len(parts) / 2),
        "ite": lambda: parts[1] if parts[0] else parts[2],
    }[formula.operator]()


@given(FORMULAS)
@settings(max_examples=200, deadline=None)
def test_what_is_printed_is_read_again_as_it_was(formula: Formula) -> None:
    assert parse(str(formula)) == formula
    assert parse(str(formula).upper().replace(" AND ", "&").replace(" OR ", " ∨ ")) == formula


@given(FORMULAS)
@settings(max_examples=100, deadline=None)
def test_its_table_is_its_value_at_each_input(formula: Formula) -> None:
    table = evaluate(formula, 4)
    for row, x in enumerate(itertools.product((0, 1), repeat=4)):
        assert table >> row & 1 == by_hand(formula, x)


@given(st.integers(0, 5).flatmap(lambda n: st.tuples(st.integers(0, tables.full(n)), st.just(n))))
def test_tables_are_read_as_numbers_and_as_columns(sized: tuple[int, int]) -> None:
    table, n = sized
    assert read_function(hex(table), n)[:2] == sized
    assert read_function(bin(table).upper(), n)[:2] == sized
    if n:
        assert read_function(tables.digits(table, n))[:2] == sized


@pytest.mark.parametrize(
    ("text", "table", "inputs"),
    [
        ("x1 xor x2", 0x6, 2),
        ("x1 ⊕ x2", 0x6, 2),
        ("x₁ ^ ¬x₂", 0x9, 2),
        ("X1 AND NOT X2", 0x4, 2),
        ("x1 or x2 and x3", 0xF8, 3),
        ("x1 and x2 xor x3", 0x6A, 3),
        ("majority(x1, x2, x3)", 0xE8, 3),
        ("ite(x1, x2, x3)", 0xCA, 3),
        ("parity(x1, x2, x3)", 0x96, 3),
        ("majority", 0xE8, 3),
        ("xnor", 0x9, 2),
        ("true", 1, 0),
        ("0", 0, 0),
        ("0b0110", 0x6, 2),
    ],
)
def test_examples(text: str, table: int, inputs: int) -> None:
    assert read_function(text, 2 if text == "0b0110" else None)[:2] == (table, inputs)


@pytest.mark.parametrize(
    ("text", "inputs", "said"),
    [
        ("", None, "character 1: expected an input x1 … x16"),
        ("x1 x2", None, "character 4: expected and, or, xor or the end, got 'x2'"),
        ("x1 and", None, "character 7: expected an input x1 … x16, 0, 1, not, (, majority, parity, ite, got the end"),
        ("(x1", None, "character 4: expected and, or, xor or ), got the end"),
        ("x0", None, "expected an input x1 … x16"),
        ("x17", None, "expected an input x1 … x16"),
        ("__import__('os')", None, "character 12: expected a word or a sign"),
        ("foo(x1)", None, "got 'foo'"),
        ("majority(x1, x2)", None, "expected an odd number in the parentheses of majority, got 2"),
        ("ite(x1, x2)", None, "expected three in the parentheses of ite, got 2"),
        ("majority x1", None, "expected ( after majority"),
        ("x1 $ x2", None, "character 4: expected a word or a sign, got '$'; remove it"),
        ("x1 or " * 400 + "x1", None, "expected at most 2000 characters"),
        ("(" * 60 + "x1" + ")" * 60, None, f"expected at most {MAX_DEPTH} levels"),
        ("not " * 60 + "x1", None, f"expected at most {MAX_DEPTH} levels"),
        ("0x6", None, "expected --inputs beside a number"),
        ("0x", 2, "expected hexadecimal digits after 0x"),
        ("0b12", 2, "expected digits 0 and 1 after 0b"),
        ("0x1f", 2, "expected at most 4 binary digits for 2 inputs, got 5"),
        ("011", None, "expected 2, 4, 8, … digits"),
        ("0110", 3, "--inputs: expected 2 for 4 digits, got 3"),
        ("x3", 2, "--inputs: expected at least 3, got 2"),
        ("x1", 17, "--inputs: expected 0 to 16, got 17"),
        ("x1", -1, "--inputs: expected 0 to 16, got -1"),
        ("majority", 4, "--inputs: expected an odd number for majority, got 4"),
    ],
)
def test_what_is_no_function_is_refused_in_one_line(text: str, inputs: int | None, said: str) -> None:
    with pytest.raises(FunctionError) as caught:
        read_function(text, inputs)
    message = str(caught.value)
    assert said in message
    assert "; " in message
    assert "\n" not in message
    assert message.isprintable()


@given(st.text(max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_text_leads_to_another_error(text: str) -> None:
    with contextlib.suppress(FunctionError):
        table, inputs, _ = read_function(text, 3)
        assert 0 <= table <= tables.full(inputs)
