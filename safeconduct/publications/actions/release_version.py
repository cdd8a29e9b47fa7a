"""Release a version: from now on, or from the end of its embargo, it is read. A later version of what is out is a correction."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.plan_dispatches import plan_dispatches
from safeconduct.publications.actions.report_release import report_release
from safeconduct.publications.actions.sign_on import NotNewest
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.actions.tell_press_readers import tell_press_readers
from safeconduct.publications.models import ChangeText, Publication, Version
from safeconduct.publications.queries.readiness import readiness_of
from safeconduct.publications.queries.signing import signed_by
from safeconduct.publications.rules.content import Content, from_json
from safeconduct.publications.rules.kinds import ADDRESSED
from safeconduct.publications.rules.sending import DispatchKind


class NotReady(Refused):
    """Something is missing."""

    sentence = _("This version cannot be released yet.")


class ChangeUnsaid(Refused):
    """A correction says in each language what it puts right."""

    sentence = _("Say in each language what was wrong and what is right now. Everybody who read the earlier version learns it.")


@transaction.atomic
def release_version(*, version: Version, changes: Mapping[str, str] | None = None, by: Member, at: datetime) -> None:
    """Release the newest version, with the organisations that signed this very one.

    ``changes`` says by language what a correction puts right; it is needed when an earlier version is out. A correction of
    what nobody could read yet keeps waiting for its hour; whoever was given it before learns it now.

    :raises NotReady: with the first thing that is missing; see ``queries.readiness``
    :raises NotNewest: if there is a newer version
    :raises ChangeUnsaid: if a correction lacks its sentence in one of its languages
    :raises Refused: see ``take_in_hand``
    """
    publication = take_in_hand(publication=version.publication, permission=Permission.PUBLICATION_RELEASE, by=by)
    readiness = readiness_of(publication, at.date())
    if readiness.version is None or readiness.version.pk != version.pk:
        raise NotNewest
    stopping = [missing.sentence for missing in readiness.missing if missing.blocks]
    if stopping:
        raise NotReady(stopping[0])
    kept = Version.objects.select_for_update().get(pk=version.pk)
    content, is_correction = from_json(kept.content), publication.released_at is not None
    if is_correction:
        _write_changes(kept, content, changes or {})
    _let_out(publication, kept, is_correction=is_correction, by=by, at=at)
    report_release(publication=publication, version=kept, at=at)
    record(
        "publications.version-released",
        publication.reference,
        by=by.reference,
        at=at,
        version=kept.number,
        hash=kept.hash,
        is_correction=is_correction,
        signatories=[row["reference"] for row in kept.signatories],
    )
    mark_changed(crisis=publication.crisis, at=at)
    if publication.kind in ADDRESSED:
        kind = DispatchKind.CORRECTION if is_correction else DispatchKind.LETTER
        plan_dispatches(version=kept, kind=kind, by=by, at=at)
    if is_correction:
        tell_press_readers(version=kept, kind=DispatchKind.CORRECTION, by=by, at=at)
    version.refresh_from_db()


def _let_out(publication: Publication, version: Version, *, is_correction: bool, by: Member, at: datetime) -> None:
    version.signatories = _signatories(version)
    version.released_at, version.released_by, version.is_correction = at, by, is_correction
    version.save(update_fields=["released_at", "released_by", "signatories", "is_correction", "change"])
    if not is_correction:
        publication.released_at, publication.released_by = at, by
    elif publication.embargo_until is not None and publication.embargo_until <= at:
        publication.embargo_until, publication.embargo_zone = None, ""  # what is over is dropped; what is not still holds
    publication.save(update_fields=["released_at", "released_by", "embargo_until", "embargo_zone"])


def _signatories(version: Version) -> list[dict[str, str]]:
    """Give what is printed: from the answers to this very version and from nothing else."""
    return [
        {"reference": row.organisation.reference, "organisation": row.organisation.name, "name": row.name, "title": row.title}
        for row in signed_by(version)
    ]


def _write_changes(version: Version, content: Content, changes: Mapping[str, str]) -> None:
    said = {language: changes.get(language, "").strip() for language in content.languages}
    if not all(said.values()):
        raise ChangeUnsaid
    version.change = said[content.original]
    ChangeText.objects.bulk_create(_rows(version, said.items()))


def _rows(version: Version, said: Iterable[tuple[str, str]]) -> list[ChangeText]:
    return [ChangeText(version=version, language=language, text=text) for language, text in said]
