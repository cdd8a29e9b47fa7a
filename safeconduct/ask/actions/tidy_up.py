"""What has had its time goes: boxes, files that never became part of a message, visits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import router, transaction

from safeconduct.ask.rules import VISIT_MINUTES
from safeconduct.ask.storing import forget_older
from safeconduct.intake.models import IntakeFile, Mailbox
from safeconduct.kit.arriving import destroy_file, strays_in


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much of each went."""

    boxes: int
    files: int
    visits: int


def tidy_up(*, at: datetime) -> Tidied:
    """Destroy boxes that have ended, files that were begun the day before yesterday or earlier and belong nowhere, and old visits."""
    folder, day = Path(settings.INTAKE_FILES), at.date()
    lying = strays_in(folder, set())  # before the rows are read: a file that arrives meanwhile has its row first
    with transaction.atomic(using=router.db_for_write(Mailbox)):
        ended = Mailbox.objects.filter(expires_on__lt=day)
        theirs = set(IntakeFile.objects.filter(message__mailbox__in=ended).values_list("id", flat=True))
        unclaimed = set(IntakeFile.objects.filter(message=None, begun_on__lt=day - timedelta(days=1)).values_list("id", flat=True))
        for id_ in theirs | unclaimed:
            destroy_file(folder, id_)
        boxes = ended.count()
        ended.delete()
        IntakeFile.objects.filter(id__in=unclaimed).delete()
        known = set(IntakeFile.objects.values_list("id", flat=True))
    strays = [id_ for id_ in lying if id_ not in known | theirs | unclaimed]
    for id_ in strays:
        destroy_file(folder, id_)
    return Tidied(boxes, len(theirs) + len(unclaimed) + len(strays), forget_older(at=at, minutes=VISIT_MINUTES))
