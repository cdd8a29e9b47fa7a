"""Record what changed for the person after an urgent action, never because of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.actions.record_consent import require_urgent
from safeconduct.publications.actions.take_in_hand import NotLeading
from safeconduct.publications.models import Outcome, Publication
from safeconduct.publications.rules.urgent import OutcomeKind
from safeconduct.publications.rules.wording import causes_in


class NothingTold(Refused):
    """An outcome needs words and a source."""

    sentence = _("Write what changed, and where it can be checked.")


class OutcomeLater(Refused):
    """The outcome lies ahead."""

    sentence = _("This day has not come yet. Write the day on which it changed.")


class SaysBecause(Refused):
    """The words say that it changed because of us."""

    sentence = _(
        "These words may say that something changed because of the action. What came after letters did not for that come because of "
        "them, and saying so can harm the next person. Write what changed and when; or say below that the words mean something else."
    )


@transaction.atomic
def record_outcome(
    *,
    publication: Publication,
    kind: OutcomeKind,
    text: str,
    language: str,
    on: date,
    source_note: str,
    means_something_else: bool = False,
    by: Member,
    at: datetime,
) -> Outcome:
    """Keep the outcome; the public reads it on the page of the action unless consent was withdrawn.

    :raises NotUrgentAction: if the publication is of another kind
    :raises NotLeading: if the member belongs to another organisation
    :raises NothingTold: if words or source are missing
    :raises OutcomeLater: if the day has not come
    :raises SaysBecause: if the words claim to be the cause, and nobody said that they mean something else
    """
    require_urgent(publication)
    if by.organisation_id != publication.organisation_id:
        raise NotLeading
    if not text.strip() or not source_note.strip():
        raise NothingTold
    if on > at.date():
        raise OutcomeLater
    if causes_in(text) and not means_something_else:
        raise SaysBecause
    outcome = Outcome.objects.create(
        publication=publication,
        kind=OutcomeKind(kind),
        language=language,
        text=text.strip(),
        on=on,
        source_note=source_note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    mark_changed(crisis=publication.crisis, at=at)
    record("publications.outcome-recorded", publication.reference, by=by.reference, at=at, kind=outcome.kind)
    return outcome
