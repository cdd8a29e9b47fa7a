"""Let a list go that was only looked at."""

from django.db import transaction

from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_import import LOOKED_AT, take_import
from safeconduct.petitions.models import ImportRun
from safeconduct.signing.storing.held import drop


def forget_import(*, run: ImportRun, by: Member) -> None:
    """Let the file go, and that it was ever looked at.

    :raises NotNow: if it was begun
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        _campaign, kept = take_import(run, by, LOOKED_AT)
        kept.delete()
    drop(run.reference)
    drop(f"{run.reference}-look")
