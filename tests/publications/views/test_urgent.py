"""The desk's page of an urgent action: consent before everything, who may do what, and nothing lost when it is refused."""

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.models import Publication
from safeconduct.publications.queries.urgent import lacks_before_release
from safeconduct.publications.rules.kinds import Kind, Role
from safeconduct.publications.rules.urgent import Lack
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member, make_organisation, make_tomas, make_vera
from tests.factories.publications import invite, make_part, make_publication, make_recipient
from tests.factories.urgent import WEIGHED, let_out, make_addressee, make_urgent_action

pytestmark = pytest.mark.django_db

FUTURE = "2099-12-31"
GIVEN: dict[str, dict[str, Any]] = {
    "record-consent": {"given_by": "family", "given_on": "2017-04-19", "covers": "That he was taken."},
    "weigh-harm": {"words": WEIGHED},
    "number-action": {"year": "2017", "number": "", "index": ""},
    "set-last-day": {"on": FUTURE},
    "record-outcome": {"kind": "positive", "on": "2017-04-19", "language": "en", "text": "He is at home.", "source_note": "The family."},
    "withdraw-consent": {"on": "2017-04-20"},
}


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def crisis(tomas: Member) -> Crisis:
    return make_crisis(organisations=[make_organisation("Amber House")], is_public=True)


@pytest.fixture
def bare(crisis: Crisis, tomas: Member) -> Publication:
    """An urgent action with a text and nothing else."""
    action = make_publication(crisis, tomas, kind=Kind.URGENT_ACTION)
    make_part(action, "A man was taken from his home.", role=Role.LEAD)
    return action


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def post(member: Member, publication: Publication, name: str, **more: Any) -> HttpResponse:
    address = reverse(f"publications:{name}", args=[publication.crisis.slug, publication.reference])
    answer: HttpResponse = signed_in(member).post(address, {**GIVEN[name], **more})  # type: ignore[assignment]
    return answer


def page(member: Member, publication: Publication) -> HttpResponse:
    answer: HttpResponse = signed_in(member).get(  # type: ignore[assignment]
        reverse("publications:urgent", args=[publication.crisis.slug, publication.reference])
    )
    return answer


def everybody(crisis: Crisis, tomas: Member) -> dict[str, Member]:
    amber = make_organisation("Amber House")
    return {
        "tomas": tomas,
        "petra": make_member("petra", roles=[MemberRole.PRESS]),
        "jonas": crisis.opened_by,
        "ines": make_member("ines", roles=[MemberRole.RESEARCHER]),
        "rita": make_member("rita", roles=[MemberRole.READER]),
        "aino": make_member("aino", roles=list(MemberRole), organisation=amber),
        "vera": make_vera(),
    }


READS = {"tomas": 200, "petra": 200, "jonas": 200, "ines": 200, "rita": 200, "aino": 404, "vera": 404}
WRITES = {"tomas": 302, "petra": 302, "jonas": 302, "ines": 403, "rita": 403, "aino": 404, "vera": 404}


def test_only_the_leading_organisation_sees_what_it_rests_on(crisis: Crisis, tomas: Member, bare: Publication):
    people = everybody(crisis, tomas)
    invite(bare, make_organisation("Amber House"))

    assert {name: page(member, bare).status_code for name, member in people.items()} == READS


@pytest.mark.parametrize("name", [name for name in GIVEN if name != "withdraw-consent"])
def test_who_may_change_what_it_rests_on(crisis: Crisis, tomas: Member, bare: Publication, name: str):
    people = everybody(crisis, tomas)
    invite(bare, make_organisation("Amber House"))

    assert {who: post(member, bare, name).status_code for who, member in people.items()} == WRITES


@pytest.mark.parametrize("who", list(WRITES))
def test_who_may_say_that_consent_was_withdrawn(crisis: Crisis, tomas: Member, who: str):
    action = let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)

    answer = post(everybody(crisis, tomas)[who], action, "withdraw-consent")

    assert answer.status_code == WRITES[who]
    assert action.consents.filter(withdrawn_on__isnull=True).exists() == (WRITES[who] != 302)


def test_another_kind_has_no_such_page(crisis: Crisis, tomas: Member):
    letter = make_publication(crisis, tomas)

    assert page(tomas, letter).status_code == 404
    assert post(tomas, letter, "record-consent").status_code == 404


def test_the_page_names_what_is_missing_until_nothing_is(crisis: Crisis, tomas: Member, bare: Publication):
    assert "No consent is on record" in page(tomas, bare).content.decode()

    make_recipient(bare, make_addressee(crisis))
    for name in ("record-consent", "weigh-harm", "number-action", "set-last-day"):
        assert post(tomas, bare, name).status_code == 302

    bare.refresh_from_db()
    assert lacks_before_release(bare, THEN.date()) == ()
    assert "Everything that an urgent action rests on is there." in page(tomas, bare).content.decode()


def test_each_step_is_on_record(crisis: Crisis, tomas: Member, bare: Publication):
    for name in GIVEN:
        post(tomas, bare, name)

    kinds = set(Entry.objects.filter(subject=bare.reference).values_list("kind", flat=True))
    assert {
        "publications.consent-recorded", "publications.harm-weighed", "publications.action-numbered", "publications.last-day-set",
        "publications.outcome-recorded", "publications.consent-withdrawn",
    } <= kinds  # fmt: skip


@pytest.mark.parametrize(
    ("name", "more", "kept"),
    [
        ("record-consent", {"given_on": FUTURE}, "That he was taken."),
        ("record-consent", {"covers": "  "}, "2017-04-19"),
        ("weigh-harm", {"words": "Fine by all."}, "Fine by all."),
        ("number-action", {"index": "46/12"}, "46/12"),
        ("set-last-day", {"on": "2017-04-01"}, "2017-04-01"),
        ("record-outcome", {"text": "He is free because of our letters."}, "He is free because of our letters."),
        ("record-outcome", {"on": FUTURE}, "He is at home."),
    ],
)
def test_what_is_refused_keeps_what_was_typed(tomas: Member, bare: Publication, name: str, more: dict[str, str], kept: str):
    answer = post(tomas, bare, name, **more)

    assert answer.status_code == 422
    assert kept in answer.content.decode()
    assert not bare.outcomes.exists()
    assert not bare.consents.exists()


def test_words_that_mean_something_else_stand_once_somebody_says_so(tomas: Member, bare: Publication):
    answer = post(tomas, bare, "record-outcome", text="The court freed him, thanks to your letters it says.", means_something_else="on")

    assert answer.status_code == 302
    assert bare.outcomes.get().recorded_by == tomas


def test_a_number_is_given_once(crisis: Crisis, tomas: Member, bare: Publication):
    first = make_urgent_action(crisis, tomas)

    taken = post(tomas, bare, "number-action", number=first.facts["number"])
    post(tomas, bare, "number-action")

    assert taken.status_code == 422
    bare.refresh_from_db()
    assert (bare.facts["number"], bare.facts["year"]) == ("2", "2017")


def test_what_is_out_keeps_its_number(crisis: Crisis, tomas: Member):
    action = let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)

    assert post(tomas, action, "number-action", number="9").status_code == 422


def test_a_last_day_that_is_over_asks_for_another(crisis: Crisis, tomas: Member):
    action = make_urgent_action(crisis, tomas, last_day=date(2017, 4, 20))

    assert lacks_before_release(action, date(2017, 4, 21)) == (Lack.DEADLINE_PASSED,)


def test_withdrawn_consent_leads_to_the_recall_at_once(crisis: Crisis, tomas: Member):
    action = let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)

    post(tomas, action, "withdraw-consent")

    shown = page(tomas, action).content.decode()
    assert reverse("publications:recall", args=["north", action.reference]) in shown
    assert "Recall it now" in shown


def test_a_confession_in_the_draft_is_pointed_at_and_stops_nothing(tomas: Member, bare: Publication):
    make_part(bare, "State television said that he confessed.", role=Role.FACTS)

    shown = page(tomas, bare).content.decode()

    assert "Is a confession told as a fact?" in shown
    assert "confessed" in shown


def test_reading_the_page_changes_nothing(crisis: Crisis, tomas: Member):
    action = let_out(make_urgent_action(crisis, tomas), tomas, crisis.opened_by)
    before = (Entry.objects.count(), Publication.objects.values().get(pk=action.pk))

    page(tomas, action)

    assert (Entry.objects.count(), Publication.objects.values().get(pk=action.pk)) == before
