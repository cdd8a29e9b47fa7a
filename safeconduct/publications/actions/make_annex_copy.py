"""Keep a sealed copy of the annex for one named recipient, under an address that only they are told."""

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safeconduct.audit.actions.record import record
from safeconduct.kit.clock import day_of
from safeconduct.kit.refusals import Refused
from safeconduct.people.models import Member
from safeconduct.publications.models import Annex, AnnexCopy
from safeconduct.publications.queries.annexes import newest_of
from safeconduct.publications.rules.tokens import token_hash
from safeconduct.vault.access import vault_for
from safeconduct.vault.format.ages import NotAge
from safeconduct.vault.format.sealed_copies import check_copy

LARGEST = 4 * 1024 * 1024  # bytes; an annex is a few pages
LONGEST = timedelta(days=90)
MEANS = ("key", "passphrase")


class NotSealedCopy(Refused):
    """It is not sealed as it must be."""

    code = "not-sealed"
    status = 400
    sentence = _("This copy is not sealed to one key or one passphrase, or is larger than an annex may be. Nothing was kept.")


class TooLong(Refused):
    """A copy that lies about for years."""

    code = "too-long"
    sentence = _("A copy can be fetched for ninety days at most, beginning today. Choose an earlier day.")


@transaction.atomic
def make_annex_copy(
    *, annex: Annex, recipient_name: str, means: str, record_version: int, blob: bytes, expires_on: date, by: Member, at: datetime
) -> tuple[AnnexCopy, str]:
    """Keep the copy; give it with the token of its address, which is kept nowhere.

    :raises Http404: if the member does not hold the annex's vault
    :raises NotSealedCopy: if the bytes are no age file of that kind, too large, or not of the newest annex
    :raises TooLong: if it could be fetched for longer than ninety days, or ends in the past
    """
    vault_for(by, annex.vault_id)
    if means not in MEANS or len(blob) > LARGEST or newest_of(annex) != record_version or not recipient_name.strip():
        raise NotSealedCopy
    try:
        check_copy(blob, means=means)
    except NotAge as wrong:
        raise NotSealedCopy from wrong
    if not at.date() < expires_on <= at.date() + LONGEST:
        raise TooLong
    token = secrets.token_urlsafe(24)
    copy = AnnexCopy.objects.create(
        annex=annex,
        recipient_name=recipient_name.strip(),
        means=means,
        record_version=record_version,
        token_hash=token_hash(token),
        blob=blob,
        expires_on=expires_on,
        made_on=at.date(),
        made_by=by,
    )
    record("publications.annex-copy-made", copy.reference, by=by.reference, at=day_of(at), annex=annex.reference, means=means)
    return copy, token
