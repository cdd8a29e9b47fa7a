"""Say to which posts a campaign is addressed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.models import Post
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.begin_campaign import AddresseeUnusable
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Addressee, Campaign


class IsAddressed(Refused):
    """It goes there already."""

    sentence = _("It is addressed to this post already.")


class LastAddressee(Refused):
    """People signed so that somebody would be asked."""

    sentence = _("People sign so that somebody is asked. Add the right post first; then take this one out.")


class HasHandover(Refused):
    """Something was prepared for this post, or given to it."""

    sentence = _("A handover to this post was prepared or made, so it stays among the addressees.")


@transaction.atomic
def address_campaign(*, campaign: Campaign, post: Post, by: Member, at: datetime) -> None:
    """Address it to one more post.

    :raises IsAddressed: if it goes there already
    :raises AddresseeUnusable: if the post belongs to another crisis
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    if post.body.crisis_id != kept.crisis_id:
        raise AddresseeUnusable
    if kept.addressees.filter(post=post).exists():
        raise IsAddressed
    last = kept.addressees.aggregate(last=Max("position"))["last"] or 0
    Addressee.objects.create(campaign=kept, post=post, position=last + 1)
    record("petitions.campaign-addressed", kept.reference, by=by.reference, at=at, post=post.reference)
    mark_changed(crisis=kept.crisis, at=at)


@transaction.atomic
def readdress_campaign(*, campaign: Campaign, post: Post, by: Member, at: datetime) -> None:
    """Take a post out of the addressees; that it is not one any more is as good as that it never was.

    :raises LastAddressee: if an open campaign would have none left
    :raises HasHandover: if something was prepared for it
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    addressee = kept.addressees.filter(post=post).first()
    if addressee is None:
        return
    if kept.opens_on is not None and kept.addressees.count() == 1:
        raise LastAddressee
    if kept.handovers.filter(post=post).exclude(state="cancelled").exists():
        raise HasHandover
    addressee.delete()
    record("petitions.addressee-removed", kept.reference, by=by.reference, at=at, post=post.reference)
    mark_changed(crisis=kept.crisis, at=at)
