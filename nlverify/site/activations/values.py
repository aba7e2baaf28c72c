"""Affine? A polynomial? Universal? And which values does the function have?"""

from __future__ import annotations

from fractions import Fraction

from nlverify.site.activations import facts
from nlverify.site.activations.cell import Cell, written_degree
from nlverify.site.activations.facts import Activation
from nlverify.site.activations.smoothness import continuous
from nlverify.site.activations.trees import number, shown

UNIVERSAL = "universal-iff-nonpolynomial"
BOUNDED_DEPTH = "bounded-depth-polynomial-not-universal"
DEPTH = "any-nonaffine-suffices-with-depth"
COLLAPSE = "affine-collapse-n"


def affine(f: Activation) -> Cell | None:
    """No affine function has a kink or a jump, or a middle value that is not the mean; a formula of degree 1 is one."""
    written = written_degree(f)
    if written is not None and written <= 1:
        return Cell("yes", "its formula is")
    reason = _not_affine(f)
    return Cell("no", reason[0], (reason[1],)) if reason else None


def _not_affine(f: Activation) -> tuple[str, str] | None:
    """Return a part that no affine function has, and why."""
    for part, why, holds in (
        ("kink", "it has a kink", lambda: facts.kink(f)),
        ("jump", "it jumps", lambda: facts.jump(f)),
        ("valley", "it goes down and up", lambda: facts.turns(f, "valley")),
        ("hill", "it goes up and down", lambda: facts.turns(f, "hill")),
        ("bends-up", "in a middle it is below the mean", lambda: facts.bends(f, "up")),
        ("bends-down", "in a middle it is above the mean", lambda: facts.bends(f, "down")),
    ):
        if holds():
            return why, part
    return None


def polynomial(f: Activation) -> Cell | None:
    """Polynomials have derivatives everywhere, and are unbounded on every half-line unless they are constant."""
    written = written_degree(f)
    if written is not None:
        return Cell(f"yes, of degree {written}", "by its formula")
    for part, why, holds in (
        ("kink", "it has a kink, and polynomials have derivatives everywhere", facts.kink),
        ("jump", "it jumps", facts.jump),
        ("bent", "it bends in proportion to h, and polynomials have derivatives everywhere", facts.ridge),
    ):
        if holds(f):
            return Cell("no", why, (part,))
    reason = _not_affine(f)
    if reason and facts.bound(f, "lower") and facts.flat(f):
        return Cell("no", "it is bounded for x ≤ 0 and not constant", ("lower-bound", "flat", reason[1]))
    if facts.bound(f, "lower") and facts.bound(f, "upper") and reason:
        return Cell("no", "it is bounded and not constant", ("lower-bound", "upper-bound", reason[1]))
    return None


def shallow(f: Activation) -> Cell | None:
    """One hidden layer is universal exactly if the activation is not a polynomial."""
    answer = polynomial(f)
    if answer is None:
        return None
    if written_degree(f) is not None:
        return Cell("no", "networks of it are polynomials of a bounded degree", answer.parts, (BOUNDED_DEPTH,))
    if len(f.inputs) > 1:
        return None
    return Cell("yes", "it is not a polynomial", answer.parts, (UNIVERSAL,))


def deep(f: Activation) -> Cell | None:
    """With any number of layers, every continuous function that is not affine, along some line, will do."""
    is_affine = affine(f)
    if is_affine is None:
        return None
    if is_affine.value == "yes":
        return Cell("no", "its networks are affine", is_affine.parts, (COLLAPSE,))
    if facts.jump(f):
        return Cell("yes", "one hidden layer suffices", ("jump",), (UNIVERSAL,))
    unbroken = continuous(f)
    if unbroken is None and "continuous" not in f.data.get("cited", {}):
        return None
    parts = (*is_affine.parts, *(unbroken.parts if unbroken else ()))
    return Cell("yes", "it is continuous and not affine", tuple(dict.fromkeys(parts)), (DEPTH,))


# ------------------------------------------------------------------ range


def bounded(f: Activation) -> Cell | None:
    """Bounded means between two numbers; onto an infinite interval, or above every number, means it is not."""
    low, high = facts.bound(f, "lower"), facts.bound(f, "upper")
    if low and high:
        return Cell("yes", "it lies between two numbers", ("lower-bound", "upper-bound"))
    interval = facts.onto(f)
    if interval and None in interval:
        return Cell("no", "its values go on without end", ("onto",))
    for part in ("exceeds", "falls-below"):
        if facts.unbounded(f, part):
            return Cell("no", "its values go on without end", (part,))
    return None


def image(f: Activation) -> Cell | None:
    """The range is an interval of values, beyond which there are bounds; or what continuity leaves."""
    finite = facts.values(f)
    if finite:
        return Cell(f"{{{', '.join(map(shown, sorted(finite)))}}}", "it has no other values", ("values",))
    low, high, interval = facts.bound(f, "lower"), facts.bound(f, "upper"), facts.onto(f)
    if interval:
        parts = ["onto"]
        for end, limit, part in ((interval[0], low, "lower-bound"), (interval[1], high, "upper-bound")):
            if end and end == limit:
                parts.append(part)
            elif end:
                return None
        return Cell(_interval(*interval), "it takes these values and no others", tuple(parts))
    over, under = facts.unbounded(f, "exceeds"), facts.unbounded(f, "falls-below")
    if over and under:
        return Cell("all of R", "it is continuous, and not bounded on either side", ("exceeds", "falls-below"))
    if over and low:
        text = f"[m, ∞) with m ≥ {shown(low[0])}"
        least = _least(f)
        short = ""
        if least is not None:
            text = f"[m, ∞) with {shown(low[0])} ≤ m ≤ {shown(least)}"
            short = f"[{_common(low[0], least)}, ∞)"
        parts = ["lower-bound", "exceeds", *(["least"] if least is not None else [])]
        return Cell(text, "it is continuous, has a least value, and goes on without end", tuple(parts), short=short)
    return None


def _least(f: Activation) -> Fraction | None:
    """Return a number that some value is certified not to exceed."""
    statement = f.statement("least")
    if statement is None:
        return None
    if statement["kind"] != "exists" or len(statement["such_that"]) != 1:
        raise f.wrong("least")
    op, at, value = statement["such_that"][0]
    if op != "<" or at != f(*f.inputs) or statement["variables"] != f.inputs or number(value) is None:
        raise f.wrong("least")
    return number(value)


def _common(low: Fraction, high: Fraction) -> str:
    """Return the first decimals, at most four, of all numbers between two negative ones that are near to each other.

    >>> _common(Fraction(-309, 1000), Fraction(-3088, 10000))
    '−0.30…'
    """
    for places in (4, 3, 2, 1):
        cut = {int(-end * 10**places) for end in (low, high)}
        if len(cut) == 1:
            digits = str(cut.pop()).rjust(places + 1, "0")
            return f"−{digits[:-places]}.{digits[-places:]}…"
    return "m"


def _interval(low: tuple[Fraction, bool] | None, high: tuple[Fraction, bool] | None) -> str:
    if low is None and high is None:
        return "all of R"
    left = "(−∞" if low is None else f"{'(' if low[1] else '['}{shown(low[0])}"
    right = "∞)" if high is None else f"{shown(high[0])}{')' if high[1] else ']'}"
    return f"{left}, {right}"
