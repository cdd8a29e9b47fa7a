"""What caseworkers share: the ways out, the places on them, and the house's shelters and ceilings. All of it invented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from safeconduct.demo.tables import rows
from safeconduct.demo.telling.days import Reading
from safeconduct.demo.telling.publications import Desk
from safeconduct.demo.telling.sealing import Holder, Sealed, seal_vault, write_record
from safeconduct.vault.actions.create_register import create_register

INVENTED = "invented for the demonstration"


@dataclass(frozen=True, slots=True)
class Way:
    """A way out as the cases name it."""

    id: UUID
    country: str


def tell_ways(desk: Desk, holders: Sequence[Holder]) -> Mapping[str, Way]:
    """Write the register of ways as a case lead, for these; give the ways by key."""
    crisis = desk.crisis.reference
    register = make_register("ways", crisis, holders, desk)
    reading = Reading(desk.at, {})
    ways = {}
    for row in rows("ways", "way"):
        ways[row["key"]] = Way(uuid4(), row["country"])
        odds = [{"permille": permille, "on": reading.day(f"d-{ago}"), "source": INVENTED} for permille, ago in row["odds"]]
        body = {
            **{name: row[name] for name in ("country", "name", "basis", "entry", "takes", "papers", "cost", "languages")},
            "kind": "pathway",
            "rule_set": "",
            "medical": row.get("medical", False),
            "opens": "",
            "closes": "",
            "odds": odds,
            "waiting": dict(zip(("soonest", "usual", "longest"), row["waiting"], strict=True)),
            "currency": "EUR",
            "host": "",
            "demands": [desk.demands[key].reference for key in row.get("demands", [])],
            "closed_on": "",
            "note": "Invented.",
        }
        write_entry(register, ways[row["key"]].id, body, holders[0], desk)
    return ways


def tell_places(desk: Desk, coordinators: Sequence[Holder], ways: Mapping[str, Way]) -> None:
    """Write how many places each way has, for the two who place."""
    register, reading = make_register("places", desk.crisis.reference, coordinators, desk), Reading(desk.at, {})
    for row in rows("ways", "way"):
        body = {
            "kind": "quota",
            "way": str(ways[row["key"]].id),
            "persons": row["places"],
            "medical": row.get("medical_places", 0),
            "host": "",
            "host_total": 0,
            "budget": 0,
            "currency": "EUR",
            "from": reading.day("d-30"),
            "until": reading.day("d+90"),
            "source": INVENTED,
        }
        write_entry(register, uuid4(), body, coordinators[0], desk)


def make_register(purpose: str, scope: str, holders: Sequence[Holder], desk: Desk) -> Sealed:
    """Make a register as the first of its holders."""
    made = desk.at - timedelta(days=60)
    sealed, crises = seal_vault("register", holders, at=made), {desk.crisis.reference}
    create_register(id_=uuid4(), vault=sealed.vault.pk, purpose=purpose, scope=scope, by=holders[0].member, at=made, crises=crises)
    return sealed


def write_entry(register: Sealed, record: UUID, body: dict[str, Any], by: Holder, desk: Desk) -> None:
    """Write an entry of a register."""
    write_record(register, kind="register.item", record=record, body=body, by=by, at=desk.at - timedelta(days=9))
