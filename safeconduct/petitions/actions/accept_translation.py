"""Take parts of an offered translation into the draft of a petition's text, where it is read and released like any other words."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.petitions.actions.decide_word import IsOver
from safeconduct.petitions.actions.take_campaign import take_campaign
from safeconduct.petitions.models import OfferedTranslation
from safeconduct.petitions.rules.kinds import WordState
from safeconduct.publications.actions.set_title import set_title
from safeconduct.publications.actions.write_part import write_part
from safeconduct.publications.models import Publication
from safeconduct.publications.rules.content import from_json, text_hash

TITLE = "title"  # in place of a part's reference


class NothingChosen(Refused):
    """No part was chosen."""

    sentence = _("Choose what is to be taken into the text.")
    code = "nothing-chosen"


@transaction.atomic
def accept_translation(*, offer: OfferedTranslation, parts: Collection[str], by: Member, at: datetime) -> int:
    """Write the chosen parts (references, or ``title``) into the draft; give how many. Each remembers the words that it was made from.

    Where the original has changed since, the draft shows the part as drifted.

    :raises NothingChosen: if nothing was chosen that the offer holds
    :raises IsOver: if it was decided before
    :raises NotOwning, NotPermitted, NotLeading, WasRecalled: as the campaign and its text find
    """
    campaign = take_campaign(campaign=offer.campaign, by=by, permission=Permission.PETITION_MODERATE)
    kept = OfferedTranslation.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if kept.state in {WordState.ACCEPTED, WordState.TAKEN_BACK}:
        raise IsOver
    publication = campaign.publication
    rows = list(publication.parts.filter(reference__in=[one for one in parts if one in kept.parts]).prefetch_related("texts"))
    has_title = publication.titles.filter(language=kept.language).exclude(text="").exists()
    takes_title = TITLE in parts or (bool(rows) and not has_title)  # a language begins with its title
    if not rows and not takes_title:
        raise NothingChosen
    if takes_title:
        set_title(publication=publication, language=kept.language, text=kept.title, by=by, at=at)
    made_from = _originals(publication, kept.made_from)
    for part in rows:
        before = next((text.text for text in part.texts.all() if text.language == kept.language), "")
        write_part(
            part=part,
            language=kept.language,
            text=kept.parts[part.reference],
            seen=text_hash(before) if before else "",
            made_from=made_from.get(part.reference, ""),
            by=by,
            at=at,
        )
    kept.state, kept.decided_by = WordState.ACCEPTED, by
    kept.save(update_fields=["state", "decided_by"])
    taken = len(rows) + takes_title
    record(
        "petitions.translation-accepted",
        kept.reference,
        by=by.reference,
        at=at,
        campaign=campaign.reference,
        language=kept.language,
        parts=taken,
    )
    return taken


def _originals(publication: Publication, made_from: str) -> dict[str, str]:
    """Give the hashes of the original's parts in the version that was translated; nothing where that version is not known."""
    version = publication.versions.filter(hash=made_from).first()
    if version is None:
        return {}
    content = from_json(version.content)
    return {part.id: text_hash(part.texts.get(content.original, "")) for part in content.parts}
