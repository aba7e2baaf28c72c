"""trace/1, values in floating point: every sum and product rounded once, in each of five ways."""

from nlcheck_cases import accept, invalid, reject, rounded, valid

ALL = "RNE RNA RTZ RTP RTN"
ADD = ["+", "x", "y"]
C = 2**24
TIE = f"{C},1"


def add(table: str, modes: str = "RNE", form: str = "binary32") -> object:
    return rounded("x y", ADD, table, form, modes)


def v(*values: object) -> dict[str, object]:
    return {"values": [str(value) for value in values]}


TO_EVEN = add(f"{C},1:{C} {C + 2},1:{C + 4}")
LEFT = rounded("x", ["+", "x", "1", "1"], f"{C}:{C}", "binary32")
RIGHT = rounded("x", ["+", "x", ["+", "1", "1"]], f"{C}:{C + 2}", "binary32")
FUSED = rounded("x y z", ["fused", ["+", ["*", "x", "y"], "z"]], "-257,255,65536:1", "bfloat16")
SQUARES = rounded("x", ["-", ["*", "x", "x"], "1"], "4097:16785408", "binary32")
SMALL = f"1/{2**149}"
CASES = [
    accept("halfway, to even", TO_EVEN, "trace/1", v(C, C + 4)),
    accept("halfway, towards zero and down", add(f"{TIE}:{C}", "RTZ RTN"), "trace/1", v(C, C)),
    accept("halfway, up and away from zero", add(f"{TIE}:{C + 2}", "RTP RNA"), "trace/1", v(C + 2, C + 2)),
    accept("halfway below zero, to even", add(f"-{C},-1:-{C} -{C + 2},-1:-{C + 4}"), "trace/1", v(-C, -C - 4)),
    accept("halfway below zero, away from zero", add(f"-{C},-1:-{C + 2}", "RNA RTN"), "trace/1", v(-C - 2, -C - 2)),
    accept("halfway below zero, towards zero and up", add(f"-{C},-1:-{C}", "RTZ RTP"), "trace/1", v(-C, -C)),
    accept("exact in every mode", add("1/2,1/4:3/4", ALL), "trace/1", v(*["3/4"] * 5)),
    accept("sums from the left", LEFT, "trace/1", v(C)),
    accept("sums as they are bracketed", RIGHT, "trace/1", v(C + 2)),
    accept("a product is rounded, then a difference", SQUARES, "trace/1", v(16785408)),
    accept(
        "the smallest subnormal number, halved",
        rounded("x", ["*", "x", "1/2"], f"{SMALL}:0", "binary32"),
        "trace/1",
        v(0),
    ),
    accept(
        "the same, up",
        rounded("x", ["*", "x", "1/2"], f"{SMALL}:{SMALL}", "binary32", "RTP RNA"),
        "trace/1",
        v(SMALL, SMALL),
    ),
    accept("the largest number", rounded("x", ["+", "x", "16"], "224:240", "e4m3"), "trace/1", v(240)),
    accept(
        "beyond the largest number, towards zero",
        rounded("x", ["+", "x", "8"], "240:240", "e4m3", "RTZ RTN"),
        "trace/1",
        v(240, 240),
    ),
    accept(
        "fused: one rounding",
        rounded("x y z", ["fused", ["+", ["*", "x", "y"], "z"]], "257/256,255/256,-1:-1/65536", "binary16"),
        "trace/1",
        v("-1/65536"),
    ),
    accept(
        "not fused: two roundings",
        rounded("x y z", ["+", ["*", "x", "y"], "z"], "257/256,255/256,-1:0", "binary16"),
        "trace/1",
        v(0),
    ),
    accept(
        "fused in fused: rounded inside",
        rounded("x", ["fused", ["-", ["fused", ["+", "x", "1"]], "x"]], f"{C}:0", "binary32"),
        "trace/1",
        v(0),
    ),
    accept("one mode differs", add(f"{TIE}:{C}", "RNE RTP"), "trace/1", v(C, C + 2), "refuted"),
    accept("the exact value is not it", add(f"{TIE}:{C + 1}"), "trace/1", v(C), "refuted"),
    accept("−0 is 0", rounded("x", ["-", "x"], "0:0", "binary32"), "trace/1", v(0)),
    valid(
        "the reading names format and modes",
        add(f"{TIE}:{C}", "RNE RTZ"),
        "rounded once, in the order written, in binary32 with 24 binary digits, exponents from -126 to 127",
    ),
    valid("the reading names the modes", add(f"{TIE}:{C}", "RNE RTZ"), "to nearest, ties to even; towards zero"),
    valid("the reading keeps the brackets", RIGHT, "x + (1 + 1)"),
    valid(
        "the reading has no brackets from the left",
        rounded("x y", ["+", ["+", "x", "y"], "1"], "1,1:3", "binary32"),
        "x + y + 1",
    ),
    valid("brackets in a product", rounded("x y", ["*", "x", ["*", "y", "3"]], "1,1:3", "binary32"), "x·(y·3)"),
    valid(
        "brackets around a difference", rounded("x y", ["+", "x", ["-", "y", "1"]], "1,1:1", "binary32"), "x + (y − 1)"
    ),
    valid("the reading explains fused", FUSED, "inside fused(u) nothing is rounded"),
    reject("the exact value for the rounded one", TO_EVEN, "trace/1", v(C + 1, C + 3), "values"),
    reject("ties away, where they go to even", TO_EVEN, "trace/1", v(C + 2, C + 4), "values"),
    reject("one mode of two", add(f"{TIE}:{C}", "RNE RTZ"), "trace/1", v(C), "values"),
    reject("modes in another order", add(f"{TIE}:{C}", "RNE RTP"), "trace/1", v(C + 2, C), "values"),
    reject("a point that is no number of the format", add(f"{C + 1},1:{C + 2}"), "trace/1", v(C + 2), "constant"),
    reject(
        "a constant that is no number of the format",
        rounded("x", ["*", "x", "1/3"], "3:1", "binary32"),
        "trace/1",
        v(1),
        "constant",
    ),
    reject(
        "the same, inside fused",
        rounded("x", ["fused", ["*", "x", "1/3"]], "3:1", "binary32"),
        "trace/1",
        v(1),
        "constant",
    ),
    reject("overflow", rounded("x", ["+", "x", "8"], "240:248", "e4m3"), "trace/1", v(248), "beyond"),
    reject("overflow to nearest", rounded("x", ["+", "x", "8"], "240:240", "e4m3"), "trace/1", v(240), "beyond"),
    reject("overflow below", rounded("x", ["-", "x", "8"], "-240:-240", "e4m3", "RTN"), "trace/1", v(-240), "beyond"),
    reject(
        "overflow on the way", rounded("x", ["-", ["*", "x", "2"], "x"], "240:240", "e4m3"), "trace/1", v(240), "beyond"
    ),
    reject(
        "a number that is too small",
        rounded("x", ["+", "x", "1"], f"1/{2**150}:1", "binary32"),
        "trace/1",
        v(1),
        "constant",
    ),
    invalid("an unknown format", add("1,1:2", form="binary8"), "format"),
    invalid("a format that is a list", {**TO_EVEN, "arithmetic": {"format": ["binary32"], "modes": ["RNE"]}}, "format"),
    invalid("an unknown mode", add("1,1:2", "RNZ"), "modes"),
    invalid("a mode twice", add("1,1:2", "RNE RNE"), "modes"),
    invalid("no modes", add("1,1:2", ""), "modes"),
    invalid("modes as text", {**TO_EVEN, "arithmetic": {"format": "binary32", "modes": "RNE"}}, "list"),
    invalid("no format", {**TO_EVEN, "arithmetic": {"modes": ["RNE"]}}, "field format"),
    *[invalid(f"arithmetic {a!r}", {**TO_EVEN, "arithmetic": a}, "") for a in (None, {}, [], "", 0, False, "binary32")],
    invalid(
        "a field too many", {**TO_EVEN, "arithmetic": {"format": "binary32", "modes": ["RNE"], "ftz": True}}, "ftz"
    ),
    invalid("a division in floating point", rounded("x", ["/", "x", "2"], "1:1/2", "binary32"), "known operator"),
    invalid("relu in floating point", rounded("x", ["relu", "x"], "1:1", "binary32"), "known operator"),
    invalid("a power in floating point", rounded("x", ["^", "x", 2], "1:1", "binary32"), "known operator"),
    invalid("fused in exact arithmetic", {k: v for k, v in FUSED.items() if k != "arithmetic"}, "known operator"),
    invalid("fused of two", rounded("x y", ["fused", "x", "y"], "1,1:1", "binary32"), "known operator"),
]
