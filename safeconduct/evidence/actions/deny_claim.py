"""Enter that somebody denies a claim."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.name_source import name_source
from safeconduct.evidence.models import Claim, Denial, Passage
from safeconduct.evidence.models.sources import SourceKind
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class DenialUncited(Refused):
    """Nobody could look it up."""

    sentence = _("Say where the denial stands: quote it from a document, or name the publication and its date.")


@transaction.atomic
def deny_claim(
    *,
    claim: Claim,
    speaker: str,
    passage: Passage | None,
    by: Member,
    at: datetime,
    role: str = "",
    said: str = "",
    speaker_kind: str = SourceKind.OTHER,
    citation: str = "",
    citation_address: str = "",
) -> Denial:
    """Set the denial beside the claim; the standing stays as it is, or every accused could contest what is known.

    ``passage`` is where it was read; without one ``citation`` names what we hold no copy of. The same words by the same
    speaker are entered once.

    :raises DenialUncited: if there is neither passage nor citation
    """
    if passage is None and not citation.strip():
        raise DenialUncited
    denial, is_new = Denial.objects.get_or_create(
        claim=claim,
        speaker=name_source(crisis=claim.crisis, name=speaker, kind=speaker_kind, by=by, at=at),
        passage=passage,
        citation=citation.strip(),
        defaults={
            "speaker_role": role,
            "said": said,
            "citation_address": citation_address,
            "confirmed_at": at,
            "confirmed_by": by,
        },
    )
    if is_new:
        record("evidence.claim-denied", claim.reference, by=by.reference, at=at, denial=denial.reference)
        if claim.is_public:
            mark_changed(crisis=claim.crisis, at=at)
    return denial
