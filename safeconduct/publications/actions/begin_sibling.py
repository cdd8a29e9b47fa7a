"""Begin a letter on the same matter to other people."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.begin_publication import create_publication
from safeconduct.publications.actions.report_references import report_references
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Part, PartText, Publication, Title
from safeconduct.publications.rules.kinds import ADDRESSED, Kind


class NotALetter(Refused):
    """Only letters have siblings."""

    sentence = _("Only a letter can have a sibling: the same matter, put to somebody else.")


@transaction.atomic
def begin_sibling(*, of: Publication, title: str, by: Member, at: datetime) -> Publication:
    """Copy the letter's parts in all languages into a new one without recipients; the two, and further siblings, know each other.

    A quote has to be agreed to anew: it will be read by other people.

    :raises NotLeading, NotPermitted, WasRecalled: see ``take_in_hand``
    :raises NotALetter: if it is no letter
    :raises TitleMissing: if the title is empty
    """
    of = take_in_hand(publication=of, permission=Permission.PUBLICATION_WRITE, by=by)
    if of.kind not in ADDRESSED:
        raise NotALetter
    sibling = create_publication(
        crisis=of.crisis, kind=Kind(of.kind), original=of.original, title=title, sibling_of=of.sibling_of or of, by=by, at=at
    )
    for text in of.titles.exclude(language=of.original):
        # The title in the original language may be another one now, so that translations of the old one show as drifted.
        Title.objects.create(
            publication=sibling, language=text.language, text=text.text, made_from=text.made_from, written_at=at, written_by=by
        )
    copy_parts(of.parts.order_by("position", "pk"), sibling, by=by, at=at)
    report_references(publication=sibling, at=at)
    return sibling


def copy_parts(parts: Iterable[Part], into: Publication, *, by: Member, at: datetime) -> None:
    """Copy parts with their words to the end of a publication."""
    position = into.parts.count()
    for position, part in enumerate(parts, start=position + 1):  # noqa: B020 — goes on from where the parts end
        copy = Part.objects.create(
            publication=into, position=position, role=part.role, secrecy=part.secrecy, demand=part.demand, speaker=part.speaker
        )
        PartText.objects.bulk_create(
            PartText(part=copy, language=text.language, text=text.text, made_from=text.made_from, written_at=at, written_by=by)
            for text in part.texts.all()
        )
