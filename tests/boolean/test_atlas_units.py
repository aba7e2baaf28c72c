"""Units of work: a run that was killed goes on to the same bytes, and each unit counts exactly once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nlverify.boolean import executors, units
from nlverify.boolean.atlas import look_again
from nlverify.boolean.tree import Part, explore
from nlverify.files import canonical, sha256

pytest.importorskip("numba")

ROOT = Path(__file__).resolve().parents[2]
PLAN = units.Plan(7, certify=True)


@pytest.fixture(scope="module")
def results() -> dict[str, Part]:
    return units.run(PLAN, executors.Here(), 1)


def test_the_units_of_a_plan_make_the_whole_tree(results: dict[str, Part]) -> None:
    assert len(PLAN.units) > 10
    assert units.merge(PLAN, results.values()) == explore(7, certify=True)


def test_a_missing_unit_is_an_error(results: dict[str, Part]) -> None:
    with pytest.raises(units.UnitError, match="got none for 1"):
        units.merge(PLAN, list(results.values())[1:])


def test_a_unit_counted_twice_is_an_error(results: dict[str, Part]) -> None:
    parts = list(results.values())
    with pytest.raises(units.UnitError, match="got two"):
        units.merge(PLAN, [*parts, parts[3]])
    with pytest.raises(units.UnitError, match="got two"):
        units.merge(PLAN, [*parts[1:], parts[3]])


def test_an_unknown_unit_is_an_error(results: dict[str, Part]) -> None:
    with pytest.raises(units.UnitError, match="unknown"):
        units.merge(PLAN, [*results.values(), explore(7, "1", certify=True)])


def test_an_executor_that_answers_twice_is_an_error() -> None:
    class Forgetful(executors.Here):
        def submit(self, fn, /, *args, **kwargs):  # type: ignore[no-untyped-def]
            return super().submit(fn, args[0], PLAN.units[0], *args[2:], **kwargs)

    with pytest.raises(units.UnitError, match="got two"):
        units.run(PLAN, Forgetful(), 1)


def change(record: dict[str, object], **fields: object) -> dict[str, object]:
    """A record with other fields and the digest that goes with them."""
    content = {k: v for k, v in {**record, **fields}.items() if k != "sha256"}
    return {**content, "sha256": sha256(canonical(content))}


def test_changed_files_are_noticed(tmp_path: Path) -> None:
    units.run(PLAN, executors.Here(), 1, tmp_path)
    files = sorted(tmp_path.iterdir())
    assert len(files) == len(PLAN.units)
    content = files[0].read_text()
    record = json.loads(content)
    planted = {
        content.replace('"classes": ', '"classes": 1'): "changed one",
        content[: len(content) // 2]: "expected a unit's result",
        "[]\n": "expected a unit's result",
        canonical(change(record, plan="0" * 64)): "another",
        canonical(change(record, unit=PLAN.units[1])): "under its name|of the plan",
        canonical(change(record, unit="11")): "under its name|of the plan",
    }
    for text, message in planted.items():
        files[0].write_text(text)
        with pytest.raises(units.UnitError, match=message):
            units.finished(PLAN, tmp_path)
    files[0].write_text(content)
    (tmp_path / "unit-extra.json").write_text(content)
    with pytest.raises(units.UnitError, match="under its name"):
        units.finished(PLAN, tmp_path)


def test_what_is_done_is_not_done_again(tmp_path: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(part: Part, left: int) -> None:
        if left == len(PLAN.units) - 5:
            raise Stopped

    with pytest.raises(Stopped):
        units.run(PLAN, executors.Here(), 1, tmp_path, stop)
    assert len(units.finished(PLAN, tmp_path)) == 5
    again = list[str]()
    done = units.run(PLAN, executors.Here(), 1, tmp_path, lambda part, left: again.append(part.path))
    assert len(again) == len(PLAN.units) - 5
    assert units.merge(PLAN, done.values()) == explore(7, certify=True)


def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    """Killed without warning; what a half-written file was called is no unit's name."""
    program = (
        "import sys, time; from pathlib import Path; from nlverify.boolean import executors, units\n"
        "plan = units.Plan(8, certify=True)\n"
        "units.run(plan, executors.Here(), 1, Path(sys.argv[1]), lambda part, left: time.sleep(0.02))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], env=environment)
    with stopped_in_the_end(process):
        deadline = time.monotonic() + 60
        while len(list(tmp_path.glob("unit-*"))) < 4 and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    (tmp_path / ".unit-half.json.x1").write_text('{"format": ')
    plan = units.Plan(8, certify=True)
    before = units.finished(plan, tmp_path)
    assert 4 <= len(before) < len(plan.units)
    kept = {file: file.read_bytes() for file in tmp_path.glob("unit-*")}
    done = units.run(plan, executors.Here(), 1, tmp_path)
    assert all(file.read_bytes() == content for file, content in kept.items())
    assert units.merge(plan, done.values()) == explore(8, certify=True)


@contextmanager
def stopped_in_the_end(process: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_processes_give_the_same(results: dict[str, Part]) -> None:
    with executors.local(2) as (executor, workers):
        assert units.run(PLAN, executor, workers) == results


def test_dask_gives_the_same_even_if_a_worker_is_killed() -> None:
    pytest.importorskip("distributed")
    plan, killed = units.Plan(8, certify=False), list[int]()
    with executors.dask(None, 2) as (executor, workers):

        def kill_one(part: Part, left: int) -> None:
            if not killed:
                pids = executor._client.run(os.getpid)  # type: ignore[attr-defined]
                killed.append(next(iter(pids.values())))
                os.kill(killed[0], signal.SIGKILL)

        done = units.run(plan, executor, workers, report=kill_one)
    assert killed
    assert units.merge(plan, done.values()) == explore(8)


def test_a_second_look_sees_the_same_and_notices_another_count(results: dict[str, Part]) -> None:
    found = look_again(PLAN, results, 3, seed=1)
    assert [second.same for second in found] == [True] * 3
    assert {second.unit for second in found} <= set(PLAN.units)
    wrong = {
        path: Part(path, p.classes, p.functions + 2, p.nodes, p.impossible, p.lines) for path, p in results.items()
    }
    assert [second.same for second in look_again(PLAN, wrong, 3, seed=1)] == [False] * 3
