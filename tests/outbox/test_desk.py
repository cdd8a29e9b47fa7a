"""The outbox over HTTP: own messages only, nothing changed by looking, nothing of a mail ever shown as markup."""

from datetime import datetime, timedelta

import pytest
from django.test import Client

from safeconduct.audit.models import Entry
from safeconduct.kit import clock
from safeconduct.outbox.actions.assign_mail import NothingToAssign, assign_mail
from safeconduct.outbox.actions.cancel_message import HasLeft, cancel_message
from safeconduct.outbox.actions.queue_message import AddressUnusable, File
from safeconduct.outbox.actions.read_incoming import Read, read_incoming
from safeconduct.outbox.actions.retry_message import FilesGone, NotToRetry, retry_message
from safeconduct.outbox.actions.send_waiting import send_waiting
from safeconduct.outbox.actions.settle_incoming import IsFiled, settle_incoming
from safeconduct.outbox.actions.settle_message import NotUncertain, settle_message
from safeconduct.outbox.actions.tidy_mail import Tidied, tidy_mail
from safeconduct.outbox.models import Attachment, Incoming, Message
from safeconduct.outbox.queries.unknown import unknown_mail
from safeconduct.outbox.receiving import take_in
from safeconduct.outbox.rules import IncomingKind, State
from safeconduct.outbox.storing import alone, ready_maildir
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from tests.factories.outbox import answer_to, bounce_of, make_message
from tests.factories.people import THEN, make_ines, make_member, make_tomas, make_vera

pytestmark = pytest.mark.django_db
BAD = b"<script>alert(1)</script><b>bold</b>"


@pytest.fixture
def tomas() -> Member:
    return make_tomas()


def with_files(message: Message) -> bytes:
    """Give an answer to the message with an attachment that calls itself a page."""
    return answer_to(message).replace(b"Content-Type: text/plain; charset=utf-8\n\nWe have read your letter.\n", b"") + (
        b'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n' + BAD + b"\n"
        b'--b\nContent-Type: text/html; name="../page.html"\n\n' + BAD + b"\n--b--\n"
    )


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_the_pages_show_what_waits_and_what_came_back(client: Client, tomas: Member):
    client.force_login(tomas)
    message = make_message(tomas)
    send_waiting(at=THEN)
    waiting = make_message(tomas, subject="Another matter", not_before=clock.now() + timedelta(days=9))
    incoming = take_in(answer_to(message), at=THEN)
    bounced = make_message(tomas, to_address="gone@b.example")
    send_waiting(at=THEN)
    take_in(bounce_of(bounced), at=THEN)

    words = client.get("/desk/outbox/").content.decode()
    page = client.get(f"/desk/outbox/messages/{message.reference}/").content.decode()
    mail = client.get(f"/desk/outbox/mail/{incoming.reference}/").content.decode()

    for word in (
        "1 message waits.",
        "1 needs you.",
        waiting.subject,
        "There is no such mailbox.",
        "Nothing reaches anybody",
        incoming.subject,
    ):
        assert word in words
    assert "Written as a file on this machine" in page
    assert "We have read your letter." in mail


def test_what_concerns_one_publication_is_shown_alone(client: Client, tomas: Member):
    client.force_login(tomas)
    make_message(tomas, subject="The first matter")
    make_message(tomas, about="PU-OTHER1", subject="The other matter")

    words = client.get("/desk/outbox/?about=PU-OTHER1").content.decode()

    assert "The other matter" in words
    assert "The first matter" not in words


def test_nothing_of_a_mail_is_markup_and_its_files_are_bytes(client: Client, tomas: Member):
    client.force_login(tomas)
    message = make_message(tomas)
    incoming = take_in(with_files(message), at=THEN)

    page = client.get(f"/desk/outbox/mail/{incoming.reference}/").content.decode()
    file = client.get(f"/desk/outbox/mail/{incoming.reference}/files/1/")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>bold" not in page
    assert file.content.strip() == BAD
    assert file["Content-Type"] == "application/octet-stream"
    assert file["Content-Disposition"] == 'attachment; filename="page.html"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file["Content-Security-Policy"]
    for number in (0, 2):
        assert client.get(f"/desk/outbox/mail/{incoming.reference}/files/{number}/").status_code == 404


def test_vera_sees_nothing_and_changes_nothing(client: Client, tomas: Member):
    message = make_message(tomas)
    incoming = take_in(answer_to(message), at=THEN)
    client.force_login(make_vera())
    entries = Entry.objects.count()

    assert message.subject not in client.get("/desk/outbox/").content.decode()
    for page in (f"messages/{message.reference}/", f"mail/{incoming.reference}/", f"mail/{incoming.reference}/files/1/"):
        assert client.get(f"/desk/outbox/{page}").status_code == 404
    for act in ("cancel", "retry", "settle"):
        assert (
            client.post(f"/desk/outbox/messages/{message.reference}/{act}/", {"to_address": "a@b.example", "was_sent": "no"}).status_code
            == 404
        )
    assert client.post(f"/desk/outbox/mail/{incoming.reference}/set-aside/").status_code == 404
    assert client.get(f"/desk/outbox/mail/{incoming.reference}/file/").status_code == 404
    assert client.get(f"/desk/outbox/about/{message.about}/").status_code == 404
    assert state_of(message) == State.WAITING
    assert Entry.objects.count() == entries


def test_looking_changes_nothing(client: Client, tomas: Member):
    client.force_login(tomas)
    message = make_message(tomas)
    incoming = take_in(answer_to(message), at=THEN)
    before = list(Message.objects.values()), list(Incoming.objects.values()), Entry.objects.count()

    for page in ("", f"messages/{message.reference}/", f"mail/{incoming.reference}/"):
        assert client.get(f"/desk/outbox/{page}").status_code == 200
    for page in (f"messages/{message.reference}/{act}/" for act in ("cancel", "retry", "settle")):
        assert client.get(f"/desk/outbox/{page}").status_code == 405

    assert (list(Message.objects.values()), list(Incoming.objects.values()), Entry.objects.count()) == before


@pytest.mark.parametrize(
    ("roles", "reads", "acts"),
    [([Role.CAMPAIGNER], 200, 302), ([Role.PRESS], 200, 302), ([Role.RESEARCHER], 403, 403), ([Role.READER], 403, 403)],
)
def test_who_reads_and_who_acts(client: Client, tomas: Member, roles: list[Role], reads: int, acts: int):
    message = make_message(tomas)
    client.force_login(make_member("somebody", roles=roles))

    assert client.get("/desk/outbox/").status_code == reads
    assert client.post(f"/desk/outbox/messages/{message.reference}/cancel/").status_code == acts


def test_a_member_cancels_retries_and_sets_aside(client: Client, tomas: Member):
    client.force_login(tomas)
    cancelled, failed = make_message(tomas), make_message(tomas)
    Message.objects.filter(pk=failed.pk).update(state=State.FAILED, answer="There is no such mailbox.")
    incoming = take_in(answer_to(cancelled), at=THEN)

    client.post(f"/desk/outbox/messages/{cancelled.reference}/cancel/")
    wrong = client.post(f"/desk/outbox/messages/{failed.reference}/retry/", {"to_address": "nobody"})
    client.post(f"/desk/outbox/messages/{failed.reference}/retry/", {"to_address": "new@b.example"})
    client.post(f"/desk/outbox/mail/{incoming.reference}/set-aside/")

    assert wrong.status_code == 422
    assert 'value="nobody"' in wrong.content.decode()
    assert (state_of(cancelled), state_of(failed), failed.to_address) == (State.CANCELLED, State.WAITING, "new@b.example")
    incoming.refresh_from_db()
    assert (incoming.settled_as, incoming.settled_by) == ("set-aside", tomas)


def test_what_nobody_knows_a_person_settles(tomas: Member, at: datetime):
    message = make_message(tomas)
    Message.objects.filter(pk=message.pk).update(state=State.SENDING, next_attempt_at=at)

    with pytest.raises(NotUncertain):
        settle_message(message=message, was_sent=False, by=tomas, at=at + timedelta(minutes=9))
    settle_message(message=message, was_sent=False, by=tomas, at=at + timedelta(minutes=10))
    assert state_of(message) == State.DEFERRED
    Message.objects.filter(pk=message.pk).update(state=State.SENDING)
    settle_message(message=message, was_sent=True, by=tomas, at=at + timedelta(hours=1))
    assert state_of(message) == State.ACCEPTED


@pytest.mark.parametrize("state", list(State))
def test_only_some_states_can_be_cancelled_or_retried(tomas: Member, at: datetime, state: State):
    message = make_message(tomas)
    Message.objects.filter(pk=message.pk).update(state=state)

    for act, refusal, allowed in (
        (cancel_message, HasLeft, {State.WAITING, State.DEFERRED}),
        (retry_message, NotToRetry, {State.FAILED, State.BOUNCED}),
    ):
        Message.objects.filter(pk=message.pk).update(state=state)
        if state in allowed:
            act(message=message, by=tomas, at=at)
            assert state_of(message) != state
        else:
            with pytest.raises(refusal):
                act(message=message, by=tomas, at=at)
            assert state_of(message) == state


def test_a_mail_is_set_aside_and_may_still_be_filed(tomas: Member, at: datetime):
    incoming = take_in(answer_to(make_message(tomas)), at=at)

    settle_incoming(incoming=incoming, settled_as="set-aside", by=tomas, at=at)
    settle_incoming(incoming=incoming, settled_as="filed", by=tomas, at=at)
    with pytest.raises(IsFiled):
        settle_incoming(incoming=incoming, settled_as="set-aside", by=tomas, at=at)


def test_old_bytes_go_and_their_hashes_stay(tomas: Member, at: datetime):
    message = make_message(tomas, attachments=[File("a.pdf", "application/pdf", b"%PDF")])
    send_waiting(at=at)
    Message.objects.filter(pk=message.pk).update(state=State.BOUNCED)
    answered, unfiled = take_in(answer_to(message), at=at), take_in(answer_to(message, body="Again"), at=at)
    settle_incoming(incoming=answered, settled_as="filed", by=tomas, at=at)
    lost = take_in(b"To: nobody@letters.example\n\nHelp\n", at=at)

    assert tidy_mail(at=at + timedelta(days=29), days=90) == Tidied()
    assert tidy_mail(at=at + timedelta(days=31), days=90) == Tidied(mails=1)
    assert tidy_mail(at=at + timedelta(days=91), days=90) == Tidied(attachments=1, mails=1)

    for row in (answered, unfiled, lost):
        row.refresh_from_db()
    assert (bytes(answered.raw), bytes(lost.raw)) == (b"", b"")
    assert bytes(unfiled.raw)
    assert answered.text == "We have read your letter."
    file = Attachment.objects.get()
    assert (file.content, len(file.sha256)) == (None, 64)
    with pytest.raises(FilesGone):
        retry_message(message=message, by=tomas, at=at)
    assert not unknown_mail()


def test_mail_without_a_letter_is_assigned_by_whoever_runs_the_server(tomas: Member, at: datetime):
    message = make_message(tomas)
    lost = take_in(b"From: office@foreign.northland.example\nTo: letters@letters.example\nSubject: Yours\n\nWe read it.\n", at=at)

    assert [line.reference for line in unknown_mail()] == [lost.reference]
    assign_mail(incoming=lost.reference, message=message.reference, by="tests", at=at)
    lost.refresh_from_db()
    assert (lost.kind, lost.message, lost.text, lost.is_expected_sender) == (IncomingKind.ANSWER, message, "We read it.", True)
    with pytest.raises(NothingToAssign):
        assign_mail(incoming=lost.reference, message=message.reference, by="tests", at=at)


def test_the_maildir_is_read_once_and_what_is_kept_is_marked(tomas: Member, at: datetime, settings):
    message, new = make_message(tomas), ready_maildir() / "new"
    (new / "1.a.host").write_bytes(answer_to(message))
    (new / "2.b.host").write_bytes(b"")
    (new / "3.c.host").write_bytes(b"To: x@y.example\n\nnobody's\n")
    (new / "4.d.host").symlink_to("/etc/hostname")
    settings.LARGEST_CAPTURE = 1000
    (new / "5.e.host").write_bytes(b"x" * 1001)

    assert read_incoming(at=at) == Read(taken=2, unknown=1, refused=2)
    assert read_incoming(at=at) == Read()
    assert sorted(path.name for path in (ready_maildir() / "cur").iterdir()) == [
        "1.a.host:2,S",
        "2.b.host:2,S",
        "3.c.host:2,S",
        "5.e.host:2,S",
    ]
    assert Incoming.objects.get(message=message).text == "We have read your letter."


def test_a_mail_that_could_not_be_kept_stays_new(tomas: Member, at: datetime, monkeypatch: pytest.MonkeyPatch):
    path = ready_maildir() / "new" / "1.a.host"
    path.write_bytes(answer_to(make_message(tomas)))

    def broken(*_given: object, **_named: object) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Incoming.objects, "create", broken)
        with pytest.raises(RuntimeError):
            read_incoming(at=at)
    assert path.exists()
    assert read_incoming(at=at) == Read(taken=1)


def test_two_workers_do_not_work_at_once():
    with alone() as first, alone() as second:
        assert (first, second) == (True, False)
    with alone() as again:
        assert again


def test_an_address_that_is_none_is_not_retried(tomas: Member, at: datetime):
    message = make_message(tomas)
    Message.objects.filter(pk=message.pk).update(state=State.FAILED)

    with pytest.raises(AddressUnusable):
        retry_message(message=message, to_address="a@b.example, c@d.example", by=tomas, at=at)


def test_ines_who_researches_has_no_outbox(client: Client):
    client.force_login(make_ines())

    assert client.get("/desk/outbox/").status_code == 403
