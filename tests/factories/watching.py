"""Duty teams and timers. Everybody here is made up, and every address leads nowhere."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from safeconduct.people.models import Member
from safeconduct.vault.format.alive import new_token, token_hash, word_hash
from safeconduct.watch.actions.begin_check_in import Times, Words, begin_check_in
from safeconduct.watch.actions.keep_team import keep_team
from safeconduct.watch.models import CheckIn, Team, TeamMember

NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
WORD, DURESS = "green kettle", "white boat"


@dataclass
class Timer:
    """A check-in with what only the person and their worker know."""

    row: CheckIn
    token: str

    def now(self) -> CheckIn:
        """Read it anew."""
        self.row.refresh_from_db()
        return self.row


def make_team(by: Member, *, members: tuple[Member, ...] = (), **fields: Any) -> Team:
    """Make a team that ``by`` leads."""
    team = keep_team(
        id_=uuid4(),
        name="Night desk",
        language=fields.pop("language", "en"),
        address=fields.pop("address", "duty@lantern.example"),
        lead_address=fields.pop("lead_address", "lead@lantern.example"),
        by=by,
        at=NIGHT,
    )
    for one in members:
        TeamMember.objects.create(team=team, member=one.reference)
    return team


def make_check_in(team: Team, by: Member, *, due_in: int = 30, grace: int = 15, every: int = 90, at: datetime = NIGHT) -> Timer:
    """Begin a timer that is due in so many minutes."""
    token = new_token()
    row = begin_check_in(
        id_=uuid4(),
        team=team.pk,
        times=Times(at + timedelta(minutes=due_in), every, grace),
        words=Words(token_hash(token), word_hash(token, WORD), word_hash(token, DURESS)),
        ends_on=at.date() + timedelta(days=30),
        by=by,
        at=at,
    )
    return Timer(row, token)
