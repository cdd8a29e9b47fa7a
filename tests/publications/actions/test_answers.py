"""What comes back is filed by a person, to its letter, with what it comes to."""

from datetime import date, timedelta

import pytest

from safeconduct.advocacy.models import Response
from safeconduct.advocacy.queries.asks import ask_line, overdue_asks
from safeconduct.advocacy.rules import ResponseType
from safeconduct.evidence.models import Document, Level
from safeconduct.outbox.actions.retry_message import retry_message
from safeconduct.outbox.actions.send_waiting import send_waiting
from safeconduct.outbox.actions.settle_incoming import IsFiled
from safeconduct.outbox.receiving import take_in
from safeconduct.people.permissions import Role
from safeconduct.publications.actions.file_answer import (
    AnsweredTooEarly,
    AnswersNone,
    Brought,
    NothingBrought,
    OtherLetter,
    QuoteNotThere,
    Said,
    file_answer,
)
from safeconduct.publications.actions.follow_messages import follow_messages
from safeconduct.publications.actions.prepare_chasers import NothingToChase, prepare_chasers
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted
from safeconduct.publications.models import Dispatch, FiledAnswer, Publication
from safeconduct.publications.queries.checks import findings_of
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.answers import AnswerOutcome
from safeconduct.publications.rules.kinds import Secrecy
from tests.factories.outbox import answer_to, bounce_of, make_message
from tests.factories.people import make_member, make_vera
from tests.publications.answered import LATER, Sent, send_letter

pytestmark = pytest.mark.django_db
WORDS = "We will issue visas to those who fled. The ministry has written to our embassies about it this week."
REFUSAL = Said(ResponseType.REFUSAL, "en", "It said no.")


@pytest.fixture
def sent() -> Sent:
    return send_letter()


def mail(sent: Sent, **more: str):
    return take_in(answer_to(sent.message, body=WORDS, **more), at=LATER)


def file_it(sent: Sent, **fields):
    given = {"dispatch": sent.dispatch, "outcome": AnswerOutcome.PROMISED, "on": date(2017, 5, 2), "by": sent.tomas, "at": LATER, **fields}
    return file_answer(**given)


def test_a_copy_follows_its_message(sent: Sent):
    assert sent.message.settled_at is not None
    assert (sent.dispatch.progress, sent.dispatch.sent_on) == (Progress.ACCEPTED, sent.message.settled_at.date())

    take_in(bounce_of(sent.message), at=LATER)
    assert follow_messages(at=LATER) == 1
    sent.dispatch.refresh_from_db()
    assert sent.dispatch.progress == Progress.BOUNCED
    assert sent.dispatch.problem.startswith("There is no such mailbox.")

    sent.message.refresh_from_db()
    retry_message(message=sent.message, to_address="new@foreign.northland.example", by=sent.tomas, at=LATER)
    follow_messages(at=LATER)
    sent.dispatch.refresh_from_db()
    assert (sent.dispatch.progress, sent.dispatch.problem, sent.dispatch.address) == (Progress.QUEUED, "", "new@foreign.northland.example")
    send_waiting(at=LATER)
    assert follow_messages(at=LATER) == 1
    assert follow_messages(at=LATER) == 0


def test_what_a_person_said_of_a_copy_stays(sent: Sent):
    Dispatch.objects.filter(pk=sent.dispatch.pk).update(progress=Progress.ANSWERED)

    take_in(bounce_of(sent.message), at=LATER)

    assert follow_messages(at=LATER) == 0


def test_a_promise_reaches_the_register_with_the_words_it_rests_on(sent: Sent):
    incoming = mail(sent)
    said = Said(ResponseType.PROMISE, "en", "It promised visas.", quote="We will issue  visas\nto those who fled.", asks=[sent.ask])

    (row,) = file_it(sent, incoming=incoming, said=said, keep_as=Level.ORGANISATION)

    response = Response.objects.get()
    assert (row.response, response.ask, response.demand) == (response.reference, sent.ask, sent.ask.demand)
    assert response.passage is not None
    assert response.passage.exact == "We will issue visas to those who fled."
    assert (response.actor, response.post, response.holder, response.on) == (sent.post.body, sent.post, "Ada Example", "2017-05-02")
    assert response.reported_by is not None
    assert response.reported_by.name == "Northland"
    assert not response.is_public
    document = Document.objects.get()
    assert (row.document, document.level) == (document.reference, Level.ORGANISATION)
    sent.dispatch.refresh_from_db()
    incoming.refresh_from_db()
    assert (sent.dispatch.progress, incoming.settled_as) == (Progress.ANSWERED, "filed")
    assert not overdue_asks(sent.tomas, sent.crisis, on=LATER.date())


@pytest.mark.parametrize(
    ("outcome", "type_", "is_silent"),
    [(AnswerOutcome.ACKNOWLEDGED, ResponseType.ACKNOWLEDGEMENT, False), (AnswerOutcome.ELSEWHERE, ResponseType.CONCERN, True)],
)
def test_acknowledged_is_not_answered_nor_is_what_answers_something_else(
    sent: Sent, outcome: AnswerOutcome, type_: ResponseType, is_silent: bool
):
    about = Said(type_, "en", "It said something.", asks=[] if is_silent else [sent.ask])

    file_it(sent, incoming=mail(sent), outcome=outcome, said=about)

    sent.dispatch.refresh_from_db()
    assert sent.dispatch.progress == Progress.ACCEPTED
    line = ask_line(sent.tomas, sent.crisis, sent.ask.reference, on=LATER.date(), language="en")
    assert line is not None
    assert line.is_overdue
    assert line.is_silent is is_silent


def test_what_answers_something_else_answers_no_demand(sent: Sent):
    with pytest.raises(AnswersNone):
        file_it(
            sent,
            incoming=mail(sent),
            outcome=AnswerOutcome.ELSEWHERE,
            said=Said(ResponseType.CONCERN, "en", "It worried.", asks=[sent.ask]),
        )
    assert not FiledAnswer.objects.exists()


def test_paper_is_filed_with_its_scan_and_without_the_register(sent: Sent):
    (row,) = file_it(sent, scan=Brought("answer.pdf", "application/pdf", b"%PDF-1.4 scan"), outcome=AnswerOutcome.REFUSED)

    assert (bytes(row.scan), row.scan_type, row.response, row.document) == (b"%PDF-1.4 scan", "application/pdf", "", "")
    assert not Response.objects.exists()


def test_a_mail_is_filed_once(sent: Sent):
    incoming = mail(sent)
    file_it(sent, incoming=incoming)
    incoming.refresh_from_db()

    with pytest.raises(IsFiled):
        file_it(sent, incoming=incoming)
    assert FiledAnswer.objects.count() == 1


def test_what_does_not_belong_together_is_refused(sent: Sent):
    other = make_message(sent.tomas, about="PU-OTHER1")
    assert sent.dispatch.sent_on is not None

    with pytest.raises(OtherLetter):
        file_it(sent, incoming=take_in(answer_to(other), at=LATER))
    with pytest.raises(NothingBrought):
        file_it(sent)
    for day in (sent.dispatch.sent_on - timedelta(days=2), LATER.date() + timedelta(days=2)):
        with pytest.raises(AnsweredTooEarly):
            file_it(sent, incoming=mail(sent), on=day)
    assert not FiledAnswer.objects.exists()


@pytest.mark.parametrize("keep_as", [Level.COALITION, None])
def test_words_that_do_not_stand_there_are_not_quoted(sent: Sent, keep_as: Level | None):
    said = Said(ResponseType.PROMISE, "en", "It promised.", quote="We will do everything.")

    with pytest.raises(QuoteNotThere):
        file_it(sent, incoming=mail(sent), said=said, keep_as=keep_as)
    assert not Response.objects.exists()
    assert not FiledAnswer.objects.exists()


def test_only_the_leading_organisation_files_and_only_with_the_right_to_what_it_does(sent: Sent):
    paula = make_member("paula", roles=[Role.PRESS])
    incoming = mail(sent)

    with pytest.raises(NotLeading):
        file_it(sent, incoming=incoming, by=make_vera())
    with pytest.raises(NotPermitted):
        file_it(sent, incoming=incoming, by=make_member("rosa", roles=[Role.READER]))
    with pytest.raises(NotPermitted):
        file_it(sent, incoming=incoming, by=paula, said=REFUSAL)
    with pytest.raises(NotPermitted):
        file_it(sent, incoming=incoming, by=paula, keep_as=Level.COALITION)
    assert file_it(sent, incoming=incoming, by=paula)


def test_a_reminder_names_the_letter_and_makes_its_demands_again(sent: Sent):
    (chaser,) = prepare_chasers(asks=[sent.ask], by=sent.tomas, at=LATER)

    texts = [text.text for part in chaser.parts.order_by("position") for text in part.texts.all()]
    assert chaser.titles.get().text == "Reminder: A way out for those who fled"
    assert "On 20 April 2017 we wrote to you" in texts[0]
    assert sent.letter.reference in texts[0]
    assert "5 May 2017. We have not had one." in texts[0]
    assert texts[1] == "We ask you to let them in."
    assert [part.demand for part in chaser.parts.order_by("position")][1] == sent.ask.demand
    assert [part.secrecy for part in chaser.parts.order_by("position")] == [Secrecy.ADDRESSEE, Secrecy.PUBLIC, Secrecy.ADDRESSEE]
    recipient = chaser.recipients.get()
    assert (recipient.post, recipient.approved_at, chaser.released_at, chaser.is_for_everybody) == (sent.post, None, None, False)
    assert not chaser.versions.exists()
    assert [finding for finding in findings_of(chaser) if finding.is_blocking] == []


def test_who_only_acknowledged_is_told_so(sent: Sent):
    said = Said(ResponseType.ACKNOWLEDGEMENT, "en", "It said that the letter had arrived.", asks=[sent.ask])
    file_it(sent, incoming=mail(sent), outcome=AnswerOutcome.ACKNOWLEDGED, said=said)

    (chaser,) = prepare_chasers(asks=[sent.ask], by=sent.tomas, at=LATER)

    opening = chaser.parts.order_by("position")[0].texts.get().text
    assert "On 2 May 2017 you told us that our letter had arrived." in opening


@pytest.mark.parametrize(
    ("language", "word"),
    [("da", "20. april 2017"), ("sv", "20 april 2017"), ("de", "20. April 2017"), ("fr", "20 avril 2017"), ("ru", "20 апреля 2017 года")],
)
def test_a_reminder_is_written_in_the_language_of_the_letter(language: str, word: str):
    sent = send_letter(language)

    (chaser,) = prepare_chasers(asks=[sent.ask], by=sent.tomas, at=LATER)

    assert chaser.original == language
    assert word in chaser.parts.order_by("position")[0].texts.get().text


def test_nobody_is_reminded_twice_too_early_or_for_others(sent: Sent):
    with pytest.raises(NothingToChase):
        prepare_chasers(asks=[sent.ask], by=sent.tomas, at=sent.message.queued_at)
    with pytest.raises(NothingToChase):
        prepare_chasers(asks=[sent.ask], by=make_vera(), at=LATER)
    with pytest.raises(NotPermitted):
        prepare_chasers(asks=[sent.ask], by=make_member("rosa", roles=[Role.READER]), at=LATER)
    assert len(prepare_chasers(asks=[sent.ask], by=sent.tomas, at=LATER)) == 1
    assert prepare_chasers(asks=[sent.ask], by=sent.tomas, at=LATER) == []
    assert Publication.objects.filter(facts__chases=sent.letter.reference).count() == 1
