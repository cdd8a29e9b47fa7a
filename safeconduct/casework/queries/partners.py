"""Which organisations a case can be referred to, and who is met on the way."""

from typing import Any

from safeconduct.crises.access import crises_for
from safeconduct.crises.models import Participation
from safeconduct.people.models import Member, Organisation
from safeconduct.vault.queries.directory import people_named
from safeconduct.vault.queries.registers import keys_of_registers


def partners_of(member: Member) -> list[Organisation]:
    """Give the organisations that answer a crisis together with the member's own, by name. One's own is not among them."""
    together = Participation.objects.filter(crisis__in=crises_for(member).values("pk"), until__isnull=True)
    others = Organisation.objects.filter(pk__in=together.values("organisation"), left_on__isnull=True)
    return list(others.exclude(pk=member.organisation_id).order_by("name"))


def partners_to_refer_to(member: Member) -> dict[str, Any]:
    """Give the partners with the key of their register of referrals, or none where they have made none; and who signed these keys."""
    partners = partners_of(member)
    keys = keys_of_registers("referrals", [one.reference for one in partners])
    return {
        "partners": [
            {"organisation": {"reference": one.reference, "name": one.name}, "referrals": keys.get(one.reference)} for one in partners
        ],
        "people": people_named(key["signer"] for key in keys.values()),
    }
