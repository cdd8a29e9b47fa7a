"""Recall a publication: stop action."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.actions.cancel_messages import cancel_messages
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.publications.actions.plan_dispatches import plan_dispatches
from safeconduct.publications.actions.recall_annex_copy import recall_annex_copy
from safeconduct.publications.actions.report_release import report_demands_of
from safeconduct.publications.actions.take_in_hand import take_in_hand
from safeconduct.publications.actions.tell_press_readers import tell_press_readers
from safeconduct.publications.models import AnnexCopy, Publication, RecallText
from safeconduct.publications.rules.sending import DispatchKind


class NotOut(Refused):
    """Nothing was released that could be recalled."""

    sentence = _("This was not released, so nobody has it. There is nothing to recall; the draft can simply rest.")


class RecallUnsaid(Refused):
    """Colleagues need the reason, readers some words."""

    sentence = _("Say why, for colleagues, and what readers are told, at least in the language it was written in.")


@transaction.atomic
def recall_publication(*, publication: Publication, texts: Mapping[str, str], because: str, by: Member, at: datetime) -> None:
    """Take the publication back from every reader: one member is enough, and nothing waits for anybody.

    From this moment page, feed, embed and downloads show the notice with ``texts`` (by language) and nothing else; messages that wait
    in the outbox are cancelled, sealed copies of its annex can be fetched no more, and everybody who got it is told. ``because`` is
    for colleagues. It cannot be undone.

    :raises NotOut: if it was never released
    :raises RecallUnsaid: without a reason, or without words in its original language
    :raises Refused: see ``take_in_hand``
    """
    kept = take_in_hand(publication=publication, permission=Permission.PUBLICATION_RECALL, by=by)
    said = {language: text.strip() for language, text in texts.items() if text.strip()}
    if kept.released_at is None:
        raise NotOut
    if not because.strip() or not said.get(kept.original):
        raise RecallUnsaid
    kept.recalled_at, kept.recalled_by, kept.recalled_because = at, by, because.strip()
    kept.save(update_fields=["recalled_at", "recalled_by", "recalled_because"])
    RecallText.objects.bulk_create(RecallText(publication=kept, language=language, text=text) for language, text in said.items())
    record("publications.publication-recalled", kept.reference, by=by.reference, at=at)
    mark_changed(crisis=kept.crisis, at=at)
    cancel_messages(about=kept.reference, by=by, at=at)
    version = kept.versions.filter(released_at__isnull=False).select_related("publication__crisis").order_by("-number")[0]
    report_demands_of(kept, version, at=at)
    plan_dispatches(version=version, kind=DispatchKind.RECALL, by=by, at=at)
    tell_press_readers(version=version, kind=DispatchKind.RECALL, by=by, at=at)
    for copy in AnnexCopy.objects.filter(annex__publication=kept, recalled_at__isnull=True):
        recall_annex_copy(copy=copy, by=by, at=at)
    publication.refresh_from_db()
