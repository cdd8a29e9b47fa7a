"""The registers of a member, as a client takes them."""

from typing import Any

from safeconduct.people.models import Member
from safeconduct.vault.access import registers_for


def registers_of(member: Member) -> list[dict[str, Any]]:
    """Give every register that the member holds, by purpose and scope. One query."""
    return [
        {"id": str(register.pk), "purpose": register.purpose, "scope": register.scope, "vault": str(register.vault_id)}
        for register in registers_for(member).order_by("purpose", "scope")
    ]
