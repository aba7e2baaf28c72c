#!/usr/bin/env python3
"""nlcheck: read a statement and a certificate, say accepted or rejected.

    python -I -S nlcheck.py BUNDLE                       every claim in a folder
    python -I -S nlcheck.py STATEMENT CERTIFICATE        one certificate
    python -I -S nlcheck.py --reading STATEMENT          only what the statement says
    (--json before the paths: the same as one JSON object)

This file is all that has to be trusted: it uses the standard library alone, trusts no
solver and no other file of the project, and computes with exact rational numbers. It
expands every statement by itself, so that a certificate can never change what is claimed.

Read it from the top. Every kind of statement turns into one of four rules:

    polynomial identity    two polynomials are equal if their normal forms are
    evaluation             exact values at given points settle an example
    cases                  on every branch, some comparisons add up to 0 > 0
    induction              what holds at the start, and passes on at each step, holds always

Exit codes: 0 accepted, 1 rejected, 2 unreadable statement or wrong usage, 3 work budget exceeded.
"""

import hashlib
import json
import re
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

USAGE = "usage: nlcheck.py [--json] BUNDLE | [--json] STATEMENT CERTIFICATE | [--json] --reading STATEMENT"
BUDGET = 20_000_000  # elementary steps for one certificate: about half a minute
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100  # of an expression or a tree of cases
MAX_DIGITS = 4000  # of a rational number, both parts together
MAX_BITS = 250_000  # of a number on the way, both parts together
MAX_POWER = 64
NAME = r"[A-Za-z][A-Za-z0-9_]*"

Polynomial: TypeAlias = dict[tuple[str, ...], Fraction]  # {word: coefficient}; the zero polynomial is {}
Matrix: TypeAlias = tuple[tuple[Fraction, ...], ...]  # rows
Row: TypeAlias = tuple[Polynomial, str]  # polynomial > 0, >= 0, = 0 or != 0
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
    arguments = arguments[1:] if as_json else arguments
    only_reading = arguments[:1] == ["--reading"]
    paths = [Path(p) for p in arguments[only_reading:]]
    report: dict[str, Any] = {"schema": "nlcheck/1", "problems": [], "claims": [], "accepted": False}
    try:
        report["checker_sha256"] = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
        if len(paths) == 1 and only_reading:
            report["claims"] = [read_claim(paths[0])[1]]
        elif len(paths) == 2 and not only_reading:
            targets, claim = read_claim(paths[0])
            claim["certificates"] = [check_file(targets, paths[1])]
            report["claims"] = [claim]
        elif len(paths) == 1 and paths[0].is_dir():
            check_bundle(paths[0], report)
        else:
            raise Unreadable(USAGE)
        for claim in report["claims"]:
            claim["accepted"] = not claim["missing"] and all(c["accepted"] for c in claim["certificates"])
        report["accepted"] = not report["problems"] and all(c["accepted"] for c in report["claims"])
        over = any(c["over_budget"] for claim in report["claims"] for c in claim["certificates"])
        code = 2 if report.pop("unreadable", False) else 3 if over else 0 if report["accepted"] else 1
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


def check_bundle(folder: Path, report: dict[str, Any]) -> None:
    """Check a folder of claim folders, or one claim folder: every target needs a certificate."""
    folders = [folder] if (folder / "statement.json").exists() else sorted(folder.iterdir())
    if not folders:
        raise Unreadable(f"{folder.name}: expected claim folders, got none")
    for claim_folder in folders:
        try:
            report["claims"].append(check_folder(claim_folder))
        except (Rejected, Unreadable, OSError) as problem:
            report["problems"].append(str(problem))
            report["unreadable"] = report.get("unreadable", False) or not isinstance(problem, Rejected)
    ids = [c["id"] for c in report["claims"]]
    report["problems"] += [f"{i}: expected one claim of this id, got several" for i in set(ids) if ids.count(i) > 1]


def check_folder(folder: Path) -> dict[str, Any]:
    need(folder.is_dir() and not folder.is_symlink(), "{}: expected a claim folder, got something else", folder.name)
    paths = sorted(folder.iterdir())
    for path in paths:
        known = re.fullmatch(r"certificate-.+\.json|statement\.json|page\.json|receipt\.json|.+\.smt2", path.name)
        need(known, "{}/{}: expected a file of a bundle, got an unknown name; remove it", folder.name, path.name)
        need(path.is_file() and not path.is_symlink(), "{}/{}: expected a plain file", folder.name, path.name)
    targets, result = read_claim(folder / "statement.json")
    result["certificates"] = [check_file(targets, path) for path in paths if path.name.startswith("certificate-")]
    settled = {c["for"] for c in result["certificates"] if c["accepted"]}
    checked = [target for target, statement in targets.items() if statement["kind"] not in UNCHECKED]
    result["missing"] = [target for target in checked if target not in settled]
    return result


def read_claim(path: Path) -> tuple[dict[str, Json], dict[str, Any]]:
    """Return the targets {"parts/main": statement, …} of a statement file, and an empty result for it."""
    data, digest = load(path, Unreadable)
    place = f"{path.parent.name}/{path.name}"
    targets, readings = {}, {}
    try:
        fields(data, "schema id uses parts illustrations controls")
        need(
            data["schema"] == "nlverify-statement/1", "schema: expected 'nlverify-statement/1', got {}", data["schema"]
        )
        for name in [data["id"], *items(data["uses"], str)]:
            slug = isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)
            need(slug, "id: expected lower-case words joined by hyphens, got {}", name)
        for group in ("parts", "illustrations", "controls"):
            need(isinstance(data[group], dict), "{}: expected an object", group)
            need(data[group] or group == "illustrations", "{}: expected one or more, got none", group)
            for name, statement in data[group].items():
                place = f"{path.parent.name}/{path.name} at {group}/{name}"
                need(re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", name), "expected a lower-case name")
                validate(statement)
                provable = statement["kind"] not in UNCHECKED or group == "illustrations"
                need(provable, "{} outside illustrations: expected a kind that can be proved", statement["kind"])
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
    verdict: dict[str, Any] = {"file": path.name, "sha256": "", "for": "", "format": "", "accepted": False}
    verdict |= {"message": "", "establishes": None, "over_budget": False}
    try:
        data, verdict["sha256"] = load(path, Rejected)
        need(isinstance(data, dict), "expected an object")
        target, form = data.pop("for", None), data.pop("format", None)
        need(isinstance(target, str) and target in targets, "for: expected a target of the statement, got {}", target)
        need(isinstance(form, str) and form in FORMATS, "format: expected one of {}, got {}", " ".join(FORMATS), form)
        verdict["for"], verdict["format"] = target, form
        verdict["establishes"] = check(targets[target], form, data)
        wanted = "refuted" if target.startswith("controls/") else "proved"
        need(verdict["establishes"] == wanted, "{}: expected {}, got {}", target, wanted, verdict["establishes"])
        verdict["accepted"] = True
    except Rejected as problem:
        verdict["message"] = str(problem)
    except RecursionError:
        verdict["message"] = "expected less depth"
    except OverBudget:
        verdict["message"], verdict["over_budget"] = f"expected at most {BUDGET} steps of work, got more", True
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
    if kind == statement["kind"]:
        return established
    return "refuted" if established == "proved" else "proved"


# ---------------------------------------------------------------- rule 1: polynomial identity


def prove_identity(statement: Json, certificate: Json, work: "Work") -> str:
    """Both sides have the normal form that the certificate states.

    Sums and products are expanded by distributivity alone; equal normal forms therefore mean
    equal values in every (semi)ring, and for matrices of every shape that fits.
    """
    fields(certificate, "terms")
    algebra = Polynomials(work, commute=commutative(statement))
    same_normal_form(algebra, statement["left"], statement["right"], {}, certificate["terms"])
    return "proved"


def same_normal_form(
    algebra: "Polynomials", left: Json, right: Json, values: Mapping[str, Polynomial], terms: Json
) -> None:
    stated = {tuple(items(word, str)): rational(c) for word, c in items(terms, list, 2)}
    need(terms == sorted(terms) and len(stated) == len(terms), "terms: expected each word once, in order")
    for name, side in (("left", left), ("right", right)):
        need(expand(side, values, algebra) == stated, "{} side: expected the stated terms, got others", name)


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
    op, left, right = statement["then"] if "then" in statement else ("=", statement["left"], statement["right"])
    opposite = {">": "<=", "<=": ">", ">=": "<", "<": ">=", "=": "!=", "!=": "="}[op]
    return [*statement.get("given", []), [opposite, left, right]]


def refute_by_weights(statement: Json, certificate: Json, work: "Work") -> str:
    """This affine unit does it: so do a network of one layer, and σ(z) = z with t = 0."""
    fields(certificate, "weights bias")
    for point, value in zip(*table(statement), strict=True):
        output = inner(certificate["weights"], point, work) + rational(certificate["bias"])
        need_readout(output, value, statement.get("fires", "="), point)
    return "refuted"


def refute_by_network(statement: Json, certificate: Json, work: "Work") -> str:
    """This network with one hidden layer does it."""
    units = items(certificate.get("units"), dict)
    need(len(units) == statement["hidden"], "units: expected {}, got {}", statement["hidden"], len(units))
    need(("skip" in certificate) == statement["skip"], "skip: expected the statement's choice, got the other")
    for point, value in zip(*table(statement), strict=True):
        output = network_output(certificate, statement["activation"], point, work)
        need_readout(output, value, statement["readout"], point)
    return "refuted"


def network_output(n: Json, activation: Json, point: tuple[Fraction, ...], work: "Work") -> Fraction:
    """The value Σ out·σ(weights·x + bias) + bias + skip·x of a network with one hidden layer."""
    fields(n, "units bias", "skip")
    output = rational(n["bias"]) + (inner(n["skip"], point, work) if "skip" in n else 0)
    for unit in items(n["units"], dict):
        fields(unit, "weights bias out")
        z = inner(unit["weights"], point, work) + rational(unit["bias"])
        sigma = min(max(z, Fraction(0)), Fraction(1)) if activation == "clip" else z
        sigma = z * slope_below_zero(activation) if activation != "clip" and z < 0 else sigma
        output = work.pay(output + rational(unit["out"]) * sigma)
    return output


def check_trace(statement: Json, certificate: Json, work: "Work") -> str:
    """The expression, or the networks, have these values at the points: the wanted ones, or one is not."""
    fields(certificate, "values")
    points, wanted = table(statement)
    if statement["kind"] == "classifies":
        values = [network_output(n, statement["activation"], p, work) for n in statement["networks"] for p in points]
        margin, labels = rational(statement["margin"]), wanted * len(statement["networks"])
        right = all((f if label == 1 else -f) >= margin for f, label in zip(values, labels, strict=True))
    else:
        at = [{n: ((x,),) for n, x in zip(statement["variables"], p, strict=True)} for p in points]
        values = [Values(work).number(expand(statement["expression"], v, Values(work))) for v in at]
        right = values == wanted
    need([rational(v) for v in items(certificate["values"], str)] == values, "values: expected others")
    return "proved" if right else "refuted"


def need_readout(output: Fraction, value: Fraction, readout: str, point: tuple[Fraction, ...]) -> None:
    fires = output > 0 if readout == ">" else output >= 0
    right = output == value if readout == "=" else fires == (value == 1)
    need(right, "at ({}): expected {}, got f = {}", ", ".join(map(str, point)), value, output)


def slope_below_zero(activation: Json) -> Fraction:
    """The number s of a positively homogeneous activation: σ(z) = z for z ≥ 0, s·z for z ≤ 0."""
    return Fraction({"relu": 0, "abs": -1}[activation]) if isinstance(activation, str) else rational(activation[1])


# ---------------------------------------------------------------- rule 3: cases


def prove_by_cases(statement: Json, certificate: Json, work: "Work") -> str:
    """The comparisons that a counterexample would satisfy contradict each other on every branch.

    The branches come from a complete tree of case distinctions. On each, some comparisons are
    multiplied by what keeps their sense and added up: 0 > 0, −1 ≥ 0 or 0 = 1 is left.
    """
    fields(certificate, "trees")
    systems, trees = negation(statement, work), items(certificate["trees"], dict)
    need(len(trees) == len(systems), "trees: expected {}, got {}", len(systems), len(trees))
    for system, tree in zip(systems, trees, strict=True):
        system.refute(tree, {}, system.rows)
    return "proved"


class System:
    """Comparisons `polynomial relation 0` in real unknowns, some of which stand for relu(argument).

    A row is (polynomial, relation) with relation ">", ">=", "=" or "!=". `atoms[j]` is the
    argument of ReLU number j, whose value is the unknown "#j" until a split settles it.
    """

    def __init__(self, work: "Work", *, commute: bool = True) -> None:
        self.rows: list[Row] = []
        self.atoms: list[Polynomial] = []
        self.numbers: dict[frozenset[tuple[tuple[str, ...], Fraction]], int] = {}  # of the atoms, by argument
        self.algebra = Polynomials(work, self.relu, commute=commute)

    def relu(self, argument: Polynomial) -> Polynomial:
        number = self.numbers.setdefault(frozenset(argument.items()), len(self.atoms))
        self.atoms += [argument] if number == len(self.atoms) else []
        return {(f"#{number}",): Fraction(1)}

    def add(self, relation: Json, values: Mapping[str, Polynomial]) -> None:
        op, left, right = relation
        p, q = expand(left, values, self.algebra), expand(right, values, self.algebra)
        p, q = (q, p) if "<" in op else (p, q)
        self.rows.append((self.algebra.add(p, q, -1), op.replace("<", ">")))

    def refute(self, tree: Json, settled: dict[str, Polynomial], rows: list[Row], depth: int = 0) -> None:
        """Check that `tree` closes every case; `settled` maps "#j" to what it equals on this branch."""
        need(isinstance(tree, dict) and depth <= MAX_DEPTH, "tree: expected at most {} nested splits", MAX_DEPTH)
        if "above" not in tree:
            self.refute_leaf(tree, settled, rows)
            return
        if "relu" in tree:
            fields(tree, "relu above below")
            atom = f"#{index(tree['relu'], len(self.atoms))}"
            u, relation = self.algebra.substitute(self.atoms[tree["relu"]], settled), ">="
            need(atom not in settled, "relu {}: expected one that is not settled yet", atom)
            need(
                not any("#" in symbol for word in u for symbol in word), "relu {}: expected the inner ReLUs first", atom
            )
            above, below = {**settled, atom: u}, {**settled, atom: {}}
        else:
            fields(tree, "row above below")
            (u, relation), above, below = rows[index(tree["row"], len(rows))], settled, settled
            need(relation == "!=", "row {}: expected a ≠ to split on, got {}", tree["row"], relation)
            relation = ">"
        self.refute(tree["above"], above, [*rows, (u, relation)], depth + 1)
        self.refute(tree["below"], below, [*rows, (self.algebra.add({}, u, -1), relation)], depth + 1)

    def refute_leaf(self, leaf: Json, settled: dict[str, Polynomial], rows: list[Row]) -> None:
        """The chosen rows, multiplied and added up, leave a constant that contradicts them."""
        fields(leaf, "", "rows products multiples")
        algebra, total, used = self.algebra, Polynomial(), list[str]()  # `used`: the relation of every summand
        products = items(leaf.get("products", []), list, 2, 3)
        typed = "multiples" not in leaf and all(len(e) == 2 for e in products)
        need(algebra.commute or typed, "leaf: expected rows and products of rows alone, where sizes are arbitrary")

        def take(k: Json) -> tuple[Polynomial, str]:
            polynomial, relation = rows[index(k, len(rows))]
            return algebra.substitute(polynomial, settled), relation

        for k, multiplier in items(leaf.get("rows", []), list, 2):
            (p, relation), m = take(k), rational(multiplier)
            need(m > 0 or (m < 0 and relation in ("=", "!=")), "row {}: expected a multiplier > 0, got {}", k, m)
            used.append(relation)
            total = algebra.add(total, p, m)
        for k, factor in items(leaf.get("multiples", []), list, 2):
            p, relation = take(k)
            need(relation == "=", "row {}: expected an equation, got {}", k, relation)
            used.append(relation)
            total = algebra.add(total, algebra.multiply(self.free(factor), p))
        for factor, numbers, *root in products:
            chosen, product = [take(k) for k in items(numbers, int)], algebra.constant(rational(factor))
            relations = {relation for _, relation in chosen}
            need(rational(factor) > 0, "product: expected a factor > 0, got {}", factor)
            need(chosen or root, "product: expected one or more rows, or a square")
            need(relations <= {">", ">="}, "product: expected inequalities, got {}", " ".join(sorted(relations)))
            for p in [p for p, _ in chosen] + [self.free(e) for e in root * 2]:
                product = algebra.multiply(product, p)
            used.append(">" if relations == {">"} and not root else ">=")
            total = algebra.add(total, product)
        for key, given in leaf.items():
            ordered = key == "products" or all(a[0] < b[0] for a, b in pairwise(given))
            need(given and ordered, "{}: expected one or more entries, each row once and in order", key)
        constant = total.pop((), Fraction(0))
        rest = " + ".join(f"{brief(c)}·{'·'.join(word)}" for word, c in sorted(total.items())[:4])
        need(not total, "leaf: expected the unknowns to cancel, got {}", rest)
        if "!=" in used:  # p = 0 follows from equations, and p ≠ 0 was given
            contradiction = constant == 0 and used.count("!=") == 1 and set(used) <= {"=", "!="}
        elif set(used) == {"="}:
            contradiction = constant != 0
        else:
            contradiction = constant < 0 or (constant == 0 and ">" in used)
        need(contradiction, "leaf: expected a contradiction, got {} with {} 0", constant, " ".join(sorted(set(used))))

    def free(self, expression: Json) -> Polynomial:
        """Any polynomial: a name that the statement does not have is just one more unknown."""
        need_expression(expression, None, PLAIN)
        polynomial: Polynomial = expand(expression, {}, self.algebra)
        return polynomial


def negation(statement: Json, work: "Work") -> list[System]:
    """The systems of comparisons that a counterexample to the statement would satisfy."""
    kind, system = statement["kind"], System(work)
    if kind == "forall":
        for relation in counterexample(statement):
            system.add(relation, {})
        return [system]
    points, values = table(statement)
    if kind == "no-network":
        return [network(statement, points, values, positive, work) for positive in range(statement["hidden"] + 1)]
    if statement["family"] in LEMMAS:  # a stack of layers is one affine map: proved again here, each time
        lemma = LEMMAS[statement["family"]]
        _, left, right = lemma["invariant"]
        for name, after, algebra in obligations(lemma, work):
            need(expand(left, after, algebra) == expand(right, after, algebra), "lemma: expected its {} to hold", name)
    affine = [{**linear("w", p), ("b",): Fraction(1)} for p in points]
    if statement["family"] == "monotone-unit":
        # If σ(z) passes t and σ(z') does not, then z > z' for non-decreasing σ. For non-increasing σ the
        # weights −w satisfy the same comparisons, so that one system covers both.
        fire, rest = ([f for f, v in zip(affine, values, strict=True) if v == label] for label in (1, 0))
        system.rows = [(system.algebra.add(f, g, -1), ">") for f in fire for g in rest]
    else:
        readout = statement.get("fires", "=")
        system.rows = [readout_row(system.algebra, f, v, readout) for f, v in zip(affine, values, strict=True)]
    return [system]


def network(s: Json, points: list[Any], values: list[Fraction], positive: int, work: "Work") -> System:
    """One hidden layer whose first `positive` units have outer weight 1, the others −1.

    Nothing is lost: v·σ(z) = ±σ(|v|z) for a positively homogeneous σ, and the order of the units
    does not matter. A unit with outer weight 0 is one with weights 0, since σ(0) = 0.
    """
    need(s["activation"] != "clip", "clip: expected a positively homogeneous activation for a proof by cases")
    slope, system, units = slope_below_zero(s["activation"]), System(work), range(s["hidden"])
    system.atoms = [{**linear(f"w{j + 1}_", p), (f"b{j + 1}",): Fraction(1)} for j in units for p in points]
    for i, (point, value) in enumerate(zip(points, values, strict=True)):
        f = {("c",): Fraction(1), **(linear("u", point) if s["skip"] else {})}
        for j in units:  # σ(z) = s·z + (1 − s)·relu(z)
            atom, sign = j * len(points) + i, 1 if j < positive else -1
            f = system.algebra.add(f, system.atoms[atom], sign * slope)
            f = system.algebra.add(f, {(f"#{atom}",): Fraction(1)}, sign * (1 - slope))
        system.rows.append(readout_row(system.algebra, f, value, s["readout"]))
    return system


def linear(name: str, point: tuple[Fraction, ...]) -> Polynomial:
    """The polynomial name1·x1 + name2·x2 + … in the unknowns, at a given point x."""
    return {(f"{name}{i + 1}",): x for i, x in enumerate(point) if x != 0}


def readout_row(algebra: "Polynomials", f: Polynomial, value: Fraction, readout: str) -> Row:
    """What the table asks of f at one point: f = value, or f fires (label 1), or it does not (label 0)."""
    if readout == "=":
        return algebra.add(f, algebra.constant(value), -1), "="
    return (f, readout) if value == 1 else (algebra.add({}, f, -1), ">=" if readout == ">" else ">")


# ---------------------------------------------------------------- rule 4: induction


def prove_induction(statement: Json, certificate: Json, work: "Work") -> str:
    """The invariant holds at the start, and if it holds before a step, then after it.

    An equation f = e is used by putting e for f; an inequality is one more hypothesis.
    """
    fields(certificate, "base step")
    op, left, right = statement["invariant"]
    for name, after, algebra in obligations(statement, work):
        if op == "=":
            same_normal_form(algebra, left, right, after, certificate[name])
            continue
        system = System(work, commute=algebra.commute)
        for relation in hypotheses(statement, each_step=False) if name == "base" else statement.get("given", []):
            system.add(relation, {})
        if name == "step":
            system.add([op, left, right], {})
        system.add(["<", left, right], after)
        need(isinstance(certificate[name], dict) and "above" not in certificate[name], "{}: expected a leaf", name)
        system.refute(certificate[name], {}, system.rows)
    return "proved"


def obligations(statement: Json, work: "Work") -> Iterator[tuple[str, dict[str, Polynomial], "Polynomials"]]:
    """The state's values for which the invariant is to be shown: at the start, and after a step."""
    op, left, right = statement["invariant"]
    algebra = Polynomials(work, commute=commutative(statement))
    known = {left: expand(right, {}, algebra)} if op == "=" else {}
    for name, key, before in (("base", "start", {}), ("step", "next", known)):
        yield name, {n: expand(rule[key], before, algebra) for n, rule in statement["state"].items()}, algebra


def hypotheses(statement: Json, *, each_step: bool) -> list[Json]:
    """The hypotheses that mention a symbol chosen anew at each step, or those that do not."""
    chosen = set(statement["each_step"])
    return [r for r in statement.get("given", []) if bool(symbols_in(r) & chosen) == each_step]


def refute_induction(statement: Json, certificate: Json, work: "Work") -> str:
    """These steps satisfy the hypotheses, and lead to values at which the invariant fails."""
    fields(certificate, "fixed steps")
    state, each_step, algebra = statement["state"], statement["each_step"], Values(work)
    now, start, following = statement.get("width", ("", "", ""))
    shapes = {n: s for n, s in statement["symbols"].items() if n not in state}
    fixed, sizes = matrices(certificate["fixed"], {n: s for n, s in shapes.items() if n not in each_step}, {})
    known = fixed | {n: expand(rule["start"], fixed, algebra) for n, rule in state.items()}
    for relation in hypotheses(statement, each_step=False):
        need(holds(relation, fixed, work), "fixed: expected {}, got false", show_relation(relation))
    sizes[now] = sizes.get(start, 0)
    for step in items(certificate["steps"], dict):
        chosen, sizes = matrices(step, {n: shapes[n] for n in each_step}, sizes)
        known |= chosen
        for relation in hypotheses(statement, each_step=True):
            need(holds(relation, known, work), "steps: expected {}, got false", show_relation(relation))
        known |= {n: expand(rule["next"], known, algebra) for n, rule in state.items()}
        sizes[now] = sizes.pop(following, sizes[now])
    need(not holds(statement["invariant"], known, work), "steps: expected the invariant to fail, got true")
    return "refuted"


def collapse(layer: Json, product: Json, shift: Json, *scale: str) -> Json:
    """The lemma that f = Wx + b is kept by the layers f ↦ layer, where W ↦ product and b ↦ shift."""
    shapes = "A:k,m d:k,1 K:k,k W:m,n b:m,1 f:m,1 x:n,1" if scale else "A:k,m d:k,1 W:m,n b:m,1 f:m,1 x:n,1"
    state = {"f": ("x", layer), "W": ("1", product), "b": ("0", shift)}
    return {
        "kind": "induction",
        "ring": "semiring",
        "symbols": {name: dims.split(",") for name, dims in (entry.split(":") for entry in shapes.split())},
        "state": {name: {"start": first, "next": then} for name, (first, then) in state.items()},
        "each_step": ["A", "d", *scale],
        "invariant": ["=", "f", ["+", ["*", "W", "x"], "b"]],
        "width": ["m", "n", "k"],
    }


LAYER, SHIFT = ["+", ["*", "A", "f"], "d"], ["+", ["*", "A", "b"], "d"]
LEMMAS = {
    "affine-network": collapse(LAYER, ["*", "A", "W"], SHIFT),
    "scaled-affine-network": collapse(["*", "K", LAYER], ["*", "K", "A", "W"], ["*", "K", SHIFT], "K"),
}
FORMATS: dict[str, tuple[Callable[[Json, Json, "Work"], str], str]] = {  # certificate: rule, kinds
    "expansion/1": (prove_identity, "identity"),
    "assignment/1": (refute_by_values, "identity forall"),
    "weights/1": (refute_by_weights, "not-separable not-affine"),
    "network/1": (refute_by_network, "no-network"),
    "trace/1": (check_trace, "computes classifies"),
    "cases/1": (prove_by_cases, "forall not-separable not-affine no-network"),
    "induction/1": (prove_induction, "induction"),
    "run/1": (refute_induction, "induction"),
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
        number = as_rational(e)
        return algebra.constant(number) if number is not None else values[e] if e in values else algebra.symbol(e)
    op, *args = e
    if op == "^":
        p, total = expand(args[0], values, algebra), algebra.constant(Fraction(1))
        for _ in range(args[1]):
            total = algebra.multiply(total, p)
        return total
    if op in ("/", "leaky"):
        u, c = args if op == "/" else reversed(args)  # the expression, and its constant
        p, number = expand(u, values, algebra), rational(c)
        if op == "/":
            return algebra.multiply(algebra.constant(1 / number), p)
        return algebra.add(algebra.multiply(algebra.constant(number), p), algebra.relu(p), 1 - number)
    p, *others = [expand(a, values, algebra) for a in args]
    if op in ("+", "*"):
        for q in others:
            p = algebra.add(p, q) if op == "+" else algebra.multiply(p, q)
        return p
    if op == "-":
        return algebra.add(p, others[0], -1) if others else algebra.multiply(algebra.constant(Fraction(-1)), p)
    zero, one, q = algebra.constant(Fraction(0)), algebra.constant(Fraction(1)), others[0] if others else None
    return {  # every other operator is written with relu(z) = max(z, 0)
        "relu": lambda: algebra.relu(p),
        "abs": lambda: algebra.add(algebra.relu(p), algebra.relu(algebra.add(zero, p, -1))),
        "clip": lambda: algebra.add(algebra.relu(p), algebra.relu(algebra.add(p, one, -1)), -1),
        "max": lambda: algebra.add(q, algebra.relu(algebra.add(p, q, -1))),
        "min": lambda: algebra.add(p, algebra.relu(algebra.add(p, q, -1)), -1),
    }[op]()


class Polynomials:
    """Polynomials as {word: coefficient}, where a word is a tuple of symbols.

    Where products commute, words are sorted; where they do not (matrices, general rings), the order
    of a word is the order of the factors.
    """

    def __init__(self, work: Work, relu: Any = None, *, commute: bool) -> None:
        self.commute, self.work = commute, work
        self.relu = relu  # where there is none, no expression with relu was let in

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
            term: Polynomial = {(): c}
            for symbol in word:
                term = self.multiply(term, values[symbol] if symbol in values else self.symbol(symbol))
            total = self.add(total, term)
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

    def relu(self, a: Any) -> Fraction:
        return max(self.number(a), Fraction(0))

    def number(self, a: Any) -> Fraction:
        need(isinstance(a, Fraction) or (len(a), len(a[0])) == (1, 1), "value: expected a number, got a matrix")
        return a if isinstance(a, Fraction) else Fraction(a[0][0])


def holds(relation: Json, values: Mapping[str, Matrix], work: Work) -> bool:
    op, left, right = relation
    algebra = Values(work)
    difference = algebra.add(expand(left, values, algebra), expand(right, values, algebra), -1)
    if op in ("=", "!="):
        rows = ((difference,),) if isinstance(difference, Fraction) else difference
        return bool(all(x == 0 for row in rows for x in row) == (op == "="))
    d = algebra.number(difference)
    return {">": d > 0, ">=": d >= 0, "<": d < 0, "<=": d <= 0}[op]


def inner(weights: Json, point: tuple[Fraction, ...], work: Work) -> Fraction:
    need(len(items(weights, str)) == len(point), "weights: expected {}, got {}", len(point), len(weights))
    return dot([rational(w) for w in weights], point, work)


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
    kind = s.get("kind") if isinstance(s, dict) else None
    need(isinstance(kind, str) and kind in KINDS, "kind: expected one of {}, got {}", " ".join(KINDS), kind)
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
    fixed = set(symbols) - set(state) - set(each_step)
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
            need_expression(rule[key], names, PLAIN, s["ring"])
            wanted = tuple(width if d == now else d for d in symbols[name])
            need(fits(shape(rule[key], symbols), wanted, rule[key]), "{} {}: expected shape {}", name, key, wanted)
    need_relation(s["invariant"], set(state) | fixed, PLAIN, s)
    op, left, right = s["invariant"]
    if op == "=":
        loose = isinstance(left, str) and left in state and left not in symbols_in(right)
        need(loose, "invariant: expected 'state variable = expression without it'")
    else:
        need(op == ">=" and s["ring"] == "reals", "invariant: expected '=', or '>=' over the reals")
        need(symbols_in(left) & set(state), "invariant: expected it to mention the state")
    need_hypotheses(s, set(symbols) - set(state), PLAIN, s)


def validate_forall(s: Json) -> None:
    names = need_variables(s)
    conclusions = s.get("such_that", [s.get("then")])
    need(isinstance(conclusions, list) and conclusions, "such_that: expected one or more comparisons")
    for relation in conclusions:
        need_relation(relation, names, PIECEWISE)
    need_hypotheses(s, names, PIECEWISE)


def validate_table(s: Json) -> None:
    points, values = table(s)
    readout = s.get("fires", s.get("readout", "="))
    need(
        readout in (">", ">=") or ("fires" not in s and readout == "="),
        "fires, readout: expected > or >=, or readout =",
    )
    need(
        (readout == "=" and "margin" not in s) or set(values) == {0, 1}, "values: expected labels 0 and 1, both of them"
    )
    if "family" in s:
        families = ["affine-unit", *LEMMAS, *(["monotone-unit"] if "fires" in s else [])]
        need(s["family"] in families, "family: expected one of {}, got {}", " ".join(families), s["family"])
    if "activation" in s:
        a = s["activation"]
        named = a in ("relu", "abs", "clip") if isinstance(a, str) else len(items(a, str)) == 2 and a[0] == "leaky"
        need(named, "activation: expected relu, abs, clip or ['leaky', slope], got {}", a)
        need(a == "clip" or slope_below_zero(a) is not None, "activation: expected a slope")
    if "hidden" in s:
        need(isinstance(s["skip"], bool), "skip: expected true or false, got {}", s["skip"])
        index(s["hidden"], 100, 1)
    if "margin" in s:
        need(rational(s["margin"]) > 0, "margin: expected a number > 0, got {}", s["margin"])
        need(items(s["networks"], dict), "networks: expected one or more")
        for n in s["networks"]:
            network_output(n, s["activation"], points[0], Work())
            need(n["units"], "units: expected one or more")
    if "expression" in s:
        need(len(need_variables(s)) == len(points[0]), "variables: expected one for each coordinate")
        need_expression(s["expression"], s["variables"], PIECEWISE)
        need(symbols_in(s["expression"]), "expression: expected it to mention a variable")


def validate_sampled(s: Json) -> None:
    need(isinstance(s["experiment"], str) and isinstance(s["parameters"], dict), "experiment: expected a name")
    need(re.fullmatch(r"[a-z0-9-]+/[0-9]+", s["experiment"]), "experiment: expected a name and its version")
    for name, value in s["parameters"].items():
        need(re.fullmatch(NAME, name) and isinstance(value, str) and value.isprintable(), "parameters: expected text")
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
    "computes": ("variables expression points values", "", validate_table),
    "classifies": ("activation networks margin points values", "", validate_table),
    "sampled": ("experiment parameters trials successes", "", validate_sampled),
}
UNCHECKED = ("sampled",)  # kinds that no certificate can settle: the reading says so
RINGS = {
    "semiring": "every semiring with 0 and 1, commutative or not",
    "ring": "every ring with 1, commutative or not",
    "commutative-ring": "every commutative ring with 1",
    "reals": "the real numbers",
}
Arities: TypeAlias = dict[str, tuple[int, int]]  # operator: least and most arguments
PLAIN: Arities = {"+": (2, 10**6), "*": (2, 10**6), "-": (1, 2), "/": (2, 2), "^": (2, 2)}
PIECEWISE = PLAIN | {"relu": (1, 1), "abs": (1, 1), "clip": (1, 1), "max": (2, 2), "min": (2, 2), "leaky": (2, 2)}


def need_expression(
    e: Json, names: Collection[str] | None, known: Arities, ring: str = "reals", depth: int = 0
) -> None:
    """Require an expression in symbols of `names` (any, if None) and `known` operators, as `ring` has them."""
    need(depth <= MAX_DEPTH, "expression: expected depth at most {}, got more", MAX_DEPTH)
    if isinstance(e, str):
        number = as_rational(e)
        declared = re.fullmatch(NAME, e) and (names is None or e in names)
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
    need(
        isinstance(s["ring"], str) and s["ring"] in RINGS,
        "ring: expected one of {}, got {}",
        " ".join(RINGS),
        s["ring"],
    )
    need(isinstance(s["symbols"], dict) and s["symbols"], "symbols: expected one or more")
    for name, dims in s["symbols"].items():
        sizes = all(d == "1" or re.fullmatch(NAME, d) for d in items(dims, str))
        need(re.fullmatch(NAME, name) and sizes and len(dims) == 2, "{}: expected [rows, columns], got {}", name, dims)
        need(s["ring"] != "commutative-ring" or dims == ["1", "1"], "{}: expected 1×1; matrices need 'ring'", name)


def need_variables(s: Json) -> set[str]:
    names = set(items(s["variables"], str))
    need(names and len(names) == len(s["variables"]), "variables: expected one or more, each once")
    need(all(re.fullmatch(NAME, n) for n in names), "variables: expected names")
    return names


def need_hypotheses(s: Json, names: set[str], known: Arities, typed: Json = None) -> None:
    """Hypotheses come with a witness that satisfies them: nothing is proved about nothing."""
    need(
        ("given" in s) == ("witness" in s) and s.get("given") != [],
        "given: expected hypotheses and a witness, or neither",
    )
    values, _ = matrices(s.get("witness", dict.fromkeys(names, "0")), dict.fromkeys(names, ("1", "1")), {})
    for relation in items(s.get("given", []), list):
        need_relation(relation, names, known, typed)
        need(not typed or (relation[0] == ">=" and s["ring"] == "reals"), "given: expected '>=' over the reals")
        need(holds(relation, values, Work()), "witness: expected {}, got false", show_relation(relation))


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
        need(
            not shapes or not square or shapes[0][0] == shapes[0][1],
            "{}: expected a square shape, got {}",
            e[0],
            shapes,
        )
        return shapes[0] if shapes else None
    need(all(a[1] == b[0] for a, b in pairwise(shapes)), "{}: expected shapes that meet, got {}", e[0], shapes)
    return (shapes[0][0], shapes[-1][1]) if shapes else None


def fits(found: tuple[str, str] | None, wanted: tuple[str, ...] | None, e: Json) -> bool:
    """Whether expression `e` of shape `found` fits `wanted`: 0 fits every shape, a constant every square one."""
    return found == wanted or (found is None and wanted is not None and (e == "0" or wanted[0] == wanted[1]))


def symbols_in(e: Json) -> set[str]:
    if isinstance(e, str):
        return {e} if re.fullmatch(NAME, e) else set()
    return set().union(*(symbols_in(a) for a in e[1:] if not isinstance(a, int)))


def table(s: Json) -> tuple[list[tuple[Fraction, ...]], list[Fraction]]:
    points = [tuple(rational(c) for c in items(p, str)) for p in items(s["points"], list)]
    values = [rational(v) for v in items(s["values"], str)]
    need(points and points[0] and len({len(p) for p in points}) == 1, "points: expected one or more, of one dimension")
    need(len(values) == len(points), "values: expected {}, got {}", len(points), len(values))
    return points, values


# ---------------------------------------------------------------- the formal reading


def reading(s: Json) -> str:
    """Say in words what the data mean: this, and no other prose, is what gets checked."""
    kind = s["kind"]
    if kind == "identity":
        return f"For all {show_symbols(s)}:\n{show(s['left'])} = {show(s['right'])}\nover {RINGS[s['ring']]}."
    if kind == "induction":
        return read_induction(s)
    if kind in ("forall", "exists"):
        names = ", ".join(map(show, s["variables"]))
        if kind == "exists":
            return f"There are real numbers {names} such that\n{show_all(s['such_that'])}."
        given = f" such that {show_all(s['given'])}" if "given" in s else ""
        return f"For all real numbers {names}{given}:\n{show_relation(s['then'])}."
    if kind == "sampled":
        how = ", ".join(f"{name} = {value}" for name, value in s["parameters"].items())
        return f"Observed, not proven: {s['successes']} of {s['trials']} runs of {s['experiment']} succeeded\n({how})."
    points, values = table(s)
    rows = ", ".join(f"({', '.join(map(str, p))}) → {v}" for p, v in zip(points, values, strict=True))
    if kind == "computes":
        return f"At ({', '.join(map(show, s['variables']))}) as listed, {show(s['expression'])} is exactly\n{rows}."
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
        return f"{some} f(x) = {units} + c{skip} with σ(z) = {show_activation(a)}\nand real weights {goal}"
    unit = " + ".join(f"w{subscript(i + 1)}x{subscript(i + 1)}" for i in range(len(points[0]))) + " + b"
    stack = "stack of affine layers z ↦ Az + d over the real numbers, of any depth and any widths,"
    return {
        "affine-unit": f"{some} f(x) = {unit} with real w, b {goal}",
        "affine-network": f"{some} {stack}\nwith one output f(x), {goal}",
        "scaled-affine-network": f"{some} {stack}\nthe output of each multiplied by any matrix K (so also by any "
        f"constants), with one output f(x), {goal}",
        "monotone-unit": f"{some} f(x) = σ({unit}) − t with real w, b, t and monotone σ: R → R\n"
        f"(non-decreasing or non-increasing, continuous or not) {goal}",
    }[s["family"]]


def read_networks(s: Json, rows: str) -> str:
    def network(n: Json) -> str:
        units = [f"({u['out']})·σ(({', '.join(u['weights'])})·x + ({u['bias']}))" for u in n["units"]]
        return "f(x) = " + " + ".join(
            [*units, f"({n['bias']})", *([f"({', '.join(n['skip'])})·x"] if "skip" in n else [])]
        )

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
    fixed, chosen = hypotheses(s, each_step=False), hypotheses(s, each_step=True)
    given = f" such that {show_all(chosen)}" if chosen else ""
    new = ", ".join(map(show, s["each_step"])) + given
    domain = RINGS[s["ring"]] + (f", such that {show_all(fixed)}" if fixed else "")
    text = f"For all {show_symbols(s)}, over {domain}:\nafter any number of steps, {show_relation(s['invariant'])}.\n"
    text += f"At the start {start}.\nAt each step {then}, all at once, with new {new}."
    if "width" in s:
        text += "\nThe size {} may change: it is {} at the start, and {} after a step.".format(*s["width"])
    return text


def show_symbols(s: Json) -> str:
    shapes = {n: d for n, d in s["symbols"].items() if n not in s.get("state", {})}
    dims = sorted({d for pair in s["symbols"].values() for d in pair} - {"1"})
    names = (show(n) + (f" ({d[0]}×{d[1]})" if d != ["1", "1"] else "") for n, d in shapes.items())
    return ", ".join(names) + (f" and all sizes {', '.join(dims)} ≥ 1" if dims else "")


def show(e: Json, level: int = 0) -> str:
    """Write an expression as in a textbook; `level` says how tightly the place around it binds."""
    if isinstance(e, str):
        letters = e.rstrip("0123456789") if re.fullmatch(NAME, e) else e
        text = letters + subscript(e[len(letters) :])
        return f"({text})" if level > 1 and not re.fullmatch(NAME + "|[0-9]+", e) else text
    op, *args = e
    if op == "+":
        text, own = " + ".join(show(a, 1) for a in args), 1
    elif op == "-":
        text, own = ("−" + show(args[0], 2) if len(args) == 1 else f"{show(args[0], 0)} − {show(args[1], 2)}"), 1
    elif op == "*":
        text, own = "·".join(show(a, 2) for a in args), 2
    elif op in ("/", "^"):
        text, own = f"{show(args[0], 4)}{op}{show(str(args[1]), 2)}", 2 if op == "/" else 3
    else:
        name = f"leaky[{args.pop(0)}]" if op == "leaky" else op
        text, own = f"|{show(args[0])}|" if op == "abs" else f"{name}({', '.join(show(a) for a in args)})", 4
    return f"({text})" if own < level else text


def show_relation(r: Json) -> str:
    return f"{show(r[1])} {({'!=': '≠', '<=': '≤', '>=': '≥'}).get(r[0], r[0])} {show(r[2])}"


def show_all(relations: Json) -> str:
    return " and ".join(map(show_relation, relations))


def subscript(digits: object) -> str:
    return str(digits).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


# ---------------------------------------------------------------- strict input


def load(path: Path, problem: type[Exception]) -> tuple[Json, str]:
    """Return the JSON value of a file and the SHA-256 of its bytes, which must be the canonical ones."""
    try:
        size = path.stat().st_size if path.is_file() else -1
        if not 0 <= size <= MAX_BYTES:
            raise problem(
                f"{path.name}: expected a file of at most {MAX_BYTES} bytes, got {'none' if size < 0 else size}"
            )
        data = path.read_bytes()
    except OSError as error:
        raise problem(f"{path.name}: expected a readable file, got {error.strerror}") from None

    def no_float(text: str) -> None:
        raise ValueError(f"a float, {text:.40}")

    def whole(text: str) -> int:
        if len(text) > 10 or not 0 <= int(text) < 2**31:
            raise ValueError(f"an integer outside 0 to 2^31 - 1, {text:.40}")
        return int(text)

    def once(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a key twice")
        return dict(pairs)

    strict: Any = {"parse_float": no_float, "parse_constant": no_float, "parse_int": whole, "object_pairs_hook": once}
    try:
        value = json.loads(data.decode(), **strict)
        text = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
        if text.encode() != data:
            raise ValueError("another spelling (keys sorted, indent 1, newline at the end)")
    except ValueError as error:
        raise problem(f"{path.name}: expected canonical JSON, got {error}") from None
    except RecursionError:
        raise problem(f"{path.name}: expected canonical JSON, got too much depth") from None
    return value, hashlib.sha256(data).hexdigest()


def need(condition: object, message: str, *found: object) -> None:
    """Reject the certificate (or statement) unless the condition holds; each {} of the message shows a value."""
    if not condition:
        raise Rejected(message.format(*map(brief, found)))


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
    need(
        right and (not lengths or {len(v) for v in value} <= set(lengths)),
        "expected a list of entries of type {}, got {}",
        kind.__name__,
        value,
    )
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
