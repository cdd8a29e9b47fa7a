"""The form of a signature, sent: read, judged, sealed, and answered once it is on the disk, together with all that came meanwhile.

Only a form in which nothing is wrong is taken here. Every other goes to Django's view at the same address with the same body: that one
says what is wrong, keeps what was typed, and asks back.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

from django.utils import translation
from django.utils.translation import gettext as _

from safeconduct.kit.clock import now
from safeconduct.kit.languages import PUBLIC_LANGUAGES, direction_of
from safeconduct.kit.rsgi import ClientGone, Headers, NotTaken, Proto, Scope, WsgiDoor, body_of, client_of, length_of
from safeconduct.signing.queries.rolls import RolledUp, held
from safeconduct.signing.receiving.judging import Verdict, judge
from safeconduct.signing.receiving.keeping import keeper_of
from safeconduct.signing.receiving.preparing import prepare
from safeconduct.signing.rules.entry import Entry, problems_of, read_entry
from safeconduct.signing.rules.kinds import Channel, State
from safeconduct.signing.storing.rows import Row
from safeconduct.signing.storing.turns import Away, Full

LONGEST = 16 * 1024  # bytes of a form
MOST_FIELDS = 40
FORM = "application/x-www-form-urlencoded"
_LANGUAGES = "|".join(code for code, _name in PUBLIC_LANGUAGES)
SIGN = re.compile(
    rf"(?P<page>/(?P<language>{_LANGUAGES})/(?P<crisis>[-a-zA-Z0-9_]+)/petitions/(?P<petition>[-a-zA-Z0-9_]+)/)(?P<way>sign|widget)/"
)
CHANNELS = {"sign": Channel.WEB, "widget": Channel.WIDGET}
SIGNED = {"sign": "signed/", "widget": "widget/signed/"}
STATES = {Verdict.OK: State.PENDING, Verdict.SET_ASIDE: State.SET_ASIDE}
SECONDS_TO_WAIT = "5"
MOST_TOGETHER = 64  # forms; answers go out in between
Pairs = list[tuple[str, str]]
_log = logging.getLogger("safeconduct.fast")


@dataclass(slots=True, eq=False)
class Form:
    """A form on its way: what is known of it after each step. ``row`` stays empty where Django must look at it."""

    scope: Scope
    path: re.Match[str]
    rolled: RolledUp
    body: bytes
    ready: asyncio.Future[None]
    fields: Pairs = field(default_factory=list)
    entry: Entry | None = None
    state: State | None = None
    row: Row | None = None


class Signing:
    """Takes signatures for this process. ``headers`` are those that every page of ours carries."""

    def __init__(self, django: WsgiDoor, headers: Headers) -> None:
        self._django = django
        self._headers = [*headers, ("Cache-Control", "no-store")]
        self._forms: list[Form] = []
        self._words = {code: _words(code) for code, _name in PUBLIC_LANGUAGES}

    async def take(self, scope: Scope, proto: Proto, path: re.Match[str]) -> None:
        """Take a signature, or let Django look at what was sent."""
        rolled = held((path["crisis"], path["petition"]))
        keeper = keeper_of(rolled) if rolled else None
        if rolled is None or keeper is None or not _is_plain(scope):
            await self._django(scope, proto)
            return
        try:
            length = length_of(scope) or 0
            body = await body_of(proto, length) if 0 < length <= LONGEST else None
        except NotTaken as error:
            proto.response_empty(error.status, self._headers)
            return
        except TimeoutError:
            proto.response_empty(HTTPStatus.REQUEST_TIMEOUT, self._headers)
            return
        except ClientGone:
            return
        form = Form(scope, path, rolled, body or b"", asyncio.get_running_loop().create_future())
        self._bring(form)
        await form.ready
        if form.row is None:
            await self._django(scope, proto, body=body)
            return
        try:
            await keeper.submit_in_loop(form.row)
        except (Full, Away):
            self._say_later(proto, path, form.fields)
            return
        except Exception:  # noqa: BLE001 — this row alone could not be kept; Django tries again, and says so where it fails too
            _log.exception("A signature could not be kept")
            await self._django(scope, proto, body=body)
            return
        proto.response_empty(HTTPStatus.SEE_OTHER, [*self._headers, ("Location", path["page"] + SIGNED[path["way"]])])

    def _bring(self, form: Form) -> None:
        """Let a form be prepared together with all that come in this turn of the loop."""
        if not self._forms:
            form.ready.get_loop().call_soon(self._prepare_together)
        self._forms.append(form)

    def _prepare_together(self) -> None:
        """Prepare forms step by step, all of them at each: the processor then has at hand what the step needs, and takes half the time."""
        forms, self._forms = self._forms[:MOST_TOGETHER], self._forms[MOST_TOGETHER:]
        if self._forms:
            self._forms[0].ready.get_loop().call_soon(self._prepare_together)
        at = now()
        for step in (_read, _judge, _prepare):
            for form in forms:
                try:
                    step(form, at)
                except Exception:  # noqa: BLE001 — Django meets it again, and says so
                    _log.exception("A form could not be prepared")
        for form in forms:
            if not form.ready.done():
                form.ready.set_result(None)

    def _say_later(self, proto: Proto, path: re.Match[str], fields: Pairs) -> None:
        """Ask to send the form again in a moment, with everything in it that was typed."""
        language, headers = path["language"], self._headers if path["way"] == "sign" else _framed(self._headers)
        title, explanation, again = self._words[language]
        kept = "".join(f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields)
        page = (
            f'<!doctype html><html lang="{language}" dir="{direction_of(language)}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{title}</title><h1>{title}</h1><p>{explanation}</p>"
            f'<form method="post" action="{escape(path[0])}">{kept}<button type="submit">{again}</button></form></html>'
        )
        said = [*headers, ("Content-Type", "text/html; charset=utf-8"), ("Retry-After", SECONDS_TO_WAIT)]
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


def _fields(body: bytes) -> Pairs:
    """Read a form; none of its fields where it is no form that a browser sends. The library's own way takes four times as long."""
    try:
        parts = body.decode("ascii").replace("+", " ").split("&")
        return [_pair(part) for part in parts if part] if len(parts) <= MOST_FIELDS else []
    except ValueError:
        return []


def _pair(part: str) -> tuple[str, str]:
    name, _equals, value = part.partition("=")
    if "%" in part:
        return unquote(name, errors="strict"), unquote(value, errors="strict")
    return name, value


def _read(form: Form, at: datetime) -> None:
    """Read the entry; it stays empty where something must be said of it."""
    form.fields = _fields(form.body)
    entry = read_entry(form.fields)
    if form.fields and form.rolled.is_open(at.date()) and entry.visibility and not problems_of(entry, form.rolled):
        form.entry = entry


def _judge(form: Form, at: datetime) -> None:
    if form.entry is not None:
        peer, forwarded = client_of(form.scope), form.scope.headers.get("x-forwarded-for", "")
        form.state = STATES.get(judge(form.entry, form.rolled, peer=peer, forwarded=forwarded, at=at))


def _prepare(form: Form, at: datetime) -> None:
    if form.entry is not None and form.state is not None:
        form.row = prepare(form.entry, form.rolled, on=at.date(), channel=CHANNELS[form.path["way"]], state=form.state)


def _framed(headers: Headers) -> Headers:
    """Give the headers of a page that others may frame."""
    allowed = [(name, value) for name, value in headers if name.lower() != "x-frame-options"]
    return [(name, value.replace("frame-ancestors 'none'", "frame-ancestors *")) for name, value in allowed]


def _words(language: str) -> tuple[str, str, str]:
    with translation.override(language):
        return (
            escape(_("So many are signing at this moment that yours could not be taken yet")),
            escape(_("Nothing of it was lost: it stands below, unseen, as you typed it. Please send it again in a moment.")),
            escape(_("Send again")),
        )
