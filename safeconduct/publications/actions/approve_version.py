"""Approve a version: a second person has read all of it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.sign_on import IsOut, NotNewest
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Version
from safeconduct.publications.queries.states import facts_of


class TakesTwo(Refused):
    """Whoever offered the version cannot approve it."""

    sentence = _("You offered this version yourself. Somebody else has to read all of it and approve it.")


class DraftMovedOn(Refused):
    """The draft says something else by now."""

    sentence = _("The draft says something else than this version by now. Offer it anew, then approve that version.")


@transaction.atomic
def approve_version(*, version: Version, by: Member, at: datetime) -> None:
    """Say that a second person has read all of the version; does nothing where one has.

    :raises TakesTwo: if it is the one who offered it
    :raises Refused: if it is out, not the newest, or not what the draft says; see also ``take_in_hand``
    """
    publication = take_in_hand(publication=version.publication, permission=Permission.PUBLICATION_RELEASE, by=by)
    kept = Version.objects.select_for_update().get(pk=version.pk)
    if kept.released_at is not None:
        raise IsOut
    facts = facts_of(publication)
    if facts.newest != kept.number:
        raise NotNewest
    if kept.offered_by_id == by.pk:
        raise TakesTwo
    if not facts.says_newest:
        raise DraftMovedOn
    if kept.approved_at is None:
        kept.approved_at, kept.approved_by = at, by
        kept.save(update_fields=["approved_at", "approved_by"])
        record("publications.version-approved", publication.reference, by=by.reference, at=at, version=kept.number, hash=kept.hash)
    version.refresh_from_db()
