"""Show what another place counts for the same demand, beside our own count."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.channels.https import may_be_called
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import Campaign, Partner
from safeconduct.vault.format.signing import KEY_LENGTH

MOST_PARTNERS = 50


class PartnerUnnamed(Refused):
    """Nobody knows whose count it is."""

    sentence = _("Write whose count this is.")


class AddressUncallable(Refused):
    """We would not call this address."""

    sentence = _("This address cannot be asked. It must begin with https:// and lead to a public server.")


class KeyMissing(Refused):
    """Without a key, anybody between us and them could write the number."""

    sentence = _("Write down the partner’s key: 44 signs that they told you by another way. Without it their number cannot be believed.")


class TooManyPartners(Refused):
    """There is an end to it."""

    sentence = _("There are fifty partners already. Take one off first.")


@transaction.atomic
def add_partner(*, campaign: Campaign, name: str, address: str = "", key: bytes = b"", by: Member, at: datetime) -> Partner:
    """Add a partner. With an address its signed count is read every few minutes; without one somebody writes it in by hand.

    :param key: their public key (Ed25519, 32 bytes), by which their counts are signed
    :raises PartnerUnnamed: without a name
    :raises AddressUncallable: if we would not call the address
    :raises KeyMissing: if there is an address and no key
    :raises TooManyPartners: beyond fifty
    :raises NotOwning, NotPermitted, HasEnded: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by)
    if not name.strip():
        raise PartnerUnnamed
    if address and not may_be_called(address):
        raise AddressUncallable
    if address and len(key) != KEY_LENGTH:
        raise KeyMissing
    if kept.partners.filter(left_on__isnull=True).count() >= MOST_PARTNERS:
        raise TooManyPartners
    partner = Partner.objects.create(campaign=kept, name=name.strip(), address=address, public_key=key if address else b"", added_by=by)
    record("petitions.partner-added", partner.reference, by=by.reference, at=at, campaign=kept.reference)
    mark_changed(crisis=kept.crisis, at=at)
    return partner
