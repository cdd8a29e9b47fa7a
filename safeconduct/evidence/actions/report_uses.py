"""Report where a publication uses claims, so that a change of one of them can find every place."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from safeconduct.evidence.models import Claim, ClaimUse
from safeconduct.evidence.queries.uses import fingerprint


@dataclass(frozen=True, slots=True)
class Used:
    """A claim as used: in which part, in which language, in which words."""

    claim: Claim
    place: str
    language: str
    words: str


@transaction.atomic
def report_uses(*, used_by: str, kind: str, uses: Iterable[Used], at: datetime, seen_anew: bool = False) -> None:
    """Make these the uses of the publication. A use that stays keeps the claim it was last compared with, unless it is ``seen_anew``."""
    wanted = {(use.claim.pk, use.place, use.language, use.words): use for use in uses}
    for row in ClaimUse.objects.filter(used_by=used_by):
        key = (row.claim_id, row.place, row.language, row.words)
        if key not in wanted or seen_anew:
            row.delete()
        else:
            del wanted[key]
    ClaimUse.objects.bulk_create(
        ClaimUse(
            claim=use.claim,
            used_by=used_by,
            kind=kind,
            place=use.place,
            language=use.language,
            words=use.words,
            fingerprint=fingerprint(use.claim),
            seen_at=at,
        )
        for use in wanted.values()
    )
