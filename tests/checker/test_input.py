"""Strict input: what is not written exactly as it must be is refused, in one line and with the right exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from nlcheck_files import (
    CLAIM,
    PART,
    PROOF,
    REFUTATION,
    Json,
    Run,
    edited,
    lines,
    nested,
    text,
    write,
)

Pair = Callable[[Json, Json], tuple[int, dict[str, Any]]]


@pytest.fixture
def pair(tmp_path: Path, run_main: Run) -> Pair:
    """Run the checker on a statement and a certificate, each as data or as bytes."""

    def run(statement: Json, certificate: Json) -> tuple[int, dict[str, Any]]:
        paths = write(tmp_path / "statement.json", statement), write(tmp_path / "certificate.json", certificate)
        code, out = run_main("--json", *paths)
        report = json.loads(out)
        plain_code, plain = run_main(*paths)
        assert plain_code == code
        assert ("accepted" if code == 0 else "REJECTED") in plain.splitlines()[-1]
        return code, report

    return run


# ---------------------------------------------------------------- certificates: exit code 1


def test_a_proof_is_accepted(pair: Pair) -> None:
    code, report = pair(CLAIM, PROOF)
    assert (code, lines(report), report["accepted"]) == (0, [], True)
    assert report["claims"][0]["certificates"][0]["establishes"] == "proved"
    assert pair(CLAIM, REFUTATION)[1]["claims"][0]["certificates"][0]["establishes"] == "refuted"


GOOD = text(PROOF)
BYTES = {
    "no newline at the end": GOOD[:-1],
    "two newlines at the end": GOOD + "\n",
    "a newline at the beginning": "\n" + GOOD,
    "Windows line ends": GOOD.replace("\n", "\r\n"),
    "one line": json.dumps(PROOF),
    "two spaces deep": json.dumps(PROOF, sort_keys=True, indent=2) + "\n",
    "tabs": GOOD.replace("\n ", "\n\t"),
    "keys in another order": json.dumps(dict(sorted(PROOF.items(), reverse=True)), indent=1) + "\n",
    "an escaped letter": GOOD.replace('"cases/1"', '"c\\u0061ses/1"'),
    "an escaped slash": GOOD.replace('"cases/1"', '"cases\\/1"'),
    "a byte order mark": "\ufeff" + GOOD,
    "UTF-16": GOOD.encode("utf-16"),
    "UTF-16 without mark": GOOD.encode("utf-16-le"),
    "UTF-32": GOOD.encode("utf-32"),
    "a byte that is not UTF-8": GOOD.encode().replace(b"parts", b"p\xe4rts"),
    "an overlong encoding": GOOD.encode().replace(b"/main", b"\xc0\xafmain"),
    "half of a surrogate pair": GOOD.replace("main", "\\ud800"),
    "a NUL": GOOD.replace("main", "ma\x00in"),
    "a NUL at the end": GOOD + "\x00",
    "a comment": "// proof\n" + GOOD,
    "a trailing comma": GOOD.replace('"1"\n', '"1",\n'),
    "a second document": GOOD + GOOD,
    "half a document": GOOD[: len(GOOD) // 2],
    "an empty file": "",
    "a space": " ",
    "a key twice": GOOD.replace('{\n "for"', '{\n "for": "parts/main",\n "for"'),
    "a key twice, deep inside": GOOD.replace('   "rows"', '   "rows": [],\n   "rows"'),
    "a key twice, the second escaped": GOOD.replace('{\n "for"', '{\n "for": "parts/main",\n "f\\u006fr"'),
    "a float for a row": GOOD.replace("     0,", "     0.0,"),
    "a float with an exponent": GOOD.replace("     1,", "     1e0,"),
    "a negative zero": GOOD.replace("     0,", "     -0,"),
    "a negative row": GOOD.replace("     0,", "     -1,"),
    "a row with a leading 0": GOOD.replace("     1,", "     01,"),
    "a row with a sign": GOOD.replace("     1,", "     +1,"),
    "a row of 2^31": GOOD.replace("     1,", f"     {2**31},"),
    "a row of 100000 digits": GOOD.replace("     1,", f"     {'9' * 100000},"),
    "NaN": GOOD.replace("     1,", "     NaN,"),
    "Infinity": GOOD.replace("     1,", "     Infinity,"),
    "-Infinity": GOOD.replace("     1,", "     -Infinity,"),
    "hexadecimal": GOOD.replace("     1,", "     0x1,"),
    "a row in full-width digits": GOOD.replace("     1,", "     １,"),
    "a depth of 100000": nested(100_000),
    "a depth of 900": json.dumps(json.loads(nested(900)), indent=1) + "\n",
    "a depth of 100000, in a field": GOOD.encode()[:-3] + b', "zzz": ' + nested(100_000) + b"\n}\n",
}


@pytest.mark.parametrize("name", BYTES)
def test_bytes_that_are_not_canonical(pair: Pair, name: str) -> None:
    data = BYTES[name]
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    assert data != GOOD.encode(), "the edit did nothing"
    code, report = pair(CLAIM, data)
    assert code == 1
    assert len(lines(report)) == 1
    assert "certificate.json: expected canonical JSON" in lines(report)[0] or "expected" in lines(report)[0]
    statement = bytes(data).replace(GOOD.encode(), text(CLAIM).encode())
    assert pair(statement, PROOF)[0] == 2


NUMBERS = [
    "2/4",
    "+1",
    "01",
    "1/1",
    "1/01",
    "-0",
    "0/1",
    "1.0",
    "1e0",
    "1_0",
    " 1",
    "1 ",
    "1\n",
    "\n1",
    "",
    "-",
    "/",
    "1/",
    "/1",
    "1/0",
    "1/-1",
    "--1",
    "1/2/3",
    "0x1",
    "٣",
    "１",
    "²",
    "1\u0301",
    "½",
    "−1",
    "NaN",
    "inf",
    "∞",
    "1,0",
    "one",
    "null",
    "9" * 4001,
    "1/" + "9" * 4001,
    "9" * 100_000,
]


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: repr(n[:12]))
def test_a_number_has_one_spelling(pair: Pair, number: str) -> None:
    for certificate in (
        edited(PROOF, "trees", 0, "rows", 0, 1, to=number),
        edited(REFUTATION, "values", "x", to=number),
    ):
        code, report = pair(CLAIM, certificate)
        assert (code, len(lines(report))) == (1, 1)
        assert "rational" in lines(report)[0]
    assert pair(edited(CLAIM, "parts", "main", "witness", "x", to=number), PROOF)[0] == 2
    assert pair(edited(CLAIM, "parts", "main", "then", 2, to=number), PROOF)[0] == 2


@pytest.mark.parametrize("digits", [1, 10, 1000, 3999])
def test_a_long_number_is_a_number(pair: Pair, digits: int) -> None:
    number = "7" * digits
    assert (
        pair(CLAIM, edited(edited(PROOF, "trees", 0, "rows", 0, 1, to=number), "trees", 0, "rows", 1, 1, to=number))[0]
        == 0
    )
    code, report = pair(CLAIM, edited(PROOF, "trees", 0, "rows", 0, 1, to=number))
    assert (code, len(lines(report))) == ((1, 1) if digits > 0 else (0, 0))
    code, report = pair(CLAIM, edited(REFUTATION, "values", "x", to=number))
    assert (code, len(lines(report))) == (1, 1)


def test_products_of_long_numbers_are_shown_too(pair: Pair) -> None:
    """Python refuses to print a number of more than 4300 digits; a message has to survive that."""
    long = "7" * 3000
    table = {
        "kind": "separable",
        "family": "affine-unit",
        "fires": ">",
        "points": [[long], ["-" + long]],
        "values": ["1", "0"],
    }
    claim = {**CLAIM, "parts": {"main": table}}
    for weight, wanted in ((long, 0), ("-" + long, 1)):
        code, report = pair(claim, {"for": "parts/main", "format": "weights/1", "weights": [weight], "bias": "0"})
        assert (code, len(lines(report))) == (wanted, wanted)
    far = {**PART, "given": [[">=", "x", long]], "witness": {"x": long}}
    for rows, wanted in (([[0, "1"], [1, "1"]], 0), ([[0, long], [1, "1"]], 1), ([[0, long]], 1)):
        assert pair({**CLAIM, "parts": {"main": far}}, {**PROOF, "trees": [{"rows": rows}]})[0] == wanted


CERTIFICATES = {
    "a list": [PROOF],
    "a string": "trust me",
    "null": None,
    "true": True,
    "a number": 1,
    "no target": {k: v for k, v in PROOF.items() if k != "for"},
    "another claim's target": {**PROOF, "for": "parts/other"},
    "a part's name alone": {**PROOF, "for": "main"},
    "a group's name alone": {**PROOF, "for": "parts"},
    "a target that is a list": {**PROOF, "for": ["parts/main"]},
    "a target null": {**PROOF, "for": None},
    "a target of two lines": {**PROOF, "for": "parts/main\naccepted: 1 claims"},
    "a target with an escape sequence": {**PROOF, "for": "\u001b[2K\u001b[1Aaccepted"},
    "a target with a line separator": {**PROOF, "for": "parts/main\u2028accepted"},
    "a target of a megabyte": {**PROOF, "for": "x" * 10**6},
    "no format": {k: v for k, v in PROOF.items() if k != "format"},
    "an unknown format": {**PROOF, "format": "trust/1"},
    "another version": {**PROOF, "format": "cases/2"},
    "a format that is a list": {**PROOF, "format": ["cases/1"]},
    "a format null": {**PROOF, "format": None},
    "another kind's format": {**PROOF, "format": "weights/1"},
    "a field too many": {**PROOF, "proved": True},
    "a field whose name is of two lines": {**PROOF, "proved\naccepted": True},
    "the statement along with it": {**PROOF, "statement": PART},
    "a proof where a refutation is due": {**PROOF, "for": "controls/strict"},
    "a refutation where a proof is due": {**REFUTATION, "for": "parts/main"},
    "a list as deep as can be read": {**PROOF, "trees": json.loads(nested(800))},
    "a list for a row number": edited(PROOF, "trees", 0, "rows", 0, 0, to=[0]),
    "true for a row number": edited(PROOF, "trees", 0, "rows", 1, 0, to=True),
    "false for a row number": edited(PROOF, "trees", 0, "rows", 0, 0, to=False),
    "null for a row number": edited(PROOF, "trees", 0, "rows", 0, 0, to=None),
    "true for a multiplier": edited(PROOF, "trees", 0, "rows", 0, 1, to=True),
    "a list where an object belongs": edited(PROOF, "trees", 0, to=[]),
}


@pytest.mark.parametrize("name", CERTIFICATES)
def test_a_malformed_certificate_is_rejected(pair: Pair, name: str) -> None:
    code, report = pair(CLAIM, CERTIFICATES[name])
    assert (code, report["accepted"], len(lines(report))) == (1, False, 1)
    assert "\x1b" not in lines(report)[0]
    assert len(lines(report)[0]) < 1000


def test_a_control_says_what_was_shown(pair: Pair) -> None:
    """A "control" that is true is not refuted, and the report says that it was proved."""
    claim = {**CLAIM, "controls": {"strict": PART}}
    code, report = pair(claim, {**PROOF, "for": "controls/strict"})
    verdict = report["claims"][0]["certificates"][0]
    assert (code, verdict["accepted"], verdict["establishes"]) == (1, False, "proved")
    assert lines(report) == ["controls/strict: expected refuted, got proved"]


# ---------------------------------------------------------------- statements: exit code 2

SEPARABLE = {"kind": "separable", "family": "affine-unit", "fires": ">", "points": [["0"], ["1"]], "values": ["0", "1"]}
STATEMENTS = {
    "a list": [CLAIM],
    "null": None,
    "no fields": {},
    "another schema": {**CLAIM, "schema": "nlverify-statement/2"},
    "no schema": {k: v for k, v in CLAIM.items() if k != "schema"},
    "a schema of two lines": {**CLAIM, "schema": "1\n2"},
    "a field too many": {**CLAIM, "tier": "kernel"},
    "no controls": {**CLAIM, "controls": {}},
    "no parts": {**CLAIM, "parts": {}},
    "no field illustrations": {k: v for k, v in CLAIM.items() if k != "illustrations"},
    **{
        f"{group} {value!r}": {**CLAIM, group: value}
        for group in ("parts", "illustrations", "controls")
        for value in (None, [], ["main"], [1], 5, "main", True)
    },
    **{
        f"the id {name!r}": {**CLAIM, "id": name}
        for name in ("", "A", "a_b", "a b", "a--b", "-a", "a-", "1a", "a\n", "../a", "é", None, 1, ["a"])
    },
    **{
        f"uses {value!r}": {**CLAIM, "uses": value}
        for value in (None, "a", {"a": 1}, [1], [None], ["A"], ["a b"], [["a"]])
    },
    **{
        f"a part named {name!r}": {**CLAIM, "parts": {name: PART}}
        for name in ("", "Main", "a b", "a/b", "main\n", "_a", "a-", "é", "..")
    },
    "a part that is null": {**CLAIM, "parts": {"main": None}},
    "a part that is a list": {**CLAIM, "parts": {"main": [PART]}},
    "an unknown kind": edited(CLAIM, "parts", "main", "kind", to="axiom"),
    "a false control that cannot be read": edited(CLAIM, "controls", "strict", "kind", to="axiom"),
    "an illustration that cannot be read": {**CLAIM, "illustrations": {"one": {}}},
    "a false witness": edited(CLAIM, "parts", "main", "witness", "x", to="0"),
    "no witness": {**CLAIM, "parts": {"main": {k: v for k, v in PART.items() if k != "witness"}}},
    "one side twice": edited(CLAIM, "parts", "main", "then", to=[">=", "x", "x"]),
    "an empty table": {**CLAIM, "parts": {"main": {**SEPARABLE, "points": [], "values": []}}},
    "points of dimension 0": {**CLAIM, "parts": {"main": {**SEPARABLE, "points": [[], []]}}},
    "one label only": {**CLAIM, "parts": {"main": {**SEPARABLE, "values": ["1", "1"]}}},
    "one point, one label": {**CLAIM, "parts": {"main": {**SEPARABLE, "points": [["1"]], "values": ["1"]}}},
    "a depth of 800": edited(CLAIM, "parts", "main", "then", to=json.loads(nested(800))),
    "an observation as the only part": {
        **CLAIM,
        "parts": {"main": {"kind": "sampled", "experiment": "a/1", "parameters": {}, "trials": 1, "successes": 1}},
    },
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_that_cannot_be_read(pair: Pair, name: str) -> None:
    code, report = pair(STATEMENTS[name], PROOF)
    assert (code, report["accepted"], report["claims"]) == (2, False, [])
    assert len(lines(report)) == 1
    assert "statement.json" in lines(report)[0]


@pytest.mark.parametrize("name", ["a list", "no parts", "a false witness"])
def test_what_cannot_be_read_has_no_reading(tmp_path: Path, run_main: Run, name: str) -> None:
    code, _ = run_main("--reading", write(tmp_path / "statement.json", STATEMENTS[name]))
    assert code == 2


def test_a_reading_needs_no_certificate(tmp_path: Path, run_main: Run) -> None:
    path = write(tmp_path / "statement.json", CLAIM)
    code, out = run_main("--reading", path)
    assert code == 0
    assert "such that x ≥ 1:\n    x > 0." in out
    assert "controls/strict  (a control: this is false)" in out
    code, out = run_main("--json", "--reading", path)
    claim = json.loads(out)["claims"][0]
    assert (code, claim["certificates"], claim["missing"]) == (0, [], [])
    assert set(claim["readings"]) == {"parts/main", "controls/strict"}


# ---------------------------------------------------------------- usage, size, work


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--json"],
        ["--reading"],
        ["--help"],
        ["a", "b", "c"],
        ["--reading", "a", "b"],
        ["no/such/folder"],
        ["no", "such"],
        [""],
        ["--json", "--json", "."],
    ],
    ids=" ".join,
)
def test_wrong_usage(run_main: Run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out = run_main(*arguments)
    assert code == 2
    assert "expected" in out or "usage" in out


def test_folders_for_files(run_main: Run, tmp_path: Path) -> None:
    statement = write(tmp_path / "statement.json", CLAIM)
    assert run_main(tmp_path, tmp_path)[0] == 2
    assert run_main(statement, tmp_path)[0] == 1
    assert run_main(statement)[0] == 2
    assert run_main("--reading", tmp_path)[0] == 2


def test_a_file_that_is_too_large(tmp_path: Path, run_main: Run) -> None:
    statement, certificate = write(tmp_path / "statement.json", CLAIM), tmp_path / "certificate.json"
    with certificate.open("wb") as file:
        file.truncate(64 * 1024 * 1024 + 1)  # a hole: it takes no space, and must not be read
    code, out = run_main(statement, certificate)
    assert (code, "67108864 bytes" in out) == (1, True)
    assert run_main(certificate, certificate)[0] == 2
