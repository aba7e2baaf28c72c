#!/usr/bin/env python3
"""nlcheck: read a statement and a certificate, say accepted or rejected.

    python -I -S nlcheck.py BUNDLE                       every claim in a folder
    python -I -S nlcheck.py STATEMENT CERTIFICATE        one certificate
    python -I -S nlcheck.py --reading STATEMENT          only what the statement says
    (--json before the paths: the same as one JSON object)

This file is all that has to be trusted: it uses the standard library alone, trusts no
solver and no other file of the project, and computes with exact rational numbers. It
expands every statement by itself, so that a certificate can never change what is claimed.

Read it from the top. Every kind of statement turns into one of five rules:

    polynomial identity    two polynomials are equal if their normal forms are
    evaluation             exact values at given points settle an example
    cases                  on every branch, some comparisons add up to 0 > 0
    enumeration            of all labellings of some points, each has weights or is excluded
    induction              what holds at the start, and passes on at each step, holds always

Exit codes: 0 accepted, 1 rejected, 2 unreadable statement or wrong usage, 3 work budget exceeded.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import ceil, factorial, floor, isqrt, prod
from pathlib import Path
from typing import Any, TypeAlias

USAGE = "usage: nlcheck.py [--json] BUNDLE | [--json] STATEMENT CERTIFICATE | [--json] --reading STATEMENT"
BUDGET = 20_000_000  # elementary steps for one certificate: about half a minute
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100  # of an expression or a tree of cases
MAX_DIGITS = 4000  # of a rational number, both parts together
MAX_BITS = 250_000  # of a number on the way, both parts together
MAX_POWER = 64
DIGITS = 40  # of an enclosure that decides a comparison
NAME = r"[A-Za-z][A-Za-z0-9_]*"

Polynomial: TypeAlias = dict[tuple[str, ...], Fraction]  # {word: coefficient}; the zero polynomial is {}
Matrix: TypeAlias = tuple[tuple[Fraction, ...], ...]  # rows
Row: TypeAlias = tuple[Polynomial, str]  # polynomial > 0, >= 0, = 0 or != 0
Case: TypeAlias = "tuple[Json, dict[str, Polynomial], list[Row]]"  # a sub-tree, what it settles, its new rows
Json: TypeAlias = Any  # whatever a file held: every use checks its type first


class Rejected(Exception):
    """The certificate does not show what it should."""


class Unreadable(Exception):
    """The statement is malformed or vacuous: there is nothing to check."""


class OverBudget(Exception):
    """The certificate asks for more work than BUDGET."""


# ---------------------------------------------------------------- command line and bundles


def main(arguments: list[str]) -> int:
    as_json = arguments[:1] == ["--json"]
    only_reading = arguments[as_json:][:1] == ["--reading"]
    paths = [Path(p) for p in arguments[as_json + only_reading :]]
    report: dict[str, Any] = {"schema": "nlcheck/1", "problems": [], "claims": [], "accepted": False}
    try:
        report["checker_sha256"] = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
        if len(paths) == 1 and (only_reading or paths[0].is_dir()):
            report["claims"] = [read_claim(paths[0])[1]] if only_reading else check_bundle(paths[0], report)
        elif len(paths) == 2 and not only_reading:
            targets, claim = read_claim(paths[0])
            report["claims"] = [{**claim, "certificates": [check_file(targets, paths[1])]}]
        else:
            raise Unreadable(USAGE)
        for claim in report["claims"]:
            claim["accepted"] = not claim["missing"] and all(c["accepted"] for c in claim["certificates"])
        report["accepted"] = not report["problems"] and all(c["accepted"] for c in report["claims"])
        refused = [c for claim in report["claims"] for c in claim["certificates"] if not c["accepted"]]
        over = refused and not report["problems"] and all(c["over_budget"] for c in refused)
        code = 2 if report.pop("unreadable", False) else 0 if report["accepted"] else 3 if over else 1
    except (Unreadable, OSError) as problem:
        report["problems"].append(str(problem))
        code = 2
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    if as_json:
        print(json.dumps(report, sort_keys=True, indent=1, ensure_ascii=False))
    else:
        print_report(report, "read" if only_reading else "accepted" if report["accepted"] else "REJECTED")
    return code


def print_report(report: dict[str, Any], verdict: str) -> None:
    for claim in report["claims"]:
        print(f"{claim['id']}  (statement sha256 {claim['statement_sha256']})")
        for target, text in claim["readings"].items():
            note = "  (a control: this is false)" if target.startswith("controls/") else ""
            print(f"  {target}{note}\n    " + text.replace("\n", "\n    "))
        for c in claim["certificates"]:
            word = f"accepted: {c['establishes']}" if c["accepted"] else f"REJECTED: {c['message']}"
            print(f"  {brief(c['file'])}  (sha256 {c['sha256']})\n    {c['for']}  {word}")
        for target in claim["missing"]:
            print(f"  {target}  REJECTED: no accepted certificate")
    count = sum(len(c["certificates"]) for c in report["claims"])
    print(*map(brief, report["problems"]), f"{verdict}: {len(report['claims'])} claims, {count} certificates", sep="\n")


def check_bundle(folder: Path, report: dict[str, Any]) -> list[dict[str, Any]]:
    """Check a folder of claim folders, or one claim folder: every target needs a certificate."""
    claims, folders = [], [folder] if (folder / "statement.json").exists() else sorted(folder.iterdir())
    if not folders:
        raise Unreadable(f"{brief(folder.name)}: expected claim folders, got none")
    for claim_folder in folders:
        try:
            claims.append(check_folder(claim_folder))
        except (Rejected, Unreadable, OSError) as problem:
            report["problems"].append(str(problem))
            report["unreadable"] = report.get("unreadable", False) or not isinstance(problem, Rejected)
    ids = [c["id"] for c in claims]
    report["problems"] += [f"{i}: expected one claim of this id, got several" for i in set(ids) if ids.count(i) > 1]
    return claims


def check_folder(folder: Path) -> dict[str, Any]:
    need(folder.is_dir() and not folder.is_symlink(), "{}: expected a claim folder, got something else", folder.name)
    paths = sorted(folder.iterdir())
    for path in paths:
        known = re.fullmatch(r"certificate-.+\.json|(statement|page|receipt)\.json|.+\.smt2|theorems\.v", path.name)
        need(known, "{}/{}: expected a file of a bundle, got an unknown name; remove it", folder.name, path.name)
        need(path.is_file() and not path.is_symlink(), "{}/{}: expected a plain file", folder.name, path.name)
    targets, result = read_claim(folder / "statement.json")
    result["certificates"] = [check_file(targets, path) for path in paths if path.name.startswith("certificate-")]
    settled = {c["for"] for c in result["certificates"] if c["accepted"]}
    result["missing"] = [t for t, s in targets.items() if s["kind"] not in UNCHECKED and t not in settled]
    return result


def read_claim(path: Path) -> tuple[dict[str, Json], dict[str, Any]]:
    """Return the targets {"parts/main": statement, …} of a statement file, and an empty result for it."""
    place, targets, readings = f"{path.parent.name}/{path.name}", {}, {}
    try:
        data, digest = load(path)
        fields(data, "schema id uses parts illustrations controls")
        one_of(data["schema"], ["nlverify-statement/1"], "schema")
        for name in [data["id"], *items(data["uses"], str)]:
            need(matches(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name), "id: expected words joined by hyphens, got {}", name)
        for group in ("parts", "illustrations", "controls"):
            need(isinstance(data[group], dict), "{}: expected an object", group)
            need(data[group] or group == "illustrations", "{}: expected one or more, got none", group)
            for name, statement in data[group].items():
                place = f"{path.parent.name}/{path.name} at {group}/{name}"
                need(re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", name), "expected a lower-case name")
                validate(statement)
                home = UNCHECKED.get(statement["kind"], group)
                need(home == group, "{} outside {}: expected a kind that can be proved", statement["kind"], home)
                targets[f"{group}/{name}"] = statement
                readings[f"{group}/{name}"] = reading(statement)
    except Rejected as problem:
        raise Unreadable(f"{brief(place)}: {problem}") from None
    except (RecursionError, OverBudget):
        raise Unreadable(f"{brief(place)}: expected a smaller statement") from None
    result = {"id": data["id"], "folder": path.parent.name, "statement_sha256": digest, "readings": readings}
    return targets, {**result, "certificates": [], "missing": []}


def check_file(targets: dict[str, Json], path: Path) -> dict[str, Any]:
    """Judge one certificate: a part or illustration must be proved, a control refuted."""
    verdict: dict[str, Any] = dict.fromkeys(("sha256", "for", "format", "message"), "") | {"file": path.name}
    verdict |= {"accepted": False, "establishes": None, "over_budget": False}
    try:
        data, verdict["sha256"] = load(path)
        need(isinstance(data, dict), "expected an object")
        target, form = data.pop("for", None), data.pop("format", None)
        one_of(target, targets, "for")
        one_of(form, FORMATS, "format")
        verdict |= {"for": target, "format": form}
        verdict["establishes"] = check(targets[target], form, data)
        wanted = "refuted" if target.startswith("controls/") else "proved"
        need(verdict["establishes"] == wanted, "{}: expected {}, got {}", target, wanted, verdict["establishes"])
        verdict["accepted"] = True
    except Rejected as problem:
        verdict["message"] = str(problem)
    except RecursionError:
        verdict["message"] = "expected less depth"
    except OverBudget:
        verdict |= {"message": f"expected at most {BUDGET} steps of work, got more", "over_budget": True}
    return verdict


# ---------------------------------------------------------------- which rule settles what

# A statement of the first kind is the negation of the one of the second kind with the same fields.
NEGATION_OF = {"exists": "forall", "separable": "not-separable", "some-network": "no-network"}


def check(statement: Json, form: str, certificate: Json) -> str:
    """Return "proved" or "refuted": what `certificate` establishes about a validated statement."""
    kind = NEGATION_OF.get(statement["kind"], statement["kind"])
    rule, kinds = FORMATS[form]
    need(kind in kinds.split(), "format: expected another one for kind {}, got {}", statement["kind"], form)
    established = rule({**statement, "kind": kind}, certificate, Work())
    return established if kind == statement["kind"] else "refuted" if established == "proved" else "proved"


# ---------------------------------------------------------------- rule 1: polynomial identity


def prove_identity(statement: Json, certificate: Json, work: "Work") -> str:
    """Both sides have the normal form that the certificate states.

    Sums and products are expanded by distributivity alone; equal normal forms therefore mean
    equal values in every (semi)ring, and for matrices of every shape that fits.
    """
    fields(certificate, "terms")
    algebra = Polynomials(work, commute=commutative(statement))
    need_terms([expand(statement[side], {}, algebra) for side in ("left", "right")], certificate["terms"])
    return "proved"


def need_terms(sides: list[Polynomial], terms: Json) -> None:
    stated = {tuple(items(word, str)): rational(c) for word, c in items(terms, list, 2)}
    need(terms == sorted(terms) and len(stated) == len(terms), "terms: expected each word once, in order")
    need(sides[0] == stated, "left side: expected the stated terms, got others")
    need(sides[1] == stated, "right side: expected the stated terms, got others")


# ---------------------------------------------------------------- rule 2: evaluation


def refute_by_values(statement: Json, certificate: Json, work: "Work") -> str:
    """At these values every hypothesis holds and the conclusion does not."""
    fields(certificate, "values")
    shapes = statement["symbols"] if "symbols" in statement else dict.fromkeys(statement["variables"], ("1", "1"))
    values, _ = matrices(certificate["values"], shapes, {})
    for relation in counterexample(statement):
        need(holds(relation, values, work), "values: expected {}, got false", show_relation(relation))
    return "refuted"


def counterexample(statement: Json) -> list[Json]:
    """The comparisons that a counterexample satisfies (or a witness, of "exists")."""
    if "such_that" in statement:
        return list(statement["such_that"])
    then = statement.get("then", ["=", statement.get("left"), statement.get("right")])
    return [*statement.get("given", []), *map(opposite, several("or", then))]


def several(word: str, relations: Json) -> list[Json]:
    """One comparison, or those that "or" (or "and") joins."""
    joined = isinstance(relations, list) and relations[:1] == [word]
    need(not joined or len(relations) > 2, "{}: expected two comparisons or more", word)
    return list(relations[1:]) if joined else [relations]


def opposite(relation: Json) -> Json:
    return [{">": "<=", "<=": ">", ">=": "<", "<": ">=", "=": "!=", "!=": "="}[relation[0]], *relation[1:]]


def refute_by_weights(statement: Json, certificate: Json, work: "Work") -> str:
    """This affine unit does it: so do a network of one layer, and σ(z) = z with t = 0."""
    fields(certificate, "weights bias")
    points, _ = table(statement)
    weights, bias = numbers(certificate["weights"], len(points[0]), work), numbers([certificate["bias"]], 1, work)[0]
    need_table(statement, [affine(weights, bias, p) for p in points], work)
    return "refuted"


def refute_by_network(statement: Json, certificate: Json, work: "Work") -> str:
    """This network with one hidden layer does it."""
    units = items(certificate.get("units"), dict)
    need(len(units) == statement["hidden"], "units: expected {}, got {}", statement["hidden"], len(units))
    need(("skip" in certificate) == statement["skip"], "skip: expected the statement's choice, got the other")
    need_table(statement, network_outputs(certificate, statement, work), work)
    return "refuted"


def need_table(statement: Json, outputs: list[Json], work: "Work") -> None:
    exact, (points, values) = Values(work), table(statement)
    for point, value, f, relation in zip(points, values, outputs, wanted(statement, outputs), strict=True):
        at, found = ", ".join(map(str, point)), exact.number(expand(f, {}, exact))
        need(holds(relation, {}, work), "at ({}): expected {}, got f = {}", at, value, found)


def wanted(statement: Json, outputs: list[Json]) -> list[Json]:
    """What the table asks of f at each point: f = value, or f fires (label 1), or it does not (label 0)."""
    op = statement.get("fires", statement.get("readout", "="))
    fires: list[Json] = [[op, f, v if op == "=" else "0"] for f, v in zip(outputs, statement["values"], strict=True)]
    return [opposite(r) if op != "=" and v == "0" else r for r, v in zip(fires, statement["values"], strict=True)]


def affine(weights: list[str], bias: str, point: tuple[Fraction, ...]) -> Json:
    """The expression w·x + b at a point x, with weights that are numbers or names of unknowns."""
    return ["+", *(["*", w, str(x)] for w, x in zip(weights, point, strict=True)), bias]


def network_outputs(n: Json, statement: Json, work: "Work") -> list[Json]:
    """The expressions Σ out·σ(weights·x + bias) + bias + skip·x of a network with one hidden layer."""
    fields(n, "units bias", "skip")
    points, _ = table(statement)
    size, (bias,) = len(points[0]), numbers([n["bias"]], 1, work)
    skip = numbers(n["skip"], size, work) if "skip" in n else ["0"] * size
    work.spend(len(points) * (size + 2) * (1 + len(items(n["units"], dict))))
    for unit in n["units"]:
        fields(unit, "weights bias out")
        numbers([unit["bias"], unit["out"]], 2, work)
        numbers(unit["weights"], size, work)
    return [layer(n["units"], statement["activation"], affine(skip, bias, p), p) for p in points]


def layer(units: Json, activation: Json, rest: Json, point: tuple[Fraction, ...]) -> Json:
    """The expression Σ out·σ(weights·x + bias) + rest."""
    slope = slope_below_zero(activation)
    sigma = ["clip"] if slope is None else ["leaky", str(slope)]
    return ["+", *(["*", u["out"], [*sigma, affine(u["weights"], u["bias"], point)]] for u in units), rest]


def slope_below_zero(activation: Json) -> Fraction | int | None:
    """The number s of a positively homogeneous activation: σ(z) = z for z ≥ 0, s·z for z ≤ 0."""
    if isinstance(activation, str):
        one_of(activation, ACTIVATIONS, "activation")
        return ACTIVATIONS[activation][1]
    need(len(items(activation, str)) == 2 and activation[0] == "leaky", "activation: expected ['leaky', slope]")
    return rational(activation[1])


# name: formula, slope below zero
ACTIVATIONS = {"relu": ("max(z, 0)", 0), "abs": ("|z|", -1), "clip": ("min(max(z, 0), 1)", None)}


def check_trace(statement: Json, certificate: Json, work: "Work") -> str:
    """The expression, the networks or the iteration have these values: the wanted ones, or one is not."""
    fields(certificate, "values")
    exact, form = Values(work), statement.get("arithmetic")
    if statement["kind"] == "iterates":
        values, goal = iterate(statement, work), [rational(v) for v in statement["result"]]
    elif statement["kind"] == "classifies":
        outputs = [f for n in statement["networks"] for f in network_outputs(n, statement, work)]
        values, goal = [exact.number(expand(f, {}, exact)) for f in outputs], table(statement)[1]
    else:
        (points, goal), values = table(statement), []
        for algebra in [Rounded(work, form["format"], mode) for mode in form["modes"]] if form else [exact]:
            for p in points:
                at = {n: algebra.constant(x) for n, x in zip(statement["variables"], p, strict=True)}
                values.append(algebra.number(expand(statement["expression"], at, algebra)))
    need([rational(v) for v in items(certificate["values"], str)] == values, "values: expected others")
    goal, margin = goal * (len(values) // len(goal)), rational(statement.get("margin", "0"))
    signed = [f if label == 1 else -f for f, label in zip(values, goal, strict=True)]
    return "proved" if (min(signed) >= margin if margin else values == goal) else "refuted"


def iterate(s: Json, work: "Work") -> list[Fraction]:
    """Mⁿx modulo m, where Mⁿ comes from repeated squaring."""
    m, n, vector = int(s["modulus"]), s["steps"], [[int(x)] for x in s["start"]]
    power = [[int(x) for x in row] for row in s["matrix"]]

    def product(a: list[list[int]], b: list[list[int]]) -> list[list[int]]:
        work.spend(len(a) * len(b) * len(b[0]) * (1 + m.bit_length() // 64))
        return [[sum(x * y for x, y in zip(row, c, strict=True)) % m for c in zip(*b, strict=True)] for row in a]

    while n:
        vector, power, n = product(power, vector) if n % 2 else vector, product(power, power), n // 2
    return [Fraction(x) for (x,) in vector]


# ---------------------------------------------------------------- rule 3: cases


def prove_by_cases(statement: Json, certificate: Json, work: "Work") -> str:
    """The comparisons that a counterexample would satisfy contradict each other on every branch.

    The branches come from a complete tree of case distinctions. On each, some comparisons are
    multiplied by what keeps their sense and added up: 0 > 0, −1 ≥ 0 or 0 = 1 is left.
    """
    fields(certificate, "trees")
    refute_each(negation(statement, work), certificate["trees"])
    return "proved"


def refute_each(systems: "list[System]", trees: Json) -> None:
    need(len(items(trees, dict)) == len(systems), "trees: expected {} trees, got {}", len(systems), len(trees))
    for system, tree in zip(systems, trees, strict=True):
        system.refute(tree, {}, system.rows)


INVERSE = ["=", ["*", "u", "a"], "1"]
CASES: dict[str, list[list[Json]]] = {  # of a value a = op(u): what a is there, and what holds there
    "relu": [["u", [">=", "u", "0"]], ["0", ["<", "u", "0"]]],
    "step": [["1", [">", "u", "0"]], ["0", ["<=", "u", "0"]]],
    "inv": [["a", [">", "u", "0"], INVERSE], ["a", ["<", "u", "0"], INVERSE], ["0", ["=", "u", "0"]]],
    "sqrt": [["a", [">=", "u", "0"], [">=", "a", "0"], ["=", ["*", "a", "a"], "u"]], ["0", ["<=", "u", "0"]]],
    "log": [["a", [">", "u", "0"], ["=", ["exp", "a"], "u"]], ["0", ["<=", "u", "0"]]],
}


class System:
    """Comparisons `polynomial relation 0` in real unknowns, some of which are values of functions.

    A row is (polynomial, relation) with relation ">", ">=", "=" or "!=". `atoms[j]` is an operator
    and its argument, such as ("relu", u); its value is the unknown "#j", until a case settles it.
    """

    def __init__(self, work: "Work", *, commute: bool = True) -> None:
        self.rows: list[Row] = []
        self.atoms: list[tuple[str, Polynomial]] = []
        self.algebra = Polynomials(work, self.atom, commute=commute)

    def atom(self, op: str, argument: Polynomial) -> Polynomial:
        """The value of `op` at the argument, an unknown; the same one for the same argument."""
        self.algebra.work.spend(len(self.atoms) * (1 + len(argument)))
        if (op, argument) not in self.atoms:
            self.atoms.append((op, argument))
        return {(f"#{self.atoms.index((op, argument))}",): Fraction(1)}

    def row(self, relation: Json, values: Mapping[str, Polynomial]) -> Row:
        op, left, right = relation
        p, q = expand(left, values, self.algebra), expand(right, values, self.algebra)
        p, q = (q, p) if "<" in op else (p, q)
        return self.algebra.add(p, q, -1), op.replace("<", ">")

    def add(self, relations: list[Json], values: Mapping[str, Polynomial] | None = None) -> "System":
        self.rows += [self.row(relation, values or {}) for relation in relations]
        return self

    def refute(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row], depth: int = 0) -> None:
        """Check that `tree` closes every case; `settled` maps "#j" to what it equals on this branch."""
        need(isinstance(tree, dict) and depth <= MAX_DEPTH, "tree: expected at most {} nested splits", MAX_DEPTH)
        if "relu" in tree:
            fields(tree, "relu above below")
            tree = {"atom": tree["relu"], "cases": [tree["above"], tree["below"]]}
        nodes = [key for key in ("atom", "row", "sign", "exp", "enclose", "let") if key in tree]
        if not nodes:
            self.refute_leaf(tree, settled, rows)
            return
        known = len(self.atoms)
        self.algebra.work.spend(1 + len(rows))
        for branch, values, new in getattr(self, "on_" + nodes[0])(tree, settled, rows):
            self.refute(branch, {**settled, **values}, [*rows, *new], depth + 1)
        del self.atoms[known:]  # those that this branch introduced

    def on_row(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row]) -> Iterator[Case]:
        """A row p ≠ 0: p > 0, or −p > 0."""
        fields(tree, "row above below")
        p, relation = rows[index(tree["row"], len(rows))]
        need(relation == "!=", "row {}: expected a ≠ to split on, got {}", tree["row"], relation)
        yield tree["above"], {}, [(p, ">")]
        yield tree["below"], {}, [self.row([">", "0", "p"], {"p": p})]

    def on_sign(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row]) -> Iterator[Case]:
        """Any polynomial p: p ≥ 0, or −p > 0."""
        fields(tree, "sign above below")
        p = self.free(tree["sign"], settled)
        yield tree["above"], {}, [(p, ">=")]
        yield tree["below"], {}, [self.row([">", "0", "p"], {"p": p})]

    def on_atom(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row]) -> Iterator[Case]:
        """The value a of an operator at u, by the cases of its definition."""
        fields(tree, "atom cases")
        (op, argument), name = self.atoms[index(tree["atom"], len(self.atoms))], f"#{tree['atom']}"
        need(op != "exp" and name not in settled, "{} {}: expected one that is not settled yet", op, name)
        at = {"u": self.algebra.substitute(argument, settled), "a": self.algebra.symbol(name)}
        inner = {symbol for word in at["u"] for symbol in word if symbol[0] == "#"} - set(settled)
        outer = {self.atoms[int(k[1:])][0] for k in inner} <= {"exp"}
        need(outer, "{} {}: expected the inner operators first", op, name)
        need(len(items(tree["cases"], dict)) == len(CASES[op]), "{}: expected {} cases", op, len(CASES[op]))
        for branch, (value, *relations) in zip(tree["cases"], CASES[op], strict=True):
            yield branch, {name: expand(value, at, self.algebra)}, [self.row(r, at) for r in relations]

    def on_exp(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row]) -> Iterator[Case]:
        """exp(u) > 0; exp(u) ≥ 1 + u + … + uⁿ/n! for odd n; exp(u)·exp(v) = exp(u + v)."""
        fields(tree, "exp then", "degree")
        algebra, chosen = self.algebra, [self.atoms[index(k, len(self.atoms))] for k in items(tree["exp"], int)]
        need({op for op, _ in chosen} == {"exp"}, "exp: expected one or three atoms of exp")
        e, *powers = [algebra.symbol(f"#{k}") for k in tree["exp"]]
        u, *others = [algebra.substitute(p, settled) for _, p in chosen]
        row = e, ">"
        if others:
            need(len(others) == 2 and "degree" not in tree, "exp: expected one atom, or three and no degree")
            need(algebra.add(u, others[0]) == others[1], "exp: expected the third argument to be the sum")
            row = algebra.add(algebra.multiply(e, powers[0]), powers[1], -1), "="
        elif "degree" in tree:
            need(index(tree["degree"], MAX_POWER) % 2 == 1, "exp: expected an odd degree, got {}", tree["degree"])
            term = algebra.constant(Fraction(1))
            for k in range(tree["degree"] + 1):
                row = algebra.add(row[0], term, -1), ">="
                term = algebra.multiply(algebra.multiply(term, u), algebra.constant(Fraction(1, k + 1)))
        yield tree["then"], {}, [row]

    def on_enclose(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row]) -> Iterator[Case]:
        """The value at a constant lies between two rational numbers that are computed here."""
        fields(tree, "enclose digits then")
        op, argument = self.atoms[index(tree["enclose"], len(self.atoms))]
        u, a = self.algebra.substitute(argument, settled), self.algebra.symbol(f"#{tree['enclose']}")
        need(op in ("exp", "log", "sqrt") and set(u) <= {()}, "enclose: expected exp, log or sqrt of a constant")
        bounds = enclose(op, u.get((), Fraction(0)), index(tree["digits"], 1000, 1), self.algebra.work)
        low, high = (self.algebra.constant(bound) for bound in bounds)
        yield tree["then"], {}, [(self.algebra.add(a, low, -1), ">="), (self.algebra.add(high, a, -1), ">=")]

    def on_let(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row]) -> Iterator[Case]:
        """The values of more functions may be spoken of: whatever they are, they exist."""
        fields(tree, "let then")
        self.free(tree["let"], settled, REAL)
        yield tree["then"], {}, []

    def refute_leaf(self, leaf: Json, settled: dict[str, Polynomial], rows: list[Row]) -> None:
        """The chosen rows, multiplied and added up, leave a constant that contradicts them."""
        fields(leaf, "", "rows products multiples")
        algebra, total, used = self.algebra, Polynomial(), list[str]()  # `used`: the relation of every summand
        products = items(leaf.get("products", []), list, 2, 3)
        typed = "multiples" not in leaf and all(len(e) == 2 for e in products)
        need(algebra.commute or typed, "leaf: expected rows and products of rows alone, where sizes are arbitrary")

        def take(k: Json, what: str = "a row", wanted: Collection[str] = (">", ">=", "=", "!=")) -> Row:
            polynomial, relation = rows[index(k, len(rows))]
            need(relation in wanted, "row {}: expected {}, got {}", k, what, relation)
            return algebra.substitute(polynomial, settled), relation

        for k, multiplier in items(leaf.get("rows", []), list, 2):
            (p, relation), m = take(k), rational(multiplier)
            need(m > 0 or (m < 0 and relation in ("=", "!=")), "row {}: expected a multiplier > 0, got {}", k, m)
            used, total = [*used, relation], algebra.add(total, p, m)
        for k, factor in items(leaf.get("multiples", []), list, 2):
            p, relation = take(k, "an equation", ["="])
            used, total = [*used, relation], algebra.add(total, algebra.multiply(self.free(factor, settled), p))
        for factor, numbers, *root in products:
            chosen, m = [take(k, "an inequality", [">", ">="]) for k in items(numbers, int)], rational(factor)
            need(m > 0 and (chosen or root), "product: expected a factor > 0, and one or more rows or a square")
            factors = [p for p, _ in chosen] + [self.free(e, settled) for e in root * 2]
            strict = not root and all(relation == ">" for _, relation in chosen)
            used = [*used, ">" if strict else ">="]
            total = algebra.add(total, reduce(algebra.multiply, factors, algebra.constant(m)))
        for key, given in leaf.items():
            ordered = key == "products" or all(a[0] < b[0] for a, b in pairwise(given))
            need(given and ordered, "{}: expected one or more entries, each row once and in order", key)
        constant = total.pop((), Fraction(0))
        rest = " + ".join(f"{brief(c)}·{'·'.join(word)}" for word, c in sorted(total.items())[:4])
        need(not total, "leaf: expected the unknowns to cancel, got {}", rest)
        contradiction = constant < 0 or (constant > 0 and set(used) == {"="}) or (constant == 0 and ">" in used)
        if "!=" in used:  # p = 0 follows from equations, and p ≠ 0 was given
            contradiction = constant == 0 and used.count("!=") == 1 and set(used) <= {"=", "!="}
        need(contradiction, "leaf: expected a contradiction, got {} with {} 0", constant, " ".join(sorted(set(used))))

    def free(self, expression: Json, settled: Mapping[str, Polynomial], known: "Arities | None" = None) -> Polynomial:
        """Any polynomial: a name that the statement does not have is just one more unknown."""
        need(self.algebra.commute, "expression: expected none where sizes are arbitrary")
        need_expression(expression, None, known or PLAIN)
        for number in re.findall('"#([0-9]+)"', json.dumps(expression)):  # before it is expanded: no #5 = exp(#5)
            need(int(number) < len(self.atoms), "expression: expected a known atom, got #{}", number)
        return self.algebra.substitute(expand(expression, {}, self.algebra), settled)


def negation(statement: Json, work: "Work") -> list[System]:
    """The systems of comparisons that a counterexample to the statement would satisfy."""
    kind, system = statement["kind"], System(work)
    if kind == "forall":
        return [system.add(counterexample(statement))]
    points, values = table(statement)
    if kind == "no-network":
        return [network(statement, points, positive, work) for positive in range(statement["hidden"] + 1)]
    if statement["family"] in LEMMAS:  # a stack of layers is one affine map: proved again here, each time
        for key in ("start", "next"):
            left, right = sides_after(LEMMAS[statement["family"]], key, work)
            need(left == right, "lemma: expected its {} to hold", key)
    outputs = [affine([f"w{i + 1}" for i in range(len(p))], "b", p) for p in points]
    relations = wanted(statement, outputs)
    if statement["family"] == "monotone-unit":
        # If σ(z) passes t and σ(z') does not, then z > z' for non-decreasing σ. For non-increasing σ the
        # weights −w satisfy the same comparisons, so that one system covers both.
        fire, rest = ([f for f, v in zip(outputs, values, strict=True) if v == label] for label in (1, 0))
        relations = [[">", f, g] for f in fire for g in rest]
    return [system.add(relations)]


def network(s: Json, points: list[Any], positive: int, work: "Work") -> System:
    """One hidden layer whose first `positive` units have outer weight 1, the others −1.

    Nothing is lost: v·σ(z) = ±σ(|v|z) for a positively homogeneous σ, and the order of the units
    does not matter. A unit with outer weight 0 is one with weights 0, since σ(0) = 0.
    """
    need(s["activation"] != "clip", "clip: expected a positively homogeneous activation for a proof by cases")
    system, inputs = System(work), [str(i + 1) for i in range(len(points[0]))]
    skip, named = [f"u{i}" if s["skip"] else "0" for i in inputs], list[Json]()
    for j in range(1, s["hidden"] + 1):
        out = "1" if j <= positive else "-1"
        named.append({"weights": [f"w{j}_{i}" for i in inputs], "bias": f"b{j}", "out": out})
    arguments = [affine(unit["weights"], unit["bias"], p) for unit in named for p in points]
    system.atoms = [("relu", expand(u, {}, system.algebra)) for u in arguments]  # number j·N + i: unit j at point i
    return system.add(wanted(s, [layer(named, s["activation"], affine(skip, "c", p), p) for p in points]))


# ---------------------------------------------------------------- rule 4: enumeration


def check_catalogue(statement: Json, certificate: Json, work: "Work") -> str:
    """Each labelling of the points is that of a listed unit, or excluded by a listed obstruction.

    Suppose Σc = 0 and Σc·p = 0. Then Σc·f(p) = 0 for every affine f, which cannot be if f > 0
    where c > 0 and f <= 0 where c < 0, nor if it is the other way round.
    """
    fields(certificate, "units obstructions")
    points, found = point_list(statement), set[int]()
    for unit in items(certificate["units"], list, len(points[0]) + 1):
        work.spend(len(points))
        *weights, bias = map(rational, numbers(unit, len(points[0]) + 1, work))
        found.add(sum((dot(weights, p, work) + bias > 0) << i for i, p in enumerate(points)))
    need(len(found) == len(certificate["units"]), "units: expected one for each labelling, got one twice")
    closing: list[list[tuple[int, int]]] = [[] for _ in points]  # by its last point: where c > 0, where c < 0
    for row in items(certificate["obstructions"], list, len(points)):
        c = [rational(x) for x in items(row, str)]
        sums = [dot(c, [p[i] for p in points], work) for i in range(len(points[0]))]
        need(any(c) and sum(c) == 0 and not any(sums), "obstruction: expected Σc = 0 and Σc·p = 0")
        xor = sum(map(abs, c)) == 4 and all(x.denominator == 1 for x in c)
        need(xor or not statement["parallelograms"], "obstruction: expected points p + s = q + r")
        up, down = (sum((s * x > 0) << i for i, x in enumerate(c)) for s in (1, -1))
        closing[max(i for i, x in enumerate(c) if x)].append((up, down))

    labels = [0]  # of the first points, as far as no obstruction excludes them
    for i, past in enumerate(closing):
        work.spend(2 * len(labels) * (1 + len(past)))
        longer = [new for label in labels for new in (label, label | 1 << i)]
        labels = [new for new in longer if not any(new & (up | down) in (up, down) for up, down in past)]
    for label in labels:
        need(label in found, "labelling {}: expected a unit or an obstruction", bin(label))
    return "proved" if len(found) == statement["count"] else "refuted"


def check_classes(statement: Json, certificate: Json, work: "Work") -> str:
    """Each function in which no XOR hides is a threshold function, and so many functions are.

    (No XOR hides in a threshold function: w·x + b has the same sum at p and q as at r and s.)
    With −1 for 0, f of n inputs has a twin F of n + 1: F(x, 1) = f(x), F(−z) = not F(z). It needs no bias,
    and an XOR hides in f if four points where F is true add up to 0. Suppose they never do. If raising xᵢ, or
    exchanging xᵢ = −1 and xⱼ = 1, made F true at one place and false at another, two of the four points and the
    opposites of the others would add up to 0. So with inputs negated and put in order, F stays true if the last −1
    becomes 1, or neighbours −1, 1 become 1, −1. The tree splits all such F by whether x or −x is true. A line
    "weights" gives the one F that is left; two such F differ where their paths part. Permutations and signs make
    as many functions of F as of c = Σx over its true points, since no two threshold functions have the same c.
    """
    fields(certificate, "tree")
    n = statement["inputs"] + 1
    size = 2**n  # points are numbers: the first binary digit is x₁, 1 for 1 and 0 for −1; −x is size − 1 − x
    up, start = [0] * size, sum(1 << i for i in range(n - 1, -1, -2))
    for x in reversed(range(size)):  # up[x]: the bits of the points where F is true if it is at x
        higher = [x | 1, *(x + (1 << i) for i in range(n - 1) if x >> i & 3 == 1)]
        up[x] = reduce(int.__or__, (up[y] for y in higher if y > x), 1 << x)
    ones = [sum(1 << x for x in range(size) if x >> i & 1) for i in range(n)]
    count, open_places = 0, [(up[start], [start])]  # at 1, −1, 1, …, as −1, 1, −1, … can be raised to it
    for line in items(certificate["tree"], str):
        need(matches("(branch|weights|xor)( (0|[1-9][0-9]{0,8})){1,11}", line), "tree: expected no line {}", line)
        need(open_places, "tree: expected its end, got {}", line)
        work.spend(2 + size // 32)
        (true, path), (word, *texts) = open_places.pop(), line.split(" ")
        given = [int(text) for text in texts]
        need(
            len(given) == {"branch": 1, "weights": n, "xor": 4}[word], "{}: expected other numbers, got {}", word, line
        )
        need(word == "weights" or max(given) < size, "{}: expected points below {}, got {}", word, size, line)
        if word == "branch":
            (x,) = given
            need(len(path) < MAX_DEPTH, "tree: expected at most {} nested branches", MAX_DEPTH)
            open_places += [(true | up[y], [*path, y]) for y in (size - 1 - x, x)]  # first x, as the last one put there
        elif word == "xor":
            need(all(true >> x & 1 for x in given), "xor: expected true points, got {}", line)
            sums = [sum(x >> i & 1 for x in given) for i in range(n)]
            need(set(sums) == {2}, "xor: expected points that add up to 0, got {}", line)
        else:
            need(given == sorted(given, reverse=True), "weights: expected them in order, got {}", line)
            sums = [-sum(given)]
            for weight in reversed(given):
                sums += [s + 2 * weight for s in sums]
            need(min(sums[x] for x in path) > 0, "weights: expected w·x > 0 on the path, got {}", line)
            need(true.bit_count() == size // 2, "weights: expected no open point, got {}", line)
            c = [4 * (true & one).bit_count() - size for one in ones]
            orbit = factorial(n) << sum(value != 0 for value in c)
            count += orbit // prod(factorial(c.count(value)) for value in set(c))
    need(not open_places, "tree: expected a line for each place, got none for {}", len(open_places))
    return "proved" if count == rational(statement["functions"]) else "refuted"


def refute_classes(statement: Json, certificate: Json, work: "Work") -> str:
    """No XOR hides in this function; but where it is 1, some points have the same sum as some where it is 0.

    A threshold unit is > 0 at the former and ≤ 0 at the latter, and its values there would have the same sum too.
    """
    fields(certificate, "function ones zeros")
    n, f = statement["inputs"], certificate["function"]
    need(matches("[01]+", f) and len(f) == 2**n, "function: expected {} digits 0 and 1", 2**n)
    spread = [
        sum((x >> i & 1) << 4 * i for i in range(n)) for x in range(2**n)
    ]  # a sum of points has 4 bits for each input
    sums, used = [], []
    for digit, name in (("1", "ones"), ("0", "zeros")):
        there = [s for s, value in zip(spread, f, strict=True) if value == digit]
        work.spend(len(there) ** 2)
        sums.append({s + t for s in there for t in there})
        chosen = [index(x, 2**n) for x in items(certificate[name], int)]
        need(0 < len(chosen) < 16 and all(f[x] == digit for x in chosen), "{}: expected points with {}", name, digit)
        used.append((len(chosen), sum(spread[x] for x in chosen)))
    need(used[0] == used[1], "ones, zeros: expected as many of each, with the same sum")
    need(not sums[0] & sums[1], "function: expected one in which no XOR hides")
    return "refuted"


# ---------------------------------------------------------------- rule 5: induction


def prove_induction(statement: Json, certificate: Json, work: "Work") -> str:
    """The invariant holds at the start, and if it holds before a step, then after it.

    An equation f = e can be used by putting e for f, and shown by expanding; anything else is one
    more hypothesis, and shown by cases.
    """
    fields(certificate, "base step")
    for name, key in (("base", "start"), ("step", "next")):
        if isinstance(certificate[name], list):
            need_terms(sides_after(statement, key, work), certificate[name])
            continue
        fields(certificate[name], "trees")
        scalar, goals = commutative(statement), several("and", statement["invariant"])
        need(statement["ring"] == "reals" and (scalar or goals[0][0] == ">="), "trees: expected them for real numbers")
        before = hypotheses(statement, fixed=True) if name == "base" else [*statement.get("given", []), *goals]
        systems = [System(work, commute=scalar).add(before) for _ in goals]
        for system, goal in zip(systems, goals, strict=True):
            system.add([opposite(goal)], state_after(statement, key, {}, system.algebra))
        refute_each(systems, certificate[name]["trees"])
    return "proved"


def state_after(statement: Json, key: str, before: Mapping[str, Any], algebra: Any) -> dict[str, Any]:
    return {n: expand(rule[key], before, algebra) for n, rule in sorted(statement["state"].items())}


def sides_after(statement: Json, key: str, work: "Work") -> list[Polynomial]:
    """Both sides of the invariant f = e at the start, or after a step before which it held."""
    need(closed_form(statement), "terms: expected them for an invariant 'state variable = polynomial'")
    (_, f, e), algebra = several("and", statement["invariant"])[0], Polynomials(work, commute=commutative(statement))
    after = state_after(statement, key, {f: expand(e, {}, algebra)} if key == "next" else {}, algebra)
    return [expand(side, after, algebra) for side in (f, e)]


def closed_form(statement: Json) -> bool:
    """Whether the invariant is one equation 'state variable = expression without it', all of it polynomial."""
    (op, left, right), *others = several("and", statement["invariant"])
    values = [rule[key] for rule in statement["state"].values() for key in ("start", "next")]
    plain = all(operators_in(e) <= set(PLAIN) for e in [right, *values])
    return op == "=" and not others and plain and str(left) in statement["state"] and left not in symbols_in(right)


def hypotheses(statement: Json, *, fixed: bool) -> list[Json]:
    """The hypotheses on fixed symbols alone, or those that speak of one step."""
    moving = {*statement["each_step"], *statement["state"]}
    return [r for r in statement.get("given", []) if bool(symbols_in(r) & moving) != fixed]


def refute_induction(statement: Json, certificate: Json, work: "Work") -> str:
    """These steps satisfy the hypotheses, and lead to values at which the invariant fails."""
    fields(certificate, "fixed steps")
    state, each_step, algebra = statement["state"], statement["each_step"], Values(work)
    now, start, following = statement.get("width", ("", "", ""))
    shapes = {n: s for n, s in statement["symbols"].items() if n not in state}
    fixed, sizes = matrices(certificate["fixed"], {n: s for n, s in shapes.items() if n not in each_step}, {})
    known = fixed | state_after(statement, "start", fixed, algebra)
    for relation in hypotheses(statement, fixed=True):
        need(holds(relation, fixed, work), "fixed: expected {}, got false", show_relation(relation))
    sizes[now] = sizes.get(start, 0)
    for step in items(certificate["steps"], dict):
        chosen, sizes = matrices(step, {n: shapes[n] for n in each_step}, sizes)
        known |= chosen
        for relation in hypotheses(statement, fixed=False):
            need(holds(relation, known, work), "steps: expected {}, got false", show_relation(relation))
        known |= state_after(statement, "next", known, algebra)
        sizes[now] = sizes.pop(following, sizes[now])
    right = all(holds(relation, known, work) for relation in several("and", statement["invariant"]))
    need(not right, "steps: expected the invariant to fail, got true")
    return "refuted"


def collapse(shapes: str, layer: Json, product: Json, shift: Json) -> Json:
    """The lemma that f = Wx + b is kept by the layers f ↦ layer, where W ↦ product and b ↦ shift."""
    steps = {"f": ["x", layer], "W": ["1", product], "b": ["0", shift]}
    state = {name: {"start": start, "next": following} for name, (start, following) in steps.items()}
    symbols = {word[0]: [word[1], word[2]] for word in (shapes + " Wmn bm1 fm1 xn1").split()}
    invariant = ["=", "f", ["+", ["*", "W", "x"], "b"]]
    lemma = {"kind": "induction", "ring": "semiring", "symbols": symbols, "state": state, "invariant": invariant}
    return lemma | {"each_step": [name for name in symbols if name in "AdK"], "width": ["m", "n", "k"]}


LAYER, SHIFT = ["+", ["*", "A", "f"], "d"], ["+", ["*", "A", "b"], "d"]
LEMMAS = {  # of a k×m matrix A, a k×1 vector d, and a k×k matrix K
    "affine-network": collapse("Akm dk1", LAYER, ["*", "A", "W"], SHIFT),
    "scaled-affine-network": collapse("Akm dk1 Kkk", ["*", "K", LAYER], ["*", "K", "A", "W"], ["*", "K", SHIFT]),
}
FORMATS: dict[str, tuple[Callable[[Json, Json, "Work"], str], str]] = {  # certificate: rule, kinds
    "expansion/1": (prove_identity, "identity"),
    "assignment/1": (refute_by_values, "identity forall"),
    "weights/1": (refute_by_weights, "not-separable not-affine"),
    "network/1": (refute_by_network, "no-network"),
    "trace/1": (check_trace, "computes classifies iterates"),
    "cases/1": (prove_by_cases, "forall not-separable not-affine no-network"),
    "induction/1": (prove_induction, "induction"),
    "run/1": (refute_induction, "induction"),
    "catalogue/1": (check_catalogue, "dichotomies"),
    "classes/1": (check_classes, "hidden-xor"),
    "equal-sums/1": (refute_classes, "hidden-xor"),
}


# ---------------------------------------------------------------- expressions, polynomials, values


class Work:
    """Counts elementary steps, and stops a certificate that asks for too many."""

    def __init__(self) -> None:
        self.left = BUDGET

    def spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise OverBudget

    def pay(self, number: Fraction) -> Fraction:
        """Return the number, having charged for its length: lowest terms take quadratic time."""
        bits = number.numerator.bit_length() + number.denominator.bit_length()
        self.spend(1 + bits * bits // 2**20 if bits < MAX_BITS else BUDGET + 1)
        return number


def expand(e: Json, values: Mapping[str, Any], algebra: Any) -> Any:
    """Return what an expression comes to in `algebra`, its symbols standing for `values`."""
    if isinstance(e, str):
        algebra.work.spend(4 + len(e) * len(e) // 2**16)
        constant = as_rational(e)
        return algebra.constant(constant) if constant is not None else values[e] if e in values else algebra.symbol(e)
    op, first, *rest = e
    if op == "fused":
        return algebra.fused(first, values)
    p = expand(first, values, algebra)
    if op == "^":
        return reduce(algebra.multiply, [p] * rest[0], algebra.constant(Fraction(1)))
    if op == "/":
        return algebra.multiply(algebra.constant(1 / rational(rest[0])), p)
    others = [expand(a, values, algebra) for a in rest]
    if op == "-":
        return algebra.add(p, *others, -1) if others else algebra.multiply(algebra.constant(Fraction(-1)), p)
    if op in ("+", "*"):
        return reduce(algebra.add if op == "+" else algebra.multiply, others, p)
    if op in DEFINED:
        return expand(DEFINED[op], dict(zip("uv", [p, *others], strict=False)), algebra)
    return algebra.value(op, p)


DEFINED: dict[str, Json] = {  # the operators that are written with relu(u) = max(u, 0)
    "abs": ["+", ["relu", "u"], ["relu", ["-", "u"]]],
    "clip": ["-", ["relu", "u"], ["relu", ["-", "u", "1"]]],
    "max": ["+", "v", ["relu", ["-", "u", "v"]]],
    "min": ["-", "u", ["relu", ["-", "u", "v"]]],
    "leaky": ["+", ["*", "u", "v"], ["*", ["-", "1", "u"], ["relu", "v"]]],
}


class Polynomials:
    """Polynomials as {word: coefficient}, where a word is a tuple of symbols.

    Where products commute, words are sorted; where they do not (matrices, general rings), the order
    of a word is the order of the factors.
    """

    def __init__(self, work: Work, value: Any = None, *, commute: bool) -> None:
        self.commute, self.work = commute, work
        self.value = value  # of relu and the like at a polynomial: where there is none, they were not let in

    def constant(self, number: Fraction) -> Polynomial:
        return {(): number} if number else {}

    def symbol(self, name: str) -> Polynomial:
        return {(name,): Fraction(1)}

    def add(self, p: Polynomial, q: Polynomial, factor: Fraction | int = 1) -> Polynomial:
        """Return p + factor·q."""
        self.work.spend(1 + len(p))
        total = dict(p)
        for word, c in q.items():
            total[word] = self.work.pay(total.get(word, 0) + factor * c)
        return {word: c for word, c in total.items() if c != 0}

    def multiply(self, p: Polynomial, q: Polynomial) -> Polynomial:
        total: Polynomial = {}
        self.work.spend(1 + len(p) * len(q))
        for left, a in p.items():
            for right, b in q.items():
                word = tuple(sorted(left + right)) if self.commute else left + right
                self.work.spend(len(word))
                total[word] = total.get(word, 0) + self.work.pay(a * b)
        return {word: c for word, c in total.items() if c != 0}

    def substitute(self, p: Polynomial, values: Mapping[str, Polynomial]) -> Polynomial:
        """Return p with every symbol that `values` names replaced by that polynomial."""
        if not any(symbol in values for word in p for symbol in word):
            return p
        total: Polynomial = {}
        for word, c in p.items():
            factors = [values[symbol] if symbol in values else self.symbol(symbol) for symbol in word]
            total = self.add(total, reduce(self.multiply, factors, {(): c}))
        return total


class Values:
    """Exact values: a matrix is a tuple of rows of rational numbers, a scalar a 1×1 matrix.

    A constant beside a square matrix stands for that multiple of the identity, and 0 for the zero
    matrix of any shape; so constants stay bare numbers.
    """

    def __init__(self, work: Work) -> None:
        self.work = work

    def constant(self, number: Fraction) -> Fraction:
        return number

    def symbol(self, name: str) -> Matrix:
        raise Rejected(f"values: expected one for {name}")

    def add(self, a: Any, b: Any, factor: Fraction | int = 1) -> Any:
        """Return a + factor·b."""
        b = self.multiply(Fraction(factor), b)
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return self.work.pay(a + b)
        a, b = (b, a) if isinstance(a, Fraction) else (a, b)
        rows, columns = range(len(a)), range(len(a[0]))
        if isinstance(b, Fraction):
            need(b == 0 or rows == columns, "sum: expected a square matrix beside a constant")
            b = tuple(tuple(b if i == j else Fraction(0) for j in columns) for i in rows)
        need((len(b), len(b[0])) == (len(a), len(a[0])), "sum: expected matrices of one shape")
        return tuple(tuple(self.work.pay(x + y) for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True))

    def multiply(self, a: Any, b: Any) -> Any:
        a, b = (b, a) if isinstance(b, Fraction) else (a, b)
        if isinstance(b, Fraction):
            return self.work.pay(a * b)
        if isinstance(a, Fraction):  # 0 times a matrix stays the bare 0, which fits every shape
            return tuple(tuple(self.work.pay(a * x) for x in row) for row in b) if a else a
        need(len(a[0]) == len(b), "product: expected matrices whose shapes meet")
        return tuple(tuple(dot(row, column, self.work) for column in zip(*b, strict=True)) for row in a)

    def value(self, op: str, a: Any) -> Fraction:
        u = self.number(a)
        need(op not in ENCLOSED, "{}: expected no exact value to be needed", op)
        if op == "inv":
            return self.work.pay(1 / u) if u else u
        return max(u, Fraction(0)) if op == "relu" else Fraction(u > 0)

    def number(self, a: Any) -> Fraction:
        need(isinstance(a, Fraction) or (len(a), len(a[0])) == (1, 1), "value: expected a number, got a matrix")
        return a if isinstance(a, Fraction) else Fraction(a[0][0])


class Rounded(Values):
    """Values of a floating-point format: every sum and product is rounded once."""

    def __init__(self, work: Work, form: str, mode: str) -> None:
        super().__init__(work)
        self.form, self.mode = form, mode

    def constant(self, number: Fraction) -> Fraction:
        need(self.round(number) == number, "constant: expected a value of {}, got {}", self.form, number)
        return number

    def add(self, a: Any, b: Any, factor: Fraction | int = 1) -> Any:
        return self.round(super().add(a, b, factor))

    def multiply(self, a: Any, b: Any) -> Any:
        return self.round(super().multiply(a, b))

    def fused(self, e: Json, values: Mapping[str, Any]) -> Fraction:
        """The value of e, exact inside and rounded once: of a fused operation in e, its rounded value."""
        exact = Values(self.work)
        exact.fused, exact.constant = self.fused, self.constant  # type: ignore[attr-defined, method-assign]
        return self.round(expand(e, values, exact))

    def round(self, x: Fraction) -> Fraction:
        """The neighbour of x in the format that the mode prefers; below the smallest exponent, the spacing stays."""
        if x == 0:
            return x
        precision, least, most = FLOATS[self.form]
        exponent = abs(x.numerator).bit_length() - x.denominator.bit_length()
        exponent -= abs(x) < Fraction(2) ** exponent  # now 2^exponent <= |x| < 2^(exponent + 1)
        spacing = Fraction(2) ** (max(exponent, least) - precision + 1)
        below, rest = divmod(x / spacing, 1)
        nearer = 2 * rest > 1 or (2 * rest == 1 and (below % 2 == 1 if self.mode == "RNE" else x > 0))
        up = {"RTN": False, "RTP": rest > 0, "RTZ": rest > 0 and x < 0}.get(self.mode, nearer)
        value = self.work.pay((below + up) * spacing)
        need(abs(value) < Fraction(2) ** (most + 1), "value: expected none beyond the format {}", self.form)
        return value


class Intervals:
    """Pairs of rational numbers that enclose a real number."""

    def __init__(self, work: Work) -> None:
        self.work = work

    def constant(self, number: Fraction) -> tuple[Fraction, Fraction]:
        return number, number

    def add(self, a: Any, b: Any, factor: Fraction | int = 1) -> tuple[Fraction, Fraction]:
        b = self.multiply((Fraction(factor),) * 2, b)
        return self.work.pay(a[0] + b[0]), self.work.pay(a[1] + b[1])

    def multiply(self, a: Any, b: Any) -> tuple[Fraction, Fraction]:
        ends = [self.work.pay(x * y) for x in a for y in b]
        return min(ends), max(ends)

    def value(self, op: str, a: Any) -> tuple[Fraction, Fraction]:
        need(op != "inv" or a[0] > 0 or a[1] < 0 or a[0] == a[1], "value: expected 1/u away from u = 0")
        need(op != "log" or a[0] > 0 or a[1] <= 0, "value: expected a logarithm away from 0")
        exact, (low, high) = Values(self.work), (a if op != "inv" else reversed(a))
        if op in ENCLOSED:
            return enclose(op, low, DIGITS, self.work)[0], enclose(op, high, DIGITS, self.work)[1]
        return exact.value(op, low), exact.value(op, high)


def enclose(op: str, x: Fraction, digits: int, work: Work) -> tuple[Fraction, Fraction]:
    """Two rational numbers around exp(x), log(x) or sqrt(x), by their series; both ends are monotone in x."""
    if x <= 0 and op != "exp":
        return Fraction(0), Fraction(0)
    scale = 10 ** (digits + 10)
    work.spend(digits * digits)
    if op == "sqrt":
        root = isqrt(x.numerator * scale * scale // x.denominator)
        return Fraction(root, scale), Fraction(root + 1, scale)
    if op == "exp":
        need(abs(x) <= 1000, "exp: expected an argument between -1000 and 1000, got {}", x)
        if x < 0:
            low, high = enclose("exp", -x, digits, work)
            return 1 / high, 1 / low
        halvings = (int(x) + 1).bit_length() + 1
        y, low, term, k = x / 2**halvings, Fraction(0), Fraction(1), 0
        while term * scale > 1:  # exp(y) = 1 + y + y²/2 + …, where y <= 1/2: the rest is less than two terms
            low, k = work.pay(low + term), k + 1
            term = work.pay(term * y / k)
        low, high = outwards(low, low + 2 * term, scale)
        for _ in range(halvings):
            low, high = outwards(low * low, high * high, scale)
        return low, high
    doublings, bounds = x.numerator.bit_length() - x.denominator.bit_length(), [Fraction(0)] * 2
    for ratio, times in ((x / Fraction(2) ** doublings, 1), (Fraction(2), doublings)):  # log x = log y + n·log 2
        z, total, k = (ratio - 1) / (ratio + 1), Fraction(0), 1
        term = z
        while abs(term) * scale > 1:  # log y = 2·(z + z³/3 + z⁵/5 + …), where |z| <= 1/3
            total, term, k = work.pay(total + term / k), work.pay(term * z * z), k + 2
        ends = sorted((2 * times * total, 2 * times * (total + 2 * term)))
        bounds = [a + b for a, b in zip(bounds, ends, strict=True)]
    return outwards(bounds[0], bounds[1], scale)


def outwards(low: Fraction, high: Fraction, scale: int) -> tuple[Fraction, Fraction]:
    """Round to multiples of 1/scale, the lower end down and the upper end up."""
    return Fraction(floor(low * scale), scale), Fraction(ceil(high * scale), scale)


def holds(relation: Json, values: Mapping[str, Matrix], work: Work) -> bool:
    """Whether the comparison is true; where an enclosure cannot decide it, the certificate is rejected."""
    op, left, right = relation
    if operators_in(relation) & set(ENCLOSED):
        enclosures, exact = Intervals(work), Values(work)
        ends = {n: (exact.number(v),) * 2 for n, v in values.items()}
        low, high = enclosures.add(expand(left, ends, enclosures), expand(right, ends, enclosures), -1)
        need(low > 0 or high < 0, "values: expected the sides of {} to differ visibly", show_relation(relation))
        return op == "!=" or (op != "=" and (low > 0) == (">" in op))
    algebra = Values(work)
    difference = algebra.add(expand(left, values, algebra), expand(right, values, algebra), -1)
    if op in ("=", "!="):
        rows = ((difference,),) if isinstance(difference, Fraction) else difference
        return bool(all(x == 0 for row in rows for x in row) == (op == "="))
    d = algebra.number(difference)
    return {">": d > 0, ">=": d >= 0, "<": d < 0, "<=": d <= 0}[op]


def numbers(data: Json, size: int, work: Work) -> list[str]:
    """Return so many texts, each of them a rational number."""
    need(len(items(data, str)) == size, "weights: expected {}, got {}", size, len(data))
    work.spend(sum(map(len, data)))
    return [str(rational(text)) for text in data]


def dot(p: Collection[Fraction], q: Collection[Fraction], work: Work) -> Fraction:
    total = Fraction(0)
    for x, y in zip(p, q, strict=True):
        total = work.pay(total + work.pay(x * y))
    return total


def matrices(data: Json, shapes: Json, sizes: dict[str, int]) -> tuple[dict[str, Matrix], dict[str, int]]:
    """Return the matrices of `data` and the sizes of their dimensions; every shape must fit."""
    fields(data, " ".join(shapes))
    found, sizes = {}, {**sizes, "1": 1}
    for name, value in data.items():
        rows = items([[value]] if isinstance(value, str) else value, list)
        need(rows and rows[0] and len({len(r) for r in rows}) == 1, "{}: expected a matrix, rows of one length", name)
        found[name] = tuple(tuple(rational(c) for c in items(row, str)) for row in rows)
        for dimension, size in zip(shapes[name], (len(rows), len(rows[0])), strict=True):
            expected = sizes.setdefault(dimension, size)
            need(size == expected, "{}: expected size {} = {}, got {}", name, dimension, expected, size)
    return found, sizes


# ---------------------------------------------------------------- statements: well-formed, not vacuous


def validate(s: Json) -> None:
    one_of(s.get("kind") if isinstance(s, dict) else None, KINDS, "kind")
    required, optional, validator = KINDS[s["kind"]]
    fields(s, "kind " + required, optional)
    validator(s)


def validate_identity(s: Json) -> None:
    need_symbols(s)
    need_relation(["=", s["left"], s["right"]], s["symbols"], PLAIN, s)


def validate_induction(s: Json) -> None:
    need_symbols(s)
    symbols, state, each_step = s["symbols"], s["state"], items(s["each_step"], str)
    need(isinstance(state, dict) and state and set(state) <= set(symbols), "state: expected some of the symbols")
    need(set(each_step) <= set(symbols) - set(state), "each_step: expected symbols outside the state")
    fixed, scalar = set(symbols) - set(state) - set(each_step), s["ring"] == "reals" and commutative(s)
    known = REAL if scalar else PLAIN
    need("width" not in s or len(items(s["width"], str)) == 3, "width: expected three names of sizes")
    now, start, following = s.get("width", ("", "", ""))
    if "width" in s:
        sizes = {d for n in fixed for d in symbols[n]}
        need(start in sizes and not {now, following} & sizes, "width: expected {} alone in fixed symbols", start)
        need(len({now, start, following, "1"}) == 4, "width: expected three different sizes")
        need(all(following not in symbols[n] for n in state), "width: expected no state variable of size {}", following)
    for name, rule in state.items():
        fields(rule, "start next")
        for key, names, width in (("start", fixed, start), ("next", set(symbols), following)):
            need_expression(rule[key], names, known, s["ring"])
            wanted = tuple(width if d == now else d for d in symbols[name])
            need(fits(shape(rule[key], symbols), wanted, rule[key]), "{} {}: expected shape {}", name, key, wanted)
    relations = several("and", s["invariant"])
    for relation in relations:
        need_relation(relation, set(state) | fixed, known, s)
        need(symbols_in(relation) & set(state), "invariant: expected it to mention the state")
    weak = s["ring"] == "reals" and [op for op, _, _ in relations] == [">="]
    right = scalar or weak or closed_form(s)
    need(right, "invariant: expected one 'state variable = polynomial without it', or one '>=' over the reals")
    need_hypotheses(s, set(symbols) - (set() if scalar else set(state)), known, None if scalar else s)


def validate_forall(s: Json) -> None:
    names = need_variables(s)
    conclusions = s["such_that"] if "such_that" in s else several("or", s["then"])
    need(isinstance(conclusions, list) and conclusions, "such_that: expected one or more comparisons")
    for relation in conclusions:
        need_relation(relation, names, REAL)
    need_hypotheses(s, names, REAL)


def validate_table(s: Json) -> None:
    points, values = table(s)
    readout = s.get("fires", s.get("readout", "="))
    one_of(readout, [">", ">="] if "fires" in s else [">", ">=", "="], "fires, readout")
    labels = readout != "=" or "margin" in s
    need(not labels or set(values) == {0, 1}, "values: expected labels 0 and 1, both of them")
    one_of(s.get("family", "affine-unit"), ["affine-unit", *LEMMAS, *["monotone-unit"] * ("fires" in s)], "family")
    slope_below_zero(s.get("activation", "relu"))
    index(s.get("hidden", 1), 100, 1)
    need(isinstance(s.get("skip", False), bool), "skip: expected true or false")
    if "margin" in s:
        work = Work()
        need(rational(s["margin"]) > 0, "margin: expected a number > 0, got {}", s["margin"])
        outputs = [network_outputs(n, s, work) for n in items(s["networks"], dict)]
        need(outputs and all(n["units"] for n in s["networks"]), "networks, units: expected one or more")
    if "expression" in s:
        need(len(need_variables(s)) == len(points[0]), "variables: expected one for each coordinate")
        need_expression(s["expression"], s["variables"], FLOATING if "arithmetic" in s else EXACT)
        need(symbols_in(s["expression"]), "expression: expected it to mention a variable")
    if "arithmetic" in s:
        fields(s["arithmetic"], "format modes")
        one_of(s["arithmetic"]["format"], FLOATS, "format")
        modes = items(s["arithmetic"]["modes"], str)
        need(modes and sorted(set(modes) & set(MODES)) == sorted(modes), "modes: expected some of {}", [*MODES])


def validate_dichotomies(s: Json) -> None:
    points = point_list(s)
    need(len(points) <= 20 and len(set(points)) == len(points), "points: expected at most 20, each once")
    index(s["count"], 2 ** len(points) + 1)
    need(isinstance(s["parallelograms"], bool), "parallelograms: expected true or false")


def validate_hidden_xor(s: Json) -> None:
    count = rational(s["functions"])
    need(count >= 0 and count.denominator == 1, "functions: expected a whole number, got {}", count)
    index(s["inputs"], 10, 1)


def validate_iterates(s: Json) -> None:
    m, rows, size = rational(s["modulus"]), items(s["matrix"], list), len(items(s["start"], str))
    need(m > 1 and m.denominator == 1, "modulus: expected a whole number above 1, got {}", m)
    need(0 < size == len(rows) and items(rows, list, size), "matrix: expected a square one of the size of start")
    need(len(items(s["result"], str)) == size, "result: expected the size of start")
    for x in map(rational, [*s["start"], *s["result"], *(x for row in rows for x in items(row, str))]):
        need(x.denominator == 1 and 0 <= x < m, "entries: expected whole numbers from 0 to modulus - 1, got {}", x)
    index(s["steps"], 2**31, 1)


def validate_cited(s: Json) -> None:
    for key in ("text", "source", "reason"):
        need(matches(r".+", s[key]) and s[key].isprintable(), "{}: expected text", key)


def validate_sampled(s: Json) -> None:
    need(matches(r"[a-z0-9-]+/[0-9]+", s["experiment"]), "experiment: expected a name and its version")
    need(isinstance(s["parameters"], dict), "experiment: expected an object of parameters")
    for name, value in s["parameters"].items():
        need(matches(NAME, name) and isinstance(value, str) and value.isprintable(), "parameters: expected text")
    index(s["successes"], index(s["trials"], 2**31, 1) + 1)


KINDS: dict[str, tuple[str, str, Callable[[Json], None]]] = {  # kind: required fields, optional fields, validator
    "identity": ("ring symbols left right", "", validate_identity),
    "induction": ("ring symbols state each_step invariant", "given witness width", validate_induction),
    "forall": ("variables then", "given witness", validate_forall),
    "exists": ("variables such_that", "", validate_forall),
    "not-separable": ("family fires points values", "", validate_table),
    "separable": ("family fires points values", "", validate_table),
    "not-affine": ("family points values", "", validate_table),
    "no-network": ("hidden activation readout skip points values", "", validate_table),
    "some-network": ("hidden activation readout skip points values", "", validate_table),
    "computes": ("variables expression points values", "arithmetic", validate_table),
    "classifies": ("activation networks margin points values", "", validate_table),
    "dichotomies": ("points count parallelograms", "", validate_dichotomies),
    "hidden-xor": ("inputs functions", "", validate_hidden_xor),
    "iterates": ("matrix start modulus steps result", "", validate_iterates),
    "sampled": ("experiment parameters trials successes", "", validate_sampled),
    "cited": ("text source reason", "", validate_cited),
}
UNCHECKED = {"sampled": "illustrations", "cited": "parts"}  # settled by no certificate, as the reading says
RINGS = {
    "semiring": "every semiring with 0 and 1, commutative or not",
    "ring": "every ring with 1, commutative or not",
    "commutative-ring": "every commutative ring with 1",
    "reals": "the real numbers",
}
Names: TypeAlias = Collection[str] | None
Arities: TypeAlias = dict[str, tuple[int, int]]  # operator: least and most arguments
PLAIN: Arities = {"+": (2, 10**6), "*": (2, 10**6), "-": (1, 2), "/": (2, 2), "^": (2, 2)}
EXACT = PLAIN | {"max": (2, 2), "min": (2, 2), "leaky": (2, 2)}
EXACT |= dict.fromkeys(("relu", "abs", "clip", "step", "inv"), (1, 1))
ENCLOSED = ("exp", "log", "sqrt")
REAL = EXACT | dict.fromkeys(ENCLOSED, (1, 1))
ATOMS = ("relu", "step", "inv", *ENCLOSED)  # the rest is written with these
FLOATING: Arities = {op: PLAIN[op] for op in "+*-"} | {"fused": (1, 1)}
FLOATS = {"binary16": (11, -14, 15), "bfloat16": (8, -126, 127), "binary32": (24, -126, 127)}
FLOATS |= {"binary64": (53, -1022, 1023), "e5m2": (3, -14, 15), "e4m3": (4, -6, 7)}  # digits, least, greatest exponent
MODES = {"RNE": "to nearest, ties to even", "RNA": "to nearest, ties away from zero"}
MODES |= {"RTZ": "towards zero", "RTP": "up", "RTN": "down"}


def need_expression(e: Json, names: Names, known: Arities, ring: str = "reals", depth: int = 0) -> None:
    """Require an expression in symbols of `names` (any, if None) and `known` operators, as `ring` has them."""
    need(depth <= MAX_DEPTH, "expression: expected depth at most {}, got more", MAX_DEPTH)
    if isinstance(e, str):
        number = as_rational(e)
        declared = e in names if names is not None else re.fullmatch(NAME + "|#(0|[1-9][0-9]{0,5})", e)
        need(number is not None or declared, "expression: expected a declared symbol or a number, got {}", e)
        whole = number is None or (number.denominator == 1 and (number >= 0 or ring != "semiring"))
        need(ring == "reals" or whole, "{}: expected whole constants (≥ 0 in a semiring), got {}", ring, e)
        return
    need(isinstance(e, list) and e and isinstance(e[0], str), "expression: expected a string or a list, got {}", e)
    op, *args = e
    least, most = known.get(op, (1, 0))
    need(least <= len(args) <= most, "expression: expected a known operator and its arguments, got {}", e)
    need(ring == "reals" or op != "/", "{}: expected no division", ring)
    need(ring != "semiring" or op != "-", "semiring: expected no subtraction")
    if op == "^":
        index(args.pop(), MAX_POWER + 1)
    elif op == "/":
        need(rational(args.pop()) != 0, "/: expected a divisor other than 0")
    elif op == "leaky":
        rational(args.pop(0))
    for a in args:
        need_expression(a, names, known, ring, depth + 1)


def need_relation(r: Json, names: Collection[str], known: Arities, s: Json = None) -> None:
    """Require a comparison of two different expressions; in statement `s`, of one shape (numbers, if not =)."""
    need(isinstance(r, list) and len(r) == 3, "comparison: expected [op, left, right], got {}", r)
    need(r[0] in ("=", "!=", "<", "<=", ">", ">="), "comparison: expected = != < <= > >=, got {}", r[0])
    for side in r[1:]:
        need_expression(side, names, known, s["ring"] if s else "reals")
    need(r[1] != r[2], "comparison: expected two different sides, got one twice")
    if s:
        left, right = (shape(side, s["symbols"]) for side in r[1:])
        same = left == right or fits(left, right, r[1]) or fits(right, left, r[2])
        need(same, "sides: expected one shape, got {} and {}", left, right)
        need(r[0] == "=" or {left, right} <= {("1", "1"), None}, "comparison: expected numbers on both sides")


def need_symbols(s: Json) -> None:
    one_of(s["ring"], RINGS, "ring")
    need(isinstance(s["symbols"], dict) and s["symbols"], "symbols: expected one or more")
    for name, dims in s["symbols"].items():
        sizes = len(items(dims, str)) == 2 and all(matches(NAME + "|1", d) for d in dims)
        need(matches(NAME, name) and sizes, "{}: expected [rows, columns], got {}", name, dims)
        need(s["ring"] != "commutative-ring" or dims == ["1", "1"], "{}: expected 1×1; matrices need 'ring'", name)


def need_variables(s: Json) -> set[str]:
    names = set(items(s["variables"], str))
    need(names and len(names) == len(s["variables"]), "variables: expected one or more, each once")
    need(all(matches(NAME, n) for n in names), "variables: expected names")
    return names


def need_hypotheses(s: Json, names: set[str], known: Arities, typed: Json = None) -> None:
    """Hypotheses come with a witness that satisfies them: nothing is proved about nothing."""
    need(("given" in s) == ("witness" in s) and s.get("given") != [], "given, witness: expected both or neither")
    state, work = s.get("state", {}), Work()
    free = dict.fromkeys(names - set(state), "0")
    values, _ = matrices(s.get("witness", free), dict.fromkeys(free, ("1", "1")), {})
    for relation in items(s.get("given", []), list):
        need_relation(relation, names, known, typed)
        need(not typed or (relation[0] == ">=" and s["ring"] == "reals"), "given: expected '>=' over the reals")
        start = state_after(s, "start", values, Values(work)) if symbols_in(relation) & set(state) else {}
        need(holds(relation, values | start, work), "witness: expected {}, got false", show_relation(relation))


def commutative(s: Json) -> bool:
    """Products commute for numbers: every symbol is 1×1 over a commutative ring."""
    return s["ring"] in ("commutative-ring", "reals") and all(d == ["1", "1"] for d in s["symbols"].values())


def shape(e: Json, symbols: Json) -> tuple[str, str] | None:
    """Return the shape of an expression; None for a constant, which fits any square shape."""
    if isinstance(e, str):
        return None if as_rational(e) is not None else (symbols[e][0], symbols[e][1])
    args = [(a, shape(a, symbols)) for a in e[1:] if not isinstance(a, int)]
    shapes = [s for _, s in args if s is not None]
    if e[0] in ("+", "-", "^"):
        need(len(set(shapes)) <= 1, "{}: expected terms of one shape, got {}", e[0], shapes)
        square = e[0] == "^" or any(s is None and a != "0" for a, s in args)
        fit = not shapes or not square or shapes[0][0] == shapes[0][1]
        need(fit, "{}: expected a square shape, got {}", e[0], shapes)
        return shapes[0] if shapes else None
    need(all(a[1] == b[0] for a, b in pairwise(shapes)), "{}: expected shapes that meet, got {}", e[0], shapes)
    return (shapes[0][0], shapes[-1][1]) if shapes else None


def fits(found: tuple[str, str] | None, wanted: tuple[str, ...] | None, e: Json) -> bool:
    """Whether expression `e` of shape `found` fits `wanted`: 0 fits every shape, a constant every square one."""
    return found == wanted or (found is None and wanted is not None and (e == "0" or wanted[0] == wanted[1]))


def operators_in(e: Json) -> set[str]:
    return {e[0]}.union(*map(operators_in, e[1:])) if isinstance(e, list) else set()


def symbols_in(e: Json) -> set[str]:
    if isinstance(e, str):
        return {e} if re.fullmatch(NAME, e) else set()
    return set().union(*(symbols_in(a) for a in e[1:] if not isinstance(a, int)))


def table(s: Json) -> tuple[list[tuple[Fraction, ...]], list[Fraction]]:
    points, values = point_list(s), [rational(v) for v in items(s["values"], str)]
    need(len(values) == len(points), "values: expected {}, got {}", len(points), len(values))
    return points, values


def point_list(s: Json) -> list[tuple[Fraction, ...]]:
    points = [tuple(rational(c) for c in items(p, str)) for p in items(s["points"], list)]
    need(points and points[0] and len({len(p) for p in points}) == 1, "points: expected one or more, of one dimension")
    return points


# ---------------------------------------------------------------- the formal reading


def reading(s: Json) -> str:
    """Say in words what the data mean: this, and no other prose, is what gets checked."""
    text = json.dumps(s)
    return read(s) + "".join(f"\n({note}.)" for op, note in NOTES.items() if f'["{op}", ' in text)


NOTES = {
    "step": "step(u) = 1 for u > 0, and 0 for u ≤ 0",
    "inv": "1/(u) is meant to be 0 for u = 0",
    "log": "ln u is meant to be 0 for u ≤ 0",
    "sqrt": "√u is meant to be 0 for u < 0",
    "fused": "inside fused(u) nothing is rounded, only its value",
}


def read(s: Json) -> str:
    kind = s["kind"]
    if kind == "identity":
        return f"{for_all(s, s['symbols'])}:\n{show(s['left'])} = {show(s['right'])}\nover {RINGS[s['ring']]}."
    if kind == "induction":
        return read_induction(s)
    if kind in ("forall", "exists"):
        names = ", ".join(map(show, s["variables"]))
        if kind == "exists":
            return f"There are real numbers {names} such that\n{show_all(s['such_that'])}."
        given = f" such that {show_all(s['given'])}" if "given" in s else ""
        return f"For all real numbers {names}{given}:\n{show_all(several('or', s['then']), ' or ')}."
    if kind == "cited":
        return f"From the literature ({s['source']}), checked by nothing here:\n{s['text']}\n({s['reason']})"
    if kind == "iterates":
        matrix = "; ".join(" ".join(row) for row in s["matrix"])
        text = f"Over the integers modulo {s['modulus']}: {s['steps']} times x ↦ Mx, from ({', '.join(s['start'])}),\n"
        return text + f"ends at ({', '.join(s['result'])}), where M = [{matrix}] (rows separated by semicolons)."
    if kind == "dichotomies":
        listed = ", ".join(f"({', '.join(p)})" for p in s["points"])
        words = f"Exactly {s['count']} of the {2 ** len(s['points'])} labellings of these {len(s['points'])} points"
        words += " are 1 where w·x + b > 0 and 0 elsewhere,\nfor some real w, b"
        xor = "; each of the others has p + s = q + r with one label at p and s, and the other at q and r"
        return f"{words}{xor if s['parallelograms'] else ''}:\n{listed}."
    if kind == "hidden-xor":
        text = (
            f"A Boolean function of at most {s['inputs']} inputs is 1 where w·x + b > 0 and 0 elsewhere, for some real "
        )
        text += (
            "w, b, if and only if\nno inputs p + q = r + s have 1 at p and q, and 0 at r and s (no XOR hides in it).\n"
        )
        return (
            text + f"Of the functions of {s['inputs']} inputs, exactly {s['functions']} are such threshold functions."
        )
    if kind == "sampled":
        how = ", ".join(f"{name} = {value}" for name, value in s["parameters"].items())
        return f"Observed, not proven: {s['successes']} of {s['trials']} runs of {s['experiment']} succeeded\n({how})."
    rows = ", ".join(f"({', '.join(p)}) → {v}" for p, v in zip(s["points"], s["values"], strict=True))
    if kind == "computes":
        text = f"At ({', '.join(map(show, s['variables']))}) as listed, {show(s['expression'])} is exactly\n{rows}."
        if "arithmetic" in s:
            form = s["arithmetic"]["format"]
            modes = "; ".join(MODES[mode] for mode in s["arithmetic"]["modes"])
            text += f"\nEvery sum, difference and product is rounded once, in the order written, in {form} with "
            text += "{} binary digits, exponents from {} to {} and subnormal numbers,\n".format(*FLOATS[form])
            text += f"and the values are the same for each of these roundings: {modes}."
        return text
    goal = {
        "=": f"is exactly\n{rows}.",
        ">": f"is > 0 at the points marked 1 and ≤ 0 at the points marked 0:\n{rows}.",
        ">=": f"is ≥ 0 at the points marked 1 and < 0 at the points marked 0:\n{rows}.",
    }[s.get("fires", s.get("readout", "="))]
    some = "Some" if kind in NEGATION_OF else "No"
    if kind == "classifies":
        return read_networks(s, rows)
    if "activation" in s:
        a, k = s["activation"], s["hidden"]
        units = " + ".join(f"v{i}·σ(w{i}·x + b{i})" for i in (subscript(j + 1) for j in range(min(k, 3))))
        units += f" + … ({k} hidden units)" if k > 3 else ""
        skip = " + u·x" if s["skip"] else ""
        text = f"{some} f(x) = {units} + c{skip} with σ(z) = {show_activation(a)}\n"
        return f"{text}and real v, w, b, c{', u' if s['skip'] else ''} {goal}"
    unit = " + ".join(f"w{subscript(i + 1)}x{subscript(i + 1)}" for i in range(len(s["points"][0]))) + " + b"
    stack = "stack of affine layers z ↦ Az + d over the real numbers, of any depth and any widths,"
    return {
        "affine-unit": f"{some} f(x) = {unit} with real w, b {goal}",
        "affine-network": f"{some} {stack}\nwith one output f(x), {goal}",
        "scaled-affine-network": f"{some} {stack}\nthe output of each multiplied by any square matrix K (so also by "
        f"any constants), with one output f(x), {goal}",
        "monotone-unit": f"{some} f(x) = σ({unit}) − t with real w, b, t and monotone σ: R → R\n"
        f"(non-decreasing or non-increasing, continuous or not) {goal}",
    }[s["family"]]


def read_networks(s: Json, rows: str) -> str:
    def network(n: Json) -> str:
        units = "".join(f"({u['out']})·σ(({', '.join(u['weights'])})·x + ({u['bias']})) + " for u in n["units"])
        return f"f(x) = {units}({n['bias']})" + (f" + ({', '.join(n['skip'])})·x" if "skip" in n else "")

    count, margin, sigma = len(s["networks"]), s["margin"], show_activation(s["activation"])
    text = f"{'This network' if count == 1 else f'Each of these {count} networks'} with σ(z) = {sigma} satisfies "
    text += f"f(x) ≥ {margin} at the points marked 1 and f(x) ≤ −{margin} at the points marked 0:\n{rows}.\n"
    return text + "\n".join(map(network, s["networks"]))


def show_activation(a: Json) -> str:
    known = {"relu": "max(z, 0)", "abs": "|z|", "clip": "min(max(z, 0), 1)"}
    return known[a] if isinstance(a, str) else f"z for z ≥ 0 and ({a[1]})·z for z ≤ 0"


def read_induction(s: Json) -> str:
    start = ", ".join(f"{show(n)} = {show(rule['start'])}" for n, rule in s["state"].items())
    then = ", ".join(f"{show(n)} becomes {show(rule['next'])}" for n, rule in s["state"].items())
    fixed, chosen = hypotheses(s, fixed=True), hypotheses(s, fixed=False)
    new = show_symbols(s, s["each_step"]) + (f" such that {show_all(chosen)} before the step" if chosen else "")
    given = for_all(s, [n for n in s["symbols"] if n not in s["each_step"] and n not in s["state"]])
    domain = RINGS[s["ring"]] + (f", such that {show_all(fixed)}" if fixed else "")
    holds_always = show_all(several("and", s["invariant"]))
    text = f"{given + ', o' if given else 'O'}ver {domain}:\nafter any number of steps, {holds_always}.\n"
    text += f"At the start {start}.\nAt each step {then}, all at once{', with new ' if s['each_step'] else ''}{new}."
    if "width" in s:
        text += "\nThe size {} may change: it is {} at the start, and {} after a step.".format(*s["width"])
    return text


def for_all(s: Json, names: Collection[str]) -> str:
    """Such as "For all x, A (m×n) and all sizes m, n ≥ 1"; nothing, if there is nothing to name."""
    dims = sorted({d for pair in s["symbols"].values() for d in pair} - {"1"})
    said = [show_symbols(s, names)] * bool(names) + [f"all sizes {', '.join(dims)} ≥ 1"] * bool(dims)
    return "For all " + " and ".join(said) if said else ""


def show_symbols(s: Json, names: Collection[str]) -> str:
    shapes = [(n, s["symbols"][n]) for n in names]
    return ", ".join(show(n) + (f" ({d[0]}×{d[1]})" if d != ["1", "1"] else "") for n, d in shapes)


def show(e: Json, level: int = 0) -> str:
    """Write an expression as in a textbook; `level` says how tightly the place around it binds."""
    if isinstance(e, str):
        letters = e.rstrip("0123456789") if re.fullmatch(NAME, e) else e
        text = letters + subscript(e[len(letters) :])
        return f"({text})" if level > 1 and not re.fullmatch(NAME + "|[0-9]+", e) else text
    op, *args = e
    if op in ("+", "*"):  # with brackets around a later sum or product: rounding tells a + (b + c) from (a + b) + c
        own, same = (1, ("+", "-")) if op == "+" else (2, ("*",))
        levels = [own + (k > 0 and isinstance(a, list) and a[0] in same) for k, a in enumerate(args)]
        text = (" + " if op == "+" else "·").join(map(show, args, levels))
    elif op == "-":
        text, own = ("−" + show(args[0], 2) if len(args) == 1 else f"{show(args[0], 0)} − {show(args[1], 2)}"), 1
    elif op in ("/", "^"):
        text, own = f"{show(args[0], 4)}{op}{show(str(args[1]), 2)}", 2 if op == "/" else 3
    else:
        name = f"leaky[{args.pop(0)}]" if op == "leaky" else {"inv": "1/", "log": "ln", "sqrt": "√"}.get(op, op)
        text, own = f"|{show(args[0])}|" if op == "abs" else f"{name}({', '.join(show(a) for a in args)})", 4
    return f"({text})" if own < level else text


def show_relation(r: Json) -> str:
    return f"{show(r[1])} {({'!=': '≠', '<=': '≤', '>=': '≥'}).get(r[0], r[0])} {show(r[2])}"


def show_all(relations: Json, word: str = " and ") -> str:
    return word.join(map(show_relation, relations))


def subscript(digits: object) -> str:
    return str(digits).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


# ---------------------------------------------------------------- strict input


def load(path: Path) -> tuple[Json, str]:
    """Return the JSON value of a file and the SHA-256 of its bytes, which must be the canonical ones.

    So no key occurs twice; and no floating-point number, which is read as a string, at all.
    """
    try:
        need(path.is_file(), "expected a file, got none")
        need(path.stat().st_size <= MAX_BYTES, "expected at most {} bytes, got {}", MAX_BYTES, path.stat().st_size)
        data = path.read_bytes()
        value = json.loads(data.decode(), parse_float=str, parse_constant=str, parse_int=whole_number)
        text = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
        need(text.encode() == data, "expected canonical JSON: sorted keys, no key twice, no floats, indent 1, newline")
    except OSError as error:
        raise Rejected(f"expected a readable file, got {error.strerror}") from None
    except ValueError as error:
        raise Rejected(f"expected JSON, got {error}") from None
    return value, hashlib.sha256(data).hexdigest()


def whole_number(digits: str) -> int:
    return index(int(digits[:11]), 2**31)


def need(condition: object, message: str, *found: object) -> None:
    """Reject the certificate (or statement) unless the condition holds; each {} of the message shows a value."""
    if not condition:
        raise Rejected(message.format(*map(brief, found)))


def one_of(value: Json, known: Collection[str], name: str) -> None:
    right = isinstance(value, str) and value in known
    need(right, "{}: expected one of {}, got {}", name, " ".join(known), value)


def matches(pattern: str, text: Json) -> bool:
    return isinstance(text, str) and re.fullmatch(pattern, text) is not None


def brief(value: object) -> str:
    """Show a value in a message: one short line, whatever a file or its name contains."""
    try:
        text = str(value)
    except ValueError:  # Python prints no number of more than some thousand digits
        text = "a very long number"
    return "".join(c if c.isprintable() else "?" for c in text[:200])


def fields(data: Json, required: str, optional: str = "") -> None:
    """Require an object with exactly these fields."""
    need(isinstance(data, dict), "expected an object with {}, got {}", required, data)
    missing, unknown = set(required.split()) - set(data), set(data) - set((required + " " + optional).split())
    need(not missing, "expected the field {}", " ".join(sorted(missing)))
    need(not unknown, "expected no field {}", " ".join(sorted(unknown)))


def items(value: Json, kind: type, *lengths: int) -> Any:
    """Return `value`, a list of entries of one type (a boolean is no integer), each of one of the `lengths`."""
    right = isinstance(value, list) and {type(v) for v in value} <= {kind}
    right = right and (not lengths or {len(v) for v in value} <= set(lengths))
    need(right, "expected a list of entries of type {}, got {}", kind.__name__, value)
    return value


def index(value: Json, below: int, least: int = 0) -> int:
    right = type(value) is int and least <= value < below
    need(right, "expected a whole number from {} to {}, got {}", least, below - 1, value)
    return int(value)


def as_rational(text: str) -> Fraction | None:
    """Return the number that a string is, or None; each number has only one spelling."""
    if len(text) > MAX_DIGITS or not re.fullmatch(r"0|-?[1-9][0-9]*(/[1-9][0-9]*)?", text):
        return None
    number = Fraction(text)
    return number if str(number) == text else None


def rational(text: Json) -> Fraction:
    number = as_rational(text) if isinstance(text, str) else None
    if number is None:
        raise Rejected(f"expected a rational in lowest terms like '-3/2', got {brief(text)!r}")
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
