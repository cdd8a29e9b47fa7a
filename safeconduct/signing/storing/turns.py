"""A thread that does many things in one go: whatever came while it was busy is what it does next. No timer, no waiting.

One thing alone is done at once; in a surge the batches grow by themselves. Whoever brought a thing holds a future, which is done once
the thing is.
"""

import asyncio
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

MOST_WAITING = 2000  # then callers are told to come back
MOST_IN_BATCH = 256


class Full(Exception):
    """So much waits that more would wait too long: answer 503 and ask to come back."""


class Away(Exception):
    """What is needed to keep it cannot be reached, or is full; nothing was kept."""


@dataclass(slots=True, eq=False)
class Item:
    """A thing to be done, and who waits for it: a thread, or an event loop."""

    thing: Any
    future: Any
    loop: asyncio.AbstractEventLoop | None = None
    result: Any = None
    problem: BaseException | None = None


class Turns:
    """The thread. Whoever inherits from it says in ``_write`` what is done with a batch."""

    def __init__(self, name: str, *, most: int = MOST_WAITING) -> None:
        self._name, self._most = name, most
        self._queue: SimpleQueue[Item | None] = SimpleQueue()
        self._thread = self._new_thread()
        self._is_stopping = False

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, *, patience: float = 10.0) -> None:
        """Do what waits, for so many seconds at most, and take nothing more."""
        self._is_stopping = True
        self._queue.put(None)
        self._thread.join(patience)

    @property
    def waiting(self) -> int:
        """Tell how many things wait."""
        return self._queue.qsize()

    def submit(self, thing: Any) -> Future[Any]:
        """Let a thing be done.

        :raises Full: if too many wait
        """
        future: Future[Any] = Future()
        self._put(Item(thing, future))
        return future

    def submit_in_loop(self, thing: Any) -> asyncio.Future[Any]:
        """Let a thing be done, from within an event loop; all in one loop that waited for one batch are woken together.

        :raises Full: if too many wait
        """
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self._put(Item(thing, future, loop))
        return future

    def _write(self, batch: Sequence[Item]) -> None:
        """Do all of a batch, and note in each item its result or its problem. Must not fail."""
        raise NotImplementedError

    def _close(self) -> None:
        """Let go what is held, at the end."""

    def _put(self, item: Item) -> None:
        if self._is_stopping or self._queue.qsize() >= self._most:
            raise Full
        self._queue.put(item)

    def _run(self) -> None:
        is_over = False
        while not is_over:
            batch: list[Item] = []
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
                self._do(batch)
        self._close()

    def _do(self, batch: Sequence[Item]) -> None:
        try:
            self._write(batch)
        except BaseException as problem:
            # Nobody foresaw this. Whoever waits is told, and another thread goes on where this one ends.
            for item in batch:
                item.problem = problem
            _answer(batch)
            self._thread = self._new_thread()
            self._thread.start()
            raise
        _answer(batch)

    def _new_thread(self) -> threading.Thread:
        return threading.Thread(target=self._run, name=self._name, daemon=True)


def _answer(batch: Sequence[Item]) -> None:
    """Wake whoever waits: threads one by one, each event loop once."""
    loops: dict[asyncio.AbstractEventLoop, list[Item]] = {}
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


def _resolve(items: Sequence[Item]) -> None:
    for item in items:
        future = item.future
        if future.done():
            continue
        if item.problem is not None:
            future.set_exception(item.problem)
        else:
            future.set_result(item.result)
