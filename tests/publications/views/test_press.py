"""The press desk: whose lists are whose, and who reads a release before its hour."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from safeconduct.crises.models import Crisis
from safeconduct.outbox.models import Message
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.actions.forget_journalists import forget_journalists
from safeconduct.publications.models import Boilerplate, Journalist, PressAccess, PressContact, Publication
from safeconduct.publications.queries.press import everybody_with_access
from safeconduct.publications.rules.kinds import Kind
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_member, make_organisation, make_tomas, make_vera
from tests.factories.publications import make_publication
from tests.factories.urgent import HOUR, make_contact, make_embargoed, make_journalist, make_release

pytestmark = pytest.mark.django_db

CONTACT = {
    "name": "The press desk", "telephone": "+45 00 00 00 00", "mail": "press@lantern.example", "languages": ["en", "da"],
    "days": ["1", "2"], "opens": "09:00", "closes": "17:00", "zone": "Europe/Copenhagen",
}  # fmt: skip
JOURNALIST = {"name": "Jo Writer", "outlet": "The Northern Courier", "mail": "Jo@courier.example", "language": "en", "agreed_on": ""}


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


@pytest.fixture
def petra() -> Member:
    return make_member("petra", roles=[MemberRole.PRESS])


@pytest.fixture
def aino() -> Member:
    """A press officer of another organisation that answers the same crisis."""
    return make_member("aino", roles=[MemberRole.PRESS], organisation=make_organisation("Amber House"))


@pytest.fixture
def crisis(tomas: Member, aino: Member) -> Crisis:
    return make_crisis(organisations=[aino.organisation], is_public=True)


@pytest.fixture
def early(crisis: Crisis, tomas: Member, monkeypatch: pytest.MonkeyPatch) -> Publication:
    monkeypatch.setattr("safeconduct.publications.views.press.now", lambda: THEN)
    return make_embargoed(crisis, tomas, crisis.opened_by)


def send(member: Member, route: str, /, *args: str, **given: Any) -> HttpResponse:
    client = Client()
    client.force_login(member)
    answer: HttpResponse = client.post(reverse(route, args=["north", *args]), given)  # type: ignore[assignment]
    return answer


def read(member: Member, name: str, *args: str) -> HttpResponse:
    client = Client()
    client.force_login(member)
    answer: HttpResponse = client.get(reverse(name, args=["north", *args]))  # type: ignore[assignment]
    return answer


def test_petra_keeps_desks_words_and_journalists(crisis: Crisis, petra: Member):
    answers = [
        send(petra, "press:add-contact", **CONTACT),
        send(petra, "press:boilerplate", language="en", text="We answer the telephone."),
        send(petra, "press:add-journalist", **JOURNALIST),
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert PressContact.objects.get().days == "12"
    assert Boilerplate.objects.get().organisation == petra.organisation
    assert Journalist.objects.get().mail == "jo@courier.example"
    shown = read(petra, "press:room").content.decode()
    assert all(words in shown for words in ("The press desk", "We answer the telephone.", "jo@courier.example"))


@pytest.mark.parametrize(
    ("name", "given"),
    [("press:add-contact", CONTACT), ("press:boilerplate", {"language": "en", "text": "x"}), ("press:add-journalist", JOURNALIST)],
)
def test_who_may_keep_them(crisis: Crisis, tomas: Member, petra: Member, name: str, given: dict[str, Any]):
    found = {who: send(member, name, **given).status_code for who, member in {"tomas": tomas, "petra": petra, "vera": make_vera()}.items()}

    assert found == {"tomas": 403, "petra": 302, "vera": 404}


@pytest.mark.parametrize("more", [{"telephone": "", "mail": ""}, {"languages": []}, {"zone": "Middle/Earth"}, {"days": []}])
def test_a_desk_that_cannot_be_reached_is_refused_with_what_was_typed(crisis: Crisis, petra: Member, more: dict[str, Any]):
    answer = send(petra, "press:add-contact", **{**CONTACT, **more})

    assert answer.status_code == 422
    assert 'value="The press desk"' in answer.content.decode()
    assert not PressContact.objects.exists()


def test_a_press_list_belongs_to_its_organisation(crisis: Crisis, petra: Member, aino: Member):
    journalist = make_journalist(petra)

    assert "jo@courier.example" not in read(aino, "press:room").content.decode()
    assert send(aino, "press:let-go", journalist.reference).status_code == 404
    assert Journalist.objects.filter(left_on__isnull=True).exists()


def test_a_member_without_the_right_sees_no_list(crisis: Crisis, petra: Member, tomas: Member):
    make_journalist(petra)

    assert "jo@courier.example" not in read(tomas, "press:room").content.decode()


def test_a_desk_is_ended_by_its_own_organisation(crisis: Crisis, petra: Member, aino: Member):
    contact = make_contact(crisis, petra)

    assert send(aino, "press:end-contact", contact.reference).status_code == 404
    assert send(petra, "press:end-contact", contact.reference).status_code == 302
    assert "The press desk" not in read(petra, "press:room").content.decode()


def test_the_same_address_twice_is_refused(crisis: Crisis, petra: Member, aino: Member):
    make_journalist(petra)

    assert send(petra, "press:add-journalist", **JOURNALIST).status_code == 422
    assert send(aino, "press:add-journalist", **JOURNALIST).status_code == 302  # another organisation's list is its own


def test_who_was_never_given_anything_is_forgotten_at_once(crisis: Crisis, petra: Member):
    journalist = make_journalist(petra)

    send(petra, "press:let-go", journalist.reference)

    assert not Journalist.objects.exists()


def test_who_was_given_a_release_is_reached_by_its_recall_and_then_forgotten(early: Publication, petra: Member):
    journalist = make_journalist(petra)
    send(petra, "publications:give-access", early.reference, journalist=journalist.reference, way="shown")

    send(petra, "press:let-go", journalist.reference)

    assert [one.mail for one in everybody_with_access(early)] == ["jo@courier.example"]
    assert PressAccess.objects.get().ended_at is not None
    Journalist.objects.update(left_on=THEN.date())
    assert forget_journalists(by="tests", at=THEN.replace(month=7, day=30)) == 1
    assert "courier" not in repr(Journalist.objects.values().get())


def test_given_by_mail_the_address_goes_out_and_the_message_says_nothing(early: Publication, petra: Member):
    journalist = make_journalist(petra)

    answer = send(petra, "publications:give-access", early.reference, journalist=journalist.reference, way="mail")

    message = Message.objects.get()
    assert answer.status_code == 302
    assert message.to_address == "jo@courier.example"
    assert "/press-access/" in message.text
    assert "20 May 2017, 09:00 (Europe/Copenhagen)" in message.subject
    assert "way out" not in message.subject + message.text


def test_given_by_hand_the_address_is_shown_this_once(early: Publication, petra: Member):
    journalist = make_journalist(petra)

    answer = send(petra, "publications:give-access", early.reference, journalist=journalist.reference, way="shown")

    assert "/press-access/" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert not Message.objects.exists()
    assert "/press-access/" not in read(petra, "publications:press-facts", early.reference).content.decode()


@pytest.mark.parametrize("who", ["tomas", "petra", "aino", "vera"])
def test_who_may_give_access(early: Publication, tomas: Member, petra: Member, aino: Member, who: str):
    people = {"tomas": tomas, "petra": petra, "aino": aino, "vera": make_vera()}
    journalist = make_journalist(petra)

    answer = send(people[who], "publications:give-access", early.reference, journalist=journalist.reference, way="shown")

    assert answer.status_code == {"tomas": 403, "petra": 200, "aino": 404, "vera": 404}[who]


def test_a_journalist_of_another_list_is_no_choice(early: Publication, petra: Member, aino: Member):
    theirs = make_journalist(aino)

    answer = send(petra, "publications:give-access", early.reference, journalist=theirs.reference, way="shown")

    assert answer.status_code == 422
    assert not PressAccess.objects.exists()


def test_without_an_hour_that_lies_ahead_there_is_nothing_to_read_early(
    crisis: Crisis, tomas: Member, petra: Member, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("safeconduct.publications.views.press.now", lambda: HOUR)
    journalist = make_journalist(petra)
    over = make_embargoed(crisis, tomas, crisis.opened_by)
    draft = make_release(crisis, tomas)

    for release in (over, draft):
        assert send(petra, "publications:give-access", release.reference, journalist=journalist.reference, way="shown").status_code == 422


def test_petra_ends_an_access(early: Publication, petra: Member, aino: Member):
    journalist = make_journalist(petra)
    send(petra, "publications:give-access", early.reference, journalist=journalist.reference, way="shown")
    mark = PressAccess.objects.get().mark

    assert send(aino, "publications:end-access", early.reference, mark).status_code == 404
    assert send(petra, "publications:end-access", early.reference, mark).status_code == 302
    assert PressAccess.objects.get().ended_at == THEN


def test_the_place_stands_among_the_facts(crisis: Crisis, tomas: Member):
    release = make_publication(crisis, tomas, kind=Kind.PRESS_RELEASE)

    send(tomas, "publications:set-place", release.reference, place="Copenhagen")

    release.refresh_from_db()
    assert release.facts == {"place": "Copenhagen"}


def test_only_a_release_has_the_page(crisis: Crisis, tomas: Member):
    assert read(tomas, "publications:press-facts", make_publication(crisis, tomas).reference).status_code == 404
