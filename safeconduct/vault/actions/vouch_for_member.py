"""Vouch for a member's keys: a steward says that they are who they say they are."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import NotUnderstood
from safeconduct.people.access import holds_root_key
from safeconduct.people.models import Member, PublicBundle
from safeconduct.people.permissions import Permission
from safeconduct.vault.access import bundle_of
from safeconduct.vault.format.members import AUTHORITIES, bundle_statement, vouch_statement
from safeconduct.vault.format.signing import verify


class MayNotVouch(Refused):
    """The voucher's own word does not reach this far."""

    code = "may-not-vouch"
    sentence = _(
        "You may not vouch for this. The first steward vouches for everybody and alone for stewards; another steward, for whom the "
        "first has vouched as a steward, vouches for members of the own organisation. Nothing was changed."
    )


@transaction.atomic
def vouch_for_member(*, member: Member, sequence: int, authority: str, signature: bytes, by: Member, at: datetime) -> None:
    """Keep the word of ``by`` for a member's bundle; a later word takes the place of an earlier one.

    :raises NotUnderstood: if there is no such bundle, or the signature is not the voucher's over just this
    :raises MayNotVouch: if it is oneself, or the voucher's authority does not suffice
    """
    if authority not in AUTHORITIES:
        raise NotUnderstood
    bundle = bundle_of(member)
    own = bundle_of(by)
    if bundle is None or bundle.sequence != sequence or own is None:
        raise NotUnderstood
    if not may_vouch(by, own, member, authority):
        raise MayNotVouch
    statement = vouch_statement(
        statement=statement_of(bundle),
        organisation=member.organisation.reference,
        authority=authority,
        voucher=by.reference,
    )
    if not verify(bytes(own.signing_key), statement, signature):
        raise NotUnderstood
    bundle.voucher, bundle.authority, bundle.vouching = by, authority, signature
    bundle.save(update_fields=["voucher", "authority", "vouching"])
    record("people.member-vouched", member.reference, by=by.reference, at=at, authority=authority)


def may_vouch(by: Member, own: PublicBundle, member: Member, authority: str) -> bool:
    """Tell whether a voucher's authority suffices; nobody vouches for themselves."""
    if by.pk == member.pk or not by.may(Permission.MEMBER_VOUCH) or by.withheld_on is not None:
        return False
    if authority == "steward" and not member.may(Permission.MEMBER_VOUCH):
        return False
    if holds_root_key(by):
        return True
    is_steward = own.authority == "steward" and own.voucher is not None and holds_root_key(own.voucher)
    return is_steward and authority == "member" and by.organisation_id == member.organisation_id


def statement_of(bundle: PublicBundle) -> bytes:
    """Give what the member signed about the keys of this bundle."""
    return bundle_statement(
        member=bundle.member.reference,
        sequence=bundle.sequence,
        recipient=bundle.recipient,
        signing_key=bytes(bundle.signing_key),
        created=bundle.created_on.isoformat(),
        previous=bytes(bundle.previous),
    )
