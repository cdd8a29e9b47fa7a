"""Vaults that a client names for a case are looked at before the case stands on them."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from safeconduct.casework.models import Case, Compartment
from safeconduct.kit.refusals import Refused
from safeconduct.kit.talking import TooLarge
from safeconduct.people.models import Member
from safeconduct.vault.access import vault_to_change
from safeconduct.vault.format.ages import LONGEST_HEADER
from safeconduct.vault.models import Vault
from safeconduct.vault.receiving import check_message

LARGEST_LETTER = 256 * 1024 + LONGEST_HEADER


class NotACaseVault(Refused):
    """A case stands on vaults of its own: of the kind case, of one's own organisation, and nobody else's."""

    code = "not-a-case-vault"
    sentence = _("A case needs vaults of its own. Nothing was changed; begin again with new ones.")


def checked_vaults(ids: Sequence[UUID], *, by: Member) -> list[Vault]:
    """Give these vaults, locked until the transaction ends, each ready for a case to stand on it.

    :raises Http404: if the member does not hold one of them
    :raises NotACaseVault: if one is named twice, of another kind, of another organisation, or in use
    """
    held = {id_: vault_to_change(by, id_) for id_ in sorted(set(ids))}  # in one order, so that two never wait for each other
    vaults = [held[id_] for id_ in ids]
    is_used = Case.objects.filter(vault__in=vaults).exists() or Compartment.objects.filter(vault__in=vaults).exists()
    if len(held) != len(ids) or is_used:
        raise NotACaseVault
    if any(vault.kind != "case" or vault.organisation_id != by.organisation_id for vault in vaults):
        raise NotACaseVault
    return vaults


def check_letter(blob: bytes) -> None:
    """Refuse what is not sealed as letters are, or larger than one may be.

    :raises NotSealedWell, TooLarge: accordingly
    """
    if len(blob) > LARGEST_LETTER:
        raise TooLarge
    check_message(blob)
