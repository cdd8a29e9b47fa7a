"""Forty invented cases in every state, sealed as the browsers of the caseworkers would seal them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from safeconduct.casework.actions.close_case import close_case
from safeconduct.casework.actions.open_case import open_case
from safeconduct.casework.actions.set_shell import set_shell
from safeconduct.casework.models import Case
from safeconduct.demo.tables import Table, rows, table
from safeconduct.demo.telling.days import Reading, born
from safeconduct.demo.telling.keys import Keyed
from safeconduct.demo.telling.publications import Desk
from safeconduct.demo.telling.registers import Way
from safeconduct.demo.telling.sealing import Sealed, seal_vault, write_record

# Where an item is kept that is not part of the plan.
HOMES = {
    **dict.fromkeys(("person", "contact", "document"), "identity"),
    **dict.fromkeys(("wish", "avoid", "application", "leg", "stay", "arrival"), "route"),
}
NO_FACTS = {"closed": "", "helped": False, "planned": False, "travel": "", "triage": "", "verification": "", "way": ""}
TIERS = ("", "low", "medium", "high", "critical")
ASKED_TIERS = {"now": "critical", "soon": "high", "none": ""}  # what the person said counts until somebody has looked
SECONDED = {"plausible", "corroborated", "doubtful"}
GOES_ON = {"proposed", "offered", "agreed", "preparing", "submitted", "granted"}


@dataclass(frozen=True, slots=True)
class Written:
    """An item or an entry as it went into its seal."""

    type: str
    id: str
    compartment: str
    body: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """A case as it was opened, with what its holders know of it."""

    case: Case
    row: Table
    arc: Table
    by: Keyed
    opened: datetime
    vaults: Mapping[str, Sealed]
    reading: Reading
    written: list[Written] = field(default_factory=list)
    cards: list[Table] = field(default_factory=list)

    def write(self, body: dict[str, Any], *, type_: str = "case.item", record: UUID | None = None) -> UUID:
        """Write an item, or an entry of the journal, a minute after the last one; give its id."""
        made, home = record or uuid4(), HOMES.get(body.get("kind", ""), "case")
        when = self.opened + timedelta(minutes=len(self.written) + 1)
        write_record(self.vaults[home], kind=type_, record=made, body=body, by=self.by, at=when)
        self.written.append(Written(type_, str(made), home, body, when))
        return made


def tell_cases(desk: Desk, ways: Mapping[str, Way]) -> dict[str, Told]:
    """Open the cases and write what is known of them; give them by alias."""
    arcs = {row["key"]: row for row in rows("cases", "arc")}
    told = {row["alias"]: _open(row, arcs[row["arc"]], desk, ways) for row in rows("cases", "case")}
    for row in rows("cases", "link"):
        _link(told[row["one"]], told[row["other"]], row["relation"])
    for one in told.values():
        _tell(one)
        _keep_card(one, desk, ways)
    return told


def _open(row: Table, arc: Table, desk: Desk, ways: Mapping[str, Way]) -> Told:
    holders = [desk.cast.keyed[name] for name in table("cases")["team"][row["team"]]]
    opened = desk.at - timedelta(days=row["ago"])
    vaults = {name: seal_vault("case", holders, at=opened) for name in ("case", "identity", "route")}
    by, compartments = holders[0], [vaults[name].vault.pk for name in ("identity", "route")]
    case = open_case(id_=uuid4(), vault=vaults["case"].vault.pk, compartments=compartments, by=by.member, at=opened)
    Case.objects.filter(pk=case.pk).update(is_demonstration=True)
    way = ways.get(row["way"])
    names = {"@me": by.member.reference, "@way": str(way.id) if way else "", "@country": way.country if way else ""}
    told = Told(case, row, arc, by, opened, vaults, Reading(desk.at, names))
    for name in ("identity", "route"):
        vault = vaults[name]
        body = {"alias": row["alias"], "case": str(case.pk), "compartment": name}
        write_record(vault, kind="case.part", record=vault.vault.pk, body=body, by=by, at=opened)
        told.write({"kind": "compartment", "compartment": name, "vault": str(vault.vault.pk)})
    return told


def _tell(told: Told) -> None:
    """Write who asked, who they are, and how far things have come."""
    row = told.row
    asked = {"language": row["language"], "hours": "Evenings, after eight. (Invented)", "danger": row["danger"], "came": "hand"}
    told.write({"kind": "request", "box": "", "channel": "", "channel_vault": "", "reply": "", "needs": [], **asked})
    for number in range(row["people"]):
        name = f"Invented person {number + 1} of {row['alias']}"
        year = born(told.opened.date(), number + len(row["alias"]))
        person = {"name": name, "other_names": [], "born": year, "nationality": "RU", "languages": [row["language"]], "kin": ""}
        told.write({"kind": "person", **person})
    told.write({"kind": "contact", **table("cases")["contact"]})
    for item in told.arc["items"]:
        body = told.reading.read(item)
        if body["kind"] == "plan":
            body["steps"] = [_step(told, step) for step in body["steps"]]
        told.write(body, type_="case.entry" if body["kind"] == "entry" else "case.item")


def _step(told: Told, step: Table) -> Table:
    return {
        "id": str(uuid4()),
        "what": f"{step['what']} (invented)",
        "who": told.by.member.reference,
        "by": "",
        "done_on": step.get("done", ""),
    }


def _link(one: Told, other: Told, relation: str) -> None:
    """Tie two cases: in both where they belong together, and in one alone where they must not meet."""
    token = str(uuid4())
    for here, there in [(one, other), (other, one)][: 1 if relation == "apart" else 2]:
        here.write({"kind": "link", "to": str(there.case.pk), "token": token, "relation": relation, "note": "Invented."})


def _keep_card(told: Told, desk: Desk, ways: Mapping[str, Way]) -> None:
    """Write the card as the browser works it out, and tell the server the little it is told."""
    said, way, reading = told.arc["card"], ways.get(told.row["way"]), told.reading
    facts = {**NO_FACTS, **said["facts"]}
    triage: Table = next((item for item in told.arc["items"] if item["kind"] == "triage"), {})
    what, due = said["due"][0], reading.day(said["due"][1])
    card = {
        "alias": told.row["alias"],
        "case": str(told.case.pk),
        "crisis": desk.crisis.reference,
        "deadline": reading.day(triage.get("deadline", "")),
        "due": {"on": due, "what": what},
        "facts": facts,
        "group": "",
        "holder": told.by.member.reference,
        "language": told.row["language"],
        "overlays": [{"kind": kind, "since": reading.moment(since)} for kind, since in said.get("overlays", [])],
        "people": told.row["people"],
        "second": told.by.member.reference if facts["verification"] in SECONDED and not facts["closed"] else "",
        "tier": said["tier"] if triage else max(said["tier"], ASKED_TIERS[told.row["danger"]], key=TIERS.index),
        "ways": [str(way.id)] if way and facts["way"] in GOES_ON else [],
    }
    told.cards.append(card)
    write_record(told.vaults["case"], kind="case.card", record=told.case.pk, body=card, by=told.by, at=told.opened + timedelta(minutes=90))
    next_day = datetime.fromisoformat(due).date() if due else None
    state = "helping" if facts["triage"] == "accepted" else "new"
    set_shell(case=told.case.pk, state=state, next_day=next_day, by=told.by.member)
    if "close" in told.arc:
        close_case(case=told.case.pk, result=told.arc["close"], by=told.by.member, at=desk.at)


def holders_of(desk: Desk, names: Sequence[str]) -> list[Keyed]:
    """Give members of the cast with their keys."""
    return [desk.cast.keyed[name] for name in names]
