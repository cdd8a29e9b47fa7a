"""Write a part in one language, without losing what somebody else wrote meanwhile."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part, PartText
from safeconduct.publications.rules.content import text_hash
from safeconduct.publications.rules.kinds import Role


class LanguageMissing(Refused):
    """The publication does not have this language."""

    sentence = _("This publication is not written in this language yet. Add the language first: it begins with its title.")


class WrittenMeanwhile(Refused):
    """Somebody else changed these words since they were opened. Nothing is lost: ``current`` is what stands now."""

    sentence = _("Somebody else changed these words while you wrote. Yours are not kept yet: both stand below. Make one of them.")

    def __init__(self, current: PartText) -> None:
        super().__init__()
        self.current = current


@transaction.atomic
def write_part(
    *,
    part: Part,
    language: str,
    text: str,
    seen: str = "",
    made_from: str | None = None,
    by: Member,
    at: datetime,
) -> PartText:
    """Set the part's words in this language.

    ``seen`` is the ``text_hash`` of the words that the writer began with; "" where there were none. ``made_from`` is that of the original
    that a translation was made from; ``None``: from the one that stands now. Where the person quoted had agreed to other words, that
    agreement goes.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises LanguageMissing: if the publication has no title in this language
    :raises WrittenMeanwhile: if somebody else changed the words since
    """
    publication = take_in_hand(publication=part.publication, permission=Permission.PUBLICATION_WRITE, by=by)
    if language != publication.original and not publication.titles.filter(language=language).exists():
        raise LanguageMissing
    kept = text.replace("\r\n", "\n").strip()
    before = part.texts.filter(language=language).first()
    if before is not None and before.text and before.text != kept and text_hash(before.text) != seen:
        raise WrittenMeanwhile(before)
    source = made_from if made_from is not None else _original_of(part, publication.original)
    now, _is_new = PartText.objects.update_or_create(
        part=part,
        language=language,
        defaults={
            "text": kept,
            "made_from": "" if language == publication.original else source,
            "written_at": at,
            "written_by": by,
        },
    )
    if part.role == Role.QUOTE and language == publication.original and (before.text if before else "") != kept:
        part.speaker_approved_on, part.speaker_approval_note = None, ""
        part.save(update_fields=["speaker_approved_on", "speaker_approval_note"])
    record("publications.part-written", publication.reference, by=by.reference, at=at, part=part.reference, language=language)
    report_references(publication=publication, at=at)
    return now


def _original_of(part: Part, original: str) -> str:
    text = part.texts.filter(language=original).first()
    return text_hash(text.text) if text else ""
