"""Note that a copy was posted, handed over, faxed or typed into a form, with its proof."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.record_asks import record_asks
from safeconduct.publications.actions.take_in_hand import NotLeading, NotPermitted
from safeconduct.publications.models import Dispatch
from safeconduct.publications.rules.agreeing import Progress
from safeconduct.publications.rules.scans import LARGEST_SCAN, scan_type


class NotByHand(Refused):
    """It is not one that is taken by hand, or it was settled."""

    sentence = _("This copy does not wait to be taken by hand. Nothing was noted.")


class ProofMissing(Refused):
    """Whoever asks later needs to know how it can be checked."""

    sentence = _("Write who took it and where, or the number of the receipt. Nothing was noted.")


class ScanUnusable(Refused):
    """The scan is too large, or neither PDF nor a picture."""

    sentence = _("The scan must be a PDF, JPEG or PNG of at most 8 MB. Nothing was noted; what you wrote is still here.")


class NotSentYet(Refused):
    """The day lies ahead, or before the copy was planned."""

    sentence = _("The day lies ahead, or before this copy was planned. Look at the date again.")


@transaction.atomic
def note_sent_by_hand(*, dispatch: Dispatch, on: date, proof: str, scan: bytes = b"", by: Member, at: datetime) -> Dispatch:
    """Keep the day, the note and the scan of a receipt; from that day the reply is waited for.

    :raises NotByHand: if the copy does not wait to be taken by hand
    :raises ProofMissing: if there is no note
    :raises ScanUnusable: if the scan is too large or of another kind
    :raises NotSentYet: if the day lies ahead or before the release
    """
    row = (
        Dispatch.objects.select_for_update(of=("self",)).select_related("version__publication", "recipient__post__body").get(pk=dispatch.pk)
    )
    require_sender(row, by)
    if row.progress != Progress.BY_HAND:
        raise NotByHand
    if not proof.strip():
        raise ProofMissing
    kind = scan_type(scan) if scan else ""
    if scan and (len(scan) > LARGEST_SCAN or not kind):
        raise ScanUnusable
    if on > at.date() + timedelta(days=1) or on < row.planned_at.date() - timedelta(days=1):
        raise NotSentYet
    row.progress, row.sent_on, row.proof, row.problem = Progress.SENT, on, proof.strip(), ""
    row.scan, row.scan_type = scan or None, kind
    row.save(update_fields=["progress", "sent_on", "proof", "problem", "scan", "scan_type"])
    record_asks(dispatch=row, sent_on=on, by=by, at=at)
    record("publications.dispatch-taken", row.version.publication.reference, by=by.reference, at=at, dispatch=row.reference)
    return row


def require_sender(dispatch: Dispatch, by: Member) -> None:
    """Refuse whoever may not send for the publication.

    :raises NotLeading: if the member belongs to another organisation
    :raises NotPermitted: if the member may not release
    """
    if dispatch.version.publication.organisation_id != by.organisation_id:
        raise NotLeading
    if not by.may(Permission.PUBLICATION_RELEASE):
        raise NotPermitted
