"""Offer a case to another organisation."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.models import REFERRAL_KINDS, Referral
from safeconduct.casework.queries.partners import partners_of
from safeconduct.casework.receiving import check_letter
from safeconduct.casework.rules.referring import last_day
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member
from safeconduct.vault.queries.registers import keys_of_registers


class ReferralTaken(Refused):
    """Something else has this id."""

    status, code = 409, "taken"
    sentence = _("This id is in use. Nothing was sent; try again.")


class NotAPartner(Refused):
    """Cases go to organisations that answer the same crisis and take referrals in."""

    code = "not-a-partner"
    sentence = _("No case can be referred there. Nothing was sent; look at the list of partners again.")


@transaction.atomic
def offer_referral(*, id_: UUID, to: str, kind: str, is_urgent: bool, has_consent: bool, blob: bytes, by: Member, at: datetime) -> Referral:
    """Keep the letter for the other organisation to find; the very same once more is one referral.

    Without the person's consent it waits for a second person, and nobody over there learns of it before.

    :raises NotUnderstood: if there is no such kind
    :raises NotAPartner: if they do not answer a crisis together, or nobody over there takes referrals in
    :raises NotSealedWell, TooLarge: if it is not a letter
    :raises ReferralTaken: if the id is another's
    """
    if kind not in REFERRAL_KINDS:
        raise NotUnderstood
    partner = next((one for one in partners_of(by) if one.reference == to), None)
    if partner is None or to not in keys_of_registers("referrals", [to]):
        raise NotAPartner
    check_letter(blob)
    there = Referral.objects.filter(pk=id_).first()
    if there is not None:
        if there.offered_by_id != by.pk or bytes(there.blob) != blob:
            raise ReferralTaken
        return there
    referral = Referral.objects.create(
        pk=id_,
        from_organisation=by.organisation,
        to_organisation=partner,
        kind=kind,
        is_urgent=is_urgent,
        has_consent=has_consent,
        state="offered" if has_consent else "second",
        expires_on=last_day(at.date()),
        offered_by=by,
        offered_on=at.date(),
        blob=blob,
    )
    record("casework.referral-offered", str(id_), by=by.reference, at=day_of(at), to=partner.reference, has_consent=has_consent)
    return referral
