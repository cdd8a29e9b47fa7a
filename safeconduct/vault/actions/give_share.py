"""Give one's share of a strongbox to a sharer who asked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.vault.access import askings_of, strongbox_to_change, who_may_hold
from safeconduct.vault.receiving import CannotHold, Given, check_share


class SamePerson(Refused):
    """The second share comes from a second person."""

    code = "same-person"
    sentence = _("It takes a second person to open this. Nothing was changed; another who shares it must give their share.")


class NothingAsked(Refused):
    """Shares are given to who asked, and to nobody else."""

    code = "nothing-asked"
    sentence = _("Nobody with this reference waits for your share. Nothing was changed; load the list again.")


@transaction.atomic
def give_share(*, id_: UUID, to: str, blob: bytes, signature: bytes, by: Member, at: datetime) -> None:
    """Keep the share until the end of the day after it was asked for; a second giver's takes the place of the first's.

    :raises Http404: if who gives it does not share the box
    :raises SamePerson: if it is for oneself
    :raises NothingAsked: if the other does not wait for one
    :raises CannotHold: if the other cannot hold anything sealed any longer
    :raises NotSealedWell, NotSigned, NoKeys: as ``vault.receiving`` finds
    """
    box = strongbox_to_change(by, id_, on=at.date())
    if to == by.reference:
        raise SamePerson
    asking = askings_of([box], on=at.date()).filter(asked_by__reference=to, asked_by__strongbox_shares__strongbox=box).first()
    if asking is None:
        raise NothingAsked
    may = who_may_hold([to])
    if to not in may:
        raise CannotHold(_("%(who)s cannot share this. Nothing was kept.") % {"who": to})
    check_share(Given(to, blob, signature), box=box.pk, content=bytes(box.blob), recipient=may[to][1].recipient, by=by)
    asking.given_by, asking.blob, asking.signature = by, blob, signature
    asking.save(update_fields=["given_by", "blob", "signature"])
    record("vault.strongbox-share-given", str(box.pk), by=by.reference, at=day_of(at), to=to)
