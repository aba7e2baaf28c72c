"""Turn one claim's data into Markdown: formal reading first, then who accepted what, then the prose."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from nlverify.site import head, theorems
from nlverify.site.figures import Figure
from nlverify.site.read import Data, Subject, certificates, questions
from nlverify.site.text import anchor, block, counted, escape, fenced, folded, named, plain, prose, reading, tier

# Says how one certificate is checked with pencil and paper: (claim, target, certificate) → lines.
ByHand: TypeAlias = Callable[[Subject, str, Data], Sequence[str]]

BY_HAND = {
    "cases/1": "write down the rows, multiply them as the certificate says and add them up; on every branch the "
    "variables cancel, and a contradiction is left",
    "expansion/1": "multiply out both sides and collect equal terms; both give the terms listed",
    "induction/1": "put the start values into the invariant, then the values after one more step, and simplify",
    "assignment/1": "put in the values and compute",
    "run/1": "put in the values, step by step, and compute",
    "weights/1": "compute w·x + b at each point",
    "network/1": "compute the network at each point",
    "trace/1": "compute the expression at each point",
    "classes/1": "follow a path of the tree: at its end, put the weights, or add up the four points",
    "equal-sums/1": "add up the points where the function is 1, and those where it is 0",
    "catalogue/1": "put the points into each unit, and add them up as each obstruction says: both sums are 0",
}
CHECKED = ("kernel", "certified", "agreed", "trusts")  # tiers of what was not only observed or cited
SHORT = 9  # lines of a check by hand that are shown at once
EMBEDDED = 100_000  # characters of a file that a page holds for programs
DATA = 4_000  # characters of a statement that are shown on the page; a longer one is in its file


@dataclass(frozen=True)
class Extras:
    """What a page shows besides ledger and bundle.

    The citation, neighbours, checks by hand, figures, the claims that rest on this one, the
    ids of all others, and links to the verdicts of misconceptions that rest on it.
    """

    citation: head.Citation
    bibtex: str = ""
    previous: Subject | None = None
    following: Subject | None = None
    by_hand: ByHand = lambda subject, target, certificate: ()
    figures: Sequence[Figure] = ()
    used_by: Sequence[str] = ()
    others: Set[str] = frozenset()
    settles: Sequence[str] = ()


def claim(ledger: Data, subject: Subject, extras: Extras) -> str:
    """Return the page of one claim."""
    page = subject.page
    sections = [
        head.front_matter(subject, extras.citation),
        [f"# {plain(page['title'])}", ""],
        _status(ledger, subject),
        _claimed(subject),
        _verdict(ledger, subject, extras),
        ["## Why", "", prose(page["prose"], extras.others), "", *_figures(extras)],
        ["## Proofs", "", *_targets(ledger, subject, extras, "parts")],
        _illustrations(ledger, subject, extras),
        _controls(subject, extras),
        _check(subject),
        ["## References", "", *(_source(source) for source in page["sources"]), ""],
        _cite(extras),
        _neighbours(extras),
        _data(subject),
    ]
    return "\n".join(line for section in sections for line in section)


# ------------------------------------------------------------------ what is claimed, and whether it holds


def _status(ledger: Data, subject: Subject) -> Iterator[str]:
    label = ledger.get("corpus", {}).get("label", "")
    if label:
        yield from (f"This claim is {plain(label)}.", "{ .nl-label }", "")
    verdict = (
        "[cited](#verdict){ .nl-cited }" if subject.entry["verdict"] == "cited" else "[holds](#verdict){ .nl-holds }"
    )
    label = tier(subject.entry["tier"]) if subject.entry["verdict"] != "cited" else "not checked here"
    yield f"{verdict} {label} `{subject.id}`"
    yield from ("{ .nl-status data-search-exclude }", "")


def _claimed(subject: Subject) -> Iterator[str]:
    yield from ("## What exactly is claimed", "")
    parts = subject.entry["parts"]
    for part in parts:
        target = f"parts/{part['name']}"
        if len(parts) > 1:
            yield f"[{named(part['name'])}](#{anchor(target)}) {tier(part['tier'])}"
            yield from ("{ .nl-part }", "")
        yield from (reading(subject.checked["readings"][target]), "", *_unchecked(subject, part))
    together = "The claim is that all of this holds. " if len(parts) > 1 else ""
    source = f"[statement.json]({subject.id}/statement.json)"
    yield f"{together}This formal reading is written by `nlcheck.py` from {source} alone. In words:"
    yield from ("{ .nl-caption }", "", plain(subject.page["says"]), "{ .nl-says }", "")


def _verdict(ledger: Data, subject: Subject, extras: Extras) -> Iterator[str]:
    entry = subject.entry
    yield from ("## Verdict", "")
    controls = counted(len(entry["controls"]), "control")
    if entry["verdict"] == "cited":
        checked = sum(i["tier"].split("-")[0] in CHECKED for i in entry["illustrations"])
        also = f"{counted(checked, 'illustration')} checked, {controls} refuted"
        yield from ("Verdict", f":   {_not_checked(entry)}. In the same run: {also}.", "")
    else:
        yield from ("Verdict", f":   It **holds**: accepted evidence for every part, and {controls} refuted.", "")
    yield from ("Tier", f":   {tier(entry['tier'])}{_others(entry)}", "")
    accepted = [e for part in entry["parts"] for e in part["evidence"] if e["accepted"]]
    proved = [part for part in entry["parts"] if "kernel" in part["earned"]]
    if proved:
        whole = "every part" if len(proved) == len(entry["parts"]) else f"{len(proved)} of {len(entry['parts'])} parts"
        axioms = sorted({a for part in proved for e in part["evidence"] for a in e.get("axioms", ())})
        rests = f"they rest on no axioms but {', '.join(f'`{a}`' for a in axioms)}" if axioms else "no axiom"
        yield from ("Proved in Rocq", f":   a theorem for {whole}, accepted by its kernel; {rests}", "")
    if any(e["kind"] == "certificate" for e in accepted):
        formats = ", ".join(dict.fromkeys(f"`{e['format']}`" for e in accepted if e["kind"] == "certificate"))
        yield "Accepted by"
        yield f":   `nlcheck.py`, certificates in {formats}. The checker's own SHA-256 is"
        yield from (f"    `{ledger['checker']['sha256']}`{{ .nl-hash }}", "")
    engines = list(_engines(ledger, entry))
    if engines:
        yield from ("Found by", f":   {', '.join(engines)}", "")
    if entry["uses"]:
        used = ", ".join(f"[{name}]({name}.md)" for name in entry["uses"])
        yield from ("Rests on", f":   {used}; it can stand no higher", "")
    if extras.used_by:
        yield from ("Carries", f":   {', '.join(f'[{name}]({name}.md)' for name in extras.used_by)}", "")
    if extras.settles:
        yield from ("Settles", *(f":   {link}" for link in extras.settles), "")
    if entry["notes"]:
        yield from ("Recorded by the run", *(f":   {plain(note)}" for note in entry["notes"]), "")


def _unchecked(subject: Subject, part: Data) -> Iterator[str]:
    """Yield a warning below a part that is only cited: nothing checks it, and why; and where it is proved."""
    if "cited" in part:
        reason, key = part["cited"]["reason"].strip().rstrip("."), part["cited"]["source"]
        text = next((s["text"] for s in subject.page["sources"] if s["key"] == key), f"{key}.")
        yield f"**Nothing here checks this sentence**; why: {plain(reason)}. It is taken from: {plain(text)}"
        yield from ("{ .nl-unchecked }", "")


def _not_checked(entry: Data) -> str:
    """Return what a claim's verdict is that rests on the literature, alone or in part."""
    total, unchecked = len(entry["parts"]), [p["name"] for p in entry["parts"] if "cited" in p]
    if len(unchecked) == total:
        return "It is **cited, not checked**: it rests on the literature alone, and nothing here proves it"
    names = ", ".join(f"[{named(name)}](#{anchor(f'parts/{name}')})" for name in unchecked)
    if not unchecked:
        return "It is **not checked as a whole**: it uses a claim that is only cited"
    return (
        f"It is **not checked as a whole**: {len(unchecked)} of {total} parts rests on the literature alone ({names})"
    )


def _others(entry: Data) -> str:
    others = [name for name in entry["tiers"] if name != entry["tier"]]
    return f" — by other evidence alone it would be {', '.join(map(tier, others))}" if others else ""


def _engines(ledger: Data, entry: Data) -> Iterator[str]:
    """Yield who found accepted evidence, and for how many of the parts."""
    found: dict[str, set[str]] = {}
    for part in entry["parts"]:
        for evidence in part["evidence"]:
            if evidence["accepted"] and evidence["kind"] != "theorem":
                found.setdefault(evidence["engine"], set()).add(part["name"])
    total = len(entry["parts"])
    for engine, parts in found.items():
        version = ledger["versions"].get({"symbolic": "sympy", "numeric": "numpy"}.get(engine, engine))
        names = {
            "exact": "exact arithmetic",
            "symbolic": "SymPy",
            "numeric": "NumPy",
            "z3": "Z3",
            "rocq": "Rocq's kernel",
        }
        who = f"{names.get(engine, engine)} {version or ''}".strip()
        yield who if len(parts) == total else f"{who} ({len(parts)} of {total} parts)"


def _figures(extras: Extras) -> Iterator[str]:
    """Yield the figures as one block of HTML, since their text is no Markdown."""
    plates = []
    for figure in extras.figures:
        title, caption = escape(figure.title), escape(figure.caption)
        caption = f"<figcaption><strong>{title}</strong> {caption}</figcaption>"
        plates.append(f'<figure class="nl-plate" id="figure-{figure.name}">{figure.svg}{caption}</figure>')
    if plates:
        yield from (f'<div class="nl-plates" data-search-exclude>{"".join(plates)}</div>', "")


# ------------------------------------------------------------------ proofs, illustrations, controls


def _targets(ledger: Data, subject: Subject, extras: Extras, group: str) -> Iterator[str]:
    """Yield parts or illustrations: who accepted what, the proofs' source, the statement as data."""
    for entry in subject.entry[group]:
        target = f"{group}/{entry['name']}"
        yield from (f"### {named(entry['name'])} {{ #{anchor(target)} }}", "")
        if group == "illustrations":
            yield from (reading(subject.checked["readings"][target]), "")
        yield from (f"Tier {tier(entry['tier'])}", "")
        accepted = [e for e in entry["evidence"] if e["accepted"]]
        if "cited" in entry:
            yield from ("There is no proof here, and nothing that a certificate could show.", "")
        else:
            nothing = "" if accepted else "Nothing was."
            yield from (*(f"- {_accepted(ledger, subject, e)}" for e in accepted), nothing, "")
            if reason := not_asked(subject.statement[group][entry["name"]]):
                yield from (f"No solver was asked: {reason}.", "")
        yield from theorems.shown(subject, target)
        for proof in subject.page["proofs"]:
            if proof["for"] == target:
                yield from _function(proof, opened=group == "parts")
                file = next((e["file"] for e in accepted if e["proof"] == proof["name"] and e.get("file")), "")
                yield from _by_hand(subject, extras, target, Path(file).name)
        yield from _statement(subject, target)


def not_asked(statement: Data) -> str:
    """Return why solvers have no questions about a statement; nothing if they have."""
    if {"exp", "log"} & set(_operators(statement)):
        return "the language that they read has no exp and no log"
    return {
        "dichotomies": "there would be a question for each labelling",
        "hidden-xor": "there would be a question for each class of functions",
        "iterates": "there would be a term for each step",
    }.get(statement["kind"], "")


def _operators(data: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield the operators in a statement: they stand first in a list."""
    if isinstance(data, list | dict):
        entries = list(data.values()) if isinstance(data, dict) else data
        if isinstance(data, list) and len(data) > 1 and isinstance(data[0], str):
            yield data[0]
        for entry in entries:
            yield from _operators(entry)


def _accepted(ledger: Data, subject: Subject, evidence: Data) -> str:
    if evidence["kind"] == "certificate":
        file = f"[certificate]({subject.id}/{Path(evidence['file']).name})"
        form = f"[{evidence['format']}](../certificates.md#{evidence['format'].replace('/', '')})"
        return f"`nlcheck.py` accepted the {file} of `{evidence['proof']}` ({form}, engine {evidence['engine']})"
    if evidence["kind"] == "theorem":
        return theorems.accepted(ledger, subject, evidence)
    if evidence["kind"] == "observation":
        again = f"`{evidence['proof']}` ran it again: {evidence['successes']} of {evidence['trials']} succeeded"
        return f"{again} (observed by engine {evidence['engine']}, NumPy {ledger['versions'].get('numpy')})"
    answers = ", ".join(
        f"[{q['name']}]({subject.id}/{Path(q['file']).name}): {q['answer']}" for q in evidence["questions"]
    )
    name = {"z3": "Z3"}.get(evidence["engine"], evidence["engine"])
    return f"{name} {ledger['versions'].get(evidence['engine']) or ''} proved it ({answers})".replace("  ", " ")


def _illustrations(ledger: Data, subject: Subject, extras: Extras) -> Iterator[str]:
    if subject.entry["illustrations"]:
        yield from ("## Illustrations", "", "Instances or special cases. They do not count for the claim.", "")
        yield from _targets(ledger, subject, extras, "illustrations")


def _controls(subject: Subject, extras: Extras) -> Iterator[str]:
    yield from ("## Controls", "")
    yield from ("*False* statements near the claim, refuted in the same run: the check can say no.", "")
    by_name = {control["name"]: control for control in subject.entry["controls"]}
    for function in subject.page["controls"]:
        control, target = by_name[function["name"]], f"controls/{function['name']}"
        yield from (f"### {named(function['name'])} {{ #{anchor(target)} }}", "")
        yield from (f"Dropped or changed: {plain(function['drops'])}. So this is false:", "")
        yield from (reading(subject.checked["readings"][target]), "")
        name = Path(control["file"]).name
        also = f"; {' and '.join(control['solvers'])} refuted it too" if control["solvers"] else ""
        yield f"Refuted: `nlcheck.py` accepted the [certificate]({subject.id}/{name}) ({control['format']}){also}."
        yield ""
        yield from _function(function, opened=False)
        yield from _by_hand(subject, extras, target, name)
        yield from _statement(subject, target)


def _function(function: Data, *, opened: bool) -> Iterator[str]:
    """Yield what a proof or control says, and its source, at once or when the reader asks for it."""
    source = fenced(function["source"].rstrip(), "python")
    yield from (function["says"], "")
    if opened:
        yield from ("<div markdown data-search-exclude>", "", *source, "", "</div>", "")
    else:
        summary = f"<summary>Its source, <code>{escape(function['name'])}</code></summary>"
        yield from (
            '<details class="nl-fold" markdown data-search-exclude>',
            summary,
            "",
            *source,
            "",
            "</details>",
            "",
        )


def _by_hand(subject: Subject, extras: Extras, target: str, file: str) -> Iterator[str]:
    if file:
        lines = extras.by_hand(subject, target, json.loads(subject.files[file]))
        if lines:
            yield from (folded("Check it by hand", block("\n".join(lines)), opened=len(lines) <= SHORT), "")


def _statement(subject: Subject, target: str) -> Iterator[str]:
    group, name = target.split("/")
    text = json.dumps(subject.statement[group][name], ensure_ascii=False, indent=1)
    if len(text) <= DATA:
        yield from (folded("The statement as data", block(_compact(subject.statement[group][name]))), "")
    else:
        size = f"{len(text) // 1000} kB"
        yield from (f"The statement as data, {size}, is in [statement.json]({subject.id}/statement.json).", "")


def _compact(statement: Data) -> str:
    """Return a statement as JSON, one line for each field: the file itself has many more."""
    rows = (f'  "{key}": {json.dumps(value, ensure_ascii=False)}' for key, value in statement.items())
    return "{\n" + ",\n".join(rows) + "\n}"


# ------------------------------------------------------------------ checking, sources, citing


def _check(subject: Subject) -> Iterator[str]:
    name = subject.id
    yield from (
        "## Check it yourself { data-search-exclude }",
        "",
        "With one file and nothing but Python's standard library:",
        "",
    )
    yield from (*fenced(f"$ python -I -S nlverify/nlcheck.py nlverify-out/bundle/{name}", "console"), "")
    yield from ("From the proofs on, with every solver:", "", *fenced(f"$ nlverify check {name}", "console"), "")
    formats = dict.fromkeys(str(evidence["format"]) for _, evidence in certificates(subject.entry))
    if "theorems.v" in subject.files:
        yield from ("In Rocq's kernel, theorems and certificates:", "")
        yield from (*fenced("$ nlverify recheck --kernel nlverify-out", "console"), "")
    yield from ("By hand, from the [format's definition](../certificates.md):", "")
    for form in formats:
        how = BY_HAND.get(form, "as the definition says")
        yield f"- [{form}](../certificates.md#{form.replace('/', '')}): {how}."
    yield from ("", "The files, each with its SHA-256:", "", '<div class="nl-files" markdown>', "")
    yield f"- [statement.json]({name}/statement.json)"
    yield f"  `{subject.entry['statement']['sha256']}`{{ .nl-hash }}"
    if "theorems.v" in subject.files:
        yield f"- [theorems.v]({name}/theorems.v)"
        yield f"  `{subject.entry['files']['theorems.v']}`{{ .nl-hash }}"
    shown: set[str] = set()
    solver_files = ((target, question) for target, _, question in questions(subject.entry))
    for _, evidence in (*certificates(subject.entry), *solver_files):
        file = Path(evidence["file"]).name
        if file not in shown:
            shown.add(file)
            yield f"- [{file}]({name}/{file})"
            yield f"  `{evidence['sha256']}`{{ .nl-hash }}"
    yield from ("", "</div>", "")


def _source(source: Data) -> str:
    where = f" {plain(source['where'])}" if source["where"] else ""
    text = "Elementary: nothing to look up." if source["text"] == "elementary." else plain(source["text"])
    return f"- {text}{where}"


def _cite(extras: Extras) -> Iterator[str]:
    if extras.bibtex:
        yield from ("## Cite { data-search-exclude }", "", *fenced(extras.bibtex.strip(), "bibtex"), "")
        yield from (f"Other formats: `nlverify cite {extras.citation.id} --format ris`, `csl-json` or `apa`.", "")


def _neighbours(extras: Extras) -> Iterator[str]:
    links = [f"[← {plain(s.page['title'])}]({s.id}.md)" for s in (extras.previous,) if s]
    links += ["[All claims](index.md)"]
    links += [f"[{plain(s.page['title'])} →]({s.id}.md)" for s in (extras.following,) if s]
    yield from ("---", "", " · ".join(links), "{ .nl-neighbours }", "")


def _data(subject: Subject) -> Iterator[str]:
    """Yield statement and certificates for programs in the page, which may have been opened from a disk.

    A very large one is left out: the page links to it anyway.
    """
    for name, content in subject.files.items():
        if name.endswith(".json"):
            data = json.dumps(json.loads(content), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
            if len(data) > EMBEDDED:
                continue
            yield from (f'<script type="application/json" data-file="{escape(name)}">{data}</script>', "")


def used_by(subjects: Sequence[Subject]) -> Mapping[str, Sequence[str]]:
    """Return for each claim the ids of those that rest on it."""
    return {s.id: [other.id for other in subjects if s.id in other.entry["uses"]] for s in subjects}
