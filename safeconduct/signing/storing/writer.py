"""The one thread of a process that writes signatures: whatever came while the last transaction was made durable is the next one.

No timer and no waiting: a single signature is committed at once, and in a surge the batches grow by themselves. A future is resolved
after COMMIT, so that whoever waited for it can answer for it. On SQLite this thread is the only writer of a surge; other changes of
signatures ride along as jobs.
"""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from safeconduct.signing.storing.batches import insert_signatures
from safeconduct.signing.storing.link import Link
from safeconduct.signing.storing.rows import Cursor, Row

MOST_WAITING = 2000  # then callers are told to come back
MOST_IN_BATCH = 256
SECONDS_OF_PATIENCE = 5.0  # with a database that went away, before whoever waits is told
SECONDS_BETWEEN = 0.25
_log = logging.getLogger("safeconduct.signing")

T = TypeVar("T")
Job = Callable[[Cursor, str], T]  # with a cursor inside a transaction, and the database's kind: sqlite or postgresql


class Full(Exception):
    """So much waits that more would wait too long: answer 503 and ask to come back."""


class Away(Exception):
    """The database cannot be reached; nothing was kept."""


@dataclass(slots=True, eq=False)
class _Item:
    """A row or a job, and who waits for it: a thread, or an event loop."""

    row: Row | None
    job: Job[Any] | None
    future: Any
    loop: asyncio.AbstractEventLoop | None
    result: Any = None
    problem: BaseException | None = None


class Writer:
    """A thread with a connection of its own."""

    def __init__(self, link: Link, *, most: int = MOST_WAITING) -> None:
        self._link, self._most = link, most
        self._queue: SimpleQueue[_Item | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="signing-writer", daemon=True)
        self._is_stopping = self._is_away = False

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def stop(self, *, patience: float = 10.0) -> None:
        """Write what waits, for so many seconds at most, and take nothing more."""
        self._is_stopping = True
        self._queue.put(None)
        self._thread.join(patience)

    @property
    def waiting(self) -> int:
        """Tell how many wait to be written."""
        return self._queue.qsize()

    def submit(self, row: Row) -> Future[str]:
        """Let a row be written; the future is done once it is on the disk.

        :raises Full: if too many wait
        """
        return self._put(row, None, Future(), None)  # type: ignore[no-any-return]

    def submit_in_loop(self, row: Row) -> asyncio.Future[str]:
        """Let a row be written, from within an event loop; all that wait in one loop for one transaction are woken together.

        :raises Full: if too many wait
        """
        loop = asyncio.get_running_loop()
        return self._put(row, None, loop.create_future(), loop)  # type: ignore[no-any-return]

    def run(self, job: Job[T]) -> Future[T]:
        """Let something else be done in a transaction of this thread. Where the transaction fails it may be done a second time.

        :raises Full: if too much waits
        """
        return self._put(None, job, Future(), None)  # type: ignore[no-any-return]

    def _put(self, row: Row | None, job: Job[Any] | None, future: Any, loop: asyncio.AbstractEventLoop | None) -> Any:
        if self._is_stopping or self._queue.qsize() >= self._most:
            raise Full
        self._queue.put(_Item(row, job, future, loop))
        return future

    def _run(self) -> None:
        is_over = False
        while not is_over:
            batch: list[_Item] = []
            one = self._queue.get()
            while one is not None:
                batch.append(one)
                if len(batch) >= MOST_IN_BATCH:
                    break
                try:
                    one = self._queue.get_nowait()
                except Empty:
                    break
            is_over = one is None
            if batch:
                self._write(batch)
                _answer(batch)
        self._link.close()

    def _write(self, batch: Sequence[_Item]) -> None:
        """Write a batch in one transaction; where that fails, each half in its own, so that one bad row fails alone."""
        problem = self._try(batch)
        if problem is None:
            return
        if len(batch) > 1 and not isinstance(problem, Away):
            half = len(batch) // 2
            self._write(batch[:half])
            self._write(batch[half:])
            return
        for item in batch:
            item.problem = problem

    def _try(self, batch: Sequence[_Item]) -> Exception | None:
        until = time.monotonic() + (0 if self._is_away else SECONDS_OF_PATIENCE)
        while True:
            try:
                self._commit(batch)
            except self._link.lost_by as problem:
                # The transaction may even have been kept: what is written again is recognised by its id.
                self._link.close()
                if not self._is_away:
                    _log.warning("The database of signatures was lost: %s", type(problem).__name__)
                if time.monotonic() >= until:
                    self._is_away = True
                    return Away()
                time.sleep(SECONDS_BETWEEN)
            except Exception as problem:  # noqa: BLE001 — whatever one row or job does, its neighbours are tried without it
                self._link.roll_back()
                return problem
            else:
                self._is_away = False
                return None

    def _commit(self, batch: Sequence[_Item]) -> None:
        cursor = self._link.begin()
        items = [item for item in batch if item.row is not None]
        rows = [item.row for item in items if item.row is not None]
        if rows:
            for item, outcome in zip(items, insert_signatures(cursor, self._link.vendor, rows), strict=True):
                item.result = outcome
        for item in batch:
            if item.job is not None:
                item.result = item.job(cursor, self._link.vendor)
        self._link.commit(cursor)


def _answer(batch: Sequence[_Item]) -> None:
    """Wake whoever waits: threads one by one, each event loop once."""
    loops: dict[asyncio.AbstractEventLoop, list[_Item]] = {}
    for item in batch:
        if item.loop is not None:
            loops.setdefault(item.loop, []).append(item)
        else:
            _resolve([item])
    for loop, items in loops.items():
        try:
            loop.call_soon_threadsafe(_resolve, items)
        except RuntimeError:  # the loop is closed: nobody waits any more
            continue


def _resolve(items: Sequence[_Item]) -> None:
    for item in items:
        future = item.future
        if future.done():
            continue
        if item.problem is not None:
            future.set_exception(item.problem)
        else:
            future.set_result(item.result)


_running: list[Writer] = []


def start() -> Writer:
    """Start the writer of this process, if it does not run."""
    if not _running:
        writer = Writer(Link())
        writer.start()
        _running.append(writer)
    return _running[0]


def running() -> Writer | None:
    """Give the writer of this process; ``None`` where none runs, as in a command."""
    return _running[0] if _running else None


def stop(*, patience: float = 10.0) -> None:
    """Stop the writer of this process once it has written what waits."""
    while _running:
        _running.pop().stop(patience=patience)
