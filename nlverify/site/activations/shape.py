"""Monotone? Convex? XOR in one unit? And how far from affine around 0?"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from nlverify.site.activations import facts
from nlverify.site.activations.cell import Cell, written_degree
from nlverify.site.activations.facts import Activation
from nlverify.site.activations.trees import Tree, degree, formula, number, shown

MONOTONE = "xor-monotone-unit"


def monotone(f: Activation) -> Cell | None:
    """Increasing, or both up and down."""
    if facts.increasing(f):
        return Cell("increasing" if len(f.inputs) == 1 else "increasing in both inputs", "", ("increasing",))
    if written_degree(f) == 1:
        return Cell("increasing", "by its formula")
    for way, why in (("valley", "it goes down and up"), ("hill", "it goes up and down")):
        if facts.turns(f, way):
            return Cell("no", why, (way,))
    return None


def convex(f: Activation) -> Cell | None:
    """A supporting line everywhere means convex; a bend in each direction means neither convex nor concave."""
    if written_degree(f) == 1:
        return Cell("both convex and concave", "it is affine", short="both")
    if facts.convex(f):
        return Cell("convex", "a line supports it at each point", ("convex",))
    up = next((p for p in ("bends-up", "valley") if f.statement(p) and _certified(f, p)), None)
    down = next((p for p in ("bends-down", "hill") if f.statement(p) and _certified(f, p)), None)
    if up and down:
        return Cell("neither convex nor concave", "it bends both ways", (up, down), short="neither")
    return Cell("no", "somewhere it bends down", (down,)) if down else None


def _certified(f: Activation, part: str) -> bool:
    return facts.bends(f, part[6:]) if part.startswith("bends") else facts.turns(f, part)


# ------------------------------------------------------------------ XOR, distance from affine


def xor(f: Activation) -> Cell | None:
    """A valley or a hill gives XOR with a threshold; a monotone function of one input does not."""
    exact = facts.exact_xor(f)
    if exact is not None:
        constant, arguments = exact
        text = f"exactly: {formula(constant)} − f({', '.join(map(formula, arguments))})"
        return Cell(text, "its values are 0, 1, 1, 0", ("xor",), short="yes, exactly")
    for way, compared in (("valley", "<"), ("hill", ">")):
        if facts.turns(f, way):
            found = f.values(way)
            text = f"with a threshold: {_unit(f, found)} {compared} {shown(found['t'])}"
            why = "in the middle, x₁ + x₂ = 1, it is on the other side of the threshold"
            return Cell(text, why, (way,), short="yes, with a threshold")
    if len(f.inputs) == 1 and facts.increasing(f):
        return Cell("no", "no monotone unit does", ("increasing",), (MONOTONE,))
    if written_degree(f) == 1:
        return Cell("no", "it is affine", ("no-xor",) if f.statement("no-xor") else (), (MONOTONE,))
    return None


def _unit(f: Activation, found: Mapping[str, Fraction]) -> str:
    """Return the unit with its weights, as a formula."""
    arguments = []
    for k in [""] if len(f.inputs) == 1 else ["1", "2"]:
        p, r = found[f"p{k}"], found[f"r{k}"]
        w = (r - p) / 2
        size = "" if abs(w) == 1 else shown(abs(w))
        both = "x₁ + x₂" if size == "" and w > 0 else f"{'−' if w < 0 else ''}{size}(x₁ + x₂)"
        sign = "" if p == 0 else f" {'−' if p < 0 else '+'} {shown(abs(p))}"
        arguments.append(shown(p) if w == 0 else f"{both}{sign}")
    return f"f({', '.join(arguments)})"


def error(f: Activation) -> Cell | None:
    """How far f is from a line on [−h, h], and no line is nearer: by a bend, a kink or a jump."""
    most, amount, height, corner = facts.error_at_most(f), facts.bent(f), facts.jump(f), facts.kink(f)
    upto = f" for h ≤ {formula(most['?upto'])}" if most.get("?upto") else ""
    if written_degree(f) == 1 and len(f.inputs) == 1:
        return Cell("0", "it is affine")
    if most and number(most["?bound"]) == 0:
        return Cell(f"0{upto}", f"there it is {formula(most['?line'])}", ("error-at-most",))
    least, part = None, ""
    if amount is not None:
        least, part = _quarter(amount), "bent"
    elif height is not None:
        least, part = shown(height / 2), "jump"
    elif corner is not None and corner[0] == 0:
        least, part = _quarter("h" if corner[1] == "1" else ["*", corner[1], "h"]), "kink"
    if most:
        bound = formula(most["?bound"])
        if least == bound:
            return Cell(f"{bound}{upto}", "so near is one line, and no other is nearer", ("error-at-most", part))
        rest = f", at least {least}" if least else ""
        parts = ("error-at-most", part) if least else ("error-at-most",)
        return Cell(f"at most {bound}{rest}{upto}", "so near is one line", parts)
    return _between(f)


def _between(f: Activation) -> Cell | None:
    """Return the distance from the tangent at 0, where the graph lies between it and a parabola, or the like."""
    above, below = facts.near(f, "above"), facts.near(f, "below")
    if above is None or below is None or above[0] != below[0]:
        return None
    amounts = [a for a in (above[1], below[1]) if number(a) != 0]
    if len(amounts) != 1:
        return None
    at_h = formula(_with_h(amounts[0]))
    line = formula(above[0])
    if above[2] or below[2]:
        if not facts.odd(f):
            return None
        return Cell(f"at most {at_h}", f"so near is {line}, on both sides alike", ("near-above", "near-below", "odd"))
    half = _halved(_with_h(amounts[0])) if (degree(amounts[0], ["x"]) or 1) % 2 == 0 else None
    if half is None:
        return None
    return Cell(f"at most {half}", f"it lies between {line} and a parabola", ("near-above", "near-below"))


def _halved(amount: Tree) -> str | None:
    """Return half of an amount that is a power over a number.

    >>> _halved(["/", ["^", "h", 2], "4"])
    'h²/8'
    """
    if isinstance(amount, list) and amount[0] == "/" and (divisor := number(amount[2])):
        return formula(["/", amount[1], str(2 * divisor)])
    return None


def _quarter(amount: Tree) -> str:
    """Return a quarter of an amount as a formula.

    >>> _quarter(["*", "2", "h"]), _quarter(["*", "2", ["^", "h", 2]]), _quarter(["*", ["-", "1", "a"], "h"])
    ('h/2', 'h²/2', '(1 − a)h/4')
    """
    if isinstance(amount, list) and amount[0] == "*" and (factor := number(amount[1])) is not None:
        share = factor / 4
        text = formula(amount[2])
        above = "" if share.numerator == 1 else str(share.numerator)
        return f"{above}{text}" if share.denominator == 1 else f"{above}{text}/{share.denominator}"
    return formula(["/", amount, "4"])


def _with_h(tree: Tree) -> Tree:
    if isinstance(tree, str):
        return "h" if tree == "x" else tree
    return [tree[0], *map(_with_h, tree[1:])] if isinstance(tree, list) else tree
