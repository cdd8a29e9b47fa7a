"""The registers of a crisis, as far as those may know of them who do not hold them."""

from typing import Any

from safeconduct.crises.access import crises_for
from safeconduct.crises.queries import title_of
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import holders_of_registers

# Of the places that governments keep free, only coordinators know that anything is written down.
KNOWN_TO = {"ways": Permission.CASE_WORK, "places": Permission.PATHWAY_KEEP}


def crises_with_registers(member: Member) -> list[dict[str, Any]]:
    """Give the crises that the member's organisation answers, and who holds which of their registers.

    So that a caseworker of a partner knows whom to ask; the content is for who holds the vault. Nothing is said of other crises.
    """
    purposes = [purpose for purpose, needed in KNOWN_TO.items() if member.may(needed)]
    crises = list(crises_for(member))
    found = holders_of_registers([crisis.reference for crisis in crises], purposes)
    return [
        {
            "reference": crisis.reference,
            "slug": crisis.slug,
            "title": title_of(crisis),
            "registers": [
                {
                    "purpose": register.purpose,
                    "vault": str(register.vault_id),
                    "holders": [{"member": one.reference, "name": one.name, "organisation": one.organisation.name} for one in holders],
                }
                for register, holders in found
                if register.scope == crisis.reference
            ],
        }
        for crisis in crises
    ]
