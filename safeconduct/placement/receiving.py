"""Cards and answers are looked at before they are kept: each is sealed, and as long as every other."""

import hashlib
from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.people.permissions import Permission
from safeconduct.placement.access import holders_of
from safeconduct.placement.models import Round
from safeconduct.vault.access import bundle_of
from safeconduct.vault.format import ages
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.rounds import Coordinator, round_statement
from safeconduct.vault.format.signing import verify
from safeconduct.vault.receiving import NotSealedWell, NotSigned, signing_key_of

CARD_LENGTH = 16 * 1024
ANSWER_LENGTH = 4 * 1024
TOGETHER = 5  # cards come by fives, so that their number tells little
LEADERS = 2


class TwoCoordinators(Refused):
    """Exactly two people open the cards of a round, and both may lead one."""

    code = "two-coordinators"
    sentence = _("The cards of a round are opened by exactly two coordinators. Nothing was changed.")


def check_sealed(blob: bytes, *, length: int) -> None:
    """Refuse what is not sealed, or longer or shorter inside than all others.

    :raises NotSealedWell: if it is anything else
    """
    try:
        inside = ages.check_message(blob).plaintext_length
    except NotSealed as problem:
        raise NotSealedWell from problem
    if inside != length:
        raise NotSealedWell


def check_leaders(round_: Round) -> list[Member]:
    """Give the two who can open the cards.

    :raises TwoCoordinators: if they are more, fewer, or may not lead a round
    """
    holders = holders_of(round_)
    if len(holders) != LEADERS or not all(holder.may(Permission.ROUND_LEAD) for holder in holders):
        raise TwoCoordinators
    return holders


def check_signature(round_: Round, *, leaders: Iterable[Member]) -> None:
    """Refuse a round that its opener did not sign, with its two coordinators and their keys of today.

    :raises NoKeys: if the opener has none
    :raises NotSigned: if the signature does not hold
    """
    if round_.vault is None:
        raise NotSigned
    bundles = {leader.reference: bundle_of(leader) for leader in leaders}
    coordinators = [Coordinator(one, bundle.recipient, bytes(bundle.signing_key)) for one, bundle in bundles.items() if bundle]
    statement = round_statement(
        round_=round_.pk,
        vault=round_.vault.pk,
        crisis=round_.crisis.reference,
        closes_on=round_.closes_on.isoformat(),
        coordinators=coordinators,
    )
    if not verify(signing_key_of(round_.opened_by), statement, bytes(round_.signature)):
        raise NotSigned


def inputs_hash_of(cards: Iterable[tuple[UUID, bytes]]) -> str:
    """Give the hash over the sealed cards, in the order of their ids: it binds a run to them and says nothing of what is in them."""
    whole = hashlib.sha256()
    for _id, blob in sorted(cards, key=lambda card: str(card[0])):
        whole.update(hashlib.sha256(blob).digest())
    return whole.hexdigest()
