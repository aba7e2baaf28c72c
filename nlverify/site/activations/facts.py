"""What the checked statements say of an activation: a part is believed only if it has exactly the expected form.

A part's name says which question it answers. The statement is compared with the question asked of this very
function; only bounds, places and slopes are read off. So a name can never make a statement say more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from nlverify.site.activations.trees import Tree, degree, match, number, put_in
from nlverify.site.read import Data, SiteError, Subject, certificates

PLACES = {1: (("x",), ("y",)), 2: (("a", "b"), ("c", "d"))}
XOR = (["x1", "x2"], [["0", "0"], ["0", "1"], ["1", "0"], ["1", "1"]], ["0", "1", "1", "0"], False)
ENDS = {1: (("p",), ("r",)), 2: (("p1", "p2"), ("r1", "r2"))}


@dataclass(frozen=True)
class Activation:
    """A claim about one function: the function, and the claim with its checked statements."""

    subject: Subject
    data: Data

    @property
    def name(self) -> str:
        """What readers call the function."""
        return str(self.data["name"])

    @property
    def inputs(self) -> list[str]:
        """The names of its inputs."""
        return list(self.data["inputs"])

    def __call__(self, *arguments: Tree) -> Tree:
        """Return its value at these arguments, as an expression."""
        return put_in(self.data["expression"], dict(zip(self.inputs, arguments, strict=True)))

    def statement(self, name: str) -> Data | None:
        """Return the statement of a part, if the claim has one of that name."""
        found: Data | None = self.subject.statement["parts"].get(name)
        return found

    def tier(self, name: str) -> str:
        """Return the tier that a part earned."""
        return next(str(part["tier"]) for part in self.subject.entry["parts"] if part["name"] == name)

    def values(self, name: str) -> Mapping[str, Fraction]:
        """Return the numbers by which an existence part was proved."""
        for target, evidence in certificates(self.subject.entry):
            if target == f"parts/{name}" and evidence["format"] == "assignment/1":
                found = json.loads(self.subject.files[Path(evidence["file"]).name])["values"]
                return {symbol: Fraction(value) for symbol, value in found.items()}
        raise SiteError(f"{self.subject.id}, part {name}: expected an assignment that proves it, got none")

    # -------------------------------------------------------------- forms

    def for_all(self, part: str, variables: Sequence[str], then: Tree, given: Sequence[Tree] = ()) -> dict[str, Tree]:
        """Return what the holes of a universal part stand for; nothing if there is no such part.

        Raises SiteError if there is one, and it says something else.
        """
        return self.one_of(part, variables, [(then, given)])

    def one_of(
        self, part: str, variables: Sequence[str], forms: Sequence[tuple[Tree, Sequence[Tree]]]
    ) -> dict[str, Tree]:
        """Return what the holes stand for in the first form that fits."""
        statement = self.statement(part)
        if statement is None:
            return {}
        if statement["kind"] == "forall" and statement["variables"] == [*self.data["parameters"], *variables]:
            for then, given in forms:
                found: dict[str, Tree] = {}
                wanted = [*self.data["given"], *given]
                if match(then, statement["then"], found) and match(wanted, statement.get("given", []), found):
                    return {"then": then, "given": given, **found}
        raise self.wrong(part)

    def exists(self, part: str, variables: Sequence[str], such_that: Sequence[Tree]) -> bool:
        """Return whether there is an existence part of this form; raise SiteError if it has another one."""
        statement = self.statement(part)
        if statement is None:
            return False
        same = statement["kind"] == "exists" and statement["variables"] == list(variables)
        if not same or not match(list(such_that), statement["such_that"], {}):
            raise self.wrong(part)
        return True

    def wrong(self, part: str) -> SiteError:
        """Return the error of a part that does not say what its name promises."""
        return SiteError(f"{self.subject.id}, part {part}: expected the catalogue's question, got another statement")


# ------------------------------------------------------------------ the range


def bound(f: Activation, side: str) -> tuple[Fraction, bool] | None:
    """Return the lower or upper bound that is certified, and whether it is strict."""
    at = f(*f.inputs)
    weak, strict = (">=", ">") if side == "lower" else ("<=", "<")
    found = f.one_of(f"{side}-bound", f.inputs, [([weak, at, "?b"], ()), ([strict, at, "?b"], ())])
    value = number(found["?b"]) if found else None
    return None if value is None else (value, found["then"][0] == strict)


def onto(f: Activation) -> tuple[tuple[Fraction, bool] | None, tuple[Fraction, bool] | None] | None:
    """Return the interval of which every number is a value: its ends, each with whether it is left out."""
    holes = [f"?{k}" for k in range(len(f.inputs))]
    then = ["=", f(*holes), "y"]
    forms = [(then, given) for given in ((), (["?op", "y", "?low"],), (["?op", "y", "?low"], ["?to", "y", "?high"]))]
    found = f.one_of("onto", ["y"], forms)
    if not found:
        return None
    ends: list[tuple[Fraction, bool] | None] = []
    for op, end, allowed in (("?op", "?low", (">", ">=")), ("?to", "?high", ("<", "<="))):
        value = number(found[end]) if op in found else None
        if op in found and (found[op] not in allowed or value is None):
            raise f.wrong("onto")
        ends.append(None if value is None else (value, found[op] == allowed[0]))
    return ends[0], ends[1]


def unbounded(f: Activation, part: str) -> bool:
    """Return whether the function is certified to exceed ("exceeds") or to fall below every number."""
    holes = [f"?{k}" for k in range(len(f.inputs))]
    return bool(f.for_all(part, ["y"], [">" if part == "exceeds" else "<", f(*holes), "y"]))


def values(f: Activation) -> list[Fraction]:
    """Return the only values that the function has, if it is certified to have finitely many."""
    statement = f.statement("values")
    if statement is None:
        return []
    op, *cases = statement["then"]
    found = [number(case[2]) for case in cases if case[:2] == ["=", f(*f.inputs)]]
    exact = [v for v in found if v is not None]
    if op != "or" or statement["variables"] != f.inputs or "given" in statement or len(exact) < len(cases):
        raise f.wrong("values")
    return exact


def flat(f: Activation) -> bool:
    """Return whether the function is certified to be bounded above for x ≤ 0."""
    if f.statement("flat") is None:
        return False
    return bool(f.for_all("flat", ["x"], ["<=", f("x"), "?b"], [["<=", "x", "0"]]))


# ------------------------------------------------------------------ the shape


def increasing(f: Activation) -> bool:
    """Return whether it is certified to be increasing, in each of its inputs."""
    low, high = PLACES[len(f.inputs)]
    ordered = [["<=", u, v] for u, v in zip(low, high, strict=True)]
    return bool(f.for_all("increasing", [*low, *high], ["<=", f(*low), f(*high)], ordered))


def convex(f: Activation) -> bool:
    """Return whether it is certified to have a supporting line, or plane, everywhere."""
    p, r = PLACES[len(f.inputs)]
    slopes: list[Tree] = ["?s"] if len(p) == 1 else ["?s", ["-", "1", "?s"]]
    rises = [["*", s, ["-", u, v]] for s, u, v in zip(slopes, p, r, strict=True)]
    found = f.for_all("convex", [*p, *r], [">=", f(*p), ["+", f(*r), *rises]])
    if found and _symbols(found["?s"]) & set(p):
        raise f.wrong("convex")
    return bool(found)


def bends(f: Activation, way: str) -> bool:
    """Return whether somewhere it is certified to bend up (no concave function does), or down."""
    part, op = f"bends-{way}", ">" if way == "up" else "<"
    first, last = ENDS[len(f.inputs)]
    middle = [["/", ["+", u, v], "2"] for u, v in zip(first, last, strict=True)]
    return f.exists(part, [*first, *last], [[op, ["+", f(*first), f(*last)], ["*", "2", f(*middle)]]])


def turns(f: Activation, way: str) -> bool:
    """Return whether it is certified to go down and up again ("valley") or up and down ("hill")."""
    first, last = ENDS[len(f.inputs)]
    middle = [["/", ["+", u, v], "2"] for u, v in zip(first, last, strict=True)]
    out, inside = (">", "<") if way == "valley" else ("<", ">")
    return f.exists(way, [*first, *last, "t"], [[out, f(*first), "t"], [inside, f(*middle), "t"], [out, f(*last), "t"]])


def exact_xor(f: Activation) -> tuple[Tree, list[Tree]] | None:
    """Return c and the arguments, affine in x₁ and x₂, for which c − f(arguments) is certified to be XOR."""
    statement = f.statement("xor")
    if statement is None:
        return None
    holes = [f"?{k}" for k in range(len(f.inputs))]
    found: dict[str, Tree] = {}
    table = (statement.get("variables"), statement.get("points"), statement.get("values"), "arithmetic" in statement)
    if table != XOR or not match(["-", "?c", f(*holes)], statement["expression"], found):
        raise f.wrong("xor")
    arguments = [found[hole] for hole in holes]
    if number(found["?c"]) is None or any(degree(tree, ["x1", "x2"]) not in (0, 1) for tree in arguments):
        raise f.wrong("xor")
    return found["?c"], arguments


# ------------------------------------------------------------------ how smooth, how affine


def slope(f: Activation, side: str) -> Fraction | None:
    """Return the most (or the least) by which the function rises, in proportion."""
    p, r = PLACES[len(f.inputs)]
    op = "<=" if side == "at-most" else ">="
    rise = ["-", f(*p), f(*r)]
    run: Tree = ["-", *p, *r]
    given: list[Tree] = [[">=", *p, *r]]
    variables = [*p, *r]
    if len(p) == 2:
        run, variables = "e", [*p, *r, "e"]
        given = [["<=", ["-", *pair], "e"] for u, v in zip(p, r, strict=True) for pair in ((u, v), (v, u))]
    forms = [([op, rise, run], given), ([op, rise, ["*", "?L", run]], given)]
    found = f.one_of(f"slope-{side}", variables, forms)
    return number(found["?L"]) if "?L" in found else Fraction(1) if found else None


def steeper(f: Activation) -> tuple[Fraction | None] | None:
    """Return up to which k the function is certified to be steeper than k somewhere; (None,) if for every k."""
    first, last = ([f"?{end}{k}" for k in range(len(f.inputs))] for end in "pr")
    distances = [["abs", ["-", u, v]] for u, v in zip(first, last, strict=True)]
    distance = distances[0] if len(distances) == 1 else ["max", *distances]
    rise = ["abs", ["-", f(*first), f(*last)]]
    forms = [
        ([">", rise, farther], given)
        for farther in (["*", "k", distance], "k")
        for given in ([[">=", "k", "0"]], [[">=", "k", "0"], ["<", "k", "?below"]])
    ]
    found = f.one_of("steeper", ["k"], forms)
    if found and "?p0" in found and found["then"][2] == "k" and (found["?p0"], found["?r0"]) != ("1", "0"):
        raise f.wrong("steeper")
    return (number(found["?below"]) if "?below" in found else None,) if found else None


def jump(f: Activation) -> Fraction | None:
    """Return the height by which the function is certified to jump at 0."""
    if f.statement("jump") is None:
        return None
    found = f.for_all("jump", ["h"], [">=", ["abs", ["-", f("h"), f(["-", "h"])]], "?c"], [[">", "h", "0"]])
    height = number(found["?c"]) if found else None
    return height if height is not None and height > 0 else None


def kink(f: Activation) -> tuple[Fraction, Tree, Fraction] | None:
    """Return where the function is certified to have no derivative, by how much its slope jumps, and how far."""
    statement = f.statement("kink")
    if statement is None:
        return None
    for sides, place in (((["+", "?p", "h"], ["-", "?p", "h"]), "?p"), (("h", ["-", "h"]), "0")):
        bend = ["abs", ["-", ["+", f(sides[0]), f(sides[1])], ["*", "2", f(place)]]]
        for amount in ("h", ["*", "?c", "h"]):
            found: dict[str, Tree] = {}
            given = [*f.data["given"], [">", "h", "0"], ["<=", "h", "?width"]]
            if match([">=", bend, amount], statement["then"], found) and match(given, statement["given"], found):
                where, width = number(found.get("?p", "0")), number(found["?width"])
                slope = found.get("?c", "1")
                if where is not None and width is not None and _positive(f, slope):
                    return where, slope, width
    raise f.wrong("kink")


def ridge(f: Activation) -> bool:
    """Return whether it is certified to bend at 0 in proportion to h, as nothing with a derivative there does."""
    amount = bent(f)
    return amount == "h" or (isinstance(amount, list) and amount[0] == "*" and amount[2:] == ["h"])


def error_at_most(f: Activation) -> dict[str, Tree]:
    """Return "?line", "?bound" and perhaps "?upto": on [−h, h] the function is certified to be that near a line."""
    within = [r for u in f.inputs for r in ([">=", u, ["-", "h"]], ["<=", u, "h"])]
    then = ["<=", ["abs", ["-", f(*f.inputs), "?line"]], "?bound"]
    forms = [(then, [[">", "h", "0"], *short, *within]) for short in ([], [["<=", "h", "?upto"]])]
    return f.one_of("error-at-most", ["h", *f.inputs], forms)


def bent(f: Activation) -> Tree | None:
    """Return the amount by which the function is certified to bend on [−h, h]; a line misses it by a quarter."""
    if len(f.inputs) == 1:
        bend = ["-", ["+", f("h"), f(["-", "h"])], ["*", "2", f("0")]]
    else:
        minus = ["-", "h"]
        bend = ["-", ["+", f("h", "h"), f(minus, minus)], ["+", f("h", minus), f(minus, "h")]]
    return f.for_all("bent", ["h"], [">=", ["abs", bend], "?amount"], [[">", "h", "0"]]).get("?amount")


def near(f: Activation, side: str) -> tuple[Tree, Tree, bool] | None:
    """Return the line, the amount by which the function is above (below) it at most, and whether for x ≥ 0 only."""
    if f.statement(f"near-{side}") is None:
        return None
    op = "<=" if side == "above" else ">="
    beside = ["+", "?line", "?amount"] if side == "above" else ["-", "?line", "?amount"]
    forms = [([op, f("x"), end], given) for end in (beside, "?line") for given in ([], [[">=", "x", "0"]])]
    found = f.one_of(f"near-{side}", ["x"], forms)
    if not found:
        return None
    line, amount = found["?line"], found.get("?amount", "0")
    if degree(amount, ["x"]) in (0, 1) and "?amount" in found:  # it belongs to the line
        line, amount = put_in(beside, {"?line": line, "?amount": amount}), "0"
    return line, amount, bool(found["given"])


def odd(f: Activation) -> bool:
    """Return whether half a turn about the point (0, f(0)) is certified to leave the graph as it is."""
    if f.statement("odd") is None:
        return False
    total = f.for_all("odd", ["x"], ["=", ["+", f("x"), f(["-", "x"])], "?total"]).get("?total")
    return number(total) is not None


# ------------------------------------------------------------------ inside


def _positive(f: Activation, slope: Tree) -> bool:
    """Return whether a slope is a positive number, or 1 − a where the parameter a is less than 1."""
    value = number(slope)
    return value > 0 if value is not None else slope == ["-", "1", "a"] and ["<", "a", "1"] in f.data["given"]


def _symbols(tree: Tree) -> set[str]:
    if isinstance(tree, str):
        return {tree} if tree[0].isalpha() else set()
    return set[str]().union(*map(_symbols, _parts(tree)))


def _parts(tree: Tree) -> Iterator[Tree]:
    yield from (part for part in tree[1:] if isinstance(part, str | list))
