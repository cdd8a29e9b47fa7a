"""Recipients, copies and files over HTTP: who may, what is refused, what comes out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safeconduct.advocacy.models import ContactDetail
from safeconduct.outbox.models import Message
from safeconduct.people.permissions import Role as MemberRole
from safeconduct.publications.actions.plan_dispatches import plan_dispatches
from safeconduct.publications.exports.apart import CannotSet, Press
from safeconduct.publications.models import Dispatch, Letterhead
from safeconduct.publications.rules.kinds import Role, Secrecy
from safeconduct.publications.rules.sending import DispatchKind
from tests.factories.advocacy import make_body, make_demand, make_post
from tests.factories.crises import make_crisis
from tests.factories.people import THEN, make_ines, make_member, make_tomas, make_vera
from tests.factories.publications import make_holder, make_part, make_publication, make_recipient, make_version

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_real_press(monkeypatch):
    monkeypatch.setattr(Press, "set_sheet", lambda self, form, sheet: b"%PDF-1.7 " + sheet.title.encode())


@pytest.fixture
def tomas():
    return make_tomas()


@pytest.fixture
def letter(tomas):
    crisis = make_crisis(is_public=True)
    publication = make_publication(crisis, tomas)
    make_part(publication, "", role=Role.DEMAND, demand=make_demand(crisis, "Let them in."))
    make_part(publication, "Between us.", secrecy=Secrecy.ADDRESSEE)
    return publication


def a_post(letter, name="Northland"):
    post = make_post(make_body(letter.crisis, name, place="DK"))
    make_holder(post, "Ada Example")
    ContactDetail.objects.create(
        body=post.body, post=post, type="email", value="a@north.example", recorded_at=THEN, recorded_by=post.created_by
    )
    return post


def signed_in(member):
    client = Client()
    client.force_login(member)
    return client


def address(name, letter, *args):
    return reverse(f"publications:{name}", args=[letter.crisis.slug, letter.reference, *args])


def out(letter, tomas, **fields):
    version = make_version(letter, tomas, approved_by=letter.crisis.opened_by, released_by=tomas)
    plan_dispatches(version=version, kind=DispatchKind.LETTER, by=tomas, at=THEN)
    return version


def seen(recipient, tomas):
    recipient.seen_holder, recipient.salutation, recipient.closing = "Ada Example", "Dear Minister,", "Yours sincerely,"
    recipient.approved_at, recipient.approved_by = THEN, tomas
    recipient.save()
    return recipient


def test_a_post_is_found_added_shown_and_approved(letter, tomas):
    client, post = signed_in(tomas), a_post(letter)

    found = client.get(address("recipients", letter), {"words": "northland"}).content.decode()
    client.post(address("add-recipients", letter), {"post": post.reference, "role": "to", "language": "en", "channel": ""})
    shown = client.get(address("recipient", letter, post.reference)).content.decode()
    client.post(
        address("recipient", letter, post.reference), {"shown_holder": "Ada Example", "salutation": "Dear Ada,", "closing": "Yours,"}
    )

    assert post.reference in found
    assert "Let them in." in shown
    assert "Between us." in shown
    assert letter.recipients.get().salutation == "Dear Ada,"


def test_what_was_typed_stays_when_another_holds_the_post_by_now(letter, tomas):
    client, recipient = signed_in(tomas), make_recipient(letter, a_post(letter))

    answer = client.post(
        address("recipient", letter, recipient.post.reference),
        {"shown_holder": "Somebody Else", "salutation": "Dear Ada of mine,", "closing": "Yours,"},
    )

    assert answer.status_code == 422
    assert "Dear Ada of mine," in answer.content.decode()


def test_only_the_leading_organisation_meets_these_pages(letter, tomas):
    recipient = seen(make_recipient(letter, a_post(letter)), tomas)
    out(letter, tomas)
    dispatch, post = Dispatch.objects.get().reference, recipient.post.reference
    vera = signed_in(make_vera())

    reads = [("recipients",), ("recipient", post), ("letter", post), ("draft", post), ("dispatches",), ("bundle",), ("labels",)]
    reads += [("taken", dispatch), ("scan", dispatch), ("file", "1", "en.pdf")]
    writes = [("add-recipients",), ("approve-recipients",), ("remove-recipient", post), ("plan-dispatches",), ("send-planned",)]
    writes += [("cancel-dispatch", dispatch), ("taken", dispatch)]

    assert {vera.get(address(*_place(letter, one))).status_code for one in reads} == {404}
    assert {vera.post(address(*_place(letter, one)), {"post": post}).status_code for one in writes} <= {404}


def _place(letter, names):
    return (names[0], letter, *names[1:])


@pytest.mark.parametrize("role", [MemberRole.READER, MemberRole.RESEARCHER, MemberRole.SIGNATORY])
def test_who_may_not_write_or_release_is_refused(letter, tomas, role):
    seen(make_recipient(letter, a_post(letter)), tomas)
    out(letter, tomas)
    client = signed_in(make_member("rosa", roles=[role]))

    for name in ("add-recipients", "approve-recipients", "plan-dispatches", "send-planned"):
        assert client.post(address(name, letter)).status_code == 403


def test_accepted_is_never_called_delivered(letter, tomas):
    seen(make_recipient(letter, a_post(letter)), tomas)
    out(letter, tomas)
    client = signed_in(tomas)
    client.post(address("send-planned", letter))
    Message.objects.update(state="accepted")

    page = client.get(address("dispatches", letter)).content.decode()

    assert "Accepted by the mail server" in page
    assert "elivered" not in page


def test_a_receipt_is_kept_with_its_scan_and_given_back_as_a_file(letter, tomas):
    recipient = make_recipient(letter, a_post(letter), channel="hand")
    seen(recipient, tomas)
    out(letter, tomas)
    client, dispatch = signed_in(tomas), Dispatch.objects.get()

    scan = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 receipt", content_type="text/html")
    client.post(address("taken", letter, dispatch.reference), {"on": "2017-04-20", "proof": "Receipt 7", "scan": scan})
    given = client.get(address("scan", letter, dispatch.reference))

    assert given.content == b"%PDF-1.7 receipt"
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("en.pdf", "application/pdf"), ("en.txt", "text/plain; charset=utf-8"), ("en.html", "text/html; charset=utf-8")],
)
def test_a_version_is_given_in_every_form(letter, tomas, name, media_type):
    make_version(letter, tomas)

    given = signed_in(tomas).get(address("file", letter, 1, name))

    assert given["Content-Type"] == media_type
    assert given["Content-Disposition"].startswith("attachment")


def test_what_is_for_the_addressee_is_in_no_file_for_everybody(letter, tomas):
    make_version(letter, tomas)
    client = signed_in(tomas)

    public, addressee = (client.get(address("file", letter, 1, "en.txt"), {"for": reader}).content for reader in ("", "addressee"))

    assert b"Between us." not in public
    assert b"Between us." in addressee


@pytest.mark.parametrize("name", ["xx.pdf", "en.exe", "en", ".pdf"])
def test_other_files_do_not_exist(letter, tomas, name):
    make_version(letter, tomas)

    assert signed_in(tomas).get(address("file", letter, 1, name)).status_code == 404


def test_what_no_font_can_print_is_told_in_a_sentence(letter, tomas, monkeypatch):
    def refuse(self, form, sheet):
        raise CannotSet("glyph-missing", "𐎠")

    monkeypatch.setattr(Press, "set_sheet", refuse)
    make_version(letter, tomas)

    answer = signed_in(tomas).get(address("file", letter, 1, "en.pdf"), follow=True)

    assert "No font on the server has these signs: 𐎠." in answer.content.decode()


def test_a_letterhead_is_set_by_who_writes_and_by_nobody_else(letter, tomas):
    place = reverse("publications:letterhead", args=[letter.crisis.slug])

    signed_in(tomas).post(place, {"lines": "1 Example Street\n1000 Town", "place": "Town", "foot": ""})

    assert Letterhead.objects.get().lines == ["1 Example Street", "1000 Town"]
    assert signed_in(make_ines()).get(place).status_code == 403
    assert signed_in(make_vera()).get(place).status_code == 404
