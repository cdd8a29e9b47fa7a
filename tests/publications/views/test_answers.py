"""Answers and reminders over HTTP: who may, what is kept, what is told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safeconduct.advocacy.models import ContactDetail, Response
from safeconduct.advocacy.rules.addressing import ContactType
from safeconduct.audit.models import Entry
from safeconduct.crises.actions.let_in_organisation import let_in_organisation
from safeconduct.evidence.models import Document
from safeconduct.outbox.models import Incoming, Message
from safeconduct.outbox.receiving import take_in
from safeconduct.people.permissions import Role
from safeconduct.publications.models import Dispatch, FiledAnswer, Publication
from safeconduct.publications.rules.agreeing import Progress
from tests.factories.outbox import answer_to, make_message
from tests.factories.people import THEN, make_ines, make_member, make_organisation, make_vera
from tests.publications.answered import LATER, Sent, send_letter

pytestmark = pytest.mark.django_db
PROMISE = "We will issue visas to those who fled."


@pytest.fixture
def sent() -> Sent:
    return send_letter()


@pytest.fixture
def incoming(sent: Sent) -> Incoming:
    return take_in(answer_to(sent.message, body=f"Dear all,\n\n{PROMISE} <script>alert(1)</script>"), at=LATER)


def filing(sent: Sent, **fields: object) -> dict[str, object]:
    return {
        "outcome": "promised", "on": "2017-04-26", "keep_as": "organisation", "type": "promise", "asks": sent.ask.reference,
        "language": "en", "text": "It promised visas.", "quote": PROMISE, **fields,
    }  # fmt: skip


def test_a_campaigner_files_a_mail_and_the_register_has_it(client: Client, sent: Sent, incoming: Incoming):
    client.force_login(sent.tomas)
    address = f"/desk/north/mail/{incoming.reference}/"

    shown = client.get(address).content.decode()
    answer = client.post(address, filing(sent))

    assert "Northland" in shown
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    assert 'value="2017-04-26"' in shown
    assert answer["Location"] == "/desk/north/mail/"
    response = Response.objects.get()
    assert response.passage is not None
    assert (response.passage.exact, response.ask) == (PROMISE, sent.ask)
    listed = client.get("/desk/north/mail/").content.decode()
    assert "It is filed. The letter is answered." in listed
    assert response.reference in listed
    assert Document.objects.get().reference in listed


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"outcome": ""}, "This field is required"),
        ({"text": ""}, "Say in one sentence"),
        ({"quote": "We will do all."}, "do not stand in the answer"),
        ({"keep_as": ""}, "only if it is kept as a document"),
        ({"outcome": "acknowledged"}, "Make the two agree"),
        ({"outcome": "elsewhere"}, "answers none of these"),
        ({"on": "2016-01-01"}, "before the letter"),
        ({"asks": "AK-000000"}, "Select a valid choice"),
    ],
)
def test_what_does_not_fit_comes_back_with_what_was_typed(
    client: Client, sent: Sent, incoming: Incoming, fields: dict[str, str], said: str
):
    client.force_login(sent.tomas)

    answer = client.post(f"/desk/north/mail/{incoming.reference}/", filing(sent, **fields))

    assert answer.status_code == 422
    words = answer.content.decode()
    assert said in words
    assert fields.get("text", "It promised visas.") in words
    assert not FiledAnswer.objects.exists()


def test_a_press_officer_files_it_and_is_asked_nothing_about_the_register(client: Client, sent: Sent, incoming: Incoming):
    client.force_login(make_member("paula", roles=[Role.PRESS]))
    address = f"/desk/north/mail/{incoming.reference}/"

    assert "for the register" not in client.get(address).content.decode()
    client.post(address, filing(sent))

    assert not Response.objects.exists()
    assert FiledAnswer.objects.get().response == ""


def test_paper_is_filed_and_its_scan_is_saved_as_bytes(client: Client, sent: Sent):
    client.force_login(sent.tomas)
    address = f"/desk/north/copies/{sent.dispatch.reference}/answer/"
    page = SimpleUploadedFile("answer.html", b"<script>alert(1)</script>", content_type="text/html")

    missing = client.post(address, filing(sent, type="", quote="", keep_as=""))
    client.post(address, {**filing(sent, type="", quote="", keep_as=""), "file": page})
    scan = client.get(f"/desk/north/copies/{sent.dispatch.reference}/scans/1/")

    assert missing.status_code == 422
    assert scan.content == b"<script>alert(1)</script>"
    assert (scan["Content-Type"], scan["Content-Disposition"].split(";")[0]) == ("application/octet-stream", "attachment")
    assert client.get(f"/desk/north/copies/{sent.dispatch.reference}/scans/2/").status_code == 404


def test_a_saved_mail_is_read_and_shown_before_it_is_filed(client: Client, sent: Sent):
    client.force_login(sent.tomas)
    file = SimpleUploadedFile("Re.eml", b"From: office@b.example\nSubject: Yours\n\nWe read it.\n", content_type="application/octet-stream")

    answer = client.post(f"/desk/north/copies/{sent.dispatch.reference}/answer/", {"file": file})

    incoming = Incoming.objects.get()
    assert (incoming.message, incoming.text) == (sent.message, "We read it.")
    assert answer["Location"] == f"/desk/north/mail/{incoming.reference}/"
    assert not FiledAnswer.objects.exists()


def test_the_outbox_leads_to_the_letter_and_to_where_its_answer_is_filed(client: Client, sent: Sent, incoming: Incoming):
    client.force_login(sent.tomas)

    assert client.get(f"/desk/outbox/about/{sent.letter.reference}/")["Location"] == f"/desk/north/publications/{sent.letter.reference}/"
    assert client.get(f"/desk/outbox/mail/{incoming.reference}/file/")["Location"] == f"/desk/north/mail/{incoming.reference}/"


def pages(sent: Sent, incoming: Incoming) -> dict[str, str]:
    """Give the addresses that are read, by name."""
    copy = sent.dispatch.reference
    return {
        "answers": "/desk/north/mail/",
        "file-mail": f"/desk/north/mail/{incoming.reference}/",
        "file-paper": f"/desk/north/copies/{copy}/answer/",
        "chasers": "/desk/north/chasers/",
    }


@pytest.mark.parametrize(("make", "status"), [(make_vera, 404), (make_ines, 403)])
def test_vera_and_who_writes_no_letters_find_nothing(client: Client, sent: Sent, incoming: Incoming, make, status: int):
    client.force_login(make())
    before = Entry.objects.count()

    assert {name: client.get(page).status_code for name, page in pages(sent, incoming).items()} == dict.fromkeys(
        pages(sent, incoming), status
    )
    for name in ("file-mail", "file-paper"):
        assert client.post(pages(sent, incoming)[name], filing(sent)).status_code == status
    for act in ("prepare", "offer", "approve"):
        assert client.post(f"/desk/north/chasers/{act}/").status_code == status
    assert Entry.objects.count() == before


def test_another_organisation_of_the_coalition_reads_no_mail_of_ours(client: Client, sent: Sent, incoming: Incoming):
    door = make_organisation("Open Door")
    let_in_organisation(crisis=sent.crisis, name=door.name, by=sent.jonas, at=THEN)
    client.force_login(make_member("dora", roles=list(Role), organisation=door))

    assert client.get(f"/desk/north/mail/{incoming.reference}/").status_code == 404
    assert client.get(f"/desk/north/copies/{sent.dispatch.reference}/answer/").status_code == 404
    assert incoming.subject not in client.get("/desk/north/mail/").content.decode()
    assert "Draft the reminders" not in client.get("/desk/north/chasers/").content.decode()


def test_looking_changes_nothing(client: Client, sent: Sent, incoming: Incoming):
    client.force_login(sent.tomas)
    before = Entry.objects.count(), list(Incoming.objects.values()), list(Publication.objects.values())

    assert {client.get(page).status_code for page in pages(sent, incoming).values()} == {200}
    assert (Entry.objects.count(), list(Incoming.objects.values()), list(Publication.objects.values())) == before


def test_two_people_take_reminders_through_one_page_and_nothing_leaves_by_it(client: Client, sent: Sent):
    ContactDetail.objects.create(
        body=sent.post.body, post=sent.post, type=ContactType.EMAIL, value="m@north.example", recorded_at=THEN, recorded_by=sent.tomas
    )
    client.force_login(sent.tomas)
    waiting = Message.objects.count()
    key = f"{sent.letter.reference}:{sent.post.reference}"
    assert key in client.get("/desk/north/chasers/").content.decode()

    client.post("/desk/north/chasers/prepare/", {"late": [key, "PU-000000:PO-000000", "odd"]})
    chaser = Publication.objects.get(facts__chases=sent.letter.reference)
    page = client.get("/desk/north/chasers/").content.decode()
    shown = {
        f"{name}-{chaser.reference}": value
        for name, value in (("holder", "Ada Example"), ("salutation", "Dear Minister,"), ("closing", "Yours,"))
    }
    client.post("/desk/north/chasers/offer/", {"chaser": chaser.reference, **shown})
    mine = client.post("/desk/north/chasers/approve/", {"chaser": chaser.reference, f"version-{chaser.reference}": "1"}, follow=True)
    client.force_login(sent.jonas)
    stale = client.post("/desk/north/chasers/approve/", {"chaser": chaser.reference, f"version-{chaser.reference}": "7"}, follow=True)
    client.post("/desk/north/chasers/approve/", {"chaser": chaser.reference, f"version-{chaser.reference}": "1"})

    assert "We ask you to let them in." in page
    assert "m@north.example" in page
    assert "You offered this version yourself" in mine.content.decode()
    assert "another version by now" in stale.content.decode()
    version = chaser.versions.get()
    assert (version.offered_by, version.approved_by, version.released_at) == (sent.tomas, sent.jonas, None)
    assert chaser.recipients.get().salutation == "Dear Minister,"
    assert "Approved: to be released" in client.get("/desk/north/chasers/").content.decode()
    assert Message.objects.count() == waiting
    assert not Dispatch.objects.filter(version__publication=chaser).exists()


def test_a_holder_who_changed_meanwhile_stops_the_offer(client: Client, sent: Sent):
    client.force_login(sent.tomas)
    client.post("/desk/north/chasers/prepare/", {"late": f"{sent.letter.reference}:{sent.post.reference}"})
    chaser = Publication.objects.get(facts__chases=sent.letter.reference)

    answer = client.post(
        "/desk/north/chasers/offer/", {"chaser": chaser.reference, f"holder-{chaser.reference}": "Somebody Else"}, follow=True
    )

    assert "Somebody else holds this post now" in answer.content.decode()
    assert not chaser.versions.exists()


def test_what_was_answered_by_mail_is_shown_as_answered(client: Client, sent: Sent, incoming: Incoming):
    client.force_login(sent.tomas)
    client.post(f"/desk/north/mail/{incoming.reference}/", filing(sent))

    sent.dispatch.refresh_from_db()
    assert sent.dispatch.progress == Progress.ANSWERED
    assert client.get(f"/desk/north/mail/{take_in(answer_to(make_message(sent.tomas)), at=LATER).reference}/").status_code == 404
