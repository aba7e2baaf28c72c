"""Boolean functions as they are written: `x1 xor (x2 and not x3)`, `majority(x1, x2, x3)`, 0x6 or 0110.

    or   ::= xor (("or"  | "|" | "∨") xor)*         the weakest
    xor  ::= and (("xor" | "^" | "⊕") and)*
    and  ::= not (("and" | "&" | "∧") not)*
    not  ::= ("not" | "~" | "!" | "¬") not | atom
    atom ::= "x1" | "x2" | … | "0" | "1" | "(" or ")" | name "(" or ("," or)* ")"

where name is `majority` (of an odd number), `parity` (1 if an odd number of them is 1) or `ite` (if a then b else c).
Letters may be capitals. The text is read into a tree; nothing in it is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_, xor
from typing import Literal, NoReturn, TypeAlias

import numpy as np

from nlverify.boolean.tables import MAX_INPUTS, digits, from_digits, full, table_of, values_of, variable_table

Operator: TypeAlias = Literal["or", "xor", "and", "not", "majority", "parity", "ite"]

MAX_LENGTH = 2000  # characters of an expression
MAX_DEPTH = 50
LEVELS: tuple[Operator, ...] = ("or", "xor", "and")  # the weakest first
ALIASES = {"|": "or", "∨": "or", "^": "xor", "⊕": "xor", "&": "and", "∧": "and"}
ALIASES |= dict.fromkeys("~!¬", "not")
TOKEN = re.compile(r"\s*(?:(?P<word>[A-Za-z_][A-Za-z_]*[0-9₀-₉]*|[0-9]+)|(?P<sign>[|^&~!()∨⊕∧¬,])|(?P<other>\S))")
NAMED = {"and": "and", "or": "or", "xor": "xor", "nand": "and", "nor": "or", "xnor": "xor"}
CALLS = ("majority", "parity", "ite")


class FunctionError(ValueError):
    """A text is no Boolean function: one line, `place: expected X, got Y; remedy`."""


@dataclass(frozen=True)
class Input:
    """The input number `number`, counted from 1."""

    number: int

    def __str__(self) -> str:
        return f"x{self.number}"


@dataclass(frozen=True)
class Constant:
    """0 or 1."""

    value: int

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class Operation:
    """An operator and what it is applied to: one for "not", three for "ite", an odd number for "majority"."""

    operator: Operator
    parts: tuple[Formula, ...]

    def __str__(self) -> str:
        if self.operator in CALLS:
            return f"{self.operator}({', '.join(map(str, self.parts))})"
        inner = [f"({p})" if isinstance(p, Operation) and self._encloses(p) else str(p) for p in self.parts]
        return f"not {inner[0]}" if self.operator == "not" else f" {self.operator} ".join(inner)

    def _encloses(self, part: Operation) -> bool:
        """Whether a part needs parentheses: it binds no more strongly. `not not x` does not need them."""
        strength = {**{op: k for k, op in enumerate(LEVELS)}, "not": 3}
        own, its = strength[self.operator], strength.get(part.operator, 4)
        return its < own or (its == own and own < 3)


Formula: TypeAlias = Input | Constant | Operation


def evaluate(formula: Formula, inputs: int) -> int:
    """Return the table of a formula as a function of so many inputs.

    >>> hex(evaluate(parse("x1 and x2"), 2))
    '0x8'
    """
    match formula:
        case Input(number):
            return variable_table(number, inputs)
        case Constant(value):
            return full(inputs) * value
        case Operation(operator, parts):
            tables = [evaluate(part, inputs) for part in parts]
            return _combine(operator, tables, inputs)


def _combine(operator: Operator, tables: list[int], inputs: int) -> int:
    match operator:
        case "not":
            return full(inputs) ^ tables[0]
        case "and":
            return reduce(and_, tables)
        case "or":
            return reduce(or_, tables)
        case "xor" | "parity":
            return reduce(xor, tables)
        case "ite":
            condition, then, otherwise = tables
            return condition & then | (full(inputs) ^ condition) & otherwise
        case "majority":
            votes = sum((values_of(t, inputs).astype(np.int64) for t in tables), np.zeros(1 << inputs, dtype=np.int64))
            return table_of(2 * votes > len(tables))


def largest_input(formula: Formula) -> int:
    """Return the largest number of an input in a formula, 0 if there is none."""
    match formula:
        case Input(number):
            return number
        case Constant():
            return 0
        case Operation(_, parts):
            return max(map(largest_input, parts))


def read_function(text: str, inputs: int | None = None) -> tuple[int, int, Formula | None]:
    """Return (table, inputs, formula) of a function as a user writes it; formula is None for a truth table.

    - `0x6` or `0b0110` is a number, bit i the value at row i; the number of inputs has to be given for it.
    - `0110` is the column of values, row 0 first.
    - `xor`, `and`, `or`, `nand`, `nor`, `xnor`, `majority`, `parity` alone is that of all inputs (2 of them, 3 for
      majority, unless `inputs` says otherwise).
    - Anything else is an expression; it has as many inputs as the largest number in it, or as `inputs` says.

    Raises FunctionError.

    >>> read_function("0110")[:2], read_function("0x6", 2)[:2], read_function("x1 xor x2")[:2]
    ((6, 2), (6, 2), (6, 2))
    """
    if inputs is not None and not 0 <= inputs <= MAX_INPUTS:
        raise FunctionError(f"--inputs: expected 0 to {MAX_INPUTS}, got {inputs}; larger tables are not made")
    word = text.strip()
    if re.match(r"0[xXbB]", word):
        return (*_number(word, inputs), None)
    if len(word) > 1 and not word.strip("01"):
        try:
            table, found = from_digits(word)
        except ValueError as error:
            raise FunctionError(f"FUNCTION: {error}; write one digit for each row of the truth table") from None
        _same(inputs, found, f"{len(word)} digits")
        return table, found, None
    formula = _of_all(word.lower(), inputs) or parse(text)
    needed = largest_input(formula)
    if inputs is not None and inputs < needed:
        raise FunctionError(f"--inputs: expected at least {needed}, got {inputs}; x{needed} occurs in FUNCTION")
    count = inputs if inputs is not None else needed
    return evaluate(formula, count), count, formula


def _number(word: str, inputs: int | None) -> tuple[int, int]:
    if inputs is None:
        raise FunctionError(f"FUNCTION: expected --inputs beside a number, got {_cut(word)} alone; add --inputs N")
    allowed = "0-9a-fA-F" if word[1] in "xX" else "01"
    if not re.fullmatch(f"[{allowed}]+", word[2:]) or len(word) > 2 + (1 << MAX_INPUTS):
        kind = "hexadecimal digits after 0x" if word[1] in "xX" else "digits 0 and 1 after 0b"
        raise FunctionError(f"FUNCTION: expected {kind}, got {_cut(word)}; an example is 0x6 with --inputs 2")
    table = int(word[2:], 16 if word[1] in "xX" else 2)
    if table > full(inputs):
        most = f"at most {1 << inputs} binary digits for {inputs} inputs"
        raise FunctionError(f"FUNCTION: expected {most}, got {table.bit_length()}; give more --inputs")
    return table, inputs


def _same(given: int | None, found: int, got: str) -> None:
    if given is not None and given != found:
        raise FunctionError(f"--inputs: expected {found} for {got}, got {given}; leave it out")


def _of_all(word: str, inputs: int | None) -> Formula | None:
    """Return the formula that a name alone stands for, or None."""
    if word not in {*NAMED, "majority", "parity"}:
        return None
    count = inputs if inputs is not None else 3 if word == "majority" else 2
    if count == 0 or (word == "majority" and count % 2 == 0):
        kind = "an odd number" if word == "majority" else "1 or more"
        raise FunctionError(f"--inputs: expected {kind} for {word}, got {count}; name the inputs, as in x1 and x2")
    parts: tuple[Formula, ...] = tuple(Input(k) for k in range(1, count + 1))
    if word in ("majority", "parity"):
        return Operation(word, parts)  # type: ignore[arg-type]
    made = parts[0] if count == 1 else Operation(NAMED[word], parts)  # type: ignore[arg-type]
    return Operation("not", (made,)) if word.startswith("n") or word == "xnor" else made


def parse(text: str) -> Formula:
    """Return the formula that a text says. Raises FunctionError where it is none, is too long or too deep.

    >>> str(parse("X1 | ~x2&x3"))
    'x1 or not x2 and x3'
    """
    if len(text) > MAX_LENGTH:
        remedy = "write a truth table instead"
        raise FunctionError(f"FUNCTION: expected at most {MAX_LENGTH} characters, got {len(text)}; {remedy}")
    return _Reader(text).read()


class _Reader:
    """Reads one formula; `at` is the number of the next token."""

    def __init__(self, text: str) -> None:
        self.tokens = [*_tokens(text), ("", len(text) + 1)]
        self.at = 0

    def read(self) -> Formula:
        formula = self._level(0, 0)
        if self._next() != "":
            self._fail("and, or, xor or the end")
        return formula

    def _next(self) -> str:
        return self.tokens[self.at][0]

    def _fail(self, expected: str, remedy: str = "see `nlverify function --help`") -> NoReturn:
        word, place = self.tokens[self.at]
        got = _cut(word) if word else "the end"
        raise FunctionError(f"FUNCTION, character {place}: expected {expected}, got {got}; {remedy}")

    def _level(self, level: int, depth: int) -> Formula:
        if depth > MAX_DEPTH:
            self._fail(f"at most {MAX_DEPTH} levels", "write it with fewer parentheses, or as a truth table")
        if level == len(LEVELS):
            return self._not(depth)
        parts = [self._level(level + 1, depth)]
        while self._next() == LEVELS[level]:
            self.at += 1
            parts.append(self._level(level + 1, depth))
        return parts[0] if len(parts) == 1 else Operation(LEVELS[level], tuple(parts))

    def _not(self, depth: int) -> Formula:
        if self._next() != "not":
            return self._atom(depth)
        self.at += 1
        if depth >= MAX_DEPTH:
            self._fail(f"at most {MAX_DEPTH} levels", "two negations are none")
        return Operation("not", (self._not(depth + 1),))

    def _atom(self, depth: int) -> Formula:
        word = self._next()
        if word == "(":
            self.at += 1
            inside = self._level(0, depth + 1)
            self._close("and, or, xor or )")
            return inside
        if word in CALLS:
            return self._call(word, depth)
        if word in ("0", "1"):
            self.at += 1
            return Constant(int(word))
        found = re.fullmatch(r"x([0-9]{1,3})", word)
        if not found or not 1 <= int(found[1]) <= MAX_INPUTS:
            self._fail(f"an input x1 … x{MAX_INPUTS}, 0, 1, not, (, {', '.join(CALLS)}")
        self.at += 1
        return Input(int(found[1]))

    def _call(self, name: str, depth: int) -> Formula:
        start = self.at
        self.at += 1
        if self._next() != "(":
            self._fail(f"( after {name}", f"write {name}(x1, x2, x3)")
        parts: list[Formula] = []
        while not parts or self._next() == ",":
            self.at += 1
            parts.append(self._level(0, depth + 1))
        self._close("and, or, xor, a comma or )")
        wrong = "an odd number" if name == "majority" and len(parts) % 2 == 0 else ""
        wrong = "three" if name == "ite" and len(parts) != 3 else wrong
        if wrong:
            place = self.tokens[start][1]
            got = f"got {len(parts)}; write {name}(x1, x2, x3)"
            raise FunctionError(f"FUNCTION, character {place}: expected {wrong} in the parentheses of {name}, {got}")
        return Operation(name, tuple(parts))  # type: ignore[arg-type]

    def _close(self, expected: str) -> None:
        if self._next() != ")":
            self._fail(expected)
        self.at += 1


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """Yield (token, place) with places counted from 1; words in small letters, signs as words."""
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or "other"
        word, place = found[kind], found.start(kind) + 1
        if kind == "other":
            raise FunctionError(f"FUNCTION, character {place}: expected a word or a sign, got {_cut(word)}; remove it")
        small = word.lower().translate(str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"))
        yield ALIASES.get(word, {"true": "1", "false": "0"}.get(small, small)), place


def _cut(word: str) -> str:
    shown = "".join(c if c.isprintable() else "?" for c in word[:30])
    return f"{shown!r}" + (" …" if len(word) > 30 else "")


def column(table: int, inputs: int) -> str:
    """Return the values, row 0 first, in groups of 4 digits; long ones are cut."""
    text = digits(table, inputs)
    shown = " ".join(text[k : k + 4] for k in range(0, min(len(text), 64), 4))
    return shown + (" …" if len(text) > 64 else "")
