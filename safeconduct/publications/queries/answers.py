"""What a person needs to see when they file an answer: the letter, the copy of it that is answered, and what it asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from safeconduct.advocacy.access import asks_for
from safeconduct.advocacy.models import Ask, BodyName, DemandText, PostTitle
from safeconduct.advocacy.queries.lines import body_line, post_title
from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Crisis
from safeconduct.kit.languages import text_in
from safeconduct.outbox.access import unsettled_for
from safeconduct.outbox.models import Incoming
from safeconduct.outbox.queries.mail import MailLine, mail_line
from safeconduct.people.models import Member
from safeconduct.publications.access import own_for
from safeconduct.publications.models import Dispatch, FiledAnswer, Publication
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.answers import AnswerOutcome
from safeconduct.publications.words import OUTCOME_NAMES

MOST = 200
# Copies that somebody may have answered on paper; what never left, nobody answers.
GONE = (Progress.ACCEPTED, Progress.SENT, Progress.ANSWERED, Progress.BY_HAND, Progress.FAILED, Progress.BOUNCED)


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One copy of a letter, as the page about its answer shows it."""

    reference: str
    publication: str
    title: str
    title_language: str
    language: str  # that the copy was written in
    body: str
    post: str
    holder: str  # who held the post the day it was sent
    sent_on: date | None
    reply_due: date | None


@dataclass(frozen=True, slots=True)
class FiledLine:
    """An answer that was filed."""

    copy: CopyLine
    on: date
    outcome: str
    outcome_name: str
    is_answer: bool
    response: str
    document: str
    mail: str  # reference of the mail; empty: it came on paper
    has_scan: bool
    number: int


def dispatches_for(member: Member, crisis: Crisis) -> QuerySet[Dispatch]:
    """Give the copies of what the member's organisation leads, as far as they went to posts."""
    own = own_for(member, crisis).order_by().values("pk")
    return (
        Dispatch.objects.filter(version__publication__in=own, recipient__isnull=False)
        .select_related("version__publication", "recipient__post__body")
        .prefetch_related(
            "version__publication__titles",
            Prefetch("recipient__post__titles", PostTitle.objects.order_by("pk")),
            Prefetch("recipient__post__body__names", BodyName.objects.order_by("pk")),
        )
        .order_by("-sent_on", "-planned_at", "pk")
    )


def dispatch_for(member: Member, crisis: Crisis, reference: str) -> Dispatch:
    """Give one of them.

    :raises Http404: if there is none for this member
    """
    dispatch = dispatches_for(member, crisis).filter(reference=reference).first()
    if dispatch is None:
        raise Http404
    return dispatch


def dispatch_of_mail(member: Member, crisis: Crisis, message: int | None) -> Dispatch:
    """Give the copy that a message carried.

    :raises Http404: if there is none for this member
    """
    dispatch = dispatches_for(member, crisis).filter(message=message).first() if message else None
    if dispatch is None:
        raise Http404
    return dispatch


def unfiled_mail(member: Member, crisis: Crisis) -> tuple[MailLine, ...]:
    """Give the mail that answers copies in this crisis and that nobody has looked at yet, the newest first."""
    return tuple(mail_line(row) for row in _unfiled(member, crisis)[:MOST])


def count_unfiled(member: Member, crisis: Crisis) -> int:
    """Give how many there are."""
    return _unfiled(member, crisis).count()


def filed_answers(member: Member, crisis: Crisis, *, publication: str = "") -> tuple[FiledLine, ...]:
    """Give what was filed in this crisis, or to one publication (reference), the newest first."""
    copies = dispatches_for(member, crisis)
    if publication:
        copies = copies.filter(version__publication__reference=publication)
    by_key = {copy.pk: copy for copy in copies.filter(answers__isnull=False).distinct()}
    rows = FiledAnswer.objects.filter(dispatch__in=list(by_key)).select_related("incoming").order_by("-on", "-pk")[:MOST]
    return tuple(_filed(row, by_key[row.dispatch_id]) for row in rows)


def copies_to_answer(member: Member, crisis: Crisis) -> tuple[CopyLine, ...]:
    """Give the copies that left and may be answered on paper, the latest first."""
    return tuple(copy_line(row) for row in dispatches_for(member, crisis).filter(progress__in=GONE, kind__in=["letter", "chaser"])[:MOST])


def asks_answered(member: Member, dispatch: Dispatch) -> list[tuple[str, str]]:
    """Give what this copy asked for, as choices: the reference of the ask and the demand's words in English or whatever there is."""
    publication, recipient = dispatch.version.publication, dispatch.recipient
    if recipient is None:
        return []
    rows = asks_for(member, publication.crisis).filter(
        instrument=publication.reference, body=recipient.post.body_id, withdrawn_at__isnull=True
    )
    named = rows.prefetch_related(Prefetch("demand__texts", DemandText.objects.order_by("pk"))).order_by("pk")
    return [(row.reference, _words(row)) for row in named if row.post_id in {None, recipient.post_id}]


def asks_named(member: Member, crisis: Crisis, references: Iterable[str]) -> list[Ask]:
    """Give the asks with these references, in the order they were asked."""
    return list(asks_for(member, crisis).filter(reference__in=list(references)).order_by("pk"))


def scan_of(member: Member, crisis: Crisis, dispatch: str, number: int) -> tuple[bytes, str]:
    """Give the bytes of a scan that was filed to a copy, counted from 1, and a name to save them under.

    :raises Http404: if there is none for this member
    """
    rows = FiledAnswer.objects.filter(dispatch=dispatch_for(member, crisis, dispatch), scan__isnull=False).order_by("pk")
    row = rows[number - 1 : number].first() if number > 0 else None
    if row is None:
        raise Http404
    return bytes(row.scan or b""), f"{dispatch}-{number}{ENDINGS.get(row.scan_type, '')}"


ENDINGS = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg", "image/tiff": ".tif"}


def publication_about(member: Member, reference: str) -> Publication:
    """Give the publication of this reference that the member's organisation leads, in whichever crisis.

    :raises Http404: if there is none
    """
    rows = Publication.objects.filter(organisation=member.organisation_id, crisis__in=crises_for(member).values("pk"))
    publication = rows.filter(reference=reference).select_related("crisis").first()
    if publication is None:
        raise Http404
    return publication


def copy_line(row: Dispatch, language: str = "en") -> CopyLine:
    """Give one copy of those that ``dispatches_for`` gave."""
    publication, recipient = row.version.publication, row.recipient
    titles = {title.language: title for title in publication.titles.all()}
    title = titles.get(row.language) or titles.get(publication.original)
    return CopyLine(
        reference=row.reference,
        publication=publication.reference,
        title=title.text if title else "",
        title_language=title.language if title else "",
        language=row.language,
        body=body_line(recipient.post.body, language).name if recipient else "",
        post=post_title(recipient.post, language) if recipient else "",
        holder=row.holder,
        sent_on=row.sent_on,
        reply_due=row.reply_due,
    )


def _unfiled(member: Member, crisis: Crisis) -> QuerySet[Incoming]:
    messages = dispatches_for(member, crisis).filter(message__isnull=False).order_by().values("message")
    return unsettled_for(member).filter(message__in=messages)


def _filed(row: FiledAnswer, copy: Dispatch) -> FiledLine:
    outcome = AnswerOutcome(row.outcome)
    scans = FiledAnswer.objects.filter(dispatch=copy, scan__isnull=False, pk__lte=row.pk).count() if row.scan is not None else 0
    return FiledLine(
        copy=copy_line(copy),
        on=row.on,
        outcome=row.outcome,
        outcome_name=str(OUTCOME_NAMES[outcome]),
        is_answer=outcome.is_answer,
        response=row.response,
        document=row.document,
        mail=row.incoming.reference if row.incoming else "",
        has_scan=row.scan is not None,
        number=scans,
    )


def _words(row: Ask) -> str:
    text = text_in(row.demand.texts.all(), "en")
    return text.text if text else row.demand.reference
