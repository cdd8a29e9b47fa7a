"""Take a copy of the annex back: from now on its address leads nowhere, and its bytes are gone."""

from datetime import datetime

from django.db import transaction

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.people.models import Member
from safeconduct.publications.models import AnnexCopy


@transaction.atomic
def recall_annex_copy(*, copy: AnnexCopy, by: Member, at: datetime) -> None:
    """Destroy the bytes and keep that there was a copy. What was fetched before cannot be called back; the page says so."""
    AnnexCopy.objects.filter(pk=copy.pk, recalled_at__isnull=True).update(blob=b"", recalled_at=day_of(at))
    record("publications.annex-copy-recalled", copy.reference, by=by.reference, at=day_of(at), annex=copy.annex.reference)
