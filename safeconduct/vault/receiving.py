"""What a client sends is looked at before it is kept: that it is sealed, under the newest epoch, signed by who sends it.

Nothing here can open anything. Whatever is not a sealed thing of the right shape is refused, so that nothing is ever kept in clear by
mistake.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.vault.access import bundle_of, who_may_hold
from safeconduct.vault.format import ages
from safeconduct.vault.format.errors import NotSealed
from safeconduct.vault.format.files import is_file_length
from safeconduct.vault.format.grants import check_grant, grant_statement
from safeconduct.vault.format.octets import BUCKETS
from safeconduct.vault.format.records import OVERHEAD, check_blob
from safeconduct.vault.format.roots import epoch_statement, is_recipient
from safeconduct.vault.format.signing import verify
from safeconduct.vault.format.strongboxes import check_share as check_outside_of_share
from safeconduct.vault.format.strongboxes import share_statement
from safeconduct.vault.models import Grant, Vault

FEWEST_HOLDERS = 2


class NotSealedWell(Refused):
    """What came is not sealed as it must be; answered 400."""

    status, code = 400, "not-sealed"
    sentence = _("This is not sealed the way it must be, so the server did not keep it. What you wrote is still here; load the page again.")


class NotSigned(NotSealedWell):
    """A signature does not hold under the keys of who sends it."""

    code = "not-signed"
    sentence = _("The signature does not belong to your keys of today. Nothing was changed; sign in again.")


class NoKeys(Refused):
    """Who has no keys can sign nothing."""

    code = "no-keys"
    sentence = _("You have no keys yet. Nothing was changed.")


class CannotHold(Refused):
    """A vault was to be given to somebody who cannot hold one."""

    code = "cannot-hold"


class TooFewHolders(Refused):
    """A vault with one holder is lost with that person."""

    code = "too-few-holders"
    sentence = _("A vault needs two people who can open it, or it is lost when one falls away. Nothing was changed; name a second person.")


@dataclass(frozen=True, slots=True)
class Given:
    """A grant as it came: for whom (a reference), the sealed root, and the giver's signature."""

    member: str
    blob: bytes
    signature: bytes


def check_record(blob: bytes, *, epoch: int) -> None:
    """Refuse a record that is not sealed under this epoch.

    :raises NotSealedWell: if header, suite, epoch or length are not as they must be
    """
    try:
        check_blob(blob, epoch=epoch)
    except NotSealed as problem:
        raise NotSealedWell from problem


def check_previous(blob: bytes, *, epoch: int) -> None:
    """Refuse what cannot be the sealed root of the epoch before: a record of 32 bytes, so of the smallest size.

    :raises NotSealedWell: if it is anything else
    """
    check_record(blob, epoch=epoch)
    if len(blob) != BUCKETS[0] + OVERHEAD:
        raise NotSealedWell


def check_message(blob: bytes) -> None:
    """Refuse what is not an age file of an allowed size.

    :raises NotSealedWell: if it is anything else
    """
    try:
        ages.check_message(blob)
    except NotSealed as problem:
        raise NotSealedWell from problem


def check_file(beginning: bytes, *, length: int) -> None:
    """Refuse a file whose beginning is not that of an age file, or whose length says that what is sealed was not lengthened (Padmé).

    :raises NotSealedWell: if it is anything else
    """
    try:
        inside = ages.check_age(beginning, length=length).plaintext_length
    except NotSealed as problem:
        raise NotSealedWell from problem
    if not is_file_length(inside):
        raise NotSealedWell


def check_epoch(*, vault: UUID, number: int, recipient: str, signature: bytes, by: Member) -> None:
    """Refuse an epoch that is not signed by who makes it.

    :raises NotSealedWell: if its recipient is none
    :raises NoKeys: if they have none
    :raises NotSigned: if the signature does not hold
    """
    if not is_recipient(recipient):
        raise NotSealedWell
    if not verify(signing_key_of(by), epoch_statement(vault=vault, epoch=number, recipient=recipient), signature):
        raise NotSigned


def check_share(share: Given, *, box: UUID, content: bytes, recipient: str, by: Member) -> None:
    """Refuse a share of a strongbox that is not sealed as shares are, or not signed by who seals it for this person's keys of today.

    :raises NotSealedWell: if it has another shape or size
    :raises NoKeys: if who seals it has none
    :raises NotSigned: if the signature does not hold
    """
    try:
        check_outside_of_share(share.blob)
    except NotSealed as problem:
        raise NotSealedWell from problem
    statement = share_statement(box=box, by=by.reference, member=share.member, recipient=recipient, blob=share.blob, content=content)
    if not verify(signing_key_of(by), statement, share.signature):
        raise NotSigned


def signing_key_of(member: Member) -> bytes:
    """Give the key that holds a member's signatures today.

    :raises NoKeys: if they have none
    """
    bundle = bundle_of(member)
    if bundle is None:
        raise NoKeys
    return bytes(bundle.signing_key)


def received_grants(given: Iterable[Given], *, vault: Vault, epoch: int, by: Member, on: date) -> list[Grant]:
    """Give the grants ready to be kept: each to somebody who may hold, sealed, and signed for that person's keys of today.

    :raises CannotHold: if somebody may not hold a vault, or has no keys
    :raises NotSealedWell: if a grant is not sealed, or has another size than grants have
    :raises NotSigned: if a signature does not hold, also because the member's keys are others by now
    """
    by_member = {one.member: one for one in given}
    may = who_may_hold(by_member)
    if missing := sorted(set(by_member) - set(may)):
        raise CannotHold(_("%(who)s cannot hold a vault. Nothing was changed.") % {"who": ", ".join(missing)})
    key = signing_key_of(by)
    grants = []
    for reference, one in by_member.items():
        member, bundle = may[reference]
        try:
            check_grant(one.blob)
        except NotSealed as problem:
            raise NotSealedWell from problem
        statement = grant_statement(vault=vault.pk, epoch=epoch, member=reference, recipient=bundle.recipient, blob=one.blob)
        if not verify(key, statement, one.signature):
            raise NotSigned
        grants.append(Grant(vault=vault, epoch=epoch, member=member, granter=by, granted_on=on, blob=one.blob, signature=one.signature))
    return grants
