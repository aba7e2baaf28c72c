"""Continuous? Smooth? With which Lipschitz constant?"""

from __future__ import annotations

from fractions import Fraction

from nlverify.site.activations import facts
from nlverify.site.activations.cell import Cell, written_degree
from nlverify.site.activations.facts import Activation
from nlverify.site.activations.trees import Tree, degree, number, shown


def continuous(f: Activation) -> Cell | None:
    """A jump is none; polynomials, and functions whose slopes are bounded, are continuous."""
    if facts.jump(f):
        return Cell("no", "it jumps at 0", ("jump",))
    if written_degree(f) is not None:
        return Cell("yes", "it is a polynomial")
    bound = _lipschitz(f)
    return Cell("yes", "it has a Lipschitz constant", bound[1]) if bound else None


def smooth(f: Activation) -> Cell | None:
    """No derivative at a kink or a jump; polynomials have all derivatives."""
    place = facts.kink(f)
    if place:
        return Cell("no", f"it has a kink at {shown(place[0])}", ("kink",))
    if facts.ridge(f):
        return Cell("no", "it bends at 0 in proportion to h", ("bent",))
    if facts.jump(f):
        return Cell("no", "it jumps at 0", ("jump",))
    if written_degree(f) is not None:
        return Cell("yes", "it is a polynomial")
    return None


def lipschitz(f: Activation) -> Cell | None:
    """The largest slope, from above by a bound on all of them, from below by the slopes somewhere."""
    steep, upper = facts.steeper(f), _lipschitz(f)
    if steep == (None,):
        return Cell("none", "it is steeper than every number somewhere", ("steeper",))
    if upper is None:
        return None
    least, part = (steep[0], "steeper") if steep else (_slope_at_0(f), "near-below")
    if least is None:
        return Cell(f"at most {shown(upper[0])}", "it is never steeper", upper[1])
    if least == upper[0]:
        return Cell(shown(least), "never steeper, and somewhere as steep as one likes below", (*upper[1], part))
    text = f"between {shown(least)} and {shown(upper[0])}"
    return Cell(text, "never steeper than the one, somewhere steeper than the other", (*upper[1], part))


def _lipschitz(f: Activation) -> tuple[Fraction, tuple[str, ...]] | None:
    """Return a Lipschitz constant and the parts that give it."""
    most, least = facts.slope(f, "at-most"), facts.slope(f, "at-least") if len(f.inputs) == 1 else None
    if written_degree(f) == 1 and len(f.inputs) == 1:
        return Fraction(1), ()
    if most is None:
        return None
    if len(f.inputs) > 1:
        return most, ("slope-at-most",)
    if facts.increasing(f):
        return most, ("slope-at-most", "increasing")
    return None if least is None else (max(most, -least), ("slope-at-most", "slope-at-least"))


def _slope_at_0(f: Activation) -> Fraction | None:
    """Return the slope of the line that touches from a side, if the distance is of a higher order."""
    below = facts.near(f, "below")
    if below is None or (degree(below[1], ["x"]) or 0) < 2:
        return None
    line = below[0]
    return _slope_of(line)


def _slope_of(line: Tree) -> Fraction | None:
    """Return the factor of x in a line that is written as mx, x/m, or that after a constant.

    >>> _slope_of(["+", "1/2", ["/", "x", "4"]]), _slope_of("x")
    (Fraction(1, 4), Fraction(1, 1))
    """
    if line == "x":
        return Fraction(1)
    if isinstance(line, list) and line[0] == "+" and len(line) == 3 and degree(line[1], ["x"]) in (0, None):
        return _slope_of(line[2])
    if isinstance(line, list) and line[0] == "/" and line[1] == "x":
        divisor = number(line[2])
        return 1 / divisor if divisor else None
    if isinstance(line, list) and line[0] == "*" and line[2:] == ["x"]:
        return number(line[1])
    return None
