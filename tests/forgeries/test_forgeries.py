"""Every forgery that was found, or thought of, is rejected for ever.

A forgery is a folder with a statement, a certificate and two sentences on what is wrong. Most
are false statements with certificates that nearly work; some are true, and not written as
they must be. A new one needs no code: add a folder.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
CHECKER = HERE.parent.parent / "nlverify" / "nlcheck.py"
FORGERIES = sorted(path.parent for path in HERE.glob("*/statement.json"))


def check(*paths: Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", *options, str(CHECKER), "--json", *map(str, paths)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)


@pytest.mark.parametrize("folder", FORGERIES, ids=lambda p: p.name)
def test_it_is_rejected(folder: Path) -> None:
    done = check(folder / "statement.json", folder / "certificate.json")
    report = json.loads(done.stdout)
    assert (done.returncode in (1, 2), report["accepted"], done.stderr) == (True, False, "")
    certificates = [c for claim in report["claims"] for c in claim["certificates"]]
    assert not any(c["accepted"] for c in certificates)
    assert len(report["problems"] + [c["message"] for c in certificates if c["message"]]) == 1


def test_they_are_rejected_as_a_bundle_too(tmp_path: Path) -> None:
    """With the names that files of a bundle have; without asserts as well."""
    for folder in FORGERIES:
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("why.md"))
        (tmp_path / folder.name / "certificate.json").rename(tmp_path / folder.name / "certificate-parts-main.json")
    for options in ((), ("-O",)):
        done = check(tmp_path, options=options)
        report = json.loads(done.stdout)
        assert (done.returncode, report["accepted"], done.stderr) == (2, False, "")
        assert not any(claim["accepted"] for claim in report["claims"])
        assert not any(c["accepted"] for claim in report["claims"] for c in claim["certificates"])
        assert len(report["claims"]) + len(report["problems"]) == len(FORGERIES)


@pytest.mark.parametrize("folder", FORGERIES, ids=lambda p: p.name)
def test_it_says_why_in_two_sentences(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {"statement.json", "certificate.json", "why.md"}
    first, *rest = (folder / "why.md").read_text(encoding="utf-8").strip().splitlines()
    assert len(rest) == 1
    assert first.endswith(".")
    assert rest[0].endswith(".")


def test_the_certificates_are_for_targets_that_exist_unless_that_is_the_forgery() -> None:
    """A forgery that is rejected because of a slip of the pen tests nothing."""
    assert len(FORGERIES) > 40
    for folder in FORGERIES:
        statement = json.loads((folder / "statement.json").read_text(encoding="utf-8"))
        group, name = json.loads((folder / "certificate.json").read_text(encoding="utf-8"))["for"].split("/")
        assert name in statement[group]
        assert statement["id"] == folder.name
