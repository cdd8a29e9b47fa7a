"""File what came back to the letter that it answers, and write what it says into the register."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.record_response import record_response
from safeconduct.advocacy.models import Ask, Body
from safeconduct.advocacy.rules import Grade, ResponseType
from safeconduct.audit.actions.record import record
from safeconduct.evidence.actions.capture_document import capture_document
from safeconduct.evidence.actions.keep_passage import keep_passage
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.models import Document, Level, Passage, Rendition, Source
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.settle_incoming import IsFiled, settle_incoming
from safeconduct.outbox.models import Incoming
from safeconduct.outbox.words import FILED
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted
from safeconduct.publications.models import Dispatch, FiledAnswer
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.answers import AnswerOutcome, agree


class NothingBrought(Refused):
    """Neither a mail nor a scan."""

    sentence = _("Choose the file of the answer: a scan, a PDF or a mail. Nothing was filed.")


class OtherLetter(Refused):
    """The mail came to another letter, or the letter went to no office."""

    sentence = _("This did not come to this letter. Open it from its own letter. Nothing was filed.")


class AnsweredTooEarly(Refused):
    """The day is no day on which it can have come."""

    sentence = _("No answer can be dated before the letter, or on a day that has not come. Look at the date again.")


class QuoteNotThere(Refused):
    """The words quoted do not stand in the answer."""

    sentence = _("The words you quote do not stand in the answer as it was read. Copy them exactly, or leave the field empty.")


class AnswersNone(Refused):
    """What answers something else answers none of the demands."""

    sentence = _(
        "You say that it answers something else. Then choose none of the demands, so that they stay unanswered. Nothing was filed."
    )


class Contradicts(Refused):
    """What it comes to, and what the register is to say of it, are two things."""

    sentence = _("What only acknowledges a letter is an acknowledgement in the register, and nothing else is. Make the two agree.")


@dataclass(frozen=True, slots=True)
class Brought:
    """A paper that somebody scanned: its name, its type as the browser says, its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Said:
    """What the answer says, for the register: one response to each of the asks, or one to none in particular.

    ``text`` is one sentence of ours in ``language``; ``quote`` its own words, which are then the passage that the response rests on.
    """

    type: ResponseType
    language: str
    text: str
    quote: str = ""
    asks: Sequence[Ask] = ()
    is_conditional: bool = False


def file_answer(
    *,
    dispatch: Dispatch,
    outcome: AnswerOutcome,
    on: date,
    incoming: Incoming | None = None,
    scan: Brought | None = None,
    said: Said | None = None,
    keep_as: Level | None = None,
    by: Member,
    at: datetime,
) -> list[FiledAnswer]:
    """File a mail or a scan to the copy of the letter that it answers; give a row for each response it led to, or one without.

    With ``keep_as`` its bytes become a document of evidence that these may read, and a quotation becomes a passage of it. With ``said``
    the register gets what it says. A letter that was only acknowledged is not answered, and its reply stays due.

    :raises NotLeading: if another organisation leads the letter
    :raises NotPermitted: if the member may not write publications, or not record answers, or not bring documents in, as asked
    :raises NothingBrought: if there is neither mail nor scan
    :raises OtherLetter: if the mail answers another message
    :raises AnsweredTooEarly: if the day is before the sending or to come
    :raises AnswersNone: if it answers something else, and asks are named all the same
    :raises Contradicts: if the register is to say something else than what it comes to
    :raises QuoteNotThere: if the quotation does not stand in what was kept
    :raises IsFiled: if the mail was filed already
    :raises Refused: see ``capture_document`` and ``record_response``
    """
    _refuse_member(dispatch, said=said, keep_as=keep_as, by=by)
    _refuse(dispatch, incoming, scan, on=on, at=at)
    if said and said.asks and outcome is AnswerOutcome.ELSEWHERE:
        raise AnswersNone
    if said and not agree(outcome, ResponseType(said.type)):
        raise Contradicts
    # Reading a document may take a while: it is done before anything is locked. The same bytes give the same document the next time.
    document = _kept(dispatch, incoming, scan, level=keep_as, by=by, at=at) if keep_as else None
    with transaction.atomic():
        if incoming is not None:
            settle_incoming(incoming=incoming, settled_as=FILED, by=by, at=at)
        responses = _record(dispatch, document, said, on=on, by=by, at=at) if said else [""]
        rows = [
            FiledAnswer.objects.create(
                dispatch=dispatch,
                incoming=incoming,
                scan=scan.content if scan else None,
                scan_type=scan.media_type[:60] if scan else "",
                on=on,
                outcome=outcome,
                response=response,
                document=document.reference if document else "",
                filed_at=at,
                filed_by=by,
            )
            for response in responses
        ]
        if outcome.is_answer:
            Dispatch.objects.filter(pk=dispatch.pk).update(progress=Progress.ANSWERED)
        about = dispatch.version.publication.reference
        record("publications.answer-filed", dispatch.reference, by=by.reference, at=at, publication=about, outcome=outcome.value)
    return rows


def _refuse_member(dispatch: Dispatch, *, said: Said | None, keep_as: Level | None, by: Member) -> None:
    if dispatch.version.publication.organisation_id != by.organisation_id:
        raise NotLeading
    needed = [Permission.PUBLICATION_WRITE]
    needed += [Permission.ANSWER_RECORD] if said else []
    needed += [Permission.DOCUMENT_CAPTURE] if keep_as else []
    if not all(by.may(permission) for permission in needed):
        raise NotPermitted


def _refuse(dispatch: Dispatch, incoming: Incoming | None, scan: Brought | None, *, on: date, at: datetime) -> None:
    if incoming is None and scan is None:
        raise NothingBrought
    if incoming is not None and incoming.settled_as == FILED:
        raise IsFiled
    if dispatch.recipient is None or (incoming is not None and (incoming.message_id is None or incoming.message_id != dispatch.message_id)):
        raise OtherLetter
    # A day may be the next one where the office is, and the day of sending another one where we are.
    sent = dispatch.sent_on or dispatch.planned_at.date()
    if not sent - timedelta(days=1) <= on <= at.date() + timedelta(days=1):
        raise AnsweredTooEarly


def _kept(dispatch: Dispatch, incoming: Incoming | None, scan: Brought | None, *, level: Level, by: Member, at: datetime) -> Document:
    """Keep the bytes as a document; a mail whole, so that nothing of it can be doubted."""
    if scan is not None:
        data, name, declared = scan.content, scan.name, scan.media_type
    else:
        data, name, declared = bytes(incoming.raw) if incoming else b"", f"{incoming.reference if incoming else ''}.eml", "message/rfc822"
    crisis = dispatch.version.publication.crisis
    captured = capture_document(crisis=crisis, data=data, way="answer", by=by, at=at, name=name, declared_type=declared, level=level)
    return captured.document


def _record(dispatch: Dispatch, document: Document | None, said: Said, *, on: date, by: Member, at: datetime) -> list[str]:
    """Write a response for each ask; give their references."""
    publication, recipient = dispatch.version.publication, dispatch.recipient
    if recipient is None:
        raise OtherLetter
    post, body = recipient.post, recipient.post.body
    passage = _passage(document, said) if said.quote.strip() else None
    asks: Sequence[Ask | None] = said.asks or [None]
    speaker = _speaker(body, by, at)
    return [
        record_response(
            crisis=publication.crisis,
            actor=body,
            type=said.type,
            texts={said.language: said.text},
            original=said.language,
            on=on.isoformat(),
            passage=passage,
            reported_by=speaker,
            grade=Grade.OFFICIAL,
            citation="" if passage else f"{speaker.name}, {on.isoformat()}",
            post=post,
            holder=dispatch.holder,
            ask=ask,
            is_conditional=said.is_conditional,
            by=by,
            at=at,
        ).reference
        for ask in asks
    ]


def _speaker(body: Body, by: Member, at: datetime) -> Source:
    names = list(body.names.order_by("pk"))
    name = next((one.name for one in names if one.language == "en"), names[0].name if names else body.code)
    return name_source(crisis=body.crisis, name=name, kind=SourceKind.STATE, country=body.place[:2], by=by, at=at)


def _passage(document: Document | None, said: Said) -> Passage:
    """Find the quotation in the document, however its lines were broken.

    :raises QuoteNotThere: if it does not stand there
    """
    rendition = Rendition.objects.filter(document=document).order_by("-pk").first() if document else None
    words = [re.escape(word) for word in said.quote.split()]
    found = re.search(r"\s+".join(words), rendition.text) if rendition else None
    if rendition is None or found is None:
        raise QuoteNotThere
    return keep_passage(rendition=rendition, start=found.start(), end=found.end(), language=said.language)
