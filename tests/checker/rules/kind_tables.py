"""Statements about tables: points and labels, families, networks, values."""

from nlcheck_cases import AND, XOR, classifies, computes, invalid, network, not_affine, not_separable, separable, valid

NS, NET, VALUES = not_separable(XOR), network(XOR), computes("x1 x2", ["+", "x1", "x2"], XOR)
UNIT = {"weights": ["1", "1"], "bias": "0", "out": "2"}
N = {"units": [UNIT], "bias": "-1"}
MARGIN = classifies(XOR, "1/2", N)
LABELS_GONE = {"points": [["0"], ["1"]], "values": ["1", "1"]}

CASES = [
    valid(
        "XOR",
        NS,
        "No f(x) = w₁x₁ + w₂x₂ + b with real w, b is > 0 at the points marked 1 and ≤ 0 at the points marked 0",
    ),
    valid("fires >=", not_separable(XOR, ">="), "is ≥ 0 at the points marked 1 and < 0 at the points marked 0"),
    valid("separable", separable(AND), "Some f(x)"),
    valid("affine networks", not_separable(XOR, ">", "affine-network"), "any depth"),
    valid("scaled affine networks", not_separable(XOR, ">", "scaled-affine-network"), "matrix K"),
    valid("monotone units", not_separable(XOR, ">", "monotone-unit"), "monotone σ"),
    valid("values", not_affine(XOR), "is exactly"),
    valid("a table of one value", not_affine("0:1 1:1")),
    valid("a network", NET, "σ(z) = max(z, 0)"),
    valid("four hidden units", network(XOR, 4), "(4 hidden units)"),
    valid("some network with a skip", network(XOR, skip=True, kind="some-network"), "u·x"),
    valid("a leaky ReLU", network(XOR, 1, ["leaky", "1/10"]), "1/10"),
    valid("clip", network(XOR, 1, "clip"), "min(max(z, 0), 1)"),
    valid("computes", VALUES, "x₁ + x₂"),
    valid("a point with both labels", not_separable("0:0 0:1")),
    # -- points and values
    invalid("no points", {**NS, "points": [], "values": []}, ""),
    invalid("no points, exact values", {**not_affine(XOR), "points": [], "values": []}, "points"),
    invalid("points of no coordinates", {**not_affine(XOR), "points": [[], []], "values": ["0", "1"]}, "points"),
    invalid("points of two dimensions", {**NS, "points": [["0"], ["1", "1"], ["0"], ["1"]]}, "points"),
    invalid("a value too few", {**NS, "values": ["0", "1", "1"]}, "values: expected 4"),
    invalid("a value too many", {**NS, "values": ["0", "1", "1", "0", "0"]}, "values: expected 4"),
    invalid("a coordinate that is an integer", {**NS, "points": [[0, 0], [0, 1], [1, 0], [1, 1]]}, "list"),
    invalid("a coordinate that is a float", {**NS, "points": [["0.0", "0"], *NS["points"][1:]]}, "rational"),
    invalid("points as text", {**NS, "points": "00 01 10 11"}, "list"),
    invalid("points as an object", {**NS, "points": {"0": ["0"]}}, "list"),
    invalid("values as integers", {**NS, "values": [0, 1, 1, 0]}, "list"),
    # -- labels
    *[
        invalid(
            f"only the label 1, {s['kind']} {s.get('family', s.get('readout'))} {s.get('fires')}",
            {**s, **LABELS_GONE},
            "both",
        )
        for s in (
            NS,
            separable(AND),
            not_separable(XOR, ">=", "monotone-unit"),
            network(XOR, readout=">"),
            network(XOR, readout=">="),
        )
    ],
    invalid("only the label 0", {**NS, "points": [["0"], ["1"]], "values": ["0", "0"]}, "both"),
    invalid("a label 2", {**NS, "values": ["0", "1", "1", "2"]}, "both"),
    invalid("a label −1", {**NS, "values": ["-1", "1", "1", "-1"]}, "both"),
    invalid("a label 1/2", {**NS, "values": ["0", "1", "1/2", "0"]}, "both"),
    # -- families and firing
    invalid("an unknown family", {**NS, "family": "perceptron"}, "family"),
    invalid("a family that is a list", {**NS, "family": ["affine-unit"]}, "family"),
    invalid("monotone units have no exact values", not_affine(XOR, "monotone-unit"), "family"),
    invalid("firing at <", not_separable(XOR, "<"), "fires"),
    invalid("firing at =", not_separable(XOR, "="), "fires"),
    invalid("firing null", {**NS, "fires": None}, "fires"),
    invalid("firing in both ways", {**NS, "fires": [">", ">="]}, "fires"),
    invalid("no firing", {k: v for k, v in NS.items() if k != "fires"}, "field fires"),
    invalid("firing where values are exact", {**not_affine(XOR), "fires": ">"}, "no field fires"),
    # -- networks
    invalid("no hidden units", network(XOR, 0), "whole number"),
    invalid("−1 hidden units", network(XOR, -1), "whole number"),
    invalid("a million hidden units", network(XOR, 10**6), "whole number"),
    invalid("hidden units as text", {**NET, "hidden": "2"}, "whole number"),
    invalid("hidden true", {**NET, "hidden": True}, "whole number"),
    invalid("an unknown activation", network(XOR, 1, "tanh"), "activation"),
    invalid("leaky without slope", network(XOR, 1, "leaky"), "activation"),
    invalid("leaky with two slopes", network(XOR, 1, ["leaky", "1", "2"]), "activation"),
    invalid("another list", network(XOR, 1, ["relu", "1"]), "activation"),
    invalid("a slope that is a float", network(XOR, 1, ["leaky", 0.1]), "list"),
    invalid("a slope in decimals", network(XOR, 1, ["leaky", "0.1"]), "rational"),
    invalid("an activation null", {**NET, "activation": None}, "list"),
    invalid("an activation that is an object", {**NET, "activation": {"leaky": "1"}}, "list"),
    invalid("an unknown readout", network(XOR, readout="<"), "readout"),
    invalid("a readout that is a list", {**NET, "readout": [">"]}, "readout"),
    invalid("skip as text", {**NET, "skip": "false"}, "skip"),
    invalid("skip 0", {**NET, "skip": 0}, "skip"),
    invalid("skip null", {**NET, "skip": None}, "skip"),
    invalid("no skip", {k: v for k, v in NET.items() if k != "skip"}, "field skip"),
    invalid("firing of a network", {**NET, "fires": ">"}, "no field fires"),
    # -- computes
    invalid("a variable too few", computes("x1", ["+", "x1", "1"], XOR), "variables"),
    invalid("a variable too many", computes("x1 x2 x3", ["+", "x1", "x2"], XOR), "variables"),
    invalid("a variable twice", computes("x1 x1", ["+", "x1", "1"], XOR), "variables"),
    invalid("an expression in unknown variables", computes("x1 x2", ["+", "x1", "x3"], XOR), "declared"),
    invalid("a constant expression", computes("x1 x2", ["+", "1", "1"], XOR), "mention"),
    invalid("a list as expression", computes("x1 x2", [], XOR), "expression"),
    invalid("an unknown operator", computes("x1 x2", ["xor", "x1", "x2"], XOR), "known operator"),
    # -- classifies
    valid("one network", MARGIN, "f(x) ≥ 1/2 at the points marked 1 and f(x) ≤ −1/2 at the points marked 0"),
    valid("its weights", MARGIN, "f(x) = (2)·σ((1, 1)·x + (0)) + (-1)"),
    valid("two networks, one with a skip", classifies(XOR, "1", N, {**N, "skip": ["3", "4"]}), "(3, 4)·x"),
    valid("clip in networks", classifies(XOR, "1", N, activation="clip"), "min(max(z, 0), 1)"),
    invalid("no network", classifies(XOR, "1/2"), "networks"),
    invalid("a network without units", classifies(XOR, "1/2", {"units": [], "bias": "0"}), "units"),
    invalid(
        "a network of another dimension",
        classifies(XOR, "1/2", {**N, "units": [{**UNIT, "weights": ["1"]}]}),
        "weights: expected 2",
    ),
    invalid(
        "a later network of another dimension",
        classifies(XOR, "1/2", N, {**N, "units": [{**UNIT, "weights": ["1"]}]}),
        "weights: expected 2",
    ),
    invalid("a skip of another dimension", classifies(XOR, "1/2", {**N, "skip": ["1"]}), "weights: expected 2"),
    invalid("a network without bias", classifies(XOR, "1/2", {"units": [UNIT]}), "field bias"),
    invalid(
        "a unit without bias",
        classifies(XOR, "1/2", {**N, "units": [{"weights": ["1", "1"], "out": "1"}]}),
        "field bias",
    ),
    invalid(
        "a network with an activation of its own",
        classifies(XOR, "1/2", {**N, "activation": "abs"}),
        "no field activation",
    ),
    invalid("a network that is a list", {**MARGIN, "networks": [[UNIT]]}, "list"),
    invalid("networks as an object", {**MARGIN, "networks": {"n": N}}, "list"),
    invalid("units as an object", classifies(XOR, "1/2", {**N, "units": {"u": UNIT}}), "list"),
    invalid("an integer bias", classifies(XOR, "1/2", {**N, "bias": 0}), "list"),
    invalid("a margin 0", classifies(XOR, "0", N), "margin"),
    invalid("a negative margin", classifies(XOR, "-1/2", N), "margin"),
    invalid("a margin that is an integer", classifies(XOR, 1, N), "rational"),
    invalid(
        "labels of one kind only",
        {**MARGIN, **LABELS_GONE, "networks": [{**N, "units": [{**UNIT, "weights": ["1"]}]}]},
        "both",
    ),
    invalid("values instead of labels", {**MARGIN, "values": ["0", "1", "1", "2"]}, "labels"),
    invalid("an activation that is unknown", classifies(XOR, "1/2", N, activation="tanh"), "activation"),
    invalid("a number of hidden units", {**MARGIN, "hidden": 1}, "no field hidden"),
]
