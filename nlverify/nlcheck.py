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
    cases                  on every branch, some hypotheses add up to 0 > 0
    induction              what holds at the start, and passes on at each step, holds always

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
BUDGET = 20_000_000  # elementary steps for one certificate: about half a minute
MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 100  # of an expression or a tree of cases
MAX_DIGITS = 4000  # of a rational number, both parts together
MAX_POWER = 64
NAME = r"[A-Za-z][A-Za-z0-9_]*"


class Rejected(Exception):
    """The certificate does not show what it should."""


class Unreadable(Exception):
    """The statement is malformed or vacuous: there is nothing to check."""


class OverBudget(Exception):
    """The certificate asks for more work than BUDGET."""


# ---------------------------------------------------------------- command line and bundles


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
        over = any(c["over_budget"] for claim in report["claims"] for c in claim["certificates"])
        code = 3 if over else 0 if report["accepted"] else 1
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
            note = "  (a control: this is false)" if target.startswith("controls/") else ""
            print(f"  {target}{note}\n    " + text.replace("\n", "\n    "))
        for c in claim["certificates"]:
            verdict = f"accepted: {c['establishes']}" if c["accepted"] else f"REJECTED: {c['message']}"
            print(f"  {c['file']}  (sha256 {c['sha256']})\n    {c['for']}  {verdict}")
        for target in claim["missing"]:
            print(f"  {target}  REJECTED: no accepted certificate")
    for problem in report["problems"]:
        print(problem)
    if not only_reading:
        count = sum(len(c["certificates"]) for c in report["claims"])
        print(
            f"{'accepted' if report['accepted'] else 'REJECTED'}: {len(report['claims'])} claims, {count} certificates"
        )


def check_bundle(folder, report):
    """Check a folder of claim folders, or one claim folder: every target needs a certificate."""
    folders = [folder] if (folder / "statement.json").exists() else sorted(folder.iterdir())
    if not folders:
        raise Unreadable(f"{folder.name}: expected claim folders, got none")
    for claim_folder in folders:
        try:
            report["claims"].append(check_folder(claim_folder))
        except Unreadable as problem:
            report["problems"].append(str(problem))
    ids = [c["id"] for c in report["claims"]]
    report["problems"] += [f"{i}: expected one claim of this id, got several" for i in set(ids) if ids.count(i) > 1]


def check_folder(folder):
    if folder.is_symlink() or not folder.is_dir():
        raise Unreadable(f"{folder.name}: expected a claim folder, got something else")
    targets, result = read_claim(folder / "statement.json")
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not path.is_file():
            raise Unreadable(f"{folder.name}/{path.name}: expected a plain file, got something else")
        if re.fullmatch(r"certificate-.+\.json", path.name):
            result["certificates"].append(check_file(targets, path))
        elif path.name not in ("statement.json", "page.json", "receipt.json") and path.suffix != ".smt2":
            raise Unreadable(f"{folder.name}/{path.name}: expected a file of a bundle, got an unknown name; remove it")
    settled = {c["for"] for c in result["certificates"] if c["accepted"]}
    result["missing"] = [target for target in targets if target not in settled]
    result["accepted"] = not result["missing"] and all(c["accepted"] for c in result["certificates"])
    return result


def check_pair(statement_path, certificate_path):
    targets, result = read_claim(statement_path)
    result["certificates"] = [check_file(targets, certificate_path)]
    result["accepted"] = result["certificates"][0]["accepted"]
    return result


def read_claim(path):
    """Return the targets {"parts/main": statement, …} of a statement file, and an empty result for it."""
    data, digest = load(path, Unreadable)
    place, targets, readings = f"{path.parent.name}/{path.name}", {}, {}
    try:
        fields(data, "schema id uses parts illustrations controls")
        need(
            data["schema"] == "nlverify-statement/1", f"schema: expected 'nlverify-statement/1', got {data['schema']!r}"
        )
        for name in [data["id"], *items(data["uses"], str)]:
            slug = isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)
            need(slug, f"id: expected lower-case words joined by hyphens, got {name!r}")
        for group in ("parts", "illustrations", "controls"):
            fields(data[group], "", " ".join(data[group]))
            need(data[group] or group == "illustrations", f"{group}: expected one or more, got none")
            for name, statement in data[group].items():
                place = f"{path.parent.name}/{path.name} at {group}/{name}"
                need(re.fullmatch(r"[a-z][a-z0-9]*([_-][a-z0-9]+)*", name), "expected a lower-case name")
                validate(statement)
                targets[f"{group}/{name}"] = statement
                readings[f"{group}/{name}"] = reading(statement)
    except Rejected as problem:
        raise Unreadable(f"{place}: {problem}") from None
    except (RecursionError, OverBudget):
        raise Unreadable(f"{place}: expected a smaller statement") from None
    result = {"id": data["id"], "folder": path.parent.name, "statement_sha256": digest, "readings": readings}
    return targets, {**result, "certificates": [], "missing": [], "accepted": True}


def check_file(targets, path):
    """Judge one certificate: a part or illustration must be proved, a control refuted."""
    verdict = {"file": path.name, "sha256": "", "for": "", "format": "", "accepted": False, "message": ""}
    verdict |= {"establishes": None, "over_budget": False}
    try:
        data, verdict["sha256"] = load(path, Rejected)
        need(isinstance(data, dict), "expected an object")
        target, form = data.pop("for", None), data.pop("format", None)
        need(isinstance(target, str) and target in targets, f"for: expected a target of the statement, got {target!r}")
        need(isinstance(form, str), f"format: expected a name, got {form!r}")
        verdict["for"], verdict["format"] = target, form
        verdict["establishes"] = check(targets[target], form, data)
        wanted = "refuted" if target.startswith("controls/") else "proved"
        need(verdict["establishes"] == wanted, f"{target}: expected {wanted}, got {verdict['establishes']}")
        verdict["accepted"] = True
    except Rejected as problem:
        verdict["message"] = str(problem)
    except RecursionError:
        verdict["message"] = "expected less depth"
    except OverBudget:
        verdict["message"], verdict["over_budget"] = f"expected at most {BUDGET} steps of work, got more", True
    return verdict


# ---------------------------------------------------------------- which rule settles what


def check(statement, form, certificate):
    """Return "proved" or "refuted": what `certificate` establishes about a validated statement."""
    kind = statement["kind"]
    opposite = NEGATION_OF.get(kind)
    rule = RULES.get((opposite or kind, form))
    need(rule is not None, f"format: expected one for kind {kind!r}, got {form!r}")
    established = rule({**statement, "kind": opposite or kind}, certificate, Work())
    if opposite is None:
        return established
    return "refuted" if established == "proved" else "proved"


# A statement of the first kind is the negation of the one of the second kind with the same fields.
NEGATION_OF = {"exists": "forall", "separable": "not-separable", "some-network": "no-network"}


# ---------------------------------------------------------------- rule 1: polynomial identity


def prove_identity(statement, certificate, work):
    """Both sides have the normal form that the certificate states.

    Sums and products are expanded by distributivity alone; equal normal forms therefore mean
    equal values in every (semi)ring, and for matrices of every shape that fits.
    """
    fields(certificate, "terms")
    algebra = Polynomials(commutative(statement), work)
    same_normal_form(algebra, statement["left"], statement["right"], {}, certificate["terms"])
    return "proved"


def same_normal_form(algebra, left, right, values, terms):
    stated = {}
    for word, coefficient in items(terms, list, 2):
        stated[tuple(items(word, str))] = rational(coefficient)
    need(terms == sorted(terms) and len(stated) == len(terms), "terms: expected each word once, in order")
    for name, side in (("left", left), ("right", right)):
        need(expand(side, values, algebra) == stated, f"{name} side: expected the stated terms, got others")


def refute_identity(statement, certificate, work):
    """The two sides differ for these matrices of rational numbers."""
    fields(certificate, "values")
    values, _ = matrices(certificate["values"], statement["symbols"], {})
    need(holds(["!=", statement["left"], statement["right"]], values, work), "values: expected different sides")
    return "refuted"


# ---------------------------------------------------------------- rule 2: evaluation


def refute_forall(statement, certificate, work):
    """At these values every hypothesis holds and the conclusion does not."""
    fields(certificate, "values")
    values, _ = matrices(certificate["values"], dict.fromkeys(statement["variables"], ("1", "1")), {})
    for relation in counterexample(statement):
        need(holds(relation, values, work), f"values: expected {show_relation(relation)}, got false")
    return "refuted"


def counterexample(statement):
    """The comparisons that a counterexample to "forall" satisfies (a witness of "exists")."""
    if "such_that" in statement:
        return statement["such_that"]
    op, left, right = statement["then"]
    opposite = {">": "<=", "<=": ">", ">=": "<", "<": ">=", "=": "!=", "!=": "="}[op]
    return [*statement.get("given", []), [opposite, left, right]]


def refute_by_weights(statement, certificate, work):
    """This affine unit does it: so do a network of one layer, and σ(z) = z with t = 0."""
    fields(certificate, "weights bias")
    for point, value in zip(*table(statement), strict=True):
        output = inner(certificate["weights"], point) + rational(certificate["bias"])
        need_readout(output, value, statement.get("fires", "="), point)
    return "refuted"


def refute_by_network(statement, certificate, work):
    """This network with one hidden layer does it."""
    fields(certificate, "units bias skip" if statement["skip"] else "units bias")
    units = items(certificate["units"], dict)
    need(len(units) == statement["hidden"], f"units: expected {statement['hidden']}, got {len(units)}")
    for point, value in zip(*table(statement), strict=True):
        output = rational(certificate["bias"]) + (inner(certificate["skip"], point) if statement["skip"] else 0)
        for unit in units:
            fields(unit, "weights bias out")
            z = inner(unit["weights"], point) + rational(unit["bias"])
            output += rational(unit["out"]) * activate(statement["activation"], z)
        need_readout(output, value, statement["readout"], point)
    return "refuted"


def check_trace(statement, certificate, work):
    """The expression has these values at the points; they are the wanted ones, or one is not."""
    fields(certificate, "values")
    points, wanted = table(statement)
    computed = []
    for point in points:
        values = {name: ((x,),) for name, x in zip(statement["variables"], point, strict=True)}
        computed.append(Values(work).number(expand(statement["expression"], values, Values(work))))
    need([rational(v) for v in items(certificate["values"], str)] == computed, "values: expected others")
    return "proved" if computed == wanted else "refuted"


def need_readout(output, value, readout, point):
    fires = output > 0 if readout == ">" else output >= 0
    right = output == value if readout == "=" else fires == (value == 1)
    need(right, f"at ({', '.join(map(str, point))}): expected {value}, got f = {output}")


def activate(activation, z):
    if activation == "clip":
        return min(max(z, Fraction(0)), Fraction(1))
    return z if z >= 0 else slope_below_zero(activation) * z


def slope_below_zero(activation):
    """The number s of a positively homogeneous activation: σ(z) = z for z ≥ 0, s·z for z ≤ 0."""
    return Fraction({"relu": 0, "abs": -1}[activation]) if isinstance(activation, str) else rational(activation[1])


# ---------------------------------------------------------------- rule 3: cases


def prove_by_cases(statement, certificate, work):
    """The comparisons that a counterexample would satisfy contradict each other on every branch.

    The branches come from a complete tree of case distinctions. On each, some comparisons are
    multiplied by what keeps their sense and added up: 0 > 0, −1 ≥ 0 or 0 = 1 is left.
    """
    fields(certificate, "trees")
    systems = negation(statement, work)
    trees = items(certificate["trees"], dict)
    need(len(trees) == len(systems), f"trees: expected {len(systems)}, got {len(trees)}")
    for system, tree in zip(systems, trees, strict=True):
        system.refute(tree, {}, system.rows)
    return "proved"


class System:
    """Comparisons `polynomial relation 0` in real unknowns, some of which stand for relu(argument).

    A row is (polynomial, relation) with relation ">", ">=", "=" or "!=". `atoms[j]` is the
    argument of ReLU number j, whose value is the unknown "#j" until a split settles it.
    """

    def __init__(self, work, commute=True):
        self.rows, self.atoms = [], []
        self.algebra = Polynomials(commute, work, self.relu)

    def relu(self, argument):
        if argument not in self.atoms:
            self.atoms.append(argument)
        return {(f"#{self.atoms.index(argument)}",): Fraction(1)}

    def add(self, relation, values=None):
        op, left, right = relation
        p, q = expand(left, values or {}, self.algebra), expand(right, values or {}, self.algebra)
        self.rows.append(
            (self.algebra.add(q, p, -1), op.replace("<", ">")) if "<" in op else (self.algebra.add(p, q, -1), op)
        )

    def refute(self, tree, settled, rows, depth=0):
        """Check that `tree` closes every case; `settled` maps "#j" to what it equals on this branch."""
        need(isinstance(tree, dict) and depth <= MAX_DEPTH, f"tree: expected at most {MAX_DEPTH} nested splits")
        if "above" not in tree:
            return self.refute_leaf(tree, settled, rows)
        if "relu" in tree:
            fields(tree, "relu above below")
            atom = f"#{index(tree['relu'], len(self.atoms))}"
            u, relation = self.algebra.substitute(self.atoms[tree["relu"]], settled), ">="
            need(atom not in settled, f"relu {atom}: expected one that is not settled yet")
            need(
                not any("#" in symbol for word in u for symbol in word), f"relu {atom}: expected the inner ReLUs first"
            )
            above, below = {**settled, atom: u}, {**settled, atom: {}}
        else:
            fields(tree, "row above below")
            (u, relation), above, below = rows[index(tree["row"], len(rows))], settled, settled
            need(relation == "!=", f"row {tree['row']}: expected a ≠ to split on, got {relation}")
            relation = ">"
        self.refute(tree["above"], above, [*rows, (u, relation)], depth + 1)
        self.refute(tree["below"], below, [*rows, (self.algebra.add({}, u, -1), relation)], depth + 1)

    def refute_leaf(self, leaf, settled, rows):
        """The chosen rows, multiplied and added up, leave a constant that contradicts them."""
        fields(leaf, "", "rows products multiples")
        need(leaf, "leaf: expected some rows, got none")
        algebra, total, used = self.algebra, {}, []

        def take(k):
            polynomial, relation = rows[index(k, len(rows))]
            used.append(relation)
            return algebra.substitute(polynomial, settled)

        for k, multiplier in keyed(leaf, "rows"):
            total, m = algebra.add(total, take(k), rational(multiplier)), rational(multiplier)
            need(m > 0 or (m < 0 and used[-1] in ("=", "!=")), f"row {k}: expected a multiplier > 0, got {m}")
        for k, factor in keyed(leaf, "multiples"):
            total = algebra.add(total, algebra.multiply(take(k), self.free(factor)))
            need(used[-1] == "=", f"row {k}: expected an equation, got {used[-1]}")
        for factor, numbers, *root in items(leaf.get("products", []), list, 2, 3):
            need(rational(factor) > 0, f"product: expected a factor > 0, got {factor}")
            before, product = len(used), {(): rational(factor)}
            for k in items(numbers, int):
                product = algebra.multiply(product, take(k))
            relations, used[before:] = used[before:], [">="]
            need(set(relations) <= {">", ">="}, f"product: expected inequalities, got {' '.join(relations)}")
            if root:
                product = algebra.multiply(product, algebra.multiply(self.free(root[0]), self.free(root[0])))
            elif relations and set(relations) == {">"}:
                used[-1] = ">"
            total = algebra.add(total, product)
        constant = total.pop((), Fraction(0))
        need(not total, f"leaf: expected the unknowns to cancel, got {show_polynomial(total)}")
        if "!=" in used:  # p = 0 follows from equations, and p ≠ 0 was given
            contradiction = constant == 0 and used.count("!=") == 1 and set(used) <= {"=", "!="}
        elif set(used) == {"="}:
            contradiction = constant != 0
        else:
            contradiction = constant < 0 or (constant == 0 and ">" in used)
        need(contradiction, f"leaf: expected a contradiction, got {constant} with {' '.join(sorted(set(used)))} 0")

    def free(self, expression):
        """Any polynomial: a name that the statement does not have is just one more unknown."""
        need_expression(expression, None, False)
        return expand(expression, {}, self.algebra)


def keyed(leaf, key):
    """The entries [row, multiplier] of one part of a leaf: each row once, in order."""
    pairs = items(leaf.get(key, []), list, 2)
    need(all(type(k) is int for k, _ in pairs), f"{key}: expected row numbers")
    need(all(a[0] < b[0] for a, b in pairwise(pairs)), f"{key}: expected each row once, in order")
    need(key not in leaf or pairs, f"{key}: expected one or more, or no such field")
    return pairs


def negation(statement, work):
    """The systems of comparisons that a counterexample to the statement would satisfy."""
    kind, system = statement["kind"], System(work)
    if kind == "forall":
        for relation in counterexample(statement):
            system.add(relation)
        return [system]
    points, values = table(statement)
    if kind == "no-network":
        return [network(statement, points, values, positive, work) for positive in range(statement["hidden"] + 1)]
    if statement["family"] in LEMMAS:  # a stack of layers is one affine map: proved again here, each time
        prove_induction(LEMMAS[statement["family"]], None, work)
    affine = [{**linear("w", p), ("b",): Fraction(1)} for p in points]
    if statement.get("family") == "monotone-unit":
        # If σ(z) passes t and σ(z') does not, then z > z' for non-decreasing σ. For non-increasing σ the
        # weights −w satisfy the same comparisons, so that one system covers both.
        fire, rest = ([f for f, v in zip(affine, values, strict=True) if v == label] for label in (1, 0))
        system.rows = [(system.algebra.add(f, g, -1), ">") for f in fire for g in rest]
    else:
        readout = statement.get("fires", "=")
        system.rows = [readout_row(system.algebra, f, v, readout) for f, v in zip(affine, values, strict=True)]
    return [system]


def network(statement, points, values, positive, work):
    """One hidden layer whose first `positive` units have outer weight 1, the others −1.

    Nothing is lost: v·σ(z) = ±σ(|v|z) for a positively homogeneous σ, and the order of the units
    does not matter. A unit with outer weight 0 is one with weights 0, since σ(0) = 0.
    """
    need(statement["activation"] != "clip", "clip: expected a positively homogeneous activation for a proof by cases")
    slope, system, units = slope_below_zero(statement["activation"]), System(work), range(statement["hidden"])
    system.atoms = [{**linear(f"w{j + 1}_", p), (f"b{j + 1}",): Fraction(1)} for j in units for p in points]
    for i, (point, value) in enumerate(zip(points, values, strict=True)):
        f = {("c",): Fraction(1), **(linear("u", point) if statement["skip"] else {})}
        for j in units:  # σ(z) = s·z + (1 − s)·relu(z)
            atom, sign = j * len(points) + i, 1 if j < positive else -1
            f = system.algebra.add(f, system.atoms[atom], sign * slope)
            f = system.algebra.add(f, {(f"#{atom}",): Fraction(1)}, sign * (1 - slope))
        system.rows.append(readout_row(system.algebra, f, value, statement["readout"]))
    return system


def linear(name, point):
    """The polynomial name1·x1 + name2·x2 + … in the unknowns, at a given point x."""
    return {(f"{name}{i + 1}",): x for i, x in enumerate(point) if x != 0}


def readout_row(algebra, f, value, readout):
    """What the table asks of f at one point: f = value, or f fires (label 1), or it does not (label 0)."""
    if readout == "=":
        return algebra.add(f, {(): value}, -1), "="
    return (f, readout) if value == 1 else (algebra.add({}, f, -1), ">=" if readout == ">" else ">")


# ---------------------------------------------------------------- rule 4: induction


def prove_induction(statement, certificate, work):
    """The invariant holds at the start, and if it holds before a step, then after it.

    An equation f = e is used by putting e for f; an inequality is one more hypothesis. The lemmas
    of this file come without certificate: there the two sides are simply compared.
    """
    if certificate is not None:
        fields(certificate, "base step")
    op, left, right = statement["invariant"]
    algebra = Polynomials(commutative(statement), work)
    known = {left: expand(right, {}, algebra)} if op == "=" else {}
    for name, key, before in (("base", "start", {}), ("step", "next", known)):
        after = {n: expand(rule[key], before, algebra) for n, rule in statement["state"].items()}
        if op == "=" and certificate is None:
            need(expand(left, after, algebra) == expand(right, after, algebra), f"lemma: expected its {name} to hold")
        elif op == "=":
            same_normal_form(algebra, left, right, after, certificate[name])
        else:
            system = System(work, algebra.commute)
            for relation in statement.get("given", []):
                if name == "step" or not symbols_in(relation) & set(statement["each_step"]):
                    system.add(relation)
            if name == "step":
                system.add([op, left, right])
            system.add(["<", left, right], after)
            need(isinstance(certificate[name], dict) and "above" not in certificate[name], f"{name}: expected a leaf")
            system.refute(certificate[name], {}, system.rows)
    return "proved"


def refute_induction(statement, certificate, work):
    """These steps satisfy the hypotheses, and lead to values at which the invariant fails."""
    fields(certificate, "fixed steps")
    state, each_step = statement["state"], statement["each_step"]
    now, start, following = statement.get("width", (None, None, None))
    shapes = {n: s for n, s in statement["symbols"].items() if n not in state}
    fixed, sizes = matrices(certificate["fixed"], {n: s for n, s in shapes.items() if n not in each_step}, {})
    known = fixed | {n: expand(rule["start"], fixed, Values(work)) for n, rule in state.items()}
    sizes = {**sizes, now: sizes.get(start)}
    for step in items(certificate["steps"], dict):
        chosen, sizes = matrices(step, {n: shapes[n] for n in each_step}, sizes)
        known |= chosen
        for relation in statement.get("given", []):
            need(holds(relation, known, work), f"steps: expected {show_relation(relation)}, got false")
        known |= {n: expand(rule["next"], known, Values(work)) for n, rule in state.items()}
        sizes[now] = sizes.pop(following, sizes[now])
    need(not holds(statement["invariant"], known, work), "steps: expected the invariant to fail, got true")
    return "refuted"


def collapse(scale):
    """The lemma that f = Wx + b is kept by every affine layer, scaled by a matrix or not."""
    shapes = "A:k,m d:k,1 K:k,k W:m,n b:m,1 f:m,1 x:n,1" if scale else "A:k,m d:k,1 W:m,n b:m,1 f:m,1 x:n,1"
    layer, product, shift = ["+", ["*", "A", "f"], "d"], ["*", "A", "W"], ["+", ["*", "A", "b"], "d"]
    if scale:
        layer, product, shift = ["*", "K", layer], ["*", "K", "A", "W"], ["*", "K", shift]
    state = {"f": ("x", layer), "W": ("1", product), "b": ("0", shift)}
    return {
        "kind": "induction",
        "ring": "semiring",
        "symbols": {name: dims.split(",") for name, dims in (entry.split(":") for entry in shapes.split())},
        "state": {name: {"start": first, "next": then} for name, (first, then) in state.items()},
        "each_step": ["A", "d", "K"] if scale else ["A", "d"],
        "invariant": ["=", "f", ["+", ["*", "W", "x"], "b"]],
        "width": ["m", "n", "k"],
    }


LEMMAS = {"affine-network": collapse(False), "scaled-affine-network": collapse(True)}

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


# ---------------------------------------------------------------- expressions, polynomials, values


class Work:
    """Counts elementary steps, and stops a certificate that asks for too many."""

    def __init__(self):
        self.left = BUDGET

    def spend(self, steps):
        self.left -= steps
        if self.left < 0:
            raise OverBudget


def expand(e, values, algebra):
    """Return what an expression comes to in `algebra`, its symbols standing for `values`."""
    if isinstance(e, str):
        number = as_rational(e)
        return algebra.constant(number) if number is not None else values[e] if e in values else algebra.symbol(e)
    op, *args = e
    if op == "^":
        base, total = expand(args[0], values, algebra), algebra.constant(Fraction(1))
        for _ in range(args[1]):
            total = algebra.multiply(total, base)
        return total
    if op in ("/", "leaky"):
        args = args if op == "/" else args[::-1]  # the expression, then its constant
        p, number = expand(args[0], values, algebra), rational(args[1])
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
    zero, one = algebra.constant(Fraction(0)), algebra.constant(Fraction(1))
    return {  # every other operator is written with relu(z) = max(z, 0)
        "relu": lambda: algebra.relu(p),
        "abs": lambda: algebra.add(algebra.relu(p), algebra.relu(algebra.add(zero, p, -1))),
        "clip": lambda: algebra.add(algebra.relu(p), algebra.relu(algebra.add(p, one, -1)), -1),
        "max": lambda: algebra.add(others[0], algebra.relu(algebra.add(p, others[0], -1))),
        "min": lambda: algebra.add(p, algebra.relu(algebra.add(p, others[0], -1)), -1),
    }[op]()


class Polynomials:
    """Polynomials as {word: coefficient}; the zero polynomial is {}.

    A word is a tuple of symbols. Where products commute it is sorted; where they do not (matrices,
    general rings) its order is the order of the factors.
    """

    def __init__(self, commute, work, relu=None):
        self.commute, self.work, self.relu = commute, work, relu

    def constant(self, number):
        return {(): number} if number else {}

    def symbol(self, name):
        return {(name,): Fraction(1)}

    def add(self, p, q, factor=1):
        """Return p + factor·q."""
        self.work.spend(1 + len(p) + len(q))
        total = dict(p)
        for word, c in q.items():
            total[word] = total.get(word, 0) + factor * c
        return {word: c for word, c in total.items() if c != 0}

    def multiply(self, p, q):
        total = {}
        self.work.spend(1 + len(p) * len(q))
        for left, a in p.items():
            for right, b in q.items():
                word, c = left + right, a * b
                self.work.spend(len(word) + (c.numerator.bit_length() + c.denominator.bit_length()) // 64)
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
                term = self.multiply(term, values[symbol] if symbol in values else self.symbol(symbol))
            total = self.add(total, term)
        return total


class Values:
    """Exact values: a matrix is a tuple of rows of rational numbers, a scalar a 1×1 matrix.

    A constant beside a square matrix stands for that multiple of the identity, and 0 for the zero
    matrix of any shape; so constants stay bare numbers.
    """

    def __init__(self, work):
        self.work = work

    def constant(self, number):
        return number

    def add(self, a, b, factor=1):
        """Return a + factor·b."""
        b = self.multiply(Fraction(factor), b)
        if isinstance(a, Fraction) and isinstance(b, Fraction):
            return a + b
        if isinstance(a, Fraction):
            a, b = b, a
        rows, columns = range(len(a)), range(len(a[0]))
        if isinstance(b, Fraction):
            need(b == 0 or rows == columns, "sum: expected a square matrix beside a constant")
            b = tuple(tuple(b if i == j else Fraction(0) for j in columns) for i in rows)
        need((len(b), len(b[0])) == (len(a), len(a[0])), "sum: expected matrices of one shape")
        return tuple(tuple(x + y for x, y in zip(r, s, strict=True)) for r, s in zip(a, b, strict=True))

    def multiply(self, a, b):
        a, b = (b, a) if isinstance(b, Fraction) else (a, b)
        if isinstance(b, Fraction):
            self.work.spend(1 + (a.numerator.bit_length() + b.denominator.bit_length()) // 64)
            return a * b
        if isinstance(a, Fraction):
            return tuple(tuple(a * x for x in row) for row in b)
        need(len(a[0]) == len(b), "product: expected matrices whose shapes meet")
        self.work.spend(len(a) * len(b) * len(b[0]))
        columns = tuple(zip(*b, strict=True))
        return tuple(tuple(sum((x * y for x, y in zip(r, c, strict=True)), Fraction(0)) for c in columns) for r in a)

    def relu(self, a):
        return max(self.number(a), Fraction(0))

    def number(self, a):
        need(isinstance(a, Fraction) or (len(a), len(a[0])) == (1, 1), "value: expected a number, got a matrix")
        return a if isinstance(a, Fraction) else a[0][0]


def holds(relation, values, work):
    op, left, right = relation
    algebra = Values(work)
    difference = algebra.add(expand(left, values, algebra), expand(right, values, algebra), -1)
    if op in ("=", "!="):
        rows = ((difference,),) if isinstance(difference, Fraction) else difference
        return all(x == 0 for row in rows for x in row) == (op == "=")
    d = algebra.number(difference)
    return {">": d > 0, ">=": d >= 0, "<": d < 0, "<=": d <= 0}[op]


def inner(weights, point):
    weights = [rational(w) for w in items(weights, str)]
    need(len(weights) == len(point), f"weights: expected {len(point)}, got {len(weights)}")
    return sum((w * x for w, x in zip(weights, point, strict=True)), Fraction(0))


def matrices(data, shapes, sizes):
    """Return the matrices of `data` and the sizes of their dimensions; every shape must fit."""
    fields(data, " ".join(shapes))
    found, sizes = {}, {**sizes, "1": 1}
    for name, value in data.items():
        rows = items([[value]] if isinstance(value, str) else value, list)
        found[name] = tuple(tuple(rational(c) for c in items(row, str)) for row in rows)
        need(rows and rows[0] and len({len(r) for r in rows}) == 1, f"{name}: expected a matrix, rows of one length")
        for dimension, size in zip(shapes[name], (len(rows), len(rows[0])), strict=True):
            expected = sizes.setdefault(dimension, size)
            need(size == expected, f"{name}: expected dimension {dimension} = {expected}, got {size}")
    return found, sizes


# ---------------------------------------------------------------- statements: well-formed, not vacuous


def validate(s):
    kind = s.get("kind") if isinstance(s, dict) else None
    need(isinstance(kind, str) and kind in KINDS, f"kind: expected one of {', '.join(KINDS)}, got {kind!r}")
    required, optional, validator = KINDS[kind]
    fields(s, "kind " + required, optional)
    validator(s)


def validate_identity(s):
    need_symbols(s)
    need_relation(["=", s["left"], s["right"]], set(s["symbols"]), False, s)


def validate_induction(s):
    need_symbols(s)
    symbols, state, each_step = s["symbols"], s["state"], items(s["each_step"], str)
    fields(state, "", " ".join(symbols))
    fixed = set(symbols) - set(state) - set(each_step)
    need(state and set(each_step) <= set(symbols) - set(state), "each_step: expected symbols outside the state")
    now, start, following = items(s["width"], str) if "width" in s else (None, None, None)
    if "width" in s:
        mentioned = {d for n in fixed for d in symbols[n]}
        need(
            start in mentioned and not {now, following} & mentioned,
            "width: expected fixed symbols to have its start alone",
        )
        need(len({now, start, following, "1"}) == 4, "width: expected three different dimensions")
        need(all(following not in symbols[n] for n in state), f"width: expected no state variable of size {following}")
    for name, rule in state.items():
        fields(rule, "start next")
        for key, names, width in (("start", fixed, start), ("next", set(symbols), following)):
            need_expression(rule[key], names, False, s["ring"])
            wanted = [width if d == now else d for d in symbols[name]]
            need(fits(shape(rule[key], symbols), wanted, rule[key]), f"{name}, {key}: expected shape {wanted}")
    need_relation(s["invariant"], set(state) | fixed, False, s)
    op, left, right = s["invariant"]
    if op == "=":
        need(
            isinstance(left, str) and left in state and left not in symbols_in(right),
            "invariant: expected 'variable = …'",
        )
    else:
        need(op == ">=" and s["ring"] == "reals", "invariant: expected '=', or '>=' over the reals")
        need(symbols_in(left) & set(state), "invariant: expected it to mention the state")
    need_hypotheses(s, set(symbols) - set(state), s)


def validate_forall(s):
    names = need_variables(s)
    for relation in items(s["such_that"], list) if "such_that" in s else [s["then"]]:
        need_relation(relation, names, True)
    need(s.get("such_that") != [], "such_that: expected one or more comparisons")
    need_hypotheses(s, names, None)


def validate_table(s):
    points, values = table(s)
    thresholded = s.get("fires", s.get("readout", "=")) != "="
    need(not thresholded or set(values) == {0, 1}, "values: expected labels 0 and 1, both of them")
    need(s.get("fires", ">") in (">", ">="), f"fires: expected '>' or '>=', got {s.get('fires')!r}")
    if "family" in s:
        families = ["affine-unit", *LEMMAS, *(["monotone-unit"] if thresholded else [])]
        need(s["family"] in families, f"family: expected one of {', '.join(families)}, got {s['family']!r}")
    if "activation" in s:
        index(s["hidden"], 1000, 1)
        a = s["activation"]
        named = a in ("relu", "abs", "clip") if isinstance(a, str) else items(a, str)[:1] == ["leaky"] and len(a) == 2
        need(named, f"activation: expected relu, abs, clip or ['leaky', slope], got {a!r}")
        need(isinstance(a, str) or rational(a[1]) is not None, "activation: expected a slope")
        need(s["readout"] in ("=", ">", ">="), f"readout: expected '=', '>' or '>=', got {s['readout']!r}")
        need(isinstance(s["skip"], bool), f"skip: expected true or false, got {s['skip']!r}")
    if s["kind"] == "computes":
        names = need_variables(s)
        need(len(names) == len(points[0]), "variables: expected one for each coordinate")
        need_expression(s["expression"], names, True)
        need(symbols_in(s["expression"]), "expression: expected it to mention a variable")


KINDS = {  # kind: required fields, optional fields, validator
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
RINGS = {
    "semiring": "every semiring with 0 and 1, commutative or not",
    "ring": "every ring with 1, commutative or not",
    "commutative-ring": "every commutative ring with 1",
    "reals": "the real numbers",
}
ARITY = {"+": (2, 10**6), "*": (2, 10**6), "-": (1, 2), "/": (2, 2), "^": (2, 2)}  # least and most arguments
PIECEWISE = {"relu": (1, 1), "abs": (1, 1), "clip": (1, 1), "max": (2, 2), "min": (2, 2), "leaky": (2, 2)}


def need_expression(e, names, piecewise, ring="reals", depth=0):
    """Require an expression in symbols of `names` (any, if None), with the operators of `ring`."""
    need(depth <= MAX_DEPTH, f"expression: expected depth at most {MAX_DEPTH}, got more")
    if isinstance(e, str):
        number = as_rational(e)
        if number is None:
            need(
                re.fullmatch(NAME, e) and (names is None or e in names),
                f"expression: expected a declared symbol, got {e!r}",
            )
        else:
            need(ring == "reals" or number.denominator == 1, f"{ring}: expected whole constants, got {e}")
            need(ring != "semiring" or number >= 0, f"semiring: expected constants ≥ 0, got {e}")
        return
    need(isinstance(e, list) and e and isinstance(e[0], str), f"expression: expected a string or a list, got {e!r:.60}")
    op, *args = e
    least, most = {**ARITY, **(PIECEWISE if piecewise else {})}.get(op, (1, 0))
    need(least <= len(args) <= most, f"expression: expected a known operator and its arguments, got {e!r:.60}")
    need(op != "-" or ring != "semiring", "semiring: expected no subtraction")
    need(op != "/" or ring == "reals", f"{ring}: expected no division")
    if op == "^":
        index(args.pop(), MAX_POWER + 1)
    if op in ("/", "leaky"):
        need(
            rational(args.pop() if op == "/" else args.pop(0)) != 0 or op == "leaky",
            "/: expected a divisor other than 0",
        )
    for a in args:
        need_expression(a, names, piecewise, ring, depth + 1)


def need_relation(r, names, piecewise, s=None):
    """Require a comparison of two different expressions; in statement `s`, of one shape (a number, if not =)."""
    need(isinstance(r, list) and len(r) == 3, f"comparison: expected [op, left, right], got {r!r:.60}")
    need(r[0] in ("=", "!=", "<", "<=", ">", ">="), f"comparison: expected = != < <= > >=, got {r[0]!r}")
    for side in r[1:]:
        need_expression(side, names, piecewise, s["ring"] if s else "reals")
    need(r[1] != r[2], "comparison: expected two different sides, got one twice")
    if s:
        left, right = (shape(side, s["symbols"]) for side in r[1:])
        need(
            left == right or fits(left, right, r[1]) or fits(right, left, r[2]),
            f"sides: expected one shape, got {left}, {right}",
        )
        need(r[0] == "=" or {left, right} <= {("1", "1"), None}, "comparison: expected numbers on both sides")


def need_symbols(s):
    need(
        isinstance(s["ring"], str) and s["ring"] in RINGS,
        f"ring: expected one of {', '.join(RINGS)}, got {s['ring']!r}",
    )
    need(isinstance(s["symbols"], dict) and s["symbols"], "symbols: expected one or more")
    for name, dims in s["symbols"].items():
        need(re.fullmatch(NAME, name), f"symbols: expected a name, got {name!r}")
        need(len(items(dims, str)) == 2, f"{name}: expected a shape [rows, columns], got {dims!r}")
        need(
            all(d == "1" or re.fullmatch(NAME, d) for d in dims),
            f"{name}: expected dimensions like n or 1, got {dims!r}",
        )
        need(s["ring"] != "commutative-ring" or dims == ["1", "1"], f"{name}: expected 1×1; matrices need 'ring'")


def need_variables(s):
    names = items(s["variables"], str)
    need(names and len(set(names)) == len(names), "variables: expected one or more, each once")
    need(all(re.fullmatch(NAME, n) for n in names), "variables: expected names")
    return set(names)


def need_hypotheses(s, names, typed):
    """Hypotheses come with a witness that satisfies them: nothing is proved about nothing."""
    need(
        ("given" in s) == ("witness" in s) and s.get("given") != [],
        "given: expected hypotheses with a witness, or neither",
    )
    if "given" in s:
        values, _ = matrices(s["witness"], dict.fromkeys(names, ("1", "1")), {})
        for relation in items(s["given"], list):
            need_relation(relation, names, typed is None, typed)
            need(typed is None or (relation[0] == ">=" and s["ring"] == "reals"), "given: expected '>=' over the reals")
            need(holds(relation, values, Work()), f"witness: expected {show_relation(relation)}, got false")


def commutative(s):
    """Products commute for numbers: every symbol is 1×1 over a commutative ring."""
    return s["ring"] in ("commutative-ring", "reals") and all(d == ["1", "1"] for d in s["symbols"].values())


def shape(e, symbols):
    """Return the shape of an expression; None for a constant, which fits any square shape."""
    if isinstance(e, str):
        return None if as_rational(e) is not None else tuple(symbols[e])
    known = [(a, shape(a, symbols)) for a in e[1:] if not isinstance(a, int)]
    shapes = [s for _, s in known if s is not None]
    if e[0] in ("+", "-", "^"):
        need(len(set(shapes)) <= 1, f"{e[0]}: expected terms of one shape, got {shapes}")
        square = e[0] == "^" or any(a != "0" for a, s in known if s is None)
        need(not (shapes and square) or shapes[0][0] == shapes[0][1], f"{e[0]}: expected a square shape, got {shapes}")
        return shapes[0] if shapes else None
    need(all(a[1] == b[0] for a, b in pairwise(shapes)), f"{e[0]}: expected shapes that meet, got {shapes}")
    return (shapes[0][0], shapes[-1][1]) if shapes else None


def fits(found, wanted, e):
    """Whether expression `e` of shape `found` has the shape `wanted`: 0 fits every shape, a constant every square."""
    return found == tuple(wanted or ()) or (
        found is None and wanted is not None and (e == "0" or wanted[0] == wanted[1])
    )


def symbols_in(e):
    if isinstance(e, str):
        return {e} if re.fullmatch(NAME, e) else set()
    return set().union(*(symbols_in(a) for a in e[1:] if not isinstance(a, int)))


def table(s):
    points = [tuple(rational(c) for c in items(p, str)) for p in items(s["points"], list)]
    values = [rational(v) for v in items(s["values"], str)]
    need(points and points[0] and len({len(p) for p in points}) == 1, "points: expected one or more, of one dimension")
    need(len(values) == len(points), f"values: expected {len(points)}, got {len(values)}")
    return points, values


# ---------------------------------------------------------------- the formal reading


def reading(s):
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
    points, values = table(s)
    rows = ", ".join(f"({', '.join(map(str, p))}) → {v}" for p, v in zip(points, values, strict=True))
    if kind == "computes":
        return f"At ({', '.join(map(show, s['variables']))}) as listed, {show(s['expression'])} is exactly\n{rows}."
    wish = {"=": "is exactly", ">": "is > 0 at the points marked 1 and ≤ 0 at the points marked 0"}
    wish[">="] = "is ≥ 0 at the points marked 1 and < 0 at the points marked 0"
    goal = f"{wish[s.get('fires', s.get('readout', '='))]}\n{rows}."
    if "activation" in s:
        a, some = s["activation"], "Some" if kind == "some-network" else "No"
        sigma = {"relu": "max(z, 0)", "abs": "|z|", "clip": "min(max(z, 0), 1)"}.get(a) if isinstance(a, str) else None
        units = " + ".join(f"v{i}·σ(w{i}·x + b{i})" for i in (subscript(j + 1) for j in range(min(s["hidden"], 3))))
        units += f" + … ({s['hidden']} hidden units)" if s["hidden"] > 3 else ""
        network = f"{units} + c{' + u·x' if s['skip'] else ''}, all weights and biases real,\nσ(z) = "
        return f"{some} f(x) = {network}{sigma or f'z for z ≥ 0 and ({a[1]})z for z ≤ 0'},\n{goal}"
    some = "Some" if kind == "separable" else "No"
    unit = " + ".join(f"w{subscript(i + 1)}x{subscript(i + 1)}" for i in range(len(points[0]))) + " + b"
    stack = "stack of affine layers z ↦ Az + d over the real numbers, of any depth and any widths,"
    return {
        "affine-unit": f"{some} f(x) = {unit} with real w, b\n{goal}",
        "affine-network": f"{some} {stack} with one output f(x),\n{goal}",
        "scaled-affine-network": f"{some} {stack} each output multiplied by any matrix K (so also by constants),\nwith one output f(x), {goal}",
        "monotone-unit": f"{some} f(x) = σ({unit}) − t with real w, b, t and any monotone σ: R → R\n"
        f"(non-decreasing or non-increasing, continuous or not) {goal}",
    }[s["family"]]


def read_induction(s):
    start = ", ".join(f"{show(n)} = {show(rule['start'])}" for n, rule in s["state"].items())
    then = ", ".join(f"{show(n)} becomes {show(rule['next'])}" for n, rule in s["state"].items())
    given = f" such that {show_all(s['given'])}" if "given" in s else ""
    text = f"For all {show_symbols(s)}, over {RINGS[s['ring']]}:\nafter any number of steps, {show_relation(s['invariant'])}.\n"
    text += f"At the start {start}.\nAt each step {then}, all at once, with new {', '.join(map(show, s['each_step']))}{given}."
    if "width" in s:
        now, first, following = s["width"]
        text += f"\nThe size {now} may change: it is {first} at the start, and {following} after a step."
    return text


def show_symbols(s):
    shapes = {n: d for n, d in s["symbols"].items() if n not in s.get("state", {})}
    dims = sorted({d for pair in s["symbols"].values() for d in pair} - {"1"})
    names = (show(n) + (f" ({d[0]}×{d[1]})" if d != ["1", "1"] else "") for n, d in shapes.items())
    return ", ".join(names) + (f" and all sizes {', '.join(dims)} ≥ 1" if dims else "")


def show(e, level=0):
    """Write an expression as in a textbook; `level` says how tightly the place around it binds."""
    if isinstance(e, str):
        letters = e.rstrip("0123456789") if re.fullmatch(NAME, e) else e
        text = letters + subscript(e[len(letters) :])
        return f"({text})" if level > 1 and not re.fullmatch(NAME + "|[0-9]+", e) else text
    op, *args = e
    if op == "+":
        text, own = " + ".join(show(a, 1) for a in args), 1
    elif op == "-":
        text, own = " − ".join([show(args[0], len(args) % 2 * 2), *(show(a, 2) for a in args[1:])]), 1
        text = text if len(args) == 2 else "−" + text
    elif op == "*":
        text, own = "·".join(show(a, 2) for a in args), 2
    elif op in ("/", "^"):
        text, own = f"{show(args[0], 3)}{op}{args[1]}", 2 if op == "/" else 3
    else:
        name = f"leaky[{args.pop(0)}]" if op == "leaky" else op
        text, own = f"{name}({', '.join(show(a) for a in args)})", 4
        text = f"|{show(args[0])}|" if op == "abs" else text
    return f"({text})" if own < level else text


def show_relation(r):
    return f"{show(r[1])} {({'!=': '≠', '<=': '≤', '>=': '≥'}).get(r[0], r[0])} {show(r[2])}"


def show_all(relations):
    return " and ".join(map(show_relation, relations))


def show_polynomial(p):
    return " + ".join(f"{c}·{'·'.join(word)}" for word, c in sorted(p.items())[:4])[:200]


def subscript(digits):
    return str(digits).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


# ---------------------------------------------------------------- strict input


def load(path, problem):
    """Return the JSON value of a file and the SHA-256 of its bytes, which must be the canonical ones."""
    if path.stat().st_size > MAX_BYTES:
        raise problem(f"{path.name}: expected at most {MAX_BYTES} bytes, got {path.stat().st_size}")
    data = path.read_bytes()

    def no_float(text):
        raise ValueError(f"a float, {text:.40}")

    def whole(text):
        if len(text) > 10 or not 0 <= int(text) < 2**31:
            raise ValueError(f"an integer outside 0 to 2^31 - 1, {text:.40}")
        return int(text)

    def once(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise ValueError("a key twice")
        return dict(pairs)

    try:
        value = json.loads(
            data.decode(), parse_float=no_float, parse_constant=no_float, parse_int=whole, object_pairs_hook=once
        )
        text = json.dumps(value, sort_keys=True, indent=1, ensure_ascii=False, separators=(",", ": ")) + "\n"
        if text.encode() != data:
            raise ValueError("another spelling (keys sorted, indent 1, newline at the end)")
    except ValueError as error:
        raise problem(f"{path.name}: expected canonical JSON, got {error}") from None
    except RecursionError:
        raise problem(f"{path.name}: expected canonical JSON, got too much depth") from None
    return value, hashlib.sha256(data).hexdigest()


def need(condition, message):
    if not condition:
        raise Rejected(message)


def fields(data, required, optional=""):
    """Require an object with exactly these fields."""
    need(isinstance(data, dict), f"expected an object with fields {required}, got {data!r:.60}")
    missing, unknown = set(required.split()) - set(data), set(data) - set((required + " " + optional).split())
    need(not missing, f"expected the field {' '.join(sorted(missing))}")
    need(not unknown, f"expected no field {' '.join(sorted(unknown))}")


def items(value, kind, *lengths):
    """Return `value`, a list of entries of one type (a boolean is no integer), each of one of the `lengths`."""
    right = isinstance(value, list) and all(type(v) is kind and (not lengths or len(v) in lengths) for v in value)
    need(right, f"expected a list of {kind.__name__}s, got {value!r:.60}")
    return value


def index(value, below, least=0):
    right = type(value) is int and least <= value < below
    need(right, f"expected a whole number from {least} to {below - 1}, got {value!r:.60}")
    return value


def as_rational(text):
    """Return the number that a string is, or None; each number has only one spelling."""
    if len(text) > MAX_DIGITS or not re.fullmatch(r"0|-?[1-9][0-9]*(/[1-9][0-9]*)?", text):
        return None
    number = Fraction(text)
    return number if str(number) == text else None


def rational(text):
    number = as_rational(text) if isinstance(text, str) else None
    need(number is not None, f"expected a rational in lowest terms like '-3/2', got {text!r:.60}")
    return number


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
