"""Note that the package of a handover was made in the browser of a holder: its number, the head of its chain, its manifest."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.petitions.actions.take_handover import TO_MAKE, take_handover
from safeconduct.petitions.models import Handover
from safeconduct.petitions.queries.walking import end_of_walk
from safeconduct.petitions.rules.chain import Link, chain_of
from safeconduct.petitions.rules.kinds import HandoverState
from safeconduct.signing.models import Roll
from safeconduct.signing.queries.walked import all_counted

SMALL = 200_000  # up to so many signatures the server walks the chain itself at once


class OtherChain(Refused):
    """The package does not hold what is counted here."""

    code = "other-chain"
    sentence = _("Signatures were withdrawn or counted while the package was made, so it does not fit any more. Make it again.")


@transaction.atomic
def note_package(
    *, handover: Handover, chain_head: str, manifest: str, counts: Mapping[str, int], walked: str, by: Member, at: datetime
) -> Handover:
    """Keep what the package says of itself (hex); made again, it takes the place of the one before.

    Up to 200,000 signatures the chain is walked here and now, and must be the same. With more it must be the one over what this server
    gave out, piece by piece (``walked``, as ``walked_on`` gave it): whoever went meanwhile is in it, and is to be told of.

    :raises OtherChain: if the chain is another
    :raises Http404: if the member does not hold the campaign's vault
    :raises NotNow, NotOwning, NotPermitted: as ``take_handover`` finds
    """
    kept = take_handover(handover=handover, by=by, states=TO_MAKE, with_vault=True)
    found = _head_of(kept, at) if counts["confirmed"] <= SMALL else end_of_walk(kept, walked, on=at.date())
    if found != (chain_head, counts["confirmed"]):
        raise OtherChain
    kept.state, kept.chain_head, kept.manifest = HandoverState.MADE, chain_head, manifest
    kept.made_on, kept.made_by = at.date(), by
    kept.counts = {**kept.counts, "made": dict(counts)}
    kept.save(update_fields=["state", "chain_head", "manifest", "made_on", "made_by", "counts"])
    facts = {"confirmed": counts["confirmed"], "named": counts["named"], "chain": chain_head}
    record("petitions.package-made", kept.reference, by=by.reference, at=at, **facts)
    return kept


def _head_of(handover: Handover, at: datetime) -> tuple[str, int]:
    roll = Roll.objects.get(pk=handover.campaign.roll)
    links = (Link(one.id, one.country, one.channel, one.visibility, one.digest) for one in all_counted(roll.pk, until=at.date()))
    chain = chain_of(handover.campaign.reference, links)
    return chain.head.hex(), chain.count
