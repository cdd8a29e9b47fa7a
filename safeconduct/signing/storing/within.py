"""Writes signatures within the event loop itself, on SQLite, while the database is quick.

A thread that writes waits for Python's lock at each of its statements, up to five milliseconds each while the loop is busy: in a surge that
costs a signature more than writing it in between does. What came in one turn of the loop is one transaction. Where another connection is
writing, it is tried again a few times; where that lasts, where anything fails, and for a while after the disk was slow, the thread does
it: the loop waits for nobody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from safeconduct.signing.storing.batches import insert_signatures
from safeconduct.signing.storing.link import Link
from safeconduct.signing.storing.turns import MOST_IN_BATCH, Full, Item

SLOW = 0.25  # seconds of one transaction, after which the thread writes for a while
SECONDS_BY_THREAD = 5.0
SECONDS_BETWEEN, MOST_TRIES = 0.004, 8  # while another connection writes


class Within:
    """What one event loop writes itself. ``hand_over`` lets the thread do it; it raises Full where too many wait."""

    def __init__(self, link: Link, hand_over: Callable[[Item], None]) -> None:
        self._link, self._hand_over = link, hand_over
        self._items: list[Item] = []
        self._cursor: Any = None
        self._tries = 0
        self._is_open = False
        self._thread_until = 0.0

    def open(self) -> None:
        """Open the connection where it is not, in the thread, which has just found the database in order. Until then all is handed over."""
        if not self._is_open:
            with suppress(*self._link.lost_by):
                self._link.open(patience=0)
                self._is_open = True

    def close(self) -> None:
        """Let the connection go. Nothing may wait here any more."""
        self._is_open = False
        self._link.close()

    def submit(self, thing: Any) -> asyncio.Future[Any]:
        """Let a row be written when the loop has done what it is at.

        :raises Full: if too many wait for the thread
        """
        loop = asyncio.get_running_loop()
        item = Item(thing, loop.create_future(), loop)
        if not self._is_open or time.monotonic() < self._thread_until:
            self._hand_over(item)
        else:
            if not self._items:
                loop.call_soon(self._write)
            self._items.append(item)
        return item.future  # type: ignore[no-any-return]

    def _write(self) -> None:
        batch = self._items[:MOST_IN_BATCH]
        if not self._begins():
            return
        del self._items[:MOST_IN_BATCH]
        if self._items:
            batch[0].future.get_loop().call_soon(self._write)
        outcomes = self._keep(batch)
        if outcomes is None:
            self._pass_on(batch)
            return
        for item, outcome in zip(batch, outcomes, strict=True):
            if not item.future.done():
                item.future.set_result(outcome)

    def _begins(self) -> bool:
        """Begin a transaction; where that cannot be now, see to it that it is tried again, or hand everything over."""
        try:
            self._cursor = self._link.begin()
        except self._link.lost_by:
            self._tries += 1
            if self._tries < MOST_TRIES:
                self._items[0].future.get_loop().call_later(SECONDS_BETWEEN, self._write)
            else:
                items, self._items, self._tries = self._items, [], 0
                self._pass_on(items)
            return False
        self._tries = 0
        return True

    def _keep(self, batch: Sequence[Item]) -> list[str] | None:
        """Write rows and end the transaction; where that fails, nothing of them is kept."""
        begun = time.monotonic()
        try:
            outcomes = insert_signatures(self._cursor, self._link.vendor, [item.thing for item in batch])
            self._link.commit(self._cursor)
        except self._link.fails_by:  # the thread meets it again, finds the row that causes it, and says so
            self._link.roll_back()
            return None
        except BaseException:
            self._is_open = False
            self._link.close()  # so that nothing of it stands in the next transaction
            self._pass_on(batch)
            raise
        if (now := time.monotonic()) - begun > SLOW:
            self._thread_until = now + SECONDS_BY_THREAD
        return outcomes

    def _pass_on(self, batch: Sequence[Item]) -> None:
        for item in batch:
            try:
                self._hand_over(item)
            except Full as problem:
                if not item.future.done():
                    item.future.set_exception(problem)
