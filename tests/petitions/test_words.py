"""What people write to a campaign, on the desk: who may decide, what each decision does, and that the public page follows."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.petitions.actions.accept_translation import NothingChosen, accept_translation
from safeconduct.petitions.actions.decide_word import CannotBeShown, IsOver, NoReasonGiven, answer_question, hide_word, show_word
from safeconduct.petitions.actions.take_campaign import NotOwning, NotPermitted
from safeconduct.petitions.models import Argument, Campaign, OfferedTranslation, Question, Reason
from safeconduct.petitions.queries.moderation import waiting_words, word_for
from safeconduct.publications.models import PartText
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.petitions import TODAY, make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "signing"])

MONTH = TODAY.replace(day=1)


@pytest.fixture
def jonas() -> Member:
    return make_jonas()


@pytest.fixture
def crisis(jonas: Member) -> Crisis:
    return make_crisis(by=jonas, organisations=[make_organisation("The Harbour")], is_public=True)


@pytest.fixture
def campaign(crisis: Crisis, jonas: Member) -> Campaign:
    return make_campaign(crisis, make_tomas(), approved_by=jonas)


@pytest.fixture
def reason(campaign: Campaign) -> Reason:
    return Reason.objects.create(campaign=campaign, text="Because it is right.", language="en", month=MONTH, owner=b"1" * 16)


def members(campaign: Campaign) -> dict[str, Member]:
    own = campaign.organisation
    friend = make_member("mira", organisation=make_organisation("The Ferry"))
    return {
        "coordinator": campaign.created_by,
        "press": make_member("pia", organisation=own, roles=[Role.PRESS]),
        "hotline": make_member("hugo", organisation=own, roles=[Role.HOTLINE]),
        "ally": friend,
        "outsider": make_vera(),
    }


def may(do: Callable[[], Any]) -> bool:
    try:
        do()
    except (NotOwning, NotPermitted, Http404):
        return False
    return True


def test_only_the_owners_members_who_moderate_decide(campaign: Campaign, crisis: Crisis, reason: Reason):
    table = {
        name: (
            may(partial(word_for, member, crisis, campaign.reference, reason.reference)),
            may(partial(show_word, word=reason, by=member, at=THEN)),
            may(partial(hide_word, word=reason, because="Names somebody.", by=member, at=THEN)),
        )
        for name, member in members(campaign).items()
    }

    assert table["coordinator"] == (True, True, True)
    assert table["press"] == (True, True, True)
    assert table["hotline"] == (True, False, False)
    assert table["ally"] == (False, False, False)
    assert table["outsider"] == (False, False, False)


def test_vera_meets_nothing_at_the_desk(client: Client, campaign: Campaign, reason: Reason):
    client.force_login(make_vera())
    here = f"/desk/north/petitions/{campaign.reference}/words/"

    for answer in (client.get(here), client.post(f"{here}{reason.reference}/show/"), client.post(f"{here}{reason.reference}/hide/")):
        assert answer.status_code in {403, 404}
    reason.refresh_from_db()
    assert reason.state == "held"


def test_each_decision_changes_the_public_page_and_is_recorded_without_the_words(campaign: Campaign, crisis: Crisis, reason: Reason):
    before = Crisis.objects.get().revision

    show_word(word=reason, by=campaign.created_by, at=THEN)
    shown = Crisis.objects.get().revision
    hide_word(word=reason, because="Gives its writer away: Because it is right.", by=campaign.created_by, at=THEN)

    assert before < shown < Crisis.objects.get().revision
    told = Entry.objects.filter(kind__startswith="petitions.word")
    assert [entry.kind for entry in told.order_by("pk")] == ["petitions.word-shown", "petitions.word-hidden"]
    assert "Because it is right" not in str(list(told.values()))


def test_showing_forgets_the_reports_and_hiding_needs_a_reason(campaign: Campaign, reason: Reason):
    Reason.objects.update(reports=3)

    show_word(word=reason, by=campaign.created_by, at=THEN)
    with pytest.raises(NoReasonGiven):
        hide_word(word=reason, because="  ", by=campaign.created_by, at=THEN)

    reason.refresh_from_db()
    assert (reason.state, reason.reports) == ("shown", 0)


def test_what_was_taken_back_is_decided_no_more(campaign: Campaign, reason: Reason):
    Reason.objects.update(state="taken-back")

    with pytest.raises(IsOver):
        show_word(word=reason, by=campaign.created_by, at=THEN)


def test_an_answer_shows_question_and_answer(client: Client, campaign: Campaign):
    question = Question.objects.create(campaign=campaign, text="Who reads it?", language="en", month=MONTH)

    answer_question(question=question, text="Two of us.", by=campaign.created_by, at=THEN)
    shown = client.get("/en/north/petitions/easier-visa/questions/").content.decode()

    assert "Who reads it?" in shown
    assert "Two of us." in shown


def test_what_was_reported_waits_first(campaign: Campaign, reason: Reason):
    Argument.objects.create(campaign=campaign, side="for", text="One.", language="en", month=MONTH.replace(month=1))
    Reason.objects.update(reports=3)

    assert waiting_words(campaign)[0].reference == reason.reference


@pytest.fixture
def offer(campaign: Campaign) -> OfferedTranslation:
    part = campaign.publication.parts.get()
    made_from = campaign.publication.versions.get().hash
    parts = {part.reference: "Ihmiset pakenevat."}
    return OfferedTranslation.objects.create(
        campaign=campaign, language="fi", made_from=made_from, title="Viisumi", parts=parts, month=MONTH
    )


def test_chosen_parts_go_into_the_draft_and_remember_what_they_were_made_from(campaign: Campaign, offer: OfferedTranslation):
    part = campaign.publication.parts.get()
    original = part.texts.get(language="en")
    original.text = "Changed since."
    original.save()

    taken = accept_translation(offer=offer, parts=["title", part.reference], by=campaign.created_by, at=THEN)

    text = PartText.objects.get(part=part, language="fi")
    assert taken == 2
    assert text.text == "Ihmiset pakenevat."
    assert text.made_from not in {"", original.text}
    assert campaign.publication.titles.get(language="fi").text == "Viisumi"
    offer.refresh_from_db()
    assert offer.state == "accepted"
    with pytest.raises(IsOver):
        accept_translation(offer=offer, parts=["title"], by=campaign.created_by, at=THEN)


def test_nothing_chosen_is_nothing_taken_and_an_offer_is_never_shown_as_it_is(campaign: Campaign, offer: OfferedTranslation):
    with pytest.raises(NothingChosen):
        accept_translation(offer=offer, parts=["PT-000000"], by=campaign.created_by, at=THEN)
    with pytest.raises(CannotBeShown):
        show_word(word=offer, by=campaign.created_by, at=THEN)
    assert not campaign.publication.titles.filter(language="fi").exists()


def test_the_desk_shows_the_queue_and_keeps_what_was_typed(client: Client, campaign: Campaign, reason: Reason, offer: OfferedTranslation):
    question = Question.objects.create(campaign=campaign, text="Who reads it?", language="en", month=MONTH)
    client.force_login(campaign.created_by)
    here = f"/desk/north/petitions/{campaign.reference}/words/"

    queue = client.get(here).content.decode()
    refused = client.post(f"{here}{reason.reference}/hide/", {"because": " "})
    client.post(f"{here}{question.reference}/answer/", {"answer": "Two of us."})
    client.post(f"{here}{reason.reference}/show/")

    for words in ("Because it is right.", "Who reads it?", "Ihmiset pakenevat."):
        assert words in queue
    assert refused.status_code == 422
    assert "Say why it is hidden" in refused.content.decode()
    question.refresh_from_db()
    reason.refresh_from_db()
    assert (question.state, reason.state) == ("shown", "shown")
