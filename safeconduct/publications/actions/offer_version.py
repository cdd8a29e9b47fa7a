"""Freeze the draft as the next version and offer it to those who are to sign."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.models import Publication, Version
from safeconduct.publications.queries.states import newest_version
from safeconduct.publications.queries.working import working_content
from safeconduct.publications.rules.content import Content, hash_of, to_json
from safeconduct.publications.rules.kinds import NEEDED, Kind, Role
from safeconduct.publications.words import ROLE_NAMES


class NothingNew(Refused):
    """The draft says what the newest version says."""

    sentence = _("The draft says exactly what the newest version says. There is nothing to offer anew.")


class PartsMissing(Refused):
    """A publication of this kind has parts that it cannot be without."""

    sentence = _("The draft lacks parts that a publication of this kind cannot be without.")


@transaction.atomic
def offer_version(*, publication: Publication, change: str = "", by: Member, at: datetime) -> Version:
    """Freeze the draft as version n; ``change`` says in a sentence what is different from the one before. Editing goes on in the draft.

    :raises NothingNew: if the newest version says the same
    :raises PartsMissing: if it has no title in its own language, or lacks a part that its kind needs
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_WRITE, by=by)
    content, newest = working_content(kept), newest_version(kept)
    _require_whole(content)
    frozen = hash_of(content)
    if newest is not None and newest.hash == frozen:
        raise NothingNew
    version = Version.objects.create(
        publication=kept,
        number=newest.number + 1 if newest else 1,
        content=to_json(content),
        hash=frozen,
        change=change.strip(),
        offered_at=at,
        offered_by=by,
    )
    record("publications.version-offered", kept.reference, by=by.reference, at=at, version=version.number, hash=frozen)
    return version


def _require_whole(content: Content) -> None:
    """Refuse what has no title, or not the parts of its kind with words in its own language; a demand's words may be the register's."""
    if not content.titles.get(content.original, "").strip():
        raise PartsMissing(_("The draft has no title in its own language. Write one first."))
    there = {part.role for part in content.parts if part.demand or part.texts.get(content.original, "").strip()}
    missing = [role for role in Role if role in NEEDED[Kind(content.kind)] and role not in there]
    if missing:
        names = ", ".join(str(ROLE_NAMES[role]) for role in missing)
        raise PartsMissing(_("The draft lacks what a publication of this kind cannot be without: %(parts)s.") % {"parts": names})
