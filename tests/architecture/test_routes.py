"""Every address says who may enter."""

import pytest
from django.test import Client
from django.urls import get_resolver

from safeconduct.kit.doors import Door
from safeconduct.people.permissions import Permission
from tests.architecture.house import routes


def test_every_route_says_who_may_enter():
    assert not [route.address for route in routes() if not isinstance(getattr(route.view, "door", None), Door)]


def test_every_door_asks_for_permissions_that_exist():
    known = {permission.value for permission in Permission}

    assert not [route.address for route in routes() if set(route.view.door.permissions) - known]


def test_every_route_has_a_name():
    assert not [route.address for route in routes() if route.name.endswith("None")]


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_the_pages_for_failures_are_open_to_everybody(code: int):
    door = getattr(get_resolver().resolve_error_handler(code), "door", None)

    assert isinstance(door, Door)
    assert door.is_public


def test_only_the_door_of_the_desk_is_public_there():
    public = {route.name for route in routes() if route.address.startswith("desk/") and route.view.door.is_public}

    assert public <= {f"desk:{name}" for name in ("join", "look", "recovery", "renew", "salt", "sign-in", "sign-out", "style")}


@pytest.mark.django_db
def test_nobody_gets_anything_from_the_desk_but_the_way_to_its_door(client: Client):
    for route in routes():
        if route.address.startswith("desk/") and not route.view.door.is_public:
            answer = client.get("/" + route.address.replace("<int:index>", "1").translate(str.maketrans("", "", "<>:")))

            if getattr(route.view, "talks", False):
                assert answer.status_code in {401, 404}, route.address
            else:
                assert answer.status_code in {302, 404}, route.address
                assert answer.status_code == 404 or answer["Location"].startswith("/desk/sign-in/"), route.address
