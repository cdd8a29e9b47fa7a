"""The invented coalition: its organisations and members, and the passphrase they share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from safeconduct.demo.tables import Table, rows
from safeconduct.demo.telling.keys import Keyed, join, keep_codes, secret_of, vouch_for_all
from safeconduct.people.actions.admit_organisation import admit_organisation
from safeconduct.people.models import Member, Organisation
from safeconduct.people.permissions import Role

TELLER = "demonstration"  # who did it, in the record, before there is anybody


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the story. ``partners`` are the organisations that answer the crisis.

    ``keyed`` gives each by their key in ``coalition.toml``, with the secrets of their browsers, for whoever seals something in their name.
    """

    ines: Member
    jonas: Member
    tomas: Member
    partners: tuple[Organisation, ...]
    keyed: Mapping[str, Keyed]
    organisations: Mapping[str, Organisation]


def enrol_cast(*, passphrase: str, at: datetime) -> Cast:
    """Admit the organisations and let the members join; the first steward among them vouches for all the others."""
    organisations = {row["key"]: admit_organisation(name=row["name"], country=row["country"], by=TELLER, at=at) for row in _organisations()}
    keyed = {
        row["key"]: join(
            handle=row["handle"],
            name=row["name"],
            organisation=organisations[row["organisation"]],
            roles=[Role(role) for role in row["roles"]],
            passphrase=passphrase,
            by=TELLER,
            at=at,
        )
        for row in rows("coalition", "member")
    }
    first = next(keyed[row["key"]] for row in rows("coalition", "member") if Role.STEWARD in row["roles"])
    vouch_for_all(keyed.values(), by=first, at=at)
    keep_codes(keyed)
    partners = tuple(organisations[row["key"]] for row in _organisations() if row["takes_part"])
    return Cast(keyed["ines"].member, keyed["jonas"].member, keyed["tomas"].member, partners, keyed, organisations)


def sign_in_note(passphrase: str, cast: Cast) -> str:
    """Give the words that tell a newcomer how to sign in, and as whom."""
    lines = [f"  {row['handle']:<7} {row['does']}" for row in rows("coalition", "member")]
    secrets = [f"  {one.member.handle:<7} {secret_of(one.factor)}" for one in cast.keyed.values()]
    return "\n".join(
        [
            "Sign in to the demonstration's desk as one of:",
            *lines,
            f"The passphrase is the same for all: {passphrase}",
            "A one-time code, which works once: .venv/bin/safeconduct demo code amina",
            "(or give these secrets to a telephone's application for codes:",
            *secrets,
            ")",
            "",
        ]
    )


def _organisations() -> list[Table]:
    return rows("coalition", "organisation")
