"""Turn one claim's data into Markdown: formal reading first, then who accepted what, then the prose."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from nlverify.site.read import Data, Subject, certificates, questions

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
}
HEADINGS = {"parts": "What exactly is claimed", "illustrations": "Illustrations", "controls": "Controls"}


def index(ledger: Data, subjects: Sequence[Subject]) -> str:
    """Return the page that lists all claims, by group."""
    lines = ["# Claims", "", *_label(ledger)]
    lines += ["What exactly is claimed, why, how much has to be trusted, how to check and cite it: one page each.", ""]
    by_group = sorted(subjects, key=lambda s: str(s.page["group"]))
    for group, members in groupby(by_group, key=lambda s: str(s.page["group"])):
        lines += [f"## {_heading(group)}", ""] if group else []
        lines += ["| claim | says | tier |", "|---|---|---|"]
        for s in members:
            lines.append(f"| [{_cell(s.page['title'])}]({s.id}.md) | {_cell(s.page['says'])} | {s.entry['tier']} |")
        lines.append("")
    lines += ["[What the tiers mean](../trust.md)", ""]
    return "\n".join(lines)


def claim(ledger: Data, subject: Subject, bibtex: str = "") -> str:
    """Return the page of one claim; `bibtex` is the entry that cites it."""
    entry, page = subject.entry, subject.page
    lines = [f"# {page['title']}", "", *_label(ledger), f"**{page['says']}**", ""]
    lines += [*_targets(ledger, subject, "parts"), *_verdict(subject)]
    lines += ["## Why", "", page["prose"], "", "## Proofs", ""]
    for proof in page["proofs"]:
        lines += _function(proof, f"for {_words(proof['for'])}, engine {proof['engine']}")
    if entry["illustrations"]:
        lines += _targets(ledger, subject, "illustrations")
    lines += [*_controls(subject), *_check(subject)]
    lines += ["## Sources", "", *(_source(source) for source in page["sources"]), ""]
    if bibtex:
        lines += ["## Cite", "", *fenced(bibtex.strip(), "bibtex"), ""]
    return "\n".join(lines)


def fenced(text: str, language: str) -> list[str]:
    """Return `text` as a code block, whatever backticks it contains.

    >>> fenced("a ``` b", "text")
    ['````text', 'a ``` b', '````']
    """
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    return [f"{fence}{language}", text, fence]


def reading(text: str) -> str:
    r"""Return a formal reading as HTML: nothing in it may be taken for Markdown.

    >>> reading("x < y*z\nfor all x")
    '<blockquote class="reading">x &lt; y*z<br>for all x</blockquote>'
    """
    return f'<blockquote class="reading">{html.escape(text, quote=False).replace(chr(10), "<br>")}</blockquote>'


def _targets(ledger: Data, subject: Subject, group: str) -> Iterator[str]:
    """Yield parts or illustrations: reading, tier, and who accepted what."""
    yield from (f"## {HEADINGS[group]}", "")
    if group == "illustrations":
        yield from ("Instances or special cases. They do not count for the claim.", "")
    for target in subject.entry[group]:
        if group == "illustrations" or len(subject.entry[group]) > 1:
            yield from (f"### {_words(f'{group}/' + target['name']).capitalize()}", "")
        yield from (reading(subject.checked["readings"][f"{group}/{target['name']}"]), "")
        accepted = [f"- {_accepted(ledger, e)}" for e in target["evidence"] if e["accepted"]]
        yield f"Tier **{target['tier']}**{', from:' if accepted else '.'}"
        yield from ("", *accepted, *([""] if accepted else []))


def _accepted(ledger: Data, evidence: Data) -> str:
    if evidence["kind"] == "certificate":
        found = f"{evidence['format']}, found by engine {evidence['engine']}"
        return f"nlcheck accepted the certificate of `{evidence['proof']}` ({found})"
    if evidence["kind"] == "observation":
        again = f"`{evidence['proof']}` ran it again: {evidence['successes']} of {evidence['trials']} succeeded"
        return f"{again} (observed by engine {evidence['engine']}, NumPy {ledger['versions'].get('numpy')})"
    answers = ", ".join(f"{q['name']}: {q['answer']}" for q in evidence["questions"])
    solver = f"{evidence['engine']} {ledger['versions'].get(evidence['engine']) or ''}".strip()
    return f"{solver} proved it ({answers})"


def _verdict(subject: Subject) -> Iterator[str]:
    entry = subject.entry
    yield from ("## Verdict", "")
    yield f"It holds, with tier **{entry['tier']}** ([what this means](../trust.md))."
    others = [tier for tier in entry["tiers"] if tier != entry["tier"]]
    yield f"Other evidence, by itself, would give: {', '.join(others)}." if others else ""
    yield ""
    if entry["notes"]:
        yield from (
            "In this run, besides:",
            "",
            *(f"- {html.escape(note, quote=False)}" for note in entry["notes"]),
            "",
        )
    if entry["uses"]:
        used = ", ".join(f"[{name}]({name}.md)" for name in entry["uses"])
        yield from (f"It rests on {used}, and can stand no higher.", "")


def _controls(subject: Subject) -> Iterator[str]:
    yield from (f"## {HEADINGS['controls']}", "")
    yield from ("*False* statements near the claim, refuted in the same run: the check can say no.", "")
    by_name = {control["name"]: control for control in subject.entry["controls"]}
    for function in subject.page["controls"]:
        control = by_name[function["name"]]
        yield from (f"### `{function['name']}`", "", f"Dropped or changed: {function['drops']}.", "")
        yield from (reading(subject.checked["readings"][f"controls/{function['name']}"]), "")
        also = f", and {' and '.join(control['solvers'])} refuted it too" if control["solvers"] else ""
        yield f"Refuted: nlcheck accepted the certificate ({control['format']}){also}. {function['says']}"
        yield from ("", *fenced(function["source"].rstrip(), "python"), "")


def _function(function: Data, about: str) -> Iterator[str]:
    yield from (f"### `{function['name']}`", "", f"{function['says']} ({about})", "")
    yield from (*fenced(function["source"].rstrip(), "python"), "")


def _check(subject: Subject) -> Iterator[str]:
    name = subject.id
    yield from ("## Check it yourself", "")
    yield from ("With one file and nothing but Python's standard library:", "")
    yield from (*fenced(f"python -I -S nlverify/nlcheck.py nlverify-out/bundle/{name}", "console"), "")
    formats = dict.fromkeys(str(evidence["format"]) for _, evidence in certificates(subject.entry))
    yield "By hand, from the [format's definition](../certificates.md):"
    yield ""
    for form in formats:
        anchor = form.replace("/", "")
        yield f"- [{form}](../certificates.md#{anchor}): {BY_HAND.get(form, 'as the definition says')}."
    yield from ("", "| file | for | SHA-256 |", "|---|---|---|")
    yield f"| [statement.json]({name}/statement.json) | | `{subject.entry['statement']['sha256']}` |"
    shown: set[str] = set()
    solver_files = ((target, question) for target, _, question in questions(subject.entry))
    for target, evidence in (*certificates(subject.entry), *solver_files):
        file = Path(evidence["file"]).name
        if file not in shown:
            shown.add(file)
            yield f"| [{file}]({name}/{file}) | {_words(target)} | `{evidence['sha256']}` |"
    yield ""


def _source(source: Data) -> str:
    where = f" {source['where']}" if source["where"] else ""
    return f"- {source['text']}{where}"


def _label(ledger: Data) -> list[str]:
    label = ledger.get("corpus", {}).get("label", "")
    return [f"*These claims are {label}.*", ""] if label else []


def _words(name: str) -> str:
    """Return a target's name as words.

    >>> _words("parts/two-units")
    'part two units'
    """
    group, _, last = name.rpartition("/")
    return f"{group.removesuffix('s')} {last}".strip().replace("-", " ").replace("_", " ")


def _heading(group: str) -> str:
    """Return a group's name as a heading.

    >>> _heading("floating_point"), _heading("relu")
    ('Floating point', 'ReLU')
    """
    return {"xor": "XOR", "relu": "ReLU"}.get(group, group.replace("_", " ").capitalize())


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
