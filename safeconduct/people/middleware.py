"""Puts the signed-in member, or nobody, on every request, and ends a session that has grown too old."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, get_user
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from safeconduct.kit.clock import now
from safeconduct.people.models import Member

IDLE = timedelta(minutes=60)
WHOLE = timedelta(hours=8)
BEGAN, SEEN = "began", "seen"  # minutes since 1970, in the signed cookie


class DeskRequest(HttpRequest):
    """A request by somebody signed in, as the views behind a door see it."""

    member: Member


def note_beginning(request: HttpRequest) -> None:
    """Write into a session when it began, once somebody is let in; a session without it is worth nothing."""
    request.session[BEGAN] = request.session[SEEN] = _minute(now())


def keep_session(request: HttpRequest, member: Member) -> None:
    """Let this one session go on after the member's mark or passphrase changed; it is as old as it was."""
    request.session.cycle_key()
    request.session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    rotate_token(request)


def _minute(at: datetime) -> int:
    return int(at.timestamp()) // 60


def _member_of(request: HttpRequest) -> Member | None:
    user = get_user(request)
    return user if isinstance(user, Member) and user.is_active and user.organisation.left_on is None else None


def _is_over(session: Any, minute: int) -> bool:
    """Tell whether a session was left alone for an hour, or began eight hours ago."""
    began, seen = session.get(BEGAN), session.get(SEEN)
    if not isinstance(began, int) or not isinstance(seen, int):
        return True
    return minute - seen >= IDLE.total_seconds() // 60 or minute - began >= WHOLE.total_seconds() // 60


class MemberMiddleware:
    """Set ``request.member``: a ``Member`` or ``None``; without a session nothing is asked of the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = None
        if "_auth_user_id" in request.session:
            minute = _minute(now())
            if _is_over(request.session, minute):
                request.session.flush()
            else:
                member = _member_of(request)
                if member is not None and request.session[SEEN] != minute:
                    request.session[SEEN] = minute
        request.member = member  # type: ignore[attr-defined]
        response = self.get_response(request)
        if member is not None:
            # No cache between us and the member keeps the page. The browser may, so that going back keeps what was typed.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
