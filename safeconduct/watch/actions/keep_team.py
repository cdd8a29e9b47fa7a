"""Make a duty team."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.languages import PUBLIC_LANGUAGES
from safeconduct.kit.refusals import Refused
from safeconduct.outbox.rules import is_address
from safeconduct.people.models import Member
from safeconduct.watch.access import home
from safeconduct.watch.models import Team, TeamMember

LANGUAGES = frozenset(code for code, _name in PUBLIC_LANGUAGES)


class NotAnAddress(Refused):
    """A duty address that no mail could go to."""

    code = "not-an-address"
    sentence = _("This is not an address that mail can be sent to. Nothing was changed.")


class NotALanguage(Refused):
    """Alerts are written in the languages of the public pages only."""

    code = "not-a-language"
    sentence = _("Alerts are not written in this language. Nothing was changed.")


class TeamTaken(Refused):
    """Another organisation has a team of this id."""

    code, status = "taken", 409
    sentence = _("This team is there already. Nothing was changed.")


def check_addresses(address: str, lead_address: str, language: str) -> None:
    """Look whether a team could be told.

    :raises NotAnAddress: if one of the addresses is none; the lead's may be empty
    :raises NotALanguage: if no alert is written in this language
    """
    if not is_address(address) or (lead_address and not is_address(lead_address)):
        raise NotAnAddress
    if language not in LANGUAGES:
        raise NotALanguage


def keep_team(*, id_: UUID, name: str, language: str, address: str, lead_address: str, by: Member, at: datetime) -> Team:
    """Make a team of the organisation of whoever asks, who is its first member and lead; sent twice, it is one team.

    :raises NotAnAddress, NotALanguage: if nobody could be told
    :raises TeamTaken: if another organisation's team has this id
    """
    check_addresses(address, lead_address, language)
    organisation = by.organisation.reference
    with transaction.atomic(using=home()):
        team, is_new = Team.objects.get_or_create(
            pk=id_,
            defaults={
                "organisation": organisation,
                "name": name,
                "language": language,
                "address": address,
                "lead_address": lead_address,
                "kept_by": by.reference,
            },
        )
        if team.organisation != organisation:
            raise TeamTaken
        if is_new:
            TeamMember.objects.create(team=team, member=by.reference, is_lead=True)
            record("watch.team-kept", team.reference, by=by.reference, at=day_of(at))
    return team
