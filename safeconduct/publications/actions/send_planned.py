"""Put planned copies into the outbox: rendered, addressed to the holder of the day, each in a message of its own."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from safeconduct.advocacy.queries.posts import PostCard
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.queue_message import File, queue_message
from safeconduct.outbox.rules.office_hours import next_opening
from safeconduct.publications.actions.record_asks import record_asks
from safeconduct.publications.exports.apart import CannotSet, Press
from safeconduct.publications.exports.mail import PDF, Mail, make_mail
from safeconduct.publications.models import Dispatch, Publication
from safeconduct.publications.queries.sheets import ADDRESSEE, Composer, office_words
from safeconduct.publications.rules.agreeing import Progress, RecipientRole
from safeconduct.publications.rules.sending import DispatchKind, zone_of

ASKS_WHO_HOLDS_IT = frozenset({DispatchKind.LETTER, DispatchKind.CHASER})  # a correction goes to whoever has the letter


def send_planned(*, publication: Publication | None = None, at: datetime, limit: int = 50) -> int:
    """Put up to so many planned copies (of this publication only) into the outbox; give how many went. Called again it goes on.

    A copy whose recipient has another holder than somebody approved stays where it is, flagged, until somebody looks again; so does one
    that cannot be set or has no address. Nothing goes before the end of an embargo. A copy that was claimed is never queued twice.
    """
    ready = Q(version__publication__embargo_until__isnull=True) | Q(version__publication__embargo_until__lte=at)
    rows = Dispatch.objects.filter(ready, progress=Progress.PLANNED, problem="", recipient__isnull=False)
    rows = rows.select_related("version__publication__organisation", "version__publication__crisis", "recipient__post__body", "planned_by")
    if publication is not None:
        rows = rows.filter(version__publication=publication)
    sent = 0
    with Press() as press:
        for _version, group in groupby(rows.order_by("version", "pk")[:limit], key=lambda row: row.version_id):
            dispatches = list(group)
            composer = Composer(dispatches[0].version, on=at.date(), at=at)
            sent += sum(_send(dispatch, composer, press, at=at) for dispatch in dispatches)
    return sent


def _send(dispatch: Dispatch, composer: Composer, press: Press, *, at: datetime) -> bool:
    recipient = dispatch.recipient
    card = composer.card(recipient.post.reference, dispatch.language) if recipient else None
    if problem := next(_problems(dispatch, card), ""):
        return _flag(dispatch, problem)
    sheet = composer.sheet(dispatch.language, audience=ADDRESSEE, dispatch=dispatch)
    try:
        pdf = press.set_sheet("pdf", sheet)
        with transaction.atomic():
            return _queue(dispatch, make_mail(sheet, kind=dispatch.kind, copy_of=_copy_of(dispatch, composer)), pdf, at=at)
    except CannotSet as failure:
        return _flag(dispatch, problem_words(failure))
    except Refused as refusal:
        return _flag(dispatch, str(refusal))


def _problems(dispatch: Dispatch, card: PostCard | None) -> Iterator[str]:
    """Give what keeps a copy from going, in words for the member who has to see to it."""
    if card is None:
        yield _("This version is not addressed to the post any more.")
    elif DispatchKind(dispatch.kind) in ASKS_WHO_HOLDS_IT and card.holder_name != dispatch.holder:
        yield _("Somebody else holds the post now: %(holder)s. Look at the salutation again.") % {"holder": card.holder_name or "–"}
    elif not card.email:
        yield _("No e-mail address of the post is known. Add one, or choose another way to send it; then look at the recipient again.")


def problem_words(failure: CannotSet) -> str:
    """Say why a document could not be made, and what to do."""
    if failure.code == "glyph-missing":
        return _("No font on the server has these signs: %(signs)s. Write them otherwise, or have the font installed.") % {
            "signs": failure.words
        }
    if failure.code == "too-large":
        return _("Setting this document took too much time or memory and was stopped. Shorten it, or part it in two.")
    return _("This document could not be set. Nothing was lost. Tell whoever runs the server.")


def _flag(dispatch: Dispatch, problem: str) -> bool:
    Dispatch.objects.filter(pk=dispatch.pk, progress=Progress.PLANNED).update(problem=problem[:300])
    return False


def _copy_of(dispatch: Dispatch, composer: Composer) -> str:
    if dispatch.recipient is None or dispatch.recipient.role == RecipientRole.TO:
        return ""
    to = (composer.card(one.post, dispatch.language) for one in composer.content.addressed if one.role == RecipientRole.TO)
    return next((office_words(card) for card in to if card), "")


def _queue(dispatch: Dispatch, mail: Mail, pdf: bytes, *, at: datetime) -> bool:
    """Claim the copy and queue its message in one step; whoever comes second finds it claimed."""
    waiting = Dispatch.objects.filter(pk=dispatch.pk, progress=Progress.PLANNED, problem="")
    publication, recipient = dispatch.version.publication, dispatch.recipient
    if recipient is None or not waiting.update(progress=Progress.QUEUED, pdf_sha256=hashlib.sha256(pdf).hexdigest(), sent_on=at.date()):
        return False
    dispatch.refresh_from_db(fields=["address"])
    zone = zone_of(recipient.post.body.place)
    message = queue_message(
        organisation=publication.organisation,
        kind=dispatch.kind,
        about=publication.reference,
        to_name=dispatch.holder,
        to_address=dispatch.address,
        language=dispatch.language,
        subject=mail.subject,
        text=mail.text,
        page=mail.page,
        attachments=[File(mail.file_name, PDF, pdf)],
        zone="" if dispatch.kind == DispatchKind.RECALL else zone_of(recipient.post.body.place),  # a recall waits for no office hours
        by=dispatch.planned_by,
        at=at,
    )
    Dispatch.objects.filter(pk=dispatch.pk).update(message=message)
    leaves_on = next_opening(at, zone).date()
    record_asks(dispatch=dispatch, sent_on=at.date(), leaves_on=leaves_on, by=dispatch.planned_by, at=at)
    return True
