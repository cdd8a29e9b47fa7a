"""Keep a strongbox, with everybody who shares it from the beginning."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood, TooLarge
from safeconduct.people.models import Member
from safeconduct.vault.access import who_may_hold
from safeconduct.vault.actions.create_vault import IdTaken
from safeconduct.vault.format.shares import FEWEST, MOST
from safeconduct.vault.models import Strongbox, StrongboxShare
from safeconduct.vault.receiving import CannotHold, Given, check_message, check_share

LARGEST_CONTENT = 1024 * 1024


class TooFewSharers(Refused):
    """With one sharer nobody could ever open it."""

    code = "too-few-sharers"
    sentence = _("It takes two people to open this, so at least two must share it. Nothing was kept; name a second person.")


class TooManySharers(Refused):
    """The more share, the less it means that it takes two."""

    code = "too-many-sharers"
    sentence = _("At most five people can share this. Nothing was kept; name fewer.")


@transaction.atomic
def seal_strongbox(*, id_: UUID, blob: bytes, shares: Iterable[Given], expires_on: date | None, by: Member, at: datetime) -> Strongbox:
    """Keep a strongbox; the very same once more is kept once.

    :raises IdTaken: if the id is in use
    :raises TooFewSharers, TooManySharers: if it is not two to five who share it
    :raises NotUnderstood: if its day has passed
    :raises TooLarge: if it is larger than a record may be
    :raises CannotHold, NotSealedWell, NotSigned, NoKeys: as ``vault.receiving`` finds
    """
    given = {share.member: share for share in shares}
    there = Strongbox.objects.filter(pk=id_).first()
    if there is not None:
        if (there.sealed_by_id, bytes(there.blob)) != (by.pk, blob):
            raise IdTaken
        return there
    _check(given, blob, expires_on, at.date())
    may = who_may_hold(given)
    if missing := sorted(set(given) - set(may)):
        raise CannotHold(_("%(who)s cannot share this. Nothing was kept.") % {"who": ", ".join(missing)})
    for reference, share in given.items():
        check_share(share, box=id_, content=blob, recipient=may[reference][1].recipient, by=by)
    box = Strongbox.objects.create(pk=id_, organisation=by.organisation, sealed_by=by, blob=blob, expires_on=expires_on)
    StrongboxShare.objects.bulk_create(
        StrongboxShare(strongbox=box, member=may[reference][0], blob=share.blob, signature=share.signature)
        for reference, share in given.items()
    )
    record("vault.strongbox-sealed", str(box.pk), by=by.reference, at=day_of(at), sharers=len(given))
    return box


def _check(given: dict[str, Given], blob: bytes, expires_on: date | None, today: date) -> None:
    if len(given) < FEWEST:
        raise TooFewSharers
    if len(given) > MOST:
        raise TooManySharers
    if expires_on is not None and expires_on < today:
        raise NotUnderstood
    if len(blob) > LARGEST_CONTENT:
        raise TooLarge
    check_message(blob)
