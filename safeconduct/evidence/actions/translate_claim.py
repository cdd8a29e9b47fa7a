"""Say a claim in another language; the translation is a layer of its own, signed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.models import Claim, ClaimText
from safeconduct.evidence.search.entries import index_claim
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class TranslationMissing(Refused):
    """There are no words."""

    sentence = _("Write the translation.")


class IsTheOriginal(Refused):
    """The claim was written in this language."""

    sentence = _("The claim was written in this language. Amend the claim instead; its translations are then marked as older.")


@transaction.atomic
def translate_claim(*, claim: Claim, language: str, text: str, by: Member, at: datetime) -> ClaimText:
    """Set the claim's sentence in this language; an earlier translation is replaced and stays in the record.

    :raises TranslationMissing: if the text is empty
    :raises IsTheOriginal: if the language is that of the original
    """
    text = text.strip()
    if not text:
        raise TranslationMissing
    before = claim.texts.filter(language=language).first()
    if before is not None and before.is_original:
        raise IsTheOriginal
    written, _new = ClaimText.objects.update_or_create(
        claim=claim, language=language, defaults={"text": text, "written_at": at, "written_by": by}
    )
    replaced = before.text if before else ""
    record("evidence.claim-translated", claim.reference, by=by.reference, at=at, language=language, replaced=replaced)
    index_claim(claim)
    if claim.is_public:
        mark_changed(crisis=claim.crisis, at=at)
    return written
