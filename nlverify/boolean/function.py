"""One Boolean function: what it is, whether one neuron computes it, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from nlverify.boolean.expression import read_function
from nlverify.boolean.npn import Class, npn
from nlverify.boolean.rectangles import Rectangle, hidden_xor, holds, substitution
from nlverify.boolean.tables import MAX_INPUTS, chow, depends_on, digits, full, row_of
from nlverify.boolean.threshold import SEARCHED, WrongAnswerError, decide, restrict
from nlverify.boolean.witness import Clash, Unit

if TYPE_CHECKING:
    from nlverify.boolean.width import Model, Width


@dataclass(frozen=True)
class BooleanFunction:
    """A Boolean function of `inputs` ≤ 16 inputs; bit i of `table` is its value where x₁x₂…xₙ is i in binary.

    >>> f = BooleanFunction.parse("x1 xor x2")
    >>> f(0, 1), hex(f.table), f.is_threshold
    (1, '0x6', False)
    """

    table: int
    inputs: int

    def __post_init__(self) -> None:
        if not 0 <= self.inputs <= MAX_INPUTS or not 0 <= self.table <= full(self.inputs):
            raise ValueError(f"table: expected one of 2^inputs bits, inputs from 0 to {MAX_INPUTS}")

    @staticmethod
    def parse(text: str, inputs: int | None = None) -> BooleanFunction:
        """Return the function that a text says: an expression, 0x… or 0b… (with `inputs`), or 0110.

        Raises FunctionError, a ValueError of one line.

        >>> BooleanFunction.parse("majority(x1, x2, x3)").threshold()
        Unit(weights=(1, 1, 1), threshold=2)
        """
        table, count, _ = read_function(text, inputs)
        return BooleanFunction(table, count)

    def __call__(self, *values: int) -> int:
        """Return the value at one input, given as n zeros and ones."""
        if len(values) != self.inputs or set(values) - {0, 1}:
            raise ValueError(f"values: expected {self.inputs} zeros and ones, got {values}")
        return self.table >> row_of(values) & 1

    @property
    def values(self) -> str:
        """The column of values as digits, from 0…0 to 1…1."""
        return digits(self.table, self.inputs)

    @property
    def chow(self) -> tuple[int, ...]:
        """The n + 1 Chow parameters, the constant one first; see `nlverify.boolean.tables.chow`."""
        return chow(self.table, self.inputs)

    @property
    def essential(self) -> tuple[int, ...]:
        """The inputs on which the function depends, counted from 1."""
        return tuple(k for k in range(1, self.inputs + 1) if depends_on(self.table, k, self.inputs))

    @cached_property
    def _answer(self) -> Unit | Clash:
        return decide(self.table, self.inputs)

    @property
    def is_threshold(self) -> bool:
        """Whether some w·x + b is positive exactly where the function is 1."""
        return isinstance(self._answer, Unit)

    def threshold(self) -> Unit | None:
        """Return whole weights and a threshold, with a bound that shows whether they are smallest; None if none exist.

        What is returned has been re-checked on all inputs.
        """
        return self._answer if isinstance(self._answer, Unit) else None

    def clash(self) -> Clash | None:
        """Return rows that no unit can get right together, with multipliers; None for a threshold function."""
        return self._answer if isinstance(self._answer, Clash) else None

    def hidden_xor(self) -> Rectangle | None:
        """Return four inputs on which the function is XOR; None if there are none.

        For n ≤ 8 there are some exactly if the function is no threshold function. With more than 10 inputs that matter
        None may also mean that not all were tried; see `searched`.
        """
        found = self._answer.rectangle if isinstance(self._answer, Clash) else None
        if found is None and isinstance(self._answer, Clash) and self.searched:
            found = hidden_xor(self.table, self.inputs)
        if found and not holds(self.table, found, self.inputs):
            raise WrongAnswerError(f"{self.table:#x}: expected a hidden XOR, got {found}; please report this")
        return found

    def substitution(self) -> tuple[dict[int, str], bool] | None:
        """Return what to put in for each input so that XOR of u and v is left, and whether it is negated (XNOR).

        See `nlverify.boolean.rectangles.substitution`; None if no XOR was found. All four cases have been tried.
        """
        found = self.hidden_xor()
        if found is None:
            return None
        put_in = substitution(found, self.inputs)
        left = []
        for u, v in ((0, 0), (0, 1), (1, 0), (1, 1)):
            value = {"0": 0, "1": 1, "u": u, "not u": 1 - u, "v": v, "not v": 1 - v}
            left.append(self(*(value[put_in[k]] for k in range(1, self.inputs + 1))))
        if left not in ([0, 1, 1, 0], [1, 0, 0, 1]):
            raise WrongAnswerError(f"{self.table:#x}: expected XOR to be left, got {left}; please report this")
        return put_in, left[0] == 1

    @property
    def searched(self) -> bool:
        """Whether `hidden_xor` finds one whenever there is one."""
        return len(self.essential) <= SEARCHED

    def npn(self) -> Class | None:
        """Return the class under negated and permuted inputs and negated output; None if it would take too long.

        The way from the function to the representative has been re-checked value by value.
        """
        found = npn(self.table, self.inputs)
        if found and found.change.apply(self.table, self.inputs) != found.representative:
            raise WrongAnswerError(
                f"{self.table:#x}: expected its class's representative, got another; please report it"
            )
        return found

    def widths(self) -> Mapping[Model, Width] | None:
        """Return how many hidden units are needed in each model of `nlverify.boolean.width`, with networks.

        Known for functions with at most 4 inputs that matter; None otherwise. Networks have the inputs that matter.
        """
        from nlverify.boolean import width

        essential = self.essential or (1,)
        if len(essential) > width.MAX_INPUTS or not self.inputs:
            return None
        return width.widths(restrict(self.table, self.inputs, essential), len(essential))
