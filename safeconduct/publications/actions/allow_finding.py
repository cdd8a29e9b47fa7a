"""Let a finding of the checks stand, by name and with the reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Allowance, Publication
from safeconduct.publications.queries.checks import findings_of


class ReasonMissing(Refused):
    """Nobody can follow an exception without a reason."""

    sentence = _("Say why it may stand. The reason is kept with your name.")


class NotFoundAnyMore(Refused):
    """The draft has changed."""

    sentence = _("The draft says something else now, and this is no longer open.")


class NeverAllowed(Refused):
    """It has to be put right."""

    sentence = _("This cannot be let stand. Put it right in the text.")


@transaction.atomic
def allow_finding(*, publication: Publication, finding: str, because: str, by: Member, at: datetime) -> Allowance:
    """Let the finding with this key stand; it holds for these words at this place only.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises ReasonMissing: if no reason is given
    :raises NotFoundAnyMore: if no such finding is open
    :raises NeverAllowed: if it is of a kind that nobody may let stand
    """
    publication = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    reason = because.strip()
    if not reason:
        raise ReasonMissing
    found = next((one for one in findings_of(publication) if one.key == finding), None)
    if found is None:
        raise NotFoundAnyMore
    if not found.may_be_allowed:
        raise NeverAllowed
    allowance = Allowance.objects.create(
        publication=publication, finding=found.key, kind=found.kind, words=found.words, because=reason, allowed_at=at, allowed_by=by
    )
    record("publications.finding-allowed", publication.reference, by=by.reference, at=at, finding=found.key[:16], kind=found.kind)
    return allowance
