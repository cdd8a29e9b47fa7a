"""Shut unless opened."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from safeconduct.kit.doors import DoorMiddleware, opens_to, opens_to_everyone, opens_to_members

VIEW = Callable[[HttpRequest], HttpResponse]


class Somebody:
    """Somebody signed in who holds these permissions."""

    def __init__(self, *held: str) -> None:
        self.held = held

    def may(self, permission: str) -> bool:
        return permission in self.held


def _room(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside")


def _enter(view: VIEW, somebody: Somebody | None) -> HttpResponse | None:
    request = RequestFactory().get("/desk/room/?page=2")
    request.member = somebody  # type: ignore[attr-defined]
    return DoorMiddleware(_room).process_view(request, view, (), {})


def _copy(door: Callable[[VIEW], VIEW]) -> VIEW:
    def room(request: HttpRequest) -> HttpResponse:
        return HttpResponse("inside")

    return door(room)


def test_a_view_without_a_door_is_shut_even_for_those_who_may_do_everything():
    with pytest.raises(PermissionDenied):
        _enter(_room, Somebody("a.b.c"))


@pytest.mark.parametrize("somebody", [None, Somebody()])
def test_a_public_view_lets_everybody_in(somebody: Somebody | None):
    assert _enter(_copy(opens_to_everyone), somebody) is None


def test_nobody_is_led_from_a_members_view_to_sign_in_and_back():
    answer = _enter(_copy(opens_to_members), None)

    assert answer is not None
    assert answer["Location"] == "/desk/sign-in/?next=%2Fdesk%2Froom%2F%3Fpage%3D2"


def test_every_member_enters_a_members_view():
    assert _enter(_copy(opens_to_members), Somebody()) is None


@pytest.mark.parametrize(
    ("held", "enters"),
    [((), False), (("a.b.c",), False), (("d.e.f",), False), (("a.b.c", "d.e.f"), True)],
)
def test_a_view_that_asks_for_two_permissions_wants_both(held: tuple[str, ...], enters: bool):
    view = _copy(opens_to("a.b.c", "d.e.f"))

    if enters:
        assert _enter(view, Somebody(*held)) is None
    else:
        with pytest.raises(PermissionDenied):
            _enter(view, Somebody(*held))
