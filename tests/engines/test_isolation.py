"""Work in processes of its own: whatever happens to it comes back as data."""

import importlib
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nlverify.engines import isolation
from nlverify.engines.isolation import Outcome, Workers

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def workers() -> Iterator[Workers]:
    with Workers(2) as running:
        yield running


def kill_the_only_child() -> None:
    for _ in range(500):
        children = multiprocessing.active_children()
        if children:
            time.sleep(0.1)
            os.kill(children[0].pid or 0, signal.SIGKILL)
            return
        time.sleep(0.01)


def test_a_result_comes_back(workers: Workers) -> None:
    outcome = workers.submit(sorted, [3, 1, 2], timeout=10).result()
    assert (outcome.status, outcome.value) == ("done", [1, 2, 3])
    assert 0 <= outcome.seconds < 10


def test_a_task_that_takes_too_long_is_stopped(workers: Workers) -> None:
    outcome = workers.submit(time.sleep, 60, timeout=0.3).result()
    assert (outcome.status, outcome.message) == ("timeout", "stopped after 0.3 s")
    assert outcome.seconds < 5
    assert not multiprocessing.active_children()


def test_memory_is_bounded(workers: Workers) -> None:
    outcome = workers.submit(bytearray, 64 * 1024**3, timeout=10, memory=2 * 1024**3).result()
    assert outcome.status == "out-of-memory"


def test_an_exception_is_one_line(workers: Workers) -> None:
    outcome = workers.submit(int, "two\nlines", timeout=10).result()
    assert outcome.status == "raised"
    assert outcome.message == "ValueError: invalid literal for int() with base 10: 'two\\nlines'"
    assert workers.submit(sys.exit, 0, timeout=10).result().message == "SystemExit: 0"


def test_a_missing_module_is_named(workers: Workers) -> None:
    outcome = workers.submit(importlib.import_module, "no_such_tool.part", timeout=10).result()
    assert (outcome.status, outcome.missing) == ("raised", "no_such_tool")


def test_a_crash_names_the_signal_or_the_exit_code(workers: Workers) -> None:
    killed = workers.submit(signal.raise_signal, signal.SIGSEGV, timeout=10).result()
    assert (killed.status, killed.message) == ("crashed", "killed by SIGSEGV")
    left = workers.submit(os._exit, 7, timeout=10).result()
    assert (left.status, left.message) == ("crashed", "ended with exit code 7 and no result")


def test_a_worker_killed_from_outside_has_crashed(workers: Workers) -> None:
    future = workers.submit(time.sleep, 60, timeout=30)
    kill_the_only_child()
    outcome = future.result()
    assert (outcome.status, outcome.message) == ("crashed", "killed by SIGKILL")


def test_a_value_that_is_no_data_is_an_error(workers: Workers) -> None:
    outcome = workers.submit(object, timeout=10).result()
    assert outcome.status == "raised"
    assert "not JSON serializable" in outcome.message


def test_what_a_worker_prints_goes_nowhere(workers: Workers, capfd: pytest.CaptureFixture[str]) -> None:
    assert workers.submit(os.system, "echo loud; echo louder >&2", timeout=10).result().status == "done"
    assert workers.submit(print, "from Python", timeout=10).result().status == "done"
    assert capfd.readouterr() == ("", "")


def test_sets_have_the_same_order_in_every_run(workers: Workers) -> None:
    """Else a certificate could differ from run to run."""
    outcomes = {str(workers.submit(hash, "a name", timeout=10).result().value) for _ in range(2)}
    command = [sys.executable, "-c", "print(hash('a name'))"]
    alone = subprocess.run(
        command, env={**os.environ, "PYTHONHASHSEED": "0"}, capture_output=True, text=True, check=True
    )
    assert outcomes == {alone.stdout.strip()}
    assert os.environ.get("PYTHONHASHSEED") != "0" or "PYTHONSAFEPATH" not in os.environ


def test_tasks_run_side_by_side(workers: Workers) -> None:
    begun = time.perf_counter()
    futures = [workers.submit(time.sleep, 1, timeout=10) for _ in range(2)]
    assert {f.result().status for f in futures} == {"done"}
    assert time.perf_counter() - begun < 1.9


def test_stopping_ends_what_runs_and_starts_nothing_new() -> None:
    with Workers(1) as workers:
        running, waiting = (workers.submit(time.sleep, 60, timeout=50) for _ in range(2))
        threading.Timer(0.5, workers.stop).start()
        assert running.result().status == "crashed"
        assert waiting.cancelled() or waiting.result().status == "crashed"
    assert not multiprocessing.active_children()


def test_children_end_with_their_parent(tmp_path: Path) -> None:
    """Even if the parent is killed and can stop nothing."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import multiprocessing, time\n"
        "from nlverify.engines.isolation import Workers\n"
        "if __name__ == '__main__':\n"
        "    with Workers(1) as workers:\n"
        "        workers.submit(time.sleep, 60, timeout=50)\n"
        "        time.sleep(1)\n"
        "        print(multiprocessing.active_children()[0].pid, flush=True)\n"
        "        time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not Path(f"/proc/{pid}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_a_program_runs_within_the_same_bounds(workers: Workers) -> None:
    said = workers.program([sys.executable, "-c", "print('yes'); raise SystemExit(3)"], timeout=10).result()
    assert (said.status, said.value) == ("done", [3, "yes\n"])
    assert workers.program([sys.executable, "-c", "while True: pass"], timeout=0.3).result().status == "timeout"
    assert workers.program(["no-such-program"], timeout=1).result().status == "crashed"
    abort = workers.program([sys.executable, "-c", "import os; os.abort()"], timeout=10).result()
    assert (abort.status, abort.message) == ("crashed", "killed by SIGABRT")


def test_a_platform_without_memory_bounds_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isolation.memory_note() == ""
    monkeypatch.setattr(isolation, "resource", None)
    assert isolation.memory_note().startswith("memory: expected a platform that can bound it")
    assert Outcome("done", 0.0) == Outcome("done", 0.0)
