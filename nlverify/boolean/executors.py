"""Who does the units: this process, processes of this machine, or a Dask cluster. All are `concurrent.futures`."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import Any


class Here(Executor):
    """Does each unit at once, in this process."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as in the standard library
        """Call the function and return its result as a future."""
        future = Future[Any]()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - whoever asks for the result gets it
            future.set_exception(error)
        return future


@contextmanager
def local(jobs: int) -> Iterator[tuple[Executor, int]]:
    """Yield an executor with so many processes, and that number; with 1 there is no other process."""
    if jobs == 1:
        yield Here(), 1
        return
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))
    try:
        yield pool, jobs
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def dask(address: str | None, workers: int) -> Iterator[tuple[Executor, int]]:
    """Yield Dask's executor and its number of workers: of the scheduler at `address`, or of a new local cluster.

    A unit whose worker ends is given to another one.

    Raises ImportError if `distributed` is not installed, OSError if there is no scheduler at the address.
    """
    distributed: Any = import_module("distributed")

    if address:
        with distributed.Client(address, set_as_default=False) as client:
            yield client.get_executor(retries=3, pure=False), max(1, len(client.scheduler_info()["workers"]))
        return
    with (
        distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
        distributed.Client(cluster, set_as_default=False) as client,
    ):
        yield client.get_executor(retries=3, pure=False), workers
