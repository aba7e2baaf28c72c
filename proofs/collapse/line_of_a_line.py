"""A line of a line is a line.

Take a line y = mx + b, and put its value into another line, z = py + r:

    z  =  p(mx + b) + r  =  (pm)·x + (pb + r).

That is a line again, with slope pm and intercept pb + r. Four parameters were learned, and two would have
done: whatever the second line was meant to add, the first could have had it from the beginning.

The computation uses nothing but the distributive and associative laws, so it holds in every commutative
ring: for real numbers, whole numbers, bits modulo 2. (Not even p·m = m·p is needed, nor subtraction: see
`affine-collapse-2`.) Floating-point numbers round after each step, and then it need not hold exactly.

Two remarks on words. A function mx + b is called *affine*; it is *linear* only if b = 0. And a line of
the form y = mx + b is never vertical; that plays no part here, where lines are graphs of functions.

The controls show what the statement depends on. The outer slope p multiplies the inner intercept too.
And if a single square comes in between, z = p(mx + b)² + r, the result is no line any more: on a line the
values at 0 and 2 add up to twice the value at 1, and here they exceed it by 2pm², which for real
numbers is 0 only if p or m is.
"""

from nlverify.claim import Claim, Identity, Source, Theorem, scalars
from nlverify.engines import symbolic
from nlverify.evidence import Assignment, Expansion
from nlverify.exact.expression import Expr, symbols

m, b, p, r, x = symbols("m b p r x")
NUMBERS = scalars("m b p r x")

COLLAPSE = Identity("commutative-ring", NUMBERS, p * (m * x + b) + r, (p * m) * x + (p * b + r))


def squared(at: int) -> Expr:
    """The outer line of the squared inner line, at the number `at`."""
    return p * (m * at + b) ** 2 + r


CLAIM = Claim(
    id="line-of-a-line",
    title="A line of a line is a line",
    says="A line of a line is a line: p(mx + b) + r = (pm)x + (pb + r).",
    parts={"main": COLLAPSE},
    theorems={
        "main": Theorem(
            "Scalars.line_of_a_line",
            "forall (K : CRing) (p m x b r : K), p * (m * x + b) + r = p * m * x + (p * b + r)",
            says="over every commutative ring",
        ),
    },
    source=Source("elementary"),
)


@CLAIM.proof("main", engine="symbolic")
def multiply_out() -> Expansion:
    """Both sides multiply out to pmx + pb + r."""
    return symbolic.expand(COLLAPSE)


@CLAIM.proof("main", engine="exact")
def multiply_out_by_hand() -> Expansion:
    """The same three terms, written down without a computer."""
    return Expansion({("m", "p", "x"): 1, ("b", "p"): 1, ("r",): 1})


@CLAIM.control(
    Identity("commutative-ring", NUMBERS, p * (m * x + b) + r, (p * m) * x + (b + r)),
    drops="the factor p in the new intercept",
)
def the_intercepts_do_not_just_add_up() -> Assignment:
    """With p = 2 and b = 1 the intercept is 2, not 1: an easy slip, when one forgets the brackets."""
    return Assignment({"m": 0, "b": 1, "p": 2, "r": 0, "x": 0})


@CLAIM.control(
    Identity("commutative-ring", scalars("m b p r"), squared(0) + squared(2), 2 * squared(1)),
    drops="the line in the middle: it is squared",
)
def a_square_in_between_bends_the_line() -> Assignment:
    """With p = m = 1 and b = r = 0 this is x²: the values at 0 and 2 add up to 4, twice the value at 1 is 2."""
    return Assignment({"m": 1, "b": 0, "p": 1, "r": 0})
