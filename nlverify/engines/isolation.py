"""Run untrusted work in processes of its own, with a bound on time and memory.

Whatever happens to the work — a result, an exception, a time-out, exhausted memory, a
crash, a kill from outside — comes back as an `Outcome`, never as an exception. Many tasks
run side by side through a standard `concurrent.futures.Executor`, a process for each.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Literal, TypeAlias

from nlverify.exact.expression import Json
from nlverify.files import one_line

try:
    import resource
except ImportError:  # not on Windows
    resource = None  # type: ignore[assignment]

Status: TypeAlias = Literal["done", "timeout", "out-of-memory", "crashed", "raised"]

MEMORY = 4 * 1024**3  # bytes of address space for one task
START = 120.0  # seconds for a process to come up, which do not count as the task's own
# What every child would import before its task: half of what it costs to start one.
OURS = (__name__, "concurrent.futures.thread", "multiprocessing.popen_forkserver", "pkgutil")
LARGEST = 256 * 1024**2  # bytes of one result


@dataclass(frozen=True)
class Outcome:
    """What became of one task: its value if it is done, else one line that says what happened.

    `missing` names the module if the task could not run because that is not installed.
    """

    status: Status
    seconds: float
    value: Json = None
    message: str = ""
    missing: str = ""


def memory_note() -> str:
    """Return the line to show where tasks cannot be bounded in memory, or nothing."""
    if resource is None:
        return "memory: expected a platform that can bound it, got none; tasks are bounded in time only"
    return ""


class Workers:
    """Runs tasks in processes of their own, `jobs` at a time; use it in a `with` statement.

    `preload` names modules that each process would import anyway: where the platform can
    fork from a clean server, that server imports them once. `executor` may be any
    `concurrent.futures.Executor` whose tasks run in this process.
    """

    def __init__(self, jobs: int | None = None, preload: Sequence[str] = (), executor: Executor | None = None) -> None:
        self.jobs = jobs or os.cpu_count() or 1
        self._preload = [*OURS, *preload]
        self._executor = executor or ThreadPoolExecutor(self.jobs, thread_name_prefix="nlverify")
        self._live: set[BaseProcess | subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._context = _context()

    def __enter__(self) -> Workers:
        """Start the server that children are forked from, so that no task waits for it."""
        if isinstance(self._context, multiprocessing.context.ForkServerContext):
            self._context.set_forkserver_preload(self._preload)
        with _environment():
            self._run(_nothing, (), START, MEMORY)
        return self

    def __exit__(self, *exception: object) -> None:
        """End every child that still runs."""
        self.stop()

    def submit(
        self, function: Callable[..., Json], *arguments: object, timeout: float, memory: int = MEMORY
    ) -> Future[Outcome]:
        """Call `function(*arguments)` in a process of its own; the value must be JSON data.

        The function and its arguments must be importable there (no lambdas).
        """
        return self._executor.submit(self._run, function, arguments, timeout, memory)

    def program(self, command: Sequence[str], timeout: float, folder: Path | None = None) -> Future[Outcome]:
        """Run a program, in a folder if it writes files beside it; its value is `[exit code, standard output]`."""
        return self._executor.submit(self._program, command, timeout, folder)

    def stop(self) -> None:
        """Kill every child, start no new one and wait until the last is gone."""
        self._stopped.set()
        with self._lock:
            for child in self._live:
                child.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)

    @contextmanager
    def _registered(self, child: BaseProcess | subprocess.Popen[bytes]) -> Iterator[None]:
        with self._lock:
            self._live.add(child)
            if self._stopped.is_set():
                child.kill()
        try:
            yield
        finally:
            with self._lock:
                self._live.discard(child)

    def _run(
        self, function: Callable[..., Json], arguments: tuple[object, ...], timeout: float, memory: int
    ) -> Outcome:
        begun = time.perf_counter()
        if self._stopped.is_set():
            return Outcome("crashed", 0.0, message="stopped before it began")
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_child, args=(there, function, arguments, timeout, memory), daemon=True
        )
        try:
            process.start()
        except Exception as error:  # noqa: BLE001 - no process could be had: that too is an outcome
            here.close()
            return Outcome("crashed", time.perf_counter() - begun, message=f"no process: {one_line(error)}")
        finally:
            there.close()
        with self._registered(process), here:
            try:
                if not here.poll(START):
                    return Outcome("timeout", START, message=f"expected the process to start within {START:g} s")
                here.recv_bytes(16)
                begun = time.perf_counter()
                if not here.poll(timeout):
                    return Outcome("timeout", time.perf_counter() - begun, message=f"stopped after {timeout:g} s")
                result = json.loads(here.recv_bytes(LARGEST))
                return Outcome(seconds=time.perf_counter() - begun, **result)
            except (EOFError, OSError, ValueError):
                process.join(1)
                return Outcome("crashed", time.perf_counter() - begun, message=_end_of(process.exitcode))
            finally:
                process.kill()
                process.join()
                process.close()

    def _program(self, command: Sequence[str], timeout: float, folder: Path | None) -> Outcome:
        begun = time.perf_counter()
        if self._stopped.is_set():
            return Outcome("crashed", 0.0, message="stopped before it began")
        try:
            process = subprocess.Popen(
                list(command), cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except OSError as error:
            return Outcome("crashed", time.perf_counter() - begun, message=one_line(error))
        with self._registered(process):
            try:
                output, errors = process.communicate(timeout=timeout)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                return Outcome("timeout", time.perf_counter() - begun, message=f"stopped after {timeout:g} s")
        seconds = time.perf_counter() - begun
        if process.returncode < 0:
            return Outcome("crashed", seconds, message=_end_of(process.returncode))
        value: Json = [process.returncode, output.decode(errors="replace")]
        return Outcome("done", seconds, value, one_line(errors.decode(errors="replace")))


def _context() -> BaseContext:
    """Return the way to start children: forked from a clean server where that exists."""
    known = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")


@contextmanager
def _environment() -> Iterator[None]:
    """Start the server with a fixed hash seed, and without the current folder on its path.

    The order in which a proof meets the elements of a set must not depend on the run; and a
    file `sympy.py` that happens to lie in the current folder is not SymPy.
    """
    wanted = {"PYTHONHASHSEED": "0", "PYTHONSAFEPATH": "1"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _nothing() -> Json:
    return None


def _child(
    connection: Connection, function: Callable[..., Json], arguments: tuple[object, ...], timeout: float, memory: int
) -> None:
    """Run in the child: say that it started, run the task within its bounds, send what happened."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle: it kills us
    _silence()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    connection.send_bytes(b"started")
    release = _bound(timeout, memory)
    result: dict[str, Json]
    try:
        result = {"status": "done", "value": function(*arguments)}
        text = json.dumps(result)
    except BaseException as error:  # noqa: BLE001 - every failure of the task is data
        release()
        text = json.dumps(_failure(error))
    release()
    connection.send_bytes(text.encode())


def _failure(error: BaseException) -> dict[str, Json]:
    line = f"{type(error).__name__}: {one_line(error)}".removesuffix(": ")
    if isinstance(error, MemoryError) or "bad_alloc" in line or "out of memory" in line.lower():
        return {"status": "out-of-memory", "message": "needed more memory than it may have"}
    missing = (error.name or "") if isinstance(error, ModuleNotFoundError) else ""
    return {"status": "raised", "message": line, "missing": missing.split(".")[0]}


def _end_with_parent() -> None:
    """End this process as soon as its parent is gone: nobody waits for its result any more."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _silence() -> None:
    """Point standard input, output and error to nowhere, for C code too."""
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(null, stream)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - until the process ends


def _bound(timeout: float, memory: int) -> Callable[[], None]:
    """Bound this process in memory and processor time; return what lifts the memory bound again.

    The bound on processor time only matters if the parent is gone and C code hides that from us.
    """
    if resource is None:
        return lambda: None
    with suppress(ValueError, OSError):  # a platform may know the call and not the bound
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(8 * timeout) + 60, hard))
    with suppress(ValueError, OSError):
        soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))
        return partial(resource.setrlimit, resource.RLIMIT_AS, (soft, hard))
    return lambda: None


def _end_of(code: int | None) -> str:
    """Return how a process ended: by which signal, or with which exit code."""
    if code is None or code >= 0:
        return f"ended with exit code {code} and no result"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"signal {-code}"
    return f"killed by {name}"
