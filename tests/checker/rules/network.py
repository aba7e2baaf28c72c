"""network/1: one hidden layer with exact weights that computes the table."""

from nlcheck_cases import AND, XOR, accept, network, reject, separable

Unit = dict[str, object]


def unit(weights: str, bias: str, out: str, **extra: object) -> Unit:
    return {"weights": weights.split(), "bias": bias, "out": out, **extra}


def net(*units: Unit, bias: object = "0", **extra: object) -> dict[str, object]:
    return {"units": list(units), "bias": bias, **extra}


TEXTBOOK = net(unit("1 1", "0", "1"), unit("1 1", "-1", "-2"))
ABS = net(unit("1 -1", "0", "1"))
SOME = network(XOR, 2, kind="some-network")
SOME_ABS = network(XOR, 1, "abs", kind="some-network")
LEAKY = network("-2:-1 0:0 2:2", 1, ["leaky", "1/2"], kind="some-network")
CLIP = network("-1:0 0:0 1/2:1/2 1:1 7:1", 1, "clip", kind="some-network")
SKIP = network(XOR, 1, skip=True, kind="some-network")
SKIP_NET = net(unit("1 1", "-1", "-2"), skip=["1", "1"])
FIRES = network(XOR, 2, readout=">", kind="some-network")
AT_ZERO = network("0:1 1:0", 1, readout=">=", kind="some-network")

CASES = [
    accept("the textbook network", SOME, "network/1", TEXTBOOK),
    accept("it refutes that there is none", network(XOR, 2), "network/1", TEXTBOOK, "refuted"),
    accept("|x₁ − x₂|", SOME_ABS, "network/1", ABS),
    accept("a leaky ReLU", LEAKY, "network/1", net(unit("1", "0", "1"))),
    accept("clip at both ends", CLIP, "network/1", net(unit("1", "0", "1"))),
    accept("a skip connection", SKIP, "network/1", SKIP_NET),
    accept("firing above 0", FIRES, "network/1", TEXTBOOK),
    accept("firing at 0", AT_ZERO, "network/1", net(unit("1", "0", "-1"))),
    accept(
        "a unit with outer weight 0",
        network(XOR, 3, kind="some-network"),
        "network/1",
        net(*TEXTBOOK["units"], unit("5 7", "1/3", "0")),
    ),
    accept(
        "negative slopes",
        network("-1:3 1:1", 1, ["leaky", "-3"], kind="some-network"),
        "network/1",
        net(unit("1", "0", "1")),
    ),
    accept(
        "an output bias", network("0:5 1:5", 1, kind="some-network"), "network/1", net(unit("0", "0", "1"), bias="5")
    ),
    reject("a wrong outer weight", SOME, "network/1", net(unit("1 1", "0", "1"), unit("1 1", "-1", "-1")), "at (1, 1)"),
    reject(
        "a wrong outer weight does not refute",
        network(XOR, 2),
        "network/1",
        net(unit("1 1", "0", "1"), unit("1 1", "-1", "-1")),
        "at (1, 1)",
    ),
    reject(
        "nor do three units refute that there are no two",
        network(XOR, 2),
        "network/1",
        net(*TEXTBOOK["units"], unit("0 0", "0", "0")),
        "units: expected 2",
    ),
    reject("a wrong bias", SOME, "network/1", net(unit("1 1", "0", "1"), unit("1 1", "0", "-2")), "at (0, 1)"),
    reject("an output bias too many", SOME, "network/1", {**TEXTBOOK, "bias": "1/2"}, "at (0, 0)"),
    reject("ReLU is not |z|", network(XOR, 1, kind="some-network"), "network/1", ABS, "at (0, 1)"),
    reject(
        "|z| is not ReLU",
        network(XOR, 2, "abs", kind="some-network"),
        "network/1",
        net(unit("1 1", "0", "1"), unit("1 1", "-1", "-2")),
        "at (0, 0)",
    ),
    reject(
        "clip stops at 1",
        network("0:0 2:2", 1, "clip", kind="some-network"),
        "network/1",
        net(unit("1", "0", "1")),
        "at (2)",
    ),
    reject(
        "clip stops at 0",
        network("0:0 -1:-1", 1, "clip", kind="some-network"),
        "network/1",
        net(unit("1", "0", "1")),
        "at (-1)",
    ),
    reject(
        "leaky has a slope below 0",
        network("-1:0 1:1", 1, ["leaky", "1/2"], kind="some-network"),
        "network/1",
        net(unit("1", "0", "1")),
        "at (-1)",
    ),
    reject("AND's network for XOR", SOME, "network/1", net(unit("1 1", "-1", "1"), unit("0 0", "0", "1")), "at (0, 1)"),
    reject(
        "firing is not the value",
        network(XOR, 2, readout="=", kind="some-network"),
        "network/1",
        net(unit("2 2", "0", "1"), unit("2 2", "-2", "-2")),
        "at (0, 1)",
    ),
    reject(
        "the border: 0 does not fire at >",
        network("0:1 1:0", 1, readout=">", kind="some-network"),
        "network/1",
        net(unit("1", "0", "-1")),
        "at (0)",
    ),
    reject(
        "the border: 0 fires at >=",
        network("0:0 1:1", 1, readout=">=", kind="some-network"),
        "network/1",
        net(unit("1", "0", "1")),
        "at (0)",
    ),
    reject(
        "one unit more than allowed", network(XOR, 1, kind="some-network"), "network/1", TEXTBOOK, "units: expected 1"
    ),
    reject(
        "one unit less than stated", network(XOR, 3, kind="some-network"), "network/1", TEXTBOOK, "units: expected 3"
    ),
    reject("no units", SOME, "network/1", net(), "units: expected 2"),
    reject(
        "a skip that the statement does not allow", network(XOR, 1, kind="some-network"), "network/1", SKIP_NET, "skip"
    ),
    reject("no skip where the statement has one", SKIP, "network/1", net(unit("1 1", "-1", "-2")), "skip"),
    reject("a skip null", SKIP, "network/1", {**SKIP_NET, "skip": None}, "list"),
    reject("a skip of one weight", SKIP, "network/1", {**SKIP_NET, "skip": ["1"]}, "weights: expected 2"),
    reject("a skip with wrong weights", SKIP, "network/1", {**SKIP_NET, "skip": ["1", "2"]}, "at (0, 1)"),
    reject(
        "a unit of one weight",
        SOME,
        "network/1",
        net(unit("1", "0", "1"), unit("1 1", "-1", "-2")),
        "weights: expected 2",
    ),
    reject(
        "a unit without bias",
        SOME,
        "network/1",
        net({"weights": ["1", "1"], "out": "1"}, unit("1 1", "-1", "-2")),
        "bias",
    ),
    reject(
        "a unit with its own activation",
        SOME,
        "network/1",
        net(unit("1 1", "0", "1", activation="abs"), unit("1 1", "-1", "-2")),
        "activation",
    ),
    reject("a unit that is a list", SOME, "network/1", {"units": [["1", "1"], ["1", "1"]], "bias": "0"}, "list"),
    reject("units as an object", SOME, "network/1", {"units": {"0": unit("1 1", "0", "1")}, "bias": "0"}, "list"),
    reject(
        "integer weights",
        SOME,
        "network/1",
        net({"weights": [1, 1], "bias": "0", "out": "1"}, unit("1 1", "-1", "-2")),
        "list",
    ),
    reject(
        "an integer outer weight",
        SOME,
        "network/1",
        net({"weights": ["1", "1"], "bias": "0", "out": 1}, unit("1 1", "-1", "-2")),
        "list",
    ),
    reject("a decimal bias", SOME_ABS, "network/1", {**ABS, "bias": "0.0"}, "rational"),
    reject("no output bias", SOME, "network/1", {"units": TEXTBOOK["units"]}, "bias"),
    reject("a second layer", SOME, "network/1", {**TEXTBOOK, "units2": []}, "units2"),
    reject("a network for an affine unit", separable(AND), "network/1", net(unit("1 1", "-1", "1")), "format"),
]
