"""Figures of the demonstrations without ReLU: collapsed layers, rounding, SiLU, normalisation."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from nlverify.site.figures.read import Data, Material
from nlverify.site.figures.svg import INK, ONE, SOFT, WRONG, ZERO, Figure, Frame, number, picture, tag, text

SHOWN = 160  # layers whose result is a dot
HALF = Fraction(1, 2)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
ROUNDING = {"RNE": "to nearest, ties to even", "RTZ": "towards 0", "RTN": "down", "RTP": "up",
            "RNA": "to nearest, ties away from 0"}  # fmt: skip
Rows = list[list[int]]


# ------------------------------------------------------------------ many layers are one


def collapse(materials: Mapping[str, Material]) -> Figure | None:
    """Draw where the first layers and the last one lead, and the single layer that does the same."""
    statement = _first(materials.get("collapse-1e8"), "iterates")
    if statement is None:
        return None
    matrix = [[int(n) for n in row] for row in statement["matrix"]]
    start, modulus, steps = [int(n) for n in statement["start"]], int(statement["modulus"]), statement["steps"]
    weights, bias = single_layer(matrix, start, modulus, steps)
    walk, state = [start], start
    for _ in range(SHOWN):
        state = [sum(a * b for a, b in zip(row, state, strict=True)) % modulus for row in matrix]
        walk.append(state)
    frame = Frame(14, 26, 268, 120, (Fraction(0), Fraction(SHOWN), Fraction(0), Fraction(1)))
    last = Frame(308, 26, 38, 120, (Fraction(0), Fraction(1), Fraction(0), Fraction(1)))
    parts = [frame.border(), last.border(), frame.title(f"the first {SHOWN} layers"), last.title("the last")]
    for k, column in enumerate((ONE, ZERO)):
        parts += [frame.dot((n, s[k] / modulus), 1.7, column) for n, s in enumerate(walk)]
        parts.append(last.dot((0.5, int(statement["result"][k]) / modulus), 4, column))
        parts.append(text(f"{'●'} x{'₁₂'[k]}", 14 + 40 * k, 162, size=11, fill=column))
    parts.append(text("· · ·", 295, 90, anchor="middle", size=13))
    parts.append(text(f"layer {steps:,}".replace(",", "\u202f"), 346, 162, anchor="end", size=11))
    parts.append(text("All of them together are one layer, x ↦ Ax + b:", 14, 190, size=11.5))
    for line, (name, cells) in enumerate((("A  =", weights[0]), ("", weights[1]), ("b  =", bias))):
        y = 210 + 17 * line + (5 if line == 2 else 0)
        parts.append(text(name, 16, y + (8.5 if line == 0 else 0), size=11.5))
        parts += [text(str(cell), 200 + 140 * k, y, anchor="end", size=11) for k, cell in enumerate(cells)]
    for top, bottom in ((199, 231), (238, 253)):
        parts.append(tag("path", d=f"M56 {top}h-5V{bottom}h5M344 {top}h5V{bottom}h-5", stroke=SOFT, fill="none"))
    title = f"{steps:,} layers in one".replace(",", "\u202f")
    caption = (
        f"The two outputs after each of the first {SHOWN} layers, and after the last, as shares of the modulus "
        f"{modulus}. Below, weights and bias of the single layer with the same result, exact to the last digit."
    )
    alt = (
        f"Dots that look random: the outputs x₁ and x₂ of {SHOWN} layers, and of layer {steps}. Below, a matrix of two "
        f"rows, {weights[0]} and {weights[1]}, and a bias {bias}."
    )
    return Figure("collapse", title, picture("demonstration-collapse", title, alt, parts, 260), caption, alt)


def single_layer(matrix: Rows, start: Sequence[int], modulus: int, steps: int) -> tuple[Rows, list[int]]:
    """Return weights and bias of the layer that all steps make for the first two entries of the state.

    >>> single_layer([[2, 0, 1], [0, 3, 0], [0, 0, 1]], [5, 5, 1], 1009, 3)
    ([[8, 0], [0, 27]], [7, 0])
    """
    size = range(len(matrix))
    power: Rows = [[int(i == j) for j in size] for i in size]
    square, exponent = matrix, steps
    while exponent:
        power = _product(square, power, modulus) if exponent % 2 else power
        square, exponent = _product(square, square, modulus), exponent // 2
    bias = [sum(n * s for n, s in zip(row[2:], start[2:], strict=True)) % modulus for row in power[:2]]
    return [row[:2] for row in power[:2]], bias


def _product(a: Rows, b: Rows, modulus: int) -> Rows:
    return [
        [sum(x * y for x, y in zip(row, column, strict=True)) % modulus for column in zip(*b, strict=True)] for row in a
    ]


def _first(material: Material | None, kind: str) -> Data | None:
    if material is None:
        return None
    return next((target.statement for target in material.of(kind, group="parts")), None)


# ------------------------------------------------------------------ rounding


def rounding(materials: Mapping[str, Material]) -> Figure | None:
    """Draw the numbers around C = 2ᵖ, where the layers' sums are rounded to, and what comes out."""
    material = materials.get("float-affine-xor")
    modes = [s["arithmetic"]["modes"] for s in _rounded(material, "binary32")]
    if len(modes) != 2:
        return None
    power = 24
    c = f"2{str(power).translate(SUPERSCRIPTS)}"
    frame = Frame(30, 64, 300, 20, (-HALF, Fraction(5, 2), Fraction(-1), Fraction(1)))
    parts = [frame.line([(-HALF, 0), (Fraction(5, 2), 0)], SOFT, stroke_width=1)]
    for k in range(3):
        at = (Fraction(k), Fraction(0))
        x, y = (float(v) for v in frame.at(at))
        if k == 1:
            parts.append(tag("circle", cx=x, cy=y, r=5, fill="none", stroke=WRONG, stroke_dasharray="3 2"))
        else:
            parts.append(frame.dot(at, 5, INK))
        parts.append(frame.write(c if k == 0 else f"{c} + {k}", at, 0, 24, size=12))
        parts.append(frame.write(f"s = {k}", at, 0, 40, size=11))
    for ends, names, colour in (((1, 0), modes[0], ONE), ((1, 2), modes[1], ZERO)):
        (x0, y0), (x1, _) = (tuple(float(v) for v in frame.at((Fraction(n), Fraction(0)))) for n in ends)
        side = 1 if x1 > x0 else -1
        bow = f"M{number(x0 + 4 * side)} {number(y0 - 8)}Q{number((x0 + x1) / 2)} {number(y0 - 40)} {number(x1)} "
        bow += f"{number(y0 - 10)}M{number(x1 + 1.5 * side)} {number(y0 - 19)}L{number(x1)} {number(y0 - 10)}"
        bow += f"L{number(x1 - 9 * side)} {number(y0 - 11)}"
        parts.append(tag("path", d=bow, stroke=colour, stroke_width=2, fill="none"))
        for line, mode in enumerate(names):
            y = 12 + 12 * line + 12 * (3 - len(names))
            parts.append(text(ROUNDING[mode], (x0 + x1) / 2 + 24 * side, y, anchor="middle", size=10, fill=colour))
    rows = [("s = x₁ + x₂", "0", "1", "2"), ("t, rounded down", "0", "0", "2"), ("y = s − t", "0", "1", "0"),
            ("t, rounded up", "0", "2", "2"), ("y = s − t", "0", "−1", "0")]  # fmt: skip
    for row, (name, *cells) in enumerate(rows):
        y = 142 + 19 * row
        colour, weight = (INK, ONE, ONE, ZERO, ZERO)[row], "bold" if name.startswith("y") else None
        parts.append(text(name, 30, y, size=11.5, fill=colour, weight=weight))
        for k, cell in enumerate(cells):
            parts.append(text(cell, 190 + 60 * k, y, anchor="middle", size=12, fill=colour, weight=weight))
    parts.append(tag("path", d="M30 148h300", stroke=SOFT, stroke_width=0.75))
    title = "Between two numbers there is none"
    caption = (
        f"From C = {c} on, binary32 has even numbers only. The sum C + 1, which comes up where one input is 1, has "
        f"to be rounded: to C in three of the five modes of IEEE 754, to C + 2 in the other two. Then t = h − C is off "
        "by one, and y = s − t shows it. In exact arithmetic t = s and y = 0."
    )
    alt = (
        f"A number line with {c}, {c} + 1 and {c} + 2, of which the middle one does not exist in binary32; arrows lead "
        f"from it to the left ({', '.join(ROUNDING[m] for m in modes[0])}) and to the right "
        f"({', '.join(ROUNDING[m] for m in modes[1])}). A table: for s = 0, 1, 2, y is 0, 1, 0 or 0, −1, 0."
    )
    return Figure("rounding", title, picture("demonstration-rounding", title, alt, parts, 226), caption, alt)


def _rounded(material: Material | None, form: str) -> list[Data]:
    """Return the statements in this format, that with a positive value first."""
    if material is None:
        return []
    found = [t.statement for t in material.of("computes", group="parts") if t.statement["arithmetic"]["format"] == form]
    return sorted(found, key=lambda s: -max(Fraction(v) for v in s["values"]))


# ------------------------------------------------------------------ one SiLU


def silu(materials: Mapping[str, Material]) -> Figure | None:
    """Draw SiLU with the three inputs that the four pairs of bits give, two of which have the same value."""
    if "xor-one-silu" not in materials:
        return None
    a = math.log(1 + math.sqrt(2))
    inputs = {"00": -2 * a, "01, 10": -1.5 * a, "11": -a}
    whole = Frame(26, 26, 140, 150, (Fraction(-4), Fraction(2), Fraction(-1), Fraction(2)))
    close = Frame(206, 26, 140, 150, (Fraction(-2), Fraction(-6, 10), Fraction(-29, 100), Fraction(-20, 100)))
    parts = []
    for frame, name in ((whole, "silu(z)"), (close, "around its minimum")):
        x0, x1, y0, y1 = (float(v) for v in frame.window)
        curve = [(x0 + (x1 - x0) * k / 120, _silu(x0 + (x1 - x0) * k / 120)) for k in range(121)]
        parts += [
            frame.axes("z" if frame is whole else "", ""),
            frame.line([p for p in curve if y0 <= p[1] <= y1], INK),
        ]
        parts += [frame.border(), frame.title(name)]
    level = _silu(-a)
    parts.append(close.line([(-2.0, level), (-0.6, level)], SOFT, stroke_width=1, stroke_dasharray="4 3"))
    for bits, z in inputs.items():
        one = bits == "01, 10"
        parts += [
            frame.dot((z, _silu(z)), radius, ONE if one else ZERO) for frame, radius in ((whole, 2.5), (close, 5))
        ]
        parts.append(close.write(bits, (z, _silu(z)), 0, 18 if one else -11, size=11, fill=ONE if one else ZERO))
    parts.append(close.write(f"{level:.4f}".replace("-", "−"), (-1.5 * a, level), 0, -4, size=10))
    title = "One SiLU unit has equal values at two inputs"
    caption = (
        "With a = ln(1 + √2), the sums 0, 1 and 2 of the bits become z = −2a, −3a/2 and −a. SiLU goes down and up "
        "again between them: at both ends it has the value −a/(2 + √2), and a smaller one in the middle. Scaled, that "
        "is XOR."
    )
    alt = (
        "Left, the graph of SiLU. Right, enlarged around its minimum, three points of it: those for 00 and 11 on one "
        "horizontal line, the one for 01 and 10 below it."
    )
    return Figure("silu", title, picture("demonstration-silu", title, alt, parts, 190), caption, alt)


def _silu(z: float) -> float:
    return z / (1 + math.exp(-z))


# ------------------------------------------------------------------ normalisation


def normalised(materials: Mapping[str, Material]) -> Figure | None:
    """Draw how RMSNorm moves (x₁ − x₂, 1) to a circle, so that the second entry tells if bits are equal."""
    if "rmsnorm-computes-xor" not in materials:
        return None
    frame = Frame(70, 14, 220, 176, (Fraction(-2), Fraction(2), Fraction(-1), Fraction(11, 5)))
    root = math.sqrt(2)
    x, y = (float(v) for v in frame.at((Fraction(0), Fraction(0))))
    radius = root * frame.width / 4
    top = f"M{number(x - radius)} {number(y)}A{number(radius)} {number(radius)} 0 0 1 {number(x + radius)} {number(y)}"
    parts = [frame.axes(), tag("path", d=top, stroke=SOFT, stroke_width=1.5, fill="none")]
    parts.append(frame.line([(-2.0, 1.0), (2.0, 1.0)], SOFT, stroke_width=1, stroke_dasharray="4 3"))
    for z, bits, one in ((-1, "01", True), (0, "00, 11", False), (1, "10", True)):
        colour, scale = (ONE, 1.0) if one else (ZERO, root)
        end = (z * scale, scale)
        parts.append(frame.line([(0.0, 0.0), end], colour, stroke_width=1.4))
        parts += [frame.dot((z, 1), 3, INK), frame.dot(end, 6, colour)]
        parts.append(frame.write(bits, end, 18 * z, -11, size=12, fill=colour))
    parts.append(text("√2", 296, float(frame.at((0, root))[1]) + 4, size=12, fill=ZERO))
    parts.append(text("1", 296, float(frame.at((0, 1.0))[1]) + 4, size=12, fill=ONE))
    parts += [
        tag(
            "path",
            d=f"M{number(x)} {number(float(frame.at((0, root))[1]))}H290",
            stroke=ZERO,
            stroke_width=0.75,
            stroke_dasharray="2 3",
        )
    ]
    title = "Normalising moves equal bits up"
    caption = (
        "The first layer makes (x₁ − x₂, 1) of the bits: three points on a line (black). RMSNorm, here with ε = 0, "
        "moves them along their rays to the circle of radius √2. The second entry becomes √2 if the bits are equal, "
        "and stays 1 if they differ; an affine read-out makes XOR of that."
    )
    alt = (
        "Three points at height 1, at −1, 0 and 1. The outer two lie on the circle of radius √2 and stay; the middle "
        "one moves straight up to it, to height √2."
    )
    return Figure("normalised", title, picture("demonstration-normalised", title, alt, parts, 200), caption, alt)
