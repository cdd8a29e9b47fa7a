"""Numbers and sentences of the tests. Malika and Timur lead cases, Ines and Emil check evidence, Vera belongs elsewhere. All made up."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.test import Client

from safeconduct.crises.models import Crisis
from safeconduct.people.models import Member
from safeconduct.people.permissions import Role
from safeconduct.released.actions.confirm_numbers import confirm_numbers
from safeconduct.released.actions.hand_in_slip import Said, hand_in_slip
from safeconduct.released.actions.propose_numbers import propose_numbers
from safeconduct.released.models import Release, Slip
from safeconduct.released.rules.tenfive import Cell, line_of
from tests.factories.people import make_member

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BATCH = datetime(2026, 12, 7, 3, 0, tzinfo=UTC)
NEXT = datetime(2027, 3, 1, 3, 0, tzinfo=UTC)
TEXT = "Officers told families to deal with their relatives themselves."


def make_lead(handle: str = "malika", **more: Any) -> Member:
    """Enrol somebody who leads cases."""
    return make_member(handle, roles=[Role.CASE_LEAD], **more)


def requests_line(count: int) -> tuple[Cell, ...]:
    """Give the line of so many requests."""
    return line_of("requests-by-quarter", {"total": count})


def propose(crisis: Crisis, by: Member, count: int = 57, *, at: datetime = NOW, **more: Any) -> Release:
    """Propose so many requests."""
    wanted = {"table": "requests-by-quarter", "quarter": "2026-Q3", "figures": requests_line(count), **more}
    return propose_numbers(crisis=crisis, by=by, at=at, **wanted)


def agreed(crisis: Crisis, one: Member, other: Member, count: int = 57, *, at: datetime = NOW, **more: Any) -> Release:
    """Propose them and have them confirmed."""
    release = propose(crisis, one, count, at=at, **more)
    figures = more.get("figures", requests_line(count))
    return confirm_numbers(reference=release.reference, figures=figures, by=other, at=at)


def said(**changed: str) -> Said:
    """Give a sentence."""
    told = {"text": TEXT, "language": "en", "root_kind": "first-hand", "amount": "more-than-ten", "period": "2026-Q3", "area": "RU-CE"}
    return Said(**{**told, **changed})


def hand_in(crisis: Crisis, by: Member, *, at: datetime = NOW, **changed: str) -> Slip:
    """Hand a sentence in."""
    return hand_in_slip(sending=uuid4(), crisis=crisis, said=said(**changed), by=by, at=at)


def at_desk(member: Member) -> Client:
    """Sign somebody in."""
    client = Client()
    client.force_login(member)
    return client


def post(client: Client, address: str, **body: Any) -> Any:
    """Send JSON."""
    return client.post(address, body, content_type="application/json")
