"""cases/1 for one hidden layer: one tree for each number of positive outer weights."""

from nlcheck_cases import XOR, accept, leaf, network, reject, relu

# One unit on the line cannot go 0, 1, 0 exactly: three equations ±act(w·p + b) + c = v, atoms #0 #1 #2.
BUMP = "0:0 1:1 2:0"
PEAK = network(BUMP)
# Two points of different values at one place.
BOTH = "1:0 1:1"
LINE = ["leaky", "1"]  # σ(z) = z: the ReLUs drop out
SAME = {"trees": [leaf("0:1 1:-1")] * 2}
# leaky with slope 1 is the identity: every network is affine, and its ReLUs cancel.
STRAIGHT = network(BUMP, 2, ["leaky", "1"])
STRAIGHT_TREES = {"trees": [leaf("0:1 1:-2 2:1")] * 3}
SKIP = network("0:0 1:1 2:0 3:1", 1, ["leaky", "1"], skip=True)
SKIP_TREES = {"trees": [leaf("0:1 1:-3 2:3 3:-1")] * 2}


# Rows 0, 1, 2 are ±#i + c − v = 0; a split adds one row, 3, 4, 5 on each path.
CURVED = leaf("0:1 1:-2 2:1")
CONVEX = relu(  # one unit with +: #0 − 2·#1 + #2 = −2, though relu is convex
    1,
    relu(
        0, relu(2, CURVED, leaf("0:-1 1:2 2:-1 5:1")), relu(2, leaf("0:-1 1:2 2:-1 4:1"), leaf("0:-1 1:2 2:-1 4:1 5:1"))
    ),
    relu(
        0, relu(2, leaf("0:-1 1:2 2:-1 4:1 5:1"), leaf("0:-1 1:2 2:-1 4:1")), relu(2, leaf("0:-1 1:2 2:-1 5:1"), CURVED)
    ),
)
MONOTONE = relu(  # one unit with −: #0 = #1 + 1 = #2, though relu is monotone
    0,
    relu(2, relu(1, CURVED, leaf("0:-1 1:2 2:-1 5:2")), relu(1, leaf("1:1 2:-1 5:1"), leaf("1:1 2:-1"))),
    relu(1, leaf("0:-1 1:1 4:1"), leaf("0:-1 1:1")),
)


CASES = [
    accept("two values at one point", network(BOTH, 1, LINE), "cases/1", SAME),
    accept(
        "two values at one point, for some network",
        network(BOTH, 1, LINE, kind="some-network"),
        "cases/1",
        SAME,
        "refuted",
    ),
    accept(
        "two labels at one point, fires >",
        network(BOTH, 1, LINE, readout=">"),
        "cases/1",
        {"trees": [leaf("0:1 1:1")] * 2},
    ),
    accept(
        "two labels at one point, fires >=",
        network(BOTH, 1, LINE, readout=">="),
        "cases/1",
        {"trees": [leaf("0:1 1:1")] * 2},
    ),
    accept(
        "two labels at one point, two units and a skip",
        network(BOTH, 2, LINE, ">", skip=True),
        "cases/1",
        {"trees": [leaf("0:1 1:1")] * 3},
    ),
    accept("a leaky ReLU with slope 1 is no help", STRAIGHT, "cases/1", STRAIGHT_TREES),
    accept("nor with a skip connection", SKIP, "cases/1", SKIP_TREES),
    accept("one ReLU does not go 0, 1, 0", PEAK, "cases/1", {"trees": [MONOTONE, CONVEX]}),
    accept(
        "some network that does is refuted",
        network(BUMP, kind="some-network"),
        "cases/1",
        {"trees": [MONOTONE, CONVEX]},
        "refuted",
    ),
    reject("trees exchanged", PEAK, "cases/1", {"trees": [CONVEX, MONOTONE]}, "cancel"),
    reject(
        "trees exchanged, against some network",
        network(BUMP, kind="some-network"),
        "cases/1",
        {"trees": [CONVEX, MONOTONE]},
        "cancel",
    ),
    reject("the tree of + twice", PEAK, "cases/1", {"trees": [CONVEX, CONVEX]}, "cancel"),
    reject("the tree of − twice", PEAK, "cases/1", {"trees": [MONOTONE, MONOTONE]}, "cancel"),
    reject(
        "branches exchanged",
        PEAK,
        "cases/1",
        {"trees": [{**MONOTONE, "above": MONOTONE["below"], "below": MONOTONE["above"]}, CONVEX]},
        "cancel",
    ),
    reject("one |z| does go 0, 1, 0", network(BUMP, 1, "abs"), "cases/1", {"trees": [MONOTONE, CONVEX]}, "cancel"),
    reject(
        "one ReLU with a skip does go 0, 1, 0",
        network(BUMP, skip=True),
        "cases/1",
        {"trees": [MONOTONE, CONVEX]},
        "cancel",
    ),
    reject("two ReLUs do go 0, 1, 0", network(BUMP, 2), "cases/1", {"trees": [MONOTONE, CONVEX, CONVEX]}, "cancel"),
    reject(
        "a ReLU with slope −1 is |z|",
        network(BUMP, 1, ["leaky", "-1"]),
        "cases/1",
        {"trees": [MONOTONE, CONVEX]},
        "cancel",
    ),
    reject("one ReLU does go 0, 1, 1", network("0:0 1:1 2:1"), "cases/1", {"trees": [MONOTONE, CONVEX]}, "c"),
    accept("equal points share a ReLU", network(BOTH), "cases/1", SAME),
    reject("one tree for two systems", network(BOTH, 1, LINE), "cases/1", {"trees": SAME["trees"][:1]}, "trees"),
    reject("three trees for two systems", network(BOTH, 1, LINE), "cases/1", {"trees": SAME["trees"] * 2}, "trees"),
    reject("no trees", network(BOTH, 1, LINE), "cases/1", {"trees": []}, "trees"),
    reject("two trees for two units", STRAIGHT, "cases/1", {"trees": STRAIGHT_TREES["trees"][:2]}, "trees"),
    reject("clip is not positively homogeneous", network(BOTH, 1, "clip"), "cases/1", SAME, "homogeneous"),
    reject("a ReLU left standing", PEAK, "cases/1", {"trees": [leaf("0:1 1:-2 2:1")] * 2}, "cancel"),
    reject("|z| left standing", network(BUMP, 1, "abs"), "cases/1", {"trees": [leaf("0:1 1:-2 2:1")] * 2}, "cancel"),
    reject(
        "a leaky ReLU left standing",
        network(BUMP, 1, ["leaky", "1/2"]),
        "cases/1",
        {"trees": [leaf("0:1 1:-2 2:1")] * 2},
        "cancel",
    ),
    reject(
        "slope 1 does suffice for a line",
        network("0:0 1:1 2:2", 1, ["leaky", "1"]),
        "cases/1",
        {"trees": [leaf("0:1 1:-2 2:1")] * 2},
        "contradiction",
    ),
    reject(
        "all ReLUs treated as active",
        PEAK,
        "cases/1",
        {
            "trees": [
                relu(
                    0,
                    relu(1, relu(2, leaf("0:1 1:-2 2:1"), leaf("0:1 1:-2 2:1")), leaf("0:1 1:-2 2:1")),
                    leaf("0:1 1:-2 2:1"),
                )
            ]
            * 2
        },
        "cancel",
    ),
    reject(
        "ReLU number 3 of three", PEAK, "cases/1", {"trees": [relu(3, leaf("0:1"), leaf("0:1"))] * 2}, "whole number"
    ),
    reject(
        "a row for each unit and point",
        network(BOTH, 2, LINE),
        "cases/1",
        {"trees": [leaf("0:1 2:-1")] * 3},
        "whole number",
    ),
    reject("rows of another readout", network(BOTH, 1, LINE, readout=">"), "cases/1", SAME, "multiplier > 0"),
    reject(
        "XOR with two units is possible",
        network(XOR, 2),
        "cases/1",
        {"trees": [leaf("0:1 1:-1 2:-1 3:1")] * 3},
        "cancel",
    ),
]
