"""Begin to remove everybody who came with an import."""

from django.db import transaction

from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_import import FINISHED, RUNNING, UNDOING, take_import
from safeconduct.petitions.models import ImportRun
from safeconduct.signing.queries.sifted import came_with
from safeconduct.signing.storing.held import drop


def undo_import(*, run: ImportRun, by: Member) -> None:
    """Begin to remove everybody who came with it; ``import_signers`` does it. Afterwards the file can be brought in anew.

    :raises NotNow: if nobody came with it yet
    :raises NotOwning, NotPermitted: as ``take_campaign`` finds
    """
    with transaction.atomic():
        campaign, kept = take_import(run, by, RUNNING, FINISHED)
        kept.state, kept.rows, kept.done, kept.begun_by = UNDOING, came_with(campaign.roll, kept.reference), 0, by
        kept.save(update_fields=["state", "rows", "done", "begun_by"])
        drop(kept.reference)
