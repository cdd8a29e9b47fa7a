"""Requests for help, read and answered as browsers of the hotline do."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import CaptureQueriesContext

from safeconduct.audit.models import Entry
from safeconduct.intake.models import IntakeFile, Mailbox, Message
from safeconduct.intake.queries import messages as queries
from safeconduct.kit.clock import today
from safeconduct.people.permissions import Role
from safeconduct.vault.format.ages import seal_to
from safeconduct.vault.format.messages import open_message, seal_message, write_answer
from safeconduct.vault.format.octets import from_text, to_text
from tests.factories import keepers
from tests.factories.people import make_organisation
from tests.factories.posting import Browser
from tests.factories.vault import (
    TODAY,
    Asked,
    KeyedChannel,
    KeyedMember,
    add_message,
    make_answer,
    make_channel,
    make_keyed_member,
    make_request,
)

jonas, amina = keepers.jonas, keepers.amina  # fixtures
pytestmark = pytest.mark.django_db(databases=["default", "intake"])


@pytest.fixture
def channel(amina: KeyedMember, jonas: KeyedMember) -> KeyedChannel:
    return make_channel(jonas, [jonas, amina])


@pytest.fixture
def asked(channel: KeyedChannel) -> Asked:
    return make_request(channel, "Я прячусь у друга.")


def place(channel: KeyedChannel) -> str:
    return f"/desk/requests/channels/{channel.channel.pk}/messages/"


def box(asked: Asked) -> str:
    return f"/desk/requests/mailboxes/{asked.mailbox.pk}/"


def with_file(asked: Asked, data: bytes = b"sealed bytes") -> IntakeFile:
    file = IntakeFile.objects.create(
        channel=asked.channel.channel, message=asked.messages[0], length=len(data), digest=bytes(32), begun_on=TODAY
    )
    folder = Path(settings.INTAKE_FILES)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / str(file.pk)).write_bytes(data)
    return file


def answer_for(asked: Asked, text: str = "Мы прочли. Оставайтесь там.") -> dict[str, str]:
    blob = seal_message(asked.keys.recipient, write_answer(text=text, at="2017-04-20T09:00Z", reply_to=asked.channel.vault.recipient))
    return {"id": str(uuid4()), "blob": to_text(blob)}


def test_first_comes_what_there_is_then_what_was_asked_for(asked: Asked, amina: KeyedMember):
    browser, message = Browser(amina), asked.messages[0]
    file = with_file(asked)

    listed = browser.get(place(asked.channel)).json()

    assert listed["boxes"] == {str(asked.mailbox.pk): asked.mailbox.expires_on.isoformat()}
    assert listed["messages"] == [
        {
            "id": str(message.pk),
            "mailbox": str(asked.mailbox.pk),
            "direction": "in",
            "sequence": 1,
            "day": "2017-04-20",
            "sealed_by": "browser",
            "length": len(message.blob),
            "files": [{"id": str(file.pk), "length": file.length}],
        }
    ]
    given = browser.post(place(asked.channel), {"ids": [str(message.pk), str(uuid4())]}).json()
    assert given["left"] == []
    assert [one["id"] for one in given["messages"]] == [str(message.pk)]
    assert open_message(asked.channel.vault.identity, from_text(given["messages"][0]["blob"]))["text"] == "Я прячусь у друга."


def test_a_file_that_never_became_part_of_a_message_is_not_listed(asked: Asked, amina: KeyedMember):
    IntakeFile.objects.create(channel=asked.channel.channel, length=1, digest=bytes(32), begun_on=TODAY)
    begun = IntakeFile.objects.create(channel=asked.channel.channel, message=asked.messages[0], length=1, begun_on=TODAY)

    assert Browser(amina).get(place(asked.channel)).json()["messages"][0]["files"] == []
    assert Browser(amina).get(f"/desk/requests/files/{begun.pk}/").status_code == 404


def test_when_nothing_changed_the_answer_is_one_line(asked: Asked, amina: KeyedMember):
    browser = Browser(amina)
    tag = browser.get(place(asked.channel)).json()["tag"]

    assert browser.get(f"{place(asked.channel)}?tag={tag}").json() == {"tag": tag, "same": True}
    add_message(asked, "Ещё одно.")
    assert len(browser.get(f"{place(asked.channel)}?tag={tag}").json()["messages"]) == 2


def test_what_does_not_fit_into_one_answer_is_named_for_the_next(
    channel: KeyedChannel, amina: KeyedMember, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(queries, "LARGEST_ANSWER", 1500)
    ids = [str(make_request(channel).messages[0].pk) for _number in range(4)]
    browser, found = Browser(amina), []

    while ids:
        answer = browser.post(place(channel), {"ids": ids}).json()
        assert answer["messages"]
        found += [one["id"] for one in answer["messages"]]
        ids = answer["left"]

    assert len(set(found)) == 4


def test_messages_of_another_channel_are_not_given(asked: Asked, amina: KeyedMember, jonas: KeyedMember):
    other = make_channel(jonas, [jonas, amina], slug="south")

    answer = Browser(amina).post(place(other), {"ids": [str(asked.messages[0].pk)]})

    assert answer.json() == {"messages": [], "left": []}


def test_four_hundred_requests_are_listed_and_fetched_in_a_few_queries(channel: KeyedChannel, amina: KeyedMember):
    blob = make_request(channel).messages[0].blob
    boxes = Mailbox.objects.bulk_create(
        Mailbox(channel=channel.channel, token_hash=number.to_bytes(32), week_opened=TODAY, expires_on=TODAY) for number in range(399)
    )
    Message.objects.bulk_create(
        Message(mailbox=mailbox, direction="in", sequence=1, day=TODAY, sealed_by="browser", blob=blob) for mailbox in boxes
    )
    browser = Browser(amina)

    with CaptureQueriesContext(connections["intake"]) as listing, CaptureQueriesContext(connections["default"]) as who:
        listed = browser.get(place(channel)).json()["messages"]
    with CaptureQueriesContext(connections["intake"]) as fetching:
        given = browser.post(place(channel), {"ids": [message["id"] for message in listed]}).json()

    assert (len(listed), len(given["messages"]), given["left"]) == (400, 400, [])
    assert len(listing) <= 4  # the channel, its files, its messages, its boxes
    assert len(who) <= 4
    assert len(fetching) <= 3  # the channel, the sizes, the blobs


def test_an_answer_reaches_the_person_and_the_record_names_no_box(asked: Asked, amina: KeyedMember):
    assert Browser(amina).post(f"{box(asked)}answers/", answer_for(asked)).json() == {"sequence": 2}

    message = Message.objects.get(direction="out")
    assert open_message(asked.keys.identity, bytes(message.blob))["text"] == "Мы прочли. Оставайтесь там."
    assert (message.sealed_by, message.sequence) == ("browser", 2)
    entry = Entry.objects.get(kind="intake.request-answered")
    assert (entry.subject, entry.by, entry.detail) == (str(asked.channel.channel.pk), amina.reference, {})
    assert (entry.at.hour, entry.at.minute) == (0, 0)


def test_an_answer_lies_there_for_a_month_at_least(asked: Asked, amina: KeyedMember):
    Mailbox.objects.update(expires_on=today())
    Browser(amina).post(f"{box(asked)}answers/", answer_for(asked))
    days = (Mailbox.objects.get().expires_on - today()).days
    assert 29 <= days <= 50

    later = today() + timedelta(days=80)
    Mailbox.objects.update(expires_on=later)
    Browser(amina).post(f"{box(asked)}answers/", answer_for(asked))
    assert Mailbox.objects.get().expires_on == later


def test_an_answer_sent_twice_over_a_bad_line_is_one(asked: Asked, amina: KeyedMember):
    said = answer_for(asked)
    again = {**answer_for(asked), "id": said["id"]}

    assert [Browser(amina).post(f"{box(asked)}answers/", one).json()["sequence"] for one in (said, said, again)] == [2, 2, 2]
    assert Message.objects.filter(direction="out").count() == 1
    assert Entry.objects.filter(kind="intake.request-answered").count() == 1


def test_an_id_of_another_message_is_not_taken_over(asked: Asked, channel: KeyedChannel, amina: KeyedMember):
    other = make_request(channel)
    for taken in (asked.messages[0].pk, other.messages[0].pk):
        answer = Browser(amina).post(f"{box(asked)}answers/", {**answer_for(asked), "id": str(taken)})
        assert (answer.status_code, answer.json()["code"]) == (422, "taken")


@pytest.mark.parametrize(
    "blob",
    [
        b"We have read this.",
        b"We have read this.".ljust(456),
        b"age-encryption.org/v1\n-> scrypt c2FsdHNhbHRzYWx0c2FsdA 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n" + bytes(288),
        b"age-encryption.org/v1\n" + b"-> X25519 A\nA\n" * 2000,
    ],
)
def test_an_answer_that_is_not_sealed_is_not_kept(asked: Asked, amina: KeyedMember, blob: bytes):
    answer = Browser(amina).post(f"{box(asked)}answers/", {"id": str(uuid4()), "blob": to_text(blob)})

    assert (answer.status_code, answer.json()["code"]) == (400, "not-sealed")
    assert not Message.objects.filter(direction="out").exists()


def test_an_answer_of_a_length_that_tells_something_is_not_kept(asked: Asked, amina: KeyedMember):
    for length in (18, 255, 257, 1000):
        blob = seal_to(asked.keys.recipient, bytes(length))
        assert Browser(amina).post(f"{box(asked)}answers/", {"id": str(uuid4()), "blob": to_text(blob)}).status_code == 400


def test_a_cleared_request_keeps_its_box_and_its_answers(asked: Asked, amina: KeyedMember):
    file = with_file(asked)
    answer = make_answer(asked)

    assert Browser(amina).post(f"{box(asked)}clear/").json() == {"done": True}

    assert list(Message.objects.values_list("pk", flat=True)) == [answer.pk]
    assert not IntakeFile.objects.exists()
    assert not (Path(settings.INTAKE_FILES) / str(file.pk)).exists()
    assert Mailbox.objects.filter(pk=asked.mailbox.pk).exists()
    assert Entry.objects.get(kind="intake.request-cleared").subject == str(asked.channel.channel.pk)


def test_a_destroyed_box_is_as_if_it_had_never_been(asked: Asked, channel: KeyedChannel, amina: KeyedMember):
    file, other = with_file(asked), make_request(channel)
    make_answer(asked)

    assert Browser(amina).post(f"{box(asked)}destroy/").json() == {"done": True}

    assert list(Mailbox.objects.all()) == [other.mailbox]
    assert list(Message.objects.all()) == other.messages
    assert not (Path(settings.INTAKE_FILES) / str(file.pk)).exists()
    for what in ("answers/", "clear/", "destroy/"):
        assert Browser(amina).post(f"{box(asked)}{what}", answer_for(asked)).status_code == 404
    assert str(asked.mailbox.pk) not in "".join(map(repr, Entry.objects.values_list("subject", "detail")))


def test_a_file_that_came_with_a_message_is_given_as_it_is(asked: Asked, amina: KeyedMember):
    file = with_file(asked)

    answer = Browser(amina).get(f"/desk/requests/files/{file.pk}/")

    assert answer.getvalue() == b"sealed bytes"
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/octet-stream", "no-store")


def test_a_file_whose_bytes_are_gone_is_not_there(asked: Asked, amina: KeyedMember):
    file = with_file(asked)
    (Path(settings.INTAKE_FILES) / str(file.pk)).unlink()

    assert Browser(amina).get(f"/desk/requests/files/{file.pk}/").status_code == 404


def test_a_steward_who_answers_nobody_reads_no_request(asked: Asked, jonas: KeyedMember):
    browser = Browser(jonas)

    assert browser.get(place(asked.channel)).status_code == 403
    assert browser.post(f"{box(asked)}answers/", answer_for(asked)).status_code == 403


def test_vera_learns_of_no_request(asked: Asked):
    vera = Browser(make_keyed_member("vera", roles=list(Role), organisation=make_organisation("Far Shore", country="NO")))
    file = with_file(asked)
    addresses = [
        (place(asked.channel), place(asked.channel).replace(str(asked.channel.channel.pk), str(uuid4()))),
        (f"/desk/requests/files/{file.pk}/", f"/desk/requests/files/{uuid4()}/"),
    ]

    for there, nowhere in addresses:
        assert vera.get(there).status_code == vera.get(nowhere).status_code == 404
        assert vera.get(there).content == vera.get(nowhere).content
    for what in ("answers/", "clear/", "destroy/"):
        there = vera.post(f"{box(asked)}{what}", answer_for(asked))
        nowhere = vera.post(f"/desk/requests/mailboxes/{uuid4()}/{what}", answer_for(asked))
        assert (there.status_code, there.content) == (nowhere.status_code, nowhere.content)
        assert there.status_code == 404
    assert Message.objects.count() == 1
