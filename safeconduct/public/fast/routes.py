"""Which request is answered where: petition pages and counts from memory, signatures many at a time, all else by Django."""

from __future__ import annotations

from safeconduct.kit.rsgi import Proto, Scope, WsgiDoor
from safeconduct.public.fast.pages import Pages
from safeconduct.public.fast.signing import SIGN, Signing


class Routes:
    """The way of a request through this process."""

    def __init__(self, django: WsgiDoor, pages: Pages, signing: Signing) -> None:
        self._django, self._pages, self._signing = django, pages, signing

    async def __call__(self, scope: Scope, proto: Proto) -> None:
        """Answer one request."""
        method, path = scope.method, scope.path
        if method in {"GET", "HEAD"}:
            if self._pages.holds(path):
                await self._pages.answer(scope, proto)
                return
        elif method == "POST" and (match := SIGN.fullmatch(path)) is not None:
            await self._signing.take(scope, proto, match)
            return
        await self._django(scope, proto)
