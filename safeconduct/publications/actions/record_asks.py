"""Tell the register that the demands of a letter were put to its addressee."""

from datetime import date, datetime

from django.db import transaction

from safeconduct.advocacy.actions.record_ask import record_ask
from safeconduct.advocacy.models import Demand
from safeconduct.advocacy.rules import Via
from safeconduct.advocacy.rules.working_days import add_working_days
from safeconduct.people.models import Member
from safeconduct.publications.models import Dispatch
from safeconduct.publications.rules.agreeing import RecipientRole
from safeconduct.publications.rules.content import from_json
from safeconduct.publications.rules.kinds import Secrecy
from safeconduct.publications.rules.sending import REPLY_WORKING_DAYS, DispatchKind


@transaction.atomic
def record_asks(*, dispatch: Dispatch, sent_on: date, leaves_on: date | None = None, by: Member, at: datetime) -> int:
    """Record one ask for each demand of the letter that still stands; give how many. Copies, corrections and recalls ask nothing.

    A reply is due ten working days of the receiving country after the letter leaves, which is ``sent_on`` unless it waits in the outbox
    for office hours. What only the addressee reads is asked in confidence.
    """
    recipient, publication = dispatch.recipient, dispatch.version.publication
    if recipient is None or recipient.role != RecipientRole.TO or dispatch.kind != DispatchKind.LETTER:
        return 0
    post, content = recipient.post, from_json(dispatch.version.content)
    due = add_working_days(leaves_on or sent_on, REPLY_WORKING_DAYS, post.body.place)
    secrecies = {part.demand: part.secrecy for part in content.parts if part.demand}
    demands = Demand.objects.filter(crisis=publication.crisis, reference__in=secrecies, withdrawn_at__isnull=True).order_by("pk")
    for demand in demands:
        record_ask(
            demand=demand,
            body=post.body,
            post=post,
            holder=dispatch.holder,
            via=Via.LETTER,
            instrument=publication.reference,
            sent_on=sent_on,
            reply_due=due,
            is_public=publication.is_for_everybody and secrecies[demand.reference] == Secrecy.PUBLIC,
            by=by,
            at=at,
        )
    Dispatch.objects.filter(pk=dispatch.pk).update(reply_due=due)
    return len(demands)
