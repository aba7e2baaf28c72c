"""Examples by hand: weights, networks, values at points, units and what excludes the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from nlverify.by_hand.text import affine_text, assigned, number_text, point_text, sum_text
from nlverify.statement import Classifies, Computes, Dichotomies, HiddenXor, Iterates, NoNetwork, SomeNetwork, Table

MOST_DIGITS = 15  # after the point: what a float64 can show
EXAMPLES = 4  # how many units and equations of a catalogue are written out
MODES = {
    "RNE": "to nearest, ties to even,",
    "RNA": "to nearest, ties away from 0,",
    "RTZ": "towards 0",
    "RTP": "up",
    "RTN": "down",
}


def of_weights(table: Table, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Yield an affine function and its values."""
    weights, bias = [Fraction(w) for w in certificate["weights"]], Fraction(certificate["bias"])
    yield f"f(x) = {affine_text(weights, bias)}"
    for point, wanted in zip(table.points, table.values, strict=True):
        value = sum((w * x for w, x in zip(weights, point, strict=True)), bias)
        yield f"  f{point_text(point)} = {number_text(value)}, asked: {number_text(wanted)}"


def of_network(statement: NoNetwork | SomeNetwork, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Yield the formula of a network, and what is asked of it."""
    kind = statement.activation if isinstance(statement.activation, str) else f"leaky[{statement.activation[1]}]"
    terms: list[Any] = []
    for unit in certificate["units"]:
        inner = affine_text([Fraction(w) for w in unit["weights"]], Fraction(unit["bias"]))
        terms.append([[f"{kind}({inner})"], unit["out"]])
    terms += [[[f"x{i + 1}"], w] for i, w in enumerate(certificate.get("skip", ())) if Fraction(w)]
    terms += [[[], certificate["bias"]]] if Fraction(certificate["bias"]) else []
    yield f"f(x) = {sum_text(terms)}"
    asked = zip(statement.table.points, statement.table.values, strict=True)
    yield "Put in the points; asked are " + ", ".join(f"{number_text(v)} at {point_text(p)}" for p, v in asked) + "."


def of_expression(statement: Computes, values: Sequence[Fraction]) -> Iterator[str]:
    """Yield the values of an expression at the points, in each rounding mode if there are any."""
    points, modes = statement.table.points, statement.arithmetic.modes if statement.arithmetic else ("",)
    for k, mode in enumerate(modes):
        if statement.arithmetic:
            yield f"Rounded {MODES[mode]} after each operation:"
        mine = values[k * len(points) : (k + 1) * len(points)]
        for point, wanted, value in zip(points, statement.table.values, mine, strict=True):
            yield f"  at {point_text(point)}: {number_text(value)}, asked: {number_text(wanted)}"


def of_iteration(statement: Iterates, values: Sequence[Fraction]) -> Iterator[str]:
    """Yield how a power of a matrix is reached, and where it leads."""
    yield f"Square M {statement.steps.bit_length() - 1} times modulo {statement.modulus}: M, M², M⁴, …"
    yield f"Multiply those that make up M to the {statement.steps}: they take {point_text(statement.start)}"
    yield f"to {point_text(values)}, asked: {point_text(statement.result)}."


def of_catalogue(statement: Dichotomies, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Yield the first units with their labellings, and the first equations that exclude labellings."""
    points = [[Fraction(c) for c in p] for p in statement.points]
    units = [[Fraction(w) for w in unit] for unit in certificate["units"]]
    yield f"{len(units)} units, each with a labelling of its own (1 where it is > 0):"
    for *weights, bias in units[:EXAMPLES]:
        values = (sum((w * x for w, x in zip(weights, p, strict=True)), bias) for p in points)
        yield f"  {''.join(str(int(v > 0)) for v in values)}  f(x) = {affine_text(weights, bias)}"
    yield f"Every affine f satisfies {len(certificate['obstructions'])} equations, such as"
    for row in certificate["obstructions"][:EXAMPLES]:
        sides = [
            [
                [[f"f{point_text(p)}"], sign * Fraction(c)]
                for c, p in zip(row, points, strict=True)
                if sign * Fraction(c) > 0
            ]
            for sign in (1, -1)
        ]
        yield "  " + " = ".join(map(sum_text, sides))
    yield "so that no unit is > 0 all over one side and ≤ 0 all over the other. These exclude the other labellings."


def of_classes(statement: HiddenXor, tree: Sequence[str]) -> Iterator[str]:
    """Yield how the tree of classes is read, and its first path."""
    n = statement.inputs + 1

    def signs(text: str) -> str:
        return "".join("+" if c == "1" else "−" for c in f"{int(text):0{n}b}")

    counts = [sum(line.startswith(word) for line in tree) for word in ("branch", "weights", "xor")]
    yield f"With −1 and 1 in place of 0 and 1, each function of {statement.inputs} inputs has a twin F of {n}, with"
    yield "F(−z) = not F(z). If no XOR hides in it, its inputs can be negated and put in order so that F stays true if"
    yield "a − becomes +, or neighbours − + become + −. The tree asks where such an F is true, at x or at −x:"
    yield f"{counts[0]} questions, {counts[1]} functions with weights, {counts[2]} places where an XOR hides. First:"
    for line in tree:
        word, *numbers = line.split(" ")
        if word == "branch":
            yield f"  F is true at {signs(numbers[0])}"
            continue
        if word == "xor":
            yield f"  and an XOR hides in it: {', '.join(map(signs, numbers))} add up to 0"
        else:
            yield f"  and F(z) is true where {weighted_sum(numbers)} > 0"
        break
    yield "Permutations and signs make many functions of each F; their numbers add up to the one stated."


def weighted_sum(weights: Sequence[str]) -> str:
    """Return the sum Σ wᵢzᵢ as text.

    >>> weighted_sum(["2", "1", "0"])
    '2z1 + z2'
    """
    return " + ".join(f"{'' if w == '1' else w}z{i}" for i, w in enumerate(weights, 1) if w != "0")


def of_equal_sums(statement: HiddenXor, certificate: Mapping[str, Any]) -> Iterator[str]:
    """Yield the points whose sums are equal."""
    n = statement.inputs
    ones, zeros = ([f"{x:0{n}b}" for x in certificate[name]] for name in ("ones", "zeros"))
    yield f"The function is 1 at {', '.join(ones)}"
    yield f"and 0 at {', '.join(zeros)}."
    sums = [[sum(int(p[i]) for p in points) for i in range(n)] for points in (ones, zeros)]
    yield f"Input by input both add up to {point_text([Fraction(c) for c in sums[0]])}, so no unit computes it."
    yield "That no XOR hides in it takes all pairs of inputs: those with 1 and those with 0 have no sum in common."


def of_networks(statement: Classifies, values: Sequence[Fraction]) -> Iterator[str]:
    """Yield the values of networks beside the margin that is asked of them."""
    points, margin = statement.table.points, Fraction(statement.margin)
    asked = ", ".join(
        f"{'≥ ' if label else '≤ −'}{number_text(margin)} at {point_text(p)}"
        for p, label in zip(points, statement.table.values, strict=True)
    )
    yield f"Asked are values {asked}. Rounded, they are:"
    for k in range(len(statement.networks)):
        mine = values[k * len(points) : (k + 1) * len(points)]
        shown = (_rounded(v, label, margin) for v, label in zip(mine, statement.table.values, strict=True))
        yield f"  network {k + 1}: " + ", ".join(shown)


def _rounded(value: Fraction, label: Fraction, margin: Fraction) -> str:
    """Return a value to four places, or to as many as show that it is not what is asked.

    >>> _rounded(Fraction(499999, 10**6), Fraction(1), Fraction(1, 2))
    '0.499999 ✗'
    """
    right = (value if label == 1 else -value) >= margin
    digits = 4
    while not right and digits < MOST_DIGITS and abs(abs(value) - margin) < Fraction(1, 10**digits):
        digits += 1
    return f"{float(value):.{digits}f}".replace("-", "−") + ("" if right else " ✗")


def of_run(certificate: Mapping[str, Any]) -> Iterator[str]:
    """Yield the steps that break an invariant."""
    if certificate["fixed"]:
        yield f"Fix {assigned(certificate['fixed'])}."
    for k, step in enumerate(certificate["steps"], 1):
        yield f"Step {k}: {assigned(step) or 'nothing to choose'}."
    yield "Then compute both sides: the invariant fails."
