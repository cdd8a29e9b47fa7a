"""Shut unless opened: every view says who may enter; one that does not answers 403.

A door is an attribute of the view function, so that a test can walk all routes and list it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from safeconduct.kit.talking import problem

View = TypeVar("View", bound=Callable[..., HttpResponse])


class Entrant(Protocol):
    """Somebody signed in, as far as a door needs to know."""

    def may(self, permission: str) -> bool:
        """Tell whether this person holds the permission."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who may enter: everyone, every member, or members who hold all the permissions."""

    is_public: bool = False
    permissions: tuple[str, ...] = ()


def _with(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]
        return view

    return mark


def opens_to_everyone(view: View) -> View:
    """Let anybody enter, signed in or not."""
    return _with(Door(is_public=True))(view)


def opens_to_members(view: View) -> View:
    """Let every signed-in member enter."""
    return _with(Door())(view)


def opens_to(*permissions: str) -> Callable[[View], View]:
    """Let members enter who hold all these permissions."""
    return _with(Door(permissions=permissions))


class DoorMiddleware:
    """Answer 403 at any view without a door, and ask for sign-in or permission at the others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Refuse, redirect to sign-in, or let through (``None``). A view that talks JSON is refused in JSON, and led nowhere."""
        if "\x00" in request.path:
            raise Http404  # databases fail at a null character, and no reference holds one
        if "%00" in (asked := request.META.get("QUERY_STRING", "")):
            request.GET = QueryDict(asked.replace("%00", ""))
        door: Door | None = getattr(view, "door", None)
        if door is None:
            raise PermissionDenied
        if door.is_public:
            return None
        entrant: Entrant | None = getattr(request, "member", None)
        talks = getattr(view, "talks", False)
        if entrant is None and talks:
            return problem(HTTPStatus.UNAUTHORIZED, "signed-out", _("You are signed out. Sign in again; what you wrote is still here."))
        if entrant is None:
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")
        if not all(entrant.may(permission) for permission in door.permissions):
            if talks:
                return problem(HTTPStatus.FORBIDDEN, "not-permitted", _("Your roles do not allow this."))
            raise PermissionDenied
        return None
