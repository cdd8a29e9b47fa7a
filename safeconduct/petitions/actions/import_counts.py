"""Take over what another petition counts, by country: it stands apart as a partner's count, since nobody of it can be compared."""

import hashlib
from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.petitions.actions.add_partner import add_partner
from safeconduct.petitions.actions.look_at_import import AlreadyIn
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.actions.take_import import FINISHED
from safeconduct.petitions.actions.write_partner_count import write_partner_count
from safeconduct.petitions.models import Campaign, ImportRun, Partner
from safeconduct.petitions.rules.importing import Kind
from safeconduct.petitions.rules.importing_uk import read_uk

LONGEST_NAME = 120


@transaction.atomic
def import_counts(*, campaign: Campaign, data: bytes, by: Member, at: datetime) -> Partner:
    """Write the count into the partner of that petition's name, which is added where there is none.

    :raises Unreadable: if the file is no petition of that site
    :raises AlreadyIn: if the very same file was taken before
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    kept = take_campaign(campaign=campaign, by=by, may_have_ended=True)
    found, digest = read_uk(data), hashlib.sha256(data).hexdigest()
    if ImportRun.objects.filter(campaign=kept, digest=digest).exists():
        raise AlreadyIn
    name = f"petition.parliament.uk {found.number}: {found.title}"[:LONGEST_NAME]
    partner = kept.partners.filter(name=name, address="", left_on__isnull=True).first()
    partner = partner or add_partner(campaign=kept, name=name, by=by, at=at)
    write_partner_count(partner=partner, count=found.total, by=by, at=at)
    run = ImportRun.objects.create(
        campaign=kept,
        kind=Kind.UK.value,
        digest=digest,
        rows=found.total,
        done=found.total,
        findings={"countries": dict(found.by_country)},
        state=FINISHED,
        begun_on=at.date(),
        begun_by=by,
    )
    record("petitions.counts-imported", run.reference, by=by.reference, at=at, partner=partner.reference, count=found.total)
    return partner
