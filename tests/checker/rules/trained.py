"""trace/1 for trained networks: weights as floats are, every activation, a margin that is just met."""

from nlcheck_cases import XOR, accept, classifies, reject


def v(*values: str) -> dict[str, list[str]]:
    return {"values": list(values)}


def net(bias: str, *units: tuple[str, str, str, str]) -> dict[str, object]:
    """Units are (w1, w2, bias, out)."""
    return {"units": [{"weights": [a, b], "bias": c, "out": o} for a, b, c, o in units], "bias": bias}


DISTANCE = net("-1/2", ("1", "-1", "0", "1"))  # σ(x₁ − x₂) − ½
SINGLE = net("-1/2", ("8388609/8388608", "-1", "0", "1"), ("-1", "1", "0", "1"))  # the first weight is 1 + 2⁻²³
AT_POINTS = v("-1/2", "1/2", "4194305/8388608", "-4194303/8388608")
FIRST, LAST = net("-1/2", ("1", "-1", "0", "1"), ("-1", "1", "0", "1")), net("0", ("1", "1", "0", "1"))

CASES = [
    accept(
        "the absolute value",
        classifies(XOR, "1/2", DISTANCE, activation="abs"),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2"),
    ),
    accept(
        "a leaky ReLU that goes down and up",
        classifies(XOR, "1/4", net("-1/4", ("1", "-1", "0", "1")), activation=["leaky", "-1/2"]),
        "trace/1",
        v("-1/4", "1/4", "3/4", "-1/4"),
    ),
    accept(
        "clip",
        classifies(XOR, "1/2", net("-1/2", ("1", "1", "0", "1"), ("1", "1", "-1", "-1")), activation="clip"),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2"),
    ),
    accept(
        "the identity refutes: the networks without their activation",
        classifies(XOR, "1/2", FIRST, activation=["leaky", "1"]),
        "trace/1",
        v("-1/2", "-1/2", "-1/2", "-1/2"),
        "refuted",
    ),
    accept("weights of 24 binary digits", classifies(XOR, "499/1000", SINGLE), "trace/1", AT_POINTS),
    accept(
        "a margin that the worst point just meets", classifies(XOR, "4194303/8388608", SINGLE), "trace/1", AT_POINTS
    ),
    accept("a margin that it just misses", classifies(XOR, "1/2", SINGLE), "trace/1", AT_POINTS, "refuted"),
    accept(
        "only the last network is wrong",
        classifies(XOR, "1/2", FIRST, FIRST, LAST),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2", "-1/2", "1/2", "1/2", "-1/2", "0", "1", "1", "2"),
        "refuted",
    ),
    reject(
        "ReLU's values for the absolute value's",
        classifies(XOR, "1/2", DISTANCE, activation="abs"),
        "trace/1",
        v("-1/2", "-1/2", "1/2", "-1/2"),
        "values",
    ),
    reject(
        "values rounded to floats",
        classifies(XOR, "499/1000", SINGLE),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2"),
        "values",
    ),
    reject(
        "the values of the first network twice",
        classifies(XOR, "1/2", FIRST, LAST),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-1/2", "-1/2", "1/2", "1/2", "-1/2"),
        "values",
    ),
    reject(
        "the identity's values for ReLU's",
        classifies(XOR, "1/2", FIRST),
        "trace/1",
        v("-1/2", "-1/2", "-1/2", "-1/2"),
        "values",
    ),
    reject(
        "clip's values for ReLU's",
        classifies(XOR, "1/4", net("-1/2", ("2", "2", "0", "1"), ("2", "2", "-2", "-2"))),
        "trace/1",
        v("-1/2", "1/2", "1/2", "-3/2"),
        "values",
    ),
    reject(
        "a last binary digit that is wrong",
        classifies(XOR, "499/1000", SINGLE),
        "trace/1",
        v("-1/2", "1/2", "4194303/8388608", "-4194303/8388608"),
        "values",
    ),
    reject(
        "a sign that is wrong",
        classifies(XOR, "1/2", FIRST),
        "trace/1",
        v("1/2", "1/2", "1/2", "-1/2"),
        "values",
    ),
    reject("labels in place of values", classifies(XOR, "1/2", FIRST, FIRST), "trace/1", v(*"01100110"), "values"),
    reject(
        "one network's unit as weights",
        classifies(XOR, "1/2", FIRST),
        "weights/1",
        {"weights": ["1", "-1"], "bias": "0"},
        "format",
    ),
    reject("a network for its values", classifies(XOR, "1/2", FIRST), "network/1", FIRST, "format"),
]
