"""Puts the signed-in member, or nobody, on every request."""

from collections.abc import Callable

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse

from safeconduct.people.models import Member


class DeskRequest(HttpRequest):
    """A request by somebody signed in, as the views behind a door see it."""

    member: Member


def _member_of(request: HttpRequest) -> Member | None:
    user = get_user(request)
    return user if isinstance(user, Member) and user.is_active and user.organisation.left_on is None else None


class MemberMiddleware:
    """Set ``request.member``: a ``Member`` or ``None``; without a session nothing is asked of the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = _member_of(request) if "_auth_user_id" in request.session else None
        request.member = member  # type: ignore[attr-defined]
        response = self.get_response(request)
        if member is not None:
            # No cache between us and the member keeps the page. The browser may, so that going back keeps what was typed.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
