"""Duty teams, and signs of life that are waited for: one is late when the demonstration begins. All of it invented."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid4

from safeconduct.demo.tables import Table, rows
from safeconduct.demo.telling.cases import Told
from safeconduct.demo.telling.publications import Desk
from safeconduct.vault.format.alive import new_token, token_hash, word_hash
from safeconduct.vault.format.records import moment_of
from safeconduct.watch.actions.begin_check_in import Times, Words, begin_check_in
from safeconduct.watch.actions.keep_team import keep_team
from safeconduct.watch.actions.set_members import set_members

BEGUN_BEFORE = timedelta(hours=4)


def tell_duty(desk: Desk, told: Mapping[str, Told]) -> None:
    """Make a team for each organisation that has cases, and wait for those who are on their way or new abroad."""
    teams = {row["key"]: _team(row, desk) for row in rows("duty", "team")}
    waited_for = [one for one in told.values() if "check_in" in one.arc]
    for number, one in enumerate(waited_for):
        _wait(one, teams[one.row["team"]], one.arc["check_in"], desk, number)


def _team(row: Table, desk: Desk) -> UUID:
    cast, made = desk.cast.keyed, uuid4()
    lead = cast[row["members"][0]].member
    address = {"address": row["address"], "lead_address": row["lead_address"], "language": "en"}
    keep_team(id_=made, name=row["name"], **address, by=lead, at=desk.at)
    members = [cast[name].member.reference for name in row["members"]]
    set_members(team=made, members=members, leads=[lead.reference], by=lead, at=desk.at)
    return made


def _wait(told: Told, team: UUID, said: Table, desk: Desk, number: int) -> None:
    """Begin the timer and keep the item, as the form does; each later one is due a little later."""
    token, words = new_token(), {"word": "chestnut", "duress": "lantern"}
    due = desk.at + timedelta(minutes=said["minutes"] + 45 * number)
    due -= timedelta(minutes=due.minute % 5, seconds=due.second, microseconds=due.microsecond)
    every, grace, id_ = said["every"], said["grace"], uuid4()
    kept = begin_check_in(
        id_=id_,
        team=team,
        times=Times(due, every, grace),
        words=Words(token_hash(token), *(word_hash(token, word) for word in words.values())),
        ends_on=desk.at.date() + timedelta(days=60),
        by=told.by.member,
        at=desk.at - BEGUN_BEFORE,
    )
    told.write(
        {
            "kind": "check-in",
            "check_in": str(id_),
            "reference": kept.reference,
            "team": str(team),
            "mode": said["mode"],
            "every": every,
            "grace": grace,
            "due": moment_of(due),
            "zone": "Europe/Moscow",
            **words,
            "link": "",
            "ended_on": "",
        }
    )
