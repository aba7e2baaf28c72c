"""trace/1 for trained networks: weights as floats are, every activation, a margin that is just met."""

from nlcheck_cases import XOR, accept_trace, classifies, reject, reject_trace


def net(bias: str, *units: tuple[str, str, str, str]) -> dict[str, object]:
    """Units are (w1, w2, bias, out)."""
    return {"units": [{"weights": [a, b], "bias": c, "out": o} for a, b, c, o in units], "bias": bias}


DISTANCE = net("-1/2", ("1", "-1", "0", "1"))  # σ(x₁ − x₂) − ½
SINGLE = net("-1/2", ("8388609/8388608", "-1", "0", "1"), ("-1", "1", "0", "1"))  # the first weight is 1 + 2⁻²³
AT_POINTS = "-1/2 1/2 4194305/8388608 -4194303/8388608"
FIRST, LAST = net("-1/2", ("1", "-1", "0", "1"), ("-1", "1", "0", "1")), net("0", ("1", "1", "0", "1"))

CASES = [
    accept_trace("the absolute value", classifies(XOR, "1/2", DISTANCE, activation="abs"), "-1/2 1/2 1/2 -1/2"),
    accept_trace(
        "a leaky ReLU that goes down and up",
        classifies(XOR, "1/4", net("-1/4", ("1", "-1", "0", "1")), activation=["leaky", "-1/2"]),
        "-1/4 1/4 3/4 -1/4",
    ),
    accept_trace(
        "clip",
        classifies(XOR, "1/2", net("-1/2", ("1", "1", "0", "1"), ("1", "1", "-1", "-1")), activation="clip"),
        "-1/2 1/2 1/2 -1/2",
    ),
    accept_trace(
        "the identity refutes: the networks without their activation",
        classifies(XOR, "1/2", FIRST, activation=["leaky", "1"]),
        "-1/2 -1/2 -1/2 -1/2",
        "refuted",
    ),
    accept_trace("weights of 24 binary digits", classifies(XOR, "499/1000", SINGLE), AT_POINTS),
    accept_trace("a margin that the worst point just meets", classifies(XOR, "4194303/8388608", SINGLE), AT_POINTS),
    accept_trace("a margin that it just misses", classifies(XOR, "1/2", SINGLE), AT_POINTS, "refuted"),
    accept_trace(
        "only the last network is wrong",
        classifies(XOR, "1/2", FIRST, FIRST, LAST),
        "-1/2 1/2 1/2 -1/2 -1/2 1/2 1/2 -1/2 0 1 1 2",
        "refuted",
    ),
    reject_trace(
        "ReLU's values for the absolute value's",
        classifies(XOR, "1/2", DISTANCE, activation="abs"),
        "-1/2 -1/2 1/2 -1/2",
        "values",
    ),
    reject_trace("values rounded to floats", classifies(XOR, "499/1000", SINGLE), "-1/2 1/2 1/2 -1/2", "values"),
    reject_trace(
        "the values of the first network twice",
        classifies(XOR, "1/2", FIRST, LAST),
        "-1/2 1/2 1/2 -1/2 -1/2 1/2 1/2 -1/2",
        "values",
    ),
    reject_trace("the identity's values for ReLU's", classifies(XOR, "1/2", FIRST), "-1/2 -1/2 -1/2 -1/2", "values"),
    reject_trace(
        "clip's values for ReLU's",
        classifies(XOR, "1/4", net("-1/2", ("2", "2", "0", "1"), ("2", "2", "-2", "-2"))),
        "-1/2 1/2 1/2 -3/2",
        "values",
    ),
    reject_trace(
        "a last binary digit that is wrong",
        classifies(XOR, "499/1000", SINGLE),
        "-1/2 1/2 4194303/8388608 -4194303/8388608",
        "values",
    ),
    reject_trace("a sign that is wrong", classifies(XOR, "1/2", FIRST), "1/2 1/2 1/2 -1/2", "values"),
    reject_trace("labels in place of values", classifies(XOR, "1/2", FIRST, FIRST), "0 1 1 0 0 1 1 0", "values"),
    reject(
        "one network's unit as weights",
        classifies(XOR, "1/2", FIRST),
        "weights/1",
        {"weights": ["1", "-1"], "bias": "0"},
        "format",
    ),
    reject("a network for its values", classifies(XOR, "1/2", FIRST), "network/1", FIRST, "format"),
]
