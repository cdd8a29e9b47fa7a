"""The form of a signature, sent: read, judged, sealed, and answered once it is on the disk, together with all that came meanwhile.

Only a form in which nothing is wrong is taken here. Every other goes to Django's view at the same address with the same body: that one
says what is wrong, keeps what was typed, and asks back.
"""

from __future__ import annotations

import re
from html import escape
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.kit.clock import today
from safeconduct.kit.languages import PUBLIC_LANGUAGES, direction_of
from safeconduct.kit.rsgi import ClientGone, Headers, NotTaken, Proto, Scope, WsgiDoor, body_of, length_of
from safeconduct.signing.queries.rolls import RolledUp, held
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry, problems_of, read_entry
from safeconduct.signing.rules.kinds import State
from safeconduct.signing.storing.writer import Away, Full, running

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 16 * 1024  # bytes of a form
MOST_FIELDS = 40
FORM = "application/x-www-form-urlencoded"
_LANGUAGES = "|".join(code for code, _name in PUBLIC_LANGUAGES)
SIGN = re.compile(rf"/(?P<language>{_LANGUAGES})/(?P<crisis>[-a-zA-Z0-9_]+)/petitions/(?P<petition>[-a-zA-Z0-9_]+)/sign/")
SECONDS_TO_WAIT = "5"

Pairs = "Sequence[tuple[str, str]]"


class Signing:
    """Takes signatures for this process. ``headers`` are those that every page of ours carries."""

    def __init__(self, django: WsgiDoor, headers: Headers) -> None:
        self._django = django
        self._headers = [*headers, ("Cache-Control", "no-store")]
        self._words = {code: _words(code) for code, _name in PUBLIC_LANGUAGES}

    async def take(self, scope: Scope, proto: Proto, path: re.Match[str]) -> None:
        """Take a signature, or let Django look at what was sent."""
        rolled = held((path["crisis"], path["petition"]))
        if rolled is None or not _is_plain(scope):
            await self._django(scope, proto)
            return
        try:
            length = length_of(scope) or 0
            body = await body_of(proto, length) if 0 < length <= LONGEST else None
        except NotTaken as error:
            proto.response_empty(error.status, self._headers)
            return
        except (ClientGone, TimeoutError):
            return
        fields = _fields(body) if body else []
        entry = read_entry(fields)
        if not fields or not _is_clear(entry, rolled):
            await self._django(scope, proto, body=body)
            return
        await self._keep(scope, proto, path, (entry, rolled, fields, body))

    async def _keep(
        self, scope: Scope, proto: Proto, path: re.Match[str], taken: tuple[Entry, RolledUp, Sequence[tuple[str, str]], bytes | None]
    ) -> None:
        entry, rolled, fields, body = taken
        writer = running()
        if writer is None:
            await self._django(scope, proto, body=body)
            return
        try:
            await writer.submit_in_loop(prepare(entry, rolled, on=today(), state=State.PENDING))
        except (Full, Away):
            self._say_later(proto, path["language"], scope.path, fields)
            return
        proto.response_empty(HTTPStatus.SEE_OTHER, [*self._headers, ("Location", f"{scope.path[:-5]}signed/")])

    def _say_later(self, proto: Proto, language: str, action: str, fields: Sequence[tuple[str, str]]) -> None:
        """Ask to send the form again in a moment, with everything in it that was typed."""
        said = [*self._headers, ("Content-Type", "text/html; charset=utf-8"), ("Retry-After", SECONDS_TO_WAIT)]
        title, explanation, again = self._words[language]
        kept = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields)
        page = (
            f'<!doctype html><html lang="{language}" dir="{direction_of(language)}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><h1>{title}</h1><p>{explanation}</p>"
            f'<form method="post" action="{escape(action)}">{kept}<button type="submit">{again}</button></form></html>'
        )
        proto.response_bytes(HTTPStatus.SERVICE_UNAVAILABLE, said, page.encode())


def is_from_here(scope: Scope) -> bool:
    """Tell whether a form was sent from a page of ours, as far as the browser says it; one that says nothing is believed.

    Nothing here acts in anybody's name, so that a form sent by a stranger's page steals nothing; it only must not sign for its readers.
    """
    headers = scope.headers
    if (site := headers.get("sec-fetch-site")) is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == (headers.get("host") or scope.authority)


def _is_plain(scope: Scope) -> bool:
    return scope.headers.get("content-type", "").partition(";")[0].strip().lower() == FORM and is_from_here(scope)


def _fields(body: bytes) -> list[tuple[str, str]]:
    """Read a form; none of its fields where it is no form that a browser sends."""
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return []


def _is_clear(entry: Entry, rolled: RolledUp) -> bool:
    """Tell whether there is nothing to ask back."""
    return rolled.is_open(today()) and bool(entry.visibility) and not problems_of(entry, rolled)


def _words(language: str) -> tuple[str, str, str]:
    with translation.override(language):
        return (
            escape(_("So many are signing at this moment that yours could not be taken yet")),
            escape(_("Nothing of it was lost: it stands below, unseen, as you typed it. Please send it again in a moment.")),
            escape(_("Sign")),
        )
