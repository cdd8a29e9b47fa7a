"""Asking other organisations whether a person is known there, in real browsers, with two real key holders."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings

from safeconduct.casework.models import KnownHit, KnownToken
from tests.browser.caseworkers import at_cases, open_case
from tests.browser.conftest import Visit
from tests.browser.test_referral import Partners, part, partners
from tests.factories.casework import KeyedCase, make_case, put_card, put_item
from tests.factories.holding import TOKEN, two_holders
from tests.factories.vault import KeyedMember

pytestmark = pytest.mark.django_db(databases=["default", "intake"], transaction=True)
__all__ = ["partners"]
OTHERS = "Other organisations"


def a_case(name: str, alias: str, team: list[KeyedMember], *, allowed: list[str]) -> KeyedCase:
    case = make_case(team)
    put_card(case, by=team[0], alias=alias)
    for name_of_part, vault in case.compartments.items():
        part(case, name_of_part, vault, by=team[0])
    put_item(case.compartments["identity"], "person", by=team[0], name=name, born="1994-05-17")
    for recipient in allowed:
        said: dict[str, Any] = {
            "purpose": "known-elsewhere",
            "recipient": recipient,
            "given": "yes",
            "scope": "Ask the others too.",
            "on": "2026-01-02",
        }
        put_item(case.vault, "consent", by=team[0], **said)
    return case


def said(page: Page, words: str) -> None:
    expect(page.locator("body")).to_contain_text(words)


def test_two_organisations_learn_that_they_may_help_one_person_and_nobody_else_does(
    visit: Visit, partners: Partners, settings: Settings, tmp_path: Path
) -> None:
    them, ngozi = partners.them, partners.ngozi
    a_case("Zarema Akhmadova", "Heron", [them.malika, them.zoya], allowed=[OTHERS])
    a_case("Ахмадова Зарема", "Curlew", [ngozi, partners.ada], allowed=[OTHERS])
    settings.CALLS_THIS_MACHINE = True
    with two_holders(tmp_path) as houses:
        settings.KEYHOLDERS = [(house.address, TOKEN) for house in houses]
        ours = at_cases(visit, them.malika)
        sent: list[str] = []
        ours.on("request", lambda request: sent.append(request.post_data or "") if "known/evaluate" in request.url else None)
        open_case(ours, "Heron", "Sharing")
        ours.get_by_role("button", name="Ask other organisations").click()
        said(ours, "known to another organisation that asked. That proves nothing")

        theirs = at_cases(visit, ngozi)
        open_case(theirs, "Curlew", "Sharing")
        theirs.get_by_role("button", name="Ask other organisations").click()
        said(theirs, "ask the person whether another organisation helps them already")
        assert "Lantern" not in theirs.locator("main").inner_text()
        assert [len(house.run("log").stdout.splitlines()) for house in houses] == [2, 2]
    assert (KnownToken.objects.count(), KnownToken.objects.values("token").distinct().count()) == (2, 1)
    assert len(sent) == 1
    assert not [word for word in ("Zarema", "zrm", "1994") if word in sent[0]]

    theirs.get_by_role("button", name="The person says yes").click()
    said(theirs, "Your side agreed")
    ours.get_by_role("tab", name="Journal").click()
    ours.get_by_role("tab", name="Sharing").click()
    ours.get_by_role("button", name="The person says yes").click()
    said(ours, "The other case is with North Harbour")

    ours.get_by_role("button", name="Withdraw", exact=True).click()
    ours.get_by_role("button", name="Withdraw it now").click()
    said(ours, "Kept: it is done.")
    assert KnownToken.objects.count() == 1
    assert not KnownHit.objects.exists()


def test_without_holders_the_page_says_plainly_that_others_cannot_be_asked(visit: Visit, partners: Partners) -> None:
    a_case("Zarema Akhmadova", "Heron", [partners.them.malika, partners.them.zoya], allowed=[OTHERS])
    page = at_cases(visit, partners.them.malika)
    open_case(page, "Heron", "Sharing")

    said(page, "this server knows no key holders")
    expect(page.get_by_role("button", name="Ask other organisations")).to_have_count(0)


def test_what_was_allowed_for_our_own_colleagues_is_not_allowed_for_others(visit: Visit, partners: Partners, settings: Settings) -> None:
    settings.KEYHOLDERS = [("https://one.example", TOKEN), ("https://two.example", TOKEN)]
    a_case("Zarema Akhmadova", "Heron", [partners.them.malika, partners.them.zoya], allowed=[""])
    page = at_cases(visit, partners.them.malika)
    open_case(page, "Heron", "Sharing")

    expect(page.get_by_role("button", name="Make the key")).to_be_visible()
    said(page, "whether other organisations may be asked")
    expect(page.get_by_role("button", name="Ask other organisations")).to_have_count(0)
