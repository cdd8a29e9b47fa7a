"""Ask the two key holders for a member, and count it: so that nobody tries a list of names."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.casework.actions.keep_tokens import CapReached, count_asked
from safeconduct.casework.fetching import HolderRefuses, HolderSilent, answers_of_holders, has_holders
from safeconduct.casework.rules.referring import MOST_POINTS, people_of
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member


class NoHolders(Refused):
    """Other organisations cannot be asked at this server."""

    status, code = 409, "no-holders"
    sentence = _("This server knows no key holders, so other organisations cannot be asked. Nothing was sent.")


class TooManyPoints(Refused):
    """A question has points for three people at most, and one at least."""

    code = "too-many"
    sentence = _("This asks about nobody, or about too many at once. Nothing was sent.")


class HoldersSilent(Refused):
    """One of the two did not answer."""

    status, code = 502, "holders-silent"
    sentence = _("The two key holders could not both be asked. Nothing was kept, and help goes on; try again later.")


def ask_holders(*, points: Sequence[bytes], by: Member, at: datetime) -> list[list[bytes]]:
    """Give what each of the two holders answers to blinded points. It is counted before they are asked, whatever they answer.

    :raises NoHolders, TooManyPoints, CapReached, HoldersSilent: accordingly
    """
    if not has_holders():
        raise NoHolders
    if not 1 <= len(points) <= MOST_POINTS:
        raise TooManyPoints
    organisation = by.organisation
    with transaction.atomic():  # over before anybody is called: a slow line must hold no lock
        count_asked(organisation, at.date(), people_of(len(points)))
        record("casework.holders-asked", organisation.reference, by=by.reference, at=day_of(at), points=len(points))
    try:
        return answers_of_holders(points, organisation=organisation.reference)
    except HolderRefuses:
        raise CapReached from None
    except HolderSilent:
        raise HoldersSilent from None
