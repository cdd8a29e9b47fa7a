"""Keep what the server may know of how a case goes: two words, and the next day on which something is due."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.casework.access import case_to_change
from safeconduct.casework.models import STATES, Case
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.models import Member

ONWARDS = {("new", "helping")}


class NotThatWay(Refused):
    """A case is closed and opened again by ways of their own, which draw its last day or take it back."""

    code = "not-that-way"
    sentence = _("A case cannot go from where it is to there. Nothing was changed; look at it again.")


@transaction.atomic
def set_shell(*, case: UUID, state: str, next_day: date | None, by: Member) -> None:
    """Keep state and next day. Writes no entry: how often somebody's case moves is nobody's business.

    :raises NotUnderstood: if there is no such state
    :raises Http404: if the member does not hold the case
    :raises NotThatWay: from anywhere to closed, or back
    """
    if state not in STATES:
        raise NotUnderstood
    held = case_to_change(by, case)
    if held.state != state and (held.state, state) not in ONWARDS:
        raise NotThatWay
    Case.objects.filter(pk=held.pk).update(state=state, next_day=None if state == "closed" else next_day)
