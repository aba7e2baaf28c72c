"""What training gave, as data beside the claims: counts, exact networks, loss curves.

    python -m nlverify.engines.trained proofs/learning

trains everything again and writes `trained_<picture>.json`; the same code gives the same bytes.
Claims read their statements and figures from there. The statements are then proven, or in the
case of counts observed again, whenever a claim is checked; nobody has to believe the file.

Figures are data to be drawn, of three kinds: "curves" (lines of values over steps, and a level
that is known exactly), "rates" (successes with their confidence intervals) and "networks"
(points, labels, and networks that are positive where they say 1).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

from nlverify.claim import Claim, renamed
from nlverify.engines import least_squares
from nlverify.engines.numeric import Layered
from nlverify.engines.train import HALF, PICTURES, Experiment, Runs, margin, repeat, train
from nlverify.evidence import Observed
from nlverify.exact.expression import Json
from nlverify.exact.proportion import wilson
from nlverify.files import canonical
from nlverify.statement import Classifies, Sampled

SCHEMA = "nlverify-trained/1"
DEPTHS = (1, 2, 3, 4, 5)  # of affine stacks: the number of layers
WIDTHS = (2, 3, 4, 8)  # of one hidden layer of ReLUs
SEEDS = range(50)
KEPT = 10  # successful networks for each width, those with the smallest seeds
SHOWN = range(10)  # seeds whose loss curves are drawn
RATE, SLACK = Fraction(1, 10), Fraction(1, 1000)
STEPS = {"affine": 1000, "relu": 2000}


def experiments(picture: str) -> dict[tuple[Literal["affine", "relu"], int], Experiment]:
    """Return the experiments on a picture: affine ones by depth, then ReLU ones by width."""
    goal = (least_squares.best(PICTURES[picture]).loss, SLACK)
    stacks: dict[tuple[Literal["affine", "relu"], int], Experiment] = {
        ("affine", depth): Experiment(picture, (2, *[4] * (depth - 1), 1), "affine", STEPS["affine"], RATE, goal)
        for depth in DEPTHS
    }
    return {**stacks, **{("relu", w): Experiment(picture, (2, w, 1), "relu", STEPS["relu"], RATE) for w in WIDTHS}}


@dataclass(frozen=True)
class Learned:
    """What came out of one experiment; `data` is its entry of the file."""

    experiment: Experiment
    data: Mapping[str, Any]

    def sampled(self) -> Sampled:
        """Return the statement that so many runs succeeded."""
        return self.experiment.statement(len(SEEDS), self.data["successes"])

    def classifies(self) -> Classifies:
        """Return the statement that the networks of the file are on the right side of ½, less ½, with this margin."""
        return Classifies(self.experiment.table, tuple(self.networks()), self.margin)

    def networks(self) -> list[dict[str, Json]]:
        """Return the networks, less ½: positive where they say 1."""
        return [{"units": n["units"], "bias": str(Fraction(n["bias"]) - HALF)} for n in self.data["networks"]]

    @property
    def margin(self) -> Fraction:
        """The margin that all of the networks have: the least, rounded down to thousandths."""
        return Fraction(self.data["margin"])


class Trained:
    """What came out on one picture: affine stacks by number of layers, ReLU networks by width."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises ValueError if it is not one that `write` writes.
        """
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != SCHEMA:
            raise ValueError(f"{path.name}: expected schema {SCHEMA}, got {data['schema']}; train again")
        found = dict(zip(experiments(data["picture"]).items(), data["experiments"], strict=True))
        self.affine = {n: Learned(e, entry) for ((kind, n), e), entry in found.items() if kind == "affine"}
        self.relu = {n: Learned(e, entry) for ((kind, n), e), entry in found.items() if kind == "relu"}


def write(folder: Path) -> None:
    """Run every experiment and write one file for each picture."""
    for picture in PICTURES:
        entries: list[Json] = [_entry(e) for e in experiments(picture).values()]
        data: dict[str, Json] = {"schema": SCHEMA, "picture": picture, "experiments": entries}
        (folder / file_name(picture)).write_text(canonical(data), encoding="utf-8")


def file_name(picture: str) -> str:
    """Return the name of a picture's file.

    >>> file_name("circles-in-stars")
    'trained_circles_in_stars.json'
    """
    return f"trained_{picture.replace('-', '_')}.json"


# ------------------------------------------------------------------ figures


def curves(learned: Mapping[int, Learned], unit: str, level: Fraction) -> Json:
    """Return the figure of the losses over the steps, with the level that no affine network gets below."""
    lines: list[Json] = [
        {"group": named(n, unit), "name": name, "values": values.split()}
        for n, entry in learned.items()
        for name, values in entry.data["losses"].items()
    ]
    steps = next(iter(learned.values())).data["steps"]
    return {
        "kind": "curves",
        "x": "step",
        "y": "mean squared error",
        "steps": steps,
        "lines": lines,
        "level": str(level),
    }


def rates(learned: Mapping[int, Learned], unit: str) -> Json:
    """Return the figure of the success rates with Wilson's 95 % confidence intervals."""
    rows: list[Json] = []
    for n, entry in learned.items():
        low, high = wilson(entry.data["successes"], len(SEEDS))
        counts: dict[str, Json] = {"successes": entry.data["successes"], "trials": len(SEEDS)}
        rows.append({"name": named(n, unit), **counts, "low": str(low), "high": str(high)})
    return {"kind": "rates", "interval": "Wilson, 95 %", "rows": rows}


def boundaries(learned: Mapping[int, Learned], unit: str) -> Json:
    """Return the figure of where the first successful network of each width is positive."""
    first = {n: entry for n, entry in learned.items() if entry.data["networks"]}
    table = next(iter(learned.values())).experiment.table
    networks: list[Json] = [
        {"name": f"{named(n, unit)}, seed {entry.data['networks'][0]['seed']}", **entry.networks()[0]}
        for n, entry in first.items()
    ]
    return {"kind": "networks", "activation": "relu", **table.to_json(), "networks": networks}


def named(count: int, unit: str) -> str:
    """Return a count with its noun.

    >>> named(1, "layer"), named(8, "unit")
    ('1 layer', '8 units')
    """
    return f"{count} {unit}{'' if count == 1 else 's'}"


def turned(network: Mapping[str, Any]) -> dict[str, Json]:
    """Return the network with the sign of its first unit's outer weight turned round."""
    first, *others = network["units"]
    return {**network, "units": [{**first, "out": str(-Fraction(first["out"]))}, *others]}


def train_again(claim: Claim, learned: Mapping[int, Learned], unit: str) -> None:
    """Register the proofs of "trained-SIZE": the experiment is repeated for each size."""
    for size in learned:

        @claim.proof(f"trained-{size}", engine="numeric")
        @renamed(f"train_{named(size, unit).replace(' ', '_')}")
        def repeated(size: int = size) -> Observed:
            """Fifty runs of gradient descent, with the seeds 0 to 49."""
            return repeat(learned[size].sampled())


# ------------------------------------------------------------------ inside


def _entry(experiment: Experiment) -> dict[str, Json]:
    runs = train(experiment, SEEDS, _recorded(experiment.steps))
    success = [experiment.succeeds(network) for network in runs.networks]
    entry: dict[str, Json] = {
        "widths": list(experiment.widths),
        "activation": experiment.activation,
        "successes": sum(success),
        "steps": list(runs.recorded),
        "losses": _losses(experiment, runs),
    }
    if experiment.activation == "relu":
        kept = [(s, n) for s, n in zip(SEEDS, runs.networks, strict=True) if success[s] and n is not None][:KEPT]
        least = min((margin(network, experiment.table) for _, network in kept), default=Fraction(0))
        entry["networks"] = [{"seed": seed, **_units(network)} for seed, network in kept]
        entry["margin"] = str(Fraction(least * 1000 // 1, 1000))
    return entry


def _units(network: Layered) -> dict[str, Json]:
    hidden, last = network.layers
    return {
        "units": [
            {"weights": [str(w) for w in row], "bias": str(bias), "out": str(out)}
            for row, bias, out in zip(hidden.weights, hidden.bias, last.weights[0], strict=True)
        ],
        "bias": str(last.bias[0]),
    }


def _recorded(steps: int) -> list[int]:
    """Return 0, 1, …, 10, then every fifth step up to 100, every fiftieth up to 1000, every 200th beyond."""
    return [s for s in range(steps + 1) if s <= 10 or s % (5 if s <= 100 else 50 if s <= 1000 else 200) == 0]


def _losses(experiment: Experiment, runs: Runs) -> dict[str, Json]:
    """Return curves: of affine stacks the highest and lowest of all runs, of ReLU networks the first few runs."""
    if experiment.activation == "affine":
        return {
            f"highest of {len(SEEDS)} runs": _text(runs.losses.max(axis=1)),
            f"lowest of {len(SEEDS)} runs": _text(runs.losses.min(axis=1)),
        }
    return {f"seed {seed}": _text(runs.losses[:, seed]) for seed in SHOWN}


def _text(values: Iterable[Any]) -> str:
    return " ".join(f"{float(v):.4g}" for v in values)


if __name__ == "__main__":
    write(Path(sys.argv[1]))
