"""The door of the server process: a surge is answered at once, everything else by Django in a few threads."""

import asyncio
import os
from typing import Any

from safeconduct.config.wsgi import application as django
from safeconduct.kit.rsgi import Proto, Scope, WsgiDoor

STOPPING = 8.0  # seconds for what has begun; the server is told to wait ten


class Door:
    """What each process of the server runs, from its start to its end."""

    def __init__(self, *, threads: int) -> None:
        self._pages = WsgiDoor(django, threads=threads)

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Open what answers need, before anybody may ask."""
        self._pages.open()

    async def __rsgi__(self, scope: Scope, proto: Proto) -> None:
        """Answer one request."""
        await self._pages(scope, proto)

    def __rsgi_del__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Finish what has begun; nobody asks any more."""
        self._pages.close(patience=STOPPING)


application: Any = Door(threads=int(os.environ.get("SAFECONDUCT_THREADS", "4")))
