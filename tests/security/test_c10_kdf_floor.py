"""C10: a server that asks for a weaker stretching of the passphrase gets nothing derived from it."""

import json

import pytest
from playwright.sync_api import Route

from safeconduct.people.models import UnlockSlot
from tests.browser.conftest import Visit, _no_page_of_another_story, visit  # noqa: F401 — fixtures
from tests.browser.doors import code_of, expect_said, fill_door, make_strong
from tests.factories.vault import make_steward
from tests.security.browsing import Wire

pytestmark = [pytest.mark.browser, pytest.mark.django_db(databases=["default", "intake"], transaction=True)]
WEAKER: list[dict[str, object]] = [
    {"memory_kib": 65536},
    {"passes": 1},
    {"memory_kib": 131071},
    {"passes": 2},
    {"salt": "AAAAAAAAAAA="},
    {"lanes": 0},
]
REFUSED = "The server asked for a weaker key than we allow"


def test_at_the_door_nothing_is_sent_to_a_server_that_asks_for_less(visit: Visit):  # noqa: F811 — a fixture
    amina = make_strong("amina", voucher=make_steward())
    page, wire = visit(), Wire()
    wire.listen(page)
    for weaker in WEAKER:

        def weaken(route: Route, *, weaker: dict[str, object] = weaker) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=json.dumps({**answer.json(), **weaker}))

        page.route("**/desk/sign-in/salt/", weaken)
        page.goto("/desk/sign-in/")
        fill_door(page, handle="amina", passphrase=amina.passphrase, code=code_of(amina.factor_secret))
        expect_said(page, REFUSED)
        page.unroute("**/desk/sign-in/salt/")
    assert len(wire.posts_to("/desk/sign-in/salt/")) == len(WEAKER)
    assert wire.posts_to("/desk/sign-in/") == []

    # The same hands, let alone, get in: it was the weakness that was refused.
    page.goto("/desk/sign-in/")
    fill_door(page, handle="amina", passphrase=amina.passphrase, code=code_of(amina.factor_secret))
    page.wait_for_url("**/desk/")


def test_a_slot_that_the_server_weakened_is_not_unlocked(visit: Visit):  # noqa: F811
    amina = make_strong("amina", voucher=make_steward())
    UnlockSlot.objects.filter(member=amina.member, kind="passphrase").update(memory_kib=64, passes=1)
    page = visit(amina.member)
    page.goto("/desk/sealed/")
    page.locator("[data-field=passphrase]").fill(amina.passphrase)
    page.get_by_role("button", name="Unlock", exact=True).click()
    expect_said(page, REFUSED)
