"""The desk of a campaign over HTTP: from the first form to the end, who may see what, and that no form loses what was typed."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from safeconduct.kit.clock import today
from safeconduct.petitions.forms.campaigns import Signers
from safeconduct.petitions.models import Campaign
from safeconduct.petitions.models.words import Reason
from safeconduct.petitions.queries.waiting import campaigns_waiting
from safeconduct.signing.models import Roll
from safeconduct.signing.storing.ram import drop_campaign_key
from tests.factories.advocacy import make_demand
from tests.factories.people import THEN
from tests.factories.petitions import make_tally
from tests.petitions.stage import Stage, set_stage, signed_in

pytestmark = pytest.mark.django_db(databases=["default", "signing", "intake"])
TAKEN, NOT_TAKEN = 302, 422


def address(stage: Stage, name: str, *args: object) -> str:
    of_list = name in {"listing", "new"}
    return reverse(f"petitions:{name}", args=[stage.crisis.slug, *([] if of_list else [stage.campaign.reference]), *args])


def typed(page: str, value: str) -> bool:
    """Tell whether a field or a text area of the page holds the value."""
    return f'value="{value}"' in page or re.search(rf">\s*{re.escape(value)}</textarea>", page) is not None


FIRST = {"title": "Enklare visum", "language": "sv", "goal": "5000", "owner": "organisation", "danger": ["RU", "BY"], "asks_postcode": "on"}


def test_a_campaigner_begins_a_petition_with_posts_that_were_looked_for() -> None:
    stage = set_stage()
    demand = make_demand(stage.crisis)
    client = signed_in(stage.tomas)
    given: dict[str, Any] = {**FIRST, "demands": [demand.reference], "words": "northland"}

    looked = client.post(address(stage, "new"), {**given, "look": "1"})
    page = looked.content.decode()

    assert looked.status_code == 200
    assert "govuk-error" not in page
    assert typed(page, "Enklare visum")
    assert re.search(r'value="BY"[^>]*checked', page)
    assert re.search(rf'value="{demand.reference}"[^>]*checked', page)
    assert stage.post.reference in page
    assert Campaign.objects.count() == 1

    begun = client.post(address(stage, "new"), {**given, "posts": [stage.post.reference], "begin": "1"})

    campaign = Campaign.objects.get(slug="enklare-visum")
    assert begun["Location"] == reverse("petitions:campaign", args=[stage.crisis.slug, campaign.reference])
    assert (campaign.goal, campaign.danger, campaign.starter) == (5000, ["BY", "RU"], "")
    assert campaign.publication.parts.filter(demand=demand).exists()
    assert client.get(begun["Location"]).status_code == 200


def test_the_danger_list_is_ticked_beforehand_for_the_country_of_the_crisis() -> None:
    stage = set_stage()

    page = signed_in(stage.tomas).get(address(stage, "new")).content.decode()

    assert re.findall(r'name="danger" value="(..)"[^>]*checked', page) == ["RU"]
    assert re.search(r'name="owner" value="organisation"[^>]*checked', page)


def test_a_named_starter_needs_a_second_thought_and_nothing_typed_is_lost() -> None:
    stage = set_stage()
    client = signed_in(stage.tomas)
    given = {**FIRST, "owner": "person", "starter": "Ada Example", "goal": "many"}

    refused = client.post(address(stage, "new"), given)

    page = refused.content.decode()
    assert refused.status_code == NOT_TAKEN
    assert typed(page, "Ada Example") and typed(page, "many") and typed(page, "Enklare visum")
    assert "put in danger" in page
    assert Campaign.objects.count() == 1
    client.post(address(stage, "new"), {**given, "goal": "9", "is_safe": "on"})
    assert Campaign.objects.get(slug="enklare-visum").starter == "Ada Example"


OPEN_TO_COLLEAGUES = {"campaign", "counts", "stages", "updates", "addressees"}
PAGES = ["campaign", "counts", "goal", "stages", "updates", "new-update", "settings", "addressees", "close", "end"]


SEEN = {
    "tomas": dict.fromkeys(PAGES, 200),
    "jonas": {name: 200 if name in OPEN_TO_COLLEAGUES else 403 for name in PAGES},
    "ines": {name: 200 if name in OPEN_TO_COLLEAGUES else 403 for name in PAGES},
    "mira": {name: 200 if name == "campaign" else 404 for name in PAGES},
    "vera": dict.fromkeys(PAGES, 404),
}


def test_who_sees_which_page_of_an_open_campaign() -> None:
    stage = set_stage(is_open=True)

    for who, member in stage.everybody.items():
        client = signed_in(member)
        assert {name: client.get(address(stage, name)).status_code for name in PAGES} == SEEN[who]


def test_nobody_is_led_to_a_page_that_is_shut_to_them() -> None:
    stage = set_stage(is_open=True)

    for member in (stage.tomas, stage.jonas, stage.ines):
        client = signed_in(member)
        page = client.get(address(stage, "campaign")).content.decode()
        ways = re.findall(
            r'<a href="([^"#]+)"', page[page.index('class="ways__list"') : page.index("</nav>", page.index('class="ways__list"'))]
        )
        assert len(ways) > 3
        assert {client.get(way).status_code for way in ways} == {200}


def test_vera_sees_no_petition_of_the_crisis() -> None:
    stage = set_stage(is_open=True)

    assert signed_in(stage.vera).get(address(stage, "listing")).status_code == 404
    assert Client().get(address(stage, "listing")).status_code == TAKEN


def test_the_page_says_what_is_next_and_opens_it() -> None:
    stage = set_stage()
    client = signed_in(stage.tomas)
    page = client.get(address(stage, "campaign")).content.decode()
    assert "Open it now" in page

    answered = client.post(address(stage, "open"), follow=True)

    assert "It is open." in answered.content.decode()
    assert Roll.objects.get(pk=stage.campaign.roll).state == "open"


def test_without_its_key_the_page_says_how_to_restore_it() -> None:
    stage = set_stage(has_key=False)
    client = signed_in(stage.tomas)

    page = client.get(address(stage, "campaign")).content.decode()
    refused = client.post(address(stage, "open"), follow=True).content.decode()

    assert "Open it now" not in page
    assert "restores it in the sealed desk" in page and "restores it in the sealed desk" in refused
    assert Campaign.objects.get().opens_on is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("10000", 10_000),
        ("10 000", 10_000),
        ("10,000", 10_000),
        ("1.250.000", 1_250_000),
        ("1,5", None),
        ("0", None),
        ("many", None),
        ("-3", None),
    ],
)
def test_a_number_of_people_however_its_thousands_are_set_apart(written: str, number: int | None) -> None:
    field = Signers()

    if number is None:
        with pytest.raises(ValidationError):
            field.clean(written)
    else:
        assert field.clean(written) == number


REFUSED_FORMS = [
    ("goal", {"number": "0", "text_en": "A debate in the chamber."}, "A debate in the chamber."),
    ("new-update", {"title_en": "It was read out", "text_en": ""}, "It was read out"),
    ("end", {"end": "elsewhere", "on": "2026-01-01", "text_en": "It moved.", "elsewhere": ""}, "It moved."),
    ("close", {"because": "", "key_days": "0"}, "0"),
    ("settings", {**FIRST, "goal": "5", "closes_on": "2099-01-01"}, "2099-01-01"),
]


@pytest.mark.parametrize(("name", "given", "kept"), REFUSED_FORMS)
def test_a_form_that_is_not_taken_keeps_what_was_typed(name: str, given: dict[str, Any], kept: str) -> None:
    stage = set_stage(is_open=True)

    refused = signed_in(stage.tomas).post(address(stage, name), given)

    assert refused.status_code == NOT_TAKEN
    assert typed(refused.content.decode(), kept)
    assert "govuk-error-summary" in refused.content.decode()


def test_a_stage_that_is_not_taken_keeps_its_words() -> None:
    stage = set_stage(is_open=True)
    ahead = (today() + timedelta(days=3)).isoformat()

    refused = signed_in(stage.tomas).post(address(stage, "stage", "submission"), {"on": ahead, "text_en": "At the ministry."})

    assert refused.status_code == NOT_TAKEN
    assert typed(refused.content.decode(), "At the ministry.") and typed(refused.content.decode(), ahead)
    assert not stage.campaign.stages.filter(kind="submission").exists()


def test_closing_early_takes_two_steps_and_says_what_will_happen() -> None:
    stage = set_stage(is_open=True)
    client = signed_in(stage.tomas)
    given = {"because": "The law was changed.", "key_days": "0"}

    sure = client.post(address(stage, "close"), given).content.decode()

    assert "This will happen" in sure and "destroyed at once" in sure and "The law was changed." in sure
    assert Campaign.objects.get().closed_at is None
    back = client.post(address(stage, "close"), {**given, "back": "1"}).content.decode()
    assert typed(back, "The law was changed.")
    assert client.post(address(stage, "close"), {**given, "sure": "1"}).status_code == TAKEN
    assert Roll.objects.get().key_destroyed_on == today()
    page = client.get(address(stage, "stages")).content.decode()
    assert "It was destroyed on" in page and "Open it again" not in page


def test_no_page_is_changed_by_looking_at_it() -> None:
    stage = set_stage(is_open=True)
    client = signed_in(stage.tomas)

    for name, args in [("open", ()), ("reopen", ()), ("destroy-key", ()), ("take-back-stage", ("submission",)), ("address", ())]:
        assert client.get(address(stage, name, *args)).status_code == 405


def test_the_numbers_are_told_apart_and_drawn() -> None:
    stage = set_stage(is_open=True)
    make_tally(stage.roll, 12_000, country="SE")
    make_tally(stage.roll, 7, country="", channel="widget")
    stage.roll.days.create(day=THEN.date(), count=12_007)

    page = signed_in(stage.tomas).get(address(stage, "counts")).content.decode()

    assert "12,007" in page and "12,000" in page
    assert "Sweden" in page and "Not said" in page and "On other sites" in page
    assert "<svg" in page


def test_an_update_is_written_translated_and_taken_back() -> None:
    stage = set_stage(is_open=True)
    client = signed_in(stage.tomas)
    given = {"title_en": "It was read out", "text_en": "In the house."}

    assert client.post(address(stage, "new-update"), given).status_code == TAKEN

    update = stage.campaign.updates.get()
    assert client.post(address(stage, "update", update.reference), {**given, "text_en": "In the lower house."}).status_code == TAKEN
    assert update.texts.get().text == "In the lower house."
    client.post(address(stage, "take-back-update", update.reference))
    assert "Taken back" in client.get(address(stage, "updates")).content.decode()


def test_addressees_are_looked_for_added_and_taken_out() -> None:
    stage = set_stage()
    client = signed_in(stage.tomas)
    client.post(address(stage, "remove-addressee", stage.post.reference))
    assert not stage.campaign.addressees.exists()

    page = client.get(address(stage, "addressees"), {"words": "northland"}).content.decode()
    assert stage.post.reference in page
    client.post(address(stage, "address"), {"post": [stage.post.reference]})

    assert [row.post for row in stage.campaign.addressees.all()] == [stage.post]


def test_what_waits_is_told_to_whoever_can_do_it() -> None:
    stage = set_stage(is_open=True)
    drop_campaign_key(stage.campaign.roll)
    Reason.objects.create(campaign=stage.campaign, language="en", text="Because.", month=THEN.date().replace(day=1), owner=b"x" * 16)

    tomas, jonas = (campaigns_waiting(one, stage.crisis, at=THEN) for one in (stage.tomas, stage.jonas))

    assert [(line.words, line.lacks_key) for line in tomas] == [(1, True)]
    assert [(line.words, line.lacks_key) for line in jonas] == [(1, False)]
    for nobody in (stage.ines, stage.mira, stage.vera):
        assert not campaigns_waiting(nobody, stage.crisis, at=THEN)
    assert "Its key is not in memory" in signed_in(stage.tomas).get("/desk/").content.decode()
