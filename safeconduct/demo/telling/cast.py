"""The invented coalition: its organisations and members, and the passphrase they share."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from safeconduct.demo.tables import Table, rows
from safeconduct.kit.references import ALPHABET
from safeconduct.people.actions.admit_organisation import admit_organisation
from safeconduct.people.actions.enrol_member import enrol_member
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Role

TELLER = "demonstration"  # who did it, in the record, before there is anybody


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the story. ``partners`` are the organisations that answer the crisis."""

    ines: Member
    jonas: Member
    tomas: Member
    partners: tuple[Organisation, ...]


def new_passphrase() -> str:
    """Make a passphrase of four groups; eighty bits, easy to copy by hand."""
    return "-".join("".join(secrets.choice(ALPHABET.lower()) for _ in range(4)) for _ in range(4))


def enrol_cast(*, passphrase: str, at: datetime) -> Cast:
    """Admit the organisations and enrol the members."""
    organisations = {row["key"]: admit_organisation(name=row["name"], country=row["country"], by=TELLER, at=at) for row in _organisations()}
    members = {
        row["key"]: enrol_member(
            handle=row["handle"],
            name=row["name"],
            organisation=organisations[row["organisation"]],
            roles=[Role(role) for role in row["roles"]],
            by=TELLER,
            at=at,
        )
        for row in rows("coalition", "member")
    }
    partners = tuple(organisations[row["key"]] for row in _organisations() if row["takes_part"])
    return Cast(members["ines"], members["jonas"], members["tomas"], partners)


def sign_in_note(passphrase: str) -> str:
    """Give the words that tell a newcomer how to sign in, and as whom."""
    lines = [f"  {row['handle']:<6} {row['does']}" for row in rows("coalition", "member")]
    return "\n".join(["Sign in to the demonstration's desk as one of:", *lines, f"The passphrase is the same for all: {passphrase}", ""])


def _organisations() -> list[Table]:
    return rows("coalition", "organisation")
