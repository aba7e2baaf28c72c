#!/usr/bin/env python3
"""nlcheck: read a statement and a certificate, say accepted or rejected.

    python -I -S nlcheck.py BUNDLE                       every claim in a folder
    python -I -S nlcheck.py STATEMENT CERTIFICATE        one certificate
    python -I -S nlcheck.py --reading STATEMENT          only what the statement says
    (--json before the paths: the same as one JSON object)

This file is all that has to be trusted: it uses the standard library alone, trusts no
solver and no other file of the project, and computes with exact rational numbers. It
expands every statement by itself, so that a certificate can never change what is claimed.

Read it from the top. Five rules do the work:

    polynomial identity    two polynomials are equal iff their normal forms are
    evaluation             exact values at given points settle an example
    cases                  hypotheses that add up to 0 > 0 have no solution, on every branch
    induction              what holds at the start, and passes from each step to the next, holds always
    (kinds)                every kind of statement turns into one of these

Exit codes: 0 accepted, 1 rejected, 2 unreadable statement or wrong usage, 3 work budget exceeded.
"""

import hashlib
import json
import re
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

USAGE = "usage: nlcheck.py [--json] BUNDLE | [--json] STATEMENT CERTIFICATE | [--json] --reading STATEMENT"
BUDGET = 20_000_000  # elementary steps for one certificate: some tens of seconds
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100  # of an expression or a tree of cases
MAX_DIGITS = 4000  # of a numerator or denominator
MAX_POWER = 64


class Rejected(Exception):
    """The certificate does not show what it should."""


class Unreadable(Exception):
    """The statement is malformed or vacuous: there is nothing to check."""


class OverBudget(Exception):
    """The certificate asks for more work than BUDGET."""


# ------------------------------------------------------------------ command line and bundles


def main(arguments):
    as_json = arguments[:1] == ["--json"]
    paths = arguments[1:] if as_json else arguments
    only_reading = paths[:1] == ["--reading"]
    paths = [Path(p) for p in (paths[1:] if only_reading else paths)]
    report = {"schema": "nlcheck/1", "accepted": False, "problems": [], "claims": []}
    try:
        report["checker_sha256"] = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
        if len(paths) == 2 and not only_reading:
            report["claims"] = [check_pair(*paths)]
        elif len(paths) == 1 and only_reading:
            report["claims"] = [read_claim(paths[0])[1]]
        elif len(paths) == 1 and paths[0].is_dir():
            check_bundle(paths[0], report)
        else:
            raise Unreadable(USAGE)
        report["accepted"] = not report["problems"] and all(c["accepted"] for c in report["claims"])
        code = 0 if report["accepted"] else 1
        if any(c.get("over_budget") for claim in report["claims"] for c in claim["certificates"]):
            code = 3
    except Unreadable as problem:
        report["problems"].append(str(problem))
        code = 2
    except OSError as problem:
        report["problems"].append(f"{problem.filename}: expected a readable file, got {problem.strerror}")
        code = 2
    if as_json:
        print(json.dumps(report, sort_keys=True, indent=1, ensure_ascii=False))
    else:
        print_report(report, only_reading)
    return code


def print_report(report, only_reading):
    for claim in report["claims"]:
        print(f"{claim['id']}  (statement sha256 {claim['statement_sha256']})")
        for target, text in claim["readings"].items():
            said = "controls (false statements)" if target.startswith("controls/") else target.split("/")[0]
            print(f"  {target}  [{said}]\n    " + text.replace("\n", "\n    "))
        for c in claim["certificates"]:
            verdict = f"accepted: {c['establishes']}" if c["accepted"] else f"REJECTED: {c['message']}"
            print(f"  {c['file']}  ({c['format']}, sha256 {c['sha256']})\n    {c['for']}  {verdict}")
        for target in claim["missing"]:
            print(f"  {target}  REJECTED: no accepted certificate")
    for problem in report["problems"]:
        print(problem)
    count = sum(len(c["certificates"]) for c in report["claims"])
    if not only_reading:
        print(f"{'accepted' if report['accepted'] else 'REJECTED'}: {len(report['claims'])} claims, {count} certificates")


def check_bundle(folder, report):
    """Check a folder of claim folders, or one claim folder: every target needs a certificate."""
    folders = [folder] if (folder / "statement.json").exists() else sorted(folder.iterdir())
    if not folders:
        raise Unreadable(f"{folder.name}: expected claim folders, got none")
    for claim_folder in folders:
        if claim_folder.is_symlink() or not claim_folder.is_dir():
            report["problems"].append(f"{claim_folder.name}: expected a claim folder, got something else")
            continue
        try:
            report["claims"].append(check_folder(claim_folder))
        except Unreadable as problem:
            report["problems"].append(str(problem))
    ids = [c["id"] for c in report["claims"]]
    report["problems"] += [f"{i}: expected one claim of this id, got {ids.count(i)}" for i in sorted(set(ids)) if ids.count(i) > 1]


def check_folder(folder):
    claim, result = read_claim(folder / "statement.json")
    result["folder"] = folder.name
    proven = set()
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file():
            raise Unreadable(f"{folder.name}/{path.name}: expected a plain file, got something else")
        if re.fullmatch(r"certificate-.+\.json", path.name):
            verdict = check_file(claim, path)
            result["certificates"].append(verdict)
            if verdict["accepted"]:
                proven.add(verdict["for"])
        elif path.name not in ("statement.json", "page.json", "receipt.json") and path.suffix != ".smt2":
            raise Unreadable(f"{folder.name}/{path.name}: expected a file of a bundle, got an unknown name; remove it")
    result["missing"] = [target for target in result["readings"] if target not in proven]
    result["accepted"] = not result["missing"] and all(c["accepted"] for c in result["certificates"])
    return result


def check_pair(statement_path, certificate_path):
    claim, result = read_claim(statement_path)
    result["certificates"] = [check_file(claim, certificate_path)]
    result["accepted"] = result["certificates"][0]["accepted"]
    return result


def read_claim(path):
    """Return the targets {"parts/main": statement, …} of a statement file, and an empty result for it."""
    data, digest = load(path, Unreadable)
    place = path.parent.name + "/" + path.name
    try:
        fields(data, "schema id uses parts illustrations controls")
        need(data["schema"] == "nlverify-statement/1", f"schema: expected 'nlverify-statement/1', got {show(data['schema'])}")
        for name in [data["id"], *items(data["uses"], str)]:
            need(isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name), f"id: expected a claim id, got {show(name)}")
        targets = {}
        for group in ("parts", "illustrations", "controls"):
            need(isinstance(data[group], dict), f"{group}: expected an object")
            need(data[group] or group == "illustrations", f"{group}: expected one or more, got none")
            for name, statement in data[group].items():
                need(re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", name), f"{group}: expected a name, got {show(name)}")
                targets[f"{group}/{name}"] = statement
        readings = {}
        for target, statement in targets.items():
            place = f"{path.parent.name}/{path.name} at {target}"
            validate(statement)
            readings[target] = reading(statement)
    except (Rejected, RecursionError, OverBudget) as problem:
        raise Unreadable(f"{place}: {problem or 'expected less depth'}") from None
    result = {"id": data["id"], "folder": path.parent.name, "statement_sha256": digest, "readings": readings}
    return targets, {**result, "certificates": [], "missing": [], "accepted": True}


def check_file(targets, path):
    """Judge one certificate: a part or illustration must be proved, a control refuted."""
    verdict = {"file": path.name, "sha256": "", "for": "", "format": "", "accepted": False, "establishes": None}
    verdict["message"] = ""
    try:
        data, verdict["sha256"] = load(path, Rejected)
        need(isinstance(data, dict), "certificate: expected an object")
        target, form = data.pop("for", None), data.pop("format", None)
        need(isinstance(form, str), "format: expected a name")
        need(isinstance(target, str) and target in targets, f"for: expected a target of the statement, got {show(target)}")
        verdict["for"], verdict["format"] = target, form
        established = check(targets[target], form, data)
        wanted = "refuted" if target.startswith("controls/") else "proved"
        verdict["establishes"] = established
        need(established == wanted, f"{target}: expected to be {wanted}, got {established}")
        verdict["accepted"] = True
    except Rejected as problem:
        verdict["message"] = str(problem)
    except RecursionError:
        verdict["message"] = "certificate: expected less depth"
    except OverBudget:
        verdict["message"], verdict["over_budget"] = f"certificate: expected at most {BUDGET} steps of work", True
    return verdict


# ------------------------------------------------------------------ which rule settles what


def check(statement, form, certificate):
    """Return "proved" or "refuted": what `certificate` establishes about a validated statement."""
    kind = statement["kind"]
    rule = RULES.get((POSITIVE.get(kind, kind), form))
    need(rule is not None, f"format: expected one for kind {kind!r}, got {form!r}")
    established = rule({**statement, "kind": POSITIVE.get(kind, kind)}, certificate, Work())
    if kind in POSITIVE:
        return "refuted" if established == "proved" else "proved"
    return established


# A statement of the first kind is the negation of the one of the second kind with the same fields.
POSITIVE = {"exists": "forall", "separable": "not-separable", "some-network": "no-network"}


# ------------------------------------------------------------------ rule 1: polynomial identity


def prove_identity(statement, certificate, work):
    """Both sides have the normal form that the certificate states.

    Sum and product are expanded by distributivity alone; equal normal forms therefore mean
    equal values in every (semi)ring, and for matrices of every shape that fits.
    """
    fields(certificate, "terms")
    algebra = Algebra(commutative(statement), work)
    require_normal_form(algebra, statement["left"], statement["right"], {}, certificate["terms"])
    return "proved"


def require_normal_form(algebra, left, right, substitution, terms):
    stated = {}
    for pair in items(terms, list):
        need(len(pair) == 2, "terms: expected [word, coefficient]")
        word = tuple(items(pair[0], str))
        stated[word] = rational(pair[1])
        need(stated[word] != 0, "terms: expected a non-zero coefficient")
    need(len(stated) == len(terms) and terms == sorted(terms), "terms: expected each word once, in order")
    for name, side in (("left", left), ("right", right)):
        need(algebra.expand(side, substitution) == stated, f"{name} side: expected the stated terms, got others")


def refute_identity(statement, certificate, work):
    """The two sides differ for these matrices of rational numbers."""
    fields(certificate, "values")
    values, _ = matrices(certificate["values"], statement["symbols"], {})
    left, right = (evaluate(statement[side], values, work) for side in ("left", "right"))
    need(not same_matrix(left, right), "values: expected the sides to differ, got equal ones")
    return "refuted"


# ------------------------------------------------------------------ rule 2: evaluation


def refute_forall(statement, certificate, work):
    """At these values every hypothesis holds and the conclusion does not."""
    fields(certificate, "values")
    hypotheses = statement["such_that"] if "such_that" in statement else statement["given"] if "given" in statement else []
    at = real_values(certificate["values"], statement["variables"])
    for relation in hypotheses:
        need(holds(relation, at, work), f"values: expected {show_relation(relation)} to hold, got false")
    if "then" in statement:
        need(not holds(statement["then"], at, work), f"values: expected {show_relation(statement['then'])} to fail, got true")
    return "refuted"


def refute_by_weights(statement, certificate, work):
    """This affine unit does it: so do a network of one layer, and σ(z) = z with t = 0."""
    fields(certificate, "weights bias")
    weights, bias = [rational(w) for w in items(certificate["weights"], str)], rational(certificate["bias"])
    points, values = table(statement)
    need(len(weights) == len(points[0]), f"weights: expected {len(points[0])}, got {len(weights)}")
    for point, value in zip(points, values, strict=True):
        output = sum((w * x for w, x in zip(weights, point, strict=True)), bias)
        require_readout(output, value, statement.get("fires", "="), point)
    return "refuted"


def refute_by_network(statement, certificate, work):
    """This network with one hidden layer does it."""
    skip = statement["skip"]
    fields(certificate, "units bias skip" if skip else "units bias")
    points, values = table(statement)
    units = items(certificate["units"], dict)
    need(len(units) == statement["hidden"], f"units: expected {statement['hidden']}, got {len(units)}")
    for point, value in zip(points, values, strict=True):
        output = rational(certificate["bias"])
        for unit in units:
            fields(unit, "weights bias out")
            z = inner(unit["weights"], point) + rational(unit["bias"])
            output += rational(unit["out"]) * activate(statement["activation"], z)
        if skip:
            output += inner(certificate["skip"], point)
        require_readout(output, value, statement["readout"], point)
    return "refuted"


def check_trace(statement, certificate, work):
    """The expression has these values at the points; they are the wanted ones, or one is not."""
    fields(certificate, "values")
    points, values = table(statement)
    stated = [rational(v) for v in items(certificate["values"], str)]
    computed = [
        scalar(evaluate(statement["expression"], {n: ((x,),) for n, x in zip(statement["variables"], p, strict=True)}, work))
        for p in points
    ]
    need(stated == computed, "values: expected the expression's values, got others")
    return "proved" if computed == values else "refuted"


def require_readout(output, value, readout, point):
    ok = output == value if readout == "=" else (output > 0 if readout == ">" else output >= 0) == (value == 1)
    need(ok, f"at {show_point(point)}: expected {'value' if readout == '=' else 'label'} {value}, got f = {output}")


def activate(activation, z):
    if activation == "clip":
        return min(max(z, Fraction(0)), Fraction(1))
    return z if z >= 0 else leak(activation) * z


def leak(activation):
    """The slope below 0 of a positively homogeneous activation: σ(z) = z for z ≥ 0, leak·z for z ≤ 0."""
    return {"relu": Fraction(0), "abs": Fraction(-1)}[activation] if isinstance(activation, str) else rational(activation[1])


# ------------------------------------------------------------------ rule 3: cases


def prove_by_cases(statement, certificate, work):
    """The statement's negation is a system of comparisons that has no solution.

    On every branch of a complete tree of case distinctions, some hypotheses are multiplied
    by what keeps their sense and added up; the variables cancel, and 0 > 0 or −1 ≥ 0 is left.
    """
    fields(certificate, "trees")
    systems = negation(statement, work)
    trees = items(certificate["trees"], dict)
    need(len(trees) == len(systems), f"trees: expected {len(systems)}, got {len(trees)}")
    for system, tree in zip(systems, trees, strict=True):
        system.refute(tree)
    return "proved"


class System:
    """Comparisons `polynomial relation 0` in real unknowns, some of which stand for relu(argument).

    A row is (polynomial, relation) with relation ">", ">=", "=" or "!=". `atoms[j]` is the
    argument of ReLU number j, whose value is the unknown "#j" until a split settles it.
    """

    def __init__(self, algebra):
        self.algebra, self.rows, self.atoms = algebra, [], []

    def add(self, relation):
        op, left, right = relation
        if op in ("<", "<="):
            op, left, right = {"<": ">", "<=": ">="}[op], right, left
            # the numbering of ReLUs follows the text of the statement
            second, first = self.polynomial(right), self.polynomial(left)
        else:
            first, second = self.polynomial(left), self.polynomial(right)
        self.rows.append((self.algebra.add(first, second, -1), op))

    def polynomial(self, expression):
        return self.algebra.expand(expression, {}, self.relu)

    def relu(self, argument):
        if argument not in self.atoms:
            self.atoms.append(argument)
        return {(f"#{self.atoms.index(argument)}",): Fraction(1)}

    def refute(self, tree, settled=None, rows=None, depth=0):
        """Check that `tree` closes every case. `settled` maps "#j" to what it equals on this branch."""
        settled, rows = settled or {}, self.rows if rows is None else rows
        need(depth <= MAX_DEPTH, f"tree: expected at most {MAX_DEPTH} splits, got more")
        if "above" not in tree:
            return self.refute_leaf(tree, settled, rows)
        fields(tree, "relu above below" if "relu" in tree else "row above below")
        if "relu" in tree:
            j = index(tree["relu"], len(self.atoms))
            u = self.algebra.substitute(self.atoms[j], settled)
            need(f"#{j}" not in settled, f"relu {j}: expected one that is not settled yet")
            need(not any(s.startswith("#") for word in u for s in word), f"relu {j}: expected the inner ReLUs first")
            above, below = ({**settled, f"#{j}": value} for value in (u, {}))
            relation = ">="
        else:
            u, relation = rows[index(tree["row"], len(rows))]
            need(relation == "!=", "row: expected a ≠ to split on, got another comparison")
            above = below = settled
            relation = ">"
        need(isinstance(tree["above"], dict) and isinstance(tree["below"], dict), "split: expected two trees")
        minus_u = self.algebra.add({}, u, -1)
        self.refute(tree["above"], above, [*rows, (u, relation)], depth + 1)
        self.refute(tree["below"], below, [*rows, (minus_u, relation)], depth + 1)

    def refute_leaf(self, leaf, settled, rows):
        """The chosen rows, multiplied and added up, say that a negative constant is ≥ 0, or that 0 > 0."""
        fields(leaf, "", "rows products multiples")
        need(leaf, "leaf: expected some rows, got none")
        algebra, total, strict = self.algebra, {}, False

        def row(k, *relations):
            polynomial, relation = rows[index(k, len(rows))]
            need(relation in relations, f"row {k}: expected one of {' '.join(relations)}, got {relation}")
            return algebra.substitute(polynomial, settled), relation

        for pair in entries(leaf, "rows", 2):
            multiplier = rational(pair[1])
            polynomial, relation = row(pair[0], ">", ">=", "=")
            need(multiplier > 0 or (relation == "=" and multiplier < 0), f"row {pair[0]}: expected a multiplier > 0, got {multiplier}")
            strict = strict or relation == ">"
            total = algebra.add(total, polynomial, multiplier)
        for entry in entries(leaf, "products", 2, 3):
            factor = rational(entry[0])
            need(factor > 0, f"product: expected a factor > 0, got {factor}")
            chosen = [row(k, ">", ">=") for k in items(entry[1], int)]
            need(chosen or len(entry) == 3, "product: expected one or more rows, or a square")
            product = {(): factor}
            for polynomial, _ in chosen:
                product = algebra.multiply(product, polynomial)
            if len(entry) == 3:
                root = self.free_polynomial(entry[2])
                product = algebra.multiply(product, algebra.multiply(root, root))
            strict = strict or (len(entry) == 2 and all(relation == ">" for _, relation in chosen))
            total = algebra.add(total, product)
        for pair in entries(leaf, "multiples", 2):
            polynomial, _ = row(pair[0], "=")
            total = algebra.add(total, algebra.multiply(self.free_polynomial(pair[1]), polynomial))
        constant = total.pop((), Fraction(0))
        need(not total, "leaf: expected the variables to cancel, got " + show_polynomial(total))
        need(constant < 0 or (constant == 0 and strict), f"leaf: expected a contradiction, got {constant} {'>' if strict else '>='} 0")

    def free_polynomial(self, expression):
        """Any polynomial: a name that the statement does not have is just one more unknown."""
        need_expression(expression, None, piecewise=False)
        return self.algebra.expand(expression, {})


def entries(leaf, key, *lengths):
    """The entries of one part of a leaf, each row at most once and in order where rows are keys."""
    found = items(leaf.get(key, []), list)
    need(key not in leaf or found, f"{key}: expected one or more, or no such field")
    need(all(len(e) in lengths for e in found), f"{key}: expected entries of length {' or '.join(map(str, lengths))}")
    if key != "products":
        keys = [e[0] for e in found]
        need(all(type(k) is int for k in keys) and all(a < b for a, b in pairwise(keys)), f"{key}: expected each row once, in order")
    return found


def negation(statement, work):
    """The systems of comparisons that a counterexample to the statement would solve, one for each outer case."""
    kind = statement["kind"]
    algebra = Algebra(True, work)
    system = System(algebra)
    if kind == "forall":
        for relation in statement["such_that"] if "such_that" in statement else statement.get("given", []):
            system.add(relation)
        if "then" in statement:
            op, left, right = statement["then"]
            system.add([{">": "<=", "<=": ">", ">=": "<", "<": ">=", "=": "!=", "!=": "="}[op], left, right])
        return [system]
    points, values = table(statement)
    if kind == "no-network":
        return [network_system(statement, points, values, positive, algebra) for positive in range(statement["hidden"] + 1)]
    if statement["family"] in LEMMAS:  # a stack of layers is one affine map: proved again here, each time
        prove_induction(LEMMAS[statement["family"]], None, work)
    affine = [{**linear("w", p), ("b",): Fraction(1)} for p in points]
    if kind == "not-affine":
        system.rows = [(algebra.add(f, {(): v}, -1), "=") for f, v in zip(affine, values, strict=True)]
    elif statement["family"] == "monotone-unit":
        # If σ(z) passes t and σ(z') does not, then z > z' for non-decreasing σ. For non-increasing σ the
        # weights −w satisfy the same comparisons, so that one system covers both.
        fire = [f for f, v in zip(affine, values, strict=True) if v == 1]
        rest = [f for f, v in zip(affine, values, strict=True) if v == 0]
        system.rows = [(algebra.add(f, g, -1), ">") for f in fire for g in rest]
    else:
        system.rows = [readout_row(algebra, f, v, statement["fires"]) for f, v in zip(affine, values, strict=True)]
    return [system]


def network_system(statement, points, values, positive, algebra):
    """One hidden layer whose first `positive` units have outer weight 1, the others −1.

    Nothing is lost: v·σ(z) = ±σ(|v|z) for a positively homogeneous σ, and the order of the units
    does not matter. A unit with outer weight 0 is one with weights 0, since σ(0) = 0.
    """
    need(statement["activation"] != "clip", "clip: expected a positively homogeneous activation for a proof by cases")
    slope = leak(statement["activation"])
    system = System(algebra)
    system.atoms = [{**linear(f"w{j + 1}_", p), (f"b{j + 1}",): Fraction(1)} for j in range(statement["hidden"]) for p in points]
    for i, (point, value) in enumerate(zip(points, values, strict=True)):
        f = {("c",): Fraction(1), **(linear("u", point) if statement["skip"] else {})}
        for j in range(statement["hidden"]):  # σ(z) = slope·z + (1 − slope)·relu(z)
            atom, sign = j * len(points) + i, 1 if j < positive else -1
            f = algebra.add(f, system.atoms[atom], sign * slope)
            f = algebra.add(f, {(f"#{atom}",): Fraction(1)}, sign * (1 - slope))
        system.rows.append(readout_row(algebra, f, value, statement["readout"]))
    return system


def linear(name, point):
    """The polynomial name1·x1 + name2·x2 + … in the unknowns, at a given point x."""
    return {(f"{name}{i + 1}",): x for i, x in enumerate(point) if x != 0}


def readout_row(algebra, f, value, readout):
    """What the table asks of f at one point: f = value, or f fires (label 1), or it does not (label 0)."""
    if readout == "=":
        return algebra.add(f, {(): value}, -1), "="
    if value == 1:
        return f, readout
    return algebra.add({}, f, -1), {">": ">=", ">=": ">"}[readout]


# ------------------------------------------------------------------ rule 4: induction


def prove_induction(statement, certificate, work):
    """The invariant holds at the start, and if it holds before a step, then after it.

    An equation f = e is used by putting e for f; an inequality is one more hypothesis. Without
    certificate (the lemmas of this file) the two sides are simply compared.
    """
    if certificate is not None:
        fields(certificate, "base step")
    op, left, right = statement["invariant"]
    start = {name: s["start"] for name, s in statement["state"].items()}
    after = {name: s["next"] for name, s in statement["state"].items()}
    algebra = Algebra(commutative(statement), work)
    if op == "=":
        known = {left: algebra.expand(right, {})}
        at_start = {name: algebra.expand(e, {}) for name, e in start.items()}
        at_next = {name: algebra.expand(e, known) for name, e in after.items()}
        for name, values in (("base", at_start), ("step", at_next)):
            if certificate is not None:
                require_normal_form(algebra, left, right, values, certificate[name])
            else:
                need(algebra.expand(left, values) == algebra.expand(right, values), f"lemma: expected its {name} to hold")
        return "proved"
    for name, expressions in (("base", start), ("step", after)):
        values = {n: algebra.expand(e, {}) for n, e in expressions.items()}
        system = System(algebra)
        for relation in statement.get("given", []):
            system.add(relation)
        if name == "step":
            system.add(statement["invariant"])
        conclusion = algebra.add(algebra.expand(left, values), algebra.expand(right, values), -1)
        system.rows.append((algebra.add({}, conclusion, -1), ">"))
        need(isinstance(certificate[name], dict) and "above" not in certificate[name], f"{name}: expected a leaf")
        system.refute(certificate[name])
    return "proved"


def refute_induction(statement, certificate, work):
    """These steps satisfy the hypotheses, and lead to values at which the invariant fails."""
    fields(certificate, "fixed steps")
    every, state = statement["each_step"], statement["state"]
    now, start, following = statement.get("width", (None, None, None))
    shapes = {n: s for n, s in statement["symbols"].items() if n not in state}
    fixed, dimensions = matrices(certificate["fixed"], {n: s for n, s in shapes.items() if n not in every}, {})
    values = {name: evaluate(s["start"], fixed, work) for name, s in state.items()}
    if now is not None:
        need(start in dimensions, f"fixed: expected a value that fixes the dimension {start}")
        dimensions[now] = dimensions[start]
    for step in items(certificate["steps"], dict):
        if following is not None:
            dimensions.pop(following, None)
        chosen, dimensions = matrices(step, {n: shapes[n] for n in every}, dimensions)
        known = {**fixed, **values, **chosen}
        for relation in statement.get("given", []):
            need(holds(relation, known, work), f"steps: expected {show_relation(relation)} to hold, got false")
        values = {name: evaluate(s["next"], known, work) for name, s in state.items()}
        if following is not None:
            dimensions[now] = dimensions.get(following, dimensions[now])
    need(not holds(statement["invariant"], {**fixed, **values}, work), "steps: expected the invariant to fail, got true")
    return "refuted"


def _collapse(layer):
    """f = Wx + b is kept by the layers z ↦ layer(Az + d)."""
    return {
        "kind": "induction",
        "ring": "semiring",
        "symbols": {
            "A": ["k", "m"], "K": ["k", "k"], "W": ["m", "n"], "b": ["m", "1"], "d": ["k", "1"], "f": ["m", "1"], "x": ["n", "1"],
        },
        "state": {
            "W": {"start": "1", "next": ["*", *layer, "A", "W"]},
            "b": {"start": "0", "next": ["+", ["*", *layer, "A", "b"], ["*", *layer, "d"] if layer else "d"]},
            "f": {"start": "x", "next": ["*", *layer, ["+", ["*", "A", "f"], "d"]] if layer else ["+", ["*", "A", "f"], "d"]},
        },
        "each_step": ["A", "d", *layer],
        "invariant": ["=", "f", ["+", ["*", "W", "x"], "b"]],
        "width": ["m", "n", "k"],
    }


LEMMAS = {"affine-network": _collapse([]), "scaled-affine-network": _collapse(["K"])}

RULES = {
    ("identity", "expansion/1"): prove_identity,
    ("identity", "assignment/1"): refute_identity,
    ("induction", "induction/1"): prove_induction,
    ("induction", "run/1"): refute_induction,
    ("forall", "cases/1"): prove_by_cases,
    ("forall", "assignment/1"): refute_forall,
    ("not-separable", "cases/1"): prove_by_cases,
    ("not-separable", "weights/1"): refute_by_weights,
    ("not-affine", "cases/1"): prove_by_cases,
    ("not-affine", "weights/1"): refute_by_weights,
    ("no-network", "cases/1"): prove_by_cases,
    ("no-network", "network/1"): refute_by_network,
    ("computes", "trace/1"): check_trace,
}


# ------------------------------------------------------------------ polynomials


class Work:
    """Counts elementary steps, and stops a certificate that asks for too many."""

    def __init__(self):
        self.left = BUDGET

    def spend(self, steps):
        self.left -= steps
        if self.left < 0:
            raise OverBudget


class Algebra:
    """Polynomials as {word: coefficient}; the zero polynomial is {}.

    A word is a tuple of symbols. Where products commute it is sorted; where they do not (matrices,
    general rings) its order is the order of the factors.
    """

    def __init__(self, commute, work):
        self.commute, self.work = commute, work

    def add(self, p, q, factor=1):
        """Return p + factor·q."""
        self.work.spend(len(p) + len(q))
        total = dict(p)
        for word, c in q.items():
            total[word] = total.get(word, 0) + factor * c
        return {word: Fraction(c) for word, c in total.items() if c != 0}

    def multiply(self, p, q):
        self.work.spend(1 + len(p) * len(q))
        total = {}
        for left, a in p.items():
            for right, b in q.items():
                word = left + right
                c = a * b
                self.work.spend(len(word) + c.numerator.bit_length() // 64)
                word = tuple(sorted(word)) if self.commute else word
                total[word] = total.get(word, 0) + c
        return {word: c for word, c in total.items() if c != 0}

    def substitute(self, p, values):
        """Return p with every symbol that `values` names replaced by that polynomial."""
        if not any(symbol in values for word in p for symbol in word):
            return p
        total = {}
        for word, c in p.items():
            term = {(): c}
            for symbol in word:
                term = self.multiply(term, values.get(symbol, {(symbol,): Fraction(1)}))
            total = self.add(total, term)
        return total

    def expand(self, e, values, relu=None):
        """Return the normal form of an expression, after putting `values` for symbols.

        `relu` gives the polynomial that stands for relu(argument); |u|, max, … are written with it.
        """
        self.work.spend(1)
        if isinstance(e, str):
            number = as_rational(e)
            return values.get(e, {(e,): Fraction(1)}) if number is None else {(): number} if number else {}
        op, *rest = e
        if op == "^":
            base, total = self.expand(rest[0], values, relu), {(): Fraction(1)}
            for _ in range(rest[1]):
                total = self.multiply(total, base)
            return total
        args = [self.expand(a, values, relu) for a in rest]
        if op == "leaky":
            slope = args[0].get((), Fraction(0))
            return self.add(self.add({}, args[1], slope), relu(args[1]), 1 - slope)
        match op, args:
            case "+", [first, *others]:
                for p in others:
                    first = self.add(first, p)
                return first
            case "*", [first, *others]:
                for p in others:
                    first = self.multiply(first, p)
                return first
            case "-", [p]:
                return self.add({}, p, -1)
            case "-", [p, q]:
                return self.add(p, q, -1)
            case "/", [p, q]:
                return self.add({}, p, 1 / q[()])
            case "relu", [p]:
                return relu(p)
            case "abs", [p]:
                return self.add(relu(p), relu(self.add({}, p, -1)))
            case "clip", [p]:
                return self.add(relu(p), relu(self.add(p, {(): Fraction(1)}, -1)), -1)
            case "max", [p, q]:
                return self.add(q, relu(self.add(p, q, -1)))
            case "min", [p, q]:
                return self.add(p, relu(self.add(p, q, -1)), -1)
        raise Rejected(f"expression: expected an operator of the list, got {show(op)}")


# ------------------------------------------------------------------ exact values
#
# A value is a matrix, a tuple of rows of rational numbers; a scalar is a 1×1 matrix. A constant that
# is added to a square matrix stands for that multiple of the identity, so constants stay bare Fractions.


def evaluate(e, values, work):
    work.spend(1)
    if isinstance(e, str):
        number = as_rational(e)
        return values[e] if number is None else number
    op, *rest = e
    if op == "^":
        total, base = Fraction(1), evaluate(rest[0], values, work)
        for _ in range(rest[1]):
            total = times(total, base, work)
        return total
    args = [evaluate(a, values, work) for a in rest]
    if op in ("+", "*"):
        total = args[0]
        for a in args[1:]:
            total = plus(total, a) if op == "+" else times(total, a, work)
        return total
    if op == "-":
        return times(Fraction(-1), args[0], work) if len(args) == 1 else plus(args[0], times(Fraction(-1), args[1], work))
    u, v = scalar(args[0]), scalar(args[-1])
    work.spend((u.numerator.bit_length() + v.numerator.bit_length()) // 64)
    zero, one = Fraction(0), Fraction(1)
    return {
        "/": lambda: times(1 / v, args[0], work),
        "relu": lambda: max(u, zero),
        "abs": lambda: abs(u),
        "clip": lambda: min(max(u, zero), one),
        "max": lambda: max(u, v),
        "min": lambda: min(u, v),
        "leaky": lambda: v if v >= 0 else u * v,
    }[op]()


def plus(a, b):
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a + b
    if isinstance(a, Fraction):
        a, b = b, a
    if isinstance(b, Fraction):
        need(b == 0 or len(a) == len(a[0]), "sum: expected a square matrix beside a constant")
        b = tuple(tuple(b if i == j else Fraction(0) for j in range(len(a[0]))) for i in range(len(a)))
    need(len(a) == len(b) and len(a[0]) == len(b[0]), "sum: expected matrices of one shape")
    return tuple(tuple(x + y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True))


def times(a, b, work):
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        work.spend((a.numerator.bit_length() + b.numerator.bit_length()) // 64)
        return a * b
    if isinstance(b, Fraction):
        a, b = b, a
    if isinstance(a, Fraction):
        return tuple(tuple(a * x for x in row) for row in b)
    need(len(a[0]) == len(b), "product: expected matrices whose shapes meet")
    work.spend(len(a) * len(b) * len(b[0]))
    columns = list(zip(*b, strict=True))
    return tuple(tuple(sum((x * y for x, y in zip(row, c, strict=True)), Fraction(0)) for c in columns) for row in a)


def scalar(value):
    if isinstance(value, Fraction):
        return value
    need(len(value) == 1 and len(value[0]) == 1, "value: expected a number, got a matrix")
    return value[0][0]


def same_matrix(a, b):
    difference = plus(a, times(Fraction(-1), b, Work()))
    return difference == 0 if isinstance(difference, Fraction) else all(x == 0 for row in difference for x in row)


def holds(relation, values, work):
    op, left, right = relation
    a, b = (evaluate(side, values, work) for side in (left, right))
    if op in ("=", "!="):
        return same_matrix(a, b) == (op == "=")
    a, b = scalar(a), scalar(b)
    return {">": a > b, ">=": a >= b, "<": a < b, "<=": a <= b}[op]


def inner(weights, point):
    weights = [rational(w) for w in items(weights, str)]
    need(len(weights) == len(point), f"weights: expected {len(point)}, got {len(weights)}")
    return sum((w * x for w, x in zip(weights, point, strict=True)), Fraction(0))


def real_values(data, names):
    need(isinstance(data, dict) and set(data) == set(names), f"values: expected one for each of {' '.join(names)}")
    return {name: ((rational(text),),) for name, text in data.items()}


def matrices(data, shapes, dimensions):
    """Return the matrices of `data` and the dimensions that they fix; every shape must fit."""
    need(isinstance(data, dict) and set(data) == set(shapes), f"values: expected one for each of {' '.join(shapes) or 'no symbol'}")
    found, dimensions = {}, {**dimensions, "1": 1}
    for name, value in data.items():
        rows = [[value]] if isinstance(value, str) else items(value, list)
        found[name] = tuple(tuple(rational(c) for c in items(row, str)) for row in rows)
        need(found[name] and found[name][0], f"{name}: expected a matrix, got an empty one")
        need(len({len(r) for r in found[name]}) == 1, f"{name}: expected rows of one length")
        for dimension, size in zip(shapes[name], (len(found[name]), len(found[name][0])), strict=True):
            expected = dimensions.setdefault(dimension, size)
            need(size == expected, f"{name}: expected dimension {dimension} = {expected}, got {size}")
    return found, dimensions


# ------------------------------------------------------------------ statements: form, and no vacuous ones


def validate(s):
    need(isinstance(s, dict) and isinstance(s.get("kind"), str) and s["kind"] in FIELDS, f"kind: expected one of {', '.join(FIELDS)}")
    fields(s, "kind " + FIELDS[s["kind"]][0], FIELDS[s["kind"]][1])
    FIELDS[s["kind"]][2](s)


def validate_identity(s):
    need_symbols(s)
    for side in ("left", "right"):
        need_expression(s[side], s["symbols"], piecewise=False)
        need_ring(s[side], s["ring"])
    need_same_shape(s["left"], s["right"], s["symbols"], {})
    need(s["left"] != s["right"], "sides: expected two different expressions, got one twice")


def validate_induction(s):
    need_symbols(s)
    names, state = set(s["symbols"]), s["state"]
    every = set(items(s["each_step"], str))
    need(isinstance(state, dict) and state and set(state) <= names, "state: expected some of the symbols")
    need(every <= names - set(state) and len(every) == len(s["each_step"]), "each_step: expected symbols outside the state, each once")
    fixed = names - set(state) - every
    now, start, following = items(s["width"], str) if "width" in s else (None, None, None)
    at_start, at_next = {now: start}, {now: following}
    for name, rule in state.items():
        fields(rule, "start next")
        for key, allowed, renamed in (("start", fixed, at_start), ("next", names, at_next)):
            need_expression(rule[key], allowed, piecewise=False)
            need_ring(rule[key], s["ring"])
            wanted = tuple(renamed.get(d, d) for d in s["symbols"][name])
            got = shape(rule[key], s["symbols"])
            need(got == wanted or fits_any(got, rule[key], wanted), f"{name} {key}: expected shape {wanted}, got {got}")
    dims = {d for n in fixed for d in s["symbols"][n]}
    if now is not None:
        need(len({now, start, following}) == 3 and "1" not in (now, following), "width: expected three different dimensions")
        need(not {now, following} & dims and start in dims, f"width: expected fixed symbols to mention {start} alone")
        need(all(following not in s["symbols"][n] for n in state), f"width: expected no state variable of dimension {following}")
    need_relation(s["invariant"], set(state) | fixed, piecewise=False)
    op, left, right = s["invariant"]
    for side in (left, right):
        need_ring(side, s["ring"])
    if op == "=":
        need(left in state and left not in symbols_in(right), "invariant: expected 'state variable = expression without it'")
    else:
        need(op == ">=" and s["ring"] == "reals", "invariant: expected '=', or '>=' over the reals")
        need(set(symbols_in(left)) & set(state), "invariant: expected it to mention the state")
    need_same_shape(left, right, s["symbols"], {})
    need(op == "=" or shape(left, s["symbols"]) in (("1", "1"), None), "invariant: expected a number")
    need_hypotheses(s, names - set(state), ("1", "1"))


def validate_forall(s):
    variables = need_variables(s)
    key = "such_that" if s["kind"] == "exists" else "then"
    conclusions = items(s[key], list) if key == "such_that" else [s[key]]
    need(conclusions, f"{key}: expected one or more comparisons")
    for relation in conclusions:
        need_relation(relation, variables, piecewise=True)
    need_hypotheses(s, variables, None)


def validate_table(s):
    points, values = table(s)
    labels = s["kind"] in ("separable", "not-separable") or s.get("readout") in (">", ">=")
    need(not labels or set(values) == {0, 1}, "values: expected labels 0 and 1, both of them")
    need(s.get("fires", ">") in (">", ">="), f"fires: expected '>' or '>=', got {show(s.get('fires'))}")
    if "family" in s:
        families = ("affine-unit", "affine-network", "scaled-affine-network") + (("monotone-unit",) if labels else ())
        need(s["family"] in families, f"family: expected one of {', '.join(families)}, got {show(s['family'])}")
    if "activation" in s:
        index(s["hidden"], 100, 1)
        a = s["activation"]
        if isinstance(a, list):
            need(len(a) == 2 and a[0] == "leaky", "activation: expected ['leaky', slope]")
            rational(a[1])
        else:
            need(a in ("relu", "abs", "clip"), f"activation: expected relu, abs, clip or leaky, got {show(a)}")
        need(s["readout"] in ("=", ">", ">="), "readout: expected '=', '>' or '>='")
        need(isinstance(s["skip"], bool), "skip: expected true or false")
    if s["kind"] == "computes":
        need(len(need_variables(s)) == len(points[0]), "variables: expected one for each coordinate")
        need_expression(s["expression"], set(s["variables"]), piecewise=True)
        need(set(symbols_in(s["expression"])), "expression: expected it to mention a variable")


FIELDS = {  # kind: required fields, optional fields, validator
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
}

ARITY = {"+": (2, None), "*": (2, None), "-": (1, 2), "/": (2, 2), "^": (2, 2), "relu": (1, 1), "abs": (1, 1), "clip": (1, 1)}
ARITY |= {"max": (2, 2), "min": (2, 2), "leaky": (2, 2)}


def need_expression(e, names, piecewise, depth=0):
    """Require an expression tree in symbols of `names` (any, if None)."""
    need(depth <= MAX_DEPTH, f"expression: expected depth at most {MAX_DEPTH}, got more")
    if isinstance(e, str):
        if as_rational(e) is None:
            need(re.fullmatch(NAME, e), f"expression: expected a symbol or a rational in lowest terms, got {show(e)}")
            need(names is None or e in names, f"expression: expected a declared symbol, got {show(e)}")
        return
    need(isinstance(e, list) and e and isinstance(e[0], str) and e[0] in ARITY, f"expression: expected an operator, got {show(e)}")
    op, args = e[0], e[1:]
    least, most = ARITY[op]
    need(least <= len(args) and (most is None or len(args) <= most), f"{op}: expected {least} or more arguments, got {len(args)}")
    need(piecewise or op in ("+", "*", "-", "/", "^"), f"expression: expected a polynomial, got {op}")
    if op == "^":
        index(args[1], MAX_POWER + 1)
        args = args[:1]
    if op in ("/", "leaky"):
        constant = args[1] if op == "/" else args[0]
        number = as_rational(constant) if isinstance(constant, str) else None
        need(number is not None and (op == "leaky" or number != 0), f"{op}: expected a non-zero constant, got {show(constant)}")
    for a in args:
        need_expression(a, names, piecewise, depth + 1)


def need_ring(e, ring):
    """A semiring has no −, and only the reals have fractions."""
    if isinstance(e, str):
        number = as_rational(e)
        need(number is None or ring == "reals" or number.denominator == 1, f"{ring}: expected whole constants, got {e}")
        need(number is None or ring != "semiring" or number >= 0, f"semiring: expected constants ≥ 0, got {e}")
        return
    need(e[0] != "-" or ring != "semiring", "semiring: expected no subtraction")
    need(e[0] != "/" or ring == "reals", f"{ring}: expected no division")
    for a in e[1:]:
        if not isinstance(a, int):
            need_ring(a, ring)


def need_symbols(s):
    need(s["ring"] in RING_NAMES, f"ring: expected one of {', '.join(RING_NAMES)}, got {show(s['ring'])}")
    need(isinstance(s["symbols"], dict) and s["symbols"], "symbols: expected one or more")
    for name, dims in s["symbols"].items():
        need(re.fullmatch(NAME, name), f"symbols: expected a name, got {show(name)}")
        need(len(items(dims, str)) == 2, f"{name}: expected a shape [rows, columns]")
        need(all(d == "1" or re.fullmatch(NAME, d) for d in dims), f"{name}: expected dimensions like n or 1, got {show(dims)}")
        need(s["ring"] != "commutative-ring" or dims == ["1", "1"], f"{name}: expected 1×1 in a commutative ring; use 'ring' for matrices")


def commutative(s):
    """Products commute for numbers, that is where every symbol is 1×1 over a commutative ring."""
    return s["ring"] in ("commutative-ring", "reals") and all(d == ["1", "1"] for d in s["symbols"].values())


def need_variables(s):
    names = items(s["variables"], str)
    need(names and len(set(names)) == len(names), "variables: expected one or more, each once")
    need(all(re.fullmatch(NAME, n) for n in names), "variables: expected names")
    return set(names)


def need_relation(r, names, piecewise):
    need(isinstance(r, list) and len(r) == 3 and r[0] in ("=", "!=", "<", "<=", ">", ">="), f"comparison: expected [op, left, right], got {show(r)}")
    for side in r[1:]:
        need_expression(side, names, piecewise)
    need(r[1] != r[2], "comparison: expected two different sides, got one twice")


def need_hypotheses(s, names, only_shape):
    """Hypotheses come with a witness that satisfies them: nothing is proved about nothing."""
    need(("given" in s) == ("witness" in s), "given: expected hypotheses and a witness together")
    if "given" not in s:
        return
    given = items(s["given"], list)
    need(given, "given: expected one or more, or no such field")
    for relation in given:
        need_relation(relation, names, piecewise=only_shape is None)
        if only_shape is not None:
            need(relation[0] == ">=" and s["ring"] == "reals", "given: expected '>=' over the reals")
            need_same_shape(relation[1], relation[2], s["symbols"], {})
            need(shape(relation[1], s["symbols"]) in (only_shape, None), "given: expected numbers")
    at = real_values(s["witness"], sorted(names))
    for relation in given:
        need(holds(relation, at, Work()), f"witness: expected {show_relation(relation)} to hold, got false")


def shape(e, symbols):
    """Return the shape of an expression; None for a constant, which fits any square shape."""
    if isinstance(e, str):
        return tuple(symbols[e]) if as_rational(e) is None else None
    op = e[0]
    shapes = [shape(a, symbols) for a in e[1:] if not isinstance(a, int)]
    known = [s for s in shapes if s is not None]
    if op in ("+", "-"):
        need(len(set(known)) <= 1, f"{op}: expected terms of one shape, got {known}")
        square = not known or known[0][0] == known[0][1] or all(a == "0" for a, s in zip(e[1:], shapes, strict=True) if s is None)
        need(square, f"{op}: expected a square shape beside a constant, got {known}")
        return known[0] if known else None
    if op == "^":
        need(not known or known[0][0] == known[0][1], f"power: expected a square shape, got {known}")
        return shapes[0]
    for a, b in pairwise(known):
        need(a[1] == b[0], f"{op}: expected shapes that meet, got {a} and {b}")
    return (known[0][0], known[-1][1]) if known else None


def fits_any(got, e, wanted):
    """A constant fits a square shape; 0 fits every shape."""
    return got is None and (wanted[0] == wanted[1] or e == "0")


def need_same_shape(left, right, symbols, _):
    a, b = shape(left, symbols), shape(right, symbols)
    need(a == b or fits_any(a, left, b or ("", "")) or fits_any(b, right, a or ("", "")), f"sides: expected one shape, got {a} and {b}")


def symbols_in(e):
    if isinstance(e, str):
        return [] if as_rational(e) is not None else [e]
    return [name for a in e[1:] if not isinstance(a, int) for name in symbols_in(a)]


def table(s):
    points = [tuple(rational(c) for c in items(p, str)) for p in items(s["points"], list)]
    values = [rational(v) for v in items(s["values"], str)]
    need(points and points[0], "points: expected one or more, of dimension 1 or more")
    need(len({len(p) for p in points}) == 1, "points: expected one dimension")
    need(len(values) == len(points), f"values: expected {len(points)}, got {len(values)}")
    return points, values


# ------------------------------------------------------------------ the formal reading

RING_NAMES = {
    "semiring": "every semiring with 0 and 1, commutative or not",
    "ring": "every ring with 1, commutative or not",
    "commutative-ring": "every commutative ring with 1",
    "reals": "the real numbers",
}


def reading(s):
    """Say in words what the data mean; this, and no other prose, is what gets checked."""
    kind = s["kind"]
    if kind == "identity":
        return f"For all {show_symbols(s)}: {show(s['left'])} = {show(s['right'])}.\nOver {RING_NAMES[s['ring']]}."
    if kind == "induction":
        steps = [f"{show(n)} = {show(r['start'])}" for n, r in s["state"].items()]
        then = [f"{show(n)} by {show(r['next'])}" for n, r in s["state"].items()]
        text = f"After any number n ≥ 0 of steps: {show_relation(s['invariant'])}.\nAt the start {', '.join(steps)}; each step replaces "
        text += f"{', '.join(then)} at once, with new {', '.join(map(show, s['each_step']))} every time"
        text += f" such that {' and '.join(map(show_relation, s['given']))}" if "given" in s else ""
        text += f".\nFor all {show_symbols(s)}, over {RING_NAMES[s['ring']]}."
        if "width" in s:
            text += f" The width {s['width'][0]} is {s['width'][1]} at the start, and {s['width'][2]} after the step."
        return text
    if kind in ("forall", "exists"):
        names = ", ".join(map(show, s["variables"]))
        if kind == "exists":
            return f"There are real numbers {names} such that {' and '.join(map(show_relation, s['such_that']))}."
        given = f" with {' and '.join(map(show_relation, s['given']))}" if "given" in s else ""
        return f"For all real numbers {names}{given}: {show_relation(s['then'])}."
    points, values = table(s)
    rows = ", ".join(f"{show_point(p)} → {v}" for p, v in zip(points, values, strict=True))
    if kind == "computes":
        return f"At {', '.join(map(show, s['variables']))} as listed, {show(s['expression'])} is exactly:\n{rows}."
    unit = " + ".join(f"w{subscript(i + 1)}x{subscript(i + 1)}" for i in range(len(points[0]))) + " + b"
    if kind in ("no-network", "some-network"):
        amount, wish = ("Some", "satisfy") if kind == "some-network" else ("No", "satisfy")
        sigma = {"relu": "max(z, 0)", "abs": "|z|", "clip": "min(max(z, 0), 1)"}.get(show(s["activation"])) if isinstance(s["activation"], str) else None
        sigma = sigma or f"z for z ≥ 0, {s['activation'][1]}·z for z ≤ 0"
        skip = " + u·x" if s["skip"] else ""
        size = f"one hidden layer of {s['hidden']} unit{'s' if s['hidden'] > 1 else ''}, {'with' if s['skip'] else 'without'} an affine skip"
        goal = readout_words(s["readout"], "f(x)")
        text = f"{amount} real weights and biases of f(x) = Σⱼ vⱼσ(wⱼ·x + bⱼ) + c{skip}, j = 1…{s['hidden']}, {wish}: {goal}\n{rows}."
        return text + f"\nHere σ(z) = {sigma}; {size}."
    if kind == "not-affine":
        return f"No {family_words(s['family'], unit)} satisfies: f(x) is exactly\n{rows}."
    some = "Some" if kind == "separable" else "No"
    if s["family"] == "monotone-unit":
        sign = {">": "> t", ">=": "≥ t"}[s["fires"]]
        text = f"{some} monotone σ: R → R (non-decreasing or non-increasing, continuous or not) and real w, b, t satisfy:\n"
        return text + f"σ({unit}) {sign} exactly at the points marked 1\n{rows}."
    return f"{some} {family_words(s['family'], unit)} satisfies: {readout_words(s['fires'], 'f(x)')}\n{rows}."


def family_words(family, unit):
    layers = "stack of affine layers z ↦ Az + d of any depth and any widths, over the real numbers,"
    return {
        "affine-unit": f"f(x) = {unit} with real w, b",
        "affine-network": f"{layers} with one output f(x)",
        "scaled-affine-network": f"{layers} the outputs of each multiplied by a matrix K (in particular by constants), with one output f(x),",
    }[family]


def readout_words(readout, f):
    return {"=": f"{f} is exactly", ">": f"{f} > 0 exactly at the points marked 1", ">=": f"{f} ≥ 0 exactly at the points marked 1"}[readout]


def show_symbols(s):
    def one(name, dims):
        return show(name) if dims == ["1", "1"] else f"{show(name)} ({'×'.join(dims)})"

    free = {n: d for n, d in s["symbols"].items() if n not in s.get("state", {})}
    dims = sorted({d for pair in s["symbols"].values() for d in pair} - {"1"})
    return ", ".join(one(n, d) for n, d in free.items()) + (f" and all dimensions {', '.join(dims)} ≥ 1" if dims else "")


def show(e, level=0):
    """Write an expression as in a textbook; `level` is how tightly the place around it binds."""
    if isinstance(e, str):
        if not re.fullmatch(NAME, e):
            return f"({e})" if level > 1 and e[:1] == "-" else e
        name = re.fullmatch(r"(.*?)([0-9]*)", e)
        return name[1] + subscript(name[2])
    if not (isinstance(e, list) and e and isinstance(e[0], str) and e[0] in ARITY):
        return repr(e)[:80]
    op, *args = e
    if op == "+":
        text, own = " + ".join(show(a, 1) for a in args), 1
    elif op == "-":
        text, own = ("−" + show(args[0], 2), 1) if len(args) == 1 else (f"{show(args[0], 1)} − {show(args[1], 2)}", 1)
    elif op == "*":
        text, own = "·".join(show(a, 2) for a in args), 2
    elif op == "/":
        text, own = f"{show(args[0], 2)}/{show(args[1], 3)}", 2
    elif op == "^":
        text, own = f"{show(args[0], 3)}^{args[1]}", 3
    elif op == "abs":
        return f"|{show(args[0])}|"
    elif op == "leaky":
        return f"leaky[{args[0]}]({show(args[1])})"
    else:
        return f"{op}({', '.join(show(a) for a in args)})"
    return f"({text})" if own < level or (own == 1 == level and op == "-" and len(args) == 1) else text


def show_relation(r):
    return f"{show(r[1])} {({'!=': '≠', '<=': '≤', '>=': '≥'}).get(r[0], r[0])} {show(r[2])}"


def show_polynomial(p):
    return " + ".join(f"{c}·{'·'.join(word) or '1'}" for word, c in sorted(p.items())[:4])[:200]


def show_point(point):
    return f"({', '.join(map(str, point))})"


def subscript(digits):
    return str(digits).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


# ------------------------------------------------------------------ strict input

NAME = r"[A-Za-z][A-Za-z0-9_]*"


def load(path, problem):
    """Return the JSON value of a file and the SHA-256 of its bytes, which must be the canonical ones."""
    if path.stat().st_size > MAX_BYTES:
        raise problem(f"{path.name}: expected at most {MAX_BYTES} bytes, got {path.stat().st_size}")
    data = path.read_bytes()

    def no_float(text):
        raise ValueError(f"expected no floats, got {text[:40]}")

    def no_duplicates(pairs):
        if len({k for k, _ in pairs}) != len(pairs):
            raise ValueError("expected each key once")
        return dict(pairs)

    def size(text):
        if len(text) > 10 or not 0 <= int(text) < 2**31:
            raise ValueError(f"expected an integer from 0 to 2^31 − 1, got {text[:40]}")
        return int(text)

    try:
        value = json.loads(
            data.decode(), parse_float=no_float, parse_constant=no_float, parse_int=size, object_pairs_hook=no_duplicates
        )
        canonical = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
        same = canonical.encode() == data
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "expected less depth"
        raise problem(f"{path.name}: expected strict JSON, got an error ({reason})") from None
    if not same:
        raise problem(f"{path.name}: expected canonical JSON (sorted keys, indent 1, final newline), got another form")
    return value, hashlib.sha256(data).hexdigest()


def need(condition, message):
    if not condition:
        raise Rejected(message)


def fields(data, required, optional=""):
    need(isinstance(data, dict), f"expected an object with {required}")
    missing, unknown = set(required.split()) - set(data), set(data) - set(required.split()) - set(optional.split())
    need(not missing, f"expected the field {', '.join(sorted(missing))}")
    need(not unknown, f"expected no field {', '.join(map(show, sorted(unknown)))}")


def items(value, kind):
    """Return `value`, a list whose entries are all of one type (booleans are not integers)."""
    need(isinstance(value, list) and all(type(v) is kind for v in value), f"expected a list of {kind.__name__}, got {show(value)}")
    return value


def index(value, below, least=0):
    need(type(value) is int and least <= value < below, f"expected a whole number from {least} to {below - 1}, got {show(value)}")
    return value


def as_rational(text):
    """Return the number that a string is, or None; only one spelling of each number is allowed."""
    if len(text) > 2 * MAX_DIGITS or not re.fullmatch(r"0|-?[1-9][0-9]*(/[1-9][0-9]*)?", text):
        return None
    number = Fraction(text)
    return number if str(number) == text else None


def rational(text):
    number = as_rational(text) if isinstance(text, str) else None
    need(number is not None, f"expected a rational in lowest terms like '-3/2', got {show(text)}")
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
