"""Set the letterhead of an organisation."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Letterhead

MOST_LINES = 6


class LetterheadTooLong(Refused):
    """There is room for six lines."""

    sentence = _("A letterhead has room for six lines of sixty signs. Nothing was changed.")


@transaction.atomic
def set_letterhead(*, lines: Sequence[str], place: str, foot: str, by: Member, at: datetime) -> Letterhead:
    """Keep the lines of the member's own organisation, where its letters are dated, and what stands in the foot of each page.

    :raises LetterheadTooLong: if there are more than six lines, or one is longer than sixty signs
    """
    kept = [line.strip() for line in lines if line.strip()]
    if len(kept) > MOST_LINES or any(len(line) > 60 for line in kept):  # noqa: PLR2004 — what fits beside the name
        raise LetterheadTooLong
    row, _is_new = Letterhead.objects.update_or_create(
        organisation=by.organisation, defaults={"lines": kept, "place": place.strip(), "foot": foot.strip()}
    )
    record("publications.letterhead-set", by.organisation.reference, by=by.reference, at=at)
    return row
