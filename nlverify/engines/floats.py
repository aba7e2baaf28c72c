"""Floating-point formats as exact arithmetic sees them.

A format with p binary digits has the unit roundoff u = 2⁻ᵖ. Rounded to nearest, every number
and every result of one operation +, −, ×, ÷ comes out as (1 + δ) times the exact one, with
|δ| ≤ u, as long as nothing overflows and nothing underflows. n roundings one after the other
multiply to 1 + θ with |θ| ≤ γₙ = nu/(1 − nu).

That is the whole basis of the error bounds in `engines.numeric`. `need_nearest` looks whether
this machine rounds so, `nearest` refuses numbers out of range, and `numeric` looks at every
product and every sum that it computes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    import numpy as np

Array: TypeAlias = "np.ndarray[Any, np.dtype[np.floating[Any]]]"


class FloatRangeError(ArithmeticError):
    """A number overflows or underflows, so that no error bound holds."""


@dataclass(frozen=True)
class Format:
    """A binary format: digits of its significand, exponents of its smallest and largest normal numbers."""

    name: Literal["float32", "float64"]
    digits: int
    lowest: int
    highest: int

    @property
    def roundoff(self) -> Fraction:
        """The unit roundoff u = 2⁻ᵖ, the largest relative error of one rounding to nearest."""
        return Fraction(1, 1 << self.digits)

    @property
    def smallest(self) -> Fraction:
        """The smallest positive normal number."""
        return Fraction(1, 1 << -self.lowest)

    @property
    def type(self) -> type[np.floating[Any]]:
        """NumPy's type of this format."""
        import numpy as np

        return np.float32 if self.name == "float32" else np.float64

    def gamma(self, roundings: int) -> Fraction:
        """Return γₙ = nu/(1 − nu), the largest relative error of n roundings one after the other.

        >>> BINARY32.gamma(2) == Fraction(2, 2**24 - 2)
        True
        """
        nu = roundings * self.roundoff
        if nu >= 1:
            raise FloatRangeError(f"{self.name}: expected fewer than {1 << self.digits} roundings, got {roundings}")
        return nu / (1 - nu)

    def nearest(self, value: Fraction) -> Fraction:
        """Return the number of this format that is nearest to `value`; of two, the one with an even last digit.

        Raises FloatRangeError where that number is too large, or below the smallest normal one
        and not 0.

        >>> BINARY32.nearest(Fraction(1, 10))
        Fraction(13421773, 134217728)
        """
        if value == 0:
            return value
        exponent = value.numerator.bit_length() - value.denominator.bit_length()  # 2ᵉ⁻¹ < |value| < 2ᵉ⁺¹
        exponent -= abs(value) < _power(exponent)
        unit = _power(exponent - self.digits + 1)
        rounded = round(value / unit) * unit  # `round` breaks ties to even, as the format does
        if not self.smallest <= abs(rounded) < _power(self.highest + 1):
            got = "one too small" if abs(rounded) < 1 else "one too large"
            raise FloatRangeError(f"{self.name}: expected 0 or a number in the normal range, got {got}")
        return rounded

    def array(self, rows: Iterable[Iterable[Fraction]]) -> Array:
        """Return the nearest numbers of this format as an array."""
        import numpy as np

        return np.array([[float(self.nearest(c)) for c in row] for row in rows], self.type)


BINARY32 = Format("float32", digits=24, lowest=-126, highest=127)
BINARY64 = Format("float64", digits=53, lowest=-1022, highest=1023)


def _power(exponent: int) -> Fraction:
    return Fraction(1 << exponent) if exponent >= 0 else Fraction(1, 1 << -exponent)


def exact(array: Array) -> list[Fraction]:
    """Return the entries of an array as the rational numbers that they are.

    Raises FloatRangeError if one is infinite or no number.
    """
    try:
        return [Fraction(float(x)) for x in array.ravel()]
    except (OverflowError, ValueError):
        raise FloatRangeError("float: expected finite numbers, got an infinite one or none") from None


def need_nearest(form: Format) -> None:
    """Raise FloatRangeError unless this machine rounds to nearest, ties to even, and keeps small numbers.

    A program can set another rounding mode, or have subnormal numbers replaced by 0; both show
    in a few additions. The processor is otherwise taken to follow IEEE 754.
    """
    number = form.type
    one, u, least = number(1), number(2.0**-form.digits), number(2.0**form.lowest)
    nearest = one + u == one and -one - u == -one and one + 3 * u == one + 4 * u
    if not nearest or least * number(1.5) - least != least / 2 or least / 2 == 0:
        raise FloatRangeError(f"{form.name}: expected rounding to nearest with subnormal numbers, got another mode")
