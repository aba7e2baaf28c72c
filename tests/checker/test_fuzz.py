"""Noise and random edits: always one of the four exit codes, one line for each complaint, and no exception."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nlcheck_files import (
    CLAIM,
    PROOF,
    Json,
    Run,
    edited,
    lines,
    text,
    with_part,
    write,
)

GOOD = text(PROOF)
FUZZ = settings(
    derandomize=True, deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.sampled_from(
        [
            "x",
            "0",
            "1",
            "-1",
            "1/2",
            "+",
            "-",
            "*",
            "/",
            "^",
            "relu",
            "max",
            "leaky",
            ">=",
            "!=",
            "",
            "parts/main",
            "rows",
            "#0",
            "y\n",
        ]
    ),
    st.text(max_size=3),
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def places(data: Json, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(p for key, child in children for p in places(child, (*path, key)))]


def ends_well(run_main: Run, folder: Path, statement: Json, certificate: Json) -> int:
    """One of the four exit codes, at most one line for each complaint, and no exception."""
    paths = write(folder / "statement.json", statement), write(folder / "certificate.json", certificate)
    code, out = run_main("--json", *paths)
    assert code in (0, 1, 2, 3)
    report = json.loads(out)
    assert report["accepted"] == (code == 0)
    assert bool(lines(report)) == (code != 0)
    assert run_main(*paths)[0] == code
    return code


@pytest.fixture(scope="session")
def seeds(case_tables: dict[str, list[Any]]) -> list[tuple[Json, Json]]:
    """Every accepted case of every rule, as statement and certificate."""
    cases = [case for table in case_tables.values() for case in table if case.format and case.verdict]
    assert len(cases) > 100
    return [
        (
            with_part(c.statement) if c.verdict == "proved" else {**CLAIM, "controls": {"c": c.statement}},
            {"for": "parts/main" if c.verdict == "proved" else "controls/c", "format": c.format, **c.certificate},
        )
        for c in cases
    ]


@FUZZ
@given(st.data())
def test_random_edits(seeds: list[Any], run_main: Run, tmp_path: Path, data: st.DataObject) -> None:
    """Any node of any of the examples replaced by anything."""
    statement, certificate = data.draw(st.sampled_from(seeds))
    for _ in range(data.draw(st.integers(1, 3))):
        if data.draw(st.booleans()):
            place = data.draw(st.sampled_from(places(certificate)[1:]))
            certificate = edited(certificate, *place, to=data.draw(ANYTHING))
        else:
            place = data.draw(st.sampled_from(places(statement)[1:]))
            statement = edited(statement, *place, to=data.draw(ANYTHING))
    ends_well(run_main, tmp_path, statement, certificate)


@FUZZ
@given(st.data())
def test_random_moves(seeds: list[Any], run_main: Run, tmp_path: Path, data: st.DataObject) -> None:
    """A node of one file, or of another example, in the place of another node."""
    files = list(data.draw(st.sampled_from(seeds)))
    for _ in range(data.draw(st.integers(1, 2))):
        k = data.draw(st.integers(0, 1))
        source = data.draw(st.sampled_from(seeds))[data.draw(st.integers(0, 1))]
        for key in data.draw(st.sampled_from(places(source))):
            source = source[key]
        files[k] = edited(files[k], *data.draw(st.sampled_from(places(files[k])[1:])), to=source)
    ends_well(run_main, tmp_path, *files)


@FUZZ
@given(st.binary(max_size=40), st.integers(0, len(GOOD)), st.integers(0, 40), st.booleans())
def test_random_bytes(run_main: Run, tmp_path: Path, noise: bytes, at: int, cut: int, first: bool) -> None:
    good = text(CLAIM).encode() if first else GOOD.encode()
    bad = good[:at] + noise + good[at + cut :]
    code = ends_well(run_main, tmp_path, *((bad, PROOF) if first else (CLAIM, bad)))
    assert bad == good or code in ((1, 2) if first else (1,)) or json.loads(bad)


@FUZZ
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_noise_alone(run_main: Run, tmp_path: Path, statement: bytes, certificate: bytes) -> None:
    assert ends_well(run_main, tmp_path, statement, certificate) == 2
    assert ends_well(run_main, tmp_path, CLAIM, certificate) == 1


def test_the_seeds_are_accepted(run_main: Run, tmp_path: Path, seeds: list[Any]) -> None:
    """Otherwise the fuzz would only ever meet what is refused anyway."""
    assert {ends_well(run_main, tmp_path, *seed) for seed in seeds} == {0}
