"""In floating point, additions and multiplications alone can compute whatever a program that halts can.

Over the real numbers, a program without branches that only adds and multiplies computes a polynomial. Step functions,
comparisons or rounding are out of its reach. In floating-point arithmetic they are not: such straight-line programs
are complete for all floating-point programs that halt. This is a corollary of a theorem on networks, that for any
target function some floating-point network reproduces its rounded values, and the range of them on every box, exactly.

Why that is plausible is seen in `float-affine-xor`: rounding is a non-linear operation, which comes free with every
addition. As illustrations, with rounding down or towards zero, additions and subtractions alone compute remainders of
0, 1, …, 8, and find where they start anew, which no function w·x + b does. That is no proof of the theorem. It is about
every program, and is cited. Without a bias that makes rounding happen, sums of small whole numbers are exact, and
nothing is gained.
"""

from nlverify.claim import XOR, Cited, Claim, Computes, Source, Table
from nlverify.evidence import Trace
from nlverify.exact.expression import Expr, expr, symbols
from nlverify.statement import Rounded

x, y = symbols("x y")
NUMBERS = range(9)
DOWN = Rounded("binary32", ("RTZ", "RTN"))


def multiple(z: Expr, step: int) -> Expr:
    """Return the largest multiple of `step` (2, 4, 8, …) up to z, by adding and subtracting step·2²³."""
    return z + expr(step * 2**23) - expr(step * 2**23)


def table(*values: int) -> Table:
    """The table with these values at 0, 1, 2, …."""
    return Table.of([((k,), v) for k, v in enumerate(values)])


CLAIM = Claim(
    id="float-straight-line-complete",
    title="In floating point, + and · suffice for every program",
    says="Straight-line programs of floating-point + and · can do whatever any floating-point program does that halts.",
    parts={
        "complete": Cited(
            "Straight-line programs that use only floating-point additions and multiplications are computationally "
            "complete for the class of all floating-point programs that halt.",
            source="hwang-lee-park-park-saad-2025",
            reason="it is about all floating-point programs, and there is no kind of statement for programs here",
        )
    },
    illustrations={
        "parity": Computes(("x",), x - multiple(x, 2), table(*(k % 2 for k in NUMBERS)), DOWN),
        "remainder-of-4": Computes(("x",), x - multiple(x, 4), table(*(k % 4 for k in NUMBERS)), DOWN),
        "jumps-after-3-and-7": Computes(
            ("x",), multiple(x + 1, 4) - multiple(x, 4), table(*(4 * (k in (3, 7)) for k in NUMBERS)), DOWN
        ),
    },
    source=Source("hwang-lee-park-park-saad-2025"),
)


@CLAIM.proof("parity", engine="exact")
def the_last_digit_is_dropped_and_subtracted() -> Trace:
    """From 2²⁴ on, only even numbers have 24 digits; so x − ((x + 2²⁴) − 2²⁴) is x modulo 2."""
    return Trace(2 * tuple(k % 2 for k in NUMBERS))


@CLAIM.proof("remainder-of-4", engine="exact")
def two_digits_are_dropped_and_subtracted() -> Trace:
    """From 2²⁵ on, only multiples of 4 have 24 digits."""
    return Trace(2 * tuple(k % 4 for k in NUMBERS))


@CLAIM.proof("jumps-after-3-and-7", engine="exact")
def where_the_multiple_of_4_jumps() -> Trace:
    """The largest multiple of 4 is by 4 larger for x + 1 than for x at x = 3 and x = 7, and is the same elsewhere."""
    return Trace(2 * tuple(4 * (k in (3, 7)) for k in NUMBERS))


@CLAIM.control(Computes(("x", "y"), x + y, XOR, DOWN), drops="the bias that makes rounding happen: a sum of two bits")
def a_sum_of_bits_is_exact() -> Trace:
    """Nothing is rounded, and 1 + 1 = 2."""
    return Trace(2 * (0, 1, 1, 2))
