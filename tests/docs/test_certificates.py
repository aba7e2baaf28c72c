"""The worked example of docs/certificates.md is accepted by the checker, and what the page lists is complete."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path

from nlverify.files import write_json

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "certificates.md").read_text(encoding="utf-8")
CHECKER = ROOT / "nlverify" / "nlcheck.py"


def test_the_worked_example_is_accepted(tmp_path: Path) -> None:
    files = re.findall(r'```json title="([\w.-]+)"\n(.*?)```', PAGE, re.DOTALL)
    assert len(files) == 3
    for name, text in files:
        write_json(tmp_path / name, json.loads(text))
    command = [sys.executable, "-I", "-S", str(CHECKER), "--json", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    (claim,) = json.loads(done.stdout)["claims"]
    assert {c["for"]: c["establishes"] for c in claim["certificates"]} == {
        "parts/main": "proved",
        "controls/and": "refuted",
    }


def test_every_kind_and_format_has_its_section() -> None:
    schemas = ROOT / "docs" / "schemas"
    kinds = json.loads((schemas / "statement-1.json").read_text())["$defs"]["statement"]["properties"]["kind"]["enum"]
    headings = " ".join(re.findall(r"^### (.*)$", PAGE, re.MULTILINE))
    assert [kind for kind in kinds if f"`{kind}`" not in headings] == []
    formats = [json.loads(p.read_text())["properties"]["format"]["const"] for p in schemas.glob("certificate-*.json")]
    assert [form for form in formats if f"`{form}`" not in headings] == []
    assert sorted(re.findall(r"\]\(schemas/([\w.-]+)\)", PAGE)) == sorted(p.name for p in schemas.iterdir())


def test_the_table_of_what_proves_what_is_the_checkers() -> None:
    """The page lists the pairs of kind and format that the checker has a rule for, and no others."""
    checker = runpy.run_path(str(CHECKER))
    rules = {(kind, form) for form, (_, kinds) in checker["FORMATS"].items() for kind in kinds.split()}
    rules |= {(negation, form) for negation, kind in checker["NEGATION_OF"].items() for k, form in rules if k == kind}
    rows = re.findall(r"^\| `([\w-]+)` \| (`.+/\d`) \| (`.+/\d`) \|$", PAGE, re.MULTILINE)
    listed = {(kind, form) for kind, *cells in rows for cell in cells for form in re.findall(r"`([\w-]+/\d)`", cell)}
    assert listed == rules
