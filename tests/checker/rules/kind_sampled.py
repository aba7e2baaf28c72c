"""Statements of the kind sampled: what was observed. No certificate settles them."""

from nlcheck_cases import AND, forall, invalid, reject, valid

RUNS = {"kind": "sampled", "experiment": "train-xor/1", "parameters": {"seed": "7"}, "trials": 100, "successes": 97}


def runs(**changed):
    return {**RUNS, **changed}


CASES = [
    valid("a count of successes", RUNS, "Observed, not proven: 97 of 100 runs of train-xor/1 succeeded\n(seed = 7)."),
    valid("none of them", runs(successes=0), "0 of 100"),
    valid("all of them", runs(successes=100), "100 of 100"),
    valid("no parameters", runs(parameters={})),
    *[
        reject(f"no {form} settles it", RUNS, form, {}, "format")
        for form in (
            "trace/1",
            "cases/1",
            "expansion/1",
            "induction/1",
            "assignment/1",
            "run/1",
            "weights/1",
            "network/1",
        )
    ],
    invalid("more successes than trials", runs(successes=101), "whole number"),
    invalid("−1 successes", runs(successes=-1), "whole number"),
    invalid("no trials", runs(trials=0, successes=0), "whole number"),
    invalid("trials as text", runs(trials="100"), "whole number"),
    invalid("successes true", runs(successes=True), "whole number"),
    invalid("a share", runs(successes="97/100"), "whole number"),
    invalid("an experiment without version", runs(experiment="train-xor"), "version"),
    invalid("an experiment with words around it", runs(experiment="it is true that 1/1"), "version"),
    invalid("an experiment that is a list", runs(experiment=["train-xor/1"]), "experiment"),
    invalid("parameters as a list", runs(parameters=["seed"]), "experiment"),
    invalid("a parameter that is a number", runs(parameters={"seed": 7}), "text"),
    invalid("a parameter of two lines", runs(parameters={"seed": "7\nproven"}), "text"),
    invalid("a parameter that is no name", runs(parameters={"the seed": "7"}), "text"),
    invalid("a field too many", runs(proved=True), "no field proved"),
    invalid("an observation of a formula", {**forall("x", [">", "x", "0"]), "trials": 1}, "no field trials"),
    invalid("an observation of a table", {**RUNS, "values": AND.split()}, "no field values"),
]
