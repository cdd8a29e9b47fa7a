"""Give a publication a confidential annex: its words lie sealed in a vault that its writers hold."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Annex, Publication
from safeconduct.vault.access import vault_for


class AnnexThere(Refused):
    """One publication has one annex."""

    code = "annex-there"
    sentence = _("This publication has an annex already. Nothing was changed; open that one.")


class NoAnnexVault(Refused):
    """It would lie among other things."""

    code = "no-annex-vault"
    sentence = _("An annex lies in a vault of its own, made for it. Nothing was changed.")


@transaction.atomic
def begin_annex(*, publication: Publication, vault: UUID, record_id: UUID, by: Member, at: datetime) -> Annex:
    """Note in which vault, and in which record of it, the annex lies.

    :raises Http404: if the member does not hold the vault
    :raises NoAnnexVault: if it was made for something else, or holds another annex
    :raises AnnexThere: if the publication has one
    """
    found = vault_for(by, vault)
    if found.kind != "annex" or Annex.objects.filter(vault=found).exists():
        raise NoAnnexVault
    Publication.objects.select_for_update().get(pk=publication.pk)
    if Annex.objects.filter(publication=publication).exists():
        raise AnnexThere
    annex = Annex.objects.create(publication=publication, vault=found, record=record_id, created_on=at.date(), created_by=by)
    record("publications.annex-begun", annex.reference, by=by.reference, at=day_of(at), publication=publication.reference)
    return annex
