"""What the fast door relies on in Django's own pages: nothing differs between two readers but the mark where the ticket stands."""

from typing import Any

import pytest
from django.test import Client

from safeconduct.petitions.models import Campaign
from safeconduct.public.fast.pages import KEPT, MARK_KEY, OF_THE_MOMENT
from tests.factories.crises import make_crisis
from tests.factories.people import make_tomas
from tests.factories.petitions import make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

PETITION = "/en/north/petitions/easier-visa/"
MARK = "m" * 48
AS_THE_DOOR_ASKS: dict[str, Any] = {MARK_KEY: MARK}


@pytest.fixture
def campaign() -> Campaign:
    tomas = make_tomas()
    crisis = make_crisis(is_public=True)
    return make_campaign(crisis, tomas, approved_by=crisis.opened_by)


@pytest.mark.parametrize("page", ["", "sign/", "widget/"])
def test_a_page_with_a_form_carries_one_mark_and_is_otherwise_the_same_for_everybody(campaign: Campaign, page: str):
    assert KEPT.fullmatch(PETITION + page)

    first, second = (Client(**AS_THE_DOOR_ASKS).get(PETITION + page) for _ in range(2))

    assert first.status_code == 200
    assert first.content.count(MARK.encode()) == 1
    assert first.content == second.content
    assert f'value="{MARK}"' in first.content.decode()


@pytest.mark.parametrize("page", ["signed/", "names/", "count.json", "count.svg"])
def test_a_page_without_a_form_is_the_same_for_everybody(campaign: Campaign, page: str):
    path = f"/p/{campaign.reference}/{page}" if page.startswith("count") else PETITION + page
    assert KEPT.fullmatch(path)

    first, second = (Client(**AS_THE_DOOR_ASKS).get(path) for _ in range(2))

    assert first.status_code == 200
    assert MARK.encode() not in first.content
    assert first.content == second.content


@pytest.mark.parametrize("page", ["", "sign/", "signed/", "names/", "widget/"])
def test_what_is_kept_sets_no_cookie_and_loses_no_header(campaign: Campaign, page: str):
    answer = Client().get(PETITION + page)

    assert "Set-Cookie" not in answer
    assert not {name.lower() for name in answer.headers} & OF_THE_MOMENT - {"content-length", "vary", "etag"}
