"""Bundles: what may stand in a folder, and the checker run as a stranger would run it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from nlcheck_files import (
    CLAIM,
    PART,
    PROOF,
    REFUTATION,
    Run,
    bundle,
    edited,
    lines,
    process,
    write,
)

# ---------------------------------------------------------------- bundles


def test_a_bundle_is_accepted(tmp_path: Path, run_main: Run) -> None:
    folder = bundle(tmp_path / "bundle")
    for path in (folder, folder / "one"):
        code, out = run_main(path)
        assert (code, out.splitlines()[-1]) == (0, "accepted: 1 claims, 2 certificates")
    code, out = run_main("--json", folder)
    report = json.loads(out)
    assert report["claims"][0]["folder"] == "one"
    assert report["claims"][0]["missing"] == []
    assert len(report["checker_sha256"]) == 64


@pytest.mark.parametrize(
    ("missing", "target"), [("certificate-1.json", "parts/main"), ("certificate-2.json", "controls/strict")]
)
def test_every_target_needs_a_certificate(tmp_path: Path, run_main: Run, missing: str, target: str) -> None:
    folder = bundle(tmp_path / "bundle")
    (folder / "one" / missing).unlink()
    code, out = run_main("--json", folder)
    assert (code, json.loads(out)["claims"][0]["missing"]) == (1, [target])
    assert run_main(folder)[0] == 1


def test_an_illustration_needs_a_certificate(tmp_path: Path, run_main: Run) -> None:
    folder = bundle(tmp_path / "bundle")
    write(folder / "one" / "statement.json", {**CLAIM, "illustrations": {"one": PART}})
    code, out = run_main("--json", folder)
    assert (code, json.loads(out)["claims"][0]["missing"]) == (1, ["illustrations/one"])


def test_one_bad_certificate_among_good_ones(tmp_path: Path, run_main: Run) -> None:
    folder = bundle(tmp_path / "bundle")
    write(folder / "one" / "certificate-3.json", edited(PROOF, "trees", 0, "rows", 0, 1, to="2"))
    code, out = run_main("--json", folder)
    report = json.loads(out)
    assert (code, report["claims"][0]["missing"], len(lines(report))) == (1, [], 1)


def make_empty(folder: Path) -> None:
    for path in (folder / "one").iterdir():
        path.unlink()
    (folder / "one").rmdir()


def make_symlink(folder: Path) -> None:
    (folder / "one" / "certificate-1.json").rename(folder.parent / "elsewhere.json")
    (folder / "one" / "certificate-1.json").symlink_to(folder.parent / "elsewhere.json")


def make_linked_statement(folder: Path) -> None:
    (folder / "one" / "statement.json").rename(folder.parent / "elsewhere.json")
    (folder / "one" / "statement.json").symlink_to(folder.parent / "elsewhere.json")


def make_linked_folder(folder: Path) -> None:
    (folder / "one").rename(folder.parent / "elsewhere")
    (folder / "one").symlink_to(folder.parent / "elsewhere")


def make_endless_statement(folder: Path) -> None:
    (folder / "one" / "statement.json").unlink()
    (folder / "one" / "statement.json").symlink_to("/dev/zero")


def make_waiting_statement(folder: Path) -> None:
    (folder / "one" / "statement.json").unlink()
    os.mkfifo(folder / "one" / "statement.json")


def make_twin(folder: Path) -> None:
    bundle(folder, {"two": {"statement.json": CLAIM, "certificate-1.json": PROOF, "certificate-2.json": REFUTATION}})


def make_name_of_two_lines(folder: Path) -> None:
    (folder / "two\naccepted: 9 claims, 9 certificates").mkdir()


BUNDLES: dict[str, tuple[Callable[[Path], object], int]] = {
    "nothing": (make_empty, 2),
    "an empty claim folder": (lambda f: (f / "two").mkdir(), 2),
    "a claim without statement": (lambda f: (f / "one" / "statement.json").unlink(), 2),
    "a statement that is a folder": (
        lambda f: ((f / "one" / "statement.json").unlink(), (f / "one" / "statement.json").mkdir()),
        1,
    ),
    "a statement that cannot be read": (lambda f: write(f / "one" / "statement.json", b"{}"), 2),
    "one of two statements cannot be read": (lambda f: bundle(f, {"two": {"statement.json": {}}}), 2),
    "a symlink to a certificate": (make_symlink, 1),
    "a symlink to a statement": (make_linked_statement, 1),
    "a symlink to a claim": (make_linked_folder, 1),
    "a symlink to an endless file": (make_endless_statement, 1),
    "a pipe": (make_waiting_statement, 1),
    "two claims of one id": (make_twin, 1),
    "an unexpected file": (lambda f: (f / "one" / "notes.txt").touch(), 1),
    "a hidden file": (lambda f: (f / "one" / ".certificate-1.json").touch(), 1),
    "a certificate by another name": (
        lambda f: (f / "one" / "certificate-1.json").rename(f / "one" / "Certificate-1.json"),
        1,
    ),
    "a certificate without name": (lambda f: (f / "one" / "certificate-.json").touch(), 1),
    "a folder in a claim": (lambda f: (f / "one" / "more").mkdir(), 1),
    "a folder that looks like a question": (lambda f: (f / "one" / "more.smt2").mkdir(), 1),
    "a file among the claims": (lambda f: (f / "README.md").touch(), 1),
    "a hidden file among the claims": (lambda f: (f / ".DS_Store").touch(), 1),
    "a folder whose name has two lines": (make_name_of_two_lines, 2),
    "a file whose name has two lines": (lambda f: (f / "one" / "x\naccepted: 9 claims, 9 certificates").touch(), 1),
    "a certificate whose name has two lines": (
        lambda f: (f / "one" / "certificate-x\naccepted: 9 claims.json").touch(),
        1,
    ),
    "a question whose name has two lines": (lambda f: (f / "one" / "x\naccepted: 9 claims.smt2").touch(), 1),
    "a name that is not UTF-8": (lambda f: Path(os.fsdecode(os.fsencode(f) + b"/one/\xff")).touch(), 1),
    "a claim whose name is not UTF-8": (lambda f: Path(os.fsdecode(os.fsencode(f) + b"/\xff")).mkdir(), 2),
}


@pytest.mark.parametrize("name", BUNDLES)
def test_a_folder_that_is_no_bundle(tmp_path: Path, name: str) -> None:
    """As its own process: nothing may hang, and nothing may end in a traceback."""
    folder = bundle(tmp_path / "bundle")
    change, wanted = BUNDLES[name]
    change(folder)
    for arguments in (["--json", folder], [folder]):
        done = process(*arguments)
        assert (done.returncode, done.stderr) == (wanted, ""), done.stdout
        assert not any(line.startswith("accepted") for line in done.stdout.splitlines())
    report = json.loads(process("--json", folder).stdout)
    assert not report["accepted"]


def test_a_target_may_have_two_certificates_and_a_claim_its_other_files(tmp_path: Path, run_main: Run) -> None:
    folder = bundle(tmp_path / "bundle")
    write(
        folder / "one" / "certificate-1b.json",
        edited(edited(PROOF, "trees", 0, "rows", 0, 1, to="2"), "trees", 0, "rows", 1, 1, to="2"),
    )
    for name in ("page.json", "receipt.json", "parts-main.counterexample.smt2"):
        (folder / "one" / name).write_bytes(b"\xff not read")
    assert run_main(folder)[0] == 0


# ---------------------------------------------------------------- as a process


@pytest.mark.parametrize(
    "options", [("-I", "-S"), ("-I", "-S", "-O"), ("-I", "-S", "-OO"), ("-I", "-S", "-W", "error")], ids=" ".join
)
@pytest.mark.parametrize("locale", ["C", "C.UTF-8", "POSIX", "en_US.ISO-8859-1"])
def test_as_a_stranger_would_run_it(tmp_path: Path, options: tuple[str, ...], locale: str) -> None:
    folder = bundle(tmp_path / "bundle")
    done = process(folder, options=options, LC_ALL=locale)
    assert (done.returncode, done.stderr) == (0, "")
    assert "x ≥ 1" in done.stdout
    write(folder / "one" / "certificate-1.json", edited(PROOF, "trees", 0, "rows", 0, 1, to="-1"))
    done = process("--json", folder, options=options, LC_ALL=locale)
    assert (done.returncode, done.stderr) == (1, "")
    assert process(options=options).returncode == 2


def test_the_same_report_under_both(tmp_path: Path) -> None:
    """Nothing hangs on `assert`, which -O removes."""
    folder = bundle(tmp_path / "bundle")
    write(folder / "one" / "certificate-3.json", edited(PROOF, "trees", 0, "rows", 0, 0, to=True))
    assert process("--json", folder).stdout == process("--json", folder, options=("-I", "-S", "-O")).stdout
