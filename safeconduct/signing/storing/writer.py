"""The one thread of a process that writes signatures, many to a transaction. A future is done after COMMIT: then it may be answered for.

On SQLite an event loop writes its own (see ``within``), and this thread whatever the loop cannot.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from safeconduct.signing.storing.batches import insert_signatures
from safeconduct.signing.storing.link import Link
from safeconduct.signing.storing.rows import Cursor, Row
from safeconduct.signing.storing.turns import MOST_WAITING, Away, Full, Item, Turns
from safeconduct.signing.storing.within import Within

__all__ = ["Away", "Full", "Job", "Writer", "running", "start", "stop"]

SECONDS_OF_PATIENCE = 5.0  # with a database that went away, before whoever waits is told
SECONDS_BETWEEN = 0.25
_log = logging.getLogger("safeconduct.signing")

T = TypeVar("T")
Job = Callable[[Cursor, str], T]  # with a cursor inside a transaction, and the database's kind: sqlite or postgresql


class Writer(Turns):
    """A thread with a connection of its own."""

    def __init__(self, link: Link, *, most: int = MOST_WAITING) -> None:
        super().__init__("signing-writer", most=most)
        self._link = link
        self._is_away = False
        self._within = Within(Link(), self._put) if link.vendor == "sqlite" else None

    def submit_in_loop(self, thing: Any) -> asyncio.Future[Any]:
        """Let a row be written, from within an event loop.

        :raises Full: if too many wait
        """
        return self._within.submit(thing) if self._within is not None else super().submit_in_loop(thing)

    def run(self, job: Job[T]) -> Future[T]:
        """Let something else be done in a transaction of this thread. Where the transaction fails it may be done a second time.

        :raises Full: if too much waits
        """
        return self.submit(job)

    def _close(self) -> None:
        self._link.close()
        if self._within is not None:
            self._within.close()

    def _write(self, batch: Sequence[Item]) -> None:
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

    def _try(self, batch: Sequence[Item]) -> Exception | None:
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
            except self._link.fails_by as problem:
                self._link.roll_back()  # the neighbours are tried without it
                return problem
            except BaseException:
                self._link.close()  # so that nothing of it stands in the next transaction
                raise
            else:
                self._is_away = False
                if self._within is not None:
                    self._within.open()  # here and not in the loop: it takes a while
                return None

    def _commit(self, batch: Sequence[Item]) -> None:
        cursor = self._link.begin()
        rows = [item for item in batch if isinstance(item.thing, Row)]
        if rows:
            outcomes = insert_signatures(cursor, self._link.vendor, [item.thing for item in rows])
            for item, outcome in zip(rows, outcomes, strict=True):
                item.result = outcome
        for item in batch:
            if not isinstance(item.thing, Row):
                item.result = item.thing(cursor, self._link.vendor)
        self._link.commit(cursor)


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
