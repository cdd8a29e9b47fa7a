"""Cases that may be of one person, as a client takes them."""

from typing import Any

from safeconduct.casework.access import cases_for, hits_for
from safeconduct.casework.models import Case, KnownHit
from safeconduct.people.models import Member
from safeconduct.vault.models import Grant
from safeconduct.vault.queries.registers import keys_of_registers


def hits_of(member: Member) -> list[dict[str, Any]]:
    """Give, for every case of the member's that may be known elsewhere, that it may.

    Of the other case nothing is said before both agree but whether it is of the same organisation (which who asked knows from asking); then
    who is responsible for it and who works on it, so that they can talk.
    A pair of two cases that the member holds both is told for each.
    """
    held = set(cases_for(member).values_list("pk", flat=True))
    told = []
    for hit in hits_for(member).select_related("one__organisation", "other__organisation").order_by("pk"):
        sides = [(hit.one, hit.one_agrees, hit.other), (hit.other, hit.other_agrees, hit.one)]
        told += [_told(hit, mine, theirs, agreed=agreed) for mine, agreed, theirs in sides if mine.pk in held]
    return told


def keepers_of_key(member: Member) -> list[str]:
    """Give who of the member's organisation holds the key of its tokens (references); nobody, where there is none yet."""
    scope = member.organisation.reference
    return [str(one) for one in keys_of_registers("tokens", [scope]).get(scope, {}).get("holders", [])]


def _told(hit: KnownHit, mine: Case, theirs: Case, *, agreed: bool) -> dict[str, Any]:
    both = hit.one_agrees and hit.other_agrees
    holders = Grant.objects.filter(vault=theirs.vault, epoch=theirs.vault.epoch) if both and theirs.vault else Grant.objects.none()
    return {
        "id": str(hit.pk),
        "mine": str(mine.pk),
        "scope": "own" if mine.organisation_id == theirs.organisation_id else "hub",
        "agreed": agreed,
        "both_agree": both,
        "organisation": theirs.organisation.reference if both else "",
        "name": theirs.organisation.name if both else "",
        "holders": sorted(holders.values_list("member__reference", flat=True)),
    }
