"""What each process of the server runs: opened before anybody may ask, emptied before it ends."""

from __future__ import annotations

import asyncio
import gc
import logging
import secrets
import time
from threading import Event, Thread
from typing import Protocol

from safeconduct.kit.rsgi import Headers, Proto, Scope, Wsgi, WsgiDoor, ask
from safeconduct.public.fast.pages import Pages, Place, as_nobody
from safeconduct.public.fast.routes import Routes
from safeconduct.public.fast.signing import Signing
from safeconduct.signing.queries import rolls
from safeconduct.signing.rules.tickets import RANDOM_LENGTH, new_ticket
from safeconduct.signing.storing import spool, writer
from safeconduct.signing.storing.ram import own_key

STOPPING = 8.0  # seconds for what has begun; the server itself is told to wait ten
READ_ANEW = 1.0  # seconds between two looks at the rolls
NEW_OBJECTS, YOUNG, OLD = 20_000, 20, 50  # after how many of which Python looks for what nobody holds any more
OF_EVERY_PAGE = frozenset(
    {
        "content-security-policy",
        "cross-origin-opener-policy",
        "referrer-policy",
        "strict-transport-security",
        "x-content-type-options",
        "x-frame-options",
    }
)
_log = logging.getLogger("safeconduct.fast")


class Tending(Protocol):
    """Work that goes on beside the answers, in a thread of its own."""

    def start(self) -> None: ...
    def stop(self) -> None: ...


class Door:
    """The application that an RSGI server runs."""

    def __init__(self, django: Wsgi, place: Place, tender: Tending) -> None:
        self._django, self._place, self._tender = django, place, tender
        self._others = WsgiDoor(django, threads=place.threads)
        self._pages = Pages(django, self._others, place, self._ticket)
        self._is_over = Event()
        self._reading = Thread(target=self._read_rolls, name="rolls", daemon=True)
        self._routes: Routes | None = None
        self._key = b""

    def __rsgi_init__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Open what answers need. Whoever asks earlier waits."""
        self._key = own_key("tickets")
        self._routes = Routes(self._others, self._pages, Signing(self._others, self._headers()))
        writer.start()
        self._others.open()
        self._pages.open()
        self._reading.start()
        self._tender.start()
        _settle_memory()

    async def __rsgi__(self, scope: Scope, proto: Proto) -> None:
        """Answer one request."""
        if self._routes is not None:
            await self._routes(scope, proto)

    def __rsgi_del__(self, _loop: asyncio.AbstractEventLoop) -> None:
        """Finish what has begun, and let what was taken come to the disk; nobody asks any more."""
        self._is_over.set()
        self._tender.stop()
        writer.stop(patience=STOPPING)
        spool.stop(patience=STOPPING)
        self._pages.close(patience=1)
        self._others.close(patience=1)

    def _ticket(self) -> str:
        return new_ticket(self._key, secrets.token_bytes(RANDOM_LENGTH), int(time.time()) // 60)

    def _read_rolls(self) -> None:
        """Look each second at the rolls that are being signed: what was closed or switched must be known soon."""
        while not self._is_over.wait(READ_ANEW):
            try:
                rolls.refresh()
            except Exception:  # noqa: BLE001 — the next second may be better; what was read last goes on being used
                _log.exception("Rolls could not be read")

    def _headers(self) -> Headers:
        """Ask Django what every page of ours carries. It also makes Django read its templates before anybody waits for them."""
        _status, headers, _body = ask(self._django, as_nobody("/en/", self._place))
        return [(name, value) for name, value in headers if name.lower() in OF_EVERY_PAGE]


def _settle_memory() -> None:
    """Let Python's search for what nobody holds pass over the program itself, which stays, and run less often.

    Otherwise a surge of small objects sets it off again and again, and each whole search stops every answer for a third of a second.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, YOUNG, OLD)
