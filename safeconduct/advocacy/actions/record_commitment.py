"""Record what a body committed itself to: one act out of what it said, as it was said and as it can be dated."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.advocacy.actions.check_entry import AlreadyWithdrawn, readable, written
from safeconduct.advocacy.models import Commitment, Response
from safeconduct.advocacy.rules.verdicts import commits
from safeconduct.audit.actions.record import record
from safeconduct.crises.actions.mark_changed import mark_changed
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class CommitsNobody(Refused):
    """The words are not of a kind that commits whoever said them."""

    sentence = _(
        "These words commit nobody: concern, talks and acknowledgement are no promise. "
        "If they do promise an act, record them as a promise, with the sentence that makes it."
    )


@dataclass(frozen=True, slots=True)
class Committed:
    """One act: ``text`` is a sentence of ours; the rest is as it was said, and ``due`` (EDTF) what a person made of it."""

    text: str
    language: str
    quantity_verbatim: str = ""
    due_verbatim: str = ""
    due: str = ""
    condition: str = ""


@transaction.atomic
def record_commitment(*, response: Response, committed: Committed, by: Member, at: datetime) -> Commitment:
    """Add the commitment to the response.

    :raises AlreadyWithdrawn: if the response was withdrawn
    :raises CommitsNobody: if the response is of a kind that commits nobody
    :raises TextMissing: if there is no sentence
    :raises DateUnreadable: if ``due`` is neither empty nor a time
    """
    if response.withdrawn_at:
        raise AlreadyWithdrawn
    if not commits(response.type):
        raise CommitsNobody
    text = written({committed.language: committed.text}, committed.language)[committed.language]
    commitment = Commitment.objects.create(
        response=response,
        language=committed.language,
        text=text,
        quantity_verbatim=committed.quantity_verbatim.strip(),
        due_verbatim=committed.due_verbatim.strip(),
        due=readable(committed.due),
        condition=committed.condition.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    record("advocacy.commitment-recorded", commitment.reference, by=by.reference, at=at, response=response.reference)
    if response.is_public:
        mark_changed(crisis=response.crisis, at=at)
    return commitment
