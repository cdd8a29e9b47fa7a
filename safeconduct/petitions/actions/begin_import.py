"""Begin to bring in the signers of a list that was looked at."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.people.models import Member
from safeconduct.petitions.actions.import_signers import rolled_up
from safeconduct.petitions.actions.take_import import LOOKED_AT, RUNNING, take_import
from safeconduct.petitions.models import ImportRun
from safeconduct.signing.storing.held import drop


def begin_import(*, run: ImportRun, by: Member, at: datetime) -> None:
    """Begin to bring them in; ``import_signers`` does it.

    :raises NotNow: if it was begun before
    :raises NoKey: if nobody can tell who has signed here already
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = take_import(run, by, LOOKED_AT)
        rolled_up(campaign)
        kept.state, kept.begun_on, kept.begun_by = RUNNING, at.date(), by
        kept.save(update_fields=["state", "begun_on", "begun_by"])
        drop(f"{kept.reference}-look")
        told = {"campaign": campaign.reference, "kind": kept.kind, "rows": kept.rows}
        record("petitions.import-begun", kept.reference, by=by.reference, at=at, **told)
