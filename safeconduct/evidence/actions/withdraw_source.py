"""Note that a source takes back what it said, all of it or one statement."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.evidence.actions.recount_standing import recount_standing
from safeconduct.evidence.models import Attribution, Claim, Source
from safeconduct.evidence.queries.chains import claims_resting_on
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class WithdrawalUnexplained(Refused):
    """Nobody could later tell why."""

    sentence = _("Write how we know that the source takes it back, and why.")


class WithdrawnAhead(Refused):
    """The day lies in the future."""

    sentence = _("The day of the withdrawal lies in the future. Enter the day on which the source took it back.")


class NotItsStatement(Refused):
    """Somebody else said it."""

    sentence = _("This statement belongs to another source.")


@transaction.atomic
def withdraw_source(
    *, source: Source, because: str, on: date, by: Member, at: datetime, statement: Attribution | None = None
) -> Sequence[Claim]:
    """Mark the statement, or everything the source said, as taken back; give the claims that were counted anew.

    What was said stays in the register, marked. It carries no claim any more.

    :raises WithdrawalUnexplained: if there is no reason
    :raises WithdrawnAhead: if the day lies in the future
    :raises NotItsStatement: if the one statement is not the source's
    """
    if not because.strip():
        raise WithdrawalUnexplained
    if on > at.date():
        raise WithdrawnAhead
    if statement is not None and statement.speaker_id != source.pk:
        raise NotItsStatement
    if statement is None:
        source.withdrawn_on, source.withdrawn_because = on, because.strip()
        source.save(update_fields=["withdrawn_on", "withdrawn_because"])
        taken_back = source.attributions.filter(withdrawn_on__isnull=True)
        claims = claims_resting_on(source)
    else:
        taken_back = source.attributions.filter(pk=statement.pk, withdrawn_on__isnull=True)
        claims = [statement.claim]
    taken_back.update(withdrawn_on=on)
    said = statement.reference if statement else ""
    record("evidence.source-withdrawn", source.reference, by=by.reference, at=at, statement=said, because=because.strip())
    for claim in claims:
        before = claim.standing
        recount_standing(claim=claim)
        record("evidence.claim-lost-source", claim.reference, by=by.reference, at=at, source=source.reference, before=before)
        if claim.is_public:
            mark_changed(crisis=claim.crisis, at=at)
    return claims
