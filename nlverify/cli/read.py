"""`nlverify list`, `show`, `explain` and `cite`: read the corpus, run no proof (but for `explain`)."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nlverify.cli.common import clear_errors, corpus_option, find
from nlverify.cli.fold import tell, tell_beside

if TYPE_CHECKING:
    from nlverify.corpus import Entry

CITATION_FORMATS = ("bibtex", "ris", "csl-json", "apa")


@click.command("list")
@corpus_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def list_command(folder: Path | None, *, as_json: bool) -> None:
    """List the claims by group: ids and titles."""
    from nlverify.corpus import load, title

    with clear_errors():
        entries = sorted(load(folder).entries.values(), key=lambda e: (e.group, e.id))
    if as_json:
        claims = [
            {
                "id": e.id,
                "group": e.group,
                "title": title(e.claim),
                "says": e.claim.says,
                "uses": list(e.claim.uses),
                "parts": list(e.claim.parts),
                "illustrations": list(e.claim.illustrations),
                "controls": list(e.claim.controls),
            }
            for e in entries
        ]
        click.echo(json.dumps({"schema": "nlverify-list/1", "claims": claims}, ensure_ascii=False, indent=1))
        return
    width = max(len(e.id) for e in entries)
    group = None
    for entry in entries:
        if entry.group != group:
            group = entry.group
            click.echo(f"{group or '.'}/")
        tell_beside(f"  {entry.id:<{width}}  ", entry.claim.title or entry.claim.says)


@click.command("show")
@click.argument("claim_id", metavar="ID")
@corpus_option
def show_command(claim_id: str, folder: Path | None) -> None:
    """Show what a claim says: the formal reading first, then the prose."""
    from nlverify.corpus import load, source_text, title

    with clear_errors():
        corpus = load(folder)
        entry = find(corpus, claim_id)
        readings = _readings(entry)
    heading = title(entry.claim)
    tell(f"{heading}\n{'=' * len(heading)}\n\n{entry.claim.says}\n")
    _print_readings("Formal reading, made by nlcheck from the statement alone:", readings, ("parts", "illustrations"))
    _print_readings("Controls, which are false and must be refuted:", readings, ("controls",))
    if entry.claim.theorems:
        tell("Theorems that Rocq's kernel is to accept:")
        for target, theorem in entry.claim.theorems.items():
            tell(f"  {target}: {theorem.name}, {theorem.says}:\n    {theorem.type}")
        tell("")
    tell(f"{entry.prose}\n")
    if entry.claim.uses:
        tell(f"Rests on: {', '.join(entry.claim.uses)}\n")
    for source in entry.claim.sources:
        where = f" {source.where}." if source.where else ""
        tell(f"Source: {source_text(source.key, corpus.references)}{where}")
    tell(f"\nRun it: nlverify check {claim_id}    By hand: nlverify explain {claim_id}")


@click.command("explain", short_help="Lay a claim's proof out, for pencil and paper.")
@click.argument("claim_id", metavar="ID")
@corpus_option
def explain_command(claim_id: str, folder: Path | None) -> None:
    """Lay a claim's proof out: the formal reading, what is trusted, the check by hand."""
    from nlverify.by_hand import by_hand
    from nlverify.cache import is_observation
    from nlverify.corpus import load
    from nlverify.engines.isolation import Workers
    from nlverify.engines.work import produce

    with clear_errors():
        entry = find(load(folder), claim_id)
        readings = _readings(entry)
    claim = entry.claim
    tell(f"{claim.says}\n")
    _print_readings("Formal reading, made by nlcheck from the statement alone:", readings, ("parts", "illustrations"))
    tell(
        "What is trusted: nlcheck.py, this formal reading, Python's integers and fractions, your machine.\n"
        "Nobody has to trust the functions below, nor the solvers that are asked as well.\n"
    )
    work = [(p.target, claim.statement(p.target), "proof", p.name, p.function) for p in claim.proofs]
    work += [(name, c.statement, "control", name, c.function) for name, c in claim.controls.items()]
    with Workers(preload=("nlverify.engines.work", "nlverify.cli")) as workers:
        futures = [workers.submit(produce, str(entry.path), kind, name, timeout=60.0) for _, _, kind, name, _ in work]
        for (target, statement, kind, name, function), future in zip(work, futures, strict=True):
            outcome = future.result()
            word = "Illustration" if target in claim.illustrations else "Part"
            heading = f"Control {name}, false" if kind == "control" else f"{word} {target}, {name}"
            tell(f"{heading}: {' '.join((function.__doc__ or '').split())}")
            lines = [f"no evidence: {outcome.status}: {outcome.message}"]
            if isinstance(outcome.value, dict):
                group = "controls" if kind == "control" else "parts" if target in claim.parts else "illustrations"
                rejected = "" if is_observation(outcome.value) else _rejected(entry, f"{group}/{target}", outcome.value)
                lines = [rejected] if rejected else by_hand(statement, outcome.value)
            tell("".join(f"    {line}\n" for line in lines))


@click.command("cite")
@click.argument("claim_id", metavar="ID")
@corpus_option
@click.option("--format", "style", type=click.Choice(CITATION_FORMATS), default="bibtex", show_default=True)
def cite_command(claim_id: str, folder: Path | None, style: str) -> None:
    """Cite one claim."""
    from nlverify import __version__
    from nlverify.cite import FORMATS, Citation, claim_url
    from nlverify.corpus import load, statement_json, title
    from nlverify.files import canonical, sha256

    with clear_errors():
        entry = find(load(folder), claim_id)
    digest = sha256(canonical(statement_json(entry.claim)))
    url = claim_url(os.environ, claim_id) if entry.published else ""
    cited = tuple(name for name, statement in entry.claim.parts.items() if statement.to_json()["kind"] == "cited")
    if cited:
        names = ", ".join(cited)
        click.echo(f"{claim_id}: expected to cite what was checked, got parts that nobody checks: {names}", err=True)
    citation = Citation(claim_id, entry.claim.says, __version__, digest, url, title(entry.claim), cited)
    click.echo(FORMATS[style](citation), nl=False)


def _ask(entry: Entry, certificate: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return what the checker says of a claim's statement, or of one certificate for it."""
    from nlverify.bundle import ask_checker
    from nlverify.corpus import CHECKER, statement_json
    from nlverify.files import write_json

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "statement.json"
        write_json(path, statement_json(entry.claim))
        if certificate is None:
            return ask_checker(CHECKER, "--reading", str(path))
        write_json(Path(folder) / "certificate.json", certificate)
        return ask_checker(CHECKER, str(path), str(Path(folder) / "certificate.json"))


def _rejected(entry: Entry, target: str, evidence: Mapping[str, Any]) -> str:
    """Return the line to show if the checker does not accept this evidence: only what it accepts is laid out."""
    (verdict,) = _ask(entry, {"for": target, **evidence})["claims"][0]["certificates"]
    return "" if verdict["accepted"] else f"nlcheck rejects this certificate: {verdict['message']}"


def _readings(entry: Entry) -> dict[str, str]:
    """Return the checker's formal reading of every statement of a claim."""
    from nlverify.bundle import RecheckError

    report = _ask(entry)
    if not report["claims"]:
        raise RecheckError(
            f"{entry.path.name}: expected a statement that nlcheck can read, got: {report['problems'][0]}"
        )
    readings: dict[str, str] = report["claims"][0]["readings"]
    claim = entry.claim
    named = {"parts": claim.parts, "illustrations": claim.illustrations, "controls": claim.controls}
    return {f"{group}/{name}": readings[f"{group}/{name}"] for group, names in named.items() for name in names}


def _print_readings(heading: str, readings: dict[str, str], groups: tuple[str, ...]) -> None:
    chosen = {target: text for target, text in readings.items() if target.split("/")[0] in groups}
    tell(heading)
    for target, text in chosen.items():
        group, name = target.split("/")
        label = f"{name} (illustration)" if group == "illustrations" else name
        tell(f"  {label}\n" + "\n".join(f"    {line}" for line in text.splitlines()))
    click.echo()
